//! The kansli's desk (M08): queues with counts and ages, oldest duty first; what is chosen stands beside.

use crate::agreements::types::{Agreement, Side};
use crate::context::Ctx;
use crate::curation::pages::decision::{decision, due_line, notes, opened, publish_form, who_asks};
use crate::curation::pages::undo_offer;
use crate::curation::service_publish::PublishForm;
use crate::curation::service_subject::Subject;
use crate::desk::islands::DeskKeys;
use crate::desk::service::{self, Desk, DeskQuery, is_held};
use crate::desk::store::{ItemRow, MeetingRow};
use crate::desk::types::Queue;
use crate::i18n::{Locale, curation as t, dates};
use crate::shell::{Nav, Page, PageResult};
use crate::ui::{self, Problem};
use crate::{paths, time};
use axum::extract::{Path, Query};
use leptos::prelude::*;

/// The desk.
pub async fn desk(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<DeskQuery>) -> PageResult {
    let (agreement, desk) = service::desk(&ctx, &agreement, &query).await?;
    let title = t::desk_title(ctx.locale);
    let page = Page::new(title).of(&agreement, Nav::Desk);
    Ok(match desk {
        None => page.layout("wrap stack narrow").render(&ctx, view! { <h1>{title}</h1>{switch(&ctx, &agreement)} }.into_any()),
        Some(desk) => page.layout("wrap wide stack").render(&ctx, whole(&ctx, &desk, &query)),
    })
}

/// Offers somebody with a seat to act for the curating body.
pub fn switch(ctx: &Ctx, agreement: &Agreement) -> AnyView {
    let l = ctx.locale;
    view! {
        <div class="empty"><h2>{t::desk_switch_title(l)}</h2><p>{t::desk_switch_text(l, agreement.curator_name.get(l))}</p>
            <form method="post" action=ctx.href("/agera-som") class="acts">
                <input type="hidden" name="till" value=ctx.path.clone() />
                <button class="button" name="as" value=agreement.curator_id.to_string()>{t::desk_switch_button(l, agreement.curator_name.get(l))}</button>
            </form></div>
    }
    .into_any()
}

fn name(l: Locale, queue: Queue) -> &'static str {
    match queue {
        Queue::Publication => t::queue_publication(l),
        Queue::Flags => t::queue_flags(l),
        Queue::New => t::queue_new(l),
        Queue::AskedBack => t::queue_asked_back(l),
        Queue::Overdue => t::queue_overdue(l),
        Queue::Meetings => t::queue_meetings(l),
        Queue::Minutes => t::queue_minutes(l),
    }
}

fn nothing(l: Locale, queue: Queue) -> &'static str {
    match queue {
        Queue::Publication => t::empty_publication(l),
        Queue::Flags => t::empty_flags(l),
        Queue::New => t::empty_new(l),
        Queue::AskedBack => t::empty_asked_back(l),
        Queue::Overdue => t::empty_overdue(l),
        Queue::Meetings => t::empty_meetings(l),
        Queue::Minutes => t::empty_minutes(l),
    }
}

fn queue_path(agreement: &Agreement, queue: Queue) -> String {
    format!("{}?ko={queue}", paths::desk(&agreement.slug))
}

fn whole(ctx: &Ctx, desk: &Desk, query: &DeskQuery) -> AnyView {
    let l = ctx.locale;
    let queues: Vec<_> = Queue::ALL
        .iter()
        .map(|q| {
            let current = (*q == desk.queue).then_some("page");
            let late = desk.is_late(*q, ctx).then_some("late");
            view! { <li class=late><a href=ctx.href(queue_path(&desk.agreement, *q)) aria-current=current>{name(l, *q)}" "<b>{desk.count(*q, ctx)}</b></a></li> }
        })
        .collect();
    let side = desk.chosen.as_ref().map(|subject| panel(ctx, desk, subject, query));
    let class = if side.is_some() { "desk open" } else { "desk" };
    view! {
        <h1>{t::desk_title(l)}</h1>
        {desk.undoable.as_ref().map(|last| undo_offer(ctx, &desk.agreement, last, desk.queue.code()))}
        <div class=class>
            <nav class="queues" aria-label=t::desk_queues(l)><ul>{queues}</ul></nav>
            <section class="queue" aria-labelledby="queue"><h2 id="queue">{name(l, desk.queue)}</h2><DeskKeys l=l/>{list(ctx, desk, query)}</section>
            {side}
        </div>
    }
    .into_any()
}

fn list(ctx: &Ctx, desk: &Desk, query: &DeskQuery) -> AnyView {
    let l = ctx.locale;
    let queue = desk.queue;
    if desk.count(queue, ctx) == 0 {
        let action = (queue == Queue::Meetings).then(|| (ctx.href(paths::new_meeting(&desk.agreement.slug)), t::new_meeting(l).to_string()));
        return ui::empty(t::empty_title(l), nothing(l, queue), action);
    }
    match queue {
        Queue::Meetings | Queue::Minutes => {
            let rows: Vec<_> =
                desk.meetings.iter().filter(|m| is_held(m, ctx) == (queue == Queue::Minutes)).enumerate().map(|(n, m)| meeting_row(ctx, desk, m, n)).collect();
            let new = (queue == Queue::Meetings).then(|| view! { <p><a href=ctx.href(paths::new_meeting(&desk.agreement.slug))>{t::new_meeting(l)}</a></p> });
            view! { <ul class="rows">{rows}</ul>{new} }.into_any()
        }
        Queue::Overdue => {
            let (own, others): (Vec<_>, Vec<_>) = desk.of(queue, ctx.today()).into_iter().partition(|i| i.by_curator);
            let start = own.len();
            let part = |id: &'static str, words: &'static str, items: Vec<&ItemRow>, from: usize| {
                (!items.is_empty()).then(|| {
                    let rows: Vec<_> = items.into_iter().enumerate().map(|(n, i)| row(ctx, desk, i, query, from + n, true)).collect();
                    view! { <h3 id=id>{words}</h3><ul class="rows" aria-labelledby=id>{rows}</ul> }
                })
            };
            view! { {part("own", t::overdue_own(l), own, 0)}{part("others", t::overdue_others(l), others, start)} }.into_any()
        }
        _ => {
            let rows: Vec<_> = desk.of(queue, ctx.today()).into_iter().enumerate().map(|(n, i)| row(ctx, desk, i, query, n, false)).collect();
            view! { <ul class="rows">{rows}</ul> }.into_any()
        }
    }
}

fn titled(deeper: bool, link: AnyView) -> AnyView {
    if deeper { view! { <h4 class="h3">{link}</h4> }.into_any() } else { view! { <h3>{link}</h3> }.into_any() }
}

fn row(ctx: &Ctx, desk: &Desk, item: &ItemRow, query: &DeskQuery, n: usize, deeper: bool) -> AnyView {
    let l = ctx.locale;
    let a = &desk.agreement;
    let title = match (&item.action_what, item.contribution_number, &item.issue_title, &item.meeting_title) {
        (Some(what), ..) => what.clone(),
        (_, Some(_), Some(title), _) => t::contribution_to(l, title),
        (_, _, Some(title), _) | (_, _, None, Some(title)) => title.clone(),
        _ => String::new(),
    };
    let href = match (item.issue_number, item.meeting_number) {
        (issue, Some(meeting)) if item.action_what.is_some() || issue.is_none() => {
            paths::meeting(&a.slug, meeting, item.meeting_slug.as_deref().unwrap_or_default())
        }
        (Some(issue), _) if item.flags > 0 => format!("{}#t-{issue}-{}", paths::flags(&a.slug), item.contribution_number.unwrap_or(0)),
        (Some(issue), _) => {
            let contribution = item.contribution_number.map(|c| format!("&inlagg={c}")).unwrap_or_default();
            format!("{}&fraga={issue}{contribution}", queue_path(a, desk.queue))
        }
        _ => queue_path(a, desk.queue),
    };
    let open = item.issue_number.is_some() && item.issue_number == query.fraga && item.contribution_number == query.inlagg;
    let lang = item.issue_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
    let link = view! { <a href=ctx.href(href) data-row=n.to_string() aria-current=open.then_some("true") lang=lang>{title}</a> }.into_any();
    let forum = a.forum_by_id(item.forum_id).map(|f| ui::forum_mark(f.mark, f.name.get(l), ctx.href(paths::forum(&a.slug, &f.slug))));
    view! { <li>{forum}{titled(deeper, link)}<p class="meta">{row_meta(ctx, desk, item)}</p></li> }.into_any()
}

fn row_meta(ctx: &Ctx, desk: &Desk, item: &ItemRow) -> AnyView {
    let l = ctx.locale;
    let today = ctx.today();
    let overdue = desk.queue == Queue::Overdue;
    let who = match (&item.who, item.contribution_number) {
        (Some(who), _) if item.action_what.is_none() => Some(who.clone()),
        (None, Some(_)) if item.flags == 0 => Some(t::contribution_by_individual(l).to_string()),
        _ => None,
    };
    let reports = (item.flags > 0).then(|| view! { <span>{crate::i18n::moderation::reports(l, usize::try_from(item.flags).unwrap_or(usize::MAX))}</span> });
    let waits = item.since_at.map(|at| (today - time::local_date(at)).num_days()).unwrap_or_default();
    let late = item.due_on.and_then(|d| ui::late_state(l, d, today));
    let state = late.unwrap_or_else(|| view! { <span class="state wait">{t::waits(l, waits)}</span> }.into_any());
    let promise = overdue.then(|| {
        let owner = item.owner_name.clone().map(|name| ui::voice(&name, item.owner_side.unwrap_or(Side::CivilSociety), item.by_curator));
        view! { <span>{item.kind.map(|k| t::clock(l, k))}</span>{owner} }
    });
    let meeting = item.action_what.as_ref().and(item.meeting_title.as_ref()).map(|title| view! { <span>{t::action_from(l, title)}</span> });
    let by = (!overdue).then_some(item.due_on).flatten().map(|d| {
        let words = if desk.queue == Queue::AskedBack { t::expected(l) } else { t::decide_by(l) };
        view! { <span>{words}" "{ui::time_tag(l, d, today)}</span> }
    });
    view! {
        {state}{reports}{promise}{who.map(|w| view! { <span>{w}</span> })}{meeting}
        {(item.backers > 0).then(|| view! { <span>{t::backed(l, item.backers)}</span> })}{by}
    }
    .into_any()
}

fn meeting_row(ctx: &Ctx, desk: &Desk, m: &MeetingRow, n: usize) -> AnyView {
    let l = ctx.locale;
    let today = ctx.today();
    let href = ctx.href(paths::meeting(&desk.agreement.slug, m.number, &m.slug));
    let when = dates::moment(l, m.starts_local, today);
    let held = is_held(m, ctx);
    let state = held.then_some(m.minutes_due_on).flatten().and_then(|d| ui::late_state(l, d, today));
    let by = held.then_some(m.minutes_due_on).flatten().map(|d| view! { <span>{t::minutes_by(l)}" "{ui::time_tag(l, d, today)}</span> });
    let starts = m.starts_local.format("%Y-%m-%dT%H:%M").to_string();
    view! {
        <li><h3><a href=href data-row=n.to_string() lang=ui::lang_of(l, &m.lang)>{m.title.clone()}</a></h3>
            <p class="meta">{state}<span>{held.then(|| t::was_held(l))}" "<time datetime=starts>{when}</time></span><span>{m.place.clone()}</span>
                <span>{t::signed_up(l, m.taken, m.capacity)}</span>{by}</p></li>
    }
    .into_any()
}

fn panel(ctx: &Ctx, desk: &Desk, subject: &Subject, query: &DeskQuery) -> AnyView {
    let l = ctx.locale;
    let (a, i) = (&desk.agreement, &subject.issue);
    let forum = a.forum_by_id(i.forum_id).map(|f| ui::forum_mark(f.mark, f.name.get(l), ctx.href(paths::forum(&a.slug, &f.slug))));
    let href = ctx.href(paths::issue(&a.slug, i.number, &i.slug));
    let lang = ui::lang_of(l, &i.lang);
    let problem = Problem::default();
    let rest = match (query.inlagg, i.contribution_number) {
        (Some(_), Some(number)) => {
            let form = PublishForm {
                ko: desk.queue.code().into(),
                version: i.contribution_version.map(|v| v.to_string()).unwrap_or_default(),
                ..PublishForm::default()
            };
            let who = i.contribution_who.clone().unwrap_or_else(|| t::contribution_by_individual(l).into());
            let text = i.contribution_html.clone().unwrap_or_default();
            let lang = i.contribution_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
            view! {
                <article class="post awaiting"><p class="meta"><span class="voice">{who}</span></p><div class="prose" lang=lang inner_html=text></div></article>
                {publish_form(ctx, subject, number, &form, &problem)}
            }
            .into_any()
        }
        // what can be done first: it stays in view, however long the text
        _ => view! {
            {decision(ctx, subject, &opened(ctx, subject, &query.akt, desk.queue.code()), &problem, true)}
            <h3>{t::they_write(l)}</h3>
            <div class="prose" lang=lang.clone() inner_html=i.what_html.clone()></div>
            <h3>{t::they_ask(l)}</h3>
            <div class="prose" lang=lang.clone() inner_html=i.ask_html.clone()></div>
            {notes(ctx, subject, "", &problem)}
        }
        .into_any(),
    };
    view! {
        <section class="side" aria-labelledby="chosen">
            <a class="back" href=ctx.href(queue_path(a, desk.queue))>{t::back_to_list(l)}</a>
            {forum}
            <h2 class="h3" id="chosen" lang=lang><a href=href>{i.title.clone()}</a></h2>
            {who_asks(l, subject)}
            {due_line(ctx, subject)}
            {rest}
        </section>
    }
    .into_any()
}
