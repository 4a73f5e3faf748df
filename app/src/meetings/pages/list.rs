//! All meetings.

use super::{hours, path_of, place};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::{agenda as p, dates, floor as fl, meetings as t, minutes as q, sign_up as s};
use crate::meetings::rules;
use crate::meetings::service::{self, MeetingList};
use crate::meetings::store::Meeting;
use crate::meetings::types::MeetingState;
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::prelude::*;
use crate::ui::{self, Pager};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// Which page of held meetings.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Paging {
    /// Older than the meeting with this number.
    fore: Option<i64>,
}

/// All meetings: coming first, then held ones.
pub async fn all(ctx: Ctx, Path(agreement): Path<String>, Query(paging): Query<Paging>) -> PageResult {
    let list = service::see_all(&ctx, &agreement, paging.fore).await?;
    let agreement = list.agreement.clone();
    let view = all_view(&ctx, list);
    Ok(Page::new(t::list_title(ctx.locale)).of(&agreement, Nav::Meetings).render(&ctx, view))
}

fn all_view(ctx: &Ctx, list: MeetingList) -> Html {
    let l = ctx.locale;
    let a = &list.agreement;
    let manages = ctx.actor.as_ref().is_some_and(|actor| rules::may_manage(actor, a.curator_id));
    let cards = |meetings: &[Meeting], past: bool| meetings.iter().map(|m| card(ctx, a, m, past)).collect::<Vec<_>>();
    let coming = (!list.paged).then(|| {
        let content = if list.coming.is_empty() {
            ui::empty(t::none_coming_title(l), t::none_coming_text(l), None)
        } else {
            view! { <ul class="rows">{cards(&list.coming, false)}</ul> }.into_html()
        };
        view! { <section aria-labelledby="kommande"><h2 id="kommande">{t::coming(l)}</h2>{content}</section> }
    });
    let drafts = (!list.drafts.is_empty()).then(|| {
        view! { <section aria-labelledby="utkast"><h2 id="utkast">{p::drafts(l)}</h2><p class="quiet">{p::drafts_lead(l)}</p><ul class="rows">{cards(&list.drafts, false)}</ul></section> }
    });
    let pager = Pager {
        previous: list.paged.then(|| ctx.href(paths::meetings(&a.slug))),
        next: list.more.map(|n| ctx.href(format!("{}?fore={n}", paths::meetings(&a.slug)))),
    };
    let held = (!list.held.is_empty()).then(|| {
        view! { <section aria-labelledby="hallna"><h2 id="hallna">{t::held(l)}</h2><ul class="rows">{cards(&list.held, true)}</ul>{ui::pager(l, pager)}</section> }
    });
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![])}<h1>{t::list_title(l)}</h1><p class="lead">{t::list_lead(l)}</p>
            {manages.then(|| view! { <p class="acts"><a class="button" href=ctx.href(paths::new_meeting(&a.slug))>{t::new_meeting(l)}</a><a href=ctx.href(paths::templates(&a.slug))>{p::templates(l)}</a></p> })}
        </section>
        {crate::planning::pages::ways(ctx, a)}
        {drafts}
        {coming}
        {held}
        <ul class="links"><li><a href=ctx.href(paths::meetings_calendar(&a.slug))>{t::calendar_all(l)}</a></li><li><a href=ctx.href(paths::actions(&a.slug))>{q::actions(l)}</a></li>
            <li><a href=ctx.href(paths::talks(&a.slug))>{crate::i18n::promises::talks_title(l)}</a></li>
            <li><a href=ctx.href(paths::promises(&a.slug))>{crate::i18n::promises::title(l)}</a></li></ul>
    }
    .into_html()
}

fn card(ctx: &Ctx, a: &Agreement, m: &Meeting, past: bool) -> Html {
    let l = ctx.locale;
    let cancelled = m.state == MeetingState::Cancelled;
    let on = m.state.is_standing() && m.starts_at <= ctx.now() && ctx.now() < m.ends_at;
    let state = match m.state {
        MeetingState::Cancelled => view! { <span class="state off">{t::cancelled(l)}</span> }.into_html(),
        MeetingState::Documented | MeetingState::FollowedUp => view! { <span class="state done">{t::has_minutes(l)}</span> }.into_html(),
        MeetingState::Draft => view! { <span class="state wait">{p::phase_draft(l)}</span> }.into_html(),
        MeetingState::Announced | MeetingState::Open if past => view! { <span class="state wait">{t::no_minutes(l)}</span> }.into_html(),
        MeetingState::Announced | MeetingState::Open if on => view! { <span class="state">{p::phase_going_on(l)}</span> }.into_html(),
        MeetingState::Announced | MeetingState::Open if m.by_invitation => view! { <span>{s::by_invitation(l)}</span> }.into_html(),
        MeetingState::Announced => view! { <span>{p::not_open(l)}</span> }.into_html(),
        MeetingState::Open => view! { <span>{t::left(l, m.left())}</span> }.into_html(),
    };
    let open = m.takes_sign_ups(ctx.now());
    let href = ctx.href(path_of(a, m));
    // a meeting that is full has a waiting list
    let to_sign_up = if m.is_full() { s::list_to(l) } else { t::sign_up(l) };
    let sign_up = open.then(|| view! { <a class="button second" href=format!("{href}#anmalan")>{to_sign_up}</a> });
    let live = on.then(|| view! { <a class="button second" href=format!("{href}/nu")>{fl::to_live(l)}</a> });
    let year = m.starts_local.date();
    view! {
        <li><article class="event">{ui::date_block(l, year, past || cancelled)}<div>
            <h3><a href=href.clone() lang=ui::lang_of(l, &m.lang)>{t::kind(l, m.kind)}": "{m.title.clone()}</a></h3>
            <p class="meta"><span>{dates::day(l, year, ctx.today())}" "{hours(l, m)}</span><span>{place(l, m)}</span>{state}</p>
            {sign_up}{live}
        </div></article></li>
    }
    .into_html()
}
