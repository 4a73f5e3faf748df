//! Saved views: the list, and the form that saves one.

use super::desk::name;
use super::queues::selects;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::desk::filter::Filter;
use crate::desk::service::DeskQuery;
use crate::desk::service::views::{self as service, MOST, NAME_MAX, ViewForm};
use crate::desk::store::views::ViewRow;
use crate::desk::types::Queue;
use crate::i18n::{common as c, desk as t};
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::{Path, Query};

/// The views, with the form for a new one: of what the address says.
pub async fn views(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<DeskQuery>) -> PageResult {
    let form = ViewForm {
        ko: query.ko,
        forum: query.forum,
        tema: query.tema,
        omrade: query.omrade,
        sida: query.sida,
        alder: query.alder,
        shared: "1".into(),
        ..ViewForm::default()
    };
    views_page(&ctx, &agreement, &form, &Problem::default()).await
}

/// The same, as typed.
pub async fn views_page(ctx: &Ctx, agreement: &str, form: &ViewForm, problem: &Problem) -> PageResult {
    let seen = service::views(ctx, agreement).await?;
    let (l, a) = (ctx.locale, &seen.agreement);
    let rows: Vec<_> = seen.all.iter().map(|v| row(ctx, a, v)).collect();
    let list =
        if rows.is_empty() { ui::empty(t::views_none_title(l), t::views_none_text(l), None) } else { view! { <ul class="rows">{rows}</ul> }.into_html() };
    let new = if seen.all.len() < MOST || problem.status.is_client_error() {
        edit(ctx, a, form, problem)
    } else {
        view! { <p>{t::views_full(l, MOST)}</p> }.into_html()
    };
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(paths::desk(&a.slug), c::desk(l).to_string())])}<h1>{t::views(l)}</h1><p class="lead">{t::views_lead(l)}</p></section>
        {list}
        <section id="ny" aria-labelledby="ny-h"><h2 class="h3" id="ny-h">{t::view_new(l)}</h2>{new}</section>
    };
    Ok(Page::new(t::views(l)).of(a, Nav::Desk).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html()))
}

fn row(ctx: &Ctx, a: &Agreement, v: &ViewRow) -> Html {
    let l = ctx.locale;
    let href = ctx.href(format!("{}?{}", paths::desk(&a.slug), v.query));
    let whose = if v.shared { t::view_shared(l, a.curator_name.get(l)) } else { t::view_own(l).to_string() };
    view! {
        <li><h2 class="h3"><a href=href>{v.name.clone()}</a></h2><p class="meta"><span>{whose}</span></p>
            <form method="post" action=ctx.href(paths::views(&a.slug)) class="acts">{hidden(ctx, "", &Problem::default())}
                <button class="button second" name="remove" value=v.id.to_string()>{t::view_remove(l)}<span class="vh">": "{v.name.clone()}</span></button></form></li>
    }
    .into_html()
}

fn edit(ctx: &Ctx, a: &Agreement, form: &ViewForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let f = Form::new(l, problem, t::view_label);
    let queues = Queue::ALL.iter().map(|q| (q.code().to_string(), name(l, *q).to_string())).collect();
    let shared = vec![("1".to_string(), t::view_shared(l, a.curator_name.get(l))), (String::new(), t::view_own(l).to_string())];
    view! {
        <form class="form" method="post" action=ctx.href(paths::views(&a.slug)) novalidate>
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            {f.input("name", &form.name, Options { max: Some(NAME_MAX), ..Options::default() })}
            {f.select("ko", &form.ko, queues, Options::default())}
            {selects(ctx, a, &Filter::of(a, &form.asked()))}
            {f.select("shared", &form.shared, shared, Options::default())}
            <div class="acts"><button class="button">{t::view_save(l)}</button></div>
        </form>
    }
    .into_html()
}
