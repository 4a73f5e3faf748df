//! Forms of the desk.

use super::pages;
use super::service::bulk::{self as service, BulkForm};
use super::service::bulk_waiting as waiting;
use super::service::efforts::{self, EffortAct, EffortForm};
use super::service::link::{LinkForm, link_again};
use super::service::views::{self, ViewForm};
use crate::context::Ctx;
use crate::error::AppError;
use crate::i18n::desk as t;
use crate::paths;
use crate::phrases::service::{drawn_again, put_in};
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

/// Takes one decision about several issues, or about several contributions that wait. The page that follows tells what became of each; sent twice, it tells the same.
pub async fn bulk(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<BulkForm>) -> PageResult {
    if let Some(filled) = put_in(&ctx, &agreement, &form).await {
        let (form, problem) = drawn_again(&ctx, form, filled)?;
        return pages::bulk_page(&ctx, &agreement, &form, &problem).await;
    }
    if form.is_of_contributions() {
        return match waiting::decide(&ctx, &agreement, &form).await {
            Ok(seen) => Ok(pages::decided_waiting(&ctx, &seen, &form)),
            Err(e) => pages::bulk_page(&ctx, &agreement, &form, &Problem::of(&ctx, e)?).await,
        };
    }
    match service::decide(&ctx, &agreement, &form).await {
        Ok(seen) => Ok(pages::decided(&ctx, &seen, &form)),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::bulk_page(&ctx, &agreement, &form, &problem).await
        }
    }
}

/// Adds an information effort, changes one, ticks it off or removes it.
pub async fn effort(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<EffortForm>) -> PageResult {
    let act = form.act.parse::<EffortAct>().ok();
    let done = |notice| Ok(redirect(&ctx, paths::efforts(&agreement), Some(notice)));
    match efforts::save_effort(&ctx, &agreement, &form).await {
        Ok(()) => done(match act {
            Some(EffortAct::Done) => Notice::EffortDone,
            Some(EffortAct::Remove) => Notice::EffortRemoved,
            Some(EffortAct::Again) | None => Notice::Saved,
        }),
        // a colleague removed it meanwhile: who wanted just that has it, and whoever changed it keeps what they wrote
        Err(AppError::NotFound) if !form.id.is_empty() && act == Some(EffortAct::Remove) => done(Notice::EffortRemoved),
        Err(AppError::NotFound) if !form.id.is_empty() && act.is_none() => {
            let problem = Problem { message: Some(t::effort_gone(ctx.locale).into()), status: http::StatusCode::CONFLICT, ..Problem::default() };
            pages::efforts_page(&ctx, &agreement, EffortForm { id: String::new(), ..form }, &problem).await
        }
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::efforts_page(&ctx, &agreement, form, &problem).await
        }
    }
}

/// Saves a view, or removes one.
pub async fn view(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<ViewForm>) -> PageResult {
    match views::save_view(&ctx, &agreement, &form).await {
        Ok(()) if !form.remove.is_empty() => Ok(redirect(&ctx, paths::views(&agreement), Some(Notice::ViewRemoved))),
        Ok(()) => Ok(redirect(&ctx, paths::views(&agreement), Some(Notice::Saved))),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::views_page(&ctx, &agreement, &form, &problem).await
        }
    }
}

/// Mails a link once more to the address that it went to.
pub async fn link(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<LinkForm>) -> PageResult {
    link_again(&ctx, &agreement, &form).await?;
    Ok(redirect(&ctx, paths::todo(&agreement), Some(Notice::LinkMailed)))
}
