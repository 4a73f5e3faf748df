//! Writing promises down, and correcting what is written.

use super::{count, held, meeting_form, promise_form, promised, row, talk};
use crate::agreements::types::Side;
use crate::clocks::ClockKind;
use crate::curation::tests::{opened_for, posted};
use crate::error::{AppError, Fault, Refusal};
use crate::meetings::inputs::MeetingForm;
use crate::meetings::service as meetings;
use crate::on_both;
use crate::promises::service::{PromiseForm, correct, promise, record};
use crate::promises::types::{PromiseKind, PromiseState};

on_both! {
    async fn a_promise_is_public_at_once_and_its_clock_runs(w: World) {
        let number = promised(w, "a").await;
        assert_eq!(number, 1);
        let p = row(w, 1).await;
        assert_eq!((p.state, p.kind, p.owner_slug.as_str()), (PromiseState::Open, PromiseKind::Commitment, "park"));
        assert_eq!(p.expected_on, Some(p.due_on));
        assert_eq!((p.owner_side, p.party.as_str(), p.function.as_str()), (Side::Public, "Kommunstyrelsen", "ordförande"));
        let seen = promise(&w.visitor(), "stad", 1).await.unwrap();
        assert!(seen.acts.is_empty() && seen.chain.len() == 1);
        assert_eq!(seen.ties.iter().map(|t| (t.what.as_str(), t.number)).collect::<Vec<_>>(), [("commitment", 2), ("principle", 1)]);
        let mut conn = w.visitor().read().await.unwrap();
        let clocks = crate::clocks::store::of_owner(&mut conn, w.agreement().id, p.owner_id, 10).await.unwrap();
        assert!(clocks.iter().any(|k| k.kind == ClockKind::Promise && k.promise_number == Some(1) && k.promise_words.as_ref() == Some(&p.words)), "{clocks:?}");
        // late from the midnight after in Stockholm
        drop(conn);
        w.days_pass(20);
        assert_eq!(late(w).await, [ClockKind::Minutes], "the day itself is in time");
        w.days_pass(1);
        assert_eq!(late(w).await, [ClockKind::Minutes, ClockKind::Promise]);
    }

    async fn only_civil_seats_of_the_kansli_write_promises_down(w: World) {
        let talk = held(w).await;
        for name in ["per", "anna", "bo", "karin", "pia", "sia", "olle", "ida"] {
            let ctx = w.person(name).await;
            let refused = record(&ctx, "stad", &promise_form(&ctx, "a", talk)).await;
            assert!(matches!(refused, Err(AppError::Refused(Refusal::NotAllowed))), "{name}: {refused:?}");
        }
        let visitor = w.visitor();
        assert!(matches!(record(&visitor, "stad", &promise_form(&visitor, "a", talk)).await, Err(AppError::SignInFirst)));
        assert_eq!(count(w, "SELECT COUNT(*) FROM promise").await, 0);
    }

    async fn what_is_wrong_is_told_at_its_field(w: World) {
        let talk = held(w).await;
        let eva = w.person("eva").await;
        let good = promise_form(&eva, "a", talk);
        let cases: Vec<(PromiseForm, &str, Fault)> = vec![
            (PromiseForm { words: "Kort".into(), ..good.clone() }, "words", Fault::TooShort(10)),
            (PromiseForm { words: "x".repeat(301), ..good.clone() }, "words", Fault::TooLong(300)),
            (PromiseForm { party: String::new(), ..good.clone() }, "party", Fault::Required),
            (PromiseForm { function: String::new(), ..good.clone() }, "function", Fault::Required),
            (PromiseForm { owner: String::new(), ..good.clone() }, "owner", Fault::Required),
            (PromiseForm { owner: "Ingen alls".into(), ..good.clone() }, "owner", Fault::OrganisationMissing),
            (PromiseForm { kind: "perhaps".into(), ..good.clone() }, "kind", Fault::Choice),
            (PromiseForm { due: String::new(), ..good.clone() }, "due", Fault::Required),
            (PromiseForm { due: "2026-02-30".into(), ..good.clone() }, "due", Fault::Date),
            (PromiseForm { due: "2026-03-01".into(), ..good.clone() }, "due", Fault::DatePast),
            (PromiseForm { due: "2029-01-01".into(), ..good.clone() }, "due", Fault::DateFar),
            (PromiseForm { issue: "77".into(), ..good.clone() }, "issue", Fault::IssueMissing),
            (PromiseForm { issue: "sju".into(), ..good.clone() }, "issue", Fault::IssueMissing),
            (PromiseForm { item: "999".into(), ..good.clone() }, "item", Fault::Choice),
        ];
        for (form, field, fault) in cases {
            let Err(AppError::Invalid(faults)) = record(&eva, "stad", &form).await else { panic!("{field} passed") };
            assert_eq!(faults.of(field), Some(&fault), "{field}");
        }
        // an unread issue is nobody's business yet
        posted(&w.person("cia").await, "Gammas fråga om nattlampor").await;
        let Err(AppError::Invalid(faults)) = record(&eva, "stad", &PromiseForm { issue: "1".into(), ..good }).await else { panic!("it passed") };
        assert_eq!(faults.of("issue"), Some(&Fault::IssueMissing));
    }

    async fn nothing_is_promised_before_a_talk_begins(w: World) {
        let ahead = talk(w, "t1", "2026-04-01").await;
        let eva = w.person("eva").await;
        let early = record(&eva, "stad", &promise_form(&eva, "a", ahead)).await;
        assert!(matches!(early, Err(AppError::Refused(Refusal::WrongState))), "{early:?}");
        assert!(matches!(record(&eva, "stad", &promise_form(&eva, "a", 99)).await, Err(AppError::NotFound)));
        // a hearing is no talk
        let form = meeting_form(&eva, "h", "hearing", "2026-03-02");
        let hearing = crate::meetings::service::create(&eva, "stad", &form).await.unwrap().number;
        w.days_pass(1);
        assert!(matches!(record(&eva, "stad", &promise_form(&eva, "a", hearing)).await, Err(AppError::NotFound)));
    }

    async fn a_form_sent_twice_is_one_promise(w: World) {
        let talk = held(w).await;
        let eva = w.person("eva").await;
        let form = promise_form(&eva, "a", talk);
        let (a, b) = tokio::join!(record(&eva, "stad", &form), record(&eva, "stad", &form));
        assert_eq!((a.unwrap(), b.unwrap()), (1, 1));
        assert_eq!(count(w, "SELECT COUNT(*) FROM promise").await, 1);
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'promise_recorded'").await, 1);
    }

    async fn it_shows_in_the_chain_of_its_issue(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let (issue, number) = posted(&anna, "En fråga om bänkar").await;
        let talk = held(w).await;
        record(&eva, "stad", &PromiseForm { issue: number.to_string(), ..promise_form(&eva, "a", talk) }).await.unwrap();
        let mut conn = w.visitor().read().await.unwrap();
        let clocks = crate::clocks::store::of_issue(&mut conn, issue).await.unwrap();
        assert!(clocks.iter().any(|k| k.promise_number == Some(1)), "{clocks:?}");
        drop(conn);
        let page = crate::issues::service::load(&w.visitor(), "stad", &format!("{number}-en-fraga-om-bankar"), 0, 0).await.unwrap();
        assert!(page.chain.iter().any(|e| e.promise_number == Some(1)));
    }

    async fn a_correction_keeps_what_stood_there(w: World) {
        promised(w, "a").await;
        let (eva, karin) = (w.person("eva").await, w.person("karin").await);
        let before = row(w, 1).await;
        let form = PromiseForm {
            version: before.version.to_string(),
            words: "Vi sätter upp tolv bänkar i parken.".into(),
            owner: "hall".into(),
            due: "2026-05-01".into(),
            reason: "Det var tolv, och Hallkontoret äger dem.".into(),
            ..promise_form(&eva, "b", before.meeting_number)
        };
        for (name, expected) in [("per", Refusal::NotAllowed), ("karin", Refusal::NotAllowed)] {
            let ctx = w.person(name).await;
            let form = PromiseForm { r#as: crate::curation::tests::opened_for(&ctx), ..form.clone() };
            let refused = correct(&ctx, "stad", 1, &form).await;
            assert!(matches!(refused, Err(AppError::Refused(r)) if r == expected), "{name}: {refused:?}");
        }
        assert!(matches!(correct(&eva, "stad", 1, &PromiseForm { version: "0".into(), ..form.clone() }).await, Err(AppError::Stale { current: 1 })));
        assert!(matches!(correct(&eva, "stad", 1, &PromiseForm { reason: String::new(), ..form.clone() }).await, Err(AppError::Invalid(_))));
        for _ in 0..2 {
            correct(&eva, "stad", 1, &form).await.unwrap();
        }
        let now = row(w, 1).await;
        assert_eq!((now.words.as_str(), now.owner_slug.as_str()), ("Vi sätter upp tolv bänkar i parken.", "hall"));
        assert_eq!((now.version, now.expected_on, now.expected_of), (2, Some(now.due_on), Some(now.owner_id)), "the clock went to the new owner");
        let seen = promise(&karin, "stad", 1).await.unwrap();
        assert!(seen.acts.is_empty(), "it is another's now");
        let event = seen.chain.last().unwrap();
        assert!(event.payload.contains("tio bänkar") && event.payload.contains("Parkkontoret"), "{}", event.payload);
        assert_eq!(count(w, "SELECT COUNT(*) FROM clock WHERE promise_id IS NOT NULL AND closed_by IS NULL").await, 1);
    }

    async fn a_correction_stands_on_agendas_ahead(w: World) {
        let next = talk(w, "t1", "2026-04-01").await;
        promised(w, "a").await;
        let eva = w.person("eva").await;
        let before = row(w, 1).await;
        let form = PromiseForm {
            version: before.version.to_string(),
            words: "Vi sätter upp tolv bänkar i parken.".into(),
            reason: "Det var tolv.".into(),
            ..promise_form(&eva, "b", before.meeting_number)
        };
        correct(&eva, "stad", 1, &form).await.unwrap();
        const SQL: &str = "SELECT g.title FROM agenda_item g JOIN meeting m ON m.id = g.meeting_id WHERE m.number = $1 AND g.promise_id IS NOT NULL";
        let title = async || crate::scalar!(w.visitor().read().await.unwrap(), String, fetch_all, SQL, next).unwrap();
        assert_eq!(title().await, ["Vi sätter upp tolv bänkar i parken."]);
        // where another title was given it stays
        let page = meetings::plan_page(&eva, "stad", next, None, None).await.unwrap();
        let mut form = MeetingForm { key: "t".into(), r#as: opened_for(&eva), ..page.form };
        form.items.last_mut().unwrap().title = "Bänkarna i parken".into();
        meetings::edit(&eva, "stad", next, &form).await.unwrap();
        let before = row(w, 1).await;
        let form = PromiseForm {
            version: before.version.to_string(),
            words: "Vi sätter upp elva bänkar i parken.".into(),
            reason: "Det var elva.".into(),
            ..promise_form(&eva, "c", before.meeting_number)
        };
        correct(&eva, "stad", 1, &form).await.unwrap();
        assert_eq!(title().await, ["Bänkarna i parken"]);
    }
}

/// Kinds of the dates that have passed.
async fn late(w: &crate::db::testing::World) -> Vec<ClockKind> {
    let ctx = w.visitor();
    let mut conn = ctx.read().await.unwrap();
    crate::clocks::store::overdue(&mut conn, w.agreement().id, ctx.today(), false, 10).await.unwrap().into_iter().map(|k| k.kind).collect()
}
