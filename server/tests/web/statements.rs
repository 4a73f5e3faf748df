//! How many SQL statements a page takes, from its first layer to its last: session, person, agreements and what it shows.

use crate::common::web;
use crate::mailed::{TOKEN, mailed, opened};
use crate::things::{appealed, objected, things};
use std::collections::BTreeSet;

/// For somebody who is not signed in.
const SIGNED_OUT: usize = 4;
/// For somebody who is: session and person come first.
const SIGNED_IN: usize = 7;

/// Pages that everybody may read.
const PAGES: &[&str] = &[
    "/",
    "/stad",
    "/stad/overenskommelsen",
    "/stad/principer/1",
    "/stad/ataganden/1",
    "/stad/fragor",
    "/stad/fragor?lage=alla&tema=lokaler&omrade=norr&org=alfa&q=lampan",
    "/stad/forum/rost",
    "/stad/fragor/1-lampan-vid-torget",
    "/stad/fragor/1-lampan-vid-torget?svara=1",
    "/stad/fragor/1-lampan-vid-torget/historik",
    "/stad/fragor/1-lampan-vid-torget/folj",
    "/stad/fragor/1-lampan-vid-torget/inlagg/1/historik",
    "/stad/fragor/1-lampan-vid-torget/anmal",
    "/stad/fragor/1-lampan-vid-torget/anmal?inlagg=1",
    "/stad/fragor/1-lampan-vid-torget/strom",
    "/stad/fragor/1-lampan-vid-torget/bilagor/1",
    "/stad/moten",
    "/stad/moten/kalender.ics",
    "/stad/moten/1-om-lampan/kalender.ics",
    "/stad/moten/2-om-banken/protokoll.txt",
    "/stad/moten/2-om-banken/rattelser/1",
    "/stad/moten/2-om-banken/bilagor/1",
    "/stad/moten/2-om-banken/enkat",
    "/stad/moten/1-om-lampan",
    "/stad/moten/2-om-banken",
    "/stad/moten/1-om-lampan/punkter",
    "/stad/atgarder",
    "/stad/atgarder?lage=alla&ansvarig=park&mote=2",
    "/stad/atgarder.csv",
    "/stad/atgarder/1",
    "/stad/moten/1-om-lampan/punkt/1",
    "/stad/onskemal",
    "/stad/onskemal/1",
    "/stad/planering",
    "/stad/planering?ordning=stod&forum=rost&tema=lokaler&omrade=norr&q=lampan",
    "/stad/kalender",
    "/stad/kalender/2026",
    "/stad/moten/3-om-lamporna",
    "/stad/moten/4-om-allt",
    "/stad/moten/4-om-allt/punkter",
    "/stad/moten/4-om-allt/underlag",
    "/stad/samtal",
    "/stad/samsyn",
    "/stad/samsyn?visa=antagna&forum=rost",
    "/stad/samsyn/1",
    "/stad/loften",
    "/stad/loften?lage=pagar&parti=Kommunstyrelsen&agare=park&ar=2026&princip=1&atagande=1",
    "/stad/loften.csv",
    "/stad/loften.atom",
    "/stad/loften/1",
    "/stad/enkater",
    "/stad/sa-gick-det",
    "/stad/sa-gick-det?ar=alla&slag=fragor",
    "/stad/sa-gick-det.csv",
    "/stad/dagbok",
    "/stad/dagbok?organ=kansli&slag=moten&princip=1&omrade=norr&fran=2026-03-01&till=2026-04-01",
    "/stad/dagbok.atom",
    "/stad/moten/1-om-lampan/nu",
    "/stad/moten/1-om-lampan/nu/skarm",
    "/stad/moten/1-om-lampan/nu/fraga",
    "/stad/moten/6-om-torget",
    "/stad/moten/6-om-torget/nu",
    "/stad/moten/6-om-torget/nu?alla=1",
    "/stad/moten/6-om-torget/nu/skarm",
    "/stad/moten/6-om-torget/nu/fraga",
    "/stad/moten/6-om-torget/nu/omrostning/1",
    "/stad/moten/6-om-torget/nu/strom",
    "/stad/moten/6-om-torget/nu/strom?vy=skarm",
    "/stad/organisationer",
    "/stad/organisationer?q=alfa",
    "/stad/organisationer/alfa",
    "/stad/organisationer/park",
    "/stad/organ",
    "/stad/organ/styrgrupp",
    "/stad/logg",
    "/stad/logg?alla=1",
    "/stad/logg.atom",
    "/stad/logg/1",
    "/logga-in",
    "/tillganglighet",
    "/personuppgifter",
];

/// Pages that a mailed secret leads to, whoever opens them.
const MAILED: &[&str] = &[
    "/logga-in/TOKEN",
    "/inbjudan/TOKEN",
    "/plats/TOKEN",
    "/foljer/TOKEN",
    "/foljer/TOKEN/sluta",
    "/stad/moten/1-om-lampan/anmalan/TOKEN",
    "/stad/moten/1-om-lampan/inbjudan/TOKEN",
    "/stad/moten/2-om-banken/anmalan/TOKEN/enkat",
    "/stad/moten/3-om-lamporna/justera/TOKEN",
];

/// Routes that are not asked, and why.
const EXCEPT: &[(&str, &str)] = &[("/demo/brevlada", "only a demo has it, and reads all its mails at once")];

/// Pages of those who are signed in.
const OWN: &[(&str, &str)] = &[
    ("ida", "/konto"),
    ("ida", "/foljer"),
    ("anna", "/stad/fragor/ny"),
    ("anna", "/stad/fragor/1-lampan-vid-torget/andra"),
    ("anna", "/stad/fragor/1-lampan-vid-torget/bilagor"),
    ("anna", "/stad/fragor/1-lampan-vid-torget/inlagg/1/bilagor"),
    ("anna", "/stad/fragor/1-lampan-vid-torget/inlagg/1/andra"),
    ("eva", "/stad/fragor/1-lampan-vid-torget/inlagg/1/bryt-ut"),
    ("eva", "/stad/fragor/1-lampan-vid-torget/inlagg/1/dolj"),
    ("eva", "/stad/fragor/1-lampan-vid-torget/bilagor/1/ta-ner"),
    ("eva", "/stad/anmalningar"),
    ("eva", "/stad/begransningar"),
    ("ida", "/stad/begransningar"),
    ("ida", "/organisationer/ny"),
    ("anna", "/stad/organisationer/alfa/andra"),
    ("anna", "/stad/organisationer/alfa/bjud-in"),
    ("eva", "/stad/skrivbord"),
    ("eva", "/stad/overklaganden"),
    ("anna", "/stad/fragor/3-lampan-som-avslutades/overklaga"),
    ("anna", "/stad/overklaganden/1"),
    ("eva", "/stad/overklaganden/1"),
    ("sia", "/stad/overklaganden"),
    ("sia", "/stad/overklaganden/1"),
    ("eva", "/stad/skrivbord?ko=veckan"),
    ("eva", "/stad/skrivbord?ko=planer"),
    ("eva", "/stad/skrivbord?ko=justering"),
    ("eva", "/stad/skrivbord?ko=atgarder"),
    ("eva", "/stad/skrivbord?ko=insatser&sida=kansliet"),
    ("eva", "/stad/skrivbord?ko=nya&forum=rost&tema=lokaler&omrade=norr&alder=7"),
    ("eva", "/stad/skrivbord/insatser"),
    ("eva", "/stad/skrivbord/vyer"),
    ("eva", "/stad/skrivbord/historik"),
    ("eva", "/stad/skrivbord/historik.csv"),
    ("per", "/stad/skrivbord/historik"),
    ("anna", "/stad/att-gora"),
    ("eva", "/stad/skrivbord?ko=nya"),
    ("eva", "/stad/skrivbord?ko=nya&fraga=1"),
    ("eva", "/stad/skrivbord?ko=nya&fraga=1&akt=refer"),
    ("eva", "/stad/skrivbord?ko=nykomlingar&fraga=1&inlagg=1"),
    ("eva", "/stad/skrivbord?ko=anmalt&fraga=1"),
    ("eva", "/stad/skrivbord?ko=overklagat&overklagande=1"),
    ("eva", "/stad/skrivbord?ko=moten&mote=1"),
    ("eva", "/stad/skrivbord/flera?fraga=1&akt=close"),
    ("eva", "/stad/skrivbord/fraser"),
    ("eva", "/stad/fragor/1-lampan-vid-torget/dolj"),
    ("eva", "/stad/att-gora"),
    ("anna", "/stad/att-gora"),
    ("karin", "/stad/att-gora"),
    ("ida", "/stad/att-gora"),
    ("eva", "/stad/loften/nytt?mote=3"),
    ("eva", "/stad/loften/1/andra"),
    ("eva", "/stad/loften/1?akt=confirm"),
    ("karin", "/stad/loften/1?akt=report"),
    ("pia", "/stad/att-gora"),
    ("eva", "/stad/fragor/1-lampan-vid-torget/beslut"),
    ("eva", "/stad/moten/1-om-lampan/anmalda"),
    ("eva", "/stad/moten/1-om-lampan/protokoll"),
    ("eva", "/stad/moten/3-om-lamporna/protokoll"),
    ("eva", "/stad/moten/1-om-lampan/stall-in"),
    ("eva", "/stad/moten/2-om-banken/rattelser"),
    ("eva", "/stad/moten/2-om-banken/dokumentation"),
    ("eva", "/stad/moten/nytt"),
    ("eva", "/stad/moten/nytt?mall=hearing"),
    ("eva", "/stad/moten/nytt?kopia=1"),
    ("eva", "/stad/moten/1-om-lampan/andra"),
    ("eva", "/stad/moten/mallar"),
    ("eva", "/stad/moten/mallar/hearing?fran=1"),
    ("eva", "/stad/organ/kansli/platser"),
    ("eva", "/stad/organ/kansli/platser/s1"),
    ("eva", "/stad/organ/kansli/narvaro/5"),
    ("eva", "/stad/skrivbord?ko=organ"),
    ("eva", "/stad/moten/1-om-lampan/incheckning"),
    ("eva", "/stad/moten/1-om-lampan/inbjudna"),
    ("eva", "/stad/planering/1-om-lampan"),
    ("eva", "/stad/skrivbord?ko=onskemal"),
    ("anna", "/stad/onskemal/nytt"),
    ("eva", "/stad/onskemal/1/dolj"),
    ("anna", "/stad/sa-gick-det/fragor/1"),
    ("eva", "/stad/samsyn/1/dolj/1"),
    ("eva", "/stad/moten/1-om-lampan/nu/sekreterare"),
    ("eva", "/stad/moten/1-om-lampan/nu/sekreterare/omrostning"),
    ("eva", "/stad/moten/1-om-lampan/nu/sekreterare/historik/1"),
    ("eva", "/stad/moten/6-om-torget/nu/sekreterare"),
    ("eva", "/stad/moten/6-om-torget/nu/sekreterare/dolj/1"),
    ("eva", "/stad/moten/6-om-torget/nu/strom?vy=sekreterare"),
    ("anna", "/stad/samsyn/ny"),
    ("eva", "/stad/samsyn/ny?om=organ-styrgrupp"),
    ("anna", "/stad/samsyn/1?akt=withdraw"),
    ("eva", "/stad/skrivbord?ko=samsyn"),
];

app::on_both! {
    /// Two things are no page's own and come on top, as the tests below tell: the look whether the agreements changed, which the
    /// process takes once in five seconds, and the renewal of a session, once an hour.
    async fn pages_keep_to_their_budget(w: World) {
        things(w).await;
        appealed(w).await;
        objected(&w.person("anna").await, "Tisdagar har vi styrelse.").await;
        let links = mailed(w).await;
        let web = web(w).await;
        let mut asked: Vec<(&str, &str, usize)> = Vec::new();
        for name in ["", "ida", "anna", "eva", "karin", "sia", "pia"] {
            let budget = if name.is_empty() { SIGNED_OUT } else { SIGNED_IN };
            let own = OWN.iter().filter(|(who, _)| *who == name).map(|(_, path)| *path);
            asked.extend(PAGES.iter().chain(MAILED).copied().chain(own).map(|path| (name, path, budget)));
        }
        let (mut wrong, mut most) = (Vec::new(), [0; 2]);
        for (name, path, budget) in asked {
            let cookie = if name.is_empty() { None } else { Some(web.session(&w.person(name).await).await) };
            web.app.catalogue.refresh(&web.app.db).await.unwrap();
            let answer = web.send(crate::common::request("GET", &opened(&links, path), cookie.as_deref(), "")).await;
            assert_eq!(answer.status, 200, "{name} {path}");
            let reads = path.contains(TOKEN) || path.starts_with("/stad/") && path != "/stad/overenskommelsen";
            let least = if name.is_empty() { usize::from(reads) } else { 2 };
            assert!(answer.statements >= least, "{name} {path}: {} counted", answer.statements);
            let most = &mut most[usize::from(!name.is_empty())];
            *most = answer.statements.max(*most);
            if answer.statements > budget {
                wrong.push(format!("{name:?} {path}: {}, not {budget}", answer.statements));
            }
        }
        println!("most: {} signed out, {} signed in", most[0], most[1]);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// Whoever comes first after five seconds looks for all others whether the agreements changed: one statement, if they did not.
    async fn the_agreements_are_looked_at_once_for_all(w: World) {
        let web = web(w).await;
        web.app.catalogue.refresh(&web.app.db).await.unwrap();
        let usual = web.get("/stad/moten").await.statements;
        web.app.catalogue.grow_old();
        assert_eq!(web.get("/stad/moten").await.statements, usual + 1);
        assert_eq!(web.get("/stad/moten").await.statements, usual);
    }

    /// The count is whole: it begins with the session, which no context of ours sees.
    async fn a_session_counts(w: World) {
        let web = web(w).await;
        let count = async |cookie: Option<&str>| {
            web.app.catalogue.refresh(&web.app.db).await.unwrap();
            web.send(crate::common::request("GET", "/tillganglighet", cookie, "")).await.statements
        };
        let cookie = web.session(&w.person("ida").await).await;
        assert_eq!(count(None).await, 0, "a page of prose reads nothing");
        assert_eq!(count(Some("__Host-session=AAAAAAAAAAAAAAAAAAAAAA")).await, 1, "a session that is none");
        let signed_in = count(Some(&cookie)).await;
        assert!((2..=4).contains(&signed_in), "{signed_in}");
        w.days_pass(1);
        assert_eq!(count(Some(&cookie)).await, signed_in + 1, "renewed");
    }
}

/// The route that answers at an address: where several fit, words go before what stands for any.
fn route_of<'a>(routes: &BTreeSet<&'a str>, path: &str) -> Option<&'a str> {
    let path: Vec<&str> = path.split('?').next().unwrap_or_default().split('/').collect();
    let fits = |route: &&&str| route.split('/').count() == path.len() && route.split('/').zip(&path).all(|(r, p)| r.starts_with('{') || r == *p);
    routes.iter().filter(fits).copied().min_by_key(|route| route.split('/').map(|part| part.starts_with('{')).collect::<Vec<_>>())
}

#[test]
fn every_page_is_counted() {
    let table = app::routes::table();
    let routes: BTreeSet<&str> = table.iter().filter(|r| r.method == "GET").map(|r| r.path).collect();
    let asked = PAGES.iter().chain(MAILED).copied().chain(OWN.iter().map(|(_, path)| *path));
    let counted: BTreeSet<&str> = asked.map(|path| route_of(&routes, path).unwrap_or_else(|| panic!("{path} is no page"))).collect();
    let except: BTreeSet<&str> = EXCEPT.iter().map(|(route, why)| if why.is_empty() { panic!("{route}: why?") } else { *route }).collect();
    let missing: Vec<_> = routes.iter().filter(|r| !counted.contains(*r) && !except.contains(*r)).collect();
    assert!(missing.is_empty(), "count the statements of {missing:#?}");
    let gone: Vec<_> = except.iter().filter(|r| !routes.contains(*r) || counted.contains(*r)).collect();
    assert!(gone.is_empty(), "no exceptions any more: {gone:#?}");
}
