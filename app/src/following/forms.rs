//! Forms of following.

use super::pages;
use super::service::{self, EndForm, FollowForm, Followed};
use crate::context::Ctx;
use crate::curation::forms::issue_of;
use crate::error::{AppError, Refusal, Result};
use crate::paths;
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use serde::Deserialize;

/// Begins or ends to follow an issue.
pub async fn follow(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<FollowForm>) -> PageResult {
    let (number, slug) = issue_of(&part)?;
    match service::follow(&ctx, &agreement, number, &form).await {
        Ok(done) => {
            let notice = match done {
                Followed::Yes => Notice::Followed,
                Followed::No => Notice::Unfollowed,
                Followed::Asked => Notice::FollowAsked,
            };
            Ok(redirect(&ctx, paths::issue(&agreement, number, &paths::encode(slug)), Some(notice)))
        }
        Err(e) => pages::follow_page(&ctx, &agreement, number, &form, &Problem::of(&ctx, e)?).await,
    }
}

/// Ends one of what one follows by account.
pub async fn end_mine(ctx: Ctx, Body(form): Body<EndForm>) -> PageResult {
    service::end_mine(&ctx, &form).await?;
    Ok(redirect(&ctx, paths::following(), Some(Notice::Unfollowed)))
}

/// The buttons behind a mailed link.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// `confirm`, `end` or `all`.
    pub show: String,
}

/// Confirms or ends what stands behind a mailed link.
pub async fn answer(ctx: Ctx, Path(token): Path<String>, Body(form): Body<AnswerForm>) -> PageResult {
    let done = match form.show.as_str() {
        "end" => service::end(&ctx, &token, false).await.map(|b| {
            let notice = if b.confirmed { Notice::Unfollowed } else { Notice::FollowAddressRemoved };
            (b, notice)
        }),
        "all" => service::end(&ctx, &token, true).await.map(|b| (b, Notice::FollowsEnded)),
        _ => service::confirm(&ctx, &token).await.map(|b| (b, Notice::Followed)),
    };
    match done {
        Ok((behind, notice)) => Ok(redirect(&ctx, behind.path(), Some(notice))),
        Err(AppError::Refused(Refusal::LinkSpent)) => Ok(pages::gone(&ctx)),
        Err(e) => Err(e),
    }
}

/// Ends a following as mail programs do it by themselves (RFC 8058): a POST from anywhere, without cookie or page of ours. Reads
/// nothing of who sends it; the secret in the address is all that counts.
pub async fn one_click(ctx: Ctx, Path(token): Path<String>, body: Bytes) -> Result<Response> {
    // as a form in either of its two shapes
    let said = String::from_utf8_lossy(&body);
    if !(said.contains("List-Unsubscribe") && said.contains("One-Click")) {
        return Err(AppError::BadRequest("List-Unsubscribe=One-Click"));
    }
    match service::end(&ctx, &token, false).await {
        // has ended already: what was asked for is so
        Ok(_) | Err(AppError::Refused(Refusal::LinkSpent)) => {}
        Err(e) => return Err(e),
    }
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")], "OK\n").into_response())
}
