//! What is due, in order of urgency: the kansli's own day, and what waits for an organisation or a body.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::sentences;
use crate::desk::rules;
use crate::desk::types::Urgency;
use crate::events::store::EventRow;
use crate::i18n::{Locale, dates, desk as t};
use crate::ui;
use crate::ui::prelude::*;
use chrono::{NaiveDate, NaiveDateTime};

/// One thing that is due.
pub struct Due {
    /// When.
    pub on: Option<NaiveDate>,
    /// At which time of day, of a meeting.
    pub at: Option<NaiveDateTime>,
    /// What is promised.
    pub what: String,
    /// The thing.
    pub title: String,
    /// Language of its title, where it is not the page's.
    pub lang: Option<String>,
    /// Its page.
    pub href: String,
    /// Whom it concerns.
    pub who: Option<Html>,
    /// Address and name of the form that settles it.
    pub way: Option<(String, String)>,
}

/// What is promised, with the number of the issue: `Fråga 88 · Nästa steg`.
pub fn numbered(l: Locale, number: Option<i64>, what: &str) -> String {
    number.map_or_else(|| what.to_string(), |n| format!("{} · {what}", t::number(l, n)))
}

/// Things in groups with counts, the most urgent first. `deeper`: the headings stand one level down.
pub fn groups(ctx: &Ctx, mut all: Vec<Due>, deeper: bool) -> Html {
    let l = ctx.locale;
    let today = ctx.today();
    all.sort_by_key(|d| (d.on.is_none(), d.on, d.at));
    let mut rows = all.into_iter().peekable();
    let mut n = 0;
    let mut groups = Vec::new();
    for urgency in Urgency::ALL.iter().copied() {
        let mut items = Vec::new();
        while let Some(due) = rows.next_if(|d| rules::urgency(d.on, today) == urgency) {
            items.push(row(ctx, due, n, deeper));
            n += 1;
        }
        if items.is_empty() {
            continue;
        }
        let (id, count) = (urgency.code(), items.len());
        let words = view! { {t::urgency(l, urgency)}" "<span class="count">{count}</span> };
        let heading = if deeper { view! { <h3 id=id>{words}</h3> }.into_html() } else { view! { <h2 class="h3" id=id>{words}</h2> }.into_html() };
        groups.push(view! { <section class="flow" aria-labelledby=id>{heading}<ul class="rows">{items}</ul></section> });
    }
    groups.into_html()
}

fn row(ctx: &Ctx, due: Due, n: usize, deeper: bool) -> Html {
    let l = ctx.locale;
    let today = ctx.today();
    let late = due.on.filter(|_| due.at.is_none()).and_then(|d| ui::late_state(l, d, today));
    let when = match (due.at, due.on) {
        (Some(at), _) => Some(view! { <time datetime=at.format("%Y-%m-%dT%H:%M").to_string()>{dates::moment(l, at, today)}</time> }.into_html()),
        (None, on) => on.map(|d| ui::time_tag(l, d, today)),
    };
    let way =
        due.way.map(|(href, name)| view! { <p class="acts"><a class="button second" href=href>{name}<span class="vh">": "{due.title.clone()}</span></a></p> });
    let meta = view! { {late}<span>{due.what}</span>{due.who}{when} }.into_html();
    line((n, deeper), Link { href: due.href, title: due.title, lang: due.lang }, meta, way.map(|way| way.into_html()))
}

/// Where the title of a row leads.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) lang: Option<String>,
}

/// A row, the `n`th of the page for the keys: its title, what is said of it, and what can be done about it.
pub(super) fn line((n, deeper): (usize, bool), link: Link, meta: Html, way: Option<Html>) -> Html {
    let link = view! { <a href=link.href data-row=n.to_string() lang=link.lang>{link.title}</a> }.into_html();
    view! { <li>{super::desk::titled(deeper, link)}<p class="meta">{meta}</p>{way}</li> }.into_html()
}

/// What others did, newest first.
pub fn news(ctx: &Ctx, agreement: &Agreement, events: &[EventRow]) -> Html {
    let l = ctx.locale;
    if events.is_empty() {
        return view! { <p class="quiet">{t::no_news(l)}</p> }.into_html();
    }
    let items: Vec<_> = events
        .iter()
        .map(|e| {
            let at = crate::time::local(e.occurred_at);
            let lang = e.issue_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
            let title = e.issue_title.clone().map(|title| view! { <p class="quiet" lang=lang>{title}</p> });
            view! {
                <li><time datetime=e.occurred_at.to_rfc3339()>{dates::moment(l, at, ctx.today())}</time>
                    <div><p>{sentences::sentence_in_log(ctx, agreement, e)}</p>{title}</div></li>
            }
        })
        .collect();
    view! { <ol class="log">{items}</ol> }.into_html()
}
