//! SQL of meetings that run. Whatever changes what readers see begins with [`touch`], which locks the run.

mod minutes;
mod write;

pub use minutes::*;
pub use write::*;

use super::rules::{Phase, Times, phase};
use super::types::{QuestionState, SpeakerState};
use crate::db::Conn;
use crate::error::Result;
use crate::fetch;
use crate::i18n::Locale;
use crate::ids::{AgendaItemId, AgreementId, MeetingId, PersonId, PollId, QuestionId, RegistrationId, SpeakerId};
use crate::issues::store::read::hidden_as;
use crate::meetings::types::{MeetingKind, MeetingState};
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

/// A meeting, how its run stands, and the sign-up of whoever asks.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Head {
    /// Meeting.
    pub id: MeetingId,
    /// Number.
    pub number: i64,
    /// Word in its address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Kind.
    pub kind: MeetingKind,
    /// State.
    pub state: MeetingState,
    /// Language.
    pub lang: String,
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Planned start by the wall clock.
    pub starts_local: NaiveDateTime,
    /// Planned end by the wall clock.
    pub ends_local: NaiveDateTime,
    /// When it was begun.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was paused, while it is.
    pub paused_at: Option<DateTime<Utc>>,
    /// When it was ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// The item that is on.
    pub current_item_id: Option<AgendaItemId>,
    /// Since when, without pauses.
    pub item_started_at: Option<DateTime<Utc>>,
    /// Rises with everything that readers see.
    pub revision: i64,
    /// Rises with each step of the run.
    pub run_version: i64,
    /// Confirmed sign-up of whoever asks.
    pub registration_id: Option<RegistrationId>,
    /// Name on it.
    pub own_name: Option<String>,
    /// Organisation on it.
    pub own_organisation: Option<String>,
}

impl Head {
    /// How far the meeting has come.
    pub fn phase(&self, now: DateTime<Utc>) -> Phase {
        let times = Times { started: self.started_at, paused: self.paused_at, ended: self.ended_at };
        phase(self.state, (self.starts_at, self.ends_at), times, now)
    }
}

/// An item of the agenda.
#[derive(Debug, Clone)]
pub struct Item {
    /// Id.
    pub id: AgendaItemId,
    /// Title, or that of its issue; empty where that is hidden.
    pub title: String,
    /// Number of its issue, where that is hidden and gives it its name.
    pub hidden: Option<i64>,
    /// Language of the title.
    pub lang: String,
    /// Minutes that it takes; 0: not said.
    pub minutes: i64,
}

impl Item {
    /// What it is called: a hidden issue by its number.
    pub fn name(&self, l: Locale) -> String {
        self.hidden.map_or_else(|| self.title.clone(), |n| hidden_as(l, n).0)
    }
    /// Language of that.
    pub fn name_lang(&self, l: Locale) -> String {
        if self.hidden.is_some() { l.code().to_string() } else { self.lang.clone() }
    }
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    #[sqlx(flatten)]
    head: Head,
    item_id: Option<AgendaItemId>,
    item_title: Option<String>,
    item_minutes: Option<i64>,
    issue_title: Option<String>,
    issue_lang: Option<String>,
    hidden_number: Option<i64>,
}

/// Who asks: the hash of an own link's secret, and the account.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asker<'a> {
    /// Hash of the secret.
    pub token_hash: Option<&'a str>,
    /// Account.
    pub person: Option<PersonId>,
    /// Key of the account's address.
    pub email_key: Option<&'a str>,
}

/// A meeting with its agenda, by its number.
pub async fn head(conn: &mut Conn, agreement: AgreementId, number: i64, asker: Asker<'_>) -> Result<Option<(Head, Vec<Item>)>> {
    const SQL: &str = "SELECT m.id, m.number, m.slug, m.title, m.kind, m.state, m.lang, m.starts_at, m.ends_at, m.starts_local, m.ends_local,
            w.started_at, w.paused_at, w.ended_at, w.current_item_id, w.item_started_at, COALESCE(w.revision, 0) AS revision,
            COALESCE(w.version, 0) AS run_version, r.id AS registration_id, r.name AS own_name, r.organisation_name AS own_organisation,
            g.id AS item_id, g.title AS item_title, g.minutes AS item_minutes,
            CASE WHEN NOT i.withheld THEN i.title END AS issue_title, i.lang AS issue_lang, CASE WHEN i.withheld THEN i.number END AS hidden_number
        FROM meeting m
        LEFT JOIN meeting_run w ON w.meeting_id = m.id
        LEFT JOIN registration r ON r.id = (SELECT x.id FROM registration x WHERE x.meeting_id = m.id AND x.state = 'confirmed'
            AND (x.token_hash = CAST($3 AS TEXT) OR x.person_id = CAST($4 AS BIGINT) OR x.email_key = CAST($5 AS TEXT)
                OR x.id = (SELECT k.registration_id FROM registration_link k WHERE k.token_hash = CAST($3 AS TEXT)))
            ORDER BY x.id LIMIT 1)
        LEFT JOIN agenda_item g ON g.meeting_id = m.id
        LEFT JOIN issue i ON i.id = g.issue_id
        WHERE m.agreement_id = $1 AND m.number = $2 AND m.state <> 'draft' AND m.dropped_at IS NULL ORDER BY g.position, g.id";
    let rows = fetch!(conn, HeadRow, fetch_all, SQL, agreement, number, asker.token_hash, asker.person, asker.email_key)?;
    let Some(head) = rows.first().map(|r| r.head.clone()) else { return Ok(None) };
    let items = rows
        .into_iter()
        .filter_map(|r| {
            let own = r.item_title.unwrap_or_default();
            let hidden = r.hidden_number.filter(|_| own.is_empty());
            let (title, lang) = if own.is_empty() { (r.issue_title.unwrap_or_default(), r.issue_lang) } else { (own, None) };
            Some(Item { id: r.item_id?, title, hidden, lang: lang.unwrap_or_else(|| r.head.lang.clone()), minutes: r.item_minutes.unwrap_or(0) })
        })
        .collect();
    Ok(Some((head, items)))
}

/// Id of a meeting by its number.
pub async fn meeting_id(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<MeetingId>> {
    Ok(crate::scalar!(
        conn,
        MeetingId,
        fetch_optional,
        "SELECT id FROM meeting WHERE agreement_id = $1 AND number = $2 AND state <> 'draft' AND dropped_at IS NULL",
        agreement,
        number
    )?)
}

/// A question from the floor.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Question {
    /// Id.
    pub id: QuestionId,
    /// Number at the meeting.
    pub number: i64,
    /// Text.
    pub text: String,
    /// Language.
    pub lang: String,
    /// State.
    pub state: QuestionState,
    /// Whoever asked agreed that all see the name.
    pub show_name: bool,
    /// Name on the sign-up. For pages of those who manage, or where it may be shown.
    pub name: String,
    /// Organisation on the sign-up.
    pub organisation_name: String,
    /// When it was hidden.
    pub hidden_at: Option<DateTime<Utc>>,
    /// Why.
    pub hidden_reason: String,
    /// Language of that.
    pub hidden_lang: String,
    /// Votes.
    pub votes: i64,
    /// Whoever reads this asked it.
    pub own: bool,
    /// Whoever reads this voted for it.
    pub voted: bool,
}

/// `$1` meeting, `$2` sign-up of whoever reads.
macro_rules! questions {
    ($tail:literal) => {
        concat!(
            "SELECT q.id, q.number, q.text, q.lang, q.state, q.show_name, r.name, r.organisation_name, q.hidden_at, q.hidden_reason, q.hidden_lang,
                (SELECT COUNT(*) FROM question_vote v WHERE v.question_id = q.id) AS votes,
                COALESCE(q.registration_id = CAST($2 AS BIGINT), FALSE) AS own,
                EXISTS (SELECT 1 FROM question_vote v WHERE v.question_id = q.id AND v.registration_id = CAST($2 AS BIGINT)) AS voted
            FROM question q JOIN registration r ON r.id = q.registration_id
            WHERE q.meeting_id = $1 AND q.state <> 'withdrawn' ",
            $tail
        )
    };
}

/// Questions of a meeting that were not taken back, in the order of asking.
pub async fn questions(conn: &mut Conn, meeting: MeetingId, own: Option<RegistrationId>) -> Result<Vec<Question>> {
    // should there be more than can be read at once, it is old ones that are left out, and answered ones before others
    const SQL: &str = questions!("ORDER BY CASE q.state WHEN 'taken' THEN 0 WHEN 'waiting' THEN 1 WHEN 'parked' THEN 2 ELSE 3 END, q.number DESC LIMIT 2000");
    let mut questions = fetch!(conn, Question, fetch_all, SQL, meeting, own)?;
    questions.sort_by_key(|q| q.number);
    Ok(questions)
}

/// Address and language of whoever asked a question, until they are erased.
pub async fn mailbox_of_question(conn: &mut Conn, question: QuestionId) -> Result<Option<(String, String)>> {
    const SQL: &str = "SELECT r.email, r.locale FROM question q JOIN registration r ON r.id = q.registration_id WHERE q.id = $1 AND r.email <> ''";
    Ok(fetch!(conn, (String, String), fetch_optional, SQL, question)?)
}

/// One of them by its number.
pub async fn question(conn: &mut Conn, meeting: MeetingId, own: Option<RegistrationId>, number: i64) -> Result<Option<Question>> {
    const SQL: &str = questions!("AND q.number = $3");
    Ok(fetch!(conn, Question, fetch_optional, SQL, meeting, own, number)?)
}

/// Somebody on the speakers' list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Speaker {
    /// Id.
    pub id: SpeakerId,
    /// Sign-up; empty: written down by the secretary.
    pub registration_id: Option<RegistrationId>,
    /// Name.
    pub name: String,
    /// Key of a name that the secretary wrote.
    pub name_key: String,
    /// Organisation.
    pub organisation_name: String,
    /// All may see the name.
    pub show_name: bool,
    /// State.
    pub state: SpeakerState,
    /// Spoke for the first time.
    pub first_time: bool,
    /// Since when they have had the word.
    pub given_at: Option<DateTime<Utc>>,
}

/// The speakers' list, in the order of asking; those who had the word too.
pub async fn speakers(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<Speaker>> {
    const SQL: &str = "SELECT s.id, s.registration_id, CASE WHEN s.registration_id IS NULL THEN s.name ELSE COALESCE(r.name, '') END AS name, s.name_key,
            COALESCE(r.organisation_name, '') AS organisation_name, s.show_name, s.state, s.first_time, s.given_at
        FROM speaker s LEFT JOIN registration r ON r.id = s.registration_id
        WHERE s.meeting_id = $1 AND s.state <> 'withdrawn' ORDER BY s.asked_at, s.id LIMIT 2000";
    Ok(fetch!(conn, Speaker, fetch_all, SQL, meeting)?)
}

/// A poll with its options.
#[derive(Debug, Clone)]
pub struct Poll {
    /// Id.
    pub id: PollId,
    /// Number at the meeting.
    pub number: i64,
    /// What is asked.
    pub text: String,
    /// Language.
    pub lang: String,
    /// Several answers may be chosen.
    pub multiple: bool,
    /// How many have voted.
    pub ballots: i64,
    /// It is closed.
    pub closed: bool,
    /// Whoever reads this has voted.
    pub voted: bool,
    /// Number, text and votes of each option.
    pub options: Vec<(i64, String, i64)>,
}

#[derive(sqlx::FromRow)]
struct PollRow {
    id: PollId,
    number: i64,
    text: String,
    lang: String,
    multiple: bool,
    ballots: i64,
    closed_at: Option<DateTime<Utc>>,
    voted: bool,
    option_number: i64,
    option_text: String,
    votes: i64,
}

/// The polls of a meeting.
pub async fn polls(conn: &mut Conn, meeting: MeetingId, own: Option<RegistrationId>) -> Result<Vec<Poll>> {
    const SQL: &str = "SELECT p.id, p.number, p.text, p.lang, p.multiple, p.ballots, p.closed_at,
            EXISTS (SELECT 1 FROM poll_ballot b WHERE b.poll_id = p.id AND b.registration_id = CAST($2 AS BIGINT)) AS voted,
            o.number AS option_number, o.text AS option_text, o.votes
        FROM poll p JOIN poll_option o ON o.poll_id = p.id WHERE p.meeting_id = $1 ORDER BY p.number, o.number";
    let mut polls: Vec<Poll> = Vec::new();
    for r in fetch!(conn, PollRow, fetch_all, SQL, meeting, own)? {
        if polls.last().is_none_or(|p| p.id != r.id) {
            polls.push(Poll {
                id: r.id,
                number: r.number,
                text: r.text,
                lang: r.lang,
                multiple: r.multiple,
                ballots: r.ballots,
                closed: r.closed_at.is_some(),
                voted: r.voted,
                options: Vec::new(),
            });
        }
        if let Some(poll) = polls.last_mut() {
            poll.options.push((r.option_number, r.option_text, r.votes));
        }
    }
    Ok(polls)
}

/// Everything that a page of a running meeting shows.
#[derive(Debug, Clone)]
pub struct Floor {
    /// The meeting and its run.
    pub head: Head,
    /// Its agenda.
    pub items: Vec<Item>,
    /// Questions, in the order of asking.
    pub questions: Vec<Question>,
    /// Speakers, in the order of asking.
    pub speakers: Vec<Speaker>,
    /// Polls.
    pub polls: Vec<Poll>,
}

/// Reads all of it: four statements.
pub async fn floor(conn: &mut Conn, agreement: AgreementId, number: i64, asker: Asker<'_>) -> Result<Option<Floor>> {
    let Some((head, items)) = head(conn, agreement, number, asker).await? else { return Ok(None) };
    let own = head.registration_id;
    let questions = questions(conn, head.id, own).await?;
    let speakers = speakers(conn, head.id).await?;
    let polls = polls(conn, head.id, own).await?;
    Ok(Some(Floor { head, items, questions, speakers, polls }))
}

impl Floor {
    /// The item that is on, and its place in the agenda.
    pub fn current(&self) -> Option<(usize, &Item)> {
        self.items.iter().enumerate().find(|(_, i)| Some(i.id) == self.head.current_item_id)
    }
    /// The planned end of the item that is on, while it is not paused.
    pub fn item_ends(&self) -> Option<DateTime<Utc>> {
        let (_, item) = self.current()?;
        (item.minutes > 0 && self.head.paused_at.is_none()).then_some(self.head.item_started_at).flatten().map(|at| at + TimeDelta::minutes(item.minutes))
    }
    /// Whether somebody on the list has spoken at this meeting before.
    pub fn has_spoken(&self, who: &Speaker) -> bool {
        has_spoken(&self.speakers, who)
    }
    /// Those who wait, in the order in which they get the word.
    pub fn waiting_speakers(&self) -> Vec<&Speaker> {
        in_turn(&self.speakers)
    }
}

/// Whether somebody has spoken before.
pub fn has_spoken(all: &[Speaker], who: &Speaker) -> bool {
    all.iter().any(|s| {
        let spoke = matches!(s.state, SpeakerState::Done | SpeakerState::Speaking);
        let same = match (s.registration_id, who.registration_id) {
            (Some(a), Some(b)) => a == b,
            (None, None) => s.name_key == who.name_key,
            _ => false,
        };
        spoke && same && s.id != who.id
    })
}

/// Those who wait, in the order in which they get the word.
pub fn in_turn(all: &[Speaker]) -> Vec<&Speaker> {
    let waiting: Vec<&Speaker> = all.iter().filter(|s| s.state == SpeakerState::Waiting).collect();
    let spoken: Vec<bool> = waiting.iter().map(|s| has_spoken(all, s)).collect();
    let last_first = all.iter().filter(|s| s.given_at.is_some()).max_by_key(|s| s.given_at).is_some_and(|s| s.first_time);
    super::rules::order(&spoken, last_first).into_iter().map(|i| waiting[i]).collect()
}
