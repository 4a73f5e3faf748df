//! Service tests of planning, each on both databases.

mod calendar;
mod choices;
mod wishes;

use super::service::{AnswerForm, WishForm, post};
use crate::context::Ctx;
use crate::curation::tests::opened_for;
use crate::db::testing::World;
use crate::meetings::inputs::MeetingForm;
use crate::meetings::service::{self as meetings, Created};
use crate::scalar;

/// A form that is fine, opened by the context's actor.
fn wish_form(ctx: &Ctx, key: &str) -> WishForm {
    WishForm {
        key: key.into(),
        r#as: opened_for(ctx),
        title: "Hur håller vi lokalerna öppna i sommar?".into(),
        why: "Tre lokaler stänger i juni.\n\nIngen har sagt varför.".into(),
        kind: "hearing".into(),
        forum: "rost".into(),
        area: "norr".into(),
        period: "I april, helst en kväll".into(),
        lang: "sv".into(),
        ..WishForm::default()
    }
}

/// Posts a wish; gives its number.
async fn wished(ctx: &Ctx) -> i64 {
    post(ctx, "stad", &wish_form(ctx, &ctx.rng.secret())).await.unwrap()
}

fn answer_form(ctx: &Ctx, act: &str) -> AnswerForm {
    AnswerForm { key: ctx.rng.secret(), r#as: opened_for(ctx), act: act.into(), reason: "Många berörs.".into(), lang: "sv".into(), ..AnswerForm::default() }
}

/// A meeting in Norr from half past five to half past seven.
fn meeting_form(ctx: &Ctx, title: &str, date: &str) -> MeetingForm {
    MeetingForm {
        key: ctx.rng.secret(),
        r#as: opened_for(ctx),
        kind: "hearing".into(),
        title: title.into(),
        theme: "Vi talar om rum.".into(),
        lang: "sv".into(),
        area: "norr".into(),
        place: "Biblioteket".into(),
        date: date.into(),
        starts: "17:30".into(),
        ends: "19:30".into(),
        capacity: "10".into(),
        ..MeetingForm::default()
    }
}

/// Announces a meeting.
async fn announced(w: &World, title: &str, date: &str) -> Created {
    let eva = w.person("eva").await;
    meetings::create(&eva, "stad", &meeting_form(&eva, title, date)).await.unwrap()
}

async fn count(w: &World, sql: &'static str) -> i64 {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}
