//! Passwords at rest: argon2id, at most two at a time, since each takes 19 MiB.

use crate::error::{AppError, Result};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Params, Version};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

/// A password as somebody typed it. It is never shown: not in logs, not in errors, not on pages.
#[derive(Clone, Default, serde::Deserialize)]
#[serde(transparent)]
pub struct Password(String);

impl Password {
    /// True when nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// As it is checked and hashed: composed (NFC), since keyboards differ in how they send `ö`.
    pub fn text(&self) -> String {
        self.0.nfc().collect()
    }
}

impl From<&str> for Password {
    fn from(typed: &str) -> Self {
        Self(typed.to_string())
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// How much a hash costs. Whoever signs in after this has changed gets a new one.
const PARAMS: Params = match Params::new(19 * 1024, 2, 1, None) {
    Ok(params) => params,
    Err(_) => panic!("no such parameters"),
};
/// Hashes computed at once.
const AT_ONCE: usize = 2;
/// How long somebody waits for their turn.
const WAIT: Duration = Duration::from_secs(10);
/// Hash of 32 random bytes that nobody kept. What it is compared with takes as long as with somebody's own.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$MR+GEPAbnmqxfq3pBPQSQw$9dY/KnafspQmsqBymHWkBc6RGofuW3JZ5vre06Xs1oQ";

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, PARAMS)
}

/// True for a hash made with the parameters of today.
pub fn is_current(hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        let cost = |p: &Params| (p.m_cost(), p.t_cost(), p.p_cost());
        hash.algorithm == ARGON2ID_IDENT && hash.version == Some(Version::V0x13.into()) && Params::try_from(&hash).is_ok_and(|p| cost(&p) == cost(&PARAMS))
    })
}

/// Computes hashes, apart from the threads that answer requests.
#[derive(Debug)]
pub struct Passwords {
    places: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Passwords {
    /// The hash to store, as a PHC string. `salt` is a secret of the dice.
    ///
    /// # Errors
    /// `Unavailable` when too many wait.
    pub async fn hash(&self, password: &Password, salt: String) -> Result<String> {
        let password = password.text();
        self.run(move || match argon2().hash_password_with_salt(password.as_bytes(), salt.as_bytes()) {
            Ok(hash) => Ok(hash.to_string()),
            Err(e) => Err(AppError::Internal(format!("a password could not be hashed: {e}"))),
        })
        .await
    }

    /// True when a stored hash is that of the password. Takes as long when there is none.
    ///
    /// # Errors
    /// `Unavailable` when too many wait.
    pub async fn verify(&self, password: &Password, stored: Option<&str>) -> Result<bool> {
        let (password, there, stored) = (password.text(), stored.is_some(), stored.unwrap_or(NOBODYS).to_string());
        let right = self
            .run(move || match PasswordHash::new(&stored) {
                Ok(hash) => Ok(argon2().verify_password(password.as_bytes(), &hash).is_ok()),
                Err(e) => Err(AppError::Internal(format!("a stored hash is none: {e}"))),
            })
            .await?;
        Ok(there && right)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let place = match tokio::time::timeout(WAIT, self.places.clone().acquire_owned()).await {
            Ok(Ok(place)) => place,
            Ok(Err(_)) | Err(_) => return Err(AppError::Unavailable),
        };
        // the place goes along: the work goes on when whoever asked has left
        let work = move || {
            let _place = place;
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Internal("a password could not be hashed".into()))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_is_of_one_password() {
        let passwords = Passwords::default();
        let hash = passwords.hash(&"gurka vid brön".into(), "abcdefghijklmnopqrstuvwxyz234567".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && !hash.contains("gurka"), "{hash}");
        assert!(is_current(&hash) && is_current(NOBODYS));
        assert!(passwords.verify(&"gurka vid brön".into(), Some(&hash)).await.unwrap());
        assert!(passwords.verify(&"gurka vid bro\u{308}n".into(), Some(&hash)).await.unwrap(), "however the keyboard sends it");
        for wrong in ["gurka vid brön ", "Gurka vid brön", ""] {
            assert!(!passwords.verify(&wrong.into(), Some(&hash)).await.unwrap(), "{wrong:?}");
            assert!(!passwords.verify(&wrong.into(), None).await.unwrap());
        }
    }

    #[test]
    fn older_hashes_are_told_from_those_of_today() {
        for old in [&NOBODYS.replace("m=19456", "m=8192"), &NOBODYS.replace("t=2", "t=1"), &NOBODYS.replace("argon2id", "argon2i"), "", "x"] {
            assert!(!is_current(old), "{old}");
        }
    }

    #[test]
    fn it_is_never_shown() {
        let typed: Password = "gurka vid bron".into();
        assert_eq!(format!("{typed:?}"), "Password(…)");
        assert!(!format!("{:?}", Some([typed])).contains("gurka"));
    }
}
