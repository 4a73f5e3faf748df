//! What the keys of the desk do, in the sheet of its island.

use crate::desk::islands::DeskKeys;
use crate::i18n::{Locale, curation as t, desk as d};
use crate::ui::prelude::*;

/// The hint of the keys, with their sheet. `marks`: the rows can be marked; `acts`: letters of what can be decided, with its name.
pub fn keys(l: Locale, marks: bool, acts: Vec<(char, &'static str)>) -> Html {
    let letters: Vec<_> = acts.into_iter().map(|(key, name)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{name}</dd></div> }).collect();
    let of_acts = (!letters.is_empty())
        .then(|| view! { <h3 class="h4">{d::keys_acts(l)}</h3><p class="quiet">{d::keys_acts_help(l)}</p><dl class="keys">{letters}</dl> });
    island(|| {
        view! {
            <DeskKeys l=l>
                <dl class="keys">
                    <div><dt><kbd>"j"</kbd>" "<kbd>"k"</kbd></dt><dd>{t::keys_next(l)}</dd></div>
                    <div><dt><kbd>"enter"</kbd></dt><dd>{t::keys_enter(l)}</dd></div>
                    {marks.then(|| view! { <div><dt><kbd>"x"</kbd></dt><dd>{d::keys_x(l)}</dd></div> })}
                    <div><dt><kbd>"?"</kbd></dt><dd>{t::keys_help(l)}</dd></div>
                </dl>
                {of_acts}
            </DeskKeys>
        }
    })
}
