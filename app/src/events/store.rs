//! Writing events, and reading those that somebody may see.

use super::types::{ActorRole, EventKind, Topic};
use crate::context::Ctx;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::following;
use crate::ids::{AgreementId, AreaId, ContributionId, EventId, IssueId, MeetingId, OrganisationId, PersonId, PrincipleId, PromiseId};
use crate::live::Note;
use crate::{execute, fetch, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// An event about to be recorded. Fields that do not apply stay at their default.
#[derive(Debug, Clone, Default)]
pub struct NewEvent {
    /// Agreement it belongs to; none for what is shared by all (an organisation's register entry).
    pub agreement: Option<AgreementId>,
    /// Issue that it happened to.
    pub issue: Option<IssueId>,
    /// Contribution that it happened to.
    pub contribution: Option<ContributionId>,
    /// Meeting that it happened to, or that an issue was put on.
    pub meeting: Option<MeetingId>,
    /// Promise that it happened to.
    pub promise: Option<PromiseId>,
    /// Organisation that it happened to: the body asked, the organisation that stands behind.
    pub organisation: Option<OrganisationId>,
    /// Reason, or what came of it, in the actor's words (Markdown).
    pub reason: String,
    /// What was said at length (Markdown): a public body's answer.
    pub text: String,
    /// Language of reason and text; none: that of the interface.
    pub lang: Option<crate::i18n::Locale>,
    /// Next expected date that it set.
    pub next_on: Option<NaiveDate>,
    /// Ids and codes that only this kind needs. Never a name or an address.
    pub payload: serde_json::Value,
}

/// Records an event now, by the context's actor.
pub async fn record(tx: &mut Tx, ctx: &Ctx, kind: EventKind, event: NewEvent) -> Result<EventId> {
    let (role, organisation, person) = match (&ctx.actor, event.agreement) {
        (Some(actor), Some(agreement)) => {
            let agreement = ctx.app.catalogue.by_id(agreement);
            let role = match actor.role_for(agreement.as_ref().map(|a| a.curator_id)) {
                ActorRole::Curator => ActorRole::Curator,
                _ if agreement.is_some_and(|a| actor.acts_by_civil_seat(a.steering_id)) => ActorRole::Steering,
                role => role,
            };
            (role, actor.acting_as, Some(actor.person_id))
        }
        (Some(actor), None) => (actor.role_for(None), actor.acting_as, Some(actor.person_id)),
        (None, _) => (if ctx.client.is_some() { ActorRole::Visitor } else { ActorRole::System }, None, None),
    };
    record_as(tx, ctx, kind, event, role, organisation, person).await
}

/// Records an event by an actor that is not the context's: the system, an operator.
pub async fn record_as(
    tx: &mut Tx,
    ctx: &Ctx,
    kind: EventKind,
    event: NewEvent,
    role: ActorRole,
    organisation: Option<OrganisationId>,
    person: Option<PersonId>,
) -> Result<EventId> {
    const SQL: &str = "INSERT INTO event (agreement_id, kind, audience, occurred_at, actor_role, actor_organisation_id, person_id, issue_id, contribution_id,
            meeting_id, organisation_id, reason, reason_html, next_on, payload, text, text_html, renderer, lang, promise_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) RETURNING id";
    let render = |markdown: &str| if markdown.is_empty() { String::new() } else { crate::text::markdown::render(markdown) };
    let (reason_html, text_html) = (render(&event.reason), render(&event.text));
    let payload = if event.payload.is_null() { "{}".to_string() } else { event.payload.to_string() };
    let id = scalar!(
        tx,
        EventId,
        fetch_one,
        SQL,
        event.agreement,
        kind,
        kind.audience(),
        ctx.now(),
        role,
        organisation,
        person,
        event.issue,
        event.contribution,
        event.meeting,
        event.organisation,
        &event.reason,
        &reason_html,
        event.next_on,
        &payload,
        &event.text,
        &text_html,
        crate::text::markdown::RENDERER,
        event.lang.unwrap_or(ctx.locale).code(),
        event.promise
    )?;
    if let Some(issue) = event.issue.filter(|_| following::rules::is_told(kind)) {
        following::store::ask_to_tell(tx, issue, id, kind, ctx.now() + crate::jobs::PUBLIC_MAIL_DELAY).await?;
    }
    if let Some(agreement) = event.agreement {
        tx.recorded.push((agreement, id));
        if event.issue.is_some() || event.meeting.is_some() {
            tx.notes.push(Note { agreement, issue: event.issue, meeting: event.meeting, position: 0 });
        }
    }
    Ok(id)
}

/// Gives recorded events their positions under each agreement's lock. Only [`Tx::commit`] calls this.
pub(crate) async fn assign_positions(tx: &mut Tx, recorded: &[(AgreementId, EventId)]) -> Result<()> {
    let mut agreements: Vec<AgreementId> = recorded.iter().map(|(a, _)| *a).collect();
    // one order of locking for all transactions
    agreements.sort_unstable();
    agreements.dedup();
    for agreement in agreements {
        let ids: Vec<EventId> = recorded.iter().filter(|(a, _)| *a == agreement).map(|(_, id)| *id).collect();
        let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        let last = scalar!(
            tx,
            i64,
            fetch_one,
            "UPDATE agreement_sequence SET event_position = event_position + $2 WHERE agreement_id = $1 RETURNING event_position",
            agreement,
            count
        )?;
        for (position, id) in (last - count + 1..).zip(ids) {
            execute!(tx, "UPDATE event SET position = $2 WHERE id = $1", id, position)?;
        }
        tx.notes.iter_mut().filter(|n| n.agreement == agreement).for_each(|n| n.position = last);
    }
    Ok(())
}

/// An event as a chain or a log shows it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct EventRow {
    /// Its order within the agreement.
    pub position: i64,
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub occurred_at: DateTime<Utc>,
    /// In which role the actor acted.
    pub actor_role: ActorRole,
    /// Name of the organisation or body that the actor acted for.
    pub actor_name: Option<String>,
    /// Slug of it.
    pub actor_slug: Option<String>,
    /// Name of the organisation or body that it concerns.
    pub organisation_name: Option<String>,
    /// Slug of it.
    pub organisation_slug: Option<String>,
    /// Number of the issue.
    pub issue_number: Option<i64>,
    /// Slug of the issue.
    pub issue_slug: Option<String>,
    /// Title of the issue.
    pub issue_title: Option<String>,
    /// Language of the title.
    pub issue_lang: Option<String>,
    /// Number of the meeting.
    pub meeting_number: Option<i64>,
    /// Slug of the meeting.
    pub meeting_slug: Option<String>,
    /// Title of the meeting.
    pub meeting_title: Option<String>,
    /// Number of the promise.
    pub promise_number: Option<i64>,
    /// What was promised.
    pub promise_words: Option<String>,
    /// Language of it.
    pub promise_lang: Option<String>,
    /// Reason as HTML.
    pub reason_html: String,
    /// It is hidden, being the words of an answer.
    pub words_hidden: bool,
    /// What was said at length, as HTML.
    pub text_html: String,
    /// Language of reason and text.
    pub lang: String,
    /// Next expected date that it set.
    pub next_on: Option<NaiveDate>,
    /// Ids and codes that only this kind needs, as JSON.
    pub payload: String,
    /// It was undone within the minute.
    pub undone: bool,
}

/// Which audiences a reader belongs to, for one agreement. The only place where this is decided.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reader {
    /// Has a moderating seat in the curating body.
    pub curator: bool,
    /// Has a civil-society seat in the body that hears appeals.
    pub civil_seat: bool,
    /// The organisation that the reader acts for.
    pub organisation: Option<OrganisationId>,
}

impl Reader {
    /// What the context's actor is for an agreement.
    pub fn of(ctx: &Ctx, agreement: &crate::agreements::types::Agreement) -> Self {
        let Some(actor) = &ctx.actor else { return Self::default() };
        Self { curator: actor.has_civil_seat(agreement.curator_id), civil_seat: actor.has_civil_seat(agreement.steering_id), organisation: actor.acting_as }
    }
}

/// `$1` agreement, `$2` curator, `$3` civil seat, `$4` organisation acted for. Appended to every query that reads events.
macro_rules! visible_events {
    ($tail:literal) => {
        concat!(
            "SELECT e.position, e.kind, e.occurred_at, e.actor_role, ao.name AS actor_name, ao.slug AS actor_slug,
                o.name AS organisation_name, o.slug AS organisation_slug, i.number AS issue_number,
                CASE WHEN $2 OR i.organisation_id = $4 OR NOT ",
            $crate::issues::store::withheld!(),
            " THEN i.slug END AS issue_slug,
                CASE WHEN $2 OR i.organisation_id = $4 OR NOT ",
            $crate::issues::store::withheld!(),
            " THEN i.title END AS issue_title, i.lang AS issue_lang,
                m.number AS meeting_number, m.slug AS meeting_slug, m.title AS meeting_title,
                -- what its author said beside an issue that is hidden is hidden with it
                CASE WHEN i.hidden_at IS NOT NULL AND e.kind IN ('issue_completed', 'issue_withdrawn', 'issue_reopened') AND e.actor_role = 'representative'
                    AND NOT ($2 OR i.organisation_id = $4) THEN ''
                    -- words of an answer that are hidden are read beside the proposal, by those who may
                    WHEN wh.event_id IS NOT NULL THEN '' ELSE e.reason_html END AS reason_html, wh.event_id IS NOT NULL AS words_hidden, e.text_html, e.lang, e.next_on, e.payload, e.undone_by IS NOT NULL AS undone,
                pr.number AS promise_number, pr.words AS promise_words, pr.lang AS promise_lang
            FROM event e
            LEFT JOIN organisation ao ON ao.id = e.actor_organisation_id
            LEFT JOIN organisation o ON o.id = e.organisation_id
            LEFT JOIN issue i ON i.id = e.issue_id
            LEFT JOIN meeting m ON m.id = e.meeting_id
            LEFT JOIN promise pr ON pr.id = e.promise_id
            LEFT JOIN contribution c ON c.id = e.contribution_id
            LEFT JOIN consensus_hidden wh ON wh.event_id = e.id
            WHERE e.agreement_id = $1 AND e.position IS NOT NULL
            AND (e.audience = 'public' OR (e.audience = 'curator' AND $2) OR (e.audience = 'civil_seats' AND $3)
                OR (e.audience = 'parties' AND ($2 OR e.actor_organisation_id = $4 OR e.organisation_id = $4)))
            AND (e.issue_id IS NULL OR i.published_at IS NOT NULL OR $2 OR i.organisation_id = $4)
            AND (e.meeting_id IS NULL OR m.state <> 'draft' OR $2)
            AND (e.contribution_id IS NULL OR c.published_at IS NOT NULL OR $2 OR c.organisation_id = $4
                OR e.kind IN ('contribution_hidden', 'contribution_restored', 'attachment_taken_down', 'contribution_split', 'appeal_made', 'appeal_decided', 'appeal_withdrawn', 'appeal_settled')) ",
            $tail
        )
    };
}

/// Events of an issue that belong in its chain, oldest first.
pub async fn chain_of_issue(conn: &mut Conn, agreement: AgreementId, reader: Reader, issue: IssueId) -> Result<Vec<EventRow>> {
    const SQL: &str = visible_events!(
        "AND e.issue_id = $5 AND e.kind NOT IN ('contribution_posted', 'contribution_edited', 'contribution_published',
            'backing_given', 'backing_withdrawn', 'issue_edited', 'attachment_added', 'attachment_removed', 'attachment_taken_down', 'content_flagged', 'flags_answered', 'staff_note_added')
         ORDER BY e.position"
    );
    Ok(fetch!(conn, EventRow, fetch_all, SQL, agreement, reader.curator, reader.civil_seat, reader.organisation, issue)?)
}

/// The same of every issue on the agenda of a meeting, and of every promise there.
pub async fn chains_of_meeting(conn: &mut Conn, agreement: AgreementId, reader: Reader, meeting: MeetingId) -> Result<Vec<EventRow>> {
    const SQL: &str = visible_events!(
        "AND e.id IN (SELECT x.id FROM agenda_item g JOIN event x ON x.issue_id = g.issue_id WHERE g.meeting_id = $5
            UNION SELECT x.id FROM agenda_item g JOIN event x ON x.promise_id = g.promise_id WHERE g.meeting_id = $5) AND e.undone_by IS NULL
         AND e.kind NOT IN ('contribution_posted', 'contribution_edited', 'contribution_published', 'contribution_hidden',
            'contribution_restored', 'backing_given', 'backing_withdrawn', 'issue_edited', 'attachment_added', 'attachment_removed', 'attachment_taken_down', 'content_flagged', 'flags_answered', 'staff_note_added')
         ORDER BY e.position"
    );
    Ok(fetch!(conn, EventRow, fetch_all, SQL, agreement, reader.curator, reader.civil_seat, reader.organisation, meeting)?)
}

/// Events of a promise, oldest first.
pub async fn chain_of_promise(conn: &mut Conn, agreement: AgreementId, reader: Reader, promise: PromiseId) -> Result<Vec<EventRow>> {
    const SQL: &str = visible_events!("AND e.promise_id = $5 ORDER BY e.position");
    Ok(fetch!(conn, EventRow, fetch_all, SQL, agreement, reader.curator, reader.civil_seat, reader.organisation, promise)?)
}

/// Events of an agreement before a position, newest first: the activity log. `curation` keeps to acts of curation, `topic` to what
/// happened to issues, contributions, meetings or signatories.
#[allow(clippy::too_many_arguments)]
pub async fn log(
    conn: &mut Conn,
    agreement: AgreementId,
    reader: Reader,
    curation: bool,
    topic: Option<Topic>,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<EventRow>> {
    const SQL: &str = visible_events!(
        "AND ($5 IS NULL OR e.position < $5)
         AND (NOT $6 OR (e.kind IN ('issue_accepted', 'issue_asked_back', 'issue_declined', 'issue_put_on_agenda', 'issue_taken_off_agenda', 'issue_referred',
            'issue_reminded', 'issue_taken_back', 'issue_concluded', 'issue_followed_up', 'issue_closed', 'issue_merged', 'issue_unmerged', 'issue_reopened', 'issue_moved',
            'issue_hidden', 'issue_restored', 'act_undone', 'issue_split', 'contribution_split', 'contribution_published', 'contribution_hidden', 'contribution_restored', 'attachment_taken_down',
            'participant_restricted', 'restriction_lifted', 'appeal_made', 'appeal_decided', 'appeal_withdrawn', 'appeal_settled', 'meeting_announced', 'meeting_changed', 'meeting_cancelled', 'meeting_followed_up',
            'question_hidden', 'question_restored', 'minutes_published', 'minutes_corrected', 'action_moved', 'action_reopened', 'promise_recorded', 'promise_corrected', 'promise_kept', 'promise_questioned', 'promise_reopened', 'signatory_recorded', 'signatory_ended', 'wish_planned', 'wish_joined', 'wish_declined', 'wish_reopened', 'wish_hidden', 'wish_restored', 'issue_not_chosen', 'survey_words_shown', 'survey_words_hidden',
            'consensus_proposed', 'consensus_objected', 'consensus_words_hidden', 'consensus_words_shown', 'consensus_revised', 'consensus_prolonged', 'consensus_passed', 'consensus_lapsed', 'consensus_withdrawn', 'model_reviewed')
            AND (e.kind NOT IN ('issue_reopened', 'action_reopened', 'act_undone') OR e.actor_role IN ('curator', 'steering'))))
         AND ($8 = '' OR ($8 = 'fragor' AND (e.kind LIKE 'issue%' OR e.kind = 'act_undone' OR (e.kind = 'attachment_taken_down' AND e.contribution_id IS NULL))) OR ($8 = 'inlagg' AND (e.kind LIKE 'contribution%' OR (e.kind = 'attachment_taken_down' AND e.contribution_id IS NOT NULL)))
            OR ($8 = 'overklaganden' AND e.kind LIKE 'appeal%')
            OR ($8 = 'loften' AND e.kind LIKE 'promise%')
            OR ($8 = 'samsyn' AND (e.kind LIKE 'consensus%' OR e.kind = 'model_reviewed'))
            OR ($8 = 'moten' AND (e.kind LIKE 'meeting%' OR e.kind LIKE 'wish%' OR e.kind LIKE 'minutes%' OR e.kind LIKE 'action%' OR e.kind LIKE 'documentation%' OR e.kind LIKE 'question%' OR e.kind LIKE 'survey%'))
            OR ($8 = 'ordning' AND e.kind IN ('participant_restricted', 'restriction_lifted'))
            OR ($8 = 'anslutna' AND (e.kind LIKE 'signatory%' OR e.kind LIKE 'organisation%' OR e.kind LIKE 'seat%' OR e.kind = 'representation_reviewed')))
         ORDER BY e.position DESC LIMIT $7"
    );
    let topic = topic.map_or("", Topic::code);
    Ok(fetch!(conn, EventRow, fetch_all, SQL, agreement, reader.curator, reader.civil_seat, reader.organisation, before, curation, limit, topic)?)
}

/// What the diary is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct DiaryFilter {
    /// Kinds, each between commas: `,issue_accepted,meeting_held,`.
    pub kinds: String,
    /// Slug of the body that acted, or that it concerns; empty: all.
    pub body: String,
    /// Principle that it rests on.
    pub principle: Option<PrincipleId>,
    /// Area that it is about.
    pub area: Option<AreaId>,
    /// From when.
    pub from: Option<DateTime<Utc>>,
    /// Until when.
    pub until: Option<DateTime<Utc>>,
}

/// What of an agreement stands in its diary before a position, newest first, as anybody reads it. What was undone is left out.
pub async fn diary(conn: &mut Conn, agreement: AgreementId, f: &DiaryFilter, before: Option<i64>, limit: i64) -> Result<Vec<EventRow>> {
    const SQL: &str = visible_events!(
        "AND e.undone_by IS NULL AND $5 LIKE '%,' || e.kind || ',%'
         AND ($6 = '' OR ao.slug = $6 OR o.slug = $6 OR m.body_id = (SELECT called.id FROM organisation called WHERE called.slug = $6)
            OR EXISTS (SELECT 1 FROM consensus_event n JOIN consensus s ON s.id = n.consensus_id JOIN organisation b ON b.id = s.body_id WHERE n.event_id = e.id AND b.slug = $6))
         AND ($7 IS NULL OR EXISTS (SELECT 1 FROM issue_principle x JOIN issue xi ON xi.id = x.issue_id
                WHERE x.issue_id = e.issue_id AND x.principle_id = $7 AND NOT xi.withheld)
            OR EXISTS (SELECT 1 FROM promise_principle y WHERE y.promise_id = e.promise_id AND y.principle_id = $7)
            OR (e.issue_id IS NULL AND EXISTS (SELECT 1 FROM agenda_item g JOIN issue_principle x ON x.issue_id = g.issue_id JOIN issue xi ON xi.id = x.issue_id
                WHERE g.meeting_id = e.meeting_id AND x.principle_id = $7 AND NOT xi.withheld)))
         AND ($8 IS NULL OR m.area_id = $8 OR EXISTS (SELECT 1 FROM issue_area z JOIN issue zi ON zi.id = z.issue_id
                WHERE z.issue_id = e.issue_id AND z.area_id = $8 AND NOT zi.withheld)
            OR EXISTS (SELECT 1 FROM wish_event y JOIN wish w ON w.id = y.wish_id WHERE y.event_id = e.id AND w.area_id = $8))
         AND ($9 IS NULL OR e.occurred_at >= $9) AND ($10 IS NULL OR e.occurred_at < $10) AND ($11 IS NULL OR e.position < $11)
         ORDER BY e.position DESC LIMIT $12"
    );
    let nobody = Reader::default();
    Ok(fetch!(
        conn,
        EventRow,
        fetch_all,
        SQL,
        agreement,
        nobody.curator,
        nobody.civil_seat,
        nobody.organisation,
        &f.kinds,
        &f.body,
        f.principle,
        f.area,
        f.from,
        f.until,
        before,
        limit
    )?)
}

/// What others did since a time, newest first: all of it, or (`ours`) what concerns the organisation that the reader acts for: its own
/// issues, those that it stands behind, and those that it has promised something about. A contribution that waited is told of when it
/// is published.
pub async fn since(conn: &mut Conn, agreement: AgreementId, reader: Reader, after: DateTime<Utc>, ours: bool, limit: i64) -> Result<Vec<EventRow>> {
    const SQL: &str = visible_events!(
        "AND e.occurred_at >= $5 AND (e.actor_organisation_id IS NULL OR e.actor_organisation_id <> $4) AND e.undone_by IS NULL
         AND e.kind IN ('issue_posted', 'issue_completed', 'issue_withdrawn', 'issue_reopened', 'issue_answered', 'issue_accepted', 'issue_asked_back',
            'issue_declined', 'issue_put_on_agenda', 'issue_taken_off_agenda', 'issue_referred', 'issue_reminded', 'issue_taken_back', 'issue_concluded', 'issue_followed_up',
            'issue_hidden', 'issue_restored', 'issue_closed', 'issue_merged', 'issue_unmerged', 'issue_moved', 'issue_split', 'contribution_posted', 'contribution_published', 'backing_given',
            'action_done', 'appeal_made', 'appeal_decided', 'appeal_settled', 'promise_recorded', 'promise_reported', 'promise_claimed', 'promise_kept',
            'promise_questioned', 'promise_dropped', 'promise_reopened')
         AND NOT (e.kind = 'contribution_posted' AND EXISTS (SELECT 1 FROM event x
            WHERE x.issue_id = e.issue_id AND x.contribution_id = e.contribution_id AND x.kind = 'contribution_published'))
         AND (NOT $6 OR i.organisation_id = $4
            OR EXISTS (SELECT 1 FROM backing b WHERE b.issue_id = i.id AND b.organisation_id = $4 AND b.ended_at IS NULL)
            OR EXISTS (SELECT 1 FROM clock k WHERE k.issue_id = i.id AND k.owner_id = $4 AND k.closed_by IS NULL))
         ORDER BY e.position DESC LIMIT $7"
    );
    Ok(fetch!(conn, EventRow, fetch_all, SQL, agreement, reader.curator, reader.civil_seat, reader.organisation, after, ours, limit)?)
}

/// One event by its position, if the reader may see it.
pub async fn at_position(conn: &mut Conn, agreement: AgreementId, reader: Reader, position: i64) -> Result<Option<EventRow>> {
    const SQL: &str = visible_events!("AND e.position = $5");
    Ok(fetch!(conn, EventRow, fetch_optional, SQL, agreement, reader.curator, reader.civil_seat, reader.organisation, position)?)
}

/// What followers of an issue are told of it, and of what was merged into it: the newest public events after a position that were not
/// undone, oldest first. A contribution that waited is told of when it is published.
pub async fn news(conn: &mut Conn, agreement: AgreementId, issue: IssueId, after: i64, limit: i64) -> Result<Vec<EventRow>> {
    const SQL: &str = visible_events!(
        "AND e.issue_id IN (WITH RECURSIVE tree (id) AS (SELECT id FROM issue WHERE id = $5
                UNION SELECT m.id FROM issue m JOIN tree ON m.merged_into_id = tree.id) SELECT id FROM tree)
         AND e.position > $6 AND e.undone_by IS NULL
         AND NOT (e.kind = 'contribution_posted' AND EXISTS (SELECT 1 FROM event x
            WHERE x.issue_id = e.issue_id AND x.contribution_id = e.contribution_id AND x.kind = 'contribution_published'))
         ORDER BY e.position DESC LIMIT $7"
    );
    let nobody = Reader::default();
    let mut rows = fetch!(conn, EventRow, fetch_all, SQL, agreement, nobody.curator, nobody.civil_seat, nobody.organisation, issue, after, limit)?;
    rows.reverse();
    Ok(rows)
}

/// What happened to a wish for a meeting, oldest first.
pub async fn of_wish(conn: &mut Conn, agreement: AgreementId, reader: Reader, wish: crate::ids::WishId) -> Result<Vec<EventRow>> {
    const SQL: &str = visible_events!("AND e.id IN (SELECT x.event_id FROM wish_event x WHERE x.wish_id = $5) ORDER BY e.position");
    Ok(fetch!(conn, EventRow, fetch_all, SQL, agreement, reader.curator, reader.civil_seat, reader.organisation, wish)?)
}

/// What happened to a proposal to change how a forum or a body works, oldest first.
pub async fn of_consensus(conn: &mut Conn, agreement: AgreementId, reader: Reader, proposal: crate::ids::ConsensusId) -> Result<Vec<EventRow>> {
    const SQL: &str = visible_events!("AND e.id IN (SELECT x.event_id FROM consensus_event x WHERE x.consensus_id = $5) ORDER BY e.position");
    Ok(fetch!(conn, EventRow, fetch_all, SQL, agreement, reader.curator, reader.civil_seat, reader.organisation, proposal)?)
}
