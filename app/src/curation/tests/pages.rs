//! The decision's page and the log: who sees them, what they hold, how much they ask the database.

use super::{People, full, go, in_days, opened_for, posted, state_of};
use crate::context::Ctx;
use crate::curation::forms::{self, DecisionForm};
use crate::curation::pages::{decide, log};
use crate::error::{AppError, Refusal};
use crate::issues::types::{IssueAct, IssueState};
use crate::on_both;
use crate::shell::PageResult;
use crate::ui::Body;
use axum::extract::{Path, Query};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

/// Status and HTML of a page.
pub async fn html(page: PageResult) -> (u16, String) {
    let response = page.unwrap_or_else(|e| panic!("{e}"));
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

pub fn fresh(ctx: &Ctx) -> Ctx {
    Ctx { statements: Arc::new(AtomicUsize::new(0)), ..ctx.clone() }
}

async fn open_decision(ctx: &Ctx, number: i64, akt: &str) -> PageResult {
    decide(ctx.clone(), Path(("stad".into(), format!("{number}-x"))), Query(serde_json::from_value(serde_json::json!({ "akt": akt })).unwrap())).await
}

async fn send(ctx: &Ctx, number: i64, form: &DecisionForm) -> PageResult {
    forms::decide(ctx.clone(), Path(("stad".into(), format!("{number}-x"))), Body(form.clone())).await
}

fn typed(ctx: &Ctx, version: i64, act: IssueAct) -> DecisionForm {
    DecisionForm {
        key: ctx.rng.secret(),
        r#as: opened_for(ctx),
        version: version.to_string(),
        act: act.to_string(),
        reason: "Det gäller många föreningar.".into(),
        next_on: in_days(ctx, 10).to_string(),
        to: "park".into(),
        text: "Vi mäter alla lokaler före sommaren och visar måtten.".into(),
        ..DecisionForm::default()
    }
}

on_both! {
    async fn the_log_asks_the_database_once(w: World) {
        let ctx = fresh(&w.visitor());
        html(log(ctx.clone(), Path("stad".into()), Query(Default::default())).await).await;
        assert_eq!(ctx.statement_count(), 1);
    }

    async fn a_decision_is_taken_in_two_steps(w: World) {
        let p = People::of(w).await;
        let (issue, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        let (_, page) = html(open_decision(&p.eva, number, "").await).await;
        assert!(page.contains("akt=refer") && page.contains(&format!("/stad/moten/nytt?fraga={number}")) && !page.contains("name=\"reason\""));
        let (_, page) = html(open_decision(&p.eva, number, "refer").await).await;
        assert!(page.contains("value=\"park\"") && page.contains("value=\"hall\"") && !page.contains("value=\"alfa\""));
        assert!(page.contains(&format!("value=\"{}\"", in_days(&p.eva, 30))), "a date is filled in");
        // a fault: the same page, as typed
        let bad = DecisionForm { to: String::new(), reason: "Ok <b>så</b>.".into(), ..typed(&p.eva, 1, IssueAct::Refer) };
        let (status, page) = html(send(&p.eva, number, &bad).await).await;
        assert!(status == 422 && page.contains("id=\"fel\"") && page.contains("Ok &lt;b&gt;så"));
        let done = send(&p.eva, number, &typed(&p.eva, 1, IssueAct::Refer)).await.unwrap();
        assert_eq!(done.headers()["location"], format!("/stad/fragor/{number}-x"));
        assert_eq!(state_of(&p.eva, issue).await.0, IssueState::Referred);
        // the issue has moved on: what happened is shown, what was typed is kept
        let (status, page) = html(send(&p.eva, number, &typed(&p.eva, 1, IssueAct::Decline)).await).await;
        assert!(status == 409 && page.contains("id=\"newest\"") && page.contains("Parkkontoret") && page.contains("Det gäller många föreningar."));
        // the asked body answers, after a look at how it will be
        let preview = DecisionForm { preview: "1".into(), text: "**Ja**, vi mäter alla lokaler.".into(), ..typed(&p.karin, 2, IssueAct::Answer) };
        let (status, page) = html(send(&p.karin, number, &preview).await).await;
        assert!(status == 200 && page.contains("<strong>Ja</strong>") && state_of(&p.eva, issue).await.0 == IssueState::Referred);
        assert_eq!(send(&p.karin, number, &typed(&p.karin, 2, IssueAct::Answer)).await.unwrap().status(), 303);
        assert_eq!(state_of(&p.eva, issue).await.0, IssueState::Answered);
        let from_desk = DecisionForm { ko: "nya".into(), ..typed(&p.eva, 3, IssueAct::Close) };
        assert_eq!(send(&p.eva, number, &from_desk).await.unwrap().headers()["location"], "/stad/skrivbord?ko=nya&gjort=1");
    }

    async fn the_decisions_page_is_for_parties(w: World) {
        let p = People::of(w).await;
        let (_, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        assert!(matches!(open_decision(&w.visitor(), number, "").await, Err(AppError::SignInFirst)));
        for name in ["ida", "bo", "cia", "karin", "hugo", "pia", "per", "sia", "olle"] {
            let ctx = w.person(name).await;
            assert!(matches!(open_decision(&ctx, number, "").await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            let (status, page) = html(send(&ctx, number, &typed(&ctx, 1, IssueAct::Close)).await).await;
            assert!(status == 403 && page.contains("Det gäller många föreningar."), "{name}: {status}");
        }
        let (status, page) = html(open_decision(&p.anna, number, "").await).await;
        assert!(status == 200 && page.contains("value=\"withdraw\""), "the only act opens at once");
        assert!(matches!(open_decision(&p.eva, 999, "").await, Err(AppError::NotFound)));
        // opened for one organisation, sent for another: asked, never posted under another name
        let other = DecisionForm { r#as: "7".into(), ..typed(&p.eva, 1, IssueAct::Close) };
        let (status, page) = html(send(&p.eva, number, &other).await).await;
        assert!(status == 409 && page.contains("Det gäller många föreningar."));
    }

    async fn the_log_shows_roles_and_reasons_page_by_page(w: World) {
        let p = People::of(w).await;
        let (_, page) = html(log(w.visitor(), Path("stad".into()), Query(Default::default())).await).await;
        assert!(page.contains("class=\"empty\""));
        let (issue, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        for n in 0..30 {
            let mut a = full(w, &p.eva, IssueAct::Move, None).await;
            a.forum = Some(crate::ids::ForumId(1 + n % 2));
            a.reason = format!("Skäl nummer {n}.");
            go(w, &p.eva, issue, &a).await.unwrap();
        }
        let (_, page) = html(log(w.visitor(), Path("stad".into()), Query(Default::default())).await).await;
        assert_eq!(page.matches("Skäl nummer").count(), 25);
        assert!(page.contains(&format!("/stad/fragor/{number}-")) && page.contains("Kansliet") && !page.contains("Eva"));
        let before = page.split("fore=").nth(1).and_then(|s| s.split('"').next()).unwrap().to_string();
        let query = |alla: &str| Query(serde_json::from_value(serde_json::json!({ "alla": alla, "fore": before })).unwrap());
        let (_, page) = html(log(w.visitor(), Path("stad".into()), query("")).await).await;
        assert_eq!(page.matches("Skäl nummer").count(), 5);
        let (_, page) = html(log(w.visitor(), Path("stad".into()), query("1")).await).await;
        assert!(page.contains("Föreningen Alfa"), "the diary holds the posting too");
        // an empty page of a log with entries does not say that nothing was decided
        for (alla, slag, fore, says) in [("", "moten", "", "Inget beslut av det slaget"), ("1", "moten", "", "Inget av det slaget"), ("", "", "1", "Inget äldre")] {
            let query = Query(serde_json::from_value(serde_json::json!({ "alla": alla, "slag": slag, "fore": fore })).unwrap());
            let (_, page) = html(log(w.visitor(), Path("stad".into()), query).await).await;
            assert!(page.contains(says) && !page.contains("inte tagit något beslut"), "{says}: {page}");
        }
        // what waits is nobody's to read but its parties'
        let cia = w.person("cia").await;
        let (_, waiting) = posted(&cia, "Nätverkets fråga om nattlampor").await;
        for (ctx, seen) in [(w.visitor(), false), (p.anna.clone(), false), (cia, true), (p.eva.clone(), true)] {
            let all = Query(serde_json::from_value(serde_json::json!({ "alla": "1" })).unwrap());
            let (_, page) = html(log(ctx, Path("stad".into()), all).await).await;
            assert_eq!(page.contains(&format!("/stad/fragor/{waiting}-")), seen);
        }
    }
}
