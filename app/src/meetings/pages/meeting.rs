//! The page of a meeting: sign-up and agenda before it, minutes after it.

use super::agenda::agenda;
use super::minutes::published;
use super::{hours, part_of, place, state};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::{agenda as p, common as c, dates, meetings as t, sign_up as s};
use crate::ids::ActionId;
use crate::meetings::inputs::{DoneForm, SignUpForm, StateForm};
use crate::meetings::service::{self, MINUTES_DAYS, MeetingView};
use crate::meetings::store::Meeting;
use crate::meetings::types::MeetingState;
use crate::paths;
use crate::promises::pages as promises;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use axum::extract::Path;
use chrono::TimeDelta;

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

fn view(ctx: &Ctx, seen: &MeetingView, again: &Again) -> Html {
    let l = ctx.locale;
    let m = &seen.meeting;
    let documented = m.state.has_minutes();
    let ahead = m.state.is_standing() && m.starts_at > ctx.now();
    let sign_up =
        if ahead && (m.by_invitation || m.state == MeetingState::Open) { Some(super::sign_up::section(ctx, seen, again)) } else { state::not_open(ctx, m) };
    let open = sign_up.is_some();
    let main = if documented { published::minutes(ctx, seen, again) } else { agenda(ctx, seen) };
    let columns = if documented {
        view! { <div class="two"><div class="stack">{main}{promises::made_here(ctx, seen)}{published::documentation(ctx, seen)}</div><aside class="stack">{published::present(ctx, seen)}{practical(ctx, seen)}{state::manage(ctx, seen, again)}</aside></div> }.into_html()
    } else {
        let aside = (open || seen.manages).then(|| view! { <aside class="stack">{sign_up}{state::manage(ctx, seen, again)}</aside> });
        view! { <div class="two">{aside}<div class="stack">{main}{promises::made_here(ctx, seen)}{published::documentation(ctx, seen)}{practical(ctx, seen)}</div></div> }.into_html()
    };
    let chosen = crate::planning::pages::chosen(ctx, &seen.agreement, &seen.choices);
    let survey = crate::surveys::pages::of_meeting(ctx, &seen.agreement, m, seen.survey);
    // what is wrong with ticking off stands at the top; the sign-up form tells its own
    let problem = (again.done.is_some() || again.state.is_some()).then(|| Form::new(l, &again.problem, t::label).summary());
    view! { {head(ctx, seen)}{problem}{state::came_of_it(ctx, seen)}{columns}{survey}{chosen} }.into_html()
}

fn head(ctx: &Ctx, seen: &MeetingView) -> Html {
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
            {situation(ctx, seen)}
            {crate::floor::pages::link(ctx, a, m)}
            <div class="prose" lang=ui::lang_of(l, &m.lang) inner_html=m.theme_html.clone()></div>
        </section>
    }
    .into_html()
}

/// What to expect of a meeting that has begun, was held or was cancelled.
fn situation(ctx: &Ctx, seen: &MeetingView) -> Option<Html> {
    let l = ctx.locale;
    let m = &seen.meeting;
    let due = m.starts_local.date() + TimeDelta::days(MINUTES_DAYS);
    match m.state {
        MeetingState::Cancelled => {
            let went_back = seen.items.iter().any(|i| i.issue_id.is_some()).then(|| view! { <p>{t::cancelled_text(l)}</p> });
            Some(view! { <div class="flash warning"><p><strong>{t::cancelled(l)}"."</strong></p>{cancelled_because(ctx, m)}{went_back}</div> }.into_html())
        }
        _ if m.state.is_standing() && m.ends_at <= ctx.now() => {
            let late = ui::late_state(l, due, ctx.today());
            let class = if late.is_some() { "due late" } else { "due" };
            Some(view! { <p class=class><span>{t::over(l)}</span>" "<b>{ui::time_tag(l, due, ctx.today())}</b>" "{late}</p> }.into_html())
        }
        _ if m.state.is_standing() && m.starts_at <= ctx.now() => Some(view! { <p class="due"><span>{t::going_on(l)}</span></p> }.into_html()),
        _ => None,
    }
}

/// Why a meeting was cancelled.
pub(super) fn cancelled_because(ctx: &Ctx, m: &Meeting) -> Option<Html> {
    let l = ctx.locale;
    let reason = m.cancelled_reason.clone().filter(|reason| !reason.is_empty())?;
    let lang = ui::lang_of(l, &m.lang);
    Some(view! { <p>{c::reason(l)}": "<span lang=lang>{reason}</span></p> }.into_html())
}

fn practical(ctx: &Ctx, seen: &MeetingView) -> Html {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let place = if m.address.is_empty() { m.place.clone() } else { format!("{}, {}", m.place, m.address) };
    let area = m.area_id.and_then(|id| a.area_by_id(id)).map(|area| area.name.get(l).to_string());
    let fact = |term: &'static str, text: String| view! { <div><dt>{term}</dt><dd>{text}</dd></div> };
    let to_calendar = if m.state == MeetingState::Cancelled { t::calendar_off(l) } else { t::calendar_one(l) };
    let calendar = (!m.state.has_minutes() && m.state != MeetingState::Draft)
        .then(|| view! { <li><a href=ctx.href(part_of(a, m, "kalender.ics"))>{to_calendar}</a></li> });
    let briefs = seen.items.iter().any(|i| i.issue_id.is_some()).then(|| view! { <li><a href=ctx.href(part_of(a, m, "punkter"))>{p::briefs(l)}</a></li> });
    let floor = (seen.has_floor && m.ends_at <= ctx.now()).then(|| view! { <li><a href=ctx.href(part_of(a, m, "nu"))>{t::from_floor(l)}</a></li> });
    let links = (calendar.is_some() || briefs.is_some() || floor.is_some()).then(|| view! { <ul class="links">{calendar}{briefs}{floor}</ul> });
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
    .into_html()
}

/// Whom a meeting of a body has as invited: its members.
fn called(ctx: &Ctx, a: &Agreement, m: &Meeting) -> Option<Html> {
    use crate::i18n::bodies as b;
    let l = ctx.locale;
    let name = m.body_name.clone()?;
    // a body that the agreement names has a page
    let body = match m.body_slug.as_ref().filter(|_| m.body_seats.is_some()) {
        Some(slug) => view! { <a href=ctx.href(paths::body(&a.slug, slug))>{name}</a> }.into_html(),
        None => name.into_html(),
    };
    let seats = m.body_seats.filter(|n| *n > 0).map_or_else(|| format!(" ({})", b::called_open(l)), |n| format!(" {}", b::called_body(l, n)));
    Some(view! { <div><dt>{b::called(l)}</dt><dd>{body}{seats}</dd></div> }.into_html())
}
