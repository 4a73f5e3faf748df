//! Adjusting (*justering*): the chair or two adjusters read the whole and approve it, or say what should change. An approval belongs to a
//! text: whoever changes that begins a new round.

use super::live;
use super::text::{body, sha256, without_hidden};
use super::write::{checked, owner};
use crate::agreements::types::{Agreement, Side};
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::{Ctx, secret_hash};
use crate::db::{Conn, Tx};
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::types::ActorRole;
use crate::events::{EventKind, NewEvent, record, store as events};
use crate::i18n::{Locale, dates, minutes as t};
use crate::ids::{AdjusterId, OrganisationId, PersonId, RoundId};
use crate::jobs::{self, Job, Mail};
use crate::meetings::inputs::after::{AnswerForm, RoundForm};
use crate::meetings::inputs::{MinutesForm, at};
use crate::meetings::service::{Created, check_version, earlier, keep, managed};
use crate::meetings::store::{self, Adjuster, Item, Linked, Meeting, NewAdjuster, NewRound, Owner, Round};
use crate::meetings::types::ItemOutcome;
use crate::ui::form::check_acting;
use crate::{idempotency, paths, text, time};
use chrono::{NaiveTime, TimeDelta};
use std::sync::Arc;

/// Days within which those who adjust answer *(ours)*.
pub const ADJUST_DAYS: i64 = 7;
/// Days before that on which they are reminded.
const REMIND_DAYS: i64 = 2;
/// Days for which a link is valid: longer than it is promised, since late is better than never.
const LINK_DAYS: i64 = 30;
/// Rounds that one person may send within an hour: each mails to addresses that the person chose.
const PER_HOUR: usize = 20;
/// Links that are mailed anew to one address within an hour.
const LINKS_PER_HOUR: usize = 3;
/// Answers from one client within an hour, whatever the links.
const PER_CLIENT: usize = 60;

/// The bodies whose people can adjust: the kansli, the steering group, the body whose meeting it is.
pub(in crate::meetings::service) fn bodies(agreement: &Agreement, meeting: &Meeting) -> [OrganisationId; 3] {
    [agreement.curator_id, agreement.steering_id, meeting.body_id.unwrap_or(agreement.curator_id)]
}

/// What of a form belongs to the text: who adjusts it does not.
fn of_text(form: &MinutesForm) -> Result<String> {
    Ok(serde_json::to_string(&MinutesForm { adjusters: Vec::new(), chair: String::new(), ..form.clone() })?)
}

/// The form is the one that was sent in a round.
pub(super) fn is_same(round: &Round, form: &MinutesForm) -> bool {
    of_text(form).is_ok_and(|form| form == round.form)
}

/// Ends a round that goes on. The meeting is locked.
pub(super) async fn end(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, round: &Round, ended_as: &'static str) -> Result<()> {
    store::end_round(tx, round.id, ended_as, ctx.now()).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        meeting: Some(meeting.id),
        payload: serde_json::json!({ "round": round.number, "ended": ended_as }),
        ..NewEvent::default()
    };
    let event = record(tx, ctx, EventKind::MinutesAnswered, event).await?;
    clocks::close(tx, Thing::Meeting(meeting.id), ClockKind::Adjustment, event, ctx.today()).await?;
    Ok(())
}

/// Calls back what is out to be adjusted, as the meeting is cancelled or held on another day. The meeting is locked.
pub(in crate::meetings::service) async fn end_open(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting) -> Result<()> {
    match store::open_round(tx, meeting.id).await? {
        Some(round) => end(tx, ctx, agreement, meeting, &round, "called_back").await,
        None => Ok(()),
    }
}

/// Sends minutes to those who adjust them: the chair, or two adjusters. What was sent before is replaced.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)`, `Refused(WrongState)` before the meeting has begun or after its minutes were published, `Stale`,
/// `Invalid` with faults at the rows, `TooOften`.
pub async fn send(ctx: &Ctx, agreement: &str, number: i64, form: &MinutesForm) -> Result<Created> {
    const SCOPE: &str = "minutes_send";
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let by = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if let Some(created) = earlier(&mut tx, ctx, SCOPE, &form.key).await? {
        return Ok(created);
    }
    if !meeting.state.is_standing() || meeting.starts_at > ctx.now() {
        return Err(Refusal::WrongState.into());
    }
    check_version(&form.version, meeting.version)?;
    let items = store::items(&mut tx, meeting.id).await?;
    let owners = store::owners(&mut tx, ctx.today()).await?;
    let mut faults = Faults::default();
    let written = checked(form, &items, &owners, &meeting, ctx.today(), &mut faults);
    live::check(&mut tx, meeting.id, &items, form, &mut faults).await?;
    let adjusters = adjusters(ctx, &mut tx, &agreement, &meeting, form, &owners, &mut faults).await?;
    faults.done()?;
    ctx.app.limits.count(ctx, "minutes sent by", &by.to_string(), PER_HOUR, TimeDelta::hours(1))?;
    if let Some(round) = store::open_round(&mut tx, meeting.id).await? {
        end(&mut tx, ctx, &agreement, &meeting, &round, "changed").await?;
    }
    store::keep_draft(&mut tx, meeting.id, &serde_json::to_string(form)?).await?;
    let text = body(&agreement, &meeting, &written.points, &written.attending);
    begin(&mut tx, ctx, &agreement, &meeting, (&of_text(form)?, &text), &adjusters).await?;
    let created = Created { id: meeting.id, number, slug: meeting.slug };
    keep(&mut tx, ctx, SCOPE, &form.key, &created).await?;
    tx.commit().await?;
    Ok(created)
}

/// Begins a round: its clock runs, and each adjuster gets a link.
async fn begin(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, (form, text): (&str, &str), adjusters: &[NewAdjuster]) -> Result<()> {
    let due_on = ctx.today() + TimeDelta::days(ADJUST_DAYS);
    let needed = if adjusters.len() == 1 { 1 } else { 2 };
    let sha = sha256(text);
    let new = NewRound { form, text, sha256: &sha, needed, by: ctx.signed_in()?.person_id, now: ctx.now(), due_on };
    let round = store::insert_round(tx, agreement.id, meeting.id, &new).await?;
    let event = NewEvent { agreement: Some(agreement.id), meeting: Some(meeting.id), next_on: Some(due_on), ..NewEvent::default() };
    let event = record(tx, ctx, EventKind::MinutesSent, event).await?;
    let clock = NewClock {
        agreement: agreement.id,
        kind: ClockKind::Adjustment,
        thing: Thing::Meeting(meeting.id),
        owner: agreement.curator_id,
        side: Side::CivilSociety,
        due_on,
        opened_by: event,
    };
    clocks::open(tx, &clock).await?;
    for (position, adjuster) in (1i64..).zip(adjusters) {
        let id = store::insert_adjuster(tx, agreement.id, round, position, adjuster).await?;
        let l = Locale::from_code(&adjuster.locale);
        let link = link(tx, ctx, agreement, meeting, id, l).await?;
        let due = dates::weekday_day(l, due_on, ctx.today());
        let (subject, text) = (t::mail_adjust_subject(l, &meeting.title), t::mail_adjust_text(l, &meeting.title, &adjuster.function, due, link));
        mail(tx, ctx, adjuster.email.clone(), l, subject, text).await?;
    }
    let remind = (due_on - TimeDelta::days(REMIND_DAYS)).and_time(NaiveTime::from_hms_opt(8, 0, 0).unwrap_or_default());
    let remind = time::instant(remind).unwrap_or_else(|| ctx.now() + TimeDelta::days(ADJUST_DAYS - REMIND_DAYS));
    jobs::enqueue_at(tx, &Job::RemindAdjusters { round }, remind).await
}

async fn link(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, adjuster: AdjusterId, l: Locale) -> Result<String> {
    let token = ctx.rng.secret();
    store::insert_link(tx, adjuster, &secret_hash(&token), ctx.now() + TimeDelta::days(LINK_DAYS)).await?;
    let path = paths::adjust(&agreement.slug, meeting.number, &meeting.slug, &token);
    Ok(format!("{}{}", ctx.app.settings.public_url, paths::localised(l, path)))
}

async fn mail(tx: &mut Tx, ctx: &Ctx, to: String, locale: Locale, subject: String, text: String) -> Result<()> {
    jobs::enqueue(tx, ctx, &Job::Mail(Mail { to, locale, subject, text, end_url: None })).await
}

/// Who is to adjust: one is the chair, two are adjusters.
async fn adjusters(
    ctx: &Ctx,
    tx: &mut Tx,
    agreement: &Agreement,
    meeting: &Meeting,
    form: &MinutesForm,
    owners: &[Owner],
    faults: &mut Faults,
) -> Result<Vec<NewAdjuster>> {
    let mut all: Vec<NewAdjuster> = Vec::new();
    for (row, typed) in form.adjusters.iter().take(2).enumerate() {
        let blank = [&typed.function, &typed.organisation, &typed.person, &typed.email].iter().all(|s| s.trim().is_empty());
        if blank {
            continue;
        }
        let mut new = NewAdjuster { function: faults.text(at("adj_function", row), &text::clean_line(&typed.function), 2, 120), ..NewAdjuster::default() };
        if !typed.organisation.trim().is_empty() {
            match owner(owners, &typed.organisation) {
                Some(o) => (new.organisation, new.organisation_name) = (Some(o.id), o.name.clone()),
                None => faults.add(at("adj_organisation", row), Fault::Choice),
            }
        }
        if let Ok(person) = typed.person.trim().parse::<PersonId>() {
            match store::seated(tx, person, bodies(agreement, meeting), ctx.today()).await? {
                Some((email, locale)) => (new.person, new.email, new.locale) = (Some(person), email, locale),
                None => faults.add(at("adj_person", row), Fault::Choice),
            }
        } else {
            let email = text::clean_line(&typed.email);
            match email.as_str() {
                "" => faults.add(at("adj_email", row), Fault::Required),
                email if !text::is_email(email) => faults.add(at("adj_email", row), Fault::Email),
                _ => {}
            }
            (new.email, new.locale) = (email, ctx.locale.code().to_string());
        }
        if !new.email.is_empty() && all.iter().any(|a| text::email_key(&a.email) == text::email_key(&new.email)) {
            faults.add(at("adj_email", row), Fault::Taken);
        }
        all.push(new);
    }
    if all.is_empty() {
        faults.add(at("adj_function", 0), Fault::Required);
    }
    Ok(all)
}

/// What an adjuster reads behind their link.
#[derive(Debug)]
pub struct Adjusting {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Meeting.
    pub meeting: Meeting,
    /// Its agenda.
    pub items: Vec<Item>,
    /// The round.
    pub round: Round,
    /// The form that was sent.
    pub form: MinutesForm,
    /// Who reads.
    pub adjuster: Adjuster,
    /// Bodies and organisations by which the form names those who are asked; none where it asks nobody.
    pub owners: Vec<Owner>,
}

async fn behind(conn: &mut Conn, ctx: &Ctx, meeting: &Meeting, token: &str) -> Result<(Round, Adjuster)> {
    let Linked { round, adjuster } = store::round_by_link(conn, meeting.id, &secret_hash(token)).await?.ok_or(Refusal::LinkSpent)?;
    if adjuster.expires_at.is_none_or(|until| until <= ctx.now()) {
        return Err(Refusal::LinkSpent.into());
    }
    Ok((round, adjuster))
}

/// The minutes for somebody who adjusts them. Opening the page changes nothing.
///
/// # Errors
/// `NotFound`; `Refused(LinkSpent)` for a link that is wrong, too old, or of a round that has ended.
pub async fn adjusting(ctx: &Ctx, agreement: &str, number: i64, token: &str) -> Result<Adjusting> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let (round, adjuster) = behind(&mut conn, ctx, &meeting, token).await?;
    let items = store::items(&mut conn, meeting.id).await?;
    let form: MinutesForm = serde_json::from_str(&round.form)?;
    let asks = form.items.iter().any(|i| i.outcome == ItemOutcome::Refer.code());
    let owners = if asks { store::owners(&mut conn, ctx.today()).await? } else { Vec::new() };
    let round = Round { text: without_hidden(Locale::from_code(&meeting.lang), &round.text, &items), ..round };
    Ok(Adjusting { agreement, meeting, items, round, form, adjuster, owners })
}

/// Approves the minutes, or says what should change. True when approved.
///
/// # Errors
/// `Refused(LinkSpent)`, also when it was answered by this link or another of the same adjuster; `Invalid` at `answer` and `words`; `TooOften`.
pub async fn answer_minutes(ctx: &Ctx, agreement: &str, number: i64, token: &str, form: &AnswerForm) -> Result<bool> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    ctx.app.limits.count(ctx, "adjusting client", &ctx.client_key(), PER_CLIENT, TimeDelta::hours(1))?;
    let mut tx = ctx.write().await?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    let (round, adjuster) = behind(&mut tx, ctx, &meeting, token).await?;
    if adjuster.answer.is_some() {
        return Err(Refusal::LinkSpent.into());
    }
    let approved = form.answer == "approved";
    let mut faults = Faults::default();
    if !approved && form.answer != "change" {
        faults.add("answer", Fault::Choice);
    }
    let words = if approved { String::new() } else { faults.text("words", &form.words, 3, 4000) };
    faults.done()?;
    let lang = Locale::chosen(&form.lang).unwrap_or(ctx.locale);
    store::answer(&mut tx, adjuster.id, &form.answer, &words, lang.code(), ctx.now()).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        meeting: Some(meeting.id),
        payload: serde_json::json!({ "round": round.number, "answer": form.answer }),
        ..NewEvent::default()
    };
    // the link says who they are here, whoever may be signed in
    let event = events::record_as(&mut tx, ctx, EventKind::MinutesAnswered, event, ActorRole::Visitor, None, None).await?;
    let done = is_adjusted(&round, &store::adjusters(&mut tx, round.id).await?);
    if done {
        clocks::close(&mut tx, Thing::Meeting(meeting.id), ClockKind::Adjustment, event, ctx.today()).await?;
    }
    if (done || !approved)
        && let Some((to, locale)) = store::mailbox_of(&mut tx, round.sent_by).await?
    {
        let l = Locale::from_code(&locale);
        let path = paths::meeting_part(&agreement.slug, number, &meeting.slug, "protokoll");
        let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, path));
        let (subject, text) = if done {
            (t::mail_adjusted_subject(l, &meeting.title), t::mail_adjusted_text(l, &meeting.title, link))
        } else {
            (t::mail_change_subject(l, &meeting.title), t::mail_change_text(l, &meeting.title, &adjuster.function, &words, link))
        };
        mail(&mut tx, ctx, to, l, subject, text).await?;
    }
    tx.commit().await?;
    Ok(approved)
}

/// All whose approval it takes have approved.
pub(super) fn is_adjusted(round: &Round, adjusters: &[Adjuster]) -> bool {
    adjusters.iter().filter(|a| a.answer.as_deref() == Some("approved")).count() as i64 >= round.needed
}

/// Calls minutes back from those who adjust them: their links lead nowhere any more.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)`, `Refused(WrongState)` when nothing is out.
pub async fn call_back(ctx: &Ctx, agreement: &str, number: i64, form: &RoundForm) -> Result<Created> {
    const SCOPE: &str = "minutes_call_back";
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let mut tx = ctx.write().await?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if let Some(created) = earlier(&mut tx, ctx, SCOPE, &form.key).await? {
        return Ok(created);
    }
    let round = store::open_round(&mut tx, meeting.id).await?.ok_or(Refusal::WrongState)?;
    end(&mut tx, ctx, &agreement, &meeting, &round, "called_back").await?;
    let created = Created { id: meeting.id, number, slug: meeting.slug };
    keep(&mut tx, ctx, SCOPE, &form.key, &created).await?;
    tx.commit().await?;
    Ok(created)
}

/// Reminds those who have not answered: what the job does when its time has come. Nothing, if the round has ended meanwhile.
///
/// # Errors
/// `NotFound` when it is gone.
pub async fn remind_adjusters(ctx: &Ctx, round: RoundId) -> Result<()> {
    let mut tx = ctx.write().await?;
    let Some((agreement, number)) = store::meeting_of_round(&mut tx, round).await? else { return Ok(()) };
    let agreement = ctx.app.catalogue.by_id(agreement).ok_or(AppError::NotFound)?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    let Some(open) = store::open_round(&mut tx, meeting.id).await?.filter(|r| r.id == round) else { return Ok(()) };
    for adjuster in store::adjusters(&mut tx, round).await?.into_iter().filter(|a| a.answer.is_none()) {
        let l = Locale::from_code(&adjuster.locale);
        let link = link(&mut tx, ctx, &agreement, &meeting, adjuster.id, l).await?;
        let due = dates::weekday_day(l, open.due_on, ctx.today());
        let (subject, text) = (t::mail_remind_subject(l, &meeting.title), t::mail_remind_text(l, &meeting.title, &adjuster.function, due, link));
        mail(&mut tx, ctx, adjuster.email, l, subject, text).await?;
    }
    tx.commit().await
}

/// Mails somebody who is signed in, and was asked to adjust, one more link: to the address that was asked.
///
/// # Errors
/// `NotFound` for what somebody else was asked; `Refused(Already)` once it is answered, `TooOften`.
pub async fn adjusting_again(ctx: &Ctx, agreement: &Agreement, id: AdjusterId, key: &str) -> Result<()> {
    const SCOPE: &str = "own_adjusting";
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    let number = store::meeting_of_own_adjuster(&mut tx, agreement.id, id, person).await?.ok_or(AppError::NotFound)?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if idempotency::earlier(&mut tx, SCOPE, key, Some(person)).await?.is_some() {
        return Ok(());
    }
    // the round may have ended meanwhile
    let round = store::open_round(&mut tx, meeting.id).await?.ok_or(AppError::NotFound)?;
    let adjuster = store::adjusters(&mut tx, round.id).await?.into_iter().find(|a| a.id == id).ok_or(AppError::NotFound)?;
    if adjuster.answer.is_some() {
        return Err(Refusal::Already.into());
    }
    ctx.app.limits.count(ctx, "minutes link to", &text::email_key(&adjuster.email), LINKS_PER_HOUR, TimeDelta::hours(1))?;
    let l = Locale::from_code(&adjuster.locale);
    let link = link(&mut tx, ctx, agreement, &meeting, id, l).await?;
    let due = dates::weekday_day(l, round.due_on, ctx.today());
    let (subject, text) = (t::mail_adjust_subject(l, &meeting.title), t::mail_adjust_text(l, &meeting.title, &adjuster.function, due, link));
    mail(&mut tx, ctx, adjuster.email, l, subject, text).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, key, Some(person), "done").await?;
    tx.commit().await
}

/// Erases the addresses of those who were asked to adjust minutes and never ended it, and those in drafts of minutes as old, once no link that
/// they were mailed is valid any more. For the job that sweeps.
///
/// # Errors
/// When the database does not answer.
pub async fn erase_adjusters(ctx: &Ctx) -> Result<()> {
    // the last link is mailed with the reminder, before the round was due
    let before = ctx.now() - TimeDelta::days(LINK_DAYS + ADJUST_DAYS);
    let mut tx = ctx.write().await?;
    store::erase_adjusters(&mut tx, before).await?;
    for (id, draft) in store::drafts_with_addresses(&mut tx, before).await? {
        let Ok(mut form) = serde_json::from_str::<MinutesForm>(&draft) else { continue };
        if form.adjusters.iter().all(|a| a.email.is_empty()) {
            continue;
        }
        form.adjusters.iter_mut().for_each(|a| a.email.clear());
        store::put_draft(&mut tx, id, &draft, &serde_json::to_string(&form)?).await?;
    }
    tx.commit().await
}
