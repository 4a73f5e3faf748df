//! What is chosen, beside the queue on wide screens and in its place on narrow ones: text, acts, what has happened, notes.

use super::desk::{anchor, carried};
use crate::context::Ctx;
use crate::curation::pages::decision::{attached, decision, due_line, notes, opened, publish_form, who_asks};
use crate::curation::sentences;
use crate::curation::service_publish::PublishForm;
use crate::curation::service_subject::Subject;
use crate::desk::service::{Desk, DeskQuery};
use crate::i18n::{curation as t, desk};
use crate::issues::islands::Drafts;
use crate::issues::rules;
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use crate::{paths, time};

/// The panel.
pub fn panel(ctx: &Ctx, desk: &Desk, subject: &Subject, query: &DeskQuery) -> Html {
    let l = ctx.locale;
    let (a, i) = (&desk.agreement, &subject.issue);
    let forum = a.forum_by_id(i.forum_id).map(|f| ui::forum_mark(f.mark, f.name.get(l), ctx.href(paths::forum(&a.slug, &f.slug))));
    let href = ctx.href(paths::issue(&a.slug, i.number, &i.slug));
    let lang = ui::lang_of(l, &i.lang);
    let ko = carried(ctx, desk, query);
    let rest = match (i.contribution_number, i.contribution_waits) {
        (Some(number), true) => waiting(ctx, subject, number, ko),
        _ if desk.queue == crate::desk::types::Queue::Newcomers => newcomer(ctx, subject, ko),
        _ => issue(ctx, subject, query, &ko),
    };
    let back = format!("{}#{}", desk.path(desk.queue), anchor(Some(i.number), query.inlagg));
    view! {
        <section class="side" aria-labelledby="chosen">
            <a class="back" href=ctx.href(back)>{t::back_to_list(l)}</a>
            {forum}
            <h2 class="h3" id="chosen" tabindex="-1" lang=lang><a href=href>{i.title.clone()}</a></h2>
            {who_asks(l, subject)}
            {due_line(ctx, subject)}
            {rest}
        </section>
    }
    .into_html()
}

/// A contribution as it reads.
fn said(ctx: &Ctx, subject: &Subject, class: &'static str) -> Html {
    let (l, i) = (ctx.locale, &subject.issue);
    let who = i.contribution_who.clone().unwrap_or_else(|| t::contribution_by_individual(l).into());
    let text = i.contribution_html.clone().unwrap_or_default();
    let lang = i.contribution_lang.as_deref().and_then(|lang| ui::lang_of(l, lang));
    view! { <article class=class><p class="meta"><span class="voice">{who}</span></p><div class="prose" lang=lang inner_html=ui::prose(l, &text)></div>{attached(ctx, subject, i.contribution_attached.as_deref())}</article> }.into_html()
}

fn waiting(ctx: &Ctx, subject: &Subject, number: i64, ko: String) -> Html {
    let version = subject.issue.contribution_version.map(|v| v.to_string()).unwrap_or_default();
    let form = PublishForm { ko, version, ..PublishForm::default() };
    view! { {said(ctx, subject, "post awaiting")}{publish_form(ctx, subject, number, &form, &Problem::default())} }.into_html()
}

/// Somebody's first words, and the form that answers them: the same that everybody contributes with.
fn newcomer(ctx: &Ctx, subject: &Subject, ko: String) -> Html {
    let (l, i) = (ctx.locale, &subject.issue);
    let quoted = i.contribution_number.map(|n| n.to_string()).unwrap_or_default();
    let first = match i.contribution_number {
        Some(_) => view! { <h3>{desk::newcomer_contribution(l)}</h3>{said(ctx, subject, "post")} }.into_html(),
        None => view! { <h3>{desk::newcomer_issue(l)}</h3>{text(ctx, subject)} }.into_html(),
    };
    let may = ctx.actor.as_ref().is_some_and(|actor| rules::may_contribute(actor, i.state, i.published_at.is_some()));
    let form = may.then(|| {
        let problem = Problem::default();
        let f = Form::new(l, &problem, desk::label);
        let action = ctx.href(paths::issue(&subject.agreement.slug, i.number, &i.slug));
        view! {
            <form class="form" method="post" action=format!("{action}#skriv") id="beslut" data-draft=action aria-labelledby="svara" novalidate>
                <h3 id="svara">{desk::welcome_title(l)}</h3>
                {hidden(ctx, "", &problem)}
                <input type="hidden" name="quoted" value=quoted />
                <input type="hidden" name="ko" value=ko />
                {f.area("text", "", Options { help: Some(desk::welcome_help(l).into()), rows: 5, max: Some(5000), ..Options::default() })}
                {f.language("")}
                <Drafts l=l/>
                <p class="tells">{desk::welcome_tells(l)}</p>
                <div class="acts"><button class="button">{desk::welcome_button(l)}</button></div>
            </form>
        }
    });
    view! { {first}{form} }.into_html()
}

/// What the issue says.
fn text(ctx: &Ctx, subject: &Subject) -> Html {
    let (l, i) = (ctx.locale, &subject.issue);
    let lang = ui::lang_of(l, &i.lang);
    view! {
        <h3>{t::they_write(l)}</h3>
        <div class="prose" lang=lang.clone() inner_html=ui::prose(l, &i.what_html)></div>
        <h3>{t::they_ask(l)}</h3>
        <div class="prose" lang=lang inner_html=ui::prose(l, &i.ask_html)></div>
        {attached(ctx, subject, i.attached.as_deref())}
    }
    .into_html()
}

/// What can be done first: it stays in view, however long the text.
fn issue(ctx: &Ctx, subject: &Subject, query: &DeskQuery, ko: &str) -> Html {
    let problem = Problem::default();
    view! {
        {decision(ctx, subject, &opened(ctx, subject, &query.akt, ko), &problem, true)}
        {text(ctx, subject)}
        {chain(ctx, subject)}
        {notes(ctx, subject, "", &problem)}
    }
    .into_html()
}

fn chain(ctx: &Ctx, subject: &Subject) -> Option<Html> {
    let l = ctx.locale;
    let items: Vec<_> = subject
        .chain
        .iter()
        .map(|e| {
            let on = time::local_date(e.occurred_at);
            let lang = ui::lang_of(l, &e.lang);
            let text = (!e.text_html.is_empty()).then(|| view! { <div class="prose" lang=lang inner_html=ui::prose(l, &e.text_html)></div> });
            view! { <li>{ui::time_tag(l, on, ctx.today())}<p>{sentences::sentence(ctx, &subject.agreement, e)}</p>{sentences::reason(l, e)}{text}</li> }
        })
        .collect();
    (!items.is_empty()).then(|| view! { <h3>{desk::chain(l)}</h3><ol class="chain">{items}</ol> }.into_html())
}
