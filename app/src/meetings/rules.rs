//! Who may do what with meetings.

use crate::accounts::types::Actor;
use crate::ids::OrganisationId;

/// May announce, change and cancel meetings, write minutes and read who signed up: a civil-society seat of the body that does the
/// kansli's work, acting for it (rule 1).
pub fn may_manage(actor: &Actor, curator: OrganisationId) -> bool {
    actor.acts_by_civil_seat(curator)
}

/// May tick off an action from the minutes: whoever speaks for its owner, and the kansli.
pub fn may_tick_off(actor: &Actor, curator: OrganisationId, owner: OrganisationId) -> bool {
    may_manage(actor, curator) || actor.speaks_for(owner)
}
