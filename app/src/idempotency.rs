//! A form that is sent twice acts once: each carries a key, and the first result is given again.

use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Refusal, Result};
use crate::ids::PersonId;
use crate::{execute, scalar};

/// Result of an earlier sending of the same form, if there was one. Call right after the root row is locked, so that a second
/// sending that runs at the same time waits for the first and then finds it.
///
/// # Errors
/// `BadRequest` for a key that is missing or too long.
pub async fn earlier(tx: &mut Tx, scope: &'static str, key: &str, person: Option<PersonId>) -> Result<Option<String>> {
    if key.is_empty() || key.len() > 64 {
        return Err(AppError::BadRequest("idempotency key"));
    }
    Ok(scalar!(
        tx,
        String,
        fetch_optional,
        "SELECT result FROM idempotency WHERE scope = $1 AND key = $2 AND (person_id = $3 OR (person_id IS NULL AND $3 IS NULL))",
        scope,
        key,
        person
    )?)
}

/// Keeps the result for a second sending.
///
/// # Errors
/// `Refused(Already)` when the same form, sent twice at once without a lock between, has been kept by the other.
pub async fn keep(tx: &mut Tx, ctx: &Ctx, scope: &'static str, key: &str, person: Option<PersonId>, result: &str) -> Result<()> {
    execute!(tx, "INSERT INTO idempotency (scope, key, person_id, result, created_at) VALUES ($1, $2, $3, $4, $5)", scope, key, person, result, ctx.now())
        .map_err(|e| if AppError::is_unique_violation(&e) { AppError::Refused(Refusal::Already) } else { e.into() })?;
    Ok(())
}
