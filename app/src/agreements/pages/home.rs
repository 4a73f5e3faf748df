//! All agreements on the service.

use crate::agreements::service;
use crate::agreements::store::reading::AgreementCounts;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::{agreements as t, common as c, plural};
use crate::shell::{Page, PageResult};
use crate::ui::prelude::*;
use crate::{paths, ui};

/// All agreements.
pub async fn home(ctx: Ctx) -> PageResult {
    let l = ctx.locale;
    let agreements = service::home(&ctx).await?;
    let list = if agreements.is_empty() {
        ui::empty(c::home_empty_title(l), c::home_empty_text(l), None)
    } else {
        let items: Vec<_> = agreements.iter().map(|(agreement, counts)| card(&ctx, agreement, counts)).collect();
        view! { <section aria-labelledby="alla"><h2 id="alla" class="vh">{t::home_agreements(l)}</h2><ul class="rows">{items}</ul></section> }.into_html()
    };
    let content = view! { <section class="head"><h1>{c::home_title(l)}</h1><p class="lead">{c::home_lead(l)}</p></section>{list} };
    Ok(Page::new(c::product(l)).render(&ctx, content.into_html()))
}

fn card(ctx: &Ctx, agreement: &Agreement, counts: &AgreementCounts) -> Html {
    let l = ctx.locale;
    let signatories = plural(counts.signatories, t::signatories_one(l).to_string(), t::signatories_many(l, counts.signatories));
    view! {
        <li><h3><a href=ctx.href(paths::agreement(&agreement.slug))>{agreement.place.get(l).to_string()}</a></h3>
            <p>{agreement.lead.get(l).to_string()}</p>
            <p class="meta"><span>{t::issues(l, counts.issues)}</span><span>{t::open(l, counts.open)}</span><span>{signatories}</span></p></li>
    }
    .into_html()
}
