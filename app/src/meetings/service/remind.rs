//! A reminder some days before a meeting, once to each who has had a place since then.

use super::letters::{self, Letter, Reader};
use crate::context::{Ctx, secret_hash};
use crate::db::Tx;
use crate::error::{AppError, Result};
use crate::i18n::Locale;
use crate::ids::MeetingId;
use crate::jobs::{self, Job};
use crate::meetings::store;
use chrono::{DateTime, TimeDelta, Utc};

/// How long before a meeting people are reminded. Whoever signs up later needs no reminder *(ours)*.
pub const REMIND: TimeDelta = TimeDelta::days(2);
/// Mails that one run of the job writes.
const AT_ONCE: i64 = 200;

/// Plans the reminder of a meeting, if there is time for one. The job of an earlier start finds that nobody is to be told.
pub(super) async fn plan(tx: &mut Tx, ctx: &Ctx, meeting: MeetingId, starts_at: DateTime<Utc>) -> Result<()> {
    let at = starts_at - REMIND;
    if at > ctx.now() {
        jobs::enqueue_at(tx, &Job::RemindRegistered { meeting }, at).await?;
    }
    Ok(())
}

/// Reminds those who have a place: what the job does when its time has come; nothing if the meeting was moved or cancelled meanwhile.
///
/// # Errors
/// `NotFound` when there is no such meeting.
pub async fn remind(ctx: &Ctx, id: MeetingId) -> Result<()> {
    let mut tx = ctx.write().await?;
    let (agreement, number) = store::address_of(&mut tx, id).await?.ok_or(AppError::NotFound)?;
    let agreement = ctx.app.catalogue.by_id(agreement).ok_or(AppError::NotFound)?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    let at = meeting.starts_at - REMIND;
    if !meeting.state.is_standing() || ctx.now() < at || meeting.starts_at <= ctx.now() {
        return Ok(());
    }
    let people = store::take_unreminded(&mut tx, id, meeting.starts_at, at, AT_ONCE).await?;
    for r in &people {
        let token = ctx.rng.secret();
        store::add_link(&mut tx, r.id, &secret_hash(&token), ctx.now()).await?;
        let to = Reader { locale: Locale::from_code(&r.locale), email: &r.email, token: &token, code: &r.code };
        letters::send(&mut tx, ctx, &agreement, &meeting, &to, Letter::Reminder).await?;
    }
    if i64::try_from(people.len()).unwrap_or(0) == AT_ONCE {
        jobs::enqueue(&mut tx, ctx, &Job::RemindRegistered { meeting: id }).await?;
    }
    tx.commit().await
}
