//! Texts of accounts.

use super::Locale;
use crate::accounts::types::PasswordChange;

texts! {
    sign_in_lead: "Skriv din e-postadress, så mejlar vi en länk. Du behöver inget lösenord.", "Write your e-mail address and we mail you a link. You need no password.";
    email: "E-post", "E-mail";
    sign_in_tells: "Länken gäller i tio minuter och kan användas en gång.", "The link is valid for ten minutes and can be used once.";
    send_link: "Skicka länken", "Send the link";
    signed_in_already(name): "Du är redan inloggad som {name}.", "You are already signed in as {name}.";
    no_account_needed: "Ny här? Du kan läsa allt utan konto och anmäla dig till möten med bara e-post.", "New here? You can read everything without an account and sign up for meetings by e-mail alone.";
    personas_title: "Prova som någon annan", "Try it as somebody else";
    personas_text: "Det här är en demo. Välj en person, så är du inloggad.", "This is a demo. Choose a person and you are signed in.";
    persona_representative: "Ställer frågor och står bakom andras.", "Raises issues and stands behind those of others.";
    persona_two: "Företräder två organisationer och byter mellan dem.", "Represents two organisations and switches between them.";
    persona_newcomer: "Har just registrerat sin organisation och ställer sin första fråga.", "Has just registered an organisation and raises a first issue.";
    persona_curator: "Tar emot frågor och gör hearingar.", "Receives issues and arranges hearings.";
    persona_officer: "Svarar för förvaltningen.", "Answers for a public body.";
    persona_politician: "Läser inför möten och lämnar löften.", "Reads before meetings and makes promises.";
    persona_steering: "Följer hur kansliet gör sitt uppdrag.", "Follows how the secretariat does its work.";
    persona_steering_public: "Sitter i styrgruppen för det offentliga och får inte moderera.", "Has a public seat in the steering group and may not moderate.";
    persona_vg: "Sköter kansliets arbete i Västra Götaland.", "Does the work of a secretariat in Västra Götaland.";
    persona_vg_public: "Sitter i samverkansgruppen för regionen och får inte moderera.", "Has a public seat in the collaboration group and may not moderate.";
    persona_individual: "Är med som sig själv, utan organisation.", "Takes part without an organisation.";

    sent_title: "Titta i din e-post", "Look in your e-mail";
    sent_text: "Om adressen stämmer har vi mejlat en länk till den. Den gäller i tio minuter.", "If the address is right, we have mailed a link to it. It is valid for ten minutes.";
    sent_help: "Kommer inget mejl? Titta i skräpposten och se efter att adressen är rätt. Vi skickar högst fem länkar i timmen till samma adress.", "No e-mail? Look among unwanted mail and check the address. We send at most five links an hour to one address.";
    sent_again: "Skriv adressen igen", "Write the address again";

    link_title: "Logga in på den här enheten", "Sign in on this device";
    link_text(email): "Tryck på knappen, så loggas du in som {email}.", "Press the button to sign in as {email}.";
    link_button: "Logga in på den här enheten", "Sign in on this device";
    link_spent_title: "Länken gäller inte längre", "The link is no longer valid";
    link_spent_text: "Den har använts, eller så har den blivit för gammal. Begär en ny, så mejlar vi den direkt.", "It was used, or it has become too old. Ask for a new one and we mail it at once.";
    link_new: "Skicka en ny länk", "Send a new link";
    name_title: "Vad heter du?", "What is your name?";
    name_lead: "Det är första gången du loggar in. Ditt namn syns vid det du skriver.", "This is the first time you sign in. Your name shows beside what you write.";
    name: "Namn", "Name";
    name_help: "För- och efternamn, som du vill att andra ska se det.", "First and last name, as you want others to see it.";
    name_tells(email): "När du går vidare skapas ett konto för {email}.", "When you go on, an account for {email} is made.";
    name_button: "Gå vidare", "Go on";

    mail_link_subject: "Din länk till Dialogforum", "Your link to Dialogforum";
    mail_link_text(link): "Hej!\n\nÖppna länken för att logga in:\n\n{link}\n\nDen gäller i tio minuter och kan användas en gång. Har du inte bett om den behöver du inte göra något.", "Hello!\n\nOpen the link to sign in:\n\n{link}\n\nIt is valid for ten minutes and can be used once. If you did not ask for it, you need not do anything.";

    sign_in_with_password: "Logga in med lösenord", "Sign in with a password";
    password: "Lösenord", "Password";
    password_tells: "Har du inget lösenord eller minns det inte? Be om en länk här ovanför. Den fungerar alltid.", "No password, or you do not remember it? Ask for a link above. It always works.";
    password_none: "Du har inget lösenord och behöver inget. Du loggar in med en länk som vi mejlar.", "You have no password and need none. You sign in by a link that we mail.";
    password_there(when): "Du kan logga in med lösenord också. Det sattes {when}.", "You can sign in with a password too. It was set {when}.";
    password_link_first: "Vill du ha ett lösenord? Logga först in med en ny länk, så att vi vet att det är du.", "Want a password? First sign in by a new link, so that we know it is you.";
    password_link: "Skicka en ny länk", "Send a new link";
    password_add: "Välj ett lösenord", "Choose a password";
    password_add_tells: "Du får ett mejl om att lösenordet är satt.", "You get an e-mail saying that the password was set.";
    password_change: "Ändra eller ta bort lösenordet", "Change or remove the password";
    password_change_tells: "Alla andra enheter loggas ut, och du får ett mejl.", "All other devices are signed out, and you get an e-mail.";
    password_fresh: "Du har nyss loggat in med en länk, så det gamla lösenordet behövs inte.", "You have just signed in by a link, so the old password is not needed.";
    current_password: "Lösenord nu", "Present password";
    current_password_help: "Minns du det inte? Logga in med en ny länk, så behövs det inte.", "Do not remember it? Sign in by a new link and it is not needed.";
    new_password: "Nytt lösenord", "New password";
    new_password_help: "Minst 12 tecken. Några ord som inte hör ihop är lätta att minnas och svåra att gissa.", "At least 12 characters. A few words that do not belong together are easy to remember and hard to guess.";
    password_save: "Spara lösenordet", "Save the password";
    password_remove: "Ta bort lösenordet", "Remove the password";

    mail_password_added: "Du har fått ett lösenord", "You now have a password";
    mail_password_changed: "Ditt lösenord ändrades", "Your password was changed";
    mail_password_removed: "Ditt lösenord togs bort", "Your password was removed";
    mail_password_added_text: "Ett lösenord har lagts till på ditt konto i Dialogforum.", "A password was added to your account in Dialogforum.";
    mail_password_changed_text: "Lösenordet till ditt konto i Dialogforum har ändrats. Alla andra enheter är utloggade.", "The password of your account in Dialogforum was changed. All other devices are signed out.";
    mail_password_removed_text: "Lösenordet till ditt konto i Dialogforum har tagits bort. Alla andra enheter är utloggade.", "The password of your account in Dialogforum was removed. All other devices are signed out.";
    mail_password_rest(what, link): "Hej!\n\n{what}\n\nVar det du behöver du inte göra något. Var det inte du: logga in med en länk och byt lösenord genast:\n\n{link}\n", "Hello!\n\n{what}\n\nIf it was you, you need not do anything. If it was not: sign in by a link and change the password at once:\n\n{link}\n";
    mail_locked_subject: "Många har försökt logga in som du", "Many tries to sign in as you";
    mail_locked_text(link): "Hej!\n\nNågon har skrivit fel lösenord till ditt konto i Dialogforum många gånger. För säkerhets skull går det inte att logga in med lösenordet på en stund. Ingen har kommit in.\n\nDu kan logga in med en länk som vanligt:\n\n{link}\n\nVar det du som inte mindes lösenordet kan du byta det där.\n", "Hello!\n\nSomebody has written a wrong password for your account in Dialogforum many times. To be safe, the password cannot be used for a while. Nobody got in.\n\nYou can sign in by a link as always:\n\n{link}\n\nIf it was you who did not remember the password, you can change it there.\n";

    details: "Dina uppgifter", "Your details";
    mail_language: "Språk i mejl från oss", "Language of our mail to you";
    version: "Version", "The version";
    hats: "Du kan agera som", "You can act as";
    hats_none: "Du företräder ingen organisation än. Registrera en, eller be någon i din organisation att bjuda in dig.", "You do not represent any organisation yet. Register one, or ask somebody in your organisation to invite you.";
    register_organisation: "Registrera en organisation", "Register an organisation";
    chosen_now: "Vald nu", "Chosen now";
    switch_to: "Byt till", "Switch to";
    as_yourself: "Bara dig själv", "Only yourself";
    seat_civil: "plats för civilsamhället", "seat for civil society";
    seat_public: "plats för det offentliga", "seat for the public side";
    sessions: "Här är du inloggad", "Where you are signed in";
    unknown_device: "Okänd enhet", "Unknown device";
    device(browser, system): "{browser} på {system}", "{browser} on {system}";
    this_device: "Den här enheten", "This device";
    this_one: "Den här", "This one";
    last_seen(when): "Senast {when}", "Last {when}";
    sign_out_device(device): "Logga ut {device}", "Sign out {device}";
    sign_out_everywhere: "Logga ut överallt", "Sign out everywhere";
    sign_out_everywhere_tells: "Alla enheter loggas ut, den här också.", "All devices are signed out, this one too.";

    mailbox_lead: "I demon skickas inga mejl. De hamnar här.", "The demo sends no e-mail. It ends up here.";
    mailbox_to(email, when): "till {email} · {when}", "to {email} · {when}";
    mailbox_find: "Mejl till en adress", "Mail to an address";
    mailbox_none_title: "Inga mejl till den adressen", "No mail to that address";
    mailbox_none_text: "Kontrollera stavningen. Mejlet kommer efter någon sekund.", "Check the spelling. The mail comes after a second or so.";
    mailbox_all: "Visa alla mejl", "Show all mail";
    mailbox_empty_title: "Inga mejl än", "No mail yet";
    mailbox_empty_text: "När någon loggar in, anmäler sig till ett möte eller bjuds in hamnar mejlet här efter någon sekund.", "When somebody signs in, signs up for a meeting or is invited, the e-mail shows here after a second or so.";
}

/// Labels of the fields.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "email" | "username" => email(l),
        "password" => password(l),
        "current_password" => current_password(l),
        "new_password" => new_password(l),
        "name" => name(l),
        "locale" => mail_language(l),
        _ => version(l),
    }
}

/// Subject of the mail about a password.
pub const fn mail_password_subject(l: Locale, change: PasswordChange) -> &'static str {
    match change {
        PasswordChange::Added => mail_password_added(l),
        PasswordChange::Changed => mail_password_changed(l),
        PasswordChange::Removed => mail_password_removed(l),
    }
}

/// Text of the mail about a password.
pub fn mail_password_text(l: Locale, change: PasswordChange, link: String) -> String {
    let what = match change {
        PasswordChange::Added => mail_password_added_text(l),
        PasswordChange::Changed => mail_password_changed_text(l),
        PasswordChange::Removed => mail_password_removed_text(l),
    };
    mail_password_rest(l, what, link)
}

/// What a persona of the demo is there for.
pub fn persona(l: Locale, demo_role: &str) -> &'static str {
    match demo_role {
        "representative" => persona_representative(l),
        "representative_two" => persona_two(l),
        "newcomer" => persona_newcomer(l),
        "kansli" => persona_curator(l),
        "vg_curator" => persona_vg(l),
        "vg_public" => persona_vg_public(l),
        "steering_civil" => persona_steering(l),
        "steering_public" => persona_steering_public(l),
        "officer" => persona_officer(l),
        "politician" => persona_politician(l),
        "individual" => persona_individual(l),
        _ => "",
    }
}
