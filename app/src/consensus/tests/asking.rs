//! Who may propose, who is asked, what is told.

use super::{count, due, mails, propose_form, proposed, says, state, take_part, taken_back, writes_in};
use crate::consensus::service::{ProposeForm, proposal, propose, proposing};
use crate::consensus::types::ProposalState;
use crate::error::{AppError, Fault, Refusal};
use crate::restrictions::types::{Restriction, RestrictionKind};
use crate::{execute, on_both};

on_both! {
    async fn those_who_have_taken_part_are_asked(w: World) {
        let eva = w.person("eva").await;
        let mut tx = eva.write().await.unwrap();
        execute!(tx, "UPDATE person SET locale = 'en' WHERE name = 'Bo'").unwrap();
        tx.commit().await.unwrap();
        let n = proposed(w).await;
        let seen = proposal(&w.visitor(), "stad", n).await.unwrap();
        let names: Vec<_> = seen.asked.iter().filter_map(|a| a.organisation.as_ref()).map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Föreningen Alfa", "Föreningen Beta"], "gamma has not taken part");
        assert_eq!((seen.proposal.state, seen.proposal.tally().missing(), seen.chain.len()), (ProposalState::Open, 2, 1));
        assert_eq!(due(w).await.as_deref(), Some("2026-04-01"));
        let told = mails(w).await;
        assert_eq!(told.len(), 3, "anna and dua of alfa, bo and dua of beta, each once: {told:?}");
        let of = |name: &str| told.iter().find(|m| m.to == format!("{name}@example.org")).unwrap();
        assert!(of("anna").subject.starts_with("Ni tillfrågas: Forumet") && of("anna").text.contains("onsdag 1 april") && of("anna").text.contains("Ingen vet när"));
        assert!(of("bo").subject.starts_with("You are asked") && of("bo").text.contains("Wednesday 1 April") && of("bo").text.contains("/en/stad/samsyn/1"));
        // who comes later is not asked about it
        let (_, other) = crate::curation::tests::posted(&w.person("anna").await, "En fråga till").await;
        assert!(other > 0);
        assert_eq!(proposal(&w.visitor(), "stad", n).await.unwrap().asked.len(), 2);
    }

    async fn only_participants_seats_and_the_kansli_propose(w: World) {
        let anna = w.person("anna").await;
        let refused = |e: Result<i64, AppError>| matches!(e, Err(AppError::Refused(Refusal::NotAllowed)));
        assert!(refused(propose(&anna, "stad", &propose_form(&anna, "forum-rost")).await), "alfa has not taken part yet");
        take_part(w).await;
        for name in ["cia", "ida", "karin", "hugo", "pia"] {
            let ctx = w.person(name).await;
            assert!(refused(propose(&ctx, "stad", &propose_form(&ctx, "forum-rost")).await), "{name}");
            assert!(matches!(proposing(&ctx, "stad", "").await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(propose(&w.visitor(), "stad", &propose_form(&w.visitor(), "forum-rost")).await, Err(AppError::SignInFirst)));
        // where one has no part it is no choice
        for (name, om) in [("anna", "forum-medlem"), ("anna", "organ-styrgrupp"), ("sia", "forum-rost"), ("olle", "organ-kansli"), ("per", "forum-rost")] {
            let ctx = w.person(name).await;
            match propose(&ctx, "stad", &propose_form(&ctx, om)).await {
                Err(AppError::Invalid(faults)) => assert_eq!(faults.0, [("om", Fault::Choice)], "{name} {om}"),
                other => panic!("{name} {om}: {other:?}"),
            }
        }
        for (name, om) in [("anna", "forum-rost"), ("bo", "forum-rost"), ("sia", "organ-styrgrupp"), ("olle", "organ-styrgrupp"), ("per", "organ-kansli"), ("eva", "forum-rost"), ("eva", "organ-styrgrupp")] {
            let ctx = w.person(name).await;
            propose(&ctx, "stad", &propose_form(&ctx, om)).await.unwrap_or_else(|e| panic!("{name} {om}: {e}"));
            taken_back(w).await;
        }
        let eva = w.person("eva").await;
        assert!(matches!(propose(&eva, "stad", &propose_form(&eva, "forum-medlem")).await, Err(AppError::Refused(Refusal::NobodyAsked))));
        let open = proposing(&anna, "stad", "").await.unwrap();
        assert_eq!(open.chosen.map(|c| c.code).as_deref(), Some("forum-rost"), "the only choice is chosen");
        assert!(proposing(&eva, "stad", "").await.unwrap().chosen.is_none());
    }

    async fn what_is_wrong_is_said_at_its_field(w: World) {
        take_part(w).await;
        let anna = w.person("anna").await;
        let fine = || propose_form(&anna, "forum-rost");
        for (form, field, fault) in [
            (ProposeForm { title: "Kort".into(), ..fine() }, "title", Fault::TooShort(5)),
            (ProposeForm { text: " ".into(), ..fine() }, "text", Fault::Required),
            (ProposeForm { why: String::new(), ..fine() }, "why", Fault::Required),
            (ProposeForm { until: String::new(), ..fine() }, "until", Fault::Required),
            (ProposeForm { until: "i vår".into(), ..fine() }, "until", Fault::Date),
            (ProposeForm { until: "2026-03-02".into(), ..fine() }, "until", Fault::DatePast),
            (ProposeForm { until: "2026-05-02".into(), ..fine() }, "until", Fault::DateWithin(60)),
        ] {
            match propose(&anna, "stad", &form).await {
                Err(AppError::Invalid(faults)) => assert_eq!(faults.0, [(field, fault)]),
                other => panic!("{field}: {other:?}"),
            }
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM consensus").await, 0);
        let other = ProposeForm { r#as: String::new(), ..fine() };
        assert!(matches!(propose(&anna, "stad", &other).await, Err(AppError::ActingChanged { .. })));
        assert!(propose(&anna, "stad", &ProposeForm { until: "2026-05-01".into(), now: String::new(), ..fine() }).await.is_ok(), "sixty days");
    }

    async fn a_form_sent_twice_proposes_once(w: World) {
        take_part(w).await;
        let anna = w.person("anna").await;
        let form = propose_form(&anna, "forum-rost");
        let (a, b) = tokio::join!(propose(&anna, "stad", &form), propose(&anna, "stad", &form));
        assert_eq!((a.unwrap(), b.unwrap()), (1, 1));
        assert_eq!((count(w, "SELECT COUNT(*) FROM consensus").await, mails(w).await.len()), (1, 3));
        for _ in 0..9 {
            taken_back(w).await;
            propose(&anna, "stad", &propose_form(&anna, "forum-rost")).await.unwrap();
        }
        taken_back(w).await;
        assert!(matches!(propose(&anna, "stad", &propose_form(&anna, "forum-rost")).await, Err(AppError::TooOften(_))));
    }

    async fn whoever_takes_part_is_asked_also_without_a_signature(w: World) {
        let number = take_part(w).await;
        let (anna, cia, eva) = (w.person("anna").await, w.person("cia").await, w.person("eva").await);
        writes_in(&cia, number).await;
        // the kansli writes there too, and has no say in how the forum works
        writes_in(&eva, number).await;
        let n = propose(&anna, "stad", &propose_form(&anna, "forum-rost")).await.unwrap();
        let seen = proposal(&w.visitor(), "stad", n).await.unwrap();
        let names: Vec<_> = seen.asked.iter().filter_map(|a| a.organisation.as_ref()).map(|(_, slug)| slug.as_str()).collect();
        assert_eq!(names, ["alfa", "beta", "gamma"]);
        says(&cia, n, "object", "Vi kommer inte in på kvällar.").await.unwrap();
        taken_back(w).await;
        assert!(matches!(propose(&cia, "stad", &propose_form(&cia, "forum-rost")).await, Err(AppError::Refused(Refusal::NotAllowed))));
    }

    async fn one_at_a_time_is_open_about_a_forum_or_body(w: World) {
        let n = proposed(w).await;
        let (bo, sia, eva) = (w.person("bo").await, w.person("sia").await, w.person("eva").await);
        match propose(&bo, "stad", &propose_form(&bo, "forum-rost")).await {
            Err(AppError::Underway(at)) => assert_eq!(at, format!("/stad/samsyn/{n}")),
            other => panic!("{other:?}"),
        }
        assert_eq!(proposing(&bo, "stad", "").await.unwrap().open, Some(n));
        let typed = propose_form(&bo, "forum-rost");
        let response = crate::consensus::forms::propose(bo.clone(), axum::extract::Path("stad".into()), crate::ui::Body(typed)).await;
        let (status, page) = crate::curation::tests::pages::html(response).await;
        assert!(status == 409 && page.contains(&format!("href=\"/stad/samsyn/{n}\"")) && page.contains("första tisdagen"), "{page}");
        // of two at once about another thing one is
        let (x, y) = (propose_form(&sia, "organ-styrgrupp"), propose_form(&eva, "organ-styrgrupp"));
        let (a, b) = tokio::join!(propose(&sia, "stad", &x), propose(&eva, "stad", &y));
        assert!(a.is_ok() != b.is_ok() && matches!(a.err().or(b.err()), Some(AppError::Underway(_))));
        assert_eq!(count(w, "SELECT COUNT(*) FROM consensus WHERE state = 'open'").await, 2);
        taken_back(w).await;
        propose(&bo, "stad", &propose_form(&bo, "forum-rost")).await.unwrap();
    }

    async fn whoever_is_held_back_proposes_nothing(w: World) {
        take_part(w).await;
        let anna = w.person("anna").await;
        for (kind, refusal) in [(RestrictionKind::Stopped, Refusal::Stopped), (RestrictionKind::Slowed, Refusal::Slowed)] {
            let mut actor = (**anna.actor.as_ref().unwrap()).clone();
            actor.restrictions = vec![Restriction { agreement: w.agreement().id, organisation: None, kind, until_on: "2026-12-31".parse().unwrap() }];
            let ctx = anna.with_actor(actor);
            let e = propose(&ctx, "stad", &propose_form(&ctx, "forum-rost")).await.unwrap_err();
            assert!(matches!(e, AppError::Refused(r) if r == refusal), "{e:?}");
        }
    }

    async fn the_seats_of_a_body_are_asked_by_function(w: World) {
        let sia = w.person("sia").await;
        let n = propose(&sia, "stad", &propose_form(&sia, "organ-styrgrupp")).await.unwrap();
        let seen = proposal(&w.visitor(), "stad", n).await.unwrap();
        assert_eq!(seen.asked.iter().map(|a| (a.organisation.is_none(), a.function.as_str())).collect::<Vec<_>>(), [(true, "ledamot"), (true, "ledamot")]);
        assert_eq!(state(w, n).await, ProposalState::Open);
        let told: Vec<_> = mails(w).await.into_iter().map(|m| m.to).collect();
        assert_eq!(told, ["sia@example.org", "olle@example.org"]);
    }
}
