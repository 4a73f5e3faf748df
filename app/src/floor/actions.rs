//! The server function of the secretary's page. A public endpoint: the service decides.

// the macro makes a struct of the function's arguments, which carries no words of its own
#![allow(missing_docs)]

use super::types::Saved;
use leptos::prelude::*;

/// Saves what is written about an item.
#[server(endpoint = "floor/save")]
pub async fn save(agreement: String, number: i64, item: i64, base: i64, #[server(default)] said: String, acting: String) -> Result<Saved, ServerFnError> {
    let ctx: crate::context::Ctx = leptos_axum::extract().await?;
    let failed = |e: crate::error::AppError| ServerFnError::new(e.status().as_u16());
    crate::ui::form::check_acting(&ctx, &acting).map_err(failed)?;
    let form = super::service::SaveForm { item, base, text: said, chosen: None };
    super::service::save(&ctx, &agreement, number, &form).await.map_err(failed)
}
