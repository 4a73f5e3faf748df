//! SQL of minutes: who was there, rounds of adjusting, what is published and corrected. Whoever writes has locked the meeting.

use super::attendance::came;
use crate::agreements::types::Side;
use crate::attachments::store::attached;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::events::types::ActorRole;
use crate::ids::{ActionId, AdjusterId, AgendaItemId, AgreementId, MeetingId, OrganisationId, PersonId, RoundId};
use crate::planning::store::choices;
use crate::{execute, fetch, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// Something that belongs to the minutes of a meeting; what the columns hold depends on `what`.
#[derive(Debug, Clone, Default, sqlx::FromRow)]
pub struct RecordRow {
    /// `minutes`, `attending`, `adjuster`, `correction`, `files`, `outcome`, `invited`, `chosen`, `passed`; for those who manage meetings also `round` and `answer`; for the
    /// form of the minutes `seat`, `signed_up`, `written`, `beside` and `body`.
    pub what: String,
    /// Place among its like.
    pub sort: i64,
    /// People who came; id of the item corrected; number of an issue; id of the item written about; approvals needed; id of a person; sign-ups.
    pub number: i64,
    /// Checksum, name, title or function.
    pub name: String,
    /// Organisation: its slug, or (adjusters) its name; slug of an issue.
    pub organisation: String,
    /// Words: a correction, what should change, what came of the meeting, files.
    pub body: String,
    /// Reason of a correction; how an adjuster answered.
    pub more: String,
    /// Language of the words.
    pub lang: String,
    /// When.
    pub occurred_at: Option<DateTime<Utc>>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
}

macro_rules! record {
    ($begin:expr, $($tail:expr),+) => {
        concat!(
            $begin,
            "SELECT q.* FROM (
            SELECT 'minutes' AS what, CAST(0 AS BIGINT) AS sort, CAST(0 AS BIGINT) AS number, x.sha256 AS name, '' AS organisation, '' AS body, '' AS more, '' AS lang,
                x.published_at AS occurred_at, CAST(NULL AS DATE) AS due_on FROM minutes x WHERE x.meeting_id = $1
            UNION ALL SELECT 'attending', a.position, a.people, a.name, COALESCE(o.slug, ''), '', '', '', NULL, NULL
                FROM minutes_attendance a LEFT JOIN organisation o ON o.id = a.organisation_id WHERE a.meeting_id = $1
            UNION ALL SELECT 'adjuster', j.position, r.needed, j.function, COALESCE(o.name, ''), '', '', '', j.answered_at, NULL
                FROM minutes x JOIN minutes_round r ON r.id = x.round_id JOIN minutes_adjuster j ON j.round_id = x.round_id AND j.answer = 'approved'
                LEFT JOIN organisation o ON o.id = j.organisation_id WHERE x.meeting_id = $1
            UNION ALL SELECT 'round', r.number, r.needed, '', '', '', '', '', r.sent_at, r.due_on FROM minutes_round r WHERE r.meeting_id = $1 AND r.ended_at IS NULL AND $2
            UNION ALL SELECT 'answer', j.position, 0, j.function, COALESCE(o.name, ''), j.words, COALESCE(j.answer, ''), j.lang, j.answered_at, NULL
                FROM minutes_round r JOIN minutes_adjuster j ON j.round_id = r.id LEFT JOIN organisation o ON o.id = j.organisation_id
                WHERE r.meeting_id = $1 AND r.ended_at IS NULL AND $2 ",
            $($tail,)+
            ") q ORDER BY q.what, q.sort, q.more"
        )
    };
}

macro_rules! whole_record {
    () => {
        record!(
            "",
            "UNION ALL SELECT 'correction', c.number, COALESCE(c.item_id, 0), c.sha256, '', c.text, c.reason, c.lang, c.created_at, NULL
                FROM minutes_correction c WHERE c.meeting_id = $1
            UNION ALL SELECT 'outcome', e.id, 0, '', '', e.reason_html, '', e.lang, e.occurred_at, NULL
                FROM event e WHERE e.meeting_id = $1 AND e.kind = 'meeting_followed_up'
            UNION ALL SELECT 'invited', 0, 0, o.name, o.slug, '', o.sort_key, '', NULL, NULL FROM organisation o
                WHERE o.id IN (SELECT g.organisation_id FROM guest g WHERE g.meeting_id = $1 UNION SELECT m.body_id FROM meeting m WHERE m.id = $1)
            UNION ALL SELECT CASE WHEN c.chosen THEN 'chosen' ELSE 'passed' END, c.place, c.number, c.title, c.slug, c.reason, c.title_lang, c.lang, NULL, NULL
                FROM (",
            choices!(),
            ") c
            UNION ALL SELECT 'files', 0, 0, '', '', COALESCE(",
            attached!("x.meeting_id = $1"),
            ", ''), '', '', NULL, NULL"
        )
    };
}

/// What belongs to the minutes of a meeting, what was chosen for it and who was invited, in one statement; `manages`: how adjusting goes, too.
pub async fn record(conn: &mut Conn, meeting: MeetingId, manages: bool) -> Result<Vec<RecordRow>> {
    const SQL: &str = whole_record!();
    Ok(fetch!(conn, RecordRow, fetch_all, SQL, meeting, manages)?)
}

/// An action as the page of its meeting shows it.
#[derive(Debug, Clone)]
pub struct TakenOn {
    /// Id.
    pub id: ActionId,
    /// Number within the agreement, for life.
    pub number: i64,
    /// Item that it came from.
    pub agenda_item_id: AgendaItemId,
    /// What.
    pub what: String,
    /// Owner.
    pub owner_id: OrganisationId,
    /// Owner's name.
    pub owner_name: String,
    /// Owner's side.
    pub owner_side: Side,
    /// Function of whoever does it there.
    pub function: String,
    /// Until when.
    pub due_on: NaiveDate,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
    /// What came of it.
    pub done_note: String,
}

#[derive(sqlx::FromRow)]
struct AfterRow {
    id: Option<ActionId>,
    action_number: Option<i64>,
    agenda_item_id: Option<AgendaItemId>,
    action_what: Option<String>,
    owner_id: Option<OrganisationId>,
    owner_name: Option<String>,
    owner_side: Option<Side>,
    function: Option<String>,
    action_due_on: Option<NaiveDate>,
    done_at: Option<DateTime<Utc>>,
    done_note: Option<String>,
    #[sqlx(flatten)]
    record: RecordRow,
}

impl AfterRow {
    fn split(self) -> (Option<TakenOn>, RecordRow) {
        (self.taken_on(), self.record)
    }
    fn taken_on(&self) -> Option<TakenOn> {
        Some(TakenOn {
            id: self.id?,
            number: self.action_number?,
            agenda_item_id: self.agenda_item_id?,
            what: self.action_what.clone()?,
            owner_id: self.owner_id?,
            owner_name: self.owner_name.clone()?,
            owner_side: self.owner_side?,
            function: self.function.clone()?,
            due_on: self.action_due_on?,
            done_at: self.done_at,
            done_note: self.done_note.clone()?,
        })
    }
}

/// The actions of a meeting by item and in order, and what belongs to its minutes ([`record`]), at once: the page of a talk reads more than others.
pub async fn actions_and_record(conn: &mut Conn, meeting: MeetingId, manages: bool) -> Result<(Vec<TakenOn>, Vec<RecordRow>)> {
    const SQL: &str = concat!(
        "SELECT z.* FROM (SELECT g.position AS place, a.position AS nth, a.id, a.number AS action_number, a.agenda_item_id, a.what AS action_what, a.owner_id,
                o.name AS owner_name, o.side AS owner_side, a.function, a.due_on AS action_due_on, a.done_at, a.done_note,
                'action' AS what, CAST(0 AS BIGINT) AS sort, CAST(0 AS BIGINT) AS number, '' AS name, '' AS organisation, '' AS body, '' AS more, '' AS lang,
                CAST(NULL AS TIMESTAMPTZ) AS occurred_at, CAST(NULL AS DATE) AS due_on
            FROM action a JOIN agenda_item g ON g.id = a.agenda_item_id JOIN organisation o ON o.id = a.owner_id
            WHERE g.meeting_id = $1
            UNION ALL
            SELECT 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                r.what, r.sort, r.number, r.name, r.organisation, r.body, r.more, r.lang, r.occurred_at, r.due_on
            FROM (",
        whole_record!(),
        ") r) z ORDER BY z.what, z.place, z.nth, z.id, z.sort, z.more"
    );
    let (mut actions, mut record) = (Vec::new(), Vec::new());
    for (action, row) in fetch!(conn, AfterRow, fetch_all, SQL, meeting, manages)?.into_iter().map(AfterRow::split) {
        match action {
            Some(action) => actions.push(action),
            None => record.push(row),
        }
    }
    Ok((actions, record))
}

/// The record with what the form of the minutes needs: people with seats in the bodies given, who can adjust; organisations that were there, as far
/// as the sign-ups tell ([`super::attendance::attended`]); public bodies that can be asked.
pub async fn record_to_write(
    conn: &mut Conn,
    meeting: MeetingId,
    bodies: [OrganisationId; 3],
    public_party: OrganisationId,
    today: NaiveDate,
) -> Result<Vec<RecordRow>> {
    const SQL: &str = record!(
        "WITH RECURSIVE tree (id) AS (
            SELECT id FROM organisation WHERE id = $6
            UNION SELECT o.id FROM organisation o JOIN tree t ON o.parent_id = t.id
        ) ",
        "UNION ALL SELECT 'seat', 0, p.id, p.name, o.name, s.function, p.name, '', NULL, NULL
                FROM seat s JOIN person p ON p.id = s.person_id JOIN organisation o ON o.id = s.body_id
                WHERE s.body_id IN ($3, $4, $5) AND s.from_on <= $7 AND (s.to_on IS NULL OR s.to_on >= $7)
            UNION ALL SELECT 'signed_up', 0, CAST(SUM(v.people) AS BIGINT), v.name, '', '', v.name, '', NULL, NULL
                FROM (SELECT COALESCE(o.name, '') AS name, a.people FROM attendance a LEFT JOIN organisation o ON o.id = a.organisation_id WHERE a.meeting_id = $1
                    UNION ALL SELECT COALESCE(o.name, r.organisation_name), 1 FROM registration r LEFT JOIN organisation o ON o.id = r.organisation_id
                    WHERE r.meeting_id = $1 AND ",
        came!(),
        ") v GROUP BY v.name
            UNION ALL SELECT 'written', d.version, d.item_id, '', '', d.text, CASE WHEN d.version > d.taken THEN 'new' ELSE '' END, '', NULL, NULL
                FROM minutes_draft_item d WHERE d.meeting_id = $1 AND d.text <> ''
            UNION ALL SELECT 'beside', s.version, s.item_id, p.name, '', s.text, '', '', NULL, NULL
                FROM minutes_draft_save s JOIN person p ON p.id = s.person_id WHERE s.meeting_id = $1 AND s.beside
            UNION ALL SELECT 'body', 0, 0, o.name, o.slug, '', o.sort_key, '', NULL, NULL FROM tree t JOIN organisation o ON o.id = t.id
                WHERE o.kind = 'public_body' AND (o.ends_on IS NULL OR o.ends_on >= $7)
                AND EXISTS (SELECT 1 FROM role r WHERE r.organisation_id = o.id AND r.kind = 'officer' AND r.from_on <= $7 AND (r.to_on IS NULL OR r.to_on >= $7))"
    );
    let [curator, steering, of_meeting] = bodies;
    Ok(fetch!(conn, RecordRow, fetch_all, SQL, meeting, true, curator, steering, of_meeting, public_party, today)?)
}

/// A person who can be asked to adjust minutes: address and language.
pub async fn seated(conn: &mut Conn, person: PersonId, bodies: [OrganisationId; 3], today: NaiveDate) -> Result<Option<(String, String)>> {
    const SQL: &str = "SELECT p.email, p.locale FROM person p WHERE p.id = $1 AND EXISTS (SELECT 1 FROM seat s WHERE s.person_id = p.id
        AND s.body_id IN ($2, $3, $4) AND s.from_on <= $5 AND (s.to_on IS NULL OR s.to_on >= $5))";
    let [curator, steering, of_meeting] = bodies;
    Ok(fetch!(conn, (String, String), fetch_optional, SQL, person, curator, steering, of_meeting, today)?)
}

/// An organisation that was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attending {
    /// The organisation, where it is registered.
    pub organisation: Option<OrganisationId>,
    /// Its name; empty: those who came for none.
    pub name: String,
    /// How many people.
    pub people: i64,
}

/// Writes who was there.
pub async fn insert_attendance(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId, all: &[Attending]) -> Result<()> {
    const SQL: &str = "INSERT INTO minutes_attendance (agreement_id, meeting_id, position, organisation_id, name, people) VALUES ($1, $2, $3, $4, $5, $6)";
    for (position, a) in (1i64..).zip(all) {
        execute!(tx, SQL, agreement, meeting, position, a.organisation, &a.name, a.people)?;
    }
    Ok(())
}

/// A round of adjusting that goes on.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Round {
    /// Id.
    #[sqlx(rename = "round_id")]
    pub id: RoundId,
    /// Number within the meeting.
    pub number: i64,
    /// The form as typed (JSON).
    pub form: String,
    /// The text that is to be approved.
    pub text: String,
    /// Its checksum.
    pub sha256: String,
    /// How many have to approve.
    pub needed: i64,
    /// Who sent it.
    pub sent_by: PersonId,
    /// When.
    pub sent_at: DateTime<Utc>,
    /// Until when.
    pub due_on: NaiveDate,
}

macro_rules! rounds {
    ($more:literal, $from:literal) => {
        concat!("SELECT r.id AS round_id, r.number, r.form, r.text, r.sha256, r.needed, r.sent_by, r.sent_at, r.due_on", $more, " FROM minutes_round r ", $from)
    };
}

/// The round of a meeting that goes on.
pub async fn open_round(conn: &mut Conn, meeting: MeetingId) -> Result<Option<Round>> {
    const SQL: &str = rounds!("", "WHERE r.meeting_id = $1 AND r.ended_at IS NULL");
    Ok(fetch!(conn, Round, fetch_optional, SQL, meeting)?)
}

/// A round about to begin.
#[derive(Debug, Clone)]
pub struct NewRound<'a> {
    /// The form as typed (JSON).
    pub form: &'a str,
    /// The text that is to be approved.
    pub text: &'a str,
    /// Its checksum.
    pub sha256: &'a str,
    /// How many have to approve.
    pub needed: i64,
    /// By whom.
    pub by: PersonId,
    /// Now.
    pub now: DateTime<Utc>,
    /// Until when.
    pub due_on: NaiveDate,
}

/// Begins a round of a locked meeting.
pub async fn insert_round(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId, r: &NewRound<'_>) -> Result<RoundId> {
    const SQL: &str = "INSERT INTO minutes_round (agreement_id, meeting_id, number, form, text, sha256, needed, sent_by, sent_at, due_on)
        VALUES ($1, $2, (SELECT COALESCE(MAX(number), 0) + 1 FROM minutes_round WHERE meeting_id = $2), $3, $4, $5, $6, $7, $8, $9) RETURNING id";
    Ok(scalar!(tx, RoundId, fetch_one, SQL, agreement, meeting, r.form, r.text, r.sha256, r.needed, r.by, r.now, r.due_on)?)
}

/// Ends a round: its links lead nowhere any more, and no address and no form is kept.
pub async fn end_round(tx: &mut Tx, round: RoundId, ended_as: &'static str, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "UPDATE minutes_round SET ended_at = $2, ended_as = $3, form = '' WHERE id = $1", round, now, ended_as)?;
    execute!(tx, "DELETE FROM minutes_link WHERE adjuster_id IN (SELECT id FROM minutes_adjuster WHERE round_id = $1)", round)?;
    execute!(tx, "UPDATE minutes_adjuster SET email = '' WHERE round_id = $1", round)?;
    Ok(())
}

/// Somebody who adjusts.
#[derive(Debug, Clone, Default)]
pub struct NewAdjuster {
    /// Function.
    pub function: String,
    /// Organisation.
    pub organisation: Option<OrganisationId>,
    /// Name of that.
    pub organisation_name: String,
    /// Person, where known.
    pub person: Option<PersonId>,
    /// Address.
    pub email: String,
    /// Language for mail.
    pub locale: String,
}

/// Adds somebody who adjusts to a round.
pub async fn insert_adjuster(tx: &mut Tx, agreement: AgreementId, round: RoundId, position: i64, a: &NewAdjuster) -> Result<AdjusterId> {
    const SQL: &str = "INSERT INTO minutes_adjuster (agreement_id, round_id, position, function, organisation_id, person_id, email, locale)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
    Ok(scalar!(tx, AdjusterId, fetch_one, SQL, agreement, round, position, &a.function, a.organisation, a.person, &a.email, &a.locale)?)
}

/// Gives somebody who adjusts one more link.
pub async fn insert_link(tx: &mut Tx, adjuster: AdjusterId, token_hash: &str, expires_at: DateTime<Utc>) -> Result<()> {
    execute!(tx, "INSERT INTO minutes_link (token_hash, adjuster_id, expires_at) VALUES ($1, $2, $3)", token_hash, adjuster, expires_at)?;
    Ok(())
}

/// Somebody who adjusts, with how they answered.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Adjuster {
    /// Id.
    pub id: AdjusterId,
    /// Function.
    pub function: String,
    /// Organisation.
    pub organisation: Option<String>,
    /// Address; empty once the round has ended.
    pub email: String,
    /// Language for mail.
    pub locale: String,
    /// `approved` or `change`.
    pub answer: Option<String>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
    /// Until when the link is valid by which they were found.
    pub expires_at: Option<DateTime<Utc>>,
}

/// Those who adjust a round, in order.
pub async fn adjusters(conn: &mut Conn, round: RoundId) -> Result<Vec<Adjuster>> {
    const SQL: &str = "SELECT j.id, j.function, o.name AS organisation, j.email, j.locale, j.answer, j.answered_at, CAST(NULL AS TIMESTAMPTZ) AS expires_at
        FROM minutes_adjuster j LEFT JOIN organisation o ON o.id = j.organisation_id WHERE j.round_id = $1 ORDER BY j.position";
    Ok(fetch!(conn, Adjuster, fetch_all, SQL, round)?)
}

/// Number of the meeting whose minutes a person is asked to adjust.
pub async fn meeting_of_own_adjuster(conn: &mut Conn, agreement: AgreementId, id: AdjusterId, person: PersonId) -> Result<Option<i64>> {
    const SQL: &str = "SELECT m.number FROM minutes_adjuster j JOIN minutes_round r ON r.id = j.round_id JOIN meeting m ON m.id = r.meeting_id
        WHERE j.agreement_id = $1 AND j.id = $2 AND r.ended_at IS NULL
          AND (j.person_id = $3 OR (j.person_id IS NULL AND LOWER(j.email) = (SELECT p.email_key FROM person p WHERE p.id = $3)))";
    Ok(scalar!(conn, i64, fetch_optional, SQL, agreement, id, person)?)
}

/// A round that goes on, and who reads it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Linked {
    /// The round.
    #[sqlx(flatten)]
    pub round: Round,
    /// Whose link it is.
    #[sqlx(flatten)]
    pub adjuster: Adjuster,
}

/// The round of a meeting that goes on and who adjusts it, by the hash of the secret of their link.
pub async fn round_by_link(conn: &mut Conn, meeting: MeetingId, token_hash: &str) -> Result<Option<Linked>> {
    const SQL: &str = rounds!(
        ", j.id, j.function, o.name AS organisation, j.email, j.locale, j.answer, j.answered_at, k.expires_at",
        "JOIN minutes_adjuster j ON j.round_id = r.id JOIN minutes_link k ON k.adjuster_id = j.id LEFT JOIN organisation o ON o.id = j.organisation_id
        WHERE k.token_hash = $2 AND r.meeting_id = $1 AND r.ended_at IS NULL"
    );
    Ok(fetch!(conn, Linked, fetch_optional, SQL, meeting, token_hash)?)
}

/// Writes how somebody who adjusts answered.
pub async fn answer(tx: &mut Tx, adjuster: AdjusterId, answer: &str, words: &str, lang: &str, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE minutes_adjuster SET answer = $2, words = $3, lang = $4, answered_at = $5 WHERE id = $1 AND answer IS NULL";
    execute!(tx, SQL, adjuster, answer, words, lang, now)?;
    Ok(())
}

/// Agreement and number of the meeting of a round.
pub async fn meeting_of_round(conn: &mut Conn, round: RoundId) -> Result<Option<(AgreementId, i64)>> {
    const SQL: &str = "SELECT m.agreement_id, m.number FROM minutes_round r JOIN meeting m ON m.id = r.meeting_id WHERE r.id = $1 AND r.ended_at IS NULL";
    Ok(fetch!(conn, (AgreementId, i64), fetch_optional, SQL, round)?)
}

/// Address and language of a person.
pub async fn mailbox_of(conn: &mut Conn, person: PersonId) -> Result<Option<(String, String)>> {
    Ok(fetch!(conn, (String, String), fetch_optional, "SELECT email, locale FROM person WHERE id = $1", person)?)
}

/// Freezes the minutes of a locked meeting: nothing that they were made of can change from now on.
pub async fn freeze(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId, round: RoundId, (text, sha256): (&str, &str), now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "INSERT INTO minutes (meeting_id, agreement_id, round_id, text, sha256, published_at) VALUES ($1, $2, $3, $4, $5, $6)";
    execute!(tx, SQL, meeting, agreement, round, text, sha256, now)?;
    Ok(())
}

/// Published minutes as text, with their checksum.
pub async fn frozen(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<(String, String)>> {
    const SQL: &str = "SELECT x.text, x.sha256 FROM minutes x JOIN meeting m ON m.id = x.meeting_id WHERE m.agreement_id = $1 AND m.number = $2";
    Ok(fetch!(conn, (String, String), fetch_optional, SQL, agreement, number)?)
}

/// A correction as text, with its checksum.
pub async fn correction(conn: &mut Conn, agreement: AgreementId, meeting: i64, number: i64) -> Result<Option<(String, String)>> {
    const SQL: &str = "SELECT c.document, c.sha256 FROM minutes_correction c JOIN meeting m ON m.id = c.meeting_id
        WHERE m.agreement_id = $1 AND m.number = $2 AND c.number = $3";
    Ok(fetch!(conn, (String, String), fetch_optional, SQL, agreement, meeting, number)?)
}

/// The number that the next correction of a locked meeting gets.
pub async fn next_correction(tx: &mut Tx, meeting: MeetingId) -> Result<i64> {
    Ok(scalar!(tx, i64, fetch_one, "SELECT COUNT(*) + 1 FROM minutes_correction WHERE meeting_id = $1", meeting)?)
}

/// A correction about to be published.
#[derive(Debug, Clone)]
pub struct NewCorrection<'a> {
    /// Its number.
    pub number: i64,
    /// The item; none: the minutes as a whole.
    pub item: Option<AgendaItemId>,
    /// What is right.
    pub text: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Language of both.
    pub lang: &'static str,
    /// In which role.
    pub role: ActorRole,
    /// By whom.
    pub person: PersonId,
    /// As all can fetch it.
    pub document: &'a str,
    /// Its checksum.
    pub sha256: &'a str,
    /// Now.
    pub now: DateTime<Utc>,
}

/// Publishes a correction.
pub async fn insert_correction(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId, c: &NewCorrection<'_>) -> Result<()> {
    const SQL: &str =
        "INSERT INTO minutes_correction (agreement_id, meeting_id, number, item_id, text, reason, lang, role, person_id, document, sha256, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    execute!(tx, SQL, agreement, meeting, c.number, c.item, c.text, c.reason, c.lang, c.role, c.person, c.document, c.sha256, c.now)?;
    Ok(())
}

/// Keeps the address of a recording.
pub async fn set_recording(tx: &mut Tx, meeting: MeetingId, url: &str) -> Result<()> {
    execute!(tx, "UPDATE meeting SET recording_url = $2, version = version + 1 WHERE id = $1", meeting, url)?;
    Ok(())
}
