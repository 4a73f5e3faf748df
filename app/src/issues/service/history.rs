//! What an issue or a contribution has said before: open to all who may read it.

use super::read::find;
use crate::agreements::types::Agreement;
use crate::attachments::store::{self as attachments, PastRow};
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::events::store::Reader;
use crate::issues::store::read::{self as store, ContributionRow, ContributionText, IssueRow, IssueText};
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
    /// What was attached, in order.
    pub attached: Vec<PastRow>,
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
    /// What it said, oldest first; the last is what it says now.
    pub versions: Vec<ContributionText>,
    /// What was attached, in order.
    pub attached: Vec<PastRow>,
}

/// Leaves out what was replaced before all could read it: it was never public, and may be just what had to go.
fn keep_public<T>(versions: &mut Vec<T>, published_at: Option<DateTime<Utc>>, written_at: impl Fn(&T) -> DateTime<Utc>) {
    let public_from = versions.iter().rposition(|v| published_at.is_some_and(|at| written_at(v) <= at)).unwrap_or(0);
    versions.drain(..public_from);
}

/// What an issue has said. `rest` is what follows the issue's address, for one that has moved.
pub async fn issue_history(ctx: &Ctx, agreement: &str, part: &str, rest: &str) -> Result<IssueHistory> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let issue = find(&mut conn, ctx, &agreement, part, rest).await?;
    let reader = Reader::of(ctx, &agreement);
    if issue.is_withheld(reader) {
        return Err(AppError::NotFound);
    }
    let mut versions = store::issue_versions(&mut conn, issue.id).await?;
    let mut attached = attachments::history(&mut conn, issue.id, None).await?;
    if !(reader.curator || reader.organisation == Some(issue.organisation_id)) {
        keep_public(&mut versions, issue.published_at, |v| v.written_at);
        attached.retain(|a| a.was_public(issue.published_at));
    }
    Ok(IssueHistory { agreement, issue, versions, attached })
}

/// What a contribution has said.
pub async fn contribution_history(ctx: &Ctx, agreement: &str, part: &str, number: i64, rest: &str) -> Result<ContributionHistory> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let issue = find(&mut conn, ctx, &agreement, part, rest).await?;
    let person = ctx.actor.as_ref().map(|a| a.person_id);
    let reader = Reader::of(ctx, &agreement);
    let contribution = store::contributions(&mut conn, issue.id, reader, person, number - 1, number)
        .await?
        .into_iter()
        .find(|c| c.number == number && (c.hidden_at.is_none() || !c.html.is_empty()))
        .ok_or(AppError::NotFound)?;
    let mut versions = store::contribution_versions(&mut conn, contribution.id).await?;
    let mut attached = attachments::history(&mut conn, issue.id, Some(contribution.id)).await?;
    if !(reader.curator || person == Some(contribution.author_id)) {
        keep_public(&mut versions, contribution.published_at, |v| v.written_at);
        attached.retain(|a| a.was_public(contribution.published_at));
    }
    Ok(ContributionHistory { agreement, issue, contribution, versions, attached })
}
