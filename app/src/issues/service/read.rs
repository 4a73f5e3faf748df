//! Reading an issue's page: four statements, on one connection.

use crate::agreements::types::Agreement;
use crate::clocks::store::{self as clocks, OpenClock};
use crate::context::Ctx;
use crate::curation::service_undo;
use crate::curation::store::LastAct;
use crate::error::{AppError, Result};
use crate::events::store::{self as events, EventRow, Reader};
use crate::ids::{AreaId, CommitmentId, PrincipleId, ThemeId};
use crate::issues::rules::{self, Standing};
use crate::issues::service::Tags;
use crate::issues::store::read::{self as store, ContributionRow, IssueRow, PER_PAGE};
use crate::paths;
use crate::restrictions::rules as restrictions;
use std::sync::Arc;

/// All that an issue's page shows.
#[derive(Debug, Clone)]
pub struct IssuePage {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The issue.
    pub issue: IssueRow,
    /// What it points at.
    pub tags: Tags,
    /// What happened.
    pub chain: Vec<EventRow>,
    /// What is promised, earliest first.
    pub clocks: Vec<OpenClock>,
    /// Contributions of this page.
    pub contributions: Vec<ContributionRow>,
    /// Number after which this page begins.
    pub after: i64,
    /// There are more after this page.
    pub more: bool,
    /// Who reads.
    pub reader: Reader,
    /// What the reader just decided and may still undo.
    pub undoable: Option<LastAct>,
}

impl IssuePage {
    /// What decides who may act.
    pub fn standing(&self) -> Standing {
        let asked = self.clocks.iter().rev().find(|k| k.kind == crate::clocks::ClockKind::Answer && k.action_id.is_none());
        Standing {
            state: self.issue.state,
            organisation_id: self.issue.organisation_id,
            curator_id: self.agreement.curator_id,
            asked_id: asked.map(|k| k.owner_id),
        }
    }
    /// Its address, without the language.
    pub fn path(&self) -> String {
        paths::issue(&self.agreement.slug, self.issue.number, &self.issue.slug)
    }
    /// The acts that the reader may perform now.
    pub fn acts(&self, ctx: &Ctx) -> Vec<&'static rules::Transition> {
        let Some(actor) = &ctx.actor else { return Vec::new() };
        let published = self.issue.published_at.is_some();
        rules::acts_of(actor, &self.standing()).into_iter().filter(|t| restrictions::may_act(actor, &self.agreement, t, published).is_ok()).collect()
    }
    /// The reader may change the text.
    pub fn may_edit(&self, ctx: &Ctx) -> bool {
        // what is hidden stays as it was judged
        self.issue.hidden_at.is_none()
            && ctx.actor.as_ref().is_some_and(|a| {
                rules::may_edit(a, &self.standing()) && restrictions::may_change(a, &self.agreement, self.issue.published_at.is_some()).is_ok()
            })
    }
    /// The reader may stand behind it.
    pub fn may_back(&self, ctx: &Ctx) -> bool {
        // of one that is hidden it can only be taken back
        let hidden = self.issue.hidden_at.is_some() && !self.issue.backed;
        !hidden
            && ctx
                .actor
                .as_ref()
                .is_some_and(|a| rules::may_back(a, &self.standing(), self.issue.published_at.is_some()) && restrictions::waits(a, &self.agreement).is_ok())
    }
    /// The reader writes nothing here for a while.
    pub fn is_stopped(&self, ctx: &Ctx) -> bool {
        ctx.actor.as_ref().is_some_and(|a| restrictions::waits(a, &self.agreement).is_err())
    }
    /// Contributions are taken.
    pub fn takes_contributions(&self) -> bool {
        self.issue.hidden_at.is_none() && rules::takes_part(self.issue.state, self.issue.published_at.is_some())
    }
}

fn ids<T>(list: Option<&String>, make: impl Fn(i64) -> T) -> Vec<T> {
    list.map(|l| l.split(',').filter_map(|n| n.parse().ok()).map(make).collect()).unwrap_or_default()
}

/// What an issue points at.
pub fn tags_of(issue: &IssueRow) -> Tags {
    Tags {
        themes: ids(issue.themes.as_ref(), ThemeId),
        areas: ids(issue.areas.as_ref(), AreaId),
        principles: ids(issue.principles.as_ref(), PrincipleId),
        commitments: ids(issue.commitments.as_ref(), CommitmentId),
    }
}

/// An issue that the reader may see, by the last part of its address. A wrong or old slug is `Moved` to the right address, with
/// what follows after it.
pub async fn find(conn: &mut crate::db::Conn, ctx: &Ctx, agreement: &Agreement, part: &str, rest: &str) -> Result<IssueRow> {
    let (number, slug) = paths::number_and_slug(part).ok_or(AppError::NotFound)?;
    let reader = Reader::of(ctx, agreement);
    let mut issue =
        store::issue(conn, agreement.id, reader, number, (ctx.actor.as_ref().map(|a| a.person_id), ctx.today())).await?.ok_or(AppError::NotFound)?;
    if issue.is_withheld(reader) {
        issue.withhold(ctx.locale);
    }
    if issue.slug != slug {
        return Err(AppError::Moved(ctx.href(format!("{}{rest}", paths::issue(&agreement.slug, number, &issue.slug)))));
    }
    Ok(issue)
}

/// Loads the page of an issue: contributions after a number, and the Markdown of the one that is quoted.
pub async fn load(ctx: &Ctx, agreement: &str, part: &str, after: i64, quoted: i64) -> Result<IssuePage> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let reader = Reader::of(ctx, &agreement);
    let mut conn = ctx.read().await?;
    let issue = find(&mut conn, ctx, &agreement, part, "").await?;
    let chain = events::chain_of_issue(&mut conn, agreement.id, reader, issue.id).await?;
    let clocks = clocks::of_issue(&mut conn, issue.id).await?;
    // within the minute only, so that it costs nobody else a statement
    let fresh = ctx.actor.is_some()
        && chain.iter().any(|e| {
            !e.undone && (rules::act_of(e.kind).is_some() || service_undo::is_hiding(e.kind)) && ctx.now() - e.occurred_at <= crate::jobs::PUBLIC_MAIL_DELAY
        });
    let undoable = if fresh { service_undo::undoable(ctx, &mut conn, agreement.id, issue.number).await? } else { None };
    let person = ctx.actor.as_ref().map(|a| a.person_id);
    let mut contributions = store::contributions(&mut conn, issue.id, reader, person, after, quoted).await?;
    let page = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let more = contributions.len() > page;
    contributions.truncate(page);
    Ok(IssuePage { tags: tags_of(&issue), agreement, issue, chain, clocks, contributions, after, more, reader, undoable })
}

/// The issue that a live stream follows, if the reader may see it.
pub async fn stream_start(ctx: &Ctx, agreement: &str, part: &str) -> Result<(crate::ids::AgreementId, crate::ids::IssueId)> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let issue = find(&mut conn, ctx, &agreement, part, "/strom").await?;
    Ok((agreement.id, issue.id))
}

/// The last part of an issue's address as it is now, whatever slug was asked for: forms that were opened before it changed still work.
pub async fn part_now(ctx: &Ctx, agreement: &str, part: &str) -> Result<String> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let (number, _) = paths::number_and_slug(part).ok_or(AppError::NotFound)?;
    let reader = Reader::of(ctx, &agreement);
    let mut issue = store::issue(&mut conn, agreement.id, reader, number, (None, ctx.today())).await?.ok_or(AppError::NotFound)?;
    if issue.is_withheld(reader) {
        issue.withhold(ctx.locale);
    }
    Ok(format!("{number}-{}", issue.slug))
}

/// Where a contribution stands: on the page that shows it.
pub fn place_of(agreement: &str, part: &str, contribution: i64) -> String {
    // numbers of waiting contributions leave gaps, so that a page may begin earlier than it has to
    let after = (contribution - 1) / PER_PAGE * PER_PAGE;
    let path = format!("{}/{part}", paths::issues(agreement));
    if after > 0 { format!("{path}?efter={after}#inlagg-{contribution}") } else { format!("{path}#inlagg-{contribution}") }
}
