//! SQL of curation.

use crate::agreements::types::Side;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::events::EventKind;
use crate::i18n::Locale;
use crate::ids::{AgreementId, EventId, ForumId, IssueId, MeetingId, OrganisationId, PersonId};
use crate::issues::store::read::hidden_as;
use crate::issues::types::IssueState;
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What an act needs to know of an issue; its row is locked.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct LockedIssue {
    /// Id.
    pub id: IssueId,
    /// Number in its agreement.
    pub number: i64,
    /// Word in its address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// State.
    pub state: IssueState,
    /// Version.
    pub version: i64,
    /// Organisation that posted it.
    pub organisation_id: OrganisationId,
    /// Side of that.
    pub organisation_side: Side,
    /// Its forum.
    pub forum_id: Option<ForumId>,
    /// When it became readable by all.
    pub published_at: Option<DateTime<Utc>>,
    /// The issue that it was merged into.
    pub merged_into_id: Option<IssueId>,
    /// When it last moved.
    pub moved_at: DateTime<Utc>,
    /// It was declined before anybody could read it, or is hidden.
    pub withheld: bool,
    /// Since when it is hidden.
    pub hidden_at: Option<DateTime<Utc>>,
}

/// What an act changes of an issue beside its state, as it was before: kept in the event, so that undoing it is exact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// Version that the act made.
    pub version: i64,
    /// Forum.
    pub forum: Option<ForumId>,
    /// When it became readable by all.
    pub published_at: Option<DateTime<Utc>>,
    /// The issue that it was merged into.
    pub into: Option<IssueId>,
    /// When it last moved.
    pub moved_at: DateTime<Utc>,
    /// It was declined before anybody could read it, or is hidden.
    pub withheld: bool,
    /// Since when it is hidden.
    #[serde(default)]
    pub hidden_at: Option<DateTime<Utc>>,
}

impl LockedIssue {
    /// Its title and the words of its address, as a mail names it: of a hidden one its number, to those who may not read it.
    pub fn named(&self, l: Locale, reads: bool) -> (String, String) {
        if self.hidden_at.is_some() && !reads { hidden_as(l, self.number) } else { (self.title.clone(), self.slug.clone()) }
    }
    /// How it stands, for the event of the act about to be taken.
    pub fn before(&self) -> Before {
        Before {
            version: self.version + 1,
            forum: self.forum_id,
            published_at: self.published_at,
            into: self.merged_into_id,
            moved_at: self.moved_at,
            withheld: self.withheld,
            hidden_at: self.hidden_at,
        }
    }
}

/// Locks an issue.
pub async fn lock(tx: &mut Tx, agreement: AgreementId, issue: IssueId) -> Result<Option<LockedIssue>> {
    Ok(fetch_locked!(
        tx,
        LockedIssue,
        "SELECT id, number, slug, title, state, version, organisation_id,
            (SELECT o.side FROM organisation o WHERE o.id = issue.organisation_id) AS organisation_side, forum_id, published_at, merged_into_id, moved_at, withheld,
            hidden_at
        FROM issue WHERE agreement_id = $1 AND id = $2",
        agreement,
        issue
    )?)
}

/// Id of an issue by its number.
pub async fn id_of(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<IssueId>> {
    Ok(scalar!(conn, IssueId, fetch_optional, "SELECT id FROM issue WHERE agreement_id = $1 AND number = $2", agreement, number)?)
}

/// Number of an issue by its id.
pub async fn number_of(conn: &mut Conn, issue: IssueId) -> Result<i64> {
    Ok(scalar!(conn, i64, fetch_one, "SELECT number FROM issue WHERE id = $1", issue)?)
}

/// The public body that is asked for an answer now.
pub async fn asked(conn: &mut Conn, issue: IssueId) -> Result<Option<OrganisationId>> {
    Ok(scalar!(
        conn,
        OrganisationId,
        fetch_optional,
        "SELECT owner_id FROM clock WHERE issue_id = $1 AND action_id IS NULL AND kind = 'answer' AND closed_by IS NULL",
        issue
    )?)
}

/// Whether the organisation is asked to add something now.
pub async fn is_asked_back(conn: &mut Conn, issue: IssueId) -> Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM clock WHERE issue_id = $1 AND action_id IS NULL AND kind = 'completion' AND closed_by IS NULL";
    Ok(scalar!(conn, i64, fetch_one, SQL, issue)? > 0)
}

/// An act's effect on the issue's row. Only [`super::service::perform`] calls this.
pub(super) async fn save(
    tx: &mut Tx,
    issue: &LockedIssue,
    state: IssueState,
    forum: Option<ForumId>,
    merged_into: Option<IssueId>,
    published_at: Option<DateTime<Utc>>,
    at: DateTime<Utc>,
) -> Result<()> {
    execute!(
        tx,
        "UPDATE issue SET state = $2, forum_id = $3, merged_into_id = $4, published_at = $5, moved_at = $6, withheld = $7, version = version + 1 WHERE id = $1",
        issue.id,
        state,
        forum,
        merged_into,
        published_at,
        at,
        // what is hidden stays so, whatever becomes of the issue
        issue.hidden_at.is_some() || state == IssueState::Declined && issue.published_at.is_none()
    )?;
    Ok(())
}

/// A public body that can be asked: current, within the agreement's public party, by slug.
pub async fn askable(conn: &mut Conn, public_party: OrganisationId, body: OrganisationId, today: NaiveDate) -> Result<bool> {
    const SQL: &str = "WITH RECURSIVE tree (id) AS (
            SELECT id FROM organisation WHERE id = $1
            UNION SELECT o.id FROM organisation o JOIN tree t ON o.parent_id = t.id
        )
        SELECT COUNT(*) FROM tree t JOIN organisation o ON o.id = t.id
        WHERE o.id = $2 AND o.kind = 'public_body' AND (o.ends_on IS NULL OR o.ends_on >= $3)";
    Ok(scalar!(conn, i64, fetch_one, SQL, public_party, body, today)? > 0)
}

/// An organisation that can be chosen.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Choice {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// The public bodies that can be asked: current ones of the agreement's public party that have an officer to ask.
pub async fn askable_bodies(conn: &mut Conn, public_party: OrganisationId, today: NaiveDate) -> Result<Vec<Choice>> {
    const SQL: &str = "WITH RECURSIVE tree (id) AS (
            SELECT id FROM organisation WHERE id = $1
            UNION SELECT o.id FROM organisation o JOIN tree t ON o.parent_id = t.id
        )
        SELECT o.slug, o.name FROM tree t JOIN organisation o ON o.id = t.id
        WHERE o.kind = 'public_body' AND (o.ends_on IS NULL OR o.ends_on >= $2)
          AND EXISTS (SELECT 1 FROM role r WHERE r.organisation_id = o.id AND r.kind = 'officer' AND r.from_on <= $2 AND (r.to_on IS NULL OR r.to_on >= $2))
        ORDER BY o.sort_key";
    Ok(fetch!(conn, Choice, fetch_all, SQL, public_party, today)?)
}

/// Id of an organisation by its slug.
pub async fn organisation_by_slug(conn: &mut Conn, slug: &str) -> Result<Option<OrganisationId>> {
    Ok(scalar!(conn, OrganisationId, fetch_optional, "SELECT id FROM organisation WHERE slug = $1", slug)?)
}

/// Somebody who is told by e-mail.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Recipient {
    /// Address.
    pub email: String,
    locale: String,
}

impl Recipient {
    /// Language of the mail.
    pub fn locale(&self) -> Locale {
        Locale::from_code(&self.locale)
    }
}

/// A person.
pub async fn person(conn: &mut Conn, person: PersonId) -> Result<Option<Recipient>> {
    Ok(fetch!(conn, Recipient, fetch_optional, "SELECT email, locale FROM person WHERE id = $1", person)?)
}

/// People with a current role in an organisation, or a civil-society seat in a body.
pub async fn people_of(conn: &mut Conn, organisation: OrganisationId, today: NaiveDate) -> Result<Vec<Recipient>> {
    const SQL: &str = "SELECT p.email, p.locale FROM person p WHERE p.id IN (
            SELECT r.person_id FROM role r WHERE r.organisation_id = $1 AND r.from_on <= $2 AND (r.to_on IS NULL OR r.to_on >= $2)
            UNION SELECT s.person_id FROM seat s WHERE s.body_id = $1 AND s.side = 'civil_society' AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on >= $2))
        ORDER BY p.id";
    Ok(fetch!(conn, Recipient, fetch_all, SQL, organisation, today)?)
}

/// The newest act on an issue.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct LastAct {
    /// Its event.
    pub id: EventId,
    /// What it was.
    pub kind: EventKind,
    /// When.
    pub occurred_at: DateTime<Utc>,
    /// Who.
    pub person_id: Option<PersonId>,
    /// For whom.
    pub actor_organisation_id: Option<OrganisationId>,
    /// The meeting whose minutes it came from.
    pub meeting_id: Option<MeetingId>,
    /// Ids and codes.
    pub payload: String,
    /// Number of the issue.
    pub number: i64,
    /// Slug of the issue.
    pub slug: String,
    /// Title of the issue.
    pub title: String,
    /// Version of the issue now.
    pub version: i64,
    /// It changed back what was appealed.
    pub settled: bool,
}

macro_rules! last_acts {
    ($which:literal) => {
        concat!(
            "SELECT e.id, e.kind, e.occurred_at, e.person_id, e.actor_organisation_id, e.meeting_id, e.payload, i.number, i.slug, i.title, i.version,
            EXISTS (SELECT 1 FROM appeal a WHERE a.reversed_by = e.id) AS settled
        FROM issue i JOIN event e ON e.id = (SELECT MAX(x.id) FROM event x WHERE x.issue_id = i.id AND x.undone_by IS NULL
            AND x.kind IN ('issue_accepted', 'issue_asked_back', 'issue_completed', 'issue_declined', 'issue_moved', 'issue_put_on_agenda',
                'issue_taken_off_agenda', 'issue_referred', 'issue_reminded', 'issue_taken_back', 'issue_hidden', 'issue_restored', 'issue_answered', 'issue_concluded', 'issue_followed_up', 'issue_closed',
                'issue_merged', 'issue_unmerged', 'issue_withdrawn', 'issue_reopened'))
        WHERE i.agreement_id = $1 AND ",
            $which
        )
    };
}

/// The newest act on an issue that changed its state or its clocks, if it was not undone.
pub async fn last_act(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<LastAct>> {
    const SQL: &str = last_acts!("i.number = $2");
    Ok(fetch!(conn, LastAct, fetch_optional, SQL, agreement, number)?)
}

/// The same of several issues, by their numbers.
pub async fn last_acts(conn: &mut Conn, agreement: AgreementId, numbers: &[i64]) -> Result<Vec<LastAct>> {
    // neither database takes a list as a parameter of the other's kind
    const SQL: &str = last_acts!("$2 LIKE '%,' || CAST(i.number AS TEXT) || ',%' ORDER BY i.number");
    let list = format!(",{},", numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
    Ok(fetch!(conn, LastAct, fetch_all, SQL, agreement, &list)?)
}

/// Puts an issue back as it was before an act. Only [`super::service_undo`] calls this.
pub(super) async fn put_back(tx: &mut Tx, issue: IssueId, state: IssueState, before: &Before) -> Result<()> {
    execute!(
        tx,
        "UPDATE issue SET state = $2, forum_id = $3, merged_into_id = $4, published_at = $5, moved_at = $6, withheld = $7, hidden_at = $8,
            version = version + 1 WHERE id = $1",
        issue,
        state,
        before.forum,
        before.into,
        before.published_at,
        before.moved_at,
        before.withheld,
        before.hidden_at
    )?;
    Ok(())
}

/// Hides an issue since a time, or shows it again. Only [`super::service_hide_issue`] calls this.
pub(super) async fn set_hidden(tx: &mut Tx, issue: IssueId, since: Option<DateTime<Utc>>) -> Result<()> {
    execute!(tx, "UPDATE issue SET hidden_at = $2, withheld = $3, version = version + 1 WHERE id = $1", issue, since, since.is_some())?;
    Ok(())
}

/// Notes which event undid another.
pub(super) async fn mark_undone(tx: &mut Tx, event: EventId, by: EventId) -> Result<()> {
    execute!(tx, "UPDATE event SET undone_by = $2 WHERE id = $1", event, by)?;
    Ok(())
}

/// Whether others have built on an issue being readable: contributed, stood behind it, or been merged into it.
pub(super) async fn is_built_on(conn: &mut Conn, issue: IssueId) -> Result<bool> {
    const SQL: &str = "SELECT EXISTS (SELECT 1 FROM contribution WHERE issue_id = $1) OR EXISTS (SELECT 1 FROM backing WHERE issue_id = $1)
        OR EXISTS (SELECT 1 FROM issue WHERE merged_into_id = $1)";
    Ok(scalar!(conn, bool, fetch_one, SQL, issue)?)
}
