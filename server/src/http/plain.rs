//! What is no page: static files, health, robots.

use crate::assets::SharedSite;
use app::context::{App, Ctx};
use axum::Router;
use axum::extract::{Path, Request};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http::{HeaderMap, StatusCode, header};

const ROBOTS: &str =
    "User-agent: *\nDisallow: /logga-in\nDisallow: /konto\nDisallow: /demo\nDisallow: /api\nDisallow: /en/logga-in\nDisallow: /en/konto\nDisallow: /en/demo\n";

pub fn router(app: App, site: SharedSite) -> Router {
    let icon = site.links.icon.clone();
    Router::new()
        .route("/assets/{*name}", get(async move |Path(name): Path<String>, headers: HeaderMap| site.answer(&name, &headers)))
        .route("/health", get(async move || health(&app).await))
        .route("/robots.txt", get(async || ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], ROBOTS)))
        .route("/favicon.ico", get(async move || favicon(&icon)))
        .route("/en/", get(english_start))
}

/// 200 when the database answers.
async fn health(app: &App) -> Response {
    let ctx = Ctx::system(app);
    let answered = async {
        let mut conn = ctx.read().await?;
        app::scalar!(conn, i64, fetch_one, "SELECT CAST(1 AS BIGINT)").map(|_| ()).map_err(app::error::AppError::from)
    };
    match answered.await {
        Ok(()) => ([(header::CACHE_CONTROL, "no-store")], "ok").into_response(),
        Err(e) => {
            tracing::error!(%e, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, [(header::CACHE_CONTROL, "no-store")], "the database does not answer").into_response()
        }
    }
}

fn favicon(icon: &str) -> Response {
    if icon.is_empty() { StatusCode::NOT_FOUND.into_response() } else { Redirect::temporary(icon).into_response() }
}

/// One address for each page: `/en/` is `/en`.
async fn english_start(request: Request) -> Redirect {
    Redirect::permanent(&request.uri().query().map_or_else(|| "/en".to_string(), |q| format!("/en?{q}")))
}
