//! The operator's first person.

use super::valid_name;
use crate::accounts::store;
use crate::agreements::types::Side;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::events::store::record_as;
use crate::events::types::ActorRole;
use crate::events::{EventKind, NewEvent};
use crate::{organisations, text};

/// Gives somebody a civil-society seat in a body, usually the one that does the kansli's work. The person is added when missing;
/// a second time changes nothing.
///
/// # Errors
/// `NotFound` when there is no such body, `Invalid` for name or address.
pub async fn create_admin(ctx: &Ctx, email: &str, name: &str, body_slug: &str) -> Result<()> {
    let name = valid_name(name)?;
    let email = text::clean_line(email);
    if !text::is_email(&email) {
        return Err(AppError::BadRequest("not an e-mail address"));
    }
    let mut tx = ctx.write().await?;
    let body = organisations::store::by_slug(&mut tx, body_slug).await?.ok_or(AppError::NotFound)?;
    let person = store::insert_person(&mut tx, &name, &email, ctx.locale, None, ctx.now()).await?;
    store::lock_person(&mut tx, person).await?;
    if !store::has_seat(&mut tx, person, body, Side::CivilSociety, ctx.today()).await? {
        store::insert_seat(&mut tx, person, body, Side::CivilSociety, "", ctx.today(), None).await?;
        let event = NewEvent { organisation: Some(body), payload: serde_json::json!({ "side": Side::CivilSociety }), ..NewEvent::default() };
        record_as(&mut tx, ctx, EventKind::SeatStarted, event, ActorRole::Operator, None, None).await?;
    }
    tx.commit().await
}
