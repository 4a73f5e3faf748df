//! Who may appeal what, until when, and who may decide.

use super::types::Appealable;
use crate::accounts::types::Actor;
use crate::agreements::types::{Agreement, Side};
use crate::error::Refusal;
use crate::ids::{ForumId, OrganisationId, PersonId};
use crate::issues::types::IssueState;
use crate::time::local_date;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// Days after an act within which it can be appealed *(ours)*.
pub const APPEAL_DAYS: i64 = 30;
/// Days during which an act that was changed back on appeal is not taken again *(ours)*.
pub const REST_DAYS: i64 = 30;
/// Days that the steering group has to answer *(ours)*.
pub const ANSWER_DAYS: i64 = 30;

/// Whether anybody independent could hear an appeal: not where the body that curates is the steering group itself.
pub fn hears_appeals(agreement: &Agreement) -> bool {
    agreement.steering_id != agreement.curator_id
}

/// The last day on which an act of a time can be appealed.
pub fn last_day(of: DateTime<Utc>) -> NaiveDate {
    local_date(of) + TimeDelta::days(APPEAL_DAYS)
}

/// How the thing stands that an act was against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// State of the issue.
    pub state: IssueState,
    /// Its forum.
    pub forum: Option<ForumId>,
    /// It is hidden.
    pub hidden: bool,
}

/// Whether an act still holds. `moved_from` is the forum that an issue was moved out of: until it is back there, wherever it went since.
pub fn in_force(act: Appealable, moved_from: Option<ForumId>, now: &Now) -> bool {
    match act {
        Appealable::Declined => now.state == IssueState::Declined,
        Appealable::Merged => now.state == IssueState::Merged,
        Appealable::Closed => now.state == IssueState::Closed,
        Appealable::Moved => moved_from.is_some() && now.forum != moved_from,
        Appealable::IssueHidden | Appealable::Hidden => now.hidden,
    }
}

/// Whether an act can be changed back now: an issue is moved between forums only while it is in one.
pub fn can_change(act: Appealable, moved_from: Option<ForumId>, now: &Now) -> bool {
    in_force(act, moved_from, now) && (act != Appealable::Moved || now.state == IssueState::InForum)
}

/// An act that the steering group changed back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangedBack {
    /// What it was.
    pub act: Appealable,
    /// Id of the forum that an issue was moved to, or of the issue that it was merged into.
    pub target: Option<i64>,
    /// When it was changed back.
    pub at: DateTime<Utc>,
}

/// Whether an act against the same thing cannot be taken, since it was changed back a short while ago: nobody appeals the same thing over
/// and over. To move an issue somewhere else, or to merge it with another one, is another act.
pub fn rests(changed: &ChangedBack, act: Appealable, target: Option<i64>, today: NaiveDate) -> bool {
    let same = changed.act == act && (!matches!(act, Appealable::Moved | Appealable::Merged) || changed.target == target);
    same && today <= local_date(changed.at) + TimeDelta::days(REST_DAYS)
}

/// Who wrote what an act was against, or who appealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author {
    /// The organisation in whose name; none: a person who spoke as themselves.
    pub organisation: Option<OrganisationId>,
    /// The person.
    pub person: PersonId,
}

/// Whether somebody appeals, or reads the appeal, as the author: whoever speaks for the organisation now, or the person who wrote it
/// and acts as they did then.
pub fn is_author(actor: &Actor, author: &Author) -> bool {
    author.organisation.is_some_and(|o| actor.speaks_for(o)) || (actor.person_id == author.person && actor.acting_as == author.organisation)
}

/// What decides who may decide an appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The body that curates.
    pub curator: OrganisationId,
    /// The body that hears appeals.
    pub steering: OrganisationId,
    /// The organisation that appealed.
    pub organisation: Option<OrganisationId>,
    /// Those who have their hand in it: who appealed, who wrote the text, who took the act.
    pub people: Vec<PersonId>,
    /// Whoever reads reported the text.
    pub reported: bool,
}

/// Whether somebody may decide: by a civil-society seat of the steering group, for which they act now, and with no part in the matter,
/// neither as one of those who curate nor on the author's side.
///
/// # Errors
/// `CivilSeatsOnly`, `NotAllowed`, or `Partial`.
pub fn may_decide(actor: &Actor, case: &Case) -> Result<(), Refusal> {
    sits(actor, case.steering)?;
    if !actor.acts_by_civil_seat(case.steering) {
        return Err(Refusal::NotAllowed);
    }
    let belongs_to = |organisation| actor.hats.iter().any(|h| h.organisation_id == organisation);
    if case.reported || belongs_to(case.curator) || case.organisation.is_some_and(belongs_to) || case.people.contains(&actor.person_id) {
        return Err(Refusal::Partial);
    }
    Ok(())
}

/// Whether somebody has a civil-society seat in a body, whomever they act for.
///
/// # Errors
/// `CivilSeatsOnly` for its other seats, `NotAllowed` for all else.
pub fn sits(actor: &Actor, body: OrganisationId) -> Result<(), Refusal> {
    if actor.has_civil_seat(body) {
        return Ok(());
    }
    let on_other_side = actor.hats.iter().any(|h| h.organisation_id == body && h.seat.is_some_and(|s| s != Side::CivilSociety));
    Err(if on_other_side { Refusal::CivilSeatsOnly } else { Refusal::NotAllowed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::types::{Hat, RoleKind};
    use crate::i18n::Locale;
    use crate::organisations::types::OrganisationKind;

    const CURATOR: OrganisationId = OrganisationId(2);
    const STEERING: OrganisationId = OrganisationId(3);
    const AUTHOR: OrganisationId = OrganisationId(6);
    const OTHER: OrganisationId = OrganisationId(7);

    fn hat(organisation: OrganisationId, role: Option<RoleKind>, seat: Option<Side>) -> Hat {
        Hat {
            appeal_waits: false,
            organisation_id: organisation,
            slug: String::new(),
            name: String::new(),
            kind: OrganisationKind::Association,
            role,
            seat,
            function: String::new(),
        }
    }

    fn actor(person: i64, acting_as: Option<OrganisationId>, hats: Vec<Hat>) -> Actor {
        Actor { person_id: PersonId(person), name: String::new(), email: String::new(), locale: Locale::Sv, hats, restrictions: Vec::new(), acting_as }
    }

    fn seat(side: Side) -> Hat {
        hat(STEERING, None, Some(side))
    }

    #[test]
    fn only_those_without_a_part_decide() {
        let case = Case { curator: CURATOR, steering: STEERING, organisation: Some(AUTHOR), people: vec![PersonId(1), PersonId(2)], reported: false };
        let civil = || seat(Side::CivilSociety);
        let represents = |o| hat(o, Some(RoleKind::Representative), None);
        let decides = |actor: Actor| may_decide(&actor, &case);
        assert_eq!(decides(actor(9, Some(STEERING), vec![civil()])), Ok(()));
        assert_eq!(decides(actor(9, Some(STEERING), vec![represents(OTHER), civil()])), Ok(()), "others' organisations are no part of it");
        assert_eq!(decides(actor(9, Some(OTHER), vec![represents(OTHER), civil()])), Err(Refusal::NotAllowed), "acts for another now");
        assert_eq!(decides(actor(9, Some(STEERING), vec![seat(Side::Public)])), Err(Refusal::CivilSeatsOnly));
        assert_eq!(decides(actor(9, Some(OTHER), vec![represents(OTHER)])), Err(Refusal::NotAllowed));
        assert_eq!(decides(actor(9, None, vec![])), Err(Refusal::NotAllowed));
        for side in [Side::CivilSociety, Side::Public] {
            assert_eq!(decides(actor(9, Some(STEERING), vec![civil(), hat(CURATOR, None, Some(side))])), Err(Refusal::Partial), "sits where it was decided");
        }
        assert_eq!(decides(actor(9, Some(STEERING), vec![civil(), represents(AUTHOR)])), Err(Refusal::Partial), "speaks for the author");
        assert_eq!(decides(actor(2, Some(STEERING), vec![civil()])), Err(Refusal::Partial), "had a hand in it");
        let reported = Case { reported: true, ..case.clone() };
        assert_eq!(may_decide(&actor(9, Some(STEERING), vec![civil()]), &reported), Err(Refusal::Partial), "reported it");
    }

    #[test]
    fn authors_are_whoever_speaks_for_them() {
        let represents = hat(AUTHOR, Some(RoleKind::Representative), None);
        let of_alfa = Author { organisation: Some(AUTHOR), person: PersonId(5) };
        assert!(is_author(&actor(9, Some(AUTHOR), vec![represents.clone()]), &of_alfa), "a colleague");
        assert!(!is_author(&actor(5, None, vec![represents.clone()]), &of_alfa), "as themselves now");
        assert!(is_author(&actor(5, Some(AUTHOR), vec![hat(AUTHOR, Some(RoleKind::Politician), None)]), &of_alfa), "a politician, for what they wrote");
        assert!(!is_author(&actor(9, Some(AUTHOR), vec![hat(AUTHOR, Some(RoleKind::Politician), None)]), &of_alfa), "not for what others wrote");
        let alone = Author { organisation: None, person: PersonId(5) };
        assert!(is_author(&actor(5, None, vec![]), &alone) && !is_author(&actor(6, None, vec![]), &alone));
        assert!(!is_author(&actor(5, Some(AUTHOR), vec![represents]), &alone), "acts for another now");
    }

    #[test]
    fn an_act_holds_until_it_is_changed() {
        let (from, to) = (Some(ForumId(1)), Some(ForumId(2)));
        let now = |state, forum, hidden| Now { state, forum, hidden };
        for (act, state) in [(Appealable::Declined, IssueState::Declined), (Appealable::Merged, IssueState::Merged), (Appealable::Closed, IssueState::Closed)] {
            assert!(can_change(act, None, &now(state, to, false)) && !in_force(act, None, &now(IssueState::InForum, to, false)), "{act}");
        }
        assert!(can_change(Appealable::Moved, from, &now(IssueState::InForum, to, false)));
        assert!(in_force(Appealable::Moved, from, &now(IssueState::Referred, to, false)), "it is where it was moved to");
        assert!(!can_change(Appealable::Moved, from, &now(IssueState::Referred, to, false)), "but cannot be moved now");
        assert!(can_change(Appealable::Moved, from, &now(IssueState::InForum, Some(ForumId(3)), false)), "moved on, and not back");
        assert!(!in_force(Appealable::Moved, from, &now(IssueState::InForum, from, false)), "it is back");
        assert!(!in_force(Appealable::Moved, None, &now(IssueState::InForum, None, false)));
        let state = IssueState::InForum;
        for act in [Appealable::Hidden, Appealable::IssueHidden] {
            assert!(can_change(act, None, &now(state, to, true)) && !in_force(act, None, &now(state, to, false)));
            assert!(can_change(act, None, &now(IssueState::Closed, to, true)), "in whichever state");
        }
    }

    #[test]
    fn what_was_changed_back_rests() {
        let at = "2026-03-02T12:00:00Z".parse().unwrap();
        let day = |text: &str| text.parse().unwrap();
        let declined = ChangedBack { act: Appealable::Declined, target: None, at };
        assert!(rests(&declined, Appealable::Declined, None, day("2026-03-02")) && rests(&declined, Appealable::Declined, None, day("2026-04-01")));
        assert!(!rests(&declined, Appealable::Declined, None, day("2026-04-02")), "the month is over");
        assert!(!rests(&declined, Appealable::Closed, None, day("2026-03-03")), "another act");
        for act in [Appealable::Moved, Appealable::Merged] {
            let changed = ChangedBack { act, target: Some(2), at };
            assert!(rests(&changed, act, Some(2), day("2026-03-03")));
            assert!(!rests(&changed, act, Some(3), day("2026-03-03")), "somewhere else");
        }
    }

    #[test]
    fn thirty_days_in_stockholm() {
        assert_eq!(last_day("2026-03-02T22:59:00Z".parse().unwrap()), "2026-04-01".parse().unwrap());
        assert_eq!(last_day("2026-03-02T23:01:00Z".parse().unwrap()), "2026-04-02".parse().unwrap());
    }
}
