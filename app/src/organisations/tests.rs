use super::service::{self, EditForm, InviteForm, RegisterForm, Registered, SignatoryForm};
use super::{forms, pages, store};
use crate::accounts::service::Opened;
use crate::accounts::sessions;
use crate::accounts::tests::{mailed_secret, mails};
use crate::context::Ctx;
use crate::db::testing::World;
use crate::error::{AppError, Fault, Refusal};
use crate::i18n::Locale;
use crate::issues::types::IssueAct;
use crate::ui::Body;
use crate::{execute, fetch, on_both, scalar};
use axum::extract::{Path, Query};
use axum::response::Response;
use chrono::TimeDelta;
use http::{HeaderMap, StatusCode, header};
use std::sync::Arc;
use tower_sessions::Session;

async fn html(response: Response) -> (StatusCode, String) {
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

fn acting(ctx: &Ctx) -> String {
    ctx.actor.as_ref().and_then(|a| a.acting_as).map(|id| id.to_string()).unwrap_or_default()
}

fn new_form(ctx: &Ctx, key: &str, name: &str) -> RegisterForm {
    RegisterForm {
        key: key.into(),
        r#as: acting(ctx),
        i: "stad".into(),
        name: name.into(),
        kind: "association".into(),
        about: "Vi odlar.".into(),
        function: "kassör".into(),
        ..RegisterForm::default()
    }
}

fn registered(result: Registered) -> service::Entry {
    match result {
        Registered::New(entry) => entry,
        other => panic!("{other:?}"),
    }
}

fn edit_form(ctx: &Ctx, key: &str, name: &str, version: i64) -> EditForm {
    EditForm {
        key: key.into(),
        r#as: acting(ctx),
        version: version.to_string(),
        name: name.into(),
        about: "Nytt.\n\nMer.".into(),
        lang: "sv".into(),
        areas: vec!["norr".into()],
    }
}

fn signed(ctx: &Ctx, key: &str, signed_on: &str, ended_on: &str) -> SignatoryForm {
    SignatoryForm {
        key: key.into(),
        r#as: acting(ctx),
        signed_on: signed_on.into(),
        ended_on: ended_on.into(),
        reason: "De har skrivit under.".into(),
        ..SignatoryForm::default()
    }
}

fn not_allowed<T: std::fmt::Debug>(result: Result<T, AppError>, who: &str) {
    assert!(matches!(result, Err(AppError::Refused(Refusal::NotAllowed))), "{who}: {result:?}");
}

async fn kinds(w: &World) -> Vec<String> {
    let mut conn = w.visitor().read().await.unwrap();
    scalar!(conn, String, fetch_all, "SELECT kind FROM event ORDER BY id").unwrap()
}

on_both! {
    async fn register_invite_join(w: World) {
        let ida = w.person("ida").await;
        let entry = registered(service::register(&ida, &new_form(&ida, "k1", "Odlarna  i Söder")).await.unwrap());
        assert_eq!(entry.slug, "odlarna-i-soder");
        let ida = w.person("ida").await;
        assert!(ida.actor.as_ref().unwrap().represents(entry.id), "whoever registers represents");
        let page = service::organisation(&ida, "stad", &entry.slug).await.unwrap();
        assert_eq!((page.organisation.name.as_str(), page.organisation.signed_on), ("Odlarna i Söder", None));

        let invitation = InviteForm { key: "k2".into(), r#as: acting(&ida), email: "vän@example.org".into(), ..InviteForm::default() };
        assert!(matches!(service::invite(&ida, "stad", &entry.slug, &invitation).await, Err(AppError::Invalid(_))));
        let invitation = InviteForm { email: "kollega@example.org".into(), function: "sekreterare".into(), ..invitation };
        for _ in 0..2 {
            service::invite(&ida, "stad", &entry.slug, &invitation).await.unwrap();
        }
        let mail = mails(&ida).await;
        assert_eq!(mail.len(), 1, "sent twice, mailed once");
        assert!(mail[0].subject.contains("Odlarna i Söder") && mail[0].text.contains("Ida"));
        not_allowed(service::invite(&w.person("anna").await, "stad", &entry.slug, &InviteForm { r#as: acting(&w.person("anna").await), ..invitation.clone() }).await, "anna");
        assert!(matches!(service::invite(&w.visitor(), "stad", &entry.slug, &invitation).await, Err(AppError::SignInFirst)));

        let visitor = w.visitor();
        let secret = mailed_secret(&visitor).await;
        let (status, body) = html(pages::invitation(visitor.clone(), Path(secret.clone())).await.unwrap()).await;
        assert_eq!(status, StatusCode::OK);
        assert!(body.contains("Ida bjuder in dig") && body.contains("kollega@example.org"), "{body}");
        assert_eq!(service::join(&visitor, &secret, None).await.unwrap(), Opened::NameNeeded { email: "kollega@example.org".into() });
        let session = Session::new(None, Arc::new(sessions::Store(w.app.clone())), None);
        let form = crate::accounts::forms::OpenForm { name: Some("Kim Ek".into()) };
        let response = forms::join(visitor.clone(), session.clone(), HeaderMap::new(), Path(secret.clone()), Body(form)).await.unwrap();
        assert_eq!(response.headers()[header::LOCATION], "/stad/organisationer/odlarna-i-soder");
        assert_eq!(sessions::held(&session).await.unwrap().unwrap().acting_as, Some(entry.id));
        let kim = w.person("kollega").await;
        assert!(kim.actor.as_ref().unwrap().represents(entry.id));
        assert_eq!(kim.actor.as_ref().unwrap().hats[0].function, "sekreterare");
        assert!(matches!(service::join(&visitor, &secret, Some("X")).await, Err(AppError::Refused(Refusal::LinkSpent))));
        assert_eq!(kinds(w).await, ["organisation_registered", "role_started", "colleague_invited", "role_started"]);
        let mut conn = visitor.read().await.unwrap();
        let payloads = scalar!(conn, String, fetch_all, "SELECT payload FROM event").unwrap().concat();
        assert!(!payloads.contains('@') && !payloads.contains("Kim"), "no names or addresses: {payloads}");
    }

    async fn an_invitation_is_for_one_purpose_and_seven_days(w: World) {
        let anna = w.person("anna").await;
        let invitation = |key: &str, email: &str| InviteForm { key: key.into(), r#as: acting(&anna), email: email.into(), ..InviteForm::default() };
        service::invite(&anna, "stad", "alfa", &invitation("a", "ida@example.org")).await.unwrap();
        let first = mailed_secret(&anna).await;
        let visitor = w.visitor();
        assert!(matches!(crate::accounts::service::open_link(&visitor, &first, None).await, Err(AppError::Refused(Refusal::LinkSpent))), "not for signing in");
        let results = futures::future::join_all((0..10).map(|_| service::join(&visitor, &first, None))).await;
        assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 1);
        assert!(w.person("ida").await.actor.as_ref().unwrap().represents(w.organisation("alfa").await));
        // once more for somebody who has the role already: it stays one
        service::invite(&anna, "stad", "alfa", &invitation("b", "ida@example.org")).await.unwrap();
        service::join(&visitor, &mailed_secret(&anna).await, None).await.unwrap();
        assert_eq!(w.person("ida").await.actor.as_ref().unwrap().hats.len(), 1);
        service::invite(&anna, "stad", "alfa", &invitation("c", "sen@example.org")).await.unwrap();
        let late = mailed_secret(&anna).await;
        w.app.clock.advance(TimeDelta::days(7));
        let (status, _) = html(pages::invitation(visitor.clone(), Path(late.clone())).await.unwrap()).await;
        assert_eq!(status, StatusCode::GONE);
        assert!(matches!(service::join(&visitor, &late, Some("Sen")).await, Err(AppError::Refused(Refusal::LinkSpent))));
    }

    async fn registering_twice_makes_one(w: World) {
        let ida = w.person("ida").await;
        let form = new_form(&ida, "same", "Odlarna");
        let results = futures::future::join_all((0..10).map(|_| service::register(&ida, &form))).await;
        let entries: Vec<_> = results.into_iter().map(|r| registered(r.unwrap())).collect();
        assert!(entries.iter().all(|e| *e == entries[0]));
        let mut conn = ida.read().await.unwrap();
        assert_eq!(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM organisation WHERE slug LIKE 'odlarna%'").unwrap(), 1);
        assert_eq!(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM role WHERE organisation_id > 8").unwrap(), 1);
    }

    async fn what_cannot_be_registered(w: World) {
        let ida = w.person("ida").await;
        for (field, form) in [
            ("kind", RegisterForm { kind: "public_body".into(), ..new_form(&ida, "k", "Odlarna") }),
            ("kind", RegisterForm { kind: "group".into(), ..new_form(&ida, "k", "Odlarna") }),
            ("kind", RegisterForm { kind: String::new(), ..new_form(&ida, "k", "Odlarna") }),
            ("name", new_form(&ida, "k", " x ")),
            ("name", new_form(&ida, "k", &"x".repeat(121))),
            ("about", RegisterForm { about: "x".repeat(2001), ..new_form(&ida, "k", "Odlarna") }),
        ] {
            let result = service::register(&ida, &form).await;
            assert!(matches!(&result, Err(AppError::Invalid(f)) if f.of(field).is_some()), "{field}: {result:?}");
        }
        assert!(matches!(service::register(&w.visitor(), &new_form(&ida, "k", "Odlarna")).await, Err(AppError::SignInFirst)));
        let anna = w.person("anna").await;
        assert!(matches!(service::register(&anna, &new_form(&ida, "k", "Odlarna")).await, Err(AppError::ActingChanged { .. })));
        let session = Session::new(None, Arc::new(sessions::Store(w.app.clone())), None);
        let typed = RegisterForm { kind: "group".into(), about: "</textarea><script>&lt;".into(), ..new_form(&ida, "k", "Odlarna") };
        let (status, body) = html(forms::register(ida.clone(), session, Body(typed)).await.unwrap()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(body.contains("value=\"Odlarna\"") && body.contains("id=\"kind-e\"") && !body.contains("<script>"), "{body}");
        assert!(body.contains(">&lt;/textarea&gt;&lt;script&gt;&amp;lt;</textarea>"), "{body}");
        for n in 0..5 {
            registered(service::register(&ida, &new_form(&ida, &format!("n{n}"), ["Abc", "Defg", "Hijkl", "Mnopq", "Rstuv"][n])).await.unwrap());
        }
        assert!(matches!(service::register(&ida, &new_form(&ida, "n9", "Xyz Zyx")).await, Err(AppError::TooOften(_))));
    }

    async fn similar_names_are_warned_of_once(w: World) {
        let ida = w.person("ida").await;
        let form = new_form(&ida, "k", "Alfa");
        let Registered::Similar(similar) = service::register(&ida, &form).await.unwrap() else { panic!("no warning") };
        assert_eq!(similar.iter().map(|s| s.slug.as_str()).collect::<Vec<_>>(), ["alfa"]);
        let (status, body) = html(pages::new_again(&ida, &form, similar, &Default::default()).unwrap()).await;
        assert_eq!(status, StatusCode::OK);
        assert!(body.contains("name=\"confirmed\" value=\"Alfa\"") && body.contains("href=\"/stad/organisationer/alfa\""), "{body}");
        // another name than the one confirmed is warned of again
        assert!(matches!(service::register(&ida, &RegisterForm { confirmed: "Beta".into(), ..form.clone() }).await.unwrap(), Registered::Similar(_)));
        let entry = registered(service::register(&ida, &RegisterForm { confirmed: "Alfa".into(), ..form }).await.unwrap());
        assert_eq!(entry.slug, "alfa-2");
    }

    async fn editing_keeps_addresses_and_loses_nothing(w: World) {
        let anna = w.person("anna").await;
        let form = edit_form(&anna, "k1", "Föreningen Omega", 1);
        for slug in ["alfa", "alfa", "foreningen-omega"] {
            // the same form again, also at the address that has moved
            assert_eq!(service::edit(&anna, "stad", slug, &form).await.unwrap(), "foreningen-omega");
        }
        assert_eq!(kinds(w).await, ["organisation_changed"]);
        let visitor = w.visitor().in_locale(Locale::En);
        let moved = service::organisation(&visitor, "stad", "alfa").await;
        assert!(matches!(&moved, Err(AppError::Moved(to)) if to == "/en/stad/organisationer/foreningen-omega"), "{moved:?}");
        let page = service::organisation(&visitor, "stad", "foreningen-omega").await.unwrap();
        assert_eq!((page.organisation.version, page.organisation.about.as_str()), (2, "Nytt.\n\nMer."));
        assert_eq!(page.attached.iter().filter(|a| a.what == "area").count(), 1);

        let dua = w.person("dua").await;
        let stale = EditForm { about: "Min text".into(), ..edit_form(&dua, "k2", "Föreningen Omega", 1) };
        assert!(matches!(service::edit(&dua, "stad", "foreningen-omega", &stale).await, Err(AppError::Stale { current: 2 })));
        let path = Path(("stad".to_string(), "foreningen-omega".to_string()));
        let (status, body) = html(forms::edit(dua.clone(), path, Body(stale.clone())).await.unwrap()).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(body.contains(">Min text</textarea>"), "nothing but the text in the text area: {body}");
        assert!(body.contains("class=\"compare\"") && body.contains("Min text") && body.contains("Nytt.") && body.contains("name=\"version\" value=\"2\""), "{body}");
        service::edit(&dua, "stad", "foreningen-omega", &EditForm { version: "2".into(), areas: vec![], ..stale }).await.unwrap();

        // back to the first name: the address is free for its own organisation
        assert_eq!(service::edit(&dua, "stad", "foreningen-omega", &edit_form(&dua, "k3", "Alfa", 3)).await.unwrap(), "alfa");
        let ida = w.person("ida").await;
        let other = registered(service::register(&ida, &RegisterForm { confirmed: "Föreningen Omega".into(), ..new_form(&ida, "k4", "Föreningen Omega") }).await.unwrap());
        assert_eq!(other.slug, "foreningen-omega-2", "an address that was given out keeps leading to the first one");
    }

    async fn only_representatives_edit(w: World) {
        for who in ["bo", "eva", "per", "karin", "pia", "sia"] {
            let ctx = w.person(who).await;
            not_allowed(service::edit(&ctx, "stad", "alfa", &edit_form(&ctx, "k", "Alfa", 1)).await, who);
            not_allowed(service::editing(&ctx, "stad", "alfa").await, who);
            not_allowed(service::inviting(&ctx, "stad", "alfa").await, who);
        }
        for who in ["karin", "per", "eva"] {
            let ctx = w.person(who).await;
            let slug = ctx.actor.as_ref().unwrap().hat().unwrap().slug.clone();
            not_allowed(service::editing(&ctx, "stad", &slug).await, who);
        }
        let dua = w.person_as("dua", "beta").await;
        not_allowed(service::edit(&dua, "stad", "alfa", &edit_form(&dua, "k", "Alfa", 1)).await, "dua for beta");
        let anna = w.person("anna").await;
        assert!(matches!(service::edit(&w.visitor(), "stad", "alfa", &edit_form(&anna, "k", "Alfa", 1)).await, Err(AppError::SignInFirst)));
        assert!(matches!(service::edit(&anna, "stad", "alfa", &EditForm { r#as: String::new(), ..edit_form(&anna, "k", "Alfa", 1) }).await, Err(AppError::ActingChanged { .. })));
        assert!(matches!(service::edit(&anna, "stad", "saknas", &edit_form(&anna, "k", "Alfa", 1)).await, Err(AppError::NotFound)));
        for (field, form) in [
            ("name", edit_form(&anna, "k", "", 1)),
            ("lang", EditForm { lang: "fi".into(), ..edit_form(&anna, "k", "Alfa", 1) }),
            ("areas", EditForm { areas: vec!["mars".into()], ..edit_form(&anna, "k", "Alfa", 1) }),
        ] {
            let result = service::edit(&anna, "stad", "alfa", &form).await;
            assert!(matches!(&result, Err(AppError::Invalid(f)) if f.of(field).is_some()), "{field}: {result:?}");
        }
    }

    async fn only_civil_society_in_the_kansli_records_signatories(w: World) {
        for who in ["per", "sia", "olle", "anna", "cia", "karin", "pia", "ida"] {
            let ctx = w.person(who).await;
            not_allowed(service::record(&ctx, "stad", "gamma", &signed(&ctx, "k", "2026-03-01", "")).await, who);
        }
        let eva = w.person("eva").await;
        let form = |key: &str, signed_on: &str, ended_on: &str| signed(&eva, key, signed_on, ended_on);
        assert!(matches!(service::record(&w.visitor(), "stad", "gamma", &form("k", "2026-03-01", "")).await, Err(AppError::SignInFirst)));
        let yourself = Ctx { actor: eva.actor.as_deref().map(|a| Arc::new(crate::accounts::types::Actor { acting_as: None, ..a.clone() })), ..eva.clone() };
        not_allowed(service::record(&yourself, "stad", "gamma", &SignatoryForm { r#as: String::new(), ..form("k", "2026-03-01", "") }).await, "eva as herself");
        for (fault, bad) in [
            (Fault::DateAhead, form("k", "2026-03-03", "")),
            (Fault::Date, form("k", "2026-02-30", "")),
            (Fault::Required, form("k", "", "")),
            (Fault::Required, SignatoryForm { reason: " ".into(), ..form("k", "2026-03-01", "") }),
        ] {
            let result = service::record(&eva, "stad", "gamma", &bad).await;
            assert!(matches!(&result, Err(AppError::Invalid(f)) if f.0[0].1 == fault), "{fault:?}: {result:?}");
        }
        for _ in 0..2 {
            service::record(&eva, "stad", "gamma", &form("k1", "2026-03-01", "")).await.unwrap();
        }
        let already = |r: Result<(), AppError>| assert!(matches!(r, Err(AppError::Refused(Refusal::Already))), "{r:?}");
        already(service::record(&eva, "stad", "gamma", &form("k2", "2026-03-01", "")).await);
        assert!(matches!(service::record(&eva, "stad", "gamma", &form("k3", "", "2026-02-01")).await, Err(AppError::Invalid(_))), "left before it signed");
        service::record(&eva, "stad", "gamma", &form("k4", "", "2026-03-02")).await.unwrap();
        already(service::record(&eva, "stad", "gamma", &form("k5", "", "2026-03-02")).await);
        w.days_pass(1);
        service::record(&eva, "stad", "gamma", &form("k6", "2026-03-03", "")).await.unwrap();
        let page = service::organisation(&eva, "stad", "gamma").await.unwrap();
        assert_eq!((page.organisation.signed_on, page.organisation.left_on), (Some("2026-03-03".parse().unwrap()), None));
        assert_eq!(kinds(w).await, ["signatory_recorded", "signatory_ended", "signatory_recorded"]);
        let mut conn = eva.read().await.unwrap();
        let logged = fetch!(conn, (String, String, Option<i64>), fetch_all, "SELECT actor_role, reason, position FROM event ORDER BY id").unwrap();
        assert_eq!(logged[0], ("curator".to_string(), "De har skrivit under.".to_string(), Some(1)));
        let path = Path(("stad".to_string(), "gamma".to_string()));
        let (status, body) = html(forms::signatory(eva.clone(), path, Body(SignatoryForm { reason: String::new(), ..form("k7", "", "2026-03-03") })).await.unwrap()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(body.contains("id=\"reason-e\"") && body.contains("value=\"2026-03-03\""), "{body}");
    }

    async fn the_register_is_sorted_and_searched_in_swedish(w: World) {
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        for name in ["Öppna dörren", "Ängen", "Ån 100%", "Zorn", "anka"] {
            store::insert(&mut tx, &store::NewOrganisation { name: name.into(), created_at: ctx.now(), ..Default::default() }).await.unwrap();
        }
        execute!(tx, "UPDATE organisation SET ends_on = $1 WHERE slug = 'zorn'", "2025-12-31".parse::<chrono::NaiveDate>().unwrap()).unwrap();
        tx.commit().await.unwrap();
        let found = |q: &'static str| {
            let ctx = ctx.clone();
            async move { service::register_of(&ctx, "stad", q).await.unwrap().organisations.into_iter().map(|o| o.name).collect::<Vec<_>>() }
        };
        let all = found("").await;
        let tail: Vec<_> = all.iter().filter(|n| ["anka", "Zorn", "Ån 100%", "Ängen", "Öppna dörren"].contains(&n.as_str())).collect();
        assert_eq!(tail, ["anka", "Zorn", "Ån 100%", "Ängen", "Öppna dörren"]);
        assert_eq!(all.len(), 13);
        assert_eq!(found("ÖPPNA").await, ["Öppna dörren"]);
        assert_eq!(found("oppna").await, Vec::<String>::new(), "Swedish letters are letters");
        assert_eq!(found("0%").await, ["Ån 100%"]);
        assert_eq!(found("%").await, ["Ån 100%"]);
        assert_eq!(found("_\\'").await, Vec::<String>::new());
        let (_, body) = html(pages::register(ctx.clone(), Path("stad".into()), Query(Default::default())).await.unwrap()).await;
        assert!(body.contains("Finns inte l\u{e4}ngre") && body.contains("till 2025"), "{body}");
        assert!(matches!(service::register_of(&ctx, "saknas", "").await, Err(AppError::NotFound)));
    }

    async fn an_agreement_lists_its_own(w: World) {
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        let region = store::insert(&mut tx, &store::NewOrganisation { name: "Regionen".into(), created_at: ctx.now(), ..Default::default() }).await.unwrap();
        let board = store::NewOrganisation { name: "Nämnden".into(), parent: Some(region), created_at: ctx.now(), ..Default::default() };
        store::insert(&mut tx, &board).await.unwrap();
        execute!(tx, "INSERT INTO agreement (id, slug, name_sv, name_en, place_sv, place_en, lead_sv, lead_en, about_sv, about_en, vision_sv, vision_en, curator_name_sv,
            curator_name_en, public_party_id, curator_id, confirming_id, steering_id) VALUES (2, 'region', 'R', 'R', 'R', 'R', '', '', '', '', '', '', 'G', 'G', $1, $1, $1, $1)", region).unwrap();
        execute!(tx, "INSERT INTO signatory (agreement_id, organisation_id, signed_on) VALUES (2, 6, '2024-01-01')").unwrap();
        tx.commit().await.unwrap();
        w.app.catalogue.reload(&mut ctx.read().await.unwrap(), true).await.unwrap();
        let slugs = |a: &'static str| {
            let ctx = ctx.clone();
            async move {
                let mut slugs: Vec<_> = service::register_of(&ctx, a, "").await.unwrap().organisations.into_iter().map(|o| o.slug).collect();
                slugs.sort();
                slugs
            }
        };
        assert_eq!(slugs("stad").await, ["alfa", "beta", "gamma", "hall", "kansli", "park", "stad", "styrgrupp"]);
        assert_eq!(slugs("region").await, ["alfa", "gamma", "namnden", "regionen"], "signatories, its own bodies, and who belongs nowhere yet");
    }

    async fn pages_ask_the_database_little(w: World) {
        let ctx = w.visitor();
        pages::register(ctx.clone(), Path("stad".into()), Query(Default::default())).await.unwrap();
        assert_eq!(ctx.statement_count(), 1);
        // session and actor are two more
        for (ctx, slug) in [(w.visitor(), "alfa"), (w.person("anna").await, "alfa"), (w.person("eva").await, "kansli")] {
            pages::organisation(ctx.clone(), Path(("stad".into(), slug.into()))).await.unwrap();
            assert_eq!(ctx.statement_count(), 4, "{slug}");
        }
    }

    async fn a_public_body_shows_what_it_was_asked(w: World) {
        let (anna, eva, karin) = (w.person("anna").await, w.person("eva").await, w.person("karin").await);
        let (issue, number) = crate::curation::tests::posted(&anna, "Vem mäter trösklarna i lokalerna?").await;
        let park = || pages::organisation(w.visitor(), Path(("stad".into(), "park".into())));
        let (_, body) = html(park().await.unwrap()).await;
        assert!(!body.contains("Frågor att svara på"), "{body}");
        for (ctx, act) in [(&eva, IssueAct::Refer), (&karin, IssueAct::Answer)] {
            crate::curation::tests::go(w, ctx, issue, &crate::curation::tests::full(w, ctx, act, None).await).await.unwrap();
            let (_, body) = html(park().await.unwrap()).await;
            assert!(body.contains("Frågor att svara på") && body.contains(&format!("/stad/fragor/{number}-")) && body.contains("Alfa"), "{act}: {body}");
        }
    }

    async fn the_page_shows_people_issues_and_what_is_late(w: World) {
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        let event = crate::events::record(&mut tx, &ctx, crate::events::EventKind::AgreementApplied, Default::default()).await.unwrap();
        for (number, state, organisation, published) in [(1, "in_forum", 6, true), (2, "in_forum", 7, true), (3, "submitted", 6, false)] {
            execute!(tx, "INSERT INTO issue (id, agreement_id, number, slug, forum_id, state, title, fold_key, what, why, whom, ask, what_html, why_html, whom_html, ask_html, renderer, lang,
                organisation_id, author_id, created_at, published_at, moved_at) VALUES ($1, 1, $1, 'x', 2, $2, $3, 'x', '', '', '', '', '', '', '', '', 1, 'sv', $4, 5, $5, $6, $5)",
                i64::from(number), state, format!("Titel {number}"), i64::from(organisation), ctx.now(), published.then(|| ctx.now())).unwrap();
        }
        execute!(tx, "INSERT INTO backing (agreement_id, issue_id, organisation_id, person_id, since_at) VALUES (1, 2, 6, 5, $1)", ctx.now()).unwrap();
        for issue in [1, 3] {
            let clock = crate::clocks::store::NewClock {
                agreement: w.agreement().id,
                kind: crate::clocks::ClockKind::Completion,
                thing: crate::clocks::store::Thing::Issue(crate::ids::IssueId(issue)),
                owner: w.organisation("alfa").await,
                side: crate::agreements::types::Side::CivilSociety,
                due_on: "2026-02-27".parse().unwrap(),
                opened_by: event,
            };
            crate::clocks::store::open(&mut tx, &clock).await.unwrap();
        }
        tx.commit().await.unwrap();
        let (status, body) = html(pages::organisation(ctx.clone(), Path(("stad".into(), "alfa".into()))).await.unwrap()).await;
        assert_eq!(status, StatusCode::OK);
        for there in ["Titel 1", "Titel 2", "F\u{f6}rsenat 3 dagar", "1 st\u{e5}r bakom", "Anna", "ordf\u{f6}rande", "Undertecknare sedan", "<li class=\"late\">", "href=\"/stad/fragor/1-x\""] {
            assert!(body.contains(there), "{there} is missing: {body}");
        }
        assert!(!body.contains("Titel 3"), "what waits for the kansli is not shown");
        assert!(!body.contains("/andra") && !body.contains("/undertecknare") && !body.contains("@example.org"));
        let (_, body) = html(pages::organisation(w.person("anna").await, Path(("stad".into(), "alfa".into()))).await.unwrap()).await;
        assert!(body.contains("/stad/organisationer/alfa/andra") && body.contains("/bjud-in") && !body.contains("/undertecknare"));
        assert!(body.contains("Titel 3"), "its own people see what waits");
        let (_, body) = html(pages::organisation(w.person("eva").await, Path(("stad".into(), "alfa".into()))).await.unwrap()).await;
        assert!(body.contains("/undertecknare"));
        let (_, body) = html(pages::organisation(w.person("eva").await, Path(("stad".into(), "kansli".into()))).await.unwrap()).await;
        assert!(!body.contains("/undertecknare"), "the kansli signs nothing");
        assert!( body.contains("Fr\u{e5}n civilsamh\u{e4}llet") && body.contains("Fr\u{e5}n det offentliga"), "{body}");
    }
}
