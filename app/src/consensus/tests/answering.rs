//! Answers: who may, once each, and when a proposal passes.

use super::{answer_form, count, due, mails, propose_form, proposed, says, state};
use crate::consensus::pages::{Again, proposal_page};
use crate::consensus::service::{AnswerForm, after_apply, answer, end, proposal, propose};
use crate::consensus::types::{Answer, ProposalState};
use crate::curation::tests::pages::html;
use crate::error::{AppError, Fault, Refusal};
use crate::events::EventKind;
use crate::ids::{ConsensusId, EventId};
use crate::restrictions::types::{Restriction, RestrictionKind};
use crate::{execute, on_both, scalar};
use axum::extract::{Path, RawQuery};

on_both! {
    async fn it_passes_when_everyone_has_answered_and_nobody_objects(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let n = proposed(w).await;
        says(&anna, n, "consent", "").await.unwrap();
        assert_eq!(state(w, n).await, ProposalState::Open, "silence is not consent, not even of who proposed: beta has not answered");
        w.days_pass(3);
        says(&bo, n, "aside", "Vi har inget val att göra.").await.unwrap();
        let seen = proposal(&w.visitor(), "stad", n).await.unwrap();
        assert_eq!((seen.proposal.state, seen.proposal.closed_on.map(|d| d.to_string()).as_deref()), (ProposalState::Passed, Some("2026-03-05")));
        assert_eq!(seen.chain.iter().map(|e| e.kind).collect::<Vec<_>>(), [EventKind::ConsensusProposed, EventKind::ConsensusGiven, EventKind::ConsensusAside, EventKind::ConsensusPassed]);
        assert_eq!(due(w).await, None);
        assert!(matches!(says(&bo, n, "object", "Vi ångrar oss.").await, Err(AppError::Refused(Refusal::AnswersClosed))));
        let passed: Vec<_> = mails(w).await.into_iter().filter(|m| m.subject.starts_with("Antaget:")).collect();
        assert_eq!(passed.len(), 3, "{passed:?}");
        assert!(passed[0].text.contains("2 tillfrågade: 1 samtycker, 1 avstår."));
        // the forum's page says what holds now, and the log how it came about
        let (_, page) = html(crate::issues::list::pages::forum(w.visitor(), Path(("stad".into(), "rost".into())), RawQuery(None)).await).await;
        assert!(page.contains("Gäller sedan") && page.contains("första tisdagen") && page.contains("Så ändras hur forumet arbetar"), "{page}");
        let log = crate::curation::pages::log(w.visitor(), Path("stad".into()), axum::extract::Query(crate::curation::pages::LogQuery { slag: "samsyn".into(), ..Default::default() }));
        let (_, page) = html(log.await).await;
        assert!(page.contains("det är antaget") && page.contains("2 tillfrågade"), "{page}");

        // until the agreement's file says it too
        let mut tx = anna.write().await.unwrap();
        execute!(tx, "UPDATE forum SET how_sv = 'Så här: Forumet träffas den första tisdagen i varje månad.' WHERE slug = 'rost'").unwrap();
        let event = scalar!(tx, EventId, fetch_one, "SELECT MAX(id) FROM event").unwrap();
        let a = w.agreement();
        after_apply(&mut tx, &w.visitor(), (a.id, a.curator_id), None, event).await.unwrap();
        tx.commit().await.unwrap();
        let mut conn = anna.read().await.unwrap();
        w.app.catalogue.reload(&mut conn, true).await.unwrap();
        assert!(w.agreement().ways.is_empty());
    }

    async fn only_those_who_are_asked_answer(w: World) {
        let n = proposed(w).await;
        for name in ["cia", "eva", "per", "sia", "olle", "karin", "hugo", "pia", "ida"] {
            let ctx = w.person(name).await;
            assert!(matches!(says(&ctx, n, "consent", "").await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(!proposal(&ctx, "stad", n).await.unwrap().possible.answer, "{name}");
        }
        let visitor = w.visitor();
        assert!(matches!(answer(&visitor, "stad", n, &AnswerForm::default()).await, Err(AppError::SignInFirst)));
        let anna = w.person("anna").await;
        assert!(matches!(answer(&anna, "stad", 9, &answer_form(&anna, n, "consent", "").await).await, Err(AppError::NotFound)));
        let elsewhere = AnswerForm { r#as: String::new(), ..answer_form(&anna, n, "consent", "").await };
        assert!(matches!(answer(&anna, "stad", n, &elsewhere).await, Err(AppError::ActingChanged { .. })));
        for (what, reason, field, fault) in [("", "", "answer", Fault::Choice), ("maybe", "", "answer", Fault::Choice), ("object", " ", "reason", Fault::Required), ("object", "Nä", "reason", Fault::TooShort(3))] {
            match says(&anna, n, what, reason).await {
                Err(AppError::Invalid(faults)) => assert_eq!(faults.0, [(field, fault)]),
                other => panic!("{what}: {other:?}"),
            }
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM consensus_answer").await, 0);
    }

    async fn an_answer_can_be_changed_and_what_it_was_is_kept(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let n = proposed(w).await;
        says(&bo, n, "object", "Tisdagar har vi styrelse.").await.unwrap();
        says(&anna, n, "consent", "").await.unwrap();
        assert_eq!(state(w, n).await, ProposalState::Open, "everyone has answered, and beta objects");
        let told = mails(w).await;
        let objections: Vec<_> = told.iter().filter(|m| m.subject.starts_with("En invändning")).map(|m| m.to.as_str()).collect();
        assert_eq!(objections, ["anna@example.org", "dua@example.org"], "the one that proposed");
        let form = answer_form(&bo, n, "aside", "Vi kommer när vi kan.").await;
        for _ in 0..2 {
            answer(&bo, "stad", n, &form).await.unwrap();
        }
        assert_eq!(state(w, n).await, ProposalState::Passed);
        let seen = proposal(&w.visitor(), "stad", n).await.unwrap();
        let beta = seen.asked.iter().find(|a| a.organisation.as_ref().is_some_and(|(_, slug)| slug == "beta")).unwrap();
        assert_eq!(beta.given.iter().map(|g| (g.revision, g.kind, g.stands)).collect::<Vec<_>>(), [(1, Answer::Object, false), (2, Answer::Aside, true)]);
        let (_, page) = html(proposal_page(&w.visitor(), "stad", n, &Again::default()).await).await;
        assert!(page.contains("Tisdagar har vi styrelse.") && page.contains("ändrat senare"), "{page}");
    }

    async fn one_of_a_hundred_answers_counts(w: World) {
        let bo = w.person("bo").await;
        let n = proposed(w).await;
        let form = answer_form(&bo, n, "consent", "").await;
        let forms: Vec<_> = (0..100).map(|i| AnswerForm { key: format!("k{i}"), ..form.clone() }).collect();
        let results = futures::future::join_all(forms.iter().map(|form| answer(&bo, "stad", n, form))).await;
        assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 1, "{results:?}");
        assert!(results.iter().all(|r| matches!(r, Ok(()) | Err(AppError::Stale { .. }))), "{results:?}");
        assert_eq!((count(w, "SELECT COUNT(*) FROM consensus_answer").await, count(w, "SELECT COUNT(*) FROM consensus_answer_was").await), (1, 0));
        // the database itself has place for one
        let mut tx = bo.write().await.unwrap();
        let again = "INSERT INTO consensus_answer (consensus_id, asked_id, version, kind, lang, answered_at, event_id) SELECT consensus_id, asked_id, version, kind, lang, answered_at, event_id FROM consensus_answer";
        assert!(execute!(tx, again).is_err());
    }

    async fn the_last_two_at_once_pass_it_once(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let n = proposed(w).await;
        let (x, y) = (answer_form(&anna, n, "consent", "").await, answer_form(&bo, n, "consent", "").await);
        let (a, b) = tokio::join!(answer(&anna, "stad", n, &x), answer(&bo, "stad", n, &y));
        a.unwrap();
        b.unwrap();
        assert_eq!(state(w, n).await, ProposalState::Passed);
        assert_eq!((count(w, "SELECT COUNT(*) FROM event WHERE kind = 'consensus_passed'").await, count(w, "SELECT COUNT(*) FROM way").await), (1, 1));
    }

    async fn whoever_is_held_back_may_still_consent(w: World) {
        let bo = w.person("bo").await;
        let n = proposed(w).await;
        let mut actor = (**bo.actor.as_ref().unwrap()).clone();
        let held = Restriction { agreement: w.agreement().id, organisation: None, kind: RestrictionKind::Stopped, until_on: "2026-12-31".parse().unwrap() };
        actor.restrictions = vec![held];
        let stopped = bo.with_actor(actor);
        assert!(matches!(says(&stopped, n, "aside", "Tisdagar har vi styrelse.").await, Err(AppError::Refused(Refusal::Stopped))));
        says(&stopped, n, "consent", "").await.unwrap();
    }

    async fn nobody_is_kept_from_objecting(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let n = proposed(w).await;
        for kind in [RestrictionKind::Stopped, RestrictionKind::Slowed] {
            let mut actor = (**bo.actor.as_ref().unwrap()).clone();
            actor.restrictions = vec![Restriction { agreement: w.agreement().id, organisation: None, kind, until_on: "2026-12-31".parse().unwrap() }];
            says(&bo.with_actor(actor), n, "object", &format!("Tisdagar har vi styrelse: {kind}.")).await.unwrap();
        }
        says(&anna, n, "consent", "").await.unwrap();
        assert_eq!(state(w, n).await, ProposalState::Open, "it holds, whatever the kansli has decided");
        let (_, page) = html(proposal_page(&w.visitor(), "stad", n, &Again::default()).await).await;
        assert!(page.contains("Tisdagar har vi styrelse: slowed.") && !page.contains("styrelse: stopped."), "what somebody who is stopped says begins hidden: {page}");
    }

    async fn a_seat_that_nobody_holds_does_not_block_for_ever(w: World) {
        let (sia, eva) = (w.person("sia").await, w.person("eva").await);
        let leave = async |side: &'static str| {
            let mut tx = eva.write().await.unwrap();
            execute!(tx, "UPDATE seat SET to_on = '2026-03-03' WHERE body_id = 3 AND side = $1", side).unwrap();
            tx.commit().await.unwrap();
        };
        let n = propose(&sia, "stad", &propose_form(&sia, "organ-styrgrupp")).await.unwrap();
        let mut conn = eva.read().await.unwrap();
        let id = scalar!(conn, ConsensusId, fetch_one, "SELECT MAX(id) FROM consensus").unwrap();
        drop(conn);
        says(&sia, n, "consent", "").await.unwrap();
        leave("public").await;
        w.days_pass(3);
        let (_, page) = html(proposal_page(&w.visitor(), "stad", n, &Again::default()).await).await;
        assert!(page.contains("Uppdraget är vakant") && page.contains("Om ingen tar över"), "{page}");
        end(&w.visitor(), id).await.unwrap();
        assert_eq!(state(w, n).await, ProposalState::Open, "somebody may take over until the last day");
        w.days_pass(28);
        end(&w.visitor(), id).await.unwrap();
        let seen = proposal(&w.visitor(), "stad", n).await.unwrap();
        assert_eq!((seen.proposal.state, seen.proposal.tally().asked, seen.proposal.tally().missing()), (ProposalState::Passed, 1, 0));
        let (_, page) = html(proposal_page(&w.visitor(), "stad", n, &Again::default()).await).await;
        assert!(page.contains("Uppdraget är vakant") && page.contains("de andra räknades utan det"), "{page}");
    }

    async fn an_objection_holds_also_when_its_seat_is_left(w: World) {
        let (sia, olle, eva) = (w.person("sia").await, w.person("olle").await, w.person("eva").await);
        let n = propose(&sia, "stad", &propose_form(&sia, "organ-styrgrupp")).await.unwrap();
        let mut conn = eva.read().await.unwrap();
        let id = scalar!(conn, ConsensusId, fetch_one, "SELECT MAX(id) FROM consensus").unwrap();
        drop(conn);
        // an objection holds, also when its seat is left
        says(&olle, n, "object", "Vi hinner inte på kvällar.").await.unwrap();
        let mut tx = eva.write().await.unwrap();
        execute!(tx, "UPDATE seat SET to_on = '2026-03-03' WHERE body_id = 3").unwrap();
        tx.commit().await.unwrap();
        w.days_pass(31);
        end(&w.visitor(), id).await.unwrap();
        let seen = proposal(&w.visitor(), "stad", n).await.unwrap();
        assert_eq!((seen.proposal.state, seen.proposal.tally().asked, seen.proposal.tally().objected), (ProposalState::Lapsed, 1, 1));
    }

    async fn seats_answer_each_for_itself_and_a_successor_for_the_seat(w: World) {
        let (sia, olle, eva) = (w.person("sia").await, w.person("olle").await, w.person("eva").await);
        let mut tx = eva.write().await.unwrap();
        execute!(tx, "UPDATE seat SET place = 1 WHERE body_id = 3 AND side = 'public'").unwrap();
        tx.commit().await.unwrap();
        let n = propose(&sia, "stad", &propose_form(&sia, "organ-styrgrupp")).await.unwrap();
        says(&sia, n, "consent", "").await.unwrap();
        assert!(matches!(says(&eva, n, "consent", "").await, Err(AppError::Refused(Refusal::NotAllowed))));
        // olle leaves the seat, and hugo takes it
        let mut tx = eva.write().await.unwrap();
        execute!(tx, "UPDATE seat SET to_on = '2026-03-01' WHERE body_id = 3 AND side = 'public'").unwrap();
        execute!(tx, "INSERT INTO seat (person_id, body_id, side, function, from_on, place) VALUES (9, 3, 'public', 'ledamot', '2026-03-02', 1)").unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(says(&olle, n, "consent", "").await, Err(AppError::Refused(Refusal::NotAllowed))), "the seat is another's by now");
        let hugo = w.person_as("hugo", "styrgrupp").await;
        says(&hugo, n, "consent", "").await.unwrap();
        assert_eq!(state(w, n).await, ProposalState::Passed);
        let (_, page) = html(proposal_page(&w.visitor(), "stad", n, &Again::default()).await).await;
        for person in ["Sia", "Olle", "Hugo"] {
            assert!(!page.contains(person), "{person} is shown");
        }
        let (_, page) = html(crate::bodies::pages::body(w.visitor(), Path(("stad".into(), "styrgrupp".into()))).await).await;
        assert!(page.contains("Gäller sedan") && page.contains("/stad/samsyn?organ=styrgrupp"), "{page}");
    }
}
