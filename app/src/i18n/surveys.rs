//! Texts of the questions after a meeting.

use super::Locale;
use crate::surveys::rules::{self, Scale};

texts! {
    own_title: "Hur var mötet?", "How was the meeting?";
    own_lead: "Tre frågor, en minut. Svaret sparas utan ditt namn och går inte att spåra till dig. Därför kan det inte ändras efteråt.", "Three questions, one minute. Your answer is kept without your name and cannot be traced to you. So it cannot be changed afterwards.";
    own_until(day): "Du kan svara till och med {day}.", "You can answer until {day}.";
    own_thanks_title: "Tack för ditt svar", "Thank you for your answer";
    own_thanks(n): "Svaren räknas {n} i taget, så att ingen kan se vad just du svarade. Sedan syns resultatet för alla på mötets sida.", "Answers are counted {n} at a time, so that nobody can see what you answered. Then everyone sees the result on the meeting's page.";
    own_over_title: "Tiden för att svara är slut", "The time to answer is over";
    own_over: "Det gick att svara i två veckor efter mötet. Här är vad de andra svarade.", "It was possible to answer for two weeks after the meeting. Here is what the others answered.";
    own_send: "Skicka svaret", "Send the answer";
    to_results: "Så svarade de som var med", "What those who were there answered";
    field_met: "Hur blev du bemött?", "How were you met?";
    field_learned: "Lärde du dig något?", "Did you learn something?";
    field_words: "Vad ska hända sedan?", "What should happen next?";
    words_help(who): "Läses bara av {who}, och först när fem har svarat. Det visas för andra bara om de släpper fram det, och aldrig med ditt namn. Skriv inget om enskilda personer.", "Only {who} reads it, and not until five have answered. Others see it only if they let it through, and never with your name. Write nothing about individual people.";
    met_1: "1, mycket dåligt", "1, very badly";
    met_5: "5, mycket bra", "5, very well";
    learned_1: "1, inget alls", "1, nothing at all";
    learned_5: "5, väldigt mycket", "5, very much";

    section: "Så upplevdes mötet", "How the meeting was experienced";
    few: "För få svar för att visas.", "Too few answers to be shown.";
    few_text(n): "Svaren räknas {n} i taget, så att ingen kan pekas ut. Svar som blir över visas inte.", "Answers are counted {n} at a time, so that nobody can be singled out. Answers that are left over are not shown.";
    line_met(mean): "Bemötande: {mean} av 5", "How people were met: {mean} of 5";
    line_learned(mean): "Lärde sig något: {mean} av 5", "Learned something: {mean} of 5";
    answers(n): "Räknat på {n} svar", "Based on {n} answers";
    answers_of(n, asked): "Räknat på {n} svar, {asked} tillfrågade", "Based on {n} answers, {asked} asked";
    asked(n): "{n} tillfrågade", "{n} asked";
    more: "Alla svar", "All answers";

    results_lead(day): "Dagen efter mötet frågade vi dem som var med. De kunde svara till och med {day}.", "The day after the meeting we asked those who were there. They could answer until {day}.";
    results_lead_open(day): "Vi har frågat dem som var med. De kan svara till och med {day}.", "We have asked those who were there. They can answer until {day}.";
    scale: "Betyg", "Mark";
    count: "Antal", "Number";
    average: "Medel", "Average";
    words_title: "Vad ska hända sedan?", "What should happen next?";
    words_none: "Inga ord är framsläppta.", "No words have been let through.";
    words_lead: "Ord som har släppts fram. Vem som skrev dem vet ingen.", "Words that have been let through. Nobody knows who wrote them.";
    judge_title: "Släpp fram ord", "Let words through";
    judge_lead: "Bara ni läser det här. Nya ord kommer fem svar i taget. Släpp fram sådant som säger något om mötet och inget om enskilda personer. Skälet står i loggen.", "Only you read this. New words come five answers at a time. Let through what says something about the meeting and nothing about individual people. The reason stands in the log.";
    field_id: "Ord", "Words";
    field_reason: "Skäl", "Reason";
    show_button: "Visa för alla", "Show to everyone";
    hide_button: "Visa inte längre", "Show no longer";
    shown: "Visas", "Shown";

    overview_title: "Efter mötena", "After the meetings";
    overview_lead: "Efter varje möte frågar vi dem som var med hur de blev bemötta, om de lärde sig något och vad som ska hända sedan.", "After each meeting we ask those who were there how they were met, whether they learned something and what should happen next.";
    overview_none_title: "Ingen har blivit tillfrågad än", "Nobody has been asked yet";
    overview_none_text: "Dagen efter ett möte får de som var med tre frågor. När minst fem har svarat syns det här.", "The day after a meeting those who were there get three questions. Once at least five have answered it shows here.";
    overview_table: "Svar per år, bara möten med minst fem svar", "Answers by year, only meetings with at least five answers";
    overview_meetings: "Möten", "Meetings";
    year: "År", "Year";
    met_column: "Bemötande", "How they were met";
    learned_column: "Lärde sig", "Learned";

    did_sent(meeting): "De som var med på {meeting} blev tillfrågade om hur det var.", "Those who were at {meeting} were asked how it was.";
    did_shown_one(who, meeting): "{who} släppte fram ett svar om vad som ska hända efter {meeting}.", "{who} let through an answer about what should happen after {meeting}.";
    did_shown(who, n, meeting): "{who} släppte fram {n} svar om vad som ska hända efter {meeting}.", "{who} let through {n} answers about what should happen after {meeting}.";
    did_hidden_one(who, meeting): "{who} visar inte längre ett svar om vad som ska hända efter {meeting}.", "{who} no longer shows an answer about what should happen after {meeting}.";
    did_hidden(who, n, meeting): "{who} visar inte längre {n} svar om vad som ska hända efter {meeting}.", "{who} no longer shows {n} answers about what should happen after {meeting}.";

    mail_subject(title): "Hur var mötet? {title}", "How was the meeting? {title}";
    mail_text(title, who, until, link): "Hej!\n\nDu var med på mötet {title}. {who} vill veta hur det var. Det är tre frågor och tar en minut:\n{link}\n\nSvaret sparas utan ditt namn och går inte att spåra till dig. Du kan svara till och med {until}. Vi frågar bara en gång.", "Hello,\n\nYou were at the meeting {title}. {who} would like to know how it was. There are three questions, and it takes a minute:\n{link}\n\nYour answer is kept without your name and cannot be traced to you. You can answer until {until}. We ask only once.";
}

/// Labels of the forms.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "met" => field_met(l),
        "learned" => field_learned(l),
        "words" => field_words(l),
        "id" => field_id(l),
        "reason" => field_reason(l),
        "lang" => super::common::language(l),
        _ => "",
    }
}

/// A mark with words where it needs them.
pub fn mark(l: Locale, met: bool, mark: i64) -> String {
    match (mark, met) {
        (1, true) => met_1(l).into(),
        (5, true) => met_5(l).into(),
        (1, false) => learned_1(l).into(),
        (5, false) => learned_5(l).into(),
        (n, _) => n.to_string(),
    }
}

/// Tenths as people write them.
pub fn tenths(l: Locale, tenths: i64) -> String {
    let point = if l == Locale::Sv { ',' } else { '.' };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}

/// The mean of a scale.
pub fn mean(l: Locale, scale: Scale) -> String {
    tenths(l, rules::mean(scale))
}
