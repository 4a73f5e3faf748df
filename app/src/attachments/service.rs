//! Attaching, removing and reading what is attached.

use super::files::Received;
use super::rules::{self, MOST, Written};
use super::store::{self, FileRow, NewAttachment, PlaceRow, TakenRow};
use super::types::Shown;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::service::moderated;
use crate::db::Conn;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::store::Reader;
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::{Locale, attachments as t};
use crate::ids::AttachmentId;
use crate::issues::rules::Standing;
use crate::issues::store::read::hidden_as;
use crate::issues::store::write::lock;
use crate::jobs::{self, Job, Mail};
use crate::restrictions::rules as restrictions;
use crate::ui::form::check_acting;
use crate::{idempotency, paths};
use chrono::TimeDelta;
use std::sync::Arc;
use std::time::Duration;

/// Files that one person may send within an hour.
pub(super) const PER_HOUR: usize = 60;

/// An issue, or one of its contributions, by their numbers; 0: the issue itself.
pub type At = (i64, i64);

/// The form that attaches, without its file.
#[derive(Debug, Clone, Default)]
pub struct AttachForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Alternative text of a picture, title of a document.
    pub title: String,
    /// Its language; the interface's when empty.
    pub lang: String,
}

/// The file of such a form.
#[derive(Debug)]
pub enum SentFile {
    /// None was chosen, or an empty one.
    None,
    /// One that cannot be attached.
    Bad(Fault),
    /// One that can.
    Good(Received),
}

/// The form that removes.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct RemoveForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
}

/// A thing to whose attachments somebody wants to see.
#[derive(Debug, Clone)]
pub struct Place {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The thing.
    pub row: PlaceRow,
    /// What is attached.
    pub attached: Vec<Shown>,
    /// More may be attached now, but for their number.
    pub may_add: bool,
    /// What is attached may be removed now.
    pub may_remove: bool,
}

impl Place {
    /// More can be attached.
    pub fn has_room(&self) -> bool {
        (self.attached.len() as i64) < MOST
    }
    /// Whether more may be attached now, and why not.
    ///
    /// # Errors
    /// `Refused(Stopped | Slowed)` for whoever is held back, else `Refused(WrongState)`.
    pub fn check_add(&self, ctx: &Ctx) -> Result<()> {
        restrictions::may_change(ctx.signed_in()?, &self.agreement, self.row.published)?;
        if self.may_add { Ok(()) } else { Err(Refusal::WrongState.into()) }
    }
    /// Where the thing is shown.
    pub fn path(&self) -> String {
        let (a, row) = (&self.agreement.slug, &self.row);
        match row.contribution {
            Some(n) => crate::issues::service::place_of(a, &format!("{}-{}", row.number, row.slug), n),
            None => paths::issue(a, row.number, &row.slug),
        }
    }
    /// The page with its attachments.
    pub fn attachments_path(&self) -> String {
        paths::attachments(&self.agreement.slug, self.row.number, &self.row.slug, self.row.contribution)
    }
}

async fn place(ctx: &Ctx, conn: &mut Conn, agreement: &Arc<Agreement>, at: At) -> Result<Place> {
    let actor = ctx.signed_in()?;
    let mut row = store::place(conn, agreement.id, at, Reader::of(ctx, agreement), Some(actor.person_id)).await?.ok_or(AppError::NotFound)?;
    if row.title.is_empty() {
        (row.title, row.slug) = hidden_as(ctx.locale, row.number);
    }
    // a hidden issue stays as it was judged
    let judged = row.contribution_id.is_none() && row.hidden;
    let standing = Standing { state: row.state, organisation_id: row.organisation_id, curator_id: agreement.curator_id, asked_id: None };
    let written = row.author_id.map(|author_id| Written { author_id, organisation_id: row.spoke_for_id, hidden: row.hidden });
    if !rules::is_author(actor, &standing, written.as_ref()) {
        return Err(Refusal::NotAllowed.into());
    }
    Ok(Place {
        agreement: agreement.clone(),
        attached: Shown::list(row.attached.as_deref()),
        may_add: !judged && rules::may_add(actor, &standing, written.as_ref()) && restrictions::may_change(actor, agreement, row.published).is_ok(),
        may_remove: !judged && rules::may_remove(actor, &standing, written.as_ref()),
        row,
    })
}

/// The page of a thing's attachments, for whoever wrote it.
///
/// # Errors
/// `SignInFirst`, `NotFound`; `NotAllowed` for everybody else.
pub async fn open(ctx: &Ctx, agreement: &str, at: At) -> Result<Place> {
    ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    place(ctx, &mut conn, &agreement, at).await
}

/// Attaches a file to an issue or to a contribution. Gives its number within the issue.
///
/// # Errors
/// `NotFound`; `NotAllowed` for others than those who wrote it; `WrongState` once it cannot be changed; `Invalid` at `file` (also when there are
/// as many as there may be) and `title`; `TooOften`.
pub async fn add(ctx: &Ctx, agreement: &str, at: At, form: &AttachForm, file: SentFile) -> Result<i64> {
    const SCOPE: &str = "attach";
    check_acting(ctx, &form.r#as)?;
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let (title, received) = checked(form, file)?;
    ctx.app.limits.count(ctx, "attach by", &actor.person_id.to_string(), PER_HOUR, TimeDelta::hours(1))?;
    // drawing takes a while: before the transaction
    let stored = ctx.app.files.store(&ctx.rng, received).await?;
    let mut tx = ctx.write().await?;
    lock(&mut tx, agreement.id, at.0).await?.ok_or(AppError::NotFound)?;
    let place = place(ctx, &mut tx, &agreement, at).await?;
    if let Some(result) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await? {
        return Ok(serde_json::from_str(&result)?);
    }
    place.check_add(ctx)?;
    if !place.has_room() {
        return Err(full());
    }
    let new = NewAttachment {
        agreement: agreement.id,
        issue: Some(place.row.issue_id),
        meeting: None,
        contribution: place.row.contribution_id,
        stored: &stored,
        title: &title,
        lang: Locale::chosen(&form.lang).unwrap_or(ctx.locale).code(),
        organisation: actor.acting_as,
        person: actor.person_id,
        created_at: ctx.now(),
    };
    let number = store::insert(&mut tx, &new).await?;
    store::touch(&mut tx, place.row.issue_id, place.row.contribution_id).await?;
    events::record(&mut tx, ctx, EventKind::AttachmentAdded, event(&place, number)).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), &number.to_string()).await?;
    // a file without a row is swept away; a row without its file would be worse
    stored.keep();
    tx.commit().await?;
    Ok(number)
}

pub(super) fn checked(form: &AttachForm, file: SentFile) -> Result<(String, Received)> {
    let mut faults = Faults::default();
    let received = match file {
        SentFile::Good(received) => Some(received),
        SentFile::None => {
            faults.add("file", Fault::FileMissing);
            None
        }
        SentFile::Bad(fault) => {
            faults.add("file", fault);
            None
        }
    };
    let title = rules::title(&mut faults, &form.title);
    faults.done()?;
    received.map(|received| (title, received)).ok_or(AppError::BadRequest("file"))
}

/// There are as many as there may be.
fn full() -> AppError {
    super::files::faulty(Fault::FilesFull(usize::try_from(MOST).unwrap_or(0)))
}

fn event(place: &Place, number: i64) -> NewEvent {
    NewEvent {
        agreement: Some(place.agreement.id),
        issue: Some(place.row.issue_id),
        contribution: place.row.contribution_id,
        payload: serde_json::json!({ "attachment": number, "number": place.row.contribution }),
        ..NewEvent::default()
    }
}

/// Removes an attachment: its title and when it was there stay in the history, its file goes. Gives where it was attached.
///
/// # Errors
/// `NotFound`; `NotAllowed` for others than those who attached it; `WrongState` when it is hidden; `Already`.
pub async fn remove(ctx: &Ctx, agreement: &str, issue: i64, number: i64, form: &RemoveForm) -> Result<Place> {
    const SCOPE: &str = "remove_attachment";
    check_acting(ctx, &form.r#as)?;
    let person = ctx.signed_in()?.person_id;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    lock(&mut tx, agreement.id, issue).await?.ok_or(AppError::NotFound)?;
    let contribution = store::contribution_of(&mut tx, agreement.id, issue, number).await?.ok_or(AppError::NotFound)?;
    let place = place(ctx, &mut tx, &agreement, (issue, contribution)).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(place);
    }
    if !place.may_remove {
        return Err(Refusal::WrongState.into());
    }
    let removed = store::remove(&mut tx, place.row.issue_id, number, person, ctx.now()).await?.ok_or(Refusal::Already)?;
    store::touch(&mut tx, place.row.issue_id, place.row.contribution_id).await?;
    events::record(&mut tx, ctx, EventKind::AttachmentRemoved, event(&place, number)).await?;
    jobs::enqueue(&mut tx, ctx, &Job::DeleteFiles { attachment: removed }).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await?;
    Ok(place)
}

/// The form with which those who curate take an attachment down.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct TakeDownForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Reason, shown to all.
    pub reason: String,
    /// Language of the reason; the interface's when empty.
    pub lang: String,
}

/// An attachment about to be taken down.
#[derive(Debug, Clone)]
pub struct Taking {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The attachment.
    pub row: TakenRow,
}

/// The page on which an attachment is taken down.
///
/// # Errors
/// `NotAllowed` for anybody but the curating body; `NotFound`, also when it was taken down already.
pub async fn taking(ctx: &Ctx, agreement: &str, issue: i64, number: i64) -> Result<Taking> {
    let agreement = moderated(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let row = store::to_take_down(&mut conn, agreement.id, issue, number).await?.filter(|row| !row.taken_down);
    Ok(Taking { agreement, row: row.ok_or(AppError::NotFound)? })
}

/// Takes an attachment down: its file is deleted and its title told no longer. Of one that whoever attached it has removed, the title
/// goes out of the history. The reason stands in the public log, and whoever attached it gets it by mail. Gives where it was attached.
///
/// # Errors
/// `NotAllowed` for anybody but the curating body; `NotFound`, `Already`, `Invalid` at `reason`.
pub async fn take_down(ctx: &Ctx, agreement: &str, issue: i64, number: i64, form: &TakeDownForm) -> Result<String> {
    const SCOPE: &str = "take_down_attachment";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, 3, 2000);
    faults.done()?;
    let mut tx = ctx.write().await?;
    lock(&mut tx, agreement.id, issue).await?.ok_or(AppError::NotFound)?;
    let row = store::to_take_down(&mut tx, agreement.id, issue, number).await?.ok_or(AppError::NotFound)?;
    let path = match row.contribution {
        Some(n) => paths::contribution(&agreement.slug, issue, &row.slug, n),
        None => paths::issue(&agreement.slug, issue, &row.slug),
    };
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(path);
    }
    let taken = store::take_down(&mut tx, row.issue_id, number, person, ctx.now()).await?.ok_or(Refusal::Already)?;
    let gone = row.removed_at.is_some();
    store::touch(&mut tx, row.issue_id, row.contribution_id).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        issue: Some(row.issue_id),
        contribution: row.contribution_id,
        reason: reason.clone(),
        lang: Locale::chosen(&form.lang),
        payload: serde_json::json!({ "attachment": number, "number": row.contribution, "gone": i64::from(gone) }),
        ..NewEvent::default()
    };
    let event = events::record(&mut tx, ctx, EventKind::AttachmentTakenDown, event).await?;
    let l = Locale::from_code(&row.locale);
    // whoever attached something to a contribution may not read the issue while it is hidden
    let (name, mailed) = match row.contribution.filter(|_| row.issue_hidden) {
        Some(n) => {
            let (name, slug) = hidden_as(l, issue);
            (name, paths::contribution(&agreement.slug, issue, &slug, n))
        }
        None => (row.issue_title.clone(), path.clone()),
    };
    let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, mailed));
    let (subject, text) = if gone {
        (t::mail_erased_subject(l, &name), t::mail_erased_text(l, &row.title, &name, reason, link))
    } else {
        (t::mail_taken_subject(l, &name), t::mail_taken_text(l, &row.title, &name, reason, link))
    };
    jobs::enqueue_about(&mut tx, ctx, event, Mail { to: row.email, locale: l, subject, text, end_url: None }).await?;
    // the file of one that was removed goes by its own job
    if !gone {
        jobs::enqueue(&mut tx, ctx, &Job::DeleteFiles { attachment: taken }).await?;
    }
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await?;
    Ok(path)
}

/// Where an attachment is attached, for the page that is shown again when removing it failed.
///
/// # Errors
/// `NotFound`.
pub async fn place_of(ctx: &Ctx, agreement: &str, issue: i64, number: i64) -> Result<At> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let contribution = store::contribution_of(&mut conn, agreement.id, issue, number).await?.ok_or(AppError::NotFound)?;
    Ok((issue, contribution))
}

/// An attachment about to be given out, if the reader may read what it is attached to.
///
/// # Errors
/// `NotFound`.
pub async fn file(ctx: &Ctx, agreement: &str, issue: i64, number: i64) -> Result<FileRow> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let person = ctx.actor.as_ref().map(|a| a.person_id);
    let mut conn = ctx.read().await?;
    store::file(&mut conn, agreement.id, issue, number, Reader::of(ctx, &agreement), person).await?.ok_or(AppError::NotFound)
}

/// Deletes the files of an attachment that was removed.
///
/// # Errors
/// `NotFound` when there is none such.
pub async fn delete_files(ctx: &Ctx, attachment: AttachmentId) -> Result<()> {
    let mut conn = ctx.read().await?;
    let (file, preview) = store::removed_files(&mut conn, attachment).await?.ok_or(AppError::NotFound)?;
    drop(conn);
    for name in std::iter::once(file).chain(preview) {
        ctx.app.files.delete(&name).await?;
    }
    Ok(())
}

/// Makes the folder of attached files, and sees to it that it is this database's and no other's.
///
/// # Errors
/// A sentence when it is another's.
pub async fn own(ctx: &Ctx) -> Result<(), String> {
    let mark = installation(ctx).await.map_err(|e| format!("database: {e}"))?;
    ctx.app.files.claim(&mark).await
}

/// The mark of this installation; made when it is first asked for.
async fn installation(ctx: &Ctx) -> Result<String> {
    let mut conn = ctx.read().await?;
    if let Some(mark) = store::installation(&mut conn).await? {
        return Ok(mark);
    }
    drop(conn);
    let mut tx = ctx.write().await?;
    store::mark_installation(&mut tx, &ctx.rng.secret()).await?;
    let mark = store::installation(&mut tx).await?.ok_or_else(|| AppError::Internal("no mark of the installation".into()))?;
    tx.commit().await?;
    Ok(mark)
}

/// Deletes files that no attachment names: a crash came between the file and its row. Gives their number. A folder that is not this
/// database's is left alone.
///
/// # Errors
/// When folder or database do not answer.
pub async fn sweep(ctx: &Ctx, for_at_least: Duration) -> Result<usize> {
    let owner = ctx.app.files.owner().await?;
    let mut conn = ctx.read().await?;
    let mark = store::installation(&mut conn).await?;
    drop(conn);
    if mark.is_none() || owner != mark {
        if owner.is_some() {
            tracing::error!("files_dir holds the files of another database: nothing in it is cleared away");
        }
        return Ok(0);
    }
    let mut gone = 0;
    for names in ctx.app.files.names(for_at_least).await?.chunks(500) {
        let mut conn = ctx.read().await?;
        let used = store::in_use(&mut conn, names).await?;
        drop(conn);
        for name in names.iter().filter(|name| !used.contains(name)) {
            ctx.app.files.delete(name).await?;
            gone += 1;
        }
    }
    Ok(gone)
}
