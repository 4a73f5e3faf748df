//! What is to be read before an item of an agenda is taken up, made to be printed: the chain of its issue or promise, on one page. Long
//! texts are cut, of events and contributions the newest are told, and an address says where all of it stands.

use super::agenda::{clock, issue_links, title_of};
use super::sheet::Sheet;
use super::{hours, path_of, place};
use crate::agreements::types::{Agreement, Side};
use crate::context::Ctx;
use crate::curation::sentences;
use crate::events::store::EventRow;
use crate::i18n::{agenda as p, common as c, dates, issues, meetings as t};
use crate::ids::AgendaItemId;
use crate::meetings::service::{self, Brief, Briefs};
use crate::meetings::store::BriefLine;
use crate::shell::{Nav, Page, PageResult, escape};
use crate::text::{self, markdown};
use crate::ui::prelude::*;
use crate::{paths, time, ui};
use axum::extract::Path;

/// Characters of a contribution that a brief gives.
const GIST: usize = 200;
/// Characters of a reason or a text in the chain.
const DETAIL: usize = 160;
/// Characters of why an item was chosen.
const REASON: usize = 200;
/// Characters of the names of those who stand behind an issue.
const NAMES: usize = 240;
/// Characters of a sentence about an event or a promised date, at most as a rule.
const SENTENCE: usize = 100;
/// Characters that a line of its own takes up.
const LINE: usize = 90;
/// Events that are told in any case, that come before what is promised and said, and at most.
const LEAST_EVENTS: usize = 2;
const FIRST_EVENTS: usize = 4;
const MOST_EVENTS: usize = 12;
/// Contributions at most.
const MOST_SAID: usize = 6;

/// The briefs of all items of a meeting.
pub async fn briefs(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    let seen = service::briefs(&ctx, &agreement, &part, None).await?;
    render(&ctx, &seen, &p::brief_of(ctx.locale, &seen.meeting.title))
}

/// The brief of one item.
pub async fn brief(ctx: Ctx, Path((agreement, part, item)): Path<(String, String, AgendaItemId)>) -> PageResult {
    let seen = service::briefs(&ctx, &agreement, &part, Some(item)).await?;
    let title = seen.all.first().map(|b| p::brief_title(ctx.locale, b.place, title_of(ctx.locale, &b.item.item).0)).unwrap_or_default();
    render(&ctx, &seen, &title)
}

fn render(ctx: &Ctx, seen: &Briefs, title: &str) -> PageResult {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let one = seen.all.len() == 1;
    let all: Vec<_> = seen.all.iter().map(|b| article(ctx, a, seen, b)).collect();
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).to_string()), (path_of(a, m), m.title.clone())];
    let content = if all.is_empty() { view! { <p class="quiet">{t::agenda_empty(l)}</p> }.into_html() } else { all.into_html() };
    let hint = (!one).then(|| view! { <p class="quiet noprint">{p::print_hint(l)}</p> });
    let when = format!("{} {}", dates::weekday_day(l, m.starts_local.date(), ctx.today()), hours(l, m));
    let view = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}
            <p class="quiet">{t::kind(l, m.kind)}": "<span lang=ui::lang_of(l, &m.lang)>{m.title.clone()}</span></p>
            <h1>{if one { p::brief(l) } else { p::briefs(l) }}</h1><p>{when}", "{place(l, m)}</p>{hint}</section>
        {content}
    };
    Ok(Page::new(title).of(a, Nav::Meetings).layout("wrap stack narrow").render(ctx, view.into_html()))
}

fn article(ctx: &Ctx, a: &Agreement, seen: &Briefs, b: &Brief) -> Html {
    let l = ctx.locale;
    let m = &seen.meeting;
    let (title, lang) = title_of(l, &b.item.item);
    let lang = lang.unwrap_or_else(|| m.lang.clone());
    let id = format!("punkt-{}", b.place);
    let mut sheet = Sheet::new();
    // the head of the page, and of the item
    sheet.take(10, 2 * title.chars().count());
    let reason = (!b.item.item.reason.is_empty()).then(|| {
        let reason = text::shorten(&b.item.item.reason, REASON);
        sheet.take(1, reason.chars().count());
        view! { <p lang=ui::lang_of(l, &m.lang)>{t::because(l, reason)}</p> }
    });
    let presenter = (!b.item.item.presenter.is_empty()).then(|| view! { <span>{p::presenter(l, &b.item.item.presenter)}</span> });
    let minutes = (b.item.item.minutes > 0).then(|| view! { <span>{t::takes_minutes(l, b.item.item.minutes)}</span> });
    let content = match b.item.item.issue_number {
        _ if b.item.readable => issue(ctx, a, b, &mut sheet),
        // a hidden one has its number, which leads to what became of it
        Some(_) => view! { <p class="quiet">{issues::hidden_issue(l)}</p>{issue_links(ctx, a, &b.item.item)} }.into_html(),
        None => match b.item.item.promise_number {
            Some(number) => pledge(ctx, a, b, number, &mut sheet),
            None => view! { <p class="quiet">{p::brief_free(l)}</p> }.into_html(),
        },
    };
    view! {
        <article class="brief flow" aria-labelledby=id.clone()>
            <h2 id=id.clone() lang=ui::lang_of(l, &lang)>{b.place}". "{title}</h2>
            <p class="meta">{b.begins.map(|at| clock(l, at))}{minutes}{presenter}</p>
            {reason}
            {content}
        </article>
    }
    .into_html()
}

/// A piece of HTML as words on one line, cut.
fn short(html: &str, most: usize) -> String {
    text::shorten(&text::clean_line(&markdown::plain(html)), most)
}

/// Where the whole of it stands: on the screen a link, on paper an address.
fn read_at(ctx: &Ctx, path: &str) -> Html {
    let href = ctx.href(path);
    let link = format!("{}{href}", ctx.app.settings.public_url);
    view! { <p>{p::brief_read(ctx.locale)}" "<a href=href>{link}</a></p> }.into_html()
}

/// The newest of what happened, oldest first.
fn chain(ctx: &Ctx, a: &Agreement, all: &[EventRow], told: usize) -> Option<Html> {
    let l = ctx.locale;
    let lines: Vec<_> = all.iter().skip(all.len().saturating_sub(told)).map(|e| event(ctx, a, e)).collect();
    let heading = if told < all.len() { p::brief_chain_newest(l, told, all.len()) } else { p::brief_chain(l).to_string() };
    (!lines.is_empty()).then(|| view! { <h3>{heading}</h3><ol class="log">{lines}</ol> }.into_html())
}

/// How long the line of an event is.
fn length(e: &EventRow) -> usize {
    SENTENCE + short(&e.reason_html, DETAIL).chars().count() + short(&e.text_html, DETAIL).chars().count()
}

/// The promise of an item: its words, where it stands, what happened last.
fn pledge(ctx: &Ctx, a: &Agreement, b: &Brief, number: i64, sheet: &mut Sheet) -> Html {
    sheet.take(8, b.item.promise.promise_text.as_ref().map_or(0, |words| words.chars().count()));
    let told = sheet.fit(b.chain.iter().rev().take(MOST_EVENTS).map(length), LEAST_EVENTS);
    let path = paths::promise(&a.slug, number);
    view! { {crate::promises::pages::in_brief(ctx, a, number, &b.item.promise)}{chain(ctx, a, &b.chain, told)}{read_at(ctx, &path)} }.into_html()
}

fn issue(ctx: &Ctx, a: &Agreement, b: &Brief, sheet: &mut Sheet) -> Html {
    let l = ctx.locale;
    let i = &b.item;
    let lang = i.item.issue_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
    let who = i.organisation_name.as_ref().zip(i.organisation_side).map(|(name, side)| ui::voice(name, side, false));
    let on = i.posted_at.map(|at| ui::time_tag(l, time::local_date(at), ctx.today()));
    let title = i.item.issue_number.zip(i.item.issue_title.clone()).map(|(number, title)| t::issue_link(l, number, title));
    sheet.take(5, 2 * title.as_ref().map_or(0, |title| title.chars().count()));
    let parts: Vec<_> = [
        (p::brief_what(l), &i.what_html, 240),
        (p::brief_why(l), &i.why_html, 160),
        (p::brief_whom(l), &i.whom_html, 100),
        (p::brief_ask(l), &i.ask_html, 160),
    ]
    .into_iter()
    .map(|(name, html, most)| (name, short(html.as_deref().unwrap_or_default(), most)))
    .filter(|(_, words)| !words.is_empty())
    .map(|(name, words)| {
        sheet.take(1, name.chars().count() + words.chars().count());
        view! { <p><strong>{name}</strong>" "<span lang=lang.clone()>{words}</span></p> }
    })
    .collect();
    let names = i.backer_names.as_deref().filter(|_| i.backers > 0).map(|names| text::shorten(&names.lines().collect::<Vec<_>>().join(", "), NAMES));
    sheet.take(2, names.as_ref().map_or(1, |names| names.chars().count()));
    let backing = if names.is_some() { format!("{} ({})", p::brief_backers(l), i.backers) } else { p::brief_backers(l).to_string() };
    let backers = match names {
        Some(names) => view! { <p>{names}</p> }.into_html(),
        None => view! { <p class="quiet">{p::brief_nobody(l)}</p> }.into_html(),
    };
    // the newest events first of all; then what is promised and said; what room is left is for more events
    let mut told = sheet.fit(b.chain.iter().rev().take(FIRST_EVENTS).map(length), LEAST_EVENTS);
    let promised: Vec<_> = b.promised.iter().filter_map(|x| promise(ctx, a, x)).collect();
    let expected = sheet.fit(promised.iter().map(|_| SENTENCE), 0);
    let words: Vec<String> = b.said.iter().take(MOST_SAID).map(|x| short(x.html.as_deref().unwrap_or_default(), GIST)).collect();
    let gists = sheet.fit(words.iter().map(|words| LINE + words.chars().count()), 0);
    if told == FIRST_EVENTS {
        told += sheet.fit(b.chain.iter().rev().skip(FIRST_EVENTS).take(MOST_EVENTS - FIRST_EVENTS).map(length), 0);
    }
    let promised: Vec<_> = promised.into_iter().take(expected).collect();
    let promised = (!promised.is_empty()).then(|| view! { <h3>{p::brief_promised(l)}</h3><ul class="clocks">{promised}</ul> });
    let said: Vec<_> = b.said.iter().zip(words).take(gists).map(|(x, words)| gist(ctx, a, x, words)).collect();
    let heading = if i.contributions == 1 { p::brief_said_one(l).to_string() } else { p::brief_said(l, i.contributions) };
    let said = (!said.is_empty()).then(|| view! { <h3>{heading}</h3><ul class="log">{said}</ul> });
    let path = i.item.issue_number.zip(i.item.issue_slug.as_ref()).map(|(number, slug)| paths::issue(&a.slug, number, slug));
    view! {
        <h3 lang=lang.clone()>{title}</h3>
        <p class="meta"><span>{p::brief_posted(l)}</span>{who}{on}{i.item.issue_state.map(|s| view! { <span class=ui::state_class(s)>{issues::state(l, s, true)}</span> })}</p>
        {parts}
        <h3>{backing}</h3>{backers}
        {promised}
        {chain(ctx, a, &b.chain, told)}
        {said}
        {path.map(|path| read_at(ctx, &path))}
    }
    .into_html()
}

fn event(ctx: &Ctx, a: &Agreement, e: &EventRow) -> Html {
    let l = ctx.locale;
    let (reason, words) = (short(&e.reason_html, DETAIL), short(&e.text_html, DETAIL));
    let reason_html = if reason.is_empty() { String::new() } else { format!("<p>{}</p>", escape(&reason)) };
    let e = EventRow { reason_html, ..e.clone() };
    let words = (!words.is_empty()).then(|| view! { <p lang=ui::lang_of(l, &e.lang)>{words}</p> });
    view! {
        <li>{ui::time_tag(l, time::local_date(e.occurred_at), ctx.today())}
            <div><p>{sentences::sentence(ctx, a, &e)}</p>{sentences::reason(l, &e)}{words}</div></li>
    }
    .into_html()
}

fn promise(ctx: &Ctx, a: &Agreement, x: &BriefLine) -> Option<Html> {
    let l = ctx.locale;
    let (kind, due_on) = x.kind.zip(x.due_on)?;
    let who = if x.by_curator { a.curator_name.get(l) } else { x.who.as_deref().unwrap_or_default() };
    let late = ui::late_state(l, due_on, ctx.today());
    let class = late.is_some().then_some("late");
    let action = x.action.as_deref().map(|action| text::shorten(action, DETAIL));
    let words = issues::expected(l, kind, late.is_some(), who, action.as_deref());
    Some(view! { <li class=class>{ui::time_tag(l, due_on, ctx.today())}<div><p>{words}" "{late}</p></div></li> }.into_html())
}

fn gist(ctx: &Ctx, a: &Agreement, x: &BriefLine, words: String) -> Html {
    let l = ctx.locale;
    let who = match (x.role, x.who.as_deref()) {
        (Some(role), who) => ui::actor_voice(l, a, role, who),
        (None, who) => ui::voice(who.unwrap_or_default(), Side::CivilSociety, false),
    };
    let on = x.at.map(|at| ui::time_tag(l, time::local_date(at), ctx.today()));
    view! { <li>{on}<div><p>{who}</p><p lang=x.lang.as_deref().and_then(|lang| ui::lang_of(l, lang))>{words}</p></div></li> }.into_html()
}
