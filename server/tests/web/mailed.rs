//! What few come to, beside the things that all read: what mails lead to, a meeting that runs, one of a body, and what is asked after one.

use crate::common::ORIGIN;
use crate::things::acting;
use app::accounts::service as accounts;
use app::attachments::service::{self as attachments, AttachForm};
use app::attachments::upload;
use app::bodies::service::{OfferForm, offer};
use app::context::Ctx;
use app::db::testing::World;
use app::floor::service::{self as floor, AskForm, LeadForm, PollForm};
use app::floor::token::Token;
use app::following::service::{FollowForm, follow};
use app::ids::MeetingId;
use app::jobs::Job;
use app::meetings::inputs::{AdjusterForm, InviteForm, ItemForm, MeetingForm, MinutesForm, MinutesItem, SignUpForm};
use app::meetings::{service as meetings, store as meetings_store};
use app::moderation::service::{FlagForm, flag};
use app::organisations::service::{self as organisations, InviteForm as ColleagueForm};
use app::{execute, scalar, surveys};

/// Stands for the secret in the addresses of pages that a mail leads to.
pub const TOKEN: &str = "TOKEN";

/// After [`crate::things::things`]: issue 1 has file 1, and its contribution was flagged; meeting 5 of the kansli was held today, and meeting 6
/// runs, with question 1 and poll 1 of ida's; the minutes of talk 3 are out to be adjusted; of meeting 2 is asked how it was, and alfa how issue 1
/// was met. Gives the paths of all links that were mailed.
pub async fn mailed(w: &World) -> Vec<String> {
    let (anna, eva, ida, karin) = (w.person("anna").await, w.person("eva").await, w.person("ida").await, w.person("karin").await);
    let pdf = upload::of_bytes(&anna, b"%PDF-1.4\n%%EOF\n").await.unwrap();
    let file = AttachForm { key: "b1".into(), r#as: acting(&anna), title: "Lampan på bild".into(), lang: "sv".into() };
    assert_eq!(attachments::add(&anna, "stad", (1, 0), &file, pdf).await.unwrap(), 1);
    flag(&ida, "stad", 1, &FlagForm { inlagg: "1".into(), reason: "other".into(), note: "Titta på det här.".into() }).await.unwrap();
    today(&eva, 5, "Kansliet träffas", ("09:15", "09:45"), "kansli").await;
    today(&eva, 6, "Om torget", ("10:00", "12:00"), "").await;
    let comes = SignUpForm { name: "Ida".into(), email: "ida@example.org".into(), how: "place".into(), ..SignUpForm::default() };
    meetings::sign_up(&ida, "stad", 6, &comes).await.unwrap();
    w.app.clock.advance(chrono::TimeDelta::hours(1));
    runs(&eva, &ida).await;
    afterwards(w, &eva).await;
    to_be_adjusted(&eva).await;
    let place = OfferForm { key: "s1".into(), r#as: acting(&karin), email: "ny@example.net".into(), side: "public".into(), ..OfferForm::default() };
    offer(&karin, "stad", "styrgrupp", &place).await.unwrap();
    let colleague = ColleagueForm { key: "k1".into(), r#as: acting(&anna), email: "kollega@example.net".into(), function: "kassör".into() };
    organisations::invite(&anna, "stad", "alfa", &colleague).await.unwrap();
    let guest = InviteForm { key: "g1".into(), r#as: acting(&eva), name: "Gun".into(), email: "gun@example.net".into(), ..InviteForm::default() };
    meetings::invite(&eva, "stad", 1, &guest).await.unwrap();
    let sign_up = SignUpForm { name: "Vera".into(), email: "vera@example.net".into(), how: "place".into(), needs: "Tolk.".into(), ..SignUpForm::default() };
    meetings::sign_up(&w.visitor(), "stad", 1, &sign_up).await.unwrap();
    follow(&w.visitor(), "stad", 1, &FollowForm { email: "eli@example.net".into(), ..FollowForm::default() }).await.unwrap();
    accounts::request_link(&w.visitor(), "eva@example.org", "/stad").await.unwrap();
    links(w).await
}

/// A path with the secret that was mailed for it, if it asks for one.
pub fn opened(links: &[String], path: &str) -> String {
    let Some((before, after)) = path.split_once(TOKEN) else { return path.to_string() };
    let is_it = |link: &&String| link.strip_prefix(before).and_then(|l| l.strip_suffix(after)).is_some_and(|secret| secret.len() > 20 && !secret.contains('/'));
    links.iter().find(is_it).unwrap_or_else(|| panic!("nobody was mailed {path}: {links:#?}")).clone()
}

/// A meeting of today, the next one by its number.
async fn today(eva: &Ctx, number: i64, title: &str, (starts, ends): (&str, &str), of_body: &str) {
    let form = MeetingForm {
        key: format!("m{number}"),
        r#as: acting(eva),
        kind: if of_body.is_empty() { "hearing" } else { "group_meeting" }.into(),
        title: title.into(),
        theme: "Vad händer på torget?".into(),
        lang: "sv".into(),
        place: "Biblioteket".into(),
        date: "2026-03-04".into(),
        starts: starts.into(),
        ends: ends.into(),
        capacity: "30".into(),
        of_body: of_body.into(),
        items: vec![ItemForm { title: "Torget".into(), ..ItemForm::default() }],
        ..MeetingForm::default()
    };
    assert_eq!(meetings::create(eva, "stad", &form).await.unwrap().number, number);
}

/// Meeting 6 is begun; ida takes part and asks, and a poll is open.
async fn runs(eva: &Ctx, ida: &Ctx) {
    let lead = LeadForm { r#as: acting(eva), gor: "starta".into(), ..LeadForm::default() };
    floor::lead(eva, "stad", 6, &lead).await.unwrap();
    let question = AskForm { key: "q1".into(), text: "Vad kostar lampan?".into(), lang: "sv".into(), show: String::new() };
    assert_eq!(floor::ask(ida, "stad", 6, &Token::default(), &question).await.unwrap(), 1);
    let poll = PollForm { key: "o1".into(), r#as: acting(eva), poll: "Lyser lampan?".into(), options: "Ja\nNej".into(), ..PollForm::default() };
    assert_eq!(floor::open_poll(eva, "stad", 6, &poll).await.unwrap(), 1);
}

/// Somebody who was at meeting 2 is asked how it was, and alfa how issue 1 was met.
async fn afterwards(w: &World, eva: &Ctx) {
    const RECEPTION: &str = "INSERT INTO reception (agreement_id, issue_id, organisation_id, asked_at)
        SELECT agreement_id, id, organisation_id, $1 FROM issue WHERE number = 1";
    let mut tx = eva.write().await.unwrap();
    let meeting = scalar!(tx, MeetingId, fetch_one, "SELECT id FROM meeting WHERE number = 2").unwrap();
    let sign = meetings_store::Sign { name: "Bea".into(), email: "bea@example.net".into(), ..meetings_store::Sign::default() };
    assert!(meetings_store::insert_confirmed_registration(&mut tx, eva, w.agreement().id, meeting, &sign).await.unwrap());
    execute!(tx, RECEPTION, eva.now()).unwrap();
    tx.commit().await.unwrap();
    surveys::service::ask(&Ctx::system(&w.app), meeting).await.unwrap();
}

/// The minutes of talk 3 are sent to its chair.
async fn to_be_adjusted(eva: &Ctx) {
    let chair = AdjusterForm { function: "ordförande".into(), email: "kaj@example.net".into(), ..AdjusterForm::default() };
    let said = MinutesItem { said: "Alla lampor ska lysa.".into(), decided: "De lagas.".into(), ..MinutesItem::default() };
    let form = MinutesForm { key: "p3".into(), r#as: acting(eva), items: vec![said], adjusters: vec![chair], ..MinutesForm::default() };
    meetings::send(eva, "stad", 3, &form).await.unwrap();
}

/// Paths of all links in mails, the latest first.
async fn links(w: &World) -> Vec<String> {
    let mut conn = w.visitor().read().await.unwrap();
    let payloads = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id DESC").unwrap();
    let mut links = Vec::new();
    for payload in payloads {
        let Job::Mail(mail) = serde_json::from_str(&payload).unwrap() else { continue };
        let words = mail.text.split_whitespace().chain(mail.end_url.as_deref());
        links.extend(words.filter_map(|word| word.strip_prefix(ORIGIN)).map(|path| path.trim_end_matches(['.', ',']).to_string()));
    }
    links
}
