//! What somebody typed, given back on the page about a failure that no form can show: signed out meanwhile, switched to another
//! organisation, limited, or a fault of ours. Works without JavaScript: the same form can be sent again from there.

use super::form::Typed;
use crate::context::Ctx;
use crate::i18n::common as t;
use leptos::prelude::*;

/// Fields that people do not type.
const SILENT: &[&str] = &["key", "as", "version", "till", "lang", "preview", "draft", "on", "quoted", "act", "ko", "how", "i"];

/// The typed texts and a button that sends them again to `action`; nothing where nothing was typed.
pub fn section(ctx: &Ctx, typed: &Typed, action: &str) -> Option<AnyView> {
    let l = ctx.locale;
    let fields = typed.fields();
    let is_text = |(name, value): &&(String, String)| !SILENT.contains(&name.as_str()) && !value.trim().is_empty();
    let texts: Vec<_> = fields.iter().filter(is_text).map(|(_, value)| view! { <li><blockquote class="typed">{value.clone()}</blockquote></li> }).collect();
    if texts.is_empty() {
        return None;
    }
    let hidden: Vec<_> = fields.iter().map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone() /> }).collect();
    Some(
        view! {
            <section aria-labelledby="kvar"><h2 id="kvar">{t::rescue_title(l)}</h2><p>{t::rescue_text(l)}</p>
                <form method="post" action=action.to_string()>{hidden}<p class="acts"><button class="button">{t::rescue_send(l)}</button></p></form>
                <ul class="names">{texts}</ul></section>
        }
        .into_any(),
    )
}
