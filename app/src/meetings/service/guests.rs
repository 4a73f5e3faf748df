//! Guests: invited by the kansli, by address or as the people of an organisation. A place is counted for each until they answer; who says yes
//! signs up with it, who says no gives it to the waiting list.

use super::letters::{self, Letter, Reader};
use super::sign_up::named;
use super::waiting::{by_nobody, fits, move_up, note, settle};
use super::{check, managed};
use crate::agreements::types::Agreement;
use crate::context::{Ctx, secret_hash};
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::Locale;
use crate::ids::{GuestId, OrganisationId};
use crate::meetings::inputs::{AnswerForm, GuestForm, InviteForm, SignUpForm};
use crate::meetings::store::{self, Guest, Invitee, Meeting, NewGuest, Owner, Place, Registration, Sign, Told};
use crate::meetings::types::{GuestState, MeetingKind, RegistrationState as State};
use crate::ui::form::check_acting;
use crate::{idempotency, text};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;

/// Most guests of a meeting.
const MOST_GUESTS: usize = 500;
/// Invitations that one person sends in an hour.
pub(super) const PER_HOUR: usize = 60;
/// Scope of the idempotency key.
const SCOPE: &str = "meeting_invite";

/// The guests of a meeting, and the form that invites more.
#[derive(Debug)]
pub struct GuestsPage {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Meeting.
    pub meeting: Meeting,
    /// Who was invited.
    pub guests: Vec<Guest>,
    /// Organisations and bodies that can be invited.
    pub organisations: Vec<Owner>,
    /// Of a general assembly: those who were told of it together.
    pub told: Option<Told>,
}

/// The guests of a meeting: for the kansli only.
///
/// # Errors
/// `SignInFirst`, `Refused(NotAllowed)`, `NotFound`.
pub async fn guests_page(ctx: &Ctx, agreement: &str, number: i64) -> Result<GuestsPage> {
    let agreement = managed(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let guests = store::guests(&mut conn, meeting.id).await?;
    let organisations = store::owners(&mut conn, ctx.today()).await?;
    let told = if meeting.kind == MeetingKind::GeneralAssembly { Some(store::told(&mut conn, meeting.id).await?) } else { None };
    Ok(GuestsPage { agreement, meeting, guests, organisations, told })
}

/// A meeting whose guests can still be asked, or answer.
pub(super) fn is_ahead(ctx: &Ctx, meeting: &Meeting) -> Result<()> {
    if meeting.state.is_standing() && meeting.starts_at > ctx.now() { Ok(()) } else { Err(Refusal::Closed.into()) }
}

/// Invites somebody by address, or those who speak for an organisation or sit in a body. Who was invited already is left as they are.
/// Gives how many were mailed.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)` for everybody but the kansli, `Invalid`, `Refused(Full)` when there is no place for all of them,
/// `Refused(Closed)`, `TooOften`.
pub async fn invite(ctx: &Ctx, agreement: &str, number: i64, form: &InviteForm) -> Result<usize> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let name = faults.text("name", &text::clean_line(&form.name), 0, 100);
    let email = text::clean_line(&form.email);
    let organisation = faults.text("organisation", &text::clean_line(&form.organisation), 0, 120);
    if email.is_empty() && organisation.is_empty() {
        faults.add("email", Fault::Required);
    } else if !email.is_empty() && !text::is_email(&email) {
        faults.add("email", Fault::Email);
    }
    let mut tx = ctx.write().await?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if let Some(earlier) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await? {
        return Ok(earlier.parse().unwrap_or(0));
    }
    is_ahead(ctx, &meeting)?;
    let body =
        if organisation.is_empty() { None } else { store::organisation_by_word(&mut tx, &organisation, &text::fold_key(&organisation), ctx.today()).await? };
    if !organisation.is_empty() && body.is_none() {
        faults.add("organisation", Fault::Choice);
    }
    let people = match (body, email.is_empty()) {
        (Some(body), true) => store::people_of(&mut tx, body, ctx.today()).await?,
        (_, true) => Vec::new(),
        _ => vec![one(&mut tx, &meeting, name, email).await?],
    };
    if people.is_empty() && faults.0.is_empty() {
        // nobody speaks for it here: it takes an address
        faults.add("email", Fault::Required);
    }
    faults.done()?;
    ctx.app.limits.count(ctx, "meeting_invite", &person.to_string(), PER_HOUR, TimeDelta::hours(1))?;
    settle(&mut tx, ctx, &agreement, &meeting).await?;
    let mailed = invite_all(&mut tx, ctx, &agreement, &meeting, &people, body).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), &mailed.to_string()).await?;
    tx.commit().await?;
    Ok(mailed)
}

/// Somebody by address: with the name and the language of their account, if they have one.
async fn one(tx: &mut Tx, meeting: &Meeting, name: String, email: String) -> Result<Invitee> {
    let email_key = text::email_key(&email);
    let known = store::invitee_of(tx, &email_key).await?;
    let person_id = known.as_ref().and_then(|k| k.person_id);
    let locale = known.as_ref().map_or_else(|| meeting.lang.clone(), |k| k.locale.clone());
    let name = if name.is_empty() { known.map(|k| k.name).unwrap_or_default() } else { name };
    Ok(Invitee { name, email, email_key, locale, person_id })
}

/// Invites people to a meeting that is locked, and counts a place for each. Gives how many were mailed: who was invited already is not again,
/// unless they declined.
///
/// # Errors
/// `Refused(Full)` when there is no place for one of them.
pub async fn invite_all(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: &Agreement,
    meeting: &Meeting,
    people: &[Invitee],
    organisation: Option<OrganisationId>,
) -> Result<usize> {
    let mut count = usize::try_from(store::guest_count(tx, meeting.id).await?).unwrap_or(usize::MAX);
    let mut mailed = 0;
    for who in people {
        let guest = store::guest_of(tx, meeting.id, &who.email_key).await?;
        if guest.as_ref().is_some_and(|g| g.state != GuestState::Declined) {
            continue;
        }
        if guest.is_none() {
            if count >= MOST_GUESTS {
                return Err(Refusal::Full.into());
            }
            count += 1;
        }
        let token = ctx.rng.secret();
        let token_hash = secret_hash(&token);
        let holds = hold(tx, ctx, meeting, &who.email_key).await?;
        match guest {
            Some(g) => store::renew_guest(tx, g.id, &token_hash, holds).await?,
            None => {
                let new = NewGuest { who, organisation, holds, token_hash: &token_hash };
                store::insert_guest(tx, agreement.id, meeting.id, &new, ctx.now()).await?;
            }
        }
        mailed += 1;
        let to = Reader { locale: Locale::from_code(&who.locale), email: &who.email, token: &token, code: "" };
        letters::send(tx, ctx, agreement, meeting, &to, Letter::Invitation(holds)).await?;
    }
    if mailed > 0 {
        let event = NewEvent {
            agreement: Some(agreement.id),
            meeting: Some(meeting.id),
            organisation,
            payload: serde_json::json!({ "guests": mailed }),
            ..NewEvent::default()
        };
        record(tx, ctx, EventKind::GuestInvited, event).await?;
    }
    Ok(mailed)
}

/// Counts a place for a guest, unless their address has one already. True when one is counted.
async fn hold(tx: &mut Tx, ctx: &Ctx, meeting: &Meeting, email_key: &str) -> Result<bool> {
    if store::registration_of(tx, meeting.id, email_key).await?.is_some_and(|r| r.has_place(ctx.now())) {
        return Ok(false);
    }
    if store::take_place(tx, meeting.id, false).await? { Ok(true) } else { Err(Refusal::Full.into()) }
}

fn guest_event(agreement: &Agreement, meeting: &Meeting, guest: &Guest) -> NewEvent {
    NewEvent {
        agreement: Some(agreement.id),
        meeting: Some(meeting.id),
        organisation: guest.organisation_id,
        payload: serde_json::json!({ "guest": guest.id }),
        ..NewEvent::default()
    }
}

/// Takes the invitations of a body back that nobody has answered: the meeting is another body's now. Nothing once it has begun.
pub(super) async fn withdraw_of(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, body: OrganisationId) -> Result<()> {
    if is_ahead(ctx, meeting).is_err() {
        return Ok(());
    }
    let of_body = |g: &Guest| g.organisation_id == Some(body) && g.state == GuestState::Invited;
    for guest in store::guests(tx, meeting.id).await?.into_iter().filter(of_body) {
        withdraw(tx, ctx, agreement, meeting, &guest).await?;
    }
    Ok(())
}

async fn withdraw(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, guest: &Guest) -> Result<()> {
    store::give_back(tx, meeting.id, false, i64::from(guest.holds)).await?;
    store::delete_guest(tx, guest.id).await?;
    record(tx, ctx, EventKind::GuestWithdrawn, guest_event(agreement, meeting, guest)).await?;
    Ok(())
}

/// Asks guests again who could not come on the day before the meeting was moved: each by a link of their own, where only those who are invited
/// can come with a place while there is one. Members of the body were called before and have not declined any more; whoever belonged to the
/// meeting's `former` body is not asked, and whoever signed up since is told as all others are.
pub(super) async fn ask_anew(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, former: Option<OrganisationId>) -> Result<()> {
    if is_ahead(ctx, meeting).is_err() {
        return Ok(());
    }
    let left = |g: &Guest| former.is_some() && g.organisation_id == former;
    let declined = store::guests(tx, meeting.id).await?.into_iter().filter(|g| g.state == GuestState::Declined && !left(g));
    let mut mailed = 0;
    for guest in declined {
        let signed_up = store::registration_of(tx, meeting.id, &guest.email_key).await?.is_some_and(|r| r.stands(ctx.now()));
        if signed_up {
            continue;
        }
        let holds = meeting.by_invitation && store::take_place(tx, meeting.id, false).await?;
        ask_again(tx, ctx, agreement, meeting, &guest, holds).await?;
        mailed += 1;
    }
    if mailed > 0 {
        let event =
            NewEvent { agreement: Some(agreement.id), meeting: Some(meeting.id), payload: serde_json::json!({ "guests": mailed }), ..NewEvent::default() };
        record(tx, ctx, EventKind::GuestInvited, event).await?;
    }
    Ok(())
}

/// Mails a guest a new link to answer by. The one mailed before ends.
async fn ask_again(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, guest: &Guest, holds: bool) -> Result<()> {
    let token = ctx.rng.secret();
    store::renew_guest(tx, guest.id, &secret_hash(&token), holds).await?;
    let to = Reader { locale: Locale::from_code(&guest.locale), email: &guest.email, token: &token, code: "" };
    letters::send(tx, ctx, agreement, meeting, &to, Letter::Invitation(holds)).await
}

/// Sends an invitation again, with a new link, or takes it back. Who has accepted gets one more link to their place instead. Gives what
/// they had answered.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)`, `NotFound`, `Refused(Already)` for taking back what was accepted: their place is theirs; `TooOften`.
pub async fn guest_act(ctx: &Ctx, agreement: &str, number: i64, id: GuestId, form: &GuestForm) -> Result<GuestState> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let mut tx = ctx.write().await?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    let guest = store::guest_by_id(&mut tx, meeting.id, id).await?.ok_or(AppError::NotFound)?;
    is_ahead(ctx, &meeting)?;
    let accepted = guest.state == GuestState::Accepted;
    let withdraws = form.act == "withdraw";
    if accepted && withdraws {
        return Err(Refusal::Already.into());
    }
    settle(&mut tx, ctx, &agreement, &meeting).await?;
    if withdraws {
        withdraw(&mut tx, ctx, &agreement, &meeting, &guest).await?;
        move_up(&mut tx, ctx, &agreement, &meeting).await?;
        tx.commit().await?;
        return Ok(guest.state);
    }
    ctx.app.limits.count(ctx, "meeting_invite_again", &guest.email_key, 3, TimeDelta::hours(1))?;
    if accepted {
        let place = store::registration_of(&mut tx, meeting.id, &guest.email_key).await?.filter(|r| r.stands(ctx.now())).ok_or(Refusal::Already)?;
        letters::link(&mut tx, ctx, &agreement, &meeting, &place, &ctx.rng.secret()).await?;
    } else {
        let holds = guest.holds || hold(&mut tx, ctx, &meeting, &guest.email_key).await?;
        ask_again(&mut tx, ctx, &agreement, &meeting, &guest, holds).await?;
    }
    tx.commit().await?;
    Ok(guest.state)
}

/// Sends somebody who is signed in their own invitation again, with a new link: to the address that was invited.
///
/// # Errors
/// `NotFound` for one of somebody else; `Refused(Already)` once it is answered, `Refused(Closed)`, `TooOften`.
pub async fn invitation_again(ctx: &Ctx, agreement: &Agreement, id: GuestId, key: &str) -> Result<()> {
    const SCOPE: &str = "own_invitation";
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    let number = store::meeting_of_own_guest(&mut tx, agreement.id, id, person).await?.ok_or(AppError::NotFound)?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if idempotency::earlier(&mut tx, SCOPE, key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let guest = store::guest_by_id(&mut tx, meeting.id, id).await?.ok_or(AppError::NotFound)?;
    is_ahead(ctx, &meeting)?;
    if guest.state != GuestState::Invited {
        return Err(Refusal::Already.into());
    }
    ctx.app.limits.count(ctx, "meeting_invite_again", &guest.email_key, 3, TimeDelta::hours(1))?;
    let token = ctx.rng.secret();
    store::renew_guest(&mut tx, id, &secret_hash(&token), guest.holds).await?;
    let to = Reader { locale: Locale::from_code(&guest.locale), email: &guest.email, token: &token, code: "" };
    letters::send(&mut tx, ctx, agreement, &meeting, &to, Letter::Invitation(guest.holds)).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, key, Some(person), "done").await?;
    tx.commit().await
}

/// The page behind an invitation.
#[derive(Debug)]
pub struct Invitation {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Meeting.
    pub meeting: Meeting,
    /// Who was invited.
    pub guest: Guest,
    /// The fields of a sign-up, as known or as typed.
    pub form: SignUpForm,
}

/// The page behind an invitation, until the meeting has ended. Opening it answers nothing, so that mail scanners may.
///
/// # Errors
/// `Refused(LinkSpent)`.
pub async fn invitation(ctx: &Ctx, agreement: &str, number: i64, token: &str, typed: Option<&SignUpForm>) -> Result<Invitation> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let guest = store::guest_by_token(&mut conn, meeting.id, &secret_hash(token)).await?.ok_or(Refusal::LinkSpent)?;
    if meeting.ends_at <= ctx.now() {
        return Err(Refusal::LinkSpent.into());
    }
    let form = typed.cloned().unwrap_or_else(|| SignUpForm {
        name: guest.name.clone(),
        organisation: guest.organisation_name.clone().unwrap_or_default(),
        how: "place".into(),
        ..SignUpForm::default()
    });
    Ok(Invitation { agreement, meeting, guest, form })
}

/// Answers an invitation: yes makes a sign-up behind the same link. Gives where that stands; nothing for a no.
///
/// # Errors
/// `Refused(LinkSpent | Closed)`, `Invalid`; `Refused(Full)` for a guest who wants to take part online where no place is left.
pub async fn answer(ctx: &Ctx, agreement: &str, number: i64, token: &str, form: &AnswerForm) -> Result<Option<State>> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    let guest = store::guest_by_token(&mut tx, meeting.id, &secret_hash(token)).await?.ok_or(Refusal::LinkSpent)?;
    is_ahead(ctx, &meeting)?;
    settle(&mut tx, ctx, &agreement, &meeting).await?;
    let earlier = store::registration_of(&mut tx, meeting.id, &guest.email_key).await?.filter(|r| r.stands(ctx.now()));
    if form.answer != "yes" {
        decline(&mut tx, ctx, &agreement, &meeting, &guest, earlier.as_ref()).await?;
        tx.commit().await?;
        return Ok(None);
    }
    if let (GuestState::Accepted, Some(earlier)) = (guest.state, &earlier) {
        return Ok(Some(earlier.state));
    }
    let mut faults = Faults::default();
    let sign = check::sign(&form.sign_up(), !meeting.online_url.is_empty(), false, &mut faults);
    faults.done()?;
    let sign = Sign { email: guest.email.clone(), ..named(&mut tx, ctx, sign).await? };
    // one time for both: a place that they had before is older than the answer
    let now = ctx.now();
    let state = Coming { guest: &guest, sign: &sign, token, now }.come(&mut tx, ctx, &agreement, &meeting, earlier).await?;
    store::answer_guest(&mut tx, guest.id, GuestState::Accepted, now).await?;
    by_nobody(&mut tx, ctx, EventKind::GuestAccepted, guest_event(&agreement, &meeting, &guest)).await?;
    move_up(&mut tx, ctx, &agreement, &meeting).await?;
    tx.commit().await?;
    Ok(Some(state))
}

async fn decline(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, guest: &Guest, earlier: Option<&Registration>) -> Result<()> {
    if guest.state == GuestState::Declined {
        return Ok(());
    }
    store::give_back(tx, meeting.id, false, i64::from(guest.holds)).await?;
    if let Some(r) = earlier {
        store::give_back(tx, meeting.id, r.online, i64::from(r.has_place(ctx.now()))).await?;
        store::cancel_registration(tx, r.id, ctx.now()).await?;
        note(tx, ctx, EventKind::RegistrationCancelled, agreement, meeting.id, r.id).await?;
    }
    store::answer_guest(tx, guest.id, GuestState::Declined, ctx.now()).await?;
    by_nobody(tx, ctx, EventKind::GuestDeclined, guest_event(agreement, meeting, guest)).await?;
    move_up(tx, ctx, agreement, meeting).await?;
    Ok(())
}

/// A guest who has said yes.
struct Coming<'a> {
    guest: &'a Guest,
    sign: &'a Sign,
    token: &'a str,
    now: DateTime<Utc>,
}

impl Coming<'_> {
    /// Writes the sign-up behind the link of the invitation, with the place that was counted. Gives where it stands.
    async fn come(&self, tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, earlier: Option<Registration>) -> Result<State> {
        let token_hash = secret_hash(self.token);
        if let Some(r) = earlier.as_ref().filter(|r| r.state == State::Confirmed) {
            // signed up by themselves already: the link leads there
            store::give_back(tx, meeting.id, false, i64::from(self.guest.holds)).await?;
            store::add_link(tx, r.id, &token_hash, self.now).await?;
            return Ok(State::Confirmed);
        }
        if let Some(r) = earlier.as_ref().filter(|r| r.state == State::Held) {
            store::give_back(tx, meeting.id, r.online, 1).await?;
        }
        let there = match (self.guest.holds, self.sign.online) {
            (true, false) => true,
            (true, true) => {
                if !store::take_place(tx, meeting.id, true).await? {
                    return Err(Refusal::Full.into());
                }
                store::give_back(tx, meeting.id, false, 1).await?;
                true
            }
            (false, online) => fits(tx, meeting.id, online, "", None).await? && store::take_place(tx, meeting.id, online).await?,
        };
        let state = if there { State::Confirmed } else { State::Waiting };
        let fresh = store::free_code(tx, ctx, meeting.id).await?;
        let place = Place {
            sign: self.sign,
            email_key: &self.guest.email_key,
            locale: &self.guest.locale,
            person: self.guest.person_id,
            token_hash: &token_hash,
            state,
            held_until: None,
            now: self.now,
            code: &fresh,
        };
        let (id, code) = store::put_registration(tx, agreement.id, meeting.id, &place).await?;
        let (kind, letter, code) = match state {
            State::Confirmed => (EventKind::RegistrationConfirmed, Letter::Confirmed, code),
            _ => (EventKind::RegistrationWaiting, Letter::Waiting, String::new()),
        };
        note(tx, ctx, kind, agreement, meeting.id, id).await?;
        let to = Reader { locale: Locale::from_code(&self.guest.locale), email: &self.guest.email, token: self.token, code: &code };
        letters::send(tx, ctx, agreement, meeting, &to, letter).await?;
        Ok(state)
    }
}
