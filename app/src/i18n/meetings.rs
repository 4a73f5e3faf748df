//! Texts of meetings.

texts! {
    page: "Sida", "Page";
}
