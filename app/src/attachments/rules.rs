//! What may be attached, how much of it, and by whom.

use super::types::AttachmentKind;
use crate::accounts::types::Actor;
use crate::error::{Fault, Faults};
use crate::ids::{OrganisationId, PersonId};
use crate::issues::rules::{self, Standing, Who};
use crate::text;

/// Attachments of one issue, or of one contribution *(ours)*.
pub const MOST: i64 = 6;
/// Largest file, in bytes.
pub const LARGEST: u64 = 10 * 1024 * 1024;
/// The same in megabytes, for words.
pub const LARGEST_MB: usize = 10;
/// Longest alternative text or title, in characters.
pub const TITLE_MAX: usize = 300;
/// Bytes by which the type of a file is told.
pub const HEAD: usize = 64;
/// Bytes at the end of a PDF within which it must say that it ends.
pub const TAIL: usize = 2048;

/// What somebody sends, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// Stays as it is.
    Pdf,
    /// Is drawn anew.
    Picture,
}

/// The type of a file by how it begins; nothing for what cannot be attached.
pub fn sniff(head: &[u8]) -> Option<Sent> {
    match infer::get(head)?.mime_type() {
        "application/pdf" if head.starts_with(b"%PDF-") => Some(Sent::Pdf),
        "image/jpeg" | "image/png" | "image/webp" => Some(Sent::Picture),
        _ => None,
    }
}

/// A PDF says that it ends. One with something after its end but blanks (an archive, a page) does not pass, nor does half of one.
pub fn is_whole_pdf(tail: &[u8]) -> bool {
    let end = tail.windows(5).rposition(|w| w == b"%%EOF");
    end.is_some_and(|at| tail[at + 5..].iter().all(|b| b.is_ascii_whitespace() || *b == 0))
}

/// Checks an alternative text or title. The name of a file tells nobody what a picture shows.
pub fn title(faults: &mut Faults, typed: &str) -> String {
    let title = faults.text("title", &text::clean_line(typed), 3, TITLE_MAX);
    if faults.of("title").is_none() && is_file_name(&title) {
        faults.add("title", Fault::FileName);
    }
    title
}

fn is_file_name(title: &str) -> bool {
    let ending = title.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|e| matches!(e.as_str(), "jpg" | "jpeg" | "png" | "webp" | "heic" | "gif" | "pdf"))
}

/// What of a contribution decides who may attach to it.
#[derive(Debug, Clone, Copy)]
pub struct Written {
    /// Person.
    pub author_id: PersonId,
    /// Organisation spoken for.
    pub organisation_id: Option<OrganisationId>,
    /// It is hidden.
    pub hidden: bool,
}

impl Written {
    /// Whoever wrote it, acting as then.
    pub fn is_by(&self, actor: &Actor) -> bool {
        self.author_id == actor.person_id && self.organisation_id == actor.acting_as
    }
}

/// May attach and remove at some time: who may change the text.
pub fn is_author(actor: &Actor, issue: &Standing, contribution: Option<&Written>) -> bool {
    contribution.map_or_else(|| rules::is(actor, Who::Author, issue), |c| c.is_by(actor))
}

/// May attach now: while the text itself can be changed.
pub fn may_add(actor: &Actor, issue: &Standing, contribution: Option<&Written>) -> bool {
    match contribution {
        None => rules::may_edit(actor, issue),
        Some(c) => c.is_by(actor) && issue.state.is_open() && !c.hidden,
    }
}

/// May remove now: at any time, since somebody in a picture may ask for it late *(ours)*; but what is hidden stays as it was judged.
pub fn may_remove(actor: &Actor, issue: &Standing, contribution: Option<&Written>) -> bool {
    is_author(actor, issue, contribution) && !contribution.is_some_and(|c| c.hidden)
}

/// `Content-Disposition` of a download: named after its title, whatever that holds.
pub fn disposition(title: &str, kind: AttachmentKind) -> String {
    let plain = match text::slug(title) {
        slug if slug.is_empty() => "bilaga".to_string(),
        slug => slug,
    };
    let fine: String = title.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let fine: String = text::clean_line(&fine).chars().take(80).collect();
    let ending = kind.ending();
    let encoded = fine.trim().bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() {
            out.push(char::from(b))
        } else {
            out.push_str(&format!("%{b:02X}"))
        }
        out
    });
    if encoded.is_empty() {
        format!("attachment; filename=\"{plain}.{ending}\"")
    } else {
        format!("attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{encoded}.{ending}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_by_content() {
        for (head, expected) in [
            (&b"%PDF-1.7\n%\xe2\xe3"[..], Some(Sent::Pdf)),
            (b"%PDF<html>", None),
            (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", Some(Sent::Picture)),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Some(Sent::Picture)),
            (b"RIFF\x24\x00\x00\x00WEBPVP8 ", Some(Sent::Picture)),
            (b"GIF89a\x01\x00\x01\x00", None),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", None),
            (b"<!DOCTYPE html><script>", None),
            (b"PK\x03\x04\x14\x00\x00\x00\x08\x00", None),
            (b"MZ\x90\x00\x03\x00\x00\x00", None),
            (b"\x00\x00\x00\x18ftypheic", None),
            (b"", None),
            (b"%", None),
        ] {
            assert_eq!(sniff(head), expected, "{head:?}");
        }
    }
    #[test]
    fn a_pdf_ends_at_its_end() {
        assert!(is_whole_pdf(b"startxref\n9\n%%EOF\n"));
        assert!(!is_whole_pdf(b"startxref\n9\n%%EO"));
        assert!(!is_whole_pdf(b""));
        assert!(is_whole_pdf(b"%%EOF\r\n9 0 obj\nstartxref\n9\n%%EOF\r\n \0\0"), "changed and saved behind what was there");
        let archive = [b"startxref\n9\n%%EOF\n".as_slice(), b"PK\x03\x04", &[0; 196]].concat();
        assert!(!is_whole_pdf(&archive), "a small archive behind it");
        assert!(!is_whole_pdf(b"%%EOF\n<script>"));
    }
    #[test]
    fn a_picture_is_described() {
        let fault = |typed: &str| {
            let mut faults = Faults::default();
            title(&mut faults, typed);
            faults.of("title").cloned()
        };
        assert_eq!(fault("Torget, sett från norr"), None);
        assert_eq!(fault(" \n "), Some(Fault::Required));
        assert_eq!(fault("ab"), Some(Fault::TooShort(3)));
        assert_eq!(fault(&"å".repeat(301)), Some(Fault::TooLong(300)));
        assert_eq!(fault("IMG_2031.JPG"), Some(Fault::FileName));
        assert_eq!(fault("skrivelse till nämnden.pdf"), Some(Fault::FileName));
    }
    #[test]
    fn downloads_are_named_after_their_title() {
        assert_eq!(disposition("Torget i maj", AttachmentKind::Jpeg), "attachment; filename=\"torget-i-maj.jpg\"; filename*=UTF-8''Torget%20i%20maj.jpg");
        for title in ["../../etc/passwd", "a\"; filename=b.exe", "a\r\nSet-Cookie: x=y", "''*%", "åäö", "\u{202e}fdp.exe"] {
            let header = disposition(title, AttachmentKind::Pdf);
            assert!(header.is_ascii() && !header.contains(['\r', '\n', '/', '\\']), "{header}");
            assert_eq!(header.matches('"').count(), 2, "{header}");
            assert!(header.contains(".pdf\"") && http::HeaderValue::from_str(&header).is_ok(), "{header}");
        }
    }
}
