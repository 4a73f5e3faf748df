//! How attachments look: pictures small, each leading to the whole one; documents as links.

use super::store::PastRow;
use super::types::{AttachmentKind, Shown};
use crate::context::Ctx;
use crate::i18n::{attachments as t, dates};
use crate::{time, ui};
use leptos::prelude::*;

/// Type and size of a file.
fn facts(ctx: &Ctx, a: &Shown) -> String {
    t::facts(ctx.locale, a.kind, a.bytes)
}

/// What one attachment shows. `issue` is the issue's address.
fn item(ctx: &Ctx, issue: &str, a: &Shown) -> AnyView {
    let lang = ui::lang_of(ctx.locale, &a.lang);
    let href = ctx.href(format!("{issue}/bilagor/{}", a.number));
    match a.kind {
        AttachmentKind::Pdf => {
            view! { <li class="file"><p><a href=href lang=lang>{a.title.clone()}</a>" "<span class="quiet">{facts(ctx, a)}</span></p></li> }.into_any()
        }
        AttachmentKind::Jpeg | AttachmentKind::Png => view! { <li>{figure(ctx, &href, a, lang)}</li> }.into_any(),
    }
}

fn figure(ctx: &Ctx, href: &str, a: &Shown, lang: Option<String>) -> AnyView {
    view! {
        <figure><a href=href.to_string()>
            <img src=format!("{href}?liten=1") alt=a.title.clone() lang=lang width=a.width.to_string() height=a.height.to_string() loading="lazy" />
        </a><figcaption class="quiet">{facts(ctx, a)}</figcaption></figure>
    }
    .into_any()
}

/// What is attached to a thing; nothing where there is nothing.
pub fn list(ctx: &Ctx, issue: &str, all: Option<&str>) -> Option<AnyView> {
    let all = Shown::list(all);
    let items: Vec<_> = all.iter().map(|a| item(ctx, issue, a)).collect();
    (!items.is_empty()).then(|| view! { <ul class="files" aria-label=t::title(ctx.locale)>{items}</ul> }.into_any())
}

/// The same with a heading, below the text of an issue.
pub fn section(ctx: &Ctx, issue: &str, all: Option<&str>) -> Option<AnyView> {
    let list = list(ctx, issue, all)?;
    Some(view! { <section aria-labelledby="bilagor"><h2 class="h3" id="bilagor">{t::title(ctx.locale)}</h2>{list}</section> }.into_any())
}

/// All that was ever attached, with when it came and when it went.
pub fn history(ctx: &Ctx, all: &[PastRow]) -> Option<AnyView> {
    let l = ctx.locale;
    let day = |at| dates::day(l, time::local_date(at), ctx.today());
    let items: Vec<_> = all
        .iter()
        .map(|a| {
            let when = match a.removed_at {
                None => t::was_added(l, day(a.created_at)),
                Some(at) => t::was_removed(l, day(a.created_at), day(at)),
            };
            view! { <li><p><span lang=ui::lang_of(l, &a.lang)>{a.title.clone()}</span>" "<span class="quiet">{t::kind(l, a.kind)}". "{when}</span></p></li> }
        })
        .collect();
    (!items.is_empty())
        .then(|| view! { <section aria-labelledby="bilagor"><h2 class="h3" id="bilagor">{t::title(l)}</h2><ul class="rows">{items}</ul></section> }.into_any())
}
