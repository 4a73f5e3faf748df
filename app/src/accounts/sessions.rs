//! Sessions: tower-sessions with a store of our own on both databases.

use crate::context::App;
use crate::db::{self, Conn, Tx};
use crate::error::{AppError, Result};
use crate::ids::{OrganisationId, PersonId};
use crate::{execute, fetch};
use chrono::{DateTime, TimeDelta, Utc};
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result as StoreResult};
use tower_sessions::{Session, SessionStore};

/// How long a session lives after it was last renewed.
pub const LIFETIME: TimeDelta = TimeDelta::days(30);

const PERSON: &str = "person";
const ACTING_AS: &str = "as";
const DEVICE: &str = "device";
const LINK_AT: &str = "link_at";

/// What a session holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Who signed in.
    pub person: PersonId,
    /// For whom they act.
    pub acting_as: Option<OrganisationId>,
}

fn failed(e: tower_sessions::session::Error) -> AppError {
    AppError::Internal(format!("session: {e}"))
}

/// What the request's session holds, if somebody signed in.
pub async fn held(session: &Session) -> Result<Option<Held>> {
    let Some(person) = session.get::<PersonId>(PERSON).await.map_err(failed)? else { return Ok(None) };
    let acting_as = session.get::<Option<OrganisationId>>(ACTING_AS).await.map_err(failed)?.flatten();
    Ok(Some(Held { person, acting_as }))
}

/// Begins a session for a person, with a new id (against fixation).
pub async fn begin(session: &Session, held: Held, device: &str) -> Result<()> {
    // `flush` would leave the old id in place for what is inserted next
    session.clear().await;
    if session.id().is_some() {
        session.cycle_id().await.map_err(failed)?;
    }
    session.insert(PERSON, held.person).await.map_err(failed)?;
    session.insert(ACTING_AS, held.acting_as).await.map_err(failed)?;
    session.insert(DEVICE, crate::text::clean_line(device).chars().take(200).collect::<String>()).await.map_err(failed)
}

/// Changes for whom the session acts.
pub async fn act_as(session: &Session, acting_as: Option<OrganisationId>) -> Result<()> {
    session.insert(ACTING_AS, acting_as).await.map_err(failed)
}

/// Keeps that a mailed link has just begun the session: whoever has it can read the person's mail.
pub async fn opened_by_link(session: &Session, now: DateTime<Utc>) -> Result<()> {
    session.insert(LINK_AT, now).await.map_err(failed)
}

/// When a mailed link began the session, if one did.
pub async fn link_opened_at(session: &Session) -> Result<Option<DateTime<Utc>>> {
    session.get::<DateTime<Utc>>(LINK_AT).await.map_err(failed)
}

/// Hash under which the session is kept; nothing while it is not.
pub fn current(session: &Session) -> String {
    session.id().map(|id| hashed(&id)).unwrap_or_default()
}

/// Ends the session.
pub async fn end(session: &Session) -> Result<()> {
    session.flush().await.map_err(failed)
}

/// Where sessions are kept.
#[derive(Debug, Clone)]
pub struct Store(pub App);

#[derive(sqlx::FromRow)]
struct SessionRow {
    data: String,
    seen_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

fn backend(e: impl std::fmt::Display) -> Error {
    Error::Backend(e.to_string())
}

/// How exactly it is kept when a session was last used. A session that is in use is renewed as often.
const SEEN_EVERY: TimeDelta = TimeDelta::hours(1);

impl Store {
    async fn seen(&self, id: &Id, now: DateTime<Utc>) -> StoreResult<()> {
        let mut tx = self.write().await?;
        execute!(tx, "UPDATE session SET seen_at = $2, expires_at = $3 WHERE id = $1", hashed(id), now, now + LIFETIME).map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
    async fn read(&self) -> StoreResult<Conn> {
        self.0.db.read(&db::statements()).await.map_err(backend)
    }
    async fn write(&self) -> StoreResult<Tx> {
        self.0.db.write(&db::statements(), None).await.map_err(backend)
    }
    async fn put(&self, record: &Record, new: bool) -> StoreResult<bool> {
        const INSERT: &str = "INSERT INTO session (id, person_id, data, device, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $5, $6)
            ON CONFLICT (id) DO NOTHING";
        // only what still exists: a session that was ended elsewhere meanwhile does not come back
        const UPDATE: &str = "UPDATE session SET person_id = $2, data = $3, device = $4, seen_at = $5, expires_at = $6 WHERE id = $1";
        let data = serde_json::to_string(&record.data).map_err(|e| Error::Encode(e.to_string()))?;
        let person = record.data.get(PERSON).and_then(serde_json::Value::as_i64);
        let device = record.data.get(DEVICE).and_then(serde_json::Value::as_str).unwrap_or_default().to_string();
        let now = self.0.clock.now();
        let mut tx = self.write().await?;
        let sql = if new { INSERT } else { UPDATE };
        let changed = execute!(tx, sql, hashed(&record.id), person, &data, &device, now, now + LIFETIME).map_err(backend)?;
        tx.commit().await.map_err(backend)?;
        Ok(changed == 1)
    }
}

/// Sessions are found by a hash of their id, so that a read of the table gives nobody a session.
pub fn hashed(id: &Id) -> String {
    crate::context::secret_hash(&id.to_string())
}

#[async_trait::async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> StoreResult<()> {
        while !self.put(record, true).await? {
            record.id = Id::default();
        }
        Ok(())
    }
    async fn save(&self, record: &Record) -> StoreResult<()> {
        self.put(record, false).await.map(|_| ())
    }
    async fn load(&self, id: &Id) -> StoreResult<Option<Record>> {
        const SQL: &str = "SELECT data, seen_at, expires_at FROM session WHERE id = $1 AND expires_at > $2";
        let now = self.0.clock.now();
        let mut conn = self.read().await?;
        let row = fetch!(conn, SessionRow, fetch_optional, SQL, hashed(id), now).map_err(backend)?;
        drop(conn);
        if row.as_ref().is_some_and(|row| now - row.seen_at >= SEEN_EVERY) {
            self.seen(id, now).await?;
        }
        row.map(|row| {
            Ok(Record {
                id: *id,
                data: serde_json::from_str(&row.data).map_err(|e| Error::Decode(e.to_string()))?,
                expiry_date: time::OffsetDateTime::from_unix_timestamp(row.expires_at.timestamp()).map_err(|e| Error::Decode(e.to_string()))?,
            })
        })
        .transpose()
    }
    async fn delete(&self, id: &Id) -> StoreResult<()> {
        let mut tx = self.write().await?;
        execute!(tx, "DELETE FROM session WHERE id = $1", hashed(id)).map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}
