//! Minutes: written, adjusted by the chair or two adjusters, published and frozen, corrected beside.

mod adjust;
mod correct;
mod publish;
pub(super) mod text;
mod write;

pub(super) use adjust::bodies;
pub use adjust::{ADJUST_DAYS, Adjusting, adjusting, answer_minutes, call_back, remind_adjusters, send};
pub use correct::{CorrectionPage, correct, correction_page, correction_text};
pub use publish::{minutes_text, publish_adjusted, publish_minutes};
pub use text::{labels, sha256};
pub use write::{attendance_line, save_draft};
