//! On PostgreSQL what happens in one process is told to the open pages of all.

use app::context::App;
use app::db::Db;
use app::db::dialect::LIVE_CHANNEL;
use app::live::Note;
use sqlx::postgres::PgListener;
use std::time::Duration;

/// Forwards notes for as long as the process lives; comes back after a lost connection.
pub async fn forward(app: App) {
    let Db::Postgres(pool) = &app.db else { return };
    loop {
        let listening = async {
            let mut listener = PgListener::connect_with(pool).await?;
            listener.listen(LIVE_CHANNEL).await?;
            loop {
                let notification = listener.recv().await?;
                match serde_json::from_str::<Note>(notification.payload()) {
                    Ok(note) => app.live.send(note),
                    Err(e) => tracing::warn!(%e, "a note that cannot be read"),
                }
            }
        };
        let ended: Result<std::convert::Infallible, sqlx::Error> = listening.await;
        let Err(e) = ended;
        tracing::warn!(%e, "live notes are interrupted; trying again");
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
}
