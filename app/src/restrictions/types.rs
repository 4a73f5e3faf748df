//! Types of restrictions.

use crate::ids::{AgreementId, OrganisationId};
use chrono::NaiveDate;

codes! {
    /// How somebody is held back.
    pub enum RestrictionKind {
        /// What they write is read before all see it.
        Slowed = "slowed",
        /// They write nothing.
        Stopped = "stopped",
    }
}

/// A restriction that runs today, as whoever it holds back carries it along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restriction {
    /// Agreement it is about.
    pub agreement: AgreementId,
    /// The organisation that is held back; none: the person, whomever they act for.
    pub organisation: Option<OrganisationId>,
    /// How.
    pub kind: RestrictionKind,
    /// Its last day.
    pub until_on: NaiveDate,
}
