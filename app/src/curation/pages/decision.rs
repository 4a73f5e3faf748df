//! The form of a decision: choose an act, then say why and until when. The desk's panel uses the same parts.

use crate::context::Ctx;
use crate::curation::forms::{DecisionForm, issue_of};
use crate::curation::sentences;
use crate::curation::service_publish::PublishForm;
use crate::curation::service_subject::{self, Shown, Subject};
use crate::desk::rules::key;
use crate::i18n::{Locale, curation as t, dates};
use crate::issues::islands::Drafts;
use crate::issues::rules::{NextDate, Transition, Who};
use crate::issues::types::{IssueAct, IssueState};
use crate::mentions::view as mentions;
use crate::moderation::pages as moderation;
use crate::phrases::pages as phrases;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use crate::{paths, text, time};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// What the decision's address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecisionQuery {
    /// Act that is about to be taken.
    pub akt: String,
}

/// The page on which a decision about an issue is taken.
pub async fn decide(ctx: Ctx, Path((agreement, issue)): Path<(String, String)>, Query(query): Query<DecisionQuery>) -> PageResult {
    let (number, _) = issue_of(&issue)?;
    let shown = Shown { act: &query.akt, ..Shown::default() };
    let subject = service_subject::subject(&ctx, &agreement, number, shown, false).await?;
    let form = opened(&ctx, &subject, &query.akt, "");
    Ok(page(&ctx, &subject, &form, &Problem::default()))
}

/// The same page again, as typed.
pub async fn decision_page(ctx: &Ctx, agreement: &str, number: i64, form: &DecisionForm, problem: &Problem) -> PageResult {
    let shown = Shown { act: &form.act, ..Shown::default() };
    let subject = service_subject::subject(ctx, agreement, number, shown, true).await?;
    // after being told of a change one decides about what is there now; a preview tells nobody anything
    let version = if problem.stale.is_some() { subject.issue.version.to_string() } else { form.version.clone() };
    let form = DecisionForm { version, ..form.clone() };
    Ok(page(ctx, &subject, &form, problem))
}

/// A waiting contribution with the form that publishes it, again as typed.
pub async fn contribution_page(ctx: &Ctx, agreement: &str, number: i64, contribution: i64, form: &PublishForm, problem: &Problem) -> PageResult {
    let subject = service_subject::subject(ctx, agreement, number, Shown { contribution, ..Shown::default() }, true).await?;
    let l = ctx.locale;
    let content = view! {
        <section class="head">{crumbs(ctx, &subject)}<h1>{t::publish_title(l)}</h1></section>
        {attached(ctx, &subject, subject.issue.contribution_attached.as_deref())}
        {publish_form(ctx, &subject, contribution, form, problem)}
    };
    Ok(Page::new(t::publish_title(l)).of(&subject.agreement, Nav::Desk).layout("wrap stack narrow").status(problem.status).render(ctx, content.into_html()))
}

/// A form that was just opened: the act, where there is only one or one was chosen, and its default date.
pub fn opened(ctx: &Ctx, subject: &Subject, akt: &str, ko: &str) -> DecisionForm {
    let chosen = subject.open_act(akt);
    DecisionForm {
        act: chosen.map(|t| t.act.code().to_string()).unwrap_or_default(),
        // asked again, it is most often for another date
        to: subject.bodies.iter().find(|b| subject.issue.asked_name.as_ref() == Some(&b.name)).map(|b| b.slug.clone()).unwrap_or_default(),
        next_on: chosen.filter(|t| service_subject::wants_date(t)).map(|t| service_subject::preset(t.act, ctx.today()).to_string()).unwrap_or_default(),
        version: subject.issue.version.to_string(),
        ko: ko.to_string(),
        ..DecisionForm::default()
    }
}

fn crumbs(ctx: &Ctx, subject: &Subject) -> Html {
    let (a, i) = (&subject.agreement, &subject.issue);
    ui::breadcrumbs(ctx, a, vec![(paths::issue(&a.slug, i.number, &i.slug), capital(&t::issue_number(ctx.locale, i.number)))])
}

/// What is attached to an issue or a contribution about which a decision is taken: nobody publishes a picture that they have not seen.
pub fn attached(ctx: &Ctx, subject: &Subject, all: Option<&str>) -> Option<Html> {
    let (a, i) = (&subject.agreement, &subject.issue);
    crate::attachments::view::list(ctx, &paths::issue(&a.slug, i.number, &i.slug), all)
}

/// With a capital first letter.
fn capital(s: &str) -> String {
    let mut chars = s.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn page(ctx: &Ctx, subject: &Subject, form: &DecisionForm, problem: &Problem) -> axum::response::Response {
    let l = ctx.locale;
    let issue = &subject.issue;
    let own = subject.is_own();
    let title = match form.act.parse::<IssueAct>().ok() {
        act if own => t::own_act_title(l, act, issue.number),
        Some(IssueAct::Answer) => t::answer_title(l, issue.number),
        _ => t::decision_title(l, issue.number),
    };
    let href = ctx.href(paths::issue(&subject.agreement.slug, issue.number, &issue.slug));
    let content = view! {
        <section class="head">{crumbs(ctx, subject)}<h1>{title.clone()}</h1>{due_line(ctx, subject)}</section>
        <div class="two">
            <div class="stack">{newest(ctx, subject, problem)}{decision(ctx, subject, form, problem, false)}{notes(ctx, subject, &form.note, problem)}</div>
            <aside class="stack"><section class="box" aria-labelledby="issue-ask">
                <h2 class="h3" id="issue-ask" lang=ui::lang_of(l, &issue.lang)>{issue.title.clone()}</h2>
                {who_asks(l, subject)}
                <h3 class="h4">{if own { t::you_ask(l) } else { t::they_ask(l) }}</h3>
                <div class="prose" lang=ui::lang_of(l, &issue.lang) inner_html=ui::prose(l, &issue.ask_html)></div>
                {attached(ctx, subject, issue.attached.as_deref())}
                <p><a href=href>{t::read_whole(l)}</a></p>
            </section></aside>
        </div>
    };
    let nav = if form.ko.is_empty() { Nav::Issues } else { Nav::Desk };
    Page::new(title).of(&subject.agreement, nav).status(problem.status).render(ctx, content.into_html())
}

/// The reader curates here, and acts for those who do.
fn curates(ctx: &Ctx, subject: &Subject) -> bool {
    ctx.actor.as_ref().is_some_and(|actor| actor.acts_by_civil_seat(subject.agreement.curator_id))
}

/// Notes of those who curate; nothing for everybody else.
pub fn notes(ctx: &Ctx, subject: &Subject, typed: &str, problem: &Problem) -> Option<Html> {
    let (a, i) = (&subject.agreement, &subject.issue);
    let quiet = Problem::default();
    let of_note = !typed.is_empty() || problem.faults.of("note").is_some();
    let problem = if of_note { problem } else { &quiet };
    curates(ctx, subject).then(|| moderation::notes(ctx, a, (i.number, &i.slug), &subject.notes, typed, problem))
}

/// Who posted the issue, when, and how many stand behind it.
pub fn who_asks(l: Locale, subject: &Subject) -> Html {
    let i = &subject.issue;
    let posted = time::local_date(i.created_at);
    view! {
        <p class="meta"><span>{capital(&t::issue_number(l, i.number))}</span>{ui::voice(&i.organisation_name, i.organisation_side, false)}
            <time datetime=posted.to_string()>{dates::day(l, posted, posted)}</time>
            {(i.backers > 0).then(|| view! { <span>{t::backed(l, i.backers)}</span> })}</p>
    }
    .into_html()
}

/// The next promised date, most visible on the page.
pub fn due_line(ctx: &Ctx, subject: &Subject) -> Option<Html> {
    let l = ctx.locale;
    let (kind, on) = (subject.issue.due_kind?, subject.issue.due_on?);
    let late = time::days_late(on, ctx.today()) > 0;
    let class = if late { "due late" } else { "due" };
    let what = match kind {
        crate::clocks::ClockKind::Hearing if !late => t::clock(l, kind).to_string(),
        crate::clocks::ClockKind::Hearing => t::was_taken_up(l).to_string(),
        kind => format!("{} {}", t::clock(l, kind), if late { t::was_expected(l) } else { t::expected(l) }),
    };
    Some(
        view! {
            <p class=class><span>{what}</span>" "<b><time datetime=on.to_string()>{dates::weekday_day(l, on, ctx.today())}</time></b>" "
                {ui::late_state(l, on, ctx.today())}</p>
        }
        .into_html(),
    )
}

/// What happened while somebody wrote.
fn newest(ctx: &Ctx, subject: &Subject, problem: &Problem) -> Option<Html> {
    let l = ctx.locale;
    let moved = problem.status == http::StatusCode::CONFLICT && !problem.acting_changed;
    let e = subject.newest.as_ref().filter(|_| moved)?;
    let on = time::local_date(e.occurred_at);
    Some(
        view! {
            <section class="flow" aria-labelledby="newest"><h2 class="h3" id="newest">{t::moved_on(l)}</h2>
                <ol class="chain"><li>{ui::time_tag(l, on, ctx.today())}<p>{sentences::sentence(ctx, &subject.agreement, e)}</p>{sentences::reason(l, e)}</li></ol></section>
        }
        .into_html(),
    )
}

/// Choosing an act, or the form of the one that was chosen. `panel`: on the desk, beside the list.
pub fn decision(ctx: &Ctx, subject: &Subject, form: &DecisionForm, problem: &Problem, panel: bool) -> Html {
    let l = ctx.locale;
    let decision = match subject.acts.iter().find(|t| t.act.code() == form.act) {
        Some(t) => act_form(ctx, subject, t, form, problem, panel),
        None => {
            let summary = Form::new(l, problem, t::field).summary();
            let typed = [&form.text, &form.reason].into_iter().filter(|s| !s.trim().is_empty()).cloned().collect::<Vec<_>>().join("\n\n");
            let typed = (!typed.is_empty()).then(|| {
                view! { <div class="field"><label for="typed">{t::your_text(l)}</label><textarea id="typed" rows="5" readonly=true inner_html=crate::shell::escape(&typed)></textarea></div> }
            });
            view! { {summary}{typed}{choose(ctx, subject, form, panel)} }.into_html()
        }
    };
    view! { {decision}{hiding(ctx, subject)} }.into_html()
}

/// The way to hide the issue, or to show it again, in whichever state it is; for those who curate.
fn hiding(ctx: &Ctx, subject: &Subject) -> Option<Html> {
    let (l, i) = (ctx.locale, &subject.issue);
    let was_read = i.published_at.is_some() && (i.hidden || !i.withheld);
    let words = if i.hidden { t::restore_issue_button(l) } else { t::hide_issue_button(l) };
    let href = ctx.href(format!("{}/dolj", paths::issue(&subject.agreement.slug, i.number, &i.slug)));
    (curates(ctx, subject) && was_read).then(|| view! { <p class="noprint"><a class="more" href=href>{words}</a></p> }.into_html())
}

fn choose(ctx: &Ctx, subject: &Subject, form: &DecisionForm, panel: bool) -> Html {
    let l = ctx.locale;
    if subject.acts.is_empty() {
        let seat = ctx.actor.as_ref().is_some_and(|a| a.has_civil_seat(subject.agreement.curator_id) && !a.acts_by_civil_seat(subject.agreement.curator_id));
        return if seat { crate::desk::pages::switch(ctx, &subject.agreement) } else { ui::empty(t::nothing_to_do_title(l), t::nothing_to_do_text(l), None) };
    }
    let rows: Vec<_> = subject
        .acts
        .iter()
        .map(|row| {
            let explain = if row.act == IssueAct::PutOnAgenda { t::agenda_explain(l) } else { tells(l, subject, row) };
            let href = ctx.href(act_path(subject, row, &form.ko, panel));
            let key = panel.then(|| key(row.act).to_string());
            let link = view! { <a href=href data-key=key.clone() aria-keyshortcuts=key>{name(l, row)}</a> };
            let heading = if panel { view! { <h4 class="h4">{link}</h4> }.into_html() } else { view! { <h3 class="h4">{link}</h3> }.into_html() };
            view! { <li>{heading}<p class="quiet">{explain}</p></li> }
        })
        .collect();
    view! { <section class="flow" id="beslut" aria-labelledby="choose">{heading(panel, "choose", t::step_choose(l))}<ul class="rows">{rows}</ul></section> }
        .into_html()
}

/// Where the form of an act is: on the desk, on its own page, or the form of a meeting.
fn act_path(subject: &Subject, row: &Transition, ko: &str, panel: bool) -> String {
    let (a, i) = (&subject.agreement, &subject.issue);
    match (row.next, panel) {
        (NextDate::FromMeeting, _) => format!("{}?fraga={}", paths::new_meeting(&a.slug), i.number),
        (_, true) => format!("{}?ko={}&fraga={}&akt={}#beslut", paths::desk(&a.slug), ko, i.number, row.act),
        (_, false) => format!("{}/beslut?akt={}", paths::issue(&a.slug, i.number, &i.slug), row.act),
    }
}

fn heading(panel: bool, id: &'static str, words: &str) -> Html {
    let words = words.to_string();
    if panel { view! { <h3 id=id>{words}</h3> }.into_html() } else { view! { <h2 class="h3" id=id>{words}</h2> }.into_html() }
}

fn labels(row: &Transition) -> fn(Locale, &str) -> &'static str {
    match (row.who, row.act) {
        (Who::AskedBody, _) => t::field_when_answering,
        (Who::Author, _) => t::field_for_author,
        (_, IssueAct::FollowUp) => t::field_when_following_up,
        _ => t::field,
    }
}

fn act_form(ctx: &Ctx, subject: &Subject, row: &Transition, form: &DecisionForm, problem: &Problem, panel: bool) -> Html {
    let l = ctx.locale;
    let (a, i) = (&subject.agreement, &subject.issue);
    let f = Form::new(l, problem, labels(row));
    let answering = row.act == IssueAct::Answer;
    let action = ctx.href(format!("{}/beslut", paths::issue(&a.slug, i.number, &i.slug)));
    let others = subject.acts.len() > 1;
    let back = if panel {
        format!("{}?ko={}&fraga={}", paths::desk(&a.slug), form.ko, i.number)
    } else {
        format!("{}/beslut", paths::issue(&a.slug, i.number, &i.slug))
    };
    let preview = answering.then(|| view! { <button class="button second" name="preview" value="1" formnovalidate=true>{t::preview(l)}</button> });
    view! {
        <form class="form" method="post" action=action id="beslut" aria-labelledby="akt" data-key=panel.then(|| key(row.act).to_string())
            data-draft=format!("{}/{}", paths::issue(&a.slug, i.number, ""), row.act) novalidate>
            {heading(panel, "akt", name(l, row))}
            {phrases::default_button(&subject.phrases, name(l, row))}
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="version" value=form.version.clone() /><input type="hidden" name="act" value=row.act.code() />
            <input type="hidden" name="ko" value=form.ko.clone() />
            {speaks_for(ctx, subject, row)}
            {shown_preview(l, form, answering)}
            {act_fields(ctx, subject, row, form, &f)}
            <Drafts l=l/>
            <p class="tells">{tells(l, subject, row)}</p>
            <div class="acts"><button class="button">{name(l, row)}</button>{preview}
                {others.then(|| view! { <a href=ctx.href(back)>{t::other_choice(l)}</a> })}</div>
        </form>
    }
    .into_html()
}

/// What an act will do, before it is taken.
fn tells(l: Locale, subject: &Subject, row: &Transition) -> &'static str {
    match row.act {
        IssueAct::Decline if subject.issue.published_at.is_none() => t::tells_decline_unread(l),
        IssueAct::Reopen if row.who == Who::Author => t::tells_reopen_own(l),
        IssueAct::Refer if row.from == IssueState::Referred => t::tells_refer_again(l),
        act => t::tells(l, act),
    }
}

/// What an act is called here: to ask again is not to ask.
fn name(l: Locale, row: &Transition) -> &'static str {
    match row.act {
        IssueAct::Refer if row.from == IssueState::Referred => t::act_refer_again(l),
        act => t::act(l, act),
    }
}

fn speaks_for(ctx: &Ctx, subject: &Subject, row: &Transition) -> Option<Html> {
    let l = ctx.locale;
    let hat = ctx.actor.as_ref()?.hat()?.clone();
    let (words, side) = match row.who {
        Who::Curator => return None,
        Who::AskedBody => (t::answering_for(l), crate::agreements::types::Side::Public),
        Who::Author => (t::acting_for(l), subject.issue.organisation_side),
    };
    Some(view! { <p>{words}" "{ui::voice(&hat.name, side, false)}</p> }.into_html())
}

fn shown_preview(l: Locale, form: &DecisionForm, answering: bool) -> Option<Html> {
    if form.preview.is_empty() || !answering {
        return None;
    }
    let render = |s: &str| text::markdown::render(&text::clean(s));
    let text = ui::prose(l, &form.mentions.render(&text::clean(&form.text)));
    Some(
        view! {
            <section class="flow" aria-labelledby="preview"><h3 id="preview">{t::preview_title(l)}</h3>
                <div class="quiet" inner_html=render(&form.reason)></div><div class="preview prose" inner_html=text></div></section>
        }
        .into_html(),
    )
}

/// The fields that an act takes, in the order in which one thinks of them.
fn act_fields(ctx: &Ctx, subject: &Subject, row: &Transition, form: &DecisionForm, f: &Form) -> Html {
    let l = ctx.locale;
    let first = |words: &str| vec![(String::new(), words.to_string())];
    let specific = match row.act {
        IssueAct::Refer => {
            let bodies = first(t::choose_body(l)).into_iter().chain(subject.bodies.iter().map(|b| (b.slug.clone(), b.name.clone()))).collect();
            Some(f.select("to", &form.to, bodies, Options::default()))
        }
        IssueAct::Move => {
            let forums = subject.agreement.forums.iter().filter(|x| !x.retired && Some(x.id) != subject.issue.forum_id);
            let forums = first(t::choose_forum(l)).into_iter().chain(forums.map(|x| (x.slug.clone(), x.name.get(l).to_string()))).collect();
            Some(f.select("forum", &form.forum, forums, Options::default()))
        }
        IssueAct::Merge => Some(f.input("into", &form.into, Options { help: Some(t::help_into(l).into()), short: true, ..Options::default() })),
        IssueAct::Answer => {
            let text = f.area("text", &form.text, Options { help: Some(t::help_text(l).into()), rows: 9, max: Some(8000), ..Options::default() });
            Some(view! { {text}{mentions::hint(ctx, &subject.agreement.slug)} }.into_html())
        }
        _ => None,
    };
    let help = match row.who {
        Who::AskedBody => t::help_reason_answer(l),
        Who::Author => t::help_reason_own(l),
        Who::Curator => t::help_reason(l),
    };
    let rows = if row.act == IssueAct::Answer { 2 } else { 4 };
    let reason = f.area("reason", &form.reason, Options { help: Some(help.into()), rows, max: Some(2000), ..Options::default() });
    let date = service_subject::wants_date(row).then(|| f.input("next_on", &form.next_on, Options { kind: "date", short: true, ..Options::default() }));
    let phrases = (row.who == Who::Curator && curates(ctx, subject)).then(|| phrases::picker(ctx, &subject.agreement, &subject.phrases, &form.fras, f));
    view! { {specific}{reason}{phrases}{date}{f.language(&form.lang)} }.into_html()
}

/// The form that publishes a contribution.
pub fn publish_form(ctx: &Ctx, subject: &Subject, contribution: i64, form: &PublishForm, problem: &Problem) -> Html {
    let l = ctx.locale;
    let f = Form::new(l, problem, t::field);
    let (a, i) = (&subject.agreement, &subject.issue);
    let action = ctx.href(format!("{}/inlagg/{contribution}/publicera", paths::issue(&a.slug, i.number, &i.slug)));
    let version = problem.stale.map_or_else(|| form.version.clone(), |v| v.to_string());
    let hide = ctx.href(format!("{}/inlagg/{contribution}/dolj?ko={}", paths::issue(&a.slug, i.number, &i.slug), paths::encode(&form.ko)));
    view! {
        <form class="form" method="post" action=action.clone() id="beslut" data-draft=action novalidate>
            {phrases::default_button(&subject.phrases, t::publish_title(l))}
            {f.summary()}
            {hidden(ctx, &form.key, problem)}
            <input type="hidden" name="ko" value=form.ko.clone() />
            <input type="hidden" name="version" value=version />
            {f.area("reason", &form.reason, Options { help: Some(t::help_reason(l).into()), rows: 3, max: Some(2000), ..Options::default() })}
            {curates(ctx, subject).then(|| phrases::picker(ctx, a, &subject.phrases, &form.fras, &f))}
            {f.language(&form.lang)}
            <Drafts l=l/>
            <p class="tells">{t::publish_tells(l)}</p>
            <div class="acts"><button class="button">{t::publish_title(l)}</button><a href=hide>{t::hide_link(l)}</a></div>
        </form>
    }
    .into_html()
}
