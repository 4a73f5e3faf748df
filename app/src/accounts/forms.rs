//! Forms of accounts.

use super::sessions;
use crate::context::Ctx;
use crate::error::{AppError, Refusal};
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice};
use http::{HeaderValue, header};
use serde::Deserialize;
use tower_sessions::Session;

/// A path of ours to go back to; anything else is the start page. `//host` and backslashes would lead elsewhere.
pub fn own_path(path: &str) -> &str {
    let fine = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.chars().any(|c| c.is_control());
    if fine { path } else { "/" }
}

/// The form that chooses for whom one acts.
#[derive(Debug, Deserialize)]
pub struct ActAs {
    r#as: String,
    #[serde(default)]
    till: String,
}

/// Chooses for whom one acts.
pub async fn act_as(ctx: Ctx, session: Session, Body(form): Body<ActAs>) -> PageResult {
    let actor = ctx.signed_in()?;
    let chosen = form.r#as.parse().ok();
    if chosen.is_some() && !actor.hats.iter().any(|h| Some(h.organisation_id) == chosen) {
        return Err(AppError::Refused(Refusal::NotAllowed));
    }
    sessions::act_as(&session, chosen).await?;
    Ok(redirect(&ctx, own_path(&form.till), Some(Notice::Switched)))
}

/// The form that chooses a theme.
#[derive(Debug, Deserialize)]
pub struct Theme {
    theme: String,
    #[serde(default)]
    till: String,
}

/// Chooses light, dark or the device's own theme, in a cookie.
pub async fn choose_theme(ctx: Ctx, Body(form): Body<Theme>) -> PageResult {
    let mut response = redirect(&ctx, own_path(&form.till), None);
    let cookie = match form.theme.as_str() {
        "light" => "theme=light; Path=/; Max-Age=31536000; SameSite=Lax",
        "dark" => "theme=dark; Path=/; Max-Age=31536000; SameSite=Lax",
        _ => "theme=; Path=/; Max-Age=0; SameSite=Lax",
    };
    response.headers_mut().append(header::SET_COOKIE, HeaderValue::from_static(cookie));
    Ok(response)
}
