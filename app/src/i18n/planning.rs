//! Texts of planning meetings.

use super::Locale;
use crate::agreements::types::YearDateKind;
use crate::meetings::types::MeetingState;
use crate::planning::rules::Holiday;
use crate::planning::types::{AreaState, Choice, Order, Shown, WishAct, WishState};

texts! {
    wishes_title: "Önskemål om möten", "Wishes for meetings";
    wishes_lead(who): "Organisationer och förvaltningar säger vilka möten som behövs. {who} svarar på vart och ett inom tre veckor, med skäl som alla kan läsa.", "Organisations and public bodies say which meetings are needed. {who} answers each of them within three weeks, with reasons that everyone can read.";
    wish_new: "Önska ett möte", "Wish for a meeting";
    wish_which: "Vilka önskemål", "Which wishes";
    shown_open: "Väntar på svar", "Awaiting an answer";
    shown_answered: "Blev av", "Led to something";
    shown_ended: "Avböjda och återtagna", "Declined and withdrawn";
    wishes_none_title: "Inga önskemål här", "No wishes here";
    wishes_none_text: "När en organisation önskar ett möte står det här, med nästa datum.", "When an organisation wishes for a meeting it stands here, with its next date.";
    wish_number(n): "önskemål {n}", "wish {n}";
    wish_heading(n): "Önskemål {n}", "Wish {n}";
    a_wish: "ett önskemål", "a wish";
    state_open: "Väntar på svar", "Awaiting an answer";
    state_planned: "Ett möte är planerat", "A meeting is planned";
    state_joined: "Går vidare i ett annat önskemål", "Goes on in another wish";
    state_declined: "Avböjt", "Declined";
    state_withdrawn: "Återtaget", "Withdrawn";
    supported_one: "1 till vill samma sak", "1 more wants the same";
    supported_many(n): "{n} till vill samma sak", "{n} more want the same";
    answer_by: "svar senast", "answer by";
    due_answer(who): "{who} svarar senast", "{who} answers by";
    late_answer(who): "{who} skulle ha svarat", "{who} was to answer by";
    new_title: "Önska ett möte", "Wish for a meeting";
    new_lead(who): "Säg vilket möte som behövs och varför. {who} svarar inom tre veckor: ett möte planeras, önskemålet tas in i ett annat, eller så blir det inget möte och ni får veta varför.", "Say which meeting is needed and why. {who} answers within three weeks: a meeting is planned, the wish is taken into another, or there will be no meeting and you get to know why.";
    new_tells: "När du skickar publiceras önskemålet direkt, i er organisations namn. Andra kan säga att de vill samma sak.", "When you send it the wish is published at once, in the name of your organisation. Others can say that they want the same.";
    new_send: "Skicka önskemålet", "Send the wish";
    field_title: "Vad ska mötet handla om?", "What should the meeting be about?";
    field_why: "Varför behövs det?", "Why is it needed?";
    field_kind: "Vilket slags möte?", "What kind of meeting?";
    field_forum: "Vilket forum hör det till?", "Which forum does it belong to?";
    field_area: "Område", "Area";
    field_period: "Ungefär när?", "Roughly when?";
    field_issue: "Gäller det en fråga som finns här?", "Is it about an issue that is here?";
    title_help: "En mening, till exempel: Hur håller vi fritidsgårdarna öppna på sommaren?", "One sentence, for instance: How do we keep the youth centres open in summer?";
    period_help: "Till exempel: i höst, helst en kväll.", "For instance: this autumn, preferably an evening.";
    issue_help: "Skriv frågans nummer, om det finns en.", "Write the number of the issue, if there is one.";
    no_forum: "Inget särskilt", "None in particular";
    whole_area: "Hela området", "The whole area";
    fact_kind: "Slags möte", "Kind of meeting";
    fact_when: "När", "When";
    fact_forum: "Forum", "Forum";
    fact_area: "Område", "Area";
    fact_issue: "Fråga", "Issue";
    fact_meeting: "Möte", "Meeting";
    fact_into: "Går vidare i", "Goes on in";
    issue_link(n, title): "Fråga {n}: {title}", "Issue {n}: {title}";
    supporters_title: "Vill samma sak", "Wants the same";
    supporters_none: "Ingen annan har sagt det än.", "Nobody else has said so yet.";
    support_on: "Vi också", "We too";
    support_off: "Ta tillbaka Vi också", "Take back We too";
    withdraw: "Ta tillbaka önskemålet", "Withdraw the wish";
    withdraw_tells: "Önskemålet ligger kvar med sin adress och står som återtaget.", "The wish keeps its address and is shown as withdrawn.";
    chain: "Det här har hänt", "What has happened";
    answer_title: "Svara på önskemålet", "Answer the wish";
    answer_send: "Skicka svaret", "Send the answer";
    answer_tells: "Svaret och skälet syns för alla och mejlas till dem som vill ha mötet.", "The answer and the reason are shown to all and mailed to those who want the meeting.";
    field_act: "Vad blir det av önskemålet?", "What comes of the wish?";
    field_meeting: "Vilket möte?", "Which meeting?";
    field_into: "Vilket önskemål går det vidare i?", "Which wish does it go on in?";
    field_reason: "Skäl, syns för alla", "Reason, shown to all";
    act_plan: "Ett möte är planerat", "A meeting is planned";
    act_plan_help: "Välj mötet nedan. Finns det inte än, planera det först.", "Choose the meeting below. If there is none yet, plan it first.";
    act_join: "Tas in i ett annat önskemål", "Taken into another wish";
    act_join_help: "Välj det nedan. Båda ligger kvar på sina adresser.", "Choose it below. Both keep their addresses.";
    act_decline: "Det blir inget möte", "There will be no meeting";
    no_target: "Välj", "Choose";
    plan_from: "Planera ett möte av önskemålet", "Plan a meeting from the wish";
    planned_in_draft: "Planeras i utkast:", "Being planned, as a draft:";
    planned_announced: "Mötet är utlyst. Svara på önskemålet nedan:", "The meeting is announced. Answer the wish below:";
    planned_of(n): "Planeras av önskemål {n}", "Planned from wish {n}";
    plan_from_text: "Formuläret för ett nytt möte öppnas med det som står i önskemålet. Inget skickas än.", "The form for a new meeting opens with what the wish says. Nothing is sent yet.";
    refusal_wishes_full: "Er organisation har redan fem önskemål som väntar på svar. När ett av dem är besvarat eller återtaget kan ni skicka ett nytt.", "Your organisation already has five wishes that await an answer. Once one of them is answered or withdrawn you can send a new one.";

    did_wish_posted(who, wish): "{who} önskade ett möte: {wish}.", "{who} wished for a meeting: {wish}.";
    did_wish_supported(who, wish): "{who} vill också ha det möte som {wish} gäller.", "{who} also wants the meeting of {wish}.";
    did_wish_unsupported(who, wish): "{who} tog tillbaka sitt stöd för {wish}.", "{who} took back its support for {wish}.";
    did_wish_planned(who, meeting, wish): "{who} planerade {meeting} efter {wish}.", "{who} planned {meeting} following {wish}.";
    did_wish_joined(who, wish, into): "{who} tog in {wish} i {into}.", "{who} took {wish} into {into}.";
    did_wish_declined(who, wish): "{who} avböjde {wish}.", "{who} declined {wish}.";
    did_wish_withdrawn(who, wish): "{who} tog tillbaka {wish}.", "{who} withdrew {wish}.";
    hidden_as(n): "Dolt önskemål {n}", "Hidden wish {n}";
    hidden_note(who): "{who} har dolt vad som står här. Skälet står nedan.", "{who} has hidden what stands here. The reason is below.";
    hidden_original: "Det som är dolt", "What is hidden";
    hidden_seen_by: "Det läser bara ni som önskade och de som sköter forumet.", "Only you who wished and those who look after the forum read it.";
    hide_link: "Dölj önskemålet", "Hide the wish";
    hide_title(n): "Dölj önskemål {n}", "Hide wish {n}";
    hide_lead: "Alla ser numret, vem som önskade och vad som har hänt, men inte vad som står i önskemålet.", "All see its number, who wished and what has happened, but not what the wish says.";
    hide_help: "Syns för alla. Skriv inte det som ska döljas.", "Shown to all. Do not write what is to be hidden.";
    hide_tells: "Det står i loggen med skälet, och de som vill ha mötet får mejl. Önskemålet ska ändå ha ett svar.", "It stands in the log with the reason, and those who want the meeting get an e-mail. The wish is to be answered all the same.";
    hide_button: "Dölj önskemålet", "Hide the wish";
    restore_title(n): "Visa önskemål {n} igen", "Show wish {n} again";
    restore_lead: "Alla kan åter läsa vad som står i önskemålet och säga att de vill samma sak.", "All can again read what the wish says, and say that they want the same.";
    restore_tells: "Det står i loggen med skälet, och de som vill ha mötet får mejl.", "It stands in the log with the reason, and those who want the meeting get an e-mail.";
    restore_button: "Visa önskemålet igen", "Show the wish again";
    refusal_hidden: "Önskemålet är dolt. Så länge det är det kan ingen mer säga att de vill samma sak.", "The wish is hidden. As long as it is, nobody else can say that they want the same.";
    did_wish_restored(who, wish): "{who} visade igen vad som står i {wish}.", "{who} showed again what {wish} says.";
    did_wish_hidden(who, wish): "{who} dolde vad som står i {wish}.", "{who} hid what {wish} says.";
    did_wish_reopened(wish): "Det som {wish} ledde till blev inte av, och det väntar på svar igen.", "What came of {wish} fell through, and it awaits an answer again.";
    did_issue_not_chosen(who, it, meeting): "{who} valde inte {it} till {meeting} den här gången.", "{who} did not choose {it} for {meeting} this time.";
    then_wish(date): "Svar senast {date}.", "Answer by {date}.";

    mail_subject(title): "Svar på önskemålet om ett möte: {title}", "Answer to the wish for a meeting: {title}";
    mail_text(title, act, when, who, reason, link): "Om önskemålet ”{title}”: {act}{when}\n\n{who} skriver: {reason}\n\n{link}\n", "About the wish “{title}”: {act}{when}\n\n{who} writes: {reason}\n\n{link}\n";
    mail_plan: "ett möte är planerat.", "a meeting is planned.";
    mail_join: "det tas in i ett annat önskemål och går vidare där.", "it is taken into another wish and goes on there.";
    mail_decline: "det blir inget möte.", "there will be no meeting.";
    mail_reopened_subject(title): "Önskemålet väntar på svar igen: {title}", "The wish awaits an answer again: {title}";
    mail_reopened_text(title, who, day, link): "Det som önskemålet ”{title}” ledde till blir inte av. {who} svarar igen, senast {day}.\n\n{link}\n", "What came of the wish “{title}” falls through. {who} answers again, by {day}.\n\n{link}\n";
    mail_restored_subject(n): "Önskemål {n} syns igen", "Wish {n} shows again";
    mail_restored_text(n, who, reason, link): "{who} visar igen vad som står i önskemål {n}. Skälet syns för alla: {reason}\n\n{link}\n", "{who} shows again what wish {n} says. The reason is shown to all: {reason}\n\n{link}\n";
    mail_hidden_subject(n): "Önskemål {n} är dolt", "Wish {n} is hidden";
    mail_hidden_text(n, who, reason, link): "{who} har dolt vad som står i önskemål {n}. Organisationen som önskade kan läsa det än, alla andra ser bara numret. Skälet syns för alla: {reason}\n\n{link}\n", "{who} has hidden what wish {n} says. The organisation that wished can still read it, everyone else sees its number only. The reason is shown to all: {reason}\n\n{link}\n";
    mail_day(day): " Det hålls {day}.", " It is held on {day}.";

    board_title: "Frågor att ta upp på möten", "Issues to take up at meetings";
    board_lead(who): "Frågor som kan stå på en dagordning. {who} väljer bland dem, och varje val har ett skäl som alla kan läsa, också när en fråga inte väljs.", "Issues that could stand on an agenda. {who} chooses among them, and every choice has a reason that everyone can read, also when an issue is not chosen.";
    board_caption: "Frågor som kan tas upp", "Issues that could be taken up";
    board_none_title: "Ingen fråga passar", "No issue fits";
    board_none_text: "Frågor som är öppna i sina forum eller besvarade står här.", "Issues that are open in their forums or answered stand here.";
    board_all: "Visa alla", "Show all";
    column_issue: "Fråga", "Issue";
    column_backing: "Står bakom", "Stand behind it";
    column_age: "Sedan", "Since";
    column_themes: "Teman", "Themes";
    column_areas: "Område", "Area";
    column_moved: "Hände senast", "Last happened";
    passed_one: "inte vald 1 gång", "not chosen once";
    passed_many(n): "inte vald {n} gånger", "not chosen {n} times";
    order: "Ordning", "Order";
    order_moved: "Hände senast", "Moved last";
    order_backing: "Flest står bakom", "Most backing";
    order_age: "Väntat längst", "Waited longest";
    filter_words: "Ord i rubriken", "Words of the title";
    filter_theme: "Tema", "Theme";
    choose_for: "Välj frågor till ett möte", "Choose issues for a meeting";
    choose_draft: "Utkast", "Draft";
    choose_draft_tells: "Mötet är ett utkast: valen och skälen syns för alla först när det utlyses.", "The meeting is a draft: the choices and the reasons are shown to all once it is announced.";
    choose_none: "Inget möte är utlyst.", "No meeting is announced.";
    choose_title(title): "Välj frågor till {title}", "Choose issues for {title}";
    choose_lead: "Skriv skälet där du väljer, och där du inte väljer. Det syns i frågans kedja, på mötets sida och i loggen. De andra på sidan delar ett skäl sist i formuläret.", "Write the reason where you choose, and where you do not. It stands in the issue's chain, on the meeting's page and in the log. The others on the page share a reason, last in the form.";
    choose_tells: "Valda frågor ställs sist på dagordningen. Ordning och tider ändrar du i mötets formulär.", "Chosen issues are put last on the agenda. You change order and times in the form of the meeting.";
    choose_send: "Spara valen", "Save the choices";
    choose_for_this: "Välj frågor till mötet", "Choose issues for the meeting";
    choice: "Val", "Choice";
    choice_row(n): "Fråga {n} i listan", "Issue {n} of the list";
    choice_yes: "Väljs till mötet", "Chosen for the meeting";
    choice_no: "Inte den här gången", "Not this time";
    choice_later: "Bestäms inte nu", "Not decided now";
    field_choice_reason: "Skäl, syns för alla", "Reason, shown to all";
    field_rows: "Val", "Choices";
    field_others: "Skäl för de andra som prövades", "Reason for the others that were considered";
    others_help: "Publiceras: det syns för alla i kedjan för varje fråga på sidan som du inte bestämmer något om och som inte redan har ett skäl för mötet. Behövs när du väljer någon fråga och andra som har stöd blir kvar.", "Is published: all can read it in the chain of every issue on the page that you decide nothing about and that has no reason for the meeting yet. Needed when you choose an issue and others that have backing are left.";
    rows_help: "Välj minst en fråga, eller välj bort minst en. En dagordning har högst 20 punkter.", "Choose at least one issue, or decide against at least one. An agenda has at most 20 items.";
    decided_before(reason): "Valdes inte till mötet: {reason}", "Was not chosen for the meeting: {reason}";
    chosen_title: "Vad som valdes och inte, och varför", "What was chosen and what was not, and why";
    chosen_yes: "Valdes", "Chosen";
    chosen_no: "Valdes inte", "Not chosen";

    calendar_title(year): "Kalender {year}", "Calendar {year}";
    calendar_name: "Kalender", "Calendar";
    calendar_lead: "Möten i alla forum och organ, bredvid budgeten, bokslutet och andra dagar som är bra att veta.", "The meetings of all forums and bodies, beside the budget, the annual accounts and other days that are good to know.";
    calendar_years: "År", "Year";
    calendar_months: "Månader", "Months";
    nothing_month: "Inget.", "Nothing.";
    free_days: "Helgdagar:", "Holidays:";
    meetings_of(name): "Möte i {name}", "A meeting of {name}";
    clash: "Krock", "Clash";
    clash_time: "samtidigt som", "at the same time as";
    clash_day: "samma dag som", "on the same day as";
    clash_budget(title): "samma vecka som: {title}", "in the same week as: {title}";
    clash_holiday(day): "på en helgdag: {day}", "on a holiday: {day}";
    clash_school(title): "under {title}", "during {title}";
    clashes_one: "1 möte krockar med något.", "1 meeting clashes with something.";
    clashes_many(n): "{n} möten krockar med något.", "{n} meetings clash with something.";
    kind_budget: "Budget", "The budget";
    kind_accounts: "Bokslut", "Annual accounts";
    kind_election: "Val", "Election";
    kind_school: "Skollov", "School holidays";
    kind_other: "Bra att veta", "Good to know";
    meeting_cancelled: "Inställt", "Cancelled";
    meeting_draft: "Utkast, syns bara för er", "Draft, seen by you only";
    meeting_held: "Hölls", "Was held";
    areas_title: "Möten i områdena", "Meetings in the areas";
    areas_lead: "Varje område ska få ett möte minst en gång i halvåret. Varningen står kvar tills nästa möte är inom tre månader. Rutorna visar ungefär hur områdena ligger.", "Each area should get a meeting at least once in six months. The warning stays until the next meeting is within three months. The tiles show roughly where the areas lie.";
    areas_map: "Karta över områdena", "Map of the areas";
    areas_caption: "Senaste och nästa möte i varje område", "Last and next meeting in each area";
    column_area: "Område", "Area";
    column_state: "Läge", "Situation";
    column_last: "Senast", "Last";
    column_next: "Nästa", "Next";
    never: "Inget möte än", "No meeting yet";
    none_planned: "Inget planerat", "None planned";
    area_fine: "Möte det senaste halvåret", "A meeting within six months";
    area_planned: "Inget på ett halvår, ett är planerat", "None for six months, one is planned";
    area_far(day): "Inget på ett halvår, nästa först {day}", "None for six months, the next not until {day}";
    area_left_out: "Inget på ett halvår", "None for six months";
    tile_fine: "Har haft möte", "Has had a meeting";
    tile_planned: "Möte planerat", "Meeting planned";
    tile_left_out: "Utan möte", "Without a meeting";
    to_tile: "Visa på kartan", "Show on the map";
    left_out_one: "1 område utan möte på ett halvår", "1 area without a meeting for six months";
    left_out_many(n): "{n} områden utan möte på ett halvår", "{n} areas without a meeting for six months";
    queue: "Önskade möten", "Wished-for meetings";
    queue_empty: "När en organisation önskar ett möte står det här tills det är besvarat.", "When an organisation wishes for a meeting it stands here until it is answered.";

    january: "januari", "January";
    february: "februari", "February";
    march: "mars", "March";
    april: "april", "April";
    may: "maj", "May";
    june: "juni", "June";
    july: "juli", "July";
    august: "augusti", "August";
    september: "september", "September";
    october: "oktober", "October";
    november: "november", "November";
    december: "december", "December";
    new_year: "nyårsdagen", "New Year's Day";
    epiphany: "trettondedag jul", "Epiphany";
    good_friday: "långfredagen", "Good Friday";
    easter: "påskdagen", "Easter Sunday";
    easter_monday: "annandag påsk", "Easter Monday";
    may_day: "första maj", "May Day";
    ascension: "Kristi himmelsfärds dag", "Ascension Day";
    pentecost: "pingstdagen", "Whit Sunday";
    national_day: "nationaldagen", "the National Day";
    midsummer_eve: "midsommarafton", "Midsummer Eve";
    midsummer: "midsommardagen", "Midsummer Day";
    all_saints: "alla helgons dag", "All Saints' Day";
    christmas_eve: "julafton", "Christmas Eve";
    christmas: "juldagen", "Christmas Day";
    boxing_day: "annandag jul", "Boxing Day";
    new_years_eve: "nyårsafton", "New Year's Eve";
}

/// Labels of the form for a wish, and of the one that answers it.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "title" => field_title(l),
        "why" => field_why(l),
        "kind" => field_kind(l),
        "forum" => field_forum(l),
        "area" => field_area(l),
        "period" => field_period(l),
        "fraga" => field_issue(l),
        "act" => field_act(l),
        "meeting" => field_meeting(l),
        "into" => field_into(l),
        "lang" => super::common::language(l),
        _ => field_reason(l),
    }
}

/// Labels of the form that chooses issues.
pub fn choice_label(l: Locale, field: &str) -> &'static str {
    match field.split('-').next().unwrap_or_default() {
        "choice" => choice(l),
        "rows" => field_rows(l),
        "others" => field_others(l),
        _ => field_choice_reason(l),
    }
}

/// In which row of the form that chooses a field stands.
pub fn row_of(l: Locale, field: &str) -> Option<String> {
    let (_, row) = field.split_once('-')?;
    Some(choice_row(l, row.parse::<usize>().ok()? + 1))
}

/// Where a wish stands.
pub const fn state(l: Locale, state: WishState) -> &'static str {
    match state {
        WishState::Open => state_open(l),
        WishState::Planned => state_planned(l),
        WishState::Joined => state_joined(l),
        WishState::Declined => state_declined(l),
        WishState::Withdrawn => state_withdrawn(l),
    }
}

/// Name of a tab.
pub const fn shown(l: Locale, shown: Shown) -> &'static str {
    match shown {
        Shown::Open => shown_open(l),
        Shown::Answered => shown_answered(l),
        Shown::Ended => shown_ended(l),
    }
}

/// `3 till vill samma sak`.
pub fn supported(l: Locale, n: i64) -> String {
    if n == 1 { supported_one(l).into() } else { supported_many(l, n) }
}

/// What is answered, in a mail.
pub const fn mail_act(l: Locale, act: WishAct) -> &'static str {
    match act {
        WishAct::Plan => mail_plan(l),
        WishAct::Join => mail_join(l),
        WishAct::Decline => mail_decline(l),
    }
}

/// What can be answered, with what it takes.
pub const fn act(l: Locale, act: WishAct) -> (&'static str, &'static str) {
    match act {
        WishAct::Plan => (act_plan(l), act_plan_help(l)),
        WishAct::Join => (act_join(l), act_join_help(l)),
        WishAct::Decline => (act_decline(l), ""),
    }
}

/// Name of an order.
pub const fn order_name(l: Locale, order: Order) -> &'static str {
    match order {
        Order::Moved => order_moved(l),
        Order::Backing => order_backing(l),
        Order::Age => order_age(l),
    }
}

/// What is decided about an issue.
pub const fn choice_name(l: Locale, choice: Choice) -> &'static str {
    match choice {
        Choice::Yes => choice_yes(l),
        Choice::No => choice_no(l),
    }
}

/// `inte vald 2 gånger`.
pub fn passed_over(l: Locale, n: i64) -> String {
    if n == 1 { passed_one(l).into() } else { passed_many(l, n) }
}

/// `2 områden utan möte på ett halvår`.
pub fn left_out(l: Locale, n: usize) -> String {
    if n == 1 { left_out_one(l).into() } else { left_out_many(l, n) }
}

/// `2 möten krockar med något.`
pub fn clashes(l: Locale, n: usize) -> String {
    if n == 1 { clashes_one(l).into() } else { clashes_many(l, n) }
}

/// How an area fares.
pub const fn area_state(l: Locale, state: AreaState) -> &'static str {
    match state {
        AreaState::Fine => area_fine(l),
        AreaState::Planned => area_planned(l),
        AreaState::LeftOut => area_left_out(l),
    }
}

/// The same, short enough for a tile.
pub const fn tile_state(l: Locale, state: AreaState) -> &'static str {
    match state {
        AreaState::Fine => tile_fine(l),
        AreaState::Planned => tile_planned(l),
        AreaState::LeftOut => tile_left_out(l),
    }
}

/// What a date of the year is.
pub const fn date_kind(l: Locale, kind: YearDateKind) -> &'static str {
    match kind {
        YearDateKind::Budget => kind_budget(l),
        YearDateKind::Accounts => kind_accounts(l),
        YearDateKind::Election => kind_election(l),
        YearDateKind::SchoolHoliday => kind_school(l),
        YearDateKind::Other => kind_other(l),
    }
}

/// What to say of a meeting's state in the calendar; nothing of one that is announced.
pub const fn meeting_state(l: Locale, state: MeetingState) -> Option<&'static str> {
    match state {
        MeetingState::Cancelled => Some(meeting_cancelled(l)),
        MeetingState::Draft => Some(meeting_draft(l)),
        MeetingState::Documented | MeetingState::FollowedUp => Some(meeting_held(l)),
        MeetingState::Announced | MeetingState::Open => None,
    }
}

/// Name of a month, with a capital.
pub fn month(l: Locale, month: u32) -> String {
    let name = match month {
        1 => january(l),
        2 => february(l),
        3 => march(l),
        4 => april(l),
        5 => may(l),
        6 => june(l),
        7 => july(l),
        8 => august(l),
        9 => september(l),
        10 => october(l),
        11 => november(l),
        _ => december(l),
    };
    let mut chars = name.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Name of a holiday.
pub const fn holiday(l: Locale, holiday: Holiday) -> &'static str {
    match holiday {
        Holiday::NewYear => new_year(l),
        Holiday::Epiphany => epiphany(l),
        Holiday::GoodFriday => good_friday(l),
        Holiday::Easter => easter(l),
        Holiday::EasterMonday => easter_monday(l),
        Holiday::MayDay => may_day(l),
        Holiday::Ascension => ascension(l),
        Holiday::Pentecost => pentecost(l),
        Holiday::NationalDay => national_day(l),
        Holiday::MidsummerEve => midsummer_eve(l),
        Holiday::Midsummer => midsummer(l),
        Holiday::AllSaints => all_saints(l),
        Holiday::ChristmasEve => christmas_eve(l),
        Holiday::Christmas => christmas(l),
        Holiday::BoxingDay => boxing_day(l),
        Holiday::NewYearsEve => new_years_eve(l),
    }
}
