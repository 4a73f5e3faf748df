//! Service tests of bodies, each on both databases.

mod answering;
mod pages;
mod running;
mod seats;

use super::service::{self, AnswerForm, Answered, OfferForm, SeatForm, answer, change, offer};
use super::types::Sitting;
use crate::context::Ctx;
use crate::db::testing::World;
use crate::error::{AppError, Fault, Refusal, Result};
use crate::ids::{OrganisationId, SeatId};
use crate::jobs::{Job, Mail};
use crate::{execute, scalar};

fn acting(ctx: &Ctx) -> String {
    ctx.actor.as_ref().and_then(|a| a.acting_as).map(|id| id.to_string()).unwrap_or_default()
}

/// A mixed group with three seats for each side, which must be equal: park convenes it, alfa appoints for civil society, hall for the public side.
async fn group(w: &World) -> OrganisationId {
    const GROUP: &str = "INSERT INTO organisation (slug, name, sort_key, fold_key, kind, side, created_at)
        VALUES ('samverkan', 'Samverkansgruppen', 'sa', 'samverkansgruppen', 'group', 'both', $1) RETURNING id";
    const BODY: &str = "INSERT INTO body (agreement_id, body_id, kind, does_sv, does_en, convener_id, seats_civil, seats_public, equal_numbers, term_months, review_months, position)
        VALUES (1, $1, 'collaboration_group', 'Arbetar ihop.', 'Works together.', 4, 3, 3, TRUE, 24, 12, 3)";
    const PARTY: &str = "INSERT INTO body_party (agreement_id, body_id, role, organisation_id) VALUES (1, $1, $2, $3)";
    let ctx = w.visitor();
    let mut tx = ctx.write().await.unwrap();
    let id = scalar!(tx, OrganisationId, fetch_one, GROUP, ctx.now()).unwrap();
    execute!(tx, BODY, id).unwrap();
    execute!(tx, PARTY, id, "appoints_civil", OrganisationId(6)).unwrap();
    execute!(tx, PARTY, id, "appoints_public", OrganisationId(5)).unwrap();
    tx.commit().await.unwrap();
    id
}

fn form(ctx: &Ctx, key: &str, email: &str, side: &str) -> OfferForm {
    OfferForm { key: key.into(), r#as: acting(ctx), email: email.into(), side: side.into(), function: "ledamot".into(), ..OfferForm::default() }
}

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

/// Secret of the newest offer to an address.
async fn secret(w: &World, address: &str) -> String {
    let mails = mails_to(w, address).await;
    let (_, rest) = mails.last().unwrap_or_else(|| panic!("no mail to {address}")).text.split_once("/plats/").unwrap();
    rest.split_whitespace().next().unwrap_or_default().to_string()
}

fn yes(name: &str) -> AnswerForm {
    AnswerForm { answer: "accept".into(), name: name.into(), ..AnswerForm::default() }
}

/// Offers somebody of the world a place, who accepts. Gives what came of it.
async fn seated(w: &World, ctx: &Ctx, who: &str, offer_form: OfferForm) -> Result<Answered> {
    let address = format!("{who}@example.org");
    offer(ctx, "stad", "samverkan", &OfferForm { email: address.clone(), ..offer_form }).await?;
    answer(&w.visitor(), &secret(w, &address).await, &yes("")).await
}

/// The newest seat of somebody in a body.
async fn seat_of(w: &World, who: &str, body: OrganisationId) -> SeatId {
    const SQL: &str = "SELECT s.id FROM seat s JOIN person p ON p.id = s.person_id WHERE p.email_key = $1 AND s.body_id = $2 ORDER BY s.id DESC LIMIT 1";
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, SeatId, fetch_one, SQL, format!("{who}@example.org"), body).unwrap()
}

/// The form of a seat as it is stored.
async fn stored(ctx: &Ctx, slug: &str, seat: SeatId) -> SeatForm {
    let page = service::seat(ctx, "stad", slug, &Sitting::Seat(seat).to_string()).await.unwrap();
    SeatForm {
        key: ctx.rng.secret(),
        r#as: acting(ctx),
        version: page.holder.version.to_string(),
        post: page.holder.post.map(|p| p.to_string()).unwrap_or_default(),
        function: page.holder.function.clone(),
        to_on: page.holder.to_on.map(|d| d.to_string()).unwrap_or_default(),
        lang: "sv".into(),
        ..SeatForm::default()
    }
}

async fn save(ctx: &Ctx, slug: &str, seat: SeatId, form: &SeatForm) -> Result<()> {
    change(ctx, "stad", slug, &Sitting::Seat(seat).to_string(), form).await
}

/// Ends a seat with yesterday as its last day.
async fn end(ctx: &Ctx, slug: &str, seat: SeatId) -> Result<()> {
    let on = (ctx.today() - chrono::TimeDelta::days(1)).to_string();
    let form = SeatForm { act: "end".into(), on, ..stored(ctx, slug, seat).await };
    save(ctx, slug, seat, &form).await
}

async fn count(w: &World, sql: &'static str) -> i64 {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

fn refused<T: std::fmt::Debug>(result: Result<T>, why: Refusal) {
    assert!(matches!(&result, Err(AppError::Refused(r)) if *r == why), "{result:?}, not {why:?}");
}

fn fault_at<T: std::fmt::Debug>(result: Result<T>, field: &str) -> Fault {
    let Err(AppError::Invalid(faults)) = result else { panic!("{result:?} is no fault at {field}") };
    faults.of(field).cloned().unwrap_or_else(|| panic!("{faults:?} at {field}"))
}
