//! Holding back and letting go.

use super::rules::MOST_DAYS;
use super::store::{self, AuthorRow, NewRestriction, RestrictionRow};
use super::types::RestrictionKind;
use crate::agreements::types::{Agreement, Side};
use crate::context::Ctx;
use crate::curation::service::moderated;
use crate::curation::store as issues;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::{Locale, dates, restrictions as t};
use crate::ids::{OrganisationId, PersonId};
use crate::jobs::{self, Mail};
use crate::phrases::service::{TakesPhrase, count_use};
use crate::phrases::store::{self as phrases, PhraseRow};
use crate::ui::form::check_acting;
use crate::{idempotency, paths};
use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;
use std::sync::Arc;

/// Who is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// A person, whomever they act for.
    Person(PersonId),
    /// An organisation, whoever acts for it.
    Organisation(OrganisationId),
}

impl Held {
    /// The person.
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(id) => Some(id),
            Self::Organisation(_) => None,
        }
    }
    /// The organisation.
    pub const fn organisation(self) -> Option<OrganisationId> {
        match self {
            Self::Person(_) => None,
            Self::Organisation(id) => Some(id),
        }
    }
}

/// What a reader sees of an agreement's restrictions.
#[derive(Debug, Clone)]
pub struct Restrictions {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// All of the agreement, for those who curate or hear appeals; otherwise those of the reader and of the organisations they have a role or a seat in.
    pub rows: Vec<RestrictionRow>,
    /// They are all of the agreement.
    pub whole: bool,
    /// The reader may hold back and let go.
    pub may_decide: bool,
    /// Whose text led here, when somebody is about to be held back.
    pub about: Option<AuthorRow>,
    /// Phrases for the reason, for those who decide.
    pub phrases: Vec<PhraseRow>,
}

/// Restrictions that concern the reader; all of them for those who curate, and for those who hear appeals. `about` is an issue's number
/// and that of one of its contributions (0: the issue itself).
///
/// # Errors
/// `SignInFirst`; `NotFound` where `about` is nothing.
pub async fn list(ctx: &Ctx, agreement: &str, about: Option<(i64, i64)>) -> Result<Restrictions> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    let may_decide = actor.acts_by_civil_seat(agreement.curator_id);
    let whole = may_decide || actor.acts_by_civil_seat(agreement.steering_id);
    let mut conn = ctx.read().await?;
    let mut rows = if whole { store::all(&mut conn, agreement.id).await? } else { store::own(&mut conn, agreement.id, actor.person_id, ctx.today()).await? };
    // what holds somebody back now stands first
    rows.sort_by_key(|r| !r.runs(ctx.today()));
    let about = match about.filter(|_| may_decide) {
        Some((number, contribution)) => Some(store::author(&mut conn, agreement.id, number, contribution).await?.ok_or(AppError::NotFound)?),
        None => None,
    };
    let phrases = if may_decide { phrases::all(&mut conn, agreement.id, agreement.curator_id).await? } else { Vec::new() };
    Ok(Restrictions { agreement, rows, whole, may_decide, about, phrases })
}

/// The form that holds somebody back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RestrictForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Number of the issue that it is about.
    pub fraga: i64,
    /// Number of the contribution; 0: the issue itself.
    pub inlagg: i64,
    /// `person` or `organisation`.
    pub whom: String,
    /// How.
    pub restriction: String,
    /// Its last day, ISO 8601.
    pub until_on: String,
    /// Why.
    pub reason: String,
    /// Language of that.
    pub lang: String,
    /// Phrase that was chosen.
    pub fras: String,
    /// Not empty: put the phrase into the reason, and save nothing.
    pub infoga: String,
}

impl TakesPhrase for RestrictForm {
    fn wanted(&self) -> (&str, bool) {
        (&self.fras, !self.infoga.is_empty())
    }
    fn reason(&mut self) -> (&mut String, &mut String) {
        (&mut self.reason, &mut self.lang)
    }
}

/// Whom a form means. Public bodies and the agreement's own are not held back: they answer here, by commitment; a person who writes for
/// them can be.
fn whom(agreement: &Agreement, author: &AuthorRow, form: &RestrictForm) -> Option<Held> {
    match form.whom.as_str() {
        "person" => Some(Held::Person(author.person_id)),
        "organisation" => author.organisation_id.filter(|id| may_hold(agreement, *id, author.side)).map(Held::Organisation),
        _ => None,
    }
}

/// Whether an organisation can be held back.
pub fn may_hold(agreement: &Agreement, organisation: OrganisationId, side: Option<Side>) -> bool {
    side == Some(Side::CivilSociety) && ![agreement.curator_id, agreement.steering_id, agreement.confirming_id].contains(&organisation)
}

struct Checked {
    kind: RestrictionKind,
    until_on: NaiveDate,
    reason: String,
}

fn check(ctx: &Ctx, form: &RestrictForm) -> Result<Checked> {
    let mut faults = Faults::default();
    if !matches!(form.whom.as_str(), "person" | "organisation") {
        faults.add("whom", Fault::Choice);
    }
    let kind = form.restriction.parse::<RestrictionKind>().ok();
    if kind.is_none() {
        faults.add("restriction", Fault::Choice);
    }
    let until_on = form.until_on.trim().parse::<NaiveDate>().ok();
    match until_on {
        None => faults.add("until_on", Fault::Date),
        Some(day) if day < ctx.today() => faults.add("until_on", Fault::DatePast),
        Some(day) if day > ctx.today() + TimeDelta::days(MOST_DAYS) => faults.add("until_on", Fault::DateWithin(MOST_DAYS)),
        Some(_) => {}
    }
    let reason = faults.text("reason", &form.reason, 3, 2000);
    faults.done()?;
    match (kind, until_on) {
        (Some(kind), Some(until_on)) => Ok(Checked { kind, until_on, reason }),
        _ => Err(AppError::BadRequest("restriction")),
    }
}

/// Slows or stops whoever wrote a text, until a day. They are told by mail, and see it on every page of the agreement; the public log
/// has act and reason without the name.
///
/// # Errors
/// `NotAllowed` for all but those who curate; `NotFound`; `AlreadyRestricted` when something holds them back now; `Invalid` at `whom`,
/// `restriction`, `until_on`, `reason`.
pub async fn restrict(ctx: &Ctx, agreement: &str, form: &RestrictForm) -> Result<()> {
    const SCOPE: &str = "restrict";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let actor = ctx.signed_in()?;
    let checked = check(ctx, form)?;
    let mut tx = ctx.write().await?;
    let author = store::author(&mut tx, agreement.id, form.fraga, form.inlagg).await?.ok_or(AppError::NotFound)?;
    let Some(whom) = whom(&agreement, &author, form).filter(|w| w.person() != Some(actor.person_id)) else {
        let mut faults = Faults::default();
        faults.add("whom", Fault::Choice);
        return faults.done();
    };
    // an issue before people, here as everywhere
    issues::lock(&mut tx, agreement.id, author.issue_id).await?.ok_or(AppError::NotFound)?;
    store::lock(&mut tx, whom).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await?.is_some() {
        return Ok(());
    }
    if store::runs(&mut tx, agreement.id, whom, ctx.today()).await? {
        return Err(Refusal::AlreadyRestricted.into());
    }
    let lang = Locale::chosen(&form.lang);
    let event = NewEvent {
        agreement: Some(agreement.id),
        reason: checked.reason.clone(),
        lang,
        next_on: Some(checked.until_on),
        payload: serde_json::json!({ "restriction": checked.kind, "organisation": whom.organisation().is_some() }),
        ..NewEvent::default()
    };
    let opened_by = events::record(&mut tx, ctx, EventKind::ParticipantRestricted, event).await?;
    let row = NewRestriction { agreement: agreement.id, whom, kind: checked.kind, about: &author, from_at: ctx.now(), until_on: checked.until_on, opened_by };
    store::insert(&mut tx, &row).await?;
    let told = |l: Locale, name: &str| {
        let until = dates::weekday_day(l, checked.until_on, ctx.today());
        let what = t::held(l, checked.kind, whom.organisation().and(author.organisation.as_deref()), until);
        let body = agreement.curator_name.get(l);
        let wrong = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::organisation(&agreement.slug, &agreement.curator_slug)));
        (t::mail_subject(l, checked.kind, name), t::mail_text(l, name, &what, &checked.reason, body, wrong))
    };
    tell(&mut tx, ctx, &agreement, whom, told).await?;
    count_use(&mut tx, &agreement, &form.fras).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), "done").await?;
    tx.commit().await
}

/// Mails whoever is held back: the person, or all who speak for the organisation.
async fn tell(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, whom: Held, text: impl Fn(Locale, &str) -> (String, String)) -> Result<()> {
    let people = match whom {
        Held::Person(id) => issues::person(tx, id).await?.into_iter().collect(),
        Held::Organisation(id) => issues::people_of(tx, id, ctx.today()).await?,
    };
    let path = paths::restrictions(&agreement.slug);
    for person in people {
        let l = person.locale();
        let (subject, text) = text(l, agreement.name.get(l));
        let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, &path));
        let mail = Mail { to: person.email.clone(), locale: l, subject, text: format!("{text}\n{link}\n"), end_url: None };
        jobs::enqueue_one_of_many(tx, ctx, mail).await?;
    }
    Ok(())
}

/// The form that lets somebody go before the day.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LiftForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Why.
    pub reason: String,
    /// Language of that.
    pub lang: String,
    /// Phrase that was chosen.
    pub fras: String,
    /// Not empty: put the phrase into the reason, and save nothing.
    pub infoga: String,
}

impl TakesPhrase for LiftForm {
    fn wanted(&self) -> (&str, bool) {
        (&self.fras, !self.infoga.is_empty())
    }
    fn reason(&mut self) -> (&mut String, &mut String) {
        (&mut self.reason, &mut self.lang)
    }
}

/// Lets somebody go before the day. They are told.
///
/// # Errors
/// `NotAllowed` for all but those who curate; `NotFound`; `Already` when it does not run any more; `Invalid` at `reason`.
pub async fn lift(ctx: &Ctx, agreement: &str, id: i64, form: &LiftForm) -> Result<()> {
    const SCOPE: &str = "lift_restriction";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, 3, 2000);
    faults.done()?;
    let mut tx = ctx.write().await?;
    let row = store::lock_one(&mut tx, agreement.id, id).await?.ok_or(AppError::NotFound)?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let whom = match (row.person_id, row.organisation_id) {
        (Some(id), _) => Held::Person(id),
        (_, Some(id)) => Held::Organisation(id),
        _ => return Err(AppError::NotFound),
    };
    if row.lifted_at.is_some() || row.until_on < ctx.today() {
        return Err(Refusal::Already.into());
    }
    let event = NewEvent {
        agreement: Some(agreement.id),
        reason: reason.clone(),
        lang: Locale::chosen(&form.lang),
        payload: serde_json::json!({ "organisation": whom.organisation().is_some() }),
        ..NewEvent::default()
    };
    let event = events::record(&mut tx, ctx, EventKind::RestrictionLifted, event).await?;
    store::lift(&mut tx, id, ctx.now(), event).await?;
    let organisation = store::name(&mut tx, whom).await?;
    let told = |l: Locale, name: &str| (t::mail_lifted_subject(l, name), t::mail_lifted_text(l, name, t::whose(l, organisation.as_deref()), &reason));
    tell(&mut tx, ctx, &agreement, whom, told).await?;
    count_use(&mut tx, &agreement, &form.fras).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}
