//! Use cases of a running meeting.

mod hide;
mod lead;
mod minutes;
mod part;
mod polls;
mod read;

pub use hide::{Hiding, hide, hiding};
pub use lead::{LeadForm, Led, lead};
pub use minutes::{SaveForm, save};
pub use part::{AskForm, act, ask, join};
pub use polls::{BallotForm, PollForm, cast, open_poll};
pub use read::{Desk, FloorView, History, desk, history, managing, see, streams};

use super::store::{self, Asker, Head, Item};
use super::token::Token;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Refusal, Result};
use crate::ids::RegistrationId;
use crate::meetings::rules;
use crate::meetings::types::MeetingState;
use crate::text;
use std::sync::Arc;

/// The agreement, for somebody who manages its meetings.
fn managed(ctx: &Ctx, agreement: &str) -> Result<Arc<Agreement>> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    if !rules::may_manage(ctx.signed_in()?, agreement.curator_id) {
        return Err(Refusal::NotAllowed.into());
    }
    Ok(agreement)
}

/// Whether whoever asks manages the agreement's meetings.
fn manages(ctx: &Ctx, agreement: &Agreement) -> bool {
    ctx.actor.as_ref().is_some_and(|a| rules::may_manage(a, agreement.curator_id))
}

/// Who asks, for the store.
struct Who<'a> {
    token: &'a Token,
    email_key: Option<String>,
}

impl<'a> Who<'a> {
    fn of(ctx: &Ctx, token: &'a Token) -> Self {
        Self { token, email_key: ctx.actor.as_ref().map(|a| text::email_key(&a.email)) }
    }
    fn asker(&self, ctx: &Ctx) -> Asker<'_> {
        Asker { token_hash: self.token.0.as_deref(), person: ctx.actor.as_ref().map(|a| a.person_id), email_key: self.email_key.as_deref() }
    }
}

/// A meeting as it is read under the lock of its run.
struct Locked {
    tx: Tx,
    head: Head,
    items: Vec<Item>,
}

/// Begins a change that readers will see.
async fn begin(ctx: &Ctx, agreement: &Agreement, number: i64, token: &Token) -> Result<Locked> {
    let mut tx = ctx.write().await?;
    let id = store::meeting_id(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    store::touch(&mut tx, agreement.id, id).await?;
    let who = Who::of(ctx, token);
    let (head, items) = store::head(&mut tx, agreement.id, number, who.asker(ctx)).await?.ok_or(AppError::NotFound)?;
    if head.state == MeetingState::Draft && !manages(ctx, agreement) {
        return Err(AppError::NotFound);
    }
    Ok(Locked { tx, head, items })
}

impl Locked {
    /// The sign-up of whoever asks, while one can take part.
    fn registration(&self, ctx: &Ctx) -> Result<RegistrationId> {
        let id = self.head.registration_id.ok_or(Refusal::SignUpFirst)?;
        if self.head.phase(ctx.now()).is_open() { Ok(id) } else { Err(Refusal::NotRunning.into()) }
    }
}
