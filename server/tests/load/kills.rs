//! The real server, killed again and again while people post: what it said yes to is there, once, and nothing is there by half.

use crate::client::{Client, form};
use crate::common::site;
use app::accounts::sessions;
use app::context::{App, Dice, Shared};
use app::db::Db;
use app::db::testing::World;
use app::ids::OrganisationId;
use app::{execute, fetch, scalar};
use futures::future::{join, join_all};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use server::serve::close;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{oneshot, watch};
use tower_sessions::SessionStore;
use tower_sessions::session::Record;

const POSTS: usize = 1000;
const CLIENTS: usize = 16;
const KILLS: usize = 10;
/// Each may post ten times a day.
const PEOPLE: usize = 125;
/// Id of the first of them.
const FIRST: i64 = 5001;

/// Somebody who posts.
struct Poster {
    cookie: String,
    acting: String,
}

/// A server process. Killed with SIGKILL, also when the test fails.
pub struct Process(pub Child);

impl Process {
    /// Starts it, and waits until it says that it serves.
    pub async fn start(folder: &Path, database: &str, port: u16) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dialogforum"))
            .arg("serve")
            .current_dir(folder)
            .env_clear()
            .env("DIALOGFORUM_DATABASE_URL", database)
            .env("DIALOGFORUM_LISTEN", format!("127.0.0.1:{port}"))
            .env("DIALOGFORUM_SITE_DIR", folder.join("site"))
            .env("DIALOGFORUM_FILES_DIR", folder.join("files"))
            .env("DIALOGFORUM_MAX_CONNECTIONS", "2000")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stderr.take().unwrap());
        let process = Self(child);
        let (serving, served) = oneshot::channel();
        std::thread::spawn(move || {
            let mut serving = Some(serving);
            // to the end, or the pipe fills up and the server waits for us
            for line in output.lines().map_while(Result::ok) {
                if line.contains(" Serving ") {
                    if let Some(serving) = serving.take() {
                        // the test may have given up
                        let _ = serving.send(());
                    }
                } else if !line.contains(" INFO ") {
                    println!("server: {line}");
                }
            }
        });
        tokio::time::timeout(Duration::from_secs(60), served).await.expect("it takes too long to start").expect("it ended before it served");
        process
    }
    pub fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // it may have ended by itself
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A folder that goes when the test ends, with the few files that a server wants.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(seed: u64) -> Self {
        let folder = std::env::temp_dir().join(format!("dialogforum-kills-{}-{seed}", std::process::id()));
        std::fs::create_dir_all(folder.join("site")).unwrap();
        for (name, body) in [("app.css", "body { color: black; }\n"), ("islands.js", "// loads\n"), ("favicon.svg", "<svg/>")] {
            std::fs::write(folder.join("site").join(name), body).unwrap();
        }
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // what stays lies in the folder for temporary files
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A port of our own for all starts. Below those that the system gives to clients, which would be in the way after a kill.
pub fn free_port(dice: &mut StdRng) -> u16 {
    (0..100).map(|_| dice.random_range(10_000..20_000)).find(|port| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("a free port")
}

/// The world's state with the clock that the server will have: sessions end by it.
fn by_todays_clock(w: &World) -> App {
    Arc::new(Shared {
        db: w.app.db.clone(),
        clock: Default::default(),
        rng: Dice::from_os(),
        settings: w.app.settings.clone(),
        catalogue: Default::default(),
        live: w.app.live.clone(),
        assets: site().links,
        files: w.app.files.clone(),
        limits: Default::default(),
        passwords: Default::default(),
    })
}

/// Many people of a signatory, all signed in.
async fn posters(w: &World) -> Vec<Poster> {
    let app = by_todays_clock(w);
    let alfa: OrganisationId = w.organisation("alfa").await;
    let ids = || (FIRST..).take(PEOPLE);
    let mut tx = w.visitor().write().await.unwrap();
    for id in ids() {
        const PERSON: &str = "INSERT INTO person (id, name, email, email_key, created_at) VALUES ($1, $2, $3, $3, $4)";
        const ROLE: &str = "INSERT INTO role (person_id, organisation_id, kind, function, from_on) VALUES ($1, $2, 'representative', 'ledamot', $3)";
        execute!(tx, PERSON, id, format!("Person {id}"), format!("p{id}@example.org"), w.app.clock.now()).unwrap();
        execute!(tx, ROLE, id, alfa, w.visitor().today()).unwrap();
    }
    tx.commit().await.unwrap();
    let store = sessions::Store(app);
    let mut posters = Vec::new();
    for id in ids() {
        let data = HashMap::from([("person".to_string(), serde_json::json!(id)), ("as".to_string(), serde_json::json!(alfa))]);
        let mut record = Record { id: Default::default(), data, expiry_date: time::OffsetDateTime::now_utc() };
        store.create(&mut record).await.unwrap();
        posters.push(Poster { cookie: format!("session={}", record.id), acting: alfa.to_string() });
    }
    posters
}

fn title(n: usize) -> String {
    format!("Lampa nummer {n:04} är trasig")
}

fn post_of(n: usize, poster: &Poster) -> String {
    form(&[
        ("key", &format!("post-{n}")),
        ("as", &poster.acting),
        ("title", &title(n)),
        ("what", "Lampan har varit trasig sedan i höstas, och ingen har kommit."),
        ("why", "Det är mörkt där."),
        ("whom", "Alla som går förbi"),
        ("ask", "Att den lagas före vintern."),
        ("forum", "rost"),
        ("themes", "lokaler"),
        ("areas", "norr"),
        ("lang", "sv"),
    ])
}

/// What the clients know: each post's address once it was acknowledged, and how often they had to ask again.
struct Told {
    addresses: RefCell<Vec<String>>,
    count: watch::Sender<usize>,
    unanswered: Cell<usize>,
    faults: Cell<usize>,
}

/// One of the sixteen: takes the next post and sends it, with the same key, until it is acknowledged.
async fn client(address: &Client, posters: &[Poster], next: &Cell<usize>, mut up: watch::Receiver<bool>, told: &Told) {
    loop {
        let n = next.replace(next.get() + 1);
        if n >= POSTS {
            return;
        }
        let poster = &posters[n % posters.len()];
        let (client, form) = (Client { cookie: poster.cookie.clone(), ..address.clone() }, post_of(n, poster));
        loop {
            up.wait_for(|up| *up).await.unwrap();
            match client.post("/stad/fragor/ny", &form).await {
                Ok(answer) if answer.status == 303 => {
                    told.addresses.borrow_mut()[n] = answer.header("location").to_string();
                    told.count.send_modify(|count| *count += 1);
                    break;
                }
                Ok(answer) if answer.status >= 500 => told.faults.set(told.faults.get() + 1),
                Ok(answer) => panic!("post {n}: {}\n{}", answer.status, answer.body),
                Err(_) => told.unanswered.set(told.unanswered.get() + 1),
            }
            assert!(told.unanswered.get() + told.faults.get() < POSTS, "the server does not come back");
        }
    }
}

/// Looks into the database while no server runs: whole, and no post by half. Gives the number of posts.
async fn look(url: &str) -> usize {
    let db = Db::connect(url).await.unwrap();
    if let Db::Sqlite { write, .. } = &db {
        let integrity: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(write).await.unwrap();
        assert_eq!(integrity, ["ok"]);
        let dangling: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM pragma_foreign_key_check").fetch_one(write).await.unwrap();
        assert_eq!(dangling, 0);
    }
    let mut conn = db.read(&Arc::default()).await.unwrap();
    // a post is all of these, or nothing
    let mut counts = Vec::new();
    for sql in [
        "SELECT COUNT(*) FROM issue",
        "SELECT COUNT(*) FROM issue_theme",
        "SELECT COUNT(*) FROM issue_area",
        "SELECT COUNT(*) FROM event WHERE kind = 'issue_posted' AND position IS NOT NULL",
        "SELECT COUNT(*) FROM event",
        "SELECT COALESCE(MAX(position), 0) FROM event",
        "SELECT COUNT(DISTINCT position) FROM event",
        "SELECT COUNT(*) FROM clock WHERE closed_by IS NULL",
        "SELECT COUNT(*) FROM idempotency",
        "SELECT COALESCE(MAX(number), 0) FROM issue",
    ] {
        counts.push(scalar!(conn, i64, fetch_one, sql).unwrap());
    }
    drop(conn);
    close(&db).await;
    assert!(counts.iter().all(|count| *count == counts[0]), "{counts:?}");
    usize::try_from(counts[0]).unwrap()
}

/// Each post is there once, at the address that was given.
async fn all_there_once(url: &str, addresses: &[String]) {
    let db = Db::connect(url).await.unwrap();
    let mut conn = db.read(&Arc::default()).await.unwrap();
    let stored = fetch!(conn, (i64, String, String), fetch_all, "SELECT number, slug, title FROM issue").unwrap();
    drop(conn);
    close(&db).await;
    let stored: BTreeSet<(String, String)> = stored.into_iter().map(|(number, slug, title)| (title, format!("/stad/fragor/{number}-{slug}"))).collect();
    let told = (0..POSTS).map(title).zip(addresses.iter().cloned()).collect();
    assert_eq!(stored, told);
}

app::on_both! {
    /// The moments come from a seed that the test prints; `TEST_SEED` sets it, to see a failure again.
    async fn what_was_acknowledged_is_there_once(w: World) {
        let _beside = crate::beside_others().await;
        let begun = Instant::now();
        let seed = std::env::var("TEST_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or_else(rand::random);
        println!("TEST_SEED={seed}");
        let mut dice = StdRng::seed_from_u64(seed);
        let folder = Folder::new(seed.wrapping_add(w.app.db.kind() as u64));
        let posters = posters(w).await;
        // from here on the file belongs to the server alone
        close(&w.app.db).await;

        // each kill a random while after a random post
        let mut moments: Vec<_> = (0..KILLS).map(|_| (dice.random_range(1..POSTS * 9 / 10), Duration::from_micros(dice.random_range(0..40_000)))).collect();
        moments.sort_unstable();
        let port = free_port(&mut dice);
        let address = Client { address: ([127, 0, 0, 1], port).into(), origin: format!("http://127.0.0.1:{port}"), cookie: String::new(), from: String::new() };
        let mut process = Process::start(&folder.0, &w.url, port).await;
        let (up, is_up) = watch::channel(true);
        let told = Told { addresses: RefCell::new(vec![String::new(); POSTS]), count: watch::Sender::new(0), unanswered: Cell::default(), faults: Cell::default() };
        let mut count = told.count.subscribe();
        let next = Cell::new(0);
        let killer = async {
            for (at, (after, then)) in moments.into_iter().enumerate() {
                count.wait_for(|count| *count >= after).await.unwrap();
                // no waiting for something: the moment itself is what is random
                tokio::time::sleep(then).await;
                process.kill();
                up.send_replace(false);
                let acknowledged = *count.borrow();
                // every other time the next server finds the database as the kill left it
                let stored = if at % 2 == 0 { format!(", {} stored", look(&w.url).await) } else { String::new() };
                println!("{:?}: killed {then:?} after post {after}: {acknowledged} acknowledged{stored}", begun.elapsed());
                process = Process::start(&folder.0, &w.url, port).await;
                up.send_replace(true);
            }
            process
        };
        let clients = join_all((0..CLIENTS).map(|_| client(&address, &posters, &next, is_up.clone(), &told)));
        let (mut process, _) = tokio::time::timeout(Duration::from_secs(300), join(killer, clients)).await.expect("it takes too long");
        println!("{:?}: {} posts, {} requests without an answer, {} faults", begun.elapsed(), *told.count.borrow(), told.unanswered.get(), told.faults.get());

        let addresses = told.addresses.into_inner();
        // who asks again much later hears the same
        for n in (0..POSTS).step_by(20) {
            let poster = &posters[n % PEOPLE];
            let again = Client { cookie: poster.cookie.clone(), ..address.clone() }.post("/stad/fragor/ny", &post_of(n, poster)).await.unwrap();
            assert_eq!((again.status, again.header("location")), (303, addresses[n].as_str()));
        }
        process.kill();
        assert_eq!(look(&w.url).await, POSTS);
        all_there_once(&w.url, &addresses).await;
        assert!(told.unanswered.get() > 0, "no kill met a request at work");
    }
}
