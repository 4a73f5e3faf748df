//! Information efforts aimed at the public side: the list with its forms.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::desk::service::efforts::{self as service, EffortAct, EffortForm, TITLE_MAX, WHOM_MAX};
use crate::desk::store::efforts::EffortRow;
use crate::i18n::{common as c, desk as t};
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
pub struct EffortsQuery {
    /// Id of the effort that is about to be changed.
    pub andra: String,
}

/// Where an effort stands.
pub fn place(a: &Agreement, id: Option<i64>) -> String {
    id.map_or_else(|| paths::efforts(&a.slug), |id| format!("{}#insats-{id}", paths::efforts(&a.slug)))
}

/// The efforts, with the form for a new one or for the one that is about to be changed.
pub async fn efforts(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<EffortsQuery>) -> PageResult {
    efforts_page(&ctx, &agreement, EffortForm { id: query.andra, ..EffortForm::default() }, &Problem::default()).await
}

/// The same, as typed.
pub async fn efforts_page(ctx: &Ctx, agreement: &str, mut form: EffortForm, problem: &Problem) -> PageResult {
    let seen = service::efforts(ctx, agreement).await?;
    let (l, a) = (ctx.locale, &seen.agreement);
    let changed = seen.all.iter().find(|e| e.id.to_string() == form.id);
    // one that is gone is a new one, with what was typed
    match changed {
        Some(e) if form.version.is_empty() => {
            form = EffortForm { version: e.version.to_string(), title: e.title.clone(), whom: e.whom.clone(), due: e.due_on.to_string(), ..form };
        }
        Some(_) => {}
        None => form.id = String::new(),
    }
    let (open, done): (Vec<_>, Vec<_>) = seen.all.iter().partition(|e| e.done_on.is_none());
    let rows = |all: Vec<&EffortRow>| all.into_iter().map(|e| row(ctx, a, e, &form, problem)).collect::<Vec<_>>();
    let open = rows(open);
    let open = if open.is_empty() {
        ui::empty(t::efforts_none_title(l), t::empty_efforts(l), None)
    } else {
        view! { <section aria-labelledby="kvar"><h2 class="h3" id="kvar">{t::efforts_open(l)}</h2><ul class="rows">{open}</ul></section> }.into_html()
    };
    let done = rows(done);
    let done = (!done.is_empty())
        .then(|| view! { <section aria-labelledby="gjorda"><h2 class="h3" id="gjorda">{t::efforts_done(l)}</h2><ul class="rows">{done}</ul></section> });
    let add = form.id.is_empty().then(|| {
        view! { <section id="ny" aria-labelledby="ny-h"><h2 class="h3" id="ny-h">{t::efforts_add(l)}</h2>{edit(ctx, a, &form, problem)}</section> }
    });
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(paths::desk(&a.slug), c::desk(l).to_string())])}<h1>{t::queue_efforts(l)}</h1><p class="lead">{t::efforts_lead(l)}</p></section>
        {open}{add}{done}
    };
    Ok(Page::new(t::queue_efforts(l)).of(a, Nav::Desk).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html()))
}

fn row(ctx: &Ctx, a: &Agreement, e: &EffortRow, form: &EffortForm, problem: &Problem) -> Html {
    let (l, today) = (ctx.locale, ctx.today());
    let id = format!("insats-{}", e.id);
    let here = e.id.to_string() == form.id;
    if here && form.act.is_empty() {
        let stale = problem.stale.map(|_| view! { <p class="quiet">{t::effort_now(l, &e.title, &e.whom)}" "{ui::time_tag(l, e.due_on, today)}</p> });
        return view! { <li id=id><h3>{t::effort_change(l, &e.title)}</h3>{stale}{edit(ctx, a, form, problem)}</li> }.into_html();
    }
    let meta = match e.done_on {
        Some(on) => view! { <span class="state done">{t::effort_done(l)}</span>{ui::time_tag(l, on, today)} }.into_html(),
        None => view! { {ui::late_state(l, e.due_on, today)}{ui::time_tag(l, e.due_on, today)} }.into_html(),
    };
    let href = ctx.href(format!("{}?andra={}#{id}", paths::efforts(&a.slug), e.id));
    let change = e.done_on.is_none().then(|| view! { <a href=href>{c::change(l)}<span class="vh">" "{e.title.clone()}</span></a> });
    view! {
        <li id=id.clone()><h3>{e.title.clone()}</h3><p class="meta"><span>{t::for_whom(l, &e.whom)}</span>{meta}{change}</p>
            {tick(ctx, a, e, if here { Some((form, problem)) } else { None })}</li>
    }
    .into_html()
}

/// Ticks an effort off, with the day when it comes again; takes that back of one that is done.
fn tick(ctx: &Ctx, a: &Agreement, e: &EffortRow, sent: Option<(&EffortForm, &Problem)>) -> Html {
    let l = ctx.locale;
    let plain = Problem::default();
    let problem = sent.map_or(&plain, |(_, problem)| problem);
    let (key, next) = sent.map_or(("", ""), |(form, _)| (form.key.as_str(), form.next.as_str()));
    let f = Form::new(l, problem, t::effort_label);
    let of = view! { <input type="hidden" name="id" value=e.id.to_string() /><input type="hidden" name="version" value=e.version.to_string() /> };
    let send = |act: EffortAct, words: &'static str| {
        view! { <button class="button second" name="act" value=act.code()>{words}<span class="vh">": "{e.title.clone()}</span></button> }
    };
    let action = ctx.href(paths::efforts(&a.slug));
    if e.done_on.is_some() {
        return view! {
            <form method="post" action=action>{f.summary()}{hidden(ctx, key, problem)}{of}<div class="acts">{send(EffortAct::Again, t::effort_again(l))}</div></form>
        }
        .into_html();
    }
    // the field has an id of its own in each form; in the one that was sent the summary of its faults leads there
    let id = if sent.is_some() { "next".to_string() } else { format!("next-{}", e.id) };
    let fault = f.error("next");
    let wrong = fault.is_some().then_some("true");
    view! {
        <details class="more" open=sent.is_some()><summary>{t::effort_tick(l)}<span class="vh">": "{e.title.clone()}</span></summary>
            <form class="form" method="post" action=action novalidate>
                {f.summary()}{hidden(ctx, key, problem)}{of}
                <div class="field"><label for=id.clone()>{t::field_next(l)}" "<span class="opt">{c::optional(l)}</span></label>{fault}<input id=id.clone() name="next" type="date" value=next.to_string() aria-describedby=wrong.map(|_| "next-e") aria-invalid=wrong /></div>
                <div class="acts">{send(EffortAct::Done, t::effort_tick(l))}{send(EffortAct::Remove, t::effort_remove(l))}</div>
            </form></details>
    }
    .into_html()
}

fn edit(ctx: &Ctx, a: &Agreement, form: &EffortForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let f = Form::new(l, problem, t::effort_label);
    let version = problem.stale.map_or_else(|| form.version.clone(), |v| v.to_string());
    let cancel = (!form.id.is_empty()).then(|| view! { <a href=ctx.href(paths::efforts(&a.slug))>{c::cancel(l)}</a> });
    view! {
        <form class="form" method="post" action=ctx.href(paths::efforts(&a.slug)) novalidate>
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="id" value=form.id.clone() /><input type="hidden" name="version" value=version />
            {f.input("title", &form.title, Options { max: Some(TITLE_MAX), ..Options::default() })}
            {f.input("whom", &form.whom, Options { max: Some(WHOM_MAX), help: Some(t::help_whom(l).into()), ..Options::default() })}
            {f.input("due", &form.due, Options { kind: "date", short: true, ..Options::default() })}
            <p class="tells">{t::effort_tells(l, a.curator_name.get(l))}</p>
            <div class="acts"><button class="button">{c::save(l)}</button>{cancel}</div>
        </form>
    }
    .into_html()
}
