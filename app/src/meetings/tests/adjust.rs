//! Adjusting: who is asked, what an answer counts for, and what a link opens.

use super::*;
use crate::desk::service::link::{LinkForm, link_again};
use crate::error::{AppError, Fault, Refusal};
use crate::ids::RoundId;
use crate::meetings::inputs::after::{AnswerForm, RoundForm};
use crate::meetings::inputs::{AdjusterForm, MinutesForm, MinutesItem};
use crate::meetings::service::{
    adjusting, answer_minutes, call_back, erase_adjusters, minutes_page, publish_adjusted, publish_minutes, remind_adjusters, save_draft, send,
};
use crate::meetings::types::MeetingState;
use crate::on_both;

const AFTER: &str = "2026-04-02T08:00:00Z";

fn adjuster(function: &str, email: &str) -> AdjusterForm {
    AdjusterForm { function: function.into(), email: email.into(), ..AdjusterForm::default() }
}

/// Minutes of the free item, to be adjusted by those given.
fn to_adjust(ctx: &Ctx, key: &str, said: &str, adjusters: Vec<AdjusterForm>) -> MinutesForm {
    let item = MinutesItem { said: said.into(), decided: "Det blir så.".into(), ..MinutesItem::default() };
    MinutesForm { key: key.into(), r#as: acting(ctx), items: vec![item], attending: "Föreningen Alfa; 2".into(), adjusters, ..MinutesForm::default() }
}

fn two() -> Vec<AdjusterForm> {
    vec![adjuster("justerare", "kaj@example.net"), adjuster("ordförande", "moa@example.net")]
}

fn approves() -> AnswerForm {
    AnswerForm { answer: "approved".into(), ..AnswerForm::default() }
}

fn publishes(ctx: &Ctx, key: &str, round: i64) -> RoundForm {
    RoundForm { key: key.into(), r#as: acting(ctx), act: "publish".into(), round: round.to_string() }
}

/// Secrets of the links mailed to an address, oldest first.
async fn tokens(w: &World, address: &str) -> Vec<String> {
    let mails = mails_to(w, address).await;
    let of = |mail: &Mail| mail.text.split_once("/justera/").map(|(_, rest)| rest.split_whitespace().next().unwrap_or_default().to_string());
    mails.iter().filter_map(of).collect()
}

async fn held(w: &World) -> Ctx {
    announced(w, &[]).await;
    w.app.clock.set(AFTER.parse().unwrap());
    w.person("eva").await
}

async fn adjustment_due(w: &World) -> Option<String> {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, chrono::NaiveDate, fetch_optional, "SELECT due_on FROM clock WHERE kind = 'adjustment' AND closed_by IS NULL").unwrap().map(|d| d.to_string())
}

on_both! {
    async fn two_adjusters_approve_and_the_minutes_are_published(w: World) {
        let eva = held(w).await;
        let form = to_adjust(&eva, "s1", "Vi hörde alla.", two());
        send(&eva, "stad", 1, &form).await.unwrap();
        send(&eva, "stad", 1, &form).await.unwrap();
        assert_eq!(adjustment_due(w).await.as_deref(), Some("2026-04-09"));
        assert_eq!(events(w, "minutes_sent").await, 1);
        let (kaj, moa) = (tokens(w, "kaj@example.net").await, tokens(w, "moa@example.net").await);
        assert_eq!((kaj.len(), moa.len()), (1, 1));
        let seen = adjusting(&w.visitor(), "stad", 1, &kaj[0]).await.unwrap();
        assert_eq!((seen.adjuster.function.as_str(), seen.form.items[0].said.as_str()), ("justerare", "Vi hörde alla."));
        assert!(seen.form.adjusters.is_empty() && !seen.round.form.contains("example.net"), "nobody reads whom else was asked");
        // one approval is not enough
        assert!(answer_minutes(&w.visitor(), "stad", 1, &kaj[0], &approves()).await.unwrap());
        assert!(matches!(publish_adjusted(&eva, "stad", 1, &publishes(&eva, "p1", 1)).await, Err(AppError::Refused(Refusal::WrongState))));
        answer_minutes(&w.visitor(), "stad", 1, &moa[0], &approves()).await.unwrap();
        assert_eq!(adjustment_due(w).await, None);
        assert!(mails_to(w, "eva@example.org").await.iter().any(|m| m.subject.contains("justerade")));
        publish_adjusted(&eva, "stad", 1, &publishes(&eva, "p2", 1)).await.unwrap();
        publish_adjusted(&eva, "stad", 1, &publishes(&eva, "p2", 1)).await.unwrap();
        let seen = service::see(&w.visitor(), "stad", "1-lokaler-som-racker").await.unwrap();
        assert_eq!(seen.meeting.state, MeetingState::Documented);
        let by: Vec<&str> = seen.record.adjusted.iter().map(|a| a.function.as_str()).collect();
        assert_eq!(by, ["justerare", "ordförande"]);
        assert!(seen.record.sent.is_none());
        // the addresses are gone, and the links with them
        let mut conn = w.visitor().read().await.unwrap();
        assert_eq!(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM minutes_adjuster WHERE email <> ''").unwrap(), 0);
        assert_eq!(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM minutes_link").unwrap(), 0);
        drop(conn);
        assert!(matches!(adjusting(&w.visitor(), "stad", 1, &kaj[0]).await, Err(AppError::Refused(Refusal::LinkSpent))));
    }

    async fn a_link_answers_once_and_only_its_own_meeting(w: World) {
        let eva = held(w).await;
        send(&eva, "stad", 1, &to_adjust(&eva, "s1", "Vi hörde alla.", two())).await.unwrap();
        let kaj = tokens(w, "kaj@example.net").await.remove(0);
        let visitor = w.visitor();
        for wrong in ["", "abcdefghijklmnopqrstuvwxyz234567"] {
            assert!(matches!(answer_minutes(&visitor, "stad", 1, wrong, &approves()).await, Err(AppError::Refused(Refusal::LinkSpent))));
        }
        let unsure = AnswerForm::default();
        assert!(matches!(answer_minutes(&visitor, "stad", 1, &kaj, &unsure).await, Err(AppError::Invalid(f)) if f.of("answer") == Some(&Fault::Choice)));
        let silent = AnswerForm { answer: "change".into(), ..AnswerForm::default() };
        assert!(matches!(answer_minutes(&visitor, "stad", 1, &kaj, &silent).await, Err(AppError::Invalid(f)) if f.of("words") == Some(&Fault::Required)));
        let form = approves();
        let (one, two) = tokio::join!(answer_minutes(&visitor, "stad", 1, &kaj, &form), answer_minutes(&visitor, "stad", 1, &kaj, &form));
        assert!(one.is_ok() != two.is_ok(), "once");
        assert!(matches!(answer_minutes(&visitor, "stad", 1, &kaj, &silent).await, Err(AppError::Refused(Refusal::LinkSpent))), "an answer stands");
        // it can still be read, until it is too old
        assert!(adjusting(&visitor, "stad", 1, &kaj).await.is_ok());
        w.days_pass(31);
        let moa = tokens(w, "moa@example.net").await.remove(0);
        for token in [&kaj, &moa] {
            assert!(matches!(adjusting(&visitor, "stad", 1, token).await, Err(AppError::Refused(Refusal::LinkSpent))));
            assert!(matches!(answer_minutes(&visitor, "stad", 1, token, &approves()).await, Err(AppError::Refused(Refusal::LinkSpent))));
        }
        // secrets are not kept as they are
        let mut conn = visitor.read().await.unwrap();
        assert_eq!(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM minutes_link WHERE token_hash = $1", &kaj).unwrap(), 0);
    }

    async fn a_change_asks_anew(w: World) {
        let eva = held(w).await;
        let chair = vec![adjuster("mötesordförande", "kaj@example.net")];
        send(&eva, "stad", 1, &to_adjust(&eva, "s1", "Vi hörde alla.", chair.clone())).await.unwrap();
        let first = tokens(w, "kaj@example.net").await.remove(0);
        let change = AnswerForm { answer: "change".into(), words: "Det var **två** bänkar.".into(), lang: "sv".into() };
        assert!(!answer_minutes(&w.visitor(), "stad", 1, &first, &change).await.unwrap());
        assert!(mails_to(w, "eva@example.org").await.iter().any(|m| m.text.contains("två")));
        let page = minutes_page(&eva, "stad", 1, None).await.unwrap();
        let sent = page.record.sent.clone().unwrap();
        assert_eq!((sent.asked[0].answer.as_str(), sent.is_adjusted()), ("change", false));
        send(&eva, "stad", 1, &to_adjust(&eva, "s2", "Vi hörde alla. Det var två bänkar.", chair)).await.unwrap();
        assert!(matches!(adjusting(&w.visitor(), "stad", 1, &first).await, Err(AppError::Refused(Refusal::LinkSpent))));
        let second = tokens(w, "kaj@example.net").await.remove(1);
        answer_minutes(&w.visitor(), "stad", 1, &second, &approves()).await.unwrap();
        // the round that it was opened for is not the one that goes on
        assert!(matches!(publish_adjusted(&eva, "stad", 1, &publishes(&eva, "p1", 1)).await, Err(AppError::Refused(Refusal::WrongState))));
        // a draft with the same text leaves the approval, another ends it
        let page = minutes_page(&eva, "stad", 1, None).await.unwrap();
        let mut form = MinutesForm { key: "d1".into(), r#as: acting(&eva), ..page.form };
        form.items[0].said.push_str(" Och en soptunna.");
        save_draft(&eva, "stad", 1, &form).await.unwrap();
        assert!(matches!(publish_adjusted(&eva, "stad", 1, &publishes(&eva, "p2", 2)).await, Err(AppError::Refused(Refusal::WrongState))));
        assert!(matches!(adjusting(&w.visitor(), "stad", 1, &second).await, Err(AppError::Refused(Refusal::LinkSpent))));
        assert_eq!((adjustment_due(w).await, meeting(w, 1).await.state.is_standing()), (None, true));
    }

    async fn what_an_issue_is_called_meanwhile_is_not_the_minutes(w: World) {
        let number = issue(w, "a").await;
        announced(w, &[number]).await;
        w.app.clock.set(AFTER.parse().unwrap());
        let eva = w.person("eva").await;
        let mut form = to_adjust(&eva, "s1", "Vi hörde alla.", vec![adjuster("mötesordförande", "kaj@example.net")]);
        form.items.push(MinutesItem { said: "Trösklarna mäts.".into(), outcome: "close".into(), reason: "De är mätta.".into(), ..MinutesItem::default() });
        send(&eva, "stad", 1, &form).await.unwrap();
        let token = tokens(w, "kaj@example.net").await.remove(0);
        answer_minutes(&w.visitor(), "stad", 1, &token, &approves()).await.unwrap();
        let mut tx = eva.write().await.unwrap();
        crate::execute!(tx, "UPDATE issue SET title = 'Trösklar, med mått' WHERE number = $1", number).unwrap();
        tx.commit().await.unwrap();
        publish_adjusted(&eva, "stad", 1, &publishes(&eva, "p1", 1)).await.unwrap();
        let (text, _) = crate::meetings::service::minutes_text(&w.visitor(), "stad", 1).await.unwrap();
        assert!(text.contains("Trösklar i lokalerna a") && !text.contains("med mått"), "what was approved: {text}");
    }

    async fn a_link_takes_four_statements_also_where_somebody_is_asked(w: World) {
        let number = issue(w, "a").await;
        announced(w, &[number]).await;
        w.app.clock.set(AFTER.parse().unwrap());
        let eva = w.person("eva").await;
        let mut form = to_adjust(&eva, "s1", "Vi hörde alla.", vec![adjuster("mötesordförande", "kaj@example.net")]);
        let asked = MinutesItem { said: "Vi vet inte.".into(), outcome: "refer".into(), reason: "De vet.".into(), body: "park".into(), next: "2026-05-04".into(), ..MinutesItem::default() };
        form.items.push(asked);
        send(&eva, "stad", 1, &form).await.unwrap();
        let token = tokens(w, "kaj@example.net").await.remove(0);
        let ctx = Ctx { statements: Default::default(), ..w.visitor() };
        let seen = adjusting(&ctx, "stad", 1, &token).await.unwrap();
        assert_eq!((seen.owners.is_empty(), ctx.statement_count()), (false, 4));
    }

    async fn what_changed_elsewhere_is_not_what_was_approved(w: World) {
        let eva = held(w).await;
        send(&eva, "stad", 1, &to_adjust(&eva, "s1", "Vi hörde alla.", vec![adjuster("mötesordförande", "kaj@example.net")])).await.unwrap();
        let token = tokens(w, "kaj@example.net").await.remove(0);
        answer_minutes(&w.visitor(), "stad", 1, &token, &approves()).await.unwrap();
        let mut tx = eva.write().await.unwrap();
        crate::execute!(tx, "UPDATE meeting SET title = 'Något annat'").unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(publish_adjusted(&eva, "stad", 1, &publishes(&eva, "p1", 1)).await, Err(AppError::Refused(Refusal::TextChanged))));
        assert_eq!(events(w, "minutes_published").await, 0);
    }

    async fn who_is_asked_is_checked(w: World) {
        let eva = held(w).await;
        let form = |adjusters| to_adjust(&eva, "s1", "Vi hörde alla.", adjusters);
        let fault = async |adjusters| match send(&eva, "stad", 1, &form(adjusters)).await {
            Err(AppError::Invalid(faults)) => faults.0,
            other => panic!("{other:?}"),
        };
        assert_eq!(fault(vec![]).await, [("adj_function-0", Fault::Required)]);
        assert_eq!(fault(vec![adjuster("ordförande", "")]).await, [("adj_email-0", Fault::Required)]);
        assert_eq!(fault(vec![adjuster("ordförande", "kaj")]).await, [("adj_email-0", Fault::Email)]);
        assert_eq!(fault(vec![adjuster("", "kaj@example.net")]).await, [("adj_function-0", Fault::Required)]);
        assert_eq!(fault(vec![adjuster("en", "kaj@example.net"), adjuster("två", "KAJ@example.net")]).await, [("adj_email-1", Fault::Taken)]);
        // anna has a role, but no seat in a body that could know
        let anna = w.person("anna").await.actor.as_ref().unwrap().person_id.to_string();
        assert_eq!(fault(vec![AdjusterForm { person: anna, ..adjuster("ordförande", "") }]).await, [("adj_person-0", Fault::Choice)]);
        assert_eq!(fault(vec![AdjusterForm { organisation: "Finns inte".into(), ..adjuster("ordförande", "kaj@example.net") }]).await, [("adj_organisation-0", Fault::Choice)]);
        let sia = w.person("sia").await.actor.as_ref().unwrap().person_id.to_string();
        send(&eva, "stad", 1, &form(vec![AdjusterForm { person: sia, ..adjuster("ledamot", "") }])).await.unwrap();
        assert_eq!(tokens(w, "sia@example.org").await.len(), 1);
    }

    async fn only_the_kansli_sends_publishes_and_calls_back(w: World) {
        let eva = held(w).await;
        for name in ["per", "sia", "olle", "anna", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            let form = to_adjust(&ctx, "s1", "Vi hörde alla.", two());
            assert!(matches!(send(&ctx, "stad", 1, &form).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(publish_adjusted(&ctx, "stad", 1, &publishes(&ctx, "p1", 1)).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(call_back(&ctx, "stad", 1, &publishes(&ctx, "c1", 1)).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(call_back(&eva, "stad", 1, &publishes(&eva, "c1", 1)).await, Err(AppError::Refused(Refusal::WrongState))));
        send(&eva, "stad", 1, &to_adjust(&eva, "s1", "Vi hörde alla.", two())).await.unwrap();
        call_back(&eva, "stad", 1, &publishes(&eva, "c2", 1)).await.unwrap();
        assert_eq!(adjustment_due(w).await, None);
        let kaj = tokens(w, "kaj@example.net").await.remove(0);
        assert!(matches!(adjusting(&w.visitor(), "stad", 1, &kaj).await, Err(AppError::Refused(Refusal::LinkSpent))));
    }

    async fn those_who_have_not_answered_are_reminded(w: World) {
        let eva = held(w).await;
        let english = w.person("eva").await.in_locale(crate::i18n::Locale::En);
        send(&english, "stad", 1, &to_adjust(&eva, "s1", "Vi hörde alla.", two())).await.unwrap();
        let kaj = tokens(w, "kaj@example.net").await.remove(0);
        answer_minutes(&w.visitor(), "stad", 1, &kaj, &approves()).await.unwrap();
        let ctx = Ctx::system(&w.app);
        let mut conn = ctx.read().await.unwrap();
        let round = scalar!(conn, RoundId, fetch_one, "SELECT id FROM minutes_round").unwrap();
        let waits = scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM job WHERE kind = 'remind_adjusters'").unwrap();
        drop(conn);
        assert_eq!(waits, 1);
        remind_adjusters(&ctx, round).await.unwrap();
        assert_eq!((tokens(w, "kaj@example.net").await.len(), tokens(w, "moa@example.net").await.len()), (1, 2));
        assert!(mails_to(w, "moa@example.net").await[1].text.contains("wait for you"), "in the language in which they were asked");
        // both links lead there, and one answer is all
        let moa = tokens(w, "moa@example.net").await;
        assert!(adjusting(&w.visitor(), "stad", 1, &moa[0]).await.is_ok());
        answer_minutes(&w.visitor(), "stad", 1, &moa[1], &approves()).await.unwrap();
        assert!(matches!(answer_minutes(&w.visitor(), "stad", 1, &moa[0], &approves()).await, Err(AppError::Refused(Refusal::LinkSpent))));
        publish_adjusted(&eva, "stad", 1, &publishes(&eva, "p1", 1)).await.unwrap();
        remind_adjusters(&ctx, round).await.unwrap();
        assert_eq!(tokens(w, "moa@example.net").await.len(), 2, "what has ended reminds nobody");
    }

    async fn publishing_at_once_names_the_chair(w: World) {
        let eva = held(w).await;
        let form = MinutesForm { version: "1".into(), ..to_adjust(&eva, "p1", "Vi hörde alla.", vec![]) };
        assert!(matches!(publish_minutes(&eva, "stad", 1, &form).await, Err(AppError::Invalid(f)) if f.of("chair") == Some(&Fault::Required)));
        publish_minutes(&eva, "stad", 1, &MinutesForm { chair: "kansliansvarig".into(), ..form }).await.unwrap();
        let seen = service::see(&w.visitor(), "stad", "1-lokaler-som-racker").await.unwrap();
        let by = &seen.record.adjusted[0];
        assert_eq!((by.function.as_str(), by.organisation.as_str(), by.chair), ("kansliansvarig", "Kansliet", true));
    }

    async fn nobody_publishes_past_those_who_adjust(w: World) {
        let eva = held(w).await;
        send(&eva, "stad", 1, &to_adjust(&eva, "s1", "Vi hörde alla.", vec![adjuster("mötesordförande", "kaj@example.net")])).await.unwrap();
        let token = tokens(w, "kaj@example.net").await.remove(0);
        let change = AnswerForm { answer: "change".into(), words: "Inte alla.".into(), lang: "sv".into() };
        answer_minutes(&w.visitor(), "stad", 1, &token, &change).await.unwrap();
        let version = meeting(w, 1).await.version.to_string();
        let form = MinutesForm { chair: "kansliansvarig".into(), version, ..to_adjust(&eva, "p1", "Vi hörde alla.", vec![]) };
        assert!(matches!(publish_minutes(&eva, "stad", 1, &form).await, Err(AppError::Refused(Refusal::RoundOpen))));
        assert!(meeting(w, 1).await.state.is_standing());
        call_back(&eva, "stad", 1, &publishes(&eva, "c1", 1)).await.unwrap();
        let blind = MinutesForm { version: String::new(), ..form.clone() };
        assert!(matches!(publish_minutes(&eva, "stad", 1, &blind).await, Err(AppError::Stale { .. })), "it does not know what it publishes over");
        publish_minutes(&eva, "stad", 1, &form).await.unwrap();
    }

    async fn what_is_out_is_called_back_when_the_meeting_is_moved_or_cancelled(w: World) {
        let eva = held(w).await;
        let ended = async || {
            let mut conn = w.visitor().read().await.unwrap();
            scalar!(conn, String, fetch_all, "SELECT COALESCE(ended_as, '') FROM minutes_round ORDER BY number").unwrap()
        };
        send(&eva, "stad", 1, &to_adjust(&eva, "s1", "Vi hörde alla.", two())).await.unwrap();
        let form = service::plan_page(&eva, "stad", 1, None, None).await.unwrap().form;
        let moved = MeetingForm { key: "e1".into(), r#as: acting(&eva), date: "2026-04-08".into(), ..form };
        service::edit(&eva, "stad", 1, &moved).await.unwrap();
        assert_eq!((ended().await, adjustment_due(w).await), (vec!["called_back".to_string()], None));
        w.days_pass(7);
        send(&eva, "stad", 1, &to_adjust(&eva, "s2", "Vi hörde alla.", two())).await.unwrap();
        let cancels = crate::meetings::inputs::CancelForm { key: "c1".into(), r#as: acting(&eva), reason: "Den hölls aldrig.".into(), ..Default::default() };
        service::cancel(&eva, "stad", 1, &cancels).await.unwrap();
        assert_eq!((ended().await.len(), ended().await.contains(&String::new()), adjustment_due(w).await), (2, false, None));
        assert_eq!(meeting(w, 1).await.minutes_draft, "");
        let kaj = tokens(w, "kaj@example.net").await.remove(1);
        assert!(matches!(adjusting(&w.visitor(), "stad", 1, &kaj).await, Err(AppError::Refused(Refusal::LinkSpent))));
    }

    async fn addresses_of_those_who_never_answered_are_erased(w: World) {
        let eva = held(w).await;
        send(&eva, "stad", 1, &to_adjust(&eva, "s1", "Vi hörde alla.", two())).await.unwrap();
        let kept = async || {
            let mut conn = w.visitor().read().await.unwrap();
            scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM minutes_adjuster WHERE email <> ''").unwrap()
        };
        w.days_pass(36);
        erase_adjusters(&Ctx::system(&w.app)).await.unwrap();
        assert!(kept().await == 2 && meeting(w, 1).await.minutes_draft.contains("kaj@example.net"), "a link may still be valid");
        w.days_pass(2);
        erase_adjusters(&Ctx::system(&w.app)).await.unwrap();
        let draft = meeting(w, 1).await.minutes_draft;
        assert!(kept().await == 0 && !draft.contains("example.net") && draft.contains("justerare") && draft.contains("Vi hörde alla."), "{draft}");
    }

    async fn whoever_adjusts_and_lost_the_mail_gets_another_link(w: World) {
        let eva = held(w).await;
        let asked = vec![adjuster("justerare", "anna@example.org"), adjuster("ordförande", "moa@example.net")];
        send(&eva, "stad", 1, &to_adjust(&eva, "s1", "Vi hörde alla.", asked)).await.unwrap();
        let mut conn = w.visitor().read().await.unwrap();
        let ids = scalar!(conn, i64, fetch_all, "SELECT id FROM minutes_adjuster ORDER BY position").unwrap();
        drop(conn);
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let again = |ctx: &Ctx, key: &str, id: i64| LinkForm { key: key.into(), r#as: acting(ctx), act: "adjust".into(), id: id.to_string() };
        assert!(matches!(link_again(&bo, "stad", &again(&bo, "l1", ids[0])).await, Err(AppError::NotFound)));
        assert!(matches!(link_again(&anna, "stad", &again(&anna, "l1", ids[1])).await, Err(AppError::NotFound)), "the other's");
        for _ in 0..2 {
            link_again(&anna, "stad", &again(&anna, "l1", ids[0])).await.unwrap();
        }
        let links = tokens(w, "anna@example.org").await;
        assert_eq!((links.len(), tokens(w, "moa@example.net").await.len()), (2, 1));
        answer_minutes(&w.visitor(), "stad", 1, &links[1], &approves()).await.unwrap();
        assert!(matches!(link_again(&anna, "stad", &again(&anna, "l2", ids[0])).await, Err(AppError::Refused(Refusal::Already))));
    }
}
