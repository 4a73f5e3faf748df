//! Where the seats of a body are filled, by each side its own.

use super::{crumbs, seat_name, side_title};
use crate::agreements::types::Side;
use crate::bodies::service::{self, BodyView, CompetenceForm, ManageView, OfferForm, ReviewForm};
use crate::bodies::store::WaitingOffer;
use crate::bodies::types::{AssociateKind, BodyRole, OwnRole, SeatPost};
use crate::context::Ctx;
use crate::i18n::{bodies as t, dates};
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use crate::{paths, time};
use axum::extract::Path;

/// What was typed in the form that failed, and what was wrong with it.
#[derive(Debug, Default)]
pub struct Again {
    /// The offer.
    pub offer: Option<OfferForm>,
    /// The competence.
    pub competence: Option<CompetenceForm>,
    /// The review.
    pub review: Option<ReviewForm>,
    /// What was wrong.
    pub problem: Problem,
}

/// The page.
pub async fn manage(ctx: Ctx, Path((agreement, slug)): Path<(String, String)>) -> PageResult {
    manage_page(&ctx, &agreement, &slug, &Again::default()).await
}

/// The page, as typed.
pub async fn manage_page(ctx: &Ctx, agreement: &str, slug: &str, again: &Again) -> PageResult {
    let seen = service::manage(ctx, agreement, slug).await?;
    let l = ctx.locale;
    let view = &seen.view;
    let b = &view.body;
    let title = t::manage_title(l, &b.name);
    let lead = match (view.managed.civil, view.managed.public) {
        (true, _) => t::manage_lead_civil(l),
        (false, true) => t::manage_lead_public(l),
        (false, false) => t::manage_lead_runs(l),
    };
    // a form that failed without a page of its own: the withdrawal
    let loose = again.offer.is_none() && again.competence.is_none() && again.review.is_none();
    let loose = loose.then(|| Form::new(l, &again.problem, t::label).summary());
    let content = view! {
        <section class="head">{crumbs(ctx, &view.agreement, Some(b))}<h1>{title.clone()}</h1><p class="lead">{lead}</p></section>
        {loose}
        {seats(ctx, view)}
        {waiting(ctx, &seen)}
        {offer(ctx, &seen, again)}
        {view.managed.runs.then(|| competences(ctx, view, again))}
        {view.managed.runs.then(|| review(ctx, view, again))}
    };
    Ok(Page::new(title).of(&view.agreement, Nav::Agreement).layout("wrap stack narrow").private().status(again.problem.status).render(ctx, content.into_html()))
}

/// Who sits on the seats that the reader fills.
fn seats(ctx: &Ctx, view: &BodyView) -> Html {
    let l = ctx.locale;
    let rows: Vec<_> = view
        .holders
        .iter()
        .filter(|h| view.managed.side(h.side))
        .map(|h| {
            let href = ctx.href(paths::body_part(&view.agreement.slug, &view.body.slug, format!("platser/{}", h.sitting())));
            let side = (h.side != Side::Both).then(|| view! { <span>{side_title(l, h.side)}</span> });
            let until = h.to_on.map_or_else(|| t::until_further(l).into_html(), |d| ui::time_tag(l, d, ctx.today()));
            view! {
                <li><h3><a href=href>{seat_name(l, h)}</a></h3>
                    <p class="meta"><span>{h.name.clone()}</span><span>{t::part(l, h.kind, h.post)}</span>{side}<span>{t::column_term(l)}" "{until}</span></p></li>
            }
        })
        .collect();
    let list =
        if rows.is_empty() { view! { <p class="quiet">{t::manage_none(l)}</p> }.into_html() } else { view! { <ul class="rows">{rows}</ul> }.into_html() };
    view! { <section aria-labelledby="nu"><h2 id="nu">{t::manage_seats(l)}</h2>{list}</section> }.into_html()
}

fn waiting(ctx: &Ctx, seen: &ManageView) -> Option<Html> {
    let l = ctx.locale;
    let view = &seen.view;
    let action = ctx.href(paths::body_part(&view.agreement.slug, &view.body.slug, "platser/aterta"));
    let row = |w: &WaitingOffer| {
        let until = dates::day(l, time::local_date(w.expires_at), ctx.today());
        view! {
            <li class="split"><div><h3>{w.email.clone()}</h3><p class="quiet">{t::offered_as(l, w.kind, w.side)}", "{t::waiting_until(l)}" "{until}</p></div>
                <form method="post" action=action.clone()>{hidden(ctx, "", &Problem::default())}<input type="hidden" name="id" value=w.id.to_string() />
                    <button class="button second">{t::withdraw_button(l)}<span class="vh">": "{w.email.clone()}</span></button></form></li>
        }
    };
    let rows: Vec<_> = seen.waiting.iter().map(row).collect();
    (!rows.is_empty())
        .then(|| view! { <section aria-labelledby="vantar"><h2 id="vantar">{t::waiting_title(l)}</h2><ul class="rows">{rows}</ul></section> }.into_html())
}

/// The form that offers a place. Sides and those who appoint are the reader's own.
fn offer(ctx: &Ctx, seen: &ManageView, again: &Again) -> Option<Html> {
    let l = ctx.locale;
    let view = &seen.view;
    let quiet = Problem::default();
    let problem = if again.offer.is_some() { &again.problem } else { &quiet };
    let typed = again.offer.clone().unwrap_or_default();
    let f = Form::new(l, problem, t::label);
    let mine = |side: Side| view.managed.side(side) && (view.body.side == Side::Both || view.body.side == side);
    let sides: Vec<_> = [Side::CivilSociety, Side::Public].into_iter().filter(|s| mine(*s)).map(|s| (s.to_string(), side_title(l, s).to_string())).collect();
    // who runs the body and fills no seats can co-opt experts
    let mut kinds: Vec<(String, String)> = Vec::new();
    if !sides.is_empty() {
        kinds.push((String::new(), t::kind_seat(l).into()));
        kinds.push((AssociateKind::Substitute.to_string(), t::kind_substitute(l).into()));
    }
    kinds.push((AssociateKind::Expert.to_string(), t::kind_expert(l).into()));
    let side = (!sides.is_empty()).then(|| f.select("side", &typed.side, sides, Options::default()));
    let posts = posts(l);
    let own_role = (view.body.civil_leaders && mine(Side::CivilSociety))
        .then(|| f.select("own_role", &typed.own_role, own_roles(l), Options { help: Some(t::own_role_help(l).into()), ..Options::default() }));
    let mut appointers: Vec<(String, String)> = view
        .parties
        .iter()
        .filter(|p| (p.role == BodyRole::AppointsCivil && view.managed.civil) || (p.role == BodyRole::AppointsPublic && view.managed.public))
        .map(|p| (p.slug.clone(), p.name.clone()))
        .collect();
    let own = ctx.actor.as_ref().and_then(|a| a.hat()).map(|h| (h.slug.clone(), h.name.clone()));
    appointers.extend(own.filter(|o| !appointers.contains(o)));
    let date = || Options { kind: "date", short: true, optional: true, ..Options::default() };
    let action = ctx.href(paths::body_part(&view.agreement.slug, &view.body.slug, "platser"));
    Some(
        view! {
            <section aria-labelledby="erbjud"><h2 id="erbjud">{t::offer_title(l)}</h2>
                <form class="form" method="post" action=action novalidate>
                    {f.summary()}{hidden(ctx, &typed.key, problem)}
                    {f.input("email", &typed.email, Options { kind: "email", autocomplete: "off", max: Some(254), ..Options::default() })}
                    {f.select("kind", &typed.kind, kinds, Options::default())}
                    {side}
                    {f.select("post", &typed.post, posts, Options::default())}
                    {f.input("function", &typed.function, Options { optional: true, max: Some(80), help: Some(t::function_help(l).into()), ..Options::default() })}
                    {f.input("organisation", &typed.organisation, Options { optional: true, max: Some(120), list: "organisationer", help: Some(t::organisation_help(l).into()), ..Options::default() })}
                    {suggestions(&seen.organisations)}
                    {own_role}
                    {f.select("appointed_by", &typed.appointed_by, appointers, Options::default())}
                    {f.input("from_on", &typed.from_on, Options { help: Some(t::from_help(l).into()), ..date() })}
                    {f.input("to_on", &typed.to_on, Options { help: Some(t::to_help(l).into()), ..date() })}
                    <p class="tells">{t::offer_tells(l)}</p>
                    <div class="acts"><button class="button">{t::offer_button(l)}</button></div>
                </form></section>
        }
        .into_html(),
    )
}

/// Posts to choose from.
pub(super) fn posts(l: crate::i18n::Locale) -> Vec<(String, String)> {
    let named = SeatPost::ALL.iter().map(|p| (p.to_string(), t::post(l, Some(*p)).to_string()));
    std::iter::once((String::new(), t::post_member(l).to_string())).chain(named).collect()
}

/// What somebody can be in their own organisation.
pub(super) fn own_roles(l: crate::i18n::Locale) -> Vec<(String, String)> {
    let named = OwnRole::ALL.iter().map(|r| (r.to_string(), t::own_role(l, *r).to_string()));
    std::iter::once((String::new(), t::own_role_unsaid(l).to_string())).chain(named).collect()
}

/// Names that the browser suggests.
pub(super) fn suggestions(organisations: &[(String, String, String)]) -> Html {
    let names: Vec<_> = organisations.iter().map(|(_, name, _)| view! { <option value=name.clone()></option> }).collect();
    view! { <datalist id="organisationer">{names}</datalist> }.into_html()
}

fn competences(ctx: &Ctx, view: &BodyView, again: &Again) -> Html {
    let l = ctx.locale;
    let quiet = Problem::default();
    let problem = if again.competence.is_some() { &again.problem } else { &quiet };
    let typed = again.competence.clone().unwrap_or_default();
    let f = Form::new(l, problem, t::label);
    let action = ctx.href(paths::body_part(&view.agreement.slug, &view.body.slug, "kompetenser"));
    let items: Vec<_> = view
        .competences
        .iter()
        .map(|c| {
            let n = i64::try_from(view.known_by(ctx, c)).unwrap_or(i64::MAX);
            let state = if n == 0 { t::missing(l).to_string() } else { t::covered(l, n) };
            view! {
                <li class="split"><div><h3 lang=ui::lang_of(l, &c.lang)>{c.name.clone()}</h3><p class="quiet">{state}</p></div>
                    <form method="post" action=action.clone()>{hidden(ctx, "", &quiet)}
                        <button class="button second" name="remove" value=c.id.to_string()>{t::competence_remove(l, &c.name)}</button></form></li>
            }
        })
        .collect();
    let list = (!items.is_empty()).then(|| view! { <ul class="rows">{items}</ul> });
    view! {
        <section aria-labelledby="kompetenser"><h2 id="kompetenser">{t::competences(l)}</h2>{list}
            <form class="form" method="post" action=action novalidate>{f.summary()}{hidden(ctx, &typed.key, problem)}
                {f.input("competence", &typed.competence, Options { max: Some(80), help: Some(t::competence_help(l).into()), ..Options::default() })}
                <div class="acts"><button class="button second">{t::competence_add(l)}</button></div>
            </form></section>
    }
    .into_html()
}

fn review(ctx: &Ctx, view: &BodyView, again: &Again) -> Html {
    let l = ctx.locale;
    let quiet = Problem::default();
    let problem = if again.review.is_some() { &again.problem } else { &quiet };
    let typed = again.review.clone().unwrap_or_default();
    let f = Form::new(l, problem, t::review_label);
    let action = ctx.href(paths::body_part(&view.agreement.slug, &view.body.slug, "genomgang"));
    let due = view.body.review_due_on.map(|d| {
        view! { <p class="meta"><span>{t::review_due(l)}" "{ui::time_tag(l, d, ctx.today())}</span>{ui::late_state(l, d, ctx.today())}</p> }
    });
    view! {
        <section aria-labelledby="genomgang"><h2 id="genomgang">{t::review_title(l)}</h2><p>{t::review_lead(l)}</p>{due}
            <form class="form" method="post" action=action novalidate>{f.summary()}{hidden(ctx, &typed.key, problem)}
                {f.area("reason", &typed.reason, Options { rows: 4, max: Some(2000), ..Options::default() })}
                {f.language(&typed.lang)}
                <p class="tells">{t::review_tells(l)}</p>
                <div class="acts"><button class="button second">{t::review_button(l)}</button></div>
            </form></section>
    }
    .into_html()
}
