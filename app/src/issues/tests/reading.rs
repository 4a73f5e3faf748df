use super::{act, contribution, html, issue_form, part, posted};
use crate::context::Ctx;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::issues::live;
use crate::issues::pages::{self, IssueQuery};
use crate::issues::service::{BackingForm, IssueForm, back, contribute, post};
use crate::issues::types::IssueAct;
use crate::on_both;
use crate::shell::PageResult;
use axum::extract::{Path, Query};

async fn ask(ctx: &Ctx, part: &str) -> PageResult {
    pages::issue(ctx.clone(), Path(("stad".into(), part.into())), Query(IssueQuery::default())).await
}

on_both! {
    async fn a_page_takes_four_statements(w: World) {
        let anna = w.person("anna").await;
        let issue = posted(&anna, "i1").await;
        let bo = w.person("bo").await;
        back(&bo, "stad", 1, &BackingForm { r#as: "7".into(), on: String::new() }).await.unwrap();
        for n in 0..20 {
            contribute(&anna, "stad", 1, &contribution(&anna, &format!("k{n}"), &format!("Inlägg nummer {n}."))).await.unwrap();
        }
        for ctx in [w.visitor(), w.person("bo").await, w.person("eva").await] {
            let before = ctx.statement_count();
            ask(&ctx, &part(&issue)).await.unwrap();
            assert!(ctx.statement_count() - before <= 4, "{}", ctx.statement_count() - before);
        }
    }

    async fn an_unpublished_issue_is_there_for_the_kansli_and_its_organisation_only(w: World) {
        let cia = w.person("cia").await;
        let issue = posted(&cia, "i1").await;
        for (name, sees) in [("eva", true), ("cia", true), ("per", false), ("sia", false), ("olle", false), ("anna", false), ("karin", false), ("ida", false)] {
            let ctx = w.person(name).await;
            assert_eq!(ask(&ctx, &part(&issue)).await.is_ok(), sees, "{name}");
            assert_eq!(pages::issue_history(ctx.clone(), Path(("stad".into(), part(&issue))), Query(Default::default())).await.is_ok(), sees, "{name}: history");
            assert_eq!(live::stream(ctx, Path(("stad".into(), part(&issue))), Query(live::From::default())).await.is_ok(), sees, "{name}: stream");
        }
        assert!(matches!(ask(&w.visitor(), &part(&issue)).await, Err(AppError::NotFound)));
        // a wrong slug does not give it away either
        assert!(matches!(ask(&w.visitor(), "1-annat").await, Err(AppError::NotFound)));
        let page = html(ask(&cia, &part(&issue)).await).await;
        assert!(page.contains("Frågan är inte publicerad än") && page.contains("/andra"), "{page}");
        act(&w.person("eva").await, 1, IssueAct::Accept, Some("2026-03-20")).await;
        assert!(ask(&w.visitor(), &part(&issue)).await.is_ok());
    }

    async fn addresses(w: World) {
        let issue = posted(&w.person("anna").await, "i1").await;
        let visitor = w.visitor();
        for wrong in ["1", "1-annat", "1-trosklar"] {
            assert!(matches!(ask(&visitor, wrong).await, Err(AppError::Moved(to)) if to == format!("/stad/fragor/{}", part(&issue))), "{wrong}");
        }
        let english = visitor.in_locale(Locale::En);
        assert!(matches!(ask(&english, "1").await, Err(AppError::Moved(to)) if to == format!("/en/stad/fragor/{}", part(&issue))));
        for none in ["2-annat", "x", "-1", "0-x"] {
            assert!(matches!(ask(&visitor, none).await, Err(AppError::NotFound)), "{none}");
        }
    }

    async fn the_page_tells_what_comes_next_and_what_is_late(w: World) {
        let issue = posted(&w.person("anna").await, "i1").await;
        let page = html(ask(&w.visitor(), &part(&issue)).await).await;
        assert!(page.contains("class=\"due\"") && page.contains("Kansliet tar nästa steg senast") && page.contains("måndag 16 mars") && page.contains("Om 14 dagar"), "{page}");
        for heading in ["Varför det är viktigt", "Vilka det berör", "Vad vi ber om"] {
            assert!(page.contains(heading), "{heading}");
        }
        w.days_pass(17);
        let page = html(ask(&w.visitor(), &part(&issue)).await).await;
        assert!(page.contains("class=\"due late\"") && page.contains("Kansliet skulle ha tagit nästa steg") && page.contains("Försenat 3 dagar"), "{page}");
        let english = html(ask(&w.visitor().in_locale(Locale::En), &part(&issue)).await).await;
        assert!(english.contains("3 days late") && english.contains("lang=\"sv\""), "{english}");
    }

    async fn a_merged_issue_keeps_its_page_and_leads_on(w: World) {
        let anna = w.person("anna").await;
        let one = posted(&anna, "i1").await;
        let two = post(&anna, "stad", &IssueForm { title: "Trösklar i andra lokaler".into(), ..issue_form(&anna, "i2") }).await.unwrap();
        let eva = w.person("eva").await;
        let agreement = w.agreement();
        let mut tx = eva.write().await.unwrap();
        let lock = crate::issues::store::write::lock;
        let (from, into) = (lock(&mut tx, agreement.id, 1).await.unwrap().unwrap().id, lock(&mut tx, agreement.id, 2).await.unwrap().unwrap().id);
        let merge = crate::curation::service::Act { into: Some(into), ..crate::curation::service::Act::new(IssueAct::Merge, "Samma sak.") };
        crate::curation::service::perform(&mut tx, &eva, &agreement, from, None, &merge).await.unwrap();
        tx.commit().await.unwrap();
        let page = html(ask(&w.visitor(), &part(&one)).await).await;
        assert!(page.contains(&format!("/stad/fragor/{}", part(&two))) && page.contains("<strong>tre</strong>") && page.contains("Frågan slogs ihop"), "{page}");
        assert!(!page.contains("name=\"text\""));
        let page = html(ask(&w.visitor(), &part(&two)).await).await;
        assert!(page.contains("Hopslaget med den här frågan") && page.contains("/stad/fragor/1\""), "{page}");
    }

    async fn each_reader_is_offered_what_they_may_do(w: World) {
        let issue = posted(&w.person("anna").await, "i1").await;
        for (name, has, lacks) in [
            ("eva", vec!["/beslut", "name=\"text\""], vec!["/bakom", "/andra"]),
            ("per", vec!["name=\"text\""], vec!["/beslut", "/bakom", "/andra"]),
            ("anna", vec!["/andra", "/beslut"], vec!["/bakom"]),
            ("bo", vec!["/bakom", "name=\"text\""], vec!["/beslut", "/andra"]),
            ("karin", vec!["name=\"text\""], vec!["/beslut", "/bakom", "/andra"]),
            ("ida", vec!["name=\"text\""], vec!["/beslut", "/bakom", "/andra"]),
        ] {
            let page = html(ask(&w.person(name).await, &part(&issue)).await).await;
            for x in has {
                assert!(page.contains(x), "{name} lacks {x}");
            }
            for x in lacks {
                assert!(!page.contains(x), "{name} has {x}");
            }
        }
        // to whom nothing of the kind happens it is not said
        for (name, says) in [("bo", false), ("karin", false), ("ida", true), ("cia", true)] {
            let page = html(ask(&w.person(name).await, &part(&issue)).await).await;
            assert_eq!(page.contains("Är det ditt första här"), says, "{name}");
        }
        let history = html(crate::issues::pages::issue_history(w.visitor(), Path(("stad".into(), part(&issue))), Query(Default::default())).await).await;
        assert!(history.contains("Texten har inte ändrats") && !history.contains("Understruket"), "{history}");
        let page = html(ask(&w.visitor(), &part(&issue)).await).await;
        assert!(page.contains("/logga-in?till=") && !page.contains("name=\"text\"") && !page.contains("/beslut"));
    }

    async fn the_stream_tells_of_new_contributions_and_ends_with_the_process(w: World) {
        use futures::StreamExt;
        let anna = w.person("anna").await;
        let issue = posted(&anna, "i1").await;
        let response = live::stream(w.visitor(), Path(("stad".into(), part(&issue))), Query(live::From::default())).await.unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let mut body = response.into_body().into_data_stream();
        let mut next = async || String::from_utf8(body.next().await.unwrap().unwrap().to_vec()).unwrap();
        assert_eq!(next().await, "data: [0,null]\n\n");
        contribute(&anna, "stad", 1, &contribution(&anna, "k1", "Ett inlägg.")).await.unwrap();
        if w.app.db.kind() == crate::db::Kind::Postgres {
            // notes come by LISTEN there, which the server does; here the hub is told by hand
            w.app.live.send(crate::live::Note { agreement: w.agreement().id, issue: Some(crate::ids::IssueId(1)), meeting: None, position: 2 });
        }
        assert_eq!(next().await, "data: [1,1]\n\n");
        w.app.live.close();
        assert!(body.next().await.is_none());
    }
}

#[test]
fn contributions_are_found_on_their_page() {
    use crate::issues::service::place_of;
    assert_eq!(place_of("stad", "1-x", 200), "/stad/fragor/1-x#inlagg-200");
    assert_eq!(place_of("stad", "1-x", 201), "/stad/fragor/1-x?efter=200#inlagg-201");
}
