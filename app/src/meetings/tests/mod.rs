//! Service tests of meetings, each on both databases.

mod actions;
mod adjust;
mod agenda;
mod assembly;
mod calendar;
mod documentation;
mod frozen;
mod hybrid;
mod minutes;
mod pages;
mod people;
mod plan;
mod sign_up;
mod waiting;
mod way;

use super::inputs::{ItemForm, MeetingForm, SignUpForm};
use super::service::{self, Created};
use super::store::{self, Meeting};
use crate::clocks::{ClockKind, store as clocks};
use crate::context::Ctx;
use crate::db::testing::World;
use crate::ids::IssueId;
use crate::issues::service::{IssueForm, post};
use crate::issues::types::IssueState;
use crate::jobs::{Job, Mail};
use crate::scalar;

fn acting(ctx: &Ctx) -> String {
    ctx.actor.as_ref().and_then(|a| a.acting_as).map(|id| id.to_string()).unwrap_or_default()
}

/// A meeting on 1 April 2026 with a free item, then the issues.
fn meeting_form(ctx: &Ctx, key: &str, issues: &[i64]) -> MeetingForm {
    let free = ItemForm { title: "Välkomna".into(), minutes: "15".into(), ..ItemForm::default() };
    let items = issues.iter().map(|n| ItemForm {
        issue: n.to_string(),
        reason: format!("Fråga {n} behöver fler röster."),
        minutes: "30".into(),
        ..ItemForm::default()
    });
    MeetingForm {
        key: key.into(),
        r#as: acting(ctx),
        kind: "hearing".into(),
        title: "Lokaler som räcker".into(),
        theme: "Vi talar om **rum**.".into(),
        access: "Hörslinga.".into(),
        lang: "sv".into(),
        area: "norr".into(),
        place: "Blå stället".into(),
        address: "Torget 1".into(),
        online_url: "https://moten.example.org/rum".into(),
        date: "2026-04-01".into(),
        starts: "17:30".into(),
        ends: "19.30".into(),
        capacity: "10".into(),
        items: std::iter::once(free).chain(items).collect(),
        ..MeetingForm::default()
    }
}

/// Posts an issue; gives its number.
async fn issue(w: &World, key: &str) -> i64 {
    let ctx = w.person("anna").await;
    let form = IssueForm {
        key: key.into(),
        r#as: acting(&ctx),
        title: format!("Trösklar i lokalerna {key}"),
        what: "Vi kommer inte in i tre av lokalerna.".into(),
        why: "Alla ska kunna delta.".into(),
        whom: "Medlemmar med rullstol".into(),
        ask: "En lista med mått för varje lokal.".into(),
        forum: "rost".into(),
        themes: vec!["lokaler".into()],
        areas: vec!["norr".into()],
        principles: vec!["2".into()],
        lang: "sv".into(),
        ..IssueForm::default()
    };
    post(&ctx, "stad", &form).await.unwrap().number
}

/// Announces a meeting with issues on its agenda.
async fn announced(w: &World, issues: &[i64]) -> Created {
    let eva = w.person("eva").await;
    service::create(&eva, "stad", &meeting_form(&eva, "m1", issues)).await.unwrap()
}

async fn meeting(w: &World, number: i64) -> Meeting {
    let ctx = w.visitor();
    let mut conn = ctx.read().await.unwrap();
    store::by_number(&mut conn, w.agreement().id, number, ctx.now()).await.unwrap().unwrap()
}

async fn issue_state(w: &World, number: i64) -> (IssueId, IssueState) {
    let ctx = w.visitor();
    let mut conn = ctx.read().await.unwrap();
    crate::fetch!(conn, (IssueId, IssueState), fetch_one, "SELECT id, state FROM issue WHERE number = $1", number).unwrap()
}

/// Kinds, owners and dates of an issue's open clocks.
async fn clocks_of(w: &World, number: i64) -> Vec<(ClockKind, String, String)> {
    let (id, _) = issue_state(w, number).await;
    let mut conn = w.visitor().read().await.unwrap();
    clocks::of_issue(&mut conn, id).await.unwrap().into_iter().map(|c| (c.kind, c.owner_slug, c.due_on.to_string())).collect()
}

/// Due date of the minutes, while they are promised.
async fn minutes_due(w: &World, number: i64) -> Option<String> {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(
        conn,
        chrono::NaiveDate,
        fetch_optional,
        "SELECT due_on FROM clock WHERE meeting_id = (SELECT id FROM meeting WHERE number = $1) AND kind = 'minutes' AND closed_by IS NULL",
        number
    )
    .unwrap()
    .map(|d| d.to_string())
}

/// How many events of a kind there are.
async fn events(w: &World, kind: &str) -> i64 {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM event WHERE kind = $1", kind).unwrap()
}

/// Mails enqueued so far to an address.
async fn mails_to(w: &World, address: &str) -> Vec<Mail> {
    let mut conn = w.visitor().read().await.unwrap();
    let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job ORDER BY id").unwrap();
    jobs.iter()
        .filter_map(|j| match serde_json::from_str(j).unwrap() {
            Job::Mail(mail) if mail.to == address => Some(mail),
            _ => None,
        })
        .collect()
}

/// Secret of the own link in a mail.
fn token_of(mail: &Mail) -> String {
    let (_, rest) = mail.text.split_once("/anmalan/").unwrap_or_else(|| panic!("no link in {}", mail.text));
    rest.split_whitespace().next().unwrap_or_default().to_string()
}

fn sign(email: &str) -> SignUpForm {
    SignUpForm {
        name: "Mo Åkesson".into(),
        email: email.into(),
        organisation: "Grannarna".into(),
        how: "place".into(),
        needs: "Ledsagning".into(),
        ..SignUpForm::default()
    }
}
