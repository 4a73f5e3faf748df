//! Use cases of talks and promises.

mod act;
mod brief;
mod occasion;
mod read;
mod record;

pub use act::{ActForm, act};
pub use brief::{Brief, brief};
pub use occasion::{OccasionForm, occasion};
pub use read::{Ledger, LedgerQuery, PromiseView, Talks, YearOfTalks, ledger, ledger_all, promise, talks, talks_for};
pub use record::{FormPage, PromiseForm, correct, correct_page, new_page, record};

use super::{rules, store};
use crate::agreements::types::{Agreement, Side};
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Refusal, Result};
use crate::ids::{EventId, OrganisationId, PromiseId};
use chrono::NaiveDate;
use std::sync::Arc;

/// The agreement, for somebody who writes promises down.
fn recorded_by(ctx: &Ctx, agreement: &str) -> Result<Arc<Agreement>> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    if !rules::may_record(ctx.signed_in()?, &agreement) {
        return Err(Refusal::NotAllowed.into());
    }
    Ok(agreement)
}

/// Checks the version that a form was opened with.
fn check_version(opened: &str, current: i64) -> Result<()> {
    match opened.parse::<i64>() {
        Ok(v) if v == current => Ok(()),
        _ => Err(AppError::Stale { current }),
    }
}

/// Stops the clock of a promise, and starts another for whoever the next thing is expected of. One of the same owner and the same date
/// goes on: it is late once, however often somebody tells how it goes.
async fn set_clock(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: &Agreement,
    promise: PromiseId,
    event: EventId,
    next: Option<(OrganisationId, Side, NaiveDate)>,
) -> Result<()> {
    if let Some((owner, _, due_on)) = next
        && store::is_expected(tx, promise, owner, due_on).await?
    {
        return Ok(());
    }
    clocks::close(tx, Thing::Promise(promise), ClockKind::Promise, event, ctx.today()).await?;
    if let Some((owner, side, due_on)) = next {
        let clock = NewClock { agreement: agreement.id, kind: ClockKind::Promise, thing: Thing::Promise(promise), owner, side, due_on, opened_by: event };
        clocks::open(tx, &clock).await?;
    }
    Ok(())
}
