//! One decision about several issues: one reason, one date. Each issue is decided about in a transaction of its own, as if one had
//! opened it, so that each has its event, its mails and its minute to undo.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::service::{self, ActForm, check_date, moderated};
use crate::curation::service_subject::wants_date;
use crate::curation::service_undo;
use crate::curation::store::LastAct;
use crate::desk::rules::{self, MOST_AT_ONCE};
use crate::desk::store::bulk::{self as store, ChosenRow};
use crate::desk::types::WaitingAct;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::issues::rules::Transition;
use crate::issues::types::IssueAct;
use crate::phrases::service::TakesPhrase;
use crate::phrases::store::{self as phrases, PhraseRow};
use crate::ui::form::check_acting;
use serde::Deserialize;
use std::sync::Arc;

/// What was chosen, and the decision as typed. Opened by an address, sent by a form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct BulkForm {
    /// Idempotency key; each issue's is made of it.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Numbers of the chosen issues, `87`; in the form with the version that was looked at, `87.3`.
    pub fraga: Vec<String>,
    /// The chosen contributions, by the number of the issue and their own, `87.2`; in the form with the version, `87.2.1`.
    pub inlagg: Vec<String>,
    /// The act's code.
    pub akt: String,
    /// Reason.
    pub reason: String,
    /// Next date, ISO 8601.
    pub next_on: String,
    /// Language of the reason.
    pub lang: String,
    /// The same of all that the form offers, checked or not: what is unchecked stands there when it is drawn again.
    pub erbjuds: Vec<String>,
    /// Numbers of issues that were just decided about, each to be undone by itself.
    pub gjorda: Vec<String>,
    /// Queue of the desk to come back to.
    pub ko: String,
    /// Phrase that was chosen.
    pub fras: String,
    /// Not empty: put the phrase into the reason, and save nothing.
    pub infoga: String,
}

impl TakesPhrase for BulkForm {
    fn wanted(&self) -> (&str, bool) {
        (&self.fras, !self.infoga.is_empty())
    }
    fn reason(&mut self) -> (&mut String, &mut String) {
        (&mut self.reason, &mut self.lang)
    }
}

impl BulkForm {
    /// It is about contributions: their act was chosen, or nothing else is marked. Both kinds may be marked; each is decided about by itself.
    pub fn is_of_contributions(&self) -> bool {
        self.akt.parse::<WaitingAct>().is_ok() || (self.akt.is_empty() && self.fraga.is_empty() && self.gjorda.is_empty() && !self.inlagg.is_empty())
    }
    /// Numbers with the version that was looked at, by number, each once.
    pub fn chosen(&self) -> Vec<(i64, Option<i64>)> {
        numbered(&self.fraga)
    }
    /// The version of an issue that was looked at, chosen or not.
    pub fn looked_at(&self, number: i64) -> Option<i64> {
        let of = |all: &[String]| numbered(all).into_iter().find(|(n, _)| *n == number).and_then(|(_, version)| version);
        of(&self.fraga).or_else(|| of(&self.erbjuds))
    }
    /// Numbers of what the form holds, the chosen ones first; no more than can be decided about at once.
    fn numbers(&self) -> Vec<i64> {
        let mut all = Vec::new();
        for (n, _) in self.chosen().into_iter().chain(numbered(&self.erbjuds)) {
            if all.len() < MOST_AT_ONCE && !all.contains(&n) {
                all.push(n);
            }
        }
        all
    }
}

fn numbered(all: &[String]) -> Vec<(i64, Option<i64>)> {
    let one = |s: &String| {
        let (number, version) = s.split_once('.').unwrap_or((s, ""));
        number.trim().parse::<i64>().ok().filter(|n| *n > 0).map(|n| (n, version.parse().ok()))
    };
    let mut all: Vec<(i64, Option<i64>)> = all.iter().filter_map(one).collect();
    all.sort_unstable();
    all.dedup_by_key(|(n, _)| *n);
    all
}

/// What became of one issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was decided.
    Done {
        /// It can be undone within the minute.
        undoable: bool,
    },
    /// Somebody changed it meanwhile; it is still chosen.
    Stale,
    /// It cannot be done, or not any more.
    Refused(Refusal),
    /// It did not work, and may the next time; it is still chosen.
    Failed,
}

/// An issue after a decision about several.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The issue, as it stands now.
    pub issue: ChosenRow,
    /// What became of it.
    pub outcome: Outcome,
}

/// Several issues and what can be decided about them.
#[derive(Debug)]
pub struct Bulk {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The issues that the form holds, as they stand now.
    pub issues: Vec<ChosenRow>,
    /// What can be done with all that are chosen; where none is, with all of them.
    pub acts: Vec<&'static Transition>,
    /// Phrases for the reason.
    pub phrases: Vec<PhraseRow>,
    /// What was just decided; empty before.
    pub decided: Vec<Decided>,
    /// What was just decided and can be undone, where somebody comes back from undoing another.
    pub undoable: Vec<LastAct>,
}

impl Bulk {
    /// The act whose form is open: the one that was chosen, or the only one. What was chosen and is not possible any more never
    /// becomes another.
    pub fn open_act(&self, code: &str) -> Option<&'static Transition> {
        match self.acts.as_slice() {
            [only] if code.is_empty() => Some(*only),
            acts => acts.iter().copied().find(|t| t.act.code() == code),
        }
    }
}

/// The chosen issues with what can be done with all of them.
///
/// # Errors
/// `SignInFirst`, `NotAllowed` for all but those who curate (rule 1).
pub async fn open(ctx: &Ctx, agreement: &str, form: &BulkForm) -> Result<Bulk> {
    let agreement = moderated(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let issues = store::chosen(&mut conn, agreement.id, &form.numbers()).await?;
    let phrases = phrases::all(&mut conn, agreement.id, agreement.curator_id).await?;
    let gone = numbered(&form.gjorda).into_iter().map(|(n, _)| n).take(MOST_AT_ONCE).collect::<Vec<_>>();
    let undoable = service_undo::undoable_of(ctx, &mut conn, agreement.id, &gone).await?;
    let chosen = form.chosen();
    let states: Vec<_> = issues.iter().filter(|i| chosen.is_empty() || chosen.iter().any(|(n, _)| *n == i.number)).map(|i| i.state).collect();
    Ok(Bulk { agreement, acts: rules::acts_at_once(&states), issues, phrases, decided: Vec::new(), undoable })
}

/// What is wrong with how many were chosen.
pub fn too_many(form: &BulkForm) -> Faults {
    let mut faults = Faults::default();
    if form.chosen().len() > MOST_AT_ONCE {
        faults.add("fraga", Fault::TooMany(MOST_AT_ONCE));
    }
    faults
}

/// Takes the decision of a form about each of its issues. What is wrong with reason or date is wrong for all, so that nothing is
/// decided then. Gives what became of each; those that can be tried again are left in [`Bulk::issues`], as they stand now.
///
/// # Errors
/// `ActingChanged`; `NotAllowed` for all but those who curate; `BadRequest` for a key that is missing or too long; `Invalid` at `fraga`, `akt`, `reason`, `next_on`.
pub async fn decide(ctx: &Ctx, agreement: &str, form: &BulkForm) -> Result<Bulk> {
    check_acting(ctx, &form.r#as)?;
    let slug = agreement;
    let agreement = moderated(ctx, slug)?;
    // with the number each issue's own has to pass as a key too
    if form.key.is_empty() || form.key.len() > 40 {
        return Err(AppError::BadRequest("idempotency key"));
    }
    let act = checked(ctx, form)?;
    let mut conn = ctx.read().await?;
    let before = store::chosen(&mut conn, agreement.id, &form.numbers()).await?;
    // the one connection for reading is given back while each issue takes the one for writing
    drop(conn);
    let mut outcomes = Vec::new();
    let mut away = false;
    for (number, version) in form.chosen() {
        if !before.iter().any(|i| i.number == number) {
            continue;
        }
        // where the database does not answer, nobody waits for it once for each
        if away {
            outcomes.push((number, Outcome::Failed));
            continue;
        }
        let one = ActForm {
            key: format!("{}.{number}", form.key),
            r#as: form.r#as.clone(),
            version: version.map(|v| v.to_string()).unwrap_or_default(),
            act: act.code().to_string(),
            reason: form.reason.clone(),
            next_on: form.next_on.clone(),
            lang: form.lang.clone(),
            fras: form.fras.clone(),
            ..ActForm::default()
        };
        let done = service::act(ctx, slug, number, &one).await;
        away = matches!(done, Err(AppError::Unavailable));
        outcomes.push((number, outcome(number, done)?));
    }
    let mut after = open(ctx, slug, form).await?;
    let done: Vec<i64> = outcomes.iter().filter(|(_, o)| matches!(o, Outcome::Done { .. })).map(|(n, _)| *n).collect();
    let mut conn = ctx.read().await?;
    let undoable = service_undo::undoable_of(ctx, &mut conn, agreement.id, &done).await?;
    drop(conn);
    for (number, outcome) in outcomes {
        let outcome = match outcome {
            Outcome::Done { .. } => Outcome::Done { undoable: undoable.iter().any(|last| last.number == number) },
            other => other,
        };
        if let Some(issue) = after.issues.iter().find(|i| i.number == number) {
            after.decided.push(Decided { issue: issue.clone(), outcome });
        }
    }
    let again = |n: i64| after.decided.iter().any(|d| d.issue.number == n && matches!(d.outcome, Outcome::Stale | Outcome::Failed));
    let left: Vec<_> = after.issues.iter().filter(|i| again(i.number)).cloned().collect();
    let states: Vec<_> = left.iter().map(|i| i.state).collect();
    after.acts = rules::acts_at_once(&states);
    after.issues = left;
    Ok(after)
}

/// What is the same for all: the act, the reason, the date.
fn checked(ctx: &Ctx, form: &BulkForm) -> Result<IssueAct> {
    let mut faults = too_many(form);
    let act = form.akt.parse::<IssueAct>().ok().filter(|act| rules::AT_ONCE.contains(act));
    if form.chosen().is_empty() {
        faults.add("fraga", Fault::NoIssue);
    }
    if act.is_none() {
        faults.add("akt", Fault::Choice);
    }
    faults.text("reason", &form.reason, 3, 2000);
    if act.is_some_and(dated) {
        check_date(&mut faults, form.next_on.trim().parse().ok(), ctx.today());
    }
    faults.done()?;
    act.ok_or(AppError::BadRequest("akt"))
}

/// Whether an act asks for a date: the same from whichever state (`rules::tests` holds it).
pub fn dated(act: IssueAct) -> bool {
    crate::issues::rules::TRANSITIONS.iter().find(|t| t.act == act).is_some_and(wants_date)
}

/// One that fails for a reason of its own stops no other; what is wrong with the request as such does.
pub(super) fn outcome(number: i64, done: Result<()>) -> Result<Outcome> {
    match done {
        Ok(()) => Ok(Outcome::Done { undoable: false }),
        Err(AppError::Stale { .. }) => Ok(Outcome::Stale),
        Err(AppError::Refused(r)) => Ok(Outcome::Refused(r)),
        Err(AppError::Unavailable) => Ok(Outcome::Failed),
        Err(AppError::Internal(why)) => {
            tracing::error!(%why, number, "one of several decisions failed");
            Ok(Outcome::Failed)
        }
        Err(e) => Err(e),
    }
}
