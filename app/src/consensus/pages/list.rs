//! Proposals in a list, and the review of the model.

use super::{about, state_class};
use crate::consensus::service::{self, ProposalList, ReviewForm};
use crate::consensus::store::Proposal;
use crate::consensus::types::{ProposalState, Shown};
use crate::context::Ctx;
use crate::i18n::{common, consensus as t, dates};
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use crate::{paths, time};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// What the list's address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// Which proposals, by their code.
    pub visa: String,
    /// Slug of a forum.
    pub forum: String,
    /// Slug of a body.
    pub organ: String,
    /// Number before which older ones are shown.
    pub fore: String,
}

/// All proposals.
pub async fn proposals(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<ListQuery>) -> PageResult {
    list_page(&ctx, &agreement, &query, &ReviewForm::default(), &Problem::default()).await
}

/// All proposals, with what was wrong with the form about the model.
pub async fn list_page(ctx: &Ctx, agreement: &str, query: &ListQuery, typed: &ReviewForm, problem: &Problem) -> PageResult {
    let shown = query.visa.parse().unwrap_or(Shown::Open);
    let list = service::proposals(ctx, agreement, shown, (&query.forum, &query.organ), query.fore.parse().ok()).await?;
    let l = ctx.locale;
    let a = &list.agreement;
    let path = |shown: Shown| {
        let narrowed = match (&list.forum, &list.body) {
            (Some(slug), _) => format!("&forum={}", paths::encode(slug)),
            (_, Some(slug)) => format!("&organ={}", paths::encode(slug)),
            _ => String::new(),
        };
        ctx.href(format!("{}?visa={shown}{narrowed}", paths::consensus(&a.slug)))
    };
    let tabs: Vec<_> = Shown::ALL
        .iter()
        .map(|s| {
            let current = (*s == list.shown).then_some("page");
            view! { <li><a href=path(*s) aria-current=current>{t::shown(l, *s)}" "<span class="count">{list.count(*s)}</span></a></li> }
        })
        .collect();
    let rows: Vec<_> = list.proposals.iter().map(|p| row(ctx, &list, p)).collect();
    let rows = if rows.is_empty() { ui::empty(t::none_title(l), t::none_text(l), None) } else { view! { <ul class="rows">{rows}</ul> }.into_html() };
    let pager = ui::Pager { previous: (!query.fore.is_empty()).then(|| path(list.shown)), next: list.more.map(|n| format!("{}&fore={n}", path(list.shown))) };
    let content = view! {
        {head(ctx, &list)}
        <nav class="tabs" aria-label=t::which(l)><ul>{tabs}</ul></nav>
        {rows}
        {ui::pager(l, pager)}
        {review(ctx, &list, typed, problem)}
    };
    Ok(Page::new(t::title(l)).of(a, Nav::Agreement).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html()))
}

fn head(ctx: &Ctx, list: &ProposalList) -> Html {
    let l = ctx.locale;
    let a = &list.agreement;
    let om = match (&list.forum, &list.body) {
        (Some(slug), _) => format!("?om=forum-{}", paths::encode(slug)),
        (_, Some(slug)) => format!("?om=organ-{}", paths::encode(slug)),
        _ => String::new(),
    };
    let narrowed = match list.forum.as_deref().and_then(|slug| a.forum(slug)) {
        Some(f) => Some(t::narrowed_forum(l, f.name.get(l))),
        None => list.body.as_ref().map(|_| t::narrowed_body(l).to_string()),
    };
    let narrowed = narrowed.map(|words| view! { <p>{words}" "<a href=ctx.href(paths::consensus(&a.slug))>{t::show_all(l)}</a></p> });
    let new = list.may_try.then(|| {
        let href = ctx.href(format!("{}{om}", paths::new_proposal(&a.slug)));
        view! { <p class="acts"><a class="button" href=href>{t::new_link(l)}</a></p> }
    });
    let trail = vec![(paths::about(&a.slug), common::the_agreement(l).to_string())];
    view! { <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{t::title(l)}</h1><p class="lead">{t::lead(l)}</p>{narrowed}{new}</section> }.into_html()
}

fn row(ctx: &Ctx, list: &ProposalList, p: &Proposal) -> Html {
    let l = ctx.locale;
    let a = &list.agreement;
    let today = ctx.today();
    let day = match (p.state, p.closed_on) {
        (ProposalState::Open, _) | (_, None) => view! { <span>{t::due(l)}" "{ui::time_tag(l, p.until_on, today)}</span> }.into_html(),
        (_, Some(closed)) => ui::time_tag(l, closed, today),
    };
    let numbers = if p.state == ProposalState::Lapsed { t::not_passed(l, &p.tally()) } else { t::result(l, &p.tally()) };
    view! {
        <li><h2 class="h3"><a href=ctx.href(paths::proposal(&a.slug, p.number)) lang=ui::lang_of(l, &p.lang)>{p.title.clone()}</a></h2>
            <p class="meta"><span class=state_class(p.state)>{t::state(l, p.state)}</span>{about(ctx, a, p)}
                {ui::voice(&p.organisation_name, p.organisation_side, p.organisation_id == a.curator_id)}{day}</p>
            <p class="quiet">{numbers}</p></li>
    }
    .into_html()
}

/// When the model is reviewed, and for the kansli the form that says that it was.
fn review(ctx: &Ctx, list: &ProposalList, typed: &ReviewForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let a = &list.agreement;
    let today = ctx.today();
    let due = match list.review_due_on {
        None => view! { <p class="quiet">{t::review_none(l)}</p> }.into_html(),
        Some(d) => {
            let late = time::days_late(d, today) > 0;
            let (class, words) = if late { ("due late", t::review_late(l)) } else { ("due", t::review_due(l)) };
            let late = ui::late_state(l, d, today);
            view! { <p class=class><span>{words}</span>" "<b><time datetime=d.to_string()>{dates::weekday_day(l, d, today)}</time></b>" "{late}</p> }
                .into_html()
        }
    };
    let f = Form::new(l, problem, t::label_review);
    let open = problem.status.is_client_error();
    let form = list.may_review.then(|| {
        view! {
            <details class="more noprint" open=open><summary>{t::review_form(l)}</summary>
                <form class="form" method="post" action=ctx.href(paths::model_review(&a.slug)) novalidate>
                    {f.summary()}{hidden(ctx, &typed.key, problem)}
                    {f.area("reason", &typed.reason, Options { rows: 4, max: Some(2000), help: Some(t::review_help(l).into()), ..Options::default() })}
                    {f.language(&typed.lang)}
                    <div class="acts"><button class="button second">{t::review_send(l)}</button></div>
                </form></details>
        }
    });
    view! { <section id="modellen" class="flow" aria-labelledby="mo"><h2 id="mo">{t::review_title(l)}</h2><p>{t::review_text(l)}</p>{due}{form}</section> }
        .into_html()
}
