//! organisations/store
