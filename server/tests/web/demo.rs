//! The demo loads on both databases, and its people see what they should.

use app::db::testing::World;
use app::{fetch, scalar};
use server::demo::{self, Filled};
use std::collections::HashMap;

async fn count(w: &World, sql: &'static str) -> i64 {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

#[derive(sqlx::FromRow)]
struct State {
    state: String,
    count: i64,
}

app::on_both! {
    async fn everything_is_there(w: World) {
        let started = std::time::Instant::now();
        demo::load(&w.app).await.unwrap();
        assert!(started.elapsed().as_secs() < 60, "the demo takes too long");
        assert_eq!(demo::filled(&w.app).await.unwrap(), Filled::Yes);
        for (what, sql, expected) in [
            ("issues", "SELECT COUNT(*) FROM issue", 121),
            ("meetings", "SELECT COUNT(*) FROM meeting", 13),
            ("questions from the floor", "SELECT COUNT(*) FROM question", 8),
            ("polls", "SELECT COUNT(*) FROM poll", 2),
            ("jobs of the past", "SELECT COUNT(*) FROM job", 0),
            ("keys of forms", "SELECT COUNT(*) FROM idempotency", 0),
            ("events without a position", "SELECT COUNT(*) FROM event WHERE agreement_id IS NOT NULL AND position IS NULL", 0),
            ("contributions that nobody let through", "SELECT COUNT(*) FROM contribution WHERE published_at IS NULL AND hidden_at IS NULL", 0),
            ("hidden contributions", "SELECT COUNT(*) FROM contribution WHERE hidden_at IS NOT NULL", 2),
            ("restrictions", "SELECT COUNT(*) FROM restriction", 1),
            ("reports that wait", "SELECT COUNT(*) FROM flag WHERE outcome IS NULL", 1),
            ("followers", "SELECT COUNT(*) FROM follow WHERE confirmed_at IS NOT NULL", 12),
            ("followers who would be told of the past", "SELECT COUNT(*) FROM follow f JOIN agreement_sequence s ON s.agreement_id = f.agreement_id WHERE f.told_position <> s.event_position", 0),
            ("appeals that wait", "SELECT COUNT(*) FROM appeal WHERE outcome IS NULL", 1),
            ("appeals that were decided", "SELECT COUNT(*) FROM appeal WHERE outcome = 'stands'", 1),
            ("attachments", "SELECT COUNT(*) FROM attachment", 3),
            ("saved phrases", "SELECT COUNT(*) FROM phrase", 6),
            ("issues that were split off", "SELECT COUNT(*) FROM issue_split", 1),
            ("meetings whose places are not those of its sign-ups", "SELECT COUNT(*) FROM meeting m WHERE taken <> (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id)", 0),
            ("documented meetings", "SELECT COUNT(*) FROM meeting WHERE state = 'documented'", 6),
            ("events out of order", "SELECT COUNT(*) FROM event a JOIN event b ON a.agreement_id = b.agreement_id AND a.position < b.position AND a.occurred_at > b.occurred_at", 0),
            ("personas", "SELECT COUNT(*) FROM person WHERE demo_role IS NOT NULL", 11),
        ] {
            assert_eq!(count(w, sql).await, expected, "{what}");
        }
        let mut conn = w.visitor().read().await.unwrap();
        let states = fetch!(conn, State, fetch_all, "SELECT state, COUNT(*) AS count FROM issue GROUP BY state").unwrap();
        let states: HashMap<_, _> = states.into_iter().map(|s| (s.state, s.count)).collect();
        for state in ["submitted", "in_forum", "on_agenda", "referred", "answered", "followed_up", "closed", "merged", "declined", "withdrawn"] {
            assert!(states.get(state).is_some_and(|n| *n > 0), "no issue is {state}");
        }
        assert!(count(w, "SELECT COUNT(*) FROM clock WHERE closed_by IS NULL AND kind = 'answer' AND due_on < '2026-03-02'").await > 0, "an answer is late");
    }
    async fn its_pages_can_be_read(w: World) {
        demo::load(&w.app).await.unwrap();
        let web = crate::common::web_with(w, true, server::Options::default()).await;
        for path in ["/", "/goteborg", "/goteborg/forum/rostbarare", "/goteborg/fragor", "/vastra-gotaland", "/en/goteborg", "/goteborg/logg"] {
            let a = web.get(path).await;
            assert_eq!(a.status, http::StatusCode::OK, "{path}");
        }
    }
}
