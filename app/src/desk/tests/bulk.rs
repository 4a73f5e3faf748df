//! One decision about several issues.

use crate::context::Ctx;
use crate::curation::service_undo::{UndoForm, undo};
use crate::curation::tests::pages::{fresh, html};
use crate::curation::tests::{in_days, opened_for, posted, state_of};
use crate::desk::service::bulk::{Bulk, BulkForm, Outcome, decide};
use crate::desk::{forms, pages};
use crate::error::{AppError, Fault, Refusal};
use crate::issues::types::IssueState;
use crate::ui::Body;
use crate::{on_both, scalar};
use axum::extract::{Path, RawQuery};

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
            (BulkForm { fraga: Vec::new(), ..base.clone() }, "fraga", Fault::Required),
            (BulkForm { fraga: many, ..base.clone() }, "fraga", Fault::TooMany(50)),
        ] {
            let Err(AppError::Invalid(faults)) = decide(&eva, "stad", &form).await else { panic!("{form:?} passed") };
            assert_eq!(faults.of(field), Some(&fault), "{form:?}");
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
