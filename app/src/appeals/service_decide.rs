//! Deciding an appeal: by a civil-society seat of the steering group with no part in the matter. What is changed is changed back in the
//! same transaction, by the code that performs every act.

use super::rules;
use super::service::{What, check_open, link};
use super::store::{self, AppealRow};
use super::types::AppealOutcome;
use crate::agreements::types::Agreement;
use crate::clocks::store as clocks;
use crate::context::Ctx;
use crate::curation::service::{Act, check_date, perform};
use crate::curation::service_hide::restore_on_appeal;
use crate::curation::service_hide_issue;
use crate::curation::store::{self as issues, Recipient};
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::{Locale, appeals as t, curation};
use crate::ids::EventId;
use crate::issues::store::read::hidden_as;
use crate::jobs::{self, Mail};
use crate::ui::form::check_acting;
use crate::{idempotency, paths};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::HashSet;

/// The form that decides an appeal.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecideForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// `changed` or `stands`.
    pub outcome: String,
    /// Reason, shown to all.
    pub reason: String,
    /// Language of the reason; the interface's when empty.
    pub lang: String,
    /// Next date of an issue that goes on, ISO 8601.
    pub next_on: String,
    /// Not empty: whoever decides has read once more what will be changed.
    pub sure: String,
    /// Not empty: back to the form, and save nothing.
    pub edit: String,
}

impl DecideForm {
    /// The decision is to be read once more before it is taken: what it changes shows to all at once, and cannot be undone.
    pub fn is_to_be_confirmed(&self) -> bool {
        self.outcome == AppealOutcome::Changed.code() && self.sure.is_empty()
    }
}

/// What was filled in.
struct Checked {
    outcome: AppealOutcome,
    reason: String,
    lang: Option<Locale>,
    next_on: Option<NaiveDate>,
}

fn checked(ctx: &Ctx, row: &AppealRow, form: &DecideForm) -> Result<Checked> {
    let mut faults = Faults::default();
    let outcome = form.outcome.parse().ok().filter(|o| *o != AppealOutcome::Withdrawn);
    if outcome.is_none() {
        faults.add("outcome", Fault::Choice);
    }
    let reason = faults.text("reason", &form.reason, 3, 2000);
    let next_on = form.next_on.trim().parse().ok();
    // an issue that goes on has a next step; what is shown again has none of that
    if outcome == Some(AppealOutcome::Changed) && row.act.way_back().is_some() {
        check_date(&mut faults, next_on, ctx.today());
    }
    faults.done()?;
    let outcome = outcome.ok_or(AppError::BadRequest("outcome"))?;
    Ok(Checked { outcome, reason, lang: Locale::chosen(&form.lang), next_on })
}

/// Checks a decision that is about to be confirmed, and saves nothing.
///
/// # Errors
/// Those of [`decide`].
pub async fn check(ctx: &Ctx, agreement: &str, number: i64, form: &DecideForm) -> Result<()> {
    check_acting(ctx, &form.r#as)?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    rules::sits(actor, agreement.steering_id)?;
    if !rules::hears_appeals(&agreement) {
        return Err(Refusal::NoAppeal.into());
    }
    let mut conn = ctx.read().await?;
    let row = store::by_number(&mut conn, agreement.id, number, actor.person_id).await?.ok_or(AppError::NotFound)?;
    rules::may_decide(actor, &row.case(&agreement))?;
    check_open(&agreement, &row, form.outcome == AppealOutcome::Changed.code())?;
    checked(ctx, &row, form).map(|_| ())
}

/// Decides an appeal. The reason stands in the issue's chain and in the public log; the author and those who curate are told.
///
/// # Errors
/// `NotAllowed` and `CivilSeatsOnly` for all but civil-society seats of the steering group; `Partial` for those with a part in the matter;
/// `NotFound`; `AppealClosed` when somebody was faster; `NotInForce` for a change of what no longer holds; `Invalid` at `outcome`,
/// `reason`, `next_on`.
pub async fn decide(ctx: &Ctx, agreement: &str, number: i64, form: &DecideForm) -> Result<AppealOutcome> {
    const SCOPE: &str = "decide_appeal";
    check_acting(ctx, &form.r#as)?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    rules::sits(actor, agreement.steering_id)?;
    if !rules::hears_appeals(&agreement) {
        return Err(Refusal::NoAppeal.into());
    }
    let mut tx = ctx.write().await?;
    let issue = store::issue_of(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    issues::lock(&mut tx, agreement.id, issue).await?.ok_or(AppError::NotFound)?;
    if let Some(earlier) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await? {
        return earlier.parse().map_err(AppError::Internal);
    }
    let row = store::by_number(&mut tx, agreement.id, number, actor.person_id).await?.ok_or(AppError::NotFound)?;
    rules::may_decide(actor, &row.case(&agreement))?;
    check_open(&agreement, &row, form.outcome == AppealOutcome::Changed.code())?;
    let decision = checked(ctx, &row, form)?;
    let what = What::from(&row).event(&agreement, issue, row.contribution_id);
    let mut event = NewEvent { reason: decision.reason.clone(), lang: decision.lang, ..what };
    event.payload["outcome"] = decision.outcome.code().into();
    let event = record(&mut tx, ctx, EventKind::AppealDecided, event).await?;
    clocks::close_opened_by(&mut tx, issue, row.made_by, event, ctx.today()).await?;
    let reversed_by = if decision.outcome == AppealOutcome::Changed { Some(change_back(&mut tx, ctx, &agreement, &row, &decision).await?) } else { None };
    store::close(&mut tx, row.id, decision.outcome, ctx.now(), (event, reversed_by)).await?;
    tell(&mut tx, ctx, &agreement, &row, &decision, event).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), decision.outcome.code()).await?;
    tx.commit().await?;
    Ok(decision.outcome)
}

/// Changes an act back. Its own event says that it came of the appeal; the reason stands in the appeal's.
async fn change_back(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, row: &AppealRow, decision: &Checked) -> Result<EventId> {
    let reason = t::after_appeal(decision.lang.unwrap_or(ctx.locale), row.number);
    let Some(act) = row.act.way_back() else {
        if row.contribution_id.is_none() {
            return service_hide_issue::restore_on_appeal(tx, ctx, agreement, row.issue_id, reason, decision.lang).await;
        }
        let (Some(contribution), Some(number)) = (row.contribution_id, row.contribution) else { return Err(AppError::NotFound) };
        return restore_on_appeal(tx, ctx, agreement, row.issue_id, (contribution, number), reason, decision.lang).await;
    };
    let act = Act { next_on: decision.next_on, forum: row.moved_from(), lang: decision.lang, on_appeal: true, ..Act::new(act, reason) };
    perform(tx, ctx, agreement, row.issue_id, None, &act).await
}

/// Mails whoever appealed, whoever wrote the text, and those whose act it was; nobody twice.
async fn tell(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, row: &AppealRow, decision: &Checked, event: EventId) -> Result<()> {
    // of a contribution, whoever appealed: it was theirs, and the others never had a mail about it
    let mut people: Vec<Recipient> = match row.organisation_id.filter(|_| row.contribution_id.is_none()) {
        Some(organisation) => issues::people_of(tx, organisation, ctx.today()).await?,
        None => issues::person(tx, row.person_id).await?.into_iter().collect(),
    };
    people.extend(issues::people_of(tx, agreement.curator_id, ctx.today()).await?);
    let path = paths::appeal(&agreement.slug, row.number);
    let mut people: Vec<_> = people.into_iter().map(|person| (person, path.as_str())).collect();
    // a colleague may have appealed: whoever wrote it reads what came of it where it stands, since the appeal may not be theirs to read
    let slug = if row.issue_hidden { hidden_as(Locale::Sv, row.issue_number).1 } else { row.issue_slug.clone() };
    let stands = paths::contribution(&agreement.slug, row.issue_number, &slug, row.contribution.unwrap_or(0));
    if let Some(writer) = row.contribution_author_id {
        people.extend(issues::person(tx, writer).await?.map(|writer| (writer, stands.as_str())));
    }
    let mut told = HashSet::new();
    people.retain(|(person, _)| told.insert(person.email.to_lowercase()));
    for (person, path) in people {
        let l = person.locale();
        let what = t::decision(l, Some(row.act), row.contribution.unwrap_or(0), curation::issue_number(l, row.issue_number));
        let outcome = if decision.outcome == AppealOutcome::Changed { t::told_changed(l) } else { t::told_stands(l) };
        let text = t::mail_outcome_text(l, &agreement.steering_name, what, outcome, &decision.reason, link(ctx, l, path));
        let mail = Mail { to: person.email.clone(), locale: l, subject: t::mail_outcome_subject(l, row.number), text, end_url: None };
        jobs::enqueue_about(tx, ctx, event, mail).await?;
    }
    Ok(())
}
