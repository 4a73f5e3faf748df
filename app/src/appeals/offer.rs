//! What an issue's page offers its author: to appeal a decision, or to read the appeal. All that it takes stands in the chain that the
//! page has read anyway.

use super::rules::{self, Author, Now};
use super::store::moved_from;
use super::types::Appealable;
use crate::context::Ctx;
use crate::curation::sentences::payload_number;
use crate::events::EventKind;
use crate::events::store::EventRow;
use crate::events::types::ActorRole;
use crate::i18n::appeals as t;
use crate::issues::service::IssuePage;
use crate::issues::store::read::ContributionRow;
use crate::ui::prelude::*;
use crate::{paths, ui};
use chrono::{DateTime, Utc};

/// The appeals that a chain tells of, newest first.
fn made(page: &IssuePage) -> impl Iterator<Item = &EventRow> {
    page.chain.iter().rev().filter(|e| e.kind == EventKind::AppealMade)
}

/// Whether an appeal against the act at a position of the log waits for its answer.
pub fn is_waiting(page: &IssuePage, position: i64) -> bool {
    let over = |number: Option<i64>| {
        let ends = |e: &&EventRow| matches!(e.kind, EventKind::AppealDecided | EventKind::AppealWithdrawn | EventKind::AppealSettled);
        page.chain.iter().filter(ends).any(|e| payload_number(e, "appeal") == number)
    };
    made(page).find(|e| payload_number(e, "position") == Some(position)).is_some_and(|e| !over(payload_number(e, "appeal")))
}

fn read_link(ctx: &Ctx, page: &IssuePage, made: &EventRow) -> Option<Html> {
    let number = payload_number(made, "appeal")?;
    Some(view! { <a href=ctx.href(paths::appeal(&page.agreement.slug, number))>{t::own_made(ctx.locale)}</a> }.into_html())
}

/// Until when the decision can be appealed, and where; or that nobody could hear it.
fn appeal_link(ctx: &Ctx, page: &IssuePage, at: DateTime<Utc>, contribution: Option<i64>) -> Option<Html> {
    let (l, last) = (ctx.locale, rules::last_day(at));
    if ctx.today() > last {
        return None;
    }
    if !rules::hears_appeals(&page.agreement) {
        return Some(t::own_nobody(l, &page.agreement.steering_name).into_html());
    }
    let href = ctx.href(paths::appeal_form(&page.agreement.slug, page.issue.number, &page.issue.slug, contribution));
    Some(view! { {t::own_until(l, &page.agreement.steering_name)}" "{ui::time_tag(l, last, ctx.today())}". "<a href=href>{t::own_link(l)}</a> }.into_html())
}

/// For whoever speaks for the organisation that posted the issue; those who hear appeals get a link to one that was made.
pub fn of_issue(ctx: &Ctx, page: &IssuePage) -> Option<Html> {
    let actor = ctx.actor.as_ref()?;
    let a = &page.agreement;
    let own = actor.speaks_for(page.issue.organisation_id);
    let now = Now { state: page.issue.state, forum: page.issue.forum_id, hidden: page.issue.hidden_at.is_some() };
    let acts = || {
        page.chain
            .iter()
            .rev()
            .filter(|e| !e.undone && e.actor_role == ActorRole::Curator && Appealable::of(e.kind).is_some_and(|act| act != Appealable::Hidden))
    };
    let holds = |e: &&EventRow| Appealable::of(e.kind).is_some_and(|act| rules::in_force(act, moved_from(&e.payload), &now));
    let appealed = |e: &EventRow| made(page).any(|m| payload_number(m, "position") == Some(e.position));
    // two can hold at once (declined, and hidden): that one was appealed does not keep from the other
    let act = acts().find(|e| holds(e) && !appealed(e)).or_else(|| acts().find(holds)).or_else(|| acts().next());
    let against = act.and_then(|act| made(page).find(|e| payload_number(e, "position") == Some(act.position)));
    let body = if own {
        let act = act?;
        match against {
            Some(made) => read_link(ctx, page, made),
            None if rules::can_change(Appealable::of(act.kind)?, moved_from(&act.payload), &now) => appeal_link(ctx, page, act.occurred_at, None),
            None => None,
        }
    } else if actor.has_civil_seat(a.steering_id) || actor.has_civil_seat(a.curator_id) {
        made(page).next().and_then(|e| read_link(ctx, page, e))
    } else {
        None
    };
    body.map(|body| view! { <p class="quiet noprint">{body}</p> }.into_html())
}

/// For whoever wrote a contribution that is hidden.
pub fn of_hidden(ctx: &Ctx, page: &IssuePage, c: &ContributionRow) -> Option<Html> {
    let (actor, at) = (ctx.actor.as_ref()?, c.hidden_at?);
    if !rules::is_author(actor, &Author { organisation: c.organisation_id, person: c.author_id }) {
        return None;
    }
    let against = made(page).find(|e| payload_number(e, "number") == Some(c.number) && e.occurred_at >= at);
    let body = match against {
        Some(made) => read_link(ctx, page, made),
        None => appeal_link(ctx, page, at, Some(c.number)),
    };
    body.map(|body| view! { <p class="quiet noprint">{body}</p> }.into_html())
}
