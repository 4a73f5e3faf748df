//! Putting a phrase in at the cursor.

// what the macro makes carries no documentation
#![allow(missing_docs)]

use super::types::Phrase;
use crate::i18n::{Locale, phrases as t};
use crate::issues::browser;
use leptos::prelude::*;

/// A list of phrases with a button that puts the chosen one into a text area. Without script the button sends the form, which is
/// drawn again with the phrase in it; so it is where none is chosen, and says that.
#[island]
pub fn PhrasePicker(
    /// Language.
    l: Locale,
    /// Id of the text area.
    field: String,
    /// Id of what was chosen before; empty: nothing.
    chosen: String,
    /// What is wrong with the choice stands in the element `fras-e`.
    wrong: bool,
    /// Phrases to choose from.
    phrases: Vec<Phrase>,
) -> impl IntoView {
    let options: Vec<_> = phrases
        .iter()
        .map(|p| {
            let id = p.id.to_string();
            let selected = id == chosen;
            view! { <option value=id selected=selected>{p.title.clone()}</option> }
        })
        .collect();
    let put = move |e: leptos::ev::MouseEvent| {
        let chosen = browser::choice_of("fras", "fras").unwrap_or_default();
        if let Some(p) = phrases.iter().find(|p| p.id.to_string() == chosen) {
            e.prevent_default();
            browser::put_in(&field, &p.text, &p.lang);
        }
    };
    view! {
        <div class="picker">
            <label for="fras">{t::field_fras(l)}</label>
            <select id="fras" name="fras" aria-describedby=wrong.then_some("fras-e") aria-invalid=wrong.then_some("true")><option value="">{t::choose(l)}</option>{options}</select>
            <button class="button second" name="infoga" value="1" formnovalidate=true on:click=put>{t::put_in(l)}</button>
        </div>
    }
}
