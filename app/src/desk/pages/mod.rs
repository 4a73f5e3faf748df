//! Pages of the desk.

mod desk;

pub use desk::{desk, switch};
