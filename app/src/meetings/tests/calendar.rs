use super::*;
use crate::meetings::service::{calendar_feed, calendar_of};
use crate::on_both;

/// Lines of a calendar, unfolded.
fn lines(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n") && text.matches('\n').count() == text.matches("\r\n").count(), "every line ends in CRLF");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "lines are folded");
    text.replace("\r\n ", "").split("\r\n").filter(|l| !l.is_empty()).map(str::to_string).collect()
}

on_both! {
    async fn a_meeting_as_a_file(w: World) {
        let eva = w.person("eva").await;
        let form = MeetingForm { title: "Rum, tid; och pengar".into(), theme: "Första raden\noch andra \\ den, sista".into(), ..meeting_form(&eva, "m1", &[]) };
        service::create(&eva, "stad", &form).await.unwrap();
        let text = calendar_of(&w.visitor(), "stad", 1).await.unwrap();
        let uid = meeting(w, 1).await.ics_uid;
        let shown = lines(&text).join("\n").replace(&uid, "UID");
        insta::assert_snapshot!("a_meeting_as_a_file", shown);
        assert!(!text.contains("moten.example.org"), "the online link is for those who have a place");
        assert_eq!(text, calendar_of(&w.visitor(), "stad", 1).await.unwrap(), "nothing is made up while it is written");
    }

    async fn local_time_across_daylight_saving(w: World) {
        let eva = w.person("eva").await;
        let days = ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25", "2027-03-27", "2027-03-28", "2027-10-30", "2027-10-31"];
        for (n, day) in days.iter().enumerate() {
            // the clock is near enough for the date to be promised
            let now = if day.starts_with("2027") { "2026-12-01T08:00:00Z" } else { "2026-03-02T08:00:00Z" };
            let ctx = eva.at(now.parse().unwrap());
            let form = MeetingForm { date: (*day).into(), starts: "10:00".into(), ends: "12:00".into(), ..meeting_form(&ctx, &format!("m{n}"), &[]) };
            service::create(&ctx, "stad", &form).await.unwrap();
        }
        let text = calendar_feed(&w.visitor(), "stad").await.unwrap();
        let lines = lines(&text);
        let starts: Vec<_> = lines.iter().filter(|l| l.starts_with("DTSTART;")).map(String::as_str).collect();
        let expected: Vec<_> = days.iter().map(|d| format!("DTSTART;TZID=Europe/Stockholm:{}T100000", d.replace('-', ""))).collect();
        assert_eq!(starts, expected);
        assert_eq!(lines.iter().filter(|l| *l == "BEGIN:VTIMEZONE").count(), 1);
        // what the block says is what the zone does: ten in the morning is eight or nine in UTC
        for (day, utc) in days.iter().zip([9, 8, 8, 9, 9, 8, 8, 9]) {
            let at = crate::time::instant(format!("{day}T10:00:00").parse().unwrap()).unwrap();
            assert_eq!(at.format("%H").to_string().parse::<i64>().unwrap(), utc, "{day}");
        }
    }

    async fn a_cancelled_meeting_says_so(w: World) {
        announced(w, &[]).await;
        let eva = w.person("eva").await;
        let form = crate::meetings::inputs::CancelForm { key: "c".into(), r#as: acting(&eva), reason: "Salen brann.".into(), ..Default::default() };
        let before = lines(&calendar_of(&w.visitor(), "stad", 1).await.unwrap());
        w.app.clock.advance(chrono::TimeDelta::hours(1));
        service::cancel(&eva, "stad", 1, &form).await.unwrap();
        let after = lines(&calendar_of(&w.visitor(), "stad", 1).await.unwrap());
        let of = |lines: &[String], key: &str| lines.iter().find(|l| l.starts_with(key)).cloned().unwrap_or_default();
        assert_eq!((of(&before, "STATUS"), of(&after, "STATUS")), ("STATUS:CONFIRMED".into(), "STATUS:CANCELLED".into()));
        assert_eq!((of(&before, "SEQUENCE"), of(&after, "SEQUENCE")), ("SEQUENCE:0".into(), "SEQUENCE:1".into()));
        assert_eq!(of(&before, "UID"), of(&after, "UID"));
        // a file of it alone cancels; in the calendar of all it is one of many
        assert_eq!((of(&before, "METHOD"), of(&after, "METHOD")), ("METHOD:PUBLISH".into(), "METHOD:CANCEL".into()));
        let feed = lines(&calendar_feed(&w.visitor(), "stad").await.unwrap());
        assert_eq!((of(&feed, "METHOD"), of(&feed, "STATUS")), ("METHOD:PUBLISH".into(), "STATUS:CANCELLED".into()));
        assert_eq!((of(&before, "DTSTAMP"), of(&after, "DTSTAMP")), ("DTSTAMP:20260302T080000Z".into(), "DTSTAMP:20260302T090000Z".into()));
    }

    async fn an_empty_feed_is_a_calendar(w: World) {
        let lines = lines(&calendar_feed(&w.visitor(), "stad").await.unwrap());
        assert_eq!((lines.first().map(String::as_str), lines.last().map(String::as_str)), (Some("BEGIN:VCALENDAR"), Some("END:VCALENDAR")));
    }
}
