//! Service tests of the diary, each on both databases.

use super::service::{Diary, DiaryQuery, diary};
use super::types::chapter;
use crate::consensus::service::{ProposeForm, propose};
use crate::context::Ctx;
use crate::curation::service::{ActForm, act};
use crate::curation::service_hide::HideForm;
use crate::curation::service_hide_issue::hide_issue;
use crate::curation::tests::{opened_for, posted};
use crate::db::testing::World;
use crate::events::EventKind;
use crate::issues::service::{ContributionForm, contribute};
use crate::{execute, on_both};
use axum::extract::{Path, Query};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

fn fresh(w: &World) -> Ctx {
    Ctx { statements: Arc::new(AtomicUsize::new(0)), ..w.visitor() }
}

async fn read(w: &World, change: impl FnOnce(&mut DiaryQuery)) -> Diary {
    let mut query = DiaryQuery::default();
    change(&mut query);
    diary(&w.visitor(), "stad", &query).await.unwrap()
}

async fn close(w: &World, number: i64) {
    let eva = w.person("eva").await;
    let form = ActForm { key: eva.rng.secret(), r#as: opened_for(&eva), act: "close".into(), reason: "Kanarieskälet.".into(), ..ActForm::default() };
    act(&eva, "stad", number, &form).await.unwrap();
}

async fn html(page: crate::shell::PageResult) -> String {
    let bytes = axum::body::to_bytes(page.unwrap().into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

on_both! {
    async fn it_tells_what_bodies_did_and_nothing_else(w: World) {
        let anna = w.person("anna").await;
        let (_, number) = posted(&anna, "Trösklar i lokalerna").await;
        let form = ContributionForm { key: "c1".into(), r#as: opened_for(&anna), text: "Nu med en ramp.".into(), ..ContributionForm::default() };
        contribute(&anna, "stad", number, &form).await.unwrap();
        close(w, number).await;
        // an issue that nobody has read yet stays out, whoever asks
        posted(&w.person("cia").await, "Den som väntar på att läsas").await;
        let ctx = fresh(w);
        let seen = diary(&ctx, "stad", &DiaryQuery::default()).await.unwrap();
        assert_eq!(ctx.statement_count(), 2);
        assert!(seen.entries.iter().all(|e| chapter(e.kind).is_some()));
        assert_eq!(seen.entries.iter().filter(|e| e.issue_number == Some(number)).count(), 1);
        let page = html(crate::activity::pages::diary(w.person("eva").await, Path("stad".into()), Query(DiaryQuery::default())).await).await;
        assert!(page.contains("Trösklar i lokalerna") && page.contains("/stad/logg/") && !page.contains("Kanarieskälet") && !page.contains("väntar på att läsas"), "{page}");
        let feed = html(crate::activity::feed::atom(w.visitor(), Path("stad".into()), Query(DiaryQuery::default())).await).await;
        assert!(feed.contains("<feed") && feed.contains("Trösklar i lokalerna"), "{feed}");
    }

    async fn nothing_of_what_is_hidden_stands_there(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let (_, number) = posted(&anna, "Kanariefågeln i lokalerna").await;
        close(w, number).await;
        let mut tx = eva.write().await.unwrap();
        execute!(tx, "INSERT INTO issue_area (agreement_id, issue_id, area_id) SELECT i.agreement_id, i.id, a.id FROM issue i JOIN area a ON a.agreement_id = i.agreement_id AND a.slug = 'norr' WHERE i.number = $1", number).unwrap();
        tx.commit().await.unwrap();
        let of = |d: &Diary| d.entries.iter().filter(|e| e.issue_number == Some(number)).count();
        assert_eq!((of(&read(w, |_| {}).await), of(&read(w, |q| q.omrade = "norr".into()).await)), (1, 1));
        let form = HideForm { key: "h1".into(), r#as: opened_for(&eva), reason: "Det lämnar ut någon.".into(), ..HideForm::default() };
        hide_issue(&eva, "stad", number, &form).await.unwrap();
        // it has its number, and what it is about narrows nothing
        assert_eq!((of(&read(w, |_| {}).await), of(&read(w, |q| q.omrade = "norr".into()).await)), (1, 0));
        for who in [&w.visitor(), &anna, &eva] {
            let page = html(crate::activity::pages::diary(who.clone(), Path("stad".into()), Query(DiaryQuery::default())).await).await;
            let feed = html(crate::activity::feed::atom(who.clone(), Path("stad".into()), Query(DiaryQuery::default())).await).await;
            assert!(!page.contains("Kanariefågeln") && !feed.contains("Kanariefågeln") && !page.contains("kanariefageln"), "{page}{feed}");
        }
    }

    async fn what_passed_in_a_body_is_that_bodys(w: World) {
        let eva = w.person("eva").await;
        let form = ProposeForm {
            key: "f1".into(),
            r#as: opened_for(&eva),
            om: "organ-styrgrupp".into(),
            title: "Styrgruppen möts en gång i månaden".into(),
            now: "Styrgruppen möts när någon kallar.".into(),
            text: "Styrgruppen möts den första måndagen i varje månad.".into(),
            why: "Ingen vet när nästa möte är.".into(),
            until: "2026-04-01".into(),
            lang: "sv".into(),
        };
        propose(&eva, "stad", &form).await.unwrap();
        let kinds = |d: Diary| d.entries.iter().map(|e| e.kind).collect::<Vec<_>>();
        assert_eq!(kinds(read(w, |q| q.slag = "samsyn".into()).await), [EventKind::ConsensusProposed]);
        assert_eq!(kinds(read(w, |q| { q.organ = "styrgrupp".into(); q.slag = "samsyn".into(); }).await), [EventKind::ConsensusProposed]);
        assert!(read(w, |q| { q.organ = "park".into(); q.slag = "samsyn".into(); }).await.entries.is_empty());
        // the way there stands on the page of the body
        let page = html(crate::bodies::pages::body(w.visitor(), Path(("stad".into(), "styrgrupp".into()))).await).await;
        assert!(page.contains("/stad/dagbok?organ=styrgrupp"), "{page}");
        let page = html(crate::bodies::pages::bodies(w.visitor(), Path("stad".into())).await).await;
        assert!(["/stad/dagbok", "/stad/samsyn", "/stad/sa-gick-det"].iter().all(|path| page.contains(&format!("href=\"{path}\""))), "{page}");
    }

    async fn it_is_narrowed_and_paged(w: World) {
        let anna = w.person("anna").await;
        for n in 0..51 {
            let (_, number) = posted(&anna, &format!("Trösklar i lokalerna {n}")).await;
            close(w, number).await;
            if n % 10 == 9 {
                w.days_pass(2);
            }
        }
        let first = read(w, |_| {}).await;
        assert_eq!(first.entries.len(), 50);
        let rest = read(w, |q| q.fore = first.older.unwrap().to_string()).await;
        assert!(rest.older.is_none() && rest.entries.iter().all(|e| e.position < first.entries.last().unwrap().position));
        let printed = read(w, |q| q.utskrift = "1".into()).await;
        assert_eq!(printed.entries.len(), first.entries.len() + rest.entries.len());
        assert_eq!(read(w, |q| { q.fran = "2026-03-04".into(); q.till = "2026-03-04".into(); q.slag = "fragor".into(); }).await.entries.len(), 10);
        assert!(read(w, |q| q.slag = "loften".into()).await.entries.is_empty());
        assert!(read(w, |q| q.organ = "kansli".into()).await.entries.len() >= 50);
        assert!(read(w, |q| q.organ = "park".into()).await.entries.is_empty());
        assert!(read(w, |q| q.omrade = "norr".into()).await.entries.iter().all(|e| e.issue_number.is_some()));
        // what an address says that means nothing narrows nothing
        assert_eq!(read(w, |q| { q.fran = "snart".into(); q.princip = "hundra".into(); }).await.entries.len(), 50);
    }
}
