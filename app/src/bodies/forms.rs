//! Forms of bodies: each calls the service, and on an error shows the same page again as typed.

use super::pages::{self, Again};
use super::service::{self, AnswerForm, Answered, AttendanceForm, CompetenceForm, NameForm, OfferForm, ReviewForm, SeatForm, WithdrawForm};
use crate::accounts::forms::begin_session;
use crate::accounts::sessions;
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::paths;
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;
use http::HeaderMap;
use tower_sessions::Session;

type OfBody = Path<(String, String)>;

/// A refusal by role has a page of its own; others are mended in the form.
fn mine(ctx: &Ctx, e: AppError) -> Result<Problem> {
    match e {
        AppError::Refused(Refusal::NotAllowed) => Err(e),
        e => Problem::of(ctx, e),
    }
}

fn seats(agreement: &str, slug: &str) -> String {
    paths::body_part(agreement, slug, "platser")
}

/// Offers a place.
pub async fn offer(ctx: Ctx, Path((agreement, slug)): OfBody, Body(form): Body<OfferForm>) -> PageResult {
    match service::offer(&ctx, &agreement, &slug, &form).await {
        Ok(()) => Ok(redirect(&ctx, seats(&agreement, &slug), Some(Notice::Invited))),
        Err(e) => {
            let problem = mine(&ctx, e)?;
            pages::manage_page(&ctx, &agreement, &slug, &Again { offer: Some(form), problem, ..Again::default() }).await
        }
    }
}

/// Takes an offer back.
pub async fn withdraw(ctx: Ctx, Path((agreement, slug)): OfBody, Body(form): Body<WithdrawForm>) -> PageResult {
    match service::withdraw(&ctx, &agreement, &slug, &form).await {
        Ok(()) => Ok(redirect(&ctx, seats(&agreement, &slug), Some(Notice::Saved))),
        Err(e) => {
            let problem = mine(&ctx, e)?;
            pages::manage_page(&ctx, &agreement, &slug, &Again { problem, ..Again::default() }).await
        }
    }
}

/// Changes or ends a seat.
pub async fn change(ctx: Ctx, Path((agreement, slug, sitting)): Path<(String, String, String)>, Body(form): Body<SeatForm>) -> PageResult {
    match service::change(&ctx, &agreement, &slug, &sitting, &form).await {
        Ok(()) => Ok(redirect(&ctx, seats(&agreement, &slug), Some(Notice::Saved))),
        Err(e) => {
            let problem = mine(&ctx, e)?;
            pages::seat_page(&ctx, &agreement, &slug, &sitting, Some(&form), &problem).await
        }
    }
}

/// Says what the body needs to know.
pub async fn competences(ctx: Ctx, Path((agreement, slug)): OfBody, Body(form): Body<CompetenceForm>) -> PageResult {
    match service::competences(&ctx, &agreement, &slug, &form).await {
        Ok(()) => Ok(redirect(&ctx, seats(&agreement, &slug), Some(Notice::Saved))),
        Err(e) => {
            let problem = mine(&ctx, e)?;
            pages::manage_page(&ctx, &agreement, &slug, &Again { competence: Some(form), problem, ..Again::default() }).await
        }
    }
}

/// Says that representation was reviewed.
pub async fn review(ctx: Ctx, Path((agreement, slug)): OfBody, Body(form): Body<ReviewForm>) -> PageResult {
    match service::review(&ctx, &agreement, &slug, &form).await {
        Ok(()) => Ok(redirect(&ctx, seats(&agreement, &slug), Some(Notice::Saved))),
        Err(e) => {
            let problem = mine(&ctx, e)?;
            pages::manage_page(&ctx, &agreement, &slug, &Again { review: Some(form), problem, ..Again::default() }).await
        }
    }
}

/// Says whether one's own name is shown.
pub async fn show_name(ctx: Ctx, Path((agreement, slug)): OfBody, Body(form): Body<NameForm>) -> PageResult {
    match service::show_name(&ctx, &agreement, &slug, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::body(&agreement, &slug), Some(Notice::Saved))),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::body_page(&ctx, &agreement, &slug, &problem).await
        }
    }
}

/// Notes who came.
pub async fn note(ctx: Ctx, Path((agreement, slug, meeting)): Path<(String, String, i64)>, Body(form): Body<AttendanceForm>) -> PageResult {
    match service::note(&ctx, &agreement, &slug, meeting, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::body(&agreement, &slug), Some(Notice::Saved))),
        Err(AppError::Refused(Refusal::WrongState)) => Err(Refusal::WrongState.into()),
        Err(e) => {
            let problem = mine(&ctx, e)?;
            pages::attendance_page(&ctx, &agreement, &slug, meeting, Some(&form), &problem).await
        }
    }
}

/// Answers an offered place; whoever accepts is signed in with the address that it was mailed to.
pub async fn answer(ctx: Ctx, session: Session, headers: HeaderMap, Path(secret): Path<String>, Body(form): Body<AnswerForm>) -> PageResult {
    match service::answer(&ctx, &secret, &form).await {
        Ok(Answered::In(signed_in)) => {
            let same = ctx.actor.as_ref().is_some_and(|a| a.person_id == signed_in.person);
            if !same {
                begin_session(&session, &headers, &signed_in).await?;
            } else if signed_in.acting_as.is_some() {
                sessions::act_as(&session, signed_in.acting_as).await?;
            }
            Ok(redirect(&ctx, signed_in.return_to, Some(Notice::SeatTaken)))
        }
        Ok(Answered::Declined { agreement, body }) => Ok(redirect(&ctx, paths::body(&agreement, &body), Some(Notice::SeatDeclined))),
        Err(AppError::Refused(Refusal::LinkSpent)) => Ok(pages::spent(&ctx)),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::offer_page(&ctx, &secret, &form, &problem).await
        }
    }
}
