//! Renders again what an older Markdown renderer made, and analyses again what an older analysis did, a hundred texts at a time.

use super::store;
use app::context::Ctx;
use app::error::Result;
use app::issues::writing::service::keep_terms;
use app::issues::writing::store as terms;
use app::jobs::{self, Job};
use app::text::markdown::{RENDERER, render};

/// Asks for the work when there is any.
pub async fn ask(ctx: &Ctx) -> Result<()> {
    let mut conn = ctx.read().await?;
    let old = store::any_old(&mut conn, RENDERER).await? || terms::any_old(&mut conn).await?;
    if !old || store::is_waiting(&mut conn, "rerender").await? {
        return Ok(());
    }
    drop(conn);
    tracing::info!("Texts will be rendered again, by a newer renderer");
    let mut tx = ctx.write().await?;
    jobs::enqueue(&mut tx, ctx, &Job::Rerender).await?;
    tx.commit().await
}

/// Does the work. What somebody edits meanwhile was rendered by the new renderer anyway.
pub async fn rerender(ctx: &Ctx) -> Result<()> {
    let mut count = 0;
    loop {
        let mut tx = ctx.write().await?;
        let before = count;
        for old in store::old_issues(&mut tx, RENDERER).await? {
            let html = [&old.what, &old.why, &old.whom, &old.ask].map(|text| render(text));
            store::put_issue(&mut tx, &old, html, RENDERER).await?;
            count += 1;
        }
        for old in store::old_contributions(&mut tx, RENDERER).await? {
            store::put_contribution(&mut tx, &old, &render(&old.text), RENDERER).await?;
            count += 1;
        }
        for old in store::old_meetings(&mut tx, RENDERER).await? {
            for item in store::items_said(&mut tx, old.id).await? {
                store::put_item(&mut tx, &item, &render(&item.said)).await?;
            }
            store::put_meeting(&mut tx, &old, &render(&old.theme), RENDERER).await?;
            count += 1;
        }
        for old in store::old_events(&mut tx, RENDERER).await? {
            let html = |text: &str| if text.is_empty() { String::new() } else { render(text) };
            store::put_event(&mut tx, old.id, &html(&old.reason), &html(&old.text), RENDERER).await?;
            count += 1;
        }
        for old in terms::old(&mut tx).await? {
            keep_terms(&mut tx, old.agreement_id, old.id, &old.title, (&old.what, &old.ask), &old.lang).await?;
            count += 1;
        }
        tx.commit().await?;
        if count == before {
            tracing::info!("Rendered {count} texts again");
            return Ok(());
        }
    }
}
