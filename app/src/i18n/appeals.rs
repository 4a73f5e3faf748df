//! Texts of appeals.

use super::Locale;
#[cfg(feature = "ssr")]
use crate::appeals::types::{AppealOutcome, Appealable};

texts! {
    nav: "Överklaganden", "Appeals";
    decision_declined(it): "beslutet att avböja {it}", "the decision to decline {it}";
    decision_merged(it): "beslutet att slå ihop {it} med en annan", "the decision to merge {it} into another";
    decision_moved(it): "beslutet att flytta {it}", "the decision to move {it}";
    decision_closed(it): "beslutet att avsluta {it}", "the decision to close {it}";
    decision_issue_hidden(it): "beslutet att dölja {it}", "the decision to hide {it}";
    decision_hidden(number, it): "beslutet att dölja inlägg {number} i {it}", "the decision to hide contribution {number} to {it}";
    decision_other(it): "ett beslut om {it}", "a decision about {it}";
    did_made(who, what, body, date): "{who} överklagade {what}. {body} svarar senast {date}.", "{who} appealed {what}. {body} answers by {date}.";
    did_made_hidden(what, body, date): "Den som skrev överklagade {what}. {body} svarar senast {date}.", "Whoever wrote it appealed {what}. {body} answers by {date}.";
    did_changed(who, what): "{who} ändrade {what}, efter ett överklagande.", "{who} changed {what}, after an appeal.";
    did_stands(who, what): "{who} prövade ett överklagande och lät {what} stå fast.", "{who} heard an appeal and let {what} stand.";
    did_withdrawn(who, what): "{who} drog tillbaka sitt överklagande av {what}.", "{who} withdrew the appeal against {what}.";
    did_withdrawn_hidden(what): "Den som skrev drog tillbaka överklagandet av {what}.", "Whoever wrote it withdrew the appeal against {what}.";
    did_settled(who, what): "{who} ändrade själv {what}. Överklagandet behöver inte prövas.", "{who} changed {what} by itself. The appeal need not be heard.";
    after_appeal(n): "Beslutet ändrades efter överklagande {n}.", "The decision was changed after appeal {n}.";
    own_until(body): "Tycker du att beslutet är fel? {body} kan pröva det, om du överklagar senast", "Do you think that the decision is wrong? {body} can try it, if you appeal by";
    own_nobody(body): "Beslutet går inte att överklaga: {body} fattar besluten här och leder arbetet, och ingen annan prövar dem.", "The decision cannot be appealed: {body} takes the decisions here and leads the work, and nobody else tries them.";
    own_link: "Överklaga beslutet", "Appeal the decision";
    own_made: "Läs överklagandet", "Read the appeal";
    form_title: "Överklaga ett beslut", "Appeal a decision";
    form_lead(body): "Civilsamhällets platser i {body} prövar beslutet. Ingen som fattade det är med.", "The seats of civil society in {body} try the decision. Nobody who took it has a part in that.";
    form_which: "Det du överklagar", "What you appeal";
    field_text: "Varför är beslutet fel?", "Why is the decision wrong?";
    text_help: "Skriv vad du vill ska ändras och varför. Mellan 20 och 4000 tecken. Markdown fungerar.", "Write what you want changed and why. Between 20 and 4000 characters. Markdown works.";
    form_tells(body): "Att beslutet är överklagat syns för alla, och vad det leder till. Det du skriver läses bara av er själva, av civilsamhällets platser i {body} och av dem som fattade beslutet. Ni får svar inom 30 dagar. Ett beslut kan överklagas en gång.", "Everyone sees that the decision is appealed, and what comes of it. What you write is read only by yourselves, by the seats of civil society in {body} and by those who took the decision. You get an answer within 30 days. A decision can be appealed once.";
    form_button: "Skicka överklagandet", "Send the appeal";
    queue_title: "Överklaganden", "Appeals";
    queue_lead(body): "Det som väntar längst står först. Civilsamhällets platser i {body} beslutar; den som har del i saken avstår.", "What has waited longest stands first. The seats of civil society in {body} decide; whoever has a part in the matter abstains.";
    queue_waiting: "Väntar på svar", "Waiting for an answer";
    queue_closed: "Avgjorda", "Decided";
    queue_none_title: "Inget överklagande väntar", "No appeal is waiting";
    queue_none_text: "När någon överklagar ett beslut om sin fråga eller sitt inlägg står det här.", "When somebody appeals a decision about their issue or contribution it stands here.";
    taken_again: "De som fattade beslutet ändrade det själva, och har sedan fattat ett beslut av samma slag.", "Those who took the decision changed it themselves, and have taken one of the same kind since.";
    appealed_before: "Samma beslut överklagades förut, ändrades utan prövning och har fattats igen.", "The same decision was appealed before, changed without a hearing, and has been taken again.";
    title(n): "Överklagande {n}", "Appeal {n}";
    answer_by: "Svar senast", "Answer by";
    made_on: "Överklagat", "Appealed";
    by_individual: "Privatperson", "Private person";
    outcome_waiting: "Väntar på svar", "Waiting for an answer";
    outcome_changed: "Beslutet ändrat", "Decision changed";
    outcome_stands: "Beslutet står fast", "Decision stands";
    outcome_withdrawn: "Återtaget", "Withdrawn";
    outcome_settled: "Ändrat utan prövning", "Changed without a hearing";
    settled_text: "De som fattade beslutet har själva ändrat det. Därför prövas det inte.", "Those who took the decision have changed it themselves. Therefore it is not tried.";
    withdrawn_text: "Överklagandet är återtaget och prövas inte.", "The appeal is withdrawn and is not tried.";
    act_title: "Beslutet", "The decision";
    act_in_log: "Läs det i loggen", "Read it in the log";
    concerned_issue: "Frågan som det gäller", "The issue that it is about";
    concerned_contribution: "Inlägget som det gäller", "The contribution that it is about";
    words_title: "Det de skriver", "What they write";
    own_words_title: "Det ni skrev", "What you wrote";
    to_issue(n): "Till fråga {n}", "To issue {n}";
    answer_title(body): "Svar från {body}", "Answer from {body}";
    over_title: "Hur det slutade", "How it ended";
    decide_title: "Besluta", "Decide";
    field_outcome: "Vad blir beslutet?", "What is decided?";
    choice_changed: "Ändra beslutet", "Change the decision";
    choice_stands: "Låt beslutet stå fast", "Let the decision stand";
    small_declined: "Frågan öppnas i forumet och syns för alla.", "The issue opens in the forum and everyone sees it.";
    small_merged: "Frågan står för sig själv igen.", "The issue stands on its own again.";
    small_moved: "Frågan flyttas tillbaka till forumet där den stod.", "The issue moves back to the forum where it stood.";
    small_closed: "Frågan öppnas igen.", "The issue opens again.";
    small_issue_hidden: "Frågan visas igen för alla.", "Everyone sees the issue again.";
    small_hidden: "Inlägget visas igen för alla.", "Everyone sees the contribution again.";
    field_reason: "Skäl, syns för alla", "Reason, shown to all";
    reason_help: "Skriv så att både den som överklagade och de som fattade beslutet förstår. Återge inte det som är dolt. Markdown fungerar.", "Write so that both whoever appealed and those who took the decision understand. Do not repeat what is hidden. Markdown works.";
    field_next_on: "Nästa steg senast, om beslutet ändras", "Next step by, if the decision is changed";
    next_help(name): "{name} har till dess att ta nästa steg med frågan.", "{name} has until then to take the next step with the issue.";
    decide_tells: "Beslutet och skälet står i frågans kedja och i den öppna loggen. Den som överklagade och de som fattade beslutet får mejl. Det går inte att ångra, så den som ändrar ett beslut får läsa en gång till först.", "The decision and the reason stand in the issue's chain and in the open log. Whoever appealed and those who took the decision get e-mail. It cannot be undone, so whoever changes a decision reads once more first.";
    confirm_title(n): "Ändra beslutet som överklagande {n} gäller?", "Change the decision that appeal {n} is about?";
    confirm_lead: "Läs en gång till. Det här gäller genast, syns för alla och går inte att ångra.", "Read once more. This holds at once, is seen by all and cannot be undone.";
    confirm_next: "Nästa steg senast", "Next step by";
    confirm_button: "Ja, ändra beslutet", "Yes, change the decision";
    confirm_edit: "Tillbaka till det jag skrev", "Back to what I wrote";
    decide_button: "Spara beslutet", "Save the decision";
    changed_meanwhile: "Beslutet som överklagades gäller inte längre så att det går att ändra tillbaka. Det går bara att låta det stå.", "The decision that was appealed no longer holds in a way that could be changed back. It can only be let stand.";
    partial_text(body): "Du har själv del i saken och deltar därför inte i beslutet. Andra i {body} avgör det.", "You have a part in the matter yourself and therefore take no part in deciding. Others in {body} do.";
    switch_text(body): "Du har en plats i {body}, men agerar just nu för någon annan. Byt för att besluta.", "You have a seat in {body} but act for somebody else now. Switch to decide.";
    switch_button(name): "Agera för {name}", "Act for {name}";
    withdraw_text: "Vill ni inte längre ha beslutet prövat? Det går inte att överklaga samma beslut igen.", "Do you no longer want the decision tried? The same decision cannot be appealed again.";
    withdraw_button: "Ta tillbaka överklagandet", "Withdraw the appeal";
    typed_title: "Det du skrev", "What you wrote";
    queue_desk: "Överklagat", "Appealed";
    queue_desk_empty: "Inget av era beslut är överklagat just nu.", "None of your decisions is appealed right now.";
    mail_line(body, date, link): "\nTycker du att beslutet är fel? Du kan överklaga det till {body} senast {date}:\n{link}\n", "\nDo you think that the decision is wrong? You can appeal it to {body} by {date}:\n{link}\n";
    mail_made_subject(n, body): "Överklagande {n} väntar på {body}", "Appeal {n} waits for {body}";
    mail_made_text(what, date, link): "Någon har överklagat {what}.\n\nSvar är utlovat senast {date}. Läs och besluta här:\n{link}\n", "Somebody has appealed {what}.\n\nAn answer is promised by {date}. Read and decide here:\n{link}\n";
    mail_over_subject(n): "Överklagande {n} behöver inte avgöras", "Appeal {n} need not be decided";
    mail_withdrawn_text(what, link): "Överklagandet av {what} är återtaget och prövas inte.\n\nLäs mer här:\n{link}\n", "The appeal against {what} is withdrawn and is not tried.\n\nRead more here:\n{link}\n";
    mail_settled_text(what, link): "De som fattade {what} har själva ändrat det. Därför prövas det inte.\n\nLäs mer här:\n{link}\n", "Those who took {what} have changed it themselves. Therefore it is not tried.\n\nRead more here:\n{link}\n";
    mail_outcome_subject(n): "Överklagande {n} är avgjort", "Appeal {n} is decided";
    mail_outcome_text(body, what, outcome, reason, link): "{body} har prövat {what}. {outcome}\n\nSkäl: {reason}\n\nLäs mer här:\n{link}\n", "{body} has tried {what}. {outcome}\n\nReason: {reason}\n\nRead more here:\n{link}\n";
    told_changed: "Beslutet är ändrat.", "The decision is changed.";
    told_stands: "Beslutet står fast.", "The decision stands.";
    refusal_partial: "Du har själv del i saken och får inte vara med och besluta.", "You have a part in the matter yourself and may not take part in deciding.";
    refusal_no_appeal: "Det här beslutet går inte att överklaga.", "This decision cannot be appealed.";
    refusal_appeal_late: "Tiden för att överklaga har gått ut.", "The time for appealing is over.";
    refusal_not_in_force: "Beslutet gäller inte längre: något har hänt sedan dess. Läs frågans kedja.", "The decision no longer holds: something has happened since. Read the issue's chain.";
    refusal_appeal_closed: "Överklagandet är redan avgjort eller återtaget. Det står på sidan vad som hände.", "The appeal is already decided or withdrawn. The page tells what happened.";
    refusal_changed_on_appeal: "Samma beslut ändrades efter ett överklagande för mindre än 30 dagar sedan. Det går inte att fatta igen förrän de har gått, om inte texten ändras.", "The same decision was changed after an appeal less than 30 days ago. It cannot be taken again until they have passed, unless the text changes.";
    voice_steering: "Styrgruppen", "The steering group";
}

/// A decision by what it was: `beslutet att avböja frågan`. `it` stands for the issue, `number` is a contribution's.
#[cfg(feature = "ssr")]
pub fn decision(l: Locale, act: Option<Appealable>, number: i64, it: impl std::fmt::Display) -> String {
    match act {
        Some(Appealable::Declined) => decision_declined(l, it),
        Some(Appealable::Merged) => decision_merged(l, it),
        Some(Appealable::Moved) => decision_moved(l, it),
        Some(Appealable::Closed) => decision_closed(l, it),
        Some(Appealable::IssueHidden) => decision_issue_hidden(l, it),
        Some(Appealable::Hidden) => decision_hidden(l, number, it),
        None => decision_other(l, it),
    }
}

/// What changing a decision does.
#[cfg(feature = "ssr")]
pub const fn change_does(l: Locale, act: Appealable) -> &'static str {
    match act {
        Appealable::Declined => small_declined(l),
        Appealable::Merged => small_merged(l),
        Appealable::Moved => small_moved(l),
        Appealable::Closed => small_closed(l),
        Appealable::IssueHidden => small_issue_hidden(l),
        Appealable::Hidden => small_hidden(l),
    }
}

/// What came of an appeal, as a label.
#[cfg(feature = "ssr")]
pub const fn outcome(l: Locale, outcome: Option<AppealOutcome>, settled: bool) -> &'static str {
    match outcome {
        None => outcome_waiting(l),
        Some(AppealOutcome::Changed) if settled => outcome_settled(l),
        Some(AppealOutcome::Changed) => outcome_changed(l),
        Some(AppealOutcome::Stands) => outcome_stands(l),
        Some(AppealOutcome::Withdrawn) => outcome_withdrawn(l),
    }
}

/// Labels of the fields.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "outcome" => field_outcome(l),
        "reason" => field_reason(l),
        "next_on" => field_next_on(l),
        "lang" => super::common::language(l),
        _ => field_text(l),
    }
}
