//! Texts of high-level talks and the promises made at them.

use super::{Locale, plural};
use crate::promises::types::{Bucket, Occasion, PromiseAct, PromiseKind, PromiseState};

texts! {
    title: "Löften", "Promises";
    lead: "Det politiker och andra har lovat på högnivåsamtal och stormöten: vad som är hållet, vad som är på gång, vad som är försenat och vad som har tagits tillbaka.", "What politicians and others have promised at high-level talks and general assemblies: what is kept, what is under way, what is late and what was taken back.";
    numbered(n): "Löfte {n}", "Promise {n}";
    promise_number(n): "löfte {n}", "promise {n}";
    the_promise: "löftet", "the promise";
    clock: "Löfte från ett samtal", "Promise made at a talk";
    expected(who, what): "{who} har lovat: {what} Senast", "{who} has promised: {what} By";
    expected_late(who, what): "{who} har lovat: {what} Det skulle ha varit klart", "{who} has promised: {what} It was due";
    late_one(who): "{who} dröjer med 1 löfte", "{who}: 1 promise is late";
    late_many(who, n): "{who} dröjer med {n} löften", "{who}: {n} promises are late";
    all_of_owner: "Allt de har lovat på samtal", "All that they have promised at talks";
    of_point: "Löften från samtal om det här", "Promises from talks about this";
    to_ledger: "Alla löften", "All promises";
    to_talks: "Högnivåsamtal och stormöten", "High-level talks and assemblies";

    state_open: "Ingen rapport än", "No report yet";
    state_under_way: "På gång", "Under way";
    state_claimed: "Hållet enligt ägaren", "Kept, says the owner";
    state_kept: "Hållet", "Kept";
    state_dropped: "Taget tillbaka", "Taken back";
    kind_commitment: "Åtagande", "Commitment";
    kind_principle: "Hållning", "Stance";
    kind_commitment_help: "Något ska vara gjort ett visst datum.", "Something will be done by a date.";
    kind_principle_help: "Så vill man handla framöver. Den ses över ett visst datum.", "How one means to act. It is looked at again on a date.";
    bucket_all: "Alla", "All";
    bucket_under_way: "På gång", "Under way";
    bucket_overdue: "Försenade", "Late";
    bucket_kept: "Hållna", "Kept";
    bucket_dropped: "Tagna tillbaka", "Taken back";
    tabs: "Läge", "State";
    filter_party: "Vem lovade", "Who promised";
    filter_owner: "Ägare", "Owner";
    filter_year: "År", "Year";
    shown_one: "1 löfte", "1 promise";
    shown_many(n): "{n} löften", "{n} promises";
    none_title: "Inga löften än", "No promises yet";
    none_text: "När något har lovats på ett samtal står det här, med ägare och datum.", "Once something was promised at a talk it stands here, with owner and date.";
    none_match_title: "Inget löfte passar", "No promise fits";
    none_match_text: "Ta bort något av filtren.", "Remove one of the filters.";
    csv: "Hämta som tabell (CSV)", "Download as a table (CSV)";
    feed: "Följ löftena (Atom)", "Follow the promises (Atom)";
    feed_title(place): "Löften, {place}", "Promises, {place}";

    about: "Om löftet", "About the promise";
    who_promised: "Lovat av", "Promised by";
    by(party, function): "{party}, {function}", "{party}, {function}";
    owner: "Ansvarar", "Responsible";
    kind: "Slag", "Kind";
    made_at: "Lovat på", "Promised at";
    made_item(title): "punkten ”{title}”", "item “{title}”";
    about_issue: "Gäller", "About";
    about_principles: "Principer", "Principles";
    about_commitments: "Åtaganden", "Commitments";
    stood_on: "Har stått på dagordningen", "Has stood on the agenda";
    stands_on: "Står på dagordningen", "Stands on the agenda";
    evidence: "Se vad som är gjort", "See what was done";
    due_commitment(who): "{who} ska ha hållit löftet", "{who} is to have kept the promise by";
    due_commitment_late(who): "{who} skulle ha hållit löftet", "{who} was to have kept the promise by";
    due_principle(who): "{who} ser över det", "{who} looks at it again";
    due_principle_late(who): "{who} skulle ha sett över det", "{who} was to have looked at it";
    due_answer(who): "{who} svarar om det är hållet senast", "{who} answers whether it is kept by";
    due_answer_late(who): "{who} skulle ha svarat om det är hållet", "{who} was to have answered whether it is kept by";
    ended_kept: "Hållet", "Kept";
    ended_dropped: "Taget tillbaka", "Taken back";
    chain: "Så har det gått", "What has happened";
    by_date: "senast", "by";
    review_date: "ses över", "looked at";
    before_words(words): "Tidigare: {words}", "Earlier: {words}";
    before_by(by): "Tidigare lovat av: {by}", "Earlier promised by: {by}";
    before_owner(name): "Tidigare ansvarig: {name}", "Earlier responsible: {name}";
    before_kind(kind): "Tidigare slag: {kind}", "Earlier kind: {kind}";
    before_due(date): "Tidigare datum: {date}", "Earlier date: {date}";
    correct_link: "Rätta uppgifterna", "Correct the details";

    act_report: "Berätta hur det går", "Tell how it goes";
    act_claim: "Säg att det är hållet", "Say that it is kept";
    act_confirm: "Bekräfta att det är hållet", "Confirm that it is kept";
    act_question: "Svara varför det inte är hållet", "Answer why it is not kept";
    act_drop: "Ta tillbaka löftet", "Take the promise back";
    act_reopen: "Öppna löftet igen", "Open the promise again";
    tells_report: "Det syns för alla i löftets kedja.", "Everyone sees it in the chain of the promise.";
    tells_claim(who): "Det syns för alla. {who} svarar inom 14 dagar om löftet är hållet.", "Everyone sees it. {who} answers within 14 days whether the promise is kept.";
    tells_confirm: "Löftet räknas som hållet. Det lämnar nästa samtals dagordning.", "The promise counts as kept. It leaves the next talk's agenda.";
    tells_question: "Löftet är på gång igen, med samma datum som förut.", "The promise is under way again, with the same date as before.";
    tells_drop: "Löftet står kvar för alla med ditt skäl, som taget tillbaka.", "The promise stays for all to read with your reason, as taken back.";
    tells_reopen: "Löftet är på gång igen och kommer tillbaka på nästa samtals dagordning.", "The promise is under way again and returns on the next talk's agenda.";
    field_report: "Hur går det?", "How does it go?";
    field_done: "Vad är gjort?", "What was done?";
    field_confirm: "Något att tillägga", "Anything to add";
    field_why: "Skäl, syns för alla", "Reason, shown to all";
    field_url: "Länk till något som visar det", "Link to something that shows it";
    field_next_review: "När ses det över nästa gång?", "When is it looked at next?";
    field_next_due: "Nytt datum", "New date";
    next_review_help: "Lämna tomt om det gamla datumet gäller.", "Leave empty if the old date holds.";
    acts_heading: "Vad vill du göra?", "What do you want to do?";

    new_title: "Skriv ner ett löfte", "Write down a promise";
    new_lead: "Skriv det som sades, så ordagrant du kan. Det syns för alla direkt, och den som ansvarar kan rapportera här.", "Write what was said, as close to the words as you can. Everyone can read it at once, and whoever is responsible can report here.";
    new_choose: "Vid vilket samtal?", "At which talk?";
    new_none_title: "Inget samtal har hållits", "No talk has been held";
    new_none_text: "Löften skrivs ner när ett högnivåsamtal eller stormöte har börjat.", "Promises are written down once a high-level talk or an assembly has begun.";
    new_button: "Publicera löftet", "Publish the promise";
    new_tells: "Löftet syns för alla, och datumet börjar räknas.", "Everyone sees the promise, and its date begins to count.";
    new_link: "Skriv ner ett löfte", "Write down a promise";
    correct_title(n): "Rätta löfte {n}", "Correct promise {n}";
    correct_lead: "Det som stod förut står kvar i kedjan.", "What stood there before stays in the chain.";
    correct_button: "Spara rättelsen", "Save the correction";
    correct_stale: "Så här står det nu:", "This is what stands there now:";
    field_words: "Vad lovades?", "What was promised?";
    words_help: "En mening, till exempel: Vi öppnar skolornas salar på kvällarna.", "One sentence, such as: We open the halls of the schools in the evenings.";
    field_party: "Parti eller organ", "Party or body";
    party_help: "Inte personens namn. Till exempel ett partis namn eller Kommunstyrelsen.", "Not the person's name. For instance the name of a party or of a board.";
    field_function: "Funktion", "Function";
    function_help: "Till exempel ordförande.", "For instance chair.";
    field_owner: "Vem ansvarar?", "Who is responsible?";
    owner_help: "Den organisation eller det organ som ska hålla löftet.", "The organisation or body that is to keep the promise.";
    field_kind: "Slag av löfte", "Kind of promise";
    field_due: "Datum", "Date";
    due_help: "När ett åtagande ska vara klart, eller när en hållning ses över.", "When a commitment is to be done, or when a stance is looked at again.";
    field_issue: "Nummer på frågan som löftet gäller", "Number of the issue that the promise is about";
    field_item: "Punkt på dagordningen", "Item of the agenda";
    field_principles: "Principer som det hör till", "Principles that it belongs to";
    field_commitments: "Åtaganden i överenskommelsen som det hör till", "Commitments of the agreement that it belongs to";
    field_reason: "Varför rättas det?", "Why is it corrected?";
    field_language: "Språk", "Language";
    item_none: "Ingen särskild", "None in particular";

    talks_title: "Högnivåsamtal och stormöten", "High-level talks and assemblies";
    talks_lead: "Tre gånger om året möts civilsamhället och politiken: ett stormöte som är öppet för alla, och två mindre samtal vid budgeten och bokslutet.", "Three times a year civil society and politicians meet: a general assembly open to all, and two smaller talks by the budget and the annual accounts.";
    planned(n, of): "{n} av {of} planerade eller hållna", "{n} of {of} planned or held";
    year_now(year): "{year}, i år", "{year}, this year";
    slot_assembly: "Stormöte, öppet för alla", "General assembly, open to all";
    slot_budget: "Samtal vid budgeten", "Talk by the budget";
    slot_accounts: "Samtal vid bokslutet", "Talk by the annual accounts";
    slot_other: "Andra samtal", "Other talks";
    slot_empty: "Inte planerat än.", "Not planned yet.";
    slot_missed: "Hölls inte.", "Was not held.";
    talk_cancelled: "Inställt", "Cancelled";
    talk_coming: "Kommer", "Coming";
    talk_held: "Hållet", "Held";
    promised_none: "Inget löfte är nedskrivet.", "No promise is written down.";
    promised_here: "Det här lovades", "This was promised";
    next_agenda: "På nästa dagordning", "On the next agenda";
    next_none: "Inget samtal är utlyst just nu.", "No talk is announced right now.";
    next_title: "Nästa samtal", "The next talk";
    brief_link: "Underlag att läsa före (två sidor)", "Brief to read before (two pages)";
    field_occasion: "Hålls vid", "Is held by";
    occasion_none: "Inget särskilt", "Nothing in particular";
    occasion_budget: "Budgeten", "The budget";
    occasion_accounts: "Bokslutet", "The annual accounts";

    brief_title(title): "Underlag: {title}", "Brief: {title}";
    brief_when: "När", "When";
    brief_where: "Var", "Where";
    brief_who: "Vilka", "Who";
    brief_who_all: "Öppet för alla i civilsamhället och politiken", "Open to all of civil society and to politicians";
    brief_who_few: "Styrgruppen, politiker och inbjudna från civilsamhället", "The steering group, politicians and guests from civil society";
    brief_agenda: "Det här ska samtalet handla om", "What the talk is about";
    brief_agenda_none: "Dagordningen är inte bestämd än.", "The agenda is not decided yet.";
    brief_asks(text): "Ber om: {text}", "Asks for: {text}";
    brief_promises: "Löften som inte är hållna än", "Promises that are not kept yet";
    brief_claimed: "Hållna, säger den som ansvarar. Väntar på svar", "Kept, says whoever is responsible. Awaiting an answer";
    brief_promises_none: "Inget löfte väntar.", "No promise is waiting.";
    brief_last: "Det kom av förra samtalet", "What came of the last talk";
    brief_last_none: "Det här är det första samtalet.", "This is the first talk.";
    brief_more(n): "Och {n} till på sidan om mötet.", "And {n} more on the page of the meeting.";
    brief_short: "Två sidor att skriva ut. Allt står på sidan om mötet.", "Two pages to print. All of it is on the page of the meeting.";
    left_kept: "Hållet före samtalet, tas inte upp", "Kept before the talk, not taken up";
    left_dropped: "Taget tillbaka före samtalet, tas inte upp", "Taken back before the talk, not taken up";

    did_recorded(who, it, meeting): "{who} skrev ner {it} från {meeting}.", "{who} wrote down {it} from {meeting}.";
    did_corrected(who, it): "{who} rättade uppgifterna om {it}.", "{who} corrected the details of {it}.";
    did_reported(who, it): "{who} berättade hur det går med {it}.", "{who} told how {it} goes.";
    did_claimed(who, it): "{who} säger att {it} är hållet.", "{who} says that {it} is kept.";
    did_kept(who, it): "{who} bekräftade att {it} är hållet.", "{who} confirmed that {it} is kept.";
    did_questioned(who, it): "{who} svarade att {it} inte är hållet än.", "{who} answered that {it} is not kept yet.";
    did_dropped(who, it): "{who} tog tillbaka {it}.", "{who} took {it} back.";
    did_reopened(who, it): "{who} öppnade {it} igen.", "{who} opened {it} again.";
    then_due(date): "Nästa datum är {date}.", "The next date is {date}.";
    then_answer(date): "Svar kommer senast {date}.", "An answer comes by {date}.";

    mail_late_subject(n): "Löfte {n} är försenat", "Promise {n} is late";
    mail_late_text(words, date, link): "Ni har lovat på ett samtal: {words}\n\nDet skulle ha varit klart {date}. Berätta hur det går, eller säg att det är hållet:\n{link}\n", "You have promised at a talk: {words}\n\nIt was due {date}. Tell how it goes, or say that it is kept:\n{link}\n";

    col_number: "Nummer", "Number";
    col_words: "Löfte", "Promise";
    col_state: "Läge", "State";
    col_party: "Parti eller organ", "Party or body";
    col_made: "Lovat", "Promised on";
    col_talk: "Samtal", "Talk";
    col_due: "Ska vara klart eller ses över", "To be done or looked at";
    col_closed: "Hållet eller taget tillbaka", "Kept or taken back";
    col_evidence: "Länk", "Link";
    col_address: "Adress", "Address";
}

/// Labels of the fields..
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "words" => field_words(l),
        "party" => field_party(l),
        "function" => field_function(l),
        "owner" => field_owner(l),
        "kind" => field_kind(l),
        "due" => field_due(l),
        "issue" => field_issue(l),
        "item" => field_item(l),
        "principles" => field_principles(l),
        "commitments" => field_commitments(l),
        "reason" => field_reason(l),
        "lang" => super::common::language(l),
        "url" => field_url(l),
        "next_on" => field_next_due(l),
        "occasion" => field_occasion(l),
        _ => field_report(l),
    }
}

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident: $text:ident, $next:ident;)+) => {
        $($(#[$doc])*
        pub fn $name(l: Locale, field: &str) -> &'static str {
            match field {
                "text" => $text(l),
                "next_on" => $next(l),
                field => label(l, field),
            }
        })+
    };
}

labels! {
    /// Labels of the form that tells how it goes.
    report_label: field_report, field_next_review;
    /// Labels of the form that says what was done.
    done_label: field_done, field_next_due;
    /// Labels of the form that confirms what the owner said.
    confirm_label: field_confirm, field_next_due;
    /// Labels of forms that take a reason.
    why_label: field_why, field_next_due;
}

/// What an act is called.
pub const fn act(l: Locale, act: PromiseAct) -> &'static str {
    match act {
        PromiseAct::Report => act_report(l),
        PromiseAct::Claim => act_claim(l),
        PromiseAct::Confirm => act_confirm(l),
        PromiseAct::Question => act_question(l),
        PromiseAct::Drop => act_drop(l),
        PromiseAct::Reopen => act_reopen(l),
    }
}

/// What happens when it is done. `judge` answers whether a promise is kept.
pub fn tells(l: Locale, act: PromiseAct, judge: &str) -> String {
    match act {
        PromiseAct::Report => tells_report(l).into(),
        PromiseAct::Claim => tells_claim(l, judge),
        PromiseAct::Confirm => tells_confirm(l).into(),
        PromiseAct::Question => tells_question(l).into(),
        PromiseAct::Drop => tells_drop(l).into(),
        PromiseAct::Reopen => tells_reopen(l).into(),
    }
}

/// A state.
pub const fn state(l: Locale, state: PromiseState) -> &'static str {
    match state {
        PromiseState::Open => state_open(l),
        PromiseState::UnderWay => state_under_way(l),
        PromiseState::Claimed => state_claimed(l),
        PromiseState::Kept => state_kept(l),
        PromiseState::Dropped => state_dropped(l),
    }
}

/// A kind.
pub const fn kind_of(l: Locale, kind: PromiseKind) -> &'static str {
    match kind {
        PromiseKind::Commitment => kind_commitment(l),
        PromiseKind::Principle => kind_principle(l),
    }
}

/// What the ledger counts together; `None`: all.
pub const fn bucket(l: Locale, bucket: Option<Bucket>) -> &'static str {
    match bucket {
        None => bucket_all(l),
        Some(Bucket::UnderWay) => bucket_under_way(l),
        Some(Bucket::Overdue) => bucket_overdue(l),
        Some(Bucket::Kept) => bucket_kept(l),
        Some(Bucket::Dropped) => bucket_dropped(l),
    }
}

/// What a small talk is held beside.
pub const fn occasion(l: Locale, occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Budget => occasion_budget(l),
        Occasion::Accounts => occasion_accounts(l),
    }
}

/// `3 löften`.
pub fn shown(l: Locale, n: i64) -> String {
    plural(n, shown_one(l).to_string(), shown_many(l, n))
}

/// What is expected of somebody, as words before its date.
pub fn due(l: Locale, state: PromiseState, kind: PromiseKind, late: bool, who: &str) -> String {
    match (state, kind, late) {
        (PromiseState::Claimed, _, false) => due_answer(l, who),
        (PromiseState::Claimed, _, true) => due_answer_late(l, who),
        (_, PromiseKind::Commitment, false) => due_commitment(l, who),
        (_, PromiseKind::Commitment, true) => due_commitment_late(l, who),
        (_, PromiseKind::Principle, false) => due_principle(l, who),
        (_, PromiseKind::Principle, true) => due_principle_late(l, who),
    }
}
