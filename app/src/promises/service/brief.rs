//! The politician's brief before a talk: two printed pages at most, so that it is read.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::promises::store::{self, GistRow, LastRow, OfMeeting, TalkRow};
use crate::promises::types::PromiseState;
use crate::{paths, text};
use std::sync::Arc;

/// Items of the agenda that are shown.
pub const ITEMS: usize = 8;
/// Characters of what an issue asks for.
pub const GIST: usize = 180;
/// Open promises that are shown.
pub const PROMISES: usize = 10;
/// Characters of the words of a promise.
pub const PROMISED: usize = 150;
/// Points of the last talk that are shown.
pub const DECIDED: usize = 4;
/// Characters of what was decided.
pub const DECISION: usize = 140;
/// Promises of the last talk that are shown.
pub const RESULTS: usize = 4;

/// The brief.
#[derive(Debug)]
pub struct Brief {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The talk.
    pub talk: TalkRow,
    /// Its agenda without the promises, shortened.
    pub items: Vec<GistRow>,
    /// How many more there are.
    pub more_items: usize,
    /// Promises on its agenda that are neither kept nor taken back, what is late first.
    pub promises: Vec<OfMeeting>,
    /// How many more there are.
    pub more_promises: usize,
    /// The last talk, with what was decided; empty where there was none.
    pub last: Vec<LastRow>,
    /// Promises made there.
    pub results: Vec<OfMeeting>,
    /// How many more there are.
    pub more_results: usize,
}

fn cut(s: &str, most: usize) -> String {
    text::shorten(&text::clean_line(s), most)
}

/// What is left out of a list that is too long.
fn keep<T>(list: &mut Vec<T>, most: usize) -> usize {
    let more = list.len().saturating_sub(most);
    list.truncate(most);
    more
}

/// The brief of a talk: four statements.
///
/// # Errors
/// `NotFound` for what is no talk, and for a draft; `Moved` where the word in the address is another.
pub async fn brief(ctx: &Ctx, agreement: &str, part: &str) -> Result<Brief> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let (number, slug) = paths::number_and_slug(part).ok_or(AppError::NotFound)?;
    let mut conn = ctx.read().await?;
    let talk = store::talk(&mut conn, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    if talk.slug != slug {
        return Err(AppError::Moved(ctx.href(paths::meeting_part(&agreement.slug, number, &talk.slug, "underlag"))));
    }
    let mut items = store::gists(&mut conn, talk.id).await?;
    let mut last = store::last_talk(&mut conn, agreement.id, talk.starts_at).await?;
    let before = last.first().map(|l| l.id);
    let all = store::of_meeting(&mut conn, agreement.id, talk.id, before).await?;
    items.retain(|i| i.promise_id.is_none());
    for i in &mut items {
        i.title = cut(&i.title, 120);
        i.issue_title = i.issue_title.as_deref().map(|t| cut(t, 120));
        i.issue_ask = i.issue_ask.as_deref().map(|ask| cut(&text::markdown::plain(&text::markdown::render(ask)), GIST));
    }
    let more_items = keep(&mut items, ITEMS);
    let (mut promises, mut results): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
    for mut p in all {
        p.promise.words = cut(&p.promise.words, PROMISED);
        if p.on_item.is_some() && p.promise.state.is_open() {
            promises.push(p);
        } else if Some(p.promise.meeting_id) == before {
            results.push(p);
        }
    }
    // those that their owners say are kept stand after the others, under a heading of their own
    promises.sort_by_key(|p| (p.promise.state == PromiseState::Claimed, p.promise.expected_on, p.promise.number));
    let (more_promises, more_results) = (keep(&mut promises, PROMISES), keep(&mut results, RESULTS));
    for row in &mut last {
        row.item_title = row.item_title.as_deref().map(|t| cut(t, 80));
        row.decided = row.decided.as_deref().map(|d| cut(d, DECISION));
    }
    last.truncate(DECIDED);
    Ok(Brief { agreement, talk, items, more_items, promises, more_promises, last, results, more_results })
}
