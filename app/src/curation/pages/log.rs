//! The public log (rule 2), and the diary of everything (M26).

use crate::context::Ctx;
use crate::curation::{sentences, service_desk};
use crate::i18n::{curation as t, dates};
use crate::shell::{Nav, Page, PageResult};
use crate::{paths, time, ui};
use axum::extract::{Path, Query};
use leptos::prelude::*;
use serde::Deserialize;

/// What the log's address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LogQuery {
    /// `1` for everything that happened, not only decisions.
    pub alla: String,
    /// Position before which entries are shown.
    pub fore: String,
}

/// The log of decisions, newest first; with `?alla=1` everything that happened.
pub async fn log(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<LogQuery>) -> PageResult {
    let all = query.alla == "1";
    let before = query.fore.parse().ok();
    let log = service_desk::log(&ctx, &agreement, all, before).await?;
    let l = ctx.locale;
    let address = |all: bool, before: Option<i64>| {
        let mut path = paths::log(&agreement);
        for (i, part) in [all.then(|| "alla=1".to_string()), before.map(|p| format!("fore={p}"))].into_iter().flatten().enumerate() {
            path.push(if i == 0 { '?' } else { '&' });
            path.push_str(&part);
        }
        ctx.href(path)
    };
    let entries: Vec<_> = log
        .entries
        .iter()
        .map(|e| {
            let at = time::local(e.occurred_at);
            let title = e.issue_title.clone().or_else(|| e.meeting_title.clone()).filter(|_| e.issue_number.is_some());
            view! {
                <li><time datetime=e.occurred_at.to_rfc3339()>{dates::moment(l, at, ctx.today())}</time>
                    <div><p>{sentences::sentence_in_log(&ctx, &log.agreement, e)}</p>
                        {title.map(|title| view! { <p class="quiet">{title}</p> })}
                        {sentences::reason(l, e)}</div></li>
            }
        })
        .collect();
    let title = if all { t::log_all_title(l) } else { t::log_title(l) };
    let lead = if all { t::log_all_lead(l) } else { t::log_lead(l) };
    let current = |on: bool| on.then_some("true");
    let list =
        if entries.is_empty() { ui::empty(t::log_empty_title(l), t::log_empty_text(l), None) } else { view! { <ol class="log">{entries}</ol> }.into_any() };
    let newest = before.map(|_| view! { <p><a href=address(all, None)>{t::log_newest(l)}</a></p> });
    let content = view! {
        <section class="head"><h1>{title}</h1><p class="lead">{lead}</p></section>
        <nav class="segments" aria-label=t::log_which(l)>
            <a href=address(false, None) aria-current=current(!all)>{t::log_only(l)}</a><a href=address(true, None) aria-current=current(all)>{t::log_all(l)}</a>
        </nav>
        {newest}
        {list}
        {ui::pager(l, ui::Pager { previous: None, next: log.older.map(|p| address(all, Some(p))) })}
    };
    Ok(Page::new(title).of(&log.agreement, Nav::None).layout("wrap stack narrow").render(&ctx, content.into_any()))
}
