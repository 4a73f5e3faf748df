//! Acts on issues: the one place where an issue changes its state.

use super::store::{self, LockedIssue};
use crate::agreements::types::{Agreement, Side};
use crate::appeals::service as appeals;
use crate::appeals::types::Appealable;
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{NewEvent, record};
use crate::i18n::{Locale, mails};
use crate::ids::{EventId, ForumId, IssueId, MeetingId, OrganisationId};
use crate::initiatives::types::Initiative;
use crate::issues::rules::{self, NextDate, Standing, Transition};
use crate::issues::types::{IssueAct, IssueState};
use crate::jobs::{self, Mail};
use crate::mentions::{Place, service as mentions};
use crate::restrictions::rules as restrictions;
use crate::ui::form::check_acting;
use crate::{idempotency, paths};
use chrono::{Months, NaiveDate, TimeDelta};
use serde::Deserialize;
use std::sync::Arc;

/// Days the kansli has for a new issue *(ours)*.
pub const ACCEPTANCE_DAYS: i64 = 3;
/// Days until the kansli's next step with an issue in its forum, where nobody has set a date *(ours)*.
pub const NEXT_STEP_DAYS: i64 = 14;

/// An act to perform. Start from [`Act::new`] and fill in what the act takes.
#[derive(Debug, Clone)]
pub struct Act {
    /// The act.
    pub act: IssueAct,
    /// Reason, shown to all (Markdown); of an answer, its summary.
    pub reason: String,
    /// Next expected date, a calendar date in Stockholm.
    pub next_on: Option<NaiveDate>,
    /// The public body to ask ([`IssueAct::Refer`]).
    pub to: Option<OrganisationId>,
    /// The issue to merge into ([`IssueAct::Merge`]).
    pub into: Option<IssueId>,
    /// The forum to move to ([`IssueAct::Move`]).
    pub forum: Option<ForumId>,
    /// The meeting ([`IssueAct::PutOnAgenda`] and the acts of its minutes).
    pub meeting: Option<MeetingId>,
    /// The answer at length ([`IssueAct::Answer`], Markdown).
    pub text: String,
    /// Language that reason and text are written in; none: that of the interface.
    pub lang: Option<Locale>,
    /// The steering group changes an act back after an appeal, in place of those who curate. No form carries this.
    pub on_appeal: bool,
}

impl Act {
    /// An act with its reason and nothing else.
    pub fn new(act: IssueAct, reason: impl Into<String>) -> Self {
        Self { act, reason: reason.into(), next_on: None, to: None, into: None, forum: None, meeting: None, text: String::new(), lang: None, on_appeal: false }
    }
}

/// Performs an act on an issue, in the caller's transaction: checks who, state, version, reason and date; moves the state; stops
/// and starts clocks; records the event; enqueues mail to those whom it concerns.
///
/// # Errors
/// `NotFound` where the issue may not be seen, `Stale`, `Refused(WrongState | NotAllowed)`, `Invalid` with faults at `reason`,
/// `next_on`, `to`, `into`, `forum`, `text`.
pub async fn perform(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, issue: IssueId, version: Option<i64>, act: &Act) -> Result<EventId> {
    let actor = ctx.signed_in()?;
    let issue = store::lock(tx, agreement.id, issue).await?.ok_or(AppError::NotFound)?;
    let standing =
        Standing { state: issue.state, organisation_id: issue.organisation_id, curator_id: agreement.curator_id, asked_id: store::asked(tx, issue.id).await? };
    if issue.published_at.is_none() && !actor.has_civil_seat(agreement.curator_id) && !actor.speaks_for(issue.organisation_id) {
        return Err(AppError::NotFound);
    }
    // an act that is no longer possible says so; one that still is asks to look at what changed meanwhile
    let row = rules::transition(issue.state, act.act).ok_or(Refusal::WrongState)?;
    // its author could only answer in public
    if act.act == IssueAct::AskBack && issue.hidden_at.is_some() {
        return Err(Refusal::IssueHidden.into());
    }
    if version.is_some_and(|v| v != issue.version) {
        return Err(AppError::Stale { current: issue.version });
    }
    let may = if act.on_appeal { actor.acts_by_civil_seat(agreement.steering_id) } else { rules::is(actor, row.who, &standing) };
    if !may {
        return Err(Refusal::NotAllowed.into());
    }
    restrictions::may_act(actor, agreement, row, issue.published_at.is_some())?;
    if !act.on_appeal {
        let target = match act.act {
            IssueAct::Move => act.forum.map(|f| f.0),
            IssueAct::Merge => act.into.map(|i| i.0),
            _ => None,
        };
        appeals::check_anew(tx, ctx, Appealable::of_act(act.act), (issue.id, None), target).await?;
    }
    // only what was asked for can be completed, so that nobody moves the kansli's dates by themselves
    if act.act == IssueAct::Complete && !store::is_asked_back(tx, issue.id).await? {
        return Err(Refusal::WrongState.into());
    }
    let act = checked(tx, ctx, agreement, &issue, row.next, act).await?;
    let mentions = mentions::checked(tx, &agreement.slug, &[("text", &act.text)]).await?;
    // what was decided about is readable, so that the public log's links lead somewhere (rule 4)
    let now = ctx.now();
    let published = match (issue.published_at, act.act) {
        (None, IssueAct::Accept | IssueAct::Decline | IssueAct::Merge) => Some(now),
        (at, _) => at,
    };
    let forum = if act.act == IssueAct::Move { act.forum } else { issue.forum_id };
    let merged_into = if row.to == IssueState::Merged { act.into } else { None };
    store::save(tx, &issue, row.to, forum, merged_into, published, now).await?;
    let mut event = new_event(agreement, &issue, &act, row.to);
    if matches!(act.act, IssueAct::Remind | IssueAct::TakeBack) {
        event.organisation = standing.asked_id;
    }
    if let Some(into) = act.into {
        // the sentence names it by the number that people know
        event.payload["into_number"] = store::number_of(tx, into).await?.into();
    }
    let event = record(tx, ctx, rules::event_of(act.act), event).await?;
    let own = row.who == rules::Who::Author;
    let mailed = concerned((act.act, own), issue.organisation_id, None, agreement.curator_id);
    mentions::keep_answer(tx, ctx, agreement.id, (issue.id, event), (&act.text, &mentions), &mailed).await?;
    // a text that waited, or was withheld, is there for all now; one that was hidden is not
    let was_unread = issue.published_at.is_none() || issue.withheld;
    if was_unread && issue.hidden_at.is_none() && published.is_some() && row.to != IssueState::Declined {
        mentions::tell_published(tx, ctx, Place::issue(issue.id), event).await?;
    }
    move_clocks(tx, ctx, agreement, &issue, row, &act, event).await?;
    if crate::initiatives::rules::asks(act.act) {
        crate::initiatives::service::ask_soon(tx, ctx, event, Initiative::Issue(issue.id)).await?;
    }
    // after an appeal, its own mail says all
    if !act.on_appeal {
        tell(tx, ctx, agreement, &issue, (&act, own), (event, standing.asked_id)).await?;
        appeals::settle(tx, ctx, agreement, issue.id, event).await?;
    }
    Ok(event)
}

fn new_event(agreement: &Agreement, issue: &LockedIssue, act: &Act, to: IssueState) -> NewEvent {
    NewEvent {
        agreement: Some(agreement.id),
        issue: Some(issue.id),
        meeting: act.meeting,
        organisation: act.to,
        reason: act.reason.clone(),
        text: act.text.clone(),
        lang: act.lang,
        next_on: act.next_on,
        payload: serde_json::json!({ "from": issue.state, "to": to, "into": act.into, "forum": act.forum, "before": issue.before() }),
        ..NewEvent::default()
    }
}

/// The agreement, for somebody who moderates in it (rule 1: by a civil-society seat of the body that curates).
pub fn moderated(ctx: &Ctx, agreement: &str) -> Result<Arc<Agreement>> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    if !ctx.signed_in()?.acts_by_civil_seat(agreement.curator_id) {
        return Err(Refusal::NotAllowed.into());
    }
    Ok(agreement)
}

/// Cleans and checks what was filled in.
async fn checked(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, issue: &LockedIssue, next: NextDate, act: &Act) -> Result<Act> {
    let mut faults = Faults::default();
    let mut act = act.clone();
    // in the order of the form, which is that of its summary of faults
    match act.act {
        IssueAct::Refer => match act.to {
            Some(to) if store::askable(tx, agreement.public_party_id, to, ctx.today()).await? => {}
            _ => faults.add("to", Fault::Choice),
        },
        _ => act.to = None,
    }
    match act.act {
        IssueAct::Move => {
            let fine = agreement.forum_by_id(act.forum).is_some_and(|f| !f.retired && Some(f.id) != issue.forum_id);
            if !fine {
                faults.add("forum", Fault::Choice);
            }
        }
        _ => act.forum = None,
    }
    match act.act {
        IssueAct::Merge => {
            if let Some(fault) = check_target(tx, agreement, issue, act.into).await? {
                faults.add("into", fault);
            }
        }
        _ => act.into = None,
    }
    act.text = if act.act == IssueAct::Answer { faults.text("text", &act.text, 20, 8000) } else { String::new() };
    act.reason = faults.text("reason", &act.reason, 3, 2000);
    match next {
        NextDate::None => act.next_on = None,
        NextDate::Required(_) | NextDate::FromMeeting => check_date(&mut faults, act.next_on, ctx.today()),
    }
    faults.done()?;
    Ok(act)
}

/// Why an issue cannot be merged into another, if so: only into one that goes on, so that rings cannot arise.
async fn check_target(tx: &mut Tx, agreement: &Agreement, issue: &LockedIssue, into: Option<IssueId>) -> Result<Option<Fault>> {
    let target = match into {
        Some(into) if into == issue.id => return Ok(Some(Fault::IssueItself)),
        Some(into) => store::lock(tx, agreement.id, into).await?,
        None => None,
    };
    let Some(target) = target else { return Ok(Some(Fault::IssueMissing)) };
    let n = target.number;
    Ok(match (target.merged_into_id, target.state) {
        (Some(into), _) if into == issue.id => Some(Fault::IssueMergedHere(n)),
        (Some(into), _) => Some(Fault::IssueMerged(n, store::number_of(tx, into).await?)),
        _ if target.published_at.is_none() || target.state == IssueState::Submitted => Some(Fault::IssueWaits(n)),
        (None, state) if !state.is_open() => Some(Fault::IssueEnded(n)),
        _ if target.hidden_at.is_some() => Some(Fault::IssueHidden(n)),
        _ => None,
    })
}

/// A promised date: not passed, and within two years.
pub fn check_date(faults: &mut Faults, date: Option<NaiveDate>, today: NaiveDate) {
    match date {
        None => faults.add("next_on", Fault::Date),
        Some(d) if d < today => faults.add("next_on", Fault::DatePast),
        Some(d) if today.checked_add_months(Months::new(24)).is_some_and(|far| d > far) => faults.add("next_on", Fault::DateFar),
        Some(_) => {}
    }
}

/// Stops the clocks that an act of the table stops, and starts the one that it starts.
async fn move_clocks(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, issue: &LockedIssue, row: &Transition, act: &Act, event: EventId) -> Result<()> {
    let (to, next) = (row.to, row.next);
    let today = ctx.today();
    if to.is_open() {
        for kind in rules::stops(act.act) {
            clocks::close(tx, Thing::Issue(issue.id), *kind, event, today).await?;
        }
    } else {
        clocks::close_all_of_issue(tx, issue.id, event, today).await?;
    }
    let curator = (agreement.curator_id, Side::CivilSociety);
    let opened = match (next, act.next_on) {
        (NextDate::Required(kind), Some(due)) => {
            let owner = match kind {
                ClockKind::Completion => (issue.organisation_id, issue.organisation_side),
                ClockKind::Answer => (act.to.unwrap_or(agreement.public_party_id), Side::Public),
                _ => curator,
            };
            Some((kind, owner, due))
        }
        (NextDate::FromMeeting, Some(due)) => Some((ClockKind::Hearing, curator, due)),
        // the kansli's turn again
        (NextDate::None, _) if to == IssueState::Submitted => Some((ClockKind::Acceptance, curator, today + TimeDelta::days(ACCEPTANCE_DAYS))),
        (NextDate::None, _) if to == IssueState::InForum => Some((ClockKind::NextStep, curator, today + TimeDelta::days(NEXT_STEP_DAYS))),
        _ => None,
    };
    if let Some((kind, (owner, side), due_on)) = opened {
        clocks::open(tx, &NewClock { agreement: agreement.id, kind, thing: Thing::Issue(issue.id), owner, side, due_on, opened_by: event }).await?;
    }
    Ok(())
}

/// The organisations and bodies whose people are mailed about an act as it is taken. `own`: by whoever posted the issue, so that it is
/// the curating body's turn. `body` is the one that is asked or reminded.
pub(crate) fn concerned((act, own): (IssueAct, bool), poster: OrganisationId, body: Option<OrganisationId>, curator: OrganisationId) -> Vec<OrganisationId> {
    let all = match act {
        IssueAct::Refer | IssueAct::TakeBack => [Some(poster), body],
        IssueAct::Remind => [body, None],
        IssueAct::Answer => [Some(poster), Some(curator)],
        IssueAct::Complete | IssueAct::Withdraw => [Some(curator), None],
        IssueAct::Reopen if own => [Some(curator), None],
        _ => [Some(poster), None],
    };
    all.into_iter().flatten().collect()
}

/// Mails those whom an act concerns: the posting organisation, and the body that is asked. Public events wait a minute.
/// `asked` is the body that was asked before: where it need not answer any more, it is told so.
async fn tell(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: &Agreement,
    issue: &LockedIssue,
    (act, own): (&Act, bool),
    (event, asked): (EventId, Option<OrganisationId>),
) -> Result<()> {
    let released = asked.filter(|asked| match act.act {
        IssueAct::Refer => act.to != Some(*asked),
        IssueAct::TakeBack | IssueAct::Close | IssueAct::Merge | IssueAct::Withdraw => true,
        _ => false,
    });
    let body = if act.act == IssueAct::Remind { asked } else { act.to };
    let mut whom = concerned((act.act, own), issue.organisation_id, body, agreement.curator_id);
    whom.extend(released.filter(|released| !whom.contains(released)));
    for organisation in whom {
        let let_go = released == Some(organisation);
        // what is hidden has its number only for those who may not read it
        let reads = [issue.organisation_id, agreement.curator_id].contains(&organisation);
        for person in store::people_of(tx, organisation, ctx.today()).await? {
            let l = person.locale();
            let (title, slug) = issue.named(l, reads);
            let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::issue(&agreement.slug, issue.number, &slug)));
            let what = if let_go { mails::released(l) } else { mails::act(l, act.act) };
            // the next date is no longer theirs
            let next = act.next_on.filter(|_| !let_go).map(|d| mails::next(l, crate::i18n::dates::weekday_day(l, d, ctx.today()))).unwrap_or_default();
            let mut mail = Mail {
                to: person.email.clone(),
                locale: l,
                subject: mails::issue_subject(l, &title, what),
                text: mails::issue_text(l, &title, what, &act.reason, next, link),
                end_url: None,
            };
            if organisation == issue.organisation_id {
                let form = paths::appeal_form(&agreement.slug, issue.number, &issue.slug, None);
                mail.text.push_str(&appeals::mail_line(ctx, agreement, l, Appealable::of_act(act.act), &form));
            }
            jobs::enqueue_about(tx, ctx, event, mail).await?;
        }
    }
    Ok(())
}

/// The form of an act, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ActForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Version of the issue that was looked at.
    pub version: String,
    /// The act's code.
    pub act: String,
    /// Reason.
    pub reason: String,
    /// Next date, ISO 8601.
    pub next_on: String,
    /// Slug of the body to ask.
    pub to: String,
    /// Slug of the forum to move to.
    pub forum: String,
    /// Number of the issue to merge into.
    pub into: String,
    /// The answer.
    pub text: String,
    /// Language; that of the interface when empty.
    pub lang: String,
    /// Phrase that was chosen for the reason.
    pub fras: String,
}

/// Performs the act of a form.
///
/// # Errors
/// Those of [`perform`], `ActingChanged`, and a fault at `act` when it is none.
pub async fn act(ctx: &Ctx, agreement: &str, number: i64, form: &ActForm) -> Result<()> {
    check_acting(ctx, &form.r#as)?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let Ok(code) = form.act.parse::<IssueAct>() else {
        faults.add("act", Fault::Choice);
        return faults.done();
    };
    // an issue gets on an agenda through the form of its meeting
    if code == IssueAct::PutOnAgenda {
        return Err(Refusal::WrongState.into());
    }
    let mut act = Act::new(code, form.reason.clone());
    act.text.clone_from(&form.text);
    act.lang = Locale::chosen(&form.lang);
    if !form.next_on.trim().is_empty() {
        act.next_on = form.next_on.trim().parse().ok();
    }
    let mut tx = ctx.write().await?;
    let issue = store::id_of(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    if code == IssueAct::Merge
        && let Ok(into) = form.into.trim().trim_start_matches('#').parse()
    {
        act.into = store::id_of(&mut tx, agreement.id, into).await?;
        // issues are locked in the order of their ids, here as everywhere
        if let Some(into) = act.into.filter(|into| *into < issue) {
            store::lock(&mut tx, agreement.id, into).await?;
        }
    }
    // the lock comes first, so that a second sending waits and then finds the first
    store::lock(&mut tx, agreement.id, issue).await?.ok_or(AppError::NotFound)?;
    if idempotency::earlier(&mut tx, "act", &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    if code == IssueAct::Refer {
        act.to = store::organisation_by_slug(&mut tx, form.to.trim()).await?;
    }
    act.forum = agreement.forum(form.forum.trim()).map(|f| f.id);
    let nothing_typed = form.into.trim().is_empty();
    perform(&mut tx, ctx, &agreement, issue, form.version.parse().ok(), &act).await.map_err(|e| match e {
        AppError::Invalid(mut faults) => {
            // there is a difference between a number that no issue has, and none
            faults.0.iter_mut().filter(|(_, fault)| nothing_typed && *fault == Fault::IssueMissing).for_each(|(_, fault)| *fault = Fault::Required);
            AppError::Invalid(faults)
        }
        e => e,
    })?;
    if ctx.signed_in()?.acts_by_civil_seat(agreement.curator_id) {
        crate::phrases::service::count_use(&mut tx, &agreement, &form.fras).await?;
    }
    idempotency::keep(&mut tx, ctx, "act", &form.key, Some(person), form.act.as_str()).await?;
    tx.commit().await
}
