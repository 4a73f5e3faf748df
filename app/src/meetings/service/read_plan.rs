//! What the forms show that prepare, announce, change and cancel a meeting.

use super::managed;
use super::record::Record;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::db::Conn;
use crate::error::{AppError, Refusal, Result};
use crate::meetings::inputs::{CancelForm, ItemForm, MOST_ITEMS, MeetingForm, Subject};
use crate::meetings::rules::{MeetingAct, transition};
use crate::meetings::service::MeetingView;
use crate::meetings::store::{self, Choosable, Item, Meeting, OwnBody, TemplateItem};
use crate::meetings::types::{MeetingKind, Opening};
use crate::planning::store::{self as planning, Wish};
use std::sync::Arc;

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
    /// Issues and promises to choose from.
    pub choosable: Vec<Choosable>,
    /// Bodies whose meeting it can be.
    pub bodies: Vec<OwnBody>,
    /// Kinds that have a template, where a new meeting can begin from one.
    pub templates: Vec<MeetingKind>,
    /// A template was asked for, and there is none for the kind.
    pub no_template: bool,
    /// Number of the issue that somebody came here with, and the announced meetings that could take it up instead of a new one.
    pub with: Option<(i64, Vec<Meeting>)>,
    /// The wish that a new one is planned of.
    pub wish: Option<Wish>,
}

/// What a new meeting begins with.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// Number of an issue.
    pub issue: Option<i64>,
    /// Number of the meeting that it is a copy of.
    pub copy: Option<i64>,
    /// Kind of the meeting whose template it has.
    pub template: Option<MeetingKind>,
    /// Number of the wish that it is planned of.
    pub wish: Option<i64>,
}

/// Adds a row for the issue that somebody came here with, where it can be chosen.
fn add_issue(form: &mut MeetingForm, issue: Option<i64>, choosable: &[Choosable]) -> Option<i64> {
    let number = issue.filter(|n| choosable.iter().any(|c| c.subject() == Subject::Issue(*n)))?;
    form.items.push(ItemForm { issue: number.to_string(), ..ItemForm::default() });
    Some(number)
}

/// Adds the rows of the template for the form's kind, in its language. False where there is none.
fn add_template(form: &mut MeetingForm, all: &[TemplateItem]) -> bool {
    let rows = all.iter().filter(|i| i.kind.code() == form.kind).map(|i| ItemForm {
        title: if form.lang == "en" { i.title_en.clone() } else { i.title_sv.clone() },
        minutes: if i.minutes > 0 { i.minutes.to_string() } else { String::new() },
        sub: if i.sub { "1".into() } else { String::new() },
        ..ItemForm::default()
    });
    let rows: Vec<ItemForm> = rows.collect();
    let found = !rows.is_empty();
    if found {
        // what is typed stays above
        form.items.retain(|i| !(i.title.trim().is_empty() && i.issue.trim().is_empty() && i.reason.trim().is_empty()));
        form.items.extend(rows);
        form.items.truncate(MOST_ITEMS);
    }
    found
}

/// A new meeting as a wish says it; of one that is hidden neither what it says nor the title that stands for it. An issue that cannot be put on an agenda now is named by its title.
fn of_wish(agreement: &Agreement, wish: &Wish, choosable: &[Choosable]) -> MeetingForm {
    let item = wish.issue_number.zip(wish.issue_title.as_ref()).map(|(n, title)| {
        let can = choosable.iter().any(|c| c.subject() == Subject::Issue(n));
        let (issue, title) = if can { (n.to_string(), String::new()) } else { (String::new(), title.clone()) };
        ItemForm { issue, title, ..ItemForm::default() }
    });
    MeetingForm {
        kind: wish.kind.to_string(),
        title: if wish.hidden { String::new() } else { wish.title.clone() },
        theme: wish.why.chars().take(2000).collect(),
        lang: wish.lang.clone(),
        area: wish.area_id.and_then(|id| agreement.area_by_id(id)).map(|a| a.slug.clone()).unwrap_or_default(),
        of_forum: agreement.forum_by_id(wish.forum_id).map(|f| f.slug.clone()).unwrap_or_default(),
        capacity: "60".into(),
        wish: wish.number.to_string(),
        items: item.into_iter().collect(),
        ..MeetingForm::default()
    }
}

fn kinds(all: &[TemplateItem]) -> Vec<MeetingKind> {
    MeetingKind::ALL.iter().copied().filter(|k| all.iter().any(|i| i.kind == *k)).collect()
}

/// A new meeting like another, on a day to be chosen. Issues that moved on since stay where they are, as do promises that were kept.
async fn copy_of(ctx: &Ctx, conn: &mut Conn, agreement: &Agreement, number: i64, choosable: &[Choosable]) -> Result<MeetingForm> {
    let meeting = store::planned(conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let mut items = store::items(conn, meeting.id).await?;
    // what came by itself comes by itself where it belongs
    items.retain(|i| i.promise_id.is_none() || i.promise_chosen);
    let mut form = stored(agreement, &meeting, &items);
    form.items.retain(|i| i.issue.is_empty() || i.issue.parse().is_ok_and(|s: Subject| choosable.iter().any(|c| c.subject() == s)));
    for item in &mut form.items {
        item.id.clear();
    }
    if let Some(first) = form.items.first_mut() {
        first.sub.clear();
    }
    Ok(MeetingForm { version: String::new(), date: String::new(), opens: String::new(), opens_on: String::new(), ..form })
}

/// The form for a new meeting, as typed if it was; or beginning with something.
pub async fn new_meeting_page(ctx: &Ctx, agreement: &str, typed: Option<&MeetingForm>, start: &Start) -> Result<PlanPage> {
    let agreement = managed(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let choosable = store::choosable(&mut conn, agreement.id).await?;
    let bodies = store::own_bodies(&mut conn, ctx.today()).await?;
    let empty = MeetingForm { kind: "hearing".into(), lang: ctx.locale.code().into(), capacity: "60".into(), ..MeetingForm::default() };
    let wish = match typed.map_or(start.wish, |typed| typed.wish.parse().ok()) {
        Some(number) => planning::by_number(&mut conn, agreement.id, number).await?,
        None => None,
    };
    let form = match (typed, start.copy, &wish) {
        (Some(typed), ..) => typed.clone(),
        (None, Some(number), _) => copy_of(ctx, &mut conn, &agreement, number, &choosable).await?,
        (None, None, Some(wish)) => of_wish(&agreement, wish, &choosable),
        (None, None, None) => empty,
    };
    let mut page = PlanPage {
        agreement: agreement.clone(),
        meeting: None,
        items: Vec::new(),
        form,
        choosable,
        bodies,
        templates: Vec::new(),
        no_template: false,
        with: None,
        wish,
    };
    if typed.is_some_and(|typed| !typed.template.is_empty()) {
        page.no_template = !add_template(&mut page.form, &store::template_items(&mut conn, agreement.id).await?);
    }
    if typed.is_some() || start.copy.is_some() || page.wish.is_some() {
        return Ok(page);
    }
    if let Some(number) = add_issue(&mut page.form, start.issue, &page.choosable) {
        let coming = store::coming(&mut conn, agreement.id, ctx.now(), 20).await?;
        page.with = Some((number, coming.into_iter().filter(|m| m.state.is_standing()).collect()));
        return Ok(page);
    }
    let all = store::template_items(&mut conn, agreement.id).await?;
    page.templates = kinds(&all);
    if let Some(kind) = start.template {
        page.form.kind = kind.to_string();
        page.no_template = !add_template(&mut page.form, &all);
    }
    Ok(page)
}

/// The form that changes a meeting, as typed if it was; or as stored, with an issue more on its agenda.
pub async fn plan_page(ctx: &Ctx, agreement: &str, number: i64, typed: Option<&MeetingForm>, issue: Option<i64>) -> Result<PlanPage> {
    let agreement = managed(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::planned(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    if transition(meeting.state, MeetingAct::Change).is_none() && typed.is_none() {
        return Err(Refusal::Closed.into());
    }
    let items = store::items(&mut conn, meeting.id).await?;
    let choosable = store::choosable(&mut conn, agreement.id).await?;
    let bodies = store::own_bodies(&mut conn, ctx.today()).await?;
    let mut form = typed.cloned().unwrap_or_else(|| {
        let mut form = stored(&agreement, &meeting, &items);
        add_issue(&mut form, issue, &choosable);
        form
    });
    let mut no_template = false;
    if !form.template.is_empty() {
        no_template = !add_template(&mut form, &store::template_items(&mut conn, agreement.id).await?);
    }
    Ok(PlanPage { agreement, meeting: Some(meeting), items, form, choosable, bodies, templates: Vec::new(), no_template, with: None, wish: None })
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
        of_body: m.body_slug.clone().unwrap_or_default(),
        of_forum: agreement.forum_by_id(m.forum_id).map(|f| f.slug.clone()).unwrap_or_default(),
        by_invitation: if m.by_invitation { "1".into() } else { String::new() },
        opens: if m.opens == Opening::Now { String::new() } else { m.opens.to_string() },
        opens_on: m.opens_on.map(|on| on.to_string()).unwrap_or_default(),
        place: m.place.clone(),
        address: m.address.clone(),
        online_url: m.online_url.clone(),
        date: m.starts_local.date().to_string(),
        starts: m.starts_local.format("%H:%M").to_string(),
        ends: m.ends_local.format("%H:%M").to_string(),
        capacity: m.capacity.to_string(),
        places_online: m.online_capacity.map(|n| n.to_string()).unwrap_or_default(),
        seats: m.seats_per_organisation.map(|n| n.to_string()).unwrap_or_default(),
        items: items
            .iter()
            .map(|i| ItemForm {
                id: i.id.to_string(),
                number: String::new(),
                issue: i.subject().map(|s| s.to_string()).unwrap_or_default(),
                title: i.own_title().into(),
                reason: i.reason.clone(),
                minutes: if i.minutes > 0 { i.minutes.to_string() } else { String::new() },
                sub: if i.parent_id.is_some() { "1".into() } else { String::new() },
                presenter: i.presenter.clone(),
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
    Ok((
        MeetingView {
            agreement,
            meeting,
            items,
            actions: Vec::new(),
            record: Record::default(),
            promises: Vec::new(),
            manages: true,
            invited: Vec::new(),
            choices: Vec::new(),
            has_floor: false,
            survey: None,
        },
        typed.cloned().unwrap_or_default(),
    ))
}
