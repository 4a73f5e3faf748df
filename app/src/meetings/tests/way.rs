use super::*;
use crate::error::{AppError, Fault, Refusal};
use crate::i18n::Locale;
use crate::meetings::inputs::{ActionForm, CancelForm, DoneForm, MinutesForm, MinutesItem, StateForm};
use crate::meetings::pages::{self, Paging};
use crate::meetings::rules::MeetingAct;
use crate::meetings::service::{
    Start, calendar_feed, calendar_of, cancel, create, edit, move_on, new_meeting_page, open_on_its_day, plan_page, see, see_all, sign_up,
};
use crate::meetings::types::MeetingState;
use crate::on_both;
use axum::extract::{Path, Query};

fn faults(e: AppError) -> Vec<(&'static str, Fault)> {
    match e {
        AppError::Invalid(faults) => faults.0,
        e => panic!("{e:?}"),
    }
}

/// A draft with an issue on its agenda.
async fn draft(w: &World, key: &str, issues: &[i64]) -> Created {
    let eva = w.person("eva").await;
    create(&eva, "stad", &MeetingForm { act: "draft".into(), ..meeting_form(&eva, key, issues) }).await.unwrap()
}

/// The form of a meeting as it is stored, to be sent with a key.
async fn stored(w: &World, number: i64, key: &str) -> (Ctx, MeetingForm) {
    let eva = w.person("eva").await;
    let form = plan_page(&eva, "stad", number, None, None).await.unwrap().form;
    let form = MeetingForm { key: key.into(), r#as: acting(&eva), ..form };
    (eva, form)
}

async fn state(w: &World, number: i64) -> MeetingState {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, MeetingState, fetch_one, "SELECT state FROM meeting WHERE number = $1", number).unwrap()
}

fn act(ctx: &Ctx, key: &str, act: &str) -> StateForm {
    StateForm { key: key.into(), r#as: acting(ctx), act: act.into(), ..StateForm::default() }
}

on_both! {
    async fn a_draft_is_read_by_those_who_manage_alone(w: World) {
        let a = issue(w, "a").await;
        let made = draft(w, "d1", &[a]).await;
        assert_eq!((made.number, state(w, 1).await), (1, MeetingState::Draft));
        // its issue has not moved, nothing is promised
        assert_eq!(issue_state(w, a).await.1, IssueState::InForum);
        assert_eq!(minutes_due(w, 1).await, None);
        assert_eq!((events(w, "meeting_announced").await, events(w, "issue_put_on_agenda").await, events(w, "meeting_drafted").await), (0, 0, 1));
        let part = "1-lokaler-som-racker";
        for name in ["", "per", "sia", "olle", "anna", "karin", "pia", "ida"] {
            let ctx = if name.is_empty() { w.visitor() } else { w.person(name).await };
            let list = see_all(&ctx, "stad", None).await.unwrap();
            assert!(list.coming.is_empty() && list.held.is_empty() && list.drafts.is_empty(), "{name}");
            for part in [part, "1", "1-annat"] {
                assert!(matches!(see(&ctx, "stad", part).await, Err(AppError::NotFound)), "{name}");
            }
            assert!(matches!(service::briefs(&ctx, "stad", part, None).await, Err(AppError::NotFound)), "{name}");
            assert!(matches!(calendar_of(&ctx, "stad", 1).await, Err(AppError::NotFound)), "{name}");
            assert!(!calendar_feed(&ctx, "stad").await.unwrap().contains("BEGIN:VEVENT"), "{name}");
            assert!(matches!(sign_up(&ctx, "stad", 1, &sign("x@example.org")).await, Err(AppError::NotFound)), "{name}");
        }
        let eva = w.person("eva").await;
        let list = see_all(&eva, "stad", None).await.unwrap();
        assert_eq!((list.drafts.len(), list.coming.len()), (1, 0));
        assert!(see(&eva, "stad", part).await.unwrap().manages);
        let page = pages::all(eva.clone(), Path("stad".into()), Query(Paging::default())).await.unwrap();
        let page = String::from_utf8(axum::body::to_bytes(page.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap();
        assert!(page.contains("Utkast") && page.contains("Lokaler som räcker"));
        assert!(matches!(calendar_of(&eva, "stad", 1).await, Err(AppError::NotFound)), "a file of it would be handed on");
        // it cannot be cancelled: nobody knows of it
        let form = CancelForm { key: "c".into(), r#as: acting(&eva), reason: "Salen brann.".into(), ..CancelForm::default() };
        assert!(matches!(cancel(&eva, "stad", 1, &form).await, Err(AppError::Refused(Refusal::WrongState))));
    }

    async fn a_draft_may_lack_what_is_not_settled(w: World) {
        let a = issue(w, "a").await;
        let eva = w.person("eva").await;
        let mut form = MeetingForm { act: "draft".into(), theme: String::new(), place: String::new(), ..meeting_form(&eva, "d1", &[a]) };
        form.items[1].reason = String::new();
        create(&eva, "stad", &form).await.unwrap();
        let (eva, form) = stored(w, 1, "e1").await;
        let found = faults(edit(&eva, "stad", 1, &form).await.unwrap_err());
        let fields: Vec<_> = found.iter().map(|(f, _)| *f).collect();
        assert!(["theme", "place", "item_reason-1"].iter().all(|f| fields.contains(f)), "{fields:?}");
        assert_eq!(state(w, 1).await, MeetingState::Draft);
        let keep = MeetingForm { act: "draft".into(), title: "Rum som räcker".into(), ..form };
        assert_eq!(edit(&eva, "stad", 1, &keep).await.unwrap().slug, "rum-som-racker");
        assert_eq!((state(w, 1).await, events(w, "meeting_drafted").await, events(w, "meeting_changed").await), (MeetingState::Draft, 2, 0));
    }

    async fn announcing_a_draft_moves_its_issues(w: World) {
        let (a, b) = (issue(w, "a").await, issue(w, "b").await);
        draft(w, "d1", &[a, b]).await;
        let (eva, form) = stored(w, 1, "e1").await;
        let done = edit(&eva, "stad", 1, &form).await.unwrap();
        assert_eq!((done.number, state(w, 1).await), (1, MeetingState::Open));
        for n in [a, b] {
            assert_eq!(issue_state(w, n).await.1, IssueState::OnAgenda);
            assert_eq!(clocks_of(w, n).await, [(ClockKind::Hearing, "kansli".to_string(), "2026-04-01".to_string())]);
        }
        assert_eq!(minutes_due(w, 1).await.as_deref(), Some("2026-04-15"));
        assert_eq!((events(w, "meeting_announced").await, events(w, "issue_put_on_agenda").await), (1, 2));
        assert_eq!(edit(&eva, "stad", 1, &form).await.unwrap(), done, "a second sending acts once");
        // and it is never a draft again
        let (eva, form) = stored(w, 1, "e2").await;
        edit(&eva, "stad", 1, &MeetingForm { act: "draft".into(), ..form }).await.unwrap();
        assert_eq!(state(w, 1).await, MeetingState::Open);
    }

    async fn an_issue_that_moved_on_stops_the_announcement(w: World) {
        let a = issue(w, "a").await;
        draft(w, "d1", &[a]).await;
        announced(w, &[a]).await;
        let (eva, form) = stored(w, 1, "e1").await;
        assert_eq!(faults(edit(&eva, "stad", 1, &form).await.unwrap_err()), [("item_issue-1", Fault::Choice)]);
        edit(&eva, "stad", 1, &MeetingForm { act: "draft".into(), ..form.clone() }).await.unwrap();
        // nor is one announced whose day has passed
        w.days_pass(40);
        let (eva, form) = stored(w, 1, "e3").await;
        assert!(faults(edit(&eva, "stad", 1, &form).await.unwrap_err()).contains(&("date", Fault::DatePast)));
    }

    async fn two_announcements_at_once_act_once(w: World) {
        let a = issue(w, "a").await;
        draft(w, "d1", &[a]).await;
        let (eva, form) = stored(w, 1, "e1").await;
        let other = MeetingForm { key: "e2".into(), ..form.clone() };
        let (one, two) = tokio::join!(edit(&eva, "stad", 1, &form), edit(&eva, "stad", 1, &other));
        assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
        assert_eq!((events(w, "meeting_announced").await, events(w, "issue_put_on_agenda").await), (1, 1));
    }

    async fn a_draft_that_is_thrown_away_is_gone(w: World) {
        draft(w, "d1", &[]).await;
        let eva = w.person("eva").await;
        let form = act(&eva, "s1", "drop");
        for name in ["per", "sia", "anna", "karin"] {
            let ctx = w.person(name).await;
            assert!(matches!(move_on(&ctx, "stad", 1, &act(&ctx, "s1", "drop")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        for _ in 0..2 {
            assert_eq!(move_on(&eva, "stad", 1, &form).await.unwrap().0, MeetingAct::Drop);
        }
        assert!(see_all(&eva, "stad", None).await.unwrap().drafts.is_empty());
        assert!(matches!(see(&eva, "stad", "1-lokaler-som-racker").await, Err(AppError::NotFound)));
        assert!(matches!(plan_page(&eva, "stad", 1, None, None).await, Err(AppError::NotFound)));
        assert_eq!(events(w, "meeting_dropped").await, 1);
        // its number is not used again
        assert_eq!(announced(w, &[]).await.number, 2);
        assert!(matches!(move_on(&eva, "stad", 2, &act(&eva, "s2", "drop")).await, Err(AppError::Refused(Refusal::WrongState))));
        assert!(matches!(move_on(&eva, "stad", 2, &act(&eva, "s3", "cancel")).await, Err(AppError::BadRequest(_))));
    }

    async fn sign_up_opens_by_itself_on_its_day(w: World) {
        let eva = w.person("eva").await;
        let late = MeetingForm { opens_on: "2026-04-02".into(), ..meeting_form(&eva, "m0", &[]) };
        assert_eq!(faults(create(&eva, "stad", &late).await.unwrap_err()), [("opens_on", Fault::AfterMeeting)]);
        let none = MeetingForm { opens: "on_day".into(), ..meeting_form(&eva, "m0", &[]) };
        assert_eq!(faults(create(&eva, "stad", &none).await.unwrap_err()), [("opens_on", Fault::Required)]);
        let id = create(&eva, "stad", &MeetingForm { opens_on: "2026-03-10".into(), ..meeting_form(&eva, "m1", &[]) }).await.unwrap().id;
        assert_eq!(state(w, 1).await, MeetingState::Announced);
        assert!(matches!(sign_up(&w.visitor(), "stad", 1, &sign("mo@example.org")).await, Err(AppError::Refused(Refusal::Closed))));
        let mut conn = eva.read().await.unwrap();
        let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job").unwrap();
        assert!(jobs.iter().any(|j| serde_json::from_str::<Job>(j).unwrap() == Job::OpenSignUp { meeting: id }));
        drop(conn);
        // before its day nothing happens
        open_on_its_day(&w.visitor(), id).await.unwrap();
        assert_eq!(state(w, 1).await, MeetingState::Announced);
        w.days_pass(8);
        for _ in 0..2 {
            open_on_its_day(&w.visitor(), id).await.unwrap();
        }
        assert_eq!((state(w, 1).await, events(w, "meeting_opened").await), (MeetingState::Open, 1));
        sign_up(&w.visitor(), "stad", 1, &sign("mo@example.org")).await.unwrap();
    }

    async fn sign_up_is_opened_by_hand_or_by_a_change(w: World) {
        let eva = w.person("eva").await;
        for key in ["m1", "m2"] {
            create(&eva, "stad", &MeetingForm { opens: "by_hand".into(), ..meeting_form(&eva, key, &[]) }).await.unwrap();
        }
        move_on(&eva, "stad", 1, &act(&eva, "s1", "open")).await.unwrap();
        assert!(matches!(move_on(&eva, "stad", 1, &act(&eva, "s2", "open")).await, Err(AppError::Refused(Refusal::WrongState))));
        let (eva, form) = stored(w, 2, "e1").await;
        assert_eq!(form.opens, "by_hand");
        edit(&eva, "stad", 2, &MeetingForm { opens: "now".into(), ..form }).await.unwrap();
        assert_eq!((state(w, 1).await, state(w, 2).await, events(w, "meeting_opened").await), (MeetingState::Open, MeetingState::Open, 2));
        let invited = MeetingForm { by_invitation: "1".into(), ..meeting_form(&eva, "m3", &[]) };
        create(&eva, "stad", &invited).await.unwrap();
        assert!(matches!(sign_up(&w.visitor(), "stad", 3, &sign("mo@example.org")).await, Err(AppError::Refused(Refusal::ByInvitation))));
        assert!(see(&w.visitor(), "stad", "3-lokaler-som-racker").await.is_ok(), "all can read of it");
    }

    async fn what_came_of_a_meeting_is_written_down_when_all_is_done(w: World) {
        announced(w, &[]).await;
        w.app.clock.set("2026-04-02T08:00:00Z".parse().unwrap());
        let eva = w.person("eva").await;
        let action = ActionForm { what: "Laga bänken".into(), owner: "park".into(), due: "2026-05-01".into(), ..ActionForm::default() };
        let item = MinutesItem { said: "Den är trasig.".into(), actions: vec![action], ..MinutesItem::default() };
        let minutes = MinutesForm { key: "p".into(), r#as: acting(&eva), items: vec![item], chair: "kansliansvarig".into(), version: "1".into(), ..MinutesForm::default() };
        let came = StateForm { came: "Bänken är lagad och **målad**.".into(), lang: "sv".into(), ..act(&eva, "s1", "follow_up") };
        assert!(matches!(move_on(&eva, "stad", 1, &came).await, Err(AppError::Refused(Refusal::WrongState))), "there are no minutes");
        service::publish_minutes(&eva, "stad", 1, &minutes).await.unwrap();
        assert!(matches!(move_on(&eva, "stad", 1, &came).await, Err(AppError::Refused(Refusal::WrongState))), "an action is not done");
        let view = see(&eva, "stad", "1-lokaler-som-racker").await.unwrap();
        let done = DoneForm { key: "d".into(), r#as: acting(&eva), note: "Klar".into() };
        service::action_done(&eva, "stad", 1, view.actions[0].id, &done).await.unwrap();
        assert_eq!(faults(move_on(&eva, "stad", 1, &StateForm { came: "Kort".into(), ..came.clone() }).await.unwrap_err()), [("came", Fault::TooShort(10))]);
        assert!(matches!(move_on(&eva, "stad", 1, &StateForm { version: "1".into(), ..came.clone() }).await, Err(AppError::Stale { .. })));
        for _ in 0..2 {
            move_on(&eva, "stad", 1, &came).await.unwrap();
        }
        assert_eq!((state(w, 1).await, events(w, "meeting_followed_up").await), (MeetingState::FollowedUp, 1));
        let ctx = Ctx { statements: Default::default(), ..w.visitor() };
        let view = see(&ctx, "stad", "1-lokaler-som-racker").await.unwrap();
        assert!(view.record.outcome.unwrap().reason_html.contains("<strong>målad</strong>"));
        assert!(ctx.statement_count() <= 4);
        let english = pages::one(w.visitor().in_locale(Locale::En), Path(("stad".into(), "1-lokaler-som-racker".into()))).await.unwrap();
        let english = String::from_utf8(axum::body::to_bytes(english.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap();
        assert!(english.contains("What came of the meeting") && english.contains("lang=\"sv\""));
    }

    async fn a_series_is_made_at_once_and_each_is_its_own(w: World) {
        let a = issue(w, "a").await;
        let eva = w.person("eva").await;
        let series = MeetingForm { repeat: "weeks".into(), every: "2".into(), times: "4".into(), ..meeting_form(&eva, "m1", &[a]) };
        let first = create(&eva, "stad", &series).await.unwrap();
        assert_eq!(create(&eva, "stad", &series).await.unwrap(), first);
        let all = see_all(&w.visitor(), "stad", None).await.unwrap().coming;
        let days: Vec<String> = all.iter().map(|m| m.starts_local.to_string()).collect();
        assert_eq!(days, ["2026-04-01 17:30:00", "2026-04-15 17:30:00", "2026-04-29 17:30:00", "2026-05-13 17:30:00"]);
        assert!(all.iter().all(|m| m.series_id == Some(first.id)));
        let mut conn = eva.read().await.unwrap();
        assert_eq!((store::items(&mut conn, all[0].id).await.unwrap().len(), store::items(&mut conn, all[1].id).await.unwrap().len()), (2, 1));
        drop(conn);
        let (eva, form) = stored(w, 2, "e1").await;
        edit(&eva, "stad", 2, &MeetingForm { title: "Bara den här".into(), ..form }).await.unwrap();
        assert_eq!(meeting(w, 3).await.title, "Lokaler som räcker");
        // this one only, then this and what comes after it
        let form = |key: &str, which: &str| CancelForm { key: key.into(), r#as: acting(&eva), reason: "Salen brann.".into(), which: which.into(), ..CancelForm::default() };
        cancel(&eva, "stad", 2, &form("c1", "one")).await.unwrap();
        cancel(&eva, "stad", 3, &form("c2", "coming")).await.unwrap();
        let states = [state(w, 1).await, state(w, 2).await, state(w, 3).await, state(w, 4).await];
        assert_eq!(states, [MeetingState::Open, MeetingState::Cancelled, MeetingState::Cancelled, MeetingState::Cancelled]);
        assert_eq!(events(w, "meeting_cancelled").await, 3);
    }

    async fn a_series_has_bounds(w: World) {
        let eva = w.person("eva").await;
        let form = |every: &str, until: &str, times: &str| MeetingForm {
            repeat: "months".into(), every: every.into(), until: until.into(), times: times.into(), ..meeting_form(&eva, "m1", &[])
        };
        let fault = async |f: MeetingForm| faults(create(&eva, "stad", &f).await.unwrap_err());
        assert_eq!(fault(form("1", "", "")).await[0], ("times", Fault::Required));
        assert_eq!(fault(form("1", "", "13")).await[0], ("times", Fault::Number(2, 12)));
        assert_eq!(fault(form("1", "2027-06-01", "")).await, [("until", Fault::TooMany(12))]);
        assert_eq!(fault(form("1", "2026-04-20", "")).await, [("until", Fault::Choice)]);
        assert_eq!(fault(form("12", "", "4")).await, [("times", Fault::DateFar)]);
        assert_eq!(fault(MeetingForm { repeat: "days".into(), ..form("1", "", "3") }).await, [("repeat", Fault::Choice)]);
        assert_eq!(events(w, "meeting_announced").await, 0);
        // the last day of a month is that of a shorter one too
        let months = MeetingForm { act: "draft".into(), date: "2026-03-31".into(), ..form("1", "2026-05-31", "") };
        create(&eva, "stad", &months).await.unwrap();
        let days: Vec<String> = see_all(&eva, "stad", None).await.unwrap().drafts.iter().map(|m| m.starts_local.date().to_string()).collect();
        assert_eq!(days, ["2026-03-31", "2026-04-30", "2026-05-31"]);
    }

    async fn a_copy_leaves_behind_what_moved_on(w: World) {
        let (a, b) = (issue(w, "a").await, issue(w, "b").await);
        announced(w, &[a]).await;
        draft(w, "d1", &[b]).await;
        let eva = w.person("eva").await;
        let copy = async |n| new_meeting_page(&eva, "stad", None, &Start { copy: Some(n), ..Start::default() }).await;
        let form = copy(1).await.unwrap().form;
        assert_eq!((form.title.as_str(), form.date.as_str(), form.version.as_str(), form.items.len()), ("Lokaler som räcker", "", "", 1));
        assert!(form.items[0].id.is_empty());
        assert_eq!(copy(2).await.unwrap().form.items[1].issue, b.to_string());
        assert!(matches!(copy(9).await, Err(AppError::NotFound)));
    }
    async fn a_meeting_follows_its_run(w: World) {
        announced(w, &[]).await;
        let visitor = w.visitor();
        let (id, now) = (meeting(w, 1).await.id, visitor.now());
        let mut tx = visitor.write().await.unwrap();
        crate::execute!(tx, "INSERT INTO meeting_run (meeting_id, agreement_id, started_at) VALUES ($1, $2, $3)", id, w.agreement().id, now).unwrap();
        tx.commit().await.unwrap();
        let m = meeting(w, 1).await;
        assert!(m.starts_at <= now && m.ends_at > now && !m.takes_sign_ups(now));
        assert!(matches!(sign_up(&visitor, "stad", 1, &sign("x@example.org")).await, Err(AppError::Refused(Refusal::Closed))));
        let list = see_all(&visitor, "stad", None).await.unwrap();
        assert_eq!((list.coming.len(), list.held.len()), (1, 0));
        let mut tx = visitor.write().await.unwrap();
        crate::execute!(tx, "UPDATE meeting_run SET ended_at = $1", now).unwrap();
        tx.commit().await.unwrap();
        assert!(meeting(w, 1).await.ends_at <= now);
        let list = see_all(&visitor, "stad", None).await.unwrap();
        assert_eq!((list.coming.len(), list.held.len()), (0, 1));
        // a change that moves nothing tells nobody of a new time
        let (eva, form) = stored(w, 1, "e1").await;
        edit(&eva, "stad", 1, &MeetingForm { title: "Rum som räcker".into(), ..form }).await.unwrap();
        assert_eq!(meeting(w, 1).await.ics_sequence, 1, "its title stands in calendars");
        // and what has begun is not cancelled by a form
        let page = pages::cancel(eva.clone(), Path(("stad".into(), "1-x".into()))).await.unwrap();
        assert_eq!(page.status(), http::StatusCode::CONFLICT);
    }

    async fn why_it_was_cancelled_is_shown(w: World) {
        announced(w, &[]).await;
        let eva = w.person("eva").await;
        let form = CancelForm { key: "c".into(), r#as: acting(&eva), reason: "Salen brann.".into(), ..CancelForm::default() };
        cancel(&eva, "stad", 1, &form).await.unwrap();
        assert_eq!(meeting(w, 1).await.cancelled_reason.as_deref(), Some("Salen brann."));
        let page = pages::one(w.visitor(), Path(("stad".into(), "1-lokaler-som-racker".into()))).await.unwrap();
        let page = String::from_utf8(axum::body::to_bytes(page.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap();
        assert!(page.contains("Salen brann.") && !page.contains("gått tillbaka till sina forum") && !page.contains("Lägg i kalendern"), "{page}");
    }
}
