//! Who speaks next, in which order questions are taken, and how far a meeting has come.

use super::types::QuestionState;
use crate::meetings::types::MeetingState;
use chrono::{DateTime, TimeDelta, Utc};

/// How long before its start the page of a meeting opens.
pub const BEFORE: TimeDelta = TimeDelta::minutes(30);
/// How long after its planned end a meeting is over that nobody began.
const FORGOTTEN: TimeDelta = TimeDelta::hours(3);
/// And one that nobody ended.
const UNENDED: TimeDelta = TimeDelta::hours(12);
/// Most items that stand before the newest on the page that all read.
const FIRST: usize = 30;
/// Newest ones that stand there whatever their votes.
const NEWEST: usize = 20;

/// How far a meeting has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Its page is not open yet.
    Early,
    /// It is about to begin.
    Soon,
    /// It runs.
    Running,
    /// It pauses.
    Paused,
    /// It is over.
    Over,
    /// It is cancelled, or not announced.
    Off,
}

impl Phase {
    /// One can take part.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Soon | Self::Running | Self::Paused)
    }
}

/// When a meeting was begun, paused and ended.
#[derive(Debug, Clone, Copy, Default)]
pub struct Times {
    /// Begun.
    pub started: Option<DateTime<Utc>>,
    /// Paused.
    pub paused: Option<DateTime<Utc>>,
    /// Ended.
    pub ended: Option<DateTime<Utc>>,
}

/// How far a meeting has come.
pub fn phase(state: MeetingState, (starts, ends): (DateTime<Utc>, DateTime<Utc>), times: Times, now: DateTime<Utc>) -> Phase {
    match state {
        MeetingState::Draft | MeetingState::Cancelled => return Phase::Off,
        _ if !state.is_standing() => return Phase::Over,
        _ => {}
    }
    match times.started {
        _ if times.ended.is_some() => Phase::Over,
        Some(_) if now > ends + UNENDED => Phase::Over,
        Some(_) if times.paused.is_some() => Phase::Paused,
        Some(_) => Phase::Running,
        None if now < starts - BEFORE => Phase::Early,
        None if now > ends + FORGOTTEN => Phase::Over,
        None => Phase::Soon,
    }
}

/// The order in which those who wait get the word, as places in the list, which is in the order of asking. `spoken` says of each
/// whether they have spoken at this meeting. While both kinds wait they take turns, whoever has not spoken first; `last_first` says
/// whether the one who had the word last spoke for the first time.
pub fn order(spoken: &[bool], last_first: bool) -> Vec<usize> {
    let of = |kind: bool| (0..spoken.len()).filter(move |i| spoken[*i] == kind);
    let (mut fresh, mut again) = (of(false).peekable(), of(true).peekable());
    let mut out = Vec::with_capacity(spoken.len());
    let mut turn = last_first;
    loop {
        let next = match (fresh.peek(), again.peek()) {
            (None, None) => return out,
            (Some(_), Some(_)) if turn => again.next(),
            (None, Some(_)) => again.next(),
            (Some(_), _) => fresh.next(),
        };
        if let Some(i) = next {
            turn = !spoken[i];
            out.push(i);
        }
    }
}

/// The order in which questions that wait are taken: most votes first, then the older one. Given as (votes, number).
pub fn queue(waiting: &[(i64, i64)]) -> Vec<usize> {
    let mut out: Vec<usize> = (0..waiting.len()).collect();
    out.sort_by_key(|i| (-waiting[*i].0, waiting[*i].1));
    out
}

/// How many of the questions in order stand on the page that all read: the first ones, and the newest whatever their votes.
pub fn shown(waiting: &[(i64, i64)]) -> Vec<usize> {
    let order = queue(waiting);
    let mut numbers: Vec<i64> = waiting.iter().map(|(_, number)| *number).collect();
    numbers.sort_unstable();
    let newest = numbers.iter().rev().nth(NEWEST - 1).copied().unwrap_or(0);
    order.into_iter().enumerate().filter(|(place, i)| *place < FIRST || waiting[*i].1 >= newest).map(|(_, i)| i).collect()
}

/// What those who lead do with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionAct {
    /// Takes it.
    Take,
    /// It is answered.
    Answer,
    /// Leaves it for later.
    Park,
    /// Puts it back among those that wait.
    Return,
}

/// The state that an act leads to, where it can be taken.
pub const fn moved(from: QuestionState, act: QuestionAct) -> Option<QuestionState> {
    use QuestionState as S;
    match (act, from) {
        (QuestionAct::Take, S::Waiting | S::Parked) => Some(S::Taken),
        (QuestionAct::Answer, S::Waiting | S::Taken | S::Parked) => Some(S::Answered),
        (QuestionAct::Park, S::Waiting | S::Taken) => Some(S::Parked),
        (QuestionAct::Return, S::Taken | S::Parked | S::Answered) => Some(S::Waiting),
        _ => None,
    }
}

/// What those who lead a meeting do, as the buttons of their page say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// Only keep the text.
    Save,
    /// Begin, or begin again what was ended by mistake.
    Start,
    /// On to the next item; from this version of the run.
    Next(i64),
    /// Back to the one before.
    Previous(i64),
    /// Pause.
    Pause,
    /// Go on.
    Resume,
    /// End.
    End,
    /// Something with the question of a number.
    Question(QuestionAct, i64),
    /// Give the word to somebody on the list, to whom it belongs next.
    Give(i64),
    /// Somebody who speaks is done.
    Done(i64),
    /// Take somebody off the list.
    Remove(i64),
    /// Write somebody in the room down.
    Add,
    /// Close the poll of a number.
    ClosePoll(i64),
}

/// `ta-7` as a word and a number.
fn word_and_number(s: &str) -> (&str, Option<i64>) {
    let parts = s.rsplit_once('-').and_then(|(word, n)| Some((word, n.parse::<i64>().ok()?)));
    parts.map_or((s, None), |(word, n)| (word, Some(n)))
}

impl std::str::FromStr for Lead {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        let (word, number) = word_and_number(s);
        Ok(match (word, number) {
            ("spara", None) => Self::Save,
            ("starta", None) => Self::Start,
            ("nasta", Some(v)) => Self::Next(v),
            ("forra", Some(v)) => Self::Previous(v),
            ("paus", None) => Self::Pause,
            ("fortsatt", None) => Self::Resume,
            ("avsluta", None) => Self::End,
            ("ta", Some(n)) => Self::Question(QuestionAct::Take, n),
            ("klar", Some(n)) => Self::Question(QuestionAct::Answer, n),
            ("parkera", Some(n)) => Self::Question(QuestionAct::Park, n),
            ("vanta", Some(n)) => Self::Question(QuestionAct::Return, n),
            ("ordet", Some(n)) => Self::Give(n),
            ("talat", Some(n)) => Self::Done(n),
            ("stryk", Some(n)) => Self::Remove(n),
            ("talare", None) => Self::Add,
            ("stang", Some(n)) => Self::ClosePoll(n),
            _ => return Err(()),
        })
    }
}

/// What somebody who takes part does, as the buttons of the page say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Votes for the question of a number.
    Vote(i64),
    /// Takes that back.
    Unvote(i64),
    /// Takes an own question back.
    Withdraw(i64),
    /// Asks for the word.
    Speak,
    /// Takes that back.
    Hush,
}

impl std::str::FromStr for Part {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        let (word, number) = word_and_number(s);
        Ok(match (word, number) {
            ("rosta", Some(n)) => Self::Vote(n),
            ("angra", Some(n)) => Self::Unvote(n),
            ("dra", Some(n)) => Self::Withdraw(n),
            ("ordet", None) => Self::Speak,
            ("tyst", None) => Self::Hush,
            _ => return Err(()),
        })
    }
}
