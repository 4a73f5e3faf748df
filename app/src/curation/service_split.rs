//! Splitting a contribution off as an issue of its own (M03): when somebody brings up another thing in a thread. The contribution
//! stays where it is; the new issue has its text, its organisation and a chain of its own.

use super::service::{check_date, moderated};
use super::store;
use super::store_subject::{self as subjects, SplitRow};
use crate::agreements::types::{Agreement, Side};
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::types::ActorRole;
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::{Locale, curation as t};
use crate::ids::{AgreementId, EventId, ForumId, IssueId};
use crate::issues::service::{Checked, Posted, Tags};
use crate::issues::store as issues;
use crate::issues::types::IssueState;
use crate::jobs::{self, Mail};
use crate::mentions::{Place, service as mentions};
use crate::phrases::service::{TakesPhrase, count_use};
use crate::phrases::store::PhraseRow;
use crate::ui::form::check_acting;
use crate::{idempotency, paths, phrases, text};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::Arc;

/// The form that splits a contribution off.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SplitForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Title of the new issue.
    pub title: String,
    /// Slug of its forum; empty where the agreement has none.
    pub forum: String,
    /// Reason, shown to all.
    pub reason: String,
    /// Language of the reason; the interface's when empty.
    pub lang: String,
    /// Version of the text that was read.
    pub version: String,
    /// Next step of the new issue, ISO 8601.
    pub next_on: String,
    /// Phrase that was chosen.
    pub fras: String,
    /// Not empty: put the phrase into the reason, and save nothing.
    pub infoga: String,
}

impl TakesPhrase for SplitForm {
    fn wanted(&self) -> (&str, bool) {
        (&self.fras, !self.infoga.is_empty())
    }
    fn reason(&mut self) -> (&mut String, &mut String) {
        (&mut self.reason, &mut self.lang)
    }
}

/// A contribution about to be split off.
#[derive(Debug, Clone)]
pub struct Splitting {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The contribution and its issue.
    pub row: SplitRow,
    /// Phrases for the reason.
    pub phrases: Vec<PhraseRow>,
}

/// Only what all may read and an organisation or body said can become an issue: they raise issues (M02).
fn check_row(row: &SplitRow) -> Result<()> {
    if row.split_number.is_some() {
        return Err(Refusal::Already.into());
    }
    // just those who may post one (`speaks_for`): no politician's word becomes their body's issue
    let asks = row.organisation_id.is_some() && matches!(row.role, ActorRole::Representative | ActorRole::Officer);
    if row.published_at.is_none() || !asks {
        return Err(Refusal::WrongState.into());
    }
    Ok(())
}

/// The page on which a contribution is split off.
///
/// # Errors
/// `NotAllowed` for anybody but the curating body; `NotFound`; `Already`; `WrongState` for what is hidden, waits, or was said by a
/// private person.
pub async fn splitting(ctx: &Ctx, agreement: &str, issue: i64, contribution: i64) -> Result<Splitting> {
    let agreement = moderated(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let row = subjects::to_split(&mut conn, agreement.id, issue, contribution).await?.ok_or(AppError::NotFound)?;
    check_row(&row)?;
    let phrases = phrases::store::all(&mut conn, agreement.id, agreement.curator_id).await?;
    Ok(Splitting { agreement, row, phrases })
}

fn checked(ctx: &Ctx, agreement: &Agreement, form: &SplitForm) -> Result<(String, Option<ForumId>, String, NaiveDate)> {
    let mut faults = Faults::default();
    let title = faults.text("title", &text::clean_line(&form.title), 10, 120);
    let forum = agreement.forum(form.forum.trim()).filter(|f| !f.retired).map(|f| f.id);
    if forum.is_none() && agreement.forums.iter().any(|f| !f.retired) {
        faults.add("forum", Fault::Choice);
    }
    let reason = faults.text("reason", &form.reason, 3, 2000);
    let next_on = form.next_on.trim().parse().ok();
    check_date(&mut faults, next_on, ctx.today());
    faults.done()?;
    Ok((title, forum, reason, next_on.unwrap_or_else(|| ctx.today())))
}

/// Makes a contribution an issue of its own, in its forum at once. The reason stands in both chains and in the public log.
///
/// # Errors
/// Those of [`splitting`], and `Invalid` at `title`, `forum`, `reason`, `next_on`.
pub async fn split(ctx: &Ctx, agreement: &str, number: i64, contribution: i64, form: &SplitForm) -> Result<Posted> {
    const SCOPE: &str = "split";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    let old = store::id_of(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    store::lock(&mut tx, agreement.id, old).await?.ok_or(AppError::NotFound)?;
    if let Some(result) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await? {
        return Ok(serde_json::from_str(&result)?);
    }
    let row = subjects::to_split(&mut tx, agreement.id, number, contribution).await?.ok_or(AppError::NotFound)?;
    check_row(&row)?;
    // its author may have changed it meanwhile: nobody splits off what they have not read
    if form.version.parse().is_ok_and(|read: i64| read != row.version) {
        return Err(AppError::Stale { current: row.version });
    }
    let organisation = row.organisation_id.ok_or(Refusal::WrongState)?;
    // locks in one order, as where somebody contributes or posts: the issue, whoever wrote, the agreement's sequence
    issues::lock_poster(&mut tx, row.author_id, organisation).await?;
    let (title, forum, reason, next_on) = checked(ctx, &agreement, form)?;
    let lang = Locale::from_code(&row.lang).code();
    let texts = [row.text.clone(), String::new(), String::new(), String::new()];
    let mentions = mentions::of_split(&mut tx, &agreement.slug, Place::contribution(old, row.id), &row.text).await?;
    let checked = Checked { title, texts, lang, forum, tags: Tags::default(), mentions };
    // before the agreement's sequence, as everywhere
    count_use(&mut tx, &agreement, &form.fras).await?;
    let new_number = issues::next_number(&mut tx, agreement.id).await?;
    let slug = text::slug(&checked.title);
    let now = ctx.now();
    let new = issues::NewIssue {
        agreement: agreement.id,
        number: new_number,
        slug: slug.clone(),
        state: IssueState::InForum,
        organisation,
        author: row.author_id,
        created_at: now,
        published_at: Some(now),
        checked: &checked,
    };
    let issue = issues::insert(&mut tx, &new).await?;
    subjects::insert_split(&mut tx, agreement.id, issue, row.id).await?;
    mentions::keep_split(&mut tx, ctx, agreement.id, issue, &checked.mentions).await?;
    let way =
        Way { agreement: agreement.id, row: &row, from: (old, number), to: (issue, new_number), reason: &reason, lang: Locale::chosen(&form.lang), next_on };
    let event = tell_chains(&mut tx, ctx, &way).await?;
    let clock = NewClock {
        agreement: agreement.id,
        kind: ClockKind::NextStep,
        thing: Thing::Issue(issue),
        owner: agreement.curator_id,
        side: Side::CivilSociety,
        due_on: next_on,
        opened_by: event,
    };
    clocks::open(&mut tx, &clock).await?;
    tell_author(&mut tx, ctx, &agreement, &row, (&checked.title, paths::issue(&agreement.slug, new_number, &slug)), (&reason, event)).await?;
    let posted = Posted { number: new_number, slug, published: true, unchanged: false };
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), &serde_json::to_string(&posted)?).await?;
    tx.commit().await?;
    Ok(posted)
}

/// The way of a contribution from one issue into one of its own.
struct Way<'a> {
    agreement: AgreementId,
    row: &'a SplitRow,
    /// The issue that it was written to, with its number.
    from: (IssueId, i64),
    /// The issue that it became.
    to: (IssueId, i64),
    reason: &'a str,
    lang: Option<Locale>,
    next_on: NaiveDate,
}

/// Two events: where it came from, and where it went.
async fn tell_chains(tx: &mut Tx, ctx: &Ctx, way: &Way<'_>) -> Result<EventId> {
    let base = NewEvent { agreement: Some(way.agreement), reason: way.reason.into(), lang: way.lang, ..NewEvent::default() };
    let left = NewEvent {
        issue: Some(way.from.0),
        contribution: Some(way.row.id),
        payload: serde_json::json!({ "number": way.row.number, "into_number": way.to.1 }),
        ..base.clone()
    };
    record(tx, ctx, EventKind::ContributionSplit, left).await?;
    let payload = serde_json::json!({ "into_number": way.from.1, "contribution": way.row.number });
    let began = NewEvent { issue: Some(way.to.0), next_on: Some(way.next_on), payload, ..base };
    record(tx, ctx, EventKind::IssueSplit, began).await
}

async fn tell_author(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: &Agreement,
    row: &SplitRow,
    (title, path): (&str, String),
    (reason, event): (&str, EventId),
) -> Result<()> {
    let Some(author) = subjects::author_of(tx, row.id).await? else { return Ok(()) };
    let l = Locale::from_code(&author.locale);
    let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, path));
    let text = t::mail_split_text(l, agreement.curator_name.get(l), title, reason, link);
    let mail = Mail { to: author.email, locale: l, subject: t::mail_split_subject(l, title), text, end_url: None };
    jobs::enqueue_about(tx, ctx, event, mail).await
}
