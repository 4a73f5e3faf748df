//! Changing, renewing and ending a seat.

use super::offer::{date, last_day, organisation, own_role};
use super::{Locked, locked};
use crate::accounts::store as people;
use crate::bodies::rules;
use crate::bodies::store::{self, Changes, Holder};
use crate::bodies::types::{SeatPost, Sitting};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::Locale;
use crate::ids::CompetenceId;
use crate::meetings::service as meetings;
use crate::ui::form::check_acting;
use crate::{idempotency, text};
use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;

/// The form that changes or ends a seat.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SeatForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Version that the form was opened with.
    pub version: String,
    /// `end`; otherwise it is changed.
    pub act: String,
    /// Post.
    pub post: String,
    /// Function.
    pub function: String,
    /// Where the person comes from.
    pub organisation: String,
    /// What they are there, where the body asks for chairs and managers.
    pub own_role: String,
    /// Last day of the term.
    pub to_on: String,
    /// What they know of what the body needs: ids.
    pub competences: Vec<String>,
    /// Last day, when it is ended.
    pub on: String,
    /// Reason, when it is ended.
    pub reason: String,
    /// Language of that.
    pub lang: String,
}

/// Changes, renews or ends a seat, or a substitute's or expert's place.
///
/// # Errors
/// `ActingChanged`, `NotFound`, `Refused(NotAllowed)` for all who do not fill that side's seats (rule 1), `Stale`, `Invalid`,
/// `Refused(LastChair)` and `Refused(LastSeat)`; `Refused(SeatsFull)` for a longer term of a seat that somebody else was given after it.
pub async fn change(ctx: &Ctx, agreement: &str, slug: &str, sitting: &str, form: &SeatForm) -> Result<()> {
    const SCOPE: &str = "seat_change";
    check_acting(ctx, &form.r#as)?;
    let person = ctx.signed_in()?.person_id;
    let sitting: Sitting = sitting.parse().map_err(|()| AppError::NotFound)?;
    let mut tx = ctx.write().await?;
    let l = locked(ctx, &mut tx, agreement, slug).await?;
    let coming = meetings::lock_coming_of_body(&mut tx, ctx, l.body.body_id).await?;
    people::lock_person(&mut tx, person).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let holders = store::holders(&mut tx, l.body.body_id, ctx.today()).await?;
    let holder = holders.iter().find(|h| h.sitting() == sitting).ok_or(AppError::NotFound)?;
    if !l.managed.side(holder.side) {
        return Err(Refusal::NotAllowed.into());
    }
    if form.version.trim().parse() != Ok(holder.version) {
        return Err(AppError::Stale { current: holder.version });
    }
    if form.act == "end" {
        end(&mut tx, ctx, &l, &holders, holder, form).await?;
    } else {
        save(&mut tx, ctx, &l, &holders, holder, form).await?;
    }
    meetings::member_changed(&mut tx, ctx, l.body.body_id, holder.person_id, &coming).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}

/// A chair who leaves the post with nobody else to lead hands it over first, while their own side has somebody to hand it to.
fn hands_over(ctx: &Ctx, holders: &[Holder], holder: &Holder) -> Result<()> {
    let others = || holders.iter().filter(|h| h.is_seat() && h.has_begun(ctx.today()) && h.sitting() != holder.sitting());
    let led = others().any(|h| h.post == Some(SeatPost::Chair));
    let somebody = others().any(|h| h.side == holder.side);
    if holder.post == Some(SeatPost::Chair) && holder.has_begun(ctx.today()) && !led && somebody {
        return Err(Refusal::LastChair.into());
    }
    Ok(())
}

async fn end(tx: &mut Tx, ctx: &Ctx, l: &Locked, holders: &[Holder], holder: &Holder, form: &SeatForm) -> Result<()> {
    let today = ctx.today();
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, 0, 500);
    let on = date(&mut faults, "on", &form.on).unwrap_or(today);
    let begun = holder.has_begun(today);
    // as from today they have it no longer: yesterday was the last day
    if begun && on < (today - TimeDelta::days(1)).max(holder.from_on) {
        faults.add("on", Fault::DatePast);
    } else if holder.to_on.is_some_and(|d| on > d) {
        faults.add("on", Fault::Choice);
    }
    faults.done()?;
    hands_over(ctx, holders, holder)?;
    let last = holder.is_seat() && rules::must_keep_a_seat(&l.agreement, l.body.body_id, holder.side) && !stays(holders, holder, on);
    if last {
        return Err(Refusal::LastSeat.into());
    }
    if begun {
        store::end(tx, holder.sitting(), on).await?;
    } else {
        store::remove(tx, holder.sitting()).await?;
    }
    let event = NewEvent {
        agreement: Some(l.agreement.id),
        organisation: Some(l.body.body_id),
        reason,
        lang: Locale::chosen(&form.lang),
        payload: serde_json::json!({ "side": holder.side, "kind": holder.kind, "on": on }),
        ..NewEvent::default()
    };
    events::record(tx, ctx, EventKind::SeatEnded, event).await?;
    Ok(())
}

/// Whether somebody of the same side sits there on the day after.
fn stays(holders: &[Holder], holder: &Holder, on: NaiveDate) -> bool {
    let after = on + TimeDelta::days(1);
    holders.iter().any(|h| {
        let there = h.from_on <= after && h.to_on.is_none_or(|d| d >= after);
        h.is_seat() && h.side == holder.side && h.sitting() != holder.sitting() && there
    })
}

/// The place of a seat whose term grows. Whoever was to follow has a seat from the day after the old term: there is to be room for both,
/// and if that place is theirs, the seat goes on in another one.
fn renewal(l: &Locked, holders: &[Holder], holder: &Holder, to_on: Option<NaiveDate>) -> Result<Option<i64>> {
    let Some(from) = holder.to_on.and_then(|d| d.succ_opt()) else { return Ok(holder.place) };
    let others: Vec<&Holder> = holders
        .iter()
        .filter(|h| h.is_seat() && h.side == holder.side && h.sitting() != holder.sitting())
        .filter(|h| h.to_on.is_none_or(|d| d >= from) && to_on.is_none_or(|d| h.from_on <= d))
        .collect();
    let laid_down = rules::laid_down(l.body.seats_civil, l.body.seats_public, holder.side).unwrap_or(rules::MOST_SEATS);
    // as many as at any time sit there: on the first of those days, and whenever another begins
    let days = std::iter::once(from).chain(others.iter().map(|h| h.from_on).filter(|d| *d > from));
    let most = days.map(|day| others.iter().filter(|h| h.sits(day)).count()).max().unwrap_or(0);
    if i64::try_from(most).unwrap_or(i64::MAX) >= laid_down {
        return Err(Refusal::SeatsFull.into());
    }
    if holder.place.is_none() || !others.iter().any(|h| h.place == holder.place) {
        return Ok(holder.place);
    }
    // a place that nobody has until the old term ends, either
    let taken: Vec<Option<i64>> =
        holders.iter().filter(|h| h.is_seat() && h.side == holder.side && to_on.is_none_or(|d| h.from_on <= d)).map(|h| h.place).collect();
    Ok(rules::vacant(laid_down, &taken).first().copied())
}

async fn save(tx: &mut Tx, ctx: &Ctx, l: &Locked, holders: &[Holder], holder: &Holder, form: &SeatForm) -> Result<()> {
    let today = ctx.today();
    let mut faults = Faults::default();
    let function = faults.text("function", &text::clean_line(&form.function), 0, 80);
    let post = match form.post.trim() {
        "" => None,
        code => match code.parse::<SeatPost>() {
            Ok(post) if holder.is_seat() => Some(post),
            _ => {
                faults.add("post", Fault::Choice);
                None
            }
        },
    };
    let to_on = last_day(&mut faults, "to_on", &form.to_on, holder.from_on, today);
    // without a last day where terms have one, or before the one that stands: that is an end, which is taken as such
    if faults.of("to_on").is_none() && ((to_on.is_none() && holder.to_on.is_some()) || to_on.is_some_and(|d| holder.to_on.is_some_and(|now| d < now))) {
        faults.add("to_on", Fault::Choice);
    }
    let organisation = organisation(tx, &mut faults, &form.organisation, today).await?;
    let own_role = own_role(l, &mut faults, holder.side, holder.is_seat(), &form.own_role);
    let (_, known) = store::tied(tx, l.agreement.id, l.body.body_id).await?;
    let competences: Vec<CompetenceId> = known.iter().map(|c| c.id).filter(|id| form.competences.contains(&id.to_string())).collect();
    faults.done()?;
    if post != Some(SeatPost::Chair) {
        hands_over(ctx, holders, holder)?;
    }
    let renewed = to_on != holder.to_on;
    let place = if holder.is_seat() && renewed { renewal(l, holders, holder, to_on)? } else { holder.place };
    store::change(tx, holder.sitting(), &Changes { post, function, to_on, organisation, own_role, place }).await?;
    if let (Sitting::Seat(id), Some(SeatPost::Chair), true) = (holder.sitting(), post, holder.has_begun(today)) {
        store::only_chair(tx, l.body.body_id, holder.side, id, today).await?;
    }
    store::set_competences(tx, holder.sitting(), &competences).await?;
    let event = NewEvent {
        agreement: Some(l.agreement.id),
        organisation: Some(l.body.body_id),
        payload: serde_json::json!({ "side": holder.side, "kind": holder.kind, "post": post, "renewed": renewed }),
        ..NewEvent::default()
    };
    events::record(tx, ctx, EventKind::SeatChanged, event).await?;
    Ok(())
}
