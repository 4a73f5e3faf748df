//! The kansli's desk (M08): queues with counts and ages, oldest duty first; what is chosen stands beside.

use super::keys::keys;
use crate::agreements::types::{Agreement, Side};
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::curation::pages::undo_offer;
use crate::curation::service_subject::Subject;
use crate::desk::rules;
use crate::desk::service::{self, Desk, DeskQuery, is_held};
use crate::desk::store::{ItemRow, MeetingRow};
use crate::desk::types::{Queue, Source};
use crate::i18n::{Locale, bodies as b, curation as t, dates, desk as d};
use crate::ids::OrganisationId;
use crate::shell::{Nav, Page, PageResult};
use crate::ui;
use crate::ui::prelude::*;
use crate::{paths, time};
use axum::extract::{Path, Query};

/// The desk.
pub async fn desk(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<DeskQuery>) -> PageResult {
    let (agreement, desk) = service::desk(&ctx, &agreement, &query).await?;
    let title = t::desk_title(ctx.locale);
    let page = Page::new(title).of(&agreement, Nav::Desk);
    Ok(match desk {
        None => page.layout("wrap stack narrow").render(&ctx, view! { <h1>{title}</h1>{switch(&ctx, &agreement)} }.into_html()),
        Some(desk) => page.layout("wrap wide stack").render(&ctx, whole(&ctx, &desk, &query)),
    })
}

/// Offers somebody with a seat to act for the curating body.
pub fn switch(ctx: &Ctx, agreement: &Agreement) -> Html {
    let l = ctx.locale;
    let name = agreement.curator_name.get(l);
    offer_to_switch(ctx, agreement.curator_id, name, t::desk_switch_title(l), &t::desk_switch_text(l, name))
}

/// Offers somebody with a seat to act for a body whose page they asked for.
pub fn switch_to(ctx: &Ctx, body: OrganisationId, name: &str, heading: &str) -> Html {
    offer_to_switch(ctx, body, name, heading, &d::switch_text(ctx.locale, name))
}

fn offer_to_switch(ctx: &Ctx, body: OrganisationId, name: &str, heading: &str, text: &str) -> Html {
    let (heading, text) = (heading.to_string(), text.to_string());
    view! {
        <div class="empty"><h2>{heading}</h2><p>{text}</p>
            <form method="post" action=ctx.href("/agera-som") class="acts">
                <input type="hidden" name="till" value=ctx.path.clone() />
                <button class="button" name="as" value=body.to_string()>{t::desk_switch_button(ctx.locale, name)}</button>
            </form></div>
    }
    .into_html()
}

pub(super) fn name(l: Locale, queue: Queue) -> &'static str {
    match queue {
        Queue::Day => d::queue_day(l),
        Queue::Newcomers => d::queue_newcomers(l),
        Queue::Publication => t::queue_publication(l),
        Queue::Flags => t::queue_flags(l),
        Queue::New => t::queue_new(l),
        Queue::AskedBack => t::queue_asked_back(l),
        Queue::Overdue => t::queue_overdue(l),
        Queue::Wishes => crate::i18n::planning::queue(l),
        Queue::Consensus => crate::i18n::consensus::title(l),
        Queue::Meetings => t::queue_meetings(l),
        Queue::Minutes => t::queue_minutes(l),
        Queue::Appeals => crate::i18n::appeals::queue_desk(l),
        Queue::Bodies => b::queue(l),
        Queue::Week => d::queue_week(l),
        Queue::Promises => d::queue_promises(l),
        Queue::Actions => d::queue_actions(l),
        Queue::Adjusting => d::queue_adjusting(l),
        Queue::Efforts => d::queue_efforts(l),
        Queue::Drafts => d::queue_drafts(l),
        Queue::Plans => d::queue_plans(l),
    }
}

fn nothing(l: Locale, queue: Queue) -> &'static str {
    match queue {
        Queue::Day => d::empty_day(l),
        Queue::Newcomers => d::empty_newcomers(l),
        Queue::Publication => t::empty_publication(l),
        Queue::Flags => t::empty_flags(l),
        Queue::New => t::empty_new(l),
        Queue::AskedBack => t::empty_asked_back(l),
        Queue::Overdue => t::empty_overdue(l),
        Queue::Wishes => crate::i18n::planning::queue_empty(l),
        Queue::Consensus => crate::i18n::consensus::queue_empty(l),
        Queue::Meetings => t::empty_meetings(l),
        Queue::Minutes => t::empty_minutes(l),
        Queue::Appeals => crate::i18n::appeals::queue_desk_empty(l),
        Queue::Bodies => b::queue_empty(l),
        Queue::Week => d::empty_week(l),
        Queue::Promises => d::empty_promises(l),
        Queue::Actions => d::empty_actions(l),
        Queue::Adjusting => d::empty_adjusting(l),
        Queue::Efforts => d::empty_efforts(l),
        Queue::Drafts => d::empty_drafts(l),
        Queue::Plans => d::empty_plans(l),
    }
}

/// Id of a row, by which the way back finds it.
pub fn anchor(issue: Option<i64>, contribution: Option<i64>) -> String {
    format!("rad-{}-{}", issue.unwrap_or(0), contribution.unwrap_or(0))
}

/// Id of an appeal's row.
pub fn anchor_of_appeal(number: i64) -> String {
    format!("overklagande-{number}")
}

/// Id of a meeting's row.
pub fn anchor_of_meeting(number: i64) -> String {
    format!("mote-{number}")
}

/// What stands beside the list when a row is opened, as the address names it, and the id of the row. An action has none, nor has a wish.
fn chosen(item: &ItemRow) -> Option<(String, String)> {
    match (item.issue_number, item.meeting_number, item.appeal_number) {
        _ if item.action_what.is_some() || matches!(item.source, Source::Wish | Source::Effort) => None,
        (_, _, Some(appeal)) => Some((format!("overklagande={appeal}"), anchor_of_appeal(appeal))),
        (Some(issue), ..) => {
            let contribution = item.contribution_number.map(|c| format!("&inlagg={c}")).unwrap_or_default();
            Some((format!("fraga={issue}{contribution}"), anchor(item.issue_number, item.contribution_number)))
        }
        (None, Some(meeting), _) => Some((format!("mote={meeting}"), anchor_of_meeting(meeting))),
        (None, None, None) => None,
    }
}

/// A row's thing is what stands beside the list.
fn is_open(item: &ItemRow, query: &DeskQuery) -> bool {
    match (item.issue_number, item.meeting_number, item.appeal_number) {
        _ if item.action_what.is_some() || matches!(item.source, Source::Wish | Source::Effort) => false,
        (_, _, Some(appeal)) => query.overklagande == Some(appeal),
        (Some(issue), ..) => query.overklagande.is_none() && query.fraga == Some(issue) && query.inlagg == item.contribution_number,
        (None, meeting, None) => meeting.is_some() && query.mote == meeting,
    }
}

/// Id of the row that stands after what is open, or before it where nothing does: there one goes on. My day is in the order of its dates.
fn following(ctx: &Ctx, desk: &Desk, query: &DeskQuery) -> Option<String> {
    let mut items = desk.of(desk.queue, ctx.today());
    match desk.queue {
        Queue::Day => return None,
        Queue::Overdue => items.sort_by_key(|i| !i.by_curator),
        _ => {}
    }
    let here = items.iter().position(|i| is_open(i, query))?;
    let (before, after) = items.split_at(here);
    let id = |i: &&ItemRow| chosen(i).map(|(_, id)| id);
    let own = after.first().and_then(id);
    let other = |i: &&ItemRow| id(i).filter(|id| Some(id) != own.as_ref());
    after.iter().find_map(other).or_else(|| before.iter().rev().find_map(other))
}

/// What the forms of what is open carry, to lead back to where one goes on.
pub fn carried(ctx: &Ctx, desk: &Desk, query: &DeskQuery) -> String {
    rules::queue_and_place(desk.queue, &desk.narrowed(), following(ctx, desk, query).as_deref())
}

fn whole(ctx: &Ctx, desk: &Desk, query: &DeskQuery) -> Html {
    let l = ctx.locale;
    let side = match &desk.beside {
        Some(beside) => Some(super::beside::panel(ctx, desk, beside, query)),
        None => desk.chosen.as_ref().map(|subject| super::panel::panel(ctx, desk, subject, query)),
    };
    let class = if side.is_some() { "desk open" } else { "desk" };
    // my day and the meetings stand in the order of their dates
    let by_date = matches!(desk.queue, Queue::Day | Queue::Week | Queue::Meetings | Queue::Drafts | Queue::Minutes | Queue::Plans);
    let oldest = desk.oldest(desk.queue, ctx).filter(|days| *days > 0).map(|days| view! { " "{d::oldest(l, days)} });
    let shown = (!by_date || desk.queue == Queue::Minutes && oldest.is_some()) && desk.count(desk.queue, ctx) > 0;
    let order = shown.then(|| view! { <p class="quiet">{(!by_date).then(|| t::hint_before(l))}{oldest}</p> });
    let on_paper = matches!(desk.queue, Queue::Day | Queue::Week);
    let marks = desk.of(desk.queue, ctx.today()).iter().any(|i| may_mark(desk, i));
    view! {
        <div class="split"><h1>{t::desk_title(l)}</h1>{keys(l, marks, letters(l, desk, query))}</div>
        // the page opens at the row where one goes on: what can be undone stays in view
        {desk.undoable.as_ref().map(|last| view! { <div class="undo">{undo_offer(ctx, &desk.agreement, last, &desk.carried())}</div> })}
        <div class=class>
            <nav class="queues" aria-label=t::desk_queues(l)><details><summary>{name(l, desk.queue)}" "<b>{desk.count(desk.queue, ctx)}</b></summary>
                {super::queues::queues(ctx, desk)}</details></nav>
            <section class=if on_paper { "queue day" } else { "queue" } aria-labelledby="queue"><h2 id="queue">{name(l, desk.queue)}</h2>
                {super::queues::filters(ctx, desk)}{order}{list(ctx, desk, query)}</section>
            {side}
        </div>
    }
    .into_html()
}

/// The keys of the acts that the panel offers, with what they are called.
fn letters(l: Locale, desk: &Desk, query: &DeskQuery) -> Vec<(char, &'static str)> {
    let decides = |s: &&Subject| desk.queue != Queue::Newcomers && !(s.issue.contribution_number.is_some() && s.issue.contribution_waits);
    let Some(subject) = desk.chosen.as_ref().filter(decides) else { return Vec::new() };
    let open = subject.open_act(&query.akt);
    let shown = subject.acts.iter().filter(|t| open.is_none_or(|open| open.act == t.act));
    shown.map(|row| (rules::key(row.act), t::act(l, row.act))).collect()
}

fn list(ctx: &Ctx, desk: &Desk, query: &DeskQuery) -> Html {
    let l = ctx.locale;
    let queue = desk.queue;
    if queue == Queue::Day {
        return super::day::day(ctx, desk);
    }
    if desk.count(queue, ctx) == 0 {
        let action = match queue {
            // the whole queue may hold something
            _ if desk.filter.is_any() => Some((format!("{}?ko={queue}", paths::desk(&desk.agreement.slug)), d::show_all(l))),
            Queue::Meetings | Queue::Drafts | Queue::Plans => Some((paths::new_meeting(&desk.agreement.slug), t::new_meeting(l))),
            Queue::Efforts => Some((paths::efforts(&desk.agreement.slug), d::efforts_add(l))),
            _ => None,
        };
        let words = if desk.filter.is_any() { d::empty_narrowed(l) } else { nothing(l, queue) };
        return ui::empty(t::empty_title(l), words, action.map(|(href, name)| (ctx.href(href), name.to_string())));
    }
    match queue {
        Queue::Week => super::week::week(ctx, desk),
        Queue::Plans => super::plans::plans(ctx, desk),
        Queue::Efforts => {
            let rows: Vec<_> = desk.of(queue, ctx.today()).into_iter().enumerate().map(|(n, i)| effort_row(ctx, desk, i, n)).collect();
            view! { <ul class="rows">{rows}</ul><p><a href=ctx.href(paths::efforts(&desk.agreement.slug))>{d::efforts_manage(l)}</a></p> }.into_html()
        }
        Queue::Drafts => {
            let rows: Vec<_> = desk.drafts.iter().enumerate().map(|(n, m)| meeting_row(ctx, desk, m, query, n)).collect();
            view! { <ul class="rows">{rows}</ul> }.into_html()
        }
        Queue::Meetings | Queue::Minutes => {
            let rows: Vec<_> = desk
                .meetings
                .iter()
                .filter(|m| if queue == Queue::Minutes { is_held(m, ctx) && !m.adjusting } else { !is_held(m, ctx) })
                .enumerate()
                .map(|(n, m)| meeting_row(ctx, desk, m, query, n))
                .collect();
            let new = (queue == Queue::Meetings).then(|| view! { <p><a href=ctx.href(paths::new_meeting(&desk.agreement.slug))>{t::new_meeting(l)}</a></p> });
            view! { <ul class="rows">{rows}</ul>{new} }.into_html()
        }
        Queue::Adjusting => {
            let rows: Vec<_> = desk.of(queue, ctx.today()).into_iter().enumerate().map(|(n, i)| round_row(ctx, desk, i, query, n)).collect();
            view! { <ul class="rows">{rows}</ul> }.into_html()
        }
        Queue::Bodies => {
            let rows: Vec<_> = desk.of(queue, ctx.today()).into_iter().enumerate().map(|(n, i)| body_row(ctx, desk, i, n)).collect();
            view! { <ul class="rows">{rows}</ul> }.into_html()
        }
        Queue::Overdue => {
            let (own, others): (Vec<_>, Vec<_>) = desk.of(queue, ctx.today()).into_iter().partition(|i| i.by_curator);
            let start = own.len();
            let mut seen = Seen::new();
            let mut part = |id: &'static str, words: &'static str, items: Vec<&ItemRow>, from: usize| {
                (!items.is_empty()).then(|| {
                    let rows: Vec<_> = items.into_iter().enumerate().map(|(n, i)| row(ctx, desk, i, query, &mut seen, (from + n, true))).collect();
                    view! { <h3 id=id>{words}</h3><ul class="rows" aria-labelledby=id>{rows}</ul> }
                })
            };
            let (own, others) = (part("own", t::overdue_own(l), own, 0), part("others", t::overdue_others(l), others, start));
            let rows = view! { {own}{others} }.into_html();
            if desk.of(queue, ctx.today()).iter().any(|i| may_mark(desk, i)) { markable(ctx, desk, rows, query) } else { rows }
        }
        _ => {
            let mut seen = Seen::new();
            let rows: Vec<_> = desk.of(queue, ctx.today()).into_iter().enumerate().map(|(n, i)| row(ctx, desk, i, query, &mut seen, (n, false))).collect();
            let rows = view! { <ul class="rows">{rows}</ul> }.into_html();
            if desk.of(queue, ctx.today()).iter().any(|i| may_mark(desk, i)) { markable(ctx, desk, rows, query) } else { rows }
        }
    }
}

/// Issues that can be decided about with others: the row is about the issue itself, and what it waits for is not the steering group's
/// answer to an appeal. So can contributions that wait.
fn may_mark(desk: &Desk, item: &ItemRow) -> bool {
    if item.source == Source::Waiting {
        return desk.queue == Queue::Publication;
    }
    let queue = matches!(desk.queue, Queue::Publication | Queue::New | Queue::AskedBack | Queue::Overdue);
    queue && item.source == Source::Clock && item.issue_number.is_some() && item.action_what.is_none() && item.kind != Some(ClockKind::Appeal)
}

/// A list whose rows can be marked, with what is done with those.
fn markable(ctx: &Ctx, desk: &Desk, rows: Html, query: &DeskQuery) -> Html {
    let l = ctx.locale;
    let here = desk.path(desk.queue);
    let (href, words) = if query.alla.is_empty() { (format!("{here}&alla=1"), d::mark_all(l)) } else { (here, d::unmark_all(l)) };
    view! {
        <form class="flow" method="get" action=ctx.href(paths::bulk(&desk.agreement.slug))>
            <input type="hidden" name="ko" value=desk.carried() />
            {rows}
            <p class="acts"><button class="button second">{d::decide_marked(l)}</button><a href=ctx.href(href)>{words}</a></p>
        </form>
    }
    .into_html()
}

pub(super) fn titled(deeper: bool, link: Html) -> Html {
    if deeper { view! { <h4 class="h3">{link}</h4> }.into_html() } else { view! { <h3>{link}</h3> }.into_html() }
}

/// Ids of the rows that are drawn: an issue with two promises has two rows, and the way back leads to the first.
type Seen = std::collections::BTreeSet<String>;

/// A row, the `n`th of the page, below a heading of its own where that is `deeper`.
fn row(ctx: &Ctx, desk: &Desk, item: &ItemRow, query: &DeskQuery, seen: &mut Seen, (n, deeper): (usize, bool)) -> Html {
    let l = ctx.locale;
    let a = &desk.agreement;
    let title = match (&item.action_what, item.contribution_number, &item.issue_title, &item.meeting_title) {
        (Some(what), ..) => what.clone(),
        (_, Some(_), Some(title), _) => t::contribution_to(l, title),
        (_, _, Some(title), _) | (_, _, None, Some(title)) => title.clone(),
        _ => String::new(),
    };
    // to the row itself: beside it stands what was chosen, and the list stays where it was
    let chosen = chosen(item);
    let proposal = (item.source == Source::Consensus || item.kind == Some(ClockKind::ModelReview)).then(|| of_consensus(ctx, a, item));
    let title = proposal.as_ref().map_or(title, |(title, _)| title.clone());
    let href = match (&chosen, item.meeting_number) {
        _ if proposal.is_some() => proposal.map(|(_, path)| path).unwrap_or_default(),
        (Some((what, id)), _) => format!("{}&{what}#{id}", desk.path(desk.queue)),
        // what was promised at a talk has a page of its own, and so has a wish
        _ if item.promise_number.is_some() => paths::promise(&a.slug, item.promise_number.unwrap_or_default()),
        (None, Some(wish)) if item.source == Source::Wish => paths::wish(&a.slug, wish),
        _ if item.source == Source::Effort => super::efforts::place(a, item.thing_id),
        _ if item.kind == Some(ClockKind::Representation) => paths::body(&a.slug, item.meeting_slug.as_deref().unwrap_or_default()),
        // an action has one too: there it is told how it goes, and ticked off
        _ if item.kind == Some(ClockKind::Action) && item.thing_id.is_some() => paths::action(&a.slug, item.thing_id.unwrap_or_default()),
        (None, Some(meeting)) => paths::meeting(&a.slug, meeting, item.meeting_slug.as_deref().unwrap_or_default()),
        (None, None) => desk.path(desk.queue),
    };
    let open = is_open(item, query);
    let lang = item.issue_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
    let link = view! { <a href=ctx.href(href) data-row=n.to_string() aria-current=open.then_some("true") lang=lang>{title}</a> }.into_html();
    let forum = a.forum_by_id(item.forum_id).map(|f| ui::forum_mark(f.mark, f.name.get(l), ctx.href(paths::forum(&a.slug, &f.slug))));
    let number = item.issue_number.filter(|_| may_mark(desk, item));
    let mark = number.map(|number| {
        let checked = !query.alla.is_empty();
        let (name, value, words) = match item.contribution_number {
            Some(n) => ("inlagg", format!("{number}.{n}"), d::mark_contribution(l, n, number)),
            // an issue with two passed promises has two rows
            None if desk.queue == Queue::Overdue => ("fraga", number.to_string(), d::mark_promise(l, number, item.kind.map_or("", |k| t::clock(l, k)))),
            None => ("fraga", number.to_string(), d::mark(l, number)),
        };
        view! { <label class="mark"><input type="checkbox" name=name value=value checked=checked /><span class="vh">{words}</span></label> }
    });
    let class = mark.is_some().then_some("markable");
    let there = open.then(|| view! { <a href="#chosen">{d::to_chosen(l)}</a> });
    let id = chosen.map(|(_, id)| id).filter(|id| seen.insert(id.clone()));
    view! { <li class=class id=id>{mark}{forum}{titled(deeper, link)}<p class="meta">{row_meta(ctx, desk, item)}{there}</p></li> }.into_html()
}

fn row_meta(ctx: &Ctx, desk: &Desk, item: &ItemRow) -> Html {
    let l = ctx.locale;
    let today = ctx.today();
    let overdue = matches!(desk.queue, Queue::Overdue | Queue::Promises | Queue::Actions);
    let who = match (&item.who, item.contribution_number) {
        (Some(who), _) if item.action_what.is_none() => Some(who.clone()),
        (None, Some(_)) if item.source == Source::Waiting => Some(t::contribution_by_individual(l).to_string()),
        _ => None,
    };
    let answers = (item.source == Source::Consensus).then(|| {
        let objected = item.place.is_some().then(|| view! { <span class="state late">{crate::i18n::consensus::desk_objected(l)}</span> });
        view! { {objected}<span>{crate::i18n::consensus::desk_answers(l, item.backers, item.backers + item.flags)}</span> }
    });
    let reports = (item.flags > 0 && item.source != Source::Consensus)
        .then(|| view! { <span>{crate::i18n::moderation::reports(l, usize::try_from(item.flags).unwrap_or(usize::MAX))}</span> });
    let waits = item.since_at.map(|at| (today - time::local_date(at)).num_days()).unwrap_or_default();
    let late = item.due_on.and_then(|d| ui::late_state(l, d, today));
    let state = late.unwrap_or_else(|| view! { <span class="state wait">{t::waits(l, waits)}</span> }.into_html());
    let promise = overdue.then(|| {
        let owner = item.owner_name.clone().map(|name| ui::voice(&name, item.owner_side.unwrap_or(Side::CivilSociety), item.by_curator));
        view! { <span>{item.kind.map_or_else(|| d::effort(l), |k| t::clock(l, k))}</span>{owner} }
    });
    let number = item.issue_number.filter(|_| item.action_what.is_none()).map(|n| view! { <span>{d::number(l, n)}</span> });
    let meeting = item.action_what.as_ref().and(item.meeting_title.as_ref()).map(|title| view! { <span>{t::action_from(l, title)}</span> });
    let by = (!overdue).then_some(item.due_on).flatten().map(|d| {
        let words = if desk.queue == Queue::AskedBack { t::expected(l) } else { t::decide_by(l) };
        view! { <span>{words}" "{ui::time_tag(l, d, today)}</span> }
    });
    view! {
        {state}{answers}{reports}{(item.source == Source::Newcomer).then(|| {
            let words = if item.contribution_number.is_some() { d::newcomer_contribution(l) } else { d::newcomer_issue(l) };
            view! { <span>{words}</span> }
        })}{number}{promise}{who.map(|w| view! { <span>{match (overdue, item.source) {
            (_, Source::Effort) => d::for_whom(l, &w),
            (true, _) => d::asked_by(l, &w),
            (false, _) => w,
        }}</span> })}{meeting}
        {(item.backers > 0 && item.source != Source::Consensus).then(|| view! { <span>{t::backed(l, item.backers)}</span> })}{by}
    }
    .into_html()
}

/// Minutes that those who adjust them have, with how they have answered.
fn round_row(ctx: &Ctx, desk: &Desk, item: &ItemRow, query: &DeskQuery, n: usize) -> Html {
    let (l, today) = (ctx.locale, ctx.today());
    let Some((what, id)) = chosen(item) else { return ().into_html() };
    let href = ctx.href(format!("{}&{what}#{id}", desk.path(desk.queue)));
    let open = is_open(item, query);
    let there = open.then(|| view! { <a href="#chosen">{d::to_chosen(l)}</a> });
    let (needed, approved) = (item.capacity.unwrap_or_default(), item.taken.unwrap_or_default());
    let (class, words) = if approved >= needed {
        ("state done", d::adjusted(l).to_string())
    } else if item.flags > 0 {
        ("state wait", d::adjust_change(l).to_string())
    } else {
        ("state wait", d::adjust_answers(l, approved, needed))
    };
    let waits = (approved < needed).then_some(item.due_on).flatten();
    let due = waits.map(|due| view! { {ui::late_state(l, due, today)}<span>{d::adjust_by(l)}" "{ui::time_tag(l, due, today)}</span> });
    let lang = item.issue_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
    view! {
        <li id=id><h3><a href=href data-row=n.to_string() aria-current=open.then_some("true") lang=lang>{item.meeting_title.clone()}</a></h3>
            <p class="meta"><span class=class>{words}</span>{due}{there}</p></li>
    }
    .into_html()
}

/// Title and path of a proposal to change how a forum or a body works, or of the review of the model.
pub(super) fn of_consensus(ctx: &Ctx, a: &Agreement, item: &ItemRow) -> (String, String) {
    match item.meeting_number.filter(|_| item.source == Source::Consensus) {
        Some(n) => (item.meeting_title.clone().unwrap_or_default(), paths::proposal(&a.slug, n)),
        None => (crate::i18n::consensus::review_title(ctx.locale).to_string(), format!("{}#modellen", paths::consensus(&a.slug))),
    }
}

/// A body and what has to be done about who sits there.
fn body_row(ctx: &Ctx, desk: &Desk, item: &ItemRow, n: usize) -> Html {
    let l = ctx.locale;
    let today = ctx.today();
    let href = ctx.href(paths::body(&desk.agreement.slug, item.meeting_slug.as_deref().unwrap_or_default()));
    let late = item.due_on.filter(|_| item.source == Source::Clock).and_then(|due| ui::late_state(l, due, today));
    let words = match (item.kind, item.place.as_deref()) {
        (Some(kind), _) => t::clock(l, kind).to_string(),
        (None, Some("terms")) => b::gap_ending(l, item.flags),
        _ => b::queue_unequal(l).to_string(),
    };
    let owner = item.owner_name.clone().map(|name| ui::voice(&name, item.owner_side.unwrap_or(Side::CivilSociety), item.by_curator));
    let first = (item.source == Source::Body).then_some(b::queue_first_ends(l));
    let due = item.due_on.map(|due| view! { <span>{first}" "{ui::time_tag(l, due, today)}</span> });
    view! {
        <li><h3><a href=href data-row=n.to_string()>{item.meeting_title.clone()}</a></h3>
            <p class="meta">{late}<span>{words}</span>{due}{owner}</p></li>
    }
    .into_html()
}

/// An information effort with its date.
fn effort_row(ctx: &Ctx, desk: &Desk, item: &ItemRow, n: usize) -> Html {
    let (l, today) = (ctx.locale, ctx.today());
    let late = item.due_on.and_then(|due| ui::late_state(l, due, today));
    let due = item.due_on.map(|due| ui::time_tag(l, due, today));
    let whom = item.who.as_ref().map(|who| view! { <span>{d::for_whom(l, who)}</span> });
    view! {
        <li><h3><a href=ctx.href(super::efforts::place(&desk.agreement, item.thing_id)) data-row=n.to_string()>{item.issue_title.clone()}</a></h3>
            <p class="meta">{late}{whom}{due}</p></li>
    }
    .into_html()
}

fn meeting_row(ctx: &Ctx, desk: &Desk, m: &MeetingRow, query: &DeskQuery, n: usize) -> Html {
    let l = ctx.locale;
    let today = ctx.today();
    let id = anchor_of_meeting(m.number);
    let href = ctx.href(format!("{}&mote={}#{id}", desk.path(desk.queue), m.number));
    let open = query.mote == Some(m.number);
    let there = open.then(|| view! { <a href="#chosen">{d::to_chosen(l)}</a> });
    let when = dates::moment(l, m.starts_local, today);
    let held = is_held(m, ctx) && !m.draft;
    let state = held.then_some(m.minutes_due_on).flatten().and_then(|d| ui::late_state(l, d, today));
    let by = held.then_some(m.minutes_due_on).flatten().map(|d| view! { <span>{t::minutes_by(l)}" "{ui::time_tag(l, d, today)}</span> });
    let starts = m.starts_local.format("%Y-%m-%dT%H:%M").to_string();
    view! {
        <li id=id><h3><a href=href data-row=n.to_string() aria-current=open.then_some("true") lang=ui::lang_of(l, &m.lang)>{m.title.clone()}</a></h3>
            <p class="meta">{state}<span>{held.then(|| t::was_held(l))}" "<time datetime=starts>{when}</time></span><span>{m.place.clone()}</span>
                <span>{t::signed_up(l, m.taken, m.capacity)}</span>{by}{there}</p></li>
    }
    .into_html()
}
