//! Pages of the desk.

mod bulk;
mod day;
mod desk;
mod due;
mod panel;
mod todo;

pub use bulk::{bulk, bulk_page, decided};
pub use desk::{desk, switch};
pub use todo::todo;
