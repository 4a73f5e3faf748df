//! How initiatives went, over time; and the form in which an initiator says how they were met.

use super::forms::initiative_of;
use super::rules::{FEW, WORDS};
use super::service::{self, Chosen, HowItWent, Period, ReceptionForm, Went, WentQuery};
use super::types::{InitiativeKind, Led};
use crate::agreements::types::{Agreement, Side};
use crate::context::Ctx;
use crate::curation::sentences::because;
use crate::i18n::Locale;
use crate::i18n::{activity, common as c, initiatives as t, surveys};
use crate::issues::list::filter::address;
use crate::issues::store::read::{hidden_as, withheld_as};
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::surveys::rules::mean_of;
use crate::ui::chart::{self, Column};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::{Path, Query};

/// Initiatives in the list on the page; all are in the file.
const SHOWN: usize = 100;

/// Its title; one whose words are kept from readers has its number.
pub(super) fn title_of(l: Locale, w: &Went) -> String {
    w.row.title.clone().unwrap_or_else(|| if w.row.hidden { hidden_as(l, w.row.number) } else { withheld_as(l, w.row.number) }.0)
}

/// Where an initiative is read.
pub(super) fn path_of(a: &Agreement, w: &Went) -> String {
    match (w.kind, &w.row.slug) {
        (InitiativeKind::Wish, _) => paths::wish(&a.slug, w.row.number),
        (InitiativeKind::Issue, Some(slug)) => paths::issue(&a.slug, w.row.number, slug),
        (InitiativeKind::Issue, None) => format!("{}/{}", paths::issues(&a.slug), w.row.number),
    }
}

const fn side_code(side: Side) -> &'static str {
    match side {
        Side::CivilSociety => "civilsamhallet",
        Side::Public => "offentlig",
        Side::Both => "bada",
    }
}

/// What of the choice stands in the address.
fn pairs(a: &Agreement, x: &Chosen) -> Vec<(&'static str, String)> {
    [
        ("ar", Some(x.year.map_or_else(|| "alla".to_string(), |y| y.to_string()))),
        ("sida", x.side.map(|s| side_code(s).to_string())),
        ("slag", x.kind.map(|k| k.to_string())),
        ("forum", a.forum_by_id(x.forum).map(|f| f.slug.clone())),
        ("kvartal", x.quarter.map(|q| q.to_string())),
        ("utfall", x.led.map(|led| led.to_string())),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value?)))
    .collect()
}

fn to(ctx: &Ctx, a: &Agreement, x: &Chosen, page: &str) -> String {
    ctx.href(address(&format!("{}{page}", paths::initiatives(&a.slug)), &pairs(a, x)))
}

/// The way to how the initiatives of a forum went.
pub fn of_forum(ctx: &Ctx, a: &Agreement, slug: &str) -> Html {
    let href = ctx.href(address(&paths::initiatives(&a.slug), &[("forum", slug.to_string())]));
    view! { <p class="quiet noprint"><a class="more" href=href>{t::of_forum(ctx.locale)}</a></p> }.into_html()
}

/// The page.
pub async fn how_it_went(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<WentQuery>) -> PageResult {
    let seen = service::how_it_went(&ctx, &agreement, &query).await?;
    let (l, a, x) = (ctx.locale, &seen.agreement, &seen.chosen);
    let years: Vec<_> = seen
        .years
        .iter()
        .rev()
        .map(|y| (Some(*y), y.to_string()))
        .chain([(None, t::each_year(l).to_string())])
        .map(|(year, name)| {
            let href = to(&ctx, a, &Chosen { year, quarter: None, led: None, ..*x }, "");
            view! { <li><a href=href aria-current=(year == x.year).then_some("true")>{name}</a></li> }
        })
        .collect();
    let content = view! {
        <section class="head">{ui::breadcrumbs(&ctx, a, vec![(paths::issues(&a.slug), c::issues(l).to_string())])}
            <h1>{t::title(l)}</h1><p class="lead">{t::lead(l)}</p></section>
        <nav class="tabs" aria-label=t::years(l)><ul>{years}</ul></nav>
        {filters(&ctx, &seen)}
        {numbers(&ctx, &seen)}
        {list(&ctx, &seen)}
        <ul class="links"><li><a href=to(&ctx, a, x, ".csv")>{t::csv(l)}</a></li>
            <li><a href=ctx.href(paths::surveys(&a.slug))>{surveys::overview_title(l)}</a></li>
            <li><a href=ctx.href(paths::diary(&a.slug))>{activity::title(l)}</a></li></ul>
    };
    Ok(Page::new(t::title(l)).of(a, Nav::Issues).render(&ctx, content.into_html()))
}

fn filters(ctx: &Ctx, seen: &HowItWent) -> Html {
    let (l, a, x) = (ctx.locale, &seen.agreement, &seen.chosen);
    let select = |id: &'static str, label: &'static str, options: Vec<(String, String)>, chosen: String| {
        let options: Vec<_> = std::iter::once((String::new(), c::all(l).to_string()))
            .chain(options)
            .map(|(code, name)| {
                let selected = code == chosen;
                view! { <option value=code selected=selected>{name}</option> }
            })
            .collect();
        view! { <div class="field"><label for=id>{label}</label><select id=id name=id>{options}</select></div> }
    };
    let sides = [Side::CivilSociety, Side::Public, Side::Both].map(|s| (side_code(s).to_string(), t::side(l, s).to_string())).to_vec();
    let kinds = InitiativeKind::ALL.iter().map(|k| (k.to_string(), t::kind(l, *k).to_string())).collect();
    let forums: Vec<(String, String)> = a.forums.iter().map(|f| (f.slug.clone(), f.name.get(l).to_string())).collect();
    let forum = (!forums.is_empty()).then(|| select("forum", t::forum(l), forums, a.forum_by_id(x.forum).map(|f| f.slug.clone()).unwrap_or_default()));
    let led = Led::ALL.iter().map(|led| (led.to_string(), t::led(l, *led).to_string())).collect();
    let chosen = [x.side.is_some(), x.kind.is_some(), x.forum.is_some(), x.led.is_some()].into_iter().filter(|on| *on).count();
    let count = (chosen > 0).then(|| view! { " "<span class="count">{chosen}</span> });
    let year = x.year.map_or_else(|| "alla".to_string(), |y| y.to_string());
    let clear = (x.is_part() || x.led.is_some() || x.quarter.is_some()).then(|| {
        view! { <p><a class="more" href=to(ctx, a, &Chosen { year: x.year, ..Chosen::default() }, "")>{c::remove_all(l)}</a></p> }
    });
    view! {
        <details class="filters"><summary>{c::filter(l)}{count}</summary>
            <form method="get" action=ctx.href(paths::initiatives(&a.slug))><input type="hidden" name="ar" value=year />
                {select("sida", t::who(l), sides, x.side.map(|s| side_code(s).to_string()).unwrap_or_default())}
                {select("slag", t::col_kind(l), kinds, x.kind.map(|k| k.to_string()).unwrap_or_default())}
                {forum}
                {select("utfall", t::col_led(l), led, x.led.map(|led| led.to_string()).unwrap_or_default())}
                <button class="button second">{c::show(l)}</button></form></details>{clear}
    }
    .into_html()
}

fn name_of(ctx: &Ctx, p: &Period) -> String {
    p.quarter.map_or_else(|| p.year.to_string(), |q| t::quarter(ctx.locale, q))
}

/// The chart, and the table that says the same and more. Each number leads to what it counts.
fn numbers(ctx: &Ctx, seen: &HowItWent) -> Html {
    let (l, a, x) = (ctx.locale, &seen.agreement, &seen.chosen);
    let columns: Vec<Column> = seen
        .periods
        .iter()
        .map(|p| {
            let done = Led::ALL.iter().zip(&p.led).filter(|(led, _)| matches!(led, Led::Answered | Led::FollowedUp)).map(|(_, n)| n).sum();
            Column { label: name_of(ctx, p), value: p.all(), marked: done }
        })
        .collect();
    let head: Vec<_> =
        std::iter::once(t::all(l)).chain(Led::ALL.iter().map(|led| t::led(l, *led))).chain([t::met(l)]).map(|h| view! { <th scope="col">{h}</th> }).collect();
    let rows: Vec<_> = seen
        .periods
        .iter()
        .map(|p| {
            let place = Chosen { year: Some(p.year), quarter: p.quarter, ..*x };
            let link = |n: i64, led: Option<Led>| match n {
                0 => "0".into_html(),
                n => view! { <a href=format!("{}#lista", to(ctx, a, &Chosen { led, ..place }, ""))>{n}</a> }.into_html(),
            };
            let cells: Vec<_> = Led::ALL.iter().zip(&p.led).map(|(led, n)| view! { <td data-label=t::led(l, *led)>{link(*n, Some(*led))}</td> }).collect();
            let met = match p.experienced {
                Some((n, sum)) => t::met_mean(l, surveys::tenths(l, mean_of(sum, n)), n),
                None if x.is_part() => "–".to_string(),
                None => t::few(l).to_string(),
            };
            view! { <tr><th scope="row">{name_of(ctx, p)}</th><td data-label=t::all(l)>{link(p.all(), None)}</td>{cells}<td data-label=t::met(l)>{met}</td></tr> }
        })
        .collect();
    let caption = x.year.map_or_else(|| t::caption_years(l).to_string(), |y| t::caption(l, y));
    let part = x.is_part().then(|| view! { " "{t::met_part(l)} });
    view! {
        <section aria-labelledby="over-tid"><h2 id="over-tid">{t::over_time(l)}</h2>
            <div class="chart" inner_html=chart::columns(&caption, &columns)></div><p class="quiet">{t::chart_help(l)}</p>
            <div class="cq"><table class="cards"><caption>{caption}</caption><thead><tr><th scope="col">{t::period(l)}</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>
            <p class="quiet">{t::met_help(l, FEW)}{part}</p></section>
    }
    .into_html()
}

fn list(ctx: &Ctx, seen: &HowItWent) -> Html {
    let l = ctx.locale;
    let rows: Vec<_> = seen.list.iter().take(SHOWN).map(|w| row(ctx, &seen.agreement, w)).collect();
    let body = if rows.is_empty() {
        view! { <p class="quiet">{t::none(l)}</p> }.into_html()
    } else {
        let more = (seen.list.len() > SHOWN).then(|| view! { <p class="quiet">{t::more_in_file(l, SHOWN)}</p> });
        view! { <p class="quiet" role="status">{t::shown(l, seen.list.len())}</p><ul class="rows">{rows}</ul>{more} }.into_html()
    };
    view! { <section aria-labelledby="lista"><h2 id="lista">{t::list(l)}</h2>{body}</section> }.into_html()
}

fn row(ctx: &Ctx, a: &Agreement, w: &Went) -> Html {
    let l = ctx.locale;
    let title = title_of(l, w);
    let class = match w.led {
        Led::Answered | Led::FollowedUp => "state done",
        Led::Ongoing => "state",
        Led::NotOn | Led::Joined | Led::Withdrawn => "state off",
    };
    let reason = w.row.reason_html.clone().filter(|html| !html.is_empty()).map(|html| {
        let lang = w.row.reason_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
        view! { <div class="quiet" lang=lang inner_html=because(l, &html)></div> }
    });
    let met = w.row.score.filter(|_| w.row.named == Some(true)).map(|score| {
        let words = w.row.words.clone().filter(|words| !words.is_empty()).map(|words| {
            let lang = w.row.words_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
            view! { <blockquote class="typed" lang=lang>{words}</blockquote> }
        });
        view! { <p>{t::said(l, &w.row.organisation, score)}</p>{words} }
    });
    view! {
        <li><h3><a href=ctx.href(path_of(a, w)) lang=ui::lang_of(l, &w.row.lang)>{title}</a></h3>
            <p class="meta"><span>{t::kind(l, w.kind)}</span>{ui::voice(&w.row.organisation, w.row.side, false)}{ui::time_tag(l, w.taken_on, ctx.today())}<span class=class>{t::led(l, w.led)}</span></p>
            {reason}{met}</li>
    }
    .into_html()
}

/// The form in which an initiator says how they were met.
pub async fn reception(ctx: Ctx, Path((agreement, what, number)): Path<(String, String, String)>) -> PageResult {
    let (kind, n) = initiative_of(&what, &number)?;
    reception_page(&ctx, &agreement, kind, n, None, &Problem::default()).await
}

/// The same, as typed when it failed.
pub async fn reception_page(ctx: &Ctx, agreement: &str, kind: InitiativeKind, number: i64, typed: Option<&ReceptionForm>, problem: &Problem) -> PageResult {
    let seen = service::receiving(ctx, agreement, kind, number).await?;
    let (l, a, r) = (ctx.locale, &seen.agreement, &seen.reception);
    let stored = ReceptionForm {
        version: r.version.to_string(),
        score: r.score.map(|s| s.to_string()).unwrap_or_default(),
        words: r.words.clone(),
        lang: if r.score.is_some() { r.lang.clone() } else { String::new() },
        named: if r.named { "1".into() } else { String::new() },
        ..ReceptionForm::default()
    };
    let form = typed.cloned().unwrap_or(stored);
    let version = problem.stale.map_or_else(|| form.version.clone(), |v| v.to_string());
    let f = Form::new(l, problem, t::label);
    let scores: Vec<_> = (1..=5).map(|n: i64| (n.to_string(), surveys::mark(l, true, n), String::new())).collect();
    let named = if r.stays_unnamed() {
        view! { {f.error("named")}<p class="quiet">{t::named_late(l)}</p> }.into_html()
    } else {
        let choices = vec![("1".to_string(), t::named_yes(l).to_string(), t::named_small(l).to_string())];
        f.choices("named", true, std::slice::from_ref(&form.named), choices, Options { optional: true, ..Options::default() })
    };
    let href = ctx.href(match (kind, &r.slug) {
        (InitiativeKind::Issue, Some(slug)) => paths::issue(&a.slug, number, slug),
        _ => paths::wish(&a.slug, number),
    });
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(paths::initiatives(&a.slug), t::title(l).to_string())])}
            <h1>{t::form_title(l)}</h1><p><a href=href lang=ui::lang_of(l, &r.title_lang)>{r.title.clone()}</a></p><p class="lead">{t::form_lead(l)}</p></section>
        <form class="form" method="post" action=ctx.href(paths::reception(&a.slug, kind.code(), number)) novalidate>
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="version" value=version />
            {f.choices("score", false, std::slice::from_ref(&form.score), scores, Options::default())}
            {f.area("words", &form.words, Options { optional: true, rows: 4, max: Some(WORDS), help: Some(t::words_help(l).into()), ..Options::default() })}
            {f.language(&form.lang)}
            {named}
            <p class="tells">{t::form_tells(l, FEW)}</p>
            <div class="acts"><button class="button">{c::save(l)}</button></div>
        </form>
    };
    Ok(Page::new(t::form_title(l)).of(a, Nav::Todo).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html()))
}
