//! Pages of minutes: writing, adjusting, publishing, correcting.

mod adjust;
mod correct;
mod form;
mod live;
pub(super) mod published;

pub use adjust::{adjust, adjust_page, minutes_text};
pub use correct::{correct, correct_page, correction_text};
pub use form::{form, page, page_again};
