//! Minutes as one plain text: what is approved, frozen and checked.
//!
//! The text is UTF-8 with `\n` after each line, in the language of the meeting. Issues stand by their numbers and the titles that they had;
//! of one that is hidden the number alone, also where it was hidden since ([`without_hidden`]). Its checksum is SHA-256 over these bytes in
//! hexadecimal, as `sha256sum` gives it.

use super::write::{Point, Todo};
use crate::agreements::types::Agreement;
use crate::i18n::{Locale, meetings as m, minutes as t};
use crate::meetings::store::{Attending, Item, Meeting, NewAdjuster};
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

/// `3`, or `3.1` for what stands under it; `subs` says of each item whether it does.
pub fn labels(subs: impl IntoIterator<Item = bool>) -> Vec<String> {
    let (mut top, mut sub) = (0, 0);
    subs.into_iter()
        .map(|under| {
            if under && top > 0 {
                sub += 1;
                format!("{top}.{sub}")
            } else {
                (top, sub) = (top + 1, 0);
                top.to_string()
            }
        })
        .collect()
}

/// `fråga 7: Titeln`; a hidden one has its number alone.
fn issue(l: Locale, number: i64, title: Option<&str>) -> String {
    let number = t::text_issue(l, number);
    title.map_or_else(|| number.clone(), |title| format!("{number}: {title}"))
}

fn todo(l: Locale, todo: &Todo) -> String {
    let who = if todo.function.is_empty() { todo.owner_name.clone() } else { format!("{} ({})", todo.owner_name, todo.function) };
    format!("- {} | {who} | {}", todo.what, t::text_due(l, todo.due))
}

/// The text without the titles of some issues, and whether there was one.
fn without_titles(l: Locale, text: &str, issues: impl Iterator<Item = i64>) -> (String, bool) {
    let issues: Vec<String> = issues.map(|n| format!("{}: ", t::text_issue(l, n))).collect();
    let mut cut = false;
    let mut out = String::with_capacity(text.len());
    for one in text.split_inclusive('\n') {
        // headings alone begin with a number: what was written is indented
        let found = one.starts_with(|c: char| c.is_ascii_digit()).then(|| issues.iter().find_map(|h| Some(one.find(h.as_str())? + h.len() - 2))).flatten();
        match found {
            Some(end) => {
                cut = true;
                line(&mut out, &one[..end]);
            }
            None => out.push_str(one),
        }
    }
    (out, cut)
}

/// The text without the titles of issues that were hidden since, and a line that says so where there was one: its checksum is another.
pub fn without_hidden(l: Locale, text: &str, items: &[Item]) -> String {
    let (mut out, cut) = without_titles(l, text, items.iter().filter(|i| i.issue_title.is_none()).filter_map(|i| i.issue_number));
    if cut {
        line(&mut out, "");
        line(&mut out, t::text_hidden(l));
    }
    out
}

/// Whether two texts say the same. What their issues are called is not theirs: who posted one can give it another title, and it can be hidden
/// or shown again.
pub fn is_same(l: Locale, one: &str, two: &str, items: &[Item]) -> bool {
    let bare = |text: &str| without_titles(l, text, items.iter().filter_map(|i| i.issue_number)).0;
    bare(one) == bare(two)
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
    for (label, point) in labels(points.iter().map(|p| p.item.parent_id.is_some())).into_iter().zip(points) {
        line(&mut out, "");
        let issue = point.item.issue_number.map(|n| issue(l, n, point.item.issue_title.as_deref()));
        let heading: Vec<String> = std::iter::once(point.item.title.clone()).filter(|title| !title.is_empty()).chain(issue).collect();
        line(&mut out, &format!("{label}. {}", heading.join(", ")));
        part(&mut out, m::said(l), &point.said.said);
        part(&mut out, m::decided(l), &point.said.decided);
        if point.said.outcome != ItemOutcome::None {
            let asked = point.asked.as_ref().map(|(name, on)| format!(": {name}, {}", t::text_due(l, on))).unwrap_or_default();
            line(&mut out, &format!("{}: {}{asked}", m::outcome_label(l), m::outcome(l, point.said.outcome)));
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
