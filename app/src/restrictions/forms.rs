//! Forms of restrictions.

use super::pages;
use super::service::{self, LiftForm, RestrictForm};
use crate::context::Ctx;
use crate::paths;
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

/// Holds somebody back.
pub async fn restrict(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<RestrictForm>) -> PageResult {
    match service::restrict(&ctx, &agreement, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::restrictions(&agreement), Some(Notice::Restricted))),
        Err(e) => pages::restrict_page(&ctx, &agreement, &form, &Problem::of(&ctx, e)?).await,
    }
}

/// Lets somebody go.
pub async fn lift(ctx: Ctx, Path((agreement, id)): Path<(String, i64)>, Body(form): Body<LiftForm>) -> PageResult {
    match service::lift(&ctx, &agreement, id, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::restrictions(&agreement), Some(Notice::RestrictionLifted))),
        Err(e) => pages::lift_page(&ctx, &agreement, (id, &form), &Problem::of(&ctx, e)?).await,
    }
}
