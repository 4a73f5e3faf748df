//! Types of bodies and seats.

use crate::ids::{AssociateId, SeatId};

codes! {
    /// What kind of body it is.
    pub enum BodyKind {
        /// Advises, with seats for both sides.
        Council = "council",
        /// Gives the kansli its task and hears appeals.
        SteeringGroup = "steering_group",
        /// A small group that works together over a longer time (M06).
        CollaborationGroup = "collaboration_group",
        /// A group with equal numbers from both sides.
        ParityGroup = "parity_group",
        /// Works on one task.
        WorkingGroup = "working_group",
        /// The way in from a part of the region.
        Platform = "platform",
        /// Does the daily work.
        Secretariat = "secretariat",
        /// Something else.
        Other = "other",
    }
}

codes! {
    /// What an organisation is to a body.
    pub enum BodyRole {
        /// Appoints for civil society.
        AppointsCivil = "appoints_civil",
        /// Appoints for the public side.
        AppointsPublic = "appoints_public",
        /// Pays for it.
        Finances = "finances",
    }
}

codes! {
    /// What a seat is besides a seat.
    pub enum SeatPost {
        /// Leads the body, or its own side's share of it.
        Chair = "chair",
        /// Stands in for the chair.
        ViceChair = "vice_chair",
    }
}

codes! {
    /// What somebody who sits in a body is in the organisation from which they come.
    pub enum OwnRole {
        /// Chairs it.
        Chair = "chair",
        /// Manages what it does.
        Manager = "manager",
        /// Something else.
        Other = "other",
    }
}

codes! {
    /// How somebody takes part in a body without a seat there.
    pub enum AssociateKind {
        /// Comes when a seat's holder cannot.
        Substitute = "substitute",
        /// Co-opted for what they know.
        Expert = "expert",
    }
}

codes! {
    /// What came of an offered place.
    pub enum OfferOutcome {
        /// It was taken.
        Accepted = "accepted",
        /// It was turned down.
        Declined = "declined",
        /// It was taken back.
        Withdrawn = "withdrawn",
    }
}

/// Somebody's place in a body, as addresses and forms name it: `s12` or `a12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sitting {
    /// A seat.
    Seat(SeatId),
    /// A substitute's or an expert's.
    Associate(AssociateId),
}

impl std::fmt::Display for Sitting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Seat(id) => write!(f, "s{id}"),
            Self::Associate(id) => write!(f, "a{id}"),
        }
    }
}

impl std::str::FromStr for Sitting {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        let id = |rest: &str| rest.parse::<i64>().map_err(|_| ());
        match (s.strip_prefix('s'), s.strip_prefix('a')) {
            (Some(rest), _) => Ok(Self::Seat(SeatId(id(rest)?))),
            (_, Some(rest)) => Ok(Self::Associate(AssociateId(id(rest)?))),
            _ => Err(()),
        }
    }
}
