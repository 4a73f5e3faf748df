//! Each act, on both databases: what it changes, what it asks for, and two at once.

use super::{People, full, go, in_days, open_clocks, opened_for, posted, reach, state_of};
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::curation::service::{Act, ActForm, act, perform};
use crate::curation::service_publish::{PublishForm, publish_contribution};
use crate::error::{AppError, Fault, Refusal};
use crate::events::EventKind;
use crate::ids::{EventId, IssueId};
use crate::issues::rules::{NextDate, TRANSITIONS, event_of, stops};
use crate::issues::types::{IssueAct, IssueState};
use crate::{fetch, on_both, scalar};

async fn event(ctx: &Ctx, id: EventId) -> (EventKind, String, Option<chrono::NaiveDate>, Option<i64>) {
    let mut conn = ctx.read().await.unwrap();
    fetch!(conn, (EventKind, String, Option<chrono::NaiveDate>, Option<i64>), fetch_one, "SELECT kind, reason, next_on, position FROM event WHERE id = $1", id)
        .unwrap()
}

async fn events_of(ctx: &Ctx, issue: IssueId) -> i64 {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM event WHERE issue_id = $1", issue).unwrap()
}

fn form(ctx: &Ctx, version: i64, act: IssueAct) -> ActForm {
    ActForm {
        key: ctx.rng.secret(),
        r#as: opened_for(ctx),
        version: version.to_string(),
        act: act.to_string(),
        reason: "Det gäller många.".into(),
        next_on: in_days(ctx, 10).to_string(),
        to: "park".into(),
        ..ActForm::default()
    }
}

fn fault_at(result: Result<EventId, AppError>, field: &str) -> Option<Fault> {
    match result {
        Err(AppError::Invalid(faults)) => faults.of(field).cloned(),
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn every_act_moves_the_issue_and_its_clocks(w: World) {
        let p = People::of(w).await;
        let (into, _) = posted(&p.anna, "Den som andra slås ihop med").await;
        for t in TRANSITIONS {
            let ctx = p.who(t.who);
            let issue = reach(w, &p, t.from, into).await;
            if t.act == IssueAct::Complete {
                go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::AskBack, None).await).await.unwrap();
            }
            let before = open_clocks(ctx, issue).await;
            let (_, version) = state_of(ctx, issue).await;
            let a = full(w, ctx, t.act, Some(into)).await;
            let id = go(w, ctx, issue, &a).await.unwrap_or_else(|e| panic!("{t:?}: {e}"));
            assert_eq!(state_of(ctx, issue).await, (t.to, version + 1), "{t:?}");
            let (kind, reason, next_on, position) = event(ctx, id).await;
            assert_eq!((kind, reason.as_str()), (event_of(t.act), "Det gäller **många**."));
            assert!(position.is_some());
            assert_eq!(next_on.is_some(), t.next != NextDate::None, "{t:?}");
            let after = open_clocks(ctx, issue).await;
            assert_eq!(after.is_empty(), !t.to.is_open(), "{t:?}: {after:?}");
            for (kind, due_on) in &before {
                let stopped = !t.to.is_open() || stops(t.act).iter().any(|k| k.code() == kind);
                let still = after.contains(&(kind.clone(), *due_on));
                let started = matches!(t.next, NextDate::Required(k) if k.code() == kind && a.next_on == Some(*due_on));
                assert!(still != stopped || started, "{t:?}: {kind} {before:?} {after:?}");
            }
            match t.next {
                NextDate::Required(k) => assert!(after.contains(&(k.to_string(), in_days(ctx, 20))), "{t:?}: {after:?}"),
                NextDate::FromMeeting => assert!(after.contains(&(ClockKind::Hearing.to_string(), in_days(ctx, 20))), "{t:?}: {after:?}"),
                NextDate::None => {}
            }
        }
    }

    async fn reason_and_date_are_asked_for(w: World) {
        let p = People::of(w).await;
        let (into, _) = posted(&p.anna, "Den som andra slås ihop med").await;
        for t in TRANSITIONS.iter().filter(|t| t.act != IssueAct::Complete) {
            let ctx = p.who(t.who);
            let issue = reach(w, &p, t.from, into).await;
            let fine = full(w, ctx, t.act, Some(into)).await;
            let silent = Act { reason: " ".into(), ..fine.clone() };
            assert_eq!(fault_at(go(w, ctx, issue, &silent).await, "reason"), Some(Fault::Required), "{t:?}");
            if t.next != NextDate::None {
                for (next_on, fault) in [(None, Fault::Date), (Some(in_days(ctx, -1)), Fault::DatePast), (Some(in_days(ctx, 800)), Fault::DateFar)] {
                    assert_eq!(fault_at(go(w, ctx, issue, &Act { next_on, ..fine.clone() }).await, "next_on"), Some(fault), "{t:?}");
                }
            }
            assert_eq!(state_of(ctx, issue).await.0, t.from, "nothing was changed");
        }
    }

    async fn what_an_act_needs_is_checked(w: World) {
        let p = People::of(w).await;
        let (issue, _) = posted(&p.anna, "En fråga om lokaler").await;
        let base = |act| Act { next_on: Some(in_days(&p.eva, 5)), ..Act::new(act, "Därför att.") };
        // no body, a body of civil society, the kansli itself: none can be asked
        for to in [None, Some(w.organisation("alfa").await), Some(w.organisation("kansli").await)] {
            assert_eq!(fault_at(go(w, &p.eva, issue, &Act { to, ..base(IssueAct::Refer) }).await, "to"), Some(Fault::Choice));
        }
        // not into itself, not into nothing, not into one that has ended
        let (ended, n) = posted(&p.anna, "En fråga som har avslutats").await;
        go(w, &p.eva, ended, &Act::new(IssueAct::Close, "Klar.")).await.unwrap();
        for (into, fault) in [(None, Fault::IssueMissing), (Some(issue), Fault::IssueItself), (Some(ended), Fault::IssueEnded(n))] {
            assert_eq!(fault_at(go(w, &p.eva, issue, &Act { into, ..base(IssueAct::Merge) }).await, "into"), Some(fault));
        }
        // not to the forum where it is
        for forum in [None, Some(crate::ids::ForumId(2)), Some(crate::ids::ForumId(99))] {
            assert_eq!(fault_at(go(w, &p.eva, issue, &Act { forum, ..base(IssueAct::Move) }).await, "forum"), Some(Fault::Choice));
        }
        go(w, &p.eva, issue, &Act { to: Some(w.organisation("park").await), ..base(IssueAct::Refer) }).await.unwrap();
        assert_eq!(fault_at(go(w, &p.karin, issue, &Act { text: "Nej.".into(), ..base(IssueAct::Answer) }).await, "text"), Some(Fault::TooShort(20)));
    }

    async fn a_merge_that_cannot_be_says_why(w: World) {
        let p = People::of(w).await;
        let cia = w.person("cia").await;
        let (one, a) = posted(&p.anna, "Lokaler som stängs klockan åtta").await;
        let (two, b) = posted(&p.anna, "Lokaler som stängs för tidigt").await;
        let (_, c) = posted(&p.anna, "Föreningslokaler på kvällen").await;
        let (_, waits) = posted(&cia, "En fråga som ingen har läst").await;
        let merge = |into: &str| ActForm { into: into.into(), ..form(&p.eva, 1, IssueAct::Merge) };
        let says = async |n: i64, into: &str| match act(&p.eva, "stad", n, &ActForm { version: String::new(), ..merge(into) }).await {
            Err(AppError::Invalid(faults)) => faults.of("into").cloned(),
            other => panic!("{other:?}"),
        };
        go(w, &p.eva, one, &full(w, &p.eva, IssueAct::Merge, Some(two)).await).await.unwrap();
        assert_eq!(says(b, "").await, Some(Fault::Required));
        for into in ["abc", "9999"] {
            assert_eq!(says(b, into).await, Some(Fault::IssueMissing), "{into}");
        }
        assert_eq!(says(b, &format!("#{b}")).await, Some(Fault::IssueItself));
        assert_eq!(says(b, &a.to_string()).await, Some(Fault::IssueMergedHere(a)), "a ring");
        assert_eq!(says(c, &a.to_string()).await, Some(Fault::IssueMerged(a, b)));
        assert_eq!(says(c, &waits.to_string()).await, Some(Fault::IssueWaits(waits)));
        // in the order of the form
        let Err(AppError::Invalid(faults)) = act(&p.eva, "stad", c, &ActForm { reason: " ".into(), version: String::new(), ..merge("abc") }).await else {
            panic!("it passed")
        };
        assert_eq!(faults.0.iter().map(|(field, _)| *field).collect::<Vec<_>>(), ["into", "reason"]);
    }

    async fn a_referral_can_be_mended(w: World) {
        let p = People::of(w).await;
        let hugo = w.person("hugo").await;
        let (issue, _) = posted(&p.anna, "En fråga om lokaler").await;
        let told = async |name: &str| {
            let mut conn = p.eva.read().await.unwrap();
            let to = format!("%\"{name}@example.org\"%");
            scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' AND payload LIKE $1 ORDER BY id", to).unwrap().pop().unwrap_or_default()
        };
        let act = |act, to, days, why: &str| Act { to, next_on: Some(in_days(&p.eva, days)), ..Act::new(act, why) };
        let (park, hall) = (Some(w.organisation("park").await), Some(w.organisation("hall").await));
        go(w, &p.eva, issue, &act(IssueAct::Refer, park, 20, "Fel kontor.")).await.unwrap();
        // the same body, another date: one promise, and nobody is let go
        go(w, &p.eva, issue, &act(IssueAct::Refer, park, 25, "De bad om mer tid.")).await.unwrap();
        assert_eq!(open_clocks(&p.eva, issue).await, [("answer".to_string(), in_days(&p.eva, 25))]);
        assert!(!told("karin").await.contains("behöver inte svara"));
        // another body
        go(w, &p.eva, issue, &act(IssueAct::Refer, hall, 30, "Det är hallens sak.")).await.unwrap();
        assert_eq!(open_clocks(&p.eva, issue).await, [("answer".to_string(), in_days(&p.eva, 30))]);
        assert!(told("karin").await.contains("ni behöver inte svara längre") && told("hugo").await.contains("frågan har skickats för svar"));
        let answer = full(w, &p.karin, IssueAct::Answer, None).await;
        assert!(matches!(go(w, &p.karin, issue, &answer).await, Err(AppError::Refused(Refusal::NotAllowed))));
        // back to its forum
        go(w, &p.eva, issue, &act(IssueAct::TakeBack, None, 10, "Vi frågar inte alls.")).await.unwrap();
        assert_eq!(state_of(&p.eva, issue).await.0, IssueState::InForum);
        assert_eq!(open_clocks(&p.eva, issue).await, [("next_step".to_string(), in_days(&p.eva, 10))]);
        assert!(told("hugo").await.contains("ni behöver inte svara längre") && told("anna").await.contains("tillbaka i forumet"));
        assert!(matches!(go(w, &hugo, issue, &answer).await, Err(AppError::Refused(Refusal::WrongState))));
        // what ends tells them too
        go(w, &p.eva, issue, &act(IssueAct::Refer, park, 20, "Fråga igen.")).await.unwrap();
        go(w, &p.eva, issue, &Act::new(IssueAct::Close, "Den är löst.")).await.unwrap();
        assert!(told("karin").await.contains("ni behöver inte svara längre"));
    }

    async fn only_what_was_asked_for_can_be_completed(w: World) {
        let p = People::of(w).await;
        let (issue, _) = posted(&p.anna, "En fråga om lokaler").await;
        let complete = Act::new(IssueAct::Complete, "Här är listan.");
        assert!(matches!(go(w, &p.anna, issue, &complete).await, Err(AppError::Refused(Refusal::WrongState))));
        for _ in 0..2 {
            go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::AskBack, None).await).await.unwrap();
        }
        assert_eq!(open_clocks(&p.eva, issue).await.len(), 1, "asked twice is one promise");
        go(w, &p.anna, issue, &complete).await.unwrap();
        assert_eq!(open_clocks(&p.eva, issue).await, [("next_step".to_string(), in_days(&p.eva, 14))]);
    }

    async fn wrong_state_and_stale_version(w: World) {
        let p = People::of(w).await;
        let (issue, number) = posted(&p.anna, "En fråga om lokaler").await;
        let agreement = w.agreement();
        let (_, version) = state_of(&p.eva, issue).await;
        let try_with = |version| {
            let (p, agreement) = (&p, agreement.clone());
            async move {
                let mut tx = p.eva.write().await.unwrap();
                perform(&mut tx, &p.eva, &agreement, issue, Some(version), &Act::new(IssueAct::Close, "Klar.")).await
            }
        };
        assert!(matches!(try_with(version + 1).await, Err(AppError::Stale { current }) if current == version));
        assert!(try_with(version).await.is_ok(), "rolled back, but fine");
        assert!(matches!(go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::Accept, None).await).await, Err(AppError::Refused(Refusal::WrongState))));
        // by the form: another organisation than the session's, an act that is none, an issue that is none
        let fine = form(&p.eva, version, IssueAct::Refer);
        assert!(matches!(act(&p.eva, "stad", number, &ActForm { r#as: "6".into(), ..fine.clone() }).await, Err(AppError::ActingChanged { .. })));
        assert!(matches!(act(&p.eva, "stad", number, &ActForm { act: "erase".into(), ..fine.clone() }).await, Err(AppError::Invalid(_))));
        assert!(matches!(act(&p.eva, "stad", 999, &fine).await, Err(AppError::NotFound)));
        assert!(matches!(act(&w.visitor(), "stad", number, &fine).await, Err(AppError::SignInFirst)));
        assert!(act(&p.eva, "stad", number, &fine).await.is_ok());
    }

    async fn two_curators_at_once_and_one_twice(w: World) {
        let p = People::of(w).await;
        let (issue, number) = posted(&p.anna, "En fråga om lokaler").await;
        let (_, version) = state_of(&p.eva, issue).await;
        let (refer, close) = (form(&p.eva, version, IssueAct::Refer), form(&p.eva, version, IssueAct::Close));
        let (a, b) = tokio::join!(act(&p.eva, "stad", number, &refer), act(&p.eva, "stad", number, &close));
        assert!(a.is_ok() != b.is_ok(), "one wins: {a:?} {b:?}");
        let lost = a.err().or(b.err()).unwrap();
        assert!(matches!(lost, AppError::Stale { .. } | AppError::Refused(Refusal::WrongState)), "{lost}");
        // the same form twice at once acts once
        let (issue, number) = posted(&p.anna, "En annan fråga om lokaler").await;
        let (_, version) = state_of(&p.eva, issue).await;
        let once = form(&p.eva, version, IssueAct::Refer);
        let before = events_of(&p.eva, issue).await;
        let (a, b) = tokio::join!(act(&p.eva, "stad", number, &once), act(&p.eva, "stad", number, &once));
        assert!(a.is_ok() && b.is_ok(), "{a:?} {b:?}");
        assert_eq!(events_of(&p.eva, issue).await, before + 1);
    }

    async fn an_issue_that_waits_is_seen_by_its_parties_only(w: World) {
        let (eva, cia, anna) = (w.person("eva").await, w.person("cia").await, w.person("anna").await);
        let (issue, number) = posted(&cia, "En fråga från ett nätverk").await;
        assert_eq!(state_of(&cia, issue).await.0, IssueState::Submitted);
        assert!(matches!(act(&anna, "stad", number, &form(&anna, 1, IssueAct::Withdraw)).await, Err(AppError::NotFound)));
        act(&eva, "stad", number, &form(&eva, 1, IssueAct::Accept)).await.unwrap();
        let mut conn = eva.read().await.unwrap();
        let published = scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM issue WHERE id = $1 AND published_at IS NOT NULL", issue).unwrap();
        assert_eq!(published, 1);
        drop(conn);
        assert!(matches!(act(&anna, "stad", number, &form(&anna, 2, IssueAct::Withdraw)).await, Err(AppError::Refused(Refusal::NotAllowed))));
    }

    async fn a_waiting_contribution_is_published_by_civil_seats_alone(w: World) {
        let (eva, per, anna, ida) = (w.person("eva").await, w.person("per").await, w.person("anna").await, w.person("ida").await);
        let (issue, number) = posted(&anna, "En fråga om lokaler").await;
        let contribution = crate::issues::service::ContributionForm { key: "k1".into(), text: "Jag känner igen det här.".into(), lang: "sv".into(), ..Default::default() };
        let contributed = crate::issues::service::contribute(&ida, "stad", number, &contribution).await.unwrap();
        assert!(!contributed.published);
        let publish = |ctx: &Ctx, reason: &str| PublishForm { key: "p1".into(), r#as: opened_for(ctx), reason: reason.into(), ..PublishForm::default() };
        for ctx in [&per, &anna, &ida] {
            assert!(matches!(publish_contribution(ctx, "stad", number, contributed.number, &publish(ctx, "Håller sig till saken.")).await, Err(AppError::Refused(Refusal::NotAllowed))));
        }
        assert!(matches!(publish_contribution(&eva, "stad", number, contributed.number, &publish(&eva, "")).await, Err(AppError::Invalid(_))));
        assert!(matches!(publish_contribution(&eva, "stad", number, 99, &publish(&eva, "Håller sig till saken.")).await, Err(AppError::NotFound)));
        let before = events_of(&eva, issue).await;
        for _ in 0..2 {
            publish_contribution(&eva, "stad", number, contributed.number, &publish(&eva, "Håller sig till saken.")).await.unwrap();
        }
        assert_eq!(events_of(&eva, issue).await, before + 1, "sent twice, done once");
        let again = PublishForm { key: "p2".into(), ..publish(&eva, "Håller sig till saken.") };
        assert!(matches!(publish_contribution(&eva, "stad", number, contributed.number, &again).await, Err(AppError::Refused(Refusal::Already))));
        let mut conn = eva.read().await.unwrap();
        let mails = scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM job WHERE payload LIKE '%ida@example.org%'").unwrap();
        assert_eq!(mails, 1);
    }
}
