//! Minutes as one plain text: what is approved, frozen and checked.
//!
//! The text is UTF-8 with `\n` after each line, in the language of the meeting, made only of what the minutes hold themselves: issues stand
//! by their numbers, since their words can change. Its checksum is SHA-256 over these bytes in hexadecimal, as `sha256sum` gives it.

use super::write::{Point, Todo};
use crate::agreements::types::Agreement;
use crate::i18n::{Locale, meetings as m, minutes as t};
use crate::meetings::store::{Attending, Meeting, NewAdjuster};
use crate::meetings::types::ItemOutcome;
use chrono::NaiveDate;

/// Checksum of a text.
pub fn sha256(text: &str) -> String {
    use sha2::Digest;
    data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(text.as_bytes()))
}

/// A paragraph under a word, its lines indented.
fn part(out: &mut String, word: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    line(out, &format!("{word}:"));
    for one in text.lines() {
        line(out, &format!("  {one}"));
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

/// `3`, or `3.1` for what stands under it.
fn labels(points: &[Point<'_>]) -> Vec<String> {
    let (mut top, mut sub) = (0, 0);
    points
        .iter()
        .map(|p| {
            if p.item.parent_id.is_some() && top > 0 {
                sub += 1;
                format!("{top}.{sub}")
            } else {
                (top, sub) = (top + 1, 0);
                top.to_string()
            }
        })
        .collect()
}

fn todo(l: Locale, todo: &Todo) -> String {
    let who = if todo.function.is_empty() { todo.owner_name.clone() } else { format!("{} ({})", todo.owner_name, todo.function) };
    format!("- {} | {who} | {}", todo.what, t::text_due(l, todo.due))
}

/// The minutes without who adjusted them.
pub fn body(agreement: &Agreement, meeting: &Meeting, points: &[Point<'_>], attending: &[Attending]) -> String {
    let l = Locale::from_code(&meeting.lang);
    let mut out = String::new();
    line(&mut out, &t::text_title(l, m::kind(l, meeting.kind), &meeting.title));
    line(&mut out, &t::text_where(l, agreement.name.get(l), meeting.number));
    line(&mut out, &format!("{}–{}, {}", meeting.starts_local.format("%Y-%m-%d %H:%M"), meeting.ends_local.format("%H:%M"), meeting.place));
    line(&mut out, "");
    line(&mut out, &format!("{}:", t::attending(l)));
    for a in attending {
        let name = if a.name.is_empty() { t::attending_alone(l) } else { &a.name };
        line(&mut out, &format!("- {name}: {}", a.people));
    }
    line(&mut out, &t::text_people(l, attending.iter().map(|a| a.people).sum::<i64>()));
    for (label, point) in labels(points).into_iter().zip(points) {
        line(&mut out, "");
        let issue = point.item.issue_number.map(|n| t::text_issue(l, n));
        let heading: Vec<String> = std::iter::once(point.item.title.clone()).filter(|title| !title.is_empty()).chain(issue).collect();
        line(&mut out, &format!("{label}. {}", heading.join(", ")));
        part(&mut out, m::said(l), &point.said.said);
        part(&mut out, m::decided(l), &point.said.decided);
        if point.said.outcome != ItemOutcome::None {
            line(&mut out, &format!("{}: {}", m::outcome_label(l), m::outcome(l, point.said.outcome)));
            part(&mut out, crate::i18n::common::reason(l), &point.said.reason);
        }
        if !point.actions.is_empty() {
            line(&mut out, &format!("{}:", m::to_do(l)));
            point.actions.iter().for_each(|x| line(&mut out, &todo(l, x)));
        }
    }
    out
}

/// The whole: the text that was approved, and by whom and when.
pub fn whole(l: Locale, body: &str, needed: i64, adjusted: &[(NewAdjuster, NaiveDate)]) -> String {
    let mut out = body.to_string();
    line(&mut out, "");
    line(&mut out, &format!("{}:", if needed == 1 { t::adjusted_by_chair(l) } else { t::adjusted_by(l) }));
    for (who, on) in adjusted {
        let name = if who.organisation_name.is_empty() { who.function.clone() } else { format!("{}, {}", who.function, who.organisation_name) };
        line(&mut out, &format!("- {name}, {on}"));
    }
    out
}

/// A correction as all can fetch it: it names the minutes that it stands beside by their checksum.
pub fn correction(l: Locale, meeting: &Meeting, minutes: &str, number: i64, item: Option<usize>, (text, reason): (&str, &str), on: NaiveDate) -> String {
    let mut out = String::new();
    line(&mut out, &t::text_correction(l, number, &meeting.title));
    line(&mut out, &t::text_of(l, minutes));
    line(&mut out, &on.to_string());
    if let Some(item) = item {
        line(&mut out, &m::item_number(l, item));
    }
    part(&mut out, t::correction(l), text);
    part(&mut out, crate::i18n::common::reason(l), reason);
    out
}
