//! Mentions: who is found, that rows follow the text, who is told and when, and what is offered while somebody writes.

use super::service::{self, offered, search};
use super::{Place, store};
use crate::context::Ctx;
use crate::curation::service::{Act, ActForm};
use crate::curation::service_hide::{HideForm, hide_contribution};
use crate::curation::service_publish::{PublishForm, publish_contribution};
use crate::curation::service_split::{SplitForm, split};
use crate::curation::service_undo::{UndoForm, undo};
use crate::curation::tests::{go, in_days, opened_for, posted};
use crate::db::testing::World;
use crate::error::{AppError, Fault};
use crate::ids::{ContributionId, IssueId};
use crate::issues::pages::{IssueQuery, issue as issue_page};
use crate::issues::service::{ContributionForm, IssueForm, contribute, edit, edit_contribution, post};
use crate::issues::types::IssueAct;
use crate::jobs::Job;
use crate::organisations::pages::organisation as organisation_page;
use crate::organisations::service::organisation;
use crate::{execute, fetch, on_both, scalar};
use axum::extract::{Path, Query};
use chrono::TimeDelta;

fn says(ctx: &Ctx, text: &str) -> ContributionForm {
    ContributionForm { key: ctx.rng.secret(), r#as: opened_for(ctx), text: text.into(), lang: "sv".into(), ..ContributionForm::default() }
}

fn asks(ctx: &Ctx, what: &str, ask: &str) -> IssueForm {
    IssueForm {
        key: ctx.rng.secret(),
        r#as: opened_for(ctx),
        title: "Nycklar till föreningslokalen".into(),
        what: what.into(),
        why: "Alla ska kunna delta.".into(),
        whom: "Våra medlemmar".into(),
        ask: ask.into(),
        forum: "rost".into(),
        lang: "sv".into(),
        ..IssueForm::default()
    }
}

/// Runs the jobs that tell of mentions, as the worker would a minute later; gives address and text of the mails that came of it.
async fn told(w: &World) -> Vec<(String, String)> {
    w.app.clock.advance(TimeDelta::seconds(61));
    let ctx = w.visitor();
    let mut conn = ctx.read().await.unwrap();
    let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'tell_mentioned' AND run_at <= $1 ORDER BY id", ctx.now()).unwrap();
    drop(conn);
    for job in jobs {
        let Job::TellMentioned { at } = serde_json::from_str(&job).unwrap() else { panic!("{job}") };
        service::tell(&ctx, at).await.unwrap();
    }
    let mut tx = ctx.write().await.unwrap();
    let mails = scalar!(tx, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id").unwrap();
    execute!(tx, "DELETE FROM job").unwrap();
    tx.commit().await.unwrap();
    let mails = mails.into_iter().filter_map(|payload| match serde_json::from_str(&payload).unwrap() {
        Job::Mail(mail) if mail.subject.contains("nämns i") || mail.subject.contains("is mentioned in") => {
            Some((mail.to, format!("{}\n{}", mail.subject, mail.text)))
        }
        _ => None,
    });
    mails.collect()
}

fn to(mails: &[(String, String)]) -> Vec<&str> {
    mails.iter().map(|(to, _)| to.as_str()).collect()
}

/// What is stored: contribution, whether it is an answer, slug of the organisation.
async fn rows(ctx: &Ctx) -> Vec<(Option<i64>, bool, String)> {
    const SQL: &str = "SELECT c.number, m.event_id IS NOT NULL, o.slug FROM mention m JOIN organisation o ON o.id = m.organisation_id
        LEFT JOIN contribution c ON c.id = m.contribution_id ORDER BY m.issue_id, COALESCE(c.number, 0), m.event_id, o.slug";
    let mut conn = ctx.read().await.unwrap();
    fetch!(conn, (Option<i64>, bool, String), fetch_all, SQL).unwrap()
}

async fn page_text(page: crate::shell::PageResult) -> String {
    let body = axum::body::to_bytes(page.unwrap().into_body(), usize::MAX).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

async fn read(ctx: &Ctx, part: &str) -> String {
    page_text(issue_page(ctx.clone(), Path(("stad".into(), part.into())), Query(IssueQuery::default())).await).await
}

async fn shown_on(ctx: &Ctx, slug: &str) -> Vec<(i64, Option<i64>)> {
    let page = organisation(ctx, "stad", slug).await.unwrap();
    page.attached.iter().filter(|a| a.what == "mention").map(|a| (a.number, a.contribution)).collect()
}

async fn issue_id(ctx: &Ctx, number: i64) -> IssueId {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, IssueId, fetch_one, "SELECT id FROM issue WHERE number = $1", number).unwrap()
}

async fn hide(ctx: &Ctx, number: i64, contribution: i64, show: bool) {
    let form = HideForm {
        key: ctx.rng.secret(),
        r#as: opened_for(ctx),
        reason: "Det nämner en granne.".into(),
        show: if show { "1".into() } else { String::new() },
        ..HideForm::default()
    };
    hide_contribution(ctx, "stad", number, contribution, &form).await.unwrap();
}

on_both! {
    async fn handles_become_links_in_the_readers_language(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        post(&anna, "stad", &asks(&anna, "Vi delar nyckel med **@beta** och @Park, inte med @finns-inte.", "Skriv till anna@example.org eller `@gamma`.")).await.unwrap();
        let text = "@alfa har rätt.\n\n> @gamma sade så";
        contribute(&bo, "stad", 1, &says(&bo, text)).await.unwrap();
        let page = read(&w.visitor(), "1-nycklar-till-foreningslokalen").await;
        assert!(page.contains("<strong><a class=\"mention\" href=\"/stad/organisationer/beta\" rel=\"nofollow ugc noopener\">@Föreningen Beta</a></strong>"), "{page}");
        assert!(page.contains("href=\"/stad/organisationer/park\" rel") && page.contains("@Parkkontoret</a>, inte med @finns-inte"), "{page}");
        assert!(page.contains("mailto:anna@example.org") && page.contains("<code>@gamma</code>") && page.contains("@gamma sade så"), "{page}");
        let english = read(&w.visitor().in_locale(crate::i18n::Locale::En), "1-nycklar-till-foreningslokalen").await;
        assert!(english.contains("class=\"mention\" href=\"/en/stad/organisationer/beta\"") && !english.contains("mention\" href=\"/stad"), "{english}");
        assert_eq!(rows(&anna).await, [(None, false, "beta".into()), (None, false, "park".into()), (Some(1), false, "alfa".into())]);
    }

    async fn rows_follow_the_text_and_each_is_told_once(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        post(&anna, "stad", &asks(&anna, "Vi delar nyckel med @beta och @gamma.", "En nyckel till var och en.")).await.unwrap();
        let mails = told(w).await;
        assert_eq!(to(&mails), ["bo@example.org", "dua@example.org", "cia@example.org"]);
        assert!(mails[0].1.contains("Föreningen Beta nämns i frågan ”Nycklar till föreningslokalen”. Avsändare är Föreningen Alfa."), "{mails:?}");
        assert!(mails[0].1.contains("https://dialog.example.org/stad/fragor/1-nycklar-till-foreningslokalen\n"), "{mails:?}");
        // gamma goes, park comes; beta stays and is not told again
        let now = IssueForm { version: "1".into(), ..asks(&anna, "Vi delar nyckel med @beta och lånar av @park.", "En nyckel till var och en.") };
        edit(&anna, "stad", 1, &now).await.unwrap();
        assert_eq!(rows(&anna).await, [(None, false, "beta".into()), (None, false, "park".into())]);
        assert_eq!(to(&told(w).await), ["karin@example.org"]);
        // taken away and put back: told once for each text
        for (version, what) in [("2", "Vi delar nyckel med nästan alla här."), ("3", "Vi delar nyckel med @beta och @gamma.")] {
            edit(&anna, "stad", 1, &IssueForm { version: version.into(), ..asks(&anna, what, "En nyckel till var och en.") }).await.unwrap();
        }
        assert_eq!(rows(&anna).await, [(None, false, "beta".into()), (None, false, "gamma".into())]);
        assert!(told(w).await.is_empty());
        // another text is another thing
        contribute(&anna, "stad", 1, &says(&anna, "Vad säger @beta?")).await.unwrap();
        assert_eq!(to(&told(w).await), ["bo@example.org", "dua@example.org"]);
        let mend = ContributionForm { version: "1".into(), ..says(&anna, "Vad säger de andra?") };
        edit_contribution(&anna, "stad", 1, 1, &mend).await.unwrap();
        assert_eq!(rows(&bo).await.len(), 2, "the contribution's is gone");
        let page = read(&w.visitor(), "1-nycklar-till-foreningslokalen").await;
        assert!(page.contains("Vad säger de andra?") && page.matches("class=\"mention\"").count() == 2, "{page}");
    }

    async fn nobody_is_told_of_oneself(w: World) {
        let dua = w.person_as("dua", "alfa").await;
        post(&dua, "stad", &asks(&dua, "Vi i @alfa delar nyckel med @beta.", "En nyckel till var och en.")).await.unwrap();
        assert_eq!(rows(&dua).await.len(), 2, "it is a mention all the same");
        assert_eq!(to(&told(w).await), ["bo@example.org"], "not the own organisation, and not whoever wrote");
    }

    async fn what_is_mailed_is_in_their_language(w: World) {
        let anna = w.person("anna").await;
        let mut tx = anna.write().await.unwrap();
        execute!(tx, "UPDATE person SET locale = 'en' WHERE name = 'Bo'").unwrap();
        tx.commit().await.unwrap();
        posted(&anna, "En fråga om nycklar").await;
        contribute(&anna, "stad", 1, &says(&anna, "Vad säger @beta?")).await.unwrap();
        let mails = told(w).await;
        let bo = &mails.iter().find(|(to, _)| to == "bo@example.org").unwrap().1;
        assert!(bo.contains("Föreningen Beta is mentioned in a contribution to the issue “En fråga om nycklar”."), "{bo}");
        assert!(bo.contains("https://dialog.example.org/en/stad/fragor/1-en-fraga-om-nycklar#inlagg-1\n"), "{bo}");
    }

    /// The one who waits for the kansli mentions in vain until somebody lets the text through.
    async fn what_waits_tells_nobody_until_it_is_published(w: World) {
        let (cia, eva, ida) = (w.person("cia").await, w.person("eva").await, w.person("ida").await);
        post(&cia, "stad", &asks(&cia, "Vi delar nyckel med @beta här i huset.", "En nyckel till var och en.")).await.unwrap();
        assert!(told(w).await.is_empty() && shown_on(&w.visitor(), "beta").await.is_empty());
        let issue = issue_id(&eva, 1).await;
        go(w, &eva, issue, &Act { next_on: Some(in_days(&eva, 9)), ..Act::new(IssueAct::Accept, "Den gäller många.") }).await.unwrap();
        assert_eq!(to(&told(w).await), ["bo@example.org", "dua@example.org"]);
        assert_eq!(shown_on(&w.visitor(), "beta").await, [(1, None)]);
        // a contribution likewise
        let waits = contribute(&ida, "stad", 1, &says(&ida, "Fråga @alfa också.")).await.unwrap();
        assert!(!waits.published && told(w).await.is_empty() && shown_on(&w.visitor(), "alfa").await.is_empty());
        let form = PublishForm { key: "p".into(), r#as: opened_for(&eva), reason: "Hör hit.".into(), ..PublishForm::default() };
        publish_contribution(&eva, "stad", 1, waits.number, &form).await.unwrap();
        assert_eq!(to(&told(w).await), ["anna@example.org", "dua@example.org"]);
        assert_eq!(shown_on(&w.visitor(), "alfa").await, [(1, Some(1))]);
    }

    async fn a_slip_of_the_hand_tells_nobody(w: World) {
        let (cia, eva) = (w.person("cia").await, w.person("eva").await);
        post(&cia, "stad", &asks(&cia, "Vi delar nyckel med @beta här i huset.", "En nyckel till var och en.")).await.unwrap();
        let issue = issue_id(&eva, 1).await;
        let accept = Act { next_on: Some(in_days(&eva, 9)), ..Act::new(IssueAct::Accept, "Den gäller många.") };
        go(w, &eva, issue, &accept).await.unwrap();
        undo(&eva, "stad", 1, &UndoForm { key: "u".into(), r#as: opened_for(&eva), ..UndoForm::default() }).await.unwrap();
        assert!(told(w).await.is_empty() && shown_on(&w.visitor(), "beta").await.is_empty());
        go(w, &eva, issue, &accept).await.unwrap();
        assert_eq!(to(&told(w).await), ["bo@example.org", "dua@example.org"]);
    }

    async fn what_is_declined_unread_tells_nobody(w: World) {
        let (cia, eva) = (w.person("cia").await, w.person("eva").await);
        post(&cia, "stad", &asks(&cia, "Vi delar nyckel med @beta här i huset.", "En nyckel till var och en.")).await.unwrap();
        let issue = issue_id(&eva, 1).await;
        go(w, &eva, issue, &Act::new(IssueAct::Decline, "Den hör inte hit.")).await.unwrap();
        assert!(told(w).await.is_empty() && shown_on(&w.visitor(), "beta").await.is_empty() && shown_on(&eva, "beta").await.is_empty());
        go(w, &eva, issue, &Act { next_on: Some(in_days(&eva, 9)), ..Act::new(IssueAct::Reopen, "Den hör hit ändå.") }).await.unwrap();
        assert_eq!(to(&told(w).await), ["bo@example.org", "dua@example.org"]);
    }

    async fn what_is_hidden_within_the_minute_tells_nobody(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        posted(&anna, "En fråga om nycklar").await;
        contribute(&bo, "stad", 1, &says(&bo, "Grannen är med i @gamma.")).await.unwrap();
        hide(&eva, 1, 1, false).await;
        assert!(told(w).await.is_empty());
        for ctx in [w.visitor(), anna, w.person("cia").await, eva.clone()] {
            assert!(shown_on(&ctx, "gamma").await.is_empty());
        }
        hide(&eva, 1, 1, true).await;
        assert_eq!(to(&told(w).await), ["cia@example.org"]);
        assert_eq!(shown_on(&w.visitor(), "gamma").await, [(1, Some(1))]);
        // once told, hiding and showing again says nothing more
        hide(&eva, 1, 1, false).await;
        hide(&eva, 1, 1, true).await;
        assert!(told(w).await.is_empty());
    }

    async fn an_answer_mentions_too(w: World) {
        let (anna, eva, karin) = (w.person("anna").await, w.person("eva").await, w.person("karin").await);
        let (issue, _) = posted(&anna, "En fråga om nycklar").await;
        let refer = Act { next_on: Some(in_days(&eva, 20)), to: Some(w.organisation("park").await), ..Act::new(IssueAct::Refer, "Kontoret har nycklarna.") };
        go(w, &eva, issue, &refer).await.unwrap();
        told(w).await;
        let form = ActForm {
            key: "a1".into(),
            r#as: opened_for(&karin),
            act: "answer".into(),
            reason: "Ni får nycklar, säger @gamma.".into(),
            text: "Vi lämnar nycklarna till @beta i maj, och @park byter lås.".into(),
            next_on: in_days(&karin, 30).to_string(),
            ..ActForm::default()
        };
        crate::curation::service::act(&karin, "stad", 1, &form).await.unwrap();
        assert_eq!(rows(&anna).await, [(None, true, "beta".into()), (None, true, "park".into())], "the summary mentions nobody");
        let page = read(&w.visitor(), "1-en-fraga-om-nycklar").await;
        assert!(page.contains("mention\" href=\"/stad/organisationer/beta\"") && page.contains("säger @gamma"), "{page}");
        let mails = told(w).await;
        assert_eq!(to(&mails), ["bo@example.org", "dua@example.org"], "not the body that answers");
        assert!(mails[0].1.contains("i svaret på frågan") && mails[0].1.contains("#svar-") && mails[0].1.contains("Avsändare är Parkkontoret."), "{mails:?}");
        let list = page_text(organisation_page(w.visitor(), Path(("stad".into(), "beta".into()))).await).await;
        assert!(list.contains("Nämns i") && list.contains("#svar-") && list.contains("I ett svar") && list.contains("<code>@beta</code>"), "{list}");
    }

    async fn whoever_is_mailed_the_answer_is_not_told_of_it_again(w: World) {
        let (anna, eva, karin) = (w.person("anna").await, w.person("eva").await, w.person("karin").await);
        let (issue, _) = posted(&anna, "En fråga om nycklar").await;
        let refer = Act { next_on: Some(in_days(&eva, 20)), to: Some(w.organisation("park").await), ..Act::new(IssueAct::Refer, "Kontoret har nycklarna.") };
        go(w, &eva, issue, &refer).await.unwrap();
        told(w).await;
        let text = "Vi lämnar nycklar till @alfa, @kansli och @gamma i maj.".to_string();
        let answer = Act { next_on: Some(in_days(&karin, 30)), text, ..Act::new(IssueAct::Answer, "Ni får nycklar.") };
        go(w, &karin, issue, &answer).await.unwrap();
        assert_eq!(rows(&anna).await, [(None, true, "alfa".into()), (None, true, "gamma".into()), (None, true, "kansli".into())]);
        let mut conn = anna.read().await.unwrap();
        let mails = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail'").unwrap();
        drop(conn);
        assert_eq!(mails.iter().filter(|mail| mail.contains("anna@example.org")).count(), 1, "of the answer itself");
        assert_eq!(to(&told(w).await), ["cia@example.org"], "not whoever asked, and not the kansli");
        assert_eq!(shown_on(&w.visitor(), "alfa").await.len(), 1, "it is a mention all the same");
    }

    async fn the_page_of_an_organisation_says_that_it_shows_the_latest(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        posted(&anna, "En fråga om nycklar").await;
        let page = async || page_text(organisation_page(w.visitor(), Path(("stad".into(), "gamma".into()))).await).await;
        for n in 1..=21 {
            contribute(&bo, "stad", 1, &says(&bo, &format!("Vad säger @gamma, för gång {n}?"))).await.unwrap();
            if n == 1 {
                assert!(page().await.contains("Nämns i") && !page().await.contains("De 20 senaste"));
            }
        }
        assert!(page().await.contains("De 20 senaste."));
        assert_eq!(shown_on(&w.visitor(), "gamma").await.len(), 20);
    }

    async fn an_answer_that_is_undone_is_forgotten(w: World) {
        let (anna, eva, karin) = (w.person("anna").await, w.person("eva").await, w.person("karin").await);
        let (issue, _) = posted(&anna, "En fråga om nycklar").await;
        let refer = Act { next_on: Some(in_days(&eva, 20)), to: Some(w.organisation("park").await), ..Act::new(IssueAct::Refer, "Kontoret har nycklarna.") };
        go(w, &eva, issue, &refer).await.unwrap();
        let answer = Act { next_on: Some(in_days(&karin, 30)), text: "Vi lämnar nycklarna till @beta i maj.".into(), ..Act::new(IssueAct::Answer, "Ni får nycklar.") };
        go(w, &karin, issue, &answer).await.unwrap();
        undo(&karin, "stad", 1, &UndoForm { key: "u".into(), r#as: opened_for(&karin), ..UndoForm::default() }).await.unwrap();
        assert!(told(w).await.is_empty() && shown_on(&w.visitor(), "beta").await.is_empty());
    }

    async fn a_split_takes_its_mentions_along_and_tells_nobody_again(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        posted(&anna, "En fråga om nycklar").await;
        contribute(&bo, "stad", 1, &says(&bo, "Dessutom har @gamma ingen nyckel till förrådet.")).await.unwrap();
        assert_eq!(to(&told(w).await), ["cia@example.org"]);
        let form = SplitForm {
            key: "s".into(),
            r#as: opened_for(&eva),
            title: "Nyckeln till förrådet".into(),
            forum: "rost".into(),
            reason: "En fråga för sig.".into(),
            next_on: in_days(&eva, 9).to_string(),
            ..SplitForm::default()
        };
        split(&eva, "stad", 1, 1, &form).await.unwrap();
        assert!(read(&w.visitor(), "2-nyckeln-till-forradet").await.contains("mention\" href=\"/stad/organisationer/gamma\""));
        assert_eq!(shown_on(&w.visitor(), "gamma").await.len(), 2);
        assert!(told(w).await.is_empty());
    }

    async fn ten_at_most(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let mut tx = anna.write().await.unwrap();
        for n in 1..=11 {
            let new = crate::organisations::store::NewOrganisation { name: format!("Hyresgästerna {n}"), created_at: anna.now(), ..Default::default() };
            crate::organisations::store::insert(&mut tx, &new).await.unwrap();
        }
        tx.commit().await.unwrap();
        posted(&anna, "En fråga om nycklar").await;
        let all = |n: i64| (1..=n).map(|n| format!("@hyresgasterna-{n}")).collect::<Vec<_>>().join(" ");
        let Err(AppError::Invalid(faults)) = contribute(&bo, "stad", 1, &says(&bo, &all(11))).await else { panic!("eleven") };
        assert_eq!(faults.of("text"), Some(&Fault::TooManyMentions(10)));
        contribute(&bo, "stad", 1, &says(&bo, &format!("{0} {0} @ingen-alls", all(10)))).await.unwrap();
        assert_eq!(rows(&bo).await.len(), 10);
        // the texts of an issue are one
        let Err(AppError::Invalid(faults)) = post(&anna, "stad", &asks(&anna, &all(8), "@hyresgasterna-9 @hyresgasterna-10 @hyresgasterna-11")).await else { panic!("eleven") };
        assert_eq!((faults.of("what"), faults.of("ask")), (None, Some(&Fault::TooManyMentions(10))));
    }

    async fn nobody_mentions_without_end(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        posted(&anna, "En fråga om nycklar").await;
        for n in 0..30 {
            contribute(&bo, "stad", 1, &says(&bo, &format!("@alfa och @gamma, {n}!"))).await.unwrap();
        }
        let form = says(&bo, "@alfa!");
        let Err(AppError::Invalid(faults)) = contribute(&bo, "stad", 1, &form).await else { panic!("sixty-one") };
        assert_eq!(faults.of("text"), Some(&Fault::MentionsTooOften(60)));
        // said where it stands, and that it is the mentions
        let page = crate::issues::forms::contribute(bo.clone(), Path(("stad".into(), "1-en-fraga-om-nycklar".into())), crate::ui::Body(form)).await;
        let page = page_text(page).await;
        assert!(page.contains("id=\"text-e\"") && page.contains("nämnt väldigt många organisationer") && page.contains("om 60 minuter"), "{page}");
        let Err(AppError::Invalid(faults)) = post(&bo, "stad", &asks(&bo, "Vi delar nyckel med nästan alla här.", "En nyckel till @alfa också.")).await else {
            panic!("sixty-one")
        };
        assert_eq!((faults.of("what"), faults.of("ask")), (None, Some(&Fault::MentionsTooOften(60))));
        contribute(&bo, "stad", 1, &says(&bo, "Då säger jag inget mer.")).await.unwrap();
    }

    async fn sent_twice_it_is_one_mention_and_one_mail(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        posted(&anna, "En fråga om nycklar").await;
        let form = says(&bo, "Vad säger @gamma?");
        let (a, b) = futures::join!(contribute(&bo, "stad", 1, &form), contribute(&bo, "stad", 1, &form));
        assert_eq!(a.unwrap(), b.unwrap());
        assert_eq!(rows(&bo).await.len(), 1);
        // two workers at once
        w.app.clock.advance(TimeDelta::seconds(61));
        let ctx = w.visitor();
        let mut conn = ctx.read().await.unwrap();
        let contribution = scalar!(conn, ContributionId, fetch_one, "SELECT id FROM contribution").unwrap();
        drop(conn);
        let at = Place::contribution(issue_id(&ctx, 1).await, contribution);
        let (a, b) = futures::join!(service::tell(&ctx, at), service::tell(&ctx, at));
        a.and(b).unwrap();
        assert_eq!(to(&told(w).await), ["cia@example.org"]);
    }

    async fn a_handle_of_before_still_works(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let mut tx = bo.write().await.unwrap();
        let beta = w.organisation("beta").await;
        let slug = crate::organisations::store::update(&mut tx, beta, "beta", "Nya Beta", "", "sv").await.unwrap();
        tx.commit().await.unwrap();
        posted(&anna, "En fråga om nycklar").await;
        contribute(&anna, "stad", 1, &says(&anna, "Vad säger @beta?")).await.unwrap();
        let page = read(&w.visitor(), "1-en-fraga-om-nycklar").await;
        assert!(page.contains(&format!("href=\"/stad/organisationer/{slug}\" rel=\"nofollow ugc noopener\">@Nya Beta</a>")), "{page}");
    }

    /// Rendering again makes the same links, and none for whom nobody had when it was saved.
    async fn rendered_again_it_mentions_the_same(w: World) {
        let (anna, ctx) = (w.person("anna").await, w.visitor());
        posted(&anna, "En fråga om nycklar").await;
        contribute(&anna, "stad", 1, &says(&anna, "Vad säger @beta och @nykomlingen?")).await.unwrap();
        let mut tx = ctx.write().await.unwrap();
        let before = scalar!(tx, String, fetch_one, "SELECT html FROM contribution").unwrap();
        let new = crate::organisations::store::NewOrganisation { name: "Nykomlingen".into(), created_at: anna.now(), ..Default::default() };
        crate::organisations::store::insert(&mut tx, &new).await.unwrap();
        let contribution = scalar!(tx, ContributionId, fetch_one, "SELECT id FROM contribution").unwrap();
        let at = Place::contribution(scalar!(tx, IssueId, fetch_one, "SELECT id FROM issue").unwrap(), contribution);
        let mentions = service::still(&mut tx, "stad", at, &["Vad säger @beta och @nykomlingen?"]).await.unwrap();
        assert_eq!(mentions.render("Vad säger @beta och @nykomlingen?"), before);
        assert_eq!(store::organisations_of(&mut tx, at).await.unwrap(), [w.organisation("beta").await]);
        tx.commit().await.unwrap();
    }

    async fn a_preview_shows_whom_it_mentions(w: World) {
        let anna = w.person("anna").await;
        let form = IssueForm { preview: "1".into(), ..asks(&anna, "Vi delar nyckel med @beta i huset.", "En nyckel till var och en.") };
        let page = page_text(crate::issues::forms::post_issue(anna.clone(), Path("stad".into()), crate::ui::Body(form)).await).await;
        assert!(page.contains("@Föreningen Beta</a>") && page.contains("/stad/organisationer\" target=\"_blank\""), "{page}");
        assert!(rows(&anna).await.is_empty());
    }

    async fn a_search_offers_the_register(w: World) {
        let (anna, visitor) = (w.person("anna").await, w.visitor());
        assert!(matches!(search(&visitor, "stad", "alfa").await, Err(AppError::SignInFirst)));
        assert!(matches!(search(&anna, "finns-inte", "alfa").await, Err(AppError::NotFound)));
        let slugs = async |asked: &str| offered(&anna, "stad", asked).await.unwrap().0.into_iter().map(|o| o.slug).collect::<Vec<_>>();
        assert_eq!(slugs("BETA").await, ["beta"], "a word of the name");
        assert_eq!(slugs("@gam").await, ["gamma"], "with the sign");
        assert_eq!(slugs("kontor").await, ["hall", "park"], "within a word, in the order of the register");
        assert_eq!(slugs("st").await, ["stad", "styrgrupp"], "what begins so comes first");
        assert_eq!(slugs("förening").await, ["alfa", "beta"]);
        for nothing in ["", " ", "@", "%", "_", "\\", "finns inte", &"å".repeat(5000)] {
            assert!(slugs(nothing).await.is_empty(), "{nothing}");
        }
        let mut tx = anna.write().await.unwrap();
        for n in 1..=9 {
            let new = crate::organisations::store::NewOrganisation { name: format!("Alfabetet {n}"), created_at: anna.now(), ..Default::default() };
            crate::organisations::store::insert(&mut tx, &new).await.unwrap();
        }
        execute!(tx, "UPDATE organisation SET ends_on = '2020-12-31' WHERE slug = 'alfabetet-1'").unwrap();
        tx.commit().await.unwrap();
        let all = slugs("alfa").await;
        assert!(all.len() == 8 && all.iter().all(|s| s.starts_with("alfa") && s != "alfabetet-1"), "eight, and none that is no more: {all:?}");
        // one was left out, and is said to be
        assert!(search(&anna, "stad", "alfa").await.unwrap().0.starts_with("De 8 första."));
        assert!(search(&anna, "stad", "alfabetet").await.unwrap().0.starts_with("8 träffar."), "just eight are all");
        let (count, list) = search(&anna, "stad", "beta").await.unwrap();
        assert!(count.starts_with("1 träff."), "{count}");
        assert!(list.contains("data-handle=\"beta\"") && list.contains("Föreningen Beta"), "{list}");
    }

    async fn searching_has_an_end(w: World) {
        let ida = w.person("ida").await;
        for _ in 0..120 {
            offered(&ida, "stad", "alfa").await.unwrap();
        }
        assert!(matches!(offered(&ida, "stad", "alfa").await, Err(AppError::TooOften(_))));
    }

    async fn what_an_organisation_is_called_does_no_harm(w: World) {
        let anna = w.person("anna").await;
        let mut tx = anna.write().await.unwrap();
        execute!(tx, "UPDATE organisation SET name = '<script>alert(1)</script>\"' WHERE slug = 'beta'").unwrap();
        tx.commit().await.unwrap();
        posted(&anna, "En fråga om nycklar").await;
        contribute(&anna, "stad", 1, &says(&anna, "Vad säger @beta?")).await.unwrap();
        let page = read(&w.visitor(), "1-en-fraga-om-nycklar").await;
        assert!(page.contains("@&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script>alert"), "{page}");
        let (_, list) = search(&anna, "stad", "beta").await.unwrap();
        assert!(list.contains("data-handle=\"beta\"") && !list.contains("<script>"), "{list}");
    }
}
