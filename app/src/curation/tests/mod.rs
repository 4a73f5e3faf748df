//! Tests of curation: the state machine against both databases, who may do what, each act, two at once, the decision's page and the log.

mod acts;
mod hiding;
mod hiding_issue;
mod machine;
mod own;
pub mod pages;
mod permissions;
mod schema;
mod undoing;
mod walks;

use super::service::{Act, perform};
use crate::context::Ctx;
use crate::db::testing::World;
use crate::error::Result;
use crate::ids::{EventId, ForumId, IssueId};
use crate::issues::rules::{TRANSITIONS, Transition, Who};
use crate::issues::service::IssueForm;
use crate::issues::types::{IssueAct, IssueState};
use crate::{fetch, scalar};
use chrono::{NaiveDate, TimeDelta};
use std::collections::{HashMap, VecDeque};

/// People of the world who act in these tests.
pub struct People {
    /// Of the kansli.
    pub eva: Ctx,
    /// Of the organisation that posts.
    pub anna: Ctx,
    /// Of the body that is asked.
    pub karin: Ctx,
}

impl People {
    /// Signed in.
    pub async fn of(w: &World) -> Self {
        Self { eva: w.person("eva").await, anna: w.person("anna").await, karin: w.person("karin").await }
    }
    /// Whom an act asks for.
    pub fn who(&self, who: Who) -> &Ctx {
        match who {
            Who::Curator => &self.eva,
            Who::Author => &self.anna,
            Who::AskedBody => &self.karin,
        }
    }
}

/// Posts an issue; gives its id and number.
pub async fn posted(ctx: &Ctx, title: &str) -> (IssueId, i64) {
    let form = IssueForm {
        key: ctx.rng.secret(),
        r#as: opened_for(ctx),
        title: title.into(),
        what: "Vi kommer inte in i tre av lokalerna som staden hyr ut.".into(),
        why: "Alla ska kunna delta.".into(),
        whom: "Medlemmar med rullstol".into(),
        ask: "En lista med mått för varje lokal.".into(),
        forum: "rost".into(),
        lang: "sv".into(),
        ..IssueForm::default()
    };
    let number = crate::issues::service::post(ctx, "stad", &form).await.unwrap().number;
    let mut conn = ctx.read().await.unwrap();
    (scalar!(conn, IssueId, fetch_one, "SELECT id FROM issue WHERE number = $1", number).unwrap(), number)
}

/// For whom a form that is opened now is opened.
pub fn opened_for(ctx: &Ctx) -> String {
    ctx.actor.as_ref().and_then(|a| a.acting_as).map(|id| id.to_string()).unwrap_or_default()
}

/// So many days from now.
pub fn in_days(ctx: &Ctx, days: i64) -> NaiveDate {
    ctx.today() + TimeDelta::days(days)
}

/// An act with everything that any act takes.
pub async fn full(w: &World, ctx: &Ctx, act: IssueAct, into: Option<IssueId>) -> Act {
    let mut a = Act::new(act, "Det gäller **många**.");
    a.next_on = Some(in_days(ctx, 20));
    a.to = Some(w.organisation("park").await);
    a.into = into;
    a.forum = Some(ForumId(1));
    a.text = "Vi mäter alla lokaler före sommaren och visar måtten.".into();
    a
}

/// Performs an act in a transaction of its own.
pub async fn go(w: &World, ctx: &Ctx, issue: IssueId, act: &Act) -> Result<EventId> {
    let mut tx = ctx.write().await?;
    let event = perform(&mut tx, ctx, &w.agreement(), issue, None, act).await?;
    tx.commit().await?;
    Ok(event)
}

/// The acts that lead from `submitted` to a state, shortest first.
pub fn path(to: IssueState) -> Vec<&'static Transition> {
    let mut seen: HashMap<IssueState, Vec<&'static Transition>> = HashMap::from([(IssueState::Submitted, Vec::new())]);
    let mut queue = VecDeque::from([IssueState::Submitted]);
    while let Some(state) = queue.pop_front() {
        for t in TRANSITIONS.iter().filter(|t| t.from == state) {
            if !seen.contains_key(&t.to) {
                let mut way = seen[&state].clone();
                way.push(t);
                seen.insert(t.to, way);
                queue.push_back(t.to);
            }
        }
    }
    seen.remove(&to).unwrap()
}

/// An issue of alfa brought to a state by real acts (to `in_forum` by its posting).
pub async fn reach(w: &World, p: &People, state: IssueState, into: IssueId) -> IssueId {
    // ten posts a day is the limit
    w.days_pass(1);
    let (issue, _) = posted(&p.anna, "En fråga som vandrar genom tillstånden").await;
    if state == IssueState::Submitted {
        // alfa has signed, and its issues are published at once: the way back is withdrawn, then reopened
        for act in [IssueAct::Withdraw, IssueAct::Reopen] {
            go(w, &p.anna, issue, &full(w, &p.anna, act, None).await).await.unwrap();
        }
        return issue;
    }
    for t in path(state).iter().filter(|t| t.from != IssueState::Submitted || t.to != IssueState::InForum) {
        let ctx = p.who(t.who);
        // from `submitted` straight to an end: the same act leads there from the forum
        go(w, ctx, issue, &full(w, ctx, t.act, Some(into)).await).await.unwrap();
    }
    issue
}

/// State and version as stored.
pub async fn state_of(ctx: &Ctx, issue: IssueId) -> (IssueState, i64) {
    let mut conn = ctx.read().await.unwrap();
    fetch!(conn, (IssueState, i64), fetch_one, "SELECT state, version FROM issue WHERE id = $1", issue).unwrap()
}

/// Kinds of the issue's own open clocks, with their dates.
pub async fn open_clocks(ctx: &Ctx, issue: IssueId) -> Vec<(String, NaiveDate)> {
    let mut conn = ctx.read().await.unwrap();
    fetch!(
        conn,
        (String, NaiveDate),
        fetch_all,
        "SELECT kind, due_on FROM clock WHERE issue_id = $1 AND action_id IS NULL AND closed_by IS NULL ORDER BY kind, due_on",
        issue
    )
    .unwrap()
}
