//! Registering a new organisation.

use crate::context::Ctx;
use crate::i18n::{common, organisations as t};
use crate::organisations::rules::REGISTRABLE;
use crate::organisations::service::{RegisterForm, Similar};
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::text;
use crate::ui::form::{self, Options};
use crate::ui::prelude::*;
use crate::ui::{Form, Problem};
use axum::extract::Query;
use serde::Deserialize;

/// From which agreement's register one comes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct From {
    i: String,
}

/// The form.
pub async fn new(ctx: Ctx, Query(from): Query<From>) -> PageResult {
    new_again(&ctx, &RegisterForm { i: from.i, ..RegisterForm::default() }, Vec::new(), &Problem::default())
}

/// The form, as typed, with organisations that have similar names.
pub fn new_again(ctx: &Ctx, typed: &RegisterForm, similar: Vec<Similar>, problem: &Problem) -> PageResult {
    ctx.signed_in()?;
    let l = ctx.locale;
    let form = Form::new(l, problem, t::label);
    let kinds = REGISTRABLE.iter().map(|k| (k.code().to_string(), t::kind_of(l, *k).to_string(), String::new())).collect();
    let button = if similar.is_empty() { t::new_button(l) } else { t::similar_button(l) };
    let confirmed = if similar.is_empty() { typed.confirmed.clone() } else { text::clean_line(&typed.name) };
    let agreement = typed.agreement(ctx).unwrap_or_default();
    let back = if agreement.is_empty() { paths::account() } else { paths::organisations(&agreement) };
    let content = view! {
        <section class="head"><h1>{t::new_title(l)}</h1><p class="lead">{t::new_lead(l)}</p></section>
        <form class="form" method="post" action=ctx.href("/organisationer/ny") novalidate>
            {form.summary()}{alike(ctx, &agreement, similar)}{form::hidden(ctx, &typed.key, problem)}
            <input type="hidden" name="i" value=typed.i.clone() /><input type="hidden" name="confirmed" value=confirmed />
            {form.input("name", &typed.name, Options { max: Some(120), autocomplete: "organization", ..Options::default() })}
            {form.choices("kind", false, std::slice::from_ref(&typed.kind), kinds, Options::default())}
            {form.area("about", &typed.about, Options { optional: true, rows: 6, max: Some(2000), help: Some(t::about_help(l).into()), ..Options::default() })}
            {form.input("function", &typed.function, Options { optional: true, max: Some(80), help: Some(t::function_help(l).into()), ..Options::default() })}
            <p class="tells">{t::new_tells(l)}</p>
            <div class="acts"><button class="button">{button}</button><a href=ctx.href(back)>{common::cancel(l)}</a></div>
        </form>
    };
    let page = Page::new(t::new_title(l)).layout("wrap stack narrow").status(problem.status);
    let page = match ctx.app.catalogue.get(&typed.i) {
        Ok(agreement) => page.of(&agreement, Nav::Organisations),
        Err(_) => page,
    };
    Ok(page.render(ctx, content.into_html()))
}

fn alike(ctx: &Ctx, agreement: &str, similar: Vec<Similar>) -> Option<Html> {
    if similar.is_empty() {
        return None;
    }
    let l = ctx.locale;
    let items: Vec<_> = similar.into_iter().map(|s| view! { <li><a href=ctx.href(paths::organisation(agreement, &s.slug))>{s.name}</a></li> }).collect();
    Some(
        view! {
            <div class="flash warning" role="alert" tabindex="-1" autofocus=true>
                <p><strong>{t::similar_title(l)}</strong>" "{t::similar_text(l)}</p><ul class="names">{items}</ul></div>
        }
        .into_html(),
    )
}
