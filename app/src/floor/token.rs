//! The secret of an own link, kept in a cookie while one takes part: so that it stands in no page and no address.

use crate::context::{Ctx, secret_hash};
use crate::error::AppError;
use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderValue, header};

/// How long it is kept, in seconds: a long day.
const KEPT: u32 = 24 * 3600;

/// Hash of the secret that a request came with, if it came with one.
#[derive(Clone, Default)]
pub struct Token(pub Option<String>);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// Of a secret.
    pub fn of(secret: &str) -> Self {
        Self(Some(secret_hash(secret)))
    }
}

fn name(ctx: &Ctx) -> (&'static str, &'static str) {
    if ctx.app.settings.public_url.starts_with("https://") { ("__Host-delta", "; Secure") } else { ("delta", "") }
}

/// The cookie that keeps a secret.
pub fn cookie(ctx: &Ctx, secret: &str) -> Option<HeaderValue> {
    let plain = secret.len() <= 64 && secret.bytes().all(|b| b.is_ascii_alphanumeric());
    let (name, secure) = name(ctx);
    plain.then(|| HeaderValue::from_str(&format!("{name}={secret}; Path=/; Max-Age={KEPT}; HttpOnly; SameSite=Lax{secure}")).ok()).flatten()
}

impl<S: Send + Sync> FromRequestParts<S> for Token {
    type Rejection = AppError;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let ctx = parts.extensions.get::<Ctx>().ok_or_else(|| AppError::Internal("no context".into()))?;
        let name = name(ctx).0;
        let secret = parts
            .headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|v| v.to_str().ok())
            .flat_map(|v| v.split(';'))
            .filter_map(|c| c.trim().split_once('='))
            .find(|(n, v)| *n == name && !v.is_empty() && v.len() <= 64)
            .map(|(_, v)| secret_hash(v));
        Ok(Self(secret))
    }
}
