//! Service tests of agreements.

mod apply;
mod reading;
