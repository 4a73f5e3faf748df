//! Texts of planning meetings: their way from a draft to what came of them, agendas, templates, series, briefs.

#[cfg(feature = "ssr")]
use super::Locale;
#[cfg(feature = "ssr")]
use crate::meetings::types::Opening;

texts! {
    fault_sub_items(n): "Underpunkterna tar {n} minuter. Ge punkten minst så många.", "The items under it take {n} minutes. Give the item at least as many.";
    fault_after_meeting: "Välj en dag före mötet.", "Choose a day before the meeting.";
    fault_held_long_ago(days): "Mötet slutade för mer än {days} dagar sedan och kan inte flyttas. Planera ett nytt möte i stället.", "The meeting ended more than {days} days ago and cannot be moved. Plan a new meeting instead.";
    fault_open_to_all: "Ett stormöte är öppet för alla. Låt alla anmäla sig, eller välj en annan sorts möte.", "A general assembly is open to all. Let everyone sign up, or choose another kind of meeting.";

    // the way of a meeting
    state: "Läge", "State";
    next_act: "Nästa steg", "Next step";
    phase_draft: "Utkast", "Draft";
    phase_announced: "Utlyst, anmälan är inte öppen", "Announced, sign-up is not open";
    phase_open: "Utlyst, anmälan är öppen", "Announced, sign-up is open";
    phase_invited: "Utlyst, för inbjudna", "Announced, for those invited";
    phase_going_on: "Pågår", "Under way";
    phase_held: "Hållet, anteckningarna återstår", "Held, the minutes remain";
    phase_documented: "Dokumenterat", "Documented";
    phase_followed_up: "Uppföljt", "Followed up";
    phase_cancelled: "Inställt", "Cancelled";
    next_announce: "Granska och bjud in", "Review and announce";
    next_open: "Öppna anmälan nu", "Open sign-up now";
    next_opens_on: "Anmälan öppnar av sig själv", "Sign-up opens by itself on";
    next_wait: "Mötet hålls", "The meeting is held on";
    next_minutes: "Skriv anteckningar", "Write minutes";
    next_actions_one: "En åtgärd är inte avbockad. När den är det kan ni skriva vad det blev av mötet.", "One action is not ticked off. Once it is, you can write what came of the meeting.";
    next_actions(n): "{n} åtgärder är inte avbockade. När de är det kan ni skriva vad det blev av mötet.", "{n} actions are not ticked off. Once they are, you can write what came of the meeting.";
    next_follow_up: "Alla åtgärder är gjorda. Skriv vad det blev av mötet.", "All actions are done. Write what came of the meeting.";
    next_none: "Inget mer behöver göras.", "Nothing more needs to be done.";
    draft_flash: "Mötet är ett utkast.", "The meeting is a draft.";
    draft_flash_text: "Bara ni som sköter möten ser det. Det syns för alla när ni bjuder in.", "Only those of you who run meetings see it. It shows to all once you announce it.";
    drop_draft: "Släng utkastet", "Throw the draft away";
    drop_tells: "Utkastet går inte att få tillbaka.", "The draft cannot be brought back.";
    field_came: "Vad blev det av mötet?", "What came of the meeting?";
    came_help: "Vad som har ändrats sedan mötet, så att den som var där vet. Markdown går bra.", "What has changed since the meeting, so that those who were there know. Markdown is fine.";
    follow_up: "Markera som uppföljt", "Mark as followed up";
    follow_up_tells: "Texten syns för alla på mötets sida och i loggen.", "The text is shown to all on the meeting's page and in the log.";
    came_of_it: "Det blev det av mötet", "What came of the meeting";
    followed_up: "Uppföljt", "Followed up";
    drafts: "Utkast", "Drafts";
    drafts_lead: "Bara ni som sköter möten ser dem.", "Only those of you who run meetings see them.";
    not_open: "Anmälan är inte öppen", "Sign-up is not open";
    not_open_short: "Anmälan är inte öppen.", "Sign-up is not open.";
    not_open_text: "Här kan du anmäla dig när anmälan har öppnat.", "You can sign up here once sign-up has opened.";
    opens_day: "Anmälan öppnar", "Sign-up opens on";

    // the form
    save_draft: "Spara som utkast", "Save as a draft";
    save_draft_again: "Spara utkastet", "Save the draft";
    draft_tells: "Ett utkast syns bara för er som sköter möten, och flyttar inga frågor. Bjuder du in syns mötet direkt. Frågorna du har valt får läget På dagordningen, och ni lovar anteckningar inom 14 dagar efter mötet.", "A draft shows only to those of you who run meetings, and moves no issues. If you announce it, the meeting shows at once. The issues you chose are marked as being on an agenda, and you promise minutes within 14 days after the meeting.";
    field_of_body: "Vilket organ håller mötet?", "Which body holds the meeting?";
    of_body_help: "Behövs för ett gruppmöte.", "Needed for a group meeting.";
    no_body: "Inget särskilt organ", "No body in particular";
    field_of_forum: "Vilket forum hör det till?", "Which forum does it belong to?";
    no_forum: "Inget särskilt forum", "No forum in particular";
    field_by_invitation: "Vem kan anmäla sig?", "Who can sign up?";
    by_invitation: "Bara inbjudna. Alla kan läsa om mötet.", "Only those invited. Everybody can read about the meeting.";
    forum: "Forum", "Forum";
    body: "Hålls av", "Held by";
    field_opens: "När öppnar anmälan?", "When does sign-up open?";
    opens_now: "När mötet utlyses", "When the meeting is announced";
    opens_on_day: "Av sig själv, på en dag", "By itself, on a day";
    opens_by_hand: "När vi öppnar den", "When we open it";
    field_opens_on: "Dag när anmälan öppnar", "Day when sign-up opens";
    opens_on_help: "Bara om du valde en dag.", "Only if you chose a day.";
    too_long(agenda, meeting): "Dagordningen tar {agenda} minuter, men mötet bara {meeting}.", "The agenda takes {agenda} minutes, but the meeting only {meeting}.";
    too_long_text: "Spara igen om det ska vara så, annars kortar du punkter eller flyttar slutet.", "Save again if it is to be so; otherwise shorten items or move the end.";
    sums(agenda): "Punkterna tar {agenda} minuter tillsammans.", "The items take {agenda} minutes together.";
    agenda_help: "Flytta punkter med knapparna. En punkt utan fråga, löfte och rubrik tas bort.", "Move items with the buttons. An item without issue, promise and title is removed.";
    item: "Punkt", "Item";
    move_up: "Flytta upp", "Move up";
    move_down: "Flytta ner", "Move down";
    grip: "Dra för att flytta", "Drag to move";
    moved_to(n, of): "Punkten är nu nummer {n} av {of}.", "The item is now number {n} of {of}.";
    field_item_sub: "Underpunkt", "Item under another";
    item_sub: "Underpunkt till punkten ovanför", "Under the item above";
    field_item_presenter: "Vem håller i punkten? Syns för alla", "Who presents it? Shown to all";
    presenter(who): "Föredras av {who}", "Presented by {who}";
    ends_at: "Dagordningen är slut", "The agenda ends";

    // templates, copies, series
    templates: "Mallar för dagordningar", "Templates for agendas";
    templates_lead: "Det som en dagordning börjar med, för varje slag av möte.", "What an agenda begins with, for each kind of meeting.";
    template_of(kind): "Mall: {kind}", "Template: {kind}";
    template_lead: "Varje punkt har rubrik på svenska och engelska. Mötets språk avgör vilken som används.", "Each item has a title in Swedish and in English. The meeting's language decides which is used.";
    template_none: "Ingen mall än", "No template yet";
    template_items_one: "1 punkt", "1 item";
    template_items(n): "{n} punkter", "{n} items";
    template_edit: "Ändra mallen", "Change the template";
    template_save: "Spara mallen", "Save the template";
    template_tells: "Möten som redan är planerade ändras inte. Töm båda rubrikerna för att ta bort en punkt.", "Meetings that are planned already do not change. Empty both titles to remove an item.";
    template_fetch: "Hämta mallens punkter", "Fetch the template's items";
    rows_added: "Det finns fler tomma rader sist i listan.", "There are more empty rows last in the list.";
    template_fetched: "Mallens punkter är hämtade.", "The items of the template are fetched.";
    template_missing: "Det finns ingen mall för det slaget av möte än.", "There is no template for that kind of meeting yet.";
    template_start: "Börja från en mall", "Begin from a template";
    template_from_agenda: "Spara dagordningen som mall", "Save the agenda as a template";
    template_issue: "En fråga från ett forum", "An issue from a forum";
    field_item_sv: "Rubrik på svenska", "Title in Swedish";
    field_item_en: "Rubrik på engelska", "Title in English";
    copy: "Kopiera mötet", "Copy the meeting";
    series: "Upprepa mötet", "Repeat the meeting";
    series_help: "Högst 12 möten, med samma tid på dagen. Frågorna tas upp på det första; fria punkter följer med till alla. Vart och ett går att ändra för sig.", "At most 12 meetings, at the same time of day. The issues are taken up at the first; free items come along to all. Each can be changed on its own.";
    field_repeat: "Hur ofta?", "How often?";
    repeat_no: "Bara en gång", "Only once";
    repeat_weeks: "Veckor emellan", "Weeks apart";
    repeat_months: "Månader emellan", "Months apart";
    field_every: "Antal veckor eller månader emellan", "Number of weeks or months between";
    field_until: "Till och med", "Until";
    field_times: "Antal möten", "Number of meetings";
    times_help: "Fyll i slutdag, antal eller båda.", "Fill in the last day, the number or both.";
    field_which: "Vilka möten?", "Which meetings?";
    which_one: "Bara det här mötet", "This meeting only";
    which_coming: "Det här och alla senare i serien", "This one and all later ones of the series";

    // briefs
    briefs: "Underlag till alla punkter", "Briefs for all items";
    brief: "Underlag till punkten", "Brief for the item";
    brief_title(n, title): "Punkt {n}: {title}", "Item {n}: {title}";
    brief_of(meeting): "Underlag: {meeting}", "Briefs: {meeting}";
    brief_free: "Punkten har varken fråga eller löfte och därför inget underlag.", "The item has neither issue nor promise and therefore no brief.";
    brief_posted: "Ställd av", "Raised by";
    brief_issue: "Frågan", "The issue";
    brief_what: "Vad är problemet?", "What is the problem?";
    brief_why: "Varför spelar det roll?", "Why does it matter?";
    brief_whom: "Vem berör det?", "Whom does it concern?";
    brief_ask: "Vad begärs?", "What is asked for?";
    brief_backers: "Står bakom", "Standing behind it";
    brief_nobody: "Ingen annan organisation står bakom än.", "No other organisation stands behind it yet.";
    brief_chain: "Det har hänt", "What has happened";
    brief_said(n): "Ur {n} inlägg, de senaste först", "From {n} contributions, latest first";
    brief_said_one: "Ett inlägg", "One contribution";
    brief_promised: "Det är lovat", "What is promised";
    brief_chain_newest(n, all): "De {n} senaste av {all} händelser", "The {n} latest of {all} events";
    brief_read: "Läs allt på", "Read all at";
    print_hint: "Skriv ut sidan från webbläsaren, så får varje punkt sitt eget blad.", "Print the page from the browser, and each item gets a sheet of its own.";
}

/// When people can begin to sign up.
#[cfg(feature = "ssr")]
pub const fn opening(l: Locale, opening: Opening) -> &'static str {
    match opening {
        Opening::Now => opens_now(l),
        Opening::OnDay => opens_on_day(l),
        Opening::ByHand => opens_by_hand(l),
    }
}

/// Label of a field, numbered or not; nothing for a field that is not of planning.
#[cfg(feature = "ssr")]
pub fn label(l: Locale, field: &str) -> Option<&'static str> {
    Some(match field {
        "of_body" => field_of_body(l),
        "of_forum" => field_of_forum(l),
        "by_invitation" => field_by_invitation(l),
        "opens" => field_opens(l),
        "opens_on" => field_opens_on(l),
        "repeat" => field_repeat(l),
        "every" => field_every(l),
        "until" => field_until(l),
        "times" => field_times(l),
        "which" => field_which(l),
        "came" => field_came(l),
        "item_number" => item(l),
        "item_sub" => field_item_sub(l),
        "item_presenter" => field_item_presenter(l),
        "item_sv" => field_item_sv(l),
        "item_en" => field_item_en(l),
        _ => return super::minutes::label(l, field),
    })
}
