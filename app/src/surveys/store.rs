//! SQL of the questions after a meeting. Every change locks the meeting first.

use super::rules::{Numbers, Scale};
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, MeetingId, RegistrationId, SurveyId};
use crate::meetings::types::MeetingKind;
use crate::{execute, fetch, scalar};
use chrono::{DateTime, NaiveDateTime, Utc};

/// A survey with its meeting and what was answered.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct SurveyRow {
    /// Id.
    pub id: SurveyId,
    /// How many were asked.
    pub asked: i64,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Until when they can answer.
    pub closes_at: DateTime<Utc>,
    /// Number of the meeting.
    pub number: i64,
    /// Word in its address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Language of that.
    pub lang: String,
    /// Kind.
    pub kind: MeetingKind,
    /// When it was, by the wall clock.
    pub starts_local: NaiveDateTime,
    answers: i64,
    met_1: i64,
    met_2: i64,
    met_3: i64,
    met_4: i64,
    met_5: i64,
    learned_1: i64,
    learned_2: i64,
    learned_3: i64,
    learned_4: i64,
    learned_5: i64,
}

impl SurveyRow {
    /// What can be shown of the answers.
    pub fn numbers(&self) -> Option<Numbers> {
        let met: Scale = [self.met_1, self.met_2, self.met_3, self.met_4, self.met_5];
        let learned: Scale = [self.learned_1, self.learned_2, self.learned_3, self.learned_4, self.learned_5];
        Numbers::shown(self.answers, met, learned)
    }
}

macro_rules! counted {
    ($column:literal, $value:literal) => {
        concat!(", CAST(SUM(CASE WHEN x.", $column, " = ", $value, " THEN 1 ELSE 0 END) AS BIGINT) AS ", $column, "_", $value)
    };
}
/// `$1` agreement, `$2` number of the meeting or nothing.
macro_rules! surveys {
    ($tail:literal) => {
        concat!(
            "SELECT s.id, s.asked, s.asked_at, s.closes_at, m.number, m.slug, m.title, m.lang, m.kind, m.starts_local, COUNT(x.id) AS answers",
            counted!("met", "1"),
            counted!("met", "2"),
            counted!("met", "3"),
            counted!("met", "4"),
            counted!("met", "5"),
            counted!("learned", "1"),
            counted!("learned", "2"),
            counted!("learned", "3"),
            counted!("learned", "4"),
            counted!("learned", "5"),
            " FROM survey s JOIN meeting m ON m.id = s.meeting_id LEFT JOIN survey_answer x ON x.survey_id = s.id
            WHERE s.agreement_id = $1 ",
            $tail
        )
    };
}

/// Those of an agreement, the latest meeting first.
pub async fn all(conn: &mut Conn, agreement: AgreementId) -> Result<Vec<SurveyRow>> {
    const SQL: &str = surveys!("GROUP BY s.id, m.id ORDER BY m.starts_at DESC, m.id DESC LIMIT 400");
    Ok(fetch!(conn, SurveyRow, fetch_all, SQL, agreement)?)
}

/// That of a meeting, by the meeting's number.
pub async fn of_meeting(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<SurveyRow>> {
    const SQL: &str = surveys!("AND m.number = $2 GROUP BY s.id, m.id");
    Ok(fetch!(conn, SurveyRow, fetch_optional, SQL, agreement, number)?)
}

/// What somebody wrote should happen next. Whose it is nobody knows.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct WordsRow {
    /// Id, by chance.
    pub id: String,
    /// The words.
    pub words: String,
    /// Their language.
    pub lang: String,
    /// All may read them.
    pub shown: bool,
}

/// Words about a meeting: all of them for the kansli, those that were let through for everybody else. In no order that tells anything.
pub async fn words(conn: &mut Conn, survey: SurveyId, all: bool) -> Result<Vec<WordsRow>> {
    const SQL: &str = "SELECT id, words, lang, shown FROM survey_words WHERE survey_id = $1 AND ($2 OR shown) ORDER BY id LIMIT 1000";
    Ok(fetch!(conn, WordsRow, fetch_all, SQL, survey, all)?)
}

/// Lets words through, or takes them back. False where there is nothing to do.
pub async fn set_shown(tx: &mut Tx, survey: SurveyId, id: &str, shown: bool) -> Result<bool> {
    Ok(execute!(tx, "UPDATE survey_words SET shown = $3 WHERE survey_id = $1 AND id = $2 AND shown <> $3", survey, id, shown)? > 0)
}

/// Those who are to be asked and were not, some at once: they are now. `came`: only those who were checked in.
pub async fn take_unasked(tx: &mut Tx, meeting: MeetingId, came: bool, most: i64) -> Result<Vec<(RegistrationId, String, String)>> {
    const SQL: &str = "UPDATE registration SET survey_asked = TRUE WHERE id IN (SELECT id FROM registration WHERE meeting_id = $1 AND state = 'confirmed'
            AND email <> '' AND NOT survey_asked AND (NOT $2 OR checked_in_at IS NOT NULL) ORDER BY id LIMIT $3) RETURNING id, email, locale";
    let mut taken = fetch!(tx, (RegistrationId, String, String), fetch_all, SQL, meeting, came, most)?;
    taken.sort_by_key(|(id, ..)| *id);
    Ok(taken)
}

/// Writes down that so many more were asked. Gives whether they are the first, and until when they can answer.
pub async fn count_asked(
    tx: &mut Tx,
    agreement: AgreementId,
    meeting: MeetingId,
    people: i64,
    (now, closes_at): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(bool, DateTime<Utc>)> {
    const SQL: &str = "INSERT INTO survey (agreement_id, meeting_id, asked_at, closes_at, asked) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (meeting_id) DO UPDATE SET asked = survey.asked + $5 RETURNING asked, closes_at";
    let (asked, closes_at) = fetch!(tx, (i64, DateTime<Utc>), fetch_one, SQL, agreement, meeting, now, closes_at, people)?;
    Ok((asked == people, closes_at))
}

/// Until when people can answer about a meeting, if they were asked.
pub async fn closes(conn: &mut Conn, meeting: MeetingId) -> Result<Option<DateTime<Utc>>> {
    Ok(scalar!(conn, DateTime<Utc>, fetch_optional, "SELECT closes_at FROM survey WHERE meeting_id = $1", meeting)?)
}

/// What an own link can do.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Asked {
    /// The sign-up.
    pub registration: RegistrationId,
    /// The link has answered.
    pub spent: bool,
    /// The survey.
    pub survey: SurveyId,
    /// Until when.
    pub closes_at: DateTime<Utc>,
}

/// What the own link can do whose secret has a hash; nothing where nobody was asked by it.
pub async fn asked(conn: &mut Conn, meeting: MeetingId, token_hash: &str) -> Result<Option<Asked>> {
    const SQL: &str =
        "SELECT r.id AS registration, r.survey_spent AS spent, s.id AS survey, s.closes_at FROM registration r JOIN survey s ON s.meeting_id = r.meeting_id
        WHERE r.meeting_id = $1 AND r.survey_asked AND (r.token_hash = $2 OR r.id = (SELECT registration_id FROM registration_link WHERE token_hash = $2))";
    Ok(fetch!(conn, Asked, fetch_optional, SQL, meeting, token_hash)?)
}

/// Whether somebody who signed up was asked.
pub async fn is_asked(conn: &mut Conn, id: RegistrationId) -> Result<bool> {
    Ok(scalar!(conn, bool, fetch_one, "SELECT survey_asked FROM registration WHERE id = $1", id)?)
}

/// Spends the link of a sign-up. False when it was.
pub async fn spend(tx: &mut Tx, id: RegistrationId) -> Result<bool> {
    Ok(execute!(tx, "UPDATE registration SET survey_spent = TRUE WHERE id = $1 AND survey_asked AND NOT survey_spent", id)? > 0)
}

/// Lets the link of a sign-up be used again, whose answer could not be written.
pub async fn unspend(tx: &mut Tx, id: RegistrationId) -> Result<()> {
    execute!(tx, "UPDATE registration SET survey_spent = FALSE WHERE id = $1", id)?;
    Ok(())
}

/// An answer about to be written. Its ids come by chance.
#[derive(Debug, Clone)]
pub struct NewAnswer<'a> {
    /// How somebody was met, 1 to 5.
    pub met: i64,
    /// Whether they learned, 1 to 5.
    pub learned: i64,
    /// What should happen next.
    pub words: &'a str,
    /// Language of that.
    pub lang: &'a str,
    /// Ids of the answer and of its words.
    pub ids: (String, String),
}

/// Writes an answer: its numbers, and apart from them its words.
pub async fn put_answer(tx: &mut Tx, agreement: AgreementId, survey: SurveyId, a: &NewAnswer<'_>) -> Result<()> {
    const NUMBERS: &str = "INSERT INTO survey_answer (id, agreement_id, survey_id, met, learned) VALUES ($1, $2, $3, $4, $5)";
    const TEXT: &str = "INSERT INTO survey_words (id, agreement_id, survey_id, words, lang) VALUES ($1, $2, $3, $4, $5)";
    execute!(tx, NUMBERS, &a.ids.0, agreement, survey, a.met, a.learned)?;
    if !a.words.is_empty() {
        execute!(tx, TEXT, &a.ids.1, agreement, survey, a.words, a.lang)?;
    }
    Ok(())
}
