//! What the islands of a running meeting do in the browser beyond signals.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Document, Element, Event, EventSource, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, MessageEvent, RequestInit,
    RequestRedirect, Response, ResponseType, SubmitEvent, UrlSearchParams,
};

/// What was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// A new question.
    News,
    /// Something else.
    Same,
    /// The connection is lost.
    Lost,
    /// It is back.
    Back,
}

/// Event of the page when the present state of the meeting has come.
const SWAPPED: &str = "golvet";
/// How long to wait before a stream that was refused is asked for again.
const AGAIN_MS: f64 = 3000.0;

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
fn floor() -> Option<Element> {
    document()?.get_element_by_id("golvet")
}
fn all(inside: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = inside.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|i| list.item(i)?.dyn_into().ok()).collect()
}
fn function<T: ?Sized + wasm_bindgen::closure::WasmClosure>(closure: Closure<T>) -> js_sys::Function {
    closure.into_js_value().unchecked_into()
}

/// Changes the text of a text area or a line.
pub fn set_value(id: &str, value: &str) {
    let Some(e) = document().and_then(|d| d.get_element_by_id(id)) else { return };
    match e.dyn_into::<HtmlTextAreaElement>() {
        Ok(area) => area.set_value(value),
        Err(e) => {
            if let Ok(input) = e.dyn_into::<HtmlInputElement>() {
                input.set_value(value);
            }
        }
    }
}

fn number(of: &Element, name: &str) -> i64 {
    of.query_selector(&format!("[{name}]")).ok().flatten().and_then(|e| e.get_attribute(name)).and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// Puts a fragment in the place of the present one: what is open stays open, what has focus keeps it, and own votes stay marked.
/// True when it holds a new question.
fn swap(html: &str) -> Option<bool> {
    let (document, host) = (document()?, floor()?);
    let before = number(&host, "data-newest");
    let focused = document.active_element().filter(|e| host.contains(Some(e))).map(|e| e.id()).filter(|id| !id.is_empty());
    let open: Vec<String> = all(&host, "details[open]").into_iter().map(|e| e.id()).collect();
    host.set_inner_html(html);
    for e in open.iter().filter_map(|id| document.get_element_by_id(id)) {
        let _ = e.set_attribute("open", "");
    }
    mark(&host);
    tell_time();
    if number(&host, "data-over") == 1 {
        close(&document, &host);
    }
    step();
    if let Ok(e) = Event::new(SWAPPED) {
        let _ = document.dispatch_event(&e);
    }
    if let Some(e) = focused.and_then(|id| document.get_element_by_id(&id)?.dyn_into::<HtmlElement>().ok()) {
        let _ = e.focus();
    }
    Some(number(&host, "data-newest") > before)
}

/// Takes away what cannot be done once the meeting is over, and what was told of an earlier press.
fn close(document: &Document, host: &Element) {
    let _ = host.class_list().remove_1("taking");
    for e in document.document_element().map(|page| all(&page, "main > .flash, [data-while]")).unwrap_or_default() {
        e.remove();
    }
}

/// Calls each time that the present state of the meeting has come.
pub fn on_swap(call: impl Fn() + 'static) {
    let Some(document) = document() else { return };
    let call = function(Closure::<dyn FnMut()>::new(call));
    let _ = document.add_event_listener_with_callback(SWAPPED, &call);
}

/// Whether the meeting is on another item than the one that is written about; says so above the box.
pub fn step() -> bool {
    let Some(notice) = document().and_then(|d| d.get_element_by_id("vidare")) else { return false };
    let now = floor().and_then(|host| host.query_selector("[data-item]").ok().flatten());
    let Some(now) = now.filter(|now| now.get_attribute("data-item") != notice.get_attribute("data-item")) else {
        let _ = notice.set_attribute("hidden", "");
        return false;
    };
    if notice.has_attribute("hidden") {
        let _ = notice.set_attribute("data-followed", "");
        let _ = notice.remove_attribute("hidden");
    }
    let words = notice.get_attribute("data-words").unwrap_or_default().replacen('#', &now.get_attribute("data-at").unwrap_or_default(), 1);
    if let Ok(Some(e)) = notice.query_selector("span") {
        e.set_text_content(Some(&words));
    }
    true
}

/// Whether the box followed the meeting until now, and nobody is writing in it.
pub fn follows() -> bool {
    let Some(document) = document() else { return false };
    let followed = document.get_element_by_id("vidare").is_some_and(|e| e.has_attribute("data-followed"));
    followed && document.active_element().is_none_or(|e| e.id() != "said")
}

/// What stands in a hidden field of the form that the secretary writes in.
pub fn entry(name: &str) -> String {
    let field = document().and_then(|d| d.query_selector(&format!("#styr [name={name}]")).ok().flatten());
    field.and_then(|e| e.get_attribute("value")).unwrap_or_default()
}

/// Writes about the item that is on from now, on the same page: gives the text about it. Where something has to be chosen there first, the
/// page is left for that.
pub async fn go_along() -> Option<String> {
    let (window, document) = (web_sys::window()?, document()?);
    let said = document.get_element_by_id("said")?.dyn_into::<HtmlTextAreaElement>().ok()?;
    let href = document.query_selector("#vidare a").ok()??.get_attribute("href")?;
    // nothing is typed that would be lost
    said.set_read_only(true);
    let page = fetched(&document, &href).await;
    said.set_read_only(false);
    let page = page?;
    let text = page.query_selector("#said").ok()?.and_then(|e| e.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(text) = text.filter(|_| page.query_selector("[name=valt]").is_ok_and(|e| e.is_none())) else {
        let _ = window.location().set_href(&href);
        return None;
    };
    let value = |name: &str| page.query_selector(name).ok().flatten()?.get_attribute("value");
    let (item, base) = (value("#styr [name=item]")?, value("#base")?);
    for part in ["#vidare", "#om-punkt", "#andra-punkter"] {
        if let (Ok(Some(old)), Ok(Some(new))) = (document.query_selector(part), page.query_selector(part)) {
            old.set_outer_html(&new.outer_html());
        }
    }
    if let Ok(Some(e)) = document.query_selector("#styr [name=item]") {
        let _ = e.set_attribute("value", &item);
    }
    set_value("base", &base);
    said.set_value(&text.value());
    Some(text.value())
}

/// A page, beside the one that is shown.
async fn fetched(document: &Document, href: &str) -> Option<Element> {
    let response: Response = JsFuture::from(web_sys::window()?.fetch_with_str(href)).await.ok()?.dyn_into().ok()?;
    let html = JsFuture::from(response.text().ok().filter(|_| response.ok())?).await.ok()?.as_string()?;
    let page = document.create_element("div").ok()?;
    page.set_inner_html(&html);
    Some(page)
}

/// Marks the votes that are one's own.
fn mark(host: &Element) {
    for n in host.get_attribute("data-mine").unwrap_or_default().split(',').filter(|n| !n.is_empty()) {
        if let Some(e) = document().and_then(|d| d.get_element_by_id(&format!("r-{n}"))) {
            let _ = e.set_attribute("aria-pressed", "true");
        }
    }
}

thread_local! {
    /// How far the server's clock is ahead of this one, in milliseconds.
    static AHEAD: Cell<f64> = const { Cell::new(0.0) };
}

/// Writes the time that is left.
fn tell_time() {
    let Some(host) = floor() else { return };
    for e in all(&host, "[data-ends]") {
        // a whole number: reading a fraction brings 10 kB of tables into the module
        let Some(ends) = e.get_attribute("data-ends").and_then(|t| t.parse::<i64>().ok()) else { continue };
        let seconds = ((ends as f64 - js_sys::Date::now() - AHEAD.with(Cell::get)) / 1000.0).ceil() as i64;
        let words = e.get_attribute(if seconds < 0 { "data-late" } else { "data-left" }).unwrap_or_default();
        let s = seconds.abs();
        let words = words.replacen('#', &(s / 60).to_string(), 1).replacen('#', &format!("{:02}", s % 60), 1);
        e.set_text_content(Some(&words));
        let _ = e.class_list().toggle_with_force("over", seconds < 0);
    }
}

/// Follows a stream of fragments, and sends presses of the page's own forms.
pub fn follow(url: String, now: i64, tell: impl Fn(Heard) + 'static) {
    let (Some(window), Some(document)) = (web_sys::window(), document()) else { return };
    AHEAD.with(|ahead| ahead.set(now as f64 - js_sys::Date::now()));
    let tell = Rc::new(tell);
    let source: Rc<RefCell<Option<EventSource>>> = Rc::default();
    let over = Rc::new(Cell::new(false));

    let heard = {
        let (tell, source, over) = (tell.clone(), source.clone(), over.clone());
        function(Closure::<dyn FnMut(MessageEvent)>::new(move |e: MessageEvent| {
            let Some(html) = e.data().as_string() else { return };
            tell(Heard::Back);
            tell(Heard::Same);
            if swap(&html) == Some(true) {
                tell(Heard::News);
            }
            if floor().is_some_and(|host| number(&host, "data-over") == 1) {
                over.set(true);
                if let Some(open) = source.borrow_mut().take() {
                    open.close();
                }
            }
        }))
    };
    // asks again where the server refused: an EventSource does that by itself only when the connection broke
    let again: Rc<RefCell<Option<js_sys::Function>>> = Rc::default();
    let failed = {
        let (tell, source, again) = (tell.clone(), source.clone(), again.clone());
        function(Closure::<dyn FnMut()>::new(move || {
            tell(Heard::Lost);
            if source.borrow().as_ref().is_some_and(|s| s.ready_state() == EventSource::CLOSED)
                && let (Some(window), Some(again)) = (web_sys::window(), again.borrow().as_ref())
            {
                let wait = AGAIN_MS * (1.0 + js_sys::Math::random());
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(again, wait as i32);
            }
        }))
    };
    let look = {
        let (document, source) = (document.clone(), source.clone());
        function(Closure::<dyn FnMut()>::new(move || {
            let mut source = source.borrow_mut();
            if document.hidden() || over.get() {
                if let Some(open) = source.take() {
                    open.close();
                }
            } else if source.as_ref().is_none_or(|s| s.ready_state() == EventSource::CLOSED)
                && let Ok(open) = EventSource::new(&url)
            {
                open.set_onmessage(Some(&heard));
                open.set_onerror(Some(&failed));
                *source = Some(open);
            }
        }))
    };
    *again.borrow_mut() = Some(look.clone());
    let _ = look.call0(&wasm_bindgen::JsValue::NULL);
    let _ = document.add_event_listener_with_callback("visibilitychange", &look);
    let tick = function(Closure::<dyn FnMut()>::new(tell_time));
    let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(&tick, 1000);
    tell_time();
    let pressed = function(Closure::<dyn FnMut(Event)>::new(|e: Event| {
        if let Some(press) = Press::of(&e) {
            e.prevent_default();
            spawn_local(press.send());
        }
    }));
    let _ = document.add_event_listener_with_callback("submit", &pressed);
}

/// A press of a button whose effect comes by the stream.
struct Press {
    form: HtmlFormElement,
    button: HtmlElement,
    name: String,
    value: String,
}

impl Press {
    /// A press that can be sent without leaving the page: not one that keeps a text or changes what is one's own.
    fn of(e: &Event) -> Option<Self> {
        let form = e.target()?.dyn_into::<HtmlFormElement>().ok()?;
        let button = e.dyn_ref::<SubmitEvent>()?.submitter()?;
        if !matches!(form.id().as_str(), "delta" | "styr") || button.has_attribute("data-whole") {
            return None;
        }
        Some(Self { name: button.get_attribute("name")?, value: button.get_attribute("value")?, form, button })
    }

    async fn send(self) {
        if self.button.has_attribute("aria-busy") {
            return;
        }
        let _ = self.button.set_attribute("aria-busy", "true");
        let done = self.post().await.is_some_and(|r| r.type_() == ResponseType::Opaqueredirect);
        let _ = self.button.remove_attribute("aria-busy");
        if done { self.done() } else { self.natively() }
    }

    async fn post(&self) -> Option<Response> {
        let data = FormData::new_with_form(&self.form).ok()?;
        // the text is saved by the box itself
        data.delete("item");
        let body = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
        body.append(&self.name, &self.value);
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_redirect(RequestRedirect::Manual);
        init.set_body(&body);
        let action = self.form.get_attribute("action")?;
        JsFuture::from(web_sys::window()?.fetch_with_str_and_init(&action, &init)).await.ok()?.dyn_into().ok()
    }

    fn done(&self) {
        if let (Some(n), Some(host)) = (self.value.strip_prefix("rosta-"), floor()) {
            let mine = host.get_attribute("data-mine").unwrap_or_default();
            let _ = host.set_attribute("data-mine", &format!("{mine},{n}"));
            mark(&host);
        }
        if self.value == "talare" {
            set_value("name", "");
        }
    }

    /// The form's own way knows how to tell what is wrong.
    fn natively(&self) {
        if let Some(input) = document().and_then(|d| d.create_element("input").ok()?.dyn_into::<HtmlInputElement>().ok()) {
            input.set_type("hidden");
            input.set_name(&self.name);
            input.set_value(&self.value);
            let _ = self.form.append_child(&input);
        }
        let _ = self.form.submit();
    }
}
