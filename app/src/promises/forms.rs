//! Forms of talks and promises: each calls the service, and on an error shows the same page again as typed.

use super::pages;
use super::service::{self, ActForm, OccasionForm, PromiseForm};
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::paths;
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

/// The number in an address.
pub(super) fn number_of(part: &str) -> Result<i64> {
    part.parse().ok().filter(|n| *n > 0).ok_or(AppError::NotFound)
}

/// A refusal by role has a page of its own; others are mended in the form.
fn mine(e: AppError) -> Result<AppError> {
    match e {
        AppError::Refused(Refusal::NotAllowed) => Err(e),
        e => Ok(e),
    }
}

/// Writes a promise down.
pub async fn record(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<PromiseForm>) -> PageResult {
    match service::record(&ctx, &agreement, &form).await {
        Ok(number) => Ok(redirect(&ctx, paths::promise(&agreement, number), Some(Notice::PromiseRecorded))),
        Err(e) => pages::new_page(&ctx, &agreement, None, Some(&form), &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Corrects what is written about a promise.
pub async fn correct(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<PromiseForm>) -> PageResult {
    let number = number_of(&part)?;
    match service::correct(&ctx, &agreement, number, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::promise(&agreement, number), Some(Notice::PromiseMoved))),
        Err(e) => pages::correct_page(&ctx, &agreement, number, Some(&form), &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Does something with a promise.
pub async fn act(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<ActForm>) -> PageResult {
    let number = number_of(&part)?;
    match service::act(&ctx, &agreement, number, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::promise(&agreement, number), Some(Notice::PromiseMoved))),
        Err(e) => pages::promise_page(&ctx, &agreement, number, &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Says what a small talk is held beside.
pub async fn occasion(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<OccasionForm>) -> PageResult {
    let number = number_of(&part)?;
    match service::occasion(&ctx, &agreement, number, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::talks(&agreement), Some(Notice::Saved))),
        Err(e) => pages::talks_page(&ctx, &agreement, None, &Problem::of(&ctx, mine(e)?)?).await,
    }
}
