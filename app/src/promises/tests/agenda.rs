//! What is not kept comes back on the next talk's agenda, by itself.

use super::{count, go, held, job, meeting_form, on_agenda, promise_form, promised, row, talk};
use crate::curation::tests::pages::{fresh, html};
use crate::curation::tests::{opened_for, posted};
use crate::error::{AppError, Fault};
use crate::meetings::inputs::{CancelForm, ItemForm, MeetingForm, MinutesForm, MinutesItem};
use crate::meetings::pages as meetings_pages;
use crate::meetings::service as meetings;
use crate::meetings::store as meetings_store;
use crate::on_both;
use crate::promises::service::{PromiseForm, record};
use axum::extract::Path;

on_both! {
    async fn a_talk_that_is_announced_gets_what_is_open(w: World) {
        let first = promised(w, "a").await;
        let eva = w.person("eva").await;
        let there = row(w, first).await.meeting_number;
        let second = record(&eva, "stad", &promise_form(&eva, "b", there)).await.unwrap();
        let kept = record(&eva, "stad", &promise_form(&eva, "c", there)).await.unwrap();
        go(w, &eva, kept, "confirm", "").await.unwrap();
        let next = talk(w, "t1", "2026-04-01").await;
        assert_eq!(on_agenda(w, next).await, [first, second]);
        for _ in 0..2 {
            job(w).await;
        }
        assert_eq!(on_agenda(w, next).await, [first, second], "once, however often");
        assert!(on_agenda(w, there).await.is_empty(), "what was held is over");
        // a hearing takes none
        let form = meeting_form(&eva, "h", "hearing", "2026-03-20");
        let hearing = meetings::create(&eva, "stad", &form).await.unwrap().number;
        job(w).await;
        assert!(on_agenda(w, hearing).await.is_empty());
    }

    async fn a_promise_enters_the_talk_that_is_planned_already(w: World) {
        let next = talk(w, "t1", "2026-04-01").await;
        let number = promised(w, "a").await;
        assert_eq!(on_agenda(w, next).await, [number]);
        // dropped before the talk: it stays with a mark; opened again it is there once
        let (karin, eva) = (w.person("karin").await, w.person("eva").await);
        go(w, &karin, number, "drop", "").await.unwrap();
        assert_eq!(on_agenda(w, next).await, [number]);
        go(w, &eva, number, "reopen", "2026-06-01").await.unwrap();
        assert_eq!(on_agenda(w, next).await, [number]);
    }

    async fn it_stands_on_the_next_talk_only_and_goes_on_to_the_one_after(w: World) {
        let later = talk(w, "t2", "2026-06-01").await;
        let number = promised(w, "a").await;
        assert_eq!(on_agenda(w, later).await, [number]);
        let sooner = talk(w, "t1", "2026-04-01").await;
        assert_eq!(on_agenda(w, sooner).await, [number]);
        job(w).await;
        assert!(on_agenda(w, later).await.is_empty(), "another comes first now");
        // when it was held, what is still open goes on
        w.days_pass(31);
        let id = count(w, "SELECT id FROM meeting WHERE title = 'Samtalet t1'").await;
        meetings::meeting_held(&w.visitor(), crate::ids::MeetingId(id)).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM job WHERE kind = 'promises_to_agenda' AND done_at IS NULL").await, 1, "the same waits once");
        job(w).await;
        assert_eq!((on_agenda(w, sooner).await, on_agenda(w, later).await), (vec![number], vec![number]));
    }

    async fn a_talk_that_is_cancelled_hands_on_what_it_had(w: World) {
        let (sooner, later) = (talk(w, "t1", "2026-04-01").await, talk(w, "t2", "2026-06-01").await);
        let number = promised(w, "a").await;
        assert_eq!((on_agenda(w, sooner).await, on_agenda(w, later).await), (vec![number], vec![]));
        let eva = w.person("eva").await;
        let form = CancelForm { key: "c".into(), r#as: opened_for(&eva), reason: "Alla är sjuka.".into(), ..CancelForm::default() };
        meetings::cancel(&eva, "stad", sooner, &form).await.unwrap();
        job(w).await;
        assert_eq!(on_agenda(w, later).await, [number]);
    }

    async fn a_talk_that_is_changed_keeps_them(w: World) {
        let number = promised(w, "a").await;
        let next = talk(w, "t1", "2026-04-01").await;
        let eva = w.person("eva").await;
        // the form as it was before they came, and one that moves the talk
        let version = async || meetings::see_number(&eva, "stad", next).await.unwrap().meeting.version.to_string();
        let form = MeetingForm { version: version().await, ..meeting_form(&eva, "e1", "high_level_talk", "2026-04-08") };
        meetings::edit(&eva, "stad", next, &form).await.unwrap();
        assert_eq!(on_agenda(w, next).await, [number], "they are not taken off by hand");
        // it is no talk any more
        let form = MeetingForm { version: version().await, ..meeting_form(&eva, "e2", "hearing", "2026-04-08") };
        meetings::edit(&eva, "stad", next, &form).await.unwrap();
        assert!(on_agenda(w, next).await.is_empty());
    }

    async fn one_can_be_chosen_for_any_meeting_and_stays_there(w: World) {
        let number = promised(w, "a").await;
        let eva = w.person("eva").await;
        let item = |issue: &str| ItemForm { issue: issue.into(), ..ItemForm::default() };
        let hearing = |key: &str, items: Vec<ItemForm>| MeetingForm { items, ..meeting_form(&eva, key, "hearing", "2026-03-20") };
        for wrong in ["p77", "px", "p"] {
            let e = meetings::create(&eva, "stad", &hearing("x", vec![item(wrong)])).await.unwrap_err();
            assert!(matches!(e, AppError::Invalid(f) if f.of("item_issue-0") == Some(&Fault::Choice)), "{wrong}");
        }
        let mine = format!("p{number}");
        let e = meetings::create(&eva, "stad", &hearing("x", vec![item(&mine), item(&mine)])).await.unwrap_err();
        assert!(matches!(e, AppError::Invalid(f) if f.of("item_issue-1") == Some(&Fault::Taken)), "twice");
        let made = meetings::create(&eva, "stad", &hearing("h", vec![item(&mine), item("")])).await.unwrap().number;
        job(w).await;
        assert_eq!(on_agenda(w, made).await, [number], "what somebody chose does not leave by itself");
        let seen = meetings::see_number(&eva, "stad", made).await.unwrap();
        assert_eq!(seen.items[0].title, row(w, number).await.words, "its words, where nothing else is typed");
        assert_eq!(seen.promises.len(), 1, "and where it stands shows at the item");
        // the form says it as it was chosen, though it is kept by now; another meeting cannot choose it any more
        go(w, &eva, number, "confirm", "").await.unwrap();
        let page = meetings::plan_page(&eva, "stad", made, None, None).await.unwrap();
        assert_eq!(page.form.items[0].issue, mine);
        let form = MeetingForm { key: "e".into(), r#as: opened_for(&eva), title: "Något annat".into(), ..page.form };
        meetings::edit(&eva, "stad", made, &form).await.unwrap();
        assert_eq!(on_agenda(w, made).await, [number]);
        let e = meetings::create(&eva, "stad", &hearing("y", vec![item(&mine)])).await.unwrap_err();
        assert!(matches!(e, AppError::Invalid(f) if f.of("item_issue-0") == Some(&Fault::Choice)));
        // a row less takes it off
        let page = meetings::plan_page(&eva, "stad", made, None, None).await.unwrap();
        let form = MeetingForm { key: "f".into(), r#as: opened_for(&eva), items: vec![ItemForm { title: "Fika".into(), ..ItemForm::default() }], ..page.form };
        meetings::edit(&eva, "stad", made, &form).await.unwrap();
        assert!(on_agenda(w, made).await.is_empty());
    }

    async fn its_brief_tells_where_it_stands(w: World) {
        let issue = posted(&w.person("anna").await, "Alfas fråga om bänkar").await.1;
        let there = held(w).await;
        let (eva, karin) = (w.person("eva").await, w.person("karin").await);
        let form = PromiseForm { issue: issue.to_string(), ..promise_form(&eva, "a", there) };
        let number = record(&eva, "stad", &form).await.unwrap();
        go(w, &karin, number, "report", "").await.unwrap();
        let next = talk(w, "t1", "2026-04-01").await;
        let part = format!("{next}-samtalet-t1");
        let ctx = fresh(&w.visitor());
        let all = meetings::briefs(&ctx, "stad", &part, None).await.unwrap().all;
        assert_eq!((all.len(), ctx.statement_count()), (2, 4));
        assert!(all[0].chain.is_empty() && all[1].chain.len() == 2, "{:?}", all[1].chain);
        let id = all[1].item.item.id;
        let (_, page) = html(meetings_pages::brief(w.visitor(), Path(("stad".into(), part.clone(), id))).await).await;
        let link = format!("/stad/fragor/{issue}-alfas-fraga-om-bankar");
        for part in ["Vi sätter upp tio bänkar i parken a.", "Kommunstyrelsen, ordförande", "Parkkontoret", "Så här blev det med report.", "senast", link.as_str(), &format!("/stad/loften/{number}")] {
            assert!(page.contains(part), "{part}: {page}");
        }
        // and its item leads there
        let (_, page) = html(meetings_pages::one(w.visitor(), Path(("stad".into(), part.clone()))).await).await;
        assert!(page.contains(&format!("/stad/moten/{part}/punkt/{id}")), "{page}");
    }

    async fn minutes_need_say_nothing_about_them(w: World) {
        promised(w, "a").await;
        let next = talk(w, "t1", "2026-04-01").await;
        w.days_pass(31);
        let eva = w.person("eva").await;
        let point = MinutesItem { said: "Alla var välkomna.".into(), ..MinutesItem::default() };
        let version = meetings::see_number(&eva, "stad", next).await.unwrap().meeting.version.to_string();
        let form = MinutesForm { key: "p".into(), r#as: opened_for(&eva), version, items: vec![point], chair: "kansliansvarig".into(), ..MinutesForm::default() };
        meetings::publish_minutes(&eva, "stad", next, &form).await.unwrap();
    }

    async fn announced_and_promised_at_once(w: World) {
        let there = held(w).await;
        let eva = w.person("eva").await;
        let (form, planned) = (promise_form(&eva, "a", there), meeting_form(&eva, "t1", "general_assembly", "2026-04-01"));
        let (number, next) = tokio::join!(record(&eva, "stad", &form), meetings::create(&eva, "stad", &planned));
        let (number, next) = (number.unwrap(), next.unwrap());
        assert_eq!(on_agenda(w, next.number).await, [number]);
        let mut conn = eva.read().await.unwrap();
        let items = meetings_store::items(&mut conn, next.id).await.unwrap();
        assert_eq!(items.iter().filter(|i| i.promise_id.is_some()).count(), 1);
    }
}
