//! Forms of organisations.

use super::pages;
use super::service::{self, EditForm, InviteForm, RegisterForm, Registered, SignatoryForm};
use crate::accounts::forms::{OpenForm, begin_session, own_path};
use crate::accounts::service::Opened;
use crate::accounts::{pages as account_pages, sessions};
use crate::context::Ctx;
use crate::error::{AppError, Refusal};
use crate::paths;
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;
use http::HeaderMap;
use tower_sessions::Session;

/// Registers an organisation; from then on the session acts for it.
pub async fn register(ctx: Ctx, session: Session, Body(form): Body<RegisterForm>) -> PageResult {
    match service::register(&ctx, &form).await {
        Ok(Registered::New(entry)) => {
            sessions::act_as(&session, Some(entry.id)).await?;
            let path = form.agreement(&ctx).map_or_else(paths::account, |agreement| paths::organisation(&agreement, &entry.slug));
            Ok(redirect(&ctx, path, Some(Notice::OrganisationRegistered)))
        }
        Ok(Registered::Similar(similar)) => pages::new_again(&ctx, &form, similar, &Problem::default()),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::new_again(&ctx, &form, Vec::new(), &problem)
        }
    }
}

/// Saves what an organisation says about itself.
pub async fn edit(ctx: Ctx, Path((agreement, slug)): Path<(String, String)>, Body(form): Body<EditForm>) -> PageResult {
    match service::edit(&ctx, &agreement, &slug, &form).await {
        Ok(slug) => Ok(redirect(&ctx, paths::organisation(&agreement, &slug), Some(Notice::Saved))),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::edit_again(&ctx, &agreement, &slug, &form, &problem).await
        }
    }
}

/// Mails an invitation.
pub async fn invite(ctx: Ctx, Path((agreement, slug)): Path<(String, String)>, Body(form): Body<InviteForm>) -> PageResult {
    match service::invite(&ctx, &agreement, &slug, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::organisation(&agreement, &slug), Some(Notice::Invited))),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::invite_again(&ctx, &agreement, &slug, &form, &problem).await
        }
    }
}

/// Accepts an invitation, and signs in with the address that it was mailed to.
pub async fn join(ctx: Ctx, session: Session, headers: HeaderMap, Path(secret): Path<String>, Body(form): Body<OpenForm>) -> PageResult {
    match service::join(&ctx, &secret, form.name.as_deref()).await {
        Ok(Opened::In(signed_in)) => {
            let same = ctx.actor.as_ref().is_some_and(|a| a.person_id == signed_in.person);
            if same {
                sessions::act_as(&session, signed_in.acting_as).await?;
            } else {
                begin_session(&session, &headers, &signed_in).await?;
            }
            Ok(redirect(&ctx, own_path(&signed_in.return_to), Some(Notice::Joined)))
        }
        Ok(Opened::NameNeeded { email }) => Ok(account_pages::ask_name(&ctx, &email, "", &Problem::default())),
        Err(AppError::Refused(Refusal::LinkSpent)) => Ok(pages::invitation_spent(&ctx)),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            let email = service::invitation(&ctx, &secret).await?.email;
            Ok(account_pages::ask_name(&ctx, &email, form.name.as_deref().unwrap_or_default(), &problem))
        }
    }
}

/// Records that an organisation signed, or left.
pub async fn signatory(ctx: Ctx, Path((agreement, slug)): Path<(String, String)>, Body(form): Body<SignatoryForm>) -> PageResult {
    match service::record(&ctx, &agreement, &slug, &form).await {
        Ok(()) => {
            let notice = if form.ended_on.trim().is_empty() { Notice::SignatoryRecorded } else { Notice::Saved };
            Ok(redirect(&ctx, paths::organisation(&agreement, &slug), Some(notice)))
        }
        Err(AppError::Refused(Refusal::NotAllowed)) => Err(AppError::Refused(Refusal::NotAllowed)),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::organisation_again(&ctx, &agreement, &slug, &form, &problem).await
        }
    }
}
