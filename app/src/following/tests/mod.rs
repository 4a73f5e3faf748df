//! Following: by account and by e-mail alone, what is told to whom and when, and that it ends.

mod late;

use super::service::{EndForm, FollowForm, Followed, behind, confirm, end, end_mine, follow, following, forget_unconfirmed, mine};
use super::tell;
use crate::appeals::service::{AppealForm, appeal};
use crate::appeals::service_decide::{DecideForm, decide};
use crate::context::Ctx;
use crate::curation::service_hide::{HideForm, hide_contribution};
use crate::curation::service_undo::{UndoForm, undo};
use crate::curation::tests::{full, go, opened_for, posted};
use crate::db::testing::World;
use crate::error::{AppError, Fault, Refusal};
use crate::events::{EventKind, NewEvent, record};
use crate::ids::{IssueId, JobId};
use crate::issues::pages::{IssueQuery, issue as issue_page};
use crate::issues::service::{BackingForm, ContributionForm, back, contribute};
use crate::issues::types::IssueAct;
use crate::jobs::{Job, Mail};
use crate::{execute, fetch, on_both, scalar};
use axum::extract::{Path, Query};
use chrono::TimeDelta;

const ON: &str = "1";

fn on() -> FollowForm {
    FollowForm { on: ON.into(), ..FollowForm::default() }
}

fn off() -> FollowForm {
    FollowForm { on: "0".into(), ..FollowForm::default() }
}

fn by(email: &str) -> FollowForm {
    FollowForm { email: email.into(), ..FollowForm::default() }
}

async fn wrote(ctx: &Ctx, number: i64, text: &str) {
    let form = ContributionForm { key: ctx.rng.secret(), r#as: opened_for(ctx), text: text.into(), ..ContributionForm::default() };
    contribute(ctx, "stad", number, &form).await.unwrap();
}

/// Runs the jobs of following that are due, as the worker does.
async fn run(ctx: &Ctx) {
    loop {
        let mut conn = ctx.read().await.unwrap();
        let due = fetch!(
            conn,
            (JobId, String),
            fetch_optional,
            "SELECT id, payload FROM job WHERE kind IN ('tell_followers', 'tell_backers', 'tell_overdue') AND done_at IS NULL AND run_at <= $1 ORDER BY run_at, id LIMIT 1",
            ctx.now()
        )
        .unwrap();
        drop(conn);
        let Some((id, payload)) = due else { return };
        let mut tx = ctx.write().await.unwrap();
        execute!(tx, "UPDATE job SET locked_until_at = $2 WHERE id = $1", id, ctx.now()).unwrap();
        tx.commit().await.unwrap();
        let done = match serde_json::from_str::<Job>(&payload).unwrap() {
            Job::TellFollowers { issue, after } => tell::followers(ctx, issue, &after).await,
            Job::TellBackers { event, after } => tell::backers(ctx, event, &after).await,
            Job::TellOverdue { clock, people, after } => tell::overdue(ctx, clock, people, &after).await,
            job => panic!("{job:?}"),
        };
        assert!(matches!(done, Ok(()) | Err(AppError::NotFound)), "{done:?}");
        let mut tx = ctx.write().await.unwrap();
        execute!(tx, "UPDATE job SET done_at = $2 WHERE id = $1", id, ctx.now()).unwrap();
        tx.commit().await.unwrap();
    }
}

/// Lets minutes pass, and runs what is due then.
async fn minutes(w: &World, n: i64) {
    w.app.clock.advance(TimeDelta::minutes(n));
    run(&Ctx::system(&w.app)).await;
}

/// Mails to an address, oldest first.
async fn mails(w: &World, name: &str) -> Vec<Mail> {
    let to = if name.contains('@') { name.to_string() } else { format!("{name}@example.org") };
    let mut conn = w.visitor().read().await.unwrap();
    let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id").unwrap();
    jobs.into_iter()
        .filter_map(|payload| match serde_json::from_str(&payload).unwrap() {
            Job::Mail(mail) if mail.to == to => Some(mail),
            _ => None,
        })
        .collect()
}

/// An appeal against the newest act on a contribution, or on the issue itself.
fn against(ctx: &Ctx, contribution: &str) -> AppealForm {
    let text = "Skälet stämmer inte alls, tycker vi.".into();
    AppealForm { key: ctx.rng.secret(), r#as: opened_for(ctx), inlagg: contribution.into(), text, ..AppealForm::default() }
}

/// Mails to somebody about an appeal whose answer is late.
async fn late_appeals(w: &World, name: &str) -> Vec<Mail> {
    mails(w, name).await.into_iter().filter(|m| m.subject.contains("datumet har passerat") && m.text.contains("överklagandet")).collect()
}

/// Lines that tell of something.
fn told(mail: &Mail) -> usize {
    mail.text.lines().filter(|line| line.starts_with("– ")).count()
}

/// The secret in a mail's link.
fn token(mail: &Mail) -> String {
    let at = mail.text.find("/foljer/").unwrap() + "/foljer/".len();
    mail.text[at..].chars().take_while(char::is_ascii_alphanumeric).collect()
}

async fn count(w: &World, sql: &'static str) -> i64 {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

async fn page(ctx: &Ctx, part: &str) -> String {
    let answer = match issue_page(ctx.clone(), Path(("stad".into(), part.to_string())), Query(IssueQuery::default())).await {
        Ok(answer) => answer,
        Err(e) => panic!("{e}"),
    };
    String::from_utf8(axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

/// A mailbox without an account follows issue 1.
async fn by_mail(w: &World, number: i64, email: &str) {
    assert_eq!(follow(&w.visitor(), "stad", number, &by(email)).await.unwrap(), Followed::Asked);
    let mail = mails(w, email).await.pop().unwrap();
    confirm(&w.visitor(), &token(&mail)).await.unwrap();
}

const TORGET: &str = "1-en-fraga-om-torget";

on_both! {
    async fn with_an_account_it_takes_one_click(w: World) {
        let (anna, ida, bo) = (w.person("anna").await, w.person("ida").await, w.person("bo").await);
        posted(&anna, "En fråga om torget").await;
        assert!(page(&ida, TORGET).await.contains("Följ frågan"));
        for _ in 0..2 {
            assert_eq!(follow(&ida, "stad", 1, &on()).await.unwrap(), Followed::Yes);
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM follow").await, 1);
        assert!(page(&ida, TORGET).await.contains("Sluta följa") && page(&bo, TORGET).await.contains("<b id=\"follower-count\">1</b>"));
        assert!(following(&ida, "stad", 1).await.unwrap().followed && !following(&bo, "stad", 1).await.unwrap().followed);
        let all = mine(&ida).await.unwrap();
        assert_eq!(all.iter().map(|r| r.number).collect::<Vec<_>>(), [1]);
        assert!(mine(&bo).await.unwrap().is_empty());
        assert!(matches!(mine(&w.visitor()).await, Err(AppError::SignInFirst)));
        let form = EndForm { i: "stad".into(), fraga: 1 };
        assert!(matches!(end_mine(&bo, &form).await, Err(AppError::NotFound)), "nobody ends what others follow");
        end_mine(&ida, &form).await.unwrap();
        follow(&ida, "stad", 1, &on()).await.unwrap();
        assert_eq!(follow(&ida, "stad", 1, &off()).await.unwrap(), Followed::No);
        assert_eq!(count(w, "SELECT COUNT(*) FROM follow").await, 0);
    }

    async fn followers_are_told_once_a_day_and_never_twice(w: World) {
        let (anna, ida, bo) = (w.person("anna").await, w.person("ida").await, w.person("bo").await);
        posted(&anna, "En fråga om torget").await;
        wrote(&bo, 1, "Det här hände innan.").await;
        minutes(w, 5).await;
        follow(&ida, "stad", 1, &on()).await.unwrap();
        wrote(&bo, 1, "Vi ser det varje dag.").await;
        run(&ida).await;
        assert!(mails(w, "ida").await.is_empty(), "it waits a minute, so that a slip can be undone");
        minutes(w, 2).await;
        let first = mails(w, "ida").await;
        assert!(first.len() == 1 && told(&first[0]) == 1, "{first:?}");
        assert!(first[0].subject.contains("En fråga om torget") && first[0].text.contains("https://dialog.example.org/stad/fragor/1-en-fraga-om-torget"));
        assert_eq!(first[0].end_url.as_deref(), Some(format!("https://dialog.example.org/foljer/{}/sluta", token(&first[0])).as_str()));
        for n in 0..3 {
            wrote(&bo, 1, &format!("Och {n} gånger till.")).await;
            minutes(w, 10).await;
        }
        wrote(&ida, 1, "Det ser jag också.").await;
        minutes(w, 60 * 20).await;
        assert_eq!(mails(w, "ida").await.len(), 1, "once a day");
        assert_eq!(count(w, "SELECT COUNT(*) FROM job WHERE kind = 'tell_followers' AND done_at IS NULL").await, 1, "one job waits, however much has happened");
        minutes(w, 60 * 5).await;
        let second = mails(w, "ida").await;
        assert_eq!(second.len(), 2);
        assert_eq!(told(&second[1]), 3, "not what was told, nor what she wrote herself: {}", second[1].text);
        minutes(w, 60 * 48).await;
        assert_eq!(mails(w, "ida").await.len(), 2, "never empty");
    }

    async fn decisions_are_told_at_once_and_to_each_once(w: World) {
        let (anna, ida, bo, eva) = (w.person("anna").await, w.person("ida").await, w.person("bo").await, w.person("eva").await);
        let (issue, _) = posted(&anna, "En fråga om torget").await;
        back(&bo, "stad", 1, &BackingForm { r#as: opened_for(&bo), on: ON.into() }).await.unwrap();
        for ctx in [&ida, &anna] {
            follow(ctx, "stad", 1, &on()).await.unwrap();
        }
        by_mail(w, 1, "eli@example.net").await;
        wrote(&w.person("karin").await, 1, "Vi läser det.").await;
        minutes(w, 2).await;
        assert_eq!((mails(w, "ida").await.len(), mails(w, "bo").await.len()), (1, 0), "who stands behind is told of decisions only");
        go(w, &eva, issue, &full(w, &eva, IssueAct::AskBack, None).await).await.unwrap();
        minutes(w, 2).await;
        let told_ida = mails(w, "ida").await;
        assert_eq!(told_ida.len(), 2, "although she was told today");
        assert!(told_ida[1].subject.contains("något behöver läggas till") && told_ida[1].text.contains("Skäl: Det gäller många."), "{:?}", told_ida[1]);
        go(w, &eva, issue, &full(w, &eva, IssueAct::Close, None).await).await.unwrap();
        minutes(w, 2).await;
        let about = |mails: Vec<Mail>| mails.into_iter().filter(|m| m.subject.contains("frågan är avslutad")).count();
        // dua speaks for the organisation that posted it and for one that stands behind it; anna follows her own issue
        for name in ["ida", "bo", "dua", "anna", "eli@example.net"] {
            assert_eq!(about(mails(w, name).await), 1, "{name}");
        }
        assert!(mails(w, "bo").await.iter().all(|m| m.end_url.is_none() && m.text.contains("Föreningen Beta")), "not asked for, so there is nothing to end");
        for name in ["cia", "karin", "eva", "per"] {
            assert_eq!(about(mails(w, name).await), 0, "{name}");
        }
        run(&ida).await;
        minutes(w, 60 * 30).await;
        for name in ["ida", "bo", "eli@example.net"] {
            assert_eq!(about(mails(w, name).await), 1, "{name}, later");
        }
    }

    async fn what_is_undone_is_told_to_nobody(w: World) {
        let (anna, ida, bo, eva) = (w.person("anna").await, w.person("ida").await, w.person("bo").await, w.person("eva").await);
        let (issue, _) = posted(&anna, "En fråga om torget").await;
        back(&bo, "stad", 1, &BackingForm { r#as: opened_for(&bo), on: ON.into() }).await.unwrap();
        follow(&ida, "stad", 1, &on()).await.unwrap();
        minutes(w, 5).await;
        go(w, &eva, issue, &full(w, &eva, IssueAct::Close, None).await).await.unwrap();
        w.app.clock.advance(TimeDelta::seconds(40));
        undo(&eva, "stad", 1, &UndoForm { key: "u".into(), r#as: opened_for(&eva), ..UndoForm::default() }).await.unwrap();
        minutes(w, 60 * 30).await;
        assert!(mails(w, "ida").await.is_empty() && mails(w, "bo").await.is_empty());
        wrote(&bo, 1, "Vi ser det varje dag.").await;
        minutes(w, 2).await;
        assert_eq!(told(&mails(w, "ida").await[0]), 1, "neither the slip nor its undoing is news");
    }

    async fn what_is_hidden_is_told_to_nobody(w: World) {
        let (anna, ida, bo, eva) = (w.person("anna").await, w.person("ida").await, w.person("bo").await, w.person("eva").await);
        posted(&anna, "En fråga om torget").await;
        follow(&ida, "stad", 1, &on()).await.unwrap();
        wrote(&bo, 1, "Han bor på Storgatan 3.").await;
        let hide = HideForm { key: "h".into(), r#as: opened_for(&eva), reason: "Det nämner en granne.".into(), ..HideForm::default() };
        hide_contribution(&eva, "stad", 1, 1, &hide).await.unwrap();
        minutes(w, 2).await;
        assert!(mails(w, "ida").await.is_empty());
        wrote(&bo, 1, "Grannen heter inget här.").await;
        minutes(w, 2).await;
        let told_ida = mails(w, "ida").await;
        assert!(told_ida.len() == 1 && told(&told_ida[0]) == 1 && !told_ida[0].text.contains("Storgatan"), "{told_ida:?}");
    }

    async fn whoever_follows_one_follows_what_it_was_merged_into(w: World) {
        let (anna, ida, sia, bo, eva) = (w.person("anna").await, w.person("ida").await, w.person("sia").await, w.person("bo").await, w.person("eva").await);
        let (one, _) = posted(&anna, "En fråga om torget").await;
        let (two, _) = posted(&anna, "En fråga om samma torg").await;
        follow(&ida, "stad", 1, &on()).await.unwrap();
        for ctx in [&ida, &sia] {
            follow(ctx, "stad", 2, &on()).await.unwrap();
        }
        wrote(&bo, 1, "Det här hör till den första.").await;
        minutes(w, 2).await;
        assert_eq!((mails(w, "ida").await.len(), mails(w, "sia").await.len()), (1, 0));
        go(w, &eva, one, &full(w, &eva, IssueAct::Merge, Some(two)).await).await.unwrap();
        minutes(w, 2).await;
        let (to_ida, to_sia) = (mails(w, "ida").await, mails(w, "sia").await);
        assert_eq!((to_ida.len(), to_sia.len()), (2, 1), "each mailbox once");
        assert_eq!(told(&to_sia[0]), 1, "what happened to the other before is no news: {}", to_sia[0].text);
        assert!(to_ida[1].text.contains("/stad/fragor/2-"), "{}", to_ida[1].text);
        assert!(page(&sia, "2-en-fraga-om-samma-torg").await.contains("<b id=\"follower-count\">2</b>"), "counted once");
        assert!(matches!(follow(&bo, "stad", 1, &on()).await, Err(AppError::Refused(Refusal::WrongState))));
        // she ends both by the link of either
        end(&w.visitor(), &token(&to_ida[1]), false).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM follow").await, 1);
        go(w, &eva, one, &full(w, &eva, IssueAct::Unmerge, None).await).await.unwrap();
        minutes(w, 60 * 25).await;
        // hers have gone with the following
        assert_eq!((mails(w, "ida").await.len(), mails(w, "sia").await.len()), (0, 1), "what stands on its own again concerns its own followers");
    }

    async fn by_email_alone_the_mailbox_is_asked(w: World) {
        let anna = w.person("anna").await;
        posted(&anna, "En fråga om torget").await;
        let visitor = w.visitor();
        for (email, fault) in [("", Fault::Required), ("nobody", Fault::Email)] {
            let Err(AppError::Invalid(faults)) = follow(&visitor, "stad", 1, &by(email)).await else { panic!("{email} passed") };
            assert_eq!(faults.of("email"), Some(&fault));
        }
        for _ in 0..2 {
            assert_eq!(follow(&visitor, "stad", 1, &by("Eli@Example.net")).await.unwrap(), Followed::Asked);
        }
        let asked = mails(w, "Eli@Example.net").await;
        assert_eq!(asked.len(), 1, "one mail an hour, whoever asks");
        assert!(asked[0].subject.starts_with("Bekräfta"));
        let secret = token(&asked[0]);
        assert!(!behind(&visitor, &secret).await.unwrap().confirmed, "looking changes nothing");
        wrote(&w.person("bo").await, 1, "Vi ser det varje dag.").await;
        minutes(w, 61).await;
        assert_eq!(mails(w, "Eli@Example.net").await.len(), 1, "nothing is told before it is confirmed");
        for _ in 0..2 {
            confirm(&visitor, &secret).await.unwrap();
        }
        assert!(behind(&visitor, &secret).await.unwrap().confirmed);
        assert_eq!(follow(&visitor, "stad", 1, &by("eli@example.net")).await.unwrap(), Followed::Asked, "the same answer as before");
        let again = mails(w, "eli@example.net").await;
        assert!(again.len() == 1 && again[0].subject.starts_with("Du följer redan"), "{again:?}");
        wrote(&w.person("bo").await, 1, "Och i dag igen.").await;
        minutes(w, 2).await;
        let news = mails(w, "Eli@Example.net").await.pop().unwrap();
        assert_eq!(told(&news), 1, "{}", news.text);
        end(&visitor, &token(&news), false).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM follow").await + count(w, "SELECT COUNT(*) FROM follow_link").await, 0, "the address is gone");
        for secret in [token(&news), secret] {
            assert!(matches!(behind(&visitor, &secret).await, Err(AppError::Refused(Refusal::LinkSpent))));
            assert!(matches!(confirm(&visitor, &secret).await, Err(AppError::Refused(Refusal::LinkSpent))));
            assert!(matches!(end(&visitor, &secret, true).await, Err(AppError::Refused(Refusal::LinkSpent))));
        }
    }

    async fn nothing_tells_whether_an_address_is_known(w: World) {
        let (anna, ida) = (w.person("anna").await, w.person("ida").await);
        posted(&anna, "En fråga om torget").await;
        follow(&ida, "stad", 1, &on()).await.unwrap();
        let mut statements = Vec::new();
        for email in ["ida@example.org", "ingen@example.net"] {
            let ctx = w.visitor();
            assert_eq!(follow(&ctx, "stad", 1, &by(email)).await.unwrap(), Followed::Asked);
            statements.push(ctx.statement_count());
        }
        assert_eq!(statements[0], statements[1]);
        let mail = mails(w, "ida").await.pop().unwrap();
        assert!(mail.subject.starts_with("Bekräfta"));
        confirm(&w.visitor(), &token(&mail)).await.unwrap();
        assert!(page(&anna, TORGET).await.contains("<b id=\"follower-count\">1</b>"), "one mailbox");
        wrote(&w.person("bo").await, 1, "Vi ser det varje dag.").await;
        minutes(w, 2).await;
        assert_eq!(mails(w, "ida").await.len(), 2, "one mail about it");
        assert_eq!(follow(&ida, "stad", 1, &off()).await.unwrap(), Followed::No);
        assert_eq!(count(w, "SELECT COUNT(*) FROM follow WHERE confirmed_at IS NOT NULL").await, 0, "both ways end");
    }

    async fn only_the_button_that_ends_it_ends_it(w: World) {
        let (anna, ida) = (w.person("anna").await, w.person("ida").await);
        posted(&anna, "En fråga om torget").await;
        // the form was opened before she signed in elsewhere
        for _ in 0..2 {
            assert_eq!(follow(&ida, "stad", 1, &by("ida@example.org")).await.unwrap(), Followed::Yes);
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM follow WHERE person_id IS NOT NULL").await, 1);
        // and these before the session ended: no address is missing
        for form in [off(), on()] {
            assert!(matches!(follow(&w.visitor(), "stad", 1, &form).await, Err(AppError::SignInFirst)));
        }
        assert_eq!(follow(&ida, "stad", 1, &off()).await.unwrap(), Followed::No);
    }

    async fn a_stranger_who_asks_with_an_address_ends_nothing_of_its_owner(w: World) {
        let (anna, ida) = (w.person("anna").await, w.person("ida").await);
        posted(&anna, "En fråga om torget").await;
        follow(&ida, "stad", 1, &on()).await.unwrap();
        follow(&w.visitor(), "stad", 1, &by("ida@example.org")).await.unwrap();
        let secret = token(&mails(w, "ida").await[0]);
        assert!(!end(&w.visitor(), &secret, false).await.unwrap().confirmed);
        assert!(following(&ida, "stad", 1).await.unwrap().followed, "only the address goes");
        assert_eq!(count(w, "SELECT COUNT(*) FROM follow").await, 1);
    }

    async fn what_waits_to_be_sent_goes_with_the_following(w: World) {
        let (anna, ida, bo) = (w.person("anna").await, w.person("ida").await, w.person("bo").await);
        posted(&anna, "En fråga om torget").await;
        follow(&ida, "stad", 1, &on()).await.unwrap();
        by_mail(w, 1, "eli@example.net").await;
        wrote(&bo, 1, "Vi ser det varje dag.").await;
        minutes(w, 2).await;
        let (to_ida, to_eli) = (mails(w, "ida").await, mails(w, "eli@example.net").await);
        assert_eq!((to_ida.len(), to_eli.len()), (1, 2));
        end(&w.visitor(), &token(&to_eli[1]), false).await.unwrap();
        assert_eq!((mails(w, "ida").await.len(), mails(w, "eli@example.net").await.len()), (1, 0));
        assert_eq!(count(w, "SELECT COUNT(*) FROM job WHERE payload LIKE '%eli@example.net%'").await, 0, "no address is kept");
    }

    async fn a_file_that_was_removed_is_no_news(w: World) {
        let (anna, ida, bo) = (w.person("anna").await, w.person("ida").await, w.person("bo").await);
        let (issue, _) = posted(&anna, "En fråga om torget").await;
        follow(&ida, "stad", 1, &on()).await.unwrap();
        let mut tx = bo.write().await.unwrap();
        for (kind, file) in [(EventKind::AttachmentAdded, 1), (EventKind::AttachmentAdded, 2), (EventKind::AttachmentRemoved, 1), (EventKind::AttachmentAdded, 3), (EventKind::AttachmentTakenDown, 3)] {
            let payload = serde_json::json!({ "attachment": file });
            let event = NewEvent { agreement: Some(w.agreement().id), issue: Some(issue), payload, ..NewEvent::default() };
            record(&mut tx, &bo, kind, event).await.unwrap();
        }
        tx.commit().await.unwrap();
        minutes(w, 2).await;
        let news = mails(w, "ida").await;
        assert!(news.len() == 1 && told(&news[0]) == 1, "{news:?}");
    }

    /// Whoever begins to follow while something is being written has seen it, and is told of all that comes after.
    async fn following_waits_for_what_is_being_written(w: World) {
        let (anna, ida, bo) = (w.person("anna").await, w.person("ida").await, w.person("bo").await);
        let (issue, _) = posted(&anna, "En fråga om torget").await;
        let agreement = w.agreement().id;
        let mut tx = bo.write().await.unwrap();
        crate::curation::store::lock(&mut tx, agreement, issue).await.unwrap();
        let event = NewEvent { agreement: Some(agreement), issue: Some(issue), organisation: Some(w.organisation("beta").await), ..NewEvent::default() };
        record(&mut tx, &bo, EventKind::BackingGiven, event).await.unwrap();
        let form = on();
        let mut follows = std::pin::pin!(follow(&ida, "stad", 1, &form));
        assert!(tokio::time::timeout(std::time::Duration::from_millis(200), &mut follows).await.is_err());
        tx.commit().await.unwrap();
        follows.await.unwrap();
        minutes(w, 2).await;
        wrote(&bo, 1, "Vi ser det varje dag.").await;
        minutes(w, 2).await;
        let news = mails(w, "ida").await;
        assert!(news.len() == 1 && told(&news[0]) == 1, "{news:?}");
    }

    async fn what_was_mailed_about_an_appeal_is_not_told_again(w: World) {
        let (anna, sia, eva) = (w.person("anna").await, w.person("sia").await, w.person("eva").await);
        let (issue, _) = posted(&anna, "En fråga om torget").await;
        go(w, &eva, issue, &full(w, &eva, IssueAct::Decline, None).await).await.unwrap();
        minutes(w, 2).await;
        for ctx in [&anna, &sia, &eva] {
            follow(ctx, "stad", 1, &on()).await.unwrap();
        }
        let made = appeal(&anna, "stad", 1, &against(&anna, "")).await.unwrap();
        minutes(w, 2).await;
        let news = |mails: Vec<Mail>| mails.into_iter().filter(|m| m.end_url.is_some()).count();
        assert_eq!((news(mails(w, "anna").await), news(mails(w, "sia").await), news(mails(w, "eva").await)), (0, 0, 1), "made");
        let reason = "Frågan gäller **många**.".into();
        decide(&sia, "stad", made, &DecideForm { key: "d".into(), r#as: opened_for(&sia), outcome: "stands".into(), reason, ..DecideForm::default() }).await.unwrap();
        minutes(w, 60 * 25).await;
        assert_eq!((news(mails(w, "anna").await), news(mails(w, "sia").await), news(mails(w, "eva").await)), (0, 0, 1), "decided");
    }

    async fn one_button_ends_all(w: World) {
        let anna = w.person("anna").await;
        posted(&anna, "En fråga om torget").await;
        posted(&anna, "En fråga om tystnad").await;
        by_mail(w, 1, "eli@example.net").await;
        by_mail(w, 2, "eli@example.net").await;
        by_mail(w, 2, "ola@example.net").await;
        let secret = token(&mails(w, "eli@example.net").await[0]);
        assert_eq!(behind(&w.visitor(), &secret).await.unwrap().followed, 2);
        end(&w.visitor(), &secret, true).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM follow").await, 1, "nobody else's");
    }

    async fn addresses_that_do_not_confirm_are_forgotten(w: World) {
        posted(&w.person("anna").await, "En fråga om torget").await;
        let ctx = w.visitor();
        follow(&ctx, "stad", 1, &by("eli@example.net")).await.unwrap();
        by_mail(w, 1, "ola@example.net").await;
        w.days_pass(6);
        assert_eq!(forget_unconfirmed(&ctx).await.unwrap(), 0);
        w.days_pass(2);
        assert_eq!(forget_unconfirmed(&ctx).await.unwrap(), 1);
        assert_eq!(count(w, "SELECT COUNT(*) FROM follow").await, 1);
    }

    async fn what_waits_cannot_be_followed_and_nobody_asks_without_end(w: World) {
        posted(&w.person("cia").await, "En fråga som väntar på kansliet").await;
        posted(&w.person("anna").await, "En fråga om torget").await;
        for ctx in [w.visitor(), w.person("ida").await, w.person("cia").await] {
            for form in [on(), by("eli@example.net"), by("")] {
                assert!(matches!(follow(&ctx, "stad", 1, &form).await, Err(AppError::NotFound)));
            }
            assert!(matches!(following(&ctx, "stad", 1).await, Err(AppError::NotFound)));
        }
        // nor is anybody told that others have used up the mailbox's share
        for _ in 0..12 {
            assert_eq!(follow(&w.visitor(), "stad", 2, &by("eli@example.net")).await.unwrap(), Followed::Asked);
        }
        assert_eq!(mails(w, "eli@example.net").await.len(), 1);
        // what sent no mail uses up nothing; the share is for all issues
        for (n, name) in ["anna"; 9].into_iter().chain(["bo"; 3]).enumerate() {
            let (_, number) = posted(&w.person(name).await, &format!("En fråga om tystnad, nummer {n}")).await;
            assert_eq!(follow(&w.visitor(), "stad", number, &by("eli@example.net")).await.unwrap(), Followed::Asked);
        }
        assert_eq!(mails(w, "eli@example.net").await.len(), 10);
    }
}
