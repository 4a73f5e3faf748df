//! The kansli's desk: who sees it, what its queues hold, how much it asks the database.

use crate::context::Ctx;
use crate::curation::tests::pages::{fresh, html};
use crate::curation::tests::{People, full, go, posted};
use crate::desk::pages::desk;
use crate::desk::service::DeskQuery;
use crate::desk::types::Queue;
use crate::error::{AppError, Refusal};
use crate::issues::types::IssueAct;
use crate::on_both;
use crate::shell::PageResult;
use axum::extract::{Path, Query};

pub async fn open_desk(ctx: &Ctx, ko: &str, fraga: Option<i64>, akt: &str) -> PageResult {
    desk(ctx.clone(), Path("stad".into()), Query(DeskQuery { ko: ko.into(), fraga, akt: akt.into(), ..DeskQuery::default() })).await
}

on_both! {
    async fn the_desk_is_for_civil_seats_of_the_kansli(w: World) {
        assert!(matches!(open_desk(&w.visitor(), "", None, "").await, Err(AppError::SignInFirst)));
        assert!(matches!(open_desk(&w.person("per").await, "", None, "").await, Err(AppError::Refused(Refusal::CivilSeatsOnly))), "a public seat");
        for name in ["ida", "anna", "karin", "pia", "sia", "olle"] {
            assert!(matches!(open_desk(&w.person(name).await, "", None, "").await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        let eva = w.person("eva").await;
        let mut actor = (**eva.actor.as_ref().unwrap()).clone();
        actor.acting_as = None;
        let (status, page) = html(open_desk(&eva.with_actor(actor), "", None, "").await).await;
        assert!(status == 200 && page.contains("action=\"/agera-som\"") && page.contains("name=\"as\" value=\"2\"") && !page.contains("class=\"desk"));
        for queue in Queue::ALL {
            let (status, page) = html(open_desk(&eva, queue.code(), None, "").await).await;
            assert!(status == 200 && page.contains("class=\"empty\""), "{queue}");
        }
    }

    async fn queues_hold_what_waits_and_what_is_late(w: World) {
        let p = People::of(w).await;
        let (cia, ida) = (w.person("cia").await, w.person("ida").await);
        let (_, waiting) = posted(&cia, "Nätverkets fråga om nattlampor").await;
        let (_, new) = posted(&p.anna, "Alfas fråga om trösklar").await;
        let (back, _) = posted(&p.anna, "Alfas fråga om vaktmästare").await;
        go(w, &p.eva, back, &full(w, &p.eva, IssueAct::AskBack, None).await).await.unwrap();
        let (referred, _) = posted(&p.anna, "Alfas fråga om mått").await;
        go(w, &p.eva, referred, &full(w, &p.eva, IssueAct::Refer, None).await).await.unwrap();
        let contribution = crate::issues::service::ContributionForm { key: "k1".into(), text: "Jag känner igen det här.".into(), lang: "sv".into(), ..Default::default() };
        crate::issues::service::contribute(&ida, "stad", new, &contribution).await.unwrap();

        let (_, page) = html(open_desk(&p.eva, "publicering", None, "").await).await;
        assert!(page.contains("nattlampor") && page.contains(&format!("fraga={new}&amp;inlagg=1")) && !page.contains("vaktmästare"));
        assert!(page.contains("<leptos-island"), "keys");
        let (_, page) = html(open_desk(&p.eva, "nya", None, "").await).await;
        assert!(page.contains("trösklar") && !page.contains("Alfas fråga om mått") && !page.contains("nattlampor"));
        let (_, page) = html(open_desk(&p.eva, "komplettering", None, "").await).await;
        assert!(page.contains("vaktmästare") && !page.contains("nattlampor"));
        let (_, page) = html(open_desk(&p.eva, "forsenat", None, "").await).await;
        assert!(page.contains("class=\"empty\""));

        w.days_pass(30);
        let (_, page) = html(open_desk(&p.eva, "forsenat", None, "").await).await;
        let (own, others) = page.split_once("id=\"others\"").unwrap();
        assert!(own.contains("nattlampor") && own.contains("trösklar") && others.contains("Alfas fråga om mått") && others.contains("vaktmästare"));
        assert!(own.find("nattlampor") < own.find("trösklar"), "oldest duty first");
        // without a queue in the address: the one that holds what was chosen
        let (_, page) = html(open_desk(&p.eva, "", Some(waiting), "").await).await;
        assert!(page.contains("class=\"desk open\"") && page.contains("akt=accept") && page.contains("akt=decline"));
    }

    async fn the_desk_asks_the_database_little(w: World) {
        let p = People::of(w).await;
        let (_, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        for (fraga, akt) in [(None, ""), (Some(number), ""), (Some(number), "refer")] {
            let ctx = fresh(&p.eva);
            let (status, _) = html(open_desk(&ctx, "nya", fraga, akt).await).await;
            assert_eq!(status, 200);
            // an open issue has its notes
            let most = if fraga.is_some() { 5 } else { 4 };
            assert!(ctx.statement_count() <= most, "{fraga:?} {akt}: {}", ctx.statement_count());
        }
    }
}
