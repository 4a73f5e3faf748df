//! What the desk is narrowed to: by forum, theme, area, whose promise it is, and age.

use super::service::DeskQuery;
use super::store::ItemRow;
use super::types::{Owner, Queue, Source};
use crate::agreements::types::{Agreement, Side};
use crate::ids::{AreaId, ForumId, ThemeId};
use crate::{paths, time};
use chrono::NaiveDate;

/// Ages in days that one can ask for.
pub const AGES: &[i64] = &[7, 14, 30, 90];

/// What is asked for; all of it must hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// Stands in this forum, or is its meeting.
    pub forum: Option<ForumId>,
    /// Has this theme.
    pub theme: Option<ThemeId>,
    /// Is about this area.
    pub area: Option<AreaId>,
    /// Whose promise it is. What waits without a promise is the curating body's.
    pub owner: Option<Owner>,
    /// Has waited so many days.
    pub days: Option<i64>,
}

impl Filter {
    /// What an address asks for; what it names that is not there is not asked for.
    pub fn of(a: &Agreement, query: &DeskQuery) -> Self {
        Self {
            forum: a.forum(&query.forum).map(|f| f.id),
            theme: a.theme(&query.tema).map(|t| t.id),
            area: a.area(&query.omrade).map(|t| t.id),
            owner: query.sida.parse().ok(),
            days: query.alder.parse().ok().filter(|days| AGES.contains(days)),
        }
    }

    /// Something is asked for.
    pub fn is_any(&self) -> bool {
        *self != Self::default()
    }

    /// How an address says it, each with its key.
    pub fn pairs(&self, a: &Agreement) -> Vec<(&'static str, String)> {
        [
            ("forum", a.forum_by_id(self.forum).map(|f| f.slug.clone())),
            ("tema", self.theme.and_then(|id| a.themes.iter().find(|t| t.id == id)).map(|t| t.slug.clone())),
            ("omrade", self.area.and_then(|id| a.area_by_id(id)).map(|t| t.slug.clone())),
            ("sida", self.owner.map(|o| o.code().to_string())),
            ("alder", self.days.map(|d| d.to_string())),
        ]
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .collect()
    }

    /// The address of a queue, narrowed so: `ko=nya&forum=rost`.
    pub fn query(&self, a: &Agreement, queue: Queue) -> String {
        let rest: String = self.pairs(a).iter().map(|(key, value)| format!("&{key}={}", paths::encode(value))).collect();
        format!("ko={queue}{rest}")
    }

    /// Holds for something that waits. Theme and area are asked of the database.
    pub fn lets(&self, item: &ItemRow, today: NaiveDate) -> bool {
        let owner = match (item.by_curator, item.owner_side) {
            (true, _) | (_, None) => Owner::Curator,
            (false, Some(Side::Public)) => Owner::Public,
            (false, Some(_)) => Owner::Civil,
        };
        let since = item.since_at.map(time::local_date);
        // a meeting is ahead: it has no age
        let old = |days: i64| item.source == Source::Meeting || since.is_some_and(|d| (today - d).num_days() >= days);
        self.forum.is_none_or(|f| item.forum_id == Some(f)) && self.owner.is_none_or(|o| o == owner) && self.days.is_none_or(old)
    }
}
