//! Forms of attachments. The one with a file is taken in by [`super::upload`], not as other forms are.

use super::service::{self, At, AttachForm, RemoveForm};
use super::{pages, upload};
use crate::context::Ctx;
use crate::curation::forms::issue_of;
use crate::error::{AppError, Result};
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::{Path, Request};

/// Attaches to an issue.
pub async fn add_to_issue(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, request: Request) -> PageResult {
    let (number, _) = issue_of(&part)?;
    add(&ctx, &agreement, (number, 0), request).await
}

/// Attaches to a contribution.
pub async fn add_to_contribution(ctx: Ctx, Path((agreement, part, contribution)): Path<(String, String, i64)>, request: Request) -> PageResult {
    let (number, _) = issue_of(&part)?;
    add(&ctx, &agreement, (number, contribution.max(1)), request).await
}

async fn add(ctx: &Ctx, agreement: &str, at: At, request: Request) -> PageResult {
    // whoever may not is told before anything of it is kept
    if let Err(e) = may_add(ctx, agreement, at).await {
        upload::let_by(request.into_body()).await;
        return Err(e);
    }
    let (form, file) = upload::read(ctx, request).await?;
    match service::add(ctx, agreement, at, &form, file).await {
        Ok(_) => Ok(redirect(ctx, service::open(ctx, agreement, at).await?.attachments_path(), Some(Notice::Attached))),
        Err(e) => pages::again(ctx, agreement, at, &form, &Problem::of(ctx, e)?).await,
    }
}

async fn may_add(ctx: &Ctx, agreement: &str, at: At) -> Result<()> {
    service::open(ctx, agreement, at).await?.check_add(ctx)
}

/// Removes an attachment.
pub async fn remove(ctx: Ctx, Path((agreement, part, number)): Path<(String, String, i64)>, Body(form): Body<RemoveForm>) -> PageResult {
    let (issue, _) = issue_of(&part)?;
    match service::remove(&ctx, &agreement, issue, number, &form).await {
        Ok(place) => Ok(redirect(&ctx, place.attachments_path(), Some(Notice::AttachmentRemoved))),
        Err(e @ (AppError::SignInFirst | AppError::NotFound)) => Err(e),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            let at = service::place_of(&ctx, &agreement, issue, number).await?;
            pages::again(&ctx, &agreement, at, &AttachForm::default(), &problem).await
        }
    }
}
