//! Files that people attach, through the router: what is stored and given out, and what hostile ones come to. The last test asks a process of
//! its own, whose memory it measures.

use crate::common::{Answer, Web, request, site, web};
use crate::things::things;
use app::accounts::sessions;
use app::attachments::files::Drawer;
use app::context::{App, Ctx, Dice, Shared};
use app::db::Kind;
use app::db::testing::World;
use app::scalar;
use futures::future::join_all;
use http::header;
use image::{ImageEncoder, Rgb, RgbImage};
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tower_sessions::SessionStore;
use tower_sessions::session::Record;

/// The issue to which anna attaches.
const ISSUE: &str = "/stad/fragor/1-lampan-vid-torget";
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\nstartxref\n9\n%%EOF\n";
/// Words that must not come out again.
const PLACE: &[u8] = b"KANARIEPLATS";
const BEHIND: &[u8] = b"KANARIEBAKOM";
const BOUNDARY: &str = "----ett-tva-tre";

fn contains(all: &[u8], part: &[u8]) -> bool {
    all.windows(part.len()).any(|w| w == part)
}

/// A JPEG of two halves, dark on the left.
fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([10, 10, 10]) } else { Rgb([240, 240, 240]) });
    let mut out = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 90).encode_image(&picture).unwrap();
    out
}

/// A grey PNG.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let pixels = vec![200; (width * height * 3) as usize];
    image::codecs::png::PngEncoder::new(&mut out).write_image(&pixels, width, height, image::ExtendedColorType::Rgb8).unwrap();
    out
}

/// The same as a camera writes it: lying on its side, with a place.
fn with_exif(jpeg: &[u8]) -> Vec<u8> {
    // little-endian; an IFD of three entries at 8, one of one entry at 50, the words at 68
    let mut tiff: Vec<u8> = b"II*\0\x08\0\0\0\x03\0".to_vec();
    let entry =
        |tag: u16, kind: u16, count: u32, value: u32| [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat();
    tiff.extend(entry(0x010e, 2, 13, 68));
    tiff.extend(entry(0x0112, 3, 1, 6));
    tiff.extend(entry(0x8825, 4, 1, 50));
    tiff.extend([0; 4]);
    tiff.extend(b"\x01\0");
    tiff.extend(entry(0x0001, 2, 2, u32::from(b'N')));
    tiff.extend([0; 4]);
    tiff.extend(PLACE);
    tiff.push(0);
    let block = [b"Exif\0\0".as_slice(), &tiff].concat();
    let length = u16::try_from(block.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], b"\xff\xe1", &length, &block, &jpeg[2..]].concat()
}

/// A PNG whose header says so many pixels each way.
fn lying_png(edge: u32) -> Vec<u8> {
    let mut png = png(8, 8);
    png[16..20].copy_from_slice(&edge.to_be_bytes());
    png[20..24].copy_from_slice(&edge.to_be_bytes());
    let crc =
        !png[12..29].iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xedb8_8320 } else { c >> 1 }));
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    png
}

/// The body of a form with a file.
pub fn form(acting: &str, title: &str, name: &str, file: &[u8]) -> Vec<u8> {
    let field = |name: &str, value: &str| format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let key = data_encoding::HEXLOWER.encode(&rand::random::<[u8; 8]>());
    let head = [field("key", &key), field("as", acting), field("title", title), field("lang", "sv")].concat();
    let file_head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n");
    [head.as_bytes(), file_head.as_bytes(), file, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat()
}

fn acting(ctx: &Ctx) -> String {
    ctx.actor.as_ref().and_then(|a| a.acting_as).map(|o| o.to_string()).unwrap_or_default()
}

async fn attach(web: &Web, ctx: &Ctx, at: &str, title: &str, name: &str, file: &[u8]) -> Answer {
    let cookie = web.session(ctx).await;
    send(web, &cookie, &format!("{at}/bilagor"), form(&acting(ctx), title, name, file)).await
}

/// Sends a form with a file.
pub async fn send(web: &Web, cookie: &str, path: &str, body: Vec<u8>) -> Answer {
    let mut request = request("POST", path, Some(cookie), "");
    request.headers_mut().insert(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}").parse().unwrap());
    request.headers_mut().insert(header::CONTENT_LENGTH, body.len().into());
    *request.body_mut() = body.into();
    web.send(request).await
}

/// What is given out, byte by byte.
async fn bytes(web: &Web, path: &str) -> (http::StatusCode, http::HeaderMap, Vec<u8>) {
    use http_body_util::BodyExt;
    use tower::ServiceExt;
    let response = web.router.clone().oneshot(request("GET", path, None, "")).await.unwrap();
    let (parts, body) = response.into_parts();
    (parts.status, parts.headers, body.collect().await.unwrap().to_bytes().to_vec())
}

/// Files that `things` has: what documents a meeting.
const DOCUMENTED: usize = 1;

app::on_both! {
    async fn a_picture_is_drawn_anew(w: World) {
        things(w).await;
        let (web, anna) = (web(w).await, w.person("anna").await);
        let mut sent = with_exif(&jpeg(60, 40));
        assert!(contains(&sent, PLACE) && contains(&sent, b"Exif"));
        sent.extend_from_slice(b"PK\x03\x04");
        sent.extend_from_slice(BEHIND);
        let answer = attach(&web, &anna, ISSUE, "Torget, sett från norr", "../../../../etc/passwd\0.html", &sent).await;
        // NUL is in no name of a browser's making; without it the same is taken
        assert_eq!(answer.status, 400);
        let answer = attach(&web, &anna, ISSUE, "Torget, sett från norr", "../../../../etc/passwd.html", &sent).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let (status, headers, got) = bytes(&web, &format!("{ISSUE}/bilagor/1")).await;
        assert_eq!(status, 200);
        for (name, value) in [
            ("content-type", "image/jpeg"),
            ("content-disposition", "attachment; filename=\"torget-sett-fran-norr.jpg\"; filename*=UTF-8''Torget%20sett%20fr%C3%A5n%20norr.jpg"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "private, no-cache"),
            ("content-length", &got.len().to_string()),
        ] {
            assert_eq!(headers[name], value, "{name}");
        }
        assert!(headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
        for gone in [PLACE, BEHIND, b"Exif", b"PK\x03\x04"] {
            assert!(!contains(&got, gone), "{}", String::from_utf8_lossy(gone));
        }
        // the right way up: what was left is above now
        let picture = image::load_from_memory(&got).unwrap().to_rgb8();
        assert_eq!(picture.dimensions(), (40, 60));
        assert!(picture.get_pixel(20, 10).0[0] < 60 && picture.get_pixel(20, 50).0[0] > 200);
        let page = web.get(ISSUE).await.body;
        assert!(page.contains("alt=\"Torget, sett från norr\"") && page.contains("loading=\"lazy\"") && page.contains("width=\"40\""), "{page}");
        assert!(!page.contains("passwd"));
    }

    async fn what_a_browser_knows_is_not_sent_again(w: World) {
        things(w).await;
        let (web, anna) = (web(w).await, w.person("anna").await);
        attach(&web, &anna, ISSUE, "Torget, sett från norr", "a.jpg", &jpeg(900, 600)).await;
        let path = format!("{ISSUE}/bilagor/1");
        let (_, large_headers, large) = bytes(&web, &path).await;
        let (_, small_headers, small) = bytes(&web, &format!("{path}?liten=1")).await;
        assert_eq!(image::load_from_memory(&large).unwrap().to_rgb8().dimensions(), (900, 600));
        assert_eq!(image::load_from_memory(&small).unwrap().to_rgb8().dimensions(), (480, 320));
        assert_ne!(large_headers["etag"], small_headers["etag"]);
        let mut again = request("GET", &path, None, "");
        again.headers_mut().insert(header::IF_NONE_MATCH, large_headers["etag"].clone());
        let answer = web.send(again).await;
        assert_eq!((answer.status.as_u16(), answer.body.len()), (304, 0));
        // by any slug, and in English
        for path in ["/stad/fragor/1/bilagor/1", "/en/stad/fragor/1-x/bilagor/1"] {
            assert_eq!(bytes(&web, path).await.0, 200, "{path}");
        }
        for path in ["/stad/fragor/1/bilagor/0", "/stad/fragor/1/bilagor/2", "/stad/fragor/1/bilagor/-1", "/stad/fragor/2/bilagor/1", "/stad/fragor/1/bilagor/x"] {
            assert!(bytes(&web, path).await.0.is_client_error(), "{path}");
        }
    }

    async fn a_document_stays_as_it_is_and_opens_nowhere(w: World) {
        things(w).await;
        let (web, anna) = (web(w).await, w.person("anna").await);
        let sent = [b"%PDF-1.4\n<html><script>alert(1)</script>\n".as_slice(), PDF].concat();
        assert_eq!(attach(&web, &anna, ISSUE, "Skrivelse \"till\" <nämnden>", "a.pdf", &sent).await.status, 303);
        let (_, headers, got) = bytes(&web, &format!("{ISSUE}/bilagor/1")).await;
        assert_eq!(got, sent);
        assert_eq!(headers["content-type"], "application/pdf");
        assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment; filename=\"skrivelse-till-namnden.pdf\""));
        assert!(headers["content-security-policy"].to_str().unwrap().contains("sandbox") && headers["x-content-type-options"] == "nosniff");
        let page = web.get(ISSUE).await.body;
        assert!(page.contains("Skrivelse \"till\" &lt;nämnden&gt;") || page.contains("Skrivelse &quot;till&quot; &lt;nämnden&gt;"), "{page}");
    }

    async fn what_is_wrong_is_told_in_words_and_nothing_typed_is_lost(w: World) {
        things(w).await;
        let (web, anna) = (web(w).await, w.person("anna").await);
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        let gifar = [b"GIF89a\x01\x00\x01\x00\x80\x00\x00".as_slice(), b"PK\x03\x04", &[0; 200]].concat();
        let archive = [PDF, b"PK\x03\x04".as_slice(), &[0; 4000]].concat();
        let cut = jpeg(400, 300);
        for (what, file, says) in [
            ("nothing in it", &b""[..], "Filen är tom."),
            ("svg", &svg[..], "ingen bild"),
            ("gif and archive", &gifar[..], "ingen bild"),
            ("archive", &b"PK\x03\x04\x14\x00\x00\x00\x08\x00 a bomb"[..], "ingen bild"),
            ("page", &b"<!DOCTYPE html><h1>x</h1>"[..], "ingen bild"),
            ("pdf and archive", &archive[..], "inte hel"),
            ("half a picture", &cut[..300], "inte hel"),
            ("many pixels", &lying_png(12_000)[..], "för många bildpunkter"),
            ("very many pixels", &lying_png(2_000_000_000)[..], "bild"),
            ("too large", &vec![0xff; 11 * 1024 * 1024][..], "ingen bild"),
            ("too large a picture", &[&jpeg(8, 8)[..], &vec![0; 11 * 1024 * 1024]].concat()[..], "större än 10 MB"),
        ] {
            let answer = attach(&web, &anna, ISSUE, "Torget, sett från norr", "bild.jpg", file).await;
            assert_eq!(answer.status, 422, "{what}: {}", answer.body);
            assert!(answer.body.contains(says), "{what}: {}", answer.body);
            assert!(answer.body.contains("Torget, sett från norr</textarea>") && answer.body.contains("Välj filen igen."), "{what}");
            assert!(answer.body.contains("aria-describedby=\"file-h file-e\""), "{what}");
        }
        let answer = attach(&web, &anna, ISSUE, " ", "bild.jpg", &jpeg(8, 8)).await;
        assert!(answer.status == 422 && answer.body.contains("id=\"title-e\""), "{}", answer.body);
        let answer = attach(&web, &anna, &format!("/en{ISSUE}"), "IMG_1.jpg", "bild.jpg", &jpeg(8, 8)).await;
        assert!(answer.status == 422 && answer.body.contains("That is the name of the file"), "{}", answer.body);
        assert_eq!(scalar!(w.visitor().read().await.unwrap(), i64, fetch_one, "SELECT COUNT(*) FROM attachment WHERE meeting_id IS NULL").unwrap(), 0);
        assert_eq!(w.app.files.names(Duration::ZERO).await.unwrap().len(), DOCUMENTED, "but what documents a meeting");
    }

    async fn others_are_refused(w: World) {
        things(w).await;
        let web = web(w).await;
        for name in ["ida", "bo", "karin", "pia", "per", "sia", "eva"] {
            assert_eq!(attach(&web, &w.person(name).await, ISSUE, "Torget, sett från norr", "a.jpg", &jpeg(8, 8)).await.status, 403, "{name}");
        }
        let nobody = web.send(request("POST", &format!("{ISSUE}/bilagor"), None, "x")).await;
        assert_eq!(nobody.status, 401);
        // from another site
        let anna = w.person("anna").await;
        let mut strange = request("POST", &format!("{ISSUE}/bilagor"), Some(&web.session(&anna).await), "x");
        strange.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
        assert_eq!(web.send(strange).await.status, 403);
    }

    async fn what_was_removed_is_gone(w: World) {
        things(w).await;
        let (web, anna) = (web(w).await, w.person("anna").await);
        attach(&web, &anna, ISSUE, "Torget, sett från norr", "a.jpg", &jpeg(8, 8)).await;
        w.days_pass(1);
        let cookie = web.session(&anna).await;
        let answer = web.post_as(&format!("{ISSUE}/bilagor/1/ta-bort"), &format!("key=k&as={}", acting(&anna)), &cookie).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, format!("{ISSUE}/bilagor").as_str()));
        assert_eq!(web.get(&format!("{ISSUE}/bilagor/1")).await.status, 404);
        assert!(!web.get(ISSUE).await.body.contains("<figure>"));
        assert!(web.get(&format!("{ISSUE}/historik")).await.body.contains("Torget, sett från norr"));
    }
}

/// A server process with files of its own. Killed, also when the test fails.
struct Process {
    child: Child,
    port: u16,
    folder: PathBuf,
    log: Arc<Mutex<Vec<String>>>,
}

impl Process {
    async fn start(database: &str) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let folder = std::env::temp_dir().join(format!("dialogforum-uploads-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("site")).unwrap();
        for (name, body) in [("app.css", "body { color: black; }\n"), ("islands.js", "// loads\n"), ("favicon.svg", "<svg/>")] {
            std::fs::write(folder.join("site").join(name), body).unwrap();
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_dialogforum"))
            .arg("serve")
            .current_dir(&folder)
            .env_clear()
            .env("DIALOGFORUM_DATABASE_URL", database)
            .env("DIALOGFORUM_LISTEN", format!("127.0.0.1:{port}"))
            .env("DIALOGFORUM_SITE_DIR", folder.join("site"))
            .env("DIALOGFORUM_FILES_DIR", folder.join("files"))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = Arc::<Mutex<Vec<String>>>::default();
        let (output, lines) = (BufReader::new(child.stderr.take().unwrap()), log.clone());
        std::thread::spawn(move || output.lines().map_while(Result::ok).for_each(|line| lines.lock().unwrap().push(line)));
        let process = Self { child, port, folder, log };
        let started = Instant::now();
        while !process.log().contains(" Serving ") {
            assert!(started.elapsed() < Duration::from_secs(60), "{}", process.log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        process
    }
    fn log(&self) -> String {
        self.log.lock().unwrap().join("\n")
    }
    /// A line of /proc/…/status, in kB.
    fn memory(&self, what: &str) -> i64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(what)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }
    /// Lets the peak of its memory begin anew.
    fn forget_peak(&self) {
        std::fs::write(Path::new("/proc").join(self.child.id().to_string()).join("clear_refs"), "5").unwrap();
    }

    /// Sends a head, then what `pieces` gives, until it is refused; gives the answer and how much was sent.
    async fn send(&self, head: &str, pieces: impl Iterator<Item = Vec<u8>> + Send + 'static) -> (String, usize) {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        let (mut reader, mut writer) = stream.into_split();
        let head = head.to_string();
        let writing = tokio::spawn(async move {
            let mut sent = 0;
            if writer.write_all(head.as_bytes()).await.is_err() {
                return (sent, writer);
            }
            for piece in pieces {
                // the server hung up: that is its right
                if writer.write_all(&piece).await.is_err() {
                    break;
                }
                sent += piece.len();
            }
            (sent, writer)
        });
        let mut answer = Vec::new();
        // a reset after the answer is fine, too
        let _ = tokio::time::timeout(Duration::from_secs(120), reader.read_to_end(&mut answer)).await.expect("no answer");
        let (sent, _writer) = tokio::time::timeout(Duration::from_secs(10), writing).await.expect("it goes on taking").unwrap();
        (String::from_utf8_lossy(&answer).into_owned(), sent)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A session by the clock that the process has.
async fn session(w: &World, ctx: &Ctx) -> String {
    let app: App = Arc::new(Shared {
        db: w.app.db.clone(),
        clock: Default::default(),
        rng: Dice::from_os(),
        settings: w.app.settings.clone(),
        catalogue: Default::default(),
        live: w.app.live.clone(),
        assets: site().links,
        files: w.app.files.with_drawer(Drawer::Nobody),
        limits: Default::default(),
        passwords: Default::default(),
    });
    let actor = ctx.actor.as_ref().unwrap();
    let data = HashMap::from([("person".to_string(), serde_json::json!(actor.person_id)), ("as".to_string(), serde_json::json!(actor.acting_as))]);
    let mut record = Record { id: Default::default(), data, expiry_date: time::OffsetDateTime::now_utc() };
    sessions::Store(app).create(&mut record).await.unwrap();
    format!("session={}", record.id)
}

/// Somebody who sends what nobody should.
struct Hostile<'a> {
    process: &'a Process,
    cookie: String,
    acting: String,
}

impl Hostile<'_> {
    fn head(&self, kind: &str, length: &str) -> String {
        let port = self.process.port;
        format!(
            "POST {ISSUE}/bilagor HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nConnection: close\r\nCookie: {}\r\n\
             Content-Type: {kind}\r\n{length}\r\n\r\n",
            self.cookie
        )
    }
    fn kind() -> String {
        format!("multipart/form-data; boundary={BOUNDARY}")
    }
    /// A body of a known length.
    async fn whole(&self, kind: &str, body: Vec<u8>) -> String {
        let length = format!("Content-Length: {}", body.len());
        let pieces: Vec<_> = body.chunks(64 * 1024).map(<[u8]>::to_vec).collect();
        self.process.send(&self.head(kind, &length), pieces.into_iter()).await.0
    }
    async fn file(&self, file: &[u8]) -> String {
        self.whole(&Self::kind(), form(&self.acting, "Torget, sett från norr", "../../../etc/passwd", file)).await
    }
    /// A body that says no length: what begins it, and then more of the same until ten gigabytes are sent.
    async fn endless(&self, first: &[u8]) -> (String, usize) {
        let chunk = |bytes: &[u8]| [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
        let again = chunk(&[b'x'; 64 * 1024]);
        let pieces = std::iter::once(chunk(first)).chain(std::iter::repeat_n(again, 160 * 1024));
        self.process.send(&self.head(&Self::kind(), "Transfer-Encoding: chunked"), pieces).await
    }
}

/// The status of an answer; 0 where none came before the connection was reset.
fn status(answer: &str) -> u16 {
    answer.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok()).unwrap_or(0)
}

/// All that is hostile, eight at a time: each is answered in words or cut off, none panics, and the server's memory grows by less than 16 MiB.
#[tokio::test(flavor = "multi_thread")]
async fn hostile_files_cost_nothing() {
    let w = World::new(Kind::Sqlite).await;
    things(&w).await;
    let process = Process::start(&w.url).await;
    let anna = w.person("anna").await;
    let hostile = Hostile { process: &process, cookie: session(&w, &anna).await, acting: acting(&anna) };
    let hostile = &hostile;
    // what an ordinary day needs is there already
    assert_eq!(status(&hostile.file(PDF).await), 303);
    assert_eq!(status(&hostile.file(&jpeg(800, 600)).await), 303);
    join_all((0..8).map(|_| hostile.file(b"<html>"))).await.iter().for_each(|answer| assert_eq!(status(answer), 422, "{answer}"));
    process.forget_peak();
    let before = process.memory("VmRSS");

    let file_head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n");
    let starts: [(&str, Vec<u8>); 5] = [
        ("no boundary", b"x".to_vec()),
        ("a header without end", format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"").into_bytes()),
        ("a title without end", format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n").into_bytes()),
        ("a file without end", file_head.clone().into_bytes()),
        ("a document without end", format!("{file_head}%PDF-1.4\n").into_bytes()),
    ];
    for (what, first) in &starts {
        for (answer, sent) in join_all((0..8).map(|_| hostile.endless(first))).await {
            assert!(matches!(status(&answer), 413 | 0), "{what}: {answer}");
            assert!(sent < 64 * 1024 * 1024, "{what}: {sent} bytes were taken");
        }
    }
    // ten gigabytes that say so
    let head = hostile.head(&Hostile::kind(), "Content-Length: 10737418240");
    for (answer, _) in join_all((0..8).map(|_| process.send(&head, std::iter::empty()))).await {
        assert_eq!(status(&answer), 413, "{answer}");
        assert!(answer.contains("10 MB"), "{answer}");
    }
    // what is no form
    for kind in ["multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=x", "application/x-www-form-urlencoded", "image/jpeg"] {
        for answer in join_all((0..8).map(|_| hostile.whole(kind, form(&hostile.acting, "Torget", "a", PDF)))).await {
            assert_eq!(status(&answer), 400, "{kind}: {answer}");
        }
    }
    // files that are not what they seem, and large ones
    let large = [b"%PDF-1.4\n".as_slice(), &vec![b' '; 12 * 1024 * 1024]].concat();
    let polyglot = [PDF, b"PK\x03\x04".as_slice(), &vec![0; 3_000_000]].concat();
    let bomb = [b"PK\x03\x04".as_slice(), &vec![0; 3_000_000]].concat();
    for file in [&large, &polyglot, &bomb, &lying_png(15_000), &lying_png(4_000_000_000), &jpeg(300, 200)[..200].to_vec()] {
        for answer in join_all((0..8).map(|_| hostile.file(file))).await {
            assert!(matches!(status(&answer), 422 | 429), "{answer}");
        }
    }
    // somebody who leaves in the middle
    let half = form(&hostile.acting, "Torget", "a", &large);
    let head = hostile.head(&Hostile::kind(), &format!("Content-Length: {}", half.len()));
    for _ in 0..8 {
        let mut stream = TcpStream::connect(("127.0.0.1", process.port)).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&half[..half.len() / 3]).await.unwrap();
    }

    let grown = process.memory("VmHWM") - before;
    println!("the server's memory: {} MB before, grown by at most {} kB", before / 1024, grown);
    assert!(grown < 16 * 1024, "grown by {grown} kB");
    let (health, _) = process.send("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", std::iter::empty()).await;
    assert_eq!(status(&health), 200);
    assert!(!process.log().contains("panic"), "{}", process.log());
    let left = || std::fs::read_dir(process.folder.join("files/incoming")).unwrap().count();
    let started = Instant::now();
    while left() > 0 {
        assert!(started.elapsed() < Duration::from_secs(60), "{} files are left of what was sent", left());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    drop(process);
    w.end().await;
}

app::on_both! {
    async fn words_are_not_lost_with_a_file_that_is_not_taken(w: World) {
        things(w).await;
        let (web, anna) = (web(w).await, w.person("anna").await);
        let body = || form(&acting(&anna), "Torget, sett från norr", "a.png", &png(8, 8));
        // signed out meanwhile: the words, and the way back to the form; no file can be sent again from there
        let answer = send(&web, "", &format!("{ISSUE}/bilagor"), body()).await;
        assert_eq!(answer.status, 401, "{}", answer.body);
        assert!(answer.body.contains("<blockquote class=\"typed\">Torget, sett från norr</blockquote>"), "{}", answer.body);
        assert!(answer.body.contains(&format!("<a href=\"{ISSUE}/bilagor\"")) && !answer.body.contains(&format!("action=\"{ISSUE}/bilagor\"")), "{}", answer.body);
        let eva = w.person("eva").await;
        let answer = attach(&web, &eva, ISSUE, "Torget, sett från norr", "a.png", &png(8, 8)).await;
        assert!(answer.status == 403 && answer.body.contains("Torget, sett från norr"), "{}", answer.body);
        assert_eq!(w.app.files.names(Duration::ZERO).await.unwrap().len(), DOCUMENTED, "but what documents a meeting");
    }

    async fn half_a_picture_and_an_archive_behind_a_document_are_refused(w: World) {
        things(w).await;
        let (web, anna) = (web(w).await, w.person("anna").await);
        let whole = jpeg(400, 300);
        let archive = [PDF, b"PK\x03\x04".as_slice(), &[0; 196]].concat();
        for file in [&whole[..whole.len() * 7 / 10], &archive[..]] {
            let answer = attach(&web, &anna, ISSUE, "Torget, sett från norr", "a.jpg", file).await;
            assert!(answer.status == 422 && answer.body.contains("inte hel"), "{}", answer.body);
        }
        assert_eq!(attach(&web, &anna, ISSUE, "Torget, sett från norr", "a.jpg", &whole).await.status, 303);
    }

    async fn a_picture_is_taken_down(w: World) {
        things(w).await;
        let (web, anna, eva) = (web(w).await, w.person("anna").await, w.person("eva").await);
        attach(&web, &anna, ISSUE, "Grannen vid sin dörr", "a.jpg", &jpeg(8, 8)).await;
        let link = format!("{ISSUE}/bilagor/1/ta-ner");
        assert!(!web.get(ISSUE).await.body.contains(&link));
        let cookie = web.session(&eva).await;
        assert!(web.get_as(ISSUE, &cookie).await.body.contains(&link));
        let page = web.get_as(&link, &cookie).await;
        assert!(page.status == 200 && page.body.contains("Grannen vid sin dörr") && page.statements <= 7, "{} statements: {}", page.statements, page.body);
        let empty = web.post_as(&link, &format!("key=k&as={}&reason=", acting(&eva)), &cookie).await;
        assert!(empty.status == 422 && empty.body.contains("id=\"reason-e\""), "{}", empty.body);
        w.days_pass(1);
        let done = web.post_as(&link, &format!("key=k&as={}&reason=Det+visar+en+granne.", acting(&eva)), &web.session(&eva).await).await;
        assert_eq!((done.status.as_u16(), done.header("location")), (303, ISSUE));
        assert_eq!(web.get(&format!("{ISSUE}/bilagor/1")).await.status, 404);
        let history = web.get(&format!("{ISSUE}/historik")).await.body;
        assert!(history.contains("togs ner") && !history.contains("Grannen"), "{history}");
        let log = web.get("/stad/logg").await.body;
        assert!(log.contains("tog ner en bilaga") && log.contains("Det visar en granne."), "{log}");
    }
}
