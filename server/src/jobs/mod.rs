//! Work for later: mails, places that lapse, clearing up. On SQLite the server runs it itself; on PostgreSQL as many processes
//! as one likes, each taking what no other has taken.
//!
//! A job is taken with a lease: if the process dies, another takes it when the lease has run out. What fails is tried again
//! later and later, ten times in all. What somebody waits for goes before what is mailed to many.

pub mod live;
pub mod mail;
mod rerender;
pub mod store;
mod sweep;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use app::context::{App, Ctx};
use app::error::{AppError, Result};
use app::jobs::Job;
use chrono::TimeDelta;
use futures::FutureExt;
use mail::{Mailer, Trouble};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use store::Taken;
use tokio::sync::watch;

/// How often a worker looks for jobs.
const EVERY: Duration = Duration::from_millis(500);
/// How long a job belongs to the one who took it.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// How often a job is tried.
const ATTEMPTS: i64 = 10;
/// How long mail waits for a mail server to be configured.
const WITHOUT_SERVER: TimeDelta = TimeDelta::minutes(10);

/// Runs jobs.
#[derive(Debug, Clone)]
pub struct Worker {
    app: App,
    mailer: Arc<Mailer>,
}

/// What came of trying a job.
enum Came {
    Done,
    Later(TimeDelta),
    Failed(String),
    Never(String),
}

impl Worker {
    /// A worker on an app's database.
    pub fn new(app: App, mailer: Mailer) -> Self {
        Self { app, mailer: Arc::new(mailer) }
    }

    /// Works until told to stop; a job that was begun is finished.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut swept: Option<chrono::DateTime<chrono::Utc>> = None;
        if let Err(e) = rerender::ask(&Ctx::system(&self.app)).await {
            tracing::error!(%e, "could not see whether texts must be rendered again");
        }
        while !*stop.borrow() {
            let now = self.app.clock.now();
            if swept.is_none_or(|at| (now - at).abs() >= TimeDelta::hours(1)) {
                swept = Some(now);
                match AssertUnwindSafe(sweep::sweep(&Ctx::system(&self.app))).catch_unwind().await {
                    Ok(Ok(())) => {}
                    Ok(Err(e)) => tracing::error!(%e, "clearing up failed; the next try is in an hour"),
                    Err(_) => tracing::error!("clearing up panicked; the next try is in an hour"),
                }
            }
            if let Err(e) = self.run_due().await {
                tracing::error!(%e, "jobs could not be taken");
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                // the sender is gone only when the process ends
                _ = stop.changed() => {}
            }
        }
    }

    /// Runs all jobs that are due, and gives their number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn run_due(&self) -> Result<usize> {
        let ctx = Ctx::system(&self.app);
        let mut count = 0;
        loop {
            let now = ctx.now();
            let mut conn = ctx.read().await?;
            if !store::any_due(&mut conn, now).await? {
                return Ok(count);
            }
            drop(conn);
            let mut tx = ctx.write().await?;
            let taken = store::take(&mut tx, now, now + LEASE).await?;
            tx.commit().await?;
            if taken.is_empty() {
                return Ok(count);
            }
            // a process that only works never serves the page that would do this
            self.app.catalogue.refresh(&self.app.db).await?;
            count += taken.len();
            for job in taken {
                self.run_one(&ctx, job).await?;
            }
        }
    }

    async fn run_one(&self, ctx: &Ctx, taken: Taken) -> Result<()> {
        let came = match serde_json::from_str::<Job>(&taken.payload) {
            Err(e) => Came::Never(format!("payload: {e}")),
            // one job's fault must not end the worker, on which all others wait
            Ok(job) => match AssertUnwindSafe(self.attempt(ctx, &taken, &job)).catch_unwind().await {
                Ok(came) => came,
                Err(_) => Came::Failed("it panicked".into()),
            },
        };
        let now = ctx.now();
        let mut tx = ctx.write().await?;
        match came {
            Came::Done => store::done(&mut tx, taken.id, now).await?,
            Came::Later(wait) => store::postpone(&mut tx, taken.id, now, now + wait).await?,
            Came::Failed(why) if taken.attempts < ATTEMPTS => {
                tracing::warn!(job = taken.id.0, attempt = taken.attempts, %why, "a job failed; it is tried again");
                store::retry(&mut tx, taken.id, now + backoff(taken.attempts), &why).await?;
            }
            Came::Failed(why) | Came::Never(why) => {
                tracing::error!(job = taken.id.0, attempts = taken.attempts, %why, "a job failed for good");
                store::failed(&mut tx, taken.id, now, &why).await?;
            }
        }
        tx.commit().await
    }

    async fn attempt(&self, ctx: &Ctx, taken: &Taken, job: &Job) -> Came {
        let done = |result: Result<()>| match result {
            Ok(()) => Came::Done,
            // what it was about is gone
            Err(AppError::NotFound) => Came::Done,
            Err(e) => Came::Failed(e.to_string()),
        };
        match job {
            Job::Mail(mail) => match self.mailer.send(ctx, taken.id, mail).await {
                Ok(()) => Came::Done,
                Err(Trouble::NoServer) => {
                    tracing::warn!(job = taken.id.0, "a mail waits, since there is no mail server; set smtp_url and mail_from");
                    Came::Later(WITHOUT_SERVER)
                }
                Err(Trouble::Passing(why)) => Came::Failed(why),
                Err(Trouble::Lasting(why)) => Came::Never(why),
            },
            Job::ExpireRegistration { registration } => done(app::meetings::service::expire_registration(ctx, *registration).await),
            Job::MeetingHeld { meeting } => done(app::meetings::service::meeting_held(ctx, *meeting).await),
            Job::OpenSignUp { meeting } => done(app::meetings::service::open_on_its_day(ctx, *meeting).await),
            Job::RemindRegistered { meeting } => done(app::meetings::service::remind(ctx, *meeting).await),
            Job::InviteToAssembly { meeting } => done(app::meetings::service::mail_assembly(ctx, *meeting).await),
            Job::TellLockedOut { person } => done(app::accounts::service::tell_locked_out(ctx, *person).await),
            Job::TellFollowers { issue, after } => done(app::following::tell::followers(ctx, *issue, after).await),
            Job::TellBackers { event, after } => done(app::following::tell::backers(ctx, *event, after).await),
            Job::TellOverdue { clock, people, after } => done(app::following::tell::overdue(ctx, *clock, *people, after).await),
            Job::RemindAdjusters { round } => done(app::meetings::service::remind_adjusters(ctx, *round).await),
            Job::DeleteFiles { attachment } => done(app::attachments::service::delete_files(ctx, *attachment).await),
            Job::TellMentioned { at } => done(app::mentions::service::tell(ctx, *at).await),
            Job::PromisesToAgenda { agreement } => done(app::promises::agenda::bring_up_to_date(ctx, *agreement).await),
            Job::AskAfterMeeting { meeting } => done(app::surveys::service::ask(ctx, *meeting).await),
            Job::AskInitiator { at } => done(app::initiatives::service::ask(ctx, *at).await),
            Job::EndConsensus { proposal } => done(app::consensus::service::end(ctx, *proposal).await),
            Job::Rerender => done(rerender::rerender(ctx).await),
            Job::Sweep => done(sweep::sweep(ctx).await),
        }
    }
}

/// How long to wait after so many attempts: half a minute, doubled each time, six hours at most.
fn backoff(attempts: i64) -> TimeDelta {
    let doubled = u32::try_from(attempts - 1).unwrap_or(0).min(10);
    TimeDelta::seconds(30 * 2i64.pow(doubled)).min(TimeDelta::hours(6))
}
