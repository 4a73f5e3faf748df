//! SQL that changes proposals.

use super::{Own, Participant, SeatRow};
use crate::agreements::types::Side;
use crate::consensus::rules::Tally;
use crate::consensus::types::{Answer, ProposalState};
use crate::db::Tx;
use crate::error::{AppError, Refusal, Result};
use crate::ids::{AgreementId, AskedId, ConsensusId, EventId, ForumId, OrganisationId, PersonId};
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// What a proposal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A forum.
    Forum(ForumId),
    /// A body of the agreement.
    Body(OrganisationId),
}

impl About {
    /// The forum.
    pub const fn forum(self) -> Option<ForumId> {
        match self {
            Self::Forum(id) => Some(id),
            Self::Body(_) => None,
        }
    }
    /// The body.
    pub const fn body(self) -> Option<OrganisationId> {
        match self {
            Self::Forum(_) => None,
            Self::Body(id) => Some(id),
        }
    }
}

/// A proposal about to be stored.
#[derive(Debug)]
pub struct NewProposal<'a> {
    /// Agreement.
    pub agreement: AgreementId,
    /// Number.
    pub number: i64,
    /// What about.
    pub about: About,
    /// What it is called.
    pub title: &'a str,
    /// What holds today.
    pub text_now: &'a str,
    /// Language.
    pub lang: &'static str,
    /// Who proposes.
    pub organisation: OrganisationId,
    /// Person.
    pub author: PersonId,
    /// Last day.
    pub until_on: NaiveDate,
    /// Now.
    pub now: DateTime<Utc>,
}

/// The next number of a proposal, under the lock of the agreement's sequence.
pub async fn next_number(tx: &mut Tx, agreement: AgreementId) -> Result<i64> {
    const SQL: &str = "UPDATE agreement_sequence SET consensus_number = consensus_number + 1 WHERE agreement_id = $1 RETURNING consensus_number";
    Ok(scalar!(tx, i64, fetch_one, SQL, agreement)?)
}

/// Holds what a proposal is about, so that no two open about it at once.
///
/// # Errors
/// `NotFound` when it is not there.
pub async fn hold(tx: &mut Tx, agreement: AgreementId, about: About) -> Result<()> {
    let there = match about {
        About::Forum(id) => fetch_locked!(tx, (i64,), "SELECT id FROM forum WHERE agreement_id = $1 AND id = $2", agreement, id)?,
        About::Body(id) => fetch_locked!(tx, (i64,), "SELECT body_id FROM body WHERE agreement_id = $1 AND body_id = $2", agreement, id)?,
    };
    there.map(|_| ()).ok_or(AppError::NotFound)
}

/// Stores a proposal.
pub async fn insert(tx: &mut Tx, p: &NewProposal<'_>) -> Result<ConsensusId> {
    const SQL: &str =
        "INSERT INTO consensus (agreement_id, number, state, forum_id, body_id, title, text_now, lang, organisation_id, author_id, until_on, created_at)
        VALUES ($1, $2, 'open', $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id";
    Ok(scalar!(
        tx,
        ConsensusId,
        fetch_one,
        SQL,
        p.agreement,
        p.number,
        p.about.forum(),
        p.about.body(),
        p.title,
        p.text_now,
        p.lang,
        p.organisation,
        p.author,
        p.until_on,
        p.now
    )?)
}

/// Stores a version of the text.
pub async fn insert_version(
    tx: &mut Tx,
    (agreement, proposal): (AgreementId, ConsensusId),
    version: i64,
    (text, why): (&str, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    const SQL: &str = "INSERT INTO consensus_text (agreement_id, consensus_id, version, text, why, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    execute!(tx, SQL, agreement, proposal, version, text, why, now)?;
    Ok(())
}

/// Asks organisations.
pub async fn ask_organisations(tx: &mut Tx, agreement: AgreementId, proposal: ConsensusId, all: &[Participant]) -> Result<()> {
    for p in all {
        execute!(tx, "INSERT INTO consensus_asked (agreement_id, consensus_id, organisation_id) VALUES ($1, $2, $3)", agreement, proposal, p.id)?;
    }
    Ok(())
}

/// Asks seats.
pub async fn ask_seats(tx: &mut Tx, agreement: AgreementId, proposal: ConsensusId, all: &[SeatRow]) -> Result<()> {
    const SQL: &str = "INSERT INTO consensus_asked (agreement_id, consensus_id, seat_id, side, place, post, function) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    for s in all {
        execute!(tx, SQL, agreement, proposal, s.id, s.side, s.place, s.post, &s.function)?;
    }
    Ok(())
}

/// What an act needs to know of a proposal; its row is locked.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Locked {
    /// Id.
    pub id: ConsensusId,
    /// Agreement.
    pub agreement_id: AgreementId,
    /// Number.
    pub number: i64,
    /// State.
    pub state: ProposalState,
    /// The forum that it is about.
    pub forum_id: Option<ForumId>,
    /// The body that it is about.
    pub body_id: Option<OrganisationId>,
    /// What it is called.
    pub title: String,
    /// Language of its texts.
    pub lang: String,
    /// Version of the text.
    pub version: i64,
    /// Who proposed.
    pub organisation_id: OrganisationId,
    /// Last day.
    pub until_on: NaiveDate,
    /// It was prolonged.
    pub prolonged: bool,
}

impl Locked {
    /// What it is about.
    pub fn about(&self) -> Option<About> {
        self.forum_id.map(About::Forum).or(self.body_id.map(About::Body))
    }
}

/// Locks a proposal by its number.
pub async fn lock(tx: &mut Tx, agreement: AgreementId, number: i64) -> Result<Option<Locked>> {
    Ok(fetch_locked!(
        tx,
        Locked,
        "SELECT id, agreement_id, number, state, forum_id, body_id, title, lang, version, organisation_id, until_on, prolonged FROM consensus WHERE agreement_id = $1 AND number = $2",
        agreement,
        number
    )?)
}

/// The same by its id.
pub async fn lock_by_id(tx: &mut Tx, id: ConsensusId) -> Result<Option<Locked>> {
    Ok(fetch_locked!(
        tx,
        Locked,
        "SELECT id, agreement_id, number, state, forum_id, body_id, title, lang, version, organisation_id, until_on, prolonged FROM consensus WHERE id = $1",
        id
    )?)
}

/// Answers to a version. The caller holds the proposal's row.
pub async fn tally(tx: &mut Tx, proposal: ConsensusId, version: i64) -> Result<Tally> {
    const SQL: &str = "SELECT x.kind FROM consensus_asked a LEFT JOIN consensus_answer x ON x.asked_id = a.id AND x.version = $2
        WHERE a.consensus_id = $1 AND NOT a.set_aside";
    Ok(Tally::of(scalar!(tx, Option<Answer>, fetch_all, SQL, proposal, version)?))
}

/// Sets aside seats that have not answered a version and that nobody holds any more, if somebody else is asked. The caller holds the row.
pub async fn set_vacant_aside(tx: &mut Tx, proposal: ConsensusId, version: i64, today: NaiveDate) -> Result<()> {
    const VACANT: &str = concat!(
        "SELECT a.id FROM consensus_asked a WHERE a.consensus_id = $1
            AND NOT EXISTS (SELECT 1 FROM consensus_answer x WHERE x.asked_id = a.id AND x.version = $2) AND ",
        vacant!("$3")
    );
    let vacant = scalar!(tx, AskedId, fetch_all, VACANT, proposal, version, today)?;
    let asked = scalar!(tx, i64, fetch_one, "SELECT COUNT(*) FROM consensus_asked WHERE consensus_id = $1", proposal)?;
    if usize::try_from(asked).is_ok_and(|asked| vacant.len() < asked) {
        for id in vacant {
            execute!(tx, "UPDATE consensus_asked SET set_aside = TRUE WHERE id = $1", id)?;
        }
    }
    Ok(())
}

/// Asks again those who were set aside.
pub async fn ask_all_again(tx: &mut Tx, proposal: ConsensusId) -> Result<()> {
    execute!(tx, "UPDATE consensus_asked SET set_aside = FALSE WHERE consensus_id = $1 AND set_aside", proposal)?;
    Ok(())
}

/// An answer about to be stored.
#[derive(Debug)]
pub struct NewAnswer<'a> {
    /// Proposal.
    pub proposal: ConsensusId,
    /// Version of the text.
    pub version: i64,
    /// What.
    pub kind: Answer,
    /// Reason, or words.
    pub reason: &'a str,
    /// Language of that.
    pub lang: &'static str,
    /// Now.
    pub now: DateTime<Utc>,
    /// The event that it comes with.
    pub event: EventId,
}

/// Stores an answer: the first one, or another in place of it, which is kept.
///
/// # Errors
/// `Refused(Already)` when the first one was stored at the same time without a lock between.
pub async fn answer(tx: &mut Tx, own: &Own, a: &NewAnswer<'_>) -> Result<()> {
    if own.revision == 0 {
        const SQL: &str =
            "INSERT INTO consensus_answer (consensus_id, asked_id, version, kind, reason, lang, answered_at, event_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        execute!(tx, SQL, a.proposal, own.id, a.version, a.kind, a.reason, a.lang, a.now, a.event)
            .map_err(|e| if AppError::is_unique_violation(&e) { AppError::Refused(Refusal::Already) } else { e.into() })?;
        return Ok(());
    }
    const KEEP: &str = "INSERT INTO consensus_answer_was (consensus_id, asked_id, version, revision, kind, reason, lang, answered_at, event_id)
        SELECT consensus_id, asked_id, version, revision, kind, reason, lang, answered_at, event_id FROM consensus_answer WHERE asked_id = $1 AND version = $2";
    execute!(tx, KEEP, own.id, a.version)?;
    const CHANGE: &str = "UPDATE consensus_answer SET revision = revision + 1, kind = $3, reason = $4, lang = $5, answered_at = $6, event_id = $7 WHERE asked_id = $1 AND version = $2";
    execute!(tx, CHANGE, own.id, a.version, a.kind, a.reason, a.lang, a.now, a.event)?;
    Ok(())
}

/// Hides the words of the answer that came with an event; by itself, where whoever answered is stopped until a day. False when they are hidden
/// already.
pub async fn hide_words(tx: &mut Tx, event: EventId, stopped_until: Option<NaiveDate>) -> Result<bool> {
    const SQL: &str = "INSERT INTO consensus_hidden (event_id, stopped_until) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    Ok(execute!(tx, SQL, event, stopped_until)? > 0)
}

/// Shows them. False when they are not hidden.
pub async fn show_words(tx: &mut Tx, event: EventId) -> Result<bool> {
    Ok(execute!(tx, "DELETE FROM consensus_hidden WHERE event_id = $1", event)? > 0)
}

/// What an act makes of a proposal.
#[derive(Debug)]
pub struct Moved {
    /// State.
    pub state: ProposalState,
    /// Version of the text.
    pub version: i64,
    /// Last day.
    pub until_on: NaiveDate,
    /// It was prolonged.
    pub prolonged: bool,
    /// When it came to its end.
    pub closed_on: Option<NaiveDate>,
}

/// Stores what became of a proposal.
pub async fn moved(tx: &mut Tx, proposal: ConsensusId, m: &Moved) -> Result<()> {
    const SQL: &str = "UPDATE consensus SET state = $2, version = $3, until_on = $4, prolonged = $5, closed_on = $6 WHERE id = $1";
    execute!(tx, SQL, proposal, m.state, m.version, m.until_on, m.prolonged, m.closed_on)?;
    Ok(())
}

/// Keeps that an event happened to a proposal.
pub async fn keep_event(tx: &mut Tx, proposal: ConsensusId, event: EventId) -> Result<()> {
    execute!(tx, "INSERT INTO consensus_event (consensus_id, event_id) VALUES ($1, $2)", proposal, event)?;
    Ok(())
}

/// The text of a version.
pub async fn text(tx: &mut Tx, proposal: ConsensusId, version: i64) -> Result<String> {
    Ok(scalar!(tx, String, fetch_one, "SELECT text FROM consensus_text WHERE consensus_id = $1 AND version = $2", proposal, version)?)
}

/// Keeps how a forum or a body works from a day on. What held before it by an earlier proposal holds no more.
pub async fn keep_way(tx: &mut Tx, p: &Locked, text: &str, since_on: NaiveDate) -> Result<()> {
    const OVER: &str = "UPDATE way SET in_file = TRUE WHERE agreement_id = $1 AND NOT in_file AND (forum_id = $2 OR body_id = $3)";
    execute!(tx, OVER, p.agreement_id, p.forum_id, p.body_id)?;
    const SQL: &str = "INSERT INTO way (agreement_id, forum_id, body_id, consensus_id, text, lang, since_on) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    execute!(tx, SQL, p.agreement_id, p.forum_id, p.body_id, p.id, text, &p.lang, since_on)?;
    Ok(())
}

/// A way of working that passed, beside what the agreement's file says now.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct WayRow {
    /// Id.
    pub id: i64,
    /// Text that passed.
    pub text: String,
    /// Language of it.
    pub lang: String,
    /// What the file says in Swedish.
    pub file_sv: String,
    /// The same in English.
    pub file_en: String,
}

/// Ways of working that the file may say by now.
pub async fn ways(tx: &mut Tx, agreement: AgreementId) -> Result<Vec<WayRow>> {
    const SQL: &str = "SELECT w.id, w.text, w.lang, COALESCE(f.how_sv, b.does_sv, '') AS file_sv, COALESCE(f.how_en, b.does_en, '') AS file_en FROM way w
        LEFT JOIN forum f ON f.id = w.forum_id LEFT JOIN body b ON b.agreement_id = w.agreement_id AND b.body_id = w.body_id
        WHERE w.agreement_id = $1 AND NOT w.in_file";
    Ok(fetch!(tx, WayRow, fetch_all, SQL, agreement)?)
}

/// The file says it too.
pub async fn in_file(tx: &mut Tx, way: i64) -> Result<()> {
    execute!(tx, "UPDATE way SET in_file = TRUE WHERE id = $1", way)?;
    Ok(())
}

/// The side of an organisation or body.
pub async fn side(tx: &mut Tx, organisation: OrganisationId) -> Result<Side> {
    Ok(scalar!(tx, Side, fetch_one, "SELECT side FROM organisation WHERE id = $1", organisation)?)
}
