//! Pages that say how the service is: accessibility and personal data.

use crate::context::Ctx;
use crate::i18n::common as t;
use crate::shell::{Page, PageResult};
use crate::ui::prelude::*;

/// How accessible the service is.
pub async fn accessibility(ctx: Ctx) -> PageResult {
    Ok(page(&ctx, t::accessibility(ctx.locale), t::accessibility_text(ctx.locale)))
}

/// What is kept about people.
pub async fn privacy(ctx: Ctx) -> PageResult {
    Ok(page(&ctx, t::privacy(ctx.locale), t::privacy_text(ctx.locale)))
}

fn page(ctx: &Ctx, title: &'static str, text: &'static str) -> axum::response::Response {
    Page::new(title).layout("wrap stack narrow").render(ctx, view! { <h1>{title}</h1><div class="prose"><p>{text}</p></div> }.into_html())
}
