//! Texts of issues.

texts! {
    page: "Sida", "Page";
}
