//! Forms of issues: each calls its service, and on an error draws the same page again as typed.

use super::pages::{self, issue, write};
use super::service::{self, BackingForm, ContributionForm, IssueForm};
use super::writing::{SimilarIssue, service as writing};
use crate::context::Ctx;
use crate::desk::rules::way_back;
use crate::error::{AppError, Refusal, Result};
use crate::mentions::{Mentions, service as mentions};
use crate::paths;
use crate::shell::{PageResult, redirect, redirect_saved};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

/// Number of the issue that an address names.
fn number(part: &str) -> Result<i64> {
    paths::number_and_slug(part).map(|(n, _)| n).ok_or(AppError::NotFound)
}

/// What went wrong, or nothing when only a preview was asked for.
fn problem<T>(ctx: &Ctx, done: std::result::Result<T, AppError>) -> Result<std::result::Result<T, Problem>> {
    match done {
        Ok(done) => Ok(Ok(done)),
        // held back meanwhile: the page would have no form, so what was typed is given back beside the reason
        Err(e @ AppError::Refused(Refusal::Stopped | Refusal::Slowed)) => Err(e),
        Err(e) => Problem::of(ctx, e).map(Err),
    }
}

/// With a preview, what is like it.
async fn alike(ctx: &Ctx, agreement: &str, form: &IssueForm, but: i64) -> Result<Vec<SimilarIssue>> {
    if form.preview.is_empty() {
        return Ok(Vec::new());
    }
    let lang = if form.lang.is_empty() { ctx.locale.code() } else { &form.lang };
    writing::similar(ctx, agreement, &form.title, &writing::body(&form.what, &form.ask), lang, but).await
}

/// With a preview, whom it mentions.
async fn mentioned(ctx: &Ctx, agreement: &str, preview: &str, texts: &[&str]) -> Result<Mentions> {
    if preview.is_empty() { Ok(Mentions::default()) } else { mentions::previewed(ctx, agreement, texts).await }
}

/// What is told after an edit.
const fn edited(unchanged: bool) -> Notice {
    if unchanged { Notice::Unchanged } else { Notice::Saved }
}

/// Posts an issue.
pub async fn post_issue(ctx: Ctx, Path(agreement): Path<String>, Body(mut form): Body<IssueForm>) -> PageResult {
    let done = if form.preview.is_empty() { problem(&ctx, service::post(&ctx, &agreement, &form).await)? } else { Err(Problem::default()) };
    match done {
        Ok(posted) => {
            let notice = if posted.published { Notice::IssuePublished } else { Notice::IssueWaiting };
            Ok(redirect_saved(&ctx, paths::issue(&agreement, posted.number, &posted.slug), notice, &form.key))
        }
        Err(problem) => {
            let alike = alike(&ctx, &agreement, &form, 0).await?;
            form.mentions = mentioned(&ctx, &agreement, &form.preview, &[&form.what, &form.why, &form.whom, &form.ask]).await?;
            Ok(write::new_issue(&ctx, &service::start_new(&ctx, &agreement).await?, &form, &alike, &problem))
        }
    }
}

/// Changes an issue.
pub async fn edit_issue(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(mut form): Body<IssueForm>) -> PageResult {
    let done = if form.preview.is_empty() { problem(&ctx, service::edit(&ctx, &agreement, number(&part)?, &form).await)? } else { Err(Problem::default()) };
    match done {
        Ok(posted) => Ok(redirect_saved(&ctx, paths::issue(&agreement, posted.number, &posted.slug), edited(posted.unchanged), &form.key)),
        Err(problem) => {
            let part = service::part_now(&ctx, &agreement, &part).await?;
            let history = service::issue_history(&ctx, &agreement, &part, "/andra").await?;
            // a form that can no longer be sent is not shown again to whom it never belonged
            if !problem.acting_changed && problem.status == http::StatusCode::FORBIDDEN {
                return Err(Refusal::NotAllowed.into());
            }
            let alike = alike(&ctx, &agreement, &form, history.issue.number).await?;
            form.mentions = mentioned(&ctx, &agreement, &form.preview, &[&form.what, &form.why, &form.whom, &form.ask]).await?;
            Ok(write::edit_issue(&ctx, &history, &form, &alike, &problem))
        }
    }
}

/// Contributes.
pub async fn contribute(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(mut form): Body<ContributionForm>) -> PageResult {
    let number = number(&part)?;
    let done = if form.preview.is_empty() { problem(&ctx, service::contribute(&ctx, &agreement, number, &form).await)? } else { Err(Problem::default()) };
    match done {
        Ok(done) => {
            // a newcomer was answered from the desk: on to the next
            if let Some(queue) = way_back(&agreement, &form.ko).filter(|_| done.published) {
                return Ok(redirect_saved(&ctx, queue, Notice::Welcomed, &form.key));
            }
            let notice = if done.published { Notice::ContributionPublished } else { Notice::ContributionWaiting };
            let part = service::part_now(&ctx, &agreement, &part).await?;
            Ok(redirect_saved(&ctx, service::place_of(&agreement, &part, done.number), notice, &form.key))
        }
        Err(problem) => {
            ctx.signed_in()?;
            let part = service::part_now(&ctx, &agreement, &part).await?;
            let page = service::load(&ctx, &agreement, &part, 0, 0).await?;
            form.mentions = mentioned(&ctx, &agreement, &form.preview, &[&form.text]).await?;
            Ok(issue::render(&ctx, &page, &form, &problem))
        }
    }
}

/// Changes a contribution.
pub async fn edit_contribution(ctx: Ctx, Path((agreement, part, n)): Path<(String, String, i64)>, Body(mut form): Body<ContributionForm>) -> PageResult {
    let number = number(&part)?;
    let done =
        if form.preview.is_empty() { problem(&ctx, service::edit_contribution(&ctx, &agreement, number, n, &form).await)? } else { Err(Problem::default()) };
    match done {
        Ok(done) => {
            let part = service::part_now(&ctx, &agreement, &part).await?;
            Ok(redirect_saved(&ctx, service::place_of(&agreement, &part, n), edited(done.unchanged), &form.key))
        }
        Err(problem) => {
            ctx.signed_in()?;
            let part = service::part_now(&ctx, &agreement, &part).await?;
            let history = service::contribution_history(&ctx, &agreement, &part, n, &format!("/inlagg/{n}/andra")).await?;
            if problem.status == http::StatusCode::FORBIDDEN {
                return Err(Refusal::NotAllowed.into());
            }
            form.mentions = mentioned(&ctx, &agreement, &form.preview, &[&form.text]).await?;
            Ok(pages::edit_contribution_page(&ctx, &history, &form, &problem))
        }
    }
}

/// Stands behind an issue, or takes it back.
pub async fn set_backing(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<BackingForm>) -> PageResult {
    match problem(&ctx, service::set_backing(&ctx, &agreement, number(&part)?, &form).await)? {
        Ok(now) => {
            let part = service::part_now(&ctx, &agreement, &part).await?;
            let notice = if now.backed { Notice::Backed } else { Notice::Unbacked };
            Ok(redirect(&ctx, format!("{}/{part}", paths::issues(&agreement)), Some(notice)))
        }
        Err(problem) if problem.status == http::StatusCode::FORBIDDEN => Err(Refusal::NotAllowed.into()),
        Err(problem) => {
            let part = service::part_now(&ctx, &agreement, &part).await?;
            let page = service::load(&ctx, &agreement, &part, 0, 0).await?;
            Ok(issue::render(&ctx, &page, &ContributionForm::default(), &problem))
        }
    }
}
