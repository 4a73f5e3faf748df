//! Telling open pages that something happened. Ids only: whoever hears it asks again, and sees what they may.

use crate::ids::{AgreementId, IssueId, MeetingId};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast, watch};

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
pub struct Hub {
    notes: broadcast::Sender<Note>,
    closing: Arc<watch::Sender<bool>>,
    places: Arc<Semaphore>,
}

impl Default for Hub {
    fn default() -> Self {
        Self::with_places(750)
    }
}

impl Hub {
    /// A hub with places for so many streams. Each holds a connection: some must be left for pages, however many watch.
    pub fn with_places(places: usize) -> Self {
        Self { notes: broadcast::channel(256).0, closing: Arc::new(watch::channel(false).0), places: Arc::new(Semaphore::new(places)) }
    }
    /// Tells all listeners.
    pub fn send(&self, note: Note) {
        // nobody listening is fine
        let _ = self.notes.send(note);
    }
    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Note> {
        self.notes.subscribe()
    }
    /// A place for a stream, held as long as it is open; none when all are taken.
    pub fn place(&self) -> Option<OwnedSemaphorePermit> {
        self.places.clone().try_acquire_owned().ok()
    }
    /// Ends all streams: an open one would hold up the process's end.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }
    /// Resolves when streams are to end.
    pub fn closing(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut closing = self.closing.subscribe();
        async move {
            // an error means that the hub is gone, which is an end as well
            let _ = closing.wait_for(|closed| *closed).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Hub;

    #[test]
    fn places_are_given_back() {
        let hub = Hub::with_places(2);
        let (first, second) = (hub.place(), hub.place());
        assert!(first.is_some() && second.is_some() && hub.place().is_none());
        drop(first);
        assert!(hub.clone().place().is_some());
    }
}
