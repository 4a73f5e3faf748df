//! What was written while the meeting ran, where it meets the form of the minutes: nothing of it is left out unless somebody says so.

use super::write::typed_of;
use crate::db::Tx;
use crate::error::{Fault, Faults, Result};
use crate::floor::store as floor;
use crate::ids::MeetingId;
use crate::meetings::inputs::{MinutesForm, MinutesItem, at};
use crate::meetings::service::record::{LiveText, Record};
use crate::meetings::store::Item;
use crate::text;

/// What was written about an item while the meeting ran, and the form does not hold.
#[derive(Debug, Clone, Default)]
pub struct Live {
    /// The text, where it is newer than what was taken in.
    pub newer: Option<LiveText>,
    /// Texts that wait beside it for somebody to choose, the oldest first.
    pub beside: Vec<LiveText>,
}

fn is_same(one: &str, other: &str) -> bool {
    text::clean(one) == text::clean(other)
}

/// What of it the items of the form do not hold, one for each. As the form opens it is put in where nobody has gone on with it there.
pub(in crate::meetings::service) fn meet(record: &Record, items: &mut [MinutesItem], opens: bool) -> Vec<Live> {
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        let id: i64 = item.id.parse().unwrap_or(0);
        let written = record.written.iter().find(|w| w.item == id && !w.text.trim().is_empty());
        if let Some(written) = written {
            if opens && item.said.trim().is_empty() {
                item.said.clone_from(&written.text);
            }
            if is_same(&item.said, &written.text) {
                item.taken = written.version.to_string();
            }
        }
        let newer = written.filter(|w| w.is_new && !is_same(&item.said, &w.text)).cloned();
        let beside = record.beside.iter().filter(|b| b.item == id).cloned().collect();
        all.push(Live { newer, beside });
    }
    all
}

/// Keeps what the form says is taken in, and gives the rows of the form where something else waits. The meeting is locked; what is written
/// is from here on, until the transaction ends.
pub(super) async fn waiting(tx: &mut Tx, meeting: MeetingId, items: &[Item], form: &MinutesForm) -> Result<Vec<usize>> {
    let texts = floor::lock_all_minutes(tx, meeting).await?;
    let beside = floor::all_beside(tx, meeting).await?;
    let empty = MinutesItem::default();
    let mut rows = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let (row, typed) = typed_of(form, place, item).unwrap_or((place, &empty));
        let mut waits = false;
        for (_, version) in beside.iter().filter(|(of, _)| *of == item.id) {
            if typed.settled.contains(version) {
                floor::settle_one(tx, meeting, item.id, *version).await?;
            } else {
                waits = true;
            }
        }
        if let Some(live) = texts.iter().find(|t| t.item_id == item.id) {
            let ticked = typed.taken.parse::<i64>().unwrap_or(0).min(live.version);
            let taken = if is_same(&typed.said, &live.text) { live.version } else { live.taken.max(ticked) };
            if taken > live.taken {
                floor::take_in(tx, meeting, item.id, taken).await?;
            }
            waits |= taken < live.version && !live.text.trim().is_empty();
        }
        if waits {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// The same for minutes that others are about to read: what waits is a fault.
pub(super) async fn check(tx: &mut Tx, meeting: MeetingId, items: &[Item], form: &MinutesForm, faults: &mut Faults) -> Result<()> {
    for row in waiting(tx, meeting, items, form).await? {
        faults.add(at("said", row), Fault::LiveText);
    }
    Ok(())
}
