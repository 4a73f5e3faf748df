//! Mail about what was promised at a talk and is late. Where a promise is about an issue, [`crate::following`] tells of it; this is for
//! those that are about none: whoever speaks for the owner is told.

use super::store;
use crate::context::{Ctx, secret_hash};
use crate::db::Tx;
use crate::error::Result;
use crate::i18n::{Locale, dates, promises as t};
use crate::ids::ClockId;
use crate::jobs::{self, Mail};
use crate::{idempotency, paths};

/// Tells that a promised date has passed. False when the clock is none of a promise without an issue, or was stopped.
pub async fn overdue(tx: &mut Tx, ctx: &Ctx, clock: ClockId) -> Result<bool> {
    const SCOPE: &str = "tell_promise";
    let Some(late) = store::late(tx, clock).await? else { return Ok(false) };
    let Some(agreement) = ctx.app.catalogue.by_id(late.agreement_id) else { return Ok(true) };
    let key = secret_hash(&clock.to_string());
    if idempotency::earlier(tx, SCOPE, &key, None).await?.is_some() {
        return Ok(true);
    }
    idempotency::keep(tx, ctx, SCOPE, &key, None, "").await?;
    for (to, locale) in store::speakers(tx, late.owner_id, ctx.today()).await? {
        let l = Locale::from_code(&locale);
        let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::promise(&agreement.slug, late.number)));
        let date = dates::weekday_day(l, late.due_on, ctx.today());
        let subject = t::mail_late_subject(l, late.number);
        let text = t::mail_late_text(l, &late.words, date, link);
        jobs::enqueue_one_of_many(tx, ctx, Mail { to, locale: l, subject, text, end_url: None }).await?;
    }
    Ok(true)
}
