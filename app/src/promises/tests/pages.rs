//! What pages show, in both languages, and how few statements they take.

use super::{go, held, meeting_form, promise_form, promised, row, talk};
use crate::context::Ctx;
use crate::curation::service_hide::HideForm;
use crate::curation::service_hide_issue::hide_issue;
use crate::curation::tests::pages::{fresh, html};
use crate::curation::tests::{opened_for, posted};
use crate::desk::pages::todo;
use crate::i18n::Locale;
use crate::meetings::inputs::{ItemForm, MeetingForm};
use crate::meetings::pages::one as meeting_page;
use crate::meetings::service as meetings;
use crate::promises::pages::{ActQuery, brief, ledger, one, talks};
use crate::promises::service::{self, LedgerQuery, OccasionForm, PromiseForm, occasion, record};
use crate::promises::types::Bucket;
use crate::{execute, on_both};
use axum::extract::{Path, Query};

fn path(number: i64) -> Path<(String, String)> {
    Path(("stad".into(), number.to_string()))
}

async fn read_ledger(ctx: &Ctx, query: LedgerQuery) -> String {
    let ctx = fresh(ctx);
    let (status, page) = html(ledger(ctx.clone(), Path("stad".into()), Query(query)).await).await;
    assert_eq!(status, 200);
    assert!(ctx.statement_count() <= 4, "{}", ctx.statement_count());
    page
}

on_both! {
    async fn the_ledger_counts_and_narrows(w: World) {
        let there = held(w).await;
        let (eva, karin) = (w.person("eva").await, w.person("karin").await);
        for key in ["a", "b", "c", "d"] {
            record(&eva, "stad", &promise_form(&eva, key, there)).await.unwrap();
        }
        record(&eva, "stad", &PromiseForm { party: "Hamnpartiet".into(), owner: "hall".into(), due: "2026-12-01".into(), principles: vec![], ..promise_form(&eva, "e", there) }).await.unwrap();
        go(w, &eva, 1, "confirm", "").await.unwrap();
        go(w, &karin, 2, "drop", "").await.unwrap();
        w.days_pass(21);
        go(w, &karin, 3, "claim", "").await.unwrap();
        let seen = service::ledger(&w.visitor(), "stad", &LedgerQuery::default()).await.unwrap();
        let count = |b: Bucket| seen.counts.iter().find(|(of, _)| *of == b).map_or(0, |(_, n)| *n);
        assert_eq!(Bucket::ALL.iter().map(|b| count(*b)).collect::<Vec<_>>(), [2, 1, 1, 1], "under way: what waits for an answer, and what is not due");
        assert_eq!(seen.promises.iter().map(|p| p.number).collect::<Vec<_>>(), [5, 4, 3, 2, 1]);
        let q = LedgerQuery::default;
        for (query, expected) in [
            (LedgerQuery { lage: "forsenade".into(), ..q() }, vec![4]),
            (LedgerQuery { lage: "hallna".into(), ..q() }, vec![1]),
            (LedgerQuery { lage: "tillbakatagna".into(), ..q() }, vec![2]),
            (LedgerQuery { lage: "pagar".into(), ..q() }, vec![5, 3]),
            (LedgerQuery { parti: "Hamnpartiet".into(), ..q() }, vec![5]),
            (LedgerQuery { agare: "hall".into(), ..q() }, vec![5]),
            (LedgerQuery { ar: "2026".into(), fore: "3".into(), ..q() }, vec![2, 1]),
            (LedgerQuery { ar: "2025".into(), ..q() }, vec![]),
            (LedgerQuery { princip: "1".into(), lage: "forsenade".into(), ..q() }, vec![4]),
            (LedgerQuery { princip: "2".into(), ..q() }, vec![]),
            (LedgerQuery { atagande: "2".into(), agare: "hall".into(), ..q() }, vec![5]),
        ] {
            let seen = service::ledger(&w.visitor(), "stad", &query).await.unwrap();
            assert_eq!(seen.promises.iter().map(|p| p.number).collect::<Vec<_>>(), expected, "{query:?}");
            read_ledger(&w.visitor(), query).await;
        }
        let page = read_ledger(&w.visitor(), q()).await;
        assert!(page.contains("Försenat 1 dag") && page.contains("Hållet") && page.contains("Taget tillbaka"), "{page}");
        let page = read_ledger(&w.visitor().in_locale(Locale::En), q()).await;
        assert!(page.contains("1 day late") && page.contains("Taken back") && page.contains("lang=\"sv\""), "{page}");
    }

    async fn a_long_ledger_has_pages(w: World) {
        let there = held(w).await;
        let eva = w.person("eva").await;
        for n in 0..27 {
            record(&eva, "stad", &promise_form(&eva, &format!("n{n}"), there)).await.unwrap();
        }
        let seen = service::ledger(&w.visitor(), "stad", &LedgerQuery::default()).await.unwrap();
        assert_eq!((seen.promises.len(), seen.older), (25, Some(3)));
        let rest = service::ledger(&w.visitor(), "stad", &LedgerQuery { fore: "3".into(), ..LedgerQuery::default() }).await.unwrap();
        assert_eq!((rest.promises.len(), rest.older), (2, None));
    }

    async fn its_page_offers_what_the_reader_may_do(w: World) {
        let number = promised(w, "a").await;
        let (karin, eva) = (w.person("karin").await, w.person("eva").await);
        let read = async |ctx: &Ctx, akt: &str| {
            let ctx = fresh(ctx);
            let (status, page) = html(one(ctx.clone(), path(number), Query(ActQuery { akt: akt.into() })).await).await;
            assert!(status == 200 && ctx.statement_count() <= 4, "{}", ctx.statement_count());
            page
        };
        let page = read(&w.visitor(), "report").await;
        assert!(page.contains("Kommunstyrelsen, ordförande") && !page.contains("<textarea"), "{page}");
        let page = read(&karin, "").await;
        assert!(page.contains("?akt=report") && page.contains("?akt=claim") && page.contains("?akt=drop") && !page.contains("?akt=confirm"), "{page}");
        assert!(read(&karin, "claim").await.contains("name=\"url\""));
        assert!(!read(&karin, "report").await.contains("name=\"next_on\""), "a commitment's date is not its owner's to move");
        let page = read(&eva, "").await;
        assert!(page.contains("?akt=confirm") && page.contains("/loften/1/andra") && !page.contains("?akt=drop"), "{page}");
    }

    async fn three_talks_a_year_by_type(w: World) {
        let there = held(w).await;
        let eva = w.person("eva").await;
        record(&eva, "stad", &promise_form(&eva, "a", there)).await.unwrap();
        let assembly = meeting_form(&eva, "s", "general_assembly", "2026-09-10");
        let assembly = meetings::create(&eva, "stad", &assembly).await.unwrap().number;
        let next = talk(w, "t1", "2026-10-01").await;
        let say = |number: i64, key: &'static str, code: &'static str| {
            let (eva, form) = (eva.clone(), OccasionForm { key: key.into(), r#as: opened_for(&eva), occasion: code.into() });
            async move { occasion(&eva, "stad", number, &form).await }
        };
        say(there, "o1", "accounts").await.unwrap();
        say(next, "o2", "budget").await.unwrap();
        assert!(say(assembly, "o3", "budget").await.is_err(), "an assembly is neither");
        assert!(say(next, "o4", "perhaps").await.is_err());
        let karin = w.person("karin").await;
        let form = OccasionForm { key: "o5".into(), r#as: opened_for(&karin), occasion: "budget".into() };
        assert!(occasion(&karin, "stad", next, &form).await.is_err());
        let seen = service::talks(&w.visitor(), "stad", None).await.unwrap();
        assert_eq!(seen.years.len(), 1);
        let year = &seen.years[0];
        assert_eq!((year.year, year.talks.len(), year.assembly().len(), year.beside(None).len()), (2026, 3, 1, 0));
        assert_eq!(seen.next.as_ref().map(|(t, items)| (t.number, items.len())), Some((assembly, 2)), "its own item, and the promise");
        let ctx = fresh(&w.visitor());
        let (status, page) = html(talks(ctx.clone(), Path("stad".into()), Query(Default::default())).await).await;
        assert!(status == 200 && ctx.statement_count() <= 4, "{}", ctx.statement_count());
        assert!(page.contains("3 av 3") && page.contains("tio bänkar"), "{page}");
    }

    async fn the_brief_is_short(w: World) {
        let there = held(w).await;
        let (eva, karin) = (w.person("eva").await, w.person("karin").await);
        for n in 0..14 {
            let words = format!("Vi sätter upp bänk nummer {n} i parken {}", "och sköter om den ".repeat(14));
            record(&eva, "stad", &PromiseForm { words, ..promise_form(&eva, &format!("n{n}"), there) }).await.unwrap();
        }
        go(w, &karin, 2, "drop", "").await.unwrap();
        let next = talk(w, "t1", "2026-04-01").await;
        let ctx = fresh(&w.visitor());
        let part = format!("{next}-samtalet-t1");
        let (status, page) = html(brief(ctx.clone(), Path(("stad".into(), part.clone()))).await).await;
        assert!(status == 200 && ctx.statement_count() <= 4, "{}", ctx.statement_count());
        assert_eq!(page.matches("/stad/loften/").count(), 10, "{page}");
        assert!(page.contains("Och 3 till") && page.contains("Rådhuset") && page.contains("Välkomna"), "{page}");
        let english = html(brief(w.visitor().in_locale(Locale::En), Path(("stad".into(), part))).await).await.1;
        assert!(english.contains("Promises that are not kept yet"), "{english}");
        assert!(service::brief(&w.visitor(), "stad", "99-nej").await.is_err());
        let hearing = meetings::create(&eva, "stad", &meeting_form(&eva, "h", "hearing", "2026-04-02")).await.unwrap();
        assert!(service::brief(&w.visitor(), "stad", &format!("{}-{}", hearing.number, hearing.slug)).await.is_err(), "a hearing has none");
    }

    async fn an_issue_that_was_hidden_has_its_number(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let (_, number) = posted(&anna, "Alfas fråga om grannen").await;
        let items = vec![ItemForm { issue: number.to_string(), reason: "Många undrar.".into(), ..ItemForm::default() }];
        let first = MeetingForm { items, ..meeting_form(&eva, "t1", "high_level_talk", "2026-04-01") };
        let first = meetings::create(&eva, "stad", &first).await.unwrap().number;
        let read = async || html(talks(w.visitor(), Path("stad".into()), Query(Default::default())).await).await.1;
        let brief_of = async |part: String| html(brief(w.visitor(), Path(("stad".into(), part))).await).await.1;
        assert!(read().await.contains("Alfas fråga om grannen"));
        let hide = HideForm { key: "h".into(), r#as: opened_for(&eva), reason: "Det pekar ut någon.".into(), ..HideForm::default() };
        hide_issue(&eva, "stad", number, &hide).await.unwrap();
        let name = format!("Fråga {number}");
        for page in [read().await, brief_of(format!("{first}-samtalet-t1")).await] {
            assert!(page.contains(&name) && !page.contains("grannen"), "{page}");
        }
        // what was decided about it stands in the brief of the next one
        let mut tx = eva.write().await.unwrap();
        execute!(tx, "UPDATE agenda_item SET decided = 'Det blir tre bänkar.'").unwrap();
        execute!(tx, "UPDATE meeting SET state = 'documented', minutes_at = $1", eva.now()).unwrap();
        tx.commit().await.unwrap();
        let next = talk(w, "t2", "2026-05-01").await;
        let page = brief_of(format!("{next}-samtalet-t2")).await;
        assert!(page.contains("Det blir tre bänkar.") && page.contains(&name) && !page.contains("grannen"), "{page}");
    }

    async fn a_talk_shows_what_is_promised_and_what_left(w: World) {
        let number = promised(w, "a").await;
        let next = talk(w, "t1", "2026-04-01").await;
        let karin = w.person("karin").await;
        let read = async |n: i64, slug: &str| {
            let ctx = fresh(&w.visitor());
            let (status, page) = html(meeting_page(ctx.clone(), Path(("stad".into(), format!("{n}-{slug}")))).await).await;
            assert!(status == 200 && ctx.statement_count() <= 4, "{}", ctx.statement_count());
            page
        };
        let page = read(next, "samtalet-t1").await;
        assert!(page.contains("/stad/loften/1") && page.contains("/underlag"), "{page}");
        go(w, &karin, number, "drop", "").await.unwrap();
        assert!(read(next, "samtalet-t1").await.contains("Taget tillbaka före samtalet"));
        let there = row(w, number).await;
        assert!(read(there.meeting_number, &there.meeting_slug).await.contains("tio bänkar"), "where it was made");
    }

    async fn each_sees_on_their_page_what_waits(w: World) {
        promised(w, "a").await;
        let read = async |name: &str| {
            let ctx = fresh(&w.person(name).await);
            let (status, page) = html(todo(ctx.clone(), Path("stad".into())).await).await;
            assert!(status == 200 && ctx.statement_count() <= 4, "{}", ctx.statement_count());
            page
        };
        assert!(read("karin").await.contains("/stad/loften/1?akt=report"));
        assert!(read("pia").await.contains("Inget samtal är utlyst"));
        let next = talk(w, "t1", "2026-04-01").await;
        assert!(read("pia").await.contains(&format!("/stad/moten/{next}-samtalet-t1/underlag")));
        assert!(!read("anna").await.contains("/underlag"));
        let eva = w.person("eva").await;
        let there = row(w, 1).await.meeting_number;
        record(&eva, "stad", &PromiseForm { owner: "stad".into(), ..promise_form(&eva, "s", there) }).await.unwrap();
        let page = read("pia").await;
        assert!(page.contains("/stad/loften/2") && !page.contains("?akt="), "her city's promise, which its officers report: {page}");
    }

    async fn files_and_feeds(w: World) {
        promised(w, "a").await;
        let body = async |answer: crate::shell::PageResult| html(answer).await.1;
        let text = body(crate::promises::feeds::csv(w.visitor(), Path("stad".into()), Query(LedgerQuery::default())).await).await;
        assert!(text.starts_with('\u{feff}') && text.lines().count() == 2 && text.contains("https://dialog.example.org/stad/loften/1"), "{text}");
        let text = body(crate::promises::feeds::csv(w.visitor(), Path("stad".into()), Query(LedgerQuery { agare: "hall".into(), ..LedgerQuery::default() })).await).await;
        assert_eq!(text.lines().count(), 1, "{text}");
        let feed = body(crate::promises::feeds::atom(w.visitor(), Path("stad".into())).await).await;
        assert!(feed.contains("<feed") && feed.contains("/stad/loften/1") && feed.contains("tio bänkar"), "{feed}");
    }
}
