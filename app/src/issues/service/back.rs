//! Standing behind an issue as an organisation, and taking it back.

use super::lock_visible;
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::events::{self, EventKind, NewEvent};
use crate::issues::rules::{self, Standing};
use crate::issues::store::write as store;
use crate::restrictions::rules as restrictions;
use crate::ui::form::check_acting;
use serde::{Deserialize, Serialize};

/// The form behind the button.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct BackingForm {
    /// Organisation that the form was opened for.
    pub r#as: String,
    /// `1` to stand behind it, anything else to take it back.
    pub on: String,
}

/// How it stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backing {
    /// The organisation acted for stands behind it.
    pub backed: bool,
    /// How many do.
    pub count: i64,
}

/// Stands behind an issue for the organisation acted for. Doing it twice changes nothing.
pub async fn back(ctx: &Ctx, agreement: &str, number: i64, form: &BackingForm) -> Result<Backing> {
    set(ctx, agreement, number, &form.r#as, true).await
}

/// Takes it back.
pub async fn unback(ctx: &Ctx, agreement: &str, number: i64, form: &BackingForm) -> Result<Backing> {
    set(ctx, agreement, number, &form.r#as, false).await
}

/// One or the other, as the form says.
pub async fn set_backing(ctx: &Ctx, agreement: &str, number: i64, form: &BackingForm) -> Result<Backing> {
    set(ctx, agreement, number, &form.r#as, form.on == "1").await
}

async fn set(ctx: &Ctx, agreement: &str, number: i64, opened_for: &str, on: bool) -> Result<Backing> {
    check_acting(ctx, opened_for)?;
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let issue = lock_visible(&mut tx, ctx, &agreement, number).await?;
    let standing = Standing { state: issue.state, organisation_id: issue.organisation_id, curator_id: agreement.curator_id, asked_id: None };
    let organisation = actor.acting_as.ok_or(Refusal::NotAllowed)?;
    if on {
        restrictions::waits(actor, &agreement)?;
    }
    let published = issue.published_at.is_some();
    if !rules::may_back(actor, &standing, published) {
        let in_another_state = Standing { state: crate::issues::types::IssueState::InForum, ..standing };
        let why = if rules::may_back(actor, &in_another_state, published) { Refusal::WrongState } else { Refusal::NotAllowed };
        return Err(AppError::Refused(why));
    }
    if on && issue.hidden_at.is_some() {
        return Err(Refusal::IssueHidden.into());
    }
    let (changed, kind) = if on {
        (store::back(&mut tx, agreement.id, issue.id, organisation, actor.person_id, ctx.now()).await?, EventKind::BackingGiven)
    } else {
        (store::unback(&mut tx, issue.id, organisation, ctx.now()).await?, EventKind::BackingWithdrawn)
    };
    let count = store::backers(&mut tx, issue.id).await?;
    if changed {
        let event = NewEvent { agreement: Some(agreement.id), issue: Some(issue.id), organisation: Some(organisation), ..NewEvent::default() };
        events::record(&mut tx, ctx, kind, event).await?;
        tx.commit().await?;
    }
    Ok(Backing { backed: on, count })
}
