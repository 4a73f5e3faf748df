//! New contributions as they come: a stream of ids. Whoever hears it asks for the page again, and sees what they may.

use super::service;
use super::store::read as store;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::ids::IssueId;
use crate::live::{Note, Place};
use axum::extract::{Path, Query};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use futures::future::{BoxFuture, FutureExt};
use serde::Deserialize;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// What a stream is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct From {
    /// When the latest contribution that the page shows was published, in microseconds since 1970; 0 where it shows none.
    sedan: i64,
}

struct Stream {
    ctx: Ctx,
    issue: IssueId,
    after: DateTime<Utc>,
    notes: Receiver<Note>,
    closing: BoxFuture<'static, ()>,
    said: Option<(i64, Option<i64>)>,
    /// Given back when the stream ends.
    _place: Place,
}

impl Stream {
    /// How it stands, if that is something new: how many contributions came after the page's last, and the first of them.
    async fn look(&mut self) -> Result<Option<Event>> {
        let mut conn = self.ctx.read().await?;
        let now = store::newer(&mut conn, self.issue, self.after).await?;
        if self.said == Some(now) {
            return Ok(None);
        }
        self.said = Some(now);
        Ok(Some(Event::default().data(serde_json::to_string(&now)?)))
    }

    /// Waits until something happened to the issue. False when the stream is to end.
    async fn wait(&mut self) -> bool {
        loop {
            tokio::select! {
                () = &mut self.closing => return false,
                note = self.notes.recv() => match note {
                    Ok(note) if note.issue == Some(self.issue) => return true,
                    // too slow to hear all: look again
                    Err(RecvError::Lagged(_)) => return true,
                    Err(RecvError::Closed) => return false,
                    Ok(_) => {}
                },
            }
        }
    }

    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        if self.said.is_some() && !self.wait().await {
            return None;
        }
        loop {
            match self.look().await {
                Ok(Some(event)) => return Some((Ok(event), self)),
                Ok(None) if self.wait().await => {}
                _ => return None,
            }
        }
    }
}

/// The stream of an issue's new contributions, for whoever may see the issue.
pub async fn stream(ctx: Ctx, Path((agreement, issue)): Path<(String, String)>, Query(from): Query<From>) -> Result<Response> {
    // a page without a stream still works: it shows what is new when it is loaded again
    let place = ctx.app.live.place(&ctx.client_key()).ok_or(AppError::Unavailable)?;
    // listens before it looks, so that nothing falls between
    let notes = ctx.app.live.listen();
    let closing = ctx.app.live.closing().boxed();
    let (_, issue) = service::stream_start(&ctx, &agreement, &issue).await?;
    let stream = Stream { ctx, issue, after: DateTime::from_timestamp_micros(from.sedan).unwrap_or_default(), notes, closing, said: None, _place: place };
    let events = futures::stream::unfold(stream, Stream::next);
    let mut response = Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))).into_response();
    response.headers_mut().insert("x-accel-buffering", http::HeaderValue::from_static("no"));
    Ok(response)
}
