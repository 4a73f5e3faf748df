//! The kansli's desk: who sees it, what its queues hold, how much it asks the database.

use super::plans::{ask, meeting};
use crate::accounts::types::Actor;
use crate::appeals::service::{AppealForm, appeal};
use crate::context::Ctx;
use crate::curation::forms::{DecisionForm, decide};
use crate::curation::tests::pages::{fresh, html};
use crate::curation::tests::{People, full, go, opened_for, posted};
use crate::desk::pages::desk;
use crate::desk::service::DeskQuery;
use crate::desk::types::{Age, Queue};
use crate::error::{AppError, Refusal};
use crate::issues::types::IssueAct;
use crate::meetings::inputs::MeetingForm;
use crate::meetings::service::create;
use crate::on_both;
use crate::shell::{PageResult, error_page};
use crate::ui::Body;
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

    async fn what_was_added_to_is_new_again(w: World) {
        let p = People::of(w).await;
        let (issue, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::AskBack, None).await).await.unwrap();
        go(w, &p.anna, issue, &full(w, &p.anna, IssueAct::Complete, None).await).await.unwrap();
        let (_, page) = html(open_desk(&p.eva, "nya", None, "").await).await;
        assert!(page.contains(&format!("ko=nya&amp;fraga={number}")), "{page}");
    }

    async fn two_promises_are_two_rows_and_an_appeal_is_not_marked(w: World) {
        let p = People::of(w).await;
        let (issue, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        for act in [IssueAct::Refer, IssueAct::Remind] {
            go(w, &p.eva, issue, &full(w, &p.eva, act, None).await).await.unwrap();
        }
        let (declined, other) = posted(&p.anna, "Alfas fråga om mått").await;
        go(w, &p.eva, declined, &full(w, &p.eva, IssueAct::Decline, None).await).await.unwrap();
        let text = "Skälet stämmer inte, och ingen frågade oss.".to_string();
        appeal(&p.anna, "stad", other, &AppealForm { key: "a".into(), r#as: opened_for(&p.anna), text, ..AppealForm::default() }).await.unwrap();
        w.days_pass(40);
        let (_, page) = html(open_desk(&p.eva, "forsenat", None, "").await).await;
        assert_eq!(page.matches(&format!("id=\"rad-{number}-0\"")).count(), 1, "{page}");
        assert_eq!(page.matches(&format!("name=\"fraga\" value=\"{number}\"")).count(), 2, "{page}");
        assert!(page.contains("Alfas fråga om mått") && !page.contains(&format!("name=\"fraga\" value=\"{other}\"")), "the steering group answers");
    }

    async fn after_a_decision_one_goes_on_with_the_row_that_followed(w: World) {
        let p = People::of(w).await;
        let mut numbers = Vec::new();
        for n in 0..3 {
            numbers.push(posted(&p.anna, &format!("Alfas fråga nummer {n} om trösklar")).await.1);
            w.days_pass(1);
        }
        let carried = |page: &str, after: i64| page.contains(&format!("ko=nya&amp;sedan=rad-{after}-0&amp;fraga="));
        let (_, page) = html(open_desk(&p.eva, "nya", Some(numbers[0]), "").await).await;
        assert!(carried(&page, numbers[1]) && page.contains(&format!("id=\"rad-{}-0\"", numbers[1])), "{page}");
        let (_, page) = html(open_desk(&p.eva, "nya", Some(numbers[2]), "").await).await;
        assert!(carried(&page, numbers[1]), "after the last one, the one before it: {page}");
        let (_, page) = html(open_desk(&p.eva, "nya", Some(numbers[0]), "refer").await).await;
        assert!(page.contains(&format!("name=\"ko\" value=\"nya&amp;sedan=rad-{}-0\"", numbers[1])), "{page}");
        assert!(page.contains("id=\"chosen\" tabindex=\"-1\"") && page.contains(&format!("Fråga {}", numbers[1])), "{page}");
        let form = DecisionForm {
            ko: format!("nya&sedan=rad-{}-0", numbers[1]), key: "k".into(), r#as: opened_for(&p.eva), version: "1".into(), act: "close".into(), reason: "Tack för frågan.".into(),
            ..DecisionForm::default()
        };
        let done = decide(p.eva.clone(), Path(("stad".into(), format!("{}-x", numbers[0]))), Body(form)).await.unwrap();
        assert_eq!(done.headers()["location"], format!("/stad/skrivbord?ko=nya&gjort={}#rad-{}-0", numbers[0], numbers[1]));
    }

    async fn what_is_late_says_whose_issue_it_is_and_which_promise_is_marked(w: World) {
        let p = People::of(w).await;
        let (issue, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        for act in [IssueAct::Refer, IssueAct::Remind] {
            go(w, &p.eva, issue, &full(w, &p.eva, act, None).await).await.unwrap();
        }
        w.days_pass(60);
        let (_, page) = html(open_desk(&p.eva, "forsenat", None, "").await).await;
        assert!(page.contains("fråga från Föreningen Alfa") && page.contains(&format!("Fråga {number}<")), "{page}");
        let names: std::collections::BTreeSet<&str> = page.split(&format!("Markera fråga {number}: ")).skip(1).filter_map(|rest| rest.split('<').next()).collect();
        assert_eq!(names.len(), page.matches(&format!("name=\"fraga\" value=\"{number}\"")).count(), "each box has a name of its own: {names:?}");
    }

    async fn who_has_the_seat_is_offered_to_act_for_it(w: World) {
        let refused = |ctx: &Ctx, path: &str| {
            let actor = Actor { acting_as: None, ..(**ctx.actor.as_ref().unwrap()).clone() };
            let ctx = Ctx { path: path.into(), ..ctx.with_actor(actor) };
            html(Ok(error_page(&ctx, &Refusal::NotAllowed.into(), None)))
        };
        for (name, path, offered) in [
            ("eva", "/stad/anmalningar?fraga=1", true),
            ("eva", "/stad/skrivbord/fraser", true),
            ("eva", "/stad/overklaganden", false),
            ("sia", "/stad/overklaganden", true),
            ("sia", "/stad/anmalningar", false),
            ("per", "/stad/anmalningar", false),
            ("ida", "/stad/anmalningar", false),
        ] {
            let (status, page) = refused(&w.person(name).await, path).await;
            assert!(status == 403 && page.contains("Sidan öppnas när du agerar för") == offered, "{name} {path}: {page}");
        }
    }

    async fn the_keys_stand_outside_the_list(w: World) {
        let p = People::of(w).await;
        let (_, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        let (_, page) = html(open_desk(&p.eva, "nya", Some(number), "").await).await;
        let (before, list) = page.split_once("class=\"desk open\"").unwrap();
        assert!(before.contains("<dialog") && !list.contains("<dialog"), "below 1100 px the list is not shown, and nothing in it");
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

    async fn each_queue_says_how_old_its_oldest_is(w: World) {
        let p = People::of(w).await;
        let ages = async |queues: &[Queue]| {
            let desk = ask(&p.eva, DeskQuery::default()).await;
            queues.iter().map(|q| desk.age(*q, &p.eva)).collect::<Vec<_>>()
        };
        assert!(ages(Queue::ALL).await.iter().all(Option::is_none), "nothing waits");
        posted(&p.anna, "Alfas fråga om trösklar").await;
        create(&p.eva, "stad", &MeetingForm { act: "draft".into(), ..meeting(&p.eva, "m1", "Kvällen om ljus", 30) }).await.unwrap();
        create(&p.eva, "stad", &meeting(&p.eva, "m2", "Kvällen om rum", 10)).await.unwrap();
        w.days_pass(3);
        let queues = [Queue::New, Queue::Drafts, Queue::Meetings, Queue::Plans, Queue::Overdue];
        assert_eq!(ages(&queues).await, [Some(Age::Waited(3)), Some(Age::Waited(3)), Some(Age::In(7)), Some(Age::In(7)), None]);
        // in the list, beside the number: short for the eye, whole for the ear
        let (_, page) = html(open_desk(&p.eva, "nya", None, "").await).await;
        for words in [">3 d</span>", ">den äldsta har väntat 3 dagar</span>", ">om 7 d</span>", ">den första är om 7 dagar</span>"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        // two weeks were promised
        w.days_pass(13);
        let queues = [Queue::New, Queue::Overdue, Queue::Day, Queue::Minutes, Queue::Meetings];
        let seen = ages(&queues).await;
        assert_eq!(seen, [Some(Age::Waited(16)), Some(Age::Late(2)), Some(Age::Late(2)), Some(Age::Waited(6)), None]);
        let (_, page) = html(open_desk(&p.eva.clone().in_locale(crate::i18n::Locale::En), "nya", None, "").await).await;
        assert!(page.contains(">2 d late</span>") && page.contains(">the first is 2 days late</span>"), "{page}");
    }
}
