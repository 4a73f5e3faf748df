//! The diary as an Atom feed.

use super::service::{self, Diary, DiaryQuery};
use crate::context::Ctx;
use crate::curation::sentences;
use crate::error::{AppError, Result};
use crate::i18n::activity as t;
use crate::issues::list::filter::address;
use crate::paths;
use crate::shell::PageResult;
use crate::text::markdown;
use atom_syndication::{EntryBuilder, FeedBuilder, LinkBuilder, PersonBuilder, Text};
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use http::header;
use leptos::prelude::RenderHtml;

/// The newest entries, narrowed as the page is. Each leads to its entry in the log, at an address that stays.
pub async fn atom(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<DiaryQuery>) -> PageResult {
    let query = DiaryQuery { fore: String::new(), utskrift: String::new(), ..query };
    let diary = service::diary(&ctx, &agreement, &query).await?;
    let feed = feed(&ctx, &diary, &query)?;
    let headers = [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=300")];
    Ok((headers, feed).into_response())
}

fn feed(ctx: &Ctx, diary: &Diary, query: &DiaryQuery) -> Result<String> {
    let (l, a) = (ctx.locale, &diary.agreement);
    let url = |path: String| format!("{}{}", ctx.app.settings.public_url, ctx.href(path));
    let link = |rel: &str, path: String| LinkBuilder::default().rel(rel.to_string()).href(url(path)).build();
    let entries: Vec<_> = diary
        .entries
        .iter()
        .map(|e| {
            let path = format!("{}/{}", paths::log(&a.slug), e.position);
            let sentence = markdown::plain(&sentences::sentence_in_log(ctx, a, e).to_html());
            let title = e.issue_title.clone().map_or_else(|| sentence.clone(), |title| format!("{sentence} {title}"));
            EntryBuilder::default()
                .id(url(path.clone()))
                .title(Text::plain(title))
                .updated(e.occurred_at.fixed_offset())
                .published(e.occurred_at.fixed_offset())
                .link(link("alternate", path))
                .build()
        })
        .collect();
    let updated = diary.entries.first().map_or_else(|| ctx.now(), |e| e.occurred_at).fixed_offset();
    let here = address(&format!("{}.atom", paths::diary(&a.slug)), &query.pairs());
    let feed = FeedBuilder::default()
        .lang(l.code().to_string())
        .id(url(here.clone()))
        .title(Text::plain(format!("{}, {}", t::title(l), a.place.get(l))))
        .updated(updated)
        .authors(vec![PersonBuilder::default().name(a.curator_name.get(l).to_string()).build()])
        .links(vec![link("self", here), link("alternate", address(&paths::diary(&a.slug), &query.pairs()))])
        .entries(entries)
        .build();
    let xml = feed.write_to(Vec::new()).map_err(|e| AppError::Internal(e.to_string()))?;
    String::from_utf8(xml).map_err(|e| AppError::Internal(e.to_string()))
}
