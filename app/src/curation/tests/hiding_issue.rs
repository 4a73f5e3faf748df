//! Hiding an issue and showing it again: in every state, who reads what meanwhile, who is told, and that nothing else moves.

use super::{People, full, go, open_clocks, opened_for, posted, reach, state_of};
use crate::context::Ctx;
use crate::curation::pages;
use crate::curation::service_hide::HideForm;
use crate::curation::service_hide_issue::hide_issue;
use crate::curation::service_undo::{UndoForm, undo};
use crate::error::{AppError, Fault, Refusal};
use crate::ids::IssueId;
use crate::issues::pages::{IssueQuery, issue as issue_page, issue_history};
use crate::issues::service::{BackingForm, ContributionForm, IssueForm, back, contribute, edit, unback};
use crate::issues::types::{IssueAct, IssueState};
use crate::jobs::{Job, Mail};
use crate::moderation::service::{FlagForm, flag, flags};
use crate::{on_both, scalar};
use axum::extract::{Path, Query};
use axum::response::Response;
use chrono::TimeDelta;

const TITLE: &str = "Näktergalens fråga om natten";
const SLUG: &str = "naktergalens-fraga-om-natten";
/// What every issue of these tests says.
const TEXT: &str = "tre av lokalerna";

fn form(ctx: &Ctx, show: bool) -> HideForm {
    let show = if show { "1".to_string() } else { String::new() };
    HideForm { key: ctx.rng.secret(), r#as: opened_for(ctx), reason: "Det lämnar ut en **granne**.".into(), show, ..HideForm::default() }
}

async fn html(answer: Result<Response, AppError>) -> String {
    let answer = answer.unwrap_or_else(|e| panic!("{e}"));
    String::from_utf8(axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

async fn page(ctx: &Ctx, part: String) -> String {
    html(issue_page(ctx.clone(), Path(("stad".into(), part)), Query(IssueQuery::default())).await).await
}

async fn log(ctx: &Ctx) -> String {
    html(pages::log(ctx.clone(), Path("stad".into()), Query(Default::default())).await).await
}

async fn number(ctx: &Ctx, issue: IssueId) -> i64 {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, i64, fetch_one, "SELECT number FROM issue WHERE id = $1", issue).unwrap()
}

/// Mails to somebody, oldest first.
async fn mails(ctx: &Ctx, name: &str) -> Vec<Mail> {
    let mut conn = ctx.read().await.unwrap();
    let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id").unwrap();
    let to = format!("{name}@example.org");
    jobs.iter()
        .filter_map(|payload| match serde_json::from_str(payload).unwrap() {
            Job::Mail(mail) if mail.to == to => Some(mail),
            _ => None,
        })
        .collect()
}

fn refused<T: std::fmt::Debug>(result: Result<T, AppError>, why: Refusal) {
    assert!(matches!(&result, Err(AppError::Refused(r)) if *r == why), "{result:?} is not {why:?}");
}

on_both! {
    async fn in_every_state_it_is_kept_from_others_and_nothing_moves(w: World) {
        let p = People::of(w).await;
        let bo = w.person("bo").await;
        let (into, _) = posted(&p.anna, "Den som andra slås ihop med").await;
        let slug = "en-fraga-som-vandrar-genom-tillstanden";
        for state in IssueState::ALL {
            let issue = reach(w, &p, *state, into).await;
            let n = number(&p.eva, issue).await;
            let clocks = open_clocks(&p.eva, issue).await;
            assert!(page(&w.visitor(), format!("{n}-{slug}")).await.contains(TEXT), "{state}");
            let hide = form(&p.eva, false);
            for _ in 0..2 {
                hide_issue(&p.eva, "stad", n, &hide).await.unwrap_or_else(|e| panic!("{state}: {e}"));
            }
            assert_eq!((state_of(&p.eva, issue).await.0, open_clocks(&p.eva, issue).await), (*state, clocks), "{state}");
            for ctx in [&w.visitor(), &bo, &p.karin] {
                let read = page(ctx, format!("{n}-dold")).await;
                assert!(!read.contains(TEXT) && !read.contains("vandrar") && !read.contains(slug), "{state}: {read}");
                assert!(read.contains("Frågan är dold.") && read.contains("<strong>granne</strong>") && read.contains("/stad/logg/"), "{state}: {read}");
                let moved = issue_page(ctx.clone(), Path(("stad".into(), format!("{n}-{slug}"))), Query(IssueQuery::default())).await;
                assert!(matches!(moved, Err(AppError::Moved(to)) if to.ends_with("-dold")), "{state}: the words of its address are its title's");
                let history = issue_history(ctx.clone(), Path(("stad".into(), format!("{n}-dold"))), Query(Default::default())).await;
                assert!(matches!(history, Err(AppError::NotFound)), "{state}");
            }
            for ctx in [&p.anna, &p.eva] {
                let read = page(ctx, format!("{n}-{slug}")).await;
                assert!(read.contains(TEXT) && read.contains("Frågan är dold."), "{state}: {read}");
            }
            // others of the same title show there, too
            let told = log(&w.visitor()).await.split("class=\"log\"").nth(1).and_then(|list| list.split("</li>").next()).unwrap().to_string();
            assert!(told.contains(&format!("fråga {n}</a>")) && !told.contains("vandrar"), "{state}: {told}");
            refused(hide_issue(&p.eva, "stad", n, &form(&p.eva, false)).await, Refusal::Already);
            hide_issue(&p.eva, "stad", n, &form(&p.eva, true)).await.unwrap();
            assert!(page(&w.visitor(), format!("{n}-{slug}")).await.contains(TEXT), "{state}: it shows again");
            refused(hide_issue(&p.eva, "stad", n, &form(&p.eva, true)).await, Refusal::Already);
        }
    }

    async fn what_nobody_could_read_is_neither_hidden_nor_shown(w: World) {
        let p = People::of(w).await;
        let cia = w.person("cia").await;
        let (issue, n) = posted(&cia, TITLE).await;
        for show in [false, true] {
            refused(hide_issue(&p.eva, "stad", n, &form(&p.eva, show)).await, Refusal::WrongState);
        }
        go(w, &p.eva, issue, &full(w, &p.eva, IssueAct::Decline, None).await).await.unwrap();
        for show in [false, true] {
            refused(hide_issue(&p.eva, "stad", n, &form(&p.eva, show)).await, Refusal::WrongState);
        }
        let read = page(&w.visitor(), format!("{n}-avbojd")).await;
        assert!(!read.contains("Näktergalen") && read.contains("avböjdes innan"), "{read}");
    }

    async fn what_is_hidden_stays_so_whatever_becomes_of_it(w: World) {
        let p = People::of(w).await;
        let (issue, n) = posted(&p.anna, TITLE).await;
        hide_issue(&p.eva, "stad", n, &form(&p.eva, false)).await.unwrap();
        for act in [IssueAct::Refer, IssueAct::Remind, IssueAct::Close, IssueAct::Reopen, IssueAct::Decline] {
            go(w, &p.eva, issue, &full(w, &p.eva, act, None).await).await.unwrap();
            let read = page(&w.visitor(), format!("{n}-dold")).await;
            assert!(!read.contains(TEXT) && !read.contains("Näktergalen"), "{act}");
        }
        // the body that is asked gets no more than its number; those who wrote it read on
        let asked = mails(&p.eva, "karin").await;
        assert!(asked.len() == 3 && asked.iter().all(|m| !m.subject.contains("Näktergalen") && !m.text.contains("Näktergalen") && !m.text.contains(SLUG)), "{asked:?}");
        assert!(asked[0].subject.contains(&format!("Fråga {n}, dold")), "{asked:?}");
        assert!(mails(&p.eva, "anna").await.iter().all(|m| m.subject.contains("Näktergalen")));
    }

    async fn its_organisation_and_whoever_reported_it_are_told(w: World) {
        let p = People::of(w).await;
        let ida = w.person("ida").await;
        let (issue, n) = posted(&p.anna, TITLE).await;
        flag(&ida, "stad", n, &FlagForm { reason: "personal".into(), ..FlagForm::default() }).await.unwrap();
        hide_issue(&p.eva, "stad", n, &form(&p.eva, false)).await.unwrap();
        for name in ["anna", "dua"] {
            let told = mails(&p.eva, name).await;
            assert!(told.len() == 1 && told[0].text.contains("Det lämnar ut en **granne**.") && told[0].text.contains("/overklaga"), "{name}: {told:?}");
        }
        let told = mails(&p.eva, "ida").await;
        assert!(told.len() == 1 && !told[0].subject.contains("Näktergalen") && !told[0].text.contains("Näktergalen") && !told[0].text.contains(SLUG), "{told:?}");
        assert!(flags(&p.eva, "stad").await.unwrap().open.is_empty());
        let again = FlagForm { reason: "personal".into(), ..FlagForm::default() };
        assert!(matches!(flag(&ida, "stad", n, &again).await, Err(AppError::NotFound)), "what nobody reads");
        // a slip: nobody was mailed, and the report waits again
        let slip = |ctx: &Ctx| UndoForm { key: ctx.rng.secret(), r#as: opened_for(ctx), ..UndoForm::default() };
        assert!(page(&p.eva, format!("{n}-{SLUG}")).await.contains("/angra\""));
        undo(&p.eva, "stad", n, &slip(&p.eva)).await.unwrap();
        assert!(mails(&p.eva, "anna").await.is_empty() && mails(&p.eva, "ida").await.is_empty());
        assert_eq!(flags(&p.eva, "stad").await.unwrap().open.len(), 1);
        assert!(page(&w.visitor(), format!("{n}-{SLUG}")).await.contains(TEXT));
        // after the minute it is a decision; and showing it again is one that can be undone, too
        hide_issue(&p.eva, "stad", n, &form(&p.eva, false)).await.unwrap();
        w.app.clock.advance(TimeDelta::seconds(61));
        refused(undo(&p.eva, "stad", n, &slip(&p.eva)).await, Refusal::TooLate);
        hide_issue(&p.eva, "stad", n, &form(&p.eva, true)).await.unwrap();
        undo(&p.eva, "stad", n, &slip(&p.eva)).await.unwrap();
        assert!(!page(&w.visitor(), format!("{n}-dold")).await.contains(TEXT));
        assert_eq!(state_of(&p.eva, issue).await.0, IssueState::InForum);
    }

    async fn nobody_writes_in_it_meanwhile(w: World) {
        let p = People::of(w).await;
        let bo = w.person("bo").await;
        let (_, n) = posted(&p.anna, TITLE).await;
        let writes = |key: &str| ContributionForm { key: key.into(), r#as: opened_for(&bo), text: "Det stämmer.".into(), ..ContributionForm::default() };
        let stands = |on: &str| BackingForm { r#as: opened_for(&bo), on: on.into() };
        contribute(&bo, "stad", n, &writes("c1")).await.unwrap();
        back(&bo, "stad", n, &stands("1")).await.unwrap();
        hide_issue(&p.eva, "stad", n, &form(&p.eva, false)).await.unwrap();
        assert!(page(&w.visitor(), format!("{n}-dold")).await.contains("Det stämmer."), "what others wrote stays");
        refused(contribute(&bo, "stad", n, &writes("c2")).await, Refusal::IssueHidden);
        unback(&bo, "stad", n, &stands("")).await.unwrap();
        refused(back(&bo, "stad", n, &stands("1")).await, Refusal::IssueHidden);
        let mended = IssueForm { key: "e1".into(), r#as: opened_for(&p.anna), version: "2".into(), ..IssueForm::default() };
        refused(edit(&p.anna, "stad", n, &mended).await, Refusal::IssueHidden);
        // a contribution is reported still, without the issue's title on the page
        flag(&bo, "stad", n, &FlagForm { inlagg: "1".into(), reason: "threat".into(), ..FlagForm::default() }).await.unwrap();
    }

    async fn nobody_else_hides_an_issue(w: World) {
        let p = People::of(w).await;
        let (_, n) = posted(&p.anna, TITLE).await;
        for name in ["per", "sia", "olle", "anna", "bo", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            refused(hide_issue(&ctx, "stad", n, &form(&ctx, false)).await, Refusal::NotAllowed);
        }
        assert!(matches!(hide_issue(&p.eva, "stad", 99, &form(&p.eva, false)).await, Err(AppError::NotFound)));
        let empty = HideForm { reason: " ".into(), ..form(&p.eva, false) };
        assert!(matches!(hide_issue(&p.eva, "stad", n, &empty).await, Err(AppError::Invalid(f)) if f.of("reason") == Some(&Fault::Required)));
        let (x, y) = (form(&p.eva, false), form(&p.eva, false));
        let (a, b) = tokio::join!(hide_issue(&p.eva, "stad", n, &x), hide_issue(&p.eva, "stad", n, &y));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        assert!(matches!(a.err().or(b.err()), Some(AppError::Refused(Refusal::Already))));
    }

    async fn those_merged_with_it_do_not_tell_its_title(w: World) {
        let p = People::of(w).await;
        let bo = w.person("bo").await;
        let (hidden, n) = posted(&p.anna, TITLE).await;
        let (other, m) = posted(&bo, "Bänken vid torget gungar").await;
        let part = format!("{m}-banken-vid-torget-gungar");
        go(w, &p.eva, other, &full(w, &p.eva, IssueAct::Merge, Some(hidden)).await).await.unwrap();
        hide_issue(&p.eva, "stad", n, &form(&p.eva, false)).await.unwrap();
        for ctx in [&w.visitor(), &bo] {
            let read = page(ctx, part.clone()).await;
            assert!(read.contains(&format!("Fråga {n}, dold")) && !read.contains("Näktergalen"), "{read}");
        }
        hide_issue(&p.eva, "stad", n, &form(&p.eva, true)).await.unwrap();
        // the other way: the one that was merged is hidden
        hide_issue(&p.eva, "stad", m, &form(&p.eva, false)).await.unwrap();
        let read = page(&w.visitor(), format!("{n}-{SLUG}")).await;
        assert!(read.contains(&format!("Fråga {m}, dold")) && !read.contains("gungar"), "{read}");
    }
}
