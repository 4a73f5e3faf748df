//! Newcomers without an answer: who is one, what answers them.

use super::queues::open_desk;
use super::wrote;
use crate::context::Ctx;
use crate::curation::service::{ActForm, act};
use crate::curation::service_publish::{PublishForm, publish_contribution};
use crate::curation::service_undo::{UndoForm, undo};
use crate::curation::tests::pages::{fresh, html};
use crate::curation::tests::{People, full, go, in_days, opened_for, posted};
use crate::desk::service::{DeskQuery, desk};
use crate::desk::types::Queue;
use crate::issues::forms::contribute;
use crate::issues::service::ContributionForm;
use crate::issues::types::IssueAct;
use crate::on_both;
use crate::restrictions::service::{LiftForm, RestrictForm, lift, list, restrict};
use crate::ui::Body;
use axum::extract::Path;

/// Issues and contributions of newcomers who wait, by issue.
async fn newcomers(ctx: &Ctx) -> Vec<(i64, Option<i64>)> {
    let (_, desk) = desk(ctx, "stad", &DeskQuery { ko: "nykomlingar".into(), ..DeskQuery::default() }).await.unwrap();
    let mut all: Vec<_> = desk.unwrap().of(Queue::Newcomers, ctx.today()).iter().map(|i| (i.issue_number.unwrap(), i.contribution_number)).collect();
    all.sort_unstable();
    all
}

on_both! {
    async fn a_first_issue_waits_until_somebody_else_answers(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        let (_, first) = posted(&anna, "Alfas första fråga om trösklar").await;
        w.days_pass(2);
        assert_eq!(newcomers(&eva).await, [], "two days are no long time");
        w.days_pass(1);
        assert_eq!(newcomers(&eva).await, [(first, None)]);
        let (_, second) = posted(&anna, "Alfas andra fråga om mått").await;
        wrote(&anna, first).await;
        wrote(&w.person("dua").await, first).await;
        w.days_pass(4);
        assert_eq!(newcomers(&eva).await, [(first, None)], "neither the same organisation nor its second issue: {second}");
        let n = wrote(&bo, first).await;
        assert_eq!(newcomers(&eva).await, [], "somebody answered");
        w.days_pass(3);
        assert_eq!(newcomers(&eva).await, [(first, Some(n))], "and was new as well");
        wrote(&eva, first).await;
        assert_eq!(newcomers(&eva).await, []);
    }

    async fn letting_in_is_no_answer_and_an_undone_act_is_none(w: World) {
        let p = People::of(w).await;
        let (cia, ida, karin) = (w.person("cia").await, w.person("ida").await, w.person("karin").await);
        let (waiting, number) = posted(&cia, "Gammas fråga om nattlampor").await;
        w.days_pass(4);
        assert_eq!(newcomers(&p.eva).await, [], "what waits for publication stands in that queue");
        go(w, &p.eva, waiting, &full(w, &p.eva, IssueAct::Accept, None).await).await.unwrap();
        w.days_pass(3);
        assert_eq!(newcomers(&p.eva).await, [(number, None)]);
        // an officer is no newcomer, whoever they answer
        let n = wrote(&ida, number).await;
        let form = PublishForm { key: "p".into(), r#as: opened_for(&p.eva), reason: "Hör hit.".into(), ..PublishForm::default() };
        publish_contribution(&p.eva, "stad", number, n, &form).await.unwrap();
        assert_eq!(newcomers(&p.eva).await, [], "another contribution is an answer to the issue");
        w.days_pass(3);
        assert_eq!(newcomers(&p.eva).await, [(number, Some(n))], "letting it in is none to the contribution");
        let page = html(open_desk(&p.eva, "nykomlingar", None, "").await).await.1;
        assert!(page.contains("Ida") && page.contains("Väntar 3 dagar"), "{page}");
        let ask = ActForm {
            key: "a".into(), r#as: opened_for(&p.eva), act: "ask_back".into(), reason: "Vilka lampor?".into(),
            next_on: in_days(&p.eva, 5).to_string(), ..ActForm::default()
        };
        act(&p.eva, "stad", number, &ask).await.unwrap();
        assert_eq!(newcomers(&p.eva).await, [], "the kansli has asked");
        undo(&p.eva, "stad", number, &UndoForm { key: "u".into(), r#as: opened_for(&p.eva), ..UndoForm::default() }).await.unwrap();
        assert_eq!(newcomers(&p.eva).await, [(number, Some(n))], "and taken it back");
        wrote(&karin, number).await;
        w.days_pass(4);
        assert_eq!(newcomers(&p.eva).await, [], "nor is an officer new");
    }

    async fn who_is_restricted_is_not_to_be_welcomed(w: World) {
        let p = People::of(w).await;
        let (_, number) = posted(&p.anna, "Alfas första fråga om trösklar").await;
        w.days_pass(1);
        let n = wrote(&w.person("bo").await, number).await;
        w.days_pass(4);
        assert_eq!(newcomers(&p.eva).await, [(number, Some(n))]);
        let form = |key: &str, whom: &str| RestrictForm {
            key: key.into(), r#as: opened_for(&p.eva), fraga: number, inlagg: n, whom: whom.into(), restriction: "slowed".into(),
            until_on: in_days(&p.eva, 5).to_string(), reason: "Det är reklam, i flera frågor.".into(), ..RestrictForm::default()
        };
        restrict(&p.eva, "stad", &form("r", "person")).await.unwrap();
        assert_eq!(newcomers(&p.eva).await, []);
        // a slip that was taken back was no answer
        let id = list(&p.eva, "stad", None).await.unwrap().rows[0].id;
        let slip = LiftForm { key: "l".into(), r#as: opened_for(&p.eva), reason: "Fel person.".into(), ..LiftForm::default() };
        lift(&p.eva, "stad", id, &slip).await.unwrap();
        assert_eq!(newcomers(&p.eva).await, [(number, Some(n))]);
        restrict(&p.eva, "stad", &form("o", "organisation")).await.unwrap();
        assert_eq!(newcomers(&p.eva).await, []);
        w.days_pass(10);
        assert_eq!(newcomers(&p.eva).await, [], "it has ended, and was an answer");
    }

    async fn what_has_ended_waits_for_nobody(w: World) {
        let p = People::of(w).await;
        let (issue, number) = posted(&p.anna, "Alfas första fråga om trösklar").await;
        w.days_pass(4);
        assert_eq!(newcomers(&p.eva).await, [(number, None)]);
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::Close, None).await).await.unwrap();
        assert_eq!(newcomers(&p.eva).await, []);
    }

    async fn who_is_declined_unread_is_still_new_and_a_decision_is_an_answer(w: World) {
        let p = People::of(w).await;
        let cia = w.person("cia").await;
        let (declined, _) = posted(&cia, "Gammas fråga om nattlampor").await;
        go(w, &p.eva, declined, &full(w, &p.eva, IssueAct::Decline, None).await).await.unwrap();
        let (first, number) = posted(&cia, "Gammas fråga om bänkar").await;
        go(w, &p.eva, first, &full(w, &p.eva, IssueAct::Accept, None).await).await.unwrap();
        w.days_pass(3);
        assert_eq!(newcomers(&p.eva).await, [(number, None)], "what nobody could read was no first issue");
        for act in [IssueAct::Close, IssueAct::Reopen] {
            go(w, &p.eva, first, &full(w, &p.eva, act, None).await).await.unwrap();
        }
        assert_eq!(newcomers(&p.eva).await, [], "it was decided about twice");
    }

    async fn they_are_answered_from_the_desk(w: World) {
        let p = People::of(w).await;
        let (_, number) = posted(&p.anna, "Alfas första fråga om trösklar").await;
        let n = wrote(&w.person("bo").await, number).await;
        w.days_pass(4);
        let ctx = fresh(&p.eva);
        let (_, page) = html(open_desk(&ctx, "nykomlingar", Some(number), "").await).await;
        assert!(ctx.statement_count() <= 5, "{}", ctx.statement_count());
        assert!(page.contains("name=\"text\"") && page.contains(&format!("action=\"/stad/fragor/{number}-")) && page.contains("#skriv\""), "{page}");
        assert!(page.contains(&format!("fraga={number}&amp;inlagg={n}")), "the contribution is what waits");
    }

    async fn who_answered_a_newcomer_goes_on_to_the_next(w: World) {
        let p = People::of(w).await;
        let (_, number) = posted(&p.anna, "Alfas första fråga om trösklar").await;
        w.days_pass(4);
        let (_, page) = html(open_desk(&p.eva, "nykomlingar", Some(number), "").await).await;
        assert!(page.contains("name=\"ko\" value=\"nykomlingar\""), "{page}");
        let form = ContributionForm { key: "k".into(), r#as: opened_for(&p.eva), text: "Välkomna hit!".into(), ko: "nykomlingar".into(), ..ContributionForm::default() };
        let send = |form: ContributionForm| contribute(p.eva.clone(), Path(("stad".into(), format!("{number}-x"))), Body(form));
        // what is wrong is said where the text stands, and the way back is not lost
        let (status, page) = html(send(ContributionForm { text: " ".into(), ..form.clone() }).await).await;
        assert!(status == 422 && page.contains("name=\"ko\" value=\"nykomlingar\""), "{status}: {page}");
        for _ in 0..2 {
            let answer = send(form.clone()).await.unwrap();
            assert_eq!(answer.headers()["location"], "/stad/skrivbord?ko=nykomlingar");
            let cookies: Vec<_> = answer.headers().get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).collect();
            assert!(cookies.iter().any(|c| c.starts_with("notice=welcomed;")), "{cookies:?}");
        }
        assert_eq!(newcomers(&p.eva).await, []);
        // no queue of that name: to the contribution
        let answer = send(ContributionForm { key: "k2".into(), text: "Hör gärna av er igen.".into(), ko: "https://x.example".into(), ..form }).await.unwrap();
        assert!(answer.headers()["location"].to_str().unwrap().starts_with(&format!("/stad/fragor/{number}-")));
    }
}
