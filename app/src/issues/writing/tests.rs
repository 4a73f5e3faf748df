//! What is offered while somebody writes, the same on both databases.

use super::service::similar;
use crate::context::Ctx;
use crate::curation::service::{Act, perform};
use crate::error::AppError;
use crate::issues::service::{IssueForm, edit, post};
use crate::issues::types::IssueAct;
use crate::{execute, on_both, scalar};

fn form(ctx: &Ctx, title: &str, what: &str) -> IssueForm {
    IssueForm {
        key: ctx.rng.secret(),
        r#as: ctx.actor.as_ref().and_then(|a| a.acting_as).map(|o| o.to_string()).unwrap_or_default(),
        title: title.into(),
        what: what.into(),
        why: "Det är viktigt för oss.".into(),
        whom: "Våra medlemmar".into(),
        ask: "Ett svar före sommaren.".into(),
        forum: "rost".into(),
        lang: "sv".into(),
        ..IssueForm::default()
    }
}

async fn numbers(ctx: &Ctx, title: &str, what: &str, but: i64) -> Vec<i64> {
    similar(ctx, "stad", title, what, "sv", but).await.unwrap().into_iter().map(|s| s.number).collect()
}

on_both! {
    async fn what_is_alike_is_offered(w: World) {
        let (anna, cia) = (w.person("anna").await, w.person("cia").await);
        for (title, what) in [
            ("Hyran för föreningslokaler har blivit för hög", "Vi betalar dubbelt så mycket som i fjol för samma rum."),
            ("Nattbussarna slutar gå innan mötena är slut", "Den sista bussen går klockan nio på kvällen från torget."),
            ("Belysningen i gångtunneln är trasig sedan i höstas", "Det är mörkt och många vågar inte gå där."),
        ] {
            post(&anna, "stad", &form(&anna, title, what)).await.unwrap();
        }
        let waiting = post(&cia, "stad", &form(&cia, "Hyror för lokaler som föreningar använder", "De höjs varje år utan att någon frågar oss.")).await.unwrap();
        assert!(!waiting.published);
        let bo = w.person("bo").await;
        assert_eq!(numbers(&bo, "Höjda hyror för lokaler till föreningar", "", 0).await, [1], "not the one that waits");
        assert_eq!(numbers(&bo, "Bussar på natten behövs", "", 0).await, [2]);
        assert_eq!(numbers(&bo, "Mörk gångtunnel vid skolan", "", 0).await, [3]);
        assert!(numbers(&bo, "Vi vill ha ett möte med kommunen", "", 0).await.is_empty());
        assert!(numbers(&bo, "", "", 0).await.is_empty());
        assert!(numbers(&bo, &"å".repeat(10_000), &"ö ".repeat(60_000), 0).await.is_empty());
        assert!(numbers(&anna, "Bussar på natten behövs", "", 2).await.is_empty(), "not the one being changed");
        assert!(matches!(similar(&w.visitor(), "stad", "Bussar", "", "sv", 0).await, Err(AppError::SignInFirst)));
        // changed, it is found by what it says now
        let changed = IssueForm { version: "1".into(), ..form(&anna, "Simhallen stänger mitt på dagen", "Den stänger när skolan slutar, och ingen hinner dit.") };
        edit(&anna, "stad", 2, &changed).await.unwrap();
        assert!(numbers(&bo, "Bussar på natten behövs", "", 0).await.is_empty());
        assert_eq!(numbers(&bo, "Öppettider i simhallen", "", 0).await, [2]);
    }

    async fn a_declined_unread_issue_is_not_offered(w: World) {
        let (cia, eva, bo) = (w.person("cia").await, w.person("eva").await, w.person("bo").await);
        post(&cia, "stad", &form(&cia, "Simhallen stänger mitt på dagen", "Den stänger när skolan slutar.")).await.unwrap();
        let mut tx = eva.write().await.unwrap();
        let issue = scalar!(tx, crate::ids::IssueId, fetch_one, "SELECT id FROM issue").unwrap();
        perform(&mut tx, &eva, &w.agreement(), issue, None, &Act::new(IssueAct::Decline, "Den hör inte hit.")).await.unwrap();
        tx.commit().await.unwrap();
        assert!(numbers(&bo, "Öppettider i simhallen", "", 0).await.is_empty());
    }

    async fn terms_of_an_older_analysis_are_known_as_such(w: World) {
        let anna = w.person("anna").await;
        post(&anna, "stad", &form(&anna, "Simhallen stänger mitt på dagen", "Den stänger när skolan slutar.")).await.unwrap();
        let mut tx = anna.write().await.unwrap();
        assert!(crate::issues::writing::store::old(&mut tx).await.unwrap().is_empty());
        execute!(tx, "UPDATE issue SET analysis = 0").unwrap();
        assert_eq!(crate::issues::writing::store::old(&mut tx).await.unwrap().len(), 1);
    }
}
