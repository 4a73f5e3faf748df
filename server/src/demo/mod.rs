//! The demo: data files replayed through the real services, in the order in which things happened, each by the right person for
//! the right organisation. So all events, dates and clocks are what the service itself would have made.
//!
//! Day 0 is the local date of the first start. The data lies in `server/demo`.

mod base;
mod files;
mod replay;
mod store;

use app::context::{App, Ctx};
use app::time;
use std::time::Instant;

/// What went wrong, as a sentence that names the file.
pub type Result<T> = std::result::Result<T, String>;

/// How far a database is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// Not at all.
    Empty,
    /// A demo was begun and not finished.
    HalfDemo,
    /// It has an agreement.
    Yes,
}

/// Looks how far a database is filled.
///
/// # Errors
/// When the database does not answer.
pub async fn filled(app: &App) -> Result<Filled> {
    let look = async {
        let mut conn = Ctx::system(app).read().await?;
        if store::is_begun(&mut conn).await? {
            return Ok(Filled::HalfDemo);
        }
        Ok::<_, app::error::AppError>(if store::any_agreement(&mut conn).await? { Filled::Yes } else { Filled::Empty })
    };
    look.await.map_err(|e| format!("database: {e}"))
}

/// Loads the demo into an empty database.
///
/// # Errors
/// A sentence that names the file and what in it does not fit.
pub async fn load(app: &App) -> Result<()> {
    let started = Instant::now();
    let ctx = Ctx::system(app);
    let day_0 = ctx.today();
    tracing::info!("Loading the demo; day 0 is {day_0}");
    let data = files::read()?;
    mark(&ctx, true).await?;
    let people = base::load(&ctx, day_0, &data).await?;
    tracing::info!("{} organisations, {} agreements, {} people", data.organisations.organisation.len(), data.agreements.len(), people.len());
    replay::run(&ctx, day_0, &data, &people).await?;
    mark(&ctx, false).await?;
    let mut conn = ctx.read().await.map_err(|e| e.to_string())?;
    app.catalogue.reload(&mut conn, true).await.map_err(|e| e.to_string())?;
    tracing::info!("The demo is loaded ({} issues, {} meetings) in {:.1} s", data.issues.len(), data.meetings.len(), started.elapsed().as_secs_f32());
    Ok(())
}

/// Marks the load as begun; at its end removes the mark, together with mails that the past would send now.
async fn mark(ctx: &Ctx, begin: bool) -> Result<()> {
    let write = async {
        let mut tx = ctx.write().await?;
        if begin {
            store::begin(&mut tx, ctx.now()).await?;
        } else {
            store::end(&mut tx, ctx.now()).await?;
        }
        tx.commit().await
    };
    write.await.map_err(|e: app::error::AppError| format!("database: {e}"))
}

/// The instant of a day and a time of day in Stockholm, counted from day 0.
fn instant(day_0: chrono::NaiveDate, day: i64, clock: &str) -> Result<chrono::DateTime<chrono::Utc>> {
    let at = clock.parse::<chrono::NaiveTime>().map_err(|_| format!("\"{clock}\" is no time of day"))?;
    // an hour that the clocks skip: the one after
    let local = (day_0 + chrono::TimeDelta::days(day)).and_time(at);
    time::instant(local).or_else(|| time::instant(local + chrono::TimeDelta::hours(1))).ok_or_else(|| format!("{local} does not exist"))
}
