//! Pages of a running meeting. Each awaits one service call, then is drawn at once.

mod desk;
mod live;
mod part;

pub use desk::{Writing, desk, desk_page, hide, hide_page, history, poll_form, poll_form_page};
pub use live::{Reading, live, page as live_page, screen};
pub use part::{ask, ask_page, poll, poll_page};

use super::service::FloorView;
use super::store::Head;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::Result;
use crate::i18n::{common as c, floor as t};
use crate::meetings::store::Meeting;
use crate::meetings::types::MeetingState;
use crate::ui::prelude::*;
use crate::{meetings, paths, ui};
use chrono::TimeDelta;

/// Number of a meeting in the last part of its address, whatever the word after it.
pub(super) fn number(part: &str) -> Result<i64> {
    meetings::service::number(part)
}

fn path(a: &Agreement, head: &Head, part: &str) -> String {
    paths::meeting_part(&a.slug, head.number, &head.slug, part)
}

/// Where one is, down to the meeting; and to its live page, for the pages below that.
fn crumbs(ctx: &Ctx, seen: &FloorView, below: bool) -> Html {
    let (a, head) = (&seen.agreement, &seen.floor.head);
    let mut trail =
        vec![(paths::meetings(&a.slug), c::meetings(ctx.locale).to_string()), (paths::meeting(&a.slug, head.number, &head.slug), head.title.clone())];
    if below {
        trail.push((path(a, head, "nu"), t::now(ctx.locale).to_string()));
    }
    ui::breadcrumbs(ctx, a, trail)
}

/// Leads from the page of a meeting to its live page, while that is open.
pub fn link(ctx: &Ctx, a: &Agreement, m: &Meeting) -> Option<Html> {
    // it may take longer than planned
    let open = m.state.is_standing() && ctx.now() >= m.starts_at - super::rules::BEFORE && ctx.now() < m.ends_at + TimeDelta::hours(1);
    let href = ctx.href(paths::meeting_part(&a.slug, m.number, &m.slug, "nu"));
    open.then(|| view! { <p class="noprint"><a class="button" href=href>{t::follow(ctx.locale)}</a></p> }.into_html())
}

/// Leads those who manage from the page of a meeting to where it is led.
pub fn lead_link(ctx: &Ctx, a: &Agreement, m: &Meeting) -> Option<Html> {
    let href = ctx.href(paths::meeting_part(&a.slug, m.number, &m.slug, "nu/sekreterare"));
    let of_use = m.state.is_standing() && m.state != MeetingState::Draft && ctx.now() >= m.starts_at - super::rules::BEFORE;
    of_use.then(|| view! { <li><a href=href>{t::lead(ctx.locale)}</a></li> }.into_html())
}

/// The button on an own page by which somebody without an account takes part.
pub fn join_button(ctx: &Ctx, a: &Agreement, m: &Meeting, token: &str) -> Option<Html> {
    let open = m.state.is_standing() && ctx.now() >= m.starts_at - super::rules::BEFORE;
    let action = ctx.href(format!("{}/nu", paths::own_registration(&a.slug, m.number, &m.slug, token)));
    open.then(|| view! { <form method="post" class="acts fill" action=action><button class="button">{t::take_part(ctx.locale)}</button></form> }.into_html())
}
