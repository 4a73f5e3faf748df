//! Migrations: two folders with the same numbers, embedded in the binary.

use super::Db;
use crate::error::{AppError, Result};

/// The migrations of SQLite.
pub static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("../migrations/sqlite");
/// The migrations of PostgreSQL.
pub static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("../migrations/postgres");

/// Brings the database to this version's schema. Safe to call at every start, and by several processes at once.
pub async fn migrate(db: &Db) -> Result<()> {
    match db {
        Db::Sqlite { write, .. } => SQLITE.run(write).await,
        Db::Postgres(pool) => POSTGRES.run(pool).await,
    }
    .map_err(|e| AppError::Internal(format!("migration: {e}")))
}
