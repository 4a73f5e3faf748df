//! Service tests of agreements.

mod apply;
