//! Announcing, changing and cancelling a meeting.

use super::{hours, part_of, path_of, place};
use crate::context::Ctx;
use crate::i18n::{common as c, dates, meetings as t};
use crate::meetings::inputs::{CancelForm, ItemForm, MOST_ITEMS, MeetingForm, at};
use crate::meetings::service::{self, MeetingView, PlanPage};
use crate::meetings::types::MeetingKind;
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::{self, Form, Problem};
use axum::extract::{Path, Query};
use leptos::prelude::*;
use serde::Deserialize;

/// Empty rows that a form offers.
const EMPTY_ROWS: usize = 3;

/// What somebody came here with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct With {
    /// Number of an issue to put on the agenda.
    pub fraga: Option<i64>,
}

/// The form for a new meeting.
pub async fn new(ctx: Ctx, Path(agreement): Path<String>, Query(with): Query<With>) -> PageResult {
    let seen = service::new_meeting_page(&ctx, &agreement, None, with.fraga).await?;
    render(&ctx, seen, true, &Problem::default())
}

/// The form that changes a meeting.
pub async fn edit(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Query(with): Query<With>) -> PageResult {
    let seen = service::plan_page(&ctx, &agreement, super::number(&part)?, None, with.fraga).await?;
    render(&ctx, seen, true, &Problem::default())
}

/// The form for a new meeting (no number) or one that is changed, as typed.
pub async fn page(ctx: &Ctx, agreement: &str, number: Option<i64>, typed: &MeetingForm, problem: &Problem) -> PageResult {
    let seen = match number {
        None => service::new_meeting_page(ctx, agreement, Some(typed), None).await?,
        Some(number) => service::plan_page(ctx, agreement, number, Some(typed), None).await?,
    };
    render(ctx, seen, !typed.rows.is_empty(), problem)
}

fn render(ctx: &Ctx, mut seen: PlanPage, more_rows: bool, problem: &Problem) -> PageResult {
    if more_rows {
        let rows = (seen.form.items.len() + EMPTY_ROWS).min(MOST_ITEMS);
        seen.form.items.resize(rows, ItemForm::default());
    }
    let l = ctx.locale;
    let title = if seen.meeting.is_some() { t::edit_title(l) } else { t::new_title(l) };
    let view = view(ctx, &seen, problem);
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(title).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(status).render(ctx, view))
}

fn view(ctx: &Ctx, seen: &PlanPage, problem: &Problem) -> AnyView {
    let l = ctx.locale;
    let a = &seen.agreement;
    let f = &seen.form;
    let form = Form::new(l, problem, t::label);
    let mut trail = vec![(paths::meetings(&a.slug), c::meetings(l).to_string())];
    trail.extend(seen.meeting.as_ref().map(|m| (path_of(a, m), m.title.clone())));
    let (title, lead, action, send) = match &seen.meeting {
        None => (t::new_title(l), t::new_lead(l), paths::new_meeting(&a.slug), t::announce(l)),
        Some(m) => (t::edit_title(l), t::edit_lead(l), part_of(a, m, "andra"), t::save_changes(l)),
    };
    // whoever saves after somebody else has seen both texts
    let version = problem.stale.map_or_else(|| f.version.clone(), |v| v.to_string());
    let stale = problem.stale.and(seen.meeting.as_ref()).map(|_| compare(ctx, seen));
    let back = seen.meeting.as_ref().map_or_else(|| paths::meetings(&a.slug), |m| path_of(a, m));
    let off = seen.items.iter().any(|i| i.here).then(|| off_fields(ctx, f, problem));
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{title}</h1><p class="lead">{lead}</p></section>
        {stale}
        {announced(ctx, seen)}
        <form class="form" method="post" action=ctx.href(action) novalidate>
            {form.summary()}
            {hidden(ctx, &f.key, problem)}
            <input type="hidden" name="version" value=version />
            {details(ctx, seen, &form)}
            <h2 id="rows">{t::agenda(l)}</h2>
            <p class="help">{t::agenda_help(l)}</p>
            {form.error("rows")}
            {rows(ctx, seen, &form)}
            {(f.items.len() < MOST_ITEMS).then(|| view! { <div class="acts"><button class="button second" name="rows" value="1" formnovalidate=true>{t::more_rows(l)}</button></div> })}
            {off}
            {seen.meeting.is_none().then(|| view! { <p class="tells">{t::announce_tells(l)}</p> })}
            <div class="acts"><button class="button">{send}</button><a href=ctx.href(back)>{c::cancel(l)}</a></div>
        </form>
    }
    .into_any()
}

/// Meetings that are announced already and could take up the issue that somebody came here with.
fn announced(ctx: &Ctx, seen: &PlanPage) -> Option<AnyView> {
    let l = ctx.locale;
    let (issue, meetings) = seen.with.as_ref().filter(|(_, meetings)| !meetings.is_empty())?;
    let items = meetings
        .iter()
        .map(|m| {
            let href = ctx.href(format!("{}?fraga={issue}", part_of(&seen.agreement, m, "andra")));
            view! { <li><a href=href lang=ui::lang_of(l, &m.lang)>{m.title.clone()}</a>" "<span class="quiet">{dates::day(l, m.starts_local.date(), ctx.today())}</span></li> }
        })
        .collect::<Vec<_>>();
    Some(view! { <section class="box flow" aria-labelledby="utlysta"><h2 class="h3" id="utlysta">{t::or_announced(l)}</h2><ul class="names">{items}</ul></section> }.into_any())
}

fn details(ctx: &Ctx, seen: &PlanPage, form: &Form<'_>) -> AnyView {
    let l = ctx.locale;
    let f = &seen.form;
    let kinds = MeetingKind::ALL.iter().map(|k| (k.to_string(), t::kind(l, *k).to_string())).collect();
    let areas = std::iter::once((String::new(), t::area_all(l).to_string()))
        .chain(seen.agreement.areas.iter().filter(|a| !a.retired || a.slug == f.area).map(|a| (a.slug.clone(), a.name.get(l).to_string())))
        .collect();
    let optional = || Options { optional: true, ..Options::default() };
    view! {
        {form.select("kind", &f.kind, kinds, Options::default())}
        {form.input("title", &f.title, Options { max: Some(140), ..Options::default() })}
        {form.area("theme", &f.theme, Options { max: Some(2000), rows: 5, help: Some(t::theme_help(l).into()), ..Options::default() })}
        {form.input("date", &f.date, Options { kind: "date", short: true, ..Options::default() })}
        <div class="pair">{form.input("starts", &f.starts, Options { kind: "time", ..Options::default() })}{form.input("ends", &f.ends, Options { kind: "time", ..Options::default() })}</div>
        {form.input("place", &f.place, Options { max: Some(140), ..Options::default() })}
        {form.input("address", &f.address, Options { max: Some(200), ..optional() })}
        {form.select("area", &f.area, areas, Options::default())}
        {form.input("online_url", &f.online_url, Options { kind: "url", max: Some(500), help: Some(t::online_help(l).into()), ..optional() })}
        {form.input("capacity", &f.capacity, Options { kind: "number", short: true, ..Options::default() })}
        {form.area("access", &f.access, Options { max: Some(2000), rows: 4, help: Some(t::access_help(l).into()), ..optional() })}
        {form.language(&f.lang)}
    }
    .into_any()
}

fn rows(ctx: &Ctx, seen: &PlanPage, form: &Form<'_>) -> AnyView {
    let l = ctx.locale;
    let stored = seen.items.iter().filter_map(|i| i.issue_number.zip(i.issue_name(l)));
    let mut issues: Vec<(String, String)> =
        stored.chain(seen.choosable.iter().map(|i| (i.number, i.title.clone()))).map(|(n, title)| (n.to_string(), format!("{n}: {title}"))).collect();
    issues.insert(0, (String::new(), t::no_issue(l).to_string()));
    let quiet = || Options { quiet: true, ..Options::default() };
    seen.form
        .items
        .iter()
        .enumerate()
        .map(|(i, item)| {
            let number = if item.number.is_empty() { (i + 1).to_string() } else { item.number.clone() };
            let heading = format!("rad-{i}");
            view! {
                <section class="box flow" aria-labelledby=heading.clone()><h3 id=heading.clone()>{t::field_item(l, i + 1)}</h3>
                    <input type="hidden" name=at("item_id", i) value=item.id.clone() />
                    {form.select(at("item_issue", i), &item.issue, issues.clone(), quiet())}
                    {form.input(at("item_title", i), &item.title, Options { max: Some(140), help: Some(t::item_title_help(l).into()), ..quiet() })}
                    {form.area(at("item_reason", i), &item.reason, Options { max: Some(500), rows: 2, ..quiet() })}
                    <div class="pair">{form.input(at("item_minutes", i), &item.minutes, Options { kind: "number", ..quiet() })}
                        {form.input(at("item_number", i), &number, Options { kind: "number", ..quiet() })}</div>
                </section>
            }
        })
        .collect::<Vec<_>>()
        .into_any()
}

fn off_fields(ctx: &Ctx, f: &MeetingForm, problem: &Problem) -> AnyView {
    let l = ctx.locale;
    let form = Form::new(l, problem, t::label);
    let open = !f.off_reason.is_empty() || problem.faults.of("off_reason").is_some() || problem.faults.of("off_next").is_some();
    view! {
        <details class="more" open=open><summary>{t::off_legend(l)}</summary>
            {form.area("off_reason", &f.off_reason, Options { quiet: true, rows: 2, max: Some(2000), ..Options::default() })}
            {form.input("off_next", &f.off_next, Options { quiet: true, kind: "date", short: true, ..Options::default() })}</details>
    }
    .into_any()
}

/// Both texts beside each other, when somebody else changed the meeting meanwhile.
fn compare(ctx: &Ctx, seen: &PlanPage) -> AnyView {
    let l = ctx.locale;
    let f = &seen.form;
    let stored = seen.meeting.as_ref().map(|m| {
        let when = format!("{} {}", dates::weekday_day(l, m.starts_local.date(), ctx.today()), hours(l, m));
        let agenda = seen.items.iter().map(|i| i.issue_name(l).unwrap_or_else(|| i.title.clone())).map(|title| view! { <li>{title}</li> }).collect::<Vec<_>>();
        view! { <p><strong>{m.title.clone()}</strong></p><p>{when}", "{place(l, m)}</p><div inner_html=m.theme_html.clone()></div><ol>{agenda}</ol> }
    });
    let typed = f
        .items
        .iter()
        .filter(|i| !i.title.is_empty() || !i.issue.is_empty())
        .map(|i| view! { <li>{i.issue.clone()}" "{i.title.clone()}</li> })
        .collect::<Vec<_>>();
    view! {
        <div class="cq"><div class="compare">
            <section><h2 class="h3">{t::your_text(l)}</h2><div class="prose"><p><strong>{f.title.clone()}</strong></p><p>{f.date.clone()}" "{f.starts.clone()}"–"{f.ends.clone()}", "{f.place.clone()}</p><p>{f.theme.clone()}</p><ol>{typed}</ol></div></section>
            <section><h2 class="h3">{t::stored_now(l)}</h2><div class="prose">{stored}</div></section>
        </div></div>
    }
    .into_any()
}

/// The form that cancels a meeting.
pub async fn cancel(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    cancel_page(&ctx, &agreement, super::number(&part)?, None, &Problem::default()).await
}

/// The form that cancels a meeting, as typed if it was.
pub async fn cancel_page(ctx: &Ctx, agreement: &str, number: i64, typed: Option<&CancelForm>, problem: &Problem) -> PageResult {
    let (seen, form) = service::cancel_page(ctx, agreement, number, typed).await?;
    let view = cancel_view(ctx, &seen, &form, problem);
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(t::cancel_title(ctx.locale)).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(status).render(ctx, view))
}

fn cancel_label(l: crate::i18n::Locale, field: &str) -> &'static str {
    if field == "next" { t::field_next(l) } else { t::field_reason(l) }
}

fn cancel_view(ctx: &Ctx, seen: &MeetingView, f: &CancelForm, problem: &Problem) -> AnyView {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let form = Form::new(l, problem, cancel_label);
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).to_string()), (path_of(a, m), m.title.clone())];
    let next = seen.items.iter().any(|i| i.here).then(|| form.input("next", &f.next, Options { kind: "date", short: true, ..Options::default() }));
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{t::cancel_title(l)}</h1><p class="lead">{t::cancel_lead(l)}</p></section>
        <form class="form" method="post" action=ctx.href(part_of(a, m, "stall-in")) novalidate>
            {form.summary()}
            {hidden(ctx, &f.key, problem)}
            {form.area("reason", &f.reason, Options { rows: 3, max: Some(2000), help: super::language_hint(l, m).map(String::from), ..Options::default() })}
            {next}
            <div class="acts"><button class="button">{t::cancel_send(l)}</button><a href=ctx.href(path_of(a, m))>{t::cancel_back(l)}</a></div>
        </form>
    }
    .into_any()
}
