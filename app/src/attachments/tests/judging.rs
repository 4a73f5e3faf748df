//! Attachments where others decide: those who publish, those who hear appeals, those who take one down; and the folder that two want.

use super::*;
use crate::appeals::pages as appeal_pages;
use crate::appeals::service::{AppealForm, WithdrawForm, appeal, withdraw};
use crate::attachments::files::Files;
use crate::attachments::forms::{add_to_contribution, add_to_issue};
use crate::attachments::pages;
use crate::attachments::service::{TakeDownForm, own, take_down, taking};
use crate::context::Shared;
use crate::curation::pages::{HideQuery, decide, decision::DecisionQuery, hide};
use crate::curation::service_log::log;
use crate::curation::service_publish::{PublishForm, publish_contribution};
use crate::curation::service_undo::{UndoForm, undo};
use crate::events::EventKind;
use crate::issues::pages::{HistoryQuery, issue_history as past_of_issue};
use crate::jobs::Mail;
use crate::restrictions::service::{RestrictForm, restrict};
use crate::shell::PageResult;
use crate::ui::form::Typed;
use axum::extract::{Path, Query};

async fn html(answer: PageResult) -> String {
    let answer = answer.unwrap_or_else(|e| panic!("{e}"));
    String::from_utf8(axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

async fn version(ctx: &Ctx, sql: &'static str) -> String {
    count(ctx, sql).await.to_string()
}

const OF_ISSUE: &str = "SELECT version FROM issue WHERE number = 2";
const OF_CONTRIBUTION: &str = "SELECT version FROM contribution WHERE number = 1";

/// The kansli hides a contribution.
async fn hides(eva: &Ctx, contribution: i64) {
    let form = HideForm { key: eva.rng.secret(), r#as: opened_for(eva), reason: "Det visar en granne.".into(), ..HideForm::default() };
    hide_contribution(eva, "stad", 1, contribution, &form).await.unwrap();
}

fn taking_down(ctx: &Ctx, reason: &str) -> TakeDownForm {
    TakeDownForm { key: ctx.rng.secret(), r#as: opened_for(ctx), reason: reason.into(), lang: String::new() }
}

async fn takes_down(ctx: &Ctx, number: i64) -> Result<String> {
    take_down(ctx, "stad", 1, number, &taking_down(ctx, "Det visar en granne.")).await
}

async fn mails_to(ctx: &Ctx, to: &str) -> Vec<Mail> {
    let mut conn = ctx.read().await.unwrap();
    let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id").unwrap();
    jobs.into_iter()
        .filter_map(|payload| match serde_json::from_str(&payload).unwrap() {
            Job::Mail(mail) if mail.to == to => Some(mail),
            _ => None,
        })
        .collect()
}

/// A request as a browser sends it, and where its words are kept.
fn request(title: &str, file: &[u8]) -> (Request<Body>, Typed) {
    let body = whole(&[part_of("name=\"as\"", b""), part_of("name=\"file\"; filename=\"a.png\"", file), part_of("name=\"title\"", title.as_bytes())]);
    let mut request = Request::builder().header(header::CONTENT_TYPE, KIND).body(Body::from(body)).unwrap();
    let typed = Typed::default();
    request.extensions_mut().insert(typed.clone());
    (request, typed)
}

fn title_of(typed: &Typed) -> Option<String> {
    typed.fields().into_iter().find(|(name, _)| name == "title").map(|(_, value)| value)
}

fn incoming(files: &Files) -> usize {
    std::fs::read_dir(files.folder().join("incoming")).map_or(0, Iterator::count)
}

on_both! {
    async fn a_folder_of_another_is_refused_and_left_alone(w: World) {
        let anna = w.person("anna").await;
        posted(&anna, "En fråga om torget").await;
        let other = World::new(Kind::Sqlite).await;
        let beside = Arc::new(Shared {
            db: other.app.db.clone(),
            clock: w.app.clock.clone(),
            // not the dice of the first: two installations draw different marks
            rng: crate::context::Dice::seeded(8),
            settings: w.app.settings.clone(),
            catalogue: Default::default(),
            live: other.app.live.clone(),
            assets: Default::default(),
            files: w.app.files.clone(),
            limits: Default::default(),
            passwords: Default::default(),
        });
        let (ours, theirs) = (Ctx::system(&w.app), Ctx::system(&beside));
        own(&ours).await.unwrap();
        own(&ours).await.unwrap();
        attach(&anna, (1, 0), "Torget, sett från norr", PNG).await.unwrap();
        let why = own(&theirs).await.unwrap_err();
        assert!(why.contains("files_dir") && why.contains("another database"), "{why}");
        assert_eq!((sweep(&theirs, Duration::ZERO).await.unwrap(), stored(&anna).await), (0, 2));
        // nor is one that is nobody's swept
        std::fs::remove_file(w.app.files.folder().join(".owner")).unwrap();
        assert_eq!((sweep(&theirs, Duration::ZERO).await.unwrap(), stored(&anna).await), (0, 2));
        own(&ours).await.unwrap();
        assert_eq!((sweep(&ours, Duration::ZERO).await.unwrap(), stored(&anna).await), (0, 2));
        other.end().await;
    }

    async fn nobody_publishes_a_picture_that_they_have_not_seen(w: World) {
        let (anna, cia, ida, eva) = (w.person("anna").await, w.person("cia").await, w.person("ida").await, w.person("eva").await);
        posted(&anna, "En fråga om torget").await;
        posted(&cia, "En fråga som väntar på kansliet").await;
        let n = wrote(&ida, "Mitt första inlägg.").await;
        let read = (version(&eva, OF_ISSUE).await, version(&eva, OF_CONTRIBUTION).await);
        attach(&cia, (2, 0), "Skrivelse till nämnden", PDF).await.unwrap();
        attach(&ida, (1, n), "Torget, sett från norr", PNG).await.unwrap();
        let accept = |version: &str| ActForm {
            key: eva.rng.secret(),
            r#as: opened_for(&eva),
            version: version.into(),
            act: "accept".into(),
            reason: "Det är klart.".into(),
            next_on: crate::curation::tests::in_days(&eva, 10).to_string(),
            forum: "rost".into(),
            ..ActForm::default()
        };
        let publish = |version: &str| PublishForm { key: eva.rng.secret(), r#as: opened_for(&eva), version: version.into(), reason: "Välkommen.".into(), ..PublishForm::default() };
        assert!(matches!(act(&eva, "stad", 2, &accept(&read.0)).await, Err(AppError::Stale { .. })));
        assert!(matches!(publish_contribution(&eva, "stad", 1, n, &publish(&read.1)).await, Err(AppError::Stale { .. })));
        // both stand on the pages on which it is decided
        let page = html(decide(eva.clone(), Path(("stad".into(), part(&eva, 2).await)), Query(DecisionQuery::default())).await).await;
        assert!(page.contains("/bilagor/1\"") && page.contains("Skrivelse till nämnden"), "{page}");
        let page = html(hide(eva.clone(), Path(("stad".into(), part(&eva, 1).await, n)), Query(HideQuery::default())).await).await;
        assert!(page.contains("/bilagor/1?liten=1") && page.contains("alt=\"Torget, sett från norr\""), "{page}");
        // what was removed meanwhile is another version, too
        let seen = version(&eva, OF_ISSUE).await;
        take_away(&cia, 2, 1).await.unwrap();
        assert!(matches!(act(&eva, "stad", 2, &accept(&seen)).await, Err(AppError::Stale { .. })));
        act(&eva, "stad", 2, &accept(&version(&eva, OF_ISSUE).await)).await.unwrap();
        publish_contribution(&eva, "stad", 1, n, &publish(&version(&eva, OF_CONTRIBUTION).await)).await.unwrap();
        // once it is published, nobody is told that they are late
        let published = version(&eva, OF_ISSUE).await;
        attach(&cia, (2, 0), "Skrivelse till nämnden", PDF).await.unwrap();
        assert_eq!(version(&eva, OF_ISSUE).await, published);
    }

    async fn a_picture_of_ones_own_keeps_nobody_from_undoing(w: World) {
        let (cia, eva) = (w.person("cia").await, w.person("eva").await);
        let (issue, n) = posted(&cia, "En fråga som väntar på kansliet").await;
        attach(&cia, (n, 0), "Torget, sett från norr", PNG).await.unwrap();
        let accept = crate::curation::tests::full(w, &eva, crate::issues::types::IssueAct::Accept, None).await;
        crate::curation::tests::go(w, &eva, issue, &accept).await.unwrap();
        assert_eq!(finders(w, n, 1).await.len(), ALL);
        undo(&eva, "stad", n, &UndoForm { key: eva.rng.secret(), r#as: opened_for(&eva), ..UndoForm::default() }).await.unwrap();
        assert_eq!(finders(w, n, 1).await, ["cia", "eva"]);
    }

    async fn an_appeal_is_heard_with_its_picture(w: World) {
        let (anna, bo, sia, eva) = (w.person("anna").await, w.person("bo").await, w.person("sia").await, w.person("eva").await);
        posted(&anna, "En fråga om torget").await;
        let (n, beside) = (wrote(&bo, "Han på bilden är jag.").await, wrote(&bo, "Och här en till.").await);
        attach(&bo, (1, n), "Jag vid min dörr", PNG).await.unwrap();
        attach(&bo, (1, beside), "Jag igen", PNG).await.unwrap();
        hides(&eva, n).await;
        hides(&eva, beside).await;
        assert_eq!(finders(w, 1, 1).await, ["bo", "eva"]);
        let form = AppealForm { key: bo.rng.secret(), r#as: opened_for(&bo), inlagg: n.to_string(), text: "Det är jag själv som syns.".into(), ..AppealForm::default() };
        let number = appeal(&bo, "stad", 1, &form).await.unwrap();
        assert_eq!(finders(w, 1, 1).await, ["bo", "sia", "eva"], "olle has a public seat");
        assert_eq!(finders(w, 1, 2).await, ["bo", "eva"], "nobody appealed about it");
        let page = html(appeal_pages::appeal(sia.clone(), Path(("stad".into(), number.to_string()))).await).await;
        assert!(page.contains("/bilagor/1?liten=1") && !page.contains("ta-ner"), "{page}");
        withdraw(&bo, "stad", number, &WithdrawForm { key: bo.rng.secret(), r#as: opened_for(&bo) }).await.unwrap();
        assert_eq!(finders(w, 1, 1).await, ["bo", "eva"]);
    }

    async fn those_who_curate_take_a_picture_down(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om torget").await;
        attach(&anna, (1, 0), "Kanariegrannen vid sin dörr", PNG).await.unwrap();
        attach(&anna, (1, 0), "Skrivelse till nämnden", PDF).await.unwrap();
        for name in ["ida", "anna", "bo", "cia", "karin", "hugo", "pia", "per", "sia", "olle"] {
            let ctx = w.person(name).await;
            assert!(matches!(takes_down(&ctx, 1).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(taking(&ctx, "stad", 1, 1).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(take_down(&w.visitor(), "stad", 1, 1, &taking_down(&w.visitor(), "Nej.")).await, Err(AppError::SignInFirst)));
        let strange = TakeDownForm { r#as: opened_for(&anna), ..taking_down(&eva, "Nej.") };
        assert!(matches!(take_down(&eva, "stad", 1, 1, &strange).await, Err(AppError::ActingChanged { .. })));
        assert_eq!(fault_of(take_down(&eva, "stad", 1, 1, &taking_down(&eva, " ")).await, "reason"), Some(Fault::Required));
        assert!(matches!(takes_down(&eva, 7).await, Err(AppError::NotFound)));
        let page = html(pages::take_down(eva.clone(), Path(("stad".into(), part(&eva, 1).await, 1))).await).await;
        assert!(page.contains("/bilagor/1?liten=1") && page.contains("Kanariegrannen"), "{page}");

        // twice at once, and again: once
        w.days_pass(1);
        let same = taking_down(&eva, "Det visar en granne.");
        let (x, y) = tokio::join!(take_down(&eva, "stad", 1, 1, &same), take_down(&eva, "stad", 1, 1, &same));
        assert!(x.is_ok() && y.is_ok(), "{x:?} {y:?}");
        assert!(matches!(takes_down(&eva, 1).await, Err(AppError::Refused(Refusal::Already))));
        assert!(matches!(take_away(&anna, 1, 1).await, Err(AppError::Refused(Refusal::Already))));
        assert!(matches!(taking(&eva, "stad", 1, 1).await, Err(AppError::NotFound)));
        assert!(finders(w, 1, 1).await.is_empty());
        let mut conn = eva.read().await.unwrap();
        let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'delete_files'").unwrap();
        drop(conn);
        let Job::DeleteFiles { attachment } = serde_json::from_str(&jobs[0]).unwrap() else { panic!("{jobs:?}") };
        delete_files(&Ctx::system(&w.app), attachment).await.unwrap();
        assert_eq!((jobs.len(), stored(&anna).await), (1, 1), "the document stays");

        // the act is public with its reason; the title is told to nobody but whoever wrote it
        let all = log(&w.visitor(), "stad", false, None, None).await.unwrap();
        let entry = all.entries.iter().find(|e| e.kind == EventKind::AttachmentTakenDown).unwrap();
        assert!(entry.reason_html.contains("granne") && !entry.payload.contains("Kanarie"));
        for ctx in [w.visitor(), anna.clone(), eva.clone()] {
            let history = issue_history(&ctx, "stad", &part(&ctx, 1).await, "").await.unwrap();
            assert!(history.attached[0].taken_down && history.attached[0].title.is_empty());
            assert!(!history.attached[1].taken_down && history.attached[1].title == "Skrivelse till nämnden");
        }
        let mails = mails_to(&eva, "anna@example.org").await;
        let taken: Vec<_> = mails.iter().filter(|mail| mail.subject.contains("nedtagen")).collect();
        assert_eq!(taken.len(), 1, "{mails:?}");
        assert!(taken[0].text.contains("Kanariegrannen") && taken[0].text.contains("Det visar en granne."));
    }

    async fn what_its_author_removed_goes_out_of_the_history_too(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        posted(&anna, "En fråga om torget").await;
        let n = wrote(&bo, "Han på bilden är min granne.").await;
        attach(&anna, (1, 0), "Kanariegrannen vid sin dörr", PNG).await.unwrap();
        attach(&bo, (1, n), "Kanariegrannen igen", PNG).await.unwrap();
        attach(&anna, (1, 0), "Torget i regn", PNG).await.unwrap();
        w.days_pass(1);
        for (ctx, number) in [(&anna, 1), (&bo, 2), (&anna, 3)] {
            take_away(ctx, 1, number).await.unwrap();
        }
        let here = part(&eva, 1).await;
        let past = |ctx: Ctx| {
            let here = here.clone();
            async move { html(past_of_issue(ctx, Path(("stad".into(), here)), Query(HistoryQuery::default())).await).await }
        };
        // those who curate are offered it where its title stands, nobody else is
        let page = past(eva.clone()).await;
        assert!(page.contains("Kanariegrannen vid sin dörr") && page.contains("/bilagor/1/ta-ner\"") && page.contains("/bilagor/3/ta-ner\""), "{page}");
        for ctx in [w.visitor(), anna.clone(), w.person("per").await, w.person("sia").await] {
            let page = past(ctx).await;
            assert!(page.contains("Kanariegrannen vid sin dörr") && !page.contains("ta-ner"), "{page}");
        }
        let page = html(pages::take_down(eva.clone(), Path(("stad".into(), part(&eva, 1).await, 1))).await).await;
        assert!(page.contains("Kanariegrannen vid sin dörr") && !page.contains("?liten=1") && page.contains("Ta bort även ur historiken"), "{page}");
        let before = count(&eva, "SELECT COUNT(*) FROM job WHERE kind = 'delete_files'").await;
        for name in ["anna", "bo", "per", "sia", "karin"] {
            assert!(matches!(takes_down(&w.person(name).await, 1).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        let same = taking_down(&eva, "Det pekar ut en granne.");
        let (x, y) = tokio::join!(take_down(&eva, "stad", 1, 1, &same), take_down(&eva, "stad", 1, 1, &same));
        assert!(x.is_ok() && y.is_ok(), "{x:?} {y:?}");
        takes_down(&eva, 2).await.unwrap();
        assert!(matches!(takes_down(&eva, 1).await, Err(AppError::Refused(Refusal::Already))));
        assert!(matches!(taking(&eva, "stad", 1, 1).await, Err(AppError::NotFound)));
        assert_eq!(count(&eva, "SELECT COUNT(*) FROM job WHERE kind = 'delete_files'").await, before, "its file goes by the job of its removal");
        // nothing is left of its title anywhere that others read; when it was there is told still
        for ctx in [w.visitor(), anna.clone(), bo.clone(), eva.clone()] {
            let page = past(ctx.clone()).await;
            assert!(!page.contains("Kanarie") && page.contains("Torget i regn") && page.contains("borttagen ur historiken"), "{page}");
            let of = issue_history(&ctx, "stad", &part(&ctx, 1).await, "").await.unwrap().attached;
            assert!(of[0].taken_down && of[0].by_author && of[0].title.is_empty() && of[0].removed_at.is_some() && !of[1].taken_down);
            let of = crate::issues::service::contribution_history(&ctx, "stad", &part(&ctx, 1).await, n, "").await.unwrap().attached;
            assert!(of[0].taken_down && of[0].title.is_empty());
        }
        let all = log(&w.visitor(), "stad", false, None, None).await.unwrap();
        let entries: Vec<_> = all.entries.iter().filter(|e| e.kind == EventKind::AttachmentTakenDown).collect();
        assert_eq!(entries.len(), 2);
        assert!(entries.iter().all(|e| e.payload.contains("\"gone\":1") && !e.payload.contains("Kanarie") && e.reason_html.contains("granne")));
        let mails = mails_to(&eva, "anna@example.org").await;
        let told: Vec<_> = mails.iter().filter(|mail| mail.subject.contains("borttagen ur historiken")).collect();
        assert!(told.len() == 1 && told[0].text.contains("Kanariegrannen vid sin dörr") && told[0].text.contains("Det pekar ut en granne."), "{mails:?}");
    }

    async fn who_cannot_attach_keeps_their_words(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        posted(&anna, "En fråga om torget").await;
        let n = wrote(&bo, "Här är vår skrivelse.").await;
        let here = part(&anna, 1).await;
        let path = || Path(("stad".to_string(), here.clone()));
        for ctx in [w.visitor(), bo.clone()] {
            let (request, typed) = request("Torget, sett från norr", PNG);
            assert!(add_to_issue(ctx, path(), request).await.is_err());
            assert_eq!(title_of(&typed).as_deref(), Some("Torget, sett från norr"));
        }
        // the form asks again whom it is for, with the words in it
        let (sent, _) = request("Torget, sett från norr", PNG);
        let page = html(add_to_issue(anna.clone(), path(), sent).await).await;
        assert!(page.contains("Torget, sett från norr</textarea>"), "{page}");
        // slowed: the true reason, and the words
        let form = RestrictForm {
            key: eva.rng.secret(),
            r#as: opened_for(&eva),
            fraga: 1,
            inlagg: n,
            whom: "person".into(),
            restriction: "slowed".into(),
            until_on: "2026-03-09".into(),
            reason: "Tre inlägg på en vecka har hängt ut grannar.".into(),
            ..RestrictForm::default()
        };
        restrict(&eva, "stad", &form).await.unwrap();
        let slowed = w.person("bo").await;
        let (sent, _) = request("Skrivelse till nämnden", PDF);
        let page = html(add_to_contribution(slowed.clone(), Path(("stad".into(), here.clone(), n)), sent).await).await;
        let said = crate::i18n::common::refusal(slowed.locale, Refusal::Slowed);
        assert!(page.contains(said) && page.contains("Skrivelse till nämnden") && !page.contains("inte längre kan ändras"), "{page}");
        let page = html(pages::of_contribution(slowed, Path(("stad".into(), here.clone(), n))).await).await;
        assert!(page.contains(said) && !page.contains("inte längre kan ändras"), "{page}");
        // what has ended, and what is full
        for i in 0..6 {
            attach(&anna, (1, 0), &format!("Bilaga nummer {i}"), PDF).await.unwrap();
        }
        let own_form = |title: &str| {
            let (mut request, typed) = request(title, PDF);
            *request.body_mut() = Body::from(whole(&[part_of("name=\"key\"", title.as_bytes()), part_of("name=\"as\"", opened_for(&anna).as_bytes()), part_of("name=\"title\"", title.as_bytes()), part_of("name=\"file\"; filename=\"a\"", PDF)]));
            (request, typed)
        };
        let page = html(add_to_issue(anna.clone(), path(), own_form("Den sjunde bilagan").0).await).await;
        assert!(page.contains("Den sjunde bilagan</blockquote>"), "{page}");
        decided(&eva, 1, "close").await;
        let page = html(add_to_issue(anna.clone(), path(), own_form("För sent nu").0).await).await;
        assert!(page.contains("För sent nu</blockquote>") && page.contains("inte längre kan ändras"), "{page}");
        assert_eq!(incoming(&w.app.files), 0, "nothing is kept of what was refused");
    }
}
