use super::{opened_for, posted};
use crate::context::Ctx;
use crate::curation::pages;
use crate::curation::service_hide::{HideForm, hide_contribution};
use crate::desk::service::{DeskQuery, desk};
use crate::error::{AppError, Fault, Refusal};
use crate::issues::pages::{IssueQuery, contribution_history, issue};
use crate::issues::service::{ContributionForm, contribute};
use crate::jobs::Job;
use crate::{on_both, scalar};
use axum::extract::{Path, Query};

const CANARY: &str = "Kanariefågelns hemliga visa";

async fn wrote(ctx: &Ctx, number: i64, key: &str) -> i64 {
    let form = ContributionForm { key: key.into(), r#as: opened_for(ctx), text: format!("{CANARY} {key}."), ..ContributionForm::default() };
    contribute(ctx, "stad", number, &form).await.unwrap().number
}

fn form(ctx: &Ctx, key: &str, show: bool) -> HideForm {
    HideForm {
        key: key.into(),
        r#as: opened_for(ctx),
        reason: "Det nämner en **granne**.".into(),
        show: if show { "1".into() } else { String::new() },
        ..HideForm::default()
    }
}

async fn page(ctx: &Ctx, number: i64) -> String {
    let answer = match issue(ctx.clone(), Path(("stad".into(), format!("{number}-en-fraga-om-tystnad"))), Query(IssueQuery::default())).await {
        Ok(answer) => answer,
        Err(e) => panic!("{e}"),
    };
    String::from_utf8(axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

async fn log(ctx: &Ctx) -> String {
    let answer = pages::log(ctx.clone(), Path("stad".into()), Query(Default::default())).await.unwrap();
    String::from_utf8(axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

async fn waiting(ctx: &Ctx) -> usize {
    let (_, desk) = desk(ctx, "stad", &DeskQuery::default()).await.unwrap();
    desk.unwrap().items.iter().filter(|i| i.contribution_number.is_some()).count()
}

on_both! {
    async fn a_reason_is_in_the_language_it_was_written_in(w: World) {
        let (anna, eva, bo) = (w.person("anna").await, w.person("eva").await, w.person("bo").await);
        let (_, number) = posted(&anna, "En fråga om tystnad").await;
        let n = wrote(&bo, number, "c1").await;
        let english = HideForm { reason: "It names a neighbour.".into(), lang: "en".into(), ..form(&eva, "h1", false) };
        hide_contribution(&eva, "stad", number, n, &english).await.unwrap();
        for read in [page(&w.visitor(), number).await, log(&w.visitor()).await] {
            let before = read.split("It names a neighbour").next().unwrap();
            assert!(before[before.rfind("<div").unwrap()..].contains("lang=\"en\""), "{read}");
        }
    }

    async fn a_hidden_contribution_is_read_by_its_author_and_the_kansli_only(w: World) {
        let (anna, eva, bo) = (w.person("anna").await, w.person("eva").await, w.person("bo").await);
        let (_, number) = posted(&anna, "En fråga om tystnad").await;
        let n = wrote(&bo, number, "c1").await;
        assert!(page(&w.visitor(), number).await.contains(CANARY));
        for _ in 0..2 {
            hide_contribution(&eva, "stad", number, n, &form(&eva, "h1", false)).await.unwrap();
        }
        let read = page(&w.visitor(), number).await;
        assert!(!read.contains(CANARY) && read.contains("Inlägg 1 är dolt") && read.contains("<strong>granne</strong>"), "{read}");
        // when, in which role, and where it stands in the log; the chain has it too
        assert!(read.contains("dolde inlägg 1") && read.contains("Läs beslutet i loggen") && read.contains("Kansliet"), "{read}");
        let chain = read.split("id=\"kedja\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(chain.contains("dolde inlägg 1"), "{chain}");
        let entry = read.split("/stad/logg/").nth(1).and_then(|s| s.split('"').next()).unwrap().to_string();
        let entry = pages::log_entry(w.visitor(), Path(("stad".into(), entry))).await.unwrap();
        let entry = String::from_utf8(axum::body::to_bytes(entry.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap();
        assert!(entry.contains("dolde inlägg 1") && !entry.contains(CANARY), "{entry}");
        assert!(!read.contains("Beslutet är överklagat"));
        let text = "Ingen granne nämns, läs igen.".to_string();
        let appeal = crate::appeals::service::AppealForm { key: "a".into(), r#as: opened_for(&bo), inlagg: n.to_string(), text, ..Default::default() };
        crate::appeals::service::appeal(&bo, "stad", number, &appeal).await.unwrap();
        assert!(page(&w.visitor(), number).await.contains("Beslutet är överklagat"));
        assert!(!page(&anna, number).await.contains(CANARY), "nor does anybody else");
        assert!(page(&bo, number).await.contains(CANARY) && page(&eva, number).await.contains(CANARY));
        let history = |ctx: Ctx| contribution_history(ctx, Path(("stad".into(), format!("{number}-en-fraga-om-tystnad"), n)), Query(Default::default()));
        assert!(matches!(history(w.visitor()).await, Err(AppError::NotFound)));
        assert!(history(bo.clone()).await.is_ok());
        let told = log(&w.visitor()).await;
        assert!(told.contains("dolde inlägg 1") && told.contains("<strong>granne</strong>") && !told.contains(CANARY), "{told}");
        // another curator finds it done
        assert!(matches!(hide_contribution(&eva, "stad", number, n, &form(&eva, "h2", false)).await, Err(AppError::Refused(Refusal::Already))));
        let mut conn = eva.read().await.unwrap();
        let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job ORDER BY id").unwrap();
        drop(conn);
        let mail = jobs.iter().rev().find_map(|j| match serde_json::from_str(j).unwrap() {
            Job::Mail(mail) if mail.to == "bo@example.org" => Some(mail),
            _ => None,
        });
        assert!(mail.unwrap().text.contains("Det nämner en **granne**."), "the author is told why");
        let mended = ContributionForm { key: "e".into(), r#as: opened_for(&bo), text: "Bättre ord.".into(), version: "1".into(), ..ContributionForm::default() };
        let edited = crate::issues::service::edit_contribution(&bo, "stad", number, n, &mended).await;
        assert!(matches!(edited, Err(AppError::Refused(Refusal::WrongState))), "what comes back is what was judged");
        hide_contribution(&eva, "stad", number, n, &form(&eva, "h3", true)).await.unwrap();
        assert!(page(&w.visitor(), number).await.contains(CANARY), "it stands where it stood");
        assert!(matches!(hide_contribution(&eva, "stad", number, n, &form(&eva, "h4", true)).await, Err(AppError::Refused(Refusal::Already))));
    }

    async fn a_first_contribution_can_be_declined(w: World) {
        let (anna, eva, ida) = (w.person("anna").await, w.person("eva").await, w.person("ida").await);
        let (_, number) = posted(&anna, "En fråga om tystnad").await;
        let n = wrote(&ida, number, "c1").await;
        assert_eq!(waiting(&eva).await, 1);
        hide_contribution(&eva, "stad", number, n, &form(&eva, "h1", false)).await.unwrap();
        assert_eq!(waiting(&eva).await, 0, "it waits no longer");
        let read = page(&w.visitor(), number).await;
        assert!(!read.contains(CANARY) && !read.contains("är dolt"), "nobody knew of it, and nobody has to");
        assert!(log(&w.visitor()).await.contains("dolde inlägg 1"), "but the decision is public");
        assert!(page(&ida, number).await.contains(CANARY));
        hide_contribution(&eva, "stad", number, n, &form(&eva, "h2", true)).await.unwrap();
        assert_eq!(waiting(&eva).await, 1, "shown again, it waits as before");
    }

    async fn nobody_else_hides(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let (_, number) = posted(&anna, "En fråga om tystnad").await;
        let n = wrote(&bo, number, "c1").await;
        for name in ["per", "sia", "anna", "bo", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            assert!(matches!(hide_contribution(&ctx, "stad", number, n, &form(&ctx, "h", false)).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        let eva = w.person("eva").await;
        assert!(matches!(hide_contribution(&eva, "stad", number, 99, &form(&eva, "h", false)).await, Err(AppError::NotFound)));
        let empty = HideForm { reason: " ".into(), ..form(&eva, "h", false) };
        assert!(matches!(hide_contribution(&eva, "stad", number, n, &empty).await, Err(AppError::Invalid(f)) if f.of("reason") == Some(&Fault::Required)));
    }
}
