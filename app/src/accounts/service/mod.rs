//! Use cases of accounts.

mod account;
mod admin;
mod demo;
mod links;
mod passwords;

pub use account::{Account, ProfileForm, account, end_all_sessions, end_session, save_profile};
pub use admin::create_admin;
pub use demo::{Persona, enter_as_persona, mailbox, personas};
pub use links::{LINK_LIFETIME, Opened, SignedIn, count_mail, landing, link, open_link, request_link, valid_name};
pub use passwords::{FRESH, PasswordForm, SPAN, TRIES, TRIES_PER_CLIENT, change_password, is_fresh, sign_in_by_password, tell_locked_out};
