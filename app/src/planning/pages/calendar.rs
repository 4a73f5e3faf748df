//! The calendar of a year, and how meetings spread over the areas.

use super::map;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::AppError;
use crate::i18n::{common as c, dates, meetings, planning as t};
use crate::meetings::types::MeetingState;
use crate::planning::rules::holidays;
use crate::planning::service::{self, AreaView, Calendar, Warned};
use crate::planning::store::CalendarRow;
use crate::planning::types::AreaState;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::prelude::*;
use crate::{paths, ui};
use axum::extract::Path;
use chrono::{Datelike, NaiveDate};

/// The calendar of this year.
pub async fn calendar(ctx: Ctx, Path(agreement): Path<String>) -> PageResult {
    page(&ctx, &agreement, None).await
}

/// The calendar of a year.
pub async fn calendar_of(ctx: Ctx, Path((agreement, year)): Path<(String, String)>) -> PageResult {
    let year = year.parse().map_err(|_| AppError::NotFound)?;
    page(&ctx, &agreement, Some(year)).await
}

async fn page(ctx: &Ctx, agreement: &str, year: Option<i32>) -> PageResult {
    let seen = service::calendar(ctx, agreement, year).await?;
    let (l, a) = (ctx.locale, &seen.agreement);
    let months: Vec<_> = (1..=12).map(|month| one_month(ctx, &seen, month)).collect();
    let to_year = |year: i32| ctx.href(paths::calendar(&a.slug, Some(year)));
    let years: Vec<_> = [seen.year - 1, seen.year, seen.year + 1]
        .into_iter()
        .map(|year| view! { <a href=to_year(year) aria-current=(year == seen.year).then_some("true")>{year.to_string()}</a> })
        .collect();
    let jump: Vec<_> = (1..=12).map(|m| view! { <a href=format!("#m{m}")>{t::month(l, m).chars().take(3).collect::<String>()}<span class="vh">{t::month(l, m).chars().skip(3).collect::<String>()}</span></a> }).collect();
    let clashing = seen.meetings.iter().filter(|(_, clashes)| !clashes.is_empty()).count();
    let title = t::calendar_title(l, seen.year);
    let new = seen.manages.then(|| view! { <p class="acts"><a class="button" href=ctx.href(paths::new_meeting(&a.slug))>{meetings::new_meeting(l)}</a></p> });
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(paths::meetings(&a.slug), c::meetings(l).into())])}
            <h1>{title.clone()}</h1><p class="lead">{t::calendar_lead(l)}</p>
            {(clashing > 0).then(|| view! { <p><span class="state wait">{t::clash(l)}</span>" "{t::clashes(l, clashing)}</p> })}
            {new}</section>
        <nav class="segments" aria-label=t::calendar_years(l)>{years}</nav>
        <nav class="letters" aria-label=t::calendar_months(l)>{jump}</nav>
        <div class="year">{months}</div>
        {spread(ctx, &seen)}
        <ul class="links"><li><a href=ctx.href(paths::meetings_calendar(&a.slug))>{meetings::calendar_all(l)}</a></li></ul>
    };
    Ok(Page::new(title).of(a, Nav::Meetings).render(ctx, content.into_html()))
}

/// In which month of the shown year something that begins and ends so stands: that of its first day there.
fn month_in(year: i32, from: NaiveDate) -> u32 {
    if from.year() < year { 1 } else { from.month() }
}

fn one_month(ctx: &Ctx, seen: &Calendar, month: u32) -> Html {
    let l = ctx.locale;
    let mut entries: Vec<(NaiveDate, Html)> = Vec::new();
    for (from, to, date) in seen.dates.iter().filter(|(from, _, _)| month_in(seen.year, *from) == month) {
        let until = (from != to).then(|| view! { "–"{ui::time_tag(l, *to, ctx.today())} });
        let title = date.title.get(l).to_string();
        let item = view! { <li class="yeardate"><p class="meta"><span class="state">{t::date_kind(l, date.kind)}</span><span>{ui::time_tag(l, *from, ctx.today())}{until}</span></p><p>{title}</p></li> };
        entries.push((*from, item.into_html()));
    }
    for (m, clashes) in seen.meetings.iter().filter(|(m, _)| m.starts_local.month() == month) {
        entries.push((m.starts_local.date(), meeting(ctx, &seen.agreement, m, clashes)));
    }
    entries.sort_by_key(|(day, _)| *day);
    let items: Vec<_> = entries.into_iter().map(|(_, view)| view).collect();
    let list = if items.is_empty() {
        view! { <p class="quiet">{t::nothing_month(l)}</p> }.into_html()
    } else {
        view! { <ul class="plainlist">{items}</ul> }.into_html()
    };
    let free: Vec<String> =
        holidays(seen.year).into_iter().filter(|(day, _)| day.month() == month).map(|(day, h)| format!("{} {}", day.day(), t::holiday(l, h))).collect();
    let free = (!free.is_empty()).then(|| view! { <p class="quiet">{t::free_days(l)}" "{free.join(", ")}</p> });
    let id = format!("m{month}");
    view! { <section class="month flow" aria-labelledby=id.clone()><h2 class="h3" id=id.clone()>{t::month(l, month)}</h2>{list}{free}</section> }.into_html()
}

fn meeting(ctx: &Ctx, a: &Agreement, m: &CalendarRow, clashes: &[Warned]) -> Html {
    let l = ctx.locale;
    let day = m.starts_local.date();
    let off = m.state == MeetingState::Cancelled;
    let state = t::meeting_state(l, m.state).map(|words| {
        let class = match m.state {
            MeetingState::Cancelled => "state off",
            MeetingState::Draft => "state wait",
            _ => "state done",
        };
        view! { <span class=class>{words}</span> }
    });
    let forum = a.forum_by_id(m.forum_id).map(|f| ui::forum_mark(f.mark, f.name.get(l), ctx.href(paths::forum(&a.slug, &f.slug))));
    let body = m
        .body_name
        .as_ref()
        .zip(m.body_slug.as_ref())
        .map(|(name, slug)| view! { <span><a href=ctx.href(paths::organisation(&a.slug, slug))>{t::meetings_of(l, name)}</a></span> });
    let area = m.area_id.and_then(|id| a.area_by_id(id)).map(|area| view! { <span>{area.name.get(l).to_string()}</span> });
    let href = ctx.href(paths::meeting(&a.slug, m.number, &m.slug));
    view! {
        <li id=format!("mote-{}", m.number)><article class="event">{ui::date_block(l, day, off || m.ends_at <= ctx.now())}<div>
            {forum}<h3><a href=href lang=ui::lang_of(l, &m.lang)>{meetings::kind(l, m.kind)}": "{m.title.clone()}</a></h3>
            <p class="meta"><span>{dates::time_span(l, m.starts_local, m.ends_local)}</span><span>{m.place.clone()}</span>{area}{body}{state}</p>
            {warnings(ctx, a, clashes)}
        </div></article></li>
    }
    .into_html()
}

/// What a meeting clashes with, in words.
pub(super) fn warnings(ctx: &Ctx, a: &Agreement, clashes: &[Warned]) -> Option<Html> {
    let l = ctx.locale;
    if clashes.is_empty() {
        return None;
    }
    let other = |number: i64, slug: &str, title: &str| {
        let (open, close) = crate::i18n::curation::quotes(l);
        let href = ctx.href(paths::meeting(&a.slug, number, slug));
        view! { {open}<a href=href>{title.to_string()}</a>{close} }
    };
    let items: Vec<_> = clashes
        .iter()
        .map(|clash| {
            let words = match clash {
                Warned::SameTime(n, slug, title) => view! { {t::clash_time(l)}" "{other(*n, slug, title)} }.into_html(),
                Warned::SameDay(n, slug, title) => view! { {t::clash_day(l)}" "{other(*n, slug, title)} }.into_html(),
                Warned::Budget(date) => t::clash_budget(l, date.title.get(l)).into_html(),
                Warned::Holiday(holiday) => t::clash_holiday(l, t::holiday(l, *holiday)).into_html(),
                Warned::School(date) => t::clash_school(l, date.title.get(l)).into_html(),
            };
            view! { <li><span class="state wait">{t::clash(l)}</span>" "{words}</li> }
        })
        .collect();
    Some(view! { <ul class="plainlist clashes">{items}</ul> }.into_html())
}

/// The areas: a schematic map, and the same as a table. Each leads to the other.
fn spread(ctx: &Ctx, seen: &Calendar) -> Option<Html> {
    let (l, a) = (ctx.locale, &seen.agreement);
    if seen.areas.is_empty() {
        return None;
    }
    let rows: Vec<_> = seen.areas.iter().map(|view| area_row(ctx, a, view)).collect();
    Some(
        view! {
            <section class="flow" id="omraden" aria-labelledby="omr"><h2 id="omr">{t::areas_title(l)}</h2><p>{t::areas_lead(l)}</p>
                <div class="tilemap" inner_html=map::svg(l, a, &seen.areas)></div>
                <div class="cq"><table class="cards"><caption>{t::areas_caption(l)}</caption>
                    <thead><tr><th scope="col">{t::column_area(l)}</th><th scope="col">{t::column_state(l)}</th><th scope="col">{t::column_last(l)}</th><th scope="col">{t::column_next(l)}</th></tr></thead>
                    <tbody>{rows}</tbody></table></div>
            </section>
        }
        .into_html(),
    )
}

fn area_row(ctx: &Ctx, a: &Agreement, view: &AreaView) -> Html {
    let l = ctx.locale;
    let r = &view.row;
    let Some(area) = a.area_by_id(r.id) else { return ().into_html() };
    let class = match view.state {
        AreaState::Fine => "state done",
        AreaState::Planned => "state",
        AreaState::LeftOut => "state wait",
    };
    let meeting =
        |number: Option<i64>, slug: &Option<String>, title: &Option<String>, lang: &Option<String>, at: Option<chrono::NaiveDateTime>, none: &'static str| {
            match (number, title, at) {
                (Some(n), Some(title), Some(at)) => {
                    let href = ctx.href(paths::meeting(&a.slug, n, slug.as_deref().unwrap_or_default()));
                    let lang = lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
                    view! { {ui::time_tag(l, at.date(), ctx.today())}" "<a href=href lang=lang>{title.clone()}</a> }.into_html()
                }
                _ => view! { <span class="quiet">{none}</span> }.into_html(),
            }
        };
    let name = area.name.get(l).to_string();
    // what is planned far ahead does not take the warning away, but it says when
    let state = match r.next_starts.filter(|_| view.state == AreaState::LeftOut) {
        Some(at) => t::area_far(l, dates::day(l, at.date(), ctx.today())),
        None => t::area_state(l, view.state).to_string(),
    };
    view! {
        <tr id=format!("omrade-{}", area.slug)><th scope="row">{name.clone()}" "<a class="noprint quiet" href=format!("#ruta-{}", area.slug)>{t::to_tile(l)}<span class="vh">": "{name}</span></a></th>
            <td data-label=t::column_state(l)><span class=class>{state}</span></td>
            <td data-label=t::column_last(l)>{meeting(r.last_number, &r.last_slug, &r.last_title, &r.last_lang, r.last_starts, t::never(l))}</td>
            <td data-label=t::column_next(l)>{meeting(r.next_number, &r.next_slug, &r.next_title, &r.next_lang, r.next_starts, t::none_planned(l))}</td></tr>
    }
    .into_html()
}
