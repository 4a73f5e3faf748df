//! Use cases of issues: one file each. Loading and authorising are one step; what one may not see is `NotFound`.

mod post;

pub use post::{Checked, IssueForm, Posted, Tags, may_post, post};
