//! Service tests of initiatives, each on both databases.

use super::service::{ReceptionForm, WentQuery, ask, how_it_went, receive, receiving};
use super::store;
use super::types::{Initiative, InitiativeKind, Led};
use crate::context::Ctx;
use crate::curation::service::{ActForm, act};
use crate::curation::service_hide::HideForm;
use crate::curation::service_hide_issue::hide_issue;
use crate::curation::tests::{opened_for, posted};
use crate::db::testing::World;
use crate::error::{AppError, Fault, Refusal};
use crate::ids::IssueId;
use crate::jobs::Job;
use crate::planning::service::{self as planning, WishForm};
use crate::{on_both, scalar};
use axum::extract::{Path, Query};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

async fn count(w: &World, sql: &'static str) -> i64 {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

async fn close(w: &World, number: i64) {
    let eva = w.person("eva").await;
    let form = ActForm { key: eva.rng.secret(), r#as: opened_for(&eva), act: "close".into(), reason: "Det blir ingen lista.".into(), ..ActForm::default() };
    act(&eva, "stad", number, &form).await.unwrap();
}

/// An issue of alfa that was closed, about which alfa is asked.
async fn asked(w: &World, title: &str) -> (IssueId, i64) {
    let (id, number) = posted(&w.person("anna").await, title).await;
    close(w, number).await;
    ask(&Ctx::system(&w.app), Initiative::Issue(id)).await.unwrap();
    (id, number)
}

fn says(ctx: &Ctx, score: &str, named: bool) -> ReceptionForm {
    let named = if named { "1".into() } else { String::new() };
    ReceptionForm { key: ctx.rng.secret(), r#as: opened_for(ctx), score: score.into(), words: "Kanarieord.".into(), named, ..ReceptionForm::default() }
}

async fn html(page: crate::shell::PageResult) -> String {
    let bytes = axum::body::to_bytes(page.unwrap().into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

on_both! {
    async fn whoever_took_it_is_asked_once_it_is_closed(w: World) {
        let (id, number) = posted(&w.person("anna").await, "Trösklar i lokalerna").await;
        assert!(matches!(ask(&Ctx::system(&w.app), Initiative::Issue(id)).await, Err(AppError::NotFound)), "it goes on");
        close(w, number).await;
        assert_eq!(count(w, "SELECT COUNT(*) FROM job WHERE kind = 'ask_initiator' AND event_id IS NOT NULL").await, 1);
        for _ in 0..2 {
            ask(&Ctx::system(&w.app), Initiative::Issue(id)).await.unwrap();
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM reception").await, 1);
        let mut conn = w.visitor().read().await.unwrap();
        let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id").unwrap();
        let asking = |j: &String| match serde_json::from_str(j).unwrap() {
            Job::Mail(mail) if mail.text.contains("/sa-gick-det/fragor/") => Some(mail.to),
            _ => None,
        };
        let to: Vec<String> = jobs.iter().filter_map(asking).collect();
        assert_eq!(to, ["anna@example.org", "dua@example.org"]);
        drop(conn);
        let anna = w.person("anna").await;
        let page = html(crate::desk::pages::todo(anna.clone(), Path("stad".into())).await).await;
        assert!(page.contains(&format!("/stad/sa-gick-det/fragor/{number}")), "{page}");
        receive(&anna, "stad", InitiativeKind::Issue, number, &says(&anna, "4", false)).await.unwrap();
        let page = html(crate::desk::pages::todo(anna, Path("stad".into())).await).await;
        assert!(!page.contains("/sa-gick-det/"), "{page}");
        let alfa = w.organisation("alfa").await;
        let mut conn = w.visitor().read().await.unwrap();
        assert_eq!(store::waiting(&mut conn, alfa).await.unwrap(), 0);
    }

    async fn only_they_answer_and_they_can_change_it(w: World) {
        let (_, number) = asked(w, "Trösklar i lokalerna").await;
        let anna = w.person("anna").await;
        for name in ["bo", "cia", "karin", "eva", "per", "pia", "sia", "ida"] {
            let who = w.person(name).await;
            assert!(matches!(receiving(&who, "stad", InitiativeKind::Issue, number).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            let refused = receive(&who, "stad", InitiativeKind::Issue, number, &says(&who, "5", true)).await;
            assert!(matches!(refused, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(receiving(&w.visitor(), "stad", InitiativeKind::Issue, number).await, Err(AppError::SignInFirst)));
        assert!(matches!(receiving(&anna, "stad", InitiativeKind::Wish, number).await, Err(AppError::NotFound)));
        match receive(&anna, "stad", InitiativeKind::Issue, number, &says(&anna, "6", true)).await {
            Err(AppError::Invalid(faults)) => assert_eq!(faults.of("score"), Some(&Fault::Choice)),
            other => panic!("{other:?}"),
        }
        let form = ReceptionForm { version: "1".into(), ..says(&anna, "2", false) };
        let (one, two) = tokio::join!(
            receive(&anna, "stad", InitiativeKind::Issue, number, &form),
            receive(&anna, "stad", InitiativeKind::Issue, number, &form)
        );
        assert!(one.is_ok() && two.is_ok(), "a form sent twice acts once");
        assert_eq!(count(w, "SELECT COUNT(*) FROM reception WHERE version = 2").await, 1);
        let stale = ReceptionForm { version: "1".into(), ..says(&anna, "5", true) };
        assert!(matches!(receive(&anna, "stad", InitiativeKind::Issue, number, &stale).await, Err(AppError::Stale { current: 2 })));
        let page = html(crate::initiatives::pages::how_it_went(w.visitor(), Path("stad".into()), Query(WentQuery::default())).await).await;
        assert!(!page.contains("Kanarieord") && page.contains("för få svar"), "{page}");
        let named = ReceptionForm { version: "2".into(), ..says(&anna, "5", true) };
        receive(&anna, "stad", InitiativeKind::Issue, number, &named).await.unwrap();
        let page = html(crate::initiatives::pages::how_it_went(w.visitor(), Path("stad".into()), Query(WentQuery::default())).await).await;
        assert!(page.contains("Kanarieord") && page.contains("5 av 5"), "{page}");
    }

    async fn the_mean_never_moves_by_one_answer(w: World) {
        let anna = w.person("anna").await;
        let mut numbers = Vec::new();
        for n in 0..6 {
            numbers.push(asked(w, &format!("Trösklar i lokalerna {n}")).await.1);
            w.days_pass(1);
        }
        let events = count(w, "SELECT COUNT(*) FROM event").await;
        let mean = async || how_it_went(&w.visitor(), "stad", &WentQuery::default()).await.unwrap().periods[0].experienced;
        for number in &numbers[..4] {
            receive(&anna, "stad", InitiativeKind::Issue, *number, &says(&anna, "4", false)).await.unwrap();
        }
        assert_eq!(mean().await, None);
        // one of them changes it before it is counted
        let changed = ReceptionForm { version: "2".into(), ..says(&anna, "2", false) };
        receive(&anna, "stad", InitiativeKind::Issue, numbers[0], &changed).await.unwrap();
        receive(&anna, "stad", InitiativeKind::Issue, numbers[4], &says(&anna, "4", false)).await.unwrap();
        assert_eq!(mean().await, Some((5, 18)));
        receive(&anna, "stad", InitiativeKind::Issue, numbers[5], &says(&anna, "1", false)).await.unwrap();
        let changed = ReceptionForm { version: "2".into(), ..says(&anna, "1", false) };
        receive(&anna, "stad", InitiativeKind::Issue, numbers[1], &changed).await.unwrap();
        assert_eq!(mean().await, Some((5, 18)), "neither one more nor one that was changed moves it");
        // with names, four of the five would tell what the fifth answered
        let named = ReceptionForm { version: "2".into(), ..says(&anna, "4", true) };
        match receive(&anna, "stad", InitiativeKind::Issue, numbers[2], &named).await {
            Err(AppError::Invalid(faults)) => assert_eq!(faults.of("named"), Some(&Fault::Choice)),
            other => panic!("{other:?}"),
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM event").await, events, "nor does an event tell of it");
    }

    async fn five_answers_at_once_are_counted_once(w: World) {
        let mut numbers = Vec::new();
        for n in 0..5 {
            numbers.push(asked(w, &format!("Trösklar i lokalerna {n}")).await.1);
            w.days_pass(1);
        }
        let anna = w.person("anna").await;
        let forms: Vec<ReceptionForm> = numbers.iter().map(|_| says(&anna, "3", false)).collect();
        let all = numbers.iter().zip(&forms).map(|(number, form)| receive(&anna, "stad", InitiativeKind::Issue, *number, form));
        assert!(futures::future::join_all(all).await.into_iter().all(|r| r.is_ok()));
        assert_eq!(how_it_went(&w.visitor(), "stad", &WentQuery::default()).await.unwrap().periods[0].experienced, Some((5, 15)));
    }

    async fn one_that_is_hidden_has_its_number(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let (_, number) = asked(w, "Kanariefågeln i lokalerna").await;
        receive(&anna, "stad", InitiativeKind::Issue, number, &says(&anna, "2", true)).await.unwrap();
        let form = HideForm { key: "h1".into(), r#as: opened_for(&eva), reason: "Det lämnar ut någon.".into(), ..HideForm::default() };
        hide_issue(&eva, "stad", number, &form).await.unwrap();
        let (hidden, _) = crate::issues::store::read::hidden_as(crate::i18n::Locale::Sv, number);
        for who in [&w.visitor(), &anna, &eva] {
            let page = html(crate::initiatives::pages::how_it_went(who.clone(), Path("stad".into()), Query(WentQuery::default())).await).await;
            let csv = html(crate::initiatives::forms::csv(who.clone(), Path("stad".into()), Query(WentQuery::default())).await).await;
            for canary in ["Kanariefågeln", "kanariefageln", "Kanarieord", "Det blir ingen lista"] {
                assert!(!page.contains(canary) && !csv.contains(canary), "{canary}: {page}{csv}");
            }
            assert!(page.contains(&hidden) && csv.contains(&hidden), "{page}{csv}");
        }
    }

    async fn numbers_lead_to_their_lists(w: World) {
        let anna = w.person("anna").await;
        for n in 0..5 {
            let (_, number) = asked(w, &format!("Trösklar i lokalerna {n}")).await;
            receive(&anna, "stad", InitiativeKind::Issue, number, &says(&anna, "4", false)).await.unwrap();
            w.days_pass(1);
        }
        posted(&w.person("bo").await, "Nycklar till lokalerna").await;
        let wish = WishForm {
            key: "w1".into(),
            r#as: opened_for(&anna),
            title: "Ett möte om nycklar".into(),
            why: "Vi kommer inte in.".into(),
            kind: "hearing".into(),
            forum: "rost".into(),
            area: "norr".into(),
            period: "I vår".into(),
            lang: "sv".into(),
            ..WishForm::default()
        };
        planning::post(&anna, "stad", &wish).await.unwrap();
        // an issue that nobody has read yet is none
        posted(&w.person("cia").await, "Den som väntar på att läsas").await;
        let ctx = Ctx { statements: Arc::new(AtomicUsize::new(0)), ..w.visitor() };
        let seen = how_it_went(&ctx, "stad", &WentQuery::default()).await.unwrap();
        assert_eq!(ctx.statement_count(), 2);
        let first = &seen.periods[0];
        assert_eq!((first.all(), first.led.clone(), first.experienced), (7, vec![2, 0, 0, 5, 0, 0], Some((5, 20))));
        assert_eq!(seen.list.len(), 7);
        let query = |utfall: &str, slag: &str, ar: &str| WentQuery { utfall: utfall.into(), slag: slag.into(), ar: ar.into(), ..WentQuery::default() };
        let not_on = how_it_went(&ctx, "stad", &query("inte-vidare", "", "")).await.unwrap();
        assert!(not_on.list.len() == 5 && not_on.list.iter().all(|x| x.led == Led::NotOn && x.row.reason_html.as_deref().unwrap_or_default().contains("ingen lista")));
        let wishes = how_it_went(&ctx, "stad", &query("", "onskemal", "")).await.unwrap();
        assert_eq!((wishes.list.len(), wishes.periods[0].experienced), (1, None), "of a part no mean is told");
        let years = how_it_went(&ctx, "stad", &query("", "", "alla")).await.unwrap();
        assert_eq!(years.periods.last().unwrap().experienced, Some((5, 20)));
        let page = html(crate::initiatives::pages::how_it_went(w.visitor(), Path("stad".into()), Query(WentQuery::default())).await).await;
        assert!(page.contains("utfall=inte-vidare#lista") && page.contains("4,0 av 5 (5 svar)") && page.contains("role=\"img\""), "{page}");
        let csv = html(crate::initiatives::forms::csv(w.visitor(), Path("stad".into()), Query(WentQuery::default())).await).await;
        assert_eq!(csv.lines().count(), 8);
        assert!(!csv.contains("Kanarieord"));
    }
}
