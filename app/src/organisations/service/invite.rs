//! Inviting a colleague, and accepting.

use super::{INVITE, find_own};
use crate::accounts::service::{Opened, SignedIn, valid_name};
use crate::accounts::store::{self as people, NewToken, Token};
use crate::accounts::types::{RoleKind, TokenPurpose};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::store::record_as;
use crate::events::types::ActorRole;
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::organisations as t;
use crate::jobs::{self, Job, Mail};
use crate::organisations::store::Organisation;
use crate::ui::form::check_acting;
use crate::{idempotency, paths, text};
use chrono::TimeDelta;
use serde::Deserialize;
use std::sync::Arc;

/// Scope of the idempotency key.
const SCOPE: &str = "invite_colleague";
/// How long an invitation is valid.
pub const LIFETIME: TimeDelta = TimeDelta::days(7);

/// The form that invites a colleague.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    /// Idempotency key.
    pub key: String,
    /// Organisation that the form was opened for.
    pub r#as: String,
    /// Address of the colleague.
    pub email: String,
    /// What the colleague is in the organisation.
    pub function: String,
}

/// The organisation to which one may invite.
pub async fn inviting(ctx: &Ctx, agreement: &str, slug: &str) -> Result<(Arc<Agreement>, Organisation)> {
    ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let organisation = find_own(ctx, &mut conn, &agreement, slug, INVITE).await?;
    Ok((agreement, organisation))
}

/// Mails an invitation.
///
/// # Errors
/// `Invalid`, `Refused(NotAllowed)` for others than representatives, `TooOften`, and those of [`check_acting`].
pub async fn invite(ctx: &Ctx, agreement: &str, slug: &str, form: &InviteForm) -> Result<()> {
    check_acting(ctx, &form.r#as)?;
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let organisation = find_own(ctx, &mut tx, &agreement, slug, INVITE).await?;
    let mut faults = Faults::default();
    let email = faults.text("email", &text::clean_line(&form.email), 1, 254);
    if faults.of("email").is_none() && !text::is_email(&email) {
        faults.add("email", Fault::Email);
    }
    let function = faults.text("function", &text::clean_line(&form.function), 0, 80);
    faults.done()?;
    people::lock_person(&mut tx, actor.person_id).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await?.is_some() {
        return Ok(());
    }
    ctx.app.limits.count(ctx, "invitation by", &actor.person_id.to_string(), 20, TimeDelta::hours(1))?;
    ctx.app.limits.count(ctx, "invitation to", &text::email_key(&email), 5, TimeDelta::hours(1))?;
    let secret = ctx.rng.secret();
    let now = ctx.now();
    let token = NewToken {
        purpose: TokenPurpose::Invitation,
        secret: &secret,
        email: &email,
        organisation: Some(organisation.id),
        invited_by: Some(actor.person_id),
        function: &function,
        return_to: &paths::organisation(&agreement.slug, &organisation.slug),
        created_at: now,
        expires_at: now + LIFETIME,
    };
    people::insert_token(&mut tx, &token).await?;
    let link = format!("{}{}", ctx.app.settings.public_url, ctx.href(format!("/inbjudan/{secret}")));
    let l = ctx.locale;
    let mail = Mail {
        to: email.clone(),
        locale: l,
        subject: t::mail_invite_subject(l, &organisation.name),
        text: t::mail_invite_text(l, &actor.name, &organisation.name, link),
        end_url: None,
    };
    jobs::enqueue(&mut tx, ctx, &Job::Mail(mail)).await?;
    events::record(&mut tx, ctx, EventKind::ColleagueInvited, NewEvent { organisation: Some(organisation.id), ..NewEvent::default() }).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), "").await?;
    tx.commit().await
}

/// What an invitation is for, without spending it.
///
/// # Errors
/// `Refused(LinkSpent)` when it was used, is too old or never was, or the organisation is gone.
pub async fn invitation(ctx: &Ctx, secret: &str) -> Result<Token> {
    let mut conn = ctx.read().await?;
    people::valid_token(&mut conn, TokenPurpose::Invitation, secret, ctx.now(), ctx.today()).await?.ok_or(AppError::Refused(Refusal::LinkSpent))
}

/// Accepts an invitation, once. The secret proves the mailbox: whoever holds it is signed in with that address, and somebody new
/// gets an account with the name given.
///
/// # Errors
/// `Refused(LinkSpent)`, or `Invalid` for the name.
pub async fn join(ctx: &Ctx, secret: &str, name: Option<&str>) -> Result<Opened> {
    let spent = || AppError::Refused(Refusal::LinkSpent);
    let mut tx = ctx.write().await?;
    let (now, today) = (ctx.now(), ctx.today());
    let token = people::valid_token(&mut tx, TokenPurpose::Invitation, secret, now, today).await?.ok_or_else(spent)?;
    let organisation = token.organisation_id.ok_or_else(spent)?;
    let name = match (token.person_id, name) {
        (Some(_), _) => String::new(),
        (None, None) => return Ok(Opened::NameNeeded { email: token.email }),
        (None, Some(name)) => valid_name(name)?,
    };
    if !people::spend_token(&mut tx, token.id, now).await? {
        return Err(spent());
    }
    let person = match token.person_id {
        Some(person) => person,
        None => people::insert_person(&mut tx, &name, &token.email, ctx.locale, None, now).await?,
    };
    people::lock_person(&mut tx, person).await?;
    if !people::has_role(&mut tx, person, organisation, RoleKind::Representative, today).await? {
        people::insert_role(&mut tx, person, organisation, RoleKind::Representative, &token.function, today, None).await?;
        let event = NewEvent { organisation: Some(organisation), payload: serde_json::json!({ "role": RoleKind::Representative }), ..NewEvent::default() };
        record_as(&mut tx, ctx, EventKind::RoleStarted, event, ActorRole::Representative, Some(organisation), Some(person)).await?;
    }
    tx.commit().await?;
    Ok(Opened::In(SignedIn { person, acting_as: Some(organisation), return_to: token.return_to }))
}
