//! The ledger: kept, on its way, late, taken back.

use super::parts;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::{common as c, promises as t};
use crate::issues::list::filter::address;
use crate::paths;
use crate::promises::rules;
use crate::promises::service::{self, Ledger, LedgerQuery};
use crate::promises::store::Filter;
use crate::promises::types::Bucket;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::prelude::*;
use crate::ui::{self, Pager};
use axum::extract::{Path, Query};

/// What of the filter stands in the address.
fn pairs(a: &Agreement, f: &Filter) -> Vec<(&'static str, String)> {
    let principle = f.principle.and_then(|id| a.principles.iter().find(|p| p.id == id)).map(|p| p.number.to_string());
    let commitment = f.commitment.and_then(|id| a.commitments.iter().find(|c| c.id == id)).map(|c| c.number.to_string());
    [
        ("lage", f.bucket.map(|b| b.to_string())),
        ("parti", f.party.clone()),
        ("agare", f.owner.clone()),
        ("ar", f.year.map(|y| y.to_string())),
        ("princip", principle),
        ("atagande", commitment),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value?)))
    .collect()
}

/// The ledger.
pub async fn ledger(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<LedgerQuery>) -> PageResult {
    let seen = service::ledger(&ctx, &agreement, &query).await?;
    let (l, a) = (ctx.locale, &seen.agreement);
    let paged = !query.fore.is_empty();
    let all = pairs(a, &seen.filter);
    let base = paths::promises(&a.slug);
    let content = view! {
        <section class="head">{ui::breadcrumbs(&ctx, a, vec![(paths::meetings(&a.slug), c::meetings(l).into())])}
            <h1>{t::title(l)}</h1><p class="lead">{t::lead(l)}</p>
            <p class="quiet"><a class="more" href=ctx.href(paths::talks(&a.slug))>{t::to_talks(l)}</a></p></section>
        {tabs(&ctx, &seen)}
        {filters(&ctx, &seen)}
        {chips(&ctx, &seen)}
        {list(&ctx, &seen)}
        {ui::pager(l, Pager {
            previous: paged.then(|| ctx.href(address(&base, &all))),
            next: seen.older.map(|n| ctx.href(address(&base, &[all.clone(), vec![("fore", n.to_string())]].concat()))),
        })}
        <ul class="links"><li><a href=ctx.href(address(&format!("{base}.csv"), &all))>{t::csv(l)}</a></li>
            <li><a href=ctx.href(format!("{base}.atom"))>{t::feed(l)}</a></li></ul>
    };
    Ok(Page::new(t::title(l)).of(a, Nav::Meetings).render(&ctx, content.into_html()))
}

fn count(seen: &Ledger, bucket: Option<Bucket>) -> i64 {
    seen.counts.iter().filter(|(b, _)| bucket.is_none_or(|asked| asked == *b)).map(|(_, n)| n).sum()
}

/// Each number leads to what it counts.
fn tabs(ctx: &Ctx, seen: &Ledger) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    let items: Vec<_> = std::iter::once(None)
        .chain(Bucket::ALL.iter().copied().map(Some))
        .map(|bucket| {
            let href = ctx.href(address(&paths::promises(&a.slug), &pairs(a, &Filter { bucket, ..seen.filter.clone() })));
            let current = (bucket == seen.filter.bucket).then_some("page");
            view! { <li><a href=href aria-current=current>{t::bucket(l, bucket)}" "<span class="count">{count(seen, bucket)}</span></a></li> }
        })
        .collect();
    view! { <nav class="tabs" aria-label=t::tabs(l)><ul>{items}</ul></nav> }.into_html()
}

fn filters(ctx: &Ctx, seen: &Ledger) -> Html {
    let (l, a, f) = (ctx.locale, &seen.agreement, &seen.filter);
    let select = |id: &'static str, name: &'static str, label: &'static str, what: &str, chosen: Option<String>| {
        let options: Vec<_> = std::iter::once((String::new(), c::all(l).to_string()))
            .chain(seen.choices.iter().filter(|c| c.what == what).map(|c| (c.code.clone(), c.name.clone())))
            .map(|(code, name)| {
                let selected = chosen.as_deref().unwrap_or_default() == code;
                view! { <option value=code selected=selected>{name}</option> }
            })
            .collect();
        view! { <div class="field"><label for=id>{label}</label><select id=id name=name>{options}</select></div> }
    };
    let kept: Vec<_> = pairs(a, f)
        .into_iter()
        .filter(|(key, _)| matches!(*key, "lage" | "princip" | "atagande"))
        .map(|(key, value)| view! { <input type="hidden" name=key value=value /> })
        .collect();
    let chosen = [f.party.is_some(), f.owner.is_some(), f.year.is_some()].into_iter().filter(|on| *on).count();
    let chosen = (chosen > 0).then(|| view! { " "<span class="count">{chosen}</span> });
    view! {
        <details class="filters"><summary>{c::filter(l)}{chosen}</summary>
            <form method="get" action=ctx.href(paths::promises(&a.slug))>{kept}
                {select("parti", "parti", t::filter_party(l), "party", f.party.clone())}
                {select("agare", "agare", t::filter_owner(l), "owner", f.owner.clone())}
                {select("ar", "ar", t::filter_year(l), "year", f.year.map(|y| y.to_string()))}
                <button class="button second">{c::show(l)}</button></form></details>
    }
    .into_html()
}

fn chips(ctx: &Ctx, seen: &Ledger) -> Option<Html> {
    let (l, a, f) = (ctx.locale, &seen.agreement, &seen.filter);
    let owner =
        f.owner.as_ref().map(|slug| seen.choices.iter().find(|c| c.what == "owner" && c.code == *slug).map_or_else(|| slug.clone(), |c| c.name.clone()));
    let principle = f.principle.and_then(|id| a.principles.iter().find(|p| p.id == id)).map(|p| p.title.get(l).to_string());
    let commitment = f.commitment.and_then(|id| a.commitments.iter().find(|c| c.id == id)).map(|c| c.title.get(l).to_string());
    let chosen: Vec<(&str, String, Filter)> = [
        (t::filter_party(l), f.party.clone(), Filter { party: None, ..f.clone() }),
        (t::filter_owner(l), owner, Filter { owner: None, ..f.clone() }),
        (t::filter_year(l), f.year.map(|y| y.to_string()), Filter { year: None, ..f.clone() }),
        (t::about_principles(l), principle, Filter { principle: None, ..f.clone() }),
        (t::about_commitments(l), commitment, Filter { commitment: None, ..f.clone() }),
    ]
    .into_iter()
    .filter_map(|(name, value, without)| Some((name, value?, without)))
    .collect();
    if chosen.is_empty() {
        return None;
    }
    let base = paths::promises(&a.slug);
    let items: Vec<_> = chosen
        .into_iter()
        .map(|(name, value, without)| {
            let href = ctx.href(address(&base, &pairs(a, &without)));
            view! { <li><a href=href>{format!("{name}: {value}")}<span class="vh">" – "{c::remove_filter(l)}</span></a></li> }
        })
        .collect();
    let plain = ctx.href(address(&base, &pairs(a, &Filter { bucket: f.bucket, ..Filter::default() })));
    Some(view! { <ul class="chips" aria-label=c::chosen_filters(l)>{items}<li><a class="clear" href=plain>{c::remove_all(l)}</a></li></ul> }.into_html())
}

fn list(ctx: &Ctx, seen: &Ledger) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    if seen.promises.is_empty() {
        return if seen.filter == Filter::default() {
            ui::empty(t::none_title(l), t::none_text(l), Some((ctx.href(paths::talks(&a.slug)), t::talks_title(l).to_string())))
        } else {
            ui::empty(t::none_match_title(l), t::none_match_text(l), Some((ctx.href(paths::promises(&a.slug)), t::to_ledger(l).to_string())))
        };
    }
    let rows: Vec<_> = seen.promises.iter().map(|p| parts::row(ctx, a, p, false)).collect();
    debug_assert!(seen.promises.iter().all(|p| seen.filter.bucket.is_none_or(|b| rules::bucket(p.state, p.expected_on, ctx.today()) == b)));
    view! {
        <section aria-labelledby="lista"><h2 id="lista" class="vh">{t::title(l)}</h2>
            <p class="quiet" role="status">{t::shown(l, count(seen, seen.filter.bucket))}</p><ul class="rows">{rows}</ul></section>
    }
    .into_html()
}
