//! SQL of organisations.

use super::types::OrganisationKind;
use crate::agreements::types::Side;
use crate::db::{Conn, Tx};
use crate::error::{AppError, Result};
use crate::ids::OrganisationId;
use crate::{scalar, text};
use chrono::{DateTime, NaiveDate, Utc};

/// An organisation to add. Start from `Default`: an association of civil society that writes Swedish.
#[derive(Debug, Clone)]
pub struct NewOrganisation {
    /// Name.
    pub name: String,
    /// Word in addresses; made of the name when empty. A number follows where it is taken.
    pub slug: String,
    /// Kind.
    pub kind: OrganisationKind,
    /// Side.
    pub side: Side,
    /// The organisation that it is part of.
    pub parent: Option<OrganisationId>,
    /// What it says about itself: plain text, paragraphs parted by an empty line.
    pub about: String,
    /// Language of that.
    pub lang: String,
    /// First day of its existence, where it is known.
    pub starts_on: Option<NaiveDate>,
    /// Last day of its existence.
    pub ends_on: Option<NaiveDate>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

impl Default for NewOrganisation {
    fn default() -> Self {
        Self {
            name: String::new(),
            slug: String::new(),
            kind: OrganisationKind::Association,
            side: Side::CivilSociety,
            parent: None,
            about: String::new(),
            lang: "sv".into(),
            starts_on: None,
            ends_on: None,
            created_at: DateTime::default(),
        }
    }
}

/// Adds an organisation.
pub async fn insert(tx: &mut Tx, new: &NewOrganisation) -> Result<OrganisationId> {
    const SQL: &str = "INSERT INTO organisation (slug, name, sort_key, fold_key, kind, side, parent_id, about, lang, starts_on, ends_on, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (slug) DO NOTHING RETURNING id";
    let name = text::clean_line(&new.name);
    let (sort_key, fold_key) = (text::sort_key(&name), text::fold_key(&name));
    let wanted = if new.slug.is_empty() { text::slug(&name) } else { new.slug.clone() };
    // somebody else may take the same word at the same moment: then the next one
    for _ in 0..5 {
        let slug = free_slug(tx, &wanted, None).await?;
        let id = scalar!(
            tx, OrganisationId, fetch_optional, SQL, &slug, &name, &sort_key, &fold_key, new.kind, new.side, new.parent, &new.about, &new.lang, new.starts_on,
            new.ends_on, new.created_at
        )?;
        if let Some(id) = id {
            return Ok(id);
        }
    }
    Err(AppError::Internal("no free address for the organisation".into()))
}

/// The wanted word, or the word with the first free number after it. Words that once led to another organisation are not free.
pub(super) async fn free_slug(conn: &mut Conn, wanted: &str, own: Option<OrganisationId>) -> Result<String> {
    const SQL: &str = "SELECT slug FROM organisation WHERE (slug = $1 OR slug LIKE $2) AND ($3 IS NULL OR id <> $3)
        UNION SELECT slug FROM organisation_old_slug WHERE (slug = $1 OR slug LIKE $2) AND ($3 IS NULL OR organisation_id <> $3)";
    let taken = scalar!(conn, String, fetch_all, SQL, wanted, format!("{wanted}-%"), own)?;
    let free = std::iter::once(wanted.to_string()).chain((2..).map(|n| format!("{wanted}-{n}"))).find(|s| !taken.contains(s));
    Ok(free.unwrap_or_else(|| wanted.to_string()))
}

/// The organisation at an address.
pub async fn by_slug(conn: &mut Conn, slug: &str) -> Result<Option<OrganisationId>> {
    Ok(scalar!(conn, OrganisationId, fetch_optional, "SELECT id FROM organisation WHERE slug = $1", slug)?)
}
