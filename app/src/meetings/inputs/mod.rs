//! What the forms of meetings carry, as typed. Rows have numbered fields (`item_title-3`), so that they work without JavaScript.

pub mod after;
mod meeting;
mod minutes;
mod people;
mod template;

pub use meeting::{CancelForm, ItemForm, MeetingForm, StateForm, Subject};
pub use minutes::{ActionForm, AdjusterForm, DoneForm, MinutesForm, MinutesItem, action_row, item_of};
pub use people::{AnswerForm, DoorForm, GuestForm, InviteForm, SignUpForm};
pub use template::{TemplateForm, TemplateRow};

use super::rules;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

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
