//! Service tests of lists, and a small way to make issues without the services that post and curate them.

mod filters;
mod forum;
pub(crate) mod pages;
mod paging;

use super::filter::Query;
use super::service::{Listing, list};
use crate::clocks::ClockKind;
use crate::clocks::store::{NewClock, Thing, open};
use crate::context::Ctx;
use crate::db::testing::World;
use crate::events::{EventKind, NewEvent, record};
use crate::ids::{IssueId, OrganisationId};
use crate::issues::types::IssueState as S;
use crate::{execute, scalar, text};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// An issue of the test's own making: of alfa, in the first forum.
#[derive(Clone, Copy)]
pub(crate) struct Make {
    pub(crate) title: &'static str,
    pub(crate) organisation: i64,
    pub(crate) forum: Option<i64>,
    pub(crate) states: &'static [S],
    pub(crate) published: bool,
    /// Hours before now when it last moved.
    pub(crate) moved: i64,
    pub(crate) theme: Option<i64>,
    pub(crate) area: Option<i64>,
    pub(crate) principle: Option<i64>,
    pub(crate) commitment: Option<i64>,
    pub(crate) merged_into: Option<IssueId>,
}

pub(crate) const ISSUE: Make = Make {
    title: "En fråga om lokaler",
    organisation: 6,
    forum: Some(1),
    states: &[S::InForum],
    published: true,
    moved: 1,
    theme: None,
    area: None,
    principle: None,
    commitment: None,
    merged_into: None,
};

/// The ways to each state from where an issue begins.
pub(crate) const WAYS: [&[S]; 9] = [
    &[S::Submitted],
    &[S::InForum],
    &[S::InForum, S::OnAgenda],
    &[S::InForum, S::Referred],
    &[S::InForum, S::Referred, S::Answered],
    &[S::InForum, S::Referred, S::Answered, S::FollowedUp],
    &[S::InForum, S::Closed],
    &[S::InForum, S::Declined],
    &[S::InForum, S::Withdrawn],
];

impl Make {
    pub(crate) async fn insert(self, w: &World) -> IssueId {
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        let number =
            scalar!(tx, i64, fetch_one, "UPDATE agreement_sequence SET issue_number = issue_number + 1 WHERE agreement_id = 1 RETURNING issue_number").unwrap();
        let moved = ctx.now() - TimeDelta::hours(self.moved);
        let published: Option<DateTime<Utc>> = self.published.then(|| moved - TimeDelta::hours(1));
        let id = scalar!(
            tx, IssueId, fetch_one,
            "INSERT INTO issue (agreement_id, number, slug, forum_id, state, title, fold_key, what, why, whom, ask, what_html, why_html, whom_html, ask_html, renderer,
                lang, organisation_id, author_id, created_at, published_at, moved_at)
             VALUES (1, $1, $2, $3, $4, $5, $6, '', '', '', '', '', '', '', '', 1, 'sv', $7, 5, $8, $9, $8) RETURNING id",
            number, text::slug(self.title), self.forum, self.states[0], self.title, text::fold_key(self.title), self.organisation, moved, published
        )
        .unwrap();
        for state in &self.states[1..] {
            execute!(tx, "UPDATE issue SET state = $2 WHERE id = $1", id, *state).unwrap();
        }
        if let Some(into) = self.merged_into {
            execute!(tx, "UPDATE issue SET state = 'merged', merged_into_id = $2 WHERE id = $1", id, into).unwrap();
        }
        for (sql, tag) in [
            ("INSERT INTO issue_theme (agreement_id, issue_id, theme_id) VALUES (1, $1, $2)", self.theme),
            ("INSERT INTO issue_area (agreement_id, issue_id, area_id) VALUES (1, $1, $2)", self.area),
            ("INSERT INTO issue_principle (agreement_id, issue_id, principle_id) VALUES (1, $1, $2)", self.principle),
            ("INSERT INTO issue_commitment (agreement_id, issue_id, commitment_id) VALUES (1, $1, $2)", self.commitment),
        ] {
            if let Some(tag) = tag {
                execute!(tx, sql, id, tag).unwrap();
            }
        }
        tx.commit().await.unwrap();
        id
    }
}

/// Starts a clock of an issue, with the side of its owner.
pub(crate) async fn clock(w: &World, issue: IssueId, kind: ClockKind, owner: i64, due_on: &str) {
    let ctx = w.visitor();
    let mut tx = ctx.write().await.unwrap();
    let agreement = w.agreement().id;
    let opened_by =
        record(&mut tx, &ctx, EventKind::IssueAccepted, NewEvent { agreement: Some(agreement), issue: Some(issue), ..NewEvent::default() }).await.unwrap();
    let side = scalar!(tx, crate::agreements::types::Side, fetch_one, "SELECT side FROM organisation WHERE id = $1", owner).unwrap();
    let due_on: NaiveDate = due_on.parse().unwrap();
    open(&mut tx, &NewClock { agreement, kind, thing: Thing::Issue(issue), owner: OrganisationId(owner), side, due_on, opened_by }).await.unwrap();
    tx.commit().await.unwrap();
}

/// An issue moves to the top of its lists.
pub(crate) async fn touch(w: &World, issue: IssueId, at: DateTime<Utc>) {
    let mut tx = w.visitor().write().await.unwrap();
    execute!(tx, "UPDATE issue SET moved_at = $2 WHERE id = $1", issue, at).unwrap();
    tx.commit().await.unwrap();
}

async fn listed(ctx: &Ctx, query: &str) -> Listing {
    list(ctx, "stad", None, &Query::new(Some(query))).await.unwrap_or_else(|e| panic!("{query}: {e}"))
}

async fn found(ctx: &Ctx, query: &str) -> Vec<IssueId> {
    let mut ids: Vec<_> = listed(ctx, query).await.rows.iter().map(|r| r.id).collect();
    ids.sort();
    ids
}
