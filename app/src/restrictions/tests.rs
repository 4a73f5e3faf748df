//! Slowing and stopping: what it takes away, who sees it, and that it ends.

use super::rules;
use super::service::{LiftForm, RestrictForm, lift, list, restrict};
use super::types::RestrictionKind;
use crate::accounts::types::Actor;
use crate::context::Ctx;
use crate::curation::service::{ActForm, act};
use crate::curation::tests::{full, go};
use crate::curation::tests::{opened_for, posted};
use crate::error::{AppError, Fault, Refusal};
use crate::issues::service::{BackingForm, ContributionForm, IssueForm, back, contribute, edit_contribution, post, start_new, unback};
use crate::issues::types::IssueAct;
use crate::jobs::Job;
use crate::{on_both, scalar};
use chrono::TimeDelta;

fn form(ctx: &Ctx, contribution: i64, whom: &str, kind: &str, until_on: &str) -> RestrictForm {
    RestrictForm {
        key: ctx.rng.secret(),
        r#as: opened_for(ctx),
        fraga: 1,
        inlagg: contribution,
        whom: whom.into(),
        restriction: kind.into(),
        until_on: until_on.into(),
        reason: "Tre inlägg på en vecka har hängt ut grannar.".into(),
        ..RestrictForm::default()
    }
}

fn as_oneself(ctx: &Ctx) -> Ctx {
    let actor = Actor { acting_as: None, ..(**ctx.actor.as_ref().unwrap()).clone() };
    ctx.with_actor(actor)
}

async fn writes(ctx: &Ctx, text: &str) -> crate::error::Result<crate::issues::service::Contributed> {
    let form = ContributionForm { key: ctx.rng.secret(), r#as: opened_for(ctx), text: text.into(), ..ContributionForm::default() };
    contribute(ctx, "stad", 1, &form).await
}

async fn mails(ctx: &Ctx) -> Vec<(String, String)> {
    let mut conn = ctx.read().await.unwrap();
    let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id").unwrap();
    jobs.into_iter()
        .filter_map(|payload| match serde_json::from_str(&payload).unwrap() {
            Job::Mail(mail) if mail.text.contains("/stad/begransningar") => Some((mail.to, mail.text)),
            _ => None,
        })
        .collect()
}

async fn html(response: crate::shell::PageResult) -> String {
    let body = axum::body::to_bytes(response.unwrap().into_body(), 1 << 20).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

on_both! {
    async fn slowed_is_read_first_until_the_day(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        let bo = w.person("bo").await;
        let first = writes(&bo, "Han bor på Storgatan 3.").await.unwrap();
        assert!(first.published);
        restrict(&eva, "stad", &form(&eva, 1, "person", "slowed", "2026-03-09")).await.unwrap();
        let bo = w.person("bo").await;
        assert!(!writes(&bo, "Och hon på nummer fem.").await.unwrap().published, "it waits");
        let change = ContributionForm { key: "e1".into(), r#as: opened_for(&bo), text: "Hon bor där.".into(), version: "1".into(), ..ContributionForm::default() };
        assert!(matches!(edit_contribution(&bo, "stad", 1, 1, &change).await, Err(AppError::Refused(Refusal::Slowed))), "a change is not read first");
        assert!(edit_contribution(&bo, "stad", 1, 2, &change).await.is_ok(), "what waits can be mended");
        assert!(!start_new(&bo, "stad").await.unwrap().at_once);
        // another who acts for the same organisation is free
        assert!(writes(&w.person_as("dua", "beta").await, "Jag håller inte med.").await.unwrap().published);
        // its last day is the ninth
        w.app.clock.advance(TimeDelta::days(7) + TimeDelta::hours(13));
        let late = w.person("bo").await;
        assert!(!writes(&late, "Sista dagen.").await.unwrap().published);
        w.app.clock.advance(TimeDelta::hours(3));
        let after = w.person("bo").await;
        assert!(rules::of(after.actor.as_ref().unwrap(), &w.agreement()).is_none() && writes(&after, "Nu är det över.").await.unwrap().published);
    }

    async fn stopped_writes_nothing_but_reads(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        writes(&w.person("bo").await, "Han bor på Storgatan 3.").await.unwrap();
        let on = |ctx: &Ctx| BackingForm { r#as: opened_for(ctx), on: "1".into() };
        let bo = w.person("bo").await;
        back(&bo, "stad", 1, &on(&bo)).await.unwrap();
        restrict(&eva, "stad", &form(&eva, 1, "organisation", "stopped", "2026-03-09")).await.unwrap();
        for name in ["bo", "dua"] {
            let ctx = w.person_as(name, "beta").await;
            assert!(matches!(writes(&ctx, "Hej igen.").await, Err(AppError::Refused(Refusal::Stopped))), "{name}");
            assert!(matches!(post(&ctx, "stad", &IssueForm { r#as: opened_for(&ctx), ..IssueForm::default() }).await, Err(AppError::Refused(Refusal::Stopped))), "{name}");
            assert!(start_new(&ctx, "stad").await.unwrap().stopped, "{name}");
            let page = crate::issues::pages::issue(ctx.clone(), axum::extract::Path(("stad".into(), "1-en-fraga-om-tystnad".into())), axum::extract::Query(Default::default()));
            assert!(!html(page.await).await.contains("#skriv\""), "{name} is offered no form");
            assert!(matches!(back(&ctx, "stad", 1, &on(&ctx)).await, Err(AppError::Refused(Refusal::Stopped))), "{name}");
        }
        let bo = w.person("bo").await;
        unback(&bo, "stad", 1, &on(&bo)).await.unwrap();
        // for the other organisation dua writes as before
        let dua = w.person_as("dua", "alfa").await;
        assert!(writes(&dua, "Vi fortsätter.").await.unwrap().published);
    }

    async fn the_author_of_a_stopped_issue_does_not_act_on_it(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        restrict(&eva, "stad", &form(&eva, 0, "person", "stopped", "2026-03-09")).await.unwrap();
        let anna = w.person("anna").await;
        let withdraw = ActForm { key: "w".into(), r#as: opened_for(&anna), act: "withdraw".into(), reason: "Ett skäl som alla läser.".into(), ..ActForm::default() };
        assert!(matches!(act(&anna, "stad", 1, &withdraw).await, Err(AppError::Refused(Refusal::Stopped))));
    }

    async fn what_was_asked_for_can_always_be_completed(w: World) {
        let p = crate::curation::tests::People::of(w).await;
        let (issue, _) = posted(&p.anna, "En fråga om tystnad").await;
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::AskBack, None).await).await.unwrap();
        restrict(&p.eva, "stad", &form(&p.eva, 0, "organisation", "stopped", "2026-03-09")).await.unwrap();
        let anna = w.person("anna").await;
        go(w, &anna, issue, &full(w, &anna, IssueAct::Complete, None).await).await.unwrap();
    }

    async fn the_slowed_do_not_end_an_issue_with_words_that_nobody_read(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        restrict(&eva, "stad", &form(&eva, 0, "person", "slowed", "2026-03-09")).await.unwrap();
        let anna = w.person("anna").await;
        let withdraw = ActForm { key: "w".into(), r#as: opened_for(&anna), act: "withdraw".into(), reason: "Ett skäl som alla läser.".into(), ..ActForm::default() };
        assert!(matches!(act(&anna, "stad", 1, &withdraw).await, Err(AppError::Refused(Refusal::Slowed))));
        let page = crate::issues::service::load(&anna, "stad", "1", 0, 0).await;
        let page = match page { Err(AppError::Moved(_)) => crate::issues::service::load(&anna, "stad", "1-en-fraga-om-tystnad", 0, 0).await.unwrap(), page => page.unwrap() };
        assert!(page.acts(&anna).iter().all(|t| t.act == IssueAct::Complete) && !page.may_edit(&anna));
    }

    async fn only_civil_seats_decide_and_the_form_is_checked(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        for name in ["anna", "bo", "ida", "karin", "pia", "per", "olle", "sia"] {
            let ctx = w.person(name).await;
            assert!(matches!(restrict(&ctx, "stad", &form(&ctx, 0, "person", "slowed", "2026-03-09")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            let letting = LiftForm { key: "l".into(), r#as: opened_for(&ctx), reason: "Klart.".into(), ..LiftForm::default() };
            assert!(matches!(lift(&ctx, "stad", 1, &letting).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        let fine = form(&eva, 0, "person", "slowed", "2026-03-09");
        for (bad, field, fault) in [
            (RestrictForm { whom: "everybody".into(), ..fine.clone() }, "whom", Fault::Choice),
            (RestrictForm { restriction: "shot".into(), ..fine.clone() }, "restriction", Fault::Choice),
            (RestrictForm { until_on: String::new(), ..fine.clone() }, "until_on", Fault::Date),
            (RestrictForm { until_on: "2026-03-01".into(), ..fine.clone() }, "until_on", Fault::DatePast),
            (RestrictForm { until_on: "2026-12-01".into(), ..fine.clone() }, "until_on", Fault::DateWithin(180)),
            (RestrictForm { reason: "Ja".into(), ..fine.clone() }, "reason", Fault::TooShort(3)),
        ] {
            let Err(AppError::Invalid(faults)) = restrict(&eva, "stad", &bad).await else { panic!("{bad:?} passed") };
            assert_eq!(faults.of(field), Some(&fault), "{bad:?}");
        }
        assert!(matches!(restrict(&eva, "stad", &RestrictForm { fraga: 9, ..fine.clone() }).await, Err(AppError::NotFound)));
        // three characters are a reason, here as everywhere
        assert!(restrict(&eva, "stad", &RestrictForm { reason: "Nej".into(), fraga: 9, ..fine.clone() }).await.is_err_and(|e| matches!(e, AppError::NotFound)));
        // sent twice it is one, and a second one waits until the first has ended
        restrict(&eva, "stad", &fine).await.unwrap();
        restrict(&eva, "stad", &fine).await.unwrap();
        assert!(matches!(restrict(&eva, "stad", &form(&eva, 0, "person", "stopped", "2026-03-09")).await, Err(AppError::Refused(Refusal::AlreadyRestricted))));
        assert_eq!(list(&eva, "stad", None).await.unwrap().rows.len(), 1);
    }

    async fn public_bodies_are_not_held_back_and_nobody_themselves(w: World) {
        let (anna, eva, karin) = (w.person("anna").await, w.person("eva").await, w.person("karin").await);
        posted(&anna, "En fråga om tystnad").await;
        writes(&karin, "Parkkontoret svarar snart.").await.unwrap();
        writes(&eva, "Kansliet läser.").await.unwrap();
        for (contribution, whom) in [(1, "organisation"), (2, "organisation"), (2, "person")] {
            let Err(AppError::Invalid(faults)) = restrict(&eva, "stad", &form(&eva, contribution, whom, "stopped", "2026-03-09")).await else {
                panic!("{contribution} {whom} passed")
            };
            assert_eq!(faults.of("whom"), Some(&Fault::Choice));
        }
        restrict(&eva, "stad", &form(&eva, 1, "person", "stopped", "2026-03-09")).await.unwrap();
        assert!(matches!(writes(&w.person("karin").await, "Nej.").await, Err(AppError::Refused(Refusal::Stopped))));
    }

    async fn whom_it_concerns_sees_it_and_nobody_else(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        writes(&w.person("bo").await, "Han bor på Storgatan 3.").await.unwrap();
        restrict(&eva, "stad", &form(&eva, 1, "organisation", "slowed", "2026-03-09")).await.unwrap();
        let told = mails(&eva).await;
        assert_eq!(told.iter().map(|m| m.0.as_str()).collect::<Vec<_>>(), ["bo@example.org", "dua@example.org"]);
        assert!(told[0].1.contains("måndag 9 mars") && told[0].1.contains("hängt ut grannar") && told[0].1.contains("för Föreningen Beta"), "{}", told[0].1);
        for (name, whole, rows) in [("eva", true, 1), ("sia", true, 1), ("bo", false, 1), ("anna", false, 0), ("per", false, 0), ("olle", false, 0), ("karin", false, 0), ("pia", false, 0)] {
            let seen = list(&w.person(name).await, "stad", None).await.unwrap();
            assert_eq!((seen.whole, seen.rows.len()), (whole, rows), "{name}");
            assert_eq!(seen.may_decide, name == "eva");
        }
        assert_eq!(list(&as_oneself(&w.person("bo").await), "stad", None).await.unwrap().rows.len(), 1, "whomever one acts for");
        assert!(matches!(list(&w.visitor(), "stad", None).await, Err(AppError::SignInFirst)));
        // on every page of the agreement, in both languages, and on nobody else's
        for l in [crate::i18n::Locale::Sv, crate::i18n::Locale::En] {
            for (name, there) in [("bo", true), ("anna", false), ("eva", false)] {
                let ctx = w.person(name).await.in_locale(l);
                let page = html(crate::agreements::pages::start(ctx, axum::extract::Path("stad".into())).await).await;
                assert_eq!(page.contains("/stad/begransningar\""), there, "{name} {l:?}");
            }
        }
        // the public log has act and reason, never the name
        let log = crate::curation::service_log::log(&w.visitor(), "stad", false, None, None).await.unwrap();
        let entry = log.entries.iter().find(|e| e.kind == crate::events::EventKind::ParticipantRestricted).unwrap();
        assert!(entry.reason_html.contains("hängt ut grannar"));
        assert!(entry.organisation_name.is_none() && entry.issue_number.is_none() && !entry.payload.contains("beta") && !entry.payload.contains("\"2\""), "{}", entry.payload);
    }

    async fn lifting_lets_them_write_at_once(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        writes(&w.person("bo").await, "Han bor på Storgatan 3.").await.unwrap();
        restrict(&eva, "stad", &form(&eva, 1, "person", "stopped", "2026-03-09")).await.unwrap();
        let id = list(&eva, "stad", None).await.unwrap().rows[0].id;
        let letting = |key: &str, reason: &str| LiftForm { key: key.into(), r#as: opened_for(&eva), reason: reason.into(), ..LiftForm::default() };
        assert!(matches!(lift(&eva, "stad", id, &letting("l", " ")).await, Err(AppError::Invalid(_))));
        assert!(matches!(lift(&eva, "stad", id + 1, &letting("l", "Klart.")).await, Err(AppError::NotFound)));
        lift(&eva, "stad", id, &letting("l1", "Vi har talat med varandra.")).await.unwrap();
        lift(&eva, "stad", id, &letting("l1", "Vi har talat med varandra.")).await.unwrap();
        assert!(matches!(lift(&eva, "stad", id, &letting("l2", "Igen.")).await, Err(AppError::Refused(Refusal::Already))));
        assert!(writes(&w.person("bo").await, "Tack.").await.unwrap().published);
        let told = mails(&eva).await;
        assert!(told.len() == 2 && told[1].0 == "bo@example.org" && told[1].1.contains("Vi har talat med varandra."), "{told:?}");
        // and they can be held back anew
        restrict(&eva, "stad", &form(&eva, 1, "person", "slowed", "2026-03-09")).await.unwrap();
        // what holds now stands first, and what is over says so
        w.app.clock.advance(TimeDelta::hours(1));
        let eva = w.person("eva").await;
        restrict(&eva, "stad", &form(&eva, 1, "organisation", "stopped", "2026-03-09")).await.unwrap();
        let newest = list(&eva, "stad", None).await.unwrap().rows[0].id;
        lift(&eva, "stad", newest, &letting("l3", "Det gällde en av dem.")).await.unwrap();
        let rows = list(&eva, "stad", None).await.unwrap().rows;
        assert!(rows[0].runs(eva.today()) && rows[0].kind == RestrictionKind::Slowed && !rows[1].runs(eva.today()) && rows[1].id == newest, "{rows:?}");
        let page = html(crate::restrictions::pages::restrictions(eva, axum::extract::Path("stad".into()), axum::extract::Query(Default::default())).await).await;
        assert!(page.contains(">Läses först: ") && page.contains(">Var stoppad: "), "{page}");
    }

    /// Whoever has a seat in the organisation is held back with it, and reads why.
    async fn a_seat_sees_it_too(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        writes(&w.person("bo").await, "Han bor på Storgatan 3.").await.unwrap();
        restrict(&eva, "stad", &form(&eva, 1, "organisation", "slowed", "2026-03-09")).await.unwrap();
        let mut tx = eva.write().await.unwrap();
        let sql = "INSERT INTO seat (person_id, body_id, side, function, from_on) VALUES (11, 7, 'civil_society', '', '2020-01-01')";
        crate::execute!(tx, sql).unwrap();
        tx.commit().await.unwrap();
        let ida = w.person_as("ida", "beta").await;
        assert_eq!(list(&ida, "stad", None).await.unwrap().rows.len(), 1);
        let page = html(crate::restrictions::pages::restrictions(ida, axum::extract::Path("stad".into()), axum::extract::Query(Default::default())).await).await;
        assert!(page.contains("går inte att överklaga") && page.contains("Civilsamhällets platser i Styrgruppen"), "{page}");
        assert!(page.contains("href=\"/stad/organisationer/kansli\""), "and where to turn: {page}");
        let told = mails(&eva).await;
        assert!(told.iter().any(|(to, text)| to == "bo@example.org" && text.contains("https://dialog.example.org/stad/organisationer/kansli")), "{told:?}");
    }

    async fn two_decide_at_once_and_one_wins(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        writes(&w.person("bo").await, "Han bor på Storgatan 3.").await.unwrap();
        let (x, y) = (form(&eva, 1, "person", "slowed", "2026-03-09"), form(&eva, 1, "person", "stopped", "2026-03-19"));
        let (a, b) = tokio::join!(restrict(&eva, "stad", &x), restrict(&eva, "stad", &y));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        assert!(matches!(a.err().or(b.err()), Some(AppError::Refused(Refusal::AlreadyRestricted))));
        assert_eq!(list(&eva, "stad", None).await.unwrap().rows.len(), 1);
    }

    async fn the_harder_one_counts_and_a_seat_of_the_agreement_is_free(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        writes(&w.person("bo").await, "Han bor på Storgatan 3.").await.unwrap();
        restrict(&eva, "stad", &form(&eva, 1, "organisation", "slowed", "2026-03-20")).await.unwrap();
        restrict(&eva, "stad", &form(&eva, 1, "person", "stopped", "2026-03-09")).await.unwrap();
        let bo = w.person("bo").await;
        let agreement = w.agreement();
        assert_eq!(rules::of(bo.actor.as_ref().unwrap(), &agreement).map(|r| r.kind), Some(RestrictionKind::Stopped));
        assert_eq!(bo.actor.as_ref().unwrap().hats.len(), 1, "a hat with two restrictions is one hat");
        writes(&w.person("sia").await, "Styrgruppen frågar.").await.unwrap();
        restrict(&eva, "stad", &form(&eva, 2, "person", "stopped", "2026-03-09")).await.unwrap();
        assert!(writes(&w.person("sia").await, "Styrgruppen frågar igen.").await.is_ok(), "those who oversee are not silenced");
        let sia = as_oneself(&w.person("sia").await);
        assert!(matches!(writes(&sia, "Som mig själv.").await, Err(AppError::Refused(Refusal::Stopped))));
    }
}
