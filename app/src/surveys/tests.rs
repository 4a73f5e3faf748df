//! Service tests of the questions after a meeting, each on both databases.

use super::service::{SurveyForm, WordsForm, answer, ask, judge, overview, own, results};
use crate::context::Ctx;
use crate::curation::tests::opened_for;
use crate::db::testing::World;
use crate::error::{AppError, Fault, Refusal};
use crate::ids::MeetingId;
use crate::jobs::{Job, Mail};
use crate::meetings::inputs::{DoorForm, MeetingForm, SignUpForm};
use crate::meetings::pages;
use crate::meetings::service as meetings;
use crate::{on_both, scalar};
use axum::extract::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

const PEOPLE: [&str; 6] = ["ida", "anna", "bo", "cia", "hugo", "dua"];

async fn count(w: &World, sql: &'static str) -> i64 {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

/// Meeting 1 of 3 March, with a place for each of six people; `came` of them are checked in. It is the morning after.
async fn held(w: &World, came: usize) -> MeetingId {
    let eva = w.person("eva").await;
    let form = MeetingForm {
        key: eva.rng.secret(),
        r#as: opened_for(&eva),
        kind: "hearing".into(),
        title: "Rum som räcker".into(),
        theme: "Vi talar om rum.".into(),
        lang: "sv".into(),
        area: "norr".into(),
        place: "Biblioteket".into(),
        date: "2026-03-03".into(),
        starts: "17:30".into(),
        ends: "19:30".into(),
        capacity: "10".into(),
        ..MeetingForm::default()
    };
    let id = meetings::create(&eva, "stad", &form).await.unwrap().id;
    for (n, name) in PEOPLE.into_iter().enumerate() {
        let ctx = w.person(name).await;
        let ctx = if name == "ida" { ctx.in_locale(crate::i18n::Locale::En) } else { ctx };
        let form = SignUpForm { name: format!("{name} Ek"), email: format!("{name}@example.org"), how: "place".into(), ..SignUpForm::default() };
        meetings::sign_up(&ctx, "stad", 1, &form).await.unwrap();
        if n < came {
            let found = meetings::door(&eva, "stad", 1, name, None).await.unwrap().people;
            let form = DoorForm { r#as: opened_for(&eva), id: found[0].id.to_string(), on: "1".into() };
            meetings::check_in(&eva, "stad", 1, &form).await.unwrap();
        }
    }
    w.app.clock.set("2026-03-04T08:00:00Z".parse().unwrap());
    id
}

/// Mails that ask, with the secrets of their links.
async fn asked(w: &World) -> Vec<(Mail, String)> {
    let mut conn = w.visitor().read().await.unwrap();
    let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id").unwrap();
    jobs.iter()
        .filter_map(|j| match serde_json::from_str(j).unwrap() {
            Job::Mail(mail) => {
                let (before, _) = mail.text.split_once("/enkat")?;
                let token = before.rsplit('/').next()?.to_string();
                Some((mail, token))
            }
            _ => None,
        })
        .collect()
}

fn says(met: i64, learned: i64, words: &str) -> SurveyForm {
    SurveyForm { met: met.to_string(), learned: learned.to_string(), words: words.into(), ..SurveyForm::default() }
}

fn judged(ctx: &Ctx, id: Vec<String>, act: &str) -> WordsForm {
    WordsForm { key: ctx.rng.secret(), r#as: opened_for(ctx), id, act: act.into(), reason: "Säger något om mötet.".into(), ..WordsForm::default() }
}

fn fresh(ctx: &Ctx) -> Ctx {
    Ctx { statements: Arc::new(AtomicUsize::new(0)), ..ctx.clone() }
}

async fn html(page: crate::shell::PageResult) -> String {
    let bytes = axum::body::to_bytes(page.unwrap().into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

on_both! {
    async fn those_who_came_are_asked_once_in_their_language(w: World) {
        let id = held(w, 2).await;
        assert!(count(w, "SELECT COUNT(*) FROM job WHERE kind = 'ask_after_meeting'").await >= 1);
        let system = Ctx::system(&w.app);
        ask(&system.at("2026-03-04T07:59:00Z".parse().unwrap()), id).await.unwrap();
        assert!(asked(w).await.is_empty(), "not before the morning after");
        for _ in 0..2 {
            ask(&system, id).await.unwrap();
        }
        let mails = asked(w).await;
        let to: Vec<&str> = mails.iter().map(|(m, _)| m.to.as_str()).collect();
        assert_eq!(to, ["ida@example.org", "anna@example.org"]);
        assert!(mails[0].0.subject.starts_with("How was the meeting?") && mails[1].0.subject.starts_with("Hur var mötet?"));
        assert!(mails[0].0.text.contains("/en/stad/moten/1-") && mails[1].0.text.contains("till och med onsdag 18 mars"), "{}", mails[1].0.text);
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'survey_sent'").await, 1);
    }

    async fn all_with_a_place_are_asked_where_nobody_was_checked_in(w: World) {
        let id = held(w, 0).await;
        ask(&Ctx::system(&w.app), id).await.unwrap();
        assert_eq!(asked(w).await.len(), 6);
        // a meeting long ago is let be
        let late = held_again(w).await;
        w.days_pass(60);
        ask(&Ctx::system(&w.app), late).await.unwrap();
        assert_eq!(asked(w).await.len(), 6);
    }

    async fn an_answer_counts_once_and_is_nobodys(w: World) {
        let id = held(w, 0).await;
        ask(&Ctx::system(&w.app), id).await.unwrap();
        let token = asked(w).await[0].1.clone();
        let ctx = w.visitor();
        for (form, field, fault) in [
            (says(6, 3, ""), "met", Fault::Choice),
            (says(3, 0, ""), "learned", Fault::Choice),
            (says(3, 3, &"x".repeat(501)), "words", Fault::TooLong(500)),
        ] {
            match answer(&ctx, "stad", 1, &token, &form).await {
                Err(AppError::Invalid(faults)) => assert_eq!(faults.of(field), Some(&fault)),
                other => panic!("{field}: {other:?}"),
            }
        }
        assert!(answer(&ctx, "stad", 1, &token, &says(4, 2, "Fika.")).await.unwrap());
        assert!(!answer(&ctx, "stad", 1, &token, &says(1, 1, "Mer fika.")).await.unwrap(), "the first one counts");
        assert_eq!(count(w, "SELECT COUNT(*) FROM survey_answer WHERE met = 4 AND learned = 2").await, 1);
        assert_eq!(count(w, "SELECT COUNT(*) FROM survey_words WHERE words = 'Fika.' AND NOT shown").await, 1);
        assert_eq!(count(w, "SELECT COUNT(*) FROM survey_words w JOIN survey_answer a ON a.id = w.id").await, 0, "words and numbers are apart");
        // PostgreSQL keeps with each row which transaction wrote it: that of the answer wrote nothing of the sign-up
        let mut conn = w.visitor().read().await.unwrap();
        let together = crate::by_dialect!(
            conn,
            sqlite: 0,
            postgres: scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM survey_answer a JOIN registration r ON CAST(a.xmin AS TEXT) = CAST(r.xmin AS TEXT)").unwrap(),
        );
        drop(conn);
        assert_eq!(together, 0);
        assert!(own(&ctx, "stad", 1, &token).await.unwrap().spent);
        assert!(matches!(answer(&ctx, "stad", 1, "fel", &says(4, 4, "")).await, Err(AppError::Refused(Refusal::LinkSpent))));
        // the own page leads there once the meeting is over
        assert!(matches!(pages::own(ctx.clone(), Path(("stad".into(), "1-x".into(), token.clone()))).await, Err(AppError::Moved(to)) if to.ends_with("/enkat")));
        // two weeks, and no day more
        let other = asked(w).await[1].1.clone();
        w.app.clock.set("2026-03-18T22:59:00Z".parse().unwrap());
        assert!(answer(&ctx, "stad", 1, &other, &says(5, 5, "")).await.unwrap());
        w.app.clock.set("2026-03-18T23:00:00Z".parse().unwrap());
        let third = asked(w).await[2].1.clone();
        assert!(matches!(answer(&ctx, "stad", 1, &third, &says(5, 5, "")).await, Err(AppError::Refused(Refusal::LinkSpent))));
        // the names are erased, what was answered stays
        w.days_pass(30);
        assert!(meetings::erase_after_meetings(&Ctx::system(&w.app)).await.unwrap() > 0);
        assert_eq!(count(w, "SELECT COUNT(*) FROM survey_answer").await, 2);
        assert!(matches!(own(&ctx, "stad", 1, &token).await, Err(AppError::Refused(Refusal::LinkSpent))));
    }

    async fn a_hundred_sendings_of_one_link_count_once(w: World) {
        let id = held(w, 0).await;
        ask(&Ctx::system(&w.app), id).await.unwrap();
        let token = asked(w).await[0].1.clone();
        let contexts: Vec<Ctx> = (0..100).map(|_| w.visitor()).collect();
        let form = says(5, 4, "En gång.");
        let all = futures::future::join_all(contexts.iter().map(|ctx| answer(ctx, "stad", 1, &token, &form))).await;
        assert_eq!(all.into_iter().filter(|r| *r.as_ref().unwrap()).count(), 1);
        assert_eq!(count(w, "SELECT COUNT(*) FROM survey_answer").await, 1);
        assert_eq!(count(w, "SELECT COUNT(*) FROM survey_words").await, 1);
    }

    async fn numbers_show_from_five_on_and_words_when_let_through(w: World) {
        let id = held(w, 0).await;
        ask(&Ctx::system(&w.app), id).await.unwrap();
        let tokens: Vec<String> = asked(w).await.into_iter().map(|(_, token)| token).collect();
        let (visitor, eva, per) = (w.visitor(), w.person("eva").await, w.person("per").await);
        for token in &tokens[..4] {
            answer(&visitor, "stad", 1, token, &says(5, 1, "Kanariefrukost.")).await.unwrap();
        }
        let few = results(&visitor, "stad", 1).await.unwrap();
        assert!(few.numbers.is_none() && few.words.is_empty());
        let page = html(crate::surveys::pages::results(w.visitor(), Path(("stad".into(), "1-x".into()))).await).await;
        assert!(page.contains("För få svar för att visas.") && !page.contains("svarade") && !page.contains("<svg viewBox=\"0 0 360"), "{page}");
        // before they are counted together nobody reads words, those who curate neither
        assert!(results(&eva, "stad", 1).await.unwrap().words.is_empty());
        assert!(matches!(judge(&eva, "stad", 1, &judged(&eva, vec!["x".into()], "show")).await, Err(AppError::Refused(Refusal::WrongState))));
        answer(&visitor, "stad", 1, &tokens[4], &says(4, 2, "")).await.unwrap();
        let numbers = results(&visitor, "stad", 1).await.unwrap().numbers.unwrap();
        assert_eq!((numbers.answers, numbers.met, numbers.learned), (5, [0, 0, 0, 1, 4], [4, 1, 0, 0, 0]));
        assert_eq!(count(w, "SELECT COUNT(*) FROM survey_answer").await, 0, "no row is left of what was counted");
        // those who curate read the words; the public seat beside them does not
        let words = results(&eva, "stad", 1).await.unwrap().words;
        assert_eq!(words.len(), 4);
        assert!(results(&per, "stad", 1).await.unwrap().words.is_empty());
        let ids = vec![words[0].id.clone()];
        for who in [&per, &w.person("anna").await, &w.person("karin").await, &w.person("sia").await] {
            assert!(matches!(judge(who, "stad", 1, &judged(who, ids.clone(), "show")).await, Err(AppError::Refused(Refusal::NotAllowed))));
        }
        assert!(matches!(judge(&eva, "stad", 1, &judged(&eva, Vec::new(), "show")).await, Err(AppError::Invalid(_))));
        let form = judged(&eva, ids.clone(), "show");
        for _ in 0..2 {
            judge(&eva, "stad", 1, &form).await.unwrap();
        }
        assert_eq!(results(&visitor, "stad", 1).await.unwrap().words.len(), 1);
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'survey_words_shown' AND reason <> ''").await, 1);
        assert!(matches!(judge(&eva, "stad", 1, &judged(&eva, ids.clone(), "show")).await, Err(AppError::Refused(Refusal::Already))));
        judge(&eva, "stad", 1, &judged(&eva, ids, "hide")).await.unwrap();
        assert!(results(&visitor, "stad", 1).await.unwrap().words.is_empty());
    }

    async fn what_is_shown_moves_five_answers_at_a_time(w: World) {
        let id = held(w, 0).await;
        ask(&Ctx::system(&w.app), id).await.unwrap();
        let tokens: Vec<String> = asked(w).await.into_iter().map(|(_, token)| token).collect();
        let (visitor, eva) = (w.visitor(), w.person("eva").await);
        for token in &tokens[..5] {
            answer(&visitor, "stad", 1, token, &says(5, 5, "Fika.")).await.unwrap();
        }
        let part = format!("1-{}", crate::text::slug("Rum som räcker"));
        let seen = async |who: &Ctx| {
            let there = Path(("stad".into(), part.clone()));
            let all = html(crate::surveys::pages::overview(who.clone(), Path("stad".into())).await).await;
            (results(who, "stad", 1).await.unwrap().numbers, html(pages::one(who.clone(), there).await).await.contains("Räknat på 5 svar"), all.contains("Räknat på 5 svar"))
        };
        let (of_all, of_eva) = (seen(&visitor).await, seen(&eva).await);
        assert!(of_all.0.is_some() && of_all.1 && of_all.2);
        answer(&visitor, "stad", 1, &tokens[5], &says(1, 1, "Aldrig mer.")).await.unwrap();
        assert_eq!((seen(&visitor).await, seen(&eva).await), (of_all, of_eva), "the sixth moves nothing");
        assert_eq!(results(&eva, "stad", 1).await.unwrap().words.len(), 5);
        // also when the time is over
        w.days_pass(20);
        assert_eq!(results(&eva, "stad", 1).await.unwrap().words.len(), 5);
        let (words, numbers) = (count(w, "SELECT COUNT(*) FROM survey_words WHERE NOT counted").await, count(w, "SELECT COUNT(*) FROM survey_answer").await);
        assert_eq!((words, numbers), (1, 1));
    }

    async fn what_waits_is_written_anew_with_each_answer(w: World) {
        let id = held(w, 0).await;
        ask(&Ctx::system(&w.app), id).await.unwrap();
        let tokens: Vec<String> = asked(w).await.into_iter().map(|(_, token)| token).collect();
        let ids = async || {
            let mut conn = w.visitor().read().await.unwrap();
            let mut all = scalar!(conn, String, fetch_all, "SELECT id FROM survey_answer").unwrap();
            all.extend(scalar!(conn, String, fetch_all, "SELECT id FROM survey_words").unwrap());
            all
        };
        answer(&w.visitor(), "stad", 1, &tokens[0], &says(5, 1, "Fika.")).await.unwrap();
        let first = ids().await;
        answer(&w.visitor(), "stad", 1, &tokens[1], &says(2, 3, "")).await.unwrap();
        let second = ids().await;
        assert_eq!((first.len(), second.len()), (2, 3));
        assert!(first.iter().all(|id| !second.contains(id)));
    }

    async fn five_at_once_are_counted_once(w: World) {
        let id = held(w, 0).await;
        ask(&Ctx::system(&w.app), id).await.unwrap();
        let tokens: Vec<String> = asked(w).await.into_iter().map(|(_, token)| token).collect();
        let (contexts, form) = ((0..6).map(|_| w.visitor()).collect::<Vec<_>>(), says(5, 4, "Fika."));
        let all = futures::future::join_all(contexts.iter().zip(&tokens).map(|(ctx, token)| answer(ctx, "stad", 1, token, &form))).await;
        assert!(all.into_iter().all(|r| r.unwrap()));
        let numbers = results(&w.visitor(), "stad", 1).await.unwrap().numbers.unwrap();
        assert_eq!((numbers.answers, numbers.met, numbers.learned), (5, [0, 0, 0, 0, 5], [0, 0, 0, 5, 0]));
        assert_eq!(count(w, "SELECT COUNT(*) FROM survey_words WHERE counted").await, 5);
    }

    async fn who_was_there_online_is_asked_though_nobody_checked_them_in(w: World) {
        let id = held(w, 2).await;
        let mut tx = w.person("eva").await.write().await.unwrap();
        crate::execute!(tx, "UPDATE registration SET online = TRUE WHERE email = 'dua@example.org'").unwrap();
        tx.commit().await.unwrap();
        ask(&Ctx::system(&w.app), id).await.unwrap();
        let to: Vec<String> = asked(w).await.into_iter().map(|(m, _)| m.to).collect();
        assert_eq!(to, ["ida@example.org", "anna@example.org", "dua@example.org"]);
    }

    async fn pages_take_few_statements(w: World) {
        let id = held(w, 0).await;
        ask(&Ctx::system(&w.app), id).await.unwrap();
        for (_, token) in asked(w).await.iter().take(5) {
            answer(&w.visitor(), "stad", 1, token, &says(4, 4, "")).await.unwrap();
        }
        let ctx = fresh(&w.visitor());
        results(&ctx, "stad", 1).await.unwrap();
        assert_eq!(ctx.statement_count(), 2);
        let ctx = fresh(&w.visitor());
        let seen = overview(&ctx, "stad").await.unwrap();
        assert_eq!((ctx.statement_count(), seen.surveys.len()), (1, 1));
        let page = html(crate::surveys::pages::overview(w.visitor(), Path("stad".into())).await).await;
        assert!(page.contains("Rum som räcker") && page.contains("4,0 av 5"), "{page}");
        let part = format!("1-{}", crate::text::slug("Rum som räcker"));
        let page = html(pages::one(w.visitor(), Path(("stad".into(), part))).await).await;
        assert!(page.contains("Så upplevdes mötet") && page.contains("Bemötande: 4,0 av 5"), "{page}");
        assert!(matches!(results(&w.visitor(), "stad", 9).await, Err(AppError::NotFound)));
    }
}

/// Another meeting of the day, with somebody who has a place.
async fn held_again(w: &World) -> MeetingId {
    let eva = w.person("eva").await;
    let form = MeetingForm {
        key: eva.rng.secret(),
        r#as: opened_for(&eva),
        kind: "hearing".into(),
        title: "Igen om rum".into(),
        theme: "Vi talar om rum.".into(),
        lang: "sv".into(),
        place: "Biblioteket".into(),
        date: "2026-03-06".into(),
        starts: "17:30".into(),
        ends: "19:30".into(),
        capacity: "10".into(),
        ..MeetingForm::default()
    };
    let created = meetings::create(&eva, "stad", &form).await.unwrap();
    let form = SignUpForm { name: "Ida Ek".into(), email: "ida@example.org".into(), how: "place".into(), ..SignUpForm::default() };
    meetings::sign_up(&w.person("ida").await, "stad", created.number, &form).await.unwrap();
    created.id
}
