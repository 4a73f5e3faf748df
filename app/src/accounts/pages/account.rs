//! One's own account.

use crate::accounts::service::{self, Account, ProfileForm};
use crate::accounts::sessions;
use crate::accounts::store::SessionRow;
use crate::accounts::types::{Actor, Hat};
use crate::agreements::types::Side;
use crate::context::Ctx;
use crate::i18n::{Locale, accounts as t, common, dates};
use crate::shell::{Page, PageResult};
use crate::time;
use crate::ui::form::Options;
use crate::ui::{Form, Problem};
use leptos::prelude::*;
use tower_sessions::Session;

/// One's own account.
pub async fn account(ctx: Ctx, session: Session) -> PageResult {
    let account = service::account(&ctx).await?;
    let form = ProfileForm { name: account.profile.name.clone(), locale: account.profile.locale.clone(), version: account.profile.version.to_string() };
    Ok(page(&ctx, &session, account, &form, &Problem::default()))
}

/// The same, as typed.
pub async fn account_again(ctx: &Ctx, session: &Session, typed: &ProfileForm, problem: &Problem) -> PageResult {
    Ok(page(ctx, session, service::account(ctx).await?, typed, problem))
}

fn page(ctx: &Ctx, session: &Session, account: Account, typed: &ProfileForm, problem: &Problem) -> axum::response::Response {
    let l = ctx.locale;
    let title = common::your_account(l);
    let current = session.id().map(|id| sessions::hashed(&id)).unwrap_or_default();
    let content = view! {
        <h1>{title}</h1>
        {ctx.actor.as_deref().map(|actor| hats(ctx, actor))}
        {details(ctx, &account, typed, problem)}
        {session_list(ctx, account.sessions, &current)}
    };
    Page::new(title).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_any())
}

fn hat_line(l: Locale, hat: &Hat) -> String {
    let seat = hat.seat.map(|side| if side == Side::Public { t::seat_public(l) } else { t::seat_civil(l) });
    [hat.function.as_str(), seat.unwrap_or_default()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ")
}

fn hats(ctx: &Ctx, actor: &Actor) -> AnyView {
    let l = ctx.locale;
    // one row for each organisation, even where one has a role and a seat there
    let mut rows: Vec<(String, String, String)> = Vec::new();
    for hat in &actor.hats {
        let (id, line) = (hat.organisation_id.to_string(), hat_line(l, hat));
        match rows.iter_mut().find(|r| r.0 == id) {
            Some(row) if !line.is_empty() => row.2 = [row.2.as_str(), &line].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("; "),
            Some(_) => {}
            None => rows.push((id, hat.name.clone(), line)),
        }
    }
    let none = rows.is_empty().then(|| view! { <p>{t::hats_none(l)}</p> });
    if !rows.is_empty() {
        rows.push((String::new(), t::as_yourself(l).into(), actor.name.clone()));
    }
    let chosen = actor.acting_as.map(|id| id.to_string()).unwrap_or_default();
    let items: Vec<_> = rows
        .into_iter()
        .map(|(id, name, line)| {
            let act = if id == chosen {
                view! { <span class="state">{t::chosen_now(l)}</span> }.into_any()
            } else {
                view! {
                    <form method="post" action=ctx.href("/agera-som")><input type="hidden" name="till" value="/konto" />
                        <button class="button second" name="as" value=id>{t::switch_to(l)}<span class="vh">" "{name.clone()}</span></button></form>
                }
                .into_any()
            };
            view! { <li class="split"><div><h3>{name}</h3><p class="quiet">{line}</p></div>{act}</li> }
        })
        .collect();
    view! {
        <section aria-labelledby="ro"><h2 id="ro">{t::hats(l)}</h2>{none}<ul class="rows">{items}</ul>
            <p class="quiet"><a class="more" href=ctx.href("/organisationer/ny")>{t::register_organisation(l)}</a></p></section>
    }
    .into_any()
}

fn details(ctx: &Ctx, account: &Account, typed: &ProfileForm, problem: &Problem) -> AnyView {
    let l = ctx.locale;
    let form = Form::new(l, problem, t::label);
    let version = problem.stale.map_or_else(|| typed.version.clone(), |v| v.to_string());
    let stored = problem.stale.map(|_| view! { <p class="tells">{account.profile.name.clone()}</p> });
    let locales = common::languages(l);
    let email = ctx.actor.as_ref().map(|a| a.email.clone());
    view! {
        <section aria-labelledby="up"><h2 id="up">{t::details(l)}</h2>
            <form class="form" method="post" action=ctx.href("/konto") novalidate>
                {form.summary()}{stored}
                <input type="hidden" name="version" value=version />
                <dl class="facts"><div><dt>{t::email(l)}</dt><dd>{email}</dd></div></dl>
                {form.input("name", &typed.name, Options { autocomplete: "name", max: Some(100), help: Some(t::name_help(l).into()), ..Options::default() })}
                {form.select("locale", &typed.locale, locales, Options { short: true, ..Options::default() })}
                <div class="acts"><button class="button">{common::save(l)}</button></div>
            </form></section>
    }
    .into_any()
}

fn device_name(l: Locale, device: &str) -> String {
    match device.split_once('|') {
        Some((browser, system)) if !browser.is_empty() && !system.is_empty() => t::device(l, browser, system),
        Some((browser, system)) if !browser.is_empty() || !system.is_empty() => format!("{browser}{system}"),
        _ => t::unknown_device(l).into(),
    }
}

fn session_list(ctx: &Ctx, sessions: Vec<SessionRow>, current: &str) -> AnyView {
    let l = ctx.locale;
    let items: Vec<_> = sessions
        .into_iter()
        .map(|s| {
            let name = device_name(l, &s.device);
            let here = s.id == current;
            let seen = t::last_seen(l, dates::moment(l, time::local(s.seen_at), ctx.today()));
            let act = if here {
                view! { <span class="state">{t::this_one(l)}</span> }.into_any()
            } else {
                view! {
                    <form method="post" action=ctx.href("/konto/enheter")><input type="hidden" name="id" value=s.id />
                        <button class="button second" aria-label=t::sign_out_device(l, &name)>{common::sign_out(l)}</button></form>
                }
                .into_any()
            };
            let line = if here { format!("{} · {seen}", t::this_device(l)) } else { seen };
            view! { <li class="split"><div><h3>{name}</h3><p class="quiet">{line}</p></div>{act}</li> }
        })
        .collect();
    view! {
        <section aria-labelledby="se"><h2 id="se">{t::sessions(l)}</h2><ul class="rows">{items}</ul>
            <form method="post" action=ctx.href("/logga-ut") class="acts"><button class="button second">{common::sign_out(l)}</button></form>
            <p class="tells">{t::sign_out_everywhere_tells(l)}</p>
            <form method="post" action=ctx.href("/konto/enheter/alla") class="acts"><button class="button second">{t::sign_out_everywhere(l)}</button></form></section>
    }
    .into_any()
}
