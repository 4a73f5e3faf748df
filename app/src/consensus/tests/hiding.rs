//! Hiding the words of an answer: who may, who reads them still, and that the answer counts.

use super::{count, mails, proposed, says, state};
use crate::consensus::pages::{Again, hide_page, proposal_page};
use crate::consensus::service::{hide, proposal};
use crate::consensus::types::ProposalState;
use crate::context::Ctx;
use crate::curation::pages::{LogQuery, log, log_feed};
use crate::curation::tests::opened_for;
use crate::curation::tests::pages::{fresh, html};
use crate::db::testing::World;
use crate::error::{AppError, Refusal};
use crate::i18n::Locale;
use crate::on_both;
use crate::restrictions::types::{Restriction, RestrictionKind};
use crate::ui::Problem;
use crate::ui::form::HideForm;
use axum::extract::{Path, Query};

fn form(ctx: &Ctx, key: &str, show: &str) -> HideForm {
    HideForm { key: key.into(), r#as: opened_for(ctx), reason: format!("Skäl {key}."), lang: "sv".into(), show: show.into() }
}

async fn page(ctx: &Ctx, n: i64) -> String {
    html(proposal_page(&fresh(ctx), "stad", n, &Again::default()).await).await.1
}

/// The log and its feed, as somebody reads them.
async fn logs(ctx: &Ctx) -> String {
    let query = || Query(LogQuery { slag: "samsyn".into(), ..LogQuery::default() });
    let (_, page) = html(log(fresh(ctx), Path("stad".into()), query()).await).await;
    let (_, feed) = html(log_feed(fresh(ctx), Path("stad".into()), query()).await).await;
    format!("{page}{feed}")
}

/// The same person, stopped in the agreement.
fn stopped(w: &World, ctx: &Ctx) -> Ctx {
    let mut actor = (**ctx.actor.as_ref().unwrap()).clone();
    let until_on = "2026-12-31".parse().unwrap();
    actor.restrictions = vec![Restriction { agreement: w.agreement().id, organisation: None, kind: RestrictionKind::Stopped, until_on }];
    ctx.with_actor(actor)
}

const WORDS: &str = "Grannen Kalle väsnas på tisdagar.";

on_both! {
    async fn the_words_of_an_answer_can_be_hidden_and_shown_again(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        let n = proposed(w).await;
        says(&anna, n, "consent", "").await.unwrap();
        says(&bo, n, "object", WORDS).await.unwrap();
        for name in ["anna", "bo", "cia", "ida", "karin", "pia", "per", "sia", "olle"] {
            let ctx = w.person(name).await;
            assert!(matches!(hide(&ctx, "stad", n, 2, &form(&ctx, "h", "")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(!page(&ctx, n).await.contains("/dolj/"), "{name}");
        }
        assert!(page(&eva, n).await.contains("/stad/samsyn/1/dolj/2\""));
        for answer in [0, 1, 3] {
            assert!(matches!(hide(&eva, "stad", n, answer, &form(&eva, "h", "")).await, Err(AppError::NotFound)), "{answer} has no words");
        }
        let empty = HideForm { reason: " ".into(), ..form(&eva, "h", "") };
        assert!(matches!(hide(&eva, "stad", n, 2, &empty).await, Err(AppError::Invalid(_))));
        assert!(matches!(hide(&eva, "stad", n, 2, &form(&eva, "s", "1")).await, Err(AppError::Refused(Refusal::Already))), "they are shown");
        let (x, y) = (form(&eva, "h1", ""), form(&eva, "h2", ""));
        let (a, b) = tokio::join!(hide(&eva, "stad", n, 2, &x), hide(&eva, "stad", n, 2, &y));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        let (done, said) = if a.is_ok() { (x, "Skäl h1.") } else { (y, "Skäl h2.") };
        hide(&eva, "stad", n, 2, &done).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'consensus_words_hidden' AND audience = 'public'").await, 1);

        // who answered, who proposed and who curates read them; the answer stands for all, and so does the reason
        for (name, reads) in [("", false), ("cia", false), ("karin", false), ("per", false), ("anna", true), ("bo", true), ("eva", true)] {
            let ctx = if name.is_empty() { w.visitor() } else { w.person(name).await };
            let seen = page(&ctx, n).await;
            assert!(seen.contains("har dolt orden") && seen.contains("1 invänder") && seen.contains(said), "{name}: {seen}");
            assert_eq!(seen.contains(WORDS), reads, "{name}: {seen}");
            let logs = logs(&ctx).await;
            assert!(!logs.contains(WORDS) && logs.contains("Orden är dolda.") && logs.contains(said), "{name}: {logs}");
        }
        assert!(page(&w.visitor().in_locale(Locale::En), n).await.contains("has hidden the words"));
        assert_eq!((state(w, n).await, proposal(&w.visitor(), "stad", n).await.unwrap().proposal.tally().objected), (ProposalState::Open, 1));
        let told: Vec<_> = mails(w).await.into_iter().filter(|m| m.subject.starts_with("Orden i ert svar är dolda")).collect();
        assert!(told.iter().any(|m| m.to == "bo@example.org") && told.iter().all(|m| m.text.contains(said) && !m.text.contains(WORDS)), "{told:?}");
        assert!(told.iter().all(|m| m.to != "anna@example.org"), "{told:?}");

        // another answer does not bring them back
        says(&bo, n, "object", "Tisdagar har vi styrelse.").await.unwrap();
        let seen = page(&w.visitor(), n).await;
        assert!(!seen.contains(WORDS) && seen.contains("Tisdagar har vi styrelse."), "{seen}");
        hide(&eva, "stad", n, 2, &form(&eva, "s1", "1")).await.unwrap();
        assert!(page(&w.visitor(), n).await.contains(WORDS) && logs(&w.visitor()).await.contains(WORDS));
        assert!(mails(w).await.iter().any(|m| m.to == "bo@example.org" && m.subject.starts_with("Orden i ert svar syns")));
    }

    async fn what_somebody_who_is_stopped_objects_with_begins_hidden(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        let n = proposed(w).await;
        let held = stopped(w, &bo);
        assert!(page(&held, n).await.contains("Orden i en invändning syns bara") && !page(&bo, n).await.contains("Orden i en invändning syns bara"));
        says(&held, n, "object", WORDS).await.unwrap();
        says(&anna, n, "consent", "").await.unwrap();
        assert_eq!((state(w, n).await, proposal(&w.visitor(), "stad", n).await.unwrap().proposal.tally().objected), (ProposalState::Open, 1));
        for (ctx, reads) in [(w.visitor(), false), (w.person("cia").await, false), (anna.clone(), true), (bo.clone(), true), (held.clone(), true), (eva.clone(), true)] {
            let seen = page(&ctx, n).await;
            // that somebody is stopped is known to them and to those who curate
            let curates = ctx.actor.as_ref().is_some_and(|a| a.person_id == eva.actor.as_ref().unwrap().person_id);
            assert_eq!(seen.contains("den som svarade var stoppad till och med 31 december"), curates, "{seen}");
            assert_eq!(seen.contains("Orden visas inte förrän"), !curates, "{seen}");
            assert_eq!(seen.contains(WORDS), reads, "{seen}");
            assert!(!logs(&ctx).await.contains(WORDS));
        }
        let told: Vec<_> = mails(w).await.into_iter().filter(|m| m.subject.starts_with("En invändning")).collect();
        assert!(told.len() == 2 && told.iter().all(|m| m.text.contains("Orden är dolda") && !m.text.contains(WORDS)), "{told:?}");

        // those who curate can show them
        let (status, seen) = html(hide_page(&fresh(&eva), "stad", (n, 1), &HideForm::default(), &Problem::default()).await).await;
        assert!(status == 200 && seen.contains(WORDS) && seen.contains("name=\"show\" value=\"1\""), "{seen}");
        hide(&eva, "stad", n, 1, &form(&eva, "s1", "1")).await.unwrap();
        let seen = page(&w.visitor(), n).await;
        assert!(seen.contains(WORDS) && !seen.contains("stoppad"), "{seen}");
        // and another objection begins hidden again
        says(&held, n, "object", "Kalle igen.").await.unwrap();
        let seen = page(&w.visitor(), n).await;
        assert!(!seen.contains("Kalle igen.") && seen.contains("Orden visas inte förrän"), "{seen}");
    }

    async fn the_page_that_hides_asks_the_database_little(w: World) {
        let (bo, eva) = (w.person("bo").await, w.person("eva").await);
        let n = proposed(w).await;
        says(&bo, n, "object", WORDS).await.unwrap();
        let ctx = fresh(&eva);
        crate::consensus::service::hiding(&ctx, "stad", n, 1).await.unwrap();
        assert_eq!(ctx.statement_count(), 2);
    }
}
