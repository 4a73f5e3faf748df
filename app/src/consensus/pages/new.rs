//! The form for a new proposal: first what it is about, then the rest.

use super::seat_name;
use crate::consensus::rules::{TEXT, TITLE, WHY, last_day};
use crate::consensus::service::{self, ProposeForm, Proposing};
use crate::consensus::store::About;
use crate::context::Ctx;
use crate::i18n::consensus as t;
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// What the form's address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    /// What it is about: `forum-rost`, `organ-styrgruppen`.
    pub om: String,
}

/// The form, just opened.
pub async fn new(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<NewQuery>) -> PageResult {
    new_page(&ctx, &agreement, &ProposeForm { om: query.om, ..ProposeForm::default() }, &Problem::default()).await
}

/// The form, as it was typed if it was.
pub async fn new_page(ctx: &Ctx, agreement: &str, typed: &ProposeForm, problem: &Problem) -> PageResult {
    let seen = service::proposing(ctx, agreement, typed.om.trim()).await?;
    let l = ctx.locale;
    let a = &seen.agreement;
    let trail = vec![(paths::consensus(&a.slug), t::title(l).to_string())];
    let body = if seen.chosen.is_some() { form(ctx, &seen, typed, problem) } else { choose(ctx, &seen, problem) };
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{t::new_title(l)}</h1><p class="lead">{t::new_lead(l)}</p></section>
        {body}
    };
    Ok(Page::new(t::new_title(l)).of(a, Nav::Agreement).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html()))
}

/// What it is about, where there is more than one thing.
fn choose(ctx: &Ctx, seen: &Proposing, problem: &Problem) -> Html {
    let l = ctx.locale;
    let f = Form::new(l, problem, t::label);
    let choices: Vec<_> = seen.choices.iter().map(|c| (c.code.clone(), c.name.get(l).to_string(), String::new())).collect();
    let first: Vec<String> = seen.choices.first().map(|c| c.code.clone()).into_iter().collect();
    view! {
        <form class="form" method="get" action=ctx.href(paths::new_proposal(&seen.agreement.slug))>
            {f.summary()}
            {f.choices("om", false, &first, choices, Options { help: Some(t::choose_lead(l).into()), ..Options::default() })}
            <div class="acts"><button class="button">{t::choose_button(l)}</button></div>
        </form>
    }
    .into_html()
}

fn form(ctx: &Ctx, seen: &Proposing, typed: &ProposeForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let a = &seen.agreement;
    let Some(chosen) = &seen.chosen else { return ().into_html() };
    let f = Form::new(l, problem, t::label);
    // what was typed before stays, also if it is nothing
    let now = if typed.key.is_empty() { &seen.now } else { &typed.now };
    let until = if typed.until.is_empty() { last_day(ctx.today()).to_string() } else { typed.until.clone() };
    let other = (seen.choices.len() > 1).then(|| view! { " "<a href=ctx.href(paths::new_proposal(&a.slug))>{t::choose_other(l)}</a> });
    let long = |rows, max, help: Option<&str>| Options { rows, max: Some(max), help: help.map(Into::into), ..Options::default() };
    let open = seen.open.map(|n| {
        let href = ctx.href(paths::proposal(&a.slug, n));
        view! { <div class="flash warning"><p>{t::underway(l)}" "<a href=href>{t::underway_link(l)}</a></p></div> }
    });
    view! {
        <p><b>{t::about(l, chosen.name.get(l))}</b>{other}</p>
        {open}
        {asked(ctx, seen)}
        <form class="form" method="post" action=ctx.href(paths::new_proposal(&a.slug)) novalidate>
            {f.summary()}
            {hidden(ctx, &typed.key, problem)}
            <input type="hidden" name="om" value=chosen.code.clone() />
            {f.input("title", &typed.title, Options { max: Some(TITLE.1), help: Some(t::title_help(l).into()), ..Options::default() })}
            {f.area("now", now, Options { optional: true, ..long(5, TEXT.1, Some(t::now_help(l))) })}
            {f.area("text", &typed.text, long(8, TEXT.1, Some(t::text_help(l))))}
            {f.area("why", &typed.why, long(4, WHY.1, None))}
            {f.input("until", &until, Options { kind: "date", short: true, help: Some(t::until_help(l).into()), ..Options::default() })}
            {f.language(&typed.lang)}
            <p class="tells">{t::new_tells(l)}</p>
            <div class="acts"><button class="button">{t::new_send(l)}</button><a href=ctx.href(paths::consensus(&a.slug))>{crate::i18n::common::cancel(l)}</a></div>
        </form>
    }
    .into_html()
}

/// Who will be asked.
fn asked(ctx: &Ctx, seen: &Proposing) -> Html {
    let l = ctx.locale;
    let organisations = seen
        .organisations
        .iter()
        .map(|o| view! { <li><a href=ctx.href(paths::organisation(&seen.agreement.slug, &o.slug))>{o.name.clone()}</a></li> }.into_html());
    let seats = seen.seats.iter().map(|s| view! { <li>{seat_name(l, (Some(s.side), s.place, s.post), &s.function)}</li> }.into_html());
    let items: Vec<Html> = organisations.chain(seats).collect();
    let count = items.len();
    let open = count <= 12;
    let list = if items.is_empty() { view! { <p>{t::asked_nobody(l)}</p> }.into_html() } else { view! { <ul class="names">{items}</ul> }.into_html() };
    let text = match seen.chosen.as_ref().map(|c| c.about) {
        Some(About::Body(_)) => t::asked_text_body(l),
        _ => t::asked_text_forum(l),
    };
    view! { <details class="more" open=open><summary>{t::asked_title(l)}" "<span class="count">{count}</span></summary><p class="quiet">{text}</p>{list}</details> }.into_html()
}
