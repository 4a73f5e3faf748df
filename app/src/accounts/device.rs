//! What a device is called in the list of sessions: browser and system, from what the browser says of itself.

/// Browser and system parted by `|`, each possibly empty. Names of products only, so that it fits both languages.
pub fn describe(user_agent: &str) -> String {
    let has = |word: &str| user_agent.contains(word);
    let first = |names: &[(&str, &'static str)]| names.iter().find(|(word, _)| has(word)).map_or("", |(_, name)| *name);
    // the order matters: most browsers also claim to be Chrome or Safari
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    if browser.is_empty() && system.is_empty() { String::new() } else { format!("{browser}|{system}") }
}

#[cfg(test)]
mod tests {
    use super::describe;

    #[test]
    fn says_browser_and_system() {
        assert_eq!(describe("Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0"), "Firefox|Android");
        assert_eq!(
            describe("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0"),
            "Edge|Windows"
        );
        assert_eq!(
            describe("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"),
            "Safari|iPhone"
        );
        assert_eq!(describe("curl/8.5.0"), "");
        assert_eq!(describe("<script>|"), "");
    }
}
