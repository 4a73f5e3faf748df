//! What waits for the organisation or public body that one acts for: the same desk, from the other side of the table.

use crate::accounts::types::{Hat, RoleKind};
use crate::agreements::types::Agreement;
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::desk::rules;
use crate::desk::store::todo::{self as store, OwnRow, PromiseRow, TenureRow};
use crate::error::Result;
use crate::events::store::{self as events, EventRow, Reader};
use crate::issues::types::IssueAct;
use crate::promises::rules as promises;
use crate::promises::store::{TalkRow, next_talk};
use crate::time;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use std::sync::Arc;

/// Things that are shown of what came in.
const NEWS: i64 = 20;
/// Days ahead in which a mandate that ends is told of.
const TENURE_DAYS: i64 = 60;

/// What waits.
#[derive(Debug)]
pub struct Todo {
    /// Whom one acts for.
    pub hat: Hat,
    /// What it has promised, earliest first.
    pub promises: Vec<PromiseRow>,
    /// Its open issues. Not read for the elected, who post none.
    pub issues: Vec<OwnRow>,
    /// For the elected, the next talk.
    pub next_talk: Option<TalkRow>,
    /// What others did about its issues within a week.
    pub news: Vec<EventRow>,
    /// Since when.
    pub since: NaiveDate,
    /// Mandates that end, invitations that wait.
    pub tenure: Vec<TenureRow>,
}

/// What somebody can do about a promise, from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The form of an act.
    Act(IssueAct),
    /// The action at its meeting, where it is ticked off.
    Tick,
    /// The appeals that wait, where the steering group decides them.
    Appeals,
    /// What was promised at a talk, where it is told how it goes.
    Promise(i64),
    /// A proposal to change how a forum or a body works, where it is answered.
    Answer(i64),
}

/// The way to the form that keeps a promise, for whoever may send it.
pub fn way(ctx: &Ctx, agreement: &Agreement, promise: &PromiseRow) -> Option<Way> {
    let actor = ctx.actor.as_ref()?;
    let role = actor.acting_role();
    match promise.kind {
        ClockKind::Answer if role == Some(RoleKind::Officer) => Some(Way::Act(IssueAct::Answer)),
        ClockKind::Completion if matches!(role, Some(RoleKind::Representative | RoleKind::Officer)) => Some(Way::Act(IssueAct::Complete)),
        ClockKind::Action if promise.action_id.is_some() && matches!(role, Some(RoleKind::Representative | RoleKind::Officer)) => Some(Way::Tick),
        // rule 1: its public seats see that an answer is promised, and decide nothing
        ClockKind::Appeal if actor.acts_by_civil_seat(agreement.steering_id) => Some(Way::Appeals),
        ClockKind::Consensus if promise.is_asked && role != Some(RoleKind::Politician) => promise.consensus_number.map(Way::Answer),
        ClockKind::Promise if promises::speaks_for_owner(actor, agreement, actor.acting_as?) => promise.promise_number.map(Way::Promise),
        _ => None,
    }
}

/// What waits for whom one acts for. `None` for somebody who acts for themselves alone.
///
/// # Errors
/// `SignInFirst`, `NotFound`.
pub async fn todo(ctx: &Ctx, agreement: &str) -> Result<(Arc<Agreement>, Option<Todo>)> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    let Some(hat) = actor.hat().cloned() else { return Ok((agreement, None)) };
    let (id, today) = (hat.organisation_id, ctx.today());
    let since = today - TimeDelta::days(rules::WEEK);
    let after = time::instant(since.and_time(NaiveTime::MIN)).unwrap_or_else(|| ctx.now() - TimeDelta::days(rules::WEEK));
    let mut conn = ctx.read().await?;
    let owed = store::promises(&mut conn, agreement.id, id, (actor.person_id, today)).await?;
    let (issues, next_talk) = if promises::is_politician(actor) {
        (Vec::new(), next_talk(&mut conn, agreement.id, ctx.now()).await?)
    } else {
        (store::own_issues(&mut conn, agreement.id, id).await?, None)
    };
    let news = events::since(&mut conn, agreement.id, Reader::of(ctx, &agreement), after, true, NEWS).await?;
    let tenure = store::tenure(&mut conn, actor.person_id, id, (today, today + TimeDelta::days(TENURE_DAYS)), ctx.now()).await?;
    Ok((agreement, Some(Todo { hat, promises: owed, issues, next_talk, news, since, tenure })))
}
