//! Texts of organisations.

use super::Locale;
use crate::clocks::ClockKind;
use crate::organisations::types::OrganisationKind;

texts! {
    lead(all, signatories): "{all} organisationer, nätverk och förvaltningar. {signatories} har skrivit under överenskommelsen.", "{all} organisations, networks and public bodies. {signatories} have signed the agreement.";
    search_label: "Sök organisation", "Search organisation";
    search_result_one(q): "1 träff på ”{q}”.", "1 match for “{q}”.";
    search_result(n, q): "{n} träffar på ”{q}”.", "{n} matches for “{q}”.";
    show_all: "Visa alla organisationer", "Show all organisations";
    letters: "Bokstav", "Letter";
    none_found_title: "Ingen organisation med det namnet", "No organisation of that name";
    none_found_text: "Pröva en kortare del av namnet. Är organisationen ny här kan den som företräder den registrera den.", "Try a shorter part of the name. If the organisation is new here, whoever represents it can register it.";
    none_title: "Inga organisationer än", "No organisations yet";
    none_text: "När den första organisationen registreras syns den här.", "When the first organisation is registered it shows here.";
    register_link: "Registrera en organisation", "Register an organisation";
    signatory: "Undertecknare", "Signatory";
    gone: "Finns inte längre", "No longer exists";
    until_year(year): "till {year}", "until {year}";
    other_letter: "Övriga", "Others";

    kind_association: "Förening", "Association";
    kind_cooperative: "Kooperativ", "Cooperative";
    kind_foundation: "Stiftelse", "Foundation";
    kind_faith: "Trossamfund", "Faith community";
    kind_network: "Nätverk", "Network";
    kind_public: "Förvaltning", "Public body";
    kind_group: "Grupp", "Group";

    signatory_since(date): "Undertecknare sedan {date}", "Signatory since {date}";
    signatory_until(date): "Undertecknare till {date}", "Signatory until {date}";
    not_signatory: "Har inte skrivit under", "Has not signed";
    about_us: "Om organisationen", "About the organisation";
    part_of: "Del av", "Part of";
    parts: "Delar", "Parts";
    since: "Finns sedan", "Exists since";
    ended: "Upphörde", "Ended";
    areas: "Områden", "Areas";
    agreement_status: "Överenskommelsen", "The agreement";
    issues_heading: "Frågor", "Issues";
    issues_none: "Ingen fråga från den här organisationen är publicerad än.", "No issue from this organisation is published yet.";
    asked_heading: "Frågor att svara på", "Asked to answer";
    backed_heading: "Står bakom", "Stands behind";
    clocks_heading: "Löften med datum", "Promises with dates";
    clock_other: "Löfte", "Promise";
    people_heading: "Företrädare", "Representatives";
    officers_heading: "Kontakter", "Contacts";
    members_civil: "Från civilsamhället", "From civil society";
    members_public: "Från det offentliga", "From the public side";
    members_heading: "Ledamöter", "Members";
    issue_number(n): "Fråga {n}", "Issue {n}";
    backed_one: "1 står bakom", "1 stands behind";
    backed_many(n): "{n} står bakom", "{n} stand behind";
    expected: "nästa datum", "next date";
    edit_link: "Ändra uppgifterna", "Change the details";
    invite_link: "Bjud in en kollega", "Invite a colleague";

    edit_title: "Ändra uppgifterna", "Change the details";
    edit_tells: "Ändringen syns direkt. Byter ni namn leder den gamla adressen vidare till den nya.", "The change shows at once. If you change your name, the old address leads on to the new one.";
    name: "Namn", "Name";
    kind: "Vad för slags organisation?", "What kind of organisation?";
    kind_fact: "Slag", "Kind";
    about: "Om er", "About you";
    about_help: "Några meningar: vilka ni är och vad ni gör. En tom rad skiljer stycken åt.", "A few sentences: who you are and what you do. An empty line parts paragraphs.";
    version: "Version", "The version";
    conflict_title: "Någon hann före", "Somebody was quicker";
    conflict_yours: "Din text", "Your text";
    conflict_stored: "Sparad text", "Stored text";
    keep_stored: "Behåll den sparade", "Keep the stored one";

    new_title: "Registrera en organisation", "Register an organisation";
    new_lead: "För föreningar, kooperativ, stiftelser, trossamfund och nätverk. Du blir organisationens första företrädare och kan bjuda in fler.", "For associations, cooperatives, foundations, faith communities and networks. You become its first representative and can invite more.";
    new_tells: "Organisationen syns direkt i registret. Den har inte skrivit under överenskommelsen med det: det är ett eget steg.", "The organisation shows in the register at once. It has not signed the agreement by that: signing is a separate step.";
    function: "Din uppgift i organisationen", "What you do in the organisation";
    function_help: "Till exempel ordförande eller kontaktperson.", "For instance chair or contact person.";
    new_button: "Registrera organisationen", "Register the organisation";
    similar_title: "Finns den redan?", "Does it exist already?";
    similar_text: "Det finns organisationer med liknande namn. Är det en av dem, be någon där att bjuda in dig. Är det en annan, tryck på knappen en gång till.", "There are organisations with similar names. If it is one of these, ask somebody there to invite you. If it is another, press the button once more.";
    similar_button: "Det är en annan, registrera den", "It is another one, register it";

    invite_title: "Bjud in en kollega", "Invite a colleague";
    invite_lead(organisation): "Den du bjuder in får företräda {organisation}: ställa frågor, bidra och stå bakom andras.", "Whoever you invite may represent {organisation}: raise issues, contribute and stand behind those of others.";
    invite_email: "Kollegans e-post", "Your colleague's e-mail";
    invite_function: "Kollegans uppgift i organisationen", "What your colleague does in the organisation";
    invite_tells: "Vi mejlar en länk som gäller i sju dagar och kan användas en gång.", "We mail a link that is valid for seven days and can be used once.";
    invite_button: "Skicka inbjudan", "Send the invitation";
    mail_invite_subject(organisation): "Inbjudan att företräda {organisation}", "Invitation to represent {organisation}";
    mail_invite_text(person, organisation, link): "Hej!\n\n{person} bjuder in dig att företräda {organisation} i Dialogforum. Öppna länken för att tacka ja:\n\n{link}\n\nDen gäller i sju dagar och kan användas en gång. Vill du inte, eller känner du inte den som bjuder in, behöver du inte göra något.", "Hello!\n\n{person} invites you to represent {organisation} in Dialogforum. Open the link to accept:\n\n{link}\n\nIt is valid for seven days and can be used once. If you do not want to, or do not know who invites you, you need not do anything.";
    join_title(organisation): "Företräd {organisation}", "Represent {organisation}";
    join_text(person, organisation): "{person} bjuder in dig att företräda {organisation}.", "{person} invites you to represent {organisation}.";
    join_as(email): "Du loggas in som {email}.", "You will be signed in as {email}.";
    join_other(name, email): "Nu är du inloggad som {name}. När du tackar ja loggas du i stället in som {email}.", "You are signed in as {name} now. When you accept you are signed in as {email} instead.";
    join_button: "Tacka ja", "Accept";
    join_spent_title: "Inbjudan gäller inte längre", "The invitation is no longer valid";
    join_spent_text: "Den har använts, eller så har den blivit för gammal. Be den som bjöd in dig att skicka en ny.", "It was used, or it has become too old. Ask whoever invited you to send a new one.";

    record_heading: "Anslutning till överenskommelsen", "Signing of the agreement";
    signed_on: "Skrev under", "Signed on";
    ended_on: "Lämnade", "Left on";
    reason: "Skäl, syns för alla", "Reason, shown to all";
    record_tells(who): "Står i den öppna loggen. Avsändare är {who}.", "Stands in the public log, in the name of: {who}.";
    record_button: "För in som undertecknare", "Record as signatory";
    end_button: "För in att de lämnat", "Record that they left";
    email: "E-post", "E-mail";

    clock_acceptance: "Beslut om ny fråga", "Decision on a new issue";
    clock_completion: "Komplettering", "Completion";
    clock_next_step: "Nästa steg", "Next step";
    clock_hearing: "Tas upp på möte", "Taken up at a meeting";
    clock_answer: "Svar", "Answer";
    clock_follow_up: "Uppföljning", "Follow-up";
    clock_minutes: "Anteckningar från möte", "Minutes of a meeting";
    clock_action: "Åtgärd", "Action";
    clock_representation: "Genomgång av vilka som sitter där", "Review of who sits there";
    clock_adjustment: "Justering av anteckningar", "Adjustment of minutes";
    clock_appeal: "Svar på överklagande", "Answer to an appeal";
    clock_wish: "Svar på önskemål om möte", "Answer to a wish for a meeting";
}

/// Labels of the fields.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "name" => name(l),
        "kind" => kind(l),
        "about" => about(l),
        "lang" => super::common::language(l),
        "areas" => areas(l),
        "function" => function(l),
        "email" => email(l),
        "signed_on" => signed_on(l),
        "ended_on" => ended_on(l),
        "reason" => reason(l),
        _ => version(l),
    }
}

/// Labels of the invitation's fields.
pub fn invite_label(l: Locale, field: &str) -> &'static str {
    match field {
        "email" => invite_email(l),
        _ => invite_function(l),
    }
}

/// A kind of organisation.
pub const fn kind_of(l: Locale, kind: OrganisationKind) -> &'static str {
    use OrganisationKind as K;
    match kind {
        K::Association => kind_association(l),
        K::Cooperative => kind_cooperative(l),
        K::Foundation => kind_foundation(l),
        K::FaithCommunity => kind_faith(l),
        K::Network => kind_network(l),
        K::PublicBody => kind_public(l),
        K::Group => kind_group(l),
    }
}

/// What is promised by a date.
pub const fn clock_of(l: Locale, kind: ClockKind) -> &'static str {
    use ClockKind as K;
    match kind {
        K::Acceptance => clock_acceptance(l),
        K::Completion => clock_completion(l),
        K::NextStep => clock_next_step(l),
        K::Hearing => clock_hearing(l),
        K::Answer => clock_answer(l),
        K::FollowUp => clock_follow_up(l),
        K::Minutes => clock_minutes(l),
        K::Action => clock_action(l),
        K::Appeal => clock_appeal(l),
        K::Representation => clock_representation(l),
        K::Wish => clock_wish(l),
        K::Promise => super::promises::clock(l),
        K::Adjustment => clock_adjustment(l),
        K::Consensus => super::consensus::clock(l),
        K::ModelReview => super::consensus::clock_review(l),
    }
}

/// Words that many names share and that say nothing about which organisation it is, already case-folded.
pub const GENERIC_WORDS: &[&str] = &[
    "föreningen",
    "förening",
    "föreningar",
    "nätverket",
    "nätverk",
    "stiftelsen",
    "stiftelse",
    "församlingen",
    "församling",
    "kooperativet",
    "kooperativ",
    "ideella",
    "ideell",
    "ekonomisk",
    "ekonomiska",
    "organisationen",
    "för",
    "och",
    "på",
    "i",
    "the",
    "association",
    "of",
    "and",
    "for",
];
