use super::*;
use crate::agreements::types::Side;
use crate::bodies::service::{AttendanceForm, CompetenceForm, NameForm, ReviewForm, members_to_invite};
use crate::meetings::inputs::{InviteForm, ItemForm, MeetingForm, SignUpForm};
use crate::meetings::service as meetings;
use crate::on_both;

/// A meeting of the group on 10 March, announced by the kansli. Gives its number.
async fn meeting(w: &World, body: OrganisationId) -> i64 {
    let eva = w.person("eva").await;
    let slug = scalar!(w.visitor().read().await.unwrap(), String, fetch_one, "SELECT slug FROM organisation WHERE id = $1", body).unwrap();
    let form = MeetingForm {
        key: "m".into(),
        r#as: acting(&eva),
        kind: "group_meeting".into(),
        title: "Gruppen träffas".into(),
        theme: "Vi talar om avtal.".into(),
        lang: "sv".into(),
        place: "Rådhuset".into(),
        date: "2026-03-10".into(),
        starts: "13:00".into(),
        ends: "15:00".into(),
        capacity: "10".into(),
        items: vec![ItemForm { title: "Avtal".into(), minutes: "30".into(), ..ItemForm::default() }],
        of_body: slug,
        ..MeetingForm::default()
    };
    crate::meetings::service::create(&eva, "stad", &form).await.unwrap().number
}

on_both! {
    async fn who_came_is_noted_by_seat(w: World) {
        let body = group(w).await;
        let (anna, hugo, eva, karin) = (w.person("anna").await, w.person("hugo").await, w.person("eva").await, w.person("karin").await);
        seated(w, &anna, "cia", form(&anna, "c", "", "civil_society")).await.unwrap();
        seated(w, &hugo, "pia", form(&hugo, "p", "", "public")).await.unwrap();
        let number = meeting(w, body).await;
        refused(service::attendance(&eva, "stad", "samverkan", number).await, Refusal::WrongState);
        w.app.clock.set("2026-03-11T08:00:00Z".parse().unwrap());
        // somebody who came later has no part in it
        seated(w, &anna, "bo", form(&anna, "b", "", "civil_society")).await.unwrap();
        let cia = seat_of(w, "cia", body).await;
        // names are seen by those who fill that side's seats
        for (ctx, civil, public) in [(&eva, Some("Cia"), None), (&karin, None, Some("Pia"))] {
            let page = service::attendance(ctx, "stad", "samverkan", number).await.unwrap();
            let name = |side: Side| page.seats.iter().find(|s| s.side == side).and_then(|s| page.name_of(s));
            assert_eq!((name(Side::CivilSociety), name(Side::Public)), (civil, public));
        }
        let note = |ctx: &Ctx, key: &str, present: Vec<String>| AttendanceForm { key: key.into(), r#as: acting(ctx), present, ..AttendanceForm::default() };
        for name in ["anna", "hugo", "per", "bo", "ida", "sia", "olle"] {
            let ctx = w.person(name).await;
            refused(service::note(&ctx, "stad", "samverkan", number, &note(&ctx, "n", vec![])).await, Refusal::NotAllowed);
        }
        service::note(&karin, "stad", "samverkan", number, &note(&karin, "k", vec![])).await.unwrap();
        for _ in 0..2 {
            service::note(&eva, "stad", "samverkan", number, &note(&eva, "e", vec![cia.to_string(), "9999".into()])).await.unwrap();
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM body_attendance").await, 2, "seats of that day");
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'attendance_noted'").await, 2);
        let seen = service::see(&w.visitor(), "stad", "samverkan").await.unwrap();
        let row = seen.holders.iter().find(|h| h.sitting() == Sitting::Seat(cia)).unwrap();
        assert_eq!((row.attended, row.noted), (1, 1));
        assert!(seen.holders.iter().any(|h| (h.attended, h.noted) == (0, 1)) && seen.holders.iter().any(|h| h.noted == 0));
        assert!(seen.meetings[0].noted);
        // a substitute can have been there for it, where its side has any
        let other = |key: &str| AttendanceForm { substituted: vec![cia.to_string()], ..note(&eva, key, vec![]) };
        let there = async || count(w, "SELECT COUNT(*) FROM body_attendance WHERE present AND by_substitute").await;
        service::note(&eva, "stad", "samverkan", number, &other("s1")).await.unwrap();
        assert_eq!(there().await, 0);
        let mut tx = eva.write().await.unwrap();
        execute!(tx, "INSERT INTO associate (person_id, body_id, kind, side, from_on) SELECT id, $1, 'substitute', 'civil_society', $2 FROM person WHERE name = 'Ida'", body, "2026-03-01".parse::<chrono::NaiveDate>().unwrap()).unwrap();
        tx.commit().await.unwrap();
        service::note(&eva, "stad", "samverkan", number, &other("s2")).await.unwrap();
        assert_eq!(there().await, 1);
        assert!(matches!(service::attendance(&eva, "stad", "kansli", number).await, Err(AppError::NotFound)), "another body's meeting");
        // nor does the kansli run the group that hears appeals against it
        refused(service::attendance(&eva, "stad", "styrgrupp", number).await, Refusal::NotAllowed);
    }

    async fn members_are_those_of_the_day(w: World) {
        let body = group(w).await;
        let (anna, hugo) = (w.person("anna").await, w.person("hugo").await);
        let cia = OfferForm { organisation: "gamma".into(), to_on: "2026-04-01".into(), ..form(&anna, "c", "", "civil_society") };
        seated(w, &anna, "cia", cia).await.unwrap();
        seated(w, &hugo, "pia", OfferForm { from_on: "2026-04-01".into(), ..form(&hugo, "p", "", "public") }).await.unwrap();
        seated(w, &anna, "ida", OfferForm { kind: "expert".into(), ..form(&anna, "i", "", "") }).await.unwrap();
        seated(w, &anna, "bo", OfferForm { kind: "substitute".into(), ..form(&anna, "b", "", "civil_society") }).await.unwrap();
        let on = async |day: &str| {
            let mut conn = w.visitor().read().await.unwrap();
            members_to_invite(&mut conn, body, day.parse().unwrap()).await.unwrap()
        };
        let names = |members: Vec<crate::bodies::store::Member>| members.into_iter().map(|m| m.name).collect::<Vec<_>>();
        let march = on("2026-03-10").await;
        assert_eq!((march[0].organisation_id, march[0].locale.as_str(), march[0].email.as_str()), (Some(OrganisationId(8)), "sv", "cia@example.org"));
        assert_eq!(names(march), ["Cia", "Ida"]);
        assert_eq!(names(on("2026-04-01").await), ["Cia", "Pia", "Ida"]);
        assert_eq!(names(on("2026-04-02").await), ["Pia", "Ida"]);
    }

    async fn what_a_body_needs_to_know(w: World) {
        let body = group(w).await;
        let (anna, karin) = (w.person("anna").await, w.person("karin").await);
        seated(w, &anna, "cia", form(&anna, "c", "", "civil_society")).await.unwrap();
        let add = |ctx: &Ctx, key: &str, name: &str| CompetenceForm { key: key.into(), r#as: acting(ctx), competence: name.into(), ..CompetenceForm::default() };
        refused(service::competences(&anna, "stad", "samverkan", &add(&anna, "a", "Avtal")).await, Refusal::NotAllowed);
        for name in ["Avtal", "Boende"] {
            service::competences(&karin, "stad", "samverkan", &add(&karin, name, name)).await.unwrap();
        }
        assert_eq!(fault_at(service::competences(&karin, "stad", "samverkan", &add(&karin, "x", "avtal")).await, "competence"), Fault::Taken);
        assert_eq!(fault_at(service::competences(&karin, "stad", "samverkan", &add(&karin, "y", "")).await, "competence"), Fault::Required);
        let known = async || {
            let seen = service::see(&w.visitor(), "stad", "samverkan").await.unwrap();
            seen.competences.iter().map(|c| (c.name.clone(), c.id, seen.known_by(&w.visitor(), c))).collect::<Vec<_>>()
        };
        let avtal = known().await[0].1;
        let cia = seat_of(w, "cia", body).await;
        let knows = SeatForm { competences: vec![avtal.to_string(), "9999".into()], ..stored(&anna, "samverkan", cia).await };
        save(&anna, "samverkan", cia, &knows).await.unwrap();
        assert_eq!(known().await.into_iter().map(|(name, _, n)| (name, n)).collect::<Vec<_>>(), [("Avtal".to_string(), 1), ("Boende".to_string(), 0)]);
        let gone = CompetenceForm { key: "r".into(), r#as: acting(&karin), remove: avtal.to_string(), ..CompetenceForm::default() };
        service::competences(&karin, "stad", "samverkan", &gone).await.unwrap();
        assert_eq!(known().await.len(), 1);
        let again = CompetenceForm { key: "r2".into(), ..gone };
        assert!(matches!(service::competences(&karin, "stad", "samverkan", &again).await, Err(AppError::NotFound)));
    }

    async fn representation_is_reviewed_and_promised_again(w: World) {
        group(w).await;
        let (anna, karin) = (w.person("anna").await, w.person("karin").await);
        let review = |ctx: &Ctx, key: &str, reason: &str| ReviewForm { key: key.into(), r#as: acting(ctx), reason: reason.into(), lang: "sv".into() };
        refused(service::review(&anna, "stad", "samverkan", &review(&anna, "a", "Det ser bra ut.")).await, Refusal::NotAllowed);
        assert_eq!(fault_at(service::review(&karin, "stad", "samverkan", &review(&karin, "b", "")).await, "reason"), Fault::Required);
        for _ in 0..2 {
            service::review(&karin, "stad", "samverkan", &review(&karin, "c", "Ungas föreningar saknas.")).await.unwrap();
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'representation_reviewed' AND audience = 'public'").await, 1);
        let due = async || service::see(&w.visitor(), "stad", "samverkan").await.unwrap().body.review_due_on.map(|d| d.to_string());
        assert_eq!(due().await.as_deref(), Some("2027-03-02"));
        assert_eq!(count(w, "SELECT COUNT(*) FROM clock WHERE kind = 'representation' AND owner_id = 4 AND side = 'public' AND closed_by IS NULL").await, 1);
        // its convener has it among what waits, the kansli sees it once it is near, and then it is late in public
        let todo = async || crate::desk::service::todo::todo(&karin, "stad").await.unwrap().1.unwrap().promises.len();
        assert_eq!(todo().await, 1);
        w.days_pass(366);
        let eva = w.person("eva").await;
        let (_, desk) = crate::desk::service::desk(&eva, "stad", &crate::desk::service::DeskQuery { ko: "organ".into(), ..Default::default() }).await.unwrap();
        assert_eq!(desk.unwrap().of(crate::desk::types::Queue::Bodies, eva.today()).len(), 1);
        let karin = w.person("karin").await;
        service::review(&karin, "stad", "samverkan", &review(&karin, "d", "Nu är de med.")).await.unwrap();
        assert_eq!(due().await.as_deref(), Some("2028-03-03"));
        assert_eq!(count(w, "SELECT COUNT(*) FROM clock WHERE kind = 'representation'").await, 2);
    }

    async fn the_desk_tells_what_a_body_lacks(w: World) {
        group(w).await;
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let queue = async || {
            let (_, desk) = crate::desk::service::desk(&eva, "stad", &Default::default()).await.unwrap();
            let desk = desk.unwrap();
            desk.of(crate::desk::types::Queue::Bodies, eva.today()).into_iter().map(|i| (i.place.clone().unwrap_or_default(), i.flags)).collect::<Vec<_>>()
        };
        assert!(queue().await.is_empty(), "nobody sits there, for either side");
        let soon = OfferForm { to_on: "2026-08-01".into(), ..form(&anna, "c", "", "civil_society") };
        seated(w, &anna, "cia", soon).await.unwrap();
        let mut now = queue().await;
        now.sort();
        assert_eq!(now, [("terms".to_string(), 1), ("unequal".to_string(), 0)]);
    }

    async fn only_oneself_says_whether_ones_name_is_shown(w: World) {
        group(w).await;
        let (anna, cia) = (w.person("anna").await, w.person("cia").await);
        seated(w, &anna, "cia", form(&anna, "c", "", "civil_society")).await.unwrap();
        let name = async || service::see(&w.visitor(), "stad", "samverkan").await.unwrap().holders[0].shown_name().map(str::to_string);
        assert_eq!(name().await, None);
        let says = |ctx: &Ctx, shows: &str| NameForm { r#as: acting(ctx), shows: shows.into() };
        assert!(matches!(service::show_name(&anna, "stad", "samverkan", &says(&anna, "1")).await, Err(AppError::NotFound)));
        service::show_name(&cia, "stad", "samverkan", &says(&cia, "1")).await.unwrap();
        assert_eq!(name().await.as_deref(), Some("Cia"));
        service::show_name(&cia, "stad", "samverkan", &says(&cia, "")).await.unwrap();
        assert_eq!(name().await, None);
    }

    async fn who_takes_a_seat_is_invited_to_what_is_ahead_and_who_leaves_is_not(w: World) {
        let body = group(w).await;
        meeting(w, body).await;
        let anna = w.person("anna").await;
        seated(w, &anna, "cia", form(&anna, "c", "", "civil_society")).await.unwrap();
        // one whose seat begins after it has no part in it
        seated(w, &anna, "bo", OfferForm { from_on: "2026-04-01".into(), ..form(&anna, "b", "", "civil_society") }).await.unwrap();
        let cia = seat_of(w, "cia", body).await;
        let there = async || (count(w, "SELECT COUNT(*) FROM guest").await, count(w, "SELECT taken FROM meeting WHERE body_id IS NOT NULL").await);
        assert_eq!(there().await, (1, 1));
        save(&anna, "samverkan", cia, &stored(&anna, "samverkan", cia).await).await.unwrap();
        assert_eq!(there().await, (1, 1), "once");
        w.days_pass(1);
        end(&anna, "samverkan", cia).await.unwrap();
        assert_eq!(there().await, (0, 0));
        let mails = mails_to(w, "cia@example.org").await;
        assert_eq!(mails.iter().filter(|m| m.subject.contains("inte längre kallad")).count(), 1, "{mails:?}");
        assert!(mails_to(w, "bo@example.org").await.iter().all(|m| !m.subject.contains("kallad")));
    }

    async fn a_place_that_somebody_had_before_and_a_substitutes_invitation_stay(w: World) {
        let body = group(w).await;
        let number = meeting(w, body).await;
        let (anna, eva, cia) = (w.person("anna").await, w.person("eva").await, w.person("cia").await);
        let sign = SignUpForm { name: "Cia".into(), email: "cia@example.org".into(), how: "place".into(), ..SignUpForm::default() };
        assert!(matches!(meetings::sign_up(&cia, "stad", number, &sign).await.unwrap(), meetings::SignedUp::Confirmed(_)));
        w.app.clock.advance(chrono::TimeDelta::minutes(1));
        seated(w, &anna, "cia", form(&anna, "c", "", "civil_society")).await.unwrap();
        let mails = mails_to(w, "cia@example.org").await;
        let token = mails.iter().find_map(|m| Some(m.text.split_once("/inbjudan/")?.1.split_whitespace().next()?.to_string())).unwrap();
        let yes = crate::meetings::inputs::AnswerForm { answer: "yes".into(), name: "Cia".into(), how: "place".into(), ..Default::default() };
        meetings::answer(&w.visitor(), "stad", number, &token, &yes).await.unwrap();
        let taken = async || count(w, "SELECT taken FROM meeting WHERE body_id IS NOT NULL").await;
        assert_eq!(taken().await, 1);
        w.days_pass(1);
        end(&anna, "samverkan", seat_of(w, "cia", body).await).await.unwrap();
        assert_eq!((count(w, "SELECT COUNT(*) FROM guest").await, taken().await), (0, 1), "the place was theirs already");
        // the kansli calls a substitute by hand; that their record is changed calls nobody off
        seated(w, &anna, "ida", OfferForm { kind: "substitute".into(), ..form(&anna, "i", "", "civil_society") }).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM guest").await, 0);
        let call = InviteForm { key: "v".into(), r#as: acting(&eva), name: "Ida".into(), email: "ida@example.org".into(), organisation: "samverkan".into(), ..InviteForm::default() };
        meetings::invite(&eva, "stad", number, &call).await.unwrap();
        let page = service::manage(&anna, "stad", "samverkan").await.unwrap();
        let sitting = page.view.holders.iter().find(|h| !h.is_seat()).unwrap();
        let changed = SeatForm { key: "x".into(), r#as: acting(&anna), version: sitting.version.to_string(), function: "ersättare".into(), to_on: sitting.to_on.map(|d| d.to_string()).unwrap_or_default(), lang: "sv".into(), ..SeatForm::default() };
        change(&anna, "stad", "samverkan", &sitting.sitting().to_string(), &changed).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM guest").await, 1);
    }

    async fn who_is_concerned_is_told_once_that_a_term_ends(w: World) {
        let body = group(w).await;
        let anna = w.person("anna").await;
        seated(w, &anna, "cia", OfferForm { to_on: "2026-04-20".into(), ..form(&anna, "c", "", "civil_society") }).await.unwrap();
        seated(w, &anna, "bo", form(&anna, "b", "", "civil_society")).await.unwrap();
        let ctx = w.visitor();
        assert_eq!((service::tell_ending(&ctx).await.unwrap(), service::tell_ending(&ctx).await.unwrap()), (1, 0));
        let told = async |who: &str| mails_to(w, who).await.iter().filter(|m| m.subject.contains("går snart ut") || m.subject.contains("about to end")).count();
        assert_eq!((told("cia@example.org").await, told("anna@example.org").await, told("hugo@example.org").await), (1, 1, 0));
        let cia = seat_of(w, "cia", body).await;
        let renewed = SeatForm { to_on: "2026-04-25".into(), ..stored(&anna, "samverkan", cia).await };
        save(&anna, "samverkan", cia, &renewed).await.unwrap();
        assert_eq!((service::tell_ending(&ctx).await.unwrap(), told("cia@example.org").await), (1, 2), "another term");
    }

    async fn who_convenes_and_who_appoints_are_told_once_that_a_review_is_near(w: World) {
        group(w).await;
        let karin = w.person("karin").await;
        let review = |ctx: &Ctx, key: &str| ReviewForm { key: key.into(), r#as: acting(ctx), reason: "Det ser bra ut.".into(), lang: "sv".into() };
        service::review(&karin, "stad", "samverkan", &review(&karin, "c")).await.unwrap();
        // due on 2 March 2027
        w.app.clock.set("2026-12-31T08:00:00Z".parse().unwrap());
        assert_eq!(service::tell_reviews(&w.visitor()).await.unwrap(), 0, "61 days ahead");
        w.days_pass(1);
        let (one, two) = (w.visitor(), w.visitor());
        let (one, two) = tokio::join!(service::tell_reviews(&one), service::tell_reviews(&two));
        assert_eq!((one.unwrap() + two.unwrap(), service::tell_reviews(&w.visitor()).await.unwrap()), (1, 0));
        let told = async |who: &str| mails_to(w, &format!("{who}@example.org")).await.iter().filter(|m| m.subject.contains("Dags att gå igenom")).count();
        assert_eq!((told("karin").await, told("anna").await, told("hugo").await, told("eva").await), (1, 1, 1, 0));
        let mail = mails_to(w, "karin@example.org").await.pop().unwrap();
        assert!(mail.text.contains("2 mars.") && mail.text.contains("/stad/organ/samverkan"), "{}", mail.text);
        // what was reviewed in time is asked for again a year later
        let karin = w.person("karin").await;
        service::review(&karin, "stad", "samverkan", &review(&karin, "d")).await.unwrap();
        assert_eq!(service::tell_reviews(&w.visitor()).await.unwrap(), 0);
        w.days_pass(310);
        assert_eq!((service::tell_reviews(&w.visitor()).await.unwrap(), told("karin").await), (1, 2));
    }

    async fn who_convenes_and_who_appoints_are_told_that_a_review_is_late(w: World) {
        group(w).await;
        let karin = w.person("karin").await;
        let review = ReviewForm { key: "c".into(), r#as: acting(&karin), reason: "Det ser bra ut.".into(), lang: "sv".into() };
        service::review(&karin, "stad", "samverkan", &review).await.unwrap();
        w.days_pass(366);
        let ctx = w.visitor();
        assert!(crate::following::tell::find_overdue(&ctx).await.unwrap() >= 1);
        let mut conn = ctx.read().await.unwrap();
        let clock = scalar!(conn, crate::ids::ClockId, fetch_one, "SELECT id FROM clock WHERE kind = 'representation' AND overdue_at IS NOT NULL").unwrap();
        drop(conn);
        for _ in 0..2 {
            crate::following::tell::overdue(&ctx, clock, false, "").await.unwrap();
        }
        for who in ["karin", "anna", "hugo"] {
            let mails = mails_to(w, &format!("{who}@example.org")).await;
            assert_eq!(mails.iter().filter(|m| m.text.contains("/organ/samverkan")).count(), 1, "{who}: {mails:?}");
        }
    }
}
