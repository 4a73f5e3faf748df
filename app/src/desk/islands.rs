//! Islands of the desk.

// what the macro makes carries no documentation
#![allow(missing_docs)]

use crate::i18n::{Locale, curation as t};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// The desk by keyboard: j and k move among the rows, enter opens the focused one (it is a link), ? shows the keys.
#[island]
pub fn DeskKeys(l: Locale) -> impl IntoView {
    let ready = RwSignal::new(false);
    let sheet = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move |_| {
        // without the script no keys are promised
        ready.set(true);
        let handle = window_event_listener(leptos::ev::keydown, move |e| press(&e, sheet.get_untracked()));
        on_cleanup(move || handle.remove());
    });
    let open = move |_| {
        if let Some(sheet) = sheet.get_untracked() {
            show(&sheet);
        }
    };
    view! {
        <p class="quiet keyhint">{t::hint_before(l)}" "
            <span hidden=move || !ready.get()>
                <kbd>"j"</kbd>" "<kbd>"k"</kbd>" "{t::keys_move(l)}" "<kbd>"enter"</kbd>" "{t::keys_opens(l)}" "<kbd>"?"</kbd>" "{t::keys_rest(l)}" "
                <button type="button" class="textlink" on:click=open>{t::keys_open(l)}</button>
            </span>
        </p>
        <dialog class="sheet" aria-labelledby="desk-keys" node_ref=sheet>
            <h2 id="desk-keys">{t::keys_title(l)}</h2>
            <dl class="keys">
                <div><dt><kbd>"j"</kbd>" "<kbd>"k"</kbd></dt><dd>{t::keys_next(l)}</dd></div>
                <div><dt><kbd>"enter"</kbd></dt><dd>{t::keys_enter(l)}</dd></div>
                <div><dt><kbd>"?"</kbd></dt><dd>{t::keys_help(l)}</dd></div>
            </dl>
            <form method="dialog" class="acts"><button class="button">{t::keys_close(l)}</button></form>
        </dialog>
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
    if target.is_some_and(|t| t.closest("input, textarea, select, dialog").ok().flatten().is_some()) {
        return;
    }
    match e.key().as_str() {
        "j" => go(1),
        "k" => go(-1),
        "?" => {
            if let Some(sheet) = &sheet {
                show(sheet);
            }
        }
        _ => return,
    }
    e.prevent_default();
}

/// Moves focus by rows; from nowhere it goes to the open row, or to the first.
fn go(by: i32) {
    let find = |selector: &str| document().query_selector(selector).ok().flatten();
    let row = |e: &web_sys::Element| e.get_attribute("data-row").and_then(|n| n.parse::<i32>().ok());
    let next = match document().active_element().as_ref().and_then(row) {
        Some(n) => n + by,
        None => find("[data-row][aria-current]").as_ref().and_then(row).unwrap_or(0),
    };
    if let Some(element) = find(&format!("[data-row=\"{next}\"]")).and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        // an element that cannot take focus stays where it is
        let _ = element.focus();
    }
}
