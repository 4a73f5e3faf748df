//! At the door: one button each, found by name, by code, or by the QR code on a phone.

use super::{part_of, path_of};
use crate::context::Ctx;
use crate::i18n::{common as c, dates, meetings as t, sign_up as s};
use crate::ids::RegistrationId;
use crate::meetings::service::{self, Door};
use crate::meetings::store::Registration;
use crate::meetings::types::RegistrationState;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::Problem;
use crate::ui::form::Form;
use crate::ui::prelude::*;
use crate::{paths, time, ui};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// What is searched for, and whom the page before was about.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct Find {
    /// Name or code.
    pub q: String,
    /// Id of whoever was checked in, or out again, a moment ago.
    pub nyss: Option<i64>,
}

/// The list at the door.
pub async fn door(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Query(find): Query<Find>) -> PageResult {
    page(&ctx, &agreement, &part, &find, &Problem::default()).await
}

/// The list at the door, with what was wrong.
pub async fn page(ctx: &Ctx, agreement: &str, part: &str, find: &Find, problem: &Problem) -> PageResult {
    let door = service::door(ctx, agreement, super::number(part)?, &find.q, find.nyss.map(RegistrationId)).await?;
    let view = view(ctx, &door, problem);
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(s::door(ctx.locale)).of(&door.agreement, Nav::Meetings).layout("wrap stack narrow").status(status).private().render(ctx, view))
}

fn view(ctx: &Ctx, door: &Door, problem: &Problem) -> Html {
    let l = ctx.locale;
    let (a, m) = (&door.agreement, &door.meeting);
    let here = ctx.href(part_of(a, m, "incheckning"));
    let message = Form::new(l, problem, t::label).summary();
    let just = door.just.as_ref().map(|r| {
        let text = if r.checked_in_at.is_some() { s::door_now(l, &r.name) } else { s::door_out(l, &r.name) };
        view! { <div class="flash success" role="status"><p><strong>{text}"."</strong></p>{button(ctx, door, r)}</div> }
    });
    let rows: Vec<_> = door.people.iter().map(|r| row(ctx, door, r)).collect();
    let list = match (rows.is_empty(), door.find.is_empty()) {
        (true, true) => ui::empty(s::door_empty_title(l), s::door_empty_text(l), None),
        (true, false) => ui::empty(s::door_none_title(l), s::door_none_text(l), Some((here.clone(), s::door_all(l).into()))),
        (false, _) => view! { <ul class="rows">{rows}</ul> }.into_html(),
    };
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).into()), (path_of(a, m), m.title.clone())];
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{s::door(l)}</h1><p class="lead">{s::door_lead(l)}</p>{message}
            {just}
            <p class="places"><b>{door.came}</b>" "{s::door_count(l, door.all)}</p>
            <form class="search" role="search" method="get" action=here.clone()><label for="q">{s::door_find(l)}</label>
                <input type="search" id="q" name="q" value=door.find.clone() autocomplete="off" autocapitalize="characters" /><button class="button second">{c::search(l)}</button></form>
        </section>
        {list}
        {door.more.then(|| view! { <p class="quiet">{s::door_more(l)}</p> })}
        {(!door.find.is_empty() && !door.people.is_empty()).then(|| view! { <p><a href=here.clone()>{s::door_all(l)}</a></p> })}
        <p class="noprint"><a href=ctx.href(part_of(a, m, "anmalda"))>{t::see_registrants(l)}</a></p>
    }
    .into_html()
}

fn row(ctx: &Ctx, door: &Door, r: &Registration) -> Html {
    let l = ctx.locale;
    let state = match (r.checked_in_at, r.state) {
        (Some(at), _) => Some(view! { <span class="state done">{s::door_came(l, dates::time(l, time::local(at)))}</span> }.into_html()),
        (None, RegistrationState::Held) => Some(view! { <span class="state wait">{s::unconfirmed(l)}</span> }.into_html()),
        _ => None,
    };
    let organisation = (!r.organisation_name.is_empty()).then(|| view! { <span>{r.organisation_name.clone()}</span> });
    let online = r.online.then(|| view! { <span>{t::how_online(l)}</span> });
    view! {
        <li class="split"><div><h2 class="h3">{r.name.clone()}</h2><p class="meta">{organisation}{online}<span>{r.code.clone()}</span>{state}</p></div>{button(ctx, door, r)}</li>
    }
    .into_html()
}

/// The one button: in, or undo.
fn button(ctx: &Ctx, door: &Door, r: &Registration) -> Html {
    let l = ctx.locale;
    let came = r.checked_in_at.is_some();
    let acting = ctx.actor.as_ref().and_then(|a| a.acting_as).map(|id| id.to_string()).unwrap_or_default();
    let (class, word, on) = if came { ("button second", s::door_undo(l), "0") } else { ("button", s::door_in(l), "1") };
    view! {
        <form method="post" action=ctx.href(part_of(&door.agreement, &door.meeting, "incheckning"))>
            <input type="hidden" name="as" value=acting /><input type="hidden" name="id" value=r.id.to_string() /><input type="hidden" name="on" value=on />
            <button class=class>{word}<span class="vh">" "{r.name.clone()}</span></button></form>
    }
    .into_html()
}
