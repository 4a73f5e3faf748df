//! Registering a new organisation.

use crate::accounts::store as people;
use crate::accounts::types::RoleKind;
use crate::agreements::types::Side;
use crate::context::Ctx;
use crate::error::{Fault, Faults, Result};
use crate::events::store::record_as;
use crate::events::types::ActorRole;
use crate::events::{EventKind, NewEvent};
use crate::ids::OrganisationId;
use crate::organisations::rules;
use crate::organisations::store::{self, NewOrganisation};
use crate::organisations::types::OrganisationKind;
use crate::ui::form::check_acting;
use crate::{idempotency, text};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// Scope of the idempotency key.
const SCOPE: &str = "register_organisation";

/// The form for a new organisation.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RegisterForm {
    /// Idempotency key.
    pub key: String,
    /// Organisation that the form was opened for.
    pub r#as: String,
    /// Agreement from whose register the form was opened, if any.
    pub i: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// What it says about itself.
    pub about: String,
    /// What the person is in it.
    pub function: String,
    /// The name that was confirmed as new although others are alike.
    pub confirmed: String,
}

/// An organisation with a similar name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Similar {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// What came of registering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Registered {
    /// It is registered.
    New(Entry),
    /// Nothing was saved: others have similar names, and the person has not said that it is another.
    Similar(Vec<Similar>),
}

/// A registered organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Id.
    pub id: OrganisationId,
    /// Slug.
    pub slug: String,
}

/// Checks the texts that registering and editing share.
pub(super) fn checked_texts(faults: &mut Faults, name: &str, about: &str) -> (String, String) {
    (faults.text("name", &text::clean_line(name), 2, 120), faults.text("about", about, 0, 2000))
}

/// Registers an organisation; whoever does it becomes its representative. It has not signed anything by that.
///
/// # Errors
/// `Invalid`, `TooOften` after five in a day, and those of [`check_acting`].
pub async fn register(ctx: &Ctx, form: &RegisterForm) -> Result<Registered> {
    check_acting(ctx, &form.r#as)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let (name, about) = checked_texts(&mut faults, &form.name, &form.about);
    let kind = form.kind.parse::<OrganisationKind>().ok().filter(|k| rules::REGISTRABLE.contains(k));
    if kind.is_none() {
        faults.add("kind", Fault::Choice);
    }
    let function = faults.text("function", &text::clean_line(&form.function), 0, 80);
    faults.done()?;
    let kind = kind.unwrap_or(OrganisationKind::Association);

    let mut tx = ctx.write().await?;
    people::lock_person(&mut tx, person).await?;
    if let Some(earlier) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await? {
        return Ok(Registered::New(serde_json::from_str(&earlier)?));
    }
    if text::clean_line(&form.confirmed) != name {
        let key = text::fold_key(&name);
        let similar: Vec<Similar> = store::names(&mut tx, ctx.today())
            .await?
            .into_iter()
            .filter(|(_, _, other)| rules::alike(&key, other))
            .map(|(slug, name, _)| Similar { slug, name })
            .take(5)
            .collect();
        if !similar.is_empty() {
            return Ok(Registered::Similar(similar));
        }
    }
    ctx.app.limits.count(ctx, "register organisation", &person.to_string(), 5, TimeDelta::days(1))?;
    let new =
        NewOrganisation { name, kind, side: Side::CivilSociety, about, lang: ctx.locale.code().into(), created_at: ctx.now(), ..NewOrganisation::default() };
    let id = store::insert(&mut tx, &new).await?;
    let (_, slug) = store::lock(&mut tx, id).await?;
    people::insert_role(&mut tx, person, id, RoleKind::Representative, &function, ctx.today(), None).await?;
    for (event, payload) in [
        (EventKind::OrganisationRegistered, serde_json::json!({ "kind": kind })),
        (EventKind::RoleStarted, serde_json::json!({ "role": RoleKind::Representative })),
    ] {
        let new = NewEvent { organisation: Some(id), payload, ..NewEvent::default() };
        record_as(&mut tx, ctx, event, new, ActorRole::Representative, Some(id), Some(person)).await?;
    }
    let entry = Entry { id, slug };
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), &serde_json::to_string(&entry)?).await?;
    tx.commit().await?;
    Ok(Registered::New(entry))
}

impl RegisterForm {
    /// The agreement in whose register the new organisation is read: the one named, else the first.
    pub fn agreement(&self, ctx: &Ctx) -> Option<String> {
        let all = ctx.app.catalogue.all();
        all.iter().find(|a| a.slug == self.i).or(all.first()).map(|a| a.slug.clone())
    }
}
