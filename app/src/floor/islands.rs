//! What comes to life while a meeting runs. Both draw something that works without them.

// the macro makes a struct of each island's properties, which carries no words of its own
#![allow(missing_docs)]

use super::actions::save;
use super::browser::{self, Heard};
use super::types::Saved;
use crate::i18n::{Locale, floor as t};
use crate::issues::browser as page;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Follows a meeting: puts what it hears in the place of `#golvet`, counts the time of the item down, and sends presses without leaving
/// the page. Nothing on the page is its own: what it swaps stands outside of it.
#[island]
pub fn LiveFloor(
    /// Language.
    l: Locale,
    /// Address of the stream.
    stream: String,
    /// The server's time when the page was drawn, in milliseconds since 1970.
    now: i64,
) -> impl IntoView {
    let news = RwSignal::new("");
    let lost = RwSignal::new(false);
    Effect::new(move |_| {
        browser::follow(stream.clone(), now, move |heard| match heard {
            Heard::News => news.set(t::new_question(l)),
            Heard::Same => news.set(""),
            Heard::Lost => lost.set(true),
            Heard::Back => lost.set(false),
        });
    });
    view! {
        <p class="vh" role="status">{move || news.get()}</p>
        <p class="quiet" hidden=move || !lost.get()>{t::live_lost(l)}</p>
    }
}

/// Saves what is written into `#said` when the writer pauses. What others wrote meanwhile comes into the text. Which item it is about, from
/// which version it was written and for whom the page was opened stand in the form, as they do without script.
#[island]
pub fn Pad(
    /// Language.
    l: Locale,
    /// Slug of the agreement.
    agreement: String,
    /// Number of the meeting.
    number: i64,
) -> impl IntoView {
    let (done, told, beside) = (RwSignal::new(""), RwSignal::new(""), RwSignal::new(false));
    Effect::new(move |_| {
        let writing = Rc::new(Writing { l, agreement: agreement.clone(), number, busy: Cell::new(false), kept: RefCell::default(), done, told, beside });
        writing.keep(page::value_of("said"));
        let look = writing.clone();
        page::on_pause("pad", move || look.look());
        // where the meeting goes on what is written is saved first
        browser::on_swap(move || {
            if browser::step() {
                writing.look();
            }
            writing.follow();
        });
    });
    let link = move || beside.get().then(|| format!("?punkt={}", browser::entry("item")));
    view! {
        <p class="quiet" id="pad">{move || done.get()}</p>
        <p class="quiet" role="status">{move || told.get()}" "<a href=link hidden=move || !beside.get()>{t::beside_link(l)}</a></p>
    }
}

/// The box that the secretary writes in. Plain cells where nothing is drawn from them: each type in a signal costs the module.
struct Writing {
    l: Locale,
    agreement: String,
    number: i64,
    /// Something is being asked.
    busy: Cell<bool>,
    /// The text that was saved last.
    kept: RefCell<String>,
    done: RwSignal<&'static str>,
    told: RwSignal<&'static str>,
    /// Another text stands beside this one.
    beside: RwSignal<bool>,
}

impl Writing {
    fn keep(&self, text: String) {
        *self.kept.borrow_mut() = text;
    }

    fn is_kept(&self) -> bool {
        *self.kept.borrow() == page::value_of("said")
    }

    /// The meeting went on: so does the box, where nobody is writing and all is saved.
    fn follow(self: &Rc<Self>) {
        if self.busy.get() || self.beside.get_untracked() || !(browser::step() && browser::follows() && self.is_kept()) {
            return;
        }
        let pad = self.clone();
        pad.busy.set(true);
        spawn_local(async move {
            if let Some(text) = browser::go_along().await {
                pad.keep(text);
                pad.done.set("");
                pad.told.set("");
            }
            pad.busy.set(false);
        });
    }

    /// Saves what is not saved yet.
    fn look(self: &Rc<Self>) {
        if self.busy.get() || self.is_kept() {
            return;
        }
        let pad = self.clone();
        pad.busy.set(true);
        pad.done.set(t::saving(pad.l));
        spawn_local(async move {
            let text = page::value_of("said");
            let id = |name: &str| browser::entry(name).parse().unwrap_or_default();
            let answer = save(pad.agreement.clone(), pad.number, id("item"), id("base"), text.clone(), browser::entry("as")).await;
            pad.busy.set(false);
            match answer {
                Ok(saved) => {
                    pad.heard(text, saved);
                    pad.follow();
                }
                Err(_) => {
                    pad.done.set("");
                    pad.told.set(t::save_failed(pad.l));
                }
            }
        });
    }

    /// A text was saved: what others wrote comes into the box, where nothing was typed since.
    fn heard(&self, text: String, saved: Saved) {
        let l = self.l;
        let untouched = page::value_of("said") == text;
        let others = !saved.beside && saved.text != text;
        if untouched && others {
            browser::set_value("said", &saved.text);
        }
        let (version, kept) = if untouched && !saved.beside { (saved.version, saved.text) } else { (saved.sent, text) };
        browser::set_value("base", &version.to_string());
        self.keep(kept);
        self.done.set(if saved.beside { "" } else { t::saved(l) });
        self.beside.set(saved.beside);
        self.told.set(match (saved.beside, others) {
            (true, _) => t::beside(l),
            (false, true) => t::merged(l),
            (false, false) => "",
        });
    }
}
