//! What waits for the organisation or public body that one acts for: the same desk, from the other side of the table.

use crate::accounts::types::{Actor, Hat, RoleKind};
use crate::agreements::types::Agreement;
use crate::appeals::rules::{APPEAL_DAYS, Now, can_change, hears_appeals, in_force, last_day};
use crate::appeals::store::moved_from;
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::desk::rules;
use crate::desk::store::todo::{self as store, AsideKind, AsideRow, OwnRow, PromiseRow};
use crate::error::Result;
use crate::events::store::{self as events, EventRow, Reader};
use crate::issues::types::IssueAct;
use crate::promises::rules as promises;
use crate::promises::store::{TalkRow, next_talk};
use crate::time;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use std::collections::HashSet;
use std::sync::Arc;

/// Things that are shown of what came in.
const NEWS: i64 = 8;
/// Days ahead in which a mandate that ends is told of.
const TENURE_DAYS: i64 = 60;

/// What waits.
#[derive(Debug)]
pub struct Todo {
    /// Whom one acts for.
    pub hat: Hat,
    /// What it has promised, earliest first.
    pub promises: Vec<PromiseRow>,
    /// How many appeals it has promised to answer that are not the reader's to decide: its civil-society seats do that.
    pub appeals_of_others: usize,
    /// Its open issues. Not read for the elected, who post none.
    pub issues: Vec<OwnRow>,
    /// For the elected, the next talk.
    pub next_talk: Option<TalkRow>,
    /// What others did within a week about the issues that it has a part in.
    pub news: Vec<EventRow>,
    /// There is more of that.
    pub more_news: bool,
    /// Its appeals that wait, and what it can appeal still, by which day.
    pub appeals: Vec<Appeal>,
    /// Since when.
    pub since: NaiveDate,
    /// Mandates that end, invitations that wait, initiatives about which it was asked.
    pub tenure: Vec<AsideRow>,
    /// What waits for the reader themselves.
    pub mine: Mine,
    /// Its wishes for meetings that were answered a short while ago, the newest first.
    pub answered: Vec<AsideRow>,
}

/// What waits for a person, whoever they act for.
#[derive(Debug, Default)]
pub struct Mine {
    /// Minutes that they are to adjust, those that are due first before.
    pub to_adjust: Vec<AsideRow>,
    /// Seats that they are offered, those whose offer ends first before.
    pub offers: Vec<AsideRow>,
    /// Meetings ahead that they are called to, the first first.
    pub calls: Vec<AsideRow>,
}

impl Mine {
    /// Nothing waits.
    pub fn is_empty(&self) -> bool {
        self.to_adjust.is_empty() && self.offers.is_empty() && self.calls.is_empty()
    }
    /// What of it stands among other rows, and the rest of those.
    fn of(rows: Vec<AsideRow>) -> (Self, Vec<AsideRow>) {
        let (mut mine, mut rest) = (Self::default(), Vec::new());
        for row in rows {
            match row.what {
                AsideKind::Call => mine.calls.push(row),
                AsideKind::Adjust => mine.to_adjust.push(row),
                AsideKind::Offer => mine.offers.push(row),
                _ => rest.push(row),
            }
        }
        mine.calls.sort_by_key(|r| r.at);
        mine.offers.sort_by_key(|r| r.at);
        mine.to_adjust.sort_by_key(|r| r.until_on);
        (mine, rest)
    }
}

/// What somebody sees of what waits.
#[derive(Debug)]
pub enum Seen {
    /// What waits for whom they act for, with their own.
    Acting(Box<Todo>),
    /// Their own: they act for themselves alone.
    Alone(Mine),
}

/// An appeal that waits, or an act that can be appealed.
#[derive(Debug)]
pub struct Appeal {
    /// It, with the issue.
    pub row: AsideRow,
    /// By when it is answered, or can be appealed.
    pub on: Option<NaiveDate>,
}

/// Of what was read beside, the appeals that wait and the newest act against each thing that still holds and can be appealed, the nearest date
/// first; and the rest.
fn appeals(ctx: &Ctx, agreement: &Agreement, speaks: bool, mut rows: Vec<AsideRow>) -> (Vec<Appeal>, Vec<AsideRow>) {
    // the newest act first
    rows.sort_by_key(|r| std::cmp::Reverse(r.at));
    let (mut found, mut rest, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for row in rows {
        match row.what {
            AsideKind::Role | AsideKind::Invitation | AsideKind::Call | AsideKind::Adjust | AsideKind::Offer | AsideKind::Wish | AsideKind::Reception => {
                rest.push(row)
            }
            AsideKind::Appeal => found.push(Appeal { on: row.until_on, row }),
            AsideKind::Act => {
                let (Some(act), Some(state), Some(at)) = (row.act, row.state, row.at) else { continue };
                let (now, from) = (Now { state, forum: row.forum_id, hidden: row.hidden }, row.payload.as_deref().and_then(moved_from));
                let can = speaks && hears_appeals(agreement) && row.appeal.is_none() && can_change(act, from, &now) && ctx.today() <= last_day(at);
                // the newest that can be, as on the page where it is done
                if can && in_force(act, from, &now) && seen.insert((row.issue_number, row.contribution)) {
                    found.push(Appeal { on: Some(last_day(at)), row });
                }
            }
        }
    }
    found.sort_by_key(|a| (a.on.is_none(), a.on));
    (found, rest)
}

/// What somebody can do about a promise, from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The form of an act.
    Act(IssueAct),
    /// The action at its meeting, where it is ticked off.
    Tick,
    /// The appeal, by its number, where the steering group decides it.
    Appeal(i64),
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
        // rule 1: its public seats decide nothing
        ClockKind::Appeal if actor.acts_by_civil_seat(agreement.steering_id) => promise.appeal_number.map(Way::Appeal),
        ClockKind::Consensus if promise.is_asked && role != Some(RoleKind::Politician) => promise.consensus_number.map(Way::Answer),
        ClockKind::Promise if promises::speaks_for_owner(actor, agreement, actor.acting_as?) => promise.promise_number.map(Way::Promise),
        _ => None,
    }
}

/// An appeal waits for a civil-society seat of the person's, who acts for another organisation now, or for none.
pub fn appeal_waits_elsewhere(actor: &Actor, agreement: &Agreement) -> bool {
    let steering = agreement.steering_id;
    actor.has_civil_seat(steering)
        && !actor.acts_by_civil_seat(steering)
        && hears_appeals(agreement)
        && actor.hats.iter().any(|h| h.organisation_id == steering && h.appeal_waits)
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
    let mut owed = store::promises(&mut conn, agreement.id, id, (actor.person_id, today)).await?;
    let all = owed.len();
    if !actor.acts_by_civil_seat(agreement.steering_id) {
        owed.retain(|p| p.kind != ClockKind::Appeal);
    }
    let appeals_of_others = all - owed.len();
    let (issues, next_talk) = if promises::is_politician(actor) {
        (Vec::new(), next_talk(&mut conn, agreement.id, ctx.now()).await?)
    } else {
        (store::own_issues(&mut conn, agreement.id, id).await?, None)
    };
    let mut news = events::since(&mut conn, agreement.id, Reader::of(ctx, &agreement), after, true, NEWS + 1).await?;
    let more_news = news.len() > NEWS as usize;
    news.truncate(NEWS as usize);
    // one day more than it can be appealed: days are those of Stockholm
    let acted = ctx.now() - TimeDelta::days(APPEAL_DAYS + 1);
    let asides = store::asides(&mut conn, agreement.id, (actor.person_id, Some(id)), (today, today + TimeDelta::days(TENURE_DAYS)), (ctx.now(), acted)).await?;
    let (appeals, rest) = appeals(ctx, &agreement, actor.speaks_for(id), asides);
    let (mine, rest) = Mine::of(rest);
    let (answered, tenure): (Vec<_>, Vec<_>) = rest.into_iter().partition(|row| row.what == AsideKind::Wish);
    let seen = Todo { hat, promises: owed, appeals_of_others, issues, next_talk, news, more_news, appeals, since, tenure, mine, answered };
    Ok((agreement, Some(seen)))
}

/// What waits for the reader: for whom they act for, and for themselves.
///
/// # Errors
/// `SignInFirst`, `NotFound`.
pub async fn seen(ctx: &Ctx, agreement: &str) -> Result<(Arc<Agreement>, Seen)> {
    let (agreement, found) = todo(ctx, agreement).await?;
    if let Some(found) = found {
        return Ok((agreement, Seen::Acting(Box::new(found))));
    }
    let (person, today) = (ctx.signed_in()?.person_id, ctx.today());
    let mut conn = ctx.read().await?;
    let rows = store::asides(&mut conn, agreement.id, (person, None), (today, today), (ctx.now(), ctx.now())).await?;
    Ok((agreement, Seen::Alone(Mine::of(rows).0)))
}
