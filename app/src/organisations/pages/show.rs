//! The page of an organisation.

use super::{crumbs, paragraphs};
use crate::clocks::store::OpenClock;
use crate::context::Ctx;
use crate::i18n::{common, dates, minutes, organisations as t};
use crate::issues::list::{self, IssueRow, Shown, Tie};
use crate::issues::store::read::hidden_as;
use crate::mentions::view as mentions;
use crate::organisations::rules;
use crate::organisations::service::{self, OrganisationView, SignatoryForm};
use crate::organisations::store::Organisation;
use crate::organisations::types::OrganisationKind;
use crate::shell::{Nav, Page, PageResult};
use crate::time::days_late;
use crate::ui::form::{self, Options};
use crate::ui::prelude::*;
use crate::ui::{Form, Problem};
use crate::{paths, ui};
use axum::extract::Path;

/// The page of an organisation.
pub async fn organisation(ctx: Ctx, Path((agreement, slug)): Path<(String, String)>) -> PageResult {
    organisation_again(&ctx, &agreement, &slug, &SignatoryForm::default(), &Problem::default()).await
}

/// The same, with the form of the kansli as typed.
pub async fn organisation_again(ctx: &Ctx, agreement: &str, slug: &str, typed: &SignatoryForm, problem: &Problem) -> PageResult {
    let page = service::organisation(ctx, agreement, slug).await?;
    let o = &page.organisation;
    let may_edit = ctx.actor.as_deref().is_some_and(|a| rules::may_edit(a, o.id));
    let may_record = rules::can_sign(o.kind) && ctx.actor.as_deref().is_some_and(|a| rules::may_record_signatories(a, &page.agreement));
    let content = view! {
        {head(ctx, &page)}
        {may_edit.then(|| own_links(ctx, &page))}
        <div class="two"><div class="stack">{issues(ctx, &page)}{clocks(ctx, &page.agreement.slug, t::clocks_heading(ctx.locale), &page.clocks)}{promises(ctx, &page)}{meetings(ctx, &page)}{mentions::listed(ctx, &page.agreement, &page.attached)}</div>
            <aside class="stack">{facts(ctx, &page)}{people(ctx, &page)}{parts(ctx, &page)}</aside></div>
        {may_record.then(|| record_form(ctx, &page, typed, problem))}
    };
    Ok(Page::new(o.name.clone()).of(&page.agreement, Nav::Organisations).status(problem.status).render(ctx, content.into_html()))
}

/// Whether it is a signatory now, and the words for it.
fn signatory(ctx: &Ctx, o: &Organisation) -> (bool, String) {
    let l = ctx.locale;
    let day = |d| dates::day(l, d, ctx.today());
    match (o.signed_on, o.left_on) {
        (Some(_), Some(left)) if left < ctx.today() => (false, t::signatory_until(l, day(left))),
        (Some(since), _) => (true, t::signatory_since(l, day(since))),
        _ => (false, t::not_signatory(l).into()),
    }
}

fn head(ctx: &Ctx, page: &OrganisationView) -> Html {
    let l = ctx.locale;
    let o = &page.organisation;
    let gone = o.ends_on.is_some_and(|d| d < ctx.today());
    let state = if gone {
        Some(view! { <span class="state off">{t::gone(l)}</span> }.into_html())
    } else {
        let (is, words) = signatory(ctx, o);
        is.then(|| view! { <span class="state done">{words}</span> }.into_html())
    };
    let areas: Vec<_> = page
        .attached
        .iter()
        .filter(|a| a.what == "area")
        .filter_map(|a| page.agreement.area_by_id(a.area_id))
        .map(|a| view! { <span>{a.name.get(l).to_string()}</span> })
        .collect();
    let lang = ui::lang_of(l, &o.lang);
    let mut about = o.about.splitn(2, "\n\n");
    let lead = about.next().map(str::trim).filter(|p| !p.is_empty()).map(|p| view! { <p class="lead" lang=lang.clone()>{p.to_string()}</p> });
    let rest = about.next().map(|rest| view! { <div class="prose" lang=lang.clone()>{paragraphs(rest)}</div> });
    view! {
        <section class="head">{crumbs(ctx, &page.agreement, None)}<h1>{o.name.clone()}</h1>
            <p class="meta">{ui::voice(t::kind_of(l, o.kind), o.side, o.id == page.agreement.curator_id)}{areas}{state}</p>{lead}{rest}</section>
    }
    .into_html()
}

fn own_links(ctx: &Ctx, page: &OrganisationView) -> Html {
    let l = ctx.locale;
    let (agreement, slug) = (&page.agreement.slug, &page.organisation.slug);
    view! {
        <p class="acts"><a class="button second" href=ctx.href(paths::edit_organisation(agreement, slug))>{t::edit_link(l)}</a>
            <a class="button second" href=ctx.href(paths::invite_colleague(agreement, slug))>{t::invite_link(l)}</a></p>
    }
    .into_html()
}

/// Its own issues; for a public body, those it was asked to answer; those it stands behind.
fn issues(ctx: &Ctx, page: &OrganisationView) -> Html {
    let l = ctx.locale;
    let of = |tie: Tie| page.issues.iter().filter(|i| i.tie == tie).map(|i| i.row.clone()).collect::<Vec<_>>();
    let section = |id: &'static str, title: &'static str, rows: Vec<IssueRow>, organisation: bool| {
        let list = list::rows(ctx, &page.agreement, rows, Shown { forum: true, organisation });
        view! { <section aria-labelledby=id><h2 id=id>{title}</h2>{list}</section> }.into_html()
    };
    let (own, asked, backed) = (of(Tie::Posted), of(Tie::Asked), of(Tie::Backed));
    let answers = !asked.is_empty();
    let asked = answers.then(|| section("sv", t::asked_heading(l), asked, true));
    let own = if !own.is_empty() {
        Some(section("of", common::issues(l), own, false))
    } else if !answers && page.organisation.kind != OrganisationKind::PublicBody {
        Some(view! { <section aria-labelledby="of"><h2 id="of">{common::issues(l)}</h2><p class="quiet">{t::issues_none(l)}</p></section> }.into_html())
    } else {
        None
    };
    let backed = (!backed.is_empty()).then(|| section("sb", t::backed_heading(l), backed, true));
    view! { {own}{asked}{backed} }.into_html()
}

/// Promised dates as a list under a heading; nothing where there are none.
pub fn clocks(ctx: &Ctx, agreement: &str, heading: &'static str, clocks: &[OpenClock]) -> Option<Html> {
    if clocks.is_empty() {
        return None;
    }
    let l = ctx.locale;
    let items: Vec<_> = clocks
        .iter()
        .map(|k| {
            // one that is hidden has its number
            let named = k.issue_number.map(|n| (n, k.issue_title.clone().zip(k.issue_slug.clone()).unwrap_or_else(|| hidden_as(l, n))));
            let issue = named.as_ref().map(|(n, (_, slug))| paths::issue(agreement, *n, slug));
            let meeting = k.meeting_number.zip(k.meeting_slug.as_deref()).map(|(n, s)| paths::meeting(agreement, n, s));
            let body = k.body_slug.as_deref().map(|slug| paths::body(agreement, slug));
            let wish = k.wish_number.map(|n| paths::wish(agreement, n));
            let about = k
                .action_what
                .clone()
                .or(k.promise_words.clone())
                .or(named.map(|(_, (title, _))| title))
                .or(k.meeting_title.clone())
                .or(k.body_name.clone())
                .or(k.wish_title.clone())
                .or(k.consensus_title.clone())
                .unwrap_or_else(|| t::clock_other(l).into());
            let text = format!("{}: {about}", t::clock_of(l, k.kind));
            let action = k.action_number.map(|n| paths::action(agreement, n));
            let promise = k.promise_number.map(|n| paths::promise(agreement, n));
            let model = (k.kind == crate::clocks::ClockKind::ModelReview).then(|| paths::consensus(agreement));
            let proposal = k.consensus_number.map(|n| paths::proposal(agreement, n)).or(model);
            let what = match action.or(promise).or(issue).or(meeting).or(body).or(wish).or(proposal) {
                Some(path) => view! { <a href=ctx.href(path)>{text}</a> }.into_html(),
                None => view! { <span>{text}</span> }.into_html(),
            };
            let late = ui::late_state(l, k.due_on, ctx.today()).map(|late| view! { <p class="meta">{late}</p> });
            let class = if days_late(k.due_on, ctx.today()) > 0 { "late" } else { "" };
            view! { <li class=class>{ui::time_tag(l, k.due_on, ctx.today())}<div>{what}{late}</div></li> }
        })
        .collect();
    Some(view! { <section aria-labelledby="lk"><h2 id="lk">{heading}</h2><ul class="clocks">{items}</ul></section> }.into_html())
}

/// The way to all that it has promised at talks, where it has.
fn promises(ctx: &Ctx, page: &OrganisationView) -> Option<Html> {
    page.clocks.iter().any(|k| k.promise_number.is_some()).then(|| {
        let href = ctx.href(format!("{}?agare={}", paths::promises(&page.agreement.slug), page.organisation.slug));
        view! { <p class="quiet"><a class="more" href=href>{crate::i18n::promises::all_of_owner(ctx.locale)}</a></p> }.into_html()
    })
}

/// Meetings at which it was, and what it took on there.
fn meetings(ctx: &Ctx, page: &OrganisationView) -> Option<Html> {
    let l = ctx.locale;
    let (a, o) = (&page.agreement, &page.organisation);
    let mut all: Vec<_> = page.attached.iter().filter(|x| x.what == "attended").collect();
    all.sort_by_key(|x| std::cmp::Reverse(x.mentioned_at));
    let rows: Vec<_> = all
        .into_iter()
        .map(|x| {
            let on = x.mentioned_at.map(|at| ui::time_tag(l, crate::time::local_date(at), ctx.today()));
            let href = ctx.href(paths::meeting(&a.slug, x.number, &x.detail));
            view! { <li><h3><a href=href lang=ui::lang_of(l, &x.code)>{x.name.clone()}</a></h3><p class="meta">{on}</p></li> }
        })
        .collect();
    let actions = page.clocks.iter().any(|k| k.action_number.is_some()).then(|| {
        let href = ctx.href(format!("{}?ansvarig={}", paths::actions(&a.slug), o.slug));
        view! { <p><a href=href>{minutes::open_actions_link(l)}</a></p> }
    });
    let list =
        (!rows.is_empty()).then(|| view! { <section aria-labelledby="mo"><h2 id="mo">{minutes::attended(l)}</h2><ul class="rows">{rows}</ul></section> });
    (list.is_some() || actions.is_some()).then(|| view! { {actions}{list} }.into_html())
}

fn facts(ctx: &Ctx, page: &OrganisationView) -> Html {
    let l = ctx.locale;
    let o = &page.organisation;
    let day = |d| ui::time_tag(l, d, ctx.today());
    let fact = |name: &'static str, value: Html| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let parent = o
        .parent_name
        .clone()
        .zip(o.parent_slug.as_deref())
        .map(|(name, slug)| fact(t::part_of(l), view! { <a href=ctx.href(paths::organisation(&page.agreement.slug, slug))>{name}</a> }.into_html()));
    let areas: Vec<&str> =
        page.attached.iter().filter(|a| a.what == "area").filter_map(|a| page.agreement.area_by_id(a.area_id)).map(|a| a.name.get(l)).collect();
    let areas = (!areas.is_empty()).then(|| fact(t::areas(l), areas.join(", ").into_html()));
    let signed = rules::can_sign(o.kind) || o.signed_on.is_some();
    view! {
        <section aria-labelledby="om"><h2 class="h3" id="om">{t::about_us(l)}</h2><dl class="facts">
            {fact(t::kind_fact(l), t::kind_of(l, o.kind).into_html())}{parent}{areas}
            {fact(crate::i18n::mentions::handle_fact(l), view! { <code>{format!("@{}", o.slug)}</code> }.into_html())}
            {signed.then(|| fact(t::agreement_status(l), signatory(ctx, o).1.into_html()))}
            {o.starts_on.map(|d| fact(t::since(l), day(d)))}
            {o.ends_on.filter(|d| *d < ctx.today()).map(|d| fact(t::ended(l), day(d)))}
        </dl></section>
    }
    .into_html()
}

fn people(ctx: &Ctx, page: &OrganisationView) -> Html {
    let l = ctx.locale;
    let names = |what: &str, codes: &[&str]| {
        page.attached
            .iter()
            .filter(|a| a.what == what && codes.contains(&a.code.as_str()))
            .map(|a| {
                // whoever sits in a body is named only where they agreed to that
                if a.name.is_empty() {
                    let function = if a.detail.is_empty() { crate::i18n::bodies::post_member(l).to_string() } else { a.detail.clone() };
                    return view! { <li>{function}</li> }.into_html();
                }
                let function = (!a.detail.is_empty()).then(|| view! { ", "<span class="quiet">{a.detail.clone()}</span> });
                view! { <li>{a.name.clone()}{function}</li> }.into_html()
            })
            .collect::<Vec<_>>()
    };
    let section = |id: &'static str, title: &'static str, names: Vec<Html>| {
        (!names.is_empty()).then(|| view! { <section aria-labelledby=id><h2 class="h3" id=id>{title}</h2><ul class="names">{names}</ul></section> })
    };
    view! {
        {section("fo", t::people_heading(l), names("role", &["representative"]))}
        {section("ko", t::officers_heading(l), names("role", &["officer", "politician"]))}
        {section("ci", t::members_civil(l), names("seat", &["civil_society"]))}
        {section("of2", t::members_public(l), names("seat", &["public"]))}
        {page.attached.iter().find(|a| a.what == "body").map(|a| {
            let href = ctx.href(paths::body(&page.agreement.slug, &a.detail));
            view! { <p><a class="more" href=href>{crate::i18n::bodies::link_one(l)}</a></p> }
        })}
    }
    .into_html()
}

fn parts(ctx: &Ctx, page: &OrganisationView) -> Option<Html> {
    let parts: Vec<_> = page
        .attached
        .iter()
        .filter(|a| a.what == "part")
        .map(|a| view! { <li><a href=ctx.href(paths::organisation(&page.agreement.slug, &a.detail))>{a.name.clone()}</a></li> })
        .collect();
    (!parts.is_empty())
        .then(|| view! { <section aria-labelledby="de"><h2 class="h3" id="de">{t::parts(ctx.locale)}</h2><ul class="names">{parts}</ul></section> }.into_html())
}

fn record_form(ctx: &Ctx, page: &OrganisationView, typed: &SignatoryForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let o = &page.organisation;
    let form = Form::new(l, problem, t::label);
    let ends = o.signed_on.is_some() && o.left_on.is_none();
    let date = || Options { kind: "date", short: true, ..Options::default() };
    let (date, button) = if ends {
        (form.input("ended_on", &typed.ended_on, date()), t::end_button(l))
    } else {
        (form.input("signed_on", &typed.signed_on, date()), t::record_button(l))
    };
    view! {
        <section aria-labelledby="an"><h2 id="an">{t::record_heading(l)}</h2>
            <form class="form" method="post" action=ctx.href(paths::record_signatory(&page.agreement.slug, &o.slug)) novalidate>
                {form.summary()}{form::hidden(ctx, &typed.key, problem)}
                {date}{form.area("reason", &typed.reason, Options { rows: 3, max: Some(2000), ..Options::default() })}
                {form.language(&typed.lang)}
                <p class="tells">{t::record_tells(l, page.agreement.curator_name.get(l))}</p>
                <div class="acts"><button class="button">{button}</button></div>
            </form></section>
    }
    .into_html()
}
