//! Following through the router: one click from anywhere ends it, and nothing else comes from anywhere.

use crate::common::{Answer, Web, web};
use crate::things::things;
use app::following::service::{FollowForm, follow};
use app::jobs::{Job, Mail};
use app::scalar;
use axum::body::Body;
use http::{HeaderValue, Request, header};

async fn count(web: &Web) -> i64 {
    let mut conn = app::context::Ctx::system(&web.app).read().await.unwrap();
    scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM follow").unwrap()
}

async fn newest_mail(w: &app::db::testing::World) -> Mail {
    let mut conn = w.visitor().read().await.unwrap();
    let payload = scalar!(conn, String, fetch_one, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id DESC LIMIT 1").unwrap();
    match serde_json::from_str(&payload).unwrap() {
        Job::Mail(mail) => mail,
        job => panic!("{job:?}"),
    }
}

/// As a mail provider's server sends it: from nowhere, or from a page of its own, with whatever cookies there are.
async fn from_elsewhere(web: &Web, path: &str, body: &'static str, kind: &'static str) -> Answer {
    let mut request = Request::builder().method("POST").uri(path).body(Body::from(body)).unwrap();
    let headers = request.headers_mut();
    headers.insert(header::HOST, HeaderValue::from_static("dialog.example.org"));
    headers.insert(header::ORIGIN, HeaderValue::from_static("https://mail.example.net"));
    headers.insert("sec-fetch-site", HeaderValue::from_static("cross-site"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    headers.insert(header::COOKIE, HeaderValue::from_static("__Host-session=AAAAAAAAAAAAAAAAAAAAAA"));
    web.send(request).await
}

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data; boundary=b";
const PARTS: &str = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";

app::on_both! {
    async fn one_click_from_anywhere_ends_it(w: World) {
        things(w).await;
        let web = web(w).await;
        for (email, body, kind) in [("eli@example.net", "List-Unsubscribe=One-Click", FORM), ("ola@example.net", PARTS, MULTIPART)] {
            follow(&w.visitor(), "stad", 1, &FollowForm { email: email.into(), ..FollowForm::default() }).await.unwrap();
            let url = newest_mail(w).await.end_url.unwrap();
            let path = url.strip_prefix("https://dialog.example.org").unwrap();
            let own = path.strip_suffix("/sluta").unwrap();
            assert_eq!(web.get(path).await.status, 200, "a page with a button, for programs that only open it");
            assert_eq!(from_elsewhere(&web, path, "", kind).await.status, 400, "only what the standard says");
            assert_eq!(from_elsewhere(&web, own, "show=end", FORM).await.status, 403, "the page's own form comes from our pages");
            assert_eq!(count(&web).await, 1, "nothing of that ends it");
            let done = from_elsewhere(&web, path, body, kind).await;
            assert_eq!((done.status.as_u16(), done.header("location")), (200, ""));
            assert_eq!(count(&web).await, 0);
            let page = web.get(own).await;
            assert_eq!((page.status.as_u16(), page.header("referrer-policy")), (410, "no-referrer"));
            // a mail program that tries again hears that it is done
            assert_eq!(from_elsewhere(&web, path, body, kind).await.status, 200);
        }
    }

    async fn the_answer_is_the_same_for_every_address(w: World) {
        things(w).await;
        let web = web(w).await;
        let mut answers = Vec::new();
        // one of an account, one of nobody, and one that asks again
        for email in ["ida@example.org", "ingen@example.net", "ingen@example.net"] {
            let answer = web.post("/stad/fragor/1-lampan-vid-torget/folj", &format!("email={email}")).await;
            answers.push((answer.status, answer.header("location").to_string(), answer.header("set-cookie").to_string(), answer.body));
        }
        assert_eq!(answers[0].0, 303);
        // somebody whose session has ended is asked to sign in, not for an address
        assert_eq!(web.post("/stad/fragor/1-lampan-vid-torget/folj", "on=0").await.status, 401);
        assert!(answers[0] == answers[1] && answers[1] == answers[2]);
        // looking at the link changes nothing; its page says nothing of the address, and no page after it learns where one was
        let mail = newest_mail(w).await;
        let path = mail.text.split_whitespace().find_map(|word| word.strip_prefix("https://dialog.example.org")).unwrap().to_string();
        let page = web.get(&path).await;
        assert_eq!((page.status.as_u16(), page.header("referrer-policy"), page.header("cache-control")), (200, "no-referrer", "no-store"));
        assert!(page.body.contains("Ja, följ frågan") && !page.body.contains("ingen@example.net"));
        let mut conn = w.visitor().read().await.unwrap();
        assert_eq!(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM follow WHERE confirmed_at IS NOT NULL").unwrap(), 0);
        drop(conn);
        let done = web.post(&path, "show=confirm").await;
        assert_eq!((done.status.as_u16(), done.header("location")), (303, "/stad/fragor/1-lampan-vid-torget"));
        assert!(web.get("/stad/fragor/1-lampan-vid-torget").await.body.contains("<b id=\"follower-count\">1</b>"));
    }
}
