//! Types of attachments.

codes! {
    /// What an attachment is stored as.
    pub enum AttachmentKind {
        /// A document.
        Pdf = "pdf",
        /// A picture without see-through parts.
        Jpeg = "jpeg",
        /// A picture with see-through parts, or a drawing.
        Png = "png",
    }
}

impl AttachmentKind {
    /// Media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
    /// Ending of a file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// An attachment as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Number within the issue or the meeting.
    pub number: i64,
    /// What it is.
    pub kind: AttachmentKind,
    /// Language of the title.
    pub lang: String,
    /// Alternative text of a picture, title of a document.
    pub title: String,
    /// Size of the file.
    pub bytes: i64,
    /// Width of the preview; 0 for a document.
    pub width: i64,
    /// Height of the preview.
    pub height: i64,
}

impl Shown {
    /// Takes apart what `attachments::store::attached!` puts together.
    pub fn list(all: Option<&str>) -> Vec<Self> {
        all.map(|all| all.split('\u{1e}').filter_map(Self::of).collect()).unwrap_or_default()
    }
    fn of(record: &str) -> Option<Self> {
        let mut parts = record.split('\u{1f}');
        Some(Self {
            number: parts.next()?.parse().ok()?,
            kind: parts.next()?.parse().ok()?,
            lang: parts.next()?.into(),
            title: parts.next()?.into(),
            bytes: parts.next()?.parse().ok()?,
            width: parts.next()?.parse().ok()?,
            height: parts.next()?.parse().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_taken_apart() {
        assert!(Shown::list(None).is_empty());
        let list = Shown::list(Some(
            "1\u{1f}jpeg\u{1f}sv\u{1f}Torget, sett från norr\u{1f}1200\u{1f}480\u{1f}320\u{1e}3\u{1f}pdf\u{1f}en\u{1f}Letter\u{1f}99\u{1f}0\u{1f}0",
        ));
        assert_eq!(list.len(), 2);
        assert_eq!((list[0].number, list[0].kind, list[0].width), (1, AttachmentKind::Jpeg, 480));
        assert_eq!((list[1].number, list[1].title.as_str(), list[1].bytes), (3, "Letter", 99));
        assert!(Shown::list(Some("x")).is_empty());
    }
}
