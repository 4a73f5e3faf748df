//! A page speaks one language, and what it leads to and what its scripts fetch speak the same.

use crate::access::sample_paths;
use crate::common::{request, web};
use crate::things::things;
use app::appeals::service::{AppealForm, appeal};
use app::context::Ctx;
use app::curation::service::{ActForm, act};
use app::curation::service_hide::{HideForm, hide_contribution};
use app::issues::service::{ContributionForm, contribute};

/// How a link to somebody who is mentioned begins.
const MENTION: &str = "class=\"mention\" href=\"";
const ISSUE: &str = "/stad/fragor/1-lampan-vid-torget";

fn acting(ctx: &Ctx) -> String {
    ctx.actor.as_ref().and_then(|a| a.acting_as).map(|o| o.to_string()).unwrap_or_default()
}

async fn write(ctx: &Ctx, key: &str, text: &str) -> i64 {
    let form = ContributionForm { key: key.into(), r#as: acting(ctx), text: text.into(), lang: "sv".into(), ..ContributionForm::default() };
    contribute(ctx, "stad", 1, &form).await.unwrap().number
}

/// Mentions wherever a text can hold one: besides that of the issue itself, in contribution 2, in 3, which is hidden and appealed, in 4,
/// which waits, and in an answer.
async fn plant(w: &app::db::testing::World) {
    things(w).await;
    let (eva, bo, karin, ida) = (w.person("eva").await, w.person("bo").await, w.person("karin").await, w.person("ida").await);
    assert_eq!(write(&bo, "c2", "Det vet @alfa.").await, 2);
    assert_eq!(write(&bo, "c3", "Det vet @gamma.").await, 3);
    assert_eq!(write(&ida, "c4", "Det vet @beta.").await, 4);
    let refer = ActForm {
        key: "b1".into(),
        r#as: acting(&eva),
        act: "refer".into(),
        reason: "Kontoret har lamporna.".into(),
        to: "park".into(),
        next_on: "2026-03-25".into(),
        ..ActForm::default()
    };
    act(&eva, "stad", 1, &refer).await.unwrap();
    let answer = ActForm {
        key: "b2".into(),
        r#as: acting(&karin),
        act: "answer".into(),
        reason: "Vi byter lampan.".into(),
        text: "Vi byter lampan vid torget tillsammans med @hall i maj.".into(),
        next_on: "2026-04-25".into(),
        ..ActForm::default()
    };
    act(&karin, "stad", 1, &answer).await.unwrap();
    let hide = HideForm { key: "h1".into(), r#as: acting(&eva), reason: "Det nämner en granne.".into(), ..HideForm::default() };
    hide_contribution(&eva, "stad", 1, 3, &hide).await.unwrap();
    let text = "Ingen granne nämns i det.".to_string();
    appeal(&bo, "stad", 1, &AppealForm { key: "o1".into(), r#as: acting(&bo), inlagg: "3".into(), text, ..AppealForm::default() }).await.unwrap();
}

app::on_both! {
    /// Stored HTML has no language in its addresses: each page that shows it puts its own there.
    async fn mentions_lead_to_pages_in_the_readers_language(w: World) {
        plant(w).await;
        let web = web(w).await;
        let more = [
            "/stad/skrivbord?fraga=1",
            "/stad/skrivbord?ko=nya&fraga=1",
            "/stad/skrivbord?ko=nykomlingar&fraga=1",
            "/stad/skrivbord?ko=nykomlingar&fraga=1&inlagg=2",
            "/stad/skrivbord?ko=publicering&fraga=1&inlagg=4",
            "/stad/begransningar?fraga=1&inlagg=0",
            "/stad/begransningar?fraga=1&inlagg=2",
            "/stad/fragor/1-lampan-vid-torget/inlagg/2/historik",
        ];
        let paths: Vec<String> = sample_paths("GET").into_iter().chain(more.map(String::from)).filter(|p| !p.ends_with("/strom")).collect();
        let (mut wrong, mut found) = (Vec::new(), Vec::new());
        for name in ["", "bo", "sia", "eva"] {
            let cookie = if name.is_empty() { None } else { Some(web.session(&w.person(name).await).await) };
            for path in &paths {
                for (prefix, other) in [("/en", false), ("", true)] {
                    let body = web.send(request("GET", &format!("{prefix}{path}"), cookie.as_deref(), "")).await.body;
                    for link in body.split(MENTION).skip(1) {
                        found.push((name, path.clone()));
                        if link.starts_with("/en/") == other {
                            wrong.push(format!("{name:?} at {prefix}{path}: {}", link.split('"').next().unwrap_or_default()));
                        }
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        // a crawl that finds nothing anywhere would prove nothing
        for (name, path) in [("", ISSUE), ("bo", ISSUE), ("sia", "/stad/overklaganden/1")].into_iter().chain(more[..7].iter().map(|path| ("eva", *path))) {
            assert!(found.contains(&(name, path.to_string())), "{name:?} finds no mention at {path}");
        }
    }

    /// Their address has no language, so the page tells them its own. Browsers may leave out from where they ask.
    async fn server_functions_speak_the_language_of_their_page(w: World) {
        things(w).await;
        let web = web(w).await;
        let cookie = web.session(&w.person("anna").await).await;
        let long = "Vi+vill+att+lampan+vid+torget+lyser+hela+natten.+".repeat(12);
        let cases = [
            ("/api/issues/organisations", "agreement=stad&asked=beta".to_string(), "1 träff.", "1 match."),
            ("/api/issues/preview", "agreement=stad&text=Hej+%40beta".to_string(), "href=\\\"/stad/organisationer/beta", "href=\\\"/en/stad/organisationer/beta"),
            ("/api/issues/hints", format!("agreement=stad&title=&text={long}&lang=sv&but=0"), "Läsbarhet: ", "Readability: "),
        ];
        for (function, form, swedish, english) in cases {
            for (l, says, not) in [("&l=sv", swedish, english), ("&l=en", english, swedish), ("", swedish, english)] {
                for referer in ["", "/en/stad/fragor/ny", "/stad/fragor/ny"] {
                    let mut asked = request("POST", function, Some(&cookie), &format!("{form}{l}"));
                    if !referer.is_empty() {
                        let from = format!("{}{referer}", crate::common::ORIGIN);
                        asked.headers_mut().insert(http::header::REFERER, http::HeaderValue::from_str(&from).unwrap());
                    }
                    let answer = web.send(asked).await;
                    assert_eq!(answer.status, 200, "{function} {l} {referer}: {}", answer.body);
                    assert!(answer.body.contains(says) && !answer.body.contains(not), "{function} {l} {referer}: {}", answer.body);
                }
            }
        }
        assert_ne!(web.post_as("/api/issues/organisations", "agreement=stad&asked=beta&l=de", &cookie).await.status, 200);
    }
}
