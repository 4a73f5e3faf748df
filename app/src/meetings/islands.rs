//! Moving the rows of a form without leaving the page.

// what the macro makes carries no documentation
#![allow(missing_docs)]

use super::rules;
use crate::i18n::{Locale, agenda as t};
use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlInputElement, Node};

/// Rows (`data-row`) that move by their buttons (`move-up-3`) and by dragging their grip, in place: what is typed stays, and where the row is
/// now is said. Without script the buttons send the form, which is drawn again in the new order.
#[island]
pub fn RowOrder(
    /// Language.
    l: Locale,
    children: Children,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    let said = RwSignal::new(None::<(usize, usize)>);
    // without the script no grip is promised
    Effect::new(move |_| ready.set(true));
    let press = move |e: MouseEvent| {
        let Some(button) = around(&e, "button[name^=move-]") else { return };
        let Some(row) = button.closest("[data-row]").ok().flatten() else { return };
        e.prevent_default();
        let up = button.get_attribute("name").is_some_and(|name| name.starts_with("move-up"));
        step(&row, up);
        said.set(place(&row));
    };
    let grip = move |e: PointerEvent| {
        let Some(grip) = around(&e, ".grip") else { return };
        let Some(row) = grip.closest("[data-row]").ok().flatten() else { return };
        e.prevent_default();
        // without it the row follows as long as the pointer stays among the rows
        let _ = grip.set_pointer_capture(e.pointer_id());
        let _ = row.set_attribute("data-held", "");
    };
    let drag = move |e: PointerEvent| {
        let Some(row) = held() else { return };
        let point = document().element_from_point(e.client_x() as f32, e.client_y() as f32);
        let Some(over) = point.and_then(|p| p.closest("[data-row]").ok().flatten()) else { return };
        let (Some((from, _)), Some((to, _))) = (place(&row), place(&over)) else { return };
        // only the way that the pointer goes: a tall row would change places with it again and again
        let up = to < from;
        if to != from && (e.movement_y() < 0) == up && e.movement_y() != 0 {
            step(&row, up);
        }
    };
    let release = move |_: PointerEvent| {
        if let Some(row) = held() {
            let _ = row.remove_attribute("data-held");
            said.set(place(&row));
        }
    };
    view! {
        <div class="order" data-ready=move || ready.get().then_some("") on:click=press on:pointerdown=grip on:pointermove=drag on:pointerup=release on:pointercancel=release>
            {children()}
            <p class="vh" role="status">{move || said.get().map(|(n, of)| t::moved_to(l, n, of))}</p>
        </div>
    }
}

fn around(e: &MouseEvent, selector: &str) -> Option<Element> {
    e.target()?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

fn held() -> Option<Element> {
    document().query_selector("[data-held]").ok().flatten()
}

/// The rows that stand beside one, in order.
fn rows(row: &Element) -> Vec<Element> {
    let mut all = Vec::new();
    let mut next = row.parent_element().and_then(|p| p.first_element_child());
    while let Some(e) = next {
        next = e.next_element_sibling();
        if e.has_attribute("data-row") {
            all.push(e);
        }
    }
    all
}

fn input(row: &Element, selector: &str) -> Option<HtmlInputElement> {
    row.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Where a row stands, from 1, and of how many.
fn place(row: &Element) -> Option<(usize, usize)> {
    let all = rows(row);
    Some((all.iter().position(|r| r == row)? + 1, all.len()))
}

/// Moves a row, with what stands under it, a step up or down. The others move around it: it keeps focus and the pointer.
fn step(row: &Element, up: bool) {
    let all = rows(row);
    let subs: Vec<bool> = all.iter().map(|r| input(r, "[name^=item_sub]").is_some_and(|i| i.checked())).collect();
    let Some(at) = all.iter().position(|r| r == row) else { return };
    let (Some((a, b, c)), Some(parent)) = (rules::step(&subs, at, up), row.parent_node()) else { return };
    let (others, before) = if up { (&all[a..b], all.get(c)) } else { (&all[b..c], all.get(a)) };
    let before: Option<&Node> = before.map(|e| -> &Node { e });
    for other in others {
        let _ = parent.insert_before(other, before);
    }
    for (i, row) in rows(row).iter().enumerate() {
        let n = (i + 1).to_string();
        if let Some(number) = input(row, "[name^=item_number]") {
            number.set_value(&n);
        }
        if let Ok(Some(shown)) = row.query_selector("[data-n]") {
            shown.set_text_content(Some(&n));
        }
    }
}
