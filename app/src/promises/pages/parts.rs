//! Parts that several pages show.

use crate::agreements::types::{Agreement, Side};
use crate::context::Ctx;
use crate::events::store::EventRow;
use crate::i18n::{dates, meetings as m, promises as t};
use crate::ids::{AgendaItemId, OrganisationId};
use crate::meetings::service::MeetingView;
use crate::meetings::store::BriefPromise;
use crate::meetings::types::MeetingState;
use crate::promises::rules;
use crate::promises::store::{PromiseRow, TalkRow};
use crate::promises::types::{Bucket, PromiseKind, PromiseState};
use crate::ui::prelude::*;
use crate::{paths, ui};
use chrono::NaiveDate;

/// Where a promise stands, in a badge with words.
pub(super) fn state(ctx: &Ctx, p: &PromiseRow) -> Html {
    state_of(ctx, p.state, p.expected_on)
}

fn state_of(ctx: &Ctx, state: PromiseState, expected_on: Option<NaiveDate>) -> Html {
    let l = ctx.locale;
    if rules::bucket(state, expected_on, ctx.today()) == Bucket::Overdue {
        return expected_on.and_then(|on| ui::late_state(l, on, ctx.today())).into_html();
    }
    let class = match state {
        PromiseState::Open | PromiseState::UnderWay => "state",
        PromiseState::Claimed => "state wait",
        PromiseState::Kept => "state done",
        PromiseState::Dropped => "state off",
    };
    view! { <span class=class>{t::state(l, state)}</span> }.into_html()
}

/// Owner of a promise.
pub(super) fn owner(ctx: &Ctx, a: &Agreement, p: &PromiseRow) -> Html {
    owner_of(ctx, a, p.owner_id, &p.owner_name, p.owner_side)
}

fn owner_of(ctx: &Ctx, a: &Agreement, owner: OrganisationId, name: &str, side: Side) -> Html {
    let curator = owner == a.curator_id;
    ui::voice(if curator { a.curator_name.get(ctx.locale) } else { name }, side, curator)
}

/// `senast 3 maj`, or when it came to its end.
pub(super) fn when(ctx: &Ctx, p: &PromiseRow) -> Html {
    when_of(ctx, p.kind, p.due_on, p.closed_on)
}

fn when_of(ctx: &Ctx, kind: PromiseKind, due_on: NaiveDate, closed_on: Option<NaiveDate>) -> Html {
    let l = ctx.locale;
    match closed_on {
        Some(on) => ui::time_tag(l, on, ctx.today()),
        None => {
            let words = if kind == PromiseKind::Principle { t::review_date(l) } else { t::by_date(l) };
            view! { <span>{words}" "{ui::time_tag(l, due_on, ctx.today())}</span> }.into_html()
        }
    }
}

/// In the brief of an item: the promise that it is about, where that stands, and the issue behind it.
pub fn in_brief(ctx: &Ctx, a: &Agreement, number: i64, p: &BriefPromise) -> Option<Html> {
    let l = ctx.locale;
    let (words, kind, due_on, state) = (p.promise_text.clone()?, p.promise_kind?, p.promise_due_on?, p.promise_state?);
    let lang = p.promise_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
    let by = t::by(l, p.promise_party.as_deref().unwrap_or_default(), p.promise_function.as_deref().unwrap_or_default());
    let owner = p.promise_owner_id.zip(p.promise_owner_side).map(|(id, side)| owner_of(ctx, a, id, p.promise_owner.as_deref().unwrap_or_default(), side));
    let issue = p.promise_issue_number.map(|n| match (p.promise_issue_slug.as_deref(), p.promise_issue_title.as_deref()) {
        (Some(slug), Some(title)) => {
            let lang = p.promise_issue_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
            view! { <a href=ctx.href(paths::issue(&a.slug, n, slug)) lang=lang>{m::issue_link(l, n, title)}</a> }.into_html()
        }
        // hidden: its number leads to what became of it
        _ => view! { <a href=ctx.href(format!("{}/{n}", paths::issues(&a.slug)))>{m::read_issue(l, n)}</a> }.into_html(),
    });
    let issue = issue.map(|link| view! { <ul class="links"><li>{link}</li></ul> });
    Some(
        view! {
            <blockquote lang=lang><p>{words}</p></blockquote>
            <p class="meta"><span>{t::numbered(l, number)}</span>{state_of(ctx, state, p.promise_expected_on)}<span>{by}</span>{owner}
                {when_of(ctx, kind, due_on, p.promise_closed_on)}</p>
            {issue}
        }
        .into_html(),
    )
}

/// A promise in a list.
pub(super) fn row(ctx: &Ctx, a: &Agreement, p: &PromiseRow, deeper: bool) -> Html {
    let l = ctx.locale;
    let href = ctx.href(paths::promise(&a.slug, p.number));
    let link = view! { <a href=href lang=ui::lang_of(l, &p.lang)>{p.words.clone()}</a> };
    let heading = if deeper { view! { <h4 class="h3">{link}</h4> }.into_html() } else { view! { <h3>{link}</h3> }.into_html() };
    view! {
        <li>{heading}<p class="meta"><span>{t::numbered(l, p.number)}</span>{state(ctx, p)}<span>{t::by(l, &p.party, &p.function)}</span>{owner(ctx, a, p)}{when(ctx, p)}</p></li>
    }
    .into_html()
}

/// What was promised, under an entry of the log.
pub fn words_of(l: crate::i18n::Locale, e: &EventRow) -> Option<Html> {
    let words = e.promise_words.clone()?;
    let lang = e.promise_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
    Some(view! { <p class="quiet" lang=lang>{words}</p> }.into_html())
}

/// At an item of a talk's agenda: the promise that it is about, and where that stands. What came to its end before the talk is not
/// taken up.
pub fn on_item(ctx: &Ctx, seen: &MeetingView, item: AgendaItemId) -> Option<Html> {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let p = &seen.promises.iter().find(|p| p.on_item == Some(item))?.promise;
    let left = p.closed_on.is_some_and(|on| on < m.starts_local.date()) || (!p.state.is_open() && m.starts_at > ctx.now());
    let badge = match p.state {
        PromiseState::Kept if left => view! { <span class="state done">{t::left_kept(l)}</span> }.into_html(),
        PromiseState::Dropped if left => view! { <span class="state off">{t::left_dropped(l)}</span> }.into_html(),
        _ => state(ctx, p),
    };
    let href = ctx.href(paths::promise(&a.slug, p.number));
    // the title of the item is its beginning only, and stands as it was
    let words = (p.words.chars().count() > 140).then(|| view! { <p lang=ui::lang_of(l, &p.lang)>{p.words.clone()}</p> });
    Some(view! { {words}<p class="meta"><a href=href>{t::numbered(l, p.number)}</a>{badge}{owner(ctx, a, p)}{when(ctx, p)}</p> }.into_html())
}

/// On the page of a talk: the brief, what was promised there, and for those who run it the form for one more.
pub fn made_here(ctx: &Ctx, seen: &MeetingView) -> Option<Html> {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    if !rules::is_talk(m.kind) {
        return None;
    }
    let made: Vec<_> = seen.promises.iter().map(|p| &p.promise).filter(|p| p.meeting_id == m.id).map(|p| row(ctx, a, p, false)).collect();
    let begun = m.starts_at <= ctx.now() && m.state != MeetingState::Cancelled;
    let list = if made.is_empty() {
        begun.then(|| view! { <p class="quiet">{t::promised_none(l)}</p> }.into_html())
    } else {
        Some(view! { <ul class="rows">{made}</ul> }.into_html())
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
        .into_html(),
    )
}

/// A talk as a thing with its day.
pub(super) fn talk_card(ctx: &Ctx, a: &Agreement, talk: &TalkRow) -> Html {
    let l = ctx.locale;
    let day = talk.starts_local.date();
    let href = ctx.href(paths::meeting(&a.slug, talk.number, &talk.slug));
    let hours = dates::time_span(l, talk.starts_local, talk.ends_local);
    view! {
        <article class="event box">{ui::date_block(l, day, talk.ends_at <= ctx.now())}<div>
            <h3><a href=href lang=ui::lang_of(l, &talk.lang)>{m::kind(l, talk.kind)}": "{talk.title.clone()}</a></h3>
            <p class="quiet">{dates::day(l, day, ctx.today())}" "{hours}" · "{talk.place.clone()}</p></div></article>
    }
    .into_html()
}

/// For the elected: the next talk with its brief, on the page of what waits for them.
pub fn next_talk(ctx: &Ctx, a: &Agreement, talk: Option<&TalkRow>) -> Html {
    let l = ctx.locale;
    let content = match talk {
        Some(talk) => {
            let brief = ctx.href(paths::meeting_part(&a.slug, talk.number, &talk.slug, "underlag"));
            view! { {talk_card(ctx, a, talk)}<p class="acts"><a class="button" href=brief>{t::brief_link(l)}</a></p> }.into_html()
        }
        None => view! { <p class="quiet">{t::next_none(l)}</p> }.into_html(),
    };
    view! {
        <section aria-labelledby="samtal"><h2 id="samtal">{t::next_title(l)}</h2>{content}
            <p class="quiet"><a class="more" href=ctx.href(paths::promises(&a.slug))>{t::to_ledger(l)}</a></p></section>
    }
    .into_html()
}
