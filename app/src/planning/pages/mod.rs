//! Pages of planning. Each awaits one service call, then is drawn at once.

mod board;
mod calendar;
mod choose;
mod hide;
mod map;
mod parts;
mod wish;
mod wishes;

pub use board::board;
pub use calendar::{calendar, calendar_of};
pub(super) use choose::meeting_number;
pub use choose::{choose, page as choose_page};
pub use hide::{hide, page as hide_page};
pub use parts::{chosen, left_out_link, ways};
pub use wish::{page as wish_page, wish};
pub use wishes::{new, new_page, wishes};
