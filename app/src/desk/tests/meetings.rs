//! What comes of meetings on the desks: minutes to write and to adjust, actions that are late, seats that are offered.

use super::plans::{ask, meeting, open};
use super::todo::read;
use crate::bodies::service::{OfferForm, offer};
use crate::context::Ctx;
use crate::curation::tests::pages::html;
use crate::curation::tests::{in_days, opened_for, posted};
use crate::desk::pages;
use crate::desk::service::DeskQuery;
use crate::desk::types::Queue;
use crate::meetings::inputs::after::RoundForm;
use crate::meetings::inputs::{ActionForm, AdjusterForm, MinutesForm, MinutesItem};
use crate::meetings::service::{call_back, create, publish_minutes, send};
use crate::{execute, on_both};
use axum::extract::{Path, RawQuery};

/// Minutes of a meeting with one free item.
fn minutes(ctx: &Ctx, key: &str) -> MinutesForm {
    let item = MinutesItem { said: "Vi hörde alla.".into(), decided: "Det blir så.".into(), ..MinutesItem::default() };
    MinutesForm { key: key.into(), r#as: opened_for(ctx), items: vec![item], ..MinutesForm::default() }
}

/// A meeting that was held yesterday.
async fn held(w: &crate::db::testing::World) -> Ctx {
    let eva = w.person("eva").await;
    create(&eva, "stad", &meeting(&eva, "m1", "Kvällen om rum", 3)).await.unwrap();
    w.days_pass(4);
    eva
}

async fn queue(ctx: &Ctx, queue: Queue) -> String {
    open(ctx, DeskQuery { ko: queue.code().into(), ..DeskQuery::default() }).await
}

async fn counts(ctx: &Ctx) -> [usize; 2] {
    let desk = ask(ctx, DeskQuery::default()).await;
    [Queue::Minutes, Queue::Adjusting].map(|q| desk.count(q, ctx))
}

on_both! {
    async fn minutes_are_written_and_then_adjusted(w: World) {
        let eva = held(w).await;
        assert_eq!(counts(&eva).await, [1, 0]);
        assert!(queue(&eva, Queue::Minutes).await.contains("Den äldsta har väntat en dag."));
        let adjuster = |function: &str, email: &str| AdjusterForm { function: function.into(), email: email.into(), ..AdjusterForm::default() };
        let two = vec![adjuster("justerare", "Anna@example.org"), adjuster("ordförande", "moa@example.net")];
        send(&eva, "stad", 1, &MinutesForm { attending: "Föreningen Alfa; 2".into(), adjusters: two, ..minutes(&eva, "s1") }).await.unwrap();
        assert_eq!(counts(&eva).await, [0, 1]);
        let page = queue(&eva, Queue::Adjusting).await;
        assert!(page.contains("0 av 2 har godkänt") && page.contains("?ko=justering&amp;mote=1#mote-1"), "{page}");
        // whoever is asked sees it among what waits for them; nobody else does
        let page = read(&w.person("anna").await).await;
        assert!(page.contains("id=\"justera\"") && page.contains("Kvällen om rum") && page.contains("du läser som justerare"), "{page}");
        for name in ["bo", "dua", "karin", "sia", "olle"] {
            assert!(!read(&w.person(name).await).await.contains("id=\"justera\""), "{name}");
        }
        let answers = async |sql: &'static str| {
            let mut tx = eva.write().await.unwrap();
            execute!(tx, sql, eva.now()).unwrap();
            tx.commit().await.unwrap();
        };
        answers("UPDATE minutes_adjuster SET answer = 'change', words = 'Tre.', answered_at = $1 WHERE position = 2").await;
        assert!(queue(&eva, Queue::Adjusting).await.contains("Någon vill ändra"));
        assert!(read(&w.person("anna").await).await.contains("id=\"justera\""));
        answers("UPDATE minutes_adjuster SET answer = 'approved', answered_at = $1").await;
        assert!(!read(&w.person("anna").await).await.contains("id=\"justera\""), "they have answered");
        w.days_pass(30);
        let desk = ask(&eva, DeskQuery::default()).await;
        assert!(queue(&eva, Queue::Adjusting).await.contains("Justerade, kan publiceras") && !desk.is_late(Queue::Adjusting, &eva), "nobody is waited for");
        // called back, they are to be written again
        call_back(&eva, "stad", 1, &RoundForm { key: "c1".into(), r#as: opened_for(&eva), act: "call_back".into(), round: "1".into() }).await.unwrap();
        assert_eq!(counts(&eva).await, [1, 0]);
    }

    async fn a_late_action_stands_on_both_desks(w: World) {
        let eva = held(w).await;
        let action = ActionForm { what: "Räkna trösklarna".into(), owner: "park".into(), due: in_days(&eva, 5).to_string(), function: "driftchef".into(), ..ActionForm::default() };
        let mut form = MinutesForm { chair: "kansliansvarig".into(), version: "1".into(), ..minutes(&eva, "p1") };
        form.items[0].actions = vec![action];
        publish_minutes(&eva, "stad", 1, &form).await.unwrap();
        assert_eq!(counts(&eva).await, [0, 0]);
        let page = read(&w.person("karin").await).await;
        assert!(page.contains("Räkna trösklarna") && page.contains("/stad/atgarder/1\"") && page.contains("?bocka="), "{page}");
        assert!(!read(&w.person("hugo").await).await.contains("Räkna trösklarna"), "another body's");
        assert_eq!(ask(&eva, DeskQuery::default()).await.count(Queue::Actions, &eva), 0);
        w.days_pass(6);
        let desk = ask(&eva, DeskQuery::default()).await;
        assert_eq!([Queue::Actions, Queue::Promises, Queue::Overdue].map(|q| desk.count(q, &eva)), [1, 0, 1]);
        let page = queue(&eva, Queue::Actions).await;
        assert!(page.contains("Räkna trösklarna") && page.contains("/stad/atgarder/1\"") && page.contains("Kvällen om rum"), "{page}");
    }

    async fn a_seat_that_is_offered_waits_for_whoever_is_asked(w: World) {
        let karin = w.person("karin").await;
        let form = OfferForm { key: "o1".into(), r#as: opened_for(&karin), email: "Hugo@example.org".into(), side: "public".into(), ..OfferForm::default() };
        offer(&karin, "stad", "styrgrupp", &form).await.unwrap();
        let page = read(&w.person("hugo").await).await;
        assert!(page.contains("id=\"erbjuden\"") && page.contains("/stad/organ/styrgrupp\""), "{page}");
        for name in ["karin", "anna", "eva", "pia"] {
            assert!(!read(&w.person(name).await).await.contains("id=\"erbjuden\""), "{name}");
        }
    }

    async fn decisions_about_several_lead_back_to_the_queue_as_it_was_narrowed(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "Alfas fråga om trösklar").await;
        let page = open(&eva, DeskQuery { ko: "nya".into(), forum: "rost".into(), ..DeskQuery::default() }).await;
        assert!(page.contains("name=\"ko\" value=\"nya&amp;forum=rost\""), "{page}");
        let bulk = |query: &str| pages::bulk(eva.clone(), Path("stad".into()), RawQuery(Some(query.into())));
        let (_, page) = html(bulk("ko=nya%26forum%3Drost&fraga=1").await).await;
        assert!(page.contains("/stad/skrivbord?ko=nya&amp;forum=rost\"") && page.contains("flera?ko=nya%26forum%3Drost&amp;akt="), "{page}");
        // an address says no more than where one was
        let (_, page) = html(bulk("ko=nya%26forum%3D%2F%2Fx.example%26till%3Dx&fraga=1").await).await;
        assert!(page.contains("/stad/skrivbord?ko=nya\"") && !page.contains("href=\"//x.example"), "{page}");
    }
}
