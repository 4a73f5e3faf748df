//! The calendar and the areas.

use super::{announced, meeting_form};
use crate::curation::tests::opened_for;
use crate::curation::tests::pages::{fresh, html};
use crate::db::testing::World;
use crate::error::AppError;
use crate::meetings::inputs::{CancelForm, MeetingForm};
use crate::meetings::service as meetings;
use crate::planning::pages;
use crate::planning::service::{Calendar, Warned, calendar, left_out};
use crate::planning::types::AreaState;
use crate::{execute, on_both};
use axum::extract::Path;

async fn add_dates(w: &World) {
    let ctx = w.visitor();
    let mut tx = ctx.write().await.unwrap();
    execute!(
        tx,
        "INSERT INTO agreement_year_date (agreement_id, slug, kind, title_sv, title_en, from_day, to_day, year, position) VALUES
            (1, 'budget', 'budget', 'Budgeten beslutas', 'The budget is decided', '11-05', '11-06', NULL, 1),
            (1, 'jullov', 'school_holiday', 'Jullov', 'Christmas holidays', '12-21', '01-08', NULL, 2),
            (1, 'val', 'election', 'Val', 'Election', '09-13', '09-13', 2026, 3)"
    )
    .unwrap();
    tx.commit().await.unwrap();
    let mut conn = ctx.read().await.unwrap();
    w.app.catalogue.reload(&mut conn, true).await.unwrap();
}

fn clashes(seen: &Calendar, number: i64) -> Vec<Warned> {
    seen.meetings.iter().find(|(m, _)| m.number == number).unwrap().1.clone()
}

on_both! {
    async fn the_year_shows_meetings_dates_and_clashes(w: World) {
        add_dates(w).await;
        let eva = w.person("eva").await;
        announced(w, "Om rum", "2026-04-15").await;
        let later = MeetingForm { starts: "20:00".into(), ends: "21:00".into(), ..meeting_form(&eva, "Om nycklar", "2026-04-15") };
        meetings::create(&eva, "stad", &later).await.unwrap();
        announced(w, "Om budgeten", "2026-11-03").await;
        let elsewhere = MeetingForm { area: "soder".into(), ..meeting_form(&eva, "Om annat", "2026-04-15") };
        meetings::create(&eva, "stad", &elsewhere).await.unwrap();
        let seen = calendar(&w.visitor(), "stad", None).await.unwrap();
        assert_eq!((seen.year, seen.meetings.len()), (2026, 4));
        assert_eq!(clashes(&seen, 1), [Warned::SameDay(2, "om-nycklar".into(), "Om nycklar".into())]);
        assert!(matches!(clashes(&seen, 3).as_slice(), [Warned::Budget(date)] if date.slug == "budget"));
        assert_eq!(clashes(&seen, 4), []);
        assert_eq!(seen.dates.iter().map(|(from, _, d)| (from.to_string(), d.slug.clone())).collect::<Vec<_>>(), [
            ("2025-12-21".to_string(), "jullov".to_string()), ("2026-09-13".into(), "val".into()), ("2026-11-05".into(), "budget".into()), ("2026-12-21".into(), "jullov".into())
        ]);
        let ctx = fresh(&w.visitor());
        let (status, page) = html(pages::calendar(ctx.clone(), Path("stad".into())).await).await;
        assert!(status == 200 && page.contains("Budgeten beslutas") && page.contains("samma dag som") && page.contains("3 möten krockar") && page.contains("midsommarafton"), "{page}");
        assert_eq!(ctx.statement_count(), 2);
        let (_, page) = html(pages::calendar_of(w.visitor(), Path(("stad".into(), "2027".into()))).await).await;
        assert!(page.contains("Kalender 2027") && !page.contains("id=\"mote-1\"") && !page.contains(">Val<"));
        // what is cancelled clashes with nothing
        let form = CancelForm { key: "c".into(), r#as: opened_for(&eva), reason: "Salen brann.".into(), ..CancelForm::default() };
        meetings::cancel(&eva, "stad", 2, &form).await.unwrap();
        let seen = calendar(&w.visitor(), "stad", Some(2026)).await.unwrap();
        assert_eq!((clashes(&seen, 1), clashes(&seen, 2)), (vec![], vec![]));
        let (_, page) = html(pages::calendar(w.visitor().in_locale(crate::i18n::Locale::En), Path("stad".into())).await).await;
        assert!(page.contains("Cancelled") && page.contains("The budget is decided"));
    }

    async fn a_year_begins_at_midnight_in_stockholm(w: World) {
        let eva = w.person("eva").await;
        for (title, date, starts, ends) in [("Sista", "2026-12-31", "22:30", "23:30"), ("Första", "2027-01-01", "00:10", "01:00")] {
            let form = MeetingForm { starts: starts.into(), ends: ends.into(), ..meeting_form(&eva, &format!("{title} mötet"), date) };
            meetings::create(&eva, "stad", &form).await.unwrap();
        }
        for (year, title) in [(2026, "Sista mötet"), (2027, "Första mötet")] {
            let seen = calendar(&w.visitor(), "stad", Some(year)).await.unwrap();
            assert_eq!(seen.meetings.iter().map(|(m, _)| m.title.as_str()).collect::<Vec<_>>(), [title]);
        }
        for year in [1999, 2101] {
            assert!(matches!(calendar(&w.visitor(), "stad", Some(year)).await, Err(AppError::NotFound)));
        }
        assert!(matches!(pages::calendar_of(w.visitor(), Path(("stad".into(), "i-år".into()))).await, Err(AppError::NotFound)));
    }

    async fn drafts_are_for_those_who_manage(w: World) {
        let eva = w.person("eva").await;
        announced(w, "Om rum", "2026-04-15").await;
        let mut tx = eva.write().await.unwrap();
        execute!(tx, "UPDATE meeting SET state = 'draft'").unwrap();
        tx.commit().await.unwrap();
        assert!(calendar(&w.visitor(), "stad", None).await.unwrap().meetings.is_empty());
        assert_eq!(calendar(&eva, "stad", None).await.unwrap().meetings.len(), 1);
        let areas = calendar(&w.visitor(), "stad", None).await.unwrap().areas;
        assert!(areas.iter().all(|a| a.row.next_number.is_none()), "no map gives one away");
    }

    async fn areas_are_left_out_after_half_a_year(w: World) {
        let count = async || {
            let ctx = w.visitor();
            let mut conn = ctx.read().await.unwrap();
            left_out(&ctx, &mut conn, &w.agreement()).await.unwrap()
        };
        let states = async || calendar(&w.visitor(), "stad", None).await.unwrap().areas.iter().map(|a| a.state).collect::<Vec<_>>();
        assert_eq!((count().await, states().await), (2, vec![AreaState::LeftOut, AreaState::LeftOut]));
        announced(w, "Om rum", "2026-03-10").await;
        assert_eq!((count().await, states().await), (1, vec![AreaState::Planned, AreaState::LeftOut]));
        w.days_pass(20);
        assert_eq!(states().await, [AreaState::Fine, AreaState::LeftOut]);
        w.days_pass(183);
        assert_eq!((count().await, states().await), (2, vec![AreaState::LeftOut, AreaState::LeftOut]));
        let seen = calendar(&w.visitor(), "stad", None).await.unwrap();
        assert_eq!(seen.areas.iter().map(|a| a.tile).collect::<Vec<_>>(), [(1, 1), (2, 1)]);
        let (_, page) = html(pages::calendar(w.visitor(), Path("stad".into())).await).await;
        for part in ["id=\"omrade-norr\"", "href=\"#ruta-norr\"", "id=\"ruta-norr\"", "href=\"#omrade-norr\"", "Inget på ett halvår", "Om rum"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        // one that is far ahead leaves the warning, and says when it is
        announced(w, "Om nycklar", "2027-05-12").await;
        assert_eq!((count().await, states().await[0]), (2, AreaState::LeftOut));
        let (_, page) = html(pages::calendar(w.visitor(), Path("stad".into())).await).await;
        assert!(page.contains("Inget på ett halvår, nästa först 12 maj 2027"), "{page}");
        announced(w, "Om lampor", "2026-11-10").await;
        assert_eq!((count().await, states().await[0]), (1, AreaState::Planned));
    }
}
