//! A link that was mailed to somebody, mailed to the same address once more: for whoever is signed in and has lost the mail.

use crate::bodies::service::offer_again;
use crate::context::Ctx;
use crate::desk::store::todo::AsideKind;
use crate::error::{AppError, Result};
use crate::meetings::service::{adjusting_again, invitation_again};
use crate::ui::form::check_acting;
use serde::Deserialize;
use std::str::FromStr;

/// The form that asks for it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// `call`, `adjust` or `offer`.
    pub act: String,
    /// Id of the call, of who adjusts, or of the offer.
    pub id: String,
}

/// Mails a new link to the address that was called, asked or offered something. The page never shows one.
///
/// # Errors
/// `ActingChanged`, `SignInFirst`; `NotFound` for what is not the person's own; `Refused(Already)` for what was answered; `Refused(Closed)`,
/// `TooOften`.
pub async fn link_again(ctx: &Ctx, agreement: &str, form: &LinkForm) -> Result<()> {
    check_acting(ctx, &form.r#as)?;
    ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    match form.act.parse() {
        Ok(AsideKind::Call) => invitation_again(ctx, &agreement, id(form)?, &form.key).await,
        Ok(AsideKind::Adjust) => adjusting_again(ctx, &agreement, id(form)?, &form.key).await,
        Ok(AsideKind::Offer) => offer_again(ctx, &agreement, id(form)?, &form.key).await,
        _ => Err(AppError::BadRequest("act")),
    }
}

fn id<T: FromStr>(form: &LinkForm) -> Result<T> {
    form.id.trim().parse().map_err(|_| AppError::NotFound)
}
