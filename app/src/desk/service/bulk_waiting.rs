//! One decision about several contributions that wait, with one reason. Each is published or declined in a transaction of its own, by the
//! same service as when one had opened it, so that each has its event and its mails.

use super::bulk::{BulkForm, Outcome, outcome};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::service::moderated;
use crate::curation::service_hide::{HideForm, hide_contribution};
use crate::curation::service_publish::{PublishForm, publish_contribution};
use crate::desk::rules::MOST_AT_ONCE;
use crate::desk::store::bulk::{self as store, ChosenContributionRow};
use crate::desk::types::WaitingAct;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::phrases::store::{self as phrases, PhraseRow};
use crate::ui::form::check_acting;
use std::sync::Arc;

/// A contribution: the number of its issue, and its own.
pub type Numbers = (i64, i64);

/// Contributions with the version that was looked at, by their numbers, each once.
pub fn chosen(form: &BulkForm) -> Vec<(Numbers, Option<i64>)> {
    numbered(&form.inlagg)
}

/// The version of a contribution that was looked at, chosen or not.
pub fn looked_at(form: &BulkForm, numbers: Numbers) -> Option<i64> {
    let of = |all: &[String]| numbered(all).into_iter().find(|(n, _)| *n == numbers).and_then(|(_, version)| version);
    of(&form.inlagg).or_else(|| of(&form.erbjuds))
}

/// What the form holds, the chosen ones first; no more than can be decided about at once.
fn held(form: &BulkForm) -> Vec<Numbers> {
    let mut all = Vec::new();
    for (n, _) in chosen(form).into_iter().chain(numbered(&form.erbjuds)) {
        if all.len() < MOST_AT_ONCE && !all.contains(&n) {
            all.push(n);
        }
    }
    all
}

fn numbered(all: &[String]) -> Vec<(Numbers, Option<i64>)> {
    let one = |s: &String| {
        let mut parts = s.trim().split('.');
        let number = |part: Option<&str>| part?.parse::<i64>().ok().filter(|n| *n > 0);
        let numbers = (number(parts.next())?, number(parts.next())?);
        Some((numbers, number(parts.next())))
    };
    let mut all: Vec<_> = all.iter().filter_map(one).collect();
    all.sort_unstable();
    all.dedup_by_key(|(n, _)| *n);
    all
}

/// A contribution after a decision about several.
#[derive(Debug, Clone)]
pub struct DecidedContribution {
    /// The contribution, as it stands now.
    pub row: ChosenContributionRow,
    /// What became of it.
    pub outcome: Outcome,
}

/// Several contributions that wait.
#[derive(Debug)]
pub struct BulkWaiting {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Those that the form holds and that wait still, as they stand now.
    pub rows: Vec<ChosenContributionRow>,
    /// Phrases for the reason.
    pub phrases: Vec<PhraseRow>,
    /// What was just decided; empty before.
    pub decided: Vec<DecidedContribution>,
}

/// What is wrong with how many were chosen.
pub fn too_many(form: &BulkForm) -> Faults {
    let mut faults = Faults::default();
    if chosen(form).len() > MOST_AT_ONCE {
        faults.add("inlagg", Fault::TooMany(MOST_AT_ONCE));
    }
    faults
}

/// The chosen contributions that wait.
///
/// # Errors
/// `SignInFirst`, `NotAllowed` for all but those who curate (rule 1).
pub async fn open(ctx: &Ctx, agreement: &str, form: &BulkForm) -> Result<BulkWaiting> {
    let mut seen = load(ctx, agreement, form).await?;
    seen.rows.retain(|row| row.waits);
    Ok(seen)
}

async fn load(ctx: &Ctx, agreement: &str, form: &BulkForm) -> Result<BulkWaiting> {
    let agreement = moderated(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let rows = store::contributions(&mut conn, agreement.id, &held(form)).await?;
    let phrases = phrases::all(&mut conn, agreement.id, agreement.curator_id).await?;
    Ok(BulkWaiting { agreement, rows, phrases, decided: Vec::new() })
}

/// Publishes or declines each contribution of a form. What is wrong with the reason is wrong for all, so that nothing is decided then.
/// Gives what became of each; those that can be tried again are left in [`BulkWaiting::rows`], as they stand now.
///
/// # Errors
/// `ActingChanged`; `NotAllowed` for all but those who curate; `BadRequest` for a key that is missing or too long; `Invalid` at `inlagg`,
/// `akt`, `reason`.
pub async fn decide(ctx: &Ctx, agreement: &str, form: &BulkForm) -> Result<BulkWaiting> {
    check_acting(ctx, &form.r#as)?;
    moderated(ctx, agreement)?;
    // with the numbers each contribution's own has to pass as a key too
    if form.key.is_empty() || form.key.len() > 40 {
        return Err(AppError::BadRequest("idempotency key"));
    }
    let act = checked(form)?;
    let before = load(ctx, agreement, form).await?.rows;
    let mut outcomes = Vec::new();
    let mut away = false;
    for (numbers, version) in chosen(form) {
        let Some(row) = before.iter().find(|row| (row.issue, row.number) == numbers) else { continue };
        // where the database does not answer, nobody waits for it once for each
        if away {
            outcomes.push((numbers, Outcome::Failed));
            continue;
        }
        let done = one(ctx, agreement, form, act, (numbers, version.unwrap_or(row.version))).await;
        away = matches!(done, Err(AppError::Unavailable));
        let done = match done {
            // a colleague declined it meanwhile
            Err(AppError::NotFound) => Err(Refusal::Already.into()),
            done => done,
        };
        outcomes.push((numbers, outcome(numbers.0, done)?));
    }
    let mut after = load(ctx, agreement, form).await?;
    for (numbers, outcome) in outcomes {
        if let Some(row) = after.rows.iter().find(|row| (row.issue, row.number) == numbers) {
            after.decided.push(DecidedContribution { row: row.clone(), outcome });
        }
    }
    let decided = &after.decided;
    let again = |row: &ChosenContributionRow| {
        decided.iter().any(|d| (d.row.issue, d.row.number) == (row.issue, row.number) && matches!(d.outcome, Outcome::Stale | Outcome::Failed))
    };
    after.rows = after.rows.iter().filter(|row| row.waits && again(row)).cloned().collect();
    Ok(after)
}

/// The decision about one of them.
async fn one(ctx: &Ctx, agreement: &str, form: &BulkForm, act: WaitingAct, ((issue, number), version): (Numbers, i64)) -> Result<()> {
    let key = format!("{}.{issue}.{number}", form.key);
    let (version, r#as, reason, lang, fras) = (version.to_string(), form.r#as.clone(), form.reason.clone(), form.lang.clone(), form.fras.clone());
    match act {
        WaitingAct::Publish => {
            let one = PublishForm { key, r#as, version, reason, lang, fras, ..PublishForm::default() };
            publish_contribution(ctx, agreement, issue, number, &one).await
        }
        WaitingAct::Hide => {
            let one = HideForm { key, r#as, version, reason, lang, fras, ..HideForm::default() };
            hide_contribution(ctx, agreement, issue, number, &one).await
        }
    }
}

/// What is the same for all: the act and the reason.
fn checked(form: &BulkForm) -> Result<WaitingAct> {
    let mut faults = too_many(form);
    let act = form.akt.parse::<WaitingAct>().ok();
    if chosen(form).is_empty() {
        faults.add("inlagg", Fault::NoContribution);
    }
    if act.is_none() {
        faults.add("akt", Fault::Choice);
    }
    faults.text("reason", &form.reason, 3, 2000);
    faults.done()?;
    act.ok_or(AppError::BadRequest("akt"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_apart() {
        let all: Vec<String> = ["87.2", "9.10.3", "87.2.4", "87", "x.1", "0.1", "1.0", "1.2.x", " 4.5.6 ", ""].map(String::from).into();
        assert_eq!(numbered(&all), [((1, 2), None), ((4, 5), Some(6)), ((9, 10), Some(3)), ((87, 2), None)]);
    }
}
