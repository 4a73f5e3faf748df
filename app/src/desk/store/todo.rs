//! SQL of what waits for an organisation or a public body.

use crate::agreements::types::Side;
use crate::appeals::types::Appealable;
use crate::clocks::ClockKind;
use crate::db::Conn;
use crate::error::Result;
use crate::fetch;
use crate::ids::{ActionId, AgreementId, ForumId, OrganisationId, PersonId};
use crate::issues::types::IssueState;
use chrono::{DateTime, NaiveDate, Utc};

/// An open promise of an organisation or body.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PromiseRow {
    /// What is promised.
    pub kind: ClockKind,
    /// Until when.
    pub due_on: NaiveDate,
    /// Number of the issue.
    pub issue_number: Option<i64>,
    /// Its slug; empty where its words are kept from the reader.
    pub issue_slug: Option<String>,
    /// Its title; likewise.
    pub issue_title: Option<String>,
    /// Its language.
    pub issue_lang: Option<String>,
    /// It is hidden.
    pub issue_hidden: bool,
    /// Who posted the issue.
    pub who: Option<String>,
    /// On which side they stand.
    pub who_side: Option<Side>,
    /// Number of the meeting.
    pub meeting_number: Option<i64>,
    /// Its slug; that of the body whose representation is to be reviewed.
    pub meeting_slug: Option<String>,
    /// Its title; the body's name likewise.
    pub meeting_title: Option<String>,
    /// The action.
    pub action_id: Option<ActionId>,
    /// Its number.
    pub action_number: Option<i64>,
    /// What the action is.
    pub action_what: Option<String>,
    /// Number of the wish for a meeting.
    pub wish_number: Option<i64>,
    /// Its title.
    pub wish_title: Option<String>,
    /// Number of the promise made at a talk.
    pub promise_number: Option<i64>,
    /// What was promised.
    pub promise_words: Option<String>,
    /// Language of it.
    pub promise_lang: Option<String>,
    /// Number of the appeal that is to be answered.
    pub appeal_number: Option<i64>,
    /// The organisation that made it; none: a person who speaks as themselves.
    pub appellant: Option<String>,
    /// On which side that stands.
    pub appellant_side: Option<Side>,
    /// Number of the proposal to change how a forum or a body works.
    pub consensus_number: Option<i64>,
    /// Title of it.
    pub consensus_title: Option<String>,
    /// An answer to it waits, and is not a promise of one's own.
    pub is_asked: bool,
}

/// Open promises of an owner, earliest first, and proposals that wait for its answer, or for that of a person's seat there. What is not published is seen by whoever posted it, and so are the words of what was
/// declined before anybody could read it (rule 1: an appeal against that is a promise of the steering group, with its public seats).
pub async fn promises(conn: &mut Conn, agreement: AgreementId, owner: OrganisationId, (person, today): (PersonId, NaiveDate)) -> Result<Vec<PromiseRow>> {
    const SQL: &str = "SELECT k.kind, k.due_on, i.number AS issue_number,
            CASE WHEN i.organisation_id = $2 OR NOT i.withheld THEN i.slug END AS issue_slug,
            CASE WHEN i.organisation_id = $2 OR NOT i.withheld THEN i.title END AS issue_title,
            CASE WHEN i.organisation_id = $2 OR NOT i.withheld THEN i.lang END AS issue_lang, (i.hidden_at IS NOT NULL) AS issue_hidden,
            p.name AS who, p.side AS who_side, m.number AS meeting_number, COALESCE(m.slug, bo.slug) AS meeting_slug, COALESCE(m.title, bo.name) AS meeting_title, k.action_id, a.number AS action_number, a.what AS action_what,
            w.number AS wish_number, w.title AS wish_title, pr.number AS promise_number, pr.words AS promise_words, pr.lang AS promise_lang,
            x.number AS appeal_number, y.name AS appellant, y.side AS appellant_side,
            cs.number AS consensus_number, cs.title AS consensus_title, (1 = 0) AS is_asked, k.id AS nth
        FROM clock k
        LEFT JOIN issue i ON i.id = k.issue_id
        LEFT JOIN organisation p ON p.id = i.organisation_id
        LEFT JOIN action a ON a.id = k.action_id
        LEFT JOIN agenda_item g ON g.id = a.agenda_item_id
        LEFT JOIN promise pr ON pr.id = k.promise_id
        LEFT JOIN meeting m ON m.id = COALESCE(k.meeting_id, g.meeting_id, pr.meeting_id)
        LEFT JOIN organisation bo ON bo.id = k.body_id
        LEFT JOIN wish w ON w.id = k.wish_id
        LEFT JOIN appeal x ON k.kind = 'appeal' AND x.made_by = k.opened_by
        LEFT JOIN organisation y ON y.id = x.organisation_id
        LEFT JOIN consensus cs ON cs.id = k.consensus_id
        WHERE k.agreement_id = $1 AND k.owner_id = $2 AND k.closed_by IS NULL AND (i.id IS NULL OR i.published_at IS NOT NULL OR i.organisation_id = $2)
        UNION ALL
        SELECT 'consensus', cs.until_on, NULL, NULL, NULL, cs.lang, (1 = 0), o.name, o.side, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
            cs.number, cs.title, (1 = 1), cs.id
        FROM consensus cs JOIN organisation o ON o.id = cs.organisation_id
        WHERE cs.agreement_id = $1 AND cs.state = 'open' AND cs.until_on >= $4
          AND EXISTS (SELECT 1 FROM consensus_asked a WHERE a.consensus_id = cs.id
            AND (a.organisation_id = $2 OR EXISTS (SELECT 1 FROM seat x JOIN seat s ON s.body_id = x.body_id
                WHERE x.id = a.seat_id AND s.body_id = $2 AND s.person_id = $3 AND s.from_on <= $4 AND (s.to_on IS NULL OR s.to_on >= $4)
                  AND (s.id = x.id OR (x.to_on IS NOT NULL AND x.to_on < $4 AND s.side = x.side AND s.place = x.place))))
            AND NOT EXISTS (SELECT 1 FROM consensus_answer n WHERE n.asked_id = a.id AND n.version = cs.version))
        ORDER BY 2, 26, 27 LIMIT 200";
    Ok(fetch!(conn, PromiseRow, fetch_all, SQL, agreement, owner, person, today)?)
}

/// An open issue of an organisation, with what it waits for.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OwnRow {
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Language.
    pub lang: String,
    /// State.
    pub state: IssueState,
    /// It stands in a forum.
    pub in_forum: bool,
    /// The next promised date's kind.
    pub due_kind: Option<ClockKind>,
    /// The next promised date.
    pub due_on: Option<NaiveDate>,
    /// Who promised it.
    pub due_owner: Option<String>,
    /// On which side they stand.
    pub due_side: Option<Side>,
    /// When it was posted.
    pub created_at: DateTime<Utc>,
}

/// Open issues of an organisation, those whose next date is nearest first.
pub async fn own_issues(conn: &mut Conn, agreement: AgreementId, organisation: OrganisationId) -> Result<Vec<OwnRow>> {
    const SQL: &str = "SELECT i.number, i.slug, i.title, i.lang, i.state, (i.forum_id IS NOT NULL) AS in_forum, k.kind AS due_kind, k.due_on,
            o.name AS due_owner, k.side AS due_side, i.created_at
        FROM issue i
        LEFT JOIN clock k ON k.id = (SELECT f.id FROM clock f WHERE f.issue_id = i.id AND f.action_id IS NULL AND f.closed_by IS NULL ORDER BY f.due_on, f.id LIMIT 1)
        LEFT JOIN organisation o ON o.id = k.owner_id
        WHERE i.agreement_id = $1 AND i.organisation_id = $2 AND i.state IN ('submitted', 'in_forum', 'on_agenda', 'referred', 'answered', 'followed_up')
        ORDER BY k.due_on, i.number LIMIT 50";
    Ok(fetch!(conn, OwnRow, fetch_all, SQL, agreement, organisation)?)
}

codes! {
    /// What else an organisation is told of.
    pub enum AsideKind {
        /// A mandate of the reader ends soon.
        Role = "role",
        /// An invitation of the organisation's that nobody has accepted yet.
        Invitation = "invitation",
        /// An appeal of the organisation's waits for its answer.
        Appeal = "appeal",
        /// A meeting ahead that the reader is called to; `state` is empty, `function` says what they answered.
        Call = "call",
        /// Minutes that the reader is asked to adjust; `function` says as what.
        Adjust = "adjust",
        /// A seat that the reader is offered; `function` says as what, and the names are those of the body.
        Offer = "offer",
        /// A wish of the organisation's that was answered a short while ago; `function` says how.
        Wish = "wish",
        /// An act of those who curate against what the organisation wrote, a short while ago.
        Act = "act",
        /// An initiative of the organisation's about which it was asked how it was met.
        Reception = "reception",
    }
}

/// What else an organisation is told of.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AsideRow {
    /// What.
    pub what: AsideKind,
    /// What the person is or will be there; the kind of the initiative, as addresses have it.
    pub function: String,
    /// The mandate's last day; by when the appeal is answered, or the minutes adjusted.
    pub until_on: Option<NaiveDate>,
    /// When the link of the invitation or of the offer stops working; when the minutes were sent; when the act was taken, the wish answered or the organisation asked; when the meeting begins.
    pub at: Option<DateTime<Utc>>,
    /// Number of the appeal, also of one that was made against the act.
    pub appeal: Option<i64>,
    /// Number of the issue, of the meeting or of the wish.
    pub issue_number: Option<i64>,
    /// Its slug.
    pub issue_slug: Option<String>,
    /// Its title.
    pub issue_title: Option<String>,
    /// Its language.
    pub issue_lang: Option<String>,
    /// State of the issue.
    pub state: Option<IssueState>,
    /// Its forum.
    pub forum_id: Option<ForumId>,
    /// Number of the contribution, where it is about one.
    pub contribution: Option<i64>,
    /// That is hidden now.
    pub hidden: bool,
    /// The act.
    pub act: Option<Appealable>,
    /// Ids and codes of the act.
    pub payload: Option<String>,
    /// Id of the call, of who adjusts, or of the offer.
    pub thing: Option<i64>,
}

/// Mandates of a person in an organisation that end by a day; the organisation's invitations that wait, not to whom those went; its appeals that
/// wait; the meetings ahead that the person is called to, the minutes that they are to adjust, and the seats that they are offered; the organisation's wishes that were answered since a time; the
/// initiatives about which it was asked how it was met; and what those who curate
/// have done since then that could be appealed. One statement for all of it. Without an organisation: what is the person's own.
pub async fn asides(
    conn: &mut Conn,
    agreement: AgreementId,
    (person, organisation): (PersonId, Option<OrganisationId>),
    (today, by): (NaiveDate, NaiveDate),
    (now, acted): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<AsideRow>> {
    const SQL: &str = "SELECT 'role' AS what, r.function, r.to_on AS until_on, CAST(NULL AS TIMESTAMPTZ) AS at, CAST(NULL AS BIGINT) AS appeal,
            CAST(NULL AS BIGINT) AS issue_number, CAST(NULL AS TEXT) AS issue_slug, CAST(NULL AS TEXT) AS issue_title, CAST(NULL AS TEXT) AS issue_lang,
            CAST(NULL AS TEXT) AS state, CAST(NULL AS BIGINT) AS forum_id, CAST(NULL AS BIGINT) AS contribution, (1 = 0) AS hidden,
            CAST(NULL AS TEXT) AS act, CAST(NULL AS TEXT) AS payload, CAST(NULL AS BIGINT) AS thing
        FROM role r WHERE r.person_id = $1 AND r.organisation_id = $2 AND r.from_on <= $3 AND r.to_on >= $3 AND r.to_on <= $4
        UNION ALL
        SELECT 'role', s.function, s.to_on, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, (1 = 0), NULL, NULL, NULL FROM seat s WHERE s.person_id = $1 AND s.body_id = $2 AND s.from_on <= $3 AND s.to_on >= $3 AND s.to_on <= $4
        UNION ALL
        SELECT 'invitation', t.function, NULL, t.expires_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, (1 = 0), NULL, NULL, NULL FROM token t WHERE t.organisation_id = $2 AND t.purpose = 'invitation' AND t.used_at IS NULL AND t.expires_at > $5
        UNION ALL
        SELECT 'appeal', '', k.due_on, NULL, a.number, i.number, CASE WHEN NOT i.withheld OR i.organisation_id = $2 THEN i.slug END, CASE WHEN NOT i.withheld OR i.organisation_id = $2 THEN i.title END, CASE WHEN NOT i.withheld OR i.organisation_id = $2 THEN i.lang END,
            i.state, i.forum_id, c.number, ((CASE WHEN a.contribution_id IS NULL THEN i.hidden_at ELSE c.hidden_at END) IS NOT NULL), NULL, NULL, NULL
        FROM appeal a JOIN issue i ON i.id = a.issue_id LEFT JOIN contribution c ON c.id = a.contribution_id
        LEFT JOIN clock k ON k.issue_id = a.issue_id AND k.kind = 'appeal' AND k.opened_by = a.made_by
        WHERE a.agreement_id = $6 AND a.organisation_id = $2 AND a.outcome IS NULL
        UNION ALL
        SELECT 'act', '', NULL, e.occurred_at, a.number, i.number, CASE WHEN NOT i.withheld OR i.organisation_id = $2 THEN i.slug END, CASE WHEN NOT i.withheld OR i.organisation_id = $2 THEN i.title END, CASE WHEN NOT i.withheld OR i.organisation_id = $2 THEN i.lang END,
            i.state, i.forum_id, c.number, ((CASE WHEN e.contribution_id IS NULL THEN i.hidden_at ELSE c.hidden_at END) IS NOT NULL), e.kind, e.payload, NULL
        FROM event e JOIN issue i ON i.id = e.issue_id LEFT JOIN contribution c ON c.id = e.contribution_id LEFT JOIN appeal a ON a.act_id = e.id
        WHERE e.agreement_id = $6 AND e.occurred_at >= $7 AND e.undone_by IS NULL AND e.actor_role = 'curator'
            AND ((e.kind IN ('issue_declined', 'issue_merged', 'issue_moved', 'issue_closed', 'issue_hidden') AND i.organisation_id = $2)
                OR (e.kind = 'contribution_hidden' AND c.organisation_id = $2))
        UNION ALL
        SELECT 'call', g.state, NULL, m.starts_at, NULL, m.number, m.slug, m.title, m.lang, NULL, NULL, NULL, (1 = 0), NULL, NULL, g.id
        FROM guest g JOIN meeting m ON m.id = g.meeting_id
        WHERE g.agreement_id = $6 AND g.state <> 'declined' AND m.state IN ('announced', 'open') AND m.ends_at > $5
            AND (g.person_id = $1 OR (g.person_id IS NULL AND g.email_key = (SELECT p.email_key FROM person p WHERE p.id = $1)))
        UNION ALL
        SELECT 'adjust', j.function, r.due_on, r.sent_at, NULL, m.number, m.slug, m.title, m.lang, NULL, NULL, NULL, (1 = 0), NULL, NULL, j.id
        FROM minutes_adjuster j JOIN minutes_round r ON r.id = j.round_id JOIN meeting m ON m.id = r.meeting_id
        WHERE j.agreement_id = $6 AND j.answer IS NULL AND r.ended_at IS NULL
            AND (j.person_id = $1 OR (j.person_id IS NULL AND LOWER(j.email) = (SELECT p.email_key FROM person p WHERE p.id = $1)))
        UNION ALL
        SELECT 'offer', f.function, NULL, f.expires_at, NULL, NULL, o.slug, o.name, NULL, NULL, NULL, NULL, (1 = 0), NULL, NULL, f.id
        FROM seat_offer f JOIN organisation o ON o.id = f.body_id
        WHERE f.agreement_id = $6 AND f.outcome IS NULL AND f.expires_at > $5 AND f.email_key = (SELECT p.email_key FROM person p WHERE p.id = $1)
        UNION ALL
        SELECT 'wish', w.state, NULL, MAX(e.occurred_at), NULL, w.number, NULL, w.title, w.lang, NULL, NULL, NULL, (1 = 0), NULL, NULL, NULL
        FROM wish w JOIN wish_event x ON x.wish_id = w.id JOIN event e ON e.id = x.event_id
        WHERE w.agreement_id = $6 AND w.organisation_id = $2 AND w.state IN ('planned', 'joined', 'declined')
            AND e.kind IN ('wish_planned', 'wish_joined', 'wish_declined') AND e.occurred_at >= $7
        GROUP BY w.id, w.state, w.number, w.title, w.lang
        UNION ALL
        SELECT 'reception', CASE WHEN i.id IS NULL THEN 'onskemal' ELSE 'fragor' END, NULL, q.asked_at, NULL, COALESCE(i.number, w.number), i.slug, COALESCE(i.title, w.title),
            COALESCE(i.lang, w.lang), NULL, NULL, NULL, (1 = 0), NULL, NULL, NULL
        FROM reception q LEFT JOIN issue i ON i.id = q.issue_id LEFT JOIN wish w ON w.id = q.wish_id
        WHERE q.agreement_id = $6 AND q.organisation_id = $2 AND q.score IS NULL
        LIMIT 300";
    Ok(fetch!(conn, AsideRow, fetch_all, SQL, person, organisation, today, by, now, agreement, acted)?)
}
