//! What an issue or a contribution has said before: open to all who may read it.

use super::read::find;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::events::store::Reader;
use crate::issues::store::read::{self as store, ContributionRow, IssueRow, IssueText};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Versions of an issue.
#[derive(Debug, Clone)]
pub struct IssueHistory {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The issue.
    pub issue: IssueRow,
    /// What it said, oldest first; the last is what it says now.
    pub versions: Vec<IssueText>,
}

/// Versions of a contribution.
#[derive(Debug, Clone)]
pub struct ContributionHistory {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The issue.
    pub issue: IssueRow,
    /// The contribution.
    pub contribution: ContributionRow,
    /// Version, Markdown and time, oldest first.
    pub versions: Vec<(i64, String, DateTime<Utc>)>,
}

/// What an issue has said. `rest` is what follows the issue's address, for one that has moved.
pub async fn issue_history(ctx: &Ctx, agreement: &str, part: &str, rest: &str) -> Result<IssueHistory> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let issue = find(&mut conn, ctx, &agreement, part, rest).await?;
    let versions = store::issue_versions(&mut conn, issue.id).await?;
    Ok(IssueHistory { agreement, issue, versions })
}

/// What a contribution has said.
pub async fn contribution_history(ctx: &Ctx, agreement: &str, part: &str, number: i64, rest: &str) -> Result<ContributionHistory> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let issue = find(&mut conn, ctx, &agreement, part, rest).await?;
    let person = ctx.actor.as_ref().map(|a| a.person_id);
    let contribution = store::contributions(&mut conn, issue.id, Reader::of(ctx, &agreement), person, number - 1, number)
        .await?
        .into_iter()
        .find(|c| c.number == number)
        .ok_or(AppError::NotFound)?;
    let versions = store::contribution_versions(&mut conn, contribution.id).await?;
    Ok(ContributionHistory { agreement, issue, contribution, versions })
}
