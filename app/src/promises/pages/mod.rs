//! Pages of talks and promises. Each awaits one service call, then is drawn at once.

mod brief;
mod form;
mod ledger;
mod parts;
mod promise;
mod talks;

pub use brief::brief;
pub use form::{NewQuery, correct, correct_page, new, new_page};
pub use ledger::ledger;
pub use parts::{in_brief, made_here, next_talk, on_item, words_of};
pub use promise::{ActQuery, one, promise_page};
pub use talks::{TalksQuery, talks, talks_page};
