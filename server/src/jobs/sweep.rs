//! What is done by the clock: removes what is too old to be needed, finds promised dates that have passed.

use super::store;
use app::context::Ctx;
use app::error::Result;
use std::time::Duration;

/// A file is written before the row that names it; after so long no row comes any more.
const FILES_AFTER: Duration = Duration::from_secs(24 * 3600);

/// Does all of it: what fails stops nothing else. Gives what failed first.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let mut failed = Ok(());
    let mut told = |step: &'static str, result: Result<u64>| match result {
        Ok(0) => {}
        Ok(n) => tracing::info!("{step}: {n}"),
        Err(e) => {
            tracing::error!(%e, step, "a step of clearing up failed; the others go on");
            if failed.is_ok() {
                failed = Err(e);
            }
        }
    };
    told("Old tokens, sessions, keys and mails cleared up", old(ctx).await);
    told("Mails given up for want of a mail server", waiting(ctx).await);
    told("Sign-ups erased of meetings that were held or cancelled", app::meetings::service::erase_after_meetings(ctx).await);
    told("Addresses erased of those who adjusted minutes", app::meetings::service::erase_adjusters(ctx).await.map(|()| 0));
    told("Unconfirmed followers forgotten", app::following::service::forget_unconfirmed(ctx).await.map(|_| 0));
    told("Offers of seats forgotten", app::bodies::service::forget(ctx).await.map(|_| 0));
    told("Seats handed over", app::bodies::service::hand_over(ctx).await.map(|_| 0));
    told("Terms told that end", app::bodies::service::tell_ending(ctx).await.map(|_| 0));
    told("Reviews of representation told that are near", app::bodies::service::tell_reviews(ctx).await.map(|_| 0));
    told("Promised dates have passed", app::following::tell::find_overdue(ctx).await.map(count));
    told("Files deleted that nothing names", app::attachments::service::sweep(ctx, FILES_AFTER).await.map(count));
    failed
}

fn count(n: impl TryInto<u64>) -> u64 {
    n.try_into().unwrap_or(u64::MAX)
}

async fn old(ctx: &Ctx) -> Result<u64> {
    let mut tx = ctx.write().await?;
    let gone = store::sweep(&mut tx, ctx.now()).await?;
    tx.commit().await?;
    Ok(gone)
}

async fn waiting(ctx: &Ctx) -> Result<u64> {
    let mut tx = ctx.write().await?;
    let gone = store::give_up_waiting(&mut tx, ctx.now()).await?;
    tx.commit().await?;
    Ok(gone)
}
