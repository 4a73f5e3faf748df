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
    tells: "Alla som får läsa texten ser filen. En bild ritas om: plats, tid och annat som kameran har sparat i den följer inte med. Ett PDF-dokument blir som det är. Fråga den som syns på bilden först.", "Everyone who may read the text sees the file. A picture is drawn anew: place, time and whatever else the camera kept in it are left behind. A PDF document stays as it is. Ask those who show in the picture first.";
    full(n): "Det är {n} bilagor redan. Ta bort en om du vill bifoga en annan.", "There are {n} attachments already. Remove one to attach another.";
    closed: "Det går inte att bifoga mer, eftersom texten inte längre kan ändras.", "No more can be attached, since the text can no longer be changed.";
    back_to_contribution: "Till inlägget", "To the contribution";
    kind_pdf: "PDF-dokument", "PDF document";
    kind_picture: "Bild", "Picture";
    facts_of(kind, size): "{kind}, {size}", "{kind}, {size}";
    was_added(day): "Bifogades {day}.", "Attached {day}.";
    was_removed(from, to): "Bifogades {from}, togs bort {to}.", "Attached {from}, removed {to}.";
    fault_file_missing: "Välj en fil.", "Choose a file.";
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

/// `240 kB`, `1,2 MB`.
#[cfg(feature = "ssr")]
fn size(l: Locale, bytes: i64) -> String {
    if bytes < 1_000_000 {
        return format!("{}\u{a0}kB", ((bytes + 500) / 1000).max(1));
    }
    let tenths = (bytes + 50_000) / 100_000;
    let mark = if l == Locale::Sv { ',' } else { '.' };
    format!("{}{mark}{}\u{a0}MB", tenths / 10, tenths % 10)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        for (bytes, sv) in [
            (0, "1\u{a0}kB"),
            (499, "1\u{a0}kB"),
            (240_300, "240\u{a0}kB"),
            (999_999, "1000\u{a0}kB"),
            (1_234_567, "1,2\u{a0}MB"),
            (10_485_760, "10,5\u{a0}MB"),
        ] {
            assert_eq!(size(Locale::Sv, bytes), sv);
        }
        assert_eq!(facts(Locale::En, AttachmentKind::Pdf, 1_234_567), "PDF document, 1.2\u{a0}MB");
    }
}
