//! Inviting a colleague, and the page that the mailed invitation opens.

use super::crumbs;
use crate::context::Ctx;
use crate::error::{AppError, Refusal};
use crate::i18n::{common, organisations as t};
use crate::organisations::service::{self, InviteForm};
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{self, Options};
use crate::ui::prelude::*;
use crate::ui::{Form, Problem};
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;

/// The form.
pub async fn invite(ctx: Ctx, Path((agreement, slug)): Path<(String, String)>) -> PageResult {
    invite_again(&ctx, &agreement, &slug, &InviteForm::default(), &Problem::default()).await
}

/// The form, as typed.
pub async fn invite_again(ctx: &Ctx, agreement: &str, slug: &str, typed: &InviteForm, problem: &Problem) -> PageResult {
    let (agreement, organisation) = service::inviting(ctx, agreement, slug).await?;
    let l = ctx.locale;
    let form = Form::new(l, problem, t::invite_label);
    let content = view! {
        <section class="head">{crumbs(ctx, &agreement, Some((&organisation.slug, &organisation.name)))}
            <h1>{t::invite_title(l)}</h1><p class="lead">{t::invite_lead(l, &organisation.name)}</p></section>
        <form class="form" method="post" action=ctx.href(paths::invite_colleague(&agreement.slug, &organisation.slug)) novalidate>
            {form.summary()}{form::hidden(ctx, &typed.key, problem)}
            {form.input("email", &typed.email, Options { kind: "email", autocomplete: "off", max: Some(254), ..Options::default() })}
            {form.input("function", &typed.function, Options { optional: true, max: Some(80), help: Some(t::function_help(l).into()), ..Options::default() })}
            <p class="tells">{t::invite_tells(l)}</p>
            <div class="acts"><button class="button">{t::invite_button(l)}</button>
                <a href=ctx.href(paths::organisation(&agreement.slug, &organisation.slug))>{common::cancel(l)}</a></div>
        </form>
    };
    Ok(Page::new(t::invite_title(l)).of(&agreement, Nav::Organisations).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html()))
}

/// The page that a mailed invitation opens. It has a button, since mail scanners open links too.
pub async fn invitation(ctx: Ctx, Path(secret): Path<String>) -> PageResult {
    let token = match service::invitation(&ctx, &secret).await {
        Err(AppError::Refused(Refusal::LinkSpent)) => return Ok(invitation_spent(&ctx)),
        token => token?,
    };
    let l = ctx.locale;
    let organisation = token.organisation_name.unwrap_or_default();
    let inviter = token.inviter_name.unwrap_or_default();
    let as_whom = match ctx.actor.as_deref() {
        Some(actor) if Some(actor.person_id) != token.person_id => t::join_other(l, &actor.name, &token.email),
        _ => t::join_as(l, &token.email),
    };
    let title = t::join_title(l, &organisation);
    let content = view! {
        <section class="head"><h1>{title.clone()}</h1><p class="lead">{t::join_text(l, inviter, organisation)}</p></section>
        <p class="tells">{as_whom}</p>
        <form method="post" action=ctx.href(format!("/inbjudan/{secret}")) class="acts fill"><button class="button">{t::join_button(l)}</button></form>
    };
    Ok(Page::new(title).layout("wrap stack narrow").private().render(&ctx, content.into_html()))
}

/// For an invitation that was used, is too old or never was.
pub fn invitation_spent(ctx: &Ctx) -> Response {
    let l = ctx.locale;
    let content = view! {
        <section class="errorpage"><h1>{t::join_spent_title(l)}</h1><p class="lead">{t::join_spent_text(l)}</p>
            <p class="acts"><a class="button" href=ctx.href("/logga-in")>{common::sign_in(l)}</a></p></section>
    };
    Page::new(t::join_spent_title(l)).layout("wrap stack narrow").status(StatusCode::GONE).private().render(ctx, content.into_html())
}
