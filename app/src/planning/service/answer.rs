//! Answering a wish: a meeting is planned of it, it goes on in another one, or there will be none.

use super::{record, reopen};
use crate::agreements::types::Agreement;
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, Thing};
use crate::context::Ctx;
use crate::curation::service::moderated;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent};
use crate::i18n::{Locale, dates, planning as t};
use crate::ids::{EventId, MeetingId};
use crate::initiatives::service::ask_soon;
use crate::initiatives::types::Initiative;
use crate::jobs::{self, Mail};
use crate::planning::store::{self, LockedWish};
use crate::planning::types::{WishAct, WishState};
use crate::ui::form::check_acting;
use crate::{idempotency, paths};
use chrono::NaiveDate;
use serde::Deserialize;

/// The form that answers a wish.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// What is answered, by its code.
    pub act: String,
    /// Number of the meeting.
    pub meeting: String,
    /// Number of the wish that it goes on in.
    pub into: String,
    /// Why, shown to all.
    pub reason: String,
    /// Language of that.
    pub lang: String,
}

/// What an answer leads to, found and locked.
#[derive(Debug, Default)]
struct Led {
    meeting: Option<(MeetingId, NaiveDate)>,
    into: Option<LockedWish>,
}

/// Locks the wish and what the answer leads to, in the order of all: meetings before wishes, wishes by their numbers.
async fn locked(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, number: i64, act: WishAct, form: &AnswerForm, faults: &mut Faults) -> Result<(LockedWish, Led)> {
    let mut led = Led::default();
    if act == WishAct::Plan {
        led.meeting = match form.meeting.trim().parse() {
            Ok(meeting) => store::lock_coming(tx, agreement.id, meeting, ctx.now()).await?.map(|m| (m.id, m.starts_local.date())),
            Err(_) => None,
        };
        if led.meeting.is_none() {
            faults.add("meeting", Fault::Choice);
        }
    }
    let into = form.into.trim().parse::<i64>().ok().filter(|into| act == WishAct::Join && *into != number);
    let first = match into {
        Some(into) if into < number => store::lock(tx, agreement.id, into).await?,
        _ => None,
    };
    let wish = store::lock(tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    led.into = match into {
        Some(into) if into > number => store::lock(tx, agreement.id, into).await?,
        _ => first,
    }
    .filter(|w| matches!(w.state, WishState::Open | WishState::Planned));
    // nothing goes on in a wish of which nobody can read what it is about
    if let Some(into) = &led.into
        && store::hidden_texts(tx, into.id).await?.is_some()
    {
        led.into = None;
    }
    if act == WishAct::Join && led.into.is_none() {
        faults.add("into", Fault::Choice);
    }
    Ok((wish, led))
}

/// Answers a wish. The reason stands in the public log; the organisation that wished and those that want the same are mailed.
///
/// # Errors
/// `NotAllowed` for all but those who curate; `NotFound`; `Already` once it is answered; `Invalid` at `act`, `meeting`, `into`, `reason`.
pub async fn answer(ctx: &Ctx, agreement: &str, number: i64, form: &AnswerForm) -> Result<()> {
    const SCOPE: &str = "wish_answer";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, 3, 2000);
    let Ok(act) = form.act.parse::<WishAct>() else {
        faults.add("act", Fault::Choice);
        return faults.done();
    };
    let mut tx = ctx.write().await?;
    let (wish, led) = locked(&mut tx, ctx, &agreement, number, act, form, &mut faults).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    if wish.state != WishState::Open {
        return Err(Refusal::Already.into());
    }
    faults.done()?;
    let meeting = led.meeting.map(|(id, _)| id);
    let (state, kind) = match act {
        WishAct::Plan => (WishState::Planned, EventKind::WishPlanned),
        WishAct::Join => (WishState::Joined, EventKind::WishJoined),
        WishAct::Decline => (WishState::Declined, EventKind::WishDeclined),
    };
    store::set_state(&mut tx, wish.id, state, meeting, led.into.as_ref().map(|w| w.id)).await?;
    let event = NewEvent {
        meeting,
        reason: reason.clone(),
        lang: Locale::chosen(&form.lang),
        next_on: led.meeting.map(|(_, day)| day),
        payload: serde_json::json!({ "into": led.into.as_ref().map(|w| w.number) }),
        ..NewEvent::default()
    };
    let event = record(&mut tx, ctx, &agreement, (wish.id, wish.number, wish.issue_id), kind, event).await?;
    clocks::close(&mut tx, Thing::Wish(wish.id), ClockKind::Wish, event, ctx.today()).await?;
    tell(&mut tx, ctx, &agreement, &wish, act, (&reason, led.meeting.map(|(_, day)| day)), event).await?;
    ask_soon(&mut tx, ctx, event, Initiative::Wish(wish.id)).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}

async fn tell(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: &Agreement,
    wish: &LockedWish,
    act: WishAct,
    (reason, day): (&str, Option<NaiveDate>),
    event: EventId,
) -> Result<()> {
    for person in store::told(tx, wish.id, ctx.today()).await? {
        let l = person.locale();
        let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::wish(&agreement.slug, wish.number)));
        let when = day.map(|d| t::mail_day(l, dates::weekday_day(l, d, ctx.today()))).unwrap_or_default();
        let mail = Mail {
            to: person.email.clone(),
            locale: l,
            subject: t::mail_subject(l, &wish.title),
            text: t::mail_text(l, &wish.title, t::mail_act(l, act), when, agreement.curator_name.get(l), reason, link),
            end_url: None,
        };
        jobs::enqueue_about(tx, ctx, event, mail).await?;
    }
    Ok(())
}

/// A meeting was cancelled: the wishes of which it was planned wait for an answer again. The caller holds the meeting's row.
pub async fn reopen_planned(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: MeetingId) -> Result<()> {
    let numbers = store::planned_to(tx, meeting).await?;
    reopen(tx, ctx, agreement, &numbers, WishState::Planned).await
}
