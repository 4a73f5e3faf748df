//! Changing what an organisation says about itself.

use super::register::checked_texts;
use super::{EDIT, find_own};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Fault, Faults, Result};
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::Locale;
use crate::idempotency;
use crate::ids::AreaId;
use crate::organisations::store::{self, Organisation};
use crate::ui::form::check_acting;
use serde::Deserialize;
use std::sync::Arc;

/// Scope of the idempotency key.
const SCOPE: &str = "edit_organisation";

/// The form in which an organisation changes what it says about itself.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EditForm {
    /// Idempotency key.
    pub key: String,
    /// Organisation that the form was opened for.
    pub r#as: String,
    /// Version that the edit began from.
    pub version: String,
    /// Name.
    pub name: String,
    /// What it says about itself.
    pub about: String,
    /// Language of that.
    pub lang: String,
    /// Slugs of areas.
    pub areas: Vec<String>,
}

/// What is stored now, for the form, with the areas.
pub async fn editing(ctx: &Ctx, agreement: &str, slug: &str) -> Result<(Arc<Agreement>, Organisation, Vec<AreaId>)> {
    ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let organisation = find_own(ctx, &mut conn, &agreement, slug, EDIT).await?;
    let areas = store::areas(&mut conn, agreement.id, organisation.id).await?;
    Ok((agreement, organisation, areas))
}

/// Saves it. A new name gives a new address; the old one keeps leading here. Gives the address.
///
/// # Errors
/// `Invalid`, `Stale`, `Refused(NotAllowed)` for others than its representatives, and those of [`check_acting`].
pub async fn edit(ctx: &Ctx, agreement: &str, slug: &str, form: &EditForm) -> Result<String> {
    check_acting(ctx, &form.r#as)?;
    let person = ctx.signed_in()?.person_id;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    // a second sending still finds the address that the first one left
    let stored = match find_own(ctx, &mut tx, &agreement, slug, EDIT).await {
        Err(AppError::Moved(to)) => match idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await? {
            Some(slug) => return Ok(slug),
            None => return Err(AppError::Moved(to)),
        },
        stored => stored?,
    };
    let mut faults = Faults::default();
    let (name, about) = checked_texts(&mut faults, &form.name, &form.about);
    let lang = Locale::from_code(&form.lang).code();
    if lang != form.lang {
        faults.add("lang", Fault::Choice);
    }
    let areas: Vec<AreaId> = agreement.areas.iter().filter(|a| form.areas.contains(&a.slug)).map(|a| a.id).collect();
    if form.areas.iter().any(|slug| agreement.area(slug).is_none()) {
        faults.add("areas", Fault::Choice);
    }
    faults.done()?;
    let (version, old_slug) = store::lock(&mut tx, stored.id).await?;
    if let Some(slug) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await? {
        return Ok(slug);
    }
    if form.version.parse() != Ok(version) {
        return Err(AppError::Stale { current: version });
    }
    let new_slug = store::update(&mut tx, stored.id, &old_slug, &name, &about, lang).await?;
    store::set_areas(&mut tx, agreement.id, stored.id, &areas).await?;
    let event = NewEvent { organisation: Some(stored.id), payload: serde_json::json!({ "version": version + 1 }), ..NewEvent::default() };
    events::record(&mut tx, ctx, EventKind::OrganisationChanged, event).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), &new_slug).await?;
    tx.commit().await?;
    Ok(new_slug)
}
