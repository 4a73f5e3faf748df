//! Two texts compared, as HTML: paragraph by paragraph, and word by word where a paragraph was changed. What was added or removed is
//! marked by an element, by its look (underlined, struck through) and in hidden words.

use crate::i18n::{Locale, issues as t};
use crate::shell::escape;
use similar::{Algorithm, ChangeTag, DiffTag, TextDiff, capture_diff_slices_deadline};
use std::time::{Duration, Instant};

/// How alike two paragraphs are at least (0 to 1, blanks counted) for their words to be compared; else one takes the place of the other.
const ALIKE: f32 = 0.55;
/// Unchanged text longer than this is folded, in characters.
const SHORT: usize = 240;
/// How long a comparison looks for what stayed, all fields together. After that it shows more as changed than was: anybody may ask for any
/// two versions of the longest texts.
const LONGEST: Duration = Duration::from_millis(100);

/// The words that say what the marks mean, for those who do not see them.
pub struct Marks {
    l: Locale,
    lang: String,
    added: String,
    removed: String,
    end: String,
    deadline: Instant,
}

impl Marks {
    /// In the reader's language; `text_lang` is that of the text where it is another.
    pub fn new(l: Locale, text_lang: Option<&str>) -> Self {
        let lang = text_lang.map(|_| format!(" lang=\"{}\"", l.code())).unwrap_or_default();
        let hidden = |words: &str| format!("<span class=\"vh\"{lang}>{}</span>", escape(words));
        let (added, removed) = (hidden(&format!("{} ", t::diff_added(l))), hidden(&format!("{} ", t::diff_removed(l))));
        Self { l, added, removed, end: hidden(&format!(" {} ", t::diff_end(l))), lang, deadline: Instant::now() + LONGEST }
    }
    /// Text that was added.
    pub fn ins(&self, text: &str) -> String {
        format!("<ins>{}{}{}</ins>", self.added, lines(text), self.end)
    }
    /// Text that was removed.
    pub fn del(&self, text: &str) -> String {
        format!("<del>{}{}{}</del>", self.removed, lines(text), self.end)
    }
}

fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

/// Words that stayed, or that were put in place of others.
enum Run {
    Same(String),
    Changed { del: String, ins: String },
}

/// What became of the words of a text. Changes with nothing but a blank between them are one.
fn runs(m: &Marks, old: &str, new: &str) -> (Vec<Run>, f32) {
    let diff = TextDiff::configure().deadline(m.deadline).diff_words(old, new);
    let mut runs: Vec<Run> = Vec::new();
    let mut blank = String::new();
    for change in diff.iter_all_changes() {
        let value = change.value();
        let after_change = matches!(runs.last(), Some(Run::Changed { .. }));
        if change.tag() == ChangeTag::Equal {
            if after_change && value.trim().is_empty() {
                blank.push_str(value);
                continue;
            }
            let text = std::mem::take(&mut blank) + value;
            match runs.last_mut() {
                Some(Run::Same(same)) => same.push_str(&text),
                _ => runs.push(Run::Same(text)),
            }
            continue;
        }
        if !after_change {
            runs.push(Run::Changed { del: String::new(), ins: String::new() });
        }
        let between = std::mem::take(&mut blank);
        if let Some(Run::Changed { del, ins }) = runs.last_mut() {
            del.push_str(&between);
            ins.push_str(&between);
            let side = if change.tag() == ChangeTag::Delete { del } else { ins };
            side.push_str(value);
        }
    }
    if !blank.is_empty() {
        runs.push(Run::Same(blank));
    }
    (runs, diff.ratio())
}

/// Marked text; blanks alone need no mark.
fn marked(text: &str, mark: impl Fn(&str) -> String) -> String {
    if text.trim().is_empty() { String::new() } else { mark(text) }
}

fn written(runs: &[Run], of_change: impl Fn(&str, &str) -> String) -> String {
    let html: String = runs
        .iter()
        .map(|run| match run {
            Run::Same(text) => lines(text),
            Run::Changed { del, ins } => {
                let html = of_change(del, ins);
                // words on both sides of what is gone stay apart
                let blank = ins.trim().is_empty() && !ins.is_empty();
                if blank { html + " " } else { html }
            }
        })
        .collect();
    format!("<p>{html}</p>")
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.split("\n\n").map(|p| p.trim_matches('\n')).filter(|p| !p.trim().is_empty()).collect()
}

/// One paragraph that became another.
fn changed(m: &Marks, old: &str, new: &str) -> String {
    let (runs, alike) = runs(m, old, new);
    if alike < ALIKE {
        return format!("<p>{}</p><p>{}</p>", m.del(old), m.ins(new));
    }
    written(&runs, |del, ins| marked(del, |t| m.del(t)) + &marked(ins, |t| m.ins(t)))
}

fn unchanged(m: &Marks, same: &[&str]) -> String {
    let html: String = same.iter().map(|p| format!("<p>{}</p>", lines(p))).collect();
    if same.iter().map(|p| p.chars().count()).sum::<usize>() <= SHORT {
        return html;
    }
    format!("<details class=\"more\"><summary{}>{}</summary>{html}</details>", m.lang, escape(&t::unchanged_paragraphs(m.l, same.len())))
}

/// One text with what was removed and what was added; long paragraphs that stayed are folded.
pub fn merged(m: &Marks, old: &str, new: &str) -> String {
    let (old, new) = (paragraphs(old), paragraphs(new));
    let all = |range: std::ops::Range<usize>, of: &[&str], mark: &dyn Fn(&str) -> String| -> String {
        of[range].iter().map(|p| format!("<p>{}</p>", mark(p))).collect()
    };
    capture_diff_slices_deadline(Algorithm::Myers, &old, &new, Some(m.deadline))
        .into_iter()
        .map(|op| match op.tag() {
            DiffTag::Equal => unchanged(m, &old[op.old_range()]),
            DiffTag::Delete => all(op.old_range(), &old, &|p| m.del(p)),
            DiffTag::Insert => all(op.new_range(), &new, &|p| m.ins(p)),
            DiffTag::Replace if op.old_range().len() == op.new_range().len() => {
                old[op.old_range()].iter().zip(&new[op.new_range()]).map(|(old, new)| changed(m, old, new)).collect()
            }
            DiffTag::Replace => changed(m, &old[op.old_range()].join("\n\n"), &new[op.new_range()].join("\n\n")),
        })
        .collect()
}

/// The older text, with what the newer lacks.
pub fn older(m: &Marks, old: &str, new: &str) -> String {
    written(&runs(m, old, new).0, |del, _| marked(del, |t| m.del(t)))
}

/// The newer text, with what it adds.
pub fn newer(m: &Marks, old: &str, new: &str) -> String {
    written(&runs(m, old, new).0, |_, ins| marked(ins, |t| m.ins(t)))
}

/// A text as it was written.
pub fn plain(text: &str) -> String {
    paragraphs(text).iter().map(|p| format!("<p>{}</p>", lines(p))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issues::tests::seen;

    fn sv() -> Marks {
        Marks::new(Locale::Sv, None)
    }

    #[test]
    fn marks_words() {
        assert_eq!(seen(&merged(&sv(), "Vi ber om en träff.", "Vi ber om två träff.")), "<p>Vi ber om <del>en</del><ins>två</ins> träff.</p>");
        assert_eq!(seen(&older(&sv(), "a b", "a")), "<p>a<del> b</del></p>");
        assert_eq!(seen(&newer(&sv(), "a", "a <b>\nc")), "<p>a<ins> &lt;b&gt;<br>c</ins></p>");
        assert_eq!(
            seen(&merged(&sv(), "Vi vill ha ljus och tak.", "Vi vill ha värme samt tak.")),
            "<p>Vi vill ha <del>ljus och</del><ins>värme samt</ins> tak.</p>"
        );
    }

    #[test]
    fn says_in_words_what_the_marks_mean() {
        let html = merged(&sv(), "Vi ber om en träff.", "Vi ber om två träff.");
        assert!(html.contains("<del><span class=\"vh\">borttaget: </span>en<span class=\"vh\">"), "{html}");
        assert!(html.contains("<ins><span class=\"vh\">tillagt: </span>två<span class=\"vh\">"), "{html}");
        // in the reader's language, within a text of another
        let html = merged(&Marks::new(Locale::Sv, Some("en")), "We ask for a meeting.", "We ask for two meetings.");
        assert!(html.contains("<span class=\"vh\" lang=\"sv\">tillagt: </span>"), "{html}");
    }

    #[test]
    fn goes_by_paragraphs() {
        let old = "Första stycket står kvar.\n\nAndra stycket handlar om en bro.\n\nTredje går bort.";
        let new = "Första stycket står kvar.\n\nAndra stycket handlar om två broar.";
        assert_eq!(
            seen(&merged(&sv(), old, new)),
            "<p>Första stycket står kvar.</p><p>Andra stycket handlar om <del>en bro.<br><br>Tredje går bort.</del><ins>två broar.</ins></p>"
        );
        let added = format!("{old}\n\nFjärde är nytt.");
        assert!(seen(&merged(&sv(), old, &added)).ends_with("<p>Tredje går bort.</p><p><ins>Fjärde är nytt.</ins></p>"));
        // another text altogether is not taken apart word by word
        assert_eq!(
            seen(&merged(&sv(), "Bron är stängd.", "Ingen har svarat oss!")),
            "<p><del>Bron är stängd.</del></p><p><ins>Ingen har svarat oss!</ins></p>"
        );
    }

    #[test]
    fn folds_what_stayed() {
        let long = ["Ett långt stycke som ingen har ändrat. ".repeat(8), "Ett till. ".repeat(8)].join("\n\n");
        let html = merged(&sv(), &format!("{long}\n\nVi ber om en träff."), &format!("{long}\n\nVi ber om två träff."));
        assert!(html.starts_with("<details class=\"more\"><summary>2 stycken är oförändrade</summary><p>Ett långt"), "{html}");
        assert!(seen(&html).ends_with("</details><p>Vi ber om <del>en</del><ins>två</ins> träff.</p>"), "{html}");
        assert_eq!(plain("a\nb\n\nc"), "<p>a<br>b</p><p>c</p>");
    }

    /// Two long texts of the same few words in another order are the worst there is; whatever is found in time, nothing is lost.
    #[test]
    fn comes_to_an_end() {
        let text = |mut n: u32| -> String {
            let mut word = || {
                n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                ["a ", "b ", "c ", "d "][(n >> 16) as usize % 4]
            };
            (0..60_000).map(|_| word()).collect()
        };
        let (old, new) = (text(1), text(2));
        let start = Instant::now();
        let html = merged(&sv(), &old, &new);
        assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
        assert!(html.contains("<del>") && html.contains("<ins>"));
    }

    proptest::proptest! {
        /// Nothing is lost: without what was added it is the old text, without what was removed the new one.
        #[test]
        fn both_texts_are_in_it(old in "[a-cå ]{0,20}(\n\n[a-cå ]{1,20}){0,3}", new in "[a-cå ]{0,20}(\n\n[a-cå ]{1,20}){0,3}") {
            let html = seen(&merged(&sv(), &old, &new));
            let without = |html: &str, tag: &str| {
                let mut out = String::new();
                for part in html.split(&format!("<{tag}>")) {
                    out.push_str(part.split_once(&format!("</{tag}>")).map_or(part, |(_, rest)| rest));
                }
                out
            };
            let letters = |s: &str| crate::text::markdown::plain(&s.replace("<br>", " ").replace("</p>", " ")).replace(' ', "");
            proptest::prop_assert_eq!(letters(&without(&html, "ins")), old.replace([' ', '\n'], ""), "{}", html);
            proptest::prop_assert_eq!(letters(&without(&html, "del")), new.replace([' ', '\n'], ""), "{}", html);
        }
    }
}
