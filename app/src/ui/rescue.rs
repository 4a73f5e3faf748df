//! What somebody typed, given back on the page about a failure that no form can show: signed out meanwhile, switched to another
//! organisation, limited, or a fault of ours. Works without JavaScript: the same form can be sent again from there.

use super::form::Typed;
use crate::context::Ctx;
use crate::i18n::{
    Locale, accounts, appeals, attachments, bodies, common as t, consensus, curation, desk, floor, following, initiatives, issues, meetings, moderation,
    organisations, phrases, planning, promises, restrictions, surveys,
};
use crate::issues::types::IssueAct;
use crate::ui::prelude::*;

/// Fields that people choose or do not see: only what is typed is shown, all is sent again.
const SILENT: &[&str] = &[
    "key",
    "as",
    "version",
    "till",
    "lang",
    "preview",
    "draft",
    "on",
    "quoted",
    "act",
    "ko",
    "onskemal",
    "how",
    "i",
    "show",
    "theme",
    "persona",
    "fraga",
    "erbjuds",
    "gjorda",
    "inlagg",
    "restriction",
    "forum",
    "themes",
    "areas",
    "principles",
    "commitments",
    "to",
    "into",
    "kind",
    "area",
    "locale",
    "capacity",
    "rows",
    "id",
    "outcome",
    "akt",
    "body",
    "item_issue",
    "item_minutes",
    "item_number",
    "item_sub",
    "of_body",
    "of_forum",
    "by_invitation",
    "opens",
    "repeat",
    "every",
    "times",
    "which",
    "warned",
    "template",
    "move",
    "seats",
    "places_online",
    "wheelchair",
    "answer",
    "fras",
    "round",
    "send",
    "publish",
    "item",
    "adj_person",
    "infoga",
    "remove",
    "side",
    "post",
    "appointed_by",
    "competences",
    "present",
    "substituted",
    "shows",
    "shows_name",
    "choice",
    "meeting",
    "mote",
    "occasion",
    "shared",
    "tema",
    "omrade",
    "sida",
    "alder",
    "own_role",
    "sure",
    "edit",
    "gor",
    "base",
    "valt",
    "val",
    "met",
    "learned",
    "score",
    "named",
    "om",
    "revision",
    "taken",
    "beside",
];

/// Labels of the fields of the form that was sent to an address. `act` is the act of a decision's form, which names some in its own way.
fn labels(action: &str, act: Option<IssueAct>) -> fn(Locale, &str) -> &'static str {
    if action.ends_with("/enkat") {
        surveys::label
    } else if action.contains("/sa-gick-det") {
        initiatives::label
    } else if action.contains("/skrivbord/fraser") {
        phrases::label
    } else if action.contains("/skrivbord/insatser") {
        desk::effort_label
    } else if action.contains("/skrivbord/vyer") {
        desk::view_label
    } else if action.contains("/skrivbord/flera") {
        desk::label
    } else if action.contains("/onskemal") {
        planning::label
    } else if action.contains("/planering") {
        planning::choice_label
    } else if action.contains("/samsyn") {
        consensus::label
    } else if action.contains("/loften") || action.contains("/samtal") {
        promises::label
    } else if action.contains("/bilagor") {
        attachments::label
    } else if action.contains("/moten/") && action.contains("/nu") {
        floor::label
    } else if action.contains("/moten") || action.contains("/atgarder") {
        meetings::label
    } else if action.ends_with("/genomgang") {
        bodies::review_label
    } else if action.contains("/organ/") || action.contains("/plats/") {
        bodies::label
    } else if action.contains("/organisationer") || action.contains("/inbjudan") {
        organisations::label
    } else if action.contains("/overklaga") {
        appeals::label
    } else if action.ends_with("/beslut") {
        match act {
            Some(IssueAct::Answer) => curation::field_when_answering,
            Some(IssueAct::FollowUp) => curation::field_when_following_up,
            Some(IssueAct::Complete | IssueAct::Withdraw) => curation::field_for_author,
            _ => curation::field,
        }
    } else if action.contains("/beslut") || action.contains("/dolj") || action.contains("/publicera") || action.contains("/bryt-ut") {
        curation::field
    } else if action.contains("/anmalningar") {
        moderation::answer_label
    } else if action.contains("/anteckningar") {
        moderation::note_label
    } else if action.ends_with("/anmal") {
        moderation::label
    } else if action.contains("/begransningar") {
        restrictions::label
    } else if action.ends_with("/folj") {
        following::label
    } else if action.contains("/konto") || action.contains("/logga-in") {
        accounts::label
    } else {
        issues::label
    }
}

/// The typed texts and a button that sends them again to `action`; nothing where nothing was typed.
pub fn section(ctx: &Ctx, typed: &Typed, action: &str) -> Option<Html> {
    let l = ctx.locale;
    let fields = typed.fields();
    let plain = |name: &str| name.split_once('-').map_or(name, |(name, _)| name).to_string();
    // whom an issue concerns is typed, whom a restriction is about is chosen
    let is_chosen = |name: &str| SILENT.contains(&name) || (name == "whom" && action.contains("/begransningar"));
    let is_text = |(name, value): &&(String, String)| !is_chosen(&plain(name)) && !value.trim().is_empty();
    let act = fields.iter().find(|(name, _)| name == "act").and_then(|(_, value)| value.parse().ok());
    let label = labels(action, act);
    let texts: Vec<_> = fields
        .iter()
        .filter(is_text)
        .map(|(name, value)| view! { <dt>{label(l, name)}</dt><dd><blockquote class="typed">{value.clone()}</blockquote></dd> })
        .collect();
    if texts.is_empty() {
        return None;
    }
    // a file cannot be sent again from here: its form asks for it
    if action.ends_with("/bilagor") {
        // those of a meeting have their form on another page
        let page = if action.contains("/moten/") { "/dokumentation" } else { "/bilagor" };
        let section = view! {
            <section aria-labelledby="kvar"><h2 id="kvar">{t::rescue_title(l)}</h2><p>{attachments::rescue_text(l)}</p>
                <dl>{texts}</dl><p><a href=action.replace("/bilagor", page)>{attachments::rescue_link(l)}</a></p></section>
        };
        return Some(section.into_html());
    }
    let hidden: Vec<_> = fields.iter().map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone() /> }).collect();
    Some(
        view! {
            <section aria-labelledby="kvar"><h2 id="kvar">{t::rescue_title(l)}</h2><p>{t::rescue_text(l)}</p>
                <form method="post" action=action.to_string()>{hidden}<p class="acts"><button class="button">{t::rescue_send(l)}</button></p></form>
                <dl>{texts}</dl></section>
        }
        .into_html(),
    )
}
