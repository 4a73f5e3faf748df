//! Mails to those who sign up or are invited, each with the own link.

use crate::agreements::types::Agreement;
use crate::context::{Ctx, secret_hash};
use crate::db::Tx;
use crate::error::Result;
use crate::i18n::{Locale, dates, meetings as t, sign_up as s};
use crate::jobs::{self, Job, Mail};
use crate::meetings::store::{self, Meeting, Registration};
use crate::meetings::types::RegistrationState as State;
use crate::{paths, time};
use chrono::{DateTime, Utc};

/// What a mail says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Letter {
    /// Confirm the place until a time.
    Confirm(DateTime<Utc>),
    /// Confirm the place on the waiting list until a time.
    ConfirmWaiting(DateTime<Utc>),
    /// There is a place.
    Confirmed,
    /// It is on the waiting list.
    Waiting,
    /// The place, or the one on the list, was given back.
    Left,
    /// A place came free.
    MovedUp,
    /// The meeting is near.
    Reminder,
    /// An invitation, and whether a place is held until it is answered.
    Invitation(bool),
}

/// To whom it goes.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    /// Language.
    pub locale: Locale,
    /// Address.
    pub email: &'a str,
    /// Secret of the own link.
    pub token: &'a str,
    /// Code for the door.
    pub code: &'a str,
}

/// Mails the own link. Nothing that a stranger typed is mailed to an address that is not confirmed.
pub(super) async fn send(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, to: &Reader<'_>, letter: Letter) -> Result<()> {
    let (subject, text) = words(ctx, agreement, meeting, to, letter);
    let mail = Mail { to: to.email.to_string(), locale: to.locale, subject, text, end_url: None };
    match letter {
        Letter::Reminder => jobs::enqueue_one_of_many(tx, ctx, mail).await,
        _ => jobs::enqueue(tx, ctx, &Job::Mail(mail)).await,
    }
}

/// Mails one more link to a sign-up as it stands. Those mailed before stay valid.
pub(super) async fn link(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, r: &Registration, token: &str) -> Result<()> {
    store::add_link(tx, r.id, &secret_hash(token), ctx.now()).await?;
    let letter = match (r.state, r.held_until_at) {
        (State::Held, Some(until)) => Letter::Confirm(until),
        (State::Asked, Some(until)) => Letter::ConfirmWaiting(until),
        (State::Waiting, _) => Letter::Waiting,
        _ => Letter::Confirmed,
    };
    let code = if r.state == State::Confirmed { r.code.as_str() } else { "" };
    let to = Reader { locale: Locale::from_code(&r.locale), email: &r.email, token, code };
    send(tx, ctx, agreement, meeting, &to, letter).await
}

fn words(ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, to: &Reader<'_>, letter: Letter) -> (String, String) {
    let l = to.locale;
    let url = |path: String| format!("{}{}", ctx.app.settings.public_url, paths::localised(l, path));
    let title = &meeting.title;
    let link = match letter {
        Letter::Left => url(paths::meeting(&agreement.slug, meeting.number, &meeting.slug)),
        Letter::Invitation(_) => url(paths::meeting_invitation(&agreement.slug, meeting.number, &meeting.slug, to.token)),
        _ => url(paths::own_registration(&agreement.slug, meeting.number, &meeting.slug, to.token)),
    };
    let when = format!("{} {}", dates::weekday_day(l, meeting.starts_local.date(), ctx.today()), dates::time_span(l, meeting.starts_local, meeting.ends_local));
    let place = if meeting.address.is_empty() { meeting.place.clone() } else { format!("{}, {}", meeting.place, meeting.address) };
    let calendar = url(paths::meeting_part(&agreement.slug, meeting.number, &meeting.slug, "kalender.ics"));
    let online = if meeting.online_url.is_empty() { String::new() } else { t::mail_online(l, &meeting.online_url) };
    let code = if to.code.is_empty() { String::new() } else { s::mail_code(l, to.code) };
    let more = format!("{online}{code}");
    let seats = meeting.seats_per_organisation.map(|n| format!(" {}", s::seats_note(l, n))).unwrap_or_default();
    let until = |at: DateTime<Utc>| dates::time(l, time::local(at));
    match letter {
        Letter::Confirm(at) => (t::mail_confirm_subject(l, title), t::mail_confirm_text(l, title, when, place, until(at), link)),
        Letter::ConfirmWaiting(at) => (s::mail_list_subject(l, title), s::mail_list_text(l, title, when, place, until(at), link)),
        Letter::Confirmed => {
            let text = t::mail_confirmed_text(l, title, when, place, more, link);
            (t::mail_confirmed_subject(l, title), format!("{text}{}", s::mail_calendar(l, calendar)))
        }
        Letter::Waiting => (s::mail_waiting_subject(l, title), s::mail_waiting_text(l, title, when, place, seats, link)),
        Letter::Left => (t::mail_left_subject(l, title), t::mail_left_text(l, title, when, link)),
        Letter::MovedUp => {
            let text = s::mail_moved_up_text(l, title, when, place, more, link);
            (s::mail_moved_up_subject(l, title), format!("{text}{}", s::mail_calendar(l, calendar)))
        }
        Letter::Reminder => (s::mail_reminder_subject(l, title), s::mail_reminder_text(l, title, when, place, more, link)),
        Letter::Invitation(holds) => {
            let held = if holds { s::mail_invitation_held(l) } else { "" };
            (s::mail_invitation_subject(l, title), s::mail_invitation_text(l, agreement.curator_name.get(l), title, when, place, link, held))
        }
    }
}
