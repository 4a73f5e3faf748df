//! A hundred at once want the last place of a meeting, and a hundred clicks want one organisation to stand behind an issue.

use crate::client::{Answer, Client, form};
use crate::common::{ORIGIN, Web, web_with};
use app::context::Ctx;
use app::db::testing::World;
use app::issues::service::{IssueForm, post};
use app::meetings::inputs::{ItemForm, MeetingForm, SignUpForm};
use app::meetings::service as meetings;
use app::scalar;
use futures::future::join_all;
use scraper::{Html, Selector};
use server::Options;
use server::serve::accept;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const MANY: usize = 100;

/// The server's own accept loop on a free port, with the limits that people meet.
pub struct Serving {
    address: SocketAddr,
    pub web: Web,
    stop: oneshot::Sender<()>,
    done: JoinHandle<()>,
}

impl Serving {
    pub async fn on(w: &World) -> Self {
        let options = Options { trusted_proxies: 1, reads_per_second: 50, writes_per_minute: 60, ..Options::default() };
        let web = web_with(w, false, options).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let router = web.router.clone();
        let done = tokio::spawn(async move {
            accept(listener, router, 1000, async {
                // dropped or sent: either way it is time to stop
                let _ = stopped.await;
            })
            .await;
        });
        Self { address, web, stop, done }
    }
    /// A client behind the proxy, with an address of its own: limits count by them.
    pub fn client(&self, n: usize, cookie: String) -> Client {
        Client { address: self.address, origin: ORIGIN.into(), cookie, from: format!("203.0.113.{n}") }
    }
    pub async fn end(self) {
        self.stop.send(()).unwrap();
        self.done.await.unwrap();
    }
}

pub fn acting(ctx: &Ctx) -> String {
    ctx.actor.as_ref().and_then(|a| a.acting_as).unwrap().to_string()
}

pub async fn count(w: &World, sql: &'static str) -> i64 {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

/// A hearing on 20 March 2026, from 17.30 to 19.00.
pub fn hearing(eva: &Ctx, places: usize, items: &[&str]) -> MeetingForm {
    MeetingForm {
        key: "k".into(),
        r#as: acting(eva),
        kind: "hearing".into(),
        title: "Om lampan".into(),
        theme: "Vem lagar lampan vid torget?".into(),
        lang: "sv".into(),
        place: "Biblioteket".into(),
        date: "2026-03-20".into(),
        starts: "17:30".into(),
        ends: "19:00".into(),
        capacity: places.to_string(),
        items: items.iter().map(|title| ItemForm { title: (*title).into(), ..ItemForm::default() }).collect(),
        ..MeetingForm::default()
    }
}

/// Text of the first element that a selector finds.
fn text_of(page: &Answer, selector: &str) -> String {
    let found = Html::parse_document(&page.body).select(&Selector::parse(selector).unwrap()).next().map(|e| e.text().collect::<String>());
    found.unwrap_or_else(|| panic!("no {selector} in {}", page.body))
}

pub fn with_status(answers: &[Answer], status: u16) -> usize {
    answers.iter().filter(|a| a.status == status).count()
}

pub fn statuses(answers: &[Answer]) -> Vec<u16> {
    answers.iter().map(|a| a.status).collect()
}

app::on_both! {
    async fn the_last_place_goes_to_one_of_a_hundred(w: World) {
        let _beside = crate::beside_others().await;
        let eva = w.person("eva").await;
        meetings::create(&eva, "stad", &hearing(&eva, 3, &["Vad lampan kostar"])).await.unwrap();
        for n in 0..2 {
            let early = SignUpForm { name: "Tidig Gäst".into(), email: format!("tidig{n}@example.org"), how: "place".into(), ..SignUpForm::default() };
            meetings::sign_up(&w.visitor(), "stad", 1, &early).await.unwrap();
        }
        let serving = Serving::on(w).await;
        let before = serving.client(200, String::new()).get("/stad/moten/1-om-lampan").await.unwrap();
        assert_eq!(text_of(&before, ".places b"), "1", "one place is left");

        let asks = (0..MANY).map(|n| {
            let client = serving.client(n, String::new());
            let sign_up = form(&[("name", "Sen Gäst"), ("email", &format!("sen{n}@example.org")), ("how", "place"), ("needs", "Ledsagning")]);
            async move { client.post("/stad/moten/1-om-lampan/anmalan", &sign_up).await.unwrap() }
        });
        let answers = join_all(asks).await;
        assert_eq!(with_status(&answers, 303), MANY, "{:?}", statuses(&answers));
        let told = |notice: &str| answers.iter().filter(|a| a.tells(notice)).count();
        assert_eq!((told("sign_up_held"), told("sign_up_listed")), (1, MANY - 1), "one has the place, all others can wait for one");
        let after = serving.client(201, String::new()).get("/stad/moten/1-om-lampan").await.unwrap();
        assert_eq!((after.status, text_of(&after, ".places b").as_str()), (200, "Fullt"));
        let cookie = serving.web.session(&eva).await;
        let list = serving.client(202, cookie).get("/stad/moten/1-om-lampan/anmalda").await.unwrap();
        assert_eq!(Html::parse_document(&list.body).select(&Selector::parse("main > .cq tbody tr").unwrap()).count(), 3);
        serving.end().await;
        assert_eq!(count(w, "SELECT COUNT(*) FROM registration WHERE state = 'held'").await, 3);
        assert_eq!(count(w, "SELECT taken FROM meeting").await, 3);
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'registration_held'").await, 102);
        // two jobs for each place: its mail and its end
        assert_eq!(count(w, "SELECT COUNT(*) FROM job WHERE kind = 'expire_registration'").await, 102);
    }

    async fn an_organisation_stands_behind_an_issue_once(w: World) {
        let _beside = crate::beside_others().await;
        let anna = w.person("anna").await;
        let issue = IssueForm {
            key: "k".into(),
            r#as: acting(&anna),
            title: "Lampan vid torget".into(),
            what: "Lampan vid torget har varit trasig sedan i höstas.".into(),
            why: "Det är mörkt.".into(),
            whom: "Alla som går där.".into(),
            ask: "Laga lampan.".into(),
            forum: "rost".into(),
            ..IssueForm::default()
        };
        post(&anna, "stad", &issue).await.unwrap();
        let serving = Serving::on(w).await;
        // two people of the organisation, each with many tabs; by the form and by the island's button
        let people = [w.person("bo").await, w.person_as("dua", "beta").await];
        let mut asks = Vec::new();
        for n in 0..MANY {
            let person = &people[n % 2];
            let (client, acting) = (serving.client(n, serving.web.session(person).await), acting(person));
            asks.push(async move {
                if n % 4 < 2 {
                    client.post("/stad/fragor/1-lampan-vid-torget/bakom", &form(&[("as", &acting), ("on", "1")])).await.unwrap()
                } else {
                    client.post("/api/issues/backing", &form(&[("agreement", "stad"), ("number", "1"), ("acting", &acting), ("on", "true")])).await.unwrap()
                }
            });
        }
        let answers = join_all(asks).await;
        assert_eq!((with_status(&answers, 303), with_status(&answers, 200)), (MANY / 2, MANY / 2), "{:?}", statuses(&answers));
        for answer in &answers {
            if answer.status == 200 {
                assert_eq!(answer.body, r#"{"backed":true,"count":1}"#);
            } else {
                assert_eq!(answer.header("location"), "/stad/fragor/1-lampan-vid-torget");
            }
        }
        let page = serving.client(200, String::new()).get("/stad/fragor/1-lampan-vid-torget").await.unwrap();
        assert_eq!((page.status, text_of(&page, "#backing-count").as_str()), (200, "1"));
        assert!(text_of(&page, ".backing .names").contains("Föreningen Beta"));
        serving.end().await;
        assert_eq!(count(w, "SELECT COUNT(*) FROM backing WHERE ended_at IS NULL").await, 1);
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'backing_given'").await, 1);
    }
}
