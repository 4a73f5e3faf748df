//! What the agendas of kinds of meetings begin with.

use super::rows::{EMPTY_ROWS, Order};
use crate::context::Ctx;
use crate::i18n::{agenda as p, common as c, meetings as t, plural};
use crate::meetings::inputs::{MOST_ITEMS, TemplateForm, TemplateRow, at, item_of};
use crate::meetings::service::{self, TemplatePage};
use crate::meetings::types::MeetingKind;
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// Where the form of a template begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct From {
    /// Number of the meeting whose agenda it is filled from.
    pub fran: Option<i64>,
}

/// All templates.
pub async fn templates(ctx: Ctx, Path(agreement): Path<String>) -> PageResult {
    let seen = service::templates(&ctx, &agreement).await?;
    let l = ctx.locale;
    let a = &seen.agreement;
    let rows = MeetingKind::ALL
        .iter()
        .map(|kind| {
            let n = seen.items.iter().filter(|i| i.kind == *kind).count() as i64;
            let words = if n == 0 { p::template_none(l).to_string() } else { plural(n, p::template_items_one(l).to_string(), p::template_items(l, n)) };
            let href = ctx.href(format!("{}/{kind}", paths::templates(&a.slug)));
            view! { <li><h2 class="h3"><a href=href>{t::kind(l, *kind)}</a></h2><p class="meta"><span>{words}</span></p></li> }
        })
        .collect::<Vec<_>>();
    let view = view! {
        <section class="head">{ui::breadcrumbs(&ctx, a, vec![(paths::meetings(&a.slug), c::meetings(l).into())])}
            <h1>{p::templates(l)}</h1><p class="lead">{p::templates_lead(l)}</p></section>
        <ul class="rows">{rows}</ul>
    };
    Ok(Page::new(p::templates(l)).of(a, Nav::Meetings).layout("wrap stack narrow").render(&ctx, view.into_html()))
}

/// The form of a template.
pub async fn template(ctx: Ctx, Path((agreement, kind)): Path<(String, String)>, Query(from): Query<From>) -> PageResult {
    let seen = service::template_page(&ctx, &agreement, &kind, None, from.fran).await?;
    render(&ctx, seen, true, &Problem::default())
}

/// The form of a template, as typed.
pub async fn template_again(ctx: &Ctx, agreement: &str, kind: &str, typed: &TemplateForm, problem: &Problem) -> PageResult {
    let seen = service::template_page(ctx, agreement, kind, Some(typed), None).await?;
    render(ctx, seen, !typed.rows.is_empty(), problem)
}

fn render(ctx: &Ctx, mut seen: TemplatePage, more_rows: bool, problem: &Problem) -> PageResult {
    if more_rows {
        let rows = (seen.form.items.len() + EMPTY_ROWS).min(MOST_ITEMS);
        seen.form.items.resize(rows, TemplateRow::default());
    }
    let title = p::template_of(ctx.locale, t::kind(ctx.locale, seen.kind));
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    let view = view(ctx, &seen, &title, problem);
    Ok(Page::new(title).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(status).render(ctx, view))
}

fn view(ctx: &Ctx, seen: &TemplatePage, title: &str, problem: &Problem) -> Html {
    let l = ctx.locale;
    let (a, f) = (&seen.agreement, &seen.form);
    let form = Form::new(l, problem, t::label).with_rows(item_of);
    let action = ctx.href(format!("{}/{}", paths::templates(&a.slug), seen.kind));
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).to_string()), (paths::templates(&a.slug), p::templates(l).to_string())];
    let version = problem.stale.map_or_else(|| f.version.clone(), |v| v.to_string());
    // somebody else saved it meanwhile: what they saved stands beside what is typed
    let stored = problem.stale.map(|_| {
        let items: Vec<_> = seen.stored.iter().map(|i| view! { <li>{i.title_sv.clone()}" / "<span lang="en">{i.title_en.clone()}</span></li> }).collect();
        view! { <section class="box flow"><h2 class="h3">{t::stored_now(l)}</h2><ol>{items}</ol></section> }
    });
    let quiet = || Options { quiet: true, max: Some(140), ..Options::default() };
    let order = Order { l, moved: f.moved, of: f.items.len() };
    let rows = f
        .items
        .iter()
        .enumerate()
        .map(|(i, row)| {
            let fields = view! {
                {form.input(at("item_sv", i), &row.sv, quiet())}
                {form.input(at("item_en", i), &row.en, quiet())}
                {form.input(at("item_minutes", i), &row.minutes, Options { kind: "number", short: true, quiet: true, ..Options::default() })}
            };
            order.row(i, !row.sub.is_empty(), &form, fields.into_html())
        })
        .collect::<Vec<_>>();
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{title.to_string()}</h1><p class="lead">{p::template_lead(l)}</p></section>
        {stored}
        <form class="form" method="post" action=action.clone() novalidate>
            {form.summary()}
            {hidden(ctx, &f.key, problem)}
            <input type="hidden" name="version" value=version />
            <h2 id="rows">{t::agenda(l)}</h2>
            {form.error("rows")}
            {order.around(rows)}
            {(f.items.len() < MOST_ITEMS).then(|| view! { <div class="acts"><button class="button second" name="rows" value="1" formnovalidate=true>{t::more_rows(l)}</button></div> })}
            <p class="tells">{p::template_tells(l)}</p>
            <div class="acts"><button class="button">{p::template_save(l)}</button><a href=ctx.href(paths::templates(&a.slug))>{c::cancel(l)}</a></div>
        </form>
    }
    .into_html()
}
