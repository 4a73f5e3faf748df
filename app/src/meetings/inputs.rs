//! What the forms of meetings carry, as typed. Rows have numbered fields (`item_title-3`), so that they work without JavaScript.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use super::rules::{self, Length};

/// Most rows of an agenda.
pub const MOST_ITEMS: usize = 30;
/// Most actions of an agenda item.
pub const MOST_ACTIONS: usize = 5;

/// Name of a field in a numbered row. Rows are few, and each name is made once.
pub fn at(name: &'static str, row: usize) -> &'static str {
    static NAMES: LazyLock<Mutex<HashMap<(&'static str, usize), &'static str>>> = LazyLock::new(Mutex::default);
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    names.entry((name, row.min(MOST_ITEMS * MOST_ACTIONS))).or_insert_with(|| Box::leak(format!("{name}-{row}").into_boxed_str()))
}

/// Name of a numbered field without its number.
pub fn without_row(name: &str) -> &str {
    name.split_once('-').map_or(name, |(name, _)| name)
}

/// The fields of a posted form, by name.
#[derive(Debug, Default)]
pub struct Fields(HashMap<String, String>);

impl From<Vec<(String, String)>> for Fields {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl Fields {
    pub(super) fn take(&mut self, name: &str) -> String {
        self.0.remove(name).unwrap_or_default()
    }
    fn row(&mut self, name: &str, row: usize) -> String {
        self.take(&format!("{name}-{row}"))
    }
    /// The row of the button `move-up-3` or `move-down-3` that was pressed, and whether up.
    fn moved(&self) -> Option<(usize, bool)> {
        self.0.keys().find_map(|name| {
            let (up, row) = name.strip_prefix("move-up-").map(|row| (true, row)).or_else(|| name.strip_prefix("move-down-").map(|row| (false, row)))?;
            Some((row.parse().ok().filter(|row| *row < MOST_ITEMS)?, up))
        })
    }
    /// Numbers of the boxes `name-row-number` that were ticked.
    fn ticked(&self, name: &str, row: usize) -> Vec<i64> {
        let start = format!("{name}-{row}-");
        self.0.keys().filter_map(|key| key.strip_prefix(&start)?.parse().ok()).collect()
    }
    /// Number of rows that have a field of this name.
    fn rows(&self, name: &str, most: usize) -> usize {
        (0..most).rev().find(|i| self.0.contains_key(&format!("{name}-{i}"))).map_or(0, |i| i + 1)
    }
}

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

/// Puts rows in the order of their numbers, then does the step that a button asked for. Gives where that row is now.
fn in_order<T>(
    mut rows: Vec<T>,
    number: impl Fn(&mut T) -> &mut String,
    sub: impl Fn(&T) -> bool,
    moved: Option<(usize, bool)>,
) -> (Vec<T>, Option<(usize, bool)>) {
    let mut order: Vec<(i64, usize)> = rows.iter_mut().enumerate().map(|(i, row)| (number(row).trim().parse().unwrap_or(i64::MAX), i)).collect();
    // a row without a number stays where it is typed
    if order.iter().any(|(n, _)| *n == i64::MAX) {
        order.iter_mut().for_each(|(n, i)| *n = i64::try_from(*i).unwrap_or(0));
    }
    order.sort_unstable();
    let mut old: Vec<Option<T>> = rows.into_iter().map(Some).collect();
    rows = order.iter().filter_map(|(_, i)| old.get_mut(*i).and_then(Option::take)).collect();
    rows.iter_mut().for_each(|row| number(row).clear());
    let mut now = None;
    if let Some((row, up)) = moved {
        let at = order.iter().position(|(_, i)| *i == row);
        let subs: Vec<bool> = rows.iter().map(sub).collect();
        if let Some((a, b, c)) = at.and_then(|at| rules::step(&subs, at, up)) {
            rows[a..c].rotate_left(b - a);
            now = Some((if up { a } else { a + (c - b) }, up));
        } else {
            now = at.map(|at| (at, up));
        }
    }
    (rows, now)
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

/// The form of a meeting's minutes. Also what a draft of them is stored as.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MinutesForm {
    /// Idempotency key.
    #[serde(skip)]
    pub key: String,
    /// For whom the form was opened.
    #[serde(skip)]
    pub r#as: String,
    /// Version of the meeting that was opened.
    #[serde(skip)]
    pub version: String,
    /// Not empty when the button that saves a draft was pressed.
    #[serde(skip)]
    pub draft: String,
    /// Not empty when the button that sends the minutes to be adjusted was pressed.
    #[serde(skip)]
    pub send: String,
    /// Not empty when the button that takes those who had signed up as those who were there was pressed.
    #[serde(skip)]
    pub signed_up: String,
    /// Function in which whoever publishes the minutes at once chaired the meeting and adjusts them.
    pub chair: String,
    /// One for each item of the agenda.
    pub items: Vec<MinutesItem>,
    /// Who was there: an organisation on each line, and after a semicolon how many people.
    pub attending: String,
    /// How many came for no organisation.
    pub alone: String,
    /// Those who are to adjust the minutes: one is the chair, two are adjusters.
    pub adjusters: Vec<AdjusterForm>,
}

/// Somebody who is to adjust minutes. A row without person and address is left out.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AdjusterForm {
    /// Function, shown to all.
    pub function: String,
    /// Organisation, by slug or name; may be empty.
    pub organisation: String,
    /// A person with a seat, by id; otherwise the address counts.
    pub person: String,
    /// Address.
    pub email: String,
}

/// What the minutes say about an item.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MinutesItem {
    /// Id of the agenda item; where empty, the item at the same place of the agenda.
    pub id: String,
    /// What was said, Markdown.
    pub said: String,
    /// What was decided.
    pub decided: String,
    /// Outcome, by its code.
    pub outcome: String,
    /// Reason of the outcome, shown to all.
    pub reason: String,
    /// Slug of the public body that is asked.
    pub body: String,
    /// Next date of the issue.
    pub next: String,
    /// What somebody took on.
    pub actions: Vec<ActionForm>,
    /// Version of what was written while the meeting ran that is in `said`, or was read and left out.
    #[serde(skip)]
    pub taken: String,
    /// Versions of texts beside that which are in `said`, or were read and left out.
    #[serde(skip)]
    pub settled: Vec<i64>,
}

/// An action that somebody took on. A row without text is left out.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ActionForm {
    /// What.
    pub what: String,
    /// Owner, by slug or name.
    pub owner: String,
    /// Until when.
    pub due: String,
    /// Function of whoever does it there, shown to all.
    pub function: String,
    /// Their name: for the kansli and the owner alone.
    pub person: String,
}

/// Number of an action's row in the whole form.
pub fn action_row(item: usize, action: usize) -> usize {
    item * MOST_ACTIONS + action
}

/// In which item of the agenda, and in which of its actions, a field of the minutes stands.
pub fn item_of(l: crate::i18n::Locale, field: &str) -> Option<String> {
    let (name, row) = field.split_once('-')?;
    let row: usize = row.parse().ok()?;
    Some(match name {
        "what" | "owner" | "due" | "function" | "person" => crate::i18n::meetings::item_and_action(l, row / MOST_ACTIONS + 1, row % MOST_ACTIONS + 1),
        "adj_function" | "adj_organisation" | "adj_person" | "adj_email" => crate::i18n::minutes::adjuster_number(l, row + 1),
        _ => crate::i18n::meetings::item_number(l, row + 1),
    })
}

impl From<Fields> for MinutesForm {
    fn from(mut f: Fields) -> Self {
        let items = (0..f.rows("id", MOST_ITEMS))
            .map(|i| MinutesItem {
                id: f.row("id", i),
                said: f.row("said", i),
                decided: f.row("decided", i),
                outcome: f.row("outcome", i),
                reason: f.row("reason", i),
                body: f.row("body", i),
                next: f.row("next", i),
                taken: f.row("taken", i),
                settled: f.ticked("beside", i),
                actions: (0..MOST_ACTIONS)
                    .map(|a| action_row(i, a))
                    .map(|row| ActionForm {
                        what: f.row("what", row),
                        owner: f.row("owner", row),
                        due: f.row("due", row),
                        function: f.row("function", row),
                        person: f.row("person", row),
                    })
                    .collect(),
            })
            .collect();
        let adjusters = (0..2)
            .map(|i| AdjusterForm {
                function: f.row("adj_function", i),
                organisation: f.row("adj_organisation", i),
                person: f.row("adj_person", i),
                email: f.row("adj_email", i),
            })
            .collect();
        Self {
            key: f.take("key"),
            r#as: f.take("as"),
            version: f.take("version"),
            draft: f.take("draft"),
            send: f.take("send"),
            signed_up: f.take("signed_up"),
            chair: f.take("chair"),
            items,
            attending: f.take("attending"),
            alone: f.take("alone"),
            adjusters,
        }
    }
}

/// The sign-up form, and the form that changes a sign-up.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SignUpForm {
    /// Idempotency key.
    pub key: String,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Organisation, as people write it.
    pub organisation: String,
    /// `online` or `place`.
    pub how: String,
    /// What somebody needs to be able to take part, in own words.
    pub needs: String,
    /// Which interpreter somebody needs.
    pub interpreter: String,
    /// Not empty when somebody comes by wheelchair.
    pub wheelchair: String,
    /// How many children need care, and how old they are.
    pub child_care: String,
    /// What somebody cannot eat.
    pub food: String,
}

impl SignUpForm {
    /// Something is said about what somebody needs.
    pub fn has_needs(&self) -> bool {
        [&self.needs, &self.interpreter, &self.wheelchair, &self.child_care, &self.food].into_iter().any(|s| !s.trim().is_empty())
    }
}

/// The form at the door.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DoorForm {
    /// For whom the form was opened.
    pub r#as: String,
    /// The sign-up.
    pub id: String,
    /// `1` checks in, anything else undoes it.
    pub on: String,
}

/// The form that invites to a meeting: somebody by address, or an organisation's people.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Name.
    pub name: String,
    /// Address; empty: those who speak for the organisation.
    pub email: String,
    /// Organisation or body, by name or slug.
    pub organisation: String,
    /// `all`: everybody to whom a general assembly is open, in place of those above.
    pub whom: String,
}

/// The form that sends an invitation again, or takes it back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct GuestForm {
    /// For whom the form was opened.
    pub r#as: String,
    /// `again` or `withdraw`.
    pub act: String,
}

/// A guest's answer. Whoever says yes fills in the fields of a sign-up.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// `yes` or `no`.
    pub answer: String,
    /// Name.
    pub name: String,
    /// Organisation, as people write it.
    pub organisation: String,
    /// `online` or `place`.
    pub how: String,
    /// What somebody needs, in own words.
    pub needs: String,
    /// Which interpreter.
    pub interpreter: String,
    /// Comes by wheelchair.
    pub wheelchair: String,
    /// Child care.
    pub child_care: String,
    /// Food.
    pub food: String,
}

impl AnswerForm {
    /// The fields of a sign-up.
    pub fn sign_up(&self) -> SignUpForm {
        SignUpForm {
            name: self.name.clone(),
            organisation: self.organisation.clone(),
            how: self.how.clone(),
            needs: self.needs.clone(),
            interpreter: self.interpreter.clone(),
            wheelchair: self.wheelchair.clone(),
            child_care: self.child_care.clone(),
            food: self.food.clone(),
            ..SignUpForm::default()
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

/// The form of what the agenda of a kind of meeting begins with.
#[derive(Debug, Clone, Default)]
pub struct TemplateForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Version that was opened; empty where there was none.
    pub version: String,
    /// Not empty when the button for more rows was pressed.
    pub rows: String,
    /// The row that a button moved to, when one was pressed, and whether up.
    pub moved: Option<(usize, bool)>,
    /// Rows.
    pub items: Vec<TemplateRow>,
}

/// A row of a template. One without titles is left out.
#[derive(Debug, Clone, Default)]
pub struct TemplateRow {
    /// Place in the order.
    pub number: String,
    /// Title in Swedish.
    pub sv: String,
    /// Title in English.
    pub en: String,
    /// Minutes that it takes.
    pub minutes: String,
    /// Not empty: it stands under the nearest item above that does not.
    pub sub: String,
}

impl TemplateForm {
    /// It is to be drawn again as typed, and nothing saved.
    pub fn is_drawn_again(&self) -> bool {
        !self.rows.is_empty() || self.moved.is_some()
    }
}

impl From<Fields> for TemplateForm {
    fn from(mut f: Fields) -> Self {
        let moved = f.moved();
        let items: Vec<TemplateRow> = (0..f.rows("item_sv", MOST_ITEMS))
            .map(|i| TemplateRow {
                number: f.row("item_number", i),
                sv: f.row("item_sv", i),
                en: f.row("item_en", i),
                minutes: f.row("item_minutes", i),
                sub: f.row("item_sub", i),
            })
            .collect();
        let (items, moved) = in_order(items, |i| &mut i.number, |i| !i.sub.is_empty(), moved);
        Self { key: f.take("key"), r#as: f.take("as"), version: f.take("version"), rows: f.take("rows"), moved, items }
    }
}

/// The form that ticks off an action.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DoneForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// What came of it.
    pub note: String,
}
