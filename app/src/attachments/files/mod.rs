//! The folder in which attached files lie: outside the web root, readable by the server alone, each file under a random name. Pictures are
//! drawn anew by a child process, one at a time, which may crash or be killed without harm to the server.

mod owner;
mod settle;

use super::rules::Sent;
use super::types::AttachmentKind;
use crate::context::Dice;
use crate::error::{AppError, Fault, Faults, Result};
use crate::ids::PersonId;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::fs::{DirBuilder, File, OpenOptions};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Files taken in at once.
const AT_ONCE: usize = 8;
/// Of these, one person's: whoever sends slowly keeps nobody else from sending.
const AT_ONCE_EACH: usize = 2;
/// How long somebody waits until theirs is taken in, and until their picture is drawn.
const WAIT: Duration = Duration::from_secs(60);
/// How long somebody waits until one of their own is taken in.
const WAIT_OWN: Duration = Duration::from_secs(30);
/// Exit code of the child process: it is no picture that can be read.
pub const BROKEN: u8 = 10;
/// Exit code: it has too many pixels.
pub const TOO_MANY_PIXELS: u8 = 11;

/// Who draws pictures anew.
#[derive(Debug, Clone)]
pub enum Drawer {
    /// This program, with `picture FROM TO PREVIEW`: says what came of it as [`Drawn`] on its output.
    Program(PathBuf),
    /// Nobody: they are stored as they come. For tests without the program.
    Nobody,
}

/// What the child process drew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// Format of both pictures.
    pub kind: AttachmentKind,
    /// Width and height of the picture.
    pub size: (i64, i64),
    /// Width and height of the smaller one.
    pub preview_size: (i64, i64),
}

/// The folder. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Files(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    drawer: Drawer,
    places: Arc<Semaphore>,
    own_places: Mutex<HashMap<PersonId, Arc<Semaphore>>>,
    drawing: Semaphore,
}

/// A place among those whose file is taken in now; free again when this is dropped.
#[derive(Debug)]
pub struct Place {
    own: OwnedSemaphorePermit,
    among_all: OwnedSemaphorePermit,
}

impl Place {
    /// Lets the next one in. What is given back is still one of the two that one person has.
    pub fn taken_in(self) -> OwnedSemaphorePermit {
        drop(self.among_all);
        self.own
    }
}

/// A file that goes when this is dropped, unless it is kept.
#[derive(Debug)]
pub struct Temp(Option<PathBuf>);

impl Temp {
    fn path(&self) -> &Path {
        self.0.as_deref().unwrap_or_else(|| Path::new(""))
    }
    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for Temp {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            // one that was never written is not there
            let _ = std::fs::remove_file(path);
        }
    }
}

/// A file that was taken in whole and whose type is known.
#[derive(Debug)]
pub struct Received {
    /// Where it lies for now.
    pub temp: Temp,
    /// What it is.
    pub sent: Sent,
}

/// A picture beside its smaller one.
#[derive(Debug)]
pub struct Picture {
    /// Name of the smaller one.
    pub preview: String,
    /// Width and height.
    pub size: (i64, i64),
    /// Width and height of the smaller one.
    pub preview_size: (i64, i64),
}

/// Files in their place. They go again when this is dropped, unless kept.
#[derive(Debug)]
pub struct Stored {
    /// What it is.
    pub kind: AttachmentKind,
    /// Name.
    pub file: String,
    /// Size.
    pub bytes: i64,
    /// Hash.
    pub sha256: String,
    /// Of a picture.
    pub picture: Option<Picture>,
    guards: Vec<Temp>,
}

impl Stored {
    /// Leaves the files where they are: a row is about to name them.
    pub fn keep(self) {
        self.guards.into_iter().for_each(Temp::keep);
    }
}

fn broken(what: &str, e: &std::io::Error) -> AppError {
    AppError::Internal(format!("files: {what}: {e}"))
}

/// A fault at the field of the file.
pub fn faulty(fault: Fault) -> AppError {
    let mut faults = Faults::default();
    faults.add("file", fault);
    AppError::Invalid(faults)
}

/// Names are ours: 32 of a–z and 2–7. Anything else leads nowhere.
fn is_name(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'))
}

impl Files {
    /// A folder that may not be there yet.
    pub fn new(folder: &Path, drawer: Drawer) -> Self {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
        Self(Arc::new(Inner { folder, drawer, places: Arc::new(Semaphore::new(AT_ONCE)), own_places: Mutex::default(), drawing: Semaphore::new(1) }))
    }
    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }
    /// The same folder, with another drawer.
    pub fn with_drawer(&self, drawer: Drawer) -> Self {
        Self::new(&self.0.folder, drawer)
    }

    fn incoming(&self) -> PathBuf {
        self.0.folder.join("incoming")
    }
    fn path_of(&self, name: &str) -> Result<PathBuf> {
        if is_name(name) { Ok(self.0.folder.join(&name[..2]).join(&name[2..4]).join(name)) } else { Err(AppError::NotFound) }
    }
    async fn make(&self, folder: &Path) -> std::io::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        builder.mode(0o700);
        builder.create(folder).await
    }

    /// A place among those whose file is taken in now. Nobody holds more than two.
    ///
    /// # Errors
    /// `TooOften` when somebody's own are not taken in yet, `Unavailable` when too many wait.
    pub async fn place(&self, person: PersonId) -> Result<Place> {
        let own = {
            let mut all = self.0.own_places.lock().unwrap_or_else(PoisonError::into_inner);
            // whoever holds or awaits a place holds on to theirs
            all.retain(|_, own| Arc::strong_count(own) > 1);
            all.entry(person).or_insert_with(|| Arc::new(Semaphore::new(AT_ONCE_EACH))).clone()
        };
        let Ok(Ok(own)) = tokio::time::timeout(WAIT_OWN, own.acquire_owned()).await else {
            return Err(AppError::TooOften(WAIT_OWN.as_secs()));
        };
        match tokio::time::timeout(WAIT, self.0.places.clone().acquire_owned()).await {
            Ok(Ok(place)) => Ok(Place { own, among_all: place }),
            Ok(Err(_)) | Err(_) => Err(AppError::Unavailable),
        }
    }

    /// A new file that is written to as it comes in.
    ///
    /// # Errors
    /// `Internal` when the folder cannot be written to.
    pub async fn begin(&self, dice: &Dice) -> Result<(File, Temp)> {
        self.make(&self.incoming()).await.map_err(|e| broken("folder", &e))?;
        let temp = self.temp(dice);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        options.mode(0o600);
        let file = options.open(temp.path()).await.map_err(|e| broken("new file", &e))?;
        Ok((file, temp))
    }

    fn temp(&self, dice: &Dice) -> Temp {
        Temp(Some(self.incoming().join(dice.secret())))
    }

    /// Opens a stored file for reading, with its size.
    ///
    /// # Errors
    /// `NotFound` when it is gone.
    pub async fn open(&self, name: &str) -> Result<(File, u64)> {
        let missing = |e: std::io::Error| if e.kind() == std::io::ErrorKind::NotFound { AppError::NotFound } else { broken("reading", &e) };
        let file = File::open(self.path_of(name)?).await.map_err(missing)?;
        let size = file.metadata().await.map_err(missing)?.len();
        Ok((file, size))
    }

    /// Removes a stored file. One that is gone already is fine.
    ///
    /// # Errors
    /// `Internal` when it stays.
    pub async fn delete(&self, name: &str) -> Result<()> {
        match tokio::fs::remove_file(self.path_of(name)?).await {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(broken("removing", &e)),
            _ => Ok(()),
        }
    }

    /// Names of stored files that have lain there for a while. Files that never came in whole are removed right away.
    ///
    /// # Errors
    /// `Internal` when the folder cannot be read.
    pub async fn names(&self, for_at_least: Duration) -> Result<Vec<String>> {
        let files = self.clone();
        let look = move || files.names_now(for_at_least);
        tokio::task::spawn_blocking(look).await.map_err(|e| AppError::Internal(e.to_string()))?.map_err(|e| broken("reading the folder", &e))
    }

    fn names_now(&self, for_at_least: Duration) -> std::io::Result<Vec<String>> {
        let mut names = Vec::new();
        // folders within folders, two deep
        let mut folders = vec![(self.0.folder.clone(), 0)];
        while let Some((folder, depth)) = folders.pop() {
            let entries = match std::fs::read_dir(&folder) {
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
                entries => entries?,
            };
            for entry in entries {
                let entry = entry?;
                let kind = entry.file_type()?;
                if kind.is_dir() && depth < 2 {
                    folders.push((entry.path(), depth + 1));
                }
                let name = entry.file_name().to_string_lossy().into_owned();
                if !kind.is_file() || !is_name(&name) || !is_old(&entry, for_at_least) {
                    continue;
                }
                if depth == 2 {
                    names.push(name);
                } else if folder == self.incoming() {
                    std::fs::remove_file(entry.path())?;
                }
            }
        }
        Ok(names)
    }
}

fn is_old(entry: &std::fs::DirEntry, for_at_least: Duration) -> bool {
    let written = entry.metadata().and_then(|m| m.modified());
    written.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age >= for_at_least))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nobody_holds_more_than_two_places() {
        let files = Files::new(Path::new("/x"), Drawer::Nobody);
        let soon = |person: i64| tokio::time::timeout(Duration::from_millis(50), files.place(PersonId(person)));
        let first = soon(1).await.unwrap().unwrap();
        let _second = soon(1).await.unwrap().unwrap();
        assert!(soon(1).await.is_err(), "a third one waits");
        let others = [soon(2).await.unwrap().unwrap(), soon(3).await.unwrap().unwrap(), soon(4).await.unwrap().unwrap()];
        drop(first);
        let _third = soon(1).await.unwrap().unwrap();
        drop(others);
        drop(soon(5).await);
        assert!(files.0.own_places.lock().unwrap().len() <= 3, "those who are done are forgotten");
    }

    #[test]
    fn names_lead_nowhere_else() {
        let files = Files::new(Path::new("/x"), Drawer::Nobody);
        assert_eq!(files.path_of("abcdefghijklmnopqrstuvwxyz234567").unwrap(), Path::new("/x/ab/cd/abcdefghijklmnopqrstuvwxyz234567"));
        for name in ["", "../../../etc/passwd", "abcdefghijklmnopqrstuvwxyz23456/", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "åbcdefghijklmnopqrstuvwxyz23456"] {
            assert!(files.path_of(name).is_err(), "{name}");
        }
    }
}
