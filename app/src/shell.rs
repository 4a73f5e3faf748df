//! The frame of every page: document head, header, who one acts for, footer. Pages are rendered once, synchronously, after
//! their service call: no `Suspense`, right status codes, and no script on pages without an island.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::i18n::{Locale, common as t};
use crate::ui::prelude::*;
use crate::{paths, ui};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::sync::Arc;

/// Part of the main menu that a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Nav {
    /// None of it.
    #[default]
    None,
    /// Start page and forums.
    Forums,
    /// Issues.
    Issues,
    /// Meetings.
    Meetings,
    /// The agreement.
    Agreement,
    /// Organisations.
    Organisations,
    /// The desk.
    Desk,
    /// Appeals.
    Appeals,
    /// What waits for whom one acts for.
    Todo,
}

/// A page about to be rendered.
#[derive(Debug, Clone)]
pub struct Page {
    title: String,
    status: StatusCode,
    agreement: Option<Arc<Agreement>>,
    nav: Nav,
    layout: &'static str,
    private: bool,
    bare: bool,
    reload: Option<u32>,
}

impl Page {
    /// A page with a title.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), status: StatusCode::OK, agreement: None, nav: Nav::None, layout: "wrap stack", private: false, bare: false, reload: None }
    }
    /// Under an agreement, at a place of its menu.
    pub fn of(mut self, agreement: &Arc<Agreement>, nav: Nav) -> Self {
        self.agreement = Some(agreement.clone());
        self.nav = nav;
        self
    }
    /// Classes of `main`; `wrap stack` otherwise.
    pub fn layout(mut self, layout: &'static str) -> Self {
        self.layout = layout;
        self
    }
    /// HTTP status.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
    /// Not to be indexed, and no address of it given away (`Referrer-Policy: no-referrer`): pages behind secrets.
    pub fn private(mut self) -> Self {
        self.private = true;
        self
    }
    /// Without header and footer: for a projector.
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }
    /// Loads again after so many seconds where there is no script.
    pub fn reload(mut self, seconds: u32) -> Self {
        self.reload = Some(seconds);
        self
    }
    /// Renders the page for a reader.
    pub fn render(self, ctx: &Ctx, content: Html) -> Response {
        let html = self.document(ctx, content);
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(if ctx.actor.is_some() || self.private { "no-store" } else { "no-cache" }));
        if self.private {
            headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        }
        if let Ok(csp) = HeaderValue::from_str(&content_security_policy(&ctx.nonce)) {
            headers.insert(header::CONTENT_SECURITY_POLICY, csp);
        }
        if ctx.notice.is_some() {
            headers.append(header::SET_COOKIE, HeaderValue::from_static("notice=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));
        }
        (self.status, headers, html).into_response()
    }

    fn document(&self, ctx: &Ctx, content: Html) -> String {
        let l = ctx.locale;
        let assets = &ctx.app.assets;
        let place = self.agreement.as_ref().map(|a| a.place.get(l).to_string());
        let title = match &place {
            Some(place) if *place != self.title => format!("{} · {place} · {}", self.title, t::product(l)),
            _ if self.title == t::product(l) => self.title.clone(),
            _ => format!("{} · {}", self.title, t::product(l)),
        };
        let layout = self.layout;
        let framed = !self.bare;
        let body = view! {
            {framed.then(|| view! { <a class="skip" href="#main">{t::skip(l)}</a> })}
            {(framed && ctx.app.settings.demo).then(|| demo_banner(ctx))}
            {framed.then(|| self.header(ctx, place.clone()))}
            {framed.then(|| acting_bar(ctx))}
            <main id="main" class=layout tabindex="-1">
                // what was saved needs its draft no more
                {(ctx.notice.is_some() && ctx.actor.is_some()).then(|| view! { <crate::issues::islands::DraftsSent/> })}
                {ctx.notice.map(|n| view! { <div class=format!("flash {}", n.class()) role="status"><p>{n.text(l)}</p></div> })}
                {self.agreement.as_ref().and_then(|a| crate::restrictions::pages::banner(ctx, a))}
                {content}
            </main>
            {(framed && !self.private).then(|| print_line(ctx, place.as_deref()))}
            {framed.then(|| self.footer(ctx))}
        }
        .to_html();
        let body = without_markers(&body);
        let theme = ctx.theme.map(|t| format!(" data-theme=\"{t}\"")).unwrap_or_default();
        let robots = if self.private { "<meta name=\"robots\" content=\"noindex\">" } else { "" };
        let public_url = &ctx.app.settings.public_url;
        let path = ctx.path.split('?').next().unwrap_or("/");
        let languages = if self.private {
            String::new()
        } else {
            [Locale::Sv, Locale::En]
                .map(|other| {
                    format!("<link rel=\"alternate\" hreflang=\"{}\" href=\"{}{}\">", other.code(), public_url, escape(&paths::localised(other, path)))
                })
                .concat()
        };
        let reload = self.reload.map(|n| format!("<noscript><meta http-equiv=\"refresh\" content=\"{n}\"></noscript>")).unwrap_or_default();
        // only pages that hold an island load the module, and only after first paint
        let loader = if body.contains("<leptos-island") && !assets.loader.is_empty() {
            format!("<script defer nonce=\"{}\" src=\"{}\" data-js=\"{}\" data-wasm=\"{}\"></script>", ctx.nonce, assets.loader, assets.js, assets.wasm)
        } else {
            String::new()
        };
        format!(
            "<!DOCTYPE html><html lang=\"{}\"{theme}><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\"><title>{}</title>{robots}{reload}<link rel=\"stylesheet\" href=\"{}\"><link rel=\"icon\" href=\"{}\">{languages}{loader}</head>\
             <body>{body}</body></html>",
            l.code(),
            escape(&title),
            assets.css,
            assets.icon,
        )
    }

    fn header(&self, ctx: &Ctx, place: Option<String>) -> Html {
        let l = ctx.locale;
        let home = self.agreement.as_ref().map_or_else(|| "/".to_string(), |a| paths::agreement(&a.slug));
        let menu = self.agreement.as_ref().map(|a| {
            let item = |nav: Nav, path: String, name: &'static str| {
                let current = (self.nav == nav).then_some("page");
                view! { <li><a href=ctx.href(path) aria-current=current>{name}</a></li> }
            };
            let desk = ctx.actor.as_ref().is_some_and(|actor| actor.acts_by_civil_seat(a.curator_id)).then(|| {
                let current = (self.nav == Nav::Desk).then_some("page");
                view! { <li class="desklink"><a href=ctx.href(paths::desk(&a.slug)) aria-current=current>{t::desk(l)}</a></li> }
            });
            let hears = |actor: &Arc<crate::accounts::types::Actor>| crate::appeals::rules::hears_appeals(a) && actor.acts_by_civil_seat(a.steering_id);
            let appeals = ctx.actor.as_ref().is_some_and(hears).then(|| {
                let current = (self.nav == Nav::Appeals).then_some("page");
                view! { <li class="desklink"><a href=ctx.href(paths::appeals(&a.slug)) aria-current=current>{crate::i18n::appeals::nav(l)}</a></li> }
            });
            let todo = ctx.actor.as_ref().is_some_and(|actor| actor.acting_as.is_some() && !actor.acts_by_civil_seat(a.curator_id)).then(|| {
                let current = (self.nav == Nav::Todo).then_some("page");
                view! { <li class="desklink"><a href=ctx.href(paths::todo(&a.slug)) aria-current=current>{t::todo(l)}</a></li> }
            });
            let elsewhere = ctx.actor.as_ref().is_some_and(|actor| crate::desk::service::todo::appeal_waits_elsewhere(actor, a)).then(|| {
                view! { <li class="desklink"><a href=ctx.href(paths::todo(&a.slug))>{crate::i18n::desk::menu_elsewhere(l, &a.steering_name)}</a></li> }
            });
            view! {
                <nav aria-label=t::main_menu(l)><ul>
                    {item(Nav::Issues, paths::issues(&a.slug), t::issues(l))}
                    {item(Nav::Meetings, paths::meetings(&a.slug), t::meetings(l))}
                    {item(Nav::Agreement, paths::about(&a.slug), t::the_agreement(l))}
                    {item(Nav::Organisations, paths::organisations(&a.slug), t::organisations(l))}
                    {desk}{appeals}{todo}{elsewhere}
                </ul></nav>
            }
        });
        let other = l.other();
        let account = match &ctx.actor {
            Some(actor) => view! { <a href=ctx.href(paths::account())>{actor.name.clone()}</a> }.into_html(),
            None => view! { <a href=ctx.href(paths::sign_in(if self.private { "" } else { &ctx.path }))>{t::sign_in(l)}</a> }.into_html(),
        };
        view! {
            <header class="top"><div class="wrap">
                <a class="name" href=ctx.href(home)>{t::product(l)}" "<span>{place}</span></a>
                <details class="menu"><summary>{t::menu(l)}</summary>
                    {menu}
                    <div class="tools"><a href=paths::localised(other, crate::accounts::forms::own_path(&ctx.path)) lang=other.code() hreflang=other.code()>{t::other_language(l)}</a>{account}</div>
                </details>
            </div></header>
        }
        .into_html()
    }

    fn footer(&self, ctx: &Ctx) -> Html {
        let l = ctx.locale;
        let run_by = self.agreement.as_ref().map(|a| view! { <p>{t::run_by(l, a.curator_name.get(l))}</p> });
        let log = self.agreement.as_ref().map(|a| view! { <li><a href=ctx.href(paths::log(&a.slug))>{t::log(l)}</a></li><li><a href=ctx.href(paths::diary(&a.slug))>{crate::i18n::activity::title(l)}</a></li> });
        let themes = [("system", None, t::theme_system(l)), ("light", Some("light"), t::theme_light(l)), ("dark", Some("dark"), t::theme_dark(l))].map(
            |(value, theme, label)| {
                let pressed = if ctx.theme == theme { "true" } else { "false" };
                view! { <button name="theme" value=value aria-pressed=pressed>{label}</button> }
            },
        );
        view! {
            <footer class="foot"><div class="wrap">
                {run_by}
                <ul class="links">{log}<li><a href=ctx.href("/tillganglighet")>{t::accessibility(l)}</a></li><li><a href=ctx.href("/personuppgifter")>{t::privacy(l)}</a></li></ul>
                <form method="post" action=ctx.href("/tema")>
                    <input type="hidden" name="till" value=if self.private { "/".to_string() } else { ctx.path.clone() } />
                    <div class="segments" role="group" aria-label=t::appearance(l)>{themes.into_iter().collect::<Vec<_>>()}</div>
                </form>
            </div></footer>
        }
        .into_html()
    }
}

/// On paper there is no header and no address bar: where it is from, and of which day.
fn print_line(ctx: &Ctx, place: Option<&str>) -> Html {
    let name = place.map_or_else(|| t::product(ctx.locale).to_string(), |place| format!("{} {place}", t::product(ctx.locale)));
    let address = format!("{}{}", ctx.app.settings.public_url, ctx.href(&ctx.path));
    let day = ctx.today();
    view! { <p class="printline">{format!("{name} · {address} · {day}")}</p> }.into_html()
}

fn demo_banner(ctx: &Ctx) -> Html {
    let l = ctx.locale;
    let mailbox = (!ctx.app.settings.smtp).then(|| view! { " "<a href=ctx.href("/demo/brevlada")>{t::demo_mailbox(l)}</a> });
    view! { <section class="demo" aria-label=t::demo_label(l)><p class="wrap">{t::demo_banner(l)}{mailbox}</p></section> }.into_html()
}

/// Every page of somebody signed in shows as whom they act.
fn acting_bar(ctx: &Ctx) -> Option<Html> {
    let actor = ctx.actor.as_ref()?;
    let l = ctx.locale;
    let (name, function, class) = match actor.hat() {
        Some(hat) => {
            let class = match (hat.seat, hat.role) {
                (Some(crate::agreements::types::Side::CivilSociety), _) => "voice kansli",
                (_, Some(crate::accounts::types::RoleKind::Officer | crate::accounts::types::RoleKind::Politician)) | (Some(_), _) => "voice public",
                _ => "voice",
            };
            (hat.name.clone(), hat.function.clone(), class)
        }
        None => (actor.name.clone(), String::new(), "voice"),
    };
    // one entry for each organisation, even where one has a role and a seat there
    let mut seen = Vec::new();
    let items: Vec<_> = actor
        .hats
        .iter()
        .filter(|h| !seen.contains(&h.organisation_id) && { seen.push(h.organisation_id); true })
        .map(|h| {
            let pressed = if actor.acting_as == Some(h.organisation_id) { "true" } else { "false" };
            view! { <li><button name="as" value=h.organisation_id.to_string() aria-pressed=pressed>{h.name.clone()}" "<small>{h.function.clone()}</small></button></li> }
        })
        .collect();
    let switch = (!actor.hats.is_empty()).then(|| {
        view! {
            <details class="drop"><summary>{t::switch(l)}</summary>
                <form method="post" action=ctx.href("/agera-som")><input type="hidden" name="till" value=ctx.path.clone() /><ul>{items}
                    <li><button name="as" value="" aria-pressed=if actor.acting_as.is_none() { "true" } else { "false" }>{t::only_yourself(l)}</button></li></ul></form>
            </details>
        }
    });
    Some(
        view! {
            <div class="acting" role="region" aria-label=t::acting_as_label(l)><div class="wrap">
                <p>{t::acting_as(l)}" "<span class=class>{name}</span>" "<span class="quiet">{function}</span></p>{switch}
            </div></div>
        }
        .into_html(),
    )
}

/// Leaves out the markers by which leptos finds its place again when it hydrates: outside islands nothing is hydrated.
fn without_markers(html: &str) -> String {
    const MARKER: &str = "<!>";
    const END: &str = "</leptos-island>";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<leptos-island") {
        let (before, island) = rest.split_at(start);
        out.push_str(&before.replace(MARKER, ""));
        // islands may stand in islands: up to the end that closes the outermost
        let mut depth = 0usize;
        let mut end = island.len();
        let mut at = 0;
        while let Some(i) = island[at..].find("leptos-island") {
            let here = at + i;
            at = here + 1;
            if island[..here].ends_with("</") {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    end = (here - 2) + END.len();
                    break;
                }
            } else if island[..here].ends_with('<') {
                depth += 1;
            }
        }
        out.push_str(&island[..end]);
        rest = &island[end..];
    }
    out.push_str(&rest.replace(MARKER, ""));
    out
}

/// Escapes a text for HTML.
pub fn escape(s: &str) -> String {
    s.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The policy of pages: own files only, scripts by nonce, no inline style.
pub fn content_security_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    )
}

/// Sends on to a page after a form, with a message to show there.
pub fn redirect(ctx: &Ctx, path: impl std::fmt::Display, notice: Option<ui::Notice>) -> Response {
    let mut headers = HeaderMap::new();
    if let Ok(to) = HeaderValue::from_str(&ctx.href(path)) {
        headers.insert(header::LOCATION, to);
    }
    if let Some(cookie) = notice.and_then(|n| HeaderValue::from_str(&format!("notice={}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax", n.code())).ok()) {
        headers.append(header::SET_COOKIE, cookie);
    }
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// [`redirect`] after a form whose draft the browser keeps. `key` is the form's idempotency key: by it the browser knows that this
/// sending was saved, whichever page is opened next.
pub fn redirect_saved(ctx: &Ctx, path: impl std::fmt::Display, notice: ui::Notice, key: &str) -> Response {
    let mut answer = redirect(ctx, path, Some(notice));
    let plain = key.len() <= 64 && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let cookie = plain.then(|| HeaderValue::from_str(&format!("saved={key}; Path=/; Max-Age=86400; SameSite=Lax")).ok()).flatten();
    if let Some(cookie) = cookie {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// The page for an error, in the reader's language. `typed` is the form whose sending failed, with the address it was sent to.
pub fn error_page(ctx: &Ctx, e: &AppError, typed: Option<(&ui::form::Typed, &str)>) -> Response {
    let l = ctx.locale;
    let status = e.status();
    let (title, text) = match status {
        StatusCode::NOT_FOUND => (t::error_404_title(l), t::error_404_text(l).to_string()),
        StatusCode::UNAUTHORIZED => (t::error_401_title(l), t::error_401_text(l).to_string()),
        StatusCode::FORBIDDEN if matches!(e, AppError::Refused(Refusal::CivilSeatsOnly)) => {
            (t::error_403_title(l), t::refusal(l, Refusal::CivilSeatsOnly).to_string())
        }
        StatusCode::FORBIDDEN => {
            let text = match e {
                AppError::Refused(r @ (Refusal::Stopped | Refusal::Slowed)) => t::refusal(l, *r),
                _ => t::error_403_text(l),
            };
            (t::error_403_title(l), text.to_string())
        }
        StatusCode::GONE => (t::error_410_title(l), t::error_410_text(l).to_string()),
        StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY => (
            t::error_409_title(l),
            match e {
                AppError::Refused(r) => t::refusal(l, *r).to_string(),
                AppError::ActingChanged { .. } => t::problem_acting(l).to_string(),
                AppError::Repeated(_) => t::problem_repeated(l).to_string(),
                AppError::Underway(_) => crate::i18n::consensus::underway(l).to_string(),
                _ => t::problem_stale(l).to_string(),
            },
        ),
        StatusCode::TOO_MANY_REQUESTS => (
            t::error_429_title(l),
            match e {
                AppError::TooOften(n) => t::problem_too_often(l, t::wait(l, *n)),
                _ => t::problem_too_often(l, t::wait(l, 60)),
            },
        ),
        StatusCode::PAYLOAD_TOO_LARGE if ctx.path.ends_with("/bilagor") => {
            use crate::{attachments::rules::LARGEST_MB, i18n::attachments as files};
            (files::too_large_title(l), files::too_large_text(l, LARGEST_MB))
        }
        StatusCode::PAYLOAD_TOO_LARGE => (t::error_413_title(l), t::error_413_text(l).to_string()),
        StatusCode::SERVICE_UNAVAILABLE => (t::error_503_title(l), t::error_503_text(l).to_string()),
        StatusCode::BAD_REQUEST => (t::error_400_title(l), t::error_400_text(l).to_string()),
        _ => (t::error_500_title(l), t::error_500_text(l).to_string()),
    };
    // a form's page is where it stood: what failed is where it was sent
    let sent_to = typed.map_or(ctx.path.as_str(), |(_, action)| action.strip_prefix("/en").filter(|rest| rest.starts_with('/')).unwrap_or(action));
    let action = match status {
        StatusCode::UNAUTHORIZED => (paths::sign_in(&ctx.path), t::sign_in(l)),
        StatusCode::FORBIDDEN if matches!(e, AppError::Refused(Refusal::Stopped | Refusal::Slowed)) => {
            (paths::restrictions(ctx.path.split('/').nth(1).unwrap_or_default()), crate::i18n::restrictions::banner_why(l))
        }
        StatusCode::FORBIDDEN if ctx.actor.is_some() => (paths::account().to_string(), t::to_account(l)),
        // the link of a sign-up: its meeting mails a new one
        StatusCode::GONE if ctx.path.contains("/anmalan/") => {
            let meeting = ctx.path.split("/anmalan/").next().unwrap_or("/");
            (format!("{meeting}#anmalan"), t::to_meeting(l))
        }
        StatusCode::CONFLICT if sent_to.ends_with("/angra") => {
            let issue = sent_to.trim_end_matches("/angra");
            match e {
                AppError::Refused(Refusal::TooLate) => (format!("{issue}/beslut"), t::decide_anew(l)),
                _ => (issue.to_string(), t::to_issue(l)),
            }
        }
        StatusCode::GONE => (paths::sign_in(""), t::sign_in(l)),
        _ => (below(ctx).map_or_else(|| "/".to_string(), |a| paths::agreement(&a.slug)), t::to_start(l)),
    };
    let passes = !matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE);
    let rescue = typed.filter(|_| passes).and_then(|(typed, action)| ui::rescue::section(ctx, typed, action));
    // with texts on the page, what helps opens beside it
    let target = rescue.is_some().then_some("_blank");
    let class = if rescue.is_some() { "button second" } else { "button" };
    let asks = typed.is_none_or(|(typed, _)| typed.fields().is_empty());
    if let Some(page) = offer_of_seat(ctx, e, title).filter(|_| asks) {
        return page;
    }
    let content = view! {
        <section class="errorpage"><p class="code">{status.as_str().to_string()}</p><h1>{title}</h1><p class="lead">{text}</p>
            <p class="acts"><a class=class href=ctx.href(action.0) target=target>{action.1}</a></p></section>
        {rescue}
    };
    let page = Page::new(title).layout("wrap stack narrow").status(status).private();
    // below an agreement its name and menu stay
    let page = match below(ctx) {
        Some(agreement) => page.of(&agreement, Nav::None),
        None => page,
    };
    page.render(ctx, content.into_html())
}

/// The page for whoever has the seat that opens what they asked for, and acts for somebody else: they are offered to switch, as on the desk.
fn offer_of_seat(ctx: &Ctx, e: &AppError, title: &'static str) -> Option<Response> {
    if !matches!(e, AppError::Refused(Refusal::NotAllowed)) {
        return None;
    }
    let (agreement, body, name) = seat_for(ctx, below(ctx)?)?;
    let heading = crate::i18n::desk::switch_title(ctx.locale, &name);
    let content = view! { <h1>{title}</h1>{crate::desk::pages::switch_to(ctx, body, &name, &heading)} };
    Some(Page::new(title).of(&agreement, Nav::None).layout("wrap stack narrow").status(e.status()).private().render(ctx, content.into_html()))
}

/// The body whose civil-society seat opens the page asked for, where the reader has one and acts for somebody else, with its name.
fn seat_for(ctx: &Ctx, agreement: Arc<Agreement>) -> Option<(Arc<Agreement>, crate::ids::OrganisationId, String)> {
    let actor = ctx.actor.as_ref()?;
    let page = ctx.path.split('?').next()?.split('/').nth(2)?;
    let (body, name) = match page {
        "skrivbord" | "anmalningar" => (agreement.curator_id, agreement.curator_name.get(ctx.locale).to_string()),
        "overklaganden" => (agreement.steering_id, agreement.steering_name.clone()),
        _ => return None,
    };
    (actor.has_civil_seat(body) && !actor.acts_by_civil_seat(body)).then_some((agreement, body, name))
}

/// The agreement below which an address stands.
fn below(ctx: &Ctx) -> Option<Arc<Agreement>> {
    let slug = ctx.path.split('/').nth(1).filter(|slug| !slug.is_empty())?;
    ctx.app.catalogue.get(slug).ok()
}

/// What page handlers give.
pub type PageResult = Result<Response>;

#[cfg(test)]
mod tests {
    use super::without_markers;

    #[test]
    fn markers_stay_in_islands_only() {
        assert_eq!(without_markers("<p>a<!></p>"), "<p>a</p>");
        let nested = "a<!><leptos-island x><!><leptos-island y><!></leptos-island><!></leptos-island>b<!>";
        assert_eq!(without_markers(nested), "a<leptos-island x><!><leptos-island y><!></leptos-island><!></leptos-island>b");
    }
}
