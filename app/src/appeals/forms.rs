//! Forms of appeals.

use super::pages;
use super::service::{self, AppealForm, WithdrawForm};
use super::service_decide::{self, DecideForm};
use crate::context::Ctx;
use crate::curation::forms::issue_of;
use crate::paths;
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

/// Appeals an act.
pub async fn appeal(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<AppealForm>) -> PageResult {
    let (number, _) = issue_of(&part)?;
    match service::appeal(&ctx, &agreement, number, &form).await {
        Ok(made) => Ok(redirect(&ctx, paths::appeal(&agreement, made), Some(Notice::Appealed))),
        Err(e) => pages::form_page(&ctx, &agreement, number, &form, &Problem::of(&ctx, e)?).await,
    }
}

/// Decides an appeal.
pub async fn decide(ctx: Ctx, Path((agreement, number)): Path<(String, i64)>, Body(form): Body<DecideForm>) -> PageResult {
    match service_decide::decide(&ctx, &agreement, number, &form).await {
        Ok(_) => Ok(redirect(&ctx, paths::appeal(&agreement, number), Some(Notice::AppealDecided))),
        Err(e) => pages::appeal_page(&ctx, &agreement, number, &form, &Problem::of(&ctx, e)?).await,
    }
}

/// Withdraws an appeal.
pub async fn withdraw(ctx: Ctx, Path((agreement, number)): Path<(String, i64)>, Body(form): Body<WithdrawForm>) -> PageResult {
    match service::withdraw(&ctx, &agreement, number, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::appeal(&agreement, number), Some(Notice::AppealWithdrawn))),
        Err(e) => pages::appeal_page(&ctx, &agreement, number, &DecideForm::default(), &Problem::of(&ctx, e)?).await,
    }
}
