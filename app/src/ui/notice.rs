//! What was done, told once on the page after: a code in a cookie, never the words.

use crate::i18n::Locale;

macro_rules! notices {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $class:literal: $sv:literal, $en:literal;)+) => {
        codes! {
            /// A message to show once after a redirect.
            pub enum Notice { $($(#[$doc])* $variant = $code),+ }
        }
        impl Notice {
            /// The words.
            pub const fn text(self, l: Locale) -> &'static str {
                match (self, l) { $((Self::$variant, Locale::Sv) => $sv, (Self::$variant, Locale::En) => $en),+ }
            }
            /// CSS class of the message.
            pub const fn class(self) -> &'static str {
                match self { $(Self::$variant => $class),+ }
            }
        }
    };
}

include!("../i18n/notices.rs");
