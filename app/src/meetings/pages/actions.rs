//! Actions from minutes: the list, and each with its chain.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::events::EventKind;
use crate::i18n::{Locale, common as c, dates, meetings as t, minutes as p};
use crate::meetings::inputs::after::StepForm;
use crate::meetings::rules;
use crate::meetings::service::{self, ActionQuery, ActionView, Actions};
use crate::meetings::store::{Action, Step};
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Notice, Problem};
use crate::{paths, time};
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use http::header;

/// All actions of an agreement, narrowed as the query says.
pub async fn actions(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<ActionQuery>) -> PageResult {
    let seen = service::actions(&ctx, &agreement, &query).await?;
    let l = ctx.locale;
    let a = &seen.agreement;
    let list = if seen.actions.is_empty() { ui::empty(p::actions_none_title(l), p::actions_none_text(l), None) } else { table(&ctx, &seen) };
    let csv = format!("{}.csv?{}", paths::actions(&a.slug), address(&query));
    let content = view! {
        <section class="head">{ui::breadcrumbs(&ctx, a, vec![(paths::meetings(&a.slug), c::meetings(l).into())])}<h1>{p::actions(l)}</h1><p class="lead">{p::actions_lead(l)}</p></section>
        {filters(&ctx, &seen)}
        {list}
        <ul class="links"><li><a href=ctx.href(csv)>{p::actions_csv(l)}</a></li></ul>
    };
    Ok(Page::new(p::actions(l)).of(a, Nav::Meetings).layout("wrap stack").render(&ctx, content.into_html()))
}

/// The query of an address that narrows as one does.
fn address(query: &ActionQuery) -> String {
    let mut out = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in [("lage", &query.lage), ("ansvarig", &query.ansvarig), ("mote", &query.mote)] {
        if !value.is_empty() {
            out.append_pair(name, value);
        }
    }
    out.finish()
}

fn filters(ctx: &Ctx, seen: &Actions) -> Html {
    let l = ctx.locale;
    let count = |code: &str| seen.facets.iter().find(|f| f.what == "state" && f.code == code).map_or(0, |f| f.count);
    let state = [("oppna", p::filter_open(l, count("open"))), ("sena", p::filter_late(l, count("late"))), ("klara", p::filter_done(l, count("done")))];
    let state = state.into_iter().chain([("alla", p::filter_all(l).to_string())]).map(|(code, words)| (code.to_string(), words)).collect();
    let chosen = match seen.filter.state {
        "late" => "sena",
        "done" => "klara",
        "" => "alla",
        _ => "oppna",
    };
    let of = |what: &str, all: &str| {
        let some = seen.facets.iter().filter(|f| f.what == what).map(|f| (f.code.clone(), f.name.clone()));
        std::iter::once((String::new(), all.to_string())).chain(some).collect::<Vec<_>>()
    };
    let meeting = seen.filter.meeting.map(|n| n.to_string()).unwrap_or_default();
    let problem = Problem::default();
    let form = Form::new(l, &problem, filter_label);
    view! {
        <details class="filters" open=true><summary>{c::filter(l)}</summary><form method="get" action=ctx.href(paths::actions(&seen.agreement.slug))>
            {form.select("lage", chosen, state, Options::default())}
            {form.select("ansvarig", seen.filter.owner.as_deref().unwrap_or_default(), of("owner", p::all_owners(l)), Options::default())}
            {form.select("mote", &meeting, of("meeting", p::all_meetings(l)), Options::default())}
            <button class="button second">{p::filter_show(l)}</button></form></details>
    }
    .into_html()
}

fn filter_label(l: Locale, field: &str) -> &'static str {
    match field {
        "lage" => p::filter_state(l),
        "ansvarig" => p::filter_owner(l),
        _ => p::filter_meeting(l),
    }
}

/// Class and words of where an action stands.
fn state(ctx: &Ctx, x: &Action) -> Html {
    let l = ctx.locale;
    match (x.done_at, ui::late_state(l, x.due_on, ctx.today())) {
        (Some(_), _) => view! { <span class="state done">{t::done(l)}</span> }.into_html(),
        (None, Some(late)) => late,
        (None, None) => view! { <span class="state">{t::under_way(l)}</span> }.into_html(),
    }
}

fn owner(ctx: &Ctx, a: &Agreement, x: &Action) -> Html {
    let function = (!x.function.is_empty()).then(|| view! { " "<span class="quiet" lang=ui::lang_of(ctx.locale, &x.lang)>{x.function.clone()}</span> });
    let href = ctx.href(paths::organisation(&a.slug, &x.owner_slug));
    view! { <a href=href>{x.owner_name.clone()}</a>{function} }.into_html()
}

fn table(ctx: &Ctx, seen: &Actions) -> Html {
    let l = ctx.locale;
    let a = &seen.agreement;
    let rows: Vec<_> = seen
        .actions
        .iter()
        .map(|x| {
            let what = view! { <a href=ctx.href(paths::action(&a.slug, x.number)) lang=ui::lang_of(l, &x.lang)>{x.what.clone()}</a> };
            view! {
                <tr><th scope="row">{what}</th><td data-label=p::column_who(l)>{owner(ctx, a, x)}</td>
                    <td data-label=p::column_due(l)>{ui::time_tag(l, x.due_on, ctx.today())}</td><td data-label=p::column_state(l)>{state(ctx, x)}</td></tr>
            }
        })
        .collect();
    view! {
        <div class="cq"><table class="cards"><caption>{p::actions_table(l)}</caption>
            <thead><tr><th scope="col">{p::column_what(l)}</th><th scope="col">{p::column_who(l)}</th><th scope="col">{p::column_due(l)}</th><th scope="col">{p::column_state(l)}</th></tr></thead>
            <tbody>{rows}</tbody></table></div>
    }
    .into_html()
}

/// The same for a spreadsheet.
pub async fn actions_csv(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<ActionQuery>) -> PageResult {
    let seen = service::actions_in_file(&ctx, &agreement, &query).await?;
    let l = ctx.locale;
    // Excel takes UTF-8 for what it is by this mark
    let mut out = format!("\u{feff}{}\r\n", p::csv_head(l));
    for x in &seen.actions {
        let done = x.done_at.map(|at| time::local_date(at).to_string()).unwrap_or_default();
        let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::action(&agreement, x.number)));
        let fields = [
            &x.number.to_string(),
            &x.what,
            &x.owner_name,
            &x.function,
            &x.due_on.to_string(),
            &x.promised_on.to_string(),
            &done,
            &x.done_note,
            &x.meeting_title,
            &link,
        ];
        out.push_str(&fields.map(|s| cell(s)).join(","));
        out.push_str("\r\n");
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{agreement}-atgarder.csv\"")),
        (header::CACHE_CONTROL, "no-cache".to_string()),
    ];
    Ok((headers, out).into_response())
}

/// A cell: quoted, and never a formula.
fn cell(text: &str) -> String {
    let safe = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_string() };
    format!("\"{}\"", safe.replace('"', "\"\""))
}

/// An action with its chain.
pub async fn action(ctx: Ctx, Path((agreement, number)): Path<(String, i64)>) -> PageResult {
    action_page(&ctx, &agreement, number, &StepForm::default(), &Problem::default()).await
}

/// The same, with the form as typed when it failed.
pub async fn action_page(ctx: &Ctx, agreement: &str, number: i64, typed: &StepForm, problem: &Problem) -> PageResult {
    let seen = service::action(ctx, agreement, number).await?;
    let view = one(ctx, &seen, typed, problem);
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(p::action_n(ctx.locale, number)).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(status).render(ctx, view))
}

/// What is said after a step.
pub fn told(kind: EventKind) -> Notice {
    match kind {
        EventKind::ActionMoved => Notice::ActionMoved,
        EventKind::ActionDone => Notice::ActionDone,
        EventKind::ActionReopened => Notice::ActionReopened,
        _ => Notice::ActionProgressed,
    }
}

fn one(ctx: &Ctx, seen: &ActionView, typed: &StepForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let (a, x) = (&seen.agreement, &seen.action);
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).to_string()), (paths::actions(&a.slug), p::actions(l).to_string())];
    let fact = |name: &'static str, value: Html| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let meeting = format!("{}#punkt-{}", paths::meeting(&a.slug, x.meeting_number, &x.meeting_slug), x.item_position);
    let meeting = view! { <a href=ctx.href(meeting) lang=ui::lang_of(l, &x.lang)>{x.meeting_title.clone()}</a> }.into_html();
    let issue = x.issue_number.map(|n| {
        let link = match (&x.issue_slug, &x.issue_title) {
            (Some(slug), Some(title)) => view! { <a href=ctx.href(paths::issue(&a.slug, n, slug))>{t::issue_link(l, n, title)}</a> }.into_html(),
            _ => p::text_issue(l, n).into_html(),
        };
        fact(p::of_issue(l), link)
    });
    // the name is for those who do it and those who ask about it
    let may_know = ctx.actor.as_ref().is_some_and(|actor| rules::may_tick_off(actor, a.curator_id, x.owner_id));
    let person = (may_know && !x.person.is_empty()).then(|| fact(p::person(l), x.person.clone().into_html()));
    let moved = (x.promised_on != x.due_on).then(|| fact(p::was_promised(l), ui::time_tag(l, x.promised_on, ctx.today())));
    let late = x.done_at.is_none() && time::days_late(x.due_on, ctx.today()) > 0;
    let class = if late { "due late" } else { "due" };
    let due = view! { <p class=class><span>{t::due_by(l)}</span>" "<b>{ui::time_tag(l, x.due_on, ctx.today())}</b>" "{state(ctx, x)}</p> };
    let form = if seen.may_reopen { Some(reopen_form(ctx, seen, typed, problem)) } else { seen.may_tell.then(|| step_form(ctx, seen, typed, problem)) };
    let message = form.is_none().then(|| Form::new(l, problem, step_label).summary());
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<p class="quiet">{p::action_n(l, x.number)}</p><h1 lang=ui::lang_of(l, &x.lang)>{x.what.clone()}</h1>{due}{message}</section>
        <dl class="facts">{fact(p::responsible(l), owner(ctx, a, x))}{person}{fact(p::from_meeting(l), meeting)}{issue}{moved}</dl>
        {chain(ctx, seen)}
        {form}
    }
    .into_html()
}

fn chain(ctx: &Ctx, seen: &ActionView) -> Html {
    let l = ctx.locale;
    let (a, x) = (&seen.agreement, &seen.action);
    let held = x.held_on.date();
    let steps: Vec<_> = seen.steps.iter().map(|s| step(ctx, a, s)).collect();
    let next = x.done_at.is_none().then(|| {
        let days = time::days_late(x.due_on, ctx.today());
        let (class, state) = if days > 0 {
            ("next late", view! { <p class="state late">{c::late(l, days)}</p> }.into_html())
        } else {
            ("next", view! { <p class="state">{dates::relative(l, x.due_on, ctx.today())}</p> }.into_html())
        };
        view! { <li class=class>{state}<b>{t::due_by(l)}" "{ui::time_tag(l, x.due_on, ctx.today())}</b></li> }
    });
    view! {
        <section aria-labelledby="ke"><h2 id="ke">{p::chain(l)}</h2><ol class="chain">
            <li>{ui::time_tag(l, held, ctx.today())}<p>{p::step_taken_on(l)}</p><p class="quiet">{p::step_promised(l)}" "{ui::time_tag(l, x.promised_on, ctx.today())}"."</p></li>
            {steps}{next}</ol></section>
    }
    .into_html()
}

fn step(ctx: &Ctx, a: &Agreement, s: &Step) -> Html {
    let l = ctx.locale;
    let day = |d| dates::day(l, d, ctx.today());
    let words = match (s.kind.as_str(), s.from_on, s.to_on) {
        ("moved", Some(from), Some(to)) => p::step_moved(l, day(from), day(to)),
        ("reopened", _, Some(to)) => p::step_reopened(l, day(to)),
        ("done", ..) => p::step_done(l).to_string(),
        _ => p::step_progress(l).to_string(),
    };
    let by = ui::actor_voice(l, a, s.role, s.organisation.as_deref());
    let note: Vec<_> = s.note.split("\n\n").filter(|s| !s.is_empty()).map(|s| view! { <p>{s.to_string()}</p> }).collect();
    let on = time::local_date(s.created_at);
    view! { <li>{ui::time_tag(l, on, ctx.today())}<p>{by}" "{words}</p><div lang=ui::lang_of(l, &s.lang)>{note}</div></li> }.into_html()
}

fn step_label(l: Locale, field: &str) -> &'static str {
    match field {
        "act" => p::step_title(l),
        "due" => p::field_new_due(l),
        "lang" => c::language(l),
        _ => p::field_progress(l),
    }
}

fn reopen_label(l: Locale, field: &str) -> &'static str {
    if field == "note" { p::field_reopen(l) } else { step_label(l, field) }
}

/// What was ticked off too early is opened again: folded, since it is rare.
fn reopen_form(ctx: &Ctx, seen: &ActionView, typed: &StepForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let form = Form::new(l, problem, reopen_label);
    let failed = problem.status.is_client_error();
    view! {
        <details class="more" open=failed><summary>{p::act_reopen(l)}</summary>
            <form class="form" method="post" action=ctx.href(paths::action(&seen.agreement.slug, seen.action.number)) novalidate>
                {form.summary()}
                {hidden(ctx, &typed.key, problem)}
                <p class="tells">{p::reopen_help(l)}</p>
                {form.area("note", &typed.note, Options { rows: 3, max: Some(2000), ..Options::default() })}
                {seen.may_move.then(|| form.input("due", &typed.due, Options { kind: "date", short: true, ..Options::default() }))}
                {form.language(&typed.lang)}
                <div class="acts"><button class="button" name="act" value="reopened">{p::act_reopen(l)}</button></div>
            </form></details>
    }
    .into_html()
}

fn step_form(ctx: &Ctx, seen: &ActionView, typed: &StepForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let x = &seen.action;
    let form = Form::new(l, problem, step_label);
    let mut acts = vec![("progress", p::act_progress(l)), ("done", p::act_done(l))];
    if seen.may_move {
        acts.insert(1, ("moved", p::act_move(l)));
    }
    let acts = acts.into_iter().map(|(code, words)| (code.to_string(), words.to_string(), String::new())).collect();
    let chosen = if typed.act.is_empty() { "progress".to_string() } else { typed.act.clone() };
    let due = seen.may_move.then(|| {
        form.input("due", &typed.due, Options { kind: "date", short: true, quiet: true, help: Some(p::field_move_reason(l).into()), ..Options::default() })
    });
    view! {
        <form class="form" method="post" action=ctx.href(paths::action(&seen.agreement.slug, x.number)) novalidate>
            {form.summary()}
            {hidden(ctx, &typed.key, problem)}
            {form.choices("act", false, &[chosen], acts, Options::default())}
            {form.area("note", &typed.note, Options { rows: 3, max: Some(2000), quiet: true, ..Options::default() })}
            {due}
            {form.language(&typed.lang)}
            <div class="acts"><button class="button">{c::save(l)}</button></div>
        </form>
    }
    .into_html()
}
