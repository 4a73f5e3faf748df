//! Texts of consensus.

use super::Locale;
#[cfg(feature = "ssr")]
use crate::consensus::rules::Tally;
use crate::consensus::types::{Answer, ProposalAct, ProposalState, Shown};

texts! {
    title: "Samsyn", "Consensus";
    lead: "Ett forum ändrar sitt eget sätt att arbeta bara när alla som tillfrågas har svarat och ingen invänder. Tystnad är inte ett ja. Samma sak gäller för organen.", "A forum changes its own way of working only when everyone who is asked has answered and nobody objects. Silence is not a yes. The same holds for the bodies.";
    narrowed_forum(name): "Förslag om forumet {name}.", "Proposals about the forum {name}.";
    narrowed_body: "Förslag om ett organ.", "Proposals about one body.";
    show_all: "Visa alla förslag", "Show all proposals";
    which: "Vilka förslag", "Which proposals";
    shown_open: "Öppna", "Open";
    shown_passed: "Antagna", "Passed";
    shown_lapsed: "Inte antagna", "Not passed";
    shown_withdrawn: "Återkallade", "Withdrawn";
    none_title: "Inga förslag här", "No proposals here";
    none_text: "När någon föreslår att ett forum eller ett organ ska arbeta på ett annat sätt står det här, med alla svar.", "When somebody proposes that a forum or a body should work in another way it stands here, with all answers.";
    new_link: "Föreslå en ändring", "Propose a change";
    state_open: "Öppet för svar", "Open for answers";
    state_passed: "Antaget", "Passed";
    state_lapsed: "Inte antaget", "Not passed";
    state_withdrawn: "Återkallat", "Withdrawn";
    proposal_number(n): "förslag {n}", "proposal {n}";
    proposal_heading(n): "Förslag {n}", "Proposal {n}";
    a_proposal: "ett förslag", "a proposal";

    new_title: "Föreslå ett nytt sätt att arbeta", "Propose a new way of working";
    new_lead: "Förslaget publiceras direkt. Det antas bara om alla som tillfrågas svarar och ingen invänder.", "The proposal is published at once. It passes only if everyone who is asked answers and nobody objects.";
    choose_title: "Vad gäller det?", "What is it about?";
    choose_lead: "Välj vad som ska ändras. Sedan ser du vilka som tillfrågas och vad som gäller i dag.", "Choose what is to change. Then you see who is asked and what holds today.";
    choose_button: "Gå vidare", "Go on";
    choose_other: "Välj något annat", "Choose something else";
    about(name): "Gäller {name}", "About {name}";
    asked_title: "De här tillfrågas", "These are asked";
    asked_text_forum: "Alla som har ställt en fråga, skrivit ett inlägg eller stått bakom något i forumet, också de som inte har undertecknat överenskommelsen. Av offentliga organ tillfrågas bara de som har undertecknat. Listan ligger fast när förslaget är skickat.", "All who have posted an issue, contributed or stood behind something in the forum, also those who have not signed the agreement. Of public bodies only those that have signed are asked. The list is fixed once the proposal is sent.";
    asked_text_body: "Alla platser i organet, på båda sidor. Listan ligger fast när förslaget är skickat.", "All seats of the body, on both sides. The list is fixed once the proposal is sent.";
    asked_nobody: "Det finns ingen att fråga här än.", "There is nobody to ask here yet.";
    refusal_nobody_asked: "Ingen har deltagit i forumet eller har en plats i organet, så det finns ingen att fråga.", "Nobody has taken part in the forum or has a seat in the body, so there is nobody to ask.";
    underway: "Ett annat förslag om samma sak är öppet. Vänta tills det är avslutat, eller svara på det.", "Another proposal about the same thing is open. Wait until it has ended, or answer it.";
    underway_link: "Läs det öppna förslaget", "Read the open proposal";
    refusal_answers_closed: "Förslaget är inte öppet för svar längre.", "The proposal is no longer open for answers.";
    field_about: "Vad gäller det?", "What is it about?";
    field_title: "Vad ska ändras?", "What is to change?";
    field_now: "Så är det i dag", "How it is today";
    field_text: "Så föreslås det bli", "How it is proposed to be";
    field_why: "Varför?", "Why?";
    field_until: "Sista dag att svara", "Last day to answer";
    field_answer: "Ert svar", "Your answer";
    field_reason: "Skäl, syns för alla", "Reason, shown to all";
    field_words: "Skäl eller några ord, syns för alla", "Reason or a few words, shown to all";
    field_changed: "Vad är ändrat och varför?", "What is changed, and why?";
    field_review: "Vad kom ni fram till?", "What did you arrive at?";
    title_help: "En mening, till exempel: Forumet träffas en kväll i månaden.", "One sentence, for instance: The forum meets one evening a month.";
    now_help: "Ifyllt med det som gäller, om det står någonstans. Ändra om det är fel.", "Filled in with what holds, if it is written anywhere. Change it if it is wrong.";
    text_help: "Skriv hela texten som ska gälla. Markdown fungerar.", "Write the whole text that should hold. Markdown works.";
    until_help: "Högst 60 dagar fram.", "At most 60 days ahead.";
    words_help: "Skriv alltid varför om ni invänder, och vad som skulle göra att ni kan säga ja.", "Always write why if you object, and what would make you able to say yes.";
    new_tells: "När du skickar får alla som tillfrågas mejl. Alla kan läsa förslaget och svaren.", "When you send it everyone who is asked gets an e-mail. All can read the proposal and the answers.";
    new_send: "Skicka förslaget", "Send the proposal";

    answer_consent: "Vi samtycker", "We consent";
    answer_consent_help: "Det får bli så.", "It may be so.";
    answer_aside: "Vi avstår", "We stand aside";
    answer_aside_help: "Vi är varken för eller emot. Det får bli så utan oss.", "We are neither for nor against. It may be so without us.";
    answer_object: "Vi invänder", "We object";
    answer_object_help: "Det får inte bli så. Då antas inte den här texten.", "It may not be so. This text does not pass then.";
    given_consent: "Samtycker", "Consents";
    given_aside: "Avstår", "Stands aside";
    given_object: "Invänder", "Objects";
    given_none: "Har inte svarat", "Has not answered";
    vacant: "Uppdraget är vakant", "The seat is vacant";
    vacant_open: "Om ingen tar över uppdraget till sista dagen räknas de andra utan det.", "If nobody takes over the seat by the last day, the others are counted without it.";
    vacant_aside: "Ingen tog över uppdraget, så de andra räknades utan det.", "Nobody took over the seat, so the others were counted without it.";
    answer_title: "Svara på förslaget", "Answer the proposal";
    change_title: "Ändra ert svar", "Change your answer";
    answer_for(name): "Du svarar för {name}.", "You answer for {name}.";
    answer_send: "Skicka svaret", "Send the answer";
    answer_tells: "Svaret syns för alla i er organisations eller plats namn, aldrig i ditt. Det går att ändra så länge förslaget är öppet. Tidigare svar finns kvar.", "The answer is shown to all in the name of your organisation or seat, never in yours. It can be changed as long as the proposal is open. Earlier answers are kept.";
    answer_tells_stopped: "Orden i en invändning syns bara för er, för den som föreslog och för dem som sköter forumet, tills de som sköter forumet visar dem för alla.", "The words of an objection are shown only to you, to the one that proposed and to those who look after the forum, until those who look after it show them to all.";
    answer_link: "Svara", "Answer";
    stale_title: "Läs förslaget igen", "Read the proposal again";
    stale_text: "Texten eller svaret ändrades medan du skrev. Det du skrev är kvar här nedanför.", "The text or the answer changed while you wrote. What you wrote is still below.";

    due: "Svara senast", "Answer by";
    was_due: "Sista dag att svara var", "The last day to answer was";
    closed: "Avslutat", "Ended";
    since(day): "Gäller sedan {day}", "In force since {day}";
    compare_title: "Förslaget bredvid det som gäller", "The proposal beside what holds";
    now_heading: "Så är det i dag", "How it is today";
    proposed_heading: "Så föreslås det bli", "How it is proposed to be";
    proposed_version(n): "Så föreslås det bli, version {n}", "How it is proposed to be, version {n}";
    now_unwritten: "Det är inte nedskrivet.", "It is not written down.";
    answers_title: "Svaren", "The answers";
    column_asked: "Tillfrågad", "Asked";
    column_answer: "Svar", "Answer";
    column_words: "Skäl eller ord", "Reason or words";
    column_when: "När", "When";
    words_hidden: "Orden är dolda.", "The words are hidden.";
    words_hidden_by(who): "{who} har dolt orden. Skälet står nedan.", "{who} has hidden the words. The reason is below.";
    words_hidden_unread(who): "Orden visas inte förrän {who} har läst dem.", "The words are not shown until {who} has read them.";
    words_hidden_stopped(day): "Orden är dolda: den som svarade var stoppad till och med {day}.", "The words are hidden: whoever answered was stopped until {day}.";
    words_read_by: "De läses bara av den som svarade, den som föreslog och de som sköter forumet.", "Only whoever answered, the one that proposed and those who look after the forum read them.";
    words_hide(n): "Dölj orden i svar {n}", "Hide the words of answer {n}";
    words_hide_lead: "Alla ser svaret, men inte orden.", "All see the answer, but not the words.";
    words_hide_help: "Syns för alla. Skriv inte det som ska döljas.", "Shown to all. Do not write what is to be hidden.";
    words_hide_tells: "Det står i loggen med skälet, och de som svarade får mejl. Svaret räknas som förut.", "It stands in the log with the reason, and those who answered get an e-mail. The answer counts as before.";
    words_show(n): "Visa orden i svar {n}", "Show the words of answer {n}";
    words_show_lead: "Alla kan läsa orden.", "All can read the words.";
    words_show_tells: "Det står i loggen med skälet, och de som svarade får mejl.", "It stands in the log with the reason, and those who answered get an e-mail.";
    seat_civil: "civilsamhället", "civil society";
    seat_public: "den offentliga sidan", "the public side";
    earlier_answers: "Tidigare svar", "Earlier answers";
    earlier_answer(version, what): "Till version {version}: {what}", "To version {version}: {what}";
    changed_answer(version, what): "Till version {version}, ändrat senare: {what}", "To version {version}, changed later: {what}";
    versions_title: "Tidigare versioner", "Earlier versions";
    version_beside(old, new): "Version {old} bredvid version {new}", "Version {old} beside version {new}";
    version_heading(n): "Version {n}", "Version {n}";
    changed_because: "Ändrat:", "Changed:";
    chain: "Det här har hänt", "What has happened";
    facts_title: "Om förslaget", "About the proposal";
    fact_about: "Gäller", "About";
    fact_by: "Föreslaget av", "Proposed by";
    fact_until: "Sista dag att svara", "Last day to answer";
    fact_closed: "Avslutat", "Ended";

    act_revise: "Skriv en ny version", "Write a new version";
    act_revise_tells: "Alla svar frågas om på nytt, och alla som tillfrågas får mejl. Den gamla texten och svaren på den finns kvar.", "All are asked anew and get an e-mail. The old text and the answers to it are kept.";
    act_prolong: "Ge mer tid", "Give more time";
    act_prolong_tells: "Det går en gång, senast 30 dagar efter sista dagen. Svar som finns står kvar. De som inte har svarat får mejl, och alla om tiden redan har gått ut.", "That can be done once, at most 30 days after the last day. Answers that were given stand. Those who have not answered get an e-mail, and everyone if the time has run out already.";
    act_withdraw: "Ta tillbaka förslaget", "Withdraw the proposal";
    act_withdraw_tells: "Förslaget och svaren finns kvar på sin adress. Alla som tillfrågades får mejl.", "The proposal and the answers keep their address. Everyone who was asked gets an e-mail.";
    proposer_title: "Du talar för den som föreslog", "You speak for the one that proposed";
    proposer_objected: "Någon invänder. Läs skälet, och skriv en ny version som alla kan leva med.", "Somebody objects. Read the reason, and write a new version that everyone can live with.";
    back_to_answer: "Tillbaka till förslaget", "Back to the proposal";

    asked_one: "1 tillfrågad", "1 asked";
    asked_many(n): "{n} tillfrågade", "{n} asked";
    tally_consented(n): "{n} samtycker", "{n} consent";
    tally_aside(n): "{n} avstår", "{n} stand aside";
    tally_objected(n): "{n} invänder", "{n} object";
    tally_missing(n): "{n} har inte svarat", "{n} have not answered";
    not_passed_missing(n): "Inte antaget: {n} har inte svarat.", "Not passed: {n} have not answered.";
    not_passed_objected(n): "Inte antaget: {n} invänder.", "Not passed: {n} object.";
    not_passed_both(missing, objected): "Inte antaget: {missing} har inte svarat och {objected} invänder.", "Not passed: {missing} have not answered and {objected} object.";
    did_pass: "Antaget: alla har svarat och ingen invänder.", "Passed: everyone has answered and nobody objects.";

    way_forum: "Så ändras hur forumet arbetar", "How the forum's way of working is changed";
    way_body: "Så ändras hur organet arbetar", "How the body's way of working is changed";
    way_title: "Så arbetar vi nu", "How we work now";
    way_source: "Antaget med samsyn i", "Passed by consensus in";

    review_title: "Modellen ses över", "The model is reviewed";
    review_text: "Vart fjärde år ses hela modellen över: forumen, organen och hur de hänger ihop.", "Every four years the whole model is reviewed: the forums, the bodies and how they hang together.";
    review_due: "Nästa översyn senast", "Next review by";
    review_late: "Översynen skulle ha varit klar", "The review was to be done by";
    review_none: "Ingen översyn är utlovad än.", "No review is promised yet.";
    review_form: "Översynen är gjord", "The review is done";
    review_help: "Syns för alla i loggen. Nästa översyn utlovas om fyra år.", "Shown to all in the log. The next review is promised in four years.";
    review_send: "Spara översynen", "Save the review";

    queue_empty: "När ett förslag är öppet för svar står det här, och modellens översyn när den närmar sig.", "When a proposal is open for answers it stands here, and the review of the model as it comes near.";
    desk_objected: "Någon invänder", "Somebody objects";
    desk_answers(n, of): "{n} av {of} har svarat", "{n} of {of} have answered";
    clock: "Svar på ett förslag om hur vi arbetar", "Answers to a proposal on how we work";
    clock_review: "Översyn av modellen", "Review of the model";
    late_one(who): "{who} dröjer med att avsluta 1 förslag om hur vi arbetar", "{who} is late ending 1 proposal on how we work";
    late_many(who, n): "{who} dröjer med att avsluta {n} förslag om hur vi arbetar", "{who} is late ending {n} proposals on how we work";
    late_review(who): "{who} dröjer med att se över modellen", "{who} is late reviewing the model";
    expected(who): "Svar på förslaget från {who} senast", "Answers to the proposal of {who} by";
    expected_late(who): "Svar på förslaget från {who} skulle ha kommit", "Answers to the proposal of {who} were due";
    expected_review(who): "{who} ser över modellen senast", "{who} reviews the model by";
    expected_review_late(who): "{who} skulle ha sett över modellen", "{who} was to review the model by";

    did_proposed(who, it): "{who} föreslog ett nytt sätt att arbeta: {it}.", "{who} proposed a new way of working: {it}.";
    did_given(who, it): "{who} samtycker till {it}.", "{who} consents to {it}.";
    did_aside(who, it): "{who} avstår i {it}.", "{who} stands aside in {it}.";
    did_objected(who, it): "{who} invänder mot {it}.", "{who} objects to {it}.";
    did_revised(who, it): "{who} skrev en ny version av {it}, och alla tillfrågas på nytt.", "{who} wrote a new version of {it}, and everyone is asked anew.";
    did_prolonged(who, it): "{who} gav mer tid för {it}.", "{who} gave more time for {it}.";
    did_passed(it, result): "Alla har svarat och ingen invänder mot {it}: det är antaget. {result}", "Everyone has answered and nobody objects to {it}: it has passed. {result}";
    did_lapsed(it, result): "Tiden gick ut för {it}: det är inte antaget. {result}", "Time ran out for {it}: it has not passed. {result}";
    did_withdrawn(who, it): "{who} tog tillbaka {it}.", "{who} withdrew {it}.";
    did_words_hidden(who, it): "{who} dolde orden i ett svar på {it}.", "{who} hid the words of an answer to {it}.";
    did_words_shown(who, it): "{who} visade orden i ett svar på {it}.", "{who} showed the words of an answer to {it}.";
    did_reviewed(who): "{who} har sett över modellen.", "{who} has reviewed the model.";
    then_answers(date): "Svar senast {date}.", "Answers by {date}.";
    then_review(date): "Nästa översyn senast {date}.", "Next review by {date}.";

    told_asked: "Ni tillfrågas", "You are asked";
    told_anew: "Ny version, svara igen", "A new version, answer again";
    told_prolonged: "Mer tid att svara", "More time to answer";
    told_reopened: "Öppet igen", "Open again";
    told_objected: "En invändning", "An objection";
    told_words_hidden: "Orden i ert svar är dolda", "The words of your answer are hidden";
    told_words_shown: "Orden i ert svar syns", "The words of your answer are shown";
    told_passed: "Antaget", "Passed";
    told_lapsed: "Inte antaget", "Not passed";
    told_withdrawn: "Återkallat", "Withdrawn";
    text_asked: "Ni tillfrågas om ett nytt sätt att arbeta. Det antas bara om alla svarar och ingen invänder.", "You are asked about a new way of working. It passes only if everyone answers and nobody objects.";
    text_anew: "Det finns en ny version av texten. Alla tillfrågas på nytt, också ni som har svarat.", "There is a new version of the text. Everyone is asked anew, also those of you who have answered.";
    text_prolonged: "Förslaget har fått mer tid, och ert svar saknas. Tystnad är inte ett ja.", "The proposal was given more time, and your answer is missing. Silence is not a yes.";
    text_reopened: "Förslaget hade gått ut och är nu öppet igen. Svar som ni har gett räknas, och ni kan ändra dem. Tystnad är inte ett ja.", "The proposal had run out and is now open again. Answers that you gave count, and you can change them. Silence is not a yes.";
    text_objected: "Någon av dem som tillfrågas invänder mot förslaget. Ni kan skriva en ny version.", "One of those who are asked objects to the proposal. You can write a new version.";
    text_objected_hidden: "Någon av dem som tillfrågas invänder mot förslaget. Orden är dolda, men ni läser dem på förslagets sida. Ni kan skriva en ny version.", "One of those who are asked objects to the proposal. The words are hidden, but you read them on the proposal's page. You can write a new version.";
    text_words_hidden: "Orden i ert svar är dolda. Svaret räknas som förut, och ni kan läsa orden än. Skälet syns för alla:", "The words of your answer are hidden. The answer counts as before, and you can still read the words. The reason is shown to all:";
    text_words_shown: "Alla kan läsa orden i ert svar. Skälet syns för alla:", "All can read the words of your answer. The reason is shown to all:";
    text_passed: "Förslaget är antaget och gäller från i dag.", "The proposal has passed and holds from today.";
    text_lapsed: "Sista dagen har gått, och förslaget är inte antaget.", "The last day has gone by, and the proposal has not passed.";
    text_withdrawn: "Den som föreslog har tagit tillbaka förslaget.", "Whoever proposed has withdrawn the proposal.";
    mail_subject(what, title): "{what}: {title}", "{what}: {title}";
    mail_until(day): "Svara senast {day}.\n\n", "Answer by {day}.\n\n";
    mail_text(title, what, more, link): "Om förslaget ”{title}”: {what}\n\n{more}Läs förslaget och alla svar:\n{link}\n", "About the proposal “{title}”: {what}\n\n{more}Read the proposal and all answers:\n{link}\n";
}

/// Which mail about a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Somebody is asked.
    Asked,
    /// There is a new version.
    AskedAnew,
    /// There is more time.
    Prolonged,
    /// Its time had run out, and there is more.
    Reopened,
    /// Somebody objects.
    Objected,
    /// Somebody objects, with words that begin hidden.
    ObjectedHidden,
    /// The words of an answer were hidden.
    WordsHidden,
    /// They were shown.
    WordsShown,
    /// It passed.
    Passed,
    /// It did not.
    Lapsed,
    /// It was taken back.
    Withdrawn,
}

/// What a mail is about, in a few words.
pub const fn told(l: Locale, told: Told) -> &'static str {
    match told {
        Told::Asked => told_asked(l),
        Told::AskedAnew => told_anew(l),
        Told::Prolonged => told_prolonged(l),
        Told::Reopened => told_reopened(l),
        Told::Objected | Told::ObjectedHidden => told_objected(l),
        Told::WordsHidden => told_words_hidden(l),
        Told::WordsShown => told_words_shown(l),
        Told::Passed => told_passed(l),
        Told::Lapsed => told_lapsed(l),
        Told::Withdrawn => told_withdrawn(l),
    }
}

/// What it says.
pub const fn told_text(l: Locale, told: Told) -> &'static str {
    match told {
        Told::Asked => text_asked(l),
        Told::AskedAnew => text_anew(l),
        Told::Prolonged => text_prolonged(l),
        Told::Reopened => text_reopened(l),
        Told::Objected => text_objected(l),
        Told::ObjectedHidden => text_objected_hidden(l),
        Told::WordsHidden => text_words_hidden(l),
        Told::WordsShown => text_words_shown(l),
        Told::Passed => text_passed(l),
        Told::Lapsed => text_lapsed(l),
        Told::Withdrawn => text_withdrawn(l),
    }
}

/// Labels of the form for a proposal.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "om" => field_about(l),
        "title" => field_title(l),
        "now" => field_now(l),
        "text" => field_text(l),
        "why" => field_why(l),
        "until" => field_until(l),
        "answer" => field_answer(l),
        "lang" => super::common::language(l),
        _ => field_reason(l),
    }
}

/// Labels of the form that answers.
pub fn label_answer(l: Locale, field: &str) -> &'static str {
    if field == "reason" { field_words(l) } else { label(l, field) }
}

/// Labels of the form for a new version.
pub fn label_revise(l: Locale, field: &str) -> &'static str {
    if field == "reason" { field_changed(l) } else { label(l, field) }
}

/// Labels of the form for the review of the model.
pub fn label_review(l: Locale, field: &str) -> &'static str {
    if field == "reason" { field_review(l) } else { label(l, field) }
}

/// Where a proposal stands.
pub const fn state(l: Locale, state: ProposalState) -> &'static str {
    match state {
        ProposalState::Open => state_open(l),
        ProposalState::Passed => state_passed(l),
        ProposalState::Lapsed => state_lapsed(l),
        ProposalState::Withdrawn => state_withdrawn(l),
    }
}

/// Name of a tab.
pub const fn shown(l: Locale, shown: Shown) -> &'static str {
    match shown {
        Shown::Open => shown_open(l),
        Shown::Passed => shown_passed(l),
        Shown::Lapsed => shown_lapsed(l),
        Shown::Withdrawn => shown_withdrawn(l),
    }
}

/// What can be answered, with what it means.
pub const fn answer(l: Locale, answer: Answer) -> (&'static str, &'static str) {
    match answer {
        Answer::Consent => (answer_consent(l), answer_consent_help(l)),
        Answer::Aside => (answer_aside(l), answer_aside_help(l)),
        Answer::Object => (answer_object(l), answer_object_help(l)),
    }
}

/// What was answered; `None`: nothing.
pub const fn given(l: Locale, answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Consent) => given_consent(l),
        Some(Answer::Aside) => given_aside(l),
        Some(Answer::Object) => given_object(l),
        None => given_none(l),
    }
}

/// An act of the one that proposed: its name, and what it does.
pub const fn act(l: Locale, act: ProposalAct) -> (&'static str, &'static str) {
    match act {
        ProposalAct::Revise => (act_revise(l), act_revise_tells(l)),
        ProposalAct::Prolong => (act_prolong(l), act_prolong_tells(l)),
        _ => (act_withdraw(l), act_withdraw_tells(l)),
    }
}

/// `7 tillfrågade: 4 samtycker, 1 avstår, 1 invänder, 1 har inte svarat.`
#[cfg(feature = "ssr")]
pub fn result(l: Locale, tally: &Tally) -> String {
    let asked = if tally.asked == 1 { asked_one(l).to_string() } else { asked_many(l, tally.asked) };
    let parts = [
        (tally.consented, tally_consented(l, tally.consented)),
        (tally.aside, tally_aside(l, tally.aside)),
        (tally.objected, tally_objected(l, tally.objected)),
        (tally.missing(), tally_missing(l, tally.missing())),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words).collect();
    if parts.is_empty() { format!("{asked}.") } else { format!("{asked}: {}.", parts.join(", ")) }
}

/// Why a proposal did not pass: `Inte antaget: 3 har inte svarat.`
#[cfg(feature = "ssr")]
pub fn not_passed(l: Locale, tally: &Tally) -> String {
    match (tally.missing(), tally.objected) {
        (missing, 0) => not_passed_missing(l, missing),
        (0, objected) => not_passed_objected(l, objected),
        (missing, objected) => not_passed_both(l, missing, objected),
    }
}
