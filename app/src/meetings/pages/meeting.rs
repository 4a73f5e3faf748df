//! The page of a meeting: sign-up and agenda before it, minutes after it.

use super::agenda::{agenda, issue_links, title_of};
use super::{hours, part_of, path_of, place, state};
use crate::agreements::types::Agreement;
use crate::agreements::types::Side;
use crate::context::Ctx;
use crate::i18n::{agenda as p, common as c, dates, meetings as t, sign_up as s};
use crate::ids::ActionId;
use crate::meetings::inputs::{DoneForm, SignUpForm, StateForm};
use crate::meetings::rules;
use crate::meetings::service::{self, MINUTES_DAYS, MeetingView};
use crate::meetings::store::{Action, Meeting};
use crate::meetings::types::{ItemOutcome, MeetingState};
use crate::promises::pages as promises;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::hidden;
use crate::ui::{self, Form, Problem};
use crate::{paths, time};
use axum::extract::Path;
use chrono::TimeDelta;
use leptos::prelude::*;

/// What a form on the page was sent with and what was wrong with it.
#[derive(Debug, Default)]
pub struct Again {
    /// The sign-up form, when it was sent.
    pub sign_up: Option<SignUpForm>,
    /// What was wrong with it.
    pub problem: Problem,
    /// The action that was to be ticked off, and its form.
    pub done: Option<(ActionId, DoneForm)>,
    /// The form that was to move the meeting on its way.
    pub state: Option<StateForm>,
}

/// A meeting.
pub async fn one(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    let seen = service::see(&ctx, &agreement, &part).await?;
    render(&ctx, &seen, &Again::default())
}

/// A meeting, with what was typed when a form failed; whatever word the form's address had.
pub async fn page(ctx: &Ctx, agreement: &str, part: &str, again: &Again) -> PageResult {
    let seen = service::see_number(ctx, agreement, super::number(part)?).await?;
    render(ctx, &seen, again)
}

fn render(ctx: &Ctx, seen: &MeetingView, again: &Again) -> PageResult {
    let view = view(ctx, seen, again);
    let title = format!("{}: {}", t::kind(ctx.locale, seen.meeting.kind), seen.meeting.title);
    let status = if again.problem.status.is_client_error() { again.problem.status } else { http::StatusCode::OK };
    Ok(Page::new(title).of(&seen.agreement, Nav::Meetings).status(status).render(ctx, view))
}

fn view(ctx: &Ctx, seen: &MeetingView, again: &Again) -> AnyView {
    let l = ctx.locale;
    let m = &seen.meeting;
    let documented = m.state.has_minutes();
    let ahead = m.state.is_standing() && m.starts_at > ctx.now();
    let sign_up =
        if ahead && (m.by_invitation || m.state == MeetingState::Open) { Some(super::sign_up::section(ctx, seen, again)) } else { state::not_open(ctx, m) };
    let open = sign_up.is_some();
    let main = if documented { minutes(ctx, seen, again) } else { agenda(ctx, seen) };
    let columns = if documented {
        view! { <div class="two"><div class="stack">{main}{promises::made_here(ctx, seen)}</div><aside class="stack">{practical(ctx, seen)}{state::manage(ctx, seen, again)}</aside></div> }
            .into_any()
    } else {
        let aside = (open || seen.manages).then(|| view! { <aside class="stack">{sign_up}{state::manage(ctx, seen, again)}</aside> });
        view! { <div class="two">{aside}<div class="stack">{main}{promises::made_here(ctx, seen)}{practical(ctx, seen)}</div></div> }.into_any()
    };
    let chosen = crate::planning::pages::chosen(ctx, &seen.agreement, &seen.choices);
    // what is wrong with ticking off stands at the top; the sign-up form tells its own
    let problem = (again.done.is_some() || again.state.is_some()).then(|| Form::new(l, &again.problem, t::label).summary());
    view! { {head(ctx, seen)}{problem}{state::came_of_it(ctx, seen)}{columns}{chosen} }.into_any()
}

fn head(ctx: &Ctx, seen: &MeetingView) -> AnyView {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let over = m.ends_at <= ctx.now();
    let cancelled = m.state == MeetingState::Cancelled;
    let day = m.starts_local.date();
    let area = m.area_id.and_then(|id| a.area_by_id(id)).map(|area| format!(" · {}", area.name.get(l)));
    let attended = (over && !cancelled && m.confirmed > 0).then(|| match m.checked_in {
        0 => format!(" · {}", t::signed_up(l, m.confirmed)),
        1 => format!(" · {}", s::came_one(l)),
        n => format!(" · {}", s::came(l, n)),
    });
    let state = cancelled.then(|| view! { " "<span class="state off">{t::cancelled(l)}</span> });
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(paths::meetings(&a.slug), c::meetings(l).into())])}
            <article class="event">{ui::date_block(l, day, over || cancelled)}<div>
                <p class="quiet">{t::kind(l, m.kind)}{area}{attended}{state}</p>
                <h1 lang=ui::lang_of(l, &m.lang)>{m.title.clone()}</h1>
                <p><time datetime=m.starts_local.format("%Y-%m-%dT%H:%M").to_string()>{dates::weekday_day(l, day, ctx.today())}" "{hours(l, m)}</time>", "{place(l, m)}</p>
            </div></article>
            {situation(ctx, m)}
            <div class="prose" lang=ui::lang_of(l, &m.lang) inner_html=m.theme_html.clone()></div>
        </section>
    }
    .into_any()
}

/// What to expect of a meeting that has begun, was held or was cancelled.
fn situation(ctx: &Ctx, m: &Meeting) -> Option<AnyView> {
    let l = ctx.locale;
    let due = m.starts_local.date() + TimeDelta::days(MINUTES_DAYS);
    match m.state {
        MeetingState::Cancelled => {
            Some(view! { <div class="flash warning"><p><strong>{t::cancelled(l)}"."</strong>" "{t::cancelled_text(l)}</p></div> }.into_any())
        }
        _ if m.state.is_standing() && m.ends_at <= ctx.now() => {
            let late = ui::late_state(l, due, ctx.today());
            let class = if late.is_some() { "due late" } else { "due" };
            Some(view! { <p class=class><span>{t::over(l)}</span>" "<b>{ui::time_tag(l, due, ctx.today())}</b>" "{late}</p> }.into_any())
        }
        _ if m.state.is_standing() && m.starts_at <= ctx.now() => Some(view! { <p class="due"><span>{t::going_on(l)}</span></p> }.into_any()),
        _ => None,
    }
}

fn practical(ctx: &Ctx, seen: &MeetingView) -> AnyView {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let place = if m.address.is_empty() { m.place.clone() } else { format!("{}, {}", m.place, m.address) };
    let area = m.area_id.and_then(|id| a.area_by_id(id)).map(|area| area.name.get(l).to_string());
    let fact = |term: &'static str, text: String| view! { <div><dt>{term}</dt><dd>{text}</dd></div> };
    let calendar = (!m.state.has_minutes() && m.state != MeetingState::Draft)
        .then(|| view! { <li><a href=ctx.href(part_of(a, m, "kalender.ics"))>{t::calendar_one(l)}</a></li> });
    let briefs = seen.items.iter().any(|i| i.issue_id.is_some()).then(|| view! { <li><a href=ctx.href(part_of(a, m, "underlag"))>{p::briefs(l)}</a></li> });
    let links = (calendar.is_some() || briefs.is_some()).then(|| view! { <ul class="links">{calendar}{briefs}</ul> });
    let of_forum = a.forum_by_id(m.forum_id).map(|f| {
        view! { <div><dt>{p::forum(l)}</dt><dd><a href=ctx.href(paths::forum(&a.slug, &f.slug))>{f.name.get(l).to_string()}</a></dd></div> }
    });
    let online = (!m.online_url.is_empty() && m.ends_at > ctx.now()).then(|| fact(t::online(l), t::online_mailed(l).into()));
    let access = (!m.access.is_empty()).then(|| {
        let paragraphs = m.access.split("\n\n").map(|p| view! { <p>{p.to_string()}</p> }).collect::<Vec<_>>();
        view! { <div><dt>{t::good_to_know(l)}</dt><dd lang=ui::lang_of(l, &m.lang)>{paragraphs}</dd></div> }
    });
    view! {
        <section aria-labelledby="pr"><h2 id="pr">{t::practical(l)}</h2><dl class="facts">{fact(t::place(l), place)}{area.map(|area| fact(t::area(l), area))}{called(ctx, a, m)}{of_forum}{online}{access}</dl>{links}</section>
    }
    .into_any()
}

/// Whom a meeting of a body has as invited: its members.
fn called(ctx: &Ctx, a: &Agreement, m: &Meeting) -> Option<AnyView> {
    use crate::i18n::bodies as b;
    let l = ctx.locale;
    let name = m.body_name.clone()?;
    // a body that the agreement names has a page
    let body = match m.body_slug.as_ref().filter(|_| m.body_seats.is_some()) {
        Some(slug) => view! { <a href=ctx.href(paths::body(&a.slug, slug))>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let seats = m.body_seats.filter(|n| *n > 0).map_or_else(|| format!(" ({})", b::called_open(l)), |n| format!(" {}", b::called_body(l, n)));
    Some(view! { <div><dt>{b::called(l)}</dt><dd>{body}{seats}</dd></div> }.into_any())
}

fn minutes(ctx: &Ctx, seen: &MeetingView, again: &Again) -> AnyView {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let items = (1..)
        .zip(&seen.items)
        .map(|(n, item)| {
            let (title, lang) = title_of(l, item);
            let lang = lang.unwrap_or_else(|| m.lang.clone());
            let said = if item.said_html.is_empty() && item.promise_id.is_some() {
                ().into_any()
            } else if item.said_html.is_empty() {
                view! { <p><span class="state off">{t::agenda_elsewhere(l)}</span></p> }.into_any()
            } else {
                view! { <section class="said"><h4>{t::said(l)}</h4><div class="prose" lang=ui::lang_of(l, &m.lang) inner_html=item.said_html.clone()></div></section> }.into_any()
            };
            let decided = (!item.decided.is_empty()).then(|| {
                let paragraphs = item.decided.split("\n\n").map(|p| view! { <p>{p.to_string()}</p> }).collect::<Vec<_>>();
                view! { <section class="decided"><h4>{t::decided(l)}</h4><div class="prose" lang=ui::lang_of(l, &m.lang)>{paragraphs}</div></section> }
            });
            let outcome = (item.outcome != ItemOutcome::None).then(|| {
                view! { <section class="outcome"><h4>{t::outcome_label(l)}</h4><div><p>{t::outcome(l, item.outcome)}</p><p class="quiet" lang=ui::lang_of(l, &m.lang)>{c::reason(l)}": "{item.outcome_reason.clone()}</p></div></section> }
            });
            let actions: Vec<_> = seen.actions.iter().filter(|x| x.agenda_item_id == item.id).map(|x| action(ctx, seen, x, again)).collect();
            let todo = (!actions.is_empty()).then(|| view! { <section class="todo"><h4>{t::to_do(l)}</h4><ul>{actions}</ul></section> });
            view! {
                <li id=format!("punkt-{n}")><h3 lang=ui::lang_of(l, &lang)>{title}</h3>{promises::on_item(ctx, seen, item.id)}{issue_links(ctx, a, item)}
                    {said}
                    {decided}{outcome}{todo}
                </li>
            }
        })
        .collect::<Vec<_>>();
    let published = m.minutes_at.map(|at| {
        let by = ui::voice(a.curator_name.get(l), Side::CivilSociety, true);
        view! { <p class="quiet">{t::minutes_by(l)}" "{by}" "{ui::time_tag(l, time::local_date(at), ctx.today())}</p> }
    });
    view! { <section aria-labelledby="mi"><h2 id="mi">{t::minutes(l)}</h2>{published}<ol class="minutes">{items}</ol></section> }.into_any()
}

fn action(ctx: &Ctx, seen: &MeetingView, x: &Action, again: &Again) -> AnyView {
    let l = ctx.locale;
    let a = &seen.agreement;
    let state = match (x.done_at, ui::late_state(l, x.due_on, ctx.today())) {
        (Some(_), _) => view! { <span class="state done">{t::done(l)}</span> }.into_any(),
        (None, Some(late)) => late,
        (None, None) => view! { <span class="state">{t::under_way(l)}</span> }.into_any(),
    };
    let note = (!x.done_note.is_empty()).then(|| view! { <p class="quiet" lang=ui::lang_of(l, &seen.meeting.lang)>{x.done_note.clone()}</p> });
    let may = x.done_at.is_none() && ctx.actor.as_ref().is_some_and(|actor| rules::may_tick_off(actor, a.curator_id, x.owner_id));
    let form = may.then(|| tick_off(ctx, seen, x, again));
    view! {
        <li id=format!("atgard-{}", x.id)><p lang=ui::lang_of(l, &seen.meeting.lang)>{x.what.clone()}</p>
            <p class="meta">{ui::voice(&x.owner_name, x.owner_side, x.owner_id == a.curator_id)}<span>{t::due_by(l)}" "{ui::time_tag(l, x.due_on, ctx.today())}</span>{state}</p>
            {note}{form}</li>
    }
    .into_any()
}

fn tick_off(ctx: &Ctx, seen: &MeetingView, x: &Action, again: &Again) -> AnyView {
    let l = ctx.locale;
    let typed = again.done.as_ref().filter(|(id, _)| *id == x.id).map(|(_, form)| form.clone());
    // whoever came to tick it off finds the form open
    let asked = ctx.path.split_once('?').is_some_and(|(_, query)| query.split('&').any(|part| part.strip_prefix("bocka=") == Some(&x.id.to_string())));
    let open = typed.is_some();
    let problem = if open { again.problem.clone() } else { Problem::default() };
    let typed = typed.unwrap_or_default();
    let id = format!("note-{}", x.id);
    let path = format!("{}/atgarder/{}", path_of(&seen.agreement, &seen.meeting), x.id);
    view! {
        <details class="more noprint" open={open || asked}><summary>{t::tick_off(l)}</summary>
            <form class="form" method="post" action=ctx.href(path) novalidate>{hidden(ctx, &typed.key, &problem)}
                <div class="field"><label for=id.clone()>{t::tick_off_help(l)}</label><textarea id=id name="note" rows="2" maxlength="500" inner_html=crate::shell::escape(&typed.note)></textarea></div>
                <div class="acts"><button class="button second">{t::tick_off(l)}</button></div>
            </form></details>
    }
    .into_any()
}
