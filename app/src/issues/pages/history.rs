//! What an issue or a contribution has said: two versions compared, the latest two at first, and all of them to choose from.

use super::diff::{self, Marks};
use crate::agreements::types::Agreement;
use crate::attachments::store::PastRow;
use crate::context::Ctx;
use crate::i18n::{Locale, common, dates, issues as t};
use crate::issues::service::{ContributionHistory, IssueHistory};
use crate::issues::store::read::{ContributionText, IssueText};
use crate::shell::{Nav, Page};
use crate::ui::form::{Form, Options};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use crate::{paths, time};
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use std::sync::Arc;

/// Which versions a history's address names.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct HistoryQuery {
    /// The older one; without it the newer is shown whole.
    pub fran: String,
    /// The newer one.
    pub till: String,
}

/// A version of a text, whatever it is a text of.
struct Version {
    /// As stored, for addresses. It stands for the numbers after its predecessor's too: every act raises the number of the text that is there.
    number: i64,
    written_at: DateTime<Utc>,
    /// Fields with the words above them; none above the only one.
    texts: Vec<(&'static str, String)>,
    /// What it points at, language included, by the words for it; nothing where it was not kept.
    facts: Option<Vec<(&'static str, Vec<String>)>>,
}

/// Where the text stands.
struct Subject<'a> {
    agreement: &'a Arc<Agreement>,
    /// Title of the issue and its address.
    issue: (&'a str, String),
    /// Address of this page.
    path: String,
    /// What the history is of, and the language of its text.
    of: String,
    lang: Option<String>,
    /// What was attached, in order, and the address of the issue for what is done about it.
    attached: (&'a [PastRow], String),
}

/// Places of the versions to compare (older, newer), or of the one that is shown whole. An address that was right once goes on meaning the
/// same texts, whatever happens to the issue meanwhile. Numbers that came before the first one shown stand for it.
fn chosen(query: &HistoryQuery, versions: &[Version]) -> (Option<usize>, usize) {
    let find = |number: &str| number.parse().ok().filter(|n: &i64| *n > 0).and_then(|n| versions.iter().position(|v| v.number >= n));
    let last = versions.len().saturating_sub(1);
    match (find(&query.fran), find(&query.till)) {
        (None, None) => (last.checked_sub(1), last),
        (None, Some(only)) => (None, only),
        (Some(older), None) => (Some(older).filter(|o| *o < last), last),
        (Some(a), Some(b)) if a == b => (None, a),
        (Some(a), Some(b)) => (Some(a.min(b)), a.max(b)),
    }
}

fn moment(ctx: &Ctx, v: &Version) -> Html {
    view! { <time datetime=v.written_at.to_rfc3339()>{written(ctx, v)}</time> }.into_html()
}

fn written(ctx: &Ctx, v: &Version) -> String {
    dates::moment(ctx.locale, time::local(v.written_at), ctx.today())
}

fn page(ctx: &Ctx, of: &Subject<'_>, versions: &[Version], query: &HistoryQuery) -> Response {
    let l = ctx.locale;
    let (older, newer) = chosen(query, versions);
    let shown = match (older.and_then(|at| versions.get(at).map(|v| (at, v))), versions.get(newer)) {
        (Some((at, old)), Some(new)) => Some(comparison(ctx, of, (at, old), (newer, new))),
        (None, Some(only)) => Some(whole(ctx, of, newer, only)),
        _ => None,
    };
    let lead = if versions.len() < 2 { t::no_changes(l) } else { t::history_lead(l) };
    let heading = format!("{}: {}", t::history(l), of.of);
    let (back, title) = (ctx.href(&of.issue.1), of.issue.0.to_string());
    let content = view! {
        <section class="head">
            {ui::breadcrumbs(ctx, of.agreement, vec![(of.issue.1.clone(), title)])}
            <h1>{t::history(l)}": "<span lang=of.lang.clone()>{of.of.clone()}</span></h1><p class="lead">{lead}</p>
        </section>
        {shown}
        {(versions.len() > 2).then(|| choose(ctx, of, versions, (older.unwrap_or(newer), newer)))}
        {(versions.len() > 1).then(|| all(ctx, of, versions, (older, newer)))}
        {crate::attachments::view::history(ctx, &of.attached.1, of.attached.0)}
        <p><a href=back>{t::back_to_issue(l)}</a></p>
    };
    Page::new(heading).of(of.agreement, Nav::Issues).layout("wrap stack narrow").render(ctx, content.into_html())
}

/// One version, as it was written.
fn whole(ctx: &Ctx, of: &Subject<'_>, at: usize, v: &Version) -> Html {
    let l = ctx.locale;
    let title = if at == 0 { t::first_version(l).to_string() } else { t::version(l, at + 1) };
    let parts: Vec<_> = v.texts.iter().map(|(name, text)| part(l, &of.lang, name, diff::plain(text))).collect();
    view! { <section aria-labelledby="visad"><h2 id="visad">{title}</h2><p class="quiet">{moment(ctx, v)}</p>{parts}</section> }.into_html()
}

fn part(l: Locale, lang: &Option<String>, name: &'static str, html: String) -> Html {
    let own = lang.as_ref().map(|_| l.code());
    let heading = (!name.is_empty()).then(|| view! { <h3 lang=own>{name}</h3> });
    view! { {heading}<div class="prose" lang=lang.clone() inner_html=html></div> }.into_html()
}

/// What changed from one version to another.
fn comparison(ctx: &Ctx, of: &Subject<'_>, (a, old): (usize, &Version), (b, new): (usize, &Version)) -> Html {
    let l = ctx.locale;
    let marks = Marks::new(l, of.lang.as_deref());
    let (same, changed): (Vec<_>, Vec<_>) = old.texts.iter().zip(&new.texts).partition(|((_, old), (_, new))| old == new);
    let parts: Vec<_> = changed.iter().map(|((name, old), (_, new))| part(l, &of.lang, name, diff::merged(&marks, old, new))).collect();
    let facts = facts(l, old, new);
    let (no_parts, no_facts) = (parts.is_empty(), facts.is_none());
    let kept = old.facts.is_some() && new.facts.is_some();
    let nothing = (no_parts && no_facts).then(|| if kept { t::no_difference(l) } else { t::only_unkept(l) });
    let names: Vec<&str> = same.iter().map(|((name, _), _)| *name).filter(|name| !name.is_empty()).collect();
    let unchanged = (!names.is_empty() && !no_parts).then(|| view! { <p class="quiet">{t::unchanged_fields(l, names.join(", "))}</p> });
    view! {
        <section aria-labelledby="visad"><h2 id="visad">{t::compared(l, a + 1, b + 1)}</h2>
            <p class="quiet">{moment(ctx, old)}" – "{moment(ctx, new)}</p>
            {parts}{facts}{unchanged}{nothing.map(|words| view! { <p>{words}</p> })}
        </section>
    }
    .into_html()
}

/// What the one points at and the other does not; nothing where that is the same or was not kept.
fn facts(l: Locale, old: &Version, new: &Version) -> Option<Html> {
    let marks = Marks::new(l, None);
    let (old, new) = (old.facts.as_ref()?, new.facts.as_ref()?);
    let rows: Vec<_> = old
        .iter()
        .zip(new)
        .filter_map(|((name, old), (_, new))| {
            let gone = old.iter().filter(|x| !new.contains(x)).map(|x| marks.del(x));
            let came = new.iter().filter(|x| !old.contains(x)).map(|x| marks.ins(x));
            let html: Vec<String> = gone.chain(came).collect();
            (!html.is_empty()).then(|| view! { <div><dt>{*name}</dt><dd inner_html=html.join("<br>")></dd></div> })
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <dl class="facts">{rows}</dl> }.into_html())
}

/// The form that compares any two.
fn choose(ctx: &Ctx, of: &Subject<'_>, versions: &[Version], (older, newer): (usize, usize)) -> Html {
    let l = ctx.locale;
    let problem = Problem::default();
    let f = Form::new(l, &problem, t::compare_label);
    let options = || versions.iter().enumerate().map(|(at, v)| (v.number.to_string(), t::compare_option(l, at + 1, written(ctx, v)))).collect();
    let number = |at: usize| versions.get(at).map(|v| v.number.to_string()).unwrap_or_default();
    view! {
        <section class="noprint" aria-labelledby="jamfor"><h2 class="h3" id="jamfor">{t::compare_title(l)}</h2>
            <form class="form" method="get" action=ctx.href(&of.path)>
                <div class="pair">{f.select("fran", &number(older), options(), Options::default())}{f.select("till", &number(newer), options(), Options::default())}</div>
                <div class="acts"><button class="button second">{t::compare_button(l)}</button></div>
            </form></section>
    }
    .into_html()
}

/// All versions, newest first: each leads to what it changed.
fn all(ctx: &Ctx, of: &Subject<'_>, versions: &[Version], shown: (Option<usize>, usize)) -> Html {
    let l = ctx.locale;
    let path = ctx.href(&of.path);
    let rows: Vec<_> = versions
        .iter()
        .enumerate()
        .rev()
        .map(|(at, v)| {
            let before = at.checked_sub(1);
            let title = if at == 0 { t::first_version(l).to_string() } else { t::version(l, at + 1) };
            let whole = format!("{path}?till={}", v.number);
            let to = before.and_then(|b| versions.get(b)).map_or_else(|| whole.clone(), |b| format!("{path}?fran={}&till={}", b.number, v.number));
            let current = (shown == (before, at)).then_some("true");
            let now = (at + 1 == versions.len()).then(|| view! { <span class="state">{t::version_now(l)}</span> });
            let read = (at > 0).then(|| view! { <a href=whole>{t::version_read(l, at + 1)}</a> });
            view! { <li><h3><a href=to aria-current=current>{title}</a></h3><p class="meta">{moment(ctx, v)}{now}{read}</p></li> }
        })
        .collect();
    view! { <section class="noprint" aria-labelledby="alla"><h2 class="h3" id="alla">{t::versions_heading(l)}</h2><ul class="rows">{rows}</ul></section> }
        .into_html()
}

/// Names of what a version of an issue points at. The forum only where its author chooses it, which is before anybody can read the issue:
/// after that it is moved by an act, which stands in the chain with its reason and by whom.
fn facts_of(l: Locale, a: &Agreement, v: &IssueText, chooses_forum: bool) -> Option<Vec<(&'static str, Vec<String>)>> {
    let lang = v.lang.as_deref()?;
    let chosen = |list: &Option<String>, id: i64| list.as_deref().unwrap_or_default().split(',').any(|x| x.parse() == Ok(id));
    let forum = a.forum_by_id(v.forum_id).filter(|_| chooses_forum).map(|f| f.name.get(l).to_string());
    Some(vec![
        (t::list_filter_forum(l), forum.into_iter().collect()),
        (t::themes(l), a.themes.iter().filter(|x| chosen(&v.themes, x.id.0)).map(|x| x.name.get(l).to_string()).collect()),
        (t::areas(l), a.areas.iter().filter(|x| chosen(&v.areas, x.id.0)).map(|x| x.name.get(l).to_string()).collect()),
        (t::principles(l), a.principles.iter().filter(|x| chosen(&v.principles, x.id.0)).map(|x| x.title.get(l).to_string()).collect()),
        (t::commitments(l), a.commitments.iter().filter(|x| chosen(&v.commitments, x.id.0)).map(|x| x.title.get(l).to_string()).collect()),
        language(l, lang),
    ])
}

fn language(l: Locale, lang: &str) -> (&'static str, Vec<String>) {
    (common::written_in(l), common::languages(l).into_iter().filter(|(code, _)| code == lang).map(|(_, name)| name).collect())
}

/// What an issue has said.
pub fn issue(ctx: &Ctx, h: &IssueHistory, query: &HistoryQuery) -> Response {
    let l = ctx.locale;
    let version = |v: &IssueText| Version {
        number: v.version,
        written_at: v.written_at,
        texts: vec![
            (t::label(l, "title"), v.title.clone()),
            (t::label(l, "what"), v.what.clone()),
            (t::why_heading(l), v.why.clone()),
            (t::whom_heading(l), v.whom.clone()),
            (t::ask_heading(l), v.ask.clone()),
        ],
        facts: facts_of(l, &h.agreement, v, h.issue.published_at.is_none()),
    };
    let path = paths::issue(&h.agreement.slug, h.issue.number, &h.issue.slug);
    let of = Subject {
        agreement: &h.agreement,
        issue: (&h.issue.title, path.clone()),
        path: format!("{path}/historik"),
        of: h.issue.title.clone(),
        lang: ui::lang_of(l, &h.issue.lang),
        attached: (&h.attached, path.clone()),
    };
    page(ctx, &of, &h.versions.iter().map(version).collect::<Vec<_>>(), query)
}

/// What a contribution has said.
pub fn contribution(ctx: &Ctx, h: &ContributionHistory, query: &HistoryQuery) -> Response {
    let l = ctx.locale;
    let version = |v: &ContributionText| Version {
        number: v.version,
        written_at: v.written_at,
        texts: vec![("", v.text.clone())],
        facts: v.lang.as_deref().map(|lang| vec![language(l, lang)]),
    };
    let n = h.contribution.number;
    let path = paths::issue(&h.agreement.slug, h.issue.number, &h.issue.slug);
    let of = Subject {
        agreement: &h.agreement,
        issue: (&h.issue.title, paths::contribution(&h.agreement.slug, h.issue.number, &h.issue.slug, n)),
        path: format!("{path}/inlagg/{n}/historik"),
        of: t::contribution_number(l, n),
        lang: ui::lang_of(l, &h.contribution.lang),
        attached: (&h.attached, path.clone()),
    };
    page(ctx, &of, &h.versions.iter().map(version).collect::<Vec<_>>(), query)
}
