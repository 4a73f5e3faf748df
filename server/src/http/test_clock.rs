//! For end-to-end tests: moves the server's clock. Never part of a build that people use.

use app::context::App;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use chrono::{DateTime, TimeDelta, Utc};
use http::StatusCode;
use serde::Deserialize;

/// Either of two ways to move the clock.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Move {
    To { now: DateTime<Utc> },
    By { advance_seconds: i64 },
}

pub fn router(app: App) -> Router {
    Router::new().route("/_test/clock", post(clock)).with_state(app)
}

async fn clock(State(app): State<App>, body: Bytes) -> Response {
    match serde_json::from_slice(&body) {
        Ok(Move::To { now }) => app.clock.set(now),
        Ok(Move::By { advance_seconds }) => app.clock.advance(TimeDelta::seconds(advance_seconds)),
        Err(e) => return (StatusCode::BAD_REQUEST, e.to_string()).into_response(),
    }
    app.clock.now().to_rfc3339().into_response()
}
