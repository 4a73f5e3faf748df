//! The ledger as a file and as a feed, as anybody reads it.

use super::rules;
use super::service::{self, LedgerQuery};
use super::store::PromiseRow;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::{sentences, service_log};
use crate::error::{AppError, Result};
use crate::events::types::Topic;
use crate::i18n::promises as t;
use crate::paths;
use crate::shell::PageResult;
use crate::text::markdown;
use atom_syndication::{ContentBuilder, EntryBuilder, FeedBuilder, LinkBuilder, PersonBuilder, Text};
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use http::header;
use leptos::prelude::RenderHtml;

/// A cell of the file. What a spreadsheet would take for a formula is told apart from one.
fn cell(s: &str) -> String {
    let guarded = if s.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{s}") } else { s.to_string() };
    if guarded.contains(['"', ';', ',', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

/// A line of a file for spreadsheets.
pub fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|c| cell(c)).collect();
    format!("{}\r\n", cells.join(","))
}

fn columns(ctx: &Ctx, a: &Agreement, p: &PromiseRow) -> Vec<String> {
    let l = ctx.locale;
    let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
    vec![
        p.number.to_string(),
        p.words.clone(),
        t::bucket(l, Some(rules::bucket(p.state, p.expected_on, ctx.today()))).to_string(),
        t::kind_of(l, p.kind).to_string(),
        p.party.clone(),
        p.function.clone(),
        p.owner_name.clone(),
        p.made_on.to_string(),
        p.meeting_title.clone(),
        p.due_on.to_string(),
        day(p.closed_on),
        p.evidence_url.clone(),
        format!("{}{}", ctx.app.settings.public_url, ctx.href(paths::promise(&a.slug, p.number))),
    ]
}

/// The ledger as a table for spreadsheets, narrowed as the page is.
pub async fn csv(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<LedgerQuery>) -> PageResult {
    let (a, promises) = service::ledger_all(&ctx, &agreement, &query).await?;
    let l = ctx.locale;
    let head = [
        t::col_number(l),
        t::col_words(l),
        t::col_state(l),
        t::kind(l),
        t::col_party(l),
        t::field_function(l),
        t::owner(l),
        t::col_made(l),
        t::col_talk(l),
        t::col_due(l),
        t::col_closed(l),
        t::col_evidence(l),
        t::col_address(l),
    ]
    .map(String::from);
    // the mark at the beginning tells spreadsheets that it is UTF-8
    let mut text = format!("\u{feff}{}", line(&head));
    for p in &promises {
        text.push_str(&line(&columns(&ctx, &a, p)));
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}-loften.csv\"", a.slug)),
        (header::CACHE_CONTROL, "no-cache".to_string()),
    ];
    Ok((headers, text).into_response())
}

/// What happened to promises lately, as an Atom feed.
pub async fn atom(ctx: Ctx, Path(agreement): Path<String>) -> PageResult {
    let log = service_log::feed(&ctx, &agreement, true, Some(Topic::Promises)).await?;
    let feed = feed(&ctx, &log)?;
    let headers = [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=300")];
    Ok((headers, feed).into_response())
}

fn feed(ctx: &Ctx, log: &service_log::Log) -> Result<String> {
    let (l, a) = (ctx.locale, &log.agreement);
    let url = |path: String| format!("{}{}", ctx.app.settings.public_url, ctx.href(path));
    let link = |rel: &str, path: String| LinkBuilder::default().rel(rel.to_string()).href(url(path)).build();
    let entries: Vec<_> = log
        .entries
        .iter()
        .filter_map(|e| {
            let number = e.promise_number?;
            let sentence = markdown::plain(&sentences::sentence_in_log(ctx, a, e).to_html());
            let title = e.promise_words.as_ref().map_or_else(|| sentence.clone(), |words| format!("{sentence} {words}"));
            let content = ContentBuilder::default().content_type("html".to_string()).lang(e.lang.clone()).value(e.reason_html.clone()).build();
            let entry = EntryBuilder::default()
                .id(url(format!("{}/{}", paths::log(&a.slug), e.position)))
                .title(Text::plain(title))
                .updated(e.occurred_at.fixed_offset())
                .published(e.occurred_at.fixed_offset())
                .link(link("alternate", paths::promise(&a.slug, number)))
                .content((!e.reason_html.is_empty()).then_some(content))
                .build();
            Some(entry)
        })
        .collect();
    let updated = log.entries.first().map_or_else(|| ctx.now(), |e| e.occurred_at).fixed_offset();
    let here = format!("{}.atom", paths::promises(&a.slug));
    let feed = FeedBuilder::default()
        .lang(l.code().to_string())
        .id(url(here.clone()))
        .title(Text::plain(t::feed_title(l, a.place.get(l))))
        .updated(updated)
        .authors(vec![PersonBuilder::default().name(a.curator_name.get(l).to_string()).build()])
        .links(vec![link("self", here), link("alternate", paths::promises(&a.slug))])
        .entries(entries)
        .build();
    let xml = feed.write_to(Vec::new()).map_err(|e| AppError::Internal(e.to_string()))?;
    String::from_utf8(xml).map_err(|e| AppError::Internal(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_no_formulas_and_no_more_than_one() {
        for (typed, written) in [
            ("Vi öppnar", "Vi öppnar"),
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("a, b", "\"a, b\""),
            ("sa \"ja\"", "\"sa \"\"ja\"\"\""),
            ("-1;2", "\"'-1;2\""),
        ] {
            assert_eq!(cell(typed), written);
        }
    }
}
