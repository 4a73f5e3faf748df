//! What the curating body did, month by month, in numbers: the page and the file.

use crate::context::Ctx;
use crate::desk::rules::Month;
use crate::desk::service::history::{self as service, History};
use crate::desk::types::Figure;
use crate::i18n::{Locale, common as c, dates, desk as t, planning};
use crate::paths;
use crate::promises::feeds::line;
use crate::shell::{Nav, Page, PageResult};
use crate::ui;
use crate::ui::prelude::*;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use http::header;
use serde::Deserialize;

/// What the address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct HistoryQuery {
    /// The year; this one when empty.
    pub ar: String,
}

/// The page.
pub async fn history(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<HistoryQuery>) -> PageResult {
    let seen = service::history(&ctx, &agreement, query.ar.parse().ok()).await?;
    let (l, a) = (ctx.locale, &seen.agreement);
    let base = paths::desk_history(&a.slug);
    let years: Vec<_> = [seen.year - 1, seen.year, seen.year + 1]
        .into_iter()
        .map(|year| view! { <a href=ctx.href(format!("{base}?ar={year}")) aria-current=(year == seen.year).then_some("true")>{year.to_string()}</a> })
        .collect();
    let begun: Vec<_> = seen.months.iter().rev().map(|month| section(l, month, planning::month(l, month.number), &format!("m{}", month.number))).collect();
    let content = if seen.total.is_empty() {
        ui::empty(t::history_none_title(l), t::history_none_text(l), None)
    } else {
        view! { {section(l, &seen.total, t::history_year(l, seen.year), "aret")}{begun}<ul class="links"><li><a href=ctx.href(format!("{base}.csv?ar={}", seen.year))>{t::history_file(l)}</a></li></ul> }.into_html()
    };
    let content = view! {
        <section class="head">{ui::breadcrumbs(&ctx, a, vec![(paths::desk(&a.slug), c::desk(l).to_string())])}<h1>{t::history_title(l)}</h1>
            <p class="lead">{t::history_lead(l, a.curator_name.get(l))}</p></section>
        <nav class="segments" aria-label=t::history_years(l)>{years}</nav>
        {content}
        <p class="quiet">{t::history_counts(l)}</p>
    };
    Ok(Page::new(t::history_title(l)).of(a, Nav::Desk).layout("wrap stack narrow").render(&ctx, content.into_html()))
}

/// A month in numbers; what did not happen in it is left out.
fn section(l: Locale, month: &Month, heading: String, id: &str) -> Html {
    let id = id.to_string();
    let facts: Vec<_> = month
        .figures
        .iter()
        .filter_map(|(figure, n)| Some((*figure, (*n)?)))
        // minutes of which none came in time say so
        .filter(|(figure, n)| *n > 0 || *figure == Figure::FirstDays || (*figure == Figure::MinutesInTime && month.of(Figure::Minutes) > Some(0)))
        .map(|(figure, n)| view! { <div><dt>{t::figure(l, figure)}</dt><dd>{dates::number(l, n)}</dd></div> })
        .collect();
    let facts = if facts.is_empty() {
        view! { <p class="quiet">{t::history_nothing(l)}</p> }.into_html()
    } else {
        view! { <dl class="facts">{facts}</dl> }.into_html()
    };
    view! { <section aria-labelledby=id.clone()><h2 class="h3" id=id.clone()>{heading}</h2>{facts}</section> }.into_html()
}

/// The same as a table for spreadsheets: a line for each month, all of them also those without anything.
pub async fn history_csv(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<HistoryQuery>) -> PageResult {
    let seen = service::history(&ctx, &agreement, query.ar.parse().ok()).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}-{}.csv\"", seen.agreement.slug, seen.year)),
        (header::CACHE_CONTROL, "no-store".to_string()),
    ];
    Ok((headers, table(ctx.locale, &seen)).into_response())
}

fn table(l: Locale, seen: &History) -> String {
    let head: Vec<String> = std::iter::once(t::history_month(l).to_string()).chain(Figure::ALL.iter().map(|f| t::figure(l, *f).to_string())).collect();
    // the mark at the beginning tells spreadsheets that it is UTF-8
    let mut text = format!("\u{feff}{}", line(&head));
    for month in &seen.months {
        let cells: Vec<String> = std::iter::once(format!("{}-{:02}", seen.year, month.number))
            .chain(month.figures.iter().map(|(_, n)| n.map(|n| n.to_string()).unwrap_or_default()))
            .collect();
        text.push_str(&line(&cells));
    }
    text
}
