use super::{act, contribution, events, html, part, posted, seen};
use crate::context::Ctx;
use crate::error::{AppError, Fault, Refusal};
use crate::events::EventKind;
use crate::issues::pages::{self, IssueQuery};
use crate::issues::service::{Contributed, contribute, edit_contribution, load};
use crate::issues::types::IssueAct;
use crate::on_both;
use axum::extract::{Path, Query};

async fn page(ctx: &Ctx, part: &str) -> String {
    html(pages::issue(ctx.clone(), Path(("stad".into(), part.into())), Query(IssueQuery::default())).await).await
}

on_both! {
    async fn whoever_is_known_is_read_at_once(w: World) {
        let issue = posted(&w.person("anna").await, "i1").await;
        for (n, name) in ["anna", "bo", "karin", "pia", "eva", "sia", "per"].into_iter().enumerate() {
            let ctx = w.person(name).await;
            let done = contribute(&ctx, "stad", 1, &contribution(&ctx, name, "Vi håller med **helt**.")).await.unwrap();
            assert_eq!(done, Contributed { number: n as i64 + 1, published: true, unchanged: false }, "{name}");
        }
        let page = page(&w.visitor(), &part(&issue)).await;
        assert_eq!(page.matches("class=\"post\"").count(), 7);
        assert!(page.contains("<strong>helt</strong>"));
        assert!(page.contains("voice politician") && page.contains("Pia, kommunalråd"));
    }

    async fn the_first_of_a_newcomer_waits(w: World) {
        let issue = posted(&w.person("anna").await, "i1").await;
        for name in ["cia", "ida"] {
            let ctx = w.person(name).await;
            let done = contribute(&ctx, "stad", 1, &contribution(&ctx, name, "Mitt allra första.")).await.unwrap();
            assert!(!done.published, "{name}");
        }
        for (name, sees) in [("ida", 1), ("cia", 1), ("eva", 2), ("per", 0), ("bo", 0)] {
            assert_eq!(page(&w.person(name).await, &part(&issue)).await.matches("post awaiting").count(), sees, "{name}");
        }
        assert!(!page(&w.visitor(), &part(&issue)).await.contains("allra första"));
        // once one was published, the next ones are read at once
        let eva = w.person("eva").await;
        let form = crate::curation::service_publish::PublishForm { key: "p".into(), r#as: "2".into(), reason: "Hör hit.".into(), ..Default::default() };
        crate::curation::service_publish::publish_contribution(&eva, "stad", 1, 2, &form).await.unwrap();
        let ida = w.person("ida").await;
        assert!(contribute(&ida, "stad", 1, &contribution(&ida, "k3", "Mitt andra.")).await.unwrap().published);
    }

    async fn contributing_twice_with_one_form_writes_once(w: World) {
        posted(&w.person("anna").await, "i1").await;
        let ctx = w.person("bo").await;
        let form = contribution(&ctx, "k1", "En gång.");
        let (a, b) = futures::join!(contribute(&ctx, "stad", 1, &form), contribute(&ctx, "stad", 1, &form));
        assert_eq!(a.unwrap(), b.unwrap());
        assert_eq!(events(&ctx, EventKind::ContributionPosted).await, 1);
    }

    async fn back_and_send_again_writes_once(w: World) {
        let issue = posted(&w.person("anna").await, "i1").await;
        let (bo, eva) = (w.person("bo").await, w.person("eva").await);
        contribute(&bo, "stad", 1, &contribution(&bo, "k1", "Vi håller med.")).await.unwrap();
        let again = crate::issues::forms::contribute(bo.clone(), Path(("stad".into(), part(&issue))), crate::ui::Body(contribution(&bo, "k2", "Vi håller med. "))).await;
        let again = again.unwrap();
        assert_eq!(again.status(), 409);
        let page = html(Ok(again)).await;
        assert!(page.contains("Läs det som redan står här") && page.contains("#inlagg-1\"") && page.contains("Vi håller med. </textarea>"), "{page}");
        let (one, two) = (contribution(&eva, "k3", "Tack!"), contribution(&eva, "k4", "Tack!"));
        let (a, b) = futures::join!(contribute(&eva, "stad", 1, &one), contribute(&eva, "stad", 1, &two));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        // to somebody, it is another; and so it is the day after
        let to = crate::issues::service::ContributionForm { quoted: "1".into(), ..contribution(&eva, "k5", "Tack!") };
        contribute(&eva, "stad", 1, &to).await.unwrap();
        w.days_pass(1);
        contribute(&bo, "stad", 1, &contribution(&bo, "k6", "Vi håller med.")).await.unwrap();
    }

    async fn a_change_that_changes_nothing_says_so(w: World) {
        let anna = w.person("anna").await;
        let issue = posted(&anna, "i1").await;
        contribute(&anna, "stad", 1, &contribution(&anna, "k1", "Ett ord.")).await.unwrap();
        let form = crate::issues::service::ContributionForm { version: "1".into(), ..contribution(&anna, "e", "Ett ord.\n") };
        let done = crate::issues::forms::edit_contribution(anna.clone(), Path(("stad".into(), part(&issue), 1)), crate::ui::Body(form)).await.unwrap();
        assert!(done.headers()["set-cookie"].to_str().unwrap().starts_with("notice=unchanged"));
        assert_eq!(events(&anna, EventKind::ContributionEdited).await, 0);
    }

    async fn parallel_contributions_get_numbers_without_gaps(w: World) {
        posted(&w.person("anna").await, "i1").await;
        let ctx = w.person("bo").await;
        let all = (0..10).map(|n| {
            let ctx = ctx.clone();
            async move { contribute(&ctx, "stad", 1, &contribution(&ctx, &format!("k{n}"), &format!("Samtidigt, {n}."))).await.unwrap().number }
        });
        let mut numbers = futures::future::join_all(all).await;
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=10).collect::<Vec<_>>());
    }

    async fn refusals(w: World) {
        let anna = w.person("anna").await;
        posted(&anna, "i1").await;
        let visitor = w.visitor();
        assert!(matches!(contribute(&visitor, "stad", 1, &contribution(&visitor, "k", "Hej.")).await, Err(AppError::SignInFirst)));
        assert!(matches!(contribute(&anna, "stad", 9, &contribution(&anna, "k", "Hej.")).await, Err(AppError::NotFound)));
        let Err(AppError::Invalid(faults)) = contribute(&anna, "stad", 1, &contribution(&anna, "k", " ")).await else { panic!("accepted") };
        assert_eq!(faults.of("text"), Some(&Fault::Required));
        let alfa = w.person_as("dua", "alfa").await;
        let beta = w.person_as("dua", "beta").await;
        assert!(matches!(contribute(&beta, "stad", 1, &contribution(&alfa, "k", "Hej.")).await, Err(AppError::ActingChanged { .. })));
        // one that waits for the kansli takes none yet, and is not there for others
        let cia = w.person("cia").await;
        posted(&cia, "i2").await;
        assert!(matches!(contribute(&cia, "stad", 2, &contribution(&cia, "k", "Hej.")).await, Err(AppError::Refused(Refusal::WrongState))));
        assert!(matches!(contribute(&anna, "stad", 2, &contribution(&anna, "k", "Hej.")).await, Err(AppError::NotFound)));
        act(&w.person("eva").await, 1, IssueAct::Close, None).await;
        assert!(matches!(contribute(&anna, "stad", 1, &contribution(&anna, "k", "Hej.")).await, Err(AppError::Refused(Refusal::WrongState))));
    }

    async fn a_reply_quotes_and_links(w: World) {
        let anna = w.person("anna").await;
        let issue = posted(&anna, "i1").await;
        contribute(&anna, "stad", 1, &contribution(&anna, "k1", "Rad ett.\n\nRad två.")).await.unwrap();
        let bo = w.person("bo").await;
        let query = IssueQuery { svara: "1".into(), ..IssueQuery::default() };
        let form = html(pages::issue(bo.clone(), Path(("stad".into(), part(&issue))), Query(query)).await).await;
        assert!(form.contains("&gt; Rad ett.\n&gt;\n&gt; Rad två.\n\n</textarea>"), "{form}");
        assert!(form.contains("name=\"quoted\" value=\"1\""));
        let reply = crate::issues::service::ContributionForm { quoted: "1".into(), ..contribution(&bo, "k2", "> Rad ett.\n\nJa.") };
        contribute(&bo, "stad", 1, &reply).await.unwrap();
        let page = page(&w.visitor(), &part(&issue)).await;
        assert!(page.contains("<blockquote>") && page.contains("href=\"#inlagg-1\">Svar på inlägg 1"));
    }

    /// What the browser says while one types, without it.
    async fn a_preview_says_how_easy_the_text_is_to_read(w: World) {
        let anna = w.person("anna").await;
        let issue = posted(&anna, "i1").await;
        let text = "Vi vill träffas på kvällen, för då är alla lediga. **Dörren** är låst när vi kommer och ingen svarar. ".repeat(12);
        let sent = async |form: crate::issues::service::ContributionForm| {
            html(crate::issues::forms::contribute(anna.clone(), Path(("stad".into(), part(&issue))), crate::ui::Body(form)).await).await
        };
        let preview = crate::issues::service::ContributionForm { preview: "1".into(), ..contribution(&anna, "k1", &text) };
        let page = sent(preview.clone()).await;
        assert!(page.contains("<strong>Dörren</strong>") && page.contains("Läsbarhet: "), "{page}");
        let english = crate::issues::service::ContributionForm { lang: "en".into(), text: "We want to meet. The door is shut when we come. ".repeat(12), ..preview };
        assert!(sent(english).await.contains("Läsbarhet: "), "of the text's language, in the reader's");
        // a form with faults is no preview
        let page = sent(contribution(&anna, "k2", &text.repeat(5))).await;
        assert!(page.contains("id=\"text-e\"") && !page.contains("Så här ser det ut") && !page.contains("Läsbarhet: "), "{page}");
        assert_eq!(events(&anna, EventKind::ContributionPosted).await, 0);
    }

    async fn only_the_author_changes_a_contribution_and_history_is_kept(w: World) {
        let anna = w.person("anna").await;
        let issue = posted(&anna, "i1").await;
        contribute(&anna, "stad", 1, &contribution(&anna, "k1", "Första ordet.")).await.unwrap();
        let edit = |ctx: &Ctx, key: &str, version: &str| crate::issues::service::ContributionForm { version: version.into(), ..contribution(ctx, key, "Andra ordet.") };
        for name in ["bo", "eva", "dua"] {
            let ctx = w.person(name).await;
            assert!(matches!(edit_contribution(&ctx, "stad", 1, 1, &edit(&ctx, "e", "1")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(edit_contribution(&anna, "stad", 1, 1, &edit(&anna, "e0", "7")).await, Err(AppError::Stale { current: 1 })));
        w.days_pass(1);
        // with the interface in English, too: the text stays Swedish
        let english = anna.in_locale(crate::i18n::Locale::En);
        edit_contribution(&english, "stad", 1, 1, &edit(&anna, "e1", "1")).await.unwrap();
        edit_contribution(&anna, "stad", 1, 1, &edit(&anna, "e1", "1")).await.unwrap();
        assert_eq!(events(&anna, EventKind::ContributionEdited).await, 1);
        let mut conn = anna.read().await.unwrap();
        assert_eq!(crate::scalar!(conn, String, fetch_one, "SELECT lang FROM contribution WHERE number = 1").unwrap(), "sv");
        drop(conn);
        let visitor = w.visitor();
        let history = html(pages::contribution_history(visitor.clone(), Path(("stad".into(), part(&issue), 1)), Query(Default::default())).await).await;
        let history = seen(&history);
        assert!(history.contains("<del>Första</del><ins>Andra</ins> ordet."), "{history}");
        assert!(page(&visitor, &part(&issue)).await.contains("Ändrat 3 mars"));
        // a waiting one has no public history
        let ida = w.person("ida").await;
        contribute(&ida, "stad", 1, &contribution(&ida, "k2", "Väntar.")).await.unwrap();
        assert!(matches!(pages::contribution_history(w.visitor(), Path(("stad".into(), part(&issue), 2)), Query(Default::default())).await, Err(AppError::NotFound)));
    }

    async fn a_stale_change_of_a_contribution_shows_both_texts(w: World) {
        let anna = w.person("anna").await;
        let issue = posted(&anna, "i1").await;
        contribute(&anna, "stad", 1, &contribution(&anna, "k1", "Ett ord.")).await.unwrap();
        let form = crate::issues::service::ContributionForm { version: "9".into(), ..contribution(&anna, "e", "Mitt ord.") };
        let answer = crate::issues::forms::edit_contribution(anna, Path(("stad".into(), part(&issue), 1)), crate::ui::Body(form)).await;
        assert_eq!(answer.as_ref().unwrap().status(), http::StatusCode::CONFLICT);
        let page = html(answer).await;
        assert!(page.contains("<ins>") && page.contains("Mitt<") && page.contains("<del>") && page.contains("Ett<"), "{page}");
        assert!(page.contains("name=\"version\" value=\"1\""), "{page}");
    }

    async fn long_talks_come_in_pages(w: World) {
        let anna = w.person("anna").await;
        let issue = posted(&anna, "i1").await;
        let mut tx = anna.write().await.unwrap();
        for n in 1..=203i64 {
            crate::execute!(tx, "INSERT INTO contribution (agreement_id, issue_id, number, author_id, role, text, html, renderer, lang, created_at, published_at)
                VALUES (1, 1, $1, 5, 'individual', 'x', '<p>x</p>', 1, 'sv', $2, $2)", n, anna.now()).unwrap();
        }
        tx.commit().await.unwrap();
        let visitor = w.visitor();
        let first = load(&visitor, "stad", &part(&issue), 0, 0).await.unwrap();
        assert_eq!((first.contributions.len(), first.more, first.issue.contributions), (200, true, 203));
        let rest = load(&visitor, "stad", &part(&issue), 200, 0).await.unwrap();
        assert_eq!((rest.contributions.len(), rest.more), (3, false));
    }
}
