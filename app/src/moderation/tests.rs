//! Reports and notes: who may, what they see, and that nobody learns who reported.

use super::pages::FlagsQuery;
use super::service::{AnswerForm, FlagForm, NoteForm, add_note, answer, flag, flags};
use super::{forms, pages};
use crate::context::Ctx;
use crate::curation::service_hide::{HideForm, hide_contribution};
use crate::curation::tests::pages::html;
use crate::curation::tests::{opened_for, posted};
use crate::error::{AppError, Fault, Refusal};
use crate::issues::service::{ContributionForm, contribute};
use crate::jobs::Job;
use crate::ui::Body;
use crate::{on_both, scalar};
use axum::extract::{Path, Query};

fn report(contribution: i64, reason: &str, note: &str) -> FlagForm {
    FlagForm { inlagg: contribution.to_string(), reason: reason.into(), note: note.into() }
}

fn says(ctx: &Ctx, contribution: i64, key: &str, outcome: &str) -> AnswerForm {
    AnswerForm {
        key: key.into(),
        r#as: opened_for(ctx),
        fraga: 1,
        inlagg: contribution,
        outcome: outcome.into(),
        reason: "Det håller sig till saken.".into(),
        ..AnswerForm::default()
    }
}

async fn wrote(ctx: &Ctx, text: &str) -> i64 {
    let form = ContributionForm { key: ctx.rng.secret(), r#as: opened_for(ctx), text: text.into(), ..ContributionForm::default() };
    contribute(ctx, "stad", 1, &form).await.unwrap().number
}

async fn count(ctx: &Ctx, sql: &'static str) -> i64 {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

async fn mails(ctx: &Ctx) -> Vec<(String, String)> {
    let mut conn = ctx.read().await.unwrap();
    let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id").unwrap();
    jobs.into_iter()
        .filter_map(|payload| match serde_json::from_str(&payload).unwrap() {
            Job::Mail(mail) if mail.subject.starts_with("Din anmälan") => Some((mail.to, mail.text)),
            _ => None,
        })
        .collect()
}

on_both! {
    async fn anybody_reports_what_all_may_read_once(w: World) {
        let (anna, bo, eva, ida) = (w.person("anna").await, w.person("bo").await, w.person("eva").await, w.person("ida").await);
        posted(&anna, "En fråga om tystnad").await;
        let n = wrote(&bo, "Han bor på Storgatan 3.").await;
        for _ in 0..2 {
            flag(&ida, "stad", 1, &report(n, "personal", "Andra meningen.")).await.unwrap();
        }
        flag(&w.visitor(), "stad", 1, &report(n, "personal", "")).await.unwrap();
        flag(&w.visitor(), "stad", 1, &report(0, "other", "Fel forum.")).await.unwrap();
        assert_eq!(count(&eva, "SELECT COUNT(*) FROM flag").await, 3, "the same person's report counts once");
        assert_eq!(flags(&eva, "stad").await.unwrap().open.len(), 3);
        // whoever reported stands in no event
        assert_eq!(count(&eva, "SELECT COUNT(*) FROM event WHERE kind = 'content_flagged' AND person_id IS NULL AND actor_organisation_id IS NULL").await, 3);
        for (form, field, fault) in [
            (report(n, "", ""), "reason", Fault::Choice),
            (report(n, "boring", ""), "reason", Fault::Choice),
            (report(n, "other", " "), "note", Fault::Required),
            (report(n, "threat", &"x".repeat(1001)), "note", Fault::TooLong(1000)),
        ] {
            let Err(AppError::Invalid(faults)) = flag(&bo, "stad", 1, &form).await else { panic!("{form:?} passed") };
            assert_eq!(faults.of(field), Some(&fault), "{form:?}");
        }
        assert!(matches!(flag(&bo, "stad", 1, &report(99, "threat", "")).await, Err(AppError::NotFound)));
        assert!(matches!(flag(&bo, "stad", 2, &report(0, "threat", "")).await, Err(AppError::NotFound)));
    }

    async fn what_is_not_public_cannot_be_reported(w: World) {
        let (anna, cia, bo, eva) = (w.person("anna").await, w.person("cia").await, w.person("bo").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        let n = wrote(&bo, "Han bor på Storgatan 3.").await;
        let hide = HideForm { key: "h".into(), r#as: opened_for(&eva), reason: "Det nämner en granne.".into(), ..HideForm::default() };
        hide_contribution(&eva, "stad", 1, n, &hide).await.unwrap();
        posted(&cia, "En fråga som väntar på kansliet").await;
        for (number, contribution) in [(1, n), (2, 0)] {
            assert!(matches!(flag(&anna, "stad", number, &report(contribution, "threat", "")).await, Err(AppError::NotFound)), "{number} {contribution}");
        }
    }

    async fn nobody_reports_without_end(w: World) {
        let anna = w.person("anna").await;
        posted(&anna, "En fråga om tystnad").await;
        for _ in 0..20 {
            flag(&w.visitor(), "stad", 1, &report(0, "threat", "")).await.unwrap();
        }
        assert!(matches!(flag(&w.visitor(), "stad", 1, &report(0, "threat", "")).await, Err(AppError::TooOften(_))));
    }

    async fn reports_are_answered_by_civil_seats_alone(w: World) {
        let (anna, bo, eva, ida) = (w.person("anna").await, w.person("bo").await, w.person("eva").await, w.person("ida").await);
        posted(&anna, "En fråga om tystnad").await;
        let n = wrote(&bo, "Han bor på Storgatan 3.").await;
        flag(&ida, "stad", 1, &report(n, "personal", "")).await.unwrap();
        flag(&w.visitor(), "stad", 1, &report(n, "personal", "")).await.unwrap();
        for name in ["anna", "bo", "ida", "karin", "pia", "per", "olle", "sia"] {
            let ctx = w.person(name).await;
            assert!(matches!(flags(&ctx, "stad").await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(answer(&ctx, "stad", &says(&ctx, n, "a", "kept")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            let note = NoteForm { key: "n".into(), r#as: opened_for(&ctx), note: "Hej.".into() };
            assert!(matches!(add_note(&ctx, "stad", 1, &note).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(answer(&eva, "stad", &AnswerForm { reason: " ".into(), ..says(&eva, n, "a", "kept") }).await, Err(AppError::Invalid(_))));
        assert!(matches!(answer(&eva, "stad", &says(&eva, n, "a", "perhaps")).await, Err(AppError::Invalid(_))));
        for _ in 0..2 {
            answer(&eva, "stad", &says(&eva, n, "a1", "kept")).await.unwrap();
        }
        assert!(matches!(answer(&eva, "stad", &says(&eva, n, "a2", "kept")).await, Err(AppError::Refused(Refusal::Already))));
        assert!(flags(&eva, "stad").await.unwrap().open.is_empty());
        let told = mails(&eva).await;
        assert_eq!(told.len(), 1, "whoever has an account: {told:?}");
        assert!(told[0].0 == "ida@example.org" && told[0].1.contains("Vi låter det stå.") && told[0].1.contains("Det håller sig till saken."));
        // what is reported anew is a new report
        flag(&ida, "stad", 1, &report(n, "hateful", "")).await.unwrap();
        assert_eq!(flags(&eva, "stad").await.unwrap().open.len(), 1);
    }

    async fn hiding_answers_the_reports(w: World) {
        let (anna, bo, eva, ida) = (w.person("anna").await, w.person("bo").await, w.person("eva").await, w.person("ida").await);
        posted(&anna, "En fråga om tystnad").await;
        let n = wrote(&bo, "Han bor på Storgatan 3.").await;
        flag(&ida, "stad", 1, &report(n, "personal", "")).await.unwrap();
        flag(&anna, "stad", 1, &report(0, "other", "Fel forum.")).await.unwrap();
        let hide = HideForm { key: "h".into(), r#as: opened_for(&eva), reason: "Det nämner en granne.".into(), ..HideForm::default() };
        hide_contribution(&eva, "stad", 1, n, &hide).await.unwrap();
        let open = flags(&eva, "stad").await.unwrap().open;
        assert_eq!(open.iter().map(|f| f.contribution).collect::<Vec<_>>(), [None], "the other thing's report waits still");
        let told = mails(&eva).await;
        assert!(told.len() == 1 && told[0].0 == "ida@example.org" && told[0].1.contains("Vi har gjort något åt det."), "{told:?}");
    }

    async fn what_was_typed_is_there_to_copy_when_a_colleague_was_faster(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        flag(&w.person("ida").await, "stad", 1, &report(0, "threat", "")).await.unwrap();
        let open = pages::flags(eva.clone(), Path("stad".into()), Query(FlagsQuery { fraga: Some(1), inlagg: 0 })).await;
        let (_, page) = html(open).await;
        assert_eq!(page.split("<main").nth(1).unwrap().matches("class=\"button\"").count(), 1, "one main button: {page}");
        assert!(page.contains("Motivering") && page.contains("anmälde med konto"), "{page}");
        answer(&eva, "stad", &says(&eva, 0, "a", "kept")).await.unwrap();
        let (status, page) = html(forms::answer(eva.clone(), Path("stad".into()), Body(says(&eva, 0, "b", "acted"))).await).await;
        assert!(status == 409 && page.contains("<label for=\"typed\">Det du skrev</label>") && page.contains("Det håller sig till saken.</textarea>"), "{status}: {page}");
    }

    async fn an_empty_note_is_told_of_by_its_own_name(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        let form = NoteForm { key: "n".into(), r#as: opened_for(&eva), note: " ".into() };
        let (status, page) = html(forms::add_note(eva.clone(), Path(("stad".into(), "1-x".into())), Body(form)).await).await;
        assert!(status == 422 && page.contains("href=\"#note\">Anteckning: Fyll i") && !page.contains("Vill du säga något mer"), "{status}: {page}");
        assert!(page.contains("id=\"note-e\"") && page.contains("<details open class=\"more\""), "{page}");
    }

    async fn two_answers_at_once_are_one(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        flag(&w.person("ida").await, "stad", 1, &report(0, "threat", "")).await.unwrap();
        let (x, y) = (says(&eva, 0, "a", "kept"), says(&eva, 0, "b", "acted"));
        let (a, b) = tokio::join!(answer(&eva, "stad", &x), answer(&eva, "stad", &y));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        assert!(matches!(a.err().or(b.err()), Some(AppError::Refused(Refusal::Already))));
        assert_eq!(mails(&eva).await.len(), 1);
    }
}
