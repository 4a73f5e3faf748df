//! Islands of the desk.

// what the macro makes carries no documentation
#![allow(missing_docs)]

use crate::i18n::{Locale, curation as t, desk as d};
use crate::issues::browser;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// Under this the local store keeps that the keys are off.
const OFF: &str = "desk-keys";

/// The desk by keyboard: j and k move among the rows, enter opens the focused one (it is a link), x marks it, ? shows the keys, and the
/// letters of the acts open their forms. Drawn where it always shows, whatever the list does: a box that opens in what is hidden would
/// stop the page, and the switch stands in it. Whoever speaks to their computer, or hits keys by accident, turns them off (WCAG 2.1.4).
#[island]
pub fn DeskKeys(
    /// Language.
    l: Locale,
    /// What the keys do.
    children: Children,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    let on = RwSignal::new(true);
    let sheet = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move |_| {
        on.set(!browser::is_noted(OFF));
        // without the script no keys are promised
        ready.set(true);
        focus_chosen();
        let handle = window_event_listener(leptos::ev::keydown, move |e| {
            if on.get_untracked() {
                press(&e, sheet.get_untracked());
            }
        });
        on_cleanup(move || handle.remove());
    });
    let open = move |_| {
        if let Some(sheet) = sheet.get_untracked() {
            show(&sheet);
        }
    };
    let switch = move |_| {
        on.update(|on| *on = !*on);
        browser::note(OFF, !on.get_untracked());
    };
    view! {
        <p class="quiet keyhint">
            <span hidden=move || !ready.get() || !on.get()>
                <kbd>"j"</kbd>" "<kbd>"k"</kbd>" "{t::keys_move(l)}" "<kbd>"enter"</kbd>" "{t::keys_opens(l)}" "<kbd>"?"</kbd>" "{t::keys_rest(l)}" "
            </span>
            <span hidden=move || !ready.get() || on.get()>{d::keys_off(l)}" "</span>
            <button type="button" class="textlink" hidden=move || !ready.get() on:click=open>{t::keys_open(l)}</button>
        </p>
        <dialog class="sheet" aria-labelledby="desk-keys" node_ref=sheet>
            <h2 id="desk-keys">{t::keys_title(l)}</h2>
            {children()}
            <label class="choice"><input type="checkbox" prop:checked=move || on.get() on:change=switch /><span>{d::keys_switch(l)}</span></label>
            <form method="dialog" class="acts"><button class="button" autofocus=true>{t::keys_close(l)}</button></form>
        </dialog>
    }
}

/// What was opened from its row is told: its heading takes focus, while the list stays where it was.
fn focus_chosen() {
    let from_a_row = || document().active_element().is_some_and(|e| e.tag_name() == "BODY") && find(".queue :target").is_some();
    if let Some(chosen) = find("#chosen").filter(|_| from_a_row()).and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        // an element that cannot take focus leaves it where it is
        let _ = chosen.focus();
    }
}

fn show(sheet: &web_sys::HtmlDialogElement) {
    if !sheet.open() {
        // it can only fail when it is open already
        let _ = sheet.show_modal();
    }
}

fn press(e: &web_sys::KeyboardEvent, sheet: Option<web_sys::HtmlDialogElement>) {
    if e.ctrl_key() || e.alt_key() || e.meta_key() || e.default_prevented() {
        return;
    }
    let target = e.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    // a box that was just marked takes no text
    if target.is_some_and(|t| t.closest("input:not([type=checkbox]), textarea, select, dialog").ok().flatten().is_some()) {
        return;
    }
    match e.key().as_str() {
        "j" => go(1),
        "k" => go(-1),
        "x" => mark(),
        "?" => {
            if let Some(sheet) = &sheet {
                show(sheet);
            }
        }
        key if key.len() == 1 && key.as_bytes()[0].is_ascii_lowercase() => {
            let Some(place) = find(&format!("[data-key={key}]")) else { return };
            open_form(&place);
        }
        _ => return,
    }
    e.prevent_default();
}

fn find(selector: &str) -> Option<web_sys::Element> {
    document().query_selector(selector).ok().flatten()
}

fn within(e: &web_sys::Element, selector: &str) -> Option<web_sys::HtmlElement> {
    e.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// The row that has focus, or holds what has.
fn focused() -> Option<web_sys::Element> {
    document().active_element()?.closest("li").ok().flatten()
}

/// Moves focus by rows; from nowhere it goes to the open row, to the one at which the page opened, or to the first.
fn go(by: i32) {
    let number = |e: web_sys::Element| e.get_attribute("data-row").and_then(|n| n.parse::<i32>().ok());
    let here = focused().and_then(|row| row.query_selector("[data-row]").ok().flatten()).and_then(number);
    let next = here.map_or_else(|| find("[data-row][aria-current]").or_else(|| find(":target [data-row]")).and_then(number).unwrap_or(0), |n| n + by);
    if let Some(element) = find(&format!("[data-row=\"{next}\"]")).and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        // an element that cannot take focus stays where it is
        let _ = element.focus();
    }
}

/// Marks the focused row, or takes the mark away.
fn mark() {
    if let Some(mark) = focused().and_then(|row| within(&row, "input[type=checkbox]")) {
        mark.click();
    }
}

/// Leads to the form of an act: opens it, or puts focus in it. It decides nothing.
fn open_form(place: &web_sys::Element) {
    match within(place, "textarea, select, input:not([type=hidden])") {
        Some(field) => {
            let _ = field.focus();
        }
        None => {
            if let Some(link) = place.dyn_ref::<web_sys::HtmlElement>() {
                link.click();
            }
        }
    }
}
