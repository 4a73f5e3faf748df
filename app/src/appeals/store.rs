//! SQL of appeals.

use super::rules::{self, Author, Case, ChangedBack, Now};
use super::types::{AppealOutcome, Appealable};
use crate::agreements::types::{Agreement, Side};
use crate::attachments::store::attached;
use crate::curation::store::Recipient;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, ContributionId, EventId, ForumId, IssueId, OrganisationId, PersonId};
use crate::issues::types::IssueState;
use crate::{execute, fetch, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// A number in the payload of an act.
fn payload_id(payload: &str, path: &[&str]) -> Option<i64> {
    let mut value = &serde_json::from_str::<serde_json::Value>(payload).ok()?;
    for key in path {
        value = value.get(key)?;
    }
    value.as_i64()
}

/// Id of the forum that an act moved an issue to, or of the issue that it merged it into.
fn aimed_at(act: Appealable, payload: &str) -> Option<i64> {
    match act {
        Appealable::Moved => payload_id(payload, &["forum"]),
        Appealable::Merged => payload_id(payload, &["into"]),
        _ => None,
    }
}

/// The forum that an act moved an issue out of.
pub fn moved_from(payload: &str) -> Option<ForumId> {
    payload_id(payload, &["before", "forum"]).map(ForumId)
}

/// An act of those who curate against an issue or a contribution, with what appealing it takes.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TargetRow {
    /// Issue.
    pub issue_id: IssueId,
    /// Its number.
    pub number: i64,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Language of that.
    pub lang: String,
    /// Its state.
    pub state: IssueState,
    /// Its forum.
    pub forum_id: Option<ForumId>,
    /// The organisation that posted it.
    pub organisation_id: OrganisationId,
    /// Person who wrote it.
    pub author_id: PersonId,
    /// When it became readable by all.
    pub published_at: Option<DateTime<Utc>>,
    /// Contribution.
    pub contribution_id: Option<ContributionId>,
    /// Its number.
    pub contribution: Option<i64>,
    /// The organisation that it speaks for.
    pub contribution_organisation_id: Option<OrganisationId>,
    /// Person who wrote it.
    pub contribution_author_id: Option<PersonId>,
    /// It is hidden now.
    pub hidden: bool,
    /// The issue itself is hidden.
    pub issue_hidden: bool,
    /// The act's event.
    pub act_id: Option<EventId>,
    /// Its place in the log.
    pub position: Option<i64>,
    /// What it was.
    pub act: Option<Appealable>,
    /// When.
    pub acted_at: Option<DateTime<Utc>>,
    /// Ids and codes.
    pub payload: Option<String>,
    /// Why, as HTML.
    pub reason_html: Option<String>,
    /// Language of the reason.
    pub reason_lang: Option<String>,
    /// Number of the appeal against it.
    pub appeal: Option<i64>,
}

impl TargetRow {
    /// Who wrote what the act was against.
    pub fn author(&self) -> Author {
        match self.contribution_author_id {
            Some(person) => Author { organisation: self.contribution_organisation_id, person },
            None => Author { organisation: Some(self.organisation_id), person: self.author_id },
        }
    }
    /// How it stands.
    pub fn now(&self) -> Now {
        Now { state: self.state, forum: self.forum_id, hidden: self.hidden }
    }
    /// The forum that the issue was in before it was moved.
    pub fn moved_from(&self) -> Option<ForumId> {
        self.payload.as_deref().and_then(moved_from)
    }
    fn holds(&self) -> bool {
        self.act.is_some_and(|act| rules::in_force(act, self.moved_from(), &self.now()))
    }
}

/// The newest act that still holds against an issue by its number, or against one of its contributions (0: the issue itself), and was not
/// appealed yet; the newest that holds where all were, the newest one where none does. What the steering group did after an appeal is none of them.
pub async fn target(conn: &mut Conn, agreement: AgreementId, number: i64, contribution: i64) -> Result<Option<TargetRow>> {
    const SQL: &str = "SELECT i.id AS issue_id, i.number, i.slug, i.title, i.lang, i.state, i.forum_id, i.organisation_id, i.author_id, i.published_at,
            c.id AS contribution_id, c.number AS contribution, c.organisation_id AS contribution_organisation_id, c.author_id AS contribution_author_id,
            (COALESCE(c.hidden_at, CASE WHEN c.id IS NULL THEN i.hidden_at END) IS NOT NULL) AS hidden, (i.hidden_at IS NOT NULL) AS issue_hidden, e.id AS act_id, e.position, e.kind AS act, e.occurred_at AS acted_at, e.payload,
            e.reason_html, e.lang AS reason_lang, a.number AS appeal
        FROM issue i LEFT JOIN contribution c ON c.issue_id = i.id AND c.number = $3
        LEFT JOIN event e ON e.issue_id = i.id AND e.undone_by IS NULL AND e.actor_role = 'curator'
            AND ((c.id IS NULL AND e.kind IN ('issue_declined', 'issue_merged', 'issue_moved', 'issue_closed', 'issue_hidden'))
                OR (e.contribution_id = c.id AND e.kind = 'contribution_hidden'))
        LEFT JOIN appeal a ON a.act_id = e.id
        WHERE i.agreement_id = $1 AND i.number = $2 AND ($3 = 0 OR c.id IS NOT NULL)
        ORDER BY e.id DESC LIMIT 50";
    let acts = fetch!(conn, TargetRow, fetch_all, SQL, agreement, number, contribution)?;
    // two can hold at once (declined, and hidden): that one was appealed does not keep from the other
    let open = acts.iter().position(|act| act.holds() && act.appeal.is_none());
    let at = open.or_else(|| acts.iter().position(TargetRow::holds)).unwrap_or(0);
    Ok(acts.into_iter().nth(at))
}

/// The next number of an appeal, under the lock of the agreement's sequence.
pub async fn next_number(tx: &mut Tx, agreement: AgreementId) -> Result<i64> {
    Ok(scalar!(
        tx,
        i64,
        fetch_one,
        "UPDATE agreement_sequence SET appeal_number = appeal_number + 1 WHERE agreement_id = $1 RETURNING appeal_number",
        agreement
    )?)
}

/// An appeal about to be stored.
#[derive(Debug)]
pub struct NewAppeal<'a> {
    /// Agreement.
    pub agreement: AgreementId,
    /// Number within it.
    pub number: i64,
    /// The act.
    pub act: EventId,
    /// What the act was against.
    pub target: &'a TargetRow,
    /// Whose appeal it is.
    pub author: Author,
    /// Their words.
    pub text: &'a str,
    /// Language of those.
    pub lang: &'static str,
    /// Now.
    pub at: DateTime<Utc>,
    /// The event that records it.
    pub made_by: EventId,
}

/// Stores an appeal.
pub async fn insert(tx: &mut Tx, new: &NewAppeal<'_>) -> Result<()> {
    const SQL: &str =
        "INSERT INTO appeal (agreement_id, number, act_id, issue_id, contribution_id, organisation_id, person_id, text, lang, created_at, made_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    execute!(
        tx,
        SQL,
        new.agreement,
        new.number,
        new.act,
        new.target.issue_id,
        new.target.contribution_id,
        new.author.organisation,
        new.author.person,
        new.text,
        new.lang,
        new.at,
        new.made_by
    )?;
    Ok(())
}

/// An appeal with the act, the text that it was against, and what came of it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AppealRow {
    /// Id.
    pub id: i64,
    /// Number.
    pub number: i64,
    /// The author's words (Markdown).
    pub text: String,
    /// Language of those.
    pub lang: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// The event that records it.
    pub made_by: EventId,
    /// By when an answer is promised.
    pub due_on: Option<NaiveDate>,
    /// The organisation that appealed.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation_name: Option<String>,
    /// Its side.
    pub organisation_side: Option<Side>,
    /// The person who did.
    pub person_id: PersonId,
    /// Their name.
    pub person_name: String,
    /// What came of it.
    pub outcome: Option<AppealOutcome>,
    /// When.
    pub closed_at: Option<DateTime<Utc>>,
    /// Why, as HTML; empty where it was not decided.
    pub decision_html: Option<String>,
    /// Language of that.
    pub decision_lang: Option<String>,
    /// It was closed since the act was changed by those who took it.
    pub settled: bool,
    /// Issue.
    pub issue_id: IssueId,
    /// Its number.
    pub issue_number: i64,
    /// Its slug.
    pub issue_slug: String,
    /// Its title.
    pub issue_title: String,
    /// Its language.
    pub issue_lang: String,
    /// What it says, as HTML.
    pub what_html: String,
    /// Why it matters, as HTML.
    pub why_html: String,
    /// Whom it concerns, as HTML.
    pub whom_html: String,
    /// What it asks for, as HTML.
    pub ask_html: String,
    /// Its state.
    pub state: IssueState,
    /// Its forum.
    pub forum_id: Option<ForumId>,
    /// Person who wrote it.
    pub issue_author_id: PersonId,
    /// Contribution.
    pub contribution_id: Option<ContributionId>,
    /// Its number.
    pub contribution: Option<i64>,
    /// What it says, as HTML.
    pub contribution_html: Option<String>,
    /// Its language.
    pub contribution_lang: Option<String>,
    /// Person who wrote it.
    pub contribution_author_id: Option<PersonId>,
    /// It is hidden now.
    pub hidden: bool,
    /// The issue itself is hidden.
    pub issue_hidden: bool,
    /// What the act was.
    pub act: Appealable,
    /// Its place in the log.
    pub position: Option<i64>,
    /// When it was taken.
    pub acted_at: DateTime<Utc>,
    /// By whom.
    pub acted_by: Option<PersonId>,
    /// Ids and codes.
    pub payload: String,
    /// Why, as HTML.
    pub reason_html: String,
    /// Language of that.
    pub reason_lang: String,
    /// What is attached to what the act was against: `attachments::view` takes it apart.
    pub attached: Option<String>,
    /// Whoever reads reported the text.
    pub reported: bool,
}

impl AppealRow {
    /// Who appealed.
    pub fn author(&self) -> Author {
        Author { organisation: self.organisation_id, person: self.person_id }
    }
    /// How the thing stands now.
    pub fn now(&self) -> Now {
        Now { state: self.state, forum: self.forum_id, hidden: self.hidden }
    }
    /// The forum that the issue was in before it was moved.
    pub fn moved_from(&self) -> Option<ForumId> {
        moved_from(&self.payload)
    }
    /// What decides who may decide.
    pub fn case(&self, agreement: &Agreement) -> Case {
        let wrote = self.contribution_author_id.unwrap_or(self.issue_author_id);
        let people = [Some(self.person_id), Some(wrote), self.acted_by].into_iter().flatten().collect();
        Case { curator: agreement.curator_id, steering: agreement.steering_id, organisation: self.organisation_id, people, reported: self.reported }
    }
}

/// An appeal by its number, with whether its reader reported the text. Whoever calls this checks who reads.
pub async fn by_number(conn: &mut Conn, agreement: AgreementId, number: i64, reader: PersonId) -> Result<Option<AppealRow>> {
    const SQL: &str = concat!(
        "SELECT a.id, a.number, a.text, a.lang, a.created_at, a.made_by, k.due_on, a.organisation_id, o.name AS organisation_name,
            o.side AS organisation_side, a.person_id, p.name AS person_name, a.outcome, a.closed_at, d.reason_html AS decision_html, d.lang AS decision_lang,
            (d.id IS NOT NULL AND d.kind = 'appeal_settled') AS settled, a.issue_id, i.number AS issue_number, i.slug AS issue_slug, i.title AS issue_title,
            i.lang AS issue_lang, i.what_html, i.why_html, i.whom_html, i.ask_html, i.state, i.forum_id, i.author_id AS issue_author_id, a.contribution_id,
            c.number AS contribution, c.html AS contribution_html, c.lang AS contribution_lang, c.author_id AS contribution_author_id,
            (COALESCE(c.hidden_at, CASE WHEN c.id IS NULL THEN i.hidden_at END) IS NOT NULL) AS hidden, (i.hidden_at IS NOT NULL) AS issue_hidden,
            e.kind AS act, e.position, e.occurred_at AS acted_at, e.person_id AS acted_by, e.payload, e.reason_html,
            e.lang AS reason_lang, ",
        attached!("x.issue_id = a.issue_id AND COALESCE(x.contribution_id, 0) = COALESCE(a.contribution_id, 0)"),
        " AS attached,
            EXISTS (SELECT 1 FROM flag f WHERE f.agreement_id = a.agreement_id AND f.issue_id = a.issue_id AND f.person_id = $3
                AND COALESCE(f.contribution_id, 0) = COALESCE(a.contribution_id, 0)) AS reported
        FROM appeal a JOIN issue i ON i.id = a.issue_id JOIN event e ON e.id = a.act_id JOIN person p ON p.id = a.person_id
        LEFT JOIN organisation o ON o.id = a.organisation_id LEFT JOIN contribution c ON c.id = a.contribution_id LEFT JOIN event d ON d.id = a.closed_by
        LEFT JOIN clock k ON k.issue_id = a.issue_id AND k.kind = 'appeal' AND k.opened_by = a.made_by
        WHERE a.agreement_id = $1 AND a.number = $2"
    );
    Ok(fetch!(conn, AppealRow, fetch_optional, SQL, agreement, number, reader)?)
}

/// An appeal in a list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ListedAppeal {
    /// Number.
    pub number: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// By when an answer is promised.
    pub due_on: Option<NaiveDate>,
    /// What came of it.
    pub outcome: Option<AppealOutcome>,
    /// When.
    pub closed_at: Option<DateTime<Utc>>,
    /// It was closed since the act was changed by those who took it.
    pub settled: bool,
    /// It was, and they took the same act again.
    pub taken_again: bool,
    /// They had changed the same act back before, after an appeal that nobody heard, and took it again.
    pub appealed_before: bool,
    /// The organisation that appealed.
    pub organisation_name: Option<String>,
    /// Its side.
    pub organisation_side: Option<Side>,
    /// What the act was.
    pub act: Appealable,
    /// Number of the issue.
    pub issue_number: i64,
    /// Its title.
    pub issue_title: String,
    /// Its language.
    pub issue_lang: String,
    /// Number of the contribution.
    pub contribution: Option<i64>,
}

/// Appeals of an agreement: those that wait, oldest first, then the others, newest first.
pub async fn all(conn: &mut Conn, agreement: AgreementId) -> Result<Vec<ListedAppeal>> {
    const SQL: &str = "SELECT a.number, a.created_at, k.due_on, a.outcome, a.closed_at, (d.id IS NOT NULL AND d.kind = 'appeal_settled') AS settled,
            o.name AS organisation_name, o.side AS organisation_side, e.kind AS act, i.number AS issue_number, i.title AS issue_title, i.lang AS issue_lang,
            c.number AS contribution,
            (d.id IS NOT NULL AND d.kind = 'appeal_settled' AND EXISTS (SELECT 1 FROM event x WHERE x.issue_id = a.issue_id AND x.id > d.id AND x.kind = e.kind
                AND COALESCE(x.contribution_id, 0) = COALESCE(a.contribution_id, 0) AND x.undone_by IS NULL)) AS taken_again,
            EXISTS (SELECT 1 FROM appeal b JOIN event f ON f.id = b.act_id JOIN event g ON g.id = b.closed_by WHERE b.issue_id = a.issue_id AND b.id < a.id
                AND COALESCE(b.contribution_id, 0) = COALESCE(a.contribution_id, 0) AND f.kind = e.kind AND g.kind = 'appeal_settled') AS appealed_before
        FROM appeal a JOIN issue i ON i.id = a.issue_id JOIN event e ON e.id = a.act_id LEFT JOIN organisation o ON o.id = a.organisation_id
        LEFT JOIN contribution c ON c.id = a.contribution_id LEFT JOIN event d ON d.id = a.closed_by
        LEFT JOIN clock k ON k.issue_id = a.issue_id AND k.kind = 'appeal' AND k.opened_by = a.made_by
        WHERE a.agreement_id = $1
        ORDER BY CASE WHEN a.outcome IS NULL THEN 0 ELSE 1 END, CASE WHEN a.outcome IS NULL THEN a.number ELSE -a.number END LIMIT 200";
    Ok(fetch!(conn, ListedAppeal, fetch_all, SQL, agreement)?)
}

/// An open appeal of an issue, and how the thing stands that its act was against.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OpenAppeal {
    /// Id.
    pub id: i64,
    /// Number.
    pub number: i64,
    /// The event that records it.
    pub made_by: EventId,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Number of the issue.
    pub issue_number: i64,
    /// Contribution.
    pub contribution_id: Option<ContributionId>,
    /// Its number.
    pub contribution: Option<i64>,
    /// What the act was.
    pub act: Appealable,
    /// Its place in the log.
    pub position: Option<i64>,
    /// Ids and codes of the act.
    pub payload: String,
    /// State of the issue.
    pub state: IssueState,
    /// Its forum.
    pub forum_id: Option<ForumId>,
    /// It is hidden.
    pub hidden: bool,
}

/// Appeals of an issue and its contributions that wait.
pub async fn open_of_issue(conn: &mut Conn, issue: IssueId) -> Result<Vec<OpenAppeal>> {
    const SQL: &str =
        "SELECT a.id, a.number, a.made_by, a.created_at, i.number AS issue_number, a.contribution_id, c.number AS contribution, e.kind AS act, e.position, e.payload, i.state, i.forum_id,
            (COALESCE(c.hidden_at, CASE WHEN c.id IS NULL THEN i.hidden_at END) IS NOT NULL) AS hidden
        FROM appeal a JOIN issue i ON i.id = a.issue_id JOIN event e ON e.id = a.act_id LEFT JOIN contribution c ON c.id = a.contribution_id
        WHERE a.issue_id = $1 AND a.outcome IS NULL ORDER BY a.id";
    Ok(fetch!(conn, OpenAppeal, fetch_all, SQL, issue)?)
}

/// The issue of an appeal.
pub async fn issue_of(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<IssueId>> {
    Ok(scalar!(conn, IssueId, fetch_optional, "SELECT issue_id FROM appeal WHERE agreement_id = $1 AND number = $2", agreement, number)?)
}

/// Writes down what came of an appeal.
pub async fn close(tx: &mut Tx, appeal: i64, outcome: AppealOutcome, at: DateTime<Utc>, (by, reversed_by): (EventId, Option<EventId>)) -> Result<()> {
    const SQL: &str = "UPDATE appeal SET outcome = $2, closed_at = $3, closed_by = $4, reversed_by = $5 WHERE id = $1 AND outcome IS NULL";
    execute!(tx, SQL, appeal, outcome, at, by, reversed_by)?;
    Ok(())
}

/// People with a current civil-society seat in a body.
pub async fn civil_seats(conn: &mut Conn, body: OrganisationId, today: NaiveDate) -> Result<Vec<Recipient>> {
    const SQL: &str = "SELECT p.email, p.locale FROM person p WHERE p.id IN (SELECT s.person_id FROM seat s WHERE s.body_id = $1 AND s.side = 'civil_society'
            AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on >= $2)) ORDER BY p.id";
    Ok(fetch!(conn, Recipient, fetch_all, SQL, body, today)?)
}

/// Acts against an issue itself, or against one of its contributions, that the steering group changed back while the text was as it is
/// now: what is written after that has been tried by nobody. What was closed may be closed once it was answered or followed up since.
pub async fn changed_back(conn: &mut Conn, issue: IssueId, contribution: Option<ContributionId>) -> Result<Vec<ChangedBack>> {
    const SQL: &str = "SELECT e.kind, e.payload, d.occurred_at FROM appeal a JOIN event e ON e.id = a.act_id JOIN event d ON d.id = a.closed_by
        WHERE a.issue_id = $1 AND COALESCE(a.contribution_id, 0) = COALESCE($2, 0) AND a.outcome = 'changed' AND d.kind = 'appeal_decided'
            AND NOT EXISTS (SELECT 1 FROM event x WHERE x.issue_id = a.issue_id AND x.id > d.id
                AND COALESCE(x.contribution_id, 0) = COALESCE(a.contribution_id, 0) AND x.undone_by IS NULL
                AND (x.kind IN ('issue_edited', 'contribution_edited', 'attachment_added')
                    OR (e.kind = 'issue_closed' AND x.kind IN ('issue_answered', 'issue_concluded', 'issue_followed_up'))))";
    let rows = fetch!(conn, (Appealable, String, DateTime<Utc>), fetch_all, SQL, issue, contribution)?;
    Ok(rows.into_iter().map(|(act, payload, at)| ChangedBack { act, target: aimed_at(act, &payload), at }).collect())
}
