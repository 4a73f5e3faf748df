//! What people write does no harm, whatever it is: each attempt of `xss.txt` is posted into every field that takes text, and
//! every page that shows it is parsed as a browser would. On SQLite only: what is looked at is made above the database.

use crate::common::{Answer, Web, request, web_with};
use crate::harmless::{complaints, complaints_in_prose, nonce};
use crate::uploads;
use app::context::Ctx;
use app::db::Kind;
use app::db::testing::World;
use app::scalar;
use app::text::clean_line;
use chrono::TimeDelta;
use scraper::{Html, Selector};
use server::Options;
use server::jobs::{Worker, mail::Mailer};

/// One line of the list.
pub struct Attempt {
    pub text: String,
    /// Works by itself; otherwise only where text is decoded or folded once more.
    pub direct: bool,
}

/// The list.
pub fn attempts() -> Vec<Attempt> {
    let lines = include_str!("xss.txt").lines().filter(|line| !line.is_empty() && !line.starts_with(";;"));
    lines
        .map(|line| line.strip_prefix("~ ").map_or(Attempt { text: unescaped(line), direct: true }, |line| Attempt { text: unescaped(line), direct: false }))
        .collect()
}

fn unescaped(line: &str) -> String {
    let mut out = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match if c == '\\' { chars.next() } else { None } {
            None => out.push(c),
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('f') => out.push('\u{c}'),
            Some('0') => out.push('\0'),
            Some('u') => {
                let code: String = chars.by_ref().take_while(|c| *c != '}').filter(char::is_ascii_hexdigit).collect();
                out.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
            }
            Some(other) => out.push(other),
        }
    }
    out
}

/// Percent-encoded, as browsers send it.
fn encode(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

type Fields<'a> = &'a [(&'a str, &'a str)];

/// Somebody with a session.
#[derive(Clone)]
struct Who {
    cookie: String,
    acting: String,
}

/// One world in which attempts are made, one after the other.
struct Tour {
    w: World,
    web: Web,
    eva: Who,
    karin: Who,
    ida: Who,
    anna: Who,
    /// Address of the organisation that the attempts are made for; its name is one, so the address changes.
    home: String,
    pages: usize,
}

impl Tour {
    async fn new() -> Self {
        let w = World::new(Kind::Sqlite).await;
        // in demo mode mail is shown on a page, too
        let web = web_with(&w, true, Options::default()).await;
        let who = async |name: &str| {
            let ctx: Ctx = w.person(name).await;
            let acting = ctx.actor.as_ref().and_then(|a| a.acting_as).map(|o| o.to_string()).unwrap_or_default();
            Who { cookie: web.session(&ctx).await, acting }
        };
        let (eva, karin, mut ida, anna) = (who("eva").await, who("karin").await, who("ida").await, who("anna").await);
        let mut tour = {
            let form = [("i", "stad"), ("name", "Husets vänner"), ("kind", "association"), ("about", "Vi."), ("function", "kassör")];
            let home = send(&web, Some(&ida), "/organisationer/ny", &form, "org").await;
            assert_eq!(home.status, 303, "{}", home.body);
            let id = scalar!(w.visitor().read().await.unwrap(), i64, fetch_one, "SELECT MAX(id) FROM organisation").unwrap();
            ida.acting = id.to_string();
            Self { home: home.header("location").to_string(), w, web, eva, karin, ida, anna, pages: 0 }
        };
        let (eva, home) = (tour.eva.clone(), format!("{}/undertecknare", tour.home));
        tour.done(&eva, &home, &[("signed_on", "2026-03-01"), ("reason", "Den skrev under.")], "x").await;
        tour
    }

    /// Looks at an answer.
    fn look(&mut self, what: &str, answer: &Answer, text: &str) {
        self.pages += 1;
        assert!(answer.status.as_u16() < 500, "{what} with {text:?}: {}", answer.status);
        let found = complaints(&answer.body, nonce(answer.header("content-security-policy")));
        assert!(found.is_empty(), "{what} ({}) with {text:?}:\n{}", answer.status, found.join("\n"));
    }
    /// Sends a form that is taken. Gives the address that the answer leads to.
    async fn done(&mut self, who: &Who, path: &str, fields: Fields<'_>, text: &str) -> String {
        let answer = send(&self.web, Some(who), path, fields, &format!("k{}", self.pages)).await;
        self.pages += 1;
        assert_eq!(answer.status, 303, "{path} with {text:?}: {}", answer.body);
        answer.header("location").to_string()
    }
    /// Sends a form that is shown again: with faults, or as a preview.
    async fn again(&mut self, who: Option<&Who>, path: &str, fields: Fields<'_>, text: &str) {
        let answer = send(&self.web, who, path, fields, &format!("k{}", self.pages)).await;
        assert!(answer.status == 200 || answer.status.is_client_error(), "{path} with {text:?}: {}", answer.status);
        self.look(&format!("POST {path}"), &answer, text);
    }
    /// Opens a page.
    async fn open(&mut self, who: Option<&Who>, path: &str, text: &str) -> Answer {
        let answer = self.web.send(request("GET", path, who.map(|w| w.cookie.as_str()), "")).await;
        self.look(path, &answer, text);
        answer
    }
    /// Opens a page that must be there.
    async fn read(&mut self, who: Option<&Who>, path: &str, text: &str) -> Answer {
        let answer = self.open(who, path, text).await;
        assert_eq!(answer.status, 200, "{path} with {text:?}");
        answer
    }
    /// The version that a form carries.
    async fn version(&mut self, who: &Who, path: &str, text: &str) -> String {
        let page = self.read(Some(who), path, text).await;
        attribute(&page, "main input[name=version]", "value")
    }

    /// Invites somebody to the organisation, under the attempt as name and function; gives them.
    async fn newcomer(&mut self, text: &str, n: usize) -> Who {
        let (ida, invite) = (self.ida.clone(), format!("{}/bjud-in", self.home));
        self.again(Some(&ida), &invite, &[("email", text), ("function", text)], text).await;
        let address = format!("ny{n}@example.org");
        self.done(&ida, &invite, &[("email", &address), ("function", text)], text).await;
        let mail =
            scalar!(self.w.visitor().read().await.unwrap(), String, fetch_one, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id DESC LIMIT 1").unwrap();
        let token: String = mail.split("/inbjudan/").nth(1).unwrap().chars().take_while(char::is_ascii_alphanumeric).collect();
        let path = format!("/inbjudan/{token}");
        self.read(None, &path, text).await;
        self.again(None, &path, &[("name", &format!("{text}{}", "x".repeat(100)))], text).await;
        let joined = send(&self.web, None, &path, &[("name", text)], "k").await;
        assert_eq!(joined.status, 303, "{text:?}: {}", joined.body);
        let cookies: Vec<&str> = joined.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).collect();
        let cookie = cookies.iter().find(|c| c.starts_with("__Host-session=")).and_then(|c| c.split(';').next()).unwrap();
        Who { cookie: cookie.to_string(), acting: self.ida.acting.clone() }
    }

    async fn organisation(&mut self, text: &str) {
        let (ida, eva) = (self.ida.clone(), self.eva.clone());
        let edit = format!("{}/andra", self.home);
        let version = self.version(&ida, &edit, text).await;
        self.again(Some(&ida), &edit, &[("version", &version), ("name", ""), ("about", text), ("areas", text), ("lang", text)], text).await;
        let about = format!("{text}\n\nVi finns för alla.");
        self.home = self.done(&ida, &edit, &[("version", &version), ("name", &format!("{text} AB")), ("about", &about), ("lang", "sv")], text).await;
        self.again(Some(&ida), &format!("{}/andra", self.home), &[("version", &version), ("name", text), ("about", text), ("lang", "sv")], text).await;
        self.again(Some(&ida), "/organisationer/ny", &[("i", text), ("name", text), ("kind", text), ("about", text), ("function", text)], text).await;
        // looks like the one that there is: the page asks
        let fields = [("i", "stad"), ("name", &*format!("{text} AB")), ("kind", "association"), ("about", text), ("function", text)];
        self.again(Some(&ida), "/organisationer/ny", &fields, text).await;
        self.again(Some(&eva), "/stad/organisationer/gamma/undertecknare", &[("signed_on", text), ("ended_on", text), ("reason", text)], text).await;
        let page = self.read(None, &self.home.clone(), text).await;
        shows(&page, "h1", &clean_line(&format!("{text} AB")));
    }

    /// An issue with a contribution, both changed once. Gives its number and address.
    async fn issue(&mut self, guest: &Who, text: &str) -> (String, String) {
        let (title, what, why) =
            (format!("{text} om lampan"), format!("{text}\n\nLampan har varit trasig sedan i höstas."), format!("{text}\n\nDet är mörkt."));
        // and mentions the organisation that is called so
        let what = format!("{what} Det vet @{}.", self.home.rsplit('/').next().unwrap_or_default());
        let texts = [("title", &*title), ("what", &*what), ("why", &*why), ("whom", &*why), ("ask", &*why)];
        let with = |more: Fields<'static>| [&texts[..], more].concat();
        self.again(Some(guest), "/stad/fragor/ny", &with(&[("forum", "rost"), ("preview", "1")]), text).await;
        let bad = [("forum", text), ("themes", text), ("areas", text), ("principles", text), ("commitments", text), ("lang", text)];
        self.again(Some(guest), "/stad/fragor/ny", &[&texts[..], &bad[..]].concat(), text).await;
        let at = self
            .done(guest, "/stad/fragor/ny", &with(&[("forum", "rost"), ("themes", "lokaler"), ("areas", "norr"), ("principles", "1"), ("lang", "sv")]), text)
            .await;
        shows(&self.read(None, &at, text).await, "h1", &clean_line(&title));

        self.attach(guest, &at, &title, text).await;
        let long = format!("{text}{}", "x".repeat(6000));
        self.again(Some(guest), &at, &[("text", text), ("quoted", text), ("preview", "1")], text).await;
        self.again(Some(guest), &at, &[("text", &long), ("lang", text)], text).await;
        self.done(guest, &at, &[("text", &what), ("lang", "en")], text).await;
        let edit = format!("{at}/inlagg/1/andra");
        let version = self.version(guest, &edit, text).await;
        self.again(Some(guest), &edit, &[("version", &version), ("text", text), ("preview", "1")], text).await;
        self.done(guest, &edit, &[("version", &version), ("text", &format!("Ändrat: {what}")), ("lang", "sv")], text).await;
        self.again(Some(guest), &edit, &[("version", &version), ("text", text)], text).await;

        let edit = format!("{at}/andra");
        let version = self.version(guest, &edit, text).await;
        self.again(Some(guest), &edit, &with(&[("version", "1"), ("preview", "1")]), text).await;
        let changed = format!("Ändrat: {what}");
        let fields = [
            ("version", &*version),
            ("title", &*format!("{text} och lampan")),
            ("what", &*changed),
            ("why", &*changed),
            ("whom", &*why),
            ("ask", &*changed),
            ("lang", "sv"),
        ];
        let new = self.done(guest, &edit, &fields, text).await;
        // the form is stale now and both texts are shown
        let stale = [("version", &*version), ("title", &*title), ("what", &*what), ("why", &*why), ("whom", &*changed), ("ask", &*why)];
        self.again(Some(guest), &format!("{new}/andra"), &stale, text).await;
        for page in ["historik", "inlagg/1/historik"] {
            self.read(None, &format!("{new}/{page}"), text).await;
        }
        let preview = send(&self.web, Some(guest), "/api/issues/preview", &[("agreement", "stad"), ("text", &what)], "k").await;
        assert_eq!(preview.status, 200);
        let found = complaints_in_prose(&serde_json::from_str::<String>(&preview.body).unwrap());
        assert!(found.is_empty(), "{text:?}: {found:?}");
        let number = new.trim_start_matches("/stad/fragor/").split('-').next().unwrap().to_string();
        (number, new)
    }

    /// A picture and a document with the issue, under the attempt as alternative text and title, and in the names of their files.
    async fn attach(&mut self, who: &Who, at: &str, title: &str, text: &str) {
        let path = format!("{at}/bilagor");
        let name: String = text.chars().filter(|c| !c.is_control() && *c != '"').collect();
        let pdf = b"%PDF-1.4\n%%EOF\n";
        for (file, status) in [(&uploads::png(8, 8)[..], 303), (&pdf[..], 303), (text.as_bytes(), 422)] {
            let answer = uploads::send(&self.web, &who.cookie, &path, uploads::form(&who.acting, title, &name, file)).await;
            assert_eq!(answer.status, status, "{path} with {text:?}: {}", answer.body);
            self.look(&format!("POST {path}"), &answer, text);
        }
        let page = self.read(None, at, text).await;
        assert_eq!(attribute(&page, "figure img", "alt"), clean_line(title));
        shows(&page, ".files .file a", &clean_line(title));
        self.read(Some(who), &path, text).await;
        let download = self.web.send(request("GET", &format!("{path}/2"), None, "")).await;
        assert!(download.header("content-disposition").starts_with("attachment; filename=\""), "{text:?}");
    }

    /// A hearing about the issue, with a sign-up and minutes. Gives its address.
    async fn hearing(&mut self, guest: &Who, number: &str, text: &str, n: usize) -> String {
        let (eva, karin) = (self.eva.clone(), self.karin.clone());
        let day = (self.w.visitor().today() + TimeDelta::days(2)).to_string();
        let later = (self.w.visitor().today() + TimeDelta::days(30)).to_string();
        let (theme, url) = (format!("{text}\n\nVem lagar lampan?"), format!("https://moten.example.org/{text}"));
        let title = format!("{text} hörs");
        let fine = [
            ("kind", "hearing"),
            ("title", &*title),
            ("theme", &*theme),
            ("access", text),
            ("place", &*title),
            ("address", text),
            ("online_url", &*url),
            ("lang", "sv"),
            ("date", &*day),
            ("starts", "17:30"),
            ("ends", "19:00"),
            ("capacity", "30"),
            ("item_title-0", &*title),
            ("item_reason-0", text),
            ("item_title-1", ""),
            ("item_issue-1", number),
            ("item_reason-1", &*theme),
        ];
        let bad: Vec<_> = fine
            .iter()
            .map(|(name, _)| (*name, text))
            .chain([("off_reason", text), ("off_next", text), ("area", text), ("item_minutes-0", text), ("version", "1")])
            .collect();
        self.again(Some(&eva), "/stad/moten/nytt", &bad, text).await;
        self.again(Some(&eva), "/stad/moten/nytt", &[&fine[..], &[("rows", "1")]].concat(), text).await;
        let at = self.done(&eva, "/stad/moten/nytt", &fine, text).await;
        self.again(Some(&eva), &format!("{at}/andra"), &bad, text).await;
        shows(&self.read(None, &at, text).await, "main", &clean_line(&title));

        let sign = [
            ("name", &*title),
            ("organisation", text),
            ("needs", text),
            ("how", "online"),
            ("interpreter", text),
            ("child_care", text),
            ("food", text),
            ("wheelchair", text),
        ];
        self.again(None, &format!("{at}/anmalan"), &[&sign[..], &[("email", text), ("how", text)]].concat(), text).await;
        let address = format!("ny{n}@example.org");
        let own = self.done(guest, &format!("{at}/anmalan"), &[&sign[..], &[("email", &address)]].concat(), text).await;
        self.read(None, &own, text).await;
        self.again(None, &format!("{own}/andra"), &[("name", ""), ("organisation", text), ("needs", text), ("how", text)], text).await;
        self.again(Some(&eva), &format!("{at}/inbjudna"), &[("name", text), ("email", text), ("organisation", text)], text).await;
        let address = format!("gast{n}@example.org");
        self.done(&eva, &format!("{at}/inbjudna"), &[("name", &*title), ("email", &*address)], text).await;
        for page in ["anmalda", "andra", "protokoll", "stall-in", "incheckning", "inbjudna"] {
            self.read(Some(&eva), &format!("{at}/{page}"), text).await;
        }
        self.again(Some(&eva), &format!("{at}/stall-in"), &[("reason", text), ("next", text)], text).await;
        self.w.days_pass(3);

        let minutes = format!("{at}/protokoll");
        let said = format!("{text}\n\nAlla talade.");
        let points = [
            ("id-0", ""),
            ("said-0", &*said),
            ("decided-0", &*said),
            ("what-0", &*title),
            ("owner-0", "park"),
            ("due-0", &*later),
            ("id-1", ""),
            ("said-1", &*said),
            ("decided-1", text),
            ("outcome-1", "refer"),
            ("reason-1", &*said),
            ("body-1", "park"),
            ("next-1", &*later),
            ("chair", "ordförande"),
            ("attending", "Alfa; 2"),
        ];
        let bad: Vec<_> = points.iter().map(|(name, _)| (*name, if name.starts_with("id-") { "" } else { text })).collect();
        self.again(Some(&eva), &minutes, &bad, text).await;
        self.done(&eva, &minutes, &[&bad[..], &[("draft", "1")]].concat(), text).await;
        let version = self.version(&eva, &minutes, text).await;
        self.done(&eva, &minutes, &[&points[..], &[("version", &*version)]].concat(), text).await;
        let page = self.read(Some(&karin), &at, text).await;
        let action = attribute(&page, "li[id^=atgard-]", "id");
        let action = format!("{at}/atgarder/{}", action.trim_start_matches("atgard-"));
        self.again(Some(&karin), &action, &[("note", &format!("{text}{}", "x".repeat(600)))], text).await;
        self.done(&karin, &action, &[("note", text)], text).await;
        self.read(None, &at, text).await;
        at
    }

    /// The body that was asked answers, and the kansli goes on.
    async fn decisions(&mut self, at: &str, text: &str) {
        let path = format!("{at}/beslut");
        let later = (self.w.visitor().today() + TimeDelta::days(20)).to_string();
        let long = format!("{text}\n\nVi lagar lampan före vintern.");
        for (who, act) in [(self.karin.clone(), "answer"), (self.eva.clone(), "follow_up")] {
            let fields = [("act", act), ("reason", &*long), ("text", &*long), ("next_on", &*later)];
            self.again(Some(&who), &path, &[&fields[..], &[("preview", "1")]].concat(), text).await;
            let bad = [
                ("act", act),
                ("reason", ""),
                ("text", text),
                ("next_on", text),
                ("to", text),
                ("forum", text),
                ("into", text),
                ("ko", text),
                ("version", text),
            ];
            self.again(Some(&who), &path, &bad, text).await;
            self.again(Some(&who), &path, &[("act", text), ("reason", text), ("text", text), ("version", "1")], text).await;
            self.done(&who, &path, &fields, text).await;
        }
        let (eva, over) = (self.eva.clone(), format!("{text}{}", "x".repeat(2000)));
        self.again(Some(&eva), &format!("{at}/inlagg/1/publicera"), &[("reason", &over)], text).await;
        self.read(Some(&eva), &path, text).await;
    }

    /// A meeting that is called off, for the reason.
    async fn cancelled(&mut self, text: &str) {
        let eva = self.eva.clone();
        let day = (self.w.visitor().today() + TimeDelta::days(9)).to_string();
        let fields = [
            ("kind", "hearing"),
            ("title", "Ännu en hearing"),
            ("theme", "Om allt som hör dit."),
            ("place", "Biblioteket"),
            ("lang", "sv"),
            ("date", &*day),
            ("starts", "17:30"),
            ("ends", "19:00"),
            ("capacity", "30"),
            ("item_title-0", "Välkomna"),
        ];
        let at = self.done(&eva, "/stad/moten/nytt", &fields, text).await;
        self.done(&eva, &format!("{at}/stall-in"), &[("reason", &format!("{text} hände")), ("next", &day)], text).await;
        self.read(None, &at, text).await;
    }

    /// What stands in an address.
    async fn addresses(&mut self, guest: &Who, at: &str, text: &str) {
        let (e, eva) = (encode(text), self.eva.clone());
        let visitor: [(Option<&Who>, &str, &[&str]); 15] = [
            (None, "/stad/fragor", &["q", "lage", "tema", "omrade", "princip", "atagande", "org", "forum", "sent", "x"]),
            (None, "/stad/fragor", &["efter"]),
            (None, "/stad/organisationer", &["q"]),
            (None, "/stad/forum/rost", &["q", "x"]),
            (None, "/logga-in", &["till", "email"]),
            (None, "/stad/moten", &["omrade", "x"]),
            (None, "/stad/logg", &["alla", "fore"]),
            (Some(guest), "/stad/fragor/ny", &["forum", "q"]),
            (Some(guest), "/organisationer/ny", &["i"]),
            (Some(&eva), "/stad/skrivbord", &["ko", "fraga", "akt"]),
            (Some(&eva), "/stad/skrivbord", &["forum", "tema", "omrade", "sida", "alder"]),
            (Some(&eva), "/stad/skrivbord/vyer", &["ko", "forum", "tema"]),
            (Some(&eva), "/stad/skrivbord/insatser", &["andra"]),
            (Some(&eva), "/stad/skrivbord/historik", &["ar"]),
            (Some(&eva), "/stad/skrivbord/flera", &["ko", "fraga", "akt", "reason"]),
        ];
        for (who, path, keys) in visitor {
            let query: Vec<_> = keys.iter().map(|key| format!("{key}={e}")).collect();
            self.open(who, &format!("{path}?{}", query.join("&")), text).await;
        }
        self.open(Some(guest), &format!("{at}?svara=1&efter={e}&{e}={e}"), text).await;
        self.open(Some(&eva), &format!("{at}/beslut?akt={e}"), text).await;
        for path in [
            format!("/{e}"),
            format!("/stad/{e}"),
            format!("/stad/fragor/{e}"),
            format!("/en/stad/moten/{e}"),
            format!("/stad/organisationer/{e}"),
            format!("/inbjudan/{e}"),
        ] {
            self.open(None, &path, text).await;
        }
        let cookies = format!("theme={e}; notice={e}");
        let answer = self.web.send(request("GET", "/stad", Some(&cookies), "")).await;
        self.look("cookies", &answer, text);
        let several = [("ko", text), ("akt", "close"), ("fraga", "1.1"), ("reason", text), ("fras", text), ("infoga", "1")];
        self.again(Some(&eva), "/stad/skrivbord/flera", &several, text).await;
        let long = format!("{text}{}", "x".repeat(100));
        self.again(Some(&eva), "/stad/skrivbord/fraser", &[("title", &*long), ("text", text)], text).await;
        let longer = format!("{text}{}", "x".repeat(200));
        self.again(Some(&eva), "/stad/skrivbord/insatser", &[("title", &*longer), ("whom", text), ("due", text)], text).await;
        self.again(Some(&eva), "/stad/skrivbord/vyer", &[("name", &*long), ("ko", text), ("forum", text)], text).await;
        self.again(None, "/logga-in", &[("email", text), ("till", text)], text).await;
        self.open(None, &format!("{at}/folj"), text).await;
        self.open(None, &format!("/foljer/{e}"), text).await;
        // never an address, so that the form is shown again
        self.again(None, &format!("{at}/folj"), &[("email", &format!("{text} ."))], text).await;
        self.done(guest, &format!("{at}/folj"), &[("on", "1")], text).await;
        self.read(Some(guest), "/foljer", text).await;
        self.again(None, "/logga-in/losenord", &[("username", text), ("password", text), ("till", text)], text).await;
        self.again(Some(guest), "/konto/losenord", &[("act", text), ("current_password", text), ("new_password", text)], text).await;
        self.again(Some(guest), "/konto", &[("name", &format!("{text}{}", "x".repeat(100))), ("locale", text)], text).await;
    }

    /// One attempt, everywhere.
    async fn attempt(&mut self, text: &str, n: usize) {
        self.w.days_pass(1);
        let guest = self.newcomer(text, n).await;
        self.organisation(text).await;
        let (number, at) = self.issue(&guest, text).await;
        self.addresses(&guest, &at, text).await;
        let meeting = self.hearing(&guest, &number, text, n).await;
        self.decisions(&at, text).await;
        self.cancelled(text).await;
        let (anna, eva, home) = (self.anna.clone(), self.eva.clone(), self.home.clone());
        for (who, path) in [(Some(&anna), &at), (Some(&guest), &at), (Some(&eva), &at), (Some(&eva), &meeting), (Some(&guest), &home), (Some(&eva), &home)] {
            self.read(who, path, text).await;
        }
        let konto = self.read(Some(&guest), "/konto", text).await;
        assert_eq!(attribute(&konto, "main input[name=name]", "value"), clean_line(text), "the name is what was typed");
        let page = self.read(None, &at, text).await;
        for written in ["Lampan har varit trasig sedan i höstas.", "Det är mörkt.", "Vi lagar lampan före vintern."] {
            shows(&page, ".prose", written);
        }
    }

    /// Pages that show several at once.
    async fn lists(&mut self) {
        let eva = self.eva.clone();
        let visitor = ["/stad", "/stad/logg", "/stad/logg?alla=1", "/stad/fragor?lage=alla", "/stad/forum/rost", "/stad/moten"];
        for (who, path) in visitor.iter().map(|path| (None, *path)).chain([(Some(&eva), "/stad/skrivbord"), (Some(&eva), "/stad/skrivbord?ko=new")]) {
            self.read(who, path, "several").await;
        }
    }

    /// Pages that show many at once; then how many pages were looked at.
    async fn end(mut self) -> usize {
        self.w.days_pass(1);
        Worker::new(self.web.app.clone(), Mailer::Demo).run_due().await.unwrap();
        for path in [
            "/demo/brevlada",
            "/",
            "/en",
            "/logga-in",
            "/stad/organisationer",
            "/stad/principer/1",
            "/stad/ataganden/1",
            "/en/stad/fragor?lage=alla",
            "/en/stad/moten",
        ] {
            self.read(None, path, "all").await;
        }
        self.w.end().await;
        self.pages
    }
}

async fn send(web: &Web, who: Option<&Who>, path: &str, fields: Fields<'_>, key: &str) -> Answer {
    let all = [("key", key), ("as", who.map_or("", |w| &w.acting))];
    let form: Vec<_> = all.iter().chain(fields).map(|(name, value)| format!("{name}={}", encode(value))).collect();
    web.send(request("POST", path, who.map(|w| w.cookie.as_str()), &form.join("&"))).await
}

fn attribute(page: &Answer, selector: &str, name: &str) -> String {
    let html = Html::parse_document(&page.body);
    let found = html.select(&Selector::parse(selector).unwrap()).next().and_then(|e| e.attr(name)).map(str::to_string);
    found.unwrap_or_else(|| panic!("no {selector} in {}", page.body))
}

/// The text is there as it was typed, so nothing of it became markup or was lost.
fn shows(page: &Answer, selector: &str, text: &str) {
    let html = Html::parse_document(&page.body);
    let all: String = html.select(&Selector::parse(selector).unwrap()).flat_map(|e| e.text()).collect();
    assert!(all.contains(text), "{text:?} is not in {all:?}");
}

/// Every so many-th attempt in a world of its own, so that all processors have something to do.
async fn every(parts: usize, part: usize) {
    let mut tour = Tour::new().await;
    for (n, attempt) in attempts().iter().enumerate().filter(|(n, _)| n % parts == part) {
        tour.attempt(&attempt.text, n).await;
        // lists show at least so many
        if n / parts % 5 == 4 {
            tour.lists().await;
        }
    }
    tour.lists().await;
    println!("{} pages", tour.end().await);
}

#[tokio::test]
async fn no_attempt_does_harm_1() {
    every(4, 0).await;
}
#[tokio::test]
async fn no_attempt_does_harm_2() {
    every(4, 1).await;
}
#[tokio::test]
async fn no_attempt_does_harm_3() {
    every(4, 2).await;
}
#[tokio::test]
async fn no_attempt_does_harm_4() {
    every(4, 3).await;
}

#[test]
fn there_are_enough_attempts_and_they_fit() {
    let all = attempts();
    assert!(all.iter().filter(|a| a.direct).count() >= 100);
    for attempt in &all {
        assert!(attempt.text.chars().count() <= 80, "longer than a function may be: {:?}", attempt.text);
    }
}
