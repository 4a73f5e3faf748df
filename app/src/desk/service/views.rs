//! Saved views: a queue with its filters under a name, one's own or the body's.

use super::DeskQuery;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::service::moderated;
use crate::desk::filter::Filter;
use crate::desk::store::views::{self as store, NewView, ViewRow};
use crate::desk::types::Queue;
use crate::error::{Fault, Faults, Result};
use crate::idempotency;
use crate::ids::ViewId;
use crate::issues::store::lock_poster;
use crate::phrases::store::one_by_one;
use crate::text;
use crate::ui::form::check_acting;
use serde::Deserialize;
use std::sync::Arc;

/// Views that somebody may have in sight.
pub const MOST: usize = 20;
/// Longest name in characters.
pub const NAME_MAX: usize = 40;

/// The saved views.
#[derive(Debug)]
pub struct Views {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Those in sight, oldest first.
    pub all: Vec<ViewRow>,
}

/// The form that saves a view, or removes one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ViewForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// The view to remove; empty: a new one is saved.
    pub remove: String,
    /// What it is called.
    pub name: String,
    /// `1`: all of the body see it.
    pub shared: String,
    /// Queue.
    pub ko: String,
    /// Forum.
    pub forum: String,
    /// Theme.
    pub tema: String,
    /// Area.
    pub omrade: String,
    /// Whose promise it is.
    pub sida: String,
    /// How many days it has waited.
    pub alder: String,
}

impl ViewForm {
    /// What the desk's address would say.
    pub fn asked(&self) -> DeskQuery {
        DeskQuery {
            ko: self.ko.clone(),
            forum: self.forum.clone(),
            tema: self.tema.clone(),
            omrade: self.omrade.clone(),
            sida: self.sida.clone(),
            alder: self.alder.clone(),
            ..DeskQuery::default()
        }
    }
}

/// The views in sight, for those who curate.
///
/// # Errors
/// `SignInFirst`, `NotAllowed` for everybody else (rule 1).
pub async fn views(ctx: &Ctx, agreement: &str) -> Result<Views> {
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut conn = ctx.read().await?;
    let all = store::all(&mut conn, agreement.id, agreement.curator_id, person).await?;
    Ok(Views { agreement, all })
}

/// Saves a view, or removes one. One that is gone already is removed.
///
/// # Errors
/// `NotAllowed` for all but those who curate; `Invalid` at `name` (also when there are as many as there may be, or another has that name)
/// and at `ko`.
pub async fn save_view(ctx: &Ctx, agreement: &str, form: &ViewForm) -> Result<()> {
    const SCOPE: &str = "saved_view";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let body = agreement.curator_id;
    let removed = form.remove.parse::<ViewId>().ok();
    let mut faults = Faults::default();
    let name = text::clean_line(&form.name);
    let name = if removed.is_some() { name } else { faults.text("name", &name, 2, NAME_MAX) };
    let queue = form.ko.parse::<Queue>().ok();
    if removed.is_none() && queue.is_none() {
        faults.add("ko", Fault::Choice);
    }
    faults.done()?;
    let mut tx = ctx.write().await?;
    lock_poster(&mut tx, person, body).await?;
    // views are added one by one, so that there are never more than there may be
    one_by_one(&mut tx, agreement.id).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    match (removed, queue) {
        (Some(id), _) => {
            store::delete(&mut tx, agreement.id, body, person, id).await?;
        }
        (None, Some(queue)) => {
            let mut faults = Faults::default();
            if store::count(&mut tx, agreement.id, body, person).await? >= MOST as i64 {
                faults.add("name", Fault::TooMany(MOST));
            }
            let key = text::fold_key(&name);
            if store::all(&mut tx, agreement.id, body, person).await?.iter().any(|v| text::fold_key(&v.name) == key) {
                faults.add("name", Fault::Taken);
            }
            faults.done()?;
            let query = Filter::of(&agreement, &form.asked()).query(&agreement, queue);
            let view = NewView { agreement: agreement.id, body, person, shared: form.shared == "1", name: &name, query: &query, at: ctx.now() };
            store::insert(&mut tx, &view).await?;
        }
        (None, None) => {}
    }
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}
