//! Types of accounts: who somebody is, and for whom they act.

use crate::agreements::types::Side;
use crate::events::types::ActorRole;
use crate::i18n::Locale;
use crate::ids::{OrganisationId, PersonId};
use crate::organisations::types::OrganisationKind;
#[cfg(feature = "ssr")]
use crate::restrictions::types::Restriction;

codes! {
    /// What a person is in an organisation.
    pub enum RoleKind {
        /// Speaks for an organisation of civil society.
        Representative = "representative",
        /// Works for a public body (*tjänsteperson*).
        Officer = "officer",
        /// Elected.
        Politician = "politician",
    }
}

codes! {
    /// What a mailed secret is for.
    pub enum TokenPurpose {
        /// Signing in.
        SignIn = "sign_in",
        /// Joining an organisation.
        Invitation = "invitation",
    }
}

codes! {
    /// What became of somebody's password.
    pub enum PasswordChange {
        /// There was none before.
        Added = "added",
        /// It is another one now.
        Changed = "changed",
        /// There is none any more.
        Removed = "removed",
    }
}

/// One of the hats that a person may wear: a role in an organisation or a seat in a body. Current ones only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hat {
    /// The organisation or body.
    pub organisation_id: OrganisationId,
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrganisationKind,
    /// Role; empty for a seat.
    pub role: Option<RoleKind>,
    /// Side of the seat; empty for a role.
    pub seat: Option<Side>,
    /// What the person is there: chair, planner.
    pub function: String,
    /// An appeal waits for the body's answer; of a civil-society seat only.
    pub appeal_waits: bool,
}

/// The person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Person.
    pub person_id: PersonId,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Preferred language, for mail.
    pub locale: Locale,
    /// Current roles and seats.
    pub hats: Vec<Hat>,
    /// What holds the person, or one of their organisations, back today.
    #[cfg(feature = "ssr")]
    pub restrictions: Vec<Restriction>,
    /// The organisation or body that the person acts for now; none: as themselves.
    pub acting_as: Option<OrganisationId>,
}

impl Actor {
    /// The hat worn now. Where one has both a role and a seat in the same body, the seat comes first.
    pub fn hat(&self) -> Option<&Hat> {
        let here = || self.hats.iter().filter(|h| Some(h.organisation_id) == self.acting_as);
        here().find(|h| h.seat.is_some()).or_else(|| here().next())
    }
    /// The role worn now in an organisation.
    pub fn acting_role(&self) -> Option<RoleKind> {
        self.hats.iter().find(|h| Some(h.organisation_id) == self.acting_as && h.role.is_some()).and_then(|h| h.role)
    }
    /// Has a civil-society seat in a body, whatever they act as now.
    pub fn has_civil_seat(&self, body: OrganisationId) -> bool {
        self.hats.iter().any(|h| h.organisation_id == body && h.seat == Some(Side::CivilSociety))
    }
    /// Acts now for a body, by a civil-society seat in it: what moderation takes (rule 1).
    pub fn acts_by_civil_seat(&self, body: OrganisationId) -> bool {
        self.acting_as == Some(body) && self.has_civil_seat(body)
    }
    /// Acts now as a representative of an organisation.
    pub fn represents(&self, organisation: OrganisationId) -> bool {
        self.acting_as == Some(organisation) && self.acting_role() == Some(RoleKind::Representative)
    }
    /// Acts now as a representative or an officer of an organisation or public body.
    pub fn speaks_for(&self, organisation: OrganisationId) -> bool {
        self.acting_as == Some(organisation) && matches!(self.acting_role(), Some(RoleKind::Representative | RoleKind::Officer))
    }
    /// The role in which an act now is recorded. `curator` is the body that does the kansli's work in the agreement at hand.
    pub fn role_for(&self, curator: Option<OrganisationId>) -> ActorRole {
        if curator.is_some_and(|c| self.acts_by_civil_seat(c)) {
            return ActorRole::Curator;
        }
        match self.acting_role() {
            Some(RoleKind::Representative) => ActorRole::Representative,
            Some(RoleKind::Officer) => ActorRole::Officer,
            Some(RoleKind::Politician) => ActorRole::Politician,
            None => match self.hat().and_then(|h| h.seat) {
                Some(Side::CivilSociety) => ActorRole::Representative,
                Some(_) => ActorRole::Officer,
                None => ActorRole::Individual,
            },
        }
    }
}
