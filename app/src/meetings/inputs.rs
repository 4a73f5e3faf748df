//! What the forms of meetings carry, as typed. Rows have numbered fields (`item_title-3`), so that they work without JavaScript.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// Most rows of an agenda.
pub const MOST_ITEMS: usize = 20;
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
    fn take(&mut self, name: &str) -> String {
        self.0.remove(name).unwrap_or_default()
    }
    fn row(&mut self, name: &str, row: usize) -> String {
        self.take(&format!("{name}-{row}"))
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
    /// Number of places online; empty: as many as want to.
    pub places_online: String,
    /// Places for each organisation; empty: as many as want to.
    pub seats: String,
    /// Who signs up: `invited`, or all.
    pub open_to: String,
    /// Not empty when the button for more rows was pressed.
    pub rows: String,
    /// Rows of the agenda.
    pub items: Vec<ItemForm>,
    /// Reason for issues that are taken off the agenda.
    pub off_reason: String,
    /// Next date of those.
    pub off_next: String,
}

/// A row of the agenda. A row with neither issue nor title is left out.
#[derive(Debug, Clone, Default)]
pub struct ItemForm {
    /// Id of the item; empty for a new one.
    pub id: String,
    /// Place in the order; the row's own when empty.
    pub number: String,
    /// Number of the issue; empty for a free item.
    pub issue: String,
    /// Title; may be empty where there is an issue.
    pub title: String,
    /// Reason why the issue was chosen, shown to all.
    pub reason: String,
    /// Minutes that it takes.
    pub minutes: String,
}

impl From<Fields> for MeetingForm {
    fn from(mut f: Fields) -> Self {
        let items = (0..f.rows("item_title", MOST_ITEMS))
            .map(|i| ItemForm {
                id: f.row("item_id", i),
                number: f.row("item_number", i),
                issue: f.row("item_issue", i),
                title: f.row("item_title", i),
                reason: f.row("item_reason", i),
                minutes: f.row("item_minutes", i),
            })
            .collect();
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
            places_online: f.take("places_online"),
            seats: f.take("seats"),
            open_to: f.take("open_to"),
            rows: f.take("rows"),
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
    /// One for each item of the agenda.
    pub items: Vec<MinutesItem>,
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
        "what" | "owner" | "due" => crate::i18n::meetings::item_and_action(l, row / MOST_ACTIONS + 1, row % MOST_ACTIONS + 1),
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
                actions: (0..MOST_ACTIONS)
                    .map(|a| action_row(i, a))
                    .map(|row| ActionForm { what: f.row("what", row), owner: f.row("owner", row), due: f.row("due", row) })
                    .collect(),
            })
            .collect();
        Self { key: f.take("key"), r#as: f.take("as"), version: f.take("version"), draft: f.take("draft"), items }
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
