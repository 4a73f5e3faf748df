//! Who may appeal what, until when, and who reads it.

use super::*;
use crate::appeals::service::{WithdrawForm, appealing, queue, show, withdraw};
use crate::curation::service_undo::{UndoForm, undo};
use crate::curation::tests::open_clocks;
use crate::error::Fault;
use crate::on_both;

on_both! {
    async fn whoever_posted_it_appeals_once(w: World) {
        let (issue, number) = declined(w).await;
        let (anna, dua, sia) = (w.person("anna").await, w.person("dua").await, w.person("sia").await);
        let form = against(&anna, 0);
        for _ in 0..2 {
            assert_eq!(appeal(&anna, "stad", number, &form).await.unwrap(), 1);
        }
        refused(appeals(&anna, number, 0).await, Refusal::Already);
        refused(appeals(&dua, number, 0).await, Refusal::Already);
        assert_eq!(open_clocks(&anna, issue).await, [("appeal".to_string(), in_days(&anna, 30))], "the steering group's clock goes though the issue has ended");
        assert_eq!(events(&anna, issue).await.last().unwrap(), "appeal_made representative");
        let made: Vec<_> = mails(&anna).await.into_iter().filter(|m| m.subject.contains("Överklagande 1")).collect();
        assert_eq!(made.iter().map(|m| m.to.as_str()).collect::<Vec<_>>(), ["sia@example.org"], "those who decide are told, and nobody else");
        assert!(made[0].text.contains("beslutet att avböja fråga 1") && made[0].text.contains("/stad/overklaganden/1") && !made[0].text.contains("Kanarie"));
        let (_, waiting) = queue(&sia, "stad").await.unwrap();
        assert!(waiting.len() == 1 && waiting[0].outcome.is_none() && waiting[0].due_on == Some(in_days(&sia, 30)));
    }

    async fn the_decision_tells_its_author_where_to_appeal(w: World) {
        let (_, number) = declined(w).await;
        let (anna, bo, ida) = (w.person("anna").await, w.person("bo").await, w.person("ida").await);
        let told = mails(&anna).await.into_iter().find(|m| m.to == "anna@example.org" && m.text.contains("överklaga")).unwrap();
        assert!(told.text.contains("överklaga") && told.text.contains(&format!("/stad/fragor/{number}-en-fraga-som-avbojs-for-fort/overklaga\n")), "{}", told.text);
        let part = format!("{number}-en-fraga-som-avbojs-for-fort");
        let link = format!("{part}/overklaga");
        assert!(page(&anna, &part).await.contains(&link));
        for ctx in [w.visitor(), bo, ida, w.person("eva").await, w.person("sia").await] {
            assert!(!page(&ctx, &part).await.contains(&link), "nobody else's to appeal");
        }
        let made = appeals(&anna, number, 0).await.unwrap();
        for name in ["anna", "eva", "sia"] {
            let read = page(&w.person(name).await, &part).await;
            assert!(read.contains(&format!("/overklaganden/{made}")) && !read.contains(&link), "{name}");
        }
        // everybody reads that it is appealed and until when it is answered, nobody what they wrote
        let read = page(&w.visitor(), &part).await;
        assert!(read.contains("överklagade beslutet att avböja frågan") && read.contains("svarar på överklagandet senast"), "{read}");
        assert!(!read.contains("Kanarie") && !read.contains("/overklaganden/"));
    }

    async fn nobody_appeals_for_others(w: World) {
        let (_, number) = declined(w).await;
        for name in ["bo", "cia", "karin", "hugo", "pia", "eva", "per", "sia", "olle", "ida"] {
            let ctx = w.person(name).await;
            refused(appeals(&ctx, number, 0).await, Refusal::NotAllowed);
            refused(appealing(&ctx, "stad", number, 0).await, Refusal::NotAllowed);
        }
        assert!(matches!(appealing(&w.visitor(), "stad", number, 0).await, Err(AppError::SignInFirst)));
        assert!(matches!(appeals(&w.person("anna").await, 99, 0).await, Err(AppError::NotFound)));
        assert!(matches!(appeals(&w.person("anna").await, number, 9).await, Err(AppError::NotFound)));
        // what waits for the kansli is not there for others
        let (_, waiting) = posted(&w.person("cia").await, "En fråga som väntar på kansliet").await;
        assert!(matches!(appeals(&w.person("anna").await, waiting, 0).await, Err(AppError::NotFound)));
        refused(appeals(&w.person("cia").await, waiting, 0).await, Refusal::NotInForce);
    }

    async fn few_read_an_appeal(w: World) {
        let (_, number) = declined(w).await;
        let made = appeals(&w.person("anna").await, number, 0).await.unwrap();
        for name in ["anna", "dua", "eva", "sia"] {
            assert!(appeal_page(&w.person(name).await, made).await.contains("Kanarie"), "{name}");
        }
        for name in ["per", "olle"] {
            let ctx = w.person(name).await;
            refused(show(&ctx, "stad", made).await, Refusal::CivilSeatsOnly);
            refused(queue(&ctx, "stad").await, Refusal::CivilSeatsOnly);
        }
        for name in ["bo", "cia", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            assert!(matches!(show(&ctx, "stad", made).await, Err(AppError::NotFound)), "{name}");
            refused(queue(&ctx, "stad").await, Refusal::NotAllowed);
        }
        assert!(matches!(show(&w.visitor(), "stad", made).await, Err(AppError::SignInFirst)));
        // dua speaks for alfa too, but not while acting for beta
        assert!(matches!(show(&w.person_as("dua", "beta").await, "stad", made).await, Err(AppError::NotFound)));
    }

    async fn within_thirty_days(w: World) {
        let (_, number) = declined(w).await;
        let (_, later) = acted(w, "En fråga som avslutas för fort", IssueAct::Close, None).await;
        w.days_pass(30);
        let anna = w.person("anna").await;
        appeals(&anna, number, 0).await.unwrap();
        w.days_pass(1);
        refused(appeals(&anna, later, 0).await, Refusal::AppealLate);
        assert!(!page(&anna, &format!("{later}-en-fraga-som-avslutas-for-fort")).await.contains("/overklaga"));
    }

    async fn only_what_holds_is_appealed(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let (_, open) = posted(&anna, "En fråga om vilken inget är beslutat").await;
        refused(appeals(&anna, open, 0).await, Refusal::NotInForce);
        let (issue, number) = declined(w).await;
        undo(&eva, "stad", number, &UndoForm { key: "u".into(), r#as: opened_for(&eva), ..UndoForm::default() }).await.unwrap();
        refused(appeals(&anna, number, 0).await, Refusal::NotInForce);
        go(w, &eva, issue, &full(w, &eva, IssueAct::Decline, None).await).await.unwrap();
        reopen(w, issue).await.unwrap();
        refused(appeals(&anna, number, 0).await, Refusal::NotInForce);
        // what the organisation itself did is no act against it
        go(w, &anna, issue, &full(w, &anna, IssueAct::Withdraw, None).await).await.unwrap();
        refused(appeals(&anna, number, 0).await, Refusal::NotInForce);
        // nor another act than the one that was read
        let (_, number) = declined(w).await;
        refused(appeal(&anna, "stad", number, &AppealForm { akt: "1".into(), ..against(&anna, 0) }).await, Refusal::NotInForce);
    }

    async fn of_two_acts_that_hold_each_is_appealed(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let (_, number) = declined(w).await;
        let hide = HideForm { key: "h".into(), r#as: opened_for(&eva), reason: "Den pekar ut någon.".into(), ..HideForm::default() };
        crate::curation::service_hide_issue::hide_issue(&eva, "stad", number, &hide).await.unwrap();
        let (one, two) = (appeals(&anna, number, 0).await.unwrap(), appeals(&anna, number, 0).await.unwrap());
        assert_ne!(one, two);
        refused(appeals(&anna, number, 0).await, Refusal::Already);
    }

    async fn an_appeal_says_why(w: World) {
        let (_, number) = declined(w).await;
        let anna = w.person("anna").await;
        let long = "x".repeat(4001);
        for (text, fault) in [("", Fault::Required), ("Det är fel.", Fault::TooShort(20)), (long.as_str(), Fault::TooLong(4000))] {
            let result = appeal(&anna, "stad", number, &AppealForm { text: text.into(), ..against(&anna, 0) }).await;
            assert!(matches!(&result, Err(AppError::Invalid(f)) if f.of("text") == Some(&fault)), "{result:?}");
        }
        let other = AppealForm { r#as: String::new(), ..against(&anna, 0) };
        assert!(matches!(appeal(&anna, "stad", number, &other).await, Err(AppError::ActingChanged { .. })));
        let read = html(pages::form_page(&anna, "stad", number, &AppealForm { text: "Det är fel.".into(), ..against(&anna, 0) }, &Default::default()).await).await;
        assert!(read.contains("Det är fel.") && read.contains("Beslutet att avböja fråga"), "what was typed is still there");
    }

    async fn nobody_hears_themselves(w: World) {
        let (_, number) = declined(w).await;
        let anna = w.person("anna").await;
        let mut tx = anna.write().await.unwrap();
        execute!(tx, "UPDATE agreement SET steering_id = curator_id, version = version + 1").unwrap();
        tx.commit().await.unwrap();
        let mut conn = anna.read().await.unwrap();
        w.app.catalogue.reload(&mut conn, true).await.unwrap();
        drop(conn);
        refused(appeals(&anna, number, 0).await, Refusal::NoAppeal);
        let read = page(&anna, &format!("{number}-en-fraga-som-avbojs-for-fort")).await;
        assert!(!read.contains("/overklaga") && read.contains("går inte att överklaga"), "nor is it offered, and they read why: {read}");
        assert!(!page(&w.person("bo").await, &format!("{number}-en-fraga-som-avbojs-for-fort")).await.contains("går inte att överklaga"));
    }

    async fn a_hidden_contribution_is_appealed_by_whoever_wrote_it(w: World) {
        let (anna, bo, ida) = (w.person("anna").await, w.person("bo").await, w.person("ida").await);
        let (issue, number) = posted(&anna, "En fråga om tystnad").await;
        let (one, two) = (wrote(&bo, number, "Han bor på Storgatan 3.").await, wrote(&ida, number, "Det gör hon med.").await);
        refused(appeals(&bo, number, one).await, Refusal::NotInForce);
        hides(w, number, one, false).await;
        hides(w, number, two, false).await;
        let told = mails(&bo).await.into_iter().find(|m| m.subject.contains("dolt")).unwrap();
        assert!(told.text.contains(&format!("/overklaga?inlagg={one}\n")), "{}", told.text);
        refused(appeals(&anna, number, one).await, Refusal::NotAllowed);
        refused(appeals(&w.person_as("dua", "alfa").await, number, one).await, Refusal::NotAllowed);
        refused(appeals(&bo, number, two).await, Refusal::NotAllowed);
        assert!(page(&bo, &format!("{number}-en-fraga-om-tystnad")).await.contains(&format!("/overklaga?inlagg={one}")));
        assert_eq!(appeals(&bo, number, one).await.unwrap(), 1);
        assert_eq!(appeals(&ida, number, two).await.unwrap(), 2, "a person who speaks as themselves");
        assert_eq!(open_clocks(&bo, issue).await.iter().filter(|(kind, _)| kind == "appeal").count(), 2);
        assert!(page(&bo, &format!("{number}-en-fraga-om-tystnad")).await.contains("/overklaganden/1"));
        // who wrote what is hidden is told by no event
        assert_eq!(count(&bo, "SELECT COUNT(*) FROM event WHERE kind = 'appeal_made' AND actor_organisation_id IS NULL").await, 2);
        let read = page(&w.visitor(), &format!("{number}-en-fraga-om-tystnad")).await;
        assert!(read.contains("Den som skrev överklagade beslutet att dölja inlägg 1") && !read.contains("Storgatan"), "{read}");
        // a colleague reads the appeal, not the text; those who decide read both
        let colleague = appeal_page(&w.person_as("dua", "beta").await, 1).await;
        assert!(colleague.contains("Kanarie") && !colleague.contains("Storgatan"));
        assert!(appeal_page(&w.person("sia").await, 1).await.contains("Storgatan"));
    }

    async fn an_appeal_is_withdrawn_by_whoever_made_it(w: World) {
        let (issue, number) = declined(w).await;
        let (anna, sia) = (w.person("anna").await, w.person("sia").await);
        let made = appeals(&anna, number, 0).await.unwrap();
        let form = |ctx: &Ctx, key: &str| WithdrawForm { key: key.into(), r#as: opened_for(ctx) };
        for name in ["eva", "sia"] {
            let ctx = w.person(name).await;
            refused(withdraw(&ctx, "stad", made, &form(&ctx, "w")).await, Refusal::NotAllowed);
        }
        for name in ["bo", "olle", "per", "karin", "ida"] {
            let ctx = w.person(name).await;
            assert!(matches!(withdraw(&ctx, "stad", made, &form(&ctx, "w")).await, Err(AppError::NotFound)), "{name}");
        }
        for _ in 0..2 {
            withdraw(&anna, "stad", made, &form(&anna, "w1")).await.unwrap();
        }
        refused(withdraw(&anna, "stad", made, &form(&anna, "w2")).await, Refusal::AppealClosed);
        refused(decides(&sia, made, "stands").await, Refusal::AppealClosed);
        refused(appeals(&anna, number, 0).await, Refusal::Already);
        assert!(open_clocks(&anna, issue).await.is_empty());
        assert_eq!(events(&anna, issue).await.last().unwrap(), "appeal_withdrawn representative");
    }

    /// An act that came later and was changed hides none that still holds.
    async fn an_older_act_that_still_holds_is_appealed(w: World) {
        let (anna, eva, sia) = (w.person("anna").await, w.person("eva").await, w.person("sia").await);
        let (issue, number) = acted(w, "En fråga i fel forum", IssueAct::Move, None).await;
        go(w, &eva, issue, &full(w, &eva, IssueAct::Decline, None).await).await.unwrap();
        reopen(w, issue).await.unwrap();
        assert!(page(&anna, &format!("{number}-en-fraga-i-fel-forum")).await.contains(&format!("/fragor/{number}-en-fraga-i-fel-forum/overklaga")));
        let made = appeals(&anna, number, 0).await.unwrap();
        assert!(appeal_page(&sia, made).await.contains("Beslutet att flytta"));
        decides(&sia, made, "changed").await.unwrap();
        refused(appeals(&anna, number, 0).await, Refusal::NotInForce);
    }

    /// After another act than the one that was read, the form shows that one and appeals it; after an appeal by somebody else, it leads there.
    async fn the_form_follows_what_happened(w: World) {
        let (issue, number) = declined(w).await;
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let read = appealing(&anna, "stad", number, 0).await.unwrap().target.position.unwrap();
        reopen(w, issue).await.unwrap();
        go(w, &eva, issue, &full(w, &eva, IssueAct::Close, None).await).await.unwrap();
        let now = appealing(&anna, "stad", number, 0).await.unwrap().target.position.unwrap();
        let form = AppealForm { akt: read.to_string(), ..against(&anna, 0) };
        refused(appeal(&anna, "stad", number, &form).await, Refusal::NotInForce);
        let again = html(pages::form_page(&anna, "stad", number, &form, &Default::default()).await).await;
        assert!(again.contains(&format!("name=\"akt\" value=\"{now}\"")) && again.contains("Kanarie"), "{again}");
        let made = appeals(&anna, number, 0).await.unwrap();
        let again = html(pages::form_page(&anna, "stad", number, &form, &Default::default()).await).await;
        assert!(again.contains(&format!("/stad/overklaganden/{made}")) && again.contains("Kanarie"), "{again}");
    }

    async fn two_appeals_at_once_are_one(w: World) {
        let (issue, number) = declined(w).await;
        let (anna, dua) = (w.person("anna").await, w.person_as("dua", "alfa").await);
        let (a, b) = tokio::join!(appeals(&anna, number, 0), appeals(&dua, number, 0));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        refused(if a.is_ok() { b } else { a }, Refusal::Already);
        assert_eq!(outcomes(&anna).await, [None]);
        assert_eq!(open_clocks(&anna, issue).await.len(), 1);
    }
}
