//! What the agenda of a kind of meeting begins with.

use super::{Fields, MOST_ITEMS, in_order};

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
