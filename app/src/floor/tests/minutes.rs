//! Minutes that several write at once.

use super::*;
use crate::error::{AppError, Fault, Refusal};
use crate::floor::service::{SaveForm, save};
use crate::floor::types::Saved;
use crate::ids::AgendaItemId;
use crate::meetings::inputs::after::{AnswerForm, RoundForm};
use crate::meetings::inputs::{AdjusterForm, Fields, MinutesForm, MinutesItem};
use crate::on_both;
use crate::ui::Problem;
use futures::future::join_all;

async fn item(w: &World) -> AgendaItemId {
    floor(w).await.items[0].id
}

async fn write(w: &World, item: AgendaItemId, base: i64, text: &str) -> Saved {
    save(&w.person("eva").await, "stad", 1, &SaveForm { item: item.0, base, text: text.into(), chosen: None }).await.unwrap()
}

/// The form of the minutes, filled in so that it can be sent and published.
fn filled(ctx: &Ctx, key: &str, form: MinutesForm) -> MinutesForm {
    let mut form = MinutesForm { key: key.into(), r#as: acting(ctx), chair: "kansliansvarig".into(), ..form };
    for item in form.items.iter_mut().filter(|i| i.said.is_empty()) {
        item.said = "Vi hörde alla.".into();
    }
    form.adjusters = vec![AdjusterForm { function: "ordförande".into(), email: "kaj@example.net".into(), ..AdjusterForm::default() }];
    form
}

/// What the boxes of the form say, as a browser sends it.
#[test]
fn boxes_are_read_by_row_and_version() {
    let pairs = [("id-0", "7"), ("taken-0", "4"), ("id-1", "8"), ("beside-1-3", "1"), ("beside-10-5", "1")];
    let form = MinutesForm::from(Fields::from(pairs.map(|(name, value)| (name.to_string(), value.to_string())).to_vec()));
    assert_eq!(form.items.iter().map(|i| (i.taken.as_str(), i.settled.as_slice())).collect::<Vec<_>>(), [("4", &[][..]), ("", &[3][..])]);
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
        let page = m::service::minutes_page(&eva, "stad", 1, None).await.unwrap();
        assert_eq!(page.form.items[0].said, "Mer.");
        // and what it leaves out stands beside it
        assert_eq!(page.live[0].newer.as_ref().map(|n| n.text.as_str()), Some("Eva hälsade välkommen."));
    }

    /// What is written after the draft was saved is shown beside it, and nothing is sent or published before somebody has dealt with it.
    async fn what_is_written_later_is_taken_in_or_left_out(w: World) {
        meeting(w).await;
        let item = item(w).await;
        let eva = w.person("eva").await;
        write(w, item, 0, "Eva hälsade välkommen.").await;
        w.app.clock.set("2026-04-02T08:00:00Z".parse::<DateTime<Utc>>().unwrap());
        let page = m::service::minutes_page(&eva, "stad", 1, None).await.unwrap();
        assert!(page.live.iter().all(|l| l.newer.is_none() && l.beside.is_empty()), "the form holds it");
        let draft = filled(&eva, "d1", page.form);
        m::service::save_draft(&eva, "stad", 1, &draft).await.unwrap();
        write(w, item, 1, "Eva hälsade alla välkomna.").await;
        let waits = write(w, item, 1, "Eva skålade.").await;
        assert!(waits.beside);

        let page = m::service::minutes_page(&eva, "stad", 1, None).await.unwrap();
        let newer = page.live[0].newer.clone().unwrap();
        assert_eq!((page.form.items[0].said.as_str(), newer.text.as_str()), ("Eva hälsade välkommen.", "Eva hälsade alla välkomna."));
        assert_eq!(page.live[0].beside.iter().map(|b| (b.version, b.name.as_str(), b.text.as_str())).collect::<Vec<_>>(), [(waits.sent, "Eva", "Eva skålade.")]);
        let shown = crate::meetings::pages::minutes_page(&eva, "stad", 1, None, &Problem::default()).await;
        let (_, shown) = crate::curation::tests::pages::html(shown).await;
        for name in ["taken-0".to_string(), format!("beside-0-{}", waits.sent)] {
            assert!(shown.contains(&format!("id=\"{name}\"")), "{name}: {shown}");
        }

        let mut form = filled(&eva, "p1", page.form);
        let waits_still = async |form: &MinutesForm| {
            let refused = m::service::publish_minutes(&eva, "stad", 1, form).await;
            assert!(matches!(&refused, Err(AppError::Invalid(f)) if f.0 == [("said-0", Fault::LiveText)]), "{refused:?}");
            let refused = m::service::send(&eva, "stad", 1, form).await;
            assert!(matches!(&refused, Err(AppError::Invalid(f)) if f.0 == [("said-0", Fault::LiveText)]), "{refused:?}");
        };
        waits_still(&form).await;
        form.items[0].taken = newer.version.to_string();
        waits_still(&form).await;
        form.items[0].said = "Eva hälsade alla välkomna och skålade.".into();
        form.items[0].settled = vec![waits.sent];
        m::service::publish_minutes(&eva, "stad", 1, &form).await.unwrap();
        // whoever still writes is told so
        let late = SaveForm { item: item.0, base: newer.version, text: "Och mer.".into(), chosen: None };
        assert!(matches!(save(&eva, "stad", 1, &late).await, Err(AppError::Refused(Refusal::OutOfTurn))));
    }

    /// The same for what is written while others adjust the minutes. Leaving it out leaves their approval.
    async fn what_is_written_while_they_adjust_holds_the_minutes_back(w: World) {
        meeting(w).await;
        let item = item(w).await;
        let eva = w.person("eva").await;
        write(w, item, 0, "Eva hälsade välkommen.").await;
        w.app.clock.set("2026-04-02T08:00:00Z".parse::<DateTime<Utc>>().unwrap());
        let page = m::service::minutes_page(&eva, "stad", 1, None).await.unwrap();
        m::service::send(&eva, "stad", 1, &filled(&eva, "s1", page.form)).await.unwrap();
        let mut conn = eva.read().await.unwrap();
        let mail = scalar!(conn, String, fetch_one, "SELECT payload FROM job WHERE kind = 'mail' AND payload LIKE '%/justera/%'").unwrap();
        drop(conn);
        let token = mail.split_once("/justera/").unwrap().1.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap().to_string();
        let approves = AnswerForm { answer: "approved".into(), ..AnswerForm::default() };
        assert!(m::service::answer_minutes(&w.visitor(), "stad", 1, &token, &approves).await.unwrap());
        write(w, item, 1, "Eva hälsade alla välkomna.").await;
        let publish = async |key: &str| {
            let form = RoundForm { key: key.into(), r#as: acting(&eva), act: "publish".into(), round: "1".into() };
            m::service::publish_adjusted(&eva, "stad", 1, &form).await
        };
        assert!(matches!(publish("p1").await, Err(AppError::Refused(Refusal::LiveText))));
        let page = m::service::minutes_page(&eva, "stad", 1, None).await.unwrap();
        let version = page.live[0].newer.as_ref().unwrap().version;
        let mut form = MinutesForm { key: "d1".into(), r#as: acting(&eva), ..page.form };
        form.items[0].taken = version.to_string();
        m::service::save_draft(&eva, "stad", 1, &form).await.unwrap();
        publish("p2").await.unwrap();
    }
}
