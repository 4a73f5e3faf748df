use super::{act, events, html, issue_form, part, perform, posted, seen};
use crate::context::Ctx;
use crate::error::{AppError, Refusal};
use crate::events::EventKind;
use crate::issues::forms;
use crate::issues::pages::{self, IssueQuery};
use crate::issues::service::{IssueForm, Posted, edit};
use crate::issues::types::IssueAct;
use crate::ui::Body;
use crate::{on_both, scalar};
use axum::extract::{Path, Query};

fn changed(ctx: &Ctx, key: &str, version: &str) -> IssueForm {
    IssueForm {
        title: "Trösklar i alla föreningslokaler".into(),
        what: "Vi kommer inte in i **fyra** av lokalerna som staden hyr ut.".into(),
        themes: vec!["unga".into()],
        version: version.into(),
        ..issue_form(ctx, key)
    }
}

on_both! {
    async fn the_organisation_changes_its_issue_in_public(w: World) {
        let anna = w.person("anna").await;
        let first = posted(&anna, "i1").await;
        w.days_pass(1);
        // a colleague in the same organisation may, too
        let dua = w.person_as("dua", "alfa").await;
        let now = edit(&dua, "stad", 1, &changed(&dua, "e1", "1")).await.unwrap();
        assert_eq!(now, Posted { number: 1, slug: "trosklar-i-alla-foreningslokaler".into(), published: true, unchanged: false });
        assert_eq!(edit(&dua, "stad", 1, &changed(&dua, "e1", "1")).await.unwrap(), now, "sent twice");
        assert_eq!(events(&anna, EventKind::IssueEdited).await, 1);
        let visitor = w.visitor();
        let moved = pages::issue(visitor.clone(), Path(("stad".into(), part(&first))), Query(IssueQuery::default())).await;
        assert!(matches!(moved, Err(AppError::Moved(to)) if to == "/stad/fragor/1-trosklar-i-alla-foreningslokaler"));
        let moved = pages::issue_history(visitor.clone(), Path(("stad".into(), part(&first))), Query(Default::default())).await;
        assert!(matches!(moved, Err(AppError::Moved(to)) if to == "/stad/fragor/1-trosklar-i-alla-foreningslokaler/historik"));
        let page = html(pages::issue(visitor.clone(), Path(("stad".into(), part(&now))), Query(IssueQuery::default())).await).await;
        assert!(page.contains("<strong>fyra</strong>") && page.contains("Ändrad 3 mars") && page.contains(">Unga</a>") && !page.contains(">Lokaler</a>"), "{page}");
        let history = html(pages::issue_history(visitor, Path(("stad".into(), part(&now))), Query(Default::default())).await).await;
        let looks = seen(&history);
        assert!(looks.contains("i <ins>alla </ins>föreningslokaler") && looks.contains("<del>**tre**</del><ins>**fyra**</ins>"), "{history}");
        // not by looks alone, and with what the issue points at
        assert!(history.contains("<span class=\"vh\">tillagt: </span>alla ") && history.contains("Version 1 blev version 2"), "{history}");
        assert!(looks.contains("<dt>Teman</dt><dd><del>Lokaler</del><br><ins>Unga</ins></dd>") && !looks.contains("<dt>Områden</dt>"), "{history}");
        assert!(history.contains("Oförändrat: Varför det är viktigt, Vilka det berör, Vad vi ber om."), "{history}");
    }

    async fn what_was_not_changed_leaves_no_trace(w: World) {
        let anna = w.person("anna").await;
        let issue = posted(&anna, "i1").await;
        w.days_pass(1);
        // in another order, with blanks around
        let mut form = IssueForm { version: "1".into(), why: " Alla ska kunna delta. \n".into(), ..issue_form(&anna, "e1") };
        form.areas.reverse();
        let done = forms::edit_issue(anna.clone(), Path(("stad".into(), part(&issue))), Body(form)).await.unwrap();
        assert_eq!(done.status(), 303);
        assert!(done.headers()["set-cookie"].to_str().unwrap().starts_with("notice=unchanged"));
        assert_eq!(events(&anna, EventKind::IssueEdited).await, 0);
        let mut conn = anna.read().await.unwrap();
        let versions = "SELECT version + (SELECT COUNT(*) FROM issue_revision) FROM issue WHERE number = 1";
        assert_eq!(scalar!(conn, i64, fetch_one, versions).unwrap(), 1);
        drop(conn);
        // what it points at is part of it, and so is its language
        for (key, version, form) in [
            ("e2", "1", IssueForm { areas: vec!["norr".into()], ..issue_form(&anna, "") }),
            ("e3", "2", IssueForm { areas: vec!["norr".into()], lang: "en".into(), ..issue_form(&anna, "") }),
        ] {
            assert!(!edit(&anna, "stad", 1, &IssueForm { key: key.into(), version: version.into(), ..form }).await.unwrap().unchanged, "{key}");
        }
        assert_eq!(events(&anna, EventKind::IssueEdited).await, 2);
    }

    async fn any_two_versions_are_compared(w: World) {
        let anna = w.person("anna").await;
        let issue = posted(&anna, "i1").await;
        let asks = ["En lista med mått för varje lokal.", "En lista med mått för varje entré.", "En lista med mått och en tid när ni har mätt.", "Ett besök i varje lokal."];
        for (n, ask) in asks.iter().enumerate().skip(1) {
            w.days_pass(1);
            let lang = if n == 3 { "en" } else { "sv" };
            edit(&anna, "stad", 1, &IssueForm { ask: (*ask).into(), lang: lang.into(), version: n.to_string(), ..issue_form(&anna, &format!("e{n}")) }).await.unwrap();
        }
        let shown = async |fran: &str, till: &str| {
            let query = pages::HistoryQuery { fran: fran.into(), till: till.into() };
            html(pages::issue_history(w.visitor(), Path(("stad".into(), part(&issue))), Query(query)).await).await
        };
        // the latest change, and a form without script for any other
        let page = shown("", "").await;
        assert!(page.contains("Version 3 blev version 4") && page.contains("<select id=\"fran\"") && page.contains("method=\"get\""), "{page}");
        assert!(seen(&page).contains("<dt>Skrivet på</dt><dd><del>Svenska</del><br><ins>Engelska</ins></dd>"), "{page}");
        let page = shown("1", "2").await;
        assert!(page.contains("Version 1 blev version 2") && seen(&page).contains("varje <del>lokal.</del><ins>entré.</ins>"), "{page}");
        assert!(page.contains("aria-current=\"true\">Version 2</a>"), "{page}");
        assert_eq!(shown("3", "1").await.matches("Version 1 blev version 3").count(), 1, "in the order of time");
        for (fran, till) in [("", "2"), ("2", "2")] {
            let page = shown(fran, till).await;
            assert!(page.contains(asks[1]) && !page.contains("<del>") && !page.contains("<ins>"), "one version whole: {page}");
        }
        for (fran, till) in [("9", "99"), ("x", "-1"), ("", "<b>")] {
            assert!(shown(fran, till).await.contains("Version 3 blev version 4"), "{fran} {till}");
        }
        // an English reader of a Swedish text hears the marks in English
        let english = w.visitor().in_locale(crate::i18n::Locale::En);
        let query = pages::HistoryQuery { fran: "1".into(), till: "2".into() };
        let page = html(pages::issue_history(english, Path(("stad".into(), part(&issue))), Query(query)).await).await;
        assert!(page.contains("Version 1 became version 2") && page.contains("added: "), "{page}");
        // what was not kept is not guessed
        let mut tx = anna.write().await.unwrap();
        crate::execute!(tx, "UPDATE issue_revision SET lang = NULL").unwrap();
        tx.commit().await.unwrap();
        assert!(!shown("", "").await.contains("Skrivet på</dt>"));
    }

    /// Each act raises the number of an issue's version, and the text that it had then is kept under the raised one.
    async fn the_address_of_a_comparison_means_the_same_whatever_happens(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let issue = posted(&anna, "i1").await;
        let change = |key: &str, version: &str, ask: &str| IssueForm { ask: ask.into(), version: version.into(), ..issue_form(&anna, key) };
        let shown = async |fran: &str, till: &str| {
            let query = pages::HistoryQuery { fran: fran.into(), till: till.into() };
            html(pages::issue_history(w.visitor(), Path(("stad".into(), part(&issue))), Query(query)).await).await
        };
        w.app.clock.advance(chrono::TimeDelta::minutes(1));
        edit(&anna, "stad", 1, &change("e1", "1", "En lista med mått för varje entré.")).await.unwrap();
        let compares = |page: &str| page.contains("Version 1 blev version 2") && seen(page).contains("varje <del>lokal.</del><ins>entré.</ins>");
        let page = shown("1", "2").await;
        assert!(compares(&page), "{page}");
        act(&eva, 1, IssueAct::AskBack, Some("2026-03-20")).await;
        act(&anna, 1, IssueAct::Complete, None).await;
        assert!(compares(&shown("1", "2").await), "after acts");
        w.app.clock.advance(chrono::TimeDelta::minutes(1));
        edit(&anna, "stad", 1, &change("e2", "4", "Ett besök i varje lokal.")).await.unwrap();
        for (fran, till) in [("1", "2"), ("1", "3"), ("1", "4")] {
            let page = shown(fran, till).await;
            assert!(compares(&page), "{fran} {till}: {page}");
        }
        assert!(shown("2", "5").await.contains("Version 2 blev version 3") && shown("", "2").await.contains("varje entré."));
        act(&eva, 1, IssueAct::AskBack, Some("2026-03-20")).await;
        assert!(shown("2", "5").await.contains("Version 2 blev version 3"));
        // no number is taken for one that never was
        for (fran, till) in [("7", "8"), ("0", "-1"), ("", "0")] {
            assert!(shown(fran, till).await.contains("Version 2 blev version 3"), "{fran} {till}");
        }
    }

    /// The chain has the kansli's move, with its reason and in its role; among the author's changes it would be theirs.
    async fn a_move_is_no_change_of_the_text(w: World) {
        let (anna, eva, cia) = (w.person("anna").await, w.person("eva").await, w.person("cia").await);
        let forum = "<dt>Forum</dt><dd><del>Röstbärare</del><br><ins>Medlemsvårdande</ins></dd>";
        let history = async |ctx: &Ctx, part: String| seen(&html(pages::issue_history(ctx.clone(), Path(("stad".into(), part)), Query(Default::default())).await).await);
        let first = posted(&anna, "i1").await;
        let to = crate::curation::service::Act { forum: Some(crate::ids::ForumId(1)), ..crate::curation::service::Act::new(IssueAct::Move, "Det är vardag.") };
        perform(&eva, 1, &crate::curation::service::Act { next_on: Some("2026-03-20".parse().unwrap()), ..to }).await;
        let form = IssueForm { ask: "Ett besök i varje lokal.".into(), version: "2".into(), ..issue_form(&anna, "e1") };
        edit(&anna, "stad", 1, &form).await.unwrap();
        for ctx in [w.visitor(), anna, eva.clone()] {
            let page = history(&ctx, part(&first)).await;
            assert!(page.contains("besök") && !page.contains("<dt>Forum</dt>"), "{page}");
        }
        // as long as nobody else reads it, its author chooses
        let second = posted(&cia, "i2").await;
        edit(&cia, "stad", 2, &IssueForm { forum: "medlem".into(), version: "1".into(), ..issue_form(&cia, "e2") }).await.unwrap();
        for ctx in [&cia, &eva] {
            let page = history(ctx, part(&second)).await;
            assert!(page.contains(forum), "{page}");
        }
    }

    /// A public body posts too; its officer changes and withdraws what it posted, and answers what the kansli asks back.
    async fn an_officer_speaks_for_the_body_that_posted(w: World) {
        let karin = w.person("karin").await;
        posted(&karin, "i1").await;
        let now = edit(&karin, "stad", 1, &changed(&karin, "e1", "1")).await.unwrap();
        assert_eq!(now.slug, "trosklar-i-alla-foreningslokaler");
        act(&w.person("eva").await, 1, IssueAct::AskBack, Some("2026-03-20")).await;
        let mut conn = w.visitor().read().await.unwrap();
        let side = scalar!(conn, String, fetch_one, "SELECT side FROM clock WHERE kind = 'completion' AND closed_by IS NULL").unwrap();
        assert_eq!(side, "public", "the promise is the public side's");
        drop(conn);
        act(&karin, 1, IssueAct::Complete, None).await;
        act(&karin, 1, IssueAct::Withdraw, None).await;
    }

    /// What was asked to go before anybody could read it stays unread.
    async fn history_begins_when_an_issue_is_published(w: World) {
        let cia = w.person("cia").await;
        let form = IssueForm { what: "Grannen Arne Påhittad sköter lokalen illa.".into(), ..issue_form(&cia, "i1") };
        let issue = crate::issues::service::post(&cia, "stad", &form).await.unwrap();
        assert!(!issue.published);
        let now = edit(&cia, "stad", 1, &changed(&cia, "e1", "1")).await.unwrap();
        let eva = w.person("eva").await;
        act(&eva, 1, IssueAct::Accept, Some("2026-03-20")).await;
        let history = |ctx: &Ctx| pages::issue_history(ctx.clone(), Path(("stad".into(), part(&now))), Query(Default::default()));
        for (ctx, sees) in [(w.visitor(), false), (w.person("anna").await, false), (cia.clone(), true), (eva.clone(), true)] {
            let page = html(history(&ctx).await).await;
            assert_eq!(page.contains("Arne"), sees, "{page}");
        }
        // accepted once, the organisation is trusted
        assert!(crate::issues::service::post(&cia, "stad", &issue_form(&cia, "i2")).await.unwrap().published);
    }

    async fn an_issue_declined_unread_keeps_its_text_to_itself(w: World) {
        let cia = w.person("cia").await;
        let issue = posted(&cia, "i1").await;
        let eva = w.person("eva").await;
        act(&eva, 1, IssueAct::Decline, None).await;
        let page = |ctx: Ctx| pages::issue(ctx, Path(("stad".into(), part(&issue))), Query(IssueQuery::default()));
        // the words of its title stand in its address too
        assert!(matches!(page(w.visitor()).await, Err(AppError::Moved(to)) if to == "/stad/fragor/1-avbojd"));
        let of = |ctx: Ctx| pages::issue(ctx, Path(("stad".into(), "1-avbojd".into())), Query(IssueQuery::default()));
        let read = html(of(w.visitor()).await).await;
        assert!(read.contains("Ett bra skäl.") && read.contains("Fråga 1, avböjd före publicering"), "{read}");
        for secret in ["Vi kommer inte in", &issue.slug, "Trösklar i", "Cia"] {
            assert!(!read.contains(secret), "{secret}: {read}");
        }
        assert!(matches!(pages::issue_history(w.visitor(), Path(("stad".into(), "1-avbojd".into())), Query(Default::default())).await, Err(AppError::NotFound)));
        let everywhere = [
            html(crate::agreements::pages::start(w.visitor(), Path("stad".into())).await).await,
            html(crate::issues::list::pages::all(w.visitor(), Path("stad".into()), axum::extract::RawQuery(Some("lage=alla".into()))).await).await,
            html(crate::issues::list::pages::forum(w.visitor(), Path(("stad".into(), "rost".into())), axum::extract::RawQuery(Some("lage=avslutade".into()))).await).await,
            html(crate::curation::pages::log(w.visitor(), Path("stad".into()), Query(Default::default())).await).await,
        ];
        for read in everywhere {
            assert!(!read.contains(&issue.slug) && !read.contains("Trösklar i"), "{read}");
        }
        // nor by the way of a decision that one may not take
        let ida = w.person("ida").await;
        let preview = crate::curation::forms::DecisionForm { preview: "1".into(), ..Default::default() };
        let there = html(crate::curation::forms::decide(ida, Path(("stad".into(), part(&issue))), Body(preview)).await).await;
        assert!(!there.contains("En lista med mått") && !there.contains("Trösklar i"), "{there}");
        for ctx in [cia, eva.clone()] {
            let read = html(page(ctx).await).await;
            assert!(read.contains("Vi kommer inte in") && read.contains("Kansliet och ni själva läser den"));
        }
        act(&eva, 1, IssueAct::Reopen, Some("2026-03-20")).await;
        assert!(html(page(w.visitor()).await).await.contains("Vi kommer inte in"));
    }

    async fn others_do_not(w: World) {
        let anna = w.person("anna").await;
        let issue = posted(&anna, "i1").await;
        for name in ["bo", "cia", "eva", "per", "karin", "ida"] {
            let ctx = w.person(name).await;
            assert!(matches!(edit(&ctx, "stad", 1, &changed(&ctx, "e", "1")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(pages::edit_issue(ctx, Path(("stad".into(), part(&issue)))).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(edit(&w.visitor(), "stad", 1, &changed(&anna, "e", "1")).await, Err(AppError::SignInFirst)));
        let beta = w.person_as("dua", "beta").await;
        assert!(matches!(edit(&beta, "stad", 1, &changed(&anna, "e", "1")).await, Err(AppError::ActingChanged { .. })));
        act(&w.person("eva").await, 1, IssueAct::Close, None).await;
        assert!(matches!(edit(&anna, "stad", 1, &changed(&anna, "e", "2")).await, Err(AppError::Refused(Refusal::WrongState))));
    }

    async fn a_stale_edit_shows_both_texts(w: World) {
        let anna = w.person("anna").await;
        posted(&anna, "i1").await;
        let dua = w.person_as("dua", "alfa").await;
        let now = edit(&dua, "stad", 1, &changed(&dua, "e1", "1")).await.unwrap();
        let mine = IssueForm { what: "Vi kommer inte in i någon av lokalerna som staden hyr ut.".into(), version: "1".into(), ..issue_form(&anna, "e2") };
        assert!(matches!(edit(&anna, "stad", 1, &mine).await, Err(AppError::Stale { current: 2 })));
        let answer = forms::edit_issue(anna.clone(), Path(("stad".into(), part(&now))), Body(mine.clone())).await;
        assert_eq!(answer.as_ref().unwrap().status(), http::StatusCode::CONFLICT);
        let page = html(answer).await;
        assert!(seen(&page).contains("<ins>någon</ins>") && seen(&page).contains("<del>**fyra**</del>") && page.contains("name=\"version\" value=\"2\""), "{page}");
        assert!(page.contains("Vi kommer inte in i någon av lokalerna"), "what was typed stays");
        edit(&anna, "stad", 1, &IssueForm { version: "2".into(), key: "e3".into(), ..mine }).await.unwrap();
    }

    async fn the_forum_is_the_kanslis_to_change_once_the_issue_is_in_it(w: World) {
        let anna = w.person("anna").await;
        let issue = posted(&anna, "i1").await;
        let form = IssueForm { forum: "medlem".into(), version: "1".into(), ..issue_form(&anna, "e1") };
        edit(&anna, "stad", 1, &form).await.unwrap();
        let page = html(pages::issue(w.visitor(), Path(("stad".into(), part(&issue))), Query(IssueQuery::default())).await).await;
        assert!(page.contains("/stad/forum/rost") && !page.contains("/stad/forum/medlem"));
        let cia = w.person("cia").await;
        let issue = posted(&cia, "i2").await;
        let form = IssueForm { forum: "medlem".into(), version: "1".into(), ..issue_form(&cia, "e2") };
        edit(&cia, "stad", 2, &form).await.unwrap();
        let page = html(pages::issue(cia, Path(("stad".into(), part(&issue))), Query(IssueQuery::default())).await).await;
        assert!(page.contains("/stad/forum/medlem"));
    }

    async fn a_form_with_faults_comes_back_as_typed(w: World) {
        let anna = w.person("anna").await;
        let form = IssueForm { title: "Kort".into(), ask: "<b>x</b> & y, eller något längre".into(), ..issue_form(&anna, "k1") };
        let answer = forms::post_issue(anna.clone(), Path("stad".into()), Body(form.clone())).await;
        assert_eq!(answer.as_ref().unwrap().status(), http::StatusCode::UNPROCESSABLE_ENTITY);
        let page = html(answer).await;
        assert!(page.contains("id=\"title-e\"") && page.contains("value=\"Kort\"") && page.contains("&lt;b&gt;x&lt;/b&gt; &amp; y"), "{page}");
        assert!(page.contains("value=\"k1\""), "the key stays, so that it acts once");
        let preview = html(forms::post_issue(anna.clone(), Path("stad".into()), Body(IssueForm { preview: "1".into(), ..form })).await).await;
        assert!(preview.contains("<strong>tre</strong>") && !preview.contains("title-e"));
        assert_eq!(events(&anna, EventKind::IssuePosted).await, 0);
        let sent = forms::post_issue(anna.clone(), Path("stad".into()), Body(issue_form(&anna, "k2"))).await.unwrap();
        assert_eq!((sent.status(), sent.headers()["location"].to_str().unwrap()), (http::StatusCode::SEE_OTHER, "/stad/fragor/1-trosklar-i-foreningslokaler"));
    }
}
