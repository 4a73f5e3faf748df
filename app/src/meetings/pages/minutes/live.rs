//! What was written while the meeting ran, beside the field of the minutes that it belongs in.

use crate::i18n::{Locale, floor, minutes as p};
use crate::issues::pages::diff::{self, Marks};
use crate::meetings::inputs::{MinutesItem, at};
use crate::meetings::service::Live;
use crate::text;
use crate::ui::prelude::*;

/// Texts that the field does not hold, each with a box to say that it is taken in.
pub(super) fn boxes(l: Locale, i: usize, typed: &MinutesItem, live: &Live) -> Html {
    let marks = Marks::new(l, None);
    let said = text::clean(&typed.said);
    let one = |name: String, heading: String, text: &str, value: String, ticked: bool| {
        let (head, described) = (format!("{name}-r"), format!("{name}-r"));
        view! {
            <section class="flow" aria-labelledby=head.clone()><h3 class="h4" id=head.clone()>{heading}</h3>
                <div class="prose" inner_html=diff::newer(&marks, &said, &text::clean(text))></div>
                <label class="choice"><input type="checkbox" id=name.clone() name=name value=value checked=ticked aria-describedby=described /><span>{p::live_taken(l)}</span></label></section>
        }
    };
    // what the field holds as it is needs no box
    let held = (live.newer.is_none() && !typed.taken.is_empty()).then(|| view! { <input type="hidden" name=at("taken", i) value=typed.taken.clone() /> });
    let newer = live.newer.as_ref().map(|n| {
        let version = n.version.to_string();
        one(at("taken", i).to_string(), p::live_newer(l).to_string(), &n.text, version.clone(), typed.taken == version)
    });
    let beside: Vec<_> = live
        .beside
        .iter()
        .map(|b| one(format!("beside-{i}-{}", b.version), floor::beside_by(l, &b.name), &b.text, "1".into(), typed.settled.contains(&b.version)))
        .collect();
    let help = (newer.is_some() || !beside.is_empty()).then(|| view! { <p class="quiet">{p::live_help(l)}</p> });
    view! { {held}{help}{newer}{beside} }.into_html()
}
