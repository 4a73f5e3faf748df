use super::*;
use crate::context::Ctx;
use crate::i18n::Locale;
use crate::meetings::forms;
use crate::meetings::inputs::{MinutesForm, MinutesItem};
use crate::meetings::pages::{self, Again};
use crate::meetings::service::{publish_minutes, sign_up};
use crate::on_both;
use crate::shell::PageResult;
use crate::ui::{Body, Problem};
use axum::extract::{Path, Query};
use http::StatusCode;

async fn html(page: PageResult) -> (StatusCode, String) {
    let response = page.unwrap();
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    // without the marks between texts
    (status, String::from_utf8(bytes.to_vec()).unwrap().replace("<!>", ""))
}

async fn of_meeting(ctx: &Ctx) -> String {
    html(pages::one(ctx.clone(), Path(("stad".into(), "1-lokaler-som-racker".into()))).await).await.1
}

fn pairs(list: &[(&str, &str)]) -> Body<Vec<(String, String)>> {
    Body(list.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect())
}

async fn documented(w: &World, issues: &[i64]) {
    announced(w, issues).await;
    w.app.clock.set("2026-04-02T08:00:00Z".parse().unwrap());
    let eva = w.person("eva").await;
    let item = |outcome: &str| MinutesItem {
        said: "Vi talade.".into(),
        decided: "Ja.".into(),
        outcome: outcome.into(),
        reason: "Så blev det.".into(),
        ..MinutesItem::default()
    };
    let items = std::iter::once(item("")).chain(issues.iter().map(|_| item("close"))).collect();
    publish_minutes(
        &eva,
        "stad",
        1,
        &MinutesForm { key: "p".into(), r#as: acting(&eva), items, chair: "kansliansvarig".into(), version: "1".into(), ..MinutesForm::default() },
    )
    .await
    .unwrap();
}

on_both! {
    async fn sign_up_and_agenda_before_the_meeting(w: World) {
        let a = issue(w, "a").await;
        announced(w, &[a]).await;
        let page = of_meeting(&w.visitor()).await;
        for part in ["<b>10</b>", "platser kvar", "id=\"anmalan\"", "17.45", "Därför: Fråga 1 behöver fler röster.", "/stad/fragor/1-", "kalender.ics", "Hörslinga.", "<strong>rum</strong>"] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("moten.example.org") && !page.contains("Skriv anteckningar") && !page.contains("leptos-island"));
        assert!(page.find("id=\"anmalan\"") < page.find("id=\"dg\""), "sign-up comes first");
        let english = of_meeting(&w.visitor().in_locale(Locale::En)).await;
        assert!(english.contains("places left") && english.contains("lang=\"sv\"") && english.contains("/en/stad/moten/1-lokaler-som-racker/anmalan"));
        let eva = of_meeting(&w.person("eva").await).await;
        assert!(eva.contains("/stad/moten/1-lokaler-som-racker/protokoll"));
    }

    async fn minutes_take_the_agendas_place(w: World) {
        let a = issue(w, "a").await;
        documented(w, &[a]).await;
        let page = of_meeting(&w.visitor()).await;
        for part in ["<ol class=\"minutes\">", "Vi talade.", "id=\"punkt-2\"", "Den avslutas", "dateblock past"] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("id=\"anmalan\"") && !page.contains("class=\"agenda\""));
    }

    async fn pages_take_few_statements(w: World) {
        let (a, b) = (issue(w, "a").await, issue(w, "b").await);
        announced(w, &[a, b]).await;
        let count = async |page: &dyn Fn(Ctx) -> std::pin::Pin<Box<dyn Future<Output = PageResult>>>| {
            let ctx = Ctx { statements: Default::default(), ..w.visitor() };
            page(ctx.clone()).await.unwrap();
            ctx.statement_count()
        };
        let one: &dyn Fn(Ctx) -> std::pin::Pin<Box<dyn Future<Output = PageResult>>> = &|ctx| Box::pin(pages::one(ctx, Path(("stad".into(), "1-lokaler-som-racker".into()))));
        let all: &dyn Fn(Ctx) -> std::pin::Pin<Box<dyn Future<Output = PageResult>>> = &|ctx| Box::pin(pages::all(ctx, Path("stad".into()), Query(pages::Paging::default())));
        assert_eq!((count(one).await, count(all).await), (2, 2));
        w.app.clock.set("2026-04-02T08:00:00Z".parse().unwrap());
        let eva = w.person("eva").await;
        let item = |outcome: &str| MinutesItem { said: "Vi talade.".into(), outcome: outcome.into(), reason: "Så blev det.".into(), ..MinutesItem::default() };
        publish_minutes(&eva, "stad", 1, &MinutesForm { key: "p".into(), r#as: acting(&eva), items: vec![item(""), item("close"), item("close")], chair: "kansliansvarig".into(), version: "1".into(), ..MinutesForm::default() }).await.unwrap();
        assert_eq!(count(one).await, 3);
    }

    async fn held_meetings_are_paged(w: World) {
        let eva = w.person("eva").await;
        for n in 0..27 {
            let form = MeetingForm { title: format!("Möte nummer {n}"), date: format!("2026-03-{:02}", 3 + n), ..meeting_form(&eva, &format!("m{n}"), &[]) };
            service::create(&eva, "stad", &form).await.unwrap();
        }
        let all = async |fore: Option<i64>| service::see_all(&w.visitor(), "stad", fore).await.unwrap();
        let first = all(None).await;
        assert_eq!((first.coming.len(), first.held.len()), (27, 0));
        assert_eq!(first.coming[0].number, 1);
        w.app.clock.set("2026-04-02T08:00:00Z".parse().unwrap());
        let first = all(None).await;
        assert_eq!((first.coming.len(), first.held.len(), first.held[0].number, first.more), (0, 25, 27, Some(3)));
        let second = all(first.more).await;
        assert_eq!((second.held.iter().map(|m| m.number).collect::<Vec<_>>(), second.more), (vec![2, 1], None));
        let page = html(pages::all(w.visitor(), Path("stad".into()), Query(pages::Paging::default())).await).await.1;
        assert!(page.contains("/stad/moten?fore=3") && page.contains("Inget möte är utlyst just nu") && page.contains("Anteckningar kommer"));
    }

    async fn names_of_those_who_come_show_to_the_kansli_alone(w: World) {
        announced(w, &[]).await;
        sign_up(&w.visitor(), "stad", 1, &sign("mo@example.org")).await.unwrap();
        let secrets = ["Mo Åkesson", "mo@example.org", "Grannarna", "Ledsagning"];
        let mut readers = vec![w.visitor()];
        for name in ["per", "sia", "anna", "karin", "pia", "ida", "eva"] {
            readers.push(w.person(name).await);
        }
        for reader in &readers {
            let list = html(pages::all(reader.clone(), Path("stad".into()), Query(pages::Paging::default())).await).await.1;
            let page = of_meeting(reader).await + &list + &service::calendar_of(reader, "stad", 1).await.unwrap();
            assert!(secrets.iter().all(|s| !page.contains(s)));
        }
        let eva = w.person("eva").await;
        let (_, page) = html(pages::registrants(eva, Path(("stad".into(), "1-lokaler-som-racker".into()))).await).await;
        assert!(page.contains("Mo Åkesson") && page.contains("Ledsagning") && !page.contains("mo@example.org"));
        for reader in &readers[..7] {
            assert!(pages::registrants(reader.clone(), Path(("stad".into(), "1-x".into()))).await.is_err());
        }
    }

    async fn the_own_page_is_private(w: World) {
        announced(w, &[]).await;
        sign_up(&w.visitor(), "stad", 1, &sign("mo@example.org")).await.unwrap();
        let token = token_of(&mails_to(w, "mo@example.org").await[0]);
        let path = || Path(("stad".to_string(), "1-lokaler-som-racker".to_string(), token.clone()));
        let response = pages::own(w.visitor(), path()).await.unwrap();
        assert_eq!(response.headers()["referrer-policy"], "no-referrer");
        assert_eq!(response.headers()["cache-control"], "no-store");
        let (_, page) = html(Ok(response)).await;
        assert!(page.contains("Bekräfta min plats") && page.contains("Platsen hålls till kl. 09.30.") && !page.contains("Åkesson"));
        let confirmed = forms::confirm(w.visitor(), path()).await.unwrap();
        assert_eq!(confirmed.status(), StatusCode::SEE_OTHER);
        let (_, page) = html(pages::own(w.visitor(), path()).await).await;
        assert!(page.contains("Mo Åkesson") && page.contains("Avboka min plats"));
        assert!(!page.contains("https://moten.example.org/rum"), "who comes to the place needs no link");
        let online = SignUpForm { how: "online".into(), ..sign("mo@example.org") };
        forms::change_own(w.visitor(), path(), Body(online)).await.unwrap();
        let (_, page) = html(pages::own(w.visitor(), path()).await).await;
        assert!(page.contains("https://moten.example.org/rum"));
        let bad = SignUpForm { name: "x".into(), needs: "Tolk".into(), ..sign("mo@example.org") };
        let (status, page) = html(forms::change_own(w.visitor(), path(), Body(bad)).await).await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("value=\"Tolk\"") && page.contains("Skriv minst 2 tecken."));
        assert_eq!(forms::cancel_own(w.visitor(), path()).await.unwrap().status(), StatusCode::SEE_OTHER);
        let (_, page) = html(pages::own(w.visitor(), path()).await).await;
        assert!(page.contains("Du har avbokat din plats."));
    }

    async fn a_failed_sign_up_keeps_what_was_typed(w: World) {
        announced(w, &[]).await;
        let form = SignUpForm { email: "mo".into(), how: "online".into(), ..sign("") };
        let (status, page) = html(forms::sign_up(w.visitor(), Path(("stad".into(), "1-lokaler-som-racker".into())), Body(form)).await).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let (old, _) = html(forms::sign_up(w.visitor(), Path(("stad".into(), "1-gammal-rubrik".into())), Body(SignUpForm::default())).await).await;
        assert_eq!(old, StatusCode::UNPROCESSABLE_ENTITY, "a form opened before the title changed");
        assert!(page.contains("value=\"mo\"") && page.contains("value=\"Ledsagning\"") && page.contains("href=\"#email\""));
    }

    async fn a_failed_meeting_keeps_what_was_typed_and_more_rows_are_offered(w: World) {
        let a = issue(w, "a").await;
        let eva = w.person("eva").await;
        let typed = [("as", acting(&eva)), ("key", "k".into()), ("title", "Kort".into()), ("item_title-0", "Fika".into()), ("item_issue-1", a.to_string()), ("item_title-1", String::new()), ("item_reason-1", "Skälet står kvar".into())];
        let typed: Vec<(&str, &str)> = typed.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let (status, page) = html(forms::create(eva.clone(), Path("stad".into()), pairs(&typed)).await).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("value=\"Kort\"") && page.contains("value=\"Fika\"") && page.contains("Skälet står kvar") && page.contains("href=\"#theme\""));
        assert!(page.contains("id=\"item_title-1\"") && !page.contains("id=\"item_title-2\""));
        let more: Vec<_> = typed.iter().copied().chain([("rows", "1")]).collect();
        let (status, page) = html(forms::create(eva.clone(), Path("stad".into()), pairs(&more)).await).await;
        assert!(status == StatusCode::OK && page.contains("id=\"item_title-4\"") && page.contains("Skälet står kvar") && !page.contains("id=\"fel\""));
        let (status, page) = html(pages::new(eva, Path("stad".into()), Query(pages::With::default())).await).await;
        assert!(status == StatusCode::OK && page.contains("id=\"item_title-2\"") && page.contains(&format!("{a}: Trösklar")));
    }

    async fn an_issue_is_brought_along(w: World) {
        announced(w, &[]).await;
        let a = issue(w, "a").await;
        let eva = w.person("eva").await;
        let with = |n| Query(pages::With { fraga: Some(n), ..pages::With::default() });
        let (_, page) = html(pages::new(eva.clone(), Path("stad".into()), with(a)).await).await;
        let row = |page: &str, n: usize| page.split(&format!("id=\"item_issue-{n}\"")).nth(1).is_some_and(|rest| rest.split("</select>").next().is_some_and(|s| s.contains(&format!("<option value=\"{a}\" selected"))));
        assert!(row(&page, 0) && page.contains(&format!("/stad/moten/1-lokaler-som-racker/andra?fraga={a}")), "{page}");
        let (_, page) = html(pages::edit(eva.clone(), Path(("stad".into(), "1-x".into())), with(a)).await).await;
        assert!(row(&page, 1));
        let (_, page) = html(pages::new(eva, Path("stad".into()), with(99)).await).await;
        assert!(!page.contains("selected>99") && !page.contains("?fraga="));
    }

    async fn what_was_typed_never_leaves_its_field(w: World) {
        announced(w, &[]).await;
        let nasty = "</textarea></title><script>alert(1)</script>\"'&";
        let eva = w.person("eva").await;
        let form = MeetingForm { title: nasty.into(), theme: nasty.into(), access: nasty.into(), place: nasty.into(), address: nasty.into(), ..meeting_form(&eva, "n", &[]) };
        let form = MeetingForm { items: vec![ItemForm { title: nasty.into(), reason: nasty.into(), ..ItemForm::default() }], ..form };
        let created = service::create(&eva, "stad", &form).await.unwrap();
        let path = || Path(("stad".to_string(), format!("2-{}", created.slug)));
        let sign_up_form = SignUpForm { name: nasty.into(), organisation: nasty.into(), needs: nasty.into(), ..sign("mo@example.org") };
        sign_up(&w.visitor(), "stad", 2, &sign_up_form).await.unwrap();
        let token = token_of(&mails_to(w, "mo@example.org").await[0]);
        service::confirm(&w.visitor(), "stad", 2, &token).await.unwrap();
        let seen = [
            html(pages::one(w.visitor(), path()).await).await.1,
            html(pages::all(w.visitor(), Path("stad".into()), Query(pages::Paging::default())).await).await.1,
            html(pages::edit(eva.clone(), path(), Query(pages::With::default())).await).await.1,
            html(pages::cancel(eva.clone(), path()).await).await.1,
            html(pages::minutes_form(eva.clone(), path()).await).await.1,
            html(pages::registrants(eva.clone(), path()).await).await.1,
            html(pages::door(eva.clone(), path(), Query(pages::Find { q: nasty.into(), nyss: Some(1) })).await).await.1,
            html(pages::guests_page(&eva, "stad", "2-x", &crate::meetings::inputs::InviteForm { name: nasty.into(), ..Default::default() }, &Problem::default()).await).await.1,
            html(pages::own(w.visitor(), Path(("stad".into(), "2-x".into(), token))).await).await.1,
            html(forms::sign_up(w.visitor(), path(), Body(SignUpForm { email: nasty.into(), ..sign_up_form })).await).await.1,
        ];
        for page in seen {
            assert!(page.contains("alert(1)") && !page.contains("<script>"), "{page}");
        }
    }

    async fn a_stale_meeting_shows_both_texts(w: World) {
        announced(w, &[]).await;
        let eva = w.person("eva").await;
        let form = MeetingForm { title: "Min egen rubrik".into(), version: "7".into(), ..meeting_form(&eva, "e", &[]) };
        let (status, page) = html(pages::plan_page(&eva, "stad", Some(1), &form, &Problem { stale: Some(1), status: StatusCode::CONFLICT, ..Problem::default() }).await).await;
        assert!(status == StatusCode::CONFLICT && page.contains("Min egen rubrik") && page.contains("Lokaler som räcker") && page.contains("name=\"version\" value=\"1\""));
    }

    async fn the_minutes_form_keeps_what_was_typed(w: World) {
        let a = issue(w, "a").await;
        announced(w, &[a]).await;
        let eva = w.person("eva").await;
        w.app.clock.set("2026-04-02T08:00:00Z".parse().unwrap());
        let path = || Path(("stad".to_string(), "1-lokaler-som-racker".to_string()));
        let (status, page) = html(pages::minutes_form(eva.clone(), path()).await).await;
        assert!(status == StatusCode::OK && page.contains("list=\"organisationer\"") && page.contains("Parkkontoret") && page.contains("id=\"outcome-1\""));
        let mut conn = eva.read().await.unwrap();
        let ids = scalar!(conn, i64, fetch_all, "SELECT id FROM agenda_item ORDER BY position").unwrap();
        drop(conn);
        let (id0, id1, acting) = (ids[0].to_string(), ids[1].to_string(), acting(&eva));
        let typed = [("as", acting.as_str()), ("key", "k"), ("version", "1"), ("id-0", &id0), ("id-1", &id1), ("said-0", "Välkomsttal"), ("said-1", "Mycket sades"), ("outcome-1", "refer"), ("what-5", "Ring"), ("owner-5", "Okänd"), ("due-5", "2026-05-01")];
        let (status, page) = html(forms::minutes(eva.clone(), path(), pairs(&typed)).await).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        for part in ["Mycket sades", "value=\"Okänd\"", "href=\"#owner-5\"", "href=\"#body-1\"", "href=\"#next-1\"", "href=\"#reason-1\""] {
            assert!(page.contains(part), "{part}");
        }
        let draft: Vec<_> = typed.iter().copied().chain([("draft", "1")]).collect();
        assert_eq!(forms::minutes(eva.clone(), path(), pairs(&draft)).await.unwrap().status(), StatusCode::SEE_OTHER);
        let (_, page) = html(pages::minutes_form(eva, path()).await).await;
        assert!(page.contains("Mycket sades") && page.contains("value=\"Okänd\""));
    }

    async fn a_failed_tick_off_keeps_the_note(w: World) {
        documented(w, &[]).await;
        let anna = w.person("anna").await;
        let again = Again { problem: Problem { status: StatusCode::CONFLICT, message: Some("Byt".into()), ..Problem::default() }, ..Again::default() };
        let (status, _) = html(pages::meeting_page(&anna, "stad", "1-lokaler-som-racker", &again).await).await;
        assert_eq!(status, StatusCode::CONFLICT);
    }
}
