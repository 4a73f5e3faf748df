//! The page on which a wish is hidden, or shown again.

use super::wish::paragraphs;
use crate::context::Ctx;
use crate::i18n::{common as c, planning as t};
use crate::paths;
use crate::planning::service;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{HideForm, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use axum::extract::Path;

/// The page.
pub async fn hide(ctx: Ctx, Path((agreement, number)): Path<(String, String)>) -> PageResult {
    let number = number.parse().map_err(|_| crate::error::AppError::NotFound)?;
    page(&ctx, &agreement, number, &HideForm::default(), &Problem::default()).await
}

/// The page, as typed.
pub async fn page(ctx: &Ctx, agreement: &str, number: i64, form: &HideForm, problem: &Problem) -> PageResult {
    let (a, w) = service::hiding(ctx, agreement, number).await?;
    let l = ctx.locale;
    let f = Form::new(l, problem, t::label);
    let path = paths::wish(&a.slug, number);
    let show = w.hidden;
    let (title, lead, tells, button) = if show {
        (t::restore_title(l, number), t::restore_lead(l), t::restore_tells(l), t::restore_button(l))
    } else {
        (t::hide_title(l, number), t::hide_lead(l), t::hide_tells(l), t::hide_button(l))
    };
    let help = (!show).then(|| t::hide_help(l).into());
    let trail = vec![(paths::wishes(&a.slug), t::wishes_title(l).into()), (path.clone(), t::wish_heading(l, number))];
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, &a, trail)}<h1>{title.clone()}</h1><p class="lead">{lead}</p></section>
        <article class="post"><p class="meta">{ui::voice(&w.organisation_name, w.organisation_side, false)}</p>
            <div class="prose" lang=ui::lang_of(l, &w.lang)><p><b>{w.title.clone()}</b></p>{paragraphs(&w.why)}</div></article>
        <form class="form" method="post" action=ctx.href(format!("{path}/dolj")) novalidate>
            {f.summary()}{hidden(ctx, &form.key, problem)}<input type="hidden" name="show" value=if show { "1" } else { "" } />
            {f.area("reason", &form.reason, Options { rows: 3, max: Some(2000), help, ..Options::default() })}
            {f.language(&form.lang)}
            <p class="tells">{tells}</p>
            <div class="acts"><button class="button">{button}</button><a href=ctx.href(&path)>{c::cancel(l)}</a></div>
        </form>
    };
    Ok(Page::new(title).of(&a, Nav::Meetings).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html()))
}
