//! Leading a meeting.

use super::*;
use crate::error::{AppError, Refusal};
use crate::floor::rules::{Part, Phase};
use crate::floor::types::{QuestionState, SpeakerState};
use crate::on_both;
use chrono::TimeDelta;
use futures::future::join_all;

on_both! {
    async fn two_chairs_start_at_once_and_one_wins(w: World) {
        meeting(w).await;
        let eva = w.person("eva").await;
        let led = join_all((0..100).map(|_| lead(&eva, "starta"))).await;
        assert_eq!(led.iter().filter(|l| matches!(l, Ok(Led::Done))).count(), 1, "{led:?}");
        assert_eq!(led.iter().filter(|l| matches!(l, Ok(Led::AlreadyStarted))).count(), 99);
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'meeting_started'").await, 1);
    }

    async fn from_item_to_item(w: World) {
        meeting(w).await;
        let eva = w.person("eva").await;
        assert!(matches!(lead(&eva, "nasta-0").await, Err(AppError::Refused(Refusal::OutOfTurn))), "it does not run yet");
        lead(&eva, "starta").await.unwrap();
        let f = floor(w).await;
        assert_eq!((f.current().unwrap().0, f.item_ends().unwrap().to_rfc3339().as_str()), (0, "2026-04-01T15:35:00+00:00"));
        let version = f.head.run_version;
        // two press "next" on the same page: one step
        let steps = join_all((0..10).map(|_| {
            let (eva, gor) = (eva.clone(), format!("nasta-{version}"));
            async move { lead(&eva, &gor).await }
        })).await;
        assert_eq!(steps.iter().filter(|s| s.is_ok()).count(), 1);
        assert!(steps.iter().filter(|s| s.is_err()).all(|s| matches!(s, Err(AppError::Stale { .. }))));
        let f = floor(w).await;
        assert_eq!(f.current().unwrap().1.title, "Vad lampan kostar");
        // a pause moves the item's end
        let planned = f.item_ends().unwrap();
        w.app.clock.advance(TimeDelta::minutes(5));
        lead(&eva, "paus").await.unwrap();
        assert_eq!(floor(w).await.item_ends(), None);
        assert_eq!(floor(w).await.head.phase(w.visitor().now()), Phase::Paused);
        w.app.clock.advance(TimeDelta::minutes(10));
        lead(&eva, "fortsatt").await.unwrap();
        let f = floor(w).await;
        assert_eq!(f.item_ends(), Some(planned + TimeDelta::minutes(10)));
        lead(&eva, &format!("nasta-{}", f.head.run_version)).await.unwrap();
        let f = floor(w).await;
        assert_eq!((f.current().unwrap().0, f.item_ends()), (2, None), "nobody said how long it takes");
        assert!(matches!(lead(&eva, &format!("nasta-{}", f.head.run_version)).await, Err(AppError::Refused(Refusal::OutOfTurn))), "it was the last");
        lead(&eva, &format!("forra-{}", f.head.run_version)).await.unwrap();
        assert_eq!(floor(w).await.current().unwrap().0, 1);
        lead(&eva, "avsluta").await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'meeting_ended' AND audience = 'public'").await, 1);
        // by mistake
        lead(&eva, "starta").await.unwrap();
        assert_eq!(floor(w).await.head.phase(w.visitor().now()), Phase::Running);
    }

    async fn two_chairs_give_the_word_to_one(w: World) {
        meeting(w).await;
        let (mo, li, eva) = (signed_up(w, "Mo Ek", "").await, signed_up(w, "Li Ek", "").await, w.person("eva").await);
        for who in [&mo, &li] {
            w.app.clock.advance(TimeDelta::seconds(1));
            service::act(&w.visitor(), "stad", 1, who, Part::Speak, false).await.unwrap();
        }
        let ids: Vec<_> = floor(w).await.waiting_speakers().iter().map(|s| s.id).collect();
        let given = join_all((0..10).map(|_| {
            let (eva, gor) = (eva.clone(), format!("ordet-{}", ids[0]));
            async move { lead(&eva, &gor).await }
        })).await;
        assert_eq!(given.iter().filter(|g| g.is_ok()).count(), 1, "{given:?}");
        assert!(given.iter().filter(|g| g.is_err()).all(|g| matches!(g, Err(AppError::Refused(Refusal::OutOfTurn)))), "{given:?}");
        let states = async || floor(w).await.speakers.iter().map(|s| s.state).collect::<Vec<_>>();
        assert_eq!(states().await, [SpeakerState::Speaking, SpeakerState::Waiting]);
        assert!(matches!(lead(&eva, "ordet").await, Err(AppError::BadRequest(_))), "a page of yesterday");
        lead(&eva, &format!("ordet-{}", ids[1])).await.unwrap();
        // the other one meant who spoke before
        lead(&eva, &format!("talat-{}", ids[0])).await.unwrap();
        assert_eq!(states().await, [SpeakerState::Done, SpeakerState::Speaking]);
        lead(&eva, &format!("talat-{}", ids[1])).await.unwrap();
        assert_eq!(states().await, [SpeakerState::Done, SpeakerState::Done]);
    }

    async fn questions_in_turn(w: World) {
        meeting(w).await;
        let (mo, eva) = (signed_up(w, "Mo Ek", "").await, w.person("eva").await);
        for n in 1..4 {
            ask(w, &mo, &format!("q{n}"), &format!("Vad kostar lampa {n}?"), false).await.unwrap();
        }
        let states = async || floor(w).await.questions.iter().map(|q| q.state).collect::<Vec<_>>();
        lead(&eva, "ta-2").await.unwrap();
        lead(&eva, "ta-1").await.unwrap();
        assert_eq!(states().await, [QuestionState::Taken, QuestionState::Answered, QuestionState::Waiting], "one at a time");
        lead(&eva, "parkera-1").await.unwrap();
        lead(&eva, "vanta-2").await.unwrap();
        assert_eq!(states().await, [QuestionState::Parked, QuestionState::Waiting, QuestionState::Waiting]);
        assert!(matches!(lead(&eva, "ta-9").await, Err(AppError::NotFound)));
        lead(&eva, "ta-3").await.unwrap();
        lead(&eva, "klar-3").await.unwrap();
        assert_eq!(states().await[2], QuestionState::Answered);
    }

    async fn who_leads(w: World) {
        meeting(w).await;
        for name in ["per", "anna", "karin", "pia", "sia", "olle", "ida"] {
            let ctx = w.person(name).await;
            assert!(matches!(lead(&ctx, "starta").await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(service::desk(&ctx, "stad", 1, None).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(lead(&w.visitor(), "starta").await, Err(AppError::SignInFirst)));
        let eva = w.person("eva").await;
        let other = LeadForm { r#as: "999".into(), gor: "starta".into(), ..LeadForm::default() };
        assert!(matches!(service::lead(&eva, "stad", 1, &other).await, Err(AppError::ActingChanged { .. })));
        assert!(matches!(lead(&eva, "vad-som-helst").await, Err(AppError::BadRequest(_))));
        assert_eq!(count(w, "SELECT COUNT(*) FROM meeting_run WHERE started_at IS NOT NULL").await, 0);
    }
}
