//! Static files: read once at start, compressed once, named after their content, kept by browsers for a year.

use app::context::Assets;
use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use sha2::Digest;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// A file, in memory.
#[derive(Debug, Clone)]
struct File {
    body: Bytes,
    brotli: Option<Bytes>,
    kind: HeaderValue,
    etag: HeaderValue,
    hashed: bool,
}

/// All static files.
#[derive(Debug, Default)]
pub struct Site {
    files: HashMap<String, File>,
    /// Addresses of those that pages link to.
    pub links: Assets,
}

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
const QUALITY: u32 = if cfg!(debug_assertions) { 5 } else { 11 };
/// An unoptimised server takes long to compress an unoptimised module, which nobody loads over a slow line.
const LARGEST_TO_COMPRESS: usize = if cfg!(debug_assertions) { 512 * 1024 } else { usize::MAX };

impl Site {
    /// Reads a folder and those in it.
    ///
    /// # Errors
    /// A sentence when the folder cannot be read or holds no style sheet.
    pub fn read(dir: &Path) -> Result<Self, String> {
        let mut site = Self::default();
        site.add_folder(dir, "").map_err(|e| format!("site_dir: {} cannot be read: {e}", dir.display()))?;
        if site.links.css.is_empty() {
            return Err(format!("site_dir: {} holds no app.css; scripts/build.sh makes it", dir.display()));
        }
        Ok(site)
    }

    fn add_folder(&mut self, dir: &Path, prefix: &str) -> std::io::Result<()> {
        for entry in std::fs::read_dir(dir)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() {
                self.add_folder(&entry.path(), &format!("{prefix}{name}/"))?;
            } else {
                self.add(&format!("{prefix}{name}"), std::fs::read(entry.path())?);
            }
        }
        Ok(())
    }

    /// Adds one file; those that pages link to get a name with their hash.
    pub fn add(&mut self, name: &str, body: Vec<u8>) {
        let hash = data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(&body)[..6]);
        let link = match name {
            "app.css" => Some(&mut self.links.css),
            "islands.js" => Some(&mut self.links.loader),
            "frontend.js" => Some(&mut self.links.js),
            "frontend_bg.wasm" => Some(&mut self.links.wasm),
            "favicon.svg" => Some(&mut self.links.icon),
            _ => None,
        };
        let hashed = link.is_some();
        let key = match link {
            None => name.to_string(),
            Some(link) => {
                let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
                let key = format!("{stem}-{hash}.{ending}");
                *link = format!("/assets/{key}");
                key
            }
        };
        let kind = kind_of(name);
        let compressible = !kind.starts_with("image/png") && !kind.starts_with("font/") && body.len() > 200 && body.len() <= LARGEST_TO_COMPRESS;
        let file = File {
            brotli: compressible.then(|| brotli_of(&body)).flatten(),
            body: body.into(),
            kind: HeaderValue::from_static(kind),
            etag: HeaderValue::from_str(&format!("\"{hash}\"")).unwrap_or_else(|_| HeaderValue::from_static("\"\"")),
            hashed,
        };
        self.files.insert(key, file);
    }

    /// Answers a request for a file.
    pub fn answer(&self, name: &str, asked: &HeaderMap) -> Response {
        let Some(file) = self.files.get(name) else { return (StatusCode::NOT_FOUND, "not found").into_response() };
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(header::CACHE_CONTROL, if file.hashed { FOREVER } else { ASK_AGAIN });
        headers.insert(header::ETAG, file.etag.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if asked.get(header::IF_NONE_MATCH) == Some(&file.etag) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        headers.insert(header::CONTENT_TYPE, file.kind.clone());
        let body = match &file.brotli {
            Some(brotli) if takes_brotli(asked) => {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
                brotli.clone()
            }
            _ => file.body.clone(),
        };
        (headers, body).into_response()
    }
}

/// The site, shared.
pub type SharedSite = Arc<Site>;

fn takes_brotli(asked: &HeaderMap) -> bool {
    asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(',')).any(|part| {
        let (coding, weight) = part.split_once(';').unwrap_or((part, ""));
        coding.trim().eq_ignore_ascii_case("br") && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

fn brotli_of(body: &[u8]) -> Option<Bytes> {
    use std::io::Write;
    let mut out = Vec::with_capacity(body.len() / 3);
    let mut writer = brotli::CompressorWriter::new(&mut out, 64 * 1024, QUALITY, 22);
    writer.write_all(body).ok()?;
    writer.flush().ok()?;
    drop(writer);
    (out.len() < body.len()).then(|| out.into())
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "json" | "webmanifest" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_content() {
        let mut one = Site::default();
        one.add("app.css", b"a{}".to_vec());
        let mut two = Site::default();
        two.add("app.css", b"b{}".to_vec());
        assert!(one.links.css.starts_with("/assets/app-") && one.links.css.ends_with(".css"));
        assert_ne!(one.links.css, two.links.css);
    }
    #[test]
    fn brotli_when_asked_for() {
        let mut site = Site::default();
        site.add("islands.js", "let x = 1;\n".repeat(100).into_bytes());
        let name = site.links.loader.trim_start_matches("/assets/").to_string();
        let mut asked = HeaderMap::new();
        assert!(!site.answer(&name, &asked).headers().contains_key(header::CONTENT_ENCODING));
        asked.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, br;q=0"));
        assert!(!site.answer(&name, &asked).headers().contains_key(header::CONTENT_ENCODING));
        asked.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, deflate, br"));
        let answer = site.answer(&name, &asked);
        assert_eq!(answer.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(answer.headers()[header::VARY], "accept-encoding");
        assert!(answer.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    }
    #[test]
    fn what_is_known_is_not_sent_again() {
        let mut site = Site::default();
        site.add("bench.txt", vec![b'x'; 10]);
        let first = site.answer("bench.txt", &HeaderMap::new());
        assert_eq!(first.headers()[header::CACHE_CONTROL], "no-cache");
        let mut asked = HeaderMap::new();
        asked.insert(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone());
        assert_eq!(site.answer("bench.txt", &asked).status(), StatusCode::NOT_MODIFIED);
    }
}
