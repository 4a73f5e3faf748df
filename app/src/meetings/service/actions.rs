//! Actions from minutes: commitments with a clock, a number for life and a chain of what happened since.

use super::check;
use crate::agreements::types::Agreement;
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::Locale;
use crate::idempotency;
use crate::ids::{ActionId, OrganisationId};
use crate::meetings::inputs::DoneForm;
use crate::meetings::inputs::after::StepForm;
use crate::meetings::rules;
use crate::meetings::store::{self, Action, ActionFacet, ActionFilter, LockedAction, NewStep, Origin, Step};
use crate::ui::form::check_acting;
use chrono::NaiveDate;
use std::sync::Arc;

/// Actions on a page.
const MOST: i64 = 300;
/// Actions in a table for a spreadsheet.
const MOST_IN_FILE: i64 = 10_000;
/// Scope of the idempotency key.
const SCOPE: &str = "action_step";

/// What of an action's page is asked for.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct ActionQuery {
    /// `oppna`, `sena`, `klara` or `alla`.
    pub lage: String,
    /// Slug of the owner.
    pub ansvarig: String,
    /// Number of the meeting.
    pub mote: String,
}

impl ActionQuery {
    /// What the list is narrowed to. A code that nobody knows shows what is open.
    pub fn filter(&self) -> ActionFilter {
        let state = match self.lage.as_str() {
            "alla" => "",
            "sena" => "late",
            "klara" => "done",
            _ => "open",
        };
        let owner = Some(self.ansvarig.trim().to_string()).filter(|s| !s.is_empty());
        ActionFilter { state, owner, meeting: self.mote.trim().parse().ok() }
    }
}

/// The actions of an agreement.
#[derive(Debug)]
pub struct Actions {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Those that were asked for.
    pub actions: Vec<Action>,
    /// What they can be narrowed to.
    pub facets: Vec<ActionFacet>,
    /// To what they are.
    pub filter: ActionFilter,
}

/// The actions of an agreement.
pub async fn actions(ctx: &Ctx, agreement: &str, query: &ActionQuery) -> Result<Actions> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let filter = query.filter();
    let mut conn = ctx.read().await?;
    let actions = store::all_actions(&mut conn, agreement.id, &filter, ctx.today(), MOST).await?;
    let facets = store::action_facets(&mut conn, agreement.id, ctx.today()).await?;
    Ok(Actions { agreement, actions, facets, filter })
}

/// The same for a spreadsheet.
pub async fn actions_in_file(ctx: &Ctx, agreement: &str, query: &ActionQuery) -> Result<Actions> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let filter = query.filter();
    let mut conn = ctx.read().await?;
    let actions = store::all_actions(&mut conn, agreement.id, &filter, ctx.today(), MOST_IN_FILE).await?;
    Ok(Actions { agreement, actions, facets: Vec::new(), filter })
}

/// An action with its chain.
#[derive(Debug)]
pub struct ActionView {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The action.
    pub action: Action,
    /// What happened to it, oldest first.
    pub steps: Vec<Step>,
    /// The reader may tell how it goes, and tick it off.
    pub may_tell: bool,
    /// The reader may move its date.
    pub may_move: bool,
    /// It is done, and the reader may open it again.
    pub may_reopen: bool,
}

/// An action by its number.
///
/// # Errors
/// `NotFound`.
pub async fn action(ctx: &Ctx, agreement: &str, number: i64) -> Result<ActionView> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let action = store::action_by_number(&mut conn, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let steps = store::steps(&mut conn, action.id).await?;
    let open = action.done_at.is_none();
    let may = |rule: &dyn Fn(&crate::accounts::types::Actor) -> bool| open && ctx.actor.as_ref().is_some_and(|a| rule(a));
    Ok(ActionView {
        may_tell: may(&|a| rules::may_tick_off(a, agreement.curator_id, action.owner_id)),
        may_move: may(&|a| rules::may_manage(a, agreement.curator_id)),
        may_reopen: !open && ctx.actor.as_ref().is_some_and(|a| rules::may_reopen(a, agreement.curator_id, action.owner_id, said_by(&steps))),
        agreement,
        action,
        steps,
    })
}

/// For whom it was said last that an action is done.
fn said_by(steps: &[Step]) -> Option<OrganisationId> {
    steps.iter().rev().find(|s| s.kind == "done").and_then(|s| s.organisation_id)
}

/// An action under lock, for whoever may say something about it.
async fn locked(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, id: ActionId) -> Result<(LockedAction, Origin)> {
    let action = store::lock_action(tx, agreement.id, id).await?.ok_or(AppError::NotFound)?;
    let origin = store::origin_of(tx, id).await?;
    if !rules::may_tick_off(ctx.signed_in()?, agreement.curator_id, action.owner_id) {
        return Err(Refusal::NotAllowed.into());
    }
    Ok((action, origin))
}

/// What is written down of an action.
struct Told {
    note: String,
    lang: Locale,
    moved: Option<(NaiveDate, NaiveDate)>,
}

/// Adds to the chain of an action, and records it.
async fn add(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: &Agreement,
    (action, origin): (&LockedAction, &Origin),
    kind: EventKind,
    told: &Told,
) -> Result<crate::ids::EventId> {
    let actor = ctx.signed_in()?;
    let code = match kind {
        EventKind::ActionMoved => "moved",
        EventKind::ActionDone => "done",
        EventKind::ActionReopened => "reopened",
        _ => "progress",
    };
    let step = NewStep {
        kind: code,
        note: &told.note,
        lang: told.lang.code(),
        moved: told.moved,
        role: actor.role_for(Some(agreement.curator_id)),
        organisation: actor.acting_as,
        person: actor.person_id,
        now: ctx.now(),
    };
    store::insert_step(tx, agreement.id, action.id, &step).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        issue: origin.issue,
        meeting: Some(origin.meeting),
        organisation: Some(action.owner_id),
        reason: told.note.clone(),
        lang: Some(told.lang),
        next_on: told.moved.map(|(_, to)| to),
        payload: serde_json::json!({ "action": action.id }),
        ..NewEvent::default()
    };
    record(tx, ctx, kind, event).await
}

async fn finish(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, action: &LockedAction, origin: &Origin, told: &Told) -> Result<()> {
    store::finish_action(tx, action.id, &told.note, ctx.now()).await?;
    let event = add(tx, ctx, agreement, (action, origin), EventKind::ActionDone, told).await?;
    clocks::close(tx, Thing::Action(action.id, origin.issue), ClockKind::Action, event, ctx.today()).await?;
    Ok(())
}

/// Ticks off an action from the minutes: by who speaks for its owner, or the kansli.
///
/// # Errors
/// `NotFound`, `ActingChanged`, `Refused(NotAllowed)`, `Invalid`.
pub async fn action_done(ctx: &Ctx, agreement: &str, number: i64, id: ActionId, form: &DoneForm) -> Result<()> {
    check_acting(ctx, &form.r#as)?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    ctx.signed_in()?;
    let mut tx = ctx.write().await?;
    store::lock_action(&mut tx, agreement.id, id).await?.ok_or(AppError::NotFound)?;
    let meeting = store::origin_of(&mut tx, id).await?.meeting;
    store::by_number(&mut tx, agreement.id, number, ctx.now()).await?.filter(|m| m.id == meeting).ok_or(AppError::NotFound)?;
    let (action, origin) = locked(&mut tx, ctx, &agreement, id).await?;
    let mut faults = Faults::default();
    let note = faults.text("note", &form.note, 0, 500);
    faults.done()?;
    // ticked off is ticked off, by whomever
    if action.done_at.is_some() {
        return Ok(());
    }
    let told = Told { note, lang: Locale::from_code(&origin.lang), moved: None };
    finish(&mut tx, ctx, &agreement, &action, &origin, &told).await?;
    tx.commit().await
}

/// Tells how an action goes, moves its date, ticks it off, or opens it again. Gives what was done.
///
/// # Errors
/// `NotFound`, `ActingChanged`, `Refused(NotAllowed)`: whoever speaks for its owner tells and ticks off, the kansli moves dates, and it or whoever said
/// that it is done opens it again; `Refused(WrongState)` otherwise once it is done, or for opening what is not; `Invalid` at `note` and `due`.
pub async fn step(ctx: &Ctx, agreement: &str, number: i64, form: &StepForm) -> Result<EventKind> {
    check_acting(ctx, &form.r#as)?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    let kind = match form.act.as_str() {
        "progress" => EventKind::ActionProgressed,
        "moved" => EventKind::ActionMoved,
        "done" => EventKind::ActionDone,
        "reopened" => EventKind::ActionReopened,
        _ => return Err(AppError::BadRequest("act")),
    };
    let mut tx = ctx.write().await?;
    let seen = store::action_by_number(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let (action, origin) = locked(&mut tx, ctx, &agreement, seen.id).await?;
    if kind == EventKind::ActionMoved && !rules::may_manage(actor, agreement.curator_id) {
        return Err(Refusal::NotAllowed.into());
    }
    if kind == EventKind::ActionReopened {
        let said_by = said_by(&store::steps(&mut tx, action.id).await?);
        if !rules::may_reopen(actor, agreement.curator_id, action.owner_id, said_by) {
            return Err(Refusal::NotAllowed.into());
        }
    }
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await?.is_some() {
        return Ok(kind);
    }
    if action.done_at.is_some() != (kind == EventKind::ActionReopened) {
        return Err(Refusal::WrongState.into());
    }
    let told = told(ctx, form, kind, &action, rules::may_manage(actor, agreement.curator_id))?;
    match told.moved {
        Some((_, to)) => {
            if kind == EventKind::ActionReopened {
                store::reopen_action(&mut tx, action.id, to).await?;
            } else {
                store::move_action(&mut tx, action.id, to).await?;
            }
            let event = add(&mut tx, ctx, &agreement, (&action, &origin), kind, &told).await?;
            let thing = Thing::Action(action.id, origin.issue);
            clocks::close(&mut tx, thing, ClockKind::Action, event, ctx.today()).await?;
            let clock =
                NewClock { agreement: agreement.id, kind: ClockKind::Action, thing, owner: action.owner_id, side: origin.side, due_on: to, opened_by: event };
            clocks::open(&mut tx, &clock).await?;
        }
        None if kind == EventKind::ActionDone => finish(&mut tx, ctx, &agreement, &action, &origin, &told).await?,
        None => {
            add(&mut tx, ctx, &agreement, (&action, &origin), kind, &told).await?;
        }
    }
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), "done").await?;
    tx.commit().await?;
    Ok(kind)
}

/// What is told. `manages`: whoever tells it may give another date; opened again by others it has the date that it had.
fn told(ctx: &Ctx, form: &StepForm, kind: EventKind, action: &LockedAction, manages: bool) -> Result<Told> {
    let mut faults = Faults::default();
    let least = if kind == EventKind::ActionDone { 0 } else { 3 };
    let note = faults.text("note", &form.note, least, 2000);
    let mut moved = None;
    if kind == EventKind::ActionReopened && !manages {
        moved = Some((action.due_on, action.due_on));
    } else if matches!(kind, EventKind::ActionMoved | EventKind::ActionReopened) {
        match check::promised(&mut faults, "due", &form.due, ctx.today()) {
            // opened again, it may have the date that it had
            Some(to) if to == action.due_on && kind == EventKind::ActionMoved => faults.add("due", Fault::Choice),
            to => moved = to.map(|to| (action.due_on, to)),
        }
    }
    faults.done()?;
    Ok(Told { note, lang: Locale::chosen(&form.lang).unwrap_or(ctx.locale), moved })
}
