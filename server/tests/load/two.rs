//! Two server processes on one PostgreSQL database: what happens at one is seen by those who read at the other.

use crate::client::{Client, form};
use crate::floor::{MARK, PEOPLE, Readers, ask, meeting, secret};
use crate::kills::{Folder, Process, free_port};
use app::db::testing::World;
use app::db::{Db, Kind};
use app::scalar;
use futures::future::join_all;
use rand::SeedableRng;
use rand::rngs::StdRng;
use server::serve::close;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

const READERS: usize = 100;
/// Questions asked while both serve.
const QUESTIONS: usize = 12;
/// Less than the time after which a server looks by itself: within it, it was told.
const TOLD: Duration = Duration::from_secs(5);

/// Votes by everybody at both servers at once; gives how many votes there are.
async fn votes_of_all(servers: &[Client; 2], database: &str) -> i64 {
    let votes = (0..PEOPLE * 2).map(|n| {
        let client = Client { cookie: format!("delta={}", secret(n / 2)), ..servers[n % 2].clone() };
        async move { client.post("/stad/moten/1/nu", &form(&[("gor", "rosta-1")])).await.unwrap() }
    });
    for answer in join_all(votes).await {
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    let db = Db::connect(database).await.unwrap();
    let mut conn = db.read(&Arc::default()).await.unwrap();
    let votes = scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM question_vote").unwrap();
    drop(conn);
    close(&db).await;
    votes
}

#[tokio::test]
async fn readers_of_one_server_hear_what_happens_at_the_other() {
    let _alone = crate::alone().await;
    let w = World::new(Kind::Postgres).await;
    let seed = rand::random();
    let mut dice = StdRng::seed_from_u64(seed);
    let folder = Folder::new(seed);
    meeting(&w).await;
    close(&w.app.db).await;
    let port = free_port(&mut dice);
    let mut one = Process::start(&folder.0, &w.url, port).await;
    // the first port is taken now
    let other = free_port(&mut dice);
    let mut two = Process::start(&folder.0, &w.url, other).await;
    let servers = [port, other].map(|port| Client {
        address: ([127, 0, 0, 1], port).into(),
        origin: format!("http://127.0.0.1:{port}"),
        cookie: String::new(),
        from: String::new(),
    });

    let readers = Readers::open(&[servers[0].address, servers[1].address], READERS);
    // the first question finds both listening, or is there when they look
    ask(&servers[0], 0).await;
    assert!(readers.all_saw(0).await);
    assert_eq!(readers.open.load(Ordering::Relaxed), READERS);
    let mut slowest = Duration::ZERO;
    for n in 1..QUESTIONS {
        let asked = Instant::now();
        ask(&servers[n % 2], n).await;
        assert!(readers.all_saw(n).await, "question {n} did not come to all");
        slowest = readers.delays(n, asked).max().unwrap().max(slowest);
    }
    println!("from sending a question at one server to its text in all {READERS} clients of both: {slowest:?}");
    assert!(slowest < TOLD, "{slowest:?}");
    for server in &servers {
        let page = server.get("/stad/moten/1/nu").await.unwrap();
        assert!(page.body.contains(&format!("{MARK}{:04}", QUESTIONS - 1)), "a page drawn before it is not given again");
    }
    assert_eq!(votes_of_all(&servers, &w.url).await, PEOPLE as i64, "one each, at whichever server");

    // one server goes; its readers find the other, and those of the other notice nothing
    ask(&servers[0], QUESTIONS).await;
    one.kill();
    ask(&servers[1], QUESTIONS + 1).await;
    for n in 0..QUESTIONS + 2 {
        assert!(readers.all_saw(n).await, "question {n} was missed");
    }
    for (n, times) in readers.comebacks().into_iter().enumerate() {
        assert_eq!(times == 0, n % 2 == 1, "reader {n}");
    }
    readers.end();
    two.kill();
    w.end().await;
}
