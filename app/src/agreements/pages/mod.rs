//! Pages of agreements.

mod about;
mod home;
mod point;
mod start;

pub use about::about;
pub use home::home;
pub use point::{commitment, principle};
pub use start::start;

use super::types::Side;
use crate::i18n::{Locale, common as c};
use crate::ui;
use leptos::prelude::*;

/// Whose a commitment is: a badge for each side.
fn owners(l: Locale, owner: Side) -> AnyView {
    let sides: &[Side] = match owner {
        Side::Both => &[Side::Public, Side::CivilSociety],
        Side::Public => &[Side::Public],
        Side::CivilSociety => &[Side::CivilSociety],
    };
    sides.iter().map(|side| ui::voice(c::side(l, *side), *side, false)).collect::<Vec<_>>().into_any()
}

/// A text of several paragraphs.
fn paragraphs(text: &str) -> AnyView {
    text.split("\n\n").map(|p| view! { <p>{p.trim().to_string()}</p> }).collect::<Vec<_>>().into_any()
}
