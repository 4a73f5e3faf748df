//! What the buttons above a text area write: Markdown around what is chosen, so that nobody has to know the signs.

/// A button of the toolbar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// A list with points.
    List,
    /// A quotation.
    Quote,
    /// A link.
    Link,
    /// An organisation, by its handle.
    Mention,
}

impl Markup {
    /// Those that write at once, in the order of the toolbar. A mention is looked for first.
    pub const ALL: [Self; 5] = [Self::Bold, Self::Italic, Self::List, Self::Quote, Self::Link];

    /// What stands on the button.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Bold => "B",
            Self::Italic => "I",
            Self::List => "•",
            Self::Quote => "”",
            Self::Link => "↗",
            Self::Mention => "@",
        }
    }

    /// What takes the place of the chosen text, and which part of it is chosen then, in characters: the words to write over.
    /// `words` stand where nothing was chosen, and are the handle of a mention. `before` is what comes before; a line's end where nothing does.
    pub fn apply(self, chosen: &str, words: &str, before: char) -> (String, usize, usize) {
        let inner = if chosen.is_empty() { words } else { chosen };
        let length = inner.chars().count();
        match self {
            Self::Bold => (format!("**{inner}**"), 2, 2 + length),
            Self::Italic => (format!("*{inner}*"), 1, 1 + length),
            Self::List => lines(inner, "- ", before == '\n'),
            Self::Quote => lines(inner, "> ", before == '\n'),
            Self::Mention => {
                // after a letter it would be the rest of an address
                let gap = if before.is_whitespace() || before == '(' { "" } else { " " };
                let made = format!("{gap}@{words} ");
                let end = made.chars().count();
                (made, end, end)
            }
            Self::Link => {
                let is_address = inner.starts_with("https://") || inner.starts_with("http://");
                if is_address {
                    let text = words.chars().count();
                    (format!("[{words}]({inner})"), 1, 1 + text)
                } else {
                    let address = "https://";
                    (format!("[{inner}]({address})"), length + 3, length + 3 + address.len())
                }
            }
        }
    }
}

/// Each line with a sign before it, in a block of its own.
fn lines(inner: &str, sign: &str, fresh: bool) -> (String, usize, usize) {
    let before = if fresh { "" } else { "\n\n" };
    let text = inner.lines().map(|line| format!("{sign}{line}")).collect::<Vec<_>>().join("\n");
    let whole = format!("{before}{text}");
    let end = whole.chars().count();
    (whole, before.len() + sign.len(), end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen((text, from, to): &(String, usize, usize)) -> String {
        text.chars().skip(*from).take(to - from).collect()
    }

    #[test]
    fn marks_what_is_chosen() {
        for (markup, before, after, then) in [
            (Markup::Bold, "å ä", "**å ä**", "å ä"),
            (Markup::Italic, "", "*ord*", "ord"),
            (Markup::List, "ett\ntvå", "- ett\n- två", "ett\n- två"),
            (Markup::Quote, "", "> ord", "ord"),
            (Markup::Link, "stadens sida", "[stadens sida](https://)", "https://"),
            (Markup::Link, "https://example.org", "[ord](https://example.org)", "ord"),
        ] {
            let made = markup.apply(before, "ord", '\n');
            assert_eq!((made.0.as_str(), chosen(&made).as_str()), (after, then), "{markup:?}");
        }
        assert_eq!(Markup::List.apply("", "ord", 'a').0, "\n\n- ord", "a list begins a block of its own");
        for (before, made) in [('\n', "@alfa "), (' ', "@alfa "), ('(', "@alfa "), ('g', " @alfa "), ('.', " @alfa ")] {
            let end = made.chars().count();
            assert_eq!(Markup::Mention.apply("något valt", "alfa", before), (made.into(), end, end), "the cursor goes on after it");
        }
    }
}
