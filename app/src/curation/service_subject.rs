//! An issue with what its reader may decide about it now: what the desk's panel and the decision's page show.

use super::store_subject::{self as subjects, SubjectRow};
use super::{service, store};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::db::Conn;
use crate::error::{AppError, Refusal, Result};
use crate::events::store::{self as events, EventRow, Reader};
use crate::issues::rules::{self, NextDate, Standing, Transition, Who};
use crate::issues::store::read::{hidden_as, withheld_as};
use crate::issues::types::IssueAct;
use crate::moderation::store::{self as moderation, NoteRow};
use crate::phrases::store::{self as phrases, PhraseRow};
use crate::restrictions::rules as restrictions;
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use std::sync::Arc;

/// An issue, and what the reader may decide about it now.
#[derive(Debug)]
pub struct Subject {
    /// The agreement.
    pub agreement: Arc<Agreement>,
    /// The issue.
    pub issue: SubjectRow,
    /// What may be done, in the order of the state machine.
    pub acts: Vec<&'static Transition>,
    /// Public bodies that can be asked; filled when that is among the acts.
    pub bodies: Vec<store::Choice>,
    /// The newest thing that happened, where the reader has to be told.
    pub newest: Option<EventRow>,
    /// Notes of those who curate; empty for everybody else.
    pub notes: Vec<NoteRow>,
    /// What happened so far, where it is shown.
    pub chain: Vec<EventRow>,
    /// Phrases for the reason, where those who curate are about to write one.
    pub phrases: Vec<PhraseRow>,
}

/// What of an issue is shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shown<'a> {
    /// Number of a contribution to it; 0: none.
    pub contribution: i64,
    /// Code of the act whose form is open; empty: none was chosen.
    pub act: &'a str,
    /// Whether the chain stands beside it. Not while the form of an act is open: it is a click away, and costs a statement.
    pub chain: bool,
}

impl Subject {
    /// All that the reader may do now they do as whoever posted the issue: nothing of it is a decision about others.
    pub fn is_own(&self) -> bool {
        !self.acts.is_empty() && self.acts.iter().all(|t| t.who == Who::Author)
    }
    /// The act whose form is shown: the one that was chosen, or the only one.
    pub fn open_act(&self, chosen: &str) -> Option<&'static Transition> {
        match self.acts.as_slice() {
            [only] if only.next != NextDate::FromMeeting => Some(*only),
            acts => acts.iter().copied().find(|t| t.act.code() == chosen && t.next != NextDate::FromMeeting),
        }
    }
}

/// An issue by its number, with a contribution to it when one is asked for.
///
/// # Errors
/// `NotFound`, also for what waits and is not the reader's.
pub async fn load(ctx: &Ctx, conn: &mut Conn, agreement: &Arc<Agreement>, number: i64, shown: Shown<'_>) -> Result<Subject> {
    let actor = ctx.signed_in()?;
    let mut issue = subjects::subject(conn, agreement.id, number, shown.contribution).await?.ok_or(AppError::NotFound)?;
    let seat = actor.has_civil_seat(agreement.curator_id);
    let author = actor.hats.iter().any(|h| h.organisation_id == issue.organisation_id && h.role.is_some());
    if issue.published_at.is_none() && !seat && !author {
        return Err(AppError::NotFound);
    }
    // declined before anybody could read it, or hidden: the same text is kept from the issue's own page
    if issue.withheld && !seat && !author {
        issue.what_html.clear();
        issue.ask_html.clear();
        issue.attached = None;
        (issue.title, issue.slug) = if issue.hidden { hidden_as(ctx.locale, issue.number) } else { withheld_as(ctx.locale, issue.number) };
        issue.lang = ctx.locale.code().into();
    }
    let mut acts = rules::acts_of(actor, &standing(agreement, &issue));
    acts.retain(|t| t.act != IssueAct::AskBack || !issue.hidden);
    acts.retain(|t| (t.act != IssueAct::Complete || issue.asked_back) && restrictions::may_act(actor, agreement, t, issue.published_at.is_some()).is_ok());
    // what leads on before what ends
    acts.sort_by_key(|t| match t.act {
        IssueAct::Accept | IssueAct::Answer | IssueAct::PutOnAgenda | IssueAct::Complete => 0,
        IssueAct::Refer | IssueAct::Remind | IssueAct::FollowUp | IssueAct::Conclude | IssueAct::Reopen | IssueAct::Unmerge => 1,
        IssueAct::AskBack | IssueAct::Move | IssueAct::TakeOffAgenda | IssueAct::TakeBack => 2,
        IssueAct::Merge | IssueAct::Close => 3,
        IssueAct::Decline | IssueAct::Withdraw => 4,
    });
    let mut subject =
        Subject { agreement: agreement.clone(), issue, acts, bodies: Vec::new(), newest: None, notes: Vec::new(), chain: Vec::new(), phrases: Vec::new() };
    let open = subject.open_act(shown.act);
    if open.is_some_and(|t| t.act == IssueAct::Refer) {
        subject.bodies = store::askable_bodies(conn, agreement.public_party_id, ctx.today()).await?;
    }
    if actor.acts_by_civil_seat(agreement.curator_id) {
        subject.notes = moderation::notes(conn, subject.issue.id).await?;
        if open.is_some_and(|t| t.who == Who::Curator) || subject.issue.contribution_waits {
            subject.phrases = phrases::all(conn, agreement.id, agreement.curator_id).await?;
        }
    }
    if shown.chain && shown.act.is_empty() {
        subject.chain = events::chain_of_issue(conn, agreement.id, Reader::of(ctx, agreement), subject.issue.id).await?;
    }
    Ok(subject)
}

fn standing(agreement: &Agreement, issue: &SubjectRow) -> Standing {
    Standing { state: issue.state, organisation_id: issue.organisation_id, curator_id: agreement.curator_id, asked_id: issue.asked_id }
}

/// An issue with what the reader may decide about it. `again` loads the newest thing that happened too, and lets through somebody
/// who may not act any more, so that nothing typed is lost.
///
/// # Errors
/// `SignInFirst`, `NotFound`, `NotAllowed` for somebody who could not act on it in any state, whatever they act as.
pub async fn subject(ctx: &Ctx, agreement: &str, number: i64, shown: Shown<'_>, again: bool) -> Result<Subject> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let mut subject = load(ctx, &mut conn, &agreement, number, shown).await?;
    let seat = actor.has_civil_seat(agreement.curator_id);
    let party = [Who::Author, Who::AskedBody].iter().any(|who| rules::is(actor, *who, &standing(&agreement, &subject.issue)));
    if !again && !seat && !party {
        return Err(Refusal::NotAllowed.into());
    }
    if again {
        let reader = Reader::of(ctx, &agreement);
        subject.newest = events::chain_of_issue(&mut conn, agreement.id, reader, subject.issue.id).await?.pop();
    }
    Ok(subject)
}

/// The date that is filled in before anybody types, per act *(ours)*: a working day.
pub fn preset(act: IssueAct, today: NaiveDate) -> NaiveDate {
    let days = match act {
        IssueAct::Remind => 7,
        IssueAct::AskBack => 10,
        IssueAct::Refer | IssueAct::Answer | IssueAct::Conclude => 30,
        IssueAct::FollowUp => 90,
        _ => service::NEXT_STEP_DAYS,
    };
    let date = today + TimeDelta::days(days);
    match date.weekday() {
        Weekday::Sat => date + TimeDelta::days(2),
        Weekday::Sun => date + TimeDelta::days(1),
        _ => date,
    }
}

/// Whether an act's form asks for a date.
pub const fn wants_date(t: &Transition) -> bool {
    matches!(t.next, NextDate::Required(_))
}
