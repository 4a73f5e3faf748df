//! Random sequences of acts keep rule 3: whatever is open has a next step, and what has ended has none.

use super::{People, full, go, open_clocks, posted, state_of};
use crate::db::Kind;
use crate::db::testing::World;
use crate::error::{AppError, Refusal};
use crate::issues::rules::{Who, transition};
use crate::issues::types::{IssueAct, IssueState};
use crate::scalar;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

#[test]
fn random_acts_keep_the_invariants() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (w, p, into) = runtime.block_on(async {
        let w = World::new(Kind::Sqlite).await;
        let p = People::of(&w).await;
        let (into, _) = posted(&p.anna, "Den som andra slås ihop med").await;
        (w, p, into)
    });
    let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    let steps = proptest::collection::vec((0..IssueAct::ALL.len(), 0usize..3, any::<bool>()), 1..14);
    let result = runner.run(&steps, |steps| {
        runtime.block_on(async {
            // a new day each time: ten posts a day is the limit
            w.days_pass(1);
            let (issue, _) = posted(&p.anna, "En fråga som vandrar som den vill").await;
            for (act, who, dated) in steps {
                let act = IssueAct::ALL[act];
                let who = [Who::Curator, Who::Author, Who::AskedBody][who];
                let ctx = p.who(who);
                let (before, version) = state_of(ctx, issue).await;
                let mut a = full(&w, ctx, act, Some(into)).await;
                if !dated {
                    a.next_on = None;
                }
                let result = go(&w, ctx, issue, &a).await;
                let (after, now) = state_of(ctx, issue).await;
                let row = transition(before, act);
                match &result {
                    Ok(_) => prop_assert!(row.is_some_and(|r| r.to == after && r.who == who) && now == version + 1, "{before} {act} {after}"),
                    Err(e) => {
                        prop_assert_eq!((before, version), (after, now));
                        prop_assert!(matches!(e, AppError::Refused(Refusal::WrongState | Refusal::NotAllowed) | AppError::Invalid(_)), "{}", e);
                    }
                }
                let clocks = open_clocks(ctx, issue).await;
                prop_assert_eq!(clocks.is_empty(), !after.is_open(), "{} after {}: {:?}", after, act, clocks);
                let kinds: std::collections::HashSet<_> = clocks.iter().map(|(k, _)| k).collect();
                prop_assert_eq!(kinds.len(), clocks.len(), "one promise of each kind: {:?}", clocks);
                let mut conn = ctx.read().await.unwrap();
                let pointer = scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM issue WHERE id = $1 AND merged_into_id IS NOT NULL", issue).unwrap();
                prop_assert_eq!(pointer == 1, after == IssueState::Merged);
            }
            Ok(())
        })
    });
    runtime.block_on(w.end());
    result.unwrap_or_else(|e| panic!("{e}"));
}
