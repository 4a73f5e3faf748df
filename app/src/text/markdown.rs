//! Markdown to safe HTML, once, when it is written.

use super::handles;
use crate::i18n::Locale;
use crate::shell::escape;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::NodeValue;
use comrak::{Arena, Node, Options};
use rand::{RngCore, SeedableRng};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Version of this renderer, stored beside its output. A job renders again what an older one made.
pub const RENDERER: i64 = 3;

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut b = ammonia::Builder::empty();
    b.tags(HashSet::from(["p", "br", "em", "strong", "del", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "hr"]))
        // by themselves they would be `lang` and `title`
        .generic_attributes(HashSet::new())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .allowed_classes(HashMap::from([("a", HashSet::from(["mention"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::Custom(Box::new(within)))
        .link_rel(Some("nofollow ugc noopener"));
    b
});

/// What addresses within the service begin with until the sanitiser has seen them. What people write can lead to none of them, since
/// nobody knows this word: it is another in each process, and stands in no output.
static OURS: LazyLock<String> = LazyLock::new(|| {
    let mut rng = rand::rngs::StdRng::from_os_rng();
    format!("ours-{:016x}{:016x}", rng.next_u64(), rng.next_u64())
});

/// An address within the service, if it is one of ours.
fn within(address: &str) -> Option<Cow<'_, str>> {
    address.strip_prefix(OURS.as_str()).map(Cow::Borrowed)
}

/// The page that a mention leads to, and the name that it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Address within the service, without the language.
    pub path: String,
    /// Name.
    pub name: String,
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    // `\@alfa` is written so that it mentions nobody
    options.parse.escaped_char_spans = true;
    options.render.hardbreaks = true;
    options.render.escape = true;
    options
}

/// Pieces of text in which handles are looked for: not in code, links, pictures or quotations. Who is quoted has mentioned already.
fn open_texts<'a>(root: Node<'a>) -> Vec<Node<'a>> {
    let closed = |node: Node<'a>| {
        matches!(node.data().value, NodeValue::Link(_) | NodeValue::Image(_) | NodeValue::BlockQuote | NodeValue::Code(_) | NodeValue::CodeBlock(_))
    };
    let (mut found, mut depth) = (Vec::new(), 0_usize);
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) if closed(node) => depth += 1,
            NodeEdge::End(node) if closed(node) => depth -= 1,
            NodeEdge::Start(node) if depth == 0 && matches!(node.data().value, NodeValue::Text(_)) => found.push(node),
            _ => {}
        }
    }
    found
}

fn text_of(node: Node<'_>) -> String {
    match &node.data().value {
        NodeValue::Text(text) => text.to_string(),
        _ => String::new(),
    }
}

/// Handles that a text mentions, each once, in order of appearance.
pub fn mentioned(markdown: &str) -> Vec<String> {
    if !markdown.contains('@') {
        return Vec::new();
    }
    let arena = Arena::new();
    let mut seen = HashSet::new();
    let texts = open_texts(comrak::parse_document(&arena, markdown, &options()));
    texts.into_iter().flat_map(|node| handles::handles(&text_of(node))).map(|(_, handle)| handle).filter(|h| seen.insert(h.clone())).collect()
}

/// Renders Markdown. Headings begin at the third level, since they stand inside a page; pictures and raw HTML are left out.
pub fn render(markdown: &str) -> String {
    render_with(markdown, |_| None)
}

/// The same, with a link for each handle of which `mention` knows; the others stay as typed.
pub fn render_with(markdown: &str, mention: impl Fn(&str) -> Option<Mention>) -> String {
    let options = options();
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, markdown, &options);
    for node in open_texts(root) {
        let text = text_of(node);
        let mut from = 0;
        for (place, handle) in handles::handles(&text) {
            let Some(Mention { path, name }) = mention(&handle) else { continue };
            let link = format!("<a class=\"mention\" href=\"{}{}\">@{}</a>", *OURS, escape(&path), escape(&name));
            node.insert_before(arena.alloc(NodeValue::Text(text[from..place.start].to_string().into()).into()));
            node.insert_before(arena.alloc(NodeValue::Raw(link).into()));
            from = place.end;
        }
        if from > 0 {
            node.data_mut().value = NodeValue::Text(text[from..].to_string().into());
        }
    }
    let mut html = String::new();
    // writing to a text cannot fail
    let _ = comrak::format_html(root, &options, &mut html);
    let html = ["1", "2", "3", "4", "5", "6"].iter().rev().fold(html, |html, level| {
        let to = if *level == "1" { "3" } else { "4" };
        html.replace(&format!("<h{level}>"), &format!("<h{to}>")).replace(&format!("</h{level}>"), &format!("</h{to}>"))
    });
    SANITISER.clean(&html).to_string()
}

/// What [`render_with`] made, with its mentions leading to pages in the reader's language. Stored HTML is language-neutral: one text is
/// read under both prefixes.
pub fn localised(l: Locale, html: &str) -> String {
    // what people wrote holds no such tag: theirs have no class
    const TAG: &str = "<a class=\"mention\" href=\"";
    match l {
        Locale::Sv => html.to_string(),
        Locale::En => html.replace(&format!("{TAG}/"), &format!("{TAG}/en/")),
    }
}

/// The words of a piece of HTML of ours, on one line.
pub fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            _ => text.push(c),
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // the ampersand last: what it stands before was written so
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];
    entities.into_iter().fold(text, |text, (written, meant)| text.replace(written, meant))
}

/// The first paragraph of what [`render`] made, as plain text on one line.
pub fn first_paragraph(html: &str) -> String {
    let end = ["</p>", "</li>", "</h3>", "</h4>", "</pre>"].into_iter().filter_map(|tag| html.find(tag)).min().unwrap_or(html.len());
    plain(html.get(..end).unwrap_or(html))
}

#[cfg(test)]
mod tests {
    use super::{Mention, first_paragraph, localised, mentioned, plain, render, render_with};
    use crate::i18n::Locale;

    /// An organisation for every handle but `okand`.
    fn known(handle: &str) -> Option<Mention> {
        (handle != "okand").then(|| Mention { path: format!("/stad/organisationer/{handle}"), name: format!("<b>{handle}</b> & \"x\"") })
    }

    #[test]
    fn mentions_become_links() {
        assert_eq!(
            render_with("Vi och **@alfa** sade *ja*.", known),
            "<p>Vi och <strong><a class=\"mention\" href=\"/stad/organisationer/alfa\" rel=\"nofollow ugc noopener\">@&lt;b&gt;alfa&lt;/b&gt; &amp; \"x\"</a></strong> sade <em>ja</em>.</p>\n"
        );
        for (markdown, handles) in [
            ("@alfa och @Beta, @alfa igen, inte @okand", vec!["alfa", "beta", "okand"]),
            ("`@alfa` och\n\n    @beta\n\n```\n@gamma\n```", vec![]),
            ("[@alfa](https://example.org) ![@beta](x) <https://example.org/@gamma> https://example.org/@delta", vec![]),
            ("anna@example.org och <anna@alfa.se>", vec![]),
            ("> @alfa sade så\n\nVi håller med @beta", vec!["beta"]),
            ("\\@alfa", vec![]),
            ("- @alfa\n- # @beta", vec!["alfa", "beta"]),
        ] {
            assert_eq!(mentioned(markdown), handles, "{markdown}");
            let html = render_with(markdown, known);
            let linked = handles.iter().filter(|h| **h != "okand").count();
            let twice = usize::from(markdown.contains("igen"));
            assert_eq!(html.matches("class=\"mention\"").count(), linked + twice, "{html}");
            assert!(!html.contains("okand</a>"));
        }
        assert_eq!(render("@alfa"), "<p>@alfa</p>\n", "nobody is looked up here");
        assert_eq!(render_with("\\@alfa", known), "<p>@alfa</p>\n");
    }

    #[test]
    fn mentions_lead_to_the_readers_language() {
        let html = render_with("@alfa och [en länk](https://example.org/en)", known);
        assert_eq!(localised(Locale::Sv, &html), html);
        assert!(
            localised(Locale::En, &html).contains("href=\"/en/stad/organisationer/alfa\"") && localised(Locale::En, &html).contains("https://example.org/en\"")
        );
        let typed = render("<a class=\"mention\" href=\"/stad\">x</a>");
        assert_eq!(localised(Locale::En, &typed), typed);
    }

    #[test]
    fn nobody_else_links_into_the_service() {
        for typed in ["[a](/stad/organisationer/alfa)", "[a](ours-/logga-ut)", "[a](ours-0123456789abcdef0123456789abcdef/logga-ut)", "[a](stad)"] {
            assert!(!render(typed).contains("href"), "{typed}");
        }
    }

    proptest::proptest! {
        /// Whatever stands around a mention and whatever an organisation is called: only what the sanitiser lets through.
        #[test]
        fn mentions_never_break_out(text in "[@a-c*_`<>&\"'\\[\\]()!\\n -]{0,60}|.{0,60}", name in "[<>\"'&a-c/= -]{1,30}|.{1,30}") {
            let html = render_with(&text, |handle| Some(Mention { path: format!("/stad/organisationer/{handle}"), name: name.clone() }));
            for tag in html.split('<').skip(1) {
                let word: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                proptest::prop_assert!(["p", "br", "em", "strong", "del", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "hr"].contains(&word.as_str()), "{}", html);
                if let Some(rest) = tag.strip_prefix("a ").filter(|rest| rest.contains("mention")) {
                    let is_ours = rest.starts_with("class=\"mention\" href=\"/stad/organisationer/") && rest.contains("\" rel=\"nofollow ugc noopener\">@");
                    proptest::prop_assert!(is_ours || rest.starts_with("href="), "{}", html);
                }
            }
            proptest::prop_assert_eq!(super::SANITISER.clean(&html).to_string().matches("<a").count(), html.matches("<a").count());
            proptest::prop_assert!(!html.contains("ours-"));
        }
    }

    #[test]
    fn words_of_html() {
        assert_eq!(plain("<p>Kansliet <a href=\"/x\">tog</a>\n det.</p><!> It&#x27;s &lt;b&gt; &amp;lt;"), "Kansliet tog det. It's <b> &lt;");
    }

    #[test]
    fn the_first_paragraph_as_text() {
        for (markdown, text) in [
            ("", ""),
            ("Vi talade *om* det,\nmen **går inte** vidare.\n\nMer om det.", "Vi talade om det, men går inte vidare."),
            ("Skolor & bibliotek: 3 < 4 &amp; \"ja\"", "Skolor & bibliotek: 3 < 4 & \"ja\""),
            ("<b>fet</b> &lt;", "<b>fet</b> <"),
            ("\\&lt;", "&lt;"),
            ("- ett\n- två", "ett"),
            ("# Rubrik\n\nText", "Rubrik"),
            ("Se https://example.org nu", "Se https://example.org nu"),
        ] {
            assert_eq!(first_paragraph(&render(markdown)), text, "{markdown}");
        }
    }

    #[test]
    fn renders_what_people_write() {
        insta::assert_snapshot!(render("# Rubrik\n\nEtt *viktigt* **ord**, https://example.org\nnästa rad\n\n- ett\n- två\n\n> citat\n\n3. tre"));
    }

    #[test]
    fn lets_nothing_harmful_through() {
        for bad in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[a](javascript:alert(1))",
            "[a](data:text/html,x)",
            "![a](https://example.org/x.png)",
            "<a href=\"javascript:x\">y</a>",
            "<svg onload=x>",
            "[a](//evil.example.org)",
        ] {
            let html = render(bad).to_lowercase();
            // what stands inside real tags, not in text that was escaped
            for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
                for trace in ["script", "img", "onerror", "data:", "svg", "href=\"//"] {
                    assert!(!tag.contains(trace), "{bad} gave {html}");
                }
            }
        }
    }
}
