//! What happens to a promise.

use super::check_version;
use super::set_clock;
use crate::agreements::types::Agreement;
use crate::agreements::types::Side;
use crate::context::Ctx;
use crate::curation::store as issues;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::Locale;
use crate::idempotency;
use crate::ids::OrganisationId;
use crate::promises::agenda;
use crate::promises::rules::{self, Date, NOTE, Transition, Who};
use crate::promises::store::{self, Moved, PromiseRow};
use crate::promises::types::{PromiseAct, PromiseState};
use crate::restrictions::rules as restrictions;
use crate::ui::form::check_acting;
use chrono::{Months, NaiveDate, TimeDelta};
use serde::Deserialize;

/// Acts that one person takes about promises within an hour, at most.
const PER_HOUR: usize = 60;

/// The form of an act.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ActForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Version that was opened.
    pub version: String,
    /// Act, by its code.
    pub act: String,
    /// How it goes, what was done, or why. Markdown.
    pub text: String,
    /// Where one can see what was done.
    pub url: String,
    /// The next date, where the act takes one.
    pub next_on: String,
    /// Language of the text.
    pub lang: String,
}

/// The event that an act is recorded as.
pub const fn event_of(act: PromiseAct) -> EventKind {
    match act {
        PromiseAct::Report => EventKind::PromiseReported,
        PromiseAct::Claim => EventKind::PromiseClaimed,
        PromiseAct::Confirm => EventKind::PromiseKept,
        PromiseAct::Question => EventKind::PromiseQuestioned,
        PromiseAct::Drop => EventKind::PromiseDropped,
        PromiseAct::Reopen => EventKind::PromiseReopened,
    }
}

struct Said {
    text: String,
    url: Option<String>,
    next_on: Option<NaiveDate>,
}

fn said(ctx: &Ctx, form: &ActForm, t: &Transition, p: &PromiseRow) -> Result<Said> {
    let mut faults = Faults::default();
    // whoever confirms what the owner said has nothing to add
    let least = if t.act == PromiseAct::Confirm && p.state == PromiseState::Claimed { 0 } else { NOTE.0 };
    let text = faults.text("text", &form.text, least, NOTE.1);
    let shows = matches!(t.act, PromiseAct::Claim | PromiseAct::Confirm);
    let url = if shows { faults.text("url", &form.url, 0, 500) } else { String::new() };
    if !url.is_empty() && !url::Url::parse(&url).is_ok_and(|u| u.scheme() == "https" && u.host_str().is_some()) {
        faults.add("url", Fault::Url);
    }
    let mut next_on = None;
    if rules::takes_date(t.date, p.kind) {
        let typed = form.next_on.trim();
        next_on = typed.parse().ok();
        match next_on {
            None if typed.is_empty() && t.date == Date::Review => {}
            None => faults.add("next_on", if typed.is_empty() { Fault::Required } else { Fault::Date }),
            Some(d) if d < ctx.today() => faults.add("next_on", Fault::DatePast),
            Some(d) if ctx.today().checked_add_months(Months::new(24)).is_some_and(|far| d > far) => faults.add("next_on", Fault::DateFar),
            Some(_) => {}
        }
    }
    faults.done()?;
    Ok(Said { text, url: (!url.is_empty()).then_some(url), next_on })
}

/// Of whom the next thing is expected after an act, and on which side they stand.
fn whose(agreement: &Agreement, t: &Transition, p: &PromiseRow) -> (OrganisationId, Side) {
    if t.to == PromiseState::Claimed { (rules::judge(agreement, p.owner_id), Side::CivilSociety) } else { (p.owner_id, p.owner_side) }
}

/// Performs an act on a promise.
///
/// # Errors
/// `ActingChanged`; `NotFound`; `Refused(WrongState)` where the act is not possible now; `NotAllowed`; `Stopped`, `Slowed` for whoever is
/// held back; `Stale`; `Invalid` at `text`, `url` and `next_on`; `TooOften`.
pub async fn act(ctx: &Ctx, agreement: &str, number: i64, form: &ActForm) -> Result<()> {
    const SCOPE: &str = "promise_act";
    check_acting(ctx, &form.r#as)?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    let person = actor.person_id;
    let act: PromiseAct = form.act.parse().map_err(|_| AppError::BadRequest("act"))?;
    let mut tx = ctx.write().await?;
    let seen = store::by_number(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    // rights do not hang on the state: whoever may never do this learns that first
    let ever = rules::TRANSITIONS.iter().any(|t| t.act == act && rules::is(actor, t.who, &agreement, seen.owner_id));
    if !ever {
        return Err(Refusal::NotAllowed.into());
    }
    if let Some(issue) = seen.issue_id {
        issues::lock(&mut tx, agreement.id, issue).await?;
    }
    // opening it again puts it on agendas
    if act == PromiseAct::Reopen {
        agenda::lock_talks(&mut tx, ctx, agreement.id, None).await?;
    }
    store::hold(&mut tx, agreement.id, number).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let p = store::by_number(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let t = rules::transition(p.state, act).ok_or(Refusal::WrongState)?;
    if !rules::is(actor, t.who, &agreement, p.owner_id) {
        return Err(Refusal::NotAllowed.into());
    }
    if t.who == Who::Owner {
        // what is written here is read by all at once
        restrictions::may_change(actor, &agreement, true)?;
    }
    check_version(&form.version, p.version)?;
    // an issue that it was moved to meanwhile is not locked
    if p.issue_id != seen.issue_id {
        return Err(AppError::Stale { current: p.version });
    }
    let said = said(ctx, form, t, &p)?;
    ctx.app.limits.count(ctx, "promise act by", &person.to_string(), PER_HOUR, TimeDelta::hours(1))?;
    let due_on = said.next_on.unwrap_or(p.due_on);
    let expected = rules::expected(t.date, (p.due_on, ctx.today()), said.next_on);
    let closed_on = (!t.to.is_open()).then(|| ctx.today());
    store::moved(&mut tx, p.id, &Moved { state: t.to, due_on, closed_on, evidence_url: said.url.as_deref() }).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        issue: p.issue_id,
        promise: Some(p.id),
        organisation: Some(p.owner_id),
        reason: said.text,
        next_on: expected.filter(|_| t.date != Date::Review || said.next_on.is_some()),
        lang: Locale::chosen(&form.lang),
        payload: serde_json::json!({ "url": said.url }),
        ..NewEvent::default()
    };
    let event = record(&mut tx, ctx, event_of(act), event).await?;
    let next = expected.map(|on| {
        let (owner, side) = whose(&agreement, t, &p);
        (owner, side, on)
    });
    set_clock(&mut tx, ctx, &agreement, p.id, event, next).await?;
    if act == PromiseAct::Reopen {
        agenda::fill_all(&mut tx, ctx, agreement.id).await?;
    }
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}
