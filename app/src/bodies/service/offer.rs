//! Offering a place in a body by e-mail, and taking that back.

use super::{Locked, locked};
use crate::accounts::store as people;
use crate::agreements::types::{Agreement, Side};
use crate::bodies::rules;
use crate::bodies::store::{self, NewOffer, NewSeat};
use crate::bodies::types::{AssociateKind, BodyRole, OfferOutcome, OwnRole, SeatPost};
use crate::context::{Ctx, secret_hash};
use crate::db::{Conn, Tx};
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::{bodies as t, dates};
use crate::ids::{OfferId, OrganisationId};
use crate::jobs::{self, Job, Mail};
use crate::ui::form::check_acting;
use crate::{idempotency, organisations, paths, text};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;

/// How long an offer can be answered.
pub const LIFETIME: TimeDelta = TimeDelta::days(14);
/// Days ahead in which a term can end: ten years.
const MOST_DAYS: i64 = 3653;
/// Days ahead in which a term can begin: a year.
const BEGINS_WITHIN: i64 = 366;

/// The form that offers a place.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct OfferForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Address.
    pub email: String,
    /// For which side.
    pub side: String,
    /// Empty: a seat; otherwise how.
    pub kind: String,
    /// Post; empty: a member.
    pub post: String,
    /// Function.
    pub function: String,
    /// Where the person comes from: slug or name.
    pub organisation: String,
    /// What the person is there, where the body asks for chairs and managers.
    pub own_role: String,
    /// Who appoints: slug.
    pub appointed_by: String,
    /// First day.
    pub from_on: String,
    /// Last day.
    pub to_on: String,
}

/// A date; empty where none is asked for.
pub(super) fn date(faults: &mut Faults, field: &'static str, value: &str) -> Option<NaiveDate> {
    let value = value.trim();
    let date = value.parse().ok();
    if date.is_none() && !value.is_empty() {
        faults.add(field, Fault::Date);
    }
    date
}

/// The last day of a term: may be empty, not passed, within ten years.
pub(super) fn last_day(faults: &mut Faults, field: &'static str, value: &str, from: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    let day = date(faults, field, value)?;
    if day < from {
        faults.add(field, Fault::EndsBeforeStart);
    } else if day < today {
        faults.add(field, Fault::DatePast);
    } else if day > today + TimeDelta::days(MOST_DAYS) {
        faults.add(field, Fault::DateWithin(MOST_DAYS));
    }
    Some(day)
}

/// An organisation by its slug or its name, whatever the case; empty: none.
pub(super) async fn organisation(conn: &mut Conn, faults: &mut Faults, typed: &str, today: NaiveDate) -> Result<Option<OrganisationId>> {
    let typed = text::clean_line(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    let key = text::fold_key(&typed);
    let names = organisations::store::names(conn, today).await?;
    let slug = names.iter().find(|(slug, _, _)| *slug == typed).or_else(|| names.iter().find(|(_, _, k)| *k == key)).map(|(slug, _, _)| slug.clone());
    let found = match slug {
        Some(slug) => organisations::store::by_slug(conn, &slug).await?,
        None => None,
    };
    if found.is_none() {
        faults.add("organisation", Fault::Choice);
    }
    Ok(found)
}

/// What somebody who sits for civil society is at home, where the body asks for chairs and managers; empty: it is not said.
pub(super) fn own_role(l: &Locked, faults: &mut Faults, side: Side, seat: bool, typed: &str) -> Option<OwnRole> {
    let typed = typed.trim();
    if !l.body.civil_leaders || side != Side::CivilSociety || !seat || typed.is_empty() {
        return None;
    }
    typed.parse::<OwnRole>().map_err(|_| faults.add("own_role", Fault::Choice)).ok()
}

/// Who may stand as the one who appoints for a side: those whom the agreement names for it, and whoever one acts for.
fn appointer(ctx: &Ctx, l: &Locked, faults: &mut Faults, side: Side, typed: &str) -> Option<OrganisationId> {
    let acting = ctx.actor.as_ref().and_then(|a| a.acting_as);
    let typed = typed.trim();
    if typed.is_empty() {
        return acting;
    }
    let fits = |role: BodyRole| match side {
        Side::CivilSociety => role == BodyRole::AppointsCivil,
        Side::Public => role == BodyRole::AppointsPublic,
        Side::Both => role != BodyRole::Finances,
    };
    let named = l.parties.iter().find(|p| p.slug == typed && fits(p.role)).map(|p| p.organisation_id);
    let own = ctx.actor.as_ref().and_then(|a| a.hat()).filter(|h| h.slug == typed).map(|h| h.organisation_id);
    if named.or(own).is_none() {
        faults.add("appointed_by", Fault::Choice);
    }
    named.or(own)
}

/// What is offered, checked.
struct Checked {
    kind: Option<AssociateKind>,
    seat: NewSeat,
    email: String,
}

async fn check(ctx: &Ctx, conn: &mut Conn, l: &Locked, form: &OfferForm) -> Result<Checked> {
    let today = ctx.today();
    let mut faults = Faults::default();
    let email = faults.text("email", &text::clean_line(&form.email), 1, 254);
    if faults.of("email").is_none() && !text::is_email(&email) {
        faults.add("email", Fault::Email);
    }
    let kind = match form.kind.trim() {
        "" => None,
        code => code.parse::<AssociateKind>().map_err(|_| faults.add("kind", Fault::Choice)).ok(),
    };
    let side = match form.side.trim().parse::<Side>() {
        _ if kind == Some(AssociateKind::Expert) => Side::Both,
        Ok(side @ (Side::CivilSociety | Side::Public)) => side,
        _ => {
            faults.add("side", Fault::Choice);
            Side::Both
        }
    };
    // a body of one side has no seats for the other
    if side != Side::Both && l.body.side != Side::Both && l.body.side != side {
        faults.add("side", Fault::Choice);
    }
    let post = match form.post.trim() {
        "" => None,
        code => match code.parse::<SeatPost>() {
            Ok(post) if kind.is_none() => Some(post),
            _ => {
                faults.add("post", Fault::Choice);
                None
            }
        },
    };
    let function = faults.text("function", &text::clean_line(&form.function), 0, 80);
    let from_on = date(&mut faults, "from_on", &form.from_on).unwrap_or(today);
    if from_on < today && !form.from_on.trim().is_empty() {
        faults.add("from_on", Fault::DatePast);
    } else if from_on > today + TimeDelta::days(BEGINS_WITHIN) {
        faults.add("from_on", Fault::DateWithin(BEGINS_WITHIN));
    }
    let mut to_on = last_day(&mut faults, "to_on", &form.to_on, from_on, today);
    if to_on.is_none() && form.to_on.trim().is_empty() {
        // terms are as long as the agreement says; the last day is the one before
        to_on = l.body.term_months.and_then(|m| rules::after(from_on, m)).map(|d| d - TimeDelta::days(1));
    }
    let appointed_by = appointer(ctx, l, &mut faults, side, &form.appointed_by);
    let organisation = organisation(conn, &mut faults, &form.organisation, today).await?;
    let own_role = own_role(l, &mut faults, side, kind.is_none(), &form.own_role);
    faults.done()?;
    let person = ctx.signed_in()?.person_id;
    let body = l.body.body_id;
    let seat = NewSeat { person, body, side, post, function, place: None, from_on, to_on, appointed_by, organisation, own_role, shows_name: false };
    Ok(Checked { kind, seat, email })
}

/// Whether another seat of a side can be filled from a day on. Seats that have ended by then are free.
pub(super) async fn has_room(conn: &mut Conn, body: OrganisationId, laid_down: Option<i64>, side: Side, from: NaiveDate, offered: i64) -> Result<bool> {
    let taken = store::holders(conn, body, from).await?.iter().filter(|h| h.is_seat() && h.side == side).count();
    Ok(i64::try_from(taken).unwrap_or(i64::MAX).saturating_add(offered) < laid_down.unwrap_or(rules::MOST_SEATS))
}

/// Offers somebody a place in a body by e-mail: a seat, or a substitute's or expert's place. It is theirs once they accept.
///
/// # Errors
/// `ActingChanged`, `NotFound`, `Refused(NotAllowed)` for all who do not fill that side's seats (rule 1), `Refused(SeatsFull)`, `Invalid`, `TooOften`.
pub async fn offer(ctx: &Ctx, agreement: &str, slug: &str, form: &OfferForm) -> Result<()> {
    const SCOPE: &str = "seat_offer";
    check_acting(ctx, &form.r#as)?;
    let actor = ctx.signed_in()?;
    let mut tx = ctx.write().await?;
    let l = locked(ctx, &mut tx, agreement, slug).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await?.is_some() {
        return Ok(());
    }
    let Checked { kind, seat, email } = check(ctx, &mut tx, &l, form).await?;
    if !l.managed.side(seat.side) {
        return Err(Refusal::NotAllowed.into());
    }
    let now = ctx.now();
    if kind.is_none() {
        let laid_down = rules::laid_down(l.body.seats_civil, l.body.seats_public, seat.side);
        let offered = store::offered(&mut tx, l.body.body_id, seat.side, now).await?;
        if !has_room(&mut tx, l.body.body_id, laid_down, seat.side, seat.from_on, offered).await? {
            return Err(Refusal::SeatsFull.into());
        }
    }
    people::lock_person(&mut tx, actor.person_id).await?;
    ctx.app.limits.count(ctx, "seat offer by", &actor.person_id.to_string(), 30, TimeDelta::hours(1))?;
    ctx.app.limits.count(ctx, "seat offer to", &text::email_key(&email), 5, TimeDelta::hours(1))?;
    let secret = ctx.rng.secret();
    let new =
        NewOffer { agreement: l.agreement.id, kind, seat: &seat, email: &email, token_hash: secret_hash(&secret), created_at: now, expires_at: now + LIFETIME };
    let id = store::insert_offer(&mut tx, &new).await?;
    let by = actor.hat().map(|h| h.name.clone()).unwrap_or_default();
    let what = t::offered_as(ctx.locale, kind, seat.side);
    mail(&mut tx, ctx, &email, Offered { by: &by, body: &l.body.name, what, until: new.expires_at, secret: &secret }).await?;
    let event = NewEvent {
        agreement: Some(l.agreement.id),
        organisation: Some(l.body.body_id),
        payload: serde_json::json!({ "offer": id, "side": seat.side, "kind": kind }),
        ..NewEvent::default()
    };
    events::record(&mut tx, ctx, EventKind::SeatOffered, event).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), "done").await?;
    tx.commit().await
}

/// What a mail with an offer says.
struct Offered<'a> {
    by: &'a str,
    body: &'a str,
    what: String,
    until: DateTime<Utc>,
    secret: &'a str,
}

async fn mail(tx: &mut Tx, ctx: &Ctx, to: &str, o: Offered<'_>) -> Result<()> {
    let lang = ctx.locale;
    let until = dates::day(lang, crate::time::local_date(o.until), ctx.today());
    let link = format!("{}{}", ctx.app.settings.public_url, ctx.href(paths::seat_offer(o.secret)));
    let (subject, text) = (t::mail_offer_subject(lang, o.body), t::mail_offer_text(lang, o.by, o.body, o.what, until, link));
    jobs::enqueue(tx, ctx, &Job::Mail(Mail { to: to.to_string(), locale: lang, subject, text, end_url: None })).await
}

/// Mails somebody who is signed in the place that they are offered again, with a new link: to the address that it went to.
///
/// # Errors
/// `NotFound` for what is offered to somebody else, or answered; `TooOften`.
pub async fn offer_again(ctx: &Ctx, agreement: &Agreement, id: OfferId, key: &str) -> Result<()> {
    const SCOPE: &str = "own_offer";
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    let seen = store::own_offer(&mut tx, id, ctx.now(), ctx.today(), person).await?.filter(|o| o.agreement_id == agreement.id).ok_or(AppError::NotFound)?;
    organisations::store::lock(&mut tx, seen.body_id).await?;
    if idempotency::earlier(&mut tx, SCOPE, key, Some(person)).await?.is_some() {
        return Ok(());
    }
    // it may have been answered meanwhile
    let offer = store::own_offer(&mut tx, id, ctx.now(), ctx.today(), person).await?.ok_or(AppError::NotFound)?;
    ctx.app.limits.count(ctx, "seat offer to", &text::email_key(&offer.email), 5, TimeDelta::hours(1))?;
    let secret = ctx.rng.secret();
    store::renew_offer(&mut tx, id, &secret_hash(&secret)).await?;
    let by = offer.appointed_name.as_deref().unwrap_or(&offer.body_name);
    let what = t::offered_as(ctx.locale, offer.kind, offer.side);
    mail(&mut tx, ctx, &offer.email, Offered { by, body: &offer.body_name, what, until: offer.expires_at, secret: &secret }).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, key, Some(person), "done").await?;
    tx.commit().await
}

/// The form that takes an offer back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Offer.
    pub id: String,
}

/// Takes an offer back that nobody has answered.
///
/// # Errors
/// As [`offer`]; `Refused(Already)` for one that was answered.
pub async fn withdraw(ctx: &Ctx, agreement: &str, slug: &str, form: &WithdrawForm) -> Result<()> {
    check_acting(ctx, &form.r#as)?;
    let mut tx = ctx.write().await?;
    let l = locked(ctx, &mut tx, agreement, slug).await?;
    let id: OfferId = form.id.trim().parse().map_err(|_| AppError::NotFound)?;
    let waiting = store::waiting(&mut tx, l.agreement.id, l.body.body_id, ctx.now()).await?;
    let found = waiting.iter().find(|w| w.id == id).ok_or(Refusal::Already)?;
    if !l.managed.side(found.side) {
        return Err(Refusal::NotAllowed.into());
    }
    if !store::answer(&mut tx, id, OfferOutcome::Withdrawn, ctx.now()).await? {
        return Err(Refusal::Already.into());
    }
    tx.commit().await
}

/// Forgets addresses of offers that nobody answered in time.
pub async fn forget(ctx: &Ctx) -> Result<u64> {
    let mut tx = ctx.write().await?;
    let gone = store::forget(&mut tx, ctx.now()).await?;
    tx.commit().await?;
    Ok(gone)
}
