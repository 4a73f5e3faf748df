//! The page on which whoever wrote an issue or a contribution attaches files to it, and the files themselves.

use super::files::Files;
use super::of_meeting;
use super::rules::{self, LARGEST_MB, MOST, TITLE_MAX};
use super::service::{self, At, AttachForm, Place, TakeDownForm};
use super::store::FileRow;
use super::types::{AttachmentKind, Shown};
use crate::context::Ctx;
use crate::curation::forms::issue_of;
use crate::error::{AppError, Refusal, Result};
use crate::i18n::{attachments as t, common as c, issues};
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde::Deserialize;
use tokio::fs::File;
use tokio::io::AsyncReadExt;

/// Attachments of an issue.
pub async fn of_issue(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    let (number, slug) = issue_of(&part)?;
    opened(&ctx, &agreement, (number, 0), slug).await
}

/// Attachments of a contribution.
pub async fn of_contribution(ctx: Ctx, Path((agreement, part, contribution)): Path<(String, String, i64)>) -> PageResult {
    let (number, slug) = issue_of(&part)?;
    opened(&ctx, &agreement, (number, contribution.max(1)), slug).await
}

async fn opened(ctx: &Ctx, agreement: &str, at: At, slug: &str) -> PageResult {
    let place = service::open(ctx, agreement, at).await?;
    if place.row.slug != slug {
        return Err(AppError::Moved(ctx.href(place.attachments_path())));
    }
    Ok(draw(ctx, &place, &AttachForm::default(), &Problem::default()))
}

/// The page, with the form as it was typed. A file has to be chosen again: browsers keep none.
pub async fn again(ctx: &Ctx, agreement: &str, at: At, form: &AttachForm, problem: &Problem) -> PageResult {
    Ok(draw(ctx, &service::open(ctx, agreement, at).await?, form, problem))
}

fn draw(ctx: &Ctx, place: &Place, form: &AttachForm, problem: &Problem) -> Response {
    let (l, a, row) = (ctx.locale, &place.agreement, &place.row);
    let issue = paths::issue(&a.slug, row.number, &row.slug);
    let title = match row.contribution {
        Some(n) => t::of_contribution(l, n),
        None => t::of_issue(l, row.number),
    };
    let items: Vec<_> = place.attached.iter().map(|x| attached(ctx, place, &issue, x, problem)).collect();
    let list = if items.is_empty() { view! { <p class="quiet">{t::none(l)}</p> }.into_html() } else { view! { <ul class="rows">{items}</ul> }.into_html() };
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(place.path(), row.title.clone())])}<h1>{title.clone()}</h1>
            <p class="lead">{t::lead(l, MOST, LARGEST_MB)}</p></section>
        <section aria-labelledby="nu"><h2 class="h3" id="nu">{t::now(l)}</h2>{list}</section>
        {below(ctx, place, form, problem)}
        <p><a href=ctx.href(place.path())>{if row.contribution.is_some() { t::back_to_contribution(l) } else { issues::back_to_issue(l) }}</a></p>
    };
    Page::new(title).of(a, Nav::Issues).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html())
}

fn attached(ctx: &Ctx, place: &Place, issue: &str, x: &Shown, problem: &Problem) -> Html {
    let l = ctx.locale;
    let lang = ui::lang_of(l, &x.lang);
    let href = ctx.href(format!("{issue}/bilagor/{}", x.number));
    let picture = (x.kind != AttachmentKind::Pdf).then(|| {
        view! { <img class="small" src=format!("{href}?liten=1") alt="" width=x.width.to_string() height=x.height.to_string() loading="lazy" /> }
    });
    let remove = place.may_remove.then(|| {
        // nothing to be wrong with here: the form beside says what was
        let quiet = Problem { acting_changed: false, ..problem.clone() };
        view! {
            <form method="post" action=format!("{href}/ta-bort")>{hidden(ctx, "", &quiet)}
                <button class="button second">{t::remove(l)}<span class="vh">{format!(": {}", x.title)}</span></button></form>
        }
    });
    view! {
        <li class="split"><div>{picture}<p><a href=href lang=lang>{x.title.clone()}</a></p><p class="quiet">{t::facts(l, x.kind, x.bytes)}</p></div>{remove}</li>
    }
    .into_html()
}

/// The form, or why there is none.
fn below(ctx: &Ctx, place: &Place, form: &AttachForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let f = Form::new(l, problem, t::label);
    let why = match place.check_add(ctx) {
        Ok(()) if place.has_room() => None,
        Ok(()) => Some(t::full(l, MOST)),
        Err(AppError::Refused(r @ (Refusal::Stopped | Refusal::Slowed))) => Some(c::refusal(l, r).to_string()),
        Err(_) => Some(t::closed(l).to_string()),
    };
    if let Some(why) = why {
        // without its field, what was typed stands by itself
        let typed = (!form.title.trim().is_empty())
            .then(|| view! { <h2 class="h3">{t::typed_title(l)}</h2><blockquote class="typed">{form.title.clone()}</blockquote> });
        // a sentence that is said already is not said twice
        let why = (problem.message.as_ref() != Some(&why)).then(|| view! { <p class="quiet">{why}</p> });
        return view! { <div class="flow">{f.summary()}{why}{typed}</div> }.into_html();
    }
    let anew = problem.status != StatusCode::OK;
    view! {
        <section aria-labelledby="ny"><h2 class="h3" id="ny">{t::add_title(l)}</h2>
            <form class="form" method="post" enctype="multipart/form-data" action=ctx.href(place.attachments_path()) novalidate>
                {f.summary()}
                {hidden(ctx, &form.key, problem)}
                {file(ctx, &f, problem, anew)}
                {f.area("title", &form.title, Options { rows: 2, max: Some(TITLE_MAX), help: Some(t::title_help(l).into()), ..Options::default() })}
                {f.language(&form.lang)}
                <p class="tells">{t::tells(l)}</p>
                <div class="acts"><button class="button">{t::add_button(l)}</button><a href=ctx.href(place.path())>{c::cancel(l)}</a></div>
            </form></section>
    }
    .into_html()
}

/// The field of a form that takes a file.
pub(crate) fn file(ctx: &Ctx, f: &Form<'_>, problem: &Problem, anew: bool) -> Html {
    let l = ctx.locale;
    let faulty = problem.faults.of("file").is_some();
    let again = anew.then(|| view! { " "{t::choose_again(l)} });
    view! {
        <div class="field"><label for="file">{t::label(l, "file")}</label>
            <p class="help" id="file-h">{t::file_help(l, LARGEST_MB)}{again}</p>
            {f.error("file")}
            <input id="file" name="file" type="file" accept="image/jpeg,image/png,image/webp,application/pdf" required
                aria-describedby=if faulty { "file-h file-e" } else { "file-h" } aria-invalid=faulty.then_some("true") />
        </div>
    }
    .into_html()
}

/// The page on which those who curate take an attachment down, just opened.
pub async fn take_down(ctx: Ctx, Path((agreement, part, number)): Path<(String, String, i64)>) -> PageResult {
    let (issue, _) = issue_of(&part)?;
    taking(&ctx, &agreement, issue, number, &TakeDownForm::default(), &Problem::default()).await
}

/// The same, as it was typed.
pub async fn taking(ctx: &Ctx, agreement: &str, issue: i64, number: i64, form: &TakeDownForm, problem: &Problem) -> PageResult {
    let seen = service::taking(ctx, agreement, issue, number).await?;
    let (l, a, row) = (ctx.locale, &seen.agreement, &seen.row);
    let f = Form::new(l, problem, t::label);
    // whoever attached it was faster: what is left of it is its description in the history
    let gone = row.removed_at.is_some();
    let title = match (row.contribution, gone) {
        (None, false) => t::take_down_title(l, issue),
        (Some(n), false) => t::take_down_title_of_contribution(l, n),
        (None, true) => t::erase_title(l, issue),
        (Some(n), true) => t::erase_title_of_contribution(l, n),
    };
    let (lead, tells, button) =
        if gone { (t::erase_lead(l), t::erase_tells(l), t::erase_link(l)) } else { (t::take_down_lead(l), t::take_down_tells(l), t::take_down_link(l)) };
    let path = paths::issue(&a.slug, issue, &row.slug);
    let href = ctx.href(format!("{path}/bilagor/{number}"));
    let picture = (row.kind != AttachmentKind::Pdf && !gone).then(|| {
        let (width, height) = (row.preview_width.map(|w| w.to_string()), row.preview_height.map(|h| h.to_string()));
        view! { <img class="small" src=format!("{href}?liten=1") alt="" width=width height=height loading="lazy" /> }
    });
    let lang = ui::lang_of(l, &row.lang);
    let name = if gone {
        view! { <span lang=lang>{row.title.clone()}</span> }.into_html()
    } else {
        view! { <a href=href.clone() lang=lang>{row.title.clone()}</a> }.into_html()
    };
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(path.clone(), row.issue_title.clone())])}<h1>{title.clone()}</h1>
            <p class="lead">{lead}</p></section>
        <div>{picture}<p>{name}</p><p class="quiet">{t::facts(l, row.kind, row.bytes)}</p></div>
        <form class="form" method="post" action=format!("{href}/ta-ner") novalidate>
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            {f.area("reason", &form.reason, Options { help: Some(t::reason_help(l).into()), rows: 3, max: Some(2000), ..Options::default() })}
            {f.language(&form.lang)}
            <p class="tells">{tells}</p>
            <div class="acts"><button class="button">{button}</button><a href=ctx.href(&path)>{c::cancel(l)}</a></div>
        </form>
    };
    Ok(Page::new(title).of(a, Nav::Issues).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html()))
}

/// Which of a picture's two files is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FileQuery {
    /// Not empty: the smaller one.
    pub liten: String,
}

/// A file, given out as a download only: whatever it holds, no browser shows it as a page of ours.
pub async fn one(ctx: Ctx, Path((agreement, part, number)): Path<(String, String, i64)>, Query(query): Query<FileQuery>, asked: HeaderMap) -> PageResult {
    let (issue, _) = issue_of(&part)?;
    give(&ctx, &service::file(&ctx, &agreement, issue, number).await?, &query, &asked).await
}

/// A file of a meeting.
pub async fn one_of_meeting(
    ctx: Ctx,
    Path((agreement, part, number)): Path<(String, String, i64)>,
    Query(query): Query<FileQuery>,
    asked: HeaderMap,
) -> PageResult {
    let meeting = crate::meetings::service::number(&part)?;
    give(&ctx, &of_meeting::file(&ctx, &agreement, meeting, number).await?, &query, &asked).await
}

async fn give(ctx: &Ctx, row: &FileRow, query: &FileQuery, asked: &HeaderMap) -> PageResult {
    let (name, mark) = match &row.preview {
        Some(preview) if !query.liten.is_empty() => (preview, "-s"),
        _ => (&row.file, ""),
    };
    let etag = value(&format!("\"{}{mark}\"", &row.sha256[..32.min(row.sha256.len())]))?;
    let mut headers = HeaderMap::new();
    // it may be hidden or removed tomorrow: ask each time
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(header::ETAG, etag.clone());
    if asked.get(header::IF_NONE_MATCH).is_some_and(|known| matches(known, &etag)) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let (file, size) = open(&ctx.app.files, name).await?;
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(row.kind.media_type()));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    headers.insert(header::CONTENT_DISPOSITION, value(&rules::disposition(&row.title, row.kind))?);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    );
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    Ok((headers, Body::from_stream(pieces(file))).into_response())
}

/// A row without its file is our fault, not a wrong address.
async fn open(files: &Files, name: &str) -> Result<(File, u64)> {
    files.open(name).await.inspect_err(|e| {
        if matches!(e, AppError::NotFound) {
            tracing::error!("files: an attachment's file is missing");
        }
    })
}

fn value(text: &str) -> Result<HeaderValue> {
    HeaderValue::from_str(text).map_err(|e| AppError::Internal(e.to_string()))
}

/// `If-None-Match` names the file, perhaps among others, perhaps weakly.
fn matches(known: &HeaderValue, etag: &HeaderValue) -> bool {
    let (Ok(known), Ok(etag)) = (known.to_str(), etag.to_str()) else { return false };
    known.split(',').any(|one| one.trim().trim_start_matches("W/") == etag)
}

/// A file bit by bit.
fn pieces(file: File) -> impl futures::Stream<Item = std::io::Result<Bytes>> {
    futures::stream::try_unfold(file, async |mut file| {
        let mut piece = vec![0; 32 * 1024];
        let n = file.read(&mut piece).await?;
        piece.truncate(n);
        Ok((n > 0).then(|| (Bytes::from(piece), file)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_files_are_told() {
        let etag = HeaderValue::from_static("\"abc\"");
        for (known, expected) in [("\"abc\"", true), ("W/\"abc\"", true), ("\"x\", \"abc\"", true), ("\"abcd\"", false), ("abc", false), ("", false)] {
            assert_eq!(matches(&HeaderValue::from_static(known), &etag), expected, "{known}");
        }
    }
}
