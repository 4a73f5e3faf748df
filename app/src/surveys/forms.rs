//! Forms of the questions after a meeting.

use super::pages;
use super::service::{self, SurveyForm, WordsForm};
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::meetings::service::number;
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

/// A link that is spent, and a role that does not suffice, have pages of their own.
fn mine(ctx: &Ctx, e: AppError) -> Result<Problem> {
    match e {
        AppError::Refused(Refusal::LinkSpent | Refusal::NotAllowed) => Err(e),
        e => Problem::of(ctx, e),
    }
}

/// Answers the questions.
pub async fn answer(ctx: Ctx, Path((agreement, part, token)): Path<(String, String, String)>, Body(form): Body<SurveyForm>) -> PageResult {
    match service::answer(&ctx, &agreement, number(&part)?, &token, &form).await {
        Ok(counted) => {
            let notice = if counted { Notice::SurveyAnswered } else { Notice::SurveySpent };
            Ok(redirect(&ctx, format!("/{agreement}/moten/{part}/anmalan/{token}/enkat"), Some(notice)))
        }
        Err(e) => pages::own_page(&ctx, &agreement, &part, &token, &form, &mine(&ctx, e)?).await,
    }
}

/// Lets words through, or takes them back.
pub async fn judge(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<WordsForm>) -> PageResult {
    match service::judge(&ctx, &agreement, number(&part)?, &form).await {
        Ok(()) => Ok(redirect(&ctx, format!("/{agreement}/moten/{part}/enkat"), Some(Notice::Decided))),
        Err(e) => pages::results_page(&ctx, &agreement, &part, &form, &mine(&ctx, e)?).await,
    }
}
