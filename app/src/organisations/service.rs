//! organisations/service
