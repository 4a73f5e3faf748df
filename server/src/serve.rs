//! Listening: an accept loop of our own, since `axum::serve` sets no limit to how slowly headers may come.

use crate::assets::Site;
use crate::config::Config;
use crate::http::{Options, Peer, build_router};
use app::context::{App, Dice, Settings, Shared};
use app::db::{Db, migrate};
use axum::Router;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt;

/// How long a client may take to send the head of a request, and to stay silent between two.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How long requests may go on after the order to stop; open event streams end then.
const GRACE: Duration = Duration::from_secs(3);

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
        live: Default::default(),
        assets: site.links.clone(),
        limits: Default::default(),
    })
}

/// Serves until told to stop.
///
/// # Errors
/// A sentence when something is missing at the start.
pub async fn serve(config: &Config) -> Result<(), String> {
    let site = Arc::new(Site::read(&config.site_dir)?);
    let db = open(config).await?;
    let app = state(config, db, &site);
    if cfg!(feature = "test-clock") {
        tracing::warn!("This build lets anybody move the clock (feature test-clock). It is for tests only");
    }
    let options = Options {
        site,
        trusted_proxies: config.trusted_proxies,
        request_timeout: config.request_timeout,
        reads_per_second: config.reads_per_second,
        writes_per_minute: config.writes_per_minute,
    };
    let router = build_router(app.clone(), &options);
    let listener = TcpListener::bind(config.listen).await.map_err(|e| format!("listen: {} cannot be used: {e}", config.listen))?;
    tracing::info!("Serving {}", config.public_url);
    accept(listener, router, config.max_connections, stop_signal()).await;
    close(&app.db).await;
    Ok(())
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
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).max_headers(64);
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
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), service));
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
mod tests {
    use super::*;

    #[test]
    fn passwords_stay_out_of_the_log() {
        assert_eq!(without_secret("postgres://u:p@ss@host/db"), "postgres://…@host/db");
        assert_eq!(without_secret("sqlite://data/x.db"), "sqlite://data/x.db");
    }
}
