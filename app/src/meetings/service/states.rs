//! The way of a meeting: opening sign-up, writing down what came of it, throwing a draft away.

use super::cancel::drop_draft;
use super::{Created, check_version, earlier, keep, managed};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::types::ActorRole;
use crate::events::{EventKind, NewEvent, record, store as events};
use crate::i18n::Locale;
use crate::ids::MeetingId;
use crate::meetings::inputs::StateForm;
use crate::meetings::rules::{MeetingAct, transition};
use crate::meetings::store;
use crate::meetings::types::{MeetingState, Opening};
use crate::ui::form::check_acting;

/// Bounds of what is written down of what came of a meeting, in characters.
pub const CAME: (usize, usize) = (10, 4000);

/// Moves a meeting on its way: `open`, `follow_up` or `drop`.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)` for everybody but the kansli, `NotFound`, `Stale`, `Refused(WrongState)` where the act does not
/// lead on from where the meeting stands or an action is not done, `Refused(Closed)` for opening what has begun, `Invalid` at `came`.
pub async fn move_on(ctx: &Ctx, agreement: &str, number: i64, form: &StateForm) -> Result<(MeetingAct, Created)> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let act = form.act.parse().ok().filter(|act| matches!(act, MeetingAct::Open | MeetingAct::FollowUp | MeetingAct::Drop));
    let act = act.ok_or(AppError::BadRequest("act"))?;
    let mut tx = ctx.write().await?;
    // a second sending of the same form finds the first one's result, though the draft is gone by then
    store::hold(&mut tx, agreement.id, number).await?;
    if let Some(created) = earlier(&mut tx, ctx, "meeting_state", &form.key).await? {
        return Ok((act, created));
    }
    let meeting = store::planned(&mut tx, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    check_version(&form.version, meeting.version)?;
    let to = transition(meeting.state, act).ok_or(Refusal::WrongState)?;
    match act {
        MeetingAct::Open if meeting.starts_at <= ctx.now() => return Err(Refusal::Closed.into()),
        MeetingAct::Open => open(&mut tx, ctx, &agreement, meeting.id).await?,
        MeetingAct::Drop => drop_draft(&mut tx, ctx, &agreement, &meeting).await?,
        _ => {
            if store::open_actions(&mut tx, meeting.id).await? > 0 {
                return Err(Refusal::WrongState.into());
            }
            let mut faults = Faults::default();
            let came = faults.text("came", &form.came, CAME.0, CAME.1);
            faults.done()?;
            store::set_state(&mut tx, meeting.id, to).await?;
            let lang = Locale::chosen(&form.lang);
            let event = NewEvent { agreement: Some(agreement.id), meeting: Some(meeting.id), reason: came, lang, ..NewEvent::default() };
            record(&mut tx, ctx, EventKind::MeetingFollowedUp, event).await?;
        }
    }
    let created = Created { id: meeting.id, number, slug: meeting.slug };
    keep(&mut tx, ctx, "meeting_state", &form.key, &created).await?;
    tx.commit().await?;
    Ok((act, created))
}

/// People can sign up from now on. The meeting is locked and was announced.
pub(super) async fn open(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, id: MeetingId) -> Result<()> {
    store::set_state(tx, id, MeetingState::Open).await?;
    record(tx, ctx, EventKind::MeetingOpened, NewEvent { agreement: Some(agreement.id), meeting: Some(id), ..NewEvent::default() }).await?;
    Ok(())
}

/// Opens sign-up on its day: what the job does when its time has come. Nothing, if it was opened, moved to another day or cancelled meanwhile.
///
/// # Errors
/// `NotFound` when there is no such meeting.
pub async fn open_on_its_day(ctx: &Ctx, id: MeetingId) -> Result<()> {
    let mut tx = ctx.write().await?;
    let Some((agreement, number)) = store::address_of(&mut tx, id).await? else { return Err(AppError::NotFound) };
    let agreement = ctx.app.catalogue.by_id(agreement).ok_or(AppError::NotFound)?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    let its_day = meeting.opens == Opening::OnDay && meeting.opens_on.is_some_and(|on| on <= ctx.today());
    if !its_day || transition(meeting.state, MeetingAct::Open).is_none() || meeting.starts_at <= ctx.now() {
        return Ok(());
    }
    store::set_state(&mut tx, id, MeetingState::Open).await?;
    let event = NewEvent { agreement: Some(agreement.id), meeting: Some(id), ..NewEvent::default() };
    events::record_as(&mut tx, ctx, EventKind::MeetingOpened, event, ActorRole::System, None, None).await?;
    tx.commit().await
}
