//! What is published stays as it is, and says so by its checksum; corrections stand beside.

use super::*;
use crate::error::{AppError, Fault, Refusal};
use crate::meetings::inputs::after::CorrectionForm;
use crate::meetings::inputs::{ActionForm, MinutesForm, MinutesItem};
use crate::meetings::service::{correct, correction_page, correction_text, minutes_page, minutes_text, publish_minutes, save_draft, sha256};
use crate::on_both;

const AFTER: &str = "2026-04-02T08:00:00Z";

/// Minutes of a meeting with an issue, published at once.
async fn published(w: &World) -> Ctx {
    let a = issue(w, "a").await;
    announced(w, &[a]).await;
    w.app.clock.set(AFTER.parse().unwrap());
    let eva = w.person("eva").await;
    let action = ActionForm {
        what: "Räkna trösklarna".into(),
        owner: "park".into(),
        due: "2026-05-01".into(),
        function: "driftchef".into(),
        person: "Kim Hemlig".into(),
    };
    let free = MinutesItem { said: "Vi hälsade **alla**.\n\nFler kom.".into(), actions: vec![action], ..MinutesItem::default() };
    let point = MinutesItem {
        said: "Vi mätte.".into(),
        decided: "Det räcker.".into(),
        outcome: "close".into(),
        reason: "Den är löst.".into(),
        ..MinutesItem::default()
    };
    let form = MinutesForm {
        key: "p1".into(),
        r#as: acting(&eva),
        items: vec![free, point],
        attending: "föreningen alfa; 3\nGrannarna på Ågatan; 2\nalfa; 1".into(),
        alone: "4".into(),
        chair: "kansliansvarig".into(),
        version: "1".into(),
        ..MinutesForm::default()
    };
    publish_minutes(&eva, "stad", 1, &form).await.unwrap();
    eva
}

fn correction(ctx: &Ctx, key: &str) -> CorrectionForm {
    CorrectionForm {
        key: key.into(),
        r#as: acting(ctx),
        item: "1".into(),
        correction: "Fem kom till.".into(),
        reason: "Vi räknade fel.".into(),
        lang: "sv".into(),
    }
}

/// Statements that nobody may run on what is published.
const FORBIDDEN: &[&str] = &[
    "UPDATE minutes SET text = 'x'",
    "DELETE FROM minutes",
    "UPDATE agenda_item SET said = 'x'",
    "UPDATE agenda_item SET decided = 'x', outcome = 'none'",
    "UPDATE agenda_item SET title = 'x'",
    "DELETE FROM agenda_item",
    "UPDATE minutes_attendance SET people = 9",
    "DELETE FROM minutes_attendance",
    "INSERT INTO minutes_attendance (agreement_id, meeting_id, position, name, people) SELECT agreement_id, id, 99, 'x', 1 FROM meeting",
    "UPDATE action SET what = 'x'",
    "UPDATE action SET promised_on = '2027-01-01'",
    "DELETE FROM action",
    "UPDATE minutes_correction SET text = 'x'",
    "DELETE FROM minutes_correction",
];

async fn run(ctx: &Ctx, sql: &'static str) -> bool {
    let mut tx = ctx.write().await.unwrap();
    let done = match tx.driver() {
        crate::db::Driver::Sqlite(c) => sqlx::query(sql).execute(c).await.map(|_| ()),
        crate::db::Driver::Postgres(c) => sqlx::query(sql).execute(c).await.map(|_| ()),
    };
    done.is_ok()
}

on_both! {
    async fn the_text_is_what_its_checksum_says(w: World) {
        published(w).await;
        let (text, sum) = minutes_text(&w.visitor(), "stad", 1).await.unwrap();
        assert_eq!(sha256(&text), sum);
        let expected = "Anteckningar: Hearing, Lokaler som räcker\nStadens överenskommelse, möte 1\n2026-04-01 17:30–19:30, Blå stället\n\nDe var med:\n\
            - Föreningen Alfa: 4\n- Grannarna på Ågatan: 2\n- Utan organisation: 4\nSammanlagt 10 personer\n\n1. Välkomna\nDet sades:\n  Vi hälsade **alla**.\n\n  Fler kom.\n\
            Att göra:\n- Räkna trösklarna | Parkkontoret (driftchef) | senast 2026-05-01\n\n2. fråga 1: Trösklar i lokalerna a\nDet sades:\n  Vi mätte.\nBeslut:\n  Det räcker.\n";
        assert!(text.starts_with(expected), "{text}");
        assert!(text.ends_with("\nJusterat av mötets ordförande:\n- kansliansvarig, Kansliet, 2026-04-02\n"), "{text}");
        assert!(!text.contains("Hemlig"), "no name");
        let seen = service::see(&w.visitor(), "stad", "1-lokaler-som-racker").await.unwrap();
        assert_eq!(seen.record.sha256.as_deref(), Some(sum.as_str()));
        let present: Vec<_> = seen.record.present.iter().map(|p| (p.name.as_str(), p.slug.as_str(), p.people)).collect();
        assert_eq!(present, [("Föreningen Alfa", "alfa", 4), ("Grannarna på Ågatan", "", 2), ("", "", 4)]);
        // it stands on the organisation's page
        let page = crate::organisations::service::organisation(&w.visitor(), "stad", "alfa").await.unwrap();
        assert!(page.attached.iter().any(|x| x.what == "attended" && x.number == 1));
    }

    async fn the_title_of_an_issue_that_is_hidden_later_is_left_out(w: World) {
        let eva = published(w).await;
        let (before, sum) = minutes_text(&w.visitor(), "stad", 1).await.unwrap();
        let mut tx = eva.write().await.unwrap();
        crate::execute!(tx, "UPDATE issue SET withheld = TRUE").unwrap();
        tx.commit().await.unwrap();
        let (after, same) = minutes_text(&w.visitor(), "stad", 1).await.unwrap();
        assert!(before.contains("fråga 1: Trösklar") && !after.contains("Trösklar i lokalerna") && after.contains("\n2. fråga 1\nDet sades:\n  Vi mätte."), "{after}");
        assert!(after.contains("Räkna trösklarna") && after.contains("kontrollsumman en annan"), "{after}");
        assert_eq!(sum, same);
    }

    async fn the_database_refuses_changes(w: World) {
        let eva = published(w).await;
        correct(&eva, "stad", 1, &correction(&eva, "r1")).await.unwrap();
        for sql in FORBIDDEN {
            assert!(!run(&eva, sql).await, "{sql}");
        }
        // what goes on goes on
        let mut tx = eva.write().await.unwrap();
        crate::execute!(tx, "UPDATE action SET due_on = '2026-06-01'").unwrap();
        crate::execute!(tx, "UPDATE agenda_item SET presenter = ''").unwrap();
        // the words are frozen, and a newer renderer shows them
        crate::execute!(tx, "UPDATE agenda_item SET said_html = '<p>Igen</p>'").unwrap();
        tx.commit().await.unwrap();
        let (text, sum) = minutes_text(&w.visitor(), "stad", 1).await.unwrap();
        assert_eq!(sha256(&text), sum);
    }

    async fn before_they_are_published_nothing_is_frozen(w: World) {
        announced(w, &[]).await;
        let eva = w.person("eva").await;
        let mut tx = eva.write().await.unwrap();
        crate::execute!(tx, "UPDATE agenda_item SET title = 'Annat'").unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(minutes_text(&w.visitor(), "stad", 1).await, Err(AppError::NotFound)));
        assert!(matches!(correct(&eva, "stad", 1, &correction(&eva, "r1")).await, Err(AppError::Refused(Refusal::WrongState))));
        assert!(matches!(correction_page(&eva, "stad", 1).await, Err(AppError::NotFound)));
    }

    async fn corrections_stand_beside(w: World) {
        let eva = published(w).await;
        let before = minutes_text(&w.visitor(), "stad", 1).await.unwrap();
        let wrong = CorrectionForm { item: "7".into(), correction: String::new(), reason: " ".into(), ..correction(&eva, "r1") };
        let Err(AppError::Invalid(faults)) = correct(&eva, "stad", 1, &wrong).await else { panic!("corrected") };
        assert_eq!(faults.0, [("item", Fault::Choice), ("correction", Fault::Required), ("reason", Fault::Required)]);
        let form = correction(&eva, "r1");
        correct(&eva, "stad", 1, &form).await.unwrap();
        correct(&eva, "stad", 1, &form).await.unwrap();
        w.days_pass(1);
        correct(&eva, "stad", 1, &CorrectionForm { item: String::new(), ..correction(&eva, "r2") }).await.unwrap();
        let seen = service::see(&w.visitor(), "stad", "1-lokaler-som-racker").await.unwrap();
        let all: Vec<_> = seen.record.corrections.iter().map(|c| (c.number, c.item == seen.items[0].id.0)).collect();
        assert_eq!(all, [(1, true), (2, false)]);
        let (text, sum) = correction_text(&w.visitor(), "stad", 1, 1).await.unwrap();
        assert_eq!((sha256(&text), &seen.record.corrections[0].sha256), (sum.clone(), &sum));
        assert!(text.contains(&before.1) && text.contains("Punkt 1") && text.contains("Fem kom till.") && text.contains("2026-04-02"));
        assert_eq!(minutes_text(&w.visitor(), "stad", 1).await.unwrap(), before);
        assert_eq!(events(w, "minutes_corrected").await, 2);
        assert!(matches!(correction_text(&w.visitor(), "stad", 1, 3).await, Err(AppError::NotFound)));
        for name in ["per", "sia", "olle", "anna", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            assert!(matches!(correct(&ctx, "stad", 1, &correction(&ctx, "r3")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
    }

    async fn who_was_there_is_checked_and_prefilled(w: World) {
        announced(w, &[]).await;
        let visitor = w.visitor();
        service::sign_up(&visitor, "stad", 1, &sign("mo@example.org")).await.unwrap();
        let token = token_of(&mails_to(w, "mo@example.org").await[0]);
        service::confirm(&visitor, "stad", 1, &token).await.unwrap();
        w.app.clock.set(AFTER.parse().unwrap());
        let eva = w.person("eva").await;
        let page = minutes_page(&eva, "stad", 1, None).await.unwrap();
        // nobody was checked in: those who had signed up are taken when somebody says so
        assert_eq!((page.form.attending.as_str(), page.meeting.checked_in), ("", 0));
        let asked = MinutesForm { signed_up: "1".into(), ..page.form };
        let page = minutes_page(&eva, "stad", 1, Some(&asked)).await.unwrap();
        assert_eq!((page.form.attending.as_str(), page.form.alone.as_str()), ("Grannarna; 1", ""));
        let item = MinutesItem { said: "Vi hörde.".into(), ..MinutesItem::default() };
        let form = MinutesForm { key: "p1".into(), r#as: acting(&eva), items: vec![item], chair: "kansliansvarig".into(), version: "1".into(), ..MinutesForm::default() };
        for (attending, alone, field) in [("Alfa; många", "", "attending"), ("; 3", "", "attending"), ("Alfa; -1", "", "attending"), ("", "tre", "alone")] {
            let form = MinutesForm { attending: attending.into(), alone: alone.into(), ..form.clone() };
            assert!(matches!(publish_minutes(&eva, "stad", 1, &form).await, Err(AppError::Invalid(f)) if f.of(field).is_some()), "{attending:?} {alone:?}");
        }
    }

    async fn two_writers_lose_nothing(w: World) {
        announced(w, &[]).await;
        w.app.clock.set(AFTER.parse().unwrap());
        let eva = w.person("eva").await;
        let page = minutes_page(&eva, "stad", 1, None).await.unwrap();
        let written = |key: &str, said: &str| {
            let mut form = MinutesForm { key: key.into(), r#as: acting(&eva), ..page.form.clone() };
            form.items[0].said = said.into();
            form
        };
        let (mine, theirs) = (written("d1", "Den enas text."), written("d2", "Den andras text."));
        let (one, two) = tokio::join!(save_draft(&eva, "stad", 1, &mine), save_draft(&eva, "stad", 1, &theirs));
        let (kept, lost) = match (one, two) {
            (Ok(_), Err(AppError::Stale { .. })) => (mine, theirs),
            (Err(AppError::Stale { .. }), Ok(_)) => (theirs, mine),
            other => panic!("{other:?}"),
        };
        // the page shows both: what is stored, and what was typed
        let again = minutes_page(&eva, "stad", 1, Some(&lost)).await.unwrap();
        assert_eq!((&again.form.items[0].said, &again.stored.items[0].said), (&lost.items[0].said, &kept.items[0].said));
    }
}
