//! What all readers of a running meeting see, drawn once for each change and sent to all of them.
//!
//! There is a channel for each meeting, language and kind of page while somebody listens to it, with a task that draws. It hears the
//! notes that every write of the meeting leaves ([`crate::live`]), from this process or from another on PostgreSQL; draws at most ten
//! times a second; and looks by itself now and then, in case a note was lost. A frame is the whole of it: whoever comes back gets the
//! present one at once, and nobody needs the ones between.

use super::fragment::{self, View};
use super::store;
use crate::agreements::types::Agreement;
use crate::context::{App, Ctx};
use crate::i18n::Locale;
use crate::ids::MeetingId;
use axum::body::Bytes;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast;
use tokio::time::{Instant, sleep, sleep_until};

/// Changes within so long are drawn together.
const TOGETHER: Duration = Duration::from_millis(100);
/// So often it looks without having heard anything.
const ANYWAY: Duration = Duration::from_secs(10);
/// Frames that wait for a reader before it counts as too slow.
const WAITING: usize = 16;

/// What readers see, ready to be written to each of them.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Changes with the content, on every process alike.
    pub id: Arc<str>,
    /// As it goes over the wire (Server-Sent Events).
    pub bytes: Bytes,
}

impl Frame {
    /// A frame of a fragment.
    fn of(revision: i64, html: &str) -> Self {
        use sha2::Digest;
        let hash = data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(html.as_bytes())[..6]);
        let id = format!("{revision}.{hash}");
        let data = html.replace('\r', "").replace('\n', "\ndata: ");
        Self { bytes: Bytes::from(format!("id: {id}\ndata: {data}\n\n")), id: id.into() }
    }
}

type Key = (MeetingId, Locale, View);

/// A channel.
#[derive(Debug)]
struct Channel {
    frames: broadcast::Sender<Frame>,
    latest: Option<Frame>,
}

/// All channels of this process.
#[derive(Debug, Default)]
pub struct Floors(Mutex<HashMap<Key, Channel>>);

/// What somebody listens to.
#[derive(Debug)]
pub struct Listening {
    /// Frames from now on.
    pub frames: broadcast::Receiver<Frame>,
    /// The present one, if it was drawn already; otherwise it comes as the first.
    pub present: Option<Frame>,
}

/// What a channel draws.
struct Drawing {
    frames: broadcast::Sender<Frame>,
    app: App,
    agreement: Arc<Agreement>,
    number: i64,
    key: Key,
}

impl Floors {
    fn all(&self) -> std::sync::MutexGuard<'_, HashMap<Key, Channel>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Listens to a meeting.
    pub fn listen(app: &App, agreement: &Arc<Agreement>, (meeting, number): (MeetingId, i64), l: Locale, view: View) -> Listening {
        let key = (meeting, l, view);
        let mut all = app.live.floors().all();
        if let Some(channel) = all.get(&key) {
            return Listening { frames: channel.frames.subscribe(), present: channel.latest.clone() };
        }
        let (frames, first) = broadcast::channel(WAITING);
        all.insert(key, Channel { frames: frames.clone(), latest: None });
        drop(all);
        let drawing = Drawing { frames, app: app.clone(), agreement: agreement.clone(), number, key };
        tokio::spawn(async move { drawing.run().await });
        Listening { frames: first, present: None }
    }
    /// Keeps a frame as the present one of a channel and sends it. False when nobody listens any more: the channel is gone then.
    fn send(&self, key: &Key, of: &broadcast::Sender<Frame>, frame: Option<Frame>) -> bool {
        let mut all = self.all();
        let Some(channel) = all.get_mut(key).filter(|c| c.frames.same_channel(of)) else { return false };
        if channel.frames.receiver_count() == 0 {
            all.remove(key);
            return false;
        }
        if let Some(frame) = frame {
            channel.latest = Some(frame.clone());
            // somebody listens, as was just seen
            let _ = channel.frames.send(frame);
        }
        true
    }
    /// How many channels are drawn.
    pub fn channels(&self) -> usize {
        self.all().len()
    }
    /// How many listen, to all channels together.
    pub fn listeners(&self) -> usize {
        self.all().values().map(|c| c.frames.receiver_count()).sum()
    }
}

/// A channel is gone with its task, however that ends: its readers come back and find a new one.
impl Drop for Drawing {
    fn drop(&mut self) {
        let mut all = self.app.live.floors().all();
        if all.get(&self.key).is_some_and(|c| c.frames.same_channel(&self.frames)) {
            all.remove(&self.key);
        }
    }
}

impl Drawing {
    /// What readers see now, and whether they can go on.
    async fn draw(&self) -> crate::error::Result<Option<(Frame, bool)>> {
        let (_, l, view) = self.key;
        let ctx = Ctx::system(&self.app).in_locale(l);
        let mut conn = ctx.read().await?;
        let Some(floor) = store::floor(&mut conn, self.agreement.id, self.number, store::Asker::default()).await? else { return Ok(None) };
        drop(conn);
        let html = fragment::draw(&ctx, &self.agreement, &floor, view);
        Ok(Some((Frame::of(floor.head.revision, &html), floor.head.phase(ctx.now()).is_open())))
    }

    async fn run(&self) {
        let live = self.app.live.clone();
        // hears before it looks, so that nothing falls between
        let mut notes = live.listen();
        let mut closing = std::pin::pin!(live.closing());
        let mut last: Option<Arc<str>> = None;
        loop {
            let drawn = Instant::now();
            match self.draw().await {
                Ok(Some((frame, goes_on))) => {
                    let new = last.as_ref() != Some(&frame.id);
                    last = Some(frame.id.clone());
                    if !live.floors().send(&self.key, &self.frames, new.then_some(frame)) || !goes_on {
                        return;
                    }
                }
                Ok(None) => return,
                Err(e) => {
                    tracing::warn!(%e, "a running meeting could not be drawn; trying again");
                    tokio::select! {
                        () = &mut closing => return,
                        () = sleep(Duration::from_secs(1)) => {}
                    }
                    if !live.floors().send(&self.key, &self.frames, None) {
                        return;
                    }
                    // what could not be drawn may be a question that everybody waits for
                    continue;
                }
            }
            let anyway = sleep(ANYWAY);
            tokio::pin!(anyway);
            loop {
                tokio::select! {
                    () = &mut closing => return,
                    () = &mut anyway => break,
                    note = notes.recv() => match note {
                        Ok(note) if note.meeting == Some(self.key.0) => break,
                        Ok(_) => {}
                        Err(broadcast::error::RecvError::Lagged(_)) => break,
                        Err(broadcast::error::RecvError::Closed) => return,
                    },
                }
            }
            sleep_until(drawn + TOGETHER).await;
            // what happened meanwhile is drawn now
            while matches!(notes.try_recv(), Ok(_) | Err(broadcast::error::TryRecvError::Lagged(_))) {}
        }
    }
}
