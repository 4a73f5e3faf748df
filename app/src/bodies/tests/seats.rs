use super::*;
use crate::on_both;

on_both! {
    /// Rule 1, by the services: who offers and ends a seat of which side.
    async fn each_side_fills_its_own_seats(w: World) {
        let body = group(w).await;
        let (anna, hugo) = (w.person("anna").await, w.person("hugo").await);
        seated(w, &anna, "cia", form(&anna, "c", "", "civil_society")).await.unwrap();
        seated(w, &hugo, "pia", form(&hugo, "p", "", "public")).await.unwrap();
        let (civil, public) = (seat_of(w, "cia", body).await, seat_of(w, "pia", body).await);
        // who may: civil, public, experts
        for (name, may) in [
            ("eva", [true, false, true]),
            ("anna", [true, false, true]),
            ("hugo", [false, true, true]),
            ("karin", [false, true, true]),
            ("per", [false; 3]),
            ("sia", [false; 3]),
            ("olle", [false; 3]),
            ("bo", [false; 3]),
            ("pia", [false; 3]),
            ("ida", [false; 3]),
        ] {
            let ctx = w.person(name).await;
            for (n, (side, kind)) in [("civil_society", ""), ("public", ""), ("", "expert")].into_iter().enumerate() {
                let address = format!("{name}{n}@example.net");
                let done = offer(&ctx, "stad", "samverkan", &OfferForm { kind: kind.into(), ..form(&ctx, &format!("{name}{n}"), &address, side) }).await;
                if may[n] {
                    done.unwrap();
                    assert_eq!(mails_to(w, &address).await.len(), 1, "{name} {side}");
                } else {
                    refused(done, Refusal::NotAllowed);
                    assert!(mails_to(w, &address).await.is_empty(), "{name} {side}");
                }
                // the seats are not to fill up
                let mut tx = ctx.write().await.unwrap();
                execute!(tx, "UPDATE seat_offer SET outcome = 'withdrawn', answered_at = created_at WHERE outcome IS NULL").unwrap();
                tx.commit().await.unwrap();
            }
            for (seat, may) in [(civil, may[0]), (public, may[1])] {
                let sitting = Sitting::Seat(seat).to_string();
                let end = SeatForm { key: ctx.rng.secret(), r#as: acting(&ctx), version: "1".into(), act: "end".into(), on: "2000-01-01".into(), ..SeatForm::default() };
                let done = change(&ctx, "stad", "samverkan", &sitting, &end).await;
                // a last day long ago is wrong for who may, and not looked at for who may not
                if may { assert_eq!(fault_at(done, "on"), Fault::DatePast, "{name}") } else { refused(done, Refusal::NotAllowed) }
                let seen = service::seat(&ctx, "stad", "samverkan", &sitting).await;
                if may { assert!(seen.is_ok(), "{name}") } else { refused(seen, Refusal::NotAllowed) }
            }
        }
        assert!(matches!(service::manage(&w.visitor(), "stad", "samverkan").await, Err(AppError::SignInFirst)));
        assert_eq!(count(w, "SELECT COUNT(*) FROM seat WHERE to_on < '2026-03-02'").await, 0);
    }

    /// Addresses of offers are seen by those who fill that side's seats alone.
    async fn the_other_side_does_not_see_whom_one_asks(w: World) {
        group(w).await;
        let (anna, hugo) = (w.person("anna").await, w.person("hugo").await);
        offer(&anna, "stad", "samverkan", &form(&anna, "a", "ny@example.net", "civil_society")).await.unwrap();
        let waiting = async |ctx: &Ctx| service::manage(ctx, "stad", "samverkan").await.unwrap().waiting.len();
        assert_eq!((waiting(&anna).await, waiting(&w.person("eva").await).await, waiting(&hugo).await, waiting(&w.person("karin").await).await), (1, 1, 0, 0));
        let id = service::manage(&anna, "stad", "samverkan").await.unwrap().waiting[0].id.to_string();
        let back = |ctx: &Ctx| service::WithdrawForm { key: "w".into(), r#as: acting(ctx), id: id.clone() };
        refused(service::withdraw(&hugo, "stad", "samverkan", &back(&hugo)).await, Refusal::NotAllowed);
        service::withdraw(&anna, "stad", "samverkan", &back(&anna)).await.unwrap();
        refused(service::withdraw(&anna, "stad", "samverkan", &back(&anna)).await, Refusal::Already);
        refused(answer(&w.visitor(), &secret(w, "ny@example.net").await, &yes("Ny")).await, Refusal::LinkSpent);
        assert_eq!(count(w, "SELECT COUNT(*) FROM seat_offer WHERE email <> ''").await, 0, "the address is forgotten");
    }

    async fn faults_stand_at_their_fields(w: World) {
        group(w).await;
        let anna = w.person("anna").await;
        let ok = || form(&anna, "f", "ny@example.net", "civil_society");
        for (wrong, field, fault) in [
            (OfferForm { email: "ny".into(), ..ok() }, "email", Fault::Email),
            (OfferForm { side: String::new(), ..ok() }, "side", Fault::Choice),
            (OfferForm { kind: "guest".into(), ..ok() }, "kind", Fault::Choice),
            (OfferForm { post: "king".into(), ..ok() }, "post", Fault::Choice),
            (OfferForm { kind: "substitute".into(), post: "chair".into(), ..ok() }, "post", Fault::Choice),
            (OfferForm { organisation: "Ingen".into(), ..ok() }, "organisation", Fault::Choice),
            (OfferForm { appointed_by: "park".into(), ..ok() }, "appointed_by", Fault::Choice),
            (OfferForm { from_on: "2026-02-01".into(), ..ok() }, "from_on", Fault::DatePast),
            (OfferForm { from_on: "i dag".into(), ..ok() }, "from_on", Fault::Date),
            (OfferForm { from_on: "2026-04-01".into(), to_on: "2026-03-20".into(), ..ok() }, "to_on", Fault::EndsBeforeStart),
        ] {
            assert_eq!(fault_at(offer(&anna, "stad", "samverkan", &wrong).await, field), fault, "{field}");
        }
        assert!(mails_to(w, "ny@example.net").await.is_empty());
        assert!(matches!(offer(&anna, "stad", "borta", &ok()).await, Err(AppError::NotFound)));
        // alfa is no body of the agreement
        assert!(matches!(offer(&anna, "stad", "alfa", &ok()).await, Err(AppError::NotFound)));
    }

    async fn a_term_is_as_long_as_laid_down_and_can_be_renewed(w: World) {
        let body = group(w).await;
        let anna = w.person("anna").await;
        seated(w, &anna, "cia", form(&anna, "c", "", "civil_society")).await.unwrap();
        let seat = seat_of(w, "cia", body).await;
        let before = stored(&anna, "samverkan", seat).await;
        assert_eq!(before.to_on, "2028-03-01");
        let renewed = SeatForm { to_on: "2029-03-01".into(), function: "talesperson".into(), organisation: "nätverket gamma".into(), ..before.clone() };
        for _ in 0..2 {
            save(&anna, "samverkan", seat, &renewed).await.unwrap();
        }
        let now = stored(&anna, "samverkan", seat).await;
        assert_eq!((now.to_on.as_str(), now.function.as_str(), now.version.as_str()), ("2029-03-01", "talesperson", "2"), "once");
        assert_eq!(count(w, "SELECT COUNT(*) FROM seat WHERE organisation_id = 8").await, 1);
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'seat_changed' AND audience = 'public' AND payload LIKE '%renewed\":true%'").await, 1);
        let stale = SeatForm { key: "s".into(), ..before };
        assert!(matches!(save(&anna, "samverkan", seat, &stale).await, Err(AppError::Stale { current: 2 })));
        // a shorter term is an end, which is taken as such
        let shorter = SeatForm { to_on: "2028-01-01".into(), ..stored(&anna, "samverkan", seat).await };
        assert_eq!(fault_at(save(&anna, "samverkan", seat, &shorter).await, "to_on"), Fault::Choice);
    }

    async fn a_chair_is_one_of_its_side_and_hands_over_before_leaving(w: World) {
        let body = group(w).await;
        let (anna, hugo) = (w.person("anna").await, w.person("hugo").await);
        let chair = |ctx: &Ctx, key: &str, side: &str| OfferForm { post: "chair".into(), ..form(ctx, key, "", side) };
        seated(w, &anna, "cia", chair(&anna, "c", "civil_society")).await.unwrap();
        let cia = seat_of(w, "cia", body).await;
        // nobody is left behind
        seated(w, &anna, "bo", form(&anna, "b", "", "civil_society")).await.unwrap();
        let bo = seat_of(w, "bo", body).await;
        w.days_pass(1);
        refused(end(&anna, "samverkan", cia).await, Refusal::LastChair);
        let member = SeatForm { post: String::new(), ..stored(&anna, "samverkan", cia).await };
        refused(save(&anna, "samverkan", cia, &member).await, Refusal::LastChair);
        // the other side's chair does not take the post from civil society's
        seated(w, &hugo, "pia", chair(&hugo, "p", "public")).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM seat WHERE post = 'chair'").await, 2);
        let next = SeatForm { post: "chair".into(), ..stored(&anna, "samverkan", bo).await };
        save(&anna, "samverkan", bo, &next).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM seat WHERE post = 'chair' AND side = 'civil_society'").await, 1);
        end(&anna, "samverkan", cia).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'seat_ended' AND audience = 'public' AND organisation_id IS NOT NULL").await, 1);
    }

    async fn the_last_civil_seat_of_the_kansli_stays(w: World) {
        let eva = w.person("eva").await;
        let kansli = w.organisation("kansli").await;
        let seat = seat_of(w, "eva", kansli).await;
        refused(end(&eva, "kansli", seat).await, Refusal::LastSeat);
        offer(&eva, "stad", "kansli", &form(&eva, "n", "bo@example.org", "civil_society")).await.unwrap();
        answer(&w.visitor(), &secret(w, "bo@example.org").await, &yes("")).await.unwrap();
        end(&eva, "kansli", seat).await.unwrap();
        let gone = w.person("eva").await;
        assert!(gone.actor.as_ref().unwrap().hats.is_empty(), "at once");
        let bo = w.person_as("bo", "kansli").await;
        assert!(bo.actor.as_ref().unwrap().acts_by_civil_seat(kansli));
    }

    /// Two who end each other's seats at once: one of them stays.
    async fn two_at_once_leave_one(w: World) {
        let (eva, kansli) = (w.person("eva").await, w.organisation("kansli").await);
        offer(&eva, "stad", "kansli", &form(&eva, "n", "bo@example.org", "civil_society")).await.unwrap();
        answer(&w.visitor(), &secret(w, "bo@example.org").await, &yes("")).await.unwrap();
        let bo = w.person_as("bo", "kansli").await;
        let (seat_eva, seat_bo) = (seat_of(w, "eva", kansli).await, seat_of(w, "bo", kansli).await);
        // bo's seat began today, so today is its last day at the earliest
        w.days_pass(1);
        let on = (eva.today() - chrono::TimeDelta::days(1)).to_string();
        let (a, b) = (stored(&eva, "kansli", seat_bo).await, stored(&bo, "kansli", seat_eva).await);
        let (a, b) = (SeatForm { act: "end".into(), on: on.clone(), ..a }, SeatForm { act: "end".into(), on, ..b });
        let (x, y) = tokio::join!(save(&eva, "kansli", seat_bo, &a), save(&bo, "kansli", seat_eva, &b));
        assert!(x.is_ok() != y.is_ok(), "{x:?} {y:?}");
        assert!(matches!(x.err().or(y.err()), Some(AppError::Refused(Refusal::LastSeat))));
        assert_eq!(count(w, "SELECT COUNT(*) FROM seat WHERE body_id = 2 AND side = 'civil_society' AND to_on IS NULL").await, 1);
    }

    async fn a_seat_that_has_not_begun_is_taken_away_whole(w: World) {
        let body = group(w).await;
        let anna = w.person("anna").await;
        let later = OfferForm { from_on: "2026-04-01".into(), ..form(&anna, "c", "", "civil_society") };
        seated(w, &anna, "cia", later).await.unwrap();
        assert!(w.person("cia").await.actor.as_ref().unwrap().hats.iter().all(|h| h.slug != "samverkan"), "not yet");
        let seat = seat_of(w, "cia", body).await;
        let form = SeatForm { act: "end".into(), on: "2026-03-02".into(), ..stored(&anna, "samverkan", seat).await };
        save(&anna, "samverkan", seat, &form).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM seat s JOIN organisation o ON o.id = s.body_id WHERE o.slug = 'samverkan'").await, 0);
    }

    /// Somebody was given the seat from the day after: both sit there only where there is room for both.
    async fn a_term_grows_where_there_is_room(w: World) {
        let body = group(w).await;
        let anna = w.person("anna").await;
        seated(w, &anna, "cia", OfferForm { to_on: "2026-06-30".into(), ..form(&anna, "c", "", "civil_society") }).await.unwrap();
        for who in ["bo", "dua"] {
            seated(w, &anna, who, form(&anna, who, "", "civil_society")).await.unwrap();
        }
        seated(w, &anna, "ida", OfferForm { from_on: "2026-07-01".into(), ..form(&anna, "i", "", "civil_society") }).await.unwrap();
        let (cia, dua, ida) = (seat_of(w, "cia", body).await, seat_of(w, "dua", body).await, seat_of(w, "ida", body).await);
        let longer = async || SeatForm { to_on: "2027-01-01".into(), ..stored(&anna, "samverkan", cia).await };
        refused(save(&anna, "samverkan", cia, &longer().await).await, Refusal::SeatsFull);
        w.days_pass(1);
        end(&anna, "samverkan", dua).await.unwrap();
        save(&anna, "samverkan", cia, &longer().await).await.unwrap();
        let mut conn = anna.read().await.unwrap();
        let places = scalar!(conn, i64, fetch_all, "SELECT place FROM seat WHERE id IN ($1, $2) ORDER BY place", cia, ida).unwrap();
        assert_eq!(places, [1, 3], "not the same one");
    }

    async fn a_chair_who_begins_later_takes_over_on_that_day(w: World) {
        let body = group(w).await;
        let anna = w.person("anna").await;
        let chair = |key: &str| OfferForm { post: "chair".into(), ..form(&anna, key, "", "civil_society") };
        seated(w, &anna, "cia", chair("c")).await.unwrap();
        seated(w, &anna, "bo", OfferForm { from_on: "2026-04-01".into(), ..chair("b") }).await.unwrap();
        let cia = seat_of(w, "cia", body).await;
        // what is saved about the one does not take the post from the other
        save(&anna, "samverkan", cia, &stored(&anna, "samverkan", cia).await).await.unwrap();
        service::hand_over(&w.visitor()).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM seat WHERE post = 'chair'").await, 2, "the other has not begun");
        w.days_pass(30);
        for _ in 0..2 {
            service::hand_over(&w.visitor()).await.unwrap();
        }
        let mut conn = anna.read().await.unwrap();
        let chairs = scalar!(conn, SeatId, fetch_all, "SELECT id FROM seat WHERE post = 'chair'").unwrap();
        drop(conn);
        assert_eq!(chairs, [seat_of(w, "bo", body).await]);
    }
}
