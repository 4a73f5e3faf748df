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
use crate::i18n::{Locale, agreements as t};
use crate::ui;
use crate::ui::prelude::*;

/// Whose a commitment is: a badge for each side.
fn owners(l: Locale, owner: Side) -> Html {
    let public = (owner != Side::CivilSociety).then(|| ui::voice(t::side_public(l), Side::Public, false));
    let civil = (owner != Side::Public).then(|| ui::voice(t::side_civil(l), Side::CivilSociety, false));
    view! { {public}{civil} }.into_html()
}

/// A text of several paragraphs.
fn paragraphs(text: &str) -> Html {
    text.split("\n\n").map(|p| view! { <p>{p.trim().to_string()}</p> }).collect::<Vec<_>>().into_html()
}
