//! The page of a meeting: sign-up and agenda before it, minutes after it.

use super::{hours, part_of, path_of, place};
use crate::agreements::types::{Agreement, Side};
use crate::context::Ctx;
use crate::i18n::{Locale, common as c, dates, meetings as t};
use crate::ids::ActionId;
use crate::meetings::inputs::{DoneForm, SignUpForm};
use crate::meetings::rules;
use crate::meetings::service::{self, MINUTES_DAYS, MeetingView};
use crate::meetings::store::{Action, Item, Meeting};
use crate::meetings::types::{ItemOutcome, MeetingState};
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::{self, Form, Problem};
use crate::{paths, time};
use axum::extract::Path;
use chrono::{NaiveDateTime, TimeDelta};
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
    let open = m.state.is_standing() && m.starts_at > ctx.now();
    let sign_up = open.then(|| sign_up(ctx, seen, again));
    let main = if documented { minutes(ctx, seen, again) } else { agenda(ctx, seen) };
    let columns = if documented {
        view! { <div class="two"><div class="stack">{main}</div><aside class="stack">{practical(ctx, seen)}{manage(ctx, seen)}</aside></div> }.into_any()
    } else {
        let aside = (open || seen.manages).then(|| view! { <aside class="stack">{sign_up}{manage(ctx, seen)}</aside> });
        view! { <div class="two">{aside}<div class="stack">{main}{practical(ctx, seen)}</div></div> }.into_any()
    };
    // what is wrong with ticking off stands at the top; the sign-up form tells its own
    let problem = again.done.is_some().then(|| Form::new(l, &again.problem, t::label).summary());
    view! { {head(ctx, seen)}{problem}{columns} }.into_any()
}

fn head(ctx: &Ctx, seen: &MeetingView) -> AnyView {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let over = m.ends_at <= ctx.now();
    let cancelled = m.state == MeetingState::Cancelled;
    let day = m.starts_local.date();
    let area = m.area_id.and_then(|id| a.area_by_id(id)).map(|area| format!(" · {}", area.name.get(l)));
    let attended = (over && !cancelled && m.confirmed > 0).then(|| format!(" · {}", t::signed_up(l, m.confirmed)));
    let state = cancelled.then(|| view! { " "<span class="state off">{t::cancelled(l)}</span> });
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(paths::meetings(&a.slug), c::meetings(l).into())])}
            <article class="event">{ui::date_block(l, day, over || cancelled)}<div>
                <p class="quiet">{t::kind(l, m.kind)}{area}{attended}{state}</p>
                <h1 lang=ui::lang_of(l, &m.lang)>{m.title.clone()}</h1>
                <p><time datetime=m.starts_local.format("%Y-%m-%dT%H:%M").to_string()>{dates::weekday_day(l, day, ctx.today())}" "{hours(l, m)}</time>", "{place(l, m)}</p>
            </div></article>
            {situation(ctx, m)}
            {crate::floor::pages::link(ctx, a, m)}
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

fn title_of(item: &Item) -> (String, Option<String>) {
    match (&item.issue_title, item.title.is_empty()) {
        (Some(issue), true) => (issue.clone(), item.issue_lang.clone()),
        _ => (item.title.clone(), None),
    }
}

fn issue_links(ctx: &Ctx, a: &Agreement, item: &Item) -> Option<AnyView> {
    let (number, slug, title) = (item.issue_number?, item.issue_slug.as_ref()?, item.issue_title.as_ref()?);
    let href = ctx.href(paths::issue(&a.slug, number, slug));
    // under a heading that is the issue's own title, its number is enough
    let words = if item.title.is_empty() {
        view! { <a href=href>{t::read_issue(ctx.locale, number)}</a> }.into_any()
    } else {
        let lang = item.issue_lang.as_deref().and_then(|lang| ui::lang_of(ctx.locale, lang));
        view! { <a href=href lang=lang>{t::issue_link(ctx.locale, number, title)}</a> }.into_any()
    };
    Some(view! { <ul class="links"><li>{words}</li></ul> }.into_any())
}

fn agenda(ctx: &Ctx, seen: &MeetingView) -> AnyView {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    // the clock of an item is known while every item before it says how long it takes
    let mut begins = Some(m.starts_local);
    let items = seen
        .items
        .iter()
        .map(|item| {
            // what was announced stays readable, but nobody shall come for an issue that was taken elsewhere since
            let elsewhere = item.is_dropped() && m.state.is_standing();
            let at = begins;
            begins = begins.filter(|_| item.minutes > 0).map(|b| b + TimeDelta::minutes(item.minutes));
            let (title, lang) = title_of(item);
            let lang = lang.unwrap_or_else(|| m.lang.clone());
            let reason = (!item.reason.is_empty() && !elsewhere).then(|| view! { <p class="quiet" lang=ui::lang_of(l, &m.lang)>{t::because(l, &item.reason)}</p> });
            let takes = (at.is_none() && item.minutes > 0).then(|| view! { <p class="quiet">{t::takes_minutes(l, item.minutes)}</p> });
            let elsewhere = elsewhere.then(|| view! { <p><span class="state off">{t::agenda_elsewhere(l)}</span></p> });
            view! { <li>{at.map(|at| clock(l, at))}<div><h3 lang=ui::lang_of(l, &lang)>{title}</h3>{elsewhere}{reason}{takes}{issue_links(ctx, a, item)}</div></li> }
        })
        .collect::<Vec<_>>();
    let content =
        if items.is_empty() { view! { <p class="quiet">{t::agenda_empty(l)}</p> }.into_any() } else { view! { <ol class="agenda">{items}</ol> }.into_any() };
    view! { <section aria-labelledby="dg"><h2 id="dg">{t::agenda(l)}</h2>{content}</section> }.into_any()
}

fn clock(l: Locale, at: NaiveDateTime) -> AnyView {
    let shown = match l {
        Locale::Sv => at.format("%H.%M"),
        Locale::En => at.format("%H:%M"),
    };
    view! { <time datetime=at.format("%H:%M").to_string()>{shown.to_string()}</time> }.into_any()
}

fn practical(ctx: &Ctx, seen: &MeetingView) -> AnyView {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let place = if m.address.is_empty() { m.place.clone() } else { format!("{}, {}", m.place, m.address) };
    let area = m.area_id.and_then(|id| a.area_by_id(id)).map(|area| area.name.get(l).to_string());
    let fact = |term: &'static str, text: String| view! { <div><dt>{term}</dt><dd>{text}</dd></div> };
    let calendar = (!m.state.has_minutes())
        .then(|| view! { <ul class="links"><li><a href=ctx.href(part_of(a, m, "kalender.ics"))>{t::calendar_one(l)}</a></li></ul> });
    let online = (!m.online_url.is_empty() && m.ends_at > ctx.now()).then(|| fact(t::online(l), t::online_mailed(l).into()));
    let access = (!m.access.is_empty()).then(|| {
        let paragraphs = m.access.split("\n\n").map(|p| view! { <p>{p.to_string()}</p> }).collect::<Vec<_>>();
        view! { <div><dt>{t::good_to_know(l)}</dt><dd lang=ui::lang_of(l, &m.lang)>{paragraphs}</dd></div> }
    });
    view! {
        <section aria-labelledby="pr"><h2 id="pr">{t::practical(l)}</h2><dl class="facts">{fact(t::place(l), place)}{area.map(|area| fact(t::area(l), area))}{online}{access}</dl>{calendar}</section>
    }
    .into_any()
}

fn manage(ctx: &Ctx, seen: &MeetingView) -> Option<AnyView> {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let (open, over) = (m.state.is_standing(), m.ends_at <= ctx.now());
    let link = |part: &str, name: &'static str| view! { <li><a href=ctx.href(part_of(a, m, part))>{name}</a></li> };
    let items = (
        (open && !over).then(|| link("andra", t::edit(l))),
        crate::floor::pages::lead_link(ctx, a, m),
        open.then(|| link("protokoll", t::write_minutes(l))),
        link("anmalda", t::see_registrants(l)),
        (open && !over).then(|| link("stall-in", t::cancel_meeting(l))),
    );
    seen.manages.then(|| {
        view! { <section class="noprint" aria-labelledby="ka"><h2 class="h3" id="ka">{t::manage(l)}</h2><ul class="names">{items}</ul></section> }.into_any()
    })
}

fn sign_up(ctx: &Ctx, seen: &MeetingView, again: &Again) -> AnyView {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let problem = if again.done.is_some() { Problem::default() } else { again.problem.clone() };
    let typed = again.sign_up.clone().unwrap_or_else(|| prefilled(ctx));
    let full = m.left() == 0;
    let own = ctx.actor.is_some();
    let tells = if own { t::sign_up_own_tells(l) } else { t::sign_up_tells(l) };
    let form = view! {
        <form class="form" method="post" action=format!("{}#anmalan", ctx.href(part_of(a, m, "anmalan"))) novalidate>
            <input type="hidden" name="key" value=if typed.key.is_empty() { ctx.rng.secret() } else { typed.key.clone() } />
            {sign_up_fields(l, &problem, &typed, !m.online_url.is_empty(), true)}
            <p class="tells">{tells}</p>
            <div class="acts fill"><button class=if full { "button second" } else { "button" }>{t::sign_up_send(l)}</button></div>
        </form>
    }
    .into_any();
    let content = if ctx.notice == Some(ui::Notice::SignUpHeld) {
        // what the eye lands on after sending; the message at the top of the page is far above it
        view! { <p class="lead">{t::sign_up_held(l)}</p><p><a class="textlink" href=format!("{}#anmalan", ctx.href(path_of(a, m)))>{t::sign_up_another(l)}</a></p> }.into_any()
    } else if full {
        let open = again.sign_up.is_some();
        view! { <p class="places"><b>{t::full(l)}</b></p><p>{t::sign_up_full(l)}</p><details class="more" open=open><summary>{t::sign_up_again(l)}</summary>{form}</details> }.into_any()
    } else {
        let word = crate::i18n::plural(m.left(), t::left_one(l), t::left_many(l));
        view! { <p class="places"><b>{m.left()}</b>" "{word}" "{t::places_of(l, m.capacity)}</p>{form} }.into_any()
    };
    view! { <section class="signup box" id="anmalan" aria-labelledby="an"><h2 id="an">{t::sign_up(l)}</h2>{content}</section> }.into_any()
}

fn prefilled(ctx: &Ctx) -> SignUpForm {
    let Some(actor) = &ctx.actor else { return SignUpForm { how: "place".into(), ..SignUpForm::default() } };
    SignUpForm {
        name: actor.name.clone(),
        email: actor.email.clone(),
        organisation: actor.hat().map(|h| h.name.clone()).unwrap_or_default(),
        how: "place".into(),
        ..SignUpForm::default()
    }
}

/// The fields of a sign-up. Without the address where that cannot be changed.
pub(super) fn sign_up_fields(l: Locale, problem: &Problem, typed: &SignUpForm, can_online: bool, with_address: bool) -> AnyView {
    let form = Form::new(l, problem, t::label);
    let email = with_address.then(|| form.input("email", &typed.email, Options { kind: "email", autocomplete: "email", max: Some(254), ..Options::default() }));
    let how = can_online.then(|| {
        let chosen = if typed.how.is_empty() { "place".to_string() } else { typed.how.clone() };
        let choices = vec![("place".into(), t::how_place(l).into(), String::new()), ("online".into(), t::how_online(l).into(), String::new())];
        form.choices("how", false, &[chosen], choices, Options::default())
    });
    view! {
        {form.summary()}
        {form.input("name", &typed.name, Options { autocomplete: "name", max: Some(100), ..Options::default() })}
        {email}
        {form.input("organisation", &typed.organisation, Options { optional: true, autocomplete: "organization", max: Some(120), ..Options::default() })}
        {how}
        {form.input("needs", &typed.needs, Options { optional: true, help: Some(t::needs_help(l).into()), max: Some(500), ..Options::default() })}
    }
    .into_any()
}

fn minutes(ctx: &Ctx, seen: &MeetingView, again: &Again) -> AnyView {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let items = (1..)
        .zip(&seen.items)
        .map(|(n, item)| {
            let (title, lang) = title_of(item);
            let lang = lang.unwrap_or_else(|| m.lang.clone());
            let said = if item.said_html.is_empty() {
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
                <li id=format!("punkt-{n}")><h3 lang=ui::lang_of(l, &lang)>{title}</h3>{issue_links(ctx, a, item)}
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
    let open = typed.is_some();
    let problem = if open { again.problem.clone() } else { Problem::default() };
    let typed = typed.unwrap_or_default();
    let id = format!("note-{}", x.id);
    let path = format!("{}/atgarder/{}", path_of(&seen.agreement, &seen.meeting), x.id);
    view! {
        <details class="more noprint" open=open><summary>{t::tick_off(l)}</summary>
            <form class="form" method="post" action=ctx.href(path) novalidate>{hidden(ctx, &typed.key, &problem)}
                <div class="field"><label for=id.clone()>{t::tick_off_help(l)}</label><textarea id=id name="note" rows="2" maxlength="500" inner_html=crate::shell::escape(&typed.note)></textarea></div>
                <div class="acts"><button class="button second">{t::tick_off(l)}</button></div>
            </form></details>
    }
    .into_any()
}
