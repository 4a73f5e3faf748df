//! Where a meeting stands, and what comes next: for those who arrange it, and for those who would sign up.

use super::{Again, part_of};
use crate::context::Ctx;
use crate::i18n::{Locale, agenda as p, meetings as t, minutes as q, sign_up as s};
use crate::meetings::inputs::StateForm;
use crate::meetings::rules::{MeetingAct, transition};
use crate::meetings::service::{CAME, MeetingView};
use crate::meetings::store::Meeting;
use crate::meetings::types::{MeetingState, Opening};
use crate::paths;
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};

/// Class and words of where a meeting stands.
fn phase(ctx: &Ctx, m: &Meeting) -> (&'static str, &'static str) {
    let l = ctx.locale;
    match m.state {
        MeetingState::Draft => ("state wait", p::phase_draft(l)),
        MeetingState::Cancelled => ("state off", p::phase_cancelled(l)),
        MeetingState::Documented => ("state done", p::phase_documented(l)),
        MeetingState::FollowedUp => ("state done", p::phase_followed_up(l)),
        MeetingState::Announced | MeetingState::Open if m.ends_at <= ctx.now() => ("state wait", p::phase_held(l)),
        MeetingState::Announced | MeetingState::Open if m.starts_at <= ctx.now() => ("state", p::phase_going_on(l)),
        MeetingState::Announced => ("state wait", p::phase_announced(l)),
        MeetingState::Open if m.by_invitation => ("state", p::phase_invited(l)),
        MeetingState::Open => ("state", p::phase_open(l)),
    }
}

/// In place of the sign-up while nobody can sign up yet: from when one can.
pub(super) fn not_open(ctx: &Ctx, m: &Meeting) -> Option<Html> {
    let l = ctx.locale;
    if !m.state.is_standing() || m.starts_at <= ctx.now() {
        return None;
    }
    let day = m.opens_on.filter(|_| m.opens == Opening::OnDay);
    let day = day.map(|on| view! { <p class="due"><span>{p::opens_day(l)}</span>" "<b>{ui::time_tag(l, on, ctx.today())}</b></p> });
    Some(
        view! { <section class="signup box" id="anmalan" aria-labelledby="an"><h2 id="an">{p::not_open(l)}</h2>{day}<p>{p::not_open_text(l)}</p></section> }
            .into_html(),
    )
}

/// What came of a meeting; of a draft, that it is one.
pub(super) fn came_of_it(ctx: &Ctx, seen: &MeetingView) -> Option<Html> {
    let l = ctx.locale;
    if seen.meeting.state == MeetingState::Draft {
        return Some(view! { <div class="flash info"><p><strong>{p::draft_flash(l)}</strong>" "{p::draft_flash_text(l)}</p></div> }.into_html());
    }
    let o = seen.record.outcome.as_ref()?;
    let on = crate::time::local_date(o.occurred_at);
    Some(
        view! {
            <section aria-labelledby="blev"><h2 id="blev">{p::came_of_it(l)}</h2>
                <p class="quiet"><span class="state done">{p::followed_up(l)}</span>" "{ui::time_tag(l, on, ctx.today())}</p>
                <div class="prose" lang=ui::lang_of(l, &o.lang) inner_html=ui::prose(l, &o.reason_html)></div></section>
        }
        .into_html(),
    )
}

/// Where the meeting stands and what comes next, for those who arrange it.
pub(super) fn manage(ctx: &Ctx, seen: &MeetingView, again: &Again) -> Option<Html> {
    if !seen.manages {
        return None;
    }
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let (class, words) = phase(ctx, m);
    let over = m.ends_at <= ctx.now();
    let (draft, standing) = (m.state == MeetingState::Draft, m.state.is_standing());
    let link = |part: &str, name: &'static str| view! { <li><a href=ctx.href(part_of(a, m, part))>{name}</a></li> };
    let copy = ctx.href(format!("{}?kopia={}", paths::new_meeting(&a.slug), m.number));
    let template = ctx.href(format!("{}/{}?fran={}", paths::templates(&a.slug), m.kind, m.number));
    let items = (
        (draft || (standing && !over)).then(|| link("andra", t::edit(l))),
        (draft || (standing && m.starts_at > ctx.now())).then(|| {
            let href = ctx.href(paths::choose(&a.slug, m.number, &m.slug));
            view! { <li><a href=href>{crate::i18n::planning::choose_for_this(l)}</a></li> }
        }),
        crate::floor::pages::lead_link(ctx, a, m),
        standing.then(|| link("protokoll", t::write_minutes(l))),
        (m.starts_at <= ctx.now() && m.state != MeetingState::Cancelled).then(|| link("dokumentation", q::documentation_link(l))),
        seen.record.sha256.is_some().then(|| link("rattelser", q::correct_title(l))),
        (!draft).then(|| link("anmalda", t::see_registrants(l))),
        (!draft && m.state != MeetingState::Cancelled).then(|| link("incheckning", s::door_link(l))),
        (!draft).then(|| link("inbjudna", s::guests(l))),
        (standing && m.starts_at > ctx.now()).then(|| link("stall-in", t::cancel_meeting(l))),
        view! { <li><a href=copy>{p::copy(l)}</a></li> },
        (!seen.items.is_empty()).then(|| view! { <li><a href=template>{p::template_from_agenda(l)}</a></li> }),
    );
    let drop = draft.then(|| drop_form(ctx, seen));
    Some(
        view! {
            <section class="noprint flow" aria-labelledby="ka"><h2 class="h3" id="ka">{t::manage(l)}</h2>
                <p>{p::state(l)}": "<span class=class>{words}</span></p>
                {next(ctx, seen, again)}
                <ul class="names">{items}</ul>{drop}</section>
        }
        .into_html(),
    )
}

fn next(ctx: &Ctx, seen: &MeetingView, again: &Again) -> Html {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let button =
        |part: &str, name: &'static str| view! { <p class="acts"><a class="button second" href=ctx.href(part_of(a, m, part))>{name}</a></p> }.into_html();
    let content = match m.state {
        MeetingState::Draft => button("andra", p::next_announce(l)),
        MeetingState::Announced | MeetingState::Open if m.starts_at <= ctx.now() => button("protokoll", p::next_minutes(l)),
        MeetingState::Announced => open_form(ctx, seen),
        MeetingState::Open => view! { <p>{p::next_wait(l)}" "{ui::time_tag(l, m.starts_local.date(), ctx.today())}"."</p> }.into_html(),
        MeetingState::Documented => {
            let open = seen.actions.iter().filter(|x| x.done_at.is_none()).count() as i64;
            match open {
                0 => follow_up_form(ctx, seen, again),
                1 => view! { <p>{p::next_actions_one(l)}</p> }.into_html(),
                n => view! { <p>{p::next_actions(l, n)}</p> }.into_html(),
            }
        }
        MeetingState::FollowedUp | MeetingState::Cancelled => view! { <p>{p::next_none(l)}</p> }.into_html(),
    };
    view! { <h3 class="h4">{p::next_act(l)}</h3>{content} }.into_html()
}

fn fields(ctx: &Ctx, m: &Meeting, act: MeetingAct, typed: &StateForm, problem: &Problem) -> Html {
    let version = problem.stale.unwrap_or(m.version);
    view! {
        {hidden(ctx, &typed.key, problem)}
        <input type="hidden" name="version" value=version />
        <input type="hidden" name="act" value=act.code() />
    }
    .into_html()
}

fn open_form(ctx: &Ctx, seen: &MeetingView) -> Html {
    let l = ctx.locale;
    let m = &seen.meeting;
    let day = m.opens_on.filter(|_| m.opens == Opening::OnDay).map(|on| view! { <p>{p::next_opens_on(l)}" "{ui::time_tag(l, on, ctx.today())}"."</p> });
    view! {
        {day}<form method="post" action=ctx.href(part_of(&seen.agreement, m, "lage"))>
            {fields(ctx, m, MeetingAct::Open, &StateForm::default(), &Problem::default())}
            <p class="acts"><button class="button second">{p::next_open(l)}</button></p></form>
    }
    .into_html()
}

fn drop_form(ctx: &Ctx, seen: &MeetingView) -> Html {
    let l = ctx.locale;
    let m = &seen.meeting;
    view! {
        <details class="more"><summary>{p::drop_draft(l)}</summary>
            <form method="post" action=ctx.href(part_of(&seen.agreement, m, "lage"))>
                {fields(ctx, m, MeetingAct::Drop, &StateForm::default(), &Problem::default())}
                <p class="tells">{p::drop_tells(l)}</p>
                <p class="acts"><button class="button second">{p::drop_draft(l)}</button></p></form></details>
    }
    .into_html()
}

fn label(l: Locale, field: &str) -> &'static str {
    t::label(l, field)
}

fn follow_up_form(ctx: &Ctx, seen: &MeetingView, again: &Again) -> Html {
    let l = ctx.locale;
    let m = &seen.meeting;
    debug_assert!(transition(m.state, MeetingAct::FollowUp).is_some());
    let typed = again.state.clone().unwrap_or_default();
    let problem = if again.state.is_some() { again.problem.clone() } else { Problem::default() };
    let form = Form::new(l, &problem, label);
    let lang = if typed.lang.is_empty() { m.lang.clone() } else { typed.lang.clone() };
    view! {
        <p>{p::next_follow_up(l)}</p>
        <form class="form" method="post" action=ctx.href(part_of(&seen.agreement, m, "lage")) novalidate>
            {fields(ctx, m, MeetingAct::FollowUp, &typed, &problem)}
            {form.area("came", &typed.came, Options { rows: 5, max: Some(CAME.1), help: Some(p::came_help(l).into()), ..Options::default() })}
            {form.language(&lang)}
            <p class="tells">{p::follow_up_tells(l)}</p>
            <div class="acts"><button class="button second">{p::follow_up(l)}</button></div>
        </form>
    }
    .into_html()
}
