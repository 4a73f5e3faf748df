//! The hints, for the preview and for whoever types. Drawn by the server: in the browser they would cost every page with an island
//! 40 kB.

use super::SimilarIssue;
use crate::i18n::{Locale, issues as t};
use crate::paths;
use crate::text::lix::{Readability, lix};
use crate::ui;
use crate::ui::prelude::*;

/// Issues that are alike; nothing where there are none. They open beside the form, so that nothing typed is left.
pub fn similar(l: Locale, found: &[SimilarIssue]) -> Option<Html> {
    if found.is_empty() {
        return None;
    }
    let items: Vec<_> = found
        .iter()
        .map(|s| {
            let lang = ui::lang_of(l, &s.lang);
            let ended = (!s.open).then(|| view! { " "<span class="quiet">{t::similar_ended(l)}</span> });
            view! { <li><a href=paths::localised(l, &s.path) target="_blank" lang=lang>{format!("{}: {}", t::issue_number(l, s.number), s.title)}</a>{ended}</li> }
        })
        .collect();
    Some(view! { <p><strong>{t::similar_title(l)}</strong>" "{t::similar_text(l)}</p><ul class="names">{items}</ul> }.into_html())
}

/// How easy a text is to read, and what would make it easier; nothing while it is short.
pub fn readability(l: Locale, text: &str, lang: &str) -> Option<Html> {
    let Readability { lix, level, long_words, long_sentences, plain_words } = lix(text, lang)?;
    let mut hints: Vec<String> = plain_words.iter().map(|p| t::lix_plain(l, &p.written, p.plain)).collect();
    if !long_words.is_empty() {
        hints.push(t::lix_words(l, long_words.join(", ")));
    }
    hints.extend(long_sentences.iter().map(|s| t::lix_sentence(l, &s.start, s.words)));
    let items: Vec<_> = hints.into_iter().map(|hint| view! { <li>{hint}</li> }).collect();
    let list = (!items.is_empty()).then(|| view! { <ul>{items}</ul> });
    Some(view! { <p>{t::lix_line(l, t::lix_level(l, level), lix)}</p>{list} }.into_html())
}
