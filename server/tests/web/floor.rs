//! A running meeting over HTTP: the own link of a mail becomes a cookie, and its secret stands in no page.

use crate::common::{Web, request, web};
use app::context::{Ctx, secret_hash};
use app::db::testing::World;
use app::execute;
use app::ids::RegistrationId;
use app::meetings::inputs::{ItemForm, MeetingForm};
use app::meetings::{service as meetings, store as meetings_store};
use app::scalar;

/// Name of somebody who has not agreed that it shows.
const NAME: &str = "Kanariegästen";
/// Secret of their own link.
const SECRET: &str = "kanariehemlighet";
/// What was hidden.
const HIDDEN: &str = "Kanariegrannen";
/// What is written in the minutes before they are published.
const NOTES: &str = "Kanarieprotokollet";
const MEETING: &str = "/stad/moten/1-om-lampan";

fn acting(ctx: &Ctx) -> String {
    ctx.actor.as_ref().and_then(|a| a.acting_as).unwrap().to_string()
}

/// Meeting 1 is about to begin, and one person has signed up.
async fn meeting(w: &World) {
    let eva = w.person("eva").await;
    let form = MeetingForm {
        key: "k".into(),
        r#as: acting(&eva),
        kind: "hearing".into(),
        title: "Om lampan".into(),
        theme: "Vem lagar lampan vid torget?".into(),
        lang: "sv".into(),
        place: "Biblioteket".into(),
        date: "2026-04-01".into(),
        starts: "17:30".into(),
        ends: "19:00".into(),
        capacity: "30".into(),
        items: vec![ItemForm { title: "Vad lampan kostar".into(), minutes: "30".into(), ..ItemForm::default() }],
        ..MeetingForm::default()
    };
    let id = meetings::create(&eva, "stad", &form).await.unwrap().id;
    w.app.clock.set("2026-04-01T15:15:00Z".parse().unwrap());
    let mut tx = eva.write().await.unwrap();
    let sign = meetings_store::Sign { name: NAME.into(), email: "kg@example.net".into(), ..meetings_store::Sign::default() };
    assert!(meetings_store::insert_confirmed_registration(&mut tx, &eva, w.agreement().id, id, &sign).await.unwrap());
    let registration = scalar!(tx, RegistrationId, fetch_one, "SELECT id FROM registration").unwrap();
    meetings_store::add_link(&mut tx, registration, &secret_hash(SECRET), eva.now()).await.unwrap();
    execute!(tx, "UPDATE registration SET confirmed_at = created_at").unwrap();
    tx.commit().await.unwrap();
}

/// Takes part by the own link; gives the cookie.
async fn joined(web: &Web) -> String {
    let answer = web.post(&format!("{MEETING}/anmalan/{SECRET}/nu"), "").await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, format!("{MEETING}/nu").as_str()));
    let cookie = answer.headers.get_all("set-cookie").iter().filter_map(|c| c.to_str().ok()).find(|c| c.contains("delta=")).unwrap().to_string();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Secure"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    cookie.split(';').next().unwrap().to_string()
}

app::on_both! {
    async fn whoever_holds_the_link_takes_part(w: World) {
        meeting(w).await;
        let web = web(w).await;
        let own = web.get(&format!("{MEETING}/anmalan/{SECRET}")).await;
        assert!(own.body.contains("Delta i mötet nu"));
        let cookie = joined(&web).await;
        let as_guest = async |method: &str, path: &str, form: &str| web.send(request(method, &format!("{MEETING}/{path}"), Some(&cookie), form)).await;
        let form = as_guest("GET", "nu/fraga", "").await;
        assert!(form.body.contains(NAME), "one's own name, on one's own page");
        assert_eq!(form.header("cache-control"), "no-store");
        // too short: the page again, as typed
        let again = as_guest("POST", "nu/fraga", "key=f1&text=Va%3F").await;
        assert!(again.status == 422 && again.body.contains(">Va?</textarea>"), "{}", again.body);
        let asked = as_guest("POST", "nu/fraga", "key=f1&text=Vad+kostar+lampan%3F&lang=sv").await;
        assert_eq!((asked.status.as_u16(), asked.header("location")), (303, format!("{MEETING}/nu#fraga-1").as_str()));
        assert_eq!(as_guest("POST", "nu", "gor=rosta-1").await.status, 303);
        let page = as_guest("GET", "nu", "").await;
        assert!(page.body.contains("value=\"rosta-1\" aria-pressed=\"true\"") && page.body.contains("id=\"delta\""));
        assert!(page.body.contains("<noscript><meta http-equiv=\"refresh\" content=\"20\"></noscript>"));
        let stranger = web.get(&format!("{MEETING}/nu")).await;
        assert!(stranger.body.contains("Vad kostar lampan?") && !stranger.body.contains("id=\"delta\"") && stranger.body.contains("value=\"rosta-1\" aria-pressed=\"false\""));
        assert_eq!(web.post(&format!("{MEETING}/nu/fraga"), "key=f2&text=Vad+kostar+lampan%3F").await.status, 403);
        // what was typed is not lost, whoever typed it
        let kept = web.post(&format!("{MEETING}/nu/fraga"), "key=f2&text=Vad+kostar+lampan%3F").await;
        assert!(kept.body.contains("Vad kostar lampan?</textarea>"), "{}", kept.body);
    }

    /// What the guest, the hidden and the unpublished is, is found by nobody who may not know: neither in pages nor in what the streams say first.
    async fn canaries(w: World) {
        meeting(w).await;
        let web = web(w).await;
        let cookie = joined(&web).await;
        let eva = w.person("eva").await;
        let post = async |path: &str, form: &str| web.send(request("POST", &format!("{MEETING}/{path}"), Some(&cookie), form)).await.status;
        assert_eq!(post("nu/fraga", &format!("key=f1&text={HIDDEN}+skriker&lang=sv")).await, 303);
        assert_eq!(post("nu", "gor=ordet").await, 303);
        let session = web.session(&eva).await;
        let lead = async |path: &str, form: String| web.send(request("POST", &format!("{MEETING}/nu/{path}"), Some(&session), &form)).await.status;
        let by = acting(&eva);
        assert_eq!(lead("sekreterare/dolj/1", format!("key=h1&as={by}&reason=Det+pekar+ut+en+granne.&lang=sv")).await, 303);
        let item = {
            let mut conn = eva.read().await.unwrap();
            scalar!(conn, i64, fetch_one, "SELECT id FROM agenda_item").unwrap()
        };
        assert_eq!(lead("sekreterare", format!("as={by}&gor=starta&item={item}&base=0&said={NOTES}")).await, 303);
        let mut found = Vec::new();
        for name in ["", "ida", "anna", "bo", "karin", "pia", "per", "sia", "olle", "eva"] {
            let session = if name.is_empty() { None } else { Some(web.session(&w.person(name).await).await) };
            for path in ["", "/nu", "/nu?alla=1", "/nu/skarm", "/nu/fraga", "/nu/sekreterare", "/nu/sekreterare/dolj/1", &format!("/nu/sekreterare/historik/{item}"), "/protokoll"] {
                let body = web.send(request("GET", &format!("{MEETING}{path}"), session.as_deref(), "")).await.body;
                for canary in [NAME, HIDDEN, NOTES, SECRET] {
                    if body.contains(canary) {
                        assert!(name == "eva" && canary != SECRET, "{name:?} finds {canary} at {path}");
                        found.push(canary);
                    }
                }
            }
        }
        // nor in what the secretary's page is told when it saves
        for name in ["", "ida", "anna", "bo", "karin", "pia", "per", "sia", "olle", "eva"] {
            let ctx = if name.is_empty() { None } else { Some(w.person(name).await) };
            let by = ctx.as_ref().and_then(|c| c.actor.as_ref()).and_then(|a| a.acting_as).map(|o| o.to_string()).unwrap_or_default();
            let session = match &ctx {
                Some(ctx) => Some(web.session(ctx).await),
                None => None,
            };
            let form = format!("agreement=stad&number=1&item={item}&base=0&said=Klart.&acting={by}");
            let told = web.send(request("POST", "/api/floor/save", session.as_deref(), &form)).await.body;
            assert_eq!(told.contains(NOTES), name == "eva", "{name:?} is told {told}");
            assert!([NAME, HIDDEN, SECRET].iter().all(|canary| !told.contains(canary)), "{name:?} is told {told}");
        }
        // and the streams: all three views, as everybody
        for name in ["", "ida", "anna", "bo", "karin", "pia", "per", "sia", "olle", "eva"] {
            let session = if name.is_empty() { None } else { Some(web.session(&w.person(name).await).await) };
            for (view, least) in [("", "Vad lampan kostar"), ("?vy=skarm", "Vad lampan kostar"), ("?vy=sekreterare", NAME)] {
                let (status, frame) = web.listen(&format!("{MEETING}/nu/strom{view}"), session.as_deref()).await;
                let leads = view == "?vy=sekreterare";
                if leads && name != "eva" {
                    assert_eq!(status, if name.is_empty() { 401 } else { 403 }, "{name:?} listens as the secretary");
                } else {
                    assert_eq!(status, 200, "{name:?} {view}");
                    assert!(frame.contains(least), "a frame in which nothing stands would prove nothing: {name:?} {view}: {frame}");
                }
                for canary in [NAME, HIDDEN, NOTES, SECRET] {
                    assert!(!frame.contains(canary) || (leads && name == "eva" && canary != SECRET), "{name:?} hears {canary} in the stream {view}");
                }
            }
        }
        for canary in [NAME, HIDDEN, NOTES] {
            assert!(found.contains(&canary), "a crawl that finds nothing would prove nothing: {canary}");
        }
        let own = web.send(request("GET", &format!("{MEETING}/nu"), Some(&cookie), "")).await.body;
        assert!(!own.contains(SECRET), "not even on the own page");
        let log = web.get("/stad/logg").await.body;
        assert!(log.contains("dolde fråga 1 från golvet") && !log.contains(HIDDEN));
    }
}
