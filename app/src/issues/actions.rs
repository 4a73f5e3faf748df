//! issues/actions
