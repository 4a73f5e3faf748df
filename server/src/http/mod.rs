//! The router: pages, server functions, static files, and what stands before all of them.

mod address;
mod cache;
mod guard;
mod origin;
mod plain;
#[cfg(feature = "test-clock")]
pub mod test_clock;

pub use address::Peer;
pub use guard::Statements;

use crate::assets::SharedSite;
use app::accounts::{http::provide_context, sessions};
use app::context::{App, Ctx};
use app::error::AppError;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

/// Largest body of a request.
/// The minutes of a long meeting at their full lengths fit.
pub const BODY_LIMIT: usize = 1024 * 1024;

/// What the router needs beside the app.
#[derive(Debug, Clone)]
pub struct Options {
    /// Static files.
    pub site: SharedSite,
    /// Number of proxies whose additions to X-Forwarded-For count.
    pub trusted_proxies: usize,
    /// Longest time for a request.
    pub request_timeout: Duration,
    /// Limit by address for reading; 0: none.
    pub reads_per_second: u32,
    /// Limit by address for writing; 0: none.
    pub writes_per_minute: u32,
    /// Readers without a session share what was drawn within the second.
    pub share_pages: bool,
}

impl Default for Options {
    /// No files, no proxy, no limits, nothing shared.
    fn default() -> Self {
        Self {
            site: Arc::default(),
            trusted_proxies: 0,
            request_timeout: Duration::from_secs(30),
            reads_per_second: 0,
            writes_per_minute: 0,
            share_pages: false,
        }
    }
}

/// Everything the server answers.
///
/// From the outside in: `guard` (address, limits, origin, shared pages, time, panics, error pages, headers, log), compression, session,
/// context, the handler. Static files and `/health` skip session and context.
pub fn build_router(app: App, options: &Options) -> Router {
    let https = app.settings.public_url.starts_with("https://");
    let session = SessionManagerLayer::new(sessions::Store(app.clone()))
        .with_name(if https { "__Host-session" } else { "session" })
        .with_secure(https)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        // the store ends a session after 30 days without use; the cookie only has to outlive that
        .with_expiry(Expiry::OnInactivity(time::Duration::days(400)));
    let pages = app::routes::router();
    #[cfg(feature = "test-clock")]
    let pages = test_clock::failing(pages);
    let pages = pages
        .route("/api/{*fn}", get(server_function).post(server_function))
        .fallback(async || AppError::NotFound)
        .layer(ServiceBuilder::new().layer(session).layer(from_fn_with_state(app.clone(), provide_context)).layer(DefaultBodyLimit::max(BODY_LIMIT)))
        .with_state(app.clone());
    let router = pages.merge(plain::router(app.clone(), options.site.clone()));
    let compression = CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(
        SizeAbove::new(400)
            .and(NotForContentType::SSE)
            .and(NotForContentType::IMAGES)
            .and(NotForContentType::const_new("application/wasm"))
            .and(NotForContentType::const_new("application/pdf")),
    );
    let guard = Arc::new(guard::Guard::new(app, options));
    router.layer(ServiceBuilder::new().layer(from_fn(move |request, next| guard::run(guard.clone(), request, next))).layer(compression))
}

/// The islands' server functions. Each decides by itself who may call it.
async fn server_function(ctx: Ctx, request: Request) -> Response {
    use axum::response::IntoResponse;
    leptos_axum::handle_server_fns_with_context(move || leptos::prelude::provide_context(ctx.clone()), request).await.into_response()
}
