//! What the pages of consensus show.

use super::answerer;
use crate::agreements::types::{Agreement, Side};
use crate::bodies::types::SeatPost;
use crate::consensus::rules::{self, Standing};
use crate::consensus::store::{self, AskedRow, Narrowed, Proposal, Version};
use crate::consensus::types::{Answer, ProposalAct, ProposalState, Shown};
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::events::store::{self as events, EventRow, Reader};
use crate::ids::{AskedId, EventId};
use chrono::{DateTime, NaiveDate, Utc};
use std::sync::Arc;

/// Proposals on a page.
const PAGE: i64 = 25;

/// Proposals in a list.
#[derive(Debug)]
pub struct ProposalList {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Which of them.
    pub shown: Shown,
    /// Slug of the forum that it is narrowed to.
    pub forum: Option<String>,
    /// Slug of the body that it is narrowed to.
    pub body: Option<String>,
    /// Proposals.
    pub proposals: Vec<Proposal>,
    /// Number before which older ones follow.
    pub more: Option<i64>,
    /// How many are in each state.
    pub counts: Vec<(ProposalState, i64)>,
    /// When the model is to be reviewed.
    pub review_due_on: Option<NaiveDate>,
    /// The reader may say that it was.
    pub may_review: bool,
    /// The reader speaks for somebody who could propose; the form says whether they may.
    pub may_try: bool,
}

impl ProposalList {
    /// How many a tab holds.
    pub fn count(&self, shown: Shown) -> i64 {
        self.counts.iter().filter(|(state, _)| *state == shown.state()).map(|(_, n)| n).sum()
    }
}

/// Proposals of an agreement, of a forum or of a body, before the one with a number: three statements.
///
/// # Errors
/// `NotFound` for a forum that is not there.
pub async fn proposals(ctx: &Ctx, agreement: &str, shown: Shown, (forum, body): (&str, &str), before: Option<i64>) -> Result<ProposalList> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let narrowed = match forum {
        "" => Narrowed { forum: None, body: (!body.is_empty()).then(|| body.to_string()) },
        slug => Narrowed { forum: Some(agreement.forum(slug).ok_or(AppError::NotFound)?.id), body: None },
    };
    let mut conn = ctx.read().await?;
    let mut found = store::list(&mut conn, agreement.id, shown.state(), &narrowed, before, PAGE + 1).await?;
    let more = usize::try_from(PAGE).ok().filter(|page| found.len() > *page).and_then(|page| {
        found.truncate(page);
        found.last().map(|p| p.number)
    });
    let counts = store::counts(&mut conn, agreement.id, &narrowed).await?;
    let review_due_on = store::review_due(&mut conn, agreement.id).await?;
    let actor = ctx.actor.as_deref();
    let may_review = actor.is_some_and(|a| rules::is_kansli(a, &agreement));
    let may_try = actor.is_some_and(|a| a.acting_as.is_some_and(|o| may_review || a.speaks_for(o) || rules::sits(a, o)));
    let forum = narrowed.forum.map(|_| forum.to_string());
    Ok(ProposalList { agreement, shown, forum, body: narrowed.body, proposals: found, more, counts, review_due_on, may_review, may_try })
}

/// An answer that was given.
#[derive(Debug, Clone)]
pub struct Given {
    /// Version of the text.
    pub version: i64,
    /// How many times this one was answered by then.
    pub revision: i64,
    /// What.
    pub kind: Answer,
    /// Reason, or words.
    pub reason: String,
    /// Language of that.
    pub lang: String,
    /// When.
    pub at: DateTime<Utc>,
    /// It stands; otherwise it was changed later.
    pub stands: bool,
    /// The event that it came with.
    pub event: EventId,
    /// Which of all answers to the proposal it is, in the order in which they were given.
    pub number: i64,
    /// Its words are hidden; they stand here for those who may read them.
    pub hidden: bool,
    /// They are hidden until those who curate have read them.
    pub waits: bool,
    /// They are by themselves, since whoever answered was stopped until that day.
    pub stopped_until: Option<NaiveDate>,
}

/// Somebody who is asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Id.
    pub id: AskedId,
    /// Name and slug of an organisation.
    pub organisation: Option<(String, String)>,
    /// Side of a seat.
    pub side: Option<Side>,
    /// Number of a seat.
    pub place: Option<i64>,
    /// Post of a seat.
    pub post: Option<SeatPost>,
    /// Function of a seat.
    pub function: String,
    /// The reader answers for it.
    pub mine: bool,
    /// A seat that nobody holds any more.
    pub vacant: bool,
    /// Its answers, oldest first.
    pub given: Vec<Given>,
}

impl Asked {
    /// Its answer to a version of the text.
    pub fn to(&self, version: i64) -> Option<&Given> {
        self.given.iter().find(|g| g.version == version && g.stands)
    }
}

pub(super) fn gather(rows: Vec<AskedRow>) -> Vec<Asked> {
    let mut all: Vec<Asked> = Vec::new();
    for r in rows {
        let given = match (r.version, r.revision, r.kind, r.answered_at.zip(r.event_id)) {
            (Some(version), Some(revision), Some(kind), Some((at, event))) => Some(Given {
                version,
                revision,
                kind,
                reason: r.reason.unwrap_or_default(),
                lang: r.lang.unwrap_or_default(),
                at,
                stands: r.stands.unwrap_or(false),
                event,
                number: 0,
                hidden: r.hidden,
                waits: r.stopped_until.is_some(),
                stopped_until: r.stopped_until,
            }),
            _ => None,
        };
        if all.last().is_none_or(|a| a.id != r.id) {
            let organisation = r.name.zip(r.slug);
            let (side, place, post, function) = (r.side, r.place, r.post, r.function);
            all.push(Asked { id: r.id, organisation, side, place, post, function, mine: r.mine, vacant: r.vacant, given: Vec::new() });
        }
        if let Some(asked) = all.last_mut() {
            asked.given.extend(given);
        }
    }
    let events: Vec<EventId> = all.iter().flat_map(|a| a.given.iter().map(|g| g.event)).collect();
    for given in all.iter_mut().flat_map(|a| a.given.iter_mut()) {
        given.number = i64::try_from(events.iter().filter(|e| **e <= given.event).count()).unwrap_or_default();
    }
    all
}

/// What the reader can do about a proposal now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Possible {
    /// Answer it.
    pub answer: bool,
    /// Write a new version.
    pub revise: bool,
    /// Give more time.
    pub prolong: bool,
    /// Take it back.
    pub withdraw: bool,
}

impl Possible {
    /// Whether an act of the one that proposed is among it.
    pub const fn has(self, act: ProposalAct) -> bool {
        match act {
            ProposalAct::Revise => self.revise,
            ProposalAct::Prolong => self.prolong,
            ProposalAct::Withdraw => self.withdraw,
            _ => false,
        }
    }
}

/// A proposal with all that its page shows.
#[derive(Debug)]
pub struct ProposalPage {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The proposal.
    pub proposal: Proposal,
    /// All versions of the text, oldest first.
    pub versions: Vec<Version>,
    /// Who is asked, with their answers.
    pub asked: Vec<Asked>,
    /// What happened.
    pub chain: Vec<EventRow>,
    /// What the reader can do.
    pub possible: Possible,
    /// The reader may hide the words of an answer.
    pub may_hide: bool,
}

impl ProposalPage {
    /// The one for whom the reader answers: the one without an answer first, as the service takes it.
    pub fn own(&self) -> Option<&Asked> {
        let version = self.proposal.version;
        self.asked.iter().filter(|a| a.mine).min_by_key(|a| (a.to(version).is_some(), a.id))
    }
}

/// A proposal by its number: four statements.
///
/// # Errors
/// `NotFound`.
pub async fn proposal(ctx: &Ctx, agreement: &str, number: i64) -> Result<ProposalPage> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.actor.as_deref();
    let mut conn = ctx.read().await?;
    let p = store::by_number(&mut conn, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let versions = store::versions(&mut conn, p.id).await?;
    let mut asked = gather(store::asked(&mut conn, p.id, answerer(actor, p.body_id), ctx.today()).await?);
    let chain = events::of_consensus(&mut conn, agreement.id, Reader::of(ctx, &agreement), p.id).await?;
    let standing = Standing { tally: p.tally(), prolonged: p.prolonged, until_on: p.until_on, today: ctx.today() };
    let can = |act| rules::possible(p.state, act, &standing).is_some();
    let proposer = actor.is_some_and(|a| rules::speaks_for_proposer(a, &agreement, p.organisation_id, p.body_id));
    let may_hide = actor.is_some_and(|a| rules::is_kansli(a, &agreement));
    for x in asked.iter_mut().filter(|x| !(x.mine || proposer || may_hide)) {
        x.given.iter_mut().filter(|g| g.hidden).for_each(|g| g.reason.clear());
    }
    // whom somebody stopped is known to them and to those who curate
    if !may_hide {
        asked.iter_mut().flat_map(|x| &mut x.given).for_each(|g| g.stopped_until = None);
    }
    let possible = Possible {
        answer: asked.iter().any(|a| a.mine) && can(ProposalAct::Answer),
        revise: proposer && can(ProposalAct::Revise),
        prolong: proposer && can(ProposalAct::Prolong),
        withdraw: proposer && can(ProposalAct::Withdraw),
    };
    Ok(ProposalPage { agreement, proposal: p, versions, asked, chain, possible, may_hide })
}
