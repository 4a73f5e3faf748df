//! Texts of how initiatives went.

use super::Locale;
use crate::agreements::types::Side;
use crate::initiatives::types::{InitiativeKind, Led};

texts! {
    title: "Så gick det", "How it went";
    of_forum: "Så gick det för forumets frågor", "How the forum's issues went";
    lead: "Vem som tog initiativ, hur de tycker att de blev bemötta och vad det ledde till. Frågor och önskemål om möten, år för år.", "Who took an initiative, how they say that they were met and what it led to. Issues and wishes for meetings, year by year.";
    years: "År", "Years";
    each_year: "Alla år", "All years";
    who: "Vem som tog initiativet", "Who took the initiative";
    forum: "I forumet", "In the forum";
    over_time: "Över tid", "Over time";
    chart_help: "Hela stapeln är alla initiativ. Den fyllda delen är de som är besvarade eller uppföljda.", "The whole column is all initiatives. The filled part is those that are answered or followed up.";
    caption(year): "Initiativ {year}, efter kvartalet då de togs", "Initiatives in {year}, by the quarter in which they were taken";
    caption_years: "Initiativ efter året då de togs", "Initiatives by the year in which they were taken";
    period: "När", "When";
    quarter(n): "Kv {n}", "Q{n}";
    all: "Alla", "All";
    met: "Bemötande", "How they were met";
    met_mean(mean, n): "{mean} av 5 ({n} svar)", "{mean} of 5 ({n} answers)";
    met_help(n): "När ett initiativ är besvarat eller avslutat frågar vi den som tog det hur de blev bemötta, på en skala från 1 till 5. Svaren räknas in i medelvärdet minst {n} i taget, så att det inte går att räkna ut vad någon svarade utan att visa sitt namn.", "When an initiative is answered or closed, we ask whoever took it how they were met, on a scale from 1 to 5. Answers are counted into the mean at least {n} at a time, so that nobody can work out what somebody answered without showing their name.";
    met_part: "För ett urval visas inget medelvärde.", "For a selection no mean is shown.";
    few: "för få svar för att visas", "too few answers to be shown";
    list: "Initiativen", "The initiatives";
    none: "Inget initiativ stämmer med urvalet.", "No initiative fits the selection.";
    shown(n): "{n} initiativ", "Initiatives: {n}";
    more_in_file(n): "Här visas de {n} senaste. Alla finns i filen.", "The latest {n} are shown here. All are in the file.";
    csv: "Hämta som tabell (CSV)", "Download as a table (CSV)";
    said(who, score): "{who} om bemötandet: {score} av 5", "{who} about how they were met: {score} of 5";

    kind_issue: "Fråga", "Issue";
    kind_wish: "Önskemål om möte", "Wish for a meeting";
    side_civil: "Civilsamhället", "Civil society";
    side_public: "Offentlig sida", "The public side";
    side_both: "Båda sidorna", "Both sides";
    led_ongoing: "Pågår", "Ongoing";
    led_answered: "Besvarad", "Answered";
    led_followed_up: "Uppföljd", "Followed up";
    led_not_on: "Beslut att inte gå vidare", "Decided not to go on";
    led_joined: "Går vidare i en annan", "Goes on in another";
    led_withdrawn: "Återtagen", "Withdrawn";

    col_kind: "Slag", "Kind";
    col_number: "Nummer", "Number";
    col_title: "Titel", "Title";
    col_taken: "Togs", "Taken";
    col_who: "Organisation", "Organisation";
    col_side: "Sida", "Side";
    col_led: "Ledde till", "Led to";
    col_score: "Bemötande (1–5)", "How they were met (1–5)";
    col_words: "Om bemötandet", "About how they were met";
    col_address: "Adress", "Address";

    form_title: "Hur blev ni bemötta?", "How were you met?";
    form_lead: "Ert initiativ är besvarat eller avslutat. Svara på en fråga, så att alla kan se hur dialogen fungerar över tid.", "Your initiative is answered or closed. Answer one question, so that everyone can see how dialogue works over time.";
    field_score: "Hur blev ni bemötta?", "How were you met?";
    field_words: "Med egna ord", "In your own words";
    words_help: "Vad fungerade, vad kunde ha gjorts bättre? Orden visas bara om ni låter namnet synas.", "What worked, what could have been done better? The words show only if you let your name be seen.";
    field_named: "Får alla läsa svaret?", "May everyone read the answer?";
    named_yes: "Ja, visa svaret med vår organisations namn", "Yes, show the answer with the name of our organisation";
    named_late: "Svaret är redan med i medelvärdet utan namn. Det kan inte få ett namn nu, för då går det att räkna ut vad andra svarade.", "The answer is part of the mean without a name already. It cannot get one now: what others answered could be worked out then.";
    named_small: "Annars räknas det bara in i medelvärdet.", "Otherwise it only counts towards the mean.";
    form_tells(n): "Utan namn syns svaret för ingen annan än er. Svaren räknas in i medelvärdet minst {n} i taget. Ni kan ändra svaret, men det som redan är inräknat ändras inte.", "Without a name nobody but you sees the answer. Answers are counted into the mean at least {n} at a time. You can change the answer, but what is counted already does not change.";

    todo: "Hur blev ni bemötta?", "How were you met?";
    mail_subject(title): "Hur blev ni bemötta? {title}", "How were you met? {title}";
    mail_text(title, link): "Hej!\n\nErt initiativ {title} är nu besvarat eller avslutat. Hur blev ni bemötta? Det är en fråga på en skala från 1 till 5, och ni kan skriva några ord:\n{link}\n\nNi väljer själva om svaret ska visas med organisationens namn. Vi frågar bara en gång.", "Hello,\n\nYour initiative {title} is now answered or closed. How were you met? It is one question on a scale from 1 to 5, and you can write a few words:\n{link}\n\nYou choose whether the answer is shown with the name of your organisation. We ask only once.";
}

/// Labels of the form.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "score" => field_score(l),
        "words" => field_words(l),
        "named" => field_named(l),
        "lang" => super::common::language(l),
        _ => "",
    }
}

/// A kind of initiative.
pub const fn kind(l: Locale, kind: InitiativeKind) -> &'static str {
    match kind {
        InitiativeKind::Issue => kind_issue(l),
        InitiativeKind::Wish => kind_wish(l),
    }
}

/// A side.
pub const fn side(l: Locale, side: Side) -> &'static str {
    match side {
        Side::CivilSociety => side_civil(l),
        Side::Public => side_public(l),
        Side::Both => side_both(l),
    }
}

/// What an initiative led to.
pub const fn led(l: Locale, led: Led) -> &'static str {
    match led {
        Led::Ongoing => led_ongoing(l),
        Led::Answered => led_answered(l),
        Led::FollowedUp => led_followed_up(l),
        Led::NotOn => led_not_on(l),
        Led::Joined => led_joined(l),
        Led::Withdrawn => led_withdrawn(l),
    }
}
