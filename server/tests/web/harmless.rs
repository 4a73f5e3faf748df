//! Looks at a page as a browser builds it, and tells what in it nobody of ours wrote.

use scraper::{ElementRef, Html};

/// Elements that our pages are made of. What is in no page of ours is in none.
#[rustfmt::skip]
const OURS: &[&str] = &[
    "a", "article", "aside", "b", "blockquote", "body", "br", "button", "caption", "code", "datalist", "dd", "del", "details", "dialog", "div", "dl",
    "dt", "em", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "head", "header", "hr", "html", "i", "img", "input", "ins", "kbd", "label",
    "legend", "leptos-children", "leptos-island", "li", "link", "main", "meta", "meter", "nav", "noscript", "ol", "option", "p", "pre", "script", "section",
    "select", "small", "span", "strong", "summary", "table", "tbody", "td", "textarea", "th", "thead", "time", "title", "tr", "ul",
];
/// Elements inside what people wrote: those of the renderer, and ours for headings between texts and for what was changed.
#[rustfmt::skip]
const IN_PROSE: &[&str] = &[
    "a", "blockquote", "br", "code", "del", "details", "div", "em", "h2", "h3", "h4", "hr", "ins", "li", "ol", "p", "pre", "section", "span", "strong",
    "summary", "ul",
];
/// Attributes inside what people wrote.
const ATTRIBUTES_IN_PROSE: &[&str] = &["class", "href", "lang", "rel", "start"];
/// Attributes that no page of ours has.
const NEVER: &[&str] = &["background", "http-equiv", "is", "ping", "slot", "srcdoc", "srcset", "style", "to"];
/// Attributes that hold addresses.
const ADDRESSES: &[&str] = &["action", "cite", "data", "formaction", "href", "poster", "src"];

/// Everything in a page that only markup from outside can have put there. `nonce` is that of the page's policy.
pub fn complaints(page: &str, nonce: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    html.root_element().descendent_elements().flat_map(|e| of_element(&e, nonce)).collect()
}

/// The same for a piece of what people wrote.
pub fn complaints_in_prose(html: &str) -> Vec<String> {
    complaints(&format!("<!DOCTYPE html><title>x</title><div class=\"prose\">{html}</div>"), "none")
}

/// The nonce that a content security policy names.
pub fn nonce(policy: &str) -> &str {
    policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or("none")
}

fn of_element(e: &ElementRef<'_>, nonce: &str) -> Vec<String> {
    let name = e.value().name();
    let mut found = Vec::new();
    let mut complain = |what: String| found.push(format!("<{name}> {what}"));
    let above = || e.ancestors().filter_map(ElementRef::wrap);
    let prose = above().any(|a| a.value().classes().any(|class| class == "prose"));
    if !OURS.contains(&name) {
        complain("is no element of ours".into());
    }
    if prose && !IN_PROSE.contains(&name) {
        complain("stands in what somebody wrote".into());
    }
    if matches!(name, "meta" | "link" | "title" | "script") && !above().any(|a| a.value().name() == "head") {
        complain("stands outside the head".into());
    }
    if name == "script" && (e.attr("nonce") != Some(nonce) || !e.attr("src").is_some_and(|src| src.starts_with("/assets/")) || e.inner_html() != "") {
        complain("is no script of ours".into());
    }
    if name == "link" && !matches!(e.attr("rel"), Some("alternate" | "icon" | "stylesheet")) {
        complain("is no link of ours".into());
    }
    for (attribute, value) in e.value().attrs() {
        if attribute.starts_with("on") || NEVER.contains(&attribute) || !attribute.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit()) {
            complain(format!("has {attribute}={value:?}"));
        }
        // a page of ours beside the form that one is writing in
        let beside = value == "_blank" && e.attr("href").is_some_and(|href| href.starts_with('/'));
        if attribute == "target" && !beside {
            complain(format!("opens {value:?}"));
        }
        if prose && !ATTRIBUTES_IN_PROSE.contains(&attribute) {
            complain(format!("has {attribute}={value:?} in what somebody wrote"));
        }
        if matches!(attribute, "id" | "class" | "name") && value.contains("xss") {
            complain(format!("is built from outside: {attribute}={value:?}"));
        }
        let mention = prose && name == "a" && e.attr("class") == Some("mention") && is_in_register(value);
        if ADDRESSES.contains(&attribute) && !mention && !is_fine(value, prose) {
            complain(format!("leads to {value:?}"));
        }
        if matches!(attribute, "action" | "formaction") && !(value.starts_with('/') || value.starts_with('#')) {
            complain(format!("sends to {value:?}"));
        }
    }
    found
}

/// An address that may stand in a page. Browsers leave out tabs and line ends, and control characters and blanks before it. What
/// people wrote leads nowhere within the service, where a link could be taken for one of ours.
fn is_fine(address: &str, prose: bool) -> bool {
    let bare: String = address.trim_start_matches(|c: char| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let scheme = bare.split(['/', '?', '#']).next().and_then(|start| start.split_once(':')).map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("http" | "https" | "mailto") => true,
        Some(_) => false,
        None => !prose && !bare.replace('\\', "/").starts_with("//"),
    }
}

/// The page of an organisation, in one language or the other.
fn is_in_register(address: &str) -> bool {
    let parts: Vec<&str> = address.strip_prefix("/en").unwrap_or(address).split('/').collect();
    let plain = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    matches!(parts.as_slice(), ["", agreement, "organisationer", slug] if plain(agreement) && plain(slug))
}

mod tests {
    use super::{complaints, complaints_in_prose};
    use crate::xss::attempts;

    /// Pages that put a text where a careless template would, unescaped.
    const CARELESS: &[&str] = &[
        "<body><p>%</p><p class='a' id=\"b\">x</p>",
        "<body><input value=\"%\"><p class='a' id=\"b\">x</p>",
        "<body><input value='%'><p class='a' id=\"b\">x</p>",
        "<body><input value=%><p>x</p>",
        "<body><textarea>%</textarea><p>x</p>",
        "<title>%</title><body><p>x</p>",
        "<body><p>x</p><!-- % --><p>x</p>",
        "<head><script nonce=\"n\" src=\"/assets/x.js\">%</script></head><body><p>x</p>",
        "<body><button name=\"%\">x</button>",
        "<body><div class=\"prose\"><a href=\"%\">x</a></div>",
    ];

    /// Where a careless renderer would let a link of Markdown lead.
    fn target(markdown: &str) -> &str {
        let (_, rest) = markdown.rsplit_once("](").or_else(|| markdown.rsplit_once("]: ")).unwrap_or(("", markdown));
        rest.trim_end_matches([')', '>']).trim_start_matches('<')
    }

    #[test]
    fn each_attempt_is_seen_where_it_works() {
        let mut seen = 0;
        let mut missed = Vec::new();
        for attempt in attempts() {
            let pages = CARELESS.iter().flat_map(|page| [page.replace('%', &attempt.text), page.replace('%', target(&attempt.text))]);
            let found = pages.into_iter().any(|page| !complaints(&format!("<!DOCTYPE html>{page}"), "n").is_empty());
            if found {
                seen += 1;
            } else if attempt.direct {
                missed.push(attempt.text);
            }
        }
        assert!(missed.is_empty(), "nobody would see {missed:#?}");
        assert!(seen >= 100, "{seen}");
    }
    #[test]
    fn what_is_ours_is_fine() {
        for page in CARELESS {
            let page = page
                .replace("<a href=\"%\">", "<a href=\"https://a.example\">")
                .replace("<script nonce=\"n\" src=\"/assets/x.js\">%", "<script nonce=\"n\" src=\"/assets/x.js\">");
            assert_eq!(complaints(&format!("<!DOCTYPE html>{}", page.replace('%', "Lampan")), "n"), Vec::<String>::new());
        }
        assert!(complaints_in_prose("<p><a href=\"mailto:a@b.example\" rel=\"nofollow\">x</a> &lt;script&gt;</p><ol start=\"3\"><li>x</li></ol>").is_empty());
        assert!(complaints_in_prose("<p><a class=\"mention\" href=\"/en/stad/organisationer/alfa-2\" rel=\"nofollow\">@Alfa</a></p>").is_empty());
        for link in [
            "<a href=\"/logga-ut\">",
            "<a class=\"mention\" href=\"/logga-ut\">",
            "<a href=\"/stad/organisationer/alfa\">",
            "<a class=\"mention\" href=\"//x/organisationer/a\">",
        ] {
            assert!(!complaints_in_prose(&format!("<p>{link}x</a></p>")).is_empty(), "{link}");
        }
        assert!(!complaints("<!DOCTYPE html><title>x</title><script nonce=\"n\" src=\"/assets/x.js\"></script>", "other").is_empty(), "another page's nonce");
    }
}
