//! What islands do in the browser beyond signals: other elements of the page, the local store, the live stream.

use super::writing::markup::Markup;
use leptos::prelude::{RwSignal, Set};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Document, Element, EventSource, HtmlDocument, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, MessageEvent, Storage,
};

/// What a form's draft is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Draft {
    /// There is none.
    #[default]
    None,
    /// There is one, beside what the server filled in.
    Offered,
    /// It was put back into the form.
    Restored,
    /// What was typed is kept.
    Saved,
}

/// Drafts in the local store begin with this.
const PREFIX: &str = "draft:";
/// Drafts whose form was sent are noted under this, with the key of that sending.
const SENT: &str = "sent:";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}
fn store() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// Whether something was noted in this browser.
pub fn is_noted(name: &str) -> bool {
    store().and_then(|s| s.get_item(name).ok().flatten()).is_some()
}
/// Notes something in this browser, or forgets it.
pub fn note(name: &str, noted: bool) {
    let Some(store) = store() else { return };
    // a store that is full or closed forgets, which is no harm
    let _ = if noted { store.set_item(name, "1") } else { store.remove_item(name) };
}

/// Value of a text area or a line.
pub fn value_of(id: &str) -> String {
    let Some(e) = element(id) else { return String::new() };
    match e.dyn_into::<HtmlTextAreaElement>() {
        Ok(area) => area.value(),
        Err(e) => e.dyn_into::<HtmlInputElement>().map(|i| i.value()).unwrap_or_default(),
    }
}
/// What is chosen in a list of the form around an element.
pub fn choice_of(id: &str, name: &str) -> Option<String> {
    let form = element(id)?.closest("form").ok()??;
    let list = form.query_selector(&format!("select[name={name}]")).ok()??;
    Some(list.dyn_into::<HtmlSelectElement>().ok()?.value())
}
/// Calls when the form around an element opens with a text, when a field of it is left, and when somebody stops typing for a while.
pub fn on_pause(id: &str, call: impl Fn() + Clone + 'static) {
    const PAUSE_MS: i32 = 1200;
    let (Some(window), Some(form)) = (web_sys::window(), element(id).and_then(|e| e.closest("form").ok().flatten())) else { return };
    call();
    let later: js_sys::Function = Closure::<dyn FnMut()>::new(call.clone()).into_js_value().unchecked_into();
    let waiting = Rc::new(RefCell::new(None::<i32>));
    let typed = Closure::<dyn FnMut()>::new(move || {
        let mut waiting = waiting.borrow_mut();
        if let Some(timer) = waiting.take() {
            window.clear_timeout_with_handle(timer);
        }
        *waiting = window.set_timeout_with_callback_and_timeout_and_arguments_0(&later, PAUSE_MS).ok();
    });
    let left = Closure::<dyn FnMut()>::new(call);
    let _ = form.add_event_listener_with_callback("input", typed.as_ref().unchecked_ref());
    let _ = form.add_event_listener_with_callback("change", left.as_ref().unchecked_ref());
    typed.forget();
    left.forget();
}
/// Writes Markdown around what is chosen in a text area, and chooses the words in it, as one step that the browser can undo.
pub fn mark_up(id: &str, markup: Markup, words: &str) {
    let Some(area) = element(id).and_then(|e| e.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
    let text: Vec<u16> = area.value().encode_utf16().collect();
    let at = |place: Result<Option<u32>, wasm_bindgen::JsValue>| place.ok().flatten().map_or(text.len(), |n| n as usize).min(text.len());
    let (from, to) = (at(area.selection_start()), at(area.selection_end()));
    let chosen = String::from_utf16_lossy(&text[from..to]);
    let before = if from == 0 { '\n' } else { char::from_u32(text[from - 1].into()).unwrap_or('x') };
    let (made, start, end) = markup.apply(&chosen, words, before);
    write(&area, &text, (from, to), &made);
    // the browser counts in UTF-16
    let units = |chars: usize| made.chars().take(chars).map(char::len_utf16).sum::<usize>();
    let place = |chars: usize| u32::try_from(from + units(chars)).unwrap_or(u32::MAX);
    let _ = area.set_selection_range(place(start), place(end));
}
/// Puts words in the place of what is chosen in a text area, as one step that the browser can undo.
fn write(area: &HtmlTextAreaElement, text: &[u16], (from, to): (usize, usize), made: &str) {
    let _ = area.focus();
    let written = document()
        .and_then(|d| d.dyn_into::<HtmlDocument>().ok())
        .and_then(|d| d.exec_command_with_show_ui_and_value("insertText", false, made).ok())
        .unwrap_or(false);
    if !written {
        let after = String::from_utf16_lossy(&text[to..]);
        area.set_value(&format!("{}{made}{after}", String::from_utf16_lossy(&text[..from])));
    }
}
/// Puts words in at the cursor of a text area. Into an empty one their language comes along.
pub fn put_in(id: &str, words: &str, lang: &str) {
    let Some(area) = element(id).and_then(|e| e.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
    let text: Vec<u16> = area.value().encode_utf16().collect();
    let list = area.closest("form").ok().flatten().and_then(|f| f.query_selector("select[name=lang]").ok().flatten());
    if let Some(list) = list.filter(|_| area.value().trim().is_empty()).and_then(|e| e.dyn_into::<HtmlSelectElement>().ok()) {
        list.set_value(lang);
    }
    let at = |place: Result<Option<u32>, wasm_bindgen::JsValue>| place.ok().flatten().map_or(text.len(), |n| n as usize).min(text.len());
    let (from, to) = (at(area.selection_start()), at(area.selection_end()));
    let close = from > 0 && !text.get(from - 1).is_some_and(|c| [u16::from(b' '), u16::from(b'\n')].contains(c));
    let words = if close { format!(" {words}") } else { words.to_string() };
    write(&area, &text, (from, to), &words);
}
/// What the chosen phrase says, and its language, when the button beside its list was pressed.
pub fn chosen_phrase(pressed: &web_sys::MouseEvent) -> Option<(String, String)> {
    let button = pressed.target()?.dyn_into::<Element>().ok()?.closest("[name=infoga]").ok()??;
    let list = button.parent_element()?.query_selector("option:checked").ok()??;
    Some((list.get_attribute("data-text")?, list.get_attribute("data-lang")?))
}
/// The handle on the button that was pressed, in a list of organisations.
pub fn handle_of(pressed: &web_sys::MouseEvent) -> Option<String> {
    pressed.target()?.dyn_into::<Element>().ok()?.closest("[data-handle]").ok()??.get_attribute("data-handle")
}
/// The handle on the first button of a list of organisations.
pub fn first_handle(id: &str) -> Option<String> {
    element(id)?.query_selector("[data-handle]").ok()??.get_attribute("data-handle")
}
/// Hides or shows an element.
pub fn set_hidden(id: &str, hidden: bool) {
    if let Some(e) = element(id).and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        e.set_hidden(hidden);
    }
}
/// Changes an element's text, where there is one.
pub fn set_text(id: &str, text: &str) {
    if let Some(e) = element(id) {
        e.set_text_content(Some(text));
    }
}
/// The button that previews without script is not needed beside the island's own.
pub fn hide_preview_button(id: &str) {
    let form = element(id).and_then(|e| e.closest("form").ok().flatten());
    if let Some(button) = form.and_then(|f| f.query_selector("button[name=preview]").ok().flatten()).and_then(|b| b.dyn_into::<HtmlElement>().ok()) {
        button.set_hidden(true);
    }
}
/// Sends a form as if there were no script.
pub fn submit(id: &str) {
    if let Some(form) = element(id).and_then(|e| e.dyn_into::<HtmlFormElement>().ok()) {
        let _ = form.submit();
    }
}

/// A field of a form, whatever its kind.
enum Field {
    Text(HtmlTextAreaElement),
    Input(HtmlInputElement),
    Select(HtmlSelectElement),
}

impl Field {
    fn name(&self) -> String {
        match self {
            Self::Text(f) => f.name(),
            Self::Input(f) => f.name(),
            Self::Select(f) => f.name(),
        }
    }
    fn is_choice(&self) -> bool {
        matches!(self, Self::Input(f) if matches!(f.type_().as_str(), "checkbox" | "radio"))
    }
    /// Name and value; of a choice only when it is chosen.
    fn get(&self) -> Option<(String, String)> {
        let value = match self {
            Self::Text(f) => f.value(),
            Self::Input(f) if self.is_choice() && !f.checked() => return None,
            Self::Input(f) => f.value(),
            Self::Select(f) => f.value(),
        };
        Some((self.name(), value))
    }
    fn set(&self, kept: &[(String, String)]) {
        let mine = kept.iter().filter(|(name, _)| *name == self.name()).map(|(_, value)| value);
        match self {
            Self::Input(f) if self.is_choice() => f.set_checked(mine.into_iter().any(|v| *v == f.value())),
            Self::Text(f) => mine.into_iter().for_each(|v| f.set_value(v)),
            Self::Input(f) => mine.into_iter().for_each(|v| f.set_value(v)),
            Self::Select(f) => mine.into_iter().for_each(|v| f.set_value(v)),
        }
    }
}

/// The key by which the server knows this sending of a form.
fn sending_of(form: &Element) -> Option<String> {
    form.query_selector("input[name=key]").ok()??.dyn_into::<HtmlInputElement>().ok().map(|i| i.value())
}

fn fields(form: &Element) -> Vec<Field> {
    let Ok(list) = form.query_selector_all("input[name]:not([type=hidden]), textarea[name], select[name]") else { return Vec::new() };
    (0..list.length())
        .filter_map(|i| {
            let node = list.item(i)?;
            let node = match node.dyn_into::<HtmlTextAreaElement>() {
                Ok(f) => return Some(Field::Text(f)),
                Err(node) => node,
            };
            match node.dyn_into::<HtmlSelectElement>() {
                Ok(f) => Some(Field::Select(f)),
                Err(node) => node.dyn_into::<HtmlInputElement>().ok().map(Field::Input),
            }
        })
        .collect()
}

fn read(form: &Element) -> Vec<(String, String)> {
    fields(form).iter().filter_map(Field::get).collect()
}

/// What people type by hand; choices alone are no draft.
fn has_text(form: &Element) -> bool {
    fields(form).iter().any(|f| match f {
        Field::Text(t) => !t.value().trim().is_empty(),
        // what the page came with was not typed
        Field::Input(i) if !f.is_choice() => !i.value().trim().is_empty() && i.value() != i.default_value(),
        Field::Input(_) | Field::Select(_) => false,
    })
}

fn kept(key: &str) -> Option<Vec<(String, String)>> {
    serde_json::from_str(&store()?.get_item(key).ok()??).ok()
}

/// Key of the sending that the server saved last.
fn saved_key() -> Option<String> {
    let cookies = document()?.dyn_into::<HtmlDocument>().ok()?.cookie().ok()?;
    cookies.split("; ").find_map(|c| c.strip_prefix("saved=")).map(String::from)
}

/// Forgets a draft whose sending was saved; its mark says which sending that was.
fn drop_if_saved(store: &Storage, mark: &str) {
    let sent = store.get_item(mark).ok().flatten();
    if sent.is_some() && sent == saved_key() {
        let _ = store.remove_item(&mark[SENT.len()..]);
        let _ = store.remove_item(mark);
    }
}

/// Under which a form's draft is kept: what the form itself says, where its page has several or its address serves several things; else
/// the page's address.
fn key_of(form: &Element) -> Option<String> {
    let own = form.get_attribute("data-draft");
    Some(format!("{PREFIX}{}", own.or_else(|| web_sys::window()?.location().pathname().ok())?))
}

/// Keeps what is typed into the form around an element, and puts back what was kept when the form comes empty.
pub fn keep_drafts(id: &str, state: RwSignal<Draft>) {
    let Some(form) = element(id).and_then(|e| e.closest("form").ok().flatten()) else { return };
    let Some(key) = key_of(&form) else { return };
    // typing on begins another sending: that the one before was saved does not end this one
    let unmark = {
        let mark = format!("{SENT}{key}");
        move || {
            if let Some(store) = store() {
                let _ = store.remove_item(&mark);
            }
        }
    };
    // one may have left the page that said so before its module was there
    if let Some(store) = store() {
        drop_if_saved(&store, &format!("{SENT}{key}"));
    }
    let here = read(&form);
    if let Some(draft) = kept(&key).filter(|d| *d != here) {
        if has_text(&form) {
            state.set(Draft::Offered);
        } else {
            fields(&form).iter().for_each(|f| f.set(&draft));
            state.set(Draft::Restored);
        }
    }
    let typed = {
        let (form, key) = (form.clone(), key.clone());
        Closure::<dyn FnMut()>::new(move || {
            unmark();
            let Some(store) = store() else { return };
            if !has_text(&form) {
                let _ = store.remove_item(&key);
                state.set(Draft::None);
            } else if let Ok(json) = serde_json::to_string(&read(&form))
                && store.set_item(&key, &json).is_ok()
            {
                state.set(Draft::Saved);
            }
        })
    };
    let sent = {
        let form = form.clone();
        Closure::<dyn FnMut()>::new(move || {
            // only a sending that was saved ends it: an error or a sign-in between leaves it where it is
            if let (Some(store), Some(sending)) = (store(), sending_of(&form)) {
                let _ = store.set_item(&format!("{SENT}{key}"), &sending);
            }
        })
    };
    let _ = form.add_event_listener_with_callback("input", typed.as_ref().unchecked_ref());
    let _ = form.add_event_listener_with_callback("submit", sent.as_ref().unchecked_ref());
    typed.forget();
    sent.forget();
}

/// Puts the kept draft into the form around an element.
pub fn restore_draft(id: &str, state: RwSignal<Draft>) {
    let Some(form) = element(id).and_then(|e| e.closest("form").ok().flatten()) else { return };
    let Some(key) = key_of(&form) else { return };
    if let Some(draft) = kept(&key) {
        fields(&form).iter().for_each(|f| f.set(&draft));
        state.set(Draft::Restored);
    }
}

/// Forgets the draft whose sending the server has saved.
pub fn drop_sent_drafts() {
    let Some(store) = store() else { return };
    let length = store.length().unwrap_or(0);
    let sent: Vec<String> = (0..length).filter_map(|i| store.key(i).ok().flatten()).filter(|k| k.starts_with(SENT)).collect();
    for mark in sent {
        drop_if_saved(&store, &mark);
    }
}

/// Listens to a stream of `[count, first]` while the page is in view. Coming back opens it again, and the server says how it
/// stands then.
pub fn follow(url: String, news: RwSignal<Option<(i64, i64)>>) {
    let Some(document) = document() else { return };
    let source: Rc<RefCell<Option<EventSource>>> = Rc::default();
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |e: MessageEvent| {
        let said = e.data().as_string().and_then(|s| serde_json::from_str::<(i64, Option<i64>)>(&s).ok());
        if let Some((count, Some(first))) = said {
            news.set((count > 0).then_some((count, first)));
        }
    });
    let heard: js_sys::Function = heard.into_js_value().unchecked_into();
    let look = {
        let document = document.clone();
        move || {
            let mut source = source.borrow_mut();
            if document.hidden() {
                if let Some(open) = source.take() {
                    open.close();
                }
            } else if source.as_ref().is_none_or(|s| s.ready_state() == EventSource::CLOSED)
                && let Ok(open) = EventSource::new(&url)
            {
                open.set_onmessage(Some(&heard));
                *source = Some(open);
            }
        }
    };
    look();
    let changed = Closure::<dyn FnMut()>::new(look);
    let _ = document.add_event_listener_with_callback("visibilitychange", changed.as_ref().unchecked_ref());
    changed.forget();
}
