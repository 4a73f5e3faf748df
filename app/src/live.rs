//! Telling open pages that something happened. Ids only: whoever hears it asks again, and sees what they may.

use crate::ids::{AgreementId, IssueId, MeetingId};
use std::sync::Arc;
use tokio::sync::{broadcast, watch};

/// Something happened to an issue or a meeting, at this position of its agreement's events.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Note {
    /// Agreement whose events moved on.
    pub agreement: AgreementId,
    /// Issue that it concerns.
    pub issue: Option<IssueId>,
    /// Meeting that it concerns.
    pub meeting: Option<MeetingId>,
    /// Position of the event.
    pub position: i64,
}

/// Sends notes to all who listen in this process. Slow listeners lose notes and re-query.
#[derive(Debug, Clone)]
pub struct Hub(broadcast::Sender<Note>, Arc<watch::Sender<bool>>);

impl Default for Hub {
    fn default() -> Self {
        Self(broadcast::channel(256).0, Arc::new(watch::channel(false).0))
    }
}

impl Hub {
    /// Tells all listeners.
    pub fn send(&self, note: Note) {
        // nobody listening is fine
        let _ = self.0.send(note);
    }
    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Note> {
        self.0.subscribe()
    }
    /// Ends all streams: an open one would hold up the process's end.
    pub fn close(&self) {
        self.1.send_replace(true);
    }
    /// Resolves when streams are to end.
    pub fn closing(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut closing = self.1.subscribe();
        async move {
            // an error means that the hub is gone, which is an end as well
            let _ = closing.wait_for(|closed| *closed).await;
        }
    }
}
