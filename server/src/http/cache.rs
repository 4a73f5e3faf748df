//! Pages for readers without a session are drawn once a second at most, and anew after every write.
//!
//! A link in the evening news brings thousands to one page. What they get is the same for all of them: kept here for the second
//! in which it was drawn, under the number of writes until then. After a write by this process, or a note of one by another, the
//! number is another one and nothing old is found; what another process wrote without a note shows within a second.
//!
//! Kept are whole answers, compressed, with their headers. With them is the nonce of the policy, which several readers get in that
//! second. It stays unguessable where it matters: whoever plants a text must write it, and what is drawn after a write has a new one;
//! and what an address itself carries is drawn for that address only, after it was made up.

use app::error::AppError;
use app::live::Hub;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, Method, StatusCode, header};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

/// Bytes kept in all.
const CAPACITY: u64 = 32 * 1024 * 1024;
/// Largest page kept.
const LARGEST: usize = 512 * 1024;

/// What an answer depends on, for a reader without a session.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    address: String,
    /// `Accept-Encoding` as sent, and the theme.
    asked: String,
    generation: u64,
    second: i64,
}

impl Key {
    /// The key of a request, if its answer may be shared: it reads, and carries no cookie but that of the theme.
    pub fn of(request: &Request, live: &Hub, second: i64) -> Option<Self> {
        if *request.method() != Method::GET {
            return None;
        }
        let headers = request.headers();
        // what is said twice may be read in two ways: by us, and by whoever draws or compresses
        let once = |name| {
            let mut values = headers.get_all(name).iter();
            let first = values.next().map_or(Some(""), |v| v.to_str().ok())?;
            values.next().is_none().then_some(first)
        };
        let theme = match once(header::COOKIE)? {
            "" => "",
            "theme=light" => "light",
            "theme=dark" => "dark",
            _ => return None,
        };
        let encoding = once(header::ACCEPT_ENCODING)?;
        let address = request.uri().path_and_query()?.as_str();
        let fits = address.len() <= 500 && encoding.len() <= 100;
        fits.then(|| Self { address: address.into(), asked: format!("{encoding}\n{theme}"), generation: live.generation(), second })
    }
}

#[derive(Debug, Clone)]
struct Kept {
    headers: HeaderMap,
    body: Bytes,
}

#[derive(Debug, Clone)]
struct Bulk;

impl Weighter<Key, Kept> for Bulk {
    fn weight(&self, key: &Key, kept: &Kept) -> u64 {
        // headers and the map's own share, roughly
        (key.address.len() + kept.body.len() + 1500) as u64
    }
}

/// The pages of this second.
#[derive(Debug)]
pub struct PageCache(Cache<Key, Kept, Bulk>);

impl Default for PageCache {
    fn default() -> Self {
        Self(Cache::with_weighter(1000, CAPACITY, Bulk))
    }
}

impl PageCache {
    /// The answer, if it was drawn already.
    pub fn get(&self, key: &Key) -> Option<Response> {
        let kept = self.0.get(key)?;
        let mut response = Response::new(Body::from(kept.body));
        *response.headers_mut() = kept.headers;
        Some(response)
    }

    /// Keeps an answer if it is a page for everybody, and gives it on.
    pub async fn keep(&self, key: Key, response: Response) -> Response {
        let headers = response.headers();
        let is_page = headers.get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
        // pages behind a secret or a session say no-store, and one that sets a cookie is for one reader
        let is_public = headers.get(header::CACHE_CONTROL).is_some_and(|c| c == "no-cache") && !headers.contains_key(header::SET_COOKIE);
        if response.status() != StatusCode::OK || !is_page || !is_public {
            return response;
        }
        let (mut parts, body) = response.into_parts();
        let Ok(body) = axum::body::to_bytes(body, usize::MAX).await else {
            return AppError::Internal("the page could not be drawn".into()).into_response();
        };
        if body.len() <= LARGEST {
            parts.headers.insert(header::CONTENT_LENGTH, body.len().into());
            self.0.insert(key, Kept { headers: parts.headers.clone(), body: body.clone() });
        }
        Response::from_parts(parts, Body::from(body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(method: &str, cookie: &str, live: &Hub) -> Option<Key> {
        let mut request = http::Request::builder().method(method).uri("/stad?x=1");
        if !cookie.is_empty() {
            request = request.header(header::COOKIE, cookie);
        }
        Key::of(&request.body(Body::empty()).unwrap(), live, 7)
    }

    #[test]
    fn only_what_everybody_gets_is_shared() {
        let live = Hub::default();
        assert!(key("GET", "", &live).is_some());
        assert!(key("GET", "theme=dark", &live).is_some());
        assert_ne!(key("GET", "theme=dark", &live), key("GET", "", &live));
        for cookie in ["session=x", "theme=dark; session=x", "notice=saved", "themes=dark", "x", "theme=dark; theme=", "theme=pink"] {
            assert!(key("GET", cookie, &live).is_none(), "{cookie}");
        }
        let twice = http::Request::builder().uri("/stad").header(header::ACCEPT_ENCODING, "gzip").header(header::ACCEPT_ENCODING, "br");
        assert!(Key::of(&twice.body(Body::empty()).unwrap(), &live, 7).is_none());
        assert!(key("POST", "", &live).is_none() && key("HEAD", "", &live).is_none());
        let before = key("GET", "", &live);
        live.wrote();
        assert_ne!(before, key("GET", "", &live), "a write makes all of it old");
    }
}
