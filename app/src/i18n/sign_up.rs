//! Texts of signing up: waiting list, needs, check-in, guests.

use super::Locale;
use crate::meetings::types::{GuestState, NeedKind};

texts! {
    state_asked: "Väntelista, inte bekräftad", "Waiting list, not confirmed";
    state_waiting: "På väntelistan", "On the waiting list";

    field_places_online: "Antal platser på nätet", "Number of places online";
    places_online_help: "Räknas för sig. Lämna tomt om hur många som helst kan vara med på nätet.", "Counted apart. Leave empty if any number can take part online.";
    field_seats: "Platser per organisation", "Places for each organisation";
    seats_help: "Så många från samma organisation får plats. Lämna tomt om det inte spelar någon roll.", "So many from one organisation get a place. Leave empty if it does not matter.";
    by_invitation: "För inbjudna", "By invitation";

    by_invitation_text: "Det här mötet är för dem som är inbjudna. Alla kan läsa dagordningen här, och anteckningarna efteråt.", "This meeting is for those who are invited. Everyone can read the agenda here, and the minutes afterwards.";
    invited_are: "Inbjudna är:", "Invited are:";
    invited_none: "Ingen organisation är inbjuden än.", "No organisation is invited yet.";
    invited_link: "Är du inbjuden? Svara med länken i mejlet du fick.", "Are you invited? Answer by the link in the e-mail you got.";
    online_left_one: "På nätet: 1 plats kvar", "Online: 1 place left";
    online_left(n): "På nätet: {n} platser kvar", "Online: {n} places left";
    online_room: "På nätet finns det plats för alla", "There is room for all online";
    online_full: "På nätet är det fullt", "It is full online";
    seats_each(n): "Högst {n} från samma organisation.", "At most {n} from one organisation.";
    list_text: "Alla platser är tagna. Skriv upp dig på väntelistan: när någon lämnar sin plats får den första som väntar och ryms den, och ett mejl.", "All places are taken. Put yourself on the waiting list: when somebody gives a place back, the first who waits and fits gets it, and an e-mail.";
    list_send: "Ställ mig på väntelistan", "Put me on the waiting list";
    list_to: "Ställ dig på väntelistan", "Join the waiting list";
    list_tells: "Vi mejlar en länk. Tryck på den inom 30 minuter, så står du på listan. Bara de som ordnar mötet ser dina uppgifter, och de raderas 30 dagar efter mötet.", "We mail you a link. Press it within 30 minutes and you stand on the list. Only those who arrange the meeting see your details, and they are erased 30 days after the meeting.";
    list_own_tells: "Du är inloggad. Med din egen adress står du på listan direkt. Bara de som ordnar mötet ser dina uppgifter, och de raderas 30 dagar efter mötet.", "You are signed in. With your own address you stand on the list at once. Only those who arrange the meeting see your details, and they are erased 30 days after the meeting.";
    listed: "Nästan klart. Vi har mejlat dig en länk: öppna den inom 30 minuter, så står du på väntelistan.", "Almost done. We have mailed you a link: open it within 30 minutes and you stand on the waiting list.";
    organisation_help: "Lämna tomt om du kommer för egen del.", "Leave empty if you come for yourself.";
    needs_summary: "Behöver du något för att kunna delta?", "Do you need anything to be able to take part?";
    needs_who: "Bara de som ordnar mötet ser det här. Det raderas 30 dagar efter mötet.", "Only those who arrange the meeting see this. It is erased 30 days after the meeting.";
    field_interpreter: "Tolk", "Interpreter";
    interpreter_help: "Vilket språk? Teckenspråk och skrivtolk går också att skriva.", "Which language? Sign language and speech-to-text are fine too.";
    field_wheelchair: "Rullstol", "Wheelchair";
    wheelchair_yes: "Jag kommer med rullstol eller permobil", "I come by wheelchair";
    field_child_care: "Barnpassning", "Child care";
    child_care_help: "Hur många barn, och hur gamla?", "How many children, and how old?";
    field_food: "Mat", "Food";
    food_help: "Till exempel allergi, vegetariskt eller halal.", "For example an allergy, vegetarian or halal.";
    field_needs_other: "Annat", "Anything else";

    own_waiting: "Du står på väntelistan", "You stand on the waiting list";
    own_waiting_confirm: "Bekräfta att du vill vänta", "Confirm that you want to wait";
    own_waiting_lead: "Mötet är fullt. Tryck på knappen, så står du på väntelistan och får mejl när det blir en plats till dig.", "The meeting is full. Press the button and you stand on the waiting list, and get an e-mail when there is a place for you.";
    own_waiting_button: "Ställ mig på väntelistan", "Put me on the waiting list";
    own_position(n): "Du är nummer {n} i kön. När någon lämnar sin plats går den till den första som väntar och ryms. Då får du ett mejl.", "You are number {n} in the queue. When somebody gives a place back it goes to the first who waits and fits. You then get an e-mail.";
    own_expired: "Länken bekräftades inte inom 30 minuter. Tryck på knappen, så får du en plats om det finns någon, annars en på väntelistan.", "The link was not confirmed within 30 minutes. Press the button and you get a place if there is one, otherwise one on the waiting list.";
    own_leave_title: "Vill du inte vänta?", "Do not want to wait?";
    own_leave_text: "Lämna väntelistan, så raderas det du har skrivit att du behöver.", "Leave the waiting list, and what you wrote that you need is erased.";
    own_leave: "Lämna väntelistan", "Leave the waiting list";
    own_leave_sure: "Är du säker? Du mister din plats i kön. Vi mejlar ett kvitto.", "Are you sure? You lose your place in the queue. We e-mail you a receipt.";
    own_leave_yes: "Ja, lämna listan", "Yes, leave the list";
    passed_over: "Organisationen har sina platser", "The organisation has its places";
    seats_note(n): "Högst {n} från samma organisation får plats, så den som kommer från en organisation som har sina platser får vänta längre.", "At most {n} from one organisation get a place, so whoever comes from an organisation that has its places waits longer.";
    own_code: "Kod vid dörren", "Code at the door";
    own_code_text: "Visa rutan eller säg koden i dörren, så går det fort.", "Show the square or say the code at the door, and it goes quickly.";
    own_qr(code): "QR-kod för incheckning med koden {code}", "QR code for checking in with the code {code}";
    own_checked_in: "Du är incheckad.", "You are checked in.";
    own_reminder: "Påminnelse", "Reminder";
    reminder_on(day): "Vi mejlar dig {day}", "We e-mail you on {day}";
    reminder_sent: "Vi har mejlat dig", "We have e-mailed you";
    reminder_none: "Mötet är så nära att det inte kommer någon", "The meeting is so near that none will come";

    places_taken(n, all): "På plats: {n} av {all}", "At the place: {n} of {all}";
    online_taken(n): "på nätet: {n}", "online: {n}";
    online_taken_of(n, all): "på nätet: {n} av {all}", "online: {n} of {all}";
    order_title: "Att beställa", "To order";
    order_lead: "Räknat på dem som har en plats. De som väntar räknas inte.", "Counted for those who have a place. Those who wait are not counted.";
    order_none: "Ingen har skrivit att de behöver något.", "Nobody has written that they need anything.";
    order_what: "Vad", "What";
    order_number: "Antal", "Number";
    order_details: "Närmare", "Details";
    waiting_title: "Väntelista", "Waiting list";
    waiting_lead: "I turordning. Listan rör sig själv: den första som passar får platsen och ett mejl när någon lämnar sin, eller när ni ökar antalet platser.", "In order. The list moves by itself: the first who fits gets the place and an e-mail when somebody gives theirs back, or when you raise the number of places.";
    number_in_line: "Nummer", "Number";

    door: "Incheckning", "Check-in";
    door_lead: "Bara ni som ordnar mötet ser den här sidan. Sök på namn eller kod, eller öppna QR-koden i telefonen.", "Only you who arrange the meeting see this page. Search by name or code, or open the QR code with the phone.";
    door_link: "Checka in dem som kommer", "Check in those who come";
    door_count(all): "av {all} är incheckade", "of {all} are checked in";
    door_find: "Namn eller kod", "Name or code";
    door_early: "Det går att checka in från dagen före mötet.", "You can check in from the day before the meeting.";
    door_in: "Checka in", "Check in";
    door_undo: "Ångra", "Undo";
    door_came(time): "Incheckad {time}", "Checked in {time}";
    door_now(name): "{name} är incheckad", "{name} is checked in";
    door_out(name): "{name} är inte längre incheckad", "{name} is no longer checked in";
    door_none_title: "Ingen heter så", "Nobody by that name";
    door_none_text: "Ingen som har en plats har det namnet eller den koden. Står personen på väntelistan finns hen bland de anmälda.", "Nobody who has a place has that name or code. Whoever stands on the waiting list is among those who signed up.";
    door_empty_title: "Ingen har en plats än", "Nobody has a place yet";
    door_empty_text: "Den som har anmält sig och bekräftat står här.", "Whoever has signed up and confirmed stands here.";
    door_more: "Det finns fler. Sök på namn eller kod för att hitta dem.", "There are more. Search by name or code to find them.";
    door_all: "Visa alla", "Show all";
    unconfirmed: "Inte bekräftad", "Not confirmed";
    came_one: "1 kom", "1 came";
    came(n): "{n} kom", "{n} came";

    guests: "Inbjudna", "Guests";
    guests_link: "Bjud in", "Invite";
    guests_lead: "Bara ni som ordnar mötet ser namn och adresser. Vilka organisationer som är inbjudna syns för alla om mötet är för inbjudna.", "Only you who arrange the meeting see names and addresses. Which organisations are invited shows to all if the meeting is by invitation.";
    guests_places(n): "Lediga platser att bjuda in till: {n}", "Free places to invite to: {n}";
    guests_none_title: "Ingen är inbjuden än", "Nobody is invited yet";
    guests_none_text: "Bjud in här under. Varje inbjuden får ett mejl med en egen länk, och en plats hålls tills hen har svarat.", "Invite below. Each guest gets an e-mail with a link of their own, and a place is held until they answer.";
    guests_accepted(n): "Tackat ja ({n})", "Accepted ({n})";
    guests_invited(n): "Har inte svarat ({n})", "Not answered yet ({n})";
    guests_declined(n): "Tackat nej ({n})", "Declined ({n})";
    guest_again: "Mejla igen", "E-mail again";
    guest_link: "Mejla länken igen", "E-mail the link again";
    guest_withdraw: "Ta tillbaka", "Take back";
    assembly_title: "Bjud in alla", "Invite everyone";
    assembly_lead: "Ett stormöte är för hela civilsamhället och politiken. Alla som företräder en organisation bakom överenskommelsen och alla politiker får ett mejl, med länk till anmälan. Ingen plats hålls för dem.", "A general assembly is for all of civil society and for politicians. Everyone who speaks for an organisation behind the agreement, and every politician, gets an e-mail with a link to sign up. No place is held for them.";
    assembly_send: "Bjud in alla som står bakom överenskommelsen och alla politiker", "Invite all who stand behind the agreement and all politicians";
    assembly_told(n, when): "Inbjudna tillsammans: {n}. Senast {when}. Trycker ni igen mejlas bara de som har tillkommit sedan dess.", "Invited together: {n}. Last {when}. Press again and only those who are new since then are e-mailed.";
    invite_title: "Bjud in fler", "Invite more";
    invite_lead: "Skriv en adress, eller bara en organisation: då får alla som företräder den eller sitter i den varsin inbjudan.", "Write an address, or only an organisation: then everyone who speaks for it or sits in it gets an invitation.";
    invite_email_help: "Lämna tomt för att bjuda in dem som företräder organisationen.", "Leave empty to invite those who speak for the organisation.";
    invite_tells: "En plats hålls för var och en tills de har svarat.", "A place is held for each of them until they have answered.";
    invite_send: "Skicka inbjudan", "Send the invitation";

    invitation_title: "Du är inbjuden", "You are invited";
    invitation_by(who): "{who} bjuder in dig. En plats hålls för dig tills du har svarat.", "{who} invites you. A place is held for you until you have answered.";
    invitation_yes: "Jag kommer", "I am coming";
    invitation_no: "Jag kan inte komma", "I cannot come";
    invitation_no_title: "Kan du inte komma?", "Cannot come?";
    invitation_no_text: "Då går platsen till någon annan.", "Then the place goes to somebody else.";
    invitation_accepted: "Du har tackat ja.", "You have accepted.";
    invitation_own: "Se, ändra eller avboka din plats", "See, change or cancel your place";
    invitation_declined: "Du har tackat nej. Ångrar du dig kan du svara ja här, så länge det finns plats.", "You have declined. If you change your mind, you can say yes here as long as there is room.";

    mail_code(code): "\n\nDin kod vid dörren: {code}", "\n\nYour code at the door: {code}";
    mail_calendar(link): "\n\nLägg mötet i kalendern:\n{link}", "\n\nAdd the meeting to your calendar:\n{link}";
    mail_calendar_moved(link): "\n\nÖppna filen, så står det rätt i kalendern:\n{link}", "\n\nOpen this file to put it right in your calendar:\n{link}";
    mail_calendar_off(link): "\n\nÖppna filen, så försvinner mötet ur kalendern:\n{link}", "\n\nOpen this file to take the meeting out of your calendar:\n{link}";
    mail_list_subject(title): "Bekräfta din plats på väntelistan: {title}", "Confirm your place on the waiting list: {title}";
    mail_list_text(title, when, place, until, link): "Hej!\n\nAdressen har anmälts till mötet {title}, {when}, {place}. Mötet är fullt, men det finns en väntelista.\n\nÖppna länken och tryck på knappen senast {until}, så står du på listan:\n{link}\n\nHar du inte anmält dig behöver du inte göra något.", "Hello,\n\nThis address was signed up to the meeting {title}, {when}, {place}. The meeting is full, but there is a waiting list.\n\nOpen the link and press the button by {until}, and you stand on the list:\n{link}\n\nIf you did not sign up, you need not do anything.";
    mail_waiting_subject(title): "Du står på väntelistan: {title}", "You stand on the waiting list: {title}";
    mail_waiting_text(title, when, place, seats, link): "Hej!\n\nDu står på väntelistan till mötet {title}, {when}, {place}. När det blir en plats till dig får du ett mejl.{seats}\n\nHär ser du var i kön du är, och kan ändra eller lämna listan:\n{link}\n\nLänken är bara din.", "Hello,\n\nYou stand on the waiting list of the meeting {title}, {when}, {place}. When there is a place for you, you get an e-mail.{seats}\n\nHere you see where in the queue you are, and can change your details or leave the list:\n{link}\n\nThe link is yours alone.";
    mail_moved_up_subject(title): "Du har fått en plats: {title}", "You have got a place: {title}";
    mail_moved_up_text(title, when, place, more, link): "Hej!\n\nNågon har lämnat sin plats, och nu är den din: mötet {title}, {when}, {place}.{more}\n\nKan du inte längre komma? Avboka här, så går platsen till nästa som väntar:\n{link}\n\nLänken är bara din. Den gäller tills mötet är slut.", "Hello,\n\nSomebody gave a place back, and now it is yours: the meeting {title}, {when}, {place}.{more}\n\nCannot come any more? Cancel here, and the place goes to the next who waits:\n{link}\n\nThe link is yours alone. It is valid until the meeting has ended.";
    mail_reminder_subject(title): "Snart: {title}", "Soon: {title}";
    mail_reminder_text(title, when, place, more, link): "Hej!\n\nDet här är en påminnelse om mötet {title}, {when}, {place}.{more}\n\nKan du inte komma? Avboka här, så får någon annan din plats:\n{link}\n\nVi påminner bara en gång.", "Hello,\n\nThis is a reminder of the meeting {title}, {when}, {place}.{more}\n\nCannot come? Cancel here, and somebody else gets your place:\n{link}\n\nWe remind you only once.";
    mail_invitation_subject(title): "Inbjudan: {title}", "Invitation: {title}";
    mail_invitation_text(who, title, when, place, link, held): "Hej!\n\n{who} bjuder in dig till mötet {title}, {when}, {place}.\n\nSvara ja eller nej här:\n{link}\n\n{held}Länken är bara din.", "Hello,\n\n{who} invites you to the meeting {title}, {when}, {place}.\n\nAnswer yes or no here:\n{link}\n\n{held}The link is yours alone.";
    mail_invitation_held: "En plats hålls för dig tills du har svarat. ", "A place is held for you until you have answered. ";
    mail_assembly_text(who, title, when, place, link): "Hej!\n\n{who} bjuder in alla som står bakom överenskommelsen och alla politiker till {title}, {when}, {place}.\n\nLäs mer och anmäl dig här:\n{link}\n\nIngen plats hålls för dig förrän du har anmält dig.", "Hello,\n\n{who} invites all who stand behind the agreement and all politicians to {title}, {when}, {place}.\n\nRead more and sign up here:\n{link}\n\nNo place is held for you until you have signed up.";
}

/// Label of a field.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "places_online" => field_places_online(l),
        "seats" => field_seats(l),
        "interpreter" => field_interpreter(l),
        "wheelchair" => field_wheelchair(l),
        "child_care" => field_child_care(l),
        "food" => field_food(l),
        _ => "",
    }
}

/// What somebody needs.
pub const fn need(l: Locale, kind: NeedKind) -> &'static str {
    match kind {
        NeedKind::Interpreter => field_interpreter(l),
        NeedKind::Wheelchair => field_wheelchair(l),
        NeedKind::ChildCare => field_child_care(l),
        NeedKind::Food => field_food(l),
    }
}

/// Heading of the guests who have answered so.
pub fn guests_who(l: Locale, state: GuestState, n: usize) -> String {
    match state {
        GuestState::Accepted => guests_accepted(l, n),
        GuestState::Invited => guests_invited(l, n),
        GuestState::Declined => guests_declined(l, n),
    }
}
