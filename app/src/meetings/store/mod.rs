//! SQL of meetings.

mod actions;
mod agenda;
mod assembly;
mod attendance;
mod briefs;
mod guests;
mod minutes;
mod places;
mod registrations;
mod states;
mod templates;

pub use actions::*;
pub use agenda::*;
pub use assembly::*;
pub use attendance::*;
pub use briefs::*;
pub use guests::*;
pub use minutes::*;
pub use places::*;
pub use registrations::*;
pub use states::*;
pub use templates::*;

use super::types::{MeetingKind, MeetingState, Opening};
use crate::db::{Conn, Tx};
use crate::error::{AppError, Result};
use crate::ids::{AgreementId, AreaId, ForumId, MeetingId, OrganisationId, PersonId};
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// A meeting whole.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Meeting {
    /// Id.
    pub id: MeetingId,
    /// Number within the agreement.
    pub number: i64,
    /// Word in its address.
    pub slug: String,
    /// Kind.
    pub kind: MeetingKind,
    /// State.
    pub state: MeetingState,
    /// Title.
    pub title: String,
    /// Theme as written.
    pub theme: String,
    /// Theme as HTML.
    pub theme_html: String,
    /// How everyone can take part.
    pub access: String,
    /// Language of its texts.
    pub lang: String,
    /// Area; none: all of it.
    pub area_id: Option<AreaId>,
    /// Place.
    pub place: String,
    /// Address.
    pub address: String,
    /// Link for those who take part online. Mailed to who has a place, never shown in public.
    pub online_url: String,
    /// Start by the wall clock in Stockholm.
    pub starts_local: NaiveDateTime,
    /// End.
    pub ends_local: NaiveDateTime,
    /// Start: as planned, or when it was begun, if that was earlier.
    pub starts_at: DateTime<Utc>,
    /// End: as planned, or when it was ended or its minutes were published, if that was earlier.
    pub ends_at: DateTime<Utc>,
    /// Places.
    pub capacity: i64,
    /// Places taken, held ones included.
    pub taken: i64,
    /// Stable id in calendars.
    pub ics_uid: String,
    /// Rises with each change that calendars must hear of.
    pub ics_sequence: i64,
    /// When it was last changed.
    pub edited_at: DateTime<Utc>,
    /// When its minutes were published.
    pub minutes_at: Option<DateTime<Utc>>,
    /// Draft of the minutes, as JSON.
    pub minutes_draft: String,
    /// The body whose meeting it is.
    pub body_id: Option<OrganisationId>,
    /// Its slug.
    pub body_slug: Option<String>,
    /// Its name.
    pub body_name: Option<String>,
    /// The forum whose meeting it is.
    pub forum_id: Option<ForumId>,
    /// Who is invited can sign up, nobody else.
    pub by_invitation: bool,
    /// When people can begin to sign up.
    pub opens: Opening,
    /// The day of that.
    pub opens_on: Option<NaiveDate>,
    /// The first meeting of its series.
    pub series_id: Option<MeetingId>,
    /// Address of a recording.
    pub recording_url: String,
    /// Version.
    pub version: i64,
    /// Of the places taken, those whose holder did not confirm in time and that nobody has let go of yet.
    pub lapsed: i64,
    /// Confirmed sign-ups.
    pub confirmed: i64,
    /// Seats that are laid down for its body; 0: their number is open; none: the agreement does not name the body.
    pub body_seats: Option<i64>,
    /// Those who were checked in.
    pub checked_in: i64,
    /// Places online; none: as many as want to.
    pub online_capacity: Option<i64>,
    /// Of these, taken.
    pub online_taken: i64,
    /// As `lapsed`, online.
    pub online_lapsed: i64,
    /// Those who wait for a place at the place.
    pub waiting: i64,
    /// Those who wait for one online.
    pub online_waiting: i64,
    /// Places that people of one organisation can have.
    pub seats_per_organisation: Option<i64>,
    /// Why it was cancelled, as all were told.
    pub cancelled_reason: Option<String>,
}

impl Meeting {
    /// Places left at the place, at the time for which it was read. Those that lapsed go to those who wait first.
    pub fn left(&self) -> i64 {
        (self.capacity - self.taken + (self.lapsed - self.waiting).max(0)).max(0)
    }
    /// Places left online; none: there is room for all.
    pub fn online_left(&self) -> Option<i64> {
        Some((self.online_capacity? - self.online_taken + (self.online_lapsed - self.online_waiting).max(0)).max(0))
    }
    /// No place is left, neither at the place nor online.
    pub fn is_full(&self) -> bool {
        self.left() == 0 && (self.online_url.is_empty() || self.online_left() == Some(0))
    }
    /// Anybody can sign up at a time.
    pub fn takes_sign_ups(&self, now: DateTime<Utc>) -> bool {
        self.state == MeetingState::Open && self.starts_at > now && !self.by_invitation
    }
}

/// When a meeting `m` with its run `w` begins and ends.
macro_rules! begins {
    () => {
        "CASE WHEN w.started_at < m.starts_at THEN w.started_at ELSE m.starts_at END"
    };
}
macro_rules! ends {
    () => {
        "CASE WHEN w.ended_at < m.ends_at THEN w.ended_at WHEN m.minutes_at < m.ends_at THEN m.minutes_at ELSE m.ends_at END"
    };
}
/// What is read of a meeting; `$2` now.
macro_rules! columns {
    () => {
        concat!("m.id, m.number, m.slug, m.kind, m.state, m.title, m.theme, m.theme_html, m.access, m.lang, m.area_id, m.place, m.address, m.online_url,
                m.starts_local, m.ends_local, ", begins!(), " AS starts_at, ", ends!(), " AS ends_at, m.capacity, m.taken, m.ics_uid, m.ics_sequence, m.edited_at, m.minutes_at,
                m.minutes_draft, m.recording_url, m.version, m.body_id, (SELECT o.slug FROM organisation o WHERE o.id = m.body_id) AS body_slug,
                (SELECT o.name FROM organisation o WHERE o.id = m.body_id) AS body_name, m.forum_id, m.by_invitation, m.opens, m.opens_on, m.series_id,
                (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id AND r.state = 'held' AND r.held_until_at <= $2 AND NOT r.online) AS lapsed,
                (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id AND r.state = 'confirmed') AS confirmed,
                (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id AND r.checked_in_at IS NOT NULL) AS checked_in,
                m.online_capacity, m.online_taken, m.seats_per_organisation,
                (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id AND r.state = 'held' AND r.held_until_at <= $2 AND r.online) AS online_lapsed,
                (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id AND r.state = 'waiting' AND NOT r.online) AS waiting,
                (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id AND r.state = 'waiting' AND r.online) AS online_waiting,
                (SELECT b.seats_civil + b.seats_public FROM body b WHERE b.agreement_id = m.agreement_id AND b.body_id = m.body_id) AS body_seats,
                CASE WHEN m.state = 'cancelled' THEN (SELECT e.reason FROM event e WHERE e.meeting_id = m.id AND e.kind = 'meeting_cancelled'
                    ORDER BY e.id DESC LIMIT 1) END AS cancelled_reason")
    };
}
/// `$1` agreement, `$2` now. What is prepared is left out: only those who manage meetings read it, by `all_meetings!`.
macro_rules! meetings {
    ($($tail:expr),+) => {
        all_meetings!("AND m.state <> 'draft' ", $($tail),+)
    };
}
/// With drafts, but for those that were thrown away.
macro_rules! all_meetings {
    ($($tail:expr),+) => {
        concat!("SELECT ", columns!(), " FROM meeting m LEFT JOIN meeting_run w ON w.meeting_id = m.id WHERE m.agreement_id = $1 AND m.dropped_at IS NULL ", $($tail),+)
    };
}

/// A meeting by its number, for those who manage meetings: a draft too.
pub async fn planned(conn: &mut Conn, agreement: AgreementId, number: i64, now: DateTime<Utc>) -> Result<Option<Meeting>> {
    const SQL: &str = all_meetings!("AND m.number = $3");
    Ok(fetch!(conn, Meeting, fetch_optional, SQL, agreement, now, number)?)
}

/// Drafts, earliest first. For those who manage meetings.
pub async fn drafts(conn: &mut Conn, agreement: AgreementId, now: DateTime<Utc>) -> Result<Vec<Meeting>> {
    const SQL: &str = all_meetings!("AND m.state = 'draft' ORDER BY m.starts_at, m.id LIMIT 100");
    Ok(fetch!(conn, Meeting, fetch_all, SQL, agreement, now)?)
}

/// A meeting of a series and those after it that are prepared or to be held.
pub async fn rest_of_series(conn: &mut Conn, agreement: AgreementId, now: DateTime<Utc>, series: MeetingId, from: DateTime<Utc>) -> Result<Vec<Meeting>> {
    const SQL: &str = all_meetings!("AND m.series_id = $3 AND m.starts_at >= $4 AND m.state IN ('draft', 'announced', 'open') ORDER BY m.id");
    Ok(fetch!(conn, Meeting, fetch_all, SQL, agreement, now, series, from)?)
}

/// A meeting by its number. Nobody finds a draft here.
pub async fn by_number(conn: &mut Conn, agreement: AgreementId, number: i64, now: DateTime<Utc>) -> Result<Option<Meeting>> {
    const SQL: &str = meetings!("AND m.number = $3");
    Ok(fetch!(conn, Meeting, fetch_optional, SQL, agreement, now, number)?)
}

/// A meeting, and whether issues were chosen for it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct WithChoices {
    /// The meeting.
    #[sqlx(flatten)]
    pub meeting: Meeting,
    /// Issues were chosen for it, or were not.
    pub has_choices: bool,
    /// What was answered about it, counted; nothing where nobody was asked.
    pub counted: Option<String>,
    /// Something was asked or voted on while it ran.
    pub has_floor: bool,
}

/// A meeting by its number, with whether there are choices to be read; a draft with `drafts` only.
pub async fn with_choices(conn: &mut Conn, agreement: AgreementId, number: i64, now: DateTime<Utc>, drafts: bool) -> Result<Option<WithChoices>> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        ", EXISTS (SELECT 1 FROM issue_choice x WHERE x.meeting_id = m.id) AS has_choices,
            EXISTS (SELECT 1 FROM question q WHERE q.meeting_id = m.id AND q.state <> 'withdrawn') OR EXISTS (SELECT 1 FROM poll p WHERE p.meeting_id = m.id)
                AS has_floor,
            (SELECT CAST(s.answers AS TEXT) || ' ' || CAST(s.met_1 + 2 * s.met_2 + 3 * s.met_3 + 4 * s.met_4 + 5 * s.met_5 AS TEXT)
                || ' ' || CAST(s.learned_1 + 2 * s.learned_2 + 3 * s.learned_3 + 4 * s.learned_4 + 5 * s.learned_5 AS TEXT)
                FROM survey s WHERE s.meeting_id = m.id) AS counted
        FROM meeting m LEFT JOIN meeting_run w ON w.meeting_id = m.id WHERE m.agreement_id = $1 AND m.dropped_at IS NULL AND m.number = $3 AND ($4 OR m.state <> 'draft')"
    );
    Ok(fetch!(conn, WithChoices, fetch_optional, SQL, agreement, now, number, drafts)?)
}

/// Meetings that have not ended, earliest first.
pub async fn coming(conn: &mut Conn, agreement: AgreementId, now: DateTime<Utc>, limit: i64) -> Result<Vec<Meeting>> {
    const SQL: &str = meetings!("AND ", ends!(), " > $2 ORDER BY m.starts_at, m.id LIMIT $3");
    Ok(fetch!(conn, Meeting, fetch_all, SQL, agreement, now, limit)?)
}

/// Meetings that have ended, latest first; after the one with a number, for paging.
pub async fn held(conn: &mut Conn, agreement: AgreementId, now: DateTime<Utc>, after: Option<i64>, limit: i64) -> Result<Vec<Meeting>> {
    const SQL: &str = meetings!(
        "AND ",
        ends!(),
        " <= $2 AND ($3 IS NULL OR (m.starts_at, m.id) < (SELECT p.starts_at, p.id FROM meeting p WHERE p.agreement_id = $1 AND p.number = $3))
         ORDER BY m.starts_at DESC, m.id DESC LIMIT $4"
    );
    Ok(fetch!(conn, Meeting, fetch_all, SQL, agreement, now, after, limit)?)
}

/// Meetings for a calendar: those that began after a time.
pub async fn since(conn: &mut Conn, agreement: AgreementId, now: DateTime<Utc>, since: DateTime<Utc>) -> Result<Vec<Meeting>> {
    const SQL: &str = meetings!("AND m.starts_at > $3 ORDER BY m.starts_at, m.id LIMIT 500");
    Ok(fetch!(conn, Meeting, fetch_all, SQL, agreement, now, since)?)
}

/// What of a meeting is written when it is announced or changed.
#[derive(Debug, Clone)]
pub struct Details {
    /// Kind.
    pub kind: MeetingKind,
    /// Word in its address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Theme.
    pub theme: String,
    /// Theme as HTML.
    pub theme_html: String,
    /// How everyone can take part.
    pub access: String,
    /// Language.
    pub lang: String,
    /// Area.
    pub area_id: Option<AreaId>,
    /// Place.
    pub place: String,
    /// Address.
    pub address: String,
    /// Link.
    pub online_url: String,
    /// Start by the wall clock.
    pub starts_local: NaiveDateTime,
    /// End by the wall clock.
    pub ends_local: NaiveDateTime,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Places.
    pub capacity: i64,
    /// The body whose meeting it is.
    pub body_id: Option<OrganisationId>,
    /// The forum whose meeting it is.
    pub forum_id: Option<ForumId>,
    /// Who is invited can sign up, nobody else.
    pub by_invitation: bool,
    /// When people can begin to sign up.
    pub opens: Opening,
    /// The day of that.
    pub opens_on: Option<NaiveDate>,
}

/// What a new meeting is beside its details.
#[derive(Debug, Clone)]
pub struct New<'a> {
    /// Number.
    pub number: i64,
    /// State.
    pub state: MeetingState,
    /// Stable id in calendars.
    pub uid: &'a str,
    /// Who makes it.
    pub by: PersonId,
    /// When.
    pub now: DateTime<Utc>,
    /// The first meeting of its series.
    pub series: Option<MeetingId>,
}

/// Locks the person who announces a meeting until the transaction ends.
pub async fn lock_planner(tx: &mut Tx, person: PersonId) -> Result<()> {
    fetch_locked!(tx, (PersonId,), "SELECT id FROM person WHERE id = $1", person)?.ok_or(AppError::NotFound)?;
    Ok(())
}

/// Takes the next number of a meeting, under the lock of the agreement's sequence.
pub async fn next_number(tx: &mut Tx, agreement: AgreementId) -> Result<i64> {
    const SQL: &str = "UPDATE agreement_sequence SET meeting_number = meeting_number + 1 WHERE agreement_id = $1 RETURNING meeting_number";
    Ok(scalar!(tx, i64, fetch_one, SQL, agreement)?)
}

/// Writes a new meeting.
pub async fn insert(tx: &mut Tx, agreement: AgreementId, new: &New<'_>, d: &Details) -> Result<MeetingId> {
    const SQL: &str = "INSERT INTO meeting (agreement_id, number, slug, kind, state, title, theme, theme_html, access, renderer, lang, area_id, place, address,
            online_url, starts_local, ends_local, starts_at, ends_at, capacity, ics_uid, created_by, created_at, edited_at, body_id, forum_id, by_invitation,
            opens, opens_on, series_id)
        VALUES ($1, $2, $3, $4, $23, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $22, $24, $25, $26, $27, $28, $29)
        RETURNING id";
    Ok(scalar!(
        tx,
        MeetingId,
        fetch_one,
        SQL,
        agreement,
        new.number,
        &d.slug,
        d.kind,
        &d.title,
        &d.theme,
        &d.theme_html,
        &d.access,
        crate::text::markdown::RENDERER,
        &d.lang,
        d.area_id,
        &d.place,
        &d.address,
        &d.online_url,
        d.starts_local,
        d.ends_local,
        d.starts_at,
        d.ends_at,
        d.capacity,
        new.uid,
        new.by,
        new.now,
        new.state,
        d.body_id,
        d.forum_id,
        d.by_invitation,
        d.opens,
        d.opens_on,
        new.series
    )?)
}

/// Locks a meeting until the transaction ends. Issues are locked before, registrations after it.
pub async fn hold(tx: &mut Tx, agreement: AgreementId, number: i64) -> Result<()> {
    fetch_locked!(tx, (MeetingId,), "SELECT id FROM meeting WHERE agreement_id = $1 AND number = $2", agreement, number)?.ok_or(AppError::NotFound)?;
    Ok(())
}

/// Locks a meeting, and reads it. Nobody finds a draft here.
pub async fn lock(tx: &mut Tx, agreement: AgreementId, number: i64, now: DateTime<Utc>) -> Result<Meeting> {
    hold(tx, agreement, number).await?;
    by_number(tx, agreement, number, now).await?.ok_or(AppError::NotFound)
}

/// The same for those who manage meetings: a draft too.
pub async fn lock_planned(tx: &mut Tx, agreement: AgreementId, number: i64, now: DateTime<Utc>) -> Result<Meeting> {
    hold(tx, agreement, number).await?;
    planned(tx, agreement, number, now).await?.ok_or(AppError::NotFound)
}

/// Changes a meeting. `for_calendars` raises the number that calendars look at.
pub async fn update(tx: &mut Tx, id: MeetingId, now: DateTime<Utc>, for_calendars: bool, d: &Details) -> Result<()> {
    const SQL: &str =
        "UPDATE meeting SET slug = $2, kind = $3, title = $4, theme = $5, theme_html = $6, access = $7, renderer = $8, lang = $9, area_id = $10, place = $11,
            address = $12, online_url = $13, starts_local = $14, ends_local = $15, starts_at = $16, ends_at = $17, capacity = $18, edited_at = $19,
            ics_sequence = ics_sequence + $20, body_id = $21, forum_id = $22, by_invitation = $23, opens = $24, opens_on = $25, version = version + 1
        WHERE id = $1";
    execute!(
        tx,
        SQL,
        id,
        &d.slug,
        d.kind,
        &d.title,
        &d.theme,
        &d.theme_html,
        &d.access,
        crate::text::markdown::RENDERER,
        &d.lang,
        d.area_id,
        &d.place,
        &d.address,
        &d.online_url,
        d.starts_local,
        d.ends_local,
        d.starts_at,
        d.ends_at,
        d.capacity,
        now,
        i64::from(for_calendars),
        d.body_id,
        d.forum_id,
        d.by_invitation,
        d.opens,
        d.opens_on
    )?;
    Ok(())
}
