//! Pages of following, and what stands beside an issue.

use super::service::{self, Behind, FollowForm};
use crate::context::Ctx;
use crate::curation::forms::issue_of;
use crate::error::{AppError, Refusal};
use crate::i18n::{common as c, following as t, plural};
use crate::issues::service::IssuePage;
use crate::issues::types::IssueState;
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Form, Options};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;

/// Beside an issue: how many follow it, and the way to do so.
pub fn beside(ctx: &Ctx, page: &IssuePage) -> Option<Html> {
    let (l, i) = (ctx.locale, &page.issue);
    if i.published_at.is_none() || i.withheld {
        return None;
    }
    let n = i.followers;
    let title = plural(n, t::followers_one(l), t::followers_many(l));
    // what was merged into another is followed there
    let form = (i.state != IssueState::Merged).then(|| controls(ctx, &paths::follow(&page.agreement.slug, i.number, &i.slug), i.followed));
    Some(
        view! {
            <section class="backing flow" aria-labelledby="folj"><h2 class="h3" id="folj"><b id="follower-count">{n}</b>" "{title}</h2>{form}</section>
        }
        .into_html(),
    )
}

/// The button of somebody signed in, or the field of somebody who is not.
fn controls(ctx: &Ctx, path: &str, followed: bool) -> Html {
    let l = ctx.locale;
    if ctx.actor.is_some() {
        return button(ctx, path, followed);
    }
    let quiet = Problem::default();
    view! { <details class="more"><summary>{t::follow_open(l)}</summary>{email_form(ctx, path, "", &quiet)}</details> }.into_html()
}

fn button(ctx: &Ctx, path: &str, followed: bool) -> Html {
    let l = ctx.locale;
    let (value, label) = if followed { ("0", t::unfollow(l)) } else { ("1", t::follow(l)) };
    let mine = followed.then(|| view! { <p class="quiet">{t::you_follow(l)}" "<a href=ctx.href(paths::following())>{t::to_mine(l)}</a></p> });
    let get = (!followed).then(|| view! { <p class="quiet">{t::what_you_get(l)}</p> });
    view! { {mine}{get}<form method="post" action=ctx.href(path)><button class="button second" name="on" value=value>{label}</button></form> }.into_html()
}

fn email_form(ctx: &Ctx, path: &str, typed: &str, problem: &Problem) -> Html {
    let l = ctx.locale;
    let f = Form::new(l, problem, t::label);
    let options = Options { kind: "email", autocomplete: "email", max: Some(254), help: Some(t::email_help(l).into()), ..Options::default() };
    view! {
        <form class="form" method="post" action=ctx.href(path) novalidate>
            {f.summary()}<p>{t::what_you_get(l)}</p>{f.input("email", typed, options)}
            <div class="acts"><button class="button">{t::ask_button(l)}</button></div>
        </form>
    }
    .into_html()
}

/// The page with the form, just opened.
pub async fn follow(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    let (number, _) = issue_of(&part)?;
    follow_page(&ctx, &agreement, number, &FollowForm::default(), &Problem::default()).await
}

/// The page with the form, as typed.
pub async fn follow_page(ctx: &Ctx, agreement: &str, number: i64, form: &FollowForm, problem: &Problem) -> PageResult {
    let seen = service::following(ctx, agreement, number).await?;
    let (l, a, i) = (ctx.locale, &seen.agreement, &seen.issue);
    let path = paths::follow(&a.slug, i.number, &i.slug);
    let issue = paths::issue(&a.slug, i.number, &i.slug);
    let body = match &ctx.actor {
        // the message that the other form carries in itself
        Some(_) => {
            let message = Form::new(l, problem, t::label).summary();
            view! { {message}{button(ctx, &path, seen.followed)} }.into_html()
        }
        None => email_form(ctx, &path, &form.email, problem),
    };
    let title = t::follow_title(l, i.number);
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(issue.clone(), i.title.clone())])}<h1>{title.clone()}</h1></section>
        <section class="flow">{body}</section>
        <p><a href=ctx.href(issue)>{c::to_issue(l)}</a></p>
    };
    Ok(Page::new(title).of(a, Nav::Issues).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html()))
}

/// The page behind a mailed link: buttons, since mail scanners open links.
pub async fn link(ctx: Ctx, Path(token): Path<String>) -> PageResult {
    match service::behind(&ctx, &token).await {
        Ok(behind) => Ok(link_page(&ctx, &behind, &token)),
        Err(AppError::Refused(Refusal::LinkSpent)) => Ok(gone(&ctx)),
        Err(e) => Err(e),
    }
}

fn link_page(ctx: &Ctx, seen: &Behind, token: &str) -> Response {
    let (l, a, i) = (ctx.locale, &seen.agreement, &seen.issue);
    let title = if seen.confirmed { t::link_title(l) } else { t::link_ask_title(l) };
    let action = ctx.href(paths::follow_link(token));
    let name = if i.readable {
        view! { <a href=ctx.href(seen.path())>{t::issue_named(l, i.number)}": "<span lang=ui::lang_of(l, &i.lang)>{i.title.clone()}</span></a> }.into_html()
    } else {
        t::issue_named(l, i.number).into_html()
    };
    let body = if seen.confirmed {
        let all = (seen.followed > 1).then(|| view! { <button class="button second" name="show" value="all">{t::end_all(l, seen.followed)}</button> });
        view! {
            <section aria-labelledby="slut"><h2 id="slut">{t::end_title(l)}</h2><p>{t::end_text(l)}</p>
                <form method="post" action=action class="acts"><button class="button" name="show" value="end">{t::end_one(l)}</button>{all}</form></section>
        }
        .into_html()
    } else {
        view! {
            <section class="flow"><p>{t::what_you_get(l)}</p>
                <form method="post" action=action.clone() class="acts fill"><button class="button" name="show" value="confirm">{t::link_ask_button(l)}</button></form>
                <p class="quiet">{t::link_not_asked(l)}</p>
                <form method="post" action=action class="acts"><button class="button second" name="show" value="end">{t::link_remove(l)}</button></form></section>
        }
        .into_html()
    };
    let content = view! { <section class="head"><h1>{title}</h1><p class="lead">{name}</p></section>{body} };
    Page::new(title).of(a, Nav::Issues).layout("wrap stack narrow").private().render(ctx, content.into_html())
}

/// The page behind a link that leads nowhere any more.
pub fn gone(ctx: &Ctx) -> Response {
    let l = ctx.locale;
    let content = view! {
        <section class="errorpage"><h1>{t::gone_title(l)}</h1><p class="lead">{t::gone_text(l)}</p>
            <p class="acts"><a class="button" href=ctx.href("/")>{c::to_start(l)}</a></p></section>
    };
    Page::new(t::gone_title(l)).layout("wrap stack narrow").status(StatusCode::GONE).private().render(ctx, content.into_html())
}

/// What the person who is signed in follows.
pub async fn mine(ctx: Ctx) -> PageResult {
    let rows = service::mine(&ctx).await?;
    let l = ctx.locale;
    let items: Vec<_> = rows
        .iter()
        .map(|row| {
            let name = if row.readable { row.title.clone() } else { t::issue_named(l, row.number) };
            let lang = row.readable.then(|| ui::lang_of(l, &row.lang)).flatten();
            let heading = if row.readable {
                let href = ctx.href(paths::issue(&row.agreement, row.number, &row.slug));
                view! { <a href=href lang=lang>{name.clone()}</a> }.into_html()
            } else {
                name.clone().into_html()
            };
            let place = ctx.app.catalogue.get(&row.agreement).map(|a| a.place.get(l).to_string()).unwrap_or_default();
            view! {
                <li class="split"><div><h2 class="h3">{heading}</h2><p class="quiet">{place}" · "{t::issue_named(l, row.number)}</p></div>
                    <form method="post" action=ctx.href(paths::following())><input type="hidden" name="i" value=row.agreement.clone() /><input type="hidden" name="fraga" value=row.number.to_string() />
                        <button class="button second">{t::unfollow(l)}<span class="vh">" "{name}</span></button></form></li>
            }
        })
        .collect();
    let list =
        if items.is_empty() { ui::empty(t::mine_empty_title(l), t::mine_empty_text(l), None) } else { view! { <ul class="rows">{items}</ul> }.into_html() };
    let content = view! { <section class="head"><h1>{t::mine_title(l)}</h1><p class="lead">{t::mine_lead(l)}</p></section>{list} };
    Ok(Page::new(t::mine_title(l)).layout("wrap stack narrow").private().render(&ctx, content.into_html()))
}
