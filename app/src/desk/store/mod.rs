//! SQL of the desk: what waits, in few statements.

pub mod bulk;
pub mod efforts;
pub mod history;
pub mod todo;
pub mod views;

use super::types::Source;
use crate::agreements::types::Side;
use crate::clocks::ClockKind;
use crate::db::Conn;
use crate::error::Result;
use crate::fetch;
use crate::ids::{AgreementId, AreaId, ForumId, OrganisationId, PersonId, ThemeId};
use crate::issues::store::backers;
use crate::issues::types::IssueState;
use crate::meetings::types::MeetingState;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// Something that waits. What does not apply to its source is empty.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ItemRow {
    /// Why it is here.
    pub source: Source,
    /// What is promised.
    pub kind: Option<ClockKind>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// The clock is the curating body's own.
    pub by_curator: bool,
    /// Who promised; the body whose meeting it is.
    pub owner_name: Option<String>,
    /// On which side the owner stands.
    pub owner_side: Option<Side>,
    /// The clock was opened when the issue was posted, or when what was asked for was added: those who curate have not said what comes next.
    pub from_posting: bool,
    /// State of the issue.
    pub state: Option<IssueState>,
    /// Number of the issue.
    pub issue_number: Option<i64>,
    /// Title of the issue.
    pub issue_title: Option<String>,
    /// Language of the issue, or of the meeting.
    pub issue_lang: Option<String>,
    /// Forum of the issue.
    pub forum_id: Option<ForumId>,
    /// Organisation that posted the issue, or that a contribution speaks for; a newcomer's name; for whom an effort is.
    pub who: Option<String>,
    /// How many organisations stand behind it.
    pub backers: i64,
    /// Since when it waits.
    pub since_at: Option<DateTime<Utc>>,
    /// Number of the contribution within the issue.
    pub contribution_number: Option<i64>,
    /// Number of the meeting, or of the wish for one.
    pub meeting_number: Option<i64>,
    /// Slug of the meeting.
    pub meeting_slug: Option<String>,
    /// Title of the meeting, or of the wish for one.
    pub meeting_title: Option<String>,
    /// What the action is, or what was promised at a talk.
    pub action_what: Option<String>,
    /// How many reports of it wait; rounds of adjusting that go on; changes that those who adjust ask for.
    pub flags: i64,
    /// Place of the meeting; when a wish is for; what is to be done about a body.
    pub place: Option<String>,
    /// When the meeting starts, wall clock.
    pub starts_local: Option<NaiveDateTime>,
    /// When it ends.
    pub ends_at: Option<DateTime<Utc>>,
    /// Its places; how many have to approve its minutes.
    pub capacity: Option<i64>,
    /// Those taken; how many have approved.
    pub taken: Option<i64>,
    /// Number of the promise made at a talk; its words stand in `action_what`.
    pub promise_number: Option<i64>,
    /// Number of the appeal that is to be answered.
    pub appeal_number: Option<i64>,
    /// Area of the meeting, or of the wish for one.
    pub area_id: Option<AreaId>,
    /// Number of the action; id of the effort, or of the saved view; the view's address stands in `place`, and `by_curator` says that it is shared.
    pub thing_id: Option<i64>,
    /// When sign-up to the meeting opens, where that has a day of its own.
    pub opens_on: Option<NaiveDate>,
    /// State of the meeting.
    pub meeting_state: Option<MeetingState>,
    /// When the meeting was written down.
    pub created_at: Option<DateTime<Utc>>,
}

/// What the desk asks for.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Agreement.
    pub agreement: AgreementId,
    /// The body that curates.
    pub curator: OrganisationId,
    /// The steering group.
    pub steering: OrganisationId,
    /// Today.
    pub today: NaiveDate,
    /// Newcomers who were readable then or before.
    pub newcomers_before: DateTime<Utc>,
    /// The last day that "my day" shows.
    pub until: NaiveDate,
    /// Terms in bodies that end by then are about to end.
    pub terms_until: NaiveDate,
    /// Only what has this theme.
    pub theme: Option<ThemeId>,
    /// Only what is about this area.
    pub area: Option<AreaId>,
    /// Who reads: with the body's saved views come their own.
    pub person: PersonId,
}

/// Everything that waits: meetings by their time, then what came first before. One statement, however many queues: whoever adds one
/// adds a part to it.
///
/// Newcomers: see [`super::rules::newcomers_before`]. Letting them in (`issue_accepted`, `contribution_published`) is no answer.
pub async fn items(conn: &mut Conn, asked: &Asked) -> Result<Vec<ItemRow>> {
    const SQL: &str = concat!(
        "WITH said AS (
            SELECT i.id AS issue_id, CAST(NULL AS BIGINT) AS contribution, i.organisation_id, i.author_id, i.published_at AS said_at
            FROM issue i JOIN organisation o ON o.id = i.organisation_id
            WHERE i.agreement_id = $1 AND i.published_at IS NOT NULL AND NOT i.withheld AND o.side <> 'public' AND o.id NOT IN ($2, $6)
            UNION ALL
            SELECT c.issue_id, c.number, c.organisation_id, c.author_id, c.published_at
            FROM contribution c WHERE c.agreement_id = $1 AND c.published_at IS NOT NULL AND c.role IN ('representative', 'individual')
              AND (c.organisation_id IS NULL OR c.organisation_id NOT IN ($2, $6))
        ), newcomer AS (
            SELECT s.issue_id, s.contribution, s.organisation_id, s.author_id, s.said_at,
                ROW_NUMBER() OVER (PARTITION BY COALESCE(s.organisation_id, -s.author_id) ORDER BY s.said_at, s.issue_id) AS nth,
                ROW_NUMBER() OVER (PARTITION BY s.author_id ORDER BY s.said_at, s.issue_id) AS nth_of_author
            FROM said s
        )
        SELECT q.* FROM (SELECT 'clock' AS source, k.kind, k.due_on, (k.owner_id = $2) AS by_curator, o.name AS owner_name, k.side AS owner_side,
            (e.kind IN ('issue_posted', 'issue_completed')) AS from_posting, i.state, i.number AS issue_number, i.title AS issue_title,
            i.lang AS issue_lang, i.forum_id, p.name AS who, 
            ",
        backers!(),
        " AS backers, e.occurred_at AS since_at, CAST(NULL AS BIGINT) AS contribution_number, m.number AS meeting_number, COALESCE(m.slug, bo.slug) AS meeting_slug,
            COALESCE(m.title, bo.name) AS meeting_title, COALESCE(a.what, pr.words) AS action_what, CAST(0 AS BIGINT) AS flags,
            CAST(NULL AS TEXT) AS place, CAST(NULL AS TIMESTAMP) AS starts_local, m.ends_at, CAST(NULL AS BIGINT) AS capacity,
            CAST(NULL AS BIGINT) AS taken, pr.number AS promise_number,
            CASE WHEN k.kind = 'appeal' THEN (SELECT x.number FROM appeal x WHERE x.made_by = k.opened_by) END AS appeal_number,
            CAST(NULL AS BIGINT) AS area_id, a.number AS thing_id, CAST(NULL AS DATE) AS opens_on, CAST(NULL AS TEXT) AS meeting_state,
            CAST(NULL AS TIMESTAMPTZ) AS created_at
        FROM clock k
        JOIN event e ON e.id = k.opened_by
        JOIN organisation o ON o.id = k.owner_id
        LEFT JOIN issue i ON i.id = k.issue_id
        LEFT JOIN organisation p ON p.id = i.organisation_id
        LEFT JOIN action a ON a.id = k.action_id
        LEFT JOIN agenda_item g ON g.id = a.agenda_item_id
        LEFT JOIN promise pr ON pr.id = k.promise_id
        LEFT JOIN meeting m ON m.id = COALESCE(k.meeting_id, g.meeting_id, pr.meeting_id)
        LEFT JOIN organisation bo ON bo.id = k.body_id
        WHERE k.agreement_id = $1 AND k.closed_by IS NULL AND k.kind NOT IN ('wish', 'consensus')
          AND (k.kind IN ('acceptance', 'completion', 'appeal') OR (k.kind IN ('representation', 'model_review') AND k.due_on <= $7) OR (k.kind = 'next_step' AND e.kind IN ('issue_posted', 'issue_completed')) OR k.due_on < $3
            OR (k.owner_id = $2 AND k.due_on <= $5))
        UNION ALL
        SELECT 'waiting', NULL, NULL, TRUE, NULL, NULL, FALSE, i.state, i.number, i.title, i.lang, i.forum_id, p.name, 0, c.created_at, c.number, NULL, NULL,
            NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM contribution c
        JOIN issue i ON i.id = c.issue_id
        LEFT JOIN organisation p ON p.id = c.organisation_id
        WHERE c.agreement_id = $1 AND c.published_at IS NULL AND c.hidden_at IS NULL
        UNION ALL
        SELECT 'flag', NULL, NULL, TRUE, NULL, NULL, FALSE, i.state, i.number, i.title, i.lang, i.forum_id, NULL, 0, MIN(f.created_at), c.number, NULL, NULL,
            NULL, NULL, COUNT(*), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM flag f
        JOIN issue i ON i.id = f.issue_id
        LEFT JOIN contribution c ON c.id = f.contribution_id
        WHERE f.agreement_id = $1 AND f.outcome IS NULL
        GROUP BY i.id, c.id, i.state, i.number, i.title, i.lang, i.forum_id, c.number
        UNION ALL
        SELECT 'newcomer', NULL, NULL, TRUE, NULL, NULL, FALSE, i.state, i.number, i.title, i.lang, i.forum_id, COALESCE(o.name, p.name), 0, n.said_at,
            n.contribution, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM newcomer n
        JOIN issue i ON i.id = n.issue_id
        JOIN person p ON p.id = n.author_id
        LEFT JOIN organisation o ON o.id = n.organisation_id
        WHERE n.nth = 1 AND (n.organisation_id IS NOT NULL OR n.nth_of_author = 1) AND n.said_at <= $4
          AND i.state IN ('in_forum', 'on_agenda', 'referred', 'answered', 'followed_up') AND NOT i.withheld
          AND NOT EXISTS (SELECT 1 FROM contribution c WHERE c.issue_id = n.issue_id AND c.published_at > n.said_at AND c.author_id <> n.author_id
            AND (n.organisation_id IS NULL OR c.organisation_id IS NULL OR c.organisation_id <> n.organisation_id))
          AND NOT EXISTS (SELECT 1 FROM restriction r WHERE r.agreement_id = $1 AND (r.person_id = n.author_id OR r.organisation_id = n.organisation_id)
            AND r.lifted_at IS NULL AND (r.until_on >= $3 OR r.from_at > n.said_at))
          AND NOT EXISTS (SELECT 1 FROM event e WHERE e.issue_id = n.issue_id AND e.occurred_at > n.said_at AND e.undone_by IS NULL
            AND e.kind IN ('issue_asked_back', 'issue_put_on_agenda', 'issue_taken_off_agenda', 'issue_referred', 'issue_reminded', 'issue_taken_back', 'issue_answered',
                'issue_concluded', 'issue_followed_up', 'issue_moved', 'issue_merged', 'issue_unmerged', 'issue_closed', 'issue_declined', 'issue_reopened',
                'issue_split', 'contribution_split')
            AND (e.kind <> 'issue_reopened' OR e.actor_organisation_id IN ($2, $6)))
        UNION ALL
        SELECT 'body', NULL, MIN(s.to_on), TRUE, NULL, NULL, FALSE, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, o.slug, o.name, NULL, COUNT(*),
            'terms', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM body b JOIN organisation o ON o.id = b.body_id JOIN seat s ON s.body_id = b.body_id
        WHERE b.agreement_id = $1 AND NOT b.retired AND (o.ends_on IS NULL OR o.ends_on >= $3) AND s.from_on <= $3 AND s.to_on >= $3 AND s.to_on <= $7
        GROUP BY o.id, o.slug, o.name
        UNION ALL
        SELECT 'body', NULL, NULL, TRUE, NULL, NULL, FALSE, NULL, NULL, NULL, NULL, NULL, NULL, 0,
            (SELECT MAX(e.occurred_at) FROM event e WHERE e.agreement_id = $1 AND e.kind IN ('seat_started', 'seat_ended') AND e.organisation_id = b.body_id), NULL, NULL, o.slug, o.name,
            NULL, 0, 'unequal', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM body b JOIN organisation o ON o.id = b.body_id
        WHERE b.agreement_id = $1 AND NOT b.retired AND b.equal_numbers AND (o.ends_on IS NULL OR o.ends_on >= $3)
          AND (SELECT COUNT(*) FROM seat s WHERE s.body_id = b.body_id AND s.side = 'civil_society' AND s.from_on <= $3 AND (s.to_on IS NULL OR s.to_on >= $3))
            <> (SELECT COUNT(*) FROM seat s WHERE s.body_id = b.body_id AND s.side = 'public' AND s.from_on <= $3 AND (s.to_on IS NULL OR s.to_on >= $3))
        UNION ALL
        SELECT 'meeting', NULL, (SELECT MIN(k.due_on) FROM clock k WHERE k.meeting_id = m.id AND k.kind = 'minutes' AND k.closed_by IS NULL), TRUE, bo.name,
            NULL, FALSE, NULL, NULL, NULL, m.lang, m.forum_id, NULL, 0, m.starts_at, NULL, m.number, m.slug, m.title, NULL,
            (SELECT COUNT(*) FROM minutes_round r WHERE r.meeting_id = m.id AND r.ended_at IS NULL), m.place, m.starts_local, m.ends_at, m.capacity, m.taken, NULL, NULL, m.area_id, NULL, m.opens_on, m.state, m.created_at
        FROM meeting m LEFT JOIN organisation bo ON bo.id = m.body_id
        WHERE m.agreement_id = $1 AND m.state IN ('draft', 'announced', 'open') AND m.dropped_at IS NULL
        UNION ALL
        SELECT 'round', 'adjustment', r.due_on, TRUE, NULL, NULL, FALSE, NULL, NULL, NULL, m.lang, m.forum_id, NULL, 0, r.sent_at, NULL, m.number, m.slug,
            m.title, NULL, (SELECT COUNT(*) FROM minutes_adjuster j WHERE j.round_id = r.id AND j.answer = 'change'), NULL, NULL, NULL, r.needed,
            (SELECT COUNT(*) FROM minutes_adjuster j WHERE j.round_id = r.id AND j.answer = 'approved'), NULL, NULL, m.area_id, NULL, NULL, NULL, NULL
        FROM minutes_round r JOIN meeting m ON m.id = r.meeting_id
        WHERE r.agreement_id = $1 AND r.ended_at IS NULL
        UNION ALL
        SELECT 'wish', k.kind, k.due_on, (k.owner_id = $2), o.name, k.side, FALSE, NULL, NULL, NULL, w.lang, w.forum_id, p.name,
            (SELECT COUNT(*) FROM wish_supporter s WHERE s.wish_id = w.id), w.created_at, NULL, w.number, NULL, w.title, NULL, 0, w.period, NULL, NULL,
            NULL, NULL, NULL, NULL, w.area_id, NULL, NULL, NULL, NULL
        FROM wish w
        JOIN organisation p ON p.id = w.organisation_id
        JOIN clock k ON k.wish_id = w.id AND k.closed_by IS NULL
        JOIN organisation o ON o.id = k.owner_id
        WHERE w.agreement_id = $1 AND w.state = 'open'
        UNION ALL
        SELECT 'consensus', k.kind, k.due_on, (k.owner_id = $2), o.name, k.side, FALSE, NULL, NULL, NULL, s.lang, s.forum_id, o.name,
            (SELECT COUNT(*) FROM consensus_answer x WHERE x.consensus_id = s.id AND x.version = s.version), s.created_at, NULL, s.number, NULL, s.title, NULL,
            (SELECT COUNT(*) FROM consensus_asked a WHERE a.consensus_id = s.id AND NOT EXISTS (SELECT 1 FROM consensus_answer x WHERE x.asked_id = a.id AND x.version = s.version)),
            CASE WHEN EXISTS (SELECT 1 FROM consensus_answer x WHERE x.consensus_id = s.id AND x.version = s.version AND x.kind = 'object') THEN 'object' END,
            NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM consensus s
        JOIN clock k ON k.consensus_id = s.id AND k.closed_by IS NULL
        JOIN organisation o ON o.id = k.owner_id
        WHERE s.agreement_id = $1 AND s.state = 'open'
        UNION ALL
        SELECT 'effort', NULL, f.due_on, TRUE, NULL, NULL, FALSE, NULL, NULL, f.title, NULL, NULL, f.whom, 0, f.created_at, NULL, NULL, NULL, NULL, NULL, 0,
            NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, f.id, NULL, NULL, NULL
        FROM effort f WHERE f.agreement_id = $1 AND f.body_id = $2 AND f.done_on IS NULL
        UNION ALL
        SELECT 'view', NULL, NULL, v.shared, NULL, NULL, FALSE, NULL, NULL, v.name, NULL, NULL, NULL, 0, v.created_at, NULL, NULL, NULL, NULL, NULL, 0,
            v.query, NULL, NULL, NULL, NULL, NULL, NULL, NULL, v.id, NULL, NULL, NULL
        FROM saved_view v WHERE v.agreement_id = $1 AND v.body_id = $2 AND (v.shared OR v.person_id = $10)
        ) q
        WHERE q.source = 'view' OR (($8 IS NULL OR q.issue_number IN (SELECT i.number FROM issue i JOIN issue_theme x ON x.issue_id = i.id WHERE i.agreement_id = $1 AND x.theme_id = $8))
            AND ($9 IS NULL OR q.area_id = $9 OR q.issue_number IN (SELECT i.number FROM issue i JOIN issue_area x ON x.issue_id = i.id WHERE i.agreement_id = $1 AND x.area_id = $9)))
        ORDER BY (q.source NOT IN ('meeting', 'view')), q.since_at LIMIT 2000"
    );
    Ok(fetch!(
        conn,
        ItemRow,
        fetch_all,
        SQL,
        asked.agreement,
        asked.curator,
        asked.today,
        asked.newcomers_before,
        asked.until,
        asked.steering,
        asked.terms_until,
        asked.theme,
        asked.area,
        asked.person
    )?)
}

/// A meeting that is prepared, is coming, or was held and waits for its minutes.
#[derive(Debug, Clone)]
pub struct MeetingRow {
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Language.
    pub lang: String,
    /// Place.
    pub place: String,
    /// When it starts, wall clock.
    pub starts_local: NaiveDateTime,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Places.
    pub capacity: i64,
    /// Places taken.
    pub taken: i64,
    /// Until when the minutes are promised.
    pub minutes_due_on: Option<NaiveDate>,
    /// Its minutes are written, and those who adjust them have them.
    pub adjusting: bool,
    /// It is prepared and not announced yet.
    pub draft: bool,
    /// The forum whose meeting it is.
    pub forum_id: Option<ForumId>,
    /// Name of the body whose meeting it is.
    pub body: Option<String>,
    /// Its area.
    pub area_id: Option<AreaId>,
    /// When sign-up opens, where that has a day of its own.
    pub opens_on: Option<NaiveDate>,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
}

impl ItemRow {
    /// The meeting that a row holds, if it holds one.
    pub fn meeting(&self) -> Option<MeetingRow> {
        (self.source == Source::Meeting).then_some(())?;
        Some(MeetingRow {
            number: self.meeting_number?,
            slug: self.meeting_slug.clone()?,
            title: self.meeting_title.clone()?,
            lang: self.issue_lang.clone()?,
            place: self.place.clone()?,
            starts_local: self.starts_local?,
            ends_at: self.ends_at?,
            capacity: self.capacity?,
            taken: self.taken?,
            minutes_due_on: self.due_on,
            adjusting: self.flags > 0,
            draft: self.meeting_state == Some(MeetingState::Draft),
            forum_id: self.forum_id,
            body: self.owner_name.clone(),
            area_id: self.area_id,
            opens_on: self.opens_on,
            starts_at: self.since_at?,
            created_at: self.created_at?,
        })
    }
}
