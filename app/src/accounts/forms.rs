//! Forms of accounts.

use super::pages;
use super::passwords::Password;
use super::service::{self, Opened, PasswordForm, ProfileForm, SignedIn};
use super::sessions::{self, Held};
use super::types::PasswordChange;
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;
use http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;
use tower_sessions::Session;

/// A path of ours to go back to, without the language prefix; anything else is the start page. `//host` and backslashes would
/// lead elsewhere.
pub fn own_path(path: &str) -> &str {
    let path = match path.strip_prefix("/en") {
        Some("") => "/",
        Some(rest) if rest.starts_with('/') => rest,
        _ => path,
    };
    let fine = path.len() <= 2000 && path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.chars().any(|c| c.is_control());
    if fine { path } else { "/" }
}

/// Begins a session in this browser.
pub async fn begin_session(session: &Session, headers: &HeaderMap, signed_in: &SignedIn) -> Result<()> {
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let held = Held { person: signed_in.person, acting_as: signed_in.acting_as };
    sessions::begin(session, held, &super::device::describe(agent)).await
}

/// Begins a session, and goes to where the person was going.
async fn enter(ctx: &Ctx, session: &Session, headers: &HeaderMap, signed_in: &SignedIn) -> PageResult {
    begin_session(session, headers, signed_in).await?;
    Ok(redirect(ctx, own_path(&service::landing(ctx, signed_in)), Some(Notice::SignedIn)))
}

/// The form that asks for a link.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    /// Address.
    pub email: String,
    /// Path to go to afterwards.
    pub till: String,
}

/// Mails a link.
pub async fn request_link(ctx: Ctx, Body(form): Body<LinkForm>) -> PageResult {
    match service::request_link(&ctx, &form.email, own_path(&form.till)).await {
        Ok(()) => Ok(pages::link_sent(&ctx, own_path(&form.till))),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::sign_in_again(&ctx, &form, &problem).await
        }
    }
}

/// The button of the page that a mailed link opens, and the name of somebody new.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct OpenForm {
    /// Name; not there when it was not asked for.
    pub name: Option<String>,
}

/// Spends a link and signs in.
pub async fn open_link(ctx: Ctx, session: Session, headers: HeaderMap, Path(secret): Path<String>, Body(form): Body<OpenForm>) -> PageResult {
    match service::open_link(&ctx, &secret, form.name.as_deref()).await {
        Ok(Opened::In(signed_in)) => {
            let response = enter(&ctx, &session, &headers, &signed_in).await?;
            sessions::opened_by_link(&session, ctx.now()).await?;
            Ok(response)
        }
        Ok(Opened::NameNeeded { email }) => Ok(pages::ask_name(&ctx, &email, "", &Problem::default())),
        Err(AppError::Refused(Refusal::LinkSpent)) => Ok(pages::link_spent(&ctx)),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            let email = service::link(&ctx, &secret).await?.email;
            Ok(pages::ask_name(&ctx, &email, form.name.as_deref().unwrap_or_default(), &problem))
        }
    }
}

/// The form that signs in with a password.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PasswordSignIn {
    /// Address.
    pub username: String,
    /// Password.
    pub password: Password,
    /// Path to go to afterwards.
    pub till: String,
}

/// Signs in with a password.
pub async fn sign_in_by_password(ctx: Ctx, session: Session, headers: HeaderMap, Body(form): Body<PasswordSignIn>) -> PageResult {
    match service::sign_in_by_password(&ctx, &form.username, &form.password, own_path(&form.till)).await {
        Ok(signed_in) => enter(&ctx, &session, &headers, &signed_in).await,
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::sign_in_by_password_again(&ctx, &form, &problem).await
        }
    }
}

/// Sets a password, changes it or takes it away.
pub async fn change_password(ctx: Ctx, session: Session, Body(form): Body<PasswordForm>) -> PageResult {
    let link_opened_at = sessions::link_opened_at(&session).await?;
    match service::change_password(&ctx, &form, link_opened_at, &sessions::current(&session)).await {
        Ok(change) => {
            let notice = match change {
                PasswordChange::Added => Notice::PasswordAdded,
                PasswordChange::Changed => Notice::PasswordChanged,
                PasswordChange::Removed => Notice::PasswordRemoved,
            };
            Ok(redirect(&ctx, crate::paths::account(), Some(notice)))
        }
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::password_again(&ctx, &session, &problem).await
        }
    }
}

/// Signs out here.
pub async fn sign_out(ctx: Ctx, session: Session) -> PageResult {
    sessions::end(&session).await?;
    let mut response = redirect(&ctx, "/", Some(Notice::SignedOut));
    // drafts stay in the browser; on a shared one the next person must not find them
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    Ok(response)
}

/// Saves name and language.
pub async fn save_profile(ctx: Ctx, session: Session, Body(form): Body<ProfileForm>) -> PageResult {
    match service::save_profile(&ctx, &form).await {
        Ok(()) => Ok(redirect(&ctx, crate::paths::account(), Some(Notice::Saved))),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::account_again(&ctx, &session, &form, &problem).await
        }
    }
}

/// The form that ends one session.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EndSession {
    /// Hash of its id.
    pub id: String,
}

/// Ends one of one's own sessions; this one means signing out.
pub async fn end_session(ctx: Ctx, session: Session, Body(form): Body<EndSession>) -> PageResult {
    service::end_session(&ctx, &form.id).await?;
    if session.id().is_some_and(|id| sessions::hashed(&id) == form.id) {
        return sign_out(ctx, session).await;
    }
    Ok(redirect(&ctx, crate::paths::account(), Some(Notice::SessionEnded)))
}

/// Signs out everywhere.
pub async fn end_all_sessions(ctx: Ctx, session: Session) -> PageResult {
    service::end_all_sessions(&ctx).await?;
    sign_out(ctx, session).await
}

/// The form that signs in as a persona.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PersonaForm {
    /// Person.
    pub persona: String,
    /// Path to go to afterwards.
    pub till: String,
}

/// Signs in as a persona of the demo.
pub async fn enter_as_persona(ctx: Ctx, session: Session, headers: HeaderMap, Body(form): Body<PersonaForm>) -> PageResult {
    let signed_in = service::enter_as_persona(&ctx, &form.persona, own_path(&form.till)).await?;
    enter(&ctx, &session, &headers, &signed_in).await
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
