//! What SQLite and PostgreSQL do differently, all of it.

use super::{Conn, Db};
use crate::error::Result;
use crate::execute;
use crate::live::Note;
use sqlx::{Connection, PgConnection};

/// `3.51.3` as numbers.
pub fn sqlite_version(text: &str) -> (u32, u32, u32) {
    let mut parts = text.split('.').map(|p| p.parse().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0))
}

/// PostgreSQL channel of live notes.
pub const LIVE_CHANNEL: &str = "dialogforum_live";

/// Tells every server process on this PostgreSQL database, when the transaction commits.
pub async fn notify(conn: &mut Conn, note: &Note) -> Result<()> {
    execute!(conn, "SELECT pg_notify('dialogforum_live', $1)", serde_json::to_string(note)?)?;
    Ok(())
}

/// Holds a lock of a name of ours on a PostgreSQL server for as long as the connection given back lives; waits while another process
/// holds it. SQLite needs none: its file is written by one process at a time.
pub async fn hold_lock(db: &Db, url: &str, key: i64) -> Result<Option<PgConnection>> {
    let Db::Postgres(_) = db else { return Ok(None) };
    let mut conn = PgConnection::connect(url).await?;
    sqlx::query("SELECT pg_advisory_lock($1)").bind(key).execute(&mut conn).await?;
    Ok(Some(conn))
}

/// Picks the statement for the database at hand, where the two must differ.
#[macro_export]
macro_rules! by_dialect {
    ($conn:expr, sqlite: $sqlite:expr, postgres: $postgres:expr $(,)?) => {
        match $conn.kind() {
            $crate::db::Kind::Sqlite => $sqlite,
            $crate::db::Kind::Postgres => $postgres,
        }
    };
}
