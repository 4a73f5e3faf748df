//! Service tests of consensus, each on both databases.

mod answering;
mod asking;
mod changing;
mod hiding;
mod pages;

use super::service::{AnswerForm, ProposeForm, answer, proposal, propose};
use super::types::ProposalState;
use crate::context::Ctx;
use crate::curation::tests::{opened_for, posted};
use crate::db::testing::World;
use crate::error::Result;
use crate::issues::service::{ContributionForm, contribute};
use crate::jobs::{Job, Mail};
use crate::scalar;

/// A form that is fine, opened by the context's actor.
fn propose_form(ctx: &Ctx, om: &str) -> ProposeForm {
    ProposeForm {
        key: ctx.rng.secret(),
        r#as: opened_for(ctx),
        om: om.into(),
        title: "Forumet träffas en kväll i månaden".into(),
        now: "Forumet träffas när någon kallar.".into(),
        text: "Forumet träffas den första tisdagen i varje månad.".into(),
        why: "Ingen vet när nästa träff är.".into(),
        until: "2026-04-01".into(),
        lang: "sv".into(),
    }
}

/// Alfa and beta, which have signed, take part in the forum `rost`; gives the number of the issue.
async fn take_part(w: &World) -> i64 {
    let (_, number) = posted(&w.person("anna").await, "Alfas fråga om lokaler").await;
    writes_in(&w.person("bo").await, number).await;
    number
}

/// Takes part in an issue; what waits for the kansli is published.
async fn writes_in(ctx: &Ctx, number: i64) {
    let form = ContributionForm { key: ctx.rng.secret(), r#as: opened_for(ctx), text: "Så är det hos oss också.".into(), ..ContributionForm::default() };
    contribute(ctx, "stad", number, &form).await.unwrap();
    let mut tx = ctx.write().await.unwrap();
    crate::execute!(tx, "UPDATE contribution SET published_at = created_at WHERE published_at IS NULL").unwrap();
    tx.commit().await.unwrap();
}

/// Whatever is open is taken back.
async fn taken_back(w: &World) {
    let mut tx = w.person("eva").await.write().await.unwrap();
    crate::execute!(tx, "UPDATE consensus SET state = 'withdrawn', closed_on = '2026-03-02' WHERE state = 'open'").unwrap();
    tx.commit().await.unwrap();
}

/// Alfa proposes that the forum `rost` works in another way; gives the number.
async fn proposed(w: &World) -> i64 {
    take_part(w).await;
    let anna = w.person("anna").await;
    propose(&anna, "stad", &propose_form(&anna, "forum-rost")).await.unwrap()
}

/// Answers as the context's actor, having read the page.
async fn says(ctx: &Ctx, number: i64, what: &str, reason: &str) -> Result<()> {
    answer(ctx, "stad", number, &answer_form(ctx, number, what, reason).await).await
}

async fn answer_form(ctx: &Ctx, number: i64, what: &str, reason: &str) -> AnswerForm {
    let seen = proposal(ctx, "stad", number).await.unwrap();
    let version = seen.proposal.version;
    let revision = seen.own().and_then(|own| own.to(version)).map_or(0, |g| g.revision);
    AnswerForm {
        key: ctx.rng.secret(),
        r#as: opened_for(ctx),
        version: version.to_string(),
        revision: revision.to_string(),
        answer: what.into(),
        reason: reason.into(),
        lang: "sv".into(),
    }
}

async fn state(w: &World, number: i64) -> ProposalState {
    proposal(&w.visitor(), "stad", number).await.unwrap().proposal.state
}

/// The date of the open clock, if there is one.
async fn due(w: &World) -> Option<String> {
    let mut conn = w.visitor().read().await.unwrap();
    let day = scalar!(conn, chrono::NaiveDate, fetch_optional, "SELECT due_on FROM clock WHERE kind = 'consensus' AND closed_by IS NULL").unwrap();
    day.map(|d| d.to_string())
}

async fn count(w: &World, sql: &'static str) -> i64 {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

/// Mails about proposals, in order.
async fn mails(w: &World) -> Vec<Mail> {
    let mut conn = w.visitor().read().await.unwrap();
    let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id").unwrap();
    jobs.into_iter()
        .filter_map(|payload| match serde_json::from_str(&payload).unwrap() {
            Job::Mail(mail) if mail.text.contains("/samsyn/") => Some(mail),
            _ => None,
        })
        .collect()
}
