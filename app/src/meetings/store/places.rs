//! SQL of places: counters that the database holds within bounds, at the place and online apart. Every change locks the meeting first.

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{MeetingId, OrganisationId, RegistrationId};
use crate::{execute, fetch, scalar};
use chrono::NaiveDate;

/// How many can come online and from one organisation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Places {
    /// Places online; none: as many as want to.
    pub online: Option<i64>,
    /// Places that people of one organisation can have; none: as many as want to.
    pub seats: Option<i64>,
}

/// Writes how many can come online and from one organisation.
pub async fn set_places(tx: &mut Tx, id: MeetingId, p: &Places) -> Result<()> {
    const SQL: &str = "UPDATE meeting SET online_capacity = $2, seats_per_organisation = $3 WHERE id = $1";
    execute!(tx, SQL, id, p.online, p.seats)?;
    Ok(())
}

/// What is taken and what is left of a meeting's places.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub struct Room {
    /// Places at the place.
    pub capacity: i64,
    /// Of these, taken.
    pub taken: i64,
    /// Places online; none: as many as want to.
    pub online_capacity: Option<i64>,
    /// Of these, taken.
    pub online_taken: i64,
    /// Places that people of one organisation can have.
    pub seats_per_organisation: Option<i64>,
}

/// Most places online where no number is set.
const MOST_ONLINE: i64 = 100_000;

impl Room {
    /// There is a place left, online or at the place.
    pub fn has(&self, online: bool) -> bool {
        if online { self.online_taken < self.online_capacity.unwrap_or(MOST_ONLINE) } else { self.taken < self.capacity }
    }
    /// One more is taken.
    pub fn take(&mut self, online: bool) {
        if online {
            self.online_taken += 1;
        } else {
            self.taken += 1;
        }
    }
}

/// What is taken and what is left.
pub async fn room(conn: &mut Conn, meeting: MeetingId) -> Result<Room> {
    const SQL: &str = "SELECT capacity, taken, online_capacity, online_taken, seats_per_organisation FROM meeting WHERE id = $1";
    Ok(fetch!(conn, Room, fetch_one, SQL, meeting)?)
}

/// Takes a place. False when none is left: the database decides.
pub async fn take_place(tx: &mut Tx, meeting: MeetingId, online: bool) -> Result<bool> {
    const PLACE: &str = "UPDATE meeting SET taken = taken + 1 WHERE id = $1 AND taken < capacity";
    const ONLINE: &str = "UPDATE meeting SET online_taken = online_taken + 1 WHERE id = $1 AND online_taken < COALESCE(online_capacity, 100000)";
    Ok(execute!(tx, if online { ONLINE } else { PLACE }, meeting)? == 1)
}

/// Gives places back.
pub async fn give_back(tx: &mut Tx, meeting: MeetingId, online: bool, places: i64) -> Result<()> {
    const PLACE: &str = "UPDATE meeting SET taken = taken - $2 WHERE id = $1";
    const ONLINE: &str = "UPDATE meeting SET online_taken = online_taken - $2 WHERE id = $1";
    if places > 0 {
        execute!(tx, if online { ONLINE } else { PLACE }, meeting, places)?;
    }
    Ok(())
}

/// Places that people of an organisation have, but for one sign-up.
pub async fn seats_of(conn: &mut Conn, meeting: MeetingId, organisation_key: &str, but: Option<RegistrationId>) -> Result<i64> {
    const SQL: &str =
        "SELECT COUNT(*) FROM registration WHERE meeting_id = $1 AND organisation_key = $2 AND state IN ('held', 'confirmed') AND ($3 IS NULL OR id <> $3)";
    Ok(scalar!(conn, i64, fetch_one, SQL, meeting, organisation_key, but)?)
}

/// An organisation of the register by its name, with the case folded.
pub async fn organisation_named(conn: &mut Conn, fold_key: &str, today: NaiveDate) -> Result<Option<(OrganisationId, String)>> {
    const SQL: &str = "SELECT id, name FROM organisation WHERE fold_key = $1 AND (ends_on IS NULL OR ends_on >= $2) ORDER BY id LIMIT 1";
    Ok(fetch!(conn, (OrganisationId, String), fetch_optional, SQL, fold_key, today)?)
}

/// An organisation or body by its slug, or by its name with the case folded.
pub async fn organisation_by_word(conn: &mut Conn, slug: &str, fold_key: &str, today: NaiveDate) -> Result<Option<OrganisationId>> {
    const SQL: &str = "SELECT id FROM organisation WHERE (slug = $1 OR fold_key = $2) AND (ends_on IS NULL OR ends_on >= $3) ORDER BY id LIMIT 1";
    Ok(scalar!(conn, OrganisationId, fetch_optional, SQL, slug, fold_key, today)?)
}
