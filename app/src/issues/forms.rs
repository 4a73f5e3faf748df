//! issues/forms
