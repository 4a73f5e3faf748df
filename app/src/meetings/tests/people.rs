//! At the door, and guests.

use super::*;
use crate::desk::service::link::{LinkForm, link_again};
use crate::error::{AppError, Fault, Refusal};
use crate::meetings::inputs::{AnswerForm, DoorForm, GuestForm, InviteForm};
use crate::meetings::service::{SignedUp, answer, cancel_own, check_in, door, guest_act, guests_page, invitation, invite, sign_up};
use crate::meetings::types::{GuestState, RegistrationState as State};
use crate::meetings::{forms_people, pages};
use crate::on_both;
use crate::ui::Body;
use axum::extract::{Path, Query};

pub(super) async fn with(w: &World, places: i64, change: impl FnOnce(&mut MeetingForm)) {
    let eva = w.person("eva").await;
    let mut form = MeetingForm { capacity: places.to_string(), ..meeting_form(&eva, "m1", &[]) };
    change(&mut form);
    service::create(&eva, "stad", &form).await.unwrap();
}

/// Somebody signed in who has a place at once.
async fn come(w: &World, name: &str) -> String {
    let form = SignUpForm { name: format!("{name} Öberg"), ..sign(&format!("{name}@example.org")) };
    match sign_up(&w.person(name).await, "stad", 1, &form).await.unwrap() {
        SignedUp::Confirmed(token) => token,
        other => panic!("{other:?}"),
    }
}

pub(super) fn to_door(ctx: &Ctx, id: crate::ids::RegistrationId, on: bool) -> DoorForm {
    DoorForm { r#as: acting(ctx), id: id.to_string(), on: if on { "1".into() } else { "0".into() } }
}

pub(super) fn invitation_form(ctx: &Ctx, key: &str, email: &str, organisation: &str) -> InviteForm {
    InviteForm { key: key.into(), r#as: acting(ctx), email: email.into(), organisation: organisation.into(), ..InviteForm::default() }
}

/// Secret of the newest invitation to an address.
pub(super) async fn invited(w: &World, address: &str) -> String {
    let mail = mails_to(w, address).await.pop().unwrap();
    let (_, rest) = mail.text.split_once("/inbjudan/").unwrap_or_else(|| panic!("no invitation in {}", mail.text));
    rest.split_whitespace().next().unwrap().to_string()
}

pub(super) fn yes(how: &str) -> AnswerForm {
    AnswerForm { answer: "yes".into(), name: "Gun Gäst".into(), how: how.into(), ..AnswerForm::default() }
}

pub(super) async fn html(page: crate::shell::PageResult) -> String {
    let bytes = axum::body::to_bytes(page.unwrap().into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap().replace("<!>", "")
}

on_both! {
    async fn people_are_found_by_name_and_code_and_checked_in(w: World) {
        with(w, 10, |_| {}).await;
        let token = come(w, "ida").await;
        come(w, "anna").await;
        let eva = w.person("eva").await;
        let early = door(&eva, "stad", 1, "ida", None).await.unwrap().people[0].id;
        assert!(matches!(check_in(&eva, "stad", 1, &to_door(&eva, early, true)).await, Err(AppError::Refused(Refusal::DoorEarly))));
        w.app.clock.set("2026-03-31T08:00:00Z".parse().unwrap());
        let eva = w.person("eva").await;
        let all = door(&eva, "stad", 1, "", None).await.unwrap();
        assert_eq!((all.all, all.came, all.people.len()), (2, 0, 2));
        let found = door(&eva, "stad", 1, " IDA ", None).await.unwrap().people;
        assert_eq!(found.len(), 1);
        let code = found[0].code.clone();
        // as it is read out, typed or opened from the QR code
        for typed in [code.clone(), code.to_lowercase(), format!("{} {}", &code[..3], &code[3..])] {
            assert_eq!(door(&eva, "stad", 1, &typed, None).await.unwrap().people.len(), 1, "{typed}");
        }
        assert!(door(&eva, "stad", 1, "ingen", None).await.unwrap().people.is_empty());
        let id = found[0].id;
        for _ in 0..2 {
            check_in(&eva, "stad", 1, &to_door(&eva, id, true)).await.unwrap();
        }
        assert_eq!((events(w, "registration_checked_in").await, meeting(w, 1).await.checked_in), (1, 1));
        assert_eq!(door(&eva, "stad", 1, "", Some(id)).await.unwrap().just.map(|r| r.id), Some(id));
        let page = html(pages::own(w.visitor(), Path(("stad".into(), "1-x".into(), token.clone()))).await).await;
        assert!(page.contains("<svg viewBox") && page.contains(&code) && page.contains("Du är incheckad."), "{page}");
        check_in(&eva, "stad", 1, &to_door(&eva, id, false)).await.unwrap();
        assert_eq!((events(w, "check_in_undone").await, meeting(w, 1).await.checked_in), (1, 0));
        // whoever gave the place back is not there
        cancel_own(&w.visitor(), "stad", 1, &token).await.unwrap();
        assert!(matches!(check_in(&eva, "stad", 1, &to_door(&eva, id, true)).await, Err(AppError::NotFound)));
    }

    async fn two_phones_at_the_door_check_in_once(w: World) {
        with(w, 10, |_| {}).await;
        come(w, "ida").await;
        w.app.clock.set("2026-03-31T08:00:00Z".parse().unwrap());
        let eva = w.person("eva").await;
        let id = door(&eva, "stad", 1, "", None).await.unwrap().people[0].id;
        let form = to_door(&eva, id, true);
        let (one, two) = tokio::join!(check_in(&eva, "stad", 1, &form), check_in(&eva, "stad", 1, &form));
        assert!(one.is_ok() && two.is_ok());
        assert_eq!(events(w, "registration_checked_in").await, 1);
    }

    async fn the_door_and_the_guests_are_for_the_kansli(w: World) {
        with(w, 10, |_| {}).await;
        come(w, "ida").await;
        let code = door(&w.person("eva").await, "stad", 1, "", None).await.unwrap().people[0].code.clone();
        for name in ["per", "sia", "olle", "anna", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            let not_allowed = |e: AppError| assert!(matches!(e, AppError::Refused(Refusal::NotAllowed)), "{name}: {e:?}");
            // the same for a code that is somebody's and one that is nobody's
            not_allowed(door(&ctx, "stad", 1, &code, None).await.unwrap_err());
            not_allowed(door(&ctx, "stad", 1, "ZZZZZZ", None).await.unwrap_err());
            not_allowed(check_in(&ctx, "stad", 1, &to_door(&ctx, crate::ids::RegistrationId(1), true)).await.unwrap_err());
            not_allowed(guests_page(&ctx, "stad", 1).await.unwrap_err());
            not_allowed(invite(&ctx, "stad", 1, &invitation_form(&ctx, "k", "x@example.org", "")).await.unwrap_err());
            let act = GuestForm { r#as: acting(&ctx), act: "again".into() };
            not_allowed(guest_act(&ctx, "stad", 1, crate::ids::GuestId(1), &act).await.unwrap_err());
        }
        assert!(matches!(door(&w.visitor(), "stad", 1, &code, None).await, Err(AppError::SignInFirst)));
        let eva = w.person("eva").await;
        let other = DoorForm { r#as: String::new(), ..to_door(&eva, crate::ids::RegistrationId(1), true) };
        assert!(matches!(check_in(&eva, "stad", 1, &other).await, Err(AppError::ActingChanged { .. })));
    }

    async fn a_guest_is_invited_and_comes(w: World) {
        with(w, 2, |f| f.by_invitation = "1".into()).await;
        let eva = w.person("eva").await;
        let form = invitation_form(&eva, "k1", "gun@example.net", "Föreningen Alfa");
        for _ in 0..2 {
            assert_eq!(invite(&eva, "stad", 1, &form).await.unwrap(), 1, "a second sending acts once");
        }
        assert_eq!(mails_to(w, "gun@example.net").await.len(), 1);
        assert_eq!((meeting(w, 1).await.taken, events(w, "guest_invited").await), (1, 1), "a place is held");
        let token = invited(w, "gun@example.net").await;
        let seen = invitation(&w.visitor(), "stad", 1, &token, None).await.unwrap();
        assert_eq!((seen.guest.state, seen.form.organisation.as_str()), (GuestState::Invited, "Föreningen Alfa"));
        let nameless = AnswerForm { name: String::new(), ..yes("place") };
        assert!(matches!(answer(&w.visitor(), "stad", 1, &token, &nameless).await, Err(AppError::Invalid(f)) if f.of("name").is_some()));
        for _ in 0..2 {
            assert_eq!(answer(&w.visitor(), "stad", 1, &token, &yes("place")).await.unwrap(), Some(State::Confirmed));
        }
        let m = meeting(w, 1).await;
        assert_eq!((m.taken, m.confirmed, events(w, "guest_accepted").await), (1, 1, 1));
        // the same link leads to the own page
        let own = service::own_page(&w.visitor(), "stad", 1, &token, None).await.unwrap().registration;
        assert_eq!((own.state, own.name.as_str(), own.code.len()), (State::Confirmed, "Gun Gäst", 6));
        assert!(mails_to(w, "gun@example.net").await.last().unwrap().subject.starts_with("Din plats"));
        cancel_own(&w.visitor(), "stad", 1, &token).await.unwrap();
        assert_eq!((meeting(w, 1).await.taken, guests_page(&eva, "stad", 1).await.unwrap().guests[0].state), (0, GuestState::Declined));
    }

    async fn others_read_who_is_invited_and_cannot_sign_up(w: World) {
        with(w, 5, |f| f.by_invitation = "1".into()).await;
        let eva = w.person("eva").await;
        // both who speak for beta
        assert_eq!(invite(&eva, "stad", 1, &invitation_form(&eva, "k1", "", "beta")).await.unwrap(), 2);
        assert_eq!(invite(&eva, "stad", 1, &invitation_form(&eva, "k2", "", "beta")).await.unwrap(), 0, "nobody is invited twice");
        assert!(matches!(sign_up(&w.visitor(), "stad", 1, &sign("mo@example.org")).await, Err(AppError::Refused(Refusal::ByInvitation))));
        let page = html(pages::one(w.visitor(), Path(("stad".into(), "1-lokaler-som-racker".into()))).await).await;
        for part in ["För inbjudna", "Föreningen Beta", "Lokaler som räcker"] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("id=\"email\"") && !page.contains("bo@example.org") && !page.contains("Dua"));
        let list = html(pages::guests(eva.clone(), Path(("stad".into(), "1-x".into()))).await).await;
        assert!(list.contains("Har inte svarat (2)") && list.contains("Dua"), "{list}");
    }

    async fn a_guest_who_declines_gives_the_place_to_who_waits(w: World) {
        with(w, 2, |f| f.places_online = "1".into()).await;
        let eva = w.person("eva").await;
        invite(&eva, "stad", 1, &invitation_form(&eva, "k1", "gun@example.net", "")).await.unwrap();
        invite(&eva, "stad", 1, &invitation_form(&eva, "k2", "ulf@example.net", "")).await.unwrap();
        assert!(matches!(invite(&eva, "stad", 1, &invitation_form(&eva, "k3", "tre@example.net", "")).await, Err(AppError::Refused(Refusal::Full))));
        let SignedUp::Waits(waits) = sign_up(&w.person("ida").await, "stad", 1, &sign("ida@example.org")).await.unwrap() else { panic!("not on the list") };
        let gun = invited(w, "gun@example.net").await;
        for _ in 0..2 {
            assert_eq!(answer(&w.visitor(), "stad", 1, &gun, &AnswerForm { answer: "no".into(), ..AnswerForm::default() }).await.unwrap(), None);
        }
        assert_eq!(service::own_page(&w.visitor(), "stad", 1, &waits, None).await.unwrap().registration.state, State::Confirmed);
        assert_eq!((meeting(w, 1).await.taken, events(w, "guest_declined").await), (2, 1));
        // regrets it: no place is held any more, so there is the list
        assert_eq!(answer(&w.visitor(), "stad", 1, &gun, &yes("place")).await.unwrap(), Some(State::Waiting));
        // and who comes online gives the place held at the place back
        let ulf = invited(w, "ulf@example.net").await;
        assert_eq!(answer(&w.visitor(), "stad", 1, &ulf, &yes("online")).await.unwrap(), Some(State::Confirmed));
        let m = meeting(w, 1).await;
        assert_eq!((m.taken, m.online_taken, m.waiting), (2, 1, 0), "gun has moved up");
    }

    async fn members_of_a_body_are_invited_to_its_meetings(w: World) {
        let eva = w.person("eva").await;
        let of_body = MeetingForm { kind: "group_meeting".into(), of_body: "styrgrupp".into(), capacity: "1".into(), ..meeting_form(&eva, "m1", &[]) };
        let refused = service::create(&eva, "stad", &of_body).await;
        assert!(matches!(refused, Err(AppError::Invalid(f)) if f.0 == [("capacity", Fault::Number(2, 5000))]), "each of them needs a place");
        let draft = MeetingForm { act: "draft".into(), capacity: "3".into(), ..of_body };
        service::create(&eva, "stad", &draft).await.unwrap();
        assert_eq!((mails_to(w, "sia@example.org").await.len(), events(w, "guest_invited").await), (0, 0), "a draft calls nobody");
        let form = service::plan_page(&eva, "stad", 1, None, None).await.unwrap().form;
        let announced = MeetingForm { key: "e1".into(), r#as: acting(&eva), act: "announce".into(), ..form };
        for _ in 0..2 {
            service::edit(&eva, "stad", 1, &announced).await.unwrap();
        }
        let guests = guests_page(&eva, "stad", 1).await.unwrap().guests;
        assert_eq!(guests.iter().map(|g| (g.name.as_str(), g.organisation_name.as_deref(), g.holds)).collect::<Vec<_>>(), [
            ("Olle", Some("Styrgruppen"), true),
            ("Sia", Some("Styrgruppen"), true)
        ]);
        assert_eq!((meeting(w, 1).await.taken, mails_to(w, "sia@example.org").await.len(), events(w, "guest_invited").await), (2, 1, 1));
        // who declined is asked again for the new day, and who has not answered is told of it, once
        let token = invited(w, "olle@example.org").await;
        answer(&w.visitor(), "stad", 1, &token, &AnswerForm { answer: "no".into(), ..AnswerForm::default() }).await.unwrap();
        let form = service::plan_page(&eva, "stad", 1, None, None).await.unwrap().form;
        let moved = MeetingForm { key: "e2".into(), r#as: acting(&eva), date: "2026-04-08".into(), ..form };
        service::edit(&eva, "stad", 1, &moved).await.unwrap();
        let subjects = async |address: &str| mails_to(w, address).await.into_iter().map(|m| m.subject.split(':').next().unwrap_or_default().to_string()).collect::<Vec<_>>();
        assert_eq!(subjects("olle@example.org").await, ["Inbjudan", "Inbjudan"]);
        assert_eq!(subjects("sia@example.org").await, ["Inbjudan", "Ny tid eller plats"]);
        // another change calls nobody
        let form = service::plan_page(&eva, "stad", 1, None, None).await.unwrap().form;
        service::edit(&eva, "stad", 1, &MeetingForm { key: "e3".into(), r#as: acting(&eva), title: "Styrgruppen möts".into(), ..form }).await.unwrap();
        assert_eq!((meeting(w, 1).await.taken, events(w, "guest_invited").await), (2, 2));
    }

    async fn an_invitation_is_sent_again_or_taken_back(w: World) {
        with(w, 1, |_| {}).await;
        let eva = w.person("eva").await;
        invite(&eva, "stad", 1, &invitation_form(&eva, "k1", "gun@example.net", "")).await.unwrap();
        let id = guests_page(&eva, "stad", 1).await.unwrap().guests[0].id;
        let first = invited(w, "gun@example.net").await;
        let act = |act: &str| GuestForm { r#as: acting(&eva), act: act.into() };
        guest_act(&eva, "stad", 1, id, &act("again")).await.unwrap();
        let second = invited(w, "gun@example.net").await;
        assert!(matches!(invitation(&w.visitor(), "stad", 1, &first, None).await, Err(AppError::Refused(Refusal::LinkSpent))));
        assert!(invitation(&w.visitor(), "stad", 1, &second, None).await.is_ok());
        guest_act(&eva, "stad", 1, id, &act("withdraw")).await.unwrap();
        assert_eq!((meeting(w, 1).await.taken, events(w, "guest_withdrawn").await), (0, 1));
        assert!(matches!(answer(&w.visitor(), "stad", 1, &second, &yes("place")).await, Err(AppError::Refused(Refusal::LinkSpent))));
        assert!(matches!(guest_act(&eva, "stad", 1, id, &act("again")).await, Err(AppError::NotFound)));
    }

    async fn faults_of_an_invitation_stand_at_their_fields(w: World) {
        with(w, 5, |_| {}).await;
        let eva = w.person("eva").await;
        let fault = async |email: &str, organisation: &str| match invite(&eva, "stad", 1, &invitation_form(&eva, "k", email, organisation)).await {
            Err(AppError::Invalid(faults)) => faults.0,
            other => panic!("{other:?}"),
        };
        assert_eq!(fault("", "").await, [("email", Fault::Required)]);
        assert_eq!(fault("gun", "").await, [("email", Fault::Email)]);
        assert_eq!(fault("", "Ingen förening").await, [("organisation", Fault::Choice)]);
        w.app.clock.set("2026-04-01T15:30:00Z".parse().unwrap());
        assert!(matches!(invite(&eva, "stad", 1, &invitation_form(&eva, "k", "gun@example.net", "")).await, Err(AppError::Refused(Refusal::Closed))));
    }

    async fn forms_lead_back_to_their_lists(w: World) {
        with(w, 5, |_| {}).await;
        come(w, "ida").await;
        w.app.clock.set("2026-03-31T08:00:00Z".parse().unwrap());
        let eva = w.person("eva").await;
        let id = door(&eva, "stad", 1, "", None).await.unwrap().people[0].id;
        let path = || Path(("stad".to_string(), "1-lokaler-som-racker".to_string()));
        let done = forms_people::check_in(eva.clone(), path(), Body(to_door(&eva, id, true))).await.unwrap();
        assert_eq!(done.headers()["location"], format!("/stad/moten/1-lokaler-som-racker/incheckning?nyss={id}"));
        let page = html(pages::door(eva.clone(), path(), Query(pages::Find { nyss: Some(id.0), ..pages::Find::default() })).await).await;
        assert!(page.contains("ida Öberg är incheckad") && page.contains("Ångra") && page.contains("av 1 är incheckade"), "{page}");
        let failed = forms_people::invite(eva.clone(), path(), Body(invitation_form(&eva, "k", "gun", ""))).await.unwrap();
        assert_eq!(failed.status(), http::StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html(Ok(failed)).await.contains("value=\"gun\""));
    }

    async fn a_meeting_that_is_another_bodys_now_calls_its_members(w: World) {
        let eva = w.person("eva").await;
        let of_body = MeetingForm { kind: "group_meeting".into(), of_body: "styrgrupp".into(), capacity: "3".into(), ..meeting_form(&eva, "m1", &[]) };
        service::create(&eva, "stad", &of_body).await.unwrap();
        let (olle, sia) = (invited(w, "olle@example.org").await, invited(w, "sia@example.org").await);
        answer(&w.visitor(), "stad", 1, &sia, &yes("place")).await.unwrap();
        let form = service::plan_page(&eva, "stad", 1, None, None).await.unwrap().form;
        service::edit(&eva, "stad", 1, &MeetingForm { key: "e1".into(), r#as: acting(&eva), of_body: "kansli".into(), ..form }).await.unwrap();
        let guests = guests_page(&eva, "stad", 1).await.unwrap().guests;
        let seen: Vec<_> = guests.iter().map(|g| (g.name.as_str(), g.state)).collect();
        assert_eq!(seen, [("Eva", GuestState::Invited), ("Per", GuestState::Invited), ("Sia", GuestState::Accepted)], "who said yes comes");
        assert_eq!((meeting(w, 1).await.taken, events(w, "guest_withdrawn").await), (3, 1));
        assert!(matches!(answer(&w.visitor(), "stad", 1, &olle, &yes("place")).await, Err(AppError::Refused(Refusal::LinkSpent))));
    }

    async fn only_new_guests_count(w: World) {
        with(w, 5, |_| {}).await;
        let eva = w.person("eva").await;
        assert_eq!(invite(&eva, "stad", 1, &invitation_form(&eva, "k1", "", "beta")).await.unwrap(), 2);
        let mut tx = eva.write().await.unwrap();
        let many = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 498)
            INSERT INTO guest (agreement_id, meeting_id, email, email_key, token_hash, invited_at)
            SELECT m.agreement_id, m.id, 'g' || CAST(n.i AS TEXT), 'g' || CAST(n.i AS TEXT), 'g' || CAST(n.i AS TEXT), m.created_at FROM meeting m CROSS JOIN n";
        crate::execute!(tx, many).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(invite(&eva, "stad", 1, &invitation_form(&eva, "k2", "", "beta")).await.unwrap(), 0, "they are there already");
        assert!(matches!(invite(&eva, "stad", 1, &invitation_form(&eva, "k3", "gun@example.net", "")).await, Err(AppError::Refused(Refusal::Full))));
    }

    async fn whoever_is_called_and_lost_the_mail_gets_another_link(w: World) {
        with(w, 2, |_| {}).await;
        let (eva, anna, bo) = (w.person("eva").await, w.person("anna").await, w.person("bo").await);
        invite(&eva, "stad", 1, &invitation_form(&eva, "k1", "Anna@example.org", "")).await.unwrap();
        let first = invited(w, "Anna@example.org").await;
        let id = guests_page(&eva, "stad", 1).await.unwrap().guests[0].id;
        let again = |ctx: &Ctx, key: &str| LinkForm { key: key.into(), r#as: acting(ctx), act: "call".into(), id: id.to_string() };
        assert!(matches!(link_again(&w.visitor(), "stad", &again(&w.visitor(), "l1")).await, Err(AppError::SignInFirst)));
        assert!(matches!(link_again(&bo, "stad", &again(&bo, "l1")).await, Err(AppError::NotFound)), "it is not his");
        for _ in 0..2 {
            link_again(&anna, "stad", &again(&anna, "l1")).await.unwrap();
        }
        assert_eq!(mails_to(w, "Anna@example.org").await.len(), 2, "once, to the address that was invited");
        let second = invited(w, "Anna@example.org").await;
        assert!(matches!(invitation(&w.visitor(), "stad", 1, &first, None).await, Err(AppError::Refused(Refusal::LinkSpent))));
        assert_eq!((invitation(&w.visitor(), "stad", 1, &second, None).await.unwrap().guest.state, meeting(w, 1).await.taken), (GuestState::Invited, 1));
        for key in ["l2", "l3"] {
            link_again(&anna, "stad", &again(&anna, key)).await.unwrap();
        }
        assert!(matches!(link_again(&anna, "stad", &again(&anna, "l4")).await, Err(AppError::TooOften(_))));
        let last = invited(w, "Anna@example.org").await;
        answer(&w.visitor(), "stad", 1, &last, &yes("place")).await.unwrap();
        assert!(matches!(link_again(&anna, "stad", &again(&anna, "l5")).await, Err(AppError::Refused(Refusal::Already))));
    }
}
