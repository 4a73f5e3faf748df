//! Texts of meetings.

use super::Locale;
use crate::meetings::types::{ItemOutcome, MeetingKind, RegistrationState};

texts! {
    kind_hearing: "Hearing", "Hearing";
    kind_dialogue: "Dialogmöte", "Dialogue meeting";
    kind_workshop: "Arbetsmöte", "Workshop";
    kind_conference: "Uppföljningskonferens", "Follow-up conference";
    kind_fair: "Mässa", "Fair";
    kind_group: "Gruppmöte", "Group meeting";
    kind_talk: "Högnivåsamtal", "High-level talk";
    kind_assembly: "Stormöte", "General assembly";

    list_title: "Möten", "Meetings";
    list_lead: "Här tas frågorna upp. Mötena är öppna för alla, och du behöver inget konto för att anmäla dig.", "This is where issues are taken up. The meetings are open to all, and you need no account to sign up.";
    coming: "Kommande möten", "Coming meetings";
    held: "Möten som har hållits", "Meetings that were held";
    none_coming_title: "Inget möte är utlyst just nu", "No meeting is announced right now";
    none_coming_text: "När nästa möte är bestämt står det här, med dag, plats och frågor.", "Once the next meeting is decided it stands here, with day, place and issues.";
    calendar_all: "Prenumerera på alla möten (.ics)", "Subscribe to all meetings (.ics)";
    calendar_one: "Lägg i kalendern (.ics)", "Add to your calendar (.ics)";
    from_floor: "Frågor och omröstningar från mötet", "Questions and polls from the meeting";
    calendar_off: "Ta bort mötet ur kalendern (.ics)", "Take the meeting off your calendar (.ics)";
    calendar_name(place): "Möten i {place}", "Meetings in {place}";
    new_meeting: "Bjud in till ett möte", "Announce a meeting";
    cancelled: "Inställt", "Cancelled";
    full: "Fullt", "Full";
    left_one: "plats kvar", "place left";
    left_many: "platser kvar", "places left";
    places_of(n): "av {n}", "of {n}";
    attended_one: "1 anmäld", "1 signed up";
    attended(n): "{n} anmälda", "{n} signed up";
    has_minutes: "Anteckningar finns", "Minutes are published";
    no_minutes: "Anteckningar kommer", "Minutes are on their way";
    or_online: "eller på nätet", "or online";

    agenda: "Dagordning", "Agenda";
    agenda_elsewhere: "Tas inte upp här längre", "No longer taken up here";
    agenda_empty: "Dagordningen är inte klar. Frågorna står här när de är valda.", "The agenda is not ready. The issues stand here once they are chosen.";
    because(reason): "Därför: {reason}", "Why: {reason}";
    issue_link(number, title): "Fråga {number}: {title}", "Issue {number}: {title}";
    takes_minutes(n): "{n} minuter", "{n} minutes";
    practical: "Praktiskt", "Practical";
    place: "Plats", "Place";
    area: "Område", "Area";
    area_all: "Hela området", "The whole area";
    online: "På nätet", "Online";
    online_mailed: "Länken mejlas till den som har anmält sig", "The link is mailed to those who have signed up";
    good_to_know: "Bra att veta", "Good to know";
    cancelled_text: "Frågorna på dagordningen har gått tillbaka till sina forum.", "The issues on its agenda have gone back to their forums.";
    going_on: "Mötet har börjat. Anteckningarna står här när de är publicerade.", "The meeting has begun. The minutes stand here once they are published.";
    over: "Mötet har hållits. Anteckningarna står här senast", "The meeting was held. The minutes stand here by";

    minutes: "Minnesanteckningar", "Minutes";
    minutes_by: "Publicerade av", "Published by";
    said: "Det sades", "What was said";
    decided: "Beslut", "Decision";
    to_do: "Att göra", "To do";
    due_by: "senast", "by";
    done: "Gjort", "Done";
    under_way: "Pågår", "Under way";
    outcome_label: "Frågan gick vidare", "Where the issue went";
    tick_off: "Bocka av", "Tick off";
    tick_off_help: "Skriv gärna vad det blev av det. Det syns för alla.", "Do write what came of it. It is shown to all.";

    sign_up: "Anmäl dig", "Sign up";
    sign_up_send: "Anmäl mig", "Sign me up";
    sign_up_tells: "Vi mejlar en länk. Platsen är din i 30 minuter; tryck på länken innan dess. Bara de som ordnar mötet ser dina uppgifter, och de raderas 30 dagar efter mötet.", "We mail you a link. The place is yours for 30 minutes; press the link before that. Only those who arrange the meeting see your details, and they are erased 30 days after the meeting.";
    sign_up_own_tells: "Du är inloggad. Med din egen adress är platsen bekräftad direkt. Bara de som ordnar mötet ser dina uppgifter, och de raderas 30 dagar efter mötet.", "You are signed in. With your own address the place is confirmed at once. Only those who arrange the meeting see your details, and they are erased 30 days after the meeting.";
    sign_up_full: "Alla platser är tagna. Någon kan ge sin plats tillbaka, så titta in igen.", "All places are taken. Somebody may give a place back, so look in again.";
    sign_up_held: "Nästan klart. Vi har mejlat dig en länk: öppna den inom 30 minuter, så är platsen din.", "Almost done. We have mailed you a link: open it within 30 minutes and the place is yours.";
    sign_up_another: "Anmäl en person till", "Sign up another person";
    sign_up_again: "Har du redan en plats? Fyll i samma adress, så mejlar vi din länk igen.", "Do you have a place already? Fill in the same address and we mail your link again.";
    field_name: "Namn", "Name";
    field_email: "E-post", "E-mail";
    field_organisation: "Organisation", "Organisation or group";
    field_how: "Hur vill du vara med?", "How do you want to take part?";
    how_place: "På plats", "In person";
    how_online: "På nätet", "Online";
    field_needs: "Annat du behöver", "Anything else you need";
    needs_help: "Till exempel ledsagning, hörslinga eller en lugn plats.", "For example an escort, a hearing loop or a quiet place.";

    own_title: "Din anmälan", "Your sign-up";
    own_confirm_title: "Bekräfta din plats", "Confirm your place";
    own_confirm_lead: "Tryck på knappen, så är platsen din.", "Press the button and the place is yours.";
    own_confirm_until(time): "Platsen hålls till {time}.", "The place is held until {time}.";
    own_confirm_late: "Platsen hölls inte längre än 30 minuter. Tryck på knappen, så får du en plats om det finns någon kvar.", "The place was not held for longer than 30 minutes. Press the button and you get one if there is one left.";
    own_confirm: "Bekräfta min plats", "Confirm my place";
    own_details: "Dina uppgifter", "Your details";
    own_state: "Din plats", "Your place";
    place_state: "Läge", "State";
    own_how: "Hur", "How";
    own_needs: "Behov", "Needs";
    own_change: "Ändra uppgifterna", "Change the details";
    own_cancel_title: "Kan du inte komma?", "Cannot come?";
    own_cancel_text: "Då får någon annan din plats. Säg till även sent.", "Then somebody else gets your place. Do tell us even if it is late.";
    own_cancel: "Avboka min plats", "Cancel my place";
    own_cancel_sure: "Är du säker? Platsen går till någon annan direkt. Vi mejlar ett kvitto.", "Are you sure? The place goes to somebody else at once. We e-mail you a receipt.";
    own_cancel_yes: "Ja, avboka", "Yes, cancel it";
    own_cancelled: "Du har avbokat din plats. Ångrar du dig kan du anmäla dig igen på mötets sida.", "You have cancelled your place. If you change your mind, sign up again on the meeting's page.";
    own_meeting_cancelled: "Mötet är inställt, så platsen behövs inte längre.", "The meeting is cancelled, so the place is no longer needed.";
    to_meeting: "Till mötets sida", "To the meeting's page";
    state_held: "Inte bekräftad", "Not confirmed";
    state_confirmed: "Bekräftad", "Confirmed";
    state_cancelled: "Avbokad", "Cancelled";
    state_expired: "Förfallen", "Lapsed";

    registrants: "Anmälda", "Signed up";
    registrants_lead: "Bara ni som ordnar mötet ser den här sidan. Uppgifterna raderas 30 dagar efter mötet.", "Only you who arrange the meeting see this page. The details are erased 30 days after the meeting.";
    registrants_count(n, capacity): "{n} av {capacity} platser är tagna.", "{n} of {capacity} places are taken.";
    registrants_none_title: "Ingen har anmält sig än", "Nobody has signed up yet";
    registrants_none_text: "Den som anmäler sig på mötets sida står här.", "Whoever signs up on the meeting's page stands here.";
    who: "Vem", "Who";

    manage: "För er som ordnar mötet", "For you who arrange the meeting";
    edit: "Ändra mötet", "Change the meeting";
    cancel_meeting: "Ställ in mötet", "Cancel the meeting";
    write_minutes: "Skriv anteckningar", "Write minutes";
    see_registrants: "Se vilka som är anmälda", "See who has signed up";

    new_title: "Bjud in till ett möte", "Announce a meeting";
    new_lead: "Mötet syns för alla när du bjuder in. Varje fråga på dagordningen får ett skäl som står i den öppna loggen.", "The meeting shows to all once you announce it. Each issue on the agenda gets a reason that stands in the public log.";
    edit_title: "Ändra mötet", "Change the meeting";
    edit_lead: "Ändrar du tid eller plats får alla bekräftade mejl om en minut.", "If you change time or place, everyone confirmed gets an e-mail in a minute.";
    field_kind: "Slag av möte", "Kind of meeting";
    field_title: "Rubrik", "Title";
    field_theme: "Tema", "Theme";
    theme_help: "Vad mötet handlar om, i några meningar. Markdown går bra.", "What the meeting is about, in a few sentences. Markdown is fine.";
    field_access: "Så kan alla delta", "How everyone can take part";
    access_help: "Hörslinga, hiss, tolk, väg från hållplatsen, fika.", "Hearing loop, lift, interpreters, the way from the stop, coffee.";
    field_place: "Plats", "Place";
    field_address: "Adress", "Address";
    field_online_url: "Länk för den som är med på nätet", "Link for those who take part online";
    online_help: "Visas inte öppet. Den mejlas till den som har en bekräftad plats.", "Not shown in public. It is mailed to those who have a confirmed place.";
    field_date: "Dag", "Day";
    field_starts: "Börjar", "Starts";
    field_ends: "Slutar", "Ends";
    field_capacity: "Antal platser", "Number of places";
    field_item_issue: "Fråga eller löfte", "Issue or promise";
    no_issue: "Inget av dem, en fri punkt", "Neither, a free item";
    field_item_title: "Rubrik på punkten", "Title of the item";
    item_title_help: "Behövs för en fri punkt. Annars visas frågans egen rubrik eller löftets ord.", "Needed for a free item. Otherwise the issue's own title or the promise's words show.";
    field_item_reason: "Varför den valdes, syns för alla", "Why it was chosen, shown to all";
    field_item_minutes: "Minuter", "Minutes";
    or_announced: "Eller ta upp frågan på ett möte som redan är utlyst", "Or take the issue up at a meeting that is announced already";
    more_rows: "Fler rader", "More rows";
    field_off_reason: "Skäl, om en fråga tas bort från dagordningen", "Reason, if an issue is taken off the agenda";
    field_off_next: "Nästa datum för den frågan", "Next date of that issue";
    off_legend: "När en fråga tas bort", "When an issue is taken off";
    announce: "Bjud in", "Announce the meeting";
    save_changes: "Spara ändringarna", "Save the changes";
    stored_now: "Sparat nu", "Stored now";
    your_text: "Din text", "Your text";

    cancel_title: "Ställ in mötet", "Cancel the meeting";
    cancel_lead: "Alla som är anmälda får mejl. Frågorna på dagordningen går tillbaka till sina forum.", "Everyone signed up gets an e-mail. The issues on the agenda go back to their forums.";
    cancel_lead_none: "Alla som är anmälda får mejl.", "Everyone signed up gets an e-mail.";
    cancel_begun: "Mötet har börjat eller hållits, så det går inte att ställa in längre.", "The meeting has begun or was held, so it cannot be cancelled any more.";
    cancel_done: "Mötet är redan inställt.", "The meeting is cancelled already.";
    field_reason: "Skäl, syns för alla", "Reason, shown to all";
    field_next: "Nästa datum för frågorna", "Next date of the issues";
    cancel_send: "Ställ in mötet", "Cancel the meeting";
    cancel_back: "Behåll mötet", "Keep the meeting";

    minutes_title: "Skriv anteckningar", "Write minutes";
    in_swedish: "Mötets språk är svenska: skriv på svenska.", "The language of the meeting is Swedish: write in Swedish.";
    in_english: "Mötets språk är engelska: skriv på engelska.", "The language of the meeting is English: write in English.";
    minutes_lead: "Allt publiceras på en gång: det som sades, besluten, åtgärderna och vart varje fråga går. Spara ett utkast när du vill.", "Everything is published at once: what was said, the decisions, the actions and where each issue goes. Save a draft whenever you like.";
    minutes_early: "Mötet har inte börjat. Du kan spara ett utkast, men inte publicera än.", "The meeting has not begun. You can save a draft, but not publish yet.";
    minutes_no_items: "Mötet har ingen dagordning. Lägg till punkter först.", "The meeting has no agenda. Add items first.";
    minutes_no_items_help: "Sedan kan du skriva anteckningar om var och en.", "Then you can write minutes about each.";
    field_said: "Det sades", "What was said";
    said_help: "Markdown går bra. Hann punkten inte tas upp, skriv det.", "Markdown is fine. If the item was not reached, say so.";
    field_decided: "Beslut", "Decision";
    field_outcome: "Vart går frågan?", "Where does the issue go?";
    choose: "Välj", "Choose";
    outcome_none: "Frågan togs bort från dagordningen. Skriv bara något om den ändå kom upp.", "The issue was taken off the agenda. Write something only if it came up all the same.";
    item_number(n): "Punkt {n}", "Item {n}";
    item_and_action(n, action): "Punkt {n}, åtgärd {action}", "Item {n}, action {action}";
    read_issue(n): "Läs fråga {n}", "Read issue {n}";
    outcome_refer: "Till en förvaltning för svar", "To a public body for an answer";
    outcome_forum: "Tillbaka till forumet", "Back to the forum";
    outcome_answered: "Den är besvarad", "It is answered";
    outcome_close: "Den avslutas", "It is closed";
    field_outcome_reason: "Skäl, syns för alla", "Reason, shown to all";
    field_body: "Vem ska svara?", "Who is to answer?";
    body_help: "Bara när frågan går till en förvaltning.", "Only when the issue goes to a public body.";
    field_outcome_next: "Nästa datum", "Next date";
    next_help: "När svaret ska ha kommit, eller när ni tar nästa steg.", "When the answer is due, or when you take the next step.";
    field_what: "Vad ska göras?", "What is to be done?";
    field_owner: "Vem gör det?", "Who does it?";
    owner_help: "Börja skriva namnet på organisationen.", "Begin to write the name of the organisation.";
    field_due: "Senast", "By";
    action_rows: "Åtgärder", "Actions";
    publish: "Publicera anteckningarna", "Publish the minutes";
    publish_tells: "Anteckningarna syns direkt. Frågorna går vidare, och varje åtgärd får en ägare och ett datum som alla ser.", "The minutes show at once. The issues move on, and each action gets an owner and a date that all can see.";
    save_draft: "Spara utkast", "Save a draft";

    mail_confirm_subject(title): "Bekräfta din plats: {title}", "Confirm your place: {title}";
    mail_confirm_text(title, when, place, until, link): "Hej!\n\nAdressen har anmälts till mötet {title}, {when}, {place}.\n\nÖppna länken och tryck på knappen senast {until}, så är platsen bekräftad:\n{link}\n\nHar du inte anmält dig behöver du inte göra något. Då går platsen till någon annan.", "Hello,\n\nThis address was signed up to the meeting {title}, {when}, {place}.\n\nOpen the link and press the button by {until}, and the place is confirmed:\n{link}\n\nIf you did not sign up, you need not do anything. The place then goes to somebody else.";
    mail_confirmed_subject(title): "Din plats: {title}", "Your place: {title}";
    mail_confirmed_text(title, when, place, online, link): "Hej!\n\nDu har en plats på mötet {title}, {when}, {place}.{online}\n\nHär kan du ändra din anmälan eller avboka:\n{link}\n\nLänken är bara din. Den gäller tills mötet är slut.", "Hello,\n\nYou have a place at the meeting {title}, {when}, {place}.{online}\n\nHere you can change your sign-up or cancel it:\n{link}\n\nThe link is yours alone. It is valid until the meeting has ended.";
    mail_left_subject(title): "Avbokat: {title}", "Cancelled: {title}";
    mail_left_text(title, when, link): "Hej!\n\nDin anmälan till mötet {title}, {when}, är avbokad.\n\nÅngrar du dig kan du anmäla dig igen:\n{link}", "Hello,\n\nYour sign-up to the meeting {title}, {when}, is cancelled.\n\nIf you change your mind, you can sign up again:\n{link}";
    mail_online(link): "\n\nSå är du med på nätet:\n{link}", "\n\nTo take part online:\n{link}";
    mail_changed_subject(title): "Ny tid eller plats: {title}", "New time or place: {title}";
    mail_changed_text(title, when, place, online, link): "Hej!\n\nMötet {title} har ändrats. Nu gäller: {when}, {place}.{online}\n\nMer om mötet:\n{link}", "Hello,\n\nThe meeting {title} has changed. It is now: {when}, {place}.{online}\n\nMore about the meeting:\n{link}";
    mail_changed_leave: "\n\nKan du inte komma? Avboka med länken i mejlet du fick när du anmälde dig.", "\n\nCannot come? Cancel with the link in the e-mail you got when you signed up.";
    mail_cancelled_subject(title): "Inställt: {title}", "Cancelled: {title}";
    mail_cancelled_text(title, when, reason, link): "Hej!\n\nMötet {title}, {when}, är inställt.\n\nSkäl: {reason}\n\nMer om mötet:\n{link}", "Hello,\n\nThe meeting {title}, {when}, is cancelled.\n\nReason: {reason}\n\nMore about the meeting:\n{link}";
}

/// Name of a kind of meeting.
pub const fn kind(l: Locale, kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::Hearing => kind_hearing(l),
        MeetingKind::DialogueMeeting => kind_dialogue(l),
        MeetingKind::Workshop => kind_workshop(l),
        MeetingKind::FollowUpConference => kind_conference(l),
        MeetingKind::Fair => kind_fair(l),
        MeetingKind::GroupMeeting => kind_group(l),
        MeetingKind::HighLevelTalk => kind_talk(l),
        MeetingKind::GeneralAssembly => kind_assembly(l),
    }
}

/// What becomes of an issue after the meeting.
pub const fn outcome(l: Locale, outcome: ItemOutcome) -> &'static str {
    match outcome {
        ItemOutcome::None => outcome_none(l),
        ItemOutcome::Refer => outcome_refer(l),
        ItemOutcome::Forum => outcome_forum(l),
        ItemOutcome::Answered => outcome_answered(l),
        ItemOutcome::Close => outcome_close(l),
    }
}

/// Where a sign-up stands.
pub const fn registration_state(l: Locale, state: RegistrationState) -> &'static str {
    match state {
        RegistrationState::Held => state_held(l),
        RegistrationState::Confirmed => state_confirmed(l),
        RegistrationState::Cancelled => state_cancelled(l),
        RegistrationState::Expired => state_expired(l),
        RegistrationState::Asked => super::sign_up::state_asked(l),
        RegistrationState::Waiting => super::sign_up::state_waiting(l),
    }
}

/// Label of a field, numbered or not.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field.split_once('-').map_or(field, |(name, _)| name) {
        "kind" => field_kind(l),
        "title" => field_title(l),
        "theme" => field_theme(l),
        "access" => field_access(l),
        "lang" => super::common::language(l),
        "area" => area(l),
        "place" => field_place(l),
        "address" => field_address(l),
        "online_url" => field_online_url(l),
        "date" => field_date(l),
        "starts" => field_starts(l),
        "ends" => field_ends(l),
        "capacity" => field_capacity(l),
        "rows" => agenda(l),
        "item_issue" => field_item_issue(l),
        "item_title" => field_item_title(l),
        "item_reason" => field_item_reason(l),
        "item_minutes" => field_item_minutes(l),
        "off_reason" => field_off_reason(l),
        "off_next" => field_off_next(l),
        "name" => field_name(l),
        "email" => field_email(l),
        "organisation" => field_organisation(l),
        "how" => field_how(l),
        "needs" => field_needs(l),
        "said" => field_said(l),
        "decided" => field_decided(l),
        "outcome" => field_outcome(l),
        "reason" => field_reason(l),
        "body" => field_body(l),
        "next" => field_outcome_next(l),
        "what" => field_what(l),
        "owner" => field_owner(l),
        "due" => field_due(l),
        "note" => tick_off_help(l),
        #[cfg(feature = "ssr")]
        other => super::agenda::label(l, other).unwrap_or_else(|| super::sign_up::label(l, other)),
        #[cfg(not(feature = "ssr"))]
        _ => "",
    }
}

/// `12 platser kvar`.
pub fn left(l: Locale, n: i64) -> String {
    if n == 0 { full(l).into() } else { format!("{n} {}", super::plural(n, left_one(l), left_many(l))) }
}

/// `64 anmälda`.
pub fn signed_up(l: Locale, n: i64) -> String {
    if n == 1 { attended_one(l).into() } else { attended(l, n) }
}
