//! Five hundred people on the page of one meeting: how long a question takes to reach them all, what each costs the server, that readers
//! who do not read are let go, and that a restart costs nobody a question. What is measured is printed (`--nocapture`).

use crate::client::{Client, form};
use crate::kills::{Folder, Process, free_port};
use app::context::{Ctx, secret_hash};
use app::db::testing::World;
use app::execute;
use app::ids::{MeetingId, RegistrationId};
use app::meetings::inputs::{ItemForm, MeetingForm};
use app::meetings::{service as meetings, store as meetings_store};
use app::scalar;
use app::time::Clock;
use chrono::TimeDelta;
use rand::SeedableRng;
use rand::rngs::StdRng;
use server::serve::close;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinHandle;

const READERS: usize = 500;
const SLOW: usize = 20;
/// People who have signed up.
pub const PEOPLE: usize = 40;
/// Questions asked while all is well, and around the restart: the first of those is accepted in the moment before it.
const QUESTIONS: usize = 40;
const AFTER: usize = 11;
/// Promised: from the accepted question until its text is in all clients.
const PROMISED: Duration = Duration::from_secs(1);
/// Most memory of the server for a reader, in kB, in a build without optimisation.
const MOST_MEMORY: u64 = 512;
/// What each question says, before its number.
pub const MARK: &str = "Lampfraga-";

fn acting(ctx: &Ctx) -> String {
    ctx.actor.as_ref().and_then(|a| a.acting_as).unwrap().to_string()
}

/// Secret of somebody's own link.
pub fn secret(n: usize) -> String {
    format!("lasthemlighet{n:03}")
}

/// A meeting that is about to begin by the clock on the wall, with people who have signed up.
pub async fn meeting(w: &World) {
    let eva = Ctx { clock: Clock::default(), ..w.person("eva").await };
    let tomorrow = (eva.today() + TimeDelta::days(1)).to_string();
    let announced = MeetingForm {
        key: "k".into(),
        r#as: acting(&eva),
        kind: "hearing".into(),
        title: "Om lampan".into(),
        theme: "Vem lagar lampan vid torget?".into(),
        lang: "sv".into(),
        place: "Biblioteket".into(),
        date: tomorrow,
        starts: "10:00".into(),
        ends: "12:00".into(),
        capacity: "1000".into(),
        items: vec![ItemForm { title: "Vad lampan kostar".into(), minutes: "30".into(), ..ItemForm::default() }],
        ..MeetingForm::default()
    };
    let id: MeetingId = meetings::create(&eva, "stad", &announced).await.unwrap().id;
    let now = eva.now();
    let mut tx = eva.write().await.unwrap();
    execute!(tx, "UPDATE meeting SET starts_at = $2, ends_at = $3 WHERE id = $1", id, now, now + TimeDelta::hours(2)).unwrap();
    for n in 0..PEOPLE {
        let sign = meetings_store::Sign { name: format!("Deltagare {n}"), email: format!("d{n}@example.net"), ..meetings_store::Sign::default() };
        assert!(meetings_store::insert_confirmed_registration(&mut tx, &eva, w.agreement().id, id, &sign).await.unwrap());
    }
    let people = scalar!(tx, RegistrationId, fetch_all, "SELECT id FROM registration ORDER BY id").unwrap();
    for (n, registration) in people.into_iter().enumerate() {
        meetings_store::add_link(&mut tx, registration, &secret_hash(&secret(n)), now).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// What a reader has seen: when the text of each question came.
#[derive(Default)]
pub struct Seen {
    pub at: Vec<Option<Instant>>,
    pub comebacks: usize,
}

pub struct Readers {
    pub seen: Vec<Arc<Mutex<Seen>>>,
    tasks: Vec<JoinHandle<()>>,
    pub open: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
}

const HEAD: &str = "host: x\r\naccept: text/event-stream\r\n";

/// Reads a stream to its end; gives the id of the last event. What comes may break anywhere.
async fn read(stream: &mut TcpStream, seen: &Mutex<Seen>, last: &mut String, retry: &mut u64) {
    let mut buffer = vec![0u8; 64 * 1024];
    let mut text = String::new();
    while let Ok(n) = stream.read(&mut buffer).await {
        if n == 0 {
            return;
        }
        let now = Instant::now();
        text.push_str(&String::from_utf8_lossy(&buffer[..n]));
        // an event counts once it is whole
        while let Some(end) = text.find("\n\n") {
            let event: String = text.drain(..end + 2).collect();
            if let Some((_, rest)) = event.split_once("id: ") {
                *last = rest.lines().next().unwrap_or_default().trim().to_string();
            }
            if let Some((_, rest)) = event.split_once("retry: ") {
                *retry = rest.lines().next().and_then(|l| l.trim().parse().ok()).unwrap_or(*retry);
            }
            let mut seen = seen.lock().unwrap();
            for (at, _) in event.match_indices(MARK) {
                let n: usize = event[at + MARK.len()..].chars().take(4).collect::<String>().parse().unwrap();
                seen.at[n].get_or_insert(now);
            }
        }
    }
}

impl Readers {
    /// Opens streams, at one server after the other; each comes back when its own breaks, as a browser does, to the next server.
    pub fn open(servers: &[SocketAddr], many: usize) -> Self {
        let (open, stop) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let mut readers = Self { seen: Vec::new(), tasks: Vec::new(), open: open.clone(), stop: stop.clone() };
        for first in 0..many {
            let seen = Arc::new(Mutex::new(Seen { at: vec![None; QUESTIONS + AFTER], comebacks: 0 }));
            readers.seen.push(seen.clone());
            let (open, stop, servers) = (open.clone(), stop.clone(), servers.to_vec());
            readers.tasks.push(tokio::spawn(async move {
                let (mut last, mut retry, mut next) = (String::new(), 1000, first);
                while !stop.load(Ordering::Relaxed) {
                    let server = servers[next % servers.len()];
                    next += 1;
                    if let Ok(mut stream) = TcpStream::connect(server).await {
                        let resume = if last.is_empty() { String::new() } else { format!("last-event-id: {last}\r\n") };
                        let request = format!("GET /stad/moten/1/nu/strom HTTP/1.1\r\n{HEAD}{resume}\r\n");
                        if stream.write_all(request.as_bytes()).await.is_ok() {
                            open.fetch_add(1, Ordering::Relaxed);
                            read(&mut stream, &seen, &mut last, &mut retry).await;
                            open.fetch_sub(1, Ordering::Relaxed);
                        }
                        seen.lock().unwrap().comebacks += 1;
                    }
                    tokio::time::sleep(Duration::from_millis(retry)).await;
                }
            }));
        }
        readers
    }
    /// Waits until every reader has seen a question.
    pub async fn all_saw(&self, question: usize) -> bool {
        let all = async {
            while !self.seen.iter().all(|s| s.lock().unwrap().at[question].is_some()) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), all).await.is_ok()
    }
    pub fn comebacks(&self) -> Vec<usize> {
        self.seen.iter().map(|s| s.lock().unwrap().comebacks).collect()
    }
    /// How long it took until each had a question.
    pub fn delays(&self, question: usize, asked: Instant) -> impl Iterator<Item = Duration> {
        self.seen.iter().filter_map(move |s| Some(s.lock().unwrap().at[question]?.duration_since(asked)))
    }
    pub fn end(&self) {
        self.stop.store(true, Ordering::Relaxed);
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

/// Memory that a process holds, in kB.
fn memory(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    status.lines().find_map(|l| l.strip_prefix("VmRSS:")).and_then(|l| l.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// Asks a question; it is accepted when this is done.
pub async fn ask(address: &Client, n: usize) {
    let client = Client { cookie: format!("delta={}", secret(n % PEOPLE)), ..address.clone() };
    let asked = form(&[("key", &format!("fraga-{n}")), ("text", &format!("{MARK}{n:04} Vad kostar det att laga lampan, och vem betalar?")), ("lang", "sv")]);
    let answer = client.post("/stad/moten/1/nu/fraga", &asked).await.unwrap();
    assert_eq!(answer.status, 303, "{}", answer.body);
}

/// Readers who ask for the stream and take nothing of it.
async fn slow(address: SocketAddr) -> Vec<TcpStream> {
    let mut all = Vec::new();
    for _ in 0..SLOW {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(4096).unwrap();
        let mut stream = socket.connect(address).await.unwrap();
        stream.write_all(format!("GET /stad/moten/1/nu/strom HTTP/1.1\r\n{HEAD}\r\n").as_bytes()).await.unwrap();
        all.push(stream);
    }
    all
}

/// Votes, so that something changes all the time, until the server has let go of all who do not read.
async fn until_let_go(address: &Client, slow: &[TcpStream]) -> Duration {
    let begun = Instant::now();
    let mut gone = vec![false; slow.len()];
    for n in 0.. {
        let client = Client { cookie: format!("delta={}", secret(n % PEOPLE)), ..address.clone() };
        let verb = if (n / PEOPLE).is_multiple_of(2) { "rosta" } else { "angra" };
        let voted = client.post("/stad/moten/1/nu", &form(&[("gor", &format!("{verb}-{}", n / PEOPLE % 3 + 1))])).await.unwrap();
        assert!(matches!(voted.status, 303 | 429), "{}", voted.body);
        tokio::time::sleep(Duration::from_millis(200)).await;
        // whoever was let go cannot write any more
        for (gone, stream) in gone.iter_mut().zip(slow).filter(|(gone, _)| !**gone) {
            *gone = n % 8 == 0 && stream.try_write(b" ").is_err_and(|e| e.kind() != std::io::ErrorKind::WouldBlock);
        }
        if gone.iter().all(|g| *g) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(150), "{} of {SLOW} slow readers are still there", gone.iter().filter(|g| !**g).count());
    }
    begun.elapsed()
}

fn quantile(sorted: &[Duration], of: f64) -> Duration {
    sorted[((sorted.len() as f64 * of).ceil() as usize).clamp(1, sorted.len()) - 1]
}

app::on_both! {
    async fn five_hundred_read_a_question_within_a_second(w: World) {
        let _alone = crate::alone().await;
        let seed = rand::random();
        let folder = Folder::new(seed);
        let port = free_port(&mut StdRng::seed_from_u64(seed));
        meeting(w).await;
        close(&w.app.db).await;
        let mut process = Process::start(&folder.0, &w.url, port).await;
        let address = Client { address: ([127, 0, 0, 1], port).into(), origin: format!("http://127.0.0.1:{port}"), cookie: String::new(), from: String::new() };
        // the first page warms up what every process does once
        assert_eq!(address.get("/stad/moten/1/nu").await.unwrap().status, 200);

        let before = memory(process.0.id());
        let readers = Readers::open(&[address.address], READERS);
        tokio::time::sleep(Duration::from_secs(3)).await;
        assert_eq!(readers.open.load(Ordering::Relaxed), READERS);
        let each = || memory(process.0.id()).saturating_sub(before) / READERS as u64;
        println!("{READERS} readers: {} kB each", each());

        // some of them do not read; the others do not notice
        let slow = slow(address.address).await;
        let mut delays = Vec::new();
        for n in 0..QUESTIONS {
            let asked = Instant::now();
            ask(&address, n).await;
            assert!(readers.all_saw(n).await, "question {n} did not come to all");
            delays.extend(readers.delays(n, asked));
        }
        delays.sort_unstable();
        let p99 = quantile(&delays, 0.99);
        println!("from sending a question to its text in a client: half {:?}, 99 of 100 {p99:?}, all {:?}", quantile(&delays, 0.5), quantile(&delays, 1.0));
        assert_eq!(delays.len(), READERS * QUESTIONS);
        assert!(p99 <= PROMISED, "{p99:?}");
        println!("after {QUESTIONS} questions, those that do not read included: {} kB each", each());
        assert!(each() <= MOST_MEMORY, "{} kB", each());

        let took = until_let_go(&address, &slow).await;
        println!("{SLOW} slow readers were let go within {took:?}");
        assert_eq!(readers.comebacks(), [0; READERS], "no other reader lost its stream");

        // a restart: all come back, and what was accepted in the moment before it, and is asked meanwhile, is there
        ask(&address, QUESTIONS).await;
        process.kill();
        let mut process = Process::start(&folder.0, &w.url, port).await;
        let begun = Instant::now();
        for n in QUESTIONS + 1..QUESTIONS + AFTER {
            ask(&address, n).await;
        }
        for n in 0..QUESTIONS + AFTER {
            assert!(readers.all_saw(n).await, "question {n} was missed");
        }
        let back = readers.comebacks();
        println!("after a restart all {READERS} knew all questions within {:?}; they came back {} times", begun.elapsed(), back.iter().sum::<usize>());
        assert!(back.iter().all(|times| *times >= 1));
        readers.end();
        process.kill();
    }
}
