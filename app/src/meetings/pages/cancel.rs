//! Cancelling a meeting, or all that come in its series.

use super::{part_of, path_of};
use crate::context::Ctx;
use crate::i18n::{agenda as p, common as c, meetings as t};
use crate::meetings::inputs::CancelForm;
use crate::meetings::rules::{MeetingAct, transition};
use crate::meetings::service::{self, MeetingView};
use crate::meetings::types::MeetingState;
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use axum::extract::Path;

/// The form that cancels a meeting.
pub async fn cancel(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    cancel_page(&ctx, &agreement, super::number(&part)?, None, &Problem::default()).await
}

/// The form that cancels a meeting, as typed if it was.
pub async fn cancel_page(ctx: &Ctx, agreement: &str, number: i64, typed: Option<&CancelForm>, problem: &Problem) -> PageResult {
    let (seen, form) = service::cancel_page(ctx, agreement, number, typed).await?;
    let m = &seen.meeting;
    if transition(m.state, MeetingAct::Cancel).is_none() || m.starts_at <= ctx.now() {
        // the form is not shown for what can only be refused
        let view = too_late(ctx, &seen);
        let page = Page::new(t::cancel_title(ctx.locale)).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow");
        return Ok(page.status(http::StatusCode::CONFLICT).render(ctx, view));
    }
    let view = cancel_view(ctx, &seen, &form, problem);
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(t::cancel_title(ctx.locale)).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(status).render(ctx, view))
}

fn cancel_label(l: crate::i18n::Locale, field: &str) -> &'static str {
    match field {
        "next" => t::field_next(l),
        "which" => p::field_which(l),
        _ => t::field_reason(l),
    }
}

/// In place of the form: why there is none.
fn too_late(ctx: &Ctx, seen: &MeetingView) -> Html {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).to_string()), (path_of(a, m), m.title.clone())];
    let words = if m.state == MeetingState::Cancelled { t::cancel_done(l) } else { t::cancel_begun(l) };
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{t::cancel_title(l)}</h1></section>
        <div class="flash warning" role="status"><p>{words}</p></div>
        <p class="acts"><a class="button" href=ctx.href(path_of(a, m))>{t::to_meeting(l)}</a></p>
    }
    .into_html()
}

fn cancel_view(ctx: &Ctx, seen: &MeetingView, f: &CancelForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let form = Form::new(l, problem, cancel_label);
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).to_string()), (path_of(a, m), m.title.clone())];
    let next = seen.items.iter().any(|i| i.here).then(|| form.input("next", &f.next, Options { kind: "date", short: true, ..Options::default() }));
    let which = m.series_id.map(|_| {
        let chosen = if f.which.is_empty() { "one".to_string() } else { f.which.clone() };
        let choices = vec![("one".into(), p::which_one(l).into(), String::new()), ("coming".into(), p::which_coming(l).into(), String::new())];
        form.choices("which", false, &[chosen], choices, Options::default())
    });
    // those that come later may have issues, though this one has none
    let next = if m.series_id.is_some() && next.is_none() {
        Some(form.input("next", &f.next, Options { kind: "date", short: true, optional: true, ..Options::default() }))
    } else {
        next
    };
    // nothing goes back where nothing was chosen
    let lead = if next.is_some() { t::cancel_lead(l) } else { t::cancel_lead_none(l) };
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{t::cancel_title(l)}</h1><p class="lead">{lead}</p></section>
        <form class="form" method="post" action=ctx.href(part_of(a, m, "stall-in")) novalidate>
            {form.summary()}
            {hidden(ctx, &f.key, problem)}
            {form.area("reason", &f.reason, Options { rows: 3, max: Some(2000), help: super::language_hint(l, m).map(String::from), ..Options::default() })}
            {next}
            {which}
            <div class="acts"><button class="button">{t::cancel_send(l)}</button><a href=ctx.href(path_of(a, m))>{t::cancel_back(l)}</a></div>
        </form>
    }
    .into_html()
}
