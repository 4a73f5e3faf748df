//! issues/store
