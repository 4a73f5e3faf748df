//! Forms of restrictions.

use super::pages;
use super::service::{self, LiftForm, RestrictForm};
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::paths;
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

/// What went wrong, for the page that shows the form again. Whoever may not decide any more has no form there: they get back what they
/// typed beside the refusal.
fn problem(ctx: &Ctx, e: AppError) -> Result<Problem> {
    match e {
        e @ (AppError::Refused(Refusal::NotAllowed) | AppError::ActingChanged { .. }) => Err(e),
        e => Problem::of(ctx, e),
    }
}

/// Holds somebody back.
pub async fn restrict(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<RestrictForm>) -> PageResult {
    match service::restrict(&ctx, &agreement, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::restrictions(&agreement), Some(Notice::Restricted))),
        Err(e) => pages::restrict_page(&ctx, &agreement, &form, &problem(&ctx, e)?).await,
    }
}

/// Lets somebody go.
pub async fn lift(ctx: Ctx, Path((agreement, id)): Path<(String, i64)>, Body(form): Body<LiftForm>) -> PageResult {
    match service::lift(&ctx, &agreement, id, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::restrictions(&agreement), Some(Notice::RestrictionLifted))),
        Err(e) => pages::lift_page(&ctx, &agreement, (id, &form), &problem(&ctx, e)?).await,
    }
}
