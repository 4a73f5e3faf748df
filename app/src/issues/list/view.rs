//! Issues in a list, the same everywhere.

use super::store::IssueRow;
use crate::agreements::types::Agreement;
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::i18n::{Locale, issues as t, plural};
use crate::time::days_late;
use crate::ui::prelude::*;
use crate::{paths, ui};

/// What is expected by a date that is ahead.
const fn expected(l: Locale, kind: Option<ClockKind>) -> &'static str {
    match kind {
        Some(ClockKind::Acceptance) => t::list_next_acceptance(l),
        Some(ClockKind::Completion) => t::list_next_completion(l),
        Some(ClockKind::NextStep) => t::list_next_next_step(l),
        Some(ClockKind::Hearing) => t::list_next_hearing(l),
        Some(ClockKind::Answer) => t::list_next_answer(l),
        Some(ClockKind::FollowUp) => t::list_next_follow_up(l),
        Some(ClockKind::Appeal) => t::list_next_appeal(l),
        Some(
            ClockKind::Minutes
            | ClockKind::Adjustment
            | ClockKind::Action
            | ClockKind::Representation
            | ClockKind::Wish
            | ClockKind::Promise
            | ClockKind::Consensus
            | ClockKind::ModelReview,
        )
        | None => t::list_next_other(l),
    }
}

/// What should have happened by a date that has passed.
pub const fn missed(l: Locale, kind: Option<ClockKind>) -> &'static str {
    match kind {
        Some(ClockKind::Acceptance) => t::list_was_acceptance(l),
        Some(ClockKind::Completion) => t::list_was_completion(l),
        Some(ClockKind::NextStep) => t::list_was_next_step(l),
        Some(ClockKind::Hearing) => t::list_was_hearing(l),
        Some(ClockKind::Answer) => t::list_was_answer(l),
        Some(ClockKind::FollowUp) => t::list_was_follow_up(l),
        Some(ClockKind::Action) => t::list_was_action(l),
        Some(ClockKind::Appeal) => t::list_was_appeal(l),
        Some(
            ClockKind::Minutes
            | ClockKind::Adjustment
            | ClockKind::Representation
            | ClockKind::Wish
            | ClockKind::Promise
            | ClockKind::Consensus
            | ClockKind::ModelReview,
        )
        | None => t::list_was_other(l),
    }
}

/// What the rows of a list say, where the page around them does not say it already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The forum's mark.
    pub forum: bool,
    /// The name of the organisation that posted it.
    pub organisation: bool,
}

impl Shown {
    /// All of it.
    pub const ALL: Self = Self { forum: true, organisation: true };
}

/// Issues in a list.
pub fn rows(ctx: &Ctx, agreement: &Agreement, rows: Vec<IssueRow>, shown: Shown) -> Html {
    let items: Vec<_> = rows.into_iter().map(|row| item(ctx, agreement, row, shown)).collect();
    view! { <ul class="rows">{items}</ul> }.into_html()
}

fn item(ctx: &Ctx, agreement: &Agreement, row: IssueRow, shown: Shown) -> Html {
    let l = ctx.locale;
    let mark = agreement
        .forum_by_id(row.forum_id)
        .filter(|_| shown.forum)
        .map(|f| ui::forum_mark(f.mark, f.name.get(l), ctx.href(paths::forum(&agreement.slug, &f.slug))));
    let backers = (row.backers > 0).then(|| plural(row.backers, t::list_backers_one(l).to_string(), t::list_backers_many(l, row.backers)));
    let state = match row.merged_into {
        Some(number) => t::list_state_merged_into(l, number),
        None => t::state(l, row.state, row.forum_id.is_some()).to_string(),
    };
    let dates =
        (date(ctx, row.next_on, row.next_kind), row.action_on.filter(|d| days_late(*d, ctx.today()) > 0).map(|d| date(ctx, Some(d), Some(ClockKind::Action))));
    view! {
        <li>{mark}
            <h3><a href=ctx.href(paths::issue(&agreement.slug, row.number, &row.slug)) lang=ui::lang_of(l, &row.lang)>{row.title}</a></h3>
            <p class="meta">{shown.organisation.then(|| view! { <span>{row.organisation_name}</span> })}{backers.map(|b| view! { <span>{b}</span> })}
                <span class=ui::state_class(row.state)>{state}</span>{dates}</p>
        </li>
    }
    .into_html()
}

/// The next expected date, or by how many days it was missed.
fn date(ctx: &Ctx, on: Option<chrono::NaiveDate>, kind: Option<ClockKind>) -> Option<Html> {
    let (l, today) = (ctx.locale, ctx.today());
    let on = on?;
    let late = ui::late_state(l, on, today);
    let words = if late.is_some() { missed(l, kind) } else { expected(l, kind) };
    // badge and words are one: a line does not end between them
    Some(view! { <span class="when">{late}<span>{words}" "{ui::time_tag(l, on, today)}</span></span> }.into_html())
}
