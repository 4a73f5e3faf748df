//! Two databases, SQL once: SQLite for one machine, PostgreSQL for more.
//!
//! A store function takes `&mut Conn` and writes its statement once, with `$1` parameters, through the macros below, which
//! type the same body for both drivers. The few real differences are in [`dialect`].

pub mod dialect;
pub mod migrate;
#[doc(hidden)]
pub mod testing;

use crate::error::{AppError, Result};
use crate::ids::{AgreementId, EventId};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The database: one of two kinds.
#[derive(Clone, Debug)]
pub enum Db {
    /// A file, with many readers and one writer.
    Sqlite {
        /// Connections that only read.
        read: SqlitePool,
        /// The one connection that writes.
        write: SqlitePool,
    },
    /// A PostgreSQL server.
    Postgres(PgPool),
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

#[derive(Debug)]
enum Inner {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
    SqliteTx(Transaction<'static, Sqlite>),
    PostgresTx(Transaction<'static, Postgres>),
}

tokio::task_local! {
    /// Counter of the request that is being answered.
    static OF_REQUEST: Arc<AtomicUsize>;
}

/// Runs the work of a request so that all its statements are counted together, also those of layers that get no context.
pub async fn counted<F: Future>(statements: Arc<AtomicUsize>, work: F) -> F::Output {
    OF_REQUEST.scope(statements, work).await
}

/// The counter of the request that is being answered; one of its own outside requests.
pub fn statements() -> Arc<AtomicUsize> {
    OF_REQUEST.try_with(Arc::clone).unwrap_or_default()
}

/// A connection, inside a transaction or not. What store functions run on.
#[derive(Debug)]
pub struct Conn {
    inner: Inner,
    statements: Arc<AtomicUsize>,
}

/// A borrowed driver connection; the macros match on it.
#[derive(Debug)]
pub enum Driver<'c> {
    /// SQLite's.
    Sqlite(&'c mut SqliteConnection),
    /// PostgreSQL's.
    Postgres(&'c mut PgConnection),
}

impl Conn {
    /// The driver's connection, counted as one statement.
    pub fn driver(&mut self) -> Driver<'_> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        match &mut self.inner {
            Inner::Sqlite(c) => Driver::Sqlite(c),
            Inner::SqliteTx(c) => Driver::Sqlite(c),
            Inner::Postgres(c) => Driver::Postgres(c),
            Inner::PostgresTx(c) => Driver::Postgres(c),
        }
    }
    /// Which database this is, for the SQL that differs.
    pub fn kind(&self) -> Kind {
        match &self.inner {
            Inner::Sqlite(_) | Inner::SqliteTx(_) => Kind::Sqlite,
            Inner::Postgres(_) | Inner::PostgresTx(_) => Kind::Postgres,
        }
    }
}

/// A transaction that writes. Derefs to [`Conn`]. Events recorded in it get their positions when it commits.
#[derive(Debug)]
pub struct Tx {
    conn: Conn,
    pub(crate) recorded: Vec<(AgreementId, EventId)>,
    pub(crate) notes: Vec<crate::live::Note>,
    live: Option<crate::live::Hub>,
}

impl std::ops::Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}
impl std::ops::DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

impl Tx {
    /// Gives the recorded events their positions (last, so that the agreement's lock is held shortest), commits, then tells live readers.
    pub async fn commit(mut self) -> Result<()> {
        let recorded = std::mem::take(&mut self.recorded);
        crate::events::store::assign_positions(&mut self, &recorded).await?;
        if self.kind() == Kind::Postgres {
            for note in &self.notes {
                dialect::notify(&mut self.conn, note).await?;
            }
        }
        match self.conn.inner {
            Inner::SqliteTx(tx) => {
                tx.commit().await?;
                if let Some(hub) = &self.live {
                    self.notes.iter().for_each(|n| hub.send(n.clone()));
                }
            }
            Inner::PostgresTx(tx) => tx.commit().await?,
            Inner::Sqlite(_) | Inner::Postgres(_) => return Err(AppError::Internal("commit outside a transaction".into())),
        }
        if let Some(hub) = &self.live {
            hub.wrote();
        }
        Ok(())
    }
}

impl Db {
    /// Opens the database of a URL (`sqlite://path`, `postgres://…`), creating an SQLite file and its folder when missing.
    ///
    /// # Errors
    /// A sentence that names what is wrong with the URL, or the driver's error.
    pub async fn connect(url: &str) -> Result<Self> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options: PgConnectOptions = url.parse().map_err(|e| AppError::Internal(format!("DATABASE_URL: {e}")))?;
            let options = options.options([("timezone", "UTC"), ("lock_timeout", "10s"), ("statement_timeout", "30s")]);
            let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(Duration::from_secs(10)).connect_with(options).await?;
            return Ok(Self::Postgres(pool));
        }
        if !url.starts_with("sqlite:") {
            return Err(AppError::Internal("DATABASE_URL: must begin with sqlite: or postgres:".into()));
        }
        let options: SqliteConnectOptions = url.parse().map_err(|e| AppError::Internal(format!("DATABASE_URL: {e}")))?;
        if let Some(folder) = options.get_filename().parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| AppError::Internal(format!("DATABASE_URL: cannot make {}: {e}", folder.display())))?;
        }
        let options = options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .pragma("temp_store", "memory");
        let write = SqlitePoolOptions::new().max_connections(1).acquire_timeout(Duration::from_secs(30)).connect_with(options.clone()).await?;
        let version: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(&write).await?;
        if dialect::sqlite_version(&version) < (3, 51, 3) {
            return Err(AppError::Internal(format!("SQLite {version} can corrupt a WAL; 3.51.3 or newer is needed")));
        }
        let read =
            SqlitePoolOptions::new().max_connections(8).acquire_timeout(Duration::from_secs(10)).connect_with(options.pragma("query_only", "on")).await?;
        Ok(Self::Sqlite { read, write })
    }

    /// Which of the two.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Sqlite { .. } => Kind::Sqlite,
            Self::Postgres(_) => Kind::Postgres,
        }
    }

    /// A connection for reading; `statements` counts what runs on it.
    pub async fn read(&self, statements: &Arc<AtomicUsize>) -> Result<Conn> {
        let inner = match self {
            Self::Sqlite { read, .. } => Inner::Sqlite(read.acquire().await?),
            Self::Postgres(pool) => Inner::Postgres(pool.acquire().await?),
        };
        Ok(Conn { inner, statements: statements.clone() })
    }

    /// A transaction for writing. SQLite takes its one writer at once (`BEGIN IMMEDIATE`).
    pub async fn write(&self, statements: &Arc<AtomicUsize>, live: Option<crate::live::Hub>) -> Result<Tx> {
        let inner = match self {
            Self::Sqlite { write, .. } => Inner::SqliteTx(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Inner::PostgresTx(pool.begin().await?),
        };
        Ok(Tx { conn: Conn { inner, statements: statements.clone() }, recorded: Vec::new(), notes: Vec::new(), live })
    }
}

/// Runs one statement on either database: `query!(conn, Row, all, SQL, args…)`. The second word after the row type is
/// `all`, `one` or `optional`.
#[macro_export]
macro_rules! fetch {
    ($conn:expr, $row:ty, $how:ident, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $conn.driver() {
            $crate::db::Driver::Sqlite(c) => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.$how(&mut *c).await,
            $crate::db::Driver::Postgres(c) => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.$how(&mut *c).await,
        }
    };
}

/// Reads single values: `scalar!(conn, i64, fetch_one, SQL, args…)`.
#[macro_export]
macro_rules! scalar {
    ($conn:expr, $ty:ty, $how:ident, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $conn.driver() {
            $crate::db::Driver::Sqlite(c) => sqlx::query_scalar::<_, $ty>($sql)$(.bind($arg))*.$how(&mut *c).await,
            $crate::db::Driver::Postgres(c) => sqlx::query_scalar::<_, $ty>($sql)$(.bind($arg))*.$how(&mut *c).await,
        }
    };
}

/// Runs a statement and gives the number of rows it changed: `execute!(conn, SQL, args…)`.
#[macro_export]
macro_rules! execute {
    ($conn:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $conn.driver() {
            $crate::db::Driver::Sqlite(c) => sqlx::query::<sqlx::Sqlite>($sql)$(.bind($arg))*.execute(&mut *c).await.map(|r| r.rows_affected()),
            $crate::db::Driver::Postgres(c) => sqlx::query::<sqlx::Postgres>($sql)$(.bind($arg))*.execute(&mut *c).await.map(|r| r.rows_affected()),
        }
    };
}

/// Locks the row that a statement finds, on PostgreSQL; on SQLite the transaction already holds the only writer. No key of ours ever changes, so the
/// lock is the weaker one: rows that point at it can be written meanwhile, by transactions that wait for nothing here.
#[macro_export]
macro_rules! fetch_locked {
    ($conn:expr, $row:ty, $sql:literal $(, $arg:expr)* $(,)?) => {
        match $conn.driver() {
            $crate::db::Driver::Sqlite(c) => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_optional(&mut *c).await,
            $crate::db::Driver::Postgres(c) => sqlx::query_as::<_, $row>(concat!($sql, " FOR NO KEY UPDATE"))$(.bind($arg))*.fetch_optional(&mut *c).await,
        }
    };
}
