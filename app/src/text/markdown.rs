//! Markdown to safe HTML, once, when it is written.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Version of this renderer, stored beside its output. A job renders again what an older one made.
pub const RENDERER: i64 = 2;

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut b = ammonia::Builder::empty();
    b.tags(HashSet::from(["p", "br", "em", "strong", "del", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "hr"]))
        // by themselves they would be `lang` and `title`
        .generic_attributes(HashSet::new())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noopener"));
    b
});

/// Renders Markdown. Headings begin at the third level, since they stand inside a page; pictures and raw HTML are left out.
pub fn render(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.render.hardbreaks = true;
    options.render.escape = true;
    let html = comrak::markdown_to_html(markdown, &options);
    let html = ["1", "2", "3", "4", "5", "6"].iter().rev().fold(html, |html, level| {
        let to = if *level == "1" { "3" } else { "4" };
        html.replace(&format!("<h{level}>"), &format!("<h{to}>")).replace(&format!("</h{level}>"), &format!("</h{to}>"))
    });
    SANITISER.clean(&html).to_string()
}

/// The first paragraph of what [`render`] made, as plain text on one line.
pub fn first_paragraph(html: &str) -> String {
    let end = ["</p>", "</li>", "</h3>", "</h4>", "</pre>"].into_iter().filter_map(|tag| html.find(tag)).min().unwrap_or(html.len());
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.get(..end).unwrap_or(html).chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            _ => text.push(c),
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // the ampersand last: what it stands before was written so
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::{first_paragraph, render};

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
