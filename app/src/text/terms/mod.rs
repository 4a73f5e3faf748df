//! The terms of a text, and how alike two issues are by them: what is offered as "similar issues" while somebody writes one.
//!
//! All analysis is here and none in the databases: the store keeps terms, looks them up as they are, and so SQLite and PostgreSQL
//! find the same. From the terms of what is typed, [`weighed`] picks twelve; SQL says which issues hold them; [`alike`]
//! weighs that. Each step can be said in a sentence, so that an odd suggestion can be explained.

mod stem;
mod words;

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Version of this analysis, to be stored beside its terms: what an older one made does not meet what a newer one looks for.
/// To be raised with any change to the words or rules here, and with any other version of the stemmer.
pub const ANALYSIS: i64 = 1;
/// Terms of one text at most.
const MOST_TERMS: usize = 64;
/// Words of a text that are looked at: this runs while somebody types, and what a text is about stands in its beginning.
const MOST_WORDS: usize = 2000;
/// Letters of the shortest term.
const SHORTEST: usize = 3;
/// Terms by which similar issues are looked for.
const TELLING: usize = 12;
/// Similar issues that are offered at most: more would not be read before posting.
pub const OFFERED: usize = 5;
/// Likeness from which an issue is offered. Found by the pairs in the tests: those that belong together reach it, those that
/// share only common words do not. Two titles with one rare word in common reach it too, whatever they say of it.
pub const ALIKE: f64 = 0.42;
/// Likeness of the title alone from which an issue is offered whatever the text says.
const ALIKE_BY_TITLE: f64 = 0.5;

/// What a word of the body counts, where one of the title counts 1.
const BODY: f64 = 0.25;
/// What is left of everyday words ("förening", "trasig") and of names: they say who, where and how bad, but not what.
const LITTLE: f64 = 0.2;
/// What is left of a word that no issue has yet: that it is new says less than that another is shared.
const UNSEEN: f64 = 0.75;
/// What is left of a term that the other issue has in its body only.
const IN_BODY: f64 = 0.6;
/// What a compound keeps for itself; its parts share the rest. So "lokaler för föreningar" is nearly all of "föreningslokal".
const WHOLE: f64 = 0.2;

static STOP_SV: LazyLock<HashSet<&'static str>> = LazyLock::new(|| words::STOP_SV.split_whitespace().collect());
static STOP_EN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| words::STOP_EN.split_whitespace().collect());
static COMMON: LazyLock<HashSet<String>> = LazyLock::new(|| words::EVERYDAY.split_whitespace().flat_map(|w| [stem::swedish(w), stem::english(w)]).collect());

/// One word of a text: its key, and those of its parts when it is a compound.
struct Word {
    key: String,
    parts: Vec<String>,
    /// Has a capital within a sentence: in both languages a name, mostly of a place.
    name: bool,
}

/// The terms of a text in order of first appearance, each once, 64 at most: keys of its words and of the parts of Swedish
/// compounds, without words that say nothing and without those of fewer than three letters. For a language other than Swedish
/// and English, the words as they are.
///
/// An issue is stored with those of its title and its text in one, the title first; those that the title has by itself are marked.
pub fn terms(text: &str, lang: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    words_of(text, lang).into_iter().flat_map(|w| std::iter::once(w.key).chain(w.parts)).filter(|t| seen.insert(t.clone())).take(MOST_TERMS).collect()
}

fn words_of(text: &str, lang: &str) -> Vec<Word> {
    let lang = match lang.split('-').next() {
        Some("sv") => Lang::Swedish,
        Some("en") => Lang::English,
        _ => Lang::Other,
    };
    let mut words = Vec::new();
    for line in text.lines() {
        let mut begins = true;
        // soft hyphens are where a browser may break a word, not where it ends
        let line: String = line.nfc().filter(|c| *c != '\u{ad}').collect();
        for chunk in line.split_whitespace() {
            for token in without_address(chunk).split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()) {
                if words.len() >= MOST_WORDS {
                    return words;
                }
                let mut letters = token.chars();
                // "LSS" and "BankID" are no names of that kind
                let name = !begins && letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
                words.extend(word(&token.to_lowercase(), name, lang));
                begins = false;
            }
            begins |= chunk.trim_end_matches(['”', '"', '’', ')', '*', '_']).ends_with(['.', '!', '?', ':']);
        }
    }
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lang {
    Swedish,
    English,
    Other,
}

/// What stands before an address: "[protokollet](https://…)" keeps its text.
fn without_address(chunk: &str) -> &str {
    if chunk.contains('@') {
        return "";
    }
    let start = ["https://", "http://", "www."].iter().filter_map(|s| chunk.find(s)).min();
    &chunk[..start.unwrap_or(chunk.len())]
}

fn word(token: &str, name: bool, lang: Lang) -> Option<Word> {
    if token.chars().count() > stem::LONGEST {
        return None;
    }
    let (key, parts) = match lang {
        Lang::Swedish if STOP_SV.contains(token) => return None,
        Lang::English if STOP_EN.contains(token) => return None,
        Lang::Swedish => {
            let key = stem::swedish(token);
            let parts = stem::parts(&key);
            (key, parts)
        }
        Lang::English => (stem::english(token), Vec::new()),
        Lang::Other => (token.to_string(), Vec::new()),
    };
    let long_enough = |s: &String| s.chars().count() >= SHORTEST;
    // the parts of "föreningsförening" are one
    let mut distinct: Vec<String> = Vec::with_capacity(parts.len());
    for part in parts {
        if long_enough(&part) && part != key && !distinct.contains(&part) {
            distinct.push(part);
        }
    }
    long_enough(&key).then_some(Word { key, parts: distinct, name })
}

/// What a term of the typed text counts, before it is known how common it is. A word of the title counts 1, one of the body a
/// quarter, an everyday one a fraction of that; a compound shares its weight with its parts.
pub type Weight = f64;

/// The twelve terms by which similar issues are looked for, the most telling first, with their weights: the words of the title
/// in their order, then the body's by how often they stand there, of equals those that came first; each followed by its parts.
pub fn weighed(title: &str, text: &str, lang: &str) -> Vec<(String, Weight)> {
    let mut found: Vec<(String, Weight)> = Vec::new();
    let mut add = |term: String, weight: Weight| {
        if let Some(i) = found.iter().position(|(t, _)| *t == term) {
            // once as a word and once as part of another: the greater counts
            found[i].1 = found[i].1.max(weight);
        } else if found.len() < TELLING {
            found.push((term, weight));
        }
    };
    let mut give = |word: Word, weight: Weight| {
        let weight = if word.name { weight * LITTLE } else { weight * telling_of(&word.key) };
        let all: f64 = word.parts.iter().map(|p| telling_of(p)).sum();
        let share = weight * (1.0 - WHOLE) / all.max(1.0);
        let parts: Vec<_> = word.parts.into_iter().map(|p| (share * telling_of(&p), p)).collect();
        // who writes the same compound means the same: the whole has all that its parts have not
        add(word.key, weight - parts.iter().map(|(share, _)| share).sum::<f64>());
        for (share, part) in parts {
            add(part, share);
        }
    };
    for word in words_of(title, lang) {
        give(word, 1.0);
    }
    let mut body: Vec<(Word, usize)> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for word in words_of(text, lang) {
        match at.get(&word.key) {
            Some(i) => body[*i].1 += 1,
            None => {
                at.insert(word.key.clone(), body.len());
                body.push((word, 1));
            }
        }
    }
    body.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    // everything after the first twelve is too late
    for (word, _) in body.into_iter().take(TELLING) {
        give(word, BODY);
    }
    found
}

/// How much a word tells by itself.
fn telling_of(key: &str) -> f64 {
    if COMMON.contains(key) { LITTLE } else { 1.0 }
}

/// How much a term tells that stands in `found_in` of `n` issues: next to nothing if in all, the more the fewer.
fn rarity(found_in: u64, n: u64) -> f64 {
    ((n.max(found_in) + 1) as f64 / found_in.max(1) as f64).ln()
}

/// How alike an issue is to what was typed, from 0 to 1.
///
/// A term weighs what [`weighed`] gives it times its rarity, and less if the issue has it in its body only. Two things count
/// alike: how large a part of what was typed is shared, and how much that is in all, where one word of the title that no other
/// issue has is enough. Either alone misleads: a title of two common words is soon shared as a whole, and a long one never.
///
/// `held` are the issue's terms among mine, and whether each is in its title; `found_in` says in how many of the `n` issues each
/// of my terms stands.
fn likeness(mine: &[(String, Weight)], held: &[(&str, bool)], found_in: &HashMap<&str, u64>, n: u64) -> f64 {
    let (mut shared, mut all) = (0.0, 0.0);
    for (term, weight) in mine {
        let found_in = found_in.get(term.as_str()).copied().unwrap_or(0);
        let weight = weight * rarity(found_in, n);
        all += if found_in == 0 { weight * UNSEEN } else { weight };
        let place = held.iter().filter(|(t, _)| t == term).map(|(_, in_title)| if *in_title { 1.0 } else { IN_BODY });
        shared += weight * place.fold(0.0, f64::max);
    }
    if shared > 0.0 { (shared / all * (shared / rarity(1, n)).min(1.0)).sqrt().min(1.0) } else { 0.0 }
}

/// The issues to offer, the most alike first, of equals those that came first in the rows: at most five, none under [`ALIKE`].
///
/// `rows` are what the database holds of [`weighed`]: issue, term, whether in its title; for all `n` issues that the reader
/// may see, since the rows also tell how common a term is.
pub fn alike<I: Copy + Eq + Hash>(mine: &[(String, Weight)], rows: &[(I, String, bool)], n: u64) -> Vec<(I, f64)> {
    let mut found_in: HashMap<&str, HashSet<I>> = HashMap::new();
    let mut order = Vec::new();
    let mut held: HashMap<I, Vec<(&str, bool)>> = HashMap::new();
    for (issue, term, in_title) in rows {
        found_in.entry(term).or_default().insert(*issue);
        let terms = held.entry(*issue).or_default();
        if terms.is_empty() {
            order.push(*issue);
        }
        terms.push((term, *in_title));
    }
    let found_in = found_in.into_iter().map(|(term, issues)| (term, issues.len() as u64)).collect();
    let mut scored: Vec<(I, f64)> = order.iter().filter_map(|i| Some((*i, likeness(mine, held.get(i)?, &found_in, n)))).collect();
    scored.retain(|(_, score)| *score >= ALIKE);
    scored.sort_by(|a, b| b.1.total_cmp(&a.1));
    scored.truncate(OFFERED);
    scored
}

/// The issues to offer for a title and a text: those that are [`alike`] as a whole, and those that the title alone is clearly like, so that
/// what was found by it is not lost while the text below it grows. `title` and `all` are [`weighed`] of the one and of both.
pub fn offered_for<I: Copy + Eq + Hash>(title: &[(String, Weight)], all: &[(String, Weight)], rows: &[(I, String, bool)], n: u64) -> Vec<(I, f64)> {
    let mut found = alike(all, rows, n);
    for (issue, score) in alike(title, rows, n).into_iter().filter(|(_, score)| *score >= ALIKE_BY_TITLE) {
        match found.iter_mut().find(|(other, _)| *other == issue) {
            Some((_, known)) => *known = known.max(score),
            None => found.push((issue, score)),
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    found.truncate(OFFERED);
    found
}

#[cfg(test)]
mod background;
#[cfg(test)]
mod tests;
