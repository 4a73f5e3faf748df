//! accounts/tests
