//! Pages of appeals: the form, the queue, and an appeal with the form that decides it.

use super::service::{self, Appeal, AppealForm, Appealing};
use super::service_decide::DecideForm;
use super::store::ListedAppeal;
use super::types::AppealOutcome;
use crate::agreements::types::{Agreement, Side};
use crate::context::Ctx;
use crate::curation::forms::issue_of;
use crate::curation::{sentences, service_subject};
use crate::error::{AppError, Refusal};
use crate::i18n::{appeals as t, common as c, curation, issues, restrictions};
use crate::issues::islands::Drafts;
use crate::issues::types::IssueAct;
use crate::shell::{Nav, Page, PageResult, redirect};
use crate::text::markdown;
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use crate::{paths, text, time};
use axum::extract::{Path, Query};
use chrono::{DateTime, Utc};
use serde::Deserialize;

/// What the address of the form carries.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AppealQuery {
    /// Number of the contribution.
    pub inlagg: i64,
}

/// The form that appeals, just opened. What is appealed already leads to its appeal.
pub async fn form(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Query(query): Query<AppealQuery>) -> PageResult {
    let (number, _) = issue_of(&part)?;
    let seen = service::appealing(&ctx, &agreement, number, query.inlagg).await?;
    if let Some(made) = seen.target.appeal {
        return Ok(redirect(&ctx, paths::appeal(&agreement, made), None));
    }
    if let Some(refusal) = seen.refusal {
        return Err(refusal.into());
    }
    let form = AppealForm { inlagg: query.inlagg.to_string(), akt: seen.target.position.map(|p| p.to_string()).unwrap_or_default(), ..AppealForm::default() };
    Ok(draw_form(&ctx, &seen, &form, &Problem::default()))
}

/// The form that appeals, as it was typed, under the act as it is now: that one is appealed when it is sent again.
pub async fn form_page(ctx: &Ctx, agreement: &str, number: i64, form: &AppealForm, problem: &Problem) -> PageResult {
    let seen = service::appealing(ctx, agreement, number, form.inlagg.trim().parse().unwrap_or(0)).await?;
    let akt = seen.target.position.map_or_else(|| form.akt.clone(), |p| p.to_string());
    Ok(draw_form(ctx, &seen, &AppealForm { akt, ..form.clone() }, problem))
}

/// An act as a heading, with its day and reason.
fn act_box(ctx: &Ctx, heading: &'static str, what: String, at: Option<DateTime<Utc>>, (reason, lang): (&str, &str), log: Option<String>) -> Html {
    let l = ctx.locale;
    let when = at.map(|at| ui::time_tag(l, time::local_date(at), ctx.today()));
    let reason = (!reason.is_empty()).then(|| {
        let html = sentences::because(l, reason);
        view! { <div class="prose" lang=ui::lang_of(l, lang) inner_html=ui::prose(l, &html)></div> }
    });
    let log = log.map(|href| view! { <p class="quiet"><a class="more" href=ctx.href(href)>{t::act_in_log(l)}</a></p> });
    view! {
        <section class="box flow" aria-labelledby="beslut"><h2 class="h3" id="beslut">{heading}</h2><p>{capital(&what)}" "<span class="quiet">{when}</span></p>{reason}{log}</section>
    }
    .into_html()
}

/// With a capital at the start.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn draw_form(ctx: &Ctx, seen: &Appealing, form: &AppealForm, problem: &Problem) -> axum::response::Response {
    let (l, a, target) = (ctx.locale, &seen.agreement, &seen.target);
    let f = Form::new(l, problem, t::label);
    let issue = paths::issue(&a.slug, target.number, &target.slug);
    let back = target.contribution.map_or_else(|| issue.clone(), |n| format!("{issue}#inlagg-{n}"));
    let what = t::decision(l, target.act, target.contribution.unwrap_or(0), curation::issue_number(l, target.number));
    // somebody was faster
    let made = target.appeal.map(|made| view! { <p><a href=ctx.href(paths::appeal(&a.slug, made))>{t::own_made(l)}</a></p> });
    let reason = (target.reason_html.as_deref().unwrap_or_default(), target.reason_lang.as_deref().unwrap_or_default());
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(issue.clone(), target.title.clone())])}<h1>{t::form_title(l)}</h1><p class="lead">{t::form_lead(l, &a.steering_name)}</p></section>
        {act_box(ctx, t::form_which(l), what, target.acted_at, reason, None)}
        <form class="form" method="post" action=ctx.href(format!("{issue}/overklaga")) data-draft=format!("{issue}/overklaga/{}", form.inlagg) novalidate>
            {f.summary()}{made}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="inlagg" value=form.inlagg.clone() /><input type="hidden" name="akt" value=form.akt.clone() />
            {f.area("text", &form.text, Options { rows: 8, max: Some(4000), help: Some(t::text_help(l).into()), ..Options::default() })}
            {f.language(&form.lang)}
            <Drafts l=l/>
            <p class="tells">{t::form_tells(l, &a.steering_name)}</p>
            <div class="acts"><button class="button">{t::form_button(l)}</button><a href=ctx.href(back)>{c::cancel(l)}</a></div>
        </form>
    };
    Page::new(t::form_title(l)).of(a, Nav::Issues).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html())
}

fn state_class(outcome: Option<AppealOutcome>) -> &'static str {
    match outcome {
        None => "state wait",
        Some(AppealOutcome::Changed | AppealOutcome::Stands) => "state done",
        Some(AppealOutcome::Withdrawn) => "state off",
    }
}

/// The queue: what waits, oldest first, then what was decided.
pub async fn queue(ctx: Ctx, Path(agreement): Path<String>) -> PageResult {
    let (agreement, all) = service::queue(&ctx, &agreement).await?;
    let l = ctx.locale;
    let (waiting, closed): (Vec<_>, Vec<_>) = all.iter().partition(|a| a.outcome.is_none());
    let count = waiting.len();
    let rows = |list: Vec<&ListedAppeal>| list.into_iter().map(|row| listed(&ctx, &agreement, row)).collect::<Vec<_>>();
    let waits = if waiting.is_empty() {
        ui::empty(t::queue_none_title(l), t::queue_none_text(l), None)
    } else {
        view! { <section aria-labelledby="vantar"><h2 id="vantar">{t::queue_waiting(l)}" "<span class="count">{count}</span></h2><ul class="rows">{rows(waiting)}</ul></section> }
            .into_html()
    };
    let closed = (!closed.is_empty())
        .then(|| view! { <section aria-labelledby="klara"><h2 id="klara">{t::queue_closed(l)}</h2><ul class="rows">{rows(closed)}</ul></section> });
    let content = view! {
        <section class="head"><h1>{t::queue_title(l)}</h1><p class="lead">{t::queue_lead(l, &agreement.steering_name)}</p></section>
        {waits}{closed}
        <p class="quiet"><a class="more" href=ctx.href(paths::restrictions(&agreement.slug))>{restrictions::all_title(l)}</a></p>
    };
    Ok(Page::new(t::queue_title(l)).of(&agreement, Nav::Appeals).layout("wrap stack narrow").private().render(&ctx, content.into_html()))
}

fn listed(ctx: &Ctx, a: &Agreement, row: &ListedAppeal) -> Html {
    let (l, today) = (ctx.locale, ctx.today());
    let what = t::decision(l, Some(row.act), row.contribution.unwrap_or(0), curation::issue_number(l, row.issue_number));
    let late = row.due_on.filter(|_| row.outcome.is_none()).and_then(|d| ui::late_state(l, d, today));
    let state = late.unwrap_or_else(|| view! { <span class=state_class(row.outcome)>{t::outcome(l, row.outcome, row.settled)}</span> }.into_html());
    let when = match (row.closed_at, row.due_on) {
        (Some(at), _) => Some(ui::time_tag(l, time::local_date(at), today)),
        (None, Some(due)) => Some(view! { {t::answer_by(l)}" "{ui::time_tag(l, due, today)} }.into_html()),
        (None, None) => None,
    };
    // a decision taken again after it was changed without a hearing is seen
    let again = match (row.taken_again, row.appealed_before) {
        (true, _) => Some(t::taken_again(l)),
        (false, true) => Some(t::appealed_before(l)),
        (false, false) => None,
    };
    let again = again.map(|text| view! { <p class="quiet">{text}</p> });
    let who = match (&row.organisation_name, row.organisation_side) {
        (Some(name), side) => ui::voice(name, side.unwrap_or(Side::CivilSociety), false),
        (None, _) => ui::voice(t::by_individual(l), Side::CivilSociety, false),
    };
    view! {
        <li><h3><a href=ctx.href(paths::appeal(&a.slug, row.number))>{format!("{}: {what}", t::title(l, row.number))}</a></h3>
            <p class="quiet" lang=ui::lang_of(l, &row.issue_lang)>{row.issue_title.clone()}</p>
            <p class="meta">{state}{who}<span>{t::made_on(l)}" "{ui::time_tag(l, time::local_date(row.created_at), today)}</span><span>{when}</span></p>{again}</li>
    }
    .into_html()
}

/// An appeal, just opened.
pub async fn appeal(ctx: Ctx, Path((agreement, number)): Path<(String, String)>) -> PageResult {
    let number = number.parse().map_err(|_| AppError::NotFound)?;
    appeal_page(&ctx, &agreement, number, &DecideForm::default(), &Problem::default()).await
}

/// An appeal, with a decision as it was typed.
pub async fn appeal_page(ctx: &Ctx, agreement: &str, number: i64, form: &DecideForm, problem: &Problem) -> PageResult {
    let seen = service::show(ctx, agreement, number).await?;
    let (l, a, row) = (ctx.locale, &seen.agreement, &seen.row);
    let title = t::title(l, number);
    let issue = paths::issue(&a.slug, row.issue_number, &row.issue_slug);
    let href = row.contribution.map_or_else(|| issue.clone(), |n| format!("{issue}#inlagg-{n}"));
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(issue.clone(), row.issue_title.clone())])}<h1>{title.clone()}</h1>{standing(ctx, &seen)}</section>
        {read(ctx, &seen)}
        <p class="quiet"><a class="more" href=ctx.href(href)>{t::to_issue(l, row.issue_number)}</a></p>
        {below(ctx, &seen, form, problem)}
    };
    let nav = if seen.own { Nav::Issues } else { Nav::Appeals };
    Ok(Page::new(title).of(a, nav).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html()))
}

/// What there is to read of an appeal: what came of it, the act, the author's words, and the text that the act was against.
pub fn read(ctx: &Ctx, seen: &Appeal) -> Html {
    let (l, a, row) = (ctx.locale, &seen.agreement, &seen.row);
    let what = t::decision(l, Some(row.act), row.contribution.unwrap_or(0), curation::issue_number(l, row.issue_number));
    let log = row.position.map(|p| format!("{}/{p}", paths::log(&a.slug)));
    let words_title = if seen.own { t::own_words_title(l) } else { t::words_title(l) };
    view! {
        {answer(ctx, seen)}
        {act_box(ctx, t::act_title(l), what, Some(row.acted_at), (&row.reason_html, &row.reason_lang), log)}
        <section class="flow" aria-labelledby="ord"><h2 class="h3" id="ord">{words_title}</h2>
            <div class="prose" lang=ui::lang_of(l, &row.lang) inner_html=markdown::render(&row.text)></div></section>
        {concerned(ctx, seen)}
    }
    .into_html()
}

/// Whose appeal it is, and by when it is answered or when it was.
pub fn standing(ctx: &Ctx, seen: &Appeal) -> Html {
    let (l, today, row) = (ctx.locale, ctx.today(), &seen.row);
    let who = match &row.organisation_name {
        Some(name) => view! { {ui::voice(name, row.organisation_side.unwrap_or(Side::CivilSociety), false)}<span>{row.person_name.clone()}</span> }.into_html(),
        None => view! { {ui::voice(t::by_individual(l), Side::CivilSociety, false)}<span>{row.person_name.clone()}</span> }.into_html(),
    };
    let state = view! { <span class=state_class(row.outcome)>{t::outcome(l, row.outcome, row.settled)}</span> };
    let due = row.due_on.filter(|_| row.outcome.is_none()).map(|due| {
        let late = ui::late_state(l, due, today);
        let class = if late.is_some() { "due late" } else { "due" };
        view! { <p class=class><span>{t::answer_by(l)}</span>" "<b>{ui::time_tag(l, due, today)}</b>" "{late}</p> }
    });
    view! { <p class="meta">{state}{who}<span>{t::made_on(l)}" "{ui::time_tag(l, time::local_date(row.created_at), today)}</span></p>{due} }.into_html()
}

/// What came of it.
fn answer(ctx: &Ctx, seen: &Appeal) -> Option<Html> {
    let (l, row) = (ctx.locale, &seen.row);
    let at = row.closed_at?;
    let text = match row.outcome? {
        AppealOutcome::Withdrawn => view! { <p>{t::withdrawn_text(l)}</p> }.into_html(),
        AppealOutcome::Changed if row.settled => view! { <p>{t::settled_text(l)}</p> }.into_html(),
        AppealOutcome::Changed | AppealOutcome::Stands => {
            let lang = row.decision_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
            let html = row.decision_html.clone().unwrap_or_default();
            view! { <div class="prose" lang=lang inner_html=ui::prose(l, &html)></div> }.into_html()
        }
    };
    let heard = matches!(row.outcome?, AppealOutcome::Changed | AppealOutcome::Stands) && !row.settled;
    let title = if heard { t::answer_title(l, &seen.agreement.steering_name) } else { t::over_title(l).to_string() };
    Some(
        view! {
            <section class="box flow" aria-labelledby="svar"><h2 class="h3" id="svar">{title}</h2>
                <p><strong>{t::outcome(l, row.outcome, row.settled)}</strong>" "<span class="quiet">{ui::time_tag(l, time::local_date(at), ctx.today())}</span></p>{text}</section>
        }
        .into_html(),
    )
}

/// The text that the act was against: what is hidden or withheld is read here by those who decide.
fn concerned(ctx: &Ctx, seen: &Appeal) -> Option<Html> {
    let (l, row) = (ctx.locale, &seen.row);
    if !seen.shows_text(ctx) {
        return None;
    }
    let (heading, lang, texts) = match (&row.contribution_html, &row.contribution_lang) {
        (Some(html), Some(lang)) => (t::concerned_contribution(l), lang, vec![("", html)]),
        _ => {
            let more = [(issues::why_heading(l), &row.why_html), (issues::whom_heading(l), &row.whom_html), (issues::ask_heading(l), &row.ask_html)];
            (t::concerned_issue(l), &row.issue_lang, [("", &row.what_html)].into_iter().chain(more).collect())
        }
    };
    let issue = paths::issue(&seen.agreement.slug, row.issue_number, &row.issue_slug);
    // files of a withdrawn appeal are given out to nobody who could not read them anyway
    let attached = row.attached.as_deref().filter(|_| row.outcome != Some(AppealOutcome::Withdrawn));
    let attached = crate::attachments::view::list(ctx, &issue, attached);
    // one that was split off from a contribution has its first text only
    let texts = texts.into_iter().filter(|(_, html)| !html.is_empty()).map(|(heading, html)| {
        let heading = (!heading.is_empty()).then(|| view! { <h3>{heading}</h3> });
        view! { {heading}<div class="prose" lang=ui::lang_of(l, lang) inner_html=ui::prose(l, html)></div> }
    });
    let texts = texts.collect::<Vec<_>>();
    Some(
        view! {
            <section class="flow" aria-labelledby="text"><h2 class="h3" id="text">{heading}</h2>
                <article class="post">{texts}{attached}</article></section>
        }
        .into_html(),
    )
}

/// The form that decides, or why there is none; for whoever appealed, the one that withdraws.
fn below(ctx: &Ctx, seen: &Appeal, form: &DecideForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let summary = Form::new(l, problem, t::label).summary();
    // somebody was faster: what happened stands above, and nothing typed is lost
    if seen.row.outcome.is_some() {
        let typed =
            (!form.reason.is_empty()).then(|| view! { <h2 class="h3">{t::typed_title(l)}</h2><blockquote class="typed">{form.reason.clone()}</blockquote> });
        return view! { <div class="flow">{summary}{typed}</div> }.into_html();
    }
    let own = seen.own.then(|| {
        view! {
            <form class="form" method="post" action=ctx.href(format!("{}/aterta", paths::appeal(&seen.agreement.slug, seen.row.number)))>
                {hidden(ctx, "", problem)}
                <p class="tells">{t::withdraw_text(l)}</p><div class="acts"><button class="button second">{t::withdraw_button(l)}</button></div>
            </form>
        }
    });
    let decide = match seen.decides {
        Ok(()) => decide_form(ctx, seen, form, problem),
        Err(Refusal::Partial) => view! { {summary}<p class="tells">{t::partial_text(l, &seen.agreement.steering_name)}</p> }.into_html(),
        Err(_) => view! { {summary}{switch(ctx, &seen.agreement)} }.into_html(),
    };
    view! { {decide}{own} }.into_html()
}

/// Offers somebody with a seat in the steering group to act for it.
fn switch(ctx: &Ctx, a: &Agreement) -> Option<Html> {
    let l = ctx.locale;
    ctx.actor.as_ref().filter(|actor| actor.has_civil_seat(a.steering_id))?;
    Some(
        view! {
            <form method="post" action=ctx.href("/agera-som") class="tells split">
                <input type="hidden" name="till" value=ctx.path.clone() />
                <span>{t::switch_text(l, &a.steering_name)}</span><button class="button second" name="as" value=a.steering_id.to_string()>{t::switch_button(l, &a.steering_name)}</button>
            </form>
        }
        .into_html(),
    )
}

/// What will be changed, to be read once more before it is.
pub async fn confirm_page(ctx: &Ctx, agreement: &str, number: i64, form: &DecideForm) -> PageResult {
    let seen = service::show(ctx, agreement, number).await?;
    let (l, a, row) = (ctx.locale, &seen.agreement, &seen.row);
    let title = t::confirm_title(l, number);
    let what = t::decision(l, Some(row.act), row.contribution.unwrap_or(0), curation::issue_number(l, row.issue_number));
    let path = paths::appeal(&a.slug, number);
    let next = form.next_on.trim().parse().ok().filter(|_| row.act.way_back().is_some());
    let next = next.map(|on| view! { <p>{t::confirm_next(l)}" "<b>{ui::time_tag(l, on, ctx.today())}</b></p> });
    let reason = sentences::because(l, &markdown::render(&text::clean(&form.reason)));
    let field = |name: &'static str, value: &str| view! { <input type="hidden" name=name value=value.to_string() /> };
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(path.clone(), t::title(l, number))])}<h1>{title.clone()}</h1><p class="lead">{t::confirm_lead(l)}</p></section>
        <section class="box flow" aria-labelledby="andras"><h2 class="h3" id="andras">{capital(&what)}</h2><p>{t::change_does(l, row.act)}</p>{next}
            <div class="prose" lang=ui::lang_of(l, if form.lang.is_empty() { l.code() } else { &form.lang }) inner_html=reason></div></section>
        <form class="form" method="post" action=ctx.href(&path)>
            {hidden(ctx, &form.key, &Problem::default())}
            {field("outcome", &form.outcome)}{field("reason", &form.reason)}{field("lang", &form.lang)}{field("next_on", &form.next_on)}
            <div class="acts"><button class="button" name="sure" value="1">{t::confirm_button(l)}</button>
                <button class="button second" name="edit" value="1">{t::confirm_edit(l)}</button></div>
        </form>
    };
    Ok(Page::new(title).of(a, Nav::Appeals).layout("wrap stack narrow").private().render(ctx, content.into_html()))
}

fn decide_form(ctx: &Ctx, seen: &Appeal, form: &DecideForm, problem: &Problem) -> Html {
    let (l, a, row) = (ctx.locale, &seen.agreement, &seen.row);
    let f = Form::new(l, problem, t::label);
    let mut choices = Vec::new();
    if seen.can_change {
        choices.push((AppealOutcome::Changed.to_string(), t::choice_changed(l).to_string(), t::change_does(l, row.act).to_string()));
    }
    choices.push((AppealOutcome::Stands.to_string(), t::choice_stands(l).to_string(), String::new()));
    let meanwhile = (!seen.can_change).then(|| view! { <div class="flash info"><p>{t::changed_meanwhile(l)}</p></div> });
    let next = (seen.can_change && row.act.way_back().is_some()).then(|| {
        let preset = service_subject::preset(IssueAct::Reopen, ctx.today()).to_string();
        // left empty by whoever typed: they see what they sent
        let value = if form.key.is_empty() { &preset } else { &form.next_on };
        let help = Some(t::next_help(l, capital(a.curator_name.get(l))));
        f.input("next_on", value, Options { kind: "date", help, quiet: true, short: true, ..Options::default() })
    });
    view! {
        <form class="form" method="post" action=ctx.href(paths::appeal(&a.slug, row.number)) novalidate>
            <h2>{t::decide_title(l)}</h2>
            {f.summary()}{meanwhile}
            {hidden(ctx, &form.key, problem)}
            {f.choices("outcome", false, std::slice::from_ref(&form.outcome), choices, Options::default())}
            {f.area("reason", &form.reason, Options { rows: 4, max: Some(2000), help: Some(t::reason_help(l).into()), ..Options::default() })}
            {f.language(&form.lang)}
            {next}
            <Drafts l=l/>
            <p class="tells">{t::decide_tells(l)}</p>
            <div class="acts"><button class="button">{t::decide_button(l)}</button></div>
        </form>
    }
    .into_html()
}
