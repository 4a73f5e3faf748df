//! A password, from the mailed link to the session that it begins.

use crate::common::{Answer, web};
use app::scalar;
use http::StatusCode;

fn session_cookie(answer: &Answer) -> String {
    let cookies: Vec<&str> = answer.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).collect();
    let session = cookies.iter().find(|c| c.starts_with("__Host-session=")).and_then(|c| c.split(';').next());
    session.unwrap_or_else(|| panic!("{cookies:?}")).to_string()
}

app::on_both! {
    async fn a_password_from_link_to_session(w: World) {
        let web = web(w).await;
        assert_eq!(web.post("/logga-in", "email=eva%40example.org&till=/konto").await.status, StatusCode::OK);
        let mut conn = w.visitor().read().await.unwrap();
        let mail = scalar!(conn, String, fetch_one, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id DESC LIMIT 1").unwrap();
        drop(conn);
        let secret: String = mail.split("/logga-in/").nth(1).unwrap().chars().take_while(char::is_ascii_alphanumeric).collect();
        let opened = web.post(&format!("/logga-in/{secret}"), "").await;
        assert_eq!((opened.status, opened.header("location")), (StatusCode::SEE_OTHER, "/konto"));
        let cookie = session_cookie(&opened);
        assert!(web.get_as("/konto", &cookie).await.body.contains("name=\"new_password\""));
        let set = web.post_as("/konto/losenord", "key=k1&act=set&new_password=gurka+vid+bron", &cookie).await;
        assert_eq!((set.status, set.header("location")), (StatusCode::SEE_OTHER, "/konto"), "{}", set.body);

        let wrong = web.post("/en/logga-in/losenord", "username=eva%40example.org&password=gurka+under+bron&till=/stad").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.header("set-cookie").is_empty() && wrong.body.contains("E-mail or password is not right"), "{}", wrong.body);
        assert!(wrong.body.contains("name=\"till\" value=\"/stad\"") && !wrong.body.contains("gurka"), "{}", wrong.body);

        // somebody else was signed in in this browser
        let before = web.session(&w.person("ida").await).await;
        let entered = web.post_as("/logga-in/losenord", "username=Eva%40example.org&password=gurka+vid+bron&till=//evil.example", &before).await;
        assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/stad/skrivbord"), "{}", entered.body);
        let after = session_cookie(&entered);
        assert_ne!(after, before, "against fixation");
        assert!(web.get_as("/konto", &after).await.body.contains("Eva"));
        assert_eq!(web.get_as("/konto", &before).await.status, StatusCode::UNAUTHORIZED, "the session before is gone");
        assert_eq!(web.get_as("/konto", &cookie).await.status, StatusCode::OK, "the other one goes on");
        assert_eq!(web.get("/logga-in/losenord").await.status, StatusCode::NOT_FOUND, "a form's address is no page");
    }

    /// A page about a failure gives back what was typed, but no password, neither to read nor to send again.
    async fn a_failure_gives_no_password_back(w: World) {
        let web = web(w).await;
        let typed = "key=k2&username=anna%40example.org&password=hemlig+gurka+ett&current_password=hemlig+gurka+nu&new_password=hemlig+gurka+sen&till=/stad";
        let lost = web.post("/konto/losenord", typed).await;
        assert_eq!(lost.status, StatusCode::UNAUTHORIZED);
        assert!(lost.body.contains("Det du skrev finns kvar") && lost.body.contains("name=\"username\" value=\"anna@example.org\""), "{}", lost.body);
        assert!(!lost.body.contains("gurka") && !lost.body.contains("password\""), "{}", lost.body);
        let nothing = web.post("/konto/losenord", "key=k3&act=set&new_password=hemlig+gurka+sen").await;
        assert!(!nothing.body.contains("Det du skrev finns kvar") && !nothing.body.contains("gurka"), "{}", nothing.body);
    }
}
