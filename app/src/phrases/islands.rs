//! Putting a phrase in at the cursor.

// what the macro makes carries no documentation
#![allow(missing_docs)]

use crate::issues::browser;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// Around a list of phrases with a button: that puts the chosen one into a text area. Without script the button sends the form, which is
/// drawn again with the phrase in it; so it is where none is chosen, and says that. What the phrases say stands in the list itself.
#[island]
pub fn PhrasePicker(children: Children) -> impl IntoView {
    /// Id of the text area.
    const FIELD: &str = "reason";
    let put = move |e: MouseEvent| {
        if let Some((text, lang)) = browser::chosen_phrase(&e) {
            e.prevent_default();
            browser::put_in(FIELD, &text, &lang);
        }
    };
    view! { <div class="picker" on:click=put>{children()}</div> }
}
