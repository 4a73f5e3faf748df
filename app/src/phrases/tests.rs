//! Tests of phrases.
