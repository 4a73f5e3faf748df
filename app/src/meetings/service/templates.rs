//! What the agendas of kinds of meetings begin with.

use super::{check, check_version, managed};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Fault, Faults, Result};
use crate::i18n::{Locale, agenda as t};
use crate::idempotency;
use crate::meetings::inputs::{MOST_ITEMS, TemplateForm, TemplateRow, at};
use crate::meetings::rules::Length;
use crate::meetings::store::{self, TemplateItem};
use crate::meetings::types::MeetingKind;
use crate::text;
use crate::ui::form::check_acting;
use std::sync::Arc;

/// The templates of an agreement.
#[derive(Debug)]
pub struct Templates {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Items of all kinds, in order.
    pub items: Vec<TemplateItem>,
}

/// The templates, for those who manage meetings.
///
/// # Errors
/// `SignInFirst`, `Refused(NotAllowed)`.
pub async fn templates(ctx: &Ctx, agreement: &str) -> Result<Templates> {
    let agreement = managed(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let items = store::template_items(&mut conn, agreement.id).await?;
    Ok(Templates { agreement, items })
}

/// The form of a template.
#[derive(Debug)]
pub struct TemplatePage {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Kind of meeting.
    pub kind: MeetingKind,
    /// Items as stored.
    pub stored: Vec<TemplateItem>,
    /// The form, as stored, as typed or from a meeting's agenda.
    pub form: TemplateForm,
}

fn kind_of(code: &str) -> Result<MeetingKind> {
    code.parse().map_err(|_| AppError::NotFound)
}

/// The form of a template: as typed if it was, filled from the agenda of a meeting (`from`, its number), or as stored.
///
/// # Errors
/// As [`templates`]; `NotFound`.
pub async fn template_page(ctx: &Ctx, agreement: &str, kind: &str, typed: Option<&TemplateForm>, from: Option<i64>) -> Result<TemplatePage> {
    let agreement = managed(ctx, agreement)?;
    let kind = kind_of(kind)?;
    let mut conn = ctx.read().await?;
    let mut stored = store::template_items(&mut conn, agreement.id).await?;
    stored.retain(|i| i.kind == kind);
    let version = stored.first().map(|i| i.version.to_string()).unwrap_or_default();
    let minutes = |n: i64| if n > 0 { n.to_string() } else { String::new() };
    let sub = |sub: bool| if sub { "1".to_string() } else { String::new() };
    let form = match (typed, from) {
        (Some(typed), _) => typed.clone(),
        (None, Some(number)) => {
            let meeting = store::planned(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
            let items = store::items(&mut conn, meeting.id).await?;
            let l = Locale::from_code(&meeting.lang);
            let rows = items.iter().filter(|i| i.promise_id.is_none()).map(|i| {
                // of an item with an issue, that there is one: which comes with the meeting
                let there = stored.iter().find(|s| !i.title.is_empty() && if l == Locale::Sv { s.title_sv == i.title } else { s.title_en == i.title });
                let (sv, en) = match (there, i.issue_id.is_some() && i.title.is_empty()) {
                    (_, true) => (t::template_issue(Locale::Sv).into(), t::template_issue(Locale::En).into()),
                    (Some(s), _) => (s.title_sv.clone(), s.title_en.clone()),
                    (None, _) if l == Locale::Sv => (i.title.clone(), String::new()),
                    (None, _) => (String::new(), i.title.clone()),
                };
                TemplateRow { number: String::new(), sv, en, minutes: minutes(i.minutes), sub: sub(i.parent_id.is_some()) }
            });
            TemplateForm { version, items: rows.collect(), ..TemplateForm::default() }
        }
        (None, None) => {
            let rows = stored.iter().map(|i| TemplateRow {
                number: String::new(),
                sv: i.title_sv.clone(),
                en: i.title_en.clone(),
                minutes: minutes(i.minutes),
                sub: sub(i.sub),
            });
            TemplateForm { version, items: rows.collect(), ..TemplateForm::default() }
        }
    };
    Ok(TemplatePage { agreement, kind, stored, form })
}

/// Rows that have a title, with both and their lengths.
fn rows(form: &TemplateForm, faults: &mut Faults) -> Vec<(String, String, Length)> {
    let empty = |s: &str| s.trim().is_empty();
    let (mut rows, mut places) = (Vec::new(), Vec::new());
    for (i, row) in form.items.iter().enumerate().take(MOST_ITEMS) {
        if empty(&row.sv) && empty(&row.en) {
            continue;
        }
        let sv = faults.text(at("item_sv", i), &text::clean_line(&row.sv), 3, 140);
        let en = faults.text(at("item_en", i), &text::clean_line(&row.en), 3, 140);
        let minutes = if empty(&row.minutes) { 0 } else { check::number(faults, at("item_minutes", i), &row.minutes, 0, 600) };
        rows.push((sv, en, Length { minutes, sub: !empty(&row.sub) }));
        places.push(i);
    }
    let lengths: Vec<Length> = rows.iter().map(|(_, _, length)| *length).collect();
    check::fits(&lengths, |i| places[i], faults);
    if form.items.len() > MOST_ITEMS {
        faults.add("rows", Fault::TooMany(MOST_ITEMS));
    }
    rows
}

/// Saves what the agenda of a kind of meeting begins with; without rows there is nothing to begin with any more.
///
/// # Errors
/// As [`templates`]; `ActingChanged`, `NotFound` for a kind that there is not, `Stale`, `Invalid` at the rows.
pub async fn save_template(ctx: &Ctx, agreement: &str, kind: &str, form: &TemplateForm) -> Result<()> {
    const SCOPE: &str = "agenda_template";
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let kind = kind_of(kind)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let rows = rows(form, &mut faults);
    faults.done()?;
    let mut tx = ctx.write().await?;
    store::lock_planner(&mut tx, person).await?;
    let there = store::lock_template(&mut tx, agreement.id, kind).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    if let Some(there) = there {
        // opened while there was none, which is as old as a version can be
        let opened = if form.version.is_empty() { "0" } else { form.version.as_str() };
        check_version(opened, there.version)?;
    }
    if let Some(there) = there.filter(|_| rows.is_empty()) {
        store::drop_template(&mut tx, there.id).await?;
    }
    if rows.is_empty() {
        idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), kind.code()).await?;
        return tx.commit().await;
    }
    let id = store::put_template(&mut tx, agreement.id, kind, there, person, ctx.now()).await?;
    for (position, (sv, en, length)) in (1..).zip(&rows) {
        store::insert_template_item(&mut tx, agreement.id, id, position, (sv, en), *length).await?;
    }
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), kind.code()).await?;
    tx.commit().await
}
