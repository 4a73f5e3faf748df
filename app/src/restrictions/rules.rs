//! Who is held back, and from what.

use super::types::{Restriction, RestrictionKind};
use crate::accounts::types::Actor;
use crate::agreements::types::Agreement;
use crate::error::{Refusal, Result};
use crate::issues::rules::{Transition, Who};
use crate::issues::types::IssueAct;

/// Longest time that somebody can be held back at once, in days *(ours)*.
pub const MOST_DAYS: i64 = 180;

/// What holds the actor back in an agreement, in the name they act in now: the harder one, then the longer one. A seat in one of the
/// agreement's own bodies is not held back, so that the kansli can silence nobody who oversees it.
pub fn of<'a>(actor: &'a Actor, agreement: &Agreement) -> Option<&'a Restriction> {
    let bodies = [agreement.curator_id, agreement.steering_id, agreement.confirming_id];
    if actor.hat().is_some_and(|hat| hat.seat.is_some() && bodies.contains(&hat.organisation_id)) {
        return None;
    }
    actor
        .restrictions
        .iter()
        .filter(|r| r.agreement == agreement.id && (r.organisation.is_none() || r.organisation == actor.acting_as))
        .max_by_key(|r| (r.kind == RestrictionKind::Stopped, r.until_on))
}

/// Whether what the actor writes now waits to be read first.
///
/// # Errors
/// `Refused(Stopped)` where they write nothing.
pub fn waits(actor: &Actor, agreement: &Agreement) -> Result<bool> {
    match of(actor, agreement).map(|r| r.kind) {
        Some(RestrictionKind::Stopped) => Err(Refusal::Stopped.into()),
        Some(RestrictionKind::Slowed) => Ok(true),
        None => Ok(false),
    }
}

/// Whether the actor may change what all can read already. A change is not read first, so whoever is slowed waits with it.
///
/// # Errors
/// `Refused(Stopped)`, `Refused(Slowed)`.
pub fn may_change(actor: &Actor, agreement: &Agreement, published: bool) -> Result<()> {
    if waits(actor, agreement)? && published { Err(Refusal::Slowed.into()) } else { Ok(()) }
}

/// Whether the actor may act on an issue of their own. What they have been asked to complete they may always answer; the reasons of all
/// other acts are read by everybody at once, like a change.
///
/// # Errors
/// Those of [`may_change`].
pub fn may_act(actor: &Actor, agreement: &Agreement, transition: &Transition, published: bool) -> Result<()> {
    if transition.who != Who::Author || transition.act == IssueAct::Complete { Ok(()) } else { may_change(actor, agreement, published) }
}
