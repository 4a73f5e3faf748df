//! What pages show, to whom, and how much they ask the database; the desk and what waits for whom one acts for.

use super::{answer_form, propose_form, proposed, says, take_part};
use crate::consensus::pages::{Again, ListQuery, list_page, new_page, proposal_page};
use crate::consensus::service::{AnswerForm, ProposeForm, ReviewForm, proposal, proposals};
use crate::consensus::types::{ProposalAct, Shown};
use crate::context::Ctx;
use crate::curation::tests::pages::{fresh, html};
use crate::desk::service::{DeskQuery, desk, todo::todo};
use crate::desk::types::Queue;
use crate::i18n::Locale;
use crate::on_both;
use crate::ui::{Body, Problem};
use axum::extract::{Path, Query};

async fn page(ctx: &Ctx, n: i64, act: Option<ProposalAct>) -> String {
    let (status, page) = html(proposal_page(ctx, "stad", n, &Again { act, ..Again::default() }).await).await;
    assert_eq!(status, 200);
    page
}

on_both! {
    async fn everybody_reads_and_those_who_are_asked_answer(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let n = proposed(w).await;
        says(&bo, n, "object", "Tisdagar har vi styrelse.").await.unwrap();
        let seen = page(&w.visitor(), n, None).await;
        for words in ["när någon kallar", "Ingen vet när nästa träff är.", "Föreningen Beta", "Invänder", "Tisdagar har vi styrelse.", "2 tillfrågade: 1 invänder, 1 har inte svarat."] {
            assert!(seen.contains(words), "{words}: {seen}");
        }
        assert!(!seen.contains("/svar\"") && !seen.contains("akt=revise"), "nobody who may not is offered anything");
        assert!(page(&bo, n, None).await.contains("name=\"revision\" value=\"1\""));
        let mine = page(&anna, n, None).await;
        assert!(mine.contains("akt=revise") && mine.contains("akt=withdraw") && mine.contains("/samsyn/1/svar\""), "{mine}");
        let revise = page(&anna, n, Some(ProposalAct::Revise)).await;
        assert!(revise.contains("name=\"act\" value=\"revise\"") && !revise.contains("/samsyn/1/svar\""), "one form at a time");
        assert!(!page(&bo, n, Some(ProposalAct::Revise)).await.contains("name=\"act\""));
        let english = page(&w.visitor().in_locale(Locale::En), n, None).await;
        assert!(english.contains("Objects") && english.contains("lang=\"sv\""));
    }

    async fn what_was_typed_comes_back(w: World) {
        let bo = w.person("bo").await;
        let n = proposed(w).await;
        let form = answer_form(&bo, n, "object", "Nä").await;
        let response = crate::consensus::forms::answer(bo.clone(), Path(("stad".into(), n.to_string())), Body(form)).await;
        let (status, again) = html(response).await;
        assert!(status == 422 && again.contains(">Nä</textarea>") && again.contains("class=\"errors\""), "{again}");
        let stale = AnswerForm { version: "7".into(), ..answer_form(&bo, n, "object", "Vi har styrelse på tisdagar.").await };
        let (status, again) = html(crate::consensus::forms::answer(bo.clone(), Path(("stad".into(), n.to_string())), Body(stale)).await).await;
        assert!(status == 409 && again.contains("Vi har styrelse på tisdagar.") && again.contains("Läs förslaget igen"), "{status}");
        let wrong = ProposeForm { title: "Kort".into(), ..propose_form(&bo, "forum-rost") };
        let (status, again) = html(crate::consensus::forms::propose(bo.clone(), Path("stad".into()), Body(wrong)).await).await;
        assert!(status == 422 && again.contains("value=\"Kort\"") && again.contains("första tisdagen"), "{again}");
    }

    async fn the_form_holds_what_holds_today_and_who_is_asked(w: World) {
        take_part(w).await;
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let form = |om: &str| ProposeForm { om: om.into(), ..ProposeForm::default() };
        let (_, page) = html(new_page(&anna, "stad", &form(""), &Problem::default()).await).await;
        assert!(page.contains("Föreningen Beta") && page.contains("value=\"forum-rost\"") && page.contains("name=\"until\""), "{page}");
        let (_, page) = html(new_page(&eva, "stad", &form(""), &Problem::default()).await).await;
        assert!(page.contains("value=\"organ-styrgrupp\"") && !page.contains("name=\"until\""), "first what it is about: {page}");
        let (_, page) = html(new_page(&eva, "stad", &form("organ-styrgrupp"), &Problem::default()).await).await;
        assert!(page.contains(">Styr.</textarea>") && page.contains("den offentliga sidan") && !page.contains("Olle"), "{page}");
    }

    async fn pages_ask_the_database_little(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let n = proposed(w).await;
        for who in [w.visitor(), anna, eva] {
            let ctx = fresh(&who);
            proposal(&ctx, "stad", n).await.unwrap();
            assert_eq!(ctx.statement_count(), 4);
            let ctx = fresh(&who);
            let seen = proposals(&ctx, "stad", Shown::Open, ("rost", ""), None).await.unwrap();
            assert_eq!((ctx.statement_count(), seen.proposals.len()), (3, 1));
        }
        assert!(proposals(&w.visitor(), "stad", Shown::Open, ("medlem", ""), None).await.unwrap().proposals.is_empty());
        assert!(proposals(&w.visitor(), "stad", Shown::Open, ("", "styrgrupp"), None).await.unwrap().proposals.is_empty());
        let query = ListQuery { organ: "styrgrupp".into(), ..ListQuery::default() };
        let (_, page) = html(list_page(&w.person("sia").await, "stad", &query, &ReviewForm::default(), &Problem::default()).await).await;
        assert!(page.contains("?om=organ-styrgrupp") && page.contains("Ingen översyn är utlovad än."), "{page}");
    }

    async fn the_desk_and_to_do_hold_it(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        let n = proposed(w).await;
        let waits = async |ctx: &Ctx| {
            let promises = todo(ctx, "stad").await.unwrap().1.unwrap().promises;
            promises.iter().filter_map(|p| p.consensus_number.map(|n| (n, p.is_asked))).collect::<Vec<_>>()
        };
        assert_eq!(waits(&bo).await, [(n, true)]);
        assert_eq!(waits(&anna).await, [(n, false), (n, true)], "its own clock, and its own answer");
        assert!(waits(&w.person("cia").await).await.is_empty());
        let (_, page) = html(crate::desk::pages::todo(bo.clone(), Path("stad".into())).await).await;
        assert!(page.contains("/stad/samsyn/1#svar"), "{page}");
        says(&bo, n, "object", "Tisdagar har vi styrelse.").await.unwrap();
        assert!(waits(&bo).await.is_empty());
        let query = DeskQuery { ko: Queue::Consensus.code().into(), ..DeskQuery::default() };
        let seen = desk(&eva, "stad", &query).await.unwrap().1.unwrap();
        let held: Vec<_> = seen.of(Queue::Consensus, eva.today()).iter().map(|i| (i.meeting_number, i.backers, i.flags, i.place.clone())).collect();
        assert_eq!(held, [(Some(n), 1, 1, Some("object".to_string()))]);
        let (_, page) = html(crate::desk::pages::desk(eva.clone(), Path("stad".into()), Query(query)).await).await;
        assert!(page.contains("/stad/samsyn/1") && page.contains("1 av 2 har svarat") && page.contains("Någon invänder"), "{page}");
    }
}
