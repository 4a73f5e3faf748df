//! Signing up on a meeting's page: places left, the form, and what stands in its place on a meeting by invitation.

use super::meeting::Again;
use super::{part_of, path_of};
use crate::context::Ctx;
use crate::i18n::{Locale, meetings as t, sign_up as s};
use crate::meetings::inputs::{MeetingForm, SignUpForm};
use crate::meetings::service::MeetingView;
use crate::meetings::store::Meeting;
use crate::paths;
use crate::ui::form::Options;
use crate::ui::prelude::*;
use crate::ui::{self, Form, Notice, Problem};

/// The section of a meeting that has not begun.
pub(super) fn section(ctx: &Ctx, seen: &MeetingView, again: &Again) -> Html {
    let l = ctx.locale;
    let content = if seen.meeting.by_invitation { by_invitation(ctx, seen, again) } else { open(ctx, seen, again) };
    let title = if seen.meeting.by_invitation { s::by_invitation(l) } else { t::sign_up(l) };
    view! { <section class="signup box" id="anmalan" aria-labelledby="an"><h2 id="an">{title}</h2>{content}</section> }.into_html()
}

/// Who was invited: organisations and bodies, never people.
fn by_invitation(ctx: &Ctx, seen: &MeetingView, again: &Again) -> Html {
    let l = ctx.locale;
    let a = &seen.agreement;
    let bodies: Vec<_> = seen.invited.iter().map(|b| view! { <li><a href=ctx.href(paths::organisation(&a.slug, &b.slug))>{b.name.clone()}</a></li> }).collect();
    let list = if bodies.is_empty() {
        view! { <p class="quiet">{s::invited_none(l)}</p> }.into_html()
    } else {
        view! { <p>{s::invited_are(l)}</p><ul class="names">{bodies}</ul> }.into_html()
    };
    let message = again.sign_up.is_some().then(|| Form::new(l, &again.problem, t::label).summary());
    view! { {message}<p>{s::by_invitation_text(l)}</p>{list}<p class="quiet">{s::invited_link(l)}</p> }.into_html()
}

fn places(l: Locale, m: &Meeting) -> Html {
    let left = m.left();
    let here = if left == 0 {
        view! { <p class="places"><b>{t::full(l)}</b></p> }.into_html()
    } else {
        let word = crate::i18n::plural(left, t::left_one(l), t::left_many(l));
        view! { <p class="places"><b>{left}</b>" "{word}" "{t::places_of(l, m.capacity)}</p> }.into_html()
    };
    let online = (!m.online_url.is_empty()).then(|| {
        let text = match m.online_left() {
            None => s::online_room(l).to_string(),
            Some(0) => s::online_full(l).to_string(),
            Some(1) => s::online_left_one(l).to_string(),
            Some(n) => s::online_left(l, n),
        };
        view! { <p class="quiet">{text}"."</p> }
    });
    let seats = m.seats_per_organisation.map(|n| view! { <p class="quiet">{s::seats_each(l, n)}</p> });
    view! { {here}{online}{seats} }.into_html()
}

fn open(ctx: &Ctx, seen: &MeetingView, again: &Again) -> Html {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let held = match ctx.notice {
        Some(Notice::SignUpHeld) => Some(t::sign_up_held(l)),
        Some(Notice::SignUpListed) => Some(s::listed(l)),
        _ => None,
    };
    if let Some(text) = held {
        // what the eye lands on after sending; the message at the top of the page is far above it
        let another = format!("{}#anmalan", ctx.href(path_of(a, m)));
        return view! { <p class="lead">{text}</p><p><a class="textlink" href=another>{t::sign_up_another(l)}</a></p> }.into_html();
    }
    let problem = if again.done.is_some() || again.state.is_some() { Problem::default() } else { again.problem.clone() };
    let typed = again.sign_up.clone().unwrap_or_else(|| prefilled(ctx, m));
    let full = m.is_full();
    let (tells, send) = match (full, ctx.actor.is_some()) {
        (false, false) => (t::sign_up_tells(l), t::sign_up_send(l)),
        (false, true) => (t::sign_up_own_tells(l), t::sign_up_send(l)),
        (true, false) => (s::list_tells(l), s::list_send(l)),
        (true, true) => (s::list_own_tells(l), s::list_send(l)),
    };
    let key = if typed.key.is_empty() { ctx.rng.secret() } else { typed.key.clone() };
    view! {
        {places(l, m)}
        {full.then(|| view! { <p>{s::list_text(l)}</p> })}
        <form class="form" method="post" action=format!("{}#anmalan", ctx.href(part_of(a, m, "anmalan"))) novalidate>
            <input type="hidden" name="key" value=key />
            {fields(ctx, &problem, &typed, !m.online_url.is_empty(), true)}
            <p class="tells">{tells}</p>
            <div class="acts fill"><button class=if full { "button second" } else { "button" }>{send}</button></div>
        </form>
        {full.then(|| view! { <p class="quiet">{t::sign_up_again(l)}</p> })}
    }
    .into_html()
}

fn prefilled(ctx: &Ctx, m: &Meeting) -> SignUpForm {
    // where only the net has room, that is what is chosen
    let how = if m.left() == 0 && !m.is_full() { "online" } else { "place" };
    let Some(actor) = &ctx.actor else { return SignUpForm { how: how.into(), ..SignUpForm::default() } };
    SignUpForm {
        name: actor.name.clone(),
        email: actor.email.clone(),
        organisation: actor.hat().map(|h| h.name.clone()).unwrap_or_default(),
        how: how.into(),
        ..SignUpForm::default()
    }
}

/// The fields of a sign-up. Without the address where that cannot be changed.
pub(super) fn fields(ctx: &Ctx, problem: &Problem, typed: &SignUpForm, can_online: bool, with_address: bool) -> Html {
    let l = ctx.locale;
    let form = Form::new(l, problem, t::label);
    let email = with_address.then(|| form.input("email", &typed.email, Options { kind: "email", autocomplete: "email", max: Some(254), ..Options::default() }));
    let how = can_online.then(|| {
        let chosen = if typed.how.is_empty() { "place".to_string() } else { typed.how.clone() };
        let choices = vec![("place".into(), t::how_place(l).into(), String::new()), ("online".into(), t::how_online(l).into(), String::new())];
        form.choices("how", false, &[chosen], choices, Options::default())
    });
    // whoever speaks for several organisations chooses among them
    let hats: Vec<_> = ctx.actor.as_ref().map(|a| a.hats.iter().map(|h| view! { <option value=h.name.clone()></option> }).collect()).unwrap_or_default();
    let list = if hats.is_empty() { "" } else { "mina" };
    let organisation =
        Options { optional: true, autocomplete: "organization", max: Some(120), help: Some(s::organisation_help(l).into()), list, ..Options::default() };
    view! {
        {form.summary()}
        {form.input("name", &typed.name, Options { autocomplete: "name", max: Some(100), ..Options::default() })}
        {email}
        {form.input("organisation", &typed.organisation, organisation)}
        {(!hats.is_empty()).then(|| view! { <datalist id="mina">{hats}</datalist> })}
        {how}
        {needs(l, &form, problem, typed)}
    }
    .into_html()
}

fn needs(l: Locale, form: &Form<'_>, problem: &Problem, typed: &SignUpForm) -> Html {
    let wrong = ["needs", "interpreter", "child_care", "food"].iter().any(|field| problem.faults.of(field).is_some());
    let quiet = |help: &str| Options { quiet: true, max: Some(200), help: Some(help.to_string()), ..Options::default() };
    let wheelchair = if typed.wheelchair.is_empty() { vec![] } else { vec!["1".to_string()] };
    view! {
        <details class="more" open=wrong || typed.has_needs()><summary>{s::needs_summary(l)}</summary>
            <p class="help">{s::needs_who(l)}</p>
            {form.input("interpreter", &typed.interpreter, quiet(s::interpreter_help(l)))}
            {form.choices("wheelchair", true, &wheelchair, vec![("1".into(), s::wheelchair_yes(l).into(), String::new())], Options::default())}
            {form.input("child_care", &typed.child_care, quiet(s::child_care_help(l)))}
            {form.input("food", &typed.food, quiet(s::food_help(l)))}
            {form.input("needs", &typed.needs, Options { max: Some(500), ..quiet(t::needs_help(l)) })}
        </details>
    }
    .into_html()
}

/// What the form of a meeting asks about places online and organisations.
pub(super) fn plan_fields(l: Locale, form: &Form<'_>, f: &MeetingForm) -> Html {
    let number = |help: &str| Options { kind: "number", short: true, optional: true, help: Some(help.to_string()), ..Options::default() };
    view! {
        {form.input("places_online", &f.places_online, number(s::places_online_help(l)))}
        {form.input("seats", &f.seats, number(s::seats_help(l)))}
    }
    .into_html()
}

/// A meeting as a box on top of a page of somebody's own.
pub(super) fn meeting_box(ctx: &Ctx, a: &crate::agreements::types::Agreement, m: &Meeting, more: Option<Html>) -> Html {
    let l = ctx.locale;
    let day = m.starts_local.date();
    let cancelled = m.state == crate::meetings::types::MeetingState::Cancelled;
    view! {
        <article class="event box">{ui::date_block(l, day, cancelled)}<div><h2 class="h3"><a href=ctx.href(path_of(a, m)) lang=ui::lang_of(l, &m.lang)>{t::kind(l, m.kind)}": "{m.title.clone()}</a></h2>
            <p class="quiet">{crate::i18n::dates::weekday_day(l, day, ctx.today())}" "{super::hours(l, m)}" · "{super::place(l, m)}</p>
            {cancelled.then(|| view! { <p><span class="state off">{t::cancelled(l)}</span></p> })}
            {more}
        </div></article>
    }
    .into_html()
}
