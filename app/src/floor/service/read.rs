//! What the pages of a running meeting show.

use super::{Who, managed, manages};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::floor::fragment::View;
use crate::floor::rules::Phase;
use crate::floor::store::{self, Draft, Floor, Save};
use crate::floor::token::Token;
use crate::ids::{AgendaItemId, MeetingId};
use crate::meetings::types::MeetingState;
use std::sync::Arc;

/// A running meeting, for a reader.
#[derive(Debug)]
pub struct FloorView {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// All of it.
    pub floor: Floor,
    /// How far it has come.
    pub phase: Phase,
    /// The reader leads it.
    pub manages: bool,
}

/// A running meeting by its number.
///
/// # Errors
/// `NotFound`.
pub async fn see(ctx: &Ctx, agreement: &str, number: i64, token: &Token) -> Result<FloorView> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let who = Who::of(ctx, token);
    let mut conn = ctx.read().await?;
    let floor = store::floor(&mut conn, agreement.id, number, who.asker(ctx)).await?.ok_or(AppError::NotFound)?;
    let manages = manages(ctx, &agreement);
    if floor.head.state == MeetingState::Draft && !manages {
        return Err(AppError::NotFound);
    }
    let phase = floor.head.phase(ctx.now());
    Ok(FloorView { agreement, floor, phase, manages })
}

/// The same, for those who lead it.
///
/// # Errors
/// `SignInFirst`, `Refused(NotAllowed)`, `NotFound`.
pub async fn managing(ctx: &Ctx, agreement: &str, number: i64) -> Result<FloorView> {
    managed(ctx, agreement)?;
    see(ctx, agreement, number, &Token::default()).await
}

/// The secretary's page.
#[derive(Debug)]
pub struct Desk {
    /// The meeting.
    pub seen: FloorView,
    /// The item that is written about.
    pub item: Option<AgendaItemId>,
    /// What is written about it.
    pub draft: Draft,
    /// What waits beside it for somebody to choose.
    pub beside: Vec<Save>,
}

/// The secretary's page, writing about an item: the one that is on where none is named.
pub async fn desk(ctx: &Ctx, agreement: &str, number: i64, item: Option<i64>) -> Result<Desk> {
    let agreement = managed(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let floor = store::floor(&mut conn, agreement.id, number, store::Asker::default()).await?.ok_or(AppError::NotFound)?;
    let named = item.map(AgendaItemId).filter(|id| floor.items.iter().any(|i| i.id == *id));
    let item = named.or_else(|| floor.current().map(|(_, i)| i.id)).or_else(|| floor.items.first().map(|i| i.id));
    let (draft, beside) = match item {
        Some(item) => store::minutes_of(&mut conn, floor.head.id, item).await?,
        None => Default::default(),
    };
    let phase = floor.head.phase(ctx.now());
    Ok(Desk { seen: FloorView { agreement, floor, phase, manages: true }, item, draft, beside })
}

/// Earlier texts about an item.
#[derive(Debug)]
pub struct History {
    /// The meeting.
    pub seen: FloorView,
    /// Title of the item.
    pub title: String,
    /// Saves, newest first.
    pub saves: Vec<Save>,
}

/// What was saved about an item.
pub async fn history(ctx: &Ctx, agreement: &str, number: i64, item: AgendaItemId) -> Result<History> {
    let seen = managing(ctx, agreement, number).await?;
    let mut conn = ctx.read().await?;
    let saves = store::saves(&mut conn, seen.floor.head.id, item).await?;
    let title = seen.floor.items.iter().find(|i| i.id == item).map(|i| i.name(ctx.locale));
    // of an item that was taken off the agenda the text stays
    let title = title.or_else(|| (!saves.is_empty()).then(String::new)).ok_or(AppError::NotFound)?;
    Ok(History { seen, title, saves })
}

/// Whether somebody may listen to a meeting, and to which.
///
/// # Errors
/// `NotFound`; `Refused(NotRunning)` while there is nothing to hear; for the secretary's stream those of [`managing`].
pub async fn streams(ctx: &Ctx, agreement: &str, number: i64, view: View) -> Result<(Arc<Agreement>, MeetingId)> {
    let agreement = if view == View::Desk { managed(ctx, agreement)? } else { ctx.app.catalogue.get(agreement)? };
    let mut conn = ctx.read().await?;
    let (head, _) = store::head(&mut conn, agreement.id, number, store::Asker::default()).await?.ok_or(AppError::NotFound)?;
    if head.state == MeetingState::Draft {
        return Err(AppError::NotFound);
    }
    if !head.phase(ctx.now()).is_open() {
        return Err(Refusal::NotRunning.into());
    }
    Ok((agreement, head.id))
}
