//! Putting a file that was taken in into its place. A picture is drawn anew first.

use super::{BROKEN, Drawer, Drawn, Files, Picture, Received, Stored, TOO_MANY_PIXELS, Temp, WAIT, broken, faulty};
use crate::attachments::rules::Sent;
use crate::attachments::types::AttachmentKind;
use crate::context::Dice;
use crate::error::{AppError, Fault, Result};
use sha2::Digest;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::fs::File;
use tokio::io::AsyncReadExt;
use tokio::process::Command;

/// How long drawing a picture may take.
const DRAWING: Duration = Duration::from_secs(20);

impl Files {
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
}

#[cfg(unix)]
async fn sync(folder: &Path) -> std::io::Result<()> {
    File::open(folder).await?.sync_all().await
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
