//! One decision about several issues: what to do, why and until when; then what became of each.

use super::bulk_waiting;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::pages::undo_form;
use crate::curation::service_subject::preset;
use crate::desk::rules::way_back;
use crate::desk::service::bulk::{self as service, Bulk, BulkForm, Decided, Outcome};
use crate::desk::service::bulk_waiting as waiting;
use crate::desk::store::bulk::ChosenRow;
use crate::error::{AppError, Faults};
use crate::i18n::{common as c, curation, desk as t, issues};
use crate::issues::rules::Transition;
use crate::issues::types::IssueAct;
use crate::paths;
use crate::phrases::pages as phrases;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::{Path, RawQuery};
use axum::response::Response;

/// The page, opened with what was marked in a queue.
pub async fn bulk(ctx: Ctx, Path(agreement): Path<String>, RawQuery(query): RawQuery) -> PageResult {
    let form: BulkForm = serde_html_form::from_str(query.as_deref().unwrap_or_default()).map_err(|_| AppError::BadRequest("query"))?;
    // what an address says is not what somebody wrote
    let form = BulkForm { key: String::new(), reason: String::new(), infoga: String::new(), erbjuds: Vec::new(), ..form };
    let faults = if form.is_of_contributions() { waiting::too_many(&form) } else { service::too_many(&form) };
    let status = if faults.0.is_empty() { http::StatusCode::OK } else { http::StatusCode::UNPROCESSABLE_ENTITY };
    let problem = Problem { faults, status, ..Problem::default() };
    bulk_page(&ctx, &agreement, &form, &problem).await
}

/// The page, as typed.
pub async fn bulk_page(ctx: &Ctx, agreement: &str, form: &BulkForm, problem: &Problem) -> PageResult {
    if form.is_of_contributions() {
        return Ok(bulk_waiting::draw(ctx, &waiting::open(ctx, agreement, form).await?, form, problem));
    }
    let seen = service::open(ctx, agreement, form).await?;
    Ok(draw(ctx, &seen, form, problem))
}

/// What became of each, and the form again for those that are left.
pub fn decided(ctx: &Ctx, seen: &Bulk, form: &BulkForm) -> Response {
    // another sending is another decision
    let fraga = seen.issues.iter().map(|i| i.number.to_string()).collect();
    let form = BulkForm { key: String::new(), fraga, erbjuds: Vec::new(), ..form.clone() };
    draw(ctx, seen, &form, &Problem::default())
}

/// The queue that one came from, narrowed as it was.
pub(super) fn queue_path(a: &Agreement, ko: &str) -> String {
    way_back(&a.slug, ko).unwrap_or_else(|| paths::desk(&a.slug))
}

fn draw(ctx: &Ctx, seen: &Bulk, form: &BulkForm, problem: &Problem) -> Response {
    let (l, a) = (ctx.locale, &seen.agreement);
    let back = ctx.href(queue_path(a, &form.ko));
    let told = (!seen.decided.is_empty()).then(|| result(ctx, seen, form));
    let missed = seen.decided.iter().any(|d| !matches!(d.outcome, Outcome::Done { .. }));
    let to_queue = Some((back.clone(), t::bulk_back(l).to_string()));
    // both kinds are marked and nothing is chosen yet: the only act of one of them is no choice
    let both = form.akt.is_empty() && !form.inlagg.is_empty();
    let mut also = (!form.inlagg.is_empty()).then(|| bulk_waiting::also(ctx, a, form));
    let rest = match (seen.issues.is_empty(), seen.open_act(&form.akt)) {
        (false, Some(act)) if !both => {
            // the form brings them along
            also = also.filter(|_| told.is_some());
            act_form(ctx, seen, act, form, problem)
        }
        (true, _) if told.is_none() && !form.gjorda.is_empty() => undo_left(ctx, seen, form, back),
        (nothing, _) => {
            let next = match nothing {
                true if told.is_some() => view! { <p class="acts"><a class="button" href=back>{t::bulk_back(l)}</a></p> }.into_html(),
                true => ui::empty(t::bulk_none_title(l), t::bulk_none_text(l), to_queue),
                false if seen.acts.is_empty() => ui::empty(t::bulk_nothing_title(l), t::bulk_nothing_text(l), to_queue),
                false => choose(ctx, seen, form),
            };
            let kept = (told.is_none() || missed).then(|| kept(ctx, seen, form, problem));
            view! { {kept}{next} }.into_html()
        }
    };
    let crumbs = ui::breadcrumbs(ctx, a, vec![(queue_path(a, &form.ko), c::desk(l).to_string())]);
    let content = view! {
        <section class="head">{crumbs}<h1>{t::bulk_title(l)}</h1>{(seen.decided.is_empty() && form.gjorda.is_empty()).then(|| view! { <p class="lead">{t::bulk_lead(l)}</p> })}</section>
        {told}{rest}{also}
    };
    let status = if missed { http::StatusCode::CONFLICT } else { problem.status };
    Page::new(t::bulk_title(l)).of(a, Nav::Desk).layout("wrap stack narrow").status(status).render(ctx, content.into_html())
}

/// What was typed, where there is no form for it any more, with what is wrong beside the fields that are gone.
fn kept(ctx: &Ctx, seen: &Bulk, form: &BulkForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let faults = Faults(problem.faults.0.iter().filter(|(field, _)| matches!(*field, "fraga" | "akt")).cloned().collect());
    let moved = seen.decided.is_empty() && !seen.issues.is_empty() && faults.0.is_empty() && !form.akt.is_empty();
    let problem = Problem { faults, ..problem.clone() };
    let moved = moved.then(|| view! { <div class="flash warning" role="alert"><p>{t::bulk_moved_on(l)}</p></div> });
    let typed = (!form.reason.trim().is_empty()).then(|| {
        view! { <div class="field"><label for="typed">{curation::your_text(l)}</label><textarea id="typed" rows="5" readonly=true inner_html=crate::shell::escape(&form.reason)></textarea></div> }
    });
    view! { {Form::new(l, &problem, t::label).summary()}{moved}{typed} }.into_html()
}

/// After one of several was undone: the others, while their minute lasts.
fn undo_left(ctx: &Ctx, seen: &Bulk, form: &BulkForm, back: String) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    if seen.undoable.is_empty() {
        return ui::empty(t::undo_over_title(l), t::undo_over_text(l), Some((back, t::bulk_back(l).to_string())));
    }
    let together: Vec<i64> = seen.undoable.iter().map(|last| last.number).collect();
    let rows: Vec<_> = seen
        .undoable
        .iter()
        .map(|last| {
            let href = ctx.href(paths::issue(&a.slug, last.number, &last.slug));
            let undo = undo_form(ctx, a, (last.number, &last.slug), (&form.ko, &together), t::undo_of(l, last.number));
            view! { <li><h3><a href=href>{last.title.clone()}</a></h3><p class="meta"><span>{curation::issue_number(l, last.number)}</span></p>{undo}</li> }
        })
        .collect();
    view! {
        <section class="flow" aria-labelledby="angra"><h2 id="angra">{t::undo_left(l)}</h2><p class="quiet">{t::undo_within(l)}</p><ul class="rows">{rows}</ul></section>
        <p class="acts"><a class="button" href=back>{t::bulk_back(l)}</a></p>
    }
    .into_html()
}

/// What an act will do: declining says another thing about what nobody has read.
fn tells(ctx: &Ctx, seen: &Bulk, act: &Transition) -> Vec<String> {
    let l = ctx.locale;
    let unread = act.act == IssueAct::Decline && seen.issues.iter().any(|i| !i.published);
    let read = act.act != IssueAct::Decline || seen.issues.iter().any(|i| i.published);
    match (read, unread) {
        (true, true) => vec![t::tells_read(l, curation::tells(l, act.act)), t::tells_unread(l, curation::tells_decline_unread(l))],
        (false, true) => vec![curation::tells_decline_unread(l).to_string()],
        _ => vec![curation::tells(l, act.act).to_string()],
    }
}

pub(super) fn paragraphs(class: &'static str, words: Vec<String>) -> Vec<Html> {
    words.into_iter().map(|words| view! { <p class=class>{words}</p> }.into_html()).collect()
}

fn link(ctx: &Ctx, a: &Agreement, i: &ChosenRow) -> Html {
    let href = ctx.href(paths::issue(&a.slug, i.number, &i.slug));
    view! { <a href=href lang=ui::lang_of(ctx.locale, &i.lang)>{i.title.clone()}</a> }.into_html()
}

fn meta(ctx: &Ctx, i: &ChosenRow) -> Html {
    let l = ctx.locale;
    view! { <span>{curation::issue_number(l, i.number)}</span><span>{i.who.clone()}</span><span class=ui::state_class(i.state)>{issues::state(l, i.state, i.in_forum)}</span> }
        .into_html()
}

fn result(ctx: &Ctx, seen: &Bulk, form: &BulkForm) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    let (done, missed): (Vec<_>, Vec<_>) = seen.decided.iter().partition(|d| matches!(d.outcome, Outcome::Done { .. }));
    let together: Vec<i64> = done.iter().filter(|d| d.outcome == Outcome::Done { undoable: true }).map(|d| d.issue.number).collect();
    let rows = |all: &[&Decided]| {
        all.iter()
            .map(|d| {
                let why = match d.outcome {
                    Outcome::Done { undoable } => {
                        undoable.then(|| undo_form(ctx, a, (d.issue.number, &d.issue.slug), (&form.ko, &together), t::undo_of(l, d.issue.number)))
                    }
                    Outcome::Stale => Some(view! { <p>{t::why_stale(l)}</p> }.into_html()),
                    Outcome::Refused(r) => Some(view! { <p>{c::refusal(l, r)}</p> }.into_html()),
                    Outcome::Failed => Some(view! { <p>{t::why_failed(l)}</p> }.into_html()),
                };
                view! { <li><h3>{link(ctx, a, &d.issue)}</h3><p class="meta">{meta(ctx, &d.issue)}</p>{why}</li> }
            })
            .collect::<Vec<_>>()
    };
    let not = (!missed.is_empty()).then(|| {
        let words = if missed.len() == 1 { t::not_done_one(l).to_string() } else { t::not_done_many(l, missed.len()) };
        view! { <section aria-labelledby="inte"><h2 id="inte">{words}</h2><ul class="rows">{rows(&missed)}</ul></section> }
    });
    let yes = (!done.is_empty()).then(|| {
        let words = if done.len() == 1 { t::done_one(l).to_string() } else { t::done_many(l, done.len()) };
        let undo = (!together.is_empty()).then(|| view! { <p class="quiet">{t::undo_within(l)}</p> });
        view! { <section aria-labelledby="klara"><h2 id="klara">{words}</h2>{undo}<ul class="rows">{rows(&done)}</ul></section> }
    });
    view! { <div class="stack">{not}{yes}</div> }.into_html()
}

/// The contributions that are marked too, as an address carries them.
fn contributions(form: &BulkForm) -> impl Iterator<Item = String> {
    waiting::chosen(form).into_iter().map(|((issue, number), _)| format!("&inlagg={issue}.{number}"))
}

fn choose(ctx: &Ctx, seen: &Bulk, form: &BulkForm) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    let chosen: String = seen.issues.iter().map(|i| format!("&fraga={}", i.number)).chain(contributions(form)).collect();
    let rows: Vec<_> = seen
        .acts
        .iter()
        .map(|act| {
            let href = ctx.href(format!("{}?ko={}&akt={}{chosen}", paths::bulk(&a.slug), paths::encode(&form.ko), act.act));
            view! { <li><h3><a href=href>{curation::act(l, act.act)}</a></h3>{paragraphs("quiet", tells(ctx, seen, act))}</li> }
        })
        .collect();
    let issues: Vec<_> = seen.issues.iter().map(|i| view! { <li><h3>{link(ctx, a, i)}</h3><p class="meta">{meta(ctx, i)}</p></li> }).collect();
    let words = if seen.issues.len() == 1 { t::bulk_choose_one(l).to_string() } else { t::bulk_choose(l, seen.issues.len()) };
    view! {
        <section aria-labelledby="akt"><h2 id="akt">{words}</h2><ul class="rows">{rows}</ul></section>
        <section aria-labelledby="fraga"><h2 class="h3" id="fraga">{t::field_issues(l)}</h2><ul class="rows">{issues}</ul></section>
    }
    .into_html()
}

fn act_form(ctx: &Ctx, seen: &Bulk, act: &Transition, form: &BulkForm, problem: &Problem) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    let f = Form::new(l, problem, t::label);
    // just opened, all are chosen and the date is filled in; as typed, what was chosen is, and the rest stands there unchosen
    let fresh = form.key.is_empty();
    let sent = form.chosen();
    let is_chosen = |i: &ChosenRow| fresh || sent.iter().any(|(n, _)| *n == i.number);
    let value = |i: &ChosenRow| format!("{}.{}", i.number, form.looked_at(i.number).unwrap_or(i.version));
    let issues: Vec<_> = seen.issues.iter().map(|i| (value(i), i.title.clone(), format!("{} · {}", i.who, issues::state(l, i.state, i.in_forum)))).collect();
    let chosen: Vec<_> = seen.issues.iter().filter(|i| is_chosen(i)).map(value).collect();
    let offered: Vec<_> = seen.issues.iter().map(|i| view! { <input type="hidden" name="erbjuds" value=value(i) /> }).collect();
    let next_on = if fresh && form.next_on.is_empty() { preset(act.act, ctx.today()).to_string() } else { form.next_on.clone() };
    let date = service::dated(act.act).then(|| f.input("next_on", &next_on, Options { kind: "date", short: true, ..Options::default() }));
    let others = seen.acts.len() > 1;
    let marked: String = seen.issues.iter().map(|i| format!("&fraga={}", i.number)).chain(contributions(form)).collect();
    let beside: Vec<_> =
        waiting::chosen(form).into_iter().map(|((i, n), _)| view! { <input type="hidden" name="inlagg" value=format!("{i}.{n}") /> }).collect();
    let other = ctx.href(format!("{}?ko={}{marked}", paths::bulk(&a.slug), paths::encode(&form.ko)));
    // without a number: boxes are unchecked after it was drawn
    let button = t::bulk_button(l, act.act);
    let again = (!seen.decided.is_empty()).then(|| view! { <h2 id="igen">{t::again_title(l)}</h2> });
    view! {
        <form class="form" method="post" action=ctx.href(paths::bulk(&a.slug)) novalidate>
            {phrases::default_button(&seen.phrases, button)}
            {again}
            <h2 class="h3" id="akt">{curation::act(l, act.act)}</h2>
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="ko" value=form.ko.clone() /><input type="hidden" name="akt" value=act.act.code() />{offered}{beside}
            {f.choices("fraga", true, &chosen, issues, Options::default())}
            {f.area("reason", &form.reason, Options { help: Some(curation::help_reason(l).into()), rows: 4, max: Some(2000), ..Options::default() })}
            {phrases::picker(ctx, a, &seen.phrases, &form.fras, &f)}
            {date}{f.language(&form.lang)}
            {paragraphs("tells", tells(ctx, seen, act))}
            <div class="acts"><button class="button">{button}</button>{others.then(|| view! { <a href=other>{curation::other_choice(l)}</a> })}</div>
        </form>
    }
    .into_html()
}
