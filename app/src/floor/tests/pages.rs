//! What pages show, and to whom.

use super::*;
use crate::floor::fragment::{self, View};
use crate::floor::rules::Part;
use crate::i18n::Locale;
use crate::on_both;

async fn drawn(w: &World, l: Locale, view: View) -> String {
    let ctx = w.visitor().in_locale(l);
    fragment::draw(&ctx, &w.agreement(), &floor(w).await, view)
}

on_both! {
    async fn a_page_takes_four_statements(w: World) {
        meeting(w).await;
        let mo = signed_up(w, "Mo Ek", "").await;
        ask(w, &mo, "q1", "Vad kostar lampan?", false).await.unwrap();
        for (ctx, token) in [(w.visitor(), Token::default()), (w.visitor(), mo.clone()), (w.person("ida").await, Token::default())] {
            service::see(&ctx, "stad", 1, &token).await.unwrap();
            assert_eq!(ctx.statement_count(), 4);
        }
        let eva = w.person("eva").await;
        service::desk(&eva, "stad", 1, None).await.unwrap();
        assert_eq!(eva.statement_count(), 5);
    }

    async fn names_show_where_they_may(w: World) {
        meeting(w).await;
        let (mo, li, bo) = (signed_up(w, "Mo Ek", "Grannarna").await, signed_up(w, "Li Ek", "Gatan").await, signed_up(w, "Bo Ek", "").await);
        ask(w, &mo, "q1", "Vad kostar lampan?", true).await.unwrap();
        ask(w, &li, "q1", "Vem betalar?", false).await.unwrap();
        ask(w, &bo, "q1", "Lyser den?", false).await.unwrap();
        service::act(&w.visitor(), "stad", 1, &bo, Part::Speak, false).await.unwrap();
        for l in [Locale::Sv, Locale::En] {
            for view in [View::Page, View::Screen, View::Desk] {
                let html = drawn(w, l, view).await;
                assert!(!html.contains("Li Ek"), "{view:?}: {html}");
                assert_eq!(html.contains("Bo Ek"), view == View::Desk, "only whoever leads calls by a name that is not shown");
                assert!(!html.contains("hemlig") && !html.contains("@example.net"), "{view:?}");
                assert!(!html.contains("<!>"));
            }
            let html = drawn(w, l, View::Page).await;
            assert!(html.contains("Mo Ek, Grannarna") && html.contains("Gatan"));
            assert!(html.contains(if l == Locale::Sv { "Deltagare" } else { "Participant" }));
        }
    }

    /// What is over is read, not taken part in.
    async fn a_meeting_that_is_over_is_read(w: World) {
        meeting(w).await;
        let mo = signed_up(w, "Mo Ek", "").await;
        let eva = w.person("eva").await;
        lead(&eva, "starta").await.unwrap();
        ask(w, &mo, "q1", "Vad kostar lampan?", false).await.unwrap();
        assert!(drawn(w, Locale::Sv, View::Page).await.contains("rosta-1"));
        let on = floor(w).await.head.current_item_id.unwrap();
        assert!(drawn(w, Locale::Sv, View::Desk).await.contains(&format!("data-item=\"{on}\" data-at=\"1\"")));
        lead(&eva, "avsluta").await.unwrap();
        let (page, desk) = (drawn(w, Locale::Sv, View::Page).await, drawn(w, Locale::Sv, View::Desk).await);
        assert!(page.contains("Vad kostar lampan?") && page.contains("?alla=1") && !page.contains("rosta-1"), "{page}");
        assert!(desk.contains("/protokoll\"") && !desk.contains("value=\"ta-1\"") && !desk.contains("data-item"), "{desk}");
        assert!(!page.contains("/protokoll\""), "{page}");
    }

    /// The planned end of an item that has passed says so without script.
    async fn an_item_runs_over(w: World) {
        meeting(w).await;
        let eva = w.person("eva").await;
        lead(&eva, "starta").await.unwrap();
        assert!(!drawn(w, Locale::Sv, View::Page).await.contains("skulle ha varit klar"));
        w.app.clock.advance(chrono::TimeDelta::minutes(21));
        assert!(drawn(w, Locale::Sv, View::Page).await.contains("över tiden, skulle ha varit klar"));
    }

    /// Markup in a question is a text.
    async fn a_question_is_no_markup(w: World) {
        meeting(w).await;
        let mo = signed_up(w, "<b>Mo</b>", "\"><i>").await;
        ask(w, &mo, "q1", "<script>alert(1)</script>\nhej", true).await.unwrap();
        for view in [View::Page, View::Desk] {
            let html = drawn(w, Locale::Sv, view).await;
            assert!(!html.contains("<script") && !html.contains("<b>Mo") && !html.contains("<i>"), "{html}");
            assert!(html.contains("&lt;script"));
        }
    }

    /// How a poll stands is seen by whoever leads alone, until it is closed.
    async fn an_open_poll_shows_no_result(w: World) {
        meeting(w).await;
        let mo = signed_up(w, "Mo Ek", "").await;
        let eva = w.person("eva").await;
        let form = service::PollForm { key: "p".into(), r#as: acting(&eva), poll: "Vilken lampa?".into(), options: "Den gula\nDen vita".into(), how: "one".into(), lang: "sv".into() };
        service::open_poll(&eva, "stad", 1, &form).await.unwrap();
        service::cast(&w.visitor(), "stad", 1, &mo, 1, &service::BallotForm { val: vec!["1".into()] }).await.unwrap();
        for view in [View::Page, View::Screen] {
            assert!(!drawn(w, Locale::Sv, view).await.contains("<meter"), "{view:?}");
        }
        assert!(drawn(w, Locale::Sv, View::Desk).await.contains("<meter"));
        lead(&eva, "stang-1").await.unwrap();
        for view in [View::Page, View::Screen] {
            assert!(drawn(w, Locale::Sv, view).await.contains("<meter"), "{view:?}");
        }
    }

    async fn own_state_is_in_no_shared_part(w: World) {
        meeting(w).await;
        let mo = signed_up(w, "Mo Ek", "").await;
        ask(w, &mo, "q1", "Vad kostar lampan?", false).await.unwrap();
        service::act(&w.visitor(), "stad", 1, &mo, Part::Vote(1), false).await.unwrap();
        let own = service::see(&w.visitor(), "stad", 1, &mo).await.unwrap();
        let of_mo = fragment::draw(&w.visitor(), &w.agreement(), &own.floor, View::Page);
        assert_eq!(of_mo, drawn(w, Locale::Sv, View::Page).await);
        assert!(of_mo.contains("value=\"rosta-1\" aria-pressed=\"false\""), "what the page of whoever voted replaces: {of_mo}");
    }
}
