//! Forms of appeals.

use super::pages;
use super::service::{self, AppealForm, WithdrawForm};
use super::service_decide::{self, DecideForm};
use crate::context::Ctx;
use crate::curation::forms::issue_of;
use crate::error::{AppError, Refusal, Result};
use crate::paths;
use crate::shell::{PageResult, redirect, redirect_saved};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

/// Appeals an act.
pub async fn appeal(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<AppealForm>) -> PageResult {
    let (number, _) = issue_of(&part)?;
    match service::appeal(&ctx, &agreement, number, &form).await {
        Ok(made) => Ok(redirect_saved(&ctx, paths::appeal(&agreement, made), Notice::Appealed, &form.key)),
        Err(e) => pages::form_page(&ctx, &agreement, number, &form, &Problem::of(&ctx, e)?).await,
    }
}

/// What went wrong, for the page that shows the decision again. Whoever may not decide, or not as they act now, has no form there: they
/// get back what they typed beside the refusal.
fn problem(ctx: &Ctx, e: AppError) -> Result<Problem> {
    match e {
        e @ (AppError::Refused(Refusal::NotAllowed | Refusal::CivilSeatsOnly | Refusal::Partial) | AppError::ActingChanged { .. }) => Err(e),
        e => Problem::of(ctx, e),
    }
}

/// Decides an appeal; to change an act is asked about once more.
pub async fn decide(ctx: Ctx, Path((agreement, number)): Path<(String, i64)>, Body(form): Body<DecideForm>) -> PageResult {
    if !form.edit.is_empty() {
        return pages::appeal_page(&ctx, &agreement, number, &form, &Problem::default()).await;
    }
    if form.is_to_be_confirmed() {
        return match service_decide::check(&ctx, &agreement, number, &form).await {
            Ok(()) => pages::confirm_page(&ctx, &agreement, number, &form).await,
            Err(e) => pages::appeal_page(&ctx, &agreement, number, &form, &problem(&ctx, e)?).await,
        };
    }
    match service_decide::decide(&ctx, &agreement, number, &form).await {
        Ok(_) => Ok(redirect_saved(&ctx, paths::appeal(&agreement, number), Notice::AppealDecided, &form.key)),
        Err(e) => pages::appeal_page(&ctx, &agreement, number, &form, &problem(&ctx, e)?).await,
    }
}

/// Withdraws an appeal.
pub async fn withdraw(ctx: Ctx, Path((agreement, number)): Path<(String, i64)>, Body(form): Body<WithdrawForm>) -> PageResult {
    match service::withdraw(&ctx, &agreement, number, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::appeal(&agreement, number), Some(Notice::AppealWithdrawn))),
        Err(e) => pages::appeal_page(&ctx, &agreement, number, &DecideForm::default(), &Problem::of(&ctx, e)?).await,
    }
}
