//! The board of issues that could stand on an agenda.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::Result;
use crate::meetings::rules::may_manage;
use crate::meetings::store::{self as meetings, Meeting};
use crate::planning::store::{self, BoardRow, Filter};
use crate::planning::types::Order;
use crate::text;
use serde::Deserialize;
use std::sync::Arc;

/// Issues on a page.
pub const PAGE: i64 = 25;
/// Most pages that are turned: nobody reads on beyond.
const MOST_PAGES: i64 = 400;

/// What the board's address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct BoardQuery {
    /// Slug of a forum.
    pub forum: String,
    /// Slug of a theme.
    pub tema: String,
    /// Slug of an area.
    pub omrade: String,
    /// Words of the title.
    pub q: String,
    /// Order, by its code.
    pub ordning: String,
    /// Page, counted from 1.
    pub sida: String,
}

impl BoardQuery {
    /// The order; by last movement where none is asked for.
    pub fn order(&self) -> Order {
        self.ordning.parse().unwrap_or(Order::Moved)
    }
    /// The page, counted from 1.
    pub fn page(&self) -> i64 {
        self.sida.parse().unwrap_or(1).clamp(1, MOST_PAGES)
    }
    /// The filter. What the agreement does not have is not asked for.
    pub fn filter(&self, agreement: &Agreement) -> Filter {
        let key = text::fold_key(&text::clean_line(&self.q).chars().take(100).collect::<String>());
        Filter {
            forum: agreement.forum(&self.forum).map(|f| f.id),
            theme: agreement.theme(&self.tema).map(|t| t.id),
            area: agreement.area(&self.omrade).map(|a| a.id),
            pattern: format!("%{}%", key.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")),
            offset: (self.page() - 1) * PAGE,
            ..Filter::default()
        }
    }
}

/// The board.
#[derive(Debug)]
pub struct Board {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Issues of the page.
    pub rows: Vec<BoardRow>,
    /// There are more.
    pub more: bool,
    /// Meetings that issues can be chosen for.
    pub coming: Vec<Meeting>,
    /// The reader manages meetings.
    pub manages: bool,
}

/// The board, for everybody to read: two statements, and one more for those who manage meetings.
pub async fn board(ctx: &Ctx, agreement: &str, query: &BoardQuery) -> Result<Board> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let manages = ctx.actor.as_ref().is_some_and(|a| may_manage(a, agreement.curator_id));
    let mut conn = ctx.read().await?;
    let mut rows = store::board(&mut conn, agreement.id, &query.filter(&agreement), query.order(), PAGE + 1).await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > page;
    rows.truncate(page);
    let mut coming = meetings::coming(&mut conn, agreement.id, ctx.now(), 50).await?;
    coming.retain(|m| m.state.is_standing() && m.starts_at > ctx.now());
    // those who manage meetings choose while they plan
    if manages {
        coming.extend(meetings::drafts(&mut conn, agreement.id, ctx.now()).await?);
    }
    Ok(Board { agreement, rows, more, coming, manages })
}
