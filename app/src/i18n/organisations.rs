//! Texts of organisations.

texts! {
    page: "Sida", "Page";
}
