//! issues/islands
