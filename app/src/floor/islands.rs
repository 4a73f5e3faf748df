//! What comes to life while a meeting runs. Both draw something that works without them.

// the macro makes a struct of each island's properties, which carries no words of its own
#![allow(missing_docs)]

use super::actions::save;
use super::browser::{self, Heard};
use crate::i18n::{Locale, floor as t};
use crate::issues::browser as page;
use leptos::prelude::*;
use leptos::task::spawn_local;

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

/// Saves what is written into `#said` when the writer pauses. What others wrote meanwhile comes into the text.
#[island]
pub fn Pad(
    /// Language.
    l: Locale,
    /// Slug of the agreement.
    agreement: String,
    /// Number of the meeting.
    number: i64,
    /// Id of the item.
    item: i64,
    /// Version of the text on the page.
    base: i64,
    /// For whom the page was opened.
    acting: String,
    /// Address of the page.
    here: String,
) -> impl IntoView {
    let done = RwSignal::new("");
    let told = RwSignal::new("");
    let beside = RwSignal::new(false);
    let busy = StoredValue::new(false);
    // the version that what stands in the box was written from, and the text that was saved last
    let kept = StoredValue::new((base, String::new()));
    let who = StoredValue::new((agreement, acting));
    let clean = move || !busy.get_value() && !beside.get_untracked() && kept.with_value(|(_, last)| *last == page::value_of("said"));
    let about = RwSignal::new(item);
    // the meeting went on: so does the box, where nobody is writing and all is saved
    let follow = move || {
        if !(browser::step() && browser::follows() && clean()) {
            return;
        }
        busy.set_value(true);
        spawn_local(async move {
            if let Some((item, text, version)) = browser::go_along().await {
                about.set(item);
                kept.set_value((version, text));
                done.set("");
                told.set("");
            }
            busy.set_value(false);
        });
    };
    let look = move || {
        let text = page::value_of("said");
        if busy.get_value() || kept.with_value(|(_, last)| *last == text) {
            return;
        }
        busy.set_value(true);
        done.set(t::saving(l));
        spawn_local(async move {
            let (agreement, acting) = who.get_value();
            let answer = save(agreement, number, about.get_untracked(), kept.with_value(|k| k.0), text.clone(), acting).await;
            busy.set_value(false);
            let Ok(saved) = answer else {
                done.set("");
                told.set(t::save_failed(l));
                return;
            };
            let untouched = page::value_of("said") == text;
            let others = !saved.beside && saved.text != text;
            if untouched && others {
                browser::set_value("said", &saved.text);
            }
            let next = if untouched && !saved.beside { (saved.version, saved.text) } else { (saved.sent, text) };
            browser::set_value("base", &next.0.to_string());
            kept.set_value(next);
            done.set(if saved.beside { "" } else { t::saved(l) });
            beside.set(saved.beside);
            told.set(match (saved.beside, others) {
                (true, _) => t::beside(l),
                (false, true) => t::merged(l),
                (false, false) => "",
            });
            follow();
        });
    };
    Effect::new(move |_| {
        kept.update_value(|k| k.1 = page::value_of("said"));
        page::on_pause("pad", look);
        // where the meeting goes on what is written is saved first
        browser::on_swap(move || {
            if browser::step() {
                look();
            }
            follow();
        });
    });
    view! {
        <p class="quiet" id="pad">{move || done.get()}</p>
        <p class="quiet" role="status">{move || told.get()}" "<a href=move || format!("{here}?punkt={}", about.get()) hidden=move || !beside.get()>{t::beside_link(l)}</a></p>
    }
}
