//! All prose of the interface, in Swedish and English side by side, so that neither can be forgotten.
//!
//! A text is a function of the [`Locale`]: `t::common::sign_in(l)`. What users wrote is not here; it carries its own `lang`.

#[cfg(feature = "ssr")]
pub mod dates;

/// Language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Swedish, without prefix in addresses.
    #[default]
    Sv,
    /// English, under `/en`.
    En,
}

impl Locale {
    /// Language tag.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }
    /// The other language.
    pub const fn other(self) -> Self {
        match self {
            Self::Sv => Self::En,
            Self::En => Self::Sv,
        }
    }
    /// From a language tag; Swedish when unknown.
    pub fn from_code(code: &str) -> Self {
        if code == "en" { Self::En } else { Self::Sv }
    }
    /// What somebody chose in a form as the language of their text; `None` when the form did not ask.
    pub fn chosen(code: &str) -> Option<Self> {
        (!code.is_empty()).then(|| Self::from_code(code))
    }
}

/// Declares texts: `name: "svenska", "English";` or with parameters `name(n): "{n} svar", "{n} answers";`.
macro_rules! texts {
    ($($name:ident $(($($p:ident),+))? : $sv:literal, $en:literal;)+) => {
        $(texts!(@one $name $(($($p),+))? $sv, $en);)+
        /// Every text with its name, for the test of completeness.
        #[cfg(test)]
        pub const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $sv, $en)),+];
    };
    (@one $name:ident $sv:literal, $en:literal) => {
        #[doc = $sv]
        pub const fn $name(l: $crate::i18n::Locale) -> &'static str {
            match l { $crate::i18n::Locale::Sv => $sv, $crate::i18n::Locale::En => $en }
        }
    };
    (@one $name:ident ($($p:ident),+) $sv:literal, $en:literal) => {
        #[doc = $sv]
        pub fn $name(l: $crate::i18n::Locale, $($p: impl std::fmt::Display),+) -> String {
            match l { $crate::i18n::Locale::Sv => format!($sv), $crate::i18n::Locale::En => format!($en) }
        }
    };
}

pub mod accounts;
#[cfg(feature = "ssr")]
pub mod activity;
pub mod agenda;
pub mod agreements;
#[cfg(feature = "ssr")]
pub mod appeals;
pub mod attachments;
#[cfg(feature = "ssr")]
pub mod bodies;
pub mod common;
pub mod consensus;
pub mod curation;
pub mod desk;
pub mod floor;
#[cfg(feature = "ssr")]
pub mod following;
#[cfg(feature = "ssr")]
pub mod initiatives;
pub mod issues;
#[cfg(feature = "ssr")]
pub mod mails;
pub mod meetings;
pub mod mentions;
#[cfg(feature = "ssr")]
pub mod minutes;
pub mod moderation;
pub mod organisations;
pub mod phrases;
#[cfg(feature = "ssr")]
pub mod planning;
pub mod promises;
pub mod restrictions;
pub mod sign_up;
#[cfg(feature = "ssr")]
pub mod surveys;

/// One text for one, another for any other number. Swedish and English have just these two.
pub fn plural<T>(n: i64, one: T, other: T) -> T {
    if n == 1 { one } else { other }
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_are_complete() {
        let all = [
            super::accounts::ALL,
            super::agenda::ALL,
            super::agreements::ALL,
            super::appeals::ALL,
            super::attachments::ALL,
            super::bodies::ALL,
            super::common::ALL,
            super::consensus::ALL,
            super::curation::ALL,
            super::following::ALL,
            super::desk::ALL,
            super::floor::ALL,
            super::issues::ALL,
            super::mails::ALL,
            super::meetings::ALL,
            super::mentions::ALL,
            super::minutes::ALL,
            super::moderation::ALL,
            super::organisations::ALL,
            super::restrictions::ALL,
            super::sign_up::ALL,
            super::phrases::ALL,
            super::planning::ALL,
            super::promises::ALL,
            super::surveys::ALL,
            super::initiatives::ALL,
            super::activity::ALL,
        ];
        // words that really are the same in both languages
        let same = [
            "Forum",
            "Hearing",
            "English",
            "Svenska",
            "Dialogforum",
            "Text",
            "Start",
            "Område",
            "Problem",
            "Version {n}",
            "Version {n}, {when}",
            "Organisation",
        ];
        for (name, sv, en) in all.into_iter().flatten() {
            assert!(!sv.trim().is_empty() && !en.trim().is_empty(), "{name} is empty");
            assert!(sv != en || same.contains(sv) || !sv.chars().any(char::is_alphabetic) || sv.starts_with('{'), "{name} is the same in both languages: {sv}");
            let holes = |s: &str| {
                let mut h: Vec<String> = s.split('{').skip(1).filter_map(|p| p.split('}').next()).map(str::to_string).collect();
                h.sort();
                h.dedup();
                h
            };
            assert_eq!(holes(sv), holes(en), "{name}: parameters differ");
            assert!(
                !en.chars().any(|c| "åäöÅÄÖ".contains(c)) || en.contains("Göteborg") || en.contains("Västra"),
                "{name}: Swedish letters in the English text: {en}"
            );
        }
    }
}
