//! The recording of a meeting: a link to where it lies.

use super::check::link;
use super::{Created, check_version, earlier, keep, managed};
use crate::context::Ctx;
use crate::error::{Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::meetings::inputs::after::RecordingForm;
use crate::meetings::store;
use crate::meetings::types::MeetingState;
use crate::ui::form::check_acting;

/// Keeps the address of a meeting's recording, or takes it away.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)`, `NotFound`, `Stale`, `Refused(WrongState)` before the meeting and for one that was cancelled, `Invalid` at
/// `recording`.
pub async fn set_recording(ctx: &Ctx, agreement: &str, number: i64, form: &RecordingForm) -> Result<Created> {
    const SCOPE: &str = "recording";
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let mut tx = ctx.write().await?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if let Some(created) = earlier(&mut tx, ctx, SCOPE, &form.key).await? {
        return Ok(created);
    }
    check_version(&form.version, meeting.version)?;
    if meeting.state == MeetingState::Cancelled || meeting.starts_at > ctx.now() {
        return Err(Refusal::WrongState.into());
    }
    let mut faults = Faults::default();
    let url = link(&mut faults, "recording", &form.recording);
    faults.done()?;
    if url != meeting.recording_url {
        store::set_recording(&mut tx, meeting.id, &url).await?;
        let kind = if url.is_empty() { EventKind::DocumentationRemoved } else { EventKind::DocumentationAdded };
        record(&mut tx, ctx, kind, NewEvent { agreement: Some(agreement.id), meeting: Some(meeting.id), ..NewEvent::default() }).await?;
    }
    let created = Created { id: meeting.id, number, slug: meeting.slug };
    keep(&mut tx, ctx, SCOPE, &form.key, &created).await?;
    tx.commit().await?;
    Ok(created)
}
