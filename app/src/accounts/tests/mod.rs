use super::forms::{self, EndSession, LinkForm, OpenForm, PersonaForm};
use super::pages;
use super::service::{self, Opened, ProfileForm, SignedIn};
use super::sessions::{self, Held};
use super::store;
use crate::context::{App, Ctx, Settings};
use crate::db::testing::{World, app_on};
use crate::error::{AppError, Refusal};
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::jobs::{Job, Mail};
use crate::ui::Body;
use crate::{execute, fetch, on_both, scalar};
use axum::extract::{Path, Query};
use axum::response::Response;
use chrono::TimeDelta;
use http::{HeaderMap, StatusCode, header};
use std::sync::Arc;
use tower_sessions::Session;

mod passwords;

/// All mails that wait to be sent, oldest first.
pub(crate) async fn mails(ctx: &Ctx) -> Vec<Mail> {
    let mut conn = ctx.read().await.unwrap();
    let payloads = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id").unwrap();
    payloads
        .iter()
        .map(|p| match serde_json::from_str(p).unwrap() {
            Job::Mail(mail) => mail,
            other => panic!("{other:?}"),
        })
        .collect()
}

/// The secret of the newest mailed link.
pub(crate) async fn mailed_secret(ctx: &Ctx) -> String {
    let mail = mails(ctx).await.pop().expect("a mail");
    mail.text.lines().find(|l| l.starts_with("https://")).expect("a link").rsplit('/').next().unwrap().to_string()
}

async fn html(response: Response) -> (StatusCode, String) {
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

fn spent<T: std::fmt::Debug>(result: Result<T, AppError>) {
    assert!(matches!(result, Err(AppError::Refused(Refusal::LinkSpent))), "{result:?}");
}

fn signed_in(opened: Opened) -> SignedIn {
    match opened {
        Opened::In(signed_in) => signed_in,
        other => panic!("{other:?}"),
    }
}

async fn in_demo(w: &World) -> Ctx {
    let mut app = app_on(w.app.db.clone());
    Arc::get_mut(&mut app).unwrap().settings = Settings { public_url: "https://dialog.example.org".into(), demo: true, smtp: false };
    let ctx = Ctx::system(&app);
    app.catalogue.reload(&mut ctx.read().await.unwrap(), true).await.unwrap();
    ctx
}

fn session(app: &App) -> Session {
    Session::new(None, Arc::new(sessions::Store(app.clone())), None)
}

async fn begun(app: &App, person: PersonId, device: &str) -> Session {
    let session = session(app);
    sessions::begin(&session, Held { person, acting_as: None }, device).await.unwrap();
    session.save().await.unwrap();
    session
}

/// Another request with the same cookie.
fn again(app: &App, session: &Session) -> Session {
    Session::new(session.id(), Arc::new(sessions::Store(app.clone())), None)
}

on_both! {
    async fn a_link_signs_in_once_however_many_try(w: World) {
        let ctx = w.visitor();
        for (email, name) in [("ida@example.org", None), ("ny@example.org", Some("Ny Nyman"))] {
            service::request_link(&ctx, email, "/stad").await.unwrap();
            let secret = mailed_secret(&ctx).await;
            let results = futures::future::join_all((0..20).map(|_| service::open_link(&ctx, &secret, name))).await;
            assert_eq!(results.iter().filter(|r| matches!(r, Ok(Opened::In(_)))).count(), 1, "{email}");
            for result in results.into_iter().filter(Result::is_err) {
                spent(result);
            }
        }
        let mut conn = ctx.read().await.unwrap();
        assert_eq!(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM person WHERE email_key = 'ny@example.org'").unwrap(), 1);
    }

    async fn opening_the_page_spends_nothing_and_ten_minutes_do(w: World) {
        let ctx = w.visitor();
        service::request_link(&ctx, "ida@example.org", "/").await.unwrap();
        let secret = mailed_secret(&ctx).await;
        for _ in 0..3 {
            let response = pages::link(ctx.clone(), Path(secret.clone())).await.unwrap();
            assert_eq!(response.headers()[header::REFERRER_POLICY], "no-referrer");
            assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
            let (status, body) = html(response).await;
            assert_eq!(status, StatusCode::OK);
            assert!(body.contains("method=\"post\"") && body.contains("ida@example.org"), "{body}");
        }
        w.app.clock.advance(TimeDelta::minutes(10) - TimeDelta::seconds(1));
        service::link(&ctx, &secret).await.unwrap();
        w.app.clock.advance(TimeDelta::seconds(1));
        spent(service::open_link(&ctx, &secret, None).await);
        let (status, body) = html(pages::link(ctx.clone(), Path(secret)).await.unwrap()).await;
        assert_eq!(status, StatusCode::GONE);
        assert!(body.contains("href=\"/logga-in\""), "it offers a new one");
        spent(service::open_link(&ctx, "", None).await);
    }

    async fn known_and_unknown_addresses_are_answered_the_same(w: World) {
        let mut answers = Vec::new();
        for email in ["anna@example.org", "okand@example.org"] {
            let ctx = w.visitor();
            let form = LinkForm { email: email.into(), till: "/stad/fragor".into() };
            let response = forms::request_link(ctx.clone(), Body(form)).await.unwrap();
            answers.push((ctx.statement_count(), html(response).await));
        }
        assert_eq!(answers[0], answers[1]);
        let mails = mails(&w.visitor()).await;
        assert_eq!(mails.iter().map(|m| m.to.as_str()).collect::<Vec<_>>(), ["anna@example.org", "okand@example.org"]);
        let secret = mailed_secret(&w.visitor()).await;
        let mut conn = w.visitor().read().await.unwrap();
        let stored = scalar!(conn, String, fetch_all, "SELECT hash FROM token").unwrap();
        assert!(stored.iter().all(|hash| !hash.contains(&secret)), "only hashes are stored");
    }

    async fn an_unknown_address_gets_a_person_at_first_use(w: World) {
        let ctx = w.visitor().in_locale(Locale::En);
        service::request_link(&ctx, "Ny@Example.org", "/stad").await.unwrap();
        assert!(mails(&ctx).await[0].text.contains("https://dialog.example.org/en/logga-in/"));
        let secret = mailed_secret(&ctx).await;
        assert_eq!(service::open_link(&ctx, &secret, None).await.unwrap(), Opened::NameNeeded { email: "Ny@Example.org".into() });
        assert!(matches!(service::open_link(&ctx, &secret, Some("  ")).await, Err(AppError::Invalid(_))));
        let mut at = ctx.clone();
        at.path = format!("/logga-in/{secret}");
        let asked = forms::open_link(at.clone(), session(&w.app), HeaderMap::new(), Path(secret.clone()), Body(OpenForm { name: Some(String::new()) })).await.unwrap();
        let (status, body) = html(asked).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(body.contains(&format!("action=\"/en/logga-in/{secret}\"")), "{body}");
        let it = signed_in(service::open_link(&ctx, &secret, Some("Ny  Nyman")).await.unwrap());
        assert_eq!((it.acting_as, it.return_to.as_str()), (None, "/stad"));
        service::request_link(&ctx, "ny@example.org", "/").await.unwrap();
        let secret = mailed_secret(&ctx).await;
        assert_eq!(signed_in(service::open_link(&ctx, &secret, None).await.unwrap()).person, it.person, "one mailbox, one person");
        let mut conn = ctx.read().await.unwrap();
        let stored = store::profile(&mut conn, it.person).await.unwrap().unwrap();
        assert_eq!((stored.name.as_str(), stored.locale.as_str()), ("Ny Nyman", "en"));
    }

    async fn one_hat_is_put_on_and_several_are_not(w: World) {
        let ctx = w.visitor();
        for (email, hat) in [("anna@example.org", Some("alfa")), ("dua@example.org", None), ("eva@example.org", Some("kansli"))] {
            service::request_link(&ctx, email, "/").await.unwrap();
            let it = signed_in(service::open_link(&ctx, &mailed_secret(&ctx).await, None).await.unwrap());
            let expected = match hat {
                Some(slug) => Some(w.organisation(slug).await),
                None => None,
            };
            assert_eq!(it.acting_as, expected, "{email}");
        }
    }

    async fn too_many_links(w: World) {
        let ctx = w.visitor();
        for _ in 0..7 {
            service::request_link(&ctx, "Ida@example.org", "/").await.unwrap();
        }
        assert_eq!(mails(&ctx).await.len(), 6, "the answer is the same, but a mailbox gets five in an hour");
        // and one more as often as the last one ran out, so that nobody can be locked out by asking in their name
        w.app.clock.advance(service::LINK_LIFETIME);
        service::request_link(&ctx, "ida@example.org", "/").await.unwrap();
        service::request_link(&ctx, "ida@example.org", "/").await.unwrap();
        assert_eq!(mails(&ctx).await.len(), 7);
        for n in 0..191 {
            service::request_link(&ctx, &format!("n{n}@example.org"), "/").await.unwrap();
        }
        assert!(matches!(service::request_link(&ctx, "last@example.org", "/").await, Err(AppError::TooOften(_))));
        let form = LinkForm { email: "last@example.org".into(), till: "/stad".into() };
        let (status, body) = html(forms::request_link(ctx.clone(), Body(form)).await.unwrap()).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
        assert!(body.contains("last@example.org"), "what was typed is still there");
        let elsewhere = Ctx { client: Some("2001:db8::1".parse().unwrap()), ..w.visitor() };
        service::request_link(&elsewhere, "last@example.org", "/").await.unwrap();
        w.app.clock.advance(TimeDelta::hours(1));
        service::request_link(&ctx, "ida@example.org", "/").await.unwrap();
        assert!(matches!(service::request_link(&ctx, "ida", "/").await, Err(AppError::Invalid(_))));
    }

    async fn the_form_signs_in_with_a_new_session(w: World) {
        let ctx = w.visitor();
        service::request_link(&ctx, "anna@example.org", "/stad/fragor").await.unwrap();
        let secret = mailed_secret(&ctx).await;
        let before = begun(&w.app, PersonId(11), "").await;
        let old = before.id();
        let headers: HeaderMap = [(header::USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0".parse().unwrap())].into_iter().collect();
        let response = forms::open_link(ctx.in_locale(Locale::En), before.clone(), headers, Path(secret), Body(OpenForm::default())).await.unwrap();
        before.save().await.unwrap();
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert_eq!(response.headers()[header::LOCATION], "/en/stad/fragor");
        assert_ne!(before.id(), old, "against fixation");
        let held = sessions::held(&again(&w.app, &before)).await.unwrap().unwrap();
        assert_eq!(held.acting_as, Some(w.organisation("alfa").await));
        let mut conn = ctx.read().await.unwrap();
        let listed = store::sessions_of(&mut conn, held.person, ctx.now()).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].device, "Firefox|Linux");
        let gone = Session::new(old, Arc::new(sessions::Store(w.app.clone())), None);
        assert_eq!(sessions::held(&gone).await.unwrap(), None, "the session before is gone");
    }

    async fn own_sessions_are_listed_and_ended(w: World) {
        let anna = w.person("anna").await;
        let (me, bo) = (anna.actor.as_ref().unwrap().person_id, w.person("bo").await);
        let here = begun(&w.app, me, "Firefox|Linux").await;
        w.app.clock.advance(TimeDelta::minutes(5));
        let phone = begun(&w.app, me, "").await;
        let (status, body) = html(pages::account(anna.clone(), here.clone()).await.unwrap()).await;
        assert_eq!(status, StatusCode::OK);
        assert!(body.contains("Firefox p\u{e5} Linux") && body.contains("Den h\u{e4}r enheten"), "{body}");
        let id = sessions::hashed(&phone.id().unwrap());
        assert!(matches!(service::end_session(&bo, &id).await, Err(AppError::NotFound)), "somebody else's");
        let response = forms::end_session(anna.clone(), here.clone(), Body(EndSession { id: id.clone() })).await.unwrap();
        assert_eq!(response.headers()[header::LOCATION], "/konto");
        assert_eq!(sessions::held(&again(&w.app, &phone)).await.unwrap(), None);
        // a request that was under way there does not bring it back
        sessions::act_as(&phone, None).await.unwrap();
        phone.save().await.unwrap();
        assert_eq!(sessions::held(&again(&w.app, &phone)).await.unwrap(), None);
        assert!(sessions::held(&again(&w.app, &here)).await.unwrap().is_some());
        begun(&w.app, me, "").await;
        forms::end_all_sessions(anna.clone(), again(&w.app, &here)).await.unwrap();
        assert!(service::account(&anna).await.unwrap().sessions.is_empty());
        assert!(matches!(service::account(&w.visitor()).await, Err(AppError::SignInFirst)));
    }

    async fn a_session_in_use_is_renewed_and_one_unused_ends(w: World) {
        let anna = w.person("anna").await;
        let session = begun(&w.app, anna.actor.as_ref().unwrap().person_id, "").await;
        w.days_pass(29);
        assert!(sessions::held(&again(&w.app, &session)).await.unwrap().is_some());
        assert_eq!(service::account(&anna).await.unwrap().sessions[0].seen_at, anna.now());
        w.days_pass(29);
        assert!(sessions::held(&again(&w.app, &session)).await.unwrap().is_some());
        w.days_pass(31);
        assert_eq!(sessions::held(&again(&w.app, &session)).await.unwrap(), None);
    }

    async fn acting_for_an_ended_mandate_falls_back(w: World) {
        let alfa = w.organisation("alfa").await;
        let ctx = w.visitor();
        let anna = PersonId(5);
        let mut tx = ctx.write().await.unwrap();
        execute!(tx, "UPDATE role SET to_on = $2 WHERE person_id = $1", anna, ctx.today()).unwrap();
        tx.commit().await.unwrap();
        let mut conn = ctx.read().await.unwrap();
        let actor = store::actor(&mut conn, anna, Some(alfa), ctx.today()).await.unwrap().unwrap();
        assert_eq!(actor.acting_as, Some(alfa), "its last day");
        w.days_pass(1);
        let actor = store::actor(&mut conn, anna, Some(alfa), ctx.today()).await.unwrap().unwrap();
        assert_eq!((actor.acting_as, actor.hats.len()), (None, 0));
    }

    async fn profile_is_saved_once_and_never_over_somebody_else(w: World) {
        let ctx = w.person("ida").await;
        let form = |name: &str, locale: &str, version: &str| ProfileForm { name: name.into(), locale: locale.into(), version: version.into() };
        service::save_profile(&ctx, &form("Ida  Ek", "en", "1")).await.unwrap();
        service::save_profile(&ctx, &form("Ida Ek", "en", "1")).await.unwrap();
        assert!(matches!(service::save_profile(&ctx, &form("Ida Al", "en", "1")).await, Err(AppError::Stale { current: 2 })));
        for bad in [form("", "en", "2"), form("Ida", "fr", "2"), form(&"x".repeat(101), "sv", "2")] {
            assert!(matches!(service::save_profile(&ctx, &bad).await, Err(AppError::Invalid(_))), "{bad:?}");
        }
        let account = service::account(&ctx).await.unwrap();
        assert_eq!((account.profile.name.as_str(), account.profile.version), ("Ida Ek", 2));
        let (status, body) = html(forms::save_profile(ctx.clone(), session(&w.app), Body(form("<b>Ida</b>", "sv", "1"))).await.unwrap()).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(body.contains("value=\"&lt;b&gt;Ida&lt;/b&gt;\"") && body.contains("name=\"version\" value=\"2\""), "{body}");
    }

    async fn personas_and_mailbox_exist_in_the_demo_only(w: World) {
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        execute!(tx, "UPDATE person SET demo_role = 'representative' WHERE id IN (5, 6)").unwrap();
        execute!(tx, "UPDATE person SET demo_role = 'curator' WHERE id = 1").unwrap();
        execute!(tx, "UPDATE person SET demo_role = 'officer' WHERE id = 8").unwrap();
        execute!(tx, "INSERT INTO mailbox (recipient, subject, text, sent_at) VALUES ('a@example.org', '<i>Hej</i>', 'Se https://dialog.example.org/x?a=1.', $1)", ctx.now()).unwrap();
        tx.commit().await.unwrap();
        assert!(service::personas(&ctx).await.unwrap().is_empty());
        for refused in [
            forms::enter_as_persona(ctx.clone(), session(&w.app), HeaderMap::new(), Body(PersonaForm { persona: "5".into(), till: String::new() })).await,
            pages::mailbox(ctx.clone(), Query(pages::MailQuery::default())).await,
        ] {
            assert!(matches!(refused, Err(AppError::NotFound)));
        }
        let demo = in_demo(w).await;
        let personas = service::personas(&demo).await.unwrap();
        let shown: Vec<_> = personas.iter().map(|p| (p.name.as_str(), p.demo_role.as_str(), p.voice)).collect();
        assert_eq!(shown, [("Eva", "curator", "voice kansli"), ("Anna", "representative", "voice"), ("Karin", "officer", "voice public")]);
        let (_, body) = html(pages::sign_in(demo.clone(), Query(LinkForm::default())).await.unwrap()).await;
        assert!(body.contains("name=\"persona\" value=\"5\" class=\"persona\""), "{body}");
        let it = service::enter_as_persona(&demo, "1", "/stad").await.unwrap();
        assert_eq!((it.person, it.acting_as), (PersonId(1), Some(w.organisation("kansli").await)));
        for not in ["6", "11", "", "x"] {
            assert!(matches!(service::enter_as_persona(&demo, not, "/").await, Err(AppError::NotFound)), "{not}");
        }
        let to = |till: &str| Query(pages::MailQuery { till: till.into() });
        let (_, body) = html(pages::mailbox(demo.clone(), to("b@example.org")).await.unwrap()).await;
        assert!(body.contains("Inga mejl till den adressen") && !body.contains("Hej"), "{body}");
        let (_, body) = html(pages::mailbox(demo, to(" A@example.org")).await.unwrap()).await;
        assert!(body.contains("&lt;i>Hej") || body.contains("&lt;i&gt;Hej"), "{body}");
        assert!(body.contains("<a href=\"https://dialog.example.org/x?a=1\">https://dialog.example.org/x?a=1</a>."), "{body}");
    }

    async fn an_operator_seats_the_first_person(w: World) {
        let ctx = Ctx::system(&w.app);
        for _ in 0..2 {
            service::create_admin(&ctx, "Boss@example.org", "Kim Ek", "kansli").await.unwrap();
        }
        let mut conn = ctx.read().await.unwrap();
        let person = store::person_by_email(&mut conn, "boss@example.org").await.unwrap().unwrap();
        let actor = store::actor(&mut conn, person, None, ctx.today()).await.unwrap().unwrap();
        assert_eq!(actor.hats.len(), 1);
        assert!(actor.has_civil_seat(w.organisation("kansli").await));
        let events = fetch!(conn, (String, String), fetch_all, "SELECT kind, actor_role FROM event").unwrap();
        assert_eq!(events, [("seat_started".to_string(), "operator".to_string())]);
        assert!(matches!(service::create_admin(&ctx, "b@example.org", "B", "saknas").await, Err(AppError::NotFound)));
        assert!(matches!(service::create_admin(&ctx, "b", "B", "kansli").await, Err(AppError::BadRequest(_))));
    }

    async fn pages_ask_the_database_little(w: World) {
        let ctx = w.visitor();
        pages::sign_in(ctx.clone(), Query(LinkForm::default())).await.unwrap();
        assert_eq!(ctx.statement_count(), 0);
        // session and actor are two more
        let ctx = w.person("dua").await;
        pages::account(ctx.clone(), session(&w.app)).await.unwrap();
        assert_eq!(ctx.statement_count(), 2);
    }
}

#[test]
fn only_own_paths_are_gone_back_to() {
    for (path, expected) in [
        ("/stad/fragor?x=1", "/stad/fragor?x=1"),
        ("/en/stad", "/stad"),
        ("/en", "/"),
        ("/energi", "/energi"),
        ("//evil.example", "/"),
        ("/en//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("", "/"),
    ] {
        assert_eq!(forms::own_path(path), expected, "{path}");
    }
}
