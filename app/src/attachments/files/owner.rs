//! Whose folder it is: a database clears away the files that none of its rows names, and must not do so with another's.

use super::{Files, Temp, broken};
use crate::error::Result;
use std::sync::atomic::{AtomicU64, Ordering};

/// Name of the file that says whose folder it is.
const OWNER: &str = ".owner";

impl Files {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachments::files::Drawer;

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
}
