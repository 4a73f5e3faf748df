//! What the one that proposed does with a proposal, and what its last day does.

use super::{News, all_told, answer, counted, propose, record, tell, wait_until};
use crate::agreements::types::Agreement;
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, Thing};
use crate::consensus::rules::{self, PER_HOUR, REASON, Standing, TEXT, Transition};
use crate::consensus::store::{self, Locked, Moved};
use crate::consensus::types::{ProposalAct, ProposalState};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent};
use crate::i18n::Locale;
use crate::i18n::consensus::Told;
use crate::idempotency;
use crate::ids::{ConsensusId, EventId};
use crate::restrictions::rules as restrictions;
use crate::ui::form::check_acting;
use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;

/// The form of the one that proposed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ActForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Version of the text when the form was opened.
    pub version: String,
    /// What is done, by its code.
    pub act: String,
    /// The new text.
    pub text: String,
    /// Why; of a new version what was changed.
    pub reason: String,
    /// The new last day.
    pub until: String,
    /// Language of the reason.
    pub lang: String,
}

/// What was typed, checked.
struct Said {
    text: String,
    reason: String,
    until_on: Option<NaiveDate>,
}

/// What an act asks for.
async fn said(tx: &mut Tx, ctx: &Ctx, p: &Locked, act: ProposalAct, form: &ActForm) -> Result<Said> {
    let mut faults = Faults::default();
    let mut text = String::new();
    if act == ProposalAct::Revise {
        text = faults.text("text", &form.text, TEXT.0, TEXT.1);
        if store::text(tx, p.id, p.version).await? == text {
            faults.add("text", Fault::Taken);
        }
    }
    let reason = faults.text("reason", &form.reason, REASON.0, REASON.1);
    let until_on = (act != ProposalAct::Withdraw).then(|| propose::last_day(ctx, &mut faults, &form.until));
    if act == ProposalAct::Prolong && until_on.is_some_and(|d| d <= p.until_on) && faults.of("until").is_none() {
        faults.add("until", Fault::DatePast);
    }
    faults.done()?;
    Ok(Said { text, reason, until_on })
}

/// A new version after an objection, more time once, or the end of it.
///
/// # Errors
/// `NotFound`; `NotAllowed` for all but whoever speaks for the one that proposed; `WrongState`; `Stale`; `Underway` when one that fell is
/// opened again while another is open; `Invalid` at `text`, `reason` and `until`; `Stopped`, `Slowed`; `TooOften`.
pub async fn act(ctx: &Ctx, agreement: &str, number: i64, form: &ActForm) -> Result<()> {
    const SCOPE: &str = "consensus_act";
    check_acting(ctx, &form.r#as)?;
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let act: ProposalAct = form.act.parse().map_err(|_| AppError::BadRequest("act"))?;
    if !matches!(act, ProposalAct::Revise | ProposalAct::Prolong | ProposalAct::Withdraw) {
        return Err(AppError::BadRequest("act"));
    }
    let mut tx = ctx.write().await?;
    let p = store::lock(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    if !rules::speaks_for_proposer(actor, &agreement, p.organisation_id, p.body_id) {
        return Err(Refusal::NotAllowed.into());
    }
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await?.is_some() {
        return Ok(());
    }
    let tally = store::tally(&mut tx, p.id, p.version).await?;
    let standing = Standing { tally, prolonged: p.prolonged, until_on: p.until_on, today: ctx.today() };
    let t = rules::possible(p.state, act, &standing).ok_or(Refusal::WrongState)?;
    if form.version.trim().parse().unwrap_or(0) != p.version {
        return Err(AppError::Stale { current: p.version });
    }
    if act != ProposalAct::Withdraw {
        restrictions::may_change(actor, &agreement, true)?;
    }
    let said = said(&mut tx, ctx, &p, act, form).await?;
    if p.state != ProposalState::Open
        && let Some(about) = p.about()
    {
        propose::alone(&mut tx, &agreement, about).await?;
    }
    ctx.app.limits.count(ctx, "consensus by", &actor.person_id.to_string(), PER_HOUR, TimeDelta::hours(1))?;
    let lang = Locale::chosen(&form.lang);
    perform(&mut tx, ctx, &agreement, &p, t, (said, lang, counted(&tally))).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), "done").await?;
    tx.commit().await
}

async fn perform(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: &Agreement,
    p: &Locked,
    t: &Transition,
    (said, lang, counted): (Said, Option<Locale>, serde_json::Value),
) -> Result<()> {
    let today = ctx.today();
    let (revises, reopens) = (t.act == ProposalAct::Revise, t.from == ProposalState::Lapsed);
    let version = if revises { p.version + 1 } else { p.version };
    if revises {
        store::insert_version(tx, (p.agreement_id, p.id), version, (&said.text, &said.reason), ctx.now()).await?;
    }
    let until_on = said.until_on.unwrap_or(p.until_on);
    let prolonged = p.prolonged || t.act == ProposalAct::Prolong;
    let closed_on = said.until_on.is_none().then_some(today);
    store::moved(tx, p.id, &Moved { state: t.to, version, until_on, prolonged, closed_on }).await?;
    let (kind, told) = match t.act {
        ProposalAct::Revise => (EventKind::ConsensusRevised, Told::AskedAnew),
        ProposalAct::Prolong if reopens => (EventKind::ConsensusProlonged, Told::Reopened),
        ProposalAct::Prolong => (EventKind::ConsensusProlonged, Told::Prolonged),
        _ => (EventKind::ConsensusWithdrawn, Told::Withdrawn),
    };
    let mut payload = counted;
    payload["version"] = version.into();
    let event = NewEvent { reason: said.reason.clone(), lang, next_on: said.until_on, payload, ..NewEvent::default() };
    let event = record(tx, ctx, (agreement, p.id, p.number), kind, event, false).await?;
    if said.until_on.is_some() {
        store::ask_all_again(tx, p.id).await?;
        let owner = (p.organisation_id, store::side(tx, p.organisation_id).await?);
        wait_until(tx, ctx, agreement, p.id, owner, (until_on, event)).await?;
    } else {
        clocks::close(tx, Thing::Consensus(p.id), ClockKind::Consensus, event, today).await?;
    }
    // more time is of use to those who have not answered; that answers count again concerns those who gave them
    let people = store::told(tx, p.id, t.act == ProposalAct::Prolong && !reopens, today).await?;
    let news = News { told, words: &said.reason, until_on: said.until_on, tally: None };
    tell(tx, ctx, agreement, (p.number, &p.title), people, &news, event).await
}

/// Ends a proposal whose last day has passed: it has not passed, unless only seats that nobody holds any more have not answered. Nothing, if
/// it came to its end or got more time meanwhile.
///
/// # Errors
/// `NotFound`; what the database says.
pub async fn end(ctx: &Ctx, proposal: ConsensusId) -> Result<()> {
    let mut tx = ctx.write().await?;
    let p = store::lock_by_id(&mut tx, proposal).await?.ok_or(AppError::NotFound)?;
    let agreement = ctx.app.catalogue.by_id(p.agreement_id).ok_or(AppError::NotFound)?;
    let tally = store::tally(&mut tx, p.id, p.version).await?;
    let standing = Standing { tally, prolonged: p.prolonged, until_on: p.until_on, today: ctx.today() };
    let Some(t) = rules::possible(p.state, ProposalAct::Lapse, &standing) else { return Ok(()) };
    store::set_vacant_aside(&mut tx, p.id, p.version, ctx.today()).await?;
    if answer::pass(&mut tx, ctx, &agreement, &p).await? {
        tx.commit().await?;
        let mut conn = ctx.read().await?;
        ctx.app.catalogue.reload(&mut conn, true).await?;
        return Ok(());
    }
    let tally = store::tally(&mut tx, p.id, p.version).await?;
    let moved = Moved { state: t.to, version: p.version, until_on: p.until_on, prolonged: p.prolonged, closed_on: Some(ctx.today()) };
    store::moved(&mut tx, p.id, &moved).await?;
    let event = NewEvent { payload: counted(&tally), ..NewEvent::default() };
    let event: EventId = record(&mut tx, ctx, (&agreement, p.id, p.number), EventKind::ConsensusLapsed, event, true).await?;
    clocks::close(&mut tx, Thing::Consensus(p.id), ClockKind::Consensus, event, ctx.today()).await?;
    let people = all_told(&mut tx, ctx, &p).await?;
    let news = News { told: Told::Lapsed, words: "", until_on: None, tally: Some(tally) };
    tell(&mut tx, ctx, &agreement, (p.number, &p.title), people, &news, event).await?;
    tx.commit().await
}
