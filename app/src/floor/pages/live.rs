//! The page that all follow a meeting on, and the projector's.

use super::{crumbs, number, path};
use crate::context::Ctx;
use crate::floor::fragment::{self, View};
use crate::floor::islands::LiveFloor;
use crate::floor::rules::Phase;
use crate::floor::service::{self, FloorView};
use crate::floor::store::Question;
use crate::floor::token::Token;
use crate::floor::types::{QuestionState, SpeakerState};
use crate::i18n::{common as c, floor as t};
use crate::meetings::pages::qr;
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// How the page is read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Reading {
    /// Not empty: all questions, and nothing that moves.
    pub alla: String,
    /// Not empty: without script it does not load again by itself.
    pub stilla: String,
}

/// A running meeting.
pub async fn live(ctx: Ctx, token: Token, Path((agreement, part)): Path<(String, String)>, Query(reading): Query<Reading>) -> PageResult {
    page(&ctx, &token, (&agreement, &part), &reading, &Problem::default()).await
}

/// The same, with what was wrong with a press.
pub async fn page(ctx: &Ctx, token: &Token, (agreement, part): (&str, &str), reading: &Reading, problem: &Problem) -> PageResult {
    let seen = service::see(ctx, agreement, number(part)?, token).await?;
    let title = t::title(ctx.locale, &seen.floor.head.title);
    let view = view(ctx, &seen, reading, problem);
    let page = Page::new(title).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(problem.status);
    // what is one's own is kept by nobody
    let page = if seen.floor.head.registration_id.is_some() { page.private() } else { page };
    let page = if is_still(&seen, reading) { page } else { page.reload(20) };
    Ok(page.render(ctx, view))
}

/// Does not load again by itself.
fn is_still(seen: &FloorView, reading: &Reading) -> bool {
    !reading.stilla.is_empty() || !reading.alla.is_empty() || !seen.phase.is_open()
}

fn view(ctx: &Ctx, seen: &FloorView, reading: &Reading, problem: &Problem) -> Html {
    let l = ctx.locale;
    let (a, floor) = (&seen.agreement, &seen.floor);
    let all = !reading.alla.is_empty();
    let open = seen.phase.is_open();
    let takes_part = open && floor.head.registration_id.is_some();
    let mine: Vec<&Question> = floor.questions.iter().filter(|q| q.voted).collect();
    let mut html = if all { fragment::draw_all(ctx, a, floor) } else { fragment::draw(ctx, a, floor, View::Page) };
    for q in &mine {
        html = html.replace(&format!("value=\"rosta-{}\" aria-pressed=\"false\"", q.number), &format!("value=\"rosta-{}\" aria-pressed=\"true\"", q.number));
    }
    let numbers = mine.iter().map(|q| q.number.to_string()).collect::<Vec<_>>().join(",");
    let island = (open && !all).then(|| view! { <LiveFloor l=l stream=ctx.href(path(a, &floor.head, "nu/strom")) now=ctx.now().timestamp_millis() /> });
    let still = is_still(seen, reading);
    let message = Some(problem).filter(|p| p.status.is_client_error()).map(|p| crate::ui::Form::new(l, p, t::label).summary());
    view! {
        <section class="head">{crumbs(ctx, seen, false)}<h1 lang=ui::lang_of(l, &floor.head.lang)>{floor.head.title.clone()}</h1>{message}{links(ctx, seen)}</section>
        {takes_part.then(|| part(ctx, seen))}
        <div id="golvet" class=if takes_part { "taking" } else { "" } data-mine=numbers inner_html=html></div>
        {island}
        {(!still).then(|| without_script(ctx, seen))}
        {takes_part.then(|| own(ctx, seen, &mine))}
        {(open && !takes_part && !seen.manages).then(|| visitor(ctx, seen))}
    }
    .into_html()
}

fn links(ctx: &Ctx, seen: &FloorView) -> Html {
    let l = ctx.locale;
    let (a, head) = (&seen.agreement, &seen.floor.head);
    let link = |href: String, name: &'static str| view! { <li><a href=ctx.href(href)>{name}</a></li> };
    let lead = seen.manages.then(|| (link(path(a, head, "nu/sekreterare"), t::lead(l)), link(path(a, head, "nu/skarm"), t::to_screen(l))));
    view! { <ul class="links">{link(paths::meeting(&a.slug, head.number, &head.slug), t::to_meeting(l))}{lead}</ul> }.into_html()
}

/// Without script the page loads again by itself; nothing is written on it that could be lost.
fn without_script(ctx: &Ctx, seen: &FloorView) -> Html {
    let l = ctx.locale;
    let here = ctx.href(path(&seen.agreement, &seen.floor.head, "nu"));
    let stop = format!("{here}?stilla=1");
    view! { <noscript><p class="quiet">{t::reloads(l)}" "<a href=stop>{t::reloads_stop(l)}</a>" "<a href=here>{t::reload(l)}</a></p></noscript> }.into_html()
}

/// The form that the buttons of the shared part belong to, and how one asks and speaks.
fn part(ctx: &Ctx, seen: &FloorView) -> Html {
    let l = ctx.locale;
    let (a, floor) = (&seen.agreement, &seen.floor);
    let waits = floor.speakers.iter().any(|s| s.state == SpeakerState::Waiting && s.registration_id == floor.head.registration_id);
    let named = floor.head.own_name.clone().filter(|n| !n.is_empty());
    let ask = ctx.href(path(a, &floor.head, "nu/fraga"));
    let speak = if waits {
        view! { <p>{t::you_wait(l)}</p><p class="acts"><button class="button second" name="gor" value="tyst" id="tyst" data-whole="1">{t::hush(l)}</button></p> }.into_html()
    } else {
        let by_name = named
            .is_some()
            .then(|| view! { <button class="button second" name="gor" value="ordet-med" id="ordet-med" data-whole="1">{t::speak_named(l)}</button> });
        view! {
            <p class="acts"><a class="button" href=ask>{t::ask_title(l)}</a><button class="button second" name="gor" value="ordet" id="ordet" data-whole="1">{t::speak(l)}</button>{by_name}</p>
            <p class="quiet">{t::speak_tells(l)}</p>
        }
        .into_html()
    };
    let again = waits.then(|| view! { <p><a class="button" href=ctx.href(path(a, &floor.head, "nu/fraga"))>{t::ask_title(l)}</a></p> });
    view! { <form id="delta" class="flow" data-while="" method="post" action=ctx.href(path(a, &floor.head, "nu"))>{again}{speak}</form> }.into_html()
}

/// What whoever takes part has done, and can take back.
fn own(ctx: &Ctx, seen: &FloorView, mine: &[&Question]) -> Option<Html> {
    let l = ctx.locale;
    let waits = |q: &Question| matches!(q.state, QuestionState::Waiting | QuestionState::Parked);
    let row = |text: String, verb: &str, name: &'static str, n: i64| {
        let id = format!("{verb}-{n}");
        view! { <li class="split"><p>{text}</p><button class="button second" form="delta" id=id.clone() name="gor" value=id data-whole="1" aria-label=t::of_question(l, name, n)>{name}</button></li> }
    };
    let asked: Vec<_> =
        seen.floor.questions.iter().filter(|q| q.own && waits(q)).map(|q| row(t::own_question(l, q.number), "dra", t::withdraw(l), q.number)).collect();
    let voted: Vec<_> = mine.iter().filter(|q| waits(q)).map(|q| row(t::voted(l, q.number), "angra", t::unvote(l), q.number)).collect();
    (!asked.is_empty() || !voted.is_empty()).then(|| {
        view! { <section data-while="" aria-labelledby="ditt"><h2 id="ditt">{t::own_title(l)}</h2><ul class="rows">{asked}{voted}</ul></section> }.into_html()
    })
}

fn visitor(ctx: &Ctx, seen: &FloorView) -> Html {
    let l = ctx.locale;
    let sign_in = ctx.actor.is_none().then(|| view! { <a href=ctx.href(paths::sign_in(&path(&seen.agreement, &seen.floor.head, "nu")))>{c::sign_in(l)}</a> });
    let head = &seen.floor.head;
    let sign_up = format!("{}#anmalan", ctx.href(paths::meeting(&seen.agreement.slug, head.number, &head.slug)));
    view! {
        <section class="box flow" data-while="" aria-labelledby="vill"><h2 class="h3" id="vill">{t::as_visitor(l)}</h2><p>{t::as_visitor_text(l)}</p>
            <p><a href=sign_up>{t::sign_up(l)}</a></p>{sign_in.map(|s| view! { <p>{s}</p> })}</section>
    }
    .into_html()
}

/// The projector's view: large type and nothing to press.
pub async fn screen(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    let seen = service::see(&ctx, &agreement, number(&part)?, &Token::default()).await?;
    let l = ctx.locale;
    let (a, floor) = (&seen.agreement, &seen.floor);
    let html = fragment::draw(&ctx, a, floor, View::Screen);
    let stream = ctx.href(format!("{}?vy=skarm", path(a, &floor.head, "nu/strom")));
    let island = seen.phase.is_open().then(|| view! { <LiveFloor l=l stream=stream now=ctx.now().timestamp_millis() /> });
    let address = format!("{}/{}/moten/{}/nu", ctx.app.settings.public_url, a.slug, floor.head.number);
    let code = qr::svg(&address, t::here_code(l)).map(|svg| view! { <div class="qr" inner_html=svg></div> });
    let address = address.split_once("://").map_or_else(String::new, |(_, there)| there.to_string());
    let content = view! {
        <h1 lang=ui::lang_of(l, &floor.head.lang)>{floor.head.title.clone()}</h1>
        <div id="golvet" inner_html=html></div>
        {seen.phase.is_open().then(|| view! { <div class="flow" data-while=""><p class="address">{t::here(l)}" "<strong>{address}</strong></p>{code}</div> })}
        {island}
    };
    let page = Page::new(t::screen_title(l, &floor.head.title)).of(a, Nav::Meetings).layout("screen").bare();
    let page = if seen.phase == Phase::Over { page } else { page.reload(10) };
    Ok(page.render(&ctx, content.into_html()))
}
