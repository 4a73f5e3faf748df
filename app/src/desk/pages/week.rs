//! This week: the next seven days, day by day, to read on paper too.

use super::day;
use super::due::Due;
use crate::context::Ctx;
use crate::desk::rules::{self, OfDay};
use crate::desk::service::Desk;
use crate::desk::store::MeetingRow;
use crate::desk::types::Queue;
use crate::i18n::{dates, desk as t};
use crate::ui::prelude::*;

/// The page's list.
pub fn week(ctx: &Ctx, desk: &Desk) -> Html {
    let (l, today) = (ctx.locale, ctx.today());
    let mut n = 0;
    let days: Vec<_> = rules::week(ctx, desk)
        .into_iter()
        .map(|(on, all)| {
            let id = format!("dag-{on}");
            let rows: Vec<_> = all
                .iter()
                .map(|of| {
                    let row = row(ctx, desk, of, n);
                    n += 1;
                    row
                })
                .collect();
            let rows =
                if rows.is_empty() { view! { <p class="quiet">{t::day_free(l)}</p> }.into_html() } else { view! { <ul class="rows">{rows}</ul> }.into_html() };
            let name = dates::weekday_day(l, on, today);
            let relative = (on == today).then(|| view! { " "<span class="count">{dates::relative(l, on, today)}</span> });
            view! { <section class="flow" aria-labelledby=id.clone()><h3 id=id.clone()>{name}{relative}</h3>{rows}</section> }
        })
        .collect();
    let late = desk.count(Queue::Overdue, ctx);
    let late = (late > 0).then(|| {
        view! { <p><span class="state late">{t::late_many(l, late)}</span>" "<a class="noprint" href=ctx.href(desk.path(Queue::Overdue))>{t::to_late(l)}</a></p> }
    });
    view! { {late}{days}<p class="quiet noprint">{t::day_on_paper(l)}</p> }.into_html()
}

fn row(ctx: &Ctx, desk: &Desk, of: &OfDay<'_>, n: usize) -> Html {
    let about = |m: &MeetingRow, what: &str| Due { at: None, what: what.to_string(), who: None, ..day::meeting(ctx, desk, m) };
    let l = ctx.locale;
    let due = match of {
        OfDay::Meeting(m) => day::meeting(ctx, desk, m),
        OfDay::Opens(m) => about(m, t::sign_up_opens(l)),
        OfDay::Reminder(m) => about(m, t::reminder_sent(l)),
        OfDay::Minutes(m) => about(m, t::minutes_due(l)),
        OfDay::Due(i) => day::promise(ctx, desk, i),
    };
    let at = due.at.map(|at| view! { <time datetime=at.format("%Y-%m-%dT%H:%M").to_string()>{dates::time(l, at)}</time> });
    view! {
        <li><h4 class="h3"><a href=due.href data-row=n.to_string() lang=due.lang>{due.title}</a></h4>
            <p class="meta">{at}<span>{due.what}</span>{due.who}</p></li>
    }
    .into_html()
}
