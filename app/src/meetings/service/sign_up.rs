//! Signing up to a meeting by e-mail alone (X7). Each use case locks the meeting first, lets go of places whose holders did not
//! confirm in time, and only then looks at what is left; the database refuses one place too many.

use super::check;
use crate::agreements::types::Agreement;
use crate::context::{Ctx, secret_hash};
use crate::db::Tx;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::types::ActorRole;
use crate::events::{EventKind, NewEvent, record, store as events};
use crate::i18n::{Locale, dates, meetings as t};
use crate::ids::{MeetingId, RegistrationId};
use crate::jobs::{self, Job, Mail};
use crate::meetings::inputs::SignUpForm;
use crate::meetings::store::{self, Meeting, Place, Registration, Sign};
use crate::meetings::types::RegistrationState;
use crate::{idempotency, paths, text, time};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;

/// How long an unconfirmed sign-up holds its place.
pub const HOLD: TimeDelta = TimeDelta::minutes(30);
/// How long after a meeting its sign-ups are erased *(ours)*.
pub const KEPT: TimeDelta = TimeDelta::days(30);
/// Sign-ups from one client address in an hour. A whole office may stand behind one.
const PER_CLIENT: usize = 60;
/// Mails that one mailbox gets for sign-ups in an hour, whatever the meetings.
const PER_MAILBOX: usize = 10;
/// Scope of the idempotency key.
const SCOPE: &str = "sign_up";
/// What is kept under the key when the place was confirmed at once.
const CONFIRMED: &str = "confirmed";

/// What a sign-up led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignedUp {
    /// A link was mailed: to confirm, or to what the address has already. The same for both.
    Mailed,
    /// Confirmed at once, since the address is that of the person who is signed in; with the secret of the own link.
    Confirmed(String),
    /// The same form was sent before, and the place was confirmed then.
    Again,
}

/// Asks for a place.
///
/// # Errors
/// `Invalid`, `TooOften`, `Refused(Full)`, `Refused(Closed)` once the meeting has begun or is cancelled.
pub async fn sign_up(ctx: &Ctx, agreement: &str, number: i64, form: &SignUpForm) -> Result<SignedUp> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut faults = Faults::default();
    let sign = check::sign(form, true, true, &mut faults);
    faults.done()?;
    let email_key = text::email_key(&sign.email);
    ctx.app.limits.count(ctx, "sign_up_client", &ctx.client_key(), PER_CLIENT, TimeDelta::hours(1))?;

    let mut tx = ctx.write().await?;
    let mut meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    // a double click signs up once; the first sending's secret is in the mail, and nowhere else
    // (the form stands on a page that many share, so its key alone says nothing about who sends it)
    let key = secret_hash(&format!("{} {number} {email_key} {}", agreement.id, form.key));
    if !form.key.is_empty()
        && let Some(outcome) = idempotency::earlier(&mut tx, SCOPE, &key, None).await?
    {
        return Ok(if outcome == CONFIRMED { SignedUp::Again } else { SignedUp::Mailed });
    }
    ctx.app.limits.count(ctx, "sign_up_mailbox", &email_key, PER_MAILBOX, TimeDelta::hours(1))?;
    if !meeting.state.is_standing() || meeting.starts_at <= ctx.now() {
        return Err(Refusal::Closed.into());
    }
    let mut faults = Faults::default();
    check::sign(form, !meeting.online_url.is_empty(), true, &mut faults);
    faults.done()?;
    meeting.taken -= release_lapsed(&mut tx, ctx, &agreement, meeting.id).await?;
    let full = meeting.taken >= meeting.capacity;
    let earlier = store::registration_of(&mut tx, meeting.id, &email_key).await?.filter(|r| r.has_place(ctx.now()));
    if earlier.is_none() && !store::take_place(&mut tx, meeting.id).await? {
        return Err(Refusal::Full.into());
    }
    let asked = Asked { sign, email_key, token: ctx.rng.secret(), earlier };
    let confirmed = asked.place(&mut tx, ctx, &agreement, &meeting).await?;
    if !confirmed && full {
        tx.commit().await?;
        // whoever asks about somebody else's address hears the same as if that had no place: the link goes by mail
        return Err(Refusal::Full.into());
    }
    if !form.key.is_empty() {
        idempotency::keep(&mut tx, ctx, SCOPE, &key, None, if confirmed { CONFIRMED } else { "mailed" }).await?;
    }
    tx.commit().await?;
    Ok(if confirmed { SignedUp::Confirmed(asked.token) } else { SignedUp::Mailed })
}

struct Asked {
    sign: Sign,
    email_key: String,
    token: String,
    earlier: Option<Registration>,
}

impl Asked {
    /// Writes the sign-up, or gives the one that there is a new link, and mails it. True when it is confirmed at once.
    async fn place(&self, tx: &mut Tx, ctx: &Ctx, agreement: &Arc<Agreement>, meeting: &Meeting) -> Result<bool> {
        let token_hash = secret_hash(&self.token);
        let own = ctx.actor.as_ref().filter(|a| text::email_key(&a.email) == self.email_key);
        let until = ctx.now() + HOLD;
        // somebody has a place by this address: it is left as it is, whoever asks now, and its holder gets one more link
        if let Some(earlier) = self.earlier.as_ref().filter(|r| r.state == RegistrationState::Confirmed || own.is_none()) {
            store::add_link(tx, earlier.id, &token_hash, ctx.now()).await?;
            let l = Locale::from_code(&earlier.locale);
            let letter = match earlier.held_until_at {
                Some(until) if earlier.state == RegistrationState::Held => Letter::Confirm(until),
                _ => Letter::Confirmed,
            };
            mail(tx, ctx, agreement, meeting, l, &earlier.email, &self.token, letter).await?;
            return Ok(own.is_some());
        }
        let place = Place {
            sign: &self.sign,
            email_key: &self.email_key,
            locale: ctx.locale.code(),
            person: own.map(|a| a.person_id),
            token_hash: &token_hash,
            held_until: own.is_none().then_some(until),
            now: ctx.now(),
        };
        let id = store::put_registration(tx, agreement.id, meeting.id, &place).await?;
        if own.is_some() {
            note(tx, ctx, EventKind::RegistrationConfirmed, agreement, meeting.id, id).await?;
            mail(tx, ctx, agreement, meeting, ctx.locale, &self.sign.email, &self.token, Letter::Confirmed).await?;
            return Ok(true);
        }
        note(tx, ctx, EventKind::RegistrationHeld, agreement, meeting.id, id).await?;
        jobs::enqueue_at(tx, &Job::ExpireRegistration { registration: id }, until).await?;
        mail(tx, ctx, agreement, meeting, ctx.locale, &self.sign.email, &self.token, Letter::Confirm(until)).await?;
        Ok(false)
    }
}

enum Letter {
    Confirm(DateTime<Utc>),
    Confirmed,
}

/// Mails the own link. Nothing that a stranger typed is mailed to an address that is not confirmed.
#[allow(clippy::too_many_arguments)]
async fn mail(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, l: Locale, to: &str, token: &str, letter: Letter) -> Result<()> {
    let path = paths::own_registration(&agreement.slug, meeting.number, &meeting.slug, token);
    let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, path));
    let when = format!("{} {}", dates::weekday_day(l, meeting.starts_local.date(), ctx.today()), dates::time_span(l, meeting.starts_local, meeting.ends_local));
    let place = if meeting.address.is_empty() { meeting.place.clone() } else { format!("{}, {}", meeting.place, meeting.address) };
    let (subject, text) = match letter {
        Letter::Confirm(until) => {
            (t::mail_confirm_subject(l, &meeting.title), t::mail_confirm_text(l, &meeting.title, when, place, dates::time(l, time::local(until)), link))
        }
        Letter::Confirmed => {
            let online = if meeting.online_url.is_empty() { String::new() } else { t::mail_online(l, &meeting.online_url) };
            (t::mail_confirmed_subject(l, &meeting.title), t::mail_confirmed_text(l, &meeting.title, when, place, online, link))
        }
    };
    jobs::enqueue(tx, ctx, &Job::Mail(Mail { to: to.to_string(), locale: l, subject, text, end_url: None })).await
}

async fn note(tx: &mut Tx, ctx: &Ctx, kind: EventKind, agreement: &Agreement, meeting: MeetingId, id: RegistrationId) -> Result<()> {
    record(tx, ctx, kind, registration_event(agreement, meeting, id)).await?;
    Ok(())
}

fn registration_event(agreement: &Agreement, meeting: MeetingId, id: RegistrationId) -> NewEvent {
    NewEvent { agreement: Some(agreement.id), meeting: Some(meeting), payload: serde_json::json!({ "registration": id }), ..NewEvent::default() }
}

/// Lets go of places whose holders did not confirm in time. Gives how many. The meeting is locked.
pub(super) async fn release_lapsed(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: MeetingId) -> Result<i64> {
    let lapsed = store::expire_holds(tx, meeting, ctx.now()).await?;
    for id in &lapsed {
        let event = registration_event(agreement, meeting, *id);
        events::record_as(tx, ctx, EventKind::RegistrationExpired, event, ActorRole::System, None, None).await?;
    }
    let places = i64::try_from(lapsed.len()).unwrap_or(0);
    if places > 0 {
        store::give_back(tx, meeting, places).await?;
    }
    Ok(places)
}

/// The meeting, locked, and the sign-up behind an own link.
async fn own(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, number: i64, token: &str) -> Result<(Meeting, Registration)> {
    let mut meeting = store::lock(tx, agreement.id, number, ctx.now()).await?;
    meeting.taken -= release_lapsed(tx, ctx, agreement, meeting.id).await?;
    let registration = store::registration_by_token(tx, meeting.id, &secret_hash(token)).await?.ok_or(Refusal::LinkSpent)?;
    if meeting.ends_at <= ctx.now() {
        return Err(Refusal::LinkSpent.into());
    }
    if !meeting.state.is_standing() {
        return Err(Refusal::Closed.into());
    }
    Ok((meeting, registration))
}

/// Confirms a sign-up. One whose time has run out gets a place again while there is one.
///
/// # Errors
/// `Refused(LinkSpent | Closed | Full)`.
pub async fn confirm(ctx: &Ctx, agreement: &str, number: i64, token: &str) -> Result<()> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let (meeting, registration) = own(&mut tx, ctx, &agreement, number, token).await?;
    match registration.state {
        RegistrationState::Confirmed => return Ok(()),
        RegistrationState::Cancelled => return Err(Refusal::LinkSpent.into()),
        RegistrationState::Held => {}
        RegistrationState::Expired => {
            if !store::take_place(&mut tx, meeting.id).await? {
                return Err(Refusal::Full.into());
            }
        }
    }
    store::confirm_registration(&mut tx, registration.id, ctx.now()).await?;
    note(&mut tx, ctx, EventKind::RegistrationConfirmed, &agreement, meeting.id, registration.id).await?;
    let l = Locale::from_code(&registration.locale);
    mail(&mut tx, ctx, &agreement, &meeting, l, &registration.email, token, Letter::Confirmed).await?;
    tx.commit().await
}

/// Changes name, organisation, way of taking part and needs.
///
/// # Errors
/// `Invalid`, `Refused(LinkSpent | Closed)`.
pub async fn change_own(ctx: &Ctx, agreement: &str, number: i64, token: &str, form: &SignUpForm) -> Result<()> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let (meeting, registration) = own(&mut tx, ctx, &agreement, number, token).await?;
    if !registration.has_place(ctx.now()) {
        return Err(Refusal::LinkSpent.into());
    }
    let mut faults = Faults::default();
    let sign = check::sign(form, !meeting.online_url.is_empty() || registration.online, false, &mut faults);
    faults.done()?;
    store::change_registration(&mut tx, registration.id, &sign).await?;
    note(&mut tx, ctx, EventKind::RegistrationChanged, &agreement, meeting.id, registration.id).await?;
    tx.commit().await
}

/// Gives the place back.
///
/// # Errors
/// `Refused(LinkSpent | Closed)`.
pub async fn cancel_own(ctx: &Ctx, agreement: &str, number: i64, token: &str) -> Result<()> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let (meeting, registration) = own(&mut tx, ctx, &agreement, number, token).await?;
    if registration.state == RegistrationState::Cancelled {
        return Ok(());
    }
    if registration.has_place(ctx.now()) {
        store::give_back(&mut tx, meeting.id, 1).await?;
    }
    store::cancel_registration(&mut tx, registration.id, ctx.now()).await?;
    note(&mut tx, ctx, EventKind::RegistrationCancelled, &agreement, meeting.id, registration.id).await?;
    tx.commit().await
}

/// Lets go of a place whose holder did not confirm: what the job does when its time has come. Nothing, if it was confirmed meanwhile.
pub async fn expire_registration(ctx: &Ctx, id: RegistrationId) -> Result<()> {
    let mut tx = ctx.write().await?;
    let Some((agreement, number)) = store::meeting_of_registration(&mut tx, id).await? else { return Ok(()) };
    let agreement = ctx.app.catalogue.by_id(agreement).ok_or(AppError::NotFound)?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if release_lapsed(&mut tx, ctx, &agreement, meeting.id).await? == 0 {
        return Ok(());
    }
    tx.commit().await
}

/// Erases who signed up to meetings that ended [`KEPT`] ago. For the job that sweeps. Gives how many sign-ups were erased.
pub async fn erase_after_meetings(ctx: &Ctx) -> Result<u64> {
    let mut tx = ctx.write().await?;
    let erased = store::erase_registrations(&mut tx, ctx.now() - KEPT).await?;
    crate::floor::store::erase_speakers(&mut tx, ctx.now() - KEPT).await?;
    tx.commit().await?;
    Ok(erased)
}
