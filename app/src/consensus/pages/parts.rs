//! What the pages of forums and bodies show of consensus.

use crate::agreements::types::{Agreement, Forum, Way};
use crate::context::Ctx;
use crate::i18n::{consensus as t, dates};
use crate::ids::OrganisationId;
use crate::ui::prelude::*;
use crate::{paths, ui};

/// How a forum works since a proposal passed, and the way to change that.
pub fn forum_way(ctx: &Ctx, a: &Agreement, forum: &Forum) -> Html {
    let way = a.ways.iter().rev().find(|w| w.forum_id == Some(forum.id));
    shown(ctx, a, way, (format!("{}?forum={}", paths::consensus(&a.slug), forum.slug), t::way_forum(ctx.locale)))
}

/// The same of a body.
pub fn body_way(ctx: &Ctx, a: &Agreement, body: OrganisationId, slug: &str) -> Html {
    let way = a.ways.iter().rev().find(|w| w.body_id == Some(body));
    shown(ctx, a, way, (format!("{}?organ={slug}", paths::consensus(&a.slug)), t::way_body(ctx.locale)))
}

fn shown(ctx: &Ctx, a: &Agreement, way: Option<&Way>, (path, words): (String, &'static str)) -> Html {
    let l = ctx.locale;
    let text = way.map(|w| {
        let proposal = ctx.href(paths::proposal(&a.slug, w.number));
        view! {
            <section class="box flow" aria-labelledby="arbetar"><h2 class="h3" id="arbetar">{t::way_title(l)}</h2>
                <p class="meta"><span class="state done">{t::since(l, dates::day(l, w.since_on, ctx.today()))}</span>
                    <span>{t::way_source(l)}" "<a href=proposal>{t::proposal_number(l, w.number)}</a></span></p>
                <div class="prose" lang=ui::lang_of(l, &w.lang) inner_html=ui::prose(l, &w.html)></div></section>
        }
    });
    view! { {text}<p class="quiet noprint"><a class="more" href=ctx.href(path)>{words}</a></p> }.into_html()
}
