//! Pages of restrictions: one address, where those who are held back read why, and those who curate decide.

use super::rules;
use super::service::{self, LiftForm, RestrictForm, Restrictions};
use super::store::{AuthorRow, RestrictionRow};
use super::types::RestrictionKind;
use crate::agreements::types::Agreement;
use crate::appeals::rules::hears_appeals;
use crate::context::Ctx;
use crate::i18n::{common as c, dates, restrictions as t};
use crate::issues::islands::Drafts;
use crate::phrases::pages as phrases;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use crate::{paths, time};
use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;

/// What the address carries.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RestrictionQuery {
    /// Number of the issue by which somebody is about to be held back.
    pub fraga: Option<i64>,
    /// Number of the contribution; 0: the issue itself.
    pub inlagg: i64,
    /// The restriction that is about to be lifted.
    pub hav: Option<i64>,
}

/// Restrictions, with the form that holds somebody back or lets them go where the address asks for it.
pub async fn restrictions(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<RestrictionQuery>) -> PageResult {
    let quiet = Problem::default();
    if let Some(fraga) = query.fraga {
        return restrict_page(&ctx, &agreement, &RestrictForm { fraga, inlagg: query.inlagg, ..RestrictForm::default() }, &quiet).await;
    }
    let seen = service::list(&ctx, &agreement, None).await?;
    let blank = LiftForm::default();
    Ok(page(&ctx, &seen, None, query.hav.map(|id| (id, &blank)), &quiet))
}

/// The same, with the form that holds somebody back as it was typed.
pub async fn restrict_page(ctx: &Ctx, agreement: &str, form: &RestrictForm, problem: &Problem) -> PageResult {
    let seen = service::list(ctx, agreement, Some((form.fraga, form.inlagg))).await?;
    Ok(page(ctx, &seen, Some(form), None, problem))
}

/// The same, with the form that lets somebody go as it was typed.
pub async fn lift_page(ctx: &Ctx, agreement: &str, typed: (i64, &LiftForm), problem: &Problem) -> PageResult {
    let seen = service::list(ctx, agreement, None).await?;
    Ok(page(ctx, &seen, None, Some(typed), problem))
}

fn page(ctx: &Ctx, seen: &Restrictions, restrict: Option<&RestrictForm>, lift: Option<(i64, &LiftForm)>, problem: &Problem) -> Response {
    let (l, a) = (ctx.locale, &seen.agreement);
    let (title, lead) = if seen.whole { (t::all_title(l), t::all_lead(l)) } else { (t::own_title(l), t::own_lead(l)) };
    let form = seen.about.as_ref().zip(restrict).map(|(about, form)| restrict_form(ctx, seen, about, form, problem));
    let rows: Vec<_> = seen.rows.iter().map(|r| row(ctx, seen, r, lift.filter(|(id, _)| *id == r.id).map(|(_, form)| form), problem)).collect();
    let list = match (rows.is_empty(), seen.whole) {
        (true, true) => ui::empty(t::none_title(l), t::none_text(l), None),
        (true, false) => ui::empty(t::own_none_title(l), t::own_none_text(l), Some((ctx.href(paths::agreement(&a.slug)), c::to_start(l).to_string()))),
        _ => rows.into_html(),
    };
    let content = view! {
        <section class="head"><h1>{title}</h1><p class="lead">{lead}</p></section>
        {form}
        {list}
    };
    let nav = if seen.may_decide { Nav::Desk } else { Nav::None };
    Page::new(title).of(a, nav).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html())
}

fn restrict_form(ctx: &Ctx, seen: &Restrictions, about: &AuthorRow, form: &RestrictForm, problem: &Problem) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    let f = Form::new(l, problem, t::label);
    let mut whom = vec![("person".to_string(), about.person.clone(), t::whom_person(l).to_string())];
    if let (Some(id), Some(name)) = (about.organisation_id, &about.organisation)
        && service::may_hold(a, id, about.side)
    {
        whom.push(("organisation".to_string(), name.clone(), t::whom_organisation(l).to_string()));
    }
    let kinds = RestrictionKind::ALL.iter().map(|k| (k.to_string(), t::kind(l, *k).to_string(), t::kind_means(l, *k).to_string())).collect();
    let until = Options { kind: "date", short: true, help: Some(t::until_help(l, rules::MOST_DAYS)), ..Options::default() };
    let issue = paths::issue(&a.slug, about.number, &about.slug);
    let back = about.contribution.map_or_else(|| issue.clone(), |n| format!("{issue}#inlagg-{n}"));
    let what = about.contribution.map_or_else(|| about.title.clone(), |n| t::about_contribution(l, n, &about.title));
    view! {
        <section class="box flow" aria-labelledby="begransa"><h2 id="begransa">{t::restrict_title(l)}</h2>
            <p class="meta"><a href=ctx.href(back.clone())>{what}</a></p>
            <article class="post"><div class="prose" lang=ui::lang_of(l, &about.lang) inner_html=ui::prose(l, &about.html)></div></article>
            <form class="form" method="post" action=ctx.href(paths::restrictions(&a.slug)) data-draft=format!("{back}/begransa") novalidate>
                {phrases::default_button(&seen.phrases, t::restrict_button(l))}
                {f.summary()}
                {hidden(ctx, &form.key, problem)}
                <input type="hidden" name="fraga" value=about.number.to_string() /><input type="hidden" name="inlagg" value=form.inlagg.to_string() />
                {f.choices("whom", false, std::slice::from_ref(&form.whom), whom, Options::default())}
                {f.choices("restriction", false, std::slice::from_ref(&form.restriction), kinds, Options::default())}
                {f.input("until_on", &form.until_on, until)}
                {f.area("reason", &form.reason, Options { rows: 4, max: Some(2000), help: Some(t::reason_help(l).into()), ..Options::default() })}
                {phrases::picker(ctx, a, &seen.phrases, &form.fras, &f)}
                {f.language(&form.lang)}
                <Drafts l=l/>
                <p class="tells">{t::restrict_tells(l)}</p>
                <div class="acts"><button class="button">{t::restrict_button(l)}</button><a href=ctx.href(&back)>{c::cancel(l)}</a></div>
            </form>
        </section>
    }
    .into_html()
}

fn row(ctx: &Ctx, seen: &Restrictions, r: &RestrictionRow, lift: Option<&LiftForm>, problem: &Problem) -> Html {
    let (l, a, today) = (ctx.locale, &seen.agreement, ctx.today());
    let runs = r.runs(today);
    let since = dates::day(l, time::local_date(r.from_at), today);
    let until = dates::day(l, r.until_on, today);
    let (class, state) = match r.lifted_at {
        Some(at) => ("state off", t::lifted_on(l, dates::day(l, time::local_date(at), today))),
        None if runs => ("state wait", t::runs_until(l, until)),
        None => ("state off", t::ended_on(l, until)),
    };
    // by its number alone: what few may read has no title in addresses either
    let issue = format!("{}/{}", paths::issues(&a.slug), r.number);
    let about = ctx.href(r.contribution.map_or_else(|| issue.clone(), |n| format!("{issue}#inlagg-{n}")));
    let lifted = r.lifted_html.clone().map(|html| {
        view! { <h3>{t::lifted_because(l)}</h3><div class="prose" lang=r.lifted_lang.as_deref().and_then(|lang| ui::lang_of(l, lang)) inner_html=html></div> }
    });
    let id = format!("b-{}", r.id);
    let open = (runs && seen.may_decide && lift.is_none())
        .then(|| view! { <p class="acts"><a class="button second" href=ctx.href(format!("{}?hav={}#{id}", paths::restrictions(&a.slug), r.id))>{t::lift_button(l)}</a></p> });
    let form = lift.filter(|form| seen.may_decide && (runs || !form.reason.is_empty())).map(|form| lift_form(ctx, seen, r.id, form, problem));
    let wrong =
        (runs && !seen.whole).then(|| view! { <p>{t::own_wrong(l, a.curator_name.get(l))}" "<a href=ctx.href(paths::organisation(&a.slug, &a.curator_slug))>{t::own_turn_to(l, a.curator_name.get(l))}</a>". "{hears_appeals(a).then(|| t::own_seen(l, &a.steering_name))}</p> });
    let who = if r.is_organisation { view! { <span class="voice">{r.who.clone()}</span> }.into_html() } else { r.who.clone().into_html() };
    view! {
        <section class="box flow" aria-labelledby=id.clone()><h2 class="h3" id=id.clone()>{if runs { t::kind(l, r.kind) } else { t::kind_was(l, r.kind) }}": "{who}</h2>
            <p><span class=class>{state}</span>" "<span class="quiet">{t::since(l, since)}" "<a href=about>{t::about_text(l)}</a></span></p>
            {seen.whole.then(|| view! { <p>{t::kind_means(l, r.kind)}</p> })}
            <h3>{t::because(l)}</h3><div class="prose" lang=ui::lang_of(l, &r.reason_lang) inner_html=r.reason_html.clone()></div>
            {lifted}{wrong}{open}{form}
        </section>
    }
    .into_html()
}

fn lift_form(ctx: &Ctx, seen: &Restrictions, id: i64, form: &LiftForm, problem: &Problem) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    let f = Form::new(l, problem, t::lift_label);
    // drawn again, the page opens where the form stands
    let action = ctx.href(format!("{}/{id}#b-{id}", paths::restrictions(&a.slug)));
    view! {
        <form class="form" method="post" action=action.clone() data-draft=action novalidate>
            {phrases::default_button(&seen.phrases, t::lift_button(l))}
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            {f.area("reason", &form.reason, Options { rows: 3, max: Some(2000), help: Some(t::lift_help(l).into()), ..Options::default() })}
            {phrases::picker(ctx, a, &seen.phrases, &form.fras, &f)}
            {f.language(&form.lang)}
            <Drafts l=l/>
            <div class="acts"><button class="button">{t::lift_button(l)}</button><a href=ctx.href(paths::restrictions(&a.slug))>{c::cancel(l)}</a></div>
        </form>
    }
    .into_html()
}

/// Told on every page of the agreement to whom it concerns.
pub fn banner(ctx: &Ctx, a: &Agreement) -> Option<Html> {
    let l = ctx.locale;
    let r = rules::of(ctx.actor.as_ref()?, a)?;
    let until = dates::day(l, r.until_on, ctx.today());
    let text = match (r.kind, r.organisation.is_some()) {
        (RestrictionKind::Slowed, false) => t::banner_slowed_person(l, until),
        (RestrictionKind::Slowed, true) => t::banner_slowed_organisation(l, until),
        (RestrictionKind::Stopped, false) => t::banner_stopped_person(l, until),
        (RestrictionKind::Stopped, true) => t::banner_stopped_organisation(l, until),
    };
    Some(view! { <div class="flash warning" role="region" aria-label=t::banner_label(l)><p>{text}" "<a href=ctx.href(paths::restrictions(&a.slug))>{t::banner_why(l)}</a></p></div> }.into_html())
}
