//! What happens to an appeal when those who curate act while it waits.

use super::*;
use crate::appeals::service::{WithdrawForm, queue, show, withdraw};
use crate::curation::service_undo::{UndoForm, undo, undoable};
use crate::curation::tests::{open_clocks, state_of};
use crate::issues::types::IssueState;
use crate::on_both;

fn slip(ctx: &Ctx) -> UndoForm {
    UndoForm { key: ctx.rng.secret(), r#as: opened_for(ctx), ..UndoForm::default() }
}

on_both! {
    async fn reopening_settles_it(w: World) {
        let (issue, number) = declined(w).await;
        let (anna, eva, sia) = (w.person("anna").await, w.person("eva").await, w.person("sia").await);
        let made = appeals(&anna, number, 0).await.unwrap();
        reopen(w, issue).await.unwrap();
        assert_eq!(outcomes(&anna).await, [Some("changed".to_string())]);
        assert!(show(&sia, "stad", made).await.unwrap().row.settled);
        assert_eq!(open_clocks(&anna, issue).await.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(), ["next_step"]);
        assert_eq!(events(&anna, issue).await[3..], ["issue_reopened curator", "appeal_settled curator"]);
        refused(decides(&sia, made, "stands").await, Refusal::AppealClosed);
        // it does not open again by a slip: the act that closed it stays
        refused(undo(&eva, "stad", number, &slip(&eva)).await, Refusal::MovedOn);
        let mut conn = eva.read().await.unwrap();
        assert!(undoable(&eva, &mut conn, w.agreement().id, number).await.unwrap().is_none());
        drop(conn);
        assert!(page(&w.visitor(), &format!("{number}-en-fraga-som-avbojs-for-fort")).await.contains("behöver inte prövas"));
    }

    async fn undoing_the_decision_settles_it(w: World) {
        let (issue, number) = declined(w).await;
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        appeals(&anna, number, 0).await.unwrap();
        undo(&eva, "stad", number, &slip(&eva)).await.unwrap();
        assert_eq!(state_of(&anna, issue).await.0, IssueState::InForum);
        assert_eq!(outcomes(&anna).await, [Some("changed".to_string())]);
        let clocks = open_clocks(&anna, issue).await;
        assert!(clocks.len() == 1 && clocks[0].0 == "next_step", "those of before run again, the appeal's does not: {clocks:?}");
    }

    async fn showing_it_again_settles_it(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let (_, number) = posted(&anna, "En fråga om tystnad").await;
        let (one, two) = (wrote(&bo, number, "Han bor på Storgatan 3.").await, wrote(&bo, number, "Och hon i femman.").await);
        for n in [one, two] {
            hides(w, number, n, false).await;
            appeals(&bo, number, n).await.unwrap();
        }
        hides(w, number, one, true).await;
        assert_eq!(outcomes(&anna).await, [Some("changed".to_string()), None], "the other goes on");
        // hidden anew it is another act, and can be appealed anew
        hides(w, number, one, false).await;
        assert_eq!(appeals(&bo, number, one).await.unwrap(), 3);
    }

    async fn closing_the_issue_does_not_stop_its_clock(w: World) {
        let (anna, bo, eva, sia) = (w.person("anna").await, w.person("bo").await, w.person("eva").await, w.person("sia").await);
        let (issue, number) = posted(&anna, "En fråga om tystnad").await;
        let n = wrote(&bo, number, "Han bor på Storgatan 3.").await;
        hides(w, number, n, false).await;
        let made = appeals(&bo, number, n).await.unwrap();
        go(w, &eva, issue, &full(w, &eva, IssueAct::Close, None).await).await.unwrap();
        assert_eq!(open_clocks(&anna, issue).await, [("appeal".to_string(), in_days(&anna, 30))]);
        decides(&sia, made, "changed").await.unwrap();
        assert!(open_clocks(&anna, issue).await.is_empty());
        assert_eq!(state_of(&anna, issue).await.0, IssueState::Closed, "the issue stays as it is");
    }

    async fn what_has_moved_on_can_only_stand(w: World) {
        let (anna, eva, sia) = (w.person("anna").await, w.person("eva").await, w.person("sia").await);
        let (issue, number) = acted(w, "En fråga i fel forum", IssueAct::Move, None).await;
        let made = appeals(&anna, number, 0).await.unwrap();
        go(w, &eva, issue, &full(w, &eva, IssueAct::Refer, None).await).await.unwrap();
        assert_eq!(outcomes(&anna).await, [None], "it is still where it was moved to");
        refused(decides(&sia, made, "changed").await, Refusal::NotInForce);
        let read = appeal_page(&sia, made).await;
        assert!(read.contains("gäller inte längre") && !read.contains("value=\"changed\""), "{read}");
        decides(&sia, made, "stands").await.unwrap();
        assert_eq!(state_of(&anna, issue).await.0, IssueState::Referred);
    }

    /// Moved on is not moved back.
    async fn moving_on_does_not_settle_it(w: World) {
        let (anna, eva, sia) = (w.person("anna").await, w.person("eva").await, w.person("sia").await);
        let (issue, number) = acted(w, "En fråga i fel forum", IssueAct::Move, None).await;
        let made = appeals(&anna, number, 0).await.unwrap();
        let on = Act { forum: Some(ForumId(3)), ..full(w, &eva, IssueAct::Move, None).await };
        go(w, &eva, issue, &on).await.unwrap();
        assert_eq!(outcomes(&anna).await, [None]);
        decides(&sia, made, "changed").await.unwrap();
        let mut conn = eva.read().await.unwrap();
        assert_eq!(scalar!(conn, ForumId, fetch_one, "SELECT forum_id FROM issue WHERE id = $1", issue).unwrap(), ForumId(2), "it is back where it was posted");
        drop(conn);
        let (issue, number) = acted(w, "En annan fråga i fel forum", IssueAct::Move, None).await;
        appeals(&anna, number, 0).await.unwrap();
        let back = Act { forum: Some(ForumId(2)), ..full(w, &eva, IssueAct::Move, None).await };
        go(w, &eva, issue, &back).await.unwrap();
        assert_eq!(outcomes(&anna).await, [Some("changed".to_string()), Some("changed".to_string())], "moved back, it is settled");
    }

    async fn those_who_decide_hear_that_it_is_over(w: World) {
        let (issue, number) = declined(w).await;
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let over = async || mails(&anna).await.into_iter().filter(|m| m.to == "sia@example.org").map(|m| m.subject).collect::<Vec<_>>();
        // within the minute nobody heard of it, and nobody does
        appeals(&anna, number, 0).await.unwrap();
        assert_eq!(over().await, ["Överklagande 1 väntar på Styrgruppen"]);
        undo(&eva, "stad", number, &slip(&eva)).await.unwrap();
        assert!(over().await.is_empty());
        go(w, &eva, issue, &full(w, &eva, IssueAct::Decline, None).await).await.unwrap();
        let made = appeals(&anna, number, 0).await.unwrap();
        w.days_pass(2);
        let form = WithdrawForm { key: "w".into(), r#as: opened_for(&anna) };
        withdraw(&anna, "stad", made, &form).await.unwrap();
        assert_eq!(over().await.last().unwrap(), "Överklagande 2 behöver inte avgöras");
        // settled a while later, too
        let (issue, number) = declined(w).await;
        appeals(&anna, number, 0).await.unwrap();
        w.days_pass(2);
        reopen(w, issue).await.unwrap();
        assert_eq!(over().await.last().unwrap(), "Överklagande 3 behöver inte avgöras");
    }

    /// A decision that was changed without a hearing, and taken again, is seen by those who decide.
    async fn what_is_taken_again_is_seen(w: World) {
        let (issue, number) = declined(w).await;
        let (anna, eva, sia) = (w.person("anna").await, w.person("eva").await, w.person("sia").await);
        appeals(&anna, number, 0).await.unwrap();
        reopen(w, issue).await.unwrap();
        assert!(queue(&sia, "stad").await.unwrap().1.iter().all(|a| !a.taken_again && !a.appealed_before));
        go(w, &eva, issue, &full(w, &eva, IssueAct::Decline, None).await).await.unwrap();
        let (_, all) = queue(&sia, "stad").await.unwrap();
        assert!(all.len() == 1 && all[0].taken_again, "{all:?}");
        appeals(&anna, number, 0).await.unwrap();
        let (_, all) = queue(&sia, "stad").await.unwrap();
        assert!(all[0].number == 2 && all[0].appealed_before && !all[0].taken_again, "{all:?}");
        let read = html(pages::queue(sia.clone(), Path("stad".into())).await).await;
        assert!(read.contains("ändrades utan prövning och har fattats igen") && read.contains("/stad/begransningar"), "{read}");
    }

    /// Only what was tried has an answer.
    async fn what_was_not_tried_has_no_answer(w: World) {
        let (issue, number) = declined(w).await;
        let (anna, sia) = (w.person("anna").await, w.person("sia").await);
        let made = appeals(&anna, number, 0).await.unwrap();
        reopen(w, issue).await.unwrap();
        let read = appeal_page(&sia, made).await;
        assert!(read.contains("Hur det slutade") && !read.contains("Svar från"), "{read}");
        let (_, number) = declined(w).await;
        let made = appeals(&anna, number, 0).await.unwrap();
        decides(&sia, made, "stands").await.unwrap();
        assert!(appeal_page(&anna, made).await.contains("Svar från Styrgruppen"));
    }

    async fn the_kansli_sees_what_is_appealed(w: World) {
        use crate::desk::service::{DeskQuery, desk};
        use crate::desk::types::Queue;
        let (_, number) = declined(w).await;
        appeals(&w.person("anna").await, number, 0).await.unwrap();
        let eva = w.person("eva").await;
        let (_, desk) = desk(&eva, "stad", &DeskQuery { ko: "overklagat".into(), ..DeskQuery::default() }).await.unwrap();
        let desk = desk.unwrap();
        assert_eq!((desk.queue, desk.count(Queue::Appeals, &eva)), (Queue::Appeals, 1));
        assert_eq!(desk.of(Queue::Appeals, eva.today())[0].due_on, Some(in_days(&eva, 30)));
    }
}
