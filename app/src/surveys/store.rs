//! SQL of the questions after a meeting. Every change locks the meeting first, but for an answer, which locks the survey alone.

use super::rules::{FEW, Numbers, Scale};
use crate::context::Dice;
use crate::db::{Conn, Tx};
use crate::error::{AppError, Result};
use crate::ids::{AgreementId, MeetingId, RegistrationId, SurveyId};
use crate::meetings::types::MeetingKind;
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, NaiveDateTime, Utc};
use std::collections::BTreeMap;

/// A survey with its meeting and what was answered, as far as it is counted: never finer than five answers at a time.
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

/// `$1` agreement, `$2` number of the meeting or nothing.
macro_rules! surveys {
    ($tail:literal) => {
        concat!(
            "SELECT s.id, s.asked, s.asked_at, s.closes_at, m.number, m.slug, m.title, m.lang, m.kind, m.starts_local, s.answers,
                s.met_1, s.met_2, s.met_3, s.met_4, s.met_5, s.learned_1, s.learned_2, s.learned_3, s.learned_4, s.learned_5
            FROM survey s JOIN meeting m ON m.id = s.meeting_id WHERE s.agreement_id = $1 ",
            $tail
        )
    };
}

/// Those of an agreement, the latest meeting first.
pub async fn all(conn: &mut Conn, agreement: AgreementId) -> Result<Vec<SurveyRow>> {
    const SQL: &str = surveys!("ORDER BY m.starts_at DESC, m.id DESC LIMIT 400");
    Ok(fetch!(conn, SurveyRow, fetch_all, SQL, agreement)?)
}

/// That of a meeting, by the meeting's number.
pub async fn of_meeting(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<SurveyRow>> {
    const SQL: &str = surveys!("AND m.number = $2");
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

/// Words about a meeting that were counted with others: all of them for the kansli, those that were let through for everybody else. In no
/// order that tells anything.
pub async fn words(conn: &mut Conn, survey: SurveyId, all: bool) -> Result<Vec<WordsRow>> {
    const SQL: &str = "SELECT id, words, lang, shown FROM survey_words WHERE survey_id = $1 AND counted AND ($2 OR shown) ORDER BY id LIMIT 1000";
    Ok(fetch!(conn, WordsRow, fetch_all, SQL, survey, all)?)
}

/// Lets words through, or takes them back. False where there is nothing to do.
pub async fn set_shown(tx: &mut Tx, survey: SurveyId, id: &str, shown: bool) -> Result<bool> {
    Ok(execute!(tx, "UPDATE survey_words SET shown = $3 WHERE survey_id = $1 AND id = $2 AND counted AND shown <> $3", survey, id, shown)? > 0)
}

/// Those who are to be asked and were not, some at once: they are now. `came`: of those with a place at the
/// place only those who were checked in; nobody checks in those who are there online.
pub async fn take_unasked(tx: &mut Tx, meeting: MeetingId, came: bool, most: i64) -> Result<Vec<(RegistrationId, String, String)>> {
    const SQL: &str = "UPDATE registration SET survey_asked = TRUE WHERE id IN (SELECT id FROM registration WHERE meeting_id = $1 AND state = 'confirmed'
            AND email <> '' AND NOT survey_asked AND (NOT $2 OR checked_in_at IS NOT NULL OR online) ORDER BY id LIMIT $3) RETURNING id, email, locale";
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

/// An answer about to be written.
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
}

/// In an order that says nothing, each with an id by chance.
fn shuffled<T>(rng: &Dice, all: Vec<T>) -> BTreeMap<String, T> {
    all.into_iter().map(|x| (rng.secret(), x)).collect()
}

/// Writes an answer: its numbers, and apart from them its words. All that wait to be counted are written anew with it, in an order that says
/// nothing, so that neither ids nor what PostgreSQL keeps of who wrote a row ties words to numbers, or either to a link. Every fifth answer
/// counts all that wait: their numbers go into the totals of the survey, and no row of them is left.
pub async fn put_answer(tx: &mut Tx, rng: &Dice, (agreement, survey): (AgreementId, SurveyId), a: &NewAnswer<'_>) -> Result<()> {
    fetch_locked!(tx, (SurveyId,), "SELECT id FROM survey WHERE id = $1", survey)?.ok_or(AppError::NotFound)?;
    let mut numbers = fetch!(tx, (i64, i64), fetch_all, "SELECT met, learned FROM survey_answer WHERE survey_id = $1", survey)?;
    numbers.push((a.met, a.learned));
    let mut words = fetch!(tx, (String, String), fetch_all, "SELECT words, lang FROM survey_words WHERE survey_id = $1 AND NOT counted", survey)?;
    if !a.words.is_empty() {
        words.push((a.words.to_string(), a.lang.to_string()));
    }
    execute!(tx, "DELETE FROM survey_answer WHERE survey_id = $1", survey)?;
    execute!(tx, "DELETE FROM survey_words WHERE survey_id = $1 AND NOT counted", survey)?;
    let counted = i64::try_from(numbers.len()).unwrap_or(i64::MAX) >= FEW;
    if counted {
        count(tx, survey, &numbers).await?;
    } else {
        const NUMBERS: &str = "INSERT INTO survey_answer (id, agreement_id, survey_id, met, learned) VALUES ($1, $2, $3, $4, $5)";
        for (id, (met, learned)) in shuffled(rng, numbers) {
            execute!(tx, NUMBERS, id, agreement, survey, met, learned)?;
        }
    }
    const TEXT: &str = "INSERT INTO survey_words (id, agreement_id, survey_id, words, lang, counted) VALUES ($1, $2, $3, $4, $5, $6)";
    for (id, (words, lang)) in shuffled(rng, words) {
        execute!(tx, TEXT, id, agreement, survey, words, lang, counted)?;
    }
    Ok(())
}

/// Adds answers to the totals of a survey.
async fn count(tx: &mut Tx, survey: SurveyId, numbers: &[(i64, i64)]) -> Result<()> {
    const SQL: &str = "UPDATE survey SET answers = answers + $2, met_1 = met_1 + $3, met_2 = met_2 + $4, met_3 = met_3 + $5, met_4 = met_4 + $6,
            met_5 = met_5 + $7, learned_1 = learned_1 + $8, learned_2 = learned_2 + $9, learned_3 = learned_3 + $10, learned_4 = learned_4 + $11,
            learned_5 = learned_5 + $12 WHERE id = $1";
    let scale = |of: fn(&(i64, i64)) -> i64| -> Scale {
        [1, 2, 3, 4, 5].map(|mark: i64| i64::try_from(numbers.iter().filter(|n| of(n) == mark).count()).unwrap_or(i64::MAX))
    };
    let (m, l) = (scale(|n| n.0), scale(|n| n.1));
    let answers = i64::try_from(numbers.len()).unwrap_or(i64::MAX);
    execute!(tx, SQL, survey, answers, m[0], m[1], m[2], m[3], m[4], l[0], l[1], l[2], l[3], l[4])?;
    Ok(())
}
