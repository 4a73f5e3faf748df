//! How mentions look: the hint under a form, what a search offers, and the list on the organisation's page.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::{Locale, mentions as t};
use crate::issues::service::place_of;
use crate::organisations::store::{Attached, MENTIONS, Offered};
use crate::ui::prelude::*;
use crate::{paths, time, ui};

/// How one mentions somebody, under the fields of a form. Its link opens beside the form, so that nothing typed is left.
pub fn hint(ctx: &Ctx, agreement: &str) -> Html {
    let l = ctx.locale;
    let register = ctx.href(paths::organisations(agreement));
    view! { <p class="help">{t::hint(l)}" "<a href=register target="_blank">{t::hint_register(l)}</a></p> }.into_html()
}

/// How many organisations a search found, in words; none where nothing was asked. `more`: there are others than those shown.
pub fn count(l: Locale, asked: &str, found: usize, more: bool) -> String {
    match found {
        _ if asked.trim().trim_start_matches('@').is_empty() => String::new(),
        0 => t::found_none(l).into(),
        n if more => t::found_first(l, n),
        1 => t::found_one(l).into(),
        n => t::found_many(l, n),
    }
}

/// A button for each organisation; the island writes its handle.
pub fn buttons(found: &[Offered]) -> Option<Html> {
    let items: Vec<_> = found
        .iter()
        .map(|o| {
            view! { <li><button type="button" class="textlink" data-handle=o.slug.clone()><span>{o.name.clone()}</span>" "<small>{format!("@{}", o.slug)}</small></button></li> }
        })
        .collect();
    (!items.is_empty()).then(|| view! { <ul class="names">{items}</ul> }.into_html())
}

/// Where an organisation is mentioned, what was written last first; nothing where it is not.
pub fn listed(ctx: &Ctx, a: &Agreement, attached: &[Attached]) -> Option<Html> {
    let l = ctx.locale;
    let mut mentions: Vec<&Attached> = attached.iter().filter(|m| m.what == "mention").collect();
    mentions.sort_by_key(|m| std::cmp::Reverse(m.mentioned_at));
    let items: Vec<_> = mentions
        .into_iter()
        .map(|m| {
            let part = format!("{}-{}", m.number, m.detail);
            let path = match (m.contribution, m.position) {
                (Some(n), _) => place_of(&a.slug, &part, n),
                (None, Some(position)) => format!("{}#svar-{position}", paths::issue(&a.slug, m.number, &m.detail)),
                (None, None) => paths::issue(&a.slug, m.number, &m.detail),
            };
            let place = t::place(l, m.contribution, m.position.is_some());
            let when = m.mentioned_at.map(|at| ui::time_tag(l, time::local_date(at), ctx.today()));
            view! {
                <li><h3><a href=ctx.href(path) lang=ui::lang_of(l, &m.code)>{m.name.clone()}</a></h3>
                    <p class="meta"><span>{place}</span>{m.who.clone().map(|who| view! { <span>{who}</span> })}{when}</p></li>
            }
        })
        .collect();
    let latest = i64::try_from(items.len()).is_ok_and(|n| n >= MENTIONS).then(|| view! { <p class="quiet">{t::listed_latest(l, MENTIONS)}</p> });
    (!items.is_empty()).then(|| {
        view! { <section aria-labelledby="namns"><h2 id="namns">{t::listed_heading(l)}</h2>{latest}<ul class="rows">{items}</ul></section> }.into_html()
    })
}
