//! Pages of issues: handlers here, the views in the files beside.

mod chain;
pub mod diff;
mod history;
pub(super) mod issue;
mod talk;
pub(crate) mod write;

pub use history::HistoryQuery;

use super::service::{self, ContributionForm, IssueForm};
use crate::context::Ctx;
use crate::error::{AppError, Refusal};
use crate::restrictions::rules as restrictions;
use crate::shell::PageResult;
use crate::ui::Problem;
use axum::extract::{Path, Query};
use serde::Deserialize;

/// What an issue's address may carry.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct IssueQuery {
    /// Contributions after this number.
    pub efter: String,
    /// Reply to this contribution, with a quote.
    pub svara: String,
}

/// A text as a quote in Markdown, with room for the answer.
fn quote(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { ">\n".to_string() } else { format!("> {line}\n") }).collect::<String>() + "\n"
}

/// An issue.
pub async fn issue(ctx: Ctx, Path((agreement, issue)): Path<(String, String)>, Query(query): Query<IssueQuery>) -> PageResult {
    let number = |s: &str| s.parse::<i64>().ok().filter(|n| *n > 0).unwrap_or(0);
    let page = service::load(&ctx, &agreement, &issue, number(&query.efter), number(&query.svara)).await?;
    let quoted = page.contributions.iter().find(|c| c.text.is_some());
    let form = ContributionForm {
        quoted: quoted.map(|c| c.number.to_string()).unwrap_or_default(),
        text: quoted.and_then(|c| c.text.as_deref()).map(quote).unwrap_or_default(),
        ..ContributionForm::default()
    };
    Ok(issue::render(&ctx, &page, &form, &Problem::default()))
}

/// What the address of the form for a new issue may carry.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewIssueQuery {
    /// Slug of the forum that is chosen to begin with.
    pub forum: String,
}

/// The form for a new issue.
pub async fn new_issue(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<NewIssueQuery>) -> PageResult {
    let start = service::start_new(&ctx, &agreement).await?;
    let form = IssueForm { forum: query.forum, ..IssueForm::default() };
    Ok(write::new_issue(&ctx, &start, &form, &[], &Problem::default()))
}

/// The form that changes an issue.
pub async fn edit_issue(ctx: Ctx, Path((agreement, issue)): Path<(String, String)>) -> PageResult {
    ctx.signed_in()?;
    let history = service::issue_history(&ctx, &agreement, &issue, "/andra").await?;
    history.check_edit(&ctx)?;
    Ok(write::edit_issue(&ctx, &history, &history.form(), &[], &Problem::default()))
}

/// What an issue has said before.
pub async fn issue_history(ctx: Ctx, Path((agreement, issue)): Path<(String, String)>, Query(query): Query<HistoryQuery>) -> PageResult {
    let history = service::issue_history(&ctx, &agreement, &issue, "/historik").await?;
    Ok(history::issue(&ctx, &history, &query))
}

/// The form that changes a contribution.
pub async fn edit_contribution(ctx: Ctx, Path((agreement, issue, number)): Path<(String, String, i64)>) -> PageResult {
    let actor = ctx.signed_in()?;
    let history = service::contribution_history(&ctx, &agreement, &issue, number, &format!("/inlagg/{number}/andra")).await?;
    let c = &history.contribution;
    if c.author_id != actor.person_id || c.organisation_id != actor.acting_as {
        return Err(AppError::Refused(Refusal::NotAllowed));
    }
    restrictions::may_change(actor, &history.agreement, c.published_at.is_some())?;
    let form =
        ContributionForm { text: c.text.clone().unwrap_or_default(), lang: c.lang.clone(), version: c.version.to_string(), ..ContributionForm::default() };
    Ok(talk::edit(&ctx, &history, &form, &Problem::default()))
}

/// What a contribution has said before.
pub async fn contribution_history(ctx: Ctx, Path((agreement, issue, number)): Path<(String, String, i64)>, Query(query): Query<HistoryQuery>) -> PageResult {
    let history = service::contribution_history(&ctx, &agreement, &issue, number, &format!("/inlagg/{number}/historik")).await?;
    Ok(history::contribution(&ctx, &history, &query))
}

pub(super) use talk::edit as edit_contribution_page;
