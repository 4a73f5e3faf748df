//! What a forum's first page tells beside its list.

use crate::agreements::types::{Agreement, Forum};
use crate::context::Ctx;
use crate::i18n::{Locale, agreements as a, dates, issues as t, meetings as m};
use crate::issues::list::filter::{Answered, Group, address};
use crate::issues::list::overview::{Agenda, Ended, Overview};
use crate::issues::list::service::Listing;
use crate::ui::prelude::*;
use crate::{paths, ui};

/// How to take part, folded away.
pub fn how(l: Locale, forum: &Forum) -> Option<Html> {
    let html = forum.how_html.get(l).to_string();
    (!html.is_empty())
        .then(|| view! { <details class="more"><summary>{t::forum_how(l)}</summary><div class="prose" inner_html=html></div></details> }.into_html())
}

/// How the forum stands: what is open, and how answers keep their time. Each number leads to the issues that it counts.
pub fn standing(ctx: &Ctx, listing: &Listing, forum: &Forum, overview: &Overview) -> Html {
    let l = ctx.locale;
    let agreement = &listing.agreement;
    let path = paths::forum(&agreement.slug, &forum.slug);
    // on a phone the list is far below
    let of = |answered: Answered| format!("{}#lista", ctx.href(address(&path, &[("lage", Group::All.code().into()), ("svar", answered.code().into())])));
    let answers = if overview.answered == 0 {
        view! { <span>{t::forum_no_answers(l)}</span> }.into_html()
    } else {
        // none of them in time: what the number is about are all of them
        let behind = of(if overview.in_time() > 0 { Answered::InTime } else { Answered::Any });
        let late = (overview.late > 0).then(|| view! { <a href=of(Answered::Late)>{t::forum_late(l, overview.late)}</a> });
        let half = overview.half_within.map(|days| view! { <a href=of(Answered::Any)>{t::half_within(l, days)}</a> });
        view! { <a href=behind>{t::forum_in_time(l, overview.in_time(), overview.answered)}</a>{late}{half} }.into_html()
    };
    let no_agenda = overview.agenda.is_none().then(|| {
        let meetings = ctx.href(paths::meetings(&agreement.slug));
        view! { <p class="quiet">{t::forum_no_agenda(l)}" "<a href=meetings>{a::start_all_meetings(l)}</a></p> }
    });
    view! { <p class="meta"><a href="#lista">{t::open_issues(l, Group::Open.sum(&listing.counts))}</a>{answers}</p>{no_agenda} }.into_html()
}

/// The next meeting that takes up issues of the forum.
pub fn agenda(ctx: &Ctx, agreement: &Agreement, meeting: &Agenda) -> Html {
    let l = ctx.locale;
    let href = ctx.href(paths::meeting(&agreement.slug, meeting.number, &meeting.slug));
    let title = format!("{}: {}", m::kind(l, meeting.kind), meeting.title);
    let place = if meeting.online { format!("{}, {}", meeting.place, m::or_online(l)) } else { meeting.place.clone() };
    let when = dates::time_span(l, meeting.starts_local, meeting.ends_local);
    let issues: Vec<_> = meeting
        .issues
        .iter()
        .map(|i| {
            let href = ctx.href(paths::issue(&agreement.slug, i.number, &i.slug));
            view! { <li><a href=href lang=ui::lang_of(l, &i.lang)>{i.title.clone()}</a></li> }
        })
        .collect();
    view! {
        <section aria-labelledby="agenda"><h2 id="agenda">{t::forum_agenda(l)}</h2>
            <article class="event box">{ui::date_block(l, meeting.starts_local.date(), false)}
                <div><h3><a href=href.clone() lang=ui::lang_of(l, &meeting.lang)>{title}</a></h3><p class="quiet">{format!("{when} · {place}")}</p>
                    <ul class="names">{issues}</ul><p class="quiet"><a class="more" href=href>{t::forum_whole_agenda(l)}</a></p></div></article></section>
    }
    .into_html()
}

/// Issues that came to an end, with what came of them.
pub fn ended(ctx: &Ctx, agreement: &Agreement, path: &str, ended: &[Ended]) -> Option<Html> {
    let l = ctx.locale;
    if ended.is_empty() {
        return None;
    }
    let items: Vec<_> = ended
        .iter()
        .map(|e| {
            let href = ctx.href(paths::issue(&agreement.slug, e.issue.number, &e.issue.slug));
            let on = e.on.map(|on| ui::time_tag(l, on, ctx.today()));
            let reason = (!e.reason.is_empty()).then(|| view! { <p lang=ui::lang_of(l, &e.reason_lang)>{e.reason.clone()}</p> });
            view! {
                <li><h3><a href=href lang=ui::lang_of(l, &e.issue.lang)>{e.issue.title.clone()}</a></h3>{reason}
                    <p class="meta"><span class=ui::state_class(e.state)>{t::state(l, e.state, true)}</span>{on}</p></li>
            }
        })
        .collect();
    let all = format!("{}#lista", ctx.href(address(path, &[("lage", Group::Closed.code().into())])));
    Some(
        view! {
            <section aria-labelledby="avslutat"><h2 id="avslutat">{t::forum_ended(l)}</h2><ul class="rows">{items}</ul>
                <p class="quiet"><a class="more" href=all>{t::forum_all_ended(l)}</a></p></section>
        }
        .into_html(),
    )
}
