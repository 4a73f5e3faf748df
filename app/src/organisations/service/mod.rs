//! Use cases of organisations.

mod edit;
mod invite;
mod read;
mod register;
mod signatory;

pub use edit::{EditForm, edit, editing};
pub use invite::{InviteForm, invitation, invite, inviting, join};
pub use read::{OrganisationView, Register, organisation, register_of};
pub use register::{Entry, RegisterForm, Registered, Similar, register};
pub use signatory::{SignatoryForm, record};

use super::store::{self, Organisation};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::db::Conn;
use crate::error::{AppError, Refusal, Result};
use crate::paths;

/// The organisation at an address; an address that it once had leads on to the page of the same kind, given by `path`.
async fn find(ctx: &Ctx, conn: &mut Conn, agreement: &Agreement, slug: &str, path: fn(&str, &str) -> String) -> Result<Organisation> {
    let found = store::find(conn, agreement.id, slug).await?.ok_or(AppError::NotFound)?;
    if found.slug == slug { Ok(found) } else { Err(AppError::Moved(ctx.href(path(&agreement.slug, &found.slug)))) }
}

/// The same for those who may speak for it.
async fn find_own(ctx: &Ctx, conn: &mut Conn, agreement: &Agreement, slug: &str, path: fn(&str, &str) -> String) -> Result<Organisation> {
    let actor = ctx.signed_in()?;
    let found = find(ctx, conn, agreement, slug, path).await?;
    if super::rules::may_edit(actor, found.id) { Ok(found) } else { Err(AppError::Refused(Refusal::NotAllowed)) }
}

/// Paths of the pages, for addresses that have moved.
const PAGE: fn(&str, &str) -> String = paths::organisation;
const EDIT: fn(&str, &str) -> String = paths::edit_organisation;
const INVITE: fn(&str, &str) -> String = paths::invite_colleague;
const SIGNATORY: fn(&str, &str) -> String = paths::record_signatory;
