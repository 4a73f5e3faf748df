//! Calendar files read back by implementations that are not ours: `server/tests/calendars/read_back.py` with Python's `icalendar` and
//! `vobject`. Meetings stand around the four clock changes of 2026 and 2027; the times expected of them are written out here.

use crate::common::{Answer, Web, request, web};
use app::context::Ctx;
use app::db::testing::World;
use app::scalar;
use http::{HeaderValue, header};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/calendars/read_back.py");
const PRODID: &str = "-//Dialogforum//Dialogforum//SV";
const FEED: &str = "/stad/moten/kalender.ics";
const NAME: &str = "Möten i Staden";
const KIND: &str = "Dialogmöte";

/// Day, start and end by the clocks of Stockholm; both in UTC.
const TIMES: &[(&str, &str, &str, &str, &str)] = &[
    ("2026-03-28", "10:00", "12:00", "2026-03-28T09:00", "2026-03-28T11:00"),
    ("2026-03-29", "10:00", "12:00", "2026-03-29T08:00", "2026-03-29T10:00"),
    ("2026-03-30", "10:00", "12:00", "2026-03-30T08:00", "2026-03-30T10:00"),
    ("2026-10-24", "10:00", "12:00", "2026-10-24T08:00", "2026-10-24T10:00"),
    ("2026-10-25", "10:00", "12:00", "2026-10-25T09:00", "2026-10-25T11:00"),
    ("2026-10-26", "10:00", "12:00", "2026-10-26T09:00", "2026-10-26T11:00"),
    ("2027-03-27", "10:00", "12:00", "2027-03-27T09:00", "2027-03-27T11:00"),
    ("2027-03-28", "10:00", "12:00", "2027-03-28T08:00", "2027-03-28T10:00"),
    ("2027-03-29", "10:00", "12:00", "2027-03-29T08:00", "2027-03-29T10:00"),
    ("2027-10-30", "10:00", "12:00", "2027-10-30T08:00", "2027-10-30T10:00"),
    ("2027-10-31", "10:00", "12:00", "2027-10-31T09:00", "2027-10-31T11:00"),
    ("2027-11-01", "10:00", "12:00", "2027-11-01T09:00", "2027-11-01T11:00"),
    // across the hour that is skipped: shorter than clocks make it look
    ("2026-03-29", "01:30", "04:00", "2026-03-29T00:30", "2026-03-29T02:00"),
    ("2027-03-28", "00:00", "03:00", "2027-03-27T23:00", "2027-03-28T01:00"),
    // across the one that comes twice, or in it: its first time is meant
    ("2026-10-25", "01:00", "04:00", "2026-10-24T23:00", "2026-10-25T03:00"),
    ("2026-10-25", "02:30", "03:30", "2026-10-25T00:30", "2026-10-25T02:30"),
    ("2027-10-31", "02:00", "02:30", "2027-10-31T00:00", "2027-10-31T00:30"),
];

/// Titles as typed and as they are kept. The seventh makes a line of 150 octets in Swedish, and its last part one of 75 with what folds it.
fn titles() -> Vec<(String, String)> {
    let same = |title: &str| (title.to_string(), title.to_string());
    vec![
        same("Rum, tid; och pengar"),
        same("Åtgärder för äldre i Örebro: \"så här\", sade de"),
        ("En rubrik\r\npå två rader\toch med tabb".into(), "En rubrik på två rader och med tabb".into()),
        same(r"Vägen C:\ny\Nu, \; och \n som den skrevs\"),
        same(&"å".repeat(140)),
        same("日本語 och 🎉🎉🎉 och ännu mer som ska få plats på flera rader, för att det är så långt: åäöåäö"),
        same(&"x".repeat(129)),
    ]
}

fn themes() -> Vec<(String, String)> {
    let long = "Förändring på gång för öarna, åarna; och älvarna. ".repeat(38);
    vec![
        (
            "Vi talar om **rum**, pengar; och tid.\r\n\r\n- ett\r\n- två \\ tre\r\nEND:VEVENT".into(),
            "Vi talar om **rum**, pengar; och tid. - ett - två \\ tre END:VEVENT".into(),
        ),
        (long.clone(), long.trim_end().into()),
    ]
}

/// A meeting as calendars must have it.
#[derive(Clone)]
struct Meeting {
    number: usize,
    path: String,
    uid: String,
    title: String,
    theme: String,
    place: String,
    starts: String,
    ends: String,
    starts_utc: String,
    ends_utc: String,
    status: &'static str,
    sequence: i64,
    stamp: String,
}

impl Meeting {
    fn calendar(&self) -> String {
        format!("{}/kalender.ics", self.path)
    }
    /// Everything of it, for readers of Swedish.
    fn event(&self) -> Value {
        json!({
            "uid": self.uid, "summary": format!("{KIND}: {}", self.title), "description": self.theme, "location": format!("{}, Torget 1", self.place),
            "url": format!("https://dialog.example.org{}", self.path), "status": self.status, "sequence": self.sequence, "stamp": self.stamp,
            "starts": self.starts, "ends": self.ends, "starts_utc": self.starts_utc, "ends_utc": self.ends_utc,
        })
    }
    /// The same for readers of English.
    fn english(&self) -> Value {
        let mut event = self.event();
        event["summary"] = format!("Dialogue meeting: {}", self.title).into();
        event["url"] = format!("https://dialog.example.org/en{}", self.path).into();
        event
    }
    /// What a calendar program shows of it.
    fn entry(&self) -> Value {
        json!({ "uid": self.uid, "starts": self.starts, "status": self.status, "sequence": self.sequence })
    }
}

fn entries(meetings: &[Meeting]) -> Vec<Value> {
    meetings.iter().map(Meeting::entry).collect()
}

fn encode(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// The kansli at the forms of meetings.
struct Office<'a> {
    w: &'a World,
    web: Web,
    cookie: String,
    acting: String,
}

impl<'a> Office<'a> {
    async fn new(w: &'a World) -> Self {
        let eva: Ctx = w.person("eva").await;
        let web = web(w).await;
        let cookie = web.session(&eva).await;
        Self { w, web, cookie, acting: eva.actor.as_ref().and_then(|a| a.acting_as).unwrap().to_string() }
    }
    async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let of_form = [("as", self.acting.as_str())];
        let form: Vec<String> = of_form.iter().chain(fields).map(|(name, value)| format!("{name}={}", encode(value))).collect();
        self.web.post_as(path, &form.join("&"), &self.cookie).await
    }
    /// Sends the form of a meeting to `path`.
    async fn plan(&self, path: &str, (title, theme, place): (&str, &str, &str), (day, starts, ends): (&str, &str, &str), more: &[(&str, &str)]) -> Answer {
        let fields = [
            ("kind", "dialogue_meeting"),
            ("title", title),
            ("theme", theme),
            ("lang", "sv"),
            ("place", place),
            ("address", "Torget 1"),
            ("online_url", "https://moten.example.org/rum"),
            ("date", day),
            ("starts", starts),
            ("ends", ends),
            ("capacity", "30"),
        ];
        self.send(path, &[&fields[..], more].concat()).await
    }
    /// Announces the meeting with the next number.
    async fn announce(&self, number: usize) -> Meeting {
        let (day, starts, ends, starts_utc, ends_utc) = TIMES[number - 1];
        let (titles, themes) = (titles(), themes());
        let (title, theme) = (&titles[(number - 1) % titles.len()], &themes[(number - 1) % themes.len()]);
        let place = "Blå stället, rum 2; plan 3";
        let answer = self.plan("/stad/moten/nytt", (&title.0, &theme.0, place), (day, starts, ends), &[("key", &format!("m{number}"))]).await;
        assert_eq!(answer.status, 303, "{day} {starts}: {}", answer.body);
        let path = answer.header("location").to_string();
        assert!(path.starts_with(&format!("/stad/moten/{number}-")), "{path}");
        Meeting {
            number,
            path,
            uid: self.uid(number).await,
            title: title.1.clone(),
            theme: theme.1.clone(),
            place: place.into(),
            starts: format!("{day}T{starts}:00"),
            ends: format!("{day}T{ends}:00"),
            starts_utc: format!("{starts_utc}:00Z"),
            ends_utc: format!("{ends_utc}:00Z"),
            status: "CONFIRMED",
            sequence: 0,
            stamp: self.now(),
        }
    }
    async fn uid(&self, number: usize) -> String {
        let mut conn = self.w.visitor().read().await.unwrap();
        scalar!(conn, String, fetch_one, "SELECT ics_uid FROM meeting WHERE number = $1", number as i64).unwrap()
    }
    async fn version(&self, number: usize) -> String {
        let mut conn = self.w.visitor().read().await.unwrap();
        scalar!(conn, i64, fetch_one, "SELECT version FROM meeting WHERE number = $1", number as i64).unwrap().to_string()
    }
    fn now(&self) -> String {
        self.w.visitor().now().format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
    /// Changes a meeting by its form, with the agenda that it has: none.
    async fn change(&self, m: &Meeting, theme: &str, place: &str, times: (&str, &str, &str)) -> String {
        let version = self.version(m.number).await;
        let more = [("key", format!("e{}", m.number)), ("version", version)];
        let more: Vec<(&str, &str)> = more.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = self.plan(&format!("{}/andra", m.path), (&m.title, theme, place), times, &more).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        answer.header("location").to_string()
    }
    async fn cancel(&self, m: &Meeting) {
        let answer = self.send(&format!("{}/stall-in", m.path), &[("key", "c1"), ("reason", "Salen brann.")]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    /// Asks for a file that one has already.
    async fn again(&self, path: &str, etag: &str) -> Answer {
        let mut asked = request("GET", path, None, "");
        asked.headers_mut().insert(header::IF_NONE_MATCH, HeaderValue::from_str(etag).unwrap());
        self.web.send(asked).await
    }
}

/// Files, and what must be read in them.
struct Case {
    folder: PathBuf,
    files: Vec<Value>,
    clients: Vec<Value>,
}

impl Case {
    fn new() -> Self {
        static CASES: AtomicU32 = AtomicU32::new(0);
        let n = CASES.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("dialogforum-calendars-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder, files: Vec::new(), clients: Vec::new() }
    }
    fn file(&mut self, name: &str, body: &str, (method, title): (&str, &str), events: Vec<Value>) {
        std::fs::write(self.folder.join(name), body).unwrap();
        self.files.push(json!({ "file": name, "method": method, "name": title, "events": events }));
    }
    /// A calendar program takes files in one after the other, and shows something after each.
    fn client(&mut self, name: &str, steps: &[(&str, Vec<Value>)]) {
        let steps: Vec<Value> = steps.iter().map(|(file, shows)| json!({ "take_in": file, "shows": shows })).collect();
        self.clients.push(json!({ "name": name, "steps": steps }));
    }
    fn read_back(self) {
        let python = python();
        let case = self.folder.join("case.json");
        std::fs::write(&case, json!({ "prodid": PRODID, "files": self.files, "clients": self.clients }).to_string()).unwrap();
        // nothing of the environment of whoever runs the tests
        let done = Command::new(&python).args(["-I", "-X", "utf8", SCRIPT]).arg(&case).output().unwrap_or_else(|e| panic!("{}: {e}", python.display()));
        let said = [done.stdout, done.stderr].concat();
        assert!(done.status.success(), "in {}:\n{}", self.folder.display(), String::from_utf8_lossy(&said));
        std::fs::remove_dir_all(&self.folder).unwrap();
    }
}

/// Python with the libraries, where `scripts/setup.sh` lays it unless the environment says something else.
fn python() -> PathBuf {
    let of = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = || of("XDG_CACHE_HOME").unwrap_or_else(|| of("HOME").unwrap_or_default().join(".cache")).join("dialogforum");
    let tools = || of("DIALOGFORUM_TOOLS").unwrap_or_else(|| cache().join("tools"));
    let python = of("DIALOGFORUM_PYTHON").unwrap_or_else(|| tools().join("python/bin/python"));
    assert!(python.is_file(), "calendar files are read back by Python, and {} is not there: run `scripts/setup.sh calendars`", python.display());
    python
}

fn is_calendar(answer: &Answer, name: &str) {
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/calendar; charset=utf-8"), "{}", answer.body);
    assert_eq!(answer.header("content-disposition"), format!("inline; filename=\"{name}.ics\""));
    // asked for again each time, and sent when it is another
    assert_eq!(answer.header("cache-control"), "no-cache");
    assert!(answer.header("etag").starts_with("W/\"") && answer.header("set-cookie").is_empty());
    assert!(answer.body.contains(&format!("\r\nPRODID:{PRODID}\r\n")));
    // the link is for those who have a place
    assert!(!answer.body.contains("moten.example.org"));
}

app::on_both! {
    async fn what_we_write_others_read(w: World) {
        let office = Office::new(w).await;
        let web = &office.web;
        let mut case = Case::new();

        let mut first = Vec::new();
        for number in 1..=TIMES.len() {
            first.push(office.announce(number).await);
        }
        let feed = web.get(FEED).await;
        is_calendar(&feed, "stad");
        case.file("all-1.ics", &feed.body, ("PUBLISH", NAME), first.iter().map(Meeting::event).collect());
        let english = web.get(&format!("/en{FEED}")).await;
        is_calendar(&english, "stad");
        case.file("all-1-en.ics", &english.body, ("PUBLISH", "Meetings in The city"), first.iter().map(Meeting::english).collect());
        let mut etags = Vec::new();
        for m in &first {
            let answer = web.get(&m.calendar()).await;
            is_calendar(&answer, &format!("stad-{}", m.number));
            case.file(&format!("{}-1.ics", m.number), &answer.body, ("PUBLISH", NAME), vec![m.event()]);
            etags.push(answer.header("etag").to_string());
        }
        let one = web.get(&format!("/en{}", first[4].calendar())).await;
        case.file("5-1-en.ics", &one.body, ("PUBLISH", "Meetings in The city"), vec![first[4].english()]);
        // whoever has the file already gets no second one
        let known = office.again(FEED, feed.header("etag")).await;
        assert_eq!((known.status.as_u16(), known.body.as_str(), known.header("etag")), (304, "", feed.header("etag")));
        assert_eq!(office.again(&format!("/en{FEED}"), feed.header("etag")).await.status, 200, "another language, another file");

        // the second is moved from one side of a clock change to the other, the third has another theme, the fourth is cancelled
        w.app.clock.advance(chrono::TimeDelta::hours(1));
        let mut second = first.clone();
        let moved = &first[1];
        let path = office.change(moved, &themes()[1].0, "Röda stället", ("2026-10-25", "09:30", "11:00")).await;
        assert_eq!(path, moved.path);
        second[1] = Meeting {
            place: "Röda stället".into(),
            starts: "2026-10-25T09:30:00".into(),
            ends: "2026-10-25T11:00:00".into(),
            starts_utc: "2026-10-25T08:30:00Z".into(),
            ends_utc: "2026-10-25T10:00:00Z".into(),
            sequence: 1,
            stamp: office.now(),
            ..moved.clone()
        };
        office.change(&first[2], "Ett annat tema, kort.", &first[2].place, ("2026-03-30", "10:00", "12:00")).await;
        second[2] = Meeting { theme: "Ett annat tema, kort.".into(), sequence: 1, stamp: office.now(), ..first[2].clone() };
        w.app.clock.advance(chrono::TimeDelta::hours(1));
        office.cancel(&first[3]).await;
        second[3] = Meeting { status: "CANCELLED", sequence: 1, stamp: office.now(), ..first[3].clone() };

        let feed = office.again(FEED, feed.header("etag")).await;
        is_calendar(&feed, "stad");
        case.file("all-2.ics", &feed.body, ("PUBLISH", NAME), second.iter().map(Meeting::event).collect());
        for (m, etag) in second.iter().zip(&etags).take(5) {
            let answer = office.again(&m.calendar(), etag).await;
            // the fifth is as it was
            if m.number == 5 {
                assert_eq!(answer.status, 304);
                continue;
            }
            if m.number > 1 {
                let method = if m.status == "CANCELLED" { "CANCEL" } else { "PUBLISH" };
                is_calendar(&answer, &format!("stad-{}", m.number));
                case.file(&format!("{}-2.ics", m.number), &answer.body, (method, NAME), vec![m.event()]);
            }
        }

        let (one, two) = (|n: usize| first[n - 1].entry(), |n: usize| second[n - 1].entry());
        case.client("of somebody who opens files of single meetings", &[
            ("2-1.ics", vec![one(2)]),
            ("2-2.ics", vec![two(2)]),
            ("2-1.ics", vec![two(2)]),
            ("4-1.ics", vec![two(2), one(4)]),
            ("4-2.ics", vec![two(2), two(4)]),
            ("4-1.ics", vec![two(2), two(4)]),
            ("5-1-en.ics", vec![two(2), two(4), one(5)]),
            ("5-1.ics", vec![two(2), two(4), one(5)]),
        ]);
        case.client("that subscribes to all", &[("all-1.ics", entries(&first)), ("all-2.ics", entries(&second)), ("all-1.ics", entries(&second))]);
        let mut half = first.clone();
        half[3] = second[3].clone();
        case.client("of somebody who does both", &[("all-1-en.ics", entries(&first)), ("4-2.ics", entries(&half)), ("all-2.ics", entries(&second)), ("2-1.ics", entries(&second))]);
        case.read_back();
    }

    async fn times_that_do_not_exist_are_refused(w: World) {
        let office = Office::new(w).await;
        let texts = ("Om natten", "Vi talar om natten.", "Blå stället");
        let skipped = ["Den tiden finns inte: klockan ställs fram från 02.00 till 03.00 den natten.", "That time does not exist: clocks go forward from 02:00 to 03:00 that night."];
        for (day, starts, ends, said) in [
            ("2026-03-29", "02:30", "04:00", skipped),
            ("2026-03-29", "01:00", "02:00", skipped),
            ("2027-03-28", "02:00", "04:00", skipped),
            // a meeting ends on the day on which it begins
            ("2026-03-28", "23:00", "04:00", ["Välj ett slut som är efter början.", "Choose an end after the start."]),
        ] {
            for (language, said) in ["", "/en"].iter().zip(said) {
                let answer = office.plan(&format!("{language}/stad/moten/nytt"), texts, (day, starts, ends), &[("key", "k")]).await;
                assert_eq!(answer.status, 422, "{day} {starts}");
                assert!(answer.body.contains(said) && answer.body.contains(&format!("value=\"{starts}\"")), "{day} {starts}: {}", answer.body);
            }
        }
        let feed = office.web.get(FEED).await;
        is_calendar(&feed, "stad");
        assert!(!feed.body.contains("VEVENT"));
    }

    async fn a_draft_is_in_no_calendar(w: World) {
        let office = Office::new(w).await;
        let answer = office.plan("/stad/moten/nytt", ("Om natten", "Vi talar om natten.", "Blå stället"), ("2026-03-28", "10:00", "12:00"), &[("key", "k"), ("act", "draft")]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let file = format!("{}/kalender.ics", answer.header("location"));
        assert_eq!((office.web.get(&file).await.status.as_u16(), office.web.get_as(&file, &office.cookie).await.status.as_u16()), (404, 404));
        assert!(!office.web.get_as(FEED, &office.cookie).await.body.contains("VEVENT"));
        assert_eq!(office.web.get("/stad/moten/9-ingenting/kalender.ics").await.status, 404);
    }
}
