//! One decision about several contributions that wait.

use super::queues::open_desk;
use super::wrote;
use crate::context::Ctx;
use crate::curation::service_hide::{HideForm, hide_contribution};
use crate::curation::service_publish::{PublishForm, publish_contribution};
use crate::curation::tests::pages::{fresh, html};
use crate::curation::tests::{opened_for, posted};
use crate::desk::service::bulk::{BulkForm, Outcome};
use crate::desk::service::bulk_waiting::{BulkWaiting, decide};
use crate::desk::{forms, pages};
use crate::error::{AppError, Fault, Refusal};
use crate::issues::service::{ContributionForm, edit_contribution};
use crate::ui::Body;
use crate::{on_both, scalar};
use axum::extract::{Path, RawQuery};

fn all_of(ctx: &Ctx, akt: &str, inlagg: &[&str]) -> BulkForm {
    BulkForm {
        key: ctx.rng.secret(),
        r#as: opened_for(ctx),
        inlagg: inlagg.iter().map(ToString::to_string).collect(),
        akt: akt.into(),
        reason: "De hör till **frågan**.".into(),
        ko: "publicering".into(),
        ..BulkForm::default()
    }
}

async fn count(ctx: &Ctx, sql: &'static str) -> i64 {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

const PUBLISHED: &str = "SELECT COUNT(*) FROM event WHERE kind = 'contribution_published'";
const HIDDEN: &str = "SELECT COUNT(*) FROM event WHERE kind = 'contribution_hidden'";
const MAILS: &str = "SELECT COUNT(*) FROM job WHERE kind = 'mail'";

fn outcomes(done: &BulkWaiting) -> Vec<(i64, i64, Outcome)> {
    done.decided.iter().map(|d| (d.row.issue, d.row.number, d.outcome)).collect()
}

const DONE: Outcome = Outcome::Done { undoable: false };

async fn open(ctx: &Ctx, query: &str) -> (u16, String) {
    html(pages::bulk(ctx.clone(), Path("stad".into()), RawQuery(Some(query.into()))).await).await
}

async fn send(ctx: &Ctx, form: BulkForm) -> (u16, String) {
    html(forms::bulk(ctx.clone(), Path("stad".into()), Body(form)).await).await
}

on_both! {
    async fn each_is_published_once_with_the_same_reason(w: World) {
        let (anna, ida, eva) = (w.person("anna").await, w.person("ida").await, w.person("eva").await);
        for title in ["Alfas fråga om trösklar", "Alfas fråga om mått"] {
            posted(&anna, title).await;
        }
        for issue in [1, 1, 2] {
            wrote(&ida, issue).await;
        }
        let before = count(&eva, MAILS).await;
        let form = all_of(&eva, "publish", &["2.1.1", "1.2.1", "1.1.1", "1.2.1"]);
        let done = decide(&eva, "stad", &form).await.unwrap();
        assert_eq!(outcomes(&done), [(1, 1, DONE), (1, 2, DONE), (2, 1, DONE)]);
        assert!(done.rows.is_empty(), "none is left");
        assert_eq!((count(&eva, PUBLISHED).await, count(&eva, MAILS).await), (3, before + 3));
        assert_eq!(count(&eva, "SELECT COUNT(DISTINCT reason) FROM event WHERE kind = 'contribution_published'").await, 1);
        assert_eq!(count(&eva, "SELECT COUNT(*) FROM contribution WHERE published_at IS NULL").await, 0);
        // sent twice: told the same, done once
        let again = decide(&eva, "stad", &form).await.unwrap();
        assert_eq!(outcomes(&again), outcomes(&done));
        assert_eq!(count(&eva, PUBLISHED).await, 3);
    }

    async fn several_are_declined_but_none_that_was_published_meanwhile(w: World) {
        let (anna, ida, eva) = (w.person("anna").await, w.person("ida").await, w.person("eva").await);
        posted(&anna, "Alfas fråga om trösklar").await;
        for _ in 0..4 {
            wrote(&ida, 1).await;
        }
        // colleagues were faster with two
        let publish = PublishForm { key: "p".into(), r#as: opened_for(&eva), reason: "Hör hit.".into(), ..PublishForm::default() };
        publish_contribution(&eva, "stad", 1, 2, &publish).await.unwrap();
        let hide = HideForm { key: "h".into(), r#as: opened_for(&eva), reason: "Det nämner en granne.".into(), ..HideForm::default() };
        hide_contribution(&eva, "stad", 1, 3, &hide).await.unwrap();
        let done = decide(&eva, "stad", &all_of(&eva, "hide", &["1.1.1", "1.2.1", "1.3.1", "1.4.1"])).await.unwrap();
        let already = Outcome::Refused(Refusal::Already);
        assert_eq!(outcomes(&done), [(1, 1, DONE), (1, 2, already), (1, 3, already), (1, 4, DONE)]);
        assert_eq!(count(&eva, HIDDEN).await, 3);
        assert_eq!(count(&eva, "SELECT COUNT(*) FROM contribution WHERE published_at IS NOT NULL AND hidden_at IS NULL").await, 1, "what all may read stays");
        // nor is what was declined published
        let done = decide(&eva, "stad", &all_of(&eva, "publish", &["1.1", "1.2"])).await.unwrap();
        assert_eq!(outcomes(&done), [(1, 1, already), (1, 2, already)]);
        assert_eq!(count(&eva, PUBLISHED).await, 1);
    }

    async fn what_its_writer_changed_stays_chosen_and_nothing_typed_is_lost(w: World) {
        let (anna, ida, eva) = (w.person("anna").await, w.person("ida").await, w.person("eva").await);
        posted(&anna, "Alfas fråga om trösklar").await;
        posted(&anna, "Alfas fråga om mått").await;
        wrote(&ida, 1).await;
        wrote(&ida, 2).await;
        let changed = ContributionForm { key: "e".into(), r#as: opened_for(&ida), text: "Vi menar något annat nu.".into(), version: "1".into(), ..ContributionForm::default() };
        edit_contribution(&ida, "stad", 2, 1, &changed).await.unwrap();
        for akt in ["publish", "hide"] {
            let (status, page) = send(&eva, all_of(&eva, akt, &["2.1.1"])).await;
            assert_eq!(status, 409, "{akt}");
            assert!(page.contains("value=\"2.1.2\" checked") && page.contains("De hör till **frågan**.</textarea>"), "{akt}: {page}");
            assert!(page.contains("1 inlägg blev inte klart") && page.contains("Alfas fråga om mått") && page.contains("Vi menar något annat nu."), "{akt}: {page}");
        }
        let (status, page) = send(&eva, all_of(&eva, "publish", &["1.1.1", "2.1.1"])).await;
        assert!(status == 409 && page.contains("1 inlägg är klart") && page.contains("1 inlägg blev inte klart"), "{status}: {page}");
        assert!(!page.contains("name=\"inlagg\" value=\"1.1"), "what is done is not in the form");
        assert_eq!((count(&eva, PUBLISHED).await, count(&eva, HIDDEN).await), (1, 0));
    }

    async fn what_is_wrong_for_all_decides_nothing(w: World) {
        let (anna, ida, eva) = (w.person("anna").await, w.person("ida").await, w.person("eva").await);
        posted(&anna, "Alfas fråga om trösklar").await;
        wrote(&ida, 1).await;
        wrote(&ida, 1).await;
        let base = all_of(&eva, "publish", &["1.1.1"]);
        let many: Vec<String> = (1..=51).map(|n| format!("1.{n}")).collect();
        for (form, field, fault) in [
            (BulkForm { reason: " ".into(), ..base.clone() }, "reason", Fault::Required),
            (BulkForm { reason: "x".repeat(2001), ..base.clone() }, "reason", Fault::TooLong(2000)),
            (BulkForm { inlagg: Vec::new(), ..base.clone() }, "inlagg", Fault::NoContribution),
            (BulkForm { inlagg: many, ..base.clone() }, "inlagg", Fault::TooMany(50)),
            (BulkForm { akt: "accept".into(), ..base.clone() }, "akt", Fault::Choice),
        ] {
            let Err(AppError::Invalid(faults)) = decide(&eva, "stad", &form).await else { panic!("{form:?} passed") };
            assert_eq!(faults.of(field), Some(&fault), "{form:?}");
        }
        for key in [String::new(), "x".repeat(41)] {
            assert!(matches!(decide(&eva, "stad", &BulkForm { key, ..base.clone() }).await, Err(AppError::BadRequest(_))));
        }
        assert!(matches!(decide(&eva, "stad", &BulkForm { r#as: "6".into(), ..base.clone() }).await, Err(AppError::ActingChanged { .. })));
        // as typed, with what was unchecked still there
        let form = BulkForm { reason: " ".into(), erbjuds: vec!["1.1.1".into(), "1.2.1".into()], ..base };
        let (status, page) = send(&eva, form).await;
        assert!(status == 422 && page.contains("value=\"1.1.1\" checked") && page.contains("name=\"erbjuds\" value=\"1.2.1\""), "{status}: {page}");
        assert_eq!(page.matches(" checked").count(), 1, "{page}");
        assert_eq!(count(&eva, PUBLISHED).await, 0);
    }

    async fn nobody_else_decides(w: World) {
        posted(&w.person("anna").await, "Alfas fråga om trösklar").await;
        wrote(&w.person("ida").await, 1).await;
        assert!(matches!(decide(&w.visitor(), "stad", &BulkForm::default()).await, Err(AppError::SignInFirst)));
        for name in ["per", "sia", "olle", "anna", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            for akt in ["publish", "hide"] {
                assert!(matches!(decide(&ctx, "stad", &all_of(&ctx, akt, &["1.1.1"])).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name} {akt}");
            }
            let page = pages::bulk(ctx.clone(), Path("stad".into()), RawQuery(Some("inlagg=1.1".into()))).await;
            assert!(matches!(page, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
    }

    async fn two_curators_at_once_decide_once(w: World) {
        let (anna, ida, eva) = (w.person("anna").await, w.person("ida").await, w.person("eva").await);
        posted(&anna, "Alfas fråga om trösklar").await;
        for _ in 0..3 {
            wrote(&ida, 1).await;
        }
        let (x, y) = (all_of(&eva, "publish", &["1.1.1", "1.2.1", "1.3.1"]), all_of(&eva, "hide", &["1.3.1", "1.2.1", "1.1.1"]));
        let (a, b) = tokio::join!(decide(&eva, "stad", &x), decide(&eva, "stad", &y));
        let (a, b) = (a.unwrap(), b.unwrap());
        let done = |of: &BulkWaiting| of.decided.iter().filter(|d| d.outcome == DONE).count();
        assert_eq!(done(&a) + done(&b), 3, "{a:?} {b:?}");
        assert_eq!(count(&eva, PUBLISHED).await + count(&eva, HIDDEN).await, 3);
    }

    async fn they_are_marked_in_their_queue_and_both_kinds_go_one_after_the_other(w: World) {
        let (anna, cia, ida, eva) = (w.person("anna").await, w.person("cia").await, w.person("ida").await, w.person("eva").await);
        posted(&anna, "Alfas fråga om trösklar").await;
        posted(&cia, "Gammas fråga om nattlampor").await;
        wrote(&ida, 1).await;
        let (_, page) = html(open_desk(&eva, "publicering", None, "").await).await;
        assert!(page.contains("name=\"inlagg\" value=\"1.1\"") && page.contains("name=\"fraga\" value=\"2\""), "{page}");
        assert!(!page.contains("name=\"fraga\" value=\"1\""), "what waits is the contribution");
        let ctx = fresh(&eva);
        let (_, page) = open(&ctx, "ko=publicering&inlagg=1.1").await;
        assert!(page.contains("akt=publish&amp;inlagg=1.1") && page.contains("akt=hide&amp;inlagg=1.1") && page.contains("Vi känner igen det här."), "{page}");
        assert!(!page.contains("name=\"reason\"") && ctx.statement_count() <= 2, "{}", ctx.statement_count());
        let (_, page) = open(&eva, "ko=publicering&inlagg=1.1&akt=publish").await;
        assert!(page.contains("name=\"inlagg\" value=\"1.1.1\" checked") || page.contains("value=\"1.1.1\" checked"), "{page}");
        assert!(page.contains("name=\"reason\"") && page.contains("Vi känner igen det här.") && !page.contains("name=\"next_on\""), "{page}");
        // both kinds
        let (_, page) = open(&eva, "ko=publicering&inlagg=1.1&fraga=2").await;
        assert!(page.contains("akt=accept&amp;fraga=2&amp;inlagg=1.1") && page.contains("akt=publish&amp;inlagg=1.1&amp;fraga=2"), "{page}");
        let (_, page) = open(&eva, "ko=publicering&inlagg=1.1&fraga=2&akt=accept").await;
        assert!(page.contains("name=\"inlagg\" value=\"1.1\"") && page.contains("value=\"2.1\""), "brought along: {page}");
        let form = BulkForm { fraga: vec!["2".into()], ..all_of(&eva, "publish", &["1.1.1"]) };
        let (status, page) = send(&eva, form).await;
        assert!(status == 200 && page.contains("1 inlägg är klart") && page.contains("?ko=publicering&amp;fraga=2\""), "{status}: {page}");
        let (_, page) = open(&eva, "inlagg=1.1").await;
        assert!(page.contains("class=\"empty\""), "it waits no more: {page}");
    }
}
