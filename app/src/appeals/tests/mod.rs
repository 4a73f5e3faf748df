//! Tests of appeals: who makes, reads and decides them, what is changed back, and what happens meanwhile.

mod deciding;
mod making;
mod meanwhile;

use super::service::{AppealForm, appeal};
use super::service_decide::{DecideForm, decide};
use super::types::AppealOutcome;
use super::{forms, pages};
use crate::context::Ctx;
use crate::curation::service::Act;
use crate::curation::service_hide::{HideForm, hide_contribution};
use crate::curation::tests::{full, go, in_days, opened_for, posted};
use crate::db::testing::World;
use crate::error::{AppError, Refusal, Result};
use crate::ids::{ForumId, IssueId};
use crate::issues::pages::{IssueQuery, issue as issue_page};
use crate::issues::service::{ContributionForm, contribute};
use crate::issues::types::IssueAct;
use crate::jobs::{Job, Mail};
use crate::{execute, fetch, scalar};
use axum::extract::{Path, Query};
use axum::response::Response;

/// What an author writes, which few may read.
const WORDS: &str = "Kanariefåglarna sjunger om att skälet inte stämmer.";

fn against(ctx: &Ctx, contribution: i64) -> AppealForm {
    AppealForm { key: ctx.rng.secret(), r#as: opened_for(ctx), inlagg: contribution.to_string(), text: WORDS.into(), ..AppealForm::default() }
}

fn says(ctx: &Ctx, outcome: &str) -> DecideForm {
    DecideForm {
        key: ctx.rng.secret(),
        r#as: opened_for(ctx),
        outcome: outcome.into(),
        reason: "Frågan gäller **många**.".into(),
        next_on: in_days(ctx, 14).to_string(),
        ..DecideForm::default()
    }
}

async fn appeals(ctx: &Ctx, issue: i64, contribution: i64) -> Result<i64> {
    appeal(ctx, "stad", issue, &against(ctx, contribution)).await
}

async fn decides(ctx: &Ctx, number: i64, outcome: &str) -> Result<AppealOutcome> {
    decide(ctx, "stad", number, &says(ctx, outcome)).await
}

async fn posted_before(w: &World, title: &str) -> bool {
    let ctx = w.visitor();
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM issue WHERE title = $1", title).unwrap() > 0
}

/// An issue of alfa, and an act of the kansli's against it.
async fn acted(w: &World, title: &str, act: IssueAct, into: Option<IssueId>) -> (IssueId, i64) {
    let (anna, eva) = (w.person("anna").await, w.person("eva").await);
    // an organisation does not post the same twice within a day
    let (issue, number) = if posted_before(w, title).await { posted(&anna, &format!("{title} igen")).await } else { posted(&anna, title).await };
    go(w, &eva, issue, &full(w, &eva, act, into).await).await.unwrap();
    (issue, number)
}

async fn declined(w: &World) -> (IssueId, i64) {
    acted(w, "En fråga som avböjs för fort", IssueAct::Decline, None).await
}

/// Contributes to an issue.
async fn wrote(ctx: &Ctx, issue: i64, text: &str) -> i64 {
    let form = ContributionForm { key: ctx.rng.secret(), r#as: opened_for(ctx), text: text.into(), ..ContributionForm::default() };
    contribute(ctx, "stad", issue, &form).await.unwrap().number
}

/// The kansli hides a contribution, or shows it again.
async fn hides(w: &World, issue: i64, contribution: i64, show: bool) {
    let eva = w.person("eva").await;
    let show = if show { "1".to_string() } else { String::new() };
    let form = HideForm { key: eva.rng.secret(), r#as: opened_for(&eva), reason: "Det nämner en granne.".into(), show, ..HideForm::default() };
    hide_contribution(&eva, "stad", issue, contribution, &form).await.unwrap();
}

async fn reopen(w: &World, issue: IssueId) -> Result<()> {
    let eva = w.person("eva").await;
    let act = Act { next_on: Some(in_days(&eva, 10)), ..Act::new(IssueAct::Reopen, "Vi hade fel.") };
    go(w, &eva, issue, &act).await.map(|_| ())
}

/// Gives somebody of the world a civil-society seat in the steering group.
async fn seat(w: &World, name: &str) {
    let ctx = w.visitor();
    let mut tx = ctx.write().await.unwrap();
    let sql =
        "INSERT INTO seat (person_id, body_id, side, function, from_on) SELECT p.id, 3, 'civil_society', '', '2020-01-01' FROM person p WHERE p.email_key = $1";
    execute!(tx, sql, format!("{name}@example.org")).unwrap();
    tx.commit().await.unwrap();
}

/// Events of an issue with the roles in which they were done, oldest first.
async fn events(ctx: &Ctx, issue: IssueId) -> Vec<String> {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, String, fetch_all, "SELECT kind || ' ' || actor_role FROM event WHERE issue_id = $1 ORDER BY id", issue).unwrap()
}

async fn count(ctx: &Ctx, sql: &'static str) -> i64 {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

async fn mails(ctx: &Ctx) -> Vec<Mail> {
    let mut conn = ctx.read().await.unwrap();
    let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id").unwrap();
    jobs.into_iter()
        .map(|payload| match serde_json::from_str(&payload).unwrap() {
            Job::Mail(mail) => mail,
            other => panic!("{other:?}"),
        })
        .collect()
}

async fn html(answer: Result<Response>) -> String {
    let answer = answer.unwrap_or_else(|e| panic!("{e}"));
    String::from_utf8(axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

/// The page of an issue, by what follows its number.
async fn page(ctx: &Ctx, part: &str) -> String {
    html(issue_page(ctx.clone(), Path(("stad".into(), part.into())), Query(IssueQuery::default())).await).await
}

/// The page of an appeal.
async fn appeal_page(ctx: &Ctx, number: i64) -> String {
    html(pages::appeal(ctx.clone(), Path(("stad".into(), number.to_string()))).await).await
}

fn refused<T: std::fmt::Debug>(result: Result<T>, why: Refusal) {
    assert!(matches!(&result, Err(AppError::Refused(r)) if *r == why), "{result:?} is not {why:?}");
}

/// Outcome of each appeal, in order.
async fn outcomes(ctx: &Ctx) -> Vec<Option<String>> {
    let mut conn = ctx.read().await.unwrap();
    fetch!(conn, (Option<String>,), fetch_all, "SELECT outcome FROM appeal ORDER BY number").unwrap().into_iter().map(|(o,)| o).collect()
}
