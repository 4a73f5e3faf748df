//! Renders again what an older Markdown renderer made, and analyses again what an older analysis did, a hundred texts at a time.

use super::store;
use app::context::Ctx;
use app::db::Tx;
use app::error::Result;
use app::ids::AgreementId;
use app::issues::writing::service::keep_terms;
use app::issues::writing::store as terms;
use app::jobs::{self, Job};
use app::mentions::{Mentions, Place, service as mentions};
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
            let texts = [&old.what, &old.why, &old.whom, &old.ask].map(String::as_str);
            let mentions = again(&mut tx, ctx, Some(old.agreement_id), Some(Place::issue(old.id)), &texts).await?;
            let html = texts.map(|text| mentions.render(text));
            store::put_issue(&mut tx, &old, html, RENDERER).await?;
            count += 1;
        }
        for old in store::old_contributions(&mut tx, RENDERER).await? {
            let mentions = again(&mut tx, ctx, Some(old.agreement_id), Some(Place::contribution(old.issue_id, old.id)), &[&old.text]).await?;
            store::put_contribution(&mut tx, &old, &mentions.render(&old.text), RENDERER).await?;
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
            let mentions = again(&mut tx, ctx, old.agreement_id, old.issue_id.map(|issue| Place::answer(issue, old.id)), &[&old.text]).await?;
            let reason = if old.reason.is_empty() { String::new() } else { render(&old.reason) };
            let text = if old.text.is_empty() { String::new() } else { mentions.render(&old.text) };
            store::put_event(&mut tx, old.id, &reason, &text, RENDERER).await?;
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

/// Whom a text mentioned when it was saved: handles that somebody has taken since stay as typed.
async fn again(tx: &mut Tx, ctx: &Ctx, agreement: Option<AgreementId>, at: Option<Place>, texts: &[&str]) -> Result<Mentions> {
    let agreement = agreement.and_then(|id| ctx.app.catalogue.by_id(id));
    let (Some(agreement), Some(at)) = (agreement, at) else { return Ok(Mentions::default()) };
    mentions::still(tx, &agreement.slug, at, texts).await
}
