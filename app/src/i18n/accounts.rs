//! Texts of accounts.

texts! {
    page: "Sida", "Page";
}
