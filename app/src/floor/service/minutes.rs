//! Minutes that several write at once. What is saved is never lost: it enters the text, or waits beside it for somebody to choose.

use super::managed;
use crate::context::Ctx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::floor::merge::{Merged, merge};
use crate::floor::store::{self, NewSave};
use crate::floor::types::Saved;
use crate::ids::AgendaItemId;

/// Longest text about an item, in characters.
const LONGEST: usize = 8000;

/// A text about an item, and the version that its writing began from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveForm {
    /// Item.
    pub item: i64,
    /// Version.
    pub base: i64,
    /// Text.
    pub text: String,
    /// The text was made from what waited beside, up to this version.
    pub chosen: Option<i64>,
}

/// Saves what is written about an item. Lines that nobody else has changed since are merged.
///
/// # Errors
/// `Refused(NotAllowed)`, `NotFound` for an item of another meeting, `Refused(OutOfTurn)` once the minutes are published, `Invalid` at
/// `said`.
pub async fn save(ctx: &Ctx, agreement: &str, number: i64, form: &SaveForm) -> Result<Saved> {
    let agreement = managed(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let text = form.text.replace("\r\n", "\n").replace(['\r', '\0'], "");
    let mut faults = Faults::default();
    if text.chars().count() > LONGEST {
        faults.add("said", Fault::TooLong(LONGEST));
    }
    faults.done()?;
    let item = AgendaItemId(form.item);
    let mut tx = ctx.write().await?;
    let meeting = store::meeting_id(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    // before the meeting is read: whoever publishes its minutes has locked the text
    let now_text = store::lock_minutes(&mut tx, agreement.id, meeting, item).await?;
    let (head, items) = store::head(&mut tx, agreement.id, number, store::Asker::default()).await?.ok_or(AppError::NotFound)?;
    if !items.iter().any(|i| i.id == item) {
        return Err(AppError::NotFound);
    }
    if !head.state.is_standing() {
        return Err(Refusal::OutOfTurn.into());
    }
    let at = (head.id, item);
    if let Some(chosen) = form.chosen {
        store::settle(&mut tx, head.id, item, chosen).await?;
    }
    if text == now_text.text {
        tx.commit().await?;
        return Ok(Saved { text, version: now_text.version, sent: now_text.version, beside: false });
    }
    let base = match form.base {
        0 => Some(String::new()),
        version if version == now_text.version => Some(now_text.text.clone()),
        version => store::saved_text(&mut tx, head.id, item, version).await?,
    };
    let merged = base.map_or(Merged::Overlap, |base| merge(&base, &text, &now_text.text));
    let sent = now_text.version + 1;
    let beside = merged == Merged::Overlap;
    store::keep_save(&mut tx, at, &NewSave { version: sent, text: &text, person, now: ctx.now(), beside }).await?;
    let (result, version) = match merged {
        Merged::Text(merged) if merged == text => (merged, sent),
        Merged::Text(merged) => (merged, sent + 1),
        Merged::Overlap => {
            // what it was written on from waits no more
            store::settle_one(&mut tx, head.id, item, form.base).await?;
            (now_text.text, sent + 1)
        }
    };
    if version != sent {
        store::keep_save(&mut tx, at, &NewSave { version, text: &result, person, now: ctx.now(), beside: false }).await?;
    }
    store::write_minutes(&mut tx, at, &result, version, ctx.now()).await?;
    tx.commit().await?;
    Ok(Saved { text: result, version, sent, beside })
}
