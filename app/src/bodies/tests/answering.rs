use super::*;
use crate::accounts::service::SignedIn;
use crate::agreements::types::Side;
use crate::desk::service::link::{LinkForm, link_again};
use crate::i18n::Locale;
use crate::on_both;

on_both! {
    async fn somebody_new_accepts_and_has_a_seat(w: World) {
        let body = group(w).await;
        let anna = w.person("anna").await;
        let offered = OfferForm { appointed_by: "alfa".into(), post: "vice_chair".into(), ..form(&anna, "o", "ny@example.net", "civil_society") };
        for _ in 0..2 {
            offer(&anna, "stad", "samverkan", &offered).await.unwrap();
        }
        let mails = mails_to(w, "ny@example.net").await;
        assert_eq!(mails.len(), 1, "a form sent twice mails once");
        assert!(mails[0].text.contains("en plats för civilsamhället i Samverkansgruppen") && mails[0].text.contains("Föreningen Alfa"), "{}", mails[0].text);
        let token = secret(w, "ny@example.net").await;
        assert_eq!(service::offered(&w.visitor(), &token).await.unwrap().1.body_name, "Samverkansgruppen");
        assert_eq!(fault_at(answer(&w.visitor(), &token, &yes(" ")).await, "name"), Fault::Required);
        let done = answer(&w.visitor(), &token, &AnswerForm { shows_name: "1".into(), ..yes("Nyckelpiga") }).await.unwrap();
        let Answered::In(SignedIn { acting_as, return_to, .. }) = done else { panic!("{done:?}") };
        assert_eq!((acting_as, return_to.as_str()), (Some(body), "/stad/organ/samverkan"));
        refused(answer(&w.visitor(), &token, &yes("Nyckelpiga")).await, Refusal::LinkSpent);
        let seen = service::see(&w.visitor(), "stad", "samverkan").await.unwrap();
        let seat = seen.seats(&w.visitor(), Side::CivilSociety)[0];
        assert_eq!((seat.shown_name(), seat.place, seat.appointed_name.as_deref()), (Some("Nyckelpiga"), Some(1), Some("Föreningen Alfa")));
        assert_eq!(seen.vacant(&w.visitor(), Side::CivilSociety), [2, 3]);
        assert!(seen.body.is_unequal());
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'seat_started' AND audience = 'public' AND agreement_id = 1 AND payload NOT LIKE '%Nyckel%'").await, 1);
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'seat_offered' AND audience = 'parties'").await, 1);
    }

    async fn mails_are_in_the_language_of_who_offers(w: World) {
        group(w).await;
        let anna = w.person("anna").await.in_locale(Locale::En);
        offer(&anna, "stad", "samverkan", &OfferForm { kind: "expert".into(), ..form(&anna, "o", "ny@example.net", "") }).await.unwrap();
        let mail = &mails_to(w, "ny@example.net").await[0];
        assert!(mail.text.contains("a place as co-opted expert") && mail.text.contains("/en/plats/") && mail.subject.starts_with("Offer"), "{}", mail.text);
    }

    async fn declining_forgets_the_address(w: World) {
        group(w).await;
        let anna = w.person("anna").await;
        offer(&anna, "stad", "samverkan", &form(&anna, "o", "ny@example.net", "civil_society")).await.unwrap();
        let token = secret(w, "ny@example.net").await;
        let no = AnswerForm { answer: "decline".into(), ..AnswerForm::default() };
        assert!(matches!(answer(&w.visitor(), &token, &no).await.unwrap(), Answered::Declined { .. }));
        refused(answer(&w.visitor(), &token, &yes("Ny")).await, Refusal::LinkSpent);
        assert_eq!(count(w, "SELECT COUNT(*) FROM seat_offer WHERE email <> '' OR email_key <> ''").await, 0);
        assert_eq!(count(w, "SELECT COUNT(*) FROM person WHERE email_key = 'ny@example.net'").await, 0);
        // and one that nobody answers in time
        offer(&anna, "stad", "samverkan", &form(&anna, "p", "ny@example.net", "civil_society")).await.unwrap();
        let token = secret(w, "ny@example.net").await;
        assert_eq!(service::forget(&anna).await.unwrap(), 0);
        w.days_pass(15);
        assert_eq!(service::forget(&anna).await.unwrap(), 1);
        refused(answer(&w.visitor(), &token, &yes("Ny")).await, Refusal::LinkSpent);
    }

    /// Rule 1: who takes part without a seat has no rights by it, in the kansli least of all.
    async fn substitutes_and_experts_get_no_rights(w: World) {
        let eva = w.person("eva").await;
        let kansli = w.organisation("kansli").await;
        for (who, kind, side) in [("ida", "substitute", "civil_society"), ("bo", "expert", "")] {
            let address = format!("{who}@example.org");
            offer(&eva, "stad", "kansli", &OfferForm { kind: kind.into(), ..form(&eva, who, &address, side) }).await.unwrap();
            let done = answer(&w.visitor(), &secret(w, &address).await, &yes("")).await.unwrap();
            let Answered::In(SignedIn { acting_as, .. }) = done else { panic!("{done:?}") };
            assert_eq!(acting_as, None, "{kind}");
            let ctx = w.person(who).await;
            let actor = ctx.actor.as_ref().unwrap();
            assert!(!actor.has_civil_seat(kansli) && actor.hats.iter().all(|h| h.organisation_id != kansli), "{kind}");
            assert!(crate::desk::service::may_see_desk(&ctx, &w.agreement()).is_err(), "{kind}");
            refused(service::manage(&ctx, "stad", "kansli").await, Refusal::NotAllowed);
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM associate").await, 2);
        assert_eq!(count(w, "SELECT COUNT(*) FROM seat WHERE body_id = 2").await, 2, "eva and per, as before");
        // the page tells them apart from seats, and so does the last seat
        refused(end(&eva, "kansli", seat_of(w, "eva", kansli).await).await, Refusal::LastSeat);
        // an expert can be changed and ended like a seat
        let expert = service::manage(&eva, "stad", "kansli").await.unwrap().view.holders.iter().find(|h| h.side == Side::Both).unwrap().sitting().to_string();
        let gone = SeatForm { key: "x".into(), r#as: acting(&eva), version: "1".into(), act: "end".into(), on: "2026-03-02".into(), ..SeatForm::default() };
        change(&eva, "stad", "kansli", &expert, &gone).await.unwrap();
    }

    async fn nobody_sits_twice_or_for_both_sides(w: World) {
        group(w).await;
        let (anna, hugo) = (w.person("anna").await, w.person("hugo").await);
        seated(w, &anna, "cia", form(&anna, "c", "", "civil_society")).await.unwrap();
        refused(seated(w, &anna, "cia", form(&anna, "d", "", "civil_society")).await, Refusal::Already);
        refused(seated(w, &hugo, "cia", form(&hugo, "e", "", "public")).await, Refusal::OtherSide);
        assert_eq!(count(w, "SELECT COUNT(*) FROM seat s JOIN person p ON p.id = s.person_id WHERE p.name = 'Cia'").await, 1);
    }

    async fn offers_count_until_they_are_answered_and_the_last_seat_has_one_holder(w: World) {
        group(w).await;
        let anna = w.person("anna").await;
        for n in 0..3 {
            offer(&anna, "stad", "samverkan", &form(&anna, &format!("k{n}"), &format!("n{n}@example.net"), "civil_society")).await.unwrap();
        }
        refused(offer(&anna, "stad", "samverkan", &form(&anna, "k3", "n3@example.net", "civil_society")).await, Refusal::SeatsFull);
        // a substitute needs no seat
        offer(&anna, "stad", "samverkan", &OfferForm { kind: "substitute".into(), ..form(&anna, "k4", "n4@example.net", "civil_society") }).await.unwrap();
        for n in 0..2 {
            answer(&w.visitor(), &secret(w, &format!("n{n}@example.net")).await, &yes("Ny")).await.unwrap();
        }
        // the same link twice at once
        let token = secret(w, "n2@example.net").await;
        let (one, two, ny) = (w.visitor(), w.visitor(), yes("Ny"));
        let (a, b) = tokio::join!(answer(&one, &token, &ny), answer(&two, &token, &ny));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        let seen = service::see(&one, "stad", "samverkan").await.unwrap();
        assert_eq!(seen.seats(&one, Side::CivilSociety).iter().map(|h| h.place).collect::<Vec<_>>(), [Some(1), Some(2), Some(3)]);
        assert!(seen.vacant(&one, Side::CivilSociety).is_empty());
    }

    async fn whoever_is_offered_a_seat_and_lost_the_mail_gets_another_link(w: World) {
        group(w).await;
        let (anna, ida, bo) = (w.person("anna").await, w.person("ida").await, w.person("bo").await);
        offer(&anna, "stad", "samverkan", &form(&anna, "o", "ida@example.org", "civil_society")).await.unwrap();
        let first = secret(w, "ida@example.org").await;
        let id = count(w, "SELECT MAX(id) FROM seat_offer").await;
        let again = |ctx: &Ctx, key: &str| LinkForm { key: key.into(), r#as: acting(ctx), act: "offer".into(), id: id.to_string() };
        assert!(matches!(link_again(&bo, "stad", &again(&bo, "l1")).await, Err(AppError::NotFound)), "it is offered to somebody else");
        assert!(matches!(link_again(&ida, "stad", &LinkForm { act: "role".into(), ..again(&ida, "l1") }).await, Err(AppError::BadRequest(_))));
        for _ in 0..2 {
            link_again(&ida, "stad", &again(&ida, "l1")).await.unwrap();
        }
        let mails = mails_to(w, "ida@example.org").await;
        assert!(mails.len() == 2 && mails[1].text.starts_with("Hej!\n\nFöreningen Alfa erbjuder dig en plats för civilsamhället i Samverkansgruppen"), "{mails:?}");
        let second = secret(w, "ida@example.org").await;
        refused(service::offered(&w.visitor(), &first).await, Refusal::LinkSpent);
        answer(&w.visitor(), &second, &yes("")).await.unwrap();
        assert!(matches!(link_again(&ida, "stad", &again(&ida, "l2")).await, Err(AppError::NotFound)), "it is answered");
    }
}
