//! What pages of meetings show. One connection and few statements each.

use super::managed;
use super::record::Record;
use crate::agreements::types::Agreement;
use crate::context::{Ctx, secret_hash};
use crate::db::Conn;
use crate::error::{AppError, Refusal, Result};
use crate::ids::RegistrationId;
use crate::meetings::inputs::{ActionForm, AdjusterForm, MOST_ACTIONS, MinutesForm, MinutesItem, SignUpForm};
use crate::meetings::store::{self, InvitedBody, Item, Meeting, Owner, Registration, TakenOn, WithChoices};
use crate::meetings::types::{ItemOutcome, NeedKind, RegistrationState};
use crate::meetings::{calendar, rules};
use crate::paths;
use crate::planning::store::ChoiceRow;
use crate::promises::rules::is_talk;
use crate::promises::store::{OfMeeting, of_meeting};
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
    pub actions: Vec<TakenOn>,
    /// What belongs to its minutes.
    pub record: Record,
    /// Of a talk, promises on its agenda and promises made there.
    pub promises: Vec<OfMeeting>,
    /// The reader manages meetings.
    pub manages: bool,
    /// Organisations and bodies that were invited, where only those who are sign up.
    pub invited: Vec<InvitedBody>,
    /// What was chosen for it and what was not.
    pub choices: Vec<ChoiceRow>,
    /// Something was asked or voted on while it ran.
    pub has_floor: bool,
    /// How those who were there say that it was, if they were asked.
    pub survey: Option<crate::surveys::rules::Brief>,
}

/// A meeting by the last part of its address.
///
/// # Errors
/// `NotFound`; `Moved` for an earlier slug.
pub async fn see(ctx: &Ctx, agreement: &str, part: &str) -> Result<MeetingView> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let (number, slug) = paths::number_and_slug(part).ok_or(AppError::NotFound)?;
    let mut conn = ctx.read().await?;
    let found = store::with_choices(&mut conn, agreement.id, number, ctx.now(), manages(ctx, &agreement)).await?.ok_or(AppError::NotFound)?;
    // the number finds it, whatever the word after it
    if found.meeting.slug != slug {
        return Err(AppError::Moved(ctx.href(paths::meeting(&agreement.slug, number, &found.meeting.slug))));
    }
    whole(ctx, &mut conn, agreement, found).await
}

/// A meeting by its number.
///
/// # Errors
/// `NotFound`.
pub async fn see_number(ctx: &Ctx, agreement: &str, number: i64) -> Result<MeetingView> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let found = store::with_choices(&mut conn, agreement.id, number, ctx.now(), manages(ctx, &agreement)).await?.ok_or(AppError::NotFound)?;
    whole(ctx, &mut conn, agreement, found).await
}

async fn whole(ctx: &Ctx, conn: &mut Conn, agreement: Arc<Agreement>, found: WithChoices) -> Result<MeetingView> {
    let WithChoices { meeting, has_choices, counted, has_floor } = found;
    let survey = counted.as_deref().and_then(crate::surveys::rules::brief);
    let items = store::items(conn, meeting.id).await?;
    let manages = manages(ctx, &agreement);
    let invites = meeting.by_invitation && !meeting.state.has_minutes();
    let (actions, rows) = if meeting.state.has_minutes() {
        store::actions_and_record(conn, meeting.id, manages).await?
    } else if has_choices || invites || meeting.starts_at <= ctx.now() {
        (Vec::new(), store::record(conn, meeting.id, manages).await?)
    } else {
        // before it begins there is nothing else
        (Vec::new(), Vec::new())
    };
    let mut record = Record::of(rows);
    let choices = std::mem::take(&mut record.choices);
    let invited = if invites { std::mem::take(&mut record.invited) } else { Vec::new() };
    let has_promises = is_talk(meeting.kind) || items.iter().any(|i| i.promise_id.is_some());
    let promises = if has_promises { of_meeting(conn, agreement.id, meeting.id, None).await? } else { Vec::new() };
    Ok(MeetingView { agreement, meeting, items, actions, record, promises, manages, invited, choices, has_floor, survey })
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
    /// What was written while the meeting ran, and the form does not hold. One entry for each item, in the same order.
    pub live: Vec<super::minutes::Live>,
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
        Some(typed) if !typed.signed_up.is_empty() => take_signed_up(typed.clone(), &record, &owners),
        Some(typed) => typed.clone(),
        // while the meeting runs, what is written item by item elsewhere is put in here
        None => fresh(&meeting, &stored, &record, &owners),
    };
    let there = |f: &&MinutesItem| items.iter().any(|item| f.id.parse() == Ok(item.id.0));
    let gone = form.items.iter().filter(|f| !f.id.is_empty() && !there(f)).cloned().collect();
    let mut by_item: Vec<MinutesItem> = items.iter().enumerate().map(|(n, item)| in_full(item, typed_about(&form, n, item))).collect();
    let live = super::minutes::meet(&record, &mut by_item, typed.is_none());
    let mut form = MinutesForm { items: by_item, ..form };
    form.adjusters.resize(2, AdjusterForm::default());
    Ok(MinutesPage { agreement, meeting, items, form, live, owners, record, stored, gone })
}

/// The form as it opens: what was kept, and where nothing was yet, those who were checked in or take part online as those who were there.
fn fresh(meeting: &Meeting, stored: &MinutesForm, record: &Record, owners: &[Owner]) -> MinutesForm {
    let form = MinutesForm { version: meeting.version.to_string(), ..stored.clone() };
    if meeting.minutes_draft.is_empty() && meeting.checked_in > 0 { take_signed_up(form, record, owners) } else { form }
}

/// The form with those who came, as far as the sign-ups tell; where nobody was checked in, with all who had a place.
fn take_signed_up(mut form: MinutesForm, record: &Record, owners: &[Owner]) -> MinutesForm {
    let registered = |name: &str| owners.iter().find(|o| o.fold_key == crate::text::fold_key(name)).map_or_else(|| name.to_string(), |o| o.name.clone());
    let named = record.signed_up.iter().filter(|(name, _)| !name.is_empty());
    form.attending = named.map(|(name, people)| super::minutes::attendance_line(&registered(name), *people)).collect::<Vec<_>>().join("\n");
    form.alone = record.signed_up.iter().find(|(name, _)| name.is_empty()).map(|(_, people)| people.to_string()).unwrap_or_default();
    form
}

/// What the form says about an item: found by its id, or by its place where the form carries no ids.
fn typed_about<'a>(form: &'a MinutesForm, place: usize, item: &Item) -> Option<&'a MinutesItem> {
    form.items.iter().find(|f| f.id.parse() == Ok(item.id.0)).or_else(|| form.items.get(place).filter(|f| f.id.is_empty()))
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
    /// The waiting list, in its order.
    pub waiting: Vec<Registration>,
    /// What they need, by kind.
    pub needs: Vec<(RegistrationId, NeedKind, String)>,
}

/// Who signed up to a meeting: for the kansli only.
pub async fn registrants(ctx: &Ctx, agreement: &str, number: i64) -> Result<Registrants> {
    let agreement = managed(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let people = store::registrants(&mut conn, meeting.id, ctx.now()).await?;
    let waiting = if meeting.waiting + meeting.online_waiting > 0 { store::waiting(&mut conn, meeting.id).await? } else { Vec::new() };
    let needs = store::needs(&mut conn, meeting.id).await?;
    Ok(Registrants { agreement, meeting, people, waiting, needs })
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
    /// What the person needs, by kind.
    pub needs: Vec<(NeedKind, String)>,
    /// Place on the waiting list; 1 is next.
    pub position: Option<i64>,
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
        // what the link still does then is to say how it was
        if crate::surveys::store::is_asked(&mut conn, registration.id).await? {
            return Err(AppError::Moved(ctx.href(paths::own_survey(&agreement.slug, number, &meeting.slug, token))));
        }
        return Err(Refusal::LinkSpent.into());
    }
    let needs = store::needs_of(&mut conn, registration.id).await?;
    let position = if registration.state == RegistrationState::Waiting { Some(store::position(&mut conn, &registration).await?) } else { None };
    let need = |kind| needs.iter().find(|(k, _)| *k == kind).map(|(_, detail)| detail.clone()).unwrap_or_default();
    let form = typed.cloned().unwrap_or_else(|| SignUpForm {
        interpreter: need(NeedKind::Interpreter),
        child_care: need(NeedKind::ChildCare),
        food: need(NeedKind::Food),
        wheelchair: if needs.iter().any(|(k, _)| *k == NeedKind::Wheelchair) { "1".into() } else { String::new() },
        name: registration.name.clone(),
        email: registration.email.clone(),
        organisation: registration.organisation_name.clone(),
        how: if registration.online { "online".into() } else { "place".into() },
        needs: registration.needs.clone(),
        ..SignUpForm::default()
    });
    Ok(OwnPage { agreement, meeting, registration, needs, position, form })
}

/// A meeting as a calendar file.
pub async fn calendar_of(ctx: &Ctx, agreement: &str, number: i64) -> Result<String> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    Ok(calendar::one(ctx, &agreement, &meeting))
}

/// All meetings of the last year and those to come, as a calendar to subscribe to.
pub async fn calendar_feed(ctx: &Ctx, agreement: &str) -> Result<String> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let meetings = store::since(&mut conn, agreement.id, ctx.now(), ctx.now() - TimeDelta::days(365)).await?;
    Ok(calendar::of(ctx, &agreement, &meetings))
}
