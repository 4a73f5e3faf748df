//! The forms for a new issue and for changing one.

use super::{diff, issue::sender};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::Refusal;
use crate::i18n::{Locale, issues as t};
use crate::issues::islands::{Composer, Drafts, WritingHelp};
use crate::issues::rules::{self, Standing, Who};
use crate::issues::service::{IssueForm, IssueHistory, NewIssueStart};
use crate::issues::types::IssueState;
use crate::issues::writing::{SimilarIssue, view};
use crate::mentions::view as mentions;
use crate::restrictions::rules as restrictions;
use crate::shell::{Nav, Page};
use crate::text;
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use crate::{error, paths};
use axum::response::Response;

impl IssueHistory {
    fn standing(&self) -> Standing {
        Standing { state: self.issue.state, organisation_id: self.issue.organisation_id, curator_id: self.agreement.curator_id, asked_id: None }
    }
    /// Whether the reader may change the issue, and why not.
    pub fn check_edit(&self, ctx: &Ctx) -> error::Result<()> {
        let (actor, standing) = (ctx.signed_in()?, self.standing());
        if rules::may_edit(actor, &standing) {
            if self.issue.hidden_at.is_some() {
                return Err(Refusal::IssueHidden.into());
            }
            return restrictions::may_change(actor, &self.agreement, self.issue.published_at.is_some());
        }
        Err(if rules::is(actor, Who::Author, &standing) { Refusal::WrongState.into() } else { Refusal::NotAllowed.into() })
    }
    /// The form as the issue stands now.
    pub fn form(&self) -> IssueForm {
        let (a, i) = (&self.agreement, &self.issue);
        let tags = crate::issues::service::read::tags_of(i);
        let now = self.versions.last();
        let of = |f: fn(&crate::issues::store::read::IssueText) -> &String| now.map(|v| f(v).clone()).unwrap_or_default();
        IssueForm {
            title: of(|v| &v.title),
            what: of(|v| &v.what),
            why: of(|v| &v.why),
            whom: of(|v| &v.whom),
            ask: of(|v| &v.ask),
            forum: a.forum_by_id(i.forum_id).map(|f| f.slug.clone()).unwrap_or_default(),
            themes: a.themes.iter().filter(|x| tags.themes.contains(&x.id)).map(|x| x.slug.clone()).collect(),
            areas: a.areas.iter().filter(|x| tags.areas.contains(&x.id)).map(|x| x.slug.clone()).collect(),
            principles: a.principles.iter().filter(|x| tags.principles.contains(&x.id)).map(|x| x.number.to_string()).collect(),
            commitments: a.commitments.iter().filter(|x| tags.commitments.contains(&x.id)).map(|x| x.number.to_string()).collect(),
            lang: i.lang.clone(),
            version: i.version.to_string(),
            ..IssueForm::default()
        }
    }
}

/// Two texts of each field that differs: one's own, and the stored one.
pub fn compare(l: Locale, fields: Vec<(&'static str, String, String)>) -> Html {
    let marks = diff::Marks::new(l, None);
    let parts: Vec<_> = fields
        .into_iter()
        .filter(|(_, mine, stored)| text::clean(mine) != text::clean(stored))
        .map(|(name, mine, stored)| {
            let (mine, stored) = (text::clean(&mine), text::clean(&stored));
            view! {
                <h2 class="h3">{name}</h2>
                <div class="cq"><div class="compare">
                    <section><h3>{t::your_text(l)}</h3><div class="prose" inner_html=diff::newer(&marks, &stored, &mine)></div></section>
                    <section><h3>{t::stored_text(l)}</h3><div class="prose" inner_html=diff::older(&marks, &stored, &mine)></div></section>
                </div></div>
            }
        })
        .collect();
    view! {
        <div class="flash warning" role="alert"><p><strong>{t::conflict_strong(l)}</strong>" "{t::conflict_text(l)}</p></div>
        {parts}
    }
    .into_html()
}

fn area((l, agreement): (Locale, &str), fields: &Form<'_>, name: &'static str, value: &str, (max, rows): (usize, u32), help: Option<&str>) -> Html {
    let options = Options { help: help.map(String::from), max: Some(max), rows, ..Options::default() };
    let composer = |control| island(|| view! { <Composer l=l field=name.to_string() agreement=agreement.to_string()>{control}</Composer> });
    fields.area_in(name, value, options, composer)
}

fn choices<T>(items: &[T], offered: impl Fn(&T) -> bool, make: impl Fn(&T) -> (String, String, String)) -> Vec<(String, String, String)> {
    items.iter().filter(|x| offered(x)).map(make).collect()
}

/// All fields; the forum only where it is the organisation's to choose.
fn fields(ctx: &Ctx, a: &Agreement, f: &Form<'_>, form: &IssueForm, (choose_forum, number): (bool, i64)) -> Html {
    let l = ctx.locale;
    let place = (l, a.slug.as_str());
    let optional = |help: Option<&str>| Options { optional: true, help: help.map(String::from), ..Options::default() };
    let forums = choices(&a.forums, |x| !x.retired || x.slug == form.forum, |x| (x.slug.clone(), x.name.get(l).into(), x.purpose.get(l).into()));
    let forum = (choose_forum && !forums.is_empty()).then(|| {
        f.choices(
            "forum",
            false,
            std::slice::from_ref(&form.forum),
            forums,
            Options { help: Some(t::f_forum_help(l, a.curator_name.get(l))), ..Options::default() },
        )
    });
    let tags = |retired: bool, slug: &String, chosen: &[String]| !retired || chosen.contains(slug);
    let themes = choices(&a.themes, |x| tags(x.retired, &x.slug, &form.themes), |x| (x.slug.clone(), x.name.get(l).into(), String::new()));
    let areas = choices(&a.areas, |x| tags(x.retired, &x.slug, &form.areas), |x| (x.slug.clone(), x.name.get(l).into(), String::new()));
    let numbered = |n: i64, title: &str| (n.to_string(), format!("{n}. {title}"), String::new());
    let principles = choices(&a.principles, |_| true, |x| numbered(x.number, x.title.get(l)));
    let commitments = choices(&a.commitments, |_| true, |x| numbered(x.number, x.title.get(l)));
    let many =
        |name, chosen: &[String], items: Vec<(String, String, String)>, help| (!items.is_empty()).then(|| f.choices(name, true, chosen, items, optional(help)));
    view! {
        {f.input("title", &form.title, Options { help: Some(t::f_title_help(l).into()), max: Some(120), ..Options::default() })}
        {area(place, f, "what", &form.what, (6000, 8), Some(t::f_what_help(l)))}
        {mentions::hint(ctx, &a.slug)}
        <WritingHelp l=l agreement=a.slug.clone() but=number/>
        <details class="more"><summary>{t::how_to_write(l)}</summary><div class="prose">
            <ul><li>{t::how_to_bold(l)}</li><li>{t::how_to_list(l)}</li><li>{t::how_to_quote(l)}</li><li>{t::how_to_link(l)}</li></ul></div></details>
        {area(place, f, "why", &form.why, (3000, 4), None)}
        {area(place, f, "whom", &form.whom, (1000, 3), None)}
        {area(place, f, "ask", &form.ask, (3000, 4), Some(t::f_ask_help(l)))}
        {forum}
        {many("themes", &form.themes, themes, None)}
        {many("areas", &form.areas, areas, Some(t::f_areas_help(l)))}
        {many("principles", &form.principles, principles, None)}
        {many("commitments", &form.commitments, commitments, None)}
        {f.language(&form.lang)}
    }
    .into_html()
}

fn preview(ctx: &Ctx, form: &IssueForm, alike: &[SimilarIssue]) -> Option<Html> {
    if form.preview.is_empty() {
        return None;
    }
    let l = ctx.locale;
    let html = |s: &str| ui::prose(l, &form.mentions.render(&text::clean(s)));
    let whole = [&form.what, &form.why, &form.ask].map(String::as_str).join("\n\n");
    let lang = if form.lang.is_empty() { l.code() } else { &form.lang };
    let part = |heading: &'static str, s: &str| {
        let html = html(s);
        (!html.is_empty()).then(|| view! { <h3>{heading}</h3><div inner_html=html></div> })
    };
    Some(
        view! {
            <section aria-labelledby="sett"><h2 id="sett">{t::preview_heading(l)}</h2>
                <div class="preview prose">
                    <h3>{text::clean_line(&form.title)}</h3><div inner_html=html(&form.what)></div>
                    {part(t::why_heading(l), &form.why)}{part(t::whom_heading(l), &form.whom)}{part(t::ask_heading(l), &form.ask)}
                </div>
                <div class="writing">{view::similar(l, alike)}{view::readability(l, &whole, lang)}</div></section>
        }
        .into_html(),
    )
}

fn nobody(ctx: &Ctx, agreement: &std::sync::Arc<Agreement>) -> Response {
    let l = ctx.locale;
    // whoever has one role, or none, has nothing to switch to
    let switches = ctx.actor.as_ref().is_some_and(|a| a.hats.iter().any(|h| Some(h.organisation_id) != a.acting_as));
    let words = if switches { t::nobody_to_post_for(l) } else { t::represents_nobody(l) };
    let content = view! {
        <section class="head"><h1>{t::new_title(l)}</h1></section>
        {ui::empty(t::nobody_to_post_for_title(l), words, Some((ctx.href(paths::account()), crate::i18n::common::your_account(l).to_string())))}
    };
    Page::new(t::new_title(l)).of(agreement, Nav::Issues).layout("wrap stack narrow").status(http::StatusCode::FORBIDDEN).render(ctx, content.into_html())
}

/// The page for somebody who writes nothing here for a while. The frame around it tells until when, and leads to why.
fn stopped(ctx: &Ctx, agreement: &std::sync::Arc<Agreement>) -> Response {
    let l = ctx.locale;
    let content = view! {
        <section class="head"><h1>{t::new_title(l)}</h1><p class="lead">{crate::i18n::common::refusal(l, crate::error::Refusal::Stopped)}</p></section>
    };
    Page::new(t::new_title(l)).of(agreement, Nav::Issues).layout("wrap stack narrow").status(http::StatusCode::FORBIDDEN).render(ctx, content.into_html())
}

/// The form for a new issue. `alike` are shown with a preview: what the browser shows while one types.
pub fn new_issue(ctx: &Ctx, start: &NewIssueStart, form: &IssueForm, alike: &[SimilarIssue], problem: &Problem) -> Response {
    let a = &start.agreement;
    if !start.may_post {
        return nobody(ctx, a);
    }
    if start.stopped {
        return stopped(ctx, a);
    }
    let (l, a) = (ctx.locale, &start.agreement);
    let f = Form::new(l, problem, t::label);
    let (name, voice) = sender(ctx, a.curator_id);
    let tells = if start.at_once { t::tells_post_at_once(l, name, a.curator_name.get(l)) } else { t::tells_post_waits(l, name) };
    let cancel = ctx.href(paths::issues(&a.slug));
    let content = view! {
        <section class="head">
            {ui::breadcrumbs(ctx, a, vec![(paths::issues(&a.slug), crate::i18n::common::issues(l).to_string())])}
            <h1>{t::new_title(l)}</h1><p class="lead">{t::new_lead(l)}</p>
        </section>
        {preview(ctx, form, alike)}
        <form method="post" class="form" action=ctx.href(paths::new_issue(&a.slug)) novalidate>
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            <p>{t::writing_as(l)}" "{voice}</p>
            {fields(ctx, a, &f, form, (true, 0))}
            <p class="tells">{tells}</p>
            <div class="acts"><button class="button">{t::send_issue(l)}</button>
                <button class="button second" name="preview" value="1" formnovalidate=true>{t::preview(l)}</button><a href=cancel>{crate::i18n::common::cancel(l)}</a></div>
            <Drafts l=l/>
        </form>
    };
    Page::new(t::new_title(l)).of(a, Nav::Issues).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html())
}

/// The form that changes an issue. After somebody else was faster, both texts stand side by side.
pub fn edit_issue(ctx: &Ctx, h: &IssueHistory, form: &IssueForm, alike: &[SimilarIssue], problem: &Problem) -> Response {
    let (l, a) = (ctx.locale, &h.agreement);
    let path = paths::issue(&a.slug, h.issue.number, &h.issue.slug);
    let conflict = problem.stale.map(|_| {
        let now = h.form();
        let pairs = [
            ("title", &form.title, &now.title),
            ("what", &form.what, &now.what),
            ("why", &form.why, &now.why),
            ("whom", &form.whom, &now.whom),
            ("ask", &form.ask, &now.ask),
        ];
        compare(l, pairs.into_iter().map(|(name, mine, stored)| (t::label(l, name), mine.clone(), stored.clone())).collect())
    });
    let quiet = Problem { message: problem.message.clone().filter(|_| problem.stale.is_none()), ..problem.clone() };
    let f = Form::new(l, &quiet, t::label);
    let title = if problem.stale.is_some() { t::conflict_title(l) } else { t::edit_title(l) };
    let version = problem.stale.map_or_else(|| form.version.clone(), |v| v.to_string());
    let cancel = if problem.stale.is_some() { t::keep_stored(l) } else { crate::i18n::common::cancel(l) };
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(path.clone(), h.issue.title.clone())])}<h1>{title}</h1></section>
        {conflict}
        {preview(ctx, form, alike)}
        <form method="post" class="form" action=ctx.href(format!("{path}/andra")) novalidate>
            {f.summary()}
            {hidden(ctx, &form.key, &quiet)}
            <input type="hidden" name="version" value=version />
            {fields(ctx, a, &f, form, (h.issue.state == IssueState::Submitted && h.issue.published_at.is_none(), h.issue.number))}
            <p class="tells">{t::tells_edit(l)}</p>
            <div class="acts"><button class="button">{t::save_issue(l)}</button>
                <button class="button second" name="preview" value="1" formnovalidate=true>{t::preview(l)}</button><a href=ctx.href(&path)>{cancel}</a></div>
            <Drafts l=l/>
        </form>
    };
    Page::new(title).of(a, Nav::Issues).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html())
}
