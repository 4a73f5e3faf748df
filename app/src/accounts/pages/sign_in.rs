//! Signing in.

use crate::accounts::forms::{LinkForm, PasswordSignIn, own_path};
use crate::accounts::service::{self, Persona};
use crate::context::Ctx;
use crate::error::{AppError, Refusal};
use crate::i18n::{accounts as t, common};
use crate::paths;
use crate::shell::{Page, PageResult};
use crate::ui::form::Options;
use crate::ui::prelude::*;
use crate::ui::{Form, Problem};
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;

/// Sign-in page.
pub async fn sign_in(ctx: Ctx, Query(form): Query<LinkForm>) -> PageResult {
    sign_in_again(&ctx, &LinkForm { email: String::new(), ..form }, &Problem::default()).await
}

/// Sign-in page, as typed.
pub async fn sign_in_again(ctx: &Ctx, typed: &LinkForm, problem: &Problem) -> PageResult {
    page(ctx, typed, problem, &Problem::default()).await
}

/// Sign-in page after a password that did not do: the address is given back, in the other form too, and the password in neither.
pub async fn sign_in_by_password_again(ctx: &Ctx, typed: &PasswordSignIn, problem: &Problem) -> PageResult {
    let typed = LinkForm { email: typed.username.clone(), till: typed.till.clone() };
    page(ctx, &typed, &Problem::default(), problem).await
}

/// `problem` is that of the form that asks for a link, `of_password` that of the other.
async fn page(ctx: &Ctx, typed: &LinkForm, problem: &Problem, of_password: &Problem) -> PageResult {
    let personas = service::personas(ctx).await?;
    let l = ctx.locale;
    let till = own_path(&typed.till).to_string();
    let status = if problem.status == StatusCode::OK { of_password.status } else { problem.status };
    let already = ctx.actor.as_ref().map(|a| {
        view! { <p>{t::signed_in_already(l, &a.name)}" "<a href=ctx.href(paths::account())>{common::your_account(l)}</a></p> }
    });
    let title = common::sign_in(l);
    let content = view! {
        <section class="head"><h1>{title}</h1><p class="lead">{t::sign_in_lead(l)}</p>{already}</section>
        {email_form(ctx, typed, &till, problem)}
        {password_form(ctx, &typed.email, &till, of_password)}
        {(!personas.is_empty()).then(|| personas_list(ctx, personas, &till))}
        <p class="quiet">{t::no_account_needed(l)}</p>
    };
    Ok(Page::new(title).layout("wrap stack narrow").status(status).render(ctx, content.into_html()))
}

fn email_form(ctx: &Ctx, typed: &LinkForm, till: &str, problem: &Problem) -> Html {
    let l = ctx.locale;
    let form = Form::new(l, problem, t::label);
    view! {
        <form class="form" method="post" action=ctx.href("/logga-in") novalidate>
            {form.summary()}
            <input type="hidden" name="till" value=till.to_string() />
            {form.input("email", &typed.email, Options { kind: "email", autocomplete: "email", max: Some(254), ..Options::default() })}
            <p class="tells">{t::sign_in_tells(l)}</p>
            <div class="acts fill"><button class="button">{t::send_link(l)}</button></div>
        </form>
    }
    .into_html()
}

/// Folded away: most come by a link.
fn password_form(ctx: &Ctx, username: &str, till: &str, problem: &Problem) -> Html {
    let l = ctx.locale;
    let form = Form::new(l, problem, t::label);
    let open = problem.message.is_some() || !problem.faults.0.is_empty();
    view! {
        <details class="more" open=open><summary>{t::sign_in_with_password(l)}</summary>
            <form class="form" method="post" action=ctx.href("/logga-in/losenord") novalidate>
                {form.summary()}
                <input type="hidden" name="till" value=till.to_string() />
                {form.input("username", username, Options { kind: "email", autocomplete: "username", max: Some(254), ..Options::default() })}
                {form.input("password", "", Options { kind: "password", autocomplete: "current-password", ..Options::default() })}
                <p class="tells">{t::password_tells(l)}</p>
                <div class="acts fill"><button class="button second">{common::sign_in(l)}</button></div>
            </form></details>
    }
    .into_html()
}

fn personas_list(ctx: &Ctx, personas: Vec<Persona>, till: &str) -> Html {
    let l = ctx.locale;
    let items: Vec<_> = personas
        .into_iter()
        .map(|p| {
            let voice = p.organisation.map(|(_, name)| view! { <span class=p.voice>{name}</span>" " });
            view! {
                <li><form method="post" action=ctx.href("/demo/logga-in")>
                    <input type="hidden" name="till" value=till.to_string() />
                    <button class="persona" name="persona" value=p.id.to_string()><b>{p.name}</b>" "{voice}<span class="quiet">{t::persona(l, &p.demo_role)}</span></button>
                </form></li>
            }
        })
        .collect();
    view! { <section aria-labelledby="dp"><h2 id="dp">{t::personas_title(l)}</h2><p>{t::personas_text(l)}</p><ul class="personas">{items}</ul></section> }
        .into_html()
}

/// After asking for a link: the same words for every address.
pub fn link_sent(ctx: &Ctx, till: &str) -> Response {
    let l = ctx.locale;
    let settings = &ctx.app.settings;
    let mailbox = (settings.demo && !settings.smtp).then(|| view! { <a class="button" href=ctx.href("/demo/brevlada")>{common::demo_mailbox(l)}</a> });
    let content = view! {
        <h1>{t::sent_title(l)}</h1>
        <div class="flash info" role="status"><p>{t::sent_text(l)}</p></div>
        <p>{t::sent_help(l)}</p>
        <p class="acts">{mailbox}<a href=ctx.href(paths::sign_in(till))>{t::sent_again(l)}</a></p>
    };
    Page::new(t::sent_title(l)).layout("wrap stack narrow").private().render(ctx, content.into_html())
}

/// The page that a mailed link opens. It has a button, since mail scanners open links too.
pub async fn link(ctx: Ctx, Path(secret): Path<String>) -> PageResult {
    let token = match service::link(&ctx, &secret).await {
        Err(AppError::Refused(Refusal::LinkSpent)) => return Ok(link_spent(&ctx)),
        token => token?,
    };
    let l = ctx.locale;
    let content = view! {
        <h1>{t::link_title(l)}</h1>
        <p class="lead">{t::link_text(l, &token.email)}</p>
        <form method="post" action=ctx.href(format!("/logga-in/{secret}")) class="acts fill"><button class="button">{t::link_button(l)}</button></form>
    };
    Ok(Page::new(t::link_title(l)).layout("wrap stack narrow").private().render(&ctx, content.into_html()))
}

/// For a link that was used, is too old or never was: it offers a new one.
pub fn link_spent(ctx: &Ctx) -> Response {
    let l = ctx.locale;
    let content = view! {
        <section class="errorpage"><h1>{t::link_spent_title(l)}</h1><p class="lead">{t::link_spent_text(l)}</p>
            <p class="acts"><a class="button" href=ctx.href("/logga-in")>{t::link_new(l)}</a></p></section>
    };
    Page::new(t::link_spent_title(l)).layout("wrap stack narrow").status(StatusCode::GONE).private().render(ctx, content.into_html())
}

/// Asks somebody new for a name; the form goes to the address of the link itself.
pub fn ask_name(ctx: &Ctx, email: &str, typed: &str, problem: &Problem) -> Response {
    let l = ctx.locale;
    let form = Form::new(l, problem, t::label);
    let path = ctx.path.split('?').next().unwrap_or("/").to_string();
    let content = view! {
        <section class="head"><h1>{t::name_title(l)}</h1><p class="lead">{t::name_lead(l)}</p></section>
        <form class="form" method="post" action=ctx.href(path) novalidate>
            {form.summary()}
            {form.input("name", typed, Options { autocomplete: "name", max: Some(100), help: Some(t::name_help(l).into()), ..Options::default() })}
            <p class="tells">{t::name_tells(l, email)}</p>
            <div class="acts fill"><button class="button">{t::name_button(l)}</button></div>
        </form>
    };
    Page::new(t::name_title(l)).layout("wrap stack narrow").status(problem.status).private().render(ctx, content.into_html())
}
