//! Use case: reading a list of issues.

use super::filter::{Cursor, Filter, Place, Query};
use super::overview::Overview;
use super::store::{self, Asker, IssueRow};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::ids::ForumId;
use crate::issues::types::IssueState;
use std::sync::Arc;

/// Rows on a page.
pub const PAGE: usize = 25;

/// A page of a list.
#[derive(Debug)]
pub struct Listing {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The forum whose page it is; none for all issues of the agreement.
    pub forum: Option<ForumId>,
    /// Those who invite to the forum.
    pub hosts: Vec<Asker>,
    /// Filter, as far as what it asks for exists.
    pub filter: Filter,
    /// Organisations to filter by.
    pub askers: Vec<Asker>,
    /// How many there are, by state.
    pub counts: Vec<(IssueState, i64)>,
    /// The page's rows.
    pub rows: Vec<IssueRow>,
    /// Row before which newer ones are.
    pub newer: Option<Cursor>,
    /// Row after which older ones are.
    pub older: Option<Cursor>,
    /// What a forum's first page tells beside the list, where nothing is filtered for.
    pub overview: Option<Overview>,
}

/// A page of the issues of an agreement, or of one of its forums: three statements, one more for a forum's first page. Published ones
/// only, for whoever asks.
///
/// # Errors
/// `NotFound` when there is no such agreement or forum, `BadRequest` for a malformed place in the list.
pub async fn list(ctx: &Ctx, agreement: &str, forum: Option<&str>, query: &Query) -> Result<Listing> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let forum = match forum {
        Some(slug) => Some(agreement.forum(slug).ok_or(AppError::NotFound)?.id),
        None => None,
    };
    let place = query.place()?;
    let mut filter = Filter::of(query, &agreement);
    filter.forum = forum.or(filter.forum);
    let mut conn = ctx.read().await?;
    let (hosts, askers) = store::around(&mut conn, agreement.id, forum).await?;
    filter.organisation = askers.iter().find(|o| o.slug == query.organisation()).map(|o| o.id);
    let counts = store::counts(&mut conn, agreement.id, &filter, ctx.today()).await?;
    let (rows, more) = store::rows(&mut conn, agreement.id, &filter, ctx.today(), place, PAGE).await?;
    let (has_newer, has_older) = match place {
        Place::First => (false, more),
        Place::After(_) => (true, more),
        Place::Before(_) => (more, true),
    };
    let overview = match forum {
        Some(forum) if place == Place::First && filter.is_plain() => {
            Some(Overview::of(store::overview::rows(&mut conn, agreement.id, forum, ctx.now()).await?))
        }
        _ => None,
    };
    Ok(Listing {
        newer: rows.first().filter(|_| has_newer).map(IssueRow::cursor),
        older: rows.last().filter(|_| has_older).map(IssueRow::cursor),
        agreement,
        forum,
        hosts,
        filter,
        askers,
        counts,
        rows,
        overview,
    })
}
