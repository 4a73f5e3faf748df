//! Wishes of organisations and public bodies: posting, wanting the same, taking back, reading.

use super::{await_answer, record, reopen};
use crate::agreements::types::Agreement;
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, Thing};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::store::{self as events, EventRow, Reader};
use crate::events::{EventKind, NewEvent};
use crate::i18n::Locale;
use crate::issues::store::lock_poster;
use crate::planning::rules::{self, ANSWER_DAYS, MOST_OPEN, PER_DAY, WISHED};
use crate::planning::store::{self, HiddenTexts, NewWish, Supporter, Target, Texts, Wish};
use crate::planning::types::{Shown, WishState};
use crate::restrictions::rules as restrictions;
use crate::ui::form::check_acting;
use crate::{idempotency, text};
use chrono::TimeDelta;
use serde::Deserialize;
use std::sync::Arc;

/// Wishes on a page.
const PAGE: i64 = 25;

/// The form for a new wish.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WishForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// What the meeting should be about.
    pub title: String,
    /// Why, plain text.
    pub why: String,
    /// Kind of meeting, by its code.
    pub kind: String,
    /// Slug of the forum; empty: none in particular.
    pub forum: String,
    /// Slug of the area; empty: all of it.
    pub area: String,
    /// Roughly when, in words.
    pub period: String,
    /// Number of an issue that it is about.
    pub fraga: String,
    /// Language it is written in.
    pub lang: String,
}

/// Opens the form for a new wish.
///
/// # Errors
/// `SignInFirst`; `NotAllowed` for somebody who represents nobody; `Stopped`, `Slowed` for somebody who is held back.
pub async fn new_wish(ctx: &Ctx, agreement: &str) -> Result<Arc<Agreement>> {
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    rules::may_wish(actor).ok_or(Refusal::NotAllowed)?;
    // a wish is public at once: nobody reads it first
    restrictions::may_change(actor, &agreement, true)?;
    Ok(agreement)
}

async fn check(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, form: &WishForm) -> Result<Texts> {
    let mut faults = Faults::default();
    let title = faults.text("title", &text::clean_line(&form.title), 10, 120);
    let why = faults.text("why", &form.why, 10, 3000);
    let period = faults.text("period", &text::clean_line(&form.period), 3, 120);
    let kind = form.kind.parse().ok().filter(|kind| WISHED.contains(kind));
    if kind.is_none() {
        faults.add("kind", Fault::Choice);
    }
    let forum = agreement.forum(form.forum.trim()).filter(|f| !f.retired).map(|f| f.id);
    if forum.is_none() && !form.forum.trim().is_empty() {
        faults.add("forum", Fault::Choice);
    }
    let area = agreement.area(form.area.trim()).filter(|a| !a.retired).map(|a| a.id);
    if area.is_none() && !form.area.trim().is_empty() {
        faults.add("area", Fault::Choice);
    }
    let number = form.fraga.trim().trim_start_matches('#');
    let issue = match number.parse() {
        Ok(number) => store::readable_issue(tx, agreement.id, number).await?,
        Err(_) => None,
    };
    if issue.is_none() && !number.is_empty() {
        faults.add("fraga", Fault::IssueMissing);
    }
    let lang = Locale::chosen(&form.lang).unwrap_or(ctx.locale).code();
    faults.done()?;
    let kind = kind.ok_or(AppError::BadRequest("kind"))?;
    Ok(Texts { title, why, period, lang, kind, forum, area, issue })
}

/// Posts a wish for the organisation or public body acted for; gives its number. It is public at once, and a clock of the kansli starts.
///
/// # Errors
/// Those of [`new_wish`], `ActingChanged`; `Invalid`; `WishesFull` while five of the organisation's wait; `TooOften` after ten in a day.
pub async fn post(ctx: &Ctx, agreement: &str, form: &WishForm) -> Result<i64> {
    const SCOPE: &str = "wish";
    check_acting(ctx, &form.r#as)?;
    let agreement = new_wish(ctx, agreement).await?;
    let actor = ctx.signed_in()?;
    let organisation = rules::may_wish(actor).ok_or(Refusal::NotAllowed)?;
    let mut tx = ctx.write().await?;
    // one wish of a person at a time: a second sending of the same form finds the first one's result
    lock_poster(&mut tx, actor.person_id, organisation).await?;
    if let Some(result) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await? {
        return Ok(serde_json::from_str(&result)?);
    }
    let texts = check(&mut tx, ctx, &agreement, form).await?;
    ctx.app.limits.count(ctx, "wish of", &organisation.to_string(), PER_DAY, TimeDelta::days(1))?;
    // the agreement's sequence is locked now, so that two people of one organisation count one after the other
    let number = store::next_number(&mut tx, agreement.id).await?;
    if store::open_of(&mut tx, agreement.id, organisation).await? >= MOST_OPEN {
        return Err(Refusal::WishesFull.into());
    }
    let new = NewWish { agreement: agreement.id, number, organisation, author: actor.person_id, now: ctx.now(), texts: &texts };
    let id = store::insert(&mut tx, &new).await?;
    let event = NewEvent { next_on: Some(ctx.today() + TimeDelta::days(ANSWER_DAYS)), ..NewEvent::default() };
    let event = record(&mut tx, ctx, &agreement, (id, number, texts.issue), EventKind::WishPosted, event).await?;
    await_answer(&mut tx, ctx, &agreement, id, event).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), &serde_json::to_string(&number)?).await?;
    tx.commit().await?;
    Ok(number)
}

/// The form that says "we too", or takes it back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SupportForm {
    /// For whom the form was opened.
    pub r#as: String,
    /// `1` to want the same.
    pub on: String,
}

/// Says for the organisation acted for that it wants the same meeting, or takes that back. Again changes nothing.
///
/// # Errors
/// `NotFound`; `NotAllowed` for whoever represents nobody or wished themselves; `Stopped`; `Already` once it is answered; `WishHidden` while
/// nobody can read what would be wanted: that can be taken back.
pub async fn support(ctx: &Ctx, agreement: &str, number: i64, form: &SupportForm) -> Result<()> {
    check_acting(ctx, &form.r#as)?;
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let wish = store::lock(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let organisation = rules::may_support(actor, wish.organisation_id).ok_or(Refusal::NotAllowed)?;
    restrictions::waits(actor, &agreement)?;
    if wish.state != WishState::Open {
        return Err(Refusal::Already.into());
    }
    if form.on == "1" && store::hidden_texts(&mut tx, wish.id).await?.is_some() {
        return Err(Refusal::WishHidden.into());
    }
    let (changed, kind) = if form.on == "1" {
        (store::support(&mut tx, agreement.id, wish.id, organisation, actor.person_id, ctx.now()).await?, EventKind::WishSupported)
    } else {
        (store::unsupport(&mut tx, wish.id, organisation).await?, EventKind::WishUnsupported)
    };
    if changed {
        record(&mut tx, ctx, &agreement, (wish.id, wish.number, wish.issue_id), kind, NewEvent::default()).await?;
    }
    tx.commit().await
}

/// The form that takes a wish back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
}

/// Takes a wish back, while it waits for an answer. Wishes that were taken into it wait for one of their own again.
///
/// # Errors
/// `NotFound`; `NotAllowed` for everybody but whoever speaks for the organisation that wished; `Already` once it is answered.
pub async fn withdraw(ctx: &Ctx, agreement: &str, number: i64, form: &WithdrawForm) -> Result<()> {
    const SCOPE: &str = "wish_withdraw";
    check_acting(ctx, &form.r#as)?;
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let wish = store::lock(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    if !actor.speaks_for(wish.organisation_id) {
        return Err(Refusal::NotAllowed.into());
    }
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await?.is_some() {
        return Ok(());
    }
    if wish.state != WishState::Open {
        return Err(Refusal::Already.into());
    }
    store::set_state(&mut tx, wish.id, WishState::Withdrawn, None, None).await?;
    let event = record(&mut tx, ctx, &agreement, (wish.id, wish.number, wish.issue_id), EventKind::WishWithdrawn, NewEvent::default()).await?;
    clocks::close(&mut tx, Thing::Wish(wish.id), ClockKind::Wish, event, ctx.today()).await?;
    let joined = store::joined_into(&mut tx, wish.id).await?;
    reopen(&mut tx, ctx, &agreement, &joined, WishState::Joined).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), "done").await?;
    tx.commit().await
}

/// Wishes in a list.
#[derive(Debug)]
pub struct WishList {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Which of them.
    pub shown: Shown,
    /// Wishes.
    pub wishes: Vec<Wish>,
    /// Number before which older ones follow.
    pub more: Option<i64>,
    /// How many are in each state.
    pub counts: Vec<(WishState, i64)>,
    /// The reader may wish.
    pub may_wish: bool,
}

impl WishList {
    /// How many a tab holds.
    pub fn count(&self, shown: Shown) -> i64 {
        let of = |state: WishState| match state {
            WishState::Open => Shown::Open,
            WishState::Planned | WishState::Joined => Shown::Answered,
            WishState::Declined | WishState::Withdrawn => Shown::Ended,
        };
        self.counts.iter().filter(|(state, _)| of(*state) == shown).map(|(_, n)| n).sum()
    }
}

/// Wishes of an agreement, before the one with a number.
pub async fn wishes(ctx: &Ctx, agreement: &str, shown: Shown, before: Option<i64>) -> Result<WishList> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let mut wishes = store::list(&mut conn, agreement.id, shown, before, PAGE + 1).await?;
    let more = usize::try_from(PAGE).ok().filter(|page| wishes.len() > *page).and_then(|page| {
        wishes.truncate(page);
        wishes.last().map(|w| w.number)
    });
    let counts = store::counts(&mut conn, agreement.id).await?;
    let may_wish = ctx.actor.as_ref().is_some_and(|a| rules::may_wish(a).is_some() && restrictions::may_change(a, &agreement, true).is_ok());
    Ok(WishList { agreement, shown, wishes, more, counts, may_wish })
}

/// A wish with all that its page shows.
#[derive(Debug)]
pub struct WishPage {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The wish.
    pub wish: Wish,
    /// Who wants the same.
    pub supporters: Vec<Supporter>,
    /// What happened.
    pub chain: Vec<EventRow>,
    /// What an answer can lead to; for those who may answer now only.
    pub targets: Vec<Target>,
    /// The reader may answer it now.
    pub may_answer: bool,
    /// The reader may want the same; true when they do already.
    pub supports: Option<bool>,
    /// The reader may take it back.
    pub may_withdraw: bool,
    /// The reader may hide it.
    pub may_hide: bool,
    /// The reader may show it again.
    pub may_restore: bool,
    /// What it says, of one that is hidden, for those who may read that.
    pub original: Option<HiddenTexts>,
}

/// A wish by its number: three statements, one more for those who answer it, and one for those who read what is hidden.
///
/// # Errors
/// `NotFound`.
pub async fn wish(ctx: &Ctx, agreement: &str, number: i64) -> Result<WishPage> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let wish = store::by_number(&mut conn, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let supporters = store::supporters(&mut conn, wish.id).await?;
    let chain = events::of_wish(&mut conn, agreement.id, Reader::of(ctx, &agreement), wish.id).await?;
    let actor = ctx.actor.as_deref();
    let open = wish.state == WishState::Open;
    let may_answer = open && actor.is_some_and(|a| a.acts_by_civil_seat(agreement.curator_id));
    let targets = if may_answer { store::targets(&mut conn, agreement.id, wish.id, ctx.now()).await? } else { Vec::new() };
    let by = actor.filter(|a| open && restrictions::waits(a, &agreement).is_ok()).and_then(|a| rules::may_support(a, wish.organisation_id));
    let supports = by.map(|organisation| supporters.iter().any(|s| s.id == organisation)).filter(|already| *already || !wish.hidden);
    let may_withdraw = open && actor.is_some_and(|a| a.speaks_for(wish.organisation_id));
    let curates = actor.is_some_and(|a| a.acts_by_civil_seat(agreement.curator_id));
    let reads = wish.hidden && (curates || actor.is_some_and(|a| a.speaks_for(wish.organisation_id)));
    let original = if reads { store::hidden_texts(&mut conn, wish.id).await? } else { None };
    let (may_hide, may_restore) = (curates && !wish.hidden, curates && wish.hidden);
    Ok(WishPage { agreement, wish, supporters, chain, targets, may_answer, supports, may_withdraw, may_hide, may_restore, original })
}
