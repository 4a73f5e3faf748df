//! Addresses of pages, built in one place. Without the language prefix; [`localised`] adds it.

use crate::i18n::Locale;

/// The path in a language: Swedish as it is, English under `/en`.
pub fn localised(locale: Locale, path: impl std::fmt::Display) -> String {
    match locale {
        Locale::Sv => path.to_string(),
        Locale::En => {
            let path = path.to_string();
            if path == "/" { "/en".into() } else { format!("/en{path}") }
        }
    }
}

/// Words that no agreement may take as its slug, since they begin other addresses.
pub const RESERVED: &[&str] = &[
    "en",
    "api",
    "assets",
    "demo",
    "health",
    "konto",
    "logga-in",
    "logga-ut",
    "organisationer",
    "inbjudan",
    "foljer",
    "agera-som",
    "tema",
    "ord",
    "_test",
    "favicon.ico",
    "robots.txt",
    "tillganglighet",
    "personuppgifter",
    "plats",
];

/// Start page of an agreement.
pub fn agreement(agreement: &str) -> String {
    format!("/{agreement}")
}
/// What the agreement says.
pub fn about(agreement: &str) -> String {
    format!("/{agreement}/overenskommelsen")
}
/// A principle.
pub fn principle(agreement: &str, number: i64) -> String {
    format!("/{agreement}/principer/{number}")
}
/// A commitment.
pub fn commitment(agreement: &str, number: i64) -> String {
    format!("/{agreement}/ataganden/{number}")
}
/// A forum.
pub fn forum(agreement: &str, slug: &str) -> String {
    format!("/{agreement}/forum/{slug}")
}
/// All issues of an agreement.
pub fn issues(agreement: &str) -> String {
    format!("/{agreement}/fragor")
}
/// The form for a new issue.
pub fn new_issue(agreement: &str) -> String {
    format!("/{agreement}/fragor/ny")
}
/// An issue.
pub fn issue(agreement: &str, number: i64, slug: &str) -> String {
    format!("/{agreement}/fragor/{number}-{slug}")
}
/// A contribution, by its number within the issue.
pub fn contribution(agreement: &str, number: i64, slug: &str, contribution: i64) -> String {
    format!("/{agreement}/fragor/{number}-{slug}#inlagg-{contribution}")
}
/// The page with the attachments of an issue, or of one of its contributions.
pub fn attachments(agreement: &str, number: i64, slug: &str, contribution: Option<i64>) -> String {
    let issue = issue(agreement, number, slug);
    contribution.map_or_else(|| format!("{issue}/bilagor"), |n| format!("{issue}/inlagg/{n}/bilagor"))
}
/// Register of organisations.
pub fn organisations(agreement: &str) -> String {
    format!("/{agreement}/organisationer")
}
/// An organisation or body.
pub fn organisation(agreement: &str, slug: &str) -> String {
    format!("/{agreement}/organisationer/{slug}")
}
/// The form in which an organisation changes what it says about itself.
pub fn edit_organisation(agreement: &str, slug: &str) -> String {
    format!("/{agreement}/organisationer/{slug}/andra")
}
/// The form in which an organisation invites a colleague.
pub fn invite_colleague(agreement: &str, slug: &str) -> String {
    format!("/{agreement}/organisationer/{slug}/bjud-in")
}
/// Where the kansli records signatories.
pub fn record_signatory(agreement: &str, slug: &str) -> String {
    format!("/{agreement}/organisationer/{slug}/undertecknare")
}
/// The form for a new organisation, opened from an agreement's register.
pub fn new_organisation(agreement: &str) -> String {
    if agreement.is_empty() { "/organisationer/ny".into() } else { format!("/organisationer/ny?i={agreement}") }
}
/// The bodies of an agreement.
pub fn bodies(agreement: &str) -> String {
    format!("/{agreement}/organ")
}
/// A body.
pub fn body(agreement: &str, slug: &str) -> String {
    format!("/{agreement}/organ/{slug}")
}
/// A page that belongs to a body: `platser`, `platser/{seat}`, `narvaro/{meeting}`.
pub fn body_part(agreement: &str, slug: &str, part: impl std::fmt::Display) -> String {
    format!("/{agreement}/organ/{slug}/{part}")
}
/// Where a mailed secret offers a place in a body.
pub fn seat_offer(token: &str) -> String {
    format!("/plats/{token}")
}
/// All meetings.
pub fn meetings(agreement: &str) -> String {
    format!("/{agreement}/moten")
}
/// The form for a new meeting.
pub fn new_meeting(agreement: &str) -> String {
    format!("/{agreement}/moten/nytt")
}
/// What the agendas of kinds of meetings begin with.
pub fn templates(agreement: &str) -> String {
    format!("/{agreement}/moten/mallar")
}
/// A meeting.
pub fn meeting(agreement: &str, number: i64, slug: &str) -> String {
    format!("/{agreement}/moten/{number}-{slug}")
}
/// A page that belongs to a meeting: `andra`, `lage`, `punkter`, `underlag`, `stall-in`, `protokoll`, `anmalda`, `anmalan`, `kalender.ics`.
pub fn meeting_part(agreement: &str, number: i64, slug: &str, part: &str) -> String {
    format!("/{agreement}/moten/{number}-{slug}/{part}")
}
/// All actions from minutes.
pub fn actions(agreement: &str) -> String {
    format!("/{agreement}/atgarder")
}
/// An action, by its number within the agreement.
pub fn action(agreement: &str, number: i64) -> String {
    format!("/{agreement}/atgarder/{number}")
}
/// What an adjuster reads and answers, behind a mailed secret.
pub fn adjust(agreement: &str, number: i64, slug: &str, token: &str) -> String {
    format!("/{agreement}/moten/{number}-{slug}/justera/{token}")
}
/// The own page of somebody who signed up to a meeting, behind a mailed secret.
pub fn own_registration(agreement: &str, number: i64, slug: &str, token: &str) -> String {
    format!("/{agreement}/moten/{number}-{slug}/anmalan/{token}")
}
/// The questions after a meeting, behind a mailed secret.
pub fn own_survey(agreement: &str, number: i64, slug: &str, token: &str) -> String {
    format!("/{agreement}/moten/{number}-{slug}/anmalan/{token}/enkat")
}
/// What was answered after meetings.
pub fn surveys(agreement: &str) -> String {
    format!("/{agreement}/enkater")
}
/// How initiatives went.
pub fn initiatives(agreement: &str) -> String {
    format!("/{agreement}/sa-gick-det")
}
/// The form in which whoever took an initiative says how they were met. `what` is `fragor` or `onskemal`.
pub fn reception(agreement: &str, what: &str, number: i64) -> String {
    format!("/{agreement}/sa-gick-det/{what}/{number}")
}
/// The diary of what the agreement's bodies did.
pub fn diary(agreement: &str) -> String {
    format!("/{agreement}/dagbok")
}
/// The page behind an invitation to a meeting.
pub fn meeting_invitation(agreement: &str, number: i64, slug: &str, token: &str) -> String {
    format!("/{agreement}/moten/{number}-{slug}/inbjudan/{token}")
}
/// All meetings as a calendar.
pub fn meetings_calendar(agreement: &str) -> String {
    format!("/{agreement}/moten/kalender.ics")
}
/// Wishes for meetings.
pub fn wishes(agreement: &str) -> String {
    format!("/{agreement}/onskemal")
}
/// The form for a new wish.
pub fn new_wish(agreement: &str) -> String {
    format!("/{agreement}/onskemal/nytt")
}
/// A wish for a meeting.
pub fn wish(agreement: &str, number: i64) -> String {
    format!("/{agreement}/onskemal/{number}")
}
/// The board of issues that could stand on an agenda.
pub fn board(agreement: &str) -> String {
    format!("/{agreement}/planering")
}
/// The form that chooses issues for a meeting.
pub fn choose(agreement: &str, number: i64, slug: &str) -> String {
    format!("/{agreement}/planering/{number}-{slug}")
}
/// The calendar of the year at hand, or of another.
pub fn calendar(agreement: &str, year: Option<i32>) -> String {
    year.map_or_else(|| format!("/{agreement}/kalender"), |year| format!("/{agreement}/kalender/{year}"))
}
/// The kansli's desk.
pub fn desk(agreement: &str) -> String {
    format!("/{agreement}/skrivbord")
}
/// Saved phrases of those who curate.
pub fn phrases(agreement: &str) -> String {
    format!("/{agreement}/skrivbord/fraser")
}
/// Information efforts that the kansli keeps a list of.
pub fn efforts(agreement: &str) -> String {
    format!("/{agreement}/skrivbord/insatser")
}
/// Saved views of the desk.
pub fn views(agreement: &str) -> String {
    format!("/{agreement}/skrivbord/vyer")
}
/// What the kansli did, month by month.
pub fn desk_history(agreement: &str) -> String {
    format!("/{agreement}/skrivbord/historik")
}
/// One decision about several issues.
pub fn bulk(agreement: &str) -> String {
    format!("/{agreement}/skrivbord/flera")
}
/// What waits for the organisation or body that one acts for.
pub fn todo(agreement: &str) -> String {
    format!("/{agreement}/att-gora")
}
/// Where a link that was mailed is asked for once more.
pub fn todo_link(agreement: &str) -> String {
    format!("/{agreement}/att-gora/lank")
}
/// Reported content, for those who curate.
pub fn flags(agreement: &str) -> String {
    format!("/{agreement}/anmalningar")
}
/// Who is held back, for those who curate; what holds one back oneself, for all others.
pub fn restrictions(agreement: &str) -> String {
    format!("/{agreement}/begransningar")
}
/// Appeals, for those who hear them.
pub fn appeals(agreement: &str) -> String {
    format!("/{agreement}/overklaganden")
}
/// An appeal.
pub fn appeal(agreement: &str, number: i64) -> String {
    format!("/{agreement}/overklaganden/{number}")
}
/// The form that appeals the newest act against an issue, or against one of its contributions.
pub fn appeal_form(agreement: &str, number: i64, slug: &str, contribution: Option<i64>) -> String {
    let contribution = contribution.map(|n| format!("?inlagg={n}")).unwrap_or_default();
    format!("/{agreement}/fragor/{number}-{slug}/overklaga{contribution}")
}
/// High-level talks and general assemblies.
pub fn talks(agreement: &str) -> String {
    format!("/{agreement}/samtal")
}
/// What a small talk is held beside.
pub fn talk(agreement: &str, number: i64) -> String {
    format!("/{agreement}/samtal/{number}")
}
/// The ledger of promises.
pub fn promises(agreement: &str) -> String {
    format!("/{agreement}/loften")
}
/// The form for a new promise, made at a talk.
pub fn new_promise(agreement: &str, meeting: i64) -> String {
    format!("/{agreement}/loften/nytt?mote={meeting}")
}
/// A promise.
pub fn promise(agreement: &str, number: i64) -> String {
    format!("/{agreement}/loften/{number}")
}
/// Proposals to change how forums and bodies work.
pub fn consensus(agreement: &str) -> String {
    format!("/{agreement}/samsyn")
}
/// The form for a new one.
pub fn new_proposal(agreement: &str) -> String {
    format!("/{agreement}/samsyn/ny")
}
/// One of them.
pub fn proposal(agreement: &str, number: i64) -> String {
    format!("/{agreement}/samsyn/{number}")
}
/// Where it is said that the model was reviewed.
pub fn model_review(agreement: &str) -> String {
    format!("/{agreement}/samsyn/modellen")
}
/// The public log of curation.
pub fn log(agreement: &str) -> String {
    format!("/{agreement}/logg")
}
/// Sign-in page; it leads back to `return_to`.
pub fn sign_in(return_to: &str) -> String {
    if return_to.is_empty() || return_to == "/" { "/logga-in".into() } else { format!("/logga-in?till={}", encode(return_to)) }
}
/// One's own account.
pub fn account() -> String {
    "/konto".into()
}

/// Where one begins or ends to follow an issue.
pub fn follow(agreement: &str, number: i64, slug: &str) -> String {
    format!("/{agreement}/fragor/{number}-{slug}/folj")
}
/// What one follows.
pub fn following() -> String {
    "/foljer".into()
}
/// Where a mailed secret confirms or ends the following of an issue.
pub fn follow_link(token: &str) -> String {
    format!("/foljer/{token}")
}
/// Where mail programs end it by one click (RFC 8058).
pub fn end_following(token: &str) -> String {
    format!("/foljer/{token}/sluta")
}

/// Percent-encodes a text for the value of a query parameter.
pub fn encode(s: &str) -> String {
    s.bytes().fold(String::new(), |mut out, b| {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => out.push(b as char),
            _ => out.push_str(&format!("%{b:02X}")),
        }
        out
    })
}

/// Number and slug of an address's last part, `87-torget`.
pub fn number_and_slug(part: &str) -> Option<(i64, &str)> {
    let (number, slug) = part.split_once('-').unwrap_or((part, ""));
    Some((number.parse().ok().filter(|n| *n > 0)?, slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_slugs() {
        assert_eq!(number_and_slug("87-torget-x"), Some((87, "torget-x")));
        assert_eq!(number_and_slug("87"), Some((87, "")));
        assert_eq!(number_and_slug("x-87"), None);
        assert_eq!(number_and_slug("-1-x"), None);
    }
    #[test]
    fn languages() {
        assert_eq!(localised(Locale::En, "/"), "/en");
        assert_eq!(localised(Locale::En, agreement("goteborg")), "/en/goteborg");
        assert_eq!(localised(Locale::Sv, "/x"), "/x");
    }
}
