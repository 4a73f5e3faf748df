//! What a forum's first page tells beside its list.

use super::pages::{forum, html};
use super::*;
use crate::curation::service::{Act, perform};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::issues::list::filter::Cursor;
use crate::issues::list::overview::Overview;
use crate::issues::list::pages;
use crate::issues::types::IssueAct;
use crate::meetings::inputs::{ItemForm, MeetingForm};
use crate::meetings::service as meetings;
use crate::on_both;
use axum::extract::{Path, RawQuery};

async fn does(w: &World, who: &str, issue: IssueId, act: Act) {
    let ctx = w.person(who).await;
    let mut tx = ctx.write().await.unwrap();
    perform(&mut tx, &ctx, &w.agreement(), issue, None, &act).await.unwrap();
    tx.commit().await.unwrap();
}

/// An issue that the park's body answers so many days after it was asked, with so many to do it in.
async fn answered(w: &World, make: Make, after: i64, within: i64) -> IssueId {
    let issue = make.insert(w).await;
    answers(w, issue, after, within).await;
    issue
}

async fn answers(w: &World, issue: IssueId, after: i64, within: i64) {
    let today = w.visitor().today();
    let mut refer = Act::new(IssueAct::Refer, "De vet svaret.");
    (refer.to, refer.next_on) = (Some(OrganisationId(4)), Some(today + TimeDelta::days(within)));
    does(w, "eva", issue, refer).await;
    w.days_pass(after);
    let mut answer = Act::new(IssueAct::Answer, "Det går bra.");
    (answer.text, answer.next_on) = ("Vi gör det före sommaren, i alla lokaler.".into(), Some(today + TimeDelta::days(after + 60)));
    does(w, "karin", issue, answer).await;
}

async fn closed(w: &World, title: &'static str, act: IssueAct, reason: &str) -> IssueId {
    let issue = Make { title, ..ISSUE }.insert(w).await;
    does(w, if act == IssueAct::Withdraw { "anna" } else { "eva" }, issue, Act::new(act, reason)).await;
    issue
}

/// A hearing of the kansli, with issues after its first point.
async fn hearing(w: &World, key: &str, title: &str, date: &str, issues: &[IssueId]) {
    let eva = w.person("eva").await;
    let mut items = vec![ItemForm { title: "Välkomna".into(), ..ItemForm::default() }];
    for issue in issues {
        let mut conn = eva.read().await.unwrap();
        let number = scalar!(conn, i64, fetch_one, "SELECT number FROM issue WHERE id = $1", *issue).unwrap();
        items.push(ItemForm { issue: number.to_string(), reason: "Många har frågat.".into(), ..ItemForm::default() });
    }
    let form = MeetingForm {
        key: key.into(),
        r#as: "2".into(),
        kind: "hearing".into(),
        title: title.into(),
        theme: "Vi talar om det som rör oss.".into(),
        lang: "sv".into(),
        place: "Biblioteket".into(),
        date: date.into(),
        starts: "17:30".into(),
        ends: "19:00".into(),
        capacity: "30".into(),
        items,
        ..MeetingForm::default()
    };
    meetings::create(&eva, "stad", &form).await.unwrap();
}

async fn hide(w: &World, issue: IssueId) {
    let mut tx = w.visitor().write().await.unwrap();
    execute!(tx, "UPDATE issue SET published_at = NULL WHERE id = $1", issue).unwrap();
    tx.commit().await.unwrap();
}

async fn overview(w: &World) -> Overview {
    list(&w.visitor(), "stad", Some("medlem"), &Query::new(None)).await.unwrap().overview.unwrap()
}

/// Title of the next meeting, and of the forum's issues on its agenda.
async fn next(w: &World) -> Option<(String, Vec<String>)> {
    overview(w).await.agenda.map(|a| (a.title, a.issues.into_iter().map(|i| i.title).collect()))
}

on_both! {
    async fn numbers_lead_to_the_issues_that_they_count(w: World) {
        let page = forum(&w.visitor(), "medlem", "").await;
        for part in ["Inga svar än", "Inga öppna frågor<", "Ingen fråga härifrån står på en dagordning just nu."] {
            assert!(page.contains(part), "{part} is missing in {page}");
        }
        assert!(!page.contains("av 0") && !page.contains("Hälften av"), "what is not known is no zero");

        let in_time = answered(w, Make { title: "Inom tiden", ..ISSUE }, 10, 14).await;
        let late = answered(w, Make { title: "För sent", ..ISSUE }, 30, 14).await;
        let on_the_day = answered(w, Make { title: "Sista dagen", ..ISSUE }, 4, 4).await;
        answered(w, Make { title: "I ett annat forum", forum: Some(2), ..ISSUE }, 2, 1).await;
        let hidden = answered(w, Make { title: "Dold", ..ISSUE }, 2, 1).await;
        hide(w, hidden).await;
        // asked, not answered: withdrawn, and still waiting
        let withdrawn = Make { title: "Återtagen", ..ISSUE }.insert(w).await;
        let mut refer = Act::new(IssueAct::Refer, "De vet svaret.");
        (refer.to, refer.next_on) = (Some(OrganisationId(4)), Some(w.visitor().today()));
        does(w, "eva", withdrawn, refer.clone()).await;
        does(w, "anna", withdrawn, Act::new(IssueAct::Withdraw, "Det löste sig.")).await;
        let waits = Make { title: "Väntar", ..ISSUE }.insert(w).await;
        does(w, "eva", waits, refer).await;

        let o = overview(w).await;
        assert_eq!((o.answered, o.late, o.in_time(), o.half_within), (3, 1, 2, Some(10)));
        let ctx = w.visitor();
        assert_eq!(found(&ctx, "forum=medlem&lage=alla&svar=alla").await, [in_time, late, on_the_day]);
        assert_eq!(found(&ctx, "forum=medlem&lage=alla&svar=i-tid").await, [in_time, on_the_day]);
        assert_eq!(found(&ctx, "forum=medlem&lage=alla&svar=sent").await, [late]);
        assert!(found(&ctx, "svar=alla").await.is_empty(), "none of them is open");
        let page = forum(&ctx, "medlem", "").await;
        for part in [
            "href=\"#lista\">1 öppen fråga<", "href=\"/stad/forum/medlem?lage=alla&amp;svar=i-tid#lista\">Besvarade i tid: 2 av 3<",
            "href=\"/stad/forum/medlem?lage=alla&amp;svar=sent#lista\">Besvarade sent: 1<",
            "href=\"/stad/forum/medlem?lage=alla&amp;svar=alla#lista\">Hälften av de senaste svaren kom inom 10 dagar<",
        ] {
            assert!(page.contains(part), "{part} is missing in {page}");
        }
        let behind = forum(&ctx, "medlem", "lage=alla&svar=sent").await;
        assert!(behind.contains("För sent") && !behind.contains("Sista dagen"));
        assert!(behind.contains("Besvarade sent<span class=\"vh\">") && behind.contains("name=\"svar\" value=\"sent\""), "it can be removed, and stays: {behind}");

        // a second answer of the same issue: the issue counts once, as late when any of them was
        answers(w, in_time, 3, 1).await;
        let o = overview(w).await;
        assert_eq!((o.answered, o.late, o.half_within), (3, 2, Some(4)));
        assert_eq!(found(&w.visitor(), "forum=medlem&lage=alla&svar=sent").await, [in_time, late]);
    }

    async fn the_next_agenda_with_issues_of_the_forum(w: World) {
        let elsewhere = Make { title: "I ett annat forum", forum: Some(2), ..ISSUE }.insert(w).await;
        let first = Make { title: "Nycklar till salen", ..ISSUE }.insert(w).await;
        let second = Make { title: "Ljus i hallen", ..ISSUE }.insert(w).await;
        let third = Make { title: "Värme i källaren", ..ISSUE }.insert(w).await;
        assert_eq!(next(w).await, None);
        hearing(w, "h3", "Långt fram i tiden", "2026-04-20", &[third]).await;
        hearing(w, "h1", "Om något annat", "2026-03-10", &[elsewhere]).await;
        hearing(w, "h2", "Om lokalerna här", "2026-03-20", &[second, first]).await;
        assert_eq!(next(w).await, Some(("Om lokalerna här".into(), vec!["Ljus i hallen".into(), "Nycklar till salen".into()])));
        let ctx = w.visitor();
        let page = forum(&ctx, "medlem", "").await;
        assert!(ctx.statement_count() <= 4, "{}", ctx.statement_count());
        for part in [
            "På nästa dagordning", "datetime=\"2026-03-20\"", "Hearing: Om lokalerna här", "kl. 17.30–19.00 · Biblioteket", "href=\"/stad/moten/3-om-lokalerna-har\"",
            "href=\"/stad/fragor/3-ljus-i-hallen\"",
        ] {
            assert!(page.contains(part), "{part} is missing in {page}");
        }
        assert!(!page.contains("Om något annat") && !page.contains("Långt fram"));
        let english = html(pages::forum(w.visitor().in_locale(Locale::En), Path(("stad".into(), "medlem".into())), RawQuery(None)).await.unwrap()).await;
        assert!(english.contains("On the next agenda") && english.contains("href=\"/en/stad/moten/3-om-lokalerna-har\" lang=\"sv\""));

        hide(w, second).await;
        assert_eq!(next(w).await, Some(("Om lokalerna här".into(), vec!["Nycklar till salen".into()])), "what is not published is not told");
        does(w, "anna", first, Act::new(IssueAct::Withdraw, "Det löste sig.")).await;
        assert_eq!(next(w).await.map(|(title, _)| title), Some("Långt fram i tiden".into()), "what no longer stands there");
        w.days_pass(60);
        assert_eq!(next(w).await, None, "what was held is not next");
    }

    async fn what_was_closed_and_what_came_of_it(w: World) {
        assert!(!forum(&w.visitor(), "medlem", "").await.contains("Avslutat, och vad det ledde till"));
        closed(w, "Den första av sju", IssueAct::Close, "Det blev som vi ville.").await;
        for (title, act, reason) in [
            ("Andra", IssueAct::Close, "Staden har **nya** nycklar & lås.\n\nAndra stycket är längre."),
            ("Tredje", IssueAct::Decline, "Vi har talat om det och går inte vidare, för lagen säger nej."),
            ("Fjärde", IssueAct::Close, "Klart."),
            ("Femte", IssueAct::Close, "Klart."),
            ("Sjätte", IssueAct::Close, "Klart."),
            ("Återtagen", IssueAct::Withdraw, "Vi tog tillbaka den."),
        ] {
            w.days_pass(1);
            closed(w, title, act, reason).await;
        }
        let unread = closed(w, "Den dolda", IssueAct::Close, "Ingen ska se det här.").await;
        hide(w, unread).await;
        let elsewhere = Make { title: "I ett annat forum", forum: Some(2), ..ISSUE }.insert(w).await;
        does(w, "eva", elsewhere, Act::new(IssueAct::Close, "Klart där.")).await;

        let titles: Vec<String> = overview(w).await.ended.into_iter().map(|e| e.issue.title).collect();
        assert_eq!(titles, ["Sjätte", "Femte", "Fjärde", "Tredje", "Andra"]);
        let page = forum(&w.visitor(), "medlem", "").await;
        for part in [
            "Avslutat, och vad det ledde till", "Staden har nya nycklar &amp; lås.", "Vi har talat om det och går inte vidare, för lagen säger nej.", "Avböjd",
            "datetime=\"2026-03-03\"", "/stad/forum/medlem?lage=avslutade", "Visa alla avslutade<",
        ] {
            assert!(page.contains(part), "{part} is missing in {page}");
        }
        for part in ["Andra stycket", "Vi tog tillbaka den.", "Ingen ska se det här.", "Den dolda", "Klart där."] {
            assert!(!page.contains(part), "{part} is told in {page}");
        }
    }

    async fn a_reason_that_was_overtaken_is_not_told(w: World) {
        let issue = closed(w, "Öppnad igen", IssueAct::Close, "Det var klart.").await;
        let mut reopen = Act::new(IssueAct::Reopen, "Det var inte klart.");
        reopen.next_on = Some(w.visitor().today() + TimeDelta::days(7));
        does(w, "eva", issue, reopen).await;
        assert!(overview(w).await.ended.is_empty());
        does(w, "eva", issue, Act::new(IssueAct::Decline, "Nu går det inte vidare.")).await;
        let ended = overview(w).await.ended;
        assert_eq!(ended.iter().map(|e| (e.state, e.reason.as_str())).collect::<Vec<_>>(), [(S::Declined, "Nu går det inte vidare.")]);
    }

    async fn only_the_first_page_without_filters_tells_it(w: World) {
        closed(w, "Den avslutade", IssueAct::Close, "Det blev som vi ville.").await;
        let on_agenda = Make { title: "På dagordningen", theme: Some(1), ..ISSUE }.insert(w).await;
        hearing(w, "h1", "Om lokalerna här", "2026-03-20", &[on_agenda]).await;
        let told = async |query: &str| list(&w.visitor(), "stad", Some("medlem"), &Query::new(Some(query))).await.unwrap().overview.is_some();
        for query in ["", "lage=oppna", "forum=rost", "org=borta&sent=borta&svar=borta", "q=+"] {
            assert!(told(query).await, "{query}");
        }
        let token = Cursor { moved_at: w.visitor().now() + TimeDelta::hours(1), id: IssueId(1) }.token();
        for query in ["lage=besvarade", "lage=alla", "lage=closed", "tema=lokaler", "org=alfa", "sent=1", "svar=alla", "q=lokal", &format!("efter={token}")] {
            assert!(!told(query).await, "{query}");
            let page = forum(&w.visitor(), "medlem", query).await;
            for part in ["På nästa dagordning", "Inga svar än", "Avslutat, och vad", "Så är du med"] {
                assert!(!page.contains(part), "{query} tells {part}");
            }
        }
        assert!(list(&w.visitor(), "stad", None, &Query::new(None)).await.unwrap().overview.is_none(), "all issues are no forum");
        let missing = list(&w.visitor(), "stad", Some("borta"), &Query::new(None)).await;
        assert!(matches!(missing, Err(AppError::NotFound)));
    }

    async fn who_leads_and_how_to_take_part(w: World) {
        let page = forum(&w.visitor(), "medlem", "").await;
        for part in ["Vem kan vara med", "Öppet.", "Vem leder", "Civilsamhället."] {
            assert!(page.contains(part), "{part} is missing in {page}");
        }
        assert!(!page.contains("Så är du med") && !page.contains("Bjuder in"), "the agreement does not say");
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        execute!(tx, "UPDATE forum SET how_sv = $1, how_en = $2 WHERE id = 1", "1. **Kom** på en hearing.", "1. **Come** to a hearing.").unwrap();
        execute!(tx, "INSERT INTO forum_host (forum_id, organisation_id) VALUES (1, 4), (1, 2)").unwrap();
        tx.commit().await.unwrap();
        let mut conn = ctx.read().await.unwrap();
        w.app.catalogue.reload(&mut conn, true).await.unwrap();
        drop(conn);
        let page = forum(&w.visitor(), "medlem", "").await;
        for part in ["Så är du med", "<strong>Kom</strong> på en hearing.", "Bjuder in", "href=\"/stad/organisationer/park\">Parkkontoret<"] {
            assert!(page.contains(part), "{part} is missing in {page}");
        }
        let listing = list(&w.visitor(), "stad", Some("medlem"), &Query::new(None)).await.unwrap();
        assert_eq!(listing.hosts.iter().map(|o| o.slug.as_str()).collect::<Vec<_>>(), ["kansli", "park"], "in order of their names");
        assert!(listing.askers.is_empty(), "whoever invites has not asked");
        assert!(!forum(&w.visitor(), "rost", "").await.contains("Bjuder in"), "to the other forum");
    }
}
