//! issues/service
