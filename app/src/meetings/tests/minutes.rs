use super::*;
use crate::error::{AppError, Fault, Refusal};
use crate::ids::ActionId;
use crate::meetings::inputs::{ActionForm, DoneForm, MinutesForm, MinutesItem};
use crate::meetings::service::{action_done, minutes_page, publish_minutes, save_draft};
use crate::meetings::store::Action;
use crate::meetings::types::{ItemOutcome, MeetingState};
use crate::on_both;

/// When the meeting of the tests is over.
const AFTER: &str = "2026-04-02T08:00:00Z";

fn said(outcome: &str, body: &str, next: &str) -> MinutesItem {
    let reason = if outcome.is_empty() { "" } else { "Så sa salen." };
    MinutesItem {
        said: "Vi hörde **alla**.".into(),
        decided: "Det blir så.".into(),
        outcome: outcome.into(),
        reason: reason.into(),
        body: body.into(),
        next: next.into(),
        ..MinutesItem::default()
    }
}

fn todo(what: &str, owner: &str, due: &str) -> ActionForm {
    ActionForm { what: what.into(), owner: owner.into(), due: due.into(), ..ActionForm::default() }
}

/// Minutes for a free item and the items given.
fn minutes_form(ctx: &crate::context::Ctx, key: &str, items: Vec<MinutesItem>) -> MinutesForm {
    let free = said("", "", "");
    MinutesForm {
        key: key.into(),
        r#as: acting(ctx),
        version: "1".into(),
        chair: "kansliansvarig".into(),
        items: std::iter::once(free).chain(items).collect(),
        ..MinutesForm::default()
    }
}

async fn actions(w: &World) -> Vec<Action> {
    let mut conn = w.visitor().read().await.unwrap();
    store::actions(&mut conn, meeting(w, 1).await.id).await.unwrap()
}

on_both! {
    async fn minutes_move_issues_on_and_start_clocks(w: World) {
        let mut issues = Vec::new();
        for key in ["a", "b", "c", "d"] {
            issues.push(issue(w, key).await);
        }
        announced(w, &issues).await;
        w.app.clock.set(AFTER.parse().unwrap());
        let eva = w.person("eva").await;
        let mut refer = said("refer", "park", "2026-05-01");
        refer.actions = vec![todo("Räkna trösklarna", "föreningen ALFA", "2026-04-20"), todo("Ta fram en kostnad", "park", "2026-04-25"), ActionForm::default()];
        let form = minutes_form(&eva, "p1", vec![refer, said("answered", "", "2026-06-01"), said("forum", "", "2026-05-10"), said("close", "", "")]);
        publish_minutes(&eva, "stad", 1, &form).await.unwrap();
        publish_minutes(&eva, "stad", 1, &form).await.unwrap();

        let m = meeting(w, 1).await;
        assert_eq!(m.state, MeetingState::Documented);
        assert!(m.minutes_at.is_some());
        assert_eq!(minutes_due(w, 1).await, None);
        let mut states = Vec::new();
        for n in &issues {
            states.push(issue_state(w, *n).await.1);
        }
        assert_eq!(states, [IssueState::Referred, IssueState::Answered, IssueState::InForum, IssueState::Closed]);
        let s = str::to_string;
        assert_eq!(
            clocks_of(w, issues[0]).await,
            [(ClockKind::Action, s("alfa"), s("2026-04-20")), (ClockKind::Action, s("park"), s("2026-04-25")), (ClockKind::Answer, s("park"), s("2026-05-01"))]
        );
        assert_eq!(clocks_of(w, issues[1]).await, [(ClockKind::FollowUp, s("kansli"), s("2026-06-01"))]);
        assert_eq!(clocks_of(w, issues[2]).await, [(ClockKind::NextStep, s("kansli"), s("2026-05-10"))]);
        assert!(clocks_of(w, issues[3]).await.is_empty());
        assert_eq!(events(w, "minutes_published").await, 1);
        let mut conn = w.visitor().read().await.unwrap();
        let items = store::items(&mut conn, m.id).await.unwrap();
        assert_eq!(items[1].said_html.trim(), "<p>Vi hörde <strong>alla</strong>.</p>");
        assert_eq!(items.iter().map(|i| i.outcome).collect::<Vec<_>>(), [ItemOutcome::None, ItemOutcome::Refer, ItemOutcome::Answered, ItemOutcome::Forum, ItemOutcome::Close]);
        let sides = crate::fetch!(conn, (String, String), fetch_all, "SELECT o.slug, k.side FROM clock k JOIN organisation o ON o.id = k.owner_id WHERE k.kind = 'action' ORDER BY k.id").unwrap();
        assert_eq!(sides, [(s("alfa"), s("civil_society")), (s("park"), s("public"))]);
    }

    async fn nothing_is_half_done(w: World) {
        let (a, b) = (issue(w, "a").await, issue(w, "b").await);
        announced(w, &[a, b]).await;
        w.app.clock.set(AFTER.parse().unwrap());
        let eva = w.person("eva").await;
        let mut second = said("refer", "alfa", "2026-01-01");
        second.actions = vec![todo("Ring", "Finns inte", ""), todo("", "park", "2026-05-01")];
        second.said = String::new();
        let form = minutes_form(&eva, "p1", vec![said("close", "", ""), second]);
        let Err(AppError::Invalid(faults)) = publish_minutes(&eva, "stad", 1, &form).await else { panic!("published") };
        let found: Vec<_> = faults.0.iter().map(|(f, _)| *f).collect();
        for field in ["said-2", "body-2", "next-2", "owner-10", "due-10", "what-11"] {
            assert!(found.contains(&field), "{field} in {found:?}");
        }
        assert_eq!((issue_state(w, a).await.1, meeting(w, 1).await.state.is_standing(), events(w, "minutes_published").await), (IssueState::OnAgenda, true, 0));
    }

    async fn each_issue_on_the_agenda_must_go_somewhere(w: World) {
        let a = issue(w, "a").await;
        announced(w, &[a]).await;
        w.app.clock.set(AFTER.parse().unwrap());
        let eva = w.person("eva").await;
        let stays = publish_minutes(&eva, "stad", 1, &minutes_form(&eva, "p1", vec![said("none", "", "")])).await;
        assert!(matches!(stays, Err(AppError::Invalid(f)) if f.of("outcome-1") == Some(&Fault::Choice)));
        let mut form = minutes_form(&eva, "p1", vec![said("close", "", "")]);
        form.items[0].outcome = "close".into();
        assert!(matches!(publish_minutes(&eva, "stad", 1, &form).await, Err(AppError::Invalid(f)) if f.of("outcome-0") == Some(&Fault::Choice)), "a free item has no issue");
    }

    async fn an_issue_that_moved_on_is_left_alone(w: World) {
        let a = issue(w, "a").await;
        announced(w, &[a]).await;
        let eva = w.person("eva").await;
        let act = crate::curation::service::Act { next_on: "2026-04-01".parse().ok(), ..crate::curation::service::Act::new(crate::issues::types::IssueAct::TakeOffAgenda, "Den väntar.") };
        let mut tx = eva.write().await.unwrap();
        let (id, _) = issue_state(w, a).await;
        crate::curation::service::perform(&mut tx, &eva, &w.agreement(), id, None, &act).await.unwrap();
        tx.commit().await.unwrap();
        w.app.clock.set(AFTER.parse().unwrap());
        let moved = publish_minutes(&eva, "stad", 1, &minutes_form(&eva, "p1", vec![said("close", "", "")])).await;
        assert!(matches!(moved, Err(AppError::Invalid(f)) if f.of("outcome-1").is_some()));
        publish_minutes(&eva, "stad", 1, &minutes_form(&eva, "p1", vec![said("none", "", "")])).await.unwrap();
        assert_eq!(issue_state(w, a).await.1, IssueState::InForum);
    }

    async fn not_before_the_meeting_and_only_once(w: World) {
        announced(w, &[]).await;
        let eva = w.person("eva").await;
        let form = minutes_form(&eva, "p1", vec![]);
        assert!(matches!(publish_minutes(&eva, "stad", 1, &form).await, Err(AppError::Refused(Refusal::WrongState))));
        w.app.clock.set(AFTER.parse().unwrap());
        publish_minutes(&eva, "stad", 1, &form).await.unwrap();
        let again = MinutesForm { key: "p2".into(), ..form };
        assert!(matches!(publish_minutes(&eva, "stad", 1, &again).await, Err(AppError::Refused(Refusal::WrongState))));
    }

    async fn only_the_kansli_writes_minutes(w: World) {
        announced(w, &[]).await;
        w.app.clock.set(AFTER.parse().unwrap());
        for name in ["per", "sia", "anna", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            let form = minutes_form(&ctx, "p1", vec![]);
            assert!(matches!(publish_minutes(&ctx, "stad", 1, &form).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(save_draft(&ctx, "stad", 1, &form).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(minutes_page(&ctx, "stad", 1, None).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
    }

    async fn a_draft_keeps_what_was_typed(w: World) {
        let a = issue(w, "a").await;
        announced(w, &[a]).await;
        let eva = w.person("eva").await;
        let page = minutes_page(&eva, "stad", 1, None).await.unwrap();
        assert_eq!((page.form.items.len(), page.form.items[1].actions.len()), (2, 5));
        let mut form = MinutesForm { key: "d1".into(), r#as: acting(&eva), ..page.form };
        form.items[1].said = "Halvvägs".into();
        form.items[1].actions[2] = todo("Ring", "inte klart", "");
        save_draft(&eva, "stad", 1, &form).await.unwrap();
        let page = minutes_page(&eva, "stad", 1, None).await.unwrap();
        assert_eq!((page.form.items[1].said.as_str(), page.form.items[1].actions[2].owner.as_str()), ("Halvvägs", "inte klart"));
        // nobody else sees it
        let seen = service::see(&w.visitor(), "stad", "1-lokaler-som-racker").await.unwrap();
        assert!(seen.items.iter().all(|i| i.said_html.is_empty()));
        let stale = MinutesForm { key: "d2".into(), ..form };
        assert!(matches!(save_draft(&eva, "stad", 1, &stale).await, Err(AppError::Stale { current: 2 })));
    }

    async fn actions_are_ticked_off_by_their_owner_or_the_kansli(w: World) {
        announced(w, &[]).await;
        w.app.clock.set(AFTER.parse().unwrap());
        let eva = w.person("eva").await;
        let mut form = minutes_form(&eva, "p1", vec![]);
        form.items[0].actions = vec![todo("Räkna", "alfa", "2026-04-20"), todo("Svara", "park", "2026-04-20"), todo("Ringa", "kansli", "2026-04-20")];
        publish_minutes(&eva, "stad", 1, &form).await.unwrap();
        let all = actions(w).await;
        let done = |ctx: &crate::context::Ctx| DoneForm { key: "x".into(), r#as: acting(ctx), note: "Klart.".into() };
        // who comes to tick one off finds its form open, and no other
        for (query, expected) in [(String::new(), 0), (format!("?bocka={}", all[0].id), 1), ("?bocka=".to_string(), 0)] {
            let ctx = crate::context::Ctx { path: format!("/stad/moten/1-lokaler-som-racker{query}"), ..eva.clone() };
            let page = crate::meetings::pages::one(ctx, axum::extract::Path(("stad".into(), "1-lokaler-som-racker".into()))).await;
            let (_, page) = crate::curation::tests::pages::html(page).await;
            assert_eq!(page.matches("<details open class=\"more noprint\"").count(), expected, "{query}: {page}");
        }
        for (who, which) in [("bo", 0), ("karin", 0), ("anna", 1), ("hugo", 1), ("pia", 1), ("per", 2), ("ida", 0)] {
            let ctx = w.person(who).await;
            assert!(matches!(action_done(&ctx, "stad", 1, all[which].id, &done(&ctx)).await, Err(AppError::Refused(Refusal::NotAllowed))), "{who}");
        }
        for (who, which) in [("anna", 0), ("karin", 1), ("eva", 2)] {
            let ctx = w.person(who).await;
            action_done(&ctx, "stad", 1, all[which].id, &done(&ctx)).await.unwrap();
            action_done(&ctx, "stad", 1, all[which].id, &done(&ctx)).await.unwrap();
        }
        assert_eq!(events(w, "action_done").await, 3);
        assert!(actions(w).await.iter().all(|a| a.done_at.is_some() && a.done_note == "Klart."));
        let mut conn = w.visitor().read().await.unwrap();
        assert_eq!(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM clock WHERE kind = 'action' AND closed_by IS NULL").unwrap(), 0);
        drop(conn);
        assert!(matches!(action_done(&eva, "stad", 1, ActionId(999), &done(&eva)).await, Err(AppError::NotFound)));
        assert!(matches!(action_done(&eva, "stad", 7, all[0].id, &done(&eva)).await, Err(AppError::NotFound)));
    }
}
