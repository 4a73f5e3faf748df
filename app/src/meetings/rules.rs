//! Who may do what with meetings.

use crate::accounts::types::{Actor, RoleKind};
use crate::ids::OrganisationId;

/// May announce, change and cancel meetings, write minutes and read who signed up: a civil-society seat of the body that does the
/// kansli's work, acting for it (rule 1).
pub fn may_manage(actor: &Actor, curator: OrganisationId) -> bool {
    actor.acts_by_civil_seat(curator)
}

/// May tick off an action from the minutes: whoever speaks for its owner, and the kansli.
pub fn may_tick_off(actor: &Actor, curator: OrganisationId, owner: OrganisationId) -> bool {
    let speaks = matches!(actor.acting_role(), Some(RoleKind::Representative | RoleKind::Officer));
    may_manage(actor, curator) || (actor.acting_as == Some(owner) && speaks)
}
