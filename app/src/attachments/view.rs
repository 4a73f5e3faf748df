//! How attachments look: pictures small, each leading to the whole one; documents as links.

use super::store::PastRow;
use super::types::{AttachmentKind, Shown};
use crate::context::Ctx;
use crate::i18n::{attachments as t, dates};
use crate::ui::prelude::*;
use crate::{time, ui};

/// Type and size of a file.
fn facts(ctx: &Ctx, a: &Shown) -> String {
    t::facts(ctx.locale, a.kind, a.bytes)
}

/// What one attachment shows. `issue` is the issue's address.
fn item(ctx: &Ctx, issue: &str, a: &Shown, curates: bool) -> Html {
    let l = ctx.locale;
    let lang = ui::lang_of(l, &a.lang);
    let href = ctx.href(format!("{issue}/bilagor/{}", a.number));
    let take = curates.then(|| {
        let href = format!("{href}/ta-ner");
        view! { <p class="quiet"><a href=href>{t::take_down_link(l)}<span class="vh">{format!(": {}", a.title)}</span></a></p> }
    });
    match a.kind {
        AttachmentKind::Pdf => {
            view! { <li class="file"><p><a href=href lang=lang>{a.title.clone()}</a>" "<span class="quiet">{facts(ctx, a)}</span></p>{take}</li> }.into_html()
        }
        AttachmentKind::Jpeg | AttachmentKind::Png => view! { <li>{figure(ctx, &href, a, lang)}{take}</li> }.into_html(),
    }
}

/// The reader curates where an issue is, by its address, and acts for those who do.
fn curates(ctx: &Ctx, issue: &str) -> bool {
    // the files of a meeting are those who curate's own
    if issue.split('/').nth(2) == Some("moten") {
        return false;
    }
    let agreement = issue.split('/').nth(1).and_then(|slug| ctx.app.catalogue.get(slug).ok());
    ctx.actor.as_ref().zip(agreement).is_some_and(|(actor, a)| actor.acts_by_civil_seat(a.curator_id))
}

fn figure(ctx: &Ctx, href: &str, a: &Shown, lang: Option<String>) -> Html {
    view! {
        <figure><a href=href.to_string()>
            <img src=format!("{href}?liten=1") alt=a.title.clone() lang=lang width=a.width.to_string() height=a.height.to_string() loading="lazy" />
        </a><figcaption class="quiet">{facts(ctx, a)}</figcaption></figure>
    }
    .into_html()
}

/// What is attached to a thing; nothing where there is nothing.
pub fn list(ctx: &Ctx, issue: &str, all: Option<&str>) -> Option<Html> {
    let all = Shown::list(all);
    if all.is_empty() {
        return None;
    }
    let curates = curates(ctx, issue);
    let items: Vec<_> = all.iter().map(|a| item(ctx, issue, a, curates)).collect();
    Some(view! { <ul class="files" aria-label=t::title(ctx.locale)>{items}</ul> }.into_html())
}

/// The same with a heading, below the text of an issue.
pub fn section(ctx: &Ctx, issue: &str, all: Option<&str>) -> Option<Html> {
    let list = list(ctx, issue, all)?;
    Some(view! { <section aria-labelledby="bilagor"><h2 class="h3" id="bilagor">{t::title(ctx.locale)}</h2>{list}</section> }.into_html())
}

/// All that was ever attached, with when it came and when it went. `issue` is the issue's address. Those who curate take the title of
/// what its author removed out of it.
pub fn history(ctx: &Ctx, issue: &str, all: &[PastRow]) -> Option<Html> {
    let l = ctx.locale;
    let curates = curates(ctx, issue);
    let day = |at| dates::day(l, time::local_date(at), ctx.today());
    let items: Vec<_> = all
        .iter()
        .map(|a| {
            let when = match a.removed_at {
                None => t::was_added(l, day(a.created_at)),
                Some(at) if a.taken_down && a.by_author => t::was_erased(l, day(a.created_at), day(at)),
                Some(at) if a.taken_down => t::was_taken_down(l, day(a.created_at), day(at)),
                Some(at) => t::was_removed(l, day(a.created_at), day(at)),
            };
            // what was taken down may be told by its title
            let title = (!a.taken_down).then(|| view! { <span lang=ui::lang_of(l, &a.lang)>{a.title.clone()}</span>" " });
            let erase = (curates && a.removed_at.is_some() && !a.taken_down).then(|| {
                let href = ctx.href(format!("{issue}/bilagor/{}/ta-ner", a.number));
                view! { <p class="quiet"><a href=href>{t::erase_link(l)}<span class="vh">{format!(": {}", a.title)}</span></a></p> }
            });
            view! { <li><p>{title}<span class="quiet">{t::kind(l, a.kind)}". "{when}</span></p>{erase}</li> }
        })
        .collect();
    (!items.is_empty())
        .then(|| view! { <section aria-labelledby="bilagor"><h2 class="h3" id="bilagor">{t::title(l)}</h2><ul class="rows">{items}</ul></section> }.into_html())
}
