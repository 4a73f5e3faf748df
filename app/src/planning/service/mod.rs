//! Use cases of planning.

mod answer;
mod board;
mod calendar;
mod choose;
mod hide;
mod wish;

pub use answer::{AnswerForm, answer, reopen_planned};
pub use board::{Board, BoardQuery, board};
pub use calendar::{AreaView, Calendar, Warned, calendar, left_out};
pub use choose::{ChoiceForm, ChoiceItem, Choosing, MOST_CHOICES, announced, choose, choosing};
pub use hide::{hide, hiding};
pub use wish::{SupportForm, WishForm, WishList, WishPage, WithdrawForm, new_wish, post, support, wish, wishes, withdraw};

use super::rules::ANSWER_DAYS;
use super::store::{self, LockedWish};
use super::types::WishState;
use crate::agreements::types::{Agreement, Side};
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Result};
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::{dates, planning as t};
use crate::ids::{EventId, IssueId, WishId};
use crate::jobs::{self, Mail};
use crate::paths;
use chrono::TimeDelta;

/// Records what happened to a wish: in its chain, in the log, and in the chain of its issue but for who wants the same.
async fn record(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: &Agreement,
    (wish, number, issue): (WishId, i64, Option<IssueId>),
    kind: EventKind,
    event: NewEvent,
) -> Result<EventId> {
    let mut payload = if event.payload.is_null() { serde_json::json!({}) } else { event.payload.clone() };
    payload["wish"] = number.into();
    let issue = issue.filter(|_| !matches!(kind, EventKind::WishSupported | EventKind::WishUnsupported));
    let event = events::record(tx, ctx, kind, NewEvent { agreement: Some(agreement.id), issue, payload, ..event }).await?;
    store::keep_event(tx, wish, event).await?;
    Ok(event)
}

/// Starts the kansli's clock for an answer.
async fn await_answer(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, wish: WishId, opened_by: EventId) -> Result<()> {
    let clock = NewClock {
        agreement: agreement.id,
        kind: ClockKind::Wish,
        thing: Thing::Wish(wish),
        owner: agreement.curator_id,
        side: Side::CivilSociety,
        due_on: ctx.today() + TimeDelta::days(ANSWER_DAYS),
        opened_by,
    };
    clocks::open(tx, &clock).await
}

/// Lets wishes wait for an answer again, and tells those who want the meetings: what came of them fell through. `was` is the state in which they are found.
async fn reopen(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, numbers: &[i64], was: WishState) -> Result<()> {
    for number in numbers {
        let wish: LockedWish = store::lock(tx, agreement.id, *number).await?.ok_or(AppError::NotFound)?;
        if wish.state != was {
            continue;
        }
        store::set_state(tx, wish.id, WishState::Open, None, None).await?;
        let event = NewEvent { next_on: Some(ctx.today() + TimeDelta::days(ANSWER_DAYS)), ..NewEvent::default() };
        let event = record(tx, ctx, agreement, (wish.id, wish.number, wish.issue_id), EventKind::WishReopened, event).await?;
        await_answer(tx, ctx, agreement, wish.id, event).await?;
        for person in store::told(tx, wish.id, ctx.today()).await? {
            let l = person.locale();
            let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::wish(&agreement.slug, wish.number)));
            let day = dates::weekday_day(l, ctx.today() + TimeDelta::days(ANSWER_DAYS), ctx.today());
            let text = t::mail_reopened_text(l, &wish.title, agreement.curator_name.get(l), day, link);
            let mail = Mail { to: person.email, locale: l, subject: t::mail_reopened_subject(l, &wish.title), text, end_url: None };
            jobs::enqueue_about(tx, ctx, event, mail).await?;
        }
    }
    Ok(())
}
