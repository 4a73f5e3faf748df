//! What forums and bodies plan: coming meetings and wishes side by side, so that dates and themes are planned together.

use super::day::beside;
use crate::context::Ctx;
use crate::desk::service::Desk;
use crate::desk::store::{ItemRow, MeetingRow};
use crate::desk::types::Queue;
use crate::i18n::{curation, dates, desk as t, planning};
use crate::ids::ForumId;
use crate::ui::prelude::*;
use crate::{paths, ui};

/// Who plans: a forum, a body, or nobody in particular.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Planner {
    Forum(ForumId),
    Body(String),
    All,
}

fn of_meeting(m: &MeetingRow) -> Planner {
    match (m.forum_id, &m.body) {
        (Some(forum), _) => Planner::Forum(forum),
        (None, Some(body)) => Planner::Body(body.clone()),
        (None, None) => Planner::All,
    }
}

fn of_wish(i: &ItemRow) -> Planner {
    i.forum_id.map_or(Planner::All, Planner::Forum)
}

/// The page's list.
pub fn plans(ctx: &Ctx, desk: &Desk) -> Html {
    let (l, a) = (ctx.locale, &desk.agreement);
    let meetings: Vec<_> = desk.planned(ctx).collect();
    let wishes = desk.of(Queue::Wishes, ctx.today());
    // every forum has its part, also one that plans nothing: that is worth seeing
    let forums = a.forums.iter().filter(|f| desk.filter.forum.is_none_or(|id| id == f.id)).map(|f| Planner::Forum(f.id));
    let mut bodies: Vec<_> = meetings.iter().map(|m| of_meeting(m)).filter(|p| matches!(p, Planner::Body(_))).collect();
    bodies.sort();
    bodies.dedup();
    let all = (meetings.iter().any(|m| of_meeting(m) == Planner::All) || wishes.iter().any(|w| of_wish(w) == Planner::All)).then_some(Planner::All);
    let mut n = 0;
    let parts: Vec<_> = forums
        .chain(bodies)
        .chain(all)
        .enumerate()
        .map(|(k, planner)| {
            let mut next = || {
                n += 1;
                n - 1
            };
            let mut rows: Vec<_> = meetings.iter().filter(|m| of_meeting(m) == planner).map(|m| meeting(ctx, desk, m, next())).collect();
            rows.extend(wishes.iter().filter(|w| of_wish(w) == planner).map(|w| wish(ctx, desk, w, next())));
            let rows = if rows.is_empty() {
                view! { <p class="quiet">{t::plans_none(l)}</p> }.into_html()
            } else {
                view! { <ul class="rows">{rows}</ul> }.into_html()
            };
            let heading = match &planner {
                Planner::Forum(id) => a.forum_by_id(Some(*id)).map_or_else(String::new, |f| f.name.get(l).to_string()),
                Planner::Body(name) => name.clone(),
                Planner::All => t::plans_all(l).to_string(),
            };
            let id = format!("plan-{k}");
            view! { <section class="flow" aria-labelledby=id.clone()><h3 id=id.clone()>{heading}</h3>{rows}</section> }
        })
        .collect();
    view! {
        <p class="quiet">{t::plans_lead(l)}</p>{parts}
        <ul class="links"><li><a href=ctx.href(paths::calendar(&a.slug, None))>{planning::calendar_name(l)}</a></li><li><a href=ctx.href(paths::board(&a.slug))>{planning::board_title(l)}</a></li></ul>
    }
    .into_html()
}

fn area(ctx: &Ctx, desk: &Desk, id: Option<crate::ids::AreaId>) -> Option<Html> {
    let area = id.and_then(|id| desk.agreement.area_by_id(id))?;
    Some(view! { <span>{area.name.get(ctx.locale).to_string()}</span> }.into_html())
}

fn meeting(ctx: &Ctx, desk: &Desk, m: &MeetingRow, n: usize) -> Html {
    let l = ctx.locale;
    let draft = m.draft.then(|| view! { <span class="state wait">{t::draft(l)}</span> });
    let starts = m.starts_local.format("%Y-%m-%dT%H:%M").to_string();
    let place = (!m.place.is_empty()).then(|| view! { <span>{m.place.clone()}</span> });
    view! {
        <li><h4 class="h3"><a href=ctx.href(beside(desk, m.number)) data-row=n.to_string() lang=ui::lang_of(l, &m.lang)>{m.title.clone()}</a></h4>
            <p class="meta">{draft}<time datetime=starts>{dates::moment(l, m.starts_local, ctx.today())}</time>{place}{area(ctx, desk, m.area_id)}</p></li>
    }
    .into_html()
}

fn wish(ctx: &Ctx, desk: &Desk, w: &ItemRow, n: usize) -> Html {
    let l = ctx.locale;
    let href = ctx.href(paths::wish(&desk.agreement.slug, w.meeting_number.unwrap_or_default()));
    let lang = w.issue_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
    let period = w.place.clone().filter(|p| !p.is_empty()).map(|p| view! { <span>{p}</span> });
    let late = w.due_on.and_then(|due| ui::late_state(l, due, ctx.today()));
    view! {
        <li><h4 class="h3"><a href=href data-row=n.to_string() lang=lang>{w.meeting_title.clone()}</a></h4>
            <p class="meta">{late}<span>{t::a_wish(l)}</span><span>{w.who.clone()}</span>{period}{area(ctx, desk, w.area_id)}
                {(w.backers > 0).then(|| view! { <span>{curation::backed(l, w.backers)}</span> })}</p></li>
    }
    .into_html()
}
