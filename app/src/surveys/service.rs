//! Asking, answering, reading what was answered, and letting words through.

use super::rules::{self, Numbers, WORDS, WordsAct};
use super::store::{self, NewAnswer, SurveyRow, WordsRow};
use crate::agreements::types::Agreement;
use crate::context::{Ctx, secret_hash};
use crate::curation::service::moderated;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::types::ActorRole;
use crate::events::{EventKind, NewEvent, store as events};
use crate::i18n::{Locale, dates, surveys as t};
use crate::ids::{MeetingId, SurveyId};
use crate::jobs::{self, Job, Mail};
use crate::meetings::store::{self as meetings, Meeting};
use crate::meetings::types::MeetingState;
use crate::ui::form::check_acting;
use crate::{idempotency, paths, time};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use std::sync::Arc;

/// Mails that one run of the job writes.
const AT_ONCE: i64 = 200;
/// Most words that are let through at once.
const MOST: usize = 100;

/// Plans the questions after a meeting that ends then. The job of an earlier end finds that it is not the time.
pub async fn plan(tx: &mut Tx, meeting: MeetingId, ends_at: DateTime<Utc>) -> Result<()> {
    jobs::enqueue_at(tx, &Job::AskAfterMeeting { meeting }, rules::ask_at(ends_at)).await
}

/// Asks those who were there: what the job does when its time has come. Nothing if the meeting was moved or cancelled meanwhile, or if the
/// job comes so late that there is no time left to answer.
///
/// # Errors
/// `NotFound` when there is no such meeting.
pub async fn ask(ctx: &Ctx, id: MeetingId) -> Result<()> {
    let mut tx = ctx.write().await?;
    let (agreement, number) = meetings::address_of(&mut tx, id).await?.ok_or(AppError::NotFound)?;
    let agreement = ctx.app.catalogue.by_id(agreement).ok_or(AppError::NotFound)?;
    let meeting = meetings::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    let at = rules::ask_at(meeting.ends_at);
    let over = match store::closes(&mut tx, id).await? {
        Some(closes_at) => ctx.now() >= closes_at,
        None => ctx.now() >= at + TimeDelta::days(rules::ANSWER_DAYS),
    };
    if matches!(meeting.state, MeetingState::Draft | MeetingState::Cancelled) || ctx.now() < at || over {
        return Ok(());
    }
    let people = store::take_unasked(&mut tx, id, meeting.checked_in > 0, AT_ONCE).await?;
    let count = i64::try_from(people.len()).unwrap_or(0);
    if count == 0 {
        return Ok(());
    }
    let (first, closes_at) = store::count_asked(&mut tx, agreement.id, id, count, (ctx.now(), rules::closes_at(ctx.now()))).await?;
    if first {
        let event = NewEvent { agreement: Some(agreement.id), meeting: Some(id), ..NewEvent::default() };
        events::record_as(&mut tx, ctx, EventKind::SurveySent, event, ActorRole::System, None, None).await?;
    }
    for (registration, email, locale) in people {
        let token = ctx.rng.secret();
        meetings::add_link(&mut tx, registration, &secret_hash(&token), ctx.now()).await?;
        let mail = letter(ctx, &agreement, &meeting, Locale::from_code(&locale), email, &token, closes_at);
        jobs::enqueue_one_of_many(&mut tx, ctx, mail).await?;
    }
    if count == AT_ONCE {
        jobs::enqueue(&mut tx, ctx, &Job::AskAfterMeeting { meeting: id }).await?;
    }
    tx.commit().await
}

fn letter(ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, l: Locale, to: String, token: &str, closes_at: DateTime<Utc>) -> Mail {
    let path = paths::own_survey(&agreement.slug, meeting.number, &meeting.slug, token);
    let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, path));
    let until = dates::weekday_day(l, last_day(closes_at), ctx.today());
    let text = t::mail_text(l, &meeting.title, agreement.curator_name.get(l), until, link);
    Mail { to, locale: l, subject: t::mail_subject(l, &meeting.title), text, end_url: None }
}

/// The last day on which one can answer.
pub fn last_day(closes_at: DateTime<Utc>) -> chrono::NaiveDate {
    time::local_date(closes_at - TimeDelta::seconds(1))
}

/// The form behind the own link.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SurveyForm {
    /// How were you met, 1 to 5.
    pub met: String,
    /// Did you learn, 1 to 5.
    pub learned: String,
    /// What should happen next.
    pub words: String,
    /// Language of that.
    pub lang: String,
}

/// What the own link opens.
#[derive(Debug)]
pub struct OwnSurvey {
    /// The agreement.
    pub agreement: Arc<Agreement>,
    /// The meeting.
    pub meeting: Meeting,
    /// The link has answered.
    pub spent: bool,
    /// Until when one can.
    pub closes_at: DateTime<Utc>,
}

/// The questions behind a mailed secret.
///
/// # Errors
/// `NotFound`; `Refused(LinkSpent)` where nobody was asked by the link.
pub async fn own(ctx: &Ctx, agreement: &str, number: i64, token: &str) -> Result<OwnSurvey> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = meetings::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let asked = store::asked(&mut conn, meeting.id, &secret_hash(token)).await?.ok_or(Refusal::LinkSpent)?;
    Ok(OwnSurvey { agreement, meeting, spent: asked.spent, closes_at: asked.closes_at })
}

fn scale(faults: &mut Faults, field: &'static str, value: &str) -> i64 {
    match value.trim().parse() {
        Ok(n) if (1..=5).contains(&n) => n,
        _ => {
            faults.add(field, Fault::Choice);
            0
        }
    }
}

/// Answers, once. False when the link has answered before; what is sent then counts for nothing. No event is recorded and no key kept:
/// either would hold a time, by which an answer could be tied to a sign-up. For the same reason the link is spent in one transaction and the
/// answer written in another: PostgreSQL keeps with each row which transaction wrote it. If the second fails the link can be used again. If
/// the server stops between the two, the link is spent and the answer lost: that is accepted, since nothing may remember whose it was.
///
/// # Errors
/// `Invalid` at `met`, `learned`, `words`; `Refused(LinkSpent)` where nobody was asked by the link, and when the time is over.
pub async fn answer(ctx: &Ctx, agreement: &str, number: i64, token: &str, form: &SurveyForm) -> Result<bool> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut faults = Faults::default();
    let (met, learned) = (scale(&mut faults, "met", &form.met), scale(&mut faults, "learned", &form.learned));
    let words = faults.text("words", &form.words, 0, WORDS);
    faults.done()?;
    let lang = Locale::chosen(&form.lang).unwrap_or(ctx.locale);
    let mut tx = ctx.write().await?;
    let meeting = meetings::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    let asked = store::asked(&mut tx, meeting.id, &secret_hash(token)).await?.ok_or(Refusal::LinkSpent)?;
    if asked.closes_at <= ctx.now() {
        return Err(Refusal::LinkSpent.into());
    }
    if asked.spent || !store::spend(&mut tx, asked.registration).await? {
        return Ok(false);
    }
    tx.commit().await?;
    let new = NewAnswer { met, learned, words: &words, lang: lang.code() };
    if let Err(e) = put(ctx, &agreement, asked.survey, &new).await {
        let mut tx = ctx.write().await?;
        store::unspend(&mut tx, asked.registration).await?;
        tx.commit().await?;
        return Err(e);
    }
    Ok(true)
}

/// Writes an answer, apart from all else.
async fn put(ctx: &Ctx, agreement: &Agreement, survey: SurveyId, new: &NewAnswer<'_>) -> Result<()> {
    let mut tx = ctx.write().await?;
    store::put_answer(&mut tx, &ctx.rng, (agreement.id, survey), new).await?;
    tx.commit().await
}

/// What was answered about a meeting.
#[derive(Debug)]
pub struct Results {
    /// The agreement.
    pub agreement: Arc<Agreement>,
    /// The survey with its meeting.
    pub survey: SurveyRow,
    /// Its numbers, as of the last fifth answer; none while there are too few.
    pub numbers: Option<Numbers>,
    /// Words that the reader may read.
    pub words: Vec<WordsRow>,
    /// The reader lets words through.
    pub judges: bool,
}

/// What was answered about a meeting, as of the last fifth answer. Words that were not let through are read by those who curate.
///
/// # Errors
/// `NotFound`, also where nobody was asked.
pub async fn results(ctx: &Ctx, agreement: &str, number: i64) -> Result<Results> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let judges = ctx.actor.as_ref().is_some_and(|a| a.acts_by_civil_seat(agreement.curator_id));
    let mut conn = ctx.read().await?;
    let survey = store::of_meeting(&mut conn, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let words = store::words(&mut conn, survey.id, judges).await?;
    let numbers = survey.numbers();
    Ok(Results { agreement, numbers, survey, words, judges })
}

/// All meetings about which people were asked.
#[derive(Debug)]
pub struct Overview {
    /// The agreement.
    pub agreement: Arc<Agreement>,
    /// Surveys, the latest meeting first, each with the numbers that can be shown.
    pub surveys: Vec<(SurveyRow, Option<Numbers>)>,
}

/// What was answered, over time.
pub async fn overview(ctx: &Ctx, agreement: &str) -> Result<Overview> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let surveys = store::all(&mut conn, agreement.id).await?.into_iter().map(|s| (s.clone(), s.numbers())).collect();
    Ok(Overview { agreement, surveys })
}

/// The form that lets words through, or takes them back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WordsForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// The words.
    pub id: Vec<String>,
    /// What is done with them, by its code.
    pub act: String,
    /// Why, shown to all.
    pub reason: String,
    /// Language of that.
    pub lang: String,
}

/// Lets words through, or takes them back; with a reason in the public log.
///
/// # Errors
/// `NotAllowed` for all but those who curate; `NotFound`; `WrongState` while there are too few answers; `Already` where there is nothing to
/// do; `Invalid` at `id`, `act`, `reason`.
pub async fn judge(ctx: &Ctx, agreement: &str, number: i64, form: &WordsForm) -> Result<()> {
    const SCOPE: &str = "survey_words";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    match form.id.len() {
        0 => faults.add("id", Fault::Choice),
        n if n > MOST => faults.add("id", Fault::TooMany(MOST)),
        _ => {}
    }
    let reason = faults.text("reason", &form.reason, 3, 2000);
    let act = form.act.parse::<WordsAct>().unwrap_or_else(|_| {
        faults.add("act", Fault::Choice);
        WordsAct::Hide
    });
    let mut tx = ctx.write().await?;
    let meeting = meetings::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let survey = store::of_meeting(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    faults.done()?;
    // words about a meeting of which nothing is shown could tell what the few answered
    if act == WordsAct::Show && survey.numbers().is_none() {
        return Err(Refusal::WrongState.into());
    }
    let mut changed = 0;
    for id in &form.id {
        changed += i64::from(store::set_shown(&mut tx, survey.id, id, act == WordsAct::Show).await?);
    }
    if changed == 0 {
        return Err(Refusal::Already.into());
    }
    let kind = if act == WordsAct::Show { EventKind::SurveyWordsShown } else { EventKind::SurveyWordsHidden };
    let event = NewEvent {
        agreement: Some(agreement.id),
        meeting: Some(meeting.id),
        reason,
        lang: Locale::chosen(&form.lang),
        payload: serde_json::json!({ "words": changed }),
        ..NewEvent::default()
    };
    events::record(&mut tx, ctx, kind, event).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}
