//! A wish: what and why, who wants the same, what happened, and the kansli's answer.

use super::wishes::state_class;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::sentences;
use crate::i18n::{common as c, dates, meetings, planning as t};
use crate::meetings::types::MeetingState;
use crate::planning::service::{self, AnswerForm, WishPage};
use crate::planning::store::{Target, TargetKind, Wish};
use crate::planning::types::{WishAct, WishState};
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use crate::{paths, time};
use axum::extract::Path;

/// A wish.
pub async fn wish(ctx: Ctx, Path((agreement, number)): Path<(String, String)>) -> PageResult {
    let number = number.parse().map_err(|_| crate::error::AppError::NotFound)?;
    page(&ctx, &agreement, number, &AnswerForm::default(), &Problem::default()).await
}

/// A wish, with an answer as it was typed.
pub async fn page(ctx: &Ctx, agreement: &str, number: i64, typed: &AnswerForm, problem: &Problem) -> PageResult {
    let seen = service::wish(ctx, agreement, number).await?;
    let (l, a, w) = (ctx.locale, &seen.agreement, &seen.wish);
    // what is wrong with a form that is not shown any more is said all the same
    let lost = (!seen.may_answer && (problem.message.is_some() || !problem.faults.0.is_empty())).then(|| {
        let typed = (!typed.reason.trim().is_empty()).then(|| view! { <blockquote class="typed">{typed.reason.clone()}</blockquote> });
        view! { {Form::new(l, problem, t::label).summary()}{typed} }
    });
    let content = view! {
        {head(ctx, &seen)}
        {lost}
        <div class="two">
            <aside class="stack">{support(ctx, &seen)}{practical(ctx, a, w)}</aside>
            <div class="stack">
                {why(ctx, &seen)}
                {chain(ctx, &seen)}
                {seen.may_answer.then(|| answer(ctx, &seen, typed, problem))}
            </div>
        </div>
    };
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(w.title.clone()).of(a, Nav::Meetings).status(status).render(ctx, content.into_html()))
}

/// Why it is needed; of a wish that is hidden that it is, and what it says for those who may read that.
fn why(ctx: &Ctx, seen: &WishPage) -> Html {
    let (l, a, w) = (ctx.locale, &seen.agreement, &seen.wish);
    let lang = ui::lang_of(l, &w.lang);
    if !w.hidden {
        let hide = seen.may_hide.then(|| {
            let href = ctx.href(format!("{}/dolj", paths::wish(&a.slug, w.number)));
            view! { <p class="noprint"><a class="more" href=href>{t::hide_link(l)}</a></p> }
        });
        return view! { <section aria-labelledby="vf"><h2 class="h3" id="vf">{t::field_why(l)}</h2><div class="prose" lang=lang>{paragraphs(&w.why)}</div>{hide}</section> }
            .into_html();
    }
    let original = seen.original.as_ref().map(|o| {
        view! {
            <section class="box flow" aria-labelledby="vf"><h2 class="h3" id="vf">{t::hidden_original(l)}</h2><p class="quiet">{t::hidden_seen_by(l)}</p>
                <div class="prose" lang=lang><p><b>{o.title.clone()}</b></p>{paragraphs(&o.why)}<p>{o.period.clone()}</p></div></section>
        }
    });
    let show = seen.may_restore.then(|| {
        let href = ctx.href(format!("{}/dolj", paths::wish(&a.slug, w.number)));
        view! { <p class="noprint"><a class="more" href=href>{t::restore_button(l)}</a></p> }
    });
    view! { <p class="tells">{t::hidden_note(l, a.curator_name.get(l))}</p>{original}{show} }.into_html()
}

pub(super) fn paragraphs(text: &str) -> Html {
    text.split("\n\n").map(|p| view! { <p>{p.to_string()}</p> }).collect::<Vec<_>>().into_html()
}

fn head(ctx: &Ctx, seen: &WishPage) -> Html {
    let (l, a, w) = (ctx.locale, &seen.agreement, &seen.wish);
    let today = ctx.today();
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).into()), (paths::wishes(&a.slug), t::wishes_title(l).into())];
    let due = w.due_on.map(|d| {
        let late = ui::late_state(l, d, today);
        let (class, words) =
            if late.is_some() { ("due late", t::late_answer(l, a.curator_name.get(l))) } else { ("due", t::due_answer(l, a.curator_name.get(l))) };
        view! { <p class=class><span>{words}</span>" "<b><time datetime=d.to_string()>{dates::weekday_day(l, d, today)}</time></b>" "{late}</p> }
    });
    let by = ctx.href(paths::organisation(&a.slug, &w.organisation_slug));
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}
            <h1 lang=ui::lang_of(l, &w.lang)>{w.title.clone()}</h1>
            <p class="meta"><span>{t::wish_heading(l, w.number)}</span><a href=by>{ui::voice(&w.organisation_name, w.organisation_side, false)}</a>
                {ui::time_tag(l, time::local_date(w.created_at), today)}<span class=state_class(w.state)>{t::state(l, w.state)}</span></p>
            {due}
        </section>
    }
    .into_html()
}

fn practical(ctx: &Ctx, a: &Agreement, w: &Wish) -> Html {
    let l = ctx.locale;
    let fact = |term: &'static str, what: Html| view! { <div><dt>{term}</dt><dd>{what}</dd></div> };
    let forum = a.forum_by_id(w.forum_id).map(|f| fact(t::fact_forum(l), ui::forum_mark(f.mark, f.name.get(l), ctx.href(paths::forum(&a.slug, &f.slug)))));
    let area = w.area_id.and_then(|id| a.area_by_id(id)).map_or_else(|| t::whole_area(l).to_string(), |area| area.name.get(l).to_string());
    let issue = w.issue_number.zip(w.issue_title.as_ref()).map(|(n, title)| {
        let href = ctx.href(paths::issue(&a.slug, n, w.issue_slug.as_deref().unwrap_or_default()));
        let lang = w.issue_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
        fact(t::fact_issue(l), view! { <a href=href lang=lang>{t::issue_link(l, n, title)}</a> }.into_html())
    });
    let meeting = w.meeting_number.zip(w.meeting_title.as_ref()).map(|(n, title)| {
        let href = ctx.href(paths::meeting(&a.slug, n, w.meeting_slug.as_deref().unwrap_or_default()));
        let when = w.meeting_starts.map(|at| view! { " "<time datetime=at.format("%Y-%m-%dT%H:%M").to_string()>{dates::moment(l, at, ctx.today())}</time> });
        fact(t::fact_meeting(l), view! { <a href=href>{title.clone()}</a>{when} }.into_html())
    });
    let into = w
        .into_number
        .zip(w.into_title.as_ref())
        .map(|(n, title)| fact(t::fact_into(l), view! { <a href=ctx.href(paths::wish(&a.slug, n))>{title.clone()}</a> }.into_html()));
    view! {
        <section aria-labelledby="om"><h2 class="h3" id="om">{meetings::practical(l)}</h2><dl class="facts">
            {meeting}{into}
            {fact(t::fact_kind(l), meetings::kind(l, w.kind).into_html())}
            {(!w.period.is_empty()).then(|| fact(t::fact_when(l), view! { <span lang=ui::lang_of(l, &w.lang)>{w.period.clone()}</span> }.into_html()))}
            {forum}{fact(t::fact_area(l), area.into_html())}{issue}</dl></section>
    }
    .into_html()
}

fn support(ctx: &Ctx, seen: &WishPage) -> Html {
    let (l, a, w) = (ctx.locale, &seen.agreement, &seen.wish);
    let path = paths::wish(&a.slug, w.number);
    let names: Vec<_> =
        seen.supporters.iter().map(|s| view! { <li><a href=ctx.href(paths::organisation(&a.slug, &s.slug))>{s.name.clone()}</a></li> }).collect();
    let list = if names.is_empty() {
        view! { <p class="quiet">{t::supporters_none(l)}</p> }.into_html()
    } else {
        view! { <ul class="names">{names}</ul> }.into_html()
    };
    let acting = ctx.actor.as_ref().and_then(|actor| actor.acting_as).map(|id| id.to_string()).unwrap_or_default();
    let button = seen.supports.map(|on| {
        let (class, words, value) = if on { ("button second", t::support_off(l), "") } else { ("button", t::support_on(l), "1") };
        view! {
            <form class="noprint" method="post" action=ctx.href(format!("{path}/vi-ocksa"))><input type="hidden" name="as" value=acting />
                <button class=class name="on" value=value>{words}</button></form>
        }
    });
    let withdraw = seen.may_withdraw.then(|| {
        view! {
            <form class="form noprint" method="post" action=ctx.href(format!("{path}/aterta"))>{hidden(ctx, "", &Problem::default())}
                <p class="tells">{t::withdraw_tells(l)}</p><div class="acts"><button class="button second">{t::withdraw(l)}</button></div></form>
        }
    });
    view! {
        <section class="backing" aria-labelledby="vs"><h2 class="h3" id="vs">{t::supporters_title(l)}" "<span class="count" id="support-count">{w.supporters}</span></h2>{list}{button}{withdraw}</section>
    }
    .into_html()
}

fn chain(ctx: &Ctx, seen: &WishPage) -> Html {
    let (l, w) = (ctx.locale, &seen.wish);
    let items: Vec<_> = seen
        .chain
        .iter()
        .map(|e| {
            let day = time::local_date(e.occurred_at);
            view! { <li>{ui::time_tag(l, day, ctx.today())}<p>{sentences::sentence_in_log(ctx, &seen.agreement, e)}</p>{sentences::reason(l, e)}</li> }
        })
        .collect();
    let next = w.due_on.filter(|_| w.state == WishState::Open).map(|d| {
        let late = ui::late_state(l, d, ctx.today());
        let (class, words) = if late.is_some() {
            ("next late", t::late_answer(l, seen.agreement.curator_name.get(l)))
        } else {
            ("next", t::due_answer(l, seen.agreement.curator_name.get(l)))
        };
        view! { <li class=class>{late}<b>{words}" "<time datetime=d.to_string()>{dates::weekday_day(l, d, ctx.today())}</time></b></li> }
    });
    view! { <section aria-labelledby="kedja"><h2 class="h3" id="kedja">{t::chain(l)}</h2><ol class="chain">{items}{next}</ol></section> }.into_html()
}

fn answer(ctx: &Ctx, seen: &WishPage, typed: &AnswerForm, problem: &Problem) -> Html {
    let (l, a, w) = (ctx.locale, &seen.agreement, &seen.wish);
    let f = Form::new(l, problem, t::label);
    let acts = WishAct::ALL
        .iter()
        .map(|act| {
            let (name, help) = t::act(l, *act);
            (act.to_string(), name.to_string(), help.to_string())
        })
        .collect();
    let choices = |what: TargetKind| -> Vec<(String, String)> {
        let words = |x: &Target| match x.starts_local {
            Some(at) => format!("{}, {}", x.title, dates::day(l, at.date(), ctx.today())),
            None => format!("{}: {}", x.number, x.title),
        };
        let found = seen.targets.iter().filter(|x| x.what == what).map(|x| (x.number.to_string(), words(x)));
        std::iter::once((String::new(), t::no_target(l).to_string())).chain(found).collect()
    };
    // the meeting that was planned of it is the answer, once it is announced
    let planned = w.draft_number.filter(|n| seen.targets.iter().any(|x| x.what == TargetKind::Meeting && x.number == *n));
    let preset = planned.filter(|_| typed.act.is_empty()).map(|n| AnswerForm { act: WishAct::Plan.to_string(), meeting: n.to_string(), ..typed.clone() });
    let typed = preset.as_ref().unwrap_or(typed);
    let (meetings_there, wishes_there) = (choices(TargetKind::Meeting), choices(TargetKind::Wish));
    view! {
        {plan_from(ctx, a, w)}
        <section class="box flow noprint" aria-labelledby="svar"><h2 id="svar">{t::answer_title(l)}</h2>
            <form class="form" method="post" action=ctx.href(format!("{}/svar", paths::wish(&a.slug, w.number))) novalidate>
                {f.summary()}
                {hidden(ctx, &typed.key, problem)}
                {f.choices("act", false, std::slice::from_ref(&typed.act), acts, Options::default())}
                {f.select("meeting", &typed.meeting, meetings_there, Options { optional: true, ..Options::default() })}
                {f.select("into", &typed.into, wishes_there, Options { optional: true, ..Options::default() })}
                {f.area("reason", &typed.reason, Options { rows: 3, max: Some(2000), ..Options::default() })}
                {f.language(&typed.lang)}
                <p class="tells">{t::answer_tells(l)}</p>
                <div class="acts"><button class="button">{t::answer_send(l)}</button></div>
            </form>
        </section>
    }
    .into_html()
}

/// Opens the form for a new meeting, filled in with what the wish says; or leads to the meeting that is being planned of it.
fn plan_from(ctx: &Ctx, a: &Agreement, w: &Wish) -> Html {
    let l = ctx.locale;
    if let Some((n, title)) = w.draft_number.zip(w.draft_title.as_ref()) {
        let href = ctx.href(paths::meeting(&a.slug, n, w.draft_slug.as_deref().unwrap_or_default()));
        let words = if w.draft_state == Some(MeetingState::Draft) { t::planned_in_draft(l) } else { t::planned_announced(l) };
        return view! { <p class="flash info noprint"><span><strong>{words}</strong>" "<a href=href lang=ui::lang_of(l, &w.lang)>{title.clone()}</a></span></p> }.into_html();
    }
    view! {
        <form class="flow noprint" method="get" action=ctx.href(paths::new_meeting(&a.slug))><input type="hidden" name="onskemal" value=w.number.to_string() />
            <p class="quiet">{t::plan_from_text(l)}</p><p class="acts"><button class="button second">{t::plan_from(l)}</button></p></form>
    }
    .into_html()
}
