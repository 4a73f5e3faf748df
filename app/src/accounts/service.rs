//! accounts/service
