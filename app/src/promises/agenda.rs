//! What is promised and not kept comes back on the agenda of the next talk, by itself.
//!
//! [`meeting_changed`] is called in the transaction that announces, changes or cancels a meeting and touches that meeting's agenda
//! only; the rest is a job ([`bring_up_to_date`]), so that no transaction that holds one meeting waits for another. All of it can run
//! any number of times. What is kept or taken back before a talk stays in its agenda with a mark, and is not taken up.

use super::{rules, store};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{AgreementId, MeetingId};
use crate::jobs::{self, Job};

/// A meeting was announced, moved, changed or cancelled: its own agenda is put right at once, those of other talks by a job.
pub async fn meeting_changed(tx: &mut Tx, ctx: &Ctx, agreement: AgreementId, meeting: MeetingId) -> Result<()> {
    let ahead = store::talks_ahead(tx, agreement, ctx.now()).await?;
    let is_talk = store::is_talk(tx, meeting).await?;
    let changed =
        if rules::carriers(&ahead).contains(&meeting) { store::fill(tx, agreement, meeting).await? } else { store::take_off(tx, meeting, ctx.now()).await? };
    // one that is a talk no longer hands on what it had
    if is_talk || changed > 0 || !ahead.is_empty() { ask(tx, ctx, agreement).await } else { Ok(()) }
}

/// Asks for the agendas of all talks of an agreement to be put right.
pub async fn ask(tx: &mut Tx, ctx: &Ctx, agreement: AgreementId) -> Result<()> {
    jobs::enqueue_once(tx, &Job::PromisesToAgenda { agreement }, ctx.now()).await
}

/// Locks the talks ahead, and another meeting, in the order of their ids. Before the agreement's sequence, as everywhere.
pub async fn lock_talks(tx: &mut Tx, ctx: &Ctx, agreement: AgreementId, also: Option<MeetingId>) -> Result<()> {
    let mut ids: Vec<MeetingId> = store::talks_ahead(tx, agreement, ctx.now()).await?.into_iter().map(|(id, _)| id).chain(also).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        store::lock_meeting(tx, id).await?;
    }
    Ok(())
}

/// Puts the agendas of all talks ahead right, in a transaction that holds them ([`lock_talks`]).
pub async fn fill_all(tx: &mut Tx, ctx: &Ctx, agreement: AgreementId) -> Result<()> {
    let ahead = store::talks_ahead(tx, agreement, ctx.now()).await?;
    let carriers = rules::carriers(&ahead);
    for (id, _) in ahead {
        if carriers.contains(&id) {
            store::fill(tx, agreement, id).await?;
        } else {
            store::take_off(tx, id, ctx.now()).await?;
        }
    }
    Ok(())
}

/// What the job does.
pub async fn bring_up_to_date(ctx: &Ctx, agreement: AgreementId) -> Result<()> {
    let mut tx = ctx.write().await?;
    lock_talks(&mut tx, ctx, agreement, None).await?;
    fill_all(&mut tx, ctx, agreement).await?;
    tx.commit().await
}
