//! Forms of planning: each calls the service, and on an error shows the same page again as typed.

use super::pages;
use super::service::{self, AnswerForm, ChoiceForm, SupportForm, WishForm, WithdrawForm};
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::paths;
use crate::shell::{PageResult, redirect};
use crate::ui::form::HideForm;
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

fn number_of(part: &str) -> Result<i64> {
    part.parse().map_err(|_| AppError::NotFound)
}

/// A refusal by role has a page of its own; others are mended in the form.
fn mine(e: AppError) -> Result<AppError> {
    match e {
        AppError::Refused(Refusal::NotAllowed) => Err(e),
        e => Ok(e),
    }
}

/// Posts a wish.
pub async fn post_wish(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<WishForm>) -> PageResult {
    match service::post(&ctx, &agreement, &form).await {
        Ok(number) => Ok(redirect(&ctx, paths::wish(&agreement, number), Some(Notice::WishPosted))),
        Err(e) => pages::new_page(&ctx, &agreement, &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Answers a wish.
pub async fn answer(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<AnswerForm>) -> PageResult {
    let number = number_of(&part)?;
    match service::answer(&ctx, &agreement, number, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::wish(&agreement, number), Some(Notice::WishAnswered))),
        Err(e) => pages::wish_page(&ctx, &agreement, number, &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Says "we too", or takes it back.
pub async fn support(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<SupportForm>) -> PageResult {
    let number = number_of(&part)?;
    match service::support(&ctx, &agreement, number, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::wish(&agreement, number), Some(Notice::Saved))),
        Err(e) => pages::wish_page(&ctx, &agreement, number, &AnswerForm::default(), &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Takes a wish back.
pub async fn withdraw(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<WithdrawForm>) -> PageResult {
    let number = number_of(&part)?;
    match service::withdraw(&ctx, &agreement, number, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::wish(&agreement, number), Some(Notice::WishWithdrawn))),
        Err(e) => pages::wish_page(&ctx, &agreement, number, &AnswerForm::default(), &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Hides a wish, or shows it again.
pub async fn hide(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<HideForm>) -> PageResult {
    let number = number_of(&part)?;
    let notice = if form.show.is_empty() { Notice::WishHidden } else { Notice::WishRestored };
    match service::hide(&ctx, &agreement, number, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::wish(&agreement, number), Some(notice))),
        Err(AppError::Refused(Refusal::Already)) => Ok(redirect(&ctx, paths::wish(&agreement, number), None)),
        Err(e) => pages::hide_page(&ctx, &agreement, number, &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Chooses issues for a meeting.
pub async fn choose(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(pairs): Body<Vec<(String, String)>>) -> PageResult {
    let number = pages::meeting_number(&part)?;
    let form = ChoiceForm::from(pairs);
    match service::choose(&ctx, &agreement, number, &form).await {
        Ok(m) => Ok(redirect(&ctx, format!("{}#valda", paths::meeting(&agreement, m.number, &m.slug)), Some(Notice::ChoicesSaved))),
        Err(e) => pages::choose_page(&ctx, &agreement, number, &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}
