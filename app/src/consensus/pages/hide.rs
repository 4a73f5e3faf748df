//! The page on which the words of an answer are hidden, or shown.

use super::number_of;
use super::proposal::{name, paragraphs};
use crate::consensus::rules::REASON;
use crate::consensus::service;
use crate::context::Ctx;
use crate::i18n::{common as c, consensus as t};
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{HideForm, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use axum::extract::Path;

/// The page.
pub async fn hide(ctx: Ctx, Path((agreement, number, answer)): Path<(String, String, String)>) -> PageResult {
    hide_page(&ctx, &agreement, (number_of(&number)?, number_of(&answer)?), &HideForm::default(), &Problem::default()).await
}

/// The page, as typed.
pub async fn hide_page(ctx: &Ctx, agreement: &str, (number, answer): (i64, i64), form: &HideForm, problem: &Problem) -> PageResult {
    let seen = service::hiding(ctx, agreement, number, answer).await?;
    let l = ctx.locale;
    let (a, given) = (&seen.agreement, &seen.given);
    let f = Form::new(l, problem, t::label);
    let path = paths::proposal(&a.slug, number);
    let (title, lead, tells) = if given.hidden {
        (t::words_show(l, answer), t::words_show_lead(l), t::words_show_tells(l))
    } else {
        (t::words_hide(l, answer), t::words_hide_lead(l), t::words_hide_tells(l))
    };
    let help = (!given.hidden).then(|| t::words_hide_help(l).into());
    let trail = vec![(paths::consensus(&a.slug), t::title(l).to_string()), (path.clone(), t::proposal_heading(l, number))];
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{title.clone()}</h1><p class="lead">{lead}</p></section>
        <article class="post"><p class="meta"><span>{name(l, &seen.asked)}</span><span>{t::given(l, Some(given.kind))}</span></p>
            <div class="prose" lang=ui::lang_of(l, &given.lang)>{paragraphs(&given.reason)}</div></article>
        <form class="form" method="post" action=ctx.href(format!("{path}/dolj/{answer}")) novalidate>
            {f.summary()}{hidden(ctx, &form.key, problem)}<input type="hidden" name="show" value=if given.hidden { "1" } else { "" } />
            {f.area("reason", &form.reason, Options { rows: 3, max: Some(REASON.1), help, ..Options::default() })}
            {f.language(&form.lang)}
            <p class="tells">{tells}</p>
            <div class="acts"><button class="button">{title.clone()}</button><a href=ctx.href(&path)>{c::cancel(l)}</a></div>
        </form>
    };
    Ok(Page::new(title).of(a, Nav::Agreement).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html()))
}
