//! Demo mode: one person of each role, and the mailbox. Outside it, none of this exists.

use super::SignedIn;
use crate::accounts::store::{self, MailRow};
use crate::accounts::types::RoleKind;
use crate::agreements::types::Side;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::ids::{OrganisationId, PersonId};

/// A person whom the demo offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// Person.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// For what the demo offers the person.
    pub demo_role: String,
    /// For whom they act at first.
    pub organisation: Option<(OrganisationId, String)>,
    /// How they speak: class of the badge.
    pub voice: &'static str,
}

/// The persons whom the sign-in page offers: none outside the demo.
pub async fn personas(ctx: &Ctx) -> Result<Vec<Persona>> {
    if !ctx.app.settings.demo {
        return Ok(Vec::new());
    }
    let mut conn = ctx.read().await?;
    let mut personas: Vec<Persona> = Vec::new();
    for row in store::personas(&mut conn, ctx.today()).await? {
        if personas.last().is_some_and(|p| p.id == row.id) {
            continue;
        }
        let curates = row.organisation_id.is_some_and(|id| ctx.app.catalogue.all().iter().any(|a| a.curator_id == id));
        let voice = match (row.role, row.seat) {
            (_, Some(Side::CivilSociety)) if curates => "voice kansli",
            (Some(RoleKind::Politician), _) => "voice politician",
            (Some(RoleKind::Officer), _) | (_, Some(Side::Public)) => "voice public",
            _ => "voice",
        };
        personas.push(Persona { id: row.id, name: row.name, demo_role: row.demo_role, organisation: row.organisation_id.zip(row.organisation), voice });
    }
    Ok(personas)
}

/// Signs in as one of them.
///
/// # Errors
/// `NotFound` outside the demo, and for anybody else.
pub async fn enter_as_persona(ctx: &Ctx, id: &str, return_to: &str) -> Result<SignedIn> {
    let id: PersonId = id.parse().map_err(|_| AppError::NotFound)?;
    let persona = personas(ctx).await?.into_iter().find(|p| p.id == id).ok_or(AppError::NotFound)?;
    Ok(SignedIn { person: id, acting_as: persona.organisation.map(|(id, _)| id), return_to: return_to.to_string() })
}

/// The newest fifty mails, to one address where it is given.
///
/// # Errors
/// `NotFound` outside the demo, and where mail really is sent.
pub async fn mailbox(ctx: &Ctx, to: &str) -> Result<Vec<MailRow>> {
    let settings = &ctx.app.settings;
    if !settings.demo || settings.smtp {
        return Err(AppError::NotFound);
    }
    let mut conn = ctx.read().await?;
    store::mailbox(&mut conn, to, 50).await
}
