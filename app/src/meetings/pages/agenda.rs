//! The agenda of a meeting, with the clock of each item.

use super::part_of;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::{Locale, agenda as p, meetings as t};
use crate::meetings::rules::{self, Length};
use crate::meetings::service::MeetingView;
use crate::meetings::store::Item;
use crate::ui::prelude::*;
use crate::{paths, ui};
use chrono::{NaiveDateTime, TimeDelta};

/// Title of an item, and its language where that is the issue's.
pub(super) fn title_of(l: Locale, item: &Item) -> (String, Option<String>) {
    match (item.issue_name(l), item.title.is_empty()) {
        (Some(issue), true) if item.issue_title.is_some() => (issue, item.issue_lang.clone()),
        (Some(hidden), true) => (hidden, Some(l.code().into())),
        _ => (item.title.clone(), None),
    }
}

/// The issue behind an item.
pub(super) fn issue_links(ctx: &Ctx, a: &Agreement, item: &Item) -> Option<Html> {
    let number = item.issue_number?;
    let (Some(slug), Some(title)) = (&item.issue_slug, &item.issue_title) else {
        // hidden: its number leads to what became of it
        let href = ctx.href(format!("{}/{number}", paths::issues(&a.slug)));
        return Some(view! { <ul class="links"><li><a href=href>{t::read_issue(ctx.locale, number)}</a></li></ul> }.into_html());
    };
    let href = ctx.href(paths::issue(&a.slug, number, slug));
    // under a heading that is the issue's own title, its number is enough
    let words = if item.title.is_empty() {
        view! { <a href=href>{t::read_issue(ctx.locale, number)}</a> }.into_html()
    } else {
        let lang = item.issue_lang.as_deref().and_then(|lang| ui::lang_of(ctx.locale, lang));
        view! { <a href=href lang=lang>{t::issue_link(ctx.locale, number, title)}</a> }.into_html()
    };
    Some(view! { <ul class="links"><li>{words}</li></ul> }.into_html())
}

/// The agenda before the meeting: what is taken up when, by whom, and why.
pub(super) fn agenda(ctx: &Ctx, seen: &MeetingView) -> Html {
    let l = ctx.locale;
    let m = &seen.meeting;
    let lengths: Vec<Length> = seen.items.iter().map(Item::length).collect();
    // the clock of an item is known while every item before it says how long it takes
    let begins = rules::begins(&lengths);
    let at = |minutes: i64| m.starts_local + TimeDelta::minutes(minutes);
    let mut items = Vec::new();
    let mut i = 0;
    while i < seen.items.len() {
        let end = (i + 1..seen.items.len()).find(|n| !lengths[*n].sub).unwrap_or(seen.items.len());
        let under: Vec<_> = (i + 1..end).map(|n| item(ctx, seen, n, begins[n].map(at), None)).collect();
        let under = (!under.is_empty()).then(|| view! { <ol class="agenda">{under}</ol> }.into_html());
        items.push(item(ctx, seen, i, begins[i].map(at), under));
        i = end;
    }
    let known = !items.is_empty() && begins.iter().all(Option::is_some) && lengths.iter().rev().find(|x| !x.sub).is_some_and(|x| x.minutes > 0);
    let ends = known.then(|| view! { <li>{clock(l, at(rules::total(&lengths)))}<div><p class="quiet">{p::ends_at(l)}</p></div></li> });
    let content = if items.is_empty() {
        view! { <p class="quiet">{t::agenda_empty(l)}</p> }.into_html()
    } else {
        view! { <ol class="agenda">{items}{ends}</ol> }.into_html()
    };
    view! { <section aria-labelledby="dg"><h2 id="dg">{t::agenda(l)}</h2>{content}</section> }.into_html()
}

fn item(ctx: &Ctx, seen: &MeetingView, n: usize, at: Option<NaiveDateTime>, under: Option<Html>) -> Html {
    let l = ctx.locale;
    let (a, m, item) = (&seen.agreement, &seen.meeting, &seen.items[n]);
    // what was announced stays readable, but nobody shall come for an issue that was taken elsewhere since
    let elsewhere = item.is_dropped() && m.state.is_standing();
    let (title, lang) = title_of(l, item);
    let lang = lang.unwrap_or_else(|| m.lang.clone());
    let reason = (!item.reason.is_empty() && !elsewhere).then(|| view! { <p class="quiet" lang=ui::lang_of(l, &m.lang)>{t::because(l, &item.reason)}</p> });
    let takes = (at.is_none() && item.minutes > 0).then(|| view! { <p class="quiet">{t::takes_minutes(l, item.minutes)}</p> });
    let presenter = (!item.presenter.is_empty()).then(|| view! { <p class="quiet">{p::presenter(l, &item.presenter)}</p> });
    // of an issue that is hidden there is nothing to read beforehand
    let brief = ((item.issue_title.is_some() || item.promise_number.is_some()) && !elsewhere).then(|| {
        let href = ctx.href(part_of(a, m, &format!("punkt/{}", item.id)));
        view! { <ul class="links"><li><a href=href>{p::brief(l)}<span class="vh">" "{n + 1}</span></a></li></ul> }
    });
    let elsewhere = elsewhere.then(|| view! { <p><span class="state off">{t::agenda_elsewhere(l)}</span></p> });
    let sub = item.parent_id.is_some();
    let heading =
        if sub { view! { <h4 lang=ui::lang_of(l, &lang)>{title}</h4> }.into_html() } else { view! { <h3 lang=ui::lang_of(l, &lang)>{title}</h3> }.into_html() };
    view! { <li>{at.map(|at| clock(l, at))}<div>{heading}{elsewhere}{crate::promises::pages::on_item(ctx, seen, item.id)}{presenter}{reason}{takes}{issue_links(ctx, a, item)}{brief}{under}</div></li> }.into_html()
}

/// A time of day.
pub(super) fn clock(l: Locale, at: NaiveDateTime) -> Html {
    let shown = match l {
        Locale::Sv => at.format("%H.%M"),
        Locale::En => at.format("%H:%M"),
    };
    view! { <time datetime=at.format("%H:%M").to_string()>{shown.to_string()}</time> }.into_html()
}
