//! Dates that passed, mails to many at once, and the language that each is told in.

use super::*;

on_both! {
    async fn an_overdue_date_is_told_once_to_all_whom_it_concerns(w: World) {
        let (anna, ida, bo) = (w.person("anna").await, w.person("ida").await, w.person("bo").await);
        posted(&anna, "En fråga om torget").await;
        back(&bo, "stad", 1, &BackingForm { r#as: opened_for(&bo), on: ON.into() }).await.unwrap();
        for ctx in [&ida, &bo] {
            follow(ctx, "stad", 1, &on()).await.unwrap();
        }
        let mut tx = anna.write().await.unwrap();
        execute!(tx, "UPDATE clock SET due_on = $1 WHERE closed_by IS NULL", "2026-03-03".parse::<chrono::NaiveDate>().unwrap()).unwrap();
        tx.commit().await.unwrap();
        let ctx = Ctx::system(&w.app);
        w.days_pass(1);
        assert_eq!(tell::find_overdue(&ctx).await.unwrap(), 0, "not on the day itself");
        // half past midnight in Stockholm
        w.app.clock.set("2026-03-03T23:30:00Z".parse().unwrap());
        assert_eq!(tell::find_overdue(&ctx).await.unwrap(), 1);
        run(&ctx).await;
        let late = |mails: Vec<Mail>| mails.into_iter().filter(|m| m.subject.contains("datumet har passerat")).collect::<Vec<_>>();
        assert!(late(mails(w, "ida").await).is_empty(), "nobody is woken");
        minutes(w, 60 * 7).await;
        assert_eq!(tell::find_overdue(&ctx).await.unwrap(), 0, "once");
        for name in ["ida", "bo", "anna", "dua", "eva"] {
            assert_eq!(late(mails(w, name).await).len(), 1, "{name}");
        }
        for name in ["per", "cia", "karin"] {
            assert!(late(mails(w, name).await).is_empty(), "{name}");
        }
        let mail = late(mails(w, "ida").await).remove(0);
        assert!(mail.text.contains("Kansliet skulle ha tagit nästa steg") && mail.end_url.is_some(), "{}", mail.text);
        // a page of the job that runs twice tells nobody twice
        let mut conn = ctx.read().await.unwrap();
        let clock = scalar!(conn, crate::ids::ClockId, fetch_one, "SELECT id FROM clock WHERE overdue_at IS NOT NULL").unwrap();
        drop(conn);
        tell::overdue(&ctx, clock, false, "").await.unwrap();
        assert_eq!(late(mails(w, "ida").await).len(), 1);
    }

    async fn whoever_appealed_hears_that_the_answer_is_late(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        posted(&anna, "En fråga om torget").await;
        wrote(&bo, 1, "Han bor på Storgatan 3.").await;
        let hide = HideForm { key: "h".into(), r#as: opened_for(&eva), reason: "Det nämner en granne.".into(), ..HideForm::default() };
        hide_contribution(&eva, "stad", 1, 1, &hide).await.unwrap();
        appeal(&bo, "stad", 1, &against(&bo, "1")).await.unwrap();
        w.days_pass(31);
        let ctx = Ctx::system(&w.app);
        assert!(tell::find_overdue(&ctx).await.unwrap() > 0);
        run(&ctx).await;
        for name in ["bo", "anna", "sia"] {
            assert_eq!(late_appeals(w, name).await.len(), 1, "{name}");
        }
        let mail = late_appeals(w, "bo").await.remove(0);
        assert!(mail.text.contains("du har överklagat") && mail.text.contains("Styrgruppen skulle ha svarat"), "{}", mail.text);
        assert!(late_appeals(w, "cia").await.is_empty() && late_appeals(w, "karin").await.is_empty());
    }

    async fn what_is_late_about_a_merged_issue_is_told_to_whoever_posted_that(w: World) {
        let (anna, bo, ida, eva) = (w.person("anna").await, w.person("bo").await, w.person("ida").await, w.person("eva").await);
        let (one, _) = posted(&anna, "En fråga om torget").await;
        let (two, _) = posted(&bo, "En fråga om samma torg").await;
        follow(&ida, "stad", 2, &on()).await.unwrap();
        go(w, &eva, one, &full(w, &eva, IssueAct::Merge, Some(two)).await).await.unwrap();
        appeal(&anna, "stad", 1, &against(&anna, "")).await.unwrap();
        w.days_pass(31);
        let ctx = Ctx::system(&w.app);
        assert!(tell::find_overdue(&ctx).await.unwrap() > 0);
        run(&ctx).await;
        for name in ["anna", "sia", "ida"] {
            let late = late_appeals(w, name).await;
            assert!(late.len() == 1 && late[0].text.contains("Det gäller fråga 1,"), "{name}: {late:?}");
        }
        assert!(late_appeals(w, "bo").await.is_empty(), "whoever posted the other promised nothing, and waits for nothing");
    }

    async fn a_slip_hides_no_late_date_and_tells_none_twice(w: World) {
        let (anna, ida, eva) = (w.person("anna").await, w.person("ida").await, w.person("eva").await);
        let (issue, _) = posted(&anna, "En fråga om torget").await;
        follow(&ida, "stad", 1, &on()).await.unwrap();
        let mut tx = anna.write().await.unwrap();
        let sql = "UPDATE clock SET kind = 'follow_up', due_on = $1 WHERE closed_by IS NULL";
        execute!(tx, sql, "2026-03-01".parse::<chrono::NaiveDate>().unwrap()).unwrap();
        tx.commit().await.unwrap();
        let ctx = Ctx::system(&w.app);
        assert_eq!(tell::find_overdue(&ctx).await.unwrap(), 1);
        for n in 1..=2 {
            go(w, &eva, issue, &full(w, &eva, IssueAct::Close, None).await).await.unwrap();
            run(&ctx).await;
            undo(&eva, "stad", 1, &UndoForm { key: format!("u{n}"), r#as: opened_for(&eva), ..UndoForm::default() }).await.unwrap();
            assert_eq!(tell::find_overdue(&ctx).await.unwrap(), 1, "it is late again");
            run(&ctx).await;
            let late: Vec<Mail> = mails(w, "ida").await.into_iter().filter(|m| m.subject.contains("datumet har passerat")).collect();
            assert!(late.len() == 1 && late[0].text.starts_with("Frågan skulle ha följts upp "), "{n}: {late:?}");
        }
    }

    async fn what_was_kept_meanwhile_or_passed_long_ago_is_told_to_nobody(w: World) {
        let (anna, ida, eva) = (w.person("anna").await, w.person("ida").await, w.person("eva").await);
        let (issue, _) = posted(&anna, "En fråga om torget").await;
        follow(&ida, "stad", 1, &on()).await.unwrap();
        let mut tx = anna.write().await.unwrap();
        execute!(tx, "UPDATE clock SET due_on = $1 WHERE closed_by IS NULL", "2026-03-01".parse::<chrono::NaiveDate>().unwrap()).unwrap();
        tx.commit().await.unwrap();
        let ctx = Ctx::system(&w.app);
        assert_eq!(tell::find_overdue(&ctx).await.unwrap(), 1);
        go(w, &eva, issue, &full(w, &eva, IssueAct::Move, None).await).await.unwrap();
        run(&ctx).await;
        assert!(mails(w, "ida").await.iter().all(|m| !m.subject.contains("passerat")));
        w.days_pass(20 + 5);
        assert_eq!(tell::find_overdue(&ctx).await.unwrap(), 0, "old news after a standstill");
    }

    async fn mails_are_in_the_language_of_the_reader(w: World) {
        let (anna, ida) = (w.person("anna").await, w.person("ida").await);
        let (issue, _) = posted(&anna, "En fråga om torget").await;
        follow(&ida, "stad", 1, &on()).await.unwrap();
        let mut tx = ida.write().await.unwrap();
        execute!(tx, "UPDATE person SET locale = 'en' WHERE email_key = 'ida@example.org'").unwrap();
        tx.commit().await.unwrap();
        let eva = w.person("eva").await;
        go(w, &eva, issue, &full(w, &eva, IssueAct::Close, None).await).await.unwrap();
        minutes(w, 2).await;
        let mail = mails(w, "ida").await.pop().unwrap();
        assert!(mail.subject.contains("the issue is closed") && mail.text.contains("/en/stad/fragor/1-") && mail.text.contains("/en/foljer/"), "{mail:?}");
        assert!(mail.text.contains("Stop following it") && !mail.text.contains('<') && !mail.text.chars().any(|c| c.is_control() && c != '\n'), "{}", mail.text);
    }

    async fn many_are_told_page_by_page(w: World) {
        let anna = w.person("anna").await;
        posted(&anna, "En fråga om torget").await;
        let mut tx = anna.write().await.unwrap();
        for n in 0..450 {
            execute!(
                tx,
                "INSERT INTO follow (agreement_id, issue_id, email, email_key, locale, asked_at, confirmed_at, told_position)
                 SELECT 1, id, $1, $1, 'sv', $2, $2, 0 FROM issue",
                format!("p{n}@example.net"),
                anna.now()
            )
            .unwrap();
        }
        execute!(tx, "UPDATE follow SET told_position = (SELECT event_position FROM agreement_sequence)").unwrap();
        tx.commit().await.unwrap();
        let ctx = w.person("bo").await;
        wrote(&ctx, 1, "Vi ser det varje dag.").await;
        assert_eq!(count(w, "SELECT COUNT(*) FROM job WHERE kind = 'tell_followers'").await, 1, "writing costs the same, however many follow");
        minutes(w, 2).await;
        assert_eq!(count(w, "SELECT COUNT(*) FROM job WHERE kind = 'mail' AND payload LIKE '%@example.net%'").await, 450);
        assert_eq!(count(w, "SELECT COUNT(DISTINCT payload) FROM job WHERE kind = 'mail' AND payload LIKE '%@example.net%'").await, 450);
    }

    async fn two_workers_tell_once(w: World) {
        let (anna, ida) = (w.person("anna").await, w.person("ida").await);
        let (issue, _): (IssueId, i64) = posted(&anna, "En fråga om torget").await;
        follow(&ida, "stad", 1, &on()).await.unwrap();
        wrote(&w.person("bo").await, 1, "Vi ser det varje dag.").await;
        w.app.clock.advance(TimeDelta::minutes(2));
        let ctx = Ctx::system(&w.app);
        let (a, b, c) = tokio::join!(tell::followers(&ctx, issue, ""), tell::followers(&ctx, issue, ""), tell::followers(&ctx, issue, ""));
        assert!(a.is_ok() && b.is_ok() && c.is_ok(), "{a:?} {b:?} {c:?}");
        assert_eq!(mails(w, "ida").await.len(), 1);
    }
}
