//! Wishes: who may, what is promised, the answers, and what is told.

use super::{announced, answer_form, count, meeting_form, wish_form, wished};
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::curation::tests::pages::{fresh, html};
use crate::curation::tests::{opened_for, posted};
use crate::db::testing::World;
use crate::desk::service::{DeskQuery, desk, todo::todo};
use crate::desk::types::Queue;
use crate::error::{AppError, Fault, Refusal};
use crate::jobs::{Job, Mail};
use crate::meetings::inputs::{CancelForm, MeetingForm};
use crate::meetings::service::{Start, cancel, new_meeting_page};
use crate::planning::pages;
use crate::planning::service::{AnswerForm, SupportForm, WishForm, WithdrawForm, answer, hide, post, support, wish, wishes, withdraw};
use crate::planning::types::{Shown, WishState};
use crate::restrictions::types::{Restriction, RestrictionKind};
use crate::ui::form::HideForm;
use crate::{execute, on_both, scalar};
use axum::extract::{Path, Query};

async fn state(w: &World, number: i64) -> WishState {
    wish(&w.visitor(), "stad", number).await.unwrap().wish.state
}

async fn due(w: &World, number: i64) -> Option<String> {
    wish(&w.visitor(), "stad", number).await.unwrap().wish.due_on.map(|d| d.to_string())
}

fn too(ctx: &Ctx, on: &str) -> SupportForm {
    SupportForm { r#as: opened_for(ctx), on: on.into() }
}

fn back(ctx: &Ctx) -> WithdrawForm {
    WithdrawForm { key: ctx.rng.secret(), r#as: opened_for(ctx) }
}

async fn mails(w: &World) -> Vec<Mail> {
    let mut conn = w.visitor().read().await.unwrap();
    let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id").unwrap();
    jobs.into_iter()
        .filter_map(|payload| match serde_json::from_str(&payload).unwrap() {
            Job::Mail(mail) if mail.text.contains("/onskemal/") => Some(mail),
            _ => None,
        })
        .collect()
}

/// The same person, held back in the agreement.
fn held(w: &World, ctx: &Ctx, kind: RestrictionKind) -> Ctx {
    let mut actor = (**ctx.actor.as_ref().unwrap()).clone();
    actor.restrictions = vec![Restriction { agreement: w.agreement().id, organisation: None, kind, until_on: "2026-12-31".parse().unwrap() }];
    ctx.with_actor(actor)
}

on_both! {
    async fn a_wish_is_public_and_has_a_date(w: World) {
        let (anna, karin) = (w.person("anna").await, w.person("karin").await);
        let (_, issue) = posted(&anna, "Alfas fråga om lokaler").await;
        let number = post(&anna, "stad", &WishForm { fraga: issue.to_string(), ..wish_form(&anna, "w1") }).await.unwrap();
        assert_eq!((number, state(w, 1).await, due(w, 1).await.as_deref()), (1, WishState::Open, Some("2026-03-23")));
        assert_eq!(wished(&karin).await, 2, "public bodies wish too");
        let seen = wishes(&w.visitor(), "stad", Shown::Open, None).await.unwrap();
        assert_eq!(seen.wishes.iter().map(|x| x.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!((seen.count(Shown::Open), seen.count(Shown::Ended)), (2, 0));
        let (status, page) = html(pages::wish(w.visitor(), Path(("stad".into(), "1".into()))).await).await;
        assert!(status == 200 && page.contains("Ingen har sagt varför.") && page.contains("Alfas fråga om lokaler") && page.contains("23 mars"), "{page}");
        assert!(!page.contains("vi-ocksa") && !page.contains("/svar\""), "nobody who may not is offered anything");
        // the issue's chain knows of it
        let chain = crate::issues::service::load(&w.visitor(), "stad", &format!("{issue}-alfas-fraga-om-lokaler"), 0, 0).await.unwrap().chain;
        assert!(chain.iter().any(|e| e.kind == crate::events::EventKind::WishPosted));
        let english = w.visitor().in_locale(crate::i18n::Locale::En);
        let (_, page) = html(pages::wish(english, Path(("stad".into(), "1".into()))).await).await;
        assert!(page.contains("Awaiting an answer") && page.contains("lang=\"sv\""));
        assert!(matches!(wish(&w.visitor(), "stad", 9).await, Err(AppError::NotFound)));
    }

    async fn only_those_who_speak_for_somebody_wish(w: World) {
        for name in ["ida", "pia", "eva", "per", "olle", "sia"] {
            let ctx = w.person(name).await;
            assert!(matches!(post(&ctx, "stad", &wish_form(&ctx, "k")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(post(&w.visitor(), "stad", &wish_form(&w.visitor(), "k")).await, Err(AppError::SignInFirst)));
        let cia = w.person("cia").await;
        assert!(post(&cia, "stad", &wish_form(&cia, "k")).await.is_ok(), "whoever has not signed too");
        let anna = w.person("anna").await;
        for (kind, refusal) in [(RestrictionKind::Stopped, Refusal::Stopped), (RestrictionKind::Slowed, Refusal::Slowed)] {
            let ctx = held(w, &anna, kind);
            let e = post(&ctx, "stad", &wish_form(&ctx, "h")).await.unwrap_err();
            assert!(matches!(e, AppError::Refused(r) if r == refusal), "{e:?}");
        }
        let other = WishForm { r#as: String::new(), ..wish_form(&anna, "k") };
        assert!(matches!(post(&anna, "stad", &other).await, Err(AppError::ActingChanged { .. })));
    }

    async fn what_is_wrong_is_said_at_its_field(w: World) {
        let anna = w.person("anna").await;
        let fine = || wish_form(&anna, "k");
        for (form, field, fault) in [
            (WishForm { title: "Kort".into(), ..fine() }, "title", Fault::TooShort(10)),
            (WishForm { why: " ".into(), ..fine() }, "why", Fault::Required),
            (WishForm { period: String::new(), ..fine() }, "period", Fault::Required),
            (WishForm { kind: "group_meeting".into(), ..fine() }, "kind", Fault::Choice),
            (WishForm { forum: "borta".into(), ..fine() }, "forum", Fault::Choice),
            (WishForm { area: "borta".into(), ..fine() }, "area", Fault::Choice),
            (WishForm { fraga: "77".into(), ..fine() }, "fraga", Fault::IssueMissing),
            (WishForm { fraga: "sju".into(), ..fine() }, "fraga", Fault::IssueMissing),
        ] {
            match post(&anna, "stad", &form).await {
                Err(AppError::Invalid(faults)) => assert_eq!(faults.0, [(field, fault)]),
                other => panic!("{field}: {other:?}"),
            }
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM wish").await, 0);
        assert!(matches!(post(&anna, "stad", &WishForm { key: String::new(), ..fine() }).await, Err(AppError::BadRequest(_))));
    }

    async fn a_form_sent_twice_wishes_once(w: World) {
        let anna = w.person("anna").await;
        let form = wish_form(&anna, "w1");
        let (a, b) = tokio::join!(post(&anna, "stad", &form), post(&anna, "stad", &form));
        assert_eq!((a.unwrap(), b.unwrap()), (1, 1));
        assert_eq!(post(&anna, "stad", &form).await.unwrap(), 1);
        assert_eq!(count(w, "SELECT COUNT(*) FROM clock WHERE kind = 'wish'").await, 1);
    }

    async fn an_organisation_has_five_that_wait(w: World) {
        let (anna, dua) = (w.person("anna").await, w.person("dua").await);
        for _ in 0..4 {
            wished(&anna).await;
        }
        // two of its people at once: one place is left
        let (x, y) = (wish_form(&anna, "x"), wish_form(&dua, "y"));
        let (a, b) = tokio::join!(post(&anna, "stad", &x), post(&dua, "stad", &y));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        assert!(matches!(a.err().or(b.err()), Some(AppError::Refused(Refusal::WishesFull))));
        assert_eq!(count(w, "SELECT COUNT(*) FROM wish").await, 5);
        withdraw(&dua, "stad", 1, &back(&dua)).await.unwrap();
        wished(&anna).await;
        let bo = w.person("bo").await;
        wished(&bo).await;
    }

    async fn ten_a_day_and_no_more(w: World) {
        let anna = w.person("anna").await;
        for _ in 0..10 {
            let number = wished(&anna).await;
            withdraw(&anna, "stad", number, &back(&anna)).await.unwrap();
        }
        assert!(matches!(post(&anna, "stad", &wish_form(&anna, "k")).await, Err(AppError::TooOften(_))));
        w.days_pass(1);
        wished(&anna).await;
    }

    async fn others_say_we_too_once(w: World) {
        let (anna, bo, karin) = (w.person("anna").await, w.person("bo").await, w.person("karin").await);
        let n = wished(&anna).await;
        let supporters = async || wish(&w.visitor(), "stad", n).await.unwrap().wish.supporters;
        for _ in 0..2 {
            support(&bo, "stad", n, &too(&bo, "1")).await.unwrap();
        }
        let (x, y) = (too(&karin, "1"), too(&karin, "1"));
        let (a, b) = tokio::join!(support(&karin, "stad", n, &x), support(&karin, "stad", n, &y));
        a.unwrap();
        b.unwrap();
        assert_eq!((supporters().await, count(w, "SELECT COUNT(*) FROM event WHERE kind = 'wish_supported'").await), (2, 2));
        for name in ["anna", "ida", "pia", "eva", "sia"] {
            let ctx = w.person(name).await;
            assert!(matches!(support(&ctx, "stad", n, &too(&ctx, "1")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        let stopped = held(w, &bo, RestrictionKind::Stopped);
        assert!(matches!(support(&stopped, "stad", n, &too(&bo, "1")).await, Err(AppError::Refused(Refusal::Stopped))));
        support(&karin, "stad", n, &too(&karin, "")).await.unwrap();
        assert_eq!(supporters().await, 1);
        assert_eq!(wish(&bo, "stad", n).await.unwrap().supports, Some(true));
        assert_eq!(wish(&karin, "stad", n).await.unwrap().supports, Some(false));
        assert_eq!(wish(&anna, "stad", n).await.unwrap().supports, None);
        withdraw(&anna, "stad", n, &back(&anna)).await.unwrap();
        assert!(matches!(support(&bo, "stad", n, &too(&bo, "")).await, Err(AppError::Refused(Refusal::Already))));
    }

    async fn the_author_takes_it_back(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        let n = wished(&anna).await;
        for ctx in [&bo, &eva] {
            assert!(matches!(withdraw(ctx, "stad", n, &back(ctx)).await, Err(AppError::Refused(Refusal::NotAllowed))));
        }
        let form = back(&anna);
        for _ in 0..2 {
            withdraw(&anna, "stad", n, &form).await.unwrap();
        }
        assert_eq!((state(w, n).await, due(w, n).await), (WishState::Withdrawn, None));
        assert!(matches!(withdraw(&anna, "stad", n, &back(&anna)).await, Err(AppError::Refused(Refusal::Already))));
        let seen = wishes(&w.visitor(), "stad", Shown::Ended, None).await.unwrap();
        assert_eq!(seen.wishes.len(), 1, "it keeps its address");
    }

    async fn the_form_of_a_meeting_holds_what_the_wish_says(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        // not taken in yet: it cannot stand on an agenda as an issue, so it is named
        let (_, issue) = posted(&anna, "Alfas fråga om lokaler").await;
        let n = post(&anna, "stad", &WishForm { fraga: issue.to_string(), ..wish_form(&anna, "w1") }).await.unwrap();
        let start = Start { wish: Some(n), ..Start::default() };
        let seen = new_meeting_page(&eva, "stad", None, &start).await.unwrap();
        let form = seen.form;
        assert_eq!((form.of_forum.as_str(), form.area.as_str(), form.kind.as_str(), form.wish.as_str()), ("rost", "norr", "hearing", "1"));
        assert!(seen.wish.is_some_and(|w| w.period == "I april, helst en kväll"), "it stands beside the date");
        let item = &form.items[0];
        assert!(item.title == "Alfas fråga om lokaler" && item.issue.is_empty() || item.issue == issue.to_string(), "{item:?}");

        let draft = MeetingForm { act: "draft".into(), wish: n.to_string(), ..meeting_form(&eva, "Lokaler i sommar", "2026-04-15") };
        let draft = crate::meetings::service::create(&eva, "stad", &draft).await.unwrap();
        let read = async |ctx: &Ctx| html(pages::wish(fresh(ctx), Path(("stad".into(), n.to_string()))).await).await.1;
        let page = read(&eva).await;
        assert!(page.contains("Planeras i utkast") && page.contains("Lokaler i sommar"), "{page}");
        assert!(!read(&w.visitor()).await.contains("Lokaler i sommar") && !read(&anna).await.contains("Lokaler i sommar"), "a draft is nobody else's business");
        assert_eq!(state(w, n).await, WishState::Open);

        // a later meeting stands later in the list; the one that was planned of the wish is chosen, and is announced now
        announced(w, "Ett tidigare möte", "2026-04-02").await;
        let form = MeetingForm { act: "announce".into(), version: "1".into(), ..meeting_form(&eva, "Lokaler i sommar", "2026-04-15") };
        let seen = crate::meetings::service::plan_page(&eva, "stad", draft.number, None, None).await.unwrap();
        crate::meetings::service::edit(&eva, "stad", draft.number, &MeetingForm { version: seen.form.version, ..form }).await.unwrap();
        let page = read(&eva).await;
        assert!(!page.contains("Planeras i utkast") && page.contains(&format!("<option value=\"{}\" selected", draft.number)), "{page}");
        assert!(page.find("Ett tidigare möte") < page.rfind("Lokaler i sommar,"), "by their dates: {page}");
    }

    async fn a_meeting_is_planned_of_it(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        let n = wished(&anna).await;
        support(&bo, "stad", n, &too(&bo, "1")).await.unwrap();
        let mut tx = eva.write().await.unwrap();
        execute!(tx, "UPDATE person SET locale = 'en' WHERE name = 'Bo'").unwrap();
        tx.commit().await.unwrap();
        let m = announced(w, "Lokaler i sommar", "2026-04-15").await;
        for name in ["anna", "bo", "ida", "karin", "pia", "per", "sia", "olle"] {
            let ctx = w.person(name).await;
            assert!(matches!(answer(&ctx, "stad", n, &answer_form(&ctx, "decline")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        let plan = || AnswerForm { meeting: m.number.to_string(), ..answer_form(&eva, "plan") };
        for (form, field) in [
            (AnswerForm { meeting: "77".into(), ..plan() }, "meeting"),
            (AnswerForm { meeting: String::new(), ..plan() }, "meeting"),
            (AnswerForm { reason: " ".into(), ..plan() }, "reason"),
            (AnswerForm { act: String::new(), ..plan() }, "act"),
            (AnswerForm { act: "join".into(), into: n.to_string(), ..plan() }, "into"),
        ] {
            match answer(&eva, "stad", n, &form).await {
                Err(AppError::Invalid(faults)) => assert_eq!(faults.0.iter().map(|(f, _)| *f).collect::<Vec<_>>(), [field]),
                other => panic!("{field}: {other:?}"),
            }
        }
        let form = plan();
        let (a, b) = tokio::join!(answer(&eva, "stad", n, &form), answer(&eva, "stad", n, &form));
        a.unwrap();
        b.unwrap();
        assert!(matches!(answer(&eva, "stad", n, &answer_form(&eva, "decline")).await, Err(AppError::Refused(Refusal::Already))));
        let seen = wish(&w.visitor(), "stad", n).await.unwrap();
        assert_eq!((seen.wish.state, seen.wish.meeting_number, seen.wish.due_on), (WishState::Planned, Some(m.number), None));
        assert_eq!(seen.chain.len(), 3);
        let told = mails(w).await;
        assert_eq!(told.len(), 3, "anna and dua of alfa, bo and dua of beta, each once: {told:?}");
        let of = |name: &str| told.iter().find(|m| m.to == format!("{name}@example.org")).unwrap();
        assert!(of("anna").subject.starts_with("Svar på önskemålet") && of("anna").text.contains("onsdag 15 april") && of("anna").text.contains("Många berörs."));
        assert!(of("bo").subject.starts_with("Answer to the wish") && of("bo").text.contains("Wednesday 15 April") && of("bo").text.contains("/en/stad/onskemal/1"));
        let log = crate::curation::pages::log(w.visitor(), Path("stad".into()), Query(crate::curation::pages::LogQuery { slag: "moten".into(), ..Default::default() }));
        let (_, page) = html(log.await).await;
        assert!(page.contains("önskemål 1") && page.contains("Många berörs."), "{page}");

        // the meeting falls through: the wish waits again, and is late one day
        let form = CancelForm { key: "c".into(), r#as: opened_for(&eva), reason: "Salen brann.".into(), ..CancelForm::default() };
        cancel(&eva, "stad", m.number, &form).await.unwrap();
        assert_eq!((state(w, n).await, due(w, n).await.as_deref()), (WishState::Open, Some("2026-03-23")));
        let again = mails(w).await.iter().filter(|m| m.subject.contains("väntar på svar igen") || m.subject.contains("awaits an answer again")).count();
        assert_eq!(again, 3, "all who want it are told");
    }

    async fn who_was_taken_into_another_is_told_of_its_answer(w: World) {
        let (anna, karin, eva) = (w.person("anna").await, w.person("karin").await, w.person("eva").await);
        let (first, second) = (wished(&karin).await, wished(&anna).await);
        answer(&eva, "stad", first, &AnswerForm { into: second.to_string(), ..answer_form(&eva, "join") }).await.unwrap();
        let before = mails(w).await.iter().filter(|m| m.to == "karin@example.org").count();
        answer(&eva, "stad", second, &answer_form(&eva, "decline")).await.unwrap();
        assert_eq!(mails(w).await.iter().filter(|m| m.to == "karin@example.org").count(), before + 1);
    }

    async fn what_a_wish_says_can_be_hidden(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        let n = wished(&anna).await;
        let form = |ctx: &Ctx, reason: &str| HideForm { key: "h".into(), r#as: opened_for(ctx), reason: reason.into(), lang: "sv".into(), ..HideForm::default() };
        for name in ["anna", "bo", "ida", "karin", "pia", "per", "sia", "olle"] {
            let ctx = w.person(name).await;
            assert!(matches!(hide(&ctx, "stad", n, &form(&ctx, "En granne.")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(hide(&eva, "stad", n, &form(&eva, " ")).await, Err(AppError::Invalid(_))));
        for _ in 0..2 {
            hide(&eva, "stad", n, &form(&eva, "Det nämner en granne.")).await.unwrap();
        }
        let again = HideForm { key: "h2".into(), ..form(&eva, "En gång till.") };
        assert!(matches!(hide(&eva, "stad", n, &again).await, Err(AppError::Refused(Refusal::Already))));
        for (ctx, reads) in [(w.visitor(), false), (bo, false), (anna, true), (eva, true)] {
            let seen = wish(&ctx, "stad", n).await.unwrap();
            assert!(seen.wish.hidden && seen.wish.title == format!("Dolt önskemål {n}") && seen.wish.why.is_empty() && !seen.may_hide);
            assert_eq!(seen.original.is_some(), reads);
            let (_, page) = html(pages::wish(ctx, Path(("stad".into(), n.to_string()))).await).await;
            assert!(page.contains("Ingen har sagt varför.") == reads && page.contains("Det nämner en granne."), "{page}");
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'wish_hidden' AND audience = 'public'").await, 1);
        let told = mails(w).await;
        assert!(told.iter().any(|m| m.to == "anna@example.org" && m.text.contains("Det nämner en granne.") && !m.text.contains("lokalerna")), "{told:?}");
        assert_eq!((state(w, n).await, due(w, n).await.is_some()), (WishState::Open, true), "it is answered all the same");
    }

    async fn what_is_hidden_can_be_shown_again(w: World) {
        let (anna, bo, karin, eva) = (w.person("anna").await, w.person("bo").await, w.person("karin").await, w.person("eva").await);
        let (n, other) = (wished(&anna).await, wished(&bo).await);
        support(&bo, "stad", n, &too(&bo, "1")).await.unwrap();
        let form = |ctx: &Ctx, key: &str, show: &str| HideForm { key: key.into(), r#as: opened_for(ctx), reason: format!("Skäl {key}."), lang: "sv".into(), show: show.into() };
        assert!(matches!(hide(&eva, "stad", n, &form(&eva, "r0", "1")).await, Err(AppError::Refused(Refusal::Already))), "it is shown");
        hide(&eva, "stad", n, &form(&eva, "h1", "")).await.unwrap();

        // meanwhile nobody joins it, in either way; who wanted it can take that back
        assert!(matches!(support(&karin, "stad", n, &too(&karin, "1")).await, Err(AppError::Refused(Refusal::WishHidden))));
        assert_eq!((wish(&karin, "stad", n).await.unwrap().supports, wish(&bo, "stad", n).await.unwrap().supports), (None, Some(true)));
        support(&bo, "stad", n, &too(&bo, "")).await.unwrap();
        let into = AnswerForm { into: n.to_string(), ..answer_form(&eva, "join") };
        match answer(&eva, "stad", other, &into).await {
            Err(AppError::Invalid(faults)) => assert_eq!(faults.0, [("into", Fault::Choice)]),
            answered => panic!("{answered:?}"),
        }
        assert!(wish(&eva, "stad", other).await.unwrap().targets.is_empty());
        // a meeting that is planned of it is called nothing yet
        let seen = new_meeting_page(&eva, "stad", None, &Start { wish: Some(n), ..Start::default() }).await.unwrap();
        assert_eq!((seen.form.title.as_str(), seen.form.theme.as_str(), seen.form.wish), ("", "", n.to_string()));

        let show = async |ctx: Ctx| html(pages::hide(ctx, Path(("stad".into(), n.to_string()))).await).await.1;
        let page = show(fresh(&eva)).await;
        assert!(page.contains("name=\"show\" value=\"1\"") && page.contains("Ingen har sagt varför."), "{page}");
        for name in ["anna", "bo", "ida", "karin", "pia", "per", "sia", "olle"] {
            let ctx = w.person(name).await;
            assert!(matches!(hide(&ctx, "stad", n, &form(&ctx, "r1", "1")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        let empty = HideForm { reason: " ".into(), ..form(&eva, "r1", "1") };
        assert!(matches!(hide(&eva, "stad", n, &empty).await, Err(AppError::Invalid(_))));
        let (x, y) = (form(&eva, "r1", "1"), form(&eva, "r2", "1"));
        let (a, b) = tokio::join!(hide(&eva, "stad", n, &x), hide(&eva, "stad", n, &y));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        let said = if a.is_ok() { "Skäl r1." } else { "Skäl r2." };
        let seen = wish(&w.visitor(), "stad", n).await.unwrap();
        assert!(!seen.wish.hidden && seen.original.is_none() && seen.wish.title == "Hur håller vi lokalerna öppna i sommar?" && seen.wish.period == "I april, helst en kväll");
        let (_, page) = html(pages::wish(w.visitor(), Path(("stad".into(), n.to_string()))).await).await;
        assert!(page.contains("Ingen har sagt varför.") && page.contains("visade igen vad som står i") && page.contains(said), "{page}");
        assert_eq!(count(w, "SELECT COUNT(*) FROM wish_hidden").await, 0);
        let told = mails(w).await;
        assert!(told.iter().any(|m| m.to == "anna@example.org" && m.subject == "Önskemål 1 syns igen" && m.text.contains(said)), "{told:?}");
        support(&karin, "stad", n, &too(&karin, "1")).await.unwrap();
        answer(&eva, "stad", other, &into).await.unwrap();
    }

    async fn one_goes_on_in_another(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        let (first, second) = (wished(&anna).await, wished(&bo).await);
        // each into the other at once: one of them goes on
        let into = |n: i64| AnswerForm { into: n.to_string(), ..answer_form(&eva, "join") };
        let (x, y) = (into(second), into(first));
        let (a, b) = tokio::join!(answer(&eva, "stad", first, &x), answer(&eva, "stad", second, &y));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        let (joined, other, author) = if a.is_ok() { (first, second, &bo) } else { (second, first, &anna) };
        assert_eq!((state(w, joined).await, state(w, other).await), (WishState::Joined, WishState::Open));
        assert_eq!(wish(&w.visitor(), "stad", joined).await.unwrap().wish.into_number, Some(other));
        // what it went on in is taken back: it waits for an answer of its own
        w.days_pass(2);
        withdraw(author, "stad", other, &back(author)).await.unwrap();
        assert_eq!((state(w, joined).await, due(w, joined).await.as_deref()), (WishState::Open, Some("2026-03-25")));
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'wish_reopened'").await, 1);
    }

    async fn the_desk_and_to_do_hold_it(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let n = wished(&anna).await;
        let queue = async |queue: Queue| {
            let query = DeskQuery { ko: queue.code().into(), ..DeskQuery::default() };
            let seen = desk(&eva, "stad", &query).await.unwrap().1.unwrap();
            seen.of(queue, eva.today()).iter().map(|i| (i.meeting_number, i.meeting_title.clone())).collect::<Vec<_>>()
        };
        let there = (Some(n), Some("Hur håller vi lokalerna öppna i sommar?".to_string()));
        assert_eq!(queue(Queue::Wishes).await, std::slice::from_ref(&there));
        assert!(queue(Queue::Overdue).await.is_empty());
        let (_, page) = html(crate::desk::pages::desk(eva.clone(), Path("stad".into()), Query(DeskQuery { ko: "onskemal".into(), ..DeskQuery::default() })).await).await;
        assert!(page.contains("/stad/onskemal/1") && page.contains("2 områden utan möte"), "{page}");
        let promises = todo(&eva, "stad").await.unwrap().1.unwrap().promises;
        assert_eq!(promises.iter().map(|p| (p.kind, p.wish_number)).collect::<Vec<_>>(), [(ClockKind::Wish, Some(n))]);
        w.days_pass(22);
        assert_eq!(queue(Queue::Overdue).await, std::slice::from_ref(&there));
        assert_eq!(queue(Queue::Day).await, [there]);
        let (_, page) = html(crate::agreements::pages::start(w.visitor(), Path("stad".into())).await).await;
        assert!(page.contains("dröjer med att svara på 1 önskemål"), "{page}");
        answer(&eva, "stad", n, &answer_form(&eva, "decline")).await.unwrap();
        assert!(queue(Queue::Wishes).await.is_empty() && queue(Queue::Overdue).await.is_empty());
        assert_eq!(state(w, n).await, WishState::Declined);
    }

    async fn pages_ask_the_database_little(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let n = wished(&anna).await;
        for (who, most) in [(w.visitor(), 3), (anna.clone(), 3), (eva.clone(), 4)] {
            let ctx = fresh(&who);
            wish(&ctx, "stad", n).await.unwrap();
            assert!(ctx.statement_count() <= most, "{}", ctx.statement_count());
            let ctx = fresh(&who);
            wishes(&ctx, "stad", Shown::Open, None).await.unwrap();
            assert_eq!(ctx.statement_count(), 2);
        }
        let (_, page) = html(pages::wish(eva, Path(("stad".into(), n.to_string()))).await).await;
        assert!(page.contains("/svar\"") && page.contains("name=\"onskemal\""), "the answer, and the way to a meeting");
    }
}
