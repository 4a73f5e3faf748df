//! The jobs that tell. Each goes through a page of mailboxes in a transaction of its own, notes there what it told them, and asks for
//! the next page: one that runs twice tells nobody twice.

use super::rules::{self, BETWEEN, LISTED, Merge, OVERDUE_DAYS, is_at_once, together_since};
use super::service::{new_link, url};
use super::store::{self, Concern, FollowerRow, Head, LateRow, People, PersonRow};
use crate::agreements::types::Agreement;
use crate::appeals::store as appeals;
use crate::clocks::ClockKind;
use crate::context::{Ctx, secret_hash};
use crate::curation::sentences;
use crate::curation::service::concerned;
use crate::curation::store as curation;
use crate::db::{Conn, Tx};
use crate::error::{AppError, Result};
use crate::events::EventKind;
use crate::events::store::{self as events, EventRow, Reader};
use crate::i18n::{Locale, dates, following as t, issues as issue_texts, mails};
use crate::ids::{ClockId, EventId, IssueId, OrganisationId};
use crate::issues::rules::act_of;
use crate::issues::store::read::hidden_as;
use crate::jobs::{self, Job, Mail, PUBLIC_MAIL_DELAY};
use crate::text::markdown;
use crate::{idempotency, paths, text, time};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use leptos::prelude::RenderHtml;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Rows of a page.
const PAGE: i64 = 200;
/// Events that are looked at, the newest.
const EVENTS: i64 = 300;

/// Something that happened, and whose.
struct News {
    row: EventRow,
    concern: Concern,
    /// Mailboxes that were told of it as it happened.
    told: Arc<HashSet<String>>,
}

async fn head(tx: &mut Tx, ctx: &Ctx, issue: IssueId) -> Result<(Head, Arc<Agreement>)> {
    let head = store::root(tx, issue).await?.ok_or(AppError::NotFound)?;
    let agreement = ctx.app.catalogue.by_id(head.agreement_id).ok_or(AppError::NotFound)?;
    Ok((head, agreement))
}

/// Tells a page of those who follow an issue what has happened to it since they were told.
pub async fn followers(ctx: &Ctx, issue: IssueId, after: &str) -> Result<()> {
    let mut tx = ctx.write().await?;
    let (head, agreement) = head(&mut tx, ctx, issue).await?;
    if !head.readable {
        return Ok(());
    }
    let (rows, next) = page_of(&mut tx, head.id, after).await?;
    let Some(since) = rows.iter().map(|r| r.told_position).min() else { return Ok(()) };
    let news = news(&mut tx, ctx, &agreement, &head, since).await?;
    let merges = store::merges(&mut tx, head.id).await?;
    let mut later: Option<DateTime<Utc>> = None;
    for of in rows.chunk_by(|a, b| a.mailbox == b.mailbox) {
        let wait = one(&mut tx, ctx, (&agreement, &head), of, (&news, &merges)).await?;
        later = later.into_iter().chain(wait).min();
    }
    if let Some(after) = next {
        jobs::enqueue(&mut tx, ctx, &Job::TellFollowers { issue, after }).await?;
    }
    if let Some(at) = later {
        jobs::enqueue_once(&mut tx, &Job::TellFollowers { issue: head.id, after: String::new() }, at).await?;
    }
    tx.commit().await
}

/// A page of followers, with all rows of each mailbox, and after which mailbox the next one begins.
async fn page_of(conn: &mut Conn, issue: IssueId, after: &str) -> Result<(Vec<FollowerRow>, Option<String>)> {
    let mut rows = store::followers(conn, issue, after, PAGE).await?;
    if i64::try_from(rows.len()).unwrap_or(PAGE) < PAGE {
        return Ok((rows, None));
    }
    // the last mailbox may have more rows than fit; one that fills a page alone is taken as it is
    let last = rows.last().map(|r| r.mailbox.clone()).unwrap_or_default();
    if rows.first().is_some_and(|r| r.mailbox != last) {
        rows.retain(|r| r.mailbox != last);
    }
    let next = rows.last().map(|r| r.mailbox.clone());
    Ok((rows, next))
}

/// What happened below an issue after a position, in order, up to the first that can still be undone.
async fn news(conn: &mut Conn, ctx: &Ctx, agreement: &Agreement, head: &Head, since: i64) -> Result<Vec<News>> {
    let rows = events::news(conn, agreement.id, head.id, since, EVENTS).await?;
    let concerns: HashMap<i64, Concern> = store::concerns(conn, head.id, since).await?.into_iter().map(|c| (c.position, c)).collect();
    let settled = ctx.now() - PUBLIC_MAIL_DELAY;
    let (mut people, mut news) = (HashMap::new(), Vec::new());
    let removed: HashSet<(Option<i64>, i64)> =
        rows.iter().filter(|e| matches!(e.kind, EventKind::AttachmentRemoved | EventKind::AttachmentTakenDown)).filter_map(attachment).collect();
    let is_there = |e: &EventRow| e.kind != EventKind::AttachmentAdded || attachment(e).is_none_or(|file| !removed.contains(&file));
    for row in rows.into_iter().take_while(|e| e.occurred_at <= settled).filter(|e| rules::is_told(e.kind) && is_there(e)) {
        let Some(concern) = concerns.get(&row.position).copied() else { continue };
        let told = told_directly(conn, ctx, agreement, (row.kind, &concern), &mut people).await?;
        news.push(News { row, concern, told });
    }
    Ok(news)
}

/// The attachment that an event is about: the issue's number, and its own.
fn attachment(e: &EventRow) -> Option<(Option<i64>, i64)> {
    let payload = serde_json::from_str::<serde_json::Value>(&e.payload).ok()?;
    Some((e.issue_number, payload.get("attachment")?.as_i64()?))
}

/// Whose people are mailed about something as it happens.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
struct Direct {
    /// All of these organisations and bodies.
    organisations: Vec<OrganisationId>,
    /// Civil-society seats of the body that hears appeals.
    civil_seats: bool,
}

impl Direct {
    fn of(kind: EventKind, concern: &Concern, curator: OrganisationId) -> Self {
        let organisations = match (kind, act_of(kind)) {
            (_, Some(act)) => concerned((act, !concern.actor_role.curates()), concern.poster_id, concern.organisation_id, curator),
            // of a contribution its author, whose own doing it is
            (EventKind::AppealDecided, None) => {
                [Some(concern.poster_id).filter(|_| concern.author_id.is_none()), Some(curator)].into_iter().flatten().collect()
            }
            _ => Vec::new(),
        };
        Self { organisations, civil_seats: matches!(kind, EventKind::AppealMade | EventKind::AppealWithdrawn | EventKind::AppealSettled) }
    }
}

/// The mailboxes that were mailed about something as it happened. `people` keeps them.
async fn told_directly(
    conn: &mut Conn,
    ctx: &Ctx,
    agreement: &Agreement,
    (kind, concern): (EventKind, &Concern),
    people: &mut HashMap<Direct, Arc<HashSet<String>>>,
) -> Result<Arc<HashSet<String>>> {
    let direct = Direct::of(kind, concern, agreement.curator_id);
    if let Some(known) = people.get(&direct) {
        return Ok(known.clone());
    }
    let mut told = Vec::new();
    for organisation in &direct.organisations {
        told.extend(curation::people_of(conn, *organisation, ctx.today()).await?);
    }
    if direct.civil_seats {
        told.extend(appeals::civil_seats(conn, agreement.steering_id, ctx.today()).await?);
    }
    let keys = Arc::new(told.iter().map(|p| text::email_key(&p.email)).collect::<HashSet<_>>());
    people.insert(direct, keys.clone());
    Ok(keys)
}

/// Tells one mailbox; gives when it can be told, if that is not yet.
async fn one(
    tx: &mut Tx,
    ctx: &Ctx,
    (agreement, head): (&Agreement, &Head),
    of: &[FollowerRow],
    (news, merges): (&[News], &[Merge]),
) -> Result<Option<DateTime<Utc>>> {
    let (Some(first), Some(last)) = (of.first(), news.last()) else { return Ok(None) };
    let reaches = |n: &News| of.iter().any(|f| n.row.position > f.told_position && n.row.position >= together_since(merges, f.issue_id, n.concern.issue_id));
    // one's own doings are no news, nor is what one was mailed about already
    let own = |n: &News| first.person_id.is_some() && (n.concern.person_id == first.person_id || n.concern.author_id == first.person_id);
    let mine: Vec<&EventRow> = news.iter().filter(|n| reaches(n) && !own(n) && !n.told.contains(&first.mailbox)).map(|n| &n.row).collect();
    let told_at = of.iter().filter_map(|f| f.told_at).max();
    let now = ctx.now();
    if let Some(at) = told_at.map(|at| at + BETWEEN).filter(|at| *at > now)
        && !mine.is_empty()
        && !mine.iter().any(|e| is_at_once(e.kind))
    {
        return Ok(Some(at));
    }
    let at = if mine.is_empty() { told_at } else { Some(now) };
    let position = last.row.position;
    for (n, row) in of.iter().filter(|f| f.told_position < position).enumerate() {
        // the first tells whether another process was faster; the rest belong to it
        if !store::told(tx, row, position, at).await? && n == 0 {
            return Ok(None);
        }
    }
    if mine.is_empty() {
        return Ok(None);
    }
    let l = Locale::from_code(&first.locale);
    let (subject, text) = letter(&ctx.in_locale(l), agreement, head, &mine);
    mail_follower(tx, ctx, first, subject, text).await?;
    Ok(None)
}

/// Mails a follower, with a link of its own that ends the following.
async fn mail_follower(tx: &mut Tx, ctx: &Ctx, to: &FollowerRow, subject: String, mut text: String) -> Result<()> {
    let l = Locale::from_code(&to.locale);
    let token = new_link(tx, ctx, to.id).await?;
    text.push_str(&t::mail_end(l, url(ctx, l, &paths::follow_link(&token))));
    let end_url = Some(url(ctx, l, &paths::end_following(&token)));
    jobs::enqueue_to_follower(tx, ctx, to.id, Mail { to: to.email.clone(), locale: l, subject, text, end_url }, false).await
}

/// Mails somebody who did not ask for it, and says why they get it.
async fn mail_concerned(tx: &mut Tx, ctx: &Ctx, to: &PersonRow, subject: String, mut text: String) -> Result<()> {
    let l = Locale::from_code(&to.locale);
    text.push_str(&to.organisation.as_ref().map_or_else(|| t::mail_for_appellant(l).into(), |organisation| t::mail_for(l, organisation)));
    jobs::enqueue_one_of_many(tx, ctx, Mail { to: to.email.clone(), locale: l, subject, text, end_url: None }).await
}

/// Subject and text of what has happened, in the context's language.
fn letter(ctx: &Ctx, agreement: &Agreement, head: &Head, news: &[&EventRow]) -> (String, String) {
    let l = ctx.locale;
    let own = |e: &EventRow| e.issue_number == Some(head.number);
    let act = news.iter().rev().filter(|e| is_at_once(e.kind) && own(e)).find_map(|e| act_of(e.kind));
    let subject = act.map_or_else(|| t::mail_news_subject(l, &head.title), |act| mails::issue_subject(l, &head.title, mails::act(l, act)));
    let more = news.len().saturating_sub(LISTED);
    let mut lines = String::new();
    for e in &news[more..] {
        lines.push_str(&line(ctx, agreement, e, own(e)));
    }
    if more > 0 {
        lines.push_str(&if more == 1 { t::mail_more_one(l).to_string() } else { t::mail_more_many(l, more) });
        lines.push('\n');
    }
    let link = url(ctx, l, &paths::issue(&agreement.slug, head.number, &head.slug));
    (subject, t::mail_news_text(l, head.number, &head.title, lines, link))
}

/// An event as a line of a mail, with its reason where it is a decision.
fn line(ctx: &Ctx, agreement: &Agreement, e: &EventRow, own: bool) -> String {
    let l = ctx.locale;
    let html = if own { sentences::sentence(ctx, agreement, e).to_html() } else { sentences::sentence_in_log(ctx, agreement, e).to_html() };
    let day = dates::day(l, time::local_date(e.occurred_at), ctx.today());
    let mut line = format!("– {day}: {}\n", markdown::plain(&html));
    if is_at_once(e.kind) && !e.reason_html.is_empty() {
        let reason = markdown::plain(&e.reason_html);
        let said = matches!(e.kind, EventKind::IssueAnswered | EventKind::IssueConcluded);
        let reason = if said { reason } else { t::mail_because(l, reason) };
        line.push_str(&format!("  {reason}\n"));
    }
    line
}

/// True when a page of a job that keeps nothing in rows of its own was done before.
async fn done_before(tx: &mut Tx, ctx: &Ctx, scope: &'static str, what: String) -> Result<bool> {
    let key = secret_hash(&what);
    if idempotency::earlier(tx, scope, &key, None).await?.is_some() {
        return Ok(true);
    }
    idempotency::keep(tx, ctx, scope, &key, None, "").await?;
    Ok(false)
}

/// Tells a page of the people whose organisations stand behind an issue of an event that concerns them. Not those who follow it, who
/// are told as such, nor those who were mailed as it happened.
pub async fn backers(ctx: &Ctx, event: EventId, after: &str) -> Result<()> {
    let mut tx = ctx.write().await?;
    let concern = store::concern(&mut tx, event).await?.ok_or(AppError::NotFound)?;
    let (head, agreement) = head(&mut tx, ctx, concern.issue_id).await?;
    let seen = events::at_position(&mut tx, agreement.id, Reader::default(), concern.position).await?;
    let Some(row) = seen.filter(|_| head.readable) else { return Ok(()) };
    if done_before(&mut tx, ctx, "tell_backers", format!("{event} {after}")).await? {
        return Ok(());
    }
    let told = told_directly(&mut tx, ctx, &agreement, (row.kind, &concern), &mut HashMap::new()).await?;
    let of = People { issue: concern.issue_id, also: [None, None], person: None, today: ctx.today(), after, limit: PAGE };
    let people = store::people(&mut tx, &of).await?;
    for person in people.iter().filter(|p| Some(p.id) != concern.person_id && !told.contains(&p.mailbox)) {
        let (subject, text) = letter(&ctx.in_locale(Locale::from_code(&person.locale)), &agreement, &head, &[&row]);
        mail_concerned(&mut tx, ctx, person, subject, text).await?;
    }
    if i64::try_from(people.len()).unwrap_or(PAGE) == PAGE
        && let Some(last) = people.last()
    {
        jobs::enqueue(&mut tx, ctx, &Job::TellBackers { event, after: last.mailbox.clone() }).await?;
    }
    tx.commit().await
}

/// Finds promised dates about issues that have passed, and asks for the mails about them: at once, but not before seven in the
/// morning. For the job that sweeps. Gives how many.
pub async fn find_overdue(ctx: &Ctx) -> Result<usize> {
    let today = ctx.today();
    let morning = NaiveTime::from_hms_opt(7, 0, 0).and_then(|seven| time::instant(today.and_time(seven)));
    let at = morning.map_or(ctx.now(), |morning| morning.max(ctx.now()));
    let mut count = 0;
    loop {
        let mut conn = ctx.read().await?;
        let found = store::newly_late(&mut conn, today - TimeDelta::days(OVERDUE_DAYS), today).await?;
        drop(conn);
        if found.is_empty() {
            return Ok(count);
        }
        let mut tx = ctx.write().await?;
        for clock in &found {
            if store::found_late(&mut tx, *clock, ctx.now()).await? {
                count += 1;
                jobs::enqueue_at(&mut tx, &Job::TellOverdue { clock: *clock, people: false, after: String::new() }, at).await?;
            }
        }
        tx.commit().await?;
    }
}

/// Tells a page of those whom an overdue promise concerns: first who follows the issue, or what it was merged into, then the people of
/// the organisation that posted it, of those that stand behind it and of the one that promised, and whoever appealed. Nobody, if it was
/// kept meanwhile.
pub async fn overdue(ctx: &Ctx, clock: ClockId, people: bool, after: &str) -> Result<()> {
    let mut tx = ctx.write().await?;
    // what was promised at a talk may be about no issue
    if crate::promises::tell::overdue(&mut tx, ctx, clock).await? {
        return tx.commit().await;
    }
    // a body is about no issue
    if crate::bodies::service::late(&mut tx, ctx, clock).await? {
        return tx.commit().await;
    }
    let late = store::late(&mut tx, clock).await?.ok_or(AppError::NotFound)?;
    let (root, agreement) = head(&mut tx, ctx, late.issue_id).await?;
    // appeals and actions go on as those of the issue that was merged
    let own = store::by_id(&mut tx, late.issue_id).await?.ok_or(AppError::NotFound)?;
    // told once: one that a slip stopped, and that was found again when the slip was undone, is the same; it goes on where it was stopped
    let before = done_before(&mut tx, ctx, "tell_overdue", format!("{clock} {people} {after}")).await?;
    let next = if before {
        (!people).then(|| (true, String::new()))
    } else if people {
        late_people(&mut tx, ctx, (&agreement, &own), &late, after).await?.map(|after| (true, after))
    } else {
        let next = if root.readable && own.readable { late_followers(&mut tx, ctx, root.id, (&agreement, &own), &late, after).await? } else { None };
        Some(next.map_or_else(|| (true, String::new()), |after| (false, after)))
    };
    if let Some((people, after)) = next {
        jobs::enqueue(&mut tx, ctx, &Job::TellOverdue { clock, people, after }).await?;
    }
    tx.commit().await
}

async fn late_followers(tx: &mut Tx, ctx: &Ctx, root: IssueId, (agreement, head): (&Agreement, &Head), late: &LateRow, after: &str) -> Result<Option<String>> {
    let (rows, next) = page_of(tx, root, after).await?;
    for first in rows.chunk_by(|a, b| a.mailbox == b.mailbox).filter_map(<[_]>::first) {
        let (subject, text) = late_letter(ctx, Locale::from_code(&first.locale), agreement, head, late);
        mail_follower(tx, ctx, first, subject, text).await?;
    }
    Ok(next)
}

async fn late_people(tx: &mut Tx, ctx: &Ctx, (agreement, head): (&Agreement, &Head), late: &LateRow, after: &str) -> Result<Option<String>> {
    let also = [Some(head.organisation_id), Some(late.owner_id)];
    let of = People { issue: head.id, also, person: late.appellant_id, today: ctx.today(), after, limit: PAGE };
    let people = store::people(tx, &of).await?;
    for person in &people {
        let (subject, text) = late_letter(ctx, Locale::from_code(&person.locale), agreement, head, late);
        mail_concerned(tx, ctx, person, subject, text).await?;
    }
    Ok(people.last().filter(|_| i64::try_from(people.len()).unwrap_or(PAGE) == PAGE).map(|p| p.mailbox.clone()))
}

fn late_letter(ctx: &Ctx, l: Locale, agreement: &Agreement, head: &Head, late: &LateRow) -> (String, String) {
    let who = if late.owner_id == agreement.curator_id { agreement.curator_name.get(l) } else { &late.owner_name };
    let what = match late.kind {
        ClockKind::Hearing => t::late_hearing(l).into(),
        ClockKind::FollowUp => t::late_follow_up(l).into(),
        kind => issue_texts::expected(l, kind, true, who, late.action_what.as_deref()),
    };
    let date = dates::weekday_day(l, late.due_on, ctx.today());
    // of a hidden one its number: some of those who are told may not read more
    let (title, slug) = if head.hidden { hidden_as(l, head.number) } else { (head.title.clone(), head.slug.clone()) };
    let link = url(ctx, l, &paths::issue(&agreement.slug, head.number, &slug));
    (t::mail_late_subject(l, &title), t::mail_late_text(l, head.number, &title, what, date, link))
}
