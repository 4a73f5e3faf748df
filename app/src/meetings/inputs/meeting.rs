//! A meeting: its form, and those that cancel it and move it on its way.

use super::{Fields, MOST_ITEMS, in_order};
use crate::meetings::rules::{self, Length};
use serde::Deserialize;

/// The form of a meeting.
#[derive(Debug, Clone, Default)]
pub struct MeetingForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Version that was opened; empty for a new meeting.
    pub version: String,
    /// Kind, by its code.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Theme, Markdown.
    pub theme: String,
    /// How it can be taken part in by everyone: hearing loop, lift, interpreters.
    pub access: String,
    /// Language of the texts.
    pub lang: String,
    /// Area, by its slug; empty: all of it.
    pub area: String,
    /// Place.
    pub place: String,
    /// Address.
    pub address: String,
    /// Link for those who take part online.
    pub online_url: String,
    /// Date, ISO 8601.
    pub date: String,
    /// Start, `17:30`.
    pub starts: String,
    /// End.
    pub ends: String,
    /// Number of places.
    pub capacity: String,
    /// `draft`: keep it as a draft; otherwise it is announced.
    pub act: String,
    /// Slug of the body whose meeting it is.
    pub of_body: String,
    /// Slug of the forum whose meeting it is.
    pub of_forum: String,
    /// Not empty: who is invited can sign up, nobody else.
    pub by_invitation: String,
    /// When people can begin to sign up, by its code; at once when empty, or on the day that is given.
    pub opens: String,
    /// The day of that.
    pub opens_on: String,
    /// `weeks` or `months`: a series.
    pub repeat: String,
    /// Every so many of them.
    pub every: String,
    /// Until when the series goes on.
    pub until: String,
    /// How many meetings it has at most.
    pub times: String,
    /// The agenda that is longer than the meeting, as it was when that was said.
    pub warned: String,
    /// Number of places online; empty: as many as want to.
    pub places_online: String,
    /// Places for each organisation; empty: as many as want to.
    pub seats: String,
    /// Not empty when the button for more rows was pressed.
    pub rows: String,
    /// Not empty when the button that fetches the template was pressed.
    pub template: String,
    /// The row that a button moved to, when one was pressed, and whether up.
    pub moved: Option<(usize, bool)>,
    /// Number of the wish that a new meeting is planned of.
    pub wish: String,
    /// Rows of the agenda.
    pub items: Vec<ItemForm>,
    /// Reason for issues that are taken off the agenda.
    pub off_reason: String,
    /// Next date of those.
    pub off_next: String,
}

/// What an item of an agenda is about, by its number. A free item is about neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// An issue.
    Issue(i64),
    /// A promise made at a talk.
    Promise(i64),
}

impl Subject {
    /// The number of an issue.
    pub const fn issue(self) -> Option<i64> {
        if let Self::Issue(number) = self { Some(number) } else { None }
    }
    /// The number of a promise.
    pub const fn promise(self) -> Option<i64> {
        if let Self::Promise(number) = self { Some(number) } else { None }
    }
}

/// As forms say it: `12` or `#12` for an issue, `p3` for a promise.
impl std::str::FromStr for Subject {
    type Err = std::num::ParseIntError;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s.trim().strip_prefix('p') {
            Some(number) => number.parse().map(Self::Promise),
            None => s.trim().trim_start_matches('#').parse().map(Self::Issue),
        }
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Issue(number) => number.fmt(f),
            Self::Promise(number) => write!(f, "p{number}"),
        }
    }
}

/// A row of the agenda. A row with neither issue, promise nor title is left out.
#[derive(Debug, Clone, Default)]
pub struct ItemForm {
    /// Id of the item; empty for a new one.
    pub id: String,
    /// Place in the order; the row's own when empty.
    pub number: String,
    /// The issue or promise, as a [`Subject`]; empty for a free item.
    pub issue: String,
    /// Title; may be empty where there is an issue.
    pub title: String,
    /// Reason why the issue was chosen, shown to all.
    pub reason: String,
    /// Minutes that it takes.
    pub minutes: String,
    /// Not empty: it stands under the nearest item above that does not.
    pub sub: String,
    /// Who presents it.
    pub presenter: String,
}

impl ItemForm {
    /// How long it takes and where it stands.
    pub fn length(&self) -> Length {
        Length { minutes: self.minutes.trim().parse().unwrap_or(0).clamp(0, 600), sub: !self.sub.is_empty() }
    }
    fn is_empty(&self) -> bool {
        self.issue.trim().is_empty() && self.title.trim().is_empty()
    }
}

/// `17:30` or `17.30` as minutes of the day.
fn minutes_of(time: &str) -> Option<i64> {
    let time = time.trim().replace('.', ":");
    let mut parts = time.split(':');
    let (hours, minutes): (i64, i64) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(hours * 60 + minutes)
}

impl MeetingForm {
    /// It is to be drawn again as typed, and nothing saved.
    pub fn is_drawn_again(&self) -> bool {
        !self.rows.is_empty() || !self.template.is_empty() || self.moved.is_some()
    }
    /// It is kept as a draft.
    pub fn is_draft(&self) -> bool {
        self.act == "draft"
    }
    /// Minutes of an agenda that is longer than its meeting, and of the meeting.
    pub fn too_long(&self) -> Option<(i64, i64)> {
        let lengths: Vec<Length> = self.items.iter().filter(|i| !i.is_empty()).map(ItemForm::length).collect();
        let (agenda, meeting) = (rules::total(&lengths), minutes_of(&self.ends)? - minutes_of(&self.starts)?);
        (meeting > 0 && agenda > meeting).then_some((agenda, meeting))
    }
    /// It was not said yet that the agenda is too long.
    pub fn is_to_be_warned(&self) -> bool {
        self.too_long().is_some_and(|(agenda, meeting)| self.warned != format!("{agenda}/{meeting}"))
    }
}

impl From<Fields> for MeetingForm {
    fn from(mut f: Fields) -> Self {
        let moved = f.moved();
        let items: Vec<ItemForm> = (0..f.rows("item_title", MOST_ITEMS))
            .map(|i| ItemForm {
                id: f.row("item_id", i),
                number: f.row("item_number", i),
                issue: f.row("item_issue", i),
                title: f.row("item_title", i),
                reason: f.row("item_reason", i),
                minutes: f.row("item_minutes", i),
                sub: f.row("item_sub", i),
                presenter: f.row("item_presenter", i),
            })
            .collect();
        let (items, moved) = in_order(items, |i| &mut i.number, |i| !i.sub.is_empty(), moved);
        Self {
            key: f.take("key"),
            r#as: f.take("as"),
            version: f.take("version"),
            kind: f.take("kind"),
            title: f.take("title"),
            theme: f.take("theme"),
            access: f.take("access"),
            lang: f.take("lang"),
            area: f.take("area"),
            place: f.take("place"),
            address: f.take("address"),
            online_url: f.take("online_url"),
            date: f.take("date"),
            starts: f.take("starts"),
            ends: f.take("ends"),
            capacity: f.take("capacity"),
            act: f.take("act"),
            of_body: f.take("of_body"),
            of_forum: f.take("of_forum"),
            by_invitation: f.take("by_invitation"),
            opens: f.take("opens"),
            opens_on: f.take("opens_on"),
            repeat: f.take("repeat"),
            every: f.take("every"),
            until: f.take("until"),
            times: f.take("times"),
            warned: f.take("warned"),
            places_online: f.take("places_online"),
            seats: f.take("seats"),
            rows: f.take("rows"),
            template: f.take("template"),
            moved,
            wish: f.take("onskemal"),
            items,
            off_reason: f.take("off_reason"),
            off_next: f.take("off_next"),
        }
    }
}

/// The form that cancels a meeting.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CancelForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Reason, shown to all.
    pub reason: String,
    /// Next date of the issues that were on its agenda.
    pub next: String,
    /// `coming`: all that come in the series, too.
    pub which: String,
}

/// The form that moves a meeting on its way.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct StateForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Version that was opened.
    pub version: String,
    /// What is done, by its code.
    pub act: String,
    /// What came of it (Markdown), where it is followed up.
    pub came: String,
    /// Language of that.
    pub lang: String,
}
