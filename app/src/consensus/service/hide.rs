//! Hiding the words of an answer, and showing them: whoever does the kansli's work does it, with a reason that all can read. The answer counts as
//! before.

use super::read::{Asked, Given, gather};
use super::{News, record, tell};
use crate::agreements::types::Agreement;
use crate::consensus::rules::REASON;
use crate::consensus::store::{self, Answerer, Proposal};
use crate::context::Ctx;
use crate::curation::service::moderated;
use crate::db::Conn;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent};
use crate::i18n::Locale;
use crate::i18n::consensus::Told;
use crate::idempotency;
use crate::ids::ConsensusId;
use crate::ui::form::{HideForm, check_acting};
use std::sync::Arc;

/// An answer of which the words are about to be hidden or shown.
#[derive(Debug)]
pub struct Hiding {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The proposal.
    pub proposal: Proposal,
    /// Who answered.
    pub asked: Asked,
    /// The answer.
    pub given: Given,
}

/// The answer with a number, if it has words.
async fn find(conn: &mut Conn, ctx: &Ctx, proposal: ConsensusId, answer: i64) -> Result<(Asked, Given)> {
    let all = gather(store::asked(conn, proposal, Answerer::default(), ctx.today()).await?);
    let found = all.into_iter().find_map(|asked| {
        let given = asked.given.iter().find(|g| g.number == answer && !g.reason.is_empty()).cloned()?;
        Some((asked, given))
    });
    found.ok_or(AppError::NotFound)
}

/// The page on which the words of an answer are hidden, or shown: two statements.
///
/// # Errors
/// `NotAllowed` for all but those who curate; `NotFound`, also for an answer without words.
pub async fn hiding(ctx: &Ctx, agreement: &str, number: i64, answer: i64) -> Result<Hiding> {
    let agreement = moderated(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let proposal = store::by_number(&mut conn, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let (asked, given) = find(&mut conn, ctx, proposal.id, answer).await?;
    Ok(Hiding { agreement, proposal, asked, given })
}

/// Hides the words of an answer, or shows them. Those who curate, whoever answered and whoever speaks for the one that proposed read them still.
/// Whoever answered is mailed.
///
/// # Errors
/// Those of [`hiding`]; `Already` when it is so; `ActingChanged`; `Invalid` at `reason`.
pub async fn hide(ctx: &Ctx, agreement: &str, number: i64, answer: i64, form: &HideForm) -> Result<()> {
    const SCOPE: &str = "consensus_hide";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    let p = store::lock(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let (asked, given) = find(&mut tx, ctx, p.id, answer).await?;
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, REASON.0, REASON.1);
    faults.done()?;
    let show = !form.show.is_empty();
    let changed = if show { store::show_words(&mut tx, given.event).await? } else { store::hide_words(&mut tx, given.event, None).await? };
    if !changed {
        return Err(Refusal::Already.into());
    }
    let (kind, told) = if show { (EventKind::ConsensusWordsShown, Told::WordsShown) } else { (EventKind::ConsensusWordsHidden, Told::WordsHidden) };
    let event = NewEvent { reason: reason.clone(), lang: Locale::chosen(&form.lang), ..NewEvent::default() };
    let event = record(&mut tx, ctx, (&agreement, p.id, p.number), kind, event, false).await?;
    let people = store::answerers(&mut tx, asked.id, ctx.today()).await?;
    let news = News { told, words: &reason, until_on: None, tally: None };
    tell(&mut tx, ctx, &agreement, (p.number, &p.title), people, &news, event).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}
