//! The form of a meeting's minutes.

use super::live;
use crate::context::Ctx;
use crate::error::{AppError, Refusal};
use crate::i18n::{common as c, meetings as t, minutes as p};
use crate::meetings::inputs::{MinutesForm, MinutesItem, action_row, at, item_of};
use crate::meetings::pages::{number, part_of, path_of};
use crate::meetings::service::{self, Live, MinutesPage};
use crate::meetings::store::Item;
use crate::meetings::types::ItemOutcome;
use crate::paths;
use crate::shell::{Nav, Page, PageResult, redirect};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use axum::extract::Path;

/// The form of the minutes.
pub async fn form(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    match page(&ctx, &agreement, number(&part)?, None, &Problem::default()).await {
        // published meanwhile, or cancelled: what there is to read stands on the meeting's page
        Err(AppError::Refused(Refusal::WrongState)) => Ok(redirect(&ctx, format!("/{agreement}/moten/{part}"), None)),
        other => other,
    }
}

/// The form of the minutes as it is kept, when something else about them failed.
pub async fn page_again(ctx: &Ctx, agreement: &str, number: i64, problem: &Problem) -> PageResult {
    page(ctx, agreement, number, None, problem).await
}

/// The form of the minutes, as typed if it was.
pub async fn page(ctx: &Ctx, agreement: &str, number: i64, typed: Option<&MinutesForm>, problem: &Problem) -> PageResult {
    let seen = service::minutes_page(ctx, agreement, number, typed).await?;
    let view = view(ctx, &seen, problem);
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(t::minutes_title(ctx.locale)).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(status).render(ctx, view))
}

fn view(ctx: &Ctx, seen: &MinutesPage, problem: &Problem) -> Html {
    let l = ctx.locale;
    let (a, m, f) = (&seen.agreement, &seen.meeting, &seen.form);
    let form = Form::new(l, problem, t::label).with_rows(item_of);
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).to_string()), (path_of(a, m), m.title.clone())];
    let version = problem.stale.map_or_else(|| f.version.clone(), |v| v.to_string());
    let bodies: Vec<(String, String)> =
        std::iter::once((String::new(), t::choose(l).to_string())).chain(seen.record.bodies.iter().map(|b| (b.slug.clone(), b.name.clone()))).collect();
    let names = seen.owners.iter().map(|o| view! { <option value=o.name.clone()></option> }).collect::<Vec<_>>();
    let labels = service::labels(seen.items.iter().map(|i| i.parent_id.is_some()));
    let items = seen.items.iter().zip(&f.items).zip(&seen.live).enumerate();
    let items = items.map(|(i, ((item, typed), live))| row(ctx, &form, (i, labels[i].as_str()), item, (typed, live), &bodies)).collect::<Vec<_>>();
    let early = (m.starts_at > ctx.now()).then(|| view! { <div class="flash info" role="status"><p>{t::minutes_early(l)}</p></div> });
    let conflict = (problem.stale.is_some() || !seen.gone.is_empty()).then(|| conflict(l, seen));
    let began = m.starts_at <= ctx.now();
    let publish = (began && seen.record.sent.is_none()).then(|| {
        let help = Options { max: Some(120), quiet: true, help: Some(p::chair_help(l).into()), ..Options::default() };
        view! {
            <section class="box flow" aria-labelledby="di"><h2 class="h3" id="di">{p::chair_heading(l)}</h2>{form.input("chair", &f.chair, help)}
                <p class="tells">{t::publish_tells(l)}</p>
                <div class="acts"><button class="button second" name="publish" value="1">{t::publish(l)}</button></div></section>
        }
    });
    let send = began.then(|| view! { <button class="button" name="send" value="1">{p::send(l)}</button> });
    let back = format!("{}#de", ctx.href(part_of(a, m, "protokoll")));
    let take = may_take(seen)
        .then(|| view! { <button class="button second" name="signed_up" value="1" formnovalidate=true formaction=back>{p::attending_take(l)}</button> });
    let content = if seen.items.is_empty() {
        ui::empty(t::minutes_no_items(l), t::minutes_no_items_help(l), Some((ctx.href(part_of(a, m, "andra")), t::edit(l).into())))
    } else {
        view! {
            {conflict}
            {seen.record.sent.as_ref().map(|sent| super::adjust::round(ctx, a, m, sent))}
            <form class="form" method="post" action=ctx.href(part_of(a, m, "protokoll")) novalidate>
                {form.summary()}
                {hidden(ctx, &f.key, problem)}
                <input type="hidden" name="version" value=version />
                <datalist id="organisationer">{names}</datalist>
                {items}
                {present(ctx, &form, seen)}
                {began.then(|| adjusters(ctx, &form, seen))}
                <div class="acts"><button class="button second" name="draft" value="1" formnovalidate=true>{t::save_draft(l)}</button>{send}{take}
                    <a href=ctx.href(path_of(a, m))>{c::cancel(l)}</a></div>
                // the draft comes first, so that Enter in a field never publishes
                {publish}
            </form>
        }
        .into_html()
    };
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{t::minutes_title(l)}</h1><p class="lead">{p::minutes_lead(l)}</p>{crate::meetings::pages::language_hint(l, m).map(|words| view! { <p class="tells">{words}</p> })}{early}</section>
        {content}
    }
    .into_html()
}

/// What was typed beside the draft that somebody else has stored meanwhile, and what has lost its place on the agenda.
fn conflict(l: crate::i18n::Locale, seen: &MinutesPage) -> Html {
    let mut fields = Vec::new();
    let parts = |i: &MinutesItem| [("said", i.said.clone()), ("decided", i.decided.clone()), ("reason", i.reason.clone()), ("what", taken_on(i))];
    for mine in seen.form.items.iter().chain(&seen.gone) {
        let stored = seen.stored.items.iter().find(|s| s.id == mine.id).cloned().unwrap_or_default();
        fields.extend(parts(mine).into_iter().zip(parts(&stored)).map(|((name, mine), (_, stored))| (t::label(l, name), mine, stored)));
    }
    fields.push((t::label(l, "attending"), seen.form.attending.clone(), seen.stored.attending.clone()));
    crate::issues::pages::write::compare(l, fields)
}

/// The actions of an item, a line each.
fn taken_on(item: &MinutesItem) -> String {
    let filled = item.actions.iter().filter(|a| !a.what.trim().is_empty() || !a.owner.trim().is_empty());
    filled.map(|a| [&a.what, &a.owner, &a.function, &a.person, &a.due].map(|s| s.trim()).join(" · ")).collect::<Vec<_>>().join("\n")
}

/// Nobody was checked in, and nothing is written about who was there: those who had signed up can be taken.
fn may_take(seen: &MinutesPage) -> bool {
    let (m, f) = (&seen.meeting, &seen.form);
    m.checked_in == 0 && f.attending.trim().is_empty() && f.alone.trim().is_empty() && seen.record.signed_up.iter().any(|(_, people)| *people > 0)
}

/// Who was there.
fn present(ctx: &Ctx, form: &Form<'_>, seen: &MinutesPage) -> Html {
    let l = ctx.locale;
    let f = &seen.form;
    let signed_up =
        may_take(seen).then(|| view! { <p class="quiet">{p::attending_signed_up(l, seen.record.signed_up.iter().map(|(_, people)| people).sum::<i64>())}</p> });
    let help = Some(p::attending_help(l).to_string());
    view! {
        <section class="box flow" aria-labelledby="de"><h2 class="h3" id="de">{p::attending(l)}</h2>{signed_up}
            {form.area("attending", &f.attending, Options { rows: 6, optional: true, help, ..Options::default() })}
            {form.input("alone", &f.alone, Options { kind: "number", short: true, optional: true, ..Options::default() })}</section>
    }
    .into_html()
}

/// Who is to adjust the minutes.
fn adjusters(ctx: &Ctx, form: &Form<'_>, seen: &MinutesPage) -> Html {
    let l = ctx.locale;
    let seats: Vec<(String, String)> = std::iter::once((String::new(), p::nobody_chosen(l).to_string())).chain(seen.record.seats.iter().cloned()).collect();
    let quiet = || Options { quiet: true, ..Options::default() };
    let rows = seen.form.adjusters.iter().take(2).enumerate().map(|(i, typed)| {
        let title = if i == 0 { p::adjuster_first(l) } else { p::adjuster_second(l) };
        view! {
            <h3>{title}</h3>
            <div class="pair">{form.input(at("adj_function", i), &typed.function, Options { max: Some(120), ..quiet() })}
                {form.input(at("adj_organisation", i), &typed.organisation, Options { list: "organisationer", max: Some(140), ..quiet() })}</div>
            {form.select(at("adj_person", i), &typed.person, seats.clone(), quiet())}
            {form.input(at("adj_email", i), &typed.email, Options { kind: "email", max: Some(254), ..quiet() })}
        }
    });
    let rows = rows.collect::<Vec<_>>();
    view! { <section class="box flow" aria-labelledby="ju"><h2 class="h3" id="ju">{p::adjust_heading(l)}</h2><p>{p::adjust_lead(l)}</p>{rows}</section> }
        .into_html()
}

fn row(ctx: &Ctx, form: &Form<'_>, (i, label): (usize, &str), item: &Item, (typed, live): (&MinutesItem, &Live), bodies: &[(String, String)]) -> Html {
    let l = ctx.locale;
    let title = if item.title.is_empty() { item.issue_name(l).unwrap_or_default() } else { item.title.clone() };
    let issue = item.issue_number.zip(item.issue_title.clone()).map(|(n, title)| view! { <p class="quiet">{t::issue_link(l, n, title)}</p> });
    let heading = format!("rad-{i}");
    let dropped = item.is_dropped();
    view! {
        <section class="box flow" aria-labelledby=heading.clone()><h2 class="h3" id=heading.clone()>{format!("{label}. {title}")}</h2>{issue}
            <input type="hidden" name=at("id", i) value=typed.id.clone() />
            {form.area(at("said", i), &typed.said, Options { rows: 5, max: Some(8000), help: Some(t::said_help(l).into()), optional: dropped, ..Options::default() })}
            {live::boxes(l, i, typed, live)}
            {form.area(at("decided", i), &typed.decided, Options { rows: 2, max: Some(2000), optional: true, ..Options::default() })}
            {outcome(ctx, form, i, item, typed, bodies)}
            {actions(ctx, form, i, typed)}
        </section>
    }
    .into_html()
}

fn outcome(ctx: &Ctx, form: &Form<'_>, i: usize, item: &Item, typed: &MinutesItem, bodies: &[(String, String)]) -> Html {
    let l = ctx.locale;
    if !item.here {
        let none = item.issue_id.is_some().then(|| view! { <p class="quiet">{t::outcome_none(l)}</p> });
        return view! { <input type="hidden" name=at("outcome", i) value=ItemOutcome::None.code() />{form.error(at("outcome", i))}{none} }.into_html();
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
    .into_html()
}

fn actions(ctx: &Ctx, form: &Form<'_>, i: usize, typed: &MinutesItem) -> Html {
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
                <div class="pair">{form.input(at("function", row), &action.function, Options { quiet: true, max: Some(120), ..Options::default() })}
                    {form.input(at("person", row), &action.person, Options { quiet: true, max: Some(120), ..Options::default() })}</div>
            </div>
        }
    };
    let filled = typed.actions.iter().rposition(|a| !a.what.is_empty() || !a.owner.is_empty()).unwrap_or(0);
    let open = filled > 0;
    let rest = (1..typed.actions.len()).map(|n| fields(n, true)).collect::<Vec<_>>();
    view! { <h3>{t::action_rows(l)}</h3>{fields(0, false)}<details class="more" open=open><summary>{t::more_rows(l)}</summary>{rest}</details> }.into_html()
}
