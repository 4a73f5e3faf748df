//! Pages of the questions after a meeting: the own one, what was answered, and the answers over time.

use super::rules::{Brief, FEW, Numbers, Scale, WORDS, WordsAct};
use super::service::{self, OwnSurvey, Results, SurveyForm, WordsForm, last_day};
use super::store::SurveyRow;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::{Locale, common as c, dates, meetings, surveys as t};
use crate::meetings::service::number;
use crate::meetings::store::Meeting;
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::chart::{self, Column};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::Path;
use chrono::Datelike;
use std::collections::BTreeMap;

/// The questions behind the own link.
pub async fn own(ctx: Ctx, Path((agreement, part, token)): Path<(String, String, String)>) -> PageResult {
    own_page(&ctx, &agreement, &part, &token, &SurveyForm::default(), &Problem::default()).await
}

/// The same, as typed when the form failed.
pub async fn own_page(ctx: &Ctx, agreement: &str, part: &str, token: &str, form: &SurveyForm, problem: &Problem) -> PageResult {
    let seen = service::own(ctx, agreement, number(part)?, token).await?;
    let (l, m) = (ctx.locale, &seen.meeting);
    let over = seen.closes_at <= ctx.now();
    let title = match (seen.spent, over) {
        (true, _) => t::own_thanks_title(l),
        (false, true) => t::own_over_title(l),
        (false, false) => t::own_title(l),
    };
    let content = match (seen.spent, over) {
        (true, _) => view! { <p class="lead">{t::own_thanks(l, FEW)}</p>{to_results(ctx, &seen)} }.into_html(),
        (false, true) => view! { <p class="lead">{t::own_over(l)}</p>{to_results(ctx, &seen)} }.into_html(),
        (false, false) => questions(ctx, &seen, token, form, problem),
    };
    let href = ctx.href(paths::meeting(&seen.agreement.slug, m.number, &m.slug));
    let content = view! {
        <section class="head"><h1>{title}</h1><p><a href=href lang=ui::lang_of(l, &m.lang)>{m.title.clone()}</a></p></section>{content}
    };
    Ok(Page::new(title).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html()))
}

fn to_results(ctx: &Ctx, seen: &OwnSurvey) -> Html {
    let href = ctx.href(paths::meeting_part(&seen.agreement.slug, seen.meeting.number, &seen.meeting.slug, "enkat"));
    view! { <p><a class="more" href=href>{t::to_results(ctx.locale)}</a></p> }.into_html()
}

fn questions(ctx: &Ctx, seen: &OwnSurvey, token: &str, form: &SurveyForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let f = Form::new(l, problem, t::label);
    let marks = |met: bool| (1..=5).map(|n: i64| (n.to_string(), t::mark(l, met, n), String::new())).collect::<Vec<_>>();
    let help = t::words_help(l, a.curator_name.get(l));
    let until = dates::weekday_day(l, last_day(seen.closes_at), ctx.today());
    view! {
        <p class="lead">{t::own_lead(l)}</p>
        <form class="form" method="post" action=ctx.href(paths::own_survey(&a.slug, m.number, &m.slug, token)) novalidate>
            {f.summary()}
            {f.choices("met", false, std::slice::from_ref(&form.met), marks(true), Options::default())}
            {f.choices("learned", false, std::slice::from_ref(&form.learned), marks(false), Options::default())}
            {f.area("words", &form.words, Options { optional: true, rows: 4, max: Some(WORDS), help: Some(help), ..Options::default() })}
            {f.language(&form.lang)}
            <p class="tells">{t::own_until(l, until)}</p>
            <div class="acts fill"><button class="button">{t::own_send(l)}</button></div>
        </form>
    }
    .into_html()
}

/// What was answered about a meeting.
pub async fn results(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    results_page(&ctx, &agreement, &part, &WordsForm::default(), &Problem::default()).await
}

/// The same, with the form that lets words through as it was sent.
pub async fn results_page(ctx: &Ctx, agreement: &str, part: &str, form: &WordsForm, problem: &Problem) -> PageResult {
    let seen = service::results(ctx, agreement, number(part)?).await?;
    let (l, a, s) = (ctx.locale, &seen.agreement, &seen.survey);
    let until = dates::weekday_day(l, last_day(s.closes_at), ctx.today());
    let lead = if s.closes_at > ctx.now() { t::results_lead_open(l, until) } else { t::results_lead(l, until) };
    let numbers = match &seen.numbers {
        Some(n) => view! { <p class="meta"><span>{t::answers_of(l, n.answers, s.asked)}</span></p><p class="quiet">{t::few_text(l, FEW)}</p>{scales(l, n)} }
            .into_html(),
        None => view! { <p><strong>{t::few(l)}</strong>" "{t::few_text(l, FEW)}</p> }.into_html(),
    };
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).to_string()), (paths::meeting(&a.slug, s.number, &s.slug), s.title.clone())];
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}<h1>{t::section(l)}</h1><p class="lead">{lead}</p></section>
        {numbers}
        {seen.numbers.is_some().then(|| words(l, &seen))}
        {seen.judges.then(|| judging(ctx, &seen, part, form, problem))}
        <p class="quiet"><a class="more" href=ctx.href(paths::surveys(&a.slug))>{t::overview_title(l)}</a></p>
    };
    let title = format!("{}: {}", t::section(l), s.title);
    Ok(Page::new(title).of(a, Nav::Meetings).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html()))
}

/// Both scales, each as a chart and as the table that says the same.
fn scales(l: Locale, n: &Numbers) -> Html {
    let one = |id: &'static str, title: &'static str, scale: Scale, met: bool| {
        let columns: Vec<Column> = (1..).zip(scale).map(|(mark, count): (i64, i64)| Column { label: mark.to_string(), value: count, marked: count }).collect();
        let rows: Vec<_> = (1..)
            .zip(scale)
            .map(|(mark, count)| view! { <tr><th scope="row">{t::mark(l, met, mark)}</th><td data-label=t::count(l)>{count}</td></tr> })
            .collect();
        view! {
            <section aria-labelledby=id><h2 id=id>{title}</h2><p>{t::average(l)}": "<b>{t::mean(l, scale)}</b></p>
                <div class="chart" inner_html=chart::columns(title, &columns)></div>
                <table class="cards"><caption class="vh">{title}</caption><thead><tr><th scope="col">{t::scale(l)}</th><th scope="col">{t::count(l)}</th></tr></thead><tbody>{rows}</tbody></table></section>
        }
    };
    view! { {one("bemotande", t::field_met(l), n.met, true)}{one("larde", t::field_learned(l), n.learned, false)} }.into_html()
}

/// Words that all may read.
fn words(l: Locale, seen: &Results) -> Html {
    let items: Vec<_> = seen
        .words
        .iter()
        .filter(|w| w.shown)
        .map(|w| view! { <li><blockquote class="typed" lang=ui::lang_of(l, &w.lang)>{w.words.clone()}</blockquote></li> })
        .collect();
    let list = if items.is_empty() {
        view! { <p class="quiet">{t::words_none(l)}</p> }.into_html()
    } else {
        view! { <p class="quiet">{t::words_lead(l)}</p><ul class="rows">{items}</ul> }.into_html()
    };
    view! { <section aria-labelledby="ord"><h2 id="ord">{t::words_title(l)}</h2>{list}</section> }.into_html()
}

/// All words that were counted, for those who let them through.
fn judging(ctx: &Ctx, seen: &Results, part: &str, form: &WordsForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    if seen.words.is_empty() {
        return ().into_html();
    }
    let f = Form::new(l, problem, t::label);
    let choices: Vec<_> = seen.words.iter().map(|w| (w.id.clone(), w.words.clone(), if w.shown { t::shown(l).to_string() } else { String::new() })).collect();
    let action = ctx.href(format!("/{}/moten/{part}/enkat", seen.agreement.slug));
    view! {
        <section class="noprint box flow" aria-labelledby="slapp"><h2 class="h3" id="slapp">{t::judge_title(l)}</h2><p class="quiet">{t::judge_lead(l)}</p>
            <form class="form" method="post" action=action novalidate>
                {f.summary()}
                {hidden(ctx, &form.key, problem)}
                {f.choices("id", true, &form.id, choices, Options::default())}
                {f.area("reason", &form.reason, Options { rows: 2, max: Some(2000), ..Options::default() })}
                {f.language(&form.lang)}
                <div class="acts"><button class="button" name="act" value=WordsAct::Show.code()>{t::show_button(l)}</button>
                    <button class="button second" name="act" value=WordsAct::Hide.code()>{t::hide_button(l)}</button></div>
            </form></section>
    }
    .into_html()
}

/// What a meeting's page says of it, with the way to the rest.
pub fn of_meeting(ctx: &Ctx, a: &Agreement, m: &Meeting, brief: Option<Brief>) -> Option<Html> {
    let l = ctx.locale;
    let brief = brief?;
    let href = ctx.href(paths::meeting_part(&a.slug, m.number, &m.slug, "enkat"));
    let text = match brief.shown {
        Some((n, met, learned)) => view! {
            <ul class="plainlist"><li>{t::line_met(l, t::tenths(l, met))}</li><li>{t::line_learned(l, t::tenths(l, learned))}</li></ul><p class="quiet">{t::answers(l, n)}</p>
        }
        .into_html(),
        None => view! { <p class="quiet">{t::few(l)}</p> }.into_html(),
    };
    Some(
        view! { <section aria-labelledby="enkat"><h2 class="h3" id="enkat">{t::section(l)}</h2>{text}<p><a class="more" href=href>{t::more(l)}</a></p></section> }
            .into_html(),
    )
}

/// All meetings about which people were asked.
pub async fn overview(ctx: Ctx, Path(agreement): Path<String>) -> PageResult {
    let seen = service::overview(&ctx, &agreement).await?;
    let (l, a) = (ctx.locale, &seen.agreement);
    let head = view! {
        <section class="head">{ui::breadcrumbs(&ctx, a, vec![(paths::meetings(&a.slug), c::meetings(l).to_string())])}
            <h1>{t::overview_title(l)}</h1><p class="lead">{t::overview_lead(l)}</p><p class="quiet">{t::few_text(l, FEW)}</p></section>
    };
    let body = if seen.surveys.is_empty() {
        ui::empty(t::overview_none_title(l), t::overview_none_text(l), Some((ctx.href(paths::meetings(&a.slug)), c::meetings(l).to_string())))
    } else {
        let rows: Vec<_> = seen.surveys.iter().map(|(s, n)| row(&ctx, a, s, n.as_ref())).collect();
        view! { {years(l, &seen.surveys)}<section aria-labelledby="motena"><h2 id="motena">{t::overview_meetings(l)}</h2><ul class="rows">{rows}</ul></section> }.into_html()
    };
    Ok(Page::new(t::overview_title(l)).of(a, Nav::Meetings).render(&ctx, view! { {head}{body} }.into_html()))
}

/// Years, of the meetings whose numbers are shown.
fn years(l: Locale, surveys: &[(SurveyRow, Option<Numbers>)]) -> Option<Html> {
    let mut by_year: BTreeMap<i32, Vec<Numbers>> = BTreeMap::new();
    for (s, n) in surveys {
        if let Some(n) = n {
            by_year.entry(s.starts_local.date().year()).or_default().push(*n);
        }
    }
    let rows: Vec<_> = by_year
        .into_iter()
        .rev()
        .filter_map(|(year, all)| {
            let meetings = all.len();
            let n = Numbers::together(all)?;
            Some(view! {
                <tr><th scope="row">{year}</th><td data-label=t::overview_meetings(l)>{meetings}</td><td data-label=t::count(l)>{n.answers}</td>
                    <td data-label=t::met_column(l)>{t::mean(l, n.met)}</td><td data-label=t::learned_column(l)>{t::mean(l, n.learned)}</td></tr>
            })
        })
        .collect();
    (!rows.is_empty()).then(|| {
        let head: Vec<_> = [t::year(l), t::overview_meetings(l), t::count(l), t::met_column(l), t::learned_column(l)].map(|h| view! { <th scope="col">{h}</th> }).into_iter().collect();
        view! { <div class="cq"><table class="cards"><caption>{t::overview_table(l)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div> }.into_html()
    })
}

fn row(ctx: &Ctx, a: &Agreement, s: &SurveyRow, n: Option<&Numbers>) -> Html {
    let l = ctx.locale;
    let href = ctx.href(paths::meeting_part(&a.slug, s.number, &s.slug, "enkat"));
    let numbers = match n {
        Some(n) => view! {
            <span>{t::line_met(l, t::mean(l, n.met))}</span><span>{t::line_learned(l, t::mean(l, n.learned))}</span><span>{t::answers_of(l, n.answers, s.asked)}</span>
        }
        .into_html(),
        None => view! { <span>{t::few(l)}</span> }.into_html(),
    };
    view! {
        <li><h3><a href=href lang=ui::lang_of(l, &s.lang)>{s.title.clone()}</a></h3>
            <p class="meta"><span>{meetings::kind(l, s.kind)}</span><span>{ui::time_tag(l, s.starts_local.date(), ctx.today())}</span>{numbers}</p></li>
    }
    .into_html()
}
