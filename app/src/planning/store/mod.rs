//! SQL of planning: wishes here, the rest in the files beside.

mod board;
mod calendar;

pub use board::*;
pub use calendar::*;

use super::types::{Shown, WishState};
use crate::agreements::types::Side;
use crate::curation::store::Recipient;
use crate::db::{Conn, Tx};
use crate::error::{AppError, Result};
use crate::ids::{AgreementId, AreaId, EventId, ForumId, IssueId, MeetingId, OrganisationId, PersonId, WishId};
use crate::meetings::types::{MeetingKind, MeetingState};
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// A wish whole.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Wish {
    /// Id.
    pub id: WishId,
    /// Number within the agreement.
    pub number: i64,
    /// State.
    pub state: WishState,
    /// Kind of meeting.
    pub kind: MeetingKind,
    /// What it should be about.
    pub title: String,
    /// Why.
    pub why: String,
    /// Roughly when, in words.
    pub period: String,
    /// Language of its texts.
    pub lang: String,
    /// Forum, where the agreement has any and one was chosen.
    pub forum_id: Option<ForumId>,
    /// Area; none: all of it.
    pub area_id: Option<AreaId>,
    /// Who wished.
    pub organisation_id: OrganisationId,
    /// Name of it.
    pub organisation_name: String,
    /// Slug of it.
    pub organisation_slug: String,
    /// Side of it.
    pub organisation_side: Side,
    /// When.
    pub created_at: DateTime<Utc>,
    /// How many others want the same.
    pub supporters: i64,
    /// Until when an answer is promised.
    pub due_on: Option<NaiveDate>,
    /// Number of the issue that it is about.
    pub issue_number: Option<i64>,
    /// Slug of it.
    pub issue_slug: Option<String>,
    /// Title of it.
    pub issue_title: Option<String>,
    /// Language of it.
    pub issue_lang: Option<String>,
    /// Number of the meeting that was planned.
    pub meeting_number: Option<i64>,
    /// Slug of it.
    pub meeting_slug: Option<String>,
    /// Title of it.
    pub meeting_title: Option<String>,
    /// Its start by the wall clock.
    pub meeting_starts: Option<NaiveDateTime>,
    /// Number of the meeting that is being planned of it. For those who answer it alone, since it may be a draft.
    pub draft_number: Option<i64>,
    /// Slug of it.
    pub draft_slug: Option<String>,
    /// Title of it.
    pub draft_title: Option<String>,
    /// State of it.
    pub draft_state: Option<MeetingState>,
    /// Number of the wish that it was taken into.
    pub into_number: Option<i64>,
    /// Title of it.
    pub into_title: Option<String>,
    /// What it says is hidden: its title is its number.
    pub hidden: bool,
}

/// `$1` agreement.
macro_rules! wishes {
    ($tail:literal) => {
        concat!(
            "SELECT w.id, w.number, w.state, w.kind, w.title, w.why, w.period, w.lang, w.forum_id, w.area_id, w.organisation_id, o.name AS organisation_name,
                o.slug AS organisation_slug, o.side AS organisation_side, w.created_at,
                (SELECT COUNT(*) FROM wish_supporter s WHERE s.wish_id = w.id) AS supporters,
                (SELECT MIN(k.due_on) FROM clock k WHERE k.wish_id = w.id AND k.closed_by IS NULL) AS due_on,
                i.number AS issue_number, i.slug AS issue_slug, i.title AS issue_title, i.lang AS issue_lang,
                m.number AS meeting_number, m.slug AS meeting_slug, m.title AS meeting_title, m.starts_local AS meeting_starts,
                EXISTS (SELECT 1 FROM wish_hidden h WHERE h.wish_id = w.id) AS hidden,
                d.number AS draft_number, d.slug AS draft_slug, d.title AS draft_title, d.state AS draft_state,
                x.number AS into_number, x.title AS into_title
            FROM wish w JOIN organisation o ON o.id = w.organisation_id
            LEFT JOIN issue i ON i.id = w.issue_id AND NOT i.withheld
            LEFT JOIN meeting m ON m.id = w.meeting_id
            LEFT JOIN meeting d ON d.id = w.draft_id AND d.dropped_at IS NULL AND d.state <> 'cancelled'
            LEFT JOIN wish x ON x.id = w.into_id
            WHERE w.agreement_id = $1 ",
            $tail
        )
    };
}

/// A wish by its number.
pub async fn by_number(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<Wish>> {
    const SQL: &str = wishes!("AND w.number = $2");
    Ok(fetch!(conn, Wish, fetch_optional, SQL, agreement, number)?)
}

/// Wishes of a kind of states, newest first, before the one with a number.
pub async fn list(conn: &mut Conn, agreement: AgreementId, shown: Shown, before: Option<i64>, limit: i64) -> Result<Vec<Wish>> {
    const SQL: &str = wishes!(
        "AND (($2 = 'oppna' AND w.state = 'open') OR ($2 = 'blev-av' AND w.state IN ('planned', 'joined')) OR ($2 = 'avslutade' AND w.state IN ('declined', 'withdrawn')))
         AND ($3 IS NULL OR w.number < $3) ORDER BY w.number DESC LIMIT $4"
    );
    Ok(fetch!(conn, Wish, fetch_all, SQL, agreement, shown.code(), before, limit)?)
}

/// How many wishes are in each state.
pub async fn counts(conn: &mut Conn, agreement: AgreementId) -> Result<Vec<(WishState, i64)>> {
    Ok(fetch!(conn, (WishState, i64), fetch_all, "SELECT state, COUNT(*) FROM wish WHERE agreement_id = $1 GROUP BY state", agreement)?)
}

/// An organisation that wants the same.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Supporter {
    /// Id.
    pub id: OrganisationId,
    /// Name.
    pub name: String,
    /// Slug.
    pub slug: String,
}

/// Organisations that want the same, in order of their names.
pub async fn supporters(conn: &mut Conn, wish: WishId) -> Result<Vec<Supporter>> {
    const SQL: &str = "SELECT o.id, o.name, o.slug FROM wish_supporter s JOIN organisation o ON o.id = s.organisation_id WHERE s.wish_id = $1
        ORDER BY o.sort_key, o.id";
    Ok(fetch!(conn, Supporter, fetch_all, SQL, wish)?)
}

codes! {
    /// What a wish can be led to.
    pub enum TargetKind {
        /// A meeting that is announced.
        Meeting = "meeting",
        /// Another wish that goes on.
        Wish = "wish",
    }
}

/// A meeting or another wish that an answer can lead to.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Target {
    /// Which of the two.
    pub what: TargetKind,
    /// Number.
    pub number: i64,
    /// Title.
    pub title: String,
    /// Start of a meeting.
    pub starts_local: Option<NaiveDateTime>,
}

/// What an answer to a wish can lead to: coming meetings by their dates, then other wishes.
pub async fn targets(conn: &mut Conn, agreement: AgreementId, wish: WishId, now: DateTime<Utc>) -> Result<Vec<Target>> {
    const SQL: &str = "SELECT q.what, q.number, q.title, q.starts_local FROM (
            SELECT 'meeting' AS what, m.number, m.title, m.starts_local AS starts_local FROM meeting m
            WHERE m.agreement_id = $1 AND m.state IN ('announced', 'open') AND m.ends_at > $3
            UNION ALL
            SELECT 'wish', w.number, w.title, CAST(NULL AS TIMESTAMP) FROM wish w WHERE w.agreement_id = $1 AND w.id <> $2 AND w.state IN ('open', 'planned')
              AND NOT EXISTS (SELECT 1 FROM wish_hidden h WHERE h.wish_id = w.id)
        ) q ORDER BY q.what, q.starts_local, q.number DESC LIMIT 200";
    Ok(fetch!(conn, Target, fetch_all, SQL, agreement, wish, now)?)
}

/// A wish about to be stored.
#[derive(Debug)]
pub struct NewWish<'a> {
    /// Agreement.
    pub agreement: AgreementId,
    /// Number within it.
    pub number: i64,
    /// Who wishes.
    pub organisation: OrganisationId,
    /// Person.
    pub author: PersonId,
    /// Now.
    pub now: DateTime<Utc>,
    /// What was written.
    pub texts: &'a Texts,
}

/// What a wish says, checked.
#[derive(Debug)]
pub struct Texts {
    /// What about.
    pub title: String,
    /// Why.
    pub why: String,
    /// Roughly when.
    pub period: String,
    /// Language.
    pub lang: &'static str,
    /// Kind of meeting.
    pub kind: MeetingKind,
    /// Forum.
    pub forum: Option<ForumId>,
    /// Area.
    pub area: Option<AreaId>,
    /// Issue.
    pub issue: Option<IssueId>,
}

/// The next number of a wish, under the lock of the agreement's sequence.
pub async fn next_number(tx: &mut Tx, agreement: AgreementId) -> Result<i64> {
    const SQL: &str = "UPDATE agreement_sequence SET wish_number = wish_number + 1 WHERE agreement_id = $1 RETURNING wish_number";
    Ok(scalar!(tx, i64, fetch_one, SQL, agreement)?)
}

/// How many wishes of an organisation wait for an answer.
pub async fn open_of(tx: &mut Tx, agreement: AgreementId, organisation: OrganisationId) -> Result<i64> {
    const SQL: &str = "SELECT COUNT(*) FROM wish WHERE agreement_id = $1 AND organisation_id = $2 AND state = 'open'";
    Ok(scalar!(tx, i64, fetch_one, SQL, agreement, organisation)?)
}

/// Stores a wish.
pub async fn insert(tx: &mut Tx, w: &NewWish<'_>) -> Result<WishId> {
    const SQL: &str =
        "INSERT INTO wish (agreement_id, number, state, kind, title, why, period, lang, forum_id, area_id, issue_id, organisation_id, author_id, created_at)
        VALUES ($1, $2, 'open', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id";
    let t = w.texts;
    Ok(scalar!(
        tx,
        WishId,
        fetch_one,
        SQL,
        w.agreement,
        w.number,
        t.kind,
        &t.title,
        &t.why,
        &t.period,
        t.lang,
        t.forum,
        t.area,
        t.issue,
        w.organisation,
        w.author,
        w.now
    )?)
}

/// An issue that all may read, by its number.
pub async fn readable_issue(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<IssueId>> {
    const SQL: &str = "SELECT id FROM issue WHERE agreement_id = $1 AND number = $2 AND published_at IS NOT NULL AND NOT withheld";
    Ok(scalar!(conn, IssueId, fetch_optional, SQL, agreement, number)?)
}

/// What an act needs to know of a wish; its row is locked.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct LockedWish {
    /// Id.
    pub id: WishId,
    /// Number.
    pub number: i64,
    /// State.
    pub state: WishState,
    /// Title.
    pub title: String,
    /// Language of it.
    pub lang: String,
    /// Who wished.
    pub organisation_id: OrganisationId,
    /// The issue that it is about.
    pub issue_id: Option<IssueId>,
}

/// Locks a wish by its number. Meetings are locked before wishes, wishes in the order of their numbers.
pub async fn lock(tx: &mut Tx, agreement: AgreementId, number: i64) -> Result<Option<LockedWish>> {
    Ok(fetch_locked!(
        tx,
        LockedWish,
        "SELECT id, number, state, title, lang, organisation_id, issue_id FROM wish WHERE agreement_id = $1 AND number = $2",
        agreement,
        number
    )?)
}

/// Numbers of the wishes of which a meeting was planned, in order.
pub async fn planned_to(tx: &mut Tx, meeting: MeetingId) -> Result<Vec<i64>> {
    Ok(scalar!(tx, i64, fetch_all, "SELECT number FROM wish WHERE meeting_id = $1 AND state = 'planned' ORDER BY number", meeting)?)
}

/// Numbers of the wishes that were taken into one, in order.
pub async fn joined_into(tx: &mut Tx, wish: WishId) -> Result<Vec<i64>> {
    Ok(scalar!(tx, i64, fetch_all, "SELECT number FROM wish WHERE into_id = $1 AND state = 'joined' ORDER BY number", wish)?)
}

/// Moves a wish to a state, with what it was led to.
pub async fn set_state(tx: &mut Tx, wish: WishId, state: WishState, meeting: Option<MeetingId>, into: Option<WishId>) -> Result<()> {
    execute!(tx, "UPDATE wish SET state = $2, meeting_id = $3, into_id = $4 WHERE id = $1", wish, state, meeting, into)?;
    Ok(())
}

/// Keeps which meeting is being planned of a wish, while that waits for an answer.
pub async fn plan(tx: &mut Tx, wish: WishId, meeting: MeetingId) -> Result<()> {
    execute!(tx, "UPDATE wish SET draft_id = $2 WHERE id = $1 AND state = 'open'", wish, meeting)?;
    Ok(())
}

/// Keeps that an event happened to a wish.
pub async fn keep_event(tx: &mut Tx, wish: WishId, event: EventId) -> Result<()> {
    execute!(tx, "INSERT INTO wish_event (wish_id, event_id) VALUES ($1, $2)", wish, event)?;
    Ok(())
}

/// Stores that an organisation wants the same. False when it said so before.
pub async fn support(tx: &mut Tx, agreement: AgreementId, wish: WishId, organisation: OrganisationId, person: PersonId, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str =
        "INSERT INTO wish_supporter (agreement_id, wish_id, organisation_id, person_id, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    Ok(execute!(tx, SQL, agreement, wish, organisation, person, now)? > 0)
}

/// Takes that back. False when it did not.
pub async fn unsupport(tx: &mut Tx, wish: WishId, organisation: OrganisationId) -> Result<bool> {
    Ok(execute!(tx, "DELETE FROM wish_supporter WHERE wish_id = $1 AND organisation_id = $2", wish, organisation)? > 0)
}

/// What a wish says that is hidden.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct HiddenTexts {
    /// Title.
    pub title: String,
    /// Why.
    pub why: String,
    /// Roughly when.
    pub period: String,
}

/// What a wish said before it was hidden.
pub async fn hidden_texts(conn: &mut Conn, wish: WishId) -> Result<Option<HiddenTexts>> {
    Ok(fetch!(conn, HiddenTexts, fetch_optional, "SELECT title, why, period FROM wish_hidden WHERE wish_id = $1", wish)?)
}

/// Hides what a wish says behind another title. False when it is hidden already.
pub async fn hide(tx: &mut Tx, wish: WishId, title: &str) -> Result<bool> {
    const KEEP: &str = "INSERT INTO wish_hidden (wish_id, title, why, period) SELECT id, title, why, period FROM wish WHERE id = $1 ON CONFLICT DO NOTHING";
    if execute!(tx, KEEP, wish)? == 0 {
        return Ok(false);
    }
    execute!(tx, "UPDATE wish SET title = $2, why = '', period = '' WHERE id = $1", wish, title)?;
    Ok(true)
}

/// Shows again what a wish said before it was hidden. False when it is not hidden.
pub async fn restore(tx: &mut Tx, wish: WishId) -> Result<bool> {
    let Some(o) = hidden_texts(tx, wish).await? else { return Ok(false) };
    execute!(tx, "UPDATE wish SET title = $2, why = $3, period = $4 WHERE id = $1", wish, &o.title, &o.why, &o.period)?;
    execute!(tx, "DELETE FROM wish_hidden WHERE wish_id = $1", wish)?;
    Ok(true)
}

/// Those who are told what came of a wish: the people of the organisation that wished and of those that want the same, also by a wish that
/// was taken into this one.
pub async fn told(conn: &mut Conn, wish: WishId, today: NaiveDate) -> Result<Vec<Recipient>> {
    const SQL: &str = "SELECT p.email, p.locale FROM person p WHERE p.id IN (
            SELECT r.person_id FROM role r WHERE r.from_on <= $2 AND (r.to_on IS NULL OR r.to_on >= $2)
              AND r.organisation_id IN (WITH RECURSIVE tree (id, organisation_id) AS (SELECT w.id, w.organisation_id FROM wish w WHERE w.id = $1
                        UNION SELECT w.id, w.organisation_id FROM wish w JOIN tree ON w.into_id = tree.id)
                    SELECT tree.organisation_id FROM tree UNION SELECT s.organisation_id FROM wish_supporter s JOIN tree ON tree.id = s.wish_id))
        ORDER BY p.id LIMIT 1000";
    Ok(fetch!(conn, Recipient, fetch_all, SQL, wish, today)?)
}

/// Locks the coming meeting with a number, for what is about to be decided about it: its id and its first day.
pub async fn lock_coming(tx: &mut Tx, agreement: AgreementId, number: i64, now: DateTime<Utc>) -> Result<Option<crate::meetings::store::Meeting>> {
    match crate::meetings::store::lock(tx, agreement, number, now).await {
        Ok(meeting) => Ok(Some(meeting).filter(|m| m.state.is_standing() && m.ends_at > now)),
        Err(AppError::NotFound) => Ok(None),
        Err(e) => Err(e),
    }
}
