//! Pages of the desk.

mod beside;
mod bulk;
mod bulk_waiting;
mod day;
mod desk;
mod due;
mod panel;
mod todo;

pub use bulk::{bulk, bulk_page, decided};
pub use bulk_waiting::decided as decided_waiting;
pub use desk::{desk, switch, switch_to};
pub use todo::todo;
