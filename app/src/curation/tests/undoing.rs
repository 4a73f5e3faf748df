//! Undoing within a minute, merging and what stands behind it, splitting off.

use super::{People, full, go, in_days, open_clocks, opened_for, posted, reach, state_of};
use crate::context::Ctx;
use crate::curation::service::{ActForm, act};
use crate::curation::service_split::{SplitForm, split};
use crate::curation::service_undo::{UndoForm, undo};
use crate::error::{AppError, Fault, Refusal};
use crate::ids::IssueId;
use crate::issues::pages::{IssueQuery, issue as issue_page};
use crate::issues::rules::{TRANSITIONS, is_undoable};
use crate::issues::service::{BackingForm, ContributionForm, back, contribute};
use crate::issues::types::{IssueAct, IssueState};
use crate::{execute, fetch, on_both, scalar};
use axum::extract::{Path, Query};
use chrono::{DateTime, TimeDelta, Utc};

type Row = (IssueState, Option<i64>, Option<IssueId>, Option<DateTime<Utc>>, DateTime<Utc>);

async fn row(ctx: &Ctx, issue: IssueId) -> Row {
    let mut conn = ctx.read().await.unwrap();
    fetch!(conn, Row, fetch_one, "SELECT state, forum_id, merged_into_id, published_at, moved_at FROM issue WHERE id = $1", issue).unwrap()
}

async fn number(ctx: &Ctx, issue: IssueId) -> i64 {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, i64, fetch_one, "SELECT number FROM issue WHERE id = $1", issue).unwrap()
}

async fn mails(ctx: &Ctx) -> i64 {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM job WHERE kind = 'mail' AND done_at IS NULL").unwrap()
}

async fn page(ctx: &Ctx, part: &str) -> String {
    let part = part.to_string();
    let answer = match issue_page(ctx.clone(), Path(("stad".into(), part)), Query(IssueQuery::default())).await {
        Ok(answer) => answer,
        Err(e) => panic!("{e}"),
    };
    String::from_utf8(axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

fn slip(ctx: &Ctx) -> UndoForm {
    UndoForm { key: ctx.rng.secret(), r#as: opened_for(ctx), ..UndoForm::default() }
}

fn refused(result: Result<(), AppError>, why: Refusal) {
    assert!(matches!(result, Err(AppError::Refused(r)) if r == why), "{result:?} is not {why:?}");
}

on_both! {
    async fn undoing_puts_back_everything(w: World) {
        let p = People::of(w).await;
        let (into, _) = posted(&p.anna, "Den som andra slås ihop med").await;
        for t in TRANSITIONS.iter().filter(|t| is_undoable(t)) {
            let ctx = p.who(t.who);
            let issue = reach(w, &p, t.from, into).await;
            if t.act == IssueAct::Complete {
                go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::AskBack, None).await).await.unwrap();
            }
            w.app.clock.advance(TimeDelta::seconds(5));
            let (was, clocks, waiting) = (row(ctx, issue).await, open_clocks(ctx, issue).await, mails(ctx).await);
            go(w, ctx, issue, &full(w, ctx, t.act, Some(into)).await).await.unwrap();
            w.app.clock.advance(TimeDelta::seconds(59));
            let n = number(ctx, issue).await;
            let form = slip(ctx);
            for _ in 0..2 {
                undo(ctx, "stad", n, &form).await.unwrap_or_else(|e| panic!("{t:?}: {e}"));
            }
            assert_eq!(row(ctx, issue).await, was, "{t:?}");
            assert_eq!(open_clocks(ctx, issue).await, clocks, "{t:?}");
            assert_eq!(mails(ctx).await, waiting, "{t:?}: nobody is mailed");
            let mut conn = ctx.read().await.unwrap();
            let undone = scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM event WHERE issue_id = $1 AND undone_by IS NOT NULL", issue).unwrap();
            assert_eq!(undone, 1, "{t:?}: a second event, and the first one stays");
            drop(conn);
            refused(undo(ctx, "stad", n, &slip(ctx)).await, Refusal::MovedOn);
        }
    }

    async fn after_the_minute_it_is_a_decision(w: World) {
        let p = People::of(w).await;
        let (issue, n) = posted(&p.anna, "En fråga om lokaler").await;
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::Decline, None).await).await.unwrap();
        w.app.clock.advance(TimeDelta::seconds(61));
        refused(undo(&p.eva, "stad", n, &slip(&p.eva)).await, Refusal::TooLate);
        assert_eq!(state_of(&p.eva, issue).await.0, IssueState::Declined);
    }

    async fn a_mail_on_its_way_is_a_decision(w: World) {
        let p = People::of(w).await;
        let (issue, n) = posted(&p.anna, "En fråga om lokaler").await;
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::Decline, None).await).await.unwrap();
        let mut tx = p.eva.write().await.unwrap();
        execute!(tx, "UPDATE job SET locked_until_at = $1 WHERE event_id IS NOT NULL", p.eva.now()).unwrap();
        tx.commit().await.unwrap();
        refused(undo(&p.eva, "stad", n, &slip(&p.eva)).await, Refusal::TooLate);
        assert_eq!(state_of(&p.eva, issue).await.0, IssueState::Declined);
    }

    async fn what_has_moved_on_is_refused_with_words(w: World) {
        let p = People::of(w).await;
        let (bo, per) = (w.person("bo").await, w.person("per").await);
        let (issue, n) = posted(&p.anna, "En fråga om lokaler").await;
        // nothing to undo yet
        refused(undo(&p.eva, "stad", n, &slip(&p.eva)).await, Refusal::MovedOn);
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::Refer, None).await).await.unwrap();
        for ctx in [&bo, &per, &p.anna, &p.karin] {
            refused(undo(ctx, "stad", n, &slip(ctx)).await, Refusal::MovedOn);
        }
        // the body answers before the kansli has thought again
        go(w, &p.karin, issue, &full(w, &p.karin, IssueAct::Answer, None).await).await.unwrap();
        refused(undo(&p.eva, "stad", n, &slip(&p.eva)).await, Refusal::MovedOn);
        assert!(matches!(undo(&w.visitor(), "stad", n, &UndoForm::default()).await, Err(AppError::SignInFirst)));
        assert!(matches!(undo(&p.eva, "stad", 99, &slip(&p.eva)).await, Err(AppError::NotFound)));
        // both at once: the answer or its undoing comes first, never half of each
        let (again, both) = (full(w, &p.eva, IssueAct::FollowUp, None).await, slip(&p.karin));
        let (a, b) = tokio::join!(go(w, &p.eva, issue, &again), undo(&p.karin, "stad", n, &both));
        let state = state_of(&p.eva, issue).await.0;
        assert_eq!((a.is_ok(), b.is_ok()), if state == IssueState::FollowedUp { (true, false) } else { (false, true) }, "{state}: {a:?} {b:?}");
    }

    async fn what_others_built_on_is_not_pulled_away(w: World) {
        let p = People::of(w).await;
        let (cia, bo) = (w.person("cia").await, w.person("bo").await);
        // accepted by mistake, and another was merged into it: the other's page would name what nobody may read
        let (target, n) = posted(&cia, "En fråga från ett nätverk").await;
        let (other, _) = posted(&p.anna, "En fråga om lokaler").await;
        go(w, &p.eva, target, &full(w, &p.eva, IssueAct::Accept, None).await).await.unwrap();
        go(w, &p.eva, other, &full(w, &p.eva, IssueAct::Merge, Some(target)).await).await.unwrap();
        refused(undo(&p.eva, "stad", n, &slip(&p.eva)).await, Refusal::MovedOn);
        go(w, &p.eva, other, &full(w, &p.eva, IssueAct::Unmerge, None).await).await.unwrap();
        // or somebody has answered already
        contribute(&bo, "stad", n, &ContributionForm { key: "c".into(), r#as: opened_for(&bo), text: "Vi med.".into(), ..ContributionForm::default() }).await.unwrap();
        refused(undo(&p.eva, "stad", n, &slip(&p.eva)).await, Refusal::MovedOn);
        assert_eq!(state_of(&p.eva, target).await.0, IssueState::InForum);
    }

    async fn undoing_makes_no_ring(w: World) {
        let p = People::of(w).await;
        let (a, one) = posted(&p.anna, "Lokaler som stängs klockan åtta").await;
        let (b, _) = posted(&p.anna, "Lokaler som stängs för tidigt").await;
        go(w, &p.eva, a, &full(w, &p.eva, IssueAct::Merge, Some(b)).await).await.unwrap();
        go(w, &p.eva, a, &full(w, &p.eva, IssueAct::Unmerge, None).await).await.unwrap();
        go(w, &p.eva, b, &full(w, &p.eva, IssueAct::Merge, Some(a)).await).await.unwrap();
        refused(undo(&p.eva, "stad", one, &slip(&p.eva)).await, Refusal::MovedOn);
        assert_eq!(state_of(&p.eva, a).await.0, IssueState::InForum);
    }

    async fn two_curators_split_once(w: World) {
        let p = People::of(w).await;
        let bo = w.person("bo").await;
        let (_, n) = posted(&p.anna, "En fråga om lokaler").await;
        contribute(&bo, "stad", n, &ContributionForm { key: "c".into(), r#as: opened_for(&bo), text: "Bussen går inte.".into(), ..ContributionForm::default() }).await.unwrap();
        let form = |key: &str| SplitForm {
            key: key.into(),
            r#as: opened_for(&p.eva),
            title: "Nattbussen som inte går".into(),
            forum: "rost".into(),
            reason: "Det är en fråga för sig.".into(),
            next_on: in_days(&p.eva, 10).to_string(),
            ..SplitForm::default()
        };
        let (x, y) = (form("a"), form("b"));
        // while its author posts on
        let posts = posted(&bo, "En fråga som postas samtidigt");
        let (a, b, _) = tokio::join!(split(&p.eva, "stad", n, 1, &x), split(&p.eva, "stad", n, 1, &y), posts);
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        assert!(matches!(a.err().or(b.err()), Some(AppError::Refused(Refusal::Already))));
    }

    async fn whoever_decided_is_offered_to_undo(w: World) {
        let p = People::of(w).await;
        let (issue, n) = posted(&p.anna, "En fråga om lokaler").await;
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::Close, None).await).await.unwrap();
        let part = format!("{n}-en-fraga-om-lokaler");
        assert!(page(&p.eva, &part).await.contains("/angra\""));
        assert!(!page(&p.anna, &part).await.contains("/angra\"") && !page(&w.visitor(), &part).await.contains("/angra\""));
        w.app.clock.advance(TimeDelta::seconds(61));
        assert!(!page(&p.eva, &part).await.contains("/angra\""));
    }

    async fn who_stands_behind_both_is_counted_once(w: World) {
        let p = People::of(w).await;
        let (bo, cia) = (w.person("bo").await, w.person("cia").await);
        let (first, one) = posted(&p.anna, "Lokaler som stängs klockan åtta").await;
        let (second, two) = posted(&p.anna, "Lokaler som stängs för tidigt").await;
        let (third, three) = posted(&bo, "Föreningslokaler på kvällen").await;
        let stand = |ctx: Ctx, n: i64| async move { back(&ctx, "stad", n, &BackingForm { r#as: opened_for(&ctx), on: "1".into() }).await.unwrap().count };
        assert_eq!((stand(bo.clone(), one).await, stand(bo.clone(), two).await, stand(cia.clone(), two).await), (1, 1, 2));
        assert_eq!(stand(p.anna.clone(), three).await, 1);
        let merge = |from: IssueId, into: IssueId| {
            let p = &p;
            async move { go(w, &p.eva, from, &full(w, &p.eva, IssueAct::Merge, Some(into)).await).await.unwrap() }
        };
        merge(first, second).await;
        // the third was posted by beta, which stands behind the others: it does not stand behind its own
        merge(second, third).await;
        let shown = page(&w.visitor(), &format!("{three}-foreningslokaler-pa-kvallen")).await;
        let names: Vec<&str> = shown.split("class=\"backing\"").nth(1).unwrap().split("</section>").next().unwrap().split("<li>").skip(1).collect();
        assert_eq!(names.len(), 2, "alfa and gamma, once each: {names:?}");
        assert!(shown.contains("Lokaler som stängs för tidigt") && shown.contains("Vi kommer inte in"), "reading one shows the other");
        let merged = page(&w.visitor(), &format!("{two}-lokaler-som-stangs-for-tidigt")).await;
        assert!(merged.contains("Vi kommer inte in") && merged.contains("Föreningslokaler på kvällen"), "it keeps address and text");
        // taken apart, each has again what it had
        let list = |n: i64| {
            let ctx = w.visitor();
            async move {
                let mut conn = ctx.read().await.unwrap();
                scalar!(conn, i64, fetch_one, concat!("SELECT ", crate::issues::store::backers!(), " FROM issue i WHERE i.number = $1"), n).unwrap()
            }
        };
        assert_eq!((list(one).await, list(two).await, list(three).await), (1, 2, 2));
        go(w, &p.eva, second, &full(w, &p.eva, IssueAct::Unmerge, None).await).await.unwrap();
        assert_eq!((list(one).await, list(two).await, list(three).await), (1, 2, 1));
        go(w, &p.eva, first, &full(w, &p.eva, IssueAct::Unmerge, None).await).await.unwrap();
        assert_eq!((list(one).await, list(two).await, list(three).await), (1, 2, 1));
    }

    async fn a_ring_is_refused_even_at_once(w: World) {
        let p = People::of(w).await;
        let (a, one) = posted(&p.anna, "Lokaler som stängs klockan åtta").await;
        let (b, two) = posted(&p.anna, "Lokaler som stängs för tidigt").await;
        let form = |into: i64| ActForm {
            key: p.eva.rng.secret(),
            r#as: opened_for(&p.eva),
            version: "1".into(),
            act: "merge".into(),
            reason: "De gäller samma sak.".into(),
            into: into.to_string(),
            ..ActForm::default()
        };
        let (to_two, to_one) = (form(two), form(one));
        let (x, y) = tokio::join!(act(&p.eva, "stad", one, &to_two), act(&p.eva, "stad", two, &to_one));
        assert!(x.is_ok() != y.is_ok(), "{x:?} {y:?}");
        let lost = x.err().or(y.err()).unwrap();
        assert!(matches!(&lost, AppError::Invalid(f) if matches!(f.of("into"), Some(Fault::IssueMergedHere(_)))), "the other sees that it has ended: {lost}");
        let states = [state_of(&p.eva, a).await.0, state_of(&p.eva, b).await.0];
        assert_eq!(states.iter().filter(|s| **s == IssueState::Merged).count(), 1);
    }

    async fn a_contribution_becomes_an_issue_and_stays(w: World) {
        let p = People::of(w).await;
        let (bo, ida) = (w.person("bo").await, w.person("ida").await);
        let (_, n) = posted(&p.anna, "En fråga om lokaler").await;
        let wrote = |ctx: Ctx, key: &str| {
            let text = format!("Bussen går inte efter nio ({key}), så ingen kommer hem från mötena.");
            let form = ContributionForm { key: key.into(), r#as: opened_for(&ctx), text, lang: "sv".into(), ..ContributionForm::default() };
            async move { contribute(&ctx, "stad", n, &form).await.unwrap().number }
        };
        let (c, private) = (wrote(bo.clone(), "c1").await, wrote(ida.clone(), "c2").await);
        let form = |ctx: &Ctx, key: &str| SplitForm {
            key: key.into(),
            r#as: opened_for(ctx),
            title: "Nattbussen som inte går".into(),
            forum: "rost".into(),
            reason: "Det är en fråga för sig.".into(),
            lang: "sv".into(),
            version: "1".into(),
            next_on: in_days(ctx, 10).to_string(),
            ..SplitForm::default()
        };
        for ctx in [&p.anna, &bo, &p.karin, &w.person("per").await] {
            assert!(matches!(split(ctx, "stad", n, c, &form(ctx, "s")).await, Err(AppError::Refused(Refusal::NotAllowed))));
        }
        let empty = SplitForm { title: "Kort".into(), forum: "finns-inte".into(), reason: " ".into(), next_on: "2020-01-01".into(), ..form(&p.eva, "s") };
        let Err(AppError::Invalid(faults)) = split(&p.eva, "stad", n, c, &empty).await else { panic!("it passed") };
        for field in ["title", "forum", "reason", "next_on"] {
            assert!(faults.of(field).is_some(), "{field}");
        }
        assert!(matches!(split(&p.eva, "stad", n, private, &form(&p.eva, "s")).await, Err(AppError::Refused(Refusal::WrongState))), "an organisation asks");
        let unread = SplitForm { version: "2".into(), ..form(&p.eva, "s") };
        assert!(matches!(split(&p.eva, "stad", n, c, &unread).await, Err(AppError::Stale { current: 1 })), "what was not read");
        let pia = w.person("pia").await;
        let said = wrote(pia, "c3").await;
        assert!(matches!(split(&p.eva, "stad", n, said, &form(&p.eva, "s")).await, Err(AppError::Refused(Refusal::WrongState))), "a politician's word");
        let before = mails(&p.eva).await;
        let new = split(&p.eva, "stad", n, c, &form(&p.eva, "s1")).await.unwrap();
        assert_eq!(split(&p.eva, "stad", n, c, &form(&p.eva, "s1")).await.unwrap(), new, "sent twice, done once");
        assert!(matches!(split(&p.eva, "stad", n, c, &form(&p.eva, "s2")).await, Err(AppError::Refused(Refusal::Already))));
        assert_eq!(mails(&p.eva).await, before + 1);
        let old = page(&w.visitor(), &format!("{n}-en-fraga-om-lokaler")).await;
        assert!(old.contains("Bussen går inte efter nio (c1)") && old.contains(&format!("Blev fråga {}", new.number)), "{old}");
        let shown = page(&w.visitor(), &format!("{}-nattbussen-som-inte-gar", new.number)).await;
        assert!(shown.contains("Bussen går inte efter nio (c1)") && shown.contains("Föreningen Beta") && shown.contains(&format!("Fråga {n}, inlägg {c}")), "{shown}");
        assert!(!shown.contains("Varför det är viktigt"), "headings without a text are left out");
        assert!(shown.contains("Det är en fråga för sig"));
    }
}
