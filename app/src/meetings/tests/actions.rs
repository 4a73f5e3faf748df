//! Actions: their numbers, chains and lists.

use super::*;
use crate::error::{AppError, Fault, Refusal};
use crate::events::EventKind;
use crate::meetings::inputs::after::StepForm;
use crate::meetings::inputs::{ActionForm, MinutesForm, MinutesItem};
use crate::meetings::pages;
use crate::meetings::service::{ActionQuery, action, actions, publish_minutes, step};
use crate::on_both;
use axum::extract::{Path, Query};

const AFTER: &str = "2026-04-02T08:00:00Z";

/// Actions 1 (alfa) and 2 (park) of a meeting, the second with a name that few may read.
async fn taken_on(w: &World) -> Ctx {
    announced(w, &[]).await;
    w.app.clock.set(AFTER.parse().unwrap());
    let eva = w.person("eva").await;
    let todo = |what: &str, owner: &str, due: &str| ActionForm {
        what: what.into(),
        owner: owner.into(),
        due: due.into(),
        function: "driftchef".into(),
        person: "Kim Hemlig".into(),
    };
    let item = MinutesItem {
        said: "Vi hörde.".into(),
        actions: vec![todo("Räkna trösklarna", "alfa", "2026-04-20"), todo("=Svara", "park", "2026-04-10")],
        ..MinutesItem::default()
    };
    let form =
        MinutesForm { key: "p1".into(), r#as: acting(&eva), items: vec![item], chair: "kansliansvarig".into(), version: "1".into(), ..MinutesForm::default() };
    publish_minutes(&eva, "stad", 1, &form).await.unwrap();
    eva
}

fn does(ctx: &Ctx, key: &str, act: &str, note: &str, due: &str) -> StepForm {
    StepForm { key: key.into(), r#as: acting(ctx), act: act.into(), note: note.into(), lang: "sv".into(), due: due.into() }
}

async fn text_of(response: crate::shell::PageResult) -> String {
    let bytes = axum::body::to_bytes(response.unwrap().into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Dates of the open clocks of actions.
async fn dues(w: &World) -> Vec<String> {
    let mut conn = w.visitor().read().await.unwrap();
    let all = scalar!(conn, chrono::NaiveDate, fetch_all, "SELECT due_on FROM clock WHERE kind = 'action' AND closed_by IS NULL ORDER BY action_id").unwrap();
    all.into_iter().map(|d| d.to_string()).collect()
}

on_both! {
    async fn an_action_has_a_chain(w: World) {
        let eva = taken_on(w).await;
        let karin = w.person("karin").await;
        let told = does(&karin, "a1", "progress", "Vi har börjat.", "");
        assert_eq!(step(&karin, "stad", 2, &told).await.unwrap(), EventKind::ActionProgressed);
        step(&karin, "stad", 2, &told).await.unwrap();
        w.days_pass(1);
        step(&eva, "stad", 2, &does(&eva, "a2", "moved", "Ingen var på plats.", "2026-04-30")).await.unwrap();
        assert_eq!(dues(w).await, ["2026-04-20", "2026-04-30"]);
        w.days_pass(1);
        step(&karin, "stad", 2, &does(&karin, "a3", "done", "Det är svarat.", "")).await.unwrap();
        assert_eq!(dues(w).await, ["2026-04-20"]);
        let seen = action(&w.visitor(), "stad", 2).await.unwrap();
        let kinds: Vec<&str> = seen.steps.iter().map(|s| s.kind.as_str()).collect();
        assert_eq!(kinds, ["progress", "moved", "done"]);
        let moved = &seen.steps[1];
        assert_eq!((moved.from_on.map(|d| d.to_string()), moved.to_on.map(|d| d.to_string())), (Some("2026-04-10".into()), Some("2026-04-30".into())));
        assert_eq!((seen.action.promised_on.to_string(), seen.action.due_on.to_string()), ("2026-04-10".into(), "2026-04-30".into()));
        assert_eq!((events(w, "action_progressed").await, events(w, "action_moved").await, events(w, "action_done").await), (1, 1, 1));
        assert!(matches!(step(&karin, "stad", 2, &does(&karin, "a4", "progress", "Mer.", "")).await, Err(AppError::Refused(Refusal::WrongState))));
    }

    async fn who_may_do_what(w: World) {
        let eva = taken_on(w).await;
        let refused = |r: crate::error::Result<EventKind>| matches!(r, Err(AppError::Refused(Refusal::NotAllowed)));
        for (name, number) in [("bo", 1), ("karin", 1), ("pia", 1), ("per", 1), ("sia", 1), ("olle", 1), ("ida", 1), ("anna", 2), ("hugo", 2)] {
            let ctx = w.person(name).await;
            for act in ["progress", "moved", "done"] {
                assert!(refused(step(&ctx, "stad", number, &does(&ctx, "k", act, "Klart nu.", "2026-05-01")).await), "{name} {act}");
            }
        }
        // its owner tells and ticks off, and moves no date
        let anna = w.person("anna").await;
        assert!(refused(step(&anna, "stad", 1, &does(&anna, "m", "moved", "Vi hinner inte.", "2026-05-01")).await));
        step(&anna, "stad", 1, &does(&anna, "p", "progress", "Halvvägs.", "")).await.unwrap();
        step(&eva, "stad", 1, &does(&eva, "m2", "moved", "De hinner inte.", "2026-05-01")).await.unwrap();
        assert!(matches!(step(&w.visitor(), "stad", 1, &StepForm::default()).await, Err(AppError::SignInFirst)));
        assert!(matches!(step(&eva, "stad", 9, &does(&eva, "x", "done", "", "")).await, Err(AppError::NotFound)));
        assert!(matches!(step(&eva, "stad", 1, &does(&eva, "y", "drop", "", "")).await, Err(AppError::BadRequest(_))));
    }

    async fn a_date_is_moved_to_another_with_a_reason(w: World) {
        let eva = taken_on(w).await;
        let faults = async |note: &str, due: &str| match step(&eva, "stad", 1, &does(&eva, "k", "moved", note, due)).await {
            Err(AppError::Invalid(f)) => f.0,
            other => panic!("{other:?}"),
        };
        assert_eq!(faults("", "2026-05-01").await, [("note", Fault::Required)]);
        assert_eq!(faults("Vi hinner inte.", "").await, [("due", Fault::Required)]);
        assert_eq!(faults("Vi hinner inte.", "2026-04-01").await, [("due", Fault::DatePast)]);
        assert_eq!(faults("Vi hinner inte.", "2026-04-20").await, [("due", Fault::Choice)]);
        let (a, b) = (does(&eva, "m1", "moved", "Vi hinner inte.", "2026-05-01"), does(&eva, "m2", "done", "", ""));
        let (one, two) = tokio::join!(step(&eva, "stad", 1, &a), step(&eva, "stad", 1, &b));
        assert!(two.is_ok());
        assert!(one.is_ok() || matches!(one, Err(AppError::Refused(Refusal::WrongState))));
        assert_eq!(dues(w).await.len(), 1, "no clock of what is done goes on");
    }

    async fn lists_are_narrowed(w: World) {
        let eva = taken_on(w).await;
        let karin = w.person("karin").await;
        let numbers = async |lage: &str, ansvarig: &str, mote: &str| {
            let query = ActionQuery { lage: lage.into(), ansvarig: ansvarig.into(), mote: mote.into() };
            actions(&w.visitor(), "stad", &query).await.unwrap().actions.iter().map(|a| a.number).collect::<Vec<_>>()
        };
        assert_eq!((numbers("", "", "").await, numbers("sena", "", "").await), (vec![2, 1], vec![]));
        assert_eq!((numbers("", "alfa", "").await, numbers("", "", "1").await, numbers("", "", "9").await), (vec![1], vec![2, 1], vec![]));
        w.days_pass(10);
        assert_eq!(numbers("sena", "", "").await, [2]);
        step(&karin, "stad", 2, &does(&karin, "d", "done", "Svarat.", "")).await.unwrap();
        assert_eq!((numbers("klara", "", "").await, numbers("", "", "").await, numbers("alla", "", "").await), (vec![2], vec![1], vec![1, 2]));
        let csv = text_of(pages::actions_csv(w.visitor(), Path("stad".into()), Query(ActionQuery { lage: "alla".into(), ..ActionQuery::default() })).await).await;
        assert!(csv.starts_with('\u{feff}') && csv.contains("\"'=Svara\"") && csv.contains("\"driftchef\"") && csv.contains("https://dialog.example.org/stad/atgarder/2"), "{csv}");
        assert!(!csv.contains("Hemlig"));
        let ctx = w.visitor();
        actions(&ctx, "stad", &ActionQuery::default()).await.unwrap();
        assert!(ctx.statement_count() <= 4);
        drop(eva);
    }

    async fn a_name_is_for_those_whom_it_concerns(w: World) {
        taken_on(w).await;
        for (name, knows) in [("", false), ("ida", false), ("anna", false), ("per", false), ("sia", false), ("hugo", false), ("karin", true), ("eva", true)] {
            let ctx = if name.is_empty() { w.visitor() } else { w.person(name).await };
            let page = text_of(pages::action(ctx.clone(), Path(("stad".into(), 2))).await).await;
            let meeting = text_of(pages::one(ctx, Path(("stad".into(), "1-lokaler-som-racker".into()))).await).await;
            assert_eq!(page.contains("Kim Hemlig"), knows, "{name}");
            assert!(!meeting.contains("Kim Hemlig") && meeting.contains("driftchef"), "{name}");
        }
    }

    async fn what_was_ticked_off_too_early_is_opened_again(w: World) {
        let eva = taken_on(w).await;
        let (anna, karin) = (w.person("anna").await, w.person("karin").await);
        let again = |ctx: &Ctx, key: &str, note: &str, due: &str| does(ctx, key, "reopened", note, due);
        assert!(matches!(step(&eva, "stad", 1, &again(&eva, "r0", "Nej.", "2026-05-01")).await, Err(AppError::Refused(Refusal::WrongState))), "it is open");
        step(&anna, "stad", 1, &does(&anna, "d1", "done", "Räknat.", "")).await.unwrap();
        assert_eq!(dues(w).await, ["2026-04-10"]);
        for name in ["bo", "karin", "per", "sia", "ida"] {
            let ctx = w.person(name).await;
            assert!(matches!(step(&ctx, "stad", 1, &again(&ctx, "r1", "Inte klart.", "2026-05-01")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        let Err(AppError::Invalid(faults)) = step(&eva, "stad", 1, &again(&eva, "r1", "", "2026-03-01")).await else { panic!("no reason, a past date") };
        assert_eq!((faults.of("note"), faults.of("due")), (Some(&Fault::Required), Some(&Fault::DatePast)));
        // whoever said that it is done takes it back, and it has the date that it had: another one is the kansli's to give
        for _ in 0..2 {
            assert_eq!(step(&anna, "stad", 1, &again(&anna, "r1", "Två saknas.", "2026-05-01")).await.unwrap(), EventKind::ActionReopened);
        }
        assert_eq!((dues(w).await, events(w, "action_reopened").await), (vec!["2026-04-20".to_string(), "2026-04-10".to_string()], 1));
        let seen = action(&w.visitor(), "stad", 1).await.unwrap();
        assert!(seen.action.done_at.is_none() && seen.action.done_note.is_empty() && seen.action.promised_on.to_string() == "2026-04-20");
        assert_eq!(seen.steps.iter().map(|s| s.kind.as_str()).collect::<Vec<_>>(), ["done", "reopened"]);
        // what the kansli ticked off is the kansli's to open
        step(&eva, "stad", 2, &does(&eva, "d2", "done", "", "")).await.unwrap();
        assert!(matches!(step(&karin, "stad", 2, &again(&karin, "r2", "Inte klart.", "2026-05-01")).await, Err(AppError::Refused(Refusal::NotAllowed))));
        let page = async |ctx: &Ctx| text_of(pages::action(ctx.clone(), Path(("stad".into(), 2))).await).await;
        assert!(page(&eva).await.contains("value=\"reopened\"") && !page(&karin).await.contains("value=\"reopened\""));
        step(&eva, "stad", 2, &again(&eva, "r3", "Svaret kom aldrig fram.", "2026-05-02")).await.unwrap();
        assert_eq!(dues(w).await.len(), 2);
    }
}
