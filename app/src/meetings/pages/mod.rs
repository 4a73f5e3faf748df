//! Pages of meetings. Each awaits one service call, then is drawn at once.

mod actions;
mod agenda;
mod briefs;
mod cancel;
mod documentation;
mod door;
mod guests;
mod list;
mod meeting;
mod minutes;
mod own;
mod plan;
pub mod qr;
mod registrants;
mod rows;
mod sheet;
mod sign_up;
mod state;
mod templates;

pub use actions::{action, action_page, actions, actions_csv, told};
pub use briefs::{brief, briefs};
pub use cancel::{cancel, cancel_page};
pub use documentation::{documentation, documentation_page};
pub use door::{Find, door, page as door_page};
pub use guests::{guests, guests_page, invitation, invitation_page};
pub use list::{Paging, all};
pub use meeting::{Again, one, page as meeting_page};
pub use minutes::{
    adjust, adjust_page, correct, correct_page, correction_text, form as minutes_form, minutes_text, page as minutes_page, page_again as minutes_again,
};
pub use own::{own, page as own_page};
pub use plan::{With, edit, new, page as plan_page};
pub use registrants::registrants;
pub use templates::{From as TemplateFrom, template, template_again, templates};

use super::service;
use super::store::Meeting;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::i18n::{Locale, dates, meetings as t};
use crate::paths;
use crate::shell::PageResult;
use axum::extract::Path;
use axum::response::IntoResponse;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use sha2::Digest;

/// Number of a meeting in the last part of its address, whatever the word after it: forms and mailed links outlive a title.
pub(super) fn number(part: &str) -> Result<i64> {
    service::number(part)
}

fn path_of(agreement: &Agreement, m: &Meeting) -> String {
    paths::meeting(&agreement.slug, m.number, &m.slug)
}

fn part_of(agreement: &Agreement, m: &Meeting, part: &str) -> String {
    paths::meeting_part(&agreement.slug, m.number, &m.slug, part)
}

/// `kl. 17.30–19.30`.
fn hours(l: Locale, m: &Meeting) -> String {
    dates::time_span(l, m.starts_local, m.ends_local)
}

/// Place, and that one can take part online.
fn place(l: Locale, m: &Meeting) -> String {
    if m.online_url.is_empty() { m.place.clone() } else { format!("{}, {}", m.place, t::or_online(l)) }
}

/// A calendar file. Programs ask for it again and again: one that is as it was is not sent a second time.
fn calendar(text: String, name: &str, asked: &HeaderMap) -> PageResult {
    let value = |text: String| HeaderValue::from_str(&text).map_err(|e| AppError::Internal(e.to_string()));
    let tag = format!("\"{}\"", data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(text.as_bytes())[..16]));
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let known = asked.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()).unwrap_or_default();
    let is_known = known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag);
    // a weak one: the same file compressed has other octets
    headers.insert(header::ETAG, value(format!("W/{tag}"))?);
    if is_known {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, value(format!("inline; filename=\"{name}.ics\""))?);
    Ok((headers, text).into_response())
}

/// A meeting as a calendar file.
pub async fn calendar_of(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, asked: HeaderMap) -> PageResult {
    let number = number(&part)?;
    calendar(service::calendar_of(&ctx, &agreement, number).await?, &format!("{agreement}-{number}"), &asked)
}

/// All meetings as a calendar to subscribe to.
pub async fn calendar_feed(ctx: Ctx, Path(agreement): Path<String>, asked: HeaderMap) -> PageResult {
    let text = service::calendar_feed(&ctx, &agreement).await?;
    calendar(text, &agreement, &asked)
}

/// What is written about a meeting is in its language; says so to whoever has the interface in another.
fn language_hint(l: Locale, meeting: &Meeting) -> Option<&'static str> {
    let written = Locale::from_code(&meeting.lang);
    (written != l).then(|| match written {
        Locale::Sv => t::in_swedish(l),
        Locale::En => t::in_english(l),
    })
}
