//! Beginning to follow an issue, and ending it.

use super::rules::{BETWEEN_ASKED, UNCONFIRMED};
use super::store::{self, Asked, Head, LinkRow, MineRow};
use crate::accounts::types::Actor;
use crate::agreements::types::Agreement;
use crate::context::{Ctx, secret_hash};
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::i18n::{Locale, following as t};
use crate::ids::FollowId;
use crate::issues::types::IssueState;
use crate::jobs::{self, Mail};
use crate::{paths, text};
use chrono::TimeDelta;
use serde::Deserialize;
use std::sync::Arc;

/// Addresses that one client may ask to follow with in an hour. A whole office may stand behind one.
const PER_CLIENT: usize = 60;
/// Mails that one mailbox gets about wanting to follow in an hour, whatever the issues.
const PER_MAILBOX: usize = 10;
/// Times that one person may begin or end to follow in an hour.
const PER_PERSON: usize = 120;

/// Counter of what a mailbox gets.
const TO_MAILBOX: &str = "follow mailbox";
/// Counter of what it gets about one issue.
const MAILED: &str = "follow mail";

/// The form that begins or ends to follow.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FollowForm {
    /// `1` to follow, `0` to end it. Of somebody signed in.
    pub on: String,
    /// Address, of somebody who is not.
    pub email: String,
}

/// An issue that can be followed, and whether the reader does.
#[derive(Debug)]
pub struct Following {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The issue.
    pub issue: Head,
    /// The reader, by account, follows it.
    pub followed: bool,
}

/// What a form led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// The person follows.
    Yes,
    /// The person no longer does.
    No,
    /// A mail is on its way, whatever the address was known for.
    Asked,
}

fn mailbox(actor: &Actor) -> String {
    text::email_key(&actor.email)
}

/// An issue that all may read.
async fn readable(conn: &mut crate::db::Conn, agreement: &Agreement, number: i64) -> Result<Head> {
    store::by_number(conn, agreement.id, number).await?.filter(|i| i.readable).ok_or(AppError::NotFound)
}

/// The issue, for the page with the form.
///
/// # Errors
/// `NotFound`, also for what waits or was withheld.
pub async fn following(ctx: &Ctx, agreement: &str, number: i64) -> Result<Following> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let issue = readable(&mut conn, &agreement, number).await?;
    let followed = match &ctx.actor {
        Some(actor) => store::follows(&mut conn, issue.id, &mailbox(actor)).await?,
        None => false,
    };
    Ok(Following { agreement, issue, followed })
}

/// Begins or ends to follow an issue: by account for whoever is signed in, else by an address that is asked first. What it answers
/// tells nothing of the address. Whoever has signed in since the form for an address was opened begins to follow by account.
///
/// # Errors
/// `NotFound`; `Refused(WrongState)` for one that was merged into another; `Invalid` at `email`; `TooOften`; `SignInFirst` for the
/// button of somebody whose session has ended.
pub async fn follow(ctx: &Ctx, agreement: &str, number: i64, form: &FollowForm) -> Result<Followed> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    match &ctx.actor {
        Some(actor) => by_account(ctx, &agreement, number, actor, form.on != "0").await,
        None => by_email(ctx, &agreement, number, form).await,
    }
}

async fn by_account(ctx: &Ctx, agreement: &Agreement, number: i64, actor: &Actor, on: bool) -> Result<Followed> {
    let mut tx = ctx.write().await?;
    let mut issue = readable(&mut tx, agreement, number).await?;
    ctx.app.limits.count(ctx, "follow person", &actor.person_id.to_string(), PER_PERSON, TimeDelta::hours(1))?;
    if !on {
        store::end_of_issue(&mut tx, issue.id, &mailbox(actor)).await?;
        tx.commit().await?;
        return Ok(Followed::No);
    }
    if store::hold_issue(&mut tx, issue.id).await? {
        issue = readable(&mut tx, agreement, number).await?;
    }
    if issue.state == IssueState::Merged {
        return Err(Refusal::WrongState.into());
    }
    let position = store::position(&mut tx, agreement.id).await?;
    store::follow_as(&mut tx, &issue, actor.person_id, ctx.locale.code(), position, ctx.now()).await?;
    tx.commit().await?;
    Ok(Followed::Yes)
}

async fn by_email(ctx: &Ctx, agreement: &Agreement, number: i64, form: &FollowForm) -> Result<Followed> {
    let mut tx = ctx.write().await?;
    let issue = readable(&mut tx, agreement, number).await?;
    let email = text::clean_line(&form.email);
    if email.is_empty() && !form.on.is_empty() {
        return Err(AppError::SignInFirst);
    }
    let mut faults = Faults::default();
    if email.is_empty() {
        faults.add("email", Fault::Required);
    } else if !text::is_email(&email) {
        faults.add("email", Fault::Email);
    }
    faults.done()?;
    if issue.state == IssueState::Merged {
        return Err(Refusal::WrongState.into());
    }
    let (email_key, limits) = (text::email_key(&email), &ctx.app.limits);
    limits.count(ctx, "follow client", &ctx.client_key(), PER_CLIENT, TimeDelta::hours(1))?;
    // an address that was taken away again within the hour is not asked anew either
    let mailed = format!("{} {email_key}", issue.id);
    if limits.count(ctx, MAILED, &mailed, 1, BETWEEN_ASKED).is_err() {
        return Ok(Followed::Asked);
    }
    // a mailbox that had its share gets no more mails, and nobody is told: others may have asked
    if limits.count(ctx, TO_MAILBOX, &email_key, PER_MAILBOX, TimeDelta::hours(1)).is_err() {
        limits.take_back(MAILED, &mailed);
        return Ok(Followed::Asked);
    }
    let asked = ask_by_mail(tx, ctx, &issue, &email).await;
    if asked.is_err() {
        // no mail was sent
        limits.take_back(MAILED, &mailed);
        limits.take_back(TO_MAILBOX, &email_key);
    }
    asked.map(|()| Followed::Asked)
}

/// Mails the link by which a mailbox confirms.
async fn ask_by_mail(mut tx: Tx, ctx: &Ctx, issue: &Head, email: &str) -> Result<()> {
    let asked = Asked { email, email_key: &text::email_key(email), locale: ctx.locale.code(), now: ctx.now() };
    if let Some((follow, confirmed)) = store::ask(&mut tx, issue, &asked).await? {
        let token = new_link(&mut tx, ctx, follow).await?;
        let l = ctx.locale;
        let link = url(ctx, l, &paths::follow_link(&token));
        let (subject, text) = match confirmed {
            None => (t::mail_ask_subject(l, &issue.title), t::mail_ask_text(l, issue.number, &issue.title, link)),
            Some(_) => (t::mail_again_subject(l, &issue.title), t::mail_again_text(l, issue.number, &issue.title, link)),
        };
        let end_url = Some(url(ctx, l, &paths::end_following(&token)));
        jobs::enqueue_to_follower(&mut tx, ctx, follow, Mail { to: email.into(), locale: l, subject, text, end_url }, true).await?;
    }
    tx.commit().await
}

/// An address of the service, as mails name it.
pub(super) fn url(ctx: &Ctx, l: Locale, path: &str) -> String {
    format!("{}{}", ctx.app.settings.public_url, paths::localised(l, path))
}

/// One more link of a following. Its secret is in the mail, and nowhere else.
pub(super) async fn new_link(tx: &mut Tx, ctx: &Ctx, follow: FollowId) -> Result<String> {
    let token = ctx.rng.secret();
    store::add_link(tx, follow, &secret_hash(&token), ctx.now()).await?;
    Ok(token)
}

/// What stands behind a mailed link.
#[derive(Debug)]
pub struct Behind {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The issue, or what it was merged into.
    pub issue: Head,
    /// The mailbox has said yes.
    pub confirmed: bool,
    /// How many issues it follows in all.
    pub followed: i64,
}

impl Behind {
    /// Where to go on to: the issue, if all may read it.
    pub fn path(&self) -> String {
        match self.issue.readable {
            true => paths::issue(&self.agreement.slug, self.issue.number, &self.issue.slug),
            false => paths::agreement(&self.agreement.slug),
        }
    }
}

async fn by_token(conn: &mut crate::db::Conn, ctx: &Ctx, token: &str) -> Result<(LinkRow, Behind)> {
    let link = store::by_link(conn, &secret_hash(token)).await?.ok_or(Refusal::LinkSpent)?;
    let issue = store::root(conn, link.issue_id).await?.ok_or(Refusal::LinkSpent)?;
    let agreement = ctx.app.catalogue.by_id(issue.agreement_id).ok_or(AppError::NotFound)?;
    let behind = Behind { agreement, issue, confirmed: link.confirmed_at.is_some(), followed: link.followed };
    Ok((link, behind))
}

/// What stands behind a mailed link. Changes nothing, so that mail scanners may look.
///
/// # Errors
/// `Refused(LinkSpent)` when it has ended, or never was.
pub async fn behind(ctx: &Ctx, token: &str) -> Result<Behind> {
    let mut conn = ctx.read().await?;
    Ok(by_token(&mut conn, ctx, token).await?.1)
}

/// The mailbox says yes.
///
/// # Errors
/// `Refused(LinkSpent)`.
pub async fn confirm(ctx: &Ctx, token: &str) -> Result<Behind> {
    let mut tx = ctx.write().await?;
    let (link, behind) = by_token(&mut tx, ctx, token).await?;
    // news are told from a position on; nothing may happen between that and the answer
    store::hold_issue(&mut tx, behind.issue.id).await?;
    let position = store::position(&mut tx, behind.agreement.id).await?;
    store::confirm(&mut tx, link.id, position, ctx.now()).await?;
    tx.commit().await?;
    Ok(behind)
}

/// Ends what stands behind a mailed link, or all that its mailbox follows. An address without an account is erased by that. Of what the
/// mailbox has not confirmed only the question is taken back: a stranger may have asked, and what it follows is its own.
///
/// # Errors
/// `Refused(LinkSpent)`.
pub async fn end(ctx: &Ctx, token: &str, all: bool) -> Result<Behind> {
    let mut tx = ctx.write().await?;
    let (link, behind) = by_token(&mut tx, ctx, token).await?;
    if all {
        store::end_all(&mut tx, &link.mailbox).await?;
    } else if link.confirmed_at.is_none() {
        store::remove_asked(&mut tx, link.id).await?;
    } else {
        // what was merged with it too, which the mailbox is told of as one
        store::end_of_issue(&mut tx, link.issue_id, &link.mailbox).await?;
    }
    tx.commit().await?;
    Ok(behind)
}

/// What the person who is signed in follows, newest first.
///
/// # Errors
/// `SignInFirst`.
pub async fn mine(ctx: &Ctx) -> Result<Vec<MineRow>> {
    let mailbox = mailbox(ctx.signed_in()?);
    let mut conn = ctx.read().await?;
    store::mine(&mut conn, &mailbox).await
}

/// The button beside each of them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    /// Slug of the agreement.
    pub i: String,
    /// Number of the issue.
    pub fraga: i64,
}

/// Ends one of them, also of an issue that is not readable any more.
///
/// # Errors
/// `SignInFirst`, `NotFound`.
pub async fn end_mine(ctx: &Ctx, form: &EndForm) -> Result<()> {
    let mailbox = mailbox(ctx.signed_in()?);
    let agreement = ctx.app.catalogue.get(&form.i)?;
    let mut tx = ctx.write().await?;
    let issue = store::by_number(&mut tx, agreement.id, form.fraga).await?.ok_or(AppError::NotFound)?;
    if store::end_of_issue(&mut tx, issue.id, &mailbox).await? == 0 {
        return Err(AppError::NotFound);
    }
    tx.commit().await
}

/// Erases addresses whose mailboxes did not confirm in time. For the job that sweeps.
pub async fn forget_unconfirmed(ctx: &Ctx) -> Result<u64> {
    let mut tx = ctx.write().await?;
    let gone = store::forget_unconfirmed(&mut tx, ctx.now() - UNCONFIRMED).await?;
    tx.commit().await?;
    Ok(gone)
}
