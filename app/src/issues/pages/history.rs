//! What an issue or a contribution has said before, version by version.

use super::diff;
use crate::attachments::store::PastRow;
use crate::context::Ctx;
use crate::i18n::{dates, issues as t};
use crate::issues::service::{ContributionHistory, IssueHistory};
use crate::issues::store::read::IssueText;
use crate::shell::{Nav, Page};
use crate::{paths, time, ui};
use axum::response::Response;
use chrono::{DateTime, Utc};
use leptos::prelude::*;

fn version(ctx: &Ctx, number: usize, at: DateTime<Utc>, lang: Option<String>, content: AnyView) -> AnyView {
    let l = ctx.locale;
    let title = if number == 1 { t::first_version(l).to_string() } else { t::version(l, number) };
    view! {
        <section aria-labelledby=format!("v{number}")>
            <h2 class="h3" id=format!("v{number}")>{title}</h2>
            <p class="quiet"><time datetime=at.to_rfc3339()>{dates::moment(l, time::local(at), ctx.today())}</time></p>
            <div class="prose" lang=lang>{content}</div>
        </section>
    }
    .into_any()
}

fn frame(
    ctx: &Ctx,
    agreement: &std::sync::Arc<crate::agreements::types::Agreement>,
    issue: (&str, String),
    title: String,
    (versions, attached): (Vec<AnyView>, &[PastRow]),
) -> Response {
    let l = ctx.locale;
    let none = (versions.len() < 2).then(|| view! { <p class="quiet">{t::no_changes(l)}</p> });
    let back = ctx.href(&issue.1);
    let content = view! {
        <section class="head">
            {ui::breadcrumbs(ctx, agreement, vec![(issue.1, issue.0.to_string())])}
            <h1>{title.clone()}</h1><p class="lead">{t::history_lead(l)}</p>{none}
        </section>
        {versions}
        {crate::attachments::view::history(ctx, attached)}
        <p><a href=back>{t::back_to_issue(l)}</a></p>
    };
    Page::new(title).of(agreement, Nav::Issues).layout("wrap stack narrow").render(ctx, content.into_any())
}

/// Fields of an issue that are compared, with the words above them.
fn fields(ctx: &Ctx, v: &IssueText) -> [(&'static str, String); 5] {
    let l = ctx.locale;
    [
        (t::label(l, "title"), v.title.clone()),
        (t::label(l, "what"), v.what.clone()),
        (t::why_heading(l), v.why.clone()),
        (t::whom_heading(l), v.whom.clone()),
        (t::ask_heading(l), v.ask.clone()),
    ]
}

/// Versions of an issue, newest first.
pub fn issue(ctx: &Ctx, h: &IssueHistory) -> Response {
    let l = ctx.locale;
    let lang = ui::lang_of(l, &h.issue.lang);
    let mut versions: Vec<AnyView> = Vec::new();
    for (at, v) in h.versions.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| h.versions.get(at));
        let parts: Vec<_> = fields(ctx, v)
            .into_iter()
            .enumerate()
            .filter_map(|(i, (name, text))| {
                let html = match before {
                    None => diff::plain(&text),
                    Some(before) => {
                        let old = &fields(ctx, before)[i].1;
                        if *old == text {
                            return None;
                        }
                        diff::merged(old, &text)
                    }
                };
                Some(view! { <h3 lang=l.code()>{name}</h3><div inner_html=html></div> })
            })
            .collect();
        let content = if parts.is_empty() { view! { <p lang=l.code()>{t::only_tags(l)}</p> }.into_any() } else { parts.into_any() };
        versions.push(version(ctx, at + 1, v.written_at, lang.clone(), content));
    }
    versions.reverse();
    let path = paths::issue(&h.agreement.slug, h.issue.number, &h.issue.slug);
    let title = format!("{}: {}", t::history(l), h.issue.title);
    frame(ctx, &h.agreement, (&h.issue.title, path), title, (versions, &h.attached))
}

/// Versions of a contribution, newest first.
pub fn contribution(ctx: &Ctx, h: &ContributionHistory) -> Response {
    let l = ctx.locale;
    let lang = ui::lang_of(l, &h.contribution.lang);
    let mut versions: Vec<AnyView> = Vec::new();
    for (at, (_, text, written_at)) in h.versions.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| h.versions.get(at));
        let html = before.map_or_else(|| diff::plain(text), |(_, old, _)| diff::merged(old, text));
        versions.push(version(ctx, at + 1, *written_at, lang.clone(), view! { <div inner_html=html></div> }.into_any()));
    }
    versions.reverse();
    let path = paths::contribution(&h.agreement.slug, h.issue.number, &h.issue.slug, h.contribution.number);
    let title = format!("{}: {}", t::history(l), t::contribution_number(l, h.contribution.number));
    frame(ctx, &h.agreement, (&h.issue.title, path), title, (versions, &h.attached))
}
