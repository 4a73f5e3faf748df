//! Guests: whom the kansli has invited and what they answered; and the page behind an invitation.

use super::{part_of, path_of};
use crate::context::Ctx;
use crate::i18n::{common as c, dates, meetings as t, sign_up as s};
use crate::meetings::inputs::{InviteForm, SignUpForm};
use crate::meetings::service::{self, GuestsPage, Invitation};
use crate::meetings::store::{Guest, Told};
use crate::meetings::types::{GuestState, MeetingState};
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use crate::{paths, time};
use axum::extract::Path;

/// The guests of a meeting.
pub async fn guests(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    guests_page(&ctx, &agreement, &part, &InviteForm::default(), &Problem::default()).await
}

/// The guests of a meeting, with the invitation as typed.
pub async fn guests_page(ctx: &Ctx, agreement: &str, part: &str, typed: &InviteForm, problem: &Problem) -> PageResult {
    let seen = service::guests_page(ctx, agreement, super::number(part)?).await?;
    let view = guests_view(ctx, &seen, typed, problem);
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(s::guests(ctx.locale)).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(status).private().render(ctx, view))
}

fn guests_view(ctx: &Ctx, seen: &GuestsPage, typed: &InviteForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let ahead = m.state.is_standing() && m.starts_at > ctx.now();
    let parts: Vec<_> = [GuestState::Accepted, GuestState::Invited, GuestState::Declined]
        .into_iter()
        .filter_map(|state| {
            let rows: Vec<_> = seen.guests.iter().filter(|g| g.state == state).map(|g| row(ctx, seen, g, ahead)).collect();
            let title = s::guests_who(l, state, rows.len());
            let id = format!("gast-{state}");
            (!rows.is_empty()).then(|| view! { <section aria-labelledby=id.clone()><h2 id=id.clone()>{title}</h2><ul class="rows">{rows}</ul></section> })
        })
        .collect();
    let list = if parts.is_empty() { ui::empty(s::guests_none_title(l), s::guests_none_text(l), None) } else { parts.into_html() };
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).into()), (path_of(a, m), m.title.clone())];
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{s::guests(l)}</h1><p class="lead">{s::guests_lead(l)}</p></section>
        {list}
        {seen.told.filter(|_| ahead).map(|told| everyone(ctx, seen, told))}
        {ahead.then(|| invite(ctx, seen, typed, problem))}
    }
    .into_html()
}

fn row(ctx: &Ctx, seen: &GuestsPage, g: &Guest, ahead: bool) -> Html {
    let l = ctx.locale;
    // whoever has no name here is told by the address
    let name = if g.name.is_empty() { g.email.clone() } else { g.name.clone() };
    let organisation = g.organisation_name.clone().map(|o| view! { <p class="quiet">{o}</p> });
    let acting = ctx.actor.as_ref().and_then(|a| a.acting_as).map(|id| id.to_string()).unwrap_or_default();
    let accepted = g.state == GuestState::Accepted;
    let again = if accepted { s::guest_link(l) } else { s::guest_again(l) };
    let acts = ahead.then(|| {
        let action = ctx.href(format!("{}/{}", part_of(&seen.agreement, &seen.meeting, "inbjudna"), g.id));
        view! {
            <form method="post" class="acts" action=action><input type="hidden" name="as" value=acting />
                <button class="button second" name="act" value="again">{again}<span class="vh">" "{name.clone()}</span></button>
                {(!accepted).then(|| view! { <button class="textlink" name="act" value="withdraw">{s::guest_withdraw(l)}<span class="vh">" "{name.clone()}</span></button> })}
            </form>
        }
    });
    view! { <li class="split"><div><h3>{name.clone()}</h3>{organisation}</div>{acts}</li> }.into_html()
}

/// A general assembly is open to all: one button tells them.
fn everyone(ctx: &Ctx, seen: &GuestsPage, told: Told) -> Html {
    let l = ctx.locale;
    let acting = ctx.actor.as_ref().and_then(|a| a.acting_as).map(|id| id.to_string()).unwrap_or_default();
    let before = told.last_at.map(|at| view! { <p>{s::assembly_told(l, told.people, dates::moment(l, time::local(at), ctx.today()))}</p> });
    view! {
        <section aria-labelledby="alla"><h2 id="alla">{s::assembly_title(l)}</h2><p>{s::assembly_lead(l)}</p>{before}
            <form method="post" class="acts" action=ctx.href(part_of(&seen.agreement, &seen.meeting, "inbjudna"))>
                <input type="hidden" name="as" value=acting /><button class="button second" name="whom" value="all">{s::assembly_send(l)}</button></form></section>
    }
    .into_html()
}

fn invite(ctx: &Ctx, seen: &GuestsPage, typed: &InviteForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let form = Form::new(l, problem, t::label);
    let names: Vec<_> = seen.organisations.iter().map(|o| view! { <option value=o.name.clone()></option> }).collect();
    let optional = || Options { optional: true, ..Options::default() };
    view! {
        <section aria-labelledby="fler"><h2 id="fler">{s::invite_title(l)}</h2><p>{s::invite_lead(l)}</p><p class="quiet">{s::guests_places(l, seen.meeting.left())}</p>
            <form class="form" method="post" action=ctx.href(part_of(&seen.agreement, &seen.meeting, "inbjudna")) novalidate>
                {form.summary()}
                {hidden(ctx, &typed.key, problem)}
                {form.input("email", &typed.email, Options { kind: "email", max: Some(254), help: Some(s::invite_email_help(l).into()), ..optional() })}
                {form.input("name", &typed.name, Options { max: Some(100), ..optional() })}
                {form.input("organisation", &typed.organisation, Options { max: Some(120), list: "organisationer", ..optional() })}
                <datalist id="organisationer">{names}</datalist>
                <p class="tells">{s::invite_tells(l)}</p>
                <div class="acts"><button class="button">{s::invite_send(l)}</button></div>
            </form></section>
    }
    .into_html()
}

/// The page behind an invitation.
pub async fn invitation(ctx: Ctx, Path((agreement, part, token)): Path<(String, String, String)>) -> PageResult {
    invitation_page(&ctx, &agreement, &part, &token, None, &Problem::default()).await
}

/// The page behind an invitation, as typed when the answer failed.
pub async fn invitation_page(ctx: &Ctx, agreement: &str, part: &str, token: &str, typed: Option<&SignUpForm>, problem: &Problem) -> PageResult {
    let seen = service::invitation(ctx, agreement, super::number(part)?, token, typed).await?;
    let view = invitation_view(ctx, &seen, token, problem);
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(s::invitation_title(ctx.locale)).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(status).private().render(ctx, view))
}

fn invitation_view(ctx: &Ctx, seen: &Invitation, token: &str, problem: &Problem) -> Html {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let action = ctx.href(paths::meeting_invitation(&a.slug, m.number, &m.slug, token));
    let own = ctx.href(paths::own_registration(&a.slug, m.number, &m.slug, token));
    let ahead = m.state.is_standing() && m.starts_at > ctx.now();
    let content = match seen.guest.state {
        _ if m.state == MeetingState::Cancelled => view! { <p>{t::own_meeting_cancelled(l)}</p>{super::meeting::cancelled_because(ctx, m)} }.into_html(),
        GuestState::Accepted => {
            view! { <p class="lead">{s::invitation_accepted(l)}</p><p class="acts"><a class="button" href=own>{s::invitation_own(l)}</a></p> }.into_html()
        }
        _ if !ahead => view! { <p>{t::going_on(l)}</p> }.into_html(),
        state => {
            let declined = state == GuestState::Declined;
            let fields = super::sign_up::fields(ctx, problem, &seen.form, !m.online_url.is_empty(), false);
            let lead = if declined { s::invitation_declined(l).to_string() } else { s::invitation_by(l, a.curator_name.get(l)) };
            let no = (!declined).then(|| {
                view! {
                    <section aria-labelledby="nej"><h2 id="nej">{s::invitation_no_title(l)}</h2><p>{s::invitation_no_text(l)}</p>
                        <form method="post" class="acts" action=action.clone()><button class="button second" name="answer" value="no">{s::invitation_no(l)}</button></form></section>
                }
            });
            view! {
                <p class="lead">{lead}</p>
                <form class="form" method="post" action=action.clone() novalidate>{fields}
                    <div class="acts fill"><button class="button" name="answer" value="yes">{s::invitation_yes(l)}</button></div></form>
                {no}
            }
            .into_html()
        }
    };
    view! { <section class="head"><h1>{s::invitation_title(l)}</h1>{super::sign_up::meeting_box(ctx, a, m, None)}</section>{content} }.into_html()
}
