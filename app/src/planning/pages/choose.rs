//! The form that chooses issues for a meeting.

use super::board::{filters, pager, tags};
use super::calendar::warnings;
use crate::context::Ctx;
use crate::i18n::{Locale, common as c, dates, issues, meetings, planning as t};
use crate::meetings::inputs::at;
use crate::meetings::types::MeetingState;
use crate::planning::service::{self, BoardQuery, ChoiceForm, ChoiceItem, Choosing};
use crate::planning::store::BoardRow;
use crate::planning::types::Choice;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use crate::{paths, time};
use axum::extract::{Path, Query};

/// The form.
pub async fn choose(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Query(query): Query<BoardQuery>) -> PageResult {
    let number = meeting_number(&part)?;
    let seen = service::choosing(&ctx, &agreement, number, &query, None).await?;
    render(&ctx, &seen, &query, None, &Problem::default())
}

/// Number of a meeting in the last part of the address.
pub(crate) fn meeting_number(part: &str) -> crate::error::Result<i64> {
    crate::meetings::service::number(part)
}

/// The form, as typed.
pub async fn page(ctx: &Ctx, agreement: &str, number: i64, typed: &ChoiceForm, problem: &Problem) -> PageResult {
    let query = BoardQuery::default();
    let seen = service::choosing(ctx, agreement, number, &query, Some(typed)).await?;
    render(ctx, &seen, &query, Some(typed), problem)
}

fn render(ctx: &Ctx, seen: &Choosing, query: &BoardQuery, typed: Option<&ChoiceForm>, problem: &Problem) -> PageResult {
    let title = t::choose_title(ctx.locale, &seen.meeting.title);
    let view = view(ctx, seen, query, typed, problem);
    let status = if problem.status.is_client_error() { problem.status } else { http::StatusCode::OK };
    Ok(Page::new(title).of(&seen.agreement, Nav::Meetings).layout("wrap stack narrow").status(status).render(ctx, view))
}

fn view(ctx: &Ctx, seen: &Choosing, query: &BoardQuery, typed: Option<&ChoiceForm>, problem: &Problem) -> Html {
    let (l, a, m) = (ctx.locale, &seen.agreement, &seen.meeting);
    let f = Form::new(l, problem, t::choice_label).with_rows(t::row_of);
    let path = paths::choose(&a.slug, m.number, &m.slug);
    let meeting = paths::meeting(&a.slug, m.number, &m.slug);
    // what was typed keeps its rows, so that the faults stand at them; what somebody else put on an agenda meanwhile has none any more
    let rows: Vec<_> = match typed {
        Some(typed) => typed
            .items
            .iter()
            .enumerate()
            .filter_map(|(i, item)| seen.rows.iter().find(|r| r.number == item.issue).map(|r| row(ctx, seen, r, i, item, &f)))
            .collect(),
        None => seen.rows.iter().enumerate().map(|(i, r)| row(ctx, seen, r, i, &ChoiceItem::default(), &f)).collect(),
    };
    let key = typed.map(|t| t.key.clone()).unwrap_or_default();
    let language = (Locale::from_code(&m.lang) != l)
        .then(|| view! { <p class="help">{if m.lang == "en" { meetings::in_english(l) } else { meetings::in_swedish(l) }}</p> });
    let content = if rows.is_empty() {
        ui::empty(t::board_none_title(l), t::board_none_text(l), Some((ctx.href(&path), t::board_all(l).to_string())))
    } else {
        view! {
            <form class="form" method="post" action=ctx.href(&path) novalidate>
                {f.summary()}
                {hidden(ctx, &key, problem)}
                <div id="rows" class="flow">{f.error("rows")}<p class="help">{t::rows_help(l)}</p>{language}</div>
                {rows}
                {f.area("others", typed.map_or("", |t| t.others.as_str()), Options { quiet: true, rows: 2, max: Some(500), help: Some(t::others_help(l).to_string()), ..Options::default() })}
                <p class="tells">{t::choose_tells(l)}</p>
                <div class="acts"><button class="button">{t::choose_send(l)}</button><a href=ctx.href(&meeting)>{c::cancel(l)}</a></div>
            </form>
        }
        .into_html()
    };
    let when = format!("{} {}", dates::weekday_day(l, m.starts_local.date(), ctx.today()), dates::time_span(l, m.starts_local, m.ends_local));
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(paths::meetings(&a.slug), c::meetings(l).into()), (paths::board(&a.slug), t::board_title(l).into())])}
            <h1>{t::choose_title(l, &m.title)}</h1><p class="lead">{t::choose_lead(l)}</p>
            <p class="meta"><a href=ctx.href(&meeting)>{m.title.clone()}</a><span>{when}</span></p>
            {(m.state == MeetingState::Draft).then(|| view! { <p class="tells">{t::choose_draft_tells(l)}</p> })}
            {warnings(ctx, a, &seen.clashes)}</section>
        {typed.is_none().then(|| filters(ctx, a, query, &path))}
        {content}
        {typed.is_none().then(|| pager(ctx, query, &path, seen.more))}
    }
    .into_html()
}

fn row(ctx: &Ctx, seen: &Choosing, r: &BoardRow, i: usize, item: &ChoiceItem, f: &Form<'_>) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    let today = ctx.today();
    let href = ctx.href(paths::issue(&a.slug, r.number, &r.slug));
    let (themes, areas) = tags(l, a, r);
    let forum = a.forum_by_id(r.forum_id).map(|x| ui::forum_mark(x.mark, x.name.get(l), ctx.href(paths::forum(&a.slug, &x.slug))));
    let some = |text: String| (!text.is_empty()).then(|| view! { <span>{text}</span> });
    let choices = Choice::ALL
        .iter()
        .map(|choice| (choice.to_string(), t::choice_name(l, *choice).to_string(), String::new()))
        .chain(std::iter::once((String::new(), t::choice_later(l).to_string(), String::new())))
        .collect();
    let before = r
        .reason
        .clone()
        .filter(|_| r.chosen == Some(false))
        .map(|reason| view! { <p class="quiet" lang=ui::lang_of(l, &seen.meeting.lang)>{t::decided_before(l, reason)}</p> });
    let passed = (r.passed_over > 0).then(|| view! { <span>{t::passed_over(l, r.passed_over)}</span> });
    let heading = format!("fraga-{}", r.number);
    view! {
        <section class="box flow" aria-labelledby=heading.clone()>
            {forum}<h2 class="h3" id=heading.clone()><a href=href lang=ui::lang_of(l, &r.lang)>{r.title.clone()}</a></h2>
            <p class="meta">{ui::voice(&r.organisation_name, r.organisation_side, false)}<span>{crate::i18n::curation::backed(l, r.backers)}</span>
                <span>{t::column_age(l)}" "{ui::time_tag(l, time::local_date(r.since_at), today)}</span>
                <span>{t::column_moved(l)}" "{ui::time_tag(l, time::local_date(r.moved_at), today)}</span>
                {some(themes)}{some(areas)}<span class=ui::state_class(r.state)>{issues::state(l, r.state, r.forum_id.is_some())}</span>{passed}</p>
            {before}
            <input type="hidden" name=at("fraga", i) value=r.number.to_string() />
            {f.choices(at("choice", i), false, std::slice::from_ref(&item.choice), choices, Options::default())}
            {f.area(at("reason", i), &item.reason, Options { quiet: true, rows: 2, max: Some(500), ..Options::default() })}
        </section>
    }
    .into_html()
}
