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
            ("meetings", "SELECT COUNT(*) FROM meeting", 23),
            ("questions from the floor", "SELECT COUNT(*) FROM question", 8),
            ("polls", "SELECT COUNT(*) FROM poll", 2),
            ("drafts of meetings", "SELECT COUNT(*) FROM meeting WHERE state = 'draft'", 1),
            ("meetings that nobody can sign up to yet", "SELECT COUNT(*) FROM meeting WHERE state = 'announced'", 1),
            ("templates of agendas", "SELECT COUNT(*) FROM agenda_template", 3),
            ("jobs of the past", "SELECT COUNT(*) FROM job WHERE kind NOT IN ('open_sign_up', 'ask_after_meeting', 'end_consensus')", 0),
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
            ("attachments", "SELECT COUNT(*) FROM attachment", 4),
            ("bodies", "SELECT COUNT(*) FROM body", 13),
            ("seats whose presence is noted", "SELECT COUNT(*) FROM body_attendance", 6),
            ("reviews that are promised", "SELECT COUNT(*) FROM clock WHERE kind = 'representation' AND closed_by IS NULL", 3),
            ("substitutes and experts", "SELECT COUNT(*) FROM associate", 2),
            ("saved phrases", "SELECT COUNT(*) FROM phrase", 6),
            ("wishes for meetings", "SELECT COUNT(*) FROM wish", 6),
            ("wishes that wait", "SELECT COUNT(*) FROM wish WHERE state = 'open'", 2),
            ("issues that were not chosen", "SELECT COUNT(*) FROM issue_choice WHERE NOT chosen", 3),
            ("issues that were split off", "SELECT COUNT(*) FROM issue_split", 1),
            ("meetings whose places are not those of its sign-ups", "SELECT COUNT(*) FROM meeting m
                WHERE taken <> (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id AND NOT r.online AND r.state = 'confirmed')
                    + (SELECT COUNT(*) FROM guest g WHERE g.meeting_id = m.id AND g.holds)
                OR online_taken <> (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id AND r.online AND r.state = 'confirmed')", 0),
            ("people who wait for a place", "SELECT COUNT(*) FROM registration WHERE state = 'waiting'", 6),
            ("people who wait although there is room", "SELECT COUNT(*) FROM registration r JOIN meeting m ON m.id = r.meeting_id WHERE r.state = 'waiting' AND NOT r.online AND m.taken < m.capacity", 0),
            ("guests who have not answered", "SELECT COUNT(*) FROM guest WHERE state = 'invited' AND holds", 24),
            ("members who came to a meeting of their body", "SELECT COUNT(*) FROM guest g JOIN meeting m ON m.id = g.meeting_id WHERE m.body_id = g.organisation_id AND g.state = 'accepted'", 5),
            ("people who came", "SELECT COUNT(*) FROM registration WHERE checked_in_at IS NOT NULL", 66),
            ("minutes that wait to be adjusted", "SELECT COUNT(*) FROM minutes_round WHERE ended_at IS NULL", 1),
            ("corrections", "SELECT COUNT(*) FROM minutes_correction", 1),
            ("frozen minutes", "SELECT COUNT(*) FROM minutes", 10),
            ("documented meetings", "SELECT COUNT(*) FROM meeting WHERE state = 'documented'", 10),
            ("proposals that passed", "SELECT COUNT(*) FROM consensus WHERE state = 'passed'", 1),
            ("proposals that fell", "SELECT COUNT(*) FROM consensus WHERE state = 'lapsed'", 1),
            ("proposals in a second version", "SELECT COUNT(*) FROM consensus WHERE state = 'open' AND version = 2", 1),
            ("reviews of the model that are promised", "SELECT COUNT(*) FROM clock WHERE kind = 'model_review' AND closed_by IS NULL AND due_on > '2026-03-02'", 1),
            ("promises", "SELECT COUNT(*) FROM promise", 14),
            ("states of promises", "SELECT COUNT(DISTINCT state) FROM promise", 5),
            ("promises that are late", "SELECT COUNT(*) FROM promise p JOIN clock k ON k.promise_id = p.id WHERE k.closed_by IS NULL AND p.state IN ('open', 'under_way') AND k.due_on < '2026-03-02'", 2),
            ("open promises that are not on the next talk's agenda", "SELECT COUNT(*) FROM promise p WHERE p.agreement_id = (SELECT id FROM agreement WHERE slug = 'goteborg') AND p.state IN ('open', 'under_way', 'claimed') AND NOT EXISTS (SELECT 1 FROM agenda_item g JOIN meeting m ON m.id = g.meeting_id WHERE g.promise_id = p.id AND m.state IN ('announced', 'open'))", 0),
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
        for path in ["/", "/goteborg", "/goteborg/forum/rostbarare", "/goteborg/fragor", "/vastra-gotaland", "/en/goteborg", "/goteborg/logg", "/goteborg/organ", "/goteborg/organ/samverkansgruppen-utforare", "/en/vastra-gotaland/organ/samverkansgruppen-vg", "/goteborg/onskemal", "/goteborg/planering", "/goteborg/kalender", "/vastra-gotaland/kalender", "/goteborg/samtal", "/goteborg/loften", "/vastra-gotaland/loften", "/goteborg/samsyn", "/goteborg/samsyn/3", "/vastra-gotaland/samsyn"] {
            let a = web.get(path).await;
            assert_eq!(a.status, http::StatusCode::OK, "{path}");
        }
    }
}
