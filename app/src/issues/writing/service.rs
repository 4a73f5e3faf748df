//! Which issues are like the one that somebody writes.

use super::store::{self, Held};
use super::{SimilarIssue, view};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{AgreementId, IssueId};
use crate::paths;
use crate::text::terms::{offered_for, weighed};
use crate::ui::prelude::*;

/// Longest text that is looked at, in bytes: what an issue is about stands in its beginning.
const LOOKED_AT: usize = 8 * 1024;

/// The text of an issue that its terms are taken from: what is wrong and what is asked for.
pub fn body(what: &str, ask: &str) -> String {
    format!("{what}\n{ask}")
}

/// Stores the terms of an issue that was posted or changed.
pub async fn keep_terms(tx: &mut Tx, agreement: AgreementId, issue: IssueId, title: &str, (what, ask): (&str, &str), lang: &str) -> Result<()> {
    store::put_terms(tx, agreement, issue, title, &body(what, ask), lang).await
}

/// Published issues that are like what is typed, the most alike first, five at most. `but` is the number of the one being changed.
///
/// # Errors
/// `SignInFirst`; `NotFound` for an agreement that is none.
pub async fn similar(ctx: &Ctx, agreement: &str, title: &str, text: &str, lang: &str, but: i64) -> Result<Vec<SimilarIssue>> {
    ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mine = weighed(cut(title), cut(text), lang);
    if mine.is_empty() {
        return Ok(Vec::new());
    }
    let terms: [String; 12] = std::array::from_fn(|i| mine.get(i).map(|(term, _)| term.clone()).unwrap_or_default());
    let mut conn = ctx.read().await?;
    let held = store::holders(&mut conn, agreement.id, &terms).await?;
    let n = held.first().map_or(0, |h| u64::try_from(h.n).unwrap_or(0));
    let rows: Vec<(i64, String, bool)> = held.iter().filter(|h| h.number != but).map(|h| (h.number, h.term.clone(), h.in_title)).collect();
    let shown = |number: i64| held.iter().find(|h| h.number == number).map(|h| offered(&agreement.slug, h));
    Ok(offered_for(&weighed(cut(title), "", lang), &mine, &rows, n).into_iter().filter_map(|(number, _)| shown(number)).collect())
}

/// What is shown under the fields while somebody writes, as HTML: issues that are alike, and how easy the text is to read.
///
/// # Errors
/// Those of [`similar`].
pub async fn hints(ctx: &Ctx, agreement: &str, title: &str, text: &str, lang: &str, but: i64) -> Result<(String, String)> {
    ctx.signed_in()?;
    let alike = if agreement.is_empty() { Vec::new() } else { similar(ctx, agreement, title, text, lang, but).await? };
    let html = |view: Option<Html>| view.map(|v| v.to_html()).unwrap_or_default();
    Ok((html(view::similar(ctx.locale, &alike)), html(view::readability(ctx.locale, text, lang))))
}

fn offered(agreement: &str, h: &Held) -> SimilarIssue {
    SimilarIssue { number: h.number, path: paths::issue(agreement, h.number, &h.slug), title: h.title.clone(), lang: h.lang.clone(), open: h.state.is_open() }
}

/// The beginning of a text, cut between characters.
fn cut(text: &str) -> &str {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
