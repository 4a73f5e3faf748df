//! A general assembly is told to all who stand behind the agreement, and to the politicians.

use super::people::{html, with};
use super::*;
use crate::error::{AppError, Refusal};
use crate::meetings::service::{edit, guests_page, invite_everyone, mail_assembly};
use crate::meetings::{forms_people, inputs::InviteForm, pages};
use crate::on_both;
use crate::ui::Body;
use axum::extract::Path;

async fn assembly(w: &World) {
    with(w, 50, |f| f.kind = "general_assembly".into()).await;
}

/// How many mails each of them has.
async fn told(w: &World) -> Vec<(&'static str, usize)> {
    let mut all = Vec::new();
    for name in ["anna", "bo", "dua", "pia", "cia", "karin", "ida"] {
        all.push((name, mails_to(w, &format!("{name}@example.org")).await.len()));
    }
    all
}

on_both! {
    async fn all_are_told_once(w: World) {
        assembly(w).await;
        let mut tx = w.visitor().write().await.unwrap();
        crate::execute!(tx, "UPDATE person SET locale = 'en' WHERE name = 'Bo'").unwrap();
        tx.commit().await.unwrap();
        let eva = w.person("eva").await;
        let acting_for = acting(&eva);
        // pressed by two at once
        let (one, two) = tokio::join!(invite_everyone(&eva, "stad", 1, &acting_for), invite_everyone(&eva, "stad", 1, &acting_for));
        assert_eq!(one.unwrap() + two.unwrap(), 4, "anna, bo and dua speak for signatories, pia is a politician");
        let id = meeting(w, 1).await.id;
        for _ in 0..2 {
            mail_assembly(&Ctx::system(&w.app), id).await.unwrap();
        }
        assert_eq!(told(w).await, [("anna", 1), ("bo", 1), ("dua", 1), ("pia", 1), ("cia", 0), ("karin", 0), ("ida", 0)]);
        let pia = mails_to(w, "pia@example.org").await.pop().unwrap();
        assert!(pia.subject == "Inbjudan: Lokaler som räcker" && pia.text.contains("/stad/moten/1-lokaler-som-racker#anmalan"), "{pia:?}");
        assert_eq!(mails_to(w, "bo@example.org").await[0].subject, "Invitation: Lokaler som räcker");
        assert_eq!((meeting(w, 1).await.taken, events(w, "guest_invited").await), (0, 1), "no place is held");
        assert_eq!(guests_page(&eva, "stad", 1).await.unwrap().told.map(|t| (t.people, t.last_at)), Some((4, Some(eva.now()))));

        // one more signs: they alone are new
        let mut tx = w.visitor().write().await.unwrap();
        crate::execute!(tx, "INSERT INTO signatory (agreement_id, organisation_id, signed_on) VALUES (1, 8, '2026-01-01')").unwrap();
        tx.commit().await.unwrap();
        let path = || Path(("stad".to_string(), "1-lokaler-som-racker".to_string()));
        let form = InviteForm { r#as: acting(&eva), whom: "all".into(), ..InviteForm::default() };
        for _ in 0..2 {
            forms_people::invite(eva.clone(), path(), Body(form.clone())).await.unwrap();
            mail_assembly(&Ctx::system(&w.app), id).await.unwrap();
        }
        assert_eq!(told(w).await, [("anna", 1), ("bo", 1), ("dua", 1), ("pia", 1), ("cia", 1), ("karin", 0), ("ida", 0)]);
        assert_eq!(events(w, "guest_invited").await, 2);
        let page = html(pages::guests(eva.clone(), path()).await).await;
        assert!(page.contains("Inbjudna tillsammans: 5.") && page.contains("Bjud in alla som står bakom"), "{page}");

        // whoever was told of the first day is told of the new one
        let stored = service::plan_page(&eva, "stad", 1, None, None).await.unwrap().form;
        edit(&eva, "stad", 1, &MeetingForm { key: "e1".into(), r#as: acting(&eva), date: "2026-04-08".into(), ..stored }).await.unwrap();
        assert!(mails_to(w, "cia@example.org").await.last().unwrap().subject.starts_with("Ny tid eller plats"));
        assert!(mails_to(w, "karin@example.org").await.is_empty());
    }

    async fn only_the_kansli_and_only_ahead_of_an_assembly(w: World) {
        assembly(w).await;
        for name in ["per", "sia", "anna", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            let refused = invite_everyone(&ctx, "stad", 1, &acting(&ctx)).await;
            assert!(matches!(refused, Err(AppError::Refused(Refusal::NotAllowed))), "{name}: {refused:?}");
        }
        assert!(matches!(invite_everyone(&w.visitor(), "stad", 1, "").await, Err(AppError::SignInFirst)));
        let eva = w.person("eva").await;
        assert!(matches!(invite_everyone(&eva, "stad", 1, "").await, Err(AppError::ActingChanged { .. })));
        let hearing = MeetingForm { key: "m2".into(), ..meeting_form(&eva, "m2", &[]) };
        service::create(&eva, "stad", &hearing).await.unwrap();
        assert!(matches!(invite_everyone(&eva, "stad", 2, &acting(&eva)).await, Err(AppError::Refused(Refusal::WrongState))));
        assert!(guests_page(&eva, "stad", 2).await.unwrap().told.is_none());
        // asked for, and begun before anybody was mailed
        assert_eq!(invite_everyone(&eva, "stad", 1, &acting(&eva)).await.unwrap(), 4);
        w.app.clock.set("2026-04-01T15:40:00Z".parse().unwrap());
        mail_assembly(&Ctx::system(&w.app), meeting(w, 1).await.id).await.unwrap();
        assert!(mails_to(w, "anna@example.org").await.is_empty());
        let eva = w.person("eva").await;
        assert!(matches!(invite_everyone(&eva, "stad", 1, &acting(&eva)).await, Err(AppError::Refused(Refusal::Closed))));
    }
}
