//! Forms of moderation.

use super::pages;
use super::service::{self, AnswerForm, FlagForm, NoteForm};
use crate::context::Ctx;
use crate::curation::forms::{DecisionForm, issue_of};
use crate::curation::pages::decision_page;
use crate::desk::rules::way_back;
use crate::paths;
use crate::phrases::service::{drawn_again, put_in};
use crate::shell::{PageResult, redirect, redirect_saved};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

/// Reports content.
pub async fn flag(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<FlagForm>) -> PageResult {
    let (number, slug) = issue_of(&part)?;
    match service::flag(&ctx, &agreement, number, &form).await {
        Ok(()) => {
            let notice = if ctx.actor.is_some() { Notice::FlaggedTold } else { Notice::Flagged };
            Ok(redirect(&ctx, paths::issue(&agreement, number, &paths::encode(slug)), Some(notice)))
        }
        Err(e) => pages::flag_page(&ctx, &agreement, number, &form, &Problem::of(&ctx, e)?).await,
    }
}

/// Answers reports.
pub async fn answer(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<AnswerForm>) -> PageResult {
    if let Some(filled) = put_in(&ctx, &agreement, &form).await {
        let (form, problem) = drawn_again(&ctx, form, filled)?;
        return pages::flags_page(&ctx, &agreement, Some(&form), &problem).await;
    }
    match service::answer(&ctx, &agreement, &form).await {
        Ok(()) => {
            let path = way_back(&agreement, &form.ko).unwrap_or_else(|| paths::flags(&agreement));
            Ok(redirect_saved(&ctx, path, Notice::FlagsAnswered, &form.key))
        }
        Err(e) => pages::flags_page(&ctx, &agreement, Some(&form), &Problem::of(&ctx, e)?).await,
    }
}

/// Keeps a note.
pub async fn add_note(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<NoteForm>) -> PageResult {
    let (number, slug) = issue_of(&part)?;
    match service::add_note(&ctx, &agreement, number, &form).await {
        Ok(()) => Ok(redirect(&ctx, format!("{}/beslut", paths::issue(&agreement, number, &paths::encode(slug))), Some(Notice::Saved))),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            // the page's own form has another field for a reason: what was typed is a note there too
            decision_page(&ctx, &agreement, number, &DecisionForm { note: form.note, ..DecisionForm::default() }, &problem).await
        }
    }
}
