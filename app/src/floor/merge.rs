//! Merging two texts that were written from the same one, line by line.
//!
//! What only one of them changed is taken over. Where both changed the same lines neither is lost: the caller keeps both and asks a
//! person. One case more is no conflict: where one wrote on from what the other says, as when a save is sent again whose answer did
//! not come back.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// One text that holds both changes.
    Text(String),
    /// Both changed the same lines.
    Overlap,
}

/// A run of lines of the base that one text has replaced by lines of its own.
#[derive(Debug, Clone)]
struct Change<'a> {
    at: Range<usize>,
    by: &'a [&'a str],
}

fn changes<'a>(base: &[&str], text: &'a [&'a str]) -> Vec<Change<'a>> {
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, base, text) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (old, new) = (op.old_range(), op.new_range());
        match out.last_mut() {
            // what touches is one change
            Some((o, n)) if o.end == old.start && n.end == new.start => {
                o.end = old.end;
                n.end = new.end;
            }
            _ => out.push((old, new)),
        }
    }
    out.into_iter().map(|(at, new)| Change { at, by: &text[new] }).collect()
}

/// Whether two changes are about the same lines, or put lines in at the same place.
fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    match (a.is_empty(), b.is_empty()) {
        (true, true) => a.start == b.start,
        (true, false) => b.start < a.start && a.start < b.end,
        (false, true) => a.start < b.start && b.start < a.end,
        (false, false) => a.start.max(b.start) < a.end.min(b.end),
    }
}

/// Merges what two wrote from `base`.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Merged {
    if ours == theirs || base == theirs {
        return Merged::Text(ours.into());
    }
    if base == ours {
        return Merged::Text(theirs.into());
    }
    let (base, ours, theirs): (Vec<&str>, Vec<&str>, Vec<&str>) = (base.split('\n').collect(), ours.split('\n').collect(), theirs.split('\n').collect());
    let (a, b) = (changes(&base, &ours), changes(&base, &theirs));
    let mut all: Vec<Change<'_>> = Vec::new();
    for mine in &a {
        let met: Vec<&Change<'_>> = b.iter().filter(|x| overlap(&mine.at, &x.at)).collect();
        match met.as_slice() {
            [] => all.push(mine.clone()),
            // the same place, and one says what the other says and more
            [other] if other.at == mine.at && a.iter().filter(|x| overlap(&x.at, &other.at)).count() == 1 => {
                let (m, o) = (mine.by.join("\n"), other.by.join("\n"));
                if mine.by.is_empty() != other.by.is_empty() {
                    // one took away what the other changed
                    return Merged::Overlap;
                }
                if m.starts_with(&o) {
                    all.push(mine.clone());
                } else if o.starts_with(&m) {
                    all.push((*other).clone());
                } else {
                    return Merged::Overlap;
                }
            }
            _ => return Merged::Overlap,
        }
    }
    all.extend(b.iter().filter(|x| !a.iter().any(|mine| overlap(&mine.at, &x.at))).cloned());
    all.sort_by_key(|c| (c.at.start, c.at.end));
    let mut out: Vec<&str> = Vec::new();
    let mut at = 0;
    for change in &all {
        out.extend(&base[at.min(change.at.start)..change.at.start]);
        out.extend(change.by);
        at = change.at.end;
    }
    out.extend(&base[at..]);
    Merged::Text(out.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_two_write_in_different_lines_is_one_text() {
        let base = "Elin öppnade.\nFrågan om rummen.\nSlut.";
        let ours = "Elin öppnade mötet.\nFrågan om rummen.\nSlut.";
        let theirs = "Elin öppnade.\nFrågan om rummen.\nHenrik svarade.\nSlut.";
        assert_eq!(merge(base, ours, theirs), Merged::Text("Elin öppnade mötet.\nFrågan om rummen.\nHenrik svarade.\nSlut.".into()));
    }
    #[test]
    fn the_same_line_is_for_a_person() {
        assert_eq!(merge("En.\nTvå.", "En.\nTre.", "En.\nFyra."), Merged::Overlap);
        assert_eq!(merge("", "Vi började.", "Mötet började."), Merged::Overlap, "both wrote first");
        assert_eq!(merge("En.", "En.\nTvå.", "En.\nTre."), Merged::Overlap, "both wrote on at the end");
    }
    #[test]
    fn writing_on_is_no_conflict() {
        assert_eq!(merge("", "Vi började sent", "Vi började"), Merged::Text("Vi började sent".into()));
        assert_eq!(merge("", "Vi började", "Vi började\nSedan kaffe"), Merged::Text("Vi började\nSedan kaffe".into()));
        assert_eq!(merge("En.\nTvå.", "En.\nTvå.\nTre.", "En.\nTvå.\nTre.\nFyra."), Merged::Text("En.\nTvå.\nTre.\nFyra.".into()));
    }
    #[test]
    fn neighbouring_lines_are_not_the_same() {
        assert_eq!(merge("a\nb\nc", "A\nb\nc", "a\nB\nc"), Merged::Text("A\nB\nc".into()));
        assert_eq!(merge("a\nb", "a\nx\nb", "A\nb"), Merged::Text("A\nx\nb".into()));
        assert_eq!(merge("a\nb\nc", "c", "a\nb\nC"), Merged::Text("C".into()), "deleted here, changed there");
    }

    proptest! {
        /// Each changes lines of their own: all changed lines are there, in the place that they have.
        #[test]
        fn changes_of_different_lines_both_survive(n in 1usize..30, owners in prop::collection::vec(0u8..3, 30)) {
            let base: Vec<String> = (0..n).map(|i| format!("rad {i}")).collect();
            let by = |who: u8, word: &str| -> Vec<String> { (0..n).map(|i| if owners[i] == who { format!("{word} {i}") } else { base[i].clone() }).collect() };
            let (ours, theirs) = (by(1, "vår"), by(2, "deras"));
            let expected: Vec<String> = (0..n).map(|i| match owners[i] { 1 => format!("vår {i}"), 2 => format!("deras {i}"), _ => base[i].clone() }).collect();
            prop_assert_eq!(merge(&base.join("\n"), &ours.join("\n"), &theirs.join("\n")), Merged::Text(expected.join("\n")));
        }
        /// Lines are put in at different places: all are there.
        #[test]
        fn insertions_at_different_places_both_survive(n in 2usize..20, at in 0usize..20, by in 1usize..20) {
            let base: Vec<String> = (0..n).map(|i| format!("rad {i}")).collect();
            let (p, q) = (at % n, (at % n + by % n) % n);
            prop_assume!(p != q);
            let with = |place: usize, word: &str| { let mut t = base.clone(); t.insert(place, word.to_string()); t.join("\n") };
            let Merged::Text(text) = merge(&base.join("\n"), &with(p, "vår"), &with(q, "deras")) else { return Err(TestCaseError::fail("no overlap")) };
            let lines: Vec<&str> = text.split('\n').collect();
            prop_assert_eq!(lines.len(), n + 2);
            prop_assert!(lines.contains(&"vår") && lines.contains(&"deras"));
            prop_assert_eq!(lines.into_iter().filter(|l| l.starts_with("rad")).collect::<Vec<_>>(), base.iter().map(String::as_str).collect::<Vec<_>>());
        }
        /// Whoever saves first, the same text comes of it, and no line that anybody added is lost where there is one.
        #[test]
        fn the_order_of_saving_changes_nothing(base in "([ab]\n){0,6}", ours in "([abc]\n){0,8}", theirs in "([abd]\n){0,8}") {
            let (one, other) = (merge(&base, &ours, &theirs), merge(&base, &theirs, &ours));
            prop_assert_eq!(&one, &other);
            if let Merged::Text(text) = one {
                let count = |s: &str, c: char| s.chars().filter(|x| *x == c).count();
                prop_assert!(count(&text, 'c') >= count(&ours, 'c') && count(&text, 'd') >= count(&theirs, 'd'), "{text}");
            }
        }
    }
}
