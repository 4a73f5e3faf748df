//! Service tests of lists.
