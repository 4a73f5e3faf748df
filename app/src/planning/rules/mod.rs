//! Pure rules of planning: who may wish, when meetings clash, which areas are left out, where their tiles stand.

mod areas;
mod clashes;
mod holidays;

pub use areas::{MONTHS, area_state, left_out_since, tiles};
pub use clashes::{Clash, Slot, clashes, days_of};
pub use holidays::{Holiday, holidays};

use crate::accounts::types::Actor;
use crate::ids::OrganisationId;
use crate::meetings::types::MeetingKind;

/// Days within which the kansli answers a wish *(ours)*.
pub const ANSWER_DAYS: i64 = 21;
/// Wishes of an organisation that may wait for an answer at once *(ours)*.
pub const MOST_OPEN: i64 = 5;
/// Wishes that an organisation may post within 24 hours, also those that it takes back.
pub const PER_DAY: usize = 10;

/// Kinds of meetings that can be wished for. Others are held by bodies of their own accord.
pub const WISHED: &[MeetingKind] = &[
    MeetingKind::Hearing,
    MeetingKind::DialogueMeeting,
    MeetingKind::Workshop,
    MeetingKind::FollowUpConference,
    MeetingKind::Fair,
    MeetingKind::HighLevelTalk,
];

/// The organisation or public body for which somebody may wish for a meeting: a representative or an officer, for the one they act for.
pub fn may_wish(actor: &Actor) -> Option<OrganisationId> {
    actor.acting_as.filter(|organisation| actor.speaks_for(*organisation))
}

/// The organisation for which somebody may say "we too": as [`may_wish`], but not the one whose wish it is.
pub fn may_support(actor: &Actor, author: OrganisationId) -> Option<OrganisationId> {
    may_wish(actor).filter(|organisation| *organisation != author)
}
