//! What a use case gets to work with: who asks, in which language, the database, the clock and the dice.

use crate::accounts::types::Actor;
use crate::agreements::catalogue::Catalogue;
use crate::db::{Conn, Db, Tx};
use crate::error::Result;
use crate::i18n::Locale;
use crate::live::Hub;
use crate::time::Clock;
use chrono::{DateTime, NaiveDate, Utc};
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// What of the installation's settings use cases need.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Origin under which people reach the service, without a slash at the end. All mailed links begin with it.
    pub public_url: String,
    /// Demo mode: personas on the sign-in page and a mailbox page.
    pub demo: bool,
    /// True when a mail server is configured.
    pub smtp: bool,
}

/// Parts that live as long as the process.
#[derive(Debug)]
pub struct Shared {
    /// The database.
    pub db: Db,
    /// The clock that everything reads.
    pub clock: Clock,
    /// Where secrets and keys come from.
    pub rng: Dice,
    /// Settings.
    pub settings: Settings,
    /// Agreements and what is settled about them, cached.
    pub catalogue: Catalogue,
    /// Live notes.
    pub live: Hub,
    /// Static files and their hashed addresses.
    pub assets: Assets,
    /// Where attached files lie.
    pub files: crate::attachments::files::Files,
    /// Limits that use cases enforce by person or mailbox.
    pub limits: crate::accounts::limits::Limits,
    /// Hashes of passwords, a few at a time.
    pub passwords: crate::accounts::passwords::Passwords,
}

/// The process-wide state, cheap to clone.
pub type App = Arc<Shared>;

/// Addresses of the static files that pages link to; empty where a file is missing.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    /// Style sheet.
    pub css: String,
    /// Loader of the islands.
    pub loader: String,
    /// JavaScript glue of the browser's module.
    pub js: String,
    /// The module.
    pub wasm: String,
    /// Icon.
    pub icon: String,
}

/// A source of random numbers that tests can seed.
#[derive(Debug, Clone)]
pub struct Dice(Arc<Mutex<StdRng>>);

impl Dice {
    /// Seeded by the operating system.
    pub fn from_os() -> Self {
        Self(Arc::new(Mutex::new(StdRng::from_os_rng())))
    }
    /// The same numbers every time.
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }
    /// A secret of 160 bits, as 32 characters of a–z and 2–7.
    pub fn secret(&self) -> String {
        let mut bytes = [0u8; 20];
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill_bytes(&mut bytes);
        data_encoding::BASE32_NOPAD.encode(&bytes).to_lowercase()
    }
    /// Six characters that people can read out and type: capitals and digits, without those that are taken for each other.
    pub fn code(&self) -> String {
        const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        let mut bytes = [0u8; 6];
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes.iter().map(|b| char::from(LETTERS[usize::from(b % 32)])).collect()
    }
}

/// One request, or one job.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// The process-wide state.
    pub app: App,
    /// Language of the interface.
    pub locale: Locale,
    /// Who is signed in.
    pub actor: Option<Arc<Actor>>,
    /// Path and query as asked for, without the language prefix: for the language switch and for coming back after sign-in.
    pub path: String,
    /// Address of the client, for limits.
    pub client: Option<std::net::IpAddr>,
    /// The clock; jobs and the demo's loader may set one of their own.
    pub clock: Clock,
    /// The dice.
    pub rng: Dice,
    /// SQL statements run for this request.
    pub statements: Arc<AtomicUsize>,
    /// Theme that the reader chose: `light`, `dark` or nothing.
    pub theme: Option<&'static str>,
    /// Message to show once, left by the request before.
    pub notice: Option<crate::ui::Notice>,
    /// Random value that lets this page's own scripts run.
    pub nonce: String,
}

impl Ctx {
    /// A context for work that nobody signed in asked for: jobs, commands, tests.
    pub fn system(app: &App) -> Self {
        Self {
            app: app.clone(),
            locale: Locale::Sv,
            actor: None,
            path: "/".into(),
            client: None,
            clock: app.clock.clone(),
            rng: app.rng.clone(),
            statements: Arc::new(AtomicUsize::new(0)),
            theme: None,
            notice: None,
            nonce: String::new(),
        }
    }
    /// The same as somebody else.
    pub fn with_actor(&self, actor: Actor) -> Self {
        Self { actor: Some(Arc::new(actor)), ..self.clone() }
    }
    /// The same at another time.
    pub fn at(&self, now: DateTime<Utc>) -> Self {
        Self { clock: Clock::fixed(now), ..self.clone() }
    }
    /// The same in another language.
    pub fn in_locale(&self, locale: Locale) -> Self {
        Self { locale, ..self.clone() }
    }
    /// Now, in whole microseconds.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
    /// Today's date in Stockholm.
    pub fn today(&self) -> NaiveDate {
        crate::time::local_date(self.now())
    }
    /// A connection for reading. One page takes one.
    pub async fn read(&self) -> Result<Conn> {
        self.app.db.read(&self.statements).await
    }
    /// A transaction for writing.
    pub async fn write(&self) -> Result<Tx> {
        self.app.db.write(&self.statements, Some(self.app.live.clone())).await
    }
    /// The client for limits: its address, or the network that one household or office has of IPv6.
    pub fn client_key(&self) -> String {
        match self.client {
            Some(std::net::IpAddr::V6(a)) if a.to_ipv4_mapped().is_none() => {
                let s = a.segments();
                format!("{:x}:{:x}:{:x}:{:x}", s[0], s[1], s[2], s[3])
            }
            Some(a) => a.to_canonical().to_string(),
            None => String::new(),
        }
    }
    /// Number of SQL statements run so far.
    pub fn statement_count(&self) -> usize {
        self.statements.load(Ordering::Relaxed)
    }
    /// Who is signed in, or the error that asks for it.
    pub fn signed_in(&self) -> Result<&Actor> {
        self.actor.as_deref().ok_or(crate::error::AppError::SignInFirst)
    }
    /// A path in the reader's language: `/en` before it in English.
    pub fn href(&self, path: impl std::fmt::Display) -> String {
        crate::paths::localised(self.locale, path)
    }
}

/// Hash under which a mailed secret is stored.
pub fn secret_hash(secret: &str) -> String {
    use sha2::Digest;
    data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(secret.as_bytes()))
}
