//! Who decides, and what a decision does.

use super::*;
use crate::appeals::service::{queue, show};
use crate::curation::service_hide_issue::hide_issue;
use crate::curation::service_undo::{UndoForm, undo};
use crate::curation::tests::{open_clocks, state_of};
use crate::error::Fault;
use crate::issues::types::IssueState;
use crate::moderation::service::{FlagForm, flag};
use crate::on_both;
use crate::ui::Body;

async fn place(ctx: &Ctx, issue: IssueId) -> (Option<ForumId>, Option<IssueId>, bool) {
    let mut conn = ctx.read().await.unwrap();
    fetch!(conn, (Option<ForumId>, Option<IssueId>, bool), fetch_one, "SELECT forum_id, merged_into_id, withheld FROM issue WHERE id = $1", issue).unwrap()
}

on_both! {
    async fn an_appeal_is_won(w: World) {
        let (issue, number) = declined(w).await;
        let mut tx = w.visitor().write().await.unwrap();
        execute!(tx, "UPDATE person SET locale = 'en' WHERE name = 'Eva'").unwrap();
        tx.commit().await.unwrap();
        let (anna, sia) = (w.person("anna").await, w.person("sia").await);
        let made = appeals(&anna, number, 0).await.unwrap();
        let before = mails(&anna).await.len();
        let form = says(&sia, "changed");
        for _ in 0..2 {
            assert_eq!(decide(&sia, "stad", made, &form).await.unwrap(), AppealOutcome::Changed);
        }
        refused(decides(&sia, made, "stands").await, Refusal::AppealClosed);
        assert_eq!(state_of(&anna, issue).await.0, IssueState::InForum);
        assert_eq!(open_clocks(&anna, issue).await, [("next_step".to_string(), in_days(&anna, 14))], "the kansli has the next step");
        assert_eq!(events(&anna, issue).await[2..], ["appeal_made representative", "appeal_decided steering", "issue_reopened steering"]);
        let told: Vec<_> = mails(&anna).await.split_off(before);
        let to: Vec<_> = told.iter().map(|m| m.to.as_str()).collect();
        assert_eq!(to, ["anna@example.org", "dua@example.org", "eva@example.org"], "the author and the kansli, once each: {to:?}");
        assert!(told[0].subject == "Överklagande 1 är avgjort" && told[0].text.contains("Beslutet är ändrat.") && told[0].text.contains("Frågan gäller **många**."));
        assert!(told[2].subject == "Appeal 1 is decided" && told[2].text.contains("the decision to decline issue 1") && told[2].text.contains("/en/stad/overklaganden/1"));
        let slip = UndoForm { key: "u".into(), r#as: opened_for(&sia), ..UndoForm::default() };
        refused(undo(&sia, "stad", number, &slip).await, Refusal::MovedOn);
        let read = page(&w.visitor(), &format!("{number}-en-fraga-som-avbojs-for-fort")).await;
        assert!(read.contains("Styrgruppen") && read.contains("ändrade beslutet att avböja frågan, efter ett överklagande") && read.contains("<strong>många</strong>"), "{read}");
        assert!(read.contains("Beslutet ändrades efter överklagande 1.") && !read.contains("Kanarie"));
        let (_, all) = queue(&sia, "stad").await.unwrap();
        assert_eq!(all[0].outcome, Some(AppealOutcome::Changed));
    }

    async fn an_appeal_is_lost(w: World) {
        let (issue, number) = declined(w).await;
        let (anna, sia) = (w.person("anna").await, w.person("sia").await);
        let made = appeals(&anna, number, 0).await.unwrap();
        // a date is for what goes on
        let form = DecideForm { next_on: String::new(), ..says(&sia, "stands") };
        assert_eq!(decide(&sia, "stad", made, &form).await.unwrap(), AppealOutcome::Stands);
        assert_eq!(state_of(&anna, issue).await.0, IssueState::Declined);
        assert!(open_clocks(&anna, issue).await.is_empty());
        assert_eq!(events(&anna, issue).await.last().unwrap(), "appeal_decided steering");
        refused(appeals(&anna, number, 0).await, Refusal::Already);
        assert!(mails(&anna).await.last().unwrap().text.contains("The decision stands.") || mails(&anna).await.last().unwrap().text.contains("Beslutet står fast."));
        assert!(page(&w.visitor(), &format!("{number}-en-fraga-som-avbojs-for-fort")).await.contains("lät beslutet att avböja frågan stå fast"));
        // the kansli may still change its mind
        reopen(w, issue).await.unwrap();
        assert_eq!(outcomes(&anna).await, [Some("stands".to_string())]);
    }

    async fn each_act_is_changed_back(w: World) {
        let (anna, sia) = (w.person("anna").await, w.person("sia").await);
        let (into, _) = posted(&anna, "Den som andra slås ihop med").await;
        for act in [IssueAct::Decline, IssueAct::Merge, IssueAct::Move, IssueAct::Close] {
            w.days_pass(1);
            let (issue, number) = acted(w, "En fråga som någon beslutar om", act, Some(into)).await;
            let made = appeals(&anna, number, 0).await.unwrap();
            assert_eq!(decides(&sia, made, "changed").await.unwrap(), AppealOutcome::Changed, "{act}");
            assert_eq!(state_of(&anna, issue).await.0, IssueState::InForum, "{act}");
            assert_eq!(place(&anna, issue).await, (Some(ForumId(2)), None, false), "{act}");
            let clocks = open_clocks(&anna, issue).await;
            assert!(clocks.len() == 1 && clocks[0].0 == "next_step", "{act}: {clocks:?}");
        }
    }

    async fn what_nobody_read_is_read_again(w: World) {
        let (cia, eva, sia) = (w.person("cia").await, w.person("eva").await, w.person("sia").await);
        let (issue, number) = posted(&cia, "Näktergalens fråga om natten").await;
        go(w, &eva, issue, &full(w, &eva, IssueAct::Decline, None).await).await.unwrap();
        let made = appeals(&cia, number, 0).await.unwrap();
        // overdue in public, but its title stays with those who may read it
        w.days_pass(31);
        let part = format!("{number}-avbojd");
        let start = html(crate::agreements::pages::start(w.visitor(), Path("stad".into())).await).await;
        let own = html(crate::organisations::pages::organisation(w.visitor(), Path(("stad".into(), "styrgrupp".into()))).await).await;
        let list = page(&w.visitor(), &part).await;
        for read in [&start, &own, &list] {
            assert!(!read.contains("Näktergalen") && !read.contains("naktergalen"), "{read}");
        }
        assert!(start.contains("dröjer med att svara på 1 överklagande"), "{start}");
        assert!(own.contains("Svar på överklagande") && list.contains("skulle ha svarat på överklagandet"));
        assert!(appeal_page(&sia, made).await.contains("Näktergalen"), "those who decide read it");
        decides(&sia, made, "changed").await.unwrap();
        assert!(!place(&cia, issue).await.2);
        assert!(page(&w.visitor(), &format!("{number}-naktergalens-fraga-om-natten")).await.contains("tre av lokalerna"));
    }

    async fn a_hidden_contribution_shows_again(w: World) {
        let (anna, bo, ida, sia) = (w.person("anna").await, w.person("bo").await, w.person("ida").await, w.person("sia").await);
        let (issue, number) = posted(&anna, "En fråga om tystnad").await;
        // the second is a newcomer's, hidden while it waited
        for ctx in [&bo, &ida] {
            let n = wrote(ctx, number, "Taltrasten sjunger om kvällen.").await;
            hides(w, number, n, false).await;
            let made = appeals(ctx, number, n).await.unwrap();
            let before = mails(ctx).await.len();
            // no date for what has no next step
            decide(&sia, "stad", made, &DecideForm { next_on: String::new(), ..says(&sia, "changed") }).await.unwrap();
            let told: Vec<_> = mails(ctx).await.split_off(before).into_iter().map(|m| m.to).collect();
            assert_eq!(told, [ctx.actor.as_ref().unwrap().email.as_str(), "eva@example.org"], "whoever wrote it and the kansli");
        }
        assert_eq!(page(&w.visitor(), &format!("{number}-en-fraga-om-tystnad")).await.matches("Taltrasten").count(), 2, "both are read by all");
        assert_eq!(events(&anna, issue).await.iter().filter(|e| *e == "contribution_restored steering").count(), 2);
        assert_eq!(count(&anna, "SELECT COUNT(*) FROM clock WHERE kind = 'appeal' AND closed_by IS NULL").await, 0);
    }

    async fn a_hidden_issue_shows_again(w: World) {
        let (anna, bo, eva, sia) = (w.person("anna").await, w.person("bo").await, w.person("eva").await, w.person("sia").await);
        let (issue, number) = posted(&anna, "Näktergalens fråga om natten").await;
        let (own, others) = (format!("{number}-naktergalens-fraga-om-natten"), format!("{number}-dold"));
        let form = |show: &str| HideForm { key: eva.rng.secret(), r#as: opened_for(&eva), reason: "Det nämner en granne.".into(), show: show.into(), ..HideForm::default() };
        hide_issue(&eva, "stad", number, &form("")).await.unwrap();
        assert!(page(&anna, &own).await.contains("/overklaga\"") && !page(&bo, &others).await.contains("/overklaga\""));
        refused(appeals(&bo, number, 0).await, Refusal::NotAllowed);
        let made = appeals(&anna, number, 0).await.unwrap();
        assert!(page(&w.visitor(), &others).await.contains("överklagade beslutet att dölja frågan"));
        assert!(appeal_page(&sia, made).await.contains("Näktergalen"), "those who decide read it");
        // no date for what goes on as it did
        decide(&sia, "stad", made, &DecideForm { next_on: String::new(), ..says(&sia, "changed") }).await.unwrap();
        assert_eq!(place(&anna, issue).await, (Some(ForumId(2)), None, false));
        assert!(page(&w.visitor(), &own).await.contains("tre av lokalerna"));
        assert!(events(&anna, issue).await.contains(&"issue_restored steering".to_string()));
        refused(hide_issue(&eva, "stad", number, &form("")).await, Refusal::ChangedOnAppeal);
        // when the kansli shows it again by itself, nobody has to hear the appeal
        w.days_pass(31);
        hide_issue(&eva, "stad", number, &form("")).await.unwrap();
        appeals(&anna, number, 0).await.unwrap();
        hide_issue(&eva, "stad", number, &form("1")).await.unwrap();
        assert_eq!(outcomes(&anna).await, [Some("changed".to_string()), Some("changed".to_string())]);
        assert!(events(&anna, issue).await.contains(&"appeal_settled curator".to_string()));
    }

    /// To change an act is asked about once more, in plain pages; to let it stand is not.
    async fn what_is_changed_is_read_once_more(w: World) {
        let (issue, number) = declined(w).await;
        let made = appeals(&w.person("anna").await, number, 0).await.unwrap();
        let sia = w.person("sia").await;
        let sent = |form: DecideForm| forms::decide(sia.clone(), Path(("stad".to_string(), made)), Body(form));
        let read = html(sent(says(&sia, "changed")).await).await;
        assert!(read.contains("name=\"sure\"") && read.contains("<strong>många</strong>") && read.contains("öppnas i forumet"), "{read}");
        assert_eq!((state_of(&sia, issue).await.0, outcomes(&sia).await), (IssueState::Declined, vec![None]), "nothing is saved");
        let read = html(sent(DecideForm { edit: "1".into(), ..says(&sia, "changed") }).await).await;
        assert!(read.contains("Frågan gäller **många**.</textarea>"), "{read}");
        // what is wrong is said before
        let read = html(sent(DecideForm { next_on: String::new(), ..says(&sia, "changed") }).await).await;
        assert!(read.contains("class=\"errors\"") && !read.contains("name=\"sure\""), "{read}");
        sent(DecideForm { sure: "1".into(), ..says(&sia, "changed") }).await.unwrap();
        assert_eq!(state_of(&sia, issue).await.0, IssueState::InForum);
    }

    async fn only_civil_seats_without_a_part_decide(w: World) {
        let (_, number) = declined(w).await;
        let anna = w.person("anna").await;
        let made = appeals(&anna, number, 0).await.unwrap();
        for name in ["anna", "bo", "cia", "karin", "hugo", "pia", "eva", "per", "ida"] {
            refused(decides(&w.person(name).await, made, "changed").await, Refusal::NotAllowed);
        }
        refused(decides(&w.person("olle").await, made, "changed").await, Refusal::CivilSeatsOnly);
        assert!(matches!(decides(&w.visitor(), made, "changed").await, Err(AppError::SignInFirst)));
        // one sits in the kansli too, one speaks for whoever appealed
        for name in ["eva", "anna", "dua"] {
            seat(w, name).await;
            let ctx = w.person_as(name, "styrgrupp").await;
            refused(decides(&ctx, made, "changed").await, Refusal::Partial);
            assert_eq!(show(&ctx, "stad", made).await.unwrap().decides, Err(Refusal::Partial), "{name}");
            assert!(appeal_page(&ctx, made).await.contains("del i saken"), "{name}");
        }
        // somebody else's organisation is no part, but one acts for the steering group to decide
        seat(w, "bo").await;
        refused(decides(&w.person_as("bo", "beta").await, made, "stands").await, Refusal::NotAllowed);
        assert!(appeal_page(&w.person_as("bo", "beta").await, made).await.contains("Agera för Styrgruppen"));
        assert_eq!(outcomes(&anna).await, [None]);
        decides(&w.person_as("bo", "styrgrupp").await, made, "stands").await.unwrap();
    }

    /// Whoever took the decision does not try it, also after they have left the kansli.
    async fn who_took_the_decision_does_not_try_it(w: World) {
        let (_, number) = declined(w).await;
        let made = appeals(&w.person("anna").await, number, 0).await.unwrap();
        let mut tx = w.visitor().write().await.unwrap();
        execute!(tx, "UPDATE seat SET to_on = '2026-03-01' WHERE person_id = 1").unwrap();
        tx.commit().await.unwrap();
        seat(w, "eva").await;
        refused(decides(&w.person("eva").await, made, "stands").await, Refusal::Partial);
    }

    async fn a_decision_says_why_and_what_next(w: World) {
        let (_, number) = declined(w).await;
        let sia = w.person("sia").await;
        let made = appeals(&w.person("anna").await, number, 0).await.unwrap();
        for (form, field, fault) in [
            (says(&sia, ""), "outcome", Fault::Choice),
            (says(&sia, "withdrawn"), "outcome", Fault::Choice),
            (DecideForm { reason: " ".into(), ..says(&sia, "stands") }, "reason", Fault::Required),
            (DecideForm { next_on: String::new(), ..says(&sia, "changed") }, "next_on", Fault::Date),
            (DecideForm { next_on: "2026-01-01".into(), ..says(&sia, "changed") }, "next_on", Fault::DatePast),
        ] {
            let result = decide(&sia, "stad", made, &form).await;
            assert!(matches!(&result, Err(AppError::Invalid(f)) if f.of(field) == Some(&fault)), "{form:?}: {result:?}");
        }
        assert!(matches!(decides(&sia, 99, "stands").await, Err(AppError::NotFound)));
        let other = DecideForm { r#as: String::new(), ..says(&sia, "stands") };
        assert!(matches!(decide(&sia, "stad", made, &other).await, Err(AppError::ActingChanged { .. })));
        assert_eq!(outcomes(&sia).await, [None]);
    }

    /// They see all that the act was against, under headings.
    async fn who_decides_reads_all_of_the_issue(w: World) {
        let (_, number) = declined(w).await;
        let made = appeals(&w.person("anna").await, number, 0).await.unwrap();
        let read = appeal_page(&w.person("sia").await, made).await;
        for part in ["tre av lokalerna", "Alla ska kunna delta.", "Medlemmar med rullstol", "En lista med mått", "Varför det är viktigt", "Vilka det berör", "Vad vi ber om"] {
            assert!(read.contains(part), "{part}: {read}");
        }
    }

    /// Whoever reported a text asked for the act, and does not try it; that they did is told to nobody else.
    async fn who_reported_the_text_does_not_decide(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let (_, number) = posted(&anna, "En fråga om tystnad").await;
        let (one, two) = (wrote(&bo, number, "Han bor på Storgatan 3.").await, wrote(&bo, number, "Och hon i femman.").await);
        let form = FlagForm { inlagg: one.to_string(), reason: "personal".into(), note: String::new() };
        flag(&w.person("sia").await, "stad", number, &form).await.unwrap();
        seat(w, "ida").await;
        let (sia, ida) = (w.person("sia").await, w.person_as("ida", "styrgrupp").await);
        for n in [one, two] {
            hides(w, number, n, false).await;
        }
        let (first, second) = (appeals(&bo, number, one).await.unwrap(), appeals(&bo, number, two).await.unwrap());
        refused(decides(&sia, first, "stands").await, Refusal::Partial);
        assert_eq!(show(&sia, "stad", first).await.unwrap().decides, Err(Refusal::Partial));
        decides(&sia, second, "stands").await.unwrap();
        decides(&ida, first, "stands").await.unwrap();
    }

    /// A colleague may have appealed: the one whose text it is hears of it all the same, and nobody twice.
    async fn the_writer_is_told(w: World) {
        let (anna, bo, dua) = (w.person("anna").await, w.person("bo").await, w.person_as("dua", "beta").await);
        let (_, number) = posted(&anna, "En fråga om tystnad").await;
        let n = wrote(&bo, number, "Taltrasten sjunger om kvällen.").await;
        hides(w, number, n, false).await;
        let made = appeals(&dua, number, n).await.unwrap();
        let before = mails(&bo).await.len();
        decides(&w.person("sia").await, made, "changed").await.unwrap();
        let told = mails(&bo).await.split_off(before);
        assert_eq!(told.iter().map(|m| m.to.as_str()).collect::<Vec<_>>(), ["dua@example.org", "eva@example.org", "bo@example.org"]);
        assert!(told[0].text.contains("/stad/overklaganden/1") && told[2].text.contains(&format!("{number}-en-fraga-om-tystnad")), "{}", told[2].text);
    }

    /// What is shown again on appeal is shown as anything is: whom it mentions is told, and what waited is published.
    async fn shown_again_as_anything_is(w: World) {
        let (anna, ida, sia) = (w.person("anna").await, w.person("ida").await, w.person("sia").await);
        let (issue, number) = posted(&anna, "En fråga om tystnad").await;
        // a newcomer's, hidden while it waited
        let n = wrote(&ida, number, "Det vet @beta bäst.").await;
        hides(w, number, n, false).await;
        let made = appeals(&ida, number, n).await.unwrap();
        let moved = "SELECT COUNT(*) FROM issue WHERE moved_at > created_at";
        let mentioned = "SELECT COUNT(*) FROM job WHERE kind = 'tell_mentioned'";
        assert_eq!((count(&anna, moved).await, count(&anna, mentioned).await), (0, 0));
        w.days_pass(1);
        decides(&sia, made, "changed").await.unwrap();
        let all = events(&anna, issue).await;
        assert!(all.ends_with(&["contribution_restored steering".into(), "contribution_published steering".into()]), "{all:?}");
        assert_eq!((count(&anna, moved).await, count(&anna, mentioned).await), (1, 1));
    }

    /// Those whose act was changed back do not take it again at once, so that nobody has to appeal without end.
    async fn what_was_changed_back_rests(w: World) {
        let (issue, number) = declined(w).await;
        let (anna, bo, eva, sia) = (w.person("anna").await, w.person("bo").await, w.person("eva").await, w.person("sia").await);
        let made = appeals(&anna, number, 0).await.unwrap();
        decides(&sia, made, "changed").await.unwrap();
        let decline = full(w, &eva, IssueAct::Decline, None).await;
        refused(go(w, &eva, issue, &decline).await, Refusal::ChangedOnAppeal);
        let n = wrote(&bo, number, "Taltrasten sjunger om kvällen.").await;
        hides(w, number, n, false).await;
        let made = appeals(&bo, number, n).await.unwrap();
        decides(&sia, made, "changed").await.unwrap();
        let form = HideForm { key: "h".into(), r#as: opened_for(&eva), reason: "Det nämner en granne.".into(), ..HideForm::default() };
        refused(hide_contribution(&eva, "stad", number, n, &form).await, Refusal::ChangedOnAppeal);
        // another act, and another text, are other matters
        hides(w, number, wrote(&bo, number, "Han bor på Storgatan 3.").await, false).await;
        let change = ContributionForm { key: "e".into(), r#as: opened_for(&bo), text: "Han bor på Storgatan 3.".into(), version: "1".into(), ..ContributionForm::default() };
        crate::issues::service::edit_contribution(&bo, "stad", number, n, &change).await.unwrap();
        hide_contribution(&eva, "stad", number, n, &form).await.unwrap();
        w.days_pass(31);
        let eva = w.person("eva").await;
        go(w, &eva, issue, &full(w, &eva, IssueAct::Decline, None).await).await.unwrap();
    }

    /// An issue that was opened again ends once something has come of it.
    async fn what_was_closed_ends_once_it_was_answered(w: World) {
        let (anna, eva, sia, karin) = (w.person("anna").await, w.person("eva").await, w.person("sia").await, w.person("karin").await);
        let (issue, number) = posted(&anna, "En fråga om tystnad").await;
        let close = full(w, &eva, IssueAct::Close, None).await;
        go(w, &eva, issue, &close).await.unwrap();
        let made = appeals(&anna, number, 0).await.unwrap();
        decides(&sia, made, "changed").await.unwrap();
        refused(go(w, &eva, issue, &close).await, Refusal::ChangedOnAppeal);
        go(w, &eva, issue, &full(w, &eva, IssueAct::Refer, None).await).await.unwrap();
        go(w, &karin, issue, &full(w, &karin, IssueAct::Answer, None).await).await.unwrap();
        go(w, &eva, issue, &close).await.unwrap();
    }

    /// Whoever switched meanwhile, or may not decide after all, has what they typed given back beside the refusal: no page without it.
    async fn a_typed_decision_is_not_drawn_away(w: World) {
        let (_, number) = declined(w).await;
        let made = appeals(&w.person("anna").await, number, 0).await.unwrap();
        let sia = w.person("sia").await;
        let sent = |ctx: &Ctx, form: DecideForm| forms::decide(ctx.clone(), Path(("stad".to_string(), made)), Body(form));
        let other = DecideForm { r#as: "7".into(), ..says(&sia, "stands") };
        assert!(matches!(sent(&sia, other).await, Err(AppError::ActingChanged { .. })));
        for name in ["eva", "anna"] {
            seat(w, name).await;
            let ctx = w.person_as(name, "styrgrupp").await;
            assert!(matches!(sent(&ctx, says(&ctx, "stands")).await, Err(AppError::Refused(Refusal::Partial))), "{name}");
        }
        let dua = w.person("dua").await;
        assert!(matches!(sent(&dua, says(&dua, "stands")).await, Err(AppError::Refused(Refusal::NotAllowed))));
        // what can be mended is mended there
        let read = html(sent(&sia, DecideForm { outcome: String::new(), ..says(&sia, "") }).await).await;
        assert!(read.contains("Frågan gäller **många**."), "{read}");
    }

    async fn two_who_decide_at_once(w: World) {
        let (issue, number) = declined(w).await;
        seat(w, "ida").await;
        let (sia, ida) = (w.person("sia").await, w.person("ida").await);
        let made = appeals(&w.person("anna").await, number, 0).await.unwrap();
        let (a, b) = tokio::join!(decides(&sia, made, "changed"), decides(&ida, made, "stands"));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        let changed = a.is_ok();
        let (late, result) = if changed { (&ida, b) } else { (&sia, a) };
        refused(result, Refusal::AppealClosed);
        assert_eq!(state_of(&sia, issue).await.0 == IssueState::InForum, changed);
        assert_eq!(count(&sia, "SELECT COUNT(*) FROM event WHERE kind = 'appeal_decided'").await, 1);
        // the other sees what happened, and has what they wrote
        let read = html(pages::appeal_page(late, "stad", made, &says(late, "stands"), &Default::default()).await).await;
        assert!(read.contains(if changed { "Beslutet ändrat" } else { "Beslutet står fast" }) && read.contains("Frågan gäller **många**."), "{read}");
    }
}
