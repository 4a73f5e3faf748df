//! Forms and server functions may be sent from our own pages only.

use http::{HeaderMap, Method, header};

/// True when a request may change something, or changes nothing anyway.
///
/// Browsers say where a request comes from by `Sec-Fetch-Site`, older ones by `Origin`. A request that says neither does
/// not come from a browser's form; it passes only without a cookie, so that nobody's session can be used.
pub fn allowed(method: &Method, headers: &HeaderMap, public_origin: &str) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    if let Some(origin) = headers.get(header::ORIGIN) {
        let Ok(origin) = origin.to_str() else { return false };
        let host = headers.get(header::HOST).and_then(|h| h.to_str().ok());
        let own_host = origin.split_once("://").is_some_and(|(_, o)| host.is_some_and(|h| h.eq_ignore_ascii_case(o)));
        return origin.eq_ignore_ascii_case(public_origin) || own_host;
    }
    !headers.contains_key(header::COOKIE)
}

/// True for the one route that mail programs and their servers send to by themselves (RFC 8058): they have no page of ours open, no
/// session and no cookie. It may come from anywhere, since it does nothing in anybody's name: the handler reads neither session nor
/// cookie, and all that it can do, ending one following, takes the secret in its address. Whoever knows that could do it as well on
/// the page of the link.
pub fn one_click(method: &Method, path: &str) -> bool {
    let path = path.strip_prefix("/en").unwrap_or(path);
    *method == Method::POST
        && path.strip_prefix("/foljer/").and_then(|rest| rest.strip_suffix("/sluta")).is_some_and(|secret| !secret.is_empty() && !secret.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn post(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs.iter().map(|(k, v)| (http::HeaderName::from_static(k), HeaderValue::from_static(v))).collect();
        allowed(&Method::POST, &headers, "https://dialog.example.org")
    }

    #[test]
    fn only_our_own_pages_send_forms() {
        assert!(post(&[("sec-fetch-site", "same-origin"), ("cookie", "a=b")]));
        assert!(post(&[("sec-fetch-site", "none")]));
        assert!(!post(&[("sec-fetch-site", "same-site"), ("origin", "https://dialog.example.org")]));
        assert!(!post(&[("sec-fetch-site", "cross-site")]));
        assert!(post(&[("origin", "https://dialog.example.org"), ("cookie", "a=b")]));
        assert!(post(&[("origin", "http://localhost:3000"), ("host", "localhost:3000")]));
        assert!(!post(&[("origin", "https://evil.example"), ("host", "dialog.example.org")]));
        assert!(!post(&[("origin", "null"), ("host", "dialog.example.org")]));
        assert!(!post(&[("cookie", "session=x")]));
        assert!(post(&[]));
    }
    #[test]
    fn one_route_alone_may_be_sent_to_from_anywhere() {
        for path in ["/foljer/abc/sluta", "/en/foljer/abc/sluta"] {
            assert!(one_click(&Method::POST, path), "{path}");
        }
        for path in [
            "/foljer/abc",
            "/foljer",
            "/foljer//sluta",
            "/foljer/sluta",
            "/foljer/a/b/sluta",
            "/x/foljer/abc/sluta",
            "/foljer/abc/sluta/",
            "/stad/fragor/1/folj",
        ] {
            assert!(!one_click(&Method::POST, path), "{path}");
        }
        assert!(!one_click(&Method::DELETE, "/foljer/abc/sluta"));
    }
    #[test]
    fn reading_is_free() {
        let mut headers = HeaderMap::new();
        headers.insert("sec-fetch-site", HeaderValue::from_static("cross-site"));
        assert!(allowed(&Method::GET, &headers, "https://x"));
        assert!(!allowed(&Method::DELETE, &headers, "https://x"));
    }
}
