//! Contributions under an issue, and the form for one.

use super::issue::sender;
use crate::agreements::types::{Agreement, Side};
use crate::context::Ctx;
use crate::curation::sentences;
use crate::error::Refusal;
use crate::events::EventKind;
use crate::events::types::ActorRole;
use crate::i18n::{dates, issues as t};
use crate::issues::islands::{Composer, Drafts, LiveContributions, LiveContributionsProps, WritingHelp};
use crate::issues::service::{self, ContributionForm, ContributionHistory, IssuePage};
use crate::issues::store::read::ContributionRow;
use crate::issues::types::IssueState;
use crate::issues::writing::view as writing;
use crate::mentions::view as mentions;
use crate::restrictions::rules as restrictions;
use crate::restrictions::types::RestrictionKind;
use crate::shell::{Nav, Page};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{Problem, form};
use crate::{paths, time, ui};
use axum::response::Response;

/// Longest contribution in characters.
const MAX: usize = 5000;

/// Who speaks.
fn speaker(ctx: &Ctx, agreement: &Agreement, c: &ContributionRow) -> Html {
    let l = ctx.locale;
    let named = if c.function.is_empty() { c.author_name.clone() } else { format!("{}, {}", c.author_name, c.function) };
    let badge = match (c.role, &c.organisation_name) {
        (ActorRole::Curator, _) => ui::voice(agreement.curator_name.get(l), Side::CivilSociety, true),
        (ActorRole::Politician, _) => return view! { <span class="voice politician">{named}</span> }.into_html(),
        (ActorRole::Officer, Some(name)) => ui::voice(name, Side::Public, false),
        (_, Some(name)) => ui::voice(name, Side::CivilSociety, false),
        (_, None) => return view! { <span class="voice">{t::private_person(l)}</span><span>{c.author_name.clone()}</span> }.into_html(),
    };
    let badge = match &c.organisation_slug {
        Some(slug) => view! { <a href=ctx.href(paths::organisation(&agreement.slug, slug))>{badge}</a> }.into_html(),
        None => badge,
    };
    view! { {badge}<span>{named}</span> }.into_html()
}

/// Contributions after which the page begins, as part of a query.
fn after(page: &IssuePage) -> String {
    if page.after > 0 { format!("&efter={}", page.after) } else { String::new() }
}

/// Where the kansli slows or stops whoever wrote a contribution; 0: the issue itself.
pub(super) fn restrict_link(ctx: &Ctx, page: &IssuePage, n: i64) -> Html {
    let href = ctx.href(format!("{}?fraga={}&inlagg={n}", paths::restrictions(&page.agreement.slug), page.issue.number));
    view! { <li><a href=href>{crate::i18n::restrictions::restrict_link(ctx.locale)}</a></li> }.into_html()
}

/// When a contribution was hidden and in which role, with the log's entry; and that the decision is appealed, as long as that waits. All of it
/// stands in the chain that the page has read anyway.
fn hidden_when(ctx: &Ctx, page: &IssuePage, n: i64) -> Option<Html> {
    let l = ctx.locale;
    let act = page.chain.iter().rev().find(|e| e.kind == EventKind::ContributionHidden && sentences::payload_number(e, "number") == Some(n))?;
    let appealed = crate::appeals::offer::is_waiting(page, act.position).then(|| view! { " "<span>{t::hidden_appealed(l)}</span> });
    let log = ctx.href(format!("{}/{}", paths::log(&page.agreement.slug), act.position));
    Some(
        view! {
            <p class="meta">{ui::time_tag(l, time::local_date(act.occurred_at), ctx.today())}<span>{sentences::sentence(ctx, &page.agreement, act)}{appealed}</span><a href=log>{t::hidden_in_log(l)}</a></p>
        }
        .into_html(),
    )
}

/// A hidden contribution: that it is there and why it is hidden; its author and the curators also read what it says.
fn hidden_post(ctx: &Ctx, page: &IssuePage, c: &ContributionRow) -> Html {
    let (l, n) = (ctx.locale, c.number);
    let reason = sentences::because(l, c.hidden_reason.as_deref().unwrap_or_default());
    let reason_lang = c.hidden_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
    let text = (!c.html.is_empty()).then(|| {
        let attached = crate::attachments::view::list(ctx, &page.path(), c.attachments.as_deref());
        view! { <details class="more"><summary>{t::hidden_text(l)}</summary><div class="prose" lang=ui::lang_of(l, &c.lang) inner_html=ui::prose(l, &c.html)></div>{attached}</details> }
    });
    let restore = ctx.actor.as_ref().is_some_and(|a| a.acts_by_civil_seat(page.agreement.curator_id)).then(|| {
        view! { <ul class="links"><li><a href=ctx.href(format!("{}/inlagg/{n}/dolj", page.path()))>{t::restore_link(l)}</a></li>{restrict_link(ctx, page, n)}</ul> }
    });
    view! {
        <article class="post awaiting" id=format!("inlagg-{n}") aria-label=t::contribution_number(l, n)>
            <p class="state off">{t::hidden(l, n)}</p>{hidden_when(ctx, page, n)}<div class="quiet" lang=reason_lang inner_html=reason></div>{text}{restore}{crate::appeals::offer::of_hidden(ctx, page, c)}
        </article>
    }
    .into_html()
}

fn post(ctx: &Ctx, page: &IssuePage, c: &ContributionRow) -> Html {
    if c.hidden_at.is_some() {
        return hidden_post(ctx, page, c);
    }
    let (l, n, today) = (ctx.locale, c.number, ctx.today());
    let waits = c.published_at.is_none();
    let here = format!("#inlagg-{n}");
    let path = page.path();
    let edited = c.edited_at.map(|at| {
        let date = dates::day(l, time::local_date(at), today);
        view! { <a href=ctx.href(format!("{path}/inlagg/{n}/historik"))>{t::contribution_edited(l, date)}</a> }
    });
    let reply = c.quoted_number.map(|q| view! { <a href=format!("#inlagg-{q}")>{t::in_reply_to(l, q)}</a> });
    let mine = ctx.actor.as_ref().filter(|a| a.person_id == c.author_id && a.acting_as == c.organisation_id);
    let change = mine
        .filter(|a| page.issue.state.is_open() && restrictions::may_change(a, &page.agreement, !waits).is_ok())
        .map(|_| view! { <li><a href=ctx.href(format!("{path}/inlagg/{n}/andra"))>{crate::i18n::common::change(l)}</a></li> });
    let attach = mine
        .filter(|_| change.is_some() || c.attachments.is_some())
        .map(|_| view! { <li><a href=ctx.href(format!("{path}/inlagg/{n}/bilagor"))>{crate::i18n::attachments::link(l)}</a></li> });
    let quote = (ctx.actor.is_some() && page.takes_contributions() && !page.is_stopped(ctx) && !waits)
        .then(|| view! { <li><a href=format!("{}?svara={n}{}#skriv", ctx.href(&path), after(page))>{t::quote(l)}</a></li> });
    let publish = (waits && ctx.actor.as_ref().is_some_and(|a| a.acts_by_civil_seat(page.agreement.curator_id)))
        .then(|| view! { <li><a href=ctx.href(format!("{}?ko=publicering", paths::desk(&page.agreement.slug)))>{t::publish_at_desk(l)}</a></li> });
    let hide = (!waits && ctx.actor.as_ref().is_some_and(|a| a.acts_by_civil_seat(page.agreement.curator_id)))
        .then(|| view! { <li><a href=ctx.href(format!("{path}/inlagg/{n}/dolj"))>{t::hide_link(l)}</a></li> });
    let split = (!waits
        && c.organisation_id.is_some()
        && matches!(c.role, ActorRole::Representative | ActorRole::Officer)
        && c.split_number.is_none()
        && ctx.actor.as_ref().is_some_and(|a| a.acts_by_civil_seat(page.agreement.curator_id)))
    .then(|| view! { <li><a href=ctx.href(format!("{path}/inlagg/{n}/bryt-ut"))>{t::split_link(l)}</a></li> });
    // where nothing was changed, none stands beside the date: what was attached and removed is told there all the same
    let past = (c.edited_at.is_none() && ctx.actor.as_ref().is_some_and(|a| a.acts_by_civil_seat(page.agreement.curator_id)))
        .then(|| view! { <li><a href=ctx.href(format!("{path}/inlagg/{n}/historik"))>{t::history(l)}</a></li> });
    let flag = (!waits && mine.is_none())
        .then(|| view! { <li><a href=format!("{}/anmal?inlagg={n}", ctx.href(&path)) rel="nofollow">{crate::i18n::moderation::flag_link(l)}</a></li> });
    let restrict = (publish.is_some() || hide.is_some()).then(|| restrict_link(ctx, page, n));
    let became = c.split_number.map(|number| {
        view! { <li><a href=ctx.href(format!("{}/{number}", paths::issues(&page.agreement.slug)))>{t::became_issue(l, number)}</a></li> }
    });
    view! {
        <article class=if waits { "post awaiting" } else { "post" } id=format!("inlagg-{n}") aria-label=t::contribution_number(l, n)>
            {waits.then(|| view! { <p class="state wait">{t::awaiting(l, page.agreement.curator_name.get(l))}</p> })}
            <header class="meta">
                {speaker(ctx, &page.agreement, c)}
                <a href=here.clone()><time datetime=c.created_at.to_rfc3339()>{dates::moment(l, time::local(c.created_at), today)}</time></a>
                {edited}{reply}
            </header>
            <div class="prose" lang=ui::lang_of(l, &c.lang) inner_html=ui::prose(l, &c.html)></div>
            {crate::attachments::view::list(ctx, &path, c.attachments.as_deref())}
            <ul class="links">{quote}<li><a href=here>{t::contribution_number(l, n)}</a></li>{change}{attach}{became}{publish}{split}{hide}{past}{restrict}{flag}</ul>
        </article>
    }
    .into_html()
}

/// Contributions with what comes live, and the form.
pub fn section(ctx: &Ctx, page: &IssuePage, form: &ContributionForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let path = ctx.href(page.path());
    let posts: Vec<_> = page.contributions.iter().map(|c| post(ctx, page, c)).collect();
    let open = page.takes_contributions();
    let none = posts.is_empty().then(|| {
        let text = if open || page.issue.state == IssueState::Submitted { t::no_contributions(l) } else { t::no_contributions_closed(l) };
        view! { <p class="quiet">{text}</p> }
    });
    let latest = page.issue.latest_at.map_or(0, |at| at.timestamp_micros());
    let live =
        (open && !page.more).then(|| LiveContributions(LiveContributionsProps { l, stream: format!("{path}/strom?sedan={latest}"), here: path.clone() }));
    let earlier = (page.after > 0).then(|| view! { <a class="button second" rel="prev" href=path.clone()>{t::earlier_contributions(l)}</a> });
    let next = page
        .contributions
        .last()
        .filter(|_| page.more)
        .map(|c| view! { <a class="button second" rel="next" href=format!("{path}?efter={}", c.number)>{t::more_contributions(l)}</a> });
    let pager = (earlier.is_some() || next.is_some()).then(|| view! { <nav class="pager" aria-label=crate::i18n::common::pages(l)>{earlier}{next}</nav> });
    view! {
        <section aria-labelledby="inlagg">
            <h2 id="inlagg">{t::contributions(l)}" "<span class="count">{page.issue.contributions}</span></h2>
            {live}{none}
            <div>{posts}</div>
            {pager}
            {below(ctx, page, form, problem)}
        </section>
    }
    .into_html()
}

/// What holds the reader back here.
fn held(ctx: &Ctx, page: &IssuePage) -> Option<RestrictionKind> {
    restrictions::of(ctx.actor.as_ref()?, &page.agreement).map(|r| r.kind)
}

/// The form, or why there is none.
fn below(ctx: &Ctx, page: &IssuePage, form: &ContributionForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    if !page.takes_contributions() {
        let why = if page.issue.hidden_at.is_some() {
            crate::i18n::common::refusal(l, Refusal::IssueHidden)
        } else if page.issue.state == IssueState::Submitted {
            t::contributions_wait(l)
        } else {
            t::contributions_closed(l)
        };
        return view! { <p class="quiet" id="skriv">{why}</p> }.into_html();
    }
    if held(ctx, page) == Some(RestrictionKind::Stopped) {
        return view! { <p class="quiet" id="skriv">{crate::i18n::common::refusal(l, Refusal::Stopped)}</p> }.into_html();
    }
    if ctx.actor.is_none() {
        let href = ctx.href(paths::sign_in(&format!("{}#skriv", page.path())));
        return view! { <p class="acts" id="skriv"><a class="button second" href=href>{t::sign_in_to_write(l)}</a></p> }.into_html();
    }
    let fields = Form::new(l, problem, t::label);
    let (name, voice) = sender(ctx, page.agreement.curator_id);
    let role = ctx.actor.as_ref().map(|a| a.role_for(Some(page.agreement.curator_id)));
    let tells = if held(ctx, page).is_some() {
        t::tells_contribution_read_first(l, name)
    } else if page.issue.known || role.is_some_and(|role| service::trusted(ctx, role)) {
        t::tells_contribution_at_once(l, name)
    } else {
        t::tells_contribution(l, name)
    };
    let ko = (!form.ko.is_empty()).then(|| view! { <input type="hidden" name="ko" value=form.ko.clone() /> });
    view! {
        <form class="composer box form" id="skriv" method="post" action=format!("{}#skriv", ctx.href(page.path())) novalidate>
            <h2 class="h3">{t::write(l)}</h2>
            {fields.summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="quoted" value=form.quoted.clone() />{ko}
            <p>{t::writing_as(l)}" "{voice}</p>
            {body(ctx, &page.agreement.slug, &fields, form)}
            <WritingHelp l=l agreement=String::new() but=0/>
            {fields.language(&form.lang)}
            {preview(ctx, form)}
            <p class="tells">{tells}</p>
            <div class="acts"><button class="button">{t::send_contribution(l)}</button>
                <button class="button second" name="preview" value="1" formnovalidate=true>{t::preview(l)}</button></div>
            <Drafts l=l/>
        </form>
    }
    .into_html()
}

fn body(ctx: &Ctx, agreement: &str, fields: &Form<'_>, form: &ContributionForm) -> Html {
    let l = ctx.locale;
    let text = fields.area_in("text", &form.text, Options { max: Some(MAX), rows: 6, ..Options::default() }, |control| {
        island(|| view! { <Composer l=l field="text".to_string() agreement=agreement.to_string()>{control}</Composer> })
    });
    view! { {text}{mentions::hint(ctx, agreement)} }.into_html()
}

fn preview(ctx: &Ctx, form: &ContributionForm) -> Option<Html> {
    if form.preview.is_empty() {
        return None;
    }
    let l = ctx.locale;
    let text = crate::text::clean(&form.text);
    let html = ui::prose(l, &form.mentions.render(&text));
    let lang = if form.lang.is_empty() { l.code() } else { &form.lang };
    (!html.is_empty()).then(|| {
        view! {
            <section aria-labelledby="sett"><h3 id="sett">{t::preview_heading(l)}</h3><div class="preview prose" inner_html=html></div>
                <div class="writing">{writing::readability(l, &text, lang)}</div></section>
        }
        .into_html()
    })
}

/// The page that changes a contribution. After somebody else (one's other window) was faster, both texts stand side by side.
pub fn edit(ctx: &Ctx, h: &ContributionHistory, form: &ContributionForm, problem: &Problem) -> Response {
    let l = ctx.locale;
    let path = paths::issue(&h.agreement.slug, h.issue.number, &h.issue.slug);
    let n = h.contribution.number;
    let stored = h.contribution.text.clone().unwrap_or_default();
    let conflict = problem.stale.map(|_| super::write::compare(l, vec![(t::label(l, "text"), form.text.clone(), stored)]));
    let quiet = Problem { message: problem.message.clone().filter(|_| problem.stale.is_none()), ..problem.clone() };
    let fields = form::Form::new(l, &quiet, t::label);
    let version = problem.stale.map_or_else(|| form.version.clone(), |v| v.to_string());
    let title = t::edit_contribution(l);
    let back = ctx.href(format!("{path}#inlagg-{n}"));
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, &h.agreement, vec![(path.clone(), h.issue.title.clone())])}<h1>{title}</h1></section>
        {conflict}
        <form class="form" method="post" action=ctx.href(format!("{path}/inlagg/{n}/andra")) novalidate>
            {fields.summary()}
            {hidden(ctx, &form.key, &quiet)}
            <input type="hidden" name="version" value=version />
            {body(ctx, &h.agreement.slug, &fields, form)}
            <WritingHelp l=l agreement=String::new() but=0/>
            {fields.language(&form.lang)}
            {preview(ctx, form)}
            <p class="tells">{t::tells_edit(l)}</p>
            <div class="acts"><button class="button">{t::save_contribution(l)}</button>
                <button class="button second" name="preview" value="1" formnovalidate=true>{t::preview(l)}</button><a href=back>{crate::i18n::common::cancel(l)}</a></div>
            <Drafts l=l/>
        </form>
    };
    Page::new(title).of(&h.agreement, Nav::Issues).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html())
}
