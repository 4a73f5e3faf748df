//! Texts of curation.

texts! {
    page: "Sida", "Page";
}
