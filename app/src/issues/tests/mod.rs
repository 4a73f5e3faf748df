//! Service tests of issues, each on both databases.

mod backing;
mod editing;
mod posting;
mod reading;
mod talking;

use super::service::{self, ContributionForm, IssueForm, Posted};
use crate::context::Ctx;

/// A form that is fine, opened by the context's actor.
pub fn issue_form(ctx: &Ctx, key: &str) -> IssueForm {
    IssueForm {
        key: key.into(),
        r#as: ctx.actor.as_ref().and_then(|a| a.acting_as).map(|id| id.to_string()).unwrap_or_default(),
        title: "Trösklar i föreningslokaler".into(),
        what: "Vi kommer inte in i **tre** av lokalerna som staden hyr ut.".into(),
        why: "Alla ska kunna delta.".into(),
        whom: "Medlemmar med rullstol".into(),
        ask: "En lista med mått för varje lokal.".into(),
        forum: "rost".into(),
        themes: vec!["lokaler".into()],
        areas: vec!["norr".into(), "soder".into()],
        principles: vec!["2".into()],
        commitments: vec!["1".into()],
        lang: "sv".into(),
        ..IssueForm::default()
    }
}

/// Posts an issue as somebody of the world.
pub async fn posted(ctx: &Ctx, key: &str) -> Posted {
    service::post(ctx, "stad", &issue_form(ctx, key)).await.unwrap()
}

/// A contribution that is fine.
pub fn contribution(ctx: &Ctx, key: &str, text: &str) -> ContributionForm {
    ContributionForm {
        key: key.into(),
        r#as: ctx.actor.as_ref().and_then(|a| a.acting_as).map(|id| id.to_string()).unwrap_or_default(),
        text: text.into(),
        ..ContributionForm::default()
    }
}

/// The last part of an issue's address.
pub fn part(posted: &Posted) -> String {
    format!("{}-{}", posted.number, posted.slug)
}

/// A page as text.
pub async fn html(page: crate::shell::PageResult) -> String {
    let body = axum::body::to_bytes(page.unwrap().into_body(), usize::MAX).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

/// HTML as it looks: without the words that are there for those who do not see it.
pub fn seen(html: &str) -> String {
    let mut parts = html.split("<span class=\"vh\"");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |out, part| out + part.split_once("</span>").map_or("", |(_, rest)| rest))
}

/// How many events of a kind there are.
pub async fn events(ctx: &Ctx, kind: crate::events::EventKind) -> i64 {
    let mut conn = ctx.read().await.unwrap();
    crate::scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM event WHERE kind = $1", kind).unwrap()
}

/// Moves an issue by an act of the kansli.
pub async fn act(ctx: &Ctx, number: i64, act: super::types::IssueAct, next_on: Option<&str>) {
    let act = crate::curation::service::Act { next_on: next_on.map(|d| d.parse().unwrap()), ..crate::curation::service::Act::new(act, "Ett bra skäl.") };
    perform(ctx, number, &act).await;
}

/// The same with everything that an act takes.
pub async fn perform(ctx: &Ctx, number: i64, act: &crate::curation::service::Act) {
    let agreement = ctx.app.catalogue.get("stad").unwrap();
    let mut tx = ctx.write().await.unwrap();
    let id = super::store::write::lock(&mut tx, agreement.id, number).await.unwrap().unwrap().id;
    crate::curation::service::perform(&mut tx, ctx, &agreement, id, None, act).await.unwrap();
    tx.commit().await.unwrap();
}
