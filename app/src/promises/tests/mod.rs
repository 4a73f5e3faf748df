//! Service tests of talks and promises, each on both databases.

mod acts;
mod agenda;
mod pages;
mod recording;

use super::service::{self, ActForm, PromiseForm};
use super::store::{self, PromiseRow};
use crate::context::Ctx;
use crate::curation::tests::opened_for;
use crate::db::testing::World;
use crate::error::Result;
use crate::meetings::inputs::{ItemForm, MeetingForm};
use crate::meetings::service as meetings;
use crate::scalar;

/// The form of a meeting of a kind on a day, from half past one to three.
fn meeting_form(ctx: &Ctx, key: &str, kind: &str, date: &str) -> MeetingForm {
    MeetingForm {
        key: key.into(),
        r#as: opened_for(ctx),
        kind: kind.into(),
        title: format!("Samtalet {key}"),
        theme: "Vi talar om det som är lovat.".into(),
        lang: "sv".into(),
        place: "Rådhuset".into(),
        date: date.into(),
        starts: "13:30".into(),
        ends: "15:00".into(),
        capacity: "20".into(),
        items: vec![ItemForm { title: "Välkomna".into(), ..ItemForm::default() }],
        ..MeetingForm::default()
    }
}

/// Announces a talk; gives its number.
async fn talk(w: &World, key: &str, date: &str) -> i64 {
    let eva = w.person("eva").await;
    meetings::create(&eva, "stad", &meeting_form(&eva, key, "high_level_talk", date)).await.unwrap().number
}

/// A talk that was held today, a little while ago.
async fn held(w: &World) -> i64 {
    let today = w.visitor().today().to_string();
    let number = talk(w, &format!("h{today}"), &today).await;
    w.app.clock.advance(chrono::TimeDelta::hours(8));
    number
}

/// The form of a promise of the body `park`, made at a talk, to be kept in twenty days.
fn promise_form(ctx: &Ctx, key: &str, talk: i64) -> PromiseForm {
    PromiseForm {
        key: key.into(),
        r#as: opened_for(ctx),
        mote: talk.to_string(),
        words: format!("Vi sätter upp tio bänkar i parken {key}."),
        lang: "sv".into(),
        party: "Kommunstyrelsen".into(),
        function: "ordförande".into(),
        owner: "Parkkontoret".into(),
        kind: "commitment".into(),
        due: (ctx.today() + chrono::TimeDelta::days(20)).to_string(),
        principles: vec!["1".into()],
        commitments: vec!["2".into()],
        ..PromiseForm::default()
    }
}

/// Writes a promise down at a talk that is held now; gives its number.
async fn promised(w: &World, key: &str) -> i64 {
    let talk = held(w).await;
    let eva = w.person("eva").await;
    service::record(&eva, "stad", &promise_form(&eva, key, talk)).await.unwrap()
}

async fn row(w: &World, number: i64) -> PromiseRow {
    let mut conn = w.visitor().read().await.unwrap();
    store::by_number(&mut conn, w.agreement().id, number).await.unwrap().unwrap()
}

/// Performs an act with a text, as the page would send it now.
async fn go(w: &World, ctx: &Ctx, number: i64, act: &str, next_on: &str) -> Result<()> {
    let version = row(w, number).await.version.to_string();
    let form = ActForm {
        key: ctx.rng.secret(),
        r#as: opened_for(ctx),
        version,
        act: act.into(),
        text: format!("Så här blev det med {act}."),
        next_on: next_on.into(),
        ..ActForm::default()
    };
    service::act(ctx, "stad", number, &form).await
}

async fn count(w: &World, sql: &'static str) -> i64 {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

/// Numbers of the promises on a meeting's agenda, in its order.
async fn on_agenda(w: &World, meeting: i64) -> Vec<i64> {
    const SQL: &str = "SELECT p.number FROM agenda_item g JOIN meeting m ON m.id = g.meeting_id JOIN promise p ON p.id = g.promise_id
        WHERE m.number = $1 ORDER BY g.position, g.id";
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, i64, fetch_all, SQL, meeting).unwrap()
}

/// Runs what the job would do.
async fn job(w: &World) {
    super::agenda::bring_up_to_date(&w.visitor(), w.agreement().id).await.unwrap();
}
