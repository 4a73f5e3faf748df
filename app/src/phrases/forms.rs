//! Forms of phrases.

use super::pages;
use super::service::{self, PhraseForm};
use crate::context::Ctx;
use crate::error::AppError;
use crate::i18n::phrases as t;
use crate::paths;
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

/// Adds a phrase, changes or removes one.
pub async fn save(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<PhraseForm>) -> PageResult {
    match service::save(&ctx, &agreement, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::phrases(&agreement), Some(if form.remove.is_empty() { Notice::Saved } else { Notice::PhraseRemoved }))),
        // a colleague removed it meanwhile: who wanted just that has it, and whoever changed it keeps what they wrote
        Err(AppError::NotFound) if !form.id.is_empty() && !form.remove.is_empty() => {
            Ok(redirect(&ctx, paths::phrases(&agreement), Some(Notice::PhraseRemoved)))
        }
        Err(AppError::NotFound) if !form.id.is_empty() => {
            let problem = Problem { message: Some(t::gone(ctx.locale).into()), status: http::StatusCode::CONFLICT, ..Problem::default() };
            pages::phrases_page(&ctx, &agreement, PhraseForm { id: String::new(), ..form }, &problem).await
        }
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::phrases_page(&ctx, &agreement, form, &problem).await
        }
    }
}
