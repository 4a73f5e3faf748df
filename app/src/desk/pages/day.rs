//! My day: what is due today and overdue, the week's meetings, and what came in since the last working day.

use super::due::{self, Due};
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::desk::rules;
use crate::desk::service::{Desk, is_hearing_ahead, is_held, is_promise};
use crate::desk::store::{ItemRow, MeetingRow};
use crate::desk::types::{Queue, Source};
use crate::i18n::{curation, dates, desk as t};
use crate::ui::prelude::*;
use crate::{paths, time, ui};
use chrono::TimeDelta;

/// The page's list.
pub fn day(ctx: &Ctx, desk: &Desk) -> Html {
    let l = ctx.locale;
    let today = ctx.today();
    let until = today + TimeDelta::days(rules::WEEK);
    let due = desk.items.iter().filter(|i| is_promise(i) && i.by_curator && i.due_on.is_some_and(|d| d <= until) && !is_hearing_ahead(i, today));
    let meetings = desk.meetings.iter().filter(|m| !is_held(m, ctx) && m.starts_local.date() <= until);
    let all: Vec<_> = due.map(|i| promise(ctx, desk, i)).chain(meetings.map(|m| meeting(ctx, desk, m))).collect();
    let list = if all.is_empty() { ui::empty(curation::empty_title(l), t::empty_day(l), None) } else { due::groups(ctx, all, true) };
    let since = dates::weekday_day(l, desk.since, today);
    // beside what is chosen the list is what one goes on with
    let news = (!desk.is_open()).then(|| {
        view! { <section class="flow" aria-labelledby="nytt"><h3 id="nytt">{t::news_since(l, since)}" "<span class="count">{desk.news.len()}</span></h3>{due::news(ctx, &desk.agreement, &desk.news)}</section> }
    });
    view! {
        <p class="quiet">{t::day_of(l, dates::weekday_day(l, time::local_date(ctx.now()), today))}</p>
        {list}{news}
        <p class="quiet noprint">{t::day_on_paper(l)}</p>
    }
    .into_html()
}

/// Where a meeting stands beside the list.
pub(super) fn beside(desk: &Desk, meeting: i64) -> String {
    format!("{}&mote={meeting}", desk.path(Queue::Day))
}

pub(super) fn promise(ctx: &Ctx, desk: &Desk, i: &ItemRow) -> Due {
    let l = ctx.locale;
    let a = &desk.agreement;
    let wish = i.meeting_number.filter(|_| i.source == Source::Wish).map(|n| paths::wish(&a.slug, n));
    let meeting = wish.or_else(|| i.meeting_number.map(|n| paths::meeting(&a.slug, n, i.meeting_slug.as_deref().unwrap_or_default())));
    let (title, href) = match (&i.action_what, i.issue_number) {
        _ if i.source == Source::Effort => (i.issue_title.clone().unwrap_or_default(), super::efforts::place(a, i.thing_id)),
        _ if i.source == Source::Consensus || i.kind == Some(ClockKind::ModelReview) => super::desk::of_consensus(ctx, a, i),
        (Some(what), _) if i.promise_number.is_some() => (what.clone(), paths::promise(&a.slug, i.promise_number.unwrap_or_default())),
        (Some(what), _) if i.thing_id.is_some() => (what.clone(), paths::action(&a.slug, i.thing_id.unwrap_or_default())),
        (Some(what), _) => (what.clone(), meeting.unwrap_or_else(|| paths::desk(&a.slug))),
        (None, Some(n)) => (i.issue_title.clone().unwrap_or_default(), format!("{}&fraga={n}", desk.path(Queue::Day))),
        (None, None) if i.kind == Some(ClockKind::Representation) => {
            (i.meeting_title.clone().unwrap_or_default(), paths::body(&a.slug, i.meeting_slug.as_deref().unwrap_or_default()))
        }
        (None, None) if i.source == Source::Wish => (i.meeting_title.clone().unwrap_or_default(), meeting.unwrap_or_else(|| paths::desk(&a.slug))),
        (None, None) => (i.meeting_title.clone().unwrap_or_default(), i.meeting_number.map_or_else(|| paths::desk(&a.slug), |n| beside(desk, n))),
    };
    Due {
        on: i.due_on,
        at: None,
        what: due::numbered(l, i.issue_number.filter(|_| i.action_what.is_none()), i.kind.map_or_else(|| t::effort(l), |k| curation::clock(l, k))),
        title,
        lang: i.issue_lang.as_deref().filter(|_| i.action_what.is_none()).and_then(|lang| ui::lang_of(l, lang)),
        href: ctx.href(href),
        who: i.who.as_ref().filter(|_| i.action_what.is_none()).map(|who| {
            let words = if i.source == Source::Effort { t::for_whom(l, who) } else { t::asked_by(l, who) };
            view! { <span>{words}</span> }.into_html()
        }),
        way: None,
    }
}

pub(super) fn meeting(ctx: &Ctx, desk: &Desk, m: &MeetingRow) -> Due {
    let l = ctx.locale;
    Due {
        on: Some(m.starts_local.date()),
        at: Some(m.starts_local),
        what: t::meeting(l).to_string(),
        title: m.title.clone(),
        lang: ui::lang_of(l, &m.lang),
        href: ctx.href(beside(desk, m.number)),
        who: Some(view! { <span>{m.place.clone()}</span> }.into_html()),
        way: None,
    }
}
