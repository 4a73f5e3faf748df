//! The only list of pages and forms. It feeds the router and the test that asks each route as nobody, as a stranger and as
//! the wrong organisation.

use crate::accounts::{forms as account_forms, pages as account_pages};
use crate::activity::{feed as diary_feed, pages as diary_pages};
use crate::agreements::pages as agreement_pages;
use crate::appeals::{forms as appeal_forms, pages as appeal_pages};
use crate::attachments::{forms as attachment_forms, pages as attachment_pages};
use crate::bodies::{forms as body_forms, pages as body_pages};
use crate::consensus::{forms as consensus_forms, pages as consensus_pages};
use crate::context::App;
use crate::curation::{forms as curation_forms, pages as curation_pages};
use crate::desk::{forms as desk_forms, pages as desk_pages};
use crate::floor::{forms as floor_forms, live as floor_live, pages as floor_pages};
use crate::following::{forms as following_forms, pages as following_pages};
use crate::initiatives::{forms as initiative_forms, pages as initiative_pages};
use crate::issues::list::pages as list_pages;
use crate::issues::{forms as issue_forms, live as issue_live, pages as issue_pages};
use crate::meetings::{forms as meeting_forms, forms_people as meeting_people, pages as meeting_pages};
use crate::moderation::{forms as moderation_forms, pages as moderation_pages};
use crate::organisations::{forms as organisation_forms, pages as organisation_pages};
use crate::phrases::{forms as phrase_forms, pages as phrase_pages};
use crate::planning::{forms as planning_forms, pages as planning_pages};
use crate::promises::{feeds as promise_feeds, forms as promise_forms, pages as promise_pages};
use crate::restrictions::{forms as restriction_forms, pages as restriction_pages};
use crate::surveys::{forms as survey_forms, pages as survey_pages};
use axum::Router;
use axum::routing::{MethodRouter, get, post};
use http::Method;

/// Who gets an answer other than "sign in first" or "not allowed". What exactly is decided in the services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Whoever holds a mailed secret.
    Secret,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever is signed up for the meeting, with an account or by their own link.
    Participant,
    /// Whoever speaks for an organisation or body that the thing concerns.
    Party,
    /// Whoever has a moderating seat in the curating body.
    Curator,
    /// Whoever has a civil-society seat in the body that hears appeals.
    Steering,
    /// Demo mode only.
    Demo,
}

/// A route.
#[derive(Debug, Clone)]
pub struct Route {
    /// Method.
    pub method: Method,
    /// Path in axum's notation, without the language prefix.
    pub path: &'static str,
    /// Who.
    pub access: Access,
    handler: MethodRouter<App>,
}

macro_rules! routes {
    ($($method:ident $path:literal $access:ident => $handler:path;)+) => {
        vec![$(Route { method: Method::$method, path: $path, access: Access::$access, handler: routes!(@with $method $handler) }),+]
    };
    (@with GET $handler:path) => { get($handler) };
    (@with POST $handler:path) => { post($handler) };
}

/// All routes.
#[rustfmt::skip]
pub fn table() -> Vec<Route> {
    let mut all = Vec::new();
    all.extend(accounts());
    all.extend(organisations());
    all.extend(agreements());
    all.extend(bodies());
    all.extend(meetings());
    all.extend(planning());
    all.extend(floor());
    all.extend(issues());
    all.extend(curation());
    all.extend(moderation());
    all.extend(following());
    all.extend(appeals());
    all.extend(attachments());
    all.extend(desk());
    all.extend(lists());
    all.extend(promises());
    all.extend(after());
    all.extend(consensus());
    all
}

#[rustfmt::skip]
fn accounts() -> Vec<Route> {
    routes! {
        GET  "/logga-in" Public => account_pages::sign_in;
        POST "/logga-in" Public => account_forms::request_link;
        POST "/logga-in/losenord" Public => account_forms::sign_in_by_password;
        GET  "/logga-in/{token}" Secret => account_pages::link;
        POST "/logga-in/{token}" Secret => account_forms::open_link;
        POST "/logga-ut" Public => account_forms::sign_out;
        GET  "/konto" SignedIn => account_pages::account;
        POST "/konto" SignedIn => account_forms::save_profile;
        POST "/konto/losenord" SignedIn => account_forms::change_password;
        POST "/konto/enheter" SignedIn => account_forms::end_session;
        POST "/konto/enheter/alla" SignedIn => account_forms::end_all_sessions;
        POST "/demo/logga-in" Demo => account_forms::enter_as_persona;
        GET  "/demo/brevlada" Demo => account_pages::mailbox;
        GET  "/tillganglighet" Public => account_pages::accessibility;
        GET  "/personuppgifter" Public => account_pages::privacy;
        POST "/agera-som" SignedIn => account_forms::act_as;
        POST "/tema" Public => account_forms::choose_theme;
    }
}

#[rustfmt::skip]
fn organisations() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/organisationer" Public => organisation_pages::register;
        GET  "/{agreement}/organisationer/{slug}" Public => organisation_pages::organisation;
        GET  "/{agreement}/organisationer/{slug}/andra" Party => organisation_pages::edit;
        POST "/{agreement}/organisationer/{slug}/andra" Party => organisation_forms::edit;
        GET  "/{agreement}/organisationer/{slug}/bjud-in" Party => organisation_pages::invite;
        POST "/{agreement}/organisationer/{slug}/bjud-in" Party => organisation_forms::invite;
        POST "/{agreement}/organisationer/{slug}/undertecknare" Curator => organisation_forms::signatory;
        GET  "/organisationer/ny" SignedIn => organisation_pages::new;
        POST "/organisationer/ny" SignedIn => organisation_forms::register;
        GET  "/inbjudan/{token}" Secret => organisation_pages::invitation;
        POST "/inbjudan/{token}" Secret => organisation_forms::join;
    }
}

#[rustfmt::skip]
fn agreements() -> Vec<Route> {
    routes! {
        GET "/" Public => agreement_pages::home;
        GET "/{agreement}" Public => agreement_pages::start;
        GET "/{agreement}/overenskommelsen" Public => agreement_pages::about;
        GET "/{agreement}/principer/{number}" Public => agreement_pages::principle;
        GET "/{agreement}/ataganden/{number}" Public => agreement_pages::commitment;
    }
}

#[rustfmt::skip]
fn bodies() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/organ" Public => body_pages::bodies;
        GET  "/{agreement}/organ/{slug}" Public => body_pages::body;
        GET  "/{agreement}/organ/{slug}/platser" Party => body_pages::manage;
        POST "/{agreement}/organ/{slug}/platser" Party => body_forms::offer;
        POST "/{agreement}/organ/{slug}/platser/aterta" Party => body_forms::withdraw;
        GET  "/{agreement}/organ/{slug}/platser/{seat}" Party => body_pages::seat;
        POST "/{agreement}/organ/{slug}/platser/{seat}" Party => body_forms::change;
        POST "/{agreement}/organ/{slug}/kompetenser" Party => body_forms::competences;
        POST "/{agreement}/organ/{slug}/genomgang" Party => body_forms::review;
        POST "/{agreement}/organ/{slug}/namn" SignedIn => body_forms::show_name;
        GET  "/{agreement}/organ/{slug}/narvaro/{meeting}" Party => body_pages::attendance;
        POST "/{agreement}/organ/{slug}/narvaro/{meeting}" Party => body_forms::note;
        GET  "/plats/{token}" Secret => body_pages::offer;
        POST "/plats/{token}" Secret => body_forms::answer;
    }
}

#[rustfmt::skip]
fn lists() -> Vec<Route> {
    routes! {
        GET "/{agreement}/fragor" Public => list_pages::all;
        GET "/{agreement}/forum/{slug}" Public => list_pages::forum;
    }
}

#[rustfmt::skip]
fn issues() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/fragor/ny" Party => issue_pages::new_issue;
        POST "/{agreement}/fragor/ny" Party => issue_forms::post_issue;
        GET  "/{agreement}/fragor/{issue}" Public => issue_pages::issue;
        POST "/{agreement}/fragor/{issue}" SignedIn => issue_forms::contribute;
        GET  "/{agreement}/fragor/{issue}/andra" Party => issue_pages::edit_issue;
        POST "/{agreement}/fragor/{issue}/andra" Party => issue_forms::edit_issue;
        GET  "/{agreement}/fragor/{issue}/historik" Public => issue_pages::issue_history;
        POST "/{agreement}/fragor/{issue}/bakom" Party => issue_forms::set_backing;
        GET  "/{agreement}/fragor/{issue}/strom" Public => issue_live::stream;
        GET  "/{agreement}/fragor/{issue}/inlagg/{contribution}/andra" Party => issue_pages::edit_contribution;
        POST "/{agreement}/fragor/{issue}/inlagg/{contribution}/andra" Party => issue_forms::edit_contribution;
        GET  "/{agreement}/fragor/{issue}/inlagg/{contribution}/historik" Public => issue_pages::contribution_history;
    }
}

#[rustfmt::skip]
fn curation() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/logg" Public => curation_pages::log;
        GET  "/{agreement}/logg.atom" Public => curation_pages::log_feed;
        GET  "/{agreement}/logg/{position}" Public => curation_pages::log_entry;
        GET  "/{agreement}/fragor/{issue}/beslut" Party => curation_pages::decide;
        POST "/{agreement}/fragor/{issue}/beslut" Party => curation_forms::decide;
        POST "/{agreement}/fragor/{issue}/angra" SignedIn => curation_forms::undo;
        GET  "/{agreement}/fragor/{issue}/dolj" Curator => curation_pages::hide_issue;
        POST "/{agreement}/fragor/{issue}/dolj" Curator => curation_forms::hide_issue;
        GET  "/{agreement}/fragor/{issue}/inlagg/{contribution}/bryt-ut" Curator => curation_pages::split;
        POST "/{agreement}/fragor/{issue}/inlagg/{contribution}/bryt-ut" Curator => curation_forms::split;
        POST "/{agreement}/fragor/{issue}/inlagg/{contribution}/publicera" Curator => curation_forms::publish;
        GET  "/{agreement}/fragor/{issue}/inlagg/{contribution}/dolj" Curator => curation_pages::hide;
        POST "/{agreement}/fragor/{issue}/inlagg/{contribution}/dolj" Curator => curation_forms::hide;
    }
}

#[rustfmt::skip]
fn moderation() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/fragor/{issue}/anmal" Public => moderation_pages::flag;
        POST "/{agreement}/fragor/{issue}/anmal" Public => moderation_forms::flag;
        GET  "/{agreement}/anmalningar" Curator => moderation_pages::flags;
        POST "/{agreement}/anmalningar" Curator => moderation_forms::answer;
        GET  "/{agreement}/begransningar" SignedIn => restriction_pages::restrictions;
        POST "/{agreement}/begransningar" Curator => restriction_forms::restrict;
        POST "/{agreement}/begransningar/{id}" Curator => restriction_forms::lift;
        POST "/{agreement}/fragor/{issue}/anteckningar" Curator => moderation_forms::add_note;
    }
}

#[rustfmt::skip]
fn following() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/fragor/{issue}/folj" Public => following_pages::follow;
        POST "/{agreement}/fragor/{issue}/folj" Public => following_forms::follow;
        GET  "/foljer" SignedIn => following_pages::mine;
        POST "/foljer" SignedIn => following_forms::end_mine;
        GET  "/foljer/{token}" Secret => following_pages::link;
        POST "/foljer/{token}" Secret => following_forms::answer;
        GET  "/foljer/{token}/sluta" Secret => following_pages::link;
        POST "/foljer/{token}/sluta" Secret => following_forms::one_click;
    }
}

#[rustfmt::skip]
fn appeals() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/fragor/{issue}/overklaga" Party => appeal_pages::form;
        POST "/{agreement}/fragor/{issue}/overklaga" Party => appeal_forms::appeal;
        GET  "/{agreement}/overklaganden" Steering => appeal_pages::queue;
        GET  "/{agreement}/overklaganden/{number}" Party => appeal_pages::appeal;
        POST "/{agreement}/overklaganden/{number}" Steering => appeal_forms::decide;
        POST "/{agreement}/overklaganden/{number}/aterta" Party => appeal_forms::withdraw;
    }
}

#[rustfmt::skip]
fn attachments() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/fragor/{issue}/bilagor" Party => attachment_pages::of_issue;
        POST "/{agreement}/fragor/{issue}/bilagor" Party => attachment_forms::add_to_issue;
        GET  "/{agreement}/fragor/{issue}/bilagor/{attachment}" Public => attachment_pages::one;
        POST "/{agreement}/fragor/{issue}/bilagor/{attachment}/ta-bort" Party => attachment_forms::remove;
        GET  "/{agreement}/fragor/{issue}/bilagor/{attachment}/ta-ner" Curator => attachment_pages::take_down;
        POST "/{agreement}/fragor/{issue}/bilagor/{attachment}/ta-ner" Curator => attachment_forms::take_down;
        GET  "/{agreement}/fragor/{issue}/inlagg/{contribution}/bilagor" Party => attachment_pages::of_contribution;
        POST "/{agreement}/fragor/{issue}/inlagg/{contribution}/bilagor" Party => attachment_forms::add_to_contribution;
    }
}

#[rustfmt::skip]
fn desk() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/skrivbord" Curator => desk_pages::desk;
        GET  "/{agreement}/skrivbord/flera" Curator => desk_pages::bulk;
        POST "/{agreement}/skrivbord/flera" Curator => desk_forms::bulk;
        GET  "/{agreement}/skrivbord/insatser" Curator => desk_pages::efforts;
        POST "/{agreement}/skrivbord/insatser" Curator => desk_forms::effort;
        GET  "/{agreement}/skrivbord/vyer" Curator => desk_pages::views;
        POST "/{agreement}/skrivbord/vyer" Curator => desk_forms::view;
        GET  "/{agreement}/skrivbord/historik" Curator => desk_pages::history;
        GET  "/{agreement}/skrivbord/historik.csv" Curator => desk_pages::history_csv;
        GET  "/{agreement}/skrivbord/fraser" Curator => phrase_pages::phrases;
        POST "/{agreement}/skrivbord/fraser" Curator => phrase_forms::save;
        GET  "/{agreement}/att-gora" SignedIn => desk_pages::todo;
        POST "/{agreement}/att-gora/lank" SignedIn => desk_forms::link;
    }
}

#[rustfmt::skip]
fn meetings() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/moten" Public => meeting_pages::all;
        GET  "/{agreement}/moten/kalender.ics" Public => meeting_pages::calendar_feed;
        GET  "/{agreement}/moten/nytt" Curator => meeting_pages::new;
        POST "/{agreement}/moten/nytt" Curator => meeting_forms::create;
        GET  "/{agreement}/moten/{meeting}" Public => meeting_pages::one;
        GET  "/{agreement}/moten/{meeting}/kalender.ics" Public => meeting_pages::calendar_of;
        GET  "/{agreement}/moten/{meeting}/andra" Curator => meeting_pages::edit;
        POST "/{agreement}/moten/{meeting}/andra" Curator => meeting_forms::edit;
        GET  "/{agreement}/moten/mallar" Curator => meeting_pages::templates;
        GET  "/{agreement}/moten/mallar/{kind}" Curator => meeting_pages::template;
        POST "/{agreement}/moten/mallar/{kind}" Curator => meeting_forms::template;
        GET  "/{agreement}/moten/{meeting}/punkter" Public => meeting_pages::briefs;
        GET  "/{agreement}/moten/{meeting}/punkt/{item}" Public => meeting_pages::brief;
        POST "/{agreement}/moten/{meeting}/lage" Curator => meeting_forms::state;
        GET  "/{agreement}/moten/{meeting}/stall-in" Curator => meeting_pages::cancel;
        POST "/{agreement}/moten/{meeting}/stall-in" Curator => meeting_forms::cancel;
        GET  "/{agreement}/moten/{meeting}/protokoll" Curator => meeting_pages::minutes_form;
        POST "/{agreement}/moten/{meeting}/protokoll" Curator => meeting_forms::minutes;
        GET  "/{agreement}/moten/{meeting}/protokoll.txt" Public => meeting_pages::minutes_text;
        POST "/{agreement}/moten/{meeting}/justering" Curator => meeting_forms::round;
        GET  "/{agreement}/moten/{meeting}/justera/{token}" Secret => meeting_pages::adjust;
        POST "/{agreement}/moten/{meeting}/justera/{token}" Secret => meeting_forms::adjust;
        GET  "/{agreement}/moten/{meeting}/rattelser" Curator => meeting_pages::correct;
        POST "/{agreement}/moten/{meeting}/rattelser" Curator => meeting_forms::correct;
        GET  "/{agreement}/moten/{meeting}/rattelser/{number}" Public => meeting_pages::correction_text;
        GET  "/{agreement}/moten/{meeting}/dokumentation" Curator => meeting_pages::documentation;
        POST "/{agreement}/moten/{meeting}/dokumentation" Curator => meeting_forms::recording;
        POST "/{agreement}/moten/{meeting}/bilagor" Curator => attachment_forms::add_to_meeting;
        GET  "/{agreement}/moten/{meeting}/bilagor/{attachment}" Public => attachment_pages::one_of_meeting;
        POST "/{agreement}/moten/{meeting}/bilagor/{attachment}/ta-bort" Curator => attachment_forms::remove_from_meeting;
        GET  "/{agreement}/atgarder" Public => meeting_pages::actions;
        GET  "/{agreement}/atgarder.csv" Public => meeting_pages::actions_csv;
        GET  "/{agreement}/atgarder/{number}" Public => meeting_pages::action;
        POST "/{agreement}/atgarder/{number}" Party => meeting_forms::action;
        GET  "/{agreement}/moten/{meeting}/anmalda" Curator => meeting_pages::registrants;
        GET  "/{agreement}/moten/{meeting}/incheckning" Curator => meeting_pages::door;
        POST "/{agreement}/moten/{meeting}/incheckning" Curator => meeting_people::check_in;
        GET  "/{agreement}/moten/{meeting}/inbjudna" Curator => meeting_pages::guests;
        POST "/{agreement}/moten/{meeting}/inbjudna" Curator => meeting_people::invite;
        POST "/{agreement}/moten/{meeting}/inbjudna/{guest}" Curator => meeting_people::guest_act;
        GET  "/{agreement}/moten/{meeting}/inbjudan/{token}" Secret => meeting_pages::invitation;
        POST "/{agreement}/moten/{meeting}/inbjudan/{token}" Secret => meeting_people::answer;
        POST "/{agreement}/moten/{meeting}/atgarder/{action}" Party => meeting_forms::action_done;
        POST "/{agreement}/moten/{meeting}/anmalan" Public => meeting_forms::sign_up;
        GET  "/{agreement}/moten/{meeting}/anmalan/{token}" Secret => meeting_pages::own;
        POST "/{agreement}/moten/{meeting}/anmalan/{token}" Secret => meeting_forms::confirm;
        POST "/{agreement}/moten/{meeting}/anmalan/{token}/andra" Secret => meeting_forms::change_own;
        POST "/{agreement}/moten/{meeting}/anmalan/{token}/avboka" Secret => meeting_forms::cancel_own;
    }
}

#[rustfmt::skip]
fn planning() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/onskemal" Public => planning_pages::wishes;
        GET  "/{agreement}/onskemal/nytt" Party => planning_pages::new;
        POST "/{agreement}/onskemal/nytt" Party => planning_forms::post_wish;
        GET  "/{agreement}/onskemal/{number}" Public => planning_pages::wish;
        POST "/{agreement}/onskemal/{number}/svar" Curator => planning_forms::answer;
        POST "/{agreement}/onskemal/{number}/vi-ocksa" Party => planning_forms::support;
        GET  "/{agreement}/onskemal/{number}/dolj" Curator => planning_pages::hide;
        POST "/{agreement}/onskemal/{number}/dolj" Curator => planning_forms::hide;
        POST "/{agreement}/onskemal/{number}/aterta" Party => planning_forms::withdraw;
        GET  "/{agreement}/planering" Public => planning_pages::board;
        GET  "/{agreement}/planering/{meeting}" Curator => planning_pages::choose;
        POST "/{agreement}/planering/{meeting}" Curator => planning_forms::choose;
        GET  "/{agreement}/kalender" Public => planning_pages::calendar;
        GET  "/{agreement}/kalender/{year}" Public => planning_pages::calendar_of;
    }
}

#[rustfmt::skip]
fn promises() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/samtal" Public => promise_pages::talks;
        POST "/{agreement}/samtal/{meeting}" Curator => promise_forms::occasion;
        GET  "/{agreement}/loften" Public => promise_pages::ledger;
        GET  "/{agreement}/loften.csv" Public => promise_feeds::csv;
        GET  "/{agreement}/loften.atom" Public => promise_feeds::atom;
        GET  "/{agreement}/loften/nytt" Curator => promise_pages::new;
        POST "/{agreement}/loften/nytt" Curator => promise_forms::record;
        GET  "/{agreement}/loften/{number}" Public => promise_pages::one;
        POST "/{agreement}/loften/{number}" Party => promise_forms::act;
        GET  "/{agreement}/loften/{number}/andra" Curator => promise_pages::correct;
        POST "/{agreement}/loften/{number}/andra" Curator => promise_forms::correct;
        GET  "/{agreement}/moten/{meeting}/underlag" Public => promise_pages::brief;
    }
}

fn floor() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/moten/{meeting}/nu" Public => floor_pages::live;
        POST "/{agreement}/moten/{meeting}/nu" Participant => floor_forms::act;
        GET  "/{agreement}/moten/{meeting}/nu/strom" Public => floor_live::stream;
        GET  "/{agreement}/moten/{meeting}/nu/skarm" Public => floor_pages::screen;
        GET  "/{agreement}/moten/{meeting}/nu/fraga" Public => floor_pages::ask;
        POST "/{agreement}/moten/{meeting}/nu/fraga" Participant => floor_forms::ask;
        GET  "/{agreement}/moten/{meeting}/nu/omrostning/{number}" Public => floor_pages::poll;
        POST "/{agreement}/moten/{meeting}/nu/omrostning/{number}" Participant => floor_forms::cast;
        GET  "/{agreement}/moten/{meeting}/nu/sekreterare" Curator => floor_pages::desk;
        POST "/{agreement}/moten/{meeting}/nu/sekreterare" Curator => floor_forms::lead;
        GET  "/{agreement}/moten/{meeting}/nu/sekreterare/omrostning" Curator => floor_pages::poll_form;
        POST "/{agreement}/moten/{meeting}/nu/sekreterare/omrostning" Curator => floor_forms::open_poll;
        GET  "/{agreement}/moten/{meeting}/nu/sekreterare/dolj/{number}" Curator => floor_pages::hide;
        POST "/{agreement}/moten/{meeting}/nu/sekreterare/dolj/{number}" Curator => floor_forms::hide;
        GET  "/{agreement}/moten/{meeting}/nu/sekreterare/historik/{item}" Curator => floor_pages::history;
        POST "/{agreement}/moten/{meeting}/anmalan/{token}/nu" Secret => floor_forms::join;
    }
}

#[rustfmt::skip]
fn after() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/moten/{meeting}/anmalan/{token}/enkat" Secret => survey_pages::own;
        POST "/{agreement}/moten/{meeting}/anmalan/{token}/enkat" Secret => survey_forms::answer;
        GET  "/{agreement}/moten/{meeting}/enkat" Public => survey_pages::results;
        POST "/{agreement}/moten/{meeting}/enkat" Curator => survey_forms::judge;
        GET  "/{agreement}/enkater" Public => survey_pages::overview;
        GET  "/{agreement}/sa-gick-det" Public => initiative_pages::how_it_went;
        GET  "/{agreement}/sa-gick-det.csv" Public => initiative_forms::csv;
        GET  "/{agreement}/sa-gick-det/{what}/{number}" Party => initiative_pages::reception;
        POST "/{agreement}/sa-gick-det/{what}/{number}" Party => initiative_forms::receive;
        GET  "/{agreement}/dagbok" Public => diary_pages::diary;
        GET  "/{agreement}/dagbok.atom" Public => diary_feed::atom;
    }
}

#[rustfmt::skip]
fn consensus() -> Vec<Route> {
    routes! {
        GET  "/{agreement}/samsyn" Public => consensus_pages::proposals;
        GET  "/{agreement}/samsyn/ny" Party => consensus_pages::new;
        POST "/{agreement}/samsyn/ny" Party => consensus_forms::propose;
        POST "/{agreement}/samsyn/modellen" Curator => consensus_forms::reviewed;
        GET  "/{agreement}/samsyn/{number}" Public => consensus_pages::proposal;
        POST "/{agreement}/samsyn/{number}" Party => consensus_forms::act;
        POST "/{agreement}/samsyn/{number}/svar" Party => consensus_forms::answer;
        GET  "/{agreement}/samsyn/{number}/dolj/{answer}" Curator => consensus_pages::hide;
        POST "/{agreement}/samsyn/{number}/dolj/{answer}" Curator => consensus_forms::hide;
    }
}

/// The router: Swedish at the root, English at the same paths under `/en`.
pub fn router() -> Router<App> {
    let routes = |prefix: &str| {
        table().into_iter().fold(Router::new(), |router, route| {
            let path = match (prefix, route.path) {
                ("", path) => path.to_string(),
                (prefix, "/") => prefix.to_string(),
                (prefix, path) => format!("{prefix}{path}"),
            };
            router.route(&path, route.handler)
        })
    };
    routes("").merge(routes("/en"))
}
