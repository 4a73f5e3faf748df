//! How easy a text is to read, shown while it is written (M25), and plainer words for what offices say.
//!
//! The measure is LIX, after C. H. Björnsson, *Läsbarhet* (Liber, 1968): words per sentence, and to it the percentage of words
//! longer than six letters. The five bands of [`Level`] are his too. It counts; it does not understand. So it is a hint
//! beside the field, never a reason to refuse a text.
//!
//! Counts on the Markdown as it is typed, in time linear in its length.

mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

/// Fewer words than this say nothing: a single long one would change the level.
const ENOUGH_WORDS: usize = 20;
/// Long, in the sense of the measure: more letters than this.
const SHORT_LETTERS: usize = 6;
/// Letters from which a word is pointed out.
const LONG_WORD: usize = 13;
/// Characters beyond which something is no word that anybody wrote, and no hint can be given about it.
const NO_WORD: usize = 60;
/// Words from which a sentence is pointed out.
const LONG_SENTENCE: usize = 25;
/// Words by which a sentence is recognised.
const START: usize = 8;
/// Hints of each kind: more would be read by nobody.
const LONG_WORDS: usize = 3;
const LONG_SENTENCES: usize = 2;
const PLAIN_WORDS: usize = 3;

/// What the number means: Björnsson's bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Under 30: as books for children.
    VeryEasy,
    /// 30 to 40: as fiction and weeklies.
    Easy,
    /// 40 to 50: as a newspaper.
    Medium,
    /// 50 to 60: as official texts.
    Hard,
    /// Over 60: as the prose of experts.
    VeryHard,
}

impl Level {
    /// The band of a value.
    pub const fn of(lix: u32) -> Self {
        match lix {
            0..30 => Self::VeryEasy,
            30..40 => Self::Easy,
            40..50 => Self::Medium,
            50..=60 => Self::Hard,
            _ => Self::VeryHard,
        }
    }
}

/// A sentence that would be easier as two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongSentence {
    /// Its first words, without Markdown, so that the writer finds it.
    pub start: String,
    /// How many words it has.
    pub words: usize,
}

/// A word of offices, with what people say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainWord {
    /// As it was written.
    pub written: String,
    /// What would be plainer, in the same form.
    pub plain: &'static str,
}

/// What can be said of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readability {
    /// The value, rounded.
    pub lix: u32,
    /// Its band.
    pub level: Level,
    /// Up to three longest words, the longest first.
    pub long_words: Vec<String>,
    /// Up to two longest sentences, the longest first.
    pub long_sentences: Vec<LongSentence>,
    /// Up to three words of offices, in the order they stand in. Swedish only.
    pub plain_words: Vec<PlainWord>,
}

/// Readability of Markdown as typed; nothing under about twenty words.
pub fn lix(text: &str, lang: &str) -> Option<Readability> {
    let mut count = Count { swedish: lang == "sv" || lang.starts_with("sv-"), ..Count::default() };
    blocks(text, &mut count);
    count.finish()
}

/// What is counted on the way through the text.
#[derive(Default)]
struct Count {
    swedish: bool,
    words: usize,
    long: usize,
    sentences: usize,
    /// Of the sentence that goes on: its words so far, and how it began.
    sentence_words: usize,
    start: String,
    /// A point was seen that ends the sentence only if the next word has a capital.
    maybe_ended: bool,
    /// The last two words, lower case, for expressions of several.
    before: [String; 2],
    /// With their numbers of letters.
    long_words: Vec<(usize, String)>,
    long_sentences: Vec<LongSentence>,
    plain_words: Vec<PlainWord>,
}

impl Count {
    /// One stretch of characters between blanks.
    fn chunk(&mut self, chunk: &str) {
        let Some(first) = chunk.chars().find(|c| c.is_alphanumeric()) else {
            // a point, dash or emoji that stands alone: it may end a sentence, and is no word
            if chunk.contains(['.', '!', '?', '…']) && self.sentence_words > 0 {
                self.maybe_ended = true;
            }
            return;
        };
        // a figure may begin a sentence; after an abbreviation it seldom does
        if self.maybe_ended && !first.is_lowercase() {
            self.end_sentence();
        }
        self.maybe_ended = false;
        if self.sentence_words < START && chunk.len() <= 4 * NO_WORD {
            if !self.start.is_empty() {
                self.start.push(' ');
            }
            self.start.push_str(chunk);
        }
        // "och/eller" is two words, "e-post" and "t.ex." are one
        for word in chunk.split(['/', '–', '—', '…', '|', '=']) {
            self.word(word.trim_matches(|c: char| !c.is_alphanumeric()));
        }
        match ends(chunk) {
            End::Yes => self.end_sentence(),
            End::BeforeCapital => self.maybe_ended = true,
            End::No => {}
        }
    }

    fn word(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        self.words += 1;
        self.sentence_words += 1;
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters > SHORT_LETTERS {
            self.long += 1;
        }
        if word.len() > 4 * NO_WORD {
            self.before = Default::default();
            return;
        }
        let lower = word.to_lowercase();
        if (LONG_WORD..=NO_WORD).contains(&letters) {
            self.long_word(letters, word, &lower);
        }
        if self.swedish {
            self.plain_word(word, lower);
        }
    }

    /// Keeps the longest ones, each once; of equals, those that came first.
    fn long_word(&mut self, letters: usize, word: &str, lower: &str) {
        let full = self.long_words.len() == LONG_WORDS;
        if full && self.long_words.last().is_some_and(|(n, _)| *n >= letters) || self.long_words.iter().any(|(_, w)| w.to_lowercase() == lower) {
            return;
        }
        if full {
            self.long_words.pop();
        }
        let at = self.long_words.partition_point(|(n, _)| *n >= letters);
        self.long_words.insert(at, (letters, word.to_string()));
    }

    fn plain_word(&mut self, word: &str, lower: String) {
        if self.plain_words.len() < PLAIN_WORDS {
            let [first, second] = &self.before;
            let three = format!("{first} {second} {lower}");
            // the longest expression first: "i enlighet med" before anything inside it
            let found = [three.as_str(), &three[first.len() + 1..], &lower].into_iter().find_map(|w| OFFICIALESE.get_key_value(w));
            if let Some((officialese, plain)) = found
                && !self.plain_words.iter().any(|p| p.plain == *plain)
            {
                let written = if *officialese == lower { word.to_string() } else { officialese.to_string() };
                self.plain_words.push(PlainWord { written, plain });
            }
        }
        self.before.swap(0, 1);
        self.before[1] = lower;
    }

    fn end_sentence(&mut self) {
        let (words, start) = (std::mem::take(&mut self.sentence_words), std::mem::take(&mut self.start));
        self.maybe_ended = false;
        self.before = Default::default();
        if words == 0 {
            return;
        }
        self.sentences += 1;
        if words >= LONG_SENTENCE {
            let at = self.long_sentences.partition_point(|s| s.words >= words);
            self.long_sentences.insert(at, LongSentence { start, words });
            self.long_sentences.truncate(LONG_SENTENCES);
        }
    }

    fn finish(mut self) -> Option<Readability> {
        self.end_sentence();
        if self.words < ENOUGH_WORDS {
            return None;
        }
        let (words, long, sentences) = (self.words as f64, self.long as f64, self.sentences.max(1) as f64);
        let lix = (words / sentences + 100.0 * long / words).round() as u32;
        Some(Readability {
            lix,
            level: Level::of(lix),
            long_words: self.long_words.into_iter().map(|(_, word)| word).collect(),
            long_sentences: self.long_sentences,
            plain_words: self.plain_words,
        })
    }
}

/// Goes through the lines: what a block is decides whether its text counts, and where a block ends a sentence does too.
fn blocks(text: &str, count: &mut Count) {
    let mut fence: Option<(char, usize)> = None;
    let (mut blank_before, mut in_list, mut in_code) = (true, false, false);
    for line in text.lines() {
        let bare = line.trim();
        if let Some((mark, length)) = fence {
            let run = bare.chars().take_while(|c| *c == mark).count();
            if run >= length && bare.chars().all(|c| c == mark) {
                fence = None;
            }
            continue;
        }
        if bare.is_empty() {
            count.end_sentence();
            blank_before = true;
            continue;
        }
        let indented = line.starts_with("    ") || line.starts_with('\t');
        if !indented && blank_before && !is_list_item(bare) {
            in_list = false;
        }
        // in a list, an indented line goes on with the item; elsewhere it is code, but only after a blank line
        in_code = indented && !in_list && (blank_before || in_code);
        blank_before = false;
        if in_code {
            continue;
        }
        let (rest, marked) = without_markers(bare);
        if marked {
            count.end_sentence();
            in_list |= is_list_item(bare);
        }
        let mark = rest.chars().next().filter(|c| matches!(c, '`' | '~'));
        let run = mark.map_or(0, |m| rest.chars().take_while(|c| *c == m).count());
        // text in backticks on one line is not the beginning of a block of code
        if let Some(mark) = mark.filter(|m| run >= 3 && (*m == '~' || !rest[run..].contains('`'))) {
            count.end_sentence();
            fence = Some((mark, run));
            continue;
        }
        // a line of marks alone is a rule, or makes a heading of the line above
        if rest.chars().all(|c| matches!(c, '-' | '=' | '*' | '_' | ' ' | '#' | '|' | ':')) || is_definition(rest) {
            count.end_sentence();
            continue;
        }
        inline(rest, count);
        if bare.starts_with('#') {
            count.end_sentence();
        }
    }
}

/// The line without marks of quotes, lists and headings, and whether it had any but of a quote: those go on from line to line.
fn without_markers(mut line: &str) -> (&str, bool) {
    let mut marked = false;
    loop {
        let heading = line.trim_start_matches('#');
        if let Some(rest) = line.strip_prefix('>') {
            line = rest.trim_start();
        } else if is_list_item(line) {
            line = line[marker(line)..].trim_start();
            marked = true;
        } else if heading.len() < line.len() && line.len() - heading.len() <= 6 && heading.starts_with([' ', '\t']) {
            return (heading.trim_start().trim_end_matches('#'), true);
        } else {
            return (line, marked);
        }
    }
}

/// Length of the mark of a list item: `-`, `1.` and the like; 0 for anything else.
fn marker(line: &str) -> usize {
    if line.starts_with(['-', '*', '+', '•']) {
        return line.chars().next().map_or(0, char::len_utf8);
    }
    // longer numbers are years: "2026. Sedan …"
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) && line[digits..].starts_with(['.', ')']) { digits + 1 } else { 0 }
}

fn is_list_item(line: &str) -> bool {
    let marker = marker(line);
    marker > 0 && (line[marker..].starts_with([' ', '\t']))
}

/// `[name]: https://…`, which nobody reads.
fn is_definition(line: &str) -> bool {
    line.starts_with('[') && line.split_once("]: ").is_some_and(|(_, target)| target.contains("://"))
}

/// The words of a line without code in backticks, targets of links, addresses and marks of emphasis.
fn inline(line: &str, count: &mut Count) {
    // what is cut out leaves nothing behind, so that "[här](https://…)." still ends a sentence
    let mut text = String::with_capacity(line.len());
    let closing = closing_runs(line);
    let last_parenthesis = line.rfind(')');
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        if c == '`'
            && let Some((length, end)) = closing.get(&at)
        {
            at = end.unwrap_or(at + length);
            continue;
        }
        if c == ']' && line[at..].starts_with("](") && last_parenthesis.is_some_and(|last| last > at) {
            at += line[at..].find(')').map_or(1, |n| n + 1);
            continue;
        }
        if !matches!(c, '*' | '~' | '[' | ']' | '<' | '>' | '\\' | '\u{ad}' | '`' | '_') {
            text.push(c);
        }
        at += c.len_utf8();
    }
    for chunk in text.split_whitespace() {
        let address = chunk.contains("://") || chunk.starts_with("www.") || chunk.contains('@');
        if !address {
            count.chunk(chunk);
        } else if matches!(ends(chunk), End::Yes | End::BeforeCapital) {
            count.maybe_ended = count.sentence_words > 0;
        }
    }
}

/// For each run of backticks in a line: its length, and where the next run of that length ends. From the back, so that a line of
/// nothing but backticks takes no longer than another.
fn closing_runs(line: &str) -> HashMap<usize, (usize, Option<usize>)> {
    let mut runs = Vec::new();
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|b| **b == b'`').count();
        if length > 0 {
            runs.push((at, length));
        }
        at += length.max(1);
    }
    let mut next: HashMap<usize, usize> = HashMap::new();
    let mut closing = HashMap::with_capacity(runs.len());
    for (at, length) in runs.into_iter().rev() {
        let end = next.insert(length, at + length);
        closing.insert(at, (length, end));
    }
    closing
}

/// Whether something ends a sentence.
enum End {
    No,
    Yes,
    /// Only if what follows has a capital or is a figure.
    BeforeCapital,
}

/// What the end of a stretch of characters does to the sentence.
fn ends(chunk: &str) -> End {
    let open = chunk.trim_end_matches(['"', '”', '“', '’', '\'', '»', '«', ')', '_', ',', ';']);
    let quoted = open.len() < chunk.len();
    let Some(last) = open.chars().next_back() else { return End::No };
    match last {
        // ”Varför?” frågade hon: the sentence goes on
        '!' | '?' if quoted => End::BeforeCapital,
        '!' | '?' => End::Yes,
        '…' => End::BeforeCapital,
        '.' if open.ends_with("..") => End::BeforeCapital,
        '.' => {
            let word = open.trim_end_matches('.').trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            if words::MID_SENTENCE.contains(&word.as_str()) {
                return End::No;
            }
            let figures = word.contains(|c: char| c.is_ascii_digit()) && !word.contains(char::is_alphabetic);
            let initial = word.chars().count() == 1 && !figures;
            // "m.m", "o.s.v": nothing but single letters or pairs between points
            let points = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
            if initial {
                End::No
            } else if quoted || figures || points || words::AT_END.contains(&word.as_str()) {
                End::BeforeCapital
            } else {
                End::Yes
            }
        }
        _ => End::No,
    }
}

static OFFICIALESE: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| words::WORDS.iter().flat_map(|(written, plain)| written.split(", ").zip(plain.split(", "))).collect());

#[cfg(test)]
mod tests;
