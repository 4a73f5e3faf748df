//! One decision about several issues.

use crate::context::Ctx;
use crate::curation::forms as curation;
use crate::curation::service_undo::{UndoForm, undo};
use crate::curation::tests::pages::{fresh, html};
use crate::curation::tests::{People, full, go, in_days, opened_for, posted, state_of};
use crate::desk::service::bulk::{Bulk, BulkForm, Outcome, decide};
use crate::desk::{forms, pages};
use crate::error::{AppError, Fault, Refusal};
use crate::issues::types::{IssueAct, IssueState};
use crate::ui::Body;
use crate::{on_both, scalar};
use axum::extract::{Path, RawQuery};
use chrono::TimeDelta;

fn accept(ctx: &Ctx, fraga: &[&str]) -> BulkForm {
    BulkForm {
        key: ctx.rng.secret(),
        r#as: opened_for(ctx),
        fraga: fraga.iter().map(ToString::to_string).collect(),
        akt: "accept".into(),
        reason: "De hör till **forumet**.".into(),
        next_on: in_days(ctx, 10).to_string(),
        ko: "publicering".into(),
        ..BulkForm::default()
    }
}

async fn count(ctx: &Ctx, sql: &'static str) -> i64 {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

const ACCEPTED: &str = "SELECT COUNT(*) FROM event WHERE kind = 'issue_accepted'";

fn outcomes(done: &Bulk) -> Vec<(i64, Outcome)> {
    done.decided.iter().map(|d| (d.issue.number, d.outcome)).collect()
}

on_both! {
    async fn each_issue_gets_its_own_decision_once(w: World) {
        let (cia, eva) = (w.person("cia").await, w.person("eva").await);
        let (one, _) = posted(&cia, "Gammas fråga om nattlampor").await;
        let (two, _) = posted(&cia, "Gammas fråga om bänkar").await;
        let before = count(&eva, "SELECT COUNT(*) FROM job WHERE kind = 'mail'").await;
        let form = accept(&eva, &["2.1", "1.1", "2.1"]);
        let done = decide(&eva, "stad", &form).await.unwrap();
        assert_eq!(outcomes(&done), [(1, Outcome::Done { undoable: true }), (2, Outcome::Done { undoable: true })]);
        assert!(done.issues.is_empty(), "none is left");
        for issue in [one, two] {
            assert_eq!(state_of(&eva, issue).await.0, IssueState::InForum);
        }
        assert_eq!(count(&eva, "SELECT COUNT(*) FROM job WHERE kind = 'mail'").await, before + 2);
        // sent twice: told the same, done once
        let again = decide(&eva, "stad", &form).await.unwrap();
        assert!(again.decided.iter().all(|d| matches!(d.outcome, Outcome::Done { .. })));
        assert_eq!(count(&eva, ACCEPTED).await, 2);
        // one of them was a slip
        undo(&eva, "stad", 1, &UndoForm { key: "u".into(), r#as: opened_for(&eva), ..UndoForm::default() }).await.unwrap();
        assert_eq!((state_of(&eva, one).await.0, state_of(&eva, two).await.0), (IssueState::Submitted, IssueState::InForum));
    }

    async fn what_changed_meanwhile_stays_chosen_and_nothing_typed_is_lost(w: World) {
        let (cia, eva) = (w.person("cia").await, w.person("eva").await);
        posted(&cia, "Gammas fråga om nattlampor").await;
        let (stale, _) = posted(&cia, "Gammas fråga om bänkar").await;
        posted(&w.person("anna").await, "Alfas fråga som redan är i forumet").await;
        let form = accept(&eva, &["1.1", "2.9", "3.1"]);
        let answer = forms::bulk(eva.clone(), Path("stad".into()), Body(form)).await;
        let (status, page) = html(answer).await;
        assert_eq!(status, 409);
        assert!(page.contains("name=\"fraga\" value=\"2.1\" checked") || page.contains("value=\"2.1\""), "{page}");
        assert!(page.contains("De hör till **forumet**.") && page.contains(&in_days(&eva, 10).to_string()), "as typed");
        assert!(!page.contains("value=\"1.1\"") && !page.contains("value=\"3.1\""), "those that are done, or cannot be, are not in the form");
        assert!(page.contains("1 fråga är klar") && page.contains("2 frågor blev inte klara"), "{page}");
        assert!(page.contains("/angra"), "and what is done can be undone");
        assert_eq!(state_of(&eva, stale).await.0, IssueState::Submitted);
        assert_eq!(count(&eva, ACCEPTED).await, 1);
    }

    async fn what_is_wrong_for_all_decides_nothing(w: World) {
        let (cia, eva) = (w.person("cia").await, w.person("eva").await);
        posted(&cia, "Gammas fråga om nattlampor").await;
        let many: Vec<String> = (1..=51).map(|n| n.to_string()).collect();
        let base = accept(&eva, &["1.1"]);
        for (form, field, fault) in [
            (BulkForm { reason: " ".into(), ..base.clone() }, "reason", Fault::Required),
            (BulkForm { reason: "x".repeat(2001), ..base.clone() }, "reason", Fault::TooLong(2000)),
            (BulkForm { next_on: String::new(), ..base.clone() }, "next_on", Fault::Date),
            (BulkForm { next_on: "2020-01-01".into(), ..base.clone() }, "next_on", Fault::DatePast),
            (BulkForm { akt: "merge".into(), ..base.clone() }, "akt", Fault::Choice),
            (BulkForm { akt: "answer".into(), ..base.clone() }, "akt", Fault::Choice),
            (BulkForm { fraga: Vec::new(), ..base.clone() }, "fraga", Fault::NoIssue),
            (BulkForm { fraga: many, ..base.clone() }, "fraga", Fault::TooMany(50)),
        ] {
            let Err(AppError::Invalid(faults)) = decide(&eva, "stad", &form).await else { panic!("{form:?} passed") };
            assert_eq!(faults.of(field), Some(&fault), "{form:?}");
        }
        // each issue's own key is made of it: an empty one would be a key all the same
        for key in [String::new(), "x".repeat(41)] {
            assert!(matches!(decide(&eva, "stad", &BulkForm { key, ..base.clone() }).await, Err(AppError::BadRequest(_))));
        }
        let other = BulkForm { r#as: "6".into(), ..base };
        assert!(matches!(decide(&eva, "stad", &other).await, Err(AppError::ActingChanged { .. })));
        assert_eq!(count(&eva, ACCEPTED).await, 0);
    }

    async fn nobody_else_decides(w: World) {
        posted(&w.person("cia").await, "Gammas fråga om nattlampor").await;
        assert!(matches!(decide(&w.visitor(), "stad", &BulkForm::default()).await, Err(AppError::SignInFirst)));
        for name in ["per", "sia", "olle", "anna", "cia", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            assert!(matches!(decide(&ctx, "stad", &accept(&ctx, &["1.1"])).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            let page = pages::bulk(ctx.clone(), Path("stad".into()), RawQuery(Some("fraga=1".into()))).await;
            assert!(matches!(page, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
    }

    async fn two_curators_at_once_decide_once(w: World) {
        let (cia, eva) = (w.person("cia").await, w.person("eva").await);
        for n in 0..3 {
            posted(&cia, &format!("Gammas fråga nummer {n} om lampor")).await;
        }
        let (x, y) = (accept(&eva, &["1.1", "2.1", "3.1"]), accept(&eva, &["3.1", "2.1", "1.1"]));
        let (a, b) = tokio::join!(decide(&eva, "stad", &x), decide(&eva, "stad", &y));
        let (a, b) = (a.unwrap(), b.unwrap());
        let done = |of: &Bulk| of.decided.iter().filter(|d| matches!(d.outcome, Outcome::Done { .. })).count();
        assert_eq!((done(&a) + done(&b), count(&eva, ACCEPTED).await), (3, 3), "{a:?} {b:?}");
    }

    async fn an_act_never_becomes_another(w: World) {
        let p = People::of(w).await;
        let (issue, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        let form = BulkForm { akt: "ask_back".into(), reason: "Vilka mått gäller det?".into(), next_on: "2020-01-01".into(), ..accept(&p.eva, &[&format!("{number}.1")]) };
        let (status, page) = html(forms::bulk(p.eva.clone(), Path("stad".into()), Body(form.clone())).await).await;
        assert!(status == 422 && page.contains("value=\"ask_back\"") && page.contains("Vilka mått gäller det?"), "{status}: {page}");
        // a colleague closes it meanwhile: what is left to do is to open it again
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::Close, None).await).await.unwrap();
        let (status, page) = html(forms::bulk(p.eva.clone(), Path("stad".into()), Body(form)).await).await;
        assert!(status == 422 && !page.contains("value=\"reopen\"") && !page.contains("name=\"reason\""), "{status}: {page}");
        assert!(page.contains("id=\"typed\"") && page.contains("Vilka mått gäller det?"), "what was typed is there to copy: {page}");
        let (_, page) = html(pages::bulk(p.eva.clone(), Path("stad".into()), RawQuery(Some(format!("fraga={number}")))).await).await;
        assert!(page.contains("value=\"reopen\"") && page.contains("name=\"reason\""), "the only one opens where none was chosen");
    }

    async fn what_is_unchecked_stays_in_the_form(w: World) {
        let (cia, eva) = (w.person("cia").await, w.person("eva").await);
        posted(&cia, "Gammas fråga om nattlampor").await;
        posted(&cia, "Gammas fråga om bänkar").await;
        let form = BulkForm { erbjuds: vec!["1.1".into(), "2.1".into()], ..accept(&eva, &[]) };
        let (status, page) = html(forms::bulk(eva.clone(), Path("stad".into()), Body(form)).await).await;
        assert!(status == 422 && page.contains("De hör till **forumet**.") && page.contains(&in_days(&eva, 10).to_string()), "{status}: {page}");
        assert!(page.contains("name=\"erbjuds\" value=\"1.1\"") && page.contains("value=\"2.1\"") && !page.contains(" checked"), "{page}");
        assert!(page.contains("Markera minst en fråga.") && page.contains(">Ta in de markerade<"), "{page}");
        assert_eq!(count(&eva, ACCEPTED).await, 0);
        // one of two: the other is left alone
        let form = BulkForm { erbjuds: vec!["1.1".into(), "2.1".into()], ..accept(&eva, &["2.1"]) };
        let done = decide(&eva, "stad", &form).await.unwrap();
        assert_eq!(outcomes(&done), [(2, Outcome::Done { undoable: true })]);
        // nothing could be done: the words are there still
        let form = accept(&eva, &["2.2"]);
        let (status, page) = html(forms::bulk(eva.clone(), Path("stad".into()), Body(form)).await).await;
        assert!(status == 409 && page.contains("id=\"typed\"") && page.contains("De hör till **forumet**."), "{status}: {page}");
    }

    async fn more_than_fifty_are_said_to_be_too_many(w: World) {
        let (cia, eva) = (w.person("cia").await, w.person("eva").await);
        posted(&cia, "Gammas fråga om nattlampor").await;
        let query: String = (1..=51).map(|n| format!("&fraga={n}")).collect();
        let ctx = fresh(&eva);
        let (status, page) = html(pages::bulk(ctx.clone(), Path("stad".into()), RawQuery(Some(format!("ko=publicering{query}")))).await).await;
        assert!(status == 422 && page.contains("Välj högst 50.") && page.contains("nattlampor"), "{status}: {page}");
        assert!(ctx.statement_count() <= 2, "{}", ctx.statement_count());
        let many: Vec<String> = (1..=51).map(|n| n.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let (status, page) = html(forms::bulk(eva.clone(), Path("stad".into()), Body(accept(&eva, &many))).await).await;
        assert!(status == 422 && page.contains("Välj högst 50.") && page.contains("De hör till **forumet**."), "{status}: {page}");
    }

    async fn declining_says_what_becomes_of_what_nobody_has_read(w: World) {
        posted(&w.person("cia").await, "Gammas fråga om nattlampor").await;
        posted(&w.person("anna").await, "Alfas fråga om trösklar").await;
        let eva = w.person("eva").await;
        for (query, unread, read) in [("fraga=1&akt=decline", true, false), ("fraga=2&akt=decline", false, true), ("fraga=1&fraga=2&akt=decline", true, true)] {
            let (_, page) = html(pages::bulk(eva.clone(), Path("stad".into()), RawQuery(Some(query.into()))).await).await;
            assert_eq!((page.contains("Frågan publiceras aldrig"), page.contains("ligger kvar och kan läsas")), (unread, read), "{query}");
        }
    }

    async fn each_of_them_can_be_undone_within_the_minute(w: World) {
        let (cia, eva) = (w.person("cia").await, w.person("eva").await);
        let mut issues = Vec::new();
        for n in 0..3 {
            issues.push(posted(&cia, &format!("Gammas fråga nummer {n} om lampor")).await.0);
        }
        let (_, page) = html(forms::bulk(eva.clone(), Path("stad".into()), Body(accept(&eva, &["1.1", "2.1", "3.1"]))).await).await;
        assert!(page.contains("name=\"gjorda\" value=\"3\""), "{page}");
        let slip = |gjorda: &[&str]| UndoForm {
            key: eva.rng.secret(), r#as: opened_for(&eva), ko: "publicering".into(), gjorda: gjorda.iter().map(ToString::to_string).collect(),
        };
        let send = |number: i64, form: UndoForm| curation::undo(eva.clone(), Path(("stad".into(), format!("{number}-x"))), Body(form));
        let answer = send(1, slip(&["1", "2", "3"])).await.unwrap();
        let to = answer.headers()["location"].to_str().unwrap().to_string();
        assert_eq!(to, "/stad/skrivbord/flera?ko=publicering&gjorda=2&gjorda=3");
        let open = |query: &str| pages::bulk(eva.clone(), Path("stad".into()), RawQuery(Some(query.into())));
        let (_, page) = html(open("ko=publicering&gjorda=2&gjorda=3").await).await;
        assert_eq!(page.matches("/angra\"").count(), 2, "{page}");
        // the last one leads back to the queue
        let answer = send(3, slip(&["3"])).await.unwrap();
        assert_eq!(answer.headers()["location"], "/stad/skrivbord?ko=publicering");
        for (issue, expected) in issues.iter().zip([IssueState::Submitted, IssueState::InForum, IssueState::Submitted]) {
            assert_eq!(state_of(&eva, *issue).await.0, expected);
        }
        w.app.clock.advance(TimeDelta::seconds(61));
        let (_, page) = html(open("ko=publicering&gjorda=2").await).await;
        assert!(!page.contains("/angra\"") && page.contains("Inget mer går att ångra"), "{page}");
    }

    async fn the_page_offers_what_fits_all(w: World) {
        let (cia, anna, eva) = (w.person("cia").await, w.person("anna").await, w.person("eva").await);
        posted(&cia, "Gammas fråga om nattlampor").await;
        posted(&cia, "Gammas fråga om bänkar").await;
        posted(&anna, "Alfas fråga om trösklar").await;
        let open = |query: &'static str| {
            let ctx = fresh(&eva);
            async move {
                let page = html(pages::bulk(ctx.clone(), Path("stad".into()), RawQuery(Some(query.into()))).await).await;
                assert!(ctx.statement_count() <= 2, "{}", ctx.statement_count());
                page
            }
        };
        let (_, page) = open("ko=publicering&fraga=1&fraga=2").await;
        assert!(page.contains("akt=accept&amp;fraga=1&amp;fraga=2") && page.contains("akt=decline") && !page.contains("name=\"reason\""), "{page}");
        let (_, page) = open("fraga=1&fraga=3").await;
        assert!(!page.contains("akt=accept") && page.contains("akt=decline"), "one is in its forum already");
        let (_, page) = open("fraga=1&fraga=2&akt=accept").await;
        assert!(page.contains("value=\"1.1\"") && page.contains("value=\"2.1\"") && page.contains("name=\"reason\""));
        let (_, page) = open("").await;
        assert!(page.contains("class=\"empty\""));
    }
}
