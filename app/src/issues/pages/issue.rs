//! The page of an issue.

use super::{chain, talk};
use crate::agreements::types::Side;
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::curation::sentences;
use crate::events::EventKind;
use crate::events::store::Reader;
use crate::i18n::{issues as t, plural};
use crate::issues::islands::{BackingButton, BackingButtonProps};
use crate::issues::rules::{self, Who};
use crate::issues::service::{ContributionForm, IssuePage};
use crate::issues::types::{IssueAct, IssueState};
use crate::shell::{Nav, Page};
use crate::ui::Problem;
use crate::ui::prelude::*;
use crate::{paths, shell, time, ui};
use axum::response::Response;

/// Draws the page, with the form for a contribution as it was typed.
pub fn render(ctx: &Ctx, page: &IssuePage, form: &ContributionForm, problem: &Problem) -> Response {
    let content = view! {
        {crumbs(ctx, page)}
        <div class="two">
            <article class="stack">
                {head(ctx, page)}
                {page.undoable.as_ref().map(|last| crate::curation::pages::undo_offer(ctx, &page.agreement, last, ""))}
                {text(ctx, page)}
                {crate::attachments::view::section(ctx, &page.path(), page.issue.attachments.as_deref())}
                {merged_here(ctx, page)}
                {chain::section(ctx, page)}
                {talk::section(ctx, page, form, problem)}
            </article>
            <aside class="stack">{thumb(ctx, page)}{links(ctx, page)}{backers(ctx, page)}{crate::following::pages::beside(ctx, page)}{belongs(ctx, page)}</aside>
        </div>
    };
    Page::new(page.issue.title.clone()).of(&page.agreement, Nav::Issues).layout("wrap").status(problem.status).render(ctx, content.into_html())
}

fn crumbs(ctx: &Ctx, page: &IssuePage) -> Html {
    let l = ctx.locale;
    let place = match page.agreement.forum_by_id(page.issue.forum_id) {
        Some(f) => ui::forum_mark(f.mark, f.name.get(l), ctx.href(paths::forum(&page.agreement.slug, &f.slug))),
        None => view! { <a href=ctx.href(paths::issues(&page.agreement.slug))>{crate::i18n::common::issues(l)}</a> }.into_html(),
    };
    let (start, name) = (ctx.href(paths::agreement(&page.agreement.slug)), page.agreement.place.get(l).to_string());
    view! { <nav class="crumbs" aria-label=crate::i18n::common::you_are_here(l)><ol><li><a href=start>{name}</a></li><li>{place}</li></ol></nav> }.into_html()
}

fn head(ctx: &Ctx, page: &IssuePage) -> Html {
    let (l, i) = (ctx.locale, &page.issue);
    let lang = ui::lang_of(l, &i.lang);
    let voice = ui::voice(&i.organisation_name, i.organisation_side, false);
    let organisation = ctx.href(paths::organisation(&page.agreement.slug, &i.organisation_slug));
    let author = match i.author_function.as_deref().filter(|f| !f.is_empty()) {
        Some(function) => format!("{}, {function}", i.author_name),
        None => i.author_name.clone(),
    };
    let today = ctx.today();
    let edited = i.edited_at.map(|at| {
        let date = crate::i18n::dates::day(l, time::local_date(at), today);
        view! { <a href=ctx.href(format!("{}/historik", page.path()))>{t::edited(l, date)}</a> }
    });
    view! {
        <section class="head">
            <h1 lang=lang>{i.title.clone()}</h1>
            <p class="meta">
                <span>{t::issue_number(l, i.number)}</span><span class=ui::state_class(i.state)>{t::state(l, i.state, i.forum_id.is_some())}</span>
                <a href=organisation>{voice}</a><span>{author}</span>{ui::time_tag(l, time::local_date(i.created_at), today)}{edited}
            </p>
            {waiting(ctx, page)}
            {merged(ctx, page)}
            {chain::due(ctx, page)}
            {crate::appeals::offer::of_issue(ctx, page)}
        </section>
    }
    .into_html()
}

fn waiting(ctx: &Ctx, page: &IssuePage) -> Option<Html> {
    let l = ctx.locale;
    (page.issue.published_at.is_none() && page.issue.state == IssueState::Submitted)
        .then(|| view! { <div class="flash info"><p><strong>{t::waiting_title(l)}</strong>" "{t::waiting_text(l)}</p></div> }.into_html())
}

fn merged(ctx: &Ctx, page: &IssuePage) -> Option<Html> {
    let (l, i) = (ctx.locale, &page.issue);
    let (number, slug, title) = (i.into_number?, i.into_slug.as_ref()?, i.into_title.as_ref()?);
    let href = ctx.href(paths::issue(&page.agreement.slug, number, slug));
    let name = if title.is_empty() { t::hidden_name(l, number) } else { format!("{}: {title}", t::issue_number(l, number)) };
    Some(
        view! {
            <div class="flash info"><p><strong>{t::merged_title(l)}</strong>" "{t::merged_text(l)}" "
                <a href=href>{name}</a>". "{t::merged_kept(l)}</p></div>
        }
        .into_html(),
    )
}

/// That the issue is hidden: since when, by whom, why, and where that stands in the log; for those who curate, the way to show it again.
fn hidden_box(ctx: &Ctx, page: &IssuePage) -> Option<Html> {
    let l = ctx.locale;
    let at = page.issue.hidden_at?;
    let since = crate::i18n::dates::day(l, time::local_date(at), ctx.today());
    let act = page.chain.iter().rev().find(|e| e.kind == EventKind::IssueHidden && !e.undone).map(|e| {
        let log = ctx.href(format!("{}/{}", paths::log(&page.agreement.slug), e.position));
        let who = ui::actor_voice(l, &page.agreement, e.actor_role, e.actor_name.as_deref());
        view! { <p>{t::hidden_by(l)}" "{who}". "<a href=log>{t::hidden_in_log(l)}</a></p>{sentences::reason(l, e)} }
    });
    let curates = ctx.actor.as_ref().is_some_and(|a| a.acts_by_civil_seat(page.agreement.curator_id));
    let restore = curates.then(|| {
        view! { <p class="noprint"><a href=ctx.href(format!("{}/dolj", page.path()))>{crate::i18n::curation::restore_issue_button(l)}</a></p> }
    });
    Some(view! { <div class="flash info"><p><strong>{t::hidden_issue(l)}</strong>" "{t::hidden_since(l, since)}</p>{act}{restore}</div> }.into_html())
}

/// The four texts as one, with headings in the reader's language.
fn text(ctx: &Ctx, page: &IssuePage) -> Html {
    let (l, i) = (ctx.locale, &page.issue);
    let hidden = hidden_box(ctx, page);
    let never_public = hidden.is_none() && i.is_withheld(Reader::default());
    if i.is_withheld(page.reader) {
        if hidden.is_some() {
            return hidden.into_html();
        }
        return view! { <div class="flash info"><p><strong>{t::withheld_title(l)}</strong>" "{t::withheld_text(l)}</p></div> }.into_html();
    }
    let lang = ui::lang_of(l, &i.lang);
    let of = lang.as_ref().map(|_| format!(" lang=\"{}\"", l.code())).unwrap_or_default();
    // one that was split off from a contribution has its first text only
    let part = |heading: &str, html: &str| if html.is_empty() { String::new() } else { format!("<h2{of}>{}</h2>{html}", shell::escape(heading)) };
    let html =
        [i.what_html.clone(), part(t::why_heading(l), &i.why_html), part(t::whom_heading(l), &i.whom_html), part(t::ask_heading(l), &i.ask_html)].concat();
    let own = never_public.then(
        || view! { <div class="flash info"><p><strong>{t::withheld_title(l)}</strong>" "{t::withheld_own(l, page.agreement.curator_name.get(l))}</p></div> },
    );
    view! { {hidden}{own}<section class="prose" lang=lang inner_html=ui::prose(l, &html)></section> }.into_html()
}

/// What was merged into the issue, to read right here.
fn merged_here(ctx: &Ctx, page: &IssuePage) -> Option<Html> {
    let l = ctx.locale;
    let items: Vec<_> = page
        .issue
        .merged_here()
        .into_iter()
        .map(|m| {
            let href = ctx.href(format!("{}/{}", paths::issues(&page.agreement.slug), m.number));
            let lang = ui::lang_of(l, m.lang);
            if m.title.is_empty() {
                let name = t::hidden_name(l, m.number);
                return view! { <p><a href=href>{name}</a></p> }.into_html();
            }
            view! {
                <details class="more"><summary>{t::issue_number(l, m.number)}": "<span lang=lang.clone()>{m.title.to_string()}</span></summary>
                    <div class="prose" lang=lang inner_html=ui::prose(l, m.what_html)></div>
                    <p><a href=href>{t::merged_read(l)}</a></p></details>
            }
            .into_html()
        })
        .collect();
    (!items.is_empty()).then(|| view! { <section aria-labelledby="hop"><h2 class="h3" id="hop">{t::merged_here_title(l)}</h2>{items}</section> }.into_html())
}

/// What one may do, within reach of the thumb: at most two actions.
fn thumb(ctx: &Ctx, page: &IssuePage) -> Option<Html> {
    let l = ctx.locale;
    let open = page.takes_contributions();
    let first = if let Some(decide) = decide(ctx, page) {
        Some(decide)
    } else if page.may_back(ctx) {
        let acting = ctx.actor.as_ref().and_then(|a| a.acting_as).map(|id| id.to_string()).unwrap_or_default();
        Some(
            BackingButton(BackingButtonProps {
                l,
                action: ctx.href(format!("{}/bakom", page.path())),
                agreement: page.agreement.slug.clone(),
                number: page.issue.number,
                acting,
                backed: page.issue.backed,
            })
            .into_html(),
        )
    } else if ctx.actor.is_none() && open {
        // what anybody can do without an account comes first
        Some(view! { <a class="button" href=ctx.href(format!("{}/folj", page.path()))>{crate::i18n::following::follow(l)}</a> }.into_html())
    } else {
        None
    };
    let class = if first.is_some() { "button second" } else { "button" };
    let second = (open && !page.is_stopped(ctx)).then(|| match ctx.actor {
        Some(_) => view! { <a class=class href="#skriv">{t::write(l)}</a> }.into_html(),
        None => view! { <a class=class href=ctx.href(paths::sign_in(&page.path()))>{t::sign_in_to_back(l)}</a> }.into_html(),
    });
    (first.is_some() || second.is_some()).then(|| view! { <div class="thumb"><div class="wrap">{first}{second}</div></div> }.into_html())
}

/// The page where an act that the reader may perform is chosen.
fn decide(ctx: &Ctx, page: &IssuePage) -> Option<Html> {
    let l = ctx.locale;
    let acts = page.acts(ctx);
    let label = match acts.first()?.who {
        Who::Curator => t::decide_curator(l),
        Who::AskedBody => t::decide_asked(l),
        // one's own issue: not the main thing one comes for
        Who::Author => return None,
    };
    Some(view! { <a class="button" href=ctx.href(format!("{}/beslut", page.path()))>{label}</a> }.into_html())
}

/// What the organisation that posted it may do.
fn links(ctx: &Ctx, page: &IssuePage) -> Option<Html> {
    let l = ctx.locale;
    let edit = page.may_edit(ctx).then(|| view! { <li><a href=ctx.href(format!("{}/andra", page.path()))>{t::edit_issue(l)}</a></li> });
    let own = ctx.actor.as_ref().is_some_and(|a| rules::is(a, Who::Author, &page.standing()));
    let attach = (edit.is_some() || (own && page.issue.attachments.is_some()))
        .then(|| view! { <li><a href=ctx.href(format!("{}/bilagor", page.path()))>{crate::i18n::attachments::link(l)}</a></li> });
    let acts = page.acts(ctx);
    let asked = page.clocks.iter().any(|k| k.kind == ClockKind::Completion);
    let words = match acts.iter().find(|a| a.who == Who::Author && (asked || a.act != IssueAct::Complete)).map(|a| a.act) {
        Some(IssueAct::Complete) => Some(t::decide_author(l)),
        Some(IssueAct::Reopen) => Some(t::reopen_author(l)),
        Some(_) => Some(t::withdraw_author(l)),
        None => None,
    };
    let act = words.map(|words| view! { <li><a href=ctx.href(format!("{}/beslut", page.path()))>{words}</a></li> });
    let readable = page.issue.published_at.is_some() && !page.issue.withheld;
    let flag = (readable && edit.is_none() && act.is_none())
        .then(|| view! { <li><a href=ctx.href(format!("{}/anmal", page.path())) rel="nofollow">{crate::i18n::moderation::flag_link(l)}</a></li> });
    let curator = ctx.actor.as_ref().is_some_and(|a| a.acts_by_civil_seat(page.agreement.curator_id));
    let restrict = (curator && edit.is_none()).then(|| super::talk::restrict_link(ctx, page, 0));
    let hide =
        (curator && readable).then(|| view! { <li><a href=ctx.href(format!("{}/dolj", page.path()))>{crate::i18n::curation::hide_issue_button(l)}</a></li> });
    // where nothing was changed, none stands beside the date: what was attached and removed is told there all the same
    let past =
        (curator && page.issue.edited_at.is_none()).then(|| view! { <li><a href=ctx.href(format!("{}/historik", page.path()))>{t::history(l)}</a></li> });
    let any = past.is_some() || edit.is_some() || attach.is_some() || act.is_some() || flag.is_some() || restrict.is_some() || hide.is_some();
    any.then(|| view! { <section><ul class="links">{edit}{attach}{act}{past}{hide}{restrict}{flag}</ul></section> }.into_html())
}

fn backers(ctx: &Ctx, page: &IssuePage) -> Html {
    let l = ctx.locale;
    let names: Vec<_> = page
        .issue
        .backers
        .iter()
        .flat_map(|lines| lines.lines())
        .filter_map(|line| line.split_once(' '))
        .map(|(slug, name)| {
            let href = ctx.href(paths::organisation(&page.agreement.slug, slug));
            view! { <li><a href=href>{name.to_string()}</a></li> }
        })
        .collect();
    let count = names.len();
    let mut first = names;
    let rest = if count > 6 { first.split_off(4) } else { Vec::new() };
    let more =
        (!rest.is_empty()).then(|| view! { <details class="more"><summary>{t::show_rest(l, rest.len())}</summary><ul class="names">{rest}</ul></details> });
    let list = if count == 0 {
        view! { <p class="quiet">{if page.issue.state.is_open() { t::nobody_backs(l) } else { t::nobody_backed(l) }}</p> }.into_html()
    } else {
        view! { <ul class="names">{first}</ul>{more} }.into_html()
    };
    view! {
        <section class="backing" aria-labelledby="st">
            <h2 class="h3" id="st"><b id="backing-count">{count}</b>" "{plural(i64::try_from(count).unwrap_or(i64::MAX), t::backing_one(l), t::backing(l))}</h2>{list}
        </section>
    }
    .into_html()
}

fn row(one: &'static str, many: &'static str, items: Vec<(String, String)>) -> Option<Html> {
    if items.is_empty() {
        return None;
    }
    let term = if items.len() == 1 { one } else { many };
    let items: Vec<_> = items.into_iter().enumerate().map(|(at, (href, name))| view! { {(at > 0).then(|| view! { <br/> })}<a href=href>{name}</a> }).collect();
    Some(view! { <div><dt>{term}</dt><dd>{items}</dd></div> }.into_html())
}

fn belongs(ctx: &Ctx, page: &IssuePage) -> Option<Html> {
    let (l, a, tags) = (ctx.locale, &page.agreement, &page.tags);
    let filter = |name: &str, slug: &str| ctx.href(format!("{}?{name}={}", paths::issues(&a.slug), paths::encode(slug)));
    let principles =
        a.principles.iter().filter(|p| tags.principles.contains(&p.id)).map(|p| (ctx.href(paths::principle(&a.slug, p.number)), p.title.get(l).to_string()));
    let commitments =
        a.commitments.iter().filter(|c| tags.commitments.contains(&c.id)).map(|c| (ctx.href(paths::commitment(&a.slug, c.number)), c.title.get(l).to_string()));
    let themes = a.themes.iter().filter(|x| tags.themes.contains(&x.id)).map(|x| (filter("tema", &x.slug), x.name.get(l).to_string()));
    let areas = a.areas.iter().filter(|x| tags.areas.contains(&x.id)).map(|x| (filter("omrade", &x.slug), x.name.get(l).to_string()));
    let split = page.issue.split_from.as_deref().and_then(|s| s.split_once(' ')).map(|(number, contribution)| {
        (ctx.href(format!("{}/{number}#inlagg-{contribution}", paths::issues(&a.slug))), t::split_from_contribution(l, number, contribution))
    });
    let rows: Vec<Html> = [
        row(t::principle(l), t::principles(l), principles.collect()),
        row(t::commitment(l), t::commitments(l), commitments.collect()),
        row(t::theme(l), t::themes(l), themes.collect()),
        row(t::area(l), t::areas(l), areas.collect()),
        row(t::split_from(l), t::split_from(l), split.into_iter().collect()),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!rows.is_empty())
        .then(|| view! { <section aria-labelledby="ho"><h2 class="h3" id="ho">{t::belongs(l)}</h2><dl class="facts">{rows}</dl></section> }.into_html())
}

/// The organisation or person in whose name the form is sent.
pub fn sender(ctx: &Ctx, curator: crate::ids::OrganisationId) -> (String, Html) {
    let Some(actor) = &ctx.actor else { return (String::new(), ().into_html()) };
    let name = actor.hat().map_or_else(|| actor.name.clone(), |h| h.name.clone());
    let side = match actor.acting_role() {
        Some(crate::accounts::types::RoleKind::Officer | crate::accounts::types::RoleKind::Politician) => Side::Public,
        _ => Side::CivilSociety,
    };
    let voice = ui::voice(&name, side, actor.acts_by_civil_seat(curator));
    (name, voice)
}
