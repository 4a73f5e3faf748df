//! Forms of curation.

use super::pages::{contribution_page, decision_page, hide_issue_page, hide_page, split_page};
use super::service::{self, ActForm};
use super::service_hide::{self, HideForm};
use super::service_hide_issue;
use super::service_publish::{self, PublishForm};
use super::service_split::{self, SplitForm};
use super::service_undo::{self, UndoForm};
use crate::context::Ctx;
use crate::desk::rules::way_back;
use crate::error::{AppError, Result};
use crate::issues::types::IssueAct;
use crate::mentions::{Mentions, service as mentions};
use crate::paths;
use crate::phrases::service::{TakesPhrase, drawn_again, put_in};
use crate::shell::{PageResult, redirect, redirect_saved};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;
use serde::Deserialize;

/// The form of a decision, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Version of the issue that was looked at.
    pub version: String,
    /// The act's code.
    pub act: String,
    /// Reason.
    pub reason: String,
    /// Next date, ISO 8601.
    pub next_on: String,
    /// Slug of the body to ask.
    pub to: String,
    /// Slug of the forum to move to.
    pub forum: String,
    /// Number of the issue to merge into.
    pub into: String,
    /// The answer.
    pub text: String,
    /// Language that the answer is written in.
    pub lang: String,
    /// Queue of the desk to come back to; empty: the issue.
    pub ko: String,
    /// Shows how it will look, and saves nothing.
    pub preview: String,
    /// A note for the others who curate, whose own form failed.
    pub note: String,
    /// Whom a preview of the answer mentions; nothing that is typed.
    #[serde(skip)]
    pub mentions: Mentions,
    /// Phrase that was chosen.
    pub fras: String,
    /// Not empty: put the phrase into the reason, and save nothing.
    pub infoga: String,
}

impl TakesPhrase for DecisionForm {
    fn wanted(&self) -> (&str, bool) {
        (&self.fras, !self.infoga.is_empty())
    }
    fn reason(&mut self) -> (&mut String, &mut String) {
        (&mut self.reason, &mut self.lang)
    }
}

impl DecisionForm {
    /// What the service takes.
    pub fn as_act(&self) -> ActForm {
        ActForm {
            key: self.key.clone(),
            r#as: self.r#as.clone(),
            version: self.version.clone(),
            act: self.act.clone(),
            reason: self.reason.clone(),
            next_on: self.next_on.clone(),
            to: self.to.clone(),
            forum: self.forum.clone(),
            into: self.into.clone(),
            text: self.text.clone(),
            lang: self.lang.clone(),
            fras: self.fras.clone(),
        }
    }
}

/// Number and slug of an issue's address.
pub fn issue_of(part: &str) -> Result<(i64, &str)> {
    paths::number_and_slug(part).ok_or(AppError::NotFound)
}

fn back(ctx: &Ctx, agreement: &str, number: i64, slug: &str, ko: &str, (notice, key): (Notice, &str)) -> axum::response::Response {
    let path = way_back(agreement, ko).unwrap_or_else(|| paths::issue(agreement, number, &paths::encode(slug)));
    if key.is_empty() { redirect(ctx, path, Some(notice)) } else { redirect_saved(ctx, path, notice, key) }
}

/// What is told after an act. What an organisation does with its own issue is no decision about it.
fn notice_of(ctx: &Ctx, agreement: &str, act: Option<IssueAct>) -> Notice {
    let curates = || ctx.app.catalogue.get(agreement).is_ok_and(|a| ctx.actor.as_ref().is_some_and(|actor| actor.acts_by_civil_seat(a.curator_id)));
    match act {
        Some(IssueAct::Answer) => Notice::Answered,
        Some(IssueAct::Complete | IssueAct::Withdraw) => Notice::OwnActDone,
        Some(IssueAct::Reopen) if !curates() => Notice::OwnActDone,
        _ => Notice::Decided,
    }
}

/// Takes a decision about an issue.
pub async fn decide(ctx: Ctx, Path((agreement, issue)): Path<(String, String)>, Body(mut form): Body<DecisionForm>) -> PageResult {
    let (number, slug) = issue_of(&issue)?;
    if !form.preview.is_empty() {
        form.mentions = mentions::previewed(&ctx, &agreement, &[&form.text]).await?;
        return decision_page(&ctx, &agreement, number, &form, &Problem::default()).await;
    }
    if let Some(filled) = put_in(&ctx, &agreement, &form).await {
        let (form, problem) = drawn_again(&ctx, form, filled)?;
        return decision_page(&ctx, &agreement, number, &form, &problem).await;
    }
    match service::act(&ctx, &agreement, number, &form.as_act()).await {
        Ok(_) => {
            let notice = notice_of(&ctx, &agreement, form.act.parse().ok());
            // on the desk the issue has left its queue: the offer to undo names it
            let ko = if form.ko.is_empty() { String::new() } else { format!("{}&gjort={number}", form.ko) };
            Ok(back(&ctx, &agreement, number, slug, &ko, (notice, &form.key)))
        }
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            decision_page(&ctx, &agreement, number, &form, &problem).await
        }
    }
}

/// Publishes a contribution that waits.
pub async fn publish(ctx: Ctx, Path((agreement, issue, contribution)): Path<(String, String, i64)>, Body(form): Body<PublishForm>) -> PageResult {
    let (number, slug) = issue_of(&issue)?;
    if let Some(filled) = put_in(&ctx, &agreement, &form).await {
        let (form, problem) = drawn_again(&ctx, form, filled)?;
        return contribution_page(&ctx, &agreement, number, contribution, &form, &problem).await;
    }
    match service_publish::publish_contribution(&ctx, &agreement, number, contribution, &form).await {
        Ok(()) => Ok(back(&ctx, &agreement, number, slug, &form.ko, (Notice::ContributionPublished, &form.key))),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            contribution_page(&ctx, &agreement, number, contribution, &form, &problem).await
        }
    }
}

/// Hides a contribution, or shows it again.
pub async fn hide(ctx: Ctx, Path((agreement, issue, contribution)): Path<(String, String, i64)>, Body(form): Body<HideForm>) -> PageResult {
    let (number, slug) = issue_of(&issue)?;
    let notice = if form.show.is_empty() { Notice::ContributionHidden } else { Notice::ContributionRestored };
    if let Some(filled) = put_in(&ctx, &agreement, &form).await {
        let (form, problem) = drawn_again(&ctx, form, filled)?;
        return hide_page(&ctx, &agreement, number, contribution, &form, &problem).await;
    }
    match service_hide::hide_contribution(&ctx, &agreement, number, contribution, &form).await {
        Ok(()) => Ok(back(&ctx, &agreement, number, slug, &form.ko, (notice, &form.key))),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            hide_page(&ctx, &agreement, number, contribution, &form, &problem).await
        }
    }
}

/// Hides an issue, or shows it again.
pub async fn hide_issue(ctx: Ctx, Path((agreement, issue)): Path<(String, String)>, Body(form): Body<HideForm>) -> PageResult {
    let (number, slug) = issue_of(&issue)?;
    let notice = if form.show.is_empty() { Notice::IssueHidden } else { Notice::IssueRestored };
    if let Some(filled) = put_in(&ctx, &agreement, &form).await {
        let (form, problem) = drawn_again(&ctx, form, filled)?;
        return hide_issue_page(&ctx, &agreement, number, &form, &problem).await;
    }
    match service_hide_issue::hide_issue(&ctx, &agreement, number, &form).await {
        Ok(()) => Ok(back(&ctx, &agreement, number, slug, &form.ko, (notice, &form.key))),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            hide_issue_page(&ctx, &agreement, number, &form, &problem).await
        }
    }
}

/// Undoes what one just decided.
pub async fn undo(ctx: Ctx, Path((agreement, issue)): Path<(String, String)>, Body(form): Body<UndoForm>) -> PageResult {
    let (number, slug) = issue_of(&issue)?;
    service_undo::undo(&ctx, &agreement, number, &form).await?;
    // of several that were decided about at once, the others can be undone too, while their minute lasts
    let others: String = form.gjorda.iter().filter_map(|n| n.parse::<i64>().ok()).filter(|n| *n != number).map(|n| format!("&gjorda={n}")).collect();
    if !others.is_empty() {
        return Ok(redirect(&ctx, format!("{}?ko={}{others}", paths::bulk(&agreement), paths::encode(&form.ko)), Some(Notice::Undone)));
    }
    Ok(back(&ctx, &agreement, number, slug, &form.ko, (Notice::Undone, "")))
}

/// Makes a contribution an issue of its own.
pub async fn split(ctx: Ctx, Path((agreement, issue, contribution)): Path<(String, String, i64)>, Body(form): Body<SplitForm>) -> PageResult {
    let (number, _) = issue_of(&issue)?;
    if let Some(filled) = put_in(&ctx, &agreement, &form).await {
        let (form, problem) = drawn_again(&ctx, form, filled)?;
        return split_page(&ctx, &agreement, number, contribution, form, &problem).await;
    }
    match service_split::split(&ctx, &agreement, number, contribution, &form).await {
        Ok(new) => Ok(redirect_saved(&ctx, paths::issue(&agreement, new.number, &new.slug), Notice::SplitOff, &form.key)),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            split_page(&ctx, &agreement, number, contribution, form, &problem).await
        }
    }
}
