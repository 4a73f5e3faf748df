//! Forms of phrases.

use super::pages;
use super::service::{self, PhraseForm};
use crate::context::Ctx;
use crate::paths;
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

/// Adds a phrase, changes or removes one.
pub async fn save(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<PhraseForm>) -> PageResult {
    match service::save(&ctx, &agreement, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::phrases(&agreement), Some(Notice::Saved))),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::phrases_page(&ctx, &agreement, form, &problem).await
        }
    }
}
