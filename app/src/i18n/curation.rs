//! Texts of curation: what happened, in a sentence; the desk; the form of a decision; the log.

use super::Locale;
use crate::clocks::ClockKind;
use crate::issues::types::IssueAct;

texts! {
    the_issue: "frågan", "the issue";
    an_issue: "en fråga", "an issue";
    issue_number(n): "fråga {n}", "issue {n}";
    a_meeting: "ett möte", "a meeting";
    a_body: "en förvaltning", "a public body";
    an_organisation: "en organisation", "an organisation";
    another_forum: "ett annat forum", "another forum";
    another_issue: "en annan fråga", "another issue";

    // what happened: {who} is the role or organisation that acted, {it} the issue
    did_issue_posted(who, it): "{who} ställde {it}.", "{who} raised {it}.";
    did_issue_edited(who, it): "{who} ändrade texten i {it}.", "{who} changed the text of {it}.";
    did_issue_accepted(who, it): "{who} tog in {it} i forumet.", "{who} took {it} into the forum.";
    did_issue_accepted_forum(who, it, forum): "{who} tog in {it} i {forum}.", "{who} took {it} into {forum}.";
    did_issue_asked_back(who, it): "{who} bad om komplettering av {it}.", "{who} asked for an addition to {it}.";
    did_issue_completed(who, it): "{who} kompletterade {it}.", "{who} added to {it}.";
    did_issue_declined(who, it): "{who} avböjde {it}.", "{who} declined {it}.";
    did_issue_put_on_agenda(who, it, meeting): "{who} satte upp {it} på dagordningen för {meeting}.", "{who} put {it} on the agenda of {meeting}.";
    did_issue_taken_off_agenda(who, it): "{who} tog bort {it} från dagordningen.", "{who} took {it} off the agenda.";
    did_issue_taken_off_agenda_of(who, it, meeting): "{who} tog bort {it} från dagordningen för {meeting}.", "{who} took {it} off the agenda of {meeting}.";
    did_issue_referred(who, it, body): "{who} skickade {it} till {body} och bad om svar.", "{who} sent {it} to {body} and asked for an answer.";
    did_issue_referred_by(who, it, body, date): "{who} skickade {it} till {body} och bad om svar senast {date}.", "{who} sent {it} to {body} and asked for an answer by {date}.";
    did_issue_reminded(who, it, body): "{who} påminde {body} om svaret på {it}.", "{who} reminded {body} about the answer to {it}.";
    did_issue_taken_back(who, it, body): "{who} tog tillbaka {it} från {body}, som inte behöver svara.", "{who} took {it} back from {body}, which need not answer.";
    did_issue_hidden(who, it): "{who} dolde {it}.", "{who} hid {it}.";
    did_issue_restored(who, it): "{who} visade {it} igen.", "{who} showed {it} again.";
    did_issue_answered(who, it): "{who} svarade på {it}.", "{who} answered {it}.";
    did_issue_concluded(who, it): "{who} skrev ner svaret på {it} från mötet.", "{who} wrote down the meeting's answer to {it}.";
    did_issue_concluded_at(who, it, meeting): "{who} skrev ner svaret på {it} från {meeting}.", "{who} wrote down the answer to {it} from {meeting}.";
    did_issue_followed_up(who, it): "{who} följde upp {it}.", "{who} followed up {it}.";
    did_issue_closed(who, it): "{who} avslutade {it}.", "{who} closed {it}.";
    did_issue_merged(who, it, other): "{who} slog ihop {it} med {other}. Båda texterna finns kvar.", "{who} merged {it} into {other}. Both texts remain.";
    did_issue_unmerged(who, it): "{who} delade upp {it} igen efter sammanslagningen.", "{who} undid the merge of {it}.";
    did_issue_withdrawn(who, it): "{who} drog tillbaka {it}.", "{who} withdrew {it}.";
    did_issue_reopened(who, it): "{who} öppnade {it} igen.", "{who} reopened {it}.";
    did_issue_moved(who, it, forum): "{who} flyttade {it} till {forum}.", "{who} moved {it} to {forum}.";
    did_contribution_posted(who, it): "{who} skrev ett inlägg i {it}.", "{who} contributed to {it}.";
    did_contribution_published(who, it): "{who} publicerade ett inlägg i {it} som väntade.", "{who} published a contribution to {it} that was waiting.";
    undone: "Ångrat", "Undone";
    did_act_undone(who, it): "{who} ångrade sig inom en minut: det som just hände med {it} gäller inte.", "{who} undid it within a minute: what just happened to {it} does not count.";
    did_issue_split(who, it, other): "{who} bröt ut {it} ur ett inlägg i {other}.", "{who} split {it} off from a contribution to {other}.";
    did_contribution_split(who, number, it, other): "{who} gjorde inlägg {number} i {it} till {other}.", "{who} made contribution {number} to {it} into {other}.";
    did_contribution_flagged(number, it): "Inlägg {number} i {it} anmäldes.", "Contribution {number} to {it} was reported.";
    did_issue_flagged(it): "En anmälan gällde {it}.", "A report was about {it}.";
    did_flags_answered(who, it): "{who} svarade på anmälningar om {it}.", "{who} answered reports about {it}.";
    did_staff_note_added(who, it): "{who} skrev en egen anteckning om {it}.", "{who} wrote a note of its own about {it}.";
    queue_flags: "Anmält", "Reported";
    empty_flags: "Inget är anmält just nu.", "Nothing is reported right now.";
    did_contribution_hidden(who, number, it): "{who} dolde inlägg {number} i {it}.", "{who} hid contribution {number} to {it}.";
    did_contribution_restored(who, number, it): "{who} visade inlägg {number} i {it} igen.", "{who} showed contribution {number} to {it} again.";
    did_contribution_edited(who, it): "{who} ändrade ett inlägg i {it}.", "{who} changed a contribution to {it}.";
    did_attach(who, it): "{who} bifogade en fil till {it}.", "{who} attached a file to {it}.";
    did_attach_to_contribution(who, number, it): "{who} bifogade en fil till inlägg {number} i {it}.", "{who} attached a file to contribution {number} to {it}.";
    did_detach(who, it): "{who} tog bort en bilaga till {it}.", "{who} removed an attachment to {it}.";
    did_detach_from_contribution(who, number, it): "{who} tog bort en bilaga till inlägg {number} i {it}.", "{who} removed an attachment to contribution {number} to {it}.";
    did_take_down(who, it): "{who} tog ner en bilaga till {it}.", "{who} took down an attachment to {it}.";
    did_erase(who, it): "{who} tog bort en bilaga till {it} ur historiken.", "{who} removed an attachment to {it} from the history.";
    did_erase_of_contribution(who, number, it): "{who} tog bort en bilaga till inlägg {number} i {it} ur historiken.", "{who} removed an attachment to contribution {number} to {it} from the history.";
    did_take_down_of_contribution(who, number, it): "{who} tog ner en bilaga till inlägg {number} i {it}.", "{who} took down an attachment to contribution {number} to {it}.";
    did_backing_given(who, it): "{who} ställde sig bakom {it}.", "{who} now stands behind {it}.";
    did_backing_withdrawn(who, it): "{who} står inte längre bakom {it}.", "{who} no longer stands behind {it}.";
    did_meeting_drafted(who, meeting): "{who} sparade ett utkast till {meeting}.", "{who} saved a draft of {meeting}.";
    did_meeting_dropped(who, meeting): "{who} slängde utkastet till {meeting}.", "{who} threw away the draft of {meeting}.";
    did_meeting_opened(meeting): "Anmälan till {meeting} öppnade.", "Sign-up to {meeting} opened.";
    did_meeting_followed_up(who, meeting): "{who} skrev ner vad det blev av {meeting}.", "{who} wrote down what came of {meeting}.";
    did_meeting_announced(who, meeting): "{who} bjöd in till {meeting}.", "{who} announced {meeting}.";
    did_meeting_changed(who, meeting): "{who} ändrade {meeting}.", "{who} changed {meeting}.";
    did_meeting_cancelled(who, meeting): "{who} ställde in {meeting}.", "{who} cancelled {meeting}.";
    did_meeting_held(meeting): "{meeting} hölls.", "{meeting} was held.";
    did_meeting_started(who, meeting): "{who} öppnade mötet {meeting}.", "{who} opened the meeting {meeting}.";
    did_meeting_ended(who, meeting): "{who} avslutade mötet {meeting}.", "{who} ended the meeting {meeting}.";
    did_question_hidden(who, n, meeting): "{who} dolde fråga {n} från golvet på mötet {meeting}.", "{who} hid question {n} from the floor at the meeting {meeting}.";
    did_question_restored(who, n, meeting): "{who} visade åter fråga {n} från golvet på mötet {meeting}.", "{who} showed question {n} from the floor at the meeting {meeting} again.";
    did_minutes_published(who, meeting): "{who} publicerade anteckningarna från {meeting}.", "{who} published the minutes of {meeting}.";
    did_minutes_sent(who, meeting): "{who} skickade anteckningarna från {meeting} för justering.", "{who} sent the minutes of {meeting} to be adjusted.";
    did_minutes_answered(meeting): "En justerare svarade om anteckningarna från {meeting}.", "An adjuster answered about the minutes of {meeting}.";
    did_minutes_corrected(who, meeting): "{who} rättade anteckningarna från {meeting}.", "{who} corrected the minutes of {meeting}.";
    did_documentation_added(who, meeting): "{who} lade till dokumentation från {meeting}.", "{who} added documentation of {meeting}.";
    did_documentation_removed(who, meeting): "{who} tog bort dokumentation från {meeting}.", "{who} removed documentation of {meeting}.";
    did_action_progressed(who): "{who} berättade hur det går med en åtgärd.", "{who} told how an action is going.";
    did_action_progressed_of(who, it): "{who} berättade hur det går med en åtgärd som kom av {it}.", "{who} told how an action that came of {it} is going.";
    did_action_reopened(who): "{who} öppnade en åtgärd igen.", "{who} opened an action again.";
    did_action_reopened_of(who, it): "{who} öppnade en åtgärd som kom av {it} igen.", "{who} opened an action that came of {it} again.";
    did_action_moved(who): "{who} flyttade datumet för en åtgärd.", "{who} moved the date of an action.";
    did_action_moved_of(who, it): "{who} flyttade datumet för en åtgärd som kom av {it}.", "{who} moved the date of an action that came of {it}.";
    did_action_done(who): "{who} bockade av en åtgärd.", "{who} ticked off an action.";
    did_action_done_of(who, it): "{who} bockade av en åtgärd som kom av {it}.", "{who} ticked off an action that came of {it}.";
    did_registration_held(meeting): "Någon bad om en plats på {meeting}.", "Somebody asked for a place at {meeting}.";
    did_registration_confirmed(meeting): "En plats på {meeting} bekräftades.", "A place at {meeting} was confirmed.";
    did_registration_changed(meeting): "En anmälan till {meeting} ändrades.", "A sign-up to {meeting} was changed.";
    did_registration_cancelled(meeting): "En plats på {meeting} avbokades.", "A place at {meeting} was given back.";
    did_registration_expired(meeting): "En plats på {meeting} släpptes, eftersom ingen bekräftade den.", "A place at {meeting} was let go, since nobody confirmed it.";
    did_registration_waiting(meeting): "Någon ställde sig på väntelistan till {meeting}.", "Somebody went on the waiting list of {meeting}.";
    did_registration_moved_up(meeting): "Någon på väntelistan fick en plats på {meeting}.", "Somebody on the waiting list got a place at {meeting}.";
    did_registration_checked_in(who, meeting): "{who} checkade in någon till {meeting}.", "{who} checked somebody in to {meeting}.";
    did_check_in_undone(who, meeting): "{who} ångrade en incheckning till {meeting}.", "{who} undid a check-in to {meeting}.";
    did_guest_invited(who, n, meeting): "{who} bjöd in gäster till {meeting} (antal: {n}).", "{who} invited guests to {meeting} (number: {n}).";
    did_guest_accepted(meeting): "En gäst tackade ja till {meeting}.", "A guest accepted the invitation to {meeting}.";
    did_guest_declined(meeting): "En gäst tackade nej till {meeting}.", "A guest declined the invitation to {meeting}.";
    did_guest_withdrawn(who, meeting): "{who} tog tillbaka en inbjudan till {meeting}.", "{who} took back an invitation to {meeting}.";
    did_organisation_registered(who, organisation): "{who} registrerade {organisation}.", "{who} registered {organisation}.";
    did_organisation_changed(who, organisation): "{who} ändrade uppgifterna om {organisation}.", "{who} changed what is said about {organisation}.";
    did_colleague_invited(who, organisation): "{who} bjöd in en kollega till {organisation}.", "{who} invited a colleague to {organisation}.";
    did_role_started(organisation): "En person fick en roll i {organisation}.", "A person took on a role in {organisation}.";
    did_role_ended(organisation): "En person lämnade sin roll i {organisation}.", "A person left a role in {organisation}.";
    did_seat_started(organisation): "En person tog plats i {organisation}.", "A person took a seat in {organisation}.";
    did_seat_offered(who, organisation): "{who} erbjöd någon en plats i {organisation}.", "{who} offered somebody a seat in {organisation}.";
    did_seat_changed(who, organisation): "{who} ändrade ett uppdrag i {organisation}.", "{who} changed an appointment in {organisation}.";
    did_competences_changed(who, organisation): "{who} ändrade vilka kompetenser som behövs i {organisation}.", "{who} changed which competences {organisation} needs.";
    did_representation_reviewed(who, organisation): "{who} gick igenom vilka som sitter i {organisation}.", "{who} reviewed who sits in {organisation}.";
    did_attendance_noted(who, organisation, meeting): "{who} förde in vilka av {organisation} som var med på {meeting}.", "{who} noted who of {organisation} was at {meeting}.";
    did_seat_ended(organisation): "En person lämnade sin plats i {organisation}.", "A person left a seat in {organisation}.";
    did_signatory_recorded(who, organisation): "{who} förde in {organisation} som undertecknare.", "{who} recorded {organisation} as signatory.";
    did_person_slowed(who, until): "{who} beslutade att det en person skriver läses först, till och med {until}.", "{who} decided that what a person writes is read first, until {until}.";
    did_person_stopped(who, until): "{who} stoppade en person från att skriva, till och med {until}.", "{who} stopped a person from writing, until {until}.";
    did_organisation_slowed(who, until): "{who} beslutade att det en organisation skriver läses först, till och med {until}.", "{who} decided that what an organisation writes is read first, until {until}.";
    did_organisation_stopped(who, until): "{who} stoppade en organisation från att skriva, till och med {until}.", "{who} stopped an organisation from writing, until {until}.";
    did_restriction_lifted(who): "{who} hävde en begränsning i förtid.", "{who} lifted a restriction early.";
    did_signatory_ended(who, organisation): "{who} noterade att {organisation} har lämnat överenskommelsen.", "{who} noted that {organisation} has left the agreement.";
    did_agreement_applied(who): "{who} uppdaterade överenskommelsens uppgifter.", "{who} updated the agreement's data.";

    then_next_step(date): "Nästa steg senast {date}.", "Next step by {date}.";
    then_completion(date): "Svar väntas senast {date}.", "The addition is expected by {date}.";
    then_follow_up(date): "Följs upp {date}.", "To be followed up on {date}.";
    then_taken_up(date): "Tas upp {date}.", "To be taken up on {date}.";
    because: "Skäl:", "Reason:";

    desk_title: "Skrivbordet", "The desk";
    desk_queues: "Köer", "Queues";
    desk_switch_title: "Skrivbordet är för dem som driver samtalet", "The desk is for those who run the conversation";
    desk_switch_text(name): "Du har en plats i {name}, men agerar just nu för någon annan. Byt, så öppnas skrivbordet.", "You have a seat in {name} but act for somebody else now. Switch, and the desk opens.";
    desk_switch_button(name): "Agera för {name}", "Act for {name}";
    queue_publication: "Väntar på publicering", "Awaiting publication";
    queue_new: "Nytt i forumen", "New in the forums";
    queue_asked_back: "Väntar på komplettering", "Awaiting more information";
    queue_overdue: "Försenat", "Overdue";
    queue_meetings: "Möten framöver", "Coming meetings";
    queue_minutes: "Anteckningar att skriva", "Minutes to write";
    hint_before: "Äldst först.", "Oldest first.";
    empty_title: "Inget väntar här", "Nothing waits here";
    empty_publication: "När någon som inte har skrivit under ställer en fråga, eller skriver sitt första inlägg, läser du det här innan det syns för alla.", "When somebody who has not signed raises an issue, or writes a first contribution, you read it here before everyone sees it.";
    empty_new: "När en undertecknare ställer en fråga, eller någon har kompletterat sin, står den här tills du har bestämt nästa steg.", "When a signatory raises an issue, or somebody has added to theirs, it stands here until you have decided on the next step.";
    empty_asked_back: "Frågor där du har bett om mer står här tills organisationen har svarat.", "Issues for which you asked for more stand here until the organisation has replied.";
    empty_overdue: "Inget datum har passerat, varken ert eget eller någon annans.", "No date has passed, neither yours nor anyone else's.";
    empty_meetings: "Inget möte är utlyst. Frågor som hör ihop kan samlas på en hearing.", "No meeting is announced. Issues that belong together can be gathered at a hearing.";
    empty_minutes: "Alla möten som hållits har anteckningar.", "Every meeting that was held has its minutes.";
    new_meeting: "Bjud in till ett möte", "Announce a meeting";
    overdue_own: "Våra egna", "Our own";
    overdue_others: "Andras", "Others'";
    waits_today: "Kom i dag", "Came today";
    waits_one: "Väntar 1 dag", "Waiting 1 day";
    waits_many(n): "Väntar {n} dagar", "Waiting {n} days";
    decide_by: "beslut senast", "decision by";
    backed_one: "1 står bakom", "1 stands behind";
    backed_many(n): "{n} står bakom", "{n} stand behind";
    contribution_to(title): "Inlägg i: {title}", "Contribution to: {title}";
    contribution_by_individual: "En person, för sig själv", "A person, for themselves";
    signed_up(taken, capacity): "{taken} av {capacity} platser tagna", "{taken} of {capacity} places taken";
    was_held: "hölls", "was held";
    minutes_by: "anteckningar senast", "minutes by";
    action_from(title): "Åtgärd från {title}", "Action from {title}";
    back_to_list: "Till listan", "To the list";
    read_whole: "Läs hela frågan", "Read the whole issue";
    they_ask: "Det de ber om", "What they ask for";
    you_ask: "Det ni ber om", "What you ask for";
    they_write: "Det här skriver de", "What they write";
    keys_open: "Tangenter", "Keys";
    keys_title: "Tangenter på den här sidan", "Keys on this page";
    keys_next: "Nästa och förra i listan", "Next and previous in the list";
    keys_enter: "Öppna raden med fokus", "Open the row that has focus";
    keys_help: "Visa den här rutan", "Show this box";
    keys_close: "Stäng", "Close";
    keys_move: "flyttar,", "move,";
    keys_opens: "öppnar,", "opens,";
    keys_rest: "visar resten.", "shows the rest.";

    clock_acceptance: "Beslut om att ta in frågan", "A decision to take in the issue";
    clock_completion: "Komplettering", "Addition";
    clock_next_step: "Nästa steg", "The next step";
    clock_hearing: "Tas upp på ett möte", "Taken up at a meeting";
    clock_answer: "Svar", "Answer";
    clock_follow_up: "Uppföljning", "Follow-up";
    clock_minutes: "Anteckningar", "Minutes";
    clock_action: "Åtgärd", "Action";
    clock_representation: "Genomgång av vilka som sitter där", "A review of who sits there";
    clock_appeal: "Svar på ett överklagande", "An answer to an appeal";
    clock_wish: "Svar på ett önskemål om möte", "An answer to a wish for a meeting";
    clock_adjustment: "Justering av anteckningar", "Adjustment of minutes";
    expected: "väntas", "expected";
    was_taken_up: "Skulle ha tagits upp på ett möte", "Was to be taken up at a meeting";
    was_expected: "skulle ha kommit", "was due";

    publish_title: "Publicera inlägget", "Publish the contribution";
    publish_tells: "Inlägget syns för alla i frågan. Skälet står i den öppna loggen, och den som skrev får ett mejl. Nästa inlägg av samma person publiceras direkt, om det inte är bestämt att de ska läsas först.", "Everyone sees the contribution in the issue. The reason stands in the open log, and the writer gets an e-mail. Further contributions by the same person are published at once, unless it was decided that theirs are read first.";
    undo_offer: "Blev det fel? Inom en minut kan du ångra, innan någon får mejl.", "Was that a slip? Within a minute you can undo it, before anybody gets an e-mail.";
    undo_offer_for(title): "Beslutet om ”{title}” är sparat.", "The decision about “{title}” is saved.";
    undo_button: "Ångra", "Undo";
    split_title(number): "Bryt ut inlägg {number} till en egen fråga", "Make contribution {number} an issue of its own";
    split_lead: "Inlägget står kvar där det är, med en länk till den nya frågan. Organisationen som skrev det står som den som frågar.", "The contribution stays where it is, with a link to the new issue. The organisation that wrote it is the one that asks.";
    split_tells: "Den nya frågan syns i forumet genast. Skälet står i båda kedjorna och i loggen, och den som skrev får mejl.", "The new issue shows in the forum at once. The reason stands in both chains and in the log, and whoever wrote it gets an e-mail.";
    split_button: "Bryt ut", "Split off";
    field_title: "Rubrik på den nya frågan", "Title of the new issue";
    help_title: "Minst tio tecken. Säg vad det gäller med egna ord.", "At least ten characters. Say in your own words what it is about.";
    mail_split_subject(title): "Ditt inlägg blev en egen fråga: {title}", "Your contribution became an issue of its own: {title}";
    mail_split_text(who, title, reason, link): "{who} har gjort ditt inlägg till en egen fråga: {title}.\n\nSkäl: {reason}\n\nInlägget står kvar där du skrev det. Läs frågan och fyll på den här:\n{link}", "{who} has made your contribution an issue of its own: {title}.\n\nReason: {reason}\n\nThe contribution stays where you wrote it. Read the issue and add to it here:\n{link}";
    hide_title(number): "Dölj inlägg {number}", "Hide contribution {number}";
    restore_title(number): "Visa inlägg {number} igen", "Show contribution {number} again";
    hide_lead: "Det som bryter mot reglerna döljs och raderas inte. Den som skrev ser sin text och får ditt skäl.", "What breaks the rules is hidden and not deleted. Whoever wrote it sees their text and gets your reason.";
    hide_tells: "Skälet och att inlägget doldes står i den öppna loggen. Texten kan visas igen.", "The reason and that the contribution was hidden stand in the public log. The text can be shown again.";
    restore_tells: "Inlägget syns igen för alla där det stod, och skälet står i den öppna loggen.", "Everyone sees the contribution again where it stood, and the reason stands in the public log.";
    hide_button: "Dölj inlägget", "Hide the contribution";
    restore_button: "Visa inlägget igen", "Show the contribution again";
    hide_issue_title(n): "Dölj fråga {n}", "Hide issue {n}";
    restore_issue_title(n): "Visa fråga {n} igen", "Show issue {n} again";
    hide_issue_lead: "Rubriken och texten döljs för alla utom organisationen som skrev och er. Inget raderas. Läge, datum, kedja och andras inlägg syns som förut, men ingen kan skriva i frågan, ändra den eller börja stå bakom den.", "The title and the text are hidden from all but the organisation that wrote them and you. Nothing is deleted. State, dates, chain and others' contributions show as before, but nobody can write in the issue, change it or begin to stand behind it.";
    restore_issue_lead: "Frågan visas igen just som den var. Organisationen får ditt skäl.", "The issue shows again just as it was. The organisation gets your reason.";
    hide_issue_tells: "Att frågan doldes och ditt skäl syns för alla, i kedjan och i den öppna loggen. Återge inte det som döljs. Organisationen får ett mejl om hur de överklagar, och de som anmälde får ditt skäl. Frågan kan visas igen.", "That the issue was hidden, and your reason, are seen by all, in the chain and in the public log. Do not repeat what is hidden. The organisation gets an e-mail about how to appeal, and those who reported it get your reason. The issue can be shown again.";
    restore_issue_tells: "Frågan syns igen för alla, och skälet står i kedjan och i den öppna loggen. Organisationen får ett mejl.", "Everyone sees the issue again, and the reason stands in the chain and in the public log. The organisation gets an e-mail.";
    hide_issue_button: "Dölj frågan", "Hide the issue";
    restore_issue_button: "Visa frågan igen", "Show the issue again";
    mail_issue_hidden_subject(title): "Er fråga är dold: {title}", "Your issue is hidden: {title}";
    mail_issue_hidden_text(title, reason, link): "Er fråga ”{title}” läses inte av andra längre. Skälet är:\n\n{reason}\n\nNi läser er text här:\n{link}\n", "Your issue “{title}” is no longer read by others. The reason is:\n\n{reason}\n\nYou read your text here:\n{link}\n";
    mail_issue_restored_subject(title): "Er fråga syns igen: {title}", "Your issue shows again: {title}";
    mail_issue_restored_text(title, reason, link): "Er fråga ”{title}” visas igen för alla. Skälet är:\n\n{reason}\n\nLäs den här:\n{link}\n", "Your issue “{title}” is shown to all again. The reason is:\n\n{reason}\n\nRead it here:\n{link}\n";
    hide_link: "Avböj och dölj", "Decline and hide";
    mail_hidden_subject(title): "Ditt inlägg är dolt: {title}", "Your contribution is hidden: {title}";
    mail_hidden_text(title, reason, link): "Ditt inlägg i frågan ”{title}” syns inte för andra längre. Skälet är:\n\n{reason}\n\nDu ser din text här:\n{link}\n", "Your contribution to the issue “{title}” is no longer seen by others. The reason is:\n\n{reason}\n\nYou see your text here:\n{link}\n";
    mail_restored_subject(title): "Ditt inlägg syns igen: {title}", "Your contribution shows again: {title}";
    mail_restored_text(title, reason, link): "Ditt inlägg i frågan ”{title}” visas igen. Skälet är:\n\n{reason}\n\nLäs det här:\n{link}\n", "Your contribution to the issue “{title}” is shown again. The reason is:\n\n{reason}\n\nRead it here:\n{link}\n";
    mail_published_subject(title): "Ditt inlägg är publicerat: {title}", "Your contribution is published: {title}";
    mail_published_text(who, title, link): "{who} har läst och publicerat ditt inlägg i frågan ”{title}”.\n\nLäs det här:\n{link}\n", "{who} has read and published your contribution to the issue “{title}”.\n\nRead it here:\n{link}\n";

    decision_title(n): "Beslut om fråga {n}", "Decision about issue {n}";
    own_title(n): "Er fråga {n}", "Your issue {n}";
    own_complete_title(n): "Komplettera fråga {n}", "Add to issue {n}";
    own_withdraw_title(n): "Dra tillbaka fråga {n}", "Withdraw issue {n}";
    own_reopen_title(n): "Öppna fråga {n} igen", "Reopen issue {n}";
    answer_title(n): "Svara på fråga {n}", "Answer issue {n}";
    step_choose: "Vad vill du göra?", "What do you want to do?";
    other_choice: "Välj något annat", "Choose something else";
    nothing_to_do_title: "Det finns inget att besluta just nu", "There is nothing to decide right now";
    nothing_to_do_text: "Frågan är i ett läge där nästa steg tas av någon annan, eller så har den avslutats.", "The issue is in a state where somebody else takes the next step, or it has ended.";
    agenda_explain: "Du väljer möte och skriver varför frågan tas upp. Mötets datum blir nästa datum.", "You choose the meeting and write why the issue is taken up. The meeting's date becomes the next date.";
    moved_on: "Det här hände senast:", "This happened last:";
    your_text: "Det du skrev", "What you wrote";
    preview: "Förhandsvisa", "Preview";
    preview_title: "Så här kommer det att se ut", "This is how it will look";
    answering_for: "Du svarar för", "You answer for";
    deciding_for: "Du beslutar för", "You decide for";
    acting_for: "Du skriver för", "You write for";
    choose_body: "Välj en förvaltning", "Choose a public body";
    choose_forum: "Välj ett forum", "Choose a forum";

    field_act: "Beslut", "Decision";
    field_reason: "Skäl, syns för alla", "Reason, shown to all";
    field_reason_answer: "Svaret i en mening", "The answer in one sentence";
    field_reason_author: "Vad ni vill säga, syns för alla", "What you want to say, shown to all";
    field_reason_follow_up: "Vad det ledde till, syns för alla", "What came of it, shown to all";
    field_next_on: "Nästa datum", "Next date";
    field_next_on_answer: "När följs svaret upp?", "When is the answer followed up?";
    field_to: "Vem ska svara?", "Who is to answer?";
    field_forum: "Nytt forum", "New forum";
    field_into: "Slå ihop med fråga nummer", "Merge into issue number";
    field_text: "Svar", "Answer";
    help_reason: "Skriv så att den som ställde frågan förstår. Markdown fungerar.", "Write so that whoever raised the issue understands. Markdown works.";
    help_reason_hide: "Skriv så att den som skrev inlägget förstår. Markdown fungerar.", "Write so that whoever wrote the contribution understands. Markdown works.";
    help_reason_own: "Skriv så att de som följer frågan förstår. Markdown fungerar.", "Write so that those who follow the issue understand. Markdown works.";
    restore_lead: "Inlägget visas igen just som det var. Den som skrev får ditt skäl.", "The contribution shows again just as it was. Whoever wrote it gets your reason.";
    help_reason_answer: "Visas överst i kedjan och i mejlet.", "Shown at the top of the chain and in the e-mail.";
    help_text: "Säg först vad ni gör och när. Sedan varför.", "Say first what you do and when. Then why.";
    fault_issue_missing: "Det finns ingen fråga med det numret.", "No issue has that number.";
    fault_issue_itself: "En fråga kan inte slås ihop med sig själv.", "An issue cannot be merged into itself.";
    fault_issue_merged_here(n): "Fråga {n} är redan sammanförd med den här: dela upp dem först.", "Issue {n} is merged into this one already: take them apart first.";
    fault_issue_merged(n, into): "Fråga {n} är redan sammanförd med fråga {into}. Skriv det numret i stället.", "Issue {n} is merged into issue {into} already. Write that number instead.";
    fault_issue_ended(n): "Fråga {n} är avslutad. Välj en som lever vidare.", "Issue {n} has ended. Choose one that goes on.";
    fault_issue_waits(n): "Fråga {n} är inte intagen än. Ta in den först.", "Issue {n} is not taken in yet. Take it in first.";
    fault_issue_hidden(n): "Fråga {n} är dold, så ingen kan läsa vidare där.", "Issue {n} is hidden, so nobody can read on there.";
    refusal_issue_hidden: "Frågan är dold. Så länge den är det går det inte att skriva i den, ändra den eller ställa sig bakom den.", "The issue is hidden. As long as it is, nobody can write in it, change it or stand behind it.";
    help_into: "Numret på frågan som ska leva vidare.", "The number of the issue that is to live on.";

    act_accept: "Ta in i forumet", "Take into the forum";
    act_ask_back: "Be om komplettering", "Ask for an addition";
    act_complete: "Skicka kompletteringen", "Send the addition";
    act_decline: "Avböj", "Decline";
    act_move: "Flytta till ett annat forum", "Move to another forum";
    act_put_on_agenda: "Ta upp på ett möte", "Take up at a meeting";
    act_take_off_agenda: "Ta bort från dagordningen", "Take off the agenda";
    act_refer: "Fråga en förvaltning", "Ask a public body";
    act_remind: "Påminn om svaret", "Remind about the answer";
    act_refer_again: "Fråga en annan, eller ändra datumet", "Ask another body, or change the date";
    act_take_back: "Ta tillbaka till forumet", "Take back to the forum";
    act_answer: "Lämna svaret", "Give the answer";
    act_conclude: "Skriv ner mötets svar", "Write down the meeting's answer";
    act_follow_up: "Följ upp", "Follow up";
    act_close: "Avsluta", "Close";
    act_merge: "Slå ihop med en annan fråga", "Merge with another issue";
    act_unmerge: "Dela upp igen", "Undo the merge";
    act_withdraw: "Dra tillbaka frågan", "Withdraw the issue";
    act_reopen: "Öppna igen", "Reopen";

    tells_accept: "Frågan syns för alla i forumet. Organisationen får ett mejl. Datumet blir ert nästa löfte.", "Everyone sees the issue in the forum. The organisation gets an e-mail. The date becomes your next promise.";
    tells_ask_back: "Organisationen får ett mejl med det du ber om. Frågan står kvar där den är tills de har svarat.", "The organisation gets an e-mail with what you ask for. The issue stays where it is until they have replied.";
    tells_complete: "De som bad om det får ett mejl och tar frågan vidare.", "Those who asked for it get an e-mail and take the issue further.";
    tells_decline_unread: "Frågan publiceras aldrig. Att den avböjdes och ditt skäl syns för alla; rubriken och texten läses bara av organisationen och av er. Organisationen får ett mejl.", "The issue is never published. That it was declined, and your reason, are seen by all; its title and text are read by the organisation and by you only. The organisation gets an e-mail.";
    tells_decline: "Frågan avslutas men ligger kvar och kan läsas. Organisationen får ett mejl. Skälet står i den öppna loggen.", "The issue ends but stays readable. The organisation gets an e-mail. The reason stands in the open log.";
    tells_move: "Frågan byter forum och behåller sin adress. Organisationen får ett mejl.", "The issue changes forum and keeps its address. The organisation gets an e-mail.";
    tells_put_on_agenda: "Frågan sätts upp på mötets dagordning. Organisationen får ett mejl.", "The issue is put on the meeting's agenda. The organisation gets an e-mail.";
    tells_take_off_agenda: "Frågan går tillbaka till forumet. Organisationen får ett mejl. Datumet blir ert nästa löfte.", "The issue goes back to the forum. The organisation gets an e-mail. The date becomes your next promise.";
    tells_refer: "Förvaltningens tjänstepersoner och organisationen får ett mejl. Datumet syns för alla, och blir försenat i det öppna om svaret dröjer.", "The body's officers and the organisation get an e-mail. Everyone sees the date, and it is overdue in public if the answer is late.";
    tells_remind: "Förvaltningens tjänstepersoner får ett mejl. Påminnelsen står i kedjan. Det utlovade svarsdatumet ändras inte.", "The body's officers get an e-mail. The reminder stands in the chain. The promised date of the answer stays.";
    tells_refer_again: "Svarsdatumet som gäller nu slutar gälla, och ett nytt börjar. Väljer du en annan förvaltning får den som är frågad nu veta att de inte behöver svara. De som ska svara och organisationen får ett mejl.", "The present date of the answer ends and a new one begins. If you choose another body, the one that is asked now gets to know that it need not answer. Those who are to answer and the organisation get an e-mail.";
    tells_take_back: "Frågan går tillbaka till forumet. Förvaltningen får veta att de inte behöver svara, och organisationen får ett mejl. Datumet blir ert nästa löfte.", "The issue goes back to its forum. The body gets to know that it need not answer, and the organisation gets an e-mail. The date becomes your next promise.";
    tells_answer: "Svaret syns direkt i frågans kedja. Organisationen får ett mejl, och de som skickade frågan till er.", "The answer shows in the issue's chain at once. The organisation gets an e-mail, and so do those who sent you the issue.";
    tells_conclude: "Frågan räknas som besvarad på mötet. Organisationen får ett mejl.", "The issue counts as answered at the meeting. The organisation gets an e-mail.";
    tells_follow_up: "Det du skriver står i kedjan. Organisationen får ett mejl. Datumet är när ni frågar nästa gång.", "What you write stands in the chain. The organisation gets an e-mail. The date is when you ask next.";
    tells_close: "Frågan avslutas och ligger kvar. Organisationen får ett mejl. Att det inte går vidare är också ett svar, om skälet syns.", "The issue ends and stays readable. The organisation gets an e-mail. Not going further is an answer too, when the reason shows.";
    tells_merge: "Läsare leds vidare till den andra frågan. Båda texterna finns kvar. Organisationen får ett mejl.", "Readers are led on to the other issue. Both texts remain. The organisation gets an e-mail.";
    tells_unmerge: "Frågan går tillbaka till forumet och står för sig själv. Organisationen får ett mejl.", "The issue goes back to the forum and stands on its own. The organisation gets an e-mail.";
    tells_withdraw: "Frågan avslutas men ligger kvar och kan läsas. De som tar emot frågor får ett mejl. Ni kan öppna den igen.", "The issue ends but stays readable. Those who receive issues get an e-mail. You can reopen it.";
    tells_reopen_own: "Frågan öppnas igen med sina inlägg. De som tar emot frågor får ett mejl och bestämmer inom tre dagar hur den går vidare.", "The issue opens again with its contributions. Those who receive issues get an e-mail and decide within three days how it goes on.";
    tells_reopen: "Frågan blir öppen igen. Organisationen får ett mejl.", "The issue is open again. The organisation gets an e-mail.";

    log_topics: "Vad loggen visar", "What the log shows";
    log_topic_all: "Alla slag", "All kinds";
    log_topic_issues: "Frågor", "Issues";
    log_topic_contributions: "Inlägg", "Contributions";
    log_topic_meetings: "Möten", "Meetings";
    log_topic_order: "Begränsningar", "Restrictions";
    log_topic_parties: "Anslutna", "Those who joined";
    log_feed: "Följ loggen i en flödesläsare (Atom)", "Follow the log in a feed reader (Atom)";
    log_entry(n): "Händelse {n} i loggen", "Entry {n} of the log";
    log_title: "Logg över beslut", "Log of decisions";
    log_lead: "Varje gång en fråga tas in, flyttas, slås ihop, avböjs eller avslutas, och varje gång en fråga eller ett inlägg döljs eller visas igen, står det här med skäl. Rollen syns, inte personen.", "Each time an issue is taken in, moved, merged, declined or closed, and each time an issue or a contribution is hidden or shown again, it stands here with the reason. The role shows, not the person.";
    log_all_title: "Allt som har hänt", "Everything that happened";
    log_all_lead: "En dagbok över allt som har hänt i överenskommelsen: frågor, inlägg, svar, möten och beslut.", "A diary of everything that happened under the agreement: issues, contributions, answers, meetings and decisions.";
    log_only: "Beslut", "Decisions";
    log_all: "Allt", "Everything";
    log_which: "Visa", "Show";
    log_empty_title: "Inget har hänt än", "Nothing has happened yet";
    log_empty_text(who): "{who} har inte tagit något beslut än. Det första står här, med skäl.", "{who} has taken no decision yet. The first one stands here, with the reason.";
    log_none_title: "Inget beslut av det slaget", "No decision of that kind";
    log_none_all_title: "Inget av det slaget", "Nothing of that kind";
    log_none_text: "Välj ett annat slag, eller se alla.", "Choose another kind, or see them all.";
    log_none_link: "Visa alla slag", "Show all kinds";
    log_older_title: "Inget äldre", "Nothing older";
    log_older_text: "Allt som finns här är nyare.", "All there is here is newer.";
    log_newest: "Till det nyaste", "To the newest";
}

/// Quotation marks, opening and closing.
#[cfg(feature = "ssr")]
pub const fn quotes(l: Locale) -> (&'static str, &'static str) {
    match l {
        Locale::Sv => ("”", "”"),
        Locale::En => ("“", "”"),
    }
}

/// Name of a promise.
pub const fn clock(l: Locale, kind: ClockKind) -> &'static str {
    match kind {
        ClockKind::Acceptance => clock_acceptance(l),
        ClockKind::Completion => clock_completion(l),
        ClockKind::NextStep => clock_next_step(l),
        ClockKind::Hearing => clock_hearing(l),
        ClockKind::Answer => clock_answer(l),
        ClockKind::FollowUp => clock_follow_up(l),
        ClockKind::Minutes => clock_minutes(l),
        ClockKind::Action => clock_action(l),
        ClockKind::Appeal => clock_appeal(l),
        ClockKind::Representation => clock_representation(l),
        ClockKind::Wish => clock_wish(l),
        ClockKind::Promise => super::promises::clock(l),
        ClockKind::Adjustment => clock_adjustment(l),
        ClockKind::Consensus => super::consensus::clock(l),
        ClockKind::ModelReview => super::consensus::clock_review(l),
    }
}

/// What an act is called on its button.
pub const fn act(l: Locale, act: IssueAct) -> &'static str {
    match act {
        IssueAct::Accept => act_accept(l),
        IssueAct::AskBack => act_ask_back(l),
        IssueAct::Complete => act_complete(l),
        IssueAct::Decline => act_decline(l),
        IssueAct::Move => act_move(l),
        IssueAct::PutOnAgenda => act_put_on_agenda(l),
        IssueAct::TakeOffAgenda => act_take_off_agenda(l),
        IssueAct::Refer => act_refer(l),
        IssueAct::Remind => act_remind(l),
        IssueAct::TakeBack => act_take_back(l),
        IssueAct::Answer => act_answer(l),
        IssueAct::Conclude => act_conclude(l),
        IssueAct::FollowUp => act_follow_up(l),
        IssueAct::Close => act_close(l),
        IssueAct::Merge => act_merge(l),
        IssueAct::Unmerge => act_unmerge(l),
        IssueAct::Withdraw => act_withdraw(l),
        IssueAct::Reopen => act_reopen(l),
    }
}

/// What an act will do, and who is told.
pub const fn tells(l: Locale, act: IssueAct) -> &'static str {
    match act {
        IssueAct::Accept => tells_accept(l),
        IssueAct::AskBack => tells_ask_back(l),
        IssueAct::Complete => tells_complete(l),
        IssueAct::Decline => tells_decline(l),
        IssueAct::Move => tells_move(l),
        IssueAct::PutOnAgenda => tells_put_on_agenda(l),
        IssueAct::TakeOffAgenda => tells_take_off_agenda(l),
        IssueAct::Refer => tells_refer(l),
        IssueAct::Remind => tells_remind(l),
        IssueAct::TakeBack => tells_take_back(l),
        IssueAct::Answer => tells_answer(l),
        IssueAct::Conclude => tells_conclude(l),
        IssueAct::FollowUp => tells_follow_up(l),
        IssueAct::Close => tells_close(l),
        IssueAct::Merge => tells_merge(l),
        IssueAct::Unmerge => tells_unmerge(l),
        IssueAct::Withdraw => tells_withdraw(l),
        IssueAct::Reopen => tells_reopen(l),
    }
}

/// Labels of the decision's form.
pub fn field(l: Locale, name: &str) -> &'static str {
    match name {
        "act" => field_act(l),
        "next_on" => field_next_on(l),
        "to" => field_to(l),
        "forum" => field_forum(l),
        "into" => field_into(l),
        "text" => field_text(l),
        "lang" => super::common::language(l),
        "title" => field_title(l),
        "note" => super::moderation::note_label(l, name),
        "fras" => super::phrases::label(l, name),
        _ => field_reason(l),
    }
}

/// The same when a public body answers.
pub fn field_when_answering(l: Locale, name: &str) -> &'static str {
    match name {
        "reason" => field_reason_answer(l),
        "next_on" => field_next_on_answer(l),
        _ => field(l, name),
    }
}

/// The same when the organisation itself acts.
pub fn field_for_author(l: Locale, name: &str) -> &'static str {
    if name == "reason" { field_reason_author(l) } else { field(l, name) }
}

/// The same when what came of an answer is written down.
pub fn field_when_following_up(l: Locale, name: &str) -> &'static str {
    if name == "reason" { field_reason_follow_up(l) } else { field(l, name) }
}

/// `Väntar 3 dagar`.
pub fn waits(l: Locale, days: i64) -> String {
    match days {
        ..=0 => waits_today(l).into(),
        1 => waits_one(l).into(),
        n => waits_many(l, n),
    }
}

/// `14 står bakom`.
pub fn backed(l: Locale, n: i64) -> String {
    if n == 1 { backed_one(l).into() } else { backed_many(l, n) }
}

/// Title of the page on which an organisation acts on its own issue; `act` is the one whose form is open.
#[cfg(feature = "ssr")]
pub fn own_act_title(l: Locale, act: Option<IssueAct>, n: i64) -> String {
    match act {
        Some(IssueAct::Complete) => own_complete_title(l, n),
        Some(IssueAct::Withdraw) => own_withdraw_title(l, n),
        Some(IssueAct::Reopen) => own_reopen_title(l, n),
        _ => own_title(l, n),
    }
}

/// What a topic of the log is called; `None`: all of them.
#[cfg(feature = "ssr")]
pub const fn topic(l: Locale, topic: Option<crate::events::types::Topic>) -> &'static str {
    use crate::events::types::Topic;
    match topic {
        None => log_topic_all(l),
        Some(Topic::Issues) => log_topic_issues(l),
        Some(Topic::Contributions) => log_topic_contributions(l),
        Some(Topic::Meetings) => log_topic_meetings(l),
        Some(Topic::Order) => log_topic_order(l),
        Some(Topic::Parties) => log_topic_parties(l),
        Some(Topic::Appeals) => super::appeals::nav(l),
        Some(Topic::Promises) => super::promises::title(l),
        Some(Topic::Consensus) => super::consensus::title(l),
    }
}
