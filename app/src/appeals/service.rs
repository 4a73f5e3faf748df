//! Appealing an act, withdrawing the appeal, and what happens to it when the act is changed meanwhile.

use super::rules::{self, Author, Now};
use super::store::{self, AppealRow, ListedAppeal, OpenAppeal, TargetRow};
use super::types::{AppealOutcome, Appealable};
use crate::agreements::types::{Agreement, Side};
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::Ctx;
use crate::curation::store as issues;
use crate::db::{Conn, Tx};
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::store::record_as;
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::{Locale, appeals as t, curation, dates};
use crate::ids::{ContributionId, EventId, IssueId};
use crate::issues::store::read::hidden_as;
use crate::jobs::{self, Mail};
use crate::ui::form::check_acting;
use crate::{idempotency, paths};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use std::sync::Arc;

/// Appeals that one person may make within a day.
const PER_DAY: usize = 10;

/// The form that appeals.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AppealForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Number of the contribution; empty or 0: the issue itself.
    pub inlagg: String,
    /// Place in the log of the act that was read.
    pub akt: String,
    /// Why the act is wrong (Markdown).
    pub text: String,
    /// Language of the text; the interface's when empty.
    pub lang: String,
}

/// An act about to be appealed.
#[derive(Debug, Clone)]
pub struct Appealing {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The act and what it was against.
    pub target: TargetRow,
    /// Why it cannot be appealed, if so.
    pub refusal: Option<Refusal>,
}

/// Checks that a target is the reader's own: what they may not even see is not there.
fn check_author(ctx: &Ctx, agreement: &Agreement, target: &TargetRow) -> Result<()> {
    let actor = ctx.signed_in()?;
    if target.published_at.is_none() && !actor.has_civil_seat(agreement.curator_id) && !actor.speaks_for(target.organisation_id) {
        return Err(AppError::NotFound);
    }
    if rules::is_author(actor, &target.author()) { Ok(()) } else { Err(Refusal::NotAllowed.into()) }
}

/// The act, if it can be appealed now.
fn check_act(ctx: &Ctx, agreement: &Agreement, target: &TargetRow) -> Result<(Appealable, EventId), Refusal> {
    if !rules::hears_appeals(agreement) {
        return Err(Refusal::NoAppeal);
    }
    let (Some(act), Some(event), Some(at)) = (target.act, target.act_id, target.acted_at) else { return Err(Refusal::NotInForce) };
    if target.appeal.is_some() {
        return Err(Refusal::Already);
    }
    if !rules::can_change(act, target.moved_from(), &target.now()) {
        return Err(Refusal::NotInForce);
    }
    if ctx.today() > rules::last_day(at) {
        return Err(Refusal::AppealLate);
    }
    Ok((act, event))
}

/// The page on which an act is appealed. For whoever wrote what it was against.
///
/// # Errors
/// `SignInFirst`, `NotFound`, `NotAllowed` for everybody else.
pub async fn appealing(ctx: &Ctx, agreement: &str, number: i64, contribution: i64) -> Result<Appealing> {
    ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let mut target = store::target(&mut conn, agreement.id, number, contribution).await?.ok_or(AppError::NotFound)?;
    check_author(ctx, &agreement, &target)?;
    let actor = ctx.signed_in()?;
    // whoever wrote a contribution may not read the issue while it is hidden
    if target.issue_hidden && !hears(actor, &agreement) && !actor.speaks_for(target.organisation_id) {
        (target.title, target.slug) = hidden_as(ctx.locale, target.number);
        target.lang = ctx.locale.code().into();
    }
    let refusal = check_act(ctx, &agreement, &target).err();
    Ok(Appealing { agreement, target, refusal })
}

/// Appeals an act: the steering group answers within thirty days, and its civil-society seats are told. Gives the appeal's number.
///
/// # Errors
/// Those of [`appealing`]; `NoAppeal`, `NotInForce`, `AppealLate`, `Already`; `Invalid` at `text`; `TooOften`.
pub async fn appeal(ctx: &Ctx, agreement: &str, number: i64, form: &AppealForm) -> Result<i64> {
    const SCOPE: &str = "appeal";
    check_acting(ctx, &form.r#as)?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    let issue = issues::id_of(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    issues::lock(&mut tx, agreement.id, issue).await?.ok_or(AppError::NotFound)?;
    if let Some(made) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await? {
        return Ok(serde_json::from_str(&made)?);
    }
    let contribution = form.inlagg.trim().parse().unwrap_or(0);
    let target = store::target(&mut tx, agreement.id, number, contribution).await?.ok_or(AppError::NotFound)?;
    check_author(ctx, &agreement, &target)?;
    let (act, event) = check_act(ctx, &agreement, &target)?;
    // another act than the one that was read
    if form.akt.trim().parse().is_ok_and(|read: i64| Some(read) != target.position) {
        return Err(Refusal::NotInForce.into());
    }
    let mut faults = Faults::default();
    let text = faults.text("text", &form.text, 20, 4000);
    faults.done()?;
    ctx.app.limits.count(ctx, "appeal by", &person.to_string(), PER_DAY, TimeDelta::days(1))?;
    let number = store_appeal(&mut tx, ctx, &agreement, &target, (act, event), (&text, &form.lang)).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), &number.to_string()).await?;
    tx.commit().await?;
    Ok(number)
}

async fn store_appeal(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: &Agreement,
    target: &TargetRow,
    (act, act_id): (Appealable, EventId),
    (text, lang): (&str, &str),
) -> Result<i64> {
    let actor = ctx.signed_in()?;
    let author = Author { organisation: target.author().organisation, person: actor.person_id };
    // locks in one order: the issue, whoever writes, the organisations that the event names, the agreement's sequence
    let mut held = [author.organisation.unwrap_or(agreement.steering_id), agreement.steering_id];
    held.sort();
    for organisation in held {
        crate::issues::store::lock_poster(tx, author.person, organisation).await?;
    }
    let number = store::next_number(tx, agreement.id).await?;
    let due_on = ctx.today() + TimeDelta::days(rules::ANSWER_DAYS);
    let what = What { number, act, position: target.position, contribution: target.contribution };
    let event = NewEvent { organisation: Some(agreement.steering_id), next_on: Some(due_on), ..what.event(agreement, target.issue_id, target.contribution_id) };
    let made_by = record_author(tx, ctx, agreement, EventKind::AppealMade, event).await?;
    let clock = NewClock {
        agreement: agreement.id,
        kind: ClockKind::Appeal,
        thing: Thing::Issue(target.issue_id),
        owner: agreement.steering_id,
        side: Side::CivilSociety,
        due_on,
        opened_by: made_by,
    };
    clocks::open(tx, &clock).await?;
    let lang = Locale::chosen(lang).unwrap_or(ctx.locale).code();
    let new = store::NewAppeal { agreement: agreement.id, number, act: act_id, target, author, text, lang, at: ctx.now(), made_by };
    store::insert(tx, &new).await?;
    for person in store::civil_seats(tx, agreement.steering_id, ctx.today()).await? {
        let l = person.locale();
        let what = t::decision(l, Some(act), target.contribution.unwrap_or(0), curation::issue_number(l, target.number));
        let text = t::mail_made_text(l, what, dates::weekday_day(l, due_on, ctx.today()), link(ctx, l, &paths::appeal(&agreement.slug, number)));
        let subject = t::mail_made_subject(l, number, &agreement.steering_name);
        let mail = Mail { to: person.email.clone(), locale: l, subject, text, end_url: None };
        jobs::enqueue_about(tx, ctx, made_by, mail).await?;
    }
    Ok(number)
}

/// The event of what an author does. Of a hidden contribution nobody reads who wrote it, so that the event does not tell for whom.
async fn record_author(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, kind: EventKind, event: NewEvent) -> Result<EventId> {
    if event.contribution.is_none() {
        return record(tx, ctx, kind, event).await;
    }
    let actor = ctx.signed_in()?;
    record_as(tx, ctx, kind, event, actor.role_for(Some(agreement.curator_id)), None, Some(actor.person_id)).await
}

/// What the event of an appeal says in its payload.
#[derive(Debug, Clone, Copy)]
pub(super) struct What {
    /// Number of the appeal.
    pub number: i64,
    /// What was appealed.
    pub act: Appealable,
    /// Its place in the log.
    pub position: Option<i64>,
    /// Number of the contribution.
    pub contribution: Option<i64>,
}

impl What {
    /// An event about it.
    pub fn event(self, agreement: &Agreement, issue: IssueId, contribution: Option<ContributionId>) -> NewEvent {
        NewEvent {
            agreement: Some(agreement.id),
            issue: Some(issue),
            contribution,
            payload: serde_json::json!({ "appeal": self.number, "act": self.act, "position": self.position, "number": self.contribution }),
            ..NewEvent::default()
        }
    }
}

impl From<&AppealRow> for What {
    fn from(row: &AppealRow) -> Self {
        Self { number: row.number, act: row.act, position: row.position, contribution: row.contribution }
    }
}

impl From<&OpenAppeal> for What {
    fn from(row: &OpenAppeal) -> Self {
        Self { number: row.number, act: row.act, position: row.position, contribution: row.contribution }
    }
}

/// An address for a mail.
pub(super) fn link(ctx: &Ctx, l: Locale, path: &str) -> String {
    format!("{}{}", ctx.app.settings.public_url, paths::localised(l, path))
}

/// What the mail about an act tells its author besides: until when and where it can be appealed. Nothing where it cannot.
pub fn mail_line(ctx: &Ctx, agreement: &Agreement, l: Locale, act: Option<Appealable>, path: &str) -> String {
    if act.is_none() || !rules::hears_appeals(agreement) {
        return String::new();
    }
    t::mail_line(l, &agreement.steering_name, dates::weekday_day(l, rules::last_day(ctx.now()), ctx.today()), link(ctx, l, path))
}

/// An appeal as its page shows it.
#[derive(Debug, Clone)]
pub struct Appeal {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The appeal.
    pub row: AppealRow,
    /// The reader appealed.
    pub own: bool,
    /// Whether the reader may decide it.
    pub decides: Result<(), Refusal>,
    /// The act can be changed back now.
    pub can_change: bool,
}

impl Appeal {
    /// Whether the reader reads the text that the act was against: a colleague of whoever wrote a hidden contribution does not.
    pub fn shows_text(&self, ctx: &Ctx) -> bool {
        ctx.actor
            .as_ref()
            .is_some_and(|a| hears(a, &self.agreement) || self.row.contribution_id.is_none() || self.row.contribution_author_id == Some(a.person_id))
    }
}

/// Whether somebody has a civil-society seat where it was decided or where it is tried.
fn hears(actor: &crate::accounts::types::Actor, agreement: &Agreement) -> bool {
    actor.has_civil_seat(agreement.steering_id) || actor.has_civil_seat(agreement.curator_id)
}

/// Whoever may read all appeals of an agreement.
fn check_hears(ctx: &Ctx, agreement: &Agreement) -> Result<()> {
    let actor = ctx.signed_in()?;
    if hears(actor, agreement) {
        return Ok(());
    }
    let sits_there = [agreement.steering_id, agreement.curator_id].iter().any(|body| rules::sits(actor, *body) == Err(Refusal::CivilSeatsOnly));
    Err(if sits_there { Refusal::CivilSeatsOnly } else { Refusal::NotAllowed }.into())
}

fn can_change(agreement: &Agreement, row: &AppealRow) -> bool {
    let forum_is_there = row.act != Appealable::Moved || agreement.forum_by_id(row.moved_from()).is_some_and(|f| !f.retired);
    forum_is_there && rules::can_change(row.act, row.moved_from(), &row.now())
}

/// An appeal by its number: for whoever made it, and for the civil-society seats of the two bodies.
///
/// # Errors
/// `SignInFirst`; `NotFound` where there is none, and for all who have nothing to do with it; `CivilSeatsOnly` for the other seats.
pub async fn show(ctx: &Ctx, agreement: &str, number: i64) -> Result<Appeal> {
    ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    load(ctx, &mut conn, &agreement, number).await
}

/// The same on a connection of the caller's.
///
/// # Errors
/// Those of [`show`].
pub async fn load(ctx: &Ctx, conn: &mut Conn, agreement: &Arc<Agreement>, number: i64) -> Result<Appeal> {
    let actor = ctx.signed_in()?;
    let agreement = agreement.clone();
    let mut row = store::by_number(conn, agreement.id, number, actor.person_id).await?.ok_or(AppError::NotFound)?;
    let own = rules::is_author(actor, &row.author());
    if !own {
        check_hears(ctx, &agreement).map_err(|e| if matches!(e, AppError::Refused(Refusal::NotAllowed)) { AppError::NotFound } else { e })?;
    }
    if row.issue_hidden && row.contribution_id.is_some() && !hears(actor, &agreement) {
        (row.issue_title, row.issue_slug) = hidden_as(ctx.locale, row.issue_number);
        row.issue_lang = ctx.locale.code().into();
    }
    let decides = rules::may_decide(actor, &row.case(&agreement));
    let can_change = can_change(&agreement, &row);
    Ok(Appeal { agreement, row, own, decides, can_change })
}

/// The appeals of an agreement: those that wait, then the others.
///
/// # Errors
/// `SignInFirst`, `NotAllowed`, `CivilSeatsOnly`.
pub async fn queue(ctx: &Ctx, agreement: &str) -> Result<(Arc<Agreement>, Vec<ListedAppeal>)> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    check_hears(ctx, &agreement)?;
    let mut conn = ctx.read().await?;
    let all = store::all(&mut conn, agreement.id).await?;
    Ok((agreement, all))
}

/// Checks that an appeal still waits, and may be changed back if that is what is asked for.
pub(super) fn check_open(agreement: &Agreement, row: &AppealRow, change: bool) -> Result<(), Refusal> {
    if row.outcome.is_some() {
        return Err(Refusal::AppealClosed);
    }
    if change && !can_change(agreement, row) {
        return Err(Refusal::NotInForce);
    }
    Ok(())
}

/// The form that withdraws an appeal.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
}

/// Withdraws an appeal that waits.
///
/// # Errors
/// `NotFound` for all but those who may read it; `NotAllowed` for those who did not make it; `AppealClosed`.
pub async fn withdraw(ctx: &Ctx, agreement: &str, number: i64, form: &WithdrawForm) -> Result<()> {
    const SCOPE: &str = "withdraw_appeal";
    check_acting(ctx, &form.r#as)?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    let mut tx = ctx.write().await?;
    let issue = store::issue_of(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    issues::lock(&mut tx, agreement.id, issue).await?.ok_or(AppError::NotFound)?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await?.is_some() {
        return Ok(());
    }
    let row = store::by_number(&mut tx, agreement.id, number, actor.person_id).await?.ok_or(AppError::NotFound)?;
    if !rules::is_author(actor, &row.author()) {
        return Err(if hears(actor, &agreement) { Refusal::NotAllowed.into() } else { AppError::NotFound });
    }
    check_open(&agreement, &row, false)?;
    let event = What::from(&row).event(&agreement, issue, row.contribution_id);
    let event = record_author(&mut tx, ctx, &agreement, EventKind::AppealWithdrawn, event).await?;
    clocks::close_opened_by(&mut tx, issue, row.made_by, event, ctx.today()).await?;
    store::close(&mut tx, row.id, AppealOutcome::Withdrawn, ctx.now(), (event, None)).await?;
    let over = Over { what: What::from(&row), issue: row.issue_number, made_by: row.made_by, made_at: row.created_at };
    tell_over(&mut tx, ctx, &agreement, &over, event, t::mail_withdrawn_text).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), "done").await?;
    tx.commit().await
}

/// Those who curate have changed something back themselves: appeals against what no longer holds need not be heard. Called in the
/// transaction of what they did, `by` its event.
pub async fn settle(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, issue: IssueId, by: EventId) -> Result<()> {
    for open in store::open_of_issue(tx, issue).await? {
        let now = Now { state: open.state, forum: open.forum_id, hidden: open.hidden };
        if rules::in_force(open.act, store::moved_from(&open.payload), &now) {
            continue;
        }
        let event = What::from(&open).event(agreement, issue, open.contribution_id);
        let event = record(tx, ctx, EventKind::AppealSettled, event).await?;
        clocks::close_opened_by(tx, issue, open.made_by, event, ctx.today()).await?;
        store::close(tx, open.id, AppealOutcome::Changed, ctx.now(), (event, Some(by))).await?;
        let over = Over { what: What::from(&open), issue: open.issue_number, made_by: open.made_by, made_at: open.created_at };
        tell_over(tx, ctx, agreement, &over, event, t::mail_settled_text).await?;
    }
    Ok(())
}

/// An appeal that nobody has to decide any more.
struct Over {
    what: What,
    /// Number of the issue.
    issue: i64,
    made_by: EventId,
    made_at: DateTime<Utc>,
}

/// Tells those who were told that an appeal waits that it does not any more. Within the minute they were not, and are not.
async fn tell_over(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, over: &Over, event: EventId, say: fn(Locale, String, String) -> String) -> Result<()> {
    if jobs::take_back(tx, over.made_by).await? && ctx.now() - over.made_at <= jobs::PUBLIC_MAIL_DELAY {
        return Ok(());
    }
    let what = over.what;
    for person in store::civil_seats(tx, agreement.steering_id, ctx.today()).await? {
        let l = person.locale();
        let decision = t::decision(l, Some(what.act), what.contribution.unwrap_or(0), curation::issue_number(l, over.issue));
        let text = say(l, decision, link(ctx, l, &paths::appeal(&agreement.slug, what.number)));
        let mail = Mail { to: person.email.clone(), locale: l, subject: t::mail_over_subject(l, what.number), text, end_url: None };
        jobs::enqueue_about(tx, ctx, event, mail).await?;
    }
    Ok(())
}

/// Checks that an act about to be taken is not one that the steering group changed back a short while ago. `contribution`: against one,
/// not against the issue itself; `target`: id of the forum that an issue is to be moved to, or of the issue that it is to be merged into.
///
/// # Errors
/// `ChangedOnAppeal`.
pub async fn check_anew(
    tx: &mut Tx,
    ctx: &Ctx,
    act: Option<Appealable>,
    (issue, contribution): (IssueId, Option<ContributionId>),
    target: Option<i64>,
) -> Result<()> {
    let Some(act) = act else { return Ok(()) };
    let changed = store::changed_back(tx, issue, contribution).await?;
    if changed.iter().any(|c| rules::rests(c, act, target, ctx.today())) {
        return Err(Refusal::ChangedOnAppeal.into());
    }
    Ok(())
}
