//! What stands beside a queue where it is no issue to decide about: reports, appeals, meetings.

use super::queues::open_desk;
use super::wrote;
use crate::appeals::service::{AppealForm, appeal};
use crate::context::Ctx;
use crate::curation::service_hide::{HideForm, hide_contribution};
use crate::curation::tests::pages::{fresh, html};
use crate::curation::tests::{People, full, go, opened_for, posted};
use crate::desk::pages::desk;
use crate::desk::service::DeskQuery;
use crate::error::{AppError, Refusal};
use crate::issues::types::IssueAct;
use crate::meetings::inputs::{ItemForm, MeetingForm};
use crate::meetings::service::create;
use crate::moderation::forms::answer;
use crate::moderation::service::{AnswerForm, FlagForm, flag};
use crate::on_both;
use crate::ui::Body;
use axum::extract::{Path, Query};

async fn open(ctx: &Ctx, query: DeskQuery) -> String {
    let ctx = fresh(ctx);
    let (status, page) = html(desk(ctx.clone(), Path("stad".into()), Query(query)).await).await;
    assert_eq!(status, 200);
    assert!(ctx.statement_count() <= 4, "{}", ctx.statement_count());
    page
}

on_both! {
    async fn reports_are_read_and_answered_beside_their_queue(w: World) {
        let (anna, bo, ida, eva) = (w.person("anna").await, w.person("bo").await, w.person("ida").await, w.person("eva").await);
        posted(&anna, "Alfas fråga om trösklar").await;
        let n = wrote(&bo, 1).await;
        let report = |inlagg: i64, note: &str| FlagForm { inlagg: inlagg.to_string(), reason: "personal".into(), note: note.into() };
        flag(&ida, "stad", 1, &report(n, "Andra meningen.")).await.unwrap();
        flag(&w.visitor(), "stad", 1, &report(n, "Och den tredje.")).await.unwrap();
        flag(&ida, "stad", 1, &report(0, "Rubriken.")).await.unwrap();
        let (_, page) = html(open_desk(&eva, "anmalt", None, "").await).await;
        assert!(page.contains(&format!("?ko=anmalt&amp;fraga=1&amp;inlagg={n}#rad-1-{n}\"")) && page.contains("?ko=anmalt&amp;fraga=1#rad-1-0\""), "{page}");
        let query = DeskQuery { ko: "anmalt".into(), fraga: Some(1), inlagg: Some(n), ..DeskQuery::default() };
        let page = open(&eva, query.clone()).await;
        let (_, side) = page.split_once("class=\"side\"").unwrap();
        assert!(side.contains("Andra meningen.") && side.contains("Och den tredje.") && !side.contains("Rubriken."), "{side}");
        assert!(side.contains("Vi känner igen det här.") && side.contains(&format!("/inlagg/{n}/dolj?ko=anmalt%26sedan%3Drad-1-0\"")), "{side}");
        assert!(!page.contains("Ida"), "nobody learns who reported it: {page}");
        assert_eq!(page.matches("aria-current=\"true\"").count(), 1, "{page}");
        let page = open(&eva, DeskQuery { inlagg: None, ..query.clone() }).await;
        let (_, side) = page.split_once("class=\"side\"").unwrap();
        assert!(side.contains("Rubriken.") && side.contains("/dolj?ko=anmalt") && !side.contains("Andra meningen."), "{side}");
        // the answer leads back to the queue; what is wrong with it is said where all reports stand, and the way back is kept
        let form = AnswerForm { key: "a".into(), r#as: opened_for(&eva), fraga: 1, inlagg: n, outcome: "kept".into(), ko: "anmalt".into(), ..AnswerForm::default() };
        let send = |form: AnswerForm| answer(eva.clone(), Path("stad".into()), Body(form));
        let (status, page) = html(send(form.clone()).await).await;
        assert!(status == 422 && page.contains("name=\"ko\" value=\"anmalt\""), "{status}: {page}");
        let answered = send(AnswerForm { reason: "Det håller sig till saken.".into(), ..form }).await.unwrap();
        assert_eq!(answered.headers()["location"], "/stad/skrivbord?ko=anmalt");
        let page = open(&eva, query).await;
        assert!(page.contains("Anmälan är besvarad") && !page.contains("name=\"outcome\""), "{page}");
    }

    async fn an_appeal_is_read_beside_its_queue_and_decided_elsewhere(w: World) {
        let p = People::of(w).await;
        let bo = w.person("bo").await;
        let (issue, number) = posted(&p.anna, "Alfas fråga om mått").await;
        let (_, other) = posted(&p.anna, "Alfas fråga om trösklar").await;
        let n = wrote(&bo, other).await;
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::Decline, None).await).await.unwrap();
        let hide = HideForm { key: "h".into(), r#as: opened_for(&p.eva), reason: "Det nämner en granne.".into(), ..HideForm::default() };
        hide_contribution(&p.eva, "stad", other, n, &hide).await.unwrap();
        let made = |ctx: &Ctx, text: &str| AppealForm { key: ctx.rng.secret(), r#as: opened_for(ctx), text: text.into(), ..AppealForm::default() };
        let first = appeal(&p.anna, "stad", number, &made(&p.anna, "Skälet stämmer inte, och ingen frågade oss.")).await.unwrap();
        let hidden = AppealForm { inlagg: n.to_string(), ..made(&bo, "Ingen granne nämns i det jag skrev.") };
        let second = appeal(&bo, "stad", other, &hidden).await.unwrap();
        let page = open(&p.eva, DeskQuery { ko: "overklagat".into(), ..DeskQuery::default() }).await;
        for made in [first, second] {
            assert!(page.contains(&format!("?ko=overklagat&amp;overklagande={made}#overklagande-{made}\"")), "{page}");
        }
        let query = |number| DeskQuery { ko: "overklagat".into(), overklagande: Some(number), ..DeskQuery::default() };
        let page = open(&p.eva, query(first)).await;
        let (_, side) = page.split_once("class=\"side\"").unwrap();
        assert!(side.contains("ingen frågade oss") && side.contains(&format!("/stad/overklaganden/{first}\"")) && side.contains("/beslut\""), "{side}");
        assert!(!page.contains("name=\"outcome\"") && !page.contains("name=\"reason\""), "the steering group decides: {page}");
        let page = open(&p.eva, query(second)).await;
        let (_, side) = page.split_once("class=\"side\"").unwrap();
        assert!(side.contains("Ingen granne nämns") && side.contains(&format!("/inlagg/{n}/dolj?ko=overklagat\"")), "{side}");
        // late, it opens from there too
        w.days_pass(40);
        let page = open(&p.eva, DeskQuery { ko: "forsenat".into(), overklagande: Some(first), ..DeskQuery::default() }).await;
        assert!(page.contains(&format!("?ko=forsenat&amp;overklagande={first}#")) && page.contains("class=\"desk open\""), "{page}");
        let none = desk(p.eva.clone(), Path("stad".into()), Query(query(99))).await;
        assert!(matches!(none, Err(AppError::NotFound)));
    }

    async fn a_meeting_is_seen_with_its_agenda(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let (_, number) = posted(&anna, "Alfas fråga om trösklar").await;
        let item = ItemForm { issue: number.to_string(), reason: "Flera föreningar väntar.".into(), minutes: "30".into(), ..ItemForm::default() };
        let form = MeetingForm {
            key: "m".into(), r#as: opened_for(&eva), kind: "hearing".into(), title: "Lokaler som räcker".into(), theme: "Vi talar om **rum**.".into(), access: "Hörslinga.".into(),
            lang: "sv".into(), area: "norr".into(), place: "Blå stället".into(), address: "Torget 1".into(), date: "2026-03-06".into(), starts: "17:30".into(),
            ends: "19:30".into(), capacity: "10".into(), items: vec![item], ..MeetingForm::default()
        };
        let made = create(&eva, "stad", &form).await.unwrap();
        let day = open(&eva, DeskQuery::default()).await;
        assert!(day.contains(&format!("?ko=min-dag&amp;mote={}\"", made.number)), "{day}");
        let query = |ko: &str| DeskQuery { ko: ko.into(), mote: Some(made.number), ..DeskQuery::default() };
        let page = open(&eva, query("moten")).await;
        let (_, side) = page.split_once("class=\"side\"").unwrap();
        assert!(side.contains("Alfas fråga om trösklar") && side.contains("Blå stället") && side.contains("<strong>rum</strong>"), "{side}");
        assert!(side.contains("/andra\"") && side.contains("/anmalda\"") && !side.contains("/protokoll\""), "{side}");
        w.days_pass(5);
        let page = open(&eva, query("anteckningar")).await;
        let (_, side) = page.split_once("class=\"side\"").unwrap();
        assert!(side.contains("/protokoll\"") && side.contains("class=\"due\"") && !side.contains("/andra\""), "{side}");
    }

    async fn nobody_else_opens_them(w: World) {
        posted(&w.person("anna").await, "Alfas fråga om trösklar").await;
        let flags = DeskQuery { ko: "anmalt".into(), fraga: Some(1), ..DeskQuery::default() };
        let appeals = DeskQuery { overklagande: Some(1), ..DeskQuery::default() };
        let meetings = DeskQuery { mote: Some(1), ..DeskQuery::default() };
        for query in [flags, appeals, meetings] {
            for name in ["ida", "anna", "karin", "pia", "sia", "olle"] {
                let ctx = w.person(name).await;
                let page = desk(ctx, Path("stad".into()), Query(query.clone())).await;
                assert!(matches!(page, Err(AppError::Refused(Refusal::NotAllowed))), "{name} {query:?}");
            }
            let per = desk(w.person("per").await, Path("stad".into()), Query(query.clone())).await;
            assert!(matches!(per, Err(AppError::Refused(Refusal::CivilSeatsOnly))), "{query:?}");
        }
    }
}
