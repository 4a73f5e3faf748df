//! Taking part.

use super::*;
use crate::curation::tests::posted;
use crate::error::{AppError, Fault, Refusal};
use crate::floor::rules::Part;
use crate::floor::service::{BallotForm, PollForm};
use crate::floor::types::{QuestionState, SpeakerState};
use crate::meetings::inputs::SignUpForm;
use crate::on_both;
use crate::restrictions::service::{RestrictForm, restrict};
use crate::ui::form::HideForm;
use futures::future::join_all;

async fn press(w: &World, token: &Token, act: Part) -> Result<()> {
    service::act(&w.visitor(), "stad", 1, token, act, false).await
}

async fn poll(w: &World, how: &str) -> i64 {
    let eva = w.person("eva").await;
    let form = PollForm {
        key: format!("p{how}"),
        r#as: acting(&eva),
        poll: "Vilken lampa?".into(),
        options: "Den gula\n\nDen vita\nIngen".into(),
        how: how.into(),
        lang: "sv".into(),
    };
    let number = service::open_poll(&eva, "stad", 1, &form).await.unwrap();
    assert_eq!(service::open_poll(&eva, "stad", 1, &form).await.unwrap(), number, "sent twice, it opens once");
    number
}

on_both! {
    async fn whoever_signed_up_asks_and_others_vote(w: World) {
        meeting(w).await;
        let (mo, li) = (signed_up(w, "Mo Ek", "Grannarna").await, signed_up(w, "Li Ek", "").await);
        assert_eq!(ask(w, &mo, "q1", "Vad kostar lampan?", true).await.unwrap(), 1);
        assert_eq!(ask(w, &mo, "q1", "Vad kostar lampan?", true).await.unwrap(), 1, "sent twice, it asks once");
        assert_eq!(ask(w, &li, "q1", "Vem betalar?", false).await.unwrap(), 2);
        press(w, &li, Part::Vote(1)).await.unwrap();
        press(w, &li, Part::Vote(1)).await.unwrap();
        let f = floor(w).await;
        assert_eq!(f.questions.iter().map(|q| (q.number, q.votes)).collect::<Vec<_>>(), [(1, 1), (2, 0)]);
        let seen = service::see(&w.visitor(), "stad", 1, &li).await.unwrap();
        assert!(seen.floor.questions[0].voted && !seen.floor.questions[0].own && seen.floor.questions[1].own);
        press(w, &li, Part::Unvote(1)).await.unwrap();
        assert_eq!(floor(w).await.questions[0].votes, 0);
        assert!(matches!(press(w, &li, Part::Withdraw(1)).await, Err(AppError::Refused(Refusal::OutOfTurn))), "not one's own");
        press(w, &li, Part::Withdraw(2)).await.unwrap();
        assert_eq!(floor(w).await.questions.len(), 1);
        assert!(matches!(press(w, &li, Part::Vote(2)).await, Err(AppError::NotFound)));
    }

    async fn a_hundred_votes_of_one_are_one(w: World) {
        meeting(w).await;
        let (mo, li) = (signed_up(w, "Mo Ek", "").await, signed_up(w, "Li Ek", "").await);
        ask(w, &mo, "q1", "Vad kostar lampan?", false).await.unwrap();
        let done = join_all((0..100).map(|_| press(w, &li, Part::Vote(1)))).await;
        assert!(done.iter().all(Result::is_ok), "{done:?}");
        assert_eq!(count(w, "SELECT COUNT(*) FROM question_vote").await, 1);
        let number = poll(w, "one").await;
        let form = BallotForm { val: vec!["2".into()] };
        let ctx = w.visitor();
        let cast = join_all((0..100).map(|_| service::cast(&ctx, "stad", 1, &li, number, &form))).await;
        assert_eq!(cast.iter().filter(|c| matches!(c, Ok(true))).count(), 1, "{cast:?}");
        assert_eq!(cast.iter().filter(|c| matches!(c, Ok(false))).count(), 99);
        assert_eq!(count(w, "SELECT CAST(SUM(votes) AS BIGINT) FROM poll_option").await, 1);
        assert_eq!(count(w, "SELECT ballots FROM poll").await, 1);
    }

    async fn who_may_not(w: World) {
        meeting(w).await;
        let mo = signed_up(w, "Mo Ek", "").await;
        for stranger in [Token::default(), Token::of("gissad")] {
            assert!(matches!(ask(w, &stranger, "q", "Vad kostar lampan?", false).await, Err(AppError::Refused(Refusal::SignUpFirst))));
            assert!(matches!(press(w, &stranger, Part::Speak).await, Err(AppError::Refused(Refusal::SignUpFirst))));
        }
        assert!(matches!(ask(w, &mo, "q", "Va", false).await, Err(AppError::Invalid(f)) if f.of("text") == Some(&Fault::TooShort(5))));
        for n in 0..5 {
            ask(w, &mo, &format!("q{n}"), "Vad kostar lampan?", false).await.unwrap();
        }
        assert!(matches!(ask(w, &mo, "q9", "Vad kostar lampan?", false).await, Err(AppError::Refused(Refusal::QuestionsWait))));
        // a place that was given back asks no more
        let mut tx = w.visitor().write().await.unwrap();
        crate::execute!(tx, "UPDATE registration SET state = 'cancelled'").unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(press(w, &mo, Part::Vote(1)).await, Err(AppError::Refused(Refusal::SignUpFirst))));
        assert!(matches!(service::join(&w.visitor(), "stad", 1, "hemligmoek").await, Err(AppError::Refused(Refusal::LinkSpent))));
    }

    async fn only_while_the_page_is_open(w: World) {
        meeting(w).await;
        let mo = signed_up(w, "Mo Ek", "").await;
        w.app.clock.set("2026-04-01T14:00:00Z".parse().unwrap());
        assert!(matches!(ask(w, &mo, "q", "Vad kostar lampan?", false).await, Err(AppError::Refused(Refusal::NotRunning))));
        w.app.clock.set("2026-04-01T15:00:00Z".parse().unwrap());
        ask(w, &mo, "q", "Vad kostar lampan?", false).await.unwrap();
        let eva = w.person("eva").await;
        lead(&eva, "starta").await.unwrap();
        lead(&eva, "avsluta").await.unwrap();
        assert!(matches!(ask(w, &mo, "q2", "Vem betalar?", false).await, Err(AppError::Refused(Refusal::NotRunning))));
        assert!(matches!(press(w, &mo, Part::Vote(1)).await, Err(AppError::Refused(Refusal::NotRunning))));
    }

    /// Whoever signed up before they had an account, or by it, needs no link.
    async fn an_account_takes_part_by_its_address(w: World) {
        meeting(w).await;
        w.app.clock.set("2026-03-30T10:00:00Z".parse().unwrap());
        let ida = w.person("ida").await;
        let form = SignUpForm { key: "s1".into(), name: "Ida".into(), email: "IDA@example.org".into(), how: "place".into(), ..SignUpForm::default() };
        m::service::sign_up(&ida, "stad", 1, &form).await.unwrap();
        w.app.clock.set("2026-04-01T15:15:00Z".parse().unwrap());
        let form = AskForm { key: "q1".into(), text: "Vad kostar lampan?".into(), ..AskForm::default() };
        assert_eq!(service::ask(&ida, "stad", 1, &Token::default(), &form).await.unwrap(), 1);
        assert!(matches!(service::ask(&w.person("bo").await, "stad", 1, &Token::default(), &form).await, Err(AppError::Refused(Refusal::SignUpFirst))));
    }

    async fn polls(w: World) {
        meeting(w).await;
        let (mo, li) = (signed_up(w, "Mo Ek", "").await, signed_up(w, "Li Ek", "").await);
        let (eva, visitor) = (w.person("eva").await, w.visitor());
        let many = poll(w, "many").await;
        let cast = |token: Token, poll: i64, val: &[&str]| {
            let (form, ctx) = (BallotForm { val: val.iter().map(ToString::to_string).collect() }, visitor.clone());
            async move { service::cast(&ctx, "stad", 1, &token, poll, &form).await }
        };
        assert!(matches!(cast(mo.clone(), many, &[]).await, Err(AppError::Invalid(f)) if f.of("val") == Some(&Fault::Required)));
        assert!(matches!(cast(mo.clone(), many, &["9"]).await, Err(AppError::Invalid(f)) if f.of("val") == Some(&Fault::Choice)));
        assert!(cast(mo.clone(), many, &["1", "3", "1"]).await.unwrap());
        assert!(!cast(mo.clone(), many, &["2"]).await.unwrap(), "the first vote counts");
        assert!(cast(li.clone(), many, &["1"]).await.unwrap());
        let f = floor(w).await;
        assert_eq!(f.polls[0].options.iter().map(|(n, text, votes)| (*n, text.as_str(), *votes)).collect::<Vec<_>>(), [(1, "Den gula", 2), (2, "Den vita", 0), (3, "Ingen", 1)]);
        assert_eq!((f.polls[0].ballots, f.polls[0].closed), (2, false));
        let one = poll(w, "one").await;
        assert!(matches!(cast(mo.clone(), one, &["1", "2"]).await, Err(AppError::Invalid(_))));
        lead(&eva, &format!("stang-{one}")).await.unwrap();
        assert!(matches!(cast(mo, one, &["1"]).await, Err(AppError::Refused(Refusal::OutOfTurn))));
        assert!(floor(w).await.polls[1].closed);
        let per = w.person("per").await;
        let form = PollForm { key: "x".into(), r#as: acting(&per), poll: "Vilken?".into(), options: "A\nB".into(), ..PollForm::default() };
        assert!(matches!(service::open_poll(&per, "stad", 1, &form).await, Err(AppError::Refused(Refusal::NotAllowed))));
        for (options, fault) in [("", Fault::Required), ("A", Fault::FewOptions), ("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk", Fault::TooMany(10))] {
            let form = PollForm { key: "y".into(), r#as: acting(&eva), poll: "Vilken?".into(), options: options.into(), ..PollForm::default() };
            assert!(matches!(service::open_poll(&eva, "stad", 1, &form).await, Err(AppError::Invalid(f)) if f.of("options") == Some(&fault)), "{options}");
        }
    }

    async fn the_word_goes_in_turns(w: World) {
        meeting(w).await;
        let (mo, li, bo) = (signed_up(w, "Mo Ek", "").await, signed_up(w, "Li Ek", "").await, signed_up(w, "Bo Ek", "").await);
        let eva = w.person("eva").await;
        press(w, &mo, Part::Speak).await.unwrap();
        press(w, &mo, Part::Speak).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM speaker").await, 1, "asked twice, they wait once");
        give(w, &eva).await.unwrap();
        assert_eq!(floor(w).await.speakers[0].state, SpeakerState::Speaking);
        // Mo wants to say more, then two who have not spoken
        for who in [&mo, &li, &bo] {
            w.app.clock.advance(chrono::TimeDelta::seconds(1));
            press(w, who, Part::Speak).await.unwrap();
        }
        let names = |f: &Floor| f.waiting_speakers().iter().map(|s| s.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&floor(w).await), ["Mo Ek", "Li Ek", "Bo Ek"], "one has just spoken for the first time");
        give(w, &eva).await.unwrap();
        w.app.clock.advance(chrono::TimeDelta::seconds(1));
        press(w, &mo, Part::Speak).await.unwrap();
        assert_eq!(names(&floor(w).await), ["Li Ek", "Mo Ek", "Bo Ek"]);
        press(w, &bo, Part::Hush).await.unwrap();
        let add = LeadForm { r#as: acting(&eva), gor: "talare".into(), name: " Aina  i salen ".into(), ..LeadForm::default() };
        service::lead(&eva, "stad", 1, &add).await.unwrap();
        service::lead(&eva, "stad", 1, &add).await.unwrap();
        assert_eq!(names(&floor(w).await), ["Li Ek", "Mo Ek", "Aina i salen"]);
        let nobody = LeadForm { name: String::new(), ..add };
        assert!(matches!(service::lead(&eva, "stad", 1, &nobody).await, Err(AppError::Invalid(f)) if f.of("name") == Some(&Fault::Required)));
        let aina = floor(w).await.speakers.iter().find(|s| s.name == "Aina i salen").unwrap().id;
        lead(&eva, &format!("stryk-{aina}")).await.unwrap();
        let speaks = floor(w).await.speakers.iter().find(|s| s.state == SpeakerState::Speaking).unwrap().id;
        lead(&eva, &format!("talat-{speaks}")).await.unwrap();
        let f = floor(w).await;
        assert!(f.speakers.iter().all(|s| s.state != SpeakerState::Speaking));
        assert_eq!(names(&f), ["Li Ek", "Mo Ek"]);
    }

    async fn a_hidden_question_says_why(w: World) {
        meeting(w).await;
        let mo = signed_up(w, "Mo Ek", "").await;
        let (eva, per) = (w.person("eva").await, w.person("per").await);
        ask(w, &mo, "q1", "Varför är grannen så dum?", false).await.unwrap();
        let form = |ctx: &Ctx, key: &str, show: &str| HideForm { key: key.into(), r#as: acting(ctx), reason: "Det nämner en granne.".into(), lang: "sv".into(), show: show.into() };
        assert!(matches!(service::hide(&per, "stad", 1, 1, &form(&per, "h0", "")).await, Err(AppError::Refused(Refusal::NotAllowed))));
        service::hide(&eva, "stad", 1, 1, &form(&eva, "h1", "")).await.unwrap();
        service::hide(&eva, "stad", 1, 1, &form(&eva, "h1", "")).await.unwrap();
        assert!(matches!(service::hide(&eva, "stad", 1, 1, &form(&eva, "h2", "")).await, Err(AppError::Refused(Refusal::Already))));
        assert!(floor(w).await.questions[0].hidden_at.is_some());
        const MAILS: &str = "SELECT COUNT(*) FROM job WHERE kind = 'mail' AND payload LIKE '%mo-ek@example.net%' AND payload LIKE '%Det nämner en granne.%'";
        assert_eq!(count(w, MAILS).await, 1, "whoever asked is told why, once");
        assert!(matches!(lead(&eva, "ta-1").await, Err(AppError::Refused(Refusal::OutOfTurn))));
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'question_hidden' AND reason = 'Det nämner en granne.' AND person_id IS NOT NULL").await, 1);
        service::hide(&eva, "stad", 1, 1, &form(&eva, "h3", "1")).await.unwrap();
        let f = floor(w).await;
        assert_eq!((f.questions[0].state, f.questions[0].hidden_at), (QuestionState::Waiting, None));
        assert_eq!(count(w, MAILS).await, 2, "and told when it is seen again");
    }

    /// Whoever is stopped asks nothing, nor asks for the word, by the link of the mail no more than by the account.
    async fn a_stopped_person_asks_nothing(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om tystnad").await;
        meeting(w).await;
        let link = signed_up(w, "Anna", "").await;
        let mut tx = eva.write().await.unwrap();
        crate::execute!(tx, "UPDATE registration SET email_key = 'anna@example.org'").unwrap();
        tx.commit().await.unwrap();
        ask(w, &link, "q1", "Vad kostar lampan?", false).await.unwrap();
        let stop = RestrictForm {
            key: "r1".into(),
            r#as: acting(&eva),
            fraga: 1,
            whom: "person".into(),
            restriction: "stopped".into(),
            until_on: "2026-04-09".into(),
            reason: "Tre inlägg på en vecka har hängt ut grannar.".into(),
            ..RestrictForm::default()
        };
        restrict(&eva, "stad", &stop).await.unwrap();
        assert!(matches!(ask(w, &link, "q2", "Vem betalar?", false).await, Err(AppError::Refused(Refusal::Stopped))));
        assert!(matches!(press(w, &link, Part::Speak).await, Err(AppError::Refused(Refusal::Stopped))));
        let anna = w.person("anna").await;
        let form = AskForm { key: "q3".into(), text: "Vem betalar?".into(), ..AskForm::default() };
        assert!(matches!(service::ask(&anna, "stad", 1, &Token::default(), &form).await, Err(AppError::Refused(Refusal::Stopped))));
        press(w, &link, Part::Vote(1)).await.unwrap();
        assert_eq!(floor(w).await.questions.len(), 1);
    }

    /// However many there are, those that wait are shown.
    async fn the_newest_question_never_vanishes(w: World) {
        const MANY: &str = "INSERT INTO question (agreement_id, meeting_id, number, registration_id, key, text, lang, show_name, state, asked_at)
            WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 2001)
            SELECT q.agreement_id, q.meeting_id, n.i, q.registration_id, 'x' || CAST(n.i AS TEXT), q.text, q.lang, q.show_name, 'answered', q.asked_at
            FROM question q, n WHERE q.number = 1";
        meeting(w).await;
        let mo = signed_up(w, "Mo Ek", "").await;
        ask(w, &mo, "q1", "Vad kostar lampan?", false).await.unwrap();
        let mut tx = w.visitor().write().await.unwrap();
        crate::execute!(tx, MANY).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(ask(w, &mo, "q2", "Vem betalar?", false).await.unwrap(), 2002);
        let questions = floor(w).await.questions;
        assert_eq!((questions.len(), questions[0].number, questions.last().unwrap().number), (2000, 1, 2002));
    }

    /// Names go with the sign-up, thirty days after the meeting (X7).
    async fn names_are_erased(w: World) {
        meeting(w).await;
        let mo = signed_up(w, "Mo Ek", "Grannarna").await;
        let eva = w.person("eva").await;
        ask(w, &mo, "q1", "Vad kostar lampan?", true).await.unwrap();
        let add = LeadForm { r#as: acting(&eva), gor: "talare".into(), name: "Aina".into(), ..LeadForm::default() };
        service::lead(&eva, "stad", 1, &add).await.unwrap();
        w.days_pass(40);
        m::service::erase_after_meetings(&w.visitor()).await.unwrap();
        let f = floor(w).await;
        assert_eq!((f.questions[0].name.as_str(), f.questions[0].organisation_name.as_str(), f.speakers[0].name.as_str()), ("", "", ""));
    }
}
