//! Proposing to change how a forum or a body works.

use super::{News, record, tell, wait_until};
use crate::accounts::types::Actor;
use crate::agreements::types::{Agreement, Bilingual};
use crate::bodies::store::{self as bodies, Body};
use crate::consensus::rules::{self, PER_DAY, TEXT, TITLE, WHY};
use crate::consensus::store::{self, About, NewProposal, Participant, SeatRow};
use crate::context::Ctx;
use crate::db::{Conn, Tx};
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent};
use crate::i18n::Locale;
use crate::i18n::consensus::Told;
use crate::ids::OrganisationId;
use crate::issues::store::lock_poster;
use crate::restrictions::rules as restrictions;
use crate::ui::form::check_acting;
use crate::{idempotency, paths, text};
use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;
use std::sync::Arc;

/// The form for a new proposal.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProposeForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// What it is about: `forum-rost`, `organ-styrgruppen`.
    pub om: String,
    /// What it is called.
    pub title: String,
    /// What holds today.
    pub now: String,
    /// What should hold.
    pub text: String,
    /// Why.
    pub why: String,
    /// Last day.
    pub until: String,
    /// Language it is written in.
    pub lang: String,
}

/// Something that the reader may propose to change.
#[derive(Debug, Clone)]
pub struct Choice {
    /// As the form and addresses name it.
    pub code: String,
    /// What.
    pub about: About,
    /// Its name.
    pub name: Bilingual,
}

/// The form for a new proposal, with what it needs.
#[derive(Debug)]
pub struct Proposing {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// What the reader may propose to change.
    pub choices: Vec<Choice>,
    /// What was chosen.
    pub chosen: Option<Choice>,
    /// What holds there today.
    pub now: String,
    /// Organisations that will be asked.
    pub organisations: Vec<Participant>,
    /// Seats that will be asked.
    pub seats: Vec<SeatRow>,
    /// Number of the proposal that is open about it, until whose end there is no other.
    pub open: Option<i64>,
}

fn of_body(body: &Body) -> Choice {
    let name = Bilingual { sv: body.name.clone(), en: body.name.clone() };
    Choice { code: format!("organ-{}", body.slug), about: About::Body(body.body_id), name }
}

/// What somebody may propose to change: a forum whose participant they speak for, the body in which they sit, anything for the kansli.
async fn choices(ctx: &Ctx, conn: &mut Conn, agreement: &Agreement, actor: &Actor) -> Result<Vec<Choice>> {
    let today = ctx.today();
    let kansli = rules::is_kansli(actor, agreement);
    let Some(organisation) = actor.acting_as else { return Ok(Vec::new()) };
    let forums: Vec<_> = if kansli {
        agreement.forums.iter().map(|f| f.id).collect()
    } else if actor.speaks_for(organisation) {
        store::forums_of(conn, agreement.id, organisation, today).await?
    } else {
        Vec::new()
    };
    let mut all: Vec<Choice> = agreement
        .forums
        .iter()
        .filter(|f| !f.retired && forums.contains(&f.id))
        .map(|f| Choice { code: format!("forum-{}", f.slug), about: About::Forum(f.id), name: f.name.clone() })
        .collect();
    if kansli || rules::sits(actor, organisation) {
        let there = bodies::all(conn, agreement.id, today).await?;
        all.extend(there.iter().filter(|b| !b.is_over(today) && (kansli || b.body_id == organisation)).map(of_body));
    }
    Ok(all)
}

/// What holds in a forum or body today: what passed last, or what the agreement's file says.
async fn holds(ctx: &Ctx, conn: &mut Conn, agreement: &Agreement, about: About) -> Result<String> {
    if let Some(way) = agreement.ways.iter().rev().find(|w| w.forum_id == about.forum() && w.body_id == about.body()) {
        return Ok(way.text.clone());
    }
    let pick = |sv: String, en: String| if ctx.locale == Locale::En { en } else { sv };
    Ok(match about {
        About::Forum(forum) => store::forum_text(conn, forum).await?.map(|(sv, en)| pick(sv, en)).unwrap_or_default(),
        About::Body(body) => {
            let all = bodies::all(conn, agreement.id, ctx.today()).await?;
            all.into_iter().find(|b| b.body_id == body).map(|b| pick(b.does_sv, b.does_en)).unwrap_or_default()
        }
    })
}

/// Who would be asked.
async fn asked(ctx: &Ctx, conn: &mut Conn, agreement: &Agreement, about: About) -> Result<(Vec<Participant>, Vec<SeatRow>)> {
    Ok(match about {
        About::Forum(forum) => (store::participants(conn, agreement.id, forum, ctx.today()).await?, Vec::new()),
        About::Body(body) => (Vec::new(), store::seats(conn, body, ctx.today()).await?),
    })
}

/// Opens the form for a new proposal; `om` is what was chosen. Where there is one choice only, that one is.
///
/// # Errors
/// `SignInFirst`; `NotAllowed` for whoever may propose nothing; `Stopped`, `Slowed` for whoever is held back.
pub async fn proposing(ctx: &Ctx, agreement: &str, om: &str) -> Result<Proposing> {
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let choices = choices(ctx, &mut conn, &agreement, actor).await?;
    if choices.is_empty() {
        return Err(Refusal::NotAllowed.into());
    }
    // a proposal is public at once: nobody reads it first
    restrictions::may_change(actor, &agreement, true)?;
    let only = if choices.len() == 1 { choices.first() } else { None };
    let chosen = choices.iter().find(|c| c.code == om).or(only).cloned();
    let (now, (organisations, seats)) = match &chosen {
        Some(c) => (holds(ctx, &mut conn, &agreement, c.about).await?, asked(ctx, &mut conn, &agreement, c.about).await?),
        None => Default::default(),
    };
    let open = match &chosen {
        Some(c) => store::open_about(&mut conn, agreement.id, c.about).await?,
        None => None,
    };
    Ok(Proposing { agreement, choices, chosen, now, organisations, seats, open })
}

/// Holds what a proposal is about. One at a time is open about it: of two that pass each would say how it is.
///
/// # Errors
/// `Underway` where another one is open.
pub(super) async fn alone(tx: &mut Tx, agreement: &Agreement, about: About) -> Result<()> {
    store::hold(tx, agreement.id, about).await?;
    match store::open_about(tx, agreement.id, about).await? {
        Some(number) => Err(AppError::Underway(paths::proposal(&agreement.slug, number))),
        None => Ok(()),
    }
}

/// The last day that was typed: ahead, and not more than sixty days.
pub(super) fn last_day(ctx: &Ctx, faults: &mut Faults, typed: &str) -> NaiveDate {
    let today = ctx.today();
    let typed = typed.trim();
    let day = typed.parse::<NaiveDate>().ok();
    match day {
        None => faults.add("until", if typed.is_empty() { Fault::Required } else { Fault::Date }),
        Some(d) if d <= today => faults.add("until", Fault::DatePast),
        Some(d) if d > rules::last_day(today) => faults.add("until", Fault::DateWithin(rules::MOST_DAYS)),
        Some(_) => {}
    }
    day.unwrap_or(today)
}

/// Proposes a change for the organisation or body acted for; gives its number. It is public at once, and those who are asked are mailed.
///
/// # Errors
/// Those of [`proposing`], `ActingChanged`; `NobodyAsked`; `Underway`; `Invalid`; `TooOften` after ten in a day.
pub async fn propose(ctx: &Ctx, agreement: &str, form: &ProposeForm) -> Result<i64> {
    const SCOPE: &str = "consensus";
    check_acting(ctx, &form.r#as)?;
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let organisation: OrganisationId = actor.acting_as.ok_or(Refusal::NotAllowed)?;
    let mut tx = ctx.write().await?;
    lock_poster(&mut tx, actor.person_id, organisation).await?;
    let choices = choices(ctx, &mut tx, &agreement, actor).await?;
    if choices.is_empty() {
        return Err(Refusal::NotAllowed.into());
    }
    restrictions::may_change(actor, &agreement, true)?;
    if let Some(result) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await? {
        return Ok(serde_json::from_str(&result)?);
    }
    let mut faults = Faults::default();
    let chosen = choices.into_iter().find(|c| c.code == form.om.trim());
    if chosen.is_none() {
        faults.add("om", Fault::Choice);
    }
    let title = faults.text("title", &text::clean_line(&form.title), TITLE.0, TITLE.1);
    let now = faults.text("now", &form.now, 0, TEXT.1);
    let proposed = faults.text("text", &form.text, TEXT.0, TEXT.1);
    let why = faults.text("why", &form.why, WHY.0, WHY.1);
    let until_on = last_day(ctx, &mut faults, &form.until);
    faults.done()?;
    let about = chosen.ok_or(AppError::BadRequest("om"))?.about;
    alone(&mut tx, &agreement, about).await?;
    let (organisations, seats) = asked(ctx, &mut tx, &agreement, about).await?;
    if organisations.is_empty() && seats.is_empty() {
        return Err(Refusal::NobodyAsked.into());
    }
    ctx.app.limits.count(ctx, "proposal of", &organisation.to_string(), PER_DAY, TimeDelta::days(1))?;
    let number = store::next_number(&mut tx, agreement.id).await?;
    let lang = Locale::chosen(&form.lang).unwrap_or(ctx.locale).code();
    let new = NewProposal {
        agreement: agreement.id,
        number,
        about,
        title: &title,
        text_now: &now,
        lang,
        organisation,
        author: actor.person_id,
        until_on,
        now: ctx.now(),
    };
    let id = store::insert(&mut tx, &new).await?;
    store::insert_version(&mut tx, (agreement.id, id), 1, (&proposed, &why), ctx.now()).await?;
    store::ask_organisations(&mut tx, agreement.id, id, &organisations).await?;
    store::ask_seats(&mut tx, agreement.id, id, &seats).await?;
    let event = NewEvent { reason: why.clone(), lang: Locale::chosen(lang), next_on: Some(until_on), ..NewEvent::default() };
    let event = record(&mut tx, ctx, (&agreement, id, number), EventKind::ConsensusProposed, event, false).await?;
    let side = store::side(&mut tx, organisation).await?;
    wait_until(&mut tx, ctx, &agreement, id, (organisation, side), (until_on, event)).await?;
    let people = store::told(&mut tx, id, false, ctx.today()).await?;
    tell(&mut tx, ctx, &agreement, (number, &title), people, &News { told: Told::Asked, words: &why, until_on: Some(until_on), tally: None }, event).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), &serde_json::to_string(&number)?).await?;
    tx.commit().await?;
    Ok(number)
}
