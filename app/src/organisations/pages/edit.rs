//! An organisation changes what it says about itself.

use super::{crumbs, paragraphs};
use crate::context::Ctx;
use crate::i18n::{common, organisations as t};
use crate::organisations::service::{self, EditForm};
use crate::organisations::store::Organisation;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{self, Options};
use crate::ui::prelude::*;
use crate::ui::{Form, Problem};
use crate::{paths, ui};
use axum::extract::Path;

/// The form, with what is stored.
pub async fn edit(ctx: Ctx, Path((agreement, slug)): Path<(String, String)>) -> PageResult {
    page(&ctx, &agreement, &slug, None, &Problem::default()).await
}

/// The form, as typed.
pub async fn edit_again(ctx: &Ctx, agreement: &str, slug: &str, typed: &EditForm, problem: &Problem) -> PageResult {
    page(ctx, agreement, slug, Some(typed), problem).await
}

async fn page(ctx: &Ctx, agreement: &str, slug: &str, typed: Option<&EditForm>, problem: &Problem) -> PageResult {
    let (agreement, stored, areas) = service::editing(ctx, agreement, slug).await?;
    let l = ctx.locale;
    let typed = typed.cloned().unwrap_or_else(|| EditForm {
        version: stored.version.to_string(),
        name: stored.name.clone(),
        about: stored.about.clone(),
        lang: stored.lang.clone(),
        areas: agreement.areas.iter().filter(|a| areas.contains(&a.id)).map(|a| a.slug.clone()).collect(),
        ..EditForm::default()
    });
    // after a conflict one saves on top of what is stored now, having seen it
    let version = problem.stale.map_or_else(|| typed.version.clone(), |v| v.to_string());
    let form = Form::new(l, problem, t::label);
    let choices: Vec<_> = agreement
        .areas
        .iter()
        .filter(|a| !a.retired || typed.areas.contains(&a.slug))
        .map(|a| (a.slug.clone(), a.name.get(l).to_string(), String::new()))
        .collect();
    let areas = (!choices.is_empty()).then(|| form.choices("areas", true, &typed.areas, choices, Options { optional: true, ..Options::default() }));
    let back = ctx.href(paths::organisation(&agreement.slug, &stored.slug));
    let title = if problem.stale.is_some() { t::conflict_title(l) } else { t::edit_title(l) };
    let content = view! {
        <section class="head">{crumbs(ctx, &agreement, Some((&stored.slug, &stored.name)))}<h1>{title}</h1></section>
        {problem.stale.is_some().then(|| compare(ctx, &typed, &stored))}
        <form class="form" method="post" action=ctx.href(paths::edit_organisation(&agreement.slug, &stored.slug)) novalidate>
            {form.summary()}{form::hidden(ctx, &typed.key, problem)}
            <input type="hidden" name="version" value=version />
            {form.input("name", &typed.name, Options { max: Some(120), autocomplete: "organization", ..Options::default() })}
            {form.area("about", &typed.about, Options { optional: true, rows: 8, max: Some(2000), help: Some(t::about_help(l).into()), ..Options::default() })}
            {form.language(&typed.lang)}
            {areas}
            <p class="tells">{t::edit_tells(l)}</p>
            <div class="acts"><button class="button">{common::save(l)}</button>
                <a href=back>{if problem.stale.is_some() { t::keep_stored(l) } else { common::cancel(l) }}</a></div>
        </form>
    };
    Ok(Page::new(title).of(&agreement, Nav::Organisations).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html()))
}

/// Both texts beside each other: nothing is lost.
fn compare(ctx: &Ctx, typed: &EditForm, stored: &Organisation) -> Html {
    let l = ctx.locale;
    let side = |title: &'static str, name: &str, about: &str, lang: &str| {
        view! { <section lang=ui::lang_of(l, lang)><h2 class="h3" lang=l.code()>{title}</h2><p><strong>{name.to_string()}</strong></p><div class="prose">{paragraphs(about)}</div></section> }
    };
    view! {
        <div class="cq"><div class="compare">{side(t::conflict_yours(l), &typed.name, &typed.about, &typed.lang)}
            {side(t::conflict_stored(l), &stored.name, &stored.about, &stored.lang)}</div></div>
    }
    .into_html()
}
