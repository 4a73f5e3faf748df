//! Signing up to a meeting by e-mail alone (X7). Each use case locks the meeting first, lets go of places whose holders did not confirm in
//! time and gives them to those who wait, and only then looks at what is left; the database refuses one place too many.

use super::check;
use super::letters::{self, Letter, Reader};
use super::waiting::{fits, move_up, note, seats_left, settle};
use crate::agreements::types::Agreement;
use crate::context::{Ctx, secret_hash};
use crate::db::Tx;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::EventKind;
use crate::i18n::Locale;
use crate::ids::{PersonId, RegistrationId};
use crate::jobs::{self, Job};
use crate::meetings::inputs::SignUpForm;
use crate::meetings::store::{self, Meeting, Place, Registration, Sign};
use crate::meetings::types::RegistrationState as State;
use crate::{idempotency, text};
use chrono::TimeDelta;
use std::sync::Arc;

/// How long an unconfirmed sign-up holds its place.
pub const HOLD: TimeDelta = TimeDelta::minutes(30);
/// How long after a meeting its sign-ups are erased *(ours)*.
pub const KEPT: TimeDelta = TimeDelta::days(30);
/// Most people on a waiting list.
const MOST_WAITING: i64 = 500;
/// Sign-ups from one client address in an hour. A whole office may stand behind one.
const PER_CLIENT: usize = 60;
/// Mails that one mailbox gets for sign-ups in an hour, whatever the meetings.
const PER_MAILBOX: usize = 10;
/// Scope of the idempotency key.
const SCOPE: &str = "sign_up";

/// What a sign-up led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignedUp {
    /// A link was mailed: to confirm, or to what the address has already. The same for both.
    Mailed,
    /// The same, of a meeting that is full: what is confirmed is a place on the waiting list.
    Listed,
    /// Confirmed at once, since the address is that of the person who is signed in; with the secret of the own link.
    Confirmed(String),
    /// The same, on the waiting list.
    Waits(String),
    /// The same form was sent before, and the place was confirmed then.
    Again,
    /// The same form was sent before, and led to the waiting list.
    AgainWaits,
}

impl SignedUp {
    const fn kept(&self) -> &'static str {
        match self {
            Self::Mailed => "mailed",
            Self::Listed => "listed",
            Self::Confirmed(_) | Self::Again => "confirmed",
            Self::Waits(_) | Self::AgainWaits => "waits",
        }
    }
    fn from_kept(kept: &str) -> Self {
        match kept {
            "confirmed" => Self::Again,
            "waits" => Self::AgainWaits,
            "listed" => Self::Listed,
            _ => Self::Mailed,
        }
    }
}

/// Asks for a place; on a meeting that is full, for one on the waiting list.
///
/// # Errors
/// `Invalid`, `TooOften`, `Refused(Closed)` before sign-up opens and once the meeting has begun or is cancelled, `Refused(ByInvitation)`,
/// `Refused(Full)` when the waiting list is full too.
pub async fn sign_up(ctx: &Ctx, agreement: &str, number: i64, form: &SignUpForm) -> Result<SignedUp> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut faults = Faults::default();
    let sign = check::sign(form, true, true, &mut faults);
    faults.done()?;
    let email_key = text::email_key(&sign.email);
    ctx.app.limits.count(ctx, "sign_up_client", &ctx.client_key(), PER_CLIENT, TimeDelta::hours(1))?;

    let mut tx = ctx.write().await?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    // a double click signs up once; the first sending's secret is in the mail, and nowhere else
    // (the form stands on a page that many share, so its key alone says nothing about who sends it)
    let key = secret_hash(&format!("{} {number} {email_key} {}", agreement.id, form.key));
    if !form.key.is_empty()
        && let Some(outcome) = idempotency::earlier(&mut tx, SCOPE, &key, None).await?
    {
        return Ok(SignedUp::from_kept(&outcome));
    }
    ctx.app.limits.count(ctx, "sign_up_mailbox", &email_key, PER_MAILBOX, TimeDelta::hours(1))?;
    if meeting.by_invitation && meeting.state.is_standing() && meeting.starts_at > ctx.now() {
        return Err(Refusal::ByInvitation.into());
    }
    if !meeting.takes_sign_ups(ctx.now()) {
        return Err(Refusal::Closed.into());
    }
    let mut faults = Faults::default();
    check::sign(form, !meeting.online_url.is_empty(), true, &mut faults);
    faults.done()?;
    settle(&mut tx, ctx, &agreement, &meeting).await?;
    let sign = named(&mut tx, ctx, sign).await?;
    let own = ctx.actor.as_ref().filter(|a| text::email_key(&a.email) == email_key).map(|a| a.person_id);
    let earlier = store::registration_of(&mut tx, meeting.id, &email_key).await?.filter(|r| r.stands(ctx.now()));
    // one's own that was not confirmed begins again
    let begins_again = earlier.as_ref().filter(|r| own.is_some() && matches!(r.state, State::Held | State::Asked));
    if let Some(r) = begins_again.filter(|r| r.state == State::Held) {
        store::give_back(&mut tx, meeting.id, r.online, 1).await?;
    }
    let free = fits(&mut tx, meeting.id, sign.online, &sign.organisation_key, begins_again.map(|r| r.id)).await?;
    let moves = begins_again.is_some();
    // decided before it matters whether the address is known here: nobody learns that from the answer
    let full = !free && store::waiting_count(&mut tx, meeting.id).await? >= MOST_WAITING;
    let refused = full && own.is_none();
    let asked = Asked { sign, email_key, token: ctx.rng.secret(), own, free };
    let outcome = match earlier.filter(|_| !moves) {
        // somebody has a place by this address, or waits: it is left as it is, whoever asks now, and its holder gets one more link
        Some(earlier) => asked.link(&mut tx, ctx, &agreement, &meeting, &earlier).await?,
        None if full => return Err(Refusal::Full.into()),
        None => asked.place(&mut tx, ctx, &agreement, &meeting).await?,
    };
    if refused {
        tx.commit().await?;
        return Err(Refusal::Full.into());
    }
    if moves {
        move_up(&mut tx, ctx, &agreement, &meeting).await?;
    }
    if !form.key.is_empty() {
        idempotency::keep(&mut tx, ctx, SCOPE, &key, None, outcome.kept()).await?;
    }
    tx.commit().await?;
    Ok(outcome)
}

/// The organisation as the register has it, if it is there, and under what its seats are counted.
pub(super) async fn named(tx: &mut Tx, ctx: &Ctx, sign: Sign) -> Result<Sign> {
    if sign.organisation.is_empty() {
        return Ok(sign);
    }
    let fold_key = text::fold_key(&sign.organisation);
    Ok(match store::organisation_named(tx, &fold_key, ctx.today()).await? {
        Some((id, name)) => Sign { organisation: name, organisation_id: Some(id), organisation_key: format!("#{id}"), ..sign },
        None => Sign { organisation_key: fold_key, ..sign },
    })
}

struct Asked {
    sign: Sign,
    email_key: String,
    token: String,
    /// Whose own address it is.
    own: Option<PersonId>,
    /// There is a place.
    free: bool,
}

impl Asked {
    /// What is said to whoever asks. It does not depend on whether the address has a place already.
    fn told(&self) -> SignedUp {
        if self.free { SignedUp::Mailed } else { SignedUp::Listed }
    }

    /// Mails one more link to what there is.
    async fn link(&self, tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, earlier: &Registration) -> Result<SignedUp> {
        letters::link(tx, ctx, agreement, meeting, earlier, &self.token).await?;
        Ok(match (self.own, earlier.state) {
            (None, _) => self.told(),
            (Some(_), State::Waiting) => SignedUp::Waits(self.token.clone()),
            (Some(_), _) => SignedUp::Confirmed(self.token.clone()),
        })
    }

    /// Writes the sign-up and mails its link.
    async fn place(&self, tx: &mut Tx, ctx: &Ctx, agreement: &Arc<Agreement>, meeting: &Meeting) -> Result<SignedUp> {
        let until = ctx.now() + HOLD;
        let there = self.free && store::take_place(tx, meeting.id, self.sign.online).await?;
        let (state, kind, letter) = match (self.own.is_some(), there) {
            (true, true) => (State::Confirmed, EventKind::RegistrationConfirmed, Letter::Confirmed),
            (true, false) => (State::Waiting, EventKind::RegistrationWaiting, Letter::Waiting),
            (false, true) => (State::Held, EventKind::RegistrationHeld, Letter::Confirm(until)),
            (false, false) => (State::Asked, EventKind::RegistrationHeld, Letter::ConfirmWaiting(until)),
        };
        let fresh = store::free_code(tx, ctx, meeting.id).await?;
        let token_hash = secret_hash(&self.token);
        let place = Place {
            sign: &self.sign,
            email_key: &self.email_key,
            locale: ctx.locale.code(),
            person: self.own,
            token_hash: &token_hash,
            state,
            held_until: self.own.is_none().then_some(until),
            now: ctx.now(),
            code: &fresh,
        };
        let (id, code) = store::put_registration(tx, agreement.id, meeting.id, &place).await?;
        note(tx, ctx, kind, agreement, meeting.id, id).await?;
        if self.own.is_none() {
            jobs::enqueue_at(tx, &Job::ExpireRegistration { registration: id }, until).await?;
        }
        let code = if state == State::Confirmed { code } else { String::new() };
        let to = Reader { locale: ctx.locale, email: &self.sign.email, token: &self.token, code: &code };
        letters::send(tx, ctx, agreement, meeting, &to, letter).await?;
        Ok(match state {
            State::Confirmed => SignedUp::Confirmed(self.token.clone()),
            State::Waiting => SignedUp::Waits(self.token.clone()),
            State::Held => SignedUp::Mailed,
            _ => SignedUp::Listed,
        })
    }
}

/// The meeting, locked and settled, and the sign-up behind an own link.
async fn own(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, number: i64, token: &str) -> Result<(Meeting, Registration)> {
    let meeting = store::lock(tx, agreement.id, number, ctx.now()).await?;
    let token_hash = secret_hash(token);
    store::registration_by_token(tx, meeting.id, &token_hash).await?.ok_or(Refusal::LinkSpent)?;
    if meeting.ends_at <= ctx.now() {
        return Err(Refusal::LinkSpent.into());
    }
    if !meeting.state.is_standing() {
        return Err(Refusal::Closed.into());
    }
    settle(tx, ctx, agreement, &meeting).await?;
    let registration = store::registration_by_token(tx, meeting.id, &token_hash).await?.ok_or(Refusal::LinkSpent)?;
    Ok((meeting, registration))
}

/// Confirms a sign-up. One whose time has run out gets a place again while there is one, or stands on the waiting list. Gives where it stands.
///
/// # Errors
/// `Refused(LinkSpent | Closed)`.
pub async fn confirm(ctx: &Ctx, agreement: &str, number: i64, token: &str) -> Result<State> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let (meeting, r) = own(&mut tx, ctx, &agreement, number, token).await?;
    let there = match r.state {
        State::Confirmed | State::Waiting => {
            // what came free meanwhile is given all the same
            tx.commit().await?;
            return Ok(r.state);
        }
        State::Cancelled => return Err(Refusal::LinkSpent.into()),
        State::Held => true,
        State::Asked | State::Expired => {
            fits(&mut tx, meeting.id, r.online, &r.organisation_key, Some(r.id)).await? && store::take_place(&mut tx, meeting.id, r.online).await?
        }
    };
    let (state, kind, letter, code) = if there {
        store::confirm_registration(&mut tx, r.id, ctx.now()).await?;
        (State::Confirmed, EventKind::RegistrationConfirmed, Letter::Confirmed, r.code.as_str())
    } else {
        // in the order in which they asked; who let the time run out asks now
        let since = r.waiting_at.filter(|_| r.state == State::Asked).unwrap_or_else(|| ctx.now());
        store::put_on_list(&mut tx, r.id, since).await?;
        (State::Waiting, EventKind::RegistrationWaiting, Letter::Waiting, "")
    };
    note(&mut tx, ctx, kind, &agreement, meeting.id, r.id).await?;
    let to = Reader { locale: Locale::from_code(&r.locale), email: &r.email, token, code };
    letters::send(&mut tx, ctx, &agreement, &meeting, &to, letter).await?;
    tx.commit().await?;
    Ok(state)
}

/// Changes name, organisation, way of taking part and needs. Whoever has a place keeps one, of the new kind.
///
/// # Errors
/// `Invalid`, `Refused(LinkSpent | Closed)`; `Refused(Full | SeatsTaken)` where there is no place of the new kind, or for that organisation.
pub async fn change_own(ctx: &Ctx, agreement: &str, number: i64, token: &str, form: &SignUpForm) -> Result<()> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let (meeting, r) = own(&mut tx, ctx, &agreement, number, token).await?;
    if !r.stands(ctx.now()) {
        return Err(Refusal::LinkSpent.into());
    }
    let mut faults = Faults::default();
    let sign = check::sign(form, !meeting.online_url.is_empty() || r.online, false, &mut faults);
    faults.done()?;
    let sign = named(&mut tx, ctx, sign).await?;
    if r.has_place(ctx.now()) {
        let other = sign.organisation_key != r.organisation_key;
        if other && !seats_left(&mut tx, meeting.id, meeting.seats_per_organisation, &sign.organisation_key, Some(r.id)).await? {
            return Err(Refusal::SeatsTaken.into());
        }
        if sign.online != r.online {
            if !store::take_place(&mut tx, meeting.id, sign.online).await? {
                return Err(Refusal::Full.into());
            }
            store::give_back(&mut tx, meeting.id, r.online, 1).await?;
        }
    }
    store::change_registration(&mut tx, r.id, &sign).await?;
    note(&mut tx, ctx, EventKind::RegistrationChanged, &agreement, meeting.id, r.id).await?;
    // a place of the other kind, or of the organisation, came free; or whoever waits fits now
    move_up(&mut tx, ctx, &agreement, &meeting).await?;
    tx.commit().await
}

/// Gives the place, or the place on the list, back. The first who waits and fits gets it.
///
/// # Errors
/// `Refused(LinkSpent | Closed)`.
pub async fn cancel_own(ctx: &Ctx, agreement: &str, number: i64, token: &str) -> Result<()> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let (meeting, registration) = own(&mut tx, ctx, &agreement, number, token).await?;
    if registration.state == State::Cancelled {
        return Ok(());
    }
    if registration.has_place(ctx.now()) {
        store::give_back(&mut tx, meeting.id, registration.online, 1).await?;
    }
    store::cancel_registration(&mut tx, registration.id, ctx.now()).await?;
    note(&mut tx, ctx, EventKind::RegistrationCancelled, &agreement, meeting.id, registration.id).await?;
    if matches!(registration.state, State::Confirmed | State::Waiting) {
        let to = Reader { locale: Locale::from_code(&registration.locale), email: &registration.email, token: "", code: "" };
        letters::send(&mut tx, ctx, &agreement, &meeting, &to, Letter::Left).await?;
    }
    move_up(&mut tx, ctx, &agreement, &meeting).await?;
    tx.commit().await
}

/// Lets go of a place whose holder did not confirm: what the job does when its time has come. Nothing, if it was confirmed meanwhile.
pub async fn expire_registration(ctx: &Ctx, id: RegistrationId) -> Result<()> {
    let mut tx = ctx.write().await?;
    let Some((agreement, number)) = store::meeting_of_registration(&mut tx, id).await? else { return Ok(()) };
    let agreement = ctx.app.catalogue.by_id(agreement).ok_or(AppError::NotFound)?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if settle(&mut tx, ctx, &agreement, &meeting).await? == 0 {
        return Ok(());
    }
    tx.commit().await
}

/// Erases who signed up to meetings that ended or were cancelled [`KEPT`] ago, and what they needed. For the job that sweeps. Gives how many sign-ups were erased.
pub async fn erase_after_meetings(ctx: &Ctx) -> Result<u64> {
    let mut tx = ctx.write().await?;
    let erased = store::erase_registrations(&mut tx, ctx.now() - KEPT).await?;
    crate::floor::store::erase_speakers(&mut tx, ctx.now() - KEPT).await?;
    tx.commit().await?;
    Ok(erased)
}
