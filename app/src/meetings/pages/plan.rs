//! Preparing, announcing and changing a meeting.

use super::rows::{EMPTY_ROWS, named, rows};
use super::{hours, part_of, path_of, place};
use crate::context::Ctx;
use crate::i18n::{Locale, agenda as p, common as c, dates, meetings as t, planning};
use crate::meetings::inputs::{ItemForm, MOST_ITEMS, MeetingForm, item_of};
use crate::meetings::service::{self, PlanPage, Start};
use crate::meetings::types::{MeetingKind, MeetingState, Opening};
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// What somebody came here with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct With {
    /// Number of an issue to put on the agenda.
    pub fraga: Option<i64>,
    /// Number of the meeting that a new one is a copy of.
    pub kopia: Option<i64>,
    /// Kind of meeting whose template a new one begins with.
    pub mall: Option<String>,
    /// Number of the wish that a new one is planned of.
    pub onskemal: Option<i64>,
}

/// The form for a new meeting.
pub async fn new(ctx: Ctx, Path(agreement): Path<String>, Query(with): Query<With>) -> PageResult {
    let start = Start { issue: with.fraga, copy: with.kopia, template: with.mall.and_then(|kind| kind.parse().ok()), wish: with.onskemal };
    let seen = service::new_meeting_page(&ctx, &agreement, None, &start).await?;
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
        None => service::new_meeting_page(ctx, agreement, Some(typed), &Start::default()).await?,
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
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    let page = Page::new(title).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(status);
    Ok(page.render(ctx, view(ctx, &seen, problem)))
}

fn view(ctx: &Ctx, seen: &PlanPage, problem: &Problem) -> Html {
    let l = ctx.locale;
    let a = &seen.agreement;
    let f = &seen.form;
    let form = Form::new(l, problem, t::label).with_rows(item_of);
    let mut trail = vec![(paths::meetings(&a.slug), c::meetings(l).to_string())];
    trail.extend(seen.meeting.as_ref().map(|m| (path_of(a, m), m.title.clone())));
    let draft = seen.meeting.as_ref().is_none_or(|m| m.state == MeetingState::Draft);
    let (title, lead, action) = match &seen.meeting {
        None => (t::new_title(l), t::new_lead(l), paths::new_meeting(&a.slug)),
        Some(m) if draft => (t::edit_title(l), p::drafts_lead(l), part_of(a, m, "andra")),
        Some(m) => (t::edit_title(l), t::edit_lead(l), part_of(a, m, "andra")),
    };
    // whoever saves after somebody else has seen both texts
    let version = problem.stale.map_or_else(|| f.version.clone(), |v| v.to_string());
    let stale = problem.stale.and(seen.meeting.as_ref()).map(|_| compare(ctx, seen));
    let back = seen.meeting.as_ref().map_or_else(|| paths::meetings(&a.slug), |m| path_of(a, m));
    let off = seen.items.iter().any(|i| i.here).then(|| off_fields(ctx, f, problem));
    let send = if draft {
        let keep = if seen.meeting.is_none() { p::save_draft(l) } else { p::save_draft_again(l) };
        view! { <button class="button" name="act" value="announce">{t::announce(l)}</button><button class="button second" name="act" value="draft">{keep}</button> }.into_html()
    } else {
        view! { <button class="button">{t::save_changes(l)}</button> }.into_html()
    };
    // whoever asks for more rows goes on there
    let here = format!("{}#rows", ctx.href(&action));
    let drawn = match (f.rows.is_empty(), f.template.is_empty() || seen.no_template) {
        (false, _) => Some(p::rows_added(l)),
        (true, false) => Some(p::template_fetched(l)),
        (true, true) => None,
    };
    let drawn = drawn.map(|words| view! { <p class="quiet" role="status">{words}</p> });
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{title}</h1><p class="lead">{lead}</p></section>
        {stale}
        {announced(ctx, seen)}
        {templates(ctx, seen)}
        {of_wish(ctx, seen)}
        <form class="form" method="post" action=ctx.href(&action) novalidate>
            {form.summary()}
            {too_long(l, f)}
            {hidden(ctx, &f.key, problem)}
            <input type="hidden" name="version" value=version />
            {(!f.wish.is_empty()).then(|| view! { <input type="hidden" name="onskemal" value=f.wish.clone() /> })}
            {details(ctx, seen, &form)}
            {sign_up(l, seen, &form)}
            <h2 id="rows">{t::agenda(l)}</h2>
            <p class="help">{p::agenda_help(l)}</p>
            {form.error("rows")}
            {seen.no_template.then(|| view! { <p class="error" role="alert">{p::template_missing(l)}</p> })}
            {drawn}
            {rows(ctx, seen, &form)}
            <div class="acts">{(f.items.len() < MOST_ITEMS).then(|| view! { <button class="button second" name="rows" value="1" formnovalidate=true formaction=here.clone()>{t::more_rows(l)}</button> })}
                {draft.then(|| view! { <button class="button second" name="template" value="1" formnovalidate=true formaction=here.clone()>{p::template_fetch(l)}</button> })}</div>
            {seen.meeting.is_none().then(|| series(l, f, &form, problem))}
            {off}
            {draft.then(|| view! { <p class="tells">{p::draft_tells(l)}</p> })}
            <div class="acts">{send}<a href=ctx.href(back)>{c::cancel(l)}</a></div>
        </form>
    }
    .into_html()
}

/// That the agenda is longer than the meeting; saving once more saves it all the same.
fn too_long(l: Locale, f: &MeetingForm) -> Option<Html> {
    let (agenda, meeting) = f.too_long()?;
    Some(
        view! {
            <div class="flash warning" role="alert"><p><strong>{p::too_long(l, agenda, meeting)}</strong>" "{p::too_long_text(l)}</p></div>
            <input type="hidden" name="warned" value=format!("{agenda}/{meeting}") />
        }
        .into_html(),
    )
}

/// Templates that a new meeting can begin with.
fn templates(ctx: &Ctx, seen: &PlanPage) -> Option<Html> {
    let l = ctx.locale;
    if seen.templates.is_empty() {
        return None;
    }
    let items = seen
        .templates
        .iter()
        .map(|kind| view! { <li><a href=ctx.href(format!("{}?mall={kind}", paths::new_meeting(&seen.agreement.slug)))>{t::kind(l, *kind)}</a></li> })
        .collect::<Vec<_>>();
    Some(view! { <section class="box flow" aria-labelledby="mallar"><h2 class="h3" id="mallar">{p::template_start(l)}</h2><ul class="names">{items}</ul></section> }.into_html())
}

/// The wish that a new meeting is planned of, with when it was wished for.
fn of_wish(ctx: &Ctx, seen: &PlanPage) -> Option<Html> {
    let l = ctx.locale;
    let w = seen.wish.as_ref()?;
    let (href, lang) = (ctx.href(paths::wish(&seen.agreement.slug, w.number)), ui::lang_of(l, &w.lang));
    Some(
        view! {
            <section class="box flow" aria-labelledby="onskat"><h2 class="h3" id="onskat">{planning::planned_of(l, w.number)}</h2>
                <p><a href=href lang=lang.clone()>{w.title.clone()}</a></p>
                <p>{planning::fact_when(l)}": "<span lang=lang>{w.period.clone()}</span></p></section>
        }
        .into_html(),
    )
}

/// Who can sign up, and from when. Once it is open that is settled.
fn sign_up(l: Locale, seen: &PlanPage, form: &Form<'_>) -> Html {
    let f = &seen.form;
    let invited = vec![("1".to_string(), p::by_invitation(l).to_string(), String::new())];
    let open = seen.meeting.as_ref().is_some_and(|m| m.state == MeetingState::Open);
    let opens = (!open).then(|| {
        let chosen = match (f.opens.as_str(), f.opens_on.is_empty()) {
            ("", true) => Opening::Now.to_string(),
            ("", false) => Opening::OnDay.to_string(),
            (code, _) => code.to_string(),
        };
        let choices = Opening::ALL.iter().map(|o| (o.to_string(), p::opening(l, *o).to_string(), String::new())).collect();
        view! {
            {form.choices("opens", false, &[chosen], choices, Options::default())}
            {form.input("opens_on", &f.opens_on, Options { kind: "date", short: true, quiet: true, help: Some(p::opens_on_help(l).into()), ..Options::default() })}
        }
    });
    view! { {form.choices("by_invitation", true, std::slice::from_ref(&f.by_invitation), invited, Options { optional: true, ..Options::default() })}{opens} }
        .into_html()
}

fn series(l: Locale, f: &MeetingForm, form: &Form<'_>, problem: &Problem) -> Html {
    let open = !f.repeat.is_empty() || ["repeat", "every", "until", "times"].iter().any(|field| problem.faults.of(field).is_some());
    let choices = vec![(String::new(), p::repeat_no(l).into()), ("weeks".into(), p::repeat_weeks(l).into()), ("months".into(), p::repeat_months(l).into())];
    let quiet = || Options { quiet: true, ..Options::default() };
    view! {
        <details class="more" open=open><summary>{p::series(l)}</summary>
            <p class="help">{p::series_help(l)}</p>
            {form.select("repeat", &f.repeat, choices, quiet())}
            {form.input("every", &f.every, Options { kind: "number", short: true, ..quiet() })}
            <div class="pair">{form.input("until", &f.until, Options { kind: "date", ..quiet() })}
                {form.input("times", &f.times, Options { kind: "number", help: Some(p::times_help(l).into()), ..quiet() })}</div></details>
    }
    .into_html()
}

/// Meetings that are announced already and could take up the issue that somebody came here with.
fn announced(ctx: &Ctx, seen: &PlanPage) -> Option<Html> {
    let l = ctx.locale;
    let (issue, meetings) = seen.with.as_ref().filter(|(_, meetings)| !meetings.is_empty())?;
    let items = meetings
        .iter()
        .map(|m| {
            let href = ctx.href(format!("{}?fraga={issue}", part_of(&seen.agreement, m, "andra")));
            view! { <li><a href=href lang=ui::lang_of(l, &m.lang)>{m.title.clone()}</a>" "<span class="quiet">{dates::day(l, m.starts_local.date(), ctx.today())}</span></li> }
        })
        .collect::<Vec<_>>();
    Some(view! { <section class="box flow" aria-labelledby="utlysta"><h2 class="h3" id="utlysta">{t::or_announced(l)}</h2><ul class="names">{items}</ul></section> }.into_html())
}

fn details(ctx: &Ctx, seen: &PlanPage, form: &Form<'_>) -> Html {
    let l = ctx.locale;
    let f = &seen.form;
    let kinds = MeetingKind::ALL.iter().map(|k| (k.to_string(), t::kind(l, *k).to_string())).collect();
    let areas = std::iter::once((String::new(), t::area_all(l).to_string()))
        .chain(seen.agreement.areas.iter().filter(|a| !a.retired || a.slug == f.area).map(|a| (a.slug.clone(), a.name.get(l).to_string())))
        .collect();
    let optional = || Options { optional: true, ..Options::default() };
    let bodies = std::iter::once((String::new(), p::no_body(l).to_string())).chain(seen.bodies.iter().map(|b| (b.slug.clone(), b.name.clone()))).collect();
    let bodies = (!seen.bodies.is_empty())
        .then(|| form.select("of_body", &f.of_body, bodies, Options { help: Some(p::of_body_help(l).into()), quiet: true, ..Options::default() }));
    let forums: Vec<_> =
        seen.agreement.forums.iter().filter(|x| !x.retired || x.slug == f.of_forum).map(|x| (x.slug.clone(), x.name.get(l).to_string())).collect();
    let forums = (!forums.is_empty()).then(|| {
        let choices = std::iter::once((String::new(), p::no_forum(l).to_string())).chain(forums).collect();
        form.select("of_forum", &f.of_forum, choices, Options { quiet: true, ..Options::default() })
    });
    view! {
        {form.select("kind", &f.kind, kinds, Options::default())}
        {bodies}
        {forums}
        {form.input("title", &f.title, Options { max: Some(140), ..Options::default() })}
        {form.area("theme", &f.theme, Options { max: Some(2000), rows: 5, help: Some(t::theme_help(l).into()), ..Options::default() })}
        {form.input("date", &f.date, Options { kind: "date", short: true, ..Options::default() })}
        <div class="pair">{form.input("starts", &f.starts, Options { kind: "time", ..Options::default() })}{form.input("ends", &f.ends, Options { kind: "time", ..Options::default() })}</div>
        {form.input("place", &f.place, Options { max: Some(140), ..Options::default() })}
        {form.input("address", &f.address, Options { max: Some(200), ..optional() })}
        {form.select("area", &f.area, areas, Options::default())}
        {form.input("online_url", &f.online_url, Options { kind: "url", max: Some(500), help: Some(t::online_help(l).into()), ..optional() })}
        {form.input("capacity", &f.capacity, Options { kind: "number", short: true, ..Options::default() })}
        {super::sign_up::plan_fields(l, form, f)}
        {form.area("access", &f.access, Options { max: Some(2000), rows: 4, help: Some(t::access_help(l).into()), ..optional() })}
        {form.language(&f.lang)}
    }
    .into_html()
}

fn off_fields(ctx: &Ctx, f: &MeetingForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let form = Form::new(l, problem, t::label);
    let open = !f.off_reason.is_empty() || problem.faults.of("off_reason").is_some() || problem.faults.of("off_next").is_some();
    view! {
        <details class="more" open=open><summary>{t::off_legend(l)}</summary>
            {form.area("off_reason", &f.off_reason, Options { quiet: true, rows: 2, max: Some(2000), ..Options::default() })}
            {form.input("off_next", &f.off_next, Options { quiet: true, kind: "date", short: true, ..Options::default() })}</details>
    }
    .into_html()
}

/// Both texts beside each other, when somebody else changed the meeting meanwhile.
fn compare(ctx: &Ctx, seen: &PlanPage) -> Html {
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
        .map(|i| view! { <li>{i.issue.parse().map_or_else(|_| i.title.clone(), |subject| named(l, subject, &i.title))}</li> })
        .collect::<Vec<_>>();
    view! {
        <div class="cq"><div class="compare">
            <section><h2 class="h3">{t::your_text(l)}</h2><div class="prose"><p><strong>{f.title.clone()}</strong></p><p>{f.date.clone()}" "{f.starts.clone()}"–"{f.ends.clone()}", "{f.place.clone()}</p><p>{f.theme.clone()}</p><ol>{typed}</ol></div></section>
            <section><h2 class="h3">{t::stored_now(l)}</h2><div class="prose">{stored}</div></section>
        </div></div>
    }
    .into_html()
}
