//! Texts of the desk that came after its first queues (those are in [`super::curation`]): my day, newcomers, several at once, and what
//! waits for an organisation or a public body.

#[cfg(feature = "ssr")]
use super::Locale;

texts! {
    queue_day: "Min dag", "My day";
    queue_newcomers: "Nya utan svar", "Newcomers without an answer";
    empty_day: "Inget är försenat och inget ska vara klart den närmaste veckan. Här samlas det när det kommer.", "Nothing is late and nothing is due within the week. It gathers here when it comes.";
    empty_newcomers: "När någon skriver här för första gången och inte har fått något svar på tre dagar står det här. Ett svar av vem som helst tar bort det.", "When somebody writes here for the first time and has had no answer for three days it stands here. An answer by anybody takes it off.";
    day_of(day): "Det här är {day}.", "This is {day}.";
    late: "Försenat", "Late";
    today: "I dag", "Today";
    week: "De närmaste sju dagarna", "The next seven days";
    later: "Senare", "Later";
    news_since(day): "Nytt sedan {day}", "New since {day}";
    no_news: "Inget nytt från andra.", "Nothing new from others.";
    meeting: "Möte", "Meeting";
    newcomer_issue: "Deras första fråga här", "Their first issue here";
    newcomer_contribution: "Första inlägget här", "A first contribution here";
    welcome_title: "Svara och hälsa välkommen", "Answer and welcome";
    welcome_field: "Ditt svar", "Your answer";
    welcome_help: "Ett par meningar räcker: att ni har läst, vad som händer nu, och vem som vet mer. Markdown fungerar.", "A few sentences will do: that you have read it, what happens now, and who knows more. Markdown works.";
    welcome_tells: "Svaret syns för alla bland inläggen i frågan.", "Everyone sees the answer among the contributions to the issue.";
    welcome_button: "Skicka svaret", "Send the answer";
    to_chosen: "Till det som är valt", "To what is chosen";
    chain: "Det här har hänt", "What has happened";
    mark(n): "Markera fråga {n}", "Mark issue {n}";
    mark_promise(n, promise): "Markera fråga {n}: {promise}", "Mark issue {n}: {promise}";
    number(n): "Fråga {n}", "Issue {n}";
    asked_by(who): "fråga från {who}", "issue from {who}";
    day_on_paper: "Skriver du ut sidan får du dagen som en lista att bocka av.", "Print the page and you get the day as a list to tick off.";
    mark_all: "Markera alla", "Mark all";
    unmark_all: "Markera inga", "Mark none";
    decide_marked: "Besluta om de markerade", "Decide about the marked ones";
    phrases: "Sparade fraser", "Saved phrases";

    queue_week: "Den här veckan", "This week";
    queue_promises: "Försenade löften", "Overdue promises";
    queue_actions: "Försenade åtgärder", "Overdue actions";
    queue_adjusting: "Anteckningar som justeras", "Minutes being adjusted";
    queue_efforts: "Insatser", "Information efforts";
    queue_drafts: "Utkast till möten", "Drafts of meetings";
    queue_plans: "Vad andra planerar", "What others plan";
    group_issues: "Frågor och inlägg", "Issues and contributions";
    group_dates: "Datum och uppdrag", "Dates and duties";
    group_meetings: "Möten", "Meetings";
    empty_week: "Inget möte, inget datum och ingen påminnelse de närmaste sju dagarna.", "No meeting, no date and no reminder within the next seven days.";
    empty_promises: "Löften från samtalen som inte hålls i tid står här.", "Promises from the talks that are not kept in time stand here.";
    empty_actions: "Åtgärder från mötena som inte är klara i tid står här, vem som än ansvarar.", "Actions from the meetings that are not done in time stand here, whoever is responsible.";
    empty_adjusting: "När du skickar anteckningar för justering står de här tills de är publicerade.", "When you send minutes to be adjusted they stand here until they are published.";
    adjusted: "Justerade, kan publiceras", "Adjusted, can be published";
    adjust_change: "Någon vill ändra", "Somebody asks for a change";
    adjust_answers(n, of): "{n} av {of} har godkänt", "{n} of {of} have approved";
    adjust_by: "svar senast", "answer by";
    empty_efforts: "Skriv upp vad ni ska berätta för kommunen eller regionen, för vem och när. Det kommer upp på skrivbordet i tid.", "Write down what you are to tell the city or the region, to whom and when. It comes up on the desk in time.";
    empty_drafts: "Möten som är förberedda men inte utannonserade än står här.", "Meetings that are prepared but not announced yet stand here.";
    empty_plans: "När forum och organ planerar möten, eller någon önskar ett, står det här sida vid sida.", "When forums and bodies plan meetings, or somebody wishes for one, it stands here side by side.";
    empty_narrowed: "Inget i kön stämmer med filtret.", "Nothing in the queue fits the filter.";
    show_all: "Visa allt i kön", "Show the whole queue";
    oldest_one: "Den äldsta har väntat en dag.", "The oldest has waited a day.";
    oldest_many(n): "Den äldsta har väntat {n} dagar.", "The oldest has waited {n} days.";
    age_waited_one: "den äldsta har väntat en dag", "the oldest has waited a day";
    age_waited_today: "den äldsta kom i dag", "the oldest came today";
    age_waited_many(n): "den äldsta har väntat {n} dagar", "the oldest has waited {n} days";
    age_late_one: "den första är en dag försenad", "the first is a day late";
    age_late_many(n): "den första är {n} dagar försenad", "the first is {n} days late";
    age_today: "den första är i dag", "the first is today";
    age_tomorrow: "den första är i morgon", "the first is tomorrow";
    age_in(n): "den första är om {n} dagar", "the first is in {n} days";
    age_short_waited(n): "{n} d", "{n} d";
    age_short_late(n): "{n} d sen", "{n} d late";
    age_short_in(n): "om {n} d", "in {n} d";
    late_one: "1 passerat datum", "1 passed date";
    late_several(n): "{n} passerade datum", "{n} passed dates";
    to_late: "Se vad som är försenat", "See what is late";
    day_free: "Inget den här dagen.", "Nothing this day.";
    sign_up_opens: "Anmälan öppnar", "Sign-up opens";
    reminder_sent: "De anmälda får en påminnelse", "Those signed up are reminded";
    plans_lead: "Kommande möten och öppna önskemål från alla forum och organ, så att tider och teman planeras ihop. I kalendern syns krockarna.", "Coming meetings and open wishes of all forums and bodies, so that dates and themes are planned together. The calendar shows the clashes.";
    plans_none: "Inget planerat.", "Nothing planned.";
    plans_all: "Hela överenskommelsen", "The whole agreement";
    draft: "Utkast", "Draft";
    a_wish: "Önskemål", "A wish";
    effort: "Informationsinsats", "Information effort";
    for_whom(whom): "för {whom}", "for {whom}";

    filter_forum: "Forum", "Forum";
    filter_theme: "Tema", "Theme";
    filter_area: "Område", "Area";
    filter_owner: "Vems löfte", "Whose promise";
    filter_age: "Har väntat", "Has waited";
    owner_civil: "Andra i civilsamhället", "Others of civil society";
    owner_public: "Den offentliga sidan", "The public side";
    at_least(n): "minst {n} dagar", "at least {n} days";

    views: "Sparade vyer", "Saved views";
    views_lead: "En kö med sitt filter, under ett namn. Vyerna står bland köerna på skrivbordet.", "A queue with its filter, under a name. The views stand among the queues of the desk.";
    views_none_title: "Inga vyer än", "No views yet";
    views_none_text: "Välj en kö och ett filter här nedanför, eller filtrera på skrivbordet och spara därifrån.", "Choose a queue and a filter below, or filter on the desk and save from there.";
    views_full(n): "Det finns redan {n} vyer. Ta bort en, så får en ny plats.", "There are {n} views already. Remove one to make room.";
    view_new: "Ny vy", "New view";
    view_save: "Spara vyn", "Save the view";
    view_remove: "Ta bort vyn", "Remove the view";
    view_shared(body): "Delas av alla i {body}", "Shared by all of {body}";
    view_own: "Bara för mig", "Only for me";
    field_view_name: "Vad vyn heter", "What the view is called";
    field_queue: "Kö", "Queue";
    field_shared: "Vem ser den", "Who sees it";

    efforts_lead: "Det ni berättar om överenskommelsen för tjänstepersoner och politiker: frukostar, introduktioner, utskick.", "What you tell officers and politicians about the agreement: breakfasts, introductions, mailings.";
    efforts_manage: "Lägg till, ändra och bocka av", "Add, change and tick off";
    efforts_none_title: "Ingen insats väntar", "No effort waits";
    efforts_open: "Att göra", "To do";
    efforts_done: "Gjort", "Done";
    efforts_add: "Ny insats", "New effort";
    effort_change(title): "Ändra ”{title}”", "Change “{title}”";
    effort_now(title, whom): "Någon annan ändrade den. Så här står den nu: {title}, för {whom},", "Somebody else changed it. This is what it says now: {title}, for {whom},";
    effort_done: "Gjord", "Done";
    effort_again: "Inte klar ändå", "Not done after all";
    effort_tick: "Bocka av", "Tick off";
    effort_remove: "Ta bort insatsen", "Remove the effort";
    effort_tells(body): "Listan ses bara av dem som sitter i {body} för civilsamhället.", "The list is seen only by those who sit in {body} for civil society.";
    effort_gone: "Någon annan tog bort insatsen medan du skrev. Det du skrev står kvar här, och sparas som en ny.", "Somebody else removed the effort while you wrote. What you wrote is still here, and is saved as a new one.";
    field_effort: "Vad ni ska göra", "What you will do";
    field_whom: "För vem", "For whom";
    help_whom: "Till exempel: nya chefer i förvaltningen.", "For example: new managers of the department.";
    field_due: "Klart senast", "Done by";
    field_next: "Nästa gång", "Next time";

    history_title: "Vad vi har gjort", "What we have done";
    history_lead(body): "{body} månad för månad i siffror, till den egna rapporten. Bara de som sitter i {body} ser sidan.", "{body} month by month in numbers, for its own report. Only those who sit in {body} see the page.";
    history_years: "År", "Years";
    history_year(year): "Hela {year}", "All of {year}";
    history_month: "Månad", "Month";
    history_file: "Ladda ner som tabell (CSV)", "Download as a table (CSV)";
    history_nothing: "Inget att räkna den här månaden.", "Nothing to count this month.";
    history_none_title: "Inget att räkna det här året", "Nothing to count this year";
    history_none_text: "När ni fattar beslut, håller möten och publicerar anteckningar räknas det här.", "When you decide, hold meetings and publish minutes it is counted here.";
    history_counts: "Beslut som ångrades inom en minut räknas inte. Dagar räknas från det att frågan skickades till ert första beslut om den.", "Decisions undone within a minute are not counted. Days are counted from when the issue was sent to your first decision about it.";
    figure_accepted: "Frågor som togs in", "Issues taken in";
    figure_asked_back: "Kompletteringar som begärdes", "Additions asked for";
    figure_declined: "Frågor som avböjdes", "Issues declined";
    figure_merged: "Frågor som slogs ihop", "Issues merged";
    figure_referred: "Frågor som skickades till en förvaltning", "Issues sent to a public body";
    figure_reminded: "Påminnelser", "Reminders";
    figure_followed_up: "Frågor som följdes upp", "Issues followed up";
    figure_closed: "Frågor som avslutades", "Issues closed";
    figure_published: "Inlägg som publicerades efter läsning", "Contributions published after reading";
    figure_hidden: "Frågor och inlägg som doldes", "Issues and contributions hidden";
    figure_reports: "Anmälningar som besvarades", "Reports answered";
    figure_first_days: "Dagar till första beslutet, median", "Days to the first decision, median";
    figure_wishes: "Önskemål om möten som besvarades", "Wishes for meetings answered";
    figure_hearings: "Hearingar som hölls", "Hearings held";
    figure_meetings: "Andra möten som hölls", "Other meetings held";
    figure_minutes: "Anteckningar som publicerades", "Minutes published";
    figure_in_time: "Anteckningar i tid", "Minutes in time";
    figure_efforts: "Informationsinsatser som gjordes", "Information efforts done";

    todo_adjust: "Anteckningar att justera", "Minutes to adjust";
    todo_adjust_as(function): "du läser som {function}", "you read as {function}";
    todo_by_mail: "Du svarar genom länken i mejlet som du fick. Hittar du det inte skickar vi en ny länk till samma adress.", "You answer through the link in the e-mail that you got. If you cannot find it we send a new link to the same address.";
    todo_link_again: "Skicka länken igen", "Send the link again";
    todo_mine: "Det här väntar på dig själv.", "This waits for you yourself.";
    todo_posted: "skickad", "sent";
    todo_asked: "ni tillfrågades", "you were asked";
    todo_offers: "Platser som du erbjuds", "Seats that you are offered";
    todo_meetings: "Möten du är kallad till", "Meetings you are called to";
    todo_called: "Inte besvarad än", "Not answered yet";
    todo_coming: "Du kommer", "You are coming";
    todo_wishes: "Svar på era önskemål om möten", "Answers to your wishes for meetings";
    bulk_title: "Ett beslut om flera frågor", "One decision about several issues";
    bulk_lead: "Samma skäl och samma datum för alla. Varje fråga får sitt eget beslut i kedjan, sina egna mejl och en egen minut att ångra sig.", "The same reason and the same date for all. Each issue gets its own decision in the chain, its own e-mails and a minute of its own to undo.";
    bulk_choose_one: "Vad vill du göra med frågan?", "What do you want to do with the issue?";
    bulk_choose(n): "Vad vill du göra med de {n} frågorna?", "What do you want to do with the {n} issues?";
    bulk_none_title: "Ingen fråga är markerad", "No issue is marked";
    bulk_none_text: "Gå till en kö på skrivbordet, markera frågorna och tryck på Besluta om de markerade.", "Go to a queue of the desk, mark the issues and press Decide about the marked ones.";
    bulk_nothing_title: "Det finns inget beslut som passar alla", "There is no decision that fits them all";
    bulk_nothing_text: "Frågorna är i olika lägen. Gå tillbaka och markera sådana som står på samma ställe, eller ta dem en och en.", "The issues are in different states. Go back and mark such as stand in the same place, or take them one by one.";
    fault_no_issue: "Markera minst en fråga.", "Mark at least one issue.";
    fault_no_contribution: "Markera minst ett inlägg.", "Mark at least one contribution.";
    button_accept: "Ta in de markerade", "Take in the marked ones";
    button_follow_up: "Följ upp de markerade", "Follow up the marked ones";
    button_remind: "Påminn om de markerade", "Remind about the marked ones";
    button_ask_back: "Be om komplettering av de markerade", "Ask for an addition to the marked ones";
    button_reopen: "Öppna de markerade igen", "Reopen the marked ones";
    button_close: "Avsluta de markerade", "Close the marked ones";
    button_decline: "Avböj de markerade", "Decline the marked ones";
    button_publish: "Publicera de markerade", "Publish the marked ones";
    button_hide: "Avböj och dölj de markerade", "Decline and hide the marked ones";
    bulk_back: "Till kön", "To the queue";
    bulk_moved_on: "Det beslutet passar inte längre alla frågorna: någon annan har ändrat minst en av dem. Inget är beslutat. Välj igen.", "That decision no longer fits all the issues: somebody else has changed at least one of them. Nothing is decided. Choose again.";
    tells_read(words): "De som alla kan läsa: {words}", "Those that everyone can read: {words}";
    tells_unread(words): "De som väntar på publicering: {words}", "Those that await publication: {words}";
    undo_left: "Det här går fortfarande att ångra", "This can still be undone";
    undo_over_title: "Inget mer går att ångra", "Nothing more can be undone";
    undo_over_text: "Minuten är över, eller så har något annat hänt sedan dess. Frågorna står i sina köer.", "The minute is over, or something else has happened since. The issues stand in their queues.";
    field_issues: "Frågor som beslutet gäller", "Issues that the decision is about";
    done_one: "1 fråga är klar", "1 issue is done";
    done_many(n): "{n} frågor är klara", "{n} issues are done";
    not_done_one: "1 fråga blev inte klar", "1 issue was not done";
    not_done_many(n): "{n} frågor blev inte klara", "{n} issues were not done";
    undo_within: "Blev det fel? Inom en minut kan du ångra var och en, innan någon får mejl.", "Was that a slip? Within a minute you can undo each of them, before anybody gets an e-mail.";
    undo_of(n): "Ångra fråga {n}", "Undo issue {n}";
    why_stale: "Någon annan ändrade den medan du skrev. Läs den igen; den är kvar i formuläret nedan, liksom det du skrev.", "Somebody else changed it while you wrote. Read it again; it is still in the form below, and so is what you wrote.";
    why_failed: "Det gick inte just nu. Den är kvar i formuläret nedan.", "That did not work right now. It is still in the form below.";
    again_title: "Försök igen med dem som är kvar", "Try again with those that are left";

    mark_contribution(n, issue): "Markera inlägg {n} i fråga {issue}", "Mark contribution {n} to issue {issue}";
    waiting_title: "Ett beslut om flera inlägg", "One decision about several contributions";
    waiting_lead: "Samma skäl för alla. Varje inlägg får sitt eget beslut i loggen, och den som skrev får ett eget mejl.", "The same reason for all. Each contribution gets its own decision in the log, and each writer an e-mail of their own.";
    waiting_none_title: "Inget markerat inlägg väntar", "No marked contribution awaits a decision";
    waiting_none_text: "Gå till kön, markera inlägg som väntar på publicering och tryck på Besluta om de markerade.", "Go to the queue, mark contributions that await publication and press Decide about the marked ones.";
    waiting_choose_one: "Vad vill du göra med inlägget?", "What do you want to do with the contribution?";
    waiting_choose_many(n): "Vad vill du göra med de {n} inläggen?", "What do you want to do with the {n} contributions?";
    waiting_also_one: "Du har också markerat ett inlägg", "You have marked a contribution, too";
    waiting_also_many(n): "Du har också markerat {n} inlägg", "You have marked {n} contributions, too";
    waiting_also_issues_one: "Besluta om frågan som du också markerade", "Decide about the issue that you marked, too";
    waiting_also_issues_many(n): "Besluta om de {n} frågorna som du också markerade", "Decide about the {n} issues that you marked, too";
    waiting_done_one: "1 inlägg är klart", "1 contribution is done";
    waiting_done_many(n): "{n} inlägg är klara", "{n} contributions are done";
    waiting_not_done_one: "1 inlägg blev inte klart", "1 contribution was not done";
    waiting_not_done_many(n): "{n} inlägg blev inte klara", "{n} contributions were not done";
    waiting_publish: "Publicera inläggen", "Publish the contributions";
    waiting_hide: "Avböj och dölj inläggen", "Decline and hide the contributions";
    waiting_publish_tells: "Inläggen syns för alla i sina frågor. Skälet står i den öppna loggen, och de som skrev får mejl.", "Everyone sees the contributions in their issues. The reason stands in the public log, and the writers get an e-mail.";
    waiting_hide_tells: "Inläggen visas inte för andra än dem som skrev dem. Skälet står i den öppna loggen och i mejl till dem, och de kan överklaga. Texterna kan visas igen.", "The contributions are shown to nobody but those who wrote them. The reason stands in the public log and in e-mails to them, and they may appeal. The texts can be shown again.";
    waiting_texts: "Det här står i inläggen", "What the contributions say";
    field_contributions: "Inlägg som beslutet gäller", "Contributions that the decision is about";

    minutes_due: "Anteckningar senast", "Minutes by";
    reports_gone_title: "Anmälan är besvarad", "The report is answered";
    reports_gone_text: "Någon annan hann före, eller så är innehållet redan dolt. Här finns inget kvar att göra.", "Somebody else was faster, or the content is hidden already. There is nothing left to do here.";
    appeal_tells(body): "{body} svarar. Ni kan också ändra ert beslut själva. Då behöver ingen pröva det.", "{body} answers. You may also change your decision yourselves. Then nobody needs to try it.";

    keys_x: "Markera eller avmarkera raden", "Mark or unmark the row";
    keys_acts: "Beslut om det som är valt", "Decisions about what is chosen";
    keys_acts_help: "Tangenten öppnar formuläret. Den fattar inget beslut.", "The key opens the form. It decides nothing.";
    keys_switch: "Tangenterna är på i den här webbläsaren", "The keys are on in this browser";
    keys_off: "Tangenterna är av.", "The keys are off.";

    switch_title(name): "Sidan öppnas när du agerar för {name}", "The page opens when you act for {name}";
    switch_text(name): "Du har en plats i {name}, men agerar just nu för någon annan. Byt, så kommer du till sidan.", "You have a seat in {name} but act for somebody else now. Switch, and you come to the page.";
    todo_title: "Att göra", "To do";
    todo_lead(name): "Det här väntar på {name}.", "This waits for {name}.";
    todo_none_title: "Du agerar bara för dig själv", "You act for yourself only";
    todo_none_text: "Här samlas det som väntar på en organisation eller en förvaltning. Har du en roll i en sådan byter du vem du agerar för överst på sidan.", "Here gathers what waits for an organisation or a public body. If you have a role in one, switch whom you act for at the top of the page.";
    todo_none_alone: "Här samlas det som väntar på en organisation eller en förvaltning. Du har ingen roll i någon än. På ditt konto kan du registrera din organisation, eller be en kollega att bjuda in dig.", "Here gathers what waits for an organisation or a public body. You have no role in one yet. On your account you can register your organisation, or ask a colleague to invite you.";
    todo_nothing_title: "Inget väntar på er", "Nothing waits for you";
    todo_nothing_text: "När ni lovar ett svar, ombeds komplettera något eller tar på er en åtgärd på ett möte står det här med sitt datum.", "When you promise an answer, are asked for an addition or take on an action at a meeting it stands here with its date.";
    todo_promised: "Det ni har lovat", "What you have promised";
    todo_issues: "Era öppna frågor", "Your open issues";
    todo_no_issues: "Ni har ingen öppen fråga.", "You have no open issue.";
    todo_news(day): "Nytt om frågor ni är med i sedan {day}", "New about issues you have a part in since {day}";
    todo_news_more: "Allt som har hänt", "Everything that happened";
    todo_appeals: "Överklaganden", "Appeals";
    todo_appeal_waits(n): "Ert överklagande {n}, svar senast", "Your appeal {n}, answered by";
    todo_can_appeal(decision): "Ni kan överklaga {decision} till och med", "You can appeal {decision} until";
    todo_roles: "Roller och inbjudningar", "Roles and invitations";
    todo_role_ends(function): "Ditt uppdrag som {function} går ut", "Your mandate as {function} ends on";
    todo_role_ends_plain: "Ditt uppdrag går ut", "Your mandate ends on";
    todo_invited(function): "En inbjuden {function} har inte svarat än. Länken gäller till", "Somebody invited as {function} has not replied yet. The link is valid until";
    todo_invited_plain: "En inbjuden kollega har inte svarat än. Länken gäller till", "A colleague who was invited has not replied yet. The link is valid until";
    todo_tick: "Bocka av", "Tick off";
    todo_appeal: "Pröva överklagandet", "Decide the appeal";
    todo_others_one(body): "{body} ska svara på ett överklagande. Civilsamhällets platser avgör det, så du har inget att göra åt det.", "{body} owes an answer to an appeal. The seats of civil society decide it, so there is nothing for you to do.";
    todo_others_many(n, body): "{body} ska svara på {n} överklaganden. Civilsamhällets platser avgör dem, så du har inget att göra åt det.", "{body} owes an answer to {n} appeals. The seats of civil society decide them, so there is nothing for you to do.";
    todo_elsewhere(body): "Ett överklagande väntar på dig som sitter i {body}. Byt vem du agerar för, så kan du pröva det.", "An appeal waits for you, who sit in {body}. Switch whom you act for, and you can decide it.";
    menu_elsewhere(body): "Något väntar på dig som {body}", "Something waits for you as {body}";
    todo_desk: "Du agerar för dem som kuraterar. Det som ska beslutas står på skrivbordet.", "You act for those who curate. What is to be decided stands on the desk.";
}

/// Labels of the form that decides about several.
#[cfg(feature = "ssr")]
pub fn label(l: Locale, name: &str) -> &'static str {
    match name {
        "fraga" => field_issues(l),
        "inlagg" => field_contributions(l),
        "akt" => super::curation::field(l, "act"),
        "text" => welcome_field(l),
        name => super::curation::field(l, name),
    }
}

/// Labels of the form of an information effort.
#[cfg(feature = "ssr")]
pub fn effort_label(l: Locale, name: &str) -> &'static str {
    match name {
        "whom" => field_whom(l),
        "due" => field_due(l),
        "next" => field_next(l),
        _ => field_effort(l),
    }
}

/// Labels of the form that saves a view.
#[cfg(feature = "ssr")]
pub fn view_label(l: Locale, name: &str) -> &'static str {
    match name {
        "ko" => field_queue(l),
        "shared" => field_shared(l),
        "forum" => filter_forum(l),
        "tema" => filter_theme(l),
        "omrade" => filter_area(l),
        "sida" => filter_owner(l),
        "alder" => filter_age(l),
        _ => field_view_name(l),
    }
}

/// Heading of some queues. The first has none.
#[cfg(feature = "ssr")]
pub const fn group(l: Locale, group: crate::desk::types::Group) -> &'static str {
    use crate::desk::types::Group as G;
    match group {
        G::Time => "",
        G::Issues => group_issues(l),
        G::Dates => group_dates(l),
        G::Meetings => group_meetings(l),
    }
}

/// Whose promise it is.
#[cfg(feature = "ssr")]
pub fn owner(l: Locale, owner: crate::desk::types::Owner, curator: &str) -> String {
    use crate::desk::types::Owner as O;
    match owner {
        O::Curator => curator.to_string(),
        O::Civil => owner_civil(l).to_string(),
        O::Public => owner_public(l).to_string(),
    }
}

/// What is counted.
#[cfg(feature = "ssr")]
pub const fn figure(l: Locale, figure: crate::desk::types::Figure) -> &'static str {
    use crate::desk::types::Figure as F;
    match figure {
        F::Accepted => figure_accepted(l),
        F::AskedBack => figure_asked_back(l),
        F::Declined => figure_declined(l),
        F::Merged => figure_merged(l),
        F::Referred => figure_referred(l),
        F::Reminded => figure_reminded(l),
        F::FollowedUp => figure_followed_up(l),
        F::Closed => figure_closed(l),
        F::Published => figure_published(l),
        F::Hidden => figure_hidden(l),
        F::Reports => figure_reports(l),
        F::FirstDays => figure_first_days(l),
        F::Wishes => figure_wishes(l),
        F::Hearings => figure_hearings(l),
        F::Meetings => figure_meetings(l),
        F::Minutes => figure_minutes(l),
        F::MinutesInTime => figure_in_time(l),
        F::Efforts => figure_efforts(l),
    }
}

/// How old the oldest of a queue is, in words.
#[cfg(feature = "ssr")]
pub fn age(l: Locale, age: crate::desk::types::Age) -> String {
    use crate::desk::types::Age;
    match age {
        Age::Waited(0) => age_waited_today(l).into(),
        Age::Waited(1) => age_waited_one(l).into(),
        Age::Waited(n) => age_waited_many(l, n),
        Age::Late(1) => age_late_one(l).into(),
        Age::Late(n) => age_late_many(l, n),
        Age::In(0) => age_today(l).into(),
        Age::In(1) => age_tomorrow(l).into(),
        Age::In(n) => age_in(l, n),
    }
}

/// The same beside a number, where there is little room.
#[cfg(feature = "ssr")]
pub fn age_short(l: Locale, age: crate::desk::types::Age) -> String {
    use crate::desk::types::Age;
    match age {
        Age::Waited(0) | Age::In(0) => super::common::today(l).into(),
        Age::Waited(n) => age_short_waited(l, n),
        Age::Late(n) => age_short_late(l, n),
        Age::In(n) => age_short_in(l, n),
    }
}

/// `Den äldsta har väntat 12 dagar.`
#[cfg(feature = "ssr")]
pub fn oldest(l: Locale, days: i64) -> String {
    if days == 1 { oldest_one(l).into() } else { oldest_many(l, days) }
}

/// `3 passerade datum`.
#[cfg(feature = "ssr")]
pub fn late_many(l: Locale, n: usize) -> String {
    if n == 1 { late_one(l).into() } else { late_several(l, n) }
}

/// Heading of what is so urgent.
#[cfg(feature = "ssr")]
pub const fn urgency(l: Locale, urgency: crate::desk::types::Urgency) -> &'static str {
    use crate::desk::types::Urgency as U;
    match urgency {
        U::Late => late(l),
        U::Today => today(l),
        U::Week => week(l),
        U::Later => later(l),
    }
}

/// What is done with contributions that wait.
#[cfg(feature = "ssr")]
pub const fn waiting_act(l: Locale, act: crate::desk::types::WaitingAct) -> &'static str {
    use crate::desk::types::WaitingAct as A;
    match act {
        A::Publish => waiting_publish(l),
        A::Hide => waiting_hide(l),
    }
}

/// The button of a decision about several issues: of those that are still marked when it is pressed.
#[cfg(feature = "ssr")]
pub const fn bulk_button(l: Locale, act: crate::issues::types::IssueAct) -> &'static str {
    use crate::issues::types::IssueAct as A;
    match act {
        A::Accept => button_accept(l),
        A::FollowUp => button_follow_up(l),
        A::Remind => button_remind(l),
        A::AskBack => button_ask_back(l),
        A::Reopen => button_reopen(l),
        A::Close => button_close(l),
        A::Decline => button_decline(l),
        // the others are not taken about several
        other => super::curation::act(l, other),
    }
}

/// The same of contributions that wait.
#[cfg(feature = "ssr")]
pub const fn waiting_button(l: Locale, act: crate::desk::types::WaitingAct) -> &'static str {
    use crate::desk::types::WaitingAct as A;
    match act {
        A::Publish => button_publish(l),
        A::Hide => button_hide(l),
    }
}

/// What comes of that.
#[cfg(feature = "ssr")]
pub const fn waiting_tells(l: Locale, act: crate::desk::types::WaitingAct) -> &'static str {
    use crate::desk::types::WaitingAct as A;
    match act {
        A::Publish => waiting_publish_tells(l),
        A::Hide => waiting_hide_tells(l),
    }
}

/// `Styrgruppen ska svara på 2 överklaganden …`.
#[cfg(feature = "ssr")]
pub fn todo_appeals_of_others(l: Locale, n: usize, body: &str) -> String {
    if n == 1 { todo_others_one(l, body) } else { todo_others_many(l, n, body) }
}

/// `Vad vill du göra med de 3 inläggen?`
#[cfg(feature = "ssr")]
pub fn waiting_choose(l: Locale, n: usize) -> String {
    if n == 1 { waiting_choose_one(l).into() } else { waiting_choose_many(l, n) }
}

/// `Du har också markerat 3 inlägg`.
#[cfg(feature = "ssr")]
pub fn waiting_also(l: Locale, n: usize) -> String {
    if n == 1 { waiting_also_one(l).into() } else { waiting_also_many(l, n) }
}

/// `Besluta om de 3 frågorna som du också markerade`.
#[cfg(feature = "ssr")]
pub fn waiting_also_issues(l: Locale, n: usize) -> String {
    if n == 1 { waiting_also_issues_one(l).into() } else { waiting_also_issues_many(l, n) }
}

/// `3 inlägg är klara`.
#[cfg(feature = "ssr")]
pub fn waiting_done(l: Locale, n: usize) -> String {
    if n == 1 { waiting_done_one(l).into() } else { waiting_done_many(l, n) }
}

/// `3 inlägg blev inte klara`.
#[cfg(feature = "ssr")]
pub fn waiting_not_done(l: Locale, n: usize) -> String {
    if n == 1 { waiting_not_done_one(l).into() } else { waiting_not_done_many(l, n) }
}
