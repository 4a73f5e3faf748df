//! The waiting list, places online, seats per organisation, needs and the reminder.

use super::*;
use crate::error::{AppError, Fault, Refusal};
use crate::i18n::Locale;
use crate::meetings::service::{SignedUp, cancel_own, change_own, confirm, edit, erase_after_meetings, own_page, registrants, remind, sign_up};
use crate::meetings::store::Attended;
use crate::meetings::types::{NeedKind, RegistrationState as State};
use crate::on_both;
use chrono::TimeDelta;

/// A meeting with so many places, as changed.
async fn with(w: &World, places: i64, change: impl FnOnce(&mut MeetingForm)) {
    let eva = w.person("eva").await;
    let mut form = MeetingForm { capacity: places.to_string(), ..meeting_form(&eva, "m1", &[]) };
    change(&mut form);
    service::create(&eva, "stad", &form).await.unwrap();
}

fn from(w: &World, n: u8) -> Ctx {
    Ctx { client: Some(std::net::Ipv4Addr::new(10, 0, 1, n).into()), ..w.visitor() }
}

/// Signs up and confirms; gives the secret of the own link.
async fn join(w: &World, n: u8, form: &SignUpForm) -> String {
    sign_up(&from(w, n), "stad", 1, form).await.unwrap();
    let token = token_of(mails_to(w, &form.email).await.last().unwrap());
    confirm(&w.visitor(), "stad", 1, &token).await.unwrap();
    token
}

async fn state_of(w: &World, token: &str) -> (State, Option<i64>) {
    let own = own_page(&w.visitor(), "stad", 1, token, None).await.unwrap();
    (own.registration.state, own.position)
}

async fn last_subject(w: &World, address: &str) -> String {
    mails_to(w, address).await.last().unwrap().subject.clone()
}

on_both! {
    async fn the_first_who_waits_gets_the_place_and_a_mail(w: World) {
        with(w, 1, |_| {}).await;
        let a = join(w, 1, &sign("a@example.org")).await;
        let b = join(w, 2, &sign("b@example.org")).await;
        let c = join(w, 3, &sign("c@example.org")).await;
        assert_eq!((state_of(w, &a).await, state_of(w, &b).await, state_of(w, &c).await), ((State::Confirmed, None), (State::Waiting, Some(1)), (State::Waiting, Some(2))));
        assert_eq!(last_subject(w, "b@example.org").await, "Du står på väntelistan: Lokaler som räcker");
        cancel_own(&w.visitor(), "stad", 1, &a).await.unwrap();
        assert_eq!((state_of(w, &b).await, state_of(w, &c).await), ((State::Confirmed, None), (State::Waiting, Some(1))));
        let told = mails_to(w, "b@example.org").await.pop().unwrap();
        assert_eq!(told.subject, "Du har fått en plats: Lokaler som räcker");
        // the mail carries a link of its own, and the code for the door
        let own = own_page(&w.visitor(), "stad", 1, &token_of(&told), None).await.unwrap().registration;
        assert!(own.state == State::Confirmed && own.code.len() == 6 && told.text.contains(&own.code) && told.text.contains("kalender.ics"), "{}", told.text);
        assert_eq!(meeting(w, 1).await.taken, 1);
        assert_eq!((events(w, "registration_moved_up").await, events(w, "registration_waiting").await), (1, 2));
        // who was given a place may give it back: the next one moves up
        cancel_own(&w.visitor(), "stad", 1, &token_of(&told)).await.unwrap();
        assert_eq!(state_of(w, &c).await, (State::Confirmed, None));
    }

    async fn one_who_asks_holds_the_place_on_the_list_until_it_is_confirmed(w: World) {
        with(w, 1, |_| {}).await;
        join(w, 1, &sign("a@example.org")).await;
        assert_eq!(sign_up(&from(w, 2), "stad", 1, &sign("b@example.org")).await.unwrap(), SignedUp::Listed);
        let mail = mails_to(w, "b@example.org").await.pop().unwrap();
        assert!(mail.subject.starts_with("Bekräfta din plats på väntelistan") && !mail.text.contains("Åkesson"), "{}", mail.text);
        let token = token_of(&mail);
        assert_eq!(state_of(w, &token).await.0, State::Asked);
        // asked first, confirmed last: the order is that of asking
        let c = join(w, 3, &sign("c@example.org")).await;
        assert_eq!(confirm(&w.visitor(), "stad", 1, &token).await.unwrap(), State::Waiting);
        assert_eq!((state_of(w, &token).await.1, state_of(w, &c).await.1), (Some(1), Some(2)));
        // in English for who reads English
        sign_up(&from(w, 4).in_locale(Locale::En), "stad", 1, &sign("d@example.org")).await.unwrap();
        assert_eq!(last_subject(w, "d@example.org").await, "Confirm your place on the waiting list: Lokaler som räcker");
        w.app.clock.advance(TimeDelta::minutes(31));
        let late = token_of(mails_to(w, "d@example.org").await.last().unwrap());
        assert_eq!(confirm(&w.visitor(), "stad", 1, &late).await.unwrap(), State::Waiting);
        assert_eq!(state_of(w, &late).await.1, Some(3));
        cancel_own(&w.visitor(), "stad", 1, &token).await.unwrap();
        assert_eq!((state_of(w, &token).await.0, state_of(w, &c).await.1, meeting(w, 1).await.taken), (State::Cancelled, Some(1), 1));
    }

    async fn two_leave_at_once_and_two_move_up(w: World) {
        with(w, 2, |_| {}).await;
        let mut tokens = Vec::new();
        for n in 0..5 {
            tokens.push(join(w, n, &sign(&format!("p{n}@example.org"))).await);
        }
        let (one, two) = (w.visitor(), from(w, 99));
        let (first, second) = tokio::join!(cancel_own(&one, "stad", 1, &tokens[0]), cancel_own(&two, "stad", 1, &tokens[1]));
        first.unwrap();
        second.unwrap();
        let mut states = Vec::new();
        for token in &tokens {
            states.push(state_of(w, token).await.0);
        }
        assert_eq!(states, [State::Cancelled, State::Cancelled, State::Confirmed, State::Confirmed, State::Waiting]);
        let m = meeting(w, 1).await;
        assert_eq!((m.taken, m.left(), m.waiting, events(w, "registration_moved_up").await), (2, 0, 1, 2));
        for n in 2..4 {
            let moved = mails_to(w, &format!("p{n}@example.org")).await.iter().filter(|m| m.subject.starts_with("Du har fått en plats")).count();
            assert_eq!(moved, 1, "told once");
        }
    }

    async fn a_hundred_leave_and_sign_up_at_once(w: World) {
        with(w, 3, |_| {}).await;
        let mut tokens = Vec::new();
        for n in 0..6 {
            tokens.push(join(w, n, &sign(&format!("p{n}@example.org"))).await);
        }
        let visitors: Vec<_> = (0..100).map(|n| from(w, 100 + n)).collect();
        let forms: Vec<_> = (0..97).map(|n| sign(&format!("q{n}@example.org"))).collect();
        let leave = tokens.iter().take(3).zip(&visitors).map(|(token, ctx)| cancel_own(ctx, "stad", 1, token));
        let come = forms.iter().zip(&visitors[3..]).map(|(form, ctx)| sign_up(ctx, "stad", 1, form));
        let (left, came) = tokio::join!(futures::future::join_all(leave), futures::future::join_all(come));
        assert!(left.iter().all(Result::is_ok) && came.iter().all(|r| matches!(r, Ok(SignedUp::Listed))), "nobody overtakes those who wait: {came:?}");
        for token in &tokens[3..] {
            assert_eq!(state_of(w, token).await.0, State::Confirmed);
        }
        assert_eq!(meeting(w, 1).await.taken, 3);
    }

    async fn more_places_move_the_list(w: World) {
        with(w, 1, |_| {}).await;
        join(w, 1, &sign("a@example.org")).await;
        let b = join(w, 2, &sign("b@example.org")).await;
        let c = join(w, 3, &sign("c@example.org")).await;
        let eva = w.person("eva").await;
        let page = service::plan_page(&eva, "stad", 1, None, None).await.unwrap();
        let form = MeetingForm { key: "e1".into(), r#as: acting(&eva), capacity: "2".into(), ..page.form };
        edit(&eva, "stad", 1, &form).await.unwrap();
        assert_eq!((state_of(w, &b).await.0, state_of(w, &c).await), (State::Confirmed, (State::Waiting, Some(1))));
    }

    async fn online_is_counted_apart(w: World) {
        with(w, 1, |f| f.places_online = "1".into()).await;
        let online = |address: &str| SignUpForm { how: "online".into(), ..sign(address) };
        let a = join(w, 1, &sign("a@example.org")).await;
        let b = join(w, 2, &online("b@example.org")).await;
        let c = join(w, 3, &online("c@example.org")).await;
        let d = join(w, 4, &sign("d@example.org")).await;
        let m = meeting(w, 1).await;
        assert_eq!((m.taken, m.online_taken, m.left(), m.online_left(), m.is_full()), (1, 1, 0, Some(0), true));
        assert_eq!((state_of(w, &c).await, state_of(w, &d).await), ((State::Waiting, Some(1)), (State::Waiting, Some(1))), "each line has an order of its own");
        // who wants to change kind cannot while that is full
        assert!(matches!(change_own(&w.visitor(), "stad", 1, &a, &online("a@example.org")).await, Err(AppError::Refused(Refusal::Full))));
        cancel_own(&w.visitor(), "stad", 1, &b).await.unwrap();
        assert_eq!((state_of(w, &c).await.0, state_of(w, &d).await.0), (State::Confirmed, State::Waiting));
        // without a number there is room for all, and changing gives the place to who waits
        let eva = w.person("eva").await;
        let page = service::plan_page(&eva, "stad", 1, None, None).await.unwrap();
        assert_eq!(page.form.places_online, "1");
        edit(&eva, "stad", 1, &MeetingForm { key: "e1".into(), r#as: acting(&eva), places_online: String::new(), ..page.form }).await.unwrap();
        change_own(&w.visitor(), "stad", 1, &a, &online("a@example.org")).await.unwrap();
        assert_eq!(state_of(w, &d).await.0, State::Confirmed);
        let m = meeting(w, 1).await;
        assert_eq!((m.taken, m.online_taken, m.online_left(), m.is_full()), (1, 2, None, false));
        // fewer than are taken is refused
        let page = service::plan_page(&eva, "stad", 1, None, None).await.unwrap();
        let less = edit(&eva, "stad", 1, &MeetingForm { key: "e2".into(), r#as: acting(&eva), places_online: "1".into(), ..page.form }).await;
        assert!(matches!(less, Err(AppError::Invalid(f)) if f.of("places_online") == Some(&Fault::PlacesTaken(2))));
    }

    async fn an_organisation_has_so_many_seats(w: World) {
        with(w, 5, |f| f.seats = "1".into()).await;
        let of = |address: &str, organisation: &str| SignUpForm { organisation: organisation.into(), ..sign(address) };
        let a = join(w, 1, &of("a@example.org", "föreningen alfa")).await;
        let own = own_page(&w.visitor(), "stad", 1, &a, None).await.unwrap().registration;
        assert_eq!((own.organisation_name.as_str(), own.organisation_id.is_some()), ("Föreningen Alfa", true), "as the register has it");
        let b = join(w, 2, &of("b@example.org", "Föreningen Alfa")).await;
        let c = join(w, 3, &of("c@example.org", "Grannarna i fyran")).await;
        let d = join(w, 4, &of("d@example.org", "grannarna i FYRAN")).await;
        let e = join(w, 5, &of("e@example.org", "")).await;
        let f = join(w, 6, &of("f@example.org", "")).await;
        let mut states = Vec::new();
        for token in [&a, &b, &c, &d, &e, &f] {
            states.push(state_of(w, token).await.0);
        }
        assert_eq!(states, [State::Confirmed, State::Waiting, State::Confirmed, State::Waiting, State::Confirmed, State::Confirmed]);
        assert!(matches!(change_own(&w.visitor(), "stad", 1, &e, &of("", "Föreningen Alfa")).await, Err(AppError::Refused(Refusal::SeatsTaken))));
        // places are left, but only the one of the same organisation makes room
        cancel_own(&w.visitor(), "stad", 1, &c).await.unwrap();
        assert_eq!((state_of(w, &b).await.0, state_of(w, &d).await.0), (State::Waiting, State::Confirmed));
        cancel_own(&w.visitor(), "stad", 1, &a).await.unwrap();
        assert_eq!(state_of(w, &b).await.0, State::Confirmed);
    }

    async fn needs_are_for_the_kansli_and_are_erased(w: World) {
        with(w, 5, |_| {}).await;
        let form = SignUpForm { interpreter: "arabiska".into(), wheelchair: "1".into(), food: "halal".into(), organisation: "Föreningen Beta".into(), ..sign("a@example.org") };
        let token = join(w, 1, &form).await;
        join(w, 2, &SignUpForm { child_care: "två barn".into(), organisation: "Anna Andersson".into(), ..sign("b@example.org") }).await;
        join(w, 3, &SignUpForm { organisation: String::new(), needs: String::new(), ..sign("c@example.org") }).await;
        let own = own_page(&w.visitor(), "stad", 1, &token, None).await.unwrap();
        assert_eq!((own.form.interpreter.as_str(), own.form.wheelchair.as_str(), own.form.food.as_str(), own.needs.len()), ("arabiska", "1", "halal", 3));
        let changed = SignUpForm { wheelchair: String::new(), interpreter: "teckenspråk".into(), organisation: "Föreningen Beta".into(), food: String::new(), ..sign("") };
        change_own(&w.visitor(), "stad", 1, &token, &changed).await.unwrap();
        let list = registrants(&w.person("eva").await, "stad", 1).await.unwrap();
        let mut kinds: Vec<_> = list.needs.iter().map(|(_, kind, detail)| (*kind, detail.as_str())).collect();
        kinds.sort();
        assert_eq!(kinds, [(NeedKind::Interpreter, "teckenspråk"), (NeedKind::ChildCare, "två barn")]);
        let long = SignUpForm { food: "x".repeat(201), ..sign("d@example.org") };
        assert!(matches!(sign_up(&from(w, 9), "stad", 1, &long).await, Err(AppError::Invalid(f)) if f.of("food") == Some(&Fault::TooLong(200))));

        w.app.clock.set("2026-05-01T17:00:00Z".parse().unwrap());
        assert_eq!(erase_after_meetings(&w.visitor()).await.unwrap(), 0, "not before thirty days");
        let before = attended(w).await;
        w.app.clock.set("2026-05-01T18:00:00Z".parse().unwrap());
        assert_eq!(erase_after_meetings(&w.visitor()).await.unwrap(), 3);
        assert_eq!(erase_after_meetings(&w.visitor()).await.unwrap(), 0);
        let mut conn = w.visitor().read().await.unwrap();
        assert_eq!(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM access_need").unwrap(), 0);
        let kept = "SELECT COUNT(*) FROM registration WHERE organisation_name <> '' OR organisation_key <> '' OR organisation_id IS NOT NULL OR code <> ''";
        assert_eq!(scalar!(conn, i64, fetch_one, kept).unwrap(), 0);
        drop(conn);
        // organisations of the register stay as records; what anybody typed does not, since it may be a name
        let after = attended(w).await;
        let beta = Some(w.organisation("beta").await);
        assert_eq!(after, [Attended { organisation_id: None, people: 2, online: 0 }, Attended { organisation_id: beta, people: 1, online: 0 }]);
        assert_eq!(before, after, "the same before and after");
    }

    async fn what_remains_of_two_days_is_added_up(w: World) {
        with(w, 5, |_| {}).await;
        join(w, 1, &SignUpForm { organisation: "Föreningen Beta".into(), ..sign("a@example.org") }).await;
        let beta = w.organisation("beta").await;
        let mut tx = w.visitor().write().await.unwrap();
        let first = "INSERT INTO attendance (agreement_id, meeting_id, organisation_id, people, online) SELECT agreement_id, id, $1, 2, 1 FROM meeting";
        crate::execute!(tx, first, beta).unwrap();
        tx.commit().await.unwrap();
        w.days_pass(70);
        assert_eq!(erase_after_meetings(&w.visitor()).await.unwrap(), 1);
        assert_eq!(attended(w).await, [Attended { organisation_id: Some(beta), people: 3, online: 1 }]);
    }

    async fn a_cancelled_meeting_is_forgotten_from_the_day_of_that(w: World) {
        with(w, 5, |f| f.date = "2026-06-01".into()).await;
        join(w, 1, &SignUpForm { food: "halal".into(), ..sign("a@example.org") }).await;
        let eva = w.person("eva").await;
        let form = crate::meetings::inputs::CancelForm { key: "c".into(), r#as: acting(&eva), reason: "Lokalen brann.".into(), ..Default::default() };
        service::cancel(&eva, "stad", 1, &form).await.unwrap();
        w.days_pass(29);
        assert_eq!(erase_after_meetings(&w.visitor()).await.unwrap(), 0);
        w.days_pass(2);
        assert_eq!(erase_after_meetings(&w.visitor()).await.unwrap(), 1);
        let mut conn = w.visitor().read().await.unwrap();
        assert_eq!(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM access_need").unwrap(), 0);
    }

    async fn those_who_have_a_place_are_reminded_once(w: World) {
        with(w, 5, |_| {}).await;
        let token = join(w, 1, &sign("a@example.org")).await;
        sign_up(&from(w, 2).in_locale(Locale::En), "stad", 1, &sign("b@example.org")).await.unwrap();
        confirm(&w.visitor(), "stad", 1, &token_of(mails_to(w, "b@example.org").await.last().unwrap())).await.unwrap();
        sign_up(&from(w, 3), "stad", 1, &sign("held@example.org")).await.unwrap();
        let id = meeting(w, 1).await.id;
        let planned = async || {
            let mut conn = w.visitor().read().await.unwrap();
            scalar!(conn, chrono::DateTime<chrono::Utc>, fetch_all, "SELECT run_at FROM job WHERE kind = 'remind_registered' ORDER BY id").unwrap()
        };
        assert_eq!(planned().await, ["2026-03-30T15:30:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap()]);
        let system = Ctx::system(&w.app);
        remind(&system, id).await.unwrap();
        assert!(last_subject(w, "a@example.org").await.starts_with("Din plats"), "not before its time");
        // the meeting is moved: the job of the old time tells nobody
        let eva = w.person("eva").await;
        let page = service::plan_page(&eva, "stad", 1, None, None).await.unwrap();
        edit(&eva, "stad", 1, &MeetingForm { key: "e1".into(), r#as: acting(&eva), date: "2026-04-08".into(), ..page.form }).await.unwrap();
        assert_eq!(planned().await.len(), 2);
        w.app.clock.set("2026-03-30T15:30:00Z".parse().unwrap());
        remind(&system, id).await.unwrap();
        assert!(last_subject(w, "a@example.org").await.starts_with("Ny tid eller plats"));
        w.app.clock.set("2026-04-06T15:30:00Z".parse().unwrap());
        for _ in 0..2 {
            remind(&system, id).await.unwrap();
        }
        let told = mails_to(w, "a@example.org").await.pop().unwrap();
        assert!(told.subject == "Snart: Lokaler som räcker" && told.text.contains("onsdag 8 april"), "{} {}", told.subject, told.text);
        assert_eq!(state_of(w, &token_of(&told)).await.0, State::Confirmed, "with a link of its own");
        assert_eq!(last_subject(w, "b@example.org").await, "Soon: Lokaler som räcker");
        assert_eq!(mails_to(w, "a@example.org").await.iter().filter(|m| m.subject.starts_with("Snart")).count(), 1, "told once");
        assert_eq!(mails_to(w, "held@example.org").await.len(), 2, "the link to confirm, and the new day");
        assert_eq!(own_page(&w.visitor(), "stad", 1, &token, None).await.unwrap().registration.reminded_for, Some(meeting(w, 1).await.starts_at));
        // who signs up later needs none
        w.app.clock.advance(TimeDelta::minutes(1));
        join(w, 4, &sign("late@example.org")).await;
        remind(&system, id).await.unwrap();
        assert!(last_subject(w, "late@example.org").await.starts_with("Din plats"));
    }

    async fn who_is_signed_in_waits_at_once(w: World) {
        with(w, 1, |_| {}).await;
        join(w, 1, &sign("a@example.org")).await;
        let ida = w.person("ida").await;
        let form = SignUpForm { key: "k1".into(), ..sign("ida@example.org") };
        let SignedUp::Waits(token) = sign_up(&ida, "stad", 1, &form).await.unwrap() else { panic!("not on the list") };
        assert_eq!((state_of(w, &token).await, sign_up(&ida, "stad", 1, &form).await.unwrap()), ((State::Waiting, Some(1)), SignedUp::AgainWaits));
        assert_eq!(mails_to(w, "ida@example.org").await.len(), 1);
        // those who wait are told when the meeting is called off
        let eva = w.person("eva").await;
        let form = crate::meetings::inputs::CancelForm { key: "c".into(), r#as: acting(&eva), reason: "Lokalen brann.".into(), ..Default::default() };
        service::cancel(&eva, "stad", 1, &form).await.unwrap();
        assert!(last_subject(w, "ida@example.org").await.starts_with("Inställt"));
    }
}

/// Who was at meeting 1.
pub(super) async fn attended(w: &World) -> Vec<Attended> {
    let id = meeting(w, 1).await.id;
    let mut conn = w.visitor().read().await.unwrap();
    store::attended(&mut conn, id).await.unwrap()
}
