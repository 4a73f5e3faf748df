//! issues/tests
