//! Texts of attachments.

use super::Locale;
#[cfg(feature = "ssr")]
use crate::attachments::types::AttachmentKind;

texts! {
    title: "Bilagor", "Attachments";
    link: "Bilagor", "Attachments";
    of_issue(n): "Bilagor till fråga {n}", "Attachments to issue {n}";
    of_contribution(n): "Bilagor till inlägg {n}", "Attachments to contribution {n}";
    lead(n, mb): "Bilder och PDF-dokument som hör till texten: högst {n}, och högst {mb} MB var.", "Pictures and PDF documents that belong to the text: at most {n}, and at most {mb} MB each.";
    now: "Bifogat nu", "Attached now";
    none: "Inget är bifogat än.", "Nothing is attached yet.";
    remove: "Ta bort", "Remove";
    add_title: "Bifoga en fil", "Attach a file";
    add_button: "Bifoga filen", "Attach the file";
    field_file: "Fil", "File";
    field_title: "Beskrivning", "Description";
    file_help(mb): "En bild (JPEG, PNG eller WebP) eller ett PDF-dokument, högst {mb} MB.", "A picture (JPEG, PNG or WebP) or a PDF document, at most {mb} MB.";
    choose_again: "Välj filen igen.", "Choose the file again.";
    title_help: "Av en bild: vad den visar, för den som inte ser den. Av ett dokument: vad det heter.", "Of a picture: what it shows, for those who do not see it. Of a document: its title.";
    tells: "Alla som får läsa texten ser filen. En bild ritas om och blir högst 1600 bildpunkter bred eller hög: plats, tid och annat som kameran har sparat i den följer inte med. Ett PDF-dokument blir som det är. Fråga den som syns på bilden först. Du kan ta bort filen igen, men i historiken står kvar att den har funnits: beskrivningen, och när den kom och togs bort.", "Everyone who may read the text sees the file. A picture is drawn anew, at most 1600 pixels wide or high: place, time and whatever else the camera kept in it are left behind. A PDF document stays as it is. Ask those who can be seen in the picture first. You can remove the file again, but the history goes on telling that it was there: the description, and when it came and was removed.";
    full(n): "Det är {n} bilagor redan. Ta bort en om du vill bifoga en annan.", "There are {n} attachments already. Remove one to attach another.";
    closed: "Det går inte att bifoga mer, eftersom texten inte längre kan ändras.", "No more can be attached, since the text can no longer be changed.";
    back_to_contribution: "Till inlägget", "To the contribution";
    kind_pdf: "PDF-dokument", "PDF document";
    kind_picture: "Bild", "Picture";
    facts_of(kind, size): "{kind}, {size}", "{kind}, {size}";
    was_added(day): "Bifogades {day}.", "Attached {day}.";
    was_removed(from, to): "Bifogades {from}, togs bort {to}.", "Attached {from}, removed {to}.";
    was_taken_down(from, to): "Bifogades {from}, togs ner {to}.", "Attached {from}, taken down {to}.";
    was_erased(from, to): "Bifogades {from}, togs bort {to}. Beskrivningen är borttagen ur historiken.", "Attached {from}, removed {to}. The description is removed from the history.";
    take_down_link: "Ta ner bilagan", "Take down the attachment";
    take_down_title(n): "Ta ner bilagan till fråga {n}", "Take down the attachment to issue {n}";
    take_down_title_of_contribution(n): "Ta ner bilagan till inlägg {n}", "Take down the attachment to contribution {n}";
    take_down_lead: "För en bild eller ett dokument som inte får ligga kvar, till exempel för att den visar någon som inte vill synas.", "For a picture or a document that cannot stay, for example since it shows somebody who does not want to be seen.";
    take_down_tells: "Filen raderas för gott och beskrivningen visas inte längre. Skälet står i den öppna loggen. Den som bifogade filen får det i ett mejl.", "The file is deleted for good and the description is shown no longer. The reason stands in the public log. Whoever attached the file gets it by e-mail.";
    erase_link: "Ta bort även ur historiken", "Remove from the history, too";
    erase_title(n): "Ta bort en bilaga till fråga {n} ur historiken", "Remove an attachment to issue {n} from the history";
    erase_title_of_contribution(n): "Ta bort en bilaga till inlägg {n} ur historiken", "Remove an attachment to contribution {n} from the history";
    erase_lead: "Den som bifogade filen har redan tagit bort den. I historiken står beskrivningen kvar, för alla.", "Whoever attached the file has removed it already. The description still stands in the history, for everyone.";
    erase_tells: "Beskrivningen visas inte längre för någon. I historiken står kvar att en bilaga har funnits, och när. Skälet står i den öppna loggen. Den som bifogade filen får det i ett mejl.", "The description is shown to nobody any more. The history goes on telling that there was an attachment, and when. The reason stands in the public log. Whoever attached the file gets it by e-mail.";
    mail_erased_subject(title): "En beskrivning är borttagen ur historiken: {title}", "A description is removed from the history: {title}";
    mail_erased_text(file, title, reason, link): "Du hade tagit bort bilagan ”{file}” till frågan ”{title}”. Nu är beskrivningen borttagen ur historiken också. Skälet är:\n\n{reason}\n\nDin text står kvar här:\n{link}\n", "You had removed the attachment “{file}” to the issue “{title}”. Now its description is removed from the history, too. The reason is:\n\n{reason}\n\nYour text is still here:\n{link}\n";
    field_reason: "Skäl", "Reason";
    reason_help: "Läses av alla. Upprepa inte det som ska bort.", "Read by everyone. Do not repeat what has to go.";
    mail_taken_subject(title): "En bilaga är nedtagen: {title}", "An attachment is taken down: {title}";
    mail_taken_text(file, title, reason, link): "Bilagan ”{file}” till frågan ”{title}” är nedtagen och raderad. Skälet är:\n\n{reason}\n\nDin text står kvar här:\n{link}\n", "The attachment “{file}” to the issue “{title}” is taken down and deleted. The reason is:\n\n{reason}\n\nYour text is still here:\n{link}\n";
    busy: "Många skickar filer just nu. Vänta en stund, välj filen igen och försök på nytt.", "Many are sending files right now. Wait a while, choose the file again and try once more.";
    typed_title: "Det du skrev", "What you wrote";
    rescue_text: "Filen är inte sparad, men beskrivningen står här. Öppna formuläret, klistra in den och välj filen igen.", "The file is not kept, but the description stands here. Open the form, paste it and choose the file again.";
    rescue_link: "Öppna formuläret", "Open the form";
    fault_file_missing: "Välj en fil.", "Choose a file.";
    fault_file_empty: "Filen är tom. Öppna den på din enhet, spara den på nytt och försök igen.", "The file is empty. Open it on your device, save it anew and try again.";
    fault_file_size(mb): "Filen är större än {mb} MB. Välj en mindre, eller spara den i lägre kvalitet.", "The file is larger than {mb} MB. Choose a smaller one, or save it in lower quality.";
    fault_file_kind: "Filen är ingen bild (JPEG, PNG, WebP) och inget PDF-dokument, vad den än heter. Spara den som något av dem.", "The file is no picture (JPEG, PNG, WebP) and no PDF document, whatever its name says. Save it as one of them.";
    fault_file_broken: "Filen går inte att läsa: den är trasig eller inte hel. Öppna den på din enhet, spara den på nytt och försök igen.", "The file cannot be read: it is broken or not complete. Open it on your device, save it anew and try again.";
    fault_file_pixels: "Bilden har för många bildpunkter: högst 40 miljoner. Förminska den först.", "The picture has too many pixels: at most 40 million. Make it smaller first.";
    fault_file_name: "Det är filens namn. Skriv vad bilden visar eller vad dokumentet heter.", "That is the name of the file. Write what the picture shows or what the document is called.";
    too_large_title: "Filen var för stor", "The file was too large";
    too_large_text(mb): "En bilaga får vara högst {mb} MB. Gå tillbaka och välj en mindre fil.", "An attachment may be at most {mb} MB. Go back and choose a smaller file.";
}

/// Labels of the fields.
pub fn label(l: Locale, field: &str) -> &'static str {
    match field {
        "file" => field_file(l),
        "title" => field_title(l),
        "reason" => field_reason(l),
        _ => super::common::language(l),
    }
}

/// What an attachment is.
#[cfg(feature = "ssr")]
pub const fn kind(l: Locale, kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Pdf => kind_pdf(l),
        AttachmentKind::Jpeg | AttachmentKind::Png => kind_picture(l),
    }
}

/// `Bild, 240 kB`.
#[cfg(feature = "ssr")]
pub fn facts(l: Locale, of: AttachmentKind, bytes: i64) -> String {
    facts_of(l, kind(l, of), size(l, bytes))
}

/// `240 kB`, `1,2 MB`: by 1024, as devices count, and as the limit is counted.
#[cfg(feature = "ssr")]
fn size(l: Locale, bytes: i64) -> String {
    const KB: i64 = 1024;
    const MB: i64 = 1024 * KB;
    let whole = (bytes + KB / 2) / KB;
    if whole < KB {
        return format!("{}\u{a0}kB", whole.max(1));
    }
    let tenths = (bytes * 10 + MB / 2) / MB;
    let mark = if l == Locale::Sv { ',' } else { '.' };
    format!("{}{mark}{}\u{a0}MB", tenths / 10, tenths % 10)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn whoever_attached_it_is_told_in_their_language() {
        for (l, subject) in [(Locale::Sv, "En bilaga är nedtagen: Torget"), (Locale::En, "An attachment is taken down: Torget")] {
            assert_eq!(mail_taken_subject(l, "Torget"), subject);
            let text = mail_taken_text(l, "Min granne", "Torget", "Det visar en granne.", "https://x.example/stad/fragor/1-torget");
            for part in ["Min granne", "Torget", "Det visar en granne.", "https://x.example/stad/fragor/1-torget\n"] {
                assert!(text.contains(part), "{text}");
            }
        }
    }
    #[test]
    fn sizes_are_said_as_people_say_them() {
        for (bytes, sv) in [
            (0, "1\u{a0}kB"),
            (499, "1\u{a0}kB"),
            (245_300, "240\u{a0}kB"),
            (1_047_000, "1022\u{a0}kB"),
            (1_048_575, "1,0\u{a0}MB"),
            (1_234_567, "1,2\u{a0}MB"),
            (10_485_760, "10,0\u{a0}MB"),
        ] {
            assert_eq!(size(Locale::Sv, bytes), sv);
        }
        assert_eq!(facts(Locale::En, AttachmentKind::Pdf, 1_234_567), "PDF document, 1.2\u{a0}MB");
    }
}
