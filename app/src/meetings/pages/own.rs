//! The page behind the own link in the mail: confirm, change, cancel. Opening it changes nothing, so that mail scanners may.

use super::{hours, part_of, path_of, place};
use crate::context::Ctx;
use crate::i18n::{dates, meetings as t};
use crate::meetings::inputs::SignUpForm;
use crate::meetings::service::{self, OwnPage};
use crate::meetings::types::{MeetingState, RegistrationState};
use crate::shell::{Nav, Page, PageResult};
use crate::ui::{self, Form, Problem};
use crate::{paths, time};
use axum::extract::Path;
use leptos::prelude::*;

/// The own page.
pub async fn own(ctx: Ctx, Path((agreement, part, token)): Path<(String, String, String)>) -> PageResult {
    page(&ctx, &agreement, &part, &token, None, &Problem::default()).await
}

/// The own page, as typed when a form failed.
pub async fn page(ctx: &Ctx, agreement: &str, part: &str, token: &str, typed: Option<&SignUpForm>, problem: &Problem) -> PageResult {
    let seen = service::own_page(ctx, agreement, super::number(part)?, token, typed).await?;
    let view = view(ctx, &seen, token, typed.is_some(), problem);
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(t::own_title(ctx.locale)).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(status).private().render(ctx, view))
}

fn view(ctx: &Ctx, seen: &OwnPage, token: &str, typed: bool, problem: &Problem) -> AnyView {
    let l = ctx.locale;
    let (a, m, r) = (&seen.agreement, &seen.meeting, &seen.registration);
    let day = m.starts_local.date();
    let cancelled = m.state == MeetingState::Cancelled;
    let confirmed = r.state == RegistrationState::Confirmed;
    let content = match r.state {
        _ if cancelled => view! { <p>{t::own_meeting_cancelled(l)}</p> }.into_any(),
        RegistrationState::Cancelled => {
            view! { <p>{t::own_cancelled(l)}</p><p class="acts"><a class="button" href=ctx.href(path_of(a, m))>{t::to_meeting(l)}</a></p> }.into_any()
        }
        RegistrationState::Confirmed => details(ctx, seen, token, typed, problem),
        RegistrationState::Held | RegistrationState::Expired => confirm(ctx, seen, token),
    };
    let message = (!typed).then(|| Form::new(l, problem, t::label).summary());
    view! {
        <section class="head"><h1>{if confirmed || cancelled || r.state == RegistrationState::Cancelled { t::own_title(l) } else { t::own_confirm_title(l) }}</h1>{message}
            <article class="event box">{ui::date_block(l, day, cancelled)}<div><h2 class="h3"><a href=ctx.href(path_of(a, m)) lang=ui::lang_of(l, &m.lang)>{t::kind(l, m.kind)}": "{m.title.clone()}</a></h2>
                <p class="quiet">{dates::weekday_day(l, day, ctx.today())}" "{hours(l, m)}" · "{place(l, m)}</p>
                {cancelled.then(|| view! { <p><span class="state off">{t::cancelled(l)}</span></p> })}
                {confirmed.then(|| view! { <ul class="links"><li><a href=ctx.href(part_of(a, m, "kalender.ics"))>{t::calendar_one(l)}</a></li></ul> })}
            </div></article></section>
        {content}
    }
    .into_any()
}

fn own_path(ctx: &Ctx, seen: &OwnPage, token: &str, part: &str) -> String {
    format!("{}{part}", ctx.href(paths::own_registration(&seen.agreement.slug, seen.meeting.number, &seen.meeting.slug, token)))
}

fn confirm(ctx: &Ctx, seen: &OwnPage, token: &str) -> AnyView {
    let l = ctx.locale;
    let until = seen.registration.held_until_at.filter(|_| seen.registration.has_place(ctx.now()));
    let text = match until {
        Some(until) => format!("{} {}", t::own_confirm_lead(l), t::own_confirm_until(l, dates::time(l, time::local(until)))),
        None => t::own_confirm_late(l).to_string(),
    };
    view! {
        <p class="lead">{text}</p>
        <form method="post" action=own_path(ctx, seen, token, "") class="acts fill"><button class="button">{t::own_confirm(l)}</button></form>
    }
    .into_any()
}

fn details(ctx: &Ctx, seen: &OwnPage, token: &str, typed: bool, problem: &Problem) -> AnyView {
    let l = ctx.locale;
    let (m, r) = (&seen.meeting, &seen.registration);
    let fact = |term: &'static str, text: String| (!text.is_empty()).then(|| view! { <div><dt>{term}</dt><dd>{text}</dd></div> });
    // the one who comes to the place needs the address of the place
    let link = (r.online && !m.online_url.is_empty()).then(|| {
        let (href, url) = (m.online_url.clone(), m.online_url.clone());
        view! { <div><dt>{t::online(l)}</dt><dd><a href=href rel="noopener">{url}</a></dd></div> }
    });
    let form = super::meeting::sign_up_fields(l, problem, &seen.form, !m.online_url.is_empty() || r.online, false);
    view! {
        {crate::floor::pages::join_button(ctx, &seen.agreement, m, token)}
        <section aria-labelledby="up"><h2 id="up">{t::own_details(l)}</h2><dl class="facts">
            {fact(t::field_name(l), r.name.clone())}{fact(t::field_email(l), r.email.clone())}{fact(t::field_organisation(l), r.organisation_name.clone())}
            <div><dt>{t::own_state(l)}</dt><dd><span class="state done">{t::registration_state(l, r.state)}</span></dd></div>
            {fact(t::own_how(l), if r.online { t::how_online(l) } else { t::how_place(l) }.to_string())}{fact(t::own_needs(l), r.needs.clone())}{link}</dl>
            <details class="more" open=typed><summary>{t::own_change(l)}</summary>
                <form class="form" method="post" action=own_path(ctx, seen, token, "/andra")>{form}<div class="acts"><button class="button second">{crate::i18n::common::save(l)}</button></div></form>
            </details></section>
        <section aria-labelledby="av"><h2 id="av">{t::own_cancel_title(l)}</h2><p>{t::own_cancel_text(l)}</p>
            <form method="post" class="acts" action=own_path(ctx, seen, token, "/avboka")><button class="button second">{t::own_cancel(l)}</button></form></section>
    }
    .into_any()
}
