//! What islands do in the browser, on the server: nothing.

use super::writing::markup::Markup;
use leptos::prelude::RwSignal;

pub fn is_noted(_: &str) -> bool {
    false
}
pub fn note(_: &str, _: bool) {}
pub fn value_of(_: &str) -> String {
    String::new()
}
pub fn choice_of(_: &str, _: &str) -> Option<String> {
    None
}
pub fn on_pause(_: &str, _: impl Fn() + Clone + 'static) {}
pub fn mark_up(_: &str, _: Markup, _: &str) {}
pub fn put_in(_: &str, _: &str, _: &str) {}
pub fn chosen_phrase(_: &leptos::ev::MouseEvent) -> Option<(String, String)> {
    None
}
pub fn handle_of(_: &leptos::ev::MouseEvent) -> Option<String> {
    None
}
pub fn first_handle(_: &str) -> Option<String> {
    None
}
pub fn set_hidden(_: &str, _: bool) {}
pub fn set_text(_: &str, _: &str) {}
pub fn hide_preview_button(_: &str) {}
pub fn submit(_: &str) {}
pub fn keep_drafts(_: &str, _: RwSignal<Draft>) {}
pub fn restore_draft(_: &str, _: RwSignal<Draft>) {}
pub fn drop_sent_drafts() {}
pub fn follow(_: String, _: RwSignal<Option<(i64, i64)>>) {}

/// What a form's draft is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(dead_code)]
pub enum Draft {
    #[default]
    None,
    Offered,
    Restored,
    Saved,
}
