//! agreements/tests
