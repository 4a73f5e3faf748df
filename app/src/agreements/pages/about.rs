//! What the agreement says.

use super::{owners, paragraphs};
use crate::agreements::service::{self, About};
use crate::context::Ctx;
use crate::i18n::{agreements as t, dates};
use crate::ids::OrganisationId;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::prelude::*;
use crate::{paths, ui};
use axum::extract::Path;

/// What the agreement says, and who does what.
pub async fn about(ctx: Ctx, Path(agreement): Path<String>) -> PageResult {
    let l = ctx.locale;
    let about = service::about(&ctx, &agreement).await?;
    let a = &about.agreement;
    let signed = a.signed_on.as_deref().and_then(|d| d.parse().ok()).map(|d| {
        view! { <p class="quiet">{t::about_signed(l, dates::day(l, d, ctx.today()))}</p> }
    });
    let content = view! {
        <section class="head"><h1>{a.name.get(l).to_string()}</h1><p class="lead">{a.lead.get(l).to_string()}</p>{signed}</section>
        <section aria-labelledby="vision"><h2 id="vision">{t::about_vision(l)}</h2><div class="prose">{paragraphs(a.vision.get(l))}</div></section>
        {principles(&ctx, &about)}
        {commitments(&ctx, &about)}
        {forums(&ctx, &about)}
        <section aria-labelledby="om"><h2 id="om">{t::about_background(l)}</h2><div class="prose" inner_html=a.about_html.get(l).to_string()></div></section>
        {who(&ctx, &about)}
    };
    Ok(Page::new(a.name.get(l)).of(a, Nav::Agreement).render(&ctx, content.into_html()))
}

fn principles(ctx: &Ctx, about: &About) -> Html {
    let l = ctx.locale;
    let a = &about.agreement;
    let items: Vec<_> = a
        .principles
        .iter()
        .map(|p| {
            let commitments = a.commitments.iter().filter(|c| c.principles.contains(&p.number)).count() as i64;
            let counts = [(commitments > 0).then(|| t::commitments(l, commitments)), Some(t::issues(l, about.of_principle(p)))];
            let counts: Vec<_> = counts.into_iter().flatten().collect();
            view! {
                <li><b>{p.number}</b><div><h3><a href=ctx.href(paths::principle(&a.slug, p.number))>{p.title.get(l).to_string()}</a></h3>
                    <p class="quiet">{counts.join(" · ")}</p></div></li>
            }
        })
        .collect();
    view! { <section aria-labelledby="principer"><h2 id="principer">{t::about_principles(l)}</h2><ol class="principles">{items}</ol></section> }.into_html()
}

fn commitments(ctx: &Ctx, about: &About) -> Option<Html> {
    let l = ctx.locale;
    let a = &about.agreement;
    let items: Vec<_> = a
        .commitments
        .iter()
        .map(|c| {
            let principles: Vec<_> = c.principles.iter().filter_map(|n| a.principle(*n)).map(|p| p.title.get(l).to_string()).collect();
            view! {
                <li><b>{c.number}</b><div><h3><a href=ctx.href(paths::commitment(&a.slug, c.number))>{c.title.get(l).to_string()}</a></h3>
                    <p class="meta">{owners(l, c.owner)}<span>{principles.join(", ")}</span><span>{t::issues(l, about.of_commitment(c))}</span></p></div></li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! { <section aria-labelledby="ataganden"><h2 id="ataganden">{t::about_commitments(l)}</h2><ol class="principles">{items}</ol></section> }
            .into_html()
    })
}

fn forums(ctx: &Ctx, about: &About) -> Html {
    let l = ctx.locale;
    let a = &about.agreement;
    let items: Vec<_> = a
        .forums
        .iter()
        .filter(|f| !f.retired)
        .map(|f| {
            view! {
                <article class=f.mark.class()><h3>{ui::forum_mark(f.mark, f.name.get(l), ctx.href(paths::forum(&a.slug, &f.slug)))}</h3>
                    <p>{f.purpose.get(l).to_string()}</p><p class="quiet">{f.led_by.get(l).to_string()}</p></article>
            }
        })
        .collect();
    let body = if items.is_empty() {
        view! { <p>{t::about_no_forums(l)}</p><p class="quiet"><a class="more" href=ctx.href(paths::issues(&a.slug))>{t::start_all_issues(l)}</a></p> }
            .into_html()
    } else {
        view! { <div class="forums">{items}</div> }.into_html()
    };
    view! { <section aria-labelledby="forum"><h2 id="forum">{t::about_forums(l)}</h2>{body}</section> }.into_html()
}

fn who(ctx: &Ctx, about: &About) -> Html {
    let l = ctx.locale;
    let a = &about.agreement;
    let fact = |label: &'static str, id: OrganisationId| {
        about.bodies.iter().find(|b| b.id == id).map(|b| {
            view! { <div><dt>{label}</dt><dd><a href=ctx.href(paths::organisation(&a.slug, &b.slug))>{b.name.clone()}</a></dd></div> }
        })
    };
    view! {
        <section aria-labelledby="vem"><h2 id="vem">{t::about_who(l)}</h2><dl class="facts">
            {fact(t::about_public_party(l), a.public_party_id)}{fact(t::about_curator(l), a.curator_id)}
            {fact(t::about_confirming(l), a.confirming_id)}{fact(t::about_steering(l), a.steering_id)}</dl>
            <p><a class="more" href=ctx.href(paths::bodies(&a.slug))>{crate::i18n::bodies::link_all(l)}</a></p></section>
    }
    .into_html()
}
