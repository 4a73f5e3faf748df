use super::*;
use crate::error::{AppError, Fault, Refusal};
use crate::meetings::service::{SignedUp, cancel_own, change_own, confirm, erase_after_meetings, expire_registration, own_page, registrants, sign_up};
use crate::meetings::types::RegistrationState;
use crate::on_both;
use chrono::TimeDelta;

async fn taken(w: &World) -> (i64, i64) {
    let m = meeting(w, 1).await;
    (m.taken, m.left())
}

async fn states(w: &World) -> Vec<RegistrationState> {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, RegistrationState, fetch_all, "SELECT state FROM registration ORDER BY id").unwrap()
}

/// A meeting with so many places.
async fn with_places(w: &World, places: i64) {
    let eva = w.person("eva").await;
    let form = MeetingForm { capacity: places.to_string(), ..meeting_form(&eva, "m1", &[]) };
    service::create(&eva, "stad", &form).await.unwrap();
}

/// Visitors from addresses of their own, as limits count by them.
fn from(w: &World, n: u8) -> crate::context::Ctx {
    crate::context::Ctx { client: Some(std::net::Ipv4Addr::new(10, 0, 0, n).into()), ..w.visitor() }
}

on_both! {
    async fn a_double_click_signs_up_once(w: World) {
        announced(w, &[]).await;
        let form = SignUpForm { key: "k1".into(), ..sign("mo@example.org") };
        for _ in 0..2 {
            assert_eq!(sign_up(&w.visitor(), "stad", 1, &form).await.unwrap(), SignedUp::Mailed);
        }
        assert_eq!(mails_to(w, "mo@example.org").await.len(), 1);
        // the page that carries the key is shared: another address is another sign-up
        let other = SignUpForm { key: "k1".into(), ..sign("bo@example.org") };
        assert_eq!(sign_up(&from(w, 7), "stad", 1, &other).await.unwrap(), SignedUp::Mailed);
        assert_eq!((mails_to(w, "bo@example.org").await.len(), taken(w).await), (1, (2, 8)));
        // and somebody signed in hears twice that the place is confirmed
        let ida = w.person("ida").await;
        let own = SignUpForm { key: "k2".into(), ..sign("ida@example.org") };
        assert!(matches!(sign_up(&ida, "stad", 1, &own).await.unwrap(), SignedUp::Confirmed(_)));
        assert_eq!(sign_up(&ida, "stad", 1, &own).await.unwrap(), SignedUp::Again);
    }

    async fn a_stranger_cannot_kill_or_change_a_sign_up(w: World) {
        announced(w, &[]).await;
        sign_up(&w.visitor(), "stad", 1, &sign("mo@example.org")).await.unwrap();
        let stranger = SignUpForm { name: "Någon annan".into(), needs: "Inget".into(), ..sign("MO@example.org") };
        sign_up(&from(w, 9), "stad", 1, &stranger).await.unwrap();
        let mails = mails_to(w, "mo@example.org").await;
        assert_eq!((mails.len(), taken(w).await), (2, (1, 9)));
        let (first, second) = (token_of(&mails[0]), token_of(&mails[1]));
        for token in [&first, &second] {
            let own = own_page(&w.visitor(), "stad", 1, token, None).await.unwrap();
            assert_eq!((own.registration.name.as_str(), own.registration.needs.as_str()), ("Mo Åkesson", "Ledsagning"));
        }
        confirm(&w.visitor(), "stad", 1, &first).await.unwrap();
        // and once confirmed the links still hold
        sign_up(&from(w, 9), "stad", 1, &stranger).await.unwrap();
        assert!(own_page(&w.visitor(), "stad", 1, &first, None).await.is_ok());
        w.days_pass(70);
        assert_eq!(erase_after_meetings(&w.visitor()).await.unwrap(), 1);
        let mut conn = w.visitor().read().await.unwrap();
        assert_eq!(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM registration_link").unwrap(), 0);
    }

    async fn a_visitor_holds_a_place_and_confirms(w: World) {
        announced(w, &[]).await;
        let visitor = w.visitor();
        assert_eq!(sign_up(&visitor, "stad", 1, &sign("mo@example.org")).await.unwrap(), SignedUp::Mailed);
        assert_eq!((taken(w).await, states(w).await), ((1, 9), vec![RegistrationState::Held]));
        let mails = mails_to(w, "mo@example.org").await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].subject, "Bekräfta din plats: Lokaler som räcker");
        assert!(mails[0].text.contains("senast kl. 09.30") && !mails[0].text.contains("Åkesson"), "{}", mails[0].text);
        let token = token_of(&mails[0]);
        // opening the link changes nothing: mail scanners do
        let own = own_page(&visitor, "stad", 1, &token, None).await.unwrap();
        assert_eq!(own.registration.state, RegistrationState::Held);
        confirm(&visitor, "stad", 1, &token).await.unwrap();
        confirm(&visitor, "stad", 1, &token).await.unwrap();
        assert_eq!((taken(w).await, states(w).await), ((1, 9), vec![RegistrationState::Confirmed]));
        let mails = mails_to(w, "mo@example.org").await;
        assert!(mails.len() == 2 && mails[1].text.contains("https://moten.example.org/rum"), "the online link is mailed once confirmed");
        assert_eq!((events(w, "registration_held").await, events(w, "registration_confirmed").await), (1, 1));
        // hashed at rest
        let mut conn = visitor.read().await.unwrap();
        let hash = scalar!(conn, String, fetch_one, "SELECT token_hash FROM registration").unwrap();
        assert_eq!(hash, crate::context::secret_hash(&token));
    }

    async fn an_own_address_is_confirmed_at_once(w: World) {
        announced(w, &[]).await;
        let ida = w.person("ida").await;
        let SignedUp::Confirmed(token) = sign_up(&ida, "stad", 1, &sign("IDA@example.org")).await.unwrap() else { panic!("not confirmed") };
        assert_eq!(own_page(&w.visitor(), "stad", 1, &token, None).await.unwrap().registration.state, RegistrationState::Confirmed);
        // who it was stands in the sign-up alone, which is erased
        let mut conn = ida.read().await.unwrap();
        let named = "SELECT COUNT(*) FROM event WHERE kind = 'registration_confirmed' AND (person_id IS NOT NULL OR actor_organisation_id IS NOT NULL)";
        assert_eq!((events(w, "registration_confirmed").await, scalar!(conn, i64, fetch_one, named).unwrap()), (1, 0));
        drop(conn);
        // somebody else's address is not
        assert_eq!(sign_up(&ida, "stad", 1, &sign("mo@example.org")).await.unwrap(), SignedUp::Mailed);
        assert_eq!(states(w).await, [RegistrationState::Confirmed, RegistrationState::Held]);
    }

    async fn a_second_sign_up_gets_the_same_answer_and_its_link(w: World) {
        with_places(w, 1).await;
        let first = sign_up(&from(w, 1), "stad", 1, &sign("mo@example.org")).await.unwrap();
        let token = token_of(&mails_to(w, "mo@example.org").await[0]);
        confirm(&w.visitor(), "stad", 1, &token).await.unwrap();
        // full: both hear that there is a waiting list, and the one who has a place gets the link again
        for address in ["mo@example.org", "ny@example.org"] {
            assert_eq!(sign_up(&from(w, 2), "stad", 1, &sign(address)).await.unwrap(), SignedUp::Listed, "{address}");
        }
        let mails = mails_to(w, "mo@example.org").await;
        assert_eq!((mails.len(), mails_to(w, "ny@example.org").await.len()), (3, 1));
        let newest = token_of(&mails[2]);
        assert_eq!(own_page(&w.visitor(), "stad", 1, &newest, None).await.unwrap().registration.state, RegistrationState::Confirmed);
        assert!(own_page(&w.visitor(), "stad", 1, &token, None).await.is_ok(), "the first link still holds");
        assert_eq!((first, taken(w).await), (SignedUp::Mailed, (1, 0)));
    }

    async fn a_second_sign_up_changes_nothing_of_a_confirmed_one(w: World) {
        announced(w, &[]).await;
        sign_up(&from(w, 1), "stad", 1, &sign("mo@example.org")).await.unwrap();
        confirm(&w.visitor(), "stad", 1, &token_of(&mails_to(w, "mo@example.org").await[0])).await.unwrap();
        let other = SignUpForm { name: "Någon annan".into(), ..sign("Mo@example.org") };
        assert_eq!(sign_up(&from(w, 2), "stad", 1, &other).await.unwrap(), SignedUp::Mailed);
        let token = token_of(mails_to(w, "mo@example.org").await.last().unwrap());
        assert_eq!(own_page(&w.visitor(), "stad", 1, &token, None).await.unwrap().registration.name, "Mo Åkesson");
        assert_eq!(taken(w).await, (1, 9));
    }

    async fn the_last_seat_goes_to_one_of_a_hundred(w: World) {
        with_places(w, 1).await;
        let contexts: Vec<_> = (0..100).map(|n| from(w, n)).collect();
        let forms: Vec<_> = (0..100).map(|n| sign(&format!("p{n}@example.org"))).collect();
        let results = futures::future::join_all(contexts.iter().zip(&forms).map(|(ctx, form)| sign_up(ctx, "stad", 1, form))).await;
        assert_eq!(results.iter().filter(|r| matches!(r, Ok(SignedUp::Mailed))).count(), 1);
        assert_eq!(results.iter().filter(|r| matches!(r, Ok(SignedUp::Listed))).count(), 99, "{results:?}");
        assert_eq!(taken(w).await, (1, 0));
        assert_eq!(states(w).await.iter().filter(|s| **s == RegistrationState::Held).count(), 1);
    }

    async fn the_last_seven_seats_go_to_seven_of_a_hundred(w: World) {
        with_places(w, 10).await;
        for n in 0..3 {
            sign_up(&from(w, 200 + n), "stad", 1, &sign(&format!("early{n}@example.org"))).await.unwrap();
        }
        let contexts: Vec<_> = (0..100).map(|n| from(w, n)).collect();
        let forms: Vec<_> = (0..100).map(|n| sign(&format!("p{n}@example.org"))).collect();
        let results = futures::future::join_all(contexts.iter().zip(&forms).map(|(ctx, form)| sign_up(ctx, "stad", 1, form))).await;
        assert_eq!(results.iter().filter(|r| matches!(r, Ok(SignedUp::Mailed))).count(), 7);
        assert_eq!((taken(w).await, states(w).await.len()), ((10, 0), 103));
    }

    async fn the_database_refuses_one_place_too_many(w: World) {
        with_places(w, 1).await;
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        assert!(crate::execute!(tx, "UPDATE meeting SET taken = taken + 2").is_err());
        drop(tx);
        let mut tx = ctx.write().await.unwrap();
        crate::execute!(tx, "UPDATE meeting SET online_capacity = 3").unwrap();
        assert!(crate::execute!(tx, "UPDATE meeting SET online_taken = 4").is_err());
    }

    async fn a_hold_ends_after_thirty_minutes(w: World) {
        with_places(w, 1).await;
        sign_up(&from(w, 1), "stad", 1, &sign("mo@example.org")).await.unwrap();
        w.app.clock.advance(TimeDelta::minutes(29));
        assert_eq!(sign_up(&from(w, 2), "stad", 1, &sign("ny@example.org")).await.unwrap(), SignedUp::Listed);
        w.app.clock.advance(TimeDelta::minutes(1));
        assert_eq!(taken(w).await, (1, 1), "the page shows the place before any job has run");
        assert_eq!(sign_up(&from(w, 3), "stad", 1, &sign("sen@example.org")).await.unwrap(), SignedUp::Mailed);
        assert_eq!((taken(w).await, states(w).await), ((1, 0), vec![RegistrationState::Expired, RegistrationState::Asked, RegistrationState::Held]));
        assert_eq!(events(w, "registration_expired").await, 1);
        // too late, and full: on the list
        let token = token_of(&mails_to(w, "mo@example.org").await[0]);
        assert_eq!(confirm(&w.visitor(), "stad", 1, &token).await.unwrap(), RegistrationState::Waiting);
        // the next hold ends too, and whoever waits has the place
        w.app.clock.advance(TimeDelta::minutes(30));
        assert_eq!(confirm(&w.visitor(), "stad", 1, &token).await.unwrap(), RegistrationState::Confirmed);
        assert_eq!((taken(w).await, states(w).await), ((1, 0), vec![RegistrationState::Confirmed, RegistrationState::Expired, RegistrationState::Expired]));
        assert_eq!(mails_to(w, "mo@example.org").await.last().unwrap().subject, "Du har fått en plats: Lokaler som räcker");
    }

    async fn the_job_lets_go_of_what_was_not_confirmed(w: World) {
        announced(w, &[]).await;
        for n in 0..2 {
            sign_up(&w.visitor(), "stad", 1, &sign(&format!("p{n}@example.org"))).await.unwrap();
        }
        confirm(&w.visitor(), "stad", 1, &token_of(&mails_to(w, "p0@example.org").await[0])).await.unwrap();
        let mut conn = w.visitor().read().await.unwrap();
        let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'expire_registration' ORDER BY id").unwrap();
        drop(conn);
        assert_eq!(jobs.len(), 2);
        let system = crate::context::Ctx::system(&w.app);
        let ids: Vec<_> = jobs.iter().map(|j| match serde_json::from_str(j).unwrap() { Job::ExpireRegistration { registration } => registration, j => panic!("{j:?}") }).collect();
        expire_registration(&system, ids[1]).await.unwrap();
        assert_eq!(taken(w).await.0, 2, "not before its time");
        w.app.clock.advance(TimeDelta::minutes(30));
        for _ in 0..2 {
            for id in &ids {
                expire_registration(&system, *id).await.unwrap();
            }
        }
        assert_eq!((taken(w).await, states(w).await), ((1, 9), vec![RegistrationState::Confirmed, RegistrationState::Expired]));
    }

    async fn the_own_link_changes_and_cancels(w: World) {
        announced(w, &[]).await;
        sign_up(&w.visitor(), "stad", 1, &sign("mo@example.org")).await.unwrap();
        let token = token_of(&mails_to(w, "mo@example.org").await[0]);
        confirm(&w.visitor(), "stad", 1, &token).await.unwrap();
        let form = SignUpForm { name: "Mo Å".into(), email: "annan@example.org".into(), how: "online".into(), ..SignUpForm::default() };
        change_own(&w.visitor(), "stad", 1, &token, &form).await.unwrap();
        let own = own_page(&w.visitor(), "stad", 1, &token, None).await.unwrap().registration;
        assert_eq!((own.name.as_str(), own.email.as_str(), own.online, own.needs.as_str()), ("Mo Å", "mo@example.org", true, ""));
        let bad = change_own(&w.visitor(), "stad", 1, &token, &SignUpForm { name: "x".into(), how: "hemma".into(), ..form }).await;
        assert!(matches!(bad, Err(AppError::Invalid(f)) if f.of("name") == Some(&Fault::TooShort(2)) && f.of("how") == Some(&Fault::Choice)));
        cancel_own(&w.visitor(), "stad", 1, &token).await.unwrap();
        cancel_own(&w.visitor(), "stad", 1, &token).await.unwrap();
        assert_eq!((taken(w).await, states(w).await), ((0, 10), vec![RegistrationState::Cancelled]));
        assert_eq!(mails_to(w, "mo@example.org").await.iter().filter(|m| m.subject.starts_with("Avbokat")).count(), 1, "a receipt, once");
        assert!(matches!(confirm(&w.visitor(), "stad", 1, &token).await, Err(AppError::Refused(Refusal::LinkSpent))));
        // signing up again begins anew
        sign_up(&w.visitor(), "stad", 1, &sign("mo@example.org")).await.unwrap();
        assert_eq!((taken(w).await, states(w).await), ((1, 9), vec![RegistrationState::Held]));
    }

    async fn a_wrong_or_old_link_is_spent(w: World) {
        announced(w, &[]).await;
        sign_up(&w.person("ida").await, "stad", 1, &sign("ida@example.org")).await.unwrap();
        let token = token_of(&mails_to(w, "ida@example.org").await[0]);
        let spent = |r: Result<(), AppError>| assert!(matches!(r, Err(AppError::Refused(Refusal::LinkSpent))), "{r:?}");
        spent(confirm(&w.visitor(), "stad", 1, "fel").await.map(|_| ()));
        spent(own_page(&w.visitor(), "stad", 1, "fel", None).await.map(|_| ()));
        w.app.clock.set("2026-04-01T17:29:00Z".parse().unwrap());
        assert!(own_page(&w.visitor(), "stad", 1, &token, None).await.is_ok(), "until the meeting has ended");
        w.app.clock.set("2026-04-01T17:30:00Z".parse().unwrap());
        spent(own_page(&w.visitor(), "stad", 1, &token, None).await.map(|_| ()));
        spent(cancel_own(&w.visitor(), "stad", 1, &token).await);
        assert!(matches!(sign_up(&w.visitor(), "stad", 1, &sign("ny@example.org")).await, Err(AppError::Refused(Refusal::Closed))));
    }

    async fn faults_stand_at_their_fields(w: World) {
        let eva = w.person("eva").await;
        let form = MeetingForm { online_url: String::new(), ..meeting_form(&eva, "m1", &[]) };
        service::create(&eva, "stad", &form).await.unwrap();
        let bad = SignUpForm { name: String::new(), email: "mo".into(), ..sign("") };
        assert!(matches!(sign_up(&w.visitor(), "stad", 1, &bad).await, Err(AppError::Invalid(f)) if f.of("name") == Some(&Fault::Required) && f.of("email") == Some(&Fault::Email)));
        let online = SignUpForm { how: "online".into(), ..sign("mo@example.org") };
        assert!(matches!(sign_up(&w.visitor(), "stad", 1, &online).await, Err(AppError::Invalid(f)) if f.of("how") == Some(&Fault::Choice)), "the meeting is not online");
        assert!(states(w).await.is_empty());
        assert!(matches!(sign_up(&w.visitor(), "stad", 9, &sign("mo@example.org")).await, Err(AppError::NotFound)));
    }

    async fn a_mailbox_and_a_client_have_limits(w: World) {
        announced(w, &[]).await;
        for n in 0..10 {
            sign_up(&from(w, 20 + n), "stad", 1, &sign("mo@example.org")).await.unwrap();
        }
        assert!(matches!(sign_up(&from(w, 9), "stad", 1, &sign("mo@example.org")).await, Err(AppError::TooOften(_))));
        for n in 0..60 {
            // full or not: they count
            let _ = sign_up(&from(w, 10), "stad", 1, &sign(&format!("p{n}@example.org"))).await;
        }
        assert!(matches!(sign_up(&from(w, 10), "stad", 1, &sign("sist@example.org")).await, Err(AppError::TooOften(_))));
    }

    async fn only_the_kansli_reads_who_signed_up(w: World) {
        announced(w, &[]).await;
        sign_up(&w.visitor(), "stad", 1, &sign("mo@example.org")).await.unwrap();
        for name in ["per", "sia", "anna", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            assert!(matches!(registrants(&ctx, "stad", 1).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(registrants(&w.visitor(), "stad", 1).await, Err(AppError::SignInFirst)));
        let list = registrants(&w.person("eva").await, "stad", 1).await.unwrap();
        assert_eq!(list.people.iter().map(|p| (p.name.as_str(), p.needs.as_str())).collect::<Vec<_>>(), [("Mo Åkesson", "Ledsagning")]);
    }

    async fn sign_ups_are_erased_after_the_meeting(w: World) {
        announced(w, &[]).await;
        let ida = w.person("ida").await;
        sign_up(&ida, "stad", 1, &sign("ida@example.org")).await.unwrap();
        w.app.clock.set("2026-05-01T17:00:00Z".parse().unwrap());
        assert_eq!(erase_after_meetings(&ida).await.unwrap(), 0);
        w.app.clock.set("2026-05-01T18:00:00Z".parse().unwrap());
        assert_eq!(erase_after_meetings(&ida).await.unwrap(), 1);
        assert_eq!(erase_after_meetings(&ida).await.unwrap(), 0);
        assert_eq!(meeting(w, 1).await.confirmed, 1);
        let mut conn = ida.read().await.unwrap();
        let left = scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM registration WHERE name <> '' OR email <> '' OR needs <> '' OR person_id IS NOT NULL").unwrap();
        assert_eq!(left, 0);
    }

    async fn a_loader_fills_places_without_mail(w: World) {
        let created = announced(w, &[]).await;
        let ctx = w.person("eva").await;
        let mut tx = ctx.write().await.unwrap();
        for n in 0..11 {
            let sign = store::Sign { name: format!("Person {n}"), email: format!("p{n}@example.org"), ..store::Sign::default() };
            let there = store::insert_confirmed_registration(&mut tx, &ctx, w.agreement().id, created.id, &sign).await.unwrap();
            assert_eq!(there, n < 10);
        }
        tx.commit().await.unwrap();
        assert_eq!(taken(w).await, (10, 0));
    }

    async fn a_full_list_does_not_tell_who_is_on_it(w: World) {
        with_places(w, 1).await;
        sign_up(&from(w, 1), "stad", 1, &sign("mo@example.org")).await.unwrap();
        confirm(&w.visitor(), "stad", 1, &token_of(&mails_to(w, "mo@example.org").await[0])).await.unwrap();
        let (eva, id) = (w.person("eva").await, meeting(w, 1).await.id);
        let mut tx = eva.write().await.unwrap();
        for n in 0..500 {
            let sign = store::Sign { name: format!("Person {n}"), email: format!("p{n}@example.org"), ..store::Sign::default() };
            store::insert_loaded(&mut tx, &eva, w.agreement().id, id, &sign, RegistrationState::Waiting).await.unwrap();
        }
        tx.commit().await.unwrap();
        for address in ["mo@example.org", "p7@example.org", "ny@example.org"] {
            let answer = sign_up(&from(w, 2), "stad", 1, &sign(address)).await;
            assert!(matches!(answer, Err(AppError::Refused(Refusal::Full))), "{address}: {answer:?}");
        }
        let mails = [mails_to(w, "mo@example.org").await.len(), mails_to(w, "p7@example.org").await.len(), mails_to(w, "ny@example.org").await.len()];
        assert_eq!(mails, [3, 1, 0], "who is there gets the link, by mail alone");
    }
}
