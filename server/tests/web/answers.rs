//! What holds for every answer, whatever page it is.

use crate::common::{ORIGIN, request, web, web_with};
use app::context::Ctx;
use app::db::testing::World;
use app::issues::service::{IssueForm, post};
use axum::body::Body;
use http::{HeaderValue, Request, StatusCode, header};
use server::Options;
use server::http::Peer;

async fn an_issue(w: &World) -> Ctx {
    let anna = w.person("anna").await;
    let form = IssueForm {
        key: "k".into(),
        r#as: anna.actor.as_ref().unwrap().acting_as.unwrap().to_string(),
        title: "Lampan vid torget".into(),
        what: "Lampan vid torget har varit trasig sedan i höstas.".into(),
        why: "Det är mörkt.".into(),
        whom: "Alla som går där.".into(),
        ask: "Laga lampan.".into(),
        forum: "rost".into(),
        ..IssueForm::default()
    };
    post(&anna, "stad", &form).await.unwrap();
    anna
}

app::on_both! {
    async fn headers_of_pages(w: World) {
        let web = web(w).await;
        for path in ["/", "/en", "/stad", "/finns-inte", "/assets/nothing.css", "/health", "/robots.txt"] {
            let a = web.get(path).await;
            assert_eq!(a.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(a.header("x-frame-options"), "DENY", "{path}");
            // the address of an error page may hold a secret that no longer works
            let referrer = if path == "/finns-inte" { "no-referrer" } else { "strict-origin-when-cross-origin" };
            assert_eq!(a.header("referrer-policy"), referrer, "{path}");
            assert!(a.header("strict-transport-security").contains("max-age="), "{path}");
            assert!(a.header("content-security-policy").contains("default-src 'none'"), "{path}");
            assert!(a.header("permissions-policy").contains("camera=()"), "{path}");
            assert_eq!(a.header("cross-origin-opener-policy"), "same-origin", "{path}");
            assert!(!a.header("x-request-id").is_empty(), "{path}");
        }
    }
    async fn the_nonce_fits(w: World) {
        let anna = an_issue(w).await;
        let web = web(w).await;
        let cookie = web.session(&anna).await;
        let a = web.get_as("/stad/fragor/1-lampan-vid-torget", &cookie).await;
        assert_eq!(a.status, StatusCode::OK);
        let csp = a.header("content-security-policy").to_string();
        let nonce = csp.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_string();
        assert!(nonce.len() >= 20);
        assert!(a.body.contains("<leptos-island"), "the page has an island");
        let scripts = a.body.matches("<script").count();
        assert!(scripts > 0, "a page with an island loads it");
        assert_eq!(scripts, a.body.matches(&format!("nonce=\"{nonce}\"")).count(), "each script has the nonce");
        for bad in [" style=\"", " onclick=", "unsafe-inline", "unsafe-eval'"] {
            assert!(!a.body.contains(bad), "{bad}");
            assert!(bad != "unsafe-inline" || !csp.contains(bad));
        }
        let again = web.get_as("/stad/fragor/1-lampan-vid-torget", &cookie).await;
        assert!(!again.header("content-security-policy").contains(&nonce), "each page has its own");
        assert!(!web.get("/stad").await.body.contains("<script"), "a page without islands loads nothing");
    }
    async fn forms_from_elsewhere_are_refused(w: World) {
        let web = web(w).await;
        let post = |pairs: &[(&'static str, &'static str)]| {
            let mut r = Request::builder().method("POST").uri("/tema").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            for (k, v) in pairs {
                r = r.header(*k, *v);
            }
            r.body(Body::from("theme=dark&till=/")).unwrap()
        };
        for bad in [
            &[("sec-fetch-site", "cross-site"), ("origin", crate::common::ORIGIN)][..],
            &[("sec-fetch-site", "same-site")],
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
            &[("cookie", "__Host-session=x")],
        ] {
            let a = web.send(post(bad)).await;
            assert_eq!(a.status, StatusCode::FORBIDDEN, "{bad:?}");
            assert!(a.body.contains("<!DOCTYPE html>"), "a page of ours");
            assert!(a.header("set-cookie").is_empty());
        }
        for good in [&[("sec-fetch-site", "same-origin"), ("cookie", "a=b")][..], &[("origin", crate::common::ORIGIN)], &[("host", "x.org"), ("origin", "https://x.org")], &[]] {
            assert_eq!(web.send(post(good)).await.status, StatusCode::SEE_OTHER, "{good:?}");
        }
    }
    async fn pages_that_do_not_exist(w: World) {
        let web = web(w).await;
        for path in ["/finns-inte", "/stad/finns/inte/alls", "/stad/fragor/999-x"] {
            let sv = web.get(path).await;
            assert_eq!(sv.status, StatusCode::NOT_FOUND, "{path}");
            assert!(sv.body.contains("<html lang=\"sv\"") && sv.body.contains("Sidan finns inte"), "{path}: {}", sv.body);
            let en = web.get(&format!("/en{path}")).await;
            assert_eq!(en.status, StatusCode::NOT_FOUND, "{path}");
            assert!(en.body.contains("<html lang=\"en\"") && en.body.contains("The page does not exist"), "{path}");
        }
        let a = web.get("/tema").await;
        assert_eq!(a.status, StatusCode::NOT_FOUND, "a form's address is no page");
        assert!(a.body.contains("Sidan finns inte"));
    }
    async fn bodies_have_a_limit(w: World) {
        let web = web(w).await;
        let large = format!("theme=dark&till=/{}", "x".repeat(1_100_000));
        let a = web.post("/en/tema", &large).await;
        assert_eq!(a.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(a.body.contains("That was too large"), "{}", a.body);
        let mut untold = request("POST", "/tema", None, &large);
        untold.headers_mut().remove(header::CONTENT_LENGTH);
        assert_eq!(web.send(untold).await.status, StatusCode::PAYLOAD_TOO_LARGE, "also when the length is not told");
        let a = web.post("/tema", "rubbish").await;
        assert_eq!(a.status, StatusCode::BAD_REQUEST);
        assert!(a.body.contains("<!DOCTYPE html>"));
    }
    /// Signed out while writing: what was typed comes back, ready to be sent again.
    async fn what_was_typed_survives_a_lost_session(w: World) {
        let web = web(w).await;
        let body = "key=k&as=6&title=En+fr%C3%A5ga+om+trottoarer&what=Kanterna+%3Cb%3E%C3%A4r+h%C3%B6ga";
        let mut r = request("POST", "/en/stad/fragor/ny", None, body);
        r.headers_mut().insert(header::REFERER, HeaderValue::from_static("https://dialog.example.org/en/stad/fragor/ny?forum=rost"));
        let a = web.send(r).await;
        assert_eq!(a.status, StatusCode::UNAUTHORIZED);
        for there in [
            "action=\"/en/stad/fragor/ny\"",
            "name=\"title\" value=\"En fråga om trottoarer\"",
            "Kanterna &lt;b&gt;är höga</blockquote>",
            "href=\"/en/logga-in?till=/stad/fragor/ny%3Fforum%3Drost\" target=\"_blank\"",
            // the language link leads to the page, not to where the form was sent
            "href=\"/stad/fragor/ny?forum=rost\"",
        ] {
            assert!(a.body.contains(there), "{there}: {}", a.body);
        }
        let cookie = web.session(&w.person("bo").await).await;
        let a = web.post_as("/stad/moten/nytt", "key=k&as=1&title=Ett+m%C3%B6te", &cookie).await;
        assert!(a.body.contains("Det du skrev finns kvar") && a.body.contains("Ett möte"), "{}", a.body);
    }
    /// A page is drawn once for all who read it within a second, and anew after a write. The nonce tells two drawings apart.
    async fn readers_share_what_was_drawn(w: World) {
        let web = web_with(w, false, Options { share_pages: true, ..Options::default() }).await;
        let drawn = async || web.get("/stad").await.header("content-security-policy").to_string();
        let first = drawn().await;
        assert_eq!(drawn().await, first);
        let dark = web.get_as("/stad", "theme=dark").await;
        assert!(dark.body.contains("data-theme=\"dark\"") && dark.header("x-request-id") != web.get("/stad").await.header("x-request-id"));
        assert_ne!(web.get("/en/stad").await.header("content-security-policy"), first);
        let cookie = web.session(&w.person("anna").await).await;
        let own = web.get_as("/stad", &cookie).await;
        assert!(own.header("cache-control") == "no-store" && own.body.contains("Anna"));
        assert!(!web.get("/stad").await.body.contains("Anna"), "nobody gets what was drawn for somebody");
        let again = drawn().await;
        assert_eq!(web.post("/tema", "theme=dark&till=/stad").await.status, StatusCode::SEE_OTHER);
        assert_eq!(drawn().await, again, "nothing was written");
        an_issue(w).await;
        let after = drawn().await;
        assert_ne!(after, again, "after a write it is drawn anew");
        w.app.clock.advance(chrono::TimeDelta::seconds(1));
        assert_ne!(drawn().await, after, "a second later too");
    }
    async fn nul_is_no_part_of_an_address(w: World) {
        let web = web(w).await;
        for path in ["/stad/organisationer/%00", "/stad/moten/1-%00", "/stad/fragor?q=%00"] {
            assert_eq!(web.get(path).await.status, StatusCode::BAD_REQUEST, "{path}");
        }
        let cookie = web.session(&w.person("anna").await).await;
        let a = web.post_as("/stad/fragor/ny", "key=%00k&as=6&title=x%00", &cookie).await;
        assert_ne!(a.status, StatusCode::INTERNAL_SERVER_ERROR, "{}", a.body);
    }
    async fn health_and_what_machines_ask_for(w: World) {
        let web = web(w).await;
        let a = web.get("/health").await;
        assert_eq!((a.status, a.body.as_str()), (StatusCode::OK, "ok"));
        assert_eq!(a.header("cache-control"), "no-store");
        assert!(web.get("/robots.txt").await.body.contains("User-agent: *"));
        let icon = web.get("/favicon.ico").await;
        assert!(icon.header("location").starts_with("/assets/favicon-"));
    }
    async fn static_files_stay(w: World) {
        let web = web(w).await;
        let css = web.app.assets.css.clone();
        assert!(web.get("/").await.body.contains(&format!("href=\"{css}\"")));
        let a = web.get(&css).await;
        assert_eq!(a.header("content-type"), "text/css; charset=utf-8");
        assert!(a.header("cache-control").contains("max-age=31536000") && a.header("cache-control").contains("immutable"));
        assert_eq!(a.header("vary"), "accept-encoding");
        let mut r = request("GET", &css, None, "");
        r.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, br"));
        let a = web.send(r).await;
        assert_eq!(a.header("content-encoding"), "br");
        assert_eq!(a.headers.get_all("vary").iter().count(), 1);
        assert_eq!(web.get("/assets/../Cargo.toml").await.status, StatusCode::NOT_FOUND);
        assert_eq!(web.get("/assets/app.css").await.status, StatusCode::NOT_FOUND, "only under the name with its hash");
    }
    async fn pages_are_compressed(w: World) {
        let web = web(w).await;
        for (asked, got) in [("br, gzip", "br"), ("gzip", "gzip"), ("identity", "")] {
            let mut r = request("GET", "/stad", None, "");
            r.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_str(asked).unwrap());
            assert_eq!(web.send(r).await.header("content-encoding"), got);
        }
    }
    async fn both_languages_have_their_address(w: World) {
        let web = web(w).await;
        assert!(web.get("/stad").await.body.contains("<html lang=\"sv\""));
        assert!(web.get("/en/stad").await.body.contains("<html lang=\"en\""));
        let a = web.get("/en/?x=1").await;
        assert_eq!((a.status, a.header("location")), (StatusCode::PERMANENT_REDIRECT, "/en?x=1"));
    }
    async fn old_addresses_lead_on_with_what_they_ask(w: World) {
        an_issue(w).await;
        let web = web(w).await;
        for (asked, to) in [
            ("/stad/fragor/1-gammal?svara=1&efter=2", "/stad/fragor/1-lampan-vid-torget?svara=1&efter=2"),
            ("/en/stad/fragor/1?efter=2", "/en/stad/fragor/1-lampan-vid-torget?efter=2"),
            ("/stad/fragor/1/historik?fran=1&till=2", "/stad/fragor/1-lampan-vid-torget/historik?fran=1&till=2"),
            ("/stad/fragor/1", "/stad/fragor/1-lampan-vid-torget"),
        ] {
            let a = web.get(asked).await;
            assert_eq!((a.status, a.header("location")), (StatusCode::PERMANENT_REDIRECT, to));
        }
    }
    async fn visitors_get_no_cookie(w: World) {
        let web = web(w).await;
        for path in ["/", "/stad", "/stad/fragor", "/logga-in"] {
            assert!(web.get(path).await.header("set-cookie").is_empty(), "{path}");
        }
    }
    async fn a_session_is_renewed_while_it_is_used(w: World) {
        let web = web(w).await;
        let cookie = web.session(&w.person("anna").await).await;
        for _ in 0..3 {
            w.days_pass(20);
            assert_eq!(web.get_as("/konto", &cookie).await.status, StatusCode::OK);
        }
        w.days_pass(31);
        assert_eq!(web.get_as("/konto", &cookie).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(web.get_as("/stad", "__Host-session=rubbish").await.status, StatusCode::OK);
    }
    /// A minute that has passed leads to what can be done instead, whatever page the form stood on.
    async fn an_undo_that_comes_late_leads_to_a_new_decision(w: World) {
        an_issue(w).await;
        let eva = w.person("eva").await;
        let web = web(w).await;
        let cookie = web.session(&eva).await;
        let kansli = eva.actor.as_ref().unwrap().acting_as.unwrap();
        let form = format!("key=k1&as={kansli}&version=1&act=close&reason=Klart.");
        assert_eq!(web.post_as("/stad/fragor/1-lampan-vid-torget/beslut", &form, &cookie).await.status, StatusCode::SEE_OTHER);
        w.app.clock.advance(chrono::TimeDelta::seconds(61));
        for english in ["", "/en"] {
            let from = format!("{ORIGIN}{english}/stad/fragor/1-lampan-vid-torget");
            let mut late = request("POST", &format!("{english}/stad/fragor/1-lampan-vid-torget/angra"), Some(&cookie), &format!("key=k2&as={kansli}"));
            late.headers_mut().insert(header::REFERER, HeaderValue::from_str(&from).unwrap());
            let a = web.send(late).await;
            assert_eq!(a.status, StatusCode::CONFLICT);
            assert!(a.body.contains(&format!("href=\"{english}/stad/fragor/1-lampan-vid-torget/beslut\"")), "{}", a.body);
        }
    }
    /// What was typed comes back under the names that its form had.
    async fn what_is_given_back_has_its_own_names(w: World) {
        an_issue(w).await;
        let web = web(w).await;
        let lost = |act: &str| format!("key=k&as=4&version=1&act={act}&reason=Vi+bygger+den.&text=Vi+bygger+den+till+hösten.&next_on=2026-04-01");
        let a = web.post("/stad/fragor/1-lampan-vid-torget/beslut", &lost("answer")).await;
        assert_eq!(a.status, StatusCode::UNAUTHORIZED);
        for label in ["När följs svaret upp?", "Svaret i en mening"] {
            assert!(a.body.contains(&format!("<dt>{label}</dt>")), "{label}: {}", a.body);
        }
        assert!(web.post("/stad/fragor/1-lampan-vid-torget/beslut", &lost("refer")).await.body.contains("<dt>Nästa datum</dt>"));
    }
    async fn one_address_cannot_ask_without_end(w: World) {
        let web = web_with(w, false, Options { reads_per_second: 1, writes_per_minute: 4, ..Options::default() }).await;
        let from = |method: &str, address: &str| {
            let mut r = request(method, if method == "GET" { "/en/stad" } else { "/tema" }, None, if method == "GET" { "" } else { "theme=dark&till=/" });
            r.extensions_mut().insert(Peer(format!("{address}:4711").parse().unwrap()));
            r
        };
        let mut last = StatusCode::OK;
        for _ in 0..12 {
            let a = web.send(from("GET", "203.0.113.5")).await;
            last = a.status;
            if last == StatusCode::TOO_MANY_REQUESTS {
                assert!(a.header("retry-after").parse::<u64>().is_ok());
                assert!(a.body.contains("Too many attempts"));
                break;
            }
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(web.send(from("GET", "203.0.113.6")).await.status, StatusCode::OK, "another address");
        let statuses = [web.send(from("POST", "203.0.113.7")).await.status, web.send(from("POST", "203.0.113.7")).await.status, web.send(from("POST", "203.0.113.7")).await.status];
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::SEE_OTHER, StatusCode::TOO_MANY_REQUESTS]);
        for _ in 0..12 {
            assert_eq!(web.send(from("GET", "127.0.0.1")).await.status, StatusCode::OK, "the machine itself");
        }
    }
}
