use super::*;
use crate::error::{AppError, Fault, Refusal};
use crate::meetings::inputs::CancelForm;
use crate::meetings::service::{Start, cancel, create, edit, new_meeting_page, plan_page, sign_up};
use crate::meetings::types::MeetingState;
use crate::on_both;

async fn stored(w: &World, number: i64, key: &str) -> (crate::context::Ctx, MeetingForm) {
    let eva = w.person("eva").await;
    let form = plan_page(&eva, "stad", number, None, None).await.unwrap().form;
    let form = MeetingForm { key: key.into(), r#as: acting(&eva), ..form };
    (eva, form)
}

fn faults(e: AppError) -> Vec<(&'static str, Fault)> {
    match e {
        AppError::Invalid(faults) => faults.0,
        e => panic!("{e:?}"),
    }
}

on_both! {
    async fn a_meeting_that_was_held_kept_its_promise(w: World) {
        let n = issue(w, "a").await;
        let m = announced(w, &[n]).await;
        let system = w.visitor();
        assert_eq!(clocks_of(w, n).await, [(ClockKind::Hearing, "kansli".into(), "2026-04-01".into())]);
        // the job of an earlier time, should the meeting have been moved, finds nothing to do
        service::meeting_held(&system, m.id).await.unwrap();
        assert_eq!(events(w, "meeting_held").await, 0);
        w.days_pass(31);
        for _ in 0..2 {
            service::meeting_held(&system, m.id).await.unwrap();
        }
        assert_eq!(events(w, "meeting_held").await, 1);
        // nothing is late: the issue was taken up, and its next step has the date of the minutes
        assert_eq!(clocks_of(w, n).await, [(ClockKind::NextStep, "kansli".into(), "2026-04-15".into())]);
        let mut conn = system.read().await.unwrap();
        let late = clocks::overdue(&mut conn, w.agreement().id, system.today(), true, 10).await.unwrap();
        assert!(late.is_empty(), "{late:?}");
        drop(conn);
        // it fell through, and is held a month later
        let eva = w.person("eva").await;
        let seen = meeting(w, 1).await;
        let later = MeetingForm { date: "2026-05-06".into(), version: seen.version.to_string(), ..meeting_form(&eva, "m2", &[n]) };
        service::edit(&eva, "stad", 1, &later).await.unwrap();
        assert_eq!(clocks_of(w, n).await, [(ClockKind::Hearing, "kansli".into(), "2026-05-06".into())]);
        w.days_pass(35);
        service::meeting_held(&system, m.id).await.unwrap();
        assert_eq!(clocks_of(w, n).await, [(ClockKind::NextStep, "kansli".into(), "2026-05-20".into())]);
    }

    async fn announcing_puts_issues_on_the_agenda(w: World) {
        let (a, b) = (issue(w, "a").await, issue(w, "b").await);
        let created = announced(w, &[a, b]).await;
        assert_eq!((created.number, created.slug.as_str()), (1, "lokaler-som-racker"));
        for n in [a, b] {
            assert_eq!(issue_state(w, n).await.1, IssueState::OnAgenda);
            assert_eq!(clocks_of(w, n).await, [(ClockKind::Hearing, "kansli".to_string(), "2026-04-01".to_string())]);
        }
        assert_eq!(minutes_due(w, 1).await.as_deref(), Some("2026-04-15"));
        assert_eq!((events(w, "meeting_announced").await, events(w, "issue_put_on_agenda").await), (1, 2));
        let m = meeting(w, 1).await;
        assert_eq!((m.starts_local.to_string().as_str(), m.starts_at.to_rfc3339().as_str()), ("2026-04-01 17:30:00", "2026-04-01T15:30:00+00:00"));
        let mut conn = w.visitor().read().await.unwrap();
        let items = store::items(&mut conn, m.id).await.unwrap();
        assert_eq!(items.iter().map(|i| (i.issue_number, i.here, i.minutes)).collect::<Vec<_>>(), [(None, false, 15), (Some(a), true, 30), (Some(b), true, 30)]);
    }

    async fn a_second_sending_acts_once(w: World) {
        let first = announced(w, &[]).await;
        assert_eq!(announced(w, &[]).await, first);
        assert_eq!(events(w, "meeting_announced").await, 1);
    }

    async fn two_sendings_at_once_act_once(w: World) {
        let eva = w.person("eva").await;
        let form = meeting_form(&eva, "m1", &[]);
        let results = futures::future::join_all((0..5).map(|_| create(&eva, "stad", &form))).await;
        assert!(results.iter().any(Result::is_ok));
        assert!(results.iter().all(|r| matches!(r, Ok(c) if c.number == 1) || matches!(r, Err(AppError::Refused(Refusal::Already)))), "{results:?}");
        assert_eq!(events(w, "meeting_announced").await, 1);
    }

    async fn only_the_kanslis_civil_seats_manage_meetings(w: World) {
        announced(w, &[]).await;
        for name in ["per", "sia", "olle", "anna", "cia", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            let not_allowed = |e: AppError| assert!(matches!(e, AppError::Refused(Refusal::NotAllowed)), "{name}: {e:?}");
            not_allowed(create(&ctx, "stad", &meeting_form(&ctx, "x", &[])).await.unwrap_err());
            not_allowed(edit(&ctx, "stad", 1, &meeting_form(&ctx, "x", &[])).await.unwrap_err());
            not_allowed(cancel(&ctx, "stad", 1, &CancelForm { key: "x".into(), r#as: acting(&ctx), reason: "Nej tack".into(), ..CancelForm::default() }).await.unwrap_err());
            not_allowed(new_meeting_page(&ctx, "stad", None, &Start::default()).await.unwrap_err());
            not_allowed(plan_page(&ctx, "stad", 1, None, None).await.unwrap_err());
        }
        let nobody = w.visitor();
        assert!(matches!(create(&nobody, "stad", &meeting_form(&nobody, "x", &[])).await, Err(AppError::SignInFirst)));
        let eva = w.person("eva").await;
        let other = MeetingForm { r#as: String::new(), ..meeting_form(&eva, "x", &[]) };
        assert!(matches!(create(&eva, "stad", &other).await, Err(AppError::ActingChanged { .. })));
    }

    async fn faults_stand_at_their_fields(w: World) {
        let eva = w.person("eva").await;
        let waiting = issue(w, "a").await;
        let mut form = MeetingForm {
            title: "Kort".into(), theme: "x".into(), online_url: "http://x.example.org".into(), capacity: "0".into(), kind: "fest".into(), area: "mars".into(), lang: "fi".into(),
            ..meeting_form(&eva, "x", &[waiting, waiting, 99])
        };
        form.items[1].reason = String::new();
        form.items.push(ItemForm { reason: "Utan rubrik".into(), ..ItemForm::default() });
        let found = faults(create(&eva, "stad", &form).await.unwrap_err());
        let fields: Vec<_> = found.iter().map(|(f, _)| *f).collect();
        for field in ["title", "theme", "online_url", "capacity", "kind", "area", "lang", "item_reason-1", "item_issue-2", "item_issue-3", "item_title-4"] {
            assert!(fields.contains(&field), "{field} in {fields:?}");
        }
        assert_eq!(events(w, "meeting_announced").await, 0);
        assert_eq!(issue_state(w, waiting).await.1, IssueState::InForum);
    }

    async fn times_must_exist(w: World) {
        let eva = w.person("eva").await;
        let form = |date: &str, starts: &str, ends: &str| MeetingForm { date: date.into(), starts: starts.into(), ends: ends.into(), ..meeting_form(&eva, "x", &[]) };
        let fault = async |f: MeetingForm| faults(create(&eva, "stad", &f).await.unwrap_err());
        assert_eq!(fault(form("2026-03-29", "02:30", "04:00")).await, [("starts", Fault::TimeSkipped)]);
        assert_eq!(fault(form("2026-03-29", "01:30", "02:59")).await, [("ends", Fault::TimeSkipped)]);
        assert_eq!(fault(form("2026-04-01", "19:30", "17:30")).await, [("ends", Fault::EndsBeforeStart)]);
        assert_eq!(fault(form("2026-02-30", "17:30", "19:30")).await, [("date", Fault::Date)]);
        assert_eq!(fault(form("2026-03-01", "17:30", "19:30")).await, [("date", Fault::DatePast)]);
        assert_eq!(fault(form("2029-03-01", "17:30", "19:30")).await, [("date", Fault::DateFar)]);
        assert_eq!(fault(form("2026-03-02", "08:30", "19:30")).await, [("starts", Fault::DatePast)]);
        assert_eq!(fault(form("2026-04-01", "25:00", "")).await, [("starts", Fault::Time), ("ends", Fault::Required)]);
    }

    async fn an_issue_elsewhere_cannot_be_chosen(w: World) {
        let a = issue(w, "a").await;
        announced(w, &[a]).await;
        let eva = w.person("eva").await;
        let found = faults(create(&eva, "stad", &meeting_form(&eva, "m2", &[a])).await.unwrap_err());
        assert_eq!(found, [("item_issue-1", Fault::Choice)]);
    }

    async fn a_moved_meeting_tells_calendars_and_those_who_come(w: World) {
        let a = issue(w, "a").await;
        announced(w, &[a]).await;
        let ida = w.person("ida").await;
        sign_up(&ida, "stad", 1, &sign("ida@example.org")).await.unwrap();
        sign_up(&w.visitor(), "stad", 1, &sign("held@example.org")).await.unwrap();
        let (eva, mut form) = stored(w, 1, "e1").await;
        form.date = "2026-04-08".into();
        form.title = "Rum som räcker".into();
        let before = meeting(w, 1).await;
        let edited = edit(&eva, "stad", 1, &form).await.unwrap();
        let after = meeting(w, 1).await;
        assert_eq!((edited.slug.as_str(), after.ics_sequence, after.version), ("rum-som-racker", before.ics_sequence + 1, before.version + 1));
        assert_eq!(after.ics_uid, before.ics_uid);
        assert_eq!(clocks_of(w, a).await, [(ClockKind::Hearing, "kansli".to_string(), "2026-04-08".to_string())]);
        assert_eq!(minutes_due(w, 1).await.as_deref(), Some("2026-04-22"));
        assert!(mails_to(w, "ida@example.org").await.iter().any(|m| m.subject == "Ny tid eller plats: Rum som räcker" && m.text.contains("onsdag 8 april")));
        let held = mails_to(w, "held@example.org").await.pop().unwrap();
        assert!(held.subject.starts_with("Ny tid eller plats"), "told, though not confirmed yet");
        assert!(held.text.contains("står det rätt i kalendern:\n") && held.text.contains("/stad/moten/1-rum-som-racker/kalender.ics"), "{}", held.text);
        // the old address leads on, and so does any with its number
        for word in ["lokaler-som-racker", "nagot-annat"] {
            let moved = service::see(&w.visitor(), "stad", &format!("1-{word}")).await.unwrap_err();
            assert!(matches!(moved, AppError::Moved(to) if to == "/stad/moten/1-rum-som-racker"));
        }
        assert!(matches!(service::see(&w.visitor(), "stad", "2-nagot-annat").await, Err(AppError::NotFound)));
        assert!(service::see(&w.visitor(), "stad", "1-rum-som-racker").await.is_ok());
    }

    async fn a_new_theme_alone_mails_nobody(w: World) {
        announced(w, &[]).await;
        sign_up(&w.person("ida").await, "stad", 1, &sign("ida@example.org")).await.unwrap();
        let (eva, mut form) = stored(w, 1, "e1").await;
        form.theme = "Vi talar om något annat.".into();
        edit(&eva, "stad", 1, &form).await.unwrap();
        assert_eq!(mails_to(w, "ida@example.org").await.len(), 1);
        assert_eq!(meeting(w, 1).await.ics_sequence, 1, "it is the description in calendars");
        let (eva, mut form) = stored(w, 1, "e2").await;
        form.access = "Hörslinga och ramp.".into();
        edit(&eva, "stad", 1, &form).await.unwrap();
        assert_eq!(meeting(w, 1).await.ics_sequence, 1);
    }

    async fn issues_come_and_go_with_reasons(w: World) {
        let (a, b) = (issue(w, "a").await, issue(w, "b").await);
        announced(w, &[a]).await;
        let (eva, mut form) = stored(w, 1, "e1").await;
        form.items[1] = ItemForm { issue: b.to_string(), reason: "Den här i stället.".into(), ..ItemForm::default() };
        let found = faults(edit(&eva, "stad", 1, &form).await.unwrap_err());
        assert_eq!(found.iter().map(|(f, _)| *f).collect::<Vec<_>>(), ["off_reason", "off_next"]);
        assert_eq!((issue_state(w, a).await.1, issue_state(w, b).await.1), (IssueState::OnAgenda, IssueState::InForum));
        form.off_reason = "Underlaget är inte klart.".into();
        form.off_next = "2026-05-01".into();
        edit(&eva, "stad", 1, &form).await.unwrap();
        assert_eq!((issue_state(w, a).await.1, issue_state(w, b).await.1), (IssueState::InForum, IssueState::OnAgenda));
        assert_eq!(clocks_of(w, a).await, [(ClockKind::NextStep, "kansli".to_string(), "2026-05-01".to_string())]);
        let mut conn = w.visitor().read().await.unwrap();
        let items = store::items(&mut conn, meeting(w, 1).await.id).await.unwrap();
        assert_eq!(items.iter().map(|i| i.issue_number).collect::<Vec<_>>(), [None, Some(b)]);
    }

    async fn items_keep_their_order_by_number(w: World) {
        let a = issue(w, "a").await;
        announced(w, &[a]).await;
        let (eva, mut form) = stored(w, 1, "e1").await;
        form.items[0].number = "9".into();
        edit(&eva, "stad", 1, &form).await.unwrap();
        let mut conn = w.visitor().read().await.unwrap();
        let items = store::items(&mut conn, meeting(w, 1).await.id).await.unwrap();
        assert_eq!(items.iter().map(|i| i.issue_number).collect::<Vec<_>>(), [Some(a), None]);
        assert!(items[0].here, "reordering leaves the issue on the agenda");
    }

    async fn a_stale_edit_is_refused(w: World) {
        announced(w, &[]).await;
        let (eva, form) = stored(w, 1, "e1").await;
        edit(&eva, "stad", 1, &form).await.unwrap();
        assert!(edit(&eva, "stad", 1, &form).await.is_ok(), "the same sending again");
        for version in [form.version.clone(), String::new(), "två".into()] {
            let late = MeetingForm { key: "e2".into(), version, ..form.clone() };
            assert!(matches!(edit(&eva, "stad", 1, &late).await, Err(AppError::Stale { current: 2 })), "{}", late.version);
        }
    }

    async fn fewer_places_than_taken_is_a_fault(w: World) {
        announced(w, &[]).await;
        for n in 0..3 {
            sign_up(&w.visitor(), "stad", 1, &sign(&format!("p{n}@example.org"))).await.unwrap();
        }
        let (eva, mut form) = stored(w, 1, "e1").await;
        form.capacity = "2".into();
        assert_eq!(faults(edit(&eva, "stad", 1, &form).await.unwrap_err()), [("capacity", Fault::PlacesTaken(3))]);
        // places that nobody confirmed in time do not count
        w.app.clock.advance(chrono::TimeDelta::minutes(31));
        edit(&eva, "stad", 1, &form).await.unwrap();
        let m = meeting(w, 1).await;
        assert_eq!((m.capacity, m.taken), (2, 0));
    }

    async fn cancelling_tells_everyone_and_gives_issues_back(w: World) {
        let a = issue(w, "a").await;
        announced(w, &[a]).await;
        sign_up(&w.person("ida").await, "stad", 1, &sign("ida@example.org")).await.unwrap();
        sign_up(&w.visitor(), "stad", 1, &sign("held@example.org")).await.unwrap();
        let eva = w.person("eva").await;
        let mut form = CancelForm { key: "c1".into(), r#as: acting(&eva), reason: "Salen är översvämmad.".into(), ..CancelForm::default() };
        assert_eq!(faults(cancel(&eva, "stad", 1, &form).await.unwrap_err()), [("next", Fault::Required)]);
        form.next = "2026-05-01".into();
        cancel(&eva, "stad", 1, &form).await.unwrap();
        cancel(&eva, "stad", 1, &form).await.unwrap();
        let m = meeting(w, 1).await;
        assert_eq!((m.state, m.ics_sequence), (MeetingState::Cancelled, 1));
        assert_eq!(issue_state(w, a).await.1, IssueState::InForum);
        assert_eq!(clocks_of(w, a).await, [(ClockKind::NextStep, "kansli".to_string(), "2026-05-01".to_string())]);
        assert_eq!(minutes_due(w, 1).await, None);
        for address in ["ida@example.org", "held@example.org"] {
            let mails = mails_to(w, address).await;
            assert!(mails.iter().any(|m| m.subject == "Inställt: Lokaler som räcker" && m.text.contains("Salen är översvämmad.") && m.text.contains("kalender.ics")), "{address}");
        }
        assert!(matches!(sign_up(&w.visitor(), "stad", 1, &sign("ny@example.org")).await, Err(AppError::Refused(Refusal::Closed))));
        let again = MeetingForm { version: m.version.to_string(), ..meeting_form(&eva, "e9", &[]) };
        assert!(matches!(edit(&eva, "stad", 1, &again).await, Err(AppError::Refused(Refusal::Closed))));
    }

    async fn a_meeting_that_fell_through_begins_anew(w: World) {
        announced(w, &[]).await;
        sign_up(&w.person("ida").await, "stad", 1, &sign("ida@example.org")).await.unwrap();
        w.app.clock.set("2026-04-02T08:00:00Z".parse().unwrap());
        let mut tx = w.visitor().write().await.unwrap();
        crate::execute!(tx, "UPDATE registration SET checked_in_at = confirmed_at").unwrap();
        crate::execute!(tx, "INSERT INTO meeting_run (meeting_id, agreement_id, started_at, started_by) SELECT id, agreement_id, starts_at, created_by FROM meeting").unwrap();
        tx.commit().await.unwrap();
        assert_eq!(meeting(w, 1).await.checked_in, 1);
        let (eva, mut form) = stored(w, 1, "e1").await;
        form.date = "2026-04-20".into();
        edit(&eva, "stad", 1, &form).await.unwrap();
        assert_eq!(meeting(w, 1).await.checked_in, 0);
        let mut conn = eva.read().await.unwrap();
        assert_eq!(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM meeting_run WHERE started_at IS NOT NULL").unwrap(), 0);
        drop(conn);
        let mails = mails_to(w, "ida@example.org").await;
        assert!(mails.last().unwrap().subject.starts_with("Ny tid eller plats"), "told, though the first day has passed");
        // once who came is forgotten it is another meeting
        w.app.clock.set("2026-06-01T08:00:00Z".parse().unwrap());
        let (eva, mut form) = stored(w, 1, "e2").await;
        form.title = "Rum som räcker".into();
        edit(&eva, "stad", 1, &form).await.unwrap();
        assert_eq!(mails_to(w, "ida@example.org").await.len(), mails.len());
        let (eva, mut form) = stored(w, 1, "e3").await;
        form.date = "2026-06-10".into();
        assert_eq!(faults(edit(&eva, "stad", 1, &form).await.unwrap_err()), [("date", Fault::HeldLongAgo(30))]);
    }

    async fn a_general_assembly_is_open_to_all(w: World) {
        let eva = w.person("eva").await;
        let form = MeetingForm { kind: "general_assembly".into(), by_invitation: "1".into(), ..meeting_form(&eva, "m1", &[]) };
        assert_eq!(faults(create(&eva, "stad", &form).await.unwrap_err()), [("by_invitation", Fault::OpenToAll)]);
        create(&eva, "stad", &MeetingForm { by_invitation: String::new(), ..form }).await.unwrap();
    }
}
