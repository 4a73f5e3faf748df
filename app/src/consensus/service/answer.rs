//! Answering a proposal. When the last one has answered, and nobody objects, it has passed.

use super::{News, all_told, answerer, counted, record, tell};
use crate::agreements::store::apply::bump;
use crate::agreements::types::Agreement;
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, Thing};
use crate::consensus::rules::{self, PER_HOUR, REASON, Standing};
use crate::consensus::store::{self, Locked, Moved, NewAnswer};
use crate::consensus::types::{Answer, ProposalAct, ProposalState};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent};
use crate::i18n::Locale;
use crate::i18n::consensus::Told;
use crate::idempotency;
use crate::restrictions::rules as restrictions;
use crate::restrictions::types::RestrictionKind;
use crate::ui::form::check_acting;
use chrono::TimeDelta;
use serde::Deserialize;

/// The form that answers a proposal.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Version of the text that is answered.
    pub version: String,
    /// How many times it was answered when the form was opened.
    pub revision: String,
    /// The answer, by its code.
    pub answer: String,
    /// Reason, or words.
    pub reason: String,
    /// Language of that.
    pub lang: String,
}

const fn event_of(answer: Answer) -> EventKind {
    match answer {
        Answer::Consent => EventKind::ConsensusGiven,
        Answer::Aside => EventKind::ConsensusAside,
        Answer::Object => EventKind::ConsensusObjected,
    }
}

/// What was answered, checked: an objection has a reason.
fn said(form: &AnswerForm) -> Result<(Answer, String)> {
    let mut faults = Faults::default();
    let answer = form.answer.parse::<Answer>().ok();
    if answer.is_none() {
        faults.add("answer", Fault::Choice);
    }
    let least = if answer == Some(Answer::Object) { REASON.0 } else { 0 };
    let reason = faults.text("reason", &form.reason, least, REASON.1);
    faults.done()?;
    Ok((answer.ok_or(AppError::BadRequest("answer"))?, reason))
}

/// Answers a proposal for the organisation or the seat that one acts for, or changes the answer. It is public at once, but for the reason of
/// an objection by somebody who is stopped: that begins hidden. An objection is mailed to the one that proposed.
///
/// # Errors
/// `NotFound`; `NotAllowed` for whoever is not asked; `AnswersClosed`; `Stale` when the text, or the answer, is another one by now;
/// `Invalid` at `answer` and `reason`; `Stopped`, `Slowed` where there are words, but for an objection, and whoever answers is held back;
/// `TooOften`.
pub async fn answer(ctx: &Ctx, agreement: &str, number: i64, form: &AnswerForm) -> Result<()> {
    const SCOPE: &str = "consensus_answer";
    check_acting(ctx, &form.r#as)?;
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let p = store::lock(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let own = store::own(&mut tx, p.id, p.version, answerer(Some(actor), p.body_id), ctx.today()).await?.ok_or(Refusal::NotAllowed)?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await?.is_some() {
        return Ok(());
    }
    let tally = store::tally(&mut tx, p.id, p.version).await?;
    let standing = Standing { tally, prolonged: p.prolonged, until_on: p.until_on, today: ctx.today() };
    rules::possible(p.state, ProposalAct::Answer, &standing).ok_or(Refusal::AnswersClosed)?;
    for (typed, current) in [(&form.version, p.version), (&form.revision, own.revision)] {
        if typed.trim().parse().unwrap_or(0) != current {
            return Err(AppError::Stale { current });
        }
    }
    let (kind, reason) = said(form)?;
    // nobody who is held back is kept from objecting: an objection holds by its reason
    if !reason.is_empty() && kind != Answer::Object {
        restrictions::may_change(actor, &agreement, true)?;
    }
    if own.kind == Some(kind) && own.reason.as_deref() == Some(reason.as_str()) {
        return Ok(());
    }
    ctx.app.limits.count(ctx, "consensus by", &actor.person_id.to_string(), PER_HOUR, TimeDelta::hours(1))?;
    let lang = Locale::chosen(&form.lang).unwrap_or(ctx.locale);
    let event = NewEvent { reason: reason.clone(), lang: Some(lang), ..NewEvent::default() };
    let event = record(&mut tx, ctx, (&agreement, p.id, p.number), event_of(kind), event, false).await?;
    let new = NewAnswer { proposal: p.id, version: p.version, kind, reason: &reason, lang: lang.code(), now: ctx.now(), event };
    store::answer(&mut tx, &own, &new).await?;
    if kind == Answer::Object {
        let stopped = restrictions::of(actor, &agreement).filter(|r| r.kind == RestrictionKind::Stopped);
        let (told, words) = match stopped {
            Some(held) => {
                store::hide_words(&mut tx, event, Some(held.until_on)).await?;
                (Told::ObjectedHidden, "")
            }
            None => (Told::Objected, reason.as_str()),
        };
        let people = store::proposers(&mut tx, p.id, ctx.today()).await?;
        let news = News { told, words, until_on: Some(p.until_on), tally: None };
        tell(&mut tx, ctx, &agreement, (p.number, &p.title), people, &news, event).await?;
    }
    let passed = pass(&mut tx, ctx, &agreement, &p).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), "done").await?;
    tx.commit().await?;
    if passed {
        let mut conn = ctx.read().await?;
        ctx.app.catalogue.reload(&mut conn, true).await?;
    }
    Ok(())
}

/// Lets a proposal pass, if everyone has answered and nobody objects. The caller holds its row.
pub(super) async fn pass(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, p: &Locked) -> Result<bool> {
    let today = ctx.today();
    let tally = store::tally(tx, p.id, p.version).await?;
    let standing = Standing { tally, prolonged: p.prolonged, until_on: p.until_on, today };
    let Some(t) = rules::possible(ProposalState::Open, ProposalAct::Pass, &standing) else { return Ok(false) };
    store::moved(tx, p.id, &Moved { state: t.to, version: p.version, until_on: p.until_on, prolonged: p.prolonged, closed_on: Some(today) }).await?;
    let event = NewEvent { payload: counted(&tally), ..NewEvent::default() };
    let event = record(tx, ctx, (agreement, p.id, p.number), EventKind::ConsensusPassed, event, true).await?;
    clocks::close(tx, Thing::Consensus(p.id), ClockKind::Consensus, event, today).await?;
    let text = store::text(tx, p.id, p.version).await?;
    store::keep_way(tx, p, &text, today).await?;
    bump(tx, agreement.id).await?;
    let people = all_told(tx, ctx, p).await?;
    let news = News { told: Told::Passed, words: "", until_on: None, tally: Some(tally) };
    tell(tx, ctx, agreement, (p.number, &p.title), people, &news, event).await?;
    Ok(true)
}
