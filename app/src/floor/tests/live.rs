//! What is sent to all readers.

use super::*;
use crate::floor::fragment::View;
use crate::floor::hub::{Floors, Frame, Listening};
use crate::i18n::Locale;
use crate::on_both;
use std::time::Duration;
use tokio::time::timeout;

/// On PostgreSQL notes come by the server's listener, which these tests have none of.
fn note(w: &World, meeting: crate::ids::MeetingId) {
    w.app.live.send(crate::live::Note { agreement: w.agreement().id, issue: None, meeting: Some(meeting), position: 0 });
}

async fn listen(w: &World, view: View) -> Listening {
    let id = floor(w).await.head.id;
    Floors::listen(&w.app, &w.agreement(), (id, 1), Locale::Sv, view)
}

async fn next(l: &mut Listening) -> Frame {
    timeout(Duration::from_secs(5), l.frames.recv()).await.expect("nothing comes").unwrap()
}

fn text(frame: &Frame) -> String {
    String::from_utf8_lossy(&frame.bytes).into_owned()
}

on_both! {
    async fn a_question_comes_to_all_with_its_text(w: World) {
        meeting(w).await;
        let mo = signed_up(w, "Mo Ek", "").await;
        let mut one = listen(w, View::Page).await;
        let before = next(&mut one).await;
        let mut two = listen(w, View::Page).await;
        assert_eq!(two.present.as_ref().map(|f| f.id.clone()), Some(before.id.clone()), "whoever comes later gets the present one at once");
        ask(w, &mo, "q1", "Vad kostar lampan?\nOch vem betalar?", false).await.unwrap();
        note(w, floor(w).await.head.id);
        for reader in [&mut one, &mut two] {
            let frame = next(reader).await;
            let wire = text(&frame);
            assert!(wire.contains("Vad kostar lampan?") && frame.id != before.id, "{wire}");
            assert!(wire.starts_with(&format!("id: {}\ndata: ", frame.id)) && wire.ends_with("\n\n"));
            let body = wire.trim_end_matches('\n');
            assert!(body.lines().skip(1).all(|line| line.starts_with("data: ")), "a line break in a text ends no event: {wire}");
        }
    }

    async fn what_comes_together_is_drawn_together(w: World) {
        meeting(w).await;
        let mo = signed_up(w, "Mo Ek", "").await;
        let mut reader = listen(w, View::Screen).await;
        next(&mut reader).await;
        ask(w, &mo, "q1", "Vad kostar lampan?", false).await.unwrap();
        let id = floor(w).await.head.id;
        let eva = w.person("eva").await;
        lead(&eva, "ta-1").await.unwrap();
        for _ in 0..50 {
            note(w, id);
        }
        let mut frames = 0;
        while timeout(Duration::from_millis(500), reader.frames.recv()).await.is_ok_and(|f| f.is_ok()) {
            frames += 1;
        }
        assert!((1..=3).contains(&frames), "{frames}");
    }

    async fn nobody_listens_nothing_is_drawn(w: World) {
        meeting(w).await;
        let mut reader = listen(w, View::Page).await;
        next(&mut reader).await;
        assert_eq!(w.app.live.floors().listeners(), 1);
        drop(reader);
        note(w, floor(w).await.head.id);
        let gone = async {
            while w.app.live.floors().channels() > 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(Duration::from_secs(5), gone).await.expect("the channel stays");
    }

    async fn the_end_is_told_and_ends_the_stream(w: World) {
        meeting(w).await;
        let eva = w.person("eva").await;
        lead(&eva, "starta").await.unwrap();
        let mut reader = listen(w, View::Page).await;
        next(&mut reader).await;
        lead(&eva, "avsluta").await.unwrap();
        note(w, floor(w).await.head.id);
        assert!(text(&next(&mut reader).await).contains("data-over=\"1\""));
        assert!(timeout(Duration::from_secs(5), reader.frames.recv()).await.unwrap().is_err());
    }

    /// Whoever does not take what is sent falls behind, and is told so instead of holding the others up.
    async fn a_slow_reader_is_let_go(w: World) {
        meeting(w).await;
        let eva = w.person("eva").await;
        lead(&eva, "starta").await.unwrap();
        let (mut quick, mut slow) = (listen(w, View::Page).await, listen(w, View::Page).await);
        next(&mut quick).await;
        let id = floor(w).await.head.id;
        for n in 0..20 {
            lead(&eva, if n % 2 == 0 { "paus" } else { "fortsatt" }).await.unwrap();
            note(w, id);
            next(&mut quick).await;
        }
        assert!(matches!(slow.frames.recv().await, Err(tokio::sync::broadcast::error::RecvError::Lagged(_))));
    }
}
