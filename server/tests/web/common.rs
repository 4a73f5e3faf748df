//! A router on the small world, and requests to it.
#![allow(missing_docs)]

use app::accounts::sessions;
use app::attachments::files::Drawer;
use app::context::{App, Ctx, Shared};
use app::db::testing::World;
use axum::Router;
use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, Request, StatusCode, header};
use http_body_util::BodyExt;
use server::assets::Site;
use server::http::Statements;
use server::{Options, build_router};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt;
use tower_sessions::SessionStore;
use tower_sessions::session::Record;

/// Where the world is reached.
pub const ORIGIN: &str = "https://dialog.example.org";

pub struct Web {
    pub app: App,
    pub router: Router,
}

/// Everything of an answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub body: String,
    /// SQL statements that it took.
    pub statements: usize,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

/// A site of tiny files.
pub fn site() -> Site {
    let mut site = Site::default();
    site.add("app.css", b"body { color: black; }\n".repeat(40));
    site.add("islands.js", b"// loads\n".repeat(40));
    site.add("frontend.js", b"export default 1;\n".repeat(40));
    site.add("frontend_bg.wasm", b"\0asm".repeat(90));
    site.add("favicon.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>".to_vec());
    site
}

/// The state of the world again, with static files and perhaps other settings.
pub async fn web_with(w: &World, demo: bool, options: Options) -> Web {
    let site = Arc::new(site());
    let mut settings = w.app.settings.clone();
    settings.demo = demo;
    let app = Arc::new(Shared {
        db: w.app.db.clone(),
        clock: w.app.clock.clone(),
        rng: w.app.rng.clone(),
        settings,
        catalogue: Default::default(),
        live: w.app.live.clone(),
        assets: site.links.clone(),
        files: w.app.files.with_drawer(Drawer::Program(env!("CARGO_BIN_EXE_dialogforum").into())),
        limits: Default::default(),
        passwords: Default::default(),
    });
    app.catalogue.refresh(&app.db).await.unwrap();
    let router = build_router(app.clone(), &Options { site, ..options });
    Web { app, router }
}

pub async fn web(w: &World) -> Web {
    web_with(w, false, Options::default()).await
}

impl Web {
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response: Response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let is_stream = parts.headers.get(header::CONTENT_TYPE).is_some_and(|t| t == "text/event-stream");
        // an event stream does not end
        let bytes = if is_stream { Default::default() } else { body.collect().await.unwrap().to_bytes() };
        let statements = parts.extensions.get::<Statements>().map_or(0, |s| s.0);
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned(), statements }
    }
    /// What a stream says first, up to its first frame of data; then nobody listens any more. Of an answer that is no stream, all of it.
    pub async fn listen(&self, path: &str, cookie: Option<&str>) -> (StatusCode, String) {
        let response: Response = self.router.clone().oneshot(request("GET", path, cookie, "")).await.unwrap();
        let (parts, mut body) = response.into_parts();
        let is_stream = parts.headers.get(header::CONTENT_TYPE).is_some_and(|t| t == "text/event-stream");
        let mut said = String::new();
        let read = async {
            while !(is_stream && said.contains("data:")) {
                let Some(piece) = body.frame().await else { break };
                if let Ok(bytes) = piece.unwrap().into_data() {
                    said.push_str(std::str::from_utf8(&bytes).unwrap());
                }
            }
        };
        // a stream that says nothing would hold up the test for ever
        tokio::time::timeout(Duration::from_secs(20), read).await.unwrap_or_else(|_| panic!("{path} says nothing"));
        (parts.status, said)
    }
    pub async fn get(&self, path: &str) -> Answer {
        self.send(request("GET", path, None, "")).await
    }
    pub async fn get_as(&self, path: &str, cookie: &str) -> Answer {
        self.send(request("GET", path, Some(cookie), "")).await
    }
    pub async fn post(&self, path: &str, form: &str) -> Answer {
        self.send(request("POST", path, None, form)).await
    }
    pub async fn post_as(&self, path: &str, form: &str, cookie: &str) -> Answer {
        self.send(request("POST", path, Some(cookie), form)).await
    }
    /// A session cookie of somebody, acting for what their context says.
    pub async fn session(&self, ctx: &Ctx) -> String {
        let actor = ctx.actor.as_ref().unwrap();
        let data = HashMap::from([("person".to_string(), serde_json::json!(actor.person_id)), ("as".to_string(), serde_json::json!(actor.acting_as))]);
        let mut record = Record { id: Default::default(), data, expiry_date: time::OffsetDateTime::now_utc() };
        sessions::Store(self.app.clone()).create(&mut record).await.unwrap();
        format!("__Host-session={}", record.id)
    }
}

/// A request as a browser sends it from one of our own pages.
pub fn request(method: &str, path: &str, cookie: Option<&str>, form: &str) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path).body(Body::from(form.to_string())).unwrap();
    let headers = request.headers_mut();
    headers.insert(header::HOST, HeaderValue::from_static("dialog.example.org"));
    if method != "GET" {
        headers.insert(header::ORIGIN, HeaderValue::from_static(ORIGIN));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(form.len()));
    }
    if let Some(cookie) = cookie {
        headers.insert(header::COOKIE, HeaderValue::from_str(cookie).unwrap());
    }
    request
}
