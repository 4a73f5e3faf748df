//! The folder in which attached files lie: outside the web root, readable by the server alone, each file under a random name. Pictures are
//! drawn anew by a child process, one at a time, which may crash or be killed without harm to the server.

use super::rules::Sent;
use super::types::AttachmentKind;
use crate::context::Dice;
use crate::error::{AppError, Fault, Faults, Result};
use crate::ids::PersonId;
use serde::{Deserialize, Serialize};
use sha2::Digest;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::fs::{DirBuilder, File, OpenOptions};
use tokio::io::AsyncReadExt;
use tokio::process::Command;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Files taken in at once.
const AT_ONCE: usize = 8;
/// Of these, one person's: whoever sends slowly keeps nobody else from sending.
const AT_ONCE_EACH: usize = 2;
/// How long somebody waits until theirs is taken in, and until their picture is drawn.
const WAIT: Duration = Duration::from_secs(60);
/// How long somebody waits until one of their own is taken in.
const WAIT_OWN: Duration = Duration::from_secs(30);
/// Name of the file that says whose folder it is.
const OWNER: &str = ".owner";
/// How long drawing a picture may take.
const DRAWING: Duration = Duration::from_secs(20);
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

    /// Makes the folder, for the server alone.
    ///
    /// # Errors
    /// A sentence.
    pub async fn prepare(&self) -> Result<(), String> {
        self.make(&self.incoming()).await.map_err(|e| format!("files_dir: {} cannot be made: {e}", self.0.folder.display()))
    }

    /// Whose folder it is, by the mark of their installation; nothing while it is nobody's.
    ///
    /// # Errors
    /// `Internal` when it cannot be read.
    pub async fn owner(&self) -> Result<Option<String>> {
        match tokio::fs::read_to_string(self.0.folder.join(OWNER)).await {
            Ok(mark) => Ok(Some(mark.trim().to_string())),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(broken("reading whose folder it is", &e)),
        }
    }

    /// Makes the folder, and makes it this installation's if it is nobody's: files that no row of another's database names would be
    /// cleared away.
    ///
    /// # Errors
    /// A sentence when it cannot be made, and when it is another's.
    pub async fn claim(&self, mark: &str) -> Result<(), String> {
        self.prepare().await?;
        let folder = self.0.folder.display();
        let owner = match self.owner().await.map_err(|e| format!("files_dir: {e}"))? {
            Some(owner) => owner,
            None => {
                self.mark(mark).await.map_err(|e| format!("files_dir: {folder} cannot be marked: {e}"))?;
                // another process may have been faster
                self.owner().await.map_err(|e| format!("files_dir: {e}"))?.unwrap_or_default()
            }
        };
        if owner == mark {
            return Ok(());
        }
        Err(format!(
            "files_dir: {folder} holds the files of another database; give each database a folder of its own. \
             If the other one is gone for good, remove {folder}/{OWNER}, and this database takes the folder over"
        ))
    }

    /// Writes the mark whole, or not at all.
    async fn mark(&self, mark: &str) -> std::io::Result<()> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let path = self.0.folder.join(OWNER);
        let name = format!("owner-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let temp = Temp(Some(self.incoming().join(name)));
        tokio::fs::write(temp.path(), format!("{mark}\n")).await?;
        match tokio::fs::hard_link(temp.path(), &path).await {
            Ok(()) => Ok(()),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
            // a file system without links
            Err(_) => tokio::fs::copy(temp.path(), &path).await.map(|_| ()),
        }
    }

    /// Lets go of the folder, if it is this installation's: its database is emptied.
    ///
    /// # Errors
    /// A sentence when the mark stays.
    pub async fn let_go(&self, mark: &str) -> Result<(), String> {
        if self.owner().await.map_err(|e| format!("files_dir: {e}"))?.as_deref() != Some(mark) {
            return Ok(());
        }
        let path = self.0.folder.join(OWNER);
        tokio::fs::remove_file(&path).await.map_err(|e| format!("files_dir: {} cannot be removed: {e}", path.display()))
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

    /// Puts a file that was taken in into its place. A picture is drawn anew first.
    ///
    /// # Errors
    /// `Invalid` at `file` for a picture that cannot be read; `Unavailable` when too many wait.
    pub async fn store(&self, dice: &Dice, received: Received) -> Result<Stored> {
        match received.sent {
            Sent::Pdf => {
                let (file, bytes, sha256, guard) = self.settle(dice, received.temp).await?;
                Ok(Stored { kind: AttachmentKind::Pdf, file, bytes, sha256, picture: None, guards: vec![guard] })
            }
            Sent::Picture => {
                let (large, small) = (self.temp(dice), self.temp(dice));
                let drawn = self.draw(&received.temp, &large, &small).await?;
                let (file, bytes, sha256, guard) = self.settle(dice, large).await?;
                let (preview, _, _, beside) = self.settle(dice, small).await?;
                let picture = Picture { preview, size: drawn.size, preview_size: drawn.preview_size };
                Ok(Stored { kind: drawn.kind, file, bytes, sha256, picture: Some(picture), guards: vec![guard, beside] })
            }
        }
    }

    /// Moves a file under a name of its own. Gives name, size, hash, and what removes it again.
    async fn settle(&self, dice: &Dice, temp: Temp) -> Result<(String, i64, String, Temp)> {
        let (bytes, sha256) = hash_of(temp.path()).await.map_err(|e| broken("reading", &e))?;
        let name = dice.secret();
        let path = self.path_of(&name)?;
        if let Some(folder) = path.parent() {
            self.make(folder).await.map_err(|e| broken("folder", &e))?;
        }
        tokio::fs::rename(temp.path(), &path).await.map_err(|e| broken("moving", &e))?;
        temp.keep();
        let settled = Temp(Some(path));
        // a row is about to name it: after a power cut it is there under this name
        #[cfg(unix)]
        if let Some(folder) = settled.path().parent() {
            for folder in std::iter::once(folder).chain(folder.parent()).chain(folder.parent().and_then(Path::parent)) {
                sync(folder).await.map_err(|e| broken("keeping the folder", &e))?;
            }
        }
        Ok((name, bytes, sha256, settled))
    }

    async fn draw(&self, from: &Temp, large: &Temp, small: &Temp) -> Result<Drawn> {
        let Drawer::Program(program) = &self.0.drawer else {
            for to in [large, small] {
                tokio::fs::copy(from.path(), to.path()).await.map_err(|e| broken("copying", &e))?;
            }
            return Ok(Drawn { kind: AttachmentKind::Jpeg, size: (40, 30), preview_size: (4, 3) });
        };
        let Ok(Ok(_turn)) = tokio::time::timeout(WAIT, self.0.drawing.acquire()).await else { return Err(AppError::Unavailable) };
        let mut child = Command::new(program)
            .arg("picture")
            .args([from.path(), large.path(), small.path()])
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|e| broken("starting the program that draws", &e))?;
        let mut said = Vec::new();
        let work = async {
            if let Some(out) = child.stdout.take() {
                out.take(4096).read_to_end(&mut said).await?;
            }
            child.wait().await
        };
        let Ok(ended) = tokio::time::timeout(DRAWING, work).await else {
            tracing::warn!("a picture took too long to draw");
            return Err(faulty(Fault::FileBroken));
        };
        let ended = ended.map_err(|e| broken("waiting for the program that draws", &e))?;
        match ended.code().and_then(|code| u8::try_from(code).ok()) {
            Some(0) => serde_json::from_slice(&said).map_err(|e| AppError::Internal(format!("files: the program that draws said something else: {e}"))),
            Some(TOO_MANY_PIXELS) => Err(faulty(Fault::FilePixels)),
            Some(BROKEN) => Err(faulty(Fault::FileBroken)),
            // out of memory, or a fault in a decoder: either way it is this picture
            _ => {
                tracing::warn!(%ended, "the program that draws pictures failed");
                Err(faulty(Fault::FileBroken))
            }
        }
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

#[cfg(unix)]
async fn sync(folder: &Path) -> std::io::Result<()> {
    File::open(folder).await?.sync_all().await
}

fn is_old(entry: &std::fs::DirEntry, for_at_least: Duration) -> bool {
    let written = entry.metadata().and_then(|m| m.modified());
    written.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age >= for_at_least))
}

/// Size and SHA-256 of a file, read bit by bit.
async fn hash_of(path: &Path) -> std::io::Result<(i64, String)> {
    let mut file = File::open(path).await?;
    let mut hash = sha2::Sha256::new();
    let mut bytes = 0;
    let mut piece = vec![0; 64 * 1024];
    loop {
        let n = file.read(&mut piece).await?;
        if n == 0 {
            break;
        }
        hash.update(&piece[..n]);
        bytes += i64::try_from(n).unwrap_or(0);
    }
    Ok((bytes, data_encoding::HEXLOWER.encode(&hash.finalize())))
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

    #[tokio::test]
    async fn a_folder_has_one_owner() {
        let folder = std::env::temp_dir().join(format!("dialogforum-owner-{}", std::process::id()));
        let files = Files::new(&folder, Drawer::Nobody);
        assert_eq!(files.owner().await.unwrap(), None);
        let (one, same) = tokio::join!(files.claim("one"), files.claim("one"));
        assert_eq!((one, same), (Ok(()), Ok(())));
        let refused = files.claim("two").await.unwrap_err();
        assert!(refused.contains("files_dir") && refused.contains("another database") && !refused.contains('\n'), "{refused}");
        files.let_go("two").await.unwrap();
        assert_eq!(files.owner().await.unwrap().as_deref(), Some("one"));
        files.let_go("one").await.unwrap();
        files.claim("two").await.unwrap();
        assert_eq!(std::fs::read_dir(folder.join("incoming")).unwrap().count(), 0);
        std::fs::remove_dir_all(&folder).unwrap();
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
