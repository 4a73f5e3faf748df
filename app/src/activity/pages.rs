//! The diary as a page.

use super::service::{self, Diary, DiaryQuery};
use super::types::Chapter;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::sentences;
use crate::events::store::EventRow;
use crate::i18n::{activity as t, common as c, dates, initiatives};
use crate::issues::list::filter::address;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::Pager;
use crate::ui::prelude::*;
use crate::{paths, time, ui};
use axum::extract::{Path, Query};

fn to(ctx: &Ctx, a: &Agreement, query: &DiaryQuery, page: &str, more: &[(&'static str, String)]) -> String {
    ctx.href(address(&format!("{}{page}", paths::diary(&a.slug)), &[query.pairs(), more.to_vec()].concat()))
}

/// The diary, newest first.
pub async fn diary(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<DiaryQuery>) -> PageResult {
    let seen = service::diary(&ctx, &agreement, &query).await?;
    let (l, a) = (ctx.locale, &seen.agreement);
    let entries: Vec<_> = seen.entries.iter().map(|e| view! { <li>{entry(&ctx, a, e)}</li> }).collect();
    let list = match entries.is_empty() {
        false => view! { <ol class="log">{entries}</ol> }.into_html(),
        true if query.pairs().is_empty() => ui::empty(t::none_title(l), t::none_text(l), None),
        true => ui::empty(t::no_match_title(l), t::no_match_text(l), Some((ctx.href(paths::diary(&a.slug)), t::whole(l).to_string()))),
    };
    let chapters: Vec<_> = std::iter::once(None)
        .chain(Chapter::ALL.iter().copied().map(Some))
        .map(|chapter| {
            let slag = chapter.map(|c| c.to_string()).unwrap_or_default();
            let href = to(&ctx, a, &DiaryQuery { slag, ..query.clone() }, "", &[]);
            view! { <li><a href=href aria-current=(chapter == query.chapter()).then_some("true")>{t::chapter(l, chapter)}</a></li> }
        })
        .collect();
    let cut = (query.printed() && seen.older.is_some()).then(|| view! { <p><strong>{t::cut(l, service::PRINTED)}</strong></p> });
    let pager = (!query.printed()).then(|| {
        let previous = (!query.fore.is_empty()).then(|| to(&ctx, a, &query, "", &[]));
        ui::pager(l, Pager { previous, next: seen.older.map(|p| to(&ctx, a, &query, "", &[("fore", p.to_string())])) })
    });
    let content = view! {
        <section class="head"><h1>{t::title(l)}</h1><p class="lead">{t::lead(l)}</p>{period(&ctx, &query)}
            <p class="quiet noprint"><a class="more" href=ctx.href(paths::log(&a.slug))>{t::to_log(l)}</a></p></section>
        <nav class="tabs" aria-label=t::chapters(l)><ul>{chapters}</ul></nav>
        {filters(&ctx, &seen, &query)}
        {list}{cut}
        {pager}
        <ul class="links"><li><a href=to(&ctx, a, &query, "", &[("utskrift", "1".to_string())])>{t::print(l)}</a></li>
            <li><a href=to(&ctx, a, &query, ".atom", &[])>{t::feed(l)}</a></li>
            <li><a href=ctx.href(paths::initiatives(&a.slug))>{initiatives::title(l)}</a></li></ul>
    };
    Ok(Page::new(t::title(l)).of(a, Nav::None).layout("wrap stack narrow").render(&ctx, content.into_html()))
}

/// The way to what a body did.
pub fn of_body(ctx: &Ctx, a: &Agreement, slug: &str) -> Html {
    let href = ctx.href(address(&paths::diary(&a.slug), &[("organ", slug.to_string())]));
    view! { <p class="quiet noprint"><a class="more" href=href>{t::of_body(ctx.locale)}</a></p> }.into_html()
}

/// The ways to what was done, how it went and how the ways of working change, from where bodies are listed.
pub fn ways(ctx: &Ctx, a: &Agreement) -> Html {
    let l = ctx.locale;
    let link = |path: String, name: &'static str| view! { <li><a href=ctx.href(path)>{name}</a></li> };
    view! {
        <ul class="links">{link(paths::diary(&a.slug), t::title(l))}{link(paths::consensus(&a.slug), crate::i18n::consensus::title(l))}
            {link(paths::initiatives(&a.slug), initiatives::title(l))}</ul>
    }
    .into_html()
}

/// The period that was chosen, in words: on paper the form is not there.
fn period(ctx: &Ctx, query: &DiaryQuery) -> Option<Html> {
    let l = ctx.locale;
    let day = |d| dates::day(l, d, ctx.today());
    let words = match query.days() {
        (Some(from), Some(until)) => t::from_until(l, day(from), day(until)),
        (Some(from), None) => t::from(l, day(from)),
        (None, Some(until)) => t::until(l, day(until)),
        (None, None) => return None,
    };
    Some(view! { <p><b>{words}</b></p> }.into_html())
}

fn entry(ctx: &Ctx, a: &Agreement, e: &EventRow) -> Html {
    let l = ctx.locale;
    let href = ctx.href(format!("{}/{}", paths::log(&a.slug), e.position));
    let lang = e.issue_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
    let title = e.issue_title.clone().filter(|_| e.issue_number.is_some());
    view! {
        <a href=href><time datetime=e.occurred_at.to_rfc3339()>{dates::moment(l, time::local(e.occurred_at), ctx.today())}</time></a>
        <div><p>{sentences::sentence_in_log(ctx, a, e)}</p>{title.map(|title| view! { <p class="quiet" lang=lang>{title}</p> })}{crate::promises::pages::words_of(l, e)}</div>
    }
    .into_html()
}

fn filters(ctx: &Ctx, seen: &Diary, query: &DiaryQuery) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    let select = |id: &'static str, label: &'static str, options: Vec<(String, String)>, chosen: &str| {
        let options: Vec<_> = std::iter::once((String::new(), c::all(l).to_string()))
            .chain(options)
            .map(|(code, name)| {
                let selected = code == chosen;
                view! { <option value=code selected=selected>{name}</option> }
            })
            .collect();
        view! { <div class="field"><label for=id>{label}</label><select id=id name=id>{options}</select></div> }
    };
    let date = |id: &'static str, label: &'static str, value: &str| {
        view! { <div class="field short"><label for=id>{label}</label><input id=id name=id type="date" value=value.to_string() /></div> }
    };
    let bodies = seen.bodies.iter().map(|b| (b.slug.clone(), b.name.clone())).collect();
    let principles = a.principles.iter().map(|p| (p.number.to_string(), p.title.get(l).to_string())).collect();
    let areas = a.areas.iter().map(|x| (x.slug.clone(), x.name.get(l).to_string())).collect();
    let chosen = query.pairs().iter().filter(|(key, _)| *key != "slag").count();
    let count = (chosen > 0).then(|| view! { " "<span class="count">{chosen}</span> });
    let kept = query.chapter().map(|chapter| view! { <input type="hidden" name="slag" value=chapter.to_string() /> });
    let clear = (chosen > 0).then(|| {
        let plain = DiaryQuery { slag: query.slag.clone(), ..DiaryQuery::default() };
        view! { <p class="noprint"><a class="more" href=to(ctx, a, &plain, "", &[])>{c::remove_all(l)}</a></p> }
    });
    view! {
        <details class="filters"><summary>{c::filter(l)}{count}</summary>
            <form method="get" action=ctx.href(paths::diary(&a.slug))>{kept}
                {select("organ", t::body(l), bodies, &query.organ)}
                {select("princip", t::principle(l), principles, &query.princip)}
                {select("omrade", t::area(l), areas, &query.omrade)}
                {date("fran", t::first_day(l), &query.fran)}{date("till", t::last_day(l), &query.till)}
                <button class="button second">{c::show(l)}</button></form></details>{clear}
    }
    .into_html()
}
