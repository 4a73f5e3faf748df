//! Reading an issue: one statement for it with all that is counted and listed beside it, one for its contributions.

use crate::agreements::types::Side;
use crate::attachments::store::attached;
use crate::db::Conn;
use crate::error::Result;
use crate::events::store::Reader;
use crate::events::types::ActorRole;
use crate::fetch;
use crate::i18n::Locale;
use crate::ids::{AgreementId, ContributionId, ForumId, IssueId, OrganisationId, PersonId};
use crate::issues::store::merged_tree;
use crate::issues::types::IssueState;
use chrono::{DateTime, NaiveDate, Utc};

/// An issue as its page shows it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct IssueRow {
    /// Id.
    pub id: IssueId,
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Forum.
    pub forum_id: Option<ForumId>,
    /// State.
    pub state: IssueState,
    /// Title.
    pub title: String,
    /// What is wrong, as HTML.
    pub what_html: String,
    /// Why it matters, as HTML.
    pub why_html: String,
    /// Whom it concerns, as HTML.
    pub whom_html: String,
    /// What is asked for, as HTML.
    pub ask_html: String,
    /// Language.
    pub lang: String,
    /// Organisation that posted it.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// Its slug.
    pub organisation_slug: String,
    /// Its side.
    pub organisation_side: Side,
    /// Name of the person who posted it.
    pub author_name: String,
    /// What the person is in the organisation, if still so.
    pub author_function: Option<String>,
    /// When it was posted.
    pub created_at: DateTime<Utc>,
    /// Since when all may read it.
    pub published_at: Option<DateTime<Utc>>,
    /// When it last moved.
    pub moved_at: DateTime<Utc>,
    /// It was declined before anybody could read it, or is hidden.
    pub withheld: bool,
    /// Since when it is hidden.
    pub hidden_at: Option<DateTime<Utc>>,
    /// When its text was last changed.
    pub edited_at: Option<DateTime<Utc>>,
    /// Version.
    pub version: i64,
    /// Number of the issue that it was merged into.
    pub into_number: Option<i64>,
    /// Slug of it.
    pub into_slug: Option<String>,
    /// Title of it; empty where that is hidden from the reader.
    pub into_title: Option<String>,
    /// Ids of themes, with commas.
    pub themes: Option<String>,
    /// Ids of areas.
    pub areas: Option<String>,
    /// Ids of principles.
    pub principles: Option<String>,
    /// Ids of commitments.
    pub commitments: Option<String>,
    /// Organisations that stand behind it: a line of slug, blank, name for each.
    pub backers: Option<String>,
    /// Issues merged into it: [`IssueRow::merged_here`] takes it apart.
    pub merged: Option<String>,
    /// Numbers of the issue and the contribution that it was split off from, with a blank between.
    pub split_from: Option<String>,
    /// Contributions that all may read.
    pub contributions: i64,
    /// When the latest of them was published.
    pub latest_at: Option<DateTime<Utc>>,
    /// What is attached to it: `attachments::view` takes it apart.
    pub attachments: Option<String>,
    /// The organisation acted for stands behind it.
    pub backed: bool,
    /// Mailboxes that follow it or what was merged into it.
    pub followers: i64,
    /// The reader follows it.
    pub followed: bool,
    /// What the reader contributes is not read first as a newcomer's would be.
    pub known: bool,
}

/// Title and slug that stand in place of those of an issue that was declined before anybody could read it.
pub fn withheld_as(l: Locale, number: i64) -> (String, String) {
    (crate::i18n::issues::withheld_name(l, number), "avbojd".into())
}

/// Title and slug that stand in place of those of an issue that is hidden.
pub fn hidden_as(l: Locale, number: i64) -> (String, String) {
    (crate::i18n::issues::hidden_name(l, number), "dold".into())
}

/// An issue that was merged into the one at hand.
#[derive(Debug, Clone, Copy)]
pub struct Merged<'a> {
    /// Number.
    pub number: &'a str,
    /// Language.
    pub lang: &'a str,
    /// Title; empty where it is hidden from the reader.
    pub title: &'a str,
    /// What it says, as HTML.
    pub what_html: &'a str,
}

impl<'a> Merged<'a> {
    fn of(record: &'a str) -> Option<Self> {
        let mut parts = record.split('\u{1f}');
        Some(Self { number: parts.next()?, lang: parts.next()?, title: parts.next()?, what_html: parts.next()? })
    }
}

impl IssueRow {
    /// What was merged into it.
    pub fn merged_here(&self) -> Vec<Merged<'_>> {
        self.merged.as_deref().map(|all| all.split('\u{1e}').filter_map(Merged::of).collect()).unwrap_or_default()
    }
    /// Takes out what was written, the words of its address and who wrote it; that it was declined or hidden, and why, stays.
    pub fn withhold(&mut self, l: Locale) {
        for text in [&mut self.what_html, &mut self.why_html, &mut self.whom_html, &mut self.ask_html, &mut self.author_name] {
            text.clear();
        }
        self.author_function = None;
        self.attachments = None;
        // what it said before is closed too
        self.edited_at = None;
        (self.title, self.slug) = if self.hidden_at.is_some() { hidden_as(l, self.number) } else { withheld_as(l, self.number) };
        self.lang = l.code().into();
    }
    /// Its text is kept from the reader: it was declined before anybody could read it, or is hidden, and the decision alone is public.
    pub fn is_withheld(&self, reader: Reader) -> bool {
        self.withheld && !reader.curator && reader.organisation != Some(self.organisation_id)
    }
}

const ISSUE: &str = concat!(
    "SELECT i.id, i.number, i.slug, i.forum_id, i.state, i.title, i.what_html, i.why_html, i.whom_html, i.ask_html, i.lang, i.organisation_id,
        o.name AS organisation_name, o.slug AS organisation_slug, o.side AS organisation_side, p.name AS author_name,
        (SELECT r.function FROM role r WHERE r.person_id = i.author_id AND r.organisation_id = i.organisation_id ORDER BY r.from_on DESC LIMIT 1) AS author_function,
        i.created_at, i.published_at, i.moved_at, i.withheld, i.hidden_at, i.edited_at, i.version, t.number AS into_number,
        CASE WHEN NOT t.withheld OR $3 OR t.organisation_id = $4 THEN t.slug ELSE 'dold' END AS into_slug,
        CASE WHEN NOT t.withheld OR $3 OR t.organisation_id = $4 THEN t.title ELSE '' END AS into_title,
        (SELECT string_agg(CAST(x.theme_id AS TEXT), ',') FROM issue_theme x WHERE x.issue_id = i.id) AS themes,
        (SELECT string_agg(CAST(x.area_id AS TEXT), ',') FROM issue_area x WHERE x.issue_id = i.id) AS areas,
        (SELECT string_agg(CAST(x.principle_id AS TEXT), ',') FROM issue_principle x WHERE x.issue_id = i.id) AS principles,
        (SELECT string_agg(CAST(x.commitment_id AS TEXT), ',') FROM issue_commitment x WHERE x.issue_id = i.id) AS commitments,
        (SELECT string_agg(b.line, '\n' ORDER BY b.since_at) FROM (SELECT s.slug || ' ' || s.name AS line, MIN(k.since_at) AS since_at FROM backing k
            JOIN organisation s ON s.id = k.organisation_id WHERE k.issue_id IN (", merged_tree!(), ") AND k.organisation_id <> i.organisation_id
            AND k.ended_at IS NULL GROUP BY s.slug, s.name) b) AS backers,
        (SELECT string_agg(CAST(m.number AS TEXT) || '\u{1f}' || m.lang || '\u{1f}'
            || CASE WHEN NOT m.withheld OR $3 OR m.organisation_id = $4 THEN m.title || '\u{1f}' || m.what_html ELSE '\u{1f}' END, '\u{1e}' ORDER BY m.number)
            FROM issue m WHERE m.merged_into_id = i.id) AS merged,
        (SELECT CAST(f.number AS TEXT) || ' ' || CAST(c.number AS TEXT) FROM issue_split x JOIN contribution c ON c.id = x.contribution_id
            JOIN issue f ON f.id = c.issue_id WHERE x.issue_id = i.id) AS split_from,
        (SELECT COUNT(*) FROM contribution c WHERE c.issue_id = i.id AND c.published_at IS NOT NULL) AS contributions,
        (SELECT MAX(c.published_at) FROM contribution c WHERE c.issue_id = i.id) AS latest_at,
        ", attached!("x.issue_id = i.id AND x.contribution_id IS NULL"), " AS attachments,
        EXISTS (SELECT 1 FROM backing k WHERE k.issue_id = i.id AND k.organisation_id = $4 AND k.ended_at IS NULL) AS backed,
        (SELECT COUNT(DISTINCT COALESCE(f.email_key, q.email_key)) FROM follow f LEFT JOIN person q ON q.id = f.person_id
            WHERE f.confirmed_at IS NOT NULL AND f.issue_id IN (", merged_tree!(), ")) AS followers,
        EXISTS (SELECT 1 FROM follow f WHERE f.confirmed_at IS NOT NULL AND f.issue_id IN (", merged_tree!(), ")
            AND (f.person_id = $5 OR f.email_key = (SELECT q.email_key FROM person q WHERE q.id = $5))) AS followed,
        (EXISTS (SELECT 1 FROM contribution y WHERE y.author_id = $5 AND y.published_at IS NOT NULL)
            OR EXISTS (SELECT 1 FROM signatory s JOIN role r ON r.organisation_id = s.organisation_id
                WHERE s.agreement_id = $1 AND r.person_id = $5 AND s.signed_on <= $6 AND (s.ended_on IS NULL OR s.ended_on > $6)
                AND r.from_on <= $6 AND (r.to_on IS NULL OR r.to_on >= $6))) AS known
    FROM issue i JOIN organisation o ON o.id = i.organisation_id JOIN person p ON p.id = i.author_id LEFT JOIN issue t ON t.id = i.merged_into_id AND (t.published_at IS NOT NULL AND (NOT t.withheld OR t.hidden_at IS NOT NULL) OR $3)
    WHERE i.agreement_id = $1 AND i.number = $2 AND (i.published_at IS NOT NULL OR $3 OR i.organisation_id = $4)"
);

/// An issue that the reader may see, by its number. `person` is the reader, who may follow it and be known here by today.
pub async fn issue(
    conn: &mut Conn,
    agreement: AgreementId,
    reader: Reader,
    number: i64,
    (person, today): (Option<PersonId>, NaiveDate),
) -> Result<Option<IssueRow>> {
    Ok(fetch!(conn, IssueRow, fetch_optional, ISSUE, agreement, number, reader.curator, reader.organisation, person, today)?)
}

/// A contribution as a page shows it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ContributionRow {
    /// Id.
    pub id: ContributionId,
    /// Number within the issue.
    pub number: i64,
    /// Person.
    pub author_id: PersonId,
    /// Name of the person.
    pub author_name: String,
    /// Organisation spoken for.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation_name: Option<String>,
    /// Its slug.
    pub organisation_slug: Option<String>,
    /// Role then.
    pub role: ActorRole,
    /// What the person was there.
    pub function: String,
    /// Text as HTML.
    pub html: String,
    /// Its Markdown, for the one that is quoted or changed.
    pub text: Option<String>,
    /// Language.
    pub lang: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Since when all may read it.
    pub published_at: Option<DateTime<Utc>>,
    /// Since when it is hidden.
    pub hidden_at: Option<DateTime<Utc>>,
    /// Why, as HTML.
    pub hidden_reason: Option<String>,
    /// Language of the reason.
    pub hidden_lang: Option<String>,
    /// When it was last changed.
    pub edited_at: Option<DateTime<Utc>>,
    /// Version.
    pub version: i64,
    /// Number of the contribution that it answers.
    pub quoted_number: Option<i64>,
    /// Number of the issue that it became.
    pub split_number: Option<i64>,
    /// What is attached to it.
    pub attachments: Option<String>,
}

impl ContributionRow {
    /// Takes out all that was written, and by whom.
    fn withhold(&mut self) {
        self.html.clear();
        self.text = None;
        self.author_name.clear();
        self.organisation_id = None;
        self.organisation_name = None;
        self.organisation_slug = None;
        self.function.clear();
        self.edited_at = None;
        self.quoted_number = None;
        self.attachments = None;
    }
}

/// Contributions shown on one page.
pub const PER_PAGE: i64 = 200;

/// Contributions after a number that the reader may see, in order, one more than a page holds. `wanted` is the number of the one
/// whose Markdown is needed.
pub async fn contributions(conn: &mut Conn, issue: IssueId, reader: Reader, person: Option<PersonId>, after: i64, wanted: i64) -> Result<Vec<ContributionRow>> {
    const SQL: &str = concat!("SELECT c.id, c.number, c.author_id, p.name AS author_name, c.organisation_id, o.name AS organisation_name, o.slug AS organisation_slug, c.role, c.function,
            c.html, CASE WHEN c.number = $5 THEN c.text END AS text, c.lang, c.created_at, c.published_at, c.edited_at, c.version, q.number AS quoted_number, c.hidden_at,
            h.reason_html AS hidden_reason, h.lang AS hidden_lang, (SELECT n.number FROM issue_split x JOIN issue n ON n.id = x.issue_id WHERE x.contribution_id = c.id) AS split_number, ", attached!("x.contribution_id = c.id"), " AS attachments
        FROM contribution c JOIN person p ON p.id = c.author_id LEFT JOIN organisation o ON o.id = c.organisation_id
        LEFT JOIN event h ON h.id = CASE WHEN c.hidden_at IS NOT NULL THEN (SELECT MAX(e.id) FROM event e WHERE e.issue_id = c.issue_id
            AND e.contribution_id = c.id AND e.kind = 'contribution_hidden') END
        LEFT JOIN contribution q ON q.id = c.quoted_id AND q.published_at IS NOT NULL
        WHERE c.issue_id = $1 AND c.number > $2 AND (c.published_at IS NOT NULL OR c.shown_at IS NOT NULL OR $3 OR c.author_id = $4)
        ORDER BY c.number LIMIT $6");
    let mut rows = fetch!(conn, ContributionRow, fetch_all, SQL, issue, after, reader.curator, person, wanted, PER_PAGE + 1)?;
    // of a hidden one, others than its author and the curators get to know that it is there, and why it is hidden
    for row in rows.iter_mut().filter(|c| c.hidden_at.is_some() && !reader.curator && Some(c.author_id) != person) {
        row.withhold();
    }
    Ok(rows)
}

/// How many contributions were published after a time, and the first of them. By time, not by number: one that waited for the
/// kansli comes after those that were written later.
pub async fn newer(conn: &mut Conn, issue: IssueId, after: DateTime<Utc>) -> Result<(i64, Option<i64>)> {
    Ok(fetch!(conn, (i64, Option<i64>), fetch_one, "SELECT COUNT(*), MIN(number) FROM contribution WHERE issue_id = $1 AND published_at > $2", issue, after)?)
}

/// The Markdown of an issue, for the form that changes it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct IssueText {
    /// Version.
    pub version: i64,
    /// Title.
    pub title: String,
    /// What is wrong.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// Whom it concerns.
    pub whom: String,
    /// What is asked for.
    pub ask: String,
    /// When this was written.
    pub written_at: DateTime<Utc>,
    /// Its language; empty where neither that nor what follows was kept.
    pub lang: Option<String>,
    /// Its forum.
    pub forum_id: Option<ForumId>,
    /// Ids of themes, with commas.
    pub themes: Option<String>,
    /// Ids of areas.
    pub areas: Option<String>,
    /// Ids of principles.
    pub principles: Option<String>,
    /// Ids of commitments.
    pub commitments: Option<String>,
}

/// What an issue has said, oldest first; the last is what it says now.
pub async fn issue_versions(conn: &mut Conn, issue: IssueId) -> Result<Vec<IssueText>> {
    const SQL: &str = "SELECT version, title, what, why, whom, ask, written_at, lang, forum_id, themes, areas, principles, commitments
        FROM issue_revision WHERE issue_id = $1
        UNION ALL SELECT i.version, i.title, i.what, i.why, i.whom, i.ask, COALESCE(i.edited_at, i.created_at), i.lang, i.forum_id,
            (SELECT string_agg(CAST(x.theme_id AS TEXT), ',') FROM issue_theme x WHERE x.issue_id = i.id),
            (SELECT string_agg(CAST(x.area_id AS TEXT), ',') FROM issue_area x WHERE x.issue_id = i.id),
            (SELECT string_agg(CAST(x.principle_id AS TEXT), ',') FROM issue_principle x WHERE x.issue_id = i.id),
            (SELECT string_agg(CAST(x.commitment_id AS TEXT), ',') FROM issue_commitment x WHERE x.issue_id = i.id)
        FROM issue i WHERE i.id = $1 ORDER BY version";
    Ok(fetch!(conn, IssueText, fetch_all, SQL, issue)?)
}

/// A version of a contribution.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ContributionText {
    /// Version.
    pub version: i64,
    /// Markdown.
    pub text: String,
    /// When this was written.
    pub written_at: DateTime<Utc>,
    /// Its language; empty where it was not kept.
    pub lang: Option<String>,
}

/// What a contribution has said, oldest first; the last is what it says now.
pub async fn contribution_versions(conn: &mut Conn, contribution: ContributionId) -> Result<Vec<ContributionText>> {
    const SQL: &str = "SELECT version, text, written_at, lang FROM contribution_revision WHERE contribution_id = $1
        UNION ALL SELECT version, text, COALESCE(edited_at, created_at), lang FROM contribution WHERE id = $1 ORDER BY version";
    Ok(fetch!(conn, ContributionText, fetch_all, SQL, contribution)?)
}
