//! Pages of phrases, and the list of them beside a reason.

use super::islands::PhrasePicker;
use super::service::{self, PhraseForm, TEXT_MAX, TITLE_MAX};
use super::store::PhraseRow;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::{common as c, phrases as t};
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// What the page's address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PhrasesQuery {
    /// Id of the phrase that is about to be changed.
    pub andra: String,
    /// Id of the phrase that is about to be removed.
    pub tabort: String,
}

/// The phrases, with the form for a new one or for the one that is about to be changed.
pub async fn phrases(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<PhrasesQuery>) -> PageResult {
    let remove = if query.tabort.is_empty() { "" } else { "1" }.to_string();
    let id = if query.tabort.is_empty() { query.andra } else { query.tabort };
    let form = PhraseForm { id, remove, ..PhraseForm::default() };
    phrases_page(&ctx, &agreement, form, &Problem::default()).await
}

/// The same, as typed.
pub async fn phrases_page(ctx: &Ctx, agreement: &str, mut form: PhraseForm, problem: &Problem) -> PageResult {
    let seen = service::list(ctx, agreement).await?;
    let (l, a) = (ctx.locale, &seen.agreement);
    let changed = seen.all.iter().find(|p| p.id.to_string() == form.id);
    // one that is gone is a new one, with what was typed
    match changed {
        Some(p) if form.version.is_empty() => {
            form = PhraseForm { version: p.version.to_string(), title: p.title.clone(), text: p.text.clone(), lang: p.lang.clone(), ..form };
        }
        Some(_) => {}
        None => form.id = String::new(),
    }
    let rows: Vec<_> = seen.all.iter().map(|p| row(ctx, a, p, &form, problem)).collect();
    let list = if rows.is_empty() { ui::empty(t::none_title(l), t::none_text(l), None) } else { view! { <ul class="rows">{rows}</ul> }.into_html() };
    let add = form.id.is_empty().then(|| {
        view! { <section id="ny" aria-labelledby="ny-h"><h2 class="h3" id="ny-h">{t::add_title(l)}</h2>{edit(ctx, a, &form, problem)}</section> }
    });
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(paths::desk(&a.slug), c::desk(l).to_string())])}<h1>{t::title(l)}</h1><p class="lead">{t::lead(l)}</p></section>
        {list}{add}
    };
    Ok(Page::new(t::title(l)).of(a, Nav::Desk).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html()))
}

fn row(ctx: &Ctx, a: &Agreement, p: &PhraseRow, form: &PhraseForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let id = format!("fras-{}", p.id);
    let said = view! { <blockquote class="typed" lang=ui::lang_of(l, &p.lang)>{p.text.clone()}</blockquote> };
    if p.id.to_string() == form.id && !form.remove.is_empty() {
        let asked = problem.stale.map(|_| view! { <p class="quiet">{t::changed_meanwhile(l)}</p> });
        return view! { <li id=id><h2 class="h3">{t::remove_title(l, &p.title)}</h2>{asked}{said}{ask(ctx, a, p, form, problem)}</li> }.into_html();
    }
    if p.id.to_string() == form.id {
        let stale = problem.stale.map(|_| view! { <p class="quiet">{t::changed_meanwhile(l)}</p>{said} });
        return view! { <li id=id><h2 class="h3">{t::change_title(l, &p.title)}</h2>{stale}{edit(ctx, a, form, problem)}</li> }.into_html();
    }
    let href = ctx.href(format!("{}?andra={}#{id}", paths::phrases(&a.slug), p.id));
    view! {
        <li id=id.clone()><h2 class="h3" lang=ui::lang_of(l, &p.lang)>{p.title.clone()}</h2>{said}
            <p class="meta"><span>{t::used(l, p.used)}</span><a href=href>{c::change(l)}<span class="vh">" "{p.title.clone()}</span></a></p></li>
    }
    .into_html()
}

/// Asks before a phrase is removed for all.
fn ask(ctx: &Ctx, a: &Agreement, p: &PhraseRow, form: &PhraseForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    // asked again after a change one removes what is there now
    view! {
        <form class="form" method="post" action=ctx.href(paths::phrases(&a.slug)) novalidate>
            {Form::new(l, problem, t::label).summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="id" value=p.id.to_string() /><input type="hidden" name="version" value=p.version.to_string() />
            <p>{t::remove_text(l)}</p>
            <div class="acts"><button class="button" name="remove" value="1">{t::remove_yes(l)}</button><a href=ctx.href(paths::phrases(&a.slug))>{c::cancel(l)}</a></div>
        </form>
    }
    .into_html()
}

fn edit(ctx: &Ctx, a: &Agreement, form: &PhraseForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let f = Form::new(l, problem, t::label);
    let version = problem.stale.map_or_else(|| form.version.clone(), |v| v.to_string());
    let remove = (!form.id.is_empty()).then(|| {
        view! {
            <a class="button second" href=ctx.href(format!("{0}?tabort={1}#fras-{1}", paths::phrases(&a.slug), form.id))>{t::remove(l)}</a><a href=ctx.href(paths::phrases(&a.slug))>{c::cancel(l)}</a>
        }
    });
    view! {
        <form class="form" method="post" action=ctx.href(paths::phrases(&a.slug)) novalidate>
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="id" value=form.id.clone() /><input type="hidden" name="version" value=version />
            {f.input("title", &form.title, Options { max: Some(TITLE_MAX), help: Some(t::help_title(l).into()), ..Options::default() })}
            {f.area("text", &form.text, Options { max: Some(TEXT_MAX), rows: 4, help: Some(t::help_text(l).into()), ..Options::default() })}
            {f.language(&form.lang)}
            <p class="tells">{t::tells(l)}</p>
            <div class="acts"><button class="button">{c::save(l)}</button>{remove}</div>
        </form>
    }
    .into_html()
}

/// What stands first in a form with a list of phrases: Enter in a field sends the form, it does not put a phrase in.
pub fn default_button(phrases: &[PhraseRow], label: &str) -> Option<Html> {
    let label = label.to_string();
    (!phrases.is_empty()).then(|| view! { <button class="vh" tabindex="-1" aria-hidden="true">{label}</button> }.into_html())
}

/// The list of phrases, under a text area with the id `reason`. Where there are none yet, where to save some.
pub fn picker(ctx: &Ctx, a: &Agreement, phrases: &[PhraseRow], chosen: &str, f: &Form<'_>) -> Html {
    let l = ctx.locale;
    let href = ctx.href(paths::phrases(&a.slug));
    if phrases.is_empty() {
        return view! { <p class="quiet"><a class="more" href=href>{t::save_first(l)}</a></p> }.into_html();
    }
    let options: Vec<_> = phrases
        .iter()
        .map(|p| {
            let id = p.id.to_string();
            let selected = id == chosen;
            view! { <option value=id selected=selected data-text=p.text.clone() data-lang=p.lang.clone()>{p.title.clone()}</option> }
        })
        .collect();
    let error = f.error("fras");
    let wrong = error.is_some();
    let list = island(|| {
        view! {
            <PhrasePicker>
                <label for="fras">{t::field_fras(l)}</label>
                <select id="fras" name="fras" aria-describedby=wrong.then_some("fras-e") aria-invalid=wrong.then_some("true")><option value="">{t::choose(l)}</option>{options}</select>
                <button class="button second" name="infoga" value="1" formnovalidate=true>{t::put_in(l)}</button>
            </PhrasePicker>
        }
    });
    view! {
        <div class="field">{error}{list}</div>
        <p class="quiet"><a class="more" href=href>{t::manage(l)}</a></p>
    }
    .into_html()
}
