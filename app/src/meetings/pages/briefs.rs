//! What is to be read before an item of an agenda is taken up, made to be printed: the chain of its issue on one page.

use super::agenda::{clock, issue_links, title_of};
use super::{hours, path_of, place};
use crate::agreements::types::{Agreement, Side};
use crate::context::Ctx;
use crate::curation::sentences;
use crate::events::store::EventRow;
use crate::i18n::{agenda as p, common as c, dates, issues, meetings as t};
use crate::ids::AgendaItemId;
use crate::meetings::service::{self, Brief, Briefs};
use crate::meetings::store::BriefLine;
use crate::shell::{Nav, Page, PageResult};
use crate::text::{self, markdown};
use crate::{paths, time, ui};
use axum::extract::Path;
use leptos::prelude::*;

/// Characters of a contribution that a brief gives.
const GIST: usize = 320;

/// The briefs of all items of a meeting.
pub async fn briefs(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    let seen = service::briefs(&ctx, &agreement, &part, None).await?;
    render(&ctx, &seen, &p::brief_of(ctx.locale, &seen.meeting.title))
}

/// The brief of one item.
pub async fn brief(ctx: Ctx, Path((agreement, part, item)): Path<(String, String, AgendaItemId)>) -> PageResult {
    let seen = service::briefs(&ctx, &agreement, &part, Some(item)).await?;
    let title = seen.all.first().map(|b| p::brief_title(ctx.locale, b.place, title_of(ctx.locale, &b.item.item).0)).unwrap_or_default();
    render(&ctx, &seen, &title)
}

fn render(ctx: &Ctx, seen: &Briefs, title: &str) -> PageResult {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let one = seen.all.len() == 1;
    let all: Vec<_> = seen.all.iter().map(|b| article(ctx, a, seen, b)).collect();
    let trail = vec![(paths::meetings(&a.slug), c::meetings(l).to_string()), (path_of(a, m), m.title.clone())];
    let content = if all.is_empty() { view! { <p class="quiet">{t::agenda_empty(l)}</p> }.into_any() } else { all.into_any() };
    let hint = (!one).then(|| view! { <p class="quiet noprint">{p::print_hint(l)}</p> });
    let when = format!("{} {}", dates::weekday_day(l, m.starts_local.date(), ctx.today()), hours(l, m));
    let view = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}
            <p class="quiet">{t::kind(l, m.kind)}": "<span lang=ui::lang_of(l, &m.lang)>{m.title.clone()}</span></p>
            <h1>{if one { p::brief(l) } else { p::briefs(l) }}</h1><p>{when}", "{place(l, m)}</p>{hint}</section>
        {content}
    };
    Ok(Page::new(title).of(a, Nav::Meetings).layout("wrap stack narrow").render(ctx, view.into_any()))
}

fn article(ctx: &Ctx, a: &Agreement, seen: &Briefs, b: &Brief) -> AnyView {
    let l = ctx.locale;
    let m = &seen.meeting;
    let (title, lang) = title_of(l, &b.item.item);
    let lang = lang.unwrap_or_else(|| m.lang.clone());
    let id = format!("punkt-{}", b.place);
    let reason = (!b.item.item.reason.is_empty()).then(|| view! { <p lang=ui::lang_of(l, &m.lang)>{t::because(l, &b.item.item.reason)}</p> });
    let presenter = (!b.item.item.presenter.is_empty()).then(|| view! { <span>{p::presenter(l, &b.item.item.presenter)}</span> });
    let minutes = (b.item.item.minutes > 0).then(|| view! { <span>{t::takes_minutes(l, b.item.item.minutes)}</span> });
    let content = match b.item.item.issue_number {
        _ if b.item.readable => issue(ctx, a, b),
        // a hidden one has its number, which leads to what became of it
        Some(_) => view! { <p class="quiet">{issues::hidden_issue(l)}</p>{issue_links(ctx, a, &b.item.item)} }.into_any(),
        None => view! { <p class="quiet">{p::brief_free(l)}</p> }.into_any(),
    };
    view! {
        <article class="brief flow" aria-labelledby=id.clone()>
            <h2 id=id.clone() lang=ui::lang_of(l, &lang)>{b.place}". "{title}</h2>
            <p class="meta">{b.begins.map(|at| clock(l, at))}{minutes}{presenter}</p>
            {reason}
            {content}
        </article>
    }
    .into_any()
}

fn issue(ctx: &Ctx, a: &Agreement, b: &Brief) -> AnyView {
    let l = ctx.locale;
    let i = &b.item;
    let lang = i.item.issue_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
    let who = i.organisation_name.as_ref().zip(i.organisation_side).map(|(name, side)| ui::voice(name, side, false));
    let on = i.posted_at.map(|at| ui::time_tag(l, time::local_date(at), ctx.today()));
    let part = |name: &'static str, html: &Option<String>| {
        let html = html.clone().filter(|html| !html.is_empty())?;
        Some(view! { <h4>{name}</h4><div class="prose" lang=lang.clone() inner_html=ui::prose(l, &html)></div> })
    };
    let href = i.item.issue_number.zip(i.item.issue_slug.as_ref()).map(|(number, slug)| ctx.href(paths::issue(&a.slug, number, slug)));
    let title = i.item.issue_number.zip(i.item.issue_title.clone()).map(|(number, title)| t::issue_link(l, number, title));
    let backers = match &i.backer_names {
        Some(names) if i.backers > 0 => {
            let names: Vec<_> = names.lines().map(|name| view! { <li>{name.to_string()}</li> }).collect();
            view! { <ul class="names">{names}</ul> }.into_any()
        }
        _ => view! { <p class="quiet">{p::brief_nobody(l)}</p> }.into_any(),
    };
    let chain: Vec<_> = b.chain.iter().map(|e| event(ctx, a, e)).collect();
    let promised: Vec<_> = b.promised.iter().filter_map(|x| promise(ctx, a, x)).collect();
    let promised = (!promised.is_empty()).then(|| view! { <h3>{p::brief_promised(l)}</h3><ul class="clocks">{promised}</ul> });
    let said: Vec<_> = b.said.iter().map(|x| gist(ctx, a, x)).collect();
    let heading = if i.contributions == 1 { p::brief_said_one(l).to_string() } else { p::brief_said(l, i.contributions) };
    let said = (!said.is_empty()).then(|| view! { <h3>{heading}</h3><ul class="log">{said}</ul> });
    view! {
        <h3 lang=lang.clone()>{title}</h3>
        <p class="meta"><span>{p::brief_posted(l)}</span>{who}{on}{i.item.issue_state.map(|s| view! { <span class=ui::state_class(s)>{issues::state(l, s, true)}</span> })}</p>
        {part(p::brief_what(l), &i.what_html)}{part(p::brief_why(l), &i.why_html)}{part(p::brief_whom(l), &i.whom_html)}{part(p::brief_ask(l), &i.ask_html)}
        <h3>{p::brief_backers(l)}</h3>{backers}
        {promised}
        <h3>{p::brief_chain(l)}</h3><ol class="log">{chain}</ol>
        {said}
        {href.map(|href| view! { <ul class="links"><li><a href=href>{p::brief_read(l)}</a></li></ul> })}
    }
    .into_any()
}

fn event(ctx: &Ctx, a: &Agreement, e: &EventRow) -> AnyView {
    let l = ctx.locale;
    let text = (!e.text_html.is_empty()).then(|| view! { <div class="prose" lang=ui::lang_of(l, &e.lang) inner_html=ui::prose(l, &e.text_html)></div> });
    view! {
        <li>{ui::time_tag(l, time::local_date(e.occurred_at), ctx.today())}
            <div><p>{sentences::sentence(ctx, a, e)}</p>{sentences::reason(l, e)}{text}</div></li>
    }
    .into_any()
}

fn promise(ctx: &Ctx, a: &Agreement, x: &BriefLine) -> Option<AnyView> {
    let l = ctx.locale;
    let (kind, due_on) = x.kind.zip(x.due_on)?;
    let who = if x.by_curator { a.curator_name.get(l) } else { x.who.as_deref().unwrap_or_default() };
    let late = ui::late_state(l, due_on, ctx.today());
    let class = late.is_some().then_some("late");
    let words = issues::expected(l, kind, late.is_some(), who, x.action.as_deref());
    Some(view! { <li class=class>{ui::time_tag(l, due_on, ctx.today())}<div><p>{words}" "{late}</p></div></li> }.into_any())
}

fn gist(ctx: &Ctx, a: &Agreement, x: &BriefLine) -> AnyView {
    let l = ctx.locale;
    let words = text::shorten(&text::clean_line(&markdown::plain(x.html.as_deref().unwrap_or_default())), GIST);
    let who = match (x.role, x.who.as_deref()) {
        (Some(role), who) => ui::actor_voice(l, a, role, who),
        (None, who) => ui::voice(who.unwrap_or_default(), Side::CivilSociety, false),
    };
    let on = x.at.map(|at| ui::time_tag(l, time::local_date(at), ctx.today()));
    view! { <li>{on}<div><p>{who}</p><p lang=x.lang.as_deref().and_then(|lang| ui::lang_of(l, lang))>{words}</p></div></li> }.into_any()
}
