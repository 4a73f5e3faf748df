//! One key for all forms of a word, and the parts of a Swedish compound.
//!
//! Snowball does most of it. It was made for running text and leaves apart what matters in titles: "hyra" and "hyran", "tunnel"
//! and "tunnlar", "plats" and "platsen", "rum" and "rummet", "stad" and "städer". A few rules before and after it bring these
//! together. The result is a key, not a word: nobody sees it.

use super::words;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Beyond this many characters nothing is taken for a word: the search for parts tries every place in it.
pub(super) const LONGEST: usize = 60;

/// Endings that no rule reaches, with what they all become. They hold at the end of compounds too.
const IRREGULAR: &[(&[&str], &str)] = &[
    (&["stad", "stads", "staden", "stadens", "städer", "städerna", "städers", "städernas"], "stad"),
    (&["natt", "natten", "nätter", "nätterna", "nattens"], "natt"),
    (&["bok", "boken", "böcker", "böckerna"], "bok"),
    (&["land", "landet", "länder", "länderna"], "land"),
    (&["strand", "stranden", "stränder", "stränderna"], "strand"),
    (&["ledamot", "ledamoten", "ledamöter", "ledamöterna"], "ledamot"),
    (&["tjänsteman", "tjänstemannen", "tjänstemän", "tjänstemännen"], "tjänsteman"),
    (&["ombudsman", "ombudsmannen", "ombudsmän", "ombudsmännen"], "ombudsman"),
    // keys of three letters at least: shorter ones are left out
    (&["kö", "kön", "köer", "köerna"], "köer"),
    (&["öar", "öarna"], "öar"),
    (&["sjö", "sjön", "sjöar", "sjöarna"], "sjö"),
    (&["miljö", "miljön", "miljöer", "miljöerna"], "miljö"),
    (&["café", "caféet", "caféer", "caféerna", "cafe", "cafeer"], "kafe"),
    (&["kafé", "kaféet", "kaféer", "kaféerna", "kafét", "kafe", "kafeer", "kafeet", "kafeerna"], "kafe"),
    (&["allé", "allén", "alléer", "alléerna"], "alle"),
    (&["idé", "idén", "idéer", "idéerna"], "ide"),
    (&["moské", "moskén", "moskéer", "moskéerna"], "moske"),
    (&["sommar", "sommaren", "somrar", "somrarna"], "sommar"),
    (&["vatten", "vattnet", "vattnets"], "vatten"),
    (&["nad", "nads"], "nad"),
    (&["trädgård", "trädgården", "trädgårdar", "trädgårdarna"], "trädgård"),
    (&["buss", "bussen", "bussar", "bussarna", "bussarnas"], "buss"),
];

/// Words that only look inflected.
const AS_THEY_ARE: &[&str] = &["budget", "internet", "organ", "plan", "man", "veteran", "kabaret"];

/// Endings of words in "ans" that are no genitives of words in "a".
const IN_ANS: &[&str] = &["chans", "dans", "balans", "ambulans", "instans", "distans", "leverans", "allians", "finans", "substans", "relevans"];

static SWEDISH: LazyLock<frostem::Stemmer> = LazyLock::new(|| frostem::Stemmer::new(frostem::Algorithm::Swedish));
static ENGLISH: LazyLock<frostem::Stemmer> = LazyLock::new(|| frostem::Stemmer::new(frostem::Algorithm::English));
static PARTS: LazyLock<HashSet<String>> = LazyLock::new(|| words::PARTS.split_whitespace().map(swedish).collect());

/// The key of an English word in lower case.
pub(super) fn english(word: &str) -> String {
    ENGLISH.stem(word).into_owned()
}

/// The key of a Swedish word in lower case.
pub(super) fn swedish(word: &str) -> String {
    if AS_THEY_ARE.contains(&word) {
        return word.to_string();
    }
    // genitives that Snowball spares: "skolans", "ungdomars", "boendets"
    let genitive = word.chars().count() >= 6 && ["ans", "ars", "ers", "ors", "ets"].iter().any(|end| word.ends_with(end));
    let word = if genitive && !IN_ANS.iter().any(|end| word.ends_with(end)) { &word[..word.len() - 1] } else { word };
    // of several that fit, the longest ending: "trädgård" before anything it ends in
    let irregular = IRREGULAR.iter().flat_map(|(forms, key)| forms.iter().map(move |form| (form, key)));
    if let Some((form, key)) = irregular.filter(|(form, _)| fits(word, form)).max_by_key(|(form, _)| form.len()) {
        return format!("{}{key}", &word[..word.len() - form.len()]);
    }
    // "hyran" to "hyra", "tunneln" to "tunnel", "vintern" to "vinter", "mötena" to "möte"
    let letters = word.chars().count();
    let word = match word {
        w if letters >= 5 && w.ends_with("an") => &w[..w.len() - 1],
        w if letters >= 6 && (w.ends_with("eln") || w.ends_with("ern")) => &w[..w.len() - 1],
        w if letters >= 6 && w.ends_with("ena") => &w[..w.len() - 2],
        w => w,
    };
    let mut stem = SWEDISH.stem(word).replace(['é', 'è'], "e");
    // Snowball spares "et" after two consonants: "torget", "barnet", "boendet"
    if let Some(rest) = stem.strip_suffix("et")
        && ends_in_consonants(rest, 2)
    {
        stem.truncate(rest.len());
    }
    // "belysning" and "belysa", "ansökningar" and "ansökan"; shorter ones are words of their own: "tidning", "förening"
    if let Some(rest) = stem.strip_suffix("ning")
        && rest.chars().count() >= 5
        && !["före", "me", "tid", "ord", "vå"].iter().any(|end| rest.ends_with(end))
    {
        stem.truncate(rest.len());
    }
    // "tunnel" and "tunnlar", "cykel" and "cyklar"
    if let Some(rest) = stem.strip_suffix("el")
        && ends_in_consonants(rest, 1)
        && rest.chars().count() >= 3
    {
        stem = format!("{rest}l");
    }
    // "teatrar" and "teater", "vattnet" and "vatten", "fönstret" and "fönster"
    if let Some(rest) = stem.strip_suffix('r').or(stem.strip_suffix('n'))
        && rest.ends_with(['t', 'd', 'k', 'p'])
        && rest.chars().count() >= 3
    {
        stem.truncate(rest.len());
    }
    // the ending that "platsen" keeps and "plats" loses
    if let Some(rest) = stem.strip_suffix('s')
        && ends_in_consonants(rest, 1)
        && !rest.ends_with('s')
        && rest.chars().count() >= 3
    {
        stem.truncate(rest.len());
    }
    // "rum" and "rummet", "man" and "männen": m and n are written twice only before a vowel
    if stem.ends_with("mm") || stem.ends_with("nn") {
        stem.pop();
    }
    stem
}

/// Whether a word is this form or a compound that ends in it.
fn fits(word: &str, form: &str) -> bool {
    word.strip_suffix(form).is_some_and(|rest| rest.is_empty() || rest.chars().count() >= 2)
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'å' | 'ä' | 'ö' | 'é')
}

/// Whether a word ends in at least so many consonants.
fn ends_in_consonants(s: &str, n: usize) -> bool {
    s.chars().rev().take(n).filter(|c| c.is_alphabetic() && !is_vowel(*c)).count() == n
}

/// The keys of a compound's parts, for the key of the whole; none when it is no compound that is known.
///
/// The rule is careful, since a wrong part makes unlike matters alike. What stands last must be a known word. What stands first
/// must be one too, with or without a joining letter, or at least be four letters with a vowel before five others; and never a
/// particle. A known word is not taken apart further.
pub(super) fn parts(key: &str) -> Vec<String> {
    let mut found = Vec::new();
    split(key, &mut found, 0);
    found
}

fn split(key: &str, found: &mut Vec<String>, depth: usize) {
    let Some((first, head)) = cut(key, depth) else { return };
    let mut inner = Vec::new();
    split(&first, &mut inner, depth + 1);
    found.push(first);
    found.append(&mut inner);
    found.push(head);
}

/// The key of the first part, and that of the last.
fn cut(key: &str, depth: usize) -> Option<(String, String)> {
    // four parts are the longest that people write
    if depth > 2 || PARTS.contains(key) || key.chars().count() > LONGEST {
        return None;
    }
    let cuts = || key.char_indices().map(|(i, _)| key.split_at(i)).skip(3);
    let heads = || cuts().filter(|(first, head)| PARTS.contains(*head) && !words::PARTICLES.contains(first));
    let (first, head) = heads().find_map(|(first, head)| Some((known_first(first, head, depth)?, head))).or_else(|| {
        let long = |s: &str, letters: usize| s.chars().count() >= letters;
        let (first, head) = heads().find(|(first, head)| long(head, 5) && long(first, 4) && first.chars().any(is_vowel))?;
        Some((swedish(first), head))
    })?;
    Some((first, head.to_string()))
}

/// The key of a first part that is a known word, without what joins it: "förenings|lokal", "gatu|kontor", "kyrko|gård",
/// "bus|station" where three equal letters are written as two.
fn known_first(first: &str, head: &str, depth: usize) -> Option<String> {
    let known = |s: &str| Some(swedish(s)).filter(|key| PARTS.contains(key) && key.chars().count() >= 3);
    let doubled = first.chars().next_back().filter(|last| head.starts_with(*last));
    known(first)
        .or_else(|| known(first.strip_suffix('s')?))
        .or_else(|| known(first.strip_suffix(['u', 'o', 'e', 'a'])?))
        .or_else(|| known(&format!("{first}a")))
        .or_else(|| known(&format!("{first}{}", doubled?)))
        // "simhalls|tider": what is made of known words is known
        .or_else(|| Some(swedish(first)).filter(|key| cut(key, depth + 1).is_some()))
}
