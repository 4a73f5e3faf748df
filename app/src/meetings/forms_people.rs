//! Forms of those who stand at the door, invite, and are invited. On an error each shows the same page again as typed.

use super::forms::mendable;
use super::inputs::{AnswerForm, DoorForm, GuestForm, InviteForm};
use super::pages::{self, Find, number};
use super::service;
use super::types::{GuestState, RegistrationState};
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::ids::GuestId;
use crate::paths;
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

/// A refusal by role has a page of its own; others are mended in the form.
fn mine(ctx: &Ctx, e: AppError) -> Result<Problem> {
    match e {
        AppError::Refused(Refusal::NotAllowed) => Err(e),
        e => Problem::of(ctx, e),
    }
}

/// Checks somebody in at the door, or undoes it.
pub async fn check_in(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<DoorForm>) -> PageResult {
    match service::check_in(&ctx, &agreement, number(&part)?, &form).await {
        Ok((id, _)) => Ok(redirect(&ctx, format!("/{agreement}/moten/{part}/incheckning?nyss={id}"), None)),
        Err(e) => pages::door_page(&ctx, &agreement, &part, &Find::default(), &mine(&ctx, e)?).await,
    }
}

/// Invites guests, or everybody to a general assembly.
pub async fn invite(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Body(form): Body<InviteForm>) -> PageResult {
    if form.whom == "all" {
        return match service::invite_everyone(&ctx, &agreement, number(&part)?, &form.r#as).await {
            Ok(new) => {
                let notice = if new > 0 { Notice::AllInvited } else { Notice::NobodyNew };
                Ok(redirect(&ctx, format!("/{agreement}/moten/{part}/inbjudna"), Some(notice)))
            }
            Err(e) => pages::guests_page(&ctx, &agreement, &part, &InviteForm::default(), &mine(&ctx, e)?).await,
        };
    }
    match service::invite(&ctx, &agreement, number(&part)?, &form).await {
        Ok(_) => Ok(redirect(&ctx, format!("/{agreement}/moten/{part}/inbjudna"), Some(Notice::Invited))),
        Err(e) => pages::guests_page(&ctx, &agreement, &part, &form, &mine(&ctx, e)?).await,
    }
}

/// Sends an invitation again, or takes it back.
pub async fn guest_act(ctx: Ctx, Path((agreement, part, id)): Path<(String, String, GuestId)>, Body(form): Body<GuestForm>) -> PageResult {
    match service::guest_act(&ctx, &agreement, number(&part)?, id, &form).await {
        Ok(state) => {
            let notice = match state {
                _ if form.act == "withdraw" => Notice::GuestWithdrawn,
                GuestState::Accepted => Notice::GuestLink,
                _ => Notice::Invited,
            };
            Ok(redirect(&ctx, format!("/{agreement}/moten/{part}/inbjudna"), Some(notice)))
        }
        Err(e) => pages::guests_page(&ctx, &agreement, &part, &InviteForm::default(), &mine(&ctx, e)?).await,
    }
}

/// A guest answers.
pub async fn answer(ctx: Ctx, Path((agreement, part, token)): Path<(String, String, String)>, Body(form): Body<AnswerForm>) -> PageResult {
    let n = number(&part)?;
    let slug = paths::number_and_slug(&part).map(|(_, slug)| slug.to_string()).unwrap_or_default();
    match service::answer(&ctx, &agreement, n, &token, &form).await {
        Ok(Some(RegistrationState::Waiting)) => Ok(redirect(&ctx, paths::own_registration(&agreement, n, &slug, &token), Some(Notice::SignUpWaiting))),
        Ok(Some(_)) => Ok(redirect(&ctx, paths::own_registration(&agreement, n, &slug, &token), Some(Notice::InvitationAccepted))),
        Ok(None) => Ok(redirect(&ctx, paths::meeting_invitation(&agreement, n, &slug, &token), Some(Notice::InvitationDeclined))),
        Err(e) => {
            let problem = mendable(&ctx, e)?;
            pages::invitation_page(&ctx, &agreement, &part, &token, Some(&form.sign_up()), &problem).await
        }
    }
}
