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
mod qr;
mod registrants;
mod rows;
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
use crate::error::Result;
use crate::i18n::{Locale, dates, meetings as t};
use crate::paths;
use crate::shell::PageResult;
use axum::extract::Path;
use axum::response::IntoResponse;
use http::header;

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

fn calendar(text: String, name: &str) -> axum::response::Response {
    let disposition = format!("inline; filename=\"{name}.ics\"");
    (
        [
            (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_string()),
            (header::CONTENT_DISPOSITION, disposition),
            (header::CACHE_CONTROL, "no-cache".to_string()),
        ],
        text,
    )
        .into_response()
}

/// A meeting as a calendar file.
pub async fn calendar_of(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    let number = number(&part)?;
    Ok(calendar(service::calendar_of(&ctx, &agreement, number).await?, &format!("{agreement}-{number}")))
}

/// All meetings as a calendar to subscribe to.
pub async fn calendar_feed(ctx: Ctx, Path(agreement): Path<String>) -> PageResult {
    let text = service::calendar_feed(&ctx, &agreement).await?;
    Ok(calendar(text, &agreement))
}

/// What is written about a meeting is in its language; says so to whoever has the interface in another.
fn language_hint(l: Locale, meeting: &Meeting) -> Option<&'static str> {
    let written = Locale::from_code(&meeting.lang);
    (written != l).then(|| match written {
        Locale::Sv => t::in_swedish(l),
        Locale::En => t::in_english(l),
    })
}
