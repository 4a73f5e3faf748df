//! The whole table role × act × state, as it is enforced by [`perform`], as a snapshot.

use super::{People, full, go, posted, reach};
use crate::curation::service::perform;
use crate::db::Kind;
use crate::db::testing::World;
use crate::error::{AppError, Refusal};
use crate::issues::rules::{TRANSITIONS, transition};
use crate::issues::types::{IssueAct, IssueState};
use std::fmt::Write;

/// Columns: who, by name in the world. The issue was posted by alfa; park is asked.
const ROLES: &[&str] = &["visitor", "ida", "anna", "bo", "cia", "karin", "hugo", "pia", "eva", "per", "sia", "olle"];

/// `x` may; `.` may not in this role; `0` does not see the issue; `-` must sign in first.
#[tokio::test]
async fn who_may_do_what_when() {
    let w = World::new(Kind::Sqlite).await;
    let p = People::of(&w).await;
    let mut actors = Vec::new();
    for name in ROLES {
        actors.push(if *name == "visitor" { w.visitor() } else { w.person(name).await });
    }
    let (into, _) = posted(&p.anna, "Den som andra slås ihop med").await;
    let mut table = format!("{:<28}{}\n", "", ROLES.iter().map(|r| format!("{r:>8}")).collect::<String>());
    for state in IssueState::ALL {
        let issue = reach(&w, &p, *state, into).await;
        for act in IssueAct::ALL {
            let possible = transition(*state, *act).is_some();
            if *act == IssueAct::Complete && possible {
                go(&w, &p.eva, issue, &full(&w, &p.eva, IssueAct::AskBack, None).await).await.unwrap();
            }
            let mut line = format!("{:<28}", format!("{state}: {act}"));
            for ctx in &actors {
                let mut tx = ctx.write().await.unwrap();
                let result = perform(&mut tx, ctx, &w.agreement(), issue, None, &full(&w, ctx, *act, Some(into)).await).await;
                let sign = match result {
                    Ok(_) => "x",
                    Err(AppError::SignInFirst) => "-",
                    Err(AppError::Refused(Refusal::NotAllowed)) => ".",
                    Err(AppError::NotFound) => "0",
                    Err(AppError::Refused(Refusal::WrongState)) if !possible => "!",
                    Err(e) => panic!("{state}: {act}: {e}"),
                };
                let _ = write!(line, "{sign:>8}");
            }
            if possible {
                let _ = writeln!(table, "{line}");
            } else {
                assert!(!line[28..].contains('x'), "{line}");
            }
        }
    }
    assert_eq!(table.lines().count(), TRANSITIONS.len() + 1);
    insta::assert_snapshot!(table);
    w.end().await;
}
