//! Texts of moderation.

use super::Locale;
#[cfg(feature = "ssr")]
use crate::moderation::types::{FlagOutcome, FlagReason};

texts! {
    flag_link: "Anmäl", "Report";
    flag_issue(n): "Anmäl fråga {n}", "Report issue {n}";
    flag_contribution(n): "Anmäl inlägg {n}", "Report contribution {n}";
    flag_lead(who): "Tycker du att det här inte hör hemma här? Säg till. {who} läser det.", "Do you think that this does not belong here? Tell us. {who} reads it.";
    flag_tells: "Ingen får veta att det var du, inte heller den som skrev.", "Nobody gets to know that it was you, nor does whoever wrote it.";
    flag_told: "Du får mejl om vad det ledde till.", "You get an e-mail about what came of it.";
    flag_not_told: "Logga in först om du vill ha mejl om vad det ledde till.", "Sign in first if you want an e-mail about what came of it.";
    flag_button: "Skicka anmälan", "Send the report";
    field_reason: "Varför anmäler du?", "Why do you report it?";
    field_answer: "Motivering", "Your reasons";
    field_note: "Vill du säga något mer?", "Do you want to say more?";
    field_own_note: "Anteckning", "Note";
    note_help: "Till exempel vilken mening det gäller.", "For instance which sentence it is about.";
    reason_personal: "Det lämnar ut någon", "It gives away something about a person";
    reason_hateful: "Det kränker eller hånar", "It insults or degrades";
    reason_threat: "Det hotar", "It threatens";
    reason_advertising: "Det är reklam eller hör inte hit", "It advertises or has nothing to do with the issue";
    reason_other: "Något annat", "Something else";
    flags_title: "Anmält innehåll", "Reported content";
    flags_lead: "Vem som anmälde visas inte för någon. De som anmälde med konto får mejl om vad det ledde till.", "Who reported it is shown to nobody. Those who did with an account get an e-mail about what came of it.";
    flags_none_title: "Inget är anmält", "Nothing is reported";
    flags_none_text: "När någon anmäler en fråga eller ett inlägg står det här.", "When somebody reports an issue or a contribution it stands here.";
    about_contribution(n, title): "Inlägg {n} i {title}", "Contribution {n} to {title}";
    reports_one: "1 anmälan", "1 report";
    reports_many(n): "{n} anmälningar", "{n} reports";
    hide_instead: "Dölj inlägget", "Hide the contribution";
    decide_instead: "Fatta beslut om frågan", "Decide about the issue";
    answer_title: "Svara utan att dölja", "Answer without hiding";
    answer_help: "Mejlas till dem som anmälde med konto, och står kvar för er. Den som skrev texten ser den inte.", "Mailed to those who reported it with an account, and kept for you. Whoever wrote the text does not see it.";
    keep_button: "Låt stå", "Let it stand";
    acted_button: "Åtgärdat på annat sätt", "Dealt with in another way";
    told_acted: "Vi har gjort något åt det.", "We have done something about it.";
    told_kept: "Vi låter det stå.", "We let it stand.";
    mail_subject(title): "Din anmälan: {title}", "Your report: {title}";
    mail_text(title, outcome, who, reason, link): "Du anmälde något i ”{title}”. {outcome}\n\n{who} skriver: {reason}\n\nTack för att du sade till. Ingen annan får veta att det var du.\n{link}\n", "You reported something in “{title}”. {outcome}\n\n{who} writes: {reason}\n\nThank you for telling us. Nobody else gets to know that it was you.\n{link}\n";
    notes_title: "Egna anteckningar", "Notes of our own";
    notes_text: "Läses bara av civilsamhällets platser här.", "Read only by the seats of civil society here.";
    note_add: "Skriv en anteckning", "Write a note";
}

/// Labels of the fields.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "reason" => field_reason(l),
        "outcome" => field_answer(l),
        _ => field_note(l),
    }
}

/// Label of a note of those who curate.
pub fn note_label(l: Locale, _field: &str) -> &'static str {
    field_own_note(l)
}

/// Labels of the form that answers.
pub fn answer_label(l: Locale, field: &str) -> &'static str {
    match field {
        "lang" => super::common::language(l),
        "fras" => super::phrases::label(l, field),
        _ => field_answer(l),
    }
}

/// Why something was reported.
#[cfg(feature = "ssr")]
pub const fn reason(l: Locale, reason: FlagReason) -> &'static str {
    match reason {
        FlagReason::Personal => reason_personal(l),
        FlagReason::Hateful => reason_hateful(l),
        FlagReason::Threat => reason_threat(l),
        FlagReason::Advertising => reason_advertising(l),
        FlagReason::Other => reason_other(l),
    }
}

/// What came of a report, as a sentence.
#[cfg(feature = "ssr")]
pub const fn outcome_told(l: Locale, outcome: FlagOutcome) -> &'static str {
    match outcome {
        FlagOutcome::Acted => told_acted(l),
        FlagOutcome::Kept => told_kept(l),
    }
}

/// `3 anmälningar`.
#[cfg(feature = "ssr")]
pub fn reports(l: Locale, n: usize) -> String {
    if n == 1 { reports_one(l).into() } else { reports_many(l, n) }
}
