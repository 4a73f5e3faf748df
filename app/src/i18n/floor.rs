//! Texts of a meeting that runs.

use super::Locale;

texts! {
    follow: "Följ mötet nu", "Follow the meeting now";
    lead: "Led mötet", "Lead the meeting";
    take_part: "Delta i mötet nu", "Take part in the meeting now";
    title(meeting): "Nu: {meeting}", "Now: {meeting}";
    screen_title(meeting): "På skärmen: {meeting}", "On the screen: {meeting}";
    desk_title(meeting): "Sekreterare: {meeting}", "Secretary: {meeting}";
    to_meeting: "Till mötets sida", "To the meeting’s page";
    to_live: "Till mötet", "To the meeting";
    to_screen: "Öppna skärmvisningen", "Open the view for the screen";

    early: "Mötet har inte börjat. Den här sidan öppnar en halvtimme före.", "The meeting has not begun. This page opens half an hour before.";
    soon: "Mötet börjar snart. Du kan redan skriva frågor.", "The meeting begins soon. You can write questions already.";
    paused: "Paus", "Break";
    over: "Mötet är slut. Tack för att du var med.", "The meeting is over. Thank you for taking part.";
    off: "Mötet är inställt.", "The meeting is cancelled.";
    begins(at): "Börjar {at}", "Begins {at}";

    now: "Nu", "Now";
    next_item: "Sedan", "Next";
    until(at): "till {at}", "until {at}";
    time_left: "#:# kvar", "#:# left";
    late_since(at): "över tiden, skulle ha varit klar {at}", "over time, was to be done at {at}";
    time_over: "#:# över tiden", "#:# over time";
    taken: "Frågan som besvaras", "The question being answered";
    questions: "Frågor från golvet", "Questions from the floor";
    questions_none: "Ingen har frågat något än.", "Nobody has asked anything yet.";
    questions_more(n): "{n} frågor till", "{n} more questions";
    questions_all: "Visa alla frågor", "Show all questions";
    number(n): "Fråga {n}", "Question {n}";
    votes_one: "1 röst", "1 vote";
    votes_many(n): "{n} röster", "{n} votes";
    vote(n): "Rösta på fråga {n}", "Vote for question {n}";
    voted(n): "Du har röstat på fråga {n}", "You voted for question {n}";
    unvote: "Ta tillbaka rösten", "Take the vote back";
    own_question(n): "Du ställde fråga {n}", "You asked question {n}";
    withdraw: "Ta tillbaka frågan", "Take the question back";
    participant: "Deltagare", "Participant";
    state_waiting: "Väntar", "Waiting";
    state_taken: "Besvaras nu", "Being answered";
    state_answered: "Besvarad", "Answered";
    state_parked: "Tas senare", "Taken later";
    answered_title: "Besvarade frågor", "Answered questions";
    parked_title: "Tas senare", "Taken later";
    hidden(who): "Frågan är dold av {who}.", "The question is hidden by {who}.";
    hidden_because: "Skäl:", "Reason:";
    new_question: "Ny fråga", "New question";

    speakers: "Talarlista", "Speakers’ list";
    speakers_none: "Ingen väntar på ordet.", "Nobody waits to speak.";
    speaking: "Har ordet", "Is speaking";
    first_time: "talar första gången", "speaks for the first time";
    speak: "Begär ordet", "Ask to speak";
    speak_named: "Begär ordet med mitt namn", "Ask to speak, with my name";
    speak_tells: "Utan namn står din organisation, eller ”Deltagare”. Den som leder mötet ser namnet.", "Without a name your organisation stands there, or “Participant”. Whoever leads the meeting sees the name.";
    hush: "Ta mig från talarlistan", "Take me off the speakers’ list";
    you_wait: "Du står på talarlistan.", "You are on the speakers’ list.";

    polls: "Omröstningar", "Polls";
    poll_open: "Öppen", "Open";
    poll_closed: "Avslutad", "Closed";
    poll_vote: "Rösta", "Vote";
    poll_voted: "Du har röstat", "You have voted";
    poll_ballots_one: "1 har röstat", "1 has voted";
    poll_ballots_many(n): "{n} har röstat", "{n} have voted";
    poll_option: "Svar", "Answer";
    poll_votes: "Röster", "Votes";
    poll_title: "Omröstning", "Poll";
    poll_many: "Du kan välja flera.", "You may choose several.";
    poll_one: "Välj ett.", "Choose one.";
    poll_tells: "Ingen ser vad du svarar, inte heller den som leder mötet. Du röstar en gång och kan inte ändra dig.", "Nobody sees what you answer, not even whoever leads the meeting. You vote once and cannot change it.";
    poll_is_closed: "Omröstningen är avslutad.", "The poll is closed.";

    own_title: "Ditt", "Yours";
    ask_title: "Ställ en fråga", "Ask a question";
    ask_lead: "Skriv en fråga i taget. De andra kan rösta upp den.", "Write one question at a time. The others can vote it up.";
    ask_help: "Högst 500 tecken.", "At most 500 characters.";
    ask_send: "Skicka frågan", "Send the question";
    ask_tells: "Frågan syns direkt för alla som följer mötet.", "The question shows at once to everybody who follows the meeting.";
    field_text: "Din fråga", "Your question";
    field_show: "Visa mitt namn", "Show my name";
    show_yes(name): "Ja, visa {name}", "Yes, show {name}";
    show_help: "Annars står din organisation, eller ”Deltagare”.", "Otherwise your organisation stands there, or “Participant”.";
    as_visitor: "Vill du fråga, rösta och begära ordet?", "Do you want to ask, vote and speak?";
    as_visitor_text: "Det kan du som har anmält dig. Öppna länken i mejlet om din anmälan och tryck på ”Delta i mötet nu”, eller logga in med samma adress.", "You can if you have signed up. Open the link in the mail about your sign-up and press “Take part in the meeting now”, or sign in by the same address.";
    reloads: "Sidan läses om av sig själv var 20:e sekund.", "The page reloads by itself every 20 seconds.";
    reloads_stop: "Sluta läsa om", "Stop reloading";
    reload: "Läs om sidan", "Reload the page";
    live_lost: "Anslutningen bröts. Sidan försöker igen.", "The connection is lost. The page tries again.";
    here: "Delta på", "Take part at";
    here_code: "QR-kod till mötets sida", "QR code to the meeting’s page";
    sign_up: "Anmäl dig på mötets sida", "Sign up on the meeting’s page";
    read_minutes: "Läs protokollet", "Read the minutes";
    all_after: "Alla frågor och omröstningar", "All questions and polls";

    start: "Öppna mötet", "Open the meeting";
    start_again: "Öppna mötet igen", "Open the meeting again";
    next: "Nästa punkt", "Next item";
    previous: "Förra punkten", "Previous item";
    pause: "Pausa", "Pause";
    resume: "Fortsätt", "Go on";
    end: "Avsluta mötet", "End the meeting";
    end_sure: "Avsluta", "End";
    end_text: "Omröstningar stängs och ingen kan fråga mer.", "Polls are closed and nobody can ask any more.";
    run: "Mötets gång", "The run of the meeting";
    take: "Ta frågan", "Take it";
    answer: "Besvarad", "Answered";
    park: "Ta senare", "Take later";
    put_back: "Tillbaka i kön", "Back to the queue";
    hide: "Dölj", "Hide";
    show: "Visa igen", "Show again";
    give: "Ge ordet till nästa", "Give the word to the next";
    done: "Har talat klart", "Is done speaking";
    strike: "Stryk", "Strike";
    of_question(what, n): "{what}, fråga {n}", "{what}, question {n}";
    of_person(what, who): "{what}, {who}", "{what}, {who}";
    add_speaker: "Skriv upp på talarlistan", "Put on the speakers’ list";
    field_name: "Någon i salen", "Somebody in the room";
    fault_few_options: "Skriv minst två alternativ, ett per rad.", "Write at least two options, one on each line.";
    new_poll: "Ny omröstning", "New poll";
    open_poll: "Öppna omröstningen", "Open the poll";
    close_poll(n): "Avsluta omröstning {n}", "Close poll {n}";
    field_poll: "Vad frågar du?", "What do you ask?";
    field_options: "Svar att välja på", "Answers to choose from";
    options_help: "Ett på varje rad, högst tio.", "One on each line, at most ten.";
    field_how: "Hur många får man välja?", "How many may one choose?";
    how_one: "Ett svar", "One answer";
    how_many: "Flera svar", "Several answers";
    poll_opens: "När du trycker kan alla som deltar rösta. Resultatet visas när du avslutar.", "Once you press, all who take part can vote. The result shows when you close it.";

    notes_on(title): "Anteckningar: {title}", "Notes: {title}";
    field_said: "Det sägs", "What is said";
    said_help: "Sparas när du gör en paus. Skriver ni flera går raderna ihop.", "Saved when you pause. If several of you write, the lines are merged.";
    save: "Spara texten", "Save the text";
    saving: "Sparar …", "Saving …";
    saved: "Sparat", "Saved";
    merged: "Sparat, tillsammans med vad någon annan skrev", "Saved, together with what somebody else wrote";
    beside: "Någon annan skrev på samma rad. Båda texterna finns kvar.", "Somebody else wrote in the same line. Both texts are kept.";
    beside_link: "Läs om sidan och välj", "Reload the page and choose";
    elsewhere(at, of): "Mötet är nu på punkt {at}. Du skriver fortfarande om punkt {of}.", "The meeting is now on item {at}. You are still writing about item {of}.";
    elsewhere_link: "Skriv om punkten som är på", "Write about the item that is on";
    save_failed: "Det gick inte att spara just nu. Texten finns kvar här.", "It could not be saved right now. The text is still here.";
    beside_title: "Två texter om samma rader", "Two texts about the same lines";
    beside_text: "Sätt ihop dem i rutan och spara. Inget av det har försvunnit.", "Put them together in the box and save. Nothing of it is lost.";
    beside_now: "Så står det nu", "As it stands now";
    beside_by(name): "Så skrev {name}", "As {name} wrote it";
    beside_done: "Spara som jag har satt ihop dem", "Save as I put them together";
    other_items: "Skriv om en annan punkt", "Write about another item";
    history: "Tidigare versioner", "Earlier versions";
    history_title(title): "Tidigare versioner: {title}", "Earlier versions: {title}";
    history_none: "Inget är sparat än.", "Nothing is saved yet.";
    version(n, name, at): "Version {n} av {name}, {at}", "Version {n} by {name}, {at}";
    hide_title(n): "Dölj fråga {n}", "Hide question {n}";
    show_title(n): "Visa fråga {n} igen", "Show question {n} again";
    field_reason: "Skäl, syns för alla", "Reason, seen by all";
    hide_tells: "Frågan byts mot ditt skäl, och skälet står i den öppna loggen.", "The question is replaced by your reason, and the reason stands in the public log.";

    mail_hidden_subject(meeting): "Din fråga är dold: {meeting}", "Your question is hidden: {meeting}";
    mail_hidden_text(meeting, question, reason, link): "Din fråga på mötet ”{meeting}” syns inte för andra längre. Du frågade:\n\n{question}\n\nSkälet är:\n\n{reason}\n\nMötet:\n{link}\n", "Your question at the meeting “{meeting}” is no longer seen by others. You asked:\n\n{question}\n\nThe reason is:\n\n{reason}\n\nThe meeting:\n{link}\n";
    mail_shown_subject(meeting): "Din fråga syns igen: {meeting}", "Your question is seen again: {meeting}";
    mail_shown_text(meeting, question, reason, link): "Din fråga på mötet ”{meeting}” syns för alla igen. Du frågade:\n\n{question}\n\nSkälet är:\n\n{reason}\n\nMötet:\n{link}\n", "Your question at the meeting “{meeting}” is seen by everybody again. You asked:\n\n{question}\n\nThe reason is:\n\n{reason}\n\nThe meeting:\n{link}\n";

    refusal_questions_wait: "Fem av dina frågor väntar redan. Ta tillbaka en, eller vänta tills någon är besvarad.", "Five of your questions wait already. Take one back, or wait until one is answered.";
    refusal_not_running: "Mötet pågår inte just nu.", "The meeting is not running right now.";
    refusal_out_of_turn: "Det går inte längre: mötet har gått vidare. Läs om sidan och se hur det står.", "That is no longer possible: the meeting has moved on. Reload the page and see how it stands.";
    refusal_sign_up_first: "Det kan bara den som har anmält sig till mötet. Öppna länken i mejlet om din anmälan.", "Only those who have signed up to the meeting can. Open the link in the mail about your sign-up.";
}

/// Label of a field.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "text" => field_text(l),
        "show" => field_show(l),
        "poll" => field_poll(l),
        "options" => field_options(l),
        "how" => field_how(l),
        "val" => poll_option(l),
        "name" => field_name(l),
        "said" => field_said(l),
        "reason" => field_reason(l),
        "lang" => super::common::language(l),
        _ => "",
    }
}

/// `12 röster`.
pub fn votes(l: Locale, n: i64) -> String {
    if n == 1 { votes_one(l).into() } else { votes_many(l, n) }
}

/// `12 har röstat`.
pub fn ballots(l: Locale, n: i64) -> String {
    if n == 1 { poll_ballots_one(l).into() } else { poll_ballots_many(l, n) }
}
