//! What is to be read before the items of an agenda are taken up: four statements, however long the agenda.

use super::read::visible;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::events::store::{self as events, EventRow, Reader};
use crate::ids::AgendaItemId;
use crate::meetings::rules;
use crate::meetings::store::{self, BriefItem, BriefLine, Meeting};
use crate::paths;
use chrono::{NaiveDateTime, TimeDelta};
use std::sync::Arc;

/// What is to be read before an item.
#[derive(Debug)]
pub struct Brief {
    /// Its place on the agenda, from 1.
    pub place: usize,
    /// When it is taken up, by the wall clock, as far as all items before it say how long they take.
    pub begins: Option<NaiveDateTime>,
    /// The item with the text of its issue, or with its promise.
    pub item: BriefItem,
    /// What happened to the issue or the promise.
    pub chain: Vec<EventRow>,
    /// The latest contributions to it.
    pub said: Vec<BriefLine>,
    /// What is promised about it.
    pub promised: Vec<BriefLine>,
}

/// The briefs of a meeting.
#[derive(Debug)]
pub struct Briefs {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Meeting.
    pub meeting: Meeting,
    /// The briefs: of all items, or of one.
    pub all: Vec<Brief>,
}

/// The briefs of a meeting by the last part of its address, or (`one`) that of one item.
///
/// # Errors
/// `NotFound`, also for a draft of those who do not manage meetings; `Moved` for an earlier slug.
pub async fn briefs(ctx: &Ctx, agreement: &str, part: &str, one: Option<AgendaItemId>) -> Result<Briefs> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let (number, slug) = paths::number_and_slug(part).ok_or(AppError::NotFound)?;
    let mut conn = ctx.read().await?;
    let meeting = visible(ctx, &mut conn, &agreement, number).await?;
    if meeting.slug != slug {
        let rest = one.map_or_else(|| "punkter".to_string(), |id| format!("punkt/{id}"));
        return Err(AppError::Moved(ctx.href(paths::meeting_part(&agreement.slug, number, &meeting.slug, &rest))));
    }
    let items = store::brief_items(&mut conn, meeting.id).await?;
    if one.is_some_and(|id| !items.iter().any(|i| i.item.id == id)) {
        return Err(AppError::NotFound);
    }
    let chain = events::chains_of_meeting(&mut conn, agreement.id, Reader::of(ctx, &agreement), meeting.id).await?;
    let lines = store::brief_lines(&mut conn, meeting.id).await?;
    let lengths: Vec<rules::Length> = items.iter().map(|i| i.item.length()).collect();
    let begins = rules::begins(&lengths);
    let all = (1..)
        .zip(items.into_iter().zip(begins))
        .filter(|(_, (item, _))| one.is_none_or(|id| item.item.id == id))
        .map(|(place, (item, begins))| {
            let begins = begins.map(|minutes| meeting.starts_local + TimeDelta::minutes(minutes));
            if let Some(number) = item.item.promise_number {
                let chain = chain.iter().filter(|e| e.promise_number == Some(number)).cloned().collect();
                return Brief { place, begins, item, chain, said: Vec::new(), promised: Vec::new() };
            }
            if !item.readable {
                return Brief { place, begins, item, chain: Vec::new(), said: Vec::new(), promised: Vec::new() };
            }
            let chain = chain.iter().filter(|e| e.issue_number.is_some() && e.issue_number == item.item.issue_number).cloned().collect();
            let of = |said: bool| lines.iter().filter(|x| Some(x.issue_id) == item.item.issue_id && x.html.is_some() == said).cloned().collect();
            Brief { place, begins, chain, said: of(true), promised: of(false), item }
        })
        .collect();
    Ok(Briefs { agreement, meeting, all })
}
