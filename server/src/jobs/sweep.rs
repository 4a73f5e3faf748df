//! What is done by the clock: removes what is too old to be needed, finds promised dates that have passed.

use super::store;
use app::context::Ctx;
use app::error::Result;
use std::time::Duration;

/// A file is written before the row that names it; after so long no row comes any more.
const FILES_AFTER: Duration = Duration::from_secs(24 * 3600);

pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let mut tx = ctx.write().await?;
    let gone = store::sweep(&mut tx, ctx.now()).await?;
    tx.commit().await?;
    let erased = app::meetings::service::erase_after_meetings(ctx).await?;
    app::following::service::forget_unconfirmed(ctx).await?;
    app::bodies::service::forget(ctx).await?;
    app::bodies::service::hand_over(ctx).await?;
    app::bodies::service::tell_ending(ctx).await?;
    let overdue = app::following::tell::find_overdue(ctx).await?;
    if overdue > 0 {
        tracing::info!("{overdue} promised dates have passed");
    }
    if erased > 0 {
        tracing::info!("Erased {erased} sign-ups of meetings that were held");
    }
    let files = app::attachments::service::sweep(ctx, FILES_AFTER).await?;
    if files > 0 {
        tracing::info!("Deleted {files} files that nothing names");
    }
    if gone > 0 {
        tracing::info!("Cleared up: {gone} old tokens, sessions, keys and mails");
    }
    Ok(())
}
