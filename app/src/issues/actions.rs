//! Server functions of the islands. Each is a public endpoint: it asks the service, which decides. Those that answer in words are told in
//! which language the page is, since their own address says nothing of it, and browsers need not tell what page they ask from.

// the macro makes a struct of each function's arguments, which carries no words of its own
#![allow(missing_docs)]

use crate::i18n::Locale;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// How an organisation stands to an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackingNow {
    /// It stands behind it.
    pub backed: bool,
    /// How many do.
    pub count: i64,
}

/// Who asks, from a page in a language.
#[cfg(feature = "ssr")]
async fn asked_in(l: Locale) -> Result<crate::context::Ctx, ServerFnError> {
    let ctx: crate::context::Ctx = leptos_axum::extract().await?;
    Ok(ctx.in_locale(l))
}

/// Longest text that is previewed, in bytes.
#[cfg(feature = "ssr")]
const PREVIEW_MAX: usize = 32 * 1024;

/// Shows Markdown as it will look, with whom it mentions. For whoever is signed in.
#[server(endpoint = "issues/preview")]
pub async fn preview(#[server(default)] l: Locale, agreement: String, text: String) -> Result<String, ServerFnError> {
    let ctx = asked_in(l).await?;
    if ctx.actor.is_none() || text.len() > PREVIEW_MAX {
        return Err(ServerFnError::ServerError("refused".into()));
    }
    let mentions = crate::mentions::service::previewed(&ctx, &agreement, &[&text]).await.map_err(|e| ServerFnError::new(e.status().as_u16()))?;
    Ok(crate::ui::prose(ctx.locale, &mentions.render(&crate::text::clean(&text))))
}

/// Stands behind an issue for the organisation acted for, or takes it back.
#[server(endpoint = "issues/backing")]
pub async fn set_backing(agreement: String, number: i64, acting: String, on: bool) -> Result<BackingNow, ServerFnError> {
    let ctx: crate::context::Ctx = leptos_axum::extract().await?;
    let form = super::service::BackingForm { r#as: acting, on: if on { "1".into() } else { String::new() } };
    let now = super::service::set_backing(&ctx, &agreement, number, &form).await.map_err(|e| ServerFnError::new(e.status().as_u16()))?;
    Ok(BackingNow { backed: now.backed, count: now.count })
}

/// Longest text that hints are given for, in bytes: all fields of an issue at their full lengths.
#[cfg(feature = "ssr")]
const HINTS_MAX: usize = 64 * 1024;

/// Hints while somebody writes, as HTML: published issues that are alike, and how easy the text is to read. For whoever is signed in.
/// `agreement` is empty where nothing alike is looked for; `lang` is the language of the text; `but` is the number of the issue being
/// changed, or 0.
#[server(endpoint = "issues/hints")]
pub async fn hints(
    #[server(default)] l: Locale,
    agreement: String,
    title: String,
    text: String,
    lang: String,
    but: i64,
) -> Result<(String, String), ServerFnError> {
    let ctx = asked_in(l).await?;
    if title.len() + text.len() > HINTS_MAX {
        return Err(ServerFnError::ServerError("refused".into()));
    }
    super::writing::service::hints(&ctx, &agreement, &title, &text, &lang, but).await.map_err(|e| ServerFnError::new(e.status().as_u16()))
}

/// Organisations to mention whose name holds what is typed, as HTML: how many, and a button for each. For whoever is signed in.
#[server(endpoint = "issues/organisations")]
pub async fn organisations(#[server(default)] l: Locale, agreement: String, asked: String) -> Result<(String, String), ServerFnError> {
    let ctx = asked_in(l).await?;
    crate::mentions::service::search(&ctx, &agreement, &asked).await.map_err(|e| ServerFnError::new(e.status().as_u16()))
}
