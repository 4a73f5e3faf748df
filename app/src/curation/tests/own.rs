//! What an organisation does with its own issue: no decision about others, and after it is opened again the kansli's turn.

use super::pages::html;
use super::{People, full, go, opened_for, posted, state_of};
use crate::context::Ctx;
use crate::curation::forms::{self, DecisionForm};
use crate::curation::pages::{decide, log};
use crate::ids::IssueId;
use crate::issues::pages::{IssueQuery, issue as issue_page};
use crate::issues::service::{BackingForm, ContributionForm, IssueForm, back, contribute, edit};
use crate::issues::types::{IssueAct, IssueState};
use crate::ui::Body;
use crate::{on_both, scalar};
use axum::extract::{Path, Query};

async fn waiting_mails(ctx: &Ctx, to: &str) -> i64 {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM job WHERE kind = 'mail' AND payload LIKE '%' || $1 || '@example.org%'", to).unwrap()
}

async fn open_decision(ctx: &Ctx, number: i64, akt: &str) -> String {
    let query = Query(serde_json::from_value(serde_json::json!({ "akt": akt })).unwrap());
    html(decide(ctx.clone(), Path(("stad".into(), format!("{number}-x"))), query).await).await.1
}

async fn slug(ctx: &Ctx, issue: IssueId) -> String {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, String, fetch_one, "SELECT slug FROM issue WHERE id = $1", issue).unwrap()
}

on_both! {
    async fn what_its_author_opens_again_is_told_to_those_who_decide(w: World) {
        let p = People::of(w).await;
        let (issue, _) = posted(&p.anna, "Alfas fråga om trösklar").await;
        go(w, &p.anna, issue, &full(w, &p.anna, IssueAct::Withdraw, None).await).await.unwrap();
        let (eva, anna) = (waiting_mails(&p.eva, "eva").await, waiting_mails(&p.eva, "anna").await);
        go(w, &p.anna, issue, &full(w, &p.anna, IssueAct::Reopen, None).await).await.unwrap();
        assert_eq!((waiting_mails(&p.eva, "eva").await, waiting_mails(&p.eva, "anna").await), (eva + 1, anna), "the kansli owes a decision");
        // what the kansli opens again is told to the author
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::Decline, None).await).await.unwrap();
        let (eva, anna) = (waiting_mails(&p.eva, "eva").await, waiting_mails(&p.eva, "anna").await);
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::Reopen, None).await).await.unwrap();
        assert_eq!((waiting_mails(&p.eva, "eva").await, waiting_mails(&p.eva, "anna").await), (eva, anna + 1));
    }

    async fn what_was_published_stays_open_to_all_while_it_waits_again(w: World) {
        let p = People::of(w).await;
        let bo = w.person("bo").await;
        let (issue, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        for act in [IssueAct::Withdraw, IssueAct::Reopen] {
            go(w, &p.anna, issue, &full(w, &p.anna, act, None).await).await.unwrap();
        }
        assert_eq!(state_of(&p.eva, issue).await.0, IssueState::Submitted);
        let part = format!("{number}-{}", slug(&p.eva, issue).await);
        let (status, page) = html(issue_page(bo.clone(), Path(("stad".into(), part)), Query(IssueQuery::default())).await).await;
        assert!(status == 200 && page.contains("Väntar på beslut") && page.contains("name=\"text\""), "{page}");
        assert!(!page.contains("när frågan är publicerad") && !page.contains("Väntar på att läsas"), "{page}");
        let form = ContributionForm { key: "c".into(), r#as: opened_for(&bo), text: "Vi är med på det här.".into(), ..ContributionForm::default() };
        assert!(contribute(&bo, "stad", number, &form).await.unwrap().published);
        assert!(back(&bo, "stad", number, &BackingForm { r#as: opened_for(&bo), ..BackingForm::default() }).await.unwrap().backed);
        // where it stands is no longer the author's to choose
        let mut form = IssueForm { forum: "medlem".into(), version: state_of(&p.eva, issue).await.1.to_string(), ..IssueForm::default() };
        (form.key, form.r#as, form.title) = ("e".into(), opened_for(&p.anna), "Alfas fråga om höga trösklar".into());
        (form.what, form.why) = ("Vi kommer inte in i tre av lokalerna som staden hyr ut.".into(), "Alla ska kunna delta.".into());
        (form.whom, form.ask) = ("Medlemmar med rullstol".into(), "En lista med mått för varje lokal.".into());
        edit(&p.anna, "stad", number, &form).await.unwrap();
        let mut conn = p.eva.read().await.unwrap();
        assert_eq!(scalar!(conn, i64, fetch_one, "SELECT forum_id FROM issue WHERE id = $1", issue).unwrap(), 2);
    }

    async fn what_waits_unread_takes_nothing_from_others(w: World) {
        let (cia, eva) = (w.person("cia").await, w.person("eva").await);
        let (issue, number) = posted(&cia, "Gammas fråga om nattlampor").await;
        for act in [IssueAct::Withdraw, IssueAct::Reopen] {
            go(w, &cia, issue, &full(w, &cia, act, None).await).await.unwrap();
        }
        let form = ContributionForm { key: "c".into(), r#as: opened_for(&eva), text: "Vi läser det här.".into(), ..ContributionForm::default() };
        assert!(contribute(&eva, "stad", number, &form).await.is_err());
    }

    async fn ones_own_acts_are_not_among_the_decisions(w: World) {
        let p = People::of(w).await;
        let (issue, _) = posted(&p.anna, "Alfas fråga om trösklar").await;
        let shown = async |alla: &str| {
            let query = Query(serde_json::from_value(serde_json::json!({ "alla": alla })).unwrap());
            html(log(w.visitor(), Path("stad".into()), query).await).await.1
        };
        for act in [IssueAct::Withdraw, IssueAct::Reopen] {
            go(w, &p.anna, issue, &full(w, &p.anna, act, None).await).await.unwrap();
        }
        let (decisions, all) = (shown("").await, shown("1").await);
        assert!(!decisions.contains("öppnade") && !decisions.contains("drog tillbaka"), "{decisions}");
        assert!(all.contains("öppnade") && all.contains("drog tillbaka"), "{all}");
        for act in [IssueAct::Decline, IssueAct::Reopen] {
            go(w, &p.eva, issue, &full(w, &p.eva, act, None).await).await.unwrap();
        }
        assert!(shown("").await.contains("öppnade"), "the kansli's is one");
    }

    async fn ones_own_acts_are_named_as_such(w: World) {
        let p = People::of(w).await;
        let (issue, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        let page = open_decision(&p.anna, number, "").await;
        assert!(page.contains(&format!("Dra tillbaka fråga {number}")) && page.contains("Det ni ber om"), "{page}");
        assert!(!page.contains("Beslut om fråga") && !page.contains("Det de ber om"), "{page}");
        let form = DecisionForm {
            key: "w".into(),
            r#as: opened_for(&p.anna),
            version: "1".into(),
            act: IssueAct::Withdraw.to_string(),
            reason: "Vi formulerar om den.".into(),
            ..DecisionForm::default()
        };
        let done = forms::decide(p.anna.clone(), Path(("stad".into(), format!("{number}-x"))), Body(form)).await.unwrap();
        assert!(done.headers()["set-cookie"].to_str().unwrap().starts_with("notice=own_act_done"));
        assert_eq!(state_of(&p.eva, issue).await.0, IssueState::Withdrawn);
        let page = open_decision(&p.anna, number, "").await;
        assert!(page.contains(&format!("Öppna fråga {number} igen")) && page.contains("De som tar emot frågor får ett mejl"), "{page}");
        // those who curate decide
        let (_, other) = posted(&p.anna, "Alfas fråga om dörrar").await;
        let page = open_decision(&p.eva, other, "").await;
        assert!(page.contains(&format!("Beslut om fråga {other}")) && page.contains("Det de ber om"), "{page}");
    }
}
