//! From an HTTP request to a [`Ctx`]: language, theme, session, person.

use super::{sessions, store};
use crate::context::{App, Ctx};
use crate::error::{AppError, Result};
use crate::i18n::Locale;
use crate::ui::form::Typed;
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::request::Parts;
use std::sync::Arc;

/// Address of the client, set by the server from the connection and its trusted proxies.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub std::net::IpAddr);

fn cookie(parts: &http::HeaderMap, name: &str) -> Option<String> {
    parts
        .get_all(http::header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|c| c.trim().split_once('='))
        .find(|(n, _)| *n == name)
        .map(|(_, v)| v.to_string())
}

/// The address that something moved to, with what the old one asked for.
fn with_query(to: &str, query: &str) -> String {
    let (path, fragment) = to.split_once('#').map_or((to, None), |(path, fragment)| (path, Some(fragment)));
    let join = if path.contains('?') { '&' } else { '?' };
    format!("{path}{join}{query}{}", fragment.map(|f| format!("#{f}")).unwrap_or_default())
}

#[cfg(test)]
#[test]
fn an_address_that_moved_keeps_what_was_asked_for() {
    assert_eq!(with_query("/stad/moten/1-hearing", "anmald=1"), "/stad/moten/1-hearing?anmald=1");
    assert_eq!(with_query("/stad/moten/1-hearing?a=1#anmalan", "b=2"), "/stad/moten/1-hearing?a=1&b=2#anmalan");
}

/// Builds the request's context once, and turns errors that handlers left behind into pages.
pub async fn provide_context(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let ctx = match context(&app, &parts).await {
        Ok(ctx) => ctx,
        Err(e) => return axum::response::IntoResponse::into_response(e),
    };
    let action = parts.uri.path().to_string();
    let asked = parts.uri.query().map(str::to_string);
    let mut request = Request::from_parts(parts, body);
    request.extensions_mut().insert(ctx.clone());
    let typed = Typed::default();
    request.extensions_mut().insert(typed.clone());
    let mut response = next.run(request).await;
    match response.extensions().get::<Arc<AppError>>() {
        Some(e) if !matches!(**e, AppError::Moved(_)) => crate::shell::error_page(&ctx, e, Some((&typed, &action))),
        e => {
            if let Some(AppError::Moved(to)) = e.map(|e| &**e)
                && let Some(location) = asked.and_then(|query| http::HeaderValue::from_str(&with_query(to, &query)).ok())
            {
                response.headers_mut().insert(http::header::LOCATION, location);
            }
            // should a layer further out have to make a page of it
            response.extensions_mut().insert(typed);
            response
        }
    }
}

/// The page that a posted form stood on. Its own address may be one that only takes forms, to which no link can lead.
fn page_of(request: &Parts, public_url: &str) -> Option<String> {
    if matches!(request.method, http::Method::GET | http::Method::HEAD) {
        return None;
    }
    let from = request.headers.get(http::header::REFERER)?.to_str().ok()?;
    let path = from.strip_prefix(public_url.trim_end_matches('/')).filter(|p| p.starts_with('/'))?;
    Some(super::forms::own_path(path).to_string())
}

async fn context(app: &App, request: &Parts) -> Result<Ctx> {
    let full = request.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    let (locale, path) = match full.strip_prefix("/en") {
        Some("") => (Locale::En, "/".to_string()),
        Some(rest) if rest.starts_with('/') => (Locale::En, rest.to_string()),
        Some(rest) if rest.starts_with('?') => (Locale::En, format!("/{rest}")),
        _ => (Locale::Sv, full.to_string()),
    };
    app.catalogue.refresh(&app.db).await?;
    let mut ctx = Ctx {
        locale,
        path: page_of(request, &app.settings.public_url).unwrap_or(path),
        client: request.extensions.get::<ClientAddress>().map(|a| a.0).or(Some(std::net::Ipv4Addr::LOCALHOST.into())),
        statements: crate::db::statements(),
        theme: match cookie(&request.headers, "theme").as_deref() {
            Some("light") => Some("light"),
            Some("dark") => Some("dark"),
            _ => None,
        },
        notice: cookie(&request.headers, "notice").and_then(|c| c.parse().ok()),
        nonce: app.rng.secret(),
        ..Ctx::system(app)
    };
    if let Some(session) = request.extensions.get::<tower_sessions::Session>()
        && let Some(held) = sessions::held(session).await?
    {
        let mut conn = ctx.read().await?;
        ctx.actor = store::actor(&mut conn, held.person, held.acting_as, ctx.today()).await?.map(Arc::new);
    }
    Ok(ctx)
}

impl<S: Send + Sync> FromRequestParts<S> for Ctx {
    type Rejection = AppError;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| AppError::Internal("no context".into()))
    }
}
