//! One's own account: name, language, sessions.

use super::valid_name;
use crate::accounts::store::{self, Profile, SessionRow};
use crate::context::Ctx;
use crate::error::{AppError, Fault, Faults, Result};
use crate::i18n::Locale;
use serde::Deserialize;

/// One's own account, as its page shows it.
#[derive(Debug, Clone)]
pub struct Account {
    /// Name and language.
    pub profile: Profile,
    /// Where one is signed in.
    pub sessions: Vec<SessionRow>,
}

/// The account of whoever is signed in.
pub async fn account(ctx: &Ctx) -> Result<Account> {
    let person = ctx.signed_in()?.person_id;
    let mut conn = ctx.read().await?;
    let profile = store::profile(&mut conn, person).await?.ok_or(AppError::NotFound)?;
    Ok(Account { profile, sessions: store::sessions_of(&mut conn, person, ctx.now()).await? })
}

/// The form of name and language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    /// Name.
    pub name: String,
    /// Language code.
    pub locale: String,
    /// Version that was edited.
    pub version: String,
}

/// Saves name and language. The same once more changes nothing.
///
/// # Errors
/// `Invalid`, or `Stale` when it was changed from somewhere else meanwhile.
pub async fn save_profile(ctx: &Ctx, form: &ProfileForm) -> Result<()> {
    let person = ctx.signed_in()?.person_id;
    let name = valid_name(&form.name)?;
    let mut faults = Faults::default();
    let locale = Locale::from_code(&form.locale);
    if locale.code() != form.locale {
        faults.add("locale", Fault::Choice);
    }
    faults.done()?;
    let mut tx = ctx.write().await?;
    let stored = store::lock_person(&mut tx, person).await?.ok_or(AppError::NotFound)?;
    if stored.name == name && stored.locale == locale.code() {
        return Ok(());
    }
    if form.version.parse() != Ok(stored.version) {
        return Err(AppError::Stale { current: stored.version });
    }
    store::update_profile(&mut tx, person, &name, locale).await?;
    tx.commit().await
}

/// Ends one of one's own sessions.
///
/// # Errors
/// `NotFound` for what is not one's own, or has ended.
pub async fn end_session(ctx: &Ctx, id: &str) -> Result<()> {
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    if !store::end_session(&mut tx, person, id).await? {
        return Err(AppError::NotFound);
    }
    tx.commit().await
}

/// Ends all of one's own sessions, this one too.
pub async fn end_all_sessions(ctx: &Ctx) -> Result<()> {
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    store::end_all_sessions(&mut tx, person).await?;
    tx.commit().await
}
