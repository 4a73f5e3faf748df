//! What pages of meetings show. One connection and few statements each.

use super::managed;
use crate::agreements::types::Agreement;
use crate::context::{Ctx, secret_hash};
use crate::db::Conn;
use crate::error::{AppError, Refusal, Result};
use crate::meetings::inputs::{ActionForm, CancelForm, ItemForm, MOST_ACTIONS, MeetingForm, MinutesForm, MinutesItem, SignUpForm};
use crate::meetings::store::{self, Action, Choosable, Item, Meeting, Owner, Registration};
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
    let mut held = store::held(&mut conn, agreement.id, ctx.now(), after, PAGE + 1).await?;
    let more = usize::try_from(PAGE).ok().filter(|page| held.len() > *page).and_then(|page| {
        held.truncate(page);
        held.last().map(|m| m.number)
    });
    Ok(MeetingList { agreement, coming, held, more, paged: after.is_some() })
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
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
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
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    whole(ctx, &mut conn, agreement, meeting).await
}

async fn whole(ctx: &Ctx, conn: &mut Conn, agreement: Arc<Agreement>, meeting: Meeting) -> Result<MeetingView> {
    let items = store::items(conn, meeting.id).await?;
    let actions = if meeting.state.has_minutes() { store::actions(conn, meeting.id).await? } else { Vec::new() };
    let manages = ctx.actor.as_ref().is_some_and(|a| rules::may_manage(a, agreement.curator_id));
    Ok(MeetingView { agreement, meeting, items, actions, manages })
}

/// Number of a meeting in the last part of its address, whatever the slug says: for forms and own links, which outlive a title.
pub fn number(part: &str) -> Result<i64> {
    paths::number_and_slug(part).map(|(number, _)| number).ok_or(AppError::NotFound)
}

/// The form that announces or changes a meeting.
#[derive(Debug)]
pub struct PlanPage {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The meeting that is changed.
    pub meeting: Option<Meeting>,
    /// Its agenda as stored.
    pub items: Vec<Item>,
    /// The form, as stored or as typed.
    pub form: MeetingForm,
    /// Issues to choose from.
    pub choosable: Vec<Choosable>,
    /// Number of the issue that somebody came here with, and the announced meetings that could take it up instead of a new one.
    pub with: Option<(i64, Vec<Meeting>)>,
}

/// Adds a row for the issue that somebody came here with, where it can be chosen.
fn add_issue(form: &mut MeetingForm, issue: Option<i64>, choosable: &[Choosable]) -> Option<i64> {
    let number = issue.filter(|n| choosable.iter().any(|c| c.number == *n))?;
    form.items.push(ItemForm { issue: number.to_string(), ..ItemForm::default() });
    Some(number)
}

/// The form for a new meeting, as typed if it was; or with an issue already on its agenda.
pub async fn new_meeting_page(ctx: &Ctx, agreement: &str, typed: Option<&MeetingForm>, issue: Option<i64>) -> Result<PlanPage> {
    let agreement = managed(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let choosable = store::choosable(&mut conn, agreement.id).await?;
    let mut with = None;
    let form = match typed {
        Some(typed) => typed.clone(),
        None => {
            let mut form = MeetingForm { kind: "hearing".into(), lang: ctx.locale.code().into(), capacity: "60".into(), ..MeetingForm::default() };
            if let Some(number) = add_issue(&mut form, issue, &choosable) {
                let coming = store::coming(&mut conn, agreement.id, ctx.now(), 20).await?;
                with = Some((number, coming.into_iter().filter(|m| m.state.is_standing()).collect()));
            }
            form
        }
    };
    Ok(PlanPage { agreement, meeting: None, items: Vec::new(), form, choosable, with })
}

/// The form that changes a meeting, as typed if it was; or as stored, with an issue more on its agenda.
pub async fn plan_page(ctx: &Ctx, agreement: &str, number: i64, typed: Option<&MeetingForm>, issue: Option<i64>) -> Result<PlanPage> {
    let agreement = managed(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    if !meeting.state.is_standing() && typed.is_none() {
        return Err(Refusal::Closed.into());
    }
    let items = store::items(&mut conn, meeting.id).await?;
    let choosable = store::choosable(&mut conn, agreement.id).await?;
    let form = typed.cloned().unwrap_or_else(|| {
        let mut form = stored(&agreement, &meeting, &items);
        add_issue(&mut form, issue, &choosable);
        form
    });
    Ok(PlanPage { agreement, meeting: Some(meeting), items, form, choosable, with: None })
}

fn stored(agreement: &Agreement, m: &Meeting, items: &[Item]) -> MeetingForm {
    MeetingForm {
        version: m.version.to_string(),
        kind: m.kind.to_string(),
        title: m.title.clone(),
        theme: m.theme.clone(),
        access: m.access.clone(),
        lang: m.lang.clone(),
        area: m.area_id.and_then(|id| agreement.area_by_id(id)).map(|a| a.slug.clone()).unwrap_or_default(),
        place: m.place.clone(),
        address: m.address.clone(),
        online_url: m.online_url.clone(),
        date: m.starts_local.date().to_string(),
        starts: m.starts_local.format("%H:%M").to_string(),
        ends: m.ends_local.format("%H:%M").to_string(),
        capacity: m.capacity.to_string(),
        items: (1..)
            .zip(items)
            .map(|(n, i)| ItemForm {
                id: i.id.to_string(),
                number: format!("{n}"),
                issue: i.issue_number.map(|n| n.to_string()).unwrap_or_default(),
                title: i.title.clone(),
                reason: i.reason.clone(),
                minutes: if i.minutes > 0 { i.minutes.to_string() } else { String::new() },
            })
            .collect(),
        ..MeetingForm::default()
    }
}

/// The form that cancels a meeting.
pub async fn cancel_page(ctx: &Ctx, agreement: &str, number: i64, typed: Option<&CancelForm>) -> Result<(MeetingView, CancelForm)> {
    let agreement = managed(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let items = store::items(&mut conn, meeting.id).await?;
    Ok((MeetingView { agreement, meeting, items, actions: Vec::new(), manages: true }, typed.cloned().unwrap_or_default()))
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
    /// Public bodies that can be asked.
    pub bodies: Vec<crate::curation::store::Choice>,
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
    let bodies = crate::curation::store::askable_bodies(&mut conn, agreement.public_party_id, ctx.today()).await?;
    let stored: MinutesForm = serde_json::from_str(&meeting.minutes_draft).unwrap_or_default();
    let form = match typed {
        Some(typed) => typed.clone(),
        None => MinutesForm { version: meeting.version.to_string(), ..stored.clone() },
    };
    let there = |f: &&MinutesItem| items.iter().any(|item| f.id.parse() == Ok(item.id.0));
    let gone = form.items.iter().filter(|f| !f.id.is_empty() && !there(f)).cloned().collect();
    let mut by_item: Vec<MinutesItem> = items.iter().map(|item| in_full(item, form.items.iter().find(|f| f.id.parse() == Ok(item.id.0)))).collect();
    if typed.is_none() {
        // what was written while the meeting ran, where nobody has gone on with it here
        for (id, text) in crate::floor::store::minutes_texts(&mut conn, meeting.id).await? {
            if let Some(item) = by_item.iter_mut().find(|f| f.id.parse() == Ok(id.0)).filter(|f| f.said.trim().is_empty()) {
                item.said = text;
            }
        }
    }
    Ok(MinutesPage { agreement, meeting, items, form: MinutesForm { items: by_item, ..form }, owners, bodies, stored, gone })
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
