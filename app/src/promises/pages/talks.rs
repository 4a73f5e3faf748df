//! High-level talks and assemblies by year: three a year, by type, what was promised at each, and what comes next.

use super::parts;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::{common as c, meetings as m, promises as t};
use crate::meetings::types::MeetingState;
use crate::paths;
use crate::promises::rules::TALKS_A_YEAR;
use crate::promises::service::{self, Talks, YearOfTalks, talks_for};
use crate::promises::store::{GistRow, TalkRow};
use crate::promises::types::Occasion;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::hidden;
use crate::ui::prelude::*;
use crate::ui::{self, Form, Pager, Problem};
use axum::extract::{Path, Query};
use chrono::Datelike;
use serde::Deserialize;

/// Which page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct TalksQuery {
    /// The year before which talks are shown.
    pub fore: String,
}

/// The page.
pub async fn talks(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<TalksQuery>) -> PageResult {
    let before = query.fore.parse().ok().filter(|year| (1900..=9999).contains(year));
    talks_page(&ctx, &agreement, before, &Problem::default()).await
}

/// The same, with what was wrong with a form.
pub async fn talks_page(ctx: &Ctx, agreement: &str, before: Option<i32>, problem: &Problem) -> PageResult {
    let seen = service::talks(ctx, agreement, before).await?;
    let (l, a) = (ctx.locale, &seen.agreement);
    let years: Vec<_> = seen.years.iter().map(|year| of_year(ctx, &seen, year)).collect();
    let next = (!seen.paged).then(|| next(ctx, a, seen.next.as_ref()));
    let f = Form::new(l, problem, t::label);
    let base = paths::talks(&a.slug);
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(paths::meetings(&a.slug), c::meetings(l).into())])}
            <h1>{t::talks_title(l)}</h1><p class="lead">{t::talks_lead(l)}</p>
            <p class="quiet"><a class="more" href=ctx.href(paths::promises(&a.slug))>{t::to_ledger(l)}</a></p></section>
        {f.summary()}
        {next}
        {years}
        {ui::pager(l, Pager { previous: seen.paged.then(|| ctx.href(&base)), next: seen.older.map(|year| ctx.href(format!("{base}?fore={year}"))) })}
    };
    Ok(Page::new(t::talks_title(l)).of(a, Nav::Meetings).status(problem.status).render(ctx, content.into_html()))
}

fn next(ctx: &Ctx, a: &Agreement, next: Option<&(TalkRow, Vec<GistRow>)>) -> Html {
    let l = ctx.locale;
    let content = match next {
        None => view! { <p class="quiet">{t::next_none(l)}</p> }.into_html(),
        Some((talk, items)) => {
            let brief = ctx.href(paths::meeting_part(&a.slug, talk.number, &talk.slug, "underlag"));
            let items: Vec<_> = items
                .iter()
                .map(|i| {
                    let (title, lang) = i.name(l);
                    let mark = i.promise_id.map(|_| view! { <span class="state">{t::col_words(l)}</span>" " });
                    view! { <li>{mark}<span lang=ui::lang_of(l, lang.as_deref().unwrap_or(&talk.lang))>{title}</span></li> }
                })
                .collect();
            view! { {parts::talk_card(ctx, a, talk)}<ul class="marked">{items}</ul><p class="acts"><a class="button second" href=brief>{t::brief_link(l)}</a></p> }.into_html()
        }
    };
    view! { <section aria-labelledby="nasta"><h2 id="nasta">{t::next_agenda(l)}</h2>{content}</section> }.into_html()
}

fn of_year(ctx: &Ctx, seen: &Talks, year: &YearOfTalks) -> Html {
    let l = ctx.locale;
    let now = ctx.today().year();
    let id = format!("ar-{}", year.year);
    let title = if year.year == now { t::year_now(l, year.year) } else { year.year.to_string() };
    let other: Vec<_> = year.beside(None);
    let slot = |name: &'static str, talks: Vec<&TalkRow>| {
        let content = if talks.is_empty() {
            let words = if year.year < now { t::slot_missed(l) } else { t::slot_empty(l) };
            view! { <p class="quiet">{words}</p> }.into_html()
        } else {
            talks.into_iter().map(|talk| one(ctx, seen, talk)).collect::<Vec<_>>().into_html()
        };
        view! { <section class="flow"><h3>{name}</h3>{content}</section> }
    };
    let other = (!other.is_empty()).then(|| slot(t::slot_other(l), other));
    let cancelled: Vec<_> = year.cancelled.iter().map(|talk| one(ctx, seen, talk)).collect();
    let cancelled = (!cancelled.is_empty()).then(|| view! { <section class="flow"><h3>{t::talk_cancelled(l)}</h3>{cancelled}</section> });
    view! {
        <section aria-labelledby=id.clone()><h2 id=id.clone()>{title}</h2><p class="meta"><span>{t::planned(l, year.talks.len(), TALKS_A_YEAR)}</span></p>
            {slot(t::slot_assembly(l), year.assembly())}
            {slot(t::slot_budget(l), year.beside(Some(Occasion::Budget)))}
            {slot(t::slot_accounts(l), year.beside(Some(Occasion::Accounts)))}
            {other}{cancelled}</section>
    }
    .into_html()
}

fn one(ctx: &Ctx, seen: &Talks, talk: &TalkRow) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    let held = talk.ends_at <= ctx.now();
    let state = match (talk.state, held) {
        (MeetingState::Cancelled, _) => view! { <span class="state off">{t::talk_cancelled(l)}</span> }.into_html(),
        (_, true) => view! { <span class="state done">{t::talk_held(l)}</span> }.into_html(),
        (_, false) => view! { <span class="state">{t::talk_coming(l)}</span> }.into_html(),
    };
    let href = ctx.href(paths::meeting(&a.slug, talk.number, &talk.slug));
    let promises: Vec<_> = talks_for(&seen.promises, talk).iter().map(|p| parts::row(ctx, a, p, true)).collect();
    let promises = if !promises.is_empty() {
        Some(view! { <p>{t::promised_here(l)}":"</p><ul class="rows">{promises}</ul> }.into_html())
    } else {
        (held && talk.state != MeetingState::Cancelled).then(|| view! { <p class="quiet">{t::promised_none(l)}</p> }.into_html())
    };
    view! {
        <p class="meta">{ui::time_tag(l, talk.starts_local.date(), ctx.today())}<a href=href lang=ui::lang_of(l, &talk.lang)>{m::kind(l, talk.kind)}": "{talk.title.clone()}</a>{state}</p>
        {promises}{occasion(ctx, seen, talk)}
    }
    .into_html()
}

/// For those who run them: what a small talk is held beside.
fn occasion(ctx: &Ctx, seen: &Talks, talk: &TalkRow) -> Option<Html> {
    let (l, a) = (ctx.locale, &seen.agreement);
    if !seen.manages || talk.kind != crate::meetings::types::MeetingKind::HighLevelTalk || talk.state == MeetingState::Cancelled {
        return None;
    }
    let id = format!("vid-{}", talk.number);
    let options: Vec<_> = std::iter::once((String::new(), t::occasion_none(l)))
        .chain(Occasion::ALL.iter().map(|o| (o.to_string(), t::occasion(l, *o))))
        .map(|(code, name)| {
            let selected = talk.occasion.map(|o| o.to_string()).unwrap_or_default() == code;
            view! { <option value=code selected=selected>{name}</option> }
        })
        .collect();
    let quiet = Problem::default();
    Some(
        view! {
            <details class="more noprint"><summary>{t::field_occasion(l)}<span class="vh">": "{talk.title.clone()}</span></summary>
                <form class="form" method="post" action=ctx.href(paths::talk(&a.slug, talk.number))>{hidden(ctx, "", &quiet)}
                    <div class="field short"><label for=id.clone()>{t::field_occasion(l)}</label><select id=id name="occasion">{options}</select></div>
                    <div class="acts"><button class="button second">{c::save(l)}</button></div></form></details>
        }
        .into_html(),
    )
}
