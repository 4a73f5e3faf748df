//! The page behind the own link in the mail: confirm, change, cancel. Opening it changes nothing, so that mail scanners may.

use super::{part_of, path_of, qr};
use crate::context::Ctx;
use crate::i18n::{dates, meetings as t, sign_up as s};
use crate::meetings::inputs::SignUpForm;
use crate::meetings::service::{self, OwnPage, REMIND};
use crate::meetings::types::{MeetingState, RegistrationState as State};
use crate::shell::{Nav, Page, PageResult};
use crate::ui::prelude::*;
use crate::ui::{Form, Problem};
use crate::{paths, time};
use axum::extract::Path;

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

fn view(ctx: &Ctx, seen: &OwnPage, token: &str, typed: bool, problem: &Problem) -> Html {
    let l = ctx.locale;
    let (a, m, r) = (&seen.agreement, &seen.meeting, &seen.registration);
    let cancelled = m.state == MeetingState::Cancelled;
    let content = match r.state {
        _ if cancelled => view! { <p>{t::own_meeting_cancelled(l)}</p>{super::meeting::cancelled_because(ctx, m)} }.into_html(),
        State::Cancelled => {
            view! { <p>{t::own_cancelled(l)}</p><p class="acts"><a class="button" href=ctx.href(path_of(a, m))>{t::to_meeting(l)}</a></p> }.into_html()
        }
        State::Confirmed | State::Waiting => details(ctx, seen, token, typed, problem),
        State::Held | State::Asked | State::Expired => confirm(ctx, seen, token),
    };
    let title = match r.state {
        _ if cancelled => t::own_title(l),
        State::Confirmed | State::Cancelled => t::own_title(l),
        State::Waiting => s::own_waiting(l),
        State::Asked => s::own_waiting_confirm(l),
        State::Held | State::Expired => t::own_confirm_title(l),
    };
    let message = (!typed).then(|| Form::new(l, problem, t::label).summary());
    let to_calendar = if cancelled { t::calendar_off(l) } else { t::calendar_one(l) };
    let calendar = (r.state == State::Confirmed)
        .then(|| view! { <ul class="links"><li><a href=ctx.href(part_of(a, m, "kalender.ics"))>{to_calendar}</a></li></ul> }.into_html());
    view! { <section class="head"><h1>{title}</h1>{message}{super::sign_up::meeting_box(ctx, a, m, calendar)}</section>{content} }.into_html()
}

fn own_path(ctx: &Ctx, seen: &OwnPage, token: &str, part: &str) -> String {
    format!("{}{part}", ctx.href(paths::own_registration(&seen.agreement.slug, seen.meeting.number, &seen.meeting.slug, token)))
}

fn confirm(ctx: &Ctx, seen: &OwnPage, token: &str) -> Html {
    let l = ctx.locale;
    let r = &seen.registration;
    let until = r.held_until_at.filter(|_| r.stands(ctx.now()));
    let held = until.map(|until| t::own_confirm_until(l, dates::time(l, time::local(until)))).filter(|_| r.state == State::Held);
    let (text, button) = match (r.state, until) {
        (State::Held, Some(_)) => (t::own_confirm_lead(l), t::own_confirm(l)),
        (State::Asked, Some(_)) => (s::own_waiting_lead(l), s::own_waiting_button(l)),
        _ => (s::own_expired(l), t::own_confirm(l)),
    };
    view! {
        <p class="lead">{text}{held.map(|held| format!(" {held}"))}</p>
        <form method="post" action=own_path(ctx, seen, token, "") class="acts fill"><button class="button">{button}</button></form>
    }
    .into_html()
}

/// Whether there will be a reminder, or was one.
fn reminder(ctx: &Ctx, seen: &OwnPage) -> Option<String> {
    let l = ctx.locale;
    let (m, r) = (&seen.meeting, &seen.registration);
    let at = m.starts_at - REMIND;
    if r.state != State::Confirmed || m.starts_at <= ctx.now() {
        return None;
    }
    Some(match r.reminded_for {
        Some(start) if start == m.starts_at => s::reminder_sent(l).into(),
        _ if at > ctx.now() => s::reminder_on(l, dates::weekday_day(l, time::local_date(at), ctx.today())),
        _ => s::reminder_none(l).into(),
    })
}

fn details(ctx: &Ctx, seen: &OwnPage, token: &str, typed: bool, problem: &Problem) -> Html {
    let l = ctx.locale;
    let (m, r) = (&seen.meeting, &seen.registration);
    let waits = r.state == State::Waiting;
    let fact = |term: &'static str, text: String| (!text.is_empty()).then(|| view! { <div><dt>{term}</dt><dd>{text}</dd></div> });
    // the one who comes to the place needs the address of the place
    let link = (!waits && r.online && !m.online_url.is_empty()).then(|| {
        let (href, url) = (m.online_url.clone(), m.online_url.clone());
        view! { <div><dt>{t::online(l)}</dt><dd><a href=href rel="noopener">{url}</a></dd></div> }
    });
    let needs: Vec<_> = seen
        .needs
        .iter()
        .map(|(kind, detail)| fact(s::need(l, *kind), if detail.is_empty() { s::wheelchair_yes(l).to_string() } else { detail.clone() }))
        .collect();
    let form = super::sign_up::fields(ctx, problem, &seen.form, !m.online_url.is_empty() || r.online, false);
    let seats = m.seats_per_organisation.map(|n| view! { <p>{s::seats_note(l, n)}</p> });
    let position = seen.position.map(|n| view! { <p class="lead">{s::own_position(l, n)}</p>{seats} });
    let (leave_title, leave_text, leave) =
        if waits { (s::own_leave_title(l), s::own_leave_text(l), s::own_leave(l)) } else { (t::own_cancel_title(l), t::own_cancel_text(l), t::own_cancel(l)) };
    let (sure, yes) = if waits { (s::own_leave_sure(l), s::own_leave_yes(l)) } else { (t::own_cancel_sure(l), t::own_cancel_yes(l)) };
    view! {
        {position}
        {code(ctx, seen)}
        {crate::floor::pages::join_button(ctx, &seen.agreement, m, token)}
        <section aria-labelledby="up"><h2 id="up">{t::own_details(l)}</h2><dl class="facts">
            {fact(t::field_name(l), r.name.clone())}{fact(t::field_email(l), r.email.clone())}{fact(t::field_organisation(l), r.organisation_name.clone())}
            <div><dt>{t::own_state(l)}</dt><dd><span class=if waits { "state wait" } else { "state done" }>{t::registration_state(l, r.state)}</span></dd></div>
            {fact(t::own_how(l), if r.online { t::how_online(l) } else { t::how_place(l) }.to_string())}{needs}{fact(t::own_needs(l), r.needs.clone())}{link}
            {reminder(ctx, seen).and_then(|text| fact(s::own_reminder(l), text))}</dl>
            <details class="more" open=typed><summary>{t::own_change(l)}</summary>
                <form class="form" method="post" action=own_path(ctx, seen, token, "/andra")>{form}<div class="acts"><button class="button second">{crate::i18n::common::save(l)}</button></div></form>
            </details></section>
        <section aria-labelledby="av"><h2 id="av">{leave_title}</h2><p>{leave_text}</p>
            // asked once, without script too
            <details class="more"><summary>{leave}</summary><p>{sure}</p>
                <form method="post" class="acts" action=own_path(ctx, seen, token, "/avboka")><button class="button second">{yes}</button></form></details></section>
    }
    .into_html()
}

/// The code for the door, to be said or shown. It leads the phone of those who stand there to the person; for others it leads nowhere.
fn code(ctx: &Ctx, seen: &OwnPage) -> Option<Html> {
    let l = ctx.locale;
    let (a, m, r) = (&seen.agreement, &seen.meeting, &seen.registration);
    if r.state != State::Confirmed || r.online || r.code.is_empty() {
        return None;
    }
    let url = format!("{}{}?q={}", ctx.app.settings.public_url, part_of(a, m, "incheckning"), r.code);
    let svg = qr::svg(&url, &s::own_qr(l, &r.code))?;
    let in_already = r.checked_in_at.is_some().then(|| view! { <p><span class="state done">{s::own_checked_in(l)}</span></p> });
    let title = s::own_code(l);
    Some(
        view! {
            <section class="box flow" aria-labelledby="kod"><h2 class="h3" id="kod">{title}</h2>{in_already}
                <p class="code">{r.code.clone()}</p><div class="qr" inner_html=svg></div><p class="quiet">{s::own_code_text(l)}</p></section>
        }
        .into_html(),
    )
}
