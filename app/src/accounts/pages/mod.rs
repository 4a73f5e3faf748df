//! Pages of accounts.

mod account;
mod demo;
mod sign_in;
mod texts;

pub use account::{account, account_again, password_again};
pub use demo::{MailQuery, mailbox};
pub use sign_in::{ask_name, link, link_sent, link_spent, sign_in, sign_in_again, sign_in_by_password_again};
pub use texts::{accessibility, privacy};
