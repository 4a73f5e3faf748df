//! Pages of agreements.

use crate::context::Ctx;
use crate::i18n::common as t;
use crate::shell::{Page, PageResult};
use leptos::prelude::*;

/// All agreements.
pub async fn home(ctx: Ctx) -> PageResult {
    let l = ctx.locale;
    Ok(Page::new(t::product(l)).render(&ctx, view! { <h1>{t::home_title(l)}</h1> }.into_any()))
}
