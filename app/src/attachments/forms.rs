//! Forms of attachments. The one with a file is taken in by [`super::upload`], not as other forms are.

use super::files::Place;
use super::service::{self, At, AttachForm, RemoveForm, TakeDownForm};
use super::{of_meeting, pages, upload};
use crate::context::Ctx;
use crate::curation::forms::issue_of;
use crate::error::{AppError, Refusal, Result};
use crate::i18n::attachments as t;
use crate::shell::{PageResult, redirect};
use crate::ui::form::Typed;
use crate::ui::{Body, Notice, Problem};
use axum::extract::{Path, Request};

/// Attaches to an issue.
pub async fn add_to_issue(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, request: Request) -> PageResult {
    let (number, _) = issue_of(&part)?;
    add(&ctx, &agreement, (number, 0), request).await
}

/// Attaches to a contribution.
pub async fn add_to_contribution(ctx: Ctx, Path((agreement, part, contribution)): Path<(String, String, i64)>, request: Request) -> PageResult {
    let (number, _) = issue_of(&part)?;
    add(&ctx, &agreement, (number, contribution.max(1)), request).await
}

async fn add(ctx: &Ctx, agreement: &str, at: At, request: Request) -> PageResult {
    let typed = request.extensions().get::<Typed>().cloned().unwrap_or_default();
    // whoever may not is told before anything of it is kept, and gets their words back
    let place = match place(ctx, agreement, at).await {
        Ok(place) => place,
        Err(e) => {
            let form = upload::words(request).await;
            keep(&typed, &form);
            return refused(ctx, agreement, at, &form, e).await;
        }
    };
    let (form, file) = upload::read(ctx, request).await?;
    // nobody has more than two pictures wait to be drawn
    let _own = place.taken_in();
    keep(&typed, &form);
    match service::add(ctx, agreement, at, &form, file).await {
        Ok(_) => Ok(redirect(ctx, service::open(ctx, agreement, at).await?.attachments_path(), Some(Notice::Attached))),
        Err(e) => refused(ctx, agreement, at, &form, e).await,
    }
}

/// A place for whoever may attach now.
async fn place(ctx: &Ctx, agreement: &str, at: At) -> Result<Place> {
    service::open(ctx, agreement, at).await?.check_add(ctx)?;
    ctx.app.files.place(ctx.signed_in()?.person_id).await
}

/// The page again as it was typed, where its reader may see it.
async fn refused(ctx: &Ctx, agreement: &str, at: At, form: &AttachForm, e: AppError) -> PageResult {
    if matches!(e, AppError::SignInFirst | AppError::NotFound | AppError::Refused(Refusal::NotAllowed)) {
        return Err(e);
    }
    let status = e.status();
    let problem = match e {
        AppError::Unavailable => Problem { message: Some(t::busy(ctx.locale).into()), status, ..Problem::default() },
        e => Problem::of(ctx, e)?,
    };
    pages::again(ctx, agreement, at, form, &problem).await
}

/// Keeps what was typed for a page about a failure.
fn keep(typed: &Typed, form: &AttachForm) {
    typed.keep_fields(&[("title", form.title.as_str()), ("lang", form.lang.as_str())]);
}

/// Attaches to a meeting.
pub async fn add_to_meeting(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, request: Request) -> PageResult {
    let number = crate::meetings::service::number(&part)?;
    let typed = request.extensions().get::<Typed>().cloned().unwrap_or_default();
    let place = async {
        of_meeting::open(&ctx, &agreement, number).await?.check_add()?;
        ctx.app.files.place(ctx.signed_in()?.person_id).await
    };
    let place = match place.await {
        Ok(place) => place,
        Err(e) => {
            let form = upload::words(request).await;
            keep(&typed, &form);
            return refused_of_meeting(&ctx, &agreement, number, &form, e).await;
        }
    };
    let (form, file) = upload::read(&ctx, request).await?;
    let _own = place.taken_in();
    keep(&typed, &form);
    match of_meeting::add(&ctx, &agreement, number, &form, file).await {
        Ok(place) => Ok(redirect(&ctx, place.path(), Some(Notice::Attached))),
        Err(e) => refused_of_meeting(&ctx, &agreement, number, &form, e).await,
    }
}

async fn refused_of_meeting(ctx: &Ctx, agreement: &str, number: i64, form: &AttachForm, e: AppError) -> PageResult {
    if matches!(e, AppError::SignInFirst | AppError::NotFound | AppError::Refused(Refusal::NotAllowed)) {
        return Err(e);
    }
    let status = e.status();
    let problem = match e {
        AppError::Unavailable => Problem { message: Some(t::busy(ctx.locale).into()), status, ..Problem::default() },
        e => Problem::of(ctx, e)?,
    };
    crate::meetings::pages::documentation_page(ctx, agreement, number, None, Some(form), &problem).await
}

/// Removes a file of a meeting.
pub async fn remove_from_meeting(ctx: Ctx, Path((agreement, part, number)): Path<(String, String, i64)>, Body(form): Body<RemoveForm>) -> PageResult {
    let meeting = crate::meetings::service::number(&part)?;
    match of_meeting::remove(&ctx, &agreement, meeting, number, &form).await {
        Ok(place) => Ok(redirect(&ctx, place.path(), Some(Notice::AttachmentRemoved))),
        Err(e) => refused_of_meeting(&ctx, &agreement, meeting, &AttachForm::default(), e).await,
    }
}

/// Takes an attachment down.
pub async fn take_down(ctx: Ctx, Path((agreement, part, number)): Path<(String, String, i64)>, Body(form): Body<TakeDownForm>) -> PageResult {
    let (issue, _) = issue_of(&part)?;
    match service::take_down(&ctx, &agreement, issue, number, &form).await {
        Ok(path) => Ok(redirect(&ctx, path, Some(Notice::AttachmentTakenDown))),
        // another curator was faster, or whoever attached it: there is nothing left to take down
        Err(e @ AppError::Refused(_)) => Err(e),
        Err(e) => pages::taking(&ctx, &agreement, issue, number, &form, &Problem::of(&ctx, e)?).await,
    }
}

/// Removes an attachment.
pub async fn remove(ctx: Ctx, Path((agreement, part, number)): Path<(String, String, i64)>, Body(form): Body<RemoveForm>) -> PageResult {
    let (issue, _) = issue_of(&part)?;
    match service::remove(&ctx, &agreement, issue, number, &form).await {
        Ok(place) => Ok(redirect(&ctx, place.attachments_path(), Some(Notice::AttachmentRemoved))),
        Err(e @ (AppError::SignInFirst | AppError::NotFound)) => Err(e),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            let at = service::place_of(&ctx, &agreement, issue, number).await?;
            pages::again(&ctx, &agreement, at, &AttachForm::default(), &problem).await
        }
    }
}
