//! Pages of consensus. Each awaits one service call, then is drawn at once.

mod hide;
mod list;
mod new;
mod parts;
mod proposal;

pub use hide::{hide, hide_page};
pub use list::{ListQuery, list_page, proposals};
pub use new::{new, new_page};
pub use parts::{body_way, forum_way};
pub use proposal::{Again, proposal, proposal_page};

use super::types::ProposalState;
use crate::agreements::types::{Agreement, Side};
use crate::bodies::types::SeatPost;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::i18n::{Locale, bodies, consensus as t};
use crate::ui::prelude::*;
use crate::{paths, ui};

/// The number in an address.
///
/// # Errors
/// `NotFound` for anything else.
pub(super) fn number_of(part: &str) -> Result<i64> {
    part.parse().map_err(|_| AppError::NotFound)
}

/// CSS class of a proposal's state.
const fn state_class(state: ProposalState) -> &'static str {
    match state {
        ProposalState::Open => "state wait",
        ProposalState::Passed => "state done",
        ProposalState::Lapsed | ProposalState::Withdrawn => "state off",
    }
}

/// What a proposal is about, linked.
fn about(ctx: &Ctx, a: &Agreement, p: &super::store::Proposal) -> Html {
    let l = ctx.locale;
    match (a.forum_by_id(p.forum_id), &p.body_name, &p.body_slug) {
        (Some(f), ..) => ui::forum_mark(f.mark, f.name.get(l), ctx.href(paths::forum(&a.slug, &f.slug))),
        (_, Some(name), Some(slug)) => view! { <a href=ctx.href(paths::body(&a.slug, slug))>{name.clone()}</a> }.into_html(),
        _ => ().into_html(),
    }
}

/// What a seat is called: its number, function and side. Never who holds it.
fn seat_name(l: Locale, (side, place, post): (Option<Side>, Option<i64>, Option<SeatPost>), function: &str) -> String {
    let function = if function.trim().is_empty() { bodies::part(l, None, post).to_string() } else { function.to_string() };
    let side = if side == Some(Side::Public) { t::seat_public(l) } else { t::seat_civil(l) };
    match place {
        Some(n) => format!("{}, {function} ({side})", bodies::seat_number(l, n)),
        None => format!("{function} ({side})"),
    }
}
