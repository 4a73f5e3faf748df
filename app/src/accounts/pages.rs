//! Pages of accounts.

use crate::context::Ctx;
use crate::i18n::common as t;
use crate::shell::{Page, PageResult};
use leptos::prelude::*;

/// Sign-in page.
pub async fn sign_in(ctx: Ctx) -> PageResult {
    let title = t::sign_in(ctx.locale);
    Ok(Page::new(title).render(&ctx, view! { <h1>{title}</h1> }.into_any()))
}
