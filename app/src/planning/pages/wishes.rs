//! Wishes in a list, and the form for a new one.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::{common as c, meetings, planning as t};
use crate::planning::rules::WISHED;
use crate::planning::service::{self, WishForm, WishList};
use crate::planning::store::Wish;
use crate::planning::types::{Shown, WishState};
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use crate::{paths, time};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// What the list's address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WishesQuery {
    /// Which wishes, by their code.
    pub visa: String,
    /// Number before which older ones are shown.
    pub fore: String,
}

/// All wishes.
pub async fn wishes(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<WishesQuery>) -> PageResult {
    let shown = query.visa.parse().unwrap_or(Shown::Open);
    let list = service::wishes(&ctx, &agreement, shown, query.fore.parse().ok()).await?;
    let agreement = list.agreement.clone();
    let view = list_view(&ctx, &list, !query.fore.is_empty());
    Ok(Page::new(t::wishes_title(ctx.locale)).of(&agreement, Nav::Meetings).layout("wrap stack narrow").render(&ctx, view))
}

fn list_view(ctx: &Ctx, list: &WishList, paged: bool) -> Html {
    let l = ctx.locale;
    let a = &list.agreement;
    let path = |shown: Shown| ctx.href(format!("{}?visa={shown}", paths::wishes(&a.slug)));
    let tabs: Vec<_> = Shown::ALL
        .iter()
        .map(|s| {
            let current = (*s == list.shown).then_some("page");
            view! { <li><a href=path(*s) aria-current=current>{t::shown(l, *s)}" "<span class="count">{list.count(*s)}</span></a></li> }
        })
        .collect();
    let rows: Vec<_> = list.wishes.iter().map(|w| row(ctx, a, w)).collect();
    let content =
        if rows.is_empty() { ui::empty(t::wishes_none_title(l), t::wishes_none_text(l), None) } else { view! { <ul class="rows">{rows}</ul> }.into_html() };
    let pager = ui::Pager { previous: paged.then(|| path(list.shown)), next: list.more.map(|n| format!("{}&fore={n}", path(list.shown))) };
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(paths::meetings(&a.slug), c::meetings(l).into())])}
            <h1>{t::wishes_title(l)}</h1><p class="lead">{t::wishes_lead(l, a.curator_name.get(l))}</p>
            {list.may_wish.then(|| view! { <p class="acts"><a class="button" href=ctx.href(paths::new_wish(&a.slug))>{t::wish_new(l)}</a></p> })}
        </section>
        <nav class="tabs" aria-label=t::wish_which(l)><ul>{tabs}</ul></nav>
        {content}
        {ui::pager(l, pager)}
    }
    .into_html()
}

/// CSS class of a wish's state.
pub(super) const fn state_class(state: WishState) -> &'static str {
    match state {
        WishState::Open => "state wait",
        WishState::Planned => "state done",
        WishState::Joined => "state",
        WishState::Declined | WishState::Withdrawn => "state off",
    }
}

fn row(ctx: &Ctx, a: &Agreement, w: &Wish) -> Html {
    let l = ctx.locale;
    let today = ctx.today();
    let forum = a.forum_by_id(w.forum_id).map(|f| ui::forum_mark(f.mark, f.name.get(l), ctx.href(paths::forum(&a.slug, &f.slug))));
    let state = w
        .due_on
        .and_then(|d| ui::late_state(l, d, today))
        .unwrap_or_else(|| view! { <span class=state_class(w.state)>{t::state(l, w.state)}</span> }.into_html());
    let due = w.due_on.map(|d| view! { <span class="when">{t::answer_by(l)}" "{ui::time_tag(l, d, today)}</span> });
    let more = (w.supporters > 0).then(|| view! { <span>{t::supported(l, w.supporters)}</span> });
    let area = w.area_id.and_then(|id| a.area_by_id(id)).map(|area| view! { <span>{area.name.get(l).to_string()}</span> });
    view! {
        <li>{forum}<h2 class="h3"><a href=ctx.href(paths::wish(&a.slug, w.number)) lang=ui::lang_of(l, &w.lang)>{w.title.clone()}</a></h2>
            <p class="meta">{ui::voice(&w.organisation_name, w.organisation_side, false)}<span>{meetings::kind(l, w.kind)}</span>{area}
                {ui::time_tag(l, time::local_date(w.created_at), today)}{more}{state}{due}</p></li>
    }
    .into_html()
}

/// What the form's address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    /// Number of an issue that it is about.
    pub fraga: String,
}

/// The form for a new wish.
pub async fn new(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<NewQuery>) -> PageResult {
    let form = WishForm { fraga: query.fraga, kind: "hearing".into(), ..WishForm::default() };
    new_page(&ctx, &agreement, &form, &Problem::default()).await
}

/// The form for a new wish, as typed.
pub async fn new_page(ctx: &Ctx, agreement: &str, form: &WishForm, problem: &Problem) -> PageResult {
    let a = service::new_wish(ctx, agreement).await?;
    let l = ctx.locale;
    let f = Form::new(l, problem, t::label);
    let kinds = WISHED.iter().map(|k| (k.to_string(), meetings::kind(l, *k).to_string())).collect();
    let forums: Vec<_> = a.forums.iter().filter(|x| !x.retired).map(|x| (x.slug.clone(), x.name.get(l).to_string())).collect();
    let forum = (!forums.is_empty()).then(|| {
        let choices = std::iter::once((String::new(), t::no_forum(l).to_string())).chain(forums).collect();
        f.select("forum", &form.forum, choices, Options::default())
    });
    let areas = std::iter::once((String::new(), t::whole_area(l).to_string()))
        .chain(a.areas.iter().filter(|x| !x.retired).map(|x| (x.slug.clone(), x.name.get(l).to_string())))
        .collect();
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, &a, vec![(paths::meetings(&a.slug), c::meetings(l).into()), (paths::wishes(&a.slug), t::wishes_title(l).into())])}
            <h1>{t::new_title(l)}</h1><p class="lead">{t::new_lead(l, a.curator_name.get(l))}</p></section>
        <form class="form" method="post" action=ctx.href(paths::new_wish(&a.slug)) novalidate>
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            {f.input("title", &form.title, Options { max: Some(120), help: Some(t::title_help(l).into()), ..Options::default() })}
            {f.area("why", &form.why, Options { max: Some(3000), rows: 5, ..Options::default() })}
            {f.select("kind", &form.kind, kinds, Options::default())}
            {forum}
            {f.select("area", &form.area, areas, Options::default())}
            {f.input("period", &form.period, Options { max: Some(120), help: Some(t::period_help(l).into()), ..Options::default() })}
            {f.input("fraga", &form.fraga, Options { optional: true, short: true, help: Some(t::issue_help(l).into()), ..Options::default() })}
            {f.language(&form.lang)}
            <p class="tells">{t::new_tells(l)}</p>
            <div class="acts"><button class="button">{t::new_send(l)}</button><a href=ctx.href(paths::wishes(&a.slug))>{c::cancel(l)}</a></div>
        </form>
    };
    Ok(Page::new(t::new_title(l)).of(&a, Nav::Meetings).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html()))
}
