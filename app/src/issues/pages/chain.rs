//! The chain of an issue: what happened, and what comes next with its date.

use crate::agreements::types::Agreement;
use crate::clocks::ClockKind;
use crate::clocks::store::OpenClock;
use crate::context::Ctx;
use crate::curation::sentences;
use crate::events::EventKind;
use crate::events::store::EventRow;
use crate::i18n::{common, dates, issues as t};
use crate::issues::rules::act_of;
use crate::issues::service::IssuePage;
use crate::issues::types::IssueState;
use crate::ui::prelude::*;
use crate::{time, ui};
use chrono::NaiveDate;

/// What is expected, as words before its date.
fn expected(ctx: &Ctx, agreement: &Agreement, clock: &OpenClock, late: bool) -> String {
    let l = ctx.locale;
    let who = if clock.owner_id == agreement.curator_id { agreement.curator_name.get(l) } else { &clock.owner_name };
    let what = clock.action_what.as_deref().or(clock.promise_words.as_deref()).or(clock.meeting_title.as_deref());
    t::expected(l, clock.kind, late, who, what)
}

fn weekday_tag(ctx: &Ctx, date: NaiveDate) -> Html {
    view! { <time datetime=date.to_string()>{dates::weekday_day(ctx.locale, date, ctx.today())}</time> }.into_html()
}

/// `om 3 dagar`, with a capital.
fn relative(ctx: &Ctx, date: NaiveDate) -> String {
    let text = dates::relative(ctx.locale, date, ctx.today());
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The next expected date, right under the title: the most visible date of the page. What the issue itself waits for comes
/// before actions that came from it and promises about it.
pub fn due(ctx: &Ctx, page: &IssuePage) -> Option<Html> {
    let l = ctx.locale;
    if let Some(clock) = page.clocks.iter().find(|k| k.action_id.is_none() && k.promise_number.is_none()).or(page.clocks.first()) {
        let days = time::days_late(clock.due_on, ctx.today());
        let (class, state) = if days > 0 {
            ("due late", view! { <span class="state late">{common::late(l, days)}</span> }.into_html())
        } else {
            ("due", view! { <span class="state">{relative(ctx, clock.due_on)}</span> }.into_html())
        };
        let words = expected(ctx, &page.agreement, clock, days > 0);
        return Some(view! { <p class=class><span>{words}</span>" "<b>{weekday_tag(ctx, clock.due_on)}</b>" "{state}</p> }.into_html());
    }
    // the act that led here, not what else happened since
    let last = page.chain.iter().rev().find(|e| !e.undone && act_of(e.kind).is_some()).filter(|_| !page.issue.state.is_open())?;
    let on = time::local_date(last.occurred_at);
    // only what came to its end is green
    let class = if page.issue.state == IssueState::Closed { "due done" } else { "due" };
    Some(view! { <p class=class><span>{t::end(l, page.issue.state)}</span>" "<b>{weekday_tag(ctx, on)}</b></p> }.into_html())
}

/// How late an answer came: it was due when the body was last asked.
fn answer_late(chain: &[EventRow], at: usize) -> Option<i64> {
    let answer = &chain[at];
    let asked =
        chain[..at].iter().rev().find(|e| e.kind == EventKind::IssueReferred && (e.organisation_slug == answer.actor_slug || e.organisation_slug.is_none()))?;
    Some(time::days_late(asked.next_on?, time::local_date(answer.occurred_at)))
}

fn event(ctx: &Ctx, page: &IssuePage, at: usize) -> Html {
    let (l, e) = (ctx.locale, &page.chain[at]);
    let answer = e.kind == EventKind::IssueAnswered;
    let late = if answer { answer_late(&page.chain, at) } else { None };
    let badge = late.map(|days| {
        let class = if days > 0 { "state late" } else { "state done" };
        view! { " "<span class=class>{t::answered_late(l, days)}</span> }
    });
    let lang = ui::lang_of(l, &e.lang);
    let text = (!e.text_html.is_empty()).then(|| view! { <div class="prose" lang=lang inner_html=ui::prose(l, &e.text_html)></div> });
    let when = time::local_date(e.occurred_at);
    view! {
        <li class=answer.then_some("answer") id=answer.then(|| format!("svar-{}", e.position))>
            {ui::time_tag(l, when, ctx.today())}
            <p>{sentences::sentence(ctx, &page.agreement, e)}{badge}</p>
            // of an answer, the summary: one sentence before the whole
            {sentences::reason(l, e)}
            {text}
        </li>
    }
    .into_html()
}

fn next(ctx: &Ctx, page: &IssuePage, clock: &OpenClock) -> Html {
    let l = ctx.locale;
    let days = time::days_late(clock.due_on, ctx.today());
    let (class, state) = if days > 0 {
        ("next late", view! { <p class="state late">{common::late(l, days)}</p> }.into_html())
    } else {
        ("next", view! { <p class="state">{relative(ctx, clock.due_on)}</p> }.into_html())
    };
    let meeting = match (clock.kind, clock.meeting_number, &clock.meeting_slug, &clock.meeting_title) {
        (ClockKind::Hearing, Some(n), Some(slug), Some(title)) => {
            let href = ctx.href(crate::paths::meeting(&page.agreement.slug, n, slug));
            Some(view! { <p class="quiet"><a href=href>{title.clone()}</a></p> })
        }
        (ClockKind::Promise, ..) => clock.promise_number.map(|n| {
            let href = ctx.href(crate::paths::promise(&page.agreement.slug, n));
            view! { <p class="quiet"><a href=href>{crate::i18n::promises::numbered(ctx.locale, n)}</a></p> }
        }),
        _ => None,
    };
    let words = expected(ctx, &page.agreement, clock, days > 0);
    view! { <li class=class>{state}<b>{words}" "{weekday_tag(ctx, clock.due_on)}</b>{meeting}</li> }.into_html()
}

/// The chain: events, then what is promised, earliest first.
pub fn section(ctx: &Ctx, page: &IssuePage) -> Html {
    let events: Vec<_> = (0..page.chain.len()).map(|at| event(ctx, page, at)).collect();
    let clocks: Vec<_> = page.clocks.iter().map(|k| next(ctx, page, k)).collect();
    view! {
        <section aria-labelledby="kedja"><h2 id="kedja">{t::chain_heading(ctx.locale)}</h2><ol class="chain">{events}{clocks}</ol></section>
    }
    .into_html()
}
