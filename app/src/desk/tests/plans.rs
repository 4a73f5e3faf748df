//! Queues by filter, saved views, efforts, the week, what others plan, and what was done.

use super::queues::open_desk;
use crate::accounts::types::Actor;
use crate::context::Ctx;
use crate::curation::tests::pages::{fresh, html};
use crate::curation::tests::{People, full, go, in_days, opened_for, posted};
use crate::desk::forms;
use crate::desk::pages::{EffortsQuery, HistoryQuery, desk, efforts, history, history_csv, views};
use crate::desk::rules::OfDay;
use crate::desk::service::efforts::{EffortForm, save_effort};
use crate::desk::service::history::history as numbers;
use crate::desk::service::views::{MOST, ViewForm, save_view, views as all_views};
use crate::desk::service::{self, DeskQuery};
use crate::desk::types::{Figure, Queue};
use crate::error::{AppError, Fault, Refusal};
use crate::issues::types::IssueAct;
use crate::meetings::inputs::{ItemForm, MeetingForm};
use crate::meetings::service::create;
use crate::on_both;
use crate::ui::Body;
use axum::extract::{Path, Query};

fn effort(ctx: &Ctx, key: &str, title: &str, days: i64) -> EffortForm {
    EffortForm {
        key: key.into(),
        r#as: opened_for(ctx),
        title: title.into(),
        whom: "nya chefer".into(),
        due: in_days(ctx, days).to_string(),
        ..EffortForm::default()
    }
}

fn view(ctx: &Ctx, key: &str, name: &str, shared: &str) -> ViewForm {
    ViewForm { key: key.into(), r#as: opened_for(ctx), name: name.into(), shared: shared.into(), ko: "nya".into(), forum: "rost".into(), ..ViewForm::default() }
}

pub(super) fn meeting(ctx: &Ctx, key: &str, title: &str, days: i64) -> MeetingForm {
    MeetingForm {
        key: key.into(),
        r#as: opened_for(ctx),
        kind: "hearing".into(),
        title: title.into(),
        theme: "Vi talar om rum.".into(),
        lang: "sv".into(),
        area: "norr".into(),
        place: "Blå stället".into(),
        date: in_days(ctx, days).to_string(),
        starts: "17:30".into(),
        ends: "19:30".into(),
        capacity: "10".into(),
        items: vec![ItemForm { title: "Rum".into(), ..ItemForm::default() }],
        ..MeetingForm::default()
    }
}

/// The desk by an address of its own: its page, having asked little.
pub(super) async fn open(ctx: &Ctx, query: DeskQuery) -> String {
    let ctx = fresh(ctx);
    let (status, page) = html(desk(ctx.clone(), Path("stad".into()), Query(query)).await).await;
    assert_eq!(status, 200);
    assert!(ctx.statement_count() <= 4, "{}", ctx.statement_count());
    page
}

pub(super) async fn ask(ctx: &Ctx, query: DeskQuery) -> service::Desk {
    service::desk(ctx, "stad", &query).await.unwrap().1.unwrap()
}

on_both! {
    async fn an_effort_is_added_changed_and_ticked_off(w: World) {
        let eva = w.person("eva").await;
        for _ in 0..2 {
            save_effort(&eva, "stad", &effort(&eva, "k1", "Frukost om överenskommelsen", 3)).await.unwrap();
        }
        let list = |ctx: Ctx| async move { service::efforts::efforts(&ctx, "stad").await.unwrap().all };
        let [e] = list(eva.clone()).await.try_into().unwrap_or_else(|all| panic!("{all:?}"));
        assert_eq!((e.title.as_str(), e.whom.as_str(), e.due_on, e.done_on, e.version), ("Frukost om överenskommelsen", "nya chefer", in_days(&eva, 3), None, 1));
        // it stands in its queue, on my day and in the week, and is late once its date has passed
        for ko in ["insatser", "min-dag", "veckan"] {
            let page = open(&eva, DeskQuery { ko: ko.into(), ..DeskQuery::default() }).await;
            assert!(page.contains("Frukost om överenskommelsen") && page.contains(&format!("/stad/skrivbord/insatser#insats-{}", e.id)), "{ko}: {page}");
        }
        let change = EffortForm { id: e.id.to_string(), version: "1".into(), ..effort(&eva, "k2", "Frukost för chefer", 5) };
        save_effort(&eva, "stad", &change).await.unwrap();
        assert!(matches!(save_effort(&eva, "stad", &EffortForm { key: "k3".into(), ..change.clone() }).await, Err(AppError::Stale { current: 2 })));
        w.days_pass(6);
        assert_eq!(ask(&eva, DeskQuery::default()).await.count(Queue::Overdue, &eva), 1);
        // done, and again by another day
        let tick = EffortForm { id: e.id.to_string(), version: "2".into(), act: "klar".into(), next: in_days(&eva, 30).to_string(), key: "k4".into(), r#as: opened_for(&eva), ..EffortForm::default() };
        for _ in 0..2 {
            save_effort(&eva, "stad", &tick).await.unwrap();
        }
        let all = list(eva.clone()).await;
        assert_eq!(all.iter().map(|e| (e.done_on, e.due_on)).collect::<Vec<_>>(), [(None, in_days(&eva, 30)), (Some(eva.today()), in_days(&eva, -1))]);
        let again = EffortForm { version: "3".into(), act: "inte-klar".into(), next: String::new(), key: "k5".into(), ..tick.clone() };
        save_effort(&eva, "stad", &again).await.unwrap();
        assert!(list(eva.clone()).await.iter().all(|e| e.done_on.is_none()));
        let remove = EffortForm { version: "4".into(), act: "ta-bort".into(), key: "k6".into(), ..again.clone() };
        save_effort(&eva, "stad", &remove).await.unwrap();
        assert_eq!(list(eva.clone()).await.len(), 1);
        assert!(matches!(save_effort(&eva, "stad", &EffortForm { key: "k7".into(), ..remove }).await, Err(AppError::NotFound)));
        let ctx = fresh(&eva);
        let (_, page) = html(efforts(ctx.clone(), Path("stad".into()), Query(EffortsQuery::default())).await).await;
        assert!(page.contains("Frukost för chefer") && ctx.statement_count() == 1, "{page}");
    }

    async fn what_is_wrong_with_an_effort_is_said_at_its_field(w: World) {
        let eva = w.person("eva").await;
        let fine = effort(&eva, "k", "Frukost", 3);
        for (form, field, fault) in [
            (EffortForm { title: " ".into(), ..fine.clone() }, "title", Fault::Required),
            (EffortForm { whom: "x".repeat(121), ..fine.clone() }, "whom", Fault::TooLong(120)),
            (EffortForm { due: String::new(), ..fine.clone() }, "due", Fault::Required),
            (EffortForm { due: "i morgon".into(), ..fine.clone() }, "due", Fault::Date),
            (EffortForm { due: in_days(&eva, -1).to_string(), ..fine.clone() }, "due", Fault::DatePast),
            (EffortForm { due: in_days(&eva, 800).to_string(), ..fine.clone() }, "due", Fault::DateFar),
        ] {
            let Err(AppError::Invalid(faults)) = save_effort(&eva, "stad", &form).await else { panic!("{form:?} passed") };
            assert_eq!(faults.of(field), Some(&fault), "{form:?}");
            let (status, page) = html(forms::effort(eva.clone(), Path("stad".into()), Body(form)).await).await;
            assert!(status == 422 && page.contains(&format!("id=\"{field}\"")), "{status}: {page}");
        }
        // removed by a colleague while somebody wrote: what was typed is a new one
        save_effort(&eva, "stad", &fine).await.unwrap();
        let e = service::efforts::efforts(&eva, "stad").await.unwrap().all.remove(0);
        let of = |key: &str, act: &str| EffortForm { id: e.id.to_string(), version: "1".into(), act: act.into(), ..effort(&eva, key, "Det här tog tid", 3) };
        save_effort(&eva, "stad", &of("r", "ta-bort")).await.unwrap();
        let (status, page) = html(forms::effort(eva.clone(), Path("stad".into()), Body(of("s", ""))).await).await;
        assert!(status == 409 && page.contains("Det här tog tid") && page.contains("name=\"id\" value=\"\""), "{status}: {page}");
        assert_eq!(forms::effort(eva.clone(), Path("stad".into()), Body(of("t", "ta-bort"))).await.unwrap().status(), 303);
    }

    async fn one_change_of_two_at_once_holds(w: World) {
        let eva = w.person("eva").await;
        save_effort(&eva, "stad", &effort(&eva, "k", "Frukost", 3)).await.unwrap();
        let id = service::efforts::efforts(&eva, "stad").await.unwrap().all[0].id.to_string();
        let of = |key: &str| EffortForm { id: id.clone(), version: "1".into(), ..effort(&eva, key, key, 4) };
        let (one, two) = (of("Ettan"), of("Tvåan"));
        let (a, b) = tokio::join!(save_effort(&eva, "stad", &one), save_effort(&eva, "stad", &two));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        assert!(matches!(a.err().or(b.err()), Some(AppError::Stale { current: 2 })));
    }

    async fn a_view_is_saved_shared_and_removed(w: World) {
        let p = People::of(w).await;
        let (_, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        for _ in 0..2 {
            save_view(&p.eva, "stad", &view(&p.eva, "k1", "Röstbärares nya", "1")).await.unwrap();
        }
        save_view(&p.eva, "stad", &ViewForm { forum: "finns-inte".into(), alder: "14".into(), ..view(&p.eva, "k2", "Mina gamla", "") }).await.unwrap();
        let all = all_views(&p.eva, "stad").await.unwrap().all;
        assert_eq!(all.iter().map(|v| (v.name.as_str(), v.query.as_str(), v.shared)).collect::<Vec<_>>(),
            [("Röstbärares nya", "ko=nya&forum=rost", true), ("Mina gamla", "ko=nya&alder=14", false)]);
        let page = open(&p.eva, DeskQuery { ko: "nya".into(), alder: "14".into(), ..DeskQuery::default() }).await;
        assert!(page.contains("/stad/skrivbord?ko=nya&amp;forum=rost\"") && page.contains("Mina gamla"), "{page}");
        assert!(!page.contains("trösklar") && page.contains("Visa allt i kön"), "it came today: {page}");
        let page = open(&p.eva, DeskQuery { ko: "nya".into(), ..DeskQuery::default() }).await;
        assert!(page.contains("trösklar") && page.contains(&format!("ko=nya&amp;fraga={number}#")), "{page}");
        // a colleague with a seat of their own sees what is shared, and not what is one's own
        let mut actor: Actor = (**p.eva.actor.as_ref().unwrap()).clone();
        actor.person_id = p.anna.actor.as_ref().unwrap().person_id;
        let colleague = p.eva.with_actor(actor);
        let seen = all_views(&colleague, "stad").await.unwrap().all;
        assert_eq!(seen.iter().map(|v| v.name.as_str()).collect::<Vec<_>>(), ["Röstbärares nya"]);
        let remove = |key: &str, id: i64| ViewForm { key: key.into(), r#as: opened_for(&p.eva), remove: id.to_string(), ..ViewForm::default() };
        save_view(&colleague, "stad", &remove("r1", all[1].id.0)).await.unwrap();
        assert_eq!(all_views(&p.eva, "stad").await.unwrap().all.len(), 2, "another's own stays");
        save_view(&colleague, "stad", &remove("r2", all[0].id.0)).await.unwrap();
        assert_eq!(all_views(&p.eva, "stad").await.unwrap().all.len(), 1);
        let ctx = fresh(&p.eva);
        let (_, page) = html(views(ctx.clone(), Path("stad".into()), Query(DeskQuery { ko: "nya".into(), forum: "rost".into(), ..DeskQuery::default() })).await).await;
        assert!(page.contains("Mina gamla") && page.contains("value=\"rost\" selected") && ctx.statement_count() == 1, "{page}");
    }

    async fn there_are_twenty_views_at_most_each_with_a_name_of_its_own(w: World) {
        let eva = w.person("eva").await;
        for n in 1..MOST {
            save_view(&eva, "stad", &view(&eva, &format!("k{n}"), &format!("Vy {n}"), if n % 2 == 0 { "1" } else { "" })).await.unwrap();
        }
        for (form, field, fault) in [
            (view(&eva, "a", " ", ""), "name", Fault::Required),
            (view(&eva, "b", &"x".repeat(41), ""), "name", Fault::TooLong(40)),
            (view(&eva, "c", "  VY  3 ", ""), "name", Fault::Taken),
            (ViewForm { ko: "allt".into(), ..view(&eva, "d", "Ny", "") }, "ko", Fault::Choice),
        ] {
            let Err(AppError::Invalid(faults)) = save_view(&eva, "stad", &form).await else { panic!("{form:?} passed") };
            assert_eq!(faults.of(field), Some(&fault), "{form:?}");
        }
        let (x, y) = (view(&eva, "x", "Nummer tjugo", ""), view(&eva, "y", "Nummer tjugoett", "1"));
        let (a, b) = tokio::join!(save_view(&eva, "stad", &x), save_view(&eva, "stad", &y));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        let Some(AppError::Invalid(faults)) = a.err().or(b.err()) else { panic!("not a fault of the form") };
        assert_eq!(faults.of("name"), Some(&Fault::TooMany(MOST)));
    }

    async fn the_desk_is_narrowed_and_stays_so(w: World) {
        let p = People::of(w).await;
        let (_, number) = posted(&p.anna, "Alfas fråga om trösklar").await;
        let (referred, _) = posted(&p.anna, "Alfas fråga om mått").await;
        go(w, &p.eva, referred, &full(w, &p.eva, IssueAct::Refer, None).await).await.unwrap();
        create(&p.eva, "stad", &meeting(&p.eva, "m", "Lokaler som räcker", 50)).await.unwrap();
        let counts = |query: DeskQuery| {
            let eva = p.eva.clone();
            async move {
                let desk = ask(&eva, query).await;
                [Queue::New, Queue::Overdue, Queue::Meetings].map(|q| desk.count(q, &eva))
            }
        };
        let asked = |key: &str, value: &str| {
            let mut q = DeskQuery { ko: "nya".into(), ..DeskQuery::default() };
            let field = match key { "forum" => &mut q.forum, "tema" => &mut q.tema, "omrade" => &mut q.omrade, "sida" => &mut q.sida, _ => &mut q.alder };
            *field = value.into();
            q
        };
        assert_eq!(counts(DeskQuery::default()).await, [1, 0, 1]);
        assert_eq!(counts(asked("alder", "7")).await, [0, 0, 1], "a meeting ahead has no age");
        w.days_pass(30);
        assert_eq!(counts(DeskQuery::default()).await, [1, 2, 1]);
        assert_eq!(counts(asked("sida", "offentliga")).await, [0, 1, 0], "the answer is the office's");
        assert_eq!(counts(asked("sida", "kansliet")).await, [1, 1, 1]);
        assert_eq!(counts(asked("alder", "30")).await, [1, 2, 1]);
        assert_eq!(counts(asked("omrade", "norr")).await[2], 1);
        assert_eq!(counts(asked("omrade", "soder")).await[2], 0);
        assert_eq!(counts(asked("tema", "unga")).await[2], 0, "a meeting has no theme of the list");
        assert_eq!(counts(asked("forum", "finns-inte")).await, [1, 2, 1], "what is not there is not asked for");
        let page = open(&p.eva, DeskQuery { fraga: Some(number), ..asked("alder", "14") }).await;
        assert!(page.contains("ko=forsenat&amp;alder=14\"") && page.contains("ko=nya&amp;alder=14&amp;fraga="), "links and forms keep it: {page}");
    }

    async fn a_week_is_read_day_by_day(w: World) {
        let eva = w.person("eva").await;
        create(&eva, "stad", &meeting(&eva, "m1", "Om tre dagar", 3)).await.unwrap();
        create(&eva, "stad", &meeting(&eva, "m2", "Om åtta dagar", 8)).await.unwrap();
        save_effort(&eva, "stad", &effort(&eva, "e", "Frukost", 0)).await.unwrap();
        let seen = ask(&eva, DeskQuery::default()).await;
        let week = crate::desk::rules::week(&eva, &seen);
        assert_eq!(week.iter().map(|(on, all)| ((*on - eva.today()).num_days(), all.len())).collect::<Vec<_>>(), [(0, 1), (1, 1), (2, 0), (3, 1), (4, 0), (5, 0), (6, 1)]);
        assert!(matches!(week[0].1[0], OfDay::Due(_)) && matches!(week[1].1[0], OfDay::Reminder(_)) && matches!(week[3].1[0], OfDay::Meeting(_)));
        assert!(matches!(week[6].1[0], OfDay::Reminder(m) if m.title == "Om åtta dagar"));
        let page = open(&eva, DeskQuery { ko: "veckan".into(), ..DeskQuery::default() }).await;
        assert_eq!(page.matches("id=\"dag-").count(), 7, "{page}");
        assert!(page.contains("De anmälda får en påminnelse") && page.contains("class=\"queue day\""), "{page}");
    }

    async fn plans_stand_side_by_side_and_drafts_are_not_announced(w: World) {
        let eva = w.person("eva").await;
        create(&eva, "stad", &MeetingForm { of_forum: "rost".into(), ..meeting(&eva, "m1", "Röstbärarnas kväll", 20) }).await.unwrap();
        create(&eva, "stad", &MeetingForm { act: "draft".into(), ..meeting(&eva, "m2", "Förberett och tyst", 25) }).await.unwrap();
        let desk = ask(&eva, DeskQuery::default()).await;
        assert_eq!([Queue::Meetings, Queue::Drafts, Queue::Plans, Queue::Minutes].map(|q| desk.count(q, &eva)), [1, 1, 2, 0]);
        let page = open(&eva, DeskQuery { ko: "planer".into(), ..DeskQuery::default() }).await;
        let (before, after) = page.split_once("Röstbärarnas kväll").unwrap();
        assert!(before.contains("Medlemsvårdande") && before.contains("Inget planerat.") && after.contains("Hela överenskommelsen") && after.contains("Förberett och tyst"), "{page}");
        assert!(page.contains("/stad/kalender\""), "{page}");
        let page = open(&eva, DeskQuery { ko: "utkast".into(), mote: Some(2), ..DeskQuery::default() }).await;
        assert!(page.contains("class=\"desk open\"") && page.contains("/stad/moten/2-forberett-och-tyst/andra\""), "{page}");
        // a draft whose day has come waits for no minutes
        w.days_pass(30);
        let desk = ask(&eva, DeskQuery::default()).await;
        assert_eq!([Queue::Meetings, Queue::Drafts, Queue::Plans, Queue::Minutes].map(|q| desk.count(q, &eva)), [0, 1, 0, 1]);
    }

    async fn what_was_done_is_told_by_month(w: World) {
        let p = People::of(w).await;
        let mut issues = Vec::new();
        for n in 0..3 {
            issues.push(posted(&p.anna, &format!("Alfas fråga nummer {n} om trösklar")).await.0);
        }
        w.days_pass(4);
        go(w, &p.eva, issues[0], &full(w, &p.eva, IssueAct::Decline, None).await).await.unwrap();
        go(w, &p.eva, issues[1], &full(w, &p.eva, IssueAct::Refer, None).await).await.unwrap();
        save_effort(&p.eva, "stad", &effort(&p.eva, "e", "Frukost", 3)).await.unwrap();
        let id = service::efforts::efforts(&p.eva, "stad").await.unwrap().all[0].id.to_string();
        let tick = EffortForm { key: "t".into(), r#as: opened_for(&p.eva), id, version: "1".into(), act: "klar".into(), ..EffortForm::default() };
        save_effort(&p.eva, "stad", &tick).await.unwrap();
        let ctx = fresh(&p.eva);
        let seen = numbers(&ctx, "stad", None).await.unwrap();
        assert_eq!(ctx.statement_count(), 1);
        let is = |figure: Figure| seen.total.of(figure);
        assert_eq!([is(Figure::Declined), is(Figure::Referred), is(Figure::Accepted), is(Figure::Efforts), is(Figure::FirstDays)], [Some(1), Some(1), Some(0), Some(1), Some(4)]);
        let (status, page) = html(history(p.eva.clone(), Path("stad".into()), Query(HistoryQuery::default())).await).await;
        assert!(status == 200 && page.contains("Frågor som avböjdes") && page.contains("historik.csv?ar=2026") && !page.contains("Anna"), "{page}");
        let (status, table) = html(history_csv(p.eva.clone(), Path("stad".into()), Query(HistoryQuery { ar: "2026".into() })).await).await;
        assert!(status == 200 && table.contains("2026-03,0,0,1,") && table.lines().count() == 4, "{table}");
        // the kansli's own seats read it, those of the public side too; nobody else does
        assert!(numbers(&w.person("per").await, "stad", None).await.is_ok());
        for name in ["sia", "olle", "anna", "karin", "pia", "ida"] {
            assert!(matches!(numbers(&w.person(name).await, "stad", None).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(numbers(&w.visitor(), "stad", None).await, Err(AppError::SignInFirst)));
        assert!(matches!(numbers(&p.eva, "stad", Some(1066)).await, Err(AppError::NotFound)));
        assert!(numbers(&p.eva, "stad", Some(2027)).await.unwrap().months.is_empty());
    }

    async fn views_and_efforts_are_for_those_who_curate(w: World) {
        for name in ["per", "sia", "olle", "anna", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            assert!(matches!(save_effort(&ctx, "stad", &effort(&ctx, "k", "Nej", 3)).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(save_view(&ctx, "stad", &view(&ctx, "k", "Nej", "")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(all_views(&ctx, "stad").await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(service::efforts::efforts(&ctx, "stad").await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        let eva = w.person("eva").await;
        assert!(matches!(save_effort(&eva, "stad", &EffortForm { r#as: "6".into(), ..effort(&eva, "k", "Nej", 3) }).await, Err(AppError::ActingChanged { .. })));
        assert!(matches!(save_view(&eva, "stad", &ViewForm { r#as: "6".into(), ..view(&eva, "k", "Nej", "") }).await, Err(AppError::ActingChanged { .. })));
    }

    async fn queues_stand_under_headings(w: World) {
        let (_, page) = html(open_desk(&w.person("eva").await, "", None, "").await).await;
        let places: Vec<_> = ["Min dag", "Den här veckan", "Frågor och inlägg", "Datum och uppdrag", "id=\"koer-moten\""].iter().map(|words| page.find(words)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {page}");
    }
}
