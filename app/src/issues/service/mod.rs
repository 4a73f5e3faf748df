//! Use cases of issues: one file each. Loading and authorising are one step; what one may not see is `NotFound`.

mod back;
mod contribute;
mod edit;
mod history;
pub(super) mod post;
pub(super) mod read;

pub use back::{Backing, BackingForm, back, set_backing, unback};
pub use contribute::{Contributed, ContributionForm, contribute, edit_contribution, trusted};
pub use edit::edit;
pub use history::{ContributionHistory, IssueHistory, contribution_history, issue_history};
pub use post::{Checked, IssueForm, NewIssueStart, PER_DAY, Posted, Tags, may_post, post, start_new};
pub use read::{IssuePage, find, load, part_now, place_of, stream_start};

use super::store::write::{self, Locked};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Result};
use crate::events::store::Reader;

/// Locks an issue that the context's actor may see.
async fn lock_visible(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, number: i64) -> Result<Locked> {
    let reader = Reader::of(ctx, agreement);
    write::lock(tx, agreement.id, number)
        .await?
        .filter(|issue| issue.published_at.is_some() || reader.curator || reader.organisation == Some(issue.organisation_id))
        .ok_or(AppError::NotFound)
}
