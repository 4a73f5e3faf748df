//! The state machine in the database is the one in the rules: every other change is refused, by raw SQL too.

use super::path;
use crate::context::Ctx;
use crate::db::Tx;
use crate::ids::IssueId;
use crate::issues::rules::{TRANSITIONS, ways_back};
use crate::issues::types::IssueState;
use crate::{execute, fetch, on_both, scalar};

async fn insert(tx: &mut Tx, ctx: &Ctx, number: i64, state: IssueState, into: Option<IssueId>) -> Result<IssueId, sqlx::Error> {
    scalar!(
        tx,
        IssueId,
        fetch_one,
        "INSERT INTO issue (agreement_id, number, slug, state, title, fold_key, what, why, whom, ask, what_html, why_html, whom_html, ask_html, renderer, lang,
            organisation_id, author_id, created_at, moved_at, merged_into_id)
         VALUES (1, $1, 'x', $2, 'x', 'x', '', '', '', '', '', '', '', '', 1, 'sv', 6, 5, $3, $3, $4) RETURNING id",
        number,
        state,
        ctx.now(),
        into
    )
}

async fn set(tx: &mut Tx, issue: IssueId, state: IssueState, other: IssueId) -> Result<u64, sqlx::Error> {
    let into = (state == IssueState::Merged).then_some(other);
    execute!(tx, "UPDATE issue SET state = $2, merged_into_id = $3 WHERE id = $1", issue, state, into)
}

on_both! {
    async fn raw_sql_moves_an_issue_only_as_the_table_says(w: World) {
        let ctx = w.visitor();
        let mut number = 100;
        for from in IssueState::ALL {
            for to in IssueState::ALL {
                // a transaction after an error is over: one for each pair
                let mut tx = ctx.write().await.unwrap();
                number += 2;
                let other = insert(&mut tx, &ctx, number, IssueState::InForum, None).await.unwrap();
                let issue = insert(&mut tx, &ctx, number + 1, IssueState::Submitted, None).await.unwrap();
                for t in path(*from) {
                    set(&mut tx, issue, t.to, other).await.unwrap();
                }
                let allowed = from == to || TRANSITIONS.iter().any(|t| t.from == *from && t.to == *to) || ways_back().contains(&(*from, *to));
                let result = set(&mut tx, issue, *to, other).await;
                assert_eq!(result.is_ok(), allowed, "{from} -> {to}: {result:?}");
            }
        }
    }

    async fn an_issue_begins_as_submitted_or_in_its_forum(w: World) {
        let ctx = w.visitor();
        for state in IssueState::ALL {
            let mut tx = ctx.write().await.unwrap();
            let other = insert(&mut tx, &ctx, 1, IssueState::InForum, None).await.unwrap();
            let result = insert(&mut tx, &ctx, 2, *state, (*state == IssueState::Merged).then_some(other)).await;
            assert_eq!(result.is_ok(), matches!(state, IssueState::Submitted | IssueState::InForum), "{state}: {result:?}");
        }
    }

    async fn the_table_in_the_database_is_the_one_in_the_rules(w: World) {
        let ctx = w.visitor();
        let mut conn = ctx.read().await.unwrap();
        let mut stored = fetch!(conn, (String, String, String), fetch_all, "SELECT from_state, act, to_state FROM issue_transition").unwrap();
        let mut rules: Vec<_> = TRANSITIONS.iter().map(|t| (t.from.to_string(), t.act.to_string(), t.to.to_string())).collect();
        rules.extend(ways_back().into_iter().map(|(from, to)| (from.to_string(), "undo".to_string(), to.to_string())));
        stored.sort();
        rules.sort();
        assert_eq!(stored, rules);
    }
}
