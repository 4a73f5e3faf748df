//! Texts of the diary of what the agreement's bodies did.

use super::Locale;
use crate::activity::types::Chapter;

texts! {
    title: "Dagbok", "Diary";
    lead: "Det här har överenskommelsens organ gjort: möten, svar, löften och beslut, dag för dag.", "This is what the bodies of the agreement have done: meetings, answers, promises and decisions, day by day.";
    to_log: "Besluten med sina skäl står i loggen över beslut", "The decisions with their reasons stand in the log of decisions";
    from_log: "Vad överenskommelsens organ har gjort står i dagboken", "What the bodies of the agreement have done stands in the diary";
    of_body: "Det här har organet gjort, dag för dag", "What the body has done, day by day";
    chapters: "Vad dagboken visar", "What the diary shows";
    chapter_all: "Allt", "Everything";
    chapter_issues: "Frågor", "Issues";
    chapter_answers: "Svar", "Answers";
    chapter_meetings: "Möten", "Meetings";
    chapter_promises: "Löften", "Promises";
    chapter_consensus: "Samsyn", "Consensus";
    chapter_bodies: "Organ", "Bodies";
    chapter_agreement: "Överenskommelsen", "The agreement";
    chapter_appeals: "Överklaganden", "Appeals";
    body: "Organ", "Body";
    principle: "Princip", "Principle";
    area: "Område", "Area";
    first_day: "Från och med", "From";
    last_day: "Till och med", "Until";
    from_until(from, until): "Från {from} till {until}", "From {from} to {until}";
    from(day): "Från {day}", "From {day}";
    until(day): "Till {day}", "Until {day}";
    print: "Hela perioden på en sida, för utskrift", "The whole period on one page, for printing";
    feed: "Följ dagboken i en flödesläsare (Atom)", "Follow the diary in a feed reader (Atom)";
    cut(n): "Här står de {n} senaste. Välj en kortare period för resten.", "The latest {n} stand here. Choose a shorter period for the rest.";
    none_title: "Dagboken är tom", "The diary is empty";
    none_text: "När ett möte bjuds in till, en fråga besvaras eller ett löfte ges står det här.", "When a meeting is announced, an issue answered or a promise made, it stands here.";
    no_match_title: "Inget stämmer med urvalet", "Nothing fits the selection";
    no_match_text: "Välj en annan period eller ta bort ett filter.", "Choose another period or remove a filter.";
    whole: "Visa hela dagboken", "Show the whole diary";
}

/// A chapter; nothing: all of it.
pub const fn chapter(l: Locale, chapter: Option<Chapter>) -> &'static str {
    match chapter {
        None => chapter_all(l),
        Some(Chapter::Issues) => chapter_issues(l),
        Some(Chapter::Answers) => chapter_answers(l),
        Some(Chapter::Meetings) => chapter_meetings(l),
        Some(Chapter::Promises) => chapter_promises(l),
        Some(Chapter::Consensus) => chapter_consensus(l),
        Some(Chapter::Bodies) => chapter_bodies(l),
        Some(Chapter::Agreement) => chapter_agreement(l),
        Some(Chapter::Appeals) => chapter_appeals(l),
    }
}
