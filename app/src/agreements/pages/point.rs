//! A principle or a commitment: its text, what it is tied to, and the issues that point at it.

use super::{owners, paragraphs};
use crate::agreements::service::{self, Pointing};
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::i18n::{agreements as t, plural};
use crate::issues::list::{
    self, IssueRow,
    filter::{Group, address},
};
use crate::shell::{Nav, Page, PageResult};
use crate::ui::prelude::*;
use crate::{paths, ui};
use axum::extract::Path;
use chrono::NaiveDate;

/// A principle.
pub async fn principle(ctx: Ctx, Path((agreement, number)): Path<(String, String)>) -> PageResult {
    let l = ctx.locale;
    let (p, of) = service::principle(&ctx, &agreement, numbered(&number)?).await?;
    let a = &of.agreement;
    let commitments: Vec<_> = a
        .commitments
        .iter()
        .filter(|c| c.principles.contains(&p.number))
        .map(|c| {
            let issues = of.counts.iter().find(|n| n.commitment && n.id == c.id.0).map_or(0, |n| n.count);
            view! {
                <li><h3><a href=ctx.href(paths::commitment(&a.slug, c.number))>{c.title.get(l).to_string()}</a></h3>
                    <p class="meta">{owners(l, c.owner)}<span>{t::issues(l, issues)}</span></p></li>
            }
        })
        .collect();
    let related = if commitments.is_empty() {
        view! { <p class="quiet">{t::principle_no_commitments(l)}</p> }.into_html()
    } else {
        view! { <ul class="rows">{commitments}</ul> }.into_html()
    };
    let related = view! { <section aria-labelledby="at"><h2 id="at">{t::principle_commitments(l)}</h2>{related}</section> }.into_html();
    let title = p.title.get(l).to_string();
    let content = view! {
        <section class="head">{crumbs(&ctx, &of)}<p class="quiet">{t::principle_of(l, p.number, a.principles.len())}</p>
            <h1>{title.clone()}</h1><div class="prose">{paragraphs(p.text.get(l))}</div></section>
        {body(&ctx, &of, related, ("princip", p.number))}
    };
    Ok(Page::new(title).of(a, Nav::Agreement).render(&ctx, content.into_html()))
}

/// A commitment.
pub async fn commitment(ctx: Ctx, Path((agreement, number)): Path<(String, String)>) -> PageResult {
    let l = ctx.locale;
    let (c, of) = service::commitment(&ctx, &agreement, numbered(&number)?).await?;
    let a = &of.agreement;
    let principles: Vec<_> = c
        .principles
        .iter()
        .filter_map(|n| a.principle(*n))
        .map(|p| view! { <li><h3><a href=ctx.href(paths::principle(&a.slug, p.number))>{format!("{}. {}", p.number, p.title.get(l))}</a></h3></li> })
        .collect();
    let related = (!principles.is_empty()).then(|| {
        view! { <section aria-labelledby="pr"><h2 id="pr">{t::commitment_principles(l)}</h2><ul class="rows">{principles}</ul></section> }
    });
    let title = c.title.get(l).to_string();
    let content = view! {
        <section class="head">{crumbs(&ctx, &of)}<p class="quiet">{t::commitment_of(l, c.number, a.commitments.len())}</p>
            <h1>{title.clone()}</h1><p class="meta"><span>{t::commitment_owner(l)}</span>{owners(l, c.owner)}</p>
            <div class="prose">{paragraphs(c.text.get(l))}</div></section>
        {body(&ctx, &of, related.into_html(), ("atagande", c.number))}
    };
    Ok(Page::new(title).of(a, Nav::Agreement).render(&ctx, content.into_html()))
}

/// The number in an address.
fn numbered(part: &str) -> Result<i64> {
    part.parse().map_err(|_| AppError::NotFound)
}

fn crumbs(ctx: &Ctx, of: &Pointing) -> Html {
    let a = &of.agreement;
    ui::breadcrumbs(ctx, a, vec![(paths::about(&a.slug), a.name.get(ctx.locale).to_string())])
}

/// What it is tied to, the issues, and beside them what is overdue.
fn body(ctx: &Ctx, of: &Pointing, related: Html, filter: (&'static str, i64)) -> Html {
    let l = ctx.locale;
    let a = &of.agreement;
    let all = ctx.href(address(&paths::issues(&a.slug), &[("lage", Group::All.code().into()), (filter.0, filter.1.to_string())]));
    let promises = ctx.href(address(&paths::promises(&a.slug), &[(filter.0, filter.1.to_string())]));
    let issues = if of.issues.is_empty() {
        view! { <p class="quiet">{t::point_no_issues(l)}</p> }.into_html()
    } else {
        let words = plural(of.total, t::point_all_one(l).to_string(), t::point_all_many(l, of.total));
        view! { {list::rows(ctx, a, of.issues.clone(), list::Shown::ALL)}<p class="quiet"><a class="more" href=all>{words}</a></p> }.into_html()
    };
    let late: Vec<_> = of.late.iter().map(|(due_on, row)| clock(ctx, &a.slug, *due_on, row)).collect();
    let late = if late.is_empty() {
        view! { <p class="quiet">{t::point_nothing_late(l)}</p> }.into_html()
    } else {
        view! { <ul class="clocks">{late}</ul> }.into_html()
    };
    view! {
        <div class="two"><div class="stack">{related}<section aria-labelledby="fp"><h2 id="fp">{t::point_issues(l)}</h2>{issues}
            <p class="quiet"><a class="more" href=promises>{crate::i18n::promises::of_point(l)}</a></p></section></div>
            <aside class="stack"><section aria-labelledby="kl"><h2 class="h3" id="kl">{t::start_clock(l)}</h2>{late}</section></aside></div>
    }
    .into_html()
}

fn clock(ctx: &Ctx, agreement: &str, due_on: NaiveDate, row: &IssueRow) -> Html {
    let l = ctx.locale;
    let kind = if row.next_on == Some(due_on) { row.next_kind } else { Some(ClockKind::Action) };
    view! {
        <li class="late">{ui::time_tag(l, due_on, ctx.today())}
            <div><a href=ctx.href(paths::issue(agreement, row.number, &row.slug)) lang=ui::lang_of(l, &row.lang)>{row.title.clone()}</a>
                <p class="meta">{ui::late_state(l, due_on, ctx.today())}<span>{list::missed(l, kind)}</span></p></div></li>
    }
    .into_html()
}
