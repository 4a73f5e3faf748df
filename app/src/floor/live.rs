//! The stream of a running meeting (Server-Sent Events): what all readers see, whole, each time that it changes.

use super::fragment::View;
use super::hub::{Floors, Frame};
use super::pages::number;
use super::service;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::live::Place;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use futures::future::{BoxFuture, FutureExt};
use http::{HeaderMap, header};
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::time::Instant;

/// So often something is sent where nothing happens, so that a connection that is gone is noticed.
const ALIVE: Duration = Duration::from_secs(20);
/// The secretary's stream ends after so long: whoever comes back is asked again who they are.
const TRUSTED: Duration = Duration::from_secs(600);
/// The others hold nothing that not all may read.
const LONG: Duration = Duration::from_secs(24 * 3600);

/// What a stream is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    /// `skarm` or `sekreterare`; otherwise the page that all read.
    vy: String,
}

struct Stream {
    /// What is sent before anything happens.
    first: Option<Bytes>,
    frames: Receiver<Frame>,
    sent: Option<Arc<str>>,
    until: Instant,
    closing: BoxFuture<'static, ()>,
    /// Given back when the stream ends.
    _place: Place,
}

impl Stream {
    /// The next bytes; none when the stream is to end. Whoever reads too slowly comes back and gets the present frame.
    async fn next(mut self) -> Option<(Result<Bytes, Infallible>, Self)> {
        if let Some(first) = self.first.take() {
            return Some((Ok(first), self));
        }
        loop {
            tokio::select! {
                () = &mut self.closing => return None,
                frame = self.frames.recv() => match frame {
                    Ok(frame) if self.sent.as_ref() == Some(&frame.id) => {}
                    Ok(frame) => {
                        self.sent = Some(frame.id);
                        return Some((Ok(frame.bytes), self));
                    }
                    // too slow, or the meeting is over
                    Err(_) => return None,
                },
                () = tokio::time::sleep_until(self.until) => return None,
                () = tokio::time::sleep(ALIVE) => return Some((Ok(Bytes::from_static(b":\n\n")), self)),
            }
        }
    }
}

/// The stream of a running meeting.
pub async fn stream(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Query(which): Query<Which>, headers: HeaderMap) -> Result<Response> {
    let number = number(&part)?;
    let view = match which.vy.as_str() {
        "sekreterare" => View::Desk,
        "skarm" => View::Screen,
        _ => View::Page,
    };
    // a page without a stream still works: it shows what is new when it is loaded again
    let place = ctx.app.live.place(&ctx.client_key()).ok_or(AppError::Unavailable)?;
    let closing = ctx.app.live.closing().boxed();
    let (agreement, meeting) = service::streams(&ctx, &agreement, number, view).await?;
    let listening = Floors::listen(&ctx.app, &agreement, (meeting, number), ctx.locale, view);
    let seen = headers.get("last-event-id").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let present = listening.present.filter(|f| *f.id != *seen);
    // after a restart they come back over two seconds, and not all in one
    let mut first = format!("retry: {}\n\n", 500 + ctx.now().timestamp_subsec_millis() % 1000 * 2).into_bytes();
    if let Some(frame) = &present {
        first.extend_from_slice(&frame.bytes);
    }
    let sent = present.map(|f| f.id).or_else(|| (!seen.is_empty()).then(|| Arc::from(seen)));
    let stream = Stream {
        first: Some(first.into()),
        frames: listening.frames,
        sent,
        until: Instant::now() + if view == View::Desk { TRUSTED } else { LONG },
        closing,
        _place: place,
    };
    let body = Body::from_stream(futures::stream::unfold(stream, Stream::next));
    let headers = [(header::CONTENT_TYPE.as_str(), "text/event-stream"), (header::CACHE_CONTROL.as_str(), "no-cache"), ("x-accel-buffering", "no")];
    Ok((headers, body).into_response())
}
