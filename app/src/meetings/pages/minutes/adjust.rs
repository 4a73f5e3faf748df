//! Adjusting: how it goes, for the kansli; the whole to read and to answer, for those who adjust. And the frozen text.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Refusal};
use crate::i18n::{common as c, meetings as t, minutes as p};
use crate::meetings::inputs::MinutesItem;
use crate::meetings::inputs::after::AnswerForm;
use crate::meetings::pages::agenda::title_of;
use crate::meetings::pages::{hours, number, part_of, place};
use crate::meetings::service::{self, Adjusting, Sent, Waited};
use crate::meetings::store::{Item, Meeting};
use crate::meetings::types::ItemOutcome;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use crate::{i18n::dates, text, time};
use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use http::header;

/// How adjusting goes, with what can be done about it.
pub(super) fn round(ctx: &Ctx, a: &Agreement, m: &Meeting, sent: &Sent) -> Html {
    let l = ctx.locale;
    let done = sent.is_adjusted();
    let asked: Vec<_> = sent.asked.iter().map(|x| waited(ctx, x)).collect();
    let due = sent.due_on.filter(|_| !done).map(|on| {
        let late = ui::late_state(l, on, ctx.today());
        let class = if late.is_some() { "due late" } else { "due" };
        view! { <p class=class><span>{p::round_due(l)}</span>" "<b>{ui::time_tag(l, on, ctx.today())}</b>" "{late}</p> }
    });
    let act = |act: &'static str, class: &'static str, words: &'static str| {
        view! {
            <form method="post" action=ctx.href(part_of(a, m, "justering"))>{hidden(ctx, "", &Problem::default())}
                <input type="hidden" name="round" value=sent.number /><input type="hidden" name="act" value=act />
                <p class="acts"><button class=class>{words}</button></p></form>
        }
        .into_html()
    };
    let publish = done.then(|| act("publish", "button", p::publish_adjusted(l)));
    let tells = done.then(|| view! { <p class="tells">{t::publish_tells(l)}</p> });
    view! {
        <section class="box flow" aria-labelledby="ro"><h2 class="h3" id="ro">{if done { p::round_done(l) } else { p::round_title(l) }}</h2>{due}
            <ul class="rows">{asked}</ul><p class="quiet">{p::round_changes(l)}</p>{tells}{publish}{act("call_back", "button second", p::call_back(l))}</section>
    }
    .into_html()
}

fn waited(ctx: &Ctx, x: &Waited) -> Html {
    let l = ctx.locale;
    let (class, words) = match x.answer.as_str() {
        "approved" => ("state done", p::answer_approved(l)),
        "change" => ("state late", p::answer_change(l)),
        _ => ("state wait", p::answer_waits(l)),
    };
    let organisation = (!x.organisation.is_empty()).then(|| format!(", {}", x.organisation));
    let on = x.at.map(|at| ui::time_tag(l, time::local_date(at), ctx.today()));
    let said = x.words.split("\n\n").filter(|s| !s.is_empty()).map(|s| view! { <p>{s.to_string()}</p> }).collect::<Vec<_>>();
    view! { <li><p>{x.function.clone()}{organisation}" "<span class=class>{words}</span>" "{on}</p><div lang=ui::lang_of(l, &x.lang)>{said}</div></li> }
        .into_html()
}

/// The page behind an adjuster's link.
pub async fn adjust(ctx: Ctx, Path((agreement, part, token)): Path<(String, String, String)>) -> PageResult {
    adjust_page(&ctx, &agreement, &part, &token, &AnswerForm::default(), &Problem::default()).await
}

/// The same, as typed when the form failed.
pub async fn adjust_page(ctx: &Ctx, agreement: &str, part: &str, token: &str, typed: &AnswerForm, problem: &Problem) -> PageResult {
    let seen = match service::adjusting(ctx, agreement, number(part)?, token).await {
        Err(AppError::Refused(Refusal::LinkSpent)) => return old(ctx, agreement, part),
        seen => seen?,
    };
    let view = view(ctx, &seen, &format!("{}/{token}", part_of(&seen.agreement, &seen.meeting, "justera")), typed, problem);
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(p::adjust_title(ctx.locale)).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(status).private().render(ctx, view))
}

/// In place of the minutes for a link that leads nowhere any more. It says the same whatever became of it.
fn old(ctx: &Ctx, agreement: &str, part: &str) -> PageResult {
    let l = ctx.locale;
    let a = ctx.app.catalogue.get(agreement)?;
    let href = ctx.href(format!("/{}/moten/{part}", a.slug));
    let view = view! {
        <section class="head"><h1>{p::adjust_old(l)}</h1><p class="lead">{p::adjust_old_text(l)}</p>
            <p class="acts"><a class="button" href=href>{t::to_meeting(l)}</a></p></section>
    };
    let page = Page::new(p::adjust_old(l)).of(&a, Nav::Meetings).layout("wrap stack narrow").status(http::StatusCode::GONE).private();
    Ok(page.render(ctx, view.into_html()))
}

/// A date that was typed, in words; as typed where it is none.
fn in_words(ctx: &Ctx, typed: &str) -> Html {
    typed.trim().parse::<NaiveDate>().map_or_else(|_| typed.to_string().into_html(), |on| ui::time_tag(ctx.locale, on, ctx.today()).into_html())
}

fn view(ctx: &Ctx, seen: &Adjusting, path: &str, typed: &AnswerForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let m = &seen.meeting;
    let items: Vec<_> = seen.items.iter().enumerate().map(|(n, item)| one(ctx, seen, n, item)).collect();
    let attending: Vec<_> = seen.form.attending.lines().filter(|s| !s.trim().is_empty()).map(|s| view! { <li>{s.replace(';', ":")}</li> }).collect();
    let alone = (!seen.form.alone.trim().is_empty()).then(|| view! { <li>{p::attending_alone(l)}": "{seen.form.alone.clone()}</li> });
    let lang = ui::lang_of(l, &m.lang);
    let answer = if seen.adjuster.answer.is_some() {
        view! { <div class="flash success" role="status"><p>{p::adjust_answered(l)}</p></div> }.into_html()
    } else {
        answer(ctx, path, typed, problem)
    };
    view! {
        <section class="head"><h1>{p::adjust_title(l)}</h1>
            <p class="lead"><span lang=lang.clone()>{t::kind(l, m.kind)}": "{m.title.clone()}</span></p>
            <p class="quiet">{dates::weekday_day(l, m.starts_local.date(), ctx.today())}" "{hours(l, m)}" · "{place(l, m)}</p>
            <p>{p::adjust_as(l, &seen.adjuster.function)}" "{p::adjust_intro(l)}</p></section>
        <section aria-labelledby="mi"><h2 id="mi">{t::minutes(l)}</h2><ol class="minutes">{items}</ol></section>
        <section aria-labelledby="de"><h2 id="de">{p::attending(l)}</h2><ul class="names" lang=lang.clone()>{attending}{alone}</ul></section>
        <details class="more"><summary>{p::adjust_exact(l)}</summary><pre class="frozen" lang=lang>{seen.round.text.clone()}</pre>
            <p class="quiet">{p::checksum(l)}" (SHA-256): "<code class="sum">{seen.round.sha256.clone()}</code></p></details>
        {answer}
    }
    .into_html()
}

fn one(ctx: &Ctx, seen: &Adjusting, n: usize, item: &Item) -> Html {
    let l = ctx.locale;
    let lang = ui::lang_of(l, &seen.meeting.lang);
    let found = seen.form.items.iter().find(|f| f.id.parse() == Ok(item.id.0)).or_else(|| seen.form.items.get(n).filter(|f| f.id.is_empty()));
    let typed = found.cloned().unwrap_or_default();
    let MinutesItem { said, decided, outcome, reason, body, next, actions, .. } = typed;
    let (title, title_lang) = title_of(l, item);
    // an issue by its number, under whatever title the item has
    let issue = item.issue_number.zip(item.issue_title.clone()).map(|(n, title)| view! { <p class="quiet">{t::issue_link(l, n, title)}</p> });
    let title_lang = title_lang.map_or_else(|| lang.clone(), |of| ui::lang_of(l, &of));
    let said = (!said.is_empty()).then(|| {
        let html = text::markdown::render(&said);
        view! { <section class="said"><h4>{t::said(l)}</h4><div class="prose" lang=lang.clone() inner_html=html></div></section> }
    });
    let decided = (!decided.is_empty())
        .then(|| view! { <section class="decided"><h4>{t::decided(l)}</h4><div class="prose" lang=lang.clone()><p>{decided}</p></div></section> });
    let outcome = outcome.parse().ok().filter(|o| *o != ItemOutcome::None).map(|o| {
        let asked = (o == ItemOutcome::Refer).then(|| {
            let name = seen.owners.iter().find(|x| x.slug == body.trim()).map_or_else(|| body.clone(), |x| x.name.clone());
            view! { ": "{name}", "{t::due_by(l)}" "{in_words(ctx, &next)} }
        });
        view! { <section class="outcome"><h4>{t::outcome_label(l)}</h4><div><p>{t::outcome(l, o)}{asked}</p><p class="quiet" lang=lang.clone()>{c::reason(l)}": "{reason}</p></div></section> }
    });
    let actions: Vec<_> = actions
        .iter()
        .filter(|a| !a.what.trim().is_empty())
        .map(|a| {
            let function = (!a.function.is_empty()).then(|| format!(" ({})", a.function));
            view! { <li><p>{a.what.clone()}</p><p class="meta"><span>{a.owner.clone()}{function}</span><span>{t::due_by(l)}" "{in_words(ctx, &a.due)}</span></p></li> }
        })
        .collect();
    let todo = (!actions.is_empty()).then(|| view! { <section class="todo"><h4>{t::to_do(l)}</h4><ul lang=lang.clone()>{actions}</ul></section> });
    view! { <li class=item.parent_id.is_some().then_some("sub")><h3 lang=title_lang>{title}</h3>{issue}{said}{decided}{outcome}{todo}</li> }.into_html()
}

fn answer(ctx: &Ctx, path: &str, typed: &AnswerForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let form = Form::new(l, problem, t::label);
    let choices = vec![("approved".into(), p::answer_approve(l).into(), String::new()), ("change".into(), p::answer_ask(l).into(), String::new())];
    view! {
        <form class="form" method="post" action=ctx.href(path) novalidate>
            {form.summary()}
            {form.choices("answer", false, std::slice::from_ref(&typed.answer), choices, Options::default())}
            {form.area("words", &typed.words, Options { rows: 4, max: Some(4000), quiet: true, help: Some(p::words_help(l).into()), ..Options::default() })}
            {form.language(&typed.lang)}
            <div class="acts"><button class="button">{p::answer_send(l)}</button></div>
        </form>
    }
    .into_html()
}

/// A text as it is frozen. Nothing about it may change on its way: its checksum is over these bytes.
pub(super) fn plain(name: &str, text: String) -> axum::response::Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_string()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}.txt\"")),
        (header::CACHE_CONTROL, "no-cache".to_string()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_string()),
    ];
    (headers, text).into_response()
}

/// Published minutes as text.
pub async fn minutes_text(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    let number = number(&part)?;
    let (text, _) = service::minutes_text(&ctx, &agreement, number).await?;
    Ok(plain(&format!("{agreement}-{number}-protokoll"), text))
}
