//! SQL of what meetings are planned beside: dates of the year, and where the areas' tiles stand.

use crate::agreements::types::YearDateKind;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::AgreementId;
use crate::{execute, fetch};

/// Where an area's tile stands.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TileRow {
    /// Area.
    pub id: i64,
    /// Its slug.
    pub slug: String,
    tile_column: Option<i64>,
    tile_row: Option<i64>,
}

impl TileRow {
    /// Column and row.
    pub fn tile(&self) -> Option<(i64, i64)> {
        self.tile_column.zip(self.tile_row)
    }
}

/// Where the tiles of an agreement's areas stand.
pub async fn tiles(tx: &mut Tx, agreement: AgreementId) -> Result<Vec<TileRow>> {
    Ok(fetch!(tx, TileRow, fetch_all, "SELECT id, slug, tile_column, tile_row FROM area WHERE agreement_id = $1", agreement)?)
}

/// Sets where an area's tile stands.
pub async fn set_tile(tx: &mut Tx, area: i64, tile: Option<(i64, i64)>) -> Result<()> {
    execute!(tx, "UPDATE area SET tile_column = $2, tile_row = $3 WHERE id = $1", area, tile.map(|t| t.0), tile.map(|t| t.1))?;
    Ok(())
}

/// A date of the year.
#[allow(missing_docs)]
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct YearDateRow {
    pub id: i64,
    pub slug: String,
    pub kind: YearDateKind,
    pub title_sv: String,
    pub title_en: String,
    pub from_day: String,
    pub to_day: String,
    pub year: Option<i64>,
    pub position: i64,
    pub retired: bool,
}

/// Dates of the year of an agreement.
pub async fn year_dates(tx: &mut Tx, agreement: AgreementId) -> Result<Vec<YearDateRow>> {
    const SQL: &str = "SELECT id, slug, kind, title_sv, title_en, from_day, to_day, year, position, retired FROM agreement_year_date WHERE agreement_id = $1";
    Ok(fetch!(tx, YearDateRow, fetch_all, SQL, agreement)?)
}

/// Creates a date of the year.
pub async fn create_year_date(tx: &mut Tx, agreement: AgreementId, d: &YearDateRow) -> Result<()> {
    const SQL: &str = "INSERT INTO agreement_year_date (agreement_id, slug, kind, title_sv, title_en, from_day, to_day, year, position)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    execute!(tx, SQL, agreement, &d.slug, d.kind, &d.title_sv, &d.title_en, &d.from_day, &d.to_day, d.year, d.position)?;
    Ok(())
}

/// Changes a date of the year.
pub async fn change_year_date(tx: &mut Tx, id: i64, d: &YearDateRow) -> Result<()> {
    const SQL: &str =
        "UPDATE agreement_year_date SET kind = $2, title_sv = $3, title_en = $4, from_day = $5, to_day = $6, year = $7, position = $8, retired = $9
        WHERE id = $1";
    execute!(tx, SQL, id, d.kind, &d.title_sv, &d.title_en, &d.from_day, &d.to_day, d.year, d.position, d.retired)?;
    Ok(())
}
