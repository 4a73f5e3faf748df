//! Forms of moderation.

use super::pages;
use super::service::{self, AnswerForm, FlagForm, NoteForm};
use crate::context::Ctx;
use crate::curation::forms::{DecisionForm, issue_of};
use crate::curation::pages::decision_page;
use crate::paths;
use crate::shell::{PageResult, redirect};
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
    match service::answer(&ctx, &agreement, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::flags(&agreement), Some(Notice::FlagsAnswered))),
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
