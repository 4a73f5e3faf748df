//! One seat: changing, renewing and ending it.

use super::manage::{own_roles, posts, suggestions};
use super::{crumbs, seat_name, side_title};
use crate::agreements::types::Side;
use crate::bodies::service::{self, SeatForm, SeatPage};
use crate::context::Ctx;
use crate::i18n::{bodies as t, common as c};
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::Path;

/// The page.
pub async fn seat(ctx: Ctx, Path((agreement, slug, sitting)): Path<(String, String, String)>) -> PageResult {
    seat_page(&ctx, &agreement, &slug, &sitting, None, &Problem::default()).await
}

/// The page, as typed.
pub async fn seat_page(ctx: &Ctx, agreement: &str, slug: &str, sitting: &str, typed: Option<&SeatForm>, problem: &Problem) -> PageResult {
    let seen = service::seat(ctx, agreement, slug, sitting).await?;
    let l = ctx.locale;
    let (view, h) = (&seen.view, &seen.holder);
    let title = t::seat_title(l, seat_name(l, h));
    let side = (h.side != Side::Both).then(|| view! { <span>{side_title(l, h.side)}</span> });
    let until = h.to_on.map_or_else(|| t::until_further(l).into_html(), |d| ui::time_tag(l, d, ctx.today()));
    // what somebody else saved meanwhile stands here, above what was typed
    let stale = problem.stale.map(|_| view! { <h2 class="h3">{t::stale_now(l)}</h2> });
    let content = view! {
        <section class="head">{crumbs(ctx, &view.agreement, Some(&view.body))}<h1>{title.clone()}</h1>{stale}
            <p class="meta"><span>{t::seat_holder(l)}": "{h.name.clone()}</span><span>{t::part(l, h.kind, h.post)}</span>{side}
                <span>{t::from(l)}" "{ui::time_tag(l, h.from_on, ctx.today())}</span><span>{t::column_term(l)}" "{until}</span></p></section>
        {change(ctx, &seen, typed.filter(|f| f.act != "end"), problem)}
        {end(ctx, &seen, typed.filter(|f| f.act == "end"), problem)}
    };
    Ok(Page::new(title).of(&view.agreement, Nav::Agreement).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html()))
}

fn action(ctx: &Ctx, seen: &SeatPage) -> String {
    ctx.href(paths::body_part(&seen.view.agreement.slug, &seen.view.body.slug, format!("platser/{}", seen.holder.sitting())))
}

fn version(seen: &SeatPage) -> Html {
    view! { <input type="hidden" name="version" value=seen.holder.version.to_string() /> }.into_html()
}

fn change(ctx: &Ctx, seen: &SeatPage, typed: Option<&SeatForm>, problem: &Problem) -> Html {
    let l = ctx.locale;
    let h = &seen.holder;
    let quiet = Problem::default();
    let problem = if typed.is_some() { problem } else { &quiet };
    let stored = || SeatForm {
        post: h.post.map(|p| p.to_string()).unwrap_or_default(),
        function: h.function.clone(),
        organisation: h.organisation_name.clone().unwrap_or_default(),
        own_role: h.own_role.map(|r| r.to_string()).unwrap_or_default(),
        to_on: h.to_on.map(|d| d.to_string()).unwrap_or_default(),
        competences: seen.view.competences.iter().filter(|c| c.by.contains(&h.sitting())).map(|c| c.id.to_string()).collect(),
        ..SeatForm::default()
    };
    let form = typed.cloned().unwrap_or_else(stored);
    let f = Form::new(l, problem, t::label);
    let known: Vec<_> = seen.view.competences.iter().map(|c| (c.id.to_string(), c.name.clone(), String::new())).collect();
    let known = (!known.is_empty()).then(|| f.choices("competences", true, &form.competences, known, Options { optional: true, ..Options::default() }));
    let asked = seen.view.body.civil_leaders && h.is_seat() && h.side == Side::CivilSociety;
    let own_role = asked.then(|| f.select("own_role", &form.own_role, own_roles(l), Options { help: Some(t::own_role_help(l).into()), ..Options::default() }));
    let post = h.is_seat().then(|| f.select("post", &form.post, posts(l), Options::default()));
    view! {
        <form class="form" method="post" action=action(ctx, seen) novalidate>
            {f.summary()}{hidden(ctx, &form.key, problem)}{version(seen)}
            {post}
            {f.input("function", &form.function, Options { optional: true, max: Some(80), help: Some(t::function_help(l).into()), ..Options::default() })}
            {f.input("organisation", &form.organisation, Options { optional: true, max: Some(120), list: "organisationer", help: Some(t::organisation_help(l).into()), ..Options::default() })}
            {suggestions(&seen.organisations)}
            {own_role}
            {f.input("to_on", &form.to_on, Options { kind: "date", short: true, optional: h.to_on.is_none(), ..Options::default() })}
            {known}
            <p class="tells">{t::seat_tells(l)}</p>
            <div class="acts"><button class="button">{t::seat_save(l)}</button>
                <a href=ctx.href(paths::body_part(&seen.view.agreement.slug, &seen.view.body.slug, "platser"))>{c::cancel(l)}</a></div>
        </form>
    }
    .into_html()
}

fn end(ctx: &Ctx, seen: &SeatPage, typed: Option<&SeatForm>, problem: &Problem) -> Html {
    let l = ctx.locale;
    let quiet = Problem::default();
    let problem = if typed.is_some() { problem } else { &quiet };
    let form = typed.cloned().unwrap_or_else(|| SeatForm { on: ctx.today().to_string(), ..SeatForm::default() });
    let f = Form::new(l, problem, t::label);
    view! {
        <section aria-labelledby="avsluta"><h2 id="avsluta">{t::end_title(l)}</h2>
            <form class="form" method="post" action=action(ctx, seen) novalidate>
                {f.summary()}{hidden(ctx, &form.key, problem)}{version(seen)}<input type="hidden" name="act" value="end" />
                {f.input("on", &form.on, Options { kind: "date", short: true, help: Some(t::on_help(l).into()), ..Options::default() })}
                {f.area("reason", &form.reason, Options { optional: true, rows: 3, max: Some(500), help: Some(t::reason_help(l).into()), ..Options::default() })}
                {f.language(&form.lang)}
                <p class="tells">{t::end_tells(l)}</p>
                <div class="acts"><button class="button second">{t::end_button(l)}</button></div>
            </form></section>
    }
    .into_html()
}
