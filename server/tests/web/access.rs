//! Who gets what: every route and every server function, asked by nobody, by a stranger and for the wrong organisation.
//!
//! A route of `app::routes::table()` or a server function without its line here fails the test, and so does a line without a route.

use crate::common::{Web, web};
use crate::things::{HIDDEN, HIDDEN_TITLE, things};
use app::context::Ctx;
use app::routes::Access;
use std::collections::BTreeSet;

/// Method, route, sample address, form, and the status for: nobody signed in · ida, who has no role · bo, who acts for an
/// organisation that the thing does not belong to (`AS` is put in the form as the organisation acted for).
type Case = (&'static str, &'static str, &'static str, &'static str, [u16; 3]);

#[rustfmt::skip]
const CASES: &[Case] = &[
    // accounts
    ("GET",  "/logga-in", "/logga-in", "", [200, 200, 200]),
    ("POST", "/logga-in", "/logga-in", "key=k&as=AS", [422, 422, 422]),
    ("POST", "/logga-in/losenord", "/logga-in/losenord", "key=k&as=AS", [422, 422, 422]),
    ("GET",  "/logga-in/{token}", "/logga-in/abcdefghijklmnopqrstuvwxyz234567", "", [410, 410, 410]),
    ("POST", "/logga-in/{token}", "/logga-in/abcdefghijklmnopqrstuvwxyz234567", "key=k&as=AS", [410, 410, 410]),
    ("POST", "/logga-ut", "/logga-ut", "key=k&as=AS", [303, 303, 303]),
    ("GET",  "/konto", "/konto", "", [401, 200, 200]),
    ("POST", "/konto", "/konto", "key=k&as=AS", [401, 422, 422]),
    ("POST", "/konto/losenord", "/konto/losenord", "key=k&as=AS", [401, 409, 409]),
    ("POST", "/konto/enheter", "/konto/enheter", "key=k&as=AS", [401, 404, 404]),
    ("POST", "/konto/enheter/alla", "/konto/enheter/alla", "key=k&as=AS", [401, 303, 303]),
    ("POST", "/demo/logga-in", "/demo/logga-in", "key=k&as=AS", [404, 404, 404]),
    ("GET",  "/demo/brevlada", "/demo/brevlada", "", [404, 404, 404]),
    ("GET",  "/tillganglighet", "/tillganglighet", "", [200, 200, 200]),
    ("GET",  "/personuppgifter", "/personuppgifter", "", [200, 200, 200]),
    ("POST", "/agera-som", "/agera-som", "key=k&as=AS", [401, 303, 303]),
    ("POST", "/tema", "/tema", "key=k&as=AS", [400, 400, 400]),
    ("GET",  "/{agreement}/organisationer", "/stad/organisationer", "", [200, 200, 200]),
    ("GET",  "/{agreement}/organisationer/{slug}", "/stad/organisationer/alfa", "", [200, 200, 200]),
    ("GET",  "/{agreement}/organisationer/{slug}/andra", "/stad/organisationer/alfa/andra", "", [401, 403, 403]),
    ("POST", "/{agreement}/organisationer/{slug}/andra", "/stad/organisationer/alfa/andra", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/{agreement}/organisationer/{slug}/bjud-in", "/stad/organisationer/alfa/bjud-in", "", [401, 403, 403]),
    ("POST", "/{agreement}/organisationer/{slug}/bjud-in", "/stad/organisationer/alfa/bjud-in", "key=k&as=AS", [401, 403, 403]),
    ("POST", "/{agreement}/organisationer/{slug}/undertecknare", "/stad/organisationer/alfa/undertecknare", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/organisationer/ny", "/organisationer/ny", "", [401, 200, 200]),
    ("POST", "/organisationer/ny", "/organisationer/ny", "key=k&as=AS", [401, 422, 422]),
    ("GET",  "/inbjudan/{token}", "/inbjudan/abcdefghijklmnopqrstuvwxyz234567", "", [410, 410, 410]),
    ("POST", "/inbjudan/{token}", "/inbjudan/abcdefghijklmnopqrstuvwxyz234567", "key=k&as=AS", [410, 410, 410]),
    ("GET",  "/", "/", "", [200, 200, 200]),
    ("GET",  "/{agreement}", "/stad", "", [200, 200, 200]),
    ("GET",  "/{agreement}/overenskommelsen", "/stad/overenskommelsen", "", [200, 200, 200]),
    ("GET",  "/{agreement}/principer/{number}", "/stad/principer/1", "", [200, 200, 200]),
    ("GET",  "/{agreement}/ataganden/{number}", "/stad/ataganden/1", "", [200, 200, 200]),
    ("GET",  "/{agreement}/organ", "/stad/organ", "", [200, 200, 200]),
    ("GET",  "/{agreement}/organ/{slug}", "/stad/organ/styrgrupp", "", [200, 200, 200]),
    ("GET",  "/{agreement}/organ/{slug}/platser", "/stad/organ/styrgrupp/platser", "", [401, 403, 403]),
    ("POST", "/{agreement}/organ/{slug}/platser", "/stad/organ/styrgrupp/platser", "key=k&as=AS&email=ny%40example.net&side=civil_society", [401, 403, 403]),
    ("POST", "/{agreement}/organ/{slug}/platser/aterta", "/stad/organ/styrgrupp/platser/aterta", "key=k&as=AS&id=1", [401, 403, 403]),
    ("GET",  "/{agreement}/organ/{slug}/platser/{seat}", "/stad/organ/styrgrupp/platser/s3", "", [401, 403, 403]),
    ("POST", "/{agreement}/organ/{slug}/platser/{seat}", "/stad/organ/styrgrupp/platser/s3", "key=k&as=AS&version=1&act=end", [401, 403, 403]),
    ("POST", "/{agreement}/organ/{slug}/kompetenser", "/stad/organ/styrgrupp/kompetenser", "key=k&as=AS&competence=Avtal", [401, 403, 403]),
    ("POST", "/{agreement}/organ/{slug}/genomgang", "/stad/organ/styrgrupp/genomgang", "key=k&as=AS&reason=Klart.", [401, 403, 403]),
    ("POST", "/{agreement}/organ/{slug}/namn", "/stad/organ/styrgrupp/namn", "key=k&as=AS&shows=1", [401, 404, 404]),
    ("GET",  "/{agreement}/organ/{slug}/narvaro/{meeting}", "/stad/organ/styrgrupp/narvaro/1", "", [401, 403, 403]),
    ("POST", "/{agreement}/organ/{slug}/narvaro/{meeting}", "/stad/organ/styrgrupp/narvaro/1", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/plats/{token}", "/plats/abcdefghijklmnopqrstuvwxyz234567", "", [410, 410, 410]),
    ("POST", "/plats/{token}", "/plats/abcdefghijklmnopqrstuvwxyz234567", "answer=accept", [410, 410, 410]),
    ("GET",  "/{agreement}/fragor", "/stad/fragor", "", [200, 200, 200]),
    ("GET",  "/{agreement}/forum/{slug}", "/stad/forum/rost", "", [200, 200, 200]),
    ("GET",  "/{agreement}/fragor/ny", "/stad/fragor/ny", "", [401, 403, 200]),
    ("POST", "/{agreement}/fragor/ny", "/stad/fragor/ny", "key=k&as=AS", [401, 403, 422]),
    ("GET",  "/{agreement}/fragor/{issue}", "/stad/fragor/1-lampan-vid-torget", "", [200, 200, 200]),
    ("POST", "/{agreement}/fragor/{issue}", "/stad/fragor/1-lampan-vid-torget", "key=k&as=AS", [401, 422, 422]),
    ("GET",  "/{agreement}/fragor/{issue}/andra", "/stad/fragor/1-lampan-vid-torget/andra", "", [401, 403, 403]),
    ("POST", "/{agreement}/fragor/{issue}/andra", "/stad/fragor/1-lampan-vid-torget/andra", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/{agreement}/fragor/{issue}/historik", "/stad/fragor/1-lampan-vid-torget/historik", "", [200, 200, 200]),
    ("POST", "/{agreement}/fragor/{issue}/bakom", "/stad/fragor/1-lampan-vid-torget/bakom", "key=k&as=AS", [401, 403, 303]),
    ("GET",  "/{agreement}/fragor/{issue}/strom", "/stad/fragor/1-lampan-vid-torget/strom", "", [200, 200, 200]),
    ("GET",  "/{agreement}/fragor/{issue}/inlagg/{contribution}/andra", "/stad/fragor/1-lampan-vid-torget/inlagg/1/andra", "", [401, 403, 403]),
    ("POST", "/{agreement}/fragor/{issue}/inlagg/{contribution}/andra", "/stad/fragor/1-lampan-vid-torget/inlagg/1/andra", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/{agreement}/fragor/{issue}/inlagg/{contribution}/historik", "/stad/fragor/1-lampan-vid-torget/inlagg/1/historik", "", [200, 200, 200]),
    ("GET",  "/{agreement}/skrivbord", "/stad/skrivbord", "", [401, 403, 403]),
    ("GET",  "/{agreement}/skrivbord/flera", "/stad/skrivbord/flera?fraga=1&akt=close", "", [401, 403, 403]),
    ("POST", "/{agreement}/skrivbord/flera", "/stad/skrivbord/flera", "key=k&as=AS&fraga=1.1&akt=close&reason=Klart.", [401, 403, 403]),
    ("GET",  "/{agreement}/skrivbord/insatser", "/stad/skrivbord/insatser", "", [401, 403, 403]),
    ("POST", "/{agreement}/skrivbord/insatser", "/stad/skrivbord/insatser", "key=k&as=AS&title=Frukost&whom=Chefer&due=2026-03-20", [401, 403, 403]),
    ("GET",  "/{agreement}/skrivbord/vyer", "/stad/skrivbord/vyer", "", [401, 403, 403]),
    ("POST", "/{agreement}/skrivbord/vyer", "/stad/skrivbord/vyer", "key=k&as=AS&name=Gamla&ko=nya&alder=14", [401, 403, 403]),
    ("GET",  "/{agreement}/skrivbord/historik", "/stad/skrivbord/historik", "", [401, 403, 403]),
    ("GET",  "/{agreement}/skrivbord/historik.csv", "/stad/skrivbord/historik.csv", "", [401, 403, 403]),
    ("GET",  "/{agreement}/skrivbord/fraser", "/stad/skrivbord/fraser", "", [401, 403, 403]),
    ("POST", "/{agreement}/skrivbord/fraser", "/stad/skrivbord/fraser", "key=k&as=AS&title=Klart&text=Klart.", [401, 403, 403]),
    ("GET",  "/{agreement}/att-gora", "/stad/att-gora", "", [401, 200, 200]),
    ("POST", "/{agreement}/att-gora/lank", "/stad/att-gora/lank", "key=k&as=AS&act=offer&id=1", [401, 404, 404]),
    ("GET",  "/{agreement}/logg", "/stad/logg", "", [200, 200, 200]),
    ("GET",  "/{agreement}/logg.atom", "/stad/logg.atom", "", [200, 200, 200]),
    ("GET",  "/{agreement}/logg/{position}", "/stad/logg/1", "", [200, 200, 200]),
    ("GET",  "/{agreement}/fragor/{issue}/beslut", "/stad/fragor/1-lampan-vid-torget/beslut", "", [401, 403, 403]),
    ("POST", "/{agreement}/fragor/{issue}/beslut", "/stad/fragor/1-lampan-vid-torget/beslut", "key=k&as=AS&act=close&reason=Klart.", [401, 403, 403]),
    ("POST", "/{agreement}/fragor/{issue}/angra", "/stad/fragor/1-lampan-vid-torget/angra", "key=k&as=AS", [401, 409, 409]),
    ("GET",  "/{agreement}/fragor/{issue}/dolj", "/stad/fragor/1-lampan-vid-torget/dolj", "", [401, 403, 403]),
    ("POST", "/{agreement}/fragor/{issue}/dolj", "/stad/fragor/1-lampan-vid-torget/dolj", "key=k&as=AS&reason=Klart.", [401, 403, 403]),
    ("GET",  "/{agreement}/fragor/{issue}/inlagg/{contribution}/bryt-ut", "/stad/fragor/1-lampan-vid-torget/inlagg/1/bryt-ut", "", [401, 403, 403]),
    ("POST", "/{agreement}/fragor/{issue}/inlagg/{contribution}/bryt-ut", "/stad/fragor/1-lampan-vid-torget/inlagg/1/bryt-ut", "key=k&as=AS&title=Lampan+vid+torget&reason=Klart.", [401, 403, 403]),
    ("GET",  "/{agreement}/fragor/{issue}/inlagg/{contribution}/dolj", "/stad/fragor/1-lampan-vid-torget/inlagg/1/dolj", "", [401, 403, 403]),
    ("POST", "/{agreement}/fragor/{issue}/inlagg/{contribution}/dolj", "/stad/fragor/1-lampan-vid-torget/inlagg/1/dolj", "key=k&as=AS&reason=Klart.", [401, 403, 403]),
    ("POST", "/{agreement}/fragor/{issue}/inlagg/{contribution}/publicera", "/stad/fragor/1-lampan-vid-torget/inlagg/1/publicera", "key=k&as=AS&reason=Klart.", [401, 403, 403]),
    ("GET",  "/{agreement}/fragor/{issue}/anmal", "/stad/fragor/1-lampan-vid-torget/anmal?inlagg=1", "", [200, 200, 200]),
    ("POST", "/{agreement}/fragor/{issue}/anmal", "/stad/fragor/1-lampan-vid-torget/anmal", "key=k&as=AS", [422, 422, 422]),
    ("GET",  "/{agreement}/anmalningar", "/stad/anmalningar", "", [401, 403, 403]),
    ("GET",  "/{agreement}/begransningar", "/stad/begransningar", "", [401, 200, 200]),
    ("POST", "/{agreement}/begransningar", "/stad/begransningar", "key=k&as=AS&fraga=1&whom=person&restriction=slowed&until_on=2026-03-20&reason=Ett+klart+hot.", [401, 403, 403]),
    ("POST", "/{agreement}/begransningar/{id}", "/stad/begransningar/1", "key=k&as=AS&reason=Klart.", [401, 403, 403]),
    ("POST", "/{agreement}/anmalningar", "/stad/anmalningar", "key=k&as=AS&fraga=1&inlagg=1&outcome=kept&reason=Klart.", [401, 403, 403]),
    ("POST", "/{agreement}/fragor/{issue}/anteckningar", "/stad/fragor/1-lampan-vid-torget/anteckningar", "key=k&as=AS&note=Klart.", [401, 403, 403]),
    ("GET",  "/{agreement}/fragor/{issue}/folj", "/stad/fragor/1-lampan-vid-torget/folj", "", [200, 200, 200]),
    ("POST", "/{agreement}/fragor/{issue}/folj", "/stad/fragor/1-lampan-vid-torget/folj", "key=k&as=AS", [422, 303, 303]),
    ("GET",  "/foljer", "/foljer", "", [401, 200, 200]),
    ("POST", "/foljer", "/foljer", "i=stad&fraga=1", [401, 303, 303]),
    ("GET",  "/foljer/{token}", "/foljer/abcdefghijklmnopqrstuvwxyz234567", "", [410, 410, 410]),
    ("POST", "/foljer/{token}", "/foljer/abcdefghijklmnopqrstuvwxyz234567", "show=all", [410, 410, 410]),
    ("GET",  "/foljer/{token}/sluta", "/foljer/abcdefghijklmnopqrstuvwxyz234567/sluta", "", [410, 410, 410]),
    ("POST", "/foljer/{token}/sluta", "/foljer/abcdefghijklmnopqrstuvwxyz234567/sluta", "List-Unsubscribe=One-Click", [200, 200, 200]),
    ("GET",  "/{agreement}/fragor/{issue}/overklaga", "/stad/fragor/1-lampan-vid-torget/overklaga", "", [401, 403, 403]),
    ("POST", "/{agreement}/fragor/{issue}/overklaga", "/stad/fragor/1-lampan-vid-torget/overklaga", "key=k&as=AS&text=Lampan+lyser+inte.+Titta+igen.", [401, 403, 403]),
    ("GET",  "/{agreement}/overklaganden", "/stad/overklaganden", "", [401, 403, 403]),
    ("GET",  "/{agreement}/overklaganden/{number}", "/stad/overklaganden/1", "", [401, 404, 404]),
    ("POST", "/{agreement}/overklaganden/{number}", "/stad/overklaganden/1", "key=k&as=AS&outcome=stands&reason=Klart.", [401, 403, 403]),
    ("POST", "/{agreement}/overklaganden/{number}/aterta", "/stad/overklaganden/1/aterta", "key=k&as=AS", [401, 404, 404]),
    ("GET",  "/{agreement}/fragor/{issue}/bilagor", "/stad/fragor/1-lampan-vid-torget/bilagor", "", [401, 403, 403]),
    ("POST", "/{agreement}/fragor/{issue}/bilagor", "/stad/fragor/1-lampan-vid-torget/bilagor", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/{agreement}/fragor/{issue}/bilagor/{attachment}", "/stad/fragor/1-lampan-vid-torget/bilagor/1", "", [404, 404, 404]),
    ("POST", "/{agreement}/fragor/{issue}/bilagor/{attachment}/ta-bort", "/stad/fragor/1-lampan-vid-torget/bilagor/1/ta-bort", "key=k&as=AS", [401, 404, 404]),
    ("GET",  "/{agreement}/fragor/{issue}/bilagor/{attachment}/ta-ner", "/stad/fragor/1-lampan-vid-torget/bilagor/1/ta-ner", "", [401, 403, 403]),
    ("POST", "/{agreement}/fragor/{issue}/bilagor/{attachment}/ta-ner", "/stad/fragor/1-lampan-vid-torget/bilagor/1/ta-ner", "key=k&as=AS&reason=Klart.", [401, 403, 403]),
    ("GET",  "/{agreement}/fragor/{issue}/inlagg/{contribution}/bilagor", "/stad/fragor/1-lampan-vid-torget/inlagg/1/bilagor", "", [401, 403, 403]),
    ("POST", "/{agreement}/fragor/{issue}/inlagg/{contribution}/bilagor", "/stad/fragor/1-lampan-vid-torget/inlagg/1/bilagor", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/{agreement}/onskemal", "/stad/onskemal", "", [200, 200, 200]),
    ("GET",  "/{agreement}/onskemal/nytt", "/stad/onskemal/nytt", "", [401, 403, 200]),
    ("POST", "/{agreement}/onskemal/nytt", "/stad/onskemal/nytt", "key=k&as=AS", [401, 403, 422]),
    ("GET",  "/{agreement}/onskemal/{number}", "/stad/onskemal/1", "", [200, 200, 200]),
    ("POST", "/{agreement}/onskemal/{number}/svar", "/stad/onskemal/1/svar", "key=k&as=AS&act=decline&reason=Klart.", [401, 403, 403]),
    ("POST", "/{agreement}/onskemal/{number}/vi-ocksa", "/stad/onskemal/1/vi-ocksa", "as=AS&on=1", [401, 403, 303]),
    ("GET",  "/{agreement}/onskemal/{number}/dolj", "/stad/onskemal/1/dolj", "", [401, 403, 403]),
    ("POST", "/{agreement}/onskemal/{number}/dolj", "/stad/onskemal/1/dolj", "key=k&as=AS&reason=Klart.", [401, 403, 403]),
    ("POST", "/{agreement}/onskemal/{number}/aterta", "/stad/onskemal/1/aterta", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/{agreement}/planering", "/stad/planering", "", [200, 200, 200]),
    ("GET",  "/{agreement}/planering/{meeting}", "/stad/planering/1-om-lampan", "", [401, 403, 403]),
    ("POST", "/{agreement}/planering/{meeting}", "/stad/planering/1-om-lampan", "key=k&as=AS&fraga-0=1&choice-0=no&reason-0=Klart.", [401, 403, 403]),
    ("GET",  "/{agreement}/kalender", "/stad/kalender", "", [200, 200, 200]),
    ("GET",  "/{agreement}/kalender/{year}", "/stad/kalender/2026", "", [200, 200, 200]),
    ("GET",  "/{agreement}/moten", "/stad/moten", "", [200, 200, 200]),
    ("GET",  "/{agreement}/moten/kalender.ics", "/stad/moten/kalender.ics", "", [200, 200, 200]),
    ("GET",  "/{agreement}/moten/nytt", "/stad/moten/nytt", "", [401, 403, 403]),
    ("POST", "/{agreement}/moten/nytt", "/stad/moten/nytt", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}", "/stad/moten/1-om-lampan", "", [200, 200, 200]),
    ("GET",  "/{agreement}/moten/{meeting}/kalender.ics", "/stad/moten/1-om-lampan/kalender.ics", "", [200, 200, 200]),
    ("GET",  "/{agreement}/moten/{meeting}/andra", "/stad/moten/1-om-lampan/andra", "", [401, 403, 403]),
    ("POST", "/{agreement}/moten/{meeting}/andra", "/stad/moten/1-om-lampan/andra", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/mallar", "/stad/moten/mallar", "", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/mallar/{kind}", "/stad/moten/mallar/hearing", "", [401, 403, 403]),
    ("POST", "/{agreement}/moten/mallar/{kind}", "/stad/moten/mallar/hearing", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/punkter", "/stad/moten/1-om-lampan/punkter", "", [200, 200, 200]),
    ("GET",  "/{agreement}/moten/{meeting}/punkt/{item}", "/stad/moten/1-om-lampan/punkt/1", "", [200, 200, 200]),
    ("POST", "/{agreement}/moten/{meeting}/lage", "/stad/moten/1-om-lampan/lage", "key=k&as=AS&act=open", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/stall-in", "/stad/moten/1-om-lampan/stall-in", "", [401, 403, 403]),
    ("POST", "/{agreement}/moten/{meeting}/stall-in", "/stad/moten/1-om-lampan/stall-in", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/protokoll", "/stad/moten/1-om-lampan/protokoll", "", [401, 403, 403]),
    ("POST", "/{agreement}/moten/{meeting}/protokoll", "/stad/moten/1-om-lampan/protokoll", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/protokoll.txt", "/stad/moten/2-om-banken/protokoll.txt", "", [200, 200, 200]),
    ("POST", "/{agreement}/moten/{meeting}/justering", "/stad/moten/1-om-lampan/justering", "key=k&as=AS&act=publish&round=1", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/justera/{token}", "/stad/moten/1-om-lampan/justera/abcdefghijklmnopqrstuvwxyz234567", "", [410, 410, 410]),
    ("POST", "/{agreement}/moten/{meeting}/justera/{token}", "/stad/moten/1-om-lampan/justera/abcdefghijklmnopqrstuvwxyz234567", "answer=approved", [410, 410, 410]),
    ("GET",  "/{agreement}/moten/{meeting}/rattelser", "/stad/moten/2-om-banken/rattelser", "", [401, 403, 403]),
    ("POST", "/{agreement}/moten/{meeting}/rattelser", "/stad/moten/2-om-banken/rattelser", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/rattelser/{number}", "/stad/moten/2-om-banken/rattelser/1", "", [200, 200, 200]),
    ("GET",  "/{agreement}/moten/{meeting}/dokumentation", "/stad/moten/2-om-banken/dokumentation", "", [401, 403, 403]),
    ("POST", "/{agreement}/moten/{meeting}/dokumentation", "/stad/moten/2-om-banken/dokumentation", "key=k&as=AS", [401, 403, 403]),
    ("POST", "/{agreement}/moten/{meeting}/bilagor", "/stad/moten/2-om-banken/bilagor", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/bilagor/{attachment}", "/stad/moten/2-om-banken/bilagor/1", "", [200, 200, 200]),
    ("POST", "/{agreement}/moten/{meeting}/bilagor/{attachment}/ta-bort", "/stad/moten/2-om-banken/bilagor/1/ta-bort", "key=k&as=AS", [401, 403, 403]),
    ("GET",  "/{agreement}/atgarder", "/stad/atgarder", "", [200, 200, 200]),
    ("GET",  "/{agreement}/atgarder.csv", "/stad/atgarder.csv", "", [200, 200, 200]),
    ("GET",  "/{agreement}/atgarder/{number}", "/stad/atgarder/1", "", [200, 200, 200]),
    ("POST", "/{agreement}/atgarder/{number}", "/stad/atgarder/1", "key=k&as=AS&act=progress&note=Halvvägs.", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/anmalda", "/stad/moten/1-om-lampan/anmalda", "", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/incheckning", "/stad/moten/1-om-lampan/incheckning", "", [401, 403, 403]),
    ("POST", "/{agreement}/moten/{meeting}/incheckning", "/stad/moten/1-om-lampan/incheckning", "as=AS&id=1&on=1", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/inbjudna", "/stad/moten/1-om-lampan/inbjudna", "", [401, 403, 403]),
    ("POST", "/{agreement}/moten/{meeting}/inbjudna", "/stad/moten/1-om-lampan/inbjudna", "key=k&as=AS", [401, 403, 403]),
    ("POST", "/{agreement}/moten/{meeting}/inbjudna/{guest}", "/stad/moten/1-om-lampan/inbjudna/1", "as=AS&act=again", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/inbjudan/{token}", "/stad/moten/1-om-lampan/inbjudan/abcdefghijklmnopqrstuvwxyz234567", "", [410, 410, 410]),
    ("POST", "/{agreement}/moten/{meeting}/inbjudan/{token}", "/stad/moten/1-om-lampan/inbjudan/abcdefghijklmnopqrstuvwxyz234567", "key=k&as=AS", [410, 410, 410]),
    ("POST", "/{agreement}/moten/{meeting}/atgarder/{action}", "/stad/moten/2-om-banken/atgarder/1", "key=k&as=AS&note=Klart.", [401, 403, 403]),
    ("GET",  "/{agreement}/samtal", "/stad/samtal", "", [200, 200, 200]),
    ("POST", "/{agreement}/samtal/{meeting}", "/stad/samtal/3", "key=k&as=AS&occasion=budget", [401, 403, 403]),
    ("GET",  "/{agreement}/samsyn", "/stad/samsyn", "", [200, 200, 200]),
    ("GET",  "/{agreement}/samsyn/ny", "/stad/samsyn/ny", "", [401, 403, 403]),
    ("POST", "/{agreement}/samsyn/ny", "/stad/samsyn/ny", "key=k&as=AS&om=forum-rost", [401, 403, 403]),
    ("POST", "/{agreement}/samsyn/modellen", "/stad/samsyn/modellen", "key=k&as=AS&reason=Klart.", [401, 403, 403]),
    ("GET",  "/{agreement}/samsyn/{number}", "/stad/samsyn/1", "", [200, 200, 200]),
    ("POST", "/{agreement}/samsyn/{number}", "/stad/samsyn/1", "key=k&as=AS&version=1&act=withdraw&reason=Klart.", [401, 403, 403]),
    ("GET",  "/{agreement}/samsyn/{number}/dolj/{answer}", "/stad/samsyn/1/dolj/1", "", [401, 403, 403]),
    ("POST", "/{agreement}/samsyn/{number}/dolj/{answer}", "/stad/samsyn/1/dolj/1", "key=k&as=AS&reason=Klart.", [401, 403, 403]),
    ("POST", "/{agreement}/samsyn/{number}/svar", "/stad/samsyn/1/svar", "key=k&as=AS&version=1&revision=0&answer=consent", [401, 403, 403]),
    ("GET",  "/{agreement}/loften", "/stad/loften", "", [200, 200, 200]),
    ("GET",  "/{agreement}/loften.csv", "/stad/loften.csv", "", [200, 200, 200]),
    ("GET",  "/{agreement}/loften.atom", "/stad/loften.atom", "", [200, 200, 200]),
    ("GET",  "/{agreement}/loften/nytt", "/stad/loften/nytt?mote=3", "", [401, 403, 403]),
    ("POST", "/{agreement}/loften/nytt", "/stad/loften/nytt", "key=k&as=AS&mote=3&words=Vi+lagar+lampan.", [401, 403, 403]),
    ("GET",  "/{agreement}/loften/{number}", "/stad/loften/1", "", [200, 200, 200]),
    ("POST", "/{agreement}/loften/{number}", "/stad/loften/1", "key=k&as=AS&act=report&text=Snart.", [401, 403, 403]),
    ("GET",  "/{agreement}/loften/{number}/andra", "/stad/loften/1/andra", "", [401, 403, 403]),
    ("POST", "/{agreement}/loften/{number}/andra", "/stad/loften/1/andra", "key=k&as=AS&words=Vi+lagar+lampan.&reason=Klart.", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/underlag", "/stad/moten/3-om-lamporna/underlag", "", [200, 200, 200]),
    ("POST", "/{agreement}/moten/{meeting}/anmalan", "/stad/moten/1-om-lampan/anmalan", "key=k&as=AS", [422, 422, 422]),
    ("GET",  "/{agreement}/moten/{meeting}/nu", "/stad/moten/1-om-lampan/nu", "", [200, 200, 200]),
    ("POST", "/{agreement}/moten/{meeting}/nu", "/stad/moten/1-om-lampan/nu", "gor=rosta-1", [403, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/nu/strom", "/stad/moten/1-om-lampan/nu/strom", "", [409, 409, 409]),
    ("GET",  "/{agreement}/moten/{meeting}/nu/skarm", "/stad/moten/1-om-lampan/nu/skarm", "", [200, 200, 200]),
    ("GET",  "/{agreement}/moten/{meeting}/nu/fraga", "/stad/moten/1-om-lampan/nu/fraga", "", [200, 200, 200]),
    ("POST", "/{agreement}/moten/{meeting}/nu/fraga", "/stad/moten/1-om-lampan/nu/fraga", "key=k&text=Vad+kostar+lampan%3F", [403, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/nu/omrostning/{number}", "/stad/moten/1-om-lampan/nu/omrostning/1", "", [404, 404, 404]),
    ("POST", "/{agreement}/moten/{meeting}/nu/omrostning/{number}", "/stad/moten/1-om-lampan/nu/omrostning/1", "val=1", [404, 404, 404]),
    ("GET",  "/{agreement}/moten/{meeting}/nu/sekreterare", "/stad/moten/1-om-lampan/nu/sekreterare", "", [401, 403, 403]),
    ("POST", "/{agreement}/moten/{meeting}/nu/sekreterare", "/stad/moten/1-om-lampan/nu/sekreterare", "as=AS&gor=starta", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/nu/sekreterare/omrostning", "/stad/moten/1-om-lampan/nu/sekreterare/omrostning", "", [401, 403, 403]),
    ("POST", "/{agreement}/moten/{meeting}/nu/sekreterare/omrostning", "/stad/moten/1-om-lampan/nu/sekreterare/omrostning", "key=k&as=AS&poll=Lyser+den%3F&options=Ja%0ANej&how=one", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/nu/sekreterare/dolj/{number}", "/stad/moten/1-om-lampan/nu/sekreterare/dolj/1", "", [401, 403, 403]),
    ("POST", "/{agreement}/moten/{meeting}/nu/sekreterare/dolj/{number}", "/stad/moten/1-om-lampan/nu/sekreterare/dolj/1", "key=k&as=AS&reason=Klart.", [401, 403, 403]),
    ("GET",  "/{agreement}/moten/{meeting}/nu/sekreterare/historik/{item}", "/stad/moten/1-om-lampan/nu/sekreterare/historik/1", "", [401, 403, 403]),
    ("POST", "/{agreement}/moten/{meeting}/anmalan/{token}/nu", "/stad/moten/1-om-lampan/anmalan/abcdefghijklmnopqrstuvwxyz234567/nu", "", [410, 410, 410]),
    ("GET",  "/{agreement}/moten/{meeting}/anmalan/{token}", "/stad/moten/1-om-lampan/anmalan/abcdefghijklmnopqrstuvwxyz234567", "", [410, 410, 410]),
    ("POST", "/{agreement}/moten/{meeting}/anmalan/{token}", "/stad/moten/1-om-lampan/anmalan/abcdefghijklmnopqrstuvwxyz234567", "key=k&as=AS", [410, 410, 410]),
    ("POST", "/{agreement}/moten/{meeting}/anmalan/{token}/andra", "/stad/moten/1-om-lampan/anmalan/abcdefghijklmnopqrstuvwxyz234567/andra", "key=k&as=AS", [410, 410, 410]),
    ("GET",  "/{agreement}/moten/{meeting}/anmalan/{token}/enkat", "/stad/moten/1-om-lampan/anmalan/abcdefghijklmnopqrstuvwxyz234567/enkat", "", [410, 410, 410]),
    ("POST", "/{agreement}/moten/{meeting}/anmalan/{token}/enkat", "/stad/moten/1-om-lampan/anmalan/abcdefghijklmnopqrstuvwxyz234567/enkat", "met=4&learned=4", [410, 410, 410]),
    ("GET",  "/{agreement}/moten/{meeting}/enkat", "/stad/moten/2-om-banken/enkat", "", [404, 404, 404]),
    ("POST", "/{agreement}/moten/{meeting}/enkat", "/stad/moten/2-om-banken/enkat", "key=k&as=AS&id=x&act=show&reason=Klart.", [401, 403, 403]),
    ("GET",  "/{agreement}/enkater", "/stad/enkater", "", [200, 200, 200]),
    ("GET",  "/{agreement}/sa-gick-det", "/stad/sa-gick-det", "", [200, 200, 200]),
    ("GET",  "/{agreement}/sa-gick-det.csv", "/stad/sa-gick-det.csv", "", [200, 200, 200]),
    ("GET",  "/{agreement}/sa-gick-det/{what}/{number}", "/stad/sa-gick-det/fragor/1", "", [401, 404, 404]),
    ("POST", "/{agreement}/sa-gick-det/{what}/{number}", "/stad/sa-gick-det/fragor/1", "key=k&as=AS&score=4", [401, 404, 404]),
    ("GET",  "/{agreement}/dagbok", "/stad/dagbok", "", [200, 200, 200]),
    ("GET",  "/{agreement}/dagbok.atom", "/stad/dagbok.atom", "", [200, 200, 200]),
    ("POST", "/{agreement}/moten/{meeting}/anmalan/{token}/avboka", "/stad/moten/1-om-lampan/anmalan/abcdefghijklmnopqrstuvwxyz234567/avboka", "key=k&as=AS", [410, 410, 410]),
];

/// An address for each route of a method.
pub fn sample_paths(method: &str) -> Vec<String> {
    CASES.iter().filter(|(m, ..)| *m == method).map(|(_, _, path, ..)| path.to_string()).collect()
}

/// Server functions: endpoint, form, statuses as above. Those that fail answer 500 (leptos).
#[rustfmt::skip]
const FUNCTIONS: &[(&str, &str, [u16; 3])] = &[
    ("/api/issues/preview", "agreement=stad&text=hej", [500, 200, 200]),
    ("/api/issues/organisations", "agreement=stad&asked=alf", [500, 200, 200]),
    ("/api/issues/hints", "agreement=stad&title=Lampan+vid+torget&text=&lang=sv&but=0", [500, 200, 200]),
    ("/api/issues/backing", "agreement=stad&number=1&acting=AS&on=true", [500, 500, 200]),
    ("/api/floor/save", "agreement=stad&number=1&item=1&base=0&said=Klart.&acting=AS", [500, 500, 500]),
];

/// Asks as each of the three, with a session of its own for each question: some forms end sessions.
async fn ask(web: &Web, who: &[Option<&Ctx>; 3], method: &str, path: &str, form: &str) -> [u16; 3] {
    let mut statuses = [0; 3];
    for (status, ctx) in statuses.iter_mut().zip(who) {
        let acting = ctx.and_then(|c| c.actor.as_ref()).and_then(|a| a.acting_as).map(|o| o.to_string()).unwrap_or_default();
        let cookie = match ctx {
            Some(ctx) => Some(web.session(ctx).await),
            None => None,
        };
        *status = web.send(crate::common::request(method, path, cookie.as_deref(), &form.replace("AS", &acting))).await.status.as_u16();
    }
    statuses
}

app::on_both! {
    async fn every_route_is_asked(w: World) {
        things(w).await;
        let web = web(w).await;
        let (ida, bo) = (w.person("ida").await, w.person("bo").await);
        let who = [None, Some(&ida), Some(&bo)];
        let mut wrong = Vec::new();
        for (method, route, path, form, expected) in CASES {
            let got = ask(&web, &who, method, path, form).await;
            if got != *expected {
                wrong.push(format!("{method} {route} as {path}: {got:?}, not {expected:?}"));
            }
        }
        for (endpoint, form, expected) in FUNCTIONS {
            let got = ask(&web, &who, "POST", endpoint, form).await;
            if got != *expected {
                wrong.push(format!("{endpoint}: {got:?}, not {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// Everything that lies below an issue: method and what follows its address.
const BELOW_AN_ISSUE: &[(&str, &str, &str)] = &[
    ("GET", "", ""),
    ("GET", "/historik", ""),
    ("GET", "/strom", ""),
    ("GET", "/beslut", ""),
    ("GET", "/andra", ""),
    ("GET", "/inlagg/1/andra", ""),
    ("GET", "/inlagg/1/historik", ""),
    ("GET", "/bilagor", ""),
    ("GET", "/bilagor/1", ""),
    ("GET", "/inlagg/1/bilagor", ""),
    ("POST", "/bilagor", ""),
    ("POST", "/bilagor/1/ta-bort", ""),
    ("POST", "", "text=Hur gick det?"),
    ("POST", "", "text=Hur gick det?&preview=1"),
    ("POST", "/andra", "version=1&title=En ny lampa&preview=1"),
    ("POST", "/andra", "version=1&title=En ny lampa&what=Lampan har varit trasig sedan i höstas.&why=Det är mörkt.&whom=Alla&ask=Laga lampan.&forum=rost"),
    ("POST", "/bakom", "on=1"),
    ("POST", "/beslut", "act=accept&reason=Klart.&next_on=2026-03-20"),
    ("POST", "/beslut", "act=accept&reason=Klart.&preview=1"),
    ("POST", "/inlagg/1/andra", "version=1&text=Nej."),
    ("POST", "/inlagg/1/andra", "version=1&text=Nej.&preview=1"),
    ("POST", "/inlagg/1/publicera", "reason=Klart."),
    ("GET", "/folj", ""),
    ("POST", "/folj", "on=1"),
    ("POST", "/folj", "email=eli@example.net"),
    ("GET", "/overklaga", ""),
    ("GET", "/overklaga?inlagg=1", ""),
    ("POST", "/overklaga", "text=Lampan lyser inte. Titta igen."),
];

app::on_both! {
    /// What waits for the kansli is there for nobody else: each address answers as if there were nothing, the short one too.
    async fn an_unpublished_issue_is_not_there(w: World) {
        things(w).await;
        let web = web(w).await;
        let mut wrong = Vec::new();
        for name in ["", "ida", "bo", "karin", "pia", "per", "sia"] {
            let ctx = if name.is_empty() { None } else { Some(w.person(name).await) };
            let acting = ctx.as_ref().and_then(|c| c.actor.as_ref()).and_then(|a| a.acting_as).map(|o| o.to_string()).unwrap_or_default();
            let cookie = match &ctx {
                Some(ctx) => Some(web.session(ctx).await),
                None => None,
            };
            for (method, below, form) in BELOW_AN_ISSUE {
                let form = format!("key=k&as={acting}&{form}");
                // one that is there but hidden, its short address, and one that never was
                for address in [HIDDEN, "/stad/fragor/2", "/stad/fragor/999-finns-inte"] {
                    let status = web.send(crate::common::request(method, &format!("{address}{below}"), cookie.as_deref(), &form)).await.status.as_u16();
                    // somebody not signed in is asked to do so first, whatever the address
                    let asked = name.is_empty() && status == 401 && (*method == "POST" || below.ends_with("/andra") || below.ends_with("/bilagor") || *below == "/beslut" || below.starts_with("/overklaga"));
                    if status != 404 && !asked {
                        wrong.push(format!("{name:?} {method} {address}{below} {form}: {status}"));
                    }
                }
            }
            for page in ["/stad", "/stad/fragor?lage=alla", "/stad/fragor?lage=alla&q=lampan", "/stad/forum/rost", "/stad/logg?alla=1", "/stad/organisationer/gamma", "/stad/organisationer/alfa"] {
                let answer = web.send(crate::common::request("GET", page, cookie.as_deref(), "")).await;
                if answer.status != 200 || answer.body.contains(HIDDEN_TITLE) {
                    wrong.push(format!("{name:?} reads of it on {page}, {}", answer.status));
                }
            }
        }
        for name in ["cia", "eva"] {
            let cookie = web.session(&w.person(name).await).await;
            assert_eq!(web.get_as(HIDDEN, &cookie).await.status, 200, "{name}");
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// What the table of routes says about who is let in is what each of the three meets.
#[test]
fn declared_access_is_what_they_meet() {
    let mut wrong = Vec::new();
    for route in app::routes::table() {
        let Some((.., [nobody, stranger, other])) = CASES.iter().find(|(method, path, ..)| route.method == *method && route.path == *path) else { continue };
        let refused = |status: &u16| matches!(status, 403 | 404);
        let agrees = match route.access {
            Access::Public => [nobody, stranger, other].iter().all(|s| !matches!(s, 401 | 403)),
            // what mail programs ask to be ended is ended, whether or not it ever was
            Access::Secret if route.method == "POST" && route.path == "/foljer/{token}/sluta" => [nobody, stranger, other] == [&200; 3],
            Access::Secret => [nobody, stranger, other] == [&410; 3],
            Access::SignedIn => *nobody == 401 && !matches!(stranger, 401 | 403) && !matches!(other, 401 | 403),
            Access::Participant => [nobody, stranger, other].iter().all(|s| refused(s)),
            Access::Party => *nobody == 401 && refused(stranger),
            Access::Curator | Access::Steering => *nobody == 401 && refused(stranger) && refused(other),
            Access::Demo => [nobody, stranger, other] == [&404; 3],
        };
        if !agrees {
            wrong.push(format!("{} {} is {:?}, but {nobody}, {stranger}, {other}", route.method, route.path, route.access));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_route_has_its_line() {
    let routes: BTreeSet<String> = app::routes::table().iter().map(|r| format!("{} {}", r.method, r.path)).collect();
    let lines: BTreeSet<String> = CASES.iter().map(|(method, route, ..)| format!("{method} {route}")).collect();
    assert_eq!(lines.len(), CASES.len(), "a route has two lines");
    let missing: Vec<_> = routes.difference(&lines).collect();
    assert!(missing.is_empty(), "add a line to CASES for {missing:#?}");
    let gone: Vec<_> = lines.difference(&routes).collect();
    assert!(gone.is_empty(), "these routes are gone: {gone:#?}");
}

#[test]
fn every_server_function_has_its_line() {
    let functions: BTreeSet<&str> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    let lines: BTreeSet<&str> = FUNCTIONS.iter().map(|(endpoint, ..)| *endpoint).collect();
    assert_eq!(functions, lines, "each server function has a line in FUNCTIONS");
}

#[test]
fn sample_addresses_fit_their_routes() {
    for (_, route, path, ..) in CASES {
        let (route, path): (Vec<_>, Vec<_>) = (route.split('/').collect(), path.split('?').next().unwrap_or_default().split('/').collect());
        let fits = route.len() == path.len() && route.iter().zip(&path).all(|(r, p)| r.starts_with('{') || r == p);
        assert!(fits, "{path:?} is no {route:?}");
    }
}
