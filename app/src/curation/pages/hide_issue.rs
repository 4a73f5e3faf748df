//! The page on which an issue is hidden, or shown again.

use super::HideQuery;
use crate::context::Ctx;
use crate::curation::forms::issue_of;
use crate::curation::service_hide::HideForm;
use crate::curation::service_hide_issue;
use crate::i18n::{common, curation as t, issues};
use crate::issues::islands::Drafts;
use crate::paths;
use crate::phrases::pages as phrases;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::{Path, Query};

/// The page, just opened.
pub async fn hide_issue(ctx: Ctx, Path((agreement, issue)): Path<(String, String)>, Query(query): Query<HideQuery>) -> PageResult {
    let (number, _) = issue_of(&issue)?;
    hide_issue_page(&ctx, &agreement, number, &HideForm { ko: query.ko, ..HideForm::default() }, &Problem::default()).await
}

/// The page, as typed if it was.
pub async fn hide_issue_page(ctx: &Ctx, agreement: &str, number: i64, form: &HideForm, problem: &Problem) -> PageResult {
    let seen = service_hide_issue::hiding(ctx, agreement, number).await?;
    let (l, a, row) = (ctx.locale, &seen.agreement, &seen.row);
    let show = row.hidden_at.is_some();
    let (title, lead, tells, button) = if show {
        (t::restore_issue_title(l, number), t::restore_issue_lead(l), t::restore_issue_tells(l), t::restore_issue_button(l))
    } else {
        (t::hide_issue_title(l, number), t::hide_issue_lead(l), t::hide_issue_tells(l), t::hide_issue_button(l))
    };
    let f = Form::new(l, problem, t::field);
    let issue = paths::issue(&a.slug, row.number, &row.slug);
    let lang = ui::lang_of(l, &row.lang);
    let texts = [
        (None, &row.what_html),
        (Some(issues::why_heading(l)), &row.why_html),
        (Some(issues::whom_heading(l)), &row.whom_html),
        (Some(issues::ask_heading(l)), &row.ask_html),
    ];
    let texts: Vec<_> = texts
        .into_iter()
        .filter(|(_, html)| !html.is_empty())
        .map(|(heading, html)| {
            let heading = heading.map(|heading| view! { <h3>{heading}</h3> });
            view! { {heading}<div class="prose" lang=lang.clone() inner_html=ui::prose(l, html)></div> }
        })
        .collect();
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(issue.clone(), issues::issue_number(l, number))])}<h1>{title.clone()}</h1><p class="lead">{lead}</p></section>
        <article class="post"><p class="meta">{ui::voice(&row.who, row.side, false)}</p><h2 class="h3" lang=lang.clone()>{row.title.clone()}</h2>{texts}
            {crate::attachments::view::list(ctx, &issue, row.attached.as_deref())}</article>
        <form class="form" method="post" action=ctx.href(format!("{issue}/dolj")) novalidate>
            {phrases::default_button(&seen.phrases, button)}
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="ko" value=form.ko.clone() />
            <input type="hidden" name="show" value=if show { "1" } else { "" } />
            {f.area("reason", &form.reason, Options { help: Some(t::help_reason(l).into()), rows: 3, max: Some(2000), ..Options::default() })}
            {phrases::picker(ctx, a, &seen.phrases, &form.fras, &f)}
            {f.language(&form.lang)}
            <Drafts l=l/>
            <p class="tells">{tells}</p>
            <div class="acts"><button class="button">{button}</button><a href=ctx.href(&issue)>{common::cancel(l)}</a></div>
        </form>
    };
    Ok(Page::new(title).of(a, Nav::Issues).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html()))
}
