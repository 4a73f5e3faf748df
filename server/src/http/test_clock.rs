//! For end-to-end tests: moves the server's clock, runs what is due, fails on demand. Never part of a build that people use.

use crate::jobs::Worker;
use app::context::App;
use app::error::AppError;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
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

/// Adds the routes of tests, before everything that guards the others.
pub fn add(router: Router, app: App, worker: Worker) -> Router {
    router.route("/_test/clock", post(clock).with_state(app)).route("/_test/run-jobs", post(run_jobs).with_state(worker))
}

/// Runs all jobs that are due now, and gives their number.
async fn run_jobs(State(worker): State<Worker>) -> Response {
    match worker.run_due().await {
        Ok(count) => count.to_string().into_response(),
        Err(e) => e.into_response(),
    }
}

async fn clock(State(app): State<App>, body: Bytes) -> Response {
    match serde_json::from_slice(&body) {
        Ok(Move::To { now }) => app.clock.set(now),
        Ok(Move::By { advance_seconds }) => app.clock.advance(TimeDelta::seconds(advance_seconds)),
        Err(e) => return (StatusCode::BAD_REQUEST, e.to_string()).into_response(),
    }
    app.clock.now().to_rfc3339().into_response()
}

/// Pages about failures that no visitor can bring about. Joins the other pages, so that everything around them is real.
pub fn failing(pages: Router<App>) -> Router<App> {
    pages.route("/_test/fel/{status}", get(fail))
}

async fn fail(Path(status): Path<u16>) -> AppError {
    match status {
        413 => AppError::TooLarge,
        429 => AppError::TooOften(90),
        503 => AppError::Unavailable,
        _ => AppError::Internal("asked for by a test".into()),
    }
}
