//! The start page of an agreement: what is happening, what needs attention, where to go on.

use crate::agreements::service::{self, Start};
use crate::agreements::store::reading::{self, NextMeeting};
use crate::agreements::types::{Forum, Side};
use crate::clocks::ClockKind;
use crate::clocks::store::OverdueCount;
use crate::context::Ctx;
use crate::i18n::{agreements as t, common as c, dates, plural};
use crate::issues::list;
use crate::issues::list::filter::{Group, address};
use crate::shell::{Nav, Page, PageResult};
use crate::time::days_late;
use crate::ui::prelude::*;
use crate::{organisations, paths, ui};
use axum::extract::Path;

/// The start page of an agreement.
pub async fn start(ctx: Ctx, Path(agreement): Path<String>) -> PageResult {
    let l = ctx.locale;
    let start = service::start(&ctx, &agreement).await?;
    let agreement = &start.agreement;
    let place = agreement.place.get(l);
    let content = view! {
        <section class="head"><h1>{t::start_title(l, place)}</h1><p class="lead">{agreement.lead.get(l).to_string()}</p>
            <form class="search" role="search" method="get" action=ctx.href(paths::issues(&agreement.slug))>
                <label for="q">{t::start_search(l)}</label><input type="search" id="q" name="q" maxlength="100" />
                <input type="hidden" name="lage" value=Group::All.code() /><button class="button">{c::search(l)}</button></form></section>
        {organisations::pages::clocks(&ctx, &agreement.slug, t::start_todo(l), &start.todo)}
        <div class="two"><div class="stack">{next_meeting(&ctx, &start)}{moving(&ctx, &start)}</div><aside class="stack">{clock(&ctx, &start)}</aside></div>
        {parts(&ctx, &start)}
    };
    Ok(Page::new(place).of(agreement, Nav::Forums).render(&ctx, content.into_html()))
}

fn next_meeting(ctx: &Ctx, start: &Start) -> Html {
    let l = ctx.locale;
    let body = match &start.meeting {
        Some(meeting) => meeting_box(ctx, &start.agreement.slug, meeting),
        None => view! { <p class="quiet">{t::start_no_meeting(l)}</p> }.into_html(),
    };
    view! {
        <section aria-labelledby="mote"><h2 id="mote">{t::start_next_meeting(l)}</h2>{body}
            <p class="quiet"><a class="more" href=ctx.href(paths::meetings(&start.agreement.slug))>{t::start_all_meetings(l)}</a></p></section>
    }
    .into_html()
}

fn meeting_box(ctx: &Ctx, agreement: &str, m: &NextMeeting) -> Html {
    let l = ctx.locale;
    let path = paths::meeting(agreement, m.number, &m.slug);
    let place = match (m.place.is_empty(), m.online_url.is_empty()) {
        (false, false) => format!("{}, {}", m.place, t::start_or_online(l)),
        _ => m.place.clone(),
    };
    let agenda = (m.issues > 0).then(|| plural(m.issues, t::start_agenda_one(l).to_string(), t::start_agenda_many(l, m.issues)));
    let facts: Vec<String> = [dates::time_span(l, m.starts_local, m.ends_local), place].into_iter().chain(agenda).filter(|s| !s.is_empty()).collect();
    let action = if m.by_invitation {
        view! { <p><span class="state">{crate::i18n::sign_up::by_invitation(l)}</span></p> }.into_html()
    } else if !m.open {
        view! { <p class="quiet">{crate::i18n::agenda::not_open_short(l)}</p> }.into_html()
    } else if m.is_full {
        view! { <p><span class="state wait">{t::start_full(l)}</span></p> }.into_html()
    } else {
        view! { <a class="button" href=ctx.href(format!("{path}#anmalan"))>{t::start_sign_up(l)}</a> }.into_html()
    };
    view! {
        <article class="event box">{ui::date_block(l, m.starts_local.date(), false)}
            <div><h3><a href=ctx.href(path) lang=ui::lang_of(l, &m.lang)>{t::meeting(l, &m.kind, &m.title)}</a></h3>
                <p class="quiet">{facts.join(" · ")}</p>{action}</div></article>
    }
    .into_html()
}

fn moving(ctx: &Ctx, start: &Start) -> Html {
    let l = ctx.locale;
    let slug = &start.agreement.slug;
    let moved = start.moved();
    let body = if moved.is_empty() {
        ui::empty(t::start_empty_title(l), t::start_empty_text(l), Some((ctx.href(paths::new_issue(slug)), t::start_ask(l).into())))
    } else {
        let all = ctx.href(paths::issues(slug));
        view! { {list::rows(ctx, &start.agreement, moved, list::Shown::ALL)}<p class="quiet"><a class="more" href=all>{t::start_all_issues(l)}</a></p> }
            .into_html()
    };
    view! { <section aria-labelledby="ror"><h2 id="ror">{t::start_moving(l)}</h2>{body}</section> }.into_html()
}

/// What is overdue, each side in its turn: the public one, civil society, joint bodies, and whoever does the kansli's work.
fn clock(ctx: &Ctx, start: &Start) -> Html {
    let l = ctx.locale;
    let mut overdue: Vec<&OverdueCount> = start.overdue.iter().collect();
    overdue.sort_by_key(|o| (o.by_curator, order(o.side), o.oldest_on));
    let items: Vec<_> = overdue.iter().map(|o| overdue_line(ctx, start, o)).collect();
    let answers = start.answers();
    let slug = &start.agreement.slug;
    let body = if items.is_empty() {
        view! { <p class="quiet">{t::start_nothing_late(l)}</p> }.into_html()
    } else {
        let all = ctx.href(late_list(slug, "1"));
        view! { <ul class="clocks">{items}</ul><p class="quiet"><a class="more" href=all>{t::start_all_late(l)}</a></p> }.into_html()
    };
    view! {
        <section aria-labelledby="klocka"><h2 id="klocka">{t::start_clock(l)}</h2>{body}
            {(answers > 0).then(|| view! { <p class="quiet">{plural(answers, t::start_answers_one(l).to_string(), t::start_answers_many(l, answers))}</p> })}</section>
    }
    .into_html()
}

const fn order(side: Side) -> u8 {
    match side {
        Side::Public => 0,
        Side::CivilSociety => 1,
        Side::Both => 2,
    }
}

fn late_list(agreement: &str, kind: &str) -> String {
    address(&paths::issues(agreement), &[("lage", Group::All.code().into()), ("sent", kind.into())])
}

fn overdue_line(ctx: &Ctx, start: &Start, o: &OverdueCount) -> Html {
    let l = ctx.locale;
    let agreement = &start.agreement;
    let who = match (o.by_curator, o.side) {
        (true, _) => agreement.curator_name.get(l),
        (_, Side::Public) => t::side_public(l),
        (_, Side::CivilSociety) => t::side_civil(l),
        (_, Side::Both) => t::side_joint(l),
    };
    let path = match o.kind {
        ClockKind::Minutes | ClockKind::Adjustment => paths::meetings(&agreement.slug),
        ClockKind::Wish => paths::wishes(&agreement.slug),
        ClockKind::Consensus | ClockKind::ModelReview => paths::consensus(&agreement.slug),
        ClockKind::Promise => format!("{}?lage={}", paths::promises(&agreement.slug), crate::promises::types::Bucket::Overdue),
        kind => late_list(&agreement.slug, kind.code()),
    };
    let days = days_late(o.oldest_on, ctx.today());
    let oldest = plural(days, t::start_oldest_one(l).to_string(), t::start_oldest(l, days));
    view! {
        <li class="late">{ui::time_tag(l, o.oldest_on, ctx.today())}
            <div><a href=ctx.href(path)>{t::late(l, o.kind, who, o.count)}</a><p class="quiet">{oldest}</p></div></li>
    }
    .into_html()
}

/// The forums with their newest issues, or the themes where there are no forums.
fn parts(ctx: &Ctx, start: &Start) -> Html {
    let l = ctx.locale;
    let forums = start.forums();
    if !forums.is_empty() {
        let articles: Vec<_> = forums.into_iter().map(|f| forum(ctx, start, f)).collect();
        return view! { <section aria-labelledby="forum"><h2 id="forum">{t::start_forums(l)}</h2><div class="forums">{articles}</div></section> }.into_html();
    }
    let slug = &start.agreement.slug;
    let themes: Vec<_> = start
        .agreement
        .themes
        .iter()
        .filter(|theme| !theme.retired)
        .map(|theme| {
            let (open, all) = reading::open_and_all(&start.counts, theme.id.0);
            let href = ctx.href(address(&paths::issues(slug), &[("lage", Group::All.code().into()), ("tema", theme.slug.clone())]));
            view! { <li><h3><a href=href>{theme.name.get(l).to_string()}</a></h3><p class="quiet">{t::issues(l, all)}" · "{t::open(l, open)}</p></li> }
        })
        .collect();
    if themes.is_empty() {
        return ().into_html();
    }
    view! { <section aria-labelledby="teman"><h2 id="teman">{t::start_themes(l)}</h2><ul class="rows">{themes}</ul></section> }.into_html()
}

fn forum(ctx: &Ctx, start: &Start, f: &Forum) -> Html {
    let l = ctx.locale;
    let slug = &start.agreement.slug;
    let (open, all) = reading::of_forum(&start.counts, f.id);
    let newest: Vec<_> = start
        .newest(f)
        .into_iter()
        .map(|i| view! { <li><a href=ctx.href(paths::issue(slug, i.number, &i.slug)) lang=ui::lang_of(l, &i.lang)>{i.title.clone()}</a></li> })
        .collect();
    view! {
        <article class=f.mark.class()><h3>{ui::forum_mark(f.mark, f.name.get(l), ctx.href(paths::forum(slug, &f.slug)))}</h3>
            <p>{f.purpose.get(l).to_string()}</p>
            {(!newest.is_empty()).then(|| view! { <ul class="names">{newest}</ul> })}
            <p class="quiet">{t::issues(l, all)}" · "{t::open(l, open)}</p></article>
    }
    .into_html()
}
