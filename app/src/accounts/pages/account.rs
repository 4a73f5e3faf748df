//! One's own account.

use crate::accounts::service::{self, Account, ProfileForm};
use crate::accounts::sessions;
use crate::accounts::store::SessionRow;
use crate::accounts::types::{Actor, Hat};
use crate::agreements::types::Side;
use crate::context::Ctx;
use crate::error::Result;
use crate::i18n::{Locale, accounts as t, common, dates};
use crate::paths;
use crate::shell::{Page, PageResult};
use crate::time;
use crate::ui::form::Options;
use crate::ui::prelude::*;
use crate::ui::{Form, Problem};
use tower_sessions::Session;

/// One's own account.
pub async fn account(ctx: Ctx, session: Session) -> PageResult {
    let account = service::account(&ctx).await?;
    let form = stored(&account);
    let fresh = is_fresh(&ctx, &session).await?;
    Ok(page(&ctx, &session, account, &form, fresh, [&Problem::default(), &Problem::default()]))
}

/// The form of name and language as it is stored.
fn stored(account: &Account) -> ProfileForm {
    let profile = &account.profile;
    ProfileForm { name: profile.name.clone(), locale: profile.locale.clone(), version: profile.version.to_string() }
}

async fn is_fresh(ctx: &Ctx, session: &Session) -> Result<bool> {
    Ok(service::is_fresh(ctx, sessions::link_opened_at(session).await?))
}

/// The same, as typed.
pub async fn account_again(ctx: &Ctx, session: &Session, typed: &ProfileForm, problem: &Problem) -> PageResult {
    let fresh = is_fresh(ctx, session).await?;
    Ok(page(ctx, session, service::account(ctx).await?, typed, fresh, [problem, &Problem::default()]))
}

/// The same after a password that did not do. It is not given back.
pub async fn password_again(ctx: &Ctx, session: &Session, problem: &Problem) -> PageResult {
    let fresh = is_fresh(ctx, session).await?;
    let account = service::account(ctx).await?;
    let form = stored(&account);
    Ok(page(ctx, session, account, &form, fresh, [&Problem::default(), problem]))
}

/// `problems` are those of the details and of the password.
fn page(ctx: &Ctx, session: &Session, account: Account, typed: &ProfileForm, fresh: bool, problems: [&Problem; 2]) -> axum::response::Response {
    let l = ctx.locale;
    let title = common::your_account(l);
    let current = sessions::current(session);
    let status = problems.iter().map(|p| p.status).find(|s| *s != http::StatusCode::OK).unwrap_or_default();
    let content = view! {
        <h1>{title}</h1>
        {ctx.actor.as_deref().map(|actor| hats(ctx, actor))}
        {details(ctx, &account, typed, problems[0])}
        {password(ctx, &account, fresh, problems[1])}
        {session_list(ctx, account.sessions, &current)}
    };
    Page::new(title).layout("wrap stack narrow").status(status).render(ctx, content.into_html())
}

fn hat_line(l: Locale, hat: &Hat) -> String {
    let seat = hat.seat.map(|side| if side == Side::Public { t::seat_public(l) } else { t::seat_civil(l) });
    [hat.function.as_str(), seat.unwrap_or_default()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ")
}

fn hats(ctx: &Ctx, actor: &Actor) -> Html {
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
                view! { <span class="state">{t::chosen_now(l)}</span> }.into_html()
            } else {
                view! {
                    <form method="post" action=ctx.href("/agera-som")><input type="hidden" name="till" value="/konto" />
                        <button class="button second" name="as" value=id>{t::switch_to(l)}<span class="vh">" "{name.clone()}</span></button></form>
                }
                .into_html()
            };
            view! { <li class="split"><div><h3>{name}</h3><p class="quiet">{line}</p></div>{act}</li> }
        })
        .collect();
    view! {
        <section aria-labelledby="ro"><h2 id="ro">{t::hats(l)}</h2>{none}<ul class="rows">{items}</ul>
            <p class="quiet"><a class="more" href=ctx.href("/organisationer/ny")>{t::register_organisation(l)}</a></p>
            <p class="quiet"><a class="more" href=ctx.href(paths::following())>{crate::i18n::following::mine_title(l)}</a></p></section>
    }
    .into_html()
}

fn details(ctx: &Ctx, account: &Account, typed: &ProfileForm, problem: &Problem) -> Html {
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
    .into_html()
}

/// A password beside the link: most do without.
fn password(ctx: &Ctx, account: &Account, fresh: bool, problem: &Problem) -> Html {
    let l = ctx.locale;
    let form = Form::new(l, problem, t::label);
    let set_at = account.profile.password_set_at;
    let state = match set_at {
        Some(at) => t::password_there(l, dates::moment(l, time::local(at), ctx.today())),
        None => t::password_none(l).to_string(),
    };
    let body = if set_at.is_none() && !fresh {
        view! {
            {form.summary()}
            <p class="quiet">{t::password_link_first(l)}" "<a class="more" href=ctx.href(paths::sign_in(&paths::account()))>{t::password_link(l)}</a></p>
        }
        .into_html()
    } else {
        let open = problem.message.is_some() || !problem.faults.0.is_empty();
        let (summary, tells) = match set_at {
            Some(_) => (t::password_change(l), t::password_change_tells(l)),
            None => (t::password_add(l), t::password_add_tells(l)),
        };
        let email = ctx.actor.as_ref().map(|a| a.email.clone());
        let current = if fresh {
            set_at.map(|_| view! { <p class="quiet">{t::password_fresh(l)}</p> }.into_html())
        } else {
            let options = Options { kind: "password", autocomplete: "current-password", help: Some(t::current_password_help(l).into()), ..Options::default() };
            Some(form.input("current_password", "", options))
        };
        let remove = set_at.map(|_| view! { <button class="button plain" name="act" value="remove">{t::password_remove(l)}</button> });
        view! {
            <details class="more" open=open><summary>{summary}</summary>
                <form class="form" method="post" action=ctx.href("/konto/losenord") novalidate>
                    {form.summary()}
                    <input type="hidden" name="key" value=ctx.rng.secret() />
                    // tells a password manager whose it is; has no name, so that it is not sent
                    <input type="hidden" autocomplete="username" value=email />
                    {current}
                    {form.input("new_password", "", Options { kind: "password", autocomplete: "new-password", help: Some(t::new_password_help(l).into()), ..Options::default() })}
                    <p class="tells">{tells}</p>
                    <div class="acts"><button class="button second" name="act" value="set">{t::password_save(l)}</button>{remove}</div>
                </form></details>
        }
        .into_html()
    };
    view! { <section aria-labelledby="lo"><h2 id="lo">{t::password(l)}</h2><p>{state}</p>{body}</section> }.into_html()
}

fn device_name(l: Locale, device: &str) -> String {
    match device.split_once('|') {
        Some((browser, system)) if !browser.is_empty() && !system.is_empty() => t::device(l, browser, system),
        Some((browser, system)) if !browser.is_empty() || !system.is_empty() => format!("{browser}{system}"),
        _ => t::unknown_device(l).into(),
    }
}

fn session_list(ctx: &Ctx, sessions: Vec<SessionRow>, current: &str) -> Html {
    let l = ctx.locale;
    let items: Vec<_> = sessions
        .into_iter()
        .map(|s| {
            let name = device_name(l, &s.device);
            let here = s.id == current;
            let seen = t::last_seen(l, dates::moment(l, time::local(s.seen_at), ctx.today()));
            let act = if here {
                view! { <span class="state">{t::this_one(l)}</span> }.into_html()
            } else {
                view! {
                    <form method="post" action=ctx.href("/konto/enheter")><input type="hidden" name="id" value=s.id />
                        <button class="button second" aria-label=t::sign_out_device(l, &name)>{common::sign_out(l)}</button></form>
                }
                .into_html()
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
    .into_html()
}
