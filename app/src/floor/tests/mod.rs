//! Tests of meetings that run, the services each on both databases.

mod lead;
mod live;
mod minutes;
mod pages;
mod part;
mod rules;

use super::service::{self, AskForm, LeadForm, Led};
use super::store::{self, Asker, Floor};
use super::token::Token;
use crate::context::{Ctx, secret_hash};
use crate::db::testing::World;
use crate::error::Result;
use crate::meetings::inputs::{ItemForm, MeetingForm};
use crate::meetings::store::{self as meetings, Place, Sign};
use crate::meetings::types::RegistrationState;
use crate::meetings::{self as m};
use crate::scalar;
use crate::text;
use chrono::{DateTime, Utc};

fn acting(ctx: &Ctx) -> String {
    ctx.actor.as_ref().and_then(|a| a.acting_as).map(|id| id.to_string()).unwrap_or_default()
}

/// Meeting 1: on 1 April 2026 from 17.30 to 19.30, with three items, of which the first takes 20 minutes. The clock is set to a quarter
/// before.
async fn meeting(w: &World) {
    let eva = w.person("eva").await;
    let item = |title: &str, minutes: &str| ItemForm { title: title.into(), minutes: minutes.into(), ..ItemForm::default() };
    let form = MeetingForm {
        key: "m1".into(),
        r#as: acting(&eva),
        kind: "hearing".into(),
        title: "Om lampan".into(),
        theme: "Vem lagar lampan?".into(),
        lang: "sv".into(),
        place: "Biblioteket".into(),
        date: "2026-04-01".into(),
        starts: "17:30".into(),
        ends: "19:30".into(),
        capacity: "500".into(),
        items: vec![item("Välkomna", "20"), item("Vad lampan kostar", "30"), item("Sedan", "")],
        ..MeetingForm::default()
    };
    m::service::create(&eva, "stad", &form).await.unwrap();
    w.app.clock.set("2026-04-01T15:15:00Z".parse::<DateTime<Utc>>().unwrap());
}

/// Somebody who signed up and confirmed, with the secret of their own link.
async fn signed_up(w: &World, name: &str, organisation: &str) -> Token {
    let ctx = w.visitor();
    let email = format!("{}@example.net", text::slug(name));
    let secret = format!("hemlig{}", text::slug(name).replace('-', ""));
    let sign = Sign { name: name.into(), email: email.clone(), organisation: organisation.into(), ..Sign::default() };
    let mut tx = ctx.write().await.unwrap();
    let id = meetings::by_number(&mut tx, w.agreement().id, 1, ctx.now()).await.unwrap().unwrap().id;
    assert!(meetings::take_place(&mut tx, id, false).await.unwrap());
    let place = Place {
        sign: &sign,
        email_key: &text::email_key(&email),
        locale: "sv",
        person: None,
        token_hash: &secret_hash(&secret),
        state: RegistrationState::Confirmed,
        held_until: None,
        now: ctx.now(),
        code: &meetings::free_code(&mut tx, &ctx, id).await.unwrap(),
    };
    meetings::put_registration(&mut tx, w.agreement().id, id, &place).await.unwrap();
    tx.commit().await.unwrap();
    Token::of(&secret)
}

async fn ask(w: &World, token: &Token, key: &str, words: &str, show: bool) -> Result<i64> {
    let form = AskForm { key: key.into(), text: words.into(), lang: "sv".into(), show: if show { "1".into() } else { String::new() } };
    service::ask(&w.visitor(), "stad", 1, token, &form).await
}

async fn lead(ctx: &Ctx, gor: &str) -> Result<Led> {
    service::lead(ctx, "stad", 1, &LeadForm { r#as: acting(ctx), gor: gor.into(), ..LeadForm::default() }).await
}

/// Gives the word to whom it belongs to next.
async fn give(w: &World, ctx: &Ctx) -> Result<Led> {
    let next = floor(w).await.waiting_speakers().first().map_or(0, |s| s.id.0);
    lead(ctx, &format!("ordet-{next}")).await
}

async fn floor(w: &World) -> Floor {
    let mut conn = w.visitor().read().await.unwrap();
    store::floor(&mut conn, w.agreement().id, 1, Asker::default()).await.unwrap().unwrap()
}

async fn count(w: &World, sql: &'static str) -> i64 {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}
