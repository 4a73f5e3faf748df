//! Asking initiators, answering, and reading how initiatives went.

use super::rules::{self, Quarter, WORDS};
use super::store::{self, Answer, Asking, InitiativeRow, Reception};
use super::types::{Initiative, InitiativeKind, Led};
use crate::agreements::types::{Agreement, Side};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::i18n::{Locale, initiatives as t};
use crate::ids::{EventId, ForumId};
use crate::jobs::{self, Job, Mail};
use crate::ui::form::check_acting;
use crate::{idempotency, paths, time};
use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Years that the page goes back.
const YEARS: i32 = 5;

/// Asks, in a minute, whoever took an initiative how they were met. Undoing the event takes it back.
pub async fn ask_soon(tx: &mut Tx, ctx: &Ctx, event: EventId, at: Initiative) -> Result<()> {
    jobs::enqueue_job_about(tx, ctx, event, &Job::AskInitiator { at }).await
}

/// Asks, once: what the job does. Nothing where the initiative goes on again.
///
/// # Errors
/// `NotFound` when there is no such initiative, or it goes on.
pub async fn ask(ctx: &Ctx, at: Initiative) -> Result<()> {
    let mut tx = ctx.write().await?;
    let (asking, kind, issue, wish) = match at {
        Initiative::Issue(id) => (store::issue_to_ask(&mut tx, id).await?, InitiativeKind::Issue, Some(id), None),
        Initiative::Wish(id) => (store::wish_to_ask(&mut tx, id).await?, InitiativeKind::Wish, None, Some(id)),
    };
    let asking = asking.ok_or(AppError::NotFound)?;
    let agreement = ctx.app.catalogue.by_id(asking.agreement_id).ok_or(AppError::NotFound)?;
    if !store::put_asked(&mut tx, ctx, &asking, issue, wish).await? {
        return Ok(());
    }
    for person in store::people_of(&mut tx, asking.organisation_id, ctx.today()).await? {
        let mail = letter(ctx, &agreement, &asking, kind, person.locale(), person.email);
        jobs::enqueue_one_of_many(&mut tx, ctx, mail).await?;
    }
    tx.commit().await
}

fn letter(ctx: &Ctx, agreement: &Agreement, asking: &Asking, kind: InitiativeKind, l: Locale, to: String) -> Mail {
    let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::reception(&agreement.slug, kind.code(), asking.number)));
    Mail { to, locale: l, subject: t::mail_subject(l, &asking.title), text: t::mail_text(l, &asking.title, link), end_url: None }
}

/// The form in which an initiator answers.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReceptionForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Version that was looked at.
    pub version: String,
    /// How they were met, 1 to 5.
    pub score: String,
    /// What they say about it.
    pub words: String,
    /// Language of that.
    pub lang: String,
    /// `1`: all may read it, with their name.
    pub named: String,
}

/// The page of that form.
#[derive(Debug)]
pub struct ReceptionPage {
    /// The agreement.
    pub agreement: Arc<Agreement>,
    /// What was asked, and answered so far.
    pub reception: Reception,
}

/// What an initiator was asked, for whoever speaks for them.
///
/// # Errors
/// `SignInFirst`, `NotFound` where nobody was asked, `NotAllowed` for everybody else.
pub async fn receiving(ctx: &Ctx, agreement: &str, kind: InitiativeKind, number: i64) -> Result<ReceptionPage> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let reception = store::reception(&mut conn, agreement.id, kind, number).await?.ok_or(AppError::NotFound)?;
    if !actor.speaks_for(reception.organisation_id) {
        return Err(Refusal::NotAllowed.into());
    }
    Ok(ReceptionPage { agreement, reception })
}

/// Answers how they were met, or changes the answer. No event is recorded: beside what is shown it would tell who answered what.
///
/// # Errors
/// Those of [`receiving`], `ActingChanged`, `Stale`, `Invalid` at `score`, `words`, and at `named` for an answer
/// that counts without a name already.
pub async fn receive(ctx: &Ctx, agreement: &str, kind: InitiativeKind, number: i64, form: &ReceptionForm) -> Result<()> {
    const SCOPE: &str = "reception";
    check_acting(ctx, &form.r#as)?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    let mut tx = ctx.write().await?;
    let seen = store::reception(&mut tx, agreement.id, kind, number).await?.ok_or(AppError::NotFound)?;
    if !actor.speaks_for(seen.organisation_id) {
        return Err(Refusal::NotAllowed.into());
    }
    store::lock_total(&mut tx, agreement.id, seen.quarter()).await?;
    store::lock(&mut tx, seen.id).await?;
    // read again now that it stands still
    let seen = store::reception(&mut tx, agreement.id, kind, number).await?.ok_or(AppError::NotFound)?;
    let current = seen.version;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await?.is_some() {
        return Ok(());
    }
    let mut faults = Faults::default();
    let score = form.score.trim().parse::<i64>().ok().filter(|n| (1..=5).contains(n)).unwrap_or_else(|| {
        faults.add("score", Fault::Choice);
        0
    });
    let words = faults.text("words", &form.words, 0, WORDS);
    if form.named == "1" && seen.stays_unnamed() {
        faults.add("named", Fault::Choice);
    }
    faults.done()?;
    if form.version.parse::<i64>().is_ok_and(|opened| opened != current) {
        return Err(AppError::Stale { current });
    }
    let lang = Locale::chosen(&form.lang).unwrap_or(ctx.locale);
    let new = Answer { score, words: &words, lang: lang.code(), named: form.named == "1" };
    store::put_answer(&mut tx, seen.id, actor.person_id, ctx.now(), &new).await?;
    store::count(&mut tx, agreement.id, seen.quarter()).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), "done").await?;
    tx.commit().await
}

/// What the address of the page says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WentQuery {
    /// Year; `alla` for each year.
    pub ar: String,
    /// Side: `civilsamhallet`, `offentlig` or `bada`.
    pub sida: String,
    /// Kind.
    pub slag: String,
    /// Slug of a forum.
    pub forum: String,
    /// Quarter, 1 to 4, for the list.
    pub kvartal: String,
    /// What it led to, for the list.
    pub utfall: String,
}

/// What is chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Year; none: each year.
    pub year: Option<i32>,
    /// Side.
    pub side: Option<Side>,
    /// Kind.
    pub kind: Option<InitiativeKind>,
    /// Forum.
    pub forum: Option<ForumId>,
    /// Quarter, for the list.
    pub quarter: Option<u32>,
    /// What it led to, for the list.
    pub led: Option<Led>,
}

impl Chosen {
    fn of(agreement: &Agreement, query: &WentQuery, today: NaiveDate) -> Self {
        let year = match query.ar.as_str() {
            "alla" => None,
            ar => Some(ar.parse().ok().filter(|y| (2000..=today.year()).contains(y)).unwrap_or(today.year())),
        };
        let side = match query.sida.as_str() {
            "civilsamhallet" => Some(Side::CivilSociety),
            "offentlig" => Some(Side::Public),
            "bada" => Some(Side::Both),
            _ => None,
        };
        Self {
            year,
            side,
            kind: query.slag.parse().ok(),
            forum: agreement.forum(&query.forum).map(|f| f.id),
            quarter: query.kvartal.parse().ok().filter(|q| year.is_some() && (1..=4).contains(q)),
            led: query.utfall.parse().ok(),
        }
    }
    /// A part of the initiatives was chosen: how people were met is told of all only.
    pub fn is_part(&self) -> bool {
        self.side.is_some() || self.kind.is_some() || self.forum.is_some()
    }
}

/// An initiative with what it led to.
#[derive(Debug, Clone)]
pub struct Went {
    /// As stored.
    pub row: InitiativeRow,
    /// Kind.
    pub kind: InitiativeKind,
    /// What it led to.
    pub led: Led,
    /// When it was taken, in Stockholm.
    pub taken_on: NaiveDate,
}

impl Went {
    fn of(row: InitiativeRow) -> Self {
        let (kind, led) = match (row.issue_state, row.wish_state) {
            (_, Some(state)) => (InitiativeKind::Wish, rules::outcome_of_wish(state, row.followed_up)),
            (state, None) => (InitiativeKind::Issue, state.map_or(Led::Ongoing, |s| rules::outcome_of_issue(s, row.answered, row.followed_up))),
        };
        Self { kind, led, taken_on: time::local_date(row.taken_at), row }
    }
}

/// A row of the table: a quarter, or a year.
#[derive(Debug, Clone)]
pub struct Period {
    /// Year.
    pub year: i32,
    /// Quarter; none: the whole year.
    pub quarter: Option<u32>,
    /// How many led to what, in the order of [`Led::ALL`].
    pub led: Vec<i64>,
    /// Answers about how they were met, and their sum, where that can be told.
    pub experienced: Option<(i64, i64)>,
}

impl Period {
    /// Initiatives in it.
    pub fn all(&self) -> i64 {
        self.led.iter().sum()
    }
}

/// How initiatives went.
#[derive(Debug)]
pub struct HowItWent {
    /// The agreement.
    pub agreement: Arc<Agreement>,
    /// What is chosen.
    pub chosen: Chosen,
    /// Rows of the table, earliest first.
    pub periods: Vec<Period>,
    /// The list behind the numbers, newest first.
    pub list: Vec<Went>,
    /// Years there are.
    pub years: Vec<i32>,
}

/// How initiatives went, over time: two statements.
pub async fn how_it_went(ctx: &Ctx, agreement: &str, query: &WentQuery) -> Result<HowItWent> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let this_year = ctx.today().year();
    let first = NaiveDate::from_ymd_opt(this_year - YEARS + 1, 1, 1).unwrap_or_default();
    let since = time::instant(first.and_time(NaiveTime::MIN)).unwrap_or_default();
    let mut conn = ctx.read().await?;
    let all: Vec<Went> = store::all(&mut conn, agreement.id, since, ctx.now()).await?.into_iter().map(Went::of).collect();
    let totals = store::totals(&mut conn, agreement.id).await?;
    let chosen = Chosen::of(&agreement, query, ctx.today());
    let mut years: Vec<i32> = all.iter().map(|w| w.taken_on.year()).chain([this_year]).collect();
    years.sort_unstable();
    years.dedup();
    let part: Vec<Went> = all
        .iter()
        .filter(|w| {
            chosen.side.is_none_or(|s| s == w.row.side)
                && chosen.kind.is_none_or(|k| k == w.kind)
                && chosen.forum.is_none_or(|f| w.row.forum_id == Some(f))
                && chosen.year.is_none_or(|y| y == w.taken_on.year())
        })
        .cloned()
        .collect();
    let periods = periods(&part, &totals, &chosen, &years);
    let list =
        part.into_iter().filter(|w| chosen.quarter.is_none_or(|q| q == Quarter::of(w.taken_on).quarter) && chosen.led.is_none_or(|led| led == w.led)).collect();
    Ok(HowItWent { agreement, chosen, periods, list, years })
}

fn periods(part: &[Went], totals: &BTreeMap<Quarter, (i64, i64)>, chosen: &Chosen, years: &[i32]) -> Vec<Period> {
    let of_quarter = |year: i32, quarter: u32| totals.get(&Quarter { year, quarter }).copied();
    let row = |year: i32, quarter: Option<u32>| {
        let led = Led::ALL
            .iter()
            .map(|led| {
                let n =
                    part.iter().filter(|w| w.led == *led && w.taken_on.year() == year && quarter.is_none_or(|q| q == Quarter::of(w.taken_on).quarter)).count();
                i64::try_from(n).unwrap_or(i64::MAX)
            })
            .collect();
        let told = match quarter {
            _ if chosen.is_part() => None,
            Some(q) => of_quarter(year, q),
            // only what the quarters tell
            None => (1..=4).filter_map(|q| of_quarter(year, q)).reduce(|a, b| (a.0 + b.0, a.1 + b.1)),
        };
        Period { year, quarter, led, experienced: told }
    };
    match chosen.year {
        Some(year) => (1..=4).map(|q| row(year, Some(q))).collect(),
        None => years.iter().map(|year| row(*year, None)).collect(),
    }
}
