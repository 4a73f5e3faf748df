//! What a meeting is documented with: files, and where its recording lies.

use super::{part_of, path_of};
use crate::attachments::of_meeting::{self, MOST, OfMeeting};
use crate::attachments::pages::file;
use crate::attachments::rules::TITLE_MAX;
use crate::attachments::service::AttachForm;
use crate::attachments::types::{AttachmentKind, Shown};
use crate::context::Ctx;
use crate::i18n::{attachments as f, common as c, meetings as t, minutes as p};
use crate::meetings::inputs::after::RecordingForm;
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use axum::extract::Path;

/// The page.
pub async fn documentation(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    documentation_page(&ctx, &agreement, super::number(&part)?, None, None, &Problem::default()).await
}

/// The page, with the form that failed as it was typed.
pub async fn documentation_page(
    ctx: &Ctx,
    agreement: &str,
    number: i64,
    recording: Option<&RecordingForm>,
    attach: Option<&AttachForm>,
    problem: &Problem,
) -> PageResult {
    let seen = of_meeting::open(ctx, agreement, number).await?;
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let none = Problem::default();
    // what is wrong stands at the form that was sent
    let (of_recording, of_file) = if recording.is_some() { (problem, &none) } else { (&none, problem) };
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).to_string()), (path_of(a, m), m.title.clone())];
    let items: Vec<_> = seen.attached.iter().map(|x| attached(ctx, &seen, x)).collect();
    let list = if items.is_empty() { view! { <p class="quiet">{p::no_files(l)}</p> }.into_html() } else { view! { <ul class="rows">{items}</ul> }.into_html() };
    let forms = if seen.may_add {
        let first = recording.is_none().then(|| attach_form(ctx, &seen, attach, of_file));
        let recording_form = recording_form(ctx, &seen, recording, of_recording);
        let last = recording.is_some().then(|| attach_form(ctx, &seen, attach, of_file));
        view! { {first}{recording_form}{last} }.into_html()
    } else {
        view! { <p class="quiet">{p::documentation_early(l)}</p> }.into_html()
    };
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{p::documentation(l)}</h1><p class="lead">{p::documentation_lead(l)}</p></section>
        <section aria-labelledby="nu"><h2 class="h3" id="nu">{f::now(l)}</h2>{list}</section>
        {forms}
        <p><a href=ctx.href(path_of(a, m))>{p::back_to_meeting(l)}</a></p>
    };
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(p::documentation(l)).of(a, Nav::Meetings).layout("wrap stack narrow").status(status).render(ctx, content.into_html()))
}

fn attached(ctx: &Ctx, seen: &OfMeeting, x: &Shown) -> Html {
    let l = ctx.locale;
    let href = ctx.href(part_of(&seen.agreement, &seen.meeting, &format!("bilagor/{}", x.number)));
    let picture = (x.kind != AttachmentKind::Pdf).then(|| {
        view! { <img class="small" src=format!("{href}?liten=1") alt="" width=x.width.to_string() height=x.height.to_string() loading="lazy" /> }
    });
    view! {
        <li class="split"><div>{picture}<p><a href=href.clone() lang=ui::lang_of(l, &x.lang)>{x.title.clone()}</a></p><p class="quiet">{f::facts(l, x.kind, x.bytes)}</p></div>
            <form method="post" action=format!("{href}/ta-bort")>{hidden(ctx, "", &Problem::default())}
                <button class="button second">{f::remove(l)}<span class="vh">{format!(": {}", x.title)}</span></button></form></li>
    }
    .into_html()
}

fn attach_form(ctx: &Ctx, seen: &OfMeeting, typed: Option<&AttachForm>, problem: &Problem) -> Html {
    let l = ctx.locale;
    let form = Form::new(l, problem, f::label);
    if !seen.has_room() {
        return view! { <div class="flow">{form.summary()}<p class="quiet">{p::documentation_full(l, MOST)}</p></div> }.into_html();
    }
    let typed = typed.cloned().unwrap_or_default();
    let anew = problem.status != http::StatusCode::OK;
    view! {
        <section aria-labelledby="ny"><h2 class="h3" id="ny">{f::add_title(l)}</h2>
            <form class="form" method="post" enctype="multipart/form-data" action=ctx.href(part_of(&seen.agreement, &seen.meeting, "bilagor")) novalidate>
                {form.summary()}
                {hidden(ctx, &typed.key, problem)}
                {file(ctx, &form, problem, anew)}
                {form.area("title", &typed.title, Options { rows: 2, max: Some(TITLE_MAX), help: Some(f::title_help(l).into()), ..Options::default() })}
                {form.language(&typed.lang)}
                <div class="acts"><button class="button">{f::add_button(l)}</button></div>
            </form></section>
    }
    .into_html()
}

fn recording_form(ctx: &Ctx, seen: &OfMeeting, typed: Option<&RecordingForm>, problem: &Problem) -> Html {
    let l = ctx.locale;
    let m = &seen.meeting;
    let form = Form::new(l, problem, t::label);
    let version = problem.stale.unwrap_or(m.version);
    let url = typed.map_or_else(|| m.recording_url.clone(), |f| f.recording.clone());
    let help = Some(p::recording_help(l).to_string());
    view! {
        <section aria-labelledby="in"><h2 class="h3" id="in">{p::recording(l)}</h2>
            <form class="form" method="post" action=ctx.href(part_of(&seen.agreement, m, "dokumentation")) novalidate>
                {form.summary()}
                {hidden(ctx, typed.map_or("", |f| f.key.as_str()), problem)}
                <input type="hidden" name="version" value=version />
                {form.input("recording", &url, Options { kind: "url", max: Some(500), optional: true, help, ..Options::default() })}
                <div class="acts"><button class="button second">{p::recording_save(l)}</button></div>
            </form></section>
    }
    .into_html()
}
