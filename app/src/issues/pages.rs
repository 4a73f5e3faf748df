//! issues/pages
