//! The page of a promise: its words, its next date, what was done, and what the reader can do about it.

use super::parts;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::sentences;
use crate::events::EventKind;
use crate::events::store::EventRow;
use crate::i18n::{Locale, common as c, dates, promises as t};
use crate::issues::store::read::hidden_as;
use crate::promises::forms::number_of;
use crate::promises::rules::{self, Transition};
use crate::promises::service::{self, ActForm, PromiseView};
use crate::promises::store::TieRow;
use crate::promises::types::{PromiseAct, PromiseState};
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use crate::{paths, time};
use axum::extract::{Path, Query};
use chrono::NaiveDate;
use serde::Deserialize;

/// Which form is open.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ActQuery {
    /// Act.
    pub akt: String,
}

/// A promise.
pub async fn one(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Query(query): Query<ActQuery>) -> PageResult {
    let form = ActForm { act: query.akt, ..ActForm::default() };
    promise_page(&ctx, &agreement, number_of(&part)?, &form, &Problem::default()).await
}

/// A promise, with the form of an act as typed if it was.
pub async fn promise_page(ctx: &Ctx, agreement: &str, number: i64, form: &ActForm, problem: &Problem) -> PageResult {
    let seen = service::promise(ctx, agreement, number).await?;
    let (l, a, p) = (ctx.locale, &seen.agreement, &seen.promise);
    let title = t::numbered(l, p.number);
    let content = view! {
        <div class="two"><article class="stack">
            <section class="head">{ui::breadcrumbs(ctx, a, vec![(paths::promises(&a.slug), t::title(l).into())])}
                <h1>{title.clone()}</h1>
                <blockquote class="lead" lang=ui::lang_of(l, &p.lang)><p>{p.words.clone()}</p></blockquote>
                <p class="meta">{parts::state(ctx, p)}{parts::owner(ctx, a, p)}</p>
                {due(ctx, &seen)}</section>
            {acts(ctx, &seen, form, problem)}
            {chain(ctx, &seen)}
        </article><aside class="stack">{facts(ctx, &seen)}</aside></div>
    };
    Ok(Page::new(format!("{title}: {}", crate::text::shorten(&p.words, 60))).of(a, Nav::Meetings).status(problem.status).render(ctx, content.into_html()))
}

fn weekday_tag(ctx: &Ctx, date: NaiveDate) -> Html {
    view! { <time datetime=date.to_string()>{dates::weekday_day(ctx.locale, date, ctx.today())}</time> }.into_html()
}

/// Name of whoever the next thing is expected of.
fn expected_name<'a>(a: &'a Agreement, l: Locale, seen: &'a PromiseView) -> &'a str {
    let p = &seen.promise;
    if p.expected_of == Some(a.curator_id) { a.curator_name.get(l) } else { p.expected_name.as_deref().unwrap_or(&p.owner_name) }
}

/// The next expected date, or how it ended.
fn due(ctx: &Ctx, seen: &PromiseView) -> Option<Html> {
    let (l, a, p) = (ctx.locale, &seen.agreement, &seen.promise);
    if let Some(on) = p.closed_on {
        let (class, words) = if p.state == PromiseState::Kept { ("due done", t::ended_kept(l)) } else { ("due", t::ended_dropped(l)) };
        return Some(view! { <p class=class><span>{words}</span>" "<b>{weekday_tag(ctx, on)}</b></p> }.into_html());
    }
    let on = p.expected_on?;
    let late = time::days_late(on, ctx.today()) > 0;
    let words = t::due(l, p.state, p.kind, late, expected_name(a, l, seen));
    let (class, badge) = if late {
        ("due late", ui::late_state(l, on, ctx.today()).into_html())
    } else {
        ("due", view! { <span class="state">{dates::relative(l, on, ctx.today())}</span> }.into_html())
    };
    Some(view! { <p class=class><span>{words}</span>" "<b>{weekday_tag(ctx, on)}</b>" "{badge}</p> }.into_html())
}

fn fact(name: &'static str, value: Html) -> Html {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_html()
}

fn facts(ctx: &Ctx, seen: &PromiseView) -> Html {
    let (l, a, p) = (ctx.locale, &seen.agreement, &seen.promise);
    let talk = ctx.href(paths::meeting(&a.slug, p.meeting_number, &p.meeting_slug));
    let item = p.item_title.as_ref().map(|title| view! { ", "{t::made_item(l, title)} });
    let made = view! { <a href=talk lang=ui::lang_of(l, &p.meeting_lang)>{p.meeting_title.clone()}</a>", "{ui::time_tag(l, p.made_on, ctx.today())}{item} }
        .into_html();
    let owner = view! { <a href=ctx.href(paths::organisation(&a.slug, &p.owner_slug))>{parts::owner(ctx, a, p)}</a> }.into_html();
    let issue = p.issue_number.map(|n| {
        // one that is hidden has its number
        let shown = p.issue_title.clone().zip(p.issue_slug.clone());
        let lang = shown.as_ref().and(p.issue_lang.as_deref()).and_then(|lang| ui::lang_of(l, lang));
        let (title, slug) = shown.unwrap_or_else(|| hidden_as(l, n));
        fact(t::about_issue(l), view! { <a href=ctx.href(paths::issue(&a.slug, n, &slug)) lang=lang>{title}</a> }.into_html())
    });
    let evidence = (!p.evidence_url.is_empty())
        .then(|| fact(t::col_evidence(l), view! { <a href=p.evidence_url.clone() rel="nofollow ugc noopener">{t::evidence(l)}</a> }.into_html()));
    let of = |what: &'static str| seen.ties.iter().filter(move |x| x.what == what);
    let principles: Vec<_> = of("principle")
        .filter_map(|x| a.principle(x.number))
        .map(|x| view! { <li><a href=ctx.href(paths::principle(&a.slug, x.number))>{x.title.get(l).to_string()}</a></li> })
        .collect();
    let commitments: Vec<_> = of("commitment")
        .filter_map(|x| a.commitment(x.number))
        .map(|x| view! { <li><a href=ctx.href(paths::commitment(&a.slug, x.number))>{x.title.get(l).to_string()}</a></li> })
        .collect();
    let list = |name: &'static str, items: Vec<_>| (!items.is_empty()).then(|| fact(name, view! { <ul class="names">{items}</ul> }.into_html()));
    let correct = seen.corrects.then(|| {
        let href = ctx.href(format!("{}/andra", paths::promise(&a.slug, p.number)));
        view! { <p class="quiet noprint"><a class="more" href=href>{t::correct_link(l)}</a></p> }
    });
    view! {
        <section aria-labelledby="om"><h2 class="h3" id="om">{t::about(l)}</h2><dl class="facts">
            {fact(t::who_promised(l), t::by(l, &p.party, &p.function).into_html())}
            {fact(t::owner(l), owner)}{fact(t::kind(l), t::kind_of(l, p.kind).into_html())}
            {fact(t::made_at(l), made)}{issue}{list(t::about_principles(l), principles)}{list(t::about_commitments(l), commitments)}{evidence}
        </dl>{correct}</section>
        {agendas(ctx, seen, of("talk").collect())}
    }
    .into_html()
}

/// The talks on whose agenda it stood, or stands.
fn agendas(ctx: &Ctx, seen: &PromiseView, talks: Vec<&TieRow>) -> Option<Html> {
    let (l, a) = (ctx.locale, &seen.agreement);
    let items: Vec<_> = talks
        .into_iter()
        .filter_map(|x| {
            let (slug, title, at) = (x.slug.as_ref()?, x.title.clone()?, x.starts_local?);
            let lang = x.lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
            let words = if at > time::local(ctx.now()) { t::stands_on(l) } else { t::stood_on(l) };
            Some(view! {
                <li><time datetime=at.date().to_string()>{dates::day(l, at.date(), ctx.today())}</time>
                    <div><a href=ctx.href(paths::meeting(&a.slug, x.number, slug)) lang=lang>{title}</a><p class="quiet">{words}</p></div></li>
            })
        })
        .collect();
    (!items.is_empty())
        .then(|| view! { <section aria-labelledby="dag"><h2 class="h3" id="dag">{t::stood_on(l)}</h2><ul class="clocks">{items}</ul></section> }.into_html())
}

/// What stood there before it was corrected.
fn before(ctx: &Ctx, e: &EventRow) -> Option<Html> {
    if e.kind != EventKind::PromiseCorrected {
        return None;
    }
    let l = ctx.locale;
    let payload: serde_json::Value = serde_json::from_str(&e.payload).ok()?;
    let was = payload.get("before")?;
    let text = |key: &str| was.get(key).and_then(serde_json::Value::as_str);
    let date = text("due").and_then(|d| d.parse::<NaiveDate>().ok());
    let lines = [
        text("words").map(|w| t::before_words(l, w)),
        text("by").map(|w| t::before_by(l, w)),
        text("owner").map(|w| t::before_owner(l, w)),
        text("kind").and_then(|k| k.parse().ok()).map(|k| t::before_kind(l, t::kind_of(l, k))),
        date.map(|d| t::before_due(l, dates::day(l, d, ctx.today()))),
    ];
    let lines: Vec<_> = lines.into_iter().flatten().map(|line| view! { <p class="quiet">{line}</p> }).collect();
    Some(lines.into_html())
}

fn chain(ctx: &Ctx, seen: &PromiseView) -> Html {
    let (l, a, p) = (ctx.locale, &seen.agreement, &seen.promise);
    let events: Vec<_> = seen
        .chain
        .iter()
        .map(|e| {
            let class = matches!(e.kind, EventKind::PromiseKept | EventKind::PromiseDropped).then_some("answer");
            view! {
                <li class=class>{ui::time_tag(l, time::local_date(e.occurred_at), ctx.today())}
                    <p>{sentences::sentence_of_promise(ctx, a, e)}</p>{before(ctx, e)}{sentences::reason(l, e)}</li>
            }
        })
        .collect();
    let next = p.expected_on.map(|on| {
        let late = time::days_late(on, ctx.today()) > 0;
        let words = t::due(l, p.state, p.kind, late, expected_name(a, l, seen));
        let class = if late { "next late" } else { "next" };
        view! { <li class=class><b>{words}" "{weekday_tag(ctx, on)}</b></li> }
    });
    view! { <section aria-labelledby="kedja"><h2 id="kedja">{t::chain(l)}</h2><ol class="chain">{events}{next}</ol></section> }.into_html()
}

/// The acts that the reader can take: links, and the form of the one that was chosen.
fn acts(ctx: &Ctx, seen: &PromiseView, typed: &ActForm, problem: &Problem) -> Option<Html> {
    let (l, a, p) = (ctx.locale, &seen.agreement, &seen.promise);
    let path = paths::promise(&a.slug, p.number);
    let chosen = seen.acts.iter().find(|t| t.act.code() == typed.act);
    // what was typed for an act that is no longer possible is not lost
    let lost = (chosen.is_none() && !typed.text.trim().is_empty()).then(|| {
        let f = Form::new(l, problem, t::label);
        view! { {f.summary()}<blockquote class="typed">{typed.text.clone()}</blockquote> }
    });
    if seen.acts.is_empty() && lost.is_none() {
        return None;
    }
    let links: Vec<_> = seen
        .acts
        .iter()
        .filter(|t| Some(t.act) != chosen.map(|c| c.act))
        .map(|row| view! { <a class="button second" href=ctx.href(format!("{path}?akt={}#gor", row.act))>{t::act(l, row.act)}</a> })
        .collect();
    let form = chosen.map(|row| form(ctx, seen, row, typed, problem));
    Some(view! { <section class="noprint flow" id="gor" aria-labelledby="gora"><h2 id="gora">{t::acts_heading(l)}</h2>{lost}{form}<p class="acts">{links}</p></section> }.into_html())
}

fn form(ctx: &Ctx, seen: &PromiseView, row: &Transition, typed: &ActForm, problem: &Problem) -> Html {
    let (l, a, p) = (ctx.locale, &seen.agreement, &seen.promise);
    let answered = row.act == PromiseAct::Confirm && p.state == PromiseState::Claimed;
    let labels = match row.act {
        PromiseAct::Report => t::report_label,
        PromiseAct::Claim => t::done_label,
        PromiseAct::Confirm if answered => t::confirm_label,
        PromiseAct::Confirm => t::done_label,
        PromiseAct::Question | PromiseAct::Drop | PromiseAct::Reopen => t::why_label,
    };
    let f = Form::new(l, problem, labels);
    let version = problem.stale.unwrap_or(p.version).to_string();
    let url = matches!(row.act, PromiseAct::Claim | PromiseAct::Confirm)
        .then(|| f.input("url", &typed.url, Options { kind: "url", optional: true, max: Some(500), ..Options::default() }));
    let review = row.date == rules::Date::Review;
    let date = rules::takes_date(row.date, p.kind).then(|| {
        let help = review.then(|| t::next_review_help(l).to_string());
        f.input("next_on", &typed.next_on, Options { kind: "date", short: true, optional: review, help, ..Options::default() })
    });
    let judge = if rules::judge(a, p.owner_id) == a.curator_id { a.curator_name.get(l) } else { &a.steering_name };
    view! {
        <form class="form box" method="post" action=ctx.href(paths::promise(&a.slug, p.number)) novalidate>
            <h3>{t::act(l, row.act)}</h3>
            {f.summary()}
            {hidden(ctx, &typed.key, problem)}
            <input type="hidden" name="act" value=row.act.code() /><input type="hidden" name="version" value=version />
            {f.area("text", &typed.text, Options { rows: 4, max: Some(rules::NOTE.1), optional: answered, ..Options::default() })}
            {url}{date}
            {f.language(&typed.lang)}
            <p class="tells">{t::tells(l, row.act, judge)}</p>
            <div class="acts"><button class="button">{t::act(l, row.act)}</button><a href=ctx.href(paths::promise(&a.slug, p.number))>{c::cancel(l)}</a></div>
        </form>
    }
    .into_html()
}
