//! SQL of consensus: reading here, writing in the file beside.

/// Whether a row `a` is a seat that nobody holds any more, and nobody has taken over.
macro_rules! vacant {
    ($today:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM seat v WHERE v.id = a.seat_id AND v.to_on IS NOT NULL AND v.to_on < ",
            $today,
            " AND NOT EXISTS (SELECT 1 FROM seat s WHERE s.body_id = v.body_id AND s.side = v.side AND s.place = v.place AND s.from_on <= ",
            $today,
            " AND (s.to_on IS NULL OR s.to_on >= ",
            $today,
            ")))"
        )
    };
}

mod write;

pub use write::*;

use super::rules::Tally;
use super::types::{Answer, ProposalState};
use crate::agreements::types::Side;
use crate::bodies::types::SeatPost;
use crate::curation::store::Recipient;
use crate::db::Conn;
use crate::error::Result;
use crate::ids::{AgreementId, AskedId, ConsensusId, EventId, ForumId, OrganisationId, PersonId, SeatId};
use crate::{fetch, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// A proposal, with how it stands.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Proposal {
    /// Id.
    pub id: ConsensusId,
    /// Number within the agreement.
    pub number: i64,
    /// State.
    pub state: ProposalState,
    /// The forum that it is about.
    pub forum_id: Option<ForumId>,
    /// The body that it is about.
    pub body_id: Option<OrganisationId>,
    /// Slug of that.
    pub body_slug: Option<String>,
    /// Name of that.
    pub body_name: Option<String>,
    /// What it is called.
    pub title: String,
    /// What holds today.
    pub text_now: String,
    /// Language of its texts.
    pub lang: String,
    /// Version of the text that is answered now.
    pub version: i64,
    /// Who proposed.
    pub organisation_id: OrganisationId,
    /// Name of it.
    pub organisation_name: String,
    /// Slug of it.
    pub organisation_slug: String,
    /// Side of it.
    pub organisation_side: Side,
    /// Last day.
    pub until_on: NaiveDate,
    /// It was prolonged.
    pub prolonged: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it came to its end.
    pub closed_on: Option<NaiveDate>,
    asked: i64,
    consented: i64,
    aside: i64,
    objected: i64,
}

impl Proposal {
    /// Answers to the text as it stands.
    pub const fn tally(&self) -> Tally {
        Tally { asked: self.asked, consented: self.consented, aside: self.aside, objected: self.objected }
    }
}

/// `$1` agreement.
macro_rules! proposals {
    ($tail:literal) => {
        concat!(
            "SELECT c.id, c.number, c.state, c.forum_id, c.body_id, b.slug AS body_slug, b.name AS body_name, c.title, c.text_now, c.lang, c.version,
                c.organisation_id, o.name AS organisation_name, o.slug AS organisation_slug, o.side AS organisation_side, c.until_on, c.prolonged, c.created_at,
                c.closed_on,
                (SELECT COUNT(*) FROM consensus_asked a WHERE a.consensus_id = c.id AND NOT a.set_aside) AS asked,
                (SELECT COUNT(*) FROM consensus_answer x WHERE x.consensus_id = c.id AND x.version = c.version AND x.kind = 'consent') AS consented,
                (SELECT COUNT(*) FROM consensus_answer x WHERE x.consensus_id = c.id AND x.version = c.version AND x.kind = 'aside') AS aside,
                (SELECT COUNT(*) FROM consensus_answer x WHERE x.consensus_id = c.id AND x.version = c.version AND x.kind = 'object') AS objected
            FROM consensus c JOIN organisation o ON o.id = c.organisation_id LEFT JOIN organisation b ON b.id = c.body_id
            WHERE c.agreement_id = $1 ",
            $tail
        )
    };
}

/// A proposal by its number.
pub async fn by_number(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<Proposal>> {
    const SQL: &str = proposals!("AND c.number = $2");
    Ok(fetch!(conn, Proposal, fetch_optional, SQL, agreement, number)?)
}

/// What a list is narrowed to: a forum, a body, or neither.
#[derive(Debug, Clone, Default)]
pub struct Narrowed {
    /// The forum.
    pub forum: Option<ForumId>,
    /// Slug of the body.
    pub body: Option<String>,
}

/// Proposals in a state, newest first, before the one with a number.
pub async fn list(
    conn: &mut Conn,
    agreement: AgreementId,
    state: ProposalState,
    narrowed: &Narrowed,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Proposal>> {
    const SQL: &str = proposals!(
        "AND c.state = $2 AND (CAST($3 AS BIGINT) IS NULL OR c.forum_id = $3) AND (CAST($4 AS TEXT) IS NULL OR b.slug = $4)
         AND (CAST($5 AS BIGINT) IS NULL OR c.number < $5) ORDER BY c.number DESC LIMIT $6"
    );
    Ok(fetch!(conn, Proposal, fetch_all, SQL, agreement, state, narrowed.forum, narrowed.body.as_deref(), before, limit)?)
}

/// How many proposals are in each state.
pub async fn counts(conn: &mut Conn, agreement: AgreementId, narrowed: &Narrowed) -> Result<Vec<(ProposalState, i64)>> {
    const SQL: &str = "SELECT c.state, COUNT(*) FROM consensus c LEFT JOIN organisation b ON b.id = c.body_id
        WHERE c.agreement_id = $1 AND (CAST($2 AS BIGINT) IS NULL OR c.forum_id = $2) AND (CAST($3 AS TEXT) IS NULL OR b.slug = $3) GROUP BY c.state";
    Ok(fetch!(conn, (ProposalState, i64), fetch_all, SQL, agreement, narrowed.forum, narrowed.body.as_deref())?)
}

/// A version of the text that is proposed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Version {
    /// Version.
    pub version: i64,
    /// Text.
    pub text: String,
    /// Why; of a later version what was changed.
    pub why: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// All versions, oldest first.
pub async fn versions(conn: &mut Conn, proposal: ConsensusId) -> Result<Vec<Version>> {
    const SQL: &str = "SELECT version, text, why, created_at FROM consensus_text WHERE consensus_id = $1 ORDER BY version";
    Ok(fetch!(conn, Version, fetch_all, SQL, proposal)?)
}

/// For whom the reader answers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Answerer {
    /// The organisation that they speak for.
    pub organisation: Option<OrganisationId>,
    /// The person, where they act for the body by a seat there.
    pub seated: Option<PersonId>,
}

/// One row for each answer of each of those who are asked; one without an answer for those who have given none.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AskedRow {
    /// Who is asked.
    pub id: AskedId,
    /// Name of the organisation.
    pub name: Option<String>,
    /// Slug of it.
    pub slug: Option<String>,
    /// Side of a seat.
    pub side: Option<Side>,
    /// Number of a seat.
    pub place: Option<i64>,
    /// Post of a seat.
    pub post: Option<SeatPost>,
    /// Function of a seat.
    pub function: String,
    /// The reader answers for it.
    pub mine: bool,
    /// A seat that nobody holds any more.
    pub vacant: bool,
    /// Version of the text that was answered.
    pub version: Option<i64>,
    /// How many times this answer was given.
    pub revision: Option<i64>,
    /// The answer.
    pub kind: Option<Answer>,
    /// Reason, or words.
    pub reason: Option<String>,
    /// Language of that.
    pub lang: Option<String>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
    /// It stands; otherwise it was changed later.
    pub stands: Option<bool>,
    /// The event that it came with.
    pub event_id: Option<EventId>,
    /// Its words are hidden.
    pub hidden: bool,
    /// They are by themselves, since whoever answered was stopped until that day.
    pub stopped_until: Option<NaiveDate>,
}

/// `$2` organisation, `$3` person, `$4` today: whether a reader answers for the row `a`. Whoever has taken a seat's place since answers for it.
macro_rules! mine {
    () => {
        "COALESCE(a.organisation_id = $2, FALSE) OR EXISTS (SELECT 1 FROM seat w JOIN seat s ON s.body_id = w.body_id
            WHERE w.id = a.seat_id AND s.person_id = $3 AND s.from_on <= $4 AND (s.to_on IS NULL OR s.to_on >= $4)
              AND (s.id = w.id OR (w.to_on IS NOT NULL AND w.to_on < $4 AND s.side = w.side AND s.place = w.place)))"
    };
}

/// Who is asked, with all their answers, also those that were changed; organisations in order of their names, seats in that of the body.
pub async fn asked(conn: &mut Conn, proposal: ConsensusId, reader: Answerer, today: NaiveDate) -> Result<Vec<AskedRow>> {
    const SQL: &str = concat!(
        "SELECT a.id, o.name, o.slug, a.side, a.place, a.post, a.function, (",
        mine!(),
        ") AS mine, (a.set_aside OR (c.state = 'open' AND ",
        vacant!("$4"),
        ")) AS vacant, x.version, x.revision, x.kind, x.reason, x.lang, x.answered_at, x.stands, x.event_id,
            h.event_id IS NOT NULL AS hidden, h.stopped_until
        FROM consensus_asked a JOIN consensus c ON c.id = a.consensus_id LEFT JOIN organisation o ON o.id = a.organisation_id
        LEFT JOIN (SELECT n.asked_id, n.version, n.revision, n.kind, n.reason, n.lang, n.answered_at, TRUE AS stands, n.event_id
                FROM consensus_answer n WHERE n.consensus_id = $1
            UNION ALL SELECT w.asked_id, w.version, w.revision, w.kind, w.reason, w.lang, w.answered_at, FALSE, w.event_id
                FROM consensus_answer_was w WHERE w.consensus_id = $1) x
            ON x.asked_id = a.id
        LEFT JOIN consensus_hidden h ON h.event_id = x.event_id
        WHERE a.consensus_id = $1 ORDER BY o.sort_key, a.side, a.place, a.id, x.version, x.revision"
    );
    Ok(fetch!(conn, AskedRow, fetch_all, SQL, proposal, reader.organisation, reader.seated, today)?)
}

/// The one for whom somebody answers, if they are asked, and its answer to a version.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Own {
    /// Who is asked.
    pub id: AskedId,
    /// How many times it was answered; 0: not yet.
    pub revision: i64,
    /// The answer.
    pub kind: Option<Answer>,
    /// Words.
    pub reason: Option<String>,
}

/// Whom somebody answers for, the one without an answer first. The caller holds the proposal's row.
pub async fn own(conn: &mut Conn, proposal: ConsensusId, version: i64, reader: Answerer, today: NaiveDate) -> Result<Option<Own>> {
    const SQL: &str = concat!(
        "SELECT a.id, COALESCE(x.revision, 0) AS revision, x.kind, x.reason FROM consensus_asked a
        LEFT JOIN consensus_answer x ON x.asked_id = a.id AND x.version = $5 WHERE a.consensus_id = $1 AND (",
        mine!(),
        ") ORDER BY (x.revision IS NOT NULL), a.id LIMIT 1"
    );
    Ok(fetch!(conn, Own, fetch_optional, SQL, proposal, reader.organisation, reader.seated, today, version)?)
}

/// `$1` agreement: each forum with the organisations that have posted, contributed or stood behind something there.
macro_rules! taking_part {
    () => {
        "SELECT i.forum_id, i.organisation_id FROM issue i WHERE i.agreement_id = $1 AND i.forum_id IS NOT NULL AND i.published_at IS NOT NULL AND NOT i.withheld
         UNION SELECT i.forum_id, c.organisation_id FROM contribution c JOIN issue i ON i.id = c.issue_id
            WHERE i.agreement_id = $1 AND i.forum_id IS NOT NULL AND i.published_at IS NOT NULL AND NOT i.withheld
              AND c.organisation_id IS NOT NULL AND c.published_at IS NOT NULL AND c.hidden_at IS NULL
         UNION SELECT i.forum_id, b.organisation_id FROM backing b JOIN issue i ON i.id = b.issue_id
            WHERE i.agreement_id = $1 AND i.forum_id IS NOT NULL AND i.published_at IS NOT NULL AND NOT i.withheld AND b.ended_at IS NULL"
    };
}

/// An organisation that would be asked.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Participant {
    /// Id.
    pub id: OrganisationId,
    /// Name.
    pub name: String,
    /// Slug.
    pub slug: String,
}

/// Participants of a forum: those who have taken part there, in order of their names; also without having signed, but for public bodies. The
/// agreement's own bodies are asked about themselves only.
pub async fn participants(conn: &mut Conn, agreement: AgreementId, forum: ForumId, today: NaiveDate) -> Result<Vec<Participant>> {
    const SQL: &str = concat!(
        "SELECT o.id, o.name, o.slug FROM organisation o WHERE o.id IN (SELECT q.organisation_id FROM (",
        taking_part!(),
        ") q WHERE q.forum_id = $2)
          AND (EXISTS (SELECT 1 FROM signatory s WHERE s.agreement_id = $1 AND s.organisation_id = o.id AND s.signed_on <= $3 AND (s.ended_on IS NULL OR s.ended_on > $3))
            OR (o.side = 'civil_society' AND NOT EXISTS (SELECT 1 FROM body b WHERE b.agreement_id = $1 AND b.body_id = o.id)
                AND NOT EXISTS (SELECT 1 FROM agreement g WHERE g.id = $1 AND o.id IN (g.curator_id, g.steering_id, g.confirming_id))))
        ORDER BY o.sort_key, o.id"
    );
    Ok(fetch!(conn, Participant, fetch_all, SQL, agreement, forum, today)?)
}

/// Forums in which an organisation has taken part and for which it may propose: signatories do, since a proposal is public at once.
pub async fn forums_of(conn: &mut Conn, agreement: AgreementId, organisation: OrganisationId, today: NaiveDate) -> Result<Vec<ForumId>> {
    const SQL: &str = concat!(
        "SELECT DISTINCT q.forum_id FROM (",
        taking_part!(),
        ") q WHERE q.organisation_id = $2
          AND EXISTS (SELECT 1 FROM signatory s WHERE s.agreement_id = $1 AND s.organisation_id = $2 AND s.signed_on <= $3 AND (s.ended_on IS NULL OR s.ended_on > $3))"
    );
    Ok(scalar!(conn, ForumId, fetch_all, SQL, agreement, organisation, today)?)
}

/// Number of the proposal that is open about a forum or body.
pub async fn open_about(conn: &mut Conn, agreement: AgreementId, about: About) -> Result<Option<i64>> {
    const SQL: &str = "SELECT number FROM consensus WHERE agreement_id = $1 AND state = 'open' AND (forum_id = $2 OR body_id = $3) ORDER BY number LIMIT 1";
    Ok(scalar!(conn, i64, fetch_optional, SQL, agreement, about.forum(), about.body())?)
}

/// A seat that would be asked.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct SeatRow {
    /// Id.
    pub id: SeatId,
    /// Side.
    pub side: Side,
    /// Number.
    pub place: Option<i64>,
    /// Post.
    pub post: Option<SeatPost>,
    /// Function.
    pub function: String,
}

/// Seats of a body today, in its order.
pub async fn seats(conn: &mut Conn, body: OrganisationId, today: NaiveDate) -> Result<Vec<SeatRow>> {
    const SQL: &str = "SELECT s.id, s.side, s.place, s.post, s.function FROM seat s
        WHERE s.body_id = $1 AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on >= $2) ORDER BY s.side, s.place, s.id";
    Ok(fetch!(conn, SeatRow, fetch_all, SQL, body, today)?)
}

/// What the agreement's file says of how one takes part in a forum.
pub async fn forum_text(conn: &mut Conn, forum: ForumId) -> Result<Option<(String, String)>> {
    Ok(fetch!(conn, (String, String), fetch_optional, "SELECT how_sv, how_en FROM forum WHERE id = $1", forum)?)
}

/// The people who answer for those who are asked; with `silent` only for those who have not answered the text as it stands.
pub async fn told(conn: &mut Conn, proposal: ConsensusId, silent: bool, today: NaiveDate) -> Result<Vec<Recipient>> {
    const SQL: &str = "SELECT p.email, p.locale FROM person p WHERE p.id IN (
            SELECT r.person_id FROM consensus_asked a JOIN consensus c ON c.id = a.consensus_id
            JOIN role r ON r.organisation_id = a.organisation_id AND r.kind <> 'politician' AND r.from_on <= $3 AND (r.to_on IS NULL OR r.to_on >= $3)
            WHERE a.consensus_id = $1 AND (NOT $2 OR NOT EXISTS (SELECT 1 FROM consensus_answer x WHERE x.asked_id = a.id AND x.version = c.version))
            UNION
            SELECT s.person_id FROM consensus_asked a JOIN consensus c ON c.id = a.consensus_id JOIN seat w ON w.id = a.seat_id
            JOIN seat s ON s.body_id = w.body_id AND s.from_on <= $3 AND (s.to_on IS NULL OR s.to_on >= $3)
                AND (s.id = w.id OR (w.to_on IS NOT NULL AND w.to_on < $3 AND s.side = w.side AND s.place = w.place))
            WHERE a.consensus_id = $1 AND (NOT $2 OR NOT EXISTS (SELECT 1 FROM consensus_answer x WHERE x.asked_id = a.id AND x.version = c.version)))
        ORDER BY p.id LIMIT 2000";
    Ok(fetch!(conn, Recipient, fetch_all, SQL, proposal, silent, today)?)
}

/// The people who answer for one of those who are asked.
pub async fn answerers(conn: &mut Conn, asked: AskedId, today: NaiveDate) -> Result<Vec<Recipient>> {
    const SQL: &str = "SELECT p.email, p.locale FROM person p WHERE p.id IN (
            SELECT r.person_id FROM consensus_asked a JOIN role r ON r.organisation_id = a.organisation_id AND r.kind <> 'politician'
                AND r.from_on <= $2 AND (r.to_on IS NULL OR r.to_on >= $2) WHERE a.id = $1
            UNION SELECT s.person_id FROM consensus_asked a JOIN seat w ON w.id = a.seat_id
                JOIN seat s ON s.body_id = w.body_id AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on >= $2)
                AND (s.id = w.id OR (w.to_on IS NOT NULL AND w.to_on < $2 AND s.side = w.side AND s.place = w.place)) WHERE a.id = $1)
        ORDER BY p.id LIMIT 500";
    Ok(fetch!(conn, Recipient, fetch_all, SQL, asked, today)?)
}

/// The people who speak for the one that proposed.
pub async fn proposers(conn: &mut Conn, proposal: ConsensusId, today: NaiveDate) -> Result<Vec<Recipient>> {
    const SQL: &str = "SELECT p.email, p.locale FROM person p WHERE p.id IN (
            SELECT r.person_id FROM consensus c JOIN role r ON r.organisation_id = c.organisation_id AND r.kind <> 'politician'
                AND r.from_on <= $2 AND (r.to_on IS NULL OR r.to_on >= $2) WHERE c.id = $1
            UNION SELECT s.person_id FROM consensus c JOIN seat s ON s.body_id = c.organisation_id AND (c.body_id = c.organisation_id OR s.side = 'civil_society')
                AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on >= $2) WHERE c.id = $1)
        ORDER BY p.id LIMIT 500";
    Ok(fetch!(conn, Recipient, fetch_all, SQL, proposal, today)?)
}

/// When the model is to be reviewed, if that is promised.
pub async fn review_due(conn: &mut Conn, agreement: AgreementId) -> Result<Option<NaiveDate>> {
    const SQL: &str = "SELECT MIN(k.due_on) FROM clock k WHERE k.agreement_id = $1 AND k.kind = 'model_review' AND k.closed_by IS NULL";
    Ok(scalar!(conn, Option<NaiveDate>, fetch_one, SQL, agreement)?)
}
