//! The part of a page that changes while a meeting runs, the same for all who read that kind of page. Nothing in it is anybody's own.
//!
//! Its buttons belong to a form that stands outside of it on the pages of those who may press them (`form="delta"`, `form="styr"`).

use super::rules::{self, Phase};
use super::store::{Floor, Poll, Question, Speaker};
use super::types::{QuestionState, SpeakerState};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::{Locale, dates, floor as t, meetings};
use crate::ui::prelude::*;
use crate::{paths, time, ui};

/// Which page it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// The one that all read.
    Page,
    /// The projector's.
    Screen,
    /// The secretary's.
    Desk,
}

/// Draws it.
pub fn draw(ctx: &Ctx, agreement: &Agreement, floor: &Floor, view: View) -> String {
    let content = match view {
        View::Page => page(ctx, agreement, floor, false),
        View::Screen => screen(ctx, agreement, floor),
        View::Desk => desk(ctx, agreement, floor),
    };
    content.to_html().replace("<!>", "")
}

/// The page that all read, with all its questions.
pub fn draw_all(ctx: &Ctx, agreement: &Agreement, floor: &Floor) -> String {
    page(ctx, agreement, floor, true).to_html().replace("<!>", "")
}

/// Who asked or speaks, as far as all may know.
pub fn public_name(l: Locale, show_name: bool, name: &str, organisation: &str) -> String {
    match (show_name && !name.is_empty(), organisation.is_empty()) {
        (true, true) => name.to_string(),
        (true, false) => format!("{name}, {organisation}"),
        (false, false) => organisation.to_string(),
        (false, true) => t::participant(l).to_string(),
    }
}

fn path(a: &Agreement, floor: &Floor, part: &str) -> String {
    paths::meeting_part(&a.slug, floor.head.number, &floor.head.slug, part)
}

/// Around it stands what the island needs to know: the newest question, which item is on, and whether there is anything more to hear.
fn whole(floor: &Floor, phase: Phase, content: Html) -> Html {
    let newest = floor.questions.last().map_or(0, |q| q.number);
    let over = (!phase.is_open()).then_some("1");
    let on = floor.current().filter(|_| matches!(phase, Phase::Running | Phase::Paused));
    let (item, at) = (on.map(|(_, i)| i.id.to_string()), on.map(|(n, _)| (n + 1).to_string()));
    view! { <div class="floor flow" data-newest=newest.to_string() data-over=over data-item=item data-at=at>{content}</div> }.into_html()
}

fn page(ctx: &Ctx, a: &Agreement, floor: &Floor, all: bool) -> Html {
    let l = ctx.locale;
    let phase = floor.head.phase(ctx.now());
    let content = view! {
        {now(ctx, floor, phase)}
        // the page with all of them does not lead to itself
        {after(ctx, a, floor, phase, if all { View::Screen } else { View::Page })}
        {taken(ctx, a, floor, false)}
        {polls(ctx, a, floor, phase)}
        <section aria-labelledby="fr"><h2 id="fr">{t::questions(l)}</h2>{questions(ctx, a, floor, all)}</section>
        {speakers(l, floor)}
    };
    whole(floor, phase, content.into_html())
}

/// What is on, and how long still.
fn now(ctx: &Ctx, floor: &Floor, phase: Phase) -> Html {
    let l = ctx.locale;
    let content = match (phase, floor.current()) {
        (Phase::Running | Phase::Paused, Some((n, item))) => {
            let paused = (phase == Phase::Paused).then(|| view! { <p><span class="state wait">{t::paused(l)}</span></p> });
            let next = floor.items.get(n + 1).map(|next| {
                view! { <p class="quiet">{t::next_item(l)}": "<span lang=ui::lang_of(l, &next.name_lang(l))>{numbered(n + 2, &next.name(l))}</span></p> }
            });
            view! { <p class="item" lang=ui::lang_of(l, &item.name_lang(l))>{numbered(n + 1, &item.name(l))}</p>{paused}{left(ctx, floor)}{next} }.into_html()
        }
        (Phase::Running, None) => view! { <p class="item" lang=ui::lang_of(l, &floor.head.lang)>{floor.head.title.clone()}</p> }.into_html(),
        (Phase::Paused, None) => view! { <p class="item">{t::paused(l)}</p> }.into_html(),
        (Phase::Over, _) => view! { <p class="item">{t::over(l)}</p> }.into_html(),
        (Phase::Off, _) => view! { <p class="item">{t::off(l)}</p> }.into_html(),
        (Phase::Soon | Phase::Early, _) => {
            let begins = dates::time(l, floor.head.starts_local);
            let text = if phase == Phase::Soon { t::soon(l) } else { t::early(l) };
            view! { <p class="item">{t::begins(l, begins)}</p><p>{text}</p> }.into_html()
        }
    };
    view! { <section class="onnow box" aria-labelledby="nu"><h2 class="h3" id="nu">{t::now(l)}</h2>{content}</section> }.into_html()
}

/// Where one goes on from a meeting that is over.
fn after(ctx: &Ctx, a: &Agreement, floor: &Floor, phase: Phase, view: View) -> Option<Html> {
    let (l, head) = (ctx.locale, &floor.head);
    if phase != Phase::Over {
        return None;
    }
    let link = |href: String, id: &'static str, name: &'static str| view! { <li><a id=id href=ctx.href(href)>{name}</a></li> };
    let read = head.state.has_minutes().then(|| link(paths::meeting(&a.slug, head.number, &head.slug), "protokoll", t::read_minutes(l)));
    let write = (view == View::Desk && head.state.is_standing()).then(|| link(path(a, floor, "protokoll"), "skriv", meetings::write_minutes(l)));
    let all = view == View::Page && !(floor.questions.is_empty() && floor.polls.is_empty());
    let all = all.then(|| link(format!("{}?alla=1", path(a, floor, "nu")), "allt", t::all_after(l)));
    (read.is_some() || write.is_some() || all.is_some()).then(|| view! { <ul class="links">{read}{write}{all}</ul> }.into_html())
}

fn numbered(n: usize, title: &str) -> String {
    format!("{n}. {title}")
}

/// The planned end, which the island turns into the time left.
fn left(ctx: &Ctx, floor: &Floor) -> Option<Html> {
    let l = ctx.locale;
    let ends = floor.item_ends()?;
    let at = time::local(ends);
    let late = ctx.now() > ends;
    let words = if late { t::late_since(l, dates::time(l, at)) } else { t::until(l, dates::time(l, at)) };
    Some(
        view! {
            <p class="left"><time class=if late { "over" } else { "" } datetime=at.format("%H:%M").to_string() data-ends=ends.timestamp_millis().to_string() data-left=t::time_left(l) data-late=t::time_over(l)>
                {words}</time></p>
        }
        .into_html(),
    )
}

fn taken(ctx: &Ctx, a: &Agreement, floor: &Floor, desk: bool) -> Option<Html> {
    let l = ctx.locale;
    let q = floor.questions.iter().find(|q| q.state == QuestionState::Taken)?;
    let acts = desk.then(|| question_acts(ctx, a, floor, q));
    Some(
        view! {
            <section class="ontaken" aria-labelledby="tf"><h2 class="h3" id="tf">{t::taken(l)}</h2>
                {words(l, a, q)}<p class="meta"><span>{t::number(l, q.number)}</span><span>{public_name(l, q.show_name, &q.name, &q.organisation_name)}</span></p>{acts}</section>
        }
        .into_html(),
    )
}

/// The text of a question, or why it is hidden.
fn words(l: Locale, a: &Agreement, q: &Question) -> Html {
    if q.hidden_at.is_some() {
        return view! {
            <p class="quiet">{t::hidden(l, a.curator_name.get(l))}" "{t::hidden_because(l)}" "<span lang=ui::lang_of(l, &q.hidden_lang)>{q.hidden_reason.clone()}</span></p>
        }
        .into_html();
    }
    view! { <p class="words" lang=ui::lang_of(l, &q.lang)>{q.text.clone()}</p> }.into_html()
}

fn questions(ctx: &Ctx, a: &Agreement, floor: &Floor, all: bool) -> Html {
    let l = ctx.locale;
    if floor.questions.is_empty() {
        return view! { <p class="quiet">{t::questions_none(l)}</p> }.into_html();
    }
    let waiting: Vec<&Question> = floor.questions.iter().filter(|q| q.state == QuestionState::Waiting).collect();
    let keys: Vec<(i64, i64)> = waiting.iter().map(|q| (q.votes, q.number)).collect();
    let order = if all { rules::queue(&keys) } else { rules::shown(&keys) };
    let more = waiting.len() - order.len();
    let open = floor.head.phase(ctx.now()).is_open();
    let rows: Vec<_> = order.into_iter().map(|i| question(l, a, waiting[i], open)).collect();
    let more = (more > 0).then(|| {
        let href = ctx.href(format!("{}?alla=1", path(a, floor, "nu")));
        view! { <p>{t::questions_more(l, more)}" "<a href=href id="alla">{t::questions_all(l)}</a></p> }
    });
    view! { <ul class="rows">{rows}</ul>{more}{folded(l, a, floor, (QuestionState::Parked, open), all)}{folded(l, a, floor, (QuestionState::Answered, false), all)} }.into_html()
}

/// Questions that wait no more, folded; whether one can vote for them stands beside their state.
fn folded(l: Locale, a: &Agreement, floor: &Floor, (state, votable): (QuestionState, bool), all: bool) -> Option<Html> {
    let of: Vec<&Question> = floor.questions.iter().filter(|q| q.state == state).collect();
    if of.is_empty() {
        return None;
    }
    let (id, title) = if state == QuestionState::Parked { ("parkerade", t::parked_title(l)) } else { ("besvarade", t::answered_title(l)) };
    let count = of.len();
    // the newest ones; all of them stand on a page of their own
    let rows: Vec<_> = of.into_iter().rev().take(if all { usize::MAX } else { 15 }).map(|q| question(l, a, q, votable)).collect();
    Some(view! { <details class="more" id=id><summary id=format!("{id}-s")>{title}" "<span class="count">{count}</span></summary><ul class="rows">{rows}</ul></details> }.into_html())
}

fn question(l: Locale, a: &Agreement, q: &Question, votable: bool) -> Html {
    let n = q.number;
    let votable = votable && q.hidden_at.is_none();
    let vote = votable.then(|| {
        view! {
            <button class="button second vote" form="delta" id=format!("r-{n}") name="gor" value=format!("rosta-{n}") aria-pressed="false">
                <span aria-hidden="true">"▲ "{q.votes}</span><span class="vh">{t::vote(l, n)}</span></button>
        }
    });
    view! {
        <li class="split" id=format!("fraga-{n}")><div>{words(l, a, q)}
            <p class="meta"><span>{t::number(l, n)}</span><span>{t::votes(l, q.votes)}</span><span>{public_name(l, q.show_name, &q.name, &q.organisation_name)}</span></p></div>{vote}</li>
    }
    .into_html()
}

fn speaker_name(l: Locale, s: &Speaker) -> String {
    public_name(l, s.show_name, &s.name, &s.organisation_name)
}

fn speakers(l: Locale, floor: &Floor) -> Html {
    let speaking = floor.speakers.iter().find(|s| s.state == SpeakerState::Speaking).map(|s| {
        view! { <p class="speaking"><strong>{t::speaking(l)}":"</strong>" "{speaker_name(l, s)}</p> }
    });
    let waiting = floor.waiting_speakers();
    let rows: Vec<_> = waiting
        .iter()
        .map(|s| {
            let first = (!floor.has_spoken(s)).then(|| view! { " "<span class="quiet">{t::first_time(l)}</span> });
            view! { <li>{speaker_name(l, s)}{first}</li> }
        })
        .collect();
    let list =
        if rows.is_empty() { view! { <p class="quiet">{t::speakers_none(l)}</p> }.into_html() } else { view! { <ol class="turns">{rows}</ol> }.into_html() };
    view! { <section aria-labelledby="ta"><h2 id="ta">{t::speakers(l)}</h2>{speaking}{list}</section> }.into_html()
}

/// The result of a poll as a table with bars; its counts while it is open only where `counts` says so.
fn result(l: Locale, poll: &Poll) -> Html {
    let most = poll.options.iter().map(|(.., votes)| *votes).max().unwrap_or(0).max(1);
    let rows: Vec<_> = poll
        .options
        .iter()
        .map(|(_, text, votes)| {
            view! { <tr><th scope="row" lang=ui::lang_of(l, &poll.lang)>{text.clone()}</th><td data-label=t::poll_votes(l)>{votes.to_string()}" "
            <meter aria-hidden="true" min="0" max=most.to_string() value=votes.to_string()></meter></td></tr> }
        })
        .collect();
    let head = view! { <thead><tr><th scope="col">{t::poll_option(l)}</th><th scope="col">{t::poll_votes(l)}</th></tr></thead> };
    view! { <div class="cq"><table class="cards poll"><caption lang=ui::lang_of(l, &poll.lang)>{poll.text.clone()}</caption>{head}<tbody>{rows}</tbody></table></div> }.into_html()
}

fn polls(ctx: &Ctx, a: &Agreement, floor: &Floor, phase: Phase) -> Option<Html> {
    let l = ctx.locale;
    if floor.polls.is_empty() {
        return None;
    }
    // open ones first, then the newest
    let mut of: Vec<&Poll> = floor.polls.iter().collect();
    of.sort_by_key(|p| (p.closed, -p.number));
    let rows: Vec<_> = of
        .into_iter()
        .map(|p| {
            let ballots = view! { <p class="meta"><span class=if p.closed { "state done" } else { "state wait" }>{if p.closed { t::poll_closed(l) } else { t::poll_open(l) }}</span><span>{t::ballots(l, p.ballots)}</span></p> };
            if p.closed {
                return view! { <li>{result(l, p)}{ballots}</li> }.into_html();
            }
            let href = ctx.href(path(a, floor, &format!("nu/omrostning/{}", p.number)));
            let vote = phase.is_open().then(|| view! { <p class="vote"><a class="button second" id=format!("o-{}", p.number) href=href>{t::poll_vote(l)}<span class="vh">": "{p.text.clone()}</span></a></p> });
            view! { <li><p class="words" lang=ui::lang_of(l, &p.lang)>{p.text.clone()}</p>{ballots}{vote}</li> }.into_html()
        })
        .collect();
    Some(view! { <section aria-labelledby="om"><h2 id="om">{t::polls(l)}</h2><ul class="polls">{rows}</ul></section> }.into_html())
}

/// Large type, no controls.
fn screen(ctx: &Ctx, a: &Agreement, floor: &Floor) -> Html {
    let l = ctx.locale;
    let phase = floor.head.phase(ctx.now());
    let poll = floor.polls.iter().rev().find(|p| !p.closed).or(floor.polls.last());
    let taken = taken(ctx, a, floor, false);
    let beside = match (poll, &taken) {
        (Some(p), None) if p.closed => Some(result(l, p)),
        (Some(p), _) if !p.closed => {
            Some(view! { <section><h2 class="h3">{t::poll_title(l)}</h2><p class="words" lang=ui::lang_of(l, &p.lang)>{p.text.clone()}</p><p>{t::ballots(l, p.ballots)}</p></section> }.into_html())
        }
        _ => None,
    };
    let speaking =
        floor.speakers.iter().find(|s| s.state == SpeakerState::Speaking).map(|s| view! { <p class="speaking">{t::speaking(l)}": "{speaker_name(l, s)}</p> });
    whole(floor, phase, view! { {now(ctx, floor, phase)}{taken}{beside}{speaking} }.into_html())
}

/// A button of those who lead.
fn press(id: String, value: String, name: &'static str, about: String, second: bool) -> Html {
    let class = if second { "button second" } else { "button" };
    view! { <button class=class form="styr" id=id name="gor" value=value aria-label=about>{name}</button> }.into_html()
}

fn question_acts(ctx: &Ctx, a: &Agreement, floor: &Floor, q: &Question) -> Html {
    let l = ctx.locale;
    let n = q.number;
    let act = |verb: &str, name: &'static str| press(format!("{verb}-{n}"), format!("{verb}-{n}"), name, t::of_question(l, name, n), true);
    let hide = ctx.href(path(a, floor, &format!("nu/sekreterare/dolj/{n}")));
    let hide = view! { <a href=hide id=format!("dolj-{n}") aria-label=t::of_question(l, if q.hidden_at.is_some() { t::show(l) } else { t::hide(l) }, n)>{if q.hidden_at.is_some() { t::show(l) } else { t::hide(l) }}</a> };
    let shown = q.hidden_at.is_none();
    let open = floor.head.phase(ctx.now()).is_open();
    let can = |act| shown && open && rules::moved(q.state, act).is_some();
    view! {
        <div class="acts">
            {can(rules::QuestionAct::Take).then(|| act("ta", t::take(l)))}
            {(can(rules::QuestionAct::Answer) && q.state == QuestionState::Taken).then(|| act("klar", t::answer(l)))}
            {can(rules::QuestionAct::Park).then(|| act("parkera", t::park(l)))}
            {can(rules::QuestionAct::Return).then(|| act("vanta", t::put_back(l)))}
            {hide}
        </div>
    }
    .into_html()
}

/// What the secretary works with. The speakers' list stands last: below it the page has the line for somebody in the room.
fn desk(ctx: &Ctx, a: &Agreement, floor: &Floor) -> Html {
    let l = ctx.locale;
    let phase = floor.head.phase(ctx.now());
    whole(floor, phase, view! { {run(ctx, floor, phase)}{after(ctx, a, floor, phase, View::Desk)}{taken(ctx, a, floor, true)}{desk_questions(ctx, a, floor)}{desk_polls(ctx, a, floor, phase)}{desk_speakers(l, floor, phase)} }.into_html())
}

fn run(ctx: &Ctx, floor: &Floor, phase: Phase) -> Html {
    let l = ctx.locale;
    let version = floor.head.run_version;
    let at = floor.current().map(|(n, _)| n);
    let plain = |value: String, name: &'static str, second: bool| press(value.clone(), value, name, name.to_string(), second);
    let last = at.is_some_and(|n| n + 1 >= floor.items.len());
    let runs = matches!(phase, Phase::Running | Phase::Paused);
    let buttons = view! {
        {(phase == Phase::Soon).then(|| plain("starta".into(), t::start(l), false))}
        {(phase == Phase::Over && floor.head.ended_at.is_some() && floor.head.state.is_standing()).then(|| plain("starta".into(), t::start_again(l), true))}
        {(runs && !last && !floor.items.is_empty()).then(|| press("nasta".into(), format!("nasta-{version}"), t::next(l), t::next(l).into(), false))}
        {(runs && at.is_some_and(|n| n > 0)).then(|| press("forra".into(), format!("forra-{version}"), t::previous(l), t::previous(l).into(), true))}
        {(phase == Phase::Running).then(|| plain("paus".into(), t::pause(l), true))}
        {(phase == Phase::Paused).then(|| plain("fortsatt".into(), t::resume(l), true))}
    };
    let end = runs.then(|| {
        view! { <details class="more" id="slut"><summary id="slut-s">{t::end(l)}</summary><p>{t::end_text(l)}</p><p>{press("avsluta".into(), "avsluta".into(), t::end_sure(l), t::end(l).into(), true)}</p></details> }
    });
    view! { {now(ctx, floor, phase)}<section class="flow" aria-label=t::run(l)><div class="acts">{buttons}</div>{end}</section> }.into_html()
}

fn desk_questions(ctx: &Ctx, a: &Agreement, floor: &Floor) -> Html {
    let l = ctx.locale;
    let mut of: Vec<&Question> = floor.questions.iter().filter(|q| q.state != QuestionState::Taken).collect();
    let place = |q: &Question| match q.state {
        QuestionState::Waiting if q.hidden_at.is_none() => 0,
        QuestionState::Parked => 1,
        _ => 2,
    };
    of.sort_by_key(|q| (place(q), -q.votes, q.number));
    let rows: Vec<_> = of
        .into_iter()
        .take(200)
        .map(|q| {
            let state = match q.state {
                QuestionState::Waiting => t::state_waiting(l),
                QuestionState::Parked => t::state_parked(l),
                QuestionState::Answered => t::state_answered(l),
                _ => t::state_taken(l),
            };
            // what is hidden is read on by those who judged it
            let hidden = q.hidden_at.is_some().then(|| view! { <p class="quiet" lang=ui::lang_of(l, &q.lang)>{q.text.clone()}</p> });
            view! {
                <li id=format!("fraga-{}", q.number)>{words(l, a, q)}{hidden}
                    <p class="meta"><span>{t::number(l, q.number)}</span><span>{t::votes(l, q.votes)}</span><span>{public_name(l, q.show_name, &q.name, &q.organisation_name)}</span><span class="state">{state}</span></p>
                    {question_acts(ctx, a, floor, q)}</li>
            }
        })
        .collect();
    let list =
        if rows.is_empty() { view! { <p class="quiet">{t::questions_none(l)}</p> }.into_html() } else { view! { <ul class="rows">{rows}</ul> }.into_html() };
    view! { <section aria-labelledby="fr"><h2 id="fr">{t::questions(l)}</h2>{list}</section> }.into_html()
}

fn desk_speakers(l: Locale, floor: &Floor, phase: Phase) -> Html {
    let open = phase.is_open();
    // whoever leads calls them by name
    let name = |s: &Speaker| public_name(l, true, &s.name, &s.organisation_name);
    let speaking = floor.speakers.iter().find(|s| s.state == SpeakerState::Speaking).map(|s| {
        view! { <p class="speaking"><strong>{t::speaking(l)}":"</strong>" "{name(s)}</p>{open.then(|| view! { <p>{press("talat".into(), format!("talat-{}", s.id), t::done(l), t::done(l).into(), true)}</p> })} }
    });
    let waiting = floor.waiting_speakers();
    let give =
        waiting.first().filter(|_| open).map(|s| view! { <p>{press("ordet".into(), format!("ordet-{}", s.id), t::give(l), t::give(l).into(), true)}</p> });
    let rows: Vec<_> = waiting
        .iter()
        .map(|s| {
            let first = (!floor.has_spoken(s)).then(|| view! { " "<span class="quiet">{t::first_time(l)}</span> });
            let strike = open.then(|| press(format!("stryk-{}", s.id), format!("stryk-{}", s.id), t::strike(l), t::of_person(l, t::strike(l), name(s)), true));
            view! { <li class="split"><p>{name(s)}{first}</p>{strike}</li> }
        })
        .collect();
    let list =
        if rows.is_empty() { view! { <p class="quiet">{t::speakers_none(l)}</p> }.into_html() } else { view! { <ol class="rows">{rows}</ol> }.into_html() };
    view! { <section aria-labelledby="ta"><h2 id="ta">{t::speakers(l)}</h2>{speaking}{give}{list}</section> }.into_html()
}

fn desk_polls(ctx: &Ctx, a: &Agreement, floor: &Floor, phase: Phase) -> Html {
    let l = ctx.locale;
    let rows: Vec<_> = floor
        .polls
        .iter()
        .rev()
        .map(|p| {
            let close = (!p.closed).then(|| {
                let name = t::close_poll(l, p.number);
                view! { <p><button class="button second" form="styr" id=format!("stang-{}", p.number) name="gor" value=format!("stang-{}", p.number)>{name}</button></p> }
            });
            view! { <li>{result(l, p)}<p class="meta"><span class="state">{if p.closed { t::poll_closed(l) } else { t::poll_open(l) }}</span><span>{t::ballots(l, p.ballots)}</span></p>{close}</li> }
        })
        .collect();
    let new = phase
        .is_open()
        .then(|| view! { <p><a class="button second" id="ny" href=ctx.href(path(a, floor, "nu/sekreterare/omrostning"))>{t::new_poll(l)}</a></p> });
    view! { <section aria-labelledby="om"><h2 id="om">{t::polls(l)}</h2><ul class="polls">{rows}</ul>{new}</section> }.into_html()
}
