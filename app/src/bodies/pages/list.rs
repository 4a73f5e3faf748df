//! All bodies of an agreement.

use super::{does, seats};
use crate::agreements::types::Agreement;
use crate::bodies::service;
use crate::bodies::store::Body;
use crate::bodies::types::BodyKind;
use crate::context::Ctx;
use crate::i18n::bodies as t;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::prelude::*;
use crate::{paths, ui};
use axum::extract::Path;

/// All bodies, by kind.
pub async fn bodies(ctx: Ctx, Path(agreement): Path<String>) -> PageResult {
    let list = service::see_all(&ctx, &agreement).await?;
    let (l, a) = (ctx.locale, &list.agreement);
    let today = ctx.today();
    let (over, current): (Vec<_>, Vec<_>) = list.bodies.iter().partition(|b| b.is_over(today));
    let groups: Vec<_> = BodyKind::ALL
        .iter()
        .filter_map(|kind| {
            let of: Vec<_> = current.iter().filter(|b| b.kind == *kind).map(|b| row(&ctx, a, b)).collect();
            let id = kind.code();
            (!of.is_empty()).then(|| view! { <section aria-labelledby=id><h2 id=id>{t::kind(l, *kind)}</h2><ul class="rows">{of}</ul></section> })
        })
        .collect();
    let over: Vec<_> = over.iter().map(|b| row(&ctx, a, b)).collect();
    let over = (!over.is_empty()).then(|| view! { <section aria-labelledby="over"><h2 id="over">{t::list_over(l)}</h2><ul class="rows">{over}</ul></section> });
    let content = if list.bodies.is_empty() { ui::empty(t::list_none_title(l), t::list_none_text(l), None) } else { (groups, over).into_html() };
    let content = view! {
        <section class="head">{ui::breadcrumbs(&ctx, a, vec![])}<h1>{t::list_title(l)}</h1><p class="lead">{t::list_lead(l)}</p></section>
        {content}{crate::activity::pages::ways(&ctx, a)}
    };
    Ok(Page::new(t::list_title(l)).of(a, Nav::Agreement).render(&ctx, content.into_html()))
}

fn row(ctx: &Ctx, a: &Agreement, b: &Body) -> Html {
    let l = ctx.locale;
    let over = b.is_over(ctx.today());
    let laid_down = b.seats_civil + b.seats_public;
    let sits = if laid_down > 0 { t::filled(l, b.civil + b.public, laid_down) } else { t::sits(l, b.civil + b.public) };
    let state = if over { view! { <span class="state off">{t::over(l)}</span> }.into_html() } else { view! { <span>{sits}</span> }.into_html() };
    let unequal = (!over && b.is_unequal()).then(|| view! { <span class="state wait">{t::queue_unequal(l)}</span> });
    view! {
        <li><h3><a href=ctx.href(paths::body(&a.slug, &b.slug))>{b.name.clone()}</a></h3><p>{does(l, b)}</p>
            <p class="meta">{state}<span>{seats(l, b)}</span>{unequal}</p></li>
    }
    .into_html()
}
