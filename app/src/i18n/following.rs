//! Texts of following.

use super::Locale;

texts! {
    followers_one: "följer frågan", "follows the issue";
    followers_many: "följer frågan", "follow the issue";
    follow: "Följ frågan", "Follow the issue";
    unfollow: "Sluta följa", "Stop following";
    follow_open: "Följ frågan med e-post", "Follow the issue by e-mail";
    what_you_get: "Du får högst ett mejl om dagen. Svar, beslut och passerade datum berättar vi om direkt.", "You get at most one e-mail a day. Of answers, decisions and dates that pass we tell at once.";
    you_follow: "Du följer frågan.", "You follow the issue.";
    to_mine: "Allt du följer", "All that you follow";
    field_email: "E-post", "E-mail";
    email_help: "Vi mejlar en länk. Adressen visas inte för någon och tas bort när du slutar följa.", "We mail a link. The address is shown to nobody and is removed when you stop following.";
    ask_button: "Mejla mig en länk", "Mail me a link";
    follow_title(n): "Följ fråga {n}", "Follow issue {n}";
    link_ask_title: "Vill du följa frågan?", "Do you want to follow the issue?";
    link_ask_button: "Ja, följ frågan", "Yes, follow the issue";
    link_not_asked: "Var det inte du som bad om det? Stäng sidan, eller ta bort adressen nu. Annars tas den bort inom sju dagar.", "Was it not you who asked for it? Close the page, or remove the address now. Otherwise it is removed within seven days.";
    link_remove: "Ta bort adressen", "Remove the address";
    link_title: "Du följer frågan", "You follow the issue";
    end_title: "Sluta följa", "Stop following";
    end_text: "Då får du inga fler mejl om frågan. Följer du den utan konto tar vi bort adressen.", "Then you get no more e-mails about the issue. If you follow it without an account, we remove the address.";
    end_one: "Sluta följa den här frågan", "Stop following this issue";
    end_all(n): "Sluta följa alla {n} frågor", "Stop following all {n} issues";
    gone_title: "Du följer inte frågan", "You do not follow the issue";
    gone_text: "Länken gäller inte längre: du har slutat följa, eller så bekräftades adressen inte i tid. Inga fler mejl kommer. Vill du följa en fråga, gör det på frågans egen sida.", "The link is no longer valid: you have stopped following, or the address was not confirmed in time. No more e-mails come. To follow an issue, do so on the issue's own page.";
    mine_title: "Det du följer", "What you follow";
    mine_lead: "Vi mejlar när något händer med de här frågorna. Ingen annan ser vad du följer.", "We send an e-mail when something happens to these issues. Nobody else sees what you follow.";
    mine_empty_title: "Du följer ingen fråga", "You follow no issue";
    mine_empty_text: "Tryck på Följ frågan på en frågas sida, så får du veta när något händer.", "Press Follow the issue on the page of an issue, and you hear when something happens.";
    issue_named(n): "Fråga {n}", "Issue {n}";
    mail_ask_subject(title): "Bekräfta att du vill följa: {title}", "Confirm that you want to follow: {title}";
    mail_ask_text(n, title, link): "Någon, förhoppningsvis du, vill få mejl när något händer med fråga {n}, ”{title}”.\n\nÖppna länken och tryck på knappen där om du vill följa frågan:\n{link}\n\nGör du ingenting tar vi bort adressen inom sju dagar, och inga fler mejl kommer.\n", "Somebody, hopefully you, wants to get e-mails when something happens to issue {n}, “{title}”.\n\nOpen the link and press the button there if you want to follow the issue:\n{link}\n\nIf you do nothing we remove the address within seven days, and no more e-mails come.\n";
    mail_again_subject(title): "Du följer redan: {title}", "You follow already: {title}";
    mail_again_text(n, title, link): "Någon, förhoppningsvis du, vill få mejl när något händer med fråga {n}, ”{title}”. Det får du redan.\n\nVill du sluta följa frågan, gör det här:\n{link}\n", "Somebody, hopefully you, wants to get e-mails when something happens to issue {n}, “{title}”. You do already.\n\nTo stop following the issue, go here:\n{link}\n";
    mail_news_subject(title): "{title}: det här har hänt", "{title}: what has happened";
    mail_news_text(n, title, news, link): "Det här har hänt med fråga {n}, ”{title}”:\n\n{news}\nLäs mer och se hela kedjan:\n{link}\n", "This has happened to issue {n}, “{title}”:\n\n{news}\nRead more and see the whole chain:\n{link}\n";
    mail_more_one: "… och en händelse till, som du kan läsa om på frågans sida.", "… and one more, which you can read about on the issue's page.";
    mail_more_many(n): "… och {n} händelser till, som du kan läsa om på frågans sida.", "… and {n} more, which you can read about on the issue's page.";
    mail_because(reason): "Skäl: {reason}", "Reason: {reason}";
    mail_late_subject(title): "{title}: datumet har passerat", "{title}: the date has passed";
    late_hearing: "Frågan skulle ha tagits upp på möte", "The issue was to be taken up at a meeting on";
    late_follow_up: "Frågan skulle ha följts upp", "The issue was to be followed up on";
    mail_late_text(n, title, what, date, link): "{what} {date}, men det har inte hänt än. Det gäller fråga {n}, ”{title}”.\n\nLäs mer och se hela kedjan:\n{link}\n", "{what} {date}, but it has not happened yet. It is about issue {n}, “{title}”.\n\nRead more and see the whole chain:\n{link}\n";
    mail_end(link): "\nDu får det här för att du följer frågan. Sluta följa den:\n{link}\n", "\nYou get this because you follow the issue. Stop following it:\n{link}\n";
    mail_for(organisation): "\nDu får det här för att du företräder {organisation}, som frågan angår.\n", "\nYou get this because you represent {organisation}, which the issue concerns.\n";
    mail_for_appellant: "\nDu får det här för att du har överklagat.\n", "\nYou get this because you have appealed.\n";
}

/// Labels of the fields.
pub fn label(l: Locale, _field: &str) -> &'static str {
    field_email(l)
}
