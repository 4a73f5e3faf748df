//! Signing in by a mailed link.

use crate::accounts::store::{self, NewToken, Token};
use crate::accounts::types::{Actor, TokenPurpose};
use crate::context::Ctx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::i18n::accounts as t;
use crate::ids::{OrganisationId, PersonId};
use crate::jobs::{self, Job, Mail};
use crate::{paths, text};
use chrono::TimeDelta;

/// How long a link is valid.
pub const LINK_LIFETIME: TimeDelta = TimeDelta::minutes(10);

/// Who signed in, and where they go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Person.
    pub person: PersonId,
    /// For whom they act.
    pub acting_as: Option<OrganisationId>,
    /// Path to go to.
    pub return_to: String,
}

/// Where somebody lands who asked for no page: the kansli at its desk, others at the start.
pub fn landing(ctx: &Ctx, signed_in: &SignedIn) -> String {
    let desk = ctx.app.catalogue.all().into_iter().find(|a| signed_in.acting_as == Some(a.curator_id));
    match desk {
        Some(agreement) if matches!(signed_in.return_to.as_str(), "" | "/") => paths::desk(&agreement.slug),
        _ => signed_in.return_to.clone(),
    }
}

/// What came of opening a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// Nobody has this address yet: a name is needed first. The link is not spent.
    NameNeeded {
        /// The address.
        email: String,
    },
    /// The link is spent, and the person is known.
    In(SignedIn),
}

/// Mails that one client asks for in an hour. A whole city hall may stand behind one address.
const PER_CLIENT: usize = 200;
/// Mails that one mailbox gets in an hour, before they are thinned out.
const PER_MAILBOX: usize = 5;

/// Counts one more mail that somebody asks for: by the client's address, and by mailbox. `false` when the mailbox has had enough,
/// which the asker is not told apart from a mail that was sent.
///
/// # Errors
/// `TooOften` for the client.
pub fn count_mail(ctx: &Ctx, email: &str) -> Result<bool> {
    let (client, mailbox, limits) = (ctx.client_key(), text::email_key(email), &ctx.app.limits);
    limits.count(ctx, "link from", &client, PER_CLIENT, TimeDelta::hours(1))?;
    if limits.count(ctx, "link to", &mailbox, PER_MAILBOX, TimeDelta::hours(1)).is_ok() {
        return Ok(true);
    }
    // somebody may be using up the mailbox's share to lock its owner out: a link is mailed when the last one is too old to be used
    Ok(limits.count(ctx, "link after all", &mailbox, 1, LINK_LIFETIME).is_ok())
}

/// Mails a link. What happens, and how long it takes, is the same whether or not anybody has the address.
///
/// # Errors
/// `Invalid` for what cannot be an address, `TooOften` for a client that asks too often.
pub async fn request_link(ctx: &Ctx, email: &str, return_to: &str) -> Result<()> {
    let mut faults = Faults::default();
    let email = faults.text("email", &text::clean_line(email), 1, 254);
    if faults.of("email").is_none() && !text::is_email(&email) {
        faults.add("email", Fault::Email);
    }
    faults.done()?;
    if !count_mail(ctx, &email)? {
        return Ok(());
    }
    let secret = ctx.rng.secret();
    let now = ctx.now();
    let mut tx = ctx.write().await?;
    let token = NewToken {
        purpose: TokenPurpose::SignIn,
        secret: &secret,
        email: &email,
        organisation: None,
        invited_by: None,
        function: "",
        return_to,
        created_at: now,
        expires_at: now + LINK_LIFETIME,
    };
    store::insert_token(&mut tx, &token).await?;
    let link = format!("{}{}", ctx.app.settings.public_url, ctx.href(format!("/logga-in/{secret}")));
    let (subject, text) = (t::mail_link_subject(ctx.locale).into(), t::mail_link_text(ctx.locale, link));
    let mail = Mail { to: email.clone(), locale: ctx.locale, subject, text, end_url: None };
    jobs::enqueue(&mut tx, ctx, &Job::Mail(mail)).await?;
    tx.commit().await
}

/// What a link is for, without spending it: mail scanners open links too.
///
/// # Errors
/// `Refused(LinkSpent)` when it was used, is too old or never was.
pub async fn link(ctx: &Ctx, secret: &str) -> Result<Token> {
    let mut conn = ctx.read().await?;
    store::valid_token(&mut conn, TokenPurpose::SignIn, secret, ctx.now(), ctx.today()).await?.ok_or(AppError::Refused(Refusal::LinkSpent))
}

/// A person's name, checked.
///
/// # Errors
/// `Invalid` at `name`.
pub fn valid_name(name: &str) -> Result<String> {
    let mut faults = Faults::default();
    let name = faults.text("name", &text::clean_line(name), 1, 100);
    faults.done()?;
    Ok(name)
}

/// Spends a link: once, however many try. Somebody who has no account yet gets one with the name given.
///
/// # Errors
/// `Refused(LinkSpent)`, or `Invalid` for the name.
pub async fn open_link(ctx: &Ctx, secret: &str, name: Option<&str>) -> Result<Opened> {
    let mut tx = ctx.write().await?;
    let now = ctx.now();
    let token = store::valid_token(&mut tx, TokenPurpose::SignIn, secret, now, ctx.today()).await?.ok_or(AppError::Refused(Refusal::LinkSpent))?;
    let name = match (token.person_id, name) {
        (Some(_), _) => String::new(),
        (None, None) => return Ok(Opened::NameNeeded { email: token.email }),
        (None, Some(name)) => valid_name(name)?,
    };
    if !store::spend_token(&mut tx, token.id, now).await? {
        return Err(AppError::Refused(Refusal::LinkSpent));
    }
    let person = match token.person_id {
        Some(person) => person,
        None => store::insert_person(&mut tx, &name, &token.email, ctx.locale, None, now).await?,
    };
    let actor = store::actor(&mut tx, person, None, ctx.today()).await?.ok_or(AppError::NotFound)?;
    tx.commit().await?;
    Ok(Opened::In(SignedIn { person, acting_as: only_hat(&actor), return_to: token.return_to }))
}

/// The organisation that somebody acts for who can act for just one.
pub(super) fn only_hat(actor: &Actor) -> Option<OrganisationId> {
    let first = actor.hats.first()?.organisation_id;
    actor.hats.iter().all(|h| h.organisation_id == first).then_some(first)
}
