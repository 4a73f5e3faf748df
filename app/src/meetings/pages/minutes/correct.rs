//! Corrections of published minutes.

use super::adjust::plain;
use crate::context::Ctx;
use crate::i18n::{common as c, meetings as t, minutes as p};
use crate::meetings::inputs::after::CorrectionForm;
use crate::meetings::pages::agenda::title_of;
use crate::meetings::pages::{number, part_of, path_of};
use crate::meetings::service::{self, CorrectionPage};
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use axum::extract::Path;

/// The form of a correction.
pub async fn correct(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    correct_page(&ctx, &agreement, number(&part)?, &CorrectionForm::default(), &Problem::default()).await
}

/// The same, as typed.
pub async fn correct_page(ctx: &Ctx, agreement: &str, number: i64, typed: &CorrectionForm, problem: &Problem) -> PageResult {
    let seen = service::correction_page(ctx, agreement, number).await?;
    let view = view(ctx, &seen, typed, problem);
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(p::correct_title(ctx.locale)).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(status).render(ctx, view))
}

fn view(ctx: &Ctx, seen: &CorrectionPage, f: &CorrectionForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let form = Form::new(l, problem, t::label);
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).to_string()), (path_of(a, m), m.title.clone())];
    let labels = service::labels(seen.items.iter().map(|i| i.parent_id.is_some()));
    let items = seen.items.iter().zip(labels).enumerate().map(|(i, (item, label))| ((i + 1).to_string(), format!("{label}. {}", title_of(l, item).0)));
    let items = std::iter::once((String::new(), p::whole_minutes(l).to_string())).chain(items).collect();
    let lang = if f.lang.is_empty() { m.lang.clone() } else { f.lang.clone() };
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{p::correct_title(l)}</h1><p class="lead">{p::correct_lead(l)}</p></section>
        <form class="form" method="post" action=ctx.href(part_of(a, m, "rattelser")) novalidate>
            {form.summary()}
            {hidden(ctx, &f.key, problem)}
            {form.select("item", &f.item, items, Options::default())}
            {form.area("correction", &f.correction, Options { rows: 4, max: Some(4000), ..Options::default() })}
            {form.area("reason", &f.reason, Options { rows: 3, max: Some(2000), ..Options::default() })}
            {form.language(&lang)}
            <p class="tells">{p::correct_tells(l)}</p>
            <div class="acts"><button class="button">{p::correct_send(l)}</button><a href=ctx.href(path_of(a, m))>{c::cancel(l)}</a></div>
        </form>
    }
    .into_html()
}

/// A correction as text.
pub async fn correction_text(ctx: Ctx, Path((agreement, part, nth)): Path<(String, String, i64)>) -> PageResult {
    let number = number(&part)?;
    let (text, _) = service::correction_text(&ctx, &agreement, number, nth).await?;
    Ok(plain(&format!("{agreement}-{number}-rattelse-{nth}"), text))
}
