//! Handles in a text: `@slug` names an organisation.

use std::ops::Range;

/// Longest handle in bytes.
const LONGEST: usize = 100;

/// Handles in a piece of plain text: the place of each with its `@`, and its word in small letters. An address of mail is none
/// (`anna@example.org`), nor is what goes on as another word would (`@example.org`, `@åbo`, `@a_b`).
pub fn handles(text: &str) -> Vec<(Range<usize>, String)> {
    text.match_indices('@').filter_map(|(at, _)| one(text, at)).collect()
}

fn one(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let (before, rest) = (&text[..at], &text[at + 1..]);
    if before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || "_.-+/@".contains(c)) {
        return None;
    }
    let run = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
    let mut after = rest[run..].chars();
    let goes_on = match after.next() {
        Some('.') => after.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric() || matches!(c, '_' | '@'),
        None => false,
    };
    let word = rest[..run].trim_end_matches('-');
    if goes_on || word.is_empty() || word.starts_with('-') || word.len() > LONGEST {
        return None;
    }
    Some((at..at + 1 + word.len(), word.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::handles;

    #[test]
    fn what_is_a_handle() {
        for (text, expected) in [
            ("@alfa", vec!["alfa"]),
            ("Vi talade med @alfa, @beta-2 och @Gamma.", vec!["alfa", "beta-2", "gamma"]),
            ("(@alfa) ”@beta” @gamma! @delta- så", vec!["alfa", "beta", "gamma", "delta"]),
            ("@alfa/@beta", vec!["alfa"]),
            ("Åk till\n@alfa\n", vec!["alfa"]),
            ("anna@example.org, anna@alfa och @example.org", vec![]),
            ("@alfaå @alfa_b @@alfa @ alfa @-alfa @", vec![]),
            ("medium.com/@alfa", vec![]),
            ("a.@alfa +@alfa", vec![]),
        ] {
            assert_eq!(handles(text).into_iter().map(|(_, word)| word).collect::<Vec<_>>(), expected, "{text}");
        }
        assert!(handles(&format!("@{}", "a".repeat(101))).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn places_are_those_of_the_words(text in "[@a-cÅö\\-_. /]{0,60}|.{0,60}") {
            let mut end = 0;
            for (place, word) in handles(&text) {
                proptest::prop_assert!(place.start >= end);
                end = place.end;
                proptest::prop_assert_eq!(text[place].to_ascii_lowercase(), format!("@{word}"));
            }
        }
    }
}
