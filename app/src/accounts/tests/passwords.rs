//! Signing in with a password.

use super::*;
use crate::accounts::forms::PasswordSignIn;
use crate::accounts::passwords;
use crate::accounts::service::{FRESH, PasswordForm, SPAN, TRIES, TRIES_PER_CLIENT};
use crate::accounts::types::PasswordChange;
use crate::error::{Fault, Faults};

const GOOD: &str = "gurka vid bron";
const OTHER: &str = "lampa under trappan";
const ANNA: PersonId = PersonId(5);

fn form(key: &str, current: &str, new: &str) -> PasswordForm {
    PasswordForm { key: key.into(), current_password: current.into(), new_password: new.into(), ..PasswordForm::default() }
}

/// Sets a password as somebody whom a mailed link has just signed in.
async fn set(ctx: &Ctx, password: &str) {
    let key = format!("set {password} for {}", ctx.actor.as_ref().unwrap().person_id);
    service::change_password(ctx, &form(&key, "", password), Some(ctx.now()), "").await.unwrap();
}

async fn sign_in(w: &World, username: &str, password: &str) -> Result<SignedIn, AppError> {
    service::sign_in_by_password(&w.visitor(), username, &password.into(), "/").await
}

fn faults<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<(&'static str, Fault)> {
    match result {
        Err(AppError::Invalid(Faults(faults))) => faults,
        other => panic!("{other:?}"),
    }
}

fn sign_in_again<T: std::fmt::Debug>(result: Result<T, AppError>) {
    assert!(matches!(result, Err(AppError::Refused(Refusal::SignInAgain))), "{result:?}");
}

/// What a visitor is answered who signs in with a password, without the address that was typed, and how many statements it took.
async fn answered(w: &World, username: &str, password: &str) -> (StatusCode, String, usize) {
    let ctx = w.visitor();
    let typed = PasswordSignIn { username: username.into(), password: password.into(), till: "/stad".into() };
    let response = forms::sign_in_by_password(ctx.clone(), session(&w.app), HeaderMap::new(), Body(typed)).await.unwrap();
    let (status, body) = html(response).await;
    assert!(!body.contains(password), "{body}");
    (status, body.replace(username, "X"), ctx.statement_count())
}

async fn hash_of(w: &World, person: PersonId) -> Option<String> {
    store::password_hash(&mut w.visitor().read().await.unwrap(), person).await.unwrap()
}

on_both! {
    async fn a_password_is_set_after_a_link_and_signs_in(w: World) {
        let anna = w.person("anna").await;
        let long_ago = anna.now() - FRESH;
        for opened_at in [None, Some(long_ago)] {
            sign_in_again(service::change_password(&anna, &form("k1", "", GOOD), opened_at, "").await);
        }
        let now = Some(anna.now());
        assert!(matches!(service::change_password(&anna, &form("", "", GOOD), now, "").await, Err(AppError::BadRequest(_))));
        for _ in 0..2 {
            assert_eq!(service::change_password(&anna, &form("k1", "", GOOD), now, "").await.unwrap(), PasswordChange::Added, "twice is once");
        }
        let told = mails(&anna).await;
        assert_eq!(told.iter().map(|m| (m.to.as_str(), m.subject.as_str())).collect::<Vec<_>>(), [("anna@example.org", "Du har f\u{e5}tt ett l\u{f6}senord")]);
        assert!(told[0].text.contains("https://dialog.example.org/logga-in?till=/konto") && !told[0].text.contains(GOOD), "{}", told[0].text);
        let hash = hash_of(w, ANNA).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && !hash.contains("gurka"), "{hash}");
        let profile = service::account(&anna).await.unwrap().profile;
        assert_eq!((profile.password_set_at, profile.version), (now, 1));
        let alfa = w.organisation("alfa").await;
        let it = service::sign_in_by_password(&w.visitor(), " Anna@Example.org", &GOOD.into(), "/stad/fragor").await.unwrap();
        assert_eq!(it, SignedIn { person: ANNA, acting_as: Some(alfa), return_to: "/stad/fragor".into() });
    }

    async fn what_is_chosen_is_checked(w: World) {
        let ctx = w.person("karin").await;
        let tried = async |new: &str| faults(service::change_password(&ctx, &form("k", "", new), Some(ctx.now()), "").await);
        for (new, fault) in [
            ("", Fault::Required),
            ("elva tecken", Fault::TooShort(12)),
            ("123456789012", Fault::PasswordSimple),
            ("L\u{f6}senord2026!", Fault::PasswordCommon),
            ("karin@example", Fault::PasswordOwn),
        ] {
            assert_eq!(tried(new).await, [("new_password", fault)], "{new}");
        }
        assert_eq!(hash_of(w, ctx.actor.as_ref().unwrap().person_id).await, None);
    }

    async fn nothing_is_told_about_an_address(w: World) {
        set(&w.person("anna").await, GOOD).await;
        let wrong = answered(w, "anna@example.org", OTHER).await;
        assert_eq!(wrong.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.1.contains("E-post eller l\u{f6}senord st\u{e4}mmer inte"), "{}", wrong.1);
        // bo has none, nobody has the second, the third can be none
        for other in ["bo@example.org", "okand@example.org", "ingen adress"] {
            assert_eq!(answered(w, other, OTHER).await, wrong, "{other}");
        }
        assert_eq!(faults(sign_in(w, "", "").await), [("username", Fault::Required), ("password", Fault::Required)]);
    }

    async fn too_many_tries_lock_and_nobody_sees_it(w: World) {
        let anna = w.person("anna").await;
        set(&anna, GOOD).await;
        let known = mails(&anna).await.len();
        let wrong = answered(w, "anna@example.org", OTHER).await;
        for n in 1..TRIES {
            assert_eq!(answered(w, "Anna@example.org", OTHER).await, wrong, "{n}");
            assert_eq!(answered(w, "okand@example.org", OTHER).await, wrong, "{n}");
        }
        assert_eq!(answered(w, "okand@example.org", OTHER).await, wrong);
        // locked from here on: the right one and a wrong one, somebody and nobody
        let locked = answered(w, "anna@example.org", GOOD).await;
        assert_eq!((locked.0, &locked.1), (wrong.0, &wrong.1), "the very same answer");
        assert_eq!(answered(w, "okand@example.org", GOOD).await, locked);
        assert_eq!(answered(w, "anna@example.org", GOOD).await, wrong);
        let mut conn = anna.read().await.unwrap();
        let asked = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'tell_locked_out' ORDER BY id").unwrap();
        drop(conn);
        let asked: Vec<Job> = asked.iter().map(|p| serde_json::from_str(p).unwrap()).collect();
        assert_eq!(asked, [Job::TellLockedOut { person: Some(ANNA) }, Job::TellLockedOut { person: None }], "once for each");
        for person in [Some(ANNA), None, Some(PersonId(6))] {
            service::tell_locked_out(&Ctx::system(&w.app), person).await.unwrap();
        }
        let told = mails(&anna).await.split_off(known);
        assert_eq!(told.iter().map(|m| (m.to.as_str(), m.subject.as_str())).collect::<Vec<_>>(), [("anna@example.org", "M\u{e5}nga har f\u{f6}rs\u{f6}kt logga in som du")]);
        // the link is no part of it
        service::request_link(&w.visitor(), "anna@example.org", "/").await.unwrap();
        signed_in(service::open_link(&w.visitor(), &mailed_secret(&anna).await, None).await.unwrap());
        w.app.clock.advance(SPAN);
        assert_eq!(sign_in(w, "anna@example.org", GOOD).await.unwrap().person, ANNA);
    }

    async fn right_ones_are_not_counted(w: World) {
        set(&w.person("anna").await, GOOD).await;
        for n in 0..TRIES + 2 {
            assert!(sign_in(w, "anna@example.org", GOOD).await.is_ok(), "{n}");
        }
        let ctx = w.visitor();
        for _ in 0..TRIES_PER_CLIENT {
            w.app.limits.count(&ctx, "password from", &ctx.client_key(), TRIES_PER_CLIENT, SPAN).unwrap();
        }
        assert!(matches!(sign_in(w, "anna@example.org", GOOD).await, Err(AppError::TooOften(_))), "a client that was wrong too often");
        let elsewhere = Ctx { client: Some("2001:db8::1".parse().unwrap()), ..w.visitor() };
        service::sign_in_by_password(&elsewhere, "anna@example.org", &GOOD.into(), "/").await.unwrap();
    }

    async fn a_change_ends_other_sessions_and_is_told(w: World) {
        let anna = w.person("anna").await;
        let (here, phone) = (begun(&w.app, ANNA, "").await, begun(&w.app, ANNA, "").await);
        set(&anna, GOOD).await;
        assert!(sessions::held(&again(&w.app, &phone)).await.unwrap().is_some(), "there was none to be known by others");
        let tried = async |key: &str, current: &str| service::change_password(&anna, &form(key, current, OTHER), None, &sessions::current(&here)).await;
        assert_eq!(faults(tried("k1", "").await), [("current_password", Fault::Required)]);
        assert_eq!(faults(tried("k2", OTHER).await), [("current_password", Fault::PasswordWrong)]);
        let response = forms::change_password(anna.clone(), again(&w.app, &here), Body(form("k3", GOOD, OTHER))).await.unwrap();
        assert_eq!((response.status(), response.headers()[header::LOCATION].to_str().unwrap()), (StatusCode::SEE_OTHER, "/konto"));
        assert_eq!(tried("k3", GOOD).await.unwrap(), PasswordChange::Changed, "sent twice, it acts once");
        assert!(sessions::held(&again(&w.app, &here)).await.unwrap().is_some());
        assert_eq!(sessions::held(&again(&w.app, &phone)).await.unwrap(), None);
        let told = mails(&anna).await;
        assert_eq!((told.len(), told[1].subject.as_str()), (2, "Ditt l\u{f6}senord \u{e4}ndrades"));
        assert_eq!(faults(sign_in(w, "anna@example.org", GOOD).await), [("password", Fault::SignIn)]);
        assert!(sign_in(w, "anna@example.org", OTHER).await.is_ok());
        for n in 0..TRIES {
            // one was counted above
            let result = tried(&format!("g{n}"), GOOD).await;
            assert_eq!(matches!(result, Err(AppError::TooOften(_))), n == TRIES - 1, "{n}: {result:?}");
        }
    }

    async fn it_can_be_taken_away(w: World) {
        let anna = w.person("anna").await;
        let away = |key: &str, current: &str| PasswordForm { act: "remove".into(), ..form(key, current, "") };
        assert_eq!(service::change_password(&anna, &away("k0", ""), None, "").await.unwrap(), PasswordChange::Removed, "there is none");
        set(&anna, GOOD).await;
        assert_eq!(faults(service::change_password(&anna, &away("k1", OTHER), None, "").await), [("current_password", Fault::PasswordWrong)]);
        assert_eq!(service::change_password(&anna, &away("k2", GOOD), None, "").await.unwrap(), PasswordChange::Removed);
        assert_eq!((hash_of(w, ANNA).await, service::account(&anna).await.unwrap().profile.password_set_at), (None, None));
        assert_eq!(mails(&anna).await.pop().unwrap().subject, "Ditt l\u{f6}senord togs bort");
        assert_eq!(faults(sign_in(w, "anna@example.org", GOOD).await), [("password", Fault::SignIn)]);
    }

    async fn an_older_hash_is_renewed(w: World) {
        // of "hej", with less memory and fewer passes than today's
        const OLD: &str = "$argon2id$v=19$m=8192,t=1,p=1$YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoyMzQ1Njc$uoM7C9ncReki4UuN7ofIJbYpA8Fv6AbFiN77oqdVm2A";
        let ctx = w.visitor();
        let mut tx = ctx.write().await.unwrap();
        store::set_password(&mut tx, ANNA, Some(OLD), ctx.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(sign_in(w, "anna@example.org", "hej hej").await.is_err());
        assert_eq!(hash_of(w, ANNA).await.as_deref(), Some(OLD));
        assert!(sign_in(w, "anna@example.org", "hej").await.is_ok());
        let renewed = hash_of(w, ANNA).await.unwrap();
        assert!(passwords::is_current(&renewed), "{renewed}");
        assert!(sign_in(w, "anna@example.org", "hej").await.is_ok());
        assert_eq!(hash_of(w, ANNA).await, Some(renewed), "once");
    }

    async fn the_form_signs_in_with_a_new_session_and_the_kansli_at_its_desk(w: World) {
        set(&w.person("eva").await, GOOD).await;
        let before = begun(&w.app, PersonId(11), "").await;
        let old = before.id();
        let typed = PasswordSignIn { username: "eva@example.org".into(), password: GOOD.into(), till: "/".into() };
        let response = forms::sign_in_by_password(w.visitor(), before.clone(), HeaderMap::new(), Body(typed)).await.unwrap();
        before.save().await.unwrap();
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert_eq!(response.headers()[header::LOCATION], "/stad/skrivbord");
        assert_ne!(before.id(), old, "against fixation");
        let begun = again(&w.app, &before);
        assert_eq!(sessions::held(&begun).await.unwrap(), Some(Held { person: PersonId(1), acting_as: Some(w.organisation("kansli").await) }));
        assert_eq!(sessions::link_opened_at(&begun).await.unwrap(), None, "no link proved anything");
        let gone = Session::new(old, Arc::new(sessions::Store(w.app.clone())), None);
        assert_eq!(sessions::held(&gone).await.unwrap(), None, "the session before is gone");
    }

    async fn the_account_page_asks_for_a_link_first(w: World) {
        let anna = w.person("anna").await;
        let here = begun(&w.app, ANNA, "").await;
        let (_, body) = html(pages::account(anna.clone(), again(&w.app, &here)).await.unwrap()).await;
        assert!(!body.contains("name=\"new_password\"") && body.contains("href=\"/logga-in?till=/konto\""), "{body}");
        let (status, body) = html(forms::change_password(anna.clone(), again(&w.app, &here), Body(form("k1", "", GOOD))).await.unwrap()).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(body.contains("Logga in med en ny l\u{e4}nk f\u{f6}rst") && !body.contains(GOOD), "{body}");

        service::request_link(&w.visitor(), "anna@example.org", "/konto").await.unwrap();
        let secret = mailed_secret(&anna).await;
        forms::open_link(w.visitor(), here.clone(), HeaderMap::new(), Path(secret), Body(OpenForm::default())).await.unwrap();
        here.save().await.unwrap();
        assert_eq!(sessions::link_opened_at(&again(&w.app, &here)).await.unwrap(), Some(anna.now()));
        let (_, body) = html(pages::account(anna.clone(), again(&w.app, &here)).await.unwrap()).await;
        assert!(body.contains("name=\"new_password\"") && !body.contains("name=\"current_password\""), "{body}");
        let (status, body) = html(forms::change_password(anna.clone(), again(&w.app, &here), Body(form("k2", "", "l\u{f6}senord2026"))).await.unwrap()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(body.contains("l\u{f6}senord som m\u{e5}nga har") && !body.contains("2026\""), "{body}");
        let response = forms::change_password(anna.clone(), again(&w.app, &here), Body(form("k3", "", GOOD))).await.unwrap();
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        w.app.clock.advance(FRESH);
        let (_, body) = html(pages::account(anna.clone(), again(&w.app, &here)).await.unwrap()).await;
        assert!(body.contains("name=\"current_password\""), "{body}");
    }
}

#[test]
fn a_form_never_shows_what_was_typed() {
    let typed = PasswordSignIn { username: "anna@example.org".into(), password: GOOD.into(), till: "/".into() };
    let shown = format!("{typed:?} {:?}", form("k", GOOD, OTHER));
    assert!(shown.contains("anna@example.org") && !shown.contains("gurka") && !shown.contains("lampa"), "{shown}");
}
