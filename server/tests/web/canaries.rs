//! Canary words in what few may read: who reported content, what they wrote, the kansli's notes, hidden text. Every page, feed and
//! server function is asked as every role; nobody finds one who may not.

use crate::access::sample_paths;
use crate::common::{request, web};
use crate::things::things;
use app::context::Ctx;
use app::curation::service_hide::{HideForm, hide_contribution};
use app::issues::service::{ContributionForm, contribute};
use app::moderation::service::{FlagForm, NoteForm, add_note, flag};

/// What a reporter wrote.
const REPORT: &str = "Kanariekvist";
/// What the kansli wrote to itself.
const NOTE: &str = "Kanarienot";
/// What was hidden.
const HIDDEN: &str = "Kanariesång";
/// Name of whoever reported it.
const REPORTER: &str = "Kanariemaja";

fn acting(ctx: &Ctx) -> String {
    ctx.actor.as_ref().and_then(|a| a.acting_as).map(|o| o.to_string()).unwrap_or_default()
}

async fn plant(w: &app::db::testing::World) {
    things(w).await;
    let (eva, bo) = (w.person("eva").await, w.person("bo").await);
    let mut tx = eva.write().await.unwrap();
    app::execute!(tx, "UPDATE person SET name = $1 WHERE name = 'Ida'", REPORTER).unwrap();
    tx.commit().await.unwrap();
    let ida = w.person("ida").await;
    let text = format!("{HIDDEN} om en granne i @gamma.");
    contribute(&bo, "stad", 1, &ContributionForm { key: "c9".into(), r#as: acting(&bo), text, ..ContributionForm::default() }).await.unwrap();
    for contribution in ["0", "1", "2"] {
        let form = FlagForm { inlagg: contribution.into(), reason: "other".into(), note: format!("{REPORT} {contribution}") };
        flag(&ida, "stad", 1, &form).await.unwrap();
    }
    let note = NoteForm { key: "n1".into(), r#as: acting(&eva), note: format!("{NOTE}: vi väntar.") };
    add_note(&eva, "stad", 1, &note).await.unwrap();
    let hide = HideForm { key: "h1".into(), r#as: acting(&eva), reason: "Det nämner en granne.".into(), ..HideForm::default() };
    hide_contribution(&eva, "stad", 1, 2, &hide).await.unwrap();
}

app::on_both! {
    async fn nobody_finds_what_few_may_read(w: World) {
        plant(w).await;
        let web = web(w).await;
        let more = ["/stad/fragor/1-lampan-vid-torget?efter=0", "/stad/logg?alla=1", "/stad/fragor/1-lampan-vid-torget/inlagg/2/historik",
            "/stad/fragor/1-lampan-vid-torget/inlagg/2/andra", "/stad/fragor/1-lampan-vid-torget/anmal?inlagg=2", "/stad/fragor?q=lampan", "/stad/skrivbord?fraga=1"];
        let paths: Vec<String> = sample_paths("GET").into_iter().chain(more.map(String::from)).filter(|p| !p.ends_with("/strom")).collect();
        assert!(paths.len() > 40);
        let (mut wrong, mut found) = (Vec::new(), Vec::new());
        for name in ["", "ida", "anna", "bo", "cia", "karin", "hugo", "pia", "per", "sia", "olle", "dua", "eva"] {
            let cookie = match name {
                "" => None,
                name => Some(web.session(&w.person(name).await).await),
            };
            for path in &paths {
                let body = web.send(request("GET", path, cookie.as_deref(), "")).await.body;
                for canary in [REPORT, NOTE, HIDDEN, REPORTER] {
                    if !body.contains(canary) {
                        continue;
                    }
                    let may = match canary {
                        REPORT | NOTE => name == "eva",
                        // its author goes on seeing it, and those who judged it
                        HIDDEN => matches!(name, "eva" | "bo"),
                        // one's own name, on one's own pages
                        _ => name == "ida",
                    };
                    if may { found.push((name, canary)) } else { wrong.push(format!("{name:?} finds {canary} at {path}")) }
                }
            }
            for (function, form) in [("/api/issues/hints", "agreement=stad&title=Kanarie+granne+lampan&text=&lang=sv&but=0"), ("/api/issues/preview", "agreement=stad&text=hej+%40alfa"), ("/api/issues/organisations", "agreement=stad&asked=Kanarie")] {
                let body = web.send(request("POST", function, cookie.as_deref(), form)).await.body;
                assert!(!body.contains("Kanariekvist") && !body.contains("Kanariesång"), "{name} {function}");
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        // whom the hidden text mentions is nobody's business either, their own included
        for name in ["", "cia", "bo", "eva"] {
            let cookie = if name.is_empty() { None } else { Some(web.session(&w.person(name).await).await) };
            let body = web.send(request("GET", "/stad/organisationer/gamma", cookie.as_deref(), "")).await.body;
            assert!(!body.contains("inlagg-2"), "{name:?} sees where gamma is mentioned");
        }
        // a crawl that finds nothing anywhere would prove nothing
        for seen in [("eva", REPORT), ("eva", NOTE), ("eva", HIDDEN), ("bo", HIDDEN), ("ida", REPORTER)] {
            assert!(found.contains(&seen), "{seen:?}");
        }
    }
}
