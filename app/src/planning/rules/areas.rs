//! Which areas of the city are left out, and where their tiles stand on the schematic map.

use crate::planning::types::AreaState;
use chrono::{Months, NaiveDate};

/// Months after which an area without a meeting is left out.
pub const MONTHS: u32 = 6;

/// Months within which a planned meeting is near enough to leave no area out *(ours)*.
pub const NEAR_MONTHS: u32 = 3;

/// The day since which a meeting must have been held.
pub fn left_out_since(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(Months::new(MONTHS)).unwrap_or(today)
}

/// How an area fares: by the days of its last meeting and of the next one. One that is far ahead leaves it out as none does.
pub fn area_state(last: Option<NaiveDate>, next: Option<NaiveDate>, today: NaiveDate) -> AreaState {
    let near = today.checked_add_months(Months::new(NEAR_MONTHS)).unwrap_or(today);
    match last {
        Some(day) if day >= left_out_since(today) => AreaState::Fine,
        _ if next.is_some_and(|day| day <= near) => AreaState::Planned,
        _ => AreaState::LeftOut,
    }
}

/// Column and row of each area's tile, counted from 1: where the agreement says it, otherwise the first free ones in an order as square as
/// can be.
pub fn tiles(wanted: &[Option<(i64, i64)>]) -> Vec<(i64, i64)> {
    let columns = (1..).find(|n: &i64| usize::try_from(n * n).is_ok_and(|all| all >= wanted.len())).unwrap_or(1);
    let mut taken: Vec<(i64, i64)> = Vec::with_capacity(wanted.len());
    // what has a place of its own keeps it; the second of two on one tile goes on
    let mut placed: Vec<Option<(i64, i64)>> = wanted
        .iter()
        .map(|tile| {
            let tile = tile.filter(|t| !taken.contains(t))?;
            taken.push(tile);
            Some(tile)
        })
        .collect();
    let mut free = (1i64..).flat_map(|row| (1..=columns).map(move |column| (column, row)));
    for tile in placed.iter_mut().filter(|t| t.is_none()) {
        *tile = free.find(|t| !taken.contains(t));
    }
    placed.into_iter().map(|tile| tile.unwrap_or((1, 1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(s: &str) -> NaiveDate {
        s.parse().unwrap()
    }

    #[test]
    fn half_a_year_by_the_calendar() {
        let today = day("2026-08-31");
        assert_eq!(left_out_since(today), day("2026-02-28"));
        let (near, far) = (Some(day("2026-11-30")), Some(day("2026-12-01")));
        assert_eq!(area_state(Some(day("2026-02-28")), None, today), AreaState::Fine);
        assert_eq!(area_state(Some(day("2026-02-28")), far, today), AreaState::Fine);
        assert_eq!(area_state(Some(day("2026-02-27")), None, today), AreaState::LeftOut);
        assert_eq!(area_state(Some(day("2026-02-27")), near, today), AreaState::Planned);
        assert_eq!(area_state(Some(day("2026-02-27")), far, today), AreaState::LeftOut);
        assert_eq!(area_state(None, None, today), AreaState::LeftOut);
        assert_eq!(area_state(None, near, today), AreaState::Planned);
        assert_eq!(area_state(None, far, today), AreaState::LeftOut);
    }

    #[test]
    fn tiles_stand_where_they_are_said_to() {
        assert_eq!(tiles(&[]), []);
        assert_eq!(tiles(&[None, None, None, None]), [(1, 1), (2, 1), (1, 2), (2, 2)]);
        assert_eq!(tiles(&[None, None, None, None, None]), [(1, 1), (2, 1), (3, 1), (1, 2), (2, 2)]);
        assert_eq!(tiles(&[Some((2, 2)), None, Some((1, 1)), None]), [(2, 2), (2, 1), (1, 1), (1, 2)]);
        assert_eq!(tiles(&[Some((4, 1)), Some((4, 1))]), [(4, 1), (1, 1)]);
    }
}
