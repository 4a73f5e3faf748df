//! Text cleaned once, and keys for sorting, comparing and addressing.

use unicode_normalization::UnicodeNormalization;

/// True for characters that have no place in stored text: NUL, other controls, and those that turn reading direction around.
fn is_unwanted(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}')
        || (c.is_control() && c != '\n' && c != '\t')
}

/// Text as it is stored: NFC, one kind of line end, no NUL or direction controls, no blanks around it.
pub fn clean(s: &str) -> String {
    let s = s.replace("\r\n", "\n").replace('\r', "\n");
    // unwanted characters go first: one between a letter and its accent would keep them apart
    s.chars().filter(|c| !is_unwanted(*c)).nfc().collect::<String>().trim().to_string()
}

/// The same on one line.
pub fn clean_line(s: &str) -> String {
    clean(s).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Key by which texts count as the same whatever their case.
pub fn fold_key(s: &str) -> String {
    use caseless::Caseless;
    s.nfc().default_case_fold().nfc().collect()
}

/// Key of an e-mail address: its case folded. Addresses that differ only so are one mailbox in practice.
pub fn email_key(s: &str) -> String {
    fold_key(s.trim())
}

/// Key that sorts as Swedish does (Å, Ä, Ö last; case and accents second), as text that both databases compare byte by byte.
pub fn sort_key(s: &str) -> String {
    use icu::collator::{Collator, CollatorBorrowed, options::CollatorOptions};
    use std::sync::OnceLock;
    static COLLATOR: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    let collator = COLLATOR.get_or_init(|| Collator::try_new(icu::locale::locale!("sv").into(), CollatorOptions::default()).ok());
    let mut key = Vec::new();
    if let Some(collator) = collator {
        let Ok(()) = collator.write_sort_key_to(s, &mut key);
    }
    data_encoding::HEXLOWER.encode(&key)
}

/// A word for an address: å and ä become a, ö becomes o, anything else than a–z and digits a hyphen; at most 80 characters.
pub fn slug(s: &str) -> String {
    let mut out = String::new();
    for c in s.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'æ' => out.push_str("ae"),
            'ø' => out.push('o'),
            'ß' => out.push_str("ss"),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
        if out.len() >= 80 {
            break;
        }
    }
    let out = out.trim_end_matches('-').to_string();
    if out.is_empty() { "x".into() } else { out }
}

/// At most so many characters of a text on one line, cut between words.
pub fn shorten(s: &str, max: usize) -> String {
    if s.chars().count() <= max {
        return s.to_string();
    }
    let cut: String = s.chars().take(max).collect();
    format!("{} …", cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(words, _)| words))
}

/// True for something that can be an e-mail address: one `@`, something before it, a domain with a dot after it, no blanks.
pub fn is_email(s: &str) -> bool {
    s.len() <= 254
        && s.parse::<http::uri::Authority>().is_ok()
        && s.split_once('@').is_some_and(|(user, domain)| {
            !user.is_empty()
                && user.len() <= 64
                && !domain.contains('@')
                && domain.contains('.')
                && domain.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
                && s.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')' | ':'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans() {
        assert_eq!(clean(" A\u{30a}rsmo\u{308}te\0\u{202e}\r\nrad två "), "Årsmöte\nrad två");
        assert_eq!(clean_line("a\n  b\tc"), "a b c");
    }

    #[test]
    fn sorts_as_swedish() {
        let mut words = vec!["Öppna", "Zorn", "Ängen", "Ån", "älv", "Anna", "ånga", "anka"];
        words.sort_by_key(|w| sort_key(w));
        assert_eq!(words, ["anka", "Anna", "Zorn", "Ån", "ånga", "älv", "Ängen", "Öppna"]);
    }

    #[test]
    fn slugs() {
        assert_eq!(slug("Ungdomar i Biskopsgården vill vara med!"), "ungdomar-i-biskopsgarden-vill-vara-med");
        assert_eq!(slug("Åäö"), "aao");
        assert_eq!(slug("!!!"), "x");
        assert!(slug(&"lång ".repeat(60)).len() <= 80);
    }

    #[test]
    fn shortens_between_words() {
        assert_eq!(shorten("två ord", 7), "två ord");
        assert_eq!(shorten("två ord till", 9), "två ord …");
        assert_eq!(shorten("ettlångtord", 4), "ettl …");
    }

    #[test]
    fn emails() {
        for good in ["a@example.org", "anna.o+x@post.example.org"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "a", "a@b", "a@@b.c", "a b@c.d", "a@b..c", "<a@b.c>", "a@b.c,d@e.f", "a@-b.c"] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(s in ".*") {
            let once = clean(&s);
            proptest::prop_assert_eq!(clean(&once), once);
        }
        #[test]
        fn slugs_are_addresses(s in ".*") {
            let s = slug(&s);
            proptest::prop_assert!(!s.is_empty() && s.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
        }
    }
}
