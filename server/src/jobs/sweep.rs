//! What is done by the clock: removes what is too old to be needed, finds promised dates that have passed.

use super::store;
use app::context::Ctx;
use app::error::Result;

pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let mut tx = ctx.write().await?;
    let gone = store::sweep(&mut tx, ctx.now()).await?;
    tx.commit().await?;
    let erased = app::meetings::service::erase_after_meetings(ctx).await?;
    app::following::service::forget_unconfirmed(ctx).await?;
    let overdue = app::following::tell::find_overdue(ctx).await?;
    if overdue > 0 {
        tracing::info!("{overdue} promised dates have passed");
    }
    if erased > 0 {
        tracing::info!("Erased {erased} sign-ups of meetings that were held");
    }
    if gone > 0 {
        tracing::info!("Cleared up: {gone} old tokens, sessions, keys and mails");
    }
    Ok(())
}
