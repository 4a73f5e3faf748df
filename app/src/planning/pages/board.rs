//! The board of issues that could stand on an agenda.

use crate::agreements::types::{Agreement, Tag};
use crate::context::Ctx;
use crate::i18n::{Locale, common as c, dates, issues, planning as t};
use crate::issues::list::filter::address;
use crate::meetings::types::MeetingState;
use crate::planning::service::{self, Board, BoardQuery};
use crate::planning::store::BoardRow;
use crate::planning::types::Order;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::prelude::*;
use crate::{paths, time, ui};
use axum::extract::{Path, Query};

/// The board.
pub async fn board(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<BoardQuery>) -> PageResult {
    let seen = service::board(&ctx, &agreement, &query).await?;
    let (l, a) = (ctx.locale, &seen.agreement);
    let path = paths::board(&a.slug);
    let content = view! {
        <section class="head">{ui::breadcrumbs(&ctx, a, vec![(paths::meetings(&a.slug), c::meetings(l).into())])}
            <h1>{t::board_title(l)}</h1><p class="lead">{t::board_lead(l, a.curator_name.get(l))}</p></section>
        {choose_for(&ctx, &seen)}
        {filters(&ctx, a, &query, &path)}
        {orders(&ctx, &query, &path)}
        {table(&ctx, &seen, &query)}
        {pager(&ctx, &query, &path, seen.more)}
    };
    Ok(Page::new(t::board_title(l)).of(a, Nav::Meetings).render(&ctx, content.into_html()))
}

/// The query as pairs, with one of them another.
fn pairs(query: &BoardQuery, key: &'static str, value: String) -> Vec<(&'static str, String)> {
    let mut all = vec![
        ("q", query.q.clone()),
        ("forum", query.forum.clone()),
        ("tema", query.tema.clone()),
        ("omrade", query.omrade.clone()),
        ("ordning", query.ordning.clone()),
        ("sida", String::new()),
    ];
    for pair in &mut all {
        if pair.0 == key {
            pair.1.clone_from(&value);
        }
    }
    all.retain(|(_, value)| !value.is_empty());
    all
}

/// The meetings that issues can be chosen for, for those who do.
fn choose_for(ctx: &Ctx, seen: &Board) -> Option<Html> {
    let (l, a) = (ctx.locale, &seen.agreement);
    if !seen.manages {
        return None;
    }
    let items: Vec<_> = seen
        .coming
        .iter()
        .map(|m| {
            let day = dates::day(l, m.starts_local.date(), ctx.today());
            let draft = (m.state == MeetingState::Draft).then(|| view! { " "<span class="state">{t::choose_draft(l)}</span> });
            view! { <li><a href=ctx.href(paths::choose(&a.slug, m.number, &m.slug)) lang=ui::lang_of(l, &m.lang)>{m.title.clone()}</a>" "<span class="quiet">{day}</span>{draft}</li> }
        })
        .collect();
    let list = if items.is_empty() {
        view! { <p class="quiet">{t::choose_none(l)}" "<a href=ctx.href(paths::new_meeting(&a.slug))>{crate::i18n::meetings::new_meeting(l)}</a></p> }
            .into_html()
    } else {
        view! { <ul class="names">{items}</ul> }.into_html()
    };
    Some(view! { <section class="box flow noprint" aria-labelledby="valj"><h2 class="h3" id="valj">{t::choose_for(l)}</h2>{list}</section> }.into_html())
}

fn select(key: &'static str, label: &'static str, all: &'static str, choices: Vec<(String, String)>, value: &str) -> Option<Html> {
    if choices.is_empty() {
        return None;
    }
    let id = format!("f-{key}");
    let items: Vec<_> = std::iter::once((String::new(), all.to_string()))
        .chain(choices)
        .map(|(v, label)| {
            let selected = v == value;
            view! { <option value=v selected=selected>{label}</option> }
        })
        .collect();
    Some(view! { <div class="field"><label for=id.clone()>{label}</label><select id=id name=key>{items}</select></div> }.into_html())
}

fn names<Id>(l: Locale, tags: &[Tag<Id>]) -> Vec<(String, String)> {
    tags.iter().filter(|x| !x.retired).map(|x| (x.slug.clone(), x.name.get(l).to_string())).collect()
}

/// The filters of the board, also over the form that chooses.
pub(super) fn filters(ctx: &Ctx, a: &Agreement, query: &BoardQuery, path: &str) -> Html {
    let l = ctx.locale;
    let forums = a.forums.iter().filter(|x| !x.retired).map(|x| (x.slug.clone(), x.name.get(l).to_string())).collect();
    let chosen = [&query.q, &query.forum, &query.tema, &query.omrade].iter().filter(|v| !v.is_empty()).count();
    view! {
        <details class="filters"><summary>{c::filter(l)}{(chosen > 0).then(|| view! { " "<span class="count">{chosen}</span> })}</summary>
            <form method="get" action=ctx.href(path)>
                <div class="field"><label for="f-q">{t::filter_words(l)}</label><input type="search" id="f-q" name="q" value=query.q.clone() maxlength="100" /></div>
                {select("forum", t::fact_forum(l), c::all(l), forums, &query.forum)}
                {select("tema", t::filter_theme(l), c::all(l), names(l, &a.themes), &query.tema)}
                {select("omrade", t::field_area(l), c::all(l), names(l, &a.areas), &query.omrade)}
                {(!query.ordning.is_empty()).then(|| view! { <input type="hidden" name="ordning" value=query.ordning.clone() /> })}
                <button class="button second">{c::show(l)}</button>
            </form></details>
    }
    .into_html()
}

fn orders(ctx: &Ctx, query: &BoardQuery, path: &str) -> Html {
    let l = ctx.locale;
    let links: Vec<_> = Order::ALL
        .iter()
        .map(|order| {
            let href = ctx.href(address(path, &pairs(query, "ordning", order.code().into())));
            view! { <a href=href aria-current=(*order == query.order()).then_some("true")>{t::order_name(l, *order)}</a> }
        })
        .collect();
    view! { <nav class="segments" aria-label=t::order(l)>{links}</nav> }.into_html()
}

/// Names of the tags whose ids stand in a list.
fn of_ids<Id: Copy>(l: Locale, tags: &[Tag<Id>], list: Option<&String>, number: impl Fn(Id) -> i64) -> String {
    let ids: Vec<i64> = list.map(|s| s.split(',').filter_map(|n| n.parse().ok()).collect()).unwrap_or_default();
    tags.iter().filter(|x| ids.contains(&number(x.id))).map(|x| x.name.get(l)).collect::<Vec<_>>().join(", ")
}

/// Themes and areas of an issue, as names.
pub(super) fn tags(l: Locale, a: &Agreement, row: &BoardRow) -> (String, String) {
    (of_ids(l, &a.themes, row.themes.as_ref(), |id| id.0), of_ids(l, &a.areas, row.areas.as_ref(), |id| id.0))
}

fn table(ctx: &Ctx, seen: &Board, query: &BoardQuery) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    if seen.rows.is_empty() {
        let all =
            (query.page() > 1 || !pairs(query, "ordning", String::new()).is_empty()).then(|| (ctx.href(paths::board(&a.slug)), t::board_all(l).to_string()));
        return ui::empty(t::board_none_title(l), t::board_none_text(l), all);
    }
    let rows: Vec<_> = seen.rows.iter().map(|r| row(ctx, a, r)).collect();
    let head: Vec<_> =
        [t::column_issue(l), t::fact_forum(l), t::column_backing(l), t::column_age(l), t::column_themes(l), t::column_areas(l), t::column_moved(l)]
            .into_iter()
            .filter(|name| *name != t::fact_forum(l) || !a.forums.is_empty())
            .map(|name| view! { <th scope="col">{name}</th> })
            .collect();
    view! { <div class="cq"><table class="cards"><caption>{t::board_caption(l)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div> }
        .into_html()
}

fn row(ctx: &Ctx, a: &Agreement, r: &BoardRow) -> Html {
    let l = ctx.locale;
    let today = ctx.today();
    let href = ctx.href(paths::issue(&a.slug, r.number, &r.slug));
    let forum = (!a.forums.is_empty()).then(|| {
        let mark = a.forum_by_id(r.forum_id).map(|f| ui::forum_mark(f.mark, f.name.get(l), ctx.href(paths::forum(&a.slug, &f.slug))));
        view! { <td data-label=t::fact_forum(l)>{mark}</td> }
    });
    let (themes, areas) = tags(l, a, r);
    let passed = (r.passed_over > 0).then(|| view! { " "<span class="quiet">{t::passed_over(l, r.passed_over)}</span> });
    let state = view! { <span class=ui::state_class(r.state)>{issues::state(l, r.state, r.forum_id.is_some())}</span> };
    view! {
        <tr><th scope="row"><a href=href lang=ui::lang_of(l, &r.lang)>{r.title.clone()}</a>" "{state}{passed}</th>
            {forum}
            <td data-label=t::column_backing(l)>{r.backers}</td>
            <td data-label=t::column_age(l)>{ui::time_tag(l, time::local_date(r.since_at), today)}</td>
            <td data-label=t::column_themes(l)>{themes}</td>
            <td data-label=t::column_areas(l)>{areas}</td>
            <td data-label=t::column_moved(l)>{ui::time_tag(l, time::local_date(r.moved_at), today)}</td></tr>
    }
    .into_html()
}

/// Links to the pages before and after.
pub(super) fn pager(ctx: &Ctx, query: &BoardQuery, path: &str, more: bool) -> Option<Html> {
    let l = ctx.locale;
    let page = query.page();
    let to = |n: i64| ctx.href(address(path, &pairs(query, "sida", n.to_string())));
    let (previous, next) = ((page > 1).then(|| to(page - 1)), more.then(|| to(page + 1)));
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=c::pages(l)>
                {previous.map(|href| view! { <a class="button second" rel="prev" href=href>{c::earlier(l)}</a> })}
                {next.map(|href| view! { <a class="button second" rel="next" href=href>{c::later(l)}</a> })}
            </nav>
        }
        .into_html()
    })
}
