//! Forms of restrictions.

use super::pages;
use super::service::{self, LiftForm, RestrictForm};
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::paths;
use crate::phrases::service::put_in;
use crate::shell::{PageResult, redirect_saved};
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

/// A form into which a phrase was put, or was to be, and what is wrong with it.
fn again<F>(ctx: &Ctx, typed: F, filled: Result<F>) -> Result<(F, Problem)> {
    match filled {
        Ok(filled) => Ok((filled, Problem::default())),
        Err(e) => Ok((typed, problem(ctx, e)?)),
    }
}

/// Holds somebody back.
pub async fn restrict(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<RestrictForm>) -> PageResult {
    if let Some(filled) = put_in(&ctx, &agreement, &form).await {
        let (form, problem) = again(&ctx, form, filled)?;
        return pages::restrict_page(&ctx, &agreement, &form, &problem).await;
    }
    match service::restrict(&ctx, &agreement, &form).await {
        Ok(()) => Ok(redirect_saved(&ctx, paths::restrictions(&agreement), Notice::Restricted, &form.key)),
        Err(e) => pages::restrict_page(&ctx, &agreement, &form, &problem(&ctx, e)?).await,
    }
}

/// Lets somebody go.
pub async fn lift(ctx: Ctx, Path((agreement, id)): Path<(String, i64)>, Body(form): Body<LiftForm>) -> PageResult {
    if let Some(filled) = put_in(&ctx, &agreement, &form).await {
        let (form, problem) = again(&ctx, form, filled)?;
        return pages::lift_page(&ctx, &agreement, (id, &form), &problem).await;
    }
    match service::lift(&ctx, &agreement, id, &form).await {
        Ok(()) => Ok(redirect_saved(&ctx, paths::restrictions(&agreement), Notice::RestrictionLifted, &form.key)),
        Err(e) => pages::lift_page(&ctx, &agreement, (id, &form), &problem(&ctx, e)?).await,
    }
}
