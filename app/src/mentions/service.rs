//! Finding out who is mentioned, keeping it true, telling them, and helping whoever writes to find a handle.

use super::{Mentions, Place, store, view};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::store::{Recipient, people_of};
use crate::db::{Conn, Tx};
use crate::error::{AppError, Fault, Faults, Result};
use crate::i18n::mentions as t;
use crate::ids::{AgreementId, EventId, IssueId, OrganisationId};
use crate::issues::service::place_of;
use crate::jobs::{self, Job, Mail};
use crate::organisations::store as organisations;
use crate::paths;
use crate::text::{self, markdown};
use chrono::TimeDelta;
use leptos::prelude::RenderHtml;
use std::collections::HashSet;

/// Organisations that one text mentions at most *(ours)*: more is no mention but a mailing list.
pub const MOST: usize = 10;
/// Handles of one text that are looked up.
const LOOKED_UP: usize = 100;
/// Mentions that one person may write within an hour *(ours)*.
const PER_HOUR: usize = 60;
/// Searches for a handle that one person may make within a minute: one for each letter that is typed.
const SEARCHES: usize = 120;
/// Organisations that a search offers.
pub const OFFERED: usize = 8;

/// Who is mentioned in texts that are read in an agreement. One statement; none where no text holds a handle.
pub async fn resolve(conn: &mut Conn, agreement: &str, texts: &[&str]) -> Result<Mentions> {
    let mut seen = HashSet::new();
    let handles: Vec<String> = texts.iter().flat_map(|text| markdown::mentioned(text)).filter(|handle| seen.insert(handle.clone())).take(LOOKED_UP).collect();
    if handles.is_empty() {
        return Ok(Mentions::default());
    }
    Ok(Mentions::new(agreement, store::by_handles(conn, &handles).await?))
}

/// The same for texts about to be saved: the fields of a form with what was typed into each. Call it before the agreement's sequence is
/// locked.
///
/// # Errors
/// `Invalid` at the field in which there is one organisation too many.
pub async fn checked(tx: &mut Tx, agreement: &str, fields: &[(&'static str, &str)]) -> Result<Mentions> {
    let texts: Vec<&str> = fields.iter().map(|(_, text)| *text).collect();
    let mentions = resolve(tx, agreement, &texts).await?.written_in(fields);
    if let Some(field) = mentions.field_beyond(MOST) {
        return Err(AppError::Invalid(Faults(vec![(field, Fault::TooManyMentions(MOST))])));
    }
    store::hold(tx, &mentions.organisations()).await?;
    Ok(mentions)
}

/// Who is mentioned in texts that are only looked at.
pub async fn previewed(ctx: &Ctx, agreement: &str, texts: &[&str]) -> Result<Mentions> {
    if !texts.iter().any(|text| text.contains('@')) {
        return Ok(Mentions::default());
    }
    let agreement = ctx.app.catalogue.get(agreement)?;
    let texts: Vec<String> = texts.iter().map(|text| text::clean(text)).collect();
    let mut conn = ctx.read().await?;
    resolve(&mut conn, &agreement.slug, &texts.iter().map(String::as_str).collect::<Vec<_>>()).await
}

/// Whom texts mention that were saved before, to render them again: those alone that they mentioned then.
pub async fn still(conn: &mut Conn, agreement: &str, at: Place, texts: &[&str]) -> Result<Mentions> {
    let mentions = resolve(conn, agreement, texts).await?;
    if mentions.is_empty() {
        return Ok(mentions);
    }
    Ok(mentions.among(&store::organisations_of(conn, at).await?))
}

/// Whom a contribution mentions that becomes an issue of its own.
pub async fn of_split(tx: &mut Tx, agreement: &str, at: Place, text: &str) -> Result<Mentions> {
    let mentions = still(tx, agreement, at, &[text]).await?;
    store::hold(tx, &mentions.organisations()).await?;
    Ok(mentions)
}

/// Makes the stored mentions of a text those that it has now. `tell` is the event by which all may read what is new in it; without one
/// nobody is told before something else publishes it.
///
/// # Errors
/// `Invalid` after sixty new mentions by one person in an hour, at the field of the one that is too many.
pub async fn keep(tx: &mut Tx, ctx: &Ctx, agreement: AgreementId, at: Place, mentions: &Mentions, tell: Option<EventId>) -> Result<()> {
    let (had, has) = (store::organisations_of(tx, at).await?, mentions.organisations());
    for gone in had.iter().filter(|o| !has.contains(o)) {
        store::remove(tx, at, *gone).await?;
    }
    let new: Vec<_> = has.iter().filter(|o| !had.contains(o)).collect();
    let person = ctx.actor.as_ref().map(|a| a.person_id.to_string()).unwrap_or_default();
    for organisation in &new {
        ctx.app.limits.count(ctx, "mention by", &person, PER_HOUR, TimeDelta::hours(1)).map_err(|e| at_field(e, mentions.field_of(**organisation)))?;
        store::put(tx, agreement, at, **organisation, ctx.now()).await?;
    }
    match tell {
        Some(event) if !new.is_empty() => tell_later(tx, ctx, at, event).await,
        _ => Ok(()),
    }
}

/// Too often, said where the mention stands: else nobody would know what there is too much of.
fn at_field(e: AppError, field: &'static str) -> AppError {
    match e {
        AppError::TooOften(seconds) => AppError::Invalid(Faults(vec![(field, Fault::MentionsTooOften(seconds.div_ceil(60).clamp(1, 60)))])),
        other => other,
    }
}

/// Keeps the mentions of an answer, which is rendered again with them. `mailed` are those who get mail about the answer itself: one is enough.
pub async fn keep_answer(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: AgreementId,
    (issue, event): (IssueId, EventId),
    (text, mentions): (&str, &Mentions),
    mailed: &[OrganisationId],
) -> Result<()> {
    if mentions.is_empty() {
        return Ok(());
    }
    let at = Place::answer(issue, event);
    store::put_answer(tx, event, &mentions.render(text)).await?;
    for organisation in mentions.organisations().into_iter().filter(|o| mailed.contains(o)) {
        store::mark_told(tx, agreement, at, organisation).await?;
    }
    keep(tx, ctx, agreement, at, mentions, Some(event)).await
}

/// Keeps the mentions of an issue that was split off from a contribution. Nobody is told: they were, of the contribution.
pub async fn keep_split(tx: &mut Tx, ctx: &Ctx, agreement: AgreementId, issue: IssueId, mentions: &Mentions) -> Result<()> {
    for organisation in mentions.organisations() {
        store::put(tx, agreement, Place::issue(issue), organisation, ctx.now()).await?;
        store::mark_told(tx, agreement, Place::issue(issue), organisation).await?;
    }
    Ok(())
}

/// Tells those whom a text mentions, after the minute within which a public event can be undone. Called also when a text that was there
/// becomes readable.
pub async fn tell_later(tx: &mut Tx, ctx: &Ctx, at: Place, event: EventId) -> Result<()> {
    jobs::enqueue_job_about(tx, ctx, event, &Job::TellMentioned { at }).await
}

/// The same when something was published, if the text mentions anybody.
pub async fn tell_published(tx: &mut Tx, ctx: &Ctx, at: Place, event: EventId) -> Result<()> {
    if store::organisations_of(tx, at).await?.is_empty() { Ok(()) } else { tell_later(tx, ctx, at, event).await }
}

/// Tells those whom a text mentions, if all may read it now: each organisation once, never the one that wrote it.
pub async fn tell(ctx: &Ctx, at: Place) -> Result<()> {
    let mut tx = ctx.write().await?;
    for mention in store::untold(&mut tx, at).await? {
        if mention.by_organisation == Some(mention.organisation_id) {
            continue;
        }
        // another worker may be at it
        if !store::mark_told(&mut tx, mention.agreement_id, at, mention.organisation_id).await? {
            continue;
        }
        let Some(agreement) = ctx.app.catalogue.by_id(mention.agreement_id) else { continue };
        for person in people_of(&mut tx, mention.organisation_id, ctx.today()).await? {
            if Some(&person.email) != mention.by_email.as_ref() {
                jobs::enqueue_one_of_many(&mut tx, ctx, mail(ctx, &agreement, &mention, &person)).await?;
            }
        }
    }
    tx.commit().await
}

fn mail(ctx: &Ctx, agreement: &Agreement, mention: &store::Untold, person: &Recipient) -> Mail {
    let l = person.locale();
    let issue = paths::issue(&agreement.slug, mention.number, &mention.slug);
    let path = match (mention.contribution, mention.position) {
        (Some(n), _) => place_of(&agreement.slug, &format!("{}-{}", mention.number, mention.slug), n),
        (None, Some(position)) => format!("{issue}#svar-{position}"),
        (None, None) => issue,
    };
    let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, path));
    let what = t::told_where(l, mention.contribution.is_some(), mention.position.is_some());
    let by = mention.by_name.as_deref().unwrap_or_default();
    Mail {
        to: person.email.clone(),
        locale: l,
        subject: t::mail_subject(l, &mention.organisation, &mention.title),
        text: t::mail_text(l, &mention.organisation, what, &mention.title, by, link),
        end_url: None,
    }
}

/// What a search for somebody to mention shows, as HTML: how many were found, and a button for each.
///
/// # Errors
/// `SignInFirst`; `NotFound` for an agreement that is none; `TooOften`.
pub async fn search(ctx: &Ctx, agreement: &str, asked: &str) -> Result<(String, String)> {
    let (found, more) = offered(ctx, agreement, asked).await?;
    let l = ctx.locale;
    Ok((view::count(l, asked, found.len(), more), view::buttons(&found).map(|v| v.to_html()).unwrap_or_default()))
}

/// Organisations of the register whose name or handle holds what is typed, eight at most: names that begin with it first, then those in
/// which a word does; and whether there are more. Nothing where nothing is typed.
///
/// # Errors
/// Those of [`search`].
pub async fn offered(ctx: &Ctx, agreement: &str, asked: &str) -> Result<(Vec<organisations::Offered>, bool)> {
    let person = ctx.signed_in()?.person_id.to_string();
    let agreement = ctx.app.catalogue.get(agreement)?;
    let asked: String = text::clean_line(asked).trim_start_matches('@').chars().take(100).collect();
    let key = text::fold_key(asked.trim());
    if key.is_empty() {
        return Ok((Vec::new(), false));
    }
    ctx.app.limits.count(ctx, "search to mention by", &person, SEARCHES, TimeDelta::minutes(1))?;
    let mut conn = ctx.read().await?;
    let one_more = i64::try_from(OFFERED + 1).unwrap_or(i64::MAX);
    let mut found = organisations::offered(&mut conn, agreement.id, &key, ctx.today(), one_more).await?;
    let more = found.len() > OFFERED;
    found.truncate(OFFERED);
    Ok((found, more))
}
