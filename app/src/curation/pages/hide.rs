//! The page on which a contribution is hidden, or shown again.

use crate::context::Ctx;
use crate::curation::forms::issue_of;
use crate::curation::service_hide::{self, HideForm};
use crate::i18n::curation as t;
use crate::issues::islands::Drafts;
use crate::paths;
use crate::phrases::pages as phrases;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// What the address may carry.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct HideQuery {
    /// Queue of the desk to come back to.
    pub ko: String,
}

/// The page, just opened.
pub async fn hide(ctx: Ctx, Path((agreement, issue, contribution)): Path<(String, String, i64)>, Query(query): Query<HideQuery>) -> PageResult {
    let (number, _) = issue_of(&issue)?;
    hide_page(&ctx, &agreement, number, contribution, &HideForm { ko: query.ko, ..HideForm::default() }, &Problem::default()).await
}

/// The page, as typed if it was.
pub async fn hide_page(ctx: &Ctx, agreement: &str, number: i64, contribution: i64, form: &HideForm, problem: &Problem) -> PageResult {
    let seen = service_hide::hiding(ctx, agreement, number, contribution).await?;
    let l = ctx.locale;
    let show = seen.row.hidden_at.is_some();
    let (title, tells, button) = if show {
        (t::restore_title(l, contribution), t::restore_tells(l), t::restore_button(l))
    } else {
        (t::hide_title(l, contribution), t::hide_tells(l), t::hide_button(l))
    };
    let f = Form::new(l, problem, t::field);
    let issue = paths::issue(&seen.agreement.slug, seen.issue, &seen.slug);
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, &seen.agreement, vec![(issue.clone(), seen.title.clone())])}<h1>{title.clone()}</h1><p class="lead">{if show { t::restore_lead(l) } else { t::hide_lead(l) }}</p></section>
        <article class="post"><p class="meta"><span class="voice">{seen.row.who.clone()}</span></p>
            <div class="prose" lang=ui::lang_of(l, &seen.row.lang) inner_html=ui::prose(l, &seen.row.html)></div>
            {crate::attachments::view::list(ctx, &issue, seen.row.attached.as_deref())}</article>
        <form class="form" method="post" action=ctx.href(format!("{issue}/inlagg/{contribution}/dolj")) novalidate>
            {phrases::default_button(&seen.phrases, button)}
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="ko" value=form.ko.clone() />
            <input type="hidden" name="show" value=if show { "1" } else { "" } />
            {f.area("reason", &form.reason, Options { help: Some(t::help_reason_hide(l).into()), rows: 3, max: Some(2000), ..Options::default() })}
            {phrases::picker(ctx, &seen.agreement, &seen.phrases, &form.fras, &f)}
            {f.language(&form.lang)}
            <Drafts l=l/>
            <p class="tells">{tells}</p>
            <div class="acts"><button class="button">{button}</button><a href=ctx.href(&issue)>{crate::i18n::common::cancel(l)}</a></div>
        </form>
    };
    Ok(Page::new(title).of(&seen.agreement, Nav::Issues).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html()))
}
