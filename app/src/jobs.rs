//! Work for later, enqueued in the transaction that wants it done. The server's workers run it.

use crate::context::Ctx;
use crate::db::Tx;
use crate::error::Result;
use crate::i18n::Locale;
use crate::ids::{AgreementId, AttachmentId, ClockId, ConsensusId, EventId, FollowId, IssueId, MeetingId, PersonId, RegistrationId, RoundId};
use crate::{execute, scalar};
use chrono::{DateTime, TimeDelta, Utc};

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Sends one e-mail.
    Mail(Mail),
    /// Lets go of a place at a meeting whose holder did not confirm.
    ExpireRegistration {
        /// The sign-up.
        registration: RegistrationId,
    },
    /// A meeting has ended: what its issues wait for now are its minutes.
    MeetingHeld {
        /// The meeting.
        meeting: MeetingId,
    },
    /// The day has come on which people can begin to sign up to a meeting.
    OpenSignUp {
        /// The meeting.
        meeting: MeetingId,
    },
    /// Reminds those who have a place of a meeting that is near.
    RemindRegistered {
        /// The meeting.
        meeting: MeetingId,
    },
    /// Mails those who were invited to a general assembly together.
    InviteToAssembly {
        /// The meeting.
        meeting: MeetingId,
    },
    /// Tells somebody that too many tries have locked their password for a while. Asked for whether or not anybody has the address that was
    /// tried, so that it takes as long.
    TellLockedOut {
        /// Who has it.
        person: Option<PersonId>,
    },
    /// Tells those who follow an issue what has happened to it: a page of mailboxes at a time.
    TellFollowers {
        /// The issue.
        issue: IssueId,
        /// The page begins after this mailbox.
        #[serde(default)]
        after: String,
    },
    /// Tells the people of organisations that stand behind an issue of an event that concerns them, a page at a time.
    TellBackers {
        /// The event.
        event: EventId,
        /// The page begins after this mailbox.
        #[serde(default)]
        after: String,
    },
    /// Tells that a promised date has passed, a page of mailboxes at a time.
    TellOverdue {
        /// The promise.
        clock: ClockId,
        /// Followers are told; now the people of the organisations that it concerns.
        #[serde(default)]
        people: bool,
        /// The page begins after this mailbox.
        #[serde(default)]
        after: String,
    },
    /// Reminds those who have not answered about minutes that they adjust.
    RemindAdjusters {
        /// The round.
        round: RoundId,
    },
    /// Deletes the files of an attachment that was removed.
    DeleteFiles {
        /// The attachment.
        attachment: AttachmentId,
    },
    /// Tells those whom a text mentions, if all may read it by then.
    TellMentioned {
        /// The text.
        at: crate::mentions::Place,
    },
    /// Puts what is promised and not kept on the agenda of the next talk.
    PromisesToAgenda {
        /// The agreement.
        agreement: AgreementId,
    },
    /// Asks those who were at a meeting how it was, a page of mailboxes at a time.
    AskAfterMeeting {
        /// The meeting.
        meeting: MeetingId,
    },
    /// Asks whoever took an initiative how they were met, once it is answered or closed.
    AskInitiator {
        /// The initiative.
        at: crate::initiatives::types::Initiative,
    },
    /// The last day of a proposal to change how a forum or a body works has passed.
    EndConsensus {
        /// The proposal.
        proposal: ConsensusId,
    },
    /// Renders again what an older Markdown renderer made.
    Rerender,
    /// Removes what is too old to be needed: spent tokens, old sessions, idempotency keys, sent mail.
    Sweep,
}

/// An e-mail, ready to send.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Mail {
    /// Address.
    pub to: String,
    /// Language, for the mail's footer and headers.
    pub locale: Locale,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// Address by which mail programs end more of these with one click (RFC 8058), of a mail that comes because somebody asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_url: Option<String>,
}

/// How long a public event waits before it is mailed, so that a slip can be undone.
pub const PUBLIC_MAIL_DELAY: TimeDelta = TimeDelta::minutes(1);

/// Priority of what somebody waits for: a link to sign in with lives ten minutes.
const FIRST: i64 = 0;
/// Priority of the rest.
const USUAL: i64 = 1;
/// Priority of what is mailed to many, and of what nobody waits for.
pub(crate) const LAST: i64 = 2;

/// Priority of a job, lower first. A mail that is sent `now` is one that whoever asked for it waits for.
const fn priority(job: &Job, now: bool) -> i64 {
    match job {
        Job::Mail(_) | Job::TellLockedOut { .. } if now => FIRST,
        Job::TellFollowers { .. }
        | Job::TellBackers { .. }
        | Job::TellOverdue { .. }
        | Job::TellMentioned { .. }
        | Job::RemindRegistered { .. }
        | Job::InviteToAssembly { .. }
        | Job::AskAfterMeeting { .. }
        | Job::AskInitiator { .. }
        | Job::Rerender
        | Job::Sweep => LAST,
        _ => USUAL,
    }
}

/// Enqueues a job to run now.
pub async fn enqueue(tx: &mut Tx, ctx: &Ctx, job: &Job) -> Result<()> {
    insert(tx, job, ctx.now(), Links { priority: priority(job, true), ..Links::default() }).await
}

/// Enqueues a job to run at a time.
pub async fn enqueue_at(tx: &mut Tx, job: &Job, at: DateTime<Utc>) -> Result<()> {
    insert(tx, job, at, Links { priority: priority(job, false), ..Links::default() }).await
}

/// Enqueues one of many mails: it waits for those that somebody waits for.
pub async fn enqueue_one_of_many(tx: &mut Tx, ctx: &Ctx, mail: Mail) -> Result<()> {
    insert(tx, &Job::Mail(mail), ctx.now(), Links { priority: LAST, ..Links::default() }).await
}

/// Enqueues a mail to somebody who follows an issue, or wants to (`asked`: who waits for it). It goes with the following: nothing is
/// mailed to whom it has ended for, and no address is kept.
pub async fn enqueue_to_follower(tx: &mut Tx, ctx: &Ctx, follow: FollowId, mail: Mail, asked: bool) -> Result<()> {
    let priority = if asked { FIRST } else { LAST };
    insert(tx, &Job::Mail(mail), ctx.now(), Links { priority, follow: Some(follow), ..Links::default() }).await
}

/// Enqueues a mail about a public event: it waits a minute, and undoing the event takes it back.
pub async fn enqueue_about(tx: &mut Tx, ctx: &Ctx, event: EventId, mail: Mail) -> Result<()> {
    enqueue_job_about(tx, ctx, event, &Job::Mail(mail)).await
}

/// The same for any job.
pub async fn enqueue_job_about(tx: &mut Tx, ctx: &Ctx, event: EventId, job: &Job) -> Result<()> {
    let links = Links { priority: priority(job, false), event: Some(event), ..Links::default() };
    insert(tx, job, ctx.now() + PUBLIC_MAIL_DELAY, links).await
}

/// What a job hangs together with.
#[derive(Debug, Default)]
struct Links {
    priority: i64,
    /// The event that it is about: undoing that takes it back.
    event: Option<EventId>,
    /// The following that it goes with.
    follow: Option<FollowId>,
}

async fn insert(tx: &mut Tx, job: &Job, at: DateTime<Utc>, links: Links) -> Result<()> {
    const SQL: &str = "INSERT INTO job (kind, payload, run_at, priority, event_id, follow_id) VALUES ($1, $2, $3, $4, $5, $6)";
    let (kind, payload) = columns(job)?;
    execute!(tx, SQL, kind, payload, at, links.priority, links.event, links.follow)?;
    Ok(())
}

/// Kind and payload as the table has them.
pub(crate) fn columns(job: &Job) -> Result<(String, String)> {
    let payload = serde_json::to_value(job)?;
    let kind = payload.get("kind").and_then(|k| k.as_str()).unwrap_or_default().to_string();
    Ok((kind, payload.to_string()))
}

/// Enqueues a job to run at a time, unless the same waits already to run by then. One about an event does not count: undoing
/// the event takes it away.
pub async fn enqueue_once(tx: &mut Tx, job: &Job, at: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "INSERT INTO job (kind, payload, run_at, priority) SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT 1 FROM job j
        WHERE j.kind = $1 AND j.payload = $2 AND j.run_at <= $3 AND j.done_at IS NULL AND j.failed_at IS NULL AND j.locked_until_at IS NULL
            AND j.event_id IS NULL)";
    let (kind, payload) = columns(job)?;
    execute!(tx, SQL, kind, payload, at, priority(job, false))?;
    Ok(())
}

/// Takes back the mails about an event. `false`: some are on their way already.
pub async fn take_back(tx: &mut Tx, event: EventId) -> Result<bool> {
    execute!(tx, "DELETE FROM job WHERE event_id = $1 AND done_at IS NULL AND locked_until_at IS NULL", event)?;
    Ok(scalar!(tx, i64, fetch_one, "SELECT COUNT(*) FROM job WHERE event_id = $1", event)? == 0)
}
