//! Parts that other features' pages show too.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::{meetings, planning as t};
use crate::planning::store::ChoiceRow;
use crate::ui::prelude::*;
use crate::{paths, ui};

/// Ways from the list of meetings to their planning.
pub fn ways(ctx: &Ctx, a: &Agreement) -> Html {
    let l = ctx.locale;
    let link = |path: String, name: &'static str| view! { <li><a href=ctx.href(path)>{name}</a></li> };
    view! {
        <ul class="links">
            {link(paths::calendar(&a.slug, None), t::calendar_name(l))}
            {link(paths::board(&a.slug), t::board_title(l))}
            {link(paths::wishes(&a.slug), t::wishes_title(l))}
            {link(paths::surveys(&a.slug), crate::i18n::surveys::overview_title(l))}
            {link(paths::initiatives(&a.slug), crate::i18n::initiatives::title(l))}
        </ul>
    }
    .into_html()
}

/// How many areas are left out, with the way to them; nothing where none is.
pub fn left_out_link(ctx: &Ctx, a: &Agreement, count: usize) -> Option<Html> {
    (count > 0).then(|| {
        let href = format!("{}#omraden", ctx.href(paths::calendar(&a.slug, None)));
        view! { <p class="quiet"><a class="more" href=href>{t::left_out(ctx.locale, count)}</a></p> }.into_html()
    })
}

/// What was chosen for a meeting and what was not, and why. Nothing where nobody chose among issues.
pub fn chosen(ctx: &Ctx, a: &Agreement, choices: &[ChoiceRow]) -> Option<Html> {
    if choices.is_empty() {
        return None;
    }
    let l = ctx.locale;
    let list = |yes: bool, heading: &'static str| {
        let items: Vec<_> = choices
            .iter()
            .filter(|c| c.chosen == yes)
            .map(|c| {
                let href = ctx.href(paths::issue(&a.slug, c.number, &c.slug));
                view! {
                    <li><a href=href lang=ui::lang_of(l, &c.title_lang)>{t::issue_link(l, c.number, &c.title)}</a>
                        <p class="quiet" lang=ui::lang_of(l, &c.lang)>{meetings::because(l, &c.reason)}</p></li>
                }
            })
            .collect();
        (!items.is_empty()).then(|| view! { <h3>{heading}</h3><ul class="plainlist">{items}</ul> })
    };
    Some(
        view! {
            <section id="valda" aria-labelledby="va"><h2 id="va">{t::chosen_title(l)}</h2>{list(true, t::chosen_yes(l))}{list(false, t::chosen_no(l))}</section>
        }
        .into_html(),
    )
}
