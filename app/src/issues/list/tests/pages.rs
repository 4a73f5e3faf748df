use super::*;
use crate::i18n::Locale;
use crate::issues::list::pages;
use crate::on_both;
use axum::extract::{Path, RawQuery};
use axum::response::Response;

pub(crate) async fn html(response: Response) -> String {
    assert_eq!(response.status(), http::StatusCode::OK);
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    // without the marks that Leptos leaves between texts
    String::from_utf8(bytes.to_vec()).unwrap().replace("<!>", "")
}

async fn all(ctx: &Ctx, query: &str) -> String {
    html(pages::all(ctx.clone(), Path("stad".into()), RawQuery(Some(query.into()))).await.unwrap()).await
}

pub(super) async fn forum(ctx: &Ctx, slug: &str, query: &str) -> String {
    html(pages::forum(ctx.clone(), Path(("stad".into(), slug.into())), RawQuery(Some(query.into()))).await.unwrap()).await
}

on_both! {
    async fn a_list_takes_four_statements_at_most(w: World) {
        for i in 0..30 {
            let id = Make { moved: i, theme: Some(1), ..ISSUE }.insert(w).await;
            clock(w, id, ClockKind::NextStep, 2, "2026-03-09").await;
        }
        let ctx = w.visitor();
        all(&ctx, "tema=lokaler&q=fr%C3%A5ga&sent=&org=alfa").await;
        assert!(ctx.statement_count() <= 4, "{}", ctx.statement_count());
        let ctx = w.visitor();
        forum(&ctx, "medlem", "").await;
        assert!(ctx.statement_count() <= 4, "{}", ctx.statement_count());
    }

    async fn a_row_says_who_where_it_stands_and_what_comes(w: World) {
        let id = Make { states: &[S::InForum, S::Referred], ..ISSUE }.insert(w).await;
        clock(w, id, ClockKind::Answer, 4, "2026-02-21").await;
        let page = all(&w.visitor(), "").await;
        for part in [
            "class=\"forum member\"", "href=\"/stad/fragor/1-en-fraga-om-lokaler\"", "Föreningen Alfa", "Skickad för svar", "Försenat 9 dagar", "svar skulle ha kommit",
            "datetime=\"2026-02-21\"", "href=\"/stad/forum/medlem\"",
        ] {
            assert!(page.contains(part), "{part} is missing in {page}");
        }
        let english = all(&w.visitor().in_locale(Locale::En), "").await;
        for part in ["href=\"/en/stad/fragor/1-en-fraga-om-lokaler\" lang=\"sv\"", "Sent for an answer", "9 days late", "href=\"/en/stad/forum/medlem\""] {
            assert!(english.contains(part), "{part} is missing in {english}");
        }
    }

    async fn chosen_filters_can_each_be_removed(w: World) {
        Make { theme: Some(1), area: Some(1), ..ISSUE }.insert(w).await;
        let page = all(&w.visitor(), "tema=lokaler&omrade=norr&lage=alla&sent=borta").await;
        for part in ["href=\"/stad/fragor?lage=alla&amp;omrade=norr\"", "href=\"/stad/fragor?lage=alla&amp;tema=lokaler\"", ">Ta bort alla</a>", "Tema: Lokaler"] {
            assert!(page.contains(part), "{part} is missing in {page}");
        }
        assert!(!page.contains("Försenade<"), "a value that means nothing is no chip");
        let none = all(&w.visitor(), "tema=unga").await;
        assert!(none.contains("Ingen fråga passar"));
        let script = all(&w.visitor(), "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await;
        assert!(!script.contains("<script>alert"));
    }

    async fn a_forum_lists_its_own(w: World) {
        Make { title: "I det ena", forum: Some(1), ..ISSUE }.insert(w).await;
        Make { title: "I det andra", forum: Some(2), ..ISSUE }.insert(w).await;
        let page = forum(&w.visitor(), "rost", "forum=medlem").await;
        assert!(page.contains("I det andra") && !page.contains("I det ena"), "the path decides");
        for part in ["För det som brådskar.", "Ingen.", "class=\"forum voicebearer\"", "href=\"/stad/fragor/ny?forum=rost\"", "href=\"/stad/forum/rost?lage=alla#lista\""] {
            assert!(page.contains(part), "{part} is missing in {page}");
        }
        let empty = forum(&w.visitor(), "utforare", "lage=besvarade").await;
        assert!(empty.contains("Inga besvarade frågor än"));
        let missing = pages::forum(w.visitor(), Path(("stad".into(), "borta".into())), RawQuery(None)).await;
        assert!(matches!(missing, Err(crate::error::AppError::NotFound)));
        let bad = pages::all(w.visitor(), Path("stad".into()), RawQuery(Some("efter=xyz".into()))).await;
        assert_eq!(bad.unwrap_err().status(), http::StatusCode::BAD_REQUEST);
    }
}
