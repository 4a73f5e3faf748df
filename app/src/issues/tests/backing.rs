use super::{act, events, html, part, posted};
use crate::context::Ctx;
use crate::error::{AppError, Refusal};
use crate::events::EventKind;
use crate::issues::pages::{self, IssueQuery};
use crate::issues::service::{Backing, BackingForm, back, unback};
use crate::issues::types::IssueAct;
use crate::on_both;
use axum::extract::{Path, Query};

fn form(ctx: &Ctx) -> BackingForm {
    BackingForm { r#as: ctx.actor.as_ref().and_then(|a| a.acting_as).map(|id| id.to_string()).unwrap_or_default(), on: String::new() }
}

on_both! {
    async fn an_organisation_stands_behind_takes_it_back_and_again(w: World) {
        let issue = posted(&w.person("anna").await, "i1").await;
        let bo = w.person("bo").await;
        assert_eq!(back(&bo, "stad", 1, &form(&bo)).await.unwrap(), Backing { backed: true, count: 1 });
        assert_eq!(back(&bo, "stad", 1, &form(&bo)).await.unwrap(), Backing { backed: true, count: 1 }, "again changes nothing");
        let cia = w.person("cia").await;
        assert_eq!(back(&cia, "stad", 1, &form(&cia)).await.unwrap().count, 2, "not only signatories");
        let page = html(pages::issue(bo.clone(), Path(("stad".into(), part(&issue))), Query(IssueQuery::default())).await).await;
        assert!(page.contains("<b id=\"backing-count\">2</b>") && page.contains("Nätverket Gamma</a>") && page.contains("aria-pressed=\"true\""), "{page}");
        assert_eq!(unback(&bo, "stad", 1, &form(&bo)).await.unwrap(), Backing { backed: false, count: 1 });
        assert_eq!(unback(&bo, "stad", 1, &form(&bo)).await.unwrap(), Backing { backed: false, count: 1 });
        assert_eq!(back(&bo, "stad", 1, &form(&bo)).await.unwrap(), Backing { backed: true, count: 2 });
        assert_eq!((events(&bo, EventKind::BackingGiven).await, events(&bo, EventKind::BackingWithdrawn).await), (3, 1));
    }

    async fn one_row_for_each_organisation_in_parallel(w: World) {
        posted(&w.person("anna").await, "i1").await;
        let (bo, dua) = (w.person("bo").await, w.person_as("dua", "beta").await);
        let all = (0..20).map(|n| {
            let ctx = if n % 2 == 0 { bo.clone() } else { dua.clone() };
            async move { back(&ctx, "stad", 1, &form(&ctx)).await.unwrap() }
        });
        assert!(futures::future::join_all(all).await.iter().all(|b| *b == Backing { backed: true, count: 1 }));
        assert_eq!(events(&bo, EventKind::BackingGiven).await, 1);
    }

    async fn refusals(w: World) {
        posted(&w.person("anna").await, "i1").await;
        for name in ["anna", "karin", "eva", "per", "pia", "ida", "sia"] {
            let ctx = w.person(name).await;
            assert!(matches!(back(&ctx, "stad", 1, &form(&ctx)).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(back(&w.visitor(), "stad", 1, &BackingForm::default()).await, Err(AppError::SignInFirst)));
        let bo = w.person("bo").await;
        assert!(matches!(back(&bo, "stad", 2, &form(&bo)).await, Err(AppError::NotFound)));
        let (alfa, beta) = (w.person_as("dua", "alfa").await, w.person_as("dua", "beta").await);
        assert!(matches!(back(&beta, "stad", 1, &form(&alfa)).await, Err(AppError::ActingChanged { .. })));
        act(&w.person("eva").await, 1, IssueAct::Close, None).await;
        assert!(matches!(back(&bo, "stad", 1, &form(&bo)).await, Err(AppError::Refused(Refusal::WrongState))));
    }
}
