//! Texts of what comes after a meeting: adjusting, frozen minutes and their corrections, actions, documentation.

use super::Locale;

texts! {
    refusal_text_changed: "Mötet, dagordningen eller en fråga har ändrats sedan anteckningarna justerades. Gå igenom dem och skicka dem för justering igen.", "The meeting, its agenda or an issue has changed since the minutes were adjusted. Go through them and send them to be adjusted again.";
    refusal_round_open: "Anteckningarna är ute för justering. De kan publiceras när de som justerar har godkänt dem. Vill du publicera på något annat sätt behöver du först kalla tillbaka dem.", "The minutes are out to be adjusted. They can be published once those who adjust them have approved. To publish in another way, call them back first.";
    refusal_live_text: "Under mötet har det skrivits mer än vad de justerade anteckningarna har med. Läs det nedan, kryssa i ”Jag har tagit med det” och spara utkastet. Ändrar du texten skickar du den för justering igen.", "More was written during the meeting than the adjusted minutes hold. Read it below, tick “I have taken it in” and save the draft. If you change the text, send it to be adjusted again.";
    fault_live_text: "Under rutan står text från mötet som du inte har tagit ställning till. Läs den och kryssa i ”Jag har tagit med det”.", "Under the box stands text from the meeting that you have not dealt with. Read it and tick “I have taken it in”.";
    live_newer: "Skrivet under mötet sedan utkastet sparades", "Written at the meeting since the draft was saved";
    live_help: "Det som är markerat står inte i rutan. Skriv in det som ska vara med. Kryssa också när du har valt att lämna något ute.", "What is marked does not stand in the box. Write in what is to be kept. Tick also when you chose to leave something out.";
    live_taken: "Jag har tagit med det", "I have taken it in";

    // the frozen text
    text_title(kind, title): "Anteckningar: {kind}, {title}", "Minutes: {kind}, {title}";
    text_where(agreement, number): "{agreement}, möte {number}", "{agreement}, meeting {number}";
    text_people(n): "Sammanlagt {n} personer", "{n} people in all";
    text_issue(n): "fråga {n}", "issue {n}";
    text_hidden: "En fråga är dold sedan anteckningarna frystes. Dess rubrik visas inte här, och därför är kontrollsumman en annan.", "An issue was hidden since the minutes were frozen. Its title is not shown here, and so the checksum is another.";
    text_due(date): "senast {date}", "by {date}";
    text_correction(n, title): "Rättelse {n} av anteckningarna från {title}", "Correction {n} of the minutes of {title}";
    text_of(sum): "Anteckningarnas kontrollsumma (SHA-256): {sum}", "Checksum of the minutes (SHA-256): {sum}";

    // the form of the minutes
    attending: "De var med", "Who was there";
    attending_alone: "Utan organisation", "For no organisation";
    field_attending: "Organisationer som var med", "Organisations that were there";
    attending_help: "En på varje rad, och efter ett semikolon hur många som kom: Unga på Hisingen; 3. Inga namn på personer. Listan börjar med dem som checkades in och dem som var anmälda på nätet.", "One on each line, and after a semicolon how many came: Hisingen Youth; 3. No names of people. The list begins with those who were checked in and those who had signed up to take part online.";
    attending_signed_up(n): "Ingen checkades in. {n} var anmälda.", "Nobody was checked in. {n} had signed up.";
    attending_take: "Ta med dem som var anmälda", "Take those who had signed up";
    field_alone: "Personer som inte kom för någon organisation", "People who came for no organisation";
    field_function: "Funktion, visas öppet", "Function, shown in public";
    function_help: "Till exempel verksamhetschef.", "For example head of operations.";
    field_person: "Namn, visas bara för er och den som ansvarar", "Name, shown only to you and the owner";
    minutes_lead: "Skriv, låt någon justera och publicera. När anteckningarna är publicerade går de inte att ändra, bara att rätta med en anteckning bredvid.", "Write, have somebody adjust, and publish. Once the minutes are published they cannot be changed, only corrected by a note beside them.";
    adjust_heading: "Justering", "Adjustment";
    adjust_lead: "Mötets ordförande eller två justerare läser allt och godkänner. Fyll i en rad för ordföranden, eller två för justerare. De får en länk med mejl och har 7 dagar på sig.", "The chair of the meeting or two adjusters read it all and approve. Fill in one row for the chair, or two for adjusters. They get a link by e-mail and have 7 days.";
    adjuster_number(n): "Justerare {n}", "Adjuster {n}";
    adjuster_first: "Ordförande eller första justerare", "Chair or first adjuster";
    adjuster_second: "Andra justerare", "Second adjuster";
    field_adj_function: "Funktion, visas öppet", "Function, shown in public";
    field_adj_organisation: "Organisation", "Organisation";
    field_adj_person: "Person med en plats", "Person with a seat";
    nobody_chosen: "Någon annan, via e-post", "Somebody else, by e-mail";
    field_adj_email: "E-post, om du inte valde en person", "E-mail, unless you chose a person";
    send: "Skicka för justering", "Send to be adjusted";
    chair_heading: "Eller publicera direkt", "Or publish at once";
    field_chair: "Jag ledde mötet och godkänner anteckningarna, som (din funktion, visas öppet)", "I chaired the meeting and approve the minutes, as (your function, shown in public)";
    chair_help: "Bara om du själv ledde mötet. Annars skickar du anteckningarna till den som gjorde det. Till exempel kansliansvarig.", "Only if you chaired the meeting yourself. Otherwise send the minutes to whoever did. For example head of the secretariat.";

    // how adjusting goes
    round_title: "Anteckningarna är ute för justering", "The minutes are out to be adjusted";
    round_done: "Anteckningarna är justerade", "The minutes are adjusted";
    round_due: "Svar senast", "Answer by";
    round_changes: "Ändrar du något i texten gäller inget godkännande längre. Då skickar du dem för justering igen.", "If you change anything in the text, no approval counts any longer. Then you send them to be adjusted again.";
    answer_waits: "Har inte svarat", "Has not answered";
    answer_approved: "Har godkänt", "Has approved";
    answer_change: "Vill ändra", "Asks for a change";
    publish_adjusted: "Publicera de justerade anteckningarna", "Publish the adjusted minutes";
    call_back: "Dra tillbaka justeringen", "Call the adjustment back";

    // the adjuster's page
    adjust_title: "Justera anteckningarna", "Adjust the minutes";
    adjust_as(function): "Du läser som {function}.", "You read as {function}.";
    adjust_intro: "Läs allt. Stämmer det med mötet godkänner du. Är något fel skriver du vad. Du kan svara en gång.", "Read it all. If it agrees with the meeting, approve. If something is wrong, say what. You can answer once.";
    adjust_answered: "Du har svarat. Tack.", "You have answered. Thank you.";
    adjust_exact: "Texten precis som den fryses", "The text exactly as it will be frozen";
    field_answer: "Ditt svar", "Your answer";
    answer_approve: "Jag godkänner anteckningarna", "I approve the minutes";
    answer_ask: "Jag vill att något ändras", "I want something to be changed";
    field_words: "Vad behöver ändras?", "What needs to be changed?";
    words_help: "Behövs bara om du vill ändra något. Bara de som skrev anteckningarna läser det.", "Needed only if you want something changed. Only those who wrote the minutes read it.";
    answer_send: "Skicka svaret", "Send the answer";
    adjust_old: "Länken gäller inte längre", "The link is no longer valid";
    adjust_old_text: "Anteckningarna har ändrats, dragits tillbaka eller publicerats sedan du fick länken, eller så är den för gammal. Ska du läsa en ny text mejlas en ny länk till dig.", "The minutes have been changed, called back or published since you got the link, or it is too old. If there is a new text for you to read, a new link is e-mailed to you.";

    // published
    adjusted_by: "Justerat av", "Adjusted by";
    adjusted_by_chair: "Justerat av mötets ordförande", "Adjusted by the chair of the meeting";
    people_one: "En person", "One person";
    people_many(n): "{n} personer", "{n} people";
    people_in_all(n): "{n} personer sammanlagt.", "{n} people in all.";
    checksum: "Kontrollsumma", "Checksum";
    checksum_text: "Anteckningarna är frysta. Hämta dem som text och räkna ut SHA-256 (sha256sum): summan ska vara", "The minutes are frozen. Fetch them as text and compute SHA-256 (sha256sum): the sum is to be";
    checksum_link: "Anteckningarna som text", "The minutes as text";
    corrections: "Rättelser", "Corrections";
    correction: "Rättelse", "Correction";
    correction_n(n): "Rättelse {n}", "Correction {n}";
    correction_of(n): "Gäller punkt {n}.", "Concerns item {n}.";
    correction_text: "Som text", "As text";
    corrected: "Det finns rättelser.", "There are corrections.";
    correct_title: "Rätta anteckningarna", "Correct the minutes";
    correct_lead: "De publicerade anteckningarna ändras inte. Rättelsen står bredvid, med datum och skäl, och syns för alla.", "The published minutes are not changed. The correction stands beside them, with its date and reason, and is shown to all.";
    field_item: "Vad gäller det?", "What does it concern?";
    whole_minutes: "Anteckningarna som helhet", "The minutes as a whole";
    field_correction: "Så här ska det vara", "This is how it should be";
    correct_send: "Publicera rättelsen", "Publish the correction";
    correct_tells: "Rättelsen syns direkt och kan inte ändras.", "The correction shows at once and cannot be changed.";

    // documentation
    documentation: "Dokumentation", "Documentation";
    documentation_lead: "Bilder, dokument och inspelning från mötet. De syns på mötets sida. Varje bild behöver en beskrivning för den som inte ser den.", "Pictures, documents and a recording of the meeting. They show on the meeting's page. Each picture needs a description for those who do not see it.";
    documentation_early: "Lägg till när mötet har börjat.", "Add when the meeting has begun.";
    recording: "Inspelning", "Recording";
    recording_at(host): "Se eller hör inspelningen på {host}", "Watch or hear the recording at {host}";
    field_recording: "Länk till inspelningen", "Link to the recording";
    recording_help: "En https-adress. Lämna tomt om det inte finns någon.", "An https address. Leave it empty if there is none.";
    recording_save: "Spara länken", "Save the link";
    documentation_full(n): "Mötet har redan {n} filer, och fler får inte plats.", "The meeting has {n} files already, and there is no room for more.";
    no_files: "Inga filer än.", "No files yet.";
    documentation_link: "Lägg till bilder, dokument eller inspelning", "Add pictures, documents or a recording";
    back_to_meeting: "Tillbaka till mötet", "Back to the meeting";

    // actions
    actions: "Åtgärder från möten", "Actions from meetings";
    actions_lead: "Det som någon tog på sig på ett möte: vem som gör det och när det ska vara klart.", "What somebody took on at a meeting: who does it and when it is to be done.";
    action_n(n): "Åtgärd {n}", "Action {n}";
    actions_none_title: "Inga åtgärder här", "No actions here";
    actions_none_text: "När anteckningar publiceras står deras åtgärder här.", "When minutes are published, their actions stand here.";
    actions_filter: "Visa", "Show";
    filter_state: "Läge", "State";
    filter_owner: "Ansvarig", "Responsible";
    filter_meeting: "Möte", "Meeting";
    filter_open(n): "Inte klara ({n})", "Not done ({n})";
    filter_late(n): "Försenade ({n})", "Overdue ({n})";
    filter_done(n): "Klara ({n})", "Done ({n})";
    filter_all: "Alla åtgärder", "All actions";
    all_owners: "Alla ansvariga", "All who are responsible";
    all_meetings: "Alla möten", "All meetings";
    filter_show: "Visa åtgärder", "Show actions";
    actions_csv: "Hämta som tabell (CSV)", "Fetch as a table (CSV)";
    actions_table: "Åtgärder, den som ska vara klar först står först", "Actions, what is due first stands first";
    column_what: "Vad", "What";
    column_who: "Vem", "Who";
    column_due: "Senast", "By";
    column_state: "Läge", "State";
    csv_head: "nummer,vad,ansvarig,funktion,senast,lovat,klart,resultat,möte,adress", "number,what,responsible,function,due,promised,done,result,meeting,address";
    from_meeting: "Från mötet", "From the meeting";
    of_issue: "Kom av", "Came of";
    responsible: "Ansvarig", "Responsible";
    person: "Vem där", "Who there";
    chain: "Det har hänt", "What has happened";
    step_taken_on: "Åtgärden togs på mötet.", "The action was taken on at the meeting.";
    step_promised: "Lovat till", "Promised by";
    step_moved(from, to): "Datumet flyttades från {from} till {to}.", "The date was moved from {from} to {to}.";
    step_progress: "Så går det", "How it goes";
    step_done: "Klart", "Done";
    was_promised: "Lovades först till", "Promised at first by";
    step_title: "Vad händer?", "What is happening?";
    act_progress: "Berätta hur det går", "Tell how it goes";
    step_reopened(to): "Öppnades igen, nytt datum {to}.", "Opened again, new date {to}.";
    act_reopen: "Öppna åtgärden igen", "Open the action again";
    reopen_help: "Blev den avbockad för tidigt? Skälet och det nya datumet syns för alla.", "Was it ticked off too early? The reason and the new date are shown to all.";
    field_reopen: "Varför är den inte klar?", "Why is it not done?";
    act_move: "Flytta datumet", "Move the date";
    act_done: "Markera som klar", "Mark as done";
    field_progress: "Hur går det, varför flyttas det eller vad blev det? Syns för alla.", "How does it go, why is it moved, or what came of it? Shown to all.";
    field_move_reason: "Bara när datumet flyttas. Skälet skriver du ovanför, och det gamla datumet står kvar.", "Only when the date is moved. Write the reason above; the old date stays.";
    field_new_due: "Nytt datum", "New date";
    open_actions_link: "Alla åtgärder som organisationen ansvarar för", "All actions that the organisation is responsible for";
    attended: "Har varit med på möten", "Has been at meetings";

    mail_adjust_subject(title): "Justera anteckningarna: {title}", "Adjust the minutes: {title}";
    mail_adjust_text(title, function, due, link): "Hej!\n\nDu är ombedd att justera anteckningarna från mötet {title}, som {function}.\n\nLäs dem och svara senast {due}:\n{link}\n\nLänken är bara din. Du kan godkänna, eller skriva vad som ska ändras.", "Hello,\n\nYou are asked to adjust the minutes of the meeting {title}, as {function}.\n\nRead them and answer by {due}:\n{link}\n\nThe link is yours alone. You can approve, or say what should be changed.";
    mail_remind_subject(title): "Påminnelse, anteckningar att justera: {title}", "Reminder, minutes to adjust: {title}";
    mail_remind_text(title, function, due, link): "Hej!\n\nAnteckningarna från mötet {title} väntar på att du justerar dem, som {function}. De skulle vara justerade senast {due}.\n\nLäs och svara här:\n{link}", "Hello,\n\nThe minutes of the meeting {title} wait for you to adjust them, as {function}. They should be adjusted by {due}.\n\nRead and answer here:\n{link}";
    mail_adjusted_subject(title): "Anteckningarna är justerade: {title}", "The minutes are adjusted: {title}";
    mail_adjusted_text(title, link): "Hej!\n\nAlla som justerar anteckningarna från mötet {title} har godkänt dem. Nu kan du publicera:\n{link}", "Hello,\n\nAll who adjust the minutes of the meeting {title} have approved them. Now you can publish:\n{link}";
    mail_change_subject(title): "En justerare vill ändra: {title}", "An adjuster asks for a change: {title}";
    mail_change_text(title, function, words, link): "Hej!\n\n{function} vill att något ändras i anteckningarna från mötet {title}:\n\n{words}\n\nÄndra och skicka för justering igen:\n{link}", "Hello,\n\n{function} wants something to be changed in the minutes of the meeting {title}:\n\n{words}\n\nChange it and send it to be adjusted again:\n{link}";
}

/// `3 personer`.
pub fn people(l: Locale, n: i64) -> String {
    if n == 1 { people_one(l).into() } else { people_many(l, n) }
}

/// Label of a field, numbered or not; nothing for a field of others.
pub fn label(l: Locale, field: &str) -> Option<&'static str> {
    Some(match field.split_once('-').map_or(field, |(name, _)| name) {
        "attending" => field_attending(l),
        "alone" => field_alone(l),
        "function" => field_function(l),
        "person" => field_person(l),
        "adj_function" => field_adj_function(l),
        "adj_organisation" => field_adj_organisation(l),
        "adj_person" => field_adj_person(l),
        "adj_email" => field_adj_email(l),
        "chair" => field_chair(l),
        "answer" => field_answer(l),
        "words" => field_words(l),
        "item" => field_item(l),
        "correction" => field_correction(l),
        "recording" => field_recording(l),
        _ => return None,
    })
}
