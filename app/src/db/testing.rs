//! For tests: a fresh database of each kind, and a small world in it. Each service test is written once and runs on both.

use super::{Db, Kind, migrate};
use crate::accounts::store;
use crate::attachments::files::{Drawer, Files};
use crate::context::{App, Assets, Ctx, Dice, Settings, Shared};
use crate::ids::{OrganisationId, PersonId};
use crate::scalar;
use crate::time::Clock;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

/// Declares tests that run on SQLite and on PostgreSQL: `on_both! { async fn name(w: World) { … } }`.
#[macro_export]
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($world:ident: World) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            async fn body($world: &$crate::db::testing::World) $body
            #[tokio::test]
            async fn sqlite() { let w = $crate::db::testing::World::new($crate::db::Kind::Sqlite).await; body(&w).await; w.end().await; }
            #[tokio::test]
            async fn postgres() { let w = $crate::db::testing::World::new($crate::db::Kind::Postgres).await; body(&w).await; w.end().await; }
        }
    )+};
}

/// A small world: agreement `stad` with three forums, two areas, two themes, two principles, two commitments.
///
/// | person | acts for | what |
/// |---|---|---|
/// | eva | kansli | civil-society seat in the curating body |
/// | per | kansli | public seat in the same body: may not moderate |
/// | sia | styrgrupp | civil-society seat in the steering group |
/// | olle | styrgrupp | public seat there |
/// | anna | alfa | representative of a signatory |
/// | bo | beta | representative of another signatory |
/// | cia | gamma | representative of an organisation that has not signed |
/// | karin | park | officer of a public body |
/// | hugo | hall | officer of another public body |
/// | pia | stad | politician |
/// | ida | nobody | no role |
/// | dua | alfa and beta | representative of both |
#[derive(Debug)]
pub struct World {
    /// The process-wide state.
    pub app: App,
    /// Where its database is, for tests that start a server of their own on it.
    pub url: String,
    cleanup: Cleanup,
}

#[derive(Debug)]
enum Cleanup {
    File(std::path::PathBuf),
    Database { admin: String, name: String },
}

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// When the world begins: a Monday morning in Stockholm.
pub const START: &str = "2026-03-02T08:00:00Z";

/// URL of the PostgreSQL server for tests; each test makes a database of its own in it.
pub fn postgres_url() -> String {
    std::env::var("TEST_POSTGRES_URL")
        .unwrap_or_else(|_| panic!("TEST_POSTGRES_URL is not set: service tests run on PostgreSQL too; `make test` starts a throw-away server"))
}

/// A fresh, empty, migrated database.
async fn fresh(kind: Kind) -> (Db, String, Cleanup) {
    let n = COUNTER.fetch_add(1, Ordering::Relaxed);
    let unique = format!("{}_{n}", std::process::id());
    let (url, cleanup) = match kind {
        Kind::Sqlite => {
            let path = std::env::temp_dir().join(format!("dialogforum-test-{unique}.db"));
            (format!("sqlite://{}", path.display()), Cleanup::File(path))
        }
        Kind::Postgres => {
            let admin = postgres_url();
            let name = format!("df_test_{unique}");
            let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(&admin).await.unwrap_or_else(|e| panic!("PostgreSQL at TEST_POSTGRES_URL: {e}"));
            for sql in [format!("DROP DATABASE IF EXISTS {name}"), format!("CREATE DATABASE {name}")] {
                sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut conn).await.unwrap_or_else(|e| panic!("{e}"));
            }
            let base = admin.rsplit_once('/').map_or(admin.as_str(), |(base, _)| base);
            (format!("{base}/{name}"), Cleanup::Database { admin: admin.clone(), name })
        }
    };
    let db = Db::connect(&url).await.unwrap_or_else(|e| panic!("{e}"));
    migrate::migrate(&db).await.unwrap_or_else(|e| panic!("{e}"));
    (db, url, cleanup)
}

/// The state of a process on a database, with a fixed clock at [`START`] and seeded dice.
pub fn app_on(db: Db) -> App {
    let start: DateTime<Utc> = START.parse().unwrap_or_default();
    let n = COUNTER.fetch_add(1, Ordering::Relaxed);
    let files = std::env::temp_dir().join(format!("dialogforum-test-files-{}-{n}", std::process::id()));
    Arc::new(Shared {
        db,
        clock: Clock::fixed(start),
        rng: Dice::seeded(7),
        settings: Settings { public_url: "https://dialog.example.org".into(), demo: false, smtp: false },
        catalogue: Default::default(),
        live: Default::default(),
        assets: Assets::default(),
        files: Files::new(&files, Drawer::Nobody),
        limits: Default::default(),
        passwords: Default::default(),
    })
}

/// Inserts the small world and loads the catalogue.
pub async fn populate(app: &App) {
    let ctx = Ctx::system(app);
    let mut tx = ctx.write().await.unwrap_or_else(|e| panic!("{e}"));
    match tx.driver() {
        super::Driver::Sqlite(c) => sqlx::raw_sql(include_str!("testing_world.sql")).execute(c).await.map(|_| ()),
        super::Driver::Postgres(c) => sqlx::raw_sql(include_str!("testing_world.sql")).execute(c).await.map(|_| ()),
    }
    .unwrap_or_else(|e| panic!("the world's SQL: {e}"));
    if tx.kind() == Kind::Postgres {
        // the world's ids are given by hand; the identity columns go on after them
        for table in ["organisation", "agreement", "principle", "commitment", "area", "theme", "forum", "person"] {
            let sql = format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), 1000)");
            if let super::Driver::Postgres(c) = tx.driver() {
                sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(c).await.unwrap_or_else(|e| panic!("{e}"));
            }
        }
    }
    tx.commit().await.unwrap_or_else(|e| panic!("{e}"));
    let mut conn = ctx.read().await.unwrap_or_else(|e| panic!("{e}"));
    app.catalogue.reload(&mut conn, true).await.unwrap_or_else(|e| panic!("{e}"));
}

impl World {
    /// A world in a fresh database.
    pub async fn new(kind: Kind) -> Self {
        let (db, url, cleanup) = fresh(kind).await;
        let app = app_on(db);
        populate(&app).await;
        Self { app, url, cleanup }
    }
    /// Nobody signed in, in Swedish.
    pub fn visitor(&self) -> Ctx {
        Ctx { client: Some(std::net::Ipv4Addr::LOCALHOST.into()), statements: Arc::new(AtomicUsize::new(0)), ..Ctx::system(&self.app) }
    }
    /// A person of the world, acting for what the table above says (`dua` for alfa).
    pub async fn person(&self, name: &str) -> Ctx {
        let ctx = self.visitor();
        let mut conn = ctx.read().await.unwrap_or_else(|e| panic!("{e}"));
        let id = scalar!(conn, PersonId, fetch_one, "SELECT id FROM person WHERE email_key = $1", format!("{name}@example.org"))
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        let mut actor = store::actor(&mut conn, id, None, ctx.today()).await.unwrap_or_else(|e| panic!("{e}")).unwrap_or_else(|| panic!("{name}"));
        actor.acting_as = actor.hats.first().map(|h| h.organisation_id);
        Ctx { statements: Arc::new(AtomicUsize::new(0)), ..ctx.with_actor(actor) }
    }
    /// The same person acting for another organisation, by its slug.
    pub async fn person_as(&self, name: &str, slug: &str) -> Ctx {
        let ctx = self.person(name).await;
        let mut actor = (**ctx.actor.as_ref().unwrap_or_else(|| panic!("{name}"))).clone();
        actor.acting_as = Some(actor.hats.iter().find(|h| h.slug == slug).unwrap_or_else(|| panic!("{name} has no role in {slug}")).organisation_id);
        ctx.with_actor(actor)
    }
    /// Id of an organisation of the world.
    pub async fn organisation(&self, slug: &str) -> OrganisationId {
        let mut conn = self.visitor().read().await.unwrap_or_else(|e| panic!("{e}"));
        scalar!(conn, OrganisationId, fetch_one, "SELECT id FROM organisation WHERE slug = $1", slug).unwrap_or_else(|e| panic!("{slug}: {e}"))
    }
    /// The agreement.
    pub fn agreement(&self) -> Arc<crate::agreements::types::Agreement> {
        self.app.catalogue.get("stad").unwrap_or_else(|e| panic!("{e}"))
    }
    /// Moves the clock on by days.
    pub fn days_pass(&self, days: i64) {
        self.app.clock.advance(chrono::TimeDelta::days(days));
    }
    /// Removes the database.
    pub async fn end(self) {
        remove(&self.app.db, &self.cleanup).await;
        // most tests attach nothing
        let _ = std::fs::remove_dir_all(self.app.files.folder());
    }
}

async fn remove(db: &Db, cleanup: &Cleanup) {
    match (db, cleanup) {
        (Db::Sqlite { read, write }, Cleanup::File(path)) => {
            read.close().await;
            write.close().await;
            for suffix in ["", "-wal", "-shm"] {
                // a file that is not there is fine
                let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
            }
        }
        (Db::Postgres(pool), Cleanup::Database { admin, name }) => {
            pool.close().await;
            if let Ok(mut conn) = <sqlx::PgConnection as sqlx::Connection>::connect(admin).await {
                // the throw-away server goes anyway
                let _ = sqlx::raw_sql(sqlx::AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name}"))).execute(&mut conn).await;
            }
        }
        _ => {}
    }
}
