//! Forms of consensus: each calls the service, and on an error shows the same page again as typed.

use super::pages::{self, Again};
use super::service::{self, ActForm, AnswerForm, ProposeForm, ReviewForm};
use super::types::ProposalAct;
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::paths;
use crate::shell::{PageResult, redirect};
use crate::ui::form::HideForm;
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

/// A refusal by role has a page of its own; others are mended in the form.
fn mine(e: AppError) -> Result<AppError> {
    match e {
        AppError::Refused(Refusal::NotAllowed) => Err(e),
        e => Ok(e),
    }
}

/// Proposes a change.
pub async fn propose(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<ProposeForm>) -> PageResult {
    match service::propose(&ctx, &agreement, &form).await {
        Ok(number) => Ok(redirect(&ctx, paths::proposal(&agreement, number), Some(Notice::ConsensusProposed))),
        Err(e) => pages::new_page(&ctx, &agreement, &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Answers a proposal.
pub async fn answer(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<AnswerForm>) -> PageResult {
    let number = pages::number_of(&part)?;
    match service::answer(&ctx, &agreement, number, &form).await {
        Ok(()) => Ok(redirect(&ctx, format!("{}#svaren", paths::proposal(&agreement, number)), Some(Notice::ConsensusAnswered))),
        Err(e) => {
            let problem = Problem::of(&ctx, mine(e)?)?;
            pages::proposal_page(&ctx, &agreement, number, &Again { answer: Some(form), problem, ..Again::default() }).await
        }
    }
}

/// A new version, more time, or the end of it.
pub async fn act(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<ActForm>) -> PageResult {
    let number = pages::number_of(&part)?;
    match service::act(&ctx, &agreement, number, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::proposal(&agreement, number), Some(Notice::ConsensusMoved))),
        Err(e) => {
            let problem = Problem::of(&ctx, mine(e)?)?;
            let act = form.act.parse::<ProposalAct>().ok();
            pages::proposal_page(&ctx, &agreement, number, &Again { act, form: Some(form), problem, ..Again::default() }).await
        }
    }
}

/// Hides the words of an answer, or shows them.
pub async fn hide(ctx: Ctx, Path((agreement, part, answer)): Path<(String, String, String)>, Body(form): Body<HideForm>) -> PageResult {
    let (number, answer) = (pages::number_of(&part)?, pages::number_of(&answer)?);
    let there = || format!("{}#svaren", paths::proposal(&agreement, number));
    match service::hide(&ctx, &agreement, number, answer, &form).await {
        Ok(()) => Ok(redirect(&ctx, there(), Some(Notice::Saved))),
        Err(AppError::Refused(Refusal::Already)) => Ok(redirect(&ctx, there(), None)),
        Err(e) => pages::hide_page(&ctx, &agreement, (number, answer), &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Says that the model was reviewed.
pub async fn reviewed(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<ReviewForm>) -> PageResult {
    match service::reviewed(&ctx, &agreement, &form).await {
        Ok(()) => Ok(redirect(&ctx, format!("{}#modellen", paths::consensus(&agreement)), Some(Notice::Saved))),
        Err(e) => pages::list_page(&ctx, &agreement, &pages::ListQuery::default(), &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}
