//! Texts of restrictions.

use super::Locale;
#[cfg(feature = "ssr")]
use crate::restrictions::types::RestrictionKind;

texts! {
    restrict_link: "Begränsa", "Restrict";
    all_title: "Begränsningar", "Restrictions";
    all_lead: "Den här listan ser ni som modererar och de som prövar överklaganden. Den som är begränsad ser det som gäller den själv. I den öppna loggen står beslutet och skälet, men inget namn.", "This list is seen by you who moderate and by those who hear appeals. Whoever is restricted sees what concerns themselves. The open log has the decision and the reason, but no name.";
    own_title: "Vad som begränsar dig", "What restricts you";
    own_lead: "Det här ser bara du, de som handlar för samma organisation och de som har fattat eller granskar beslutet.", "Only you, those who act for the same organisation, and those who took or review the decision see this.";
    none_title: "Ingen är begränsad", "Nobody is restricted";
    none_text: "Länken Begränsa finns vid varje inlägg och varje fråga.", "The link Restrict stands at every contribution and every issue.";
    own_none_title: "Inget begränsar dig", "Nothing restricts you";
    own_none_text: "Du kan skriva som vanligt.", "You can write as usual.";
    restrict_title: "Begränsa den som skrev", "Restrict whoever wrote this";
    about_contribution(n, title): "Inlägg {n} i {title}", "Contribution {n} to {title}";
    whom_person: "Personen, vem den än handlar för", "The person, whomever they act for";
    whom_organisation: "Organisationen, vem som än handlar för den", "The organisation, whoever acts for it";
    field_whom: "Vem begränsas?", "Who is restricted?";
    field_restriction: "På vilket sätt?", "In which way?";
    field_until_on: "Till och med", "Until and including";
    field_reason: "Skäl", "Reason";
    kind_slowed: "Läses först", "Read first";
    kind_stopped: "Stoppad", "Stopped";
    was_slowed: "Lästes först", "Was read first";
    was_stopped: "Var stoppad", "Was stopped";
    means_slowed: "Det de skriver läses innan alla ser det, och publicerade texter kan inte ändras.", "What they write is read before all see it, and published texts cannot be changed.";
    means_stopped: "De kan läsa, följa och svara på remisser, men inte skriva inlägg eller frågor eller ställa sig bakom andras.", "They can read, follow and answer what they are asked, but not write contributions or issues or stand behind those of others.";
    until_help(days): "Högst {days} dagar. Efter den dagen upphör det av sig självt.", "At most {days} days. After that day it ends by itself.";
    reason_help: "Den som begränsas läser det, och det står i den öppna loggen utan namn. Skriv vad som har hänt, inte vem. Kritik är aldrig ett skäl.", "Whoever is restricted reads it, and it stands in the open log without a name. Write what happened, not who. Criticism is never a ground.";
    restrict_tells: "De får mejl, och ser det på varje sida tills det upphör.", "They get an e-mail, and see it on every page until it ends.";
    restrict_button: "Besluta om begränsning", "Decide on the restriction";
    lift_button: "Häv begränsningen", "Lift the restriction";
    lift_help: "Den som var begränsad får det som mejl, och det står i den öppna loggen.", "Whoever was restricted gets it by e-mail, and it stands in the open log.";
    field_lift: "Varför hävs den?", "Why is it lifted?";
    runs_until(day): "Till och med {day}", "Until {day}";
    ended_on(day): "Upphörde {day}", "Ended {day}";
    lifted_on(day): "Hävd {day}", "Lifted {day}";
    since(day): "Beslutad {day}.", "Decided {day}.";
    about_text: "Texten det gäller", "The text it is about";
    because: "Skäl", "Reason";
    lifted_because: "Därför hävdes den", "Why it was lifted";
    own_wrong(body): "Tycker du att det är fel? Kontakta {body}, som kan häva begränsningen i förtid. Den går inte att överklaga.", "Do you think it is wrong? Contact {body}, who can lift the restriction early. It cannot be appealed.";
    own_turn_to(body): "Sidan om {body}", "The page about {body}";
    own_seen(body): "Civilsamhällets platser i {body} ser beslutet och skälet.", "The seats of civil society in {body} see the decision and the reason.";
    banner_label: "Begränsning", "Restriction";
    banner_slowed_person(day): "Det du skriver läses först, till och med {day}.", "What you write is read first, until {day}.";
    banner_slowed_organisation(day): "Det ni skriver läses först, till och med {day}.", "What your organisation writes is read first, until {day}.";
    banner_stopped_person(day): "Du kan inte skriva här till och med {day}.", "You cannot write here until {day}.";
    banner_stopped_organisation(day): "Er organisation kan inte skriva här till och med {day}.", "Your organisation cannot write here until {day}.";
    banner_why: "Läs varför", "Read why";
    mail_slowed_subject(name): "Det du skriver läses först: {name}", "What you write is read first: {name}";
    mail_stopped_subject(name): "Du kan inte skriva just nu: {name}", "You cannot write at present: {name}";
    held_slowed_person(until): "Det du skriver läses innan alla ser det, till och med {until}, vem du än handlar för.", "What you write is read before all see it, until {until}, whomever you act for.";
    held_stopped_person(until): "Du kan inte skriva till och med {until}, vem du än handlar för. Du kan fortfarande läsa, följa och svara på det du har fått frågor om.", "You cannot write until {until}, whomever you act for. You can still read, follow and answer what you were asked.";
    held_slowed_organisation(name, until): "Det som skrivs för {name} läses innan alla ser det, till och med {until}.", "What is written for {name} is read before all see it, until {until}.";
    held_stopped_organisation(name, until): "Ingen kan skriva för {name} till och med {until}. Ni kan fortfarande läsa, följa och svara på det ni har fått frågor om.", "Nobody can write for {name} until {until}. You can still read, follow and answer what you were asked.";
    mail_text(name, what, reason, body, wrong): "{name}\n\n{what}\n\nSkäl: {reason}\n\nTycker du att det är fel? Kontakta {body}, som kan häva det i förtid:\n{wrong}\n\nDet upphör av sig självt. Beslutet står i den öppna loggen, utan namn. Du ser det här:", "{name}\n\n{what}\n\nReason: {reason}\n\nDo you think it is wrong? Contact {body}, who can lift it early:\n{wrong}\n\nIt ends by itself. The decision stands in the open log, without a name. You see it here:";
    whose_own: "Det som begränsade dig", "What restricted you";
    whose_organisation(name): "Det som begränsade {name}", "What restricted {name}";
    mail_lifted_subject(name): "Begränsningen är hävd: {name}", "The restriction is lifted: {name}";
    mail_lifted_text(name, whose, reason): "{name}\n\n{whose} är hävt i förtid.\n\nSkäl: {reason}\n", "{name}\n\n{whose} is lifted early.\n\nReason: {reason}\n";
}

/// Labels of the form that holds somebody back.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "whom" => field_whom(l),
        "restriction" => field_restriction(l),
        "until_on" => field_until_on(l),
        "lang" => super::common::language(l),
        "fras" => super::phrases::label(l, field),
        _ => field_reason(l),
    }
}

/// Labels of the form that lets somebody go.
pub fn lift_label(l: Locale, field: &str) -> &'static str {
    match field {
        "lang" => super::common::language(l),
        "fras" => super::phrases::label(l, field),
        _ => field_lift(l),
    }
}

/// How somebody is held back, in a word.
#[cfg(feature = "ssr")]
pub const fn kind(l: Locale, kind: RestrictionKind) -> &'static str {
    match kind {
        RestrictionKind::Slowed => kind_slowed(l),
        RestrictionKind::Stopped => kind_stopped(l),
    }
}

/// The same when it is over.
#[cfg(feature = "ssr")]
pub const fn kind_was(l: Locale, kind: RestrictionKind) -> &'static str {
    match kind {
        RestrictionKind::Slowed => was_slowed(l),
        RestrictionKind::Stopped => was_stopped(l),
    }
}

/// What that means.
#[cfg(feature = "ssr")]
pub const fn kind_means(l: Locale, kind: RestrictionKind) -> &'static str {
    match kind {
        RestrictionKind::Slowed => means_slowed(l),
        RestrictionKind::Stopped => means_stopped(l),
    }
}

/// Subject of the mail.
#[cfg(feature = "ssr")]
pub fn mail_subject(l: Locale, kind: RestrictionKind, name: &str) -> String {
    match kind {
        RestrictionKind::Slowed => mail_slowed_subject(l, name),
        RestrictionKind::Stopped => mail_stopped_subject(l, name),
    }
}

/// How somebody is held back, as a sentence; `organisation` is the name of the one that is.
#[cfg(feature = "ssr")]
pub fn held(l: Locale, kind: RestrictionKind, organisation: Option<&str>, until: String) -> String {
    match (kind, organisation) {
        (RestrictionKind::Slowed, None) => held_slowed_person(l, until),
        (RestrictionKind::Stopped, None) => held_stopped_person(l, until),
        (RestrictionKind::Slowed, Some(name)) => held_slowed_organisation(l, name, until),
        (RestrictionKind::Stopped, Some(name)) => held_stopped_organisation(l, name, until),
    }
}

/// Whose restriction it was.
#[cfg(feature = "ssr")]
pub fn whose(l: Locale, organisation: Option<&str>) -> String {
    organisation.map_or_else(|| whose_own(l).to_string(), |name| whose_organisation(l, name))
}
