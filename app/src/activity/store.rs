//! SQL of the diary beside its entries (those are read by [`crate::events::store::diary`]).

use crate::agreements::types::Agreement;
use crate::db::Conn;
use crate::error::Result;
use crate::fetch;

/// A body by which the diary can be narrowed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct BodyChoice {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// Bodies that act in an agreement: those that it names, and public bodies that have promised something in it.
pub async fn bodies(conn: &mut Conn, a: &Agreement) -> Result<Vec<BodyChoice>> {
    const SQL: &str = "SELECT o.slug, o.name FROM organisation o WHERE o.id IN ($2, $3, $4, $5)
            OR o.id IN (SELECT b.body_id FROM body b WHERE b.agreement_id = $1)
            OR o.id IN (SELECT k.owner_id FROM clock k WHERE k.agreement_id = $1 AND k.side = 'public')
        ORDER BY o.sort_key, o.id LIMIT 300";
    Ok(fetch!(conn, BodyChoice, fetch_all, SQL, a.id, a.curator_id, a.steering_id, a.confirming_id, a.public_party_id)?)
}
