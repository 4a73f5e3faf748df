//! Settings: `dialogforum.toml`, then `DIALOGFORUM_*` variables. What is unknown or wrong stops the start, by name.

use config::{Environment, File, FileFormat, Value};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A setting, for `serve --help` and `docs/configuration.md`.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Name in the file; the variable is `DIALOGFORUM_` and the same in capitals.
    pub name: &'static str,
    /// What holds when nothing is said.
    pub default: &'static str,
    /// What it does.
    pub help: &'static str,
}

/// Name of the settings file in the working directory.
pub const FILE: &str = "dialogforum.toml";

/// All settings.
#[rustfmt::skip]
pub const KEYS: &[Key] = &[
    Key { name: "database_url", default: "sqlite://data/dialogforum.db", help: "The database: sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME. DATABASE_URL sets it too" },
    Key { name: "listen", default: "127.0.0.1:3000", help: "Address and port to listen on" },
    Key { name: "public_url", default: "http:// and listen", help: "Where people reach the service, such as https://dialog.example.org. Mailed links begin with it; https makes the session cookie __Host- and Secure, and sends HSTS" },
    Key { name: "demo", default: "false", help: "Demo mode: loads the demo into an empty database, offers personas on the sign-in page, shows mail on a page" },
    Key { name: "site_dir", default: "site", help: "Folder with the style sheet and the browser's module, as scripts/build.sh leaves it" },
    Key { name: "files_dir", default: "files beside the database", help: "Folder for what people attach, which only the server reads; on PostgreSQL `files` in the working directory. Each database has one of its own, which its processes share; another's is refused at the start. Back it up with the database" },
    Key { name: "trusted_proxies", default: "0", help: "How many proxies stand before the server and add to X-Forwarded-For; 0 means none, and the header is not believed" },
    Key { name: "smtp_url", default: "none", help: "Mail server, such as smtps://USER:PASSWORD@HOST or smtp://HOST:587?tls=required. Without it mail waits (in demo mode it goes to the mailbox page)" },
    Key { name: "mail_from", default: "none", help: "Sender of mail, such as \"Dialogforum <noreply@dialog.example.org>\"; needed with smtp_url" },
    Key { name: "log", default: "info", help: "What is logged, such as info or info,access=debug (which adds a line for each request)" },
    Key { name: "log_format", default: "text", help: "text or json" },
    Key { name: "max_connections", default: "1000", help: "Connections served at once; more wait" },
    Key { name: "request_timeout", default: "30", help: "Seconds after which a request is given up with 503" },
    Key { name: "reads_per_second", default: "50", help: "Pages and files that one address may ask for each second, with bursts of four times as many; 0: no limit" },
    Key { name: "writes_per_minute", default: "60", help: "Forms that one address may send each minute, with bursts of half as many; 0: no limit" },
];

/// Variables with our prefix that belong to the scripts, not to the server.
const OF_SCRIPTS: &[&str] = &["tools", "target_max_gb", "bin", "build", "server_logs"];

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// The settings, checked.
#[derive(Clone)]
pub struct Config {
    /// The database.
    pub database_url: String,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Origin under which people reach the service, without a slash at the end.
    pub public_url: String,
    /// Demo mode.
    pub demo: bool,
    /// Folder of the static files.
    pub site_dir: PathBuf,
    /// Folder of attached files.
    pub files_dir: PathBuf,
    /// Number of proxies whose additions to X-Forwarded-For count.
    pub trusted_proxies: usize,
    /// Mail server.
    pub smtp_url: Option<String>,
    /// Sender of mail.
    pub mail_from: Option<String>,
    /// Log filter.
    pub log: String,
    /// Log format.
    pub log_format: LogFormat,
    /// Most connections at once.
    pub max_connections: usize,
    /// Longest time for a request.
    pub request_timeout: Duration,
    /// Limit by address for reading.
    pub reads_per_second: u32,
    /// Limit by address for writing.
    pub writes_per_minute: u32,
}

impl std::fmt::Debug for Config {
    /// Without the addresses that may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Config").field("listen", &self.listen).field("public_url", &self.public_url).field("demo", &self.demo).finish_non_exhaustive()
    }
}

struct Source {
    values: HashMap<String, Value>,
}

impl Source {
    /// "dialogforum.toml: listen" or "DIALOGFORUM_LISTEN", whichever the value came from.
    fn place(&self, key: &str) -> String {
        match self.values.get(key).and_then(Value::origin) {
            Some(origin) if origin.contains("environment") => format!("DIALOGFORUM_{}", key.to_uppercase()),
            Some(origin) if origin == "DATABASE_URL" => origin.to_string(),
            Some(origin) => format!("{key} in {origin}"),
            None => key.to_string(),
        }
    }
    fn text(&self, key: &str) -> Result<Option<String>, String> {
        let Some(value) = self.values.get(key) else { return Ok(None) };
        let text = value.clone().into_string().map_err(|_| format!("{} must be a text", self.place(key)))?;
        Ok(Some(text.trim().to_string()).filter(|t| !t.is_empty()))
    }
    fn parsed<T: std::str::FromStr>(&self, key: &str, default: T, what: &str) -> Result<T, String> {
        match self.text(key)? {
            None => Ok(default),
            Some(text) => text.parse().map_err(|_| format!("{} must be {what}, not \"{text}\"", self.place(key))),
        }
    }
}

/// Reads the settings: the file named, or [`FILE`] if it is there, then the variables.
///
/// # Errors
/// One sentence that names the key.
pub fn read(file: Option<&Path>) -> Result<Config, String> {
    read_from(file, std::env::vars().collect())
}

/// The same with variables of one's own.
///
/// # Errors
/// One sentence that names the key.
pub fn read_from(file: Option<&Path>, variables: HashMap<String, String>) -> Result<Config, String> {
    let mut builder = config::Config::builder();
    let path = file.map_or_else(|| PathBuf::from(FILE), Path::to_path_buf);
    if path.exists() {
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{} cannot be read: {e}", path.display()))?;
        // read by hand first, for an error that names the line
        toml::from_str::<toml::Table>(&text).map_err(|e| format!("{} is not valid TOML: {}", path.display(), e.to_string().trim().replace('\n', " ")))?;
        builder = builder.add_source(File::from(path.as_path()).format(FileFormat::Toml));
    } else if file.is_some() {
        return Err(format!("--config: {} does not exist", path.display()));
    }
    let database_url = variables.get("DATABASE_URL").filter(|v| !v.is_empty()).cloned();
    let ours = variables
        .into_iter()
        .filter(|(name, value)| {
            let key = name.strip_prefix("DIALOGFORUM_").map(str::to_lowercase);
            key.is_some_and(|k| !OF_SCRIPTS.contains(&k.as_str())) && !value.is_empty()
        })
        .collect();
    builder = builder.add_source(Environment::with_prefix("DIALOGFORUM").prefix_separator("_").source(Some(ours)));
    let all = builder.build().map_err(|e| format!("settings: {e}"))?;
    let mut values: HashMap<String, Value> = config::Source::collect(&all).map_err(|e| format!("settings: {e}"))?.into_iter().collect();
    if let Some(url) = database_url
        && !values.get("database_url").is_some_and(|v| v.origin().is_some_and(|o| o.contains("environment")))
    {
        values.insert("database_url".into(), Value::new(Some(&"DATABASE_URL".to_string()), url));
    }
    check(&Source { values })
}

/// The folder `files` beside an SQLite file; in the working directory otherwise.
fn beside(database_url: &str) -> PathBuf {
    let options = database_url.starts_with("sqlite:").then(|| database_url.parse::<sqlx::sqlite::SqliteConnectOptions>().ok()).flatten();
    let folder = options.and_then(|o| o.get_filename().parent().map(Path::to_path_buf)).unwrap_or_default();
    folder.join("files")
}

/// A folder is another one, or lies in it.
fn within(folder: &Path, other: &Path) -> bool {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    whole(folder).starts_with(whole(other))
}

fn check(source: &Source) -> Result<Config, String> {
    let mut names: Vec<_> = source.values.keys().collect();
    names.sort();
    if let Some(unknown) = names.into_iter().find(|name| !KEYS.iter().any(|k| k.name == name.as_str())) {
        let known: Vec<_> = KEYS.iter().map(|k| k.name).collect();
        return Err(format!("{} is not a setting; there are {}", source.place(unknown), known.join(", ")));
    }
    let database_url = source.text("database_url")?.unwrap_or_else(|| "sqlite://data/dialogforum.db".into());
    if !["sqlite:", "postgres:", "postgresql:"].iter().any(|p| database_url.starts_with(p)) {
        return Err(format!("{} must begin with sqlite:// or postgres://", source.place("database_url")));
    }
    let listen: SocketAddr = source.parsed("listen", SocketAddr::from(([127, 0, 0, 1], 3000)), "an address and a port such as 127.0.0.1:3000")?;
    let public_url = match source.text("public_url")? {
        None => format!("http://{listen}"),
        Some(url) => origin(&url)
            .ok_or_else(|| format!("{} must be an address such as https://dialog.example.org, without a path, not \"{url}\"", source.place("public_url")))?,
    };
    let smtp_url = source.text("smtp_url")?;
    let mail_from = source.text("mail_from")?;
    if let Some(url) = &smtp_url {
        lettre::transport::smtp::AsyncSmtpTransport::<lettre::Tokio1Executor>::from_url(url).map_err(|e| format!("{}: {e}", source.place("smtp_url")))?;
        let from = mail_from.as_deref().ok_or("mail_from is needed with smtp_url: the sender of mail")?;
        from.parse::<lettre::message::Mailbox>().map_err(|e| format!("{} is not a sender: {e}", source.place("mail_from")))?;
    }
    let log = source.text("log")?.unwrap_or_else(|| "info".into());
    tracing_subscriber::EnvFilter::try_new(&log).map_err(|e| format!("{} is not a log filter: {e}", source.place("log")))?;
    let log_format = match source.text("log_format")?.as_deref() {
        None | Some("text") => LogFormat::Text,
        Some("json") => LogFormat::Json,
        Some(other) => return Err(format!("{} must be text or json, not \"{other}\"", source.place("log_format"))),
    };
    let site_dir: PathBuf = source.text("site_dir")?.unwrap_or_else(|| "site".into()).into();
    let files_dir = source.text("files_dir")?.map_or_else(|| beside(&database_url), PathBuf::from);
    if within(&files_dir, &site_dir) {
        return Err(format!("{} must lie outside of site_dir: what people attach is not to be served as it is", source.place("files_dir")));
    }
    Ok(Config {
        database_url,
        listen,
        public_url,
        demo: source.parsed("demo", false, "true or false")?,
        site_dir,
        files_dir,
        trusted_proxies: source.parsed("trusted_proxies", 0, "a number of proxies")?,
        smtp_url,
        mail_from,
        log,
        log_format,
        max_connections: source
            .parsed::<std::num::NonZeroU16>("max_connections", std::num::NonZeroU16::MIN.saturating_add(999), "a number from 1 to 65535")?
            .get()
            .into(),
        request_timeout: Duration::from_secs(
            source
                .parsed::<std::num::NonZeroU16>("request_timeout", std::num::NonZeroU16::MIN.saturating_add(29), "a number of seconds, at least 1")?
                .get()
                .into(),
        ),
        reads_per_second: source.parsed("reads_per_second", 50, "a number, 0 for no limit")?,
        writes_per_minute: source.parsed("writes_per_minute", 60, "a number, 0 for no limit")?,
    })
}

/// `https://host:port` of an http(s) address without a path; nothing otherwise.
fn origin(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.strip_suffix('/').unwrap_or(rest);
    let fine = !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || "-.:[]_".contains(c));
    fine.then(|| format!("{}{}", &url[..url.len() - rest.len()], host.to_lowercase()))
}

/// The list of settings as text.
pub fn help() -> String {
    KEYS.iter().fold(format!("Settings, in {FILE} or as variables (DIALOGFORUM_LISTEN=0.0.0.0:80 for listen); variables win:\n"), |out, k| {
        format!("{out}\n  {} [{}]\n      {}\n", k.name, k.default, k.help)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)]) -> Result<Config, String> {
        read_from(None, pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect())
    }

    #[test]
    fn defaults() {
        let c = of(&[]).unwrap();
        assert_eq!(c.database_url, "sqlite://data/dialogforum.db");
        assert_eq!(c.public_url, "http://127.0.0.1:3000");
        assert!(!c.demo);
        assert_eq!(c.max_connections, 1000);
        assert_eq!(c.request_timeout.as_secs(), 30);
    }
    #[test]
    fn public_url_follows_listen_unless_set() {
        assert_eq!(of(&[("DIALOGFORUM_LISTEN", "0.0.0.0:80")]).unwrap().public_url, "http://0.0.0.0:80");
        assert_eq!(of(&[("DIALOGFORUM_PUBLIC_URL", "https://Dialog.example.org/")]).unwrap().public_url, "https://dialog.example.org");
    }
    #[test]
    fn wrong_values_are_named() {
        for (name, value) in [
            ("DIALOGFORUM_LISTEN", "here"),
            ("DIALOGFORUM_DEMO", "perhaps"),
            ("DIALOGFORUM_PUBLIC_URL", "dialog.example.org"),
            ("DIALOGFORUM_PUBLIC_URL", "https://example.org/path"),
            ("DIALOGFORUM_TRUSTED_PROXIES", "-1"),
            ("DIALOGFORUM_LOG_FORMAT", "xml"),
            ("DIALOGFORUM_MAX_CONNECTIONS", "0"),
            ("DIALOGFORUM_DATABASE_URL", "mysql://x"),
            ("DIALOGFORUM_LISSEN", "127.0.0.1:1"),
            ("DATABASE_URL", "file.db"),
        ] {
            let e = of(&[(name, value)]).unwrap_err();
            assert!(e.to_lowercase().contains(&name.to_lowercase()), "{name}={value}: {e}");
            assert!(!e.contains('\n'), "{e}");
        }
        assert!(of(&[("DIALOGFORUM_SMTP_URL", "smtps://mail.example.org")]).unwrap_err().contains("mail_from"));
    }
    #[test]
    fn files_lie_beside_the_database_and_outside_of_the_site() {
        assert_eq!(of(&[]).unwrap().files_dir, Path::new("data/files"));
        assert_eq!(of(&[("DATABASE_URL", "sqlite:///var/lib/df/df.db")]).unwrap().files_dir, Path::new("/var/lib/df/files"));
        assert_eq!(of(&[("DATABASE_URL", "postgres://df@localhost/df")]).unwrap().files_dir, Path::new("files"));
        assert_eq!(of(&[("DIALOGFORUM_FILES_DIR", "/srv/files")]).unwrap().files_dir, Path::new("/srv/files"));
        assert!(of(&[("DIALOGFORUM_FILES_DIR", "site/files")]).unwrap_err().contains("DIALOGFORUM_FILES_DIR"));
    }
    #[test]
    fn variables_of_the_scripts_are_left_alone() {
        assert!(of(&[("DIALOGFORUM_TOOLS", "/x"), ("DIALOGFORUM_TARGET_MAX_GB", "3")]).is_ok());
    }
    #[test]
    fn the_file_is_read_and_variables_win() {
        let path = std::env::temp_dir().join(format!("dialogforum-config-{}.toml", std::process::id()));
        std::fs::write(&path, "listen = \"127.0.0.1:4000\"\ndemo = true\ntrusted_proxies = 1\n").unwrap();
        let c = read_from(Some(&path), HashMap::from([("DIALOGFORUM_LISTEN".into(), "127.0.0.1:5000".into())])).unwrap();
        assert_eq!((c.listen.port(), c.demo, c.trusted_proxies), (5000, true, 1));
        std::fs::write(&path, "colour = \"blue\"\n").unwrap();
        let e = read_from(Some(&path), HashMap::new()).unwrap_err();
        assert!(e.contains("colour") && e.contains("dialogforum-config"), "{e}");
        std::fs::remove_file(&path).unwrap();
        assert!(read_from(Some(&path), HashMap::new()).unwrap_err().contains("does not exist"));
    }
    #[test]
    fn the_document_lists_each_setting() {
        let document = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/configuration.md")).unwrap();
        for key in KEYS {
            assert!(document.contains(&format!("`{}`", key.name)), "docs/configuration.md lacks {}", key.name);
            assert!(document.contains(key.default), "docs/configuration.md lacks the default of {}", key.name);
        }
    }
}
