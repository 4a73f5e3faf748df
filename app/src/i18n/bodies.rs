//! Texts of bodies and seats.

use super::{Locale, plural};
use crate::agreements::types::Side;
use crate::bodies::types::{AssociateKind, BodyKind, OwnRole, SeatPost};

texts! {
    list_title: "Organ", "Bodies";
    list_lead: "Grupper och råd som arbetar med överenskommelsen: vad de gör, vilka som sitter där och vem som utser dem.", "Groups and councils that work with the agreement: what they do, who sits there and who appoints them.";
    list_none_title: "Inga organ är införda än", "No bodies are recorded yet";
    list_none_text: "När överenskommelsens råd och grupper är införda står de här, med platser och mandattider.", "Once the agreement's councils and groups are recorded they stand here, with seats and terms.";
    list_over: "Organ som inte finns längre", "Bodies that no longer exist";
    link_all: "Råd, grupper och andra organ", "Councils, groups and other bodies";
    link_one: "Platser, mandattider och möten", "Seats, terms and meetings";

    kind_council: "Råd", "Council";
    kind_steering: "Styrgrupp", "Steering group";
    kind_collaboration: "Samverkansgrupp", "Collaboration group";
    kind_parity: "Grupp med lika många från varje sida", "Group with equal numbers from each side";
    kind_working: "Arbetsgrupp", "Working group";
    kind_platform: "Delregional plattform", "Sub-regional platform";
    kind_secretariat: "Sekretariat", "Secretariat";
    kind_other: "Annat organ", "Other body";

    over: "Finns inte längre", "No longer exists";
    facts: "Så är det satt", "How it is composed";
    convener: "Sammankallar", "Convenes";
    appoints_civil: "Utser för civilsamhället", "Appoints for civil society";
    appoints_public: "Utser för det offentliga", "Appoints for the public side";
    financed_by: "Betalar", "Pays";
    seats_fact: "Platser", "Seats";
    seats_of(civil, public): "{civil} för civilsamhället, {public} för det offentliga", "{civil} for civil society, {public} for the public side";
    seats_civil_only(n): "{n} för civilsamhället", "{n} for civil society";
    seats_public_only(n): "{n} för det offentliga", "{n} for the public side";
    seats_open: "Antalet är inte bestämt", "Their number is not laid down";
    equal: "Lika många från varje sida", "Equal numbers from each side";
    yes: "Ja", "Yes";
    term: "Mandattid", "Term";
    months(n): "{n} månader", "{n} months";
    one_year: "1 år", "1 year";
    years(n): "{n} år", "{n} years";
    meetings_fact: "Möten per år", "Meetings a year";
    meetings_span(least, most): "{least} till {most}", "{least} to {most}";
    review_fact: "Representationen gås igenom", "Representation is reviewed";
    review_every(span): "med högst {span} emellan, och när överenskommelsen ändras", "at most {span} apart, and when the agreement is revised";
    review_revision: "när överenskommelsen ändras", "when the agreement is revised";
    reviewed_on: "Senast genomgången", "Last reviewed";
    review_due: "Nästa genomgång senast", "Next review by";

    side_civil: "För civilsamhället", "For civil society";
    side_public: "För det offentliga", "For the public side";
    experts: "Adjungerade sakkunniga", "Co-opted experts";
    substitutes: "Ersättare", "Substitutes";
    coming_seats: "Tillträder senare", "Take their seats later";
    seat_number(n): "Plats {n}", "Seat {n}";
    post_chair: "Ordförande", "Chair";
    post_vice_chair: "Vice ordförande", "Vice chair";
    post_member: "Ledamot", "Member";
    substitute: "Ersättare", "Substitute";
    expert: "Sakkunnig", "Expert";
    substitute_for(side): "ersättare {side}", "substitute {side}";
    seat_for(side): "en plats {side}", "a seat {side}";
    as_expert: "en plats som adjungerad sakkunnig", "a place as co-opted expert";
    for_civil: "för civilsamhället", "for civil society";
    for_public: "för det offentliga", "for the public side";
    column_seat: "Plats", "Seat";
    column_who: "Vem", "Who";
    column_appointed: "Utsedd av", "Appointed by";
    column_term: "Till och med", "Until";
    column_attendance: "Närvaro", "Attendance";
    name_hidden: "Namnet visas inte", "The name is not shown";
    vacant: "Vakant", "Vacant";
    filled(n, of): "{n} av {of} platser är tillsatta", "{n} of {of} seats are filled";
    sits(n): "{n} sitter här", "{n} sit here";
    no_seats: "Ingen sitter här än.", "Nobody sits here yet.";
    until_further: "tills vidare", "until further notice";
    from: "från", "from";
    ends_soon: "Går ut snart", "Ends soon";
    attended(n, of): "{n} av {of} möten", "{n} of {of} meetings";
    not_noted: "inte förd än", "not noted yet";
    comes_from(name): "Från {name}", "From {name}";

    gaps: "Det som saknas", "The gaps";
    gap_chair: "Ingen är ordförande.", "Nobody is chair.";
    gap_unequal(civil, public): "Sidorna ska ha lika många platser, men det sitter {civil} för civilsamhället och {public} för det offentliga.", "The sides shall have equal numbers, but {civil} sit for civil society and {public} for the public side.";
    gap_vacant_one: "1 plats är vakant.", "1 seat is vacant.";
    gap_vacant_many(n): "{n} platser är vakanta.", "{n} seats are vacant.";
    gap_size(sits, least, most): "Här ska sitta {least} till {most} personer, men det sitter {sits}.", "There shall be {least} to {most} people here, but there are {sits}.";
    gap_not_leader_one: "1 plats för civilsamhället har någon som varken är ordförande eller verksamhetsledare i sin organisation.", "1 seat of civil society is held by somebody who neither chairs nor manages their organisation.";
    gap_not_leader_many(n): "{n} platser för civilsamhället har någon som varken är ordförande eller verksamhetsledare i sin organisation.", "{n} seats of civil society are held by people who neither chair nor manage their organisations.";
    gap_unsaid_one: "För 1 plats för civilsamhället är det inte sagt om den som sitter där är ordförande eller verksamhetsledare i sin organisation.", "For 1 seat of civil society it is not said whether its holder chairs or manages their organisation.";
    gap_unsaid_many(n): "För {n} platser för civilsamhället är det inte sagt om de som sitter där är ordförande eller verksamhetsledare i sina organisationer.", "For {n} seats of civil society it is not said whether their holders chair or manage their organisations.";
    size_fact: "Antal personer", "Number of people";
    leaders_fact: "Från civilsamhället", "From civil society";
    leaders_who: "ordförande eller verksamhetsledare", "chairs or managers";
    field_own_role: "Vad personen är i sin organisation", "What the person is in their organisation";
    own_role_help: "För civilsamhället ska ordförande eller verksamhetsledare sitta här. Sidan om organet visar hur många platser som har någon annan, inte vilka.", "For civil society, chairs or managers shall sit here. The page of the body shows how many seats are held by others, not which.";
    own_role_chair: "Ordförande", "Chair";
    own_role_manager: "Verksamhetsledare", "Manager";
    own_role_other: "Något annat", "Something else";
    own_role_unsaid: "Inte sagt", "Not said";
    gap_ending_one: "1 uppdrag går ut inom ett halvår.", "1 term ends within half a year.";
    gap_ending_many(n): "{n} uppdrag går ut inom ett halvår.", "{n} terms end within half a year.";
    gap_review: "Genomgången av vilka som sitter här är försenad.", "The review of who sits here is late.";
    gap_competence(name): "Ingen här kan: {name}.", "Nobody here knows: {name}.";

    competences: "Kompetenser", "Competences";
    competences_lead: "Det här behöver organet kunna tillsammans.", "What the body needs to know together.";
    covered_one: "1 kan det", "1 knows it";
    covered_many(n): "{n} kan det", "{n} know it";
    missing: "Saknas", "Missing";
    meetings_coming: "Kommande möten", "Coming meetings";
    meetings_held: "Möten som har hållits", "Meetings that were held";
    meetings_none: "Inget möte är utlyst.", "No meeting is announced.";
    agenda_one: "1 punkt på dagordningen", "1 item on the agenda";
    agenda_many(n): "{n} punkter på dagordningen", "{n} items on the agenda";
    agenda_link: "Dagordning", "Agenda";
    note_link: "För in närvaro", "Note attendance";
    noted_link: "Ändra närvaron", "Change attendance";

    manage_link: "Sköt platserna", "Manage the seats";
    own_title: "Din plats här", "Your place here";
    own_shown: "Ditt namn visas på den här sidan.", "Your name is shown on this page.";
    own_hidden: "Alla ser din uppgift och vem som har utsett dig. Ditt namn visas bara om du vill.", "Everyone sees what you do and who appointed you. Your name is shown only if you wish.";
    own_show: "Visa mitt namn", "Show my name";
    own_hide: "Dölj mitt namn", "Hide my name";

    manage_title(body): "Platser i {body}", "Seats in {body}";
    manage_lead_civil: "Du sköter civilsamhällets platser. Det offentliga utser sina egna.", "You manage the seats of civil society. The public side appoints its own.";
    manage_lead_public: "Du sköter det offentligas platser. Civilsamhället utser sina egna.", "You manage the seats of the public side. Civil society appoints its own.";
    manage_lead_runs: "Du sammankallar. Varje sida utser sina egna.", "You convene. Each side appoints its own.";
    manage_seats: "De som sitter nu", "Who sits there now";
    manage_none: "Ingen sitter på de platser som du sköter.", "Nobody sits on the seats that you manage.";
    manage_change(who): "Ändra eller avsluta: {who}", "Change or end: {who}";
    waiting_title: "Erbjudanden som väntar på svar", "Offers that wait for an answer";
    waiting_until: "svar senast", "answer by";
    withdraw_button: "Ta tillbaka", "Take back";
    offer_title: "Erbjud någon en plats", "Offer somebody a seat";
    offer_tells: "Vi mejlar en länk som gäller i fjorton dagar. Platsen är tillsatt när den som får mejlet tackar ja.", "We mail a link that is valid for fourteen days. The seat is filled once whoever gets the mail accepts.";
    offer_button: "Skicka erbjudandet", "Send the offer";
    field_email: "E-post", "E-mail";
    field_side: "För vilken sida?", "For which side?";
    field_kind: "Hur?", "How?";
    field_post: "Uppdrag", "Post";
    field_function: "Uppgift", "Function";
    function_help: "Till exempel ledamot för Skaraborg. Syns för alla.", "For instance member for Skaraborg. Shown to all.";
    field_organisation: "Kommer från", "Comes from";
    organisation_help: "Organisationen eller förvaltningen, om den finns i registret.", "The organisation or public body, if it is in the register.";
    field_appointed_by: "Utses av", "Appointed by";
    field_from: "Första dag", "First day";
    from_help: "Tomt betyder den dag erbjudandet antas.", "Empty means the day on which the offer is accepted.";
    field_to: "Sista dag", "Last day";
    to_help: "Tomt betyder den mandattid som är bestämd för organet.", "Empty means the term that is laid down for the body.";
    kind_seat: "Ordinarie plats", "Ordinary seat";
    kind_substitute: "Ersättare, utan egna rättigheter", "Substitute, without rights of their own";
    kind_expert: "Adjungerad sakkunnig, står på ingen sida", "Co-opted expert, on neither side";

    seat_title(who): "Uppdraget: {who}", "The appointment: {who}";
    seat_holder: "Den som sitter där", "Who sits there";
    field_competences: "Kan av det som behövs", "Knows, of what is needed";
    seat_save: "Spara uppdraget", "Save the appointment";
    seat_tells: "Att uppdraget ändrades står i loggen, utan namn. Vill du förlänga det, sätt en senare sista dag.", "That the appointment was changed stands in the log, without a name. To renew it, set a later last day.";
    end_title: "Avsluta uppdraget", "End the appointment";
    field_on: "Sista dag på platsen", "Last day on the seat";
    on_help: "Skriv gårdagens datum om det ska gälla genast.", "Write yesterday's date if it is to hold at once.";
    field_reason: "Skäl", "Reason";
    reason_help: "Syns för alla. Skriv inget om personen.", "Shown to all. Write nothing about the person.";
    end_tells: "Platsen blir vakant dagen efter. Det står i loggen, utan namn.", "The seat is vacant from the day after. It stands in the log, without a name.";
    end_button: "Avsluta uppdraget", "End the appointment";
    stale_now: "Så här är det sparat nu", "What is stored now";

    field_competence: "Organet behöver kunna", "The body needs to know";
    competence_help: "Några ord, till exempel upphandling.", "A few words, for instance procurement.";
    competence_add: "Lägg till", "Add";
    competence_remove(name): "Ta bort {name}", "Remove {name}";
    review_title: "Representationen är genomgången", "Representation is reviewed";
    review_lead: "Stämmer platserna med dem som överenskommelsen gäller, och saknas någon? Skriv vad ni kom fram till.", "Do the seats fit those whom the agreement concerns, and is anybody missing? Write what you concluded.";
    field_review: "Vad kom ni fram till?", "What did you conclude?";
    review_tells: "Det du skriver står i loggen, i er organisations namn.", "What you write stands in the log, in the name of your organisation.";
    review_button: "Spara genomgången", "Save the review";

    attendance_title(meeting): "Närvaro: {meeting}", "Attendance: {meeting}";
    attendance_lead: "Markera de platser som var med. På organets sida visas närvaron per plats.", "Mark the seats that were there. The body's page shows attendance by seat.";
    field_present: "Var med", "Was there";
    field_substituted: "En ersättare var med i stället", "A substitute was there instead";
    attendance_none: "Ingen satt i organet den dagen.", "Nobody sat in the body that day.";
    attendance_button: "Spara närvaron", "Save attendance";

    mail_offer_subject(body): "Erbjudande om en plats i {body}", "Offer of a seat in {body}";
    mail_offer_text(by, body, what, until, link): "Hej!\n\n{by} erbjuder dig {what} i {body}. Öppna länken för att läsa mer och svara:\n\n{link}\n\nDen gäller till och med {until} och kan användas en gång. Vill du inte, kan du tacka nej där eller låta bli att svara.\n", "Hello!\n\n{by} offers you {what} in {body}. Open the link to read more and answer:\n\n{link}\n\nIt is valid until {until} and can be used once. If you do not want it, you can decline there or leave it unanswered.\n";
    answer_title(body): "En plats i {body}", "A seat in {body}";
    answer_lead(what, body): "Du erbjuds {what} i {body}.", "You are offered {what} in {body}.";
    answer_as(email): "Tackar du ja loggas du in som {email}.", "If you accept you are signed in as {email}.";
    answer_rights: "Som ersättare eller sakkunnig deltar du utan att kunna besluta i organets namn.", "As a substitute or expert you take part without deciding in the body's name.";
    answer_other(name, email): "Nu är du inloggad som {name}. Tackar du ja loggas du i stället in som {email}.", "You are signed in as {name} now. If you accept you are signed in as {email} instead.";
    field_name: "Ditt namn", "Your name";
    field_shows_name: "Ditt namn på organets sida", "Your name on the body's page";
    shows_name_choice: "Visa mitt namn för alla", "Show my name to all";
    shows_name_help: "Annars syns bara uppgiften och vem som har utsett dig. Du kan ändra dig när som helst.", "Otherwise only the function and who appointed you are shown. You can change your mind at any time.";
    accept_button: "Tacka ja", "Accept";
    decline_button: "Tacka nej", "Decline";
    spent_title: "Erbjudandet gäller inte längre", "The offer is no longer valid";
    spent_text: "Det är besvarat, taget tillbaka eller för gammalt. Fråga den som erbjöd dig platsen.", "It was answered, taken back or is too old. Ask whoever offered you the seat.";

    refusal_seats_full: "Alla platser på den sidan är tillsatta eller erbjudna. Avsluta ett uppdrag eller ta tillbaka ett erbjudande först.", "All seats of that side are filled or offered. End an appointment or take back an offer first.";
    refusal_last_seat: "Det är civilsamhällets sista plats här. Tillsätt en till innan den avslutas: annars kan ingen sköta det som hör till organet.", "It is the last seat of civil society here. Fill another before it ends: otherwise nobody can do what belongs to the body.";
    refusal_last_chair: "Organet har ingen annan ordförande. Gör någon annan till ordförande först.", "The body has no other chair. Make somebody else chair first.";
    refusal_other_side: "Den personen sitter redan här för den andra sidan. Ingen kan sitta för båda.", "That person sits here for the other side already. Nobody can sit for both.";

    mail_called_off_subject(meeting): "Du är inte längre kallad: {meeting}", "You are no longer invited: {meeting}";
    mail_called_off_text(meeting, day, body, link): "Hej!\n\nDu var kallad till {meeting} {day} som en del av {body}. Din plats i {body} gäller inte den dagen, så kallelsen är tillbakatagen. Hade du tackat ja är platsen på mötet ledig för någon annan.\n\nOm mötet:\n{link}\n", "Hello!\n\nYou were invited to {meeting} {day} as a part of {body}. Your seat in {body} does not hold on that day, so the invitation is taken back. If you had accepted, your place at the meeting is free for somebody else.\n\nAbout the meeting:\n{link}\n";
    mail_review_subject(body): "Genomgången av vilka som sitter i {body} är försenad", "The review of who sits in {body} is late";
    mail_review_text(body, date, link): "Hej!\n\nVilka som sitter i {body} skulle ha gåtts igenom senast {date}. Stämmer platserna med dem som överenskommelsen gäller, och saknas någon? Den som sammankallar för in vad ni kom fram till här:\n{link}\n", "Hello!\n\nWho sits in {body} was to be reviewed by {date}. Do the seats fit those whom the agreement concerns, and is anybody missing? Whoever convenes records what you concluded here:\n{link}\n";
    mail_review_near_subject(body): "Dags att gå igenom vilka som sitter i {body}", "Time to review who sits in {body}";
    mail_review_near_text(body, date, link): "Hej!\n\nVilka som sitter i {body} ska ha gåtts igenom senast {date}. Stämmer platserna med dem som överenskommelsen gäller, och saknas någon? Den som sammankallar för in vad ni kommer fram till här:\n{link}\n", "Hello!\n\nWho sits in {body} is to be reviewed by {date}. Do the seats fit those whom the agreement concerns, and is anybody missing? Whoever convenes records what you conclude here:\n{link}\n";
    mail_term_subject(body): "Ett uppdrag i {body} går snart ut", "A term in {body} is about to end";
    mail_term_own(function, body, date, also, link): "Hej!\n\nDitt uppdrag i {body} ({function}) gäller till och med {date}. Hör av dig till dem som utser till platsen om du vill fortsätta, eller om du hellre lämnar över.{also}\n{link}\n", "Hello!\n\nYour term in {body} ({function}) holds until {date}. Tell those who appoint for the seat if you want to go on, or would rather hand over.{also}\n{link}\n";
    mail_term_also: " De har fått samma påminnelse.", " They have had the same reminder.";
    mail_term_appoints(function, body, date, link): "Hej!\n\nEtt uppdrag i {body} ({function}) gäller till och med {date}. Ni utser till platsen: förläng uppdraget, eller erbjud någon annan platsen.\n{link}\n", "Hello!\n\nA term in {body} ({function}) holds until {date}. You appoint for the seat: renew the term, or offer the seat to somebody else.\n{link}\n";

    called: "Kallade", "Invited";
    called_body(n): "({n} platser)", "({n} seats)";
    called_open: "organets ledamöter", "the body's members";

    queue: "Organ och platser", "Bodies and seats";
    queue_empty: "När ett uppdrag snart går ut, sidorna är olika många fast de ska vara lika, eller en genomgång av vilka som sitter närmar sig, står det här.", "When a term is about to end, when the sides are unequal where they must be equal, or when a review of who sits is near, it stands here.";
    queue_unequal: "Olika många från sidorna", "Unequal numbers from the sides";
    queue_first_ends: "det första", "the first on";
}

/// Labels of the fields.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "email" => field_email(l),
        "side" => field_side(l),
        "kind" => field_kind(l),
        "post" => field_post(l),
        "function" => field_function(l),
        "organisation" => field_organisation(l),
        "own_role" => field_own_role(l),
        "appointed_by" => field_appointed_by(l),
        "from_on" => field_from(l),
        "to_on" => field_to(l),
        "competences" => field_competences(l),
        "on" => field_on(l),
        "competence" => field_competence(l),
        "present" => field_present(l),
        "substituted" => field_substituted(l),
        "name" => field_name(l),
        "shows_name" => field_shows_name(l),
        "lang" => super::common::language(l),
        _ => field_reason(l),
    }
}

/// The same where the reason says what a review came to.
pub fn review_label(l: Locale, field: &str) -> &'static str {
    if field == "reason" { field_review(l) } else { label(l, field) }
}

/// What somebody is in their own organisation.
pub const fn own_role(l: Locale, role: OwnRole) -> &'static str {
    match role {
        OwnRole::Chair => own_role_chair(l),
        OwnRole::Manager => own_role_manager(l),
        OwnRole::Other => own_role_other(l),
    }
}

/// Seats of civil society that are held by others than chairs and managers.
pub fn gap_not_leader(l: Locale, n: usize) -> String {
    if n == 1 { gap_not_leader_one(l).into() } else { gap_not_leader_many(l, n) }
}

/// Seats of civil society of which it is not said whether chairs or managers hold them.
pub fn gap_unsaid_role(l: Locale, n: usize) -> String {
    if n == 1 { gap_unsaid_one(l).into() } else { gap_unsaid_many(l, n) }
}

/// A kind of body.
pub const fn kind(l: Locale, kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Council => kind_council(l),
        BodyKind::SteeringGroup => kind_steering(l),
        BodyKind::CollaborationGroup => kind_collaboration(l),
        BodyKind::ParityGroup => kind_parity(l),
        BodyKind::WorkingGroup => kind_working(l),
        BodyKind::Platform => kind_platform(l),
        BodyKind::Secretariat => kind_secretariat(l),
        BodyKind::Other => kind_other(l),
    }
}

/// What a seat is.
pub const fn post(l: Locale, post: Option<SeatPost>) -> &'static str {
    match post {
        Some(SeatPost::Chair) => post_chair(l),
        Some(SeatPost::ViceChair) => post_vice_chair(l),
        None => post_member(l),
    }
}

/// What somebody is in a body, in a word.
pub const fn part(l: Locale, kind: Option<AssociateKind>, post_of: Option<SeatPost>) -> &'static str {
    match kind {
        Some(AssociateKind::Substitute) => substitute(l),
        Some(AssociateKind::Expert) => expert(l),
        None => post(l, post_of),
    }
}

/// `en plats för civilsamhället`.
pub fn offered_as(l: Locale, kind: Option<AssociateKind>, side: Side) -> String {
    let side = if side == Side::Public { for_public(l) } else { for_civil(l) };
    match kind {
        None => seat_for(l, side),
        Some(AssociateKind::Substitute) => substitute_for(l, side),
        Some(AssociateKind::Expert) => as_expert(l).into(),
    }
}

/// `2 år` or `18 månader`.
pub fn span(l: Locale, n: i64) -> String {
    match n {
        12 => one_year(l).into(),
        n if n % 12 == 0 => years(l, n / 12),
        n => months(l, n),
    }
}

/// `1 plats är vakant.`
pub fn gap_vacant(l: Locale, n: i64) -> String {
    plural(n, gap_vacant_one(l).to_string(), gap_vacant_many(l, n))
}

/// `1 uppdrag går ut inom ett halvår.`
pub fn gap_ending(l: Locale, n: i64) -> String {
    plural(n, gap_ending_one(l).to_string(), gap_ending_many(l, n))
}

/// `2 kan det`.
pub fn covered(l: Locale, n: i64) -> String {
    plural(n, covered_one(l).to_string(), covered_many(l, n))
}

/// `3 punkter på dagordningen`.
pub fn agenda(l: Locale, n: i64) -> String {
    plural(n, agenda_one(l).to_string(), agenda_many(l, n))
}
