//! Who came where some take part online, and who is told or gets a link again.

use super::people::{html, invitation_form, invited, to_door, with, yes};
use super::waiting::attended;
use super::*;
use crate::error::{AppError, Refusal};
use crate::i18n::Locale;
use crate::meetings::inputs::{AnswerForm, CancelForm, GuestForm};
use crate::meetings::pages;
use crate::meetings::service::{
    SignedUp, answer, cancel_own, check_in, confirm, door, edit, erase_after_meetings, guest_act, guests_page, invite, own_page, sign_up,
};
use crate::meetings::store::Attended;
use crate::meetings::types::{GuestState, RegistrationState as State};
use crate::on_both;
use axum::extract::Path;

/// Changes meeting 1.
async fn change(w: &World, key: &str, change: impl FnOnce(&mut MeetingForm)) {
    let eva = w.person("eva").await;
    let stored = service::plan_page(&eva, "stad", 1, None, None).await.unwrap().form;
    let mut form = MeetingForm { key: key.into(), r#as: acting(&eva), ..stored };
    change(&mut form);
    edit(&eva, "stad", 1, &form).await.unwrap();
}

fn again(ctx: &Ctx, act: &str) -> GuestForm {
    GuestForm { r#as: acting(ctx), act: act.into() }
}

on_both! {
    async fn whoever_was_online_counts_when_others_are_checked_in(w: World) {
        with(w, 10, |_| {}).await;
        for (name, organisation, how) in [("ida", "Föreningen Beta", "online"), ("anna", "Föreningen Alfa", "place"), ("bo", "Föreningen Beta", "place")] {
            let form = SignUpForm { name: name.into(), organisation: organisation.into(), how: how.into(), ..sign(&format!("{name}@example.org")) };
            assert!(matches!(sign_up(&w.person(name).await, "stad", 1, &form).await, Ok(SignedUp::Confirmed(_))), "{name}");
        }
        w.app.clock.set("2026-04-01T15:40:00Z".parse().unwrap());
        let eva = w.person("eva").await;
        let at_door = async |name: &str| {
            let id = door(&eva, "stad", 1, name, None).await.unwrap().people[0].id;
            check_in(&eva, "stad", 1, &to_door(&eva, id, true)).await.unwrap();
        };
        at_door("anna").await;
        let (alfa, beta) = (Some(w.organisation("alfa").await), Some(w.organisation("beta").await));
        let came = [Attended { organisation_id: alfa, people: 1, online: 0 }, Attended { organisation_id: beta, people: 1, online: 1 }];
        assert_eq!(attended(w).await, came, "bo did not come, ida was online");
        // one who is there online can still be ticked at the door
        at_door("ida").await;
        assert_eq!(attended(w).await, came);
        w.app.clock.set("2026-04-01T18:00:00Z".parse().unwrap());
        let eva = w.person("eva").await;
        let attending = service::minutes_page(&eva, "stad", 1, None).await.unwrap().form.attending;
        let mut lines: Vec<_> = attending.lines().collect();
        lines.sort_unstable();
        assert_eq!(lines, ["Föreningen Alfa; 1", "Föreningen Beta; 1"]);
        w.app.clock.set("2026-05-01T18:00:00Z".parse().unwrap());
        assert_eq!(erase_after_meetings(&w.visitor()).await.unwrap(), 3);
        assert_eq!(attended(w).await, came, "the same when the names are gone");
    }

    async fn guests_who_declined_are_asked_about_the_new_day(w: World) {
        with(w, 5, |_| {}).await;
        let eva = w.person("eva").await;
        let no = AnswerForm { answer: "no".into(), ..AnswerForm::default() };
        let mut first = String::new();
        for address in ["ulf@example.net", "gun@example.net"] {
            invite(&eva, "stad", 1, &invitation_form(&eva, address, address, "")).await.unwrap();
            first = invited(w, address).await;
            answer(&w.visitor(), "stad", 1, &first, &no).await.unwrap();
        }
        // ulf has thought better of it, and signed up as anybody can
        sign_up(&w.visitor().in_locale(Locale::En), "stad", 1, &sign("ulf@example.net")).await.unwrap();
        let ulf = token_of(mails_to(w, "ulf@example.net").await.last().unwrap());
        confirm(&w.visitor(), "stad", 1, &ulf).await.unwrap();
        change(w, "e1", |f| f.starts = "18:00".into()).await;
        assert_eq!(mails_to(w, "gun@example.net").await.len(), 1, "the day is the same");
        change(w, "e2", |f| f.date = "2026-04-08".into()).await;
        let told = mails_to(w, "gun@example.net").await;
        assert!(told.len() == 2 && told[1].subject.starts_with("Inbjudan") && told[1].text.contains("onsdag 8 april"), "{told:?}");
        let told = mails_to(w, "ulf@example.net").await.pop().unwrap();
        assert!(told.subject.starts_with("New time or place") && told.text.contains("put it right in your calendar:\n") && told.text.contains("kalender.ics"), "{told:?}");
        let states: Vec<_> = guests_page(&eva, "stad", 1).await.unwrap().guests.iter().map(|g| (g.email.clone(), g.state, g.holds)).collect();
        assert_eq!(states, [("gun@example.net".to_string(), GuestState::Invited, false), ("ulf@example.net".to_string(), GuestState::Declined, false)]);
        assert_eq!((meeting(w, 1).await.taken, events(w, "guest_invited").await), (1, 3), "an open meeting keeps no place for who said no");
        assert!(mails_to(w, "gun@example.net").await.iter().filter(|m| m.text.contains("En plats hålls för dig")).count() == 1);
        assert!(matches!(answer(&w.visitor(), "stad", 1, &first, &yes("place")).await, Err(AppError::Refused(Refusal::LinkSpent))), "the first link has ended");
        let second = invited(w, "gun@example.net").await;
        assert_eq!(answer(&w.visitor(), "stad", 1, &second, &yes("place")).await.unwrap(), Some(State::Confirmed));
        // and all are told that it is called off, with the file that takes it away
        let form = CancelForm { key: "c".into(), r#as: acting(&eva), reason: "Lokalen brann.".into(), ..CancelForm::default() };
        service::cancel(&eva, "stad", 1, &form).await.unwrap();
        for (address, words) in [("gun@example.net", "försvinner mötet ur kalendern:\n"), ("ulf@example.net", "take the meeting out of your calendar:\n")] {
            let told = mails_to(w, address).await.pop().unwrap();
            assert!(told.text.contains(words) && told.text.contains("kalender.ics"), "{told:?}");
        }
    }

    async fn a_guest_who_said_yes_gets_the_own_link_again(w: World) {
        with(w, 2, |f| f.by_invitation = "1".into()).await;
        let eva = w.person("eva").await;
        invite(&eva, "stad", 1, &invitation_form(&eva, "k1", "gun@example.net", "")).await.unwrap();
        let first = invited(w, "gun@example.net").await;
        answer(&w.visitor(), "stad", 1, &first, &yes("place")).await.unwrap();
        let id = guests_page(&eva, "stad", 1).await.unwrap().guests[0].id;
        let page = html(pages::guests(eva.clone(), Path(("stad".into(), "1-lokaler-som-racker".into()))).await).await;
        assert!(page.contains("Mejla länken igen") && !page.contains("Ta tillbaka"), "{page}");
        for _ in 0..3 {
            assert_eq!(guest_act(&eva, "stad", 1, id, &again(&eva, "again")).await.unwrap(), GuestState::Accepted);
        }
        assert!(matches!(guest_act(&eva, "stad", 1, id, &again(&eva, "again")).await, Err(AppError::TooOften(_))));
        let mail = mails_to(w, "gun@example.net").await.pop().unwrap();
        let second = token_of(&mail);
        assert!(mail.subject.starts_with("Din plats") && second != first, "{mail:?}");
        for token in [&first, &second] {
            assert_eq!(own_page(&w.visitor(), "stad", 1, token, None).await.unwrap().registration.state, State::Confirmed, "those mailed before stay valid");
        }
        assert!(matches!(guest_act(&eva, "stad", 1, id, &again(&eva, "withdraw")).await, Err(AppError::Refused(Refusal::Already))));
        assert_eq!((meeting(w, 1).await.taken, mails_to(w, "gun@example.net").await.len()), (1, 5));
        cancel_own(&w.visitor(), "stad", 1, &second).await.unwrap();
        assert_eq!(guests_page(&eva, "stad", 1).await.unwrap().guests[0].state, GuestState::Declined);
    }
}
