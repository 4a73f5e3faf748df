//! organisations/pages
