//! Contributing to an issue, and changing what one wrote.

use super::lock_visible;
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::types::ActorRole;
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::Locale;
use crate::idempotency;
use crate::ids::{AgreementId, ContributionId, EventId};
use crate::issues::rules;
use crate::issues::store::write::{self as store, NewContribution};
use crate::mentions::{Mentions, Place, service as mentions};
use crate::restrictions::rules as restrictions;
use crate::ui::form::check_acting;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// Contributions that one person may write within an hour.
const PER_HOUR: i64 = 60;

/// The form for a contribution, and for changing one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ContributionForm {
    /// Idempotency key.
    pub key: String,
    /// Organisation that the form was opened for.
    pub r#as: String,
    /// Markdown.
    pub text: String,
    /// Number of the contribution that it answers; may be empty.
    pub quoted: String,
    /// Language; the interface's when empty.
    pub lang: String,
    /// Version that an edit began from.
    pub version: String,
    /// Not empty: show how it will look, and save nothing.
    pub preview: String,
    /// Queue of the desk to come back to; empty: the contribution itself.
    pub ko: String,
    /// Whom a preview mentions; nothing that is typed.
    #[serde(skip)]
    pub mentions: Mentions,
}

/// What came of contributing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contributed {
    /// Number within the issue.
    pub number: i64,
    /// Readable by all now; otherwise it waits for the kansli.
    pub published: bool,
    /// An edit changed nothing, and left no trace.
    #[serde(default)]
    pub unchanged: bool,
}

fn checked(form: &ContributionForm) -> Result<String> {
    let mut faults = Faults::default();
    let text = faults.text("text", &form.text, 2, 5000);
    faults.done()?;
    Ok(text)
}

/// Contributes to an issue, for the organisation acted for or as oneself. The first one of somebody whom nobody knows here waits
/// for the kansli.
///
/// # Errors
/// `NotFound`; `WrongState` when the issue is not open to contributions; `IssueHidden`; `Invalid`; `TooOften`; `Repeated` where the same person has
/// written the same there within a day.
pub async fn contribute(ctx: &Ctx, agreement: &str, number: i64, form: &ContributionForm) -> Result<Contributed> {
    const SCOPE: &str = "contribute";
    check_acting(ctx, &form.r#as)?;
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let issue = lock_visible(&mut tx, ctx, &agreement, number).await?;
    if let Some(result) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await? {
        return Ok(serde_json::from_str(&result)?);
    }
    if !rules::may_contribute(actor, issue.state, issue.published_at.is_some()) {
        return Err(Refusal::WrongState.into());
    }
    if issue.hidden_at.is_some() {
        return Err(Refusal::IssueHidden.into());
    }
    let waits = restrictions::waits(actor, &agreement)?;
    let text = checked(form)?;
    let lang = Locale::chosen(&form.lang).unwrap_or(ctx.locale).code();
    let now = ctx.now();
    let hour = TimeDelta::hours(1);
    if let Some(at) = store::nth_latest_contribution(&mut tx, actor.person_id, now - hour, now, PER_HOUR).await? {
        return Err(AppError::TooOften(u64::try_from((at + hour - now).num_seconds()).unwrap_or(0).max(60)));
    }
    let quoted = match form.quoted.parse() {
        Ok(n) => store::contribution_id(&mut tx, issue.id, n).await?,
        Err(_) => None,
    };
    // back and send again has a new key; the same word of thanks to two people is no repetition
    if let Some(n) = store::contributed_alike(&mut tx, issue.id, (actor.person_id, actor.acting_as), (&text, quoted), now - TimeDelta::days(1)).await? {
        return Err(AppError::Repeated(super::place_of(&agreement.slug, &format!("{number}-{}", issue.slug), n)));
    }
    let role = actor.role_for(Some(agreement.curator_id));
    let published = !waits && (trusted(ctx, role) || store::is_known(&mut tx, agreement.id, actor.person_id, ctx.today()).await?);
    let mentions = mentions::checked(&mut tx, &agreement.slug, &[("text", &text)]).await?;
    let (id, number) = store::insert_contribution(
        &mut tx,
        &NewContribution {
            agreement: agreement.id,
            issue: issue.id,
            author: actor.person_id,
            organisation: actor.acting_as,
            role,
            function: actor.hat().map_or("", |h| h.function.as_str()),
            quoted,
            text: &text,
            mentions: &mentions,
            lang,
            created_at: now,
            published_at: published.then_some(now),
        },
    )
    .await?;
    if published {
        store::moved(&mut tx, issue.id, now).await?;
    }
    let contributed = Contributed { number, published, unchanged: false };
    let payload = serde_json::json!({ "number": number, "published": published });
    let event = record(&mut tx, ctx, agreement.id, (&issue, id), EventKind::ContributionPosted, payload).await?;
    mentions::keep(&mut tx, ctx, agreement.id, Place::contribution(issue.id, id), &mentions, published.then_some(event)).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), &serde_json::to_string(&contributed)?).await?;
    tx.commit().await?;
    Ok(contributed)
}

/// Curators, officers, politicians and whoever has a seat in a body: known by what they are.
pub fn trusted(ctx: &Ctx, role: ActorRole) -> bool {
    matches!(role, ActorRole::Curator | ActorRole::Officer | ActorRole::Politician)
        || ctx.actor.as_ref().and_then(|a| a.hat()).is_some_and(|h| h.seat.is_some())
}

async fn record(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: AgreementId,
    (issue, id): (&store::Locked, ContributionId),
    kind: EventKind,
    payload: serde_json::Value,
) -> Result<EventId> {
    let event = NewEvent { agreement: Some(agreement), issue: Some(issue.id), contribution: Some(id), payload, ..NewEvent::default() };
    events::record(tx, ctx, kind, event).await
}

/// Changes what one wrote, in the name in which one wrote it; what it said is kept. Gives the number again.
///
/// # Errors
/// `NotFound`; `NotAllowed` for anybody but the author, acting as then; `WrongState` when the issue has ended; `Stale`; `Invalid`.
pub async fn edit_contribution(ctx: &Ctx, agreement: &str, number: i64, contribution: i64, form: &ContributionForm) -> Result<Contributed> {
    const SCOPE: &str = "edit_contribution";
    check_acting(ctx, &form.r#as)?;
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let issue = lock_visible(&mut tx, ctx, &agreement, number).await?;
    if let Some(result) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await? {
        return Ok(serde_json::from_str(&result)?);
    }
    let stored = store::lock_contribution(&mut tx, issue.id, contribution).await?.ok_or(AppError::NotFound)?;
    if stored.author_id != actor.person_id || stored.organisation_id != actor.acting_as {
        let curator = actor.has_civil_seat(agreement.curator_id);
        let seen = stored.published_at.is_some() || curator || stored.author_id == actor.person_id;
        return Err(if seen { Refusal::NotAllowed.into() } else { AppError::NotFound });
    }
    // a hidden one stays as it was when it was hidden: what comes back is what was judged
    if !issue.state.is_open() || stored.hidden_at.is_some() {
        return Err(Refusal::WrongState.into());
    }
    restrictions::may_change(actor, &agreement, stored.published_at.is_some())?;
    let version: i64 = form.version.parse().map_err(|_| AppError::BadRequest("version"))?;
    if version != stored.version {
        return Err(AppError::Stale { current: stored.version });
    }
    let text = checked(form)?;
    // whoever mends a word with the interface in another language has not translated the text
    let lang = Locale::chosen(&form.lang).unwrap_or_else(|| Locale::from_code(&stored.lang)).code();
    let contributed = Contributed { number: contribution, published: stored.published_at.is_some(), unchanged: text == stored.text && lang == stored.lang };
    if contributed.unchanged {
        return Ok(contributed);
    }
    let mentions = mentions::checked(&mut tx, &agreement.slug, &[("text", &text)]).await?;
    store::change_contribution(&mut tx, agreement.id, &stored, (&text, &mentions, lang), ctx.now()).await?;
    let payload = serde_json::json!({ "number": contribution });
    let event = record(&mut tx, ctx, agreement.id, (&issue, stored.id), EventKind::ContributionEdited, payload).await?;
    let tell = contributed.published.then_some(event);
    mentions::keep(&mut tx, ctx, agreement.id, Place::contribution(issue.id, stored.id), &mentions, tell).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), &serde_json::to_string(&contributed)?).await?;
    tx.commit().await?;
    Ok(contributed)
}
