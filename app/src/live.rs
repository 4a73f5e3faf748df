//! Telling open pages that something happened. Ids only: whoever hears it asks again, and sees what they may.

use crate::ids::{AgreementId, IssueId, MeetingId};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
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
pub struct Hub {
    notes: broadcast::Sender<Note>,
    closing: Arc<watch::Sender<bool>>,
    places: Arc<Places>,
    writes: Arc<AtomicU64>,
    floors: Arc<crate::floor::hub::Floors>,
}

/// Streams that are open.
#[derive(Debug)]
struct Places {
    most: usize,
    /// A whole meeting may sit behind one address, but some places are left for others.
    most_of_one: usize,
    open: Mutex<HashMap<String, usize>>,
}

/// A place for a stream; given back when it is dropped.
#[derive(Debug)]
pub struct Place {
    places: Arc<Places>,
    client: String,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.places.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(n) = open.get_mut(&self.client) {
            *n -= 1;
            if *n == 0 {
                open.remove(&self.client);
            }
        }
    }
}

impl Default for Hub {
    fn default() -> Self {
        Self::with_places(750)
    }
}

impl Hub {
    /// A hub with places for so many streams. Each holds a connection: some must be left for pages, however many watch.
    pub fn with_places(places: usize) -> Self {
        let places = Places { most: places, most_of_one: places.div_ceil(3) * 2, open: Mutex::default() };
        Self {
            notes: broadcast::channel(256).0,
            closing: Arc::new(watch::channel(false).0),
            places: Arc::new(places),
            writes: Arc::default(),
            floors: Arc::default(),
        }
    }
    /// Something was written by this process.
    pub fn wrote(&self) {
        self.writes.fetch_add(1, Ordering::AcqRel);
    }
    /// A number that grows with every write of this process, and with every note of another's: what was drawn under an older one
    /// may have changed.
    pub fn generation(&self) -> u64 {
        self.writes.load(Ordering::Acquire)
    }
    /// Tells all listeners.
    pub fn send(&self, note: Note) {
        self.wrote();
        // nobody listening is fine
        let _ = self.notes.send(note);
    }
    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Note> {
        self.notes.subscribe()
    }
    /// What readers of running meetings see.
    pub fn floors(&self) -> &crate::floor::hub::Floors {
        &self.floors
    }
    /// A place for a stream of a client, held as long as it is open; none when all are taken, or all that one client may have.
    pub fn place(&self, client: &str) -> Option<Place> {
        let mut open = self.places.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.values().sum::<usize>() >= self.places.most || open.get(client).copied().unwrap_or(0) >= self.places.most_of_one {
            return None;
        }
        *open.entry(client.to_string()).or_default() += 1;
        Some(Place { places: self.places.clone(), client: client.to_string() })
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
        let hub = Hub::with_places(3);
        let (first, second) = (hub.place("a"), hub.place("a"));
        assert!(first.is_some() && second.is_some() && hub.place("a").is_none(), "one client leaves some to others");
        let third = hub.clone().place("b");
        assert!(third.is_some() && hub.place("c").is_none());
        drop(first);
        assert!(hub.place("c").is_some());
    }
}
