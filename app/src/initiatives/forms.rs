//! The form in which an initiator answers, and the numbers as a file.

use super::pages;
use super::service::{self, ReceptionForm, WentQuery};
use super::types::InitiativeKind;
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::i18n::initiatives as t;
use crate::paths;
use crate::promises::feeds::line;
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use http::header;

/// Kind and number of the initiative in an address.
pub(super) fn initiative_of(what: &str, number: &str) -> Result<(InitiativeKind, i64)> {
    Ok((what.parse().map_err(|_| AppError::NotFound)?, number.parse().map_err(|_| AppError::NotFound)?))
}

/// Answers how the initiator was met.
pub async fn receive(ctx: Ctx, Path((agreement, what, number)): Path<(String, String, String)>, Body(form): Body<ReceptionForm>) -> PageResult {
    let (kind, n) = initiative_of(&what, &number)?;
    match service::receive(&ctx, &agreement, kind, n, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::reception(&agreement, kind.code(), n), Some(Notice::ReceptionGiven))),
        Err(e @ AppError::Refused(Refusal::NotAllowed)) => Err(e),
        Err(e) => pages::reception_page(&ctx, &agreement, kind, n, Some(&form), &Problem::of(&ctx, e)?).await,
    }
}

/// The initiatives as a table for spreadsheets, narrowed as the list is. How somebody was met stands there only with their name.
pub async fn csv(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<WentQuery>) -> PageResult {
    let seen = service::how_it_went(&ctx, &agreement, &query).await?;
    let (l, a) = (ctx.locale, &seen.agreement);
    let head = [
        t::col_kind(l),
        t::col_number(l),
        t::col_title(l),
        t::col_taken(l),
        t::col_who(l),
        t::col_side(l),
        t::col_led(l),
        t::col_score(l),
        t::col_words(l),
        t::col_address(l),
    ]
    .map(String::from);
    let mut text = format!("\u{feff}{}", line(&head));
    for w in &seen.list {
        let named = w.row.named == Some(true);
        let row = [
            t::kind(l, w.kind).to_string(),
            w.row.number.to_string(),
            pages::title_of(l, w),
            w.taken_on.to_string(),
            w.row.organisation.clone(),
            t::side(l, w.row.side).to_string(),
            t::led(l, w.led).to_string(),
            w.row.score.filter(|_| named).map(|s| s.to_string()).unwrap_or_default(),
            w.row.words.clone().filter(|_| named).unwrap_or_default(),
            format!("{}{}", ctx.app.settings.public_url, ctx.href(pages::path_of(a, w))),
        ];
        text.push_str(&line(&row));
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}-sa-gick-det.csv\"", a.slug)),
        (header::CACHE_CONTROL, "no-cache".to_string()),
    ];
    Ok((headers, text).into_response())
}
