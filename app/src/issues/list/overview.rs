//! What a forum's first page tells beside its list: what is on the next agenda, what came of what was closed, and how answers keep their
//! time.

use super::store::overview::{OverviewRow, Part};
use crate::issues::types::IssueState;
use crate::meetings::types::MeetingKind;
use crate::text;
use crate::time::local_date;
use chrono::{NaiveDate, NaiveDateTime};

/// Most characters of a reason.
const REASON: usize = 280;

/// An issue to link to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Language of the title.
    pub lang: String,
}

/// The next meeting on whose agenda issues of the forum stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Kind.
    pub kind: MeetingKind,
    /// Title.
    pub title: String,
    /// Language of the title.
    pub lang: String,
    /// Place.
    pub place: String,
    /// One can take part on the net too.
    pub online: bool,
    /// Beginning by the wall clock.
    pub starts_local: NaiveDateTime,
    /// End by the wall clock.
    pub ends_local: NaiveDateTime,
    /// The forum's issues on it, in its order; not necessarily all.
    pub issues: Vec<Linked>,
}

/// An issue that came to an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The issue.
    pub issue: Linked,
    /// Closed or declined.
    pub state: IssueState,
    /// When.
    pub on: Option<NaiveDate>,
    /// What came of it, or why it goes no further: the first paragraph, as text.
    pub reason: String,
    /// Language of that.
    pub reason_lang: String,
}

/// What a forum's first page tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// The next agenda.
    pub agenda: Option<Agenda>,
    /// Issues that ended, the latest first.
    pub ended: Vec<Ended>,
    /// How many issues a public body has answered.
    pub answered: i64,
    /// How many of them have waited too long for an answer.
    pub late: i64,
    /// Within so many days at least half of the latest answers came.
    pub half_within: Option<i64>,
}

impl Overview {
    /// How many of the answered issues had all their answers in time.
    pub const fn in_time(&self) -> i64 {
        self.answered - self.late
    }

    /// From the rows that were read.
    pub fn of(rows: Vec<OverviewRow>) -> Self {
        let mut overview = Self::default();
        let mut days = Vec::new();
        for row in rows {
            (overview.answered, overview.late) = (row.answered, row.late);
            match row.part {
                Part::Answer => days.extend(row.event_at.zip(row.closed_on).map(|(asked, on)| (on - local_date(asked)).num_days())),
                Part::Ended => overview.ended.extend(row.ended()),
                Part::Agenda => {
                    if overview.agenda.is_none() {
                        overview.agenda = row.agenda();
                    }
                    if let Some(agenda) = &mut overview.agenda {
                        agenda.issues.extend(row.linked());
                    }
                }
            }
        }
        overview.half_within = median(days);
        overview
    }
}

impl OverviewRow {
    fn linked(&self) -> Option<Linked> {
        Some(Linked { number: self.number?, slug: self.slug.clone()?, title: self.title.clone()?, lang: self.lang.clone()? })
    }

    fn agenda(&self) -> Option<Agenda> {
        Some(Agenda {
            number: self.meeting_number?,
            slug: self.meeting_slug.clone()?,
            kind: self.meeting_kind?,
            title: self.meeting_title.clone()?,
            lang: self.meeting_lang.clone()?,
            place: self.meeting_place.clone()?,
            online: self.meeting_online?,
            starts_local: self.starts_local?,
            ends_local: self.ends_local?,
            issues: Vec::new(),
        })
    }

    fn ended(&self) -> Option<Ended> {
        let reason = text::markdown::first_paragraph(self.reason_html.as_deref().unwrap_or_default());
        Some(Ended {
            issue: self.linked()?,
            state: self.state?,
            on: self.event_at.map(local_date),
            reason: text::shorten(&reason, REASON),
            reason_lang: self.reason_lang.clone().unwrap_or_default(),
        })
    }
}

/// The number within which at least half of them lie; the lower of the two in the middle when they are even.
fn median(mut numbers: Vec<i64>) -> Option<i64> {
    numbers.sort_unstable();
    numbers.get(numbers.len().saturating_sub(1) / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn half_lie_within_the_median() {
        for (numbers, half) in
            [(vec![], None), (vec![7], Some(7)), (vec![9, 3], Some(3)), (vec![30, 4, 10], Some(10)), (vec![5, 1, 9, 2], Some(2)), (vec![0, 0, 0, 8], Some(0))]
        {
            assert_eq!(median(numbers.clone()), half, "{numbers:?}");
        }
    }
}
