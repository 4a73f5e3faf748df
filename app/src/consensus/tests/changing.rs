//! New versions, more time, the end by date or by hand, and the review of the model.

use super::{answer_form, count, due, mails, propose_form, proposed, says, state, taken_back};
use crate::consensus::service::{ActForm, ReviewForm, act, after_apply, answer, end, proposal, proposals, propose, reviewed};
use crate::consensus::types::{ProposalState, Shown};
use crate::context::Ctx;
use crate::curation::tests::opened_for;
use crate::error::{AppError, Fault, Refusal};
use crate::ids::{ConsensusId, EventId};
use crate::{on_both, scalar};

fn act_form(ctx: &Ctx, what: &str) -> ActForm {
    ActForm {
        key: ctx.rng.secret(),
        r#as: opened_for(ctx),
        version: "1".into(),
        act: what.into(),
        text: "Forumet träffas den första onsdagen i varje månad.".into(),
        reason: "Tisdagar krockar för många.".into(),
        until: "2026-04-20".into(),
        lang: "sv".into(),
    }
}

async fn id(ctx: &Ctx) -> ConsensusId {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, ConsensusId, fetch_one, "SELECT MAX(id) FROM consensus").unwrap()
}

on_both! {
    async fn after_an_objection_all_are_asked_anew(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let n = proposed(w).await;
        says(&anna, n, "consent", "").await.unwrap();
        assert!(matches!(act(&anna, "stad", n, &act_form(&anna, "revise")).await, Err(AppError::Refused(Refusal::WrongState))), "nobody objects");
        let late = answer_form(&bo, n, "consent", "").await;
        says(&bo, n, "object", "Tisdagar har vi styrelse.").await.unwrap();
        for name in ["bo", "eva", "per", "cia", "karin", "ida"] {
            let ctx = w.person(name).await;
            assert!(matches!(act(&ctx, "stad", n, &act_form(&ctx, "revise")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        let same = ActForm { text: "Forumet träffas den första tisdagen i varje månad.".into(), ..act_form(&anna, "revise") };
        let Err(AppError::Invalid(faults)) = act(&anna, "stad", n, &same).await else { panic!("the same text passed") };
        assert_eq!(faults.0, [("text", Fault::Taken)]);
        let before = mails(w).await.len();
        let form = act_form(&anna, "revise");
        let (a, b) = tokio::join!(act(&anna, "stad", n, &form), act(&anna, "stad", n, &form));
        a.unwrap();
        b.unwrap();
        let seen = proposal(&w.visitor(), "stad", n).await.unwrap();
        assert_eq!((seen.proposal.version, seen.versions.len(), seen.proposal.tally().missing()), (2, 2, 2), "the answers to the old text count no more");
        assert_eq!(seen.asked.iter().map(|x| x.given.len()).sum::<usize>(), 2, "but they are kept");
        assert_eq!(due(w).await.as_deref(), Some("2026-04-20"));
        let anew: Vec<_> = mails(w).await.split_off(before);
        assert!(anew.len() == 3 && anew.iter().all(|m| m.subject.starts_with("Ny version") && m.text.contains("Tisdagar krockar")), "{anew:?}");
        // whoever read the old text answers the new one with open eyes
        assert!(matches!(answer(&bo, "stad", n, &late).await, Err(AppError::Stale { current: 2 })));
        assert!(matches!(act(&anna, "stad", n, &act_form(&anna, "withdraw")).await, Err(AppError::Stale { current: 2 })));
        says(&bo, n, "consent", "").await.unwrap();
        assert_eq!(state(w, n).await, ProposalState::Open, "alfa has not answered the new text");
        says(&anna, n, "consent", "").await.unwrap();
        assert_eq!(state(w, n).await, ProposalState::Passed);
        assert_eq!(w.agreement().ways[0].text, "Forumet träffas den första onsdagen i varje månad.");
    }

    async fn without_all_answers_it_falls_on_its_date(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let n = proposed(w).await;
        says(&anna, n, "consent", "").await.unwrap();
        let id = id(&anna).await;
        w.days_pass(30);
        end(&w.visitor(), id).await.unwrap();
        assert_eq!(state(w, n).await, ProposalState::Open, "the last day is whole");
        w.days_pass(1);
        assert!(matches!(says(&bo, n, "consent", "").await, Err(AppError::Refused(Refusal::AnswersClosed))), "also before the job has run");
        let (a, b) = tokio::join!(end(&anna, id), end(&bo, id));
        a.unwrap();
        b.unwrap();
        assert_eq!((state(w, n).await, due(w).await, count(w, "SELECT COUNT(*) FROM event WHERE kind = 'consensus_lapsed'").await), (ProposalState::Lapsed, None, 1));
        let lapsed: Vec<_> = mails(w).await.into_iter().filter(|m| m.subject.starts_with("Inte antaget")).collect();
        assert!(lapsed.len() == 3 && lapsed[0].text.contains("1 har inte svarat"), "{lapsed:?}");
        let list = proposals(&w.visitor(), "stad", Shown::Lapsed, ("", ""), None).await.unwrap();
        assert_eq!((list.proposals.len(), list.count(Shown::Open), list.count(Shown::Lapsed)), (1, 0, 1));

        // more time, once: the answers stand, and all are told that they do
        let more = || ActForm { until: "2026-05-01".into(), ..act_form(&anna, "prolong") };
        let before = mails(w).await.len();
        act(&anna, "stad", n, &more()).await.unwrap();
        assert_eq!((state(w, n).await, due(w).await.as_deref()), (ProposalState::Open, Some("2026-05-01")));
        let mut told: Vec<_> = mails(w).await.split_off(before).into_iter().map(|m| (m.to, m.subject.starts_with("Öppet igen"))).collect();
        told.sort_unstable();
        assert_eq!(told, ["anna", "bo", "dua"].map(|name| (format!("{name}@example.org"), true)));
        assert!(matches!(act(&anna, "stad", n, &ActForm { until: "2026-05-20".into(), ..more() }).await, Err(AppError::Refused(Refusal::WrongState))));
        says(&bo, n, "consent", "").await.unwrap();
        assert_eq!(state(w, n).await, ProposalState::Passed);
        w.days_pass(60);
        end(&w.visitor(), id).await.unwrap();
        assert_eq!(state(w, n).await, ProposalState::Passed, "what passed does not fall");
    }

    async fn while_it_is_open_more_time_is_told_to_the_silent(w: World) {
        let anna = w.person("anna").await;
        let n = proposed(w).await;
        says(&anna, n, "consent", "").await.unwrap();
        let before = mails(w).await.len();
        act(&anna, "stad", n, &act_form(&anna, "prolong")).await.unwrap();
        let told: Vec<_> = mails(w).await.split_off(before).into_iter().map(|m| m.to).collect();
        assert_eq!(told, ["bo@example.org", "dua@example.org"]);
    }

    async fn what_fell_is_opened_again_within_a_month_and_alone(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let n = proposed(w).await;
        let id = id(&anna).await;
        w.days_pass(31);
        end(&w.visitor(), id).await.unwrap();
        let other = propose(&bo, "stad", &crate::consensus::service::ProposeForm { until: "2026-05-01".into(), ..propose_form(&bo, "forum-rost") }).await.unwrap();
        let more = |ctx: &Ctx| ActForm { until: "2026-05-20".into(), ..act_form(ctx, "prolong") };
        match act(&anna, "stad", n, &more(&anna)).await {
            Err(AppError::Underway(at)) => assert_eq!(at, format!("/stad/samsyn/{other}")),
            result => panic!("{result:?}"),
        }
        taken_back(w).await;
        w.days_pass(30);
        assert!(matches!(act(&anna, "stad", n, &more(&anna)).await, Err(AppError::Refused(Refusal::WrongState))), "too long ago");
        assert!(!proposal(&anna, "stad", n).await.unwrap().possible.prolong);
    }

    async fn whoever_proposed_takes_it_back(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let n = proposed(w).await;
        assert!(matches!(act(&bo, "stad", n, &act_form(&bo, "withdraw")).await, Err(AppError::Refused(Refusal::NotAllowed))));
        for what in ["answer", "pass", "lapse", "what"] {
            assert!(matches!(act(&anna, "stad", n, &act_form(&anna, what)).await, Err(AppError::BadRequest(_))), "{what}");
        }
        let Err(AppError::Invalid(faults)) = act(&anna, "stad", n, &ActForm { reason: " ".into(), ..act_form(&anna, "withdraw") }).await else { panic!("without a reason") };
        assert_eq!(faults.0, [("reason", Fault::Required)]);
        act(&anna, "stad", n, &act_form(&anna, "withdraw")).await.unwrap();
        assert_eq!((state(w, n).await, due(w).await), (ProposalState::Withdrawn, None));
        assert!(matches!(act(&anna, "stad", n, &act_form(&anna, "prolong")).await, Err(AppError::Refused(Refusal::WrongState))));
        assert!(matches!(says(&bo, n, "consent", "").await, Err(AppError::Refused(Refusal::AnswersClosed))));
        assert!(mails(w).await.iter().any(|m| m.to == "bo@example.org" && m.subject.starts_with("Återkallat")));
    }

    async fn what_a_seat_proposed_any_seat_there_goes_on_with(w: World) {
        let (sia, olle, eva) = (w.person("sia").await, w.person("olle").await, w.person("eva").await);
        let n = propose(&sia, "stad", &propose_form(&sia, "organ-styrgrupp")).await.unwrap();
        assert!(matches!(act(&eva, "stad", n, &act_form(&eva, "withdraw")).await, Err(AppError::Refused(Refusal::NotAllowed))), "the kansli did not propose it");
        act(&olle, "stad", n, &act_form(&olle, "withdraw")).await.unwrap();
        // what the kansli proposed is its civil seats' alone
        let n = propose(&eva, "stad", &propose_form(&eva, "organ-styrgrupp")).await.unwrap();
        let per = w.person("per").await;
        assert!(matches!(act(&per, "stad", n, &act_form(&per, "withdraw")).await, Err(AppError::Refused(Refusal::NotAllowed))));
        act(&eva, "stad", n, &act_form(&eva, "withdraw")).await.unwrap();
    }

    async fn the_model_is_reviewed_every_four_years(w: World) {
        let eva = w.person("eva").await;
        // any event will do as the one that opened the clock
        proposed(w).await;
        let agreement = w.agreement();
        for _ in 0..2 {
            let mut tx = eva.write().await.unwrap();
            let event = scalar!(tx, EventId, fetch_one, "SELECT MAX(id) FROM event").unwrap();
            after_apply(&mut tx, &w.visitor(), (agreement.id, agreement.curator_id), "2012-09-04".parse().ok(), event).await.unwrap();
            tx.commit().await.unwrap();
        }
        let due = async || proposals(&w.visitor(), "stad", Shown::Open, ("", ""), None).await.unwrap().review_due_on.map(|d| d.to_string());
        assert_eq!(due().await.as_deref(), Some("2028-09-04"), "the next of 2016, 2020, 2024 and so on");
        assert_eq!(count(w, "SELECT COUNT(*) FROM clock WHERE kind = 'model_review' AND closed_by IS NULL").await, 1);
        let form = |ctx: &Ctx, key: &str, reason: &str| ReviewForm { key: key.into(), r#as: opened_for(ctx), reason: reason.into(), lang: "sv".into() };
        for name in ["anna", "per", "sia", "olle", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            assert!(matches!(reviewed(&ctx, "stad", &form(&ctx, "r", "Klart.")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(reviewed(&eva, "stad", &form(&eva, "r", " ")).await, Err(AppError::Invalid(_))));
        for _ in 0..2 {
            reviewed(&eva, "stad", &form(&eva, "r", "Forumen håller. Högnivåsamtalen ska bli fler.")).await.unwrap();
        }
        assert_eq!(due().await.as_deref(), Some("2030-03-02"));
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'model_reviewed'").await, 1);
    }
}
