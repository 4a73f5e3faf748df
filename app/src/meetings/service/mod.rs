//! Use cases of meetings.

mod actions;
mod agenda;
mod assembly;
mod briefs;
mod cancel;
mod check;
mod check_in;
mod documentation;
mod guests;
mod held;
mod letters;
mod members;
mod minutes;
mod plan;
mod read;
mod read_plan;
mod record;
mod remind;
mod sign_up;
mod states;
mod templates;
mod waiting;

pub use actions::{ActionQuery, ActionView, Actions, action, action_done, actions, actions_in_file, step};
pub use assembly::{invite_everyone, mail_assembly};
pub use briefs::{Brief, Briefs, briefs};
pub use cancel::cancel;
pub use check::MOST_OF_SERIES;
pub use check_in::{Door, check_in, door};
pub use documentation::set_recording;
pub use guests::{GuestsPage, Invitation, answer, guest_act, guests_page, invitation, invitation_again, invite, invite_all};
pub use held::meeting_held;
pub use members::{lock_coming_of_body, member_changed};
pub use minutes::{
    ADJUST_DAYS, Adjusting, CorrectionPage, Live, adjusting, adjusting_again, answer_minutes, call_back, correct, correction_page, correction_text,
    erase_adjusters, labels, minutes_text, publish_adjusted, publish_minutes, remind_adjusters, save_draft, send, sha256,
};
pub use plan::{MINUTES_DAYS, create, edit};
pub use read::{
    MeetingList, MeetingView, MinutesPage, OwnPage, Registrants, calendar_feed, calendar_of, minutes_page, number, own_page, registrants, see, see_all,
    see_number,
};
pub use read_plan::{PlanPage, Start, cancel_page, new_meeting_page, plan_page};
pub use record::{AdjustedBy, Correction, LiveText, Present, Record, Sent, Waited};
pub use remind::{REMIND, remind};
pub use sign_up::{SignedUp, cancel_own, change_own, confirm, erase_after_meetings, expire_registration, sign_up};
pub use states::{CAME, move_on, open_on_its_day};
pub use templates::{TemplatePage, Templates, save_template, template_page, templates};

use super::rules;
use super::store::Recipient;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Refusal, Result};
use crate::idempotency;
use crate::ids::MeetingId;
use crate::jobs::{self, Job, Mail};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// A meeting that was announced or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// Id.
    pub id: MeetingId,
    /// Number.
    pub number: i64,
    /// Word in its address.
    pub slug: String,
}

impl Created {
    fn result(&self) -> String {
        format!("{} {} {}", self.id, self.number, self.slug)
    }
    fn from_result(s: &str) -> Result<Self> {
        let mut parts = s.splitn(3, ' ');
        let mut next = || parts.next().ok_or_else(|| AppError::Internal("idempotency result".into()));
        let parsed = (next()?.parse(), next()?.parse(), next()?.to_string());
        match parsed {
            (Ok(id), Ok(number), slug) => Ok(Self { id, number, slug }),
            _ => Err(AppError::Internal("idempotency result".into())),
        }
    }
}

/// The agreement, for somebody who manages its meetings.
pub(super) fn managed(ctx: &Ctx, agreement: &str) -> Result<Arc<Agreement>> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    if !rules::may_manage(actor, agreement.curator_id) {
        return Err(Refusal::NotAllowed.into());
    }
    Ok(agreement)
}

/// What an earlier sending of the same form led to.
pub(super) async fn earlier(tx: &mut Tx, ctx: &Ctx, scope: &'static str, key: &str) -> Result<Option<Created>> {
    let person = ctx.actor.as_ref().map(|a| a.person_id);
    idempotency::earlier(tx, scope, key, person).await?.map(|s| Created::from_result(&s)).transpose()
}

/// Keeps what a form led to.
pub(super) async fn keep(tx: &mut Tx, ctx: &Ctx, scope: &'static str, key: &str, created: &Created) -> Result<()> {
    let person = ctx.actor.as_ref().map(|a| a.person_id);
    idempotency::keep(tx, ctx, scope, key, person, &created.result()).await
}

/// Checks the version that a form was opened with.
pub(super) fn check_version(opened: &str, current: i64) -> Result<()> {
    match opened.parse::<i64>() {
        Ok(v) if v != current => Err(AppError::Stale { current }),
        _ => Ok(()),
    }
}

/// The same where what others wrote meanwhile would be lost for good: a form that does not say its version is stale.
pub(super) fn check_opened(opened: &str, current: i64) -> Result<()> {
    if opened.trim().parse() == Ok(current) { Ok(()) } else { Err(AppError::Stale { current }) }
}

/// Enqueues a mail to each recipient, in their language.
pub(super) async fn mail_all(
    tx: &mut Tx,
    at: DateTime<Utc>,
    to: Vec<Recipient>,
    mail: impl Fn(crate::i18n::Locale, &Recipient) -> (String, String),
) -> Result<()> {
    for recipient in to {
        let locale = crate::i18n::Locale::from_code(&recipient.locale);
        let (subject, text) = mail(locale, &recipient);
        jobs::enqueue_at(tx, &Job::Mail(Mail { to: recipient.email, locale, subject, text, end_url: None }), at).await?;
    }
    Ok(())
}
