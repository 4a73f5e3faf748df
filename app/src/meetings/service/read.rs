//! What pages of meetings show. One connection and few statements each.

use super::managed;
use super::record::Record;
use crate::agreements::types::Agreement;
use crate::context::{Ctx, secret_hash};
use crate::db::Conn;
use crate::error::{AppError, Refusal, Result};
use crate::meetings::inputs::{ActionForm, AdjusterForm, MOST_ACTIONS, MinutesForm, MinutesItem, SignUpForm};
use crate::meetings::store::{self, Action, Item, Meeting, Owner, Registration};
use crate::meetings::types::ItemOutcome;
use crate::meetings::{calendar, rules};
use crate::paths;
use chrono::TimeDelta;
use std::sync::Arc;

/// Meetings on a page.
const PAGE: i64 = 25;

/// All meetings of an agreement.
#[derive(Debug)]
pub struct MeetingList {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Those that have not ended; on the first page only.
    pub coming: Vec<Meeting>,
    /// Drafts, for those who manage meetings; on the first page only.
    pub drafts: Vec<Meeting>,
    /// Those that have.
    pub held: Vec<Meeting>,
    /// Number of the meeting after which older ones follow.
    pub more: Option<i64>,
    /// This is not the first page.
    pub paged: bool,
}

/// All meetings: coming first, then held ones, `after` the one with a number.
pub async fn see_all(ctx: &Ctx, agreement: &str, after: Option<i64>) -> Result<MeetingList> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let coming = if after.is_none() { store::coming(&mut conn, agreement.id, ctx.now(), 100).await? } else { Vec::new() };
    let drafts = if after.is_none() && manages(ctx, &agreement) { store::drafts(&mut conn, agreement.id, ctx.now()).await? } else { Vec::new() };
    let mut held = store::held(&mut conn, agreement.id, ctx.now(), after, PAGE + 1).await?;
    let more = usize::try_from(PAGE).ok().filter(|page| held.len() > *page).and_then(|page| {
        held.truncate(page);
        held.last().map(|m| m.number)
    });
    Ok(MeetingList { agreement, coming, drafts, held, more, paged: after.is_some() })
}

/// Whether the reader manages meetings.
pub(super) fn manages(ctx: &Ctx, agreement: &Agreement) -> bool {
    ctx.actor.as_ref().is_some_and(|a| rules::may_manage(a, agreement.curator_id))
}

/// A meeting by its number; a draft for those who manage meetings only.
pub(super) async fn visible(ctx: &Ctx, conn: &mut Conn, agreement: &Agreement, number: i64) -> Result<Meeting> {
    let found = if manages(ctx, agreement) {
        store::planned(conn, agreement.id, number, ctx.now()).await?
    } else {
        store::by_number(conn, agreement.id, number, ctx.now()).await?
    };
    found.ok_or(AppError::NotFound)
}

/// What was written down of what came of a meeting.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// As HTML.
    pub reason_html: String,
    /// Language.
    pub lang: String,
    /// When.
    pub occurred_at: chrono::DateTime<chrono::Utc>,
}

/// A meeting with its agenda or minutes.
#[derive(Debug)]
pub struct MeetingView {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Meeting.
    pub meeting: Meeting,
    /// Agenda.
    pub items: Vec<Item>,
    /// Actions from the minutes.
    pub actions: Vec<Action>,
    /// What belongs to its minutes.
    pub record: Record,
    /// The reader manages meetings.
    pub manages: bool,
}

/// A meeting by the last part of its address.
///
/// # Errors
/// `NotFound`; `Moved` for an earlier slug.
pub async fn see(ctx: &Ctx, agreement: &str, part: &str) -> Result<MeetingView> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let (number, slug) = paths::number_and_slug(part).ok_or(AppError::NotFound)?;
    let mut conn = ctx.read().await?;
    let meeting = visible(ctx, &mut conn, &agreement, number).await?;
    // the number finds it, whatever the word after it
    if meeting.slug != slug {
        return Err(AppError::Moved(ctx.href(paths::meeting(&agreement.slug, number, &meeting.slug))));
    }
    whole(ctx, &mut conn, agreement, meeting).await
}

/// A meeting by its number.
///
/// # Errors
/// `NotFound`.
pub async fn see_number(ctx: &Ctx, agreement: &str, number: i64) -> Result<MeetingView> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = visible(ctx, &mut conn, &agreement, number).await?;
    whole(ctx, &mut conn, agreement, meeting).await
}

async fn whole(ctx: &Ctx, conn: &mut Conn, agreement: Arc<Agreement>, meeting: Meeting) -> Result<MeetingView> {
    let items = store::items(conn, meeting.id).await?;
    let actions = if meeting.state.has_minutes() { store::actions(conn, meeting.id).await? } else { Vec::new() };
    let manages = manages(ctx, &agreement);
    // before it begins there is nothing
    let record = if meeting.starts_at <= ctx.now() { Record::of(store::record(conn, meeting.id, manages).await?) } else { Record::default() };
    Ok(MeetingView { agreement, meeting, items, actions, record, manages })
}

/// Number of a meeting in the last part of its address, whatever the slug says: for forms and own links, which outlive a title.
pub fn number(part: &str) -> Result<i64> {
    paths::number_and_slug(part).map(|(number, _)| number).ok_or(AppError::NotFound)
}

/// The form of the minutes.
#[derive(Debug)]
pub struct MinutesPage {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Meeting.
    pub meeting: Meeting,
    /// Agenda.
    pub items: Vec<Item>,
    /// The form: typed, or the draft that was kept, or empty. One entry for each item, in the same order.
    pub form: MinutesForm,
    /// Who can own an action.
    pub owners: Vec<Owner>,
    /// Public bodies that can be asked, people who can adjust, and how adjusting goes.
    pub record: Record,
    /// The draft as it is stored, to be compared with what was typed from an older one.
    pub stored: MinutesForm,
    /// What was typed about items that are no longer on the agenda.
    pub gone: Vec<MinutesItem>,
}

/// The form of the minutes, as typed if it was.
pub async fn minutes_page(ctx: &Ctx, agreement: &str, number: i64, typed: Option<&MinutesForm>) -> Result<MinutesPage> {
    let agreement = managed(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    if !meeting.state.is_standing() && typed.is_none() {
        return Err(Refusal::WrongState.into());
    }
    let items = store::items(&mut conn, meeting.id).await?;
    let owners = store::owners(&mut conn, ctx.today()).await?;
    let bodies = super::minutes::bodies(&agreement, &meeting);
    let record = Record::of(store::record_to_write(&mut conn, meeting.id, bodies, agreement.public_party_id, ctx.today()).await?);
    let stored: MinutesForm = serde_json::from_str(&meeting.minutes_draft).unwrap_or_default();
    let form = match typed {
        Some(typed) => typed.clone(),
        // while the meeting runs, what is written item by item elsewhere is put in here
        None => fresh(&meeting, &stored, &record, &owners),
    };
    let there = |f: &&MinutesItem| items.iter().any(|item| f.id.parse() == Ok(item.id.0));
    let gone = form.items.iter().filter(|f| !f.id.is_empty() && !there(f)).cloned().collect();
    let by_item = items.iter().map(|item| in_full(item, form.items.iter().find(|f| f.id.parse() == Ok(item.id.0)))).collect();
    let mut form = MinutesForm { items: by_item, ..form };
    form.adjusters.resize(2, AdjusterForm::default());
    Ok(MinutesPage { agreement, meeting, items, form, owners, record, stored, gone })
}

/// The form as it opens: what was kept, and where nothing was yet, those who signed up as those who were there.
fn fresh(meeting: &Meeting, stored: &MinutesForm, record: &Record, owners: &[Owner]) -> MinutesForm {
    let mut form = MinutesForm { version: meeting.version.to_string(), ..stored.clone() };
    if meeting.minutes_draft.is_empty() {
        let registered = |name: &str| owners.iter().find(|o| o.fold_key == crate::text::fold_key(name)).map_or_else(|| name.to_string(), |o| o.name.clone());
        let named = record.signed_up.iter().filter(|(name, _)| !name.is_empty());
        form.attending = named.map(|(name, people)| super::minutes::attendance_line(&registered(name), *people)).collect::<Vec<_>>().join("\n");
        form.alone = record.signed_up.iter().find(|(name, _)| name.is_empty()).map(|(_, people)| people.to_string()).unwrap_or_default();
    }
    form
}

/// What the form says about an item, with all its rows.
fn in_full(item: &Item, typed: Option<&MinutesItem>) -> MinutesItem {
    let mut full = typed
        .cloned()
        .unwrap_or_else(|| MinutesItem { outcome: if item.here { String::new() } else { ItemOutcome::None.to_string() }, ..MinutesItem::default() });
    full.id = item.id.to_string();
    full.actions.resize(MOST_ACTIONS, ActionForm::default());
    full
}

/// Who signed up to a meeting.
#[derive(Debug)]
pub struct Registrants {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Meeting.
    pub meeting: Meeting,
    /// Sign-ups that have a place.
    pub people: Vec<Registration>,
}

/// Who signed up to a meeting: for the kansli only.
pub async fn registrants(ctx: &Ctx, agreement: &str, number: i64) -> Result<Registrants> {
    let agreement = managed(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let people = store::registrants(&mut conn, meeting.id, ctx.now()).await?;
    Ok(Registrants { agreement, meeting, people })
}

/// The own page of somebody who signed up.
#[derive(Debug)]
pub struct OwnPage {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Meeting.
    pub meeting: Meeting,
    /// Sign-up.
    pub registration: Registration,
    /// The form that changes it, as stored or as typed.
    pub form: SignUpForm,
}

/// The own page behind a mailed secret, until the meeting has ended.
///
/// # Errors
/// `Refused(LinkSpent)`.
pub async fn own_page(ctx: &Ctx, agreement: &str, number: i64, token: &str, typed: Option<&SignUpForm>) -> Result<OwnPage> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let registration = store::registration_by_token(&mut conn, meeting.id, &secret_hash(token)).await?.ok_or(Refusal::LinkSpent)?;
    if meeting.ends_at <= ctx.now() {
        return Err(Refusal::LinkSpent.into());
    }
    let form = typed.cloned().unwrap_or_else(|| SignUpForm {
        name: registration.name.clone(),
        email: registration.email.clone(),
        organisation: registration.organisation_name.clone(),
        how: if registration.online { "online".into() } else { "place".into() },
        needs: registration.needs.clone(),
        ..SignUpForm::default()
    });
    Ok(OwnPage { agreement, meeting, registration, form })
}

/// A meeting as a calendar file.
pub async fn calendar_of(ctx: &Ctx, agreement: &str, number: i64) -> Result<String> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    Ok(calendar::of(ctx, &agreement, std::slice::from_ref(&meeting)))
}

/// All meetings of the last year and those to come, as a calendar to subscribe to.
pub async fn calendar_feed(ctx: &Ctx, agreement: &str) -> Result<String> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let meetings = store::since(&mut conn, agreement.id, ctx.now(), ctx.now() - TimeDelta::days(365)).await?;
    Ok(calendar::of(ctx, &agreement, &meetings))
}
