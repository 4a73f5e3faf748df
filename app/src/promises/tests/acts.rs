//! What happens to promises: who may, what follows, what is refused.

use super::{count, go, held, promise_form, promised, row};
use crate::curation::tests::{opened_for, posted};
use crate::error::{AppError, Fault, Refusal};
use crate::events::types::ActorRole;
use crate::following::tell;
use crate::jobs::Job;
use crate::promises::service::{ActForm, PromiseForm, act, promise, record};
use crate::promises::types::PromiseState;
use crate::{on_both, scalar};
use chrono::TimeDelta;

on_both! {
    async fn reported_said_to_be_kept_and_confirmed(w: World) {
        let number = promised(w, "a").await;
        let (karin, eva) = (w.person("karin").await, w.person("eva").await);
        let due = row(w, number).await.due_on;
        for _ in 0..2 {
            go(w, &karin, number, "report", "").await.unwrap();
        }
        assert_eq!((row(w, number).await.state, row(w, number).await.expected_on), (PromiseState::UnderWay, Some(due)), "telling moves no date");
        go(w, &karin, number, "claim", "").await.unwrap();
        let p = row(w, number).await;
        assert_eq!((p.state, p.expected_of), (PromiseState::Claimed, Some(w.agreement().curator_id)), "the kansli is to answer");
        assert_eq!(p.expected_on, Some(eva.today() + TimeDelta::days(14)));
        go(w, &eva, number, "confirm", "").await.unwrap();
        let p = row(w, number).await;
        assert_eq!((p.state, p.closed_on, p.expected_on), (PromiseState::Kept, Some(eva.today()), None));
        let chain = promise(&w.visitor(), "stad", number).await.unwrap().chain;
        let roles: Vec<_> = chain.iter().map(|e| e.actor_role).collect();
        assert_eq!(roles, [ActorRole::Curator, ActorRole::Officer, ActorRole::Officer, ActorRole::Officer, ActorRole::Curator]);
    }

    async fn the_kansli_can_answer_why_not(w: World) {
        let number = promised(w, "a").await;
        let (karin, eva) = (w.person("karin").await, w.person("eva").await);
        let due = row(w, number).await.due_on;
        assert!(matches!(go(w, &eva, number, "question", "").await, Err(AppError::Refused(Refusal::WrongState))), "nobody said that it is kept");
        go(w, &karin, number, "claim", "").await.unwrap();
        w.days_pass(21);
        go(w, &eva, number, "question", "").await.unwrap();
        let p = row(w, number).await;
        assert_eq!((p.state, p.expected_on), (PromiseState::UnderWay, Some(due)), "the owner's own date again, which has passed");
        assert!(due < eva.today());
    }

    async fn an_owner_takes_it_back_with_a_reason_and_the_kansli_opens_it_again(w: World) {
        let number = promised(w, "a").await;
        let (karin, eva) = (w.person("karin").await, w.person("eva").await);
        let bare = ActForm { key: "d".into(), r#as: opened_for(&karin), version: "1".into(), act: "drop".into(), ..ActForm::default() };
        let Err(AppError::Invalid(faults)) = act(&karin, "stad", number, &bare).await else { panic!("no reason") };
        assert_eq!(faults.of("text"), Some(&Fault::Required));
        assert!(matches!(go(w, &eva, number, "drop", "").await, Err(AppError::Refused(Refusal::NotAllowed))), "it is not the kansli's to take back");
        go(w, &karin, number, "drop", "").await.unwrap();
        let p = row(w, number).await;
        assert_eq!((p.state, p.expected_on), (PromiseState::Dropped, None));
        assert!(promise(&w.visitor(), "stad", number).await.unwrap().chain.last().unwrap().reason_html.contains("drop"));
        assert!(matches!(go(w, &karin, number, "reopen", "2026-06-01").await, Err(AppError::Refused(Refusal::NotAllowed))));
        let Err(AppError::Invalid(faults)) = go(w, &eva, number, "reopen", "").await else { panic!("no date") };
        assert_eq!(faults.of("next_on"), Some(&Fault::Required));
        let Err(AppError::Invalid(faults)) = go(w, &eva, number, "reopen", "2026-01-01").await else { panic!("a past date") };
        assert_eq!(faults.of("next_on"), Some(&Fault::DatePast));
        go(w, &eva, number, "reopen", "2026-06-01").await.unwrap();
        let p = row(w, number).await;
        assert_eq!((p.state, p.due_on.to_string(), p.expected_on, p.closed_on), (PromiseState::UnderWay, "2026-06-01".into(), Some(p.due_on), None));
    }

    async fn everybody_else_reads(w: World) {
        let number = promised(w, "a").await;
        let karin = w.person("karin").await;
        go(w, &karin, number, "claim", "").await.unwrap();
        for name in ["per", "anna", "bo", "hugo", "pia", "sia", "olle", "ida"] {
            let ctx = w.person(name).await;
            assert!(promise(&ctx, "stad", number).await.unwrap().acts.is_empty(), "{name}");
            for act in ["report", "claim", "confirm", "question", "drop", "reopen"] {
                let refused = go(w, &ctx, number, act, "2026-06-01").await;
                assert!(matches!(refused, Err(AppError::Refused(Refusal::NotAllowed))), "{name} {act}: {refused:?}");
            }
        }
        let (eva, karin) = (w.person("eva").await, w.person("karin").await);
        for act in ["report", "claim", "drop"] {
            assert!(matches!(go(w, &eva, number, act, "").await, Err(AppError::Refused(_))), "eva {act}");
        }
        for act in ["confirm", "question"] {
            assert!(matches!(go(w, &karin, number, act, "").await, Err(AppError::Refused(_))), "nobody judges their own: {act}");
        }
        let nothing = ActForm { key: "n".into(), r#as: opened_for(&eva), act: "confirm".into(), text: "Ja, det är gjort.".into(), ..ActForm::default() };
        assert!(matches!(act(&eva, "stad", 99, &nothing).await, Err(AppError::NotFound)));
    }

    async fn the_steering_group_judges_what_the_kansli_promised(w: World) {
        let talk = held(w).await;
        let (eva, sia, olle) = (w.person("eva").await, w.person("sia").await, w.person("olle").await);
        let number = record(&eva, "stad", &PromiseForm { owner: "kansli".into(), ..promise_form(&eva, "k", talk) }).await.unwrap();
        go(w, &eva, number, "claim", "").await.unwrap();
        assert_eq!(row(w, number).await.expected_of, Some(w.agreement().steering_id));
        for ctx in [&eva, &olle] {
            assert!(matches!(go(w, ctx, number, "confirm", "").await, Err(AppError::Refused(Refusal::NotAllowed))));
        }
        go(w, &sia, number, "confirm", "").await.unwrap();
        assert_eq!(row(w, number).await.state, PromiseState::Kept);
    }

    async fn a_principle_is_looked_at_again(w: World) {
        let talk = held(w).await;
        let (eva, karin) = (w.person("eva").await, w.person("karin").await);
        let number = record(&eva, "stad", &PromiseForm { kind: "principle".into(), ..promise_form(&eva, "p", talk) }).await.unwrap();
        let due = row(w, number).await.due_on;
        go(w, &karin, number, "report", "").await.unwrap();
        assert_eq!(row(w, number).await.expected_on, Some(due));
        go(w, &karin, number, "report", "2026-09-01").await.unwrap();
        let p = row(w, number).await;
        assert_eq!((p.due_on.to_string(), p.expected_on), ("2026-09-01".into(), Some(p.due_on)));
        // a commitment's date is not its owner's to move
        let number = promised(w, "c").await;
        let due = row(w, number).await.due_on;
        go(w, &karin, number, "report", "2026-09-01").await.unwrap();
        assert_eq!(row(w, number).await.due_on, due);
    }

    async fn stale_twice_and_at_once(w: World) {
        let number = promised(w, "a").await;
        let (karin, eva) = (w.person("karin").await, w.person("eva").await);
        let form = ActForm { key: "c".into(), r#as: opened_for(&karin), version: "1".into(), act: "claim".into(), text: "Det är gjort.".into(), ..ActForm::default() };
        for _ in 0..2 {
            act(&karin, "stad", number, &form).await.unwrap();
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'promise_claimed'").await, 1);
        let old = ActForm { key: "o".into(), r#as: opened_for(&eva), act: "confirm".into(), text: "Ja.".into(), ..form.clone() };
        assert!(matches!(act(&eva, "stad", number, &old).await, Err(AppError::Stale { current: 2 })));
        let url = ActForm { key: "u".into(), version: "2".into(), url: "javascript:alert(1)".into(), ..old.clone() };
        let Err(AppError::Invalid(faults)) = act(&eva, "stad", number, &url).await else { panic!("no address") };
        assert_eq!(faults.of("url"), Some(&Fault::Url));
        let yes = ActForm { key: "y".into(), version: "2".into(), text: "Vi har sett dem.".into(), ..old.clone() };
        let no = ActForm { key: "n".into(), act: "question".into(), ..yes.clone() };
        let (a, b) = tokio::join!(act(&eva, "stad", number, &yes), act(&eva, "stad", number, &no));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        assert_eq!(count(w, "SELECT COUNT(*) FROM clock WHERE promise_id IS NOT NULL AND closed_by IS NULL").await, i64::from(b.is_ok()));
    }

    async fn who_is_late_is_told_once(w: World) {
        promised(w, "a").await;
        w.days_pass(21);
        let ctx = w.visitor();
        assert!(tell::find_overdue(&ctx).await.unwrap() >= 1);
        let mut conn = ctx.read().await.unwrap();
        let clock = scalar!(conn, crate::ids::ClockId, fetch_one, "SELECT id FROM clock WHERE promise_id IS NOT NULL").unwrap();
        drop(conn);
        let mut tx = ctx.write().await.unwrap();
        crate::execute!(tx, "UPDATE person SET locale = 'en' WHERE email_key = 'karin@example.org'").unwrap();
        tx.commit().await.unwrap();
        for _ in 0..2 {
            tell::overdue(&ctx, clock, false, "").await.unwrap();
        }
        let mails = mails(w).await;
        assert_eq!(mails.len(), 1, "{mails:?}");
        assert!(mails[0].0 == "karin@example.org" && mails[0].1.contains("You have promised") && mails[0].1.contains("/en/stad/loften/1"), "{mails:?}");
    }

    async fn who_tells_how_it_goes_is_not_told_again_that_it_is_late(w: World) {
        let number = promised(w, "a").await;
        let karin = w.person("karin").await;
        w.days_pass(21);
        let ctx = w.visitor();
        assert!(tell::find_overdue(&ctx).await.unwrap() >= 1);
        for _ in 0..2 {
            go(w, &karin, number, "report", "").await.unwrap();
        }
        assert_eq!(tell::find_overdue(&ctx).await.unwrap(), 0, "the same clock goes on");
        assert_eq!(count(w, "SELECT COUNT(*) FROM clock WHERE promise_id IS NOT NULL").await, 1);
        // another's turn is another clock
        go(w, &karin, number, "claim", "").await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM clock WHERE promise_id IS NOT NULL AND closed_by IS NULL").await, 1);
        assert_eq!(count(w, "SELECT COUNT(*) FROM clock WHERE promise_id IS NOT NULL").await, 2);
    }

    async fn of_a_promise_about_an_issue_its_people_are_told(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let (_, issue) = posted(&anna, "En fråga om bänkar").await;
        let talk = held(w).await;
        record(&eva, "stad", &PromiseForm { issue: issue.to_string(), ..promise_form(&eva, "a", talk) }).await.unwrap();
        w.days_pass(21);
        let ctx = w.visitor();
        let mut conn = ctx.read().await.unwrap();
        let clock = scalar!(conn, crate::ids::ClockId, fetch_one, "SELECT id FROM clock WHERE promise_id IS NOT NULL").unwrap();
        drop(conn);
        tell::overdue(&ctx, clock, true, "").await.unwrap();
        let mut to: Vec<String> = mails(w).await.into_iter().map(|(to, _)| to).collect();
        to.sort();
        assert_eq!(to, ["anna@example.org", "dua@example.org", "karin@example.org"]);
    }
}

/// To whom which mails about late promises went.
async fn mails(w: &crate::db::testing::World) -> Vec<(String, String)> {
    let mut conn = w.visitor().read().await.unwrap();
    let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id").unwrap();
    jobs.into_iter()
        .filter_map(|payload| match serde_json::from_str(&payload).unwrap() {
            Job::Mail(mail) => Some((mail.to, mail.text)),
            _ => None,
        })
        .collect()
}
