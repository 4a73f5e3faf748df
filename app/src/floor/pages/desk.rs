//! Where a meeting is led and its minutes are written.

use super::{crumbs, number, path};
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::floor::fragment::{self, View};
use crate::floor::islands::{LiveFloor, Pad};
use crate::floor::rules::Phase;
use crate::floor::service::{self, Desk, LeadForm, PollForm};
use crate::floor::store::Save;
use crate::i18n::{Locale, common as c, dates, floor as t};
use crate::ids::AgendaItemId;
use crate::shell::{Nav, Page, PageResult};
use crate::time;
use crate::ui::form::{Form, HideForm, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// Which item is written about.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Writing {
    /// Id of the item.
    pub punkt: Option<i64>,
}

/// The secretary's page.
pub async fn desk(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Query(writing): Query<Writing>) -> PageResult {
    desk_page(&ctx, (&agreement, &part), writing.punkt, None, &Problem::default()).await
}

/// The same, as typed when a press failed.
pub async fn desk_page(ctx: &Ctx, (agreement, part): (&str, &str), item: Option<i64>, typed: Option<&LeadForm>, problem: &Problem) -> PageResult {
    let seen = service::desk(ctx, agreement, number(part)?, item).await?;
    let title = t::desk_title(ctx.locale, &seen.seen.floor.head.title);
    let view = view(ctx, &seen, typed, problem);
    Ok(Page::new(title).of(&seen.seen.agreement, Nav::Meetings).layout("wrap wide stack").private().status(problem.status).render(ctx, view))
}

fn view(ctx: &Ctx, desk: &Desk, typed: Option<&LeadForm>, problem: &Problem) -> Html {
    let l = ctx.locale;
    let seen = &desk.seen;
    let (a, floor) = (&seen.agreement, &seen.floor);
    let f = Form::new(l, problem, t::label);
    let html = fragment::draw(ctx, a, floor, View::Desk);
    let stream = ctx.href(format!("{}?vy=sekreterare", path(a, &floor.head, "nu/strom")));
    let island = seen.phase.is_open().then(|| view! { <LiveFloor l=l stream=stream now=ctx.now().timestamp_millis() /> });
    let link = |part: &str, name: &'static str| view! { <li><a href=ctx.href(path(a, &floor.head, part))>{name}</a></li> };
    let name = typed.map(|t| t.name.clone()).unwrap_or_default();
    let wrong = problem.faults.of("name").is_some();
    // enter in the line of a name presses the first button of the form
    let first = seen.phase.is_open().then(|| {
        view! { <button class="vh" form="styr" name="gor" value="talare" tabindex="-1" aria-hidden="true" data-while="">{t::add_speaker(l)}</button> }
    });
    let speaker = seen.phase.is_open().then(|| {
        view! {
            <div class="form" data-while=""><div class="field"><label for="name">{t::field_name(l)}</label>{f.error("name")}
                <input id="name" name="name" type="text" form="styr" maxlength="100" value=name aria-describedby=wrong.then_some("name-e") aria-invalid=wrong.then_some("true") /></div>
            <p><button class="button second" form="styr" id="talare" name="gor" value="talare">{t::add_speaker(l)}</button></p></div>
        }
    });
    view! {
        <section class="head">{crumbs(ctx, seen, true)}<h1 lang=ui::lang_of(l, &floor.head.lang)>{floor.head.title.clone()}</h1>
            <ul class="links">{link("nu", t::to_live(l))}{link("nu/skarm", t::to_screen(l))}</ul></section>
        <div class="two leading">
            <div class="stack">{first}<div id="golvet" inner_html=html></div>{speaker}</div>
            <div class="stack">
                // what the box is about stands in hidden fields, which a browser would give back of another item after a reload
                <form id="styr" class="form" method="post" action=ctx.href(path(a, &floor.head, "nu/sekreterare")) autocomplete="off" novalidate>
                    {f.summary()}
                    {hidden(ctx, "", problem)}
                    {notes(ctx, desk, &f, typed)}
                </form>
                {items(ctx, desk)}
            </div>
        </div>
        {island}
    }
    .into_html()
}

/// That the meeting is on another item than the one that is written about. Without script it is known when the page is drawn; otherwise it
/// shows when the meeting goes on.
fn elsewhere(ctx: &Ctx, desk: &Desk) -> Option<Html> {
    let l = ctx.locale;
    let floor = &desk.seen.floor;
    let id = desk.item?;
    let of = floor.items.iter().position(|i| i.id == id)? + 1;
    let runs = matches!(desk.seen.phase, Phase::Running | Phase::Paused);
    let at = floor.current().filter(|(_, i)| runs && i.id != id).map(|(n, _)| n + 1);
    let words = at.map(|at| t::elsewhere(l, at, of));
    let href = ctx.href(path(&desk.seen.agreement, &floor.head, "nu/sekreterare"));
    Some(
        view! {
            <div class="flash warning" role="status" id="vidare" hidden=at.is_none() data-item=id.to_string() data-words=t::elsewhere(l, "#", of)>
                <p><span>{words}</span>" "<a href=href>{t::elsewhere_link(l)}</a></p></div>
        }
        .into_html(),
    )
}

/// The box in which minutes are written.
fn notes(ctx: &Ctx, desk: &Desk, f: &Form<'_>, typed: Option<&LeadForm>) -> Option<Html> {
    let l = ctx.locale;
    let floor = &desk.seen.floor;
    let id = desk.item?;
    let item = floor.items.iter().find(|i| i.id == id)?;
    let typed = typed.filter(|t| t.item == id.to_string());
    let choose = desk.beside.last().map(|s| s.version);
    // both, one after the other, for somebody to put together
    let both = || std::iter::once(desk.draft.text.as_str()).chain(desk.beside.iter().map(|s| s.text.as_str())).collect::<Vec<_>>().join("\n\n");
    let text = match (typed, choose) {
        (Some(typed), _) => typed.said.clone(),
        (None, Some(_)) => both(),
        (None, None) => desk.draft.text.clone(),
    };
    let version = typed.map_or(desk.draft.version.to_string(), |t| t.base.clone());
    let chosen = choose.map(|v| view! { <input type="hidden" name="valt" value=v.to_string() /> });
    let beside = choose.map(|_| beside(l, desk));
    let options = Options { rows: 14, max: Some(8000), quiet: true, help: Some(t::said_help(l).into()), ..Options::default() };
    let pad = choose.is_none().then(|| view! { <Pad l=l agreement=desk.seen.agreement.slug.clone() number=floor.head.number /> });
    let save = if choose.is_some() { t::beside_done(l) } else { t::save(l) };
    Some(
        view! {
            {elsewhere(ctx, desk)}
            <h2 class="h3" id="om-punkt" lang=ui::lang_of(l, &item.name_lang(l))>{t::notes_on(l, item.name(l))}</h2>
            {beside}
            <input type="hidden" name="item" value=id.to_string() /><input type="hidden" name="base" id="base" value=version />{chosen}
            {f.area("said", &text, options)}
            <p class="acts"><button class=if choose.is_some() { "button" } else { "button second" } id="spara" name="gor" value="spara" data-whole="1">{save}</button></p>
            {pad}
        }
        .into_html(),
    )
}

fn beside(l: Locale, desk: &Desk) -> Html {
    let others: Vec<_> = desk
        .beside
        .iter()
        .map(|s: &Save| view! { <div><h3 class="h4">{t::beside_by(l, &s.name)}</h3><blockquote class="typed">{s.text.clone()}</blockquote></div> })
        .collect();
    view! {
        <div class="flash warning" role="status"><p><strong>{t::beside_title(l)}</strong>" "{t::beside_text(l)}</p></div>
        <div class="texts"><div><h3 class="h4">{t::beside_now(l)}</h3><blockquote class="typed">{desk.draft.text.clone()}</blockquote></div>{others}</div>
    }
    .into_html()
}

fn items(ctx: &Ctx, desk: &Desk) -> Html {
    let l = ctx.locale;
    let floor = &desk.seen.floor;
    let to = |part: String| ctx.href(path(&desk.seen.agreement, &floor.head, &part));
    let rows: Vec<_> = floor
        .items
        .iter()
        .enumerate()
        .map(|(n, i)| {
            let current = (Some(i.id) == desk.item).then_some("true");
            view! { <li><a href=to(format!("nu/sekreterare?punkt={}", i.id)) aria-current=current lang=ui::lang_of(l, &i.name_lang(l))>{format!("{}. {}", n + 1, i.name(l))}</a></li> }
        })
        .collect();
    let history = desk.item.map(|id| view! { <p><a href=to(format!("nu/sekreterare/historik/{id}"))>{t::history(l)}</a></p> });
    view! { <section id="andra-punkter" aria-labelledby="an"><h2 class="h3" id="an">{t::other_items(l)}</h2><ul class="names">{rows}</ul>{history}</section> }
        .into_html()
}

/// What was saved about an item.
pub async fn history(ctx: Ctx, Path((agreement, part, item)): Path<(String, String, AgendaItemId)>) -> PageResult {
    let seen = service::history(&ctx, &agreement, number(&part)?, item).await?;
    let l = ctx.locale;
    let saves: Vec<_> = seen
        .saves
        .iter()
        .map(|s| {
            let at = dates::moment(l, time::local(s.saved_at), ctx.today());
            view! { <li><h2 class="h4">{t::version(l, s.version, &s.name, at)}</h2><blockquote class="typed">{s.text.clone()}</blockquote></li> }
        })
        .collect();
    let list = if saves.is_empty() { view! { <p>{t::history_none(l)}</p> }.into_html() } else { view! { <ol class="rows">{saves}</ol> }.into_html() };
    let title = t::history_title(l, &seen.title);
    let content = view! { <section class="head">{crumbs(&ctx, &seen.seen, true)}<h1>{title.clone()}</h1></section>{list} };
    Ok(Page::new(title).of(&seen.seen.agreement, Nav::Meetings).layout("wrap stack narrow").private().render(&ctx, content.into_html()))
}

/// The form that opens a poll.
pub async fn poll_form(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    poll_form_page(&ctx, (&agreement, &part), &PollForm { how: "one".into(), ..PollForm::default() }, &Problem::default()).await
}

/// The same, as typed.
pub async fn poll_form_page(ctx: &Ctx, (agreement, part): (&str, &str), form: &PollForm, problem: &Problem) -> PageResult {
    let seen = service::managing(ctx, agreement, number(part)?).await?;
    let l = ctx.locale;
    let head = &seen.floor.head;
    let f = Form::new(l, problem, t::label);
    let how = vec![("one".to_string(), t::how_one(l).to_string(), String::new()), ("many".to_string(), t::how_many(l).to_string(), String::new())];
    let content = view! {
        <section class="head">{crumbs(ctx, &seen, true)}<h1>{t::new_poll(l)}</h1></section>
        <form class="form" method="post" action=ctx.href(path(&seen.agreement, head, "nu/sekreterare/omrostning")) novalidate>
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            {f.input("poll", &form.poll, Options { max: Some(200), ..Options::default() })}
            {f.area("options", &form.options, Options { rows: 5, max: Some(1200), help: Some(t::options_help(l).into()), ..Options::default() })}
            {f.choices("how", false, std::slice::from_ref(&form.how), how, Options::default())}
            {f.language(&form.lang)}
            <p class="tells">{t::poll_opens(l)}</p>
            <div class="acts"><button class="button">{t::open_poll(l)}</button><a href=ctx.href(path(&seen.agreement, head, "nu/sekreterare"))>{c::cancel(l)}</a></div>
        </form>
    };
    Ok(Page::new(t::new_poll(l))
        .of(&seen.agreement, Nav::Meetings)
        .layout("wrap stack narrow")
        .private()
        .status(problem.status)
        .render(ctx, content.into_html()))
}

/// The form that hides a question.
pub async fn hide(ctx: Ctx, Path((agreement, part, question)): Path<(String, String, String)>) -> PageResult {
    hide_page(&ctx, (&agreement, &part, question_number(&question)?), &HideForm::default(), &Problem::default()).await
}

fn question_number(part: &str) -> Result<i64> {
    part.parse().map_err(|_| AppError::NotFound)
}

/// The same, as typed.
pub async fn hide_page(ctx: &Ctx, (agreement, part, question): (&str, &str, i64), form: &HideForm, problem: &Problem) -> PageResult {
    let hiding = service::hiding(ctx, agreement, number(part)?, question).await?;
    let l = ctx.locale;
    let (seen, q) = (&hiding.seen, &hiding.question);
    let head = &seen.floor.head;
    let f = Form::new(l, problem, t::label);
    let hidden_now = q.hidden_at.is_some();
    let title = if hidden_now { t::show_title(l, q.number) } else { t::hide_title(l, q.number) };
    let tells = (!hidden_now).then(|| view! { <p class="tells">{t::hide_tells(l)}</p> });
    let content = view! {
        <section class="head">{crumbs(ctx, seen, true)}<h1>{title.clone()}</h1></section>
        <blockquote class="typed" lang=ui::lang_of(l, &q.lang)>{q.text.clone()}</blockquote>
        <form class="form" method="post" action=ctx.href(path(&seen.agreement, head, &format!("nu/sekreterare/dolj/{question}"))) novalidate>
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="show" value=if hidden_now { "1" } else { "" } />
            {f.area("reason", &form.reason, Options { rows: 3, max: Some(2000), ..Options::default() })}
            {f.language(&form.lang)}
            {tells}
            <div class="acts"><button class="button">{if hidden_now { t::show(l) } else { t::hide(l) }}</button><a href=ctx.href(path(&seen.agreement, head, "nu/sekreterare"))>{c::cancel(l)}</a></div>
        </form>
    };
    Ok(Page::new(title).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html()))
}
