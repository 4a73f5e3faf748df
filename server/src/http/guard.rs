//! What stands before every request, in one place, since each layer of its own would cost every page.

use super::address::{self, Peer};
use super::cache::{Key, PageCache};
use super::{BODY_LIMIT, Options, origin};
use app::accounts::http::ClientAddress;
use app::attachments::upload;
use app::context::{App, Ctx};
use app::error::{AppError, Refusal};
use app::i18n::Locale;
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::FutureExt;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tracing::Instrument;

type Limiter = DefaultKeyedRateLimiter<IpAddr>;

/// How many SQL statements an answer took, in its extensions: tests hold pages to their budget by it.
#[derive(Debug, Clone, Copy)]
pub struct Statements(pub usize);

/// Settings and counters of the guard.
pub struct Guard {
    app: App,
    https: bool,
    proxies: usize,
    timeout: Duration,
    reads: Option<Limiter>,
    writes: Option<Limiter>,
    /// Begins every request's id, so that those of two runs differ.
    run: String,
    requests: AtomicU64,
    warned: AtomicBool,
    pages: Option<PageCache>,
}

impl Guard {
    pub fn new(app: App, options: &Options) -> Self {
        let limiter = |quota: fn(NonZeroU32) -> Quota, rate: u32, burst: u32| {
            Some(RateLimiter::keyed(quota(NonZeroU32::new(rate)?).allow_burst(NonZeroU32::new(burst.max(1))?)))
        };
        Self {
            https: app.settings.public_url.starts_with("https://"),
            proxies: options.trusted_proxies,
            timeout: options.request_timeout,
            reads: limiter(Quota::per_second, options.reads_per_second, options.reads_per_second.saturating_mul(4)),
            writes: limiter(Quota::per_minute, options.writes_per_minute, options.writes_per_minute / 2),
            run: app.rng.secret().chars().take(6).collect(),
            app,
            requests: AtomicU64::new(0),
            warned: AtomicBool::new(false),
            pages: options.share_pages.then(PageCache::default),
        }
    }

    /// Why a request does not even reach its handler.
    fn refuse(&self, request: &Request, client: IpAddr) -> Result<(), AppError> {
        let (method, headers) = (request.method(), request.headers());
        let one_click = origin::one_click(method, request.uri().path());
        if !one_click && !origin::allowed(method, headers, &self.app.settings.public_url) {
            tracing::debug!("a request from another site");
            return Err(AppError::Refused(Refusal::NotAllowed));
        }
        // NUL has no place in an address, and none in a text of PostgreSQL
        if request.uri().path_and_query().is_some_and(|p| p.as_str().contains("%00")) {
            return Err(AppError::BadRequest("nul"));
        }
        let most = if takes_file(request) { upload::BODY_LIMIT } else { BODY_LIMIT as u64 };
        if headers.get(header::CONTENT_LENGTH).and_then(|l| l.to_str().ok()?.parse::<u64>().ok()).is_some_and(|l| l > most) {
            return Err(AppError::TooLarge);
        }
        // what only shows something while one types takes no form's place
        // and a mail provider ends followings for many people from one address
        // and a whole meeting that votes may sit behind one address: what its people press is counted for each of them
        let asks = one_click || is_floor(request) || matches!(*method, Method::GET | Method::HEAD) || ASKING.contains(&request.uri().path());
        let limiter = if asks { &self.reads } else { &self.writes };
        match limiter {
            Some(limiter) if !self.is_local(client, headers) => limiter
                .check_key(&address::limited_as(client))
                .map_err(|until| AppError::TooOften(until.wait_time_from(DefaultClock::default().now()).as_secs() + 1)),
            _ => Ok(()),
        }
    }

    /// The machine itself is not limited, unless a proxy stands there that we were not told of.
    fn is_local(&self, client: IpAddr, headers: &HeaderMap) -> bool {
        if !client.is_loopback() {
            return false;
        }
        let proxied = headers.contains_key("x-forwarded-for") || headers.contains_key(header::FORWARDED);
        if proxied && self.proxies == 0 && !self.warned.swap(true, Ordering::Relaxed) {
            tracing::warn!("requests come through a proxy; set trusted_proxies, or all people count as one address");
        }
        !proxied
    }

    /// Puts on every answer what all carry, and writes the log.
    fn finish(&self, mut response: Response, id: &str, span: &tracing::Span, started: Instant) -> Response {
        dress(response.headers_mut(), self.https);
        if let Ok(id) = HeaderValue::from_str(id) {
            response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
        }
        let took = started.elapsed();
        let status = response.status().as_u16();
        if took > Duration::from_secs(2) {
            span.in_scope(|| tracing::warn!(target: "access", status, ms = took.as_millis(), "slow"));
        } else {
            span.in_scope(|| tracing::debug!(target: "access", status, us = took.as_micros(), "answered"));
        }
        response
    }

    /// Forgets addresses that have not been seen for a while.
    fn tidy(&self) {
        for limiter in self.reads.iter().chain(&self.writes) {
            limiter.retain_recent();
        }
    }
}

/// The form of this request may carry a file, which it limits by itself.
fn takes_file(request: &Request) -> bool {
    *request.method() == Method::POST && request.extensions().get::<MatchedPath>().is_some_and(|route| route.as_str().ends_with("/bilagor"))
}

/// The request comes from the page of a running meeting.
fn is_floor(request: &Request) -> bool {
    let is_route = |route: &MatchedPath| route.as_str().contains("/moten/{meeting}/nu");
    request.extensions().get::<MatchedPath>().is_some_and(is_route)
}

/// Server functions that change nothing.
const ASKING: &[&str] = &["/api/issues/preview", "/api/issues/hints", "/api/issues/organisations"];

/// What of a request a page about its failure needs.
struct Asked {
    uri: Uri,
    cookie: Option<HeaderValue>,
}

/// Runs a request.
pub async fn run(guard: std::sync::Arc<Guard>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let count = guard.requests.fetch_add(1, Ordering::Relaxed);
    if count % 10_000 == 9_999 {
        guard.tidy();
    }
    let id = format!("{}-{count:x}", guard.run);
    let peer = request.extensions().get::<Peer>().map(|p| p.0.ip());
    let client = address::client(peer, request.headers(), guard.proxies);
    request.extensions_mut().insert(ClientAddress(client));
    let method = request.method().clone();
    // the pattern, never the path: some paths are secrets
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("-", MatchedPath::as_str);
    let asked = Asked { uri: request.uri().clone(), cookie: request.headers().get(header::COOKIE).cloned() };
    let span = tracing::info_span!("request", %id, %method, route);
    let statements = Arc::<AtomicUsize>::default();

    let limit = if takes_file(&request) { guard.timeout.max(upload::TIME_LIMIT) } else { guard.timeout };
    let mut response = match guard.refuse(&request, client) {
        Err(e) => e.into_response(),
        Ok(()) => {
            let shared = guard.pages.as_ref().and_then(|pages| Some((pages, Key::of(&request, &guard.app.live, guard.app.clock.now().timestamp())?)));
            if let Some(response) = shared.as_ref().and_then(|(pages, key)| pages.get(key)) {
                return guard.finish(response, &id, &span, started);
            }
            let work = AssertUnwindSafe(async {
                let response = next.run(request).await;
                match shared {
                    Some((pages, key)) => pages.keep(key, response).await,
                    None => response,
                }
            });
            let work = app::db::counted(statements.clone(), work.catch_unwind()).instrument(span.clone());
            match tokio::time::timeout(limit, work).await {
                Ok(Ok(response)) => response,
                Ok(Err(panic)) => {
                    let why = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("?");
                    span.in_scope(|| AppError::Internal(format!("panic: {why}")).into_response())
                }
                Err(_) => {
                    span.in_scope(|| tracing::warn!("gave up after {} s", limit.as_secs()));
                    AppError::Unavailable.into_response()
                }
            }
        }
    };
    if response.status().is_client_error() || response.status().is_server_error() {
        response = failed(&guard.app, &asked, response);
    }
    response.extensions_mut().insert(Statements(statements.load(Ordering::Relaxed)));
    guard.finish(response, &id, &span, started)
}

/// Turns what layers and extractors left as bare statuses into pages of ours. Pages that handlers made stay.
fn failed(app: &App, asked: &Asked, response: Response) -> Response {
    let path = asked.uri.path();
    let is_page = !["/api/", "/assets/", "/_test/", "/health"].iter().any(|p| path.starts_with(p));
    let has_text = response.headers().get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    if !is_page || has_text {
        return response;
    }
    let kept = response.extensions().get::<std::sync::Arc<AppError>>().cloned();
    let error = match (kept, response.status()) {
        (Some(e), _) => e,
        (None, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED) => AppError::NotFound.into(),
        (None, StatusCode::PAYLOAD_TOO_LARGE) => AppError::TooLarge.into(),
        (None, StatusCode::FORBIDDEN) => AppError::Refused(Refusal::NotAllowed).into(),
        (None, StatusCode::TOO_MANY_REQUESTS) => AppError::TooOften(60).into(),
        (None, StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT) => AppError::Unavailable.into(),
        (None, s) if s.is_client_error() => AppError::BadRequest("request").into(),
        (None, _) => AppError::Internal("no answer".into()).into(),
    };
    let mut page = app::shell::error_page(&asked.ctx(app), &error, response.extensions().get::<app::ui::form::Typed>().map(|typed| (typed, asked.uri.path())));
    if let AppError::TooOften(seconds) = &*error {
        page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    page
}

impl Asked {
    /// A context as for somebody not signed in: the session may be what failed.
    fn ctx(&self, app: &App) -> Ctx {
        let full = self.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
        let (locale, path) = match full.strip_prefix("/en") {
            Some("") => (Locale::En, "/".to_string()),
            Some(rest) if rest.starts_with('/') => (Locale::En, rest.to_string()),
            Some(rest) if rest.starts_with('?') => (Locale::En, format!("/{rest}")),
            _ => (Locale::Sv, full.to_string()),
        };
        let cookies = self.cookie.as_ref().and_then(|c| c.to_str().ok()).unwrap_or_default();
        let theme = cookies.split(';').filter_map(|c| c.trim().strip_prefix("theme=")).find_map(|t| match t {
            "light" => Some("light"),
            "dark" => Some("dark"),
            _ => None,
        });
        Ctx { locale, path, theme, nonce: app.rng.secret(), ..Ctx::system(app) }
    }
}

/// Headers that every answer carries.
fn dress(headers: &mut HeaderMap, https: bool) {
    let fixed = |s: &'static str| HeaderValue::from_static(s);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff"));
    headers.insert(header::X_FRAME_OPTIONS, fixed("DENY"));
    headers.insert(HeaderName::from_static("permissions-policy"), fixed("camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"));
    headers.insert(HeaderName::from_static("cross-origin-opener-policy"), fixed("same-origin"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), fixed("same-origin"));
    headers.entry(header::REFERRER_POLICY).or_insert(fixed("strict-origin-when-cross-origin"));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(fixed("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"));
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, fixed("max-age=31536000; includeSubDomains"));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use app::db::Kind;
    use app::db::testing::World;
    use axum::Router;
    use axum::body::Body;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    async fn ask(path: &str) -> (StatusCode, String) {
        let w = World::new(Kind::Sqlite).await;
        let options = Options { request_timeout: Duration::from_millis(100), ..Options::default() };
        let guard = std::sync::Arc::new(Guard::new(w.app.clone(), &options));
        async fn boom() -> &'static str {
            panic!("for the test")
        }
        let router: Router = Router::new()
            .route("/en/boom", get(boom))
            .route("/slow", get(async || tokio::time::sleep(Duration::from_secs(9)).await))
            .route("/internal", get(async || AppError::Internal("a secret".into())))
            .layer(from_fn(move |request, next| run(guard.clone(), request, next)));
        let request = http::Request::builder().uri(path).header(header::COOKIE, "theme=dark").body(Body::empty()).unwrap();
        let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
        assert!(parts.headers.contains_key("x-request-id") && parts.headers.contains_key(header::CONTENT_SECURITY_POLICY));
        let body = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        w.end().await;
        (parts.status, body)
    }

    #[tokio::test]
    async fn a_panic_is_a_page() {
        let (status, body) = ask("/en/boom").await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(body.contains("<html lang=\"en\" data-theme=\"dark\"") && body.contains("Something went wrong on our side"), "{body}");
        assert!(!body.contains("for the test"));
    }
    #[tokio::test]
    async fn what_takes_too_long_is_given_up() {
        let (status, body) = ask("/slow").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(body.contains("<html lang=\"sv\""), "{body}");
    }
    #[tokio::test]
    async fn our_faults_keep_their_reason_to_themselves() {
        let (status, body) = ask("/internal").await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(body.contains("<!DOCTYPE html>") && !body.contains("a secret"));
    }
}
