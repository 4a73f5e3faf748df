//! The page behind a mailed offer of a place.

use crate::bodies::service::{self, AnswerForm};
use crate::context::Ctx;
use crate::error::{AppError, Refusal};
use crate::i18n::{bodies as t, common};
use crate::paths;
use crate::shell::{Page, PageResult};
use crate::ui::form::{Form, Options};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;

/// The page. It has buttons, since mail scanners open links too.
pub async fn offer(ctx: Ctx, Path(secret): Path<String>) -> PageResult {
    offer_page(&ctx, &secret, &AnswerForm::default(), &Problem::default()).await
}

/// The page, as typed.
pub async fn offer_page(ctx: &Ctx, secret: &str, typed: &AnswerForm, problem: &Problem) -> PageResult {
    let (_, offer) = match service::offered(ctx, secret).await {
        Err(AppError::Refused(Refusal::LinkSpent)) => return Ok(spent(ctx)),
        offered => offered?,
    };
    let l = ctx.locale;
    let f = Form::new(l, problem, t::label);
    let title = t::answer_title(l, &offer.body_name);
    let as_whom = match ctx.actor.as_deref() {
        Some(actor) if Some(actor.person_id) != offer.person_id => t::answer_other(l, &actor.name, &offer.email),
        _ => t::answer_as(l, &offer.email),
    };
    let fact = |name: &'static str, value: Html| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let function = (!offer.function.is_empty()).then(|| fact(t::field_function(l), offer.function.clone().into_html()));
    let until = offer.to_on.map_or_else(|| t::until_further(l).into_html(), |d| ui::time_tag(l, d, ctx.today()));
    let name = offer.person_id.is_none().then(|| f.input("name", &typed.name, Options { autocomplete: "name", max: Some(100), ..Options::default() }));
    let rights = offer.kind.is_some().then(|| view! { <p>{t::answer_rights(l)}</p> });
    let shown = std::slice::from_ref(&typed.shows_name);
    let choice = vec![("1".to_string(), t::shows_name_choice(l).to_string(), String::new())];
    let content = view! {
        <section class="head"><h1>{title.clone()}</h1><p class="lead">{t::answer_lead(l, t::offered_as(l, offer.kind, offer.side), &offer.body_name)}</p></section>
        <dl class="facts">{fact(t::column_seat(l), t::part(l, offer.kind, offer.post).into_html())}{function}
            {offer.appointed_name.clone().map(|name| fact(t::column_appointed(l), name.into_html()))}
            {fact(t::field_from(l), ui::time_tag(l, offer.from_on.max(ctx.today()), ctx.today()))}{fact(t::column_term(l), until)}</dl>
        {rights}
        <form class="form" method="post" action=ctx.href(paths::seat_offer(secret)) novalidate>
            {f.summary()}{name}
            {f.choices("shows_name", true, shown, choice, Options { help: Some(t::shows_name_help(l).into()), ..Options::default() })}
            <p class="tells">{as_whom}</p>
            <div class="acts"><button class="button" name="answer" value="accept">{t::accept_button(l)}</button>
                <button class="button second" name="answer" value="decline">{t::decline_button(l)}</button></div>
        </form>
    };
    Ok(Page::new(title).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html()))
}

/// For an offer that was answered, taken back, is too old or never was.
pub fn spent(ctx: &Ctx) -> Response {
    let l = ctx.locale;
    let content = view! {
        <section class="errorpage"><h1>{t::spent_title(l)}</h1><p class="lead">{t::spent_text(l)}</p>
            <p class="acts"><a class="button" href=ctx.href("/logga-in")>{common::sign_in(l)}</a></p></section>
    };
    Page::new(t::spent_title(l)).layout("wrap stack narrow").status(StatusCode::GONE).private().render(ctx, content.into_html())
}
