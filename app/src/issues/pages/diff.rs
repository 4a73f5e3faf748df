//! Two texts compared word by word, as HTML.

use crate::shell::escape;
use similar::{ChangeTag, TextDiff};

fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

fn changes(old: &str, new: &str, wanted: &[ChangeTag]) -> String {
    let diff = TextDiff::from_words(old, new);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes().filter(|c| wanted.contains(&c.tag())) {
        match runs.last_mut() {
            Some((tag, run)) if *tag == change.tag() => run.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_string())),
        }
    }
    runs.iter()
        .map(|(tag, run)| match tag {
            ChangeTag::Equal => lines(run),
            ChangeTag::Delete => format!("<del>{}</del>", lines(run)),
            ChangeTag::Insert => format!("<ins>{}</ins>", lines(run)),
        })
        .collect()
}

/// One text with what was removed and what was added.
pub fn merged(old: &str, new: &str) -> String {
    format!("<p>{}</p>", changes(old, new, &[ChangeTag::Equal, ChangeTag::Delete, ChangeTag::Insert]))
}

/// The older text, with what the newer lacks.
pub fn older(old: &str, new: &str) -> String {
    format!("<p>{}</p>", changes(old, new, &[ChangeTag::Equal, ChangeTag::Delete]))
}

/// The newer text, with what it adds.
pub fn newer(old: &str, new: &str) -> String {
    format!("<p>{}</p>", changes(old, new, &[ChangeTag::Equal, ChangeTag::Insert]))
}

/// A text as it was written.
pub fn plain(text: &str) -> String {
    format!("<p>{}</p>", lines(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_words() {
        assert_eq!(merged("Vi ber om en träff.", "Vi ber om två träff."), "<p>Vi ber om <del>en</del><ins>två</ins> träff.</p>");
        assert_eq!(older("a b", "a"), "<p>a<del> b</del></p>");
        assert_eq!(newer("a", "a <b>\nc"), "<p>a<ins> &lt;b&gt;<br>c</ins></p>");
    }
}
