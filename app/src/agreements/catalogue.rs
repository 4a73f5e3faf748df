//! Agreements in memory. They change a few times a year, by an operator's hand.

use super::store;
use super::types::Agreement;
use crate::db::{self, Conn, Db};
use crate::error::{AppError, Result};
use crate::ids::AgreementId;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// How long a process may show settled data that another process has changed.
const MAX_AGE: Duration = Duration::from_secs(5);

#[derive(Debug, Default)]
struct Held {
    agreements: Vec<Arc<Agreement>>,
    version: i64,
    checked: Option<Instant>,
}

/// All agreements, read again when their version has moved.
#[derive(Debug, Default)]
pub struct Catalogue(RwLock<Held>);

impl Catalogue {
    /// Looks whether anything changed, at most every five seconds, and reads it again then. One statement when nothing did.
    pub async fn refresh(&self, database: &Db) -> Result<()> {
        {
            let held = self.0.read().unwrap_or_else(PoisonError::into_inner);
            if held.checked.is_some_and(|t| t.elapsed() < MAX_AGE) {
                return Ok(());
            }
        }
        let mut conn = database.read(&db::statements()).await?;
        self.reload(&mut conn, false).await
    }

    /// Lets the next request look whether anything changed, for tests that count its statements.
    #[doc(hidden)]
    pub fn grow_old(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).checked = None;
    }

    /// Reads everything again if its version moved, or in any case when told to.
    pub async fn reload(&self, conn: &mut Conn, force: bool) -> Result<()> {
        let version = store::version(conn).await?;
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).version;
        let agreements = if force || version != known { Some(store::load(conn).await?) } else { None };
        let mut held = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(agreements) = agreements {
            held.agreements = agreements.into_iter().map(Arc::new).collect();
            held.version = version;
        }
        held.checked = Some(Instant::now());
        Ok(())
    }

    /// All agreements.
    pub fn all(&self) -> Vec<Arc<Agreement>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).agreements.clone()
    }
    /// An agreement by its slug.
    pub fn get(&self, slug: &str) -> Result<Arc<Agreement>> {
        self.all().into_iter().find(|a| a.slug == slug).ok_or(AppError::NotFound)
    }
    /// An agreement by its id.
    pub fn by_id(&self, id: AgreementId) -> Option<Arc<Agreement>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).agreements.iter().find(|a| a.id == id).cloned()
    }
}
