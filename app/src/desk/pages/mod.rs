//! Pages of the desk.

mod beside;
mod bulk;
mod bulk_waiting;
mod day;
mod desk;
mod due;
mod efforts;
mod history;
mod keys;
mod panel;
mod plans;
mod queues;
mod todo;
mod views;
mod week;

pub use bulk::{bulk, bulk_page, decided};
pub use bulk_waiting::decided as decided_waiting;
pub use desk::{desk, switch, switch_to};
pub use efforts::{EffortsQuery, efforts, efforts_page};
pub use history::{HistoryQuery, history, history_csv};
pub use todo::todo;
pub use views::{views, views_page};
