//! Rules of organisations: who may do what, and which names are alike.

use super::types::OrganisationKind;
use crate::accounts::types::Actor;
use crate::agreements::types::Agreement;
use crate::i18n::organisations::GENERIC_WORDS;
use crate::ids::OrganisationId;
use std::collections::HashSet;

/// Kinds that anybody may register. Bodies of the public side and of the agreement come with the agreement's data.
pub const REGISTRABLE: &[OrganisationKind] =
    &[OrganisationKind::Association, OrganisationKind::Cooperative, OrganisationKind::Foundation, OrganisationKind::FaithCommunity, OrganisationKind::Network];

/// Can sign the agreement: organisations, not bodies of the public side or of the agreement itself.
pub fn can_sign(kind: OrganisationKind) -> bool {
    REGISTRABLE.contains(&kind)
}

/// May change what the organisation says about itself, and invite colleagues: its representatives, while they act for it.
pub fn may_edit(actor: &Actor, organisation: OrganisationId) -> bool {
    actor.represents(organisation)
}

/// May record who has signed: civil-society seats of the body that does the kansli's work, while they act for it.
pub fn may_record_signatories(actor: &Actor, agreement: &Agreement) -> bool {
    actor.acts_by_civil_seat(agreement.curator_id)
}

/// The words of a case-folded name that tell it apart.
fn telling(fold_key: &str) -> String {
    let words = |all: bool| {
        let words: Vec<&str> = fold_key.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && (all || !GENERIC_WORDS.contains(w))).collect();
        words.join(" ")
    };
    let telling = words(false);
    if telling.is_empty() { words(true) } else { telling }
}

fn trigrams(text: &str) -> HashSet<[char; 3]> {
    let padded: Vec<char> = std::iter::once(' ').chain(text.chars()).chain(std::iter::once(' ')).collect();
    padded.windows(3).filter_map(|w| w.try_into().ok()).collect()
}

/// True when two case-folded names may be the same organisation.
pub fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (telling(a), telling(b));
    if a == b {
        return true;
    }
    let (a, b) = (trigrams(&a), trigrams(&b));
    let shared = a.intersection(&b).count();
    // six tenths of what either has
    shared > 0 && shared * 10 >= a.union(&b).count() * 6
}

#[cfg(test)]
mod tests {
    use super::alike;
    use crate::text::fold_key;

    #[test]
    fn names_that_are_alike() {
        for (a, b, expected) in [
            ("Fritidsringen Väst", "Föreningen Fritidsringen Väst", true),
            ("Fritidsringen Väst", "fritidsringen  väst", true),
            ("Fritidsringen Väst", "Fritidsringen Öst", true),
            ("Fritidsringen Väst", "Grannföreningen Norra", false),
            ("Föreningen Alfa", "Föreningen Beta", false),
            ("Nätverket", "Nätverket", true),
            ("A", "B", false),
        ] {
            assert_eq!(alike(&fold_key(a), &fold_key(b)), expected, "{a} / {b}");
        }
    }
}
