//! Canary words in what few may read: who reported content, what they wrote, the kansli's notes, hidden text, addresses of followers. Every page, feed and
//! server function is asked as every role; nobody finds one who may not.

use crate::access::sample_paths;
use crate::common::{request, web};
use crate::things::{objected, things};
use app::appeals::service::{AppealForm, appeal};
use app::attachments::service::{self as attachments, AttachForm};
use app::attachments::upload;
use app::bodies::service::{OfferForm, offer};
use app::context::Ctx;
use app::curation::service::{ActForm, act};
use app::curation::service_hide::{HideForm, hide_contribution};
use app::curation::service_hide_issue::hide_issue;
use app::desk::service::efforts::{EffortForm, save_effort};
use app::desk::service::views::{ViewForm, save_view};
use app::following::service::{FollowForm, follow};
use app::issues::service::{BackingForm, ContributionForm, IssueForm, back, contribute, post};
use app::meetings::inputs::{ActionForm, AdjusterForm, InviteForm, ItemForm, MeetingForm, MinutesForm, MinutesItem, SignUpForm};
use app::meetings::service as meetings;
use app::moderation::service::{FlagForm, NoteForm, add_note, flag};
use app::planning::service::{self as planning, WishForm};
use app::restrictions::service::{RestrictForm, restrict};
use app::restrictions::types::{Restriction, RestrictionKind};
use app::ui::form::HideForm as HideWish;

/// What a reporter wrote.
const REPORT: &str = "Kanariekvist";
/// What the kansli wrote to itself.
const NOTE: &str = "Kanarienot";
/// What was hidden.
const HIDDEN: &str = "Kanariesång";
/// Name of whoever is held back, in a reason of nobody's.
const HELD: &str = "Kanariebrita";
/// What an issue says that nobody has read yet.
const UNREAD: &str = "Kanarietofs";
/// What an issue says that was declined before anybody read it, and appealed.
const UNHEARD: &str = "Kanarievisan";
/// What an issue says that was published, talked about, merged with another, and hidden.
const MASKED: &str = "Kanariemasken";
/// Address of somebody who follows.
const FOLLOWER: &str = "kanariefolj";
/// What its author wrote when they appealed.
const APPEAL: &str = "Kanarieklagan";
/// Name of somebody who sits in a body and has not agreed that it is shown.
const SEATED: &str = "Kanarieolle";
/// Address of somebody who was offered a seat.
const OFFERED: &str = "kanarieplats";
/// Name of somebody who has a place at a meeting.
const COMES: &str = "Kanarieberit";
/// Name of somebody on its waiting list.
const WAITS: &str = "Kanarieturid";
/// What they need.
const NEED: &str = "Kanarietolk";
/// Address of somebody who signed up.
const SIGNED: &str = "kanariepost";
/// Name of a guest, and a part of the address.
const GUEST: &str = "kanariegast";
/// What somebody who was at meeting 2 wants to happen next.
const AFTERWARDS: &str = "Kanarieefter";
/// How alfa says that it was met, without its name.
const MET: &str = "Kanariemott";
/// Name of whoever reported it.
const REPORTER: &str = "Kanariemaja";

/// What a wish of beta's says that was hidden.
const WISHED: &str = "Kanarieönskan";
/// With what alfa objected while whoever answered was stopped.
const OBJECTED: &str = "Kanarieinvändan";
/// What an information effort of the kansli's is called.
const EFFORT: &str = "Kanariefrukost";
/// What a saved view of its is called.
const VIEW: &str = "Kanarievyn";
/// What a draft of a meeting is called.
const DRAFT: &str = "Kanariemötet";

/// What a draft of minutes says.
const WRITTEN: &str = "Kanarieorden";
/// Address of whoever is to adjust them.
const ADJUSTER: &str = "kanariejust";
/// Name of whoever is to do something at an organisation.
const DOER: &str = "Kanarielisa";

/// All of them.
const ALL: [&str; 26] = [
    REPORT, NOTE, HIDDEN, FOLLOWER, REPORTER, UNREAD, UNHEARD, APPEAL, MASKED, DRAFT, SEATED, OFFERED, COMES, WAITS, NEED, SIGNED, GUEST, WRITTEN, ADJUSTER,
    DOER, EFFORT, VIEW, AFTERWARDS, MET, WISHED, OBJECTED,
];
/// Everybody of the world, and somebody who is not signed in.
const EVERYBODY: [&str; 13] = ["", "ida", "anna", "bo", "cia", "karin", "hugo", "pia", "per", "sia", "olle", "dua", "eva"];

fn acting(ctx: &Ctx) -> String {
    ctx.actor.as_ref().and_then(|a| a.acting_as).map(|o| o.to_string()).unwrap_or_default()
}

/// Meeting 7, full, with somebody who waits and a guest who has not answered.
async fn meeting(w: &app::db::testing::World, eva: &Ctx) {
    let form = MeetingForm {
        key: "m77".into(),
        r#as: acting(eva),
        kind: "hearing".into(),
        title: "Om listan".into(),
        theme: "Vem väntar på vem?".into(),
        lang: "sv".into(),
        place: "Biblioteket".into(),
        date: "2026-03-25".into(),
        starts: "17:30".into(),
        ends: "19:00".into(),
        capacity: "2".into(),
        items: vec![ItemForm { title: "Listan".into(), ..ItemForm::default() }],
        ..MeetingForm::default()
    };
    meetings::create(eva, "stad", &form).await.unwrap();
    let guest = InviteForm { key: "g1".into(), r#as: acting(eva), name: GUEST.into(), email: format!("{GUEST}@example.net"), ..InviteForm::default() };
    meetings::invite(eva, "stad", 7, &guest).await.unwrap();
    for name in [COMES, WAITS] {
        let form = SignUpForm {
            name: name.into(),
            email: format!("{SIGNED}.{name}@example.net"),
            how: "place".into(),
            interpreter: NEED.into(),
            needs: NEED.into(),
            ..SignUpForm::default()
        };
        meetings::sign_up(&w.visitor(), "stad", 7, &form).await.unwrap();
    }
    let mut tx = eva.write().await.unwrap();
    app::execute!(tx, "UPDATE registration SET state = 'confirmed', confirmed_at = created_at, held_until_at = NULL WHERE state = 'held'").unwrap();
    app::execute!(tx, "UPDATE registration SET state = 'waiting', held_until_at = NULL WHERE state = 'asked'").unwrap();
    tx.commit().await.unwrap();
}

/// Those who were at meeting 2 have answered, and so has alfa about its issue.
async fn answers(eva: &Ctx) {
    const ASKED: &str = "INSERT INTO survey (agreement_id, meeting_id, asked_at, closes_at, asked)
        SELECT agreement_id, id, $1, $2, 9 FROM meeting WHERE number = 2 RETURNING id, agreement_id";
    const RECEPTION: &str = "INSERT INTO reception (agreement_id, issue_id, organisation_id, asked_at, score, words, answered_at)
        SELECT agreement_id, id, organisation_id, $1, 2, $2, $1 FROM issue WHERE number = 1";
    let mut tx = eva.write().await.unwrap();
    let closes_at = app::surveys::rules::closes_at(eva.now());
    let (survey, agreement) = app::fetch!(tx, (app::ids::SurveyId, app::ids::AgreementId), fetch_one, ASKED, eva.now(), closes_at).unwrap();
    for _ in 0..5 {
        let answer = app::surveys::store::NewAnswer { met: 3, learned: 3, words: AFTERWARDS, lang: "sv" };
        app::surveys::store::put_answer(&mut tx, &eva.rng, (agreement, survey), &answer).await.unwrap();
    }
    app::execute!(tx, RECEPTION, eva.now(), MET).unwrap();
    tx.commit().await.unwrap();
}

async fn plant(w: &app::db::testing::World) {
    things(w).await;
    answers(&w.person("eva").await).await;
    let (eva, bo) = (w.person("eva").await, w.person("bo").await);
    let mut tx = eva.write().await.unwrap();
    app::execute!(tx, "UPDATE person SET name = $1 WHERE name = 'Ida'", REPORTER).unwrap();
    tx.commit().await.unwrap();
    let mut tx = eva.write().await.unwrap();
    app::execute!(tx, "UPDATE person SET name = $1 WHERE name = 'Olle'", SEATED).unwrap();
    tx.commit().await.unwrap();
    let karin = w.person("karin").await;
    let place = OfferForm { key: "s9".into(), r#as: acting(&karin), email: format!("{OFFERED}@example.net"), side: "public".into(), ..OfferForm::default() };
    offer(&karin, "stad", "styrgrupp", &place).await.unwrap();
    let ida = w.person("ida").await;
    for form in [FollowForm { email: format!("{FOLLOWER}@example.net"), ..FollowForm::default() }, FollowForm { on: "1".into(), ..FollowForm::default() }] {
        let who = if form.on.is_empty() { w.visitor() } else { ida.clone() };
        follow(&who, "stad", 1, &form).await.unwrap();
    }
    let mut tx = eva.write().await.unwrap();
    app::execute!(tx, "UPDATE follow SET confirmed_at = asked_at").unwrap();
    tx.commit().await.unwrap();
    let text = format!("{HIDDEN} om en granne i @gamma.");
    contribute(&bo, "stad", 1, &ContributionForm { key: "c9".into(), r#as: acting(&bo), text, ..ContributionForm::default() }).await.unwrap();
    // its file, too: by its title, and by what it holds
    let pdf = upload::of_bytes(&bo, format!("%PDF-1.4\n% {HIDDEN}\n%%EOF\n").as_bytes()).await.unwrap();
    let form = AttachForm { key: "a9".into(), r#as: acting(&bo), title: format!("{HIDDEN} på bild"), lang: "sv".into() };
    attachments::add(&bo, "stad", (1, 2), &form, pdf).await.unwrap();
    for contribution in ["0", "1", "2"] {
        let form = FlagForm { inlagg: contribution.into(), reason: "other".into(), note: format!("{REPORT} {contribution}") };
        flag(&ida, "stad", 1, &form).await.unwrap();
    }
    // cia's organisation has not signed: its issue waits to be read
    let cia = w.person("cia").await;
    let form = IssueForm {
        key: "i9".into(),
        r#as: acting(&cia),
        title: format!("{UNREAD} vid torget behöver en lampa"),
        what: format!("{UNREAD} står mörk varje kväll och ingen vågar gå förbi."),
        why: "Alla ska kunna gå hem.".into(),
        whom: "De som bor här".into(),
        ask: "En lampa till, före hösten.".into(),
        forum: "rost".into(),
        ..IssueForm::default()
    };
    post(&cia, "stad", &form).await.unwrap();
    let title = format!("{UNHEARD} om parken behöver en bänk");
    let what = format!("{UNHEARD} har ingenstans att sitta.");
    let unheard = IssueForm { key: "i10".into(), title, what, ..form };
    let declined = post(&cia, "stad", &unheard).await.unwrap().number;
    let decline = ActForm { key: "d10".into(), r#as: acting(&eva), act: "decline".into(), reason: "Det finns redan bänkar.".into(), ..ActForm::default() };
    act(&eva, "stad", declined, &decline).await.unwrap();
    let text = "Ingen har läst den ännu.".to_string();
    assert_eq!(appeal(&cia, "stad", declined, &AppealForm { key: "a2".into(), r#as: acting(&cia), text, ..AppealForm::default() }).await.unwrap(), 1);
    plant_hidden_issue(w).await;
    let mut tx = eva.write().await.unwrap();
    app::execute!(tx, "UPDATE person SET name = $1 WHERE name = 'Dua'", HELD).unwrap();
    tx.commit().await.unwrap();
    let dua = w.person("dua").await;
    let text = "Jag säljer stolar.".to_string();
    let wrote = contribute(&dua, "stad", 1, &ContributionForm { key: "c8".into(), r#as: acting(&dua), text, ..ContributionForm::default() }).await.unwrap();
    let held = RestrictForm {
        key: "r1".into(),
        r#as: acting(&eva),
        fraga: 1,
        inlagg: wrote.number,
        whom: "person".into(),
        restriction: "slowed".into(),
        until_on: "2026-03-20".into(),
        reason: "Reklam i tre trådar.".into(),
        ..RestrictForm::default()
    };
    restrict(&eva, "stad", &held).await.unwrap();
    let draft = MeetingForm {
        key: "m9".into(),
        r#as: acting(&eva),
        act: "draft".into(),
        kind: "hearing".into(),
        title: format!("{DRAFT} som ingen vet om"),
        lang: "sv".into(),
        date: "2026-03-25".into(),
        starts: "17:30".into(),
        ends: "19:00".into(),
        capacity: "30".into(),
        items: vec![ItemForm { issue: "1".into(), ..ItemForm::default() }, ItemForm { title: format!("{DRAFT} igen"), ..ItemForm::default() }],
        ..MeetingForm::default()
    };
    assert_eq!(meetings::create(&eva, "stad", &draft).await.unwrap().number, 6);
    let action = ActionForm { what: "Byta lampan".into(), owner: "park".into(), person: DOER.into(), ..ActionForm::default() };
    let item = MinutesItem { said: format!("{WRITTEN} sades."), actions: vec![action], ..MinutesItem::default() };
    let adjuster = AdjusterForm { function: "ordförande".into(), email: format!("{ADJUSTER}@example.net"), ..AdjusterForm::default() };
    let minutes = MinutesForm { key: "u9".into(), r#as: acting(&eva), items: vec![item], adjusters: vec![adjuster], ..MinutesForm::default() };
    let at = meetings::minutes_page(&eva, "stad", 1, None).await.unwrap();
    let mut items = at.form.items;
    items[0] = MinutesItem { id: items[0].id.clone(), ..minutes.items[0].clone() };
    meetings::save_draft(&eva, "stad", 1, &MinutesForm { items, ..minutes }).await.unwrap();
    meeting(w, &eva).await;
    let whom = "nya chefer".to_string();
    let effort =
        EffortForm { key: "e1".into(), r#as: acting(&eva), title: format!("{EFFORT} om avtalet"), whom, due: "2026-03-20".into(), ..EffortForm::default() };
    save_effort(&eva, "stad", &effort).await.unwrap();
    for (key, shared) in [("v1", "1"), ("v2", "")] {
        let view =
            ViewForm { key: key.into(), r#as: acting(&eva), name: format!("{VIEW} {key}"), shared: shared.into(), ko: "nya".into(), ..ViewForm::default() };
        save_view(&eva, "stad", &view).await.unwrap();
    }
    let wish = WishForm {
        key: "w9".into(),
        r#as: acting(&bo),
        title: format!("{WISHED} om en granne"),
        why: format!("{WISHED}: grannen stör alla."),
        kind: "hearing".into(),
        period: format!("{WISHED} i vår"),
        ..WishForm::default()
    };
    let number = planning::post(&bo, "stad", &wish).await.unwrap();
    assert_eq!(number, 2);
    let hide = HideWish { key: "w10".into(), r#as: acting(&eva), reason: "Det nämner en granne.".into(), ..HideWish::default() };
    planning::hide(&eva, "stad", number, &hide).await.unwrap();
    let note = NoteForm { key: "n1".into(), r#as: acting(&eva), note: format!("{NOTE}: vi väntar.") };
    add_note(&eva, "stad", 1, &note).await.unwrap();
    let hide = HideForm { key: "h1".into(), r#as: acting(&eva), reason: "Det nämner en granne.".into(), ..HideForm::default() };
    hide_contribution(&eva, "stad", 1, 2, &hide).await.unwrap();
    let text = format!("{APPEAL}: ingen granne nämns.");
    appeal(&bo, "stad", 1, &AppealForm { key: "a1".into(), r#as: acting(&bo), inlagg: "2".into(), text, ..AppealForm::default() }).await.unwrap();
    let anna = w.person("anna").await;
    let mut actor = (**anna.actor.as_ref().unwrap()).clone();
    let until_on = "2026-12-31".parse().unwrap();
    actor.restrictions = vec![Restriction { agreement: w.agreement().id, organisation: None, kind: RestrictionKind::Stopped, until_on }];
    objected(&anna.with_actor(actor), &format!("{OBJECTED}: grannen väsnas på tisdagar.")).await;
}

/// Issue 5 of alfa, with a file, on the agenda of a meeting, backed and contributed to; issue 6 of beta was merged into it. Then it is hidden.
async fn plant_hidden_issue(w: &app::db::testing::World) {
    const RECEPTION: &str = "INSERT INTO reception (agreement_id, issue_id, organisation_id, asked_at, score, words, named, answered_at)
        SELECT agreement_id, id, organisation_id, $1, 4, $2, TRUE, $1 FROM issue WHERE number = 5";
    let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
    let form = |ctx: &Ctx, key: &str, title: String, what: String| IssueForm {
        key: key.into(),
        r#as: acting(ctx),
        title,
        what,
        why: "Alla ska kunna vara trygga.".into(),
        whom: "De som bor här".into(),
        ask: "Att någon gör något.".into(),
        forum: "rost".into(),
        themes: vec!["lokaler".into()],
        ..IssueForm::default()
    };
    let masked = form(&anna, "i5", format!("{MASKED} bor på Storgatan 3"), format!("{MASKED} bor på Storgatan 3, det vet @gamma."));
    assert_eq!(post(&anna, "stad", &masked).await.unwrap().number, 5);
    let other = form(&bo, "i6", "Bänken vid torget gungar".into(), "Bänken vid torget gungar för den som sitter.".into());
    assert_eq!(post(&bo, "stad", &other).await.unwrap().number, 6);
    let pdf = upload::of_bytes(&anna, format!("%PDF-1.4\n% {MASKED}\n%%EOF\n").as_bytes()).await.unwrap();
    let file = AttachForm { key: "a5".into(), r#as: acting(&anna), title: format!("{MASKED} på bild"), lang: "sv".into() };
    attachments::add(&anna, "stad", (5, 0), &file, pdf).await.unwrap();
    let text = "Det där går att lösa.".to_string();
    contribute(&bo, "stad", 5, &ContributionForm { key: "c5".into(), r#as: acting(&bo), text, ..ContributionForm::default() }).await.unwrap();
    back(&bo, "stad", 5, &BackingForm { r#as: acting(&bo), on: "1".into() }).await.unwrap();
    let merge =
        ActForm { key: "d6".into(), r#as: acting(&eva), act: "merge".into(), into: "5".into(), reason: "De gäller samma plats.".into(), ..ActForm::default() };
    act(&eva, "stad", 6, &merge).await.unwrap();
    let meeting = MeetingForm {
        key: "m5".into(),
        r#as: acting(&eva),
        kind: "hearing".into(),
        title: "Om tryggheten".into(),
        theme: "Vad gör vi åt det?".into(),
        lang: "sv".into(),
        place: "Biblioteket".into(),
        date: "2026-03-25".into(),
        starts: "17:30".into(),
        ends: "19:00".into(),
        capacity: "30".into(),
        items: vec![ItemForm { issue: "5".into(), reason: "Många undrar.".into(), ..ItemForm::default() }],
        ..MeetingForm::default()
    };
    meetings::create(&eva, "stad", &meeting).await.unwrap();
    let hide = HideForm { key: "h5".into(), r#as: acting(&eva), reason: "Det lämnar ut någon.".into(), ..HideForm::default() };
    hide_issue(&eva, "stad", 5, &hide).await.unwrap();
    // what its author said of how they were met, with their name, goes with it
    let mut tx = eva.write().await.unwrap();
    app::execute!(tx, RECEPTION, eva.now(), MASKED).unwrap();
    tx.commit().await.unwrap();
}

/// Id of the first item of meeting 1.
async fn first_item(ctx: &Ctx) -> i64 {
    const SQL: &str = "SELECT g.id FROM agenda_item g JOIN meeting m ON m.id = g.meeting_id WHERE m.number = 1 ORDER BY g.position LIMIT 1";
    let mut conn = ctx.read().await.unwrap();
    app::scalar!(conn, i64, fetch_one, SQL).unwrap()
}

app::on_both! {
    async fn nobody_finds_what_few_may_read(w: World) {
        plant(w).await;
        let web = web(w).await;
        let more = ["/stad/fragor/1-lampan-vid-torget?efter=0", "/stad/logg?alla=1", "/stad/fragor/1-lampan-vid-torget/inlagg/2/historik",
            "/stad/fragor/1-lampan-vid-torget/inlagg/2/andra", "/stad/fragor/1-lampan-vid-torget/anmal?inlagg=2", "/stad/fragor?q=lampan", "/stad/skrivbord?fraga=1",
            "/stad/fragor/1-lampan-vid-torget/overklaga?inlagg=2", "/stad/skrivbord?ko=overklagat", "/stad/skrivbord?ko=organ", "/stad/skrivbord?ko=insatser", "/stad/skrivbord?ko=veckan", "/stad/skrivbord?ko=planer", "/stad/skrivbord?ko=justering", "/stad/skrivbord?ko=atgarder", "/stad/skrivbord?ko=utkast", "/stad/skrivbord/historik?ar=2026", "/stad/organ/styrgrupp/platser/s4", "/stad/skrivbord?ko=overklagat&overklagande=2", "/stad/skrivbord?ko=anmalt&fraga=1", "/stad/skrivbord?ko=anmalt&fraga=1&inlagg=1", "/stad/logg?slag=overklaganden", "/stad/organisationer/styrgrupp",
            "/stad/fragor/1-lampan-vid-torget/inlagg/2/bilagor", "/stad/fragor/1/bilagor/1?liten=1",
            "/stad/fragor/5-dold", "/stad/fragor/5-dold/historik", "/stad/fragor/5-dold/beslut", "/stad/fragor/5-dold/dolj", "/stad/fragor/5-dold/anmal",
            "/stad/fragor/5-dold/anmal?inlagg=1", "/stad/fragor/5-dold/inlagg/1/andra", "/stad/fragor/5-dold/inlagg/1/bilagor", "/stad/fragor/5-dold/overklaga",
            "/stad/fragor/5-dold/folj", "/stad/fragor/5/bilagor/1", "/stad/fragor/6-banken-vid-torget-gungar", "/stad/moten/5-om-tryggheten",
            "/stad/moten/5-om-tryggheten/punkter", "/stad/planering/5-om-tryggheten", "/stad/moten/5-om-tryggheten/nu", "/stad/moten/6-kanariemotet-som-ingen-vet-om/nu", "/stad/moten/5-om-tryggheten/andra", "/stad/moten/nytt?kopia=5",
            "/stad/fragor?q=storgatan&lage=alla", "/stad/organisationer/beta", "/stad/organisationer/gamma",
            "/stad/fragor/4-avbojd", "/stad/overklaganden/2",
            "/stad/moten/6-kanariemotet-som-ingen-vet-om", "/stad/moten/6-kanariemotet-som-ingen-vet-om/punkter", "/stad/moten/6/kalender.ics", "/stad/moten/6/andra",
            "/stad/moten/nytt?kopia=6", "/stad/moten/nytt?kopia=7", "/stad/logg?slag=moten&alla=1", "/stad/moten/7-om-listan", "/stad/moten/7-om-listan/anmalda", "/stad/moten/7-om-listan/inbjudna",
            "/stad/moten/7-om-listan/incheckning", "/stad/moten/7-om-listan/incheckning?q=Kanarie", "/stad/moten/7-om-listan/kalender.ics", "/stad/moten/7-om-listan/protokoll",
            "/stad/dagbok?utskrift=1", "/stad/dagbok?slag=fragor&princip=1&omrade=norr", "/stad/dagbok.atom?organ=kansli", "/stad/sa-gick-det?ar=alla", "/stad/sa-gick-det?utfall=inte-vidare",
            "/stad/sa-gick-det.csv?ar=alla", "/stad/sa-gick-det/fragor/5", "/stad/moten/2-om-banken/enkat", "/stad/samsyn/1", "/stad/onskemal/2", "/stad/onskemal/2/dolj", "/stad/onskemal?visa=oppna"];
        // streams do not end: what they say is read below
        let paths: Vec<String> = sample_paths("GET").into_iter().chain(more.map(String::from)).filter(|p| !p.ends_with("/strom")).collect();
        assert!(paths.len() > 40);
        let (mut wrong, mut found) = (Vec::new(), Vec::new());
        let item = first_item(&w.visitor()).await;
        for name in EVERYBODY {
            let cookie = match name {
                "" => None,
                name => Some(web.session(&w.person(name).await).await),
            };
            for path in &paths {
                let body = web.send(request("GET", path, cookie.as_deref(), "")).await.body;
                // her name stands beside what she wrote; that she is held back must not
                let may_link = matches!(name, "dua" | "eva") || (name == "sia" && path == "/stad/overklaganden");
                if body.contains("/stad/begransningar\"") && !path.contains("begransningar") && !may_link {
                    wrong.push(format!("{name:?} is told to be held back at {path}"));
                }
                for canary in ALL {
                    if !body.contains(canary) {
                        continue;
                    }
                    let may = match canary {
                        REPORT | NOTE => name == "eva",
                        // its author goes on seeing it, and those who judged it
                        UNREAD => matches!(name, "eva" | "cia"),
                        // and those who try whether that was right, with its appeal
                        UNHEARD => matches!(name, "eva" | "cia") || name == "sia" && path.starts_with("/stad/overklaganden"),
                        DRAFT | WRITTEN | ADJUSTER | DOER | EFFORT | VIEW => name == "eva",
                        // himself, and who fills the seats of the public side
                        SEATED => name == "olle" || (name == "karin" && path.starts_with("/stad/organ/styrgrupp/platser")),
                        OFFERED => name == "karin" && path == "/stad/organ/styrgrupp/platser",
                        // those of its organisation, and those who curate
                        MASKED => matches!(name, "eva" | "anna" | "dua"),
                        // beta's own, and the kansli
                        WISHED => matches!(name, "eva" | "bo") && path == "/stad/onskemal/2" || name == "eva" && path == "/stad/onskemal/2/dolj",
                        // alfa's own, which also proposed, and the kansli
                        OBJECTED => matches!(name, "eva" | "anna" | "dua") && path.starts_with("/stad/samsyn/1"),
                        FOLLOWER | SIGNED => false,
                        // the kansli judges it; alfa reads its own
                        AFTERWARDS => name == "eva" && path.ends_with("/enkat"),
                        MET => matches!(name, "anna" | "dua") && path == "/stad/sa-gick-det/fragor/1",
                        // the kansli, on the pages made for it
                        COMES | WAITS | NEED | GUEST => name == "eva" && ["/anmalda", "/inbjudna", "/incheckning"].iter().any(|part| path.contains(part)),
                        HIDDEN => matches!(name, "eva" | "bo") || name == "sia" && (path == "/stad/overklaganden/2" || path.contains("/bilagor/1")),
                        // its author, and the seats of civil society where it was hidden and where it is tried
                        APPEAL => matches!(name, "eva" | "bo" | "sia") && path == "/stad/overklaganden/2" || name == "eva" && path.ends_with("&overklagande=2"),
                        // one's own name, on one's own pages
                        _ => name == "ida",
                    };
                    if may { found.push((name, canary)) } else { wrong.push(format!("{name:?} finds {canary} at {path}")) }
                }
            }
            // of what is written while a meeting runs: an item of one that she does not lead from here, so that nothing is written by asking
            let acting = if name.is_empty() { String::new() } else { acting(&w.person(name).await) };
            let save = format!("agreement=stad&number=1&item={}&base=0&said=Kanarie&acting={acting}", if name == "eva" { 0 } else { item });
            for (function, form) in [("/api/issues/hints", "agreement=stad&title=Kanarietofs+lampan+vid+torget+Storgatan&text=&lang=sv&but=0"), ("/api/issues/preview", "agreement=stad&text=hej+%40alfa"), ("/api/issues/organisations", "agreement=stad&asked=Kanarie"),
                ("/api/issues/backing", "agreement=stad&number=1&acting=&on=false"), ("/api/floor/save", &save)] {
                let body = web.send(request("POST", function, cookie.as_deref(), form)).await.body;
                assert_eq!(ALL.iter().find(|canary| body.contains(**canary)), None, "{name} {function}: {body}");
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let page = web.get("/stad/fragor/1-lampan-vid-torget").await.body;
        assert!(page.contains("<b id=\"follower-count\">2</b>"), "they are counted all the same");
        // whom the hidden text mentions is nobody's business either, their own included
        for name in ["", "cia", "bo", "eva"] {
            let cookie = if name.is_empty() { None } else { Some(web.session(&w.person(name).await).await) };
            let body = web.send(request("GET", "/stad/organisationer/gamma", cookie.as_deref(), "")).await.body;
            assert!(!body.contains("inlagg-2"), "{name:?} sees where gamma is mentioned");
        }
        // who is to adjust minutes stands in the form once the meeting has begun
        w.app.clock.set("2026-03-20T18:00:00Z".parse().unwrap());
        for name in ["", "ida", "anna", "bo", "karin", "pia", "per", "sia", "olle", "eva"] {
            let cookie = if name.is_empty() { None } else { Some(web.session(&w.person(name).await).await) };
            for path in ["/stad/moten/1-om-lampan", "/stad/moten/1-om-lampan/protokoll", "/stad/moten/1-om-lampan/nu", "/stad/moten/1-om-lampan/nu/sekreterare", "/stad/att-gora", "/stad/skrivbord?ko=justering"] {
                let body = web.send(request("GET", path, cookie.as_deref(), "")).await.body;
                assert_eq!(body.contains(ADJUSTER), name == "eva" && path.ends_with("/protokoll"), "{name:?} at {path}");
            }
        }
        // a crawl that finds nothing anywhere would prove nothing
        for seen in [("eva", REPORT), ("eva", NOTE), ("eva", HIDDEN), ("bo", HIDDEN), ("eva", DRAFT), ("eva", WRITTEN), ("eva", DOER), ("eva", UNREAD), ("cia", UNREAD), ("ida", REPORTER), ("eva", APPEAL), ("bo", APPEAL), ("sia", APPEAL), ("sia", HIDDEN), ("eva", UNHEARD), ("cia", UNHEARD), ("sia", UNHEARD), ("eva", COMES), ("eva", WAITS), ("eva", NEED), ("eva", GUEST), ("eva", MASKED), ("anna", MASKED), ("eva", EFFORT), ("eva", VIEW), ("eva", AFTERWARDS), ("anna", MET), ("eva", WISHED), ("bo", WISHED), ("eva", OBJECTED), ("anna", OBJECTED)] {
            assert!(found.contains(&seen), "{seen:?}");
        }
    }

    /// What streams say first, to everybody: all views of two meetings that are about to begin, with a hidden issue on one agenda and those who
    /// come, wait and are invited on the list of the other; a draft; issues that all read, one that is hidden and one that was declined.
    async fn nobody_hears_what_few_may_read(w: World) {
        plant(w).await;
        let web = web(w).await;
        w.app.clock.set("2026-03-25T16:15:00Z".parse().unwrap());
        let views = ["", "?vy=skarm", "?vy=sekreterare"];
        let meetings = ["5-om-tryggheten", "7-om-listan"].into_iter().flat_map(|part| views.map(|view| (format!("/stad/moten/{part}/nu/strom{view}"), true)));
        let drafts = views.map(|view| (format!("/stad/moten/6-kanariemotet-som-ingen-vet-om/nu/strom{view}"), false));
        let issues = ["1-lampan-vid-torget", "4-avbojd", "5-dold"].map(|part| (format!("/stad/fragor/{part}/strom"), part.starts_with('1')));
        let streams: Vec<(String, bool)> = meetings.chain(drafts).chain(issues).collect();
        for name in EVERYBODY {
            let cookie = if name.is_empty() { None } else { Some(web.session(&w.person(name).await).await) };
            for (path, speaks) in &streams {
                let (status, said) = web.listen(path, cookie.as_deref()).await;
                let leads = path.ends_with("sekreterare");
                if *speaks && (!leads || name == "eva") {
                    assert!(status == 200 && said.contains("data:"), "{name:?} at {path}: {status} {said}");
                } else if leads {
                    assert!(status.is_client_error(), "{name:?} listens at {path}");
                }
                // one's own name, on the page that says that there is nothing to hear
                let own = |canary: &str| status != 200 && matches!((name, canary), ("ida", REPORTER) | ("olle", SEATED));
                let heard = ALL.iter().find(|canary| said.contains(**canary) && !own(canary));
                assert_eq!(heard, None, "{name:?} hears at {path}: {said}");
            }
        }
    }
}
