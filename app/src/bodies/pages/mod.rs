//! Pages of bodies.

mod answer;
mod attendance;
mod body;
mod list;
mod manage;
mod seat;

pub use answer::{offer, offer_page, spent};
pub use attendance::{attendance, attendance_page};
pub use body::{body, body_page};
pub use list::bodies;
pub use manage::{Again, manage, manage_page};
pub use seat::{seat, seat_page};

use super::store::{Body, Holder};
use crate::agreements::types::{Agreement, Side};
use crate::context::Ctx;
use crate::i18n::{Locale, bodies as t};
use crate::ui::prelude::*;
use crate::{paths, ui};

/// Where one is, under the bodies or under one.
fn crumbs(ctx: &Ctx, agreement: &Agreement, body: Option<&Body>) -> Html {
    let mut trail = vec![(paths::bodies(&agreement.slug), t::list_title(ctx.locale).to_string())];
    trail.extend(body.map(|b| (paths::body(&agreement.slug, &b.slug), b.name.clone())));
    ui::breadcrumbs(ctx, agreement, trail)
}

/// What the body does, in a language.
fn does(l: Locale, body: &Body) -> String {
    match l {
        Locale::Sv => body.does_sv.clone(),
        Locale::En => body.does_en.clone(),
    }
}

/// What somebody is in a body: function, or else the post.
fn function(l: Locale, h: &Holder) -> String {
    if h.function.trim().is_empty() { t::part(l, h.kind, h.post).to_string() } else { h.function.clone() }
}

/// What somebody is there, with the number of the seat: never the name.
fn seat_name(l: Locale, h: &Holder) -> String {
    match h.place {
        Some(n) => format!("{}, {}", t::seat_number(l, n), function(l, h)),
        None => function(l, h),
    }
}

/// Seats that are laid down, in words.
fn seats(l: Locale, body: &Body) -> String {
    match (body.seats_civil, body.seats_public) {
        (0, 0) => t::seats_open(l).into(),
        (n, 0) => t::seats_civil_only(l, n),
        (0, n) => t::seats_public_only(l, n),
        (civil, public) => t::seats_of(l, civil, public),
    }
}

/// Heading of a side's seats.
const fn side_title(l: Locale, side: Side) -> &'static str {
    match side {
        Side::Public => t::side_public(l),
        _ => t::side_civil(l),
    }
}
