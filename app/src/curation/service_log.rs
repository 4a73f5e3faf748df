//! Reading the public log (X6): every act of curation with its reason, by role; and the diary of everything that happened (M26).

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::events::store::{self as events, EventRow, Reader};
use crate::events::types::Topic;
use std::sync::Arc;

/// A page of the log.
#[derive(Debug)]
pub struct Log {
    /// The agreement.
    pub agreement: Arc<Agreement>,
    /// Entries, newest first.
    pub entries: Vec<EventRow>,
    /// Position before which older entries stand.
    pub older: Option<i64>,
}

/// Entries on a page of the log.
pub const LOG_PAGE: i64 = 25;

/// The log before a position: acts of curation, or everything; of one topic, or of all.
pub async fn log(ctx: &Ctx, agreement: &str, all: bool, topic: Option<Topic>, before: Option<i64>) -> Result<Log> {
    page(ctx, agreement, Reader::of, all, topic, before).await
}

/// The newest entries as anybody reads them, whoever asks: for the feed.
pub async fn feed(ctx: &Ctx, agreement: &str, all: bool, topic: Option<Topic>) -> Result<Log> {
    page(ctx, agreement, |_, _| Reader::default(), all, topic, None).await
}

async fn page(
    ctx: &Ctx,
    agreement: &str,
    reader: impl FnOnce(&Ctx, &Agreement) -> Reader,
    all: bool,
    topic: Option<Topic>,
    before: Option<i64>,
) -> Result<Log> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let mut entries = events::log(&mut conn, agreement.id, reader(ctx, &agreement), !all, topic, before, LOG_PAGE + 1).await?;
    let more = entries.len() > LOG_PAGE as usize;
    entries.truncate(LOG_PAGE as usize);
    let older = if more { entries.last().map(|e| e.position) } else { None };
    Ok(Log { agreement, entries, older })
}

/// One entry by its position.
///
/// # Errors
/// `NotFound`, also for what the reader may not see.
pub async fn entry(ctx: &Ctx, agreement: &str, position: i64) -> Result<(Arc<Agreement>, EventRow)> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let entry = events::at_position(&mut conn, agreement.id, Reader::of(ctx, &agreement), position).await?.ok_or(AppError::NotFound)?;
    Ok((agreement, entry))
}
