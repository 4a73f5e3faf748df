//! What a password must be, after NIST SP 800-63B: long, and none that others would guess. No rules about kinds of characters.

use crate::error::Fault;
use crate::text::fold_key;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Fewest characters.
pub const SHORTEST: usize = 12;
/// Most characters.
pub const LONGEST: usize = 128;

/// Common passwords and the words that they are made of, in the form that [`key`] gives.
static COMMON: LazyLock<HashSet<String>> =
    LazyLock::new(|| include_str!("common_passwords.txt").lines().filter(|line| !line.starts_with('#')).map(|line| key(&fold_key(line))).collect());

/// Rows of keys, in both layouts that people here use.
const ROWS: [&str; 4] = ["12345678901", "qwertyuiopå", "asdfghjklöä", "zxcvbnm"];

/// What is wrong with a password that somebody chooses; nothing when it is fine. `own` are words that others know about them: name, the first
/// part of the address, the name of the service.
pub fn password_fault(password: &str, own: &[&str]) -> Option<Fault> {
    let length = password.nfc().count();
    let folded = fold_key(password);
    match length {
        0 => Some(Fault::Required),
        _ if length < SHORTEST => Some(Fault::TooShort(SHORTEST)),
        _ if length > LONGEST => Some(Fault::TooLong(LONGEST)),
        _ if is_simple(&folded) => Some(Fault::PasswordSimple),
        _ if is_common(&folded) => Some(Fault::PasswordCommon),
        _ if is_own(&folded, own) => Some(Fault::PasswordOwn),
        _ => None,
    }
}

/// One character or a short piece again and again, or hardly anything that does not follow from the character before.
fn is_simple(s: &str) -> bool {
    let chars: Vec<char> = s.chars().collect();
    let distinct = chars.iter().collect::<HashSet<_>>().len();
    let surprises = 1 + chars.windows(2).filter(|pair| !follows(pair[0], pair[1])).count();
    distinct < 4 || surprises < 5 || piece(&chars) <= 5
}

/// The same character, its neighbour in the alphabet, or the key beside it.
fn follows(a: char, b: char) -> bool {
    let beside = || {
        let (on, back) = (String::from_iter([a, b]), String::from_iter([b, a]));
        ROWS.iter().any(|row| row.contains(&on) || row.contains(&back))
    };
    u32::from(a).abs_diff(u32::from(b)) <= 1 || beside()
}

/// Length of the shortest piece of which the whole is made, said at least twice; the whole length when there is none.
fn piece(chars: &[char]) -> usize {
    let repeats = |n: &usize| chars.iter().zip(chars.iter().skip(*n)).all(|(a, b)| a == b);
    (1..=chars.len() / 2).find(repeats).unwrap_or(chars.len())
}

/// The form in which passwords are compared: without accents, blanks and signs, and with letters for the digits and signs that stand for them.
fn key(folded: &str) -> String {
    let letter = |c: char| match c {
        'å' | 'ä' | 'à' | 'á' | '@' | '4' => Some('a'),
        'é' | 'è' | '3' => Some('e'),
        '1' | '!' => Some('i'),
        'ö' | 'ø' | '0' => Some('o'),
        '5' | '$' => Some('s'),
        '7' => Some('t'),
        c => c.is_alphanumeric().then_some(c),
    };
    folded.chars().filter_map(letter).collect()
}

/// In the list: as it is, without what was put at its ends to make it longer, or said several times.
fn is_common(folded: &str) -> bool {
    let bare = |s: &str| s.trim_matches(|c: char| !c.is_alphabetic()).to_string();
    let mut forms = vec![folded.to_string(), folded.trim_end_matches(|c: char| !c.is_alphabetic()).to_string(), bare(folded), plain(folded)];
    for i in 0..forms.len() {
        let chars: Vec<char> = forms[i].chars().collect();
        let piece: String = chars[..piece(&chars)].iter().collect();
        forms.push(bare(&piece));
        forms.push(piece);
    }
    forms.iter().any(|form| COMMON.contains(&key(form)))
}

/// Letters and digits only.
fn plain(s: &str) -> String {
    s.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What others know about the person, with little else.
fn is_own(folded: &str, own: &[&str]) -> bool {
    let own: Vec<String> = own.iter().map(|word| fold_key(word)).collect();
    let mut words: Vec<String> = own
        .iter()
        .flat_map(|whole| whole.split(|c: char| !c.is_alphanumeric()).map(str::to_string).chain([plain(whole)]))
        .filter(|word| word.chars().count() >= 3)
        .collect();
    words.sort_by_key(|word| Reverse(word.len()));
    let whole = plain(folded);
    let left = words.iter().fold(whole.clone(), |left, word| left.replace(word.as_str(), ""));
    left != whole && (left.chars().filter(|c| c.is_alphabetic()).count() < 4 || is_common(&left))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &[&str] = &["Anna-Karin Öberg", "anna.oberg78", "Dialogforum"];

    #[rustfmt::skip]
    const SIMPLE: &[&str] = &[
        "aaaaaaaaaaaa", "            ", "111111111111", "123456789012", "1234567890123456", "098765432109", "abcdefghijkl", "ABCDEFGHIJKLM", "zyxwvutsrqpo",
        "qwertyuiopå1", "qwertyqwerty", "asdfghjklöä'", "asdfghjkl123", "abcabcabcabc", "abcdabcdabcd", "a1b2ca1b2ca1b2c", "aaabbbcccddd", "112233445566",
        "121212121212", "åååååååååååå", "!!!!!!!!!!!!", "abcd1234!!!!",
    ];
    #[rustfmt::skip]
    const DRESSED: &[&str] = &[
        "passwordpassword", "Password2024!", "P4ssw0rd!!!!", "password123456", "!!!password!!!", "Lösenord2024", "LÖSENORD1234", "lösenord!!!!!", "losenord2025!",
        "Mitt lösenord", "jag älskar dig", "jagälskardig1", "I love you baby", "Sommaren2025", "sommar202412", "hejsanhejsan", "hej123hej123", "göteborg2024",
        "ifkgöteborg1904", "iloveyou1234", "correcthorsebatterystaple", "correct horse battery staple", "1qaz2wsx3edc", "letmein!letmein!", "Välkommen123",
        "changeme1234", "djurgården1891", "administrator", "letmeinplease", "helloworld!!", "fotboll fotboll", "aik1891aik1891", "123sommar123", "tjena mamma 1",
    ];

    fn fault(password: &str) -> Option<Fault> {
        password_fault(password, OWN)
    }

    #[test]
    fn the_list_is_long_and_clean() {
        assert!(COMMON.len() > 3000, "{}", COMMON.len());
        let lines = || include_str!("common_passwords.txt").lines().filter(|line| !line.starts_with('#'));
        for line in lines() {
            assert!(line == fold_key(line) && line.chars().all(char::is_alphanumeric), "{line:?}");
        }
        assert!(lines().filter(|line| line.chars().count() >= 8).count() > 2500);
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(fault(""), Some(Fault::Required));
        assert_eq!(fault("fyra ben nio"), None);
        assert_eq!(fault("fyra ben ni"), Some(Fault::TooShort(SHORTEST)));
        // eleven characters, though more code points before they are put together
        assert_eq!(fault("fyra be\u{308}n ni"), Some(Fault::TooShort(SHORTEST)));
        assert_eq!(fault("🐟🐢🦀🌲🚲☂️🧦🪵🧀🕯️"), None);
        let long: String = "rak gurka vid bron över ån och sju mössor ".chars().cycle().take(LONGEST).collect();
        assert_eq!(fault(&long), None);
        assert_eq!(fault(&format!("{long}!")), Some(Fault::TooLong(LONGEST)));
    }

    #[test]
    fn patterns_are_refused() {
        for simple in SIMPLE {
            assert_eq!(fault(simple), Some(Fault::PasswordSimple), "{simple}");
        }
    }

    #[test]
    fn common_ones_are_refused_however_they_are_dressed() {
        for common in DRESSED {
            assert_eq!(fault(common), Some(Fault::PasswordCommon), "{common}");
        }
    }

    #[test]
    fn ones_own_words_are_refused() {
        for own in [
            "annakarinöberg",
            "Öberg-Anna-1978",
            "dialogforum2026",
            "Dialogforum!!",
            "anna.oberg78!",
            "dialogforum-göteborg",
            "öbergdialogforum",
            "Anna-Karin 19780412",
        ] {
            assert_eq!(fault(own), Some(Fault::PasswordOwn), "{own}");
        }
        assert_eq!(fault("annas lila paraply"), None);
        assert_eq!(password_fault("dialogforum2026", &["Bo", "bo", "Dialogforum"]), Some(Fault::PasswordOwn));
        assert_eq!(password_fault("bord och nio bollar", &["Bo", "bo", "Dialogforum"]), None, "a name of two letters is everywhere");
        assert_eq!(password_fault("fyra ben nio", &["", ".", "Dialogforum"]), None);
    }

    #[test]
    fn others_are_fine() {
        for fine in [
            "gurka vid bron",
            "lampa-torget-mössa",
            "tRv9qLw2xKpD",
            "blå stol under trappan",
            "Kaffe 2 koppar ute",
            "hästbatteriklammer",
            "mormors gröna cykel",
        ] {
            assert_eq!(fault(fine), None, "{fine}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_odd(password in ".*", name in ".*") {
            password_fault(&password, &[&name]);
        }
    }
}
