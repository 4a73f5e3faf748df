//! Texts of mentions.

#[cfg(feature = "ssr")]
use super::Locale;

texts! {
    handle_fact: "Nämn med", "Mention with";
    listed_heading: "Nämns i", "Mentioned in";
    listed_latest(n): "De {n} senaste.", "The latest {n}.";
    place_issue: "I frågan", "In the issue";
    place_contribution(n): "Inlägg {n}", "Contribution {n}";
    place_answer: "I ett svar", "In an answer";

    hint: "Nämn en organisation genom att skriva @ och dess kortnamn, så får den mejl om det.", "Mention an organisation by writing @ and its short name, and it gets an e-mail about it.";
    hint_register: "Kortnamnet står på organisationens sida.", "The short name stands on the organisation's page.";
    button: "Nämn en organisation", "Mention an organisation";
    search: "Namn på organisationen", "Name of the organisation";
    failed: "Sökningen gick inte. Försök igen om en stund.", "The search did not work. Try again in a while.";
    close: "Stäng", "Close";
    found_none: "Ingen organisation heter så. Pröva en kortare del av namnet.", "No organisation has that name. Try a shorter part of it.";
    found_one: "1 träff. Välj den för att nämna den.", "1 match. Choose it to mention it.";
    found_first(n): "De {n} första. Skriv mer av namnet om det är en annan.", "The first {n}. Write more of the name if it is another.";
    found_many(n): "{n} träffar. Välj en för att nämna den.", "{n} matches. Choose one to mention it.";

    told_issue: "i frågan", "in the issue";
    told_contribution: "i ett inlägg i frågan", "in a contribution to the issue";
    told_answer: "i svaret på frågan", "in the answer to the issue";
    mail_subject(organisation, title): "{organisation} nämns i ”{title}”", "{organisation} is mentioned in “{title}”";
    mail_text(organisation, place, title, by, link): "{organisation} nämns {place} ”{title}”. Avsändare är {by}.\n\nLäs det här, och svara gärna:\n{link}\n", "{organisation} is mentioned {place} “{title}”. It was written by {by}.\n\nRead it here, and feel free to reply:\n{link}\n";
}

/// Where an organisation is mentioned, as words of a list.
#[cfg(feature = "ssr")]
pub fn place(l: Locale, contribution: Option<i64>, answer: bool) -> String {
    match (contribution, answer) {
        (Some(n), _) => place_contribution(l, n),
        (None, true) => place_answer(l).into(),
        (None, false) => place_issue(l).into(),
    }
}

/// The same as the middle of a sentence.
#[cfg(feature = "ssr")]
pub const fn told_where(l: Locale, contribution: bool, answer: bool) -> &'static str {
    match (contribution, answer) {
        (true, _) => told_contribution(l),
        (false, true) => told_answer(l),
        (false, false) => told_issue(l),
    }
}
