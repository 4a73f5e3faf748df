//! The page on which a contribution becomes an issue of its own.

use crate::context::Ctx;
use crate::curation::forms::issue_of;
use crate::curation::service_split::{self, SplitForm};
use crate::curation::service_subject::preset;
use crate::i18n::curation as t;
use crate::issues::islands::Drafts;
use crate::issues::types::IssueAct;
use crate::paths;
use crate::phrases::pages as phrases;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::Path;

/// The page, just opened.
pub async fn split(ctx: Ctx, Path((agreement, issue, contribution)): Path<(String, String, i64)>) -> PageResult {
    let (number, _) = issue_of(&issue)?;
    let form = SplitForm { next_on: preset(IssueAct::Accept, ctx.today()).to_string(), ..SplitForm::default() };
    split_page(&ctx, &agreement, number, contribution, form, &Problem::default()).await
}

/// The page, as typed if it was.
pub async fn split_page(ctx: &Ctx, agreement: &str, number: i64, contribution: i64, mut form: SplitForm, problem: &Problem) -> PageResult {
    let seen = service_split::splitting(ctx, agreement, number, contribution).await?;
    let (l, a) = (ctx.locale, &seen.agreement);
    let title = t::split_title(l, contribution);
    let f = Form::new(l, problem, t::field);
    let issue = paths::issue(&a.slug, number, &seen.row.issue_slug);
    if form.forum.is_empty() {
        form.forum = a.forum_by_id(seen.row.forum_id).map(|f| f.slug.clone()).unwrap_or_default();
    }
    let forums: Vec<_> = a.forums.iter().filter(|x| !x.retired).map(|x| (x.slug.clone(), x.name.get(l).to_string())).collect();
    let forum = (!forums.is_empty()).then(|| f.select("forum", &form.forum, forums, Options::default()));
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(issue.clone(), seen.row.issue_title.clone())])}<h1>{title.clone()}</h1><p class="lead">{t::split_lead(l)}</p></section>
        <article class="post"><p class="meta"><span class="voice">{seen.row.who.clone()}</span></p>
            <div class="prose" lang=ui::lang_of(l, &seen.row.lang) inner_html=ui::prose(l, &seen.row.html)></div></article>
        <form class="form" method="post" action=ctx.href(format!("{issue}/inlagg/{contribution}/bryt-ut")) novalidate>
            {phrases::default_button(&seen.phrases, t::split_button(l))}
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="version" value=seen.row.version.to_string() />
            {f.input("title", &form.title, Options { max: Some(120), help: Some(t::help_title(l).into()), ..Options::default() })}
            {forum}
            {f.area("reason", &form.reason, Options { help: Some(t::help_reason(l).into()), rows: 3, max: Some(2000), ..Options::default() })}
            {phrases::picker(ctx, a, &seen.phrases, &form.fras, &f)}
            {f.input("next_on", &form.next_on, Options { kind: "date", short: true, ..Options::default() })}
            {f.language(&form.lang)}
            <Drafts l=l/>
            <p class="tells">{t::split_tells(l)}</p>
            <div class="acts"><button class="button">{t::split_button(l)}</button><a href=ctx.href(format!("{issue}#inlagg-{contribution}"))>{crate::i18n::common::cancel(l)}</a></div>
        </form>
    };
    Ok(Page::new(title).of(a, Nav::Issues).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html()))
}
