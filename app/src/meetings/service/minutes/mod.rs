//! Minutes: written, adjusted by the chair or two adjusters, published and frozen, corrected beside.

mod adjust;
mod correct;
mod live;
mod publish;
pub(super) mod text;
mod write;

pub use adjust::{ADJUST_DAYS, Adjusting, adjusting, adjusting_again, answer_minutes, call_back, erase_adjusters, remind_adjusters, send};
pub(super) use adjust::{bodies, end_open};
pub use correct::{CorrectionPage, correct, correction_page, correction_text};
pub use live::Live;
pub(super) use live::meet;
pub use publish::{minutes_text, publish_adjusted, publish_minutes};
pub use text::{labels, sha256};
pub use write::{attendance_line, save_draft};
