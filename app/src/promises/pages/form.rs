//! The form that writes a promise down, and the one that corrects it.

use super::parts;
use crate::context::Ctx;
use crate::i18n::{common as c, promises as t};
use crate::paths;
use crate::promises::forms::number_of;
use crate::promises::rules::WORDS;
use crate::promises::service::{self, FormPage, PromiseForm};
use crate::promises::types::PromiseKind;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// Which talk.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    /// Its number.
    pub mote: String,
}

/// The form for a new promise.
pub async fn new(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<NewQuery>) -> PageResult {
    new_page(&ctx, &agreement, query.mote.parse().ok(), None, &Problem::default()).await
}

/// The same, as typed.
pub async fn new_page(ctx: &Ctx, agreement: &str, talk: Option<i64>, typed: Option<&PromiseForm>, problem: &Problem) -> PageResult {
    let seen = service::new_page(ctx, agreement, talk, typed).await?;
    let (l, a) = (ctx.locale, &seen.agreement);
    let content = match &seen.talk {
        Some(_) => fields(ctx, &seen, problem),
        None => choose(ctx, &seen, problem),
    };
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(paths::promises(&a.slug), t::title(l).into())])}
            <h1>{t::new_title(l)}</h1><p class="lead">{t::new_lead(l)}</p></section>
        {content}
    };
    Ok(Page::new(t::new_title(l)).of(a, Nav::Meetings).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html()))
}

/// The form that corrects a promise.
pub async fn correct(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    correct_page(&ctx, &agreement, number_of(&part)?, None, &Problem::default()).await
}

/// The same, as typed.
pub async fn correct_page(ctx: &Ctx, agreement: &str, number: i64, typed: Option<&PromiseForm>, problem: &Problem) -> PageResult {
    let seen = service::correct_page(ctx, agreement, number, typed).await?;
    let (l, a) = (ctx.locale, &seen.agreement);
    let title = t::correct_title(l, number);
    // somebody else was faster: what stands there now, above what was typed
    let now = problem
        .stale
        .and(seen.promise.as_ref())
        .map(|p| view! { <section class="box flow"><h2 class="h3">{t::correct_stale(l)}</h2><ul class="rows">{parts::row(ctx, a, p, false)}</ul></section> });
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(paths::promises(&a.slug), t::title(l).into()), (paths::promise(&a.slug, number), t::numbered(l, number))])}
            <h1>{title.clone()}</h1><p class="lead">{t::correct_lead(l)}</p></section>
        {now}
        {fields(ctx, &seen, problem)}
    };
    Ok(Page::new(title).of(a, Nav::Meetings).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html()))
}

/// The talks at which it can have been made.
fn choose(ctx: &Ctx, seen: &FormPage, problem: &Problem) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    let f = Form::new(l, problem, t::label);
    let lost = (!seen.form.words.trim().is_empty()).then(|| view! { <blockquote class="typed">{seen.form.words.clone()}</blockquote> });
    if seen.talks.is_empty() {
        return view! { {f.summary()}{lost}{ui::empty(t::new_none_title(l), t::new_none_text(l), Some((ctx.href(paths::talks(&a.slug)), t::talks_title(l).to_string())))} }.into_html();
    }
    let items: Vec<_> = seen
        .talks
        .iter()
        .map(|talk| {
            let href = ctx.href(paths::new_promise(&a.slug, talk.number));
            view! { <li><h3><a href=href lang=ui::lang_of(l, &talk.lang)>{talk.title.clone()}</a></h3><p class="meta">{ui::time_tag(l, talk.starts_local.date(), ctx.today())}</p></li> }
        })
        .collect();
    view! { {f.summary()}{lost}<section aria-labelledby="vid"><h2 id="vid">{t::new_choose(l)}</h2><ul class="rows">{items}</ul></section> }.into_html()
}

fn fields(ctx: &Ctx, seen: &FormPage, problem: &Problem) -> Html {
    let (l, a, form) = (ctx.locale, &seen.agreement, &seen.form);
    let f = Form::new(l, problem, t::label);
    let short = |s: &str| crate::text::shorten(s, 90);
    let items: Vec<(String, String)> =
        std::iter::once((String::new(), t::item_none(l).to_string())).chain(seen.items.iter().map(|i| (i.id.to_string(), short(&i.name(l).0)))).collect();
    let kinds: Vec<_> = [(PromiseKind::Commitment, t::kind_commitment_help(l)), (PromiseKind::Principle, t::kind_principle_help(l))]
        .map(|(k, help)| (k.to_string(), t::kind_of(l, k).to_string(), help.to_string()))
        .into();
    let names: Vec<_> = seen.owners.iter().map(|o| view! { <option value=o.name.clone()></option> }).collect();
    let principles: Vec<_> = a.principles.iter().map(|x| (x.number.to_string(), x.title.get(l).to_string(), String::new())).collect();
    let commitments: Vec<_> = a.commitments.iter().map(|x| (x.number.to_string(), x.title.get(l).to_string(), String::new())).collect();
    let correcting = seen.promise.as_ref();
    let action = correcting.map_or_else(|| format!("{}/nytt", paths::promises(&a.slug)), |p| format!("{}/andra", paths::promise(&a.slug, p.number)));
    let back = correcting.map_or_else(|| paths::promises(&a.slug), |p| paths::promise(&a.slug, p.number));
    let version = problem.stale.map_or_else(|| form.version.clone(), |v| v.to_string());
    let reason = correcting.map(|_| f.area("reason", &form.reason, Options { rows: 2, max: Some(2000), ..Options::default() }));
    let help = |text: &str| Some(text.to_string());
    let talk = seen
        .talk
        .as_ref()
        .map(|talk| view! { <section class="flow" aria-labelledby="vid"><h2 id="vid">{t::col_talk(l)}</h2>{parts::talk_card(ctx, a, talk)}</section> });
    view! {
        {talk}
        <form class="form" method="post" action=ctx.href(action) novalidate>
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="version" value=version /><input type="hidden" name="mote" value=form.mote.clone() />
            <datalist id="organisationer">{names}</datalist>
            {f.area("words", &form.words, Options { rows: 3, max: Some(WORDS.1), help: help(t::words_help(l)), ..Options::default() })}
            {f.language(&form.lang)}
            {f.input("party", &form.party, Options { max: Some(80), help: help(t::party_help(l)), ..Options::default() })}
            {f.input("function", &form.function, Options { max: Some(100), help: help(t::function_help(l)), ..Options::default() })}
            {f.input("owner", &form.owner, Options { list: "organisationer", help: help(t::owner_help(l)), ..Options::default() })}
            {f.choices("kind", false, std::slice::from_ref(&form.kind), kinds, Options::default())}
            {f.input("due", &form.due, Options { kind: "date", short: true, help: help(t::due_help(l)), ..Options::default() })}
            {f.select("item", &form.item, items, Options { optional: true, ..Options::default() })}
            {f.input("issue", &form.issue, Options { short: true, optional: true, max: Some(10), ..Options::default() })}
            {(!principles.is_empty()).then(|| f.choices("principles", true, &form.principles, principles, Options { optional: true, ..Options::default() }))}
            {(!commitments.is_empty()).then(|| f.choices("commitments", true, &form.commitments, commitments, Options { optional: true, ..Options::default() }))}
            {reason}
            {correcting.is_none().then(|| view! { <p class="tells">{t::new_tells(l)}</p> })}
            <div class="acts"><button class="button">{if correcting.is_some() { t::correct_button(l) } else { t::new_button(l) }}</button><a href=ctx.href(back)>{c::cancel(l)}</a></div>
        </form>
    }
    .into_html()
}
