//! Texts of agreements.

texts! {
    home_agreements: "Överenskommelserna", "The agreements";
    issues_one: "1 fråga", "1 issue";
    issues_many(n): "{n} frågor", "{n} issues";
    open_one: "1 öppen", "1 open";
    open_many(n): "{n} öppna", "{n} open";
    signatories_one: "1 organisation har skrivit under", "1 organisation has signed";
    signatories_many(n): "{n} organisationer har skrivit under", "{n} organisations have signed";

    start_title(place): "Det här händer i {place}", "What is happening in {place}";
    start_todo: "Att göra för er", "For you to do";
    start_search: "Sök i frågornas rubriker", "Search the titles of issues";
    start_next_meeting: "Nästa möte", "Next meeting";
    start_no_meeting: "Inget möte är utlyst just nu.", "No meeting is announced right now.";
    start_all_meetings: "Alla möten", "All meetings";
    start_sign_up: "Anmäl dig", "Sign up";
    start_full: "Fullbokat", "Fully booked";
    start_or_online: "eller på nätet", "or online";
    start_agenda_one: "1 fråga på dagordningen", "1 issue on the agenda";
    start_agenda_many(n): "{n} frågor på dagordningen", "{n} issues on the agenda";
    start_moving: "Senast i frågorna", "Latest in the issues";
    start_all_issues: "Alla frågor", "All issues";
    start_empty_title: "Ingen fråga är ställd än", "No issue has been raised yet";
    start_empty_text: "När en organisation tar upp något syns det här, med vad som händer och när.", "When an organisation raises something it shows here, with what happens and when.";
    start_ask: "Ställ den första frågan", "Raise the first issue";
    start_clock: "Försenat just nu", "Late right now";
    start_nothing_late: "Inget löfte är försenat just nu.", "No promise is overdue right now.";
    start_oldest(days): "Det äldsta löftet: försenat {days} dagar.", "The oldest promise: {days} days late.";
    start_oldest_one: "Det äldsta löftet: försenat 1 dag.", "The oldest promise: 1 day late.";
    start_answers_one: "1 svar har kommit den senaste veckan.", "1 answer has come in the last week.";
    start_answers_many(n): "{n} svar har kommit den senaste veckan.", "{n} answers have come in the last week.";
    start_all_late: "Alla försenade frågor", "All overdue issues";
    start_forums: "Forum", "Forums";
    start_themes: "Teman", "Themes";


    side_public: "Det offentliga", "The public side";
    side_civil: "Civilsamhället", "Civil society";
    side_joint: "Ett gemensamt organ", "A joint body";
    late_acceptance_one(who): "{who} dröjer med att läsa 1 ny fråga", "{who} is late reading 1 new issue";
    late_acceptance_many(who, n): "{who} dröjer med att läsa {n} nya frågor", "{who} is late reading {n} new issues";
    late_completion_one(who): "{who} dröjer med att komplettera 1 fråga", "{who} is late completing 1 issue";
    late_completion_many(who, n): "{who} dröjer med att komplettera {n} frågor", "{who} is late completing {n} issues";
    late_next_step_one(who): "{who} dröjer med nästa steg i 1 fråga", "{who} is late with the next step of 1 issue";
    late_next_step_many(who, n): "{who} dröjer med nästa steg i {n} frågor", "{who} is late with the next step of {n} issues";
    late_hearing_one(who): "{who} dröjer med att ta upp 1 fråga på ett möte", "{who} is late taking up 1 issue at a meeting";
    late_hearing_many(who, n): "{who} dröjer med att ta upp {n} frågor på ett möte", "{who} is late taking up {n} issues at a meeting";
    late_answer_one(who): "{who} dröjer med 1 svar", "{who} is late with 1 answer";
    late_answer_many(who, n): "{who} dröjer med {n} svar", "{who} is late with {n} answers";
    late_follow_up_one(who): "{who} dröjer med att följa upp 1 svar", "{who} is late following up 1 answer";
    late_follow_up_many(who, n): "{who} dröjer med att följa upp {n} svar", "{who} is late following up {n} answers";
    late_minutes_one(who): "{who} dröjer med anteckningarna från 1 möte", "{who} is late with the minutes of 1 meeting";
    late_minutes_many(who, n): "{who} dröjer med anteckningarna från {n} möten", "{who} is late with the minutes of {n} meetings";
    late_adjustment_one(who): "{who} dröjer med att justera anteckningarna från 1 möte", "{who} is late adjusting the minutes of 1 meeting";
    late_adjustment_many(who, n): "{who} dröjer med att justera anteckningarna från {n} möten", "{who} is late adjusting the minutes of {n} meetings";
    late_appeal_one(who): "{who} dröjer med att svara på 1 överklagande", "{who} is late answering 1 appeal";
    late_representation_one(who): "{who} dröjer med att gå igenom vilka som sitter i 1 organ", "{who} is late reviewing who sits in 1 body";
    late_representation_many(who, n): "{who} dröjer med att gå igenom vilka som sitter i {n} organ", "{who} is late reviewing who sits in {n} bodies";
    late_appeal_many(who, n): "{who} dröjer med att svara på {n} överklaganden", "{who} is late answering {n} appeals";
    late_wish_one(who): "{who} dröjer med att svara på 1 önskemål om möte", "{who} is late answering 1 wish for a meeting";
    late_wish_many(who, n): "{who} dröjer med att svara på {n} önskemål om möten", "{who} is late answering {n} wishes for meetings";
    late_action_one(who): "{who} dröjer med 1 åtgärd", "{who} is late with 1 action";
    late_action_many(who, n): "{who} dröjer med {n} åtgärder", "{who} is late with {n} actions";

    about_signed(date): "Undertecknad {date}.", "Signed on {date}.";
    about_vision: "Vision", "The vision";
    about_background: "Om överenskommelsen", "About the agreement";
    about_principles: "Principer", "Principles";
    about_commitments: "Åtaganden", "Commitments";
    about_forums: "Forum", "Forums";
    about_no_forums: "Den här överenskommelsen har inga forum. Frågorna samlas i en lista.", "This agreement has no forums. Its issues are gathered in one list.";
    about_who: "Vem som gör vad", "Who does what";
    about_public_party: "Offentlig part", "Public party";
    about_curator: "Tar emot frågor och ordnar möten", "Receives issues and arranges meetings";
    about_confirming: "Bekräftar vilka som ansluter sig", "Confirms who joins";
    about_steering: "Leder arbetet och prövar överklaganden", "Leads the work and hears appeals";
    commitments_one: "1 åtagande", "1 commitment";
    commitments_many(n): "{n} åtaganden", "{n} commitments";
    principle_of(number, all): "Princip {number} av {all}", "Principle {number} of {all}";
    commitment_of(number, all): "Åtagande {number} av {all}", "Commitment {number} of {all}";
    principle_commitments: "Åtaganden som bygger på den", "Commitments that rest on it";
    principle_no_commitments: "Inget åtagande bygger på den här principen.", "No commitment rests on this principle.";
    commitment_principles: "Principer det bygger på", "Principles it rests on";
    commitment_owner: "Vems åtagande det är:", "Whose commitment it is:";
    point_issues: "Frågor som pekar hit", "Issues that point here";
    point_no_issues: "Ingen fråga pekar hit än. Den som ställer en fråga kan välja vilka principer och åtaganden den gäller.", "No issue points here yet. Whoever raises an issue can choose which principles and commitments it concerns.";
    point_all_one: "Visa frågan i listan", "Show the issue in the list";
    point_all_many(n): "Visa alla {n} frågor i listan", "Show all {n} issues in the list";
    point_nothing_late: "Inget löfte i de här frågorna är försenat.", "No promise in these issues is overdue.";
}

use super::{Locale, plural};
use crate::clocks::ClockKind;

/// `3 frågor`.
pub fn issues(l: Locale, n: i64) -> String {
    plural(n, issues_one(l).to_string(), issues_many(l, n))
}

/// `2 öppna`.
pub fn open(l: Locale, n: i64) -> String {
    plural(n, open_one(l).to_string(), open_many(l, n))
}

/// `6 åtaganden`.
pub fn commitments(l: Locale, n: i64) -> String {
    plural(n, commitments_one(l).to_string(), commitments_many(l, n))
}

/// `Kansliet dröjer med att läsa 2 nya frågor`.
pub fn late(l: Locale, kind: ClockKind, who: &str, n: i64) -> String {
    match (kind, n) {
        (ClockKind::Acceptance, 1) => late_acceptance_one(l, who),
        (ClockKind::Acceptance, _) => late_acceptance_many(l, who, n),
        (ClockKind::Completion, 1) => late_completion_one(l, who),
        (ClockKind::Completion, _) => late_completion_many(l, who, n),
        (ClockKind::NextStep, 1) => late_next_step_one(l, who),
        (ClockKind::NextStep, _) => late_next_step_many(l, who, n),
        (ClockKind::Hearing, 1) => late_hearing_one(l, who),
        (ClockKind::Hearing, _) => late_hearing_many(l, who, n),
        (ClockKind::Answer, 1) => late_answer_one(l, who),
        (ClockKind::Answer, _) => late_answer_many(l, who, n),
        (ClockKind::FollowUp, 1) => late_follow_up_one(l, who),
        (ClockKind::FollowUp, _) => late_follow_up_many(l, who, n),
        (ClockKind::Minutes, 1) => late_minutes_one(l, who),
        (ClockKind::Minutes, _) => late_minutes_many(l, who, n),
        (ClockKind::Adjustment, 1) => late_adjustment_one(l, who),
        (ClockKind::Adjustment, _) => late_adjustment_many(l, who, n),
        (ClockKind::Appeal, 1) => late_appeal_one(l, who),
        (ClockKind::Appeal, _) => late_appeal_many(l, who, n),
        (ClockKind::Representation, 1) => late_representation_one(l, who),
        (ClockKind::Representation, _) => late_representation_many(l, who, n),
        (ClockKind::Wish, 1) => late_wish_one(l, who),
        (ClockKind::Wish, _) => late_wish_many(l, who, n),
        (ClockKind::Action, 1) => late_action_one(l, who),
        (ClockKind::Action, _) => late_action_many(l, who, n),
        (ClockKind::Promise, 1) => super::promises::late_one(l, who),
        (ClockKind::Promise, _) => super::promises::late_many(l, who, n),
        (ClockKind::Consensus, 1) => super::consensus::late_one(l, who),
        (ClockKind::Consensus, _) => super::consensus::late_many(l, who, n),
        (ClockKind::ModelReview, _) => super::consensus::late_review(l, who),
    }
}

/// A meeting's title with its kind before it.
pub fn meeting(l: Locale, kind: &str, title: &str) -> String {
    match kind.parse() {
        Ok(kind) => format!("{}: {title}", super::meetings::kind(l, kind)),
        Err(_) => title.to_string(),
    }
}
