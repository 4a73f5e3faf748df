//! organisations/tests
