//! Signing in with a password, for those who want one beside the link.
//!
//! Nothing here tells whether anybody has an address: somebody unknown, somebody without a password, a wrong one and one that too many
//! tries have locked get the same answer after the same work. The link is never locked.

use super::links::{SignedIn, only_hat};
use crate::accounts::passwords::{self, Password};
use crate::accounts::rules;
use crate::accounts::store;
use crate::accounts::types::PasswordChange;
use crate::context::Ctx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::i18n::{Locale, accounts as t, common};
use crate::ids::PersonId;
use crate::jobs::{self, Job, Mail};
use crate::{idempotency, paths, text};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

/// How long after a mailed link began a session it stands for the password.
pub const FRESH: TimeDelta = TimeDelta::minutes(10);
/// Wrong passwords for one mailbox, and for one person who gives the present one, within [`SPAN`].
pub const TRIES: usize = 10;
/// Wrong passwords from one client within [`SPAN`]. A whole city hall may stand behind one address.
pub const TRIES_PER_CLIENT: usize = 100;
/// How long a wrong password counts.
pub const SPAN: TimeDelta = TimeDelta::minutes(15);
/// Somebody is told of a lock once in this time: tries that go on lengthen the lock, but are no reason for more mail.
const TOLD_EVERY: TimeDelta = TimeDelta::hours(1);

const FROM: &str = "password from";
const TO: &str = "password to";
const PRESENT: &str = "password present";

/// Address and password do not belong together.
fn wrong() -> AppError {
    AppError::Invalid(Faults(vec![("password", Fault::SignIn)]))
}

/// Signs in with address and password.
///
/// # Errors
/// `Invalid`: an empty field, or address and password do not belong together; `TooOften` for a client that was wrong too often.
pub async fn sign_in_by_password(ctx: &Ctx, username: &str, password: &Password, return_to: &str) -> Result<SignedIn> {
    let mut faults = Faults::default();
    let email = faults.text("username", &text::clean_line(username), 1, 254);
    if password.is_empty() {
        faults.add("password", Fault::Required);
    }
    faults.done()?;
    let (client, mailbox, limits) = (ctx.client_key(), text::email_key(&email), &ctx.app.limits);
    // counted before it is known to be wrong: many at once get no more tries than one after the other
    limits.count(ctx, FROM, &client, TRIES_PER_CLIENT, SPAN)?;
    let locked = limits.count(ctx, TO, &mailbox, TRIES, SPAN).is_err();
    let mut conn = ctx.read().await?;
    let found = store::credentials(&mut conn, &mailbox).await?;
    // not held while it is computed: that takes longer than all else
    drop(conn);
    let (person, hash) = found.map_or((None, None), |f| (Some(f.id), f.password_hash));
    let right = match ctx.app.passwords.verify(password, hash.as_deref()).await {
        Ok(right) => right,
        Err(e) => {
            // nothing was wrong but that we were busy
            limits.take_back(FROM, &client);
            if !locked {
                limits.take_back(TO, &mailbox);
            }
            return Err(e);
        }
    };
    if locked && limits.count(ctx, "password told", &mailbox, 1, TOLD_EVERY).is_ok() {
        let mut tx = ctx.write().await?;
        jobs::enqueue(&mut tx, ctx, &Job::TellLockedOut { person }).await?;
        tx.commit().await?;
    }
    let (Some(person), Some(hash), true, false) = (person, hash, right, locked) else { return Err(wrong()) };
    limits.take_back(FROM, &client);
    limits.take_back(TO, &mailbox);
    if !passwords::is_current(&hash) {
        let renewed = ctx.app.passwords.hash(password, ctx.rng.secret()).await?;
        let mut tx = ctx.write().await?;
        store::renew_password_hash(&mut tx, person, &hash, &renewed).await?;
        tx.commit().await?;
    }
    let mut conn = ctx.read().await?;
    let actor = store::actor(&mut conn, person, None, ctx.today()).await?.ok_or_else(wrong)?;
    Ok(SignedIn { person, acting_as: only_hat(&actor), return_to: return_to.to_string() })
}

/// Mails somebody that their password is locked for a while, if they have one.
pub async fn tell_locked_out(ctx: &Ctx, person: Option<PersonId>) -> Result<()> {
    let Some(person) = person else { return Ok(()) };
    let mut tx = ctx.write().await?;
    let profile = store::profile(&mut tx, person).await?.ok_or(AppError::NotFound)?;
    if profile.password_set_at.is_none() {
        return Ok(());
    }
    let actor = store::actor(&mut tx, person, None, ctx.today()).await?.ok_or(AppError::NotFound)?;
    let l = actor.locale;
    let text = t::mail_locked_text(l, link(ctx, l));
    let mail = Mail { to: actor.email, locale: l, subject: t::mail_locked_subject(l).into(), text, end_url: None };
    jobs::enqueue(&mut tx, ctx, &Job::Mail(mail)).await?;
    tx.commit().await
}

/// Where a mail leads: to the sign-in page, and from there to the account.
fn link(ctx: &Ctx, l: Locale) -> String {
    format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::sign_in(&paths::account())))
}

/// The form that sets a password, changes it or takes it away.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    /// Idempotency key.
    pub key: String,
    /// `remove` takes the password away.
    pub act: String,
    /// The present one; not asked for after a mailed link.
    pub current_password: Password,
    /// The new one.
    pub new_password: Password,
}

/// True when a mailed link began the session a moment ago.
pub fn is_fresh(ctx: &Ctx, link_opened_at: Option<DateTime<Utc>>) -> bool {
    link_opened_at.is_some_and(|at| (TimeDelta::zero()..FRESH).contains(&(ctx.now() - at)))
}

/// Sets one's own password, changes it or takes it away. It takes the present one, or a session that a mailed link began a moment ago.
/// A change ends all sessions but `session`, and the person is told by mail.
///
/// # Errors
/// `Invalid`; `Refused(SignInAgain)` where there is no present password and no such link; `TooOften` for wrong present ones.
pub async fn change_password(ctx: &Ctx, form: &PasswordForm, link_opened_at: Option<DateTime<Utc>>, session: &str) -> Result<PasswordChange> {
    const SCOPE: &str = "password";
    let actor = ctx.signed_in()?;
    let person = actor.person_id;
    let (fresh, remove) = (is_fresh(ctx, link_opened_at), form.act == "remove");
    let mut tx = ctx.write().await?;
    store::lock_person(&mut tx, person).await?.ok_or(AppError::NotFound)?;
    if let Some(done) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await? {
        return done.parse().map_err(AppError::Internal);
    }
    let before = store::password_hash(&mut tx, person).await?;
    // not held while it is computed
    drop(tx);
    match (&before, remove) {
        (None, true) => return Ok(PasswordChange::Removed),
        (None, false) if !fresh => return Err(Refusal::SignInAgain.into()),
        _ => {}
    }
    let mut faults = Faults::default();
    if !fresh && form.current_password.is_empty() {
        faults.add("current_password", Fault::Required);
    }
    let mailbox = actor.email.split('@').next().unwrap_or_default();
    let own = [actor.name.as_str(), mailbox, common::product(ctx.locale)];
    if let Some(fault) = rules::password_fault(&form.new_password.text(), &own).filter(|_| !remove) {
        faults.add("new_password", fault);
    }
    faults.done()?;
    if !fresh {
        let limits = &ctx.app.limits;
        limits.count(ctx, PRESENT, &person.to_string(), TRIES, SPAN)?;
        if !ctx.app.passwords.verify(&form.current_password, before.as_deref()).await? {
            return Err(AppError::Invalid(Faults(vec![("current_password", Fault::PasswordWrong)])));
        }
        limits.take_back(PRESENT, &person.to_string());
    }
    let hash = if remove { None } else { Some(ctx.app.passwords.hash(&form.new_password, ctx.rng.secret()).await?) };
    let mut tx = ctx.write().await?;
    store::lock_person(&mut tx, person).await?.ok_or(AppError::NotFound)?;
    if let Some(done) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await? {
        return done.parse().map_err(AppError::Internal);
    }
    if store::password_hash(&mut tx, person).await? != before {
        // what was proved is no longer so
        return Err(Refusal::SignInAgain.into());
    }
    let change = match (before.is_some(), hash.is_some()) {
        (_, false) => PasswordChange::Removed,
        (true, true) => PasswordChange::Changed,
        (false, true) => PasswordChange::Added,
    };
    store::set_password(&mut tx, person, hash.as_deref(), ctx.now()).await?;
    if before.is_some() {
        store::end_other_sessions(&mut tx, person, session).await?;
    }
    let l = actor.locale;
    let (subject, text) = (t::mail_password_subject(l, change).into(), t::mail_password_text(l, change, link(ctx, l)));
    let mail = Mail { to: actor.email.clone(), locale: l, subject, text, end_url: None };
    jobs::enqueue(&mut tx, ctx, &Job::Mail(mail)).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), change.code()).await?;
    tx.commit().await?;
    Ok(change)
}
