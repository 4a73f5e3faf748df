//! Use cases: reading an agreement.

use super::store::reading::{self as store, AgreementCounts, Body, NextMeeting, PartCount, PointCount};
use super::types::{Agreement, Commitment, Forum, Principle};
use crate::clocks::store::OpenClock;
use crate::clocks::store::OverdueCount;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::issues::list::IssueRow;
use crate::issues::list::filter::{Filter, Group, Late, Place};
use crate::issues::list::store::{self as lists, StartRow};
use chrono::TimeDelta;
use std::sync::Arc;

/// Issues shown as moving on the start page.
const MOVED: i64 = 6;
/// Newest issues shown with each forum.
const NEWEST: i64 = 2;
/// Issues shown with a principle or commitment.
const POINTING: usize = 25;

/// All agreements, each with its counts.
pub async fn home(ctx: &Ctx) -> Result<Vec<(Arc<Agreement>, AgreementCounts)>> {
    let agreements = ctx.app.catalogue.all();
    if agreements.is_empty() {
        return Ok(Vec::new());
    }
    let mut conn = ctx.read().await?;
    let counts = store::agreement_counts(&mut conn, ctx.today()).await?;
    Ok(agreements
        .into_iter()
        .map(|a| {
            let counts = counts.iter().find(|c| c.id == a.id).cloned();
            let none = AgreementCounts { id: a.id, issues: 0, open: 0, signatories: 0 };
            (a, counts.unwrap_or(none))
        })
        .collect())
}

/// What an agreement's start page shows.
#[derive(Debug)]
pub struct Start {
    /// What the organisation acted for has promised, earliest first.
    pub todo: Vec<OpenClock>,
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The next meeting.
    pub meeting: Option<NextMeeting>,
    /// Issues that moved last, and the newest of each forum.
    pub issues: Vec<StartRow>,
    /// What is overdue, by kind and side.
    pub overdue: Vec<OverdueCount>,
    /// Counts by forum, or by theme where there are no forums.
    pub counts: Vec<PartCount>,
}

impl Start {
    /// Forums in use.
    pub fn forums(&self) -> Vec<&Forum> {
        forums_in_use(&self.agreement)
    }
    /// Issues that moved last.
    pub fn moved(&self) -> Vec<IssueRow> {
        self.issues.iter().filter(|i| i.moved_rank <= MOVED).map(|i| i.row.clone()).collect()
    }
    /// The newest issues of a forum.
    pub fn newest(&self, forum: &Forum) -> Vec<&IssueRow> {
        let mut rows: Vec<_> = self.issues.iter().filter(|i| i.row.forum_id == Some(forum.id) && i.new_rank <= NEWEST).collect();
        rows.sort_by_key(|i| i.new_rank);
        rows.into_iter().map(|i| &i.row).collect()
    }
    /// Answers given in the last week.
    pub fn answers(&self) -> i64 {
        self.counts.first().map_or(0, |c| c.answers)
    }
}

fn forums_in_use(agreement: &Agreement) -> Vec<&Forum> {
    agreement.forums.iter().filter(|f| !f.retired).collect()
}

/// The start page of an agreement: four statements, one more for somebody who acts for an organisation.
///
/// # Errors
/// `NotFound` when there is no such agreement.
pub async fn start(ctx: &Ctx, agreement: &str) -> Result<Start> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let week_ago = ctx.now() - TimeDelta::days(7);
    // what whoever reads has promised for whom they act; the kansli has its desk
    let acting = ctx.actor.as_ref().and_then(|a| a.acting_as).filter(|id| *id != agreement.curator_id);
    let todo = match acting {
        Some(organisation) => {
            let mut todo = crate::clocks::store::of_owner(&mut conn, agreement.id, organisation, 10).await?;
            // an appeal is for the civil-society seats alone to answer (rule 1)
            let hears = ctx.actor.as_ref().is_some_and(|a| a.acts_by_civil_seat(agreement.steering_id));
            todo.retain(|k| hears || k.kind != crate::clocks::ClockKind::Appeal);
            todo
        }
        None => Vec::new(),
    };
    Ok(Start {
        todo,
        meeting: store::next_meeting(&mut conn, agreement.id, ctx.now()).await?,
        issues: lists::for_start(&mut conn, agreement.id, MOVED, NEWEST).await?,
        overdue: crate::clocks::store::overdue_counts(&mut conn, agreement.id, agreement.curator_id, ctx.today()).await?,
        counts: if forums_in_use(&agreement).is_empty() {
            store::counts_by_theme(&mut conn, agreement.id, week_ago).await?
        } else {
            store::counts_by_forum(&mut conn, agreement.id, week_ago).await?
        },
        agreement,
    })
}

/// What the page of the agreement's text shows.
#[derive(Debug)]
pub struct About {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Issues by principle and commitment.
    pub counts: Vec<PointCount>,
    /// Bodies that it names.
    pub bodies: Vec<Body>,
}

impl About {
    /// How many issues point at a principle.
    pub fn of_principle(&self, p: &Principle) -> i64 {
        self.count(false, p.id.0)
    }
    /// How many issues point at a commitment.
    pub fn of_commitment(&self, c: &Commitment) -> i64 {
        self.count(true, c.id.0)
    }
    fn count(&self, commitment: bool, id: i64) -> i64 {
        self.counts.iter().find(|c| c.commitment == commitment && c.id == id).map_or(0, |c| c.count)
    }
}

/// The agreement's text.
///
/// # Errors
/// `NotFound` when there is no such agreement.
pub async fn about(ctx: &Ctx, agreement: &str) -> Result<About> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    Ok(About { counts: store::counts_by_point(&mut conn, agreement.id).await?, bodies: store::bodies(&mut conn, agreement.id).await?, agreement })
}

/// What the page of a principle or commitment shows beside its text.
#[derive(Debug)]
pub struct Pointing {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Issues by principle and commitment.
    pub counts: Vec<PointCount>,
    /// The issues that point at it and moved last.
    pub issues: Vec<IssueRow>,
    /// How many there are.
    pub total: i64,
    /// Those of them that are overdue, oldest duty first, with the date.
    pub late: Vec<(chrono::NaiveDate, IssueRow)>,
}

/// A principle, and what points at it.
///
/// # Errors
/// `NotFound` when there is no such agreement or principle.
pub async fn principle(ctx: &Ctx, agreement: &str, number: i64) -> Result<(Principle, Pointing)> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let point = agreement.principle(number).ok_or(AppError::NotFound)?.clone();
    let filter = Filter { principle: Some(point.id), group: Group::All, ..Filter::default() };
    Ok((point, pointing(ctx, agreement, filter).await?))
}

/// A commitment, and what points at it.
///
/// # Errors
/// `NotFound` when there is no such agreement or commitment.
pub async fn commitment(ctx: &Ctx, agreement: &str, number: i64) -> Result<(Commitment, Pointing)> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let point = agreement.commitment(number).ok_or(AppError::NotFound)?.clone();
    let filter = Filter { commitment: Some(point.id), group: Group::All, ..Filter::default() };
    Ok((point, pointing(ctx, agreement, filter).await?))
}

async fn pointing(ctx: &Ctx, agreement: Arc<Agreement>, filter: Filter) -> Result<Pointing> {
    let mut conn = ctx.read().await?;
    let today = ctx.today();
    let counts = store::counts_by_point(&mut conn, agreement.id).await?;
    let (issues, _) = lists::rows(&mut conn, agreement.id, &filter, today, Place::First, POINTING).await?;
    let total = match (filter.principle, filter.commitment) {
        (Some(id), _) => counts.iter().find(|c| !c.commitment && c.id == id.0),
        (_, Some(id)) => counts.iter().find(|c| c.commitment && c.id == id.0),
        _ => None,
    }
    .map_or(0, |c| c.count);
    let (late, _) = lists::rows(&mut conn, agreement.id, &Filter { late: Some(Late::Any), ..filter }, today, Place::First, POINTING).await?;
    let mut late: Vec<_> = late.into_iter().filter_map(|row| Some((row.next_on.into_iter().chain(row.action_on).min()?, row))).collect();
    late.sort_by_key(|(due_on, row)| (*due_on, row.id));
    Ok(Pointing { agreement, counts, issues, total, late })
}
