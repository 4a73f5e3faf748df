//! Rules of bodies: who fills whose seats, and what a body lacks. Pure.

use super::types::BodyRole;
use crate::accounts::types::{Actor, RoleKind};
use crate::agreements::types::{Agreement, Side};
use crate::ids::OrganisationId;
use chrono::{Months, NaiveDate};

/// Months before its end in which a term is about to end.
pub const ENDS_SOON_MONTHS: u32 = 6;
/// Days before its end at which those whom a term concerns are reminded, and before the day of a review those whom that concerns.
pub const REMIND_DAYS: i64 = 60;
/// Most seats of a side where their number is not laid down, and most substitutes and experts.
pub const MOST_SEATS: i64 = 60;
/// Days after a revision of the agreement by which representation is reviewed (M06) *(ours)*.
pub const REVISION_DAYS: i64 = 90;

/// What decides who may do what in a body.
#[derive(Debug, Clone)]
pub struct Bearings {
    /// The body.
    pub body: OrganisationId,
    /// Who convenes it, and on which side they stand.
    pub convener: Option<(OrganisationId, Side)>,
    /// Who appoints for which side, and on which side they stand themselves.
    pub parties: Vec<(BodyRole, OrganisationId, Side)>,
}

/// What somebody may do in a body now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Managed {
    /// Fill, change and end seats of civil society.
    pub civil: bool,
    /// The same for the public side.
    pub public: bool,
    /// Say what the body needs to know, review who sits there, note who came.
    pub runs: bool,
}

impl Managed {
    /// Anything at all.
    pub const fn any(self) -> bool {
        self.civil || self.public || self.runs
    }
    /// Seats of a side; experts stand on neither, and whoever manages either may co-opt one.
    pub const fn side(self, side: Side) -> bool {
        match side {
            Side::CivilSociety => self.civil,
            Side::Public => self.public,
            Side::Both => self.any(),
        }
    }
}

/// Acts now for an organisation of civil society, or by a civil-society seat of a mixed body.
fn for_civil(actor: &Actor, organisation: OrganisationId, side: Side) -> bool {
    side != Side::Public && (actor.acts_by_civil_seat(organisation) || (side == Side::CivilSociety && actor.represents(organisation)))
}

/// Acts now as an officer of a public body.
fn for_public(actor: &Actor, organisation: OrganisationId, side: Side) -> bool {
    side == Side::Public && actor.acting_as == Some(organisation) && actor.acting_role() == Some(RoleKind::Officer)
}

/// What somebody may do in a body now. Each side fills its own seats, by whoever convenes the body or appoints there; the kansli fills
/// civil society's, but not in the body that hears appeals against it.
pub fn managed(actor: &Actor, agreement: &Agreement, b: &Bearings) -> Managed {
    let judged = b.body == agreement.steering_id && agreement.steering_id != agreement.curator_id;
    let kansli = !judged && actor.acts_by_civil_seat(agreement.curator_id);
    // nor as the body's convener or an appointing body
    let judges_itself = judged && actor.acting_as == Some(agreement.curator_id);
    let appoints = |role: BodyRole, may: fn(&Actor, OrganisationId, Side) -> bool| b.parties.iter().any(|(r, o, side)| *r == role && may(actor, *o, *side));
    let convenes = |may: fn(&Actor, OrganisationId, Side) -> bool| b.convener.is_some_and(|(o, side)| may(actor, o, side));
    if judges_itself {
        return Managed::default();
    }
    let civil = kansli || convenes(for_civil) || appoints(BodyRole::AppointsCivil, for_civil);
    let public = convenes(for_public) || appoints(BodyRole::AppointsPublic, for_public);
    let runs = kansli || convenes(for_civil) || convenes(for_public) || (b.convener.is_none() && civil);
    Managed { civil, public, runs }
}

/// Whether a body is one whose last seat of civil society must not end: nobody could curate, or hear appeals, after that.
pub fn must_keep_a_seat(agreement: &Agreement, body: OrganisationId, side: Side) -> bool {
    side == Side::CivilSociety && (body == agreement.curator_id || body == agreement.steering_id)
}

/// A term that ends within half a year.
pub fn ends_soon(to_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    to_on.is_some_and(|d| d <= soon(today))
}

/// The last day of that half year.
pub fn soon(today: NaiveDate) -> NaiveDate {
    today.checked_add_months(Months::new(ENDS_SOON_MONTHS)).unwrap_or(today)
}

/// The day so many months later.
pub fn after(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(u32::try_from(months).ok()?))
}

/// How many seats a side may have. `None`: it is not laid down.
pub const fn laid_down(civil: i64, public: i64, side: Side) -> Option<i64> {
    match side {
        _ if civil == 0 && public == 0 => None,
        Side::CivilSociety => Some(civil),
        Side::Public => Some(public),
        Side::Both => None,
    }
}

/// Numbers of the places of a side that nobody has, smallest first: those without a number take the lowest that are free.
pub fn vacant(seats: i64, taken: &[Option<i64>]) -> Vec<i64> {
    let mut free: Vec<i64> = (1..=seats).filter(|n| !taken.contains(&Some(*n))).collect();
    // a seat without a number, or with one beyond the last, takes up one of them too
    let unnumbered = taken.iter().filter(|t| t.is_none_or(|n| n < 1 || n > seats)).count().min(free.len());
    free.drain(..unnumbered);
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::types::Hat;
    use crate::i18n::Locale;
    use crate::ids::PersonId;
    use crate::organisations::types::OrganisationKind;

    const STAD: OrganisationId = OrganisationId(1);
    const KANSLI: OrganisationId = OrganisationId(2);
    const STEERING: OrganisationId = OrganisationId(3);
    const PARK: OrganisationId = OrganisationId(4);
    const ALFA: OrganisationId = OrganisationId(6);
    const GROUP: OrganisationId = OrganisationId(20);

    fn actor(organisation: OrganisationId, role: Option<RoleKind>, seat: Option<Side>) -> Actor {
        let kind = OrganisationKind::Group;
        let hat =
            Hat { organisation_id: organisation, slug: String::new(), name: String::new(), kind, role, seat, function: String::new(), appeal_waits: false };
        Actor {
            person_id: PersonId(1),
            name: String::new(),
            email: String::new(),
            locale: Locale::Sv,
            hats: vec![hat],
            restrictions: Vec::new(),
            acting_as: Some(organisation),
        }
    }

    fn may(civil: bool, public: bool, runs: bool) -> Managed {
        Managed { civil, public, runs }
    }

    /// Who may do what, as a table. Rule 1: no role of the public side fills a seat of civil society, wherever its name stands.
    #[tokio::test]
    async fn each_side_fills_its_own_seats() {
        let w = crate::db::testing::World::new(crate::db::Kind::Sqlite).await;
        let agreement = w.agreement();
        let parties =
            |civil, civil_side, public, public_side| vec![(BodyRole::AppointsCivil, civil, civil_side), (BodyRole::AppointsPublic, public, public_side)];
        let usual = parties(ALFA, Side::CivilSociety, STAD, Side::Public);
        // a public convener, as of the collaboration group; a body in which the data would let the wrong side appoint
        let group = Bearings { body: GROUP, convener: Some((PARK, Side::Public)), parties: usual.clone() };
        let wrong = Bearings { body: GROUP, convener: Some((PARK, Side::Public)), parties: parties(PARK, Side::Public, ALFA, Side::CivilSociety) };
        let steering = Bearings { body: STEERING, convener: None, parties: usual.clone() };
        let convened = Bearings { body: STEERING, convener: Some((KANSLI, Side::CivilSociety)), parties: usual.clone() };
        let kansli = Bearings { body: KANSLI, convener: None, parties: Vec::new() };
        let none = Managed::default();
        let civil = Some(Side::CivilSociety);
        let people = [
            ("kansli, civil seat", actor(KANSLI, None, civil)),
            ("kansli, public seat", actor(KANSLI, None, Some(Side::Public))),
            ("steering, civil seat", actor(STEERING, None, civil)),
            ("steering, public seat", actor(STEERING, None, Some(Side::Public))),
            ("group, civil seat", actor(GROUP, None, civil)),
            ("group, public seat", actor(GROUP, None, Some(Side::Public))),
            ("appoints civil society", actor(ALFA, Some(RoleKind::Representative), None)),
            ("appoints the public side", actor(STAD, Some(RoleKind::Officer), None)),
            ("politician there", actor(STAD, Some(RoleKind::Politician), None)),
            ("convener's officer", actor(PARK, Some(RoleKind::Officer), None)),
            ("representative of a public body", actor(PARK, Some(RoleKind::Representative), None)),
        ];
        let expected = [
            // group, wrong, steering, convened, kansli
            [may(true, false, true), may(true, false, true), none, none, may(true, false, true)],
            [none; 5],
            [none; 5],
            [none; 5],
            [none; 5],
            [none; 5],
            [may(true, false, false), none, may(true, false, true), may(true, false, false), none],
            [may(false, true, false), none, may(false, true, false), may(false, true, false), none],
            [none; 5],
            [may(false, true, true), may(false, true, true), none, none, none],
            [none; 5],
        ];
        for ((who, actor), expected) in people.iter().zip(expected) {
            let got = [&group, &wrong, &steering, &convened, &kansli].map(|b| managed(actor, &agreement, b));
            assert_eq!(got, expected, "{who}");
            assert!(!got.iter().any(|m| m.civil) || actor.acting_role() != Some(RoleKind::Officer), "{who}");
            // who acts for nobody may nothing
            let idle = Actor { acting_as: None, ..actor.clone() };
            assert_eq!(managed(&idle, &agreement, &group), none, "{who}");
        }
        w.end().await;
    }

    #[test]
    fn vacancies_are_counted_by_number() {
        assert_eq!(vacant(4, &[Some(1), Some(3)]), [2, 4]);
        assert_eq!(vacant(4, &[Some(1), None]), [3, 4], "one without a number takes up the lowest");
        assert_eq!(vacant(2, &[Some(1), Some(9)]), Vec::<i64>::new(), "one beyond the last takes up one");
        assert_eq!(vacant(1, &[None, None]), Vec::<i64>::new());
        assert_eq!((laid_down(0, 0, Side::Public), laid_down(3, 0, Side::Public)), (None, Some(0)));
    }

    #[test]
    fn half_a_year_is_soon() {
        let today = "2026-03-02".parse().unwrap();
        for (end, soon) in [("2026-09-02", true), ("2026-09-03", false), ("2026-03-02", true)] {
            assert_eq!(ends_soon(Some(end.parse().unwrap()), today), soon, "{end}");
        }
        assert!(!ends_soon(None, today));
    }
}
