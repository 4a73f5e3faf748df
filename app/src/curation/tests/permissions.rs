//! The whole table role × act × state, as it is enforced by [`perform`], as a snapshot.

use super::{People, full, go, posted, reach};
use crate::context::Ctx;
use crate::curation::service::perform;
use crate::db::Kind;
use crate::db::testing::World;
use crate::error::{AppError, Refusal};
use crate::ids::IssueId;
use crate::issues::rules::{TRANSITIONS, transition};
use crate::issues::types::{IssueAct, IssueState};
use std::fmt::Write;

/// Columns: who, by name in the world. The issue was posted by alfa; park is asked.
const ROLES: &[&str] = &["visitor", "ida", "anna", "bo", "cia", "karin", "hugo", "pia", "eva", "per", "sia", "olle"];

/// `x` may; `.` may not in this role; `0` does not see the issue; `-` must sign in first; `!` not in this state.
async fn signs(w: &World, actors: &[Ctx], issue: IssueId, act: IssueAct, into: IssueId) -> String {
    let mut signs = String::new();
    for ctx in actors {
        // never committed: the next one finds the issue as this one did
        let mut tx = ctx.write().await.unwrap();
        let result = perform(&mut tx, ctx, &w.agreement(), issue, None, &full(w, ctx, act, Some(into)).await).await;
        let sign = match result {
            Ok(_) => "x",
            Err(AppError::SignInFirst) => "-",
            Err(AppError::Refused(Refusal::NotAllowed)) => ".",
            Err(AppError::NotFound) => "0",
            Err(AppError::Refused(Refusal::WrongState)) => "!",
            Err(e) => panic!("{act}: {e}"),
        };
        let _ = write!(signs, "{sign:>8}");
    }
    signs
}

/// The first rows are of an issue that was never published: of gamma, which has not signed, and posted by cia.
#[tokio::test]
async fn who_may_do_what_when() {
    let w = World::new(Kind::Sqlite).await;
    let p = People::of(&w).await;
    let mut actors = Vec::new();
    for name in ROLES {
        actors.push(if *name == "visitor" { w.visitor() } else { w.person(name).await });
    }
    let (into, _) = posted(&p.anna, "Den som andra slås ihop med").await;
    let (unpublished, _) = posted(&w.person("cia").await, "Den som väntar på kansliet").await;
    go(&w, &p.eva, unpublished, &full(&w, &p.eva, IssueAct::AskBack, None).await).await.unwrap();
    let mut table = format!("{:<28}{}\n", "", ROLES.iter().map(|r| format!("{r:>8}")).collect::<String>());
    let submitted = IssueAct::ALL.iter().copied().filter(|act| transition(IssueState::Submitted, *act).is_some());
    for act in submitted.clone() {
        let signs = signs(&w, &actors, unpublished, act, into).await;
        let _ = writeln!(table, "{:<28}{signs}", format!("unpublished: {act}"));
    }
    for state in IssueState::ALL {
        let issue = reach(&w, &p, *state, into).await;
        for act in IssueAct::ALL {
            let possible = transition(*state, *act).is_some();
            if *act == IssueAct::Complete && possible {
                go(&w, &p.eva, issue, &full(&w, &p.eva, IssueAct::AskBack, None).await).await.unwrap();
            }
            let signs = signs(&w, &actors, issue, *act, into).await;
            if possible {
                assert!(!signs.contains('!'), "{state}: {act}: {signs}");
                let _ = writeln!(table, "{:<28}{signs}", format!("{state}: {act}"));
            } else {
                assert!(!signs.contains('x'), "{state}: {act}: {signs}");
            }
        }
    }
    assert_eq!(table.lines().count(), 1 + submitted.count() + TRANSITIONS.len());
    insta::assert_snapshot!(table);
    w.end().await;
}
