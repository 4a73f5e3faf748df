//! Pages of moderation.

use super::service::{self, AnswerForm, FlagForm, Flags};
use super::store::{FlagRow, NoteRow};
use super::types::{FlagOutcome, FlagReason};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::forms::issue_of;
use crate::i18n::{Locale, common as c, dates, moderation as t};
use crate::issues::islands::Drafts;
use crate::phrases::pages as phrases;
use crate::phrases::store::PhraseRow;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use crate::{paths, time};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// What the address of the report's page carries.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FlagQuery {
    /// Number of the contribution.
    pub inlagg: i64,
}

/// The page that reports content, just opened.
pub async fn flag(ctx: Ctx, Path((agreement, part)): Path<(String, String)>, Query(query): Query<FlagQuery>) -> PageResult {
    let (number, _) = issue_of(&part)?;
    flag_page(&ctx, &agreement, number, &FlagForm { inlagg: query.inlagg.to_string(), ..FlagForm::default() }, &Problem::default()).await
}

/// The page that reports content, as typed if it was.
pub async fn flag_page(ctx: &Ctx, agreement: &str, number: i64, form: &FlagForm, problem: &Problem) -> PageResult {
    let seen = service::flagging(ctx, agreement, number, form.inlagg.trim().parse().unwrap_or(0)).await?;
    let (l, a, thing) = (ctx.locale, &seen.agreement, &seen.thing);
    let f = Form::new(l, problem, t::label);
    let (name, slug) = thing.named(l);
    let issue = paths::issue(&a.slug, thing.number, &slug);
    let title = match thing.contribution {
        Some(n) => t::flag_contribution(l, n),
        None => t::flag_issue(l, thing.number),
    };
    let back = thing.contribution.map_or_else(|| issue.clone(), |n| format!("{issue}#inlagg-{n}"));
    let reasons: Vec<_> = FlagReason::ALL.iter().map(|r| (r.to_string(), t::reason(l, *r).to_string(), String::new())).collect();
    let told = if ctx.actor.is_some() { t::flag_told(l) } else { t::flag_not_told(l) };
    let content = view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(issue.clone(), name)])}<h1>{title.clone()}</h1><p class="lead">{t::flag_lead(l, a.curator_name.get(l))}</p></section>
        <article class="post"><div class="prose" lang=ui::lang_of(l, &thing.lang) inner_html=ui::prose(l, &thing.html)></div></article>
        <form class="form" method="post" action=ctx.href(format!("{issue}/anmal")) novalidate>
            {f.summary()}
            <input type="hidden" name="inlagg" value=form.inlagg.clone() />
            {f.choices("reason", false, std::slice::from_ref(&form.reason), reasons, Options::default())}
            {f.area("note", &form.note, Options { optional: true, rows: 3, max: Some(1000), help: Some(t::note_help(l).into()), ..Options::default() })}
            <p class="tells">{t::flag_tells(l)}" "{told}</p>
            <div class="acts"><button class="button">{t::flag_button(l)}</button><a href=ctx.href(back)>{c::cancel(l)}</a></div>
        </form>
    };
    Ok(Page::new(title).of(a, Nav::Issues).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html()))
}

/// Which reports are about to be answered.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FlagsQuery {
    /// Number of the issue.
    pub fraga: Option<i64>,
    /// Number of the contribution.
    pub inlagg: i64,
}

/// The reports that wait, with the form that answers those of one thing.
pub async fn flags(ctx: Ctx, Path(agreement): Path<String>, Query(query): Query<FlagsQuery>) -> PageResult {
    let form = query.fraga.map(|fraga| AnswerForm { fraga, inlagg: query.inlagg, ..AnswerForm::default() });
    flags_page(&ctx, &agreement, form.as_ref(), &Problem::default()).await
}

/// The reports that wait, with an answer as it was typed.
pub async fn flags_page(ctx: &Ctx, agreement: &str, typed: Option<&AnswerForm>, problem: &Problem) -> PageResult {
    let seen = service::flags(ctx, agreement).await?;
    let l = ctx.locale;
    let things: Vec<_> =
        seen.open.chunk_by(|a, b| a.number == b.number && a.contribution == b.contribution).map(|of| thing(ctx, &seen, of, typed, problem)).collect();
    // a colleague was faster: what was typed is not lost
    let lost =
        typed.filter(|t| !t.reason.trim().is_empty() && !seen.open.iter().any(|r| r.number == t.fraga && r.contribution.unwrap_or(0) == t.inlagg)).map(|t| {
            let f = Form::new(l, problem, t::answer_label);
            view! {
                {f.summary()}
                <div class="field"><label for="typed">{crate::i18n::curation::your_text(l)}</label><textarea id="typed" rows="5" readonly=true inner_html=crate::shell::escape(&t.reason)></textarea></div>
            }
        });
    let content = if things.is_empty() {
        ui::empty(t::flags_none_title(l), t::flags_none_text(l), Some((ctx.href(paths::desk(&seen.agreement.slug)), c::desk(l).to_string())))
    } else {
        things.into_html()
    };
    let content = view! {
        <section class="head"><h1>{t::flags_title(l)}</h1><p class="lead">{t::flags_lead(l)}</p>
            <p><a href=ctx.href(paths::restrictions(&seen.agreement.slug))>{crate::i18n::restrictions::all_title(l)}</a></p></section>
        {lost}
        {content}
    };
    Ok(Page::new(t::flags_title(l))
        .of(&seen.agreement, Nav::Desk)
        .layout("wrap stack narrow")
        .private()
        .status(problem.status)
        .render(ctx, content.into_html()))
}

/// A thing with its reports and the form that answers them.
fn thing(ctx: &Ctx, seen: &Flags, of: &[FlagRow], typed: Option<&AnswerForm>, problem: &Problem) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    let Some(first) = of.first() else { return ().into_html() };
    let inlagg = first.contribution.unwrap_or(0);
    let mine = typed.filter(|t| t.fraga == first.number && t.inlagg == inlagg);
    let issue = paths::issue(&a.slug, first.number, &first.slug);
    let title = first.contribution.map_or_else(|| first.title.clone(), |n| t::about_contribution(l, n, &first.title));
    let act = instead(l, a, first, "");
    let decide = first.contribution.is_none().then(|| view! { <a class="button second" href=ctx.href(format!("{issue}/beslut"))>{t::decide_instead(l)}</a> });
    let href = ctx.href(first.contribution.map_or_else(|| issue.clone(), |n| format!("{issue}#inlagg-{n}")));
    let id = format!("t-{}-{inlagg}", first.number);
    let here = format!("{}?fraga={}&inlagg={inlagg}#{id}", paths::flags(&a.slug), first.number);
    // with the form open, its button is the main one
    let class = if mine.is_none() { "button" } else { "button second" };
    let other = mine.is_none().then(|| view! { <a class="button second" href=ctx.href(here)>{t::answer_title(l)}</a> });
    // one form at a time: its fields have their names once on the page
    let answer = mine.map(|form| answer_form(ctx, a, form, &seen.phrases, problem));
    view! {
        <section class="box flow" aria-labelledby=id.clone()><h2 class="h3" id=id.clone()><a href=href>{title}</a></h2>
            <p class="meta"><span class="voice">{first.author.clone()}</span></p>
            <div class="prose" lang=ui::lang_of(l, &first.lang) inner_html=ui::prose(l, &first.html)></div>
            {reports(ctx, of)}
            <p class="acts"><a class=class href=ctx.href(act.0)>{act.1}</a>{decide}{other}</p>
            {answer}
        </section>
    }
    .into_html()
}

/// Address and name of what is done about a reported thing: it is hidden. `ko` is the queue to come
/// back to.
pub fn instead(l: Locale, a: &Agreement, of: &FlagRow, ko: &str) -> (String, &'static str) {
    let issue = paths::issue(&a.slug, of.number, &of.slug);
    let back = if ko.is_empty() { String::new() } else { format!("?ko={}", paths::encode(ko)) };
    match of.contribution {
        Some(n) => (format!("{issue}/inlagg/{n}/dolj{back}"), t::hide_instead(l)),
        None => (format!("{issue}/dolj{back}"), crate::i18n::curation::hide_issue_button(l)),
    }
}

/// The reports of one thing.
pub fn reports(ctx: &Ctx, of: &[FlagRow]) -> Html {
    let l = ctx.locale;
    let items: Vec<_> = of
        .iter()
        .map(|r| {
            let note = (!r.note.is_empty()).then(|| view! { <blockquote class="typed">{r.note.clone()}</blockquote> });
            view! { <li><p><strong>{t::reason(l, r.reason)}</strong>" "{ui::time_tag(l, time::local_date(r.created_at), ctx.today())}</p>{note}</li> }
        })
        .collect();
    view! { <h3>{t::reports(l, of.len())}</h3><ul class="rows">{items}</ul> }.into_html()
}

/// The form that answers the reports of one thing.
pub fn answer_form(ctx: &Ctx, a: &Agreement, form: &AnswerForm, saved: &[PhraseRow], problem: &Problem) -> Html {
    let l = ctx.locale;
    let f = Form::new(l, problem, t::answer_label);
    // drawn again, the page opens where the form stands
    let action = ctx.href(format!("{}#t-{}-{}", paths::flags(&a.slug), form.fraga, form.inlagg));
    view! {
        <form class="form" method="post" action=action.clone() id="svar" data-draft=action novalidate>
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="fraga" value=form.fraga.to_string() /><input type="hidden" name="inlagg" value=form.inlagg.to_string() />
            <input type="hidden" name="ko" value=form.ko.clone() />
            {f.area("reason", &form.reason, Options { rows: 3, max: Some(2000), help: Some(t::answer_help(l).into()), ..Options::default() })}
            {phrases::picker(ctx, a, saved, &form.fras, &f)}
            {f.language(&form.lang)}
            <Drafts l=l/>
            <div class="acts"><button class="button" name="outcome" value=FlagOutcome::Kept.code()>{t::keep_button(l)}</button>
                <button class="button second" name="outcome" value=FlagOutcome::Acted.code()>{t::acted_button(l)}</button></div>
        </form>
    }
    .into_html()
}

/// Notes of those who curate about an issue, and the form for one more.
pub fn notes(ctx: &Ctx, a: &Agreement, (number, slug): (i64, &str), notes: &[NoteRow], typed: &str, problem: &Problem) -> Html {
    let l = ctx.locale;
    let f = Form::new(l, problem, t::note_label);
    let action = ctx.href(format!("{}/anteckningar", paths::issue(&a.slug, number, slug)));
    let items: Vec<_> = notes
        .iter()
        .map(|n| {
            let when = dates::moment(l, time::local(n.created_at), ctx.today());
            view! { <li><p class="quiet">{n.author.clone()}", "<time datetime=n.created_at.to_rfc3339()>{when}</time></p><blockquote class="typed">{n.text.clone()}</blockquote></li> }
        })
        .collect();
    let list = (!items.is_empty()).then(|| view! { <ul class="rows">{items}</ul> });
    view! {
        <section class="noprint flow" aria-labelledby="anteckningar"><h2 class="h3" id="anteckningar">{t::notes_title(l)}</h2><p class="quiet">{t::notes_text(l)}</p>
            {list}
            <details class="more" open={!typed.is_empty() || problem.faults.of("note").is_some()}><summary>{t::note_add(l)}</summary>
                <form class="form" method="post" action=action novalidate>{hidden(ctx, "", problem)}
                    {f.area("note", typed, Options { rows: 3, max: Some(2000), quiet: true, ..Options::default() })}
                    <div class="acts"><button class="button second">{c::save(l)}</button></div>
                </form></details>
        </section>
    }
    .into_html()
}
