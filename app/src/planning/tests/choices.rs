//! Choosing among issues: what goes on the agenda, what does not, and that both have a published reason.

use super::{announced, count, meeting_form};
use crate::context::Ctx;
use crate::curation::tests::pages::{fresh, html};
use crate::curation::tests::{opened_for, posted};
use crate::db::testing::World;
use crate::error::{AppError, Fault, Refusal};
use crate::issues::types::IssueState;
use crate::meetings::inputs::{ActionForm, MeetingForm, MinutesForm, MinutesItem};
use crate::meetings::service::{self as meetings, plan_page};
use crate::on_both;
use crate::planning::pages;
use crate::planning::service::{BoardQuery, ChoiceForm, ChoiceItem, board, choose, choosing};
use axum::extract::{Path, Query};

fn form(ctx: &Ctx, key: &str, items: &[(i64, &str, &str)]) -> ChoiceForm {
    let items = items.iter().map(|(issue, choice, reason)| ChoiceItem { issue: *issue, choice: (*choice).into(), reason: (*reason).into() }).collect();
    ChoiceForm { key: key.into(), r#as: opened_for(ctx), items, ..ChoiceForm::default() }
}

fn faults(e: AppError) -> Vec<(&'static str, Fault)> {
    match e {
        AppError::Invalid(faults) => faults.0,
        e => panic!("{e:?}"),
    }
}

async fn issues(w: &World) -> [i64; 3] {
    let anna = w.person("anna").await;
    let mut numbers = [0; 3];
    for (n, title) in numbers.iter_mut().zip(["Alfas fråga om trösklar", "Alfas fråga om nycklar", "Alfas fråga om lampor"]) {
        *n = posted(&anna, title).await.1;
    }
    numbers
}

async fn state(w: &World, number: i64) -> IssueState {
    let mut conn = w.visitor().read().await.unwrap();
    crate::scalar!(conn, IssueState, fetch_one, "SELECT state FROM issue WHERE number = $1", number).unwrap()
}

async fn issue_page(w: &World, part: &str) -> String {
    html(crate::issues::pages::issue(w.visitor(), Path(("stad".into(), part.into())), Query(Default::default())).await).await.1
}

on_both! {
    async fn every_choice_has_a_published_reason(w: World) {
        let [a, b, c] = issues(w).await;
        let m = announced(w, "Rum som räcker", "2026-04-15").await;
        let eva = w.person("eva").await;
        let sent = form(&eva, "k1", &[(a, "yes", "Den gäller flest."), (b, "no", "Vi väntar på svar om nycklar."), (c, "", "")]);
        for _ in 0..2 {
            choose(&eva, "stad", m.number, &sent).await.unwrap();
        }
        assert_eq!([state(w, a).await, state(w, b).await, state(w, c).await], [IssueState::OnAgenda, IssueState::InForum, IssueState::InForum]);
        assert_eq!(count(w, "SELECT COUNT(*) FROM issue_choice").await, 2);
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'issue_not_chosen'").await, 1);
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'issue_put_on_agenda'").await, 1);
        // on both issues, on the meeting and in the log
        assert!(issue_page(w, &format!("{a}-alfas-fraga-om-trosklar")).await.contains("Den gäller flest."));
        let passed = issue_page(w, &format!("{b}-alfas-fraga-om-nycklar")).await;
        assert!(passed.contains("Vi väntar på svar om nycklar.") && passed.contains("Rum som räcker"), "{passed}");
        let meeting = crate::meetings::pages::one(w.visitor(), Path(("stad".into(), format!("{}-{}", m.number, m.slug))));
        let (_, page) = html(meeting.await).await;
        let (_, part) = page.split_once("id=\"valda\"").unwrap();
        let (yes, no) = part.split_once("Valdes inte").unwrap();
        assert!(yes.contains("trösklar") && yes.contains("Den gäller flest.") && no.contains("nycklar") && no.contains("Vi väntar på svar"), "{part}");
        assert!(!part.contains("lampor"));
        let (_, page) = html(crate::curation::pages::log(w.visitor(), Path("stad".into()), Query(Default::default())).await).await;
        assert!(page.contains("Vi väntar på svar om nycklar."));
        // the board remembers
        let seen = board(&w.visitor(), "stad", &BoardQuery::default()).await.unwrap();
        assert_eq!(seen.rows.iter().map(|r| (r.number, r.passed_over)).collect::<Vec<_>>().len(), 2);
        assert_eq!(seen.rows.iter().find(|r| r.number == b).unwrap().passed_over, 1);
    }

    async fn the_others_that_were_considered_share_a_reason(w: World) {
        let [a, b, c] = issues(w).await;
        let bo = w.person("bo").await;
        crate::issues::service::back(&bo, "stad", b, &crate::issues::service::BackingForm { r#as: opened_for(&bo), on: "1".into() }).await.unwrap();
        let m = announced(w, "Rum som räcker", "2026-04-15").await;
        let eva = w.person("eva").await;
        let sent = form(&eva, "k1", &[(a, "yes", "Den gäller flest."), (b, "", ""), (c, "", "")]);
        assert_eq!(faults(choose(&eva, "stad", m.number, &sent).await.unwrap_err()), [("others", Fault::Required)]);
        let short = ChoiceForm { others: "x".into(), ..sent.clone() };
        assert_eq!(faults(choose(&eva, "stad", m.number, &short).await.unwrap_err()), [("others", Fault::TooShort(3))]);
        assert_eq!((count(w, "SELECT COUNT(*) FROM issue_choice").await, state(w, a).await), (0, IssueState::InForum), "nothing of it is done");
        let sent = ChoiceForm { others: "De ryms på nästa möte.".into(), ..sent };
        for _ in 0..2 {
            choose(&eva, "stad", m.number, &sent).await.unwrap();
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM issue_choice WHERE NOT chosen AND reason = 'De ryms på nästa möte.'").await, 2);
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'issue_not_chosen'").await, 2);
        for part in [format!("{b}-alfas-fraga-om-nycklar"), format!("{c}-alfas-fraga-om-lampor")] {
            assert!(issue_page(w, &part).await.contains("De ryms på nästa möte."), "{part}");
        }
        // what has a reason for this meeting needs no other
        let d = posted(&w.person("anna").await, "Alfas fråga om dörrar").await.1;
        choose(&eva, "stad", m.number, &form(&eva, "k2", &[(b, "", ""), (d, "yes", "Den hör ihop med trösklarna.")])).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'issue_not_chosen'").await, 2);
        // and it is asked for on the page, as typed
        let (_, page) = html(pages::choose(eva.clone(), Path(("stad".into(), format!("{}-x", m.number))), Query(BoardQuery::default())).await).await;
        assert!(page.contains("name=\"others\"") && page.contains("Skäl för de andra som prövades"), "{page}");
    }

    async fn a_later_choice_takes_the_place_of_an_earlier_one(w: World) {
        let [a, ..] = issues(w).await;
        let m = announced(w, "Rum som räcker", "2026-04-15").await;
        let eva = w.person("eva").await;
        choose(&eva, "stad", m.number, &form(&eva, "k1", &[(a, "no", "För tidigt.")])).await.unwrap();
        let seen = choosing(&eva, "stad", m.number, &BoardQuery::default(), None).await.unwrap();
        let row = seen.rows.iter().find(|r| r.number == a).unwrap();
        assert_eq!((row.chosen, row.reason.as_deref()), (Some(false), Some("För tidigt.")));
        choose(&eva, "stad", m.number, &form(&eva, "k2", &[(a, "yes", "Nu är det dags.")])).await.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM issue_choice WHERE chosen AND reason = 'Nu är det dags.'").await, 1);
        let choices = crate::meetings::service::see_number(&w.visitor(), "stad", m.number).await.unwrap().choices;
        assert_eq!(choices.iter().map(|c| (c.chosen, c.number)).collect::<Vec<_>>(), [(true, a)]);
    }

    async fn what_is_decided_for_a_draft_is_said_when_it_is_announced(w: World) {
        let [a, b, _] = issues(w).await;
        let eva = w.person("eva").await;
        let draft = MeetingForm { act: "draft".into(), ..meeting_form(&eva, "Rum som räcker", "2026-04-15") };
        let m = meetings::create(&eva, "stad", &draft).await.unwrap();
        let sent = form(&eva, "k1", &[(a, "yes", "Den gäller flest."), (b, "no", "Vi väntar på svar om nycklar.")]);
        for _ in 0..2 {
            choose(&eva, "stad", m.number, &sent).await.unwrap();
        }
        let said = async || count(w, "SELECT COUNT(*) FROM event WHERE kind IN ('issue_not_chosen', 'issue_put_on_agenda')").await;
        let passed = async || board(&w.visitor(), "stad", &BoardQuery::default()).await.unwrap().rows.iter().map(|r| r.passed_over).sum::<i64>();
        assert_eq!((said().await, passed().await, state(w, a).await), (0, 0, IssueState::InForum), "nobody knows of it");
        assert_eq!(board(&eva, "stad", &BoardQuery::default()).await.unwrap().coming.iter().map(|m| m.number).collect::<Vec<_>>(), [m.number]);
        assert!(board(&w.visitor(), "stad", &BoardQuery::default()).await.unwrap().coming.is_empty());
        assert!(!issue_page(w, &format!("{b}-alfas-fraga-om-nycklar")).await.contains("Vi väntar på svar"));
        // whoever plans it sees what was decided
        let seen = choosing(&eva, "stad", m.number, &BoardQuery::default(), None).await.unwrap();
        assert_eq!(seen.rows.iter().find(|r| r.number == b).unwrap().reason.as_deref(), Some("Vi väntar på svar om nycklar."));
        let page = plan_page(&eva, "stad", m.number, None, None).await.unwrap();
        assert_eq!(page.items.len(), 1);
        let announce = MeetingForm { key: "a".into(), r#as: opened_for(&eva), act: String::new(), ..page.form };
        meetings::edit(&eva, "stad", m.number, &announce).await.unwrap();
        assert_eq!((said().await, passed().await, state(w, a).await), (2, 1, IssueState::OnAgenda));
        assert_eq!(count(w, "SELECT COUNT(*) FROM issue_choice WHERE event_id IS NULL").await, 0);
        assert!(issue_page(w, &format!("{b}-alfas-fraga-om-nycklar")).await.contains("Vi väntar på svar om nycklar."));
        let choices = meetings::see_number(&w.visitor(), "stad", m.number).await.unwrap().choices;
        assert_eq!(choices.iter().map(|c| (c.chosen, c.number)).collect::<Vec<_>>(), [(true, a), (false, b)]);
    }

    async fn what_is_wrong_is_said_in_its_row(w: World) {
        let [a, b, c] = issues(w).await;
        let m = announced(w, "Rum som räcker", "2026-04-15").await;
        let eva = w.person("eva").await;
        let send = async |items: &[(i64, &str, &str)]| faults(choose(&eva, "stad", m.number, &form(&eva, "k", items)).await.unwrap_err());
        assert_eq!(send(&[(a, "", ""), (b, "", "")]).await, [("rows", Fault::Required)]);
        assert_eq!(send(&[(a, "", ""), (b, "no", " ")]).await, [("reason-1", Fault::Required)]);
        assert_eq!(send(&[(a, "yes", "x")]).await, [("reason-0", Fault::TooShort(3))]);
        assert_eq!(send(&[(a, "", "Ett skäl utan val.")]).await, [("choice-0", Fault::Required)]);
        assert_eq!(send(&[(a, "maybe", "Ett skäl.")]).await, [("choice-0", Fault::Choice)]);
        assert_eq!(send(&[(c, "", ""), (99, "yes", "Ett skäl.")]).await, [("choice-1", Fault::Choice)]);
        assert_eq!(send(&[(a, "yes", "Ett skäl."), (99, "no", "Ett skäl.")]).await, [("choice-1", Fault::Choice)], "nothing of it is done");
        assert_eq!((count(w, "SELECT COUNT(*) FROM issue_choice").await, state(w, a).await), (0, IssueState::InForum));
        // as the page shows it again
        let body = crate::ui::Body(vec![("key".to_string(), "k".to_string()), ("as".into(), opened_for(&eva)), ("fraga-0".into(), a.to_string()), ("choice-0".into(), "no".into())]);
        let (status, page) = html(crate::planning::forms::choose(eva.clone(), Path(("stad".into(), format!("{}-x", m.number))), body).await).await;
        assert!(status == 422 && page.contains("id=\"reason-0-e\"") && page.contains("trösklar"), "{page}");
    }

    async fn only_those_who_manage_meetings_choose(w: World) {
        let [a, ..] = issues(w).await;
        let m = announced(w, "Rum som räcker", "2026-04-15").await;
        for name in ["anna", "bo", "ida", "karin", "pia", "per", "sia", "olle"] {
            let ctx = w.person(name).await;
            assert!(matches!(choose(&ctx, "stad", m.number, &form(&ctx, "k", &[(a, "no", "Inte nu.")])).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(choosing(&ctx, "stad", m.number, &BoardQuery::default(), None).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        let eva = w.person("eva").await;
        assert!(matches!(choose(&eva, "stad", 77, &form(&eva, "k", &[(a, "no", "Inte nu.")])).await, Err(AppError::NotFound)));
        w.days_pass(60);
        for choice in ["yes", "no"] {
            assert!(matches!(choose(&eva, "stad", m.number, &form(&eva, "l", &[(a, choice, "Inte nu.")])).await, Err(AppError::Refused(Refusal::Closed))), "{choice}");
        }
        assert_eq!(state(w, a).await, IssueState::InForum);
    }

    async fn two_who_choose_at_once(w: World) {
        let [a, b, _] = issues(w).await;
        let m = announced(w, "Rum som räcker", "2026-04-15").await;
        let eva = w.person("eva").await;
        let (x, y) = (form(&eva, "x", &[(a, "yes", "Den gäller flest.")]), form(&eva, "y", &[(a, "yes", "Den är äldst."), (b, "no", "Inte nu.")]));
        let (one, two) = tokio::join!(choose(&eva, "stad", m.number, &x), choose(&eva, "stad", m.number, &y));
        assert!(one.is_ok() || two.is_ok(), "{one:?} {two:?}");
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'issue_put_on_agenda'").await, 1);
        assert_eq!(plan_page(&eva, "stad", m.number, None, None).await.unwrap().items.len(), 1);
        // the same form twice at once acts once
        let z = form(&eva, "z", &[(b, "no", "Vänta till hösten.")]);
        let (one, two) = tokio::join!(choose(&eva, "stad", m.number, &z), choose(&eva, "stad", m.number, &z));
        one.unwrap();
        two.unwrap();
        assert_eq!(count(w, "SELECT COUNT(*) FROM event WHERE kind = 'issue_not_chosen' AND reason = 'Vänta till hösten.'").await, 1);
    }

    async fn the_page_of_a_talk_reads_what_was_chosen_and_done_at_once(w: World) {
        let [a, b, _] = issues(w).await;
        let eva = w.person("eva").await;
        let talk = MeetingForm { kind: "high_level_talk".into(), ..meeting_form(&eva, "Samtal om rum", "2026-04-15") };
        let m = meetings::create(&eva, "stad", &talk).await.unwrap();
        choose(&eva, "stad", m.number, &form(&eva, "k1", &[(a, "yes", "Den gäller flest."), (b, "no", "Vi väntar på svar.")])).await.unwrap();
        w.days_pass(60);
        let action = ActionForm { what: "Mät trösklarna".into(), owner: "park".into(), due: "2026-06-01".into(), ..ActionForm::default() };
        let point = MinutesItem { said: "Alla hördes.".into(), outcome: "close".into(), reason: "Så sa salen.".into(), actions: vec![action], ..MinutesItem::default() };
        let version = meetings::see_number(&eva, "stad", m.number).await.unwrap().meeting.version.to_string();
        let minutes = MinutesForm { key: "p1".into(), r#as: opened_for(&eva), version, items: vec![point], chair: "kansliansvarig".into(), ..MinutesForm::default() };
        meetings::publish_minutes(&eva, "stad", m.number, &minutes).await.unwrap();
        let ctx = fresh(&w.visitor());
        let seen = meetings::see_number(&ctx, "stad", m.number).await.unwrap();
        assert_eq!(seen.actions.iter().map(|x| x.what.as_str()).collect::<Vec<_>>(), ["Mät trösklarna"]);
        assert_eq!(seen.choices.iter().map(|c| (c.chosen, c.number)).collect::<Vec<_>>(), [(true, a), (false, b)]);
        assert!(ctx.statement_count() <= 4, "{}", ctx.statement_count());
    }

    async fn an_agenda_can_be_full(w: World) {
        let [a, ..] = issues(w).await;
        let eva = w.person("eva").await;
        let items = (0..crate::meetings::inputs::MOST_ITEMS).map(|n| crate::meetings::inputs::ItemForm { title: format!("Punkt {n}"), ..Default::default() }).collect();
        let m = meetings::create(&eva, "stad", &crate::meetings::inputs::MeetingForm { items, ..meeting_form(&eva, "Ett fullt möte", "2026-04-15") }).await.unwrap();
        let e = choose(&eva, "stad", m.number, &form(&eva, "k", &[(a, "yes", "Den gäller flest.")])).await.unwrap_err();
        assert!(faults(e).iter().all(|(field, _)| *field == "rows"));
    }

    async fn the_board_is_sorted_and_filtered(w: World) {
        let [a, b, c] = issues(w).await;
        let bo = w.person("bo").await;
        crate::issues::service::back(&bo, "stad", b, &crate::issues::service::BackingForm { r#as: opened_for(&bo), on: "1".into() }).await.unwrap();
        w.days_pass(1);
        let anna = w.person("anna").await;
        let d = posted(&anna, "Alfas fråga om 100 % el").await.1;
        let numbers = async |query: BoardQuery| board(&w.visitor(), "stad", &query).await.unwrap().rows.iter().map(|r| r.number).collect::<Vec<_>>();
        let by = |order: &str| BoardQuery { ordning: order.into(), ..BoardQuery::default() };
        assert_eq!(numbers(by("alder")).await, [a, b, c, d]);
        assert_eq!(numbers(by("stod")).await[0], b);
        assert_eq!(numbers(BoardQuery::default()).await[0], d);
        assert_eq!(numbers(BoardQuery { q: "NYCKLAR".into(), ..BoardQuery::default() }).await, [b]);
        assert_eq!(numbers(BoardQuery { q: "100 %".into(), ..BoardQuery::default() }).await, [d], "no sign of a pattern");
        assert!(numbers(BoardQuery { q: "_".into(), ..BoardQuery::default() }).await.is_empty());
        assert!(numbers(BoardQuery { forum: "medlem".into(), ..BoardQuery::default() }).await.is_empty());
        assert_eq!(numbers(BoardQuery { forum: "rost".into(), ..BoardQuery::default() }).await.len(), 4);
        assert!(numbers(BoardQuery { sida: "2".into(), ..BoardQuery::default() }).await.is_empty());
        for (who, manages) in [(w.visitor(), false), (w.person("eva").await, true)] {
            let ctx = fresh(&who);
            announced(w, "Rum som räcker", if manages { "2026-04-15" } else { "2026-04-16" }).await;
            let (status, page) = html(pages::board(ctx.clone(), Path("stad".into()), Query(BoardQuery::default())).await).await;
            assert!(status == 200 && page.contains("nycklar") && page.contains("/stad/planering/") == manages, "{page}");
            assert_eq!(ctx.statement_count(), if manages { 3 } else { 2 });
        }
        let eva = fresh(&w.person("eva").await);
        choosing(&eva, "stad", 1, &BoardQuery::default(), None).await.unwrap();
        assert!(eva.statement_count() <= 4, "{}", eva.statement_count());
    }
}
