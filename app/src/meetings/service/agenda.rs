//! Writing the agenda of a meeting: its items, and the issues that are put on it and taken off.

use super::check;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::service::{Act, perform};
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Result};
use crate::i18n::Locale;
use crate::ids::{AgendaItemId, IssueId, MeetingId, PromiseId};
use crate::issues::rules::transition;
use crate::issues::types::IssueAct;
use crate::meetings::inputs::at;
use crate::meetings::store::{self, Details, Item, ItemDetails, LockedIssue};
use crate::promises::store as promises;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Which issues must be able to move to the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Must {
    /// None: a draft moves no issue.
    None,
    /// Those that were not on it before.
    New,
    /// All: it is announced.
    All,
}

/// Faults of an act on an issue, at the fields of its row.
pub(super) fn at_row(e: AppError, row: usize, names: &[(&str, &'static str)], otherwise: &'static str) -> AppError {
    match e {
        AppError::Invalid(faults) => AppError::Invalid(Faults(
            faults
                .0
                .into_iter()
                .map(|(field, fault)| (at(names.iter().find(|(from, _)| *from == field).map_or(otherwise, |(_, to)| to), row), fault))
                .collect(),
        )),
        e => e,
    }
}

/// Locks the issues of the rows in one order, and checks that each can stand on the agenda. `there` are items that it has already.
pub(super) async fn lock_issues(
    tx: &mut Tx,
    agreement: &Agreement,
    rows: &[check::Row],
    there: &[Item],
    must: Must,
    faults: &mut Faults,
) -> Result<BTreeMap<i64, LockedIssue>> {
    let mut issues = BTreeMap::new();
    let mut numbers: Vec<i64> = rows.iter().filter_map(|r| r.issue).chain(there.iter().filter_map(|i| i.issue_number)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    for number in numbers {
        let issue = store::lock_issue(tx, agreement.id, number).await?;
        let stands = must == Must::None || (must == Must::New && there.iter().any(|i| i.issue_number == Some(number)));
        match issue {
            Some(issue) if stands || transition(issue.state, IssueAct::PutOnAgenda).is_some() => {
                issues.insert(number, issue);
            }
            _ => {
                if let Some(row) = rows.iter().find(|r| r.issue == Some(number)) {
                    faults.add(at("item_issue", row.row), Fault::Choice);
                }
            }
        }
    }
    Ok(issues)
}

/// True where a row is that of an item: the same issue, the same promise, or the same free item.
pub(super) fn is_of(row: &check::Row, item: &Item) -> bool {
    match (item.issue_number, item.promise_number) {
        (Some(number), _) => row.issue == Some(number),
        (None, Some(number)) => row.promise == Some(number),
        (None, None) => row.issue.is_none() && row.promise.is_none() && row.id == Some(item.id.0),
    }
}

/// Promises that somebody chose, by number, with the beginning of their words. One that stands on the agenda already can stay whatever became of it.
pub(super) async fn find_promises(
    tx: &mut Tx,
    agreement: &Agreement,
    rows: &[check::Row],
    there: &[Item],
    faults: &mut Faults,
) -> Result<BTreeMap<i64, (PromiseId, String)>> {
    let mut found: BTreeMap<i64, (PromiseId, String)> =
        there.iter().filter_map(|i| Some((i.promise_number?, (i.promise_id?, i.promise_words.clone()?)))).collect();
    if rows.iter().filter_map(|r| r.promise).any(|n| !found.contains_key(&n)) {
        for (id, number, words) in promises::open_ones(tx, agreement.id).await? {
            found.entry(number).or_insert((id, words));
        }
    }
    for row in rows.iter().filter(|r| r.promise.is_some_and(|n| !found.contains_key(&n))) {
        faults.add(at("item_issue", row.row), Fault::Choice);
    }
    Ok(found)
}

async fn put_on(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: MeetingId, d: &Details, issue: IssueId, row: &check::Row) -> Result<()> {
    let mut act = Act::new(IssueAct::PutOnAgenda, row.reason.clone());
    act.next_on = Some(d.starts_local.date());
    act.meeting = Some(meeting);
    act.lang = Some(Locale::from_code(&d.lang));
    perform(tx, ctx, agreement, issue, None, &act).await.map_err(|e| at_row(e, row.row, &[("reason", "item_reason")], "item_issue"))?;
    Ok(())
}

/// Sends an issue back to its forum.
pub(super) async fn take_off(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: &Agreement,
    (meeting, lang): (MeetingId, &str),
    issue: IssueId,
    reason: &str,
    next: Option<NaiveDate>,
) -> Result<()> {
    let mut act = Act::new(IssueAct::TakeOffAgenda, reason);
    act.next_on = next;
    act.meeting = Some(meeting);
    act.lang = Some(Locale::from_code(lang));
    perform(tx, ctx, agreement, issue, None, &act).await?;
    Ok(())
}

/// The agenda to be written.
#[derive(Debug)]
pub(super) struct Agenda<'a> {
    /// Its meeting.
    pub meeting: MeetingId,
    /// The meeting's details.
    pub details: &'a Details,
    /// Rows of the form.
    pub rows: &'a [check::Row],
    /// Items that it has already.
    pub there: &'a [Item],
    /// Issues of both, under lock.
    pub issues: &'a BTreeMap<i64, LockedIssue>,
    /// Promises of both.
    pub promises: &'a BTreeMap<i64, (PromiseId, String)>,
    /// Which issues move to it.
    pub moves: Must,
}

impl Agenda<'_> {
    /// Writes the rows in their order. The issues that move are told where they stand.
    pub(super) async fn write(&self, tx: &mut Tx, ctx: &Ctx, agreement: &Agreement) -> Result<()> {
        let mut above: Option<AgendaItemId> = None;
        for (position, row) in (1..).zip(self.rows) {
            let issue = row.issue.and_then(|n| self.issues.get(&n)).map(|i| i.id);
            let promise = row.promise.and_then(|n| self.promises.get(&n));
            let old = self.there.iter().find(|old| is_of(row, old));
            let item = ItemDetails {
                position,
                title: promise.filter(|_| row.title.is_empty()).map_or_else(|| row.title.clone(), |(_, words)| words.clone()),
                issue_id: issue,
                promise_id: promise.map(|(id, _)| *id),
                reason: row.reason.clone(),
                minutes: row.minutes,
                parent_id: above.filter(|_| row.sub),
                presenter: row.presenter.clone(),
            };
            let id = match old {
                Some(old) => {
                    store::update_item(tx, old.id, &item).await?;
                    old.id
                }
                None => store::insert_item(tx, agreement.id, self.meeting, &item).await?,
            };
            if !row.sub {
                above = Some(id);
            }
            let moves = self.moves == Must::All || (self.moves == Must::New && old.is_none());
            if let Some(issue) = issue.filter(|_| moves) {
                put_on(tx, ctx, agreement, self.meeting, self.details, issue, row).await?;
            }
        }
        Ok(())
    }
}
