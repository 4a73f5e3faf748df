//! Writing a promise down, and correcting what is written.

use super::{check_version, recorded_by, set_clock};
use crate::agreements::types::{Agreement, Side};
use crate::context::Ctx;
use crate::curation::store as issues;
use crate::db::{Conn, Tx};
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record as record_event};
use crate::i18n::Locale;
use crate::ids::{AgendaItemId, IssueId, OrganisationId};
use crate::meetings::store::{self as meetings, Owner};
use crate::meetings::types::MeetingState;
use crate::promises::agenda;
use crate::promises::rules::{self, WORDS};
use crate::promises::store::{self, Details, GistRow, PromiseRow, TalkRow};
use crate::promises::types::{PromiseKind, PromiseState};
use crate::ui::form::check_acting;
use crate::{idempotency, text};
use chrono::{Months, NaiveDate};
use serde::Deserialize;
use std::sync::Arc;

/// The form of a promise.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PromiseForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Version that was opened, where one is corrected.
    pub version: String,
    /// Number of the talk.
    pub mote: String,
    /// Item of its agenda.
    pub item: String,
    /// What was promised.
    pub words: String,
    /// Language of it.
    pub lang: String,
    /// Party or body of whoever promised.
    pub party: String,
    /// What one is there.
    pub function: String,
    /// Owner, by name or slug.
    pub owner: String,
    /// Kind, by its code.
    pub kind: String,
    /// When it is to be kept, or looked at.
    pub due: String,
    /// Number of the issue.
    pub issue: String,
    /// Numbers of principles.
    pub principles: Vec<String>,
    /// Numbers of commitments.
    pub commitments: Vec<String>,
    /// Why it is corrected.
    pub reason: String,
}

/// The page with the form.
#[derive(Debug)]
pub struct FormPage {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The talk at which a new one was made; none: it is to be chosen first.
    pub talk: Option<TalkRow>,
    /// Talks to choose from, where none is chosen.
    pub talks: Vec<TalkRow>,
    /// Agenda of the talk.
    pub items: Vec<GistRow>,
    /// Who can own a promise.
    pub owners: Vec<Owner>,
    /// The promise that is corrected.
    pub promise: Option<PromiseRow>,
    /// The form, as stored or as typed.
    pub form: PromiseForm,
}

/// Whether something can have been promised at a talk by now.
fn has_begun(ctx: &Ctx, talk: &TalkRow) -> bool {
    talk.starts_at <= ctx.now() && talk.state != MeetingState::Cancelled
}

/// The form for a new promise, as typed if it was.
///
/// # Errors
/// `SignInFirst`, `NotAllowed` for all but those who do the kansli's work.
pub async fn new_page(ctx: &Ctx, agreement: &str, talk: Option<i64>, typed: Option<&PromiseForm>) -> Result<FormPage> {
    let agreement = recorded_by(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let talk = match typed.and_then(|t| t.mote.parse().ok()).or(talk) {
        Some(number) => store::talk(&mut conn, agreement.id, number).await?.filter(|t| has_begun(ctx, t)),
        None => None,
    };
    let Some(talk) = talk else {
        let talks = store::talks_held(&mut conn, agreement.id, ctx.now()).await?;
        return Ok(FormPage { agreement, talk: None, talks, items: Vec::new(), owners: Vec::new(), promise: None, form: typed.cloned().unwrap_or_default() });
    };
    let form =
        typed.cloned().unwrap_or_else(|| PromiseForm { mote: talk.number.to_string(), kind: PromiseKind::Commitment.to_string(), ..PromiseForm::default() });
    let items = store::gists(&mut conn, talk.id).await?;
    let owners = meetings::owners(&mut conn, ctx.today()).await?;
    Ok(FormPage { agreement, talk: Some(talk), talks: Vec::new(), items, owners, promise: None, form })
}

/// The form that corrects a promise, as stored or as typed.
///
/// # Errors
/// As [`new_page`]; `NotFound`.
pub async fn correct_page(ctx: &Ctx, agreement: &str, number: i64, typed: Option<&PromiseForm>) -> Result<FormPage> {
    let agreement = recorded_by(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let promise = store::by_number(&mut conn, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let items = store::gists(&mut conn, promise.meeting_id).await?;
    let owners = meetings::owners(&mut conn, ctx.today()).await?;
    let form = match typed {
        Some(typed) => typed.clone(),
        None => stored(&mut conn, &promise).await?,
    };
    Ok(FormPage { agreement, talk: None, talks: Vec::new(), items, owners, promise: Some(promise), form })
}

async fn stored(conn: &mut Conn, p: &PromiseRow) -> Result<PromiseForm> {
    let ties = store::ties(conn, p.id).await?;
    let of = |what: &str| ties.iter().filter(|t| t.what == what).map(|t| t.number.to_string()).collect();
    Ok(PromiseForm {
        version: p.version.to_string(),
        mote: p.meeting_number.to_string(),
        item: p.item_id.map(|id| id.to_string()).unwrap_or_default(),
        words: p.words.clone(),
        lang: p.lang.clone(),
        party: p.party.clone(),
        function: p.function.clone(),
        owner: p.owner_name.clone(),
        kind: p.kind.to_string(),
        due: p.due_on.to_string(),
        issue: p.issue_number.map(|n| n.to_string()).unwrap_or_default(),
        principles: of("principle"),
        commitments: of("commitment"),
        ..PromiseForm::default()
    })
}

/// A date that can be promised: not passed (unless it stands there already), and within two years.
fn date(ctx: &Ctx, faults: &mut Faults, typed: &str, before: Option<NaiveDate>) -> Option<NaiveDate> {
    let date: Option<NaiveDate> = typed.trim().parse().ok();
    match date {
        None => faults.add("due", if typed.trim().is_empty() { Fault::Required } else { Fault::Date }),
        Some(d) if Some(d) == before => {}
        Some(d) if d < ctx.today() => faults.add("due", Fault::DatePast),
        Some(d) if ctx.today().checked_add_months(Months::new(24)).is_some_and(|far| d > far) => faults.add("due", Fault::DateFar),
        Some(_) => {}
    }
    date
}

struct Checked {
    kind: PromiseKind,
    words: String,
    lang: Locale,
    party: String,
    function: String,
    due_on: NaiveDate,
    item: Option<AgendaItemId>,
    issue: Option<i64>,
    details: Details,
}

/// What can be checked without the database. The owner, the item and the issue are looked up by [`look_up`].
fn checked(ctx: &Ctx, agreement: &Agreement, form: &PromiseForm, before: Option<&PromiseRow>, faults: &mut Faults) -> Option<Checked> {
    let words = faults.text("words", &text::clean_line(&form.words), WORDS.0, WORDS.1);
    let party = faults.text("party", &text::clean_line(&form.party), 2, 80);
    let function = faults.text("function", &text::clean_line(&form.function), 2, 100);
    let kind = form.kind.parse().ok();
    if kind.is_none() {
        faults.add("kind", Fault::Choice);
    }
    let due_on = date(ctx, faults, &form.due, before.map(|b| b.due_on));
    let issue = form.issue.trim().trim_start_matches('#');
    let number = issue.parse::<i64>().ok();
    if !issue.is_empty() && number.is_none() {
        faults.add("issue", Fault::IssueMissing);
    }
    let principles: Vec<_> = agreement.principles.iter().filter(|p| form.principles.contains(&p.number.to_string())).map(|p| p.id).collect();
    let commitments: Vec<_> = agreement.commitments.iter().filter(|c| form.commitments.contains(&c.number.to_string())).map(|c| c.id).collect();
    let lang = Locale::chosen(&form.lang).unwrap_or(ctx.locale);
    let (kind, due_on): (PromiseKind, NaiveDate) = (kind?, due_on?);
    let details = Details {
        kind,
        words: words.clone(),
        lang: lang.code().into(),
        party: party.clone(),
        function: function.clone(),
        // looked up next
        owner: OrganisationId(0),
        due_on,
        item: None,
        issue: None,
        principles,
        commitments,
    };
    Some(Checked { kind, words, lang, party, function, due_on, item: form.item.trim().parse().ok(), issue: number, details })
}

/// An organisation by its slug or its name, whatever the case.
fn owner<'a>(owners: &'a [Owner], typed: &str) -> Option<&'a Owner> {
    let typed = text::clean_line(typed);
    let key = text::fold_key(&typed);
    owners.iter().find(|o| o.slug == typed).or_else(|| owners.iter().find(|o| o.fold_key == key))
}

/// Locks the issues of a promise, the one that it has and the one that it gets, in the order of their ids. Gives the one that it gets. The one
/// that it has stays, even where it was hidden since.
async fn lock_issues(tx: &mut Tx, agreement: &Agreement, number: Option<i64>, has: Option<(IssueId, i64)>, faults: &mut Faults) -> Result<Option<IssueId>> {
    let before = has.map(|(id, _)| id);
    let issue = match number {
        Some(number) if has.is_some_and(|(_, n)| n == number) => before,
        Some(number) => store::readable_issue(tx, agreement.id, number).await?.map(|(id,)| id),
        None => None,
    };
    if number.is_some() && issue.is_none() {
        faults.add("issue", Fault::IssueMissing);
    }
    let mut ids: Vec<IssueId> = issue.into_iter().chain(before).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        issues::lock(tx, agreement.id, id).await?;
    }
    Ok(issue)
}

/// Looks the owner and the item up.
async fn look_up(tx: &mut Tx, ctx: &Ctx, talk: crate::ids::MeetingId, form: &PromiseForm, c: &mut Checked, faults: &mut Faults) -> Result<Option<Side>> {
    let owners = meetings::owners(tx, ctx.today()).await?;
    let owner = owner(&owners, &form.owner);
    match owner {
        Some(owner) => c.details.owner = owner.id,
        None => faults.add("owner", if form.owner.trim().is_empty() { Fault::Required } else { Fault::OrganisationMissing }),
    }
    if let Some(item) = c.item {
        if !store::gists(tx, talk).await?.iter().any(|g| g.id == item) {
            faults.add("item", Fault::Choice);
        }
        c.details.item = Some(item);
    }
    Ok(owner.map(|o| o.side))
}

/// Writes a promise down: it is public at once, its owner's date begins to run, and it enters the agenda of the next talk.
///
/// # Errors
/// `ActingChanged`; `NotAllowed` for all but those who do the kansli's work; `NotFound` for a talk that is none; `Refused(WrongState)` for
/// one that has not begun or was cancelled; `Invalid`.
pub async fn record(ctx: &Ctx, agreement: &str, form: &PromiseForm) -> Result<i64> {
    const SCOPE: &str = "promise";
    check_acting(ctx, &form.r#as)?;
    let agreement = recorded_by(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let checked = checked(ctx, &agreement, form, None, &mut faults);
    let mut tx = ctx.write().await?;
    let issue = lock_issues(&mut tx, &agreement, checked.as_ref().and_then(|c| c.issue), None, &mut faults).await?;
    let talk = form.mote.parse().map_err(|_| AppError::NotFound)?;
    let talk = store::talk(&mut tx, agreement.id, talk).await?.ok_or(AppError::NotFound)?;
    agenda::lock_talks(&mut tx, ctx, agreement.id, Some(talk.id)).await?;
    meetings::lock_planner(&mut tx, person).await?;
    if let Some(number) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await? {
        return number.parse().map_err(|_| AppError::Internal("idempotency result".into()));
    }
    // as it is now that it stands still
    let talk = store::talk(&mut tx, agreement.id, talk.number).await?.ok_or(AppError::NotFound)?;
    if !has_begun(ctx, &talk) {
        return Err(Refusal::WrongState.into());
    }
    let Some(mut checked) = checked else { return Err(faults.done().err().unwrap_or(AppError::BadRequest("promise"))) };
    let side = look_up(&mut tx, ctx, talk.id, form, &mut checked, &mut faults).await?;
    faults.done()?;
    checked.details.issue = issue;
    let number = store::next_number(&mut tx, agreement.id).await?;
    let made = (talk.id, talk.starts_local.date());
    let id = store::insert(&mut tx, agreement.id, number, made, ctx.now(), &checked.details).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        issue,
        meeting: Some(talk.id),
        promise: Some(id),
        organisation: Some(checked.details.owner),
        next_on: Some(checked.due_on),
        lang: Some(checked.lang),
        ..NewEvent::default()
    };
    let event = record_event(&mut tx, ctx, EventKind::PromiseRecorded, event).await?;
    let next = (checked.details.owner, side.unwrap_or(Side::Both), checked.due_on);
    set_clock(&mut tx, ctx, &agreement, id, event, Some(next)).await?;
    agenda::fill_all(&mut tx, ctx, agreement.id).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), &number.to_string()).await?;
    tx.commit().await?;
    Ok(number)
}

/// Corrects what is written about a promise. What stood there before stays in its chain, with the reason.
///
/// # Errors
/// As [`record`]; `Stale`.
pub async fn correct(ctx: &Ctx, agreement: &str, number: i64, form: &PromiseForm) -> Result<()> {
    const SCOPE: &str = "promise_correct";
    check_acting(ctx, &form.r#as)?;
    let agreement = recorded_by(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    let seen = store::by_number(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let mut faults = Faults::default();
    let checked = checked(ctx, &agreement, form, Some(&seen), &mut faults);
    let issue = lock_issues(&mut tx, &agreement, checked.as_ref().and_then(|c| c.issue), seen.issue_id.zip(seen.issue_number), &mut faults).await?;
    // the agendas on which it stands say its words
    agenda::lock_talks(&mut tx, ctx, agreement.id, None).await?;
    store::hold(&mut tx, agreement.id, number).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let before = store::by_number(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    if before.version != seen.version {
        return Err(AppError::Stale { current: before.version });
    }
    check_version(&form.version, before.version)?;
    let reason = faults.text("reason", &form.reason, rules::NOTE.0, rules::NOTE.1);
    let Some(mut checked) = checked else { return Err(faults.done().err().unwrap_or(AppError::BadRequest("promise"))) };
    let side = look_up(&mut tx, ctx, before.meeting_id, form, &mut checked, &mut faults).await?;
    faults.done()?;
    checked.details.issue = issue;
    store::correct(&mut tx, agreement.id, before.id, &checked.details).await?;
    store::retitle(&mut tx, before.id, &before.words, ctx.now()).await?;
    let moved = before.state.is_open() && (before.due_on != checked.due_on || before.owner_id != checked.details.owner);
    let event = NewEvent {
        agreement: Some(agreement.id),
        issue,
        promise: Some(before.id),
        organisation: Some(checked.details.owner),
        reason,
        next_on: moved.then_some(checked.due_on),
        lang: Some(checked.lang),
        payload: serde_json::json!({ "before": was(&before, &checked) }),
        ..NewEvent::default()
    };
    let event = record_event(&mut tx, ctx, EventKind::PromiseCorrected, event).await?;
    // what is said to be kept waits for its answer, whatever its date
    if moved && before.state != PromiseState::Claimed {
        let next = (checked.details.owner, side.unwrap_or(Side::Both), checked.due_on);
        set_clock(&mut tx, ctx, &agreement, before.id, event, Some(next)).await?;
    }
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}

/// What stood there before, where it is another now. The owner by its slug; nothing of it names a person.
fn was(before: &PromiseRow, now: &Checked) -> serde_json::Value {
    let mut was = serde_json::Map::new();
    let mut add = |key: &str, changed: bool, value: String| {
        if changed {
            was.insert(key.into(), value.into());
        }
    };
    add("words", before.words != now.words, before.words.clone());
    add("by", before.party != now.party || before.function != now.function, format!("{}, {}", before.party, before.function));
    add("owner", before.owner_id != now.details.owner, before.owner_name.clone());
    add("kind", before.kind != now.kind, before.kind.to_string());
    add("due", before.due_on != now.due_on, before.due_on.to_string());
    was.into()
}
