//! Texts of issues.

use super::Locale;
use crate::clocks::ClockKind;
use crate::issues::types::IssueState;

texts! {
    page: "Sida", "Page";

    // --- lists
    list_title: "Frågor", "Issues";
    list_lead: "Allt som organisationer har tagit upp här, och vad som händer med det.", "Everything that organisations have raised here, and what becomes of it.";
    list_ask: "Ta upp en fråga", "Raise an issue";
    list_tabs: "Läge", "State";
    list_tab_open: "Öppna", "Open";
    list_tab_answered: "Besvarade", "Answered";
    list_tab_closed: "Avslutade", "Closed";
    list_state_unasked: "Öppna, alla när du söker", "Open, all when you search";
    list_filter_state: "Läge", "State";
    list_filter_theme: "Tema", "Theme";
    list_filter_area: "Område", "Area";
    list_filter_principle: "Princip", "Principle";
    list_filter_commitment: "Åtagande", "Commitment";
    list_filter_organisation: "Vem som frågar", "Who asks";
    list_filter_forum: "Forum", "Forum";
    list_filter_words: "Ord i rubriken", "Words in the title";
    list_only_late: "Bara försenade", "Only overdue";
    list_chip(what, value): "{what}: {value}", "{what}: {value}";
    list_late: "Försenade", "Overdue";
    list_late_acceptance: "Försenat beslut", "Decision overdue";
    list_late_completion: "Väntar på komplettering", "Waiting to be completed";
    list_late_next_step: "Försenat nästa steg", "Next step overdue";
    list_late_hearing: "Skulle ha tagits upp", "Should have been taken up";
    list_late_answer: "Försenade svar", "Answers overdue";
    list_late_follow_up: "Försenad uppföljning", "Follow-up overdue";
    list_late_action: "Försenade åtgärder", "Actions overdue";
    list_late_appeal: "Överklaganden utan svar i tid", "Appeals without an answer in time";
    list_next_appeal: "svar på överklagande senast", "answer to an appeal by";
    list_was_appeal: "svar på överklagande skulle ha kommit", "an answer to an appeal was due";
    due_appeal(who): "{who} svarar på överklagandet senast", "{who} answers the appeal by";
    due_representation(who): "{who} går igenom vilka som sitter i organet senast", "{who} reviews who sits in the body by";
    late_representation(who): "{who} skulle ha gått igenom vilka som sitter i organet", "{who} was to review who sits in the body by";
    late_appeal(who): "{who} skulle ha svarat på överklagandet", "{who} was to answer the appeal by";
    due_wish(who): "{who} svarar på önskemålet senast", "{who} answers the wish by";
    late_wish(who): "{who} skulle ha svarat på önskemålet", "{who} was to answer the wish by";
    list_answered: "Har fått svar", "Has been answered";
    list_answered_in_time: "Besvarade i tid", "Answered in time";
    list_answered_late: "Besvarade sent", "Answered late";
    list_count_one: "1 fråga.", "1 issue.";
    list_count_many(n): "{n} frågor.", "{n} issues.";
    list_part(shown, all): "{shown} av {all} frågor visas på den här sidan.", "{shown} of {all} issues are shown on this page.";
    list_empty_title: "Inga frågor här än", "No issues here yet";
    list_empty_text: "När en organisation tar upp något syns det här, med vad som händer och när.", "When an organisation raises something it shows here, with what happens and when.";
    list_empty_answered_title: "Inga besvarade frågor än", "No answered issues yet";
    list_empty_answered_text: "När en fråga har fått svar står den här, tills den är avslutad.", "When an issue has been answered it stands here, until it is closed.";
    list_empty_closed_title: "Inga avslutade frågor än", "No closed issues yet";
    list_empty_closed_text: "Frågor som avslutats, avböjts eller återtagits ligger kvar här med sin text och sin kedja.", "Issues that were closed, declined or withdrawn stay here with their text and their chain.";
    list_empty_open_title: "Inga öppna frågor just nu", "No open issues right now";
    list_empty_open_text: "Allt som tagits upp här har fått ett svar eller avslutats.", "Everything raised here has been answered or closed.";
    list_none_title: "Ingen fråga passar", "No issue matches";
    list_none_text: "Ta bort ett filter i taget, eller visa allt.", "Remove one filter at a time, or show all.";
    list_show_all: "Visa alla frågor", "Show all issues";
    list_backers_one: "1 står bakom", "1 stands behind it";
    list_backers_many(n): "{n} står bakom", "{n} stand behind it";
    list_retired: "Det här forumet tar inte emot nya frågor.", "This forum takes no new issues.";
    forum_who: "Vem kan vara med", "Who can take part";
    forum_leads: "Vem leder", "Who leads";
    forum_invites: "Bjuder in", "Invites";
    forum_how: "Så är du med", "How to take part";
    forum_open_none: "Inga öppna frågor", "No open issues";
    forum_open_one: "1 öppen fråga", "1 open issue";
    forum_open_many(n): "{n} öppna frågor", "{n} open issues";
    forum_in_time(n, all): "Besvarade i tid: {n} av {all}", "Answered in time: {n} of {all}";
    forum_late(n): "Besvarade sent: {n}", "Answered late: {n}";
    forum_half_same_day: "Hälften av de senaste svaren kom samma dag", "Half of the latest answers came the same day";
    forum_half_one: "Hälften av de senaste svaren kom inom 1 dag", "Half of the latest answers came within 1 day";
    forum_half_many(n): "Hälften av de senaste svaren kom inom {n} dagar", "Half of the latest answers came within {n} days";
    forum_no_answers: "Inga svar än", "No answers yet";
    forum_no_agenda: "Ingen fråga härifrån står på en dagordning just nu.", "No issue from here is on an agenda right now.";
    forum_agenda: "På nästa dagordning", "On the next agenda";
    forum_whole_agenda: "Hela dagordningen", "The whole agenda";
    forum_ended: "Avslutat, och vad det ledde till", "Closed, and what came of it";
    forum_all_ended: "Visa alla avslutade", "Show all closed";
    list_state_merged_into(n): "Hopslagen med fråga {n}", "Merged with issue {n}";
    list_next_acceptance: "beslut senast", "decision by";
    list_next_completion: "kompletteras senast", "completed by";
    list_next_next_step: "nästa steg senast", "next step by";
    list_next_hearing: "tas upp", "on the agenda";
    list_next_answer: "svar senast", "answer by";
    list_next_follow_up: "följs upp", "follow-up due";
    list_next_other: "nästa datum", "next date";
    list_was_acceptance: "beslut skulle ha kommit", "a decision was due";
    list_was_completion: "skulle ha kompletterats", "was to be completed by";
    list_was_next_step: "nästa steg skulle ha tagits", "next step was due";
    list_was_hearing: "skulle ha tagits upp", "was to be taken up";
    list_was_answer: "svar skulle ha kommit", "answer was due";
    list_was_follow_up: "skulle ha följts upp", "was to be followed up";
    list_was_action: "åtgärd skulle ha varit klar", "action was due";
    list_was_other: "skulle ha hänt", "was due";
    issue_number(n): "Fråga {n}", "Issue {n}";
    edited(date): "Ändrad {date}", "Changed {date}";
    why_heading: "Varför det är viktigt", "Why it matters";
    whom_heading: "Vilka det berör", "Whom it concerns";
    ask_heading: "Vad vi ber om", "What we ask for";
    chain_heading: "Vad som har hänt, och vad som väntar", "What has happened, and what comes next";
    answered_days_late(n): "{n} dagar sent", "{n} days late";
    answered_day_late: "1 dag sent", "1 day late";
    answered_in_time: "I tid", "In time";

    due_acceptance(who): "{who} bestämmer om frågan senast", "{who} decides about the issue by";
    late_acceptance(who): "{who} skulle ha bestämt om frågan", "{who} was to decide about the issue by";
    due_completion(who): "{who} kompletterar frågan senast", "{who} adds what is missing by";
    late_completion(who): "{who} skulle ha kompletterat frågan", "{who} was to add what is missing by";
    due_next_step(who): "{who} tar nästa steg senast", "{who} takes the next step by";
    late_next_step(who): "{who} skulle ha tagit nästa steg", "{who} was to take the next step by";
    due_hearing: "Tas upp på möte", "Taken up at a meeting on";
    due_hearing_at(title): "Tas upp på {title}", "Taken up at {title} on";
    late_hearing: "Skulle ha tagits upp på möte", "Was to be taken up at a meeting on";
    due_answer(who): "Svar från {who} väntas senast", "An answer from {who} is expected by";
    late_answer(who): "Svar från {who} skulle ha kommit", "An answer from {who} was due on";
    due_follow_up: "Följs upp", "Followed up on";
    late_follow_up: "Skulle ha följts upp", "Was to be followed up on";
    due_minutes(who): "{who} publicerar anteckningarna senast", "{who} publishes the minutes by";
    late_minutes(who): "{who} skulle ha publicerat anteckningarna", "{who} was to publish the minutes by";
    due_action(who, what): "{who} gör klart ”{what}” senast", "{who} finishes “{what}” by";
    late_action(who, what): "{who} skulle ha gjort klart ”{what}”", "{who} was to finish “{what}” by";
    ended: "Frågan är avslutad sedan", "The issue was closed on";
    ended_merged: "Frågan slogs ihop med en annan", "The issue was merged into another on";
    ended_declined: "Frågan avböjdes", "The issue was declined on";
    ended_withdrawn: "Frågan drogs tillbaka", "The issue was withdrawn on";

    state_submitted: "Väntar på beslut", "Awaiting a decision";
    state_in_forum: "I forum", "In its forum";
    state_open: "Diskuteras", "Being discussed";
    state_on_agenda: "På dagordningen", "On an agenda";
    state_referred: "Skickad för svar", "Sent for an answer";
    state_answered: "Besvarad", "Answered";
    state_followed_up: "Uppföljd", "Followed up";
    state_closed: "Avslutad", "Closed";
    state_merged: "Hopslagen", "Merged";
    state_declined: "Avböjd", "Declined";
    state_withdrawn: "Återtagen", "Withdrawn";

    waiting_title: "Frågan är inte publicerad än.", "The issue is not published yet.";
    waiting_text: "Bara ni och de som tar emot frågor ser den. Den publiceras när den är intagen.", "Only you and those who receive issues see it. It is published once it is taken in.";
    merged_title: "Frågan fortsätter på ett annat ställe.", "The issue goes on elsewhere.";
    merged_text: "Den är ihopslagen med", "It is merged into";
    withheld_name(n): "Fråga {n}, avböjd före publicering", "Issue {n}, declined before publication";
    withheld_own(who): "{who} och ni själva läser den, och de som prövar ett överklagande. Ingen annan gör det. Alla ser att en fråga avböjdes, och skälet.", "{who} and you read it, and those who hear an appeal. Nobody else does. Everyone sees that an issue was declined, and the reason.";
    withheld_title: "Frågan avböjdes innan den publicerades.", "The issue was declined before it was published.";
    withheld_text: "Beslutet och skälet är offentliga. Rubriken och texten läses bara av organisationen, av dem som beslutade och av dem som prövar ett överklagande.", "The decision and its reason are public. The title and the text are read only by the organisation, by those who decided and by those who hear an appeal.";
    hidden_name(n): "Fråga {n}, dold", "Issue {n}, hidden";
    hidden_issue: "Frågan är dold.", "The issue is hidden.";
    hidden_since(date): "Sedan {date} läses rubriken och texten bara av organisationen som skrev, av dem som beslutade och av dem som prövar ett överklagande. Kedjan och inläggen är öppna som förut.", "Since {date} the title and the text are read only by the organisation that wrote them, by those who decided and by those who hear an appeal. The chain and the contributions are open as before.";
    hidden_by: "Beslutat av", "Decided by";
    hidden_in_log: "Läs beslutet i loggen", "Read the decision in the log";
    merged_kept: "Texten och inläggen ligger kvar här.", "The text and the contributions stay here.";

    backing: "står bakom", "stand behind it";
    backing_one: "står bakom", "stands behind it";
    nobody_backed: "Ingen organisation stod bakom frågan.", "No organisation stood behind the issue.";
    nobody_backs: "Ingen organisation står bakom frågan än.", "No organisation stands behind the issue yet.";
    show_all(n): "Visa alla {n}", "Show all {n}";
    show_rest(n): "Visa {n} till", "Show {n} more";
    back: "Stå bakom", "Stand behind";
    backed: "Ni står bakom", "You stand behind";
    unback_hint: "Tryck en gång till för att ta tillbaka.", "Press once more to take it back.";
    now_backed: "Er organisation står nu bakom frågan.", "Your organisation now stands behind the issue.";
    now_unbacked: "Er organisation står inte längre bakom frågan.", "Your organisation no longer stands behind the issue.";
    sign_in_to_back: "Stå bakom", "Stand behind";
    sign_in_to_write: "Logga in för att skriva", "Sign in to write";
    decide_curator: "Fatta beslut", "Decide";
    decide_asked: "Svara på frågan", "Answer the issue";
    withdraw_author: "Dra tillbaka frågan", "Withdraw the issue";
    reopen_author: "Öppna frågan igen", "Reopen the issue";
    decide_author: "Komplettera eller dra tillbaka", "Add to it or withdraw it";
    edit_issue: "Ändra frågan", "Change the issue";
    belongs: "Hör till", "Belongs to";
    principle: "Princip", "Principle";
    principles: "Principer", "Principles";
    commitment: "Åtagande", "Commitment";
    commitments: "Åtaganden", "Commitments";
    theme: "Tema", "Theme";
    themes: "Teman", "Themes";
    area: "Område", "Area";
    areas: "Områden", "Areas";

    contributions: "Inlägg", "Contributions";
    no_contributions: "Ingen har skrivit något här än.", "Nobody has written anything here yet.";
    no_contributions_closed: "Ingen skrev något innan frågan avslutades.", "Nobody wrote anything before the issue was closed.";
    contributions_closed: "Frågan tar inte emot fler inlägg.", "The issue takes no more contributions.";
    contributions_wait: "Inlägg kan skrivas när frågan är publicerad.", "Contributions can be written once the issue is published.";
    private_person: "Privatperson", "Private person";
    contribution_edited(date): "Ändrat {date}", "Changed {date}";
    contribution_number(n): "Inlägg {n}", "Contribution {n}";
    in_reply_to(n): "Svar på inlägg {n}", "In reply to contribution {n}";
    hidden(number): "Inlägg {number} är dolt", "Contribution {number} is hidden";
    hidden_appealed: "Beslutet är överklagat och väntar på svar.", "The decision is appealed and awaits an answer.";
    hidden_text: "Visa texten (syns bara för den som skrev och för dem som modererar)", "Show the text (seen only by whoever wrote it and those who moderate)";
    toolbar: "Formatera", "Format";
    toolbar_bold: "Fetstil", "Bold";
    toolbar_italic: "Kursiv", "Italic";
    toolbar_list: "Punktlista", "List";
    toolbar_quote: "Citat", "Quotation";
    toolbar_link: "Länk", "Link";
    toolbar_word_text: "text", "words";
    toolbar_word_point: "punkt", "point";
    similar_title: "Finns frågan redan?", "Is it there already?";
    similar_text: "De här liknar din. Ni kan stå bakom en som finns, eller skriva vidare.", "These are like yours. You can stand behind one that is there, or go on writing.";
    similar_ended: "(avslutad)", "(ended)";
    lix_line(level, n): "Läsbarhet: {level} (LIX {n})", "Readability: {level} (LIX {n})";
    lix_very_easy: "mycket lättläst", "very easy";
    lix_easy: "lättläst", "easy";
    lix_medium: "medelsvår", "medium";
    lix_hard: "svår", "hard";
    lix_very_hard: "mycket svår", "very hard";
    lix_words(words): "Långa ord: {words}. Går de att byta eller dela upp?", "Long words: {words}. Could they be replaced or split?";
    lix_sentence(start, n): "Meningen ”{start} …” har {n} ord. Dela den gärna.", "The sentence “{start} …” has {n} words. Consider splitting it.";
    lix_plain(written, plain): "”{written}”: skriv hellre ”{plain}”.", "“{written}”: “{plain}” is plainer.";
    split_link: "Bryt ut", "Split off";
    became_issue(n): "Blev fråga {n}", "Became issue {n}";
    split_from: "Utbruten ur", "Split off from";
    split_from_contribution(issue, n): "Fråga {issue}, inlägg {n}", "Issue {issue}, contribution {n}";
    merged_here_title: "Hopslaget med den här frågan", "Merged with this issue";
    merged_read: "Läs hela frågan", "Read the whole issue";
    hide_link: "Dölj", "Hide";
    restore_link: "Visa igen", "Show again";
    awaiting(who): "{who} läser det först. Syns bara för er.", "{who} reads it first. Seen only by you.";
    publish_at_desk: "Publicera på skrivbordet", "Publish at the desk";
    quote: "Svara med citat", "Reply with a quote";
    earlier_contributions: "Till de första inläggen", "To the first contributions";
    more_contributions: "Fler inlägg", "More contributions";
    write: "Skriv inlägg", "Write a contribution";
    writing_as: "Du skriver som", "You write as";
    send_contribution: "Skicka inlägget", "Send the contribution";
    tells_contribution_at_once(who): "Inlägget syns för alla. Avsändare är {who}.", "Everyone sees the contribution. It is sent by {who}.";
    tells_contribution_read_first(who): "Inlägget läses innan det syns för alla. Avsändare är {who}.", "The contribution is read before everyone sees it. It is sent by {who}.";
    tells_contribution(who): "Inlägget syns för alla. Avsändare är {who}. Är det ditt första här läses det innan.", "Everyone sees the contribution. It is sent by {who}. If it is your first here, it is read before.";
    edit_contribution: "Ändra inlägget", "Change the contribution";
    save_contribution: "Spara inlägget", "Save the contribution";
    tells_edit: "Det du skrev förut finns kvar i historiken, som alla kan läsa.", "What you wrote before stays in the history, which everyone can read.";
    one_new: "1 nytt inlägg. Visa det", "1 new contribution. Show it";
    many_new(n): "{n} nya inlägg. Visa dem", "{n} new contributions. Show them";

    new_title: "Ta upp en fråga", "Raise an issue";
    new_lead: "Berätta vad som är fel, varför det är viktigt och vad ni ber om. Det du skriver sparas i webbläsaren tills du skickar.", "Say what is wrong, why it matters and what you ask for. What you write is kept in the browser until you send it.";
    edit_title: "Ändra frågan", "Change the issue";
    tells_post_at_once(who, curator): "Frågan publiceras direkt och {who} står som avsändare. {curator} tar nästa steg inom två veckor.", "The issue is published at once, raised by {who}. {curator} takes the next step within two weeks.";
    tells_post_waits(who): "Frågan läses innan den publiceras, och ni får besked inom tre dagar. Avsändare är {who}.", "The issue is read before it is published, and you hear within three days. It is raised by {who}.";
    send_issue: "Skicka frågan", "Send the issue";
    save_issue: "Spara ändringarna", "Save the changes";
    preview: "Förhandsvisa", "Preview";
    preview_heading: "Så här ser det ut", "This is how it looks";
    write_mode: "Skriv", "Write";
    view_mode: "Visning", "View";
    preview_waits: "Hämtar …", "Loading …";
    preview_failed: "Förhandsvisningen gick inte att hämta. Texten finns kvar.", "The preview could not be loaded. Your text is still here.";
    draft_saved: "Utkast sparat i den här webbläsaren", "Draft kept in this browser";
    draft_restored: "Ditt utkast är hämtat", "Your draft is back";
    draft_fetch: "Hämta ditt utkast", "Fetch your draft";
    how_to_write: "Så skriver du fetstil, listor och länkar", "How to write bold text, lists and links";
    how_to_bold: "Två stjärnor på var sida ger fetstil: **viktigt**.", "Two stars on each side make bold text: **important**.";
    how_to_list: "Ett minustecken först på raden ger en lista: - en sak.", "A minus sign first on the line makes a list: - one thing.";
    how_to_quote: "Ett större-än-tecken först på raden ger ett citat: > så sa hon.", "A greater-than sign first on the line makes a quote: > she said.";
    how_to_link: "Klistra in en adress så blir den en länk.", "Paste an address and it becomes a link.";
    nobody_to_post_for_title: "Frågor ställs av organisationer", "Organisations raise issues";
    represents_nobody: "Du företräder ingen organisation än. På ditt konto kan du registrera din, eller be en kollega där att bjuda in dig.", "You do not represent an organisation yet. On your account you can register yours, or ask a colleague there to invite you.";
    nobody_to_post_for: "Du agerar inte för någon organisation just nu. Byt högst upp på sidan, eller registrera din organisation på ditt konto.", "You do not act for an organisation right now. Switch at the top of the page, or register your organisation on your account.";

    f_title: "Rubrik", "Title";
    f_title_help: "En mening som säger vad frågan gäller.", "A sentence that says what the issue is about.";
    f_what: "Vad gäller det?", "What is it about?";
    f_what_help: "Berätta så att någon som inte var med förstår.", "Tell it so that somebody who was not there understands.";
    f_why: "Varför är det viktigt?", "Why does it matter?";
    f_whom: "Vilka berör det?", "Whom does it concern?";
    f_ask: "Vad ber ni om?", "What do you ask for?";
    f_ask_help: "Något som någon kan säga ja eller nej till.", "Something that somebody can say yes or no to.";
    f_forum: "I vilket forum?", "In which forum?";
    f_forum_help(curator): "{curator} kan flytta frågan om den hör bättre hemma någon annanstans.", "{curator} can move the issue if it belongs better elsewhere.";
    f_themes: "Teman", "Themes";
    f_areas: "Områden", "Areas";
    f_areas_help: "Lämna tomt om frågan gäller överallt.", "Leave empty if the issue concerns everywhere.";
    f_principles: "Principer i överenskommelsen", "Principles of the agreement";
    f_commitments: "Åtaganden i överenskommelsen", "Commitments of the agreement";
    f_text: "Inlägg", "Contribution";

    conflict_title: "Någon hann före", "Somebody was faster";
    conflict_strong: "Texten ändrades medan du skrev.", "The text was changed while you wrote.";
    conflict_text: "Inget är sparat än. Jämför, rätta i rutorna och spara igen.", "Nothing is saved yet. Compare, mend the fields and save again.";
    your_text: "Din text", "Your text";
    stored_text: "Sparad text", "Stored text";
    keep_stored: "Behåll den sparade", "Keep the stored one";

    history: "Historik", "History";
    history_lead: "Så här har texten ändrats. Understruket är tillagt och överstruket är borttaget. Texten visas som den skrevs, med tecken för fetstil och listor.", "This is how the text has changed. Underlined was added and struck through was removed. The text stands as it was written, with signs for bold text and lists.";
    version(n): "Version {n}", "Version {n}";
    first_version: "Första texten", "The first text";
    version_now: "Gäller nu", "Now";
    no_changes: "Texten har inte ändrats.", "The text has not been changed.";
    no_difference: "De två versionerna säger samma sak.", "The two versions say the same.";
    only_unkept: "Texterna är lika. Om teman, områden eller språk ändrades då sparades inte.", "The texts are the same. Whether themes, areas or language changed then was not kept.";
    versions_heading: "Alla versioner", "All versions";
    version_read(n): "Läs hela version {n}", "Read all of version {n}";
    compared(older, newer): "Version {older} blev version {newer}", "Version {older} became version {newer}";
    compare_title: "Jämför två versioner", "Compare two versions";
    compare_from: "Från", "From";
    compare_to: "Till", "To";
    compare_button: "Jämför", "Compare";
    compare_option(n, when): "Version {n}, {when}", "Version {n}, {when}";
    diff_added: "tillagt:", "added:";
    diff_removed: "borttaget:", "removed:";
    diff_end: "slut på ändringen", "end of change";
    unchanged_one: "1 stycke är oförändrat", "1 paragraph is unchanged";
    unchanged_many(n): "{n} stycken är oförändrade", "{n} paragraphs are unchanged";
    unchanged_fields(names): "Oförändrat: {names}.", "Unchanged: {names}.";
    back_to_issue: "Tillbaka till frågan", "Back to the issue";
}

/// Label of a field of an issue's or a contribution's form.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "title" => f_title(l),
        "what" => f_what(l),
        "why" => f_why(l),
        "whom" => f_whom(l),
        "ask" => f_ask(l),
        "forum" => f_forum(l),
        "themes" => f_themes(l),
        "areas" => f_areas(l),
        "principles" => f_principles(l),
        "commitments" => f_commitments(l),
        "lang" => super::common::language(l),
        _ => f_text(l),
    }
}

/// Where an issue stands. `in_forum`: it has a forum to be in; some agreements have none.
pub const fn state(l: Locale, state: IssueState, in_forum: bool) -> &'static str {
    use IssueState as S;
    match state {
        S::Submitted => state_submitted(l),
        S::InForum if in_forum => state_in_forum(l),
        S::InForum => state_open(l),
        S::OnAgenda => state_on_agenda(l),
        S::Referred => state_referred(l),
        S::Answered => state_answered(l),
        S::FollowedUp => state_followed_up(l),
        S::Closed => state_closed(l),
        S::Merged => state_merged(l),
        S::Declined => state_declined(l),
        S::Withdrawn => state_withdrawn(l),
    }
}

/// What is expected by a date, as words before it. `who` owns the promise; `what` is the action's text or the meeting's title.
pub fn expected(l: Locale, kind: ClockKind, late: bool, who: &str, what: Option<&str>) -> String {
    use ClockKind as K;
    match (kind, late) {
        (K::Acceptance, false) => due_acceptance(l, who),
        (K::Acceptance, true) => late_acceptance(l, who),
        (K::Completion, false) => due_completion(l, who),
        (K::Completion, true) => late_completion(l, who),
        (K::NextStep, false) => due_next_step(l, who),
        (K::NextStep, true) => late_next_step(l, who),
        (K::Hearing, false) => what.map_or_else(|| due_hearing(l).into(), |w| due_hearing_at(l, w)),
        (K::Hearing, true) => late_hearing(l).into(),
        (K::Answer, false) => due_answer(l, who),
        (K::Answer, true) => late_answer(l, who),
        (K::FollowUp, false) => due_follow_up(l).into(),
        (K::FollowUp, true) => late_follow_up(l).into(),
        // it is a meeting's, and in no issue's chain
        (K::Adjustment, false) => due_minutes(l, who),
        (K::Adjustment, true) => late_minutes(l, who),
        (K::Minutes, false) => due_minutes(l, who),
        (K::Minutes, true) => late_minutes(l, who),
        (K::Action, false) => due_action(l, who, what.unwrap_or_default()),
        (K::Action, true) => late_action(l, who, what.unwrap_or_default()),
        (K::Appeal, false) => due_appeal(l, who),
        (K::Appeal, true) => late_appeal(l, who),
        (K::Representation, false) => due_representation(l, who),
        (K::Representation, true) => late_representation(l, who),
        (K::Wish, false) => due_wish(l, who),
        (K::Wish, true) => late_wish(l, who),
        (K::Promise, false) => super::promises::expected(l, who, what.unwrap_or_default()),
        (K::Promise, true) => super::promises::expected_late(l, who, what.unwrap_or_default()),
        (K::Consensus, false) => super::consensus::expected(l, who),
        (K::Consensus, true) => super::consensus::expected_late(l, who),
        (K::ModelReview, false) => super::consensus::expected_review(l, who),
        (K::ModelReview, true) => super::consensus::expected_review_late(l, who),
    }
}

/// `18 öppna frågor`.
pub fn open_issues(l: Locale, n: i64) -> String {
    match n {
        0 => forum_open_none(l).into(),
        1 => forum_open_one(l).into(),
        n => forum_open_many(l, n),
    }
}

/// `Hälften av de senaste svaren kom inom 24 dagar`.
pub fn half_within(l: Locale, days: i64) -> String {
    match days {
        1 => forum_half_one(l).into(),
        n if n > 1 => forum_half_many(l, n),
        _ => forum_half_same_day(l).into(),
    }
}

/// `3 stycken är oförändrade`.
#[cfg(feature = "ssr")]
pub fn unchanged_paragraphs(l: Locale, n: usize) -> String {
    if n == 1 { unchanged_one(l).into() } else { unchanged_many(l, n) }
}

/// Label of a field of the form that compares two versions.
#[cfg(feature = "ssr")]
pub fn compare_label(l: Locale, field: &str) -> &'static str {
    if field == "fran" { compare_from(l) } else { compare_to(l) }
}

/// How an issue ended, as words before the date.
pub const fn end(l: Locale, state: IssueState) -> &'static str {
    match state {
        IssueState::Merged => ended_merged(l),
        IssueState::Declined => ended_declined(l),
        IssueState::Withdrawn => ended_withdrawn(l),
        _ => ended(l),
    }
}

/// `2 nya inlägg. Visa dem`.
pub fn new_contributions(l: Locale, n: i64) -> String {
    if n == 1 { one_new(l).into() } else { many_new(l, n) }
}

/// `9 dagar sent`, or in time.
pub fn answered_late(l: Locale, days: i64) -> String {
    match days {
        1 => answered_day_late(l).into(),
        n if n > 1 => answered_days_late(l, n),
        _ => answered_in_time(l).into(),
    }
}

/// What a level of readability is called.
#[cfg(feature = "ssr")]
pub const fn lix_level(l: Locale, level: crate::text::lix::Level) -> &'static str {
    use crate::text::lix::Level;
    match level {
        Level::VeryEasy => lix_very_easy(l),
        Level::Easy => lix_easy(l),
        Level::Medium => lix_medium(l),
        Level::Hard => lix_hard(l),
        Level::VeryHard => lix_very_hard(l),
    }
}

/// What a button of the toolbar is called.
pub const fn toolbar_name(l: Locale, markup: crate::issues::writing::markup::Markup) -> &'static str {
    use crate::issues::writing::markup::Markup;
    match markup {
        Markup::Bold => toolbar_bold(l),
        Markup::Italic => toolbar_italic(l),
        Markup::List => toolbar_list(l),
        Markup::Quote => toolbar_quote(l),
        Markup::Link => toolbar_link(l),
        Markup::Mention => super::mentions::button(l),
    }
}

/// What it writes where nothing was chosen.
pub const fn toolbar_words(l: Locale, markup: crate::issues::writing::markup::Markup) -> &'static str {
    use crate::issues::writing::markup::Markup;
    match markup {
        Markup::List => toolbar_word_point(l),
        _ => toolbar_word_text(l),
    }
}
