//! The form of a meeting's minutes.

use super::{part_of, path_of};
use crate::context::Ctx;
use crate::error::{AppError, Refusal};
use crate::i18n::{common as c, meetings as t};
use crate::meetings::inputs::{MinutesForm, MinutesItem, action_row, at, item_of};
use crate::meetings::service::{self, MinutesPage};
use crate::meetings::store::Item;
use crate::meetings::types::ItemOutcome;
use crate::paths;
use crate::shell::{Nav, Page, PageResult, redirect};
use crate::ui::form::{Options, hidden};
use crate::ui::{self, Form, Problem};
use axum::extract::Path;
use leptos::prelude::*;

/// The form of the minutes.
pub async fn form(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    match page(&ctx, &agreement, super::number(&part)?, None, &Problem::default()).await {
        // published meanwhile, or cancelled: what there is to read stands on the meeting's page
        Err(AppError::Refused(Refusal::WrongState)) => Ok(redirect(&ctx, format!("/{agreement}/moten/{part}"), None)),
        other => other,
    }
}

/// The form of the minutes, as typed if it was.
pub async fn page(ctx: &Ctx, agreement: &str, number: i64, typed: Option<&MinutesForm>, problem: &Problem) -> PageResult {
    let seen = service::minutes_page(ctx, agreement, number, typed).await?;
    let view = view(ctx, &seen, problem);
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(t::minutes_title(ctx.locale)).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(status).render(ctx, view))
}

fn view(ctx: &Ctx, seen: &MinutesPage, problem: &Problem) -> AnyView {
    let l = ctx.locale;
    let (a, m, f) = (&seen.agreement, &seen.meeting, &seen.form);
    let form = Form::new(l, problem, t::label).with_rows(item_of);
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).to_string()), (path_of(a, m), m.title.clone())];
    let version = problem.stale.map_or_else(|| f.version.clone(), |v| v.to_string());
    let bodies: Vec<(String, String)> =
        std::iter::once((String::new(), t::choose(l).to_string())).chain(seen.bodies.iter().map(|b| (b.slug.clone(), b.name.clone()))).collect();
    let names = seen.owners.iter().map(|o| view! { <option value=o.name.clone()></option> }).collect::<Vec<_>>();
    let items = seen.items.iter().zip(&f.items).enumerate().map(|(i, (item, typed))| row(ctx, &form, i, item, typed, &bodies)).collect::<Vec<_>>();
    let early = (m.starts_at > ctx.now()).then(|| view! { <div class="flash info" role="status"><p>{t::minutes_early(l)}</p></div> });
    let conflict = (problem.stale.is_some() || !seen.gone.is_empty()).then(|| conflict(l, seen));
    let began = m.starts_at <= ctx.now();
    let publish = began.then(|| view! { <button class="button">{t::publish(l)}</button> });
    let tells = began.then(|| view! { <p class="tells">{t::publish_tells(l)}</p> });
    let content = if seen.items.is_empty() {
        ui::empty(t::minutes_no_items(l), t::minutes_no_items_help(l), Some((ctx.href(part_of(a, m, "andra")), t::edit(l).into())))
    } else {
        view! {
            {conflict}
            <form class="form" method="post" action=ctx.href(part_of(a, m, "protokoll")) novalidate>
                {form.summary()}
                {hidden(ctx, &f.key, problem)}
                <input type="hidden" name="version" value=version />
                <datalist id="organisationer">{names}</datalist>
                {items}
                {tells}
                // the draft comes first, so that Enter in a field never publishes
                <div class="acts"><button class="button second" name="draft" value="1" formnovalidate=true>{t::save_draft(l)}</button>{publish}
                    <a href=ctx.href(path_of(a, m))>{c::cancel(l)}</a></div>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{t::minutes_title(l)}</h1><p class="lead">{t::minutes_lead(l)}</p>{super::language_hint(l, m).map(|words| view! { <p class="tells">{words}</p> })}{early}</section>
        {content}
    }
    .into_any()
}

/// What was typed beside the draft that somebody else has stored meanwhile, and what has lost its place on the agenda.
fn conflict(l: crate::i18n::Locale, seen: &MinutesPage) -> AnyView {
    let mut fields = Vec::new();
    let parts = |i: &MinutesItem| [("said", i.said.clone()), ("decided", i.decided.clone()), ("reason", i.reason.clone())];
    for mine in seen.form.items.iter().chain(&seen.gone) {
        let stored = seen.stored.items.iter().find(|s| s.id == mine.id).cloned().unwrap_or_default();
        fields.extend(parts(mine).into_iter().zip(parts(&stored)).map(|((name, mine), (_, stored))| (t::label(l, name), mine, stored)));
    }
    crate::issues::pages::write::compare(l, fields)
}

fn row(ctx: &Ctx, form: &Form<'_>, i: usize, item: &Item, typed: &MinutesItem, bodies: &[(String, String)]) -> AnyView {
    let l = ctx.locale;
    let title = if item.title.is_empty() { item.issue_name(l).unwrap_or_default() } else { item.title.clone() };
    let issue = item.issue_number.zip(item.issue_title.clone()).map(|(n, title)| view! { <p class="quiet">{t::issue_link(l, n, title)}</p> });
    let heading = format!("rad-{i}");
    let dropped = item.is_dropped();
    view! {
        <section class="box flow" aria-labelledby=heading.clone()><h2 class="h3" id=heading.clone()>{format!("{}. {title}", i + 1)}</h2>{issue}
            <input type="hidden" name=at("id", i) value=typed.id.clone() />
            {form.area(at("said", i), &typed.said, Options { rows: 5, max: Some(8000), help: Some(t::said_help(l).into()), optional: dropped, ..Options::default() })}
            {form.area(at("decided", i), &typed.decided, Options { rows: 2, max: Some(2000), optional: true, ..Options::default() })}
            {outcome(ctx, form, i, item, typed, bodies)}
            {actions(ctx, form, i, typed)}
        </section>
    }
    .into_any()
}

fn outcome(ctx: &Ctx, form: &Form<'_>, i: usize, item: &Item, typed: &MinutesItem, bodies: &[(String, String)]) -> AnyView {
    let l = ctx.locale;
    if !item.here {
        let none = item.issue_id.is_some().then(|| view! { <p class="quiet">{t::outcome_none(l)}</p> });
        return view! { <input type="hidden" name=at("outcome", i) value=ItemOutcome::None.code() />{form.error(at("outcome", i))}{none} }.into_any();
    }
    let outcomes = std::iter::once((String::new(), t::choose(l).to_string()))
        .chain(ItemOutcome::ALL.iter().filter(|o| **o != ItemOutcome::None).map(|o| (o.to_string(), t::outcome(l, *o).to_string())))
        .collect();
    view! {
        {form.select(at("outcome", i), &typed.outcome, outcomes, Options::default())}
        {form.area(at("reason", i), &typed.reason, Options { rows: 2, max: Some(2000), ..Options::default() })}
        {form.select(at("body", i), &typed.body, bodies.to_vec(), Options { help: Some(t::body_help(l).into()), ..Options::default() })}
        {form.input(at("next", i), &typed.next, Options { kind: "date", short: true, quiet: true, help: Some(t::next_help(l).into()), ..Options::default() })}
    }
    .into_any()
}

fn actions(ctx: &Ctx, form: &Form<'_>, i: usize, typed: &MinutesItem) -> AnyView {
    let l = ctx.locale;
    let fields = |n: usize, quiet: bool| {
        let action = typed.actions.get(n).cloned().unwrap_or_default();
        let row = action_row(i, n);
        let help = (!quiet).then(|| t::owner_help(l).to_string());
        view! {
            <div class="flow">
                {form.input(at("what", row), &action.what, Options { quiet: true, max: Some(300), ..Options::default() })}
                <div class="pair">{form.input(at("owner", row), &action.owner, Options { quiet: true, help, list: "organisationer", ..Options::default() })}
                    {form.input(at("due", row), &action.due, Options { quiet: true, kind: "date", ..Options::default() })}</div>
            </div>
        }
    };
    let filled = typed.actions.iter().rposition(|a| !a.what.is_empty() || !a.owner.is_empty()).unwrap_or(0);
    let open = filled > 0;
    let rest = (1..typed.actions.len()).map(|n| fields(n, true)).collect::<Vec<_>>();
    view! { <h3>{t::action_rows(l)}</h3>{fields(0, false)}<details class="more" open=open><summary>{t::more_rows(l)}</summary>{rest}</details> }.into_any()
}
