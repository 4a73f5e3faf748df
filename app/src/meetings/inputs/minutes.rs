//! The minutes of a meeting, and what became of their actions.

use super::{Fields, MOST_ACTIONS, MOST_ITEMS};
use serde::{Deserialize, Serialize};

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
