use crate::agreements::{pages, service};
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::db::testing::World;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::issues::list::tests::pages::html;
use crate::issues::list::tests::{ISSUE, Make, clock};
use crate::issues::types::IssueState as S;
use crate::{execute, on_both};
use axum::extract::Path;
use chrono::{DateTime, TimeDelta, Utc};

async fn start(ctx: &Ctx) -> String {
    html(pages::start(ctx.clone(), Path("stad".into())).await.unwrap()).await
}

fn has(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}

async fn meeting(w: &World, number: i64, title: &str, state: &str, starts_at: DateTime<Utc>) {
    let mut tx = w.visitor().write().await.unwrap();
    let local = crate::time::local(starts_at);
    execute!(
        tx,
        "INSERT INTO meeting (agreement_id, number, slug, kind, state, title, theme, theme_html, renderer, lang, place, starts_local, ends_local, starts_at, ends_at,
            capacity, ics_uid, created_by, created_at, edited_at)
         VALUES (1, $1, 'mote', 'hearing', $2, $3, '', '', 1, 'sv', 'Salen', $4, $5, $6, $7, 10, $8, 1, $6, $6)",
        number, state, title, local, local + TimeDelta::hours(2), starts_at, starts_at + TimeDelta::hours(2), format!("uid-{number}")
    )
    .unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn the_start_page_tells_what_is_happening_in_four_statements(w: World) {
        let ctx = w.visitor();
        for i in 0..9 {
            Make { moved: i, forum: Some(1 + i % 3), ..ISSUE }.insert(w).await;
        }
        let old = Make { title: "Lovad men glömd", states: &[S::InForum, S::Referred], moved: 999, ..ISSUE }.insert(w).await;
        clock(w, old, ClockKind::Answer, 4, "2026-02-11").await;
        let read = Make { title: "Oläst", moved: 998, states: &[S::Submitted], ..ISSUE }.insert(w).await;
        clock(w, read, ClockKind::Acceptance, 2, "2026-02-28").await;
        meeting(w, 1, "Redan hållet", "open", ctx.now() - TimeDelta::days(1)).await;
        meeting(w, 2, "Inställt", "cancelled", ctx.now() + TimeDelta::days(1)).await;
        meeting(w, 3, "Lokaler", "open", ctx.now() + TimeDelta::days(5)).await;
        meeting(w, 4, "Senare", "open", ctx.now() + TimeDelta::days(9)).await;

        let page = start(&ctx).await;
        assert!(ctx.statement_count() <= 4, "{}", ctx.statement_count());
        has(&page, &[
            "Det här händer i Staden", "action=\"/stad/fragor\"", "Hearing: Lokaler", "href=\"/stad/moten/3-mote#anmalan\"", "kl. 09.00–11.00 · Salen",
            "Det offentliga dröjer med 1 svar", "försenat 19 dagar", "href=\"/stad/fragor?lage=alla&amp;sent=answer\"", "Kansliet dröjer med att läsa 1 ny fråga",
            "class=\"forum voicebearer\"", "5 frågor · 5 öppna", "3 frågor · 3 öppna",
        ]);
        for part in ["Redan hållet", "Inställt", "Senare", "Lovad men glömd"] {
            assert!(!page.contains(part), "{part}");
        }
        let english = start(&w.visitor().in_locale(Locale::En)).await;
        has(&english, &["What is happening in The city", "The public side is late with 1 answer", "The secretariat is late reading 1 new issue", "href=\"/en/stad/forum/rost\""]);
    }

    async fn the_newest_of_each_forum_and_the_last_moved_come_together(w: World) {
        let mut ids = Vec::new();
        for i in 0..12 {
            ids.push(Make { moved: i, forum: Some(if i == 11 { 2 } else { 1 }), ..ISSUE }.insert(w).await);
        }
        Make { moved: 0, merged_into: Some(ids[0]), ..ISSUE }.insert(w).await;
        Make { moved: 0, published: false, states: &[S::Submitted], ..ISSUE }.insert(w).await;
        let start = service::start(&w.visitor(), "stad").await.unwrap();
        assert_eq!(start.moved().iter().map(|r| r.id).collect::<Vec<_>>(), ids[..6]);
        let newest = |i: usize| start.newest(start.forums()[i]).iter().map(|r| r.id).collect::<Vec<_>>();
        assert_eq!(newest(0), ids[..2]);
        assert_eq!(newest(1), ids[11..]);
        assert!(newest(2).is_empty());
    }

    async fn an_empty_agreement_says_what_it_is(w: World) {
        has(&start(&w.visitor()).await, &["Ingen fråga är ställd än", "Inget möte är utlyst just nu", "Inget löfte är försenat just nu", "0 frågor · 0 öppna"]);
    }

    async fn without_forums_the_themes_take_their_place(w: World) {
        Make { forum: None, theme: Some(2), ..ISSUE }.insert(w).await;
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        execute!(tx, "UPDATE forum SET retired = TRUE").unwrap();
        tx.commit().await.unwrap();
        let mut conn = ctx.read().await.unwrap();
        w.app.catalogue.reload(&mut conn, true).await.unwrap();
        drop(conn);
        let ctx = w.visitor();
        let page = start(&ctx).await;
        assert!(ctx.statement_count() <= 4, "{}", ctx.statement_count());
        has(&page, &["href=\"/stad/fragor?lage=alla&amp;tema=unga\"", "1 fråga · 1 öppen", "Diskuteras"]);
        assert!(!page.contains("class=\"forums\""));
    }

    async fn all_agreements_with_their_counts(w: World) {
        ISSUE.insert(w).await;
        Make { states: &[S::InForum, S::Closed], ..ISSUE }.insert(w).await;
        Make { published: false, states: &[S::Submitted], ..ISSUE }.insert(w).await;
        let ctx = w.visitor();
        let page = html(pages::home(ctx.clone()).await.unwrap()).await;
        assert!(ctx.statement_count() <= 4);
        has(&page, &["href=\"/stad\"", "Här talar vi.", "2 frågor", "1 öppen", "2 organisationer har skrivit under"]);
        let none = crate::db::testing::app_on(w.app.db.clone());
        let page = html(pages::home(Ctx::system(&none)).await.unwrap()).await;
        has(&page, &["Ingen överenskommelse är inlagd än"]);
    }

    async fn the_agreement_says_what_and_who(w: World) {
        Make { principle: Some(1), commitment: Some(2), ..ISSUE }.insert(w).await;
        let ctx = w.visitor();
        let page = html(pages::about(ctx.clone(), Path("stad".into())).await.unwrap()).await;
        assert!(ctx.statement_count() <= 4);
        has(&page, &[
            "Stadens överenskommelse", "Undertecknad 4 september 2012", "Alla deltar.", "href=\"/stad/principer/1\"", "1 åtagande · 1 fråga", "href=\"/stad/ataganden/2\"",
            "Dialog, Kvalitet", "href=\"/stad/organisationer/kansli\"", "href=\"/stad/organisationer/styrgrupp\"", "href=\"/stad/forum/rost\"",
        ]);
    }

    async fn a_principle_and_a_commitment_show_what_points_at_them(w: World) {
        let late = Make { title: "Sen fråga", principle: Some(2), commitment: Some(1), ..ISSUE }.insert(w).await;
        clock(w, late, ClockKind::NextStep, 2, "2026-02-20").await;
        Make { title: "Lugn fråga", principle: Some(2), ..ISSUE }.insert(w).await;
        Make { title: "Dold fråga", principle: Some(2), published: false, states: &[S::Submitted], ..ISSUE }.insert(w).await;
        let ctx = w.visitor();
        let page = html(pages::principle(ctx.clone(), Path(("stad".into(), "2".into()))).await.unwrap()).await;
        assert!(ctx.statement_count() <= 4, "{}", ctx.statement_count());
        has(&page, &["Princip 2 av 2", "Vi gör bra.", "href=\"/stad/ataganden/1\"", "Lugn fråga", "Visa alla 2 frågor i listan", "href=\"/stad/fragor?lage=alla&amp;princip=2\"", "Försenat 10 dagar"]);
        assert!(!page.contains("Dold fråga"));
        assert_eq!(page.matches("Sen fråga").count(), 2, "in the list and under the clock");
        let ctx = w.visitor();
        let page = html(pages::commitment(ctx.clone(), Path(("stad".into(), "1".into()))).await.unwrap()).await;
        assert!(ctx.statement_count() <= 4, "{}", ctx.statement_count());
        has(&page, &["Åtagande 1 av 2", "class=\"voice public\"", "href=\"/stad/principer/2\"", "Visa frågan i listan", "href=\"/stad/fragor?lage=alla&amp;atagande=1\""]);
        for number in ["3", "0", "x", "-1"] {
            assert!(matches!(pages::principle(w.visitor(), Path(("stad".into(), number.into()))).await, Err(AppError::NotFound)), "{number}");
            assert!(matches!(pages::commitment(w.visitor(), Path(("stad".into(), number.into()))).await, Err(AppError::NotFound)), "{number}");
        }
        assert!(matches!(pages::start(w.visitor(), Path("borta".into())).await, Err(AppError::NotFound)));
    }
}
