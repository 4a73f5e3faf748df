//! SQL of following.

use super::rules::{self, Merge};
use crate::clocks::ClockKind;
use crate::db::{Conn, Kind, Tx};
use crate::error::Result;
use crate::events::EventKind;
use crate::events::types::ActorRole;
use crate::ids::{AgreementId, ClockId, EventId, FollowId, IssueId, OrganisationId, PersonId};
use crate::issues::types::IssueState;
use crate::jobs::{self, Job};
use crate::{execute, fetch, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// The issue `$1` and all that was merged into it.
macro_rules! under {
    () => {
        "(WITH RECURSIVE tree (id) AS (SELECT id FROM issue WHERE id = $1 UNION SELECT m.id FROM issue m JOIN tree ON m.merged_into_id = tree.id)
            SELECT id FROM tree)"
    };
}
/// The issue `$1`, what it was merged into, and all that was merged into that.
macro_rules! around {
    () => {
        "(WITH RECURSIVE up (id, into_id) AS (SELECT id, merged_into_id FROM issue WHERE id = $1
                UNION SELECT m.id, m.merged_into_id FROM issue m JOIN up ON m.id = up.into_id),
            tree (id) AS (SELECT id FROM up WHERE into_id IS NULL UNION SELECT m.id FROM issue m JOIN tree ON m.merged_into_id = tree.id)
            SELECT id FROM tree)"
    };
}
/// Followings of the mailbox `$2`, by its account or without.
macro_rules! of_mailbox {
    () => {
        "(email_key = $2 OR person_id IN (SELECT p.id FROM person p WHERE p.email_key = $2))"
    };
}

/// An issue as following needs it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Head {
    /// Id.
    pub id: IssueId,
    /// Agreement.
    pub agreement_id: AgreementId,
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Language of the title.
    pub lang: String,
    /// State.
    pub state: IssueState,
    /// Organisation that posted it.
    pub organisation_id: OrganisationId,
    /// All may read it.
    pub readable: bool,
    /// It is hidden.
    pub hidden: bool,
}

macro_rules! head {
    ($with:literal, $tail:expr) => {
        concat!(
            $with,
            " SELECT i.id, i.agreement_id, i.number, i.slug, i.title, i.lang, i.state, i.organisation_id, (i.published_at IS NOT NULL AND NOT ",
            $crate::issues::store::withheld!(),
            ") AS readable, (i.hidden_at IS NOT NULL) AS hidden FROM issue i ",
            $tail
        )
    };
}

/// An issue by its number.
pub async fn by_number(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<Head>> {
    const SQL: &str = head!("", "WHERE i.agreement_id = $1 AND i.number = $2");
    Ok(fetch!(conn, Head, fetch_optional, SQL, agreement, number)?)
}

/// An issue itself, whatever it was merged into.
pub async fn by_id(conn: &mut Conn, issue: IssueId) -> Result<Option<Head>> {
    const SQL: &str = head!("", "WHERE i.id = $1");
    Ok(fetch!(conn, Head, fetch_optional, SQL, issue)?)
}

/// Waits until nobody writes about an issue, and keeps it so: whoever then follows it is told of all that comes later, and has seen
/// what came before. Also the order in which all take their locks, the issue before the person. True where somebody may have written
/// meanwhile; SQLite has one writer at a time.
pub async fn hold_issue(tx: &mut Tx, issue: IssueId) -> Result<bool> {
    if tx.kind() == Kind::Sqlite {
        return Ok(false);
    }
    execute!(tx, "SELECT id FROM issue WHERE id = $1 FOR SHARE", issue)?;
    Ok(true)
}

/// The issue that one was merged into at last; itself, where it was not.
pub async fn root(conn: &mut Conn, issue: IssueId) -> Result<Option<Head>> {
    const SQL: &str = head!(
        "WITH RECURSIVE up (id, into_id) AS (SELECT id, merged_into_id FROM issue WHERE id = $1
            UNION SELECT m.id, m.merged_into_id FROM issue m JOIN up ON m.id = up.into_id)",
        "JOIN up ON up.id = i.id AND up.into_id IS NULL"
    );
    Ok(fetch!(conn, Head, fetch_optional, SQL, issue)?)
}

/// Position of the newest event of an agreement.
pub async fn position(conn: &mut Conn, agreement: AgreementId) -> Result<i64> {
    Ok(scalar!(conn, i64, fetch_one, "SELECT event_position FROM agreement_sequence WHERE agreement_id = $1", agreement)?)
}

/// Asks for the jobs that tell of an event of an issue, where there is anybody to tell. One or two statements, however many follow;
/// undoing the event takes them back.
pub async fn ask_to_tell(tx: &mut Tx, issue: IssueId, event: EventId, kind: EventKind, at: DateTime<Utc>) -> Result<()> {
    const FOLLOWERS: &str = concat!(
        "INSERT INTO job (kind, payload, run_at, event_id, priority) SELECT $2, $3, $4, $5, $6
        WHERE EXISTS (SELECT 1 FROM follow f WHERE f.confirmed_at IS NOT NULL AND f.issue_id IN ",
        around!(),
        ")"
    );
    const BACKERS: &str = concat!(
        "INSERT INTO job (kind, payload, run_at, event_id, priority) SELECT $2, $3, $4, $5, $6
        WHERE EXISTS (SELECT 1 FROM backing b WHERE b.ended_at IS NULL AND b.issue_id IN ",
        under!(),
        ")"
    );
    let (code, payload) = jobs::columns(&Job::TellFollowers { issue, after: String::new() })?;
    execute!(tx, FOLLOWERS, issue, code, payload, at, event, jobs::LAST)?;
    if rules::is_at_once(kind) {
        let (code, payload) = jobs::columns(&Job::TellBackers { event, after: String::new() })?;
        execute!(tx, BACKERS, issue, code, payload, at, event, jobs::LAST)?;
    }
    Ok(())
}

/// Follows by account. Again changes nothing.
pub async fn follow_as(tx: &mut Tx, head: &Head, person: PersonId, locale: &str, position: i64, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "INSERT INTO follow (agreement_id, issue_id, person_id, locale, asked_at, confirmed_at, told_position)
        VALUES ($1, $2, $3, $4, $5, $5, $6) ON CONFLICT DO NOTHING";
    execute!(tx, SQL, head.agreement_id, head.id, person, locale, now, position)?;
    Ok(())
}

/// A mailbox about to follow.
#[derive(Debug)]
pub struct Asked<'a> {
    /// Address.
    pub email: &'a str,
    /// Its key.
    pub email_key: &'a str,
    /// Language of the mails.
    pub locale: &'a str,
    /// Now.
    pub now: DateTime<Utc>,
}

/// Keeps that a mailbox wants to follow. Gives the following when a mail is due, and since when it is confirmed; nothing when one was
/// sent within the hour.
pub async fn ask(tx: &mut Tx, head: &Head, asked: &Asked<'_>) -> Result<Option<(FollowId, Option<DateTime<Utc>>)>> {
    const INSERT: &str = "INSERT INTO follow (agreement_id, issue_id, email, email_key, locale, asked_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO NOTHING RETURNING id";
    const AGAIN: &str = "UPDATE follow SET asked_at = $3 WHERE issue_id = $1 AND email_key = $2 AND asked_at <= $4 RETURNING id, confirmed_at";
    let new = scalar!(tx, FollowId, fetch_optional, INSERT, head.agreement_id, head.id, asked.email, asked.email_key, asked.locale, asked.now)?;
    if let Some(id) = new {
        return Ok(Some((id, None)));
    }
    let before = asked.now - rules::BETWEEN_ASKED;
    Ok(fetch!(tx, (FollowId, Option<DateTime<Utc>>), fetch_optional, AGAIN, head.id, asked.email_key, asked.now, before)?)
}

/// Adds a link by which the mailbox confirms or ends a following.
pub async fn add_link(tx: &mut Tx, follow: FollowId, token_hash: &str, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "INSERT INTO follow_link (token_hash, follow_id, created_at) VALUES ($1, $2, $3)", token_hash, follow, now)?;
    Ok(())
}

/// A following behind a mailed secret.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct LinkRow {
    /// Id.
    pub id: FollowId,
    /// Issue that was asked for.
    pub issue_id: IssueId,
    /// Key of the mailbox.
    pub mailbox: String,
    /// Since when it follows.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// How many issues the mailbox follows in all.
    pub followed: i64,
}

/// The following behind a secret, if it goes on.
pub async fn by_link(conn: &mut Conn, token_hash: &str) -> Result<Option<LinkRow>> {
    const SQL: &str = "SELECT f.id, f.issue_id, COALESCE(f.email_key, p.email_key) AS mailbox, f.confirmed_at,
            (SELECT COUNT(DISTINCT x.issue_id) FROM follow x LEFT JOIN person q ON q.id = x.person_id
                WHERE x.confirmed_at IS NOT NULL AND (x.email_key = COALESCE(f.email_key, p.email_key) OR q.email_key = COALESCE(f.email_key, p.email_key))) AS followed
        FROM follow_link k JOIN follow f ON f.id = k.follow_id LEFT JOIN person p ON p.id = f.person_id WHERE k.token_hash = $1";
    Ok(fetch!(conn, LinkRow, fetch_optional, SQL, token_hash)?)
}

/// The mailbox has said yes: it is told of what happens from now on. Again changes nothing.
pub async fn confirm(tx: &mut Tx, follow: FollowId, position: i64, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "UPDATE follow SET confirmed_at = $2, told_position = $3 WHERE id = $1 AND confirmed_at IS NULL", follow, now, position)?;
    Ok(())
}

/// Ends the followings of a mailbox of an issue and of what was merged with it. The rows go, and the addresses with them.
pub async fn end_of_issue(tx: &mut Tx, issue: IssueId, mailbox: &str) -> Result<u64> {
    const SQL: &str = concat!("DELETE FROM follow WHERE ", of_mailbox!(), " AND issue_id IN ", around!());
    Ok(execute!(tx, SQL, issue, mailbox)?)
}

/// Removes what a mailbox was asked about and has not confirmed. What it follows stays.
pub async fn remove_asked(tx: &mut Tx, follow: FollowId) -> Result<u64> {
    Ok(execute!(tx, "DELETE FROM follow WHERE id = $1 AND confirmed_at IS NULL", follow)?)
}

/// Ends all followings of a mailbox, those too that it has not confirmed.
pub async fn end_all(tx: &mut Tx, mailbox: &str) -> Result<u64> {
    const SQL: &str = "DELETE FROM follow WHERE email_key = $1 OR person_id IN (SELECT p.id FROM person p WHERE p.email_key = $1)";
    Ok(execute!(tx, SQL, mailbox)?)
}

/// Removes addresses whose mailboxes did not confirm.
pub async fn forget_unconfirmed(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64> {
    Ok(execute!(tx, "DELETE FROM follow WHERE confirmed_at IS NULL AND asked_at < $1", before)?)
}

/// Whether a person follows an issue or what was merged with it, by account or by address.
pub async fn follows(conn: &mut Conn, issue: IssueId, mailbox: &str) -> Result<bool> {
    const SQL: &str = concat!("SELECT EXISTS (SELECT 1 FROM follow WHERE confirmed_at IS NOT NULL AND ", of_mailbox!(), " AND issue_id IN ", around!(), ")");
    Ok(scalar!(conn, bool, fetch_one, SQL, issue, mailbox)?)
}

/// An issue that somebody follows.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct MineRow {
    /// Slug of the agreement.
    pub agreement: String,
    /// Number of the issue.
    pub number: i64,
    /// Slug of it.
    pub slug: String,
    /// Title of it.
    pub title: String,
    /// Language of the title.
    pub lang: String,
    /// All may read it.
    pub readable: bool,
}

/// What a mailbox follows, newest first.
pub async fn mine(conn: &mut Conn, mailbox: &str) -> Result<Vec<MineRow>> {
    const SQL: &str = concat!(
        "SELECT a.slug AS agreement, i.number, i.slug, i.title, i.lang, (i.published_at IS NOT NULL AND NOT ",
        crate::issues::store::withheld!(),
        ") AS readable
        FROM (SELECT issue_id, MAX(id) AS newest FROM follow WHERE confirmed_at IS NOT NULL
            AND (email_key = $1 OR person_id IN (SELECT p.id FROM person p WHERE p.email_key = $1)) GROUP BY issue_id) f
        JOIN issue i ON i.id = f.issue_id JOIN agreement a ON a.id = i.agreement_id ORDER BY f.newest DESC LIMIT 500"
    );
    Ok(fetch!(conn, MineRow, fetch_all, SQL, mailbox)?)
}

/// Somebody who follows, with an account or without.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FollowerRow {
    /// Id.
    pub id: FollowId,
    /// Issue that they follow.
    pub issue_id: IssueId,
    /// Their account, where there is one.
    pub person_id: Option<PersonId>,
    /// Key of the mailbox.
    pub mailbox: String,
    /// Address.
    pub email: String,
    /// Language.
    pub locale: String,
    /// Events up to here are told.
    pub told_position: i64,
    /// When the last mail was sent.
    pub told_at: Option<DateTime<Utc>>,
}

/// Who follows an issue or what was merged into it, by mailbox, after one. A mailbox may stand there several times, one after the other.
pub async fn followers(conn: &mut Conn, root: IssueId, after: &str, limit: i64) -> Result<Vec<FollowerRow>> {
    const SQL: &str = concat!(
        "SELECT f.id, f.issue_id, COALESCE(f.person_id, q.id) AS person_id, COALESCE(f.email_key, p.email_key) AS mailbox, COALESCE(f.email, p.email) AS email,
            COALESCE(p.locale, f.locale) AS locale, f.told_position, f.told_at
        FROM follow f LEFT JOIN person p ON p.id = f.person_id LEFT JOIN person q ON q.email_key = f.email_key
        WHERE f.confirmed_at IS NOT NULL AND f.issue_id IN ",
        under!(),
        " AND COALESCE(f.email_key, p.email_key) > $2 ORDER BY COALESCE(f.email_key, p.email_key), f.id LIMIT $3"
    );
    Ok(fetch!(conn, FollowerRow, fetch_all, SQL, root, after, limit)?)
}

/// Notes what a follower was told. False when another process has told them meanwhile.
pub async fn told(tx: &mut Tx, follow: &FollowerRow, position: i64, at: Option<DateTime<Utc>>) -> Result<bool> {
    const SQL: &str = "UPDATE follow SET told_position = $2, told_at = $3 WHERE id = $1 AND told_position = $4";
    Ok(execute!(tx, SQL, follow.id, position, at, follow.told_position)? > 0)
}

/// The merges below an issue.
pub async fn merges(conn: &mut Conn, root: IssueId) -> Result<Vec<Merge>> {
    const SQL: &str = concat!(
        "SELECT m.id AS issue, m.merged_into_id AS into_issue, COALESCE((SELECT MAX(e.position) FROM event e
            WHERE e.issue_id = m.id AND e.kind = 'issue_merged' AND e.undone_by IS NULL), 0) AS at
        FROM issue m WHERE m.merged_into_id IS NOT NULL AND m.id IN ",
        under!()
    );
    Ok(fetch!(conn, Merge, fetch_all, SQL, root)?)
}

/// Whom an event belongs to: what the event itself does not show.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub struct Concern {
    /// Id.
    pub id: EventId,
    /// Its position.
    pub position: i64,
    /// Issue that it happened to.
    pub issue_id: IssueId,
    /// Organisation that posted that.
    pub poster_id: OrganisationId,
    /// Body or organisation that it concerns.
    pub organisation_id: Option<OrganisationId>,
    /// Who acted.
    pub person_id: Option<PersonId>,
    /// In which role.
    pub actor_role: ActorRole,
    /// Who wrote the contribution that it happened to.
    pub author_id: Option<PersonId>,
}

macro_rules! concern {
    ($tail:expr) => {
        concat!(
            "SELECT e.id, e.position, e.issue_id, i.organisation_id AS poster_id, e.organisation_id, e.person_id, e.actor_role, c.author_id
            FROM event e JOIN issue i ON i.id = e.issue_id LEFT JOIN contribution c ON c.id = e.contribution_id WHERE e.position IS NOT NULL AND ",
            $tail
        )
    };
}

/// Whom the events below an issue belong to, after a position.
pub async fn concerns(conn: &mut Conn, root: IssueId, after: i64) -> Result<Vec<Concern>> {
    const SQL: &str = concern!(concat!("e.position > $2 AND e.issue_id IN ", under!()));
    Ok(fetch!(conn, Concern, fetch_all, SQL, root, after)?)
}

/// Whom an event belongs to, unless it was undone.
pub async fn concern(conn: &mut Conn, event: EventId) -> Result<Option<Concern>> {
    const SQL: &str = concern!("e.id = $1 AND e.undone_by IS NULL");
    Ok(fetch!(conn, Concern, fetch_optional, SQL, event)?)
}

/// Somebody who speaks for an organisation that something concerns.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PersonRow {
    /// Id.
    pub id: PersonId,
    /// Key of the mailbox.
    pub mailbox: String,
    /// Address.
    pub email: String,
    /// Language.
    pub locale: String,
    /// The organisation; none for somebody who is told as themselves.
    pub organisation: Option<String>,
}

/// Which people are asked for.
#[derive(Debug, Clone, Copy)]
pub struct People<'a> {
    /// Those of the organisations that stand behind this issue or what was merged into it, and do not follow it.
    pub issue: IssueId,
    /// And of these.
    pub also: [Option<OrganisationId>; 2],
    /// And this person, as themselves.
    pub person: Option<PersonId>,
    /// Current on this day.
    pub today: NaiveDate,
    /// After this mailbox.
    pub after: &'a str,
    /// So many.
    pub limit: i64,
}

/// People of organisations who are told, each once.
pub async fn people(conn: &mut Conn, of: &People<'_>) -> Result<Vec<PersonRow>> {
    const SQL: &str = concat!(
        "SELECT p.id, p.email_key AS mailbox, p.email, p.locale, MIN(o.name) AS organisation FROM (
            SELECT r.person_id, r.organisation_id FROM role r WHERE r.from_on <= $4 AND (r.to_on IS NULL OR r.to_on >= $4)
            UNION SELECT s.person_id, s.body_id FROM seat s WHERE s.side = 'civil_society' AND s.from_on <= $4 AND (s.to_on IS NULL OR s.to_on >= $4)
            UNION SELECT x.id, NULL FROM person x WHERE x.id = $7) m
        JOIN person p ON p.id = m.person_id LEFT JOIN organisation o ON o.id = m.organisation_id
        WHERE p.email_key > $5 AND (m.organisation_id IS NULL OR m.organisation_id = $2 OR m.organisation_id = $3
            OR m.organisation_id IN (SELECT b.organisation_id FROM backing b WHERE b.ended_at IS NULL AND b.issue_id IN ",
        under!(),
        "))
        AND NOT EXISTS (SELECT 1 FROM follow f WHERE f.confirmed_at IS NOT NULL AND (f.person_id = p.id OR f.email_key = p.email_key) AND f.issue_id IN ",
        around!(),
        ") GROUP BY p.id, p.email_key, p.email, p.locale ORDER BY p.email_key LIMIT $6"
    );
    Ok(fetch!(conn, PersonRow, fetch_all, SQL, of.issue, of.also[0], of.also[1], of.today, of.after, of.limit, of.person)?)
}

/// A promise whose date has passed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct LateRow {
    /// What is promised.
    pub kind: ClockKind,
    /// Until when.
    pub due_on: NaiveDate,
    /// Issue.
    pub issue_id: IssueId,
    /// Who promised.
    pub owner_id: OrganisationId,
    /// Their name.
    pub owner_name: String,
    /// What the action is, or what was promised at a talk, where it is one of these.
    pub action_what: Option<String>,
    /// Who waits for the answer to an appeal as themselves. An appeal of an act against an issue is its poster's.
    pub appellant_id: Option<PersonId>,
}

/// A promise about an issue that is still not kept.
pub async fn late(conn: &mut Conn, clock: ClockId) -> Result<Option<LateRow>> {
    const SQL: &str =
        "SELECT k.kind, k.due_on, COALESCE(k.issue_id, pr.issue_id) AS issue_id, k.owner_id, o.name AS owner_name, COALESCE(a.what, pr.words) AS action_what,
            CASE WHEN ap.contribution_id IS NOT NULL OR ap.organisation_id IS NULL THEN ap.person_id END AS appellant_id
        FROM clock k JOIN organisation o ON o.id = k.owner_id LEFT JOIN action a ON a.id = k.action_id LEFT JOIN promise pr ON pr.id = k.promise_id
        LEFT JOIN appeal ap ON ap.issue_id = k.issue_id AND ap.made_by = k.opened_by AND k.kind = 'appeal'
        WHERE k.id = $1 AND COALESCE(k.issue_id, pr.issue_id) IS NOT NULL AND k.closed_by IS NULL";
    Ok(fetch!(conn, LateRow, fetch_optional, SQL, clock)?)
}

/// Promises about issues, those made at talks, and reviews of who sits in a body, whose dates passed between two days and that nobody was told of.
pub async fn newly_late(conn: &mut Conn, from: NaiveDate, before: NaiveDate) -> Result<Vec<ClockId>> {
    const SQL: &str = "SELECT id FROM clock WHERE closed_by IS NULL AND overdue_at IS NULL AND (issue_id IS NOT NULL OR promise_id IS NOT NULL OR body_id IS NOT NULL) AND due_on >= $1 AND due_on < $2
        ORDER BY id LIMIT 200";
    Ok(scalar!(conn, ClockId, fetch_all, SQL, from, before)?)
}

/// Notes that a promise was found overdue. False when another process has found it.
pub async fn found_late(tx: &mut Tx, clock: ClockId, now: DateTime<Utc>) -> Result<bool> {
    Ok(execute!(tx, "UPDATE clock SET overdue_at = $2 WHERE id = $1 AND overdue_at IS NULL", clock, now)? > 0)
}
