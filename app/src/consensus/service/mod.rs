//! Use cases of consensus.

mod answer;
mod change;
mod hide;
mod propose;
mod read;
mod review;

pub use answer::{AnswerForm, answer};
pub use change::{ActForm, act, end};
pub use hide::{Hiding, hide, hiding};
pub use propose::{ProposeForm, Proposing, propose, proposing};
pub use read::{Asked, Given, Possible, ProposalList, ProposalPage, proposal, proposals};
pub use review::{ReviewForm, after_apply, reviewed};

use super::rules::{self, Tally};
use super::store::{self, Answerer, Locked};
use crate::accounts::types::Actor;
use crate::agreements::types::{Agreement, Side};
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::Ctx;
use crate::curation::store::Recipient;
use crate::db::Tx;
use crate::error::Result;
use crate::events::types::ActorRole;
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::consensus::{self as t, Told};
use crate::i18n::dates;
use crate::ids::{ConsensusId, EventId, OrganisationId};
use crate::jobs::{self, Job, Mail};
use crate::{paths, time};
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use std::collections::HashSet;

/// For whom somebody answers now: the organisation that they speak for, or their seat in the body that it is about.
fn answerer(actor: Option<&Actor>, body: Option<OrganisationId>) -> Answerer {
    let Some(actor) = actor else { return Answerer::default() };
    match body {
        Some(body) => Answerer { organisation: None, seated: rules::sits(actor, body).then_some(actor.person_id) },
        None => Answerer { organisation: actor.acting_as.filter(|o| actor.speaks_for(*o)), seated: None },
    }
}

/// Numbers that an event keeps of how those who are asked had answered.
fn counted(tally: &Tally) -> serde_json::Value {
    serde_json::json!({ "asked": tally.asked, "consented": tally.consented, "aside": tally.aside, "objected": tally.objected })
}

/// Records what happened to a proposal: in its chain and in the log. `itself`: nobody did it.
async fn record(tx: &mut Tx, ctx: &Ctx, p: (&Agreement, ConsensusId, i64), kind: EventKind, event: NewEvent, itself: bool) -> Result<EventId> {
    let (agreement, proposal, number) = p;
    let mut payload = if event.payload.is_null() { serde_json::json!({}) } else { event.payload.clone() };
    payload["consensus"] = number.into();
    let event = NewEvent { agreement: Some(agreement.id), payload, ..event };
    let event = if itself {
        events::store::record_as(tx, ctx, kind, event, ActorRole::System, None, None).await?
    } else {
        events::record(tx, ctx, kind, event).await?
    };
    store::keep_event(tx, proposal, event).await?;
    Ok(event)
}

/// Lets those who are asked answer until a day: a clock of the one that proposed, and the job that ends it.
async fn wait_until(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: &Agreement,
    proposal: ConsensusId,
    owner: (OrganisationId, Side),
    until: (NaiveDate, EventId),
) -> Result<()> {
    let (until_on, opened_by) = until;
    clocks::close(tx, Thing::Consensus(proposal), ClockKind::Consensus, opened_by, ctx.today()).await?;
    let clock = NewClock {
        agreement: agreement.id,
        kind: ClockKind::Consensus,
        thing: Thing::Consensus(proposal),
        owner: owner.0,
        side: rules::side_of(owner.1),
        due_on: until_on,
        opened_by,
    };
    clocks::open(tx, &clock).await?;
    let over = (until_on + TimeDelta::days(1)).and_time(NaiveTime::MIN);
    let at = time::instant(over).unwrap_or_else(|| over.and_utc());
    jobs::enqueue_at(tx, &Job::EndConsensus { proposal }, at).await
}

/// What a mail about a proposal says.
struct News<'a> {
    /// Which.
    told: Told,
    /// A reason, or what was changed.
    words: &'a str,
    /// Until when one can answer.
    until_on: Option<NaiveDate>,
    /// Of one that came to its end.
    tally: Option<Tally>,
}

/// Tells people about a proposal, each once.
async fn tell(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, p: (i64, &str), people: Vec<Recipient>, news: &News<'_>, event: EventId) -> Result<()> {
    let (number, title) = p;
    let mut seen = HashSet::new();
    for person in people.into_iter().filter(|p| seen.insert(p.email.clone())) {
        let l = person.locale();
        let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::proposal(&agreement.slug, number)));
        let until = news.until_on.map(|d| t::mail_until(l, dates::weekday_day(l, d, ctx.today()))).unwrap_or_default();
        let numbers = news.tally.map(|tally| format!("{}\n\n", t::result(l, &tally))).unwrap_or_default();
        let words = if news.words.is_empty() { String::new() } else { format!("{}\n\n", news.words) };
        let mail = Mail {
            to: person.email.clone(),
            locale: l,
            subject: t::mail_subject(l, t::told(l, news.told), title),
            text: t::mail_text(l, title, t::told_text(l, news.told), format!("{numbers}{words}{until}"), link),
            end_url: None,
        };
        jobs::enqueue_about(tx, ctx, event, mail).await?;
    }
    Ok(())
}

/// Everybody whom it concerns: those who are asked, and the one that proposed.
async fn all_told(tx: &mut Tx, ctx: &Ctx, p: &Locked) -> Result<Vec<Recipient>> {
    let mut people = store::told(tx, p.id, false, ctx.today()).await?;
    people.extend(store::proposers(tx, p.id, ctx.today()).await?);
    Ok(people)
}
