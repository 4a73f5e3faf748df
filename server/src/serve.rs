//! Listening: an accept loop of our own, since `axum::serve` sets no limit to how slowly headers may come.

use crate::assets::Site;
use crate::config::Config;
use crate::demo::{self, Filled};
use crate::http::{Options, Peer, build_router};
use crate::jobs::{self, Worker, mail::Mailer};
use crate::patience::Patient;
use app::attachments::files::{Drawer, Files};
use app::context::{App, Ctx, Dice, Settings, Shared};
use app::db::{Db, dialect, migrate};
use app::live::Hub;
use axum::Router;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt;

/// Most that is kept of a connection at a time, in bytes: a head has to fit, and what comes after it waits in the kernel.
const BUFFER: usize = 32 * 1024;
/// How long a client may take to send the head of a request, and to stay silent between two.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How long requests may go on after the order to stop; open event streams end then.
const GRACE: Duration = Duration::from_secs(3);
/// Key of the lock under which PostgreSQL gets the demo. Any number that nothing else of ours locks.
const DEMO_LOCK: i64 = 0x6469_616c_6f67;

/// Opens the database and brings it to this version.
///
/// # Errors
/// A sentence.
pub async fn open(config: &Config) -> Result<Db, String> {
    tracing::info!("Opening the database ({})", without_secret(&config.database_url));
    let db = Db::connect(&config.database_url).await.map_err(|e| format!("database_url: {e}"))?;
    migrate::migrate(&db).await.map_err(|e| e.to_string())?;
    tracing::info!("The database has this version's tables");
    Ok(db)
}

/// A database's URL for the log.
fn without_secret(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if at > scheme => format!("{}://…{}", &url[..scheme], &url[at..]),
        _ => url.to_string(),
    }
}

/// The process-wide state.
pub fn state(config: &Config, db: Db, site: &Site) -> App {
    Arc::new(Shared {
        db,
        clock: Default::default(),
        rng: Dice::from_os(),
        settings: Settings { public_url: config.public_url.clone(), demo: config.demo, smtp: config.smtp_url.is_some() },
        catalogue: Default::default(),
        // three connections of four may be streams; the rest is for pages
        live: Hub::with_places(config.max_connections.div_ceil(4) * 3),
        assets: site.links.clone(),
        files: Files::new(&config.files_dir, Drawer::Program(own_program())),
        limits: Default::default(),
        passwords: Default::default(),
    })
}

/// This very program, also when its file was replaced by a newer one since the start.
fn own_program() -> PathBuf {
    if cfg!(target_os = "linux") { PathBuf::from("/proc/self/exe") } else { std::env::current_exe().unwrap_or_else(|_| "dialogforum".into()) }
}

/// Serves until told to stop.
///
/// # Errors
/// A sentence when something is missing at the start.
pub async fn serve(config: &Config) -> Result<(), String> {
    let site = Arc::new(Site::read(&config.site_dir)?);
    let db = open(config).await?;
    let app = state(config, db, &site);
    app::attachments::service::own(&Ctx::system(&app)).await?;
    if cfg!(feature = "test-clock") {
        tracing::warn!("This build lets anybody move the clock (feature test-clock). It is for tests only");
    }
    let app = with_demo(config, app).await?;
    app.catalogue.refresh(&app.db).await.map_err(|e| e.to_string())?;
    if app.catalogue.all().is_empty() {
        tracing::info!("There is no agreement yet: dialogforum agreement apply FILE makes one, dialogforum create-admin lets somebody in");
    }
    let (stop_jobs, jobs_stop) = watch::channel(false);
    let worker = Worker::new(app.clone(), Mailer::of(config)?);
    let jobs = tokio::spawn(worker.clone().run(jobs_stop));
    let live = tokio::spawn(jobs::live::forward(app.clone()));
    let options = Options {
        site,
        trusted_proxies: config.trusted_proxies,
        request_timeout: config.request_timeout,
        reads_per_second: config.reads_per_second,
        writes_per_minute: config.writes_per_minute,
        share_pages: true,
    };
    let router = build_router(app.clone(), &options);
    #[cfg(feature = "test-clock")]
    let router = crate::http::test_clock::add(router, app.clone(), worker);
    let listener = TcpListener::bind(config.listen).await.map_err(|e| format!("listen: {} cannot be used: {e}", config.listen))?;
    tracing::info!("Serving {}", config.public_url);
    let streams = app.live.clone();
    let stop = async move {
        stop_signal().await;
        // an open stream would use up the grace that is meant for requests
        streams.close();
    };
    accept(listener, router, config.max_connections, stop).await;
    live.abort();
    finish(stop_jobs, jobs).await;
    close(&app.db).await;
    Ok(())
}

/// Runs jobs only, until told to stop.
///
/// # Errors
/// A sentence; on SQLite always.
pub async fn work(config: &Config) -> Result<(), String> {
    if config.database_url.starts_with("sqlite:") {
        return Err("work needs PostgreSQL (database_url); on SQLite `dialogforum serve` runs the jobs itself".into());
    }
    let db = open(config).await?;
    let app = state(config, db, &Site::default());
    app::attachments::service::own(&Ctx::system(&app)).await?;
    let (stop_jobs, jobs_stop) = watch::channel(false);
    let jobs = tokio::spawn(Worker::new(app.clone(), Mailer::of(config)?).run(jobs_stop));
    tracing::info!("Working");
    stop_signal().await;
    tracing::info!("Stopping");
    finish(stop_jobs, jobs).await;
    close(&app.db).await;
    Ok(())
}

/// Lets the job at work finish.
async fn finish(stop: watch::Sender<bool>, jobs: tokio::task::JoinHandle<()>) {
    // the worker may have ended by itself
    let _ = stop.send(true);
    if tokio::time::timeout(GRACE, jobs).await.is_err() {
        tracing::warn!("a job takes long; it will be taken again when its lease has run out");
    }
}

/// In demo mode an empty database gets the demo, and one with half a demo gets it anew.
async fn with_demo(config: &Config, app: App) -> Result<App, String> {
    if !config.demo {
        return Ok(app);
    }
    // two servers that start on one empty database: the second waits, and finds the demo there
    let alone = dialect::hold_lock(&app.db, &config.database_url, DEMO_LOCK).await.map_err(|e| format!("the demo could not be locked: {e}"))?;
    let app = match demo::filled(&app).await? {
        Filled::Yes => return Ok(app),
        Filled::Empty => app,
        Filled::HalfDemo => {
            tracing::warn!("A demo was begun in this database and not finished: beginning anew");
            close(&app.db).await;
            reset(config).await?;
            let db = open(config).await?;
            let anew = Arc::new(Shared {
                db,
                clock: app.clock.clone(),
                rng: app.rng.clone(),
                settings: app.settings.clone(),
                catalogue: Default::default(),
                live: app.live.clone(),
                assets: app.assets.clone(),
                files: app.files.clone(),
                limits: Default::default(),
                passwords: Default::default(),
            });
            app::attachments::service::own(&Ctx::system(&anew)).await?;
            anew
        }
    };
    demo::load(&app).await?;
    drop(alone);
    Ok(app)
}

/// Removes everything that the database holds.
///
/// # Errors
/// A sentence.
pub async fn reset(config: &Config) -> Result<(), String> {
    let url = &config.database_url;
    tracing::info!("Emptying the database ({})", without_secret(url));
    // whatever comes after it takes the folder over
    if let Some(mark) = mark_of(config).await {
        Files::new(&config.files_dir, Drawer::Nobody).let_go(&mark).await?;
    }
    if url.starts_with("sqlite:") {
        let options: sqlx::sqlite::SqliteConnectOptions = url.parse().map_err(|e| format!("database_url: {e}"))?;
        let file = options.get_filename().display().to_string();
        for path in ["", "-wal", "-shm"].map(|ending| format!("{file}{ending}")) {
            match std::fs::remove_file(&path) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(format!("{path} cannot be removed: {e}")),
                _ => {}
            }
        }
        return Ok(());
    }
    let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(url).await.map_err(|e| format!("database_url: {e}"))?;
    sqlx::raw_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
        .execute(&mut conn)
        .await
        .map_err(|e| format!("the database could not be emptied: {e}"))?;
    Ok(())
}

/// The mark of the installation about to be emptied; nothing where there is none, or no database.
async fn mark_of(config: &Config) -> Option<String> {
    let db = Db::connect(&config.database_url).await.ok()?;
    let mut conn = db.read(&Default::default()).await.ok()?;
    let mark = app::attachments::store::installation(&mut conn).await.ok().flatten();
    drop(conn);
    close(&db).await;
    mark
}

/// Closes the database, so that an SQLite file is left whole and alone.
pub async fn close(db: &Db) {
    match db {
        Db::Sqlite { read, write } => {
            read.close().await;
            write.close().await;
        }
        Db::Postgres(pool) => pool.close().await,
    }
}

/// Takes connections until `stop` is ready, then lets those that are at work finish.
pub async fn accept(listener: TcpListener, router: Router, most: usize, stop: impl Future<Output = ()>) {
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).max_headers(64).max_buf_size(BUFFER);
    let places = Arc::new(Semaphore::new(most));
    let open = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let place = tokio::select! {
            place = places.clone().acquire_owned() => place,
            () = &mut stop => break,
        };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(e) => {
                    // out of file handles, most likely; those in use come back
                    tracing::warn!(%e, "cannot take a connection");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        if let Err(e) = stream.set_nodelay(true) {
            tracing::debug!(%e, "no TCP_NODELAY");
        }
        let router = router.clone();
        let service = hyper::service::service_fn(move |mut request: http::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(Peer(peer));
            router.clone().oneshot(request.map(axum::body::Body::new))
        });
        let connection = open.watch(http.serve_connection(TokioIo::new(Patient::new(stream)), service));
        tokio::spawn(async move {
            // a client that goes away is no fault
            if let Err(e) = connection.await {
                tracing::debug!(%e, "connection");
            }
            drop(place);
        });
    }
    drop(listener);
    tracing::info!("Stopping");
    if tokio::time::timeout(GRACE, open.shutdown()).await.is_err() {
        tracing::info!("Ended the connections that were still open");
    }
}

/// Ready at Ctrl+C or SIGTERM.
async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(e) => {
                tracing::warn!(%e, "no SIGTERM");
                std::future::pending::<()>().await;
            }
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        _ = interrupt => {}
        () = terminate => {}
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use axum::routing::get;
    use futures::StreamExt;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[test]
    fn passwords_stay_out_of_the_log() {
        assert_eq!(without_secret("postgres://u:p@ss@host/db"), "postgres://…@host/db");
        assert_eq!(without_secret("sqlite://data/x.db"), "sqlite://data/x.db");
    }

    /// A stream that never ends must not keep the server from stopping, and a client that is one too many waits.
    #[tokio::test]
    async fn connections_are_counted_and_end() {
        let endless =
            get(async || axum::body::Body::from_stream(futures::stream::once(async { Ok::<_, std::io::Error>("begun") }).chain(futures::stream::pending())));
        let router = Router::new().route("/stream", endless).route("/", get(async || "hello"));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let server = tokio::spawn(accept(listener, router, 1, async {
            // dropped or sent: either way it is time to stop
            let _ = stopped.await;
        }));
        let mut first = tokio::net::TcpStream::connect(address).await.unwrap();
        first.write_all(b"GET /stream HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        let mut buffer = [0; 512];
        let n = first.read(&mut buffer).await.unwrap();
        assert!(buffer[..n].starts_with(b"HTTP/1.1 200"));
        let mut second = tokio::net::TcpStream::connect(address).await.unwrap();
        second.write_all(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.unwrap();
        assert!(tokio::time::timeout(Duration::from_millis(300), second.read(&mut buffer)).await.is_err(), "there is one place");
        drop(first);
        let mut answer = String::new();
        tokio::time::timeout(Duration::from_secs(5), second.read_to_string(&mut answer)).await.unwrap().unwrap();
        assert!(answer.ends_with("hello"), "{answer}");
        let mut third = tokio::net::TcpStream::connect(address).await.unwrap();
        third.write_all(b"GET /stream HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        assert!(third.read(&mut buffer).await.unwrap() > 0);
        stop.send(()).unwrap();
        tokio::time::timeout(GRACE + Duration::from_secs(3), server).await.unwrap().unwrap();
    }
}
