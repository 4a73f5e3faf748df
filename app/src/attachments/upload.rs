//! Taking in a form with a file, as it comes: never the whole of it in memory, whatever is sent.
//!
//! The parser reads ahead as far as it is given bytes, and keeps what is not a file's content until it has seen its end. So it is given small
//! pieces, one at a time ([`Sips`]), and outside of a file's content only so many.

use super::files::{Received, Temp};
use super::rules::{self, Sent};
use super::service::{AttachForm, SentFile};
use crate::context::Ctx;
use crate::error::{AppError, Fault, Result};
use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::Request;
use futures::{Stream, StreamExt};
use multer::{Field, Multipart};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

/// Most that is read of a request with a file. What is larger than a file may be is read to its end up to here, since a browser shows no answer
/// before it has sent everything.
pub const BODY_LIMIT: u64 = 32 * 1024 * 1024;
/// How long the request of a file may take: a picture over a weak mobile network.
pub const TIME_LIMIT: Duration = Duration::from_secs(300);
/// All that is no file's content.
const FORM_LIMIT: u64 = 64 * 1024;
/// One field that is no file.
const FIELD_LIMIT: usize = 16 * 1024;
/// Parts of a form.
const PARTS: usize = 10;
/// Longest boundary between parts (RFC 2046).
const BOUNDARY: usize = 70;
/// What the parser is given at a time of a file's content.
const SIP: usize = 16 * 1024;
/// How long a request may take whose file is not taken in: what others may take by default.
const REFUSED: Duration = Duration::from_secs(30);
/// And outside of it: the parser takes one more with each question, so that larger ones would spend what is meant for the fields.
const SMALL_SIP: usize = 1024;
/// How long nothing may come.
const SILENCE: Duration = Duration::from_secs(20);

/// How much more the parser may be given.
#[derive(Debug, Clone)]
struct Budget {
    left: Arc<AtomicU64>,
    spent: Arc<AtomicBool>,
}

impl Budget {
    fn new() -> Self {
        Self { left: Arc::new(AtomicU64::new(FORM_LIMIT)), spent: Arc::default() }
    }
    fn set(&self, left: u64) {
        self.left.store(left, Ordering::Relaxed);
    }
    fn sip(&self) -> usize {
        if self.left.load(Ordering::Relaxed) > FORM_LIMIT { SIP } else { SMALL_SIP }
    }
    fn take(&self, bytes: usize) -> bool {
        let less = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes as u64));
        if less.is_err() {
            self.spent.store(true, Ordering::Relaxed);
        }
        less.is_ok()
    }
    /// What an error of the parser is to whoever sent the form.
    fn error(&self, e: &multer::Error) -> AppError {
        tracing::debug!(%e, "a form with a file could not be read");
        if self.spent.load(Ordering::Relaxed) { AppError::TooLarge } else { AppError::BadRequest("multipart") }
    }
}

/// A body in small pieces, with a pause after each.
struct Sips {
    body: BodyDataStream,
    rest: Bytes,
    pause: bool,
    budget: Budget,
}

impl Stream for Sips {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if std::mem::take(&mut this.pause) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if this.rest.is_empty() {
            this.rest = match ready!(this.body.poll_next_unpin(cx)) {
                None => return Poll::Ready(None),
                Some(Err(e)) => return Poll::Ready(Some(Err(std::io::Error::other(e)))),
                Some(Ok(bytes)) => bytes,
            };
        }
        let piece = this.rest.split_to(this.rest.len().min(this.budget.sip()));
        this.pause = true;
        let enough = this.budget.take(piece.len());
        Poll::Ready(Some(if enough { Ok(piece) } else { Err(std::io::Error::other("too much")) }))
    }
}

/// Waits for more of a form, but not for ever.
async fn soon<T>(budget: &Budget, next: impl Future<Output = multer::Result<T>>) -> Result<T> {
    match tokio::time::timeout(SILENCE, next).await {
        Ok(next) => next.map_err(|e| budget.error(&e)),
        Err(_) => Err(AppError::Unavailable),
    }
}

/// Takes in a form; whoever calls this holds a place ([`super::files::Files::place`]). What is wrong with its file is told together with the rest; only what is no form of ours is an error.
///
/// # Errors
/// `BadRequest`, `TooLarge`, `Unavailable`.
pub async fn read(ctx: &Ctx, request: Request) -> Result<(AttachForm, SentFile)> {
    let kind = request.headers().get(http::header::CONTENT_TYPE).and_then(|t| t.to_str().ok()).unwrap_or_default();
    let Some(boundary) = multer::parse_boundary(kind).ok().filter(|b| (1..=BOUNDARY).contains(&b.len())) else {
        let_by(request.into_body()).await;
        return Err(AppError::BadRequest("boundary"));
    };
    let budget = Budget::new();
    let body = Sips { body: request.into_body().into_data_stream(), rest: Bytes::new(), pause: false, budget: budget.clone() };
    let mut parts = Multipart::new(body, boundary);
    let (mut form, mut file) = (AttachForm::default(), None);
    for _ in 0..PARTS {
        let Some(field) = soon(&budget, parts.next_field()).await? else { return Ok((form, file.unwrap_or(SentFile::None))) };
        match field.name() {
            Some("key") => form.key = text(&budget, field).await?,
            Some("as") => form.r#as = text(&budget, field).await?,
            Some("title") => form.title = text(&budget, field).await?,
            Some("lang") => form.lang = text(&budget, field).await?,
            Some("file") if file.is_none() => {
                budget.set(BODY_LIMIT);
                file = Some(take_in(ctx, &budget, field).await?);
                budget.set(FORM_LIMIT);
            }
            _ => return Err(AppError::BadRequest("part")),
        }
    }
    Err(AppError::BadRequest("parts"))
}

async fn text(budget: &Budget, mut field: Field<'_>) -> Result<String> {
    let mut bytes = Vec::new();
    while let Some(piece) = soon(budget, field.chunk()).await? {
        if bytes.len() + piece.len() > FIELD_LIMIT {
            return Err(AppError::TooLarge);
        }
        bytes.extend_from_slice(&piece);
    }
    // NUL has no place in any text of PostgreSQL
    Ok(String::from_utf8_lossy(&bytes).replace('\0', ""))
}

/// A file as it comes in.
struct Incoming {
    file: File,
    temp: Temp,
    head: Vec<u8>,
    tail: Vec<u8>,
    bytes: u64,
}

impl Incoming {
    async fn begin(ctx: &Ctx) -> Result<Self> {
        let (file, temp) = ctx.app.files.begin(&ctx.rng).await?;
        Ok(Self { file, temp, head: Vec::with_capacity(rules::HEAD), tail: Vec::new(), bytes: 0 })
    }

    /// Writes a piece; gives what is wrong with the file, once that shows.
    async fn add(&mut self, piece: &[u8]) -> Result<Option<Fault>> {
        self.bytes += piece.len() as u64;
        if self.bytes > rules::LARGEST {
            return Ok(Some(Fault::FileSize(rules::LARGEST_MB)));
        }
        let known = self.head.len();
        self.head.extend(piece.iter().take(rules::HEAD - known));
        if known < rules::HEAD && self.head.len() == rules::HEAD && rules::sniff(&self.head).is_none() {
            return Ok(Some(Fault::FileKind));
        }
        self.tail.extend_from_slice(&piece[piece.len().saturating_sub(rules::TAIL)..]);
        self.tail.drain(..self.tail.len().saturating_sub(rules::TAIL));
        self.file.write_all(piece).await.map_err(|e| AppError::Internal(format!("files: writing: {e}")))?;
        Ok(None)
    }

    async fn end(mut self) -> Result<SentFile> {
        if self.bytes == 0 {
            return Ok(SentFile::None);
        }
        let sent = match rules::sniff(&self.head) {
            None => return Ok(SentFile::Bad(Fault::FileKind)),
            Some(Sent::Pdf) if !rules::is_whole_pdf(&self.tail) => return Ok(SentFile::Bad(Fault::FileBroken)),
            Some(sent) => sent,
        };
        let written = async {
            self.file.flush().await?;
            self.file.sync_all().await
        };
        written.await.map_err(|e| AppError::Internal(format!("files: writing: {e}")))?;
        Ok(SentFile::Good(Received { temp: self.temp, sent }))
    }
}

/// The same of bytes that are at hand: for the demo, and for tests.
///
/// # Errors
/// `Internal` when the folder cannot be written to.
pub async fn of_bytes(ctx: &Ctx, bytes: &[u8]) -> Result<SentFile> {
    let mut incoming = Incoming::begin(ctx).await?;
    for piece in bytes.chunks(SIP) {
        if let Some(fault) = incoming.add(piece).await? {
            return Ok(SentFile::Bad(fault));
        }
    }
    incoming.end().await
}

async fn take_in(ctx: &Ctx, budget: &Budget, mut field: Field<'_>) -> Result<SentFile> {
    // with nothing chosen, browsers send a part without a name
    let named = field.file_name().is_some_and(|name| !name.is_empty());
    let mut incoming = Incoming::begin(ctx).await?;
    while let Some(piece) = soon(budget, field.chunk()).await? {
        if let Some(fault) = incoming.add(&piece).await? {
            drop(incoming);
            // the rest is let by, for what comes after it in the form
            while soon(budget, field.chunk()).await?.is_some() {}
            return Ok(SentFile::Bad(fault));
        }
    }
    Ok(match incoming.end().await? {
        SentFile::None if named => SentFile::Bad(Fault::FileEmpty),
        sent => sent,
    })
}

/// The words of a form whose file is not taken in: they are given back beside the refusal. It takes no longer than an ordinary request may,
/// and nothing of the file is kept.
pub async fn words(request: Request) -> AttachForm {
    let mut form = AttachForm::default();
    // what was read until then is all that there is
    let _ = tokio::time::timeout(REFUSED, read_words(&mut form, request)).await;
    form
}

async fn read_words(form: &mut AttachForm, request: Request) -> Result<()> {
    let kind = request.headers().get(http::header::CONTENT_TYPE).and_then(|t| t.to_str().ok()).unwrap_or_default();
    let Some(boundary) = multer::parse_boundary(kind).ok().filter(|b| (1..=BOUNDARY).contains(&b.len())) else {
        let_by(request.into_body()).await;
        return Ok(());
    };
    let budget = Budget::new();
    let body = Sips { body: request.into_body().into_data_stream(), rest: Bytes::new(), pause: false, budget: budget.clone() };
    let mut parts = Multipart::new(body, boundary);
    for _ in 0..PARTS {
        let Some(mut field) = soon(&budget, parts.next_field()).await? else { return Ok(()) };
        match field.name() {
            Some("key") => form.key = text(&budget, field).await?,
            Some("as") => form.r#as = text(&budget, field).await?,
            Some("title") => form.title = text(&budget, field).await?,
            Some("lang") => form.lang = text(&budget, field).await?,
            _ => {
                budget.set(rules::LARGEST + FORM_LIMIT);
                while soon(&budget, field.chunk()).await?.is_some() {}
                budget.set(FORM_LIMIT);
            }
        }
    }
    Ok(())
}

/// Lets a request by that is not to be read, as long as it is no larger than a form of ours, nor slower than an ordinary request may be: the
/// answer reaches whoever sent it.
pub async fn let_by(body: Body) {
    let mut body = body.into_data_stream();
    let mut left = rules::LARGEST + FORM_LIMIT;
    let all = async {
        while let Ok(Some(Ok(piece))) = tokio::time::timeout(SILENCE, body.next()).await {
            match left.checked_sub(piece.len() as u64) {
                Some(less) => left = less,
                None => return,
            }
        }
    };
    // whoever is slower gets no answer
    let _ = tokio::time::timeout(REFUSED, all).await;
}
