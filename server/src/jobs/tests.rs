//! Jobs on both databases.

use super::*;
use app::db::testing::World;
use app::i18n::Locale;
use app::jobs::{Mail, enqueue, enqueue_at};
use app::{execute, fetch, scalar};

fn mail(to: &str) -> Job {
    Job::Mail(Mail { to: to.into(), locale: Locale::Sv, subject: "Hej".into(), text: "En hemlig länk".into(), end_url: None })
}

async fn add(w: &World, job: &Job) {
    let ctx = w.visitor();
    let mut tx = ctx.write().await.unwrap();
    enqueue(&mut tx, &ctx, job).await.unwrap();
    tx.commit().await.unwrap();
}

async fn count(w: &World, sql: &'static str) -> i64 {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

const MAILS: &str = "SELECT COUNT(*) FROM mailbox";
const DONE: &str = "SELECT COUNT(*) FROM job WHERE done_at IS NOT NULL";
const FAILED: &str = "SELECT COUNT(*) FROM job WHERE failed_at IS NOT NULL";

#[derive(sqlx::FromRow)]
struct Row {
    payload: String,
    attempts: i64,
    last_error: String,
}

async fn row(w: &World) -> Row {
    let mut conn = w.visitor().read().await.unwrap();
    fetch!(conn, Row, fetch_one, "SELECT payload, attempts, last_error FROM job").unwrap()
}

app::on_both! {
    async fn mail_reaches_the_demo_mailbox_once(w: World) {
        add(w, &mail("anna@example.org")).await;
        let worker = Worker::new(w.app.clone(), Mailer::Demo);
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert_eq!(worker.run_due().await.unwrap(), 0);
        assert_eq!((count(w, MAILS).await, count(w, DONE).await), (1, 1));
        assert_eq!(row(w).await.payload, "{}", "what was sent is forgotten: it holds secrets");
    }
    async fn what_somebody_waits_for_goes_before_what_is_mailed_to_many(w: World) {
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        for n in 0..500 {
            let Job::Mail(mail) = mail(&format!("p{n}@example.org")) else { unreachable!() };
            app::jobs::enqueue_one_of_many(&mut tx, &ctx, mail).await.unwrap();
        }
        tx.commit().await.unwrap();
        w.app.clock.advance(TimeDelta::minutes(1));
        app::accounts::service::request_link(&w.visitor(), "anna@example.org", "").await.unwrap();
        let now = w.app.clock.now();
        let mut tx = ctx.write().await.unwrap();
        let first = store::take(&mut tx, now, now + LEASE).await.unwrap();
        tx.commit().await.unwrap();
        assert!(first.len() > 1 && first[0].payload.contains("anna@example.org"), "{first:?}");
        // the oldest among equals
        assert!(first[1].payload.contains("p0@example.org"), "{first:?}");
    }
    async fn a_job_that_panics_is_tried_again_and_stops_no_other(w: World) {
        add(w, &mail("anna@example.org")).await;
        assert_eq!(Worker::new(w.app.clone(), Mailer::Broken).run_due().await.unwrap(), 1);
        assert_eq!((count(w, FAILED).await, row(w).await.last_error), (0, "it panicked".to_string()));
        w.app.clock.advance(TimeDelta::minutes(1));
        assert_eq!(Worker::new(w.app.clone(), Mailer::Demo).run_due().await.unwrap(), 1);
        assert_eq!(count(w, MAILS).await, 1);
    }
    async fn work_for_later_waits(w: World) {
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        enqueue_at(&mut tx, &mail("anna@example.org"), ctx.now() + app::jobs::PUBLIC_MAIL_DELAY).await.unwrap();
        tx.commit().await.unwrap();
        let worker = Worker::new(w.app.clone(), Mailer::Demo);
        assert_eq!(worker.run_due().await.unwrap(), 0);
        w.app.clock.advance(TimeDelta::seconds(61));
        assert_eq!(worker.run_due().await.unwrap(), 1);
    }
    async fn mail_waits_for_a_mail_server(w: World) {
        add(w, &mail("anna@example.org")).await;
        let worker = Worker::new(w.app.clone(), Mailer::Nowhere);
        for _ in 0..20 {
            worker.run_due().await.unwrap();
            w.app.clock.advance(TimeDelta::minutes(11));
        }
        assert_eq!((count(w, FAILED).await, row(w).await.attempts), (0, 0), "waiting is no failure");
        Worker::new(w.app.clone(), Mailer::Demo).run_due().await.unwrap();
        assert_eq!(count(w, MAILS).await, 1);
    }
    async fn mail_does_not_wait_for_ever(w: World) {
        add(w, &mail("anna@example.org")).await;
        let worker = Worker::new(w.app.clone(), Mailer::Nowhere);
        for days in [6, 2] {
            worker.run_due().await.unwrap();
            sweep::sweep(&w.visitor()).await.unwrap();
            assert_eq!((count(w, FAILED).await, row(w).await.payload.contains("anna@example.org")), (0, true));
            w.app.clock.advance(TimeDelta::days(days));
        }
        sweep::sweep(&w.visitor()).await.unwrap();
        assert_eq!((count(w, FAILED).await, row(w).await.payload), (1, "{}".into()), "the address and the secret are gone");
    }
    async fn a_step_of_clearing_up_that_fails_stops_no_other(w: World) {
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        execute!(tx, "DROP TABLE mailbox").unwrap();
        execute!(tx, "INSERT INTO job (kind, payload, run_at, waits_since_at) VALUES ('mail', '{}', $1, $2)", ctx.now() + TimeDelta::days(1), ctx.now() - TimeDelta::days(8)).unwrap();
        tx.commit().await.unwrap();
        assert!(sweep::sweep(&ctx).await.is_err());
        assert_eq!(count(w, FAILED).await, 1);
    }
    async fn what_fails_is_tried_ten_times(w: World) {
        let url = "smtp://127.0.0.1:1?tls=required";
        let transport = Box::new(lettre::AsyncSmtpTransport::<lettre::Tokio1Executor>::from_url(url).unwrap().build());
        let mailer = Mailer::Smtp { transport, from: Box::new("df@example.org".parse().unwrap()) };
        add(w, &mail("anna@example.org")).await;
        let worker = Worker::new(w.app.clone(), mailer);
        for n in 1..=ATTEMPTS {
            assert_eq!(worker.run_due().await.unwrap(), 1, "attempt {n}");
            assert_eq!(worker.run_due().await.unwrap(), 0, "not at once again");
            w.app.clock.advance(TimeDelta::hours(7));
        }
        assert_eq!(worker.run_due().await.unwrap(), 0);
        assert_eq!(count(w, FAILED).await, 1);
        assert!(!row(w).await.last_error.is_empty());
    }
    async fn what_cannot_be_read_or_sent_is_given_up_at_once(w: World) {
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        execute!(tx, "INSERT INTO job (kind, payload, run_at) VALUES ('mail', '{\"kind\":\"unknown\"}', $1)", ctx.now()).unwrap();
        tx.commit().await.unwrap();
        Worker::new(w.app.clone(), Mailer::Demo).run_due().await.unwrap();
        assert_eq!(count(w, FAILED).await, 1);
    }
    async fn a_job_is_taken_once_until_its_lease_ends(w: World) {
        for n in 0..50 {
            add(w, &mail(&format!("p{n}@example.org"))).await;
        }
        let ctx = w.visitor();
        let now = ctx.now();
        let mut taken = Vec::new();
        loop {
            let mut tx = ctx.write().await.unwrap();
            let some = store::take(&mut tx, now, now + LEASE).await.unwrap();
            tx.commit().await.unwrap();
            if some.is_empty() {
                break;
            }
            taken.extend(some.into_iter().map(|t| t.id));
        }
        taken.sort_unstable();
        taken.dedup();
        assert_eq!(taken.len(), 50);
        // the one who took them died
        w.app.clock.advance(LEASE + TimeDelta::seconds(1));
        assert_eq!(Worker::new(w.app.clone(), Mailer::Demo).run_due().await.unwrap(), 50);
        assert_eq!(count(w, MAILS).await, 50);
    }
    async fn many_workers_send_each_mail_once(w: World) {
        for n in 0..60 {
            add(w, &mail(&format!("p{n}@example.org"))).await;
        }
        let workers: Vec<_> = (0..4).map(|_| { let worker = Worker::new(w.app.clone(), Mailer::Demo); tokio::spawn(async move { worker.run_due().await.unwrap() }) }).collect();
        let mut total = 0;
        for worker in workers {
            total += worker.await.unwrap();
        }
        assert_eq!((total, count(w, MAILS).await), (60, 60));
    }
    async fn old_things_go(w: World) {
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        let long_ago = ctx.now() - TimeDelta::days(40);
        execute!(tx, "INSERT INTO token (purpose, hash, email, email_key, created_at, expires_at) VALUES ('sign_in', 'h', 'a', 'a', $1, $1)", long_ago).unwrap();
        execute!(tx, "INSERT INTO session (id, data, created_at, seen_at, expires_at) VALUES ('s', '{}', $1, $1, $1)", long_ago).unwrap();
        execute!(tx, "INSERT INTO idempotency (scope, key, result, created_at) VALUES ('x', 'k', '', $1)", long_ago).unwrap();
        execute!(tx, "INSERT INTO mailbox (recipient, subject, text, sent_at) VALUES ('a', 's', 't', $1)", long_ago).unwrap();
        execute!(tx, "INSERT INTO job (kind, payload, run_at, done_at) VALUES ('mail', '{}', $1, $1)", long_ago).unwrap();
        execute!(tx, "INSERT INTO session (id, data, created_at, seen_at, expires_at) VALUES ('young', '{}', $1, $1, $2)", ctx.now(), ctx.now() + TimeDelta::days(30)).unwrap();
        tx.commit().await.unwrap();
        sweep::sweep(&ctx).await.unwrap();
        for (table, left) in [("SELECT COUNT(*) FROM token", 0), ("SELECT COUNT(*) FROM session", 1), ("SELECT COUNT(*) FROM idempotency", 0), (MAILS, 0), (DONE, 0)] {
            assert_eq!(count(w, table).await, left, "{table}");
        }
    }
    async fn what_an_older_renderer_made_is_made_again(w: World) {
        let anna = w.person("anna").await;
        let form = app::issues::service::IssueForm {
            key: "k".into(),
            r#as: anna.actor.as_ref().unwrap().acting_as.unwrap().to_string(),
            title: "Lampan vid torget".into(),
            what: "Lampan vid torget har **länge** varit trasig.".into(),
            why: "Det är mörkt.".into(),
            whom: "Alla som går där.".into(),
            ask: "Laga lampan, @beta och @ingen.".into(),
            forum: "rost".into(),
            ..Default::default()
        };
        app::issues::service::post(&anna, "stad", &form).await.unwrap();
        let ctx = w.visitor();
        rerender::ask(&ctx).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM job WHERE kind = 'rerender'").await, 0, "nothing is old");
        let mut tx = ctx.write().await.unwrap();
        execute!(tx, "UPDATE issue SET what_html = 'old', ask_html = 'old', renderer = 0").unwrap();
        tx.commit().await.unwrap();
        rerender::ask(&ctx).await.unwrap();
        rerender::ask(&ctx).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM job WHERE kind = 'rerender'").await, 1, "asked for once");
        Worker::new(w.app.clone(), Mailer::Demo).run_due().await.unwrap();
        let mut conn = ctx.read().await.unwrap();
        let html = scalar!(conn, String, fetch_one, "SELECT what_html FROM issue").unwrap();
        assert!(html.contains("<strong>länge</strong>"), "{html}");
        let html = scalar!(conn, String, fetch_one, "SELECT ask_html FROM issue").unwrap();
        assert!(html.contains("<a class=\"mention\" href=\"/stad/organisationer/beta\"") && html.contains("@ingen."), "{html}");
    }
}

/// PostgreSQL tells other processes.
#[tokio::test]
async fn notes_cross_processes() {
    let w = World::new(app::db::Kind::Postgres).await;
    let mut heard = w.app.live.listen();
    let task = tokio::spawn(live::forward(w.app.clone()));
    let note = app::live::Note { agreement: app::ids::AgreementId(1), issue: None, meeting: None, position: 7 };
    let mut got = None;
    for _ in 0..50 {
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        app::db::dialect::notify(&mut tx, &note).await.unwrap();
        tx.commit().await.unwrap();
        if let Ok(Ok(n)) = tokio::time::timeout(Duration::from_millis(100), heard.recv()).await {
            got = Some(n);
            break;
        }
    }
    task.abort();
    assert_eq!(got, Some(note));
    w.end().await;
}

#[test]
fn waits_longer_and_longer() {
    assert_eq!(backoff(1).num_seconds(), 30);
    assert_eq!(backoff(2).num_seconds(), 60);
    assert_eq!(backoff(9).num_seconds(), 7680);
    assert_eq!(backoff(99).num_hours(), 6);
}
