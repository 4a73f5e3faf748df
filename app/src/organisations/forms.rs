//! organisations/forms
