//! The way of a proposal as a table, when it passes, and who may do what. Pure.

use super::types::{Answer, ProposalAct, ProposalState};
use crate::accounts::types::Actor;
use crate::agreements::types::{Agreement, Side};
use crate::ids::OrganisationId;
use chrono::{Months, NaiveDate, TimeDelta};

/// Most days in which those who are asked can answer.
pub const MOST_DAYS: i64 = 60;
/// Days after its last one in which a proposal that fell can be opened again: answers that were given long ago are not counted as if they
/// were new *(ours)*.
pub const REOPEN_DAYS: i64 = 30;
/// Months between two reviews of the model: four years.
pub const REVIEW_MONTHS: u32 = 48;
/// Proposals that an organisation or body may make within 24 hours *(ours)*.
pub const PER_DAY: usize = 10;
/// Answers and acts of a person within an hour *(ours)*.
pub const PER_HOUR: usize = 60;
/// Bounds of the title, in characters.
pub const TITLE: (usize, usize) = (5, 120);
/// Bounds of a text that is proposed.
pub const TEXT: (usize, usize) = (10, 6000);
/// Bounds of why.
pub const WHY: (usize, usize) = (10, 3000);
/// Bounds of a reason.
pub const REASON: (usize, usize) = (3, 2000);

/// Who may perform an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Whoever speaks for one of those who are asked.
    Asked,
    /// Whoever speaks for the one that proposed.
    Proposer,
    /// Nobody: it follows of the answers, or of the date.
    Itself,
}

/// What an act asks for besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// The last day has not passed.
    Time,
    /// Somebody objects.
    Objection,
    /// It was not prolonged before.
    FirstTime,
    /// The same, and its last day passed not long ago.
    FirstTimeSoon,
    /// All have answered, and nobody objects.
    Consensus,
    /// The last day has passed.
    PastDate,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// State before.
    pub from: ProposalState,
    /// Act.
    pub act: ProposalAct,
    /// State after.
    pub to: ProposalState,
    /// Who may.
    pub who: Who,
    /// What it takes.
    pub needs: Needs,
}

const fn row(from: ProposalState, act: ProposalAct, to: ProposalState, who: Who, needs: Needs) -> Transition {
    Transition { from, act, to, who, needs }
}

use ProposalAct as A;
use ProposalState::{Lapsed, Open, Passed, Withdrawn};

/// The way of a proposal. What is not here cannot happen.
pub const TRANSITIONS: &[Transition] = &[
    row(Open, A::Answer, Open, Who::Asked, Needs::Time),
    row(Open, A::Revise, Open, Who::Proposer, Needs::Objection),
    row(Open, A::Prolong, Open, Who::Proposer, Needs::FirstTime),
    row(Open, A::Withdraw, Withdrawn, Who::Proposer, Needs::Nothing),
    row(Open, A::Pass, Passed, Who::Itself, Needs::Consensus),
    row(Open, A::Lapse, Lapsed, Who::Itself, Needs::PastDate),
    row(Lapsed, A::Prolong, Open, Who::Proposer, Needs::FirstTimeSoon),
];

/// The row for an act in a state.
pub fn transition(from: ProposalState, act: ProposalAct) -> Option<&'static Transition> {
    TRANSITIONS.iter().find(|t| t.from == from && t.act == act)
}

/// What those who are asked have answered to the text as it stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Who is asked.
    pub asked: i64,
    /// Consent.
    pub consented: i64,
    /// Stand aside.
    pub aside: i64,
    /// Object.
    pub objected: i64,
}

impl Tally {
    /// Counts the answers of those who are asked; `None`: no answer.
    pub fn of(answers: impl IntoIterator<Item = Option<Answer>>) -> Self {
        let mut tally = Self::default();
        for answer in answers {
            tally.asked += 1;
            match answer {
                Some(Answer::Consent) => tally.consented += 1,
                Some(Answer::Aside) => tally.aside += 1,
                Some(Answer::Object) => tally.objected += 1,
                None => {}
            }
        }
        tally
    }
    /// Who has not answered.
    pub const fn missing(&self) -> i64 {
        self.asked - self.consented - self.aside - self.objected
    }
    /// Whether it passes: everyone has answered, and nobody objects. Silence is not consent, and where nobody is asked nothing passes.
    pub const fn passes(&self) -> bool {
        self.asked > 0 && self.missing() == 0 && self.objected == 0
    }
}

/// How a proposal stands besides its state.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// Answers.
    pub tally: Tally,
    /// It was prolonged.
    pub prolonged: bool,
    /// Its last day.
    pub until_on: NaiveDate,
    /// Today.
    pub today: NaiveDate,
}

impl Standing {
    /// Whether what an act needs is there.
    pub fn has(&self, needs: Needs) -> bool {
        match needs {
            Needs::Nothing => true,
            Needs::Time => self.today <= self.until_on,
            Needs::Objection => self.tally.objected > 0,
            Needs::FirstTime => !self.prolonged,
            Needs::FirstTimeSoon => !self.prolonged && self.today <= self.until_on + TimeDelta::days(REOPEN_DAYS),
            Needs::Consensus => self.tally.passes(),
            Needs::PastDate => self.today > self.until_on,
        }
    }
}

/// The row for an act that is possible now.
pub fn possible(state: ProposalState, act: ProposalAct, standing: &Standing) -> Option<&'static Transition> {
    transition(state, act).filter(|t| standing.has(t.needs))
}

/// The last day that can be chosen today.
pub fn last_day(today: NaiveDate) -> NaiveDate {
    today + TimeDelta::days(MOST_DAYS)
}

/// Sits in a body and acts for it now; both sides do.
pub fn sits(actor: &Actor, body: OrganisationId) -> bool {
    actor.acting_as == Some(body) && actor.hats.iter().any(|h| h.organisation_id == body && h.seat.is_some())
}

/// Acts for the body that does the kansli's work, by a seat of civil society (rule 1).
pub fn is_kansli(actor: &Actor, agreement: &Agreement) -> bool {
    actor.acts_by_civil_seat(agreement.curator_id)
}

/// Speaks for the one that proposed. `body` is the body that it is about: its seats may propose, and whoever sits there may go on.
pub fn speaks_for_proposer(actor: &Actor, agreement: &Agreement, proposer: OrganisationId, body: Option<OrganisationId>) -> bool {
    if body == Some(proposer) {
        return sits(actor, proposer);
    }
    if proposer == agreement.curator_id { is_kansli(actor, agreement) } else { actor.speaks_for(proposer) }
}

/// On which side of the table a promise of this organisation or body stands.
pub const fn side_of(side: Side) -> Side {
    match side {
        Side::Public => Side::Public,
        Side::CivilSociety | Side::Both => Side::CivilSociety,
    }
}

/// When the model is reviewed next, counted in steps of four years from a day; today or later. `None` beyond the calendar.
pub fn next_review(from: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    (1..=500).map_while(|n| from.checked_add_months(Months::new(REVIEW_MONTHS * n))).find(|day| *day >= today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(s: &str) -> NaiveDate {
        s.parse().unwrap()
    }

    #[test]
    fn no_act_has_two_ways() {
        for t in TRANSITIONS {
            assert_eq!(TRANSITIONS.iter().filter(|o| o.from == t.from && o.act == t.act).count(), 1, "{t:?}");
        }
        for act in ProposalAct::ALL {
            assert!(TRANSITIONS.iter().any(|t| t.act == *act), "{act}");
        }
        assert!(TRANSITIONS.iter().all(|t| t.to != Passed || (t.who == Who::Itself && t.needs == Needs::Consensus)), "nobody declares that it passed");
        assert!(TRANSITIONS.iter().all(|t| !matches!(t.from, Passed | Withdrawn)), "what has come to its end stays there");
    }

    #[test]
    fn silence_is_not_consent() {
        use Answer::{Aside, Consent, Object};
        for (answers, passes) in [
            (vec![], false),
            (vec![None], false),
            (vec![Some(Consent)], true),
            (vec![Some(Consent), Some(Aside)], true),
            (vec![Some(Aside), Some(Aside)], true),
            (vec![Some(Consent), None], false),
            (vec![Some(Consent), Some(Object)], false),
            (vec![Some(Object), None], false),
        ] {
            assert_eq!(Tally::of(answers.clone()).passes(), passes, "{answers:?}");
        }
    }

    #[test]
    fn the_last_day_is_whole() {
        let at = |today| Standing { tally: Tally::default(), prolonged: false, until_on: date("2026-04-01"), today: date(today) };
        assert!(possible(Open, A::Answer, &at("2026-04-01")).is_some() && possible(Open, A::Lapse, &at("2026-04-01")).is_none());
        assert!(possible(Open, A::Answer, &at("2026-04-02")).is_none() && possible(Open, A::Lapse, &at("2026-04-02")).is_some());
    }

    #[test]
    fn what_fell_is_opened_again_within_a_month() {
        let at = |today| Standing { tally: Tally::default(), prolonged: false, until_on: date("2026-04-01"), today: date(today) };
        assert!(possible(Lapsed, A::Prolong, &at("2026-05-01")).is_some());
        assert!(possible(Lapsed, A::Prolong, &at("2026-05-02")).is_none());
        assert!(possible(Lapsed, A::Prolong, &Standing { prolonged: true, ..at("2026-04-02") }).is_none());
    }

    #[test]
    fn the_model_is_reviewed_every_four_years() {
        for (from, today, next) in [
            ("2012-09-04", "2026-03-02", "2028-09-04"),
            ("2012-09-04", "2016-09-04", "2016-09-04"),
            ("2012-09-04", "2016-09-05", "2020-09-04"),
            ("2024-02-29", "2025-01-01", "2028-02-29"),
            ("2026-03-02", "2026-03-02", "2030-03-02"),
        ] {
            assert_eq!(next_review(date(from), date(today)), Some(date(next)), "{from} {today}");
        }
    }

    /// What is tried in a walk.
    #[derive(Debug, Clone)]
    enum Try {
        Answer(usize, Answer),
        Do(ProposalAct),
        Days(i64),
    }

    fn tries() -> impl Strategy<Value = Vec<Try>> {
        let answer = prop_oneof![4 => Just(Answer::Consent), 1 => Just(Answer::Aside), 1 => Just(Answer::Object)];
        let act = prop_oneof![Just(A::Revise), Just(A::Prolong), Just(A::Lapse), Just(A::Withdraw)];
        let one = prop_oneof![12 => (0usize..4, answer).prop_map(|(who, what)| Try::Answer(who, what)), 2 => act.prop_map(Try::Do), 1 => (0i64..30).prop_map(Try::Days)];
        prop::collection::vec(one, 0..60)
    }

    proptest! {
        /// Whatever is tried in whatever order: it has passed if, and only if, everyone who is asked has answered the text as it stands, and
        /// nobody objects; it was prolonged once at most, and nobody answered after its last day.
        #[test]
        fn passes_only_by_consensus(asked in 1usize..4, tries in tries()) {
            let mut state = Open;
            let mut answers = vec![None; asked];
            let (mut today, mut prolonged, mut prolongations) = (date("2026-03-02"), false, 0);
            let mut until_on = today + TimeDelta::days(14);
            for one in tries {
                let standing = Standing { tally: Tally::of(answers.clone()), prolonged, until_on, today };
                let act = match one {
                    Try::Days(n) => {
                        today += TimeDelta::days(n);
                        continue;
                    }
                    Try::Answer(..) => A::Answer,
                    Try::Do(act) => act,
                };
                let Some(t) = possible(state, act, &standing) else { continue };
                match one {
                    Try::Answer(who, what) => {
                        prop_assert!(today <= until_on);
                        if let Some(mine) = answers.get_mut(who) {
                            *mine = Some(what);
                        }
                    }
                    Try::Do(A::Revise) => {
                        answers = vec![None; asked];
                        until_on = today + TimeDelta::days(14);
                    }
                    Try::Do(A::Prolong) => {
                        prolonged = true;
                        prolongations += 1;
                        until_on = today + TimeDelta::days(14);
                    }
                    _ => {}
                }
                state = t.to;
                let standing = Standing { tally: Tally::of(answers.clone()), prolonged, until_on, today };
                if let Some(t) = possible(state, A::Pass, &standing) {
                    state = t.to;
                }
                let all = answers.iter().all(Option::is_some);
                let objected = answers.contains(&Some(Answer::Object));
                prop_assert!(state != Passed || (all && !objected));
                prop_assert!(state != Open || !all || objected, "it passes at once");
                prop_assert!(prolongations <= 1);
            }
        }
    }
}
