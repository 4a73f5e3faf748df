//! Parts that several pages show.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::events::store::EventRow;
use crate::i18n::{dates, meetings as m, promises as t};
use crate::ids::AgendaItemId;
use crate::meetings::service::MeetingView;
use crate::meetings::types::MeetingState;
use crate::promises::rules;
use crate::promises::store::{PromiseRow, TalkRow};
use crate::promises::types::{Bucket, PromiseKind, PromiseState};
use crate::{paths, ui};
use leptos::prelude::*;

/// Where a promise stands, in a badge with words.
pub(super) fn state(ctx: &Ctx, p: &PromiseRow) -> AnyView {
    let l = ctx.locale;
    if rules::bucket(p.state, p.expected_on, ctx.today()) == Bucket::Overdue {
        return p.expected_on.and_then(|on| ui::late_state(l, on, ctx.today())).into_any();
    }
    let class = match p.state {
        PromiseState::Open | PromiseState::UnderWay => "state",
        PromiseState::Claimed => "state wait",
        PromiseState::Kept => "state done",
        PromiseState::Dropped => "state off",
    };
    view! { <span class=class>{t::state(l, p.state)}</span> }.into_any()
}

/// Owner of a promise.
pub(super) fn owner(ctx: &Ctx, a: &Agreement, p: &PromiseRow) -> AnyView {
    let curator = p.owner_id == a.curator_id;
    let name = if curator { a.curator_name.get(ctx.locale) } else { &p.owner_name };
    ui::voice(name, p.owner_side, curator)
}

/// `senast 3 maj`, or when it came to its end.
pub(super) fn when(ctx: &Ctx, p: &PromiseRow) -> AnyView {
    let l = ctx.locale;
    match p.closed_on {
        Some(on) => ui::time_tag(l, on, ctx.today()),
        None => {
            let words = if p.kind == PromiseKind::Principle { t::review_date(l) } else { t::by_date(l) };
            view! { <span>{words}" "{ui::time_tag(l, p.due_on, ctx.today())}</span> }.into_any()
        }
    }
}

/// A promise in a list.
pub(super) fn row(ctx: &Ctx, a: &Agreement, p: &PromiseRow, deeper: bool) -> AnyView {
    let l = ctx.locale;
    let href = ctx.href(paths::promise(&a.slug, p.number));
    let link = view! { <a href=href lang=ui::lang_of(l, &p.lang)>{p.words.clone()}</a> };
    let heading = if deeper { view! { <h4 class="h3">{link}</h4> }.into_any() } else { view! { <h3>{link}</h3> }.into_any() };
    view! {
        <li>{heading}<p class="meta"><span>{t::numbered(l, p.number)}</span>{state(ctx, p)}<span>{t::by(l, &p.party, &p.function)}</span>{owner(ctx, a, p)}{when(ctx, p)}</p></li>
    }
    .into_any()
}

/// What was promised, under an entry of the log.
pub fn words_of(l: crate::i18n::Locale, e: &EventRow) -> Option<AnyView> {
    let words = e.promise_words.clone()?;
    let lang = e.promise_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
    Some(view! { <p class="quiet" lang=lang>{words}</p> }.into_any())
}

/// At an item of a talk's agenda: the promise that it is about, and where that stands. What came to its end before the talk is not
/// taken up.
pub fn on_item(ctx: &Ctx, seen: &MeetingView, item: AgendaItemId) -> Option<AnyView> {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let p = &seen.promises.iter().find(|p| p.on_item == Some(item))?.promise;
    let left = p.closed_on.is_some_and(|on| on < m.starts_local.date()) || (!p.state.is_open() && m.starts_at > ctx.now());
    let badge = match p.state {
        PromiseState::Kept if left => view! { <span class="state done">{t::left_kept(l)}</span> }.into_any(),
        PromiseState::Dropped if left => view! { <span class="state off">{t::left_dropped(l)}</span> }.into_any(),
        _ => state(ctx, p),
    };
    let href = ctx.href(paths::promise(&a.slug, p.number));
    // the title of the item is its beginning only, and stands as it was
    let words = (p.words.chars().count() > 140).then(|| view! { <p lang=ui::lang_of(l, &p.lang)>{p.words.clone()}</p> });
    Some(view! { {words}<p class="meta"><a href=href>{t::numbered(l, p.number)}</a>{badge}{owner(ctx, a, p)}{when(ctx, p)}</p> }.into_any())
}

/// On the page of a talk: the brief, what was promised there, and for those who run it the form for one more.
pub fn made_here(ctx: &Ctx, seen: &MeetingView) -> Option<AnyView> {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    if !rules::is_talk(m.kind) {
        return None;
    }
    let made: Vec<_> = seen.promises.iter().map(|p| &p.promise).filter(|p| p.meeting_id == m.id).map(|p| row(ctx, a, p, false)).collect();
    let begun = m.starts_at <= ctx.now() && m.state != MeetingState::Cancelled;
    let list = if made.is_empty() {
        begun.then(|| view! { <p class="quiet">{t::promised_none(l)}</p> }.into_any())
    } else {
        Some(view! { <ul class="rows">{made}</ul> }.into_any())
    };
    let add = (begun && seen.manages)
        .then(|| view! { <p class="acts"><a class="button second" href=ctx.href(paths::new_promise(&a.slug, m.number))>{t::new_link(l)}</a></p> });
    let brief = ctx.href(paths::meeting_part(&a.slug, m.number, &m.slug, "underlag"));
    let heading = if begun { t::promised_here(l) } else { t::title(l) };
    Some(
        view! {
            <section aria-labelledby="lo"><h2 id="lo">{heading}</h2>{list}{add}
                <p class="quiet"><a class="more" href=brief>{t::brief_link(l)}</a></p></section>
        }
        .into_any(),
    )
}

/// A talk as a thing with its day.
pub(super) fn talk_card(ctx: &Ctx, a: &Agreement, talk: &TalkRow) -> AnyView {
    let l = ctx.locale;
    let day = talk.starts_local.date();
    let href = ctx.href(paths::meeting(&a.slug, talk.number, &talk.slug));
    let hours = dates::time_span(l, talk.starts_local, talk.ends_local);
    view! {
        <article class="event box">{ui::date_block(l, day, talk.ends_at <= ctx.now())}<div>
            <h3><a href=href lang=ui::lang_of(l, &talk.lang)>{m::kind(l, talk.kind)}": "{talk.title.clone()}</a></h3>
            <p class="quiet">{dates::day(l, day, ctx.today())}" "{hours}" · "{talk.place.clone()}</p></div></article>
    }
    .into_any()
}

/// For the elected: the next talk with its brief, on the page of what waits for them.
pub fn next_talk(ctx: &Ctx, a: &Agreement, talk: Option<&TalkRow>) -> AnyView {
    let l = ctx.locale;
    let content = match talk {
        Some(talk) => {
            let brief = ctx.href(paths::meeting_part(&a.slug, talk.number, &talk.slug, "underlag"));
            view! { {talk_card(ctx, a, talk)}<p class="acts"><a class="button" href=brief>{t::brief_link(l)}</a></p> }.into_any()
        }
        None => view! { <p class="quiet">{t::next_none(l)}</p> }.into_any(),
    };
    view! {
        <section aria-labelledby="samtal"><h2 id="samtal">{t::next_title(l)}</h2>{content}
            <p class="quiet"><a class="more" href=ctx.href(paths::promises(&a.slug))>{t::to_ledger(l)}</a></p></section>
    }
    .into_any()
}
