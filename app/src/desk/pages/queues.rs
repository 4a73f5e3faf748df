//! The ways of the desk: queues under their headings, saved views, and what a queue is narrowed by.

use super::desk::name;
use crate::context::Ctx;
use crate::desk::filter::{AGES, Filter};
use crate::desk::service::Desk;
use crate::desk::types::{Group, Owner, Queue};
use crate::i18n::{common as c, desk as d};
use crate::paths;
use crate::ui::prelude::*;

/// Queues under their headings with counts, then saved views and what else the desk leads to.
pub fn queues(ctx: &Ctx, desk: &Desk) -> Html {
    let (l, a) = (ctx.locale, &desk.agreement);
    let groups: Vec<_> = Group::ALL
        .iter()
        .map(|group| {
            let queues: Vec<_> = Queue::ALL.iter().filter(|q| q.group() == *group).map(|q| queue(ctx, desk, *q)).collect();
            let id = format!("koer-{group}");
            let heading = (*group != Group::Time).then(|| view! { <p class="h" id=id.clone()>{d::group(l, *group)}</p> });
            let labelled = heading.is_some().then_some(id);
            view! { {heading}<ul aria-labelledby=labelled>{queues}</ul> }
        })
        .collect();
    let views: Vec<_> = desk
        .views
        .iter()
        .map(|v| {
            let query = v.place.clone().unwrap_or_default();
            let current = (query == desk.filter.query(a, desk.queue)).then_some("page");
            view! { <li><a href=ctx.href(format!("{}?{query}", paths::desk(&a.slug))) aria-current=current>{v.issue_title.clone()}</a></li> }
        })
        .collect();
    let views = (!views.is_empty()).then(|| view! { <p class="h" id="vyer">{d::views(l)}</p><ul aria-labelledby="vyer">{views}</ul> });
    let more = [
        (paths::efforts(&a.slug), d::queue_efforts(l)),
        (paths::views(&a.slug), d::views(l)),
        (paths::phrases(&a.slug), d::phrases(l)),
        (paths::desk_history(&a.slug), d::history_title(l)),
        (paths::calendar(&a.slug, None), crate::i18n::planning::calendar_name(l)),
    ];
    let more: Vec<_> = more.into_iter().map(|(href, name)| view! { <p class="quiet"><a class="more" href=ctx.href(href)>{name}</a></p> }).collect();
    view! { {groups}{views}{more}{crate::planning::pages::left_out_link(ctx, a, desk.left_out)} }.into_html()
}

fn queue(ctx: &Ctx, desk: &Desk, queue: Queue) -> Html {
    let current =
        (queue == desk.queue && !desk.views.iter().any(|v| v.place.as_deref() == Some(&desk.filter.query(&desk.agreement, desk.queue)))).then_some("page");
    let late = desk.is_late(queue, ctx).then_some("late");
    let l = ctx.locale;
    let age = desk
        .age(queue, ctx)
        .map(|age| view! { " "<small><span aria-hidden="true">{d::age_short(l, age)}</span><span class="vh">{d::age(l, age)}</span></small> });
    view! {
        <li class=late><a href=ctx.href(desk.path(queue)) aria-current=current>{name(l, queue)}" "<span class="of"><b>{desk.count(queue, ctx)}</b>{age}</span></a></li>
    }
    .into_html()
}

/// The selects of what the desk is narrowed by, with what is chosen in each.
pub fn selects(ctx: &Ctx, a: &crate::agreements::types::Agreement, filter: &Filter) -> Html {
    let l = ctx.locale;
    let chosen = filter.pairs(a);
    let select = |name: &'static str, label: &'static str, choices: Vec<(String, String)>| {
        let value = chosen.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone()).unwrap_or_default();
        let options: Vec<_> = std::iter::once((String::new(), c::all(l).to_string()))
            .chain(choices)
            .map(|(code, words)| {
                let selected = code == value;
                view! { <option value=code selected=selected>{words}</option> }
            })
            .collect();
        view! { <div class="field"><label for=name>{label}</label><select id=name name=name>{options}</select></div> }
    };
    let forums: Vec<_> = a.forums.iter().map(|f| (f.slug.clone(), f.name.get(l).to_string())).collect();
    let forums = (!forums.is_empty()).then(|| select("forum", d::filter_forum(l), forums));
    let themes = a.themes.iter().map(|t| (t.slug.clone(), t.name.get(l).to_string())).collect();
    let areas = a.areas.iter().map(|t| (t.slug.clone(), t.name.get(l).to_string())).collect();
    let owners = Owner::ALL.iter().map(|o| (o.code().to_string(), d::owner(l, *o, a.curator_name.get(l)))).collect();
    let ages = AGES.iter().map(|days| (days.to_string(), d::at_least(l, *days))).collect();
    view! {
        {forums}
        {select("tema", d::filter_theme(l), themes)}
        {select("omrade", d::filter_area(l), areas)}
        {select("sida", d::filter_owner(l), owners)}
        {select("alder", d::filter_age(l), ages)}
    }
    .into_html()
}

/// The filter above the list. Beside what is chosen there is no room, and nothing to look for.
pub fn filters(ctx: &Ctx, desk: &Desk) -> Option<Html> {
    if desk.is_open() {
        return None;
    }
    let (l, a) = (ctx.locale, &desk.agreement);
    let count = desk.filter.pairs(a).len();
    let chosen = (count > 0).then(|| view! { " "<span class="count">{count}</span> });
    let save = (count > 0).then(|| {
        let all = ctx.href(format!("{}?ko={}", paths::desk(&a.slug), desk.queue));
        let save = ctx.href(format!("{}?{}#ny", paths::views(&a.slug), desk.filter.query(a, desk.queue)));
        view! { <p class="quiet"><a href=all>{d::show_all(l)}</a>" "<a href=save>{d::view_save(l)}</a></p> }
    });
    Some(
        view! {
            <details class="more"><summary>{c::filter(l)}{chosen}</summary>
                <form method="get" class="form" action=ctx.href(paths::desk(&a.slug))>
                    <input type="hidden" name="ko" value=desk.queue.code() />
                    {selects(ctx, a, &desk.filter)}
                    <div class="acts"><button class="button second">{c::show(l)}</button></div></form></details>
            {save}
        }
        .into_html(),
    )
}
