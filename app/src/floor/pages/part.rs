//! Pages of those who take part: asking, and voting in a poll. They stand still, so that nothing typed is lost.

use super::{crumbs, number, path};
use crate::context::Ctx;
use crate::error::AppError;
use crate::floor::rules::Phase;
use crate::floor::service::{self, AskForm, BallotForm, FloorView};
use crate::floor::token::Token;
use crate::i18n::{common as c, floor as t};
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Form, Options};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::Path;

/// The form of a question.
pub async fn ask(ctx: Ctx, token: Token, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    ask_page(&ctx, &token, (&agreement, &part), &AskForm::default(), &Problem::default()).await
}

/// Whoever cannot take part is told how.
fn refused(ctx: &Ctx, seen: &FloorView) -> Option<Html> {
    let l = ctx.locale;
    let text = match seen.phase {
        Phase::Early => t::early(l),
        Phase::Over => t::over(l),
        Phase::Off => t::off(l),
        _ if seen.floor.head.registration_id.is_none() => t::as_visitor_text(l),
        _ => return None,
    };
    let back = ctx.href(path(&seen.agreement, &seen.floor.head, "nu"));
    let head = &seen.floor.head;
    let sign_up = (text == t::as_visitor_text(l)).then(|| {
        let href = format!("{}#anmalan", ctx.href(paths::meeting(&seen.agreement.slug, head.number, &head.slug)));
        view! { <p><a href=href>{t::sign_up(l)}</a></p> }
    });
    Some(view! { <p>{text}</p>{sign_up}<p><a href=back>{t::to_live(l)}</a></p> }.into_html())
}

/// The same, as typed.
pub async fn ask_page(ctx: &Ctx, token: &Token, (agreement, part): (&str, &str), form: &AskForm, problem: &Problem) -> PageResult {
    let seen = service::see(ctx, agreement, number(part)?, token).await?;
    let l = ctx.locale;
    let head = &seen.floor.head;
    let f = Form::new(l, problem, t::label);
    let typed = !form.text.is_empty();
    let refused = refused(ctx, &seen);
    let fields = (refused.is_none() || typed).then(|| {
        let key = if form.key.is_empty() { ctx.rng.secret() } else { form.key.clone() };
        let show = head.own_name.clone().filter(|n| !n.is_empty()).map(|name| {
            let chosen = if form.show.is_empty() { Vec::new() } else { vec!["1".to_string()] };
            let choices = vec![("1".to_string(), t::show_yes(l, name), t::show_help(l).to_string())];
            f.choices("show", true, &chosen, choices, Options { optional: true, ..Options::default() })
        });
        view! {
            <form class="form" method="post" action=ctx.href(path(&seen.agreement, head, "nu/fraga")) novalidate>
                {f.summary()}
                <input type="hidden" name="key" value=key />
                {f.area("text", &form.text, Options { rows: 4, max: Some(500), help: Some(t::ask_help(l).into()), ..Options::default() })}
                {f.language(&form.lang)}
                {show}
                <p class="tells">{t::ask_tells(l)}</p>
                <div class="acts"><button class="button">{t::ask_send(l)}</button><a href=ctx.href(path(&seen.agreement, head, "nu"))>{c::cancel(l)}</a></div>
            </form>
        }
    });
    let content = view! {
        <section class="head">{crumbs(ctx, &seen, true)}<h1>{t::ask_title(l)}</h1><p class="lead">{t::ask_lead(l)}</p></section>
        {refused}
        {fields}
    };
    Ok(Page::new(t::ask_title(l))
        .of(&seen.agreement, Nav::Meetings)
        .layout("wrap stack narrow")
        .private()
        .status(problem.status)
        .render(ctx, content.into_html()))
}

/// A poll.
pub async fn poll(ctx: Ctx, token: Token, Path((agreement, part, poll)): Path<(String, String, i64)>) -> PageResult {
    poll_page(&ctx, &token, (&agreement, &part, poll), &BallotForm::default(), &Problem::default()).await
}

/// The same, as chosen.
pub async fn poll_page(ctx: &Ctx, token: &Token, (agreement, part, poll): (&str, &str, i64), form: &BallotForm, problem: &Problem) -> PageResult {
    let seen = service::see(ctx, agreement, number(part)?, token).await?;
    let l = ctx.locale;
    let head = &seen.floor.head;
    let poll = seen.floor.polls.iter().find(|p| p.number == poll).ok_or(AppError::NotFound)?;
    let f = Form::new(l, problem, t::label);
    let back = ctx.href(path(&seen.agreement, head, "nu"));
    let closed = if poll.closed { Some(t::poll_is_closed(l)) } else { poll.voted.then_some(t::poll_voted(l)) };
    let content = if let Some(text) = closed {
        view! { <p>{text}</p><p><a href=back>{t::to_live(l)}</a></p> }.into_html()
    } else if let Some(refused) = refused(ctx, &seen) {
        refused
    } else {
        let choices = poll.options.iter().map(|(n, text, _)| (n.to_string(), text.clone(), String::new())).collect();
        let help = if poll.multiple { t::poll_many(l) } else { t::poll_one(l) };
        view! {
            <form class="form" method="post" action=ctx.href(path(&seen.agreement, head, &format!("nu/omrostning/{}", poll.number))) novalidate>
                {f.summary()}
                {f.choices("val", poll.multiple, &form.val, choices, Options { help: Some(help.into()), ..Options::default() })}
                <p class="tells">{t::poll_tells(l)}</p>
                <div class="acts"><button class="button">{t::poll_vote(l)}</button><a href=back>{c::cancel(l)}</a></div>
            </form>
        }
        .into_html()
    };
    let content = view! {
        <section class="head">{crumbs(ctx, &seen, true)}<h1 lang=ui::lang_of(l, &poll.lang)>{poll.text.clone()}</h1></section>
        {content}
    };
    Ok(Page::new(t::poll_title(l))
        .of(&seen.agreement, Nav::Meetings)
        .layout("wrap stack narrow")
        .private()
        .status(problem.status)
        .render(ctx, content.into_html()))
}
