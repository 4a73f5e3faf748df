//! Texts of agreements.

texts! {
    page: "Sida", "Page";
}
