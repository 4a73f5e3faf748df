//! Information efforts aimed at the public side: what, for whom and until when. The curating body's own list.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::service::moderated;
use crate::db::Tx;
use crate::desk::store::efforts::{self as store, EffortRow, NewEffort};
use crate::error::{AppError, Fault, Faults, Result};
use crate::idempotency;
use crate::ids::EffortId;
use crate::issues::store::lock_poster;
use crate::phrases::store::one_by_one;
use crate::text;
use crate::ui::form::check_acting;
use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;
use std::sync::Arc;

/// Efforts that may be waiting at once.
pub const MOST: usize = 100;
/// Longest name in characters.
pub const TITLE_MAX: usize = 140;
/// Longest description of whom it is for, in characters.
pub const WHOM_MAX: usize = 120;
/// Days ahead that something can be planned.
const AHEAD: i64 = 731;

/// The efforts.
#[derive(Debug)]
pub struct Efforts {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Those to do in the order of their dates, then those done.
    pub all: Vec<EffortRow>,
}

codes! {
    /// What is done about an effort.
    pub enum EffortAct {
        /// It is ticked off; with a date it comes again by then.
        Done = "klar",
        /// That was a slip: it is to be done still.
        Again = "inte-klar",
        /// It is removed.
        Remove = "ta-bort",
    }
}

/// The form that adds an effort, changes one, ticks it off or removes it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EffortForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// The effort; empty: a new one.
    pub id: String,
    /// Version that was looked at.
    pub version: String,
    /// What is done about it; empty: it is added or changed.
    pub act: String,
    /// What.
    pub title: String,
    /// For whom.
    pub whom: String,
    /// Until when.
    pub due: String,
    /// When it is done again.
    pub next: String,
}

/// The efforts, for those who curate.
///
/// # Errors
/// `SignInFirst`, `NotAllowed` for everybody else (rule 1).
pub async fn efforts(ctx: &Ctx, agreement: &str) -> Result<Efforts> {
    let agreement = moderated(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let all = store::all(&mut conn, agreement.id, agreement.curator_id).await?;
    Ok(Efforts { agreement, all })
}

fn date(ctx: &Ctx, faults: &mut Faults, field: &'static str, typed: &str) -> Option<NaiveDate> {
    let today = ctx.today();
    match typed.trim().parse::<NaiveDate>() {
        Ok(d) if d < today => faults.add(field, Fault::DatePast),
        Ok(d) if d > today + TimeDelta::days(AHEAD) => faults.add(field, Fault::DateFar),
        Ok(d) => return Some(d),
        Err(_) => faults.add(field, if typed.trim().is_empty() { Fault::Required } else { Fault::Date }),
    }
    None
}

/// What was filled in.
struct Filled {
    act: Option<EffortAct>,
    title: String,
    whom: String,
    due: Option<NaiveDate>,
    next: Option<NaiveDate>,
}

fn filled(ctx: &Ctx, form: &EffortForm) -> Result<Filled> {
    let act = if form.act.is_empty() { None } else { Some(form.act.parse::<EffortAct>().map_err(|_| AppError::BadRequest("act"))?) };
    let mut faults = Faults::default();
    let mut of = Filled { act, title: String::new(), whom: String::new(), due: None, next: None };
    match act {
        None => {
            of.title = faults.text("title", &text::clean_line(&form.title), 2, TITLE_MAX);
            of.whom = faults.text("whom", &text::clean_line(&form.whom), 2, WHOM_MAX);
            of.due = date(ctx, &mut faults, "due", &form.due);
        }
        Some(EffortAct::Done) if !form.next.trim().is_empty() => of.next = date(ctx, &mut faults, "next", &form.next),
        Some(_) => {}
    }
    faults.done()?;
    Ok(of)
}

/// Adds an effort, changes one, ticks it off or removes it.
///
/// # Errors
/// `NotAllowed` for all but those who curate; `NotFound`; `Stale`; `Invalid` at `title` (also when there are as many as there may be),
/// `whom`, `due` and `next`.
pub async fn save_effort(ctx: &Ctx, agreement: &str, form: &EffortForm) -> Result<()> {
    const SCOPE: &str = "effort";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let filled = filled(ctx, form)?;
    let id = if form.id.is_empty() { None } else { Some(form.id.parse::<EffortId>().map_err(|_| AppError::NotFound)?) };
    let mut tx = ctx.write().await?;
    lock_poster(&mut tx, person, agreement.curator_id).await?;
    one_by_one(&mut tx, agreement.id).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let new = |title: &str, whom: &str, due_on| NewEffortOwned { title: title.into(), whom: whom.into(), due_on };
    let added = match (id, filled.due) {
        (None, Some(due_on)) => Some(new(&filled.title, &filled.whom, due_on)),
        (None, None) => return Err(AppError::NotFound),
        (Some(id), due) => {
            let stored = store::lock(&mut tx, agreement.id, agreement.curator_id, id).await?.ok_or(AppError::NotFound)?;
            change(&mut tx, ctx, form, &stored, &filled, due).await?;
            filled.next.map(|next| new(&stored.title, &stored.whom, next))
        }
    };
    if let Some(e) = added {
        if store::count_open(&mut tx, agreement.id, agreement.curator_id).await? >= MOST as i64 {
            let mut faults = Faults::default();
            faults.add("title", Fault::TooMany(MOST));
            faults.done()?;
        }
        let effort =
            NewEffort { agreement: agreement.id, body: agreement.curator_id, title: &e.title, whom: &e.whom, due_on: e.due_on, by: person, at: ctx.now() };
        store::insert(&mut tx, &effort).await?;
    }
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}

struct NewEffortOwned {
    title: String,
    whom: String,
    due_on: NaiveDate,
}

async fn change(tx: &mut Tx, ctx: &Ctx, form: &EffortForm, stored: &EffortRow, filled: &Filled, due: Option<NaiveDate>) -> Result<()> {
    match form.version.parse::<i64>() {
        Ok(v) if v == stored.version => {}
        Ok(_) => return Err(AppError::Stale { current: stored.version }),
        Err(_) => return Err(AppError::BadRequest("version")),
    }
    match (filled.act, due) {
        (None, Some(due_on)) => store::update(tx, stored.id, &filled.title, &filled.whom, due_on).await,
        (None, None) => Err(AppError::BadRequest("due")),
        (Some(EffortAct::Done), _) => store::set_done(tx, stored.id, Some(ctx.today())).await,
        (Some(EffortAct::Again), _) => store::set_done(tx, stored.id, None).await,
        (Some(EffortAct::Remove), _) => store::delete(tx, stored.id).await,
    }
}
