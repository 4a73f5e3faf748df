//! Texts that every page may need.

use super::Locale;
#[cfg(feature = "ssr")]
use crate::error::{Fault, Refusal};

texts! {
    product: "Dialogforum", "Dialogforum";
    skip: "Hoppa till innehållet", "Skip to the content";
    menu: "Meny", "Menu";
    main_menu: "Huvudmeny", "Main menu";
    you_are_here: "Du är här", "You are here";
    forums: "Forum", "Forums";
    issues: "Frågor", "Issues";
    meetings: "Möten", "Meetings";
    the_agreement: "Överenskommelsen", "The agreement";
    organisations: "Organisationer", "Organisations";
    desk: "Skrivbordet", "The desk";
    todo: "Att göra", "To do";
    other_language: "English", "Svenska";
    sign_in: "Logga in", "Sign in";
    sign_out: "Logga ut", "Sign out";
    your_account: "Ditt konto", "Your account";
    acting_as_label: "Du agerar som", "You act as";
    acting_as: "Du agerar som", "You act as";
    only_yourself: "Bara dig själv", "Only yourself";
    switch: "Byt", "Switch";
    demo_banner: "Det här är en demo: människor, organisationer och svar är påhittade.", "This is a demo: people, organisations and answers are invented.";
    demo_label: "Om demon", "About the demo";
    demo_mailbox: "Demons brevlåda", "The demo's mailbox";
    run_by(who): "{who} driver samtalet här.", "{who} runs the conversation here.";
    log: "Logg över beslut", "Log of decisions";
    accessibility: "Tillgänglighet", "Accessibility";
    privacy: "Personuppgifter", "Personal data";
    appearance: "Utseende", "Appearance";
    theme_system: "Som enheten", "As the device";
    theme_light: "Ljust", "Light";
    theme_dark: "Mörkt", "Dark";
    search: "Sök", "Search";
    show: "Visa", "Show";
    filter: "Filtrera", "Filter";
    all: "Alla", "All";
    remove_filter: "ta bort", "remove";
    remove_all: "Ta bort alla", "Remove all";
    chosen_filters: "Valda filter", "Chosen filters";
    newer: "Nyare", "Newer";
    older: "Äldre", "Older";
    earlier: "Tidigare", "Earlier";
    later: "Senare", "Later";
    pages: "Sidor", "Pages";
    save: "Spara", "Save";
    cancel: "Avbryt", "Cancel";
    send: "Skicka", "Send";
    change: "Ändra", "Change";
    optional: "(om du vill)", "(optional)";
    reason: "Skäl", "Reason";
    reason_public: "Skäl, syns för alla", "Reason, shown to all";
    next_date: "Nästa datum", "Next date";
    today: "i dag", "today";
    tomorrow: "i morgon", "tomorrow";
    yesterday: "i går", "yesterday";
    in_days(n): "om {n} dagar", "in {n} days";
    days_ago(n): "för {n} dagar sedan", "{n} days ago";
    late_one: "Försenat 1 dag", "1 day late";
    late_many(n): "Försenat {n} dagar", "{n} days late";
    characters_max(n): "Högst {n} tecken", "At most {n} characters";
    written_in: "Skrivet på", "Written in";
    language_sv: "Svenska", "Swedish";
    language_en: "Engelska", "English";
    language: "Språk som du skriver på", "Language you write in";
    print: "Skriv ut", "Print";
    actor_officer: "En tjänsteperson", "An officer";
    actor_politician: "En politiker", "A politician";
    actor_representative: "En organisation", "An organisation";
    actor_individual: "En person", "A person";
    actor_system: "Tjänsten", "The service";
    side_public: "Staden eller regionen", "The city or region";
    side_civil: "Civilsamhället", "Civil society";
    side_both: "Båda sidor", "Both sides";

    faults_one: "1 sak att rätta", "1 thing to mend";
    faults_many(n): "{n} saker att rätta", "{n} things to mend";
    fault_required: "Fyll i det här fältet.", "Fill in this field.";
    fault_too_long(n): "Korta ner till högst {n} tecken.", "Shorten to at most {n} characters.";
    fault_too_short(n): "Skriv minst {n} tecken.", "Write at least {n} characters.";
    fault_email: "Skriv en e-postadress, till exempel namn@example.org.", "Write an e-mail address, such as name@example.org.";
    fault_date: "Skriv ett datum som finns, till exempel 2027-01-31.", "Write a date that exists, such as 2027-01-31.";
    fault_date_past: "Välj ett datum som inte har passerat.", "Choose a date that has not passed.";
    fault_date_within(days): "Välj ett datum inom {days} dagar.", "Choose a date within {days} days.";
    fault_date_far: "Välj ett datum inom två år.", "Choose a date within two years.";
    fault_date_ahead: "Välj i dag eller ett datum som har passerat.", "Choose today or a date that has passed.";
    fault_time: "Skriv en tid som finns, till exempel 17.30.", "Write a time that exists, such as 17:30.";
    fault_time_skipped: "Den tiden finns inte: klockan ställs fram från 02.00 till 03.00 den natten. Välj en annan tid.", "That time does not exist: clocks go forward from 02:00 to 03:00 that night. Choose another time.";
    fault_ends: "Välj ett slut som är efter början.", "Choose an end after the start.";
    fault_choice: "Välj ett av alternativen.", "Choose one of the options.";
    fault_number(min, max): "Skriv ett helt tal mellan {min} och {max}.", "Write a whole number between {min} and {max}.";
    fault_place_taken: "1 plats är redan tagen. Skriv 1 eller mer.", "1 place is already taken. Write 1 or more.";
    fault_places_taken(n): "{n} platser är redan tagna. Skriv {n} eller mer.", "{n} places are already taken. Write {n} or more.";
    fault_organisation_missing: "Det finns ingen organisation med det namnet.", "No organisation has that name.";
    fault_url: "Skriv en adress som börjar med https://.", "Write an address that begins with https://.";
    fault_taken: "Det finns redan. Välj något annat.", "It exists already. Choose something else.";
    fault_password_simple: "Det är ett mönster som är lätt att gissa: samma tecken flera gånger, eller tecken i rad. Skriv några ord som inte hör ihop.", "That is a pattern which is easy to guess: the same characters again, or characters in a row. Write a few words that do not belong together.";
    fault_password_common: "Det är ett lösenord som många har, eller ett vanligt ord med något efter. Skriv några ord som inte hör ihop.", "That is a password which many have, or a common word with something after it. Write a few words that do not belong together.";
    fault_password_own: "Det är ditt namn, din adress eller tjänstens namn med lite till. Skriv något som andra inte vet om dig.", "That is your name, your address or the name of this service with a little more. Write something that others do not know about you.";
    fault_password_wrong: "Det stämmer inte med det lösenord du har. Minns du det inte, logga in med en ny länk.", "That is not the password you have. If you do not remember it, sign in by a new link.";
    fault_sign_in: "E-post eller lösenord stämmer inte. Försök igen, eller be om en länk.", "E-mail or password is not right. Try again, or ask for a link.";
    fault_too_many_mentions(n): "Nämn högst {n} organisationer i en text. Ta bort några @.", "Mention at most {n} organisations in a text. Remove some of the @.";
    fault_mentions_one: "Du har nämnt väldigt många organisationer den senaste timmen. Ta bort @ framför namnen, eller skicka om 1 minut.", "You have mentioned a great many organisations in the past hour. Remove the @ before the names, or send in 1 minute.";
    fault_mentions_many(n): "Du har nämnt väldigt många organisationer den senaste timmen. Ta bort @ framför namnen, eller skicka om {n} minuter.", "You have mentioned a great many organisations in the past hour. Remove the @ before the names, or send in {n} minutes.";
    fault_too_many(n): "Välj högst {n}.", "Choose at most {n}.";

    refusal_not_allowed: "Det här får du inte göra i den roll du har nu.", "You may not do this in the role you have now.";
    refusal_civil_seats: "Den som sitter här för det offentliga modererar inte: det gör bara civilsamhällets platser. Allt som beslutas står i den öppna loggen.", "Whoever sits here for the public side does not moderate: only the seats of civil society do. Everything decided stands in the open log.";
    refusal_wrong_state: "Det går inte längre: frågan har gått vidare medan du skrev.", "That is no longer possible: the issue has moved on while you wrote.";
    refusal_full: "Mötet är fullt.", "The meeting is full.";
    refusal_seats_taken: "Organisationen har redan alla platser som den kan få på det här mötet.", "The organisation already has all the places it can get at this meeting.";
    refusal_by_invitation: "Det här mötet är för inbjudna. Alla kan läsa om det här och ta del av anteckningarna efteråt.", "This meeting is for those who are invited. Everyone can read about it here, and the minutes afterwards.";
    refusal_closed: "Det går inte att anmäla sig: mötet har börjat, hållits eller ställts in.", "You cannot sign up: the meeting has begun, was held or is cancelled.";
    refusal_link_spent: "Länken har redan använts eller är för gammal.", "The link was already used or is too old.";
    refusal_too_late: "Minuten har gått, och de som berörs får mejl. Ta ett nytt beslut i stället: då står båda i kedjan.", "The minute is over, and those concerned get e-mail. Take a new decision instead: then both stand in the chain.";
    refusal_moved_on: "Det går inte att ångra: något annat har hänt med frågan sedan dess. Läs kedjan och ta ett nytt beslut.", "That cannot be undone: something else has happened to the issue since. Read the chain and take a new decision.";
    refusal_already: "Det är redan gjort.", "It is already done.";
    refusal_already_restricted: "Den personen eller organisationen är redan begränsad. Häv den begränsningen först om du vill ändra den.", "That person or organisation is restricted already. Lift that restriction first if you want to change it.";
    refusal_stopped: "Du kan inte skriva här just nu. Du ser varför och till när under Begränsningar.", "You cannot write here at present. You see why and until when under Restrictions.";
    refusal_slowed: "Det du skriver läses först just nu. Därför kan det som redan är publicerat inte ändras, och frågan inte dras tillbaka eller öppnas igen. Du ser varför och till när under Begränsningar.", "What you write is read first at present. So what is published already cannot be changed, and the issue not withdrawn or opened again. You see why and until when under Restrictions.";
    refusal_sign_in_again: "Logga in med en ny länk först. Den som har loggat in så för mindre än tio minuter sedan kan välja ett lösenord.", "Sign in by a new link first. Whoever did so less than ten minutes ago can choose a password.";
    problem_acting: "Du har bytt organisation sedan formuläret öppnades. Inget är sparat. Vill du skicka i namnet nedan, tryck en gång till.", "You have switched organisation since the form was opened. Nothing is saved. To send in the name below, press once more.";
    problem_stale: "Någon annan ändrade medan du skrev. Inget är sparat och din text finns kvar.", "Somebody else made a change while you wrote. Nothing is saved and your text is still here.";
    problem_too_often(wait): "Det blev för många försök. Vänta {wait} och försök igen.", "Too many attempts. Wait {wait} and try again.";
    wait_seconds(n): "{n} sekunder", "{n} seconds";
    wait_minutes(n): "{n} minuter", "{n} minutes";
    wait_hours(n): "{n} timmar", "{n} hours";
    problem_repeated: "Samma text skickades hit det senaste dygnet och står redan här. Ändra något om det är en annan text.", "The same text was sent here within the last day and stands here already. Change something if it is another text.";
    problem_repeated_link: "Läs det som redan står här", "Read what stands here already";
    problem_title: "Det gick inte att spara.", "It could not be saved.";
    acting_in_name_of: "Du skickar i namnet:", "You send in the name of:";

    error_404_title: "Sidan finns inte", "The page does not exist";
    error_404_text: "Adressen kan vara felskriven, eller så har sidan aldrig funnits. Frågor som slagits ihop eller avslutats ligger kvar på sin adress.", "The address may be misspelt, or the page never existed. Issues that were merged or closed keep their address.";
    error_403_title: "Det här får du inte göra", "You may not do this";
    error_403_text: "Din roll räcker inte till det här, eller så handlar du just nu för någon annan. Under Ditt konto ser du dina roller och kan byta vem du handlar för.", "Your role does not cover this, or you are acting for somebody else right now. Under Your account you see your roles and can switch whom you act for.";
    to_account: "Till ditt konto", "To your account";
    rescue_title: "Det du skrev finns kvar", "What you wrote is still here";
    rescue_text: "Ordna det som behövs i den flik som öppnas, kom tillbaka hit och skicka igen. Texten står nedanför om du hellre kopierar den.", "Do what is needed in the tab that opens, come back here and send again. The text stands below if you would rather copy it.";
    rescue_send: "Skicka igen", "Send again";
    error_401_title: "Logga in först", "Sign in first";
    error_401_text: "Du behöver vara inloggad för att fortsätta. Att läsa kräver inget konto.", "You need to be signed in to go on. Reading needs no account.";
    error_409_title: "Det går inte nu", "Not possible now";
    error_410_title: "Länken gäller inte längre", "The link is no longer valid";
    error_410_text: "Länken har använts eller är för gammal. Begär en ny, så mejlar vi den direkt.", "The link was used or is too old. Ask for a new one and we mail it at once.";
    error_400_title: "Något i förfrågan är fel", "Something in the request is wrong";
    error_400_text: "Gå tillbaka, ladda om sidan och försök igen. Det du har skrivit finns kvar i formuläret.", "Go back, reload the page and try again. What you wrote is still in the form.";
    error_413_title: "Det var för stort", "That was too large";
    error_413_text: "Det du skickade är större än vad ett formulär här får vara. Korta texten och försök igen.", "What you sent is larger than a form may be here. Shorten the text and try again.";
    error_503_title: "Det går långsamt just nu", "It is slow right now";
    error_503_text: "Vi hann inte svara. Vänta en stund och ladda om sidan.", "We could not answer in time. Wait a while and reload the page.";
    error_429_title: "För många försök", "Too many attempts";
    error_500_title: "Något gick fel hos oss", "Something went wrong on our side";
    error_500_text: "Felet är noterat. Försök igen om en stund; inget av det du har sparat är borta.", "The fault is noted. Try again in a while; nothing you saved is gone.";
    to_meeting: "Till mötet, där du kan be om en ny länk", "To the meeting, where you can ask for a new link";
    decide_anew: "Ta ett nytt beslut", "Take a new decision";
    to_issue: "Till frågan", "To the issue";
    to_start: "Till startsidan", "To the start page";

    home_title: "Överenskommelser mellan det offentliga och civilsamhället", "Agreements between the public side and civil society";
    home_lead: "Här ställer organisationer frågor. De tas vidare öppet, och det offentliga svarar. Välj vilken överenskommelse du vill följa.", "Here organisations raise issues. They are taken further in the open, and the public side answers. Choose which agreement to follow.";
    home_empty_title: "Ingen överenskommelse är inlagd än", "No agreement has been added yet";
    home_empty_text: "Den som driver tjänsten lägger in den första med kommandot dialogforum agreement apply FIL.toml.", "Whoever runs the service adds the first with the command dialogforum agreement apply FILE.toml.";

    accessibility_text: "Vi vill att alla ska kunna läsa och delta: på en äldre telefon, med skärmläsare, utan mus och utan JavaScript. Tjänsten följer WCAG 2.2 nivå AA. Hittar du något som hindrar dig, berätta det för oss så rättar vi det.", "We want everyone to be able to read and take part: on an older phone, with a screen reader, without a mouse and without JavaScript. The service follows WCAG 2.2 level AA. If something stands in your way, tell us and we mend it.";
    privacy_text: "Du kan läsa allt utan konto, och vi följer dig inte. Den som loggar in lämnar namn och e-postadress. Ett lösenord, om du väljer ett, sparas så att ingen kan läsa det, inte heller vi. Den som anmäler sig till ett möte lämnar namn, e-postadress och eventuella behov; bara de som ordnar mötet ser dem. Den som följer en fråga utan konto lämnar en e-postadress; ingen ser den, och den tas bort när man slutar följa. Loggen över beslut visar roller, inte personer.", "You can read everything without an account, and we do not track you. Whoever signs in leaves a name and an e-mail address. A password, if you choose one, is kept so that nobody can read it, us included. Whoever signs up for a meeting leaves a name, an e-mail address and any needs; only those who run the meeting see them. Whoever follows an issue without an account leaves an e-mail address; nobody sees it, and it is removed when the following ends. The log of decisions shows roles, not persons.";
}

/// What is wrong with a field, in words that say how to mend it.
#[cfg(feature = "ssr")]
pub fn fault(l: Locale, fault: &Fault) -> String {
    match fault {
        Fault::Required => fault_required(l).into(),
        Fault::TooLong(n) => fault_too_long(l, n),
        Fault::TooShort(n) => fault_too_short(l, n),
        Fault::Email => fault_email(l).into(),
        Fault::Date => fault_date(l).into(),
        Fault::DatePast => fault_date_past(l).into(),
        Fault::DateWithin(days) => fault_date_within(l, days),
        Fault::DateFar => fault_date_far(l).into(),
        Fault::DateAhead => fault_date_ahead(l).into(),
        Fault::Time => fault_time(l).into(),
        Fault::TimeSkipped => fault_time_skipped(l).into(),
        Fault::EndsBeforeStart => fault_ends(l).into(),
        Fault::SubItems(n) => super::agenda::fault_sub_items(l, n),
        Fault::AfterMeeting => super::agenda::fault_after_meeting(l).into(),
        Fault::HeldLongAgo(n) => super::agenda::fault_held_long_ago(l, n),
        Fault::OpenToAll => super::agenda::fault_open_to_all(l).into(),
        Fault::Choice => fault_choice(l).into(),
        Fault::NoIssue => super::desk::fault_no_issue(l).into(),
        Fault::NoContribution => super::desk::fault_no_contribution(l).into(),
        Fault::SameName => super::phrases::fault_same_name(l).into(),
        Fault::IssueMissing => super::curation::fault_issue_missing(l).into(),
        Fault::IssueItself => super::curation::fault_issue_itself(l).into(),
        Fault::IssueMergedHere(n) => super::curation::fault_issue_merged_here(l, n),
        Fault::IssueMerged(n, into) => super::curation::fault_issue_merged(l, n, into),
        Fault::IssueEnded(n) => super::curation::fault_issue_ended(l, n),
        Fault::IssueWaits(n) => super::curation::fault_issue_waits(l, n),
        Fault::IssueHidden(n) => super::curation::fault_issue_hidden(l, n),
        Fault::Number(min, max) => fault_number(l, min, max),
        Fault::PlacesTaken(1) => fault_place_taken(l).into(),
        Fault::PlacesTaken(n) => fault_places_taken(l, n),
        Fault::OrganisationMissing => fault_organisation_missing(l).into(),
        Fault::FewOptions => super::floor::fault_few_options(l).into(),
        Fault::Url => fault_url(l).into(),
        Fault::Taken => fault_taken(l).into(),
        Fault::TooMany(n) => fault_too_many(l, n),
        Fault::LiveText => super::minutes::fault_live_text(l).into(),
        Fault::FileMissing => super::attachments::fault_file_missing(l).into(),
        Fault::FileEmpty => super::attachments::fault_file_empty(l).into(),
        Fault::FileSize(mb) => super::attachments::fault_file_size(l, mb),
        Fault::FileKind => super::attachments::fault_file_kind(l).into(),
        Fault::FileBroken => super::attachments::fault_file_broken(l).into(),
        Fault::FilePixels => super::attachments::fault_file_pixels(l).into(),
        Fault::FileName => super::attachments::fault_file_name(l).into(),
        Fault::FilesFull(n) => super::attachments::full(l, n),
        Fault::TooManyMentions(n) => fault_too_many_mentions(l, n),
        Fault::MentionsTooOften(1) => fault_mentions_one(l).into(),
        Fault::MentionsTooOften(minutes) => fault_mentions_many(l, minutes),
        Fault::PasswordSimple => fault_password_simple(l).into(),
        Fault::PasswordCommon => fault_password_common(l).into(),
        Fault::PasswordOwn => fault_password_own(l).into(),
        Fault::PasswordWrong => fault_password_wrong(l).into(),
        Fault::SignIn => fault_sign_in(l).into(),
    }
}

/// Why something is refused.
#[cfg(feature = "ssr")]
pub const fn refusal(l: Locale, refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NotAllowed => refusal_not_allowed(l),
        Refusal::CivilSeatsOnly => refusal_civil_seats(l),
        Refusal::WrongState => refusal_wrong_state(l),
        Refusal::Full => refusal_full(l),
        Refusal::SeatsTaken => refusal_seats_taken(l),
        Refusal::ByInvitation => refusal_by_invitation(l),
        Refusal::Closed => refusal_closed(l),
        Refusal::DoorEarly => super::sign_up::door_early(l),
        Refusal::LinkSpent => refusal_link_spent(l),
        Refusal::LiveText => super::minutes::refusal_live_text(l),
        Refusal::TextChanged => super::minutes::refusal_text_changed(l),
        Refusal::RoundOpen => super::minutes::refusal_round_open(l),
        Refusal::Already => refusal_already(l),
        Refusal::TooLate => refusal_too_late(l),
        Refusal::MovedOn => refusal_moved_on(l),
        Refusal::AlreadyRestricted => refusal_already_restricted(l),
        Refusal::Stopped => refusal_stopped(l),
        Refusal::Slowed => refusal_slowed(l),
        Refusal::SignInAgain => refusal_sign_in_again(l),
        Refusal::Partial => super::appeals::refusal_partial(l),
        Refusal::NoAppeal => super::appeals::refusal_no_appeal(l),
        Refusal::AppealLate => super::appeals::refusal_appeal_late(l),
        Refusal::NotInForce => super::appeals::refusal_not_in_force(l),
        Refusal::AppealClosed => super::appeals::refusal_appeal_closed(l),
        Refusal::ChangedOnAppeal => super::appeals::refusal_changed_on_appeal(l),
        Refusal::SeatsFull => super::bodies::refusal_seats_full(l),
        Refusal::LastSeat => super::bodies::refusal_last_seat(l),
        Refusal::LastChair => super::bodies::refusal_last_chair(l),
        Refusal::OtherSide => super::bodies::refusal_other_side(l),
        Refusal::WishesFull => super::planning::refusal_wishes_full(l),
        Refusal::WishHidden => super::planning::refusal_hidden(l),
        Refusal::IssueHidden => super::curation::refusal_issue_hidden(l),
        Refusal::QuestionsWait => super::floor::refusal_questions_wait(l),
        Refusal::SignUpFirst => super::floor::refusal_sign_up_first(l),
        Refusal::NotRunning => super::floor::refusal_not_running(l),
        Refusal::OutOfTurn => super::floor::refusal_out_of_turn(l),
        Refusal::NobodyAsked => super::consensus::refusal_nobody_asked(l),
        Refusal::AnswersClosed => super::consensus::refusal_answers_closed(l),
    }
}

/// `Försenat 9 dagar`.
pub fn late(l: Locale, days: i64) -> String {
    if days == 1 { late_one(l).into() } else { late_many(l, days) }
}

/// `9 saker att rätta`.
pub fn faults(l: Locale, n: usize) -> String {
    if n == 1 { faults_one(l).into() } else { faults_many(l, n) }
}

/// Name of a side.
pub const fn side(l: Locale, side: crate::agreements::types::Side) -> &'static str {
    use crate::agreements::types::Side;
    match side {
        Side::Public => side_public(l),
        Side::CivilSociety => side_civil(l),
        Side::Both => side_both(l),
    }
}

/// How long to wait, in seconds, as people say it.
pub fn wait(l: Locale, seconds: u64) -> String {
    match seconds {
        0..=90 => wait_seconds(l, seconds),
        91..=5400 => wait_minutes(l, seconds.div_ceil(60)),
        _ => wait_hours(l, seconds.div_ceil(3600)),
    }
}

/// The languages one can write in: tag and name.
#[cfg(feature = "ssr")]
pub fn languages(l: Locale) -> Vec<(String, String)> {
    vec![("sv".into(), language_sv(l).into()), ("en".into(), language_en(l).into())]
}
