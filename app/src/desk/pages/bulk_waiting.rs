//! One decision about several contributions that wait: what to do, and why; then what became of each.

use super::bulk::{paragraphs, queue_path};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::desk::service::bulk::{BulkForm, Outcome};
use crate::desk::service::bulk_waiting::{self as service, BulkWaiting, DecidedContribution};
use crate::desk::store::bulk::ChosenContributionRow;
use crate::desk::types::WaitingAct;
use crate::i18n::{common as c, curation, desk as t};
use crate::paths;
use crate::phrases::pages as phrases;
use crate::shell::{Nav, Page};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::response::Response;

/// What became of each, and the form again for those that are left.
pub fn decided(ctx: &Ctx, seen: &BulkWaiting, form: &BulkForm) -> Response {
    // another sending is another decision
    let inlagg = seen.rows.iter().map(|row| format!("{}.{}", row.issue, row.number)).collect();
    let form = BulkForm { key: String::new(), inlagg, erbjuds: Vec::new(), ..form.clone() };
    draw(ctx, seen, &form, &Problem::default())
}

/// The page, as typed.
pub fn draw(ctx: &Ctx, seen: &BulkWaiting, form: &BulkForm, problem: &Problem) -> Response {
    let (l, a) = (ctx.locale, &seen.agreement);
    let back = ctx.href(queue_path(a, &form.ko));
    let told = (!seen.decided.is_empty()).then(|| result(ctx, a, &seen.decided));
    let missed = seen.decided.iter().any(|d| !matches!(d.outcome, Outcome::Done { .. }));
    let act = form.akt.parse::<WaitingAct>().ok();
    let rest = match (seen.rows.is_empty(), act) {
        (false, Some(act)) => act_form(ctx, seen, act, form, problem),
        (false, None) => choose(ctx, seen, form, problem),
        (true, _) => {
            let next = if told.is_some() {
                view! { <p class="acts"><a class="button" href=back>{t::bulk_back(l)}</a></p> }.into_html()
            } else {
                ui::empty(t::waiting_none_title(l), t::waiting_none_text(l), Some((back, t::bulk_back(l).to_string())))
            };
            let typed = (told.is_none() || missed).then(|| typed(ctx, form, problem));
            view! { {typed}{next} }.into_html()
        }
    };
    // with a form open it brings them along
    let issues = (told.is_some() || seen.rows.is_empty()).then(|| also_issues(ctx, a, form));
    let crumbs = ui::breadcrumbs(ctx, a, vec![(queue_path(a, &form.ko), c::desk(l).to_string())]);
    let content = view! {
        <section class="head">{crumbs}<h1>{t::waiting_title(l)}</h1>{seen.decided.is_empty().then(|| view! { <p class="lead">{t::waiting_lead(l)}</p> })}</section>
        {told}{rest}{issues}
    };
    let status = if missed { http::StatusCode::CONFLICT } else { problem.status };
    Page::new(t::waiting_title(l)).of(a, Nav::Desk).layout("wrap stack narrow").status(status).render(ctx, content.into_html())
}

/// What was typed, where there is no form for it any more.
fn typed(ctx: &Ctx, form: &BulkForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let typed = (!form.reason.trim().is_empty()).then(|| {
        view! { <div class="field"><label for="typed">{curation::your_text(l)}</label><textarea id="typed" rows="5" readonly=true inner_html=crate::shell::escape(&form.reason)></textarea></div> }
    });
    // the fields of what is wrong are gone with the form
    let problem = Problem { faults: Default::default(), ..problem.clone() };
    view! { {Form::new(l, &problem, t::label).summary()}{typed} }.into_html()
}

fn link(ctx: &Ctx, a: &Agreement, row: &ChosenContributionRow) -> Html {
    let l = ctx.locale;
    let href = ctx.href(paths::contribution(&a.slug, row.issue, &row.slug, row.number));
    view! { <a href=href lang=ui::lang_of(l, &row.lang)>{curation::contribution_to(l, &row.title)}</a> }.into_html()
}

fn meta(ctx: &Ctx, row: &ChosenContributionRow) -> Html {
    let l = ctx.locale;
    view! { <p class="meta"><span>{curation::issue_number(l, row.issue)}</span><span>{crate::i18n::issues::contribution_number(l, row.number)}</span><span>{row.who.clone()}</span></p> }
        .into_html()
}

fn text(ctx: &Ctx, row: &ChosenContributionRow) -> Html {
    let l = ctx.locale;
    view! { <div class="prose" lang=ui::lang_of(l, &row.text_lang) inner_html=ui::prose(l, &row.html)></div> }.into_html()
}

fn result(ctx: &Ctx, a: &Agreement, decided: &[DecidedContribution]) -> Html {
    let l = ctx.locale;
    let (done, missed): (Vec<_>, Vec<_>) = decided.iter().partition(|d| matches!(d.outcome, Outcome::Done { .. }));
    let rows = |all: &[&DecidedContribution]| {
        all.iter()
            .map(|d| {
                let why = match d.outcome {
                    Outcome::Done { .. } => None,
                    Outcome::Stale => Some(t::why_stale(l)),
                    Outcome::Refused(r) => Some(c::refusal(l, r)),
                    Outcome::Failed => Some(t::why_failed(l)),
                };
                view! { <li><h3>{link(ctx, a, &d.row)}</h3>{meta(ctx, &d.row)}{why.map(|why| view! { <p>{why}</p> })}</li> }
            })
            .collect::<Vec<_>>()
    };
    let not = (!missed.is_empty()).then(|| {
        view! { <section aria-labelledby="inte"><h2 id="inte">{t::waiting_not_done(l, missed.len())}</h2><ul class="rows">{rows(&missed)}</ul></section> }
    });
    let yes = (!done.is_empty()).then(|| {
        view! { <section aria-labelledby="klara"><h2 id="klara">{t::waiting_done(l, done.len())}</h2><ul class="rows">{rows(&done)}</ul></section> }
    });
    view! { <div class="stack">{not}{yes}</div> }.into_html()
}

/// What is marked, of both kinds, as an address carries it.
fn marked(form: &BulkForm) -> String {
    let contributions = service::chosen(form).into_iter().map(|((issue, number), _)| format!("&inlagg={issue}.{number}"));
    let issues = form.chosen().into_iter().map(|(number, _)| format!("&fraga={number}"));
    contributions.chain(issues).collect()
}

fn acts(ctx: &Ctx, a: &Agreement, form: &BulkForm) -> Html {
    let l = ctx.locale;
    let rows: Vec<_> = WaitingAct::ALL
        .iter()
        .map(|act| {
            let href = ctx.href(format!("{}?ko={}&akt={act}{}", paths::bulk(&a.slug), paths::encode(&form.ko), marked(form)));
            view! { <li><h3><a href=href>{t::waiting_act(l, *act)}</a></h3>{paragraphs("quiet", vec![t::waiting_tells(l, *act).to_string()])}</li> }
        })
        .collect();
    view! { <ul class="rows">{rows}</ul> }.into_html()
}

/// Contributions that are marked beside issues: they are decided about by themselves.
pub fn also(ctx: &Ctx, a: &Agreement, form: &BulkForm) -> Html {
    let l = ctx.locale;
    view! { <section aria-labelledby="inlagg"><h2 id="inlagg">{t::waiting_also(l, service::chosen(form).len())}</h2>{acts(ctx, a, form)}</section> }.into_html()
}

/// Issues that are marked beside contributions.
fn also_issues(ctx: &Ctx, a: &Agreement, form: &BulkForm) -> Option<Html> {
    let l = ctx.locale;
    let issues: String = form.chosen().into_iter().map(|(number, _)| format!("&fraga={number}")).collect();
    let href = ctx.href(format!("{}?ko={}{issues}", paths::bulk(&a.slug), paths::encode(&form.ko)));
    (!issues.is_empty())
        .then(|| view! { <p class="acts"><a class="button second" href=href>{t::waiting_also_issues(l, form.chosen().len())}</a></p> }.into_html())
}

fn choose(ctx: &Ctx, seen: &BulkWaiting, form: &BulkForm, problem: &Problem) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    let rows: Vec<_> = seen.rows.iter().map(|row| view! { <li><h3>{link(ctx, a, row)}</h3>{meta(ctx, row)}{text(ctx, row)}</li> }).collect();
    view! {
        {typed(ctx, form, problem)}
        <section aria-labelledby="akt"><h2 id="akt">{t::waiting_choose(l, seen.rows.len())}</h2>{acts(ctx, a, form)}</section>
        <section aria-labelledby="inlagg"><h2 class="h3" id="inlagg">{t::field_contributions(l)}</h2><ul class="rows">{rows}</ul></section>
    }
    .into_html()
}

fn act_form(ctx: &Ctx, seen: &BulkWaiting, act: WaitingAct, form: &BulkForm, problem: &Problem) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    let f = Form::new(l, problem, t::label);
    // just opened, all are chosen; as typed, what was chosen is, and the rest stands there unchosen
    let fresh = form.key.is_empty();
    let sent = service::chosen(form);
    let is_chosen = |row: &ChosenContributionRow| fresh || sent.iter().any(|(n, _)| *n == (row.issue, row.number));
    let value =
        |row: &ChosenContributionRow| format!("{}.{}.{}", row.issue, row.number, service::looked_at(form, (row.issue, row.number)).unwrap_or(row.version));
    let choices: Vec<_> = seen.rows.iter().map(|row| (value(row), curation::contribution_to(l, &row.title), row.who.clone())).collect();
    let chosen: Vec<_> = seen.rows.iter().filter(|row| is_chosen(row)).map(value).collect();
    let offered: Vec<_> = seen.rows.iter().map(|row| view! { <input type="hidden" name="erbjuds" value=value(row) /> }).collect();
    let beside: Vec<_> = form.chosen().into_iter().map(|(number, _)| view! { <input type="hidden" name="fraga" value=number.to_string() /> }).collect();
    let marked: String = seen.rows.iter().map(|row| format!("&inlagg={}.{}", row.issue, row.number)).collect();
    let issues: String = form.chosen().into_iter().map(|(number, _)| format!("&fraga={number}")).collect();
    let other = ctx.href(format!("{}?ko={}{marked}{issues}", paths::bulk(&a.slug), paths::encode(&form.ko)));
    let again = (!seen.decided.is_empty()).then(|| view! { <h2 id="igen">{t::again_title(l)}</h2> });
    // without a number: boxes are unchecked after it was drawn
    let button = t::waiting_button(l, act);
    // nobody publishes what they have not read
    let texts: Vec<_> = seen.rows.iter().map(|row| view! { <li><h3>{link(ctx, a, row)}</h3>{meta(ctx, row)}{text(ctx, row)}</li> }).collect();
    view! {
        <form class="form" method="post" action=ctx.href(paths::bulk(&a.slug)) novalidate>
            {phrases::default_button(&seen.phrases, button)}
            {again}
            <h2 class="h3" id="akt">{t::waiting_act(l, act)}</h2>
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="ko" value=form.ko.clone() /><input type="hidden" name="akt" value=act.code() />{offered}{beside}
            {f.choices("inlagg", true, &chosen, choices, Options::default())}
            {f.area("reason", &form.reason, Options { help: Some(curation::help_reason_hide(l).into()), rows: 4, max: Some(2000), ..Options::default() })}
            {phrases::picker(ctx, a, &seen.phrases, &form.fras, &f)}
            {f.language(&form.lang)}
            <p class="tells">{t::waiting_tells(l, act)}</p>
            <div class="acts"><button class="button">{button}</button><a href=other>{curation::other_choice(l)}</a></div>
        </form>
        <section aria-labelledby="texter"><h2 class="h3" id="texter">{t::waiting_texts(l)}</h2><ul class="rows">{texts}</ul></section>
    }
    .into_html()
}
