//! The public log (rule 2, X6), one entry of it, and the same as a feed; the diary of everything (M26).

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::{sentences, service_log};
use crate::error::{AppError, Result};
use crate::events::store::EventRow;
use crate::events::types::Topic;
use crate::i18n::{curation as t, dates};
use crate::shell::{Nav, Page, PageResult};
use crate::text::markdown;
use crate::ui::prelude::*;
use crate::{paths, time, ui};
use atom_syndication::{ContentBuilder, EntryBuilder, FeedBuilder, LinkBuilder, PersonBuilder, Text};
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use http::header;
use serde::Deserialize;

/// What the log's address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LogQuery {
    /// `1` for everything that happened, not only decisions.
    pub alla: String,
    /// Position before which entries are shown.
    pub fore: String,
    /// Topic that it is narrowed to.
    pub slag: String,
}

impl LogQuery {
    fn all(&self) -> bool {
        self.alla == "1"
    }
    fn topic(&self) -> Option<Topic> {
        self.slag.parse().ok()
    }
}

/// An address of the log.
fn address(agreement: &str, page: &str, all: bool, topic: Option<Topic>, before: Option<i64>) -> String {
    let parts = [all.then(|| "alla=1".to_string()), topic.map(|t| format!("slag={t}")), before.map(|p| format!("fore={p}"))];
    let query = parts.into_iter().flatten().collect::<Vec<_>>().join("&");
    let path = format!("{}{page}", paths::log(agreement));
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// An entry: when, what, why.
fn item(ctx: &Ctx, agreement: &Agreement, e: &EventRow) -> Html {
    let l = ctx.locale;
    let at = time::local(e.occurred_at);
    let title = e.issue_title.clone().filter(|_| e.issue_number.is_some());
    let lang = e.issue_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
    let href = ctx.href(format!("{}/{}", paths::log(&agreement.slug), e.position));
    view! {
        <a href=href><time datetime=e.occurred_at.to_rfc3339()>{dates::moment(l, at, ctx.today())}</time></a>
        <div><p>{sentences::sentence_in_log(ctx, agreement, e)}</p>
            {e.undone.then(|| view! { <p><span class="state off">{t::undone(l)}</span></p> })}
            {title.map(|title| view! { <p class="quiet" lang=lang>{title}</p> })}
            {crate::promises::pages::words_of(l, e)}
            {sentences::reason(l, e)}</div>
    }
    .into_html()
}

/// The log of decisions, newest first; with `?alla=1` everything that happened.
pub async fn log(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<LogQuery>) -> PageResult {
    let (all, topic) = (query.all(), query.topic());
    let before = query.fore.parse().ok();
    let log = service_log::log(&ctx, &agreement, all, topic, before).await?;
    let l = ctx.locale;
    let to = |all: bool, topic: Option<Topic>, before: Option<i64>| ctx.href(address(&agreement, "", all, topic, before));
    let entries: Vec<_> = log.entries.iter().map(|e| view! { <li>{item(&ctx, &log.agreement, e)}</li> }).collect();
    let title = if all { t::log_all_title(l) } else { t::log_title(l) };
    let lead = if all { t::log_all_lead(l) } else { t::log_lead(l) };
    let current = |on: bool| on.then_some("true");
    let list = match (entries.is_empty(), before, topic) {
        (false, ..) => view! { <ol class="log">{entries}</ol> }.into_html(),
        // only where the whole log is empty has nothing been decided yet
        (true, Some(_), _) => ui::empty(t::log_older_title(l), t::log_older_text(l), None),
        (true, None, Some(_)) => {
            let title = if all { t::log_none_all_title(l) } else { t::log_none_title(l) };
            ui::empty(title, t::log_none_text(l), Some((to(all, None, None), t::log_none_link(l).to_string())))
        }
        (true, None, None) => ui::empty(t::log_empty_title(l), &t::log_empty_text(l, log.agreement.curator_name.get(l)), None),
    };
    let newest = before.map(|_| view! { <p><a href=to(all, topic, None)>{t::log_newest(l)}</a></p> });
    let topics: Vec<_> = std::iter::once(None)
        .chain(Topic::ALL.iter().copied().map(Some))
        .map(|of| view! { <li><a href=to(all, of, None) aria-current=current(of == topic)>{t::topic(l, of)}</a></li> })
        .collect();
    let feed = ctx.href(address(&agreement, ".atom", all, topic, None));
    let content = view! {
        <section class="head"><h1>{title}</h1><p class="lead">{lead}</p>
            <p class="quiet"><a class="more" href=ctx.href(paths::diary(&log.agreement.slug))>{crate::i18n::activity::from_log(l)}</a></p></section>
        <nav class="segments" aria-label=t::log_which(l)>
            <a href=to(false, topic, None) aria-current=current(!all)>{t::log_only(l)}</a><a href=to(true, topic, None) aria-current=current(all)>{t::log_all(l)}</a>
        </nav>
        <nav class="tabs" aria-label=t::log_topics(l)><ul>{topics}</ul></nav>
        {newest}
        {list}
        {ui::pager(l, ui::Pager { previous: None, next: log.older.map(|p| to(all, topic, Some(p))) })}
        <p class="quiet"><a class="more" href=feed>{t::log_feed(l)}</a></p>
    };
    Ok(Page::new(title).of(&log.agreement, Nav::None).layout("wrap stack narrow").render(&ctx, content.into_html()))
}

/// One entry, at an address that stays.
pub async fn log_entry(ctx: Ctx, Path((agreement, position)): Path<(String, String)>) -> PageResult {
    let position = position.parse().map_err(|_| AppError::NotFound)?;
    let (agreement, e) = service_log::entry(&ctx, &agreement, position).await?;
    let l = ctx.locale;
    let title = t::log_entry(l, position);
    let content = view! {
        <section class="head">{ui::breadcrumbs(&ctx, &agreement, vec![(paths::log(&agreement.slug), t::log_title(l).to_string())])}<h1>{title.clone()}</h1></section>
        <ol class="log"><li>{item(&ctx, &agreement, &e)}</li></ol>
    };
    Ok(Page::new(title).of(&agreement, Nav::None).layout("wrap stack narrow").render(&ctx, content.into_html()))
}

/// The newest entries as an Atom feed, as anybody reads them.
pub async fn log_feed(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<LogQuery>) -> PageResult {
    let log = service_log::feed(&ctx, &agreement, query.all(), query.topic()).await?;
    let feed = feed(&ctx, &log, &query)?;
    let headers = [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=300")];
    Ok((headers, feed).into_response())
}

fn feed(ctx: &Ctx, log: &service_log::Log, query: &LogQuery) -> Result<String> {
    let (l, a) = (ctx.locale, &log.agreement);
    let url = |path: String| format!("{}{}", ctx.app.settings.public_url, ctx.href(path));
    let link = |rel: &str, path: String| LinkBuilder::default().rel(rel.to_string()).href(url(path)).build();
    let entries: Vec<_> = log
        .entries
        .iter()
        .map(|e| {
            let path = format!("{}/{}", paths::log(&a.slug), e.position);
            let sentence = markdown::plain(&sentences::sentence_in_log(ctx, a, e).to_html());
            let sentence = if e.undone { format!("{}: {sentence}", t::undone(l)) } else { sentence };
            let title = e.issue_title.clone().map_or_else(|| sentence.clone(), |title| format!("{sentence} {title}"));
            let content = ContentBuilder::default().content_type("html".to_string()).lang(e.lang.clone()).value(e.reason_html.clone()).build();
            EntryBuilder::default()
                .id(url(path.clone()))
                .title(Text::plain(title))
                .updated(e.occurred_at.fixed_offset())
                .published(e.occurred_at.fixed_offset())
                .link(link("alternate", path))
                .content((!e.reason_html.is_empty()).then_some(content))
                .build()
        })
        .collect();
    let updated = log.entries.first().map_or_else(|| ctx.now(), |e| e.occurred_at).fixed_offset();
    let here = address(&a.slug, ".atom", query.all(), query.topic(), None);
    let title = if query.all() { t::log_all_title(l) } else { t::log_title(l) };
    let feed = FeedBuilder::default()
        .lang(l.code().to_string())
        .id(url(here.clone()))
        .title(Text::plain(format!("{title}, {}", a.place.get(l))))
        .updated(updated)
        .authors(vec![PersonBuilder::default().name(a.curator_name.get(l).to_string()).build()])
        .links(vec![link("self", here), link("alternate", address(&a.slug, "", query.all(), query.topic(), None))])
        .entries(entries)
        .build();
    let xml = feed.write_to(Vec::new()).map_err(|e| AppError::Internal(e.to_string()))?;
    String::from_utf8(xml).map_err(|e| AppError::Internal(e.to_string()))
}
