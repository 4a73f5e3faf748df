//! Phrases: who has them, how they get into a reason, what if twice.

use super::service::{MOST, PhraseForm, list, save};
use super::store::PhraseRow;
use crate::context::Ctx;
use crate::curation::forms::{self, DecisionForm};
use crate::curation::service::{ActForm, act};
use crate::curation::tests::pages::{fresh, html};
use crate::curation::tests::{in_days, opened_for, posted, state_of};
use crate::error::{AppError, Fault, Refusal};
use crate::ids::OrganisationId;
use crate::issues::types::IssueState;
use crate::moderation::forms as moderation;
use crate::moderation::pages::{FlagsQuery, flags};
use crate::moderation::service::{AnswerForm, FlagForm, flag};
use crate::phrases::pages::{PhrasesQuery, phrases};
use crate::restrictions::forms as holding;
use crate::restrictions::pages::{RestrictionQuery, restrictions};
use crate::restrictions::service::{self, LiftForm, RestrictForm};
use crate::ui::Body;
use crate::{execute, on_both, scalar};
use axum::extract::{Path, Query};

fn phrase(ctx: &Ctx, key: &str, title: &str, text: &str) -> PhraseForm {
    PhraseForm { key: key.into(), r#as: opened_for(ctx), title: title.into(), text: text.into(), ..PhraseForm::default() }
}

async fn all(ctx: &Ctx) -> Vec<PhraseRow> {
    list(ctx, "stad").await.unwrap().all
}

on_both! {
    async fn they_are_added_changed_and_removed(w: World) {
        let eva = w.person("eva").await;
        for _ in 0..2 {
            save(&eva, "stad", &phrase(&eva, "k1", "Samma fråga", "Det gäller **samma** sak.")).await.unwrap();
        }
        let [p] = all(&eva).await.try_into().unwrap_or_else(|all| panic!("{all:?}"));
        assert_eq!((p.title.as_str(), p.text.as_str(), p.lang.as_str(), p.used, p.version), ("Samma fråga", "Det gäller **samma** sak.", "sv", 0, 1));
        let change = PhraseForm { id: p.id.to_string(), version: "1".into(), lang: "en".into(), ..phrase(&eva, "k2", "The same", "It is the same.") };
        save(&eva, "stad", &change).await.unwrap();
        let changed = &all(&eva).await[0];
        assert_eq!((changed.title.as_str(), changed.lang.as_str(), changed.version), ("The same", "en", 2));
        assert!(matches!(save(&eva, "stad", &PhraseForm { key: "k3".into(), ..change.clone() }).await, Err(AppError::Stale { current: 2 })));
        let remove = PhraseForm { key: "k4".into(), version: "2".into(), remove: "1".into(), text: String::new(), ..change.clone() };
        for _ in 0..2 {
            save(&eva, "stad", &remove).await.unwrap();
        }
        assert!(all(&eva).await.is_empty());
        assert!(matches!(save(&eva, "stad", &PhraseForm { key: "k5".into(), ..change }).await, Err(AppError::NotFound)));
    }

    async fn one_is_removed_after_a_question_and_names_are_told_apart(w: World) {
        let eva = w.person("eva").await;
        save(&eva, "stad", &phrase(&eva, "k1", "Samma fråga", "Det gäller samma sak.")).await.unwrap();
        save(&eva, "stad", &phrase(&eva, "k2", "En annan", "Det gäller en annan sak.")).await.unwrap();
        let [p, other] = all(&eva).await.try_into().unwrap_or_else(|all| panic!("{all:?}"));
        let Err(AppError::Invalid(faults)) = save(&eva, "stad", &phrase(&eva, "k3", " SAMMA  fråga", "Igen.")).await else { panic!("two of one name") };
        assert_eq!(faults.of("title"), Some(&Fault::SameName));
        let change = PhraseForm { id: other.id.to_string(), version: "1".into(), ..phrase(&eva, "k4", "samma fråga", "Igen.") };
        assert!(matches!(save(&eva, "stad", &change).await, Err(AppError::Invalid(_))));
        let own = PhraseForm { id: p.id.to_string(), version: "1".into(), ..phrase(&eva, "k5", "Samma Fråga", "Det gäller samma sak.") };
        save(&eva, "stad", &own).await.unwrap();
        let open = |query: PhrasesQuery| phrases(eva.clone(), Path("stad".into()), Query(query));
        let (_, page) = html(open(PhrasesQuery { andra: p.id.to_string(), ..PhrasesQuery::default() }).await).await;
        assert!(page.contains(&format!("?tabort={}#", p.id)) && !page.contains("name=\"remove\""), "asks first: {page}");
        let (_, page) = html(open(PhrasesQuery { tabort: p.id.to_string(), ..PhrasesQuery::default() }).await).await;
        assert!(page.contains("för alla?") && page.contains("name=\"remove\" value=\"1\"") && page.contains("name=\"version\" value=\"2\""), "{page}");
        assert_eq!(all(&eva).await.len(), 2, "opening the question removes nothing");
        let yes = PhraseForm { key: "k6".into(), r#as: opened_for(&eva), id: p.id.to_string(), version: "2".into(), remove: "1".into(), ..PhraseForm::default() };
        let done = crate::phrases::forms::save(eva.clone(), Path("stad".into()), Body(yes)).await.unwrap();
        let cookies: Vec<_> = done.headers().get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).collect();
        assert!(cookies.iter().any(|c| c.starts_with("notice=phrase_removed;")), "{cookies:?}");
    }

    async fn they_belong_to_those_who_curate(w: World) {
        for name in ["per", "sia", "olle", "anna", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            assert!(matches!(list(&ctx, "stad").await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(save(&ctx, "stad", &phrase(&ctx, "k", "Nej", "Nej tack.")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert!(matches!(list(&w.visitor(), "stad").await, Err(AppError::SignInFirst)));
        let eva = w.person("eva").await;
        for (form, field, fault) in [
            (phrase(&eva, "a", " ", "Text."), "title", Fault::Required),
            (phrase(&eva, "b", &"x".repeat(61), "Text."), "title", Fault::TooLong(60)),
            (phrase(&eva, "c", "Namn", ""), "text", Fault::Required),
            (phrase(&eva, "d", "Namn", &"x".repeat(2001)), "text", Fault::TooLong(2000)),
        ] {
            let Err(AppError::Invalid(faults)) = save(&eva, "stad", &form).await else { panic!("{form:?} passed") };
            assert_eq!(faults.of(field), Some(&fault), "{form:?}");
        }
        assert!(matches!(save(&eva, "stad", &PhraseForm { r#as: "6".into(), ..phrase(&eva, "e", "Namn", "Text.") }).await, Err(AppError::ActingChanged { .. })));
        // another body's is not theirs
        let mut tx = eva.write().await.unwrap();
        execute!(
            tx,
            "INSERT INTO phrase (agreement_id, body_id, title, text, lang, created_by, created_at) VALUES (1, $1, 'Annans', 'Annans.', 'sv', 1, $2)",
            OrganisationId(3),
            eva.now()
        )
        .unwrap();
        tx.commit().await.unwrap();
        assert!(all(&eva).await.is_empty());
        let theirs = PhraseForm { id: "1".into(), version: "1".into(), ..phrase(&eva, "f", "Min", "Min nu.") };
        assert!(matches!(save(&eva, "stad", &theirs).await, Err(AppError::NotFound)));
    }

    /// A decision holds the phrase's row, then the agreement's sequence at its commit; whoever changes the phrase may not take them the
    /// other way round.
    async fn changing_one_while_decisions_use_it_stops_neither(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        save(&eva, "stad", &phrase(&eva, "k", "Samma sak", "Det gäller samma sak.")).await.unwrap();
        for n in 0..4 {
            let (_, number) = posted(&anna, &format!("Alfas fråga nummer {n} om trösklar")).await;
            let p = all(&eva).await.remove(0);
            let text = format!("Det gäller samma sak, ändring {n}.");
            let change = PhraseForm { id: p.id.to_string(), version: p.version.to_string(), ..phrase(&eva, &format!("c{n}"), "Samma sak", &text) };
            let close = ActForm {
                key: format!("d{n}"), r#as: opened_for(&eva), act: "close".into(), reason: "Tack för frågan.".into(), fras: p.id.to_string(), ..ActForm::default()
            };
            let (changed, closed) = tokio::join!(save(&eva, "stad", &change), act(&eva, "stad", number, &close));
            changed.unwrap();
            closed.unwrap();
        }
        let p = all(&eva).await.remove(0);
        assert_eq!((p.used, p.version), (4, 5));
    }

    async fn what_was_typed_in_one_that_is_gone_is_a_new_one(w: World) {
        let eva = w.person("eva").await;
        save(&eva, "stad", &phrase(&eva, "k1", "Samma sak", "Det gäller samma sak.")).await.unwrap();
        let id = all(&eva).await[0].id.to_string();
        let change = PhraseForm { id: id.clone(), version: "1".into(), ..phrase(&eva, "k2", "Samma sak", "Det här tog tid att skriva.") };
        let remove = PhraseForm { key: "k3".into(), remove: "1".into(), ..change.clone() };
        save(&eva, "stad", &remove).await.unwrap();
        let send = |form: PhraseForm| crate::phrases::forms::save(eva.clone(), Path("stad".into()), Body(form));
        let (status, page) = html(send(change.clone()).await).await;
        assert!(status == 409 && page.contains("Det här tog tid att skriva.</textarea>") && page.contains("name=\"id\" value=\"\""), "{status}: {page}");
        // removed by two is removed
        assert_eq!(send(PhraseForm { key: "k4".into(), ..remove }).await.unwrap().status(), 303);
        assert_eq!(send(PhraseForm { id: String::new(), ..change }).await.unwrap().status(), 303);
        assert_eq!(all(&eva).await[0].text, "Det här tog tid att skriva.");
    }

    async fn there_are_a_hundred_at_most(w: World) {
        let eva = w.person("eva").await;
        let mut tx = eva.write().await.unwrap();
        for n in 1..MOST {
            let title = format!("Fras {n}");
            execute!(
                tx,
                "INSERT INTO phrase (agreement_id, body_id, title, text, lang, created_by, created_at) VALUES (1, 2, $1, 'Text.', 'sv', 1, $2)",
                &title,
                eva.now()
            )
            .unwrap();
        }
        tx.commit().await.unwrap();
        let (x, y) = (phrase(&eva, "x", "Nummer hundra", "Text."), phrase(&eva, "y", "Nummer hundraett", "Text."));
        let (a, b) = tokio::join!(save(&eva, "stad", &x), save(&eva, "stad", &y));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        let Some(AppError::Invalid(faults)) = a.err().or(b.err()) else { panic!("not a fault of the form") };
        assert_eq!(faults.of("title"), Some(&Fault::TooMany(MOST)));
        assert_eq!(all(&eva).await.len(), MOST);
        // the page asks little, however many there are
        let ctx = fresh(&eva);
        let (_, page) = html(phrases(ctx.clone(), Path("stad".into()), Query(PhrasesQuery::default())).await).await;
        assert!(page.contains("Fras 42") && ctx.statement_count() == 1);
    }

    async fn one_is_put_in_without_script_and_nothing_is_lost(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        let (issue, number) = posted(&anna, "Alfas fråga om trösklar").await;
        save(&eva, "stad", &phrase(&eva, "k1", "Samma sak", "Det gäller samma sak.")).await.unwrap();
        let id = all(&eva).await[0].id.to_string();
        let form = DecisionForm {
            key: "d".into(), r#as: opened_for(&eva), version: "1".into(), act: "close".into(), reason: "Tack för frågan!".into(),
            next_on: in_days(&eva, 9).to_string(), fras: id.clone(), infoga: "1".into(), ..DecisionForm::default()
        };
        let send = |form: DecisionForm| forms::decide(eva.clone(), Path(("stad".into(), format!("{number}-x"))), Body(form));
        let (status, page) = html(send(form.clone()).await).await;
        assert!(status == 200 && page.contains("Tack för frågan!\n\nDet gäller samma sak.</textarea>"), "{page}");
        assert!(page.contains("value=\"d\""), "the same form");
        assert_eq!(state_of(&eva, issue).await.0, IssueState::InForum, "nothing is decided");
        // none chosen: said so
        let (status, page) = html(send(DecisionForm { fras: String::new(), ..form.clone() }).await).await;
        assert!(status == 422 && page.contains("Tack för frågan!</textarea>"), "{status}");
        // an empty reason takes on the phrase's language
        let english = PhraseForm { lang: "en".into(), ..phrase(&eva, "k2", "Too early", "It is too early.") };
        save(&eva, "stad", &english).await.unwrap();
        let other = all(&eva).await.into_iter().find(|p| p.lang == "en").unwrap().id.to_string();
        let (_, page) = html(send(DecisionForm { fras: other, reason: String::new(), ..form.clone() }).await).await;
        assert!(page.contains("<option value=\"en\" selected") && page.contains("It is too early.</textarea>"), "{page}");
        // sent: it counts
        assert_eq!(send(DecisionForm { infoga: String::new(), ..form }).await.unwrap().status(), 303);
        let used: Vec<_> = all(&eva).await.into_iter().map(|p| (p.id.to_string(), p.used)).collect();
        assert_eq!(used[0], (id, 1), "what is used stands first");
        // whoever does not curate gets no phrase
        let karin = w.person("karin").await;
        let theirs = DecisionForm { r#as: opened_for(&karin), infoga: "1".into(), fras: "1".into(), ..DecisionForm::default() };
        let (status, _) = html(forms::decide(karin.clone(), Path(("stad".into(), format!("{number}-x"))), Body(theirs)).await).await;
        assert_eq!(status, 403);
    }

    async fn they_are_offered_where_reports_are_answered(w: World) {
        let (anna, ida, eva) = (w.person("anna").await, w.person("ida").await, w.person("eva").await);
        posted(&anna, "Alfas fråga om trösklar").await;
        save(&eva, "stad", &PhraseForm { lang: "en".into(), ..phrase(&eva, "k1", "Det står kvar", "We let it stand.") }).await.unwrap();
        let id = all(&eva).await[0].id.to_string();
        flag(&ida, "stad", 1, &FlagForm { reason: "threat".into(), ..FlagForm::default() }).await.unwrap();
        let open = |fraga| flags(eva.clone(), Path("stad".into()), Query(FlagsQuery { fraga, inlagg: 0 }));
        let (_, page) = html(open(None).await).await;
        assert!(!page.contains("name=\"infoga\""), "no form is open");
        let (_, page) = html(open(Some(1)).await).await;
        assert!(page.contains("name=\"infoga\"") && page.contains("Det står kvar") && page.contains("name=\"lang\""), "{page}");
        let form = AnswerForm {
            key: "a".into(), r#as: opened_for(&eva), fraga: 1, outcome: String::new(), fras: id.clone(), infoga: "1".into(), ..AnswerForm::default()
        };
        let send = |ctx: &Ctx, form: AnswerForm| moderation::answer(ctx.clone(), Path("stad".into()), Body(form));
        let (status, page) = html(send(&eva, form.clone()).await).await;
        assert!(status == 200 && page.contains("We let it stand.</textarea>") && page.contains("<option value=\"en\" selected"), "{status}: {page}");
        let words = AnswerForm { reason: "Tack för att du sade till.".into(), ..form.clone() };
        let (status, page) = html(send(&eva, words.clone()).await).await;
        assert!(status == 200 && page.contains("Tack för att du sade till.\n\nWe let it stand.</textarea>"), "{page}");
        let (status, page) = html(send(&eva, AnswerForm { fras: String::new(), ..words.clone() }).await).await;
        assert!(status == 422 && page.contains("Tack för att du sade till.</textarea>") && page.contains("id=\"fras-e\""), "{status}: {page}");
        assert_eq!(all(&eva).await[0].used, 0, "nothing is sent yet");
        let done = AnswerForm { infoga: String::new(), outcome: "kept".into(), lang: "en".into(), ..words };
        for _ in 0..2 {
            assert_eq!(send(&eva, done.clone()).await.unwrap().headers()["location"], "/stad/anmalningar");
        }
        assert_eq!(all(&eva).await[0].used, 1);
        let mut conn = eva.read().await.unwrap();
        assert_eq!(scalar!(conn, String, fetch_one, "SELECT lang FROM event WHERE kind = 'flags_answered'").unwrap(), "en");
        drop(conn);
        // whoever does not curate gets none
        let sia = w.person("sia").await;
        assert!(matches!(send(&sia, AnswerForm { r#as: opened_for(&sia), ..form }).await, Err(AppError::Refused(Refusal::NotAllowed))));
    }

    async fn they_are_offered_where_somebody_is_held_back_and_let_go(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "Alfas fråga om trösklar").await;
        save(&eva, "stad", &phrase(&eva, "k1", "Tredje gången", "Det är tredje gången som vi ber om det.")).await.unwrap();
        let id = all(&eva).await[0].id.to_string();
        let open = |query: RestrictionQuery| restrictions(eva.clone(), Path("stad".into()), Query(query));
        let (_, page) = html(open(RestrictionQuery { fraga: Some(1), ..RestrictionQuery::default() }).await).await;
        assert!(page.contains("name=\"infoga\"") && page.contains("Tredje gången"), "{page}");
        let form = RestrictForm {
            key: "r".into(), r#as: opened_for(&eva), fraga: 1, whom: "person".into(), restriction: "slowed".into(), until_on: in_days(&eva, 5).to_string(),
            fras: id.clone(), infoga: "1".into(), ..RestrictForm::default()
        };
        let send = |form: RestrictForm| holding::restrict(eva.clone(), Path("stad".into()), Body(form));
        let (status, page) = html(send(form.clone()).await).await;
        assert!(status == 200 && page.contains("Det är tredje gången som vi ber om det.</textarea>"), "{status}: {page}");
        assert!(page.contains(&in_days(&eva, 5).to_string()) && page.contains("value=\"slowed\" checked"), "as chosen: {page}");
        let done = RestrictForm { infoga: String::new(), reason: "Det är tredje gången som vi ber om det.".into(), ..form };
        for _ in 0..2 {
            assert_eq!(send(done.clone()).await.unwrap().status(), 303);
        }
        assert_eq!(all(&eva).await[0].used, 1);
        // and let go
        let seen = service::list(&eva, "stad", None).await.unwrap().rows[0].id;
        let (_, page) = html(open(RestrictionQuery { hav: Some(seen), ..RestrictionQuery::default() }).await).await;
        assert!(page.contains("name=\"infoga\""), "{page}");
        let form = LiftForm { key: "l".into(), r#as: opened_for(&eva), reason: "Klart nu.".into(), fras: id, infoga: "1".into(), ..LiftForm::default() };
        let send = |ctx: &Ctx, form: LiftForm| holding::lift(ctx.clone(), Path(("stad".into(), seen)), Body(form));
        let (status, page) = html(send(&eva, form.clone()).await).await;
        assert!(status == 200 && page.contains("Klart nu.\n\nDet är tredje gången som vi ber om det.</textarea>"), "{status}: {page}");
        for name in ["anna", "per", "sia"] {
            let ctx = w.person(name).await;
            let theirs = LiftForm { r#as: opened_for(&ctx), ..form.clone() };
            assert!(matches!(send(&ctx, theirs).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        assert_eq!(send(&eva, LiftForm { infoga: String::new(), ..form }).await.unwrap().status(), 303);
        assert_eq!(all(&eva).await[0].used, 2);
    }
}
