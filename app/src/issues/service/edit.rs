//! Changing an issue's text, with public history.

use super::{Checked, IssueForm, Posted, Tags, lock_visible, post};
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::events::{self, EventKind, NewEvent};
use crate::issues::rules::{self, Standing};
use crate::issues::store::write::{self as store, Locked};
use crate::issues::types::IssueState;
use crate::mentions::{Place, service as mentions};
use crate::restrictions::rules as restrictions;
use crate::ui::form::check_acting;
use crate::{idempotency, text};

/// Whether a form says what is stored already, and points at the same.
fn is_as_stored(issue: &Locked, tags: &Tags, checked: &Checked) -> bool {
    let sorted = |tags: &Tags| {
        let mut tags = tags.clone();
        tags.themes.sort_unstable();
        tags.areas.sort_unstable();
        tags.principles.sort_unstable();
        tags.commitments.sort_unstable();
        tags
    };
    let [what, why, whom, ask] = &checked.texts;
    let texts = (&checked.title, what, why, whom, ask) == (&issue.title, &issue.what, &issue.why, &issue.whom, &issue.ask);
    texts && checked.lang == issue.lang && checked.forum == issue.forum_id && sorted(tags) == sorted(&checked.tags)
}

/// Changes an issue. Where nothing differs, nothing is kept and nothing told. What it said is kept; a changed title changes the address, and the old one leads on. The forum is the
/// organisation's to choose only until all may read the issue; after that the kansli moves it.
///
/// # Errors
/// `NotFound`; `NotAllowed` for others than the organisation; `WrongState` once it is on an agenda; `IssueHidden`; `Stale`; `Invalid`.
pub async fn edit(ctx: &Ctx, agreement: &str, number: i64, form: &IssueForm) -> Result<Posted> {
    const SCOPE: &str = "edit_issue";
    check_acting(ctx, &form.r#as)?;
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let issue = lock_visible(&mut tx, ctx, &agreement, number).await?;
    if let Some(result) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await? {
        return Ok(serde_json::from_str(&result)?);
    }
    let standing = Standing { state: issue.state, organisation_id: issue.organisation_id, curator_id: agreement.curator_id, asked_id: None };
    if !rules::may_edit(actor, &standing) {
        return Err(if rules::is(actor, rules::Who::Author, &standing) { Refusal::WrongState.into() } else { Refusal::NotAllowed.into() });
    }
    if issue.hidden_at.is_some() {
        return Err(Refusal::IssueHidden.into());
    }
    restrictions::may_change(actor, &agreement, issue.published_at.is_some())?;
    let version: i64 = form.version.parse().map_err(|_| AppError::BadRequest("version"))?;
    if version != issue.version {
        return Err(AppError::Stale { current: issue.version });
    }
    let kept = store::tags(&mut tx, issue.id).await?;
    let mut form = form.clone();
    if issue.state != IssueState::Submitted || issue.published_at.is_some() {
        form.forum = agreement.forum_by_id(issue.forum_id).map(|f| f.slug.clone()).unwrap_or_default();
    }
    let mut checked = post::check(&agreement, ctx.locale, &form, Some((&kept, issue.forum_id)))?;
    checked.mentions = mentions::checked(&mut tx, &agreement.slug, &checked.fields()).await?;
    let slug = if checked.title == issue.title { issue.slug.clone() } else { text::slug(&checked.title) };
    let posted = Posted { number, slug: slug.clone(), published: issue.published_at.is_some(), unchanged: is_as_stored(&issue, &kept, &checked) };
    if posted.unchanged {
        return Ok(posted);
    }
    store::keep_revision(&mut tx, agreement.id, &issue, &kept).await?;
    store::change(&mut tx, agreement.id, &issue, &slug, &checked, ctx.now()).await?;
    let payload = serde_json::json!({ "version": issue.version + 1 });
    let event = NewEvent { agreement: Some(agreement.id), issue: Some(issue.id), payload, ..NewEvent::default() };
    let event = events::record(&mut tx, ctx, EventKind::IssueEdited, event).await?;
    mentions::keep(&mut tx, ctx, agreement.id, Place::issue(issue.id), &checked.mentions, posted.published.then_some(event)).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), &serde_json::to_string(&posted)?).await?;
    tx.commit().await?;
    Ok(posted)
}
