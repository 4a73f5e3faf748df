//! What waits for an organisation or a public body, and the kansli's own day.

use super::queues::open_desk;
use super::wrote;
use crate::appeals::service::{AppealForm, appeal};
use crate::bodies::service::{OfferForm, offer};
use crate::context::Ctx;
use crate::curation::service_hide::{HideForm, hide_contribution};
use crate::curation::service_hide_issue::hide_issue;
use crate::curation::service_publish::{PublishForm, publish_contribution};
use crate::curation::tests::pages::{fresh, html};
use crate::curation::tests::{People, full, go, opened_for, posted};
use crate::desk::pages::todo;
use crate::desk::service::todo::{self as service, Way};
use crate::error::AppError;
use crate::issues::types::IssueAct;
use crate::on_both;
use axum::extract::Path;

pub(super) async fn read(ctx: &Ctx) -> String {
    let ctx = fresh(ctx);
    let (status, page) = html(todo(ctx.clone(), Path("stad".into())).await).await;
    assert_eq!(status, 200);
    assert!(ctx.statement_count() <= 4, "{}", ctx.statement_count());
    page
}

on_both! {
    async fn an_officer_comes_to_the_answer_in_one_step(w: World) {
        let p = People::of(w).await;
        let (issue, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        assert!(read(&p.karin).await.contains("class=\"empty\""));
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::Refer, None).await).await.unwrap();
        let page = read(&p.karin).await;
        assert!(page.contains("trösklar") && page.contains(&format!("/stad/fragor/{number}-")) && page.contains("/beslut?akt=answer"), "{page}");
        assert!(page.contains("id=\"senare\""), "in twenty days");
        assert!(!read(&w.person("hugo").await).await.contains("trösklar"), "another body's");
        w.days_pass(20);
        assert!(read(&p.karin).await.contains("id=\"i-dag\""));
        w.days_pass(1);
        assert!(read(&p.karin).await.contains("id=\"sent\""));
    }

    async fn an_organisation_sees_what_it_is_asked_and_what_came_in(w: World) {
        let p = People::of(w).await;
        let bo = w.person("bo").await;
        let (issue, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::AskBack, None).await).await.unwrap();
        wrote(&bo, number).await;
        wrote(&p.anna, number).await;
        let page = read(&p.anna).await;
        assert!(page.contains("/beslut?akt=complete"), "{page}");
        assert!(page.contains("id=\"egna\"") && page.contains("Föreningen Beta"), "{page}");
        let news = page.split("id=\"nytt\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(!news.contains("Föreningen Alfa"), "what one did oneself is no news: {news}");
        assert!(news.contains("Kansliet"), "{news}");
        w.days_pass(8);
        let page = read(&p.anna).await;
        assert!(!page.split("id=\"nytt\"").nth(1).unwrap().split("</section>").next().unwrap().contains("Föreningen Beta"), "a week is over");
    }

    async fn what_is_not_public_stays_with_its_own(w: World) {
        let cia = w.person("cia").await;
        posted(&cia, "Gammas fråga om nattlampor").await;
        assert!(read(&cia).await.contains("nattlampor"), "its own waits");
        for name in ["per", "anna", "karin", "pia", "sia", "olle"] {
            assert!(!read(&w.person(name).await).await.contains("nattlampor"), "{name}");
        }
    }

    async fn what_was_declined_unread_keeps_its_words(w: World) {
        let (cia, eva) = (w.person("cia").await, w.person("eva").await);
        let (issue, number) = posted(&cia, "Gammas fråga om nattlampor").await;
        go(w, &eva, issue, &full(w, &eva, IssueAct::Decline, None).await).await.unwrap();
        let text = "Skälet stämmer inte, och ingen frågade oss.".to_string();
        appeal(&cia, "stad", number, &AppealForm { key: "a".into(), r#as: opened_for(&cia), text, ..AppealForm::default() }).await.unwrap();
        for (name, expected) in [("sia", true), ("olle", false)] {
            let page = read(&w.person(name).await).await;
            assert_eq!(page.contains(&format!("/stad/fragor/{number}-avbojd")), expected, "{name}: {page}");
            assert_eq!(page.contains("Civilsamhällets platser avgör det"), !expected, "the public seat is told who decides: {name}: {page}");
            assert!(!page.contains("nattlampor"), "{name} reads no word of it: {page}");
        }
        // who decides comes to where that is done; the public seat has nothing to decide
        let sia = w.person("sia").await;
        let (agreement, seen) = service::todo(&sia, "stad").await.unwrap();
        assert_eq!(service::way(&sia, &agreement, &seen.unwrap().promises[0]), Some(Way::Appeal(1)));
        let (_, seen) = service::todo(&w.person("olle").await, "stad").await.unwrap();
        let seen = seen.unwrap();
        assert!(seen.promises.is_empty() && seen.appeals_of_others == 1, "{seen:?}");
    }

    async fn an_appeal_is_its_makers_and_waits_for_a_seat_whoever_one_acts_for(w: World) {
        let p = People::of(w).await;
        let bo = w.person("bo").await;
        let (_, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        let n = wrote(&bo, number).await;
        let start = |ctx: Ctx| async move { html(crate::agreements::pages::start(ctx, Path("stad".into())).await).await.1 };
        let elsewhere = |ctx: &Ctx, acting_as| {
            let actor = crate::accounts::types::Actor { acting_as, ..(**ctx.actor.as_ref().unwrap()).clone() };
            fresh(ctx).with_actor(actor)
        };
        assert!(!read(&elsewhere(&w.person("sia").await, None)).await.contains("Något väntar på dig"), "nothing waits yet");
        let hide = HideForm { key: "h".into(), r#as: opened_for(&p.eva), reason: "Det nämner en granne.".into(), ..HideForm::default() };
        hide_contribution(&p.eva, "stad", number, n, &hide).await.unwrap();
        let text = "Ingen granne nämns i det jag skrev.".to_string();
        let form = AppealForm { key: "a".into(), r#as: opened_for(&bo), inlagg: n.to_string(), text, ..AppealForm::default() };
        let appeal = appeal(&bo, "stad", number, &form).await.unwrap();
        let sia = w.person("sia").await;
        let page = read(&sia).await;
        let promised = page.split("id=\"lovat\"").nth(1).unwrap().split("id=\"egna\"").next().unwrap();
        assert!(promised.contains("Föreningen Beta") && !promised.contains("Föreningen Alfa"), "who appealed, not who raised the issue: {promised}");
        assert!(promised.contains(&format!("/stad/overklaganden/{appeal}\"")) && promised.contains("Pröva överklagandet"), "{promised}");
        assert!(!page.contains("Något väntar på dig"), "they act for it already: {page}");
        let own = elsewhere(&sia, None);
        let page = html(todo(own.clone(), Path("stad".into())).await).await.1;
        assert!(page.contains("Något väntar på dig som") && page.contains("name=\"as\" value=\"3\""), "{page}");
        // the start page owes nothing to whoever may not answer
        assert!(start(fresh(&sia)).await.contains("id=\"lk\""));
        let olle = w.person("olle").await;
        assert!(!start(fresh(&olle)).await.contains("id=\"lk\""));
        assert!(!html(todo(elsewhere(&olle, None), Path("stad".into())).await).await.1.contains("Något väntar på dig"), "a public seat");
    }

    async fn appeals_and_what_can_be_appealed_stand_with_their_days(w: World) {
        let p = People::of(w).await;
        let (one, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        let (two, _) = posted(&p.anna, "Alfas fråga om dörrar").await;
        assert!(!read(&p.anna).await.contains("id=\"overklaganden\""));
        for issue in [one, two] {
            go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::Decline, None).await).await.unwrap();
        }
        let listed = |page: String| page.split("id=\"overklaganden\"").nth(1).unwrap_or_default().split("</section>").next().unwrap().to_string();
        let seen = listed(read(&p.anna).await);
        assert!(seen.matches("Ni kan överklaga beslutet att avböja").count() == 2 && seen.contains("datetime=\"2026-04-01\""), "{seen}");
        assert!(seen.contains(&format!("/stad/fragor/{number}-")), "{seen}");
        let text = "Skälet stämmer inte, och ingen frågade oss.".to_string();
        appeal(&p.anna, "stad", number, &AppealForm { key: "a".into(), r#as: opened_for(&p.anna), text, ..AppealForm::default() }).await.unwrap();
        let seen = listed(read(&p.anna).await);
        assert!(seen.matches("Ni kan överklaga").count() == 1 && seen.contains("Ert överklagande 1, svar senast") && seen.contains("/stad/overklaganden/1"), "{seen}");
        for name in ["bo", "karin", "sia"] {
            assert!(listed(read(&w.person(name).await).await).is_empty(), "{name}");
        }
        w.days_pass(31);
        let seen = listed(read(&p.anna).await);
        assert!(!seen.contains("Ni kan överklaga") && seen.contains("Ert överklagande 1"), "{seen}");
    }

    async fn an_issue_that_is_hidden_is_not_named_to_others(w: World) {
        let p = People::of(w).await;
        let bo = w.person("bo").await;
        let (_, number) = posted(&p.anna, "Alfas fråga om grannen").await;
        let n = wrote(&bo, number).await;
        let form = |key: &str| HideForm { key: key.into(), r#as: opened_for(&p.eva), reason: "Det pekar ut någon.".into(), ..HideForm::default() };
        hide_contribution(&p.eva, "stad", number, n, &form("c")).await.unwrap();
        assert!(read(&bo).await.contains("Alfas fråga om grannen"));
        hide_issue(&p.eva, "stad", number, &form("i")).await.unwrap();
        let seen = read(&bo).await;
        assert!(!seen.contains("grannen") && seen.contains(&format!("Fråga {number}")) && seen.contains(&format!("/overklaga?inlagg={n}")), "{seen}");
        // its own organisation can appeal that, with its name
        let seen = read(&p.anna).await;
        assert!(seen.contains("Alfas fråga om grannen") && seen.contains("Ni kan överklaga beslutet att dölja"), "{seen}");
    }

    async fn a_contribution_that_waited_is_news_once(w: World) {
        let p = People::of(w).await;
        let (issue, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        let n = wrote(&w.person("ida").await, number).await;
        let form = PublishForm { key: "p".into(), r#as: opened_for(&p.eva), reason: "Hör hit.".into(), ..PublishForm::default() };
        publish_contribution(&p.eva, "stad", number, n, &form).await.unwrap();
        let news = |page: String| page.split("id=\"nytt\"").nth(1).unwrap().split("</section>").next().unwrap().to_string();
        let seen = news(read(&p.anna).await);
        assert!(seen.contains("publicerade ett inlägg") && !seen.contains("skrev ett inlägg"), "{seen}");
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::Decline, None).await).await.unwrap();
        let text = "Skälet stämmer inte, och ingen frågade oss.".to_string();
        appeal(&p.anna, "stad", number, &AppealForm { key: "a".into(), r#as: opened_for(&p.anna), text, ..AppealForm::default() }).await.unwrap();
        let (_, day) = html(open_desk(&p.eva, "min-dag", None, "").await).await;
        assert!(news(day).contains("överklagade"), "those who took the decision hear of it");
    }

    async fn whoever_acts_for_nobody_is_told_so(w: World) {
        assert!(matches!(todo(w.visitor(), Path("stad".into())).await, Err(AppError::SignInFirst)));
        let page = read(&w.person("ida").await).await;
        assert!(page.contains("class=\"empty\"") && page.contains("/konto"));
        assert!(!page.contains("överst på sidan"), "there is nothing to switch to: {page}");
        // those who curate are led to their desk
        assert!(read(&w.person("eva").await).await.contains("/stad/skrivbord"));
    }

    async fn my_day_is_in_order_of_urgency(w: World) {
        let p = People::of(w).await;
        posted(&p.anna, "Alfas fråga om trösklar").await;
        let ctx = fresh(&p.eva);
        let (_, page) = html(open_desk(&ctx, "", None, "").await).await;
        assert!(ctx.statement_count() <= 3, "{}", ctx.statement_count());
        assert!(page.contains("id=\"nytt\"") && page.contains("trösklar"), "it came in today");
        assert!(!page.contains("id=\"vecka\""), "the next step is two weeks away");
        w.days_pass(10);
        let (_, page) = html(open_desk(&p.eva, "min-dag", None, "").await).await;
        assert!(page.contains("id=\"vecka\"") && page.contains("trösklar"));
        posted(&p.anna, "Alfas fråga om mått").await;
        w.days_pass(4);
        let (_, page) = html(open_desk(&p.eva, "min-dag", None, "").await).await;
        assert!(page.contains("id=\"i-dag\"") && !page.contains("id=\"sent\""));
        w.days_pass(7);
        let (_, page) = html(open_desk(&p.eva, "min-dag", None, "").await).await;
        let (late, soon) = page.split_once("id=\"vecka\"").unwrap();
        assert!(late.contains("id=\"sent\"") && late.contains("trösklar") && soon.contains("Alfas fråga om mått"), "{page}");
    }

    async fn every_row_has_its_number_and_every_section_its_count(w: World) {
        let p = People::of(w).await;
        let (back, _) = posted(&p.anna, "Alfas fråga om trösklar").await;
        go(w, &p.eva, back, &full(w, &p.eva, IssueAct::AskBack, None).await).await.unwrap();
        let (declined, _) = posted(&p.anna, "Alfas fråga om mått").await;
        go(w, &p.eva, declined, &full(w, &p.eva, IssueAct::Decline, None).await).await.unwrap();
        let page = read(&p.anna).await;
        let rows: Vec<usize> = page.split("data-row=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
        assert!(rows.len() >= 3 && rows.iter().copied().eq(0..rows.len()), "what is promised, the own issue, what can be appealed: {rows:?}");
        for id in ["egna", "overklaganden"] {
            let heading = page.split(&format!("id=\"{id}\"")).nth(1).unwrap().split("</h2>").next().unwrap();
            assert!(heading.contains("<span class=\"count\">1</span>"), "{id}: {heading}");
        }
    }

    async fn whoever_acts_for_nobody_sees_what_is_their_own(w: World) {
        let (karin, ida) = (w.person("karin").await, w.person("ida").await);
        let form = OfferForm { key: "o1".into(), r#as: opened_for(&karin), email: "Ida@example.org".into(), side: "public".into(), ..OfferForm::default() };
        offer(&karin, "stad", "styrgrupp", &form).await.unwrap();
        let page = read(&ida).await;
        assert!(page.contains("id=\"erbjuden\"") && page.contains("data-row=\"0\"") && page.contains("action=\"/stad/att-gora/lank\""), "{page}");
        assert!(!page.contains("/plats/") && !page.contains("class=\"empty\""), "no secret stands on a page: {page}");
        assert!(!read(&w.person("bo").await).await.contains("/att-gora/lank"));
    }
}
