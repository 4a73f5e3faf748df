//! What changes a running meeting.

use super::{Head, Item};
use crate::db::Tx;
use crate::error::Result;
use crate::floor::types::{QuestionState, SpeakerState};
use crate::ids::{AgendaItemId, AgreementId, MeetingId, PersonId, PollId, QuestionId, RegistrationId, SpeakerId};
use crate::live::Note;
use crate::{execute, scalar};
use chrono::{DateTime, Utc};

/// Locks the run of a meeting until the transaction ends, raises its revision, and sees to it that open pages are told at the end.
pub async fn touch(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId) -> Result<()> {
    const SQL: &str = "INSERT INTO meeting_run (meeting_id, agreement_id, revision) VALUES ($1, $2, 1)
        ON CONFLICT (meeting_id) DO UPDATE SET revision = meeting_run.revision + 1";
    execute!(tx, SQL, meeting, agreement)?;
    tx.notes.push(Note { agreement, issue: None, meeting: Some(meeting), position: 0 });
    Ok(())
}

/// Begins a meeting, at an item. False when it runs already.
pub async fn start(tx: &mut Tx, meeting: MeetingId, by: PersonId, item: Option<AgendaItemId>, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str = "UPDATE meeting_run SET started_at = $2, started_by = $3, current_item_id = $4, item_started_at = $2, version = version + 1
        WHERE meeting_id = $1 AND started_at IS NULL";
    Ok(execute!(tx, SQL, meeting, now, by, item)? == 1)
}

/// Goes on with a meeting that was ended by mistake.
pub async fn reopen(tx: &mut Tx, meeting: MeetingId) -> Result<()> {
    execute!(tx, "UPDATE meeting_run SET ended_at = NULL, version = version + 1 WHERE meeting_id = $1", meeting)?;
    Ok(())
}

/// Goes to an item.
pub async fn go_to(tx: &mut Tx, meeting: MeetingId, item: &Item, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE meeting_run SET current_item_id = $2, item_started_at = $3, paused_at = NULL, version = version + 1 WHERE meeting_id = $1";
    execute!(tx, SQL, meeting, item.id, now)?;
    Ok(())
}

/// Pauses.
pub async fn pause(tx: &mut Tx, meeting: MeetingId, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "UPDATE meeting_run SET paused_at = $2, version = version + 1 WHERE meeting_id = $1", meeting, now)?;
    Ok(())
}

/// Goes on after a pause: the item's time is moved on by it.
pub async fn resume(tx: &mut Tx, head: &Head, now: DateTime<Utc>) -> Result<()> {
    let paused = head.paused_at.map(|at| now - at).unwrap_or_default();
    let began = head.item_started_at.map(|at| at + paused);
    execute!(tx, "UPDATE meeting_run SET paused_at = NULL, item_started_at = $2, version = version + 1 WHERE meeting_id = $1", head.id, began)?;
    Ok(())
}

/// Ends a meeting: nobody speaks any more, polls are closed, and the question that was taken was answered.
pub async fn end(tx: &mut Tx, meeting: MeetingId, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "UPDATE meeting_run SET ended_at = $2, paused_at = NULL, version = version + 1 WHERE meeting_id = $1", meeting, now)?;
    done_speaking(tx, meeting, now).await?;
    answer_taken(tx, meeting).await?;
    execute!(tx, "UPDATE poll SET closed_at = $2 WHERE meeting_id = $1 AND closed_at IS NULL", meeting, now)?;
    Ok(())
}

/// A question about to be written.
#[derive(Debug, Clone)]
pub struct NewQuestion<'a> {
    /// Whose.
    pub registration: RegistrationId,
    /// About which item.
    pub item: Option<AgendaItemId>,
    /// Key of the form.
    pub key: &'a str,
    /// Text.
    pub text: &'a str,
    /// Language.
    pub lang: &'a str,
    /// All may see the name.
    pub show_name: bool,
    /// When.
    pub now: DateTime<Utc>,
}

/// Writes a question; gives its number, also when the same form was sent before. The run is locked.
pub async fn insert_question(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId, q: &NewQuestion<'_>) -> Result<i64> {
    const SQL: &str = "INSERT INTO question (agreement_id, meeting_id, number, registration_id, item_id, key, text, lang, show_name, state, asked_at)
        VALUES ($1, $2, (SELECT COALESCE(MAX(x.number), 0) + 1 FROM question x WHERE x.meeting_id = $2), $3, $4, $5, $6, $7, $8, 'waiting', $9)
        ON CONFLICT (registration_id, key) DO NOTHING RETURNING number";
    let number = scalar!(tx, i64, fetch_optional, SQL, agreement, meeting, q.registration, q.item, q.key, q.text, q.lang, q.show_name, q.now)?;
    match number {
        Some(number) => Ok(number),
        None => Ok(scalar!(tx, i64, fetch_one, "SELECT number FROM question WHERE registration_id = $1 AND key = $2", q.registration, q.key)?),
    }
}

/// How many questions of somebody wait.
pub async fn waiting_of(tx: &mut Tx, registration: RegistrationId) -> Result<i64> {
    Ok(scalar!(tx, i64, fetch_one, "SELECT COUNT(*) FROM question WHERE registration_id = $1 AND state = 'waiting'", registration)?)
}

/// Whether a form was sent before.
pub async fn was_asked(tx: &mut Tx, registration: RegistrationId, key: &str) -> Result<Option<i64>> {
    Ok(scalar!(tx, i64, fetch_optional, "SELECT number FROM question WHERE registration_id = $1 AND key = $2", registration, key)?)
}

/// Moves a question.
pub async fn set_state(tx: &mut Tx, id: QuestionId, state: QuestionState, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE question SET state = $2, taken_at = CASE WHEN $2 = 'taken' THEN $3 ELSE taken_at END WHERE id = $1";
    execute!(tx, SQL, id, state, now)?;
    Ok(())
}

/// Whatever question was taken is answered.
pub async fn answer_taken(tx: &mut Tx, meeting: MeetingId) -> Result<()> {
    execute!(tx, "UPDATE question SET state = 'answered' WHERE meeting_id = $1 AND state = 'taken'", meeting)?;
    Ok(())
}

/// Hides a question, or shows it again.
pub async fn hide_question(tx: &mut Tx, id: QuestionId, hidden: Option<(DateTime<Utc>, &str, &str)>) -> Result<()> {
    let (at, reason, lang) = hidden.map_or((None, "", ""), |(at, reason, lang)| (Some(at), reason, lang));
    execute!(tx, "UPDATE question SET hidden_at = $2, hidden_reason = $3, hidden_lang = $4 WHERE id = $1", id, at, reason, lang)?;
    Ok(())
}

/// Votes for a question, once: the database decides.
pub async fn vote(tx: &mut Tx, meeting: MeetingId, question: QuestionId, registration: RegistrationId, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "INSERT INTO question_vote (question_id, meeting_id, registration_id, voted_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (question_id, registration_id) DO NOTHING";
    execute!(tx, SQL, question, meeting, registration, now)?;
    Ok(())
}

/// Takes a vote back.
pub async fn unvote(tx: &mut Tx, question: QuestionId, registration: RegistrationId) -> Result<()> {
    execute!(tx, "DELETE FROM question_vote WHERE question_id = $1 AND registration_id = $2", question, registration)?;
    Ok(())
}

/// Somebody asks for the word: whoever waits already goes on waiting.
pub async fn ask_to_speak(
    tx: &mut Tx,
    agreement: AgreementId,
    meeting: MeetingId,
    registration: RegistrationId,
    show_name: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    const SQL: &str = "INSERT INTO speaker (agreement_id, meeting_id, registration_id, show_name, state, asked_at) VALUES ($1, $2, $3, $4, 'waiting', $5)
        ON CONFLICT (meeting_id, registration_id) WHERE state = 'waiting' DO NOTHING";
    execute!(tx, SQL, agreement, meeting, registration, show_name, now)?;
    Ok(())
}

/// Writes down somebody in the room.
pub async fn add_speaker(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId, name: &str, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "INSERT INTO speaker (agreement_id, meeting_id, name, name_key, show_name, state, asked_at) VALUES ($1, $2, $3, $4, $5, 'waiting', $6)";
    execute!(tx, SQL, agreement, meeting, name, crate::text::fold_key(name), true, now)?;
    Ok(())
}

/// Takes back somebody's own request for the word.
pub async fn hush(tx: &mut Tx, meeting: MeetingId, registration: RegistrationId) -> Result<()> {
    execute!(tx, "UPDATE speaker SET state = 'withdrawn' WHERE meeting_id = $1 AND registration_id = $2 AND state = 'waiting'", meeting, registration)?;
    Ok(())
}

/// Takes somebody off the list.
pub async fn remove_speaker(tx: &mut Tx, meeting: MeetingId, id: SpeakerId) -> Result<()> {
    execute!(tx, "UPDATE speaker SET state = 'withdrawn' WHERE meeting_id = $1 AND id = $2 AND state = 'waiting'", meeting, id)?;
    Ok(())
}

/// Whoever speaks is done.
pub async fn done_speaking(tx: &mut Tx, meeting: MeetingId, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "UPDATE speaker SET state = 'done', ended_at = $2 WHERE meeting_id = $1 AND state = 'speaking'", meeting, now)?;
    Ok(())
}

/// Gives somebody the word.
pub async fn give_word(tx: &mut Tx, id: SpeakerId, first_time: bool, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE speaker SET state = $2, first_time = $3, given_at = $4 WHERE id = $1";
    execute!(tx, SQL, id, SpeakerState::Speaking, first_time, now)?;
    Ok(())
}

/// Forgets names that were written down at meetings that ended before a time.
pub async fn erase_speakers(tx: &mut Tx, before: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE speaker SET name = '', name_key = '' WHERE name <> '' AND meeting_id IN (SELECT id FROM meeting WHERE ends_at < $1)";
    execute!(tx, SQL, before)?;
    Ok(())
}

/// What a poll asks.
#[derive(Debug, Clone)]
pub struct NewPoll {
    /// What is asked.
    pub text: String,
    /// Language.
    pub lang: String,
    /// Several answers may be chosen.
    pub multiple: bool,
    /// Options.
    pub options: Vec<String>,
}

/// Opens a poll; gives its number. The run is locked.
pub async fn open_poll(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId, new: &NewPoll, now: DateTime<Utc>) -> Result<i64> {
    const SQL: &str = "INSERT INTO poll (agreement_id, meeting_id, number, text, lang, multiple, opened_at)
        VALUES ($1, $2, (SELECT COALESCE(MAX(x.number), 0) + 1 FROM poll x WHERE x.meeting_id = $2), $3, $4, $5, $6) RETURNING id";
    let id = scalar!(tx, PollId, fetch_one, SQL, agreement, meeting, &new.text, &new.lang, new.multiple, now)?;
    for (number, text) in (1i64..).zip(&new.options) {
        execute!(tx, "INSERT INTO poll_option (poll_id, number, text) VALUES ($1, $2, $3)", id, number, text)?;
    }
    Ok(scalar!(tx, i64, fetch_one, "SELECT number FROM poll WHERE id = $1", id)?)
}

/// Votes in a poll. False when whoever asks has voted: the database decides. The run is locked.
pub async fn cast(tx: &mut Tx, poll: PollId, registration: RegistrationId, options: &[i64]) -> Result<bool> {
    const BALLOT: &str = "INSERT INTO poll_ballot (poll_id, registration_id) VALUES ($1, $2) ON CONFLICT (poll_id, registration_id) DO NOTHING";
    if execute!(tx, BALLOT, poll, registration)? == 0 {
        return Ok(false);
    }
    for option in options {
        execute!(tx, "UPDATE poll_option SET votes = votes + 1 WHERE poll_id = $1 AND number = $2", poll, *option)?;
    }
    execute!(tx, "UPDATE poll SET ballots = ballots + 1 WHERE id = $1", poll)?;
    Ok(true)
}

/// Closes a poll.
pub async fn close_poll(tx: &mut Tx, meeting: MeetingId, number: i64, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "UPDATE poll SET closed_at = $3 WHERE meeting_id = $1 AND number = $2 AND closed_at IS NULL", meeting, number, now)?;
    Ok(())
}
