//! Minutes that several write at once.

use super::*;
use crate::error::{AppError, Fault, Refusal};
use crate::floor::service::{SaveForm, save};
use crate::floor::types::Saved;
use crate::ids::AgendaItemId;
use crate::meetings::inputs::{MinutesForm, MinutesItem};
use crate::on_both;
use futures::future::join_all;

async fn item(w: &World) -> AgendaItemId {
    floor(w).await.items[0].id
}

async fn write(w: &World, item: AgendaItemId, base: i64, text: &str) -> Saved {
    save(&w.person("eva").await, "stad", 1, &SaveForm { item: item.0, base, text: text.into(), chosen: None }).await.unwrap()
}

on_both! {
    async fn lines_of_two_are_merged(w: World) {
        meeting(w).await;
        let item = item(w).await;
        let first = write(w, item, 0, "Eva hälsade välkommen.\nLampan.\nSlut.").await;
        assert_eq!((first.version, first.sent, first.beside), (1, 1, false));
        let one = write(w, item, 1, "Eva hälsade alla välkomna.\nLampan.\nSlut.").await;
        assert_eq!((one.version, one.text.as_str()), (2, "Eva hälsade alla välkomna.\nLampan.\nSlut."));
        // the other began from the first version too
        let two = write(w, item, 1, "Eva hälsade välkommen.\nLampan.\nDen lagas.\nSlut.").await;
        assert_eq!(two.text, "Eva hälsade alla välkomna.\nLampan.\nDen lagas.\nSlut.");
        assert_eq!((two.sent, two.version, two.beside), (3, 4, false));
        // and writes on from what they sent
        let on = write(w, item, two.sent, "Eva hälsade välkommen.\nLampan.\nDen lagas i maj.\nSlut.").await;
        assert_eq!(on.text, "Eva hälsade alla välkomna.\nLampan.\nDen lagas i maj.\nSlut.");
        assert_eq!(write(w, item, on.version, &on.text).await.version, on.version, "nothing new, no version");
    }

    async fn where_they_overlap_both_are_kept(w: World) {
        meeting(w).await;
        let item = item(w).await;
        let eva = w.person("eva").await;
        write(w, item, 0, "Lampan.").await;
        write(w, item, 1, "Lampan är gul.").await;
        let beside = write(w, item, 1, "Den gamla lampan.").await;
        assert!(beside.beside);
        assert_eq!(beside.text, "Lampan är gul.", "what was there first stays");
        // going on in the same box makes no heap of them
        let again = write(w, item, beside.sent, "Den gamla lampan vid torget.").await;
        let desk = service::desk(&eva, "stad", 1, Some(item.0)).await.unwrap();
        if again.beside {
            assert_eq!(desk.beside.iter().map(|s| s.text.as_str()).collect::<Vec<_>>(), ["Den gamla lampan vid torget."]);
        }
        assert_eq!(desk.draft.text, "Lampan är gul.");
        // somebody chooses
        let waits = desk.beside.last().unwrap().version;
        let chosen = SaveForm { item: item.0, base: desk.draft.version, text: "Den gamla gula lampan vid torget.".into(), chosen: Some(waits) };
        assert!(!save(&eva, "stad", 1, &chosen).await.unwrap().beside);
        let desk = service::desk(&eva, "stad", 1, Some(item.0)).await.unwrap();
        assert_eq!((desk.draft.text.as_str(), desk.beside.len()), ("Den gamla gula lampan vid torget.", 0));
        // and nothing that anybody wrote is gone
        let history = service::history(&eva, "stad", 1, item).await.unwrap();
        for text in ["Lampan.", "Lampan är gul.", "Den gamla lampan.", "Den gamla lampan vid torget.", "Den gamla gula lampan vid torget."] {
            assert!(history.saves.iter().any(|s| s.text == text), "{text}");
        }
    }

    /// A hundred at once, each a line of their own at another place: all lines are in the text. And all in the same line: all are kept.
    async fn a_hundred_writers_lose_nothing(w: World) {
        meeting(w).await;
        let item = item(w).await;
        let base: Vec<String> = (0..100).map(|n| format!("rad {n}")).collect();
        let first = write(w, item, 0, &base.join("\n")).await;
        let saved = join_all((0..100).map(|n| {
            let mut mine = base.clone();
            mine[n] = format!("skriven {n}");
            async move { write(w, item, first.version, &mine.join("\n")).await }
        })).await;
        let eva = w.person("eva").await;
        let desk = service::desk(&eva, "stad", 1, Some(item.0)).await.unwrap();
        let written: Vec<String> = (0..100).map(|n| format!("skriven {n}")).collect();
        assert_eq!(desk.draft.text.lines().collect::<Vec<_>>(), written);
        assert!(desk.beside.is_empty() && saved.iter().all(|s| !s.beside), "nobody has to choose where nobody wrote in the same line");
        let now = desk.draft.version;
        join_all((0..20).map(|n| async move { write(w, item, now, &format!("{n}: allt nytt")).await })).await;
        let desk = service::desk(&eva, "stad", 1, Some(item.0)).await.unwrap();
        for n in 0..20 {
            let line = format!("{n}: allt nytt");
            assert!(desk.draft.text == line || desk.beside.iter().any(|s| s.text == line), "{line}");
        }
    }

    async fn old_saves_are_forgotten(w: World) {
        meeting(w).await;
        let item = item(w).await;
        let mut version = 0;
        for n in 0..120 {
            w.app.clock.advance(chrono::TimeDelta::minutes(1));
            version = write(w, item, version, &format!("Text {n}")).await.version;
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM minutes_draft_save").await, 100);
        // what was begun from one of them still is not lost
        assert!(write(w, item, 1, "Text 0\nOch mer.").await.beside);
    }

    /// One writes on and on; the other has had the page open all that time, and writes a line of their own.
    async fn whoever_was_silent_for_a_while_is_merged(w: World) {
        meeting(w).await;
        let item = item(w).await;
        let first = write(w, item, 0, "Eva hälsade välkommen.\nLampan.").await.version;
        let mut version = first;
        for n in 0..150 {
            w.app.clock.advance(chrono::TimeDelta::seconds(2));
            version = write(w, item, version, &format!("Eva hälsade välkommen.\nLampan {n}.")).await.version;
        }
        let saved = write(w, item, first, "Eva hälsade alla välkomna.\nLampan.").await;
        assert_eq!((saved.text.as_str(), saved.beside), ("Eva hälsade alla välkomna.\nLampan 149.", false));
    }

    async fn what_is_refused(w: World) {
        meeting(w).await;
        let item = item(w).await;
        let (eva, per) = (w.person("eva").await, w.person("per").await);
        let form = |item: i64, text: &str| SaveForm { item, base: 0, text: text.into(), chosen: None };
        assert!(matches!(save(&per, "stad", 1, &form(item.0, "Hej")).await, Err(AppError::Refused(Refusal::NotAllowed))));
        assert!(matches!(save(&eva, "stad", 1, &form(9999, "Hej")).await, Err(AppError::NotFound)));
        let long = "x".repeat(8001);
        assert!(matches!(save(&eva, "stad", 1, &form(item.0, &long)).await, Err(AppError::Invalid(f)) if f.of("said") == Some(&Fault::TooLong(8000))));
    }

    /// The form of the minutes begins with what was written while the meeting ran; a press of a button keeps what is in the box.
    async fn the_minutes_begin_with_it(w: World) {
        meeting(w).await;
        let item = item(w).await;
        let eva = w.person("eva").await;
        let press = LeadForm { r#as: acting(&eva), gor: "starta".into(), item: item.to_string(), base: "0".into(), said: "Eva hälsade välkommen.".into(), ..LeadForm::default() };
        assert_eq!(service::lead(&eva, "stad", 1, &press).await.unwrap(), Led::Done);
        let page = m::service::minutes_page(&eva, "stad", 1, None).await.unwrap();
        assert_eq!(page.form.items[0].said, "Eva hälsade välkommen.");
        // a draft that says something of it goes before
        let draft = MinutesForm {
            key: "d1".into(),
            r#as: acting(&eva),
            version: page.meeting.version.to_string(),
            items: vec![MinutesItem { id: item.to_string(), said: "Mer.".into(), ..MinutesItem::default() }],
            ..MinutesForm::default()
        };
        m::service::save_draft(&eva, "stad", 1, &draft).await.unwrap();
        assert_eq!(m::service::minutes_page(&eva, "stad", 1, None).await.unwrap().form.items[0].said, "Mer.");
    }
}
