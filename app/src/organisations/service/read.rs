//! Reading the register and the page of an organisation.

use super::{PAGE, find};
use crate::agreements::types::Agreement;
use crate::clocks::store::{self as clocks, OpenClock};
use crate::context::Ctx;
use crate::error::Result;
use crate::issues::list::{TiedRow, store as lists};
use crate::organisations::store::{self, Attached, Listed, Organisation};
use crate::text;
use std::sync::Arc;

/// The register of an agreement.
#[derive(Debug, Clone)]
pub struct Register {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// What was searched for; empty for all.
    pub query: String,
    /// Organisations, in Swedish order.
    pub organisations: Vec<Listed>,
}

/// The register, or those whose name holds the query.
pub async fn register_of(ctx: &Ctx, agreement: &str, query: &str) -> Result<Register> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let query: String = text::clean_line(query).chars().take(100).collect();
    let key = text::fold_key(&query);
    let mut conn = ctx.read().await?;
    let organisations = store::register(&mut conn, agreement.id, (!key.is_empty()).then_some(key.as_str())).await?;
    Ok(Register { agreement, query, organisations })
}

/// The page of an organisation.
#[derive(Debug, Clone)]
pub struct OrganisationView {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Organisation.
    pub organisation: Organisation,
    /// Its open clocks, earliest first.
    pub clocks: Vec<OpenClock>,
    /// Its issues, those that it stands behind and those it was asked to answer; newest movement first.
    pub issues: Vec<TiedRow>,
    /// Areas, parts, people, and where it is mentioned.
    pub attached: Vec<Attached>,
}

/// An organisation with what hangs on it: four statements.
pub async fn organisation(ctx: &Ctx, agreement: &str, slug: &str) -> Result<OrganisationView> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let organisation = find(ctx, &mut conn, &agreement, slug, PAGE).await?;
    let id = organisation.id;
    Ok(OrganisationView {
        clocks: clocks::of_owner(&mut conn, agreement.id, id, 50).await?,
        issues: lists::of_organisation(&mut conn, agreement.id, id, ctx.actor.as_ref().is_some_and(|a| a.speaks_for(id))).await?,
        attached: store::attached(&mut conn, agreement.id, id, ctx.today()).await?,
        agreement,
        organisation,
    })
}
