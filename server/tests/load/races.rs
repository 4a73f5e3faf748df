//! A hundred at once, for what people race for at a meeting: places that come free, votes, a line of its minutes, its beginning and its
//! steps, and their publication. By the forms that people send, over real connections; what counts is what the database holds afterwards.

use crate::client::{Answer, Client, form};
use crate::seats::{Serving, acting, count, hearing, statuses, with_status};
use app::context::{Ctx, secret_hash};
use app::db::testing::World;
use app::floor::service::{PollForm, SaveForm, open_poll, save};
use app::floor::store::{self as floor, Asker, Floor};
use app::floor::types::Saved;
use app::ids::{AgendaItemId, MeetingId, PersonId, RegistrationId};
use app::jobs::{Job, Mail};
use app::meetings::inputs::{ActionForm, AdjusterForm, MinutesForm, MinutesItem, SignUpForm};
use app::meetings::store::{self as meetings_store, Sign};
use app::meetings::{service as meetings, types::RegistrationState as State};
use app::{execute, fetch, scalar};
use chrono::TimeDelta;
use futures::future::join_all;

const MANY: usize = 100;
const MEETING: &str = "/stad/moten/1-om-lampan";

/// Secret of somebody's own link.
fn secret(n: usize) -> String {
    format!("lasthemlighet{n:03}")
}

/// The cookie of somebody who takes part.
fn delta(n: usize) -> String {
    format!("__Host-delta={}", secret(n))
}

async fn post(client: Client, path: String, form: String) -> Answer {
    client.post(&path, &form).await.unwrap()
}

fn told(answers: &[Answer], notice: &str) -> usize {
    answers.iter().filter(|a| a.tells(notice)).count()
}

/// Meeting 1, with two items.
async fn planned(w: &World) -> MeetingId {
    let eva = w.person("eva").await;
    meetings::create(&eva, "stad", &hearing(&eva, 2 * MANY, &["Vad lampan kostar", "Vem som betalar"])).await.unwrap().id
}

/// A quarter before it begins.
fn soon(w: &World) {
    w.app.clock.set("2026-03-20T16:15:00Z".parse().unwrap());
}

/// It is over.
fn over(w: &World) {
    w.app.clock.set("2026-03-20T18:30:00Z".parse().unwrap());
}

/// A hundred who have signed up.
async fn people(w: &World, meeting: MeetingId) {
    let eva = w.person("eva").await;
    let mut tx = eva.write().await.unwrap();
    for n in 0..MANY {
        let sign = Sign { name: format!("Deltagare {n}"), email: format!("d{n}@example.net"), ..Sign::default() };
        assert!(meetings_store::insert_confirmed_registration(&mut tx, &eva, w.agreement().id, meeting, &sign).await.unwrap());
    }
    let ids = scalar!(tx, RegistrationId, fetch_all, "SELECT id FROM registration ORDER BY id").unwrap();
    for (n, id) in ids.into_iter().enumerate() {
        meetings_store::add_link(&mut tx, id, &secret_hash(&secret(n)), eva.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// A second one who leads meetings: with another civil-society seat in the kansli.
async fn elin(w: &World) -> Ctx {
    const PERSON: &str = "INSERT INTO person (id, name, email, email_key, created_at) VALUES ($1, 'Elin', $2, $2, $3)";
    const SEAT: &str = "INSERT INTO seat (person_id, body_id, side, function, from_on) VALUES ($1, $2, 'civil_society', 'resurs', $3)";
    let (id, kansli) = (PersonId(5001), w.organisation("kansli").await);
    let mut tx = w.visitor().write().await.unwrap();
    execute!(tx, PERSON, id, "elin@example.org", w.app.clock.now()).unwrap();
    execute!(tx, SEAT, id, kansli, w.visitor().today()).unwrap();
    tx.commit().await.unwrap();
    w.person("elin").await
}

/// Both who lead, each with a session.
async fn leaders(w: &World, serving: &Serving) -> [(Ctx, String); 2] {
    let (eva, elin) = (w.person("eva").await, elin(w).await);
    let cookies = (serving.web.session(&eva).await, serving.web.session(&elin).await);
    [(eva, cookies.0), (elin, cookies.1)]
}

/// Both press a button of the secretary's page, fifty times each.
async fn press(serving: &Serving, leaders: &[(Ctx, String); 2], button: &str) -> Vec<Answer> {
    let presses = (0..MANY).map(|n| {
        let (ctx, cookie) = &leaders[n % 2];
        post(serving.client(n, cookie.clone()), format!("{MEETING}/nu/sekreterare"), form(&[("as", &acting(ctx)), ("gor", button)]))
    });
    join_all(presses).await
}

async fn run(w: &World) -> Floor {
    let mut conn = w.visitor().read().await.unwrap();
    floor::floor(&mut conn, w.agreement().id, 1, Asker::default()).await.unwrap().unwrap()
}

/// Mails enqueued so far whose subject begins so: to whom, and the text.
async fn mails(w: &World, subject: &str) -> Vec<(String, String)> {
    let mut conn = w.visitor().read().await.unwrap();
    let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id").unwrap();
    jobs.iter()
        .filter_map(|job| match serde_json::from_str(job).unwrap() {
            Job::Mail(Mail { to, subject: s, text, .. }) if s.starts_with(subject) => Some((to, text)),
            _ => None,
        })
        .collect()
}

/// Places of the meeting that all take, and how many wait for one.
const PLACES: usize = 5;
const WAIT: usize = 30;

/// The meeting is full, and thirty wait, who confirmed in another order than they asked.
async fn full(w: &World) -> MeetingId {
    let eva = w.person("eva").await;
    let meeting = meetings::create(&eva, "stad", &hearing(&eva, PLACES, &["Vad lampan kostar"])).await.unwrap().id;
    for n in 0..PLACES + WAIT {
        w.app.clock.advance(TimeDelta::seconds(1));
        let from = std::net::Ipv4Addr::new(10, 0, 1, u8::try_from(n).unwrap());
        let sign = SignUpForm { name: "Tidig Gäst".into(), email: format!("tidig{n}@example.org"), how: "place".into(), ..SignUpForm::default() };
        meetings::sign_up(&Ctx { client: Some(from.into()), ..w.visitor() }, "stad", 1, &sign).await.unwrap();
    }
    let mut tx = w.visitor().write().await.unwrap();
    let ids = scalar!(tx, RegistrationId, fetch_all, "SELECT id FROM registration ORDER BY id").unwrap();
    for (n, id) in ids.into_iter().enumerate() {
        meetings_store::add_link(&mut tx, id, &secret_hash(&secret(n)), w.app.clock.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
    for n in (0..PLACES + WAIT).rev() {
        let state = meetings::confirm(&w.visitor(), "stad", 1, &secret(n)).await.unwrap();
        assert_eq!(state, if n < PLACES { State::Confirmed } else { State::Waiting }, "{n}");
    }
    meeting
}

/// A save by one of the two writers, as the form sends it or as the box does by itself. True when it waits beside the text.
async fn write(client: Client, (as_form, item): (bool, AgendaItemId), acting: String, base: i64, text: String) -> bool {
    let (item, base) = (item.to_string(), base.to_string());
    if as_form {
        let fields = form(&[("as", &acting), ("gor", "spara"), ("item", &item), ("base", &base), ("said", &text)]);
        let answer = client.post(&format!("{MEETING}/nu/sekreterare"), &fields).await.unwrap();
        assert_eq!(answer.status, 303, "{}", answer.body);
        return answer.tells("floor_beside");
    }
    let fields = form(&[("agreement", "stad"), ("number", "1"), ("item", &item), ("base", &base), ("said", &text), ("acting", &acting)]);
    let answer = client.post("/api/floor/save", &fields).await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str::<Saved>(&answer.body).unwrap().beside
}

/// What is written about the only item that anybody writes about: the text, its version, and what waits beside it.
async fn written(w: &World) -> (String, i64, Vec<String>) {
    let mut conn = w.visitor().read().await.unwrap();
    let (text, version) = fetch!(conn, (String, i64), fetch_one, "SELECT text, version FROM minutes_draft_item").unwrap();
    let beside = scalar!(conn, String, fetch_all, "SELECT text FROM minutes_draft_save WHERE beside ORDER BY version").unwrap();
    (text, version, beside)
}

/// Minutes with an action, to be adjusted by two.
fn minutes(eva: &Ctx) -> MinutesForm {
    let adjuster = |function: &str, email: &str| AdjusterForm { function: function.into(), email: email.into(), ..AdjusterForm::default() };
    let action = ActionForm { what: "Laga lampan".into(), owner: "park".into(), due: "2026-04-20".into(), ..ActionForm::default() };
    let said = |text: &str| MinutesItem { said: text.into(), ..MinutesItem::default() };
    MinutesForm {
        key: "s1".into(),
        r#as: acting(eva),
        items: vec![MinutesItem { actions: vec![action], ..said("Vi hörde alla.") }, said("Parken betalar.")],
        attending: "Föreningen Alfa; 2".into(),
        adjusters: vec![adjuster("justerare", "kaj@example.net"), adjuster("ordförande", "moa@example.net")],
        ..MinutesForm::default()
    }
}

/// The same minutes as the form sends them that publishes at once.
fn at_once(eva: &Ctx, key: &str) -> String {
    form(&[
        ("key", key),
        ("as", &acting(eva)),
        ("chair", "kansliansvarig"),
        ("id-0", ""),
        ("said-0", "Vi hörde alla."),
        ("what-0", "Laga lampan"),
        ("owner-0", "park"),
        ("due-0", "2026-04-20"),
        ("id-1", ""),
        ("said-1", "Parken betalar."),
        ("attending", "Föreningen Alfa; 2"),
    ])
}

app::on_both! {
    async fn two_leave_and_the_first_two_who_wait_move_up(w: World) {
        let _beside = crate::beside_others().await;
        let meeting = full(w).await;
        let serving = Serving::on(w).await;
        // two leave, each by five clicks, in the middle of a hundred who sign up
        let come = |n: usize| {
            let fields = form(&[("name", "Sen Gäst"), ("email", &format!("sen{n}@example.org")), ("how", "place")]);
            post(serving.client(n, String::new()), format!("{MEETING}/anmalan"), fields)
        };
        let leave = |n: usize| post(serving.client(MANY + n, String::new()), format!("{MEETING}/anmalan/{}/avboka", secret(1 + n % 2)), String::new());
        let asks = (0..MANY / 2).map(come).chain((0..10).map(leave)).chain((MANY / 2..MANY).map(come));
        let answers = join_all(asks).await;
        assert_eq!(with_status(&answers, 303), MANY + 10, "{:?}", statuses(&answers));
        assert_eq!((told(&answers, "sign_up_listed"), told(&answers, "sign_up_cancelled")), (MANY, 10), "nobody overtakes those who wait");
        serving.end().await;

        let mut conn = w.visitor().read().await.unwrap();
        let states = scalar!(conn, State, fetch_all, "SELECT state FROM registration ORDER BY id").unwrap();
        let list = meetings_store::waiting(&mut conn, meeting).await.unwrap();
        drop(conn);
        let expected = |n: usize| match n {
            1 | 2 => State::Cancelled,
            n if n < PLACES + 2 => State::Confirmed,
            n if n < PLACES + WAIT => State::Waiting,
            _ => State::Asked,
        };
        assert_eq!(states, (0..PLACES + WAIT + MANY).map(expected).collect::<Vec<_>>());
        let still: Vec<String> = (PLACES + 2..PLACES + WAIT).map(|n| format!("tidig{n}@example.org")).collect();
        assert_eq!(list.into_iter().map(|r| r.email).collect::<Vec<_>>(), still, "in the order in which they asked");
        assert_eq!(count(w, "SELECT taken FROM meeting").await, PLACES as i64);
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'registration_moved_up'").await, 2);
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'registration_cancelled'").await, 2);
        let told: Vec<String> = mails(w, "Du har fått en plats").await.into_iter().map(|(to, _)| to).collect();
        assert_eq!(told, [format!("tidig{PLACES}@example.org"), format!("tidig{}@example.org", PLACES + 1)], "each once");
    }

    async fn each_has_one_vote(w: World) {
        let _beside = crate::beside_others().await;
        let meeting = planned(w).await;
        people(w, meeting).await;
        soon(w);
        let serving = Serving::on(w).await;
        let question = form(&[("key", "f1"), ("text", "Vad kostar lampan?"), ("lang", "sv")]);
        let asked = serving.client(200, delta(0)).post(&format!("{MEETING}/nu/fraga"), &question).await.unwrap();
        assert_eq!((asked.status, asked.tells("floor_asked")), (303, true), "{}", asked.body);
        let vote = |n: usize, who: usize| post(serving.client(n, delta(who)), format!("{MEETING}/nu"), form(&[("gor", "rosta-1")]));
        let answers = join_all((0..MANY).map(|n| vote(n, 7))).await;
        assert_eq!(with_status(&answers, 303), MANY, "{:?}", statuses(&answers));
        assert_eq!((count(w, "SELECT COUNT(*) FROM question_vote").await, run(w).await.questions[0].votes), (1, 1));
        // all of them, one of whom has voted
        let answers = join_all((0..MANY).map(|n| vote(n, n))).await;
        assert_eq!(with_status(&answers, 303), MANY, "{:?}", statuses(&answers));
        assert_eq!(count(w, "SELECT COUNT(DISTINCT registration_id) FROM question_vote").await, MANY as i64);
        assert_eq!(run(w).await.questions[0].votes, MANY as i64);

        let eva = w.person("eva").await;
        let poll = PollForm { key: "p1".into(), r#as: acting(&eva), poll: "Vilken lampa?".into(), options: "Den gula\nDen vita".into(), ..PollForm::default() };
        assert_eq!(open_poll(&eva, "stad", 1, &poll).await.unwrap(), 1);
        let cast = |n: usize, who: usize, option: usize| {
            post(serving.client(n, delta(who)), format!("{MEETING}/nu/omrostning/1"), form(&[("val", &option.to_string())]))
        };
        // the same person, for both options
        let answers = join_all((0..MANY).map(|n| cast(n, 7, n % 2 + 1))).await;
        assert_eq!((with_status(&answers, 303), told(&answers, "floor_voted"), told(&answers, "floor_voted_before")), (MANY, 1, MANY - 1));
        let votes = async || {
            let poll = run(w).await.polls.remove(0);
            (poll.ballots, poll.options.iter().map(|(.., votes)| votes).sum::<i64>())
        };
        assert_eq!((votes().await, count(w, "SELECT COUNT(*) FROM poll_ballot").await), ((1, 1), 1));
        let answers = join_all((0..MANY).map(|n| cast(n, n, 2))).await;
        assert_eq!((with_status(&answers, 303), told(&answers, "floor_voted"), told(&answers, "floor_voted_before")), (MANY, MANY - 1, 1));
        let all = MANY as i64;
        assert_eq!((votes().await, count(w, "SELECT COUNT(*) FROM poll_ballot").await), ((all, all), all));
        serving.end().await;
    }

    async fn two_writers_of_one_item_lose_no_line(w: World) {
        let _beside = crate::beside_others().await;
        planned(w).await;
        soon(w);
        let serving = Serving::on(w).await;
        let leaders = leaders(w, &serving).await;
        let item = run(w).await.items[0].id;
        // Eva has the first version open, and Elin the second
        let first: Vec<String> = (0..=MANY).map(|n| format!("rad {n}")).collect();
        let mut second = first.clone();
        second[0] = "rad 0, rättad av Elin".into();
        let mut bases = Vec::new();
        for ((ctx, _), lines) in leaders.iter().zip([first, second]) {
            let form = SaveForm { item: item.0, base: bases.last().map_or(0, |(version, _)| *version), text: lines.join("\n"), chosen: None };
            bases.push((save(ctx, "stad", 1, &form).await.unwrap().version, lines));
        }
        let line = |n: usize| format!("{} skrev {n}.", ["Eva", "Elin"][n % 2]);
        let saves = (0..MANY).map(|n| {
            let ((ctx, cookie), (base, lines)) = (&leaders[n % 2], &bases[n % 2]);
            let mut mine = lines.clone();
            mine[n + 1] = line(n);
            write(serving.client(n, cookie.clone()), (n % 4 < 2, item), acting(ctx), *base, mine.join("\n"))
        });
        assert!(join_all(saves).await.iter().all(|beside| !beside), "nobody has to choose where nobody wrote in the same line");
        let (text, version, beside) = written(w).await;
        let all: Vec<String> = std::iter::once("rad 0, rättad av Elin".to_string()).chain((0..MANY).map(line)).collect();
        assert_eq!((text.lines().collect::<Vec<_>>(), beside.len()), (all.iter().map(String::as_str).collect(), 0));

        // and all in the same line, from the same version
        let line = |n: usize| format!("{n:03}: så började det, skriver {}", ["Eva", "Elin"][n % 2]);
        let saves = (0..MANY).map(|n| {
            let (ctx, cookie) = &leaders[n % 2];
            let mut mine = all.clone();
            mine[0] = line(n);
            write(serving.client(n, cookie.clone()), (n % 4 < 2, item), acting(ctx), version, mine.join("\n"))
        });
        let waits = join_all(saves).await;
        serving.end().await;
        assert_eq!(waits.iter().filter(|beside| **beside).count(), MANY - 1, "one was first");
        let (text, _, beside) = written(w).await;
        assert_eq!(beside.len(), MANY - 1);
        for (n, waits) in waits.into_iter().enumerate() {
            let has = |text: &str| text.lines().next() == Some(line(n).as_str()) && text.lines().skip(1).eq(all[1..].iter().map(String::as_str));
            let there = if waits { beside.iter().filter(|text| has(text)).count() } else { usize::from(has(&text)) };
            assert_eq!(there, 1, "{} is where its writer was told", line(n));
        }
        assert_eq!(count(w, "SELECT COUNT(DISTINCT person_id) FROM minutes_draft_save WHERE beside").await, 2);
    }

    async fn two_chairs_begin_step_and_end_once(w: World) {
        let _beside = crate::beside_others().await;
        planned(w).await;
        soon(w);
        let serving = Serving::on(w).await;
        let leaders = leaders(w, &serving).await;
        let answers = press(&serving, &leaders, "starta").await;
        assert_eq!((with_status(&answers, 303), told(&answers, "floor_started")), (MANY, MANY - 1), "one began it, the others are told");
        let begun = run(w).await;
        assert_eq!(begun.current().map(|(n, item)| (n, item.title.as_str())), Some((0, "Vad lampan kostar")));
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'meeting_started'").await, 1);
        assert_eq!(count(w, "SELECT COUNT(*) FROM meeting_run WHERE started_at IS NOT NULL AND started_by IS NOT NULL").await, 1);

        // both go on from the same page: one step
        let version = begun.head.run_version;
        let answers = press(&serving, &leaders, &format!("nasta-{version}")).await;
        assert_eq!((with_status(&answers, 303), with_status(&answers, 409)), (1, MANY - 1), "{:?}", statuses(&answers));
        let on = run(w).await;
        assert_eq!((on.current().map(|(n, _)| n), on.head.run_version), (Some(1), version + 1));

        let answers = press(&serving, &leaders, "avsluta").await;
        assert_eq!((with_status(&answers, 303), with_status(&answers, 409)), (1, MANY - 1), "{:?}", statuses(&answers));
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'meeting_ended'").await, 1);
        assert_eq!(run(w).await.head.run_version, version + 2);
        serving.end().await;
    }

    async fn minutes_are_adjusted_published_and_frozen_once(w: World) {
        let _beside = crate::beside_others().await;
        planned(w).await;
        over(w);
        let serving = Serving::on(w).await;
        let leaders = leaders(w, &serving).await;
        let (eva, elin) = (&leaders[0].0, &leaders[1].0);
        meetings::send(eva, "stad", 1, &minutes(eva)).await.unwrap();
        let tokens: Vec<String> = mails(w, "").await.iter()
            .filter_map(|(_, text)| text.split_once("/justera/").and_then(|(_, rest)| rest.split_whitespace().next()).map(str::to_string))
            .collect();
        assert_eq!(tokens.len(), 2);
        let approve = (0..MANY).map(|n| {
            let path = format!("{MEETING}/justera/{}", tokens[n % 2]);
            post(serving.client(n, String::new()), path, form(&[("answer", "approved")]))
        });
        let answers = join_all(approve).await;
        // who has answered is shown the answer
        assert_eq!((with_status(&answers, 303), with_status(&answers, 200)), (2, MANY - 2), "{:?}", statuses(&answers));
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'minutes_answered'").await, 2);
        assert_eq!(count(w, "SELECT COUNT(*) FROM minutes_adjuster WHERE answer = 'approved'").await, 2);
        assert_eq!(mails(w, "Anteckningarna är justerade").await.len(), 1, "told once");

        // Eva publishes the same form again and again, Elin a new one each time; and some do not wait for those who adjust
        let publish = (0..MANY).map(|n| {
            let (path, fields) = match n % 5 {
                0 | 1 => ("justering", form(&[("key", "p"), ("as", &acting(eva)), ("act", "publish"), ("round", "1")])),
                2 | 3 => ("justering", form(&[("key", &format!("e{n}")), ("as", &acting(elin)), ("act", "publish"), ("round", "1")])),
                _ => ("protokoll", at_once(eva, &format!("d{n}"))),
            };
            let (_, cookie) = &leaders[usize::from(matches!(n % 5, 2 | 3))];
            post(serving.client(n, cookie.clone()), format!("{MEETING}/{path}"), fields)
        });
        let answers = join_all(publish).await;
        serving.end().await;
        let mut conn = w.visitor().read().await.unwrap();
        let keys = scalar!(conn, String, fetch_all, "SELECT key FROM idempotency WHERE scope = 'minutes'").unwrap();
        drop(conn);
        assert_eq!(keys.len(), 1, "{keys:?}");
        let done = if keys[0] == "p" { MANY * 2 / 5 } else { 1 };
        assert_eq!((with_status(&answers, 303), with_status(&answers, 409)), (done, MANY - done), "{:?}", statuses(&answers));
        for sql in [
            "SELECT COUNT(*) FROM minutes",
            "SELECT COUNT(*) FROM meeting WHERE state = 'documented'",
            "SELECT COUNT(*) FROM event WHERE kind = 'minutes_published'",
            "SELECT COUNT(*) FROM minutes_round WHERE ended_as = 'published'",
            "SELECT COUNT(*) FROM minutes_attendance",
            "SELECT COUNT(*) FROM action",
            "SELECT COUNT(*) FROM clock WHERE kind = 'action' AND closed_by IS NULL",
        ] {
            assert_eq!(count(w, sql).await, 1, "{sql}");
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM minutes_round WHERE ended_at IS NULL").await, 0);
        let (text, sum) = meetings::minutes_text(&w.visitor(), "stad", 1).await.unwrap();
        assert_eq!(meetings::sha256(&text), sum);
    }
}
